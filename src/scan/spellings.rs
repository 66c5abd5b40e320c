//! Every spelling that was met, looked up as it is written: a token that was met before costs its hash and one comparison.
//!
//! Most tokens have sixteen bytes or fewer. Their first and last eight, as two numbers, are the whole spelling; only longer ones are
//! compared with the text that is kept.

/// A table from spellings to values. Spellings are only added.
#[derive(Debug)]
pub(super) struct Spellings<T> {
    text: String,
    entries: Vec<Entry<T>>,
    /// Upper half of the hash and place in `entries` plus one; 0 for none. A power of two, at most half full.
    slots: Vec<u64>,
}

#[derive(Debug)]
struct Entry<T> {
    key: Key,
    /// Where the spelling begins in `text`.
    start: u32,
    value: T,
}

/// A spelling, as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    /// The first eight bytes; zeros where there are fewer.
    head: u64,
    /// The last eight bytes of more than eight.
    tail: u64,
    len: u32,
}

impl<T> Default for Spellings<T> {
    fn default() -> Self {
        Spellings { text: String::new(), entries: Vec::new(), slots: vec![0; 1024] }
    }
}

/// The eight bytes from `at`, if there are so many.
#[inline]
fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

impl Key {
    /// The key of `text[start..end]`, which must not be empty.
    #[inline]
    fn of(text: &str, start: usize, end: usize) -> Key {
        let (bytes, len) = (text.as_bytes(), end - start);
        let head = match eight(bytes, start) {
            Some(all) => all & (u64::MAX >> (64 - 8 * len.clamp(1, 8))),
            // Too near the end of the text to be read at once.
            None => bytes[start..end].iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
        };
        let tail = if len > 8 { eight(bytes, end - 8).unwrap_or_default() } else { 0 };
        Key { head, tail, len: len as u32 }
    }

    /// What stands between head and tail.
    #[inline]
    fn middle(self, bytes: &[u8]) -> &[u8] {
        if self.len > 16 { bytes.get(8..self.len as usize - 8).unwrap_or_default() } else { &[] }
    }

    #[inline]
    fn hash(self, middle: &[u8]) -> u64 {
        let mix = |a: u64, b: u64| {
            let product = u128::from(a) * u128::from(b);
            product as u64 ^ (product >> 64) as u64
        };
        let mut hash = mix(self.head ^ 0x9E37_79B9_7F4A_7C15, self.tail ^ 0xA076_1D64_78BD_642F ^ u64::from(self.len));
        for chunk in middle.chunks(8) {
            hash = mix(hash ^ 0xE703_7ED1_A0B4_28DB, chunk.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)));
        }
        hash
    }
}

impl<T> Spellings<T> {
    /// Number of distinct spellings.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The place of the spelling `text[start..end]`, which must not be empty, and its value.
    #[inline]
    pub fn find(&self, text: &str, start: usize, end: usize) -> Option<(u32, &T)> {
        let key = Key::of(text, start, end);
        let middle = key.middle(&text.as_bytes()[start..end]);
        let hash = key.hash(middle);
        let last = self.slots.len() - 1;
        let mut slot = hash as usize & last;
        loop {
            let here = self.slots[slot];
            if here == 0 {
                return None;
            }
            if here >> 32 == hash >> 32 {
                let place = here as u32 - 1;
                let entry = &self.entries[place as usize];
                if entry.key == key && (key.len <= 16 || key.middle(&self.text.as_bytes()[entry.start as usize..]) == middle) {
                    return Some((place, &entry.value));
                }
            }
            slot = (slot + 1) & last;
        }
    }

    /// Adds a spelling that is not there; gives its place.
    pub fn insert(&mut self, text: &str, value: T) -> u32 {
        let key = Key::of(text, 0, text.len());
        self.entries.push(Entry { key, start: self.text.len() as u32, value });
        self.text.push_str(text);
        if self.slots.len() < 2 * self.entries.len() {
            self.slots = vec![0; 4 * self.slots.len()];
            (0..self.entries.len()).for_each(|place| self.put(place));
        } else {
            self.put(self.entries.len() - 1);
        }
        self.entries.len() as u32 - 1
    }

    /// The value at a place.
    pub fn value(&self, place: u32) -> Option<&T> {
        self.entries.get(place as usize).map(|e| &e.value)
    }

    fn put(&mut self, place: usize) {
        let entry = &self.entries[place];
        let hash = entry.key.hash(entry.key.middle(&self.text.as_bytes()[entry.start as usize..]));
        let last = self.slots.len() - 1;
        let mut slot = hash as usize & last;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & last;
        }
        self.slots[slot] = hash >> 32 << 32 | (place as u64 + 1);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use std::collections::HashMap;

    use super::*;

    proptest! {
        #[test]
        fn answers_as_a_map_does(words in prop::collection::vec("[ab]{1,3}|[abå]{6,10}|[ab]{14,40}", 0..400), after in " {0,9}") {
            let mut table = Spellings::default();
            let mut map: HashMap<&str, u32> = HashMap::new();
            let text = words.join(" ") + &after;
            let mut start = 0;
            for word in &words {
                let end = start + word.len();
                let known = table.find(&text, start, end).map(|(place, value)| (place, *value));
                prop_assert_eq!(known, map.get(word.as_str()).map(|place| (*place, word.len())));
                if known.is_none() {
                    map.insert(word, table.insert(word, word.len()));
                }
                start = end + 1;
            }
            prop_assert_eq!(table.len(), map.len());
        }
    }
}
