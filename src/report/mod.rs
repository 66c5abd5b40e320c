//! Outcomes → reports, one file per format. A report gets a writer and knows nothing of readers, matchers or the disk.

use std::io;

use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::text::Problem;

/// The formats that reports are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people, in the terminal.
    Terminal,
    /// For programs.
    Json,
}

impl Format {
    /// All formats with their names on the command line.
    pub const ALL: [(Format, &'static str); 2] = [(Format::Terminal, "terminal"), (Format::Json, "json")];
}

/// The language of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Svenska.
    Swedish,
    /// English.
    English,
}

impl Language {
    /// All languages with their names on the command line.
    pub const ALL: [(Language, &'static str); 2] = [(Language::Swedish, "sv"), (Language::English, "en")];
}

/// How a report is written.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language of all texts.
    pub language: Language,
    /// Columns of the terminal, if it is one.
    pub width: Option<usize>,
    /// Whether colours are wanted.
    pub colour: bool,
    /// Whether the score opens up to what it is made of.
    pub explain: bool,
    /// Whether sentences of the document are quoted.
    pub quotes: bool,
}

/// Writes outcomes.
///
/// # Errors
/// The writer's.
pub fn write_outcomes(outcomes: &[Outcome], _rules: &RuleSet, _format: Format, _options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    outcomes.iter().try_for_each(|o| writeln!(out, "{}", o.name))
}

/// One or two sentences on a problem: what, where, what to do.
pub fn problem_text(problem: &Problem, _language: Language) -> String {
    format!("{problem:?}")
}
