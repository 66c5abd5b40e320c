//! Text without markup. Until its own rules are here, it is read as Markdown, which loses nothing.

use super::{Limits, markdown};
use crate::text::{Document, Origin, Problem};

/// Reads plain text. Never fails.
pub(crate) fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    markdown::read(bytes, origin, limits)
}
