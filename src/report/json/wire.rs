//! The JSON objects. Every key is always there; what is not known, or not to be quoted, is `null`.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Outcome<'a> {
    pub schema: &'static str,
    pub identity: Identity<'a>,
    pub judged: bool,
    pub problems: Vec<Problem<'a>>,
    pub maturity: Option<Maturity<'a>>,
    pub confidence: Option<&'static str>,
    pub range: Option<Range>,
    pub areas: Vec<Area<'a>>,
    pub grounds: Vec<Ground<'a>>,
    pub findings: Vec<Finding<'a>>,
    pub chain: Vec<ChainUnit<'a>>,
    pub gaps: Vec<Gap<'a>>,
    pub ignored: Vec<Ignored<'a>>,
    pub anchors: Vec<Anchor<'a>>,
    pub wordings: Vec<Wording<'a>>,
    pub views: Vec<Lens<'a>>,
    pub duties: Vec<Duty<'a>>,
    pub indicators: Vec<Indicator<'a>>,
    pub remarks: Vec<Remark<'a>>,
    pub stale_reviews: Vec<Review<'a>>,
    pub score: Option<Score<'a>>,
    pub gate: Option<super::gate::Gate>,
    pub versions: Versions<'a>,
}

#[derive(Serialize)]
pub(super) struct Identity<'a> {
    pub file: &'a str,
    pub sha256: &'a str,
    pub bytes: usize,
    pub format: Option<&'static str>,
    pub title: Option<&'a str>,
    pub pages: Option<usize>,
    pub words: Option<usize>,
    #[serde(rename = "type")]
    pub document_type: Option<Type<'a>>,
    pub targeted: Vec<&'a str>,
    pub about_rights: bool,
}

#[derive(Serialize)]
pub(super) struct Type<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub evidence: &'static str,
}

#[derive(Serialize)]
pub(super) struct Problem<'a> {
    pub code: &'static str,
    pub severity: &'static str,
    pub place: Place<'a>,
    pub text: String,
    pub detail: &'a str,
}

#[derive(Serialize)]
pub(super) struct Place<'a> {
    pub kind: &'static str,
    pub page: Option<u32>,
    pub part: Option<&'a str>,
}

/// A comment or tracked change beside the text. Words and names are left out where nothing may be quoted.
#[derive(Serialize)]
pub(super) struct Remark<'a> {
    pub kind: &'static str,
    pub author: Option<&'a str>,
    pub date: Option<&'a str>,
    pub text: Option<&'a str>,
    pub heading_path: Vec<&'a str>,
    pub paragraph: Option<usize>,
}

/// Bytes and Unicode characters of the text as read, half-open.
#[derive(Serialize)]
pub(super) struct Span {
    pub start: u32,
    pub end: u32,
    pub char_start: usize,
    pub char_end: usize,
}

/// Where a unit stands and what it says.
#[derive(Serialize)]
pub(super) struct Unit<'a> {
    pub index: u32,
    pub kind: &'static str,
    pub text: Option<&'a str>,
    pub start: u32,
    pub end: u32,
}

#[derive(Serialize)]
pub(super) struct Location<'a> {
    pub page: Option<u32>,
    pub page_label: Option<&'a str>,
    pub heading_path: Vec<&'a str>,
    pub paragraph: u32,
    pub unit: Unit<'a>,
}

/// What raised or lowered the level.
#[derive(Serialize)]
pub(super) struct Why {
    pub mode: &'static str,
    pub actor: &'static str,
    pub assignment: bool,
    pub time: bool,
    pub resource: bool,
    pub no_resource: bool,
    pub follow_up: bool,
    pub follow_up_settled: bool,
    pub indicator: bool,
    pub target: bool,
    pub concrete: bool,
    pub hedged: bool,
    pub vague: bool,
    pub one_off: bool,
    pub study: bool,
    pub gap: bool,
    pub weak_evidence: bool,
}

