//! The same document several times: copies in two formats, drafts and final, the same plan issued again year by year.
//!
//! Documents of one organisation belong to one family if their texts are the same word by word, or alike ([`Sketch::likeness`]) and nothing else
//! tells them apart: neither their titles nor the bodies that they belong to. Of each family and year one document counts: the final one before
//! drafts, then the one last decided on, then the first by path. Every document that does not count is itself alike to the one that counts
//! instead; likeness is not handed on from draft to draft.
//!
//! Tried on copies of our own documents with words dropped, replaced and added (`family/tests.rs`): up to a tenth of the words edited every copy
//! is found, of fifteen in a hundred nearly all with the same title and two of five without titles, and no two documents are taken for one.
//! Where the year is not known more is asked: better counted twice than lost.
//!
//! What only a reader sees stays together: two preschools' plans from one template, both with the template's title. The reports name the
//! document that counts instead, so that it can be seen.

mod titles;

use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHashMap;

use super::Sketch;
use super::tally::Aside;
use crate::identity::Date;
pub use titles::{is_draft, telling_words};

/// Texts with so great a share of their runs of words in common are versions of one text …
const ALIKE: f64 = 0.5;
/// … and these too, if they have the same title: a seventh of the words may be others.
const ALIKE_WITH_TITLE: f64 = 0.35;
/// Where the year of neither is known, one counts for the other only if they are so alike: a guideline and its amendment both count.
const ALIKE_UNDATED: f64 = 0.8;
/// Where the year of one is known: a form filled in again the year after is as alike as many a copy.
const ALIKE_HALF_DATED: f64 = 0.95;
/// In greater buckets each text is compared with the first ones and those right before it, not with all.
const BUCKET: usize = 32;
const FIRST: usize = 8;

/// What there is to know of a document before it is put in a family.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Its text.
    pub sketch: &'a Sketch,
    /// Whose it is; `None`: not known.
    pub organisation: Option<u32>,
    /// The body that it belongs to, if that is sure.
    pub body: Option<u32>,
    /// The first year that it covers, if known.
    pub year: Option<u16>,
    /// See [`telling_words`].
    pub title: &'a [u64],
    /// Whether it says that it is a draft.
    pub draft: bool,
    /// When it was last decided on.
    pub decided: Option<Date>,
    /// Whether only a part of it could be read.
    pub part: bool,
    /// Whether it was judged at all: others stand outside.
    pub judged: bool,
}

impl Member<'_> {
    /// Whether nothing but years, drafts and details tells two alike texts apart.
    fn is_version_of(&self, other: &Member) -> bool {
        let bodies = self.body.zip(other.body).is_none_or(|(a, b)| a == b);
        let within = |a: &[u64], b: &[u64]| a.iter().all(|word| b.binary_search(word).is_ok());
        if !bodies || !(within(self.title, other.title) || within(other.title, self.title)) {
            return false;
        }
        let same_title = self.title == other.title && !self.title.is_empty();
        self.sketch.likeness(other.sketch) >= if same_title { ALIKE_WITH_TITLE } else { ALIKE }
    }

    /// Whether two versions of one text belong to the same year, so that one of them counts.
    fn is_same_year(&self, other: &Member) -> bool {
        let likeness = || self.sketch.likeness(other.sketch);
        match (self.year, other.year) {
            (Some(own), Some(other)) => own == other,
            (None, None) => likeness() >= ALIKE_UNDATED,
            _ => likeness() >= ALIKE_HALF_DATED,
        }
    }
}

/// Which documents are alike and which of them count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grouping {
    /// Families of two or more, each in the order of the members; ordered by their first.
    pub families: Vec<Vec<u32>>,
    /// For each member, why it does not count; `None`: it counts.
    pub aside: Vec<Option<Aside>>,
}

/// Groups documents. The same members in the same order give the same answer; the time grows about as their number does.
pub fn group(members: &[Member]) -> Grouping {
    let owners = owners(members);
    let mut sets = Sets::new(members.len());
    let twins = twins(members, &owners, &mut sets);
    let own: Vec<u32> = (0..members.len() as u32).filter(|id| members[*id as usize].judged && twins[*id as usize] == *id).collect();
    join_alike(members, &owners, &own, &mut sets);
    let mut families: Vec<Vec<u32>> = Vec::new();
    let mut place: FxHashMap<u32, usize> = FxHashMap::default();
    for id in (0..members.len() as u32).filter(|id| members[*id as usize].judged) {
        let at = *place.entry(sets.find(id)).or_insert_with(|| {
            families.push(Vec::new());
            families.len() - 1
        });
        families[at].push(id);
    }
    families.retain(|family| family.len() > 1);
    let mut aside: Vec<Option<Aside>> = members.iter().map(|member| (!member.judged).then_some(Aside::NotJudged)).collect();
    for family in &families {
        settle(members, family, &twins, &mut aside);
    }
    Grouping { families, aside }
}

