//! `genomsyra rules …`: what the rules are, whether they are rightly written, whether they hold, how good they are.

pub mod check;
pub mod list;
pub mod measure;
pub mod show;
pub mod test;
