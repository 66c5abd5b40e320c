//! Which sentence of one version is which of the other.
//!
//! First what stands in the same order word for word, then what was moved word for word, then what is most alike among the rest: within the
//! stretch that was changed from half of the words on, elsewhere only when nearly all words are the same.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text::{Document, UnitId};

/// How alike two sentences in the same changed stretch must be to be one.
const ALIKE_HERE: f64 = 0.5;
/// The same for sentences from different places.
const ALIKE_ELSEWHERE: f64 = 0.6;
/// Shorter words hold sentences together and say little of which sentence it is; what binds ("ska", "bör") is what may have changed.
const SHORTEST: usize = 4;
/// More pairs than this in one stretch are not tried: whole chapters were rewritten, and nothing in them is the same sentence.
const MOST_PAIRS: usize = 4_000_000;

/// A sentence in both versions, or in one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub old: Option<UnitId>,
    pub new: Option<UnitId>,
    /// 0–1; 1 where every word is the same.
    pub likeness: f64,
}

/// How alike two sentences are by their longer words: twice the shared words over all words (Dice), 0–1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Likeness {
    /// Numbers of the longer words, sorted.
    words: Vec<u32>,
}

impl Likeness {
    /// 0–1.
    fn to(&self, other: &Likeness) -> f64 {
        let (mut a, mut b, mut shared) = (self.words.iter().peekable(), other.words.iter().peekable(), 0usize);
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    a.next();
                    b.next();
                }
            }
        }
        let all = self.words.len() + other.words.len();
        if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
    }
}

/// The body units of a document with their words.
struct Side {
    units: Vec<UnitId>,
    /// Same number, same words in the same order.
    texts: Vec<u32>,
    words: Vec<Likeness>,
}

/// Numbers for words and for whole sentences.
#[derive(Default)]
struct Numbers {
    words: FxHashMap<String, u32>,
    texts: FxHashMap<Vec<u32>, u32>,
}

impl Numbers {
    fn side(&mut self, document: &Document) -> Side {
        let mut out = Side { units: Vec::new(), texts: Vec::new(), words: Vec::new() };
        for (id, unit) in document.units().iter().enumerate().filter(|(_, unit)| unit.kind.is_body()) {
            let text = document.slice(unit.span);
            let (mut words, mut telling) = (Vec::new(), Vec::new());
            for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                let next = self.words.len() as u32;
                let number = *self.words.entry(word.to_lowercase()).or_insert(next);
                words.push(number);
                if word.chars().count() >= SHORTEST {
                    telling.push(number);
                }
            }
            if telling.is_empty() {
                telling.clone_from(&words);
            }
            let next = self.texts.len() as u32;
            out.texts.push(*self.texts.entry(words).or_insert(next));
            telling.sort_unstable();
            out.units.push(id as UnitId);
            out.words.push(Likeness { words: telling });
        }
        out
    }
}

/// Every body unit of both documents, in one pair each.
pub(super) fn align(old: &Document, new: &Document) -> Vec<Pair> {
    let mut numbers = Numbers::default();
    let (old, new) = (numbers.side(old), numbers.side(new));
    let (mut old_mate, mut new_mate) = (vec![None; old.units.len()], vec![None; new.units.len()]);
    let join = |a: usize, b: usize, likeness: f64, old_mate: &mut Vec<_>, new_mate: &mut Vec<Option<(usize, f64)>>| {
        old_mate[a] = Some((b, likeness));
        new_mate[b] = Some((a, likeness));
    };
    let ops = capture_diff_slices(Algorithm::Patience, &old.texts, &new.texts);
    for op in &ops {
        if let DiffOp::Equal { old_index, new_index, len } = *op {
            (0..len).for_each(|i| join(old_index + i, new_index + i, 1.0, &mut old_mate, &mut new_mate));
        }
    }
    // Moved word for word.
    let mut left: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for a in (0..old.texts.len()).rev().filter(|a| old_mate[*a].is_none()) {
        left.entry(old.texts[a]).or_default().push(a);
    }
    for b in 0..new.texts.len() {
        if new_mate[b].is_none()
            && let Some(a) = left.get_mut(&new.texts[b]).and_then(Vec::pop)
        {
            join(a, b, 1.0, &mut old_mate, &mut new_mate);
        }
    }
    // Changed in place, then anywhere.
    let stretches = ops.iter().filter(|op| matches!(op, DiffOp::Replace { .. })).map(|op| (op.old_range(), op.new_range(), ALIKE_HERE));
    let everywhere = std::iter::once((0..old.texts.len(), 0..new.texts.len(), ALIKE_ELSEWHERE));
    for (olds, news, least) in stretches.chain(everywhere) {
        let olds: Vec<usize> = olds.filter(|a| old_mate[*a].is_none()).collect();
        let news: Vec<usize> = news.filter(|b| new_mate[*b].is_none()).collect();
        if olds.len().saturating_mul(news.len()) > MOST_PAIRS {
            continue;
        }
        let mut alike: Vec<(f64, usize, usize)> = Vec::new();
        for &a in &olds {
            alike.extend(news.iter().map(|&b| (old.words[a].to(&new.words[b]), a, b)).filter(|(likeness, ..)| *likeness >= least));
        }
        // The most alike first; of equals what stands first.
        alike.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        for (likeness, a, b) in alike {
            if old_mate[a].is_none() && new_mate[b].is_none() {
                join(a, b, likeness, &mut old_mate, &mut new_mate);
            }
        }
    }
    let gone = (0..old.units.len()).filter(|a| old_mate[*a].is_none());
    let gone = gone.map(|a| Pair { old: Some(old.units[a]), new: None, likeness: 0.0 });
    let kept = new_mate.iter().enumerate().map(|(b, mate)| match mate {
        Some((a, likeness)) => Pair { old: Some(old.units[*a]), new: Some(new.units[b]), likeness: *likeness },
        None => Pair { old: None, new: Some(new.units[b]), likeness: 0.0 },
    });
    kept.chain(gone).collect()
}
