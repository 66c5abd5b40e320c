//! What every format tells of two versions, in the report's language.

use super::texts::{ComparisonTexts, Texts, fill};
use super::view::View;
use super::{Language, Options, excerpt, numbers};
use crate::compare::{Change, Comparison, Kind};
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::score::Score;
use crate::text::UnitId;

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
        let sums: Vec<(&str, String)> = Kind::ALL.map(|kind| (kind.as_str(), count(kind))).into();
        let unchanged = numbers::count(comparison.unchanged, self.language);
        let mut values: Vec<(&str, &str)> = sums.iter().map(|(name, count)| (*name, count.as_str())).collect();
        values.push(("unchanged", &unchanged));
        fill(self.texts.sums, &values)
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
    let mut difference = Vec::new();
    if change.old_level > 0 && change.new_level > 0 {
        let (old, new) = (change.old_level.to_string(), change.new_level.to_string());
        let text = if old == new { t.level_kept } else { t.levels };
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
    if !difference.is_empty() {
        out.push(Line { label: "", text: difference.join(" ") });
    }
    out
}

/// Which of two outcomes cannot be compared, told so that it can be mended.
pub(crate) fn unjudged(old: &Outcome, new: &Outcome, language: Language) -> String {
    let judged = |outcome: &Outcome| outcome.result.as_ref().is_ok_and(|analysis| analysis.score.is_some());
    let file = if judged(old) { new } else { old };
    fill(ComparisonTexts::of(language).not_judged, &[("file", &excerpt::clean(&file.name))])
}
