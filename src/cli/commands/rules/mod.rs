//! `genomsyra rules …`: what the rules are, whether they are rightly written, whether they hold, how good they are.

pub mod catalogue;
pub mod check;
pub mod diff;
pub mod explain;
pub mod list;
pub mod measure;
pub mod new;
pub mod schema;
pub mod show;
pub mod stats;
pub mod test;
