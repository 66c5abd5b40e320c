//! Puts units on the ladder: those with findings, those that may carry a chain on, and those with words that a view asks for.

use std::collections::HashMap;

use super::Pass;
use super::chain;
use super::ladder::{ColumnRole, Figures, Hits, Setting, column_roles, read_clause, read_row};
use crate::finding::{Findings, Mode, Steering, TypeEvidence};
use crate::rule::{AreaSet, Marker};
use crate::text::{BlockKind, UnitId, UnitKind};

/// The type that stands for "not known".
const UNKNOWN_TYPE: &str = "okand";

impl Pass<'_> {
    /// Reads every unit that has findings or may inherit, and settles what it inherits.
    pub(super) fn grade(&self, out: &mut Findings) {
        let heirs = chain::heirs(self.document, self.rules.taxonomy(), &self.context, out);
        let reports = self.reports_outcomes(out);
        let mut header_roles = HashMap::new();
        for (id, inherited) in heirs.into_iter().enumerate() {
            let asked = out.lens_words.binary_search_by_key(&(id as UnitId), |words| words.unit).is_ok();
            if out.units[id].areas.is_empty() && inherited.is_empty() && !asked {
                continue;
            }
            let hits = Hits::of(&self.whole, self.document.text(), self.tokens.of_unit(id as UnitId));
            let mut steering = self.steering(id as UnitId, &hits, reports, &mut header_roles);
            steering.indicator |= out.indicators.binary_search_by_key(&(id as UnitId), |mention| mention.unit).is_ok();
            let reading = &mut out.units[id];
            if reading.weak_evidence {
                steering.level = steering.level.min(1);
            }
            let supports = steering.resource || steering.follow_up || steering.indicator;
            let carries_on = steering.level >= 3 || (steering.level >= 2 && supports);
            if reading.areas.is_empty() && !carries_on && !asked {
                continue;
            }
            reading.inherited = if reading.areas.is_empty() && carries_on { inherited } else { AreaSet::EMPTY };
            reading.markers = hits.set;
            reading.steering = steering;
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
            let texts: Vec<&str> = cells.iter().map(|c| self.document.slice(*c)).collect();
            let cells: Vec<Hits> = cells.iter().map(|c| Hits::of(&self.whole, text, self.tokens.inside(*c))).collect();
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
