//! The list for working papers and spreadsheets: one row a finding and a carried-on sentence, in the dialect that the language's Excel opens
//! by a double click.
//!
//! Swedish: semicolons and decimal commas; English: commas and points. Both begin with a byte order mark, without which Excel reads UTF-8 as
//! something else, and end their lines with CR LF.
//!
//! Text of documents is hostile: a spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula. Such
//! cells get an apostrophe first, which spreadsheets show as text and programs can take away.

use std::borrow::Cow;
use std::io;

use super::rows::{Row, judged, rows, standing_name};
use super::texts::{Labels, Texts};
use super::view::View;
use super::{Language, Options, excerpt, told};
use crate::outcome::Outcome;
use crate::rule::RuleSet;

/// Columns before those of a finding: which document, and what it is worth.
const DOCUMENT_COLUMNS: usize = 5;

/// Every document has at least one row: one without findings, or that could not be judged, says so.
pub(super) fn write(outcomes: &[Outcome], rules: &RuleSet, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = Writer::new(out, Dialect::of(options.language))?;
    let texts = Texts::of(options.language);
    let heads = heads(&texts.labels);
    writer.line(&heads)?;
    for outcome in outcomes {
        document(&mut writer, outcome, rules, options, heads.len())?;
    }
    writer.finish()
}

fn heads(l: &Labels) -> Vec<&'static str> {
    let own = [l.summary_document, l.memo_type, l.row_document_level, l.summary_score, l.row_rules];
    own.into_iter().chain(finding_heads(l)).chain([l.row_sharpen, l.row_place, l.memo_checksum]).collect()
}

/// The columns of a finding, from its standing to what it lacks: the same in every list.
pub(super) fn finding_heads(l: &Labels) -> [&'static str; 15] {
    [
        l.row_standing,
        l.row_reason,
        l.row_area_id,
        l.area_column,
        l.row_step,
        l.row_step_name,
        l.row_rule,
        l.row_page,
        l.row_headings,
        l.row_paragraph,
        l.row_unit,
        l.row_words,
        l.row_sentence,
        l.has,
        l.lacks,
    ]
}

fn document<W: io::Write>(writer: &mut Writer<W>, outcome: &Outcome, rules: &RuleSet, options: &Options, columns: usize) -> io::Result<()> {
    let texts = Texts::of(options.language);
    let name = excerpt::clean(&outcome.name);
    let rule_set = told::RulesNamed::of_outcome(outcome).version_and_hash();
    let alone = |mut cells: Vec<String>, standing: &str, reason: String| {
        cells.extend([standing.to_string(), reason]);
        cells.resize(columns - 1, String::new());
        cells.push(outcome.sha256.clone());
        cells
    };
    let view = match judged(outcome, rules, options) {
        Ok(view) => view,
        Err(why) => {
            let mut cells = vec![name];
            cells.resize(DOCUMENT_COLUMNS - 1, String::new());
            cells.push(rule_set);
            return writer.line(&alone(cells, texts.labels.summary_unjudged, why));
        }
    };
    let score = view.analysis.score.as_ref();
    let own = vec![
        name,
        told::type_line(&view).unwrap_or_default(),
        score.map_or_else(String::new, |score| score.maturity.level.to_string()),
        score.map_or_else(String::new, |score| Dialect::of(options.language).decimal(score.value)),
        rule_set,
    ];
    let rows = rows(&view);
    if rows.is_empty() {
        return writer.line(&alone(own, texts.labels.row_nothing, String::new()));
    }
    for row in &rows {
        let cells: Vec<String> = own.iter().cloned().chain(of_row(&view, row)).chain([outcome.sha256.clone()]).collect();
        writer.line(&cells)?;
    }
    Ok(())
}

