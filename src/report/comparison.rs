//! What every format tells of two versions, in the report's language.

use std::ops::Range;
use std::{fmt, io};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::excerpt::file_name;
use super::texts::{ComparisonTexts, Texts, fill, fill_owned};
use super::view::View;
use super::{Format, Language, Options, excerpt, html, json, markdown, memo, numbers, terminal, word};
use crate::compare::{Change, Comparison, Kind, compare};
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::score::Score;
use crate::text::UnitId;

/// What differs between two versions of a document, ready to be written.
pub struct ComparisonReport<'a> {
    both: Both<'a>,
    comparison: Comparison,
    rules: &'a RuleSet,
    options: &'a Options,
}

impl<'a> ComparisonReport<'a> {
    /// Compares the two.
    ///
    /// # Errors
    /// One of them could not be read or has nothing to judge: known before anything is written.
    pub fn new(old: &'a Outcome, new: &'a Outcome, rules: &'a RuleSet, options: &'a Options) -> Result<Self, NotJudged> {
        let compared = compare(old, new, rules).zip(Both::new(old, new, rules, options));
        let (comparison, both) = compared.ok_or_else(|| NotJudged(unjudged(old, new, options.language)))?;
        Ok(ComparisonReport { both, comparison, rules, options })
    }

    /// Writes it; as JSON `genomsyra.comparison/1`.
    ///
    /// # Errors
    /// What `out` gives: a full disk, a closed pipe; and formats that are not in [`Format::OF_COMPARISON`].
    pub fn write(&self, format: Format, out: &mut dyn io::Write) -> io::Result<()> {
        match format {
            Format::Terminal => terminal::comparison::write(&self.both, &self.comparison, self.options, out),
            Format::Json => json::comparison::write(&self.both, &self.comparison, self.rules, out),
            Format::Html => html::comparison::write(&self.both, &self.comparison, self.rules, self.options, out),
            Format::Markdown => markdown::write(&self.memo(), out),
            Format::Word => word::write(&self.memo(), self.options, out),
            _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
        }
    }

    fn memo(&self) -> memo::Memo {
        memo::of_comparison(&self.both, &self.comparison, self.rules)
    }
}

/// Why two versions cannot be compared, told in the report's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotJudged(String);

impl fmt::Display for NotJudged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotJudged {}

/// Both versions as the reports see them.
pub(crate) struct Both<'a> {
    pub old: View<'a>,
    pub new: View<'a>,
    pub old_score: &'a Score,
    pub new_score: &'a Score,
    pub texts: &'static ComparisonTexts,
    pub names: &'static Texts,
    pub language: Language,
}

impl<'a> Both<'a> {
    /// `None` unless both are judged.
    pub fn new(old: &'a Outcome, new: &'a Outcome, rules: &'a RuleSet, options: &Options) -> Option<Self> {
        let (before, after) = (old.result.as_ref().ok()?, new.result.as_ref().ok()?);
        Some(Both {
            old_score: before.score.as_ref()?,
            new_score: after.score.as_ref()?,
            old: View::new(old, before, rules, options),
            new: View::new(new, after, rules, options),
            texts: ComparisonTexts::of(options.language),
            names: Texts::of(options.language),
            language: options.language,
        })
    }

    /// What was compared with what: the files' names, with their folders only where the names are the same.
    pub fn heading(&self) -> String {
        let paths = [&self.old, &self.new].map(|view| view.outcome.name.as_str());
        let [old, new] = if file_name(paths[0]) == file_name(paths[1]) { paths } else { paths.map(file_name) };
        fill(self.texts.heading, &[("old", &excerpt::clean(old)), ("new", &excerpt::clean(new))])
    }

    /// Levels and scores on one line.
    pub fn verdict(&self) -> String {
        let (old, new) = (&self.old_score.maturity, &self.new_score.maturity);
        let score = |score: &Score| numbers::decimal(score.value, 1, self.language);
        let name = |level: u8| self.names.maturity_name(level);
        let text = if old.level == new.level { self.texts.level_same } else { self.texts.level_line };
        fill(
            text,
            &[
                ("old_level", &old.level.to_string()),
                ("old_name", name(old.level)),
                ("new_level", &new.level.to_string()),
                ("new_name", name(new.level)),
                ("old_score", &score(self.old_score)),
                ("new_score", &score(self.new_score)),
            ],
        )
    }

    /// How many of each kind.
    pub fn sums(&self, comparison: &Comparison) -> String {
        if comparison.changes.is_empty() {
            return self.texts.nothing.to_string();
        }
        let count = |kind| numbers::count(comparison.changes.iter().filter(|c| c.kind == kind).count(), self.language);
        let mut values: Vec<(&str, String)> = Kind::ALL.map(|kind| (kind.as_str(), count(kind))).into();
        values.push(("unchanged", numbers::count(comparison.unchanged, self.language)));
        fill_owned(self.texts.sums, &values)
    }

    /// "D3 Åtagande: 40 % → 55 %".
    pub fn dimensions(&self, comparison: &Comparison) -> Vec<String> {
        let told = |m: &crate::compare::DimensionMove| {
            let name = format!("D{} {}", m.dimension + 1, self.names.dimensions[m.dimension.min(10)].name);
            let (old, new) = (numbers::percent(m.old, self.language), numbers::percent(m.new, self.language));
            fill(self.texts.dimension, &[("name", &name), ("old", &old), ("new", &new)])
        };
        comparison.dimensions.iter().map(told).collect()
    }

