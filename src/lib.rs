//! genomsyra reads Swedish municipal steering documents and shows how far they integrate human rights.
pub mod finding;
pub mod measure;
pub mod outcome;
pub mod proof;
pub mod read;
pub mod report;
pub mod rule;
pub mod run;
pub mod scan;
pub mod score;
pub mod source;
pub mod text;
