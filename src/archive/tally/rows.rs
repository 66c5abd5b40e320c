//! What reports of an archive are made from: one light row a document, and what the rows say together.

use crate::identity::{Body, Date, End, Organisation, Years};
use crate::rule::{AreaId, Role};
use crate::score::{Confidence, GroundStatus};
use crate::text::{ProblemCode, Severity, UnitId};

/// Place in [`Tally::documents`].
pub type DocumentId = u32;
/// Place in [`Tally::organisations`].
pub type OrganisationId = u32;
/// Place in [`Tally::families`].
pub type FamilyId = u32;

/// How many, as they stand and with what is said again counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Every one.
    pub raw: u32,
    /// Sentences that already stand in a counted document of the same organisation (earlier by path) left out.
    pub once: u32,
}

/// How many documents of a defined set reach which level: never a mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Documents at each level 0–5.
    pub levels: [u32; 6],
    /// Documents that were read in part only and say nothing in the part that was read: neither 0 nor anything else can be said of them.
    pub unsure: u32,
}

/// How much of a document was read and judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// All of it, as far as can be told.
    Whole,
    /// Judged by what could be read; "not mentioned" cannot be said of it.
    Part,
    /// Read, and without any text to judge.
    Empty,
    /// Nothing could be read.
    Unread,
}

/// Why a document does not count. The place is that of the document that counts instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aside {
    /// It could not be read, or there is nothing to judge ([`DocumentRow::reading`]).
    NotJudged,
    /// The same text, word by word.
    SameText(DocumentId),
    /// A draft of the other.
    Draft(DocumentId),
    /// An older version of the other, of the same year.
    Older(DocumentId),
    /// Nearly the same text, and nothing tells which is the newer.
    Copy(DocumentId),
}

/// What a document says of one id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AreaRow {
    /// The id; only those with a reference have a row.
    pub area: u8,
    /// Highest ladder level 1–5.
    pub level: u8,
    /// Bit `n` is set if link `n` of [`LINKS`](crate::score::LINKS) is shown.
    pub chain: u8,
    /// References.
    pub references: Count,
    /// References of level 3 and higher.
    pub binding: Count,
    /// Sentences that carry references on.
    pub carried: u32,
}

/// The verdict of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Maturity level 0–5.
    pub level: u8,
    /// 0–100.
    pub score: f64,
    /// Points either way where the score is unsure, else 0.
    pub range: f64,
    /// How sure the level is.
    pub confidence: Confidence,
    /// References.
    pub references: Count,
    /// Sentences that carry references on.
    pub carried: u32,
    /// References of level 3 and higher: they bind.
    pub binding: Count,
    /// References of level 5: actions that are followed up.
    pub followed: Count,
    /// Sentences that could have held a reference.
    pub eligible: u32,
    /// Every id with a reference, in the taxonomy's order.
    pub areas: Box<[AreaRow]>,
    /// The grounds, in the taxonomy's order.
    pub grounds: Box<[(AreaId, GroundStatus)]>,
    /// Duties that are asked for or shown: place in the glossary, and whether it is shown. In the order of the register.
    pub duties: Box<[(u32, bool)]>,
}

/// One document.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRow {
    /// Its path in the archive.
    pub path: Box<str>,
    /// SHA-256 of its bytes; zeros if it is not known.
    pub sha256: [u8; 32],
    /// What kind of file it is.
    pub format: Option<Box<str>>,
    /// Its size.
    pub bytes: u64,
    /// Its title.
    pub title: Option<Box<str>>,
    /// Whose it is: place in [`Tally::organisations`].
    pub organisation: OrganisationId,
    /// The body that it belongs to: place in that organisation's [`bodies`](OrganisationRow::bodies).
    pub body: u32,
    /// Id of its type.
    pub document_type: Option<Box<str>>,
    /// The years that it covers; the first decides which column of a table it stands in.
    pub years: Option<Years>,
    /// In force from.
    pub valid_from: Option<Date>,
    /// In force till.
    pub valid_to: Option<End>,
    /// Whether that day has passed; `None`: no date was asked for, or it is not known till when the document is in force.
    pub past: Option<bool>,
    /// When it was last decided on: changed, or else adopted.
    pub decided: Option<Date>,
    /// Its name or title says that it is a draft.
    pub draft: bool,
    /// Pages; 0 for kinds of files that have none.
    pub pages: u32,
    /// Words.
    pub words: u32,
    /// How much of it was read.
    pub reading: Reading,
    /// What went wrong, each kind once, worst first.
    pub problems: Box<[(Severity, ProblemCode)]>,
    /// The family that it belongs to, if there are others like it.
    pub family: Option<FamilyId>,
    /// `None`: it counts.
    pub aside: Option<Aside>,
    /// The verdict; `None` if there is nothing to judge.
    pub verdict: Option<Verdict>,
}

/// Documents that are nearly the same text: copies, drafts, and the same document year by year.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// The documents, in path order.
    pub members: Vec<DocumentId>,
    /// The years of those that count, ascending. More than one: a document that is issued again and again.
    pub years: Vec<u16>,
}

