//! All entries of a rule set in one shape, to list and to look up.

use genomsyra::proof::EntryKind;
use genomsyra::rule::{AreaSet, RuleSet, Strength};

/// One entry as it is told of.
pub struct Entry<'a> {
    pub kind: EntryKind,
    /// Its id; for a class, its name without brackets.
    pub id: &'a str,
    /// The ids that it counts for, guards or belongs to.
    pub areas: AreaSet,
    pub strength: Option<Strength>,
    /// What it finds, in Swedish.
    pub description: &'a str,
    /// Legal references.
    pub legal: &'a [String],
    pub file: &'a str,
    /// From 1.
    pub line: usize,
}

/// Every entry, kind by kind, in the order of the files.
pub fn entries(rules: &RuleSet) -> Vec<Entry<'_>> {
    let mut out = Vec::new();
    let base =
        |kind, id, description, file, line| Entry { kind, id, areas: AreaSet::EMPTY, strength: None, description, legal: &[], file, line };
    for rule in rules.rules() {
        let entry = base(EntryKind::Rule, rule.id.as_str(), rule.description.as_str(), rule.file.as_str(), rule.line);
        out.push(Entry { areas: rule.areas, strength: Some(rule.strength), legal: &rule.legal, ..entry });
    }
    out.extend(rules.classes().iter().map(|c| base(EntryKind::Class, &c.name, &c.description, &c.file, c.line)));
    for friend in rules.false_friends() {
        out.push(Entry { areas: friend.guards, ..base(EntryKind::FalseFriend, &friend.id, &friend.meaning, &friend.file, friend.line) });
    }
    out.extend(rules.masks().iter().map(|m| base(EntryKind::Mask, &m.id, &m.description, &m.file, m.line)));
    for source in rules.sources() {
        let entry = base(EntryKind::Source, &source.id, &source.name, &source.file, source.line);
        out.push(Entry { areas: source.areas, legal: &source.sfs, ..entry });
    }
    for duty in rules.duties() {
        let entry = base(EntryKind::Duty, &duty.id, &duty.demand, &duty.file, duty.line);
        out.push(Entry { areas: duty.areas, legal: std::slice::from_ref(&duty.section), ..entry });
    }
    for wording in rules.wordings() {
        let entry = base(EntryKind::Wording, &wording.id, &wording.reason.sv, &wording.file, wording.line);
        out.push(Entry { areas: wording.areas, ..entry });
    }
    for heading in rules.lens_headings() {
        let entry = base(EntryKind::LensHeading, &heading.id, &heading.question.sv, &heading.file, heading.line);
        out.push(Entry { areas: heading.areas.union(heading.within), ..entry });
    }
    out
}
