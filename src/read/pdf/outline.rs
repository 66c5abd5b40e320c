//! The file's outline (bookmarks): titles with their levels.

use std::collections::{HashMap, HashSet};

use super::headings::key;
use super::objects::{Objects, as_dictionary};

/// More entries than this are not read.
const MAX_ENTRIES: usize = 20_000;

/// Titles as compared (see [`key`]) with their levels from 1.
pub(super) fn titles(objects: &Objects) -> HashMap<String, u8> {
    let mut out = HashMap::new();
    let mut seen = HashSet::new();
    let root = objects.document.catalog().ok().and_then(|catalog| objects.dictionary(catalog, b"Outlines"));
    let mut stack: Vec<_> = root.map(|root| (objects.get(root, b"First"), 1u8)).into_iter().collect();
    while let Some((object, level)) = stack.pop() {
        let Some(entry) = as_dictionary(object) else { continue };
        if out.len() >= MAX_ENTRIES || !seen.insert(std::ptr::from_ref(entry) as usize) {
            continue;
        }
        if let Some(title) = objects.text(entry, b"Title") {
            let key = key(&title);
            if key.chars().count() >= 3 {
                out.entry(key).or_insert(level.min(9));
            }
        }
        stack.push((objects.get(entry, b"Next"), level));
        stack.push((objects.get(entry, b"First"), level.saturating_add(1)));
    }
    out
}
