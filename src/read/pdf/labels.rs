//! Printed page labels (`iv`, `A-3`), from the catalogue's `/PageLabels`.

use crate::read::numerals::{letters, roman};
use lopdf::Dictionary;

use super::objects::{Objects, as_dictionary, as_number};

/// Nodes of the number tree beyond this are not read.
const MAX_NODES: usize = 10_000;

/// The label of each page; empty when the file gives none or they say nothing but the page number.
pub(super) fn labels(objects: &Objects, pages: usize) -> Vec<Option<String>> {
    let root = objects.document.catalog().ok().and_then(|catalog| objects.dictionary(catalog, b"PageLabels"));
    let mut ranges: Vec<(usize, &Dictionary)> = Vec::new();
    let mut stack: Vec<&Dictionary> = root.into_iter().collect();
    let mut visited = 0;
    while let Some(node) = stack.pop() {
        visited += 1;
        if visited > MAX_NODES {
            break;
        }
        for pair in objects.array(node, b"Nums").chunks_exact(2) {
            if let (Some(first), Some(range)) = (as_number(objects.resolve(&pair[0])), as_dictionary(objects.resolve(&pair[1]))) {
                ranges.push((first.max(0.0) as usize, range));
            }
        }
        stack.extend(objects.array(node, b"Kids").iter().rev().filter_map(|kid| as_dictionary(objects.resolve(kid))));
    }
    ranges.sort_by_key(|range| range.0);
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
