//! Outcomes → what people and programs read. One door for every format; nothing here reads files, scans or scores.
//!
//! All texts live in `texts`, one table a language; figures are written in `numbers`; what a report says of an outcome is gathered once in
//! `view` and `facts`, so that every format tells the same.

// Without the program an archive's workbook and tables are left out, and what only they tell stands unused.
#![cfg_attr(not(feature = "program"), allow(dead_code))]

mod archive;
mod card;
mod comparison;
mod csv;
mod excerpt;
mod facts;
mod gate;
mod html;
mod json;
mod markdown;
mod memo;
mod notes;
mod numbers;
#[cfg(feature = "program")]
pub(crate) mod pages;
mod pipeline;
mod questions;
mod rows;
mod terminal;
mod texts;
mod tints;
mod told;
mod view;
mod word;
mod xlsx;

use std::io;

use crate::gate::Verdict;
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::stability::Stability;
use crate::text::{Place, Problem};
pub use archive::table;
pub use archive::{ArchiveFormat, ArchiveReport, Made, RECORD_SCHEMA, Records, Table, Visit, write_archive, write_sample};
#[cfg(feature = "program")]
pub use archive::{OpenFile, Partition, write_parted};
pub use card::{Card, CardVerdict};
pub use comparison::{ComparisonReport, NotJudged};
pub use gate::{RemarkInWords, RemarkTeller, RuleInWords, demand_as_setting, gate_rule, origin_in_words};
pub use html::{SCRIPT as HTML_SCRIPT, STYLE as HTML_STYLE};
pub use notes::{Note, Notes, Refusal, annotated_text, notes, refusal_text};
pub use pipeline::PipelineFormat;
use texts::{Texts, fill};
pub use tints::{Tint, mended_text, tint, tints_text};

/// How outcomes are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people, in a terminal or a text file.
    #[default]
    Terminal,
    /// For programs: schema `genomsyra.outcome/1` (one document) or `genomsyra.outcomes/1` (several).
    Json,
    /// A memo for wikis and pull requests.
    Markdown,
    /// One row a finding, for spreadsheets and working papers.
    Csv,
    /// A workbook with a sheet for each kind of question.
    Xlsx,
    /// A review memo for Word.
    Word,
    /// For people, in a browser: one file that needs nothing else.
    Html,
}

