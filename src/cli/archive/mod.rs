//! What `scan` needs around the run: progress, interruption, and the records of a store told to reports.

mod interrupt;
mod progress;
mod records;

pub use interrupt::{interrupted, watch};
pub use progress::{Meter, size};
pub use records::StoredRecords;
