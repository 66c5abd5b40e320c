//! What counting takes of a document, handed over by whoever judged it: the same bytes that a store keeps of it, in one piece.

use serde::{Deserialize, Serialize};

use super::Brief;
use super::blob::{pack, unpack};
use crate::identity::Identity;

/// What counting takes of one document. It holds the document's title and no sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slip {
    /// SHA-256 of the rules that judged, hexadecimal: other rules give other places of everything in `brief`.
    pub rules: String,
    /// All that is kept of it but its sentences.
    pub brief: Brief,
    /// What it says itself of who, what and when.
    pub identity: Identity,
}

impl Slip {
    /// As bytes, for [`of_bytes`](Self::of_bytes) of the same version of the program.
    ///
    /// # Errors
    /// A value that cannot be written; there is none among slips.
    pub fn to_bytes(&self) -> std::io::Result<Vec<u8>> {
        pack(self)
    }

    /// `None` for bytes that are no slip.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        unpack(bytes)
    }
}
