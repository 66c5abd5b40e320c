//! A sketch of a document's text, so small that tens of thousands can be compared: how alike two texts are without either text.
//!
//! MinHash over runs of three words (Broder 1997, "On the resemblance and containment of documents"), with one permutation cut into
//! [`VALUES`] parts (Li, Owen and Zhang 2012, "One permutation hashing") and empty parts filled from others (Shrivastava 2017, "Optimal
//! densification for fast and accurate minwise hashing"). Of each minimum 16 bits are kept. The share of equal values estimates the share of
//! runs that two texts have in common (Jaccard), with a standard error of √(J(1 − J)/128), at most 0.045.
//!
//! Words are compared without case, and every figure is the same figure: a plan that is issued again with new years and amounts is the same
//! plan. Whether two texts are the same word by word is told apart by a hash of its own.

use serde::{Deserialize, Serialize};

use crate::text::{BlockKind, Document};

/// Values of a sketch.
const VALUES: usize = 128;
/// Words of a run.
const RUN: usize = 3;
/// Texts with fewer words tell too little: they are only the same or not.
const FEWEST: u32 = 40;

/// A sketch of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// Hash of all words in order, figures as they stand; 0 for a text without words.
    pub exact: u64,
    /// Words.
    pub words: u32,
    /// Minima; empty for texts that are too short.
    values: Vec<u16>,
}

impl Sketch {
    /// The sketch of what a document says: headings, running text, lists and tables; not what runs along its pages, nor its contents list.
    pub fn of(document: &Document) -> Sketch {
        let blocks = document.blocks().iter().filter(|b| !matches!(b.kind, BlockKind::Marginal | BlockKind::TocLine));
        Sketch::of_texts(blocks.map(|block| document.slice(block.span)))
    }

    /// The sketch of a text in pieces.
    pub fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Sketch {
        let mut minima = [u64::MAX; VALUES];
        let (mut exact, mut words) = (0u64, 0u32);
        let mut run = [0u64; RUN];
        for word in texts.into_iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty()) {
            let (as_written, alike) = hashes(word);
            exact = mix(exact ^ as_written);
            words = words.saturating_add(1);
            run.rotate_left(1);
            run[RUN - 1] = alike;
            if words as usize >= RUN {
                let hash = mix(run.iter().fold(0, |hash, word| mix(hash ^ word)));
                // The upper bits choose the part, the rest are compared.
                let part = &mut minima[(hash >> 57) as usize];
                *part = (*part).min(hash & (u64::MAX >> 7));
            }
        }
        let values = if words < FEWEST { Vec::new() } else { dense(&minima) };
        Sketch { exact, words, values }
    }

    /// Whether two texts are the same, word by word.
    pub fn is_same(&self, other: &Sketch) -> bool {
        self.words > 0 && self.words == other.words && self.exact == other.exact
    }

    /// The share 0–1 of runs of words that two texts have in common; 0 where one of them is too short to tell, unless they are the same.
    pub fn likeness(&self, other: &Sketch) -> f64 {
        if self.is_same(other) {
            return 1.0;
        }
        if self.values.len() != other.values.len() || self.values.is_empty() {
            return 0.0;
        }
        let same = self.values.iter().zip(&other.values).filter(|(a, b)| a == b).count();
        same as f64 / self.values.len() as f64
    }

    /// Keys of which two texts that are alike share at least one: pairs of values.
    pub(super) fn bands(&self) -> impl Iterator<Item = u64> {
        self.values.chunks_exact(2).zip(0u64..).map(|(pair, band)| band << 32 | u64::from(pair[0]) << 16 | u64::from(pair[1]))
    }
}

/// A word's hash as it is written (but for case), and with every figure the same.
fn hashes(word: &str) -> (u64, u64) {
    let (mut as_written, mut alike) = (0, 0);
    let mut was_figure = false;
    let mut add = |c: char| {
        as_written = mix(as_written ^ u64::from(c));
        let is_figure = c.is_ascii_digit();
        if !(is_figure && was_figure) {
            alike = mix(alike ^ u64::from(if is_figure { '0' } else { c }));
        }
        was_figure = is_figure;
    };
    for c in word.chars() {
        if c.is_ascii() { add(c.to_ascii_lowercase()) } else { c.to_lowercase().for_each(&mut add) }
    }
    (as_written, alike)
}

/// Spreads bits evenly (SplitMix64). Stored values rest on it: it may never change.
pub(super) fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let value = (value ^ value >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ value >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ value >> 31
}

/// Empty parts take the value of another part, the same one in every text that has it.
fn dense(minima: &[u64; VALUES]) -> Vec<u16> {
    if minima.iter().all(|value| *value == u64::MAX) {
        return Vec::new();
    }
    let donor = |part: usize| (0u64..).map(move |attempt| (mix((part as u64) << 32 | attempt) >> 57) as usize);
    let value = |part: usize| donor(part).find(|at| minima[*at] != u64::MAX).map_or(u64::MAX, |at| minima[at]);
    // The bits that are kept must not be the low end of a minimum: that is spread anew.
    (0..VALUES).map(|part| if minima[part] == u64::MAX { value(part) } else { minima[part] }).map(|value| mix(value) as u16).collect()
}
