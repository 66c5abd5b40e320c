//! Who, what and when: municipality, body, type, years, validity, adoption and case number of one document, each with where it was found,
//! how sure that is, and every rival answer.
//!
//! Sources, from the strongest: a row that the user wrote about the document ([`Rows`]), a pattern of the archive's paths ([`Patterns`]),
//! the file's own metadata, the title page (first page, headings, running headers and footers), the rest of the text by count, the name of
//! the file. What the user says always stands first; the others are ordered by [`Confidence`], then in the order above. An answer that two
//! sources give is surer; one that an equally sure rival contradicts is less sure.
//!
//! In two steps, so that a correction reads nothing again: [`identify`] keeps all that the document itself says (an [`Identity`] can be stored in
//! any binary format of serde), [`Identity::given`] adds where it lies and what the user says, and weighs everything anew.
//!
//! Nothing here touches the disk or knows the rules: documents, paths and texts in, values out. The words it looks for are data
//! (`data/words.toml`), the municipalities come from [`register`](crate::register). A type of document is found by the scan and only
//! passed through here, so that a row or a pattern can correct it.
//!
//! ```
//! use genomsyra::identity::{identify, Confidence, Hints};
//! use genomsyra::read::{Limits, read};
//!
//! let text = "# Plan mot buller 2022–2025\n\nNacka kommun\n\nAntagen av miljö- och stadsbyggnadsnämnden den 14 juni 2021, § 87\n\nDnr MSN 2021/123";
//! let document = read(text.as_bytes(), "plan.md", &Limits::default()).unwrap();
//! let identity = identify(&document, "plan.md").given("arkiv/plan.md", &Hints::default());
//!
//! let municipality = identity.municipality.best().unwrap();
//! assert_eq!(municipality.value.code.as_deref(), Some("0182"));
//! assert_eq!(municipality.confidence, Confidence::High);
//! assert_eq!(identity.body.value().unwrap().name, "miljö- och stadsbyggnadsnämnden");
//! assert_eq!(identity.years.value().unwrap().to_string(), "2022–2025");
//! assert_eq!(identity.adopted.value().unwrap().date.unwrap().to_string(), "2021-06-14");
//! assert_eq!(identity.case_number.value().unwrap(), "MSN 2021/123");
//! ```

mod adoption;
mod answer;
mod body;
mod case_number;
mod date;
mod find_date;
mod gather;
mod given;
mod known;
mod labels;
mod organisation;
mod pattern;
mod rows;
mod stored;
mod stretches;
mod table;
mod title_page;
mod validity;
mod words;
mod years;

#[cfg(test)]
mod tests;

pub use adoption::Adoption;
pub use answer::{Answer, HintError, Key};
pub use body::{Body, BodyKind};
pub use date::{Date, End, NoDate, Years};
pub use gather::identify;
pub(crate) use gather::prepare;
pub use known::{Confidence, Evidence, Field, Known, Source};
pub use organisation::Organisation;
pub use pattern::Patterns;
pub use rows::Rows;

/// What is known of a document from outside it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// Rows that the user wrote.
    pub rows: Option<&'a Rows>,
    /// Patterns of the archive's paths.
    pub patterns: Option<&'a Patterns>,
    /// The type of document that the scan found.
    pub document_type: Option<&'a Known<String>>,
}

/// Who, what and when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identity {
    /// The municipality or region whose document it is.
    pub municipality: Field<Organisation>,
    /// The body that it belongs to.
    pub body: Field<Body>,
    /// Id of the type of document.
    pub document_type: Field<String>,
    /// The years that it covers.
    pub years: Field<Years>,
    /// The first day that it is in force.
    pub valid_from: Field<Date>,
    /// The last day that it is in force.
    pub valid_to: Field<End>,
    /// When, by whom and under which paragraph it was adopted.
    pub adopted: Field<Adoption>,
    /// When it was last changed.
    pub revised: Field<Date>,
    /// The number in the register of cases (diarienummer).
    pub case_number: Field<String>,
    /// Numbers of the municipalities and regions that the text names, ascending: which names of folders mean a place.
    named: Vec<u16>,
}
