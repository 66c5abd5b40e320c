//! How many bytes may be in work at once: large documents wait for each other, small ones do not notice.

use std::sync::{Condvar, Mutex, PoisonError};

/// Bytes that may be taken.
pub(super) struct Budget {
    all: u64,
    left: Mutex<u64>,
    returned: Condvar,
}

/// Bytes that were taken; they go back when it is let go.
pub(super) struct Taken<'a> {
    budget: &'a Budget,
    bytes: u64,
}

impl Budget {
    pub fn of(bytes: u64) -> Self {
        Budget { all: bytes, left: Mutex::new(bytes), returned: Condvar::new() }
    }

    /// Waits until there is room. What is larger than everything waits until it is alone.
    pub fn take(&self, bytes: u64) -> Taken<'_> {
        let bytes = bytes.min(self.all);
        let left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let mut left = self.returned.wait_while(left, |left| *left < bytes).unwrap_or_else(PoisonError::into_inner);
        *left -= bytes;
        Taken { budget: self, bytes }
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *self.budget.left.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.budget.returned.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn no_more_is_taken_than_there_is() {
        let (budget, taken, most) = (Budget::of(100), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for size in [10, 40, 60, 250] {
                let (budget, taken, most) = (&budget, &taken, &most);
                scope.spawn(move || {
                    for _ in 0..50 {
                        let held = budget.take(size);
                        most.fetch_max(taken.fetch_add(held.bytes, Ordering::SeqCst) + held.bytes, Ordering::SeqCst);
                        std::thread::yield_now();
                        taken.fetch_sub(held.bytes, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(most.into_inner() <= 100);
        assert_eq!(*budget.left.lock().unwrap(), 100);
    }
}
