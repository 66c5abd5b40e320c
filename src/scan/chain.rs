//! Which units may inherit an area: a steering sentence seldom repeats the right that it steers ("Socialchefen ansvarar och rapporterar i maj").

use super::context::Context;
use crate::finding::{Findings, UnitReading};
use crate::rule::{AreaSet, Layer, Taxonomy};
use crate::text::{BlockId, BlockKind, Document, UnitKind};

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
    let headings = from_headings(document, findings);
    // The paragraph at hand, and what its sentences so far have named.
    let mut paragraph = (BlockId::MAX, AreaSet::EMPTY);
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
                let before = if paragraph.0 == unit.block { paragraph.1 } else { AreaSet::EMPTY };
                paragraph = (unit.block, before.union(reading.areas.difference(grounds)));
            }
            out.push(areas);
            continue;
        }
        match unit.kind {
            UnitKind::Sentence if paragraph.0 == unit.block => areas = paragraph.1,
            UnitKind::ListItem => areas = from_lead_ins(context, findings, reading),
            _ => {}
        }
        let section = &findings.sections[reading.section as usize];
        let here = own[reading.section as usize];
        // A heading alone names a service ("En trygg ålderdom"); it lends its area only where the text under it speaks of the right itself.
        let headings = headings.get(reading.section as usize).copied().unwrap_or_default();
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

/// For each section, the ids of its heading and those above, the document's title apart.
fn from_headings(document: &Document, findings: &Findings) -> Vec<AreaSet> {
    let heading = |block: BlockId| document.slice(document.blocks()[block as usize].span).trim();
    let first = document.blocks().iter().position(|b| matches!(b.kind, BlockKind::Heading { .. })).map(|block| heading(block as BlockId));
    let mut out: Vec<AreaSet> = Vec::with_capacity(document.sections().len());
    for (section, reading) in document.sections().iter().zip(&findings.sections) {
        let above = section.parent.and_then(|parent| out.get(parent as usize)).copied().unwrap_or_default();
        // The title also where it stands again (a second copy, a title page).
        let is_title = section.heading.is_none_or(|block| first == Some(heading(block)));
        out.push(if is_title { above } else { above.union(reading.heading_areas) });
    }
    out
}
