//! An archive in a browser: questions in, pages out. What [`scan`](crate::run::judge_archive) has kept in its [store](crate::archive::store) is
//! searched, filtered and opened down to the sentence; nothing is read again and nothing is written.
//!
//! A [`Shelf`] holds the path of a store and what was counted of its documents, once for each state of the store ([`Shelf::answer`]). A [`Query`]
//! is what stands in an address; every page is whole without script, and every figure leads to what it counts. Sentences are unpacked for the
//! pages that show them only. HTTP is somebody else's business.
//!
//! What counts is what counts in the reports of an archive ([`tally`](crate::archive::tally)): of copies, drafts and versions of a year one.

mod document;
mod documents;
mod failure;
mod filters;
mod form;
mod frame;
mod heat;
mod hits;
mod holdings;
mod overview;
mod query;
mod sentence;
mod sentences;
mod shelf;
mod words;

pub use query::{Field, Query, View};
pub use shelf::{Answer, Shelf, Status};

/// What the pages add to the style of the page that receives documents.
pub const STYLE: &str = include_str!("browse.css");