/// What somebody has said of a sentence and an area.
#[derive(Serialize)]
pub(super) struct Review<'a> {
    pub fingerprint: String,
    pub answer: &'static str,
    pub id: &'a str,
    pub document: &'a str,
    pub sentence: Option<&'a str>,
    pub reason: Option<&'a str>,
    pub by: &'a str,
    pub date: String,
}

#[derive(Serialize)]
pub(super) struct Finding<'a> {
    pub ids: Vec<&'a str>,
    /// What the sentence is known by together with each of `ids`, in their order.
    pub fingerprints: Vec<String>,
    pub rule: Option<&'a str>,
    pub source: Option<&'a str>,
    pub strength: &'static str,
    #[serde(rename = "match")]
    pub matched: Option<&'a str>,
    pub span: Span,
    #[serde(flatten)]
    pub location: Location<'a>,
    pub level: u8,
    pub level_name: &'static str,
    pub reference: bool,
    pub why: Why,
    pub roles: Vec<&'static str>,
    pub inherited: bool,
    pub accepted: Vec<Review<'a>>,
}

#[derive(Serialize)]
pub(super) struct ChainUnit<'a> {
    pub ids: Vec<&'a str>,
    pub fingerprints: Vec<String>,
    #[serde(flatten)]
    pub location: Location<'a>,
    pub level: u8,
    pub level_name: &'static str,
    pub why: Why,
    pub roles: Vec<&'static str>,
    pub inherited: bool,
    pub accepted: Vec<Review<'a>>,
}

#[derive(Serialize)]
pub(super) struct Gap<'a> {
    pub ids: Vec<&'a str>,
    #[serde(flatten)]
    pub location: Location<'a>,
}

#[derive(Serialize)]
pub(super) struct Ignored<'a> {
    pub ids: Vec<&'a str>,
    pub fingerprints: Vec<String>,
    pub rule: Option<&'a str>,
    pub source: Option<&'a str>,
    pub reason: &'static str,
    pub reason_text: &'static str,
    pub false_friend: Option<&'a str>,
    pub meaning: Option<&'a str>,
    /// Who has rejected it, why and when.
    pub review: Option<Review<'a>>,
    #[serde(rename = "match")]
    pub matched: Option<&'a str>,
    pub span: Span,
    #[serde(flatten)]
    pub location: Location<'a>,
}

#[derive(Serialize)]
pub(super) struct Anchor<'a> {
    pub source: &'a str,
    pub name: &'a str,
    pub sfs: Vec<&'a str>,
    pub older_law: bool,
    pub replaced_by: Option<&'a str>,
    pub repealed: Option<&'a str>,
    pub text: Option<&'a str>,
    pub span: Span,
    #[serde(flatten)]
    pub location: Location<'a>,
}

/// An older word, where a newer one is used now.
#[derive(Serialize)]
pub(super) struct Wording<'a> {
    pub id: &'a str,
    pub instead: &'a str,
    pub reason: &'a str,
    pub ids: Vec<&'a str>,
    pub text: Option<&'a str>,
    pub span: Span,
    #[serde(flatten)]
    pub location: Location<'a>,
}

#[derive(Serialize)]
pub(super) struct Duty<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub demand: &'a str,
    pub source: &'a str,
    pub section: &'a str,
    pub ids: Vec<&'a str>,
    /// Where the document first shows it; `null` where it is asked for and not seen.
    pub seen: Option<DutySeen<'a>>,
}

#[derive(Serialize)]
pub(super) struct DutySeen<'a> {
    pub text: Option<&'a str>,
    pub span: Span,
    #[serde(flatten)]
    pub location: Location<'a>,
}

