//! A document that lies on the desk: what was found in it, and its bytes.

use std::sync::Arc;

use crate::outcome::Outcome;

/// A document on the desk.
#[derive(Clone, Debug)]
pub struct Paper {
    /// What was found in it, or why it could not be read.
    pub outcome: Outcome,
    /// The document as it came, for a copy with comments; empty where it could not be taken out of its archive.
    pub bytes: Arc<[u8]>,
}
