//! Printed page labels (`iv`, `A-3`), from the catalogue's `/PageLabels`.

use crate::read::numerals::{letters, roman};
use lopdf::Dictionary;

use super::objects::{Objects, as_dictionary};

/// The label of each page; empty when the file gives none or they say nothing but the page number.
pub(super) fn labels(objects: &Objects, pages: usize) -> Vec<Option<String>> {
    let root = objects.document.catalog().ok().and_then(|catalog| objects.dictionary(catalog, b"PageLabels"));
    let tree = root.map(|root| objects.number_tree(root)).unwrap_or_default();
    let ranges: Vec<(usize, &Dictionary)> = tree.into_iter().filter_map(|(first, range)| Some((first, as_dictionary(range)?))).collect();
    let mut out = vec![None; pages];
    for (index, (first, range)) in ranges.iter().enumerate() {
        let end = ranges.get(index + 1).map_or(pages, |next| next.0).min(pages);
        let prefix = objects.text(range, b"P").unwrap_or_default();
        let start = objects.number(range, b"St").unwrap_or(1.0).max(0.0) as usize;
        for (page, label) in out.iter_mut().enumerate().take(end).skip(*first) {
            let number = start + page - first;
            let numeral = match objects.name(range, b"S") {
                b"D" => number.to_string(),
                b"r" => roman(number),
                b"R" => roman(number).to_uppercase(),
                b"a" => letters(number),
                b"A" => letters(number).to_uppercase(),
                _ => String::new(),
            };
            *label = Some(format!("{prefix}{numeral}")).filter(|label| !label.is_empty());
        }
    }
    let plain = out.iter().enumerate().all(|(index, label)| label.as_ref().is_none_or(|l| *l == (index + 1).to_string()));
    if plain { Vec::new() } else { out }
}