#[derive(Serialize)]
pub(super) struct Indicator<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub by_gender: bool,
    pub field: &'a str,
    pub recognised_by: &'static str,
    /// `null` where no list was given or it does not hold the indicator.
    pub cluster: Option<Cluster<'a>>,
    /// Ids of the unit or the heading above it.
    pub ids: Vec<&'a str>,
    pub text: Option<&'a str>,
    pub span: Span,
    #[serde(flatten)]
    pub location: Location<'a>,
}

#[derive(Serialize)]
pub(super) struct Cluster<'a> {
    pub role: &'a str,
    pub right: &'a str,
}

#[derive(Serialize)]
pub(super) struct Area<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub layer: &'static str,
    pub layer_name: &'static str,
    pub level: u8,
    pub level_name: &'static str,
    pub strength: f64,
    pub roles: Vec<&'static str>,
    /// Place in `findings` of a finding in the strongest unit.
    pub strongest: Option<usize>,
    pub units: Vec<u32>,
    pub chain: Vec<Link>,
    pub question: &'static str,
}

#[derive(Serialize)]
pub(super) struct Link {
    pub link: &'static str,
    pub unit: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct Ground<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub status: &'static str,
    pub units: Vec<u32>,
}

/// A view and what stands under its headings.
#[derive(Serialize)]
pub(super) struct Lens<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub description: &'a str,
    pub source: &'a str,
    pub headings: Vec<LensHeading<'a>>,
}

#[derive(Serialize)]
pub(super) struct LensHeading<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub question: &'a str,
    /// `false`: nothing of it is seen in this document; it may stand in another.
    pub seen: bool,
    pub level: u8,
    pub level_name: Option<&'static str>,
    /// `null` for headings without rules for a grade.
    pub grade: Option<&'static str>,
    pub grading: Option<LensGrading>,
    pub chain: Vec<Link>,
    pub units: Vec<LensUnit<'a>>,
}

#[derive(Serialize)]
pub(super) struct LensGrading {
    pub met: LensDemand,
    pub partly: LensDemand,
}

#[derive(Serialize)]
pub(super) struct LensDemand {
    pub count: u32,
    pub level: u8,
    pub links: Vec<&'static str>,
}

#[derive(Serialize)]
pub(super) struct LensUnit<'a> {
    pub index: u32,
    pub page: Option<u32>,
    pub level: u8,
    /// The heading's words, where it is they that make the unit evidence.
    #[serde(rename = "match")]
    pub matched: Option<&'a str>,
    pub span: Option<Span>,
    pub text: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Score<'a> {
    pub value: f64,
    pub uncapped: f64,
    pub references: usize,
    pub chain_units: usize,
    pub eligible_units: usize,
    pub levels: [usize; 6],
    pub tree: Node<'a>,
}

#[derive(Serialize)]
pub(super) struct Node<'a> {
    pub id: &'static str,
    pub name: &'static str,
    pub value: f64,
    pub weight: f64,
    pub units: Vec<NodeUnit<'a>>,
    pub parts: Vec<Node<'a>>,
}

#[derive(Serialize)]
pub(super) struct NodeUnit<'a> {
    pub index: u32,
    pub page: Option<u32>,
    pub level: u8,
    pub text: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Maturity<'a> {
    pub level: u8,
    pub name: &'a str,
    pub by_score: u8,
    pub missed: Vec<Gate>,
    pub points_missing: f64,
    pub at_type_ceiling: bool,
}

#[derive(Serialize)]
pub(super) struct Gate {
    pub level: u8,
    /// `D1`–`D11`, or `references` or `binding` for counts.
    pub dimension: String,
    pub required: f64,
    pub actual: f64,
}

#[derive(Serialize)]
pub(super) struct Range {
    pub low: f64,
    pub high: f64,
}

#[derive(Serialize)]
pub(super) struct Versions<'a> {
    pub program: &'static str,
    pub schema: &'static str,
    pub rules: Rules<'a>,
}

#[derive(Serialize)]
pub(super) struct Rules<'a> {
    pub name: &'a str,
    pub version: &'a str,
    pub hash: &'a str,
}
