//! Counted documents together.

use std::collections::BTreeMap;

use super::rows::{
    AreaCell, Count, DocumentRow, DutyCell, GroundCell, OrganisationId, Reading, RoleCell, Spread, Sum, Tally, Verdict, YearCell,
    YearColumn, YearTable,
};
use crate::archive::Glossary;
use crate::rule::{AreaId, AreaSet, Layer, Role};
use crate::score::GroundStatus;

/// What every sum is made with.
pub(super) struct Summing {
    areas: usize,
    grounds: Vec<AreaId>,
    duties: usize,
    roles: [AreaSet; 4],
}

impl Summing {
    pub fn new(glossary: &Glossary) -> Summing {
        let ids = || glossary.areas.iter().enumerate().map(|(at, entry)| (AreaId(at as u8), entry));
        let of_role = |role: Role| ids().filter(|(_, entry)| entry.roles.contains(&role)).map(|(id, _)| id).collect();
        Summing {
            areas: glossary.areas.len(),
            grounds: ids().filter(|(_, entry)| entry.layer == Layer::Ground).map(|(id, _)| id).collect(),
            duties: glossary.duties.len(),
            roles: Role::ALL.map(of_role),
        }
    }

    /// Nothing counted yet; every row is there.
    pub fn empty(&self) -> Sum {
        let area = |at| AreaCell {
            area: AreaId(at as u8),
            spread: Spread::default(),
            references: Count::default(),
            binding: Count::default(),
            chain: [0; 6],
        };
        let ground = |area: &AreaId| GroundCell { area: *area, statuses: [0; 4], unsure: 0 };
        Sum {
            areas: (0..self.areas).map(area).collect(),
            roles: Role::ALL.map(|role| RoleCell { role, spread: Spread::default() }).into(),
            grounds: self.grounds.iter().map(ground).collect(),
            duties: (0..self.duties as u32).map(|duty| DutyCell { duty, asked: 0, shown: 0, unsure: 0 }).collect(),
            ..Sum::default()
        }
    }

    /// A document that counts.
    pub fn add(&self, row: &DocumentRow, sum: &mut Sum) {
        let Some(verdict) = &row.verdict else { return };
        let part = row.reading == Reading::Part;
        sum.counted += 1;
        sum.words += u64::from(row.words);
        at_level(&mut sum.levels, verdict.level, part);
        sum.references.add(verdict.references);
        sum.binding.add(verdict.binding);
        sum.followed.add(verdict.followed);
        sum.carried += verdict.carried;
        add_areas(verdict, part, &mut sum.areas);
        for (role, ids) in sum.roles.iter_mut().zip(self.roles) {
            let of_role = verdict.areas.iter().filter(|area| ids.contains(AreaId(area.area)));
            at_level(&mut role.spread, of_role.map(|area| area.level).max().unwrap_or(0), part);
        }
        for ground in &mut sum.grounds {
            let status = verdict.grounds.iter().find(|(area, _)| *area == ground.area).map_or(GroundStatus::Missing, |(_, status)| *status);
            match GroundStatus::ALL.iter().position(|other| *other == status) {
                Some(_) if part && status == GroundStatus::Missing => ground.unsure += 1,
                Some(place) => ground.statuses[place] += 1,
                None => {}
            }
        }
        for (duty, shown) in &verdict.duties {
            let Some(cell) = sum.duties.get_mut(*duty as usize) else { continue };
            cell.asked += 1;
            cell.shown += u32::from(*shown);
            cell.unsure += u32::from(part && !shown);
        }
    }
}

/// Of a document that was read in part, silence says nothing.
fn at_level(spread: &mut Spread, level: u8, part: bool) {
    if part && level == 0 {
        spread.unsure += 1;
    } else {
        spread.add(level);
    }
}

fn add_areas(verdict: &Verdict, part: bool, cells: &mut [AreaCell]) {
    for cell in cells {
        let Some(row) = verdict.area(cell.area) else {
            at_level(&mut cell.spread, 0, part);
            continue;
        };
        at_level(&mut cell.spread, row.level, part);
        cell.references.add(row.references);
        cell.binding.add(row.binding);
        for (count, shown) in cell.chain.iter_mut().zip(row.links()) {
            *count += u32::from(shown);
        }
    }
}

/// Ids by year.
pub(super) fn year_table<'r>(areas: usize, rows: impl Iterator<Item = &'r DocumentRow>) -> YearTable {
    // `None` sorts first; unknown years stand last.
    let mut columns: BTreeMap<(bool, Option<u16>), (YearColumn, Vec<YearCell>)> = BTreeMap::new();
    for row in rows {
        let Some(verdict) = &row.verdict else { continue };
        let year = row.year();
        let (column, cells) = columns.entry((year.is_none(), year)).or_insert_with(|| {
            let column = YearColumn { year, documents: 0, part: 0, words: 0, levels: Spread::default() };
            (column, vec![YearCell::default(); areas])
        });
        let part = row.reading == Reading::Part;
        column.documents += 1;
        column.part += u32::from(part);
        column.words += u64::from(row.words);
        at_level(&mut column.levels, verdict.level, part);
        for area in &verdict.areas {
            let Some(cell) = cells.get_mut(usize::from(area.area)) else { continue };
            cell.documents += 1;
            cell.references.add(area.references);
            cell.binding.add(area.binding);
        }
    }
    let row = |area: usize| (AreaId(area as u8), columns.values().map(|(_, cells)| cells[area]).collect());
    YearTable { rows: (0..areas).map(row).collect(), columns: columns.values().map(|(column, _)| *column).collect() }
}

impl Tally {
    /// What some documents say together, in groups: those of them that count, by the key that each is given. The groups are in the keys' order.
    pub fn sums_of<'r, K: Ord>(
        glossary: &Glossary,
        rows: impl Iterator<Item = &'r DocumentRow>,
        key: impl Fn(&DocumentRow) -> K,
    ) -> Vec<(K, Sum)> {
        let summing = Summing::new(glossary);
        let mut groups: BTreeMap<K, Sum> = BTreeMap::new();
        for row in rows.filter(|row| row.counts()) {
            summing.add(row, groups.entry(key(row)).or_insert_with(|| summing.empty()));
        }
        groups.into_iter().collect()
    }

    /// Ids by year, over those of some documents that count.
    pub fn years_among<'r>(&self, rows: impl Iterator<Item = &'r DocumentRow>) -> YearTable {
        year_table(self.all.areas.len(), rows.filter(|row| row.counts()))
    }

    /// Ids by year, over the counted documents of one organisation.
    pub fn years_of(&self, organisation: OrganisationId) -> YearTable {
        year_table(self.all.areas.len(), self.counted().filter(|row| row.organisation == organisation))
    }
}
