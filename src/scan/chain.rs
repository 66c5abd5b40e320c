//! Which units may inherit an area: a steering sentence seldom repeats the right that it steers ("Socialchefen ansvarar och rapporterar i maj").

use rustc_hash::FxHashMap;

use super::context::Context;
use super::repeats::Repeats;
use crate::finding::{Findings, Mode, Steering, UnitReading};
use crate::rule::{AreaSet, Layer, Taxonomy};
use crate::text::{BlockId, BlockKind, Document, UnitKind};

/// What a unit may inherit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heir {
    /// If it steers.
    pub areas: AreaSet,
    /// If it says that the document is not followed up or has no money: that holds for all of it, wherever it stands.
    pub denied: AreaSet,
}

impl Heir {
    /// What it inherits, knowing what it does: only what steers, or says that something is lacking, carries an area on.
    pub fn settled(self, steering: &Steering) -> AreaSet {
        // "Någon utvärdering är inte planerad" breaks the chain that it would have carried on.
        if steering.gap {
            let denies = steering.follow_up || steering.no_resource;
            return if denies { self.areas.union(self.denied) } else { AreaSet::EMPTY };
        }
        // A forecast with a year and a figure is nobody's goal unless it says whose.
        let forecast = steering.target && steering.mode == Mode::None;
        let supports = steering.resource || steering.follow_up || steering.indicator;
        let carries_on = (steering.level >= 3 && !forecast) || (steering.level >= 2 && supports);
        if carries_on { self.areas } else { AreaSet::EMPTY }
    }
}

/// For each unit, the ids that it may inherit (empty for units with findings of their own).
///
/// From an earlier sentence of its paragraph, from its list's lead-in, from a heading above it (below the title) whose area the section's own
/// text names too, or from the title of a targeted document; the last two also under a steering heading. Where the document is steeped in rights,
/// what it says under "Uppföljning" or "Ansvar" follows up and answers for them too. Rows and items never inherit from their
/// siblings, units in which something was set aside inherit nothing, and grounds are not inherited. Nor does the title reach into a part of its
/// own that names no right (another plan in the same file): "Ansvar" there is responsibility for something else.
pub(super) fn heirs(document: &Document, taxonomy: &Taxonomy, context: &Context, findings: &Findings, repeats: &Repeats) -> Vec<Heir> {
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
    let steeped = if from_title.is_empty() { steeped_in(findings, &roots, repeats) } else { vec![AreaSet::EMPTY; findings.sections.len()] };
    let headings = from_headings(document, findings);
    // The paragraph at hand, and what its sentences so far have named.
    let mut paragraph = (BlockId::MAX, AreaSet::EMPTY);
    let mut out = Vec::with_capacity(findings.units.len());
    for reading in &findings.units {
        let unit = &document.units()[reading.unit as usize];
        let mut areas = AreaSet::EMPTY;
        if !reading.eligible || reading.set_aside {
            out.push(Heir::default());
            continue;
        }
        if !reading.areas.is_empty() {
            if unit.kind == UnitKind::Sentence {
                let before = if paragraph.0 == unit.block { paragraph.1 } else { AreaSet::EMPTY };
                paragraph = (unit.block, before.union(reading.areas.difference(grounds)));
            }
            out.push(Heir::default());
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
        let steeped = steeped[reading.section as usize].difference(grounds);
        if areas.is_empty() && section.chain_heading {
            areas = steeped;
        }
        let denied = if areas.is_empty() && speaks[root] { from_title.union(steeped) } else { AreaSet::EMPTY };
        out.push(Heir { areas: areas.difference(grounds), denied });
    }
    out
}

/// A part of a document is steeped in rights when this share of its units speaks of them, and this many of those bind: fine words make
/// nobody answer for anything.
const STEEPED: (f64, usize) = (0.2, 3);

/// For each section, what the part of the document around it is about, if it names rights all through: the ids that more than one unit of the
/// part names. A part is what stands under one outermost heading; headings with nothing under them are one part together. Appendices belong to none, nor does what stands a second time.
fn steeped_in(findings: &Findings, roots: &[usize], repeats: &Repeats) -> Vec<AreaSet> {
    let mut part_of_root = vec![usize::MAX; roots.len()];
    roots.iter().enumerate().filter(|(section, root)| *section != **root).for_each(|(_, root)| part_of_root[*root] = *root);
    let part = |section: usize| part_of_root.get(*roots.get(section)?).copied();
    #[derive(Default)]
    struct Part {
        units: usize,
        naming: usize,
        binding: usize,
        once: AreaSet,
        twice: AreaSet,
    }
    let mut parts: FxHashMap<usize, Part> = FxHashMap::default();
    for unit in findings.units.iter().filter(|u| u.eligible && !repeats.holds(u.unit)) {
        let section = unit.section as usize;
        let Some(own) = part(section).filter(|_| !findings.sections[section].appendix) else { continue };
        let own = parts.entry(own).or_default();
        own.units += 1;
        let promise = unit.steering.vague && !unit.steering.concrete;
        own.naming += usize::from(!unit.areas.is_empty() && !promise);
        own.binding += usize::from(!unit.areas.is_empty() && unit.steering.level >= 3 && !promise);
        own.twice = own.twice.union(own.once.intersection(unit.areas));
        own.once = own.once.union(unit.areas);
    }
    let about = |section: usize| {
        let own = part(section).and_then(|own| parts.get(&own));
        let steeped = own.filter(|p| p.binding >= STEEPED.1 && p.naming as f64 >= STEEPED.0 * p.units as f64);
        steeped.map_or(AreaSet::EMPTY, |p| p.twice)
    };
    (0..findings.sections.len()).map(about).collect()
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
