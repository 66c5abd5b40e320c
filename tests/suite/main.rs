//! Everything that is tried from the outside.

mod report;
