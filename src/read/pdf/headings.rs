//! Which paragraphs are headings, and of what level: from the outline, numbering, size and weight.

use std::collections::{BTreeMap, HashMap};

use super::body::{Body, size_step};
use super::draft::{Draft, Kind};
use super::markers;

/// A heading is at most this long, in bytes and in lines.
const MAX_LEN: usize = 180;
const MAX_LINES: usize = 4;

/// The look of a heading, from the most to the least prominent.
type Style = (std::cmp::Reverse<u32>, bool, bool, bool);

fn style(draft: &Draft) -> Style {
    let capitals = is_capitals(draft.head());
    (std::cmp::Reverse(size_step(draft.size)), !draft.bold, !capitals, draft.italic)
}

fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 3 && text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// Turns paragraphs into headings. `outline` holds the titles of the file's outline, as [`key`]s, with their levels from 1.
pub(super) fn mark(drafts: &mut [Draft], body: &Body, outline: &HashMap<String, u8>) {
    for draft in drafts.iter_mut() {
        // Text that was given a heading's style in the file.
        if matches!(draft.kind, Kind::Heading(_)) && draft.len() > MAX_LEN && markers::ends_sentence(draft.tail()) {
            draft.kind = Kind::Paragraph;
        }
    }
    let tagged = drafts.iter().filter(|d| matches!(d.kind, Kind::Heading(_))).count() >= 2;
    let mut chosen: Vec<usize> = Vec::new();
    let mut from_outline: HashMap<Style, u8> = HashMap::new();
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        if !can_be(draft) {
            continue;
        }
        if let Some(level) = outline.get(&key(draft.head())) {
            from_outline.entry(style(draft)).and_modify(|known| *known = (*known).max(*level)).or_insert(*level);
            drafts[index].kind = Kind::Heading(*level);
            continue;
        }
        let next = drafts[index + 1..].iter().find(|d| !matches!(d.kind, Kind::Marginal));
        if looks_like(draft, next, body, tagged) {
            chosen.push(index);
        }
    }
    let mut ranks: BTreeMap<Style, usize> = chosen.iter().map(|index| (style(&drafts[*index]), 0)).collect();
    for (rank, value) in ranks.values_mut().enumerate() {
        *value = rank;
    }
    // Where tags or outline give levels, what only looks like a heading takes the level of the known headings of its size.
    let mut known: BTreeMap<u8, u32> = BTreeMap::new();
    for draft in drafts.iter() {
        if let Kind::Heading(level) = draft.kind {
            let size = known.entry(level).or_default();
            *size = (*size).max(size_step(draft.size));
        }
    }
    let among_known = |draft: &Draft| {
        let lowest = known.keys().next_back().map_or(0, |level| *level);
        known.iter().find(|(_, size)| **size <= size_step(draft.size)).map_or(lowest + 1, |(level, _)| *level)
    };
    // Numbered headings of one depth share a level: the highest that any of them would have.
    let mut by_depth: BTreeMap<usize, u8> = BTreeMap::new();
    let level_of = |draft: &Draft| -> u8 {
        let look = style(draft);
        let rank = ranks.get(&look).copied().unwrap_or(0).min(5) as u8;
        if tagged { among_known(draft) } else { from_outline.get(&look).copied().unwrap_or(1 + rank) }
    };
    for index in &chosen {
        if let Some(depth) = markers::number_depth(drafts[*index].head()) {
            let level = level_of(&drafts[*index]);
            by_depth.entry(depth).and_modify(|known| *known = level.min(*known)).or_insert(level);
        }
    }
    let mut above = 0;
    for level in by_depth.values_mut() {
        *level = (*level).max(above + 1);
        above = *level;
    }
    for index in chosen {
        let depth = markers::number_depth(drafts[index].head());
        let level = depth.and_then(|depth| by_depth.get(&depth).copied()).unwrap_or_else(|| level_of(&drafts[index]));
        drafts[index].kind = Kind::Heading(level.clamp(1, 9));
    }
}

/// Whether a draft may be a heading at all.
fn can_be(draft: &Draft) -> bool {
    let free = match draft.kind {
        Kind::Paragraph => true,
        // A numbered item can be a heading: "2. Mål", also where the tags call all numbered things a list.
        Kind::Item(_) if draft.settled => markers::number_depth(draft.head()).is_some(),
        Kind::Item(_) => matches!(markers::marker(draft.head()), Some(markers::Marker::Number(_))),
        _ => false,
    };
    free && draft.pieces.len() == 1
        && draft.lines <= MAX_LINES
        && draft.len() <= MAX_LEN
        && draft.head().chars().filter(|c| c.is_alphabetic()).count() >= 2
}

/// Whether it looks like one: larger or bolder than the text, short, not a sentence.
fn looks_like(draft: &Draft, next: Option<&Draft>, body: &Body, tagged: bool) -> bool {
    let text = draft.head().trim_end();
    if text.ends_with(['.', ',', ';', ':']) && !is_numbered_label(text) {
        return false;
    }
    if text.starts_with(|c: char| c.is_lowercase()) || text.ends_with(['-', '–']) {
        return false;
    }
    let larger = draft.size >= body.size * 1.09 && draft.size >= body.size + 0.9;
    let bolder = draft.bold && !body.bold && draft.size >= body.size * 0.93;
    let numbered = markers::number_depth(text).is_some();
    let capitals = is_capitals(text) && draft.size >= body.size * 0.97 && draft.lines == 1 && text.len() > 4;
    if tagged {
        return larger && draft.size >= body.size * 1.15 && draft.lines <= 2;
    }
    if matches!(draft.kind, Kind::Item(_)) && !numbered {
        return false;
    }
    // A heading leads to something: text that looks otherwise.
    let leads = next.is_some_and(|next| {
        !matches!(next.kind, Kind::Contents)
            && (style(next) != style(draft) || next.len() > MAX_LEN || matches!(next.kind, Kind::Row { .. } | Kind::Item(_)))
    });
    let apart = draft.space_above > 1.15 * body.leading;
    (larger && draft.lines <= 3)
        || (leads && draft.lines <= 2 && (bolder || (capitals && apart) || (draft.italic && apart && draft.lines == 1 && text.len() < 60)))
}

/// `1.` or `2.3.` alone with its title can end in a stop; everything else that ends in one is a sentence.
fn is_numbered_label(text: &str) -> bool {
    text.len() < 12 && text.ends_with('.') && text.starts_with(|c: char| c.is_ascii_digit())
}

/// A title as compared: letters and digits only, lower case, without its number.
pub(super) fn key(title: &str) -> String {
    let title = title.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c.is_whitespace());
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
