//! Puts units on the ladder: those with findings, those that may carry a chain on, and those with words that a view asks for.

use std::collections::HashMap;

use super::Pass;
use super::chain;
use super::ladder::{ColumnRole, Figures, Hits, Setting, column_roles, read_clause, read_row};
use super::repeats::Repeats;
use super::tokens::cells_in;
use crate::finding::{Findings, Mode, NotCarried, Steering, TypeEvidence};
use crate::rule::Marker;
use crate::text::{BlockKind, UnitId, UnitKind};

/// The type that stands for "not known".
const UNKNOWN_TYPE: &str = "okand";

impl Pass<'_> {
    /// Reads every unit that has findings, then those that may inherit from them, and settles what they inherit.
    pub(super) fn grade(&self, out: &mut Findings, repeats: &Repeats) {
        let reports = self.reports_outcomes(out);
        let mut header_roles = HashMap::new();
        let mut read = |id: usize, out: &Findings| {
            let unit = id as UnitId;
            let hits = Hits::of(&self.whole, self.document.text(), self.tokens.of_unit(unit));
            let mut steering = self.steering(unit, &hits, reports, &mut header_roles);
            steering.indicator |= out.indicators.binary_search_by_key(&unit, |mention| mention.unit).is_ok();
            if out.units[id].weak_evidence {
                steering.level = steering.level.min(1);
            }
            (hits.set, steering)
        };
        for id in 0..out.units.len() {
            if !out.units[id].areas.is_empty() {
                let (markers, steering) = read(id, out);
                (out.units[id].markers, out.units[id].steering) = (markers, steering);
            }
        }
        let heirs = chain::heirs(self.document, self.rules.taxonomy(), &self.context, out, repeats);
        for (id, heir) in heirs.into_iter().enumerate() {
            let asked = self.grade_every_unit || out.lens_words.binary_search_by_key(&(id as UnitId), |words| words.unit).is_ok();
            let nothing_to_tell = heir.areas.is_empty() && heir.denied.is_empty() && !asked;
            if nothing_to_tell || !out.units[id].areas.is_empty() {
                continue;
            }
            let (markers, steering) = read(id, out);
            let mut inherited = heir.settled(&steering);
            for (areas, review) in self.rejected_of(id as UnitId, inherited) {
                inherited = inherited.difference(areas);
                out.not_carried.push(NotCarried { unit: id as UnitId, areas, review });
            }
            if !inherited.is_empty() || asked {
                let reading = &mut out.units[id];
                (reading.markers, reading.steering, reading.inherited) = (markers, steering, inherited);
            }
        }
    }

    /// Whether the document reports what was done; `None` when its type is not known.
    fn reports_outcomes(&self, out: &Findings) -> Option<bool> {
        let (place, evidence) = out.document_type?;
        let known = self.rules.document_types().get(place as usize)?;
        (evidence != TypeEvidence::Unknown && known.id != UNKNOWN_TYPE).then_some(known.reports_outcomes)
    }

    fn steering(
        &self,
        id: UnitId,
        hits: &Hits,
        reports_outcomes: Option<bool>,
        header_roles: &mut HashMap<u32, Vec<Option<ColumnRole>>>,
    ) -> Steering {
        let unit = &self.document.units()[id as usize];
        let text = self.document.text();
        let mut setting = Setting {
            list_item: unit.kind == UnitKind::ListItem,
            heading: unit.kind == UnitKind::Heading,
            quoted: unit.kind == UnitKind::Quote,
            reports_outcomes,
            ..Setting::default()
        };
        if let (UnitKind::TableRow, BlockKind::TableRow { table, cells, .. }) =
            (unit.kind, &self.document.blocks()[unit.block as usize].kind)
        {
            let roles = header_roles.entry(*table).or_insert_with(|| self.header_roles(id));
            let texts: Vec<&str> = cells_in(cells, unit.span).map(|c| self.document.slice(c)).collect();
            let cells: Vec<Hits> = cells_in(cells, unit.span).map(|c| Hits::of(&self.whole, text, self.tokens.inside(c))).collect();
            return read_row(&cells, &texts, roles, setting);
        }
        if let Some(lead_in) = self.context.lead_ins(id).first().and_then(|b| self.context.last_unit_of(*b)) {
            let lead = Hits::of(&self.whole, text, self.tokens.of_unit(lead_in));
            let clause = read_clause(&lead, Setting { reports_outcomes, ..Setting::default() }, Figures::default());
            setting.wishing_lead_in =
                matches!(clause.mode, Mode::Ambition | Mode::Recommendation | Mode::Possibility) || lead.words().any(|w| w == "försöker");
            setting.binding_lead_in = clause.mode == Mode::Obligation;
            setting.actor_in_lead_in = clause.named_actor;
            setting.time_in_lead_in = lead.has(Marker::Time);
        }
        let figures = Figures { year: hits.has_year(), set_against: hits.sets_figures_against() };
        read_clause(hits, setting, figures)
    }

    /// Roles of the columns above a row: from its table's header, else from a first row that reads like one.
    fn header_roles(&self, row: UnitId) -> Vec<Option<ColumnRole>> {
        let blocks = self.document.blocks();
        let own = self.document.units()[row as usize].block as usize;
        if let Some(header) = self.context.headers(row).last() {
            return self.roles_of(*header as usize);
        }
        let same_table = |i: usize| match (&blocks[i].kind, &blocks[own].kind) {
            (BlockKind::TableRow { table: a, .. }, BlockKind::TableRow { table: b, .. }) => a == b,
            _ => false,
        };
        let first = (0..=own).rev().take_while(|i| same_table(*i)).last().unwrap_or(own);
        let roles = self.roles_of(first);
        let names_columns = first != own && roles.len() >= 2 && roles.iter().flatten().count() * 3 >= roles.len() * 2;
        if names_columns { roles } else { Vec::new() }
    }

    fn roles_of(&self, block: usize) -> Vec<Option<ColumnRole>> {
        match self.document.blocks().get(block).map(|b| &b.kind) {
            Some(BlockKind::TableRow { cells, .. }) => {
                let hits: Vec<Hits> = cells.iter().map(|c| Hits::of(&self.whole, self.document.text(), self.tokens.inside(*c))).collect();
                let short = hits.iter().all(|h| h.len() <= 5);
                if short { column_roles(&hits) } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }
}
