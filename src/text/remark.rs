//! What stands beside a draft's text: comments and tracked changes. Never part of the text and never searched.

use super::BlockId;

/// What kind of remark it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RemarkKind {
    /// A comment in the margin.
    Comment,
    /// Text that a tracked change adds; it is part of the document's text.
    Insertion,
    /// Text that a tracked change takes away; it is not part of the document's text.
    Deletion,
}

impl RemarkKind {
    /// The stable name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            RemarkKind::Comment => "comment",
            RemarkKind::Insertion => "insertion",
            RemarkKind::Deletion => "deletion",
        }
    }
}

/// One comment or tracked change. The document's text is read as if every change were accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What kind it is.
    pub kind: RemarkKind,
    /// Who made it, as the file says.
    pub author: Option<String>,
    /// When, as the file says (ISO 8601).
    pub date: Option<String>,
    /// What the comment says, or the text added or taken away.
    pub text: String,
    /// The block that it stands in, or the nearest one before; none before the first block.
    pub block: Option<BlockId>,
}
