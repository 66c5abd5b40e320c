//! Runs a reader so that a panic, a hang or a deep recursion inside it costs one document and not the run.

use super::Limits;
use crate::text::{Problem, ProblemCode};
use std::panic::{AssertUnwindSafe, catch_unwind};
#[cfg(not(target_family = "wasm"))]
use std::time::Duration;

/// Stack of the reader's thread, in bytes: parsers that recurse reach their own limits long before this ends.
#[cfg(not(target_family = "wasm"))]
const STACK: usize = 64 << 20;

/// How much longer than `limits.max_time` a reader may take to give back what it has: a fifth, and never less than this.
#[cfg(not(target_family = "wasm"))]
const LEAST_PATIENCE: Duration = Duration::from_millis(250);

/// Runs `reader` on `bytes` in another thread; each thread that reads keeps one for its next document.
///
/// Readers keep `limits.max_time` themselves by a [`Deadline`](super::deadline::Deadline) and give what they have read so far. One that
/// does not come back soon after is left behind: the run goes on, and its thread ends when it meets another of its limits. Where there
/// are no threads (wasm) the reader runs in place and only panics are caught.
///
/// Why a thread and no process: on the hostile files of the test suite (`tests/suite/hostile`) every reader stays below 1 GiB and ends by
/// itself, so that nothing has to be killed. A process for each document would cost more than reading most of them, and a library cannot
/// start itself. What is known to be open is told where PDF files are loaded.
pub(super) fn guarded<T, F>(bytes: &[u8], limits: &Limits, reader: F) -> Result<T, Problem>
where
    T: Send + 'static,
    F: FnOnce(&[u8]) -> Result<T, Problem> + Send + 'static,
{
    #[cfg(target_family = "wasm")]
    {
        let _ = limits;
        caught(|| reader(bytes))
    }
    #[cfg(not(target_family = "wasm"))]
    {
        use std::sync::mpsc::{RecvTimeoutError, sync_channel};
        let thread = match reader_thread::take() {
            Ok(thread) => thread,
            Err(error) => return Err(Problem::error(ProblemCode::CannotOpen, format!("no thread for the reader: {error}"))),
        };
        let owned = bytes.to_vec();
        let (sender, receiver) = sync_channel(1);
        thread.run(Box::new(move || {
            let outcome = caught(|| reader(&owned));
            drop(owned);
            // Nobody listens any longer when the time is out; that is no error.
            let _ = sender.send(outcome);
        }));
        let patience = limits.max_time.saturating_add((limits.max_time / 5).max(LEAST_PATIENCE));
        match receiver.recv_timeout(patience) {
            Ok(outcome) => {
                thread.keep();
                outcome
            }
            Err(RecvTimeoutError::Timeout) => {
                Err(Problem::error(ProblemCode::OutOfTime, format!("reading took more than {} s", limits.max_time.as_secs_f64())))
            }
            Err(RecvTimeoutError::Disconnected) => Err(Problem::error(ProblemCode::ReaderFailed, "the reader stopped without a result")),
        }
    }
}

/// The thread that reads for the calling thread. To start one for each document takes longer than to read a small one.
#[cfg(not(target_family = "wasm"))]
mod reader_thread {
    use std::cell::Cell;
    use std::sync::mpsc::{Sender, channel};

    type Job = Box<dyn FnOnce() + Send>;

    /// A thread that is free; without its handle it ends after the job at hand.
    pub struct ReaderThread(Sender<Job>);

    thread_local! {
        static FREE: Cell<Option<ReaderThread>> = const { Cell::new(None) };
    }

    /// The calling thread's own, or a new one.
    pub fn take() -> std::io::Result<ReaderThread> {
        if let Ok(Some(thread)) = FREE.try_with(Cell::take) {
            return Ok(thread);
        }
        let (sender, jobs) = channel::<Job>();
        let thread = std::thread::Builder::new().name("reader".into()).stack_size(super::STACK);
        thread.spawn(move || jobs.into_iter().for_each(|job| job()))?;
        Ok(ReaderThread(sender))
    }

    impl ReaderThread {
        pub fn run(&self, job: Job) {
            // A thread that is gone lets go of the job, and with it of what the caller waits for.
            let _ = self.0.send(job);
        }

        /// For the next document; one that is still at work is never kept.
        pub fn keep(self) {
            let _ = FREE.try_with(|free| free.set(Some(self)));
        }
    }
}

fn caught<T>(reader: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(reader)).unwrap_or_else(|payload| {
        let message =
            payload.downcast_ref::<&str>().map(|s| s.to_string()).or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
        Err(Problem::error(ProblemCode::ReaderFailed, message))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn panics_and_hangs_become_problems() {
        let failed = guarded::<(), _>(b"x", &Limits::default(), |bytes| panic!("met {} byte", bytes.len())).unwrap_err();
        assert_eq!((failed.code, failed.detail.as_str()), (ProblemCode::ReaderFailed, "met 1 byte"));
        let limits = Limits { max_time: Duration::from_millis(50), ..Limits::default() };
        let late = guarded::<(), _>(b"", &limits, |_| {
            std::thread::sleep(Duration::from_secs(2));
            Err(Problem::error(ProblemCode::Damaged, ""))
        });
        assert_eq!(late.unwrap_err().code, ProblemCode::OutOfTime);
        let other = guarded(b"y", &limits, |bytes| Ok(bytes.to_vec()));
        assert_eq!(other.unwrap(), b"y", "the one that is still at work is not waited for");
    }
}
