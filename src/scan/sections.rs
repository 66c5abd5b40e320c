//! Which sections never count, which steer, and which units stand outside the text proper.

use std::ops::Range;

use super::context::Context;
use super::matching::Matcher;
use super::metadata;
use crate::finding::{Findings, Reason, SectionReading};
use crate::rule::{Marker, MarkerSet};
use crate::text::{Document, UnitKind};

/// Function words by which a passage is told to be English.
pub(super) const ENGLISH: &[&str] = &["the", "of", "and", "to", "in", "is", "for", "with", "that", "are"];

/// Reads the headings of all sections; a section is excluded with everything under it. Only a list of contents has nothing of its own under
/// it: where its heading looks like a title, the chapters of the document seem to stand there.
pub(super) fn read_sections(document: &Document, matcher: &Matcher, context: &Context) -> Vec<SectionReading> {
    let mut out: Vec<SectionReading> = Vec::with_capacity(document.sections().len());
    // Sections that exclude what stands under them.
    let mut passed_on: Vec<bool> = Vec::with_capacity(document.sections().len());
    for section in document.sections() {
        let mut reading = SectionReading::default();
        let mut passes_on = section.parent.and_then(|parent| passed_on.get(parent as usize)).copied().unwrap_or(false);
        if let Some(block) = section.heading {
            let names = names_in(matcher, context.of_block(block));
            passes_on |= names.whole.contains(Marker::SectionExcluded);
            reading.excluded = names.whole.contains(Marker::SectionContents);
            reading.chain_heading = names.any.contains(Marker::SectionChain);
            reading.steering_heading = names.any.contains_any(&[Marker::SectionChain, Marker::SectionSteering]);
        }
        reading.appendix = section.parent.and_then(|parent| out.get(parent as usize)).is_some_and(|parent| parent.appendix)
            || section.heading.is_some_and(|block| is_appendix(document.slice(document.blocks()[block as usize].span)));
        reading.excluded |= passes_on;
        out.push(reading);
        passed_on.push(passes_on);
    }
    out
}

/// "Bilaga 1. Kartor", "4. Bilagor", "Appendix B".
fn is_appendix(heading: &str) -> bool {
    let words = heading.split(|c: char| !c.is_alphabetic()).find(|word| word.chars().count() > 1).unwrap_or_default().to_lowercase();
    ["bilaga", "bilagor", "appendix"].contains(&words.as_str())
}

/// Counts what stands in each section, when it is settled which units count.
pub(super) fn count_units(findings: &mut Findings) {
    for unit in findings.units.iter().filter(|u| u.eligible) {
        if let Some(section) = findings.sections.get_mut(unit.section as usize) {
            section.eligible_units += 1;
            section.anchored |= !unit.sources.is_empty();
        }
    }
}

/// Names of sections that stand in a heading.
#[derive(Default)]
struct Names {
    any: MarkerSet,
    /// Those that the heading is, but for a number and little else.
    whole: MarkerSet,
}

fn names_in(matcher: &Matcher, heading: Range<usize>) -> Names {
    const NAMES: &[Marker] = &[Marker::SectionExcluded, Marker::SectionContents, Marker::SectionChain, Marker::SectionSteering];
    let mut out = Names::default();
    let is_number = |at: &usize| matcher.tokens.lower(matcher.cache, *at).bytes().all(|b| b.is_ascii_digit());
    let first = heading.clone().find(|at| !is_number(at)).unwrap_or(heading.start);
    for at in heading.clone() {
        for (name, opened) in matcher.markers(at).filter(|(marker, _)| NAMES.contains(marker)) {
            if let Some(end) = matcher.longest_at(opened, at).filter(|end| *end <= heading.end) {
                out.any.insert(name);
                if at <= first && heading.end - end <= 1 {
                    out.whole.insert(name);
                }
            }
        }
    }
    out
}

/// Tells units that stand outside the text proper.
pub(super) struct Borders<'a> {
    document: &'a Document,
    /// Whether a line with dot leaders stands anywhere: few documents have one.
    leaders: bool,
}

impl<'a> Borders<'a> {
    pub fn new(document: &'a Document) -> Self {
        Borders { document, leaders: has_leader(document.text()) }
    }

