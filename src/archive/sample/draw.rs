//! Draws sentences, one record at a time.

use super::sheet::Sheet;
use crate::archive::sketch::mix;
use crate::archive::{Record, Sentence, Standing};
use crate::rule::AreaSet;
use crate::text::UnitId;

/// What kind of sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stratum {
    /// References of level 3–5.
    Binding,
    /// References of level 1 and 2.
    Naming,
    /// Findings that do not count.
    SetAside,
    /// No finding.
    Blank,
}

impl Stratum {
    /// All of them, in the order of the sheet's sizes.
    pub const ALL: [Stratum; 4] = [Stratum::Binding, Stratum::Naming, Stratum::SetAside, Stratum::Blank];

    /// As it is written in sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Stratum::Binding => "bindande",
            Stratum::Naming => "namnd",
            Stratum::SetAside => "undantagen",
            Stratum::Blank => "utan fynd",
        }
    }

    /// Whether its sentences are told as references.
    pub fn is_reference(self) -> bool {
        matches!(self, Stratum::Binding | Stratum::Naming)
    }

    fn of(sentence: &Sentence) -> Option<Stratum> {
        match sentence.standing {
            Standing::Counted if sentence.level >= 3 => Some(Stratum::Binding),
            Standing::Counted => Some(Stratum::Naming),
            Standing::Gap | Standing::Outside => Some(Stratum::SetAside),
            // Names no right itself: nothing to be right or wrong about on its own.
            Standing::Carried => None,
        }
    }
}

/// A sentence of the sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The same for the same sentence of the same document in every sample.
    pub id: String,
    /// What kind.
    pub stratum: Stratum,
    /// The document's path.
    pub path: String,
    /// The sentence.
    pub unit: UnitId,
    /// Its page, where the file has pages.
    pub page: Option<u32>,
    /// The heading right above it.
    pub heading: Option<String>,
    /// The words.
    pub text: String,
    /// What it is said to be about, or would have been.
    pub areas: AreaSet,
    /// Its level; 0 where it does not count.
    pub level: u8,
}

/// Draws a sample.
#[derive(Debug)]
pub struct Drawing {
    count: usize,
    seed: u64,
    rules: String,
    /// For each stratum the sentences with the greatest keys, and how many there are in all.
    drawn: [Vec<(f64, Item)>; 4],
    sizes: [u64; 4],
}

impl Drawing {
    /// A sample of so many sentences. `rules` is the hash of the rule set that judged them.
    pub fn new(count: usize, seed: u64, rules: &str) -> Self {
        Drawing { count, seed, rules: rules.to_string(), drawn: Default::default(), sizes: [0; 4] }
    }

    /// The sentences of a document. Give each document that counts once: copies would be drawn again and again.
    pub fn add(&mut self, path: &str, record: &Record) {
        if !record.brief.is_judged() {
            return;
        }
        for sentence in &record.sentences {
            if let Some(stratum) = Stratum::of(sentence) {
                self.sizes[stratum as usize] += 1;
                self.offer(stratum, 1.0, path, record, sentence);
            }
        }
        self.sizes[Stratum::Blank as usize] += u64::from(record.brief.blanks);
        let weight = f64::from(record.brief.blanks) / record.blank.len().max(1) as f64;
        for sentence in &record.blank {
            self.offer(Stratum::Blank, weight, path, record, sentence);
        }
    }

    fn offer(&mut self, stratum: Stratum, weight: f64, path: &str, record: &Record, sentence: &Sentence) {
        let place = record.brief.file.sha256.bytes().fold(u64::from(sentence.unit), |hash, byte| mix(hash ^ u64::from(byte)));
        // Evenly between 0 and 1, never either.
        let chance = ((mix(place ^ mix(self.seed)) >> 12) as f64 + 0.5) / (1u64 << 52) as f64;
        let key = chance.ln() / weight;
        let drawn = &mut self.drawn[stratum as usize];
        let place_of = |key: f64| drawn.partition_point(|(other, _)| *other >= key);
        let at = place_of(key);
        if at >= self.count {
            return;
        }
        let item = Item {
            id: format!("{:010x}", place & 0xFF_FFFF_FFFF),
            stratum,
            path: path.to_string(),
            unit: sentence.unit,
            page: sentence.page,
            heading: sentence.headings.last().cloned(),
            text: sentence.text.clone(),
            areas: sentence.areas.union(sentence.hits.iter().fold(AreaSet::EMPTY, |all, hit| all.union(hit.areas))),
            level: sentence.level,
        };
        drawn.insert(at, (key, item));
        drawn.truncate(self.count);
    }

    /// The sheet, by path and place.
    pub fn finish(mut self) -> Sheet {
        let there = self.drawn.each_ref().map(Vec::len);
        let shares = shares(self.count, there);
        let mut items: Vec<Item> = Vec::new();
        for (drawn, share) in self.drawn.iter_mut().zip(shares) {
            items.extend(drawn.drain(..).take(share).map(|(_, item)| item));
        }
        items.sort_by(|a, b| (&a.path, a.unit).cmp(&(&b.path, b.unit)));
        Sheet { items, sizes: self.sizes, rules: self.rules }
    }
}

/// The same for each stratum; what one lacks goes to the others.
fn shares(count: usize, there: [usize; 4]) -> [usize; 4] {
    let mut out = [0; 4];
    for _ in 0..count {
        let open = (0..4).filter(|at| out[*at] < there[*at]).min_by_key(|at| out[*at]);
        match open {
            Some(at) => out[at] += 1,
            None => break,
        }
    }
    out
}
