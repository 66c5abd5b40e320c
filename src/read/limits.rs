//! How much one document may cost. Files come from strangers; every reader keeps to these numbers.

use std::time::Duration;

/// What reading one document may cost at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file, in bytes.
    pub max_bytes: usize,
    /// Bytes that the file may unpack to, all parts and streams together.
    pub max_unpacked: usize,
    /// Pages; what comes after them is left out.
    pub max_pages: usize,
    /// Levels of nesting (XML elements, PDF objects, forms inside forms).
    pub max_depth: usize,
    /// Wall-clock time.
    pub max_time: Duration,
}

impl Default for Limits {
    /// Far above any steering document: 200 MiB, 512 MiB unpacked, 5000 pages, 256 levels, 60 seconds.
    fn default() -> Self {
        Limits { max_bytes: 200 << 20, max_unpacked: 512 << 20, max_pages: 5000, max_depth: 256, max_time: Duration::from_secs(60) }
    }
}
