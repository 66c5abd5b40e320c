//! How much one document may cost before it is cut off.

use std::time::Duration;

/// Limits per document. A limit that is reached becomes a [`Problem`](crate::text::Problem) of that document, never an error of the run.
///
/// ```
/// # use genomsyra::read::Limits;
/// let limits = Limits { max_pages: 50, ..Limits::default() };
/// assert!(limits.max_bytes > 1 << 20);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest file that is opened, in bytes.
    pub max_bytes: usize,
    /// Most bytes that the compressed parts of one document may unpack to, all together.
    pub max_unpacked: usize,
    /// Most pages that are read; the rest is named as truncated.
    pub max_pages: usize,
    /// Most objects (PDF) or elements (XML) in one document.
    pub max_objects: usize,
    /// Most drawing operations in one document (PDF).
    pub max_operations: usize,
    /// Deepest nesting of parts in parts: forms in forms, elements in elements, tables in tables.
    pub max_depth: usize,
    /// Most files that are taken out of one archive or message, archives inside it included.
    pub max_members: usize,
    /// Longest time that reading one document may take.
    pub max_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            max_bytes: 256 << 20,
            max_unpacked: 512 << 20,
            max_pages: 10_000,
            max_objects: 4_000_000,
            max_operations: 50_000_000,
            max_depth: 256,
            max_members: 10_000,
            max_time: Duration::from_secs(60),
        }
    }
}
