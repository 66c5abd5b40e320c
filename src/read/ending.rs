//! What every reader ends with.

use crate::text::{Document, DocumentBuilder, Place, Problem, ProblemCode};

/// The document; one without any text says so.
pub(super) fn finished(mut builder: DocumentBuilder) -> Document {
    if builder.is_empty() {
        builder.problem(Problem::warning(ProblemCode::NoText, Place::Document, ""));
    }
    builder.finish()
}