/// Whose family each document may belong to: one that does not say whose it is follows a document with the same text.
fn owners(members: &[Member]) -> Vec<Option<u32>> {
    let mut known: FxHashMap<(u64, u32), u32> = FxHashMap::default();
    for member in members.iter().filter(|member| member.judged) {
        if let Some(organisation) = member.organisation {
            known.entry((member.sketch.exact, member.sketch.words)).or_insert(organisation);
        }
    }
    members.iter().map(|member| member.organisation.or_else(|| known.get(&(member.sketch.exact, member.sketch.words)).copied())).collect()
}

/// What is better to count: final, last decided on, whole, first.
fn rank(members: &[Member], id: u32) -> impl Ord + use<> {
    let member = &members[id as usize];
    (member.draft, std::cmp::Reverse(member.decided), member.part, id)
}

/// For each document the one with the same text that stands for it: itself for most.
fn twins(members: &[Member], owners: &[Option<u32>], sets: &mut Sets) -> Vec<u32> {
    let mut by_text: FxHashMap<(Option<u32>, u64, u32), Vec<u32>> = FxHashMap::default();
    let mut twins: Vec<u32> = (0..members.len() as u32).collect();
    for (id, member) in (0u32..).zip(members).filter(|(_, member)| member.judged && member.sketch.words > 0) {
        by_text.entry((owners[id as usize], member.sketch.exact, member.sketch.words)).or_default().push(id);
    }
    for same in by_text.into_values().filter(|same| same.len() > 1) {
        let Some(best) = same.iter().copied().min_by_key(|id| rank(members, *id)) else { continue };
        for id in same {
            twins[id as usize] = best;
            sets.join(id, best);
        }
    }
    twins
}

/// Joins documents whose texts are alike, found by the values that their sketches share.
fn join_alike(members: &[Member], owners: &[Option<u32>], own: &[u32], sets: &mut Sets) {
    let mut bands: Vec<_> = own.iter().map(|id| members[*id as usize].sketch.bands()).collect();
    loop {
        let mut entries: Vec<(Option<u32>, u64, u32)> = Vec::with_capacity(own.len());
        for (id, band) in own.iter().zip(&mut bands) {
            entries.extend(band.next().map(|key| (owners[*id as usize], key, *id)));
        }
        if entries.is_empty() {
            return;
        }
        entries.par_sort_unstable();
        for bucket in entries.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            for (at, (_, _, id)) in bucket.iter().enumerate() {
                let near = at.saturating_sub(BUCKET - FIRST);
                let others = (0..at.min(FIRST)).chain(near.max(FIRST)..at);
                for other in others.map(|at| bucket[at].2) {
                    if sets.find(*id) != sets.find(other) && members[*id as usize].is_version_of(&members[other as usize]) {
                        sets.join(*id, other);
                    }
                }
            }
        }
    }
}

/// Says of each document of a family whether it counts.
fn settle(members: &[Member], family: &[u32], twins: &[u32], aside: &mut [Option<Aside>]) {
    let mut waiting: Vec<u32> = family.iter().copied().filter(|id| twins[*id as usize] == *id).collect();
    waiting.sort_by_key(|id| rank(members, *id));
    while let Some(first) = waiting.first().copied() {
        let leader = &members[first as usize];
        waiting.retain(|id| {
            let member = &members[*id as usize];
            if *id == first {
                return false;
            }
            if !member.is_same_year(leader) || !member.is_version_of(leader) {
                return true;
            }
            aside[*id as usize] = Some(reason(member, leader, first));
            false
        });
    }
    for id in family.iter().copied().filter(|id| twins[*id as usize] != *id) {
        let twin = twins[id as usize];
        aside[id as usize] = match aside[twin as usize].and_then(Aside::instead) {
            // The one with the same text does not count either.
            Some(instead) => Some(reason(&members[id as usize], &members[instead as usize], instead)),
            None => Some(Aside::SameText(twin)),
        };
    }
}

fn reason(member: &Member, leader: &Member, place: u32) -> Aside {
    match (member.decided, leader.decided) {
        _ if member.sketch.is_same(leader.sketch) => Aside::SameText(place),
        _ if member.draft && !leader.draft => Aside::Draft(place),
        (Some(own), Some(other)) if own < other => Aside::Older(place),
        _ => Aside::Copy(place),
    }
}

/// Disjoint sets; the smallest id stands for each.
struct Sets(Vec<u32>);

impl Sets {
    fn new(count: usize) -> Sets {
        Sets((0..count as u32).collect())
    }

    fn find(&mut self, id: u32) -> u32 {
        let mut at = id;
        while self.0[at as usize] != at {
            let next = self.0[at as usize];
            self.0[at as usize] = self.0[next as usize];
            at = next;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

#[cfg(test)]
mod tests;