impl Format {
    /// All formats with their names on the command line.
    pub const ALL: [(Format, &'static str); 7] = [
        (Format::Terminal, "terminal"),
        (Format::Json, "json"),
        (Format::Html, "html"),
        (Format::Markdown, "md"),
        (Format::Csv, "csv"),
        (Format::Xlsx, "xlsx"),
        (Format::Word, "docx"),
    ];
    /// Those of them that [`ComparisonReport`] writes.
    pub const OF_COMPARISON: [(Format, &'static str); 5] =
        [(Format::Terminal, "terminal"), (Format::Json, "json"), (Format::Html, "html"), (Format::Markdown, "md"), (Format::Word, "docx")];
    /// Those of them that [`write_stability`] writes.
    pub const OF_STABILITY: [(Format, &'static str); 2] = [(Format::Terminal, "terminal"), (Format::Json, "json")];

    /// Whether it is no text: nothing to show in a terminal.
    pub fn is_binary(self) -> bool {
        matches!(self, Format::Xlsx | Format::Word)
    }
}

/// The language of a report. Quotations stay as they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Svenska.
    #[default]
    Swedish,
    /// English.
    English,
}

impl Language {
    /// All languages with their names on the command line.
    pub const ALL: [(Language, &'static str); 2] = [(Language::Swedish, "sv"), (Language::English, "en")];
}

/// What a report shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The language of the texts.
    pub language: Language,
    /// Columns to fill; `None` when the output is no terminal (100 columns, no colour).
    pub width: Option<usize>,
    /// Whether ANSI colour may be used. Nothing is told by colour alone.
    pub colour: bool,
    /// Show the whole score tree down to sentences.
    pub explain: bool,
    /// Tell only of the sentences that hold these words: whether they count, as what or why not. Wants every unit to have been graded
    /// ([`ScanOptions::grade_every_unit`](crate::scan::ScanOptions::grade_every_unit)).
    pub why: Option<String>,
    /// The views to show (ids of [`RuleSet::lenses`]) in place of what follows the verdict; none: the report itself.
    pub views: Vec<String>,
    /// Show text from the documents. Without it only figures, names of rules and file names are written.
    pub quotes: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { language: Language::Swedish, width: None, colour: false, explain: false, why: None, views: Vec::new(), quotes: true }
    }
}

/// JSON Schema of `genomsyra.outcome/1` and `genomsyra.outcomes/1`.
pub const OUTCOME_SCHEMA: &str = include_str!("outcome.schema.json");

/// Writes a report of these outcomes, in their order.
///
/// # Errors
/// Only what `out` gives: a full disk, a closed pipe.
pub fn write_outcomes(outcomes: &[Outcome], rules: &RuleSet, format: Format, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Terminal => terminal::write(outcomes, None, rules, options, out),
        Format::Json => json::write(outcomes, None, rules, options, out),
        Format::Markdown => markdown::write(&memo::of(outcomes, rules, options), out),
        Format::Csv => csv::write(outcomes, rules, options, out),
        Format::Xlsx => xlsx::write(outcomes, rules, options, out),
        Format::Word => word::write(&memo::of(outcomes, rules, options), options, out),
        Format::Html => html::write(outcomes, rules, options, out),
    }
}

/// What reports with the gate's verdict are made from.
#[derive(Clone, Copy)]
pub struct GatedReport<'a> {
    /// The documents.
    pub outcomes: &'a [Outcome],
    /// The verdict that was made of them.
    pub verdict: &'a Verdict,
    /// The rules that judged them.
    pub rules: &'a RuleSet,
    /// What the report shows.
    pub options: &'a Options,
}

impl GatedReport<'_> {
    /// Writes a report with what the gate says; formats that have no place for it are as [`write_outcomes`] writes them.
    ///
    /// # Errors
    /// Only what `out` gives: a full disk, a closed pipe.
    pub fn write(self, format: Format, out: &mut dyn io::Write) -> io::Result<()> {
        let GatedReport { outcomes, verdict, rules, options } = self;
        let memo = || {
            let mut memo = memo::of(outcomes, rules, options);
            pipeline::section(self, &mut memo);
            memo
        };
        match format {
            Format::Terminal => terminal::write(outcomes, Some(verdict), rules, options, out),
            Format::Json => json::write(outcomes, Some(verdict), rules, options, out),
            Format::Markdown => markdown::write(&memo(), out),
            Format::Word => word::write(&memo(), options, out),
            Format::Csv | Format::Xlsx | Format::Html => write_outcomes(outcomes, rules, format, options, out),
        }
    }

    /// Writes what the gate says, for the systems around documents.
    ///
    /// # Errors
    /// Only what `out` gives: a full disk, a closed pipe.
    pub fn write_for(self, format: PipelineFormat, out: &mut dyn io::Write) -> io::Result<()> {
        pipeline::write(self, format, out)
    }
}

/// Writes how far verdicts hang on the weights; as JSON `genomsyra.stability/1`, in other formats as for a terminal. Holds file names and figures, no text of documents.
///
/// # Errors
/// What `out` gives: a full disk, a closed pipe; and formats that are not in [`Format::OF_STABILITY`].
pub fn write_stability(
    stability: &Stability,
    rules: &RuleSet,
    format: Format,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        Format::Terminal => terminal::stability::write(stability, options, out),
        Format::Json => json::stability::write(stability, rules, out),
        _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
    }
}

/// A problem as an object, in the shape that it has in the JSON report.
pub fn problem_json(problem: &Problem, options: &Options) -> serde_json::Value {
    json::problem(problem, options)
}

/// What is wrong, where, and what to do about it, in one or two sentences.
pub fn problem_text(problem: &Problem, language: Language) -> String {
    let texts = Texts::of(language);
    let Some(text) = texts.problem(problem.code) else { return problem.code.as_str().to_string() };
    let place = match &problem.place {
        Place::Document => None,
        Place::Page(n) => Some(capitalised(&fill(texts.labels.page, &[("n", &numbers::count(*n as usize, language))]))),
        Place::Part(part) => Some(excerpt::clean(part)),
    };
    let detail = if problem.detail.is_empty() { String::new() } else { format!(" ({})", excerpt::clean(&problem.detail)) };
    let what = fill(place.as_ref().map_or(text.what, |_| text.at), &[("place", place.as_deref().unwrap_or_default()), ("detail", &detail)]);
    format!("{what} {}", text.remedy)
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ProblemCode;

    #[test]
    fn a_problem_says_what_where_and_what_to_do() {
        let problem = Problem::warning(ProblemCode::ScannedPage, Place::Page(3), "");
        assert_eq!(
            problem_text(&problem, Language::Swedish),
            "Sida 3 är en bild utan text. Kör texttolkning, till exempel `ocrmypdf -l swe in.pdf ut.pdf`, och granska igen."
        );
        assert!(problem_text(&Problem::error(ProblemCode::Encrypted, ""), Language::English).starts_with("The file is protected"));
    }

    #[test]
    fn every_problem_reads_as_sentences_everywhere() {
        for (language, _) in Language::ALL {
            for code in ProblemCode::ALL {
                for place in [Place::Document, Place::Page(12), Place::Part("word/document.xml".into())] {
                    let text = problem_text(&Problem::warning(code, place, ""), language);
                    assert!(text.ends_with('.') && !text.contains('{'), "{text}");
                    assert!(text.chars().next().is_some_and(|c| c.is_uppercase() || c == 'w'), "{text}");
                }
            }
        }
    }
}
