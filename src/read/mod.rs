//! Readers: bytes of a file in, a [`Document`](crate::text::Document) out.

mod limits;

pub(crate) mod pdf;

pub use limits::Limits;
