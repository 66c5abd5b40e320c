//! Finds titles in text: stretches of three words propose, the whole title decides.
//!
//! Words are compared by their first letters, so that *kommunala* and *kommunal* are one; figures and units ("andel (%)", "kr/inv") are
//! left out on both sides, for documents give their own. A title of few or common words proves nothing and is never found.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

/// Letters by which two words are the same.
const LETTERS: usize = 6;
/// A title must have this many words that count …
const FEWEST_WORDS: usize = 4;
/// … and this many letters in them.
const FEWEST_LETTERS: usize = 28;
/// A title needs at least this share of its words, in order.
const SHARE: f64 = 0.85;

/// Words that say how something is counted, not what: documents leave them out or add them.
const UNITS: &[&str] =
    &["andel", "antal", "procent", "kr", "inv", "index", "genomsnitt", "medelvärde", "median", "tkr", "mnkr", "totalt", "år", "st"];

/// Hands over the words of a text that count: their bytes, and the letters that they are compared by.
fn each_word(text: &str, mut each: impl FnMut(Range<usize>, &str)) {
    let mut lower = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        lower.clear();
        for c in word.chars() {
            match c {
                c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
                'å' | 'ä' | 'ö' => lower.push(c),
                c => lower.extend(c.to_lowercase()),
            }
        }
        let same = match lower.as_str() {
            "årskurs" => "åk",
            unit if UNITS.contains(&unit) => continue,
            other => other,
        };
        let end = same.char_indices().nth(LETTERS).map_or(same.len(), |(at, _)| at);
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        each(start..start + word.len(), &same[..end]);
    }
}

/// The first three words of a title that count.
pub(super) fn first_words(title: &str) -> Vec<String> {
    let mut out = Vec::with_capacity(3);
    each_word(title, |_, word| {
        if out.len() < 3 {
            out.push(word.to_string());
        }
    });
    out
}

/// Titles, by the stretches of three words in them.
#[derive(Debug, Default)]
pub(super) struct Titles {
    /// The words of each title.
    words: Vec<Vec<u32>>,
    ids: FxHashMap<String, u32>,
    /// Every stretch with every title that holds it, ascending.
    stretches: Vec<([u32; 3], u32)>,
    /// Where a stretch's titles begin.
    by_stretch: FxHashMap<[u32; 3], u32>,
}

impl Titles {
    pub fn new<'a>(titles: impl Iterator<Item = &'a str>) -> Self {
        let mut out = Titles::default();
        for (at, title) in titles.enumerate() {
            let bare = without_figures(title);
            let (mut ids, mut letters): (Vec<u32>, usize) = Default::default();
            each_word(&bare, |range, word| {
                letters += bare[range].chars().filter(|c| c.is_alphabetic()).count();
                ids.push(out.id(word));
            });
            if ids.len() < FEWEST_WORDS || letters < FEWEST_LETTERS {
                ids.clear();
            }
            out.stretches.extend(ids.array_windows::<3>().map(|stretch| (*stretch, at as u32)));
            out.words.push(ids);
        }
        out.stretches.sort_unstable();
        out.stretches.dedup();
        out.by_stretch.reserve(out.stretches.len());
        for (place, (stretch, _)) in (0..).zip(&out.stretches) {
            out.by_stretch.entry(*stretch).or_insert(place);
        }
        out
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(known) = self.ids.get(word) {
            return *known;
        }
        let next = self.ids.len() as u32;
        self.ids.insert(word.to_string(), next);
        next
    }

    /// Titles that stand in a text, at most one at a place: the one with most words there, of equals the one with fewest missing.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, u32)> {
        let (mut places, mut ids): (Vec<Range<usize>>, Vec<u32>) = Default::default();
        each_word(text, |range, word| {
            places.push(range);
            ids.push(self.ids.get(word).copied().unwrap_or(u32::MAX));
        });
        let mut proposed: BTreeMap<u32, Range<usize>> = BTreeMap::new();
        for (at, stretch) in ids.array_windows::<3>().enumerate() {
            let Some(first) = self.by_stretch.get(stretch) else { continue };
            for (_, title) in self.stretches[*first as usize..].iter().take_while(|(other, _)| other == stretch) {
                let seen = proposed.entry(*title).or_insert(at..at);
                seen.end = at + 3;
            }
        }
        let mut found: Vec<(usize, usize, Range<usize>, u32)> = Vec::new();
        for (title, seen) in proposed {
            let words = &self.words[title as usize];
            // A title's first words may be changed: look a little before and after what proposed it.
            let slack = words.len() / 4 + 1;
            let window = seen.start.saturating_sub(slack)..(seen.end + slack).min(ids.len());
            let Some((common, own)) = in_order(words, &ids[window.clone()]) else { continue };
            let enough = common as f64 >= SHARE * words.len() as f64;
            let dense = own.len() <= words.len() + slack;
            if enough && dense {
                found.push((common, words.len() - common, window.start + own.start..window.start + own.end, title));
            }
        }
        found.sort_by_key(|(common, missing, own, title)| (std::cmp::Reverse(*common), *missing, own.start, *title));
        let mut out: Vec<(Range<usize>, u32)> = Vec::new();
        for (_, _, own, title) in found {
            let span = places[own.start].start..places[own.end - 1].end;
            if out.iter().all(|(other, _)| other.end <= span.start || span.end <= other.start) {
                out.push((span, title));
            }
        }
        out
    }
}

