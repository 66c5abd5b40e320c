//! Which units may inherit an area: a steering sentence seldom repeats the right that it steers ("Socialchefen ansvarar och rapporterar i maj").

use std::collections::HashMap;

use super::context::Context;
use crate::finding::{Findings, UnitReading};
use crate::rule::{AreaSet, Layer, Taxonomy};
use crate::text::{BlockKind, Document, UnitKind};

/// For each unit, the ids that it may inherit (empty for units with findings of their own).
///
/// From an earlier sentence of its paragraph, from its list's lead-in, from a heading above it (below the title) whose area the section's own
/// text names too, or from the title of a targeted document; the last two also under a steering heading. Rows and items never inherit from their
/// siblings, units in which something was set aside inherit nothing, and grounds are not inherited. Nor does the title reach into a part of its
/// own that names no right (another plan in the same file): "Ansvar" there is responsibility for something else.
pub(super) fn heirs(document: &Document, taxonomy: &Taxonomy, context: &Context, findings: &Findings) -> Vec<AreaSet> {
    let grounds = taxonomy.layer(Layer::Ground);
    let own: Vec<AreaSet> = {
        let mut own = vec![AreaSet::EMPTY; findings.sections.len()];
        for unit in findings.units.iter().filter(|u| u.eligible) {
            let here = &mut own[unit.section as usize];
            *here = here.union(unit.areas);
        }
        own
    };
    let roots = roots(document);
    let mut speaks = vec![false; findings.sections.len()];
    own.iter().zip(&roots).filter(|(areas, _)| !areas.is_empty()).for_each(|(_, root)| speaks[*root] = true);
    let from_title = match () {
        () if !findings.targeted.is_empty() => findings.targeted,
        () if findings.about_rights => taxonomy.layer(Layer::Frame),
        () => AreaSet::EMPTY,
    };
    let mut paragraphs: HashMap<u32, AreaSet> = HashMap::new();
    let mut out = Vec::with_capacity(findings.units.len());
    for reading in &findings.units {
        let unit = &document.units()[reading.unit as usize];
        let mut areas = AreaSet::EMPTY;
        if !reading.eligible || reading.set_aside {
            out.push(areas);
            continue;
        }
        if !reading.areas.is_empty() {
            if unit.kind == UnitKind::Sentence {
                let paragraph = paragraphs.entry(unit.block).or_default();
                *paragraph = paragraph.union(reading.areas.difference(grounds));
            }
            out.push(areas);
            continue;
        }
        match unit.kind {
            UnitKind::Sentence => areas = paragraphs.get(&unit.block).copied().unwrap_or_default(),
            UnitKind::ListItem => areas = from_lead_ins(context, findings, reading),
            _ => {}
        }
        let section = &findings.sections[reading.section as usize];
        let here = own[reading.section as usize];
        // A heading alone names a service ("En trygg ålderdom"); it lends its area only where the text under it speaks of the right itself.
        let headings = from_headings(document, findings, reading);
        areas = areas.union(if section.steering_heading { headings } else { headings.intersection(here) });
        let root = roots[reading.section as usize];
        let steers = section.steering_heading && (speaks[root] || findings.sections[root].steering_heading);
        if areas.is_empty() && (!here.is_empty() || steers) {
            areas = from_title;
        }
        out.push(areas.difference(grounds));
    }
    out
}

/// For each section, the outermost one around it that has a heading; parents stand before what they hold.
fn roots(document: &Document) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::with_capacity(document.sections().len());
    for (id, section) in document.sections().iter().enumerate() {
        let parent = section.parent.filter(|parent| *parent != 0);
        out.push(parent.and_then(|parent| out.get(parent as usize)).copied().unwrap_or(id));
    }
    out
}

fn from_lead_ins(context: &Context, findings: &Findings, reading: &UnitReading) -> AreaSet {
    let units = context.lead_ins(reading.unit).into_iter().filter_map(|b| context.last_unit_of(b));
    units.filter_map(|u| findings.units.get(u as usize)).fold(AreaSet::EMPTY, |s, u| s.union(u.areas))
}

/// Ids of the headings above, the document's title apart.
fn from_headings(document: &Document, findings: &Findings, reading: &UnitReading) -> AreaSet {
    let mut out = AreaSet::EMPTY;
    let mut at = Some(reading.section);
    while let Some(id) = at {
        let Some(section) = document.sections().get(id as usize) else { break };
        if !is_title(document, id) {
            out = out.union(findings.sections[id as usize].heading_areas);
        }
        at = section.parent;
    }
    out
}

/// The section under the document's title, also where the title stands again (a second copy, a title page).
fn is_title(document: &Document, section: u32) -> bool {
    let Some(block) = document.sections().get(section as usize).and_then(|s| s.heading) else { return true };
    let first = document.blocks().iter().find(|b| matches!(b.kind, BlockKind::Heading { .. }));
    let text = |span| document.slice(span).trim();
    first.is_some_and(|first| text(first.span) == text(document.blocks()[block as usize].span))
}
