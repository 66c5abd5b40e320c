//! The commands, one a file.

pub mod check;
pub mod compare;
pub mod completions;
pub mod man;
pub mod pipe;
pub mod rules;
pub mod scan;
pub mod stability;
pub mod store;
pub mod text;