    /// "Jämställdhet: 2 → 4".
    pub fn areas(&self, comparison: &Comparison) -> Vec<String> {
        let told = |m: &crate::compare::AreaMove| {
            let text = match (m.old, m.new) {
                (0, _) => self.texts.area_new,
                (_, 0) => self.texts.area_gone,
                _ => self.texts.area,
            };
            fill(text, &[("name", self.new.area_name(m.area)), ("old", &m.old.to_string()), ("new", &m.new.to_string())])
        };
        comparison.areas.iter().map(told).collect()
    }
}

/// A line about a change: what it tells of, and the words.
pub(crate) struct Line {
    pub label: &'static str,
    pub text: String,
}

/// A change in lines: the sentence before, the sentence now, what differs.
pub(crate) fn lines(both: &Both, change: &Change) -> Vec<Line> {
    let t = both.texts;
    let quoted = |view: &View, unit: UnitId| {
        let place = view.place(unit);
        view.quote(unit, view.focus(unit, None)).map_or_else(|| place.clone(), |quote| format!("{quote} ({place})"))
    };
    let plain = |label: &'static str| Line { label, text: String::new() };
    let mut out = Vec::new();
    let before = if change.old_level > 0 { t.before } else { t.spoke_not };
    let now = if change.new_level > 0 { t.now } else { t.no_longer };
    out.push(match change.old {
        Some(unit) => Line { label: before, text: quoted(&both.old, unit) },
        None => plain(t.added),
    });
    out.push(match change.new {
        Some(unit) => Line { label: now, text: quoted(&both.new, unit) },
        None => plain(t.removed),
    });
    let difference = difference(both, change);
    if !difference.is_empty() {
        out.push(Line { label: "", text: difference.join(" ") });
    }
    out
}

/// What differs between a sentence before and now, beside its words.
pub(crate) fn difference(both: &Both, change: &Change) -> Vec<String> {
    let t = both.texts;
    let mut difference = Vec::new();
    if change.old_level > 0 && change.new_level > 0 {
        let (old, new) = (change.old_level.to_string(), change.new_level.to_string());
        let same_areas = change.areas_lost.is_empty() && change.areas_gained.is_empty();
        let text = match old == new {
            true if same_areas => t.level_kept_verb,
            true => t.level_kept,
            false => t.levels,
        };
        difference.push(fill(text, &[("old", &old), ("new", &new)]));
    }
    if !change.areas_lost.is_empty() {
        let text = if change.kind == Kind::Lost { t.was_about } else { t.areas_lost };
        difference.push(fill(text, &[("areas", &both.old.area_names(change.areas_lost))]));
    }
    if !change.areas_gained.is_empty() {
        let text = if change.kind == Kind::Gained { t.is_about } else { t.areas_gained };
        difference.push(fill(text, &[("areas", &both.new.area_names(change.areas_gained))]));
    }
    difference
}

/// Words in runs, each with whether it differs from the other text.
pub(crate) type Runs<'t> = Vec<(bool, &'t str)>;

/// Both texts in runs of words that are in the other one too, in the same order, and such that are not.
pub(crate) fn changed_words<'o, 'n>(old: &'o str, new: &'n str) -> (Runs<'o>, Runs<'n>) {
    let (before, now) = (words(old), words(new));
    let (mut gone, mut come) = (vec![true; before.len()], vec![true; now.len()]);
    let plain = |words: &[Range<usize>], text: &str| -> Vec<String> { words.iter().map(|at| text[at.clone()].to_string()).collect() };
    for step in capture_diff_slices(Algorithm::Myers, &plain(&before, old), &plain(&now, new)) {
        if let DiffOp::Equal { old_index, new_index, len } = step {
            gone[old_index..old_index + len].fill(false);
            come[new_index..new_index + len].fill(false);
        }
    }
    (runs(old, &before, &gone), runs(new, &now, &come))
}

/// Where the words of a text stand: bytes.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut begun = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), begun) {
            (true, Some(from)) => {
                words.push(from..at);
                begun = None;
            }
            (false, None) => begun = Some(at),
            _ => {}
        }
    }
    words
}

/// Neighbouring words of one kind together.
fn runs<'t>(text: &'t str, words: &[Range<usize>], changed: &[bool]) -> Runs<'t> {
    let mut out: Vec<(bool, Range<usize>)> = Vec::new();
    for (word, changed) in words.iter().zip(changed) {
        match out.last_mut() {
            Some((kind, run)) if kind == changed => run.end = word.end,
            _ => out.push((*changed, word.clone())),
        }
    }
    out.into_iter().map(|(changed, run)| (changed, &text[run])).collect()
}

/// Which of two outcomes cannot be compared, told so that it can be mended.
fn unjudged(old: &Outcome, new: &Outcome, language: Language) -> String {
    let judged = |outcome: &Outcome| outcome.result.as_ref().is_ok_and(|analysis| analysis.score.is_some());
    let file = if judged(old) { new } else { old };
    fill(ComparisonTexts::of(language).not_judged, &[("file", &excerpt::clean(&file.name))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_differ_stand_out() {
        let (old, new) = changed_words("Nämnden ska varje år höra barnen.", "Nämnden bör  höra barnen och unga.");
        assert_eq!(old, [(false, "Nämnden"), (true, "ska varje år"), (false, "höra"), (true, "barnen.")]);
        assert_eq!(new, [(false, "Nämnden"), (true, "bör"), (false, "höra"), (true, "barnen och unga.")]);
        assert_eq!(changed_words("", "ny"), (vec![], vec![(true, "ny")]));
    }
}