    /// Why a unit cannot count whatever it says, if so. Whether it may be English at all is only asked of units that could count otherwise.
    pub fn exclusion(&self, sections: &[SectionReading], unit: usize, may_be_english: impl Fn() -> bool) -> Option<Reason> {
        let document = self.document;
        let unit = &document.units()[unit];
        // A heading names its subject: a mention, though never a part of the score.
        if !unit.kind.is_body() && unit.kind != UnitKind::Heading {
            return Some(Reason::NotBody);
        }
        if sections.get(unit.section as usize).is_some_and(|s| s.excluded) {
            return Some(Reason::ExcludedSection);
        }
        let block = unit.block as usize;
        if document.blocks().get(block).is_some_and(|b| metadata::is_metadata(document, block, b)) {
            return Some(Reason::NotBody);
        }
        let text = document.slice(unit.span);
        if begins_reference(text) || self.leaders && has_leader(text) {
            return Some(Reason::ReferenceLine);
        }
        (may_be_english() && is_english(text)).then_some(Reason::Language)
    }
}

/// "Källa: …", "Läs mer: …".
fn begins_reference(text: &str) -> bool {
    const STARTS: &[&str] =
        &["källa:", "källor:", "referenser:", "läs mer:", "läs mer om", "se även:", "sändlista:", "kopia till:", "bilaga:", "bilagor:"];
    // Most lines begin otherwise.
    let second: &[u8] = match text.as_bytes().first() {
        Some(b'K' | b'k') => b"oO\xC3",
        Some(b'R' | b'r') => b"eE",
        Some(b'L' | b'l') => b"\xC3",
        Some(b'S' | b's') => b"eE\xC3",
        Some(b'B' | b'b') => b"iI",
        _ => return false,
    };
    if !text.as_bytes().get(1).is_some_and(|b| second.contains(b)) {
        return false;
    }
    let start: String = text.chars().take(14).collect::<String>().to_lowercase();
    STARTS.iter().any(|s| start.starts_with(s))
}

/// A line with dot leaders, as in a list of contents.
fn has_leader(text: &str) -> bool {
    // A single sign is found many bytes at a time, a string of them is not.
    text.contains("..") && text.contains(".....") || text.contains('…') && text.contains("…………")
}

/// Many of the words are English function words.
fn is_english(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let english = words().filter(|w| ENGLISH.iter().any(|e| w.eq_ignore_ascii_case(e))).count();
    english >= 3 && english * 8 >= words().count()
}

#[cfg(test)]
mod tests {
    use crate::finding::{Reason, Status};
    use crate::rule::{RuleSet, built_in_files};
    use crate::scan::{ScanOptions, Scanner};
    use crate::text::{DocumentBuilder, Format, Origin};

    #[test]
    fn chapters_under_a_heading_of_contents_count_and_the_list_itself_does_not() {
        let rules = RuleSet::from_files(&built_in_files()).expect("the built-in rules are sound");
        let mut builder = DocumentBuilder::new(Origin { name: String::new(), format: Format::Plain, title: None, producer: None });
        builder.heading(1, "Innehåll");
        builder.paragraph("Varje barn ska få komma till tals.");
        builder.heading(2, "Mål");
        builder.paragraph("Nämnden ska höra barn innan beslut som rör dem.");
        builder.heading(1, "Källor");
        builder.heading(2, "Lagar");
        builder.paragraph("Alla barn ska få komma till tals.");
        let document = builder.finish();
        let findings = Scanner::new(&rules).scan(&document, &ScanOptions::default()).findings;
        let status = |part: &str| {
            let inside = |unit: u32| document.slice(document.units()[unit as usize].span).contains(part);
            findings.iter().filter(|f| inside(f.unit)).map(|f| f.status).collect::<Vec<_>>()
        };
        assert!(status("Nämnden ska").contains(&Status::Counted));
        for apart in ["Varje barn", "Alla barn"] {
            assert!(!status(apart).is_empty(), "{apart}");
            assert!(status(apart).iter().all(|s| *s == Status::Ignored(Reason::ExcludedSection)), "{apart}");
        }
    }
}
