//! From rows to tables, when every document is known.

use rustc_hash::FxHashMap;

use super::gather::{Gather, Taken};
use super::promises::BINDS;
use super::rows::{DocumentRow, Family, OrganisationRow, Reading, Tally};
use super::sums::{Summing, year_table};
use crate::archive::family::{Grouping, Member, group};

/// Families first, then what counts once, then the sums.
pub(super) fn settle(gather: Gather) -> Tally {
    let Gather { glossary, date, mut taken, organisations, promises, .. } = gather;
    let mut families = groups(&mut taken, &organisations);
    count_once(&mut taken);
    let mut promises = promises.finish(&taken);
    let mut documents: Vec<DocumentRow> = taken.into_iter().map(|taken| taken.row).collect();
    let (mut organisations, places) = in_order(organisations, &mut documents);
    for promise in &mut promises {
        promise.organisation = places[promise.organisation as usize];
    }
    promises.sort_by_key(|promise| (std::cmp::Reverse(years(promise)), promise.organisation));
    for family in &mut families {
        let counted = family.members.iter().map(|id| &documents[*id as usize]).filter(|row| row.counts());
        family.years = counted.filter_map(DocumentRow::year).collect();
        family.years.sort_unstable();
        family.years.dedup();
    }
    let summing = Summing::new(glossary);
    let mut all = summing.empty();
    for row in &mut organisations {
        row.sum = summing.empty();
        row.bodies.iter_mut().for_each(|body| body.sum = summing.empty());
    }
    for row in &documents {
        let organisation = &mut organisations[row.organisation as usize];
        organisation.documents += 1;
        organisation.unread += u32::from(row.reading == Reading::Unread);
        organisation.part += u32::from(row.reading == Reading::Part);
        organisation.past += u32::from(row.past == Some(true));
        let body = &mut organisation.bodies[row.body as usize];
        body.documents += 1;
        if row.counts() {
            summing.add(row, &mut body.sum);
            summing.add(row, &mut organisation.sum);
            summing.add(row, &mut all);
        }
    }
    let years = year_table(glossary.areas.len(), documents.iter().filter(|row| row.counts()));
    Tally { date, documents, families, organisations, all, years, promises, others: Vec::new() }
}

fn years(promise: &super::rows::Promise) -> usize {
    promise.places.chunk_by(|a, b| a.year == b.year).count()
}

/// Families, told to each row.
fn groups(taken: &mut [Taken], organisations: &[OrganisationRow]) -> Vec<Family> {
    let is_known = |row: &DocumentRow| organisations[row.organisation as usize].organisation.is_some();
    let members = taken.iter().map(|taken| {
        let row = &taken.row;
        Member {
            sketch: &taken.sketch,
            organisation: is_known(row).then_some(row.organisation),
            body: taken.body,
            year: row.year(),
            title: &taken.title,
            draft: row.draft,
            decided: row.decided,
            part: row.reading == Reading::Part,
            judged: row.verdict.is_some(),
        }
    });
    let members: Vec<Member> = members.collect();
    let Grouping { families, aside } = group(&members);
    for (taken, aside) in taken.iter_mut().zip(aside) {
        taken.row.aside = aside;
    }
    for (id, family) in (0u32..).zip(&families) {
        for member in family {
            taken[*member as usize].row.family = Some(id);
        }
    }
    families.into_iter().map(|members| Family { members, years: Vec::new() }).collect()
}

/// Counts what binds by id, and what has not been said before by the same organisation: by year, then path.
fn count_once(taken: &mut [Taken]) {
    let mut order: Vec<u32> = (0..taken.len() as u32).collect();
    order.sort_by_key(|id| {
        let row = &taken[*id as usize].row;
        (row.organisation, !row.counts(), row.year().unwrap_or(u16::MAX), *id)
    });
    let mut said: FxHashMap<u64, u32> = FxHashMap::default();
    let mut organisation = None;
    for id in order {
        let Taken { row, references, .. } = &mut taken[id as usize];
        if organisation.replace(row.organisation) != Some(row.organisation) {
            said.clear();
        }
        let counts = row.counts();
        let Some(verdict) = row.verdict.as_mut() else { continue };
        for reference in references.iter() {
            // What a document that does not count says has been said by the one that does: it stands last and adds nothing.
            let is_new = match reference.key {
                0 => counts,
                key if counts => *said.entry(key).or_insert(id) == id,
                _ => false,
            };
            let (binds, once) = (reference.level >= BINDS, u32::from(is_new));
            verdict.references.once += once;
            verdict.binding.once += if binds { once } else { 0 };
            verdict.followed.once += if reference.level >= 5 { once } else { 0 };
            for area in verdict.areas.iter_mut().filter(|area| reference.areas.contains(crate::rule::AreaId(area.area))) {
                area.references.once += once;
                if binds {
                    area.binding.raw += 1;
                    area.binding.once += once;
                }
            }
        }
    }
}

/// Organisations and their bodies by name, unknown last; documents point to their new places. Also the new place of each old one.
fn in_order(rows: Vec<OrganisationRow>, documents: &mut [DocumentRow]) -> (Vec<OrganisationRow>, Vec<u32>) {
    let name =
        |row: &OrganisationRow| row.organisation.as_ref().map(|organisation| (alphabetic(&organisation.name), organisation.code.clone()));
    let (mut rows, places) = sorted(rows, |row| (row.organisation.is_none(), name(row)));
    let mut bodies: Vec<Vec<u32>> = Vec::with_capacity(rows.len());
    for row in &mut rows {
        let name = |body: &super::rows::BodyRow| body.body.as_ref().map(|body| alphabetic(&body.name));
        let (sorted, places) = sorted(std::mem::take(&mut row.bodies), |body| (body.body.is_none(), name(body)));
        row.bodies = sorted;
        bodies.push(places);
    }
    for document in documents {
        document.organisation = places[document.organisation as usize];
        document.body = bodies[document.organisation as usize][document.body as usize];
    }
    (rows, places)
}

/// Rows by their keys, and the new place of each old one.
fn sorted<T, K: Ord>(rows: Vec<T>, key: impl Fn(&T) -> K) -> (Vec<T>, Vec<u32>) {
    let mut numbered: Vec<(usize, T)> = rows.into_iter().enumerate().collect();
    numbered.sort_by_key(|(_, row)| key(row));
    let mut places = vec![0; numbered.len()];
    for (new, (old, _)) in (0u32..).zip(&numbered) {
        places[*old] = new;
    }
    (numbered.into_iter().map(|(_, row)| row).collect(), places)
}

/// A name as it is sorted in Swedish: å, ä and ö last, in that order.
fn alphabetic(name: &str) -> String {
    let place = |c: char| match c {
        'å' => '{',
        'ä' => '|',
        'ö' => '}',
        c => c,
    };
    name.to_lowercase().chars().map(place).collect()
}
