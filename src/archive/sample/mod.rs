//! A sample to check by hand: what is drawn, the sheet, and what the checked sheet says of how good the rules are in this archive.
//!
//! Sentences stand in four [`Stratum`]s: references that bind, references that only name or want, sentences whose findings were set aside, and
//! sentences without findings. Each gives a quarter of the sample (a stratum that is too small leaves its share to the others), so that both
//! what is told and what is not told are looked at. What a sentence without a finding holds can only be estimated: of each document a few are
//! kept, and each stands for its share of the document's. They are drawn with a probability proportional to that (Efraimidis and Spirakis
//! 2006, "Weighted random sampling with a reservoir"), so that every sentence of the archive is as likely.
//!
//! What is drawn hangs on the seed, the documents' bytes and the rules; not on paths, order or time.

mod draw;
mod estimate;
mod quality;
mod sheet;

#[cfg(test)]
mod tests;

pub use draw::{Drawing, Item, Stratum};
pub use estimate::{Estimate, wilson};
pub use quality::{Quality, StratumQuality};
pub use sheet::{Answer, Checked, Sheet, SheetError};