/// The cells of a finding, from its standing to its place.
fn of_row(view: &View, row: &Row) -> Vec<String> {
    vec![
        standing_name(row.standing, view.texts).to_string(),
        row.reason.clone(),
        view.rules.taxonomy().names(row.areas).join(", "),
        view.area_names(row.areas),
        row.level.to_string(),
        view.texts.step(row.level).to_string(),
        row.cause.unwrap_or_default().to_string(),
        row.page.map_or_else(String::new, |page| page.to_string()),
        row.headings.clone(),
        row.paragraph.to_string(),
        row.unit.to_string(),
        row.words.clone().unwrap_or_default(),
        row.sentence.clone().unwrap_or_default(),
        row.has.clone(),
        row.lacks.clone(),
        row.sharpen.to_string(),
        view.place(row.unit),
    ]
}

/// How cells, figures and lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// What Excel opens in Swedish: semicolons and decimal commas.
    Swedish,
    /// What Excel opens in English: commas and decimal points.
    English,
    /// For programs: commas, decimal points, no byte order mark, lines that end with LF alone.
    Plain,
}

impl Dialect {
    /// That of the language's spreadsheet.
    pub fn of(language: Language) -> Dialect {
        match language {
            Language::Swedish => Dialect::Swedish,
            Language::English => Dialect::English,
        }
    }

    /// A figure with one decimal, and no separated thousands: the spreadsheet reads it as a figure.
    pub fn decimal(self, value: f64) -> String {
        let plain = format!("{value:.1}");
        if self == Dialect::Swedish { plain.replace('.', ",") } else { plain }
    }
}

/// Rows in a dialect.
pub(super) struct Writer<W: io::Write>(csv::Writer<W>);

impl<W: io::Write> Writer<W> {
    pub fn new(mut out: W, dialect: Dialect) -> io::Result<Self> {
        if dialect != Dialect::Plain {
            out.write_all("\u{feff}".as_bytes())?;
        }
        Ok(Writer::rest(out, dialect))
    }

    /// For rows that follow on others.
    pub fn rest(out: W, dialect: Dialect) -> Self {
        let mut builder = csv::WriterBuilder::new();
        builder.terminator(if dialect == Dialect::Plain { csv::Terminator::Any(b'\n') } else { csv::Terminator::CRLF });
        builder.delimiter(if dialect == Dialect::Swedish { b';' } else { b',' });
        Writer(builder.from_writer(out))
    }

    pub fn line<S: AsRef<str>>(&mut self, cells: &[S]) -> io::Result<()> {
        let mut fields = cells.iter().map(|cell| harmless(cell.as_ref()));
        let written = fields.try_for_each(|field| self.0.write_field(field.as_bytes()));
        // No field more ends the line.
        let written = written.and_then(|()| self.0.write_record(None::<&[u8]>));
        // A closed pipe stays one.
        written.map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> Cow<'_, str> {
    // Signs of full width, which some spreadsheets take for the plain ones, count too; so does what stands after white space.
    let risky = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let first = cell.trim_start_matches(|c: char| c.is_whitespace() && !risky.contains(&c)).chars().next();
    if first.is_some_and(|c| risky.contains(&c)) { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+46", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u{a0}=HYPERLINK(\"x\")", "＝1", "\n-"] {
            assert!(harmless(cell).starts_with('\''), "{cell:?}");
        }
        for cell in ["", "Nämnden ska", "5", "1 = 1", "– ej", "”=1”"] {
            assert_eq!(harmless(cell), cell);
        }
    }

    #[test]
    fn cells_stay_apart() {
        let mut out = Vec::new();
        let mut writer = Writer::new(&mut out, Dialect::Swedish).unwrap();
        writer.line(&["a;b", "säger \"nej\"", "en\nrad", "a, b", "=1;2"].map(String::from)).unwrap();
        drop(writer);
        assert_eq!(String::from_utf8(out).unwrap(), "\u{feff}\"a;b\";\"säger \"\"nej\"\"\";\"en\nrad\";a, b;\"'=1;2\"\r\n");
    }

    #[test]
    fn figures_are_read_as_figures() {
        assert_eq!(Dialect::Swedish.decimal(1234.56), "1234,6");
        assert_eq!(Dialect::English.decimal(59.9), "59.9");
        assert_eq!(Dialect::Plain.decimal(1234.56), "1234.6");
    }
}
