//! Ctrl-C: the first ends the run cleanly, the second at once.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::exit::{INTERRUPTED, warn};

static STOP: AtomicBool = AtomicBool::new(false);

/// Listens from now on. The flag becomes true when the user wants to stop.
pub fn watch() -> &'static AtomicBool {
    // Where signals cannot be caught Ctrl-C ends the program at once, and the next run goes on from what was kept.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(INTERRUPTED.into());
        }
        warn("\nAvbryter när dokumenten som läses är klara. Tryck Ctrl-C igen för att avbryta genast.");
    });
    &STOP
}

/// Whether the user wants to stop.
pub fn interrupted() -> bool {
    STOP.load(Ordering::SeqCst)
}
