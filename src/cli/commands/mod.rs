//! The commands, one a file.

pub mod check;
pub mod compare;
pub mod completions;
pub mod config;
pub mod man;
pub mod pipe;
pub mod review;
pub mod rules;
pub mod scan;
pub mod serve;
pub mod settle;
pub mod stability;
pub mod store;
pub mod suppress;
pub mod text;
