//! The vocabulary that every other module shares: a document, its spans, pages, blocks, units and problems.
//!
//! Nothing here knows files, formats or rules. A reader fills a [`DocumentBuilder`]; what comes out is a [`Document`] that never changes again.
//! Everything that is later said of a document points into its text by [`Span`] (bytes); other ways of counting are made in [`Position`] only.

mod builder;
mod document;
mod normalise;
mod position;
mod problem;
mod remark;
mod sentence;
mod span;

pub use builder::{DocumentBuilder, PageStart, Piece};
pub use document::{Block, BlockId, BlockKind, Document, Format, Origin, Page, Section, SectionId, Table, TableId, Unit, UnitId, UnitKind};
pub use position::{Position, PositionIndex};
pub use problem::{Place, Problem, ProblemCode, Severity};
pub use remark::{Remark, RemarkKind};
pub use sentence::sentences;
pub use span::Span;