/// How many words of `title` stand in `text` in order (the longest common subsequence), and the shortest stretch that holds the last such
/// match.
fn in_order(title: &[u32], text: &[u32]) -> Option<(usize, Range<usize>)> {
    // For each length of the title's beginning: words found, and where the first of them stands.
    let mut row: Vec<(usize, usize)> = vec![(0, usize::MAX); title.len() + 1];
    let (mut best, mut own) = (0, 0..0);
    for (at, word) in text.iter().enumerate() {
        let mut diagonal = row[0];
        for (place, wanted) in title.iter().enumerate() {
            let above = row[place + 1];
            if word == wanted {
                let first = if diagonal.0 == 0 { at } else { diagonal.1 };
                row[place + 1] = (diagonal.0 + 1, first);
            } else if row[place].0 > above.0 {
                row[place + 1] = row[place];
            }
            diagonal = above;
        }
        let (found, first) = row[title.len()];
        if found > best {
            (best, own) = (found, first..at + 1);
        }
    }
    (best > 0).then_some((best, own))
}

/// A title without parentheses that hold no words: "(%)", "(-2024)".
fn without_figures(title: &str) -> String {
    let mut out = String::new();
    let mut rest = title;
    while let Some((before, after)) = rest.split_once('(') {
        out.push_str(before);
        let (inside, after) = after.split_once(')').unwrap_or((after, ""));
        if inside.contains(char::is_alphabetic) {
            out.push_str(inside);
        }
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_in_order() {
        assert_eq!(in_order(&[1, 2, 3], &[9, 1, 2, 8, 3, 7]), Some((3, 1..5)));
        assert_eq!(in_order(&[1, 2, 3], &[3, 1, 3]), Some((2, 1..3)));
        assert_eq!(in_order(&[1], &[2]), None);
    }

    #[test]
    fn units_years_and_endings_do_not_matter() {
        let of = |text: &str| {
            let mut words: Vec<String> = Vec::new();
            each_word(text, |_, word| words.push(word.to_string()));
            words
        };
        assert_eq!(of("Elever i årskurs 9, andel (%)"), of("Elever i åk 9"));
        assert_eq!(of("kommunala skolor"), of("Kommunalt skolornas"));
        assert_eq!(without_figures("Svar (exkl. nya) nu (%) (-2024)").trim_end(), "Svar exkl. nya nu");
    }
}
