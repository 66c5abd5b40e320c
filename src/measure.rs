//! What the analyser says of labelled units, against what people say: hits, false alarms and misses that add up, and the ladder level.
//!
//! Knows neither files nor readers: it lays a unit out as Markdown, and takes what was found in it.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use crate::finding::{Cause, Status, UnitReading};
use crate::outcome::Analysis;
use crate::rule::{AreaId, Taxonomy};

/// One labelled unit, a line of a gold file. Keys that are not named here are left alone.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
pub struct GoldUnit {
    /// Its id in the gold file.
    #[serde(default)]
    pub id: String,
    /// The document that it stands in: its name may tell the type ("arsredovisning-2023.pdf"), which people who label units know.
    #[serde(default)]
    pub doc: Option<String>,
    /// The heading that it stands under.
    #[serde(default)]
    pub heading: Option<String>,
    /// What stands before it.
    #[serde(default)]
    pub before: Option<String>,
    /// The unit: a sentence, a list item ("- …") or a table row ("| … |").
    pub unit: String,
    /// What stands after it.
    #[serde(default)]
    pub after: Option<String>,
    /// The ids that it refers to.
    #[serde(default)]
    pub ids: Vec<String>,
    /// Ids for which neither yes nor no is wrong.
    #[serde(default)]
    pub maybe: Vec<String>,
    /// Its ladder level, 0–5.
    #[serde(default)]
    pub level: Option<u8>,
}

/// A unit with what stands around it, as Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidOut {
    /// The Markdown text.
    pub text: String,
    /// The bytes of it that are the unit.
    pub unit: Range<usize>,
}

/// Lines that belong to one table or one list stay together; anything else is set apart by a blank line.
#[derive(PartialEq, Eq)]
enum Shape {
    Row,
    Item,
    Text,
}

impl Shape {
    fn of(line: Option<&str>) -> Shape {
        let line = line.unwrap_or_default().trim_start();
        if line.starts_with('|') {
            Shape::Row
        } else if ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark)) {
            Shape::Item
        } else {
            Shape::Text
        }
    }
}

impl GoldUnit {
    /// The unit after its heading and between its neighbours.
    ///
    /// ```
    /// use genomsyra::measure::GoldUnit;
    /// let unit = GoldUnit { heading: Some("Mål".into()), before: Some("- ett".into()), unit: "- två".into(), ..GoldUnit::default() };
    /// let laid_out = unit.laid_out();
    /// assert_eq!(laid_out.text, "# Mål\n\n- ett\n- två");
    /// assert_eq!(&laid_out.text[laid_out.unit], "- två");
    /// ```
    pub fn laid_out(&self) -> LaidOut {
        let filled = |part: &Option<String>| part.as_deref().map(str::trim_end).filter(|p| !p.trim().is_empty()).map(str::to_string);
        let mut text = String::new();
        if let Some(heading) = filled(&self.heading) {
            text += &format!("# {}", heading.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let mut unit = 0..0;
        for (part, own) in [(filled(&self.before), false), (Some(self.unit.clone()), true), (filled(&self.after), false)] {
            let Some(part) = part else { continue };
            // Rows as our own text gives them, cell by cell with tabs between.
            let part = match part.contains('\t') {
                true => format!("| {} |", part.trim_matches('\t').replace('\t', " | ")),
                false => part,
            };
            let (above, below) = (Shape::of(text.lines().last()), Shape::of(part.lines().next()));
            if !text.is_empty() {
                text += if above == below && above != Shape::Text { "\n" } else { "\n\n" };
            }
            if own {
                unit = text.len()..text.len() + part.len();
            }
            text += &part;
        }
        LaidOut { text, unit }
    }
}

/// What the analyser says of one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The ids of its counted findings, each with what found them and the words.
    pub ids: BTreeMap<AreaId, Vec<(Cause, String)>>,
    /// The highest ladder level among the findings' units; without findings that of the unit itself, if it was graded
    /// ([`ScanOptions::grade_every_unit`](crate::scan::ScanOptions::grade_every_unit)), else 0.
    pub level: u8,
}

/// What the analysis of a laid-out unit says of the bytes that are the unit.
pub fn reading(analysis: &Analysis, unit: &Range<usize>) -> Reading {
    let mut out = Reading::default();
    for finding in analysis.findings.findings.iter().filter(|f| f.status == Status::Counted) {
        let Some(at) = analysis.document.source_offset(finding.span.start) else { continue };
        if !unit.contains(&at) {
            continue;
        }
        for id in finding.areas.iter() {
            out.ids.entry(id).or_default().push((finding.cause, analysis.document.slice(finding.span).to_string()));
        }
        let level = analysis.findings.units.get(finding.unit as usize).map_or(0, |u| u.steering.level);
        out.level = out.level.max(level);
    }
    if out.ids.is_empty() {
        let inside = |u: &&UnitReading| {
            let start = analysis.document.units().get(u.unit as usize).map(|known| known.span.start);
            start.and_then(|start| analysis.document.source_offset(start)).is_some_and(|at| unit.contains(&at))
        };
        out.level = analysis.findings.units.iter().filter(inside).map(|u| u.steering.level).max().unwrap_or(0);
    }
    out
}

/// Hits, false alarms and misses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Predicted, and so labelled.
    pub hits: usize,
    /// Predicted, and labelled neither so nor as borderline.
    pub false_alarms: usize,
    /// Labelled, and not predicted.
    pub misses: usize,
}

