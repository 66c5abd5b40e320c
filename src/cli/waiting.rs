//! A line on the terminal while documents are read that take their time; nothing in a pipe, and nothing of what is quickly done.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Between two changes of the line; what is done sooner shows none.
const STEP: Duration = Duration::from_secs(1);

/// Shows the line until it is dropped.
pub struct Waiting {
    /// Dropped to end it.
    going: Option<Sender<()>>,
    line: Option<JoinHandle<()>>,
}

impl Waiting {
    /// The clock starts, if standard error is a terminal.
    pub fn start(documents: usize) -> Self {
        if !io::stderr().is_terminal() {
            return Waiting { going: None, line: None };
        }
        let (going, end) = channel::<()>();
        let started = Instant::now();
        let line = std::thread::spawn(move || {
            let mut shown = 0;
            while end.recv_timeout(STEP) == Err(RecvTimeoutError::Timeout) {
                let text = text(documents, started.elapsed());
                let _ = write!(io::stderr().lock(), "\r{text}");
                let _ = io::stderr().flush();
                shown = text.chars().count();
            }
            if shown > 0 {
                let _ = write!(io::stderr().lock(), "\r{}\r", " ".repeat(shown));
            }
        });
        Waiting { going: Some(going), line: Some(line) }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        drop(self.going.take());
        if let Some(line) = self.line.take() {
            let _ = line.join();
        }
    }
}

fn text(documents: usize, elapsed: Duration) -> String {
    let what = if documents == 1 { "dokumentet".to_string() } else { format!("{documents} filer") };
    format!("Läser och granskar {what} … {} s", elapsed.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_what_is_waited_for() {
        assert_eq!(text(1, Duration::from_millis(2_700)), "Läser och granskar dokumentet … 2 s");
        assert_eq!(text(12, Duration::from_secs(61)), "Läser och granskar 12 filer … 61 s");
    }
}
