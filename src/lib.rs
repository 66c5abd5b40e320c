//! genomsyra reads Swedish municipal steering documents and shows how far they integrate human rights.
pub mod read;
pub mod text;
