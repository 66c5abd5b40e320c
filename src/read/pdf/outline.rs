//! The file's outline (bookmarks): titles with their levels and the pages that they lead to.

use std::collections::{HashMap, HashSet};

use lopdf::{Object, ObjectId};

use super::objects::{Objects, as_dictionary};

/// More entries (or names of places) than this are not read.
const MAX_ENTRIES: usize = 20_000;

/// One title of the outline.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    /// From 1.
    level: u8,
    /// The number it begins with, if any: `2.1`.
    number: String,
    /// The page it leads to, counted from 0.
    page: Option<usize>,
}

/// The titles of an outline by their letters.
#[derive(Debug, Default)]
pub(super) struct Outline {
    entries: HashMap<String, Vec<Entry>>,
}

impl Outline {
    /// Reads the outline of a file whose pages have these numbers.
    pub(super) fn read(objects: &Objects, pages: &HashMap<ObjectId, usize>) -> Outline {
        let mut out = Outline::default();
        let Ok(catalog) = objects.document.catalog() else { return out };
        let Some(root) = objects.dictionary(catalog, b"Outlines") else { return out };
        let places = Places::read(objects);
        let mut seen = HashSet::new();
        let mut stack = vec![(objects.get(root, b"First"), 1u8)];
        while let Some((object, level)) = stack.pop() {
            let Some(entry) = as_dictionary(object) else { continue };
            if seen.len() >= MAX_ENTRIES || !seen.insert(std::ptr::from_ref(entry) as usize) {
                continue;
            }
            if let Some(title) = objects.text(entry, b"Title") {
                let place = match objects.get(entry, b"Dest") {
                    Object::Null => objects.dictionary(entry, b"A").map_or(&Object::Null, |action| objects.get(action, b"D")),
                    direct => direct,
                };
                let page = places.page(objects, place).and_then(|id| pages.get(&id).copied());
                out.add(&title, level.min(9), page);
            }
            stack.push((objects.get(entry, b"Next"), level));
            stack.push((objects.get(entry, b"First"), level.saturating_add(1)));
        }
        out
    }

    fn add(&mut self, title: &str, level: u8, page: Option<usize>) {
        let key = key(title);
        if key.chars().count() >= 3 {
            self.entries.entry(key).or_default().push(Entry { level, number: number(title).to_owned(), page });
        }
    }

    /// The level that the outline gives a text on a page (counted from 0). The same words in a list or with another number are not meant.
    pub(super) fn level(&self, text: &str, page: usize) -> Option<u8> {
        let own = number(text);
        let fits = |entry: &&Entry| {
            let near = entry.page.is_none_or(|at| at.abs_diff(page) <= 1);
            near && (own.is_empty() || entry.number.is_empty() || own == entry.number)
        };
        self.entries.get(&key(text))?.iter().find(fits).map(|entry| entry.level)
    }
}

/// The named places of a file.
struct Places<'a> {
    names: HashMap<&'a [u8], &'a Object>,
}

impl<'a> Places<'a> {
    fn read(objects: &Objects<'a>) -> Places<'a> {
        let mut names: HashMap<&[u8], &Object> = HashMap::new();
        let catalog = objects.document.catalog().ok();
        if let Some(old) = catalog.and_then(|catalog| objects.dictionary(catalog, b"Dests")) {
            names.extend(old.iter().take(MAX_ENTRIES).map(|(name, place)| (name.as_slice(), objects.resolve(place))));
        }
        let tree = catalog.and_then(|catalog| objects.dictionary(catalog, b"Names")).and_then(|names| objects.dictionary(names, b"Dests"));
        let mut seen = HashSet::new();
        let mut stack: Vec<_> = tree.into_iter().collect();
        while let Some(node) = stack.pop() {
            if names.len() >= MAX_ENTRIES || seen.len() >= MAX_ENTRIES || !seen.insert(std::ptr::from_ref(node) as usize) {
                continue;
            }
            for pair in objects.array(node, b"Names").chunks_exact(2) {
                if let (Ok(name), place) = (objects.resolve(&pair[0]).as_str(), objects.resolve(&pair[1])) {
                    names.insert(name, place);
                }
            }
            stack.extend(objects.array(node, b"Kids").iter().filter_map(|kid| as_dictionary(objects.resolve(kid))));
        }
        Places { names }
    }

    /// The page that a place is on: an array that begins with it, a dictionary with such an array, or the name of either.
    fn page(&self, objects: &Objects<'a>, place: &'a Object) -> Option<ObjectId> {
        let named = match place {
            Object::String(name, _) | Object::Name(name) => *self.names.get(name.as_slice())?,
            other => other,
        };
        let array = match named {
            Object::Dictionary(dictionary) => objects.array(dictionary, b"D"),
            other => other.as_array().map_or(&[][..], Vec::as_slice),
        };
        array.first()?.as_reference().ok()
    }
}

/// The number a title begins with, without what surrounds it: `2.1` of `2.1. Mål`, `3` of `3 kap. Barn`.
fn number(title: &str) -> &str {
    let title = title.trim_start();
    let end = title.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(title.len());
    title[..end].trim_end_matches('.')
}

/// A title as compared: letters and digits only, lower case, without its number.
fn key(title: &str) -> String {
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c.is_whitespace());
    let rest = if rest.len() < title.trim_start().len() {
        rest.strip_prefix("kap.").or_else(|| rest.strip_prefix("Kap.")).unwrap_or(rest)
    } else {
        rest
    };
    rest.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_known_by_words_number_and_page() {
        let mut outline = Outline::default();
        outline.add("5.2 Avbrott i elnätet", 2, Some(29));
        outline.add("Lekmiljö", 1, None);
        assert_eq!(outline.level("5.2 Avbrott i elnätet", 29), Some(2));
        assert_eq!(outline.level("Avbrott i elnätet", 30), Some(2));
        assert_eq!(outline.level("3. Avbrott i elnätet", 29), None);
        assert_eq!(outline.level("Avbrott i elnätet", 12), None);
        assert_eq!(outline.level("2 kap. LEKMILJÖ", 7), Some(1));
    }
}