impl Counts {
    /// Share of predictions that are right, 0–1; 0 when nothing was predicted.
    pub fn precision(&self) -> f64 {
        share(self.hits, self.hits + self.false_alarms)
    }

    /// Share of labels that were found, 0–1; 0 when there are none.
    pub fn recall(&self) -> f64 {
        share(self.hits, self.hits + self.misses)
    }

    /// The harmonic mean of the two, 0–1.
    pub fn f1(&self) -> f64 {
        share(2 * self.hits, 2 * self.hits + self.false_alarms + self.misses)
    }

    fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Hit => self.hits += 1,
            Verdict::FalseAlarm => self.false_alarms += 1,
            Verdict::Miss => self.misses += 1,
            Verdict::Borderline => {}
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// What a prediction, or the lack of one, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Rightly predicted.
    Hit,
    /// Wrongly predicted.
    FalseAlarm,
    /// Wrongly not predicted.
    Miss,
    /// Predicted and labelled as borderline: not counted.
    Borderline,
}

/// Labelled levels (rows 0–5) against those that the ladder gave (columns 0–5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    /// How many units have each pair.
    pub pairs: [[usize; 6]; 6],
}

impl Ladder {
    fn add(&mut self, labelled: u8, read: u8) {
        self.pairs[labelled.min(5) as usize][read.min(5) as usize] += 1;
    }

    /// All units.
    pub fn count(&self) -> usize {
        self.within(5)
    }

    /// Share with the exact level, 0–1.
    pub fn exact(&self) -> f64 {
        share(self.within(0), self.count())
    }

    /// Share at most one level beside, 0–1.
    pub fn within_one(&self) -> f64 {
        share(self.within(1), self.count())
    }

    fn within(&self, steps: usize) -> usize {
        let near = |(labelled, row): (usize, &[usize; 6])| {
            row.iter().enumerate().filter(|(read, _)| labelled.abs_diff(*read) <= steps).map(|(_, n)| n).sum::<usize>()
        };
        self.pairs.iter().enumerate().map(near).sum()
    }
}

/// Labelled units compared so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measurement {
    /// All ids together.
    pub overall: Counts,
    /// Each id that was predicted or labelled.
    pub ids: BTreeMap<String, Counts>,
    /// Each rule or source of law: how often what it found was right and wrong. A rule has no misses.
    pub causes: BTreeMap<Cause, Counts>,
    /// The ladder on units with ids and a level, whether the rules found them or not: detection's misses are told above.
    pub ladder: Ladder,
    /// The same on those in which a labelled id was found.
    pub ladder_found: Ladder,
    /// All units.
    pub units: usize,
}

impl Measurement {
    /// Compares one unit; gives the verdict on every id, in the order of the taxonomy (unknown labelled ids last).
    pub fn add(&mut self, gold: &GoldUnit, reading: &Reading, taxonomy: &Taxonomy) -> Vec<(String, Verdict)> {
        let mut verdicts = Vec::new();
        for (id, causes) in &reading.ids {
            let name = &taxonomy.area(*id).id;
            let verdict = match () {
                () if gold.ids.contains(name) => Verdict::Hit,
                () if gold.maybe.contains(name) => Verdict::Borderline,
                () => Verdict::FalseAlarm,
            };
            for (cause, _) in causes {
                self.causes.entry(*cause).or_default().add(verdict);
            }
            verdicts.push((name.clone(), verdict));
        }
        for name in &gold.ids {
            if verdicts.iter().all(|(known, _)| known != name) {
                verdicts.push((name.clone(), Verdict::Miss));
            }
        }
        for (name, verdict) in verdicts.iter().filter(|(_, v)| *v != Verdict::Borderline) {
            self.overall.add(*verdict);
            self.ids.entry(name.clone()).or_default().add(*verdict);
        }
        if let (Some(level), false) = (gold.level, gold.ids.is_empty()) {
            self.ladder.add(level, reading.level);
            if verdicts.iter().any(|(_, verdict)| *verdict == Verdict::Hit) {
                self.ladder_found.add(level, reading.level);
            }
        }
        self.units += 1;
        verdicts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_one_kind_stay_together() {
        for (before, unit, after, expected) in [
            ("| a |", "| b |", "| c |", "| a |\n| b |\n| c |"),
            ("- a", "- b", "Text.", "- a\n- b\n\nText."),
            ("- a", "| b |", "", "- a\n\n| b |"),
            ("En mening.", "En till.", "En tredje.", "En mening.\n\nEn till.\n\nEn tredje."),
            ("Inledning:\n- a", "- b", "", "Inledning:\n- a\n- b"),
        ] {
            let gold = GoldUnit { before: Some(before.into()), unit: unit.into(), after: Some(after.into()), ..GoldUnit::default() };
            let laid_out = gold.laid_out();
            assert_eq!(laid_out.text, expected);
            assert_eq!(&laid_out.text[laid_out.unit], unit);
        }
    }

    #[test]
    fn counts_give_shares() {
        let counts = Counts { hits: 6, false_alarms: 2, misses: 4 };
        assert_eq!((counts.precision(), counts.recall()), (0.75, 0.6));
        assert!((counts.f1() - 12.0 / 18.0).abs() < 1e-12);
        assert_eq!(Counts::default().f1(), 0.0);
    }
}
