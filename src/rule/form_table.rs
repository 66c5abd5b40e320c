//! Text → values, many at once: all keys lie end to end in one buffer, so that forty thousand forms are four allocations.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// No value, or an empty slot.
const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Key {
    hash: u32,
    start: u32,
    len: u32,
    /// Its newest value.
    value: u32,
}

/// A table from texts to one or more values. Texts are only added.
#[derive(Clone, Debug)]
pub(crate) struct FormTable<T> {
    text: String,
    keys: Vec<Key>,
    /// A value, and the one of the same key that was pushed before it.
    values: Vec<(T, u32)>,
    /// Places in `keys`, found by hash, then onwards; a power of two, at most half full.
    slots: Vec<u32>,
}

impl<T> Default for FormTable<T> {
    fn default() -> Self {
        FormTable { text: String::new(), keys: Vec::new(), values: Vec::new(), slots: Vec::new() }
    }
}

fn hash(text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    (hasher.finish() >> 16) as u32
}

impl<T: Copy> FormTable<T> {
    /// Number of distinct texts.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Adds a value to a text.
    pub fn push(&mut self, text: &str, value: T) {
        if self.slots.len() <= 2 * self.keys.len() {
            self.grow();
        }
        let hash = hash(text);
        let slot = self.slot(text, hash);
        let place = self.values.len() as u32;
        if let Some(key) = self.keys.get_mut(self.slots[slot] as usize) {
            self.values.push((value, key.value));
            key.value = place;
            return;
        }
        self.values.push((value, NONE));
        self.slots[slot] = self.keys.len() as u32;
        self.keys.push(Key { hash, start: self.text.len() as u32, len: text.len() as u32, value: place });
        self.text.push_str(text);
    }

    /// Every text with its newest value, in the order in which texts were first pushed.
    pub fn iter(&self) -> impl Iterator<Item = (&str, T)> {
        let text = |key: &Key| self.text.get(key.start as usize..(key.start + key.len) as usize);
        self.keys.iter().filter_map(move |key| Some((text(key)?, self.values.get(key.value as usize)?.0)))
    }

    /// The values of a text, newest first.
    pub fn get(&self, text: &str) -> impl Iterator<Item = T> {
        let mut next = self.find(text);
        std::iter::from_fn(move || {
            let (value, before) = *self.values.get(next as usize)?;
            next = before;
            Some(value)
        })
    }

    /// The newest value of a text.
    #[inline]
    pub fn first(&self, text: &str) -> Option<T> {
        self.values.get(self.find(text) as usize).map(|(value, _)| *value)
    }

    #[inline]
    fn find(&self, text: &str) -> u32 {
        if self.slots.is_empty() {
            return NONE;
        }
        let slot = self.slot(text, hash(text));
        self.keys.get(self.slots[slot] as usize).map_or(NONE, |k| k.value)
    }

    /// The slot that holds the text, or the empty one where it belongs. There must be slots.
    #[inline]
    fn slot(&self, text: &str, hash: u32) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = hash as usize & last;
        while let Some(key) = self.keys.get(self.slots[slot] as usize) {
            if key.hash == hash && &self.text.as_bytes()[key.start as usize..][..key.len as usize] == text.as_bytes() {
                break;
            }
            slot = (slot + 1) & last;
        }
        slot
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        self.slots.clear();
        self.slots.resize(size, NONE);
        for (place, key) in self.keys.iter().enumerate() {
            let mut slot = key.hash as usize & (size - 1);
            while self.slots[slot] != NONE {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = place as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use std::collections::HashMap;

    use super::*;

    proptest! {
        #[test]
        fn answers_as_a_map_does(pushed in prop::collection::vec("[a-cåé]{0,4}", 0..300), asked in "[a-cåé]{0,4}") {
            let mut table = FormTable::default();
            let mut map: HashMap<&str, Vec<usize>> = HashMap::new();
            for (value, text) in pushed.iter().enumerate() {
                table.push(text, value);
                map.entry(text).or_default().insert(0, value);
            }
            prop_assert_eq!(table.len(), map.len());
            for text in pushed.iter().chain([&asked]) {
                let expected = map.get(text.as_str()).cloned().unwrap_or_default();
                prop_assert_eq!(table.first(text), expected.first().copied());
                prop_assert_eq!(table.get(text).collect::<Vec<_>>(), expected);
            }
        }
    }
}
