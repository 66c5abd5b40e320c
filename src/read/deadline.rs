//! When a reader must stop. One clock for all of them.

use super::Limits;
use crate::text::ProblemCode;
use std::time::Duration;
use web_time::Instant;

/// The moment after which a reader gives back what it has. Readers make one as they begin and hand it to every loop that the file decides
/// the length of.
///
/// [`guard`](super::guard) waits a while longer than this: a reader that keeps its deadline gives its text so far and a warning, one that
/// does not is left behind with nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline {
    /// None where the limit is beyond what clocks can count.
    end: Option<Instant>,
}

impl Deadline {
    /// The deadline of a document whose reading begins now.
    pub(super) fn of(limits: &Limits) -> Deadline {
        Deadline::after(limits.max_time)
    }

    /// An earlier one, for a reader that gathers first and puts together afterwards: what was gathered must not be lost.
    pub(super) fn for_gathering(limits: &Limits) -> Deadline {
        Deadline::after(limits.max_time / 4 * 3)
    }

    fn after(time: Duration) -> Deadline {
        Deadline { end: Instant::now().checked_add(time) }
    }

    /// Whether the time is out. Costs some tens of nanoseconds: ask every few thousand steps of a loop.
    pub(super) fn is_over(self) -> bool {
        self.end.is_some_and(|end| Instant::now() > end)
    }

    /// What to tell where either the time or another limit stopped the reader.
    pub(super) fn limit(self) -> ProblemCode {
        if self.is_over() { ProblemCode::OutOfTime } else { ProblemCode::LimitReached }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_come_and_endless_ones_do_not() {
        let limits = |max_time| Limits { max_time, ..Limits::default() };
        assert!(!Deadline::of(&limits(Duration::MAX)).is_over());
        assert!(!Deadline::of(&limits(Duration::from_secs(3600))).is_over());
        let past = Deadline::of(&limits(Duration::ZERO));
        std::thread::sleep(Duration::from_millis(2));
        assert!(past.is_over());
        assert_eq!([past, Deadline::of(&limits(Duration::MAX))].map(Deadline::limit), [ProblemCode::OutOfTime, ProblemCode::LimitReached]);
    }
}