/// An id in the counted documents of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AreaCell {
    /// The id.
    pub area: AreaId,
    /// Counted documents by their highest level of this id; 0: it is not mentioned.
    pub spread: Spread,
    /// References.
    pub references: Count,
    /// References of level 3 and higher.
    pub binding: Count,
    /// In how many documents each link of [`LINKS`](crate::score::LINKS) is shown.
    pub chain: [u32; 6],
}

/// A municipal role in the counted documents of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleCell {
    /// The role.
    pub role: Role,
    /// Counted documents by the highest level of any id of the role.
    pub spread: Spread,
}

/// A ground of discrimination in the counted documents of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroundCell {
    /// The ground.
    pub area: AreaId,
    /// Documents by how it is there, in the order of [`GroundStatus::ALL`].
    pub statuses: [u32; 4],
    /// Documents read in part only, where it is missing from that part.
    pub unsure: u32,
}

/// A statutory duty in the counted documents of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyCell {
    /// Place in the glossary.
    pub duty: u32,
    /// Documents of which it is asked, or that show it unasked.
    pub asked: u32,
    /// Documents that show it.
    pub shown: u32,
    /// Documents read in part only, in which it was not seen.
    pub unsure: u32,
}

/// A body of an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyRow {
    /// Which; `None`: documents whose body is not known.
    pub body: Option<Body>,
    /// All documents, counted or not.
    pub documents: u32,
    /// What its counted documents say together.
    pub sum: Sum,
}

/// Counted documents of some set, together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sum {
    /// Counted documents.
    pub counted: u32,
    /// Their words.
    pub words: u64,
    /// Their maturity levels.
    pub levels: Spread,
    /// References.
    pub references: Count,
    /// References of level 3 and higher.
    pub binding: Count,
    /// References of level 5.
    pub followed: Count,
    /// Sentences that carry references on.
    pub carried: u32,
    /// Every id of the glossary, in its order.
    pub areas: Vec<AreaCell>,
    /// The four roles.
    pub roles: Vec<RoleCell>,
    /// The grounds, in the taxonomy's order.
    pub grounds: Vec<GroundCell>,
    /// Every duty of the glossary, in its order.
    pub duties: Vec<DutyCell>,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganisationRow {
    /// Which; `None`: documents whose organisation is not known. That row stands last.
    pub organisation: Option<Organisation>,
    /// All documents, counted or not.
    pub documents: u32,
    /// Those of which nothing could be read.
    pub unread: u32,
    /// Those that were read in part.
    pub part: u32,
    /// Those past their validity; 0 if no date was asked for.
    pub past: u32,
    /// What its counted documents say together.
    pub sum: Sum,
    /// Its bodies by name; unknown last.
    pub bodies: Vec<BodyRow>,
}

/// One year of a table by years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearColumn {
    /// The first year that its documents cover; `None`: not known (last).
    pub year: Option<u16>,
    /// Counted documents.
    pub documents: u32,
    /// Of these, documents read in part only.
    pub part: u32,
    /// Their words.
    pub words: u64,
    /// Their maturity levels.
    pub levels: Spread,
}

/// An id in one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearCell {
    /// Counted documents that mention it.
    pub documents: u32,
    /// References.
    pub references: Count,
    /// References of level 3 and higher.
    pub binding: Count,
}

/// A table with one row an id and one column a year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YearTable {
    /// The columns, by year.
    pub columns: Vec<YearColumn>,
    /// Every id of the glossary in its order, each with one cell a column.
    pub rows: Vec<(AreaId, Vec<YearCell>)>,
}

/// Where a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PromisePlace {
    /// The first year that the document covers.
    pub year: u16,
    /// The document; one that counts.
    pub document: DocumentId,
    /// The sentence.
    pub unit: UnitId,
    /// Its page, where the file has pages.
    pub page: Option<u32>,
}

/// The same binding sentence in three or more years of one organisation; case, figures and space apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// Whose.
    pub organisation: OrganisationId,
    /// The words, as they stand in the last of the places.
    pub text: Box<str>,
    /// That year.
    pub year: u16,
    /// Its level there.
    pub level: u8,
    /// The ids that it counts for there.
    pub areas: crate::rule::AreaSet,
    /// Where it stands, by year.
    pub places: Vec<PromisePlace>,
}

/// What an archive's documents say together. Everything stands in a fixed order: documents by path, organisations by name, ids and duties as
/// in the glossary.
///
/// "Counted" is the defined set that every distribution is over: documents that could be judged, of each family and year one.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// The day on which validity was asked for.
    pub date: Option<Date>,
    /// Every document.
    pub documents: Vec<DocumentRow>,
    /// Documents that are alike.
    pub families: Vec<Family>,
    /// By name; unknown last.
    pub organisations: Vec<OrganisationRow>,
    /// All counted documents together.
    pub all: Sum,
    /// Ids by year, over all counted documents.
    pub years: YearTable,
    /// The most repeated first.
    pub promises: Vec<Promise>,
    /// Files that are no documents, as the walk listed them.
    pub others: Vec<Box<str>>,
}
