//! Readers: bytes of a file in, a [`Document`](crate::text::Document) out.

mod limits;
#[doc(hidden)]
pub mod pdf;

pub use limits::Limits;
