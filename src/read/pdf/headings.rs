//! Which paragraphs are headings: from tags, outline, numbering, size and weight. Their levels are found in [`levels`](super::levels).

use super::body::{Body, size_step};
use super::draft::{Draft, Kind};
use super::levels::{self, Style, Title};
use super::markers;
use super::outline::Outline;

/// A heading is at most this long, in bytes and in lines.
const MAX_LEN: usize = 180;
const MAX_LINES: usize = 4;

/// Words that a heading does not end in: what comes after them is missing.
const OPEN_ENDS: &[&str] =
    &["att", "och", "eller", "samt", "för", "som", "i", "på", "av", "till", "med", "om", "en", "ett", "den", "det", "de", "är", "ska"];

fn style(draft: &Draft) -> Style {
    (std::cmp::Reverse(size_step(draft.size)), !draft.bold, !is_capitals(draft.head()), draft.italic)
}

fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 3 && text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// Whether the text is set as running text is.
fn is_plain(draft: &Draft, body: &Body) -> bool {
    draft.size <= body.size * 1.05 && draft.bold == body.bold && !is_capitals(draft.head())
}

/// Turns paragraphs into headings and gives all headings their levels.
pub(super) fn mark(drafts: &mut Vec<Draft>, body: &Body, outline: &Outline) {
    join_titles(drafts, body);
    for draft in drafts.iter_mut().filter(|draft| matches!(draft.kind, Kind::Heading(_))) {
        // Text that was given a heading's style in the file.
        let sentence = markers::ends_sentence(draft.tail());
        if sentence && (draft.len() > MAX_LEN || (is_plain(draft, body) && !markers::ends_in_colon(draft.tail()))) {
            draft.kind = Kind::Paragraph;
        } else if is_plain(draft, body) && !draft.italic && matches!(markers::marker(draft.head()), Some(markers::Marker::Number(_))) {
            draft.kind = Kind::Item(0);
        }
    }
    let tagged = drafts.iter().filter(|d| matches!(d.kind, Kind::Heading(_))).count() >= 2;
    let cover = cover_end(drafts);
    // The headings as (draft, title).
    let mut found: Vec<(usize, Title)> = Vec::new();
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        let given = match draft.kind {
            Kind::Heading(level) => Some(level),
            _ if can_be(draft) => outline.level(draft.head(), draft.page()),
            _ => None,
        };
        let contents = markers::is_contents_heading(draft.head()) && can_be(draft);
        if given.is_some() || contents || (can_be(draft) && looks_like(drafts, index, body, tagged)) {
            let apart = contents || index < cover;
            let depth = markers::number_depth(draft.head());
            found.push((index, Title { style: style(draft), depth, given, apart }));
        }
    }
    let titles: Vec<Title> = found.iter().map(|(_, title)| title.clone()).collect();
    for ((index, _), level) in found.into_iter().zip(levels::levels(&titles)) {
        drafts[index].kind = Kind::Heading(level);
    }
}

/// Titles that were broken by hand: large lines of one look, close under each other, each its own paragraph.
fn join_titles(drafts: &mut Vec<Draft>, body: &Body) {
    let mut index = 1;
    while index < drafts.len() {
        let (above, draft) = (&drafts[index - 1], &drafts[index]);
        let free = |draft: &Draft| matches!(draft.kind, Kind::Paragraph | Kind::Heading(_)) && draft.pieces.len() == 1 && !draft.figure;
        let same = free(above) && free(draft) && style_without_case(above) == style_without_case(draft) && above.page() == draft.page();
        let unfinished = draft.head().starts_with(|c: char| c.is_lowercase())
            || !draft.head().contains(char::is_alphabetic)
            || (above.kind == Kind::Paragraph && draft.kind == Kind::Paragraph && draft.size >= 1.5 * body.size);
        let close = draft.space_above < 1.6 && above.lines + draft.lines <= MAX_LINES && above.len() + draft.len() <= MAX_LEN;
        let numbered = markers::number_depth(draft.head()).is_some() || markers::marker(draft.head()).is_some();
        let ended = markers::ends_sentence(above.tail());
        if same && unfinished && close && !numbered && !ended && draft.size >= 1.2 * body.size {
            let draft = drafts.remove(index);
            let above = &mut drafts[index - 1];
            above.join(&draft);
        } else {
            index += 1;
        }
    }
}

fn style_without_case(draft: &Draft) -> (u32, bool, bool) {
    (size_step(draft.size), draft.bold, draft.italic)
}

/// One past the last draft of the cover: the first page, when it has neither sentences nor sections.
fn cover_end(drafts: &[Draft]) -> usize {
    let end = drafts.iter().position(|draft| draft.page() > 0).unwrap_or(0);
    let running = |draft: &Draft| match draft.kind {
        Kind::Paragraph => draft.lines > 2 || draft.len() > MAX_LEN || (draft.len() > 40 && markers::ends_sentence(draft.tail())),
        Kind::Row { .. } | Kind::Contents | Kind::Item(_) => true,
        Kind::Heading(_) => markers::number_depth(draft.head()).is_some(),
        _ => false,
    };
    if drafts[..end].iter().any(running) { 0 } else { end }
}

/// Whether a draft may be a heading at all.
fn can_be(draft: &Draft) -> bool {
    let free = match draft.kind {
        Kind::Paragraph => !draft.figure,
        // A numbered item can be a heading: "2. Mål", also where the tags call all numbered things a list.
        Kind::Item(_) if draft.settled => markers::number_depth(draft.head()).is_some(),
        Kind::Item(_) => matches!(markers::marker(draft.head()), Some(markers::Marker::Number(_))),
        _ => false,
    };
    let letters = draft.head().chars().filter(|c| c.is_alphabetic()).count();
    let digits = draft.head().chars().filter(char::is_ascii_digit).count();
    free && draft.pieces.len() == 1 && draft.lines <= MAX_LINES && draft.len() <= MAX_LEN && letters >= 2 && digits <= letters
}

/// Whether it looks like one: larger or bolder than the text, short, not a sentence.
fn looks_like(drafts: &[Draft], index: usize, body: &Body, tagged: bool) -> bool {
    let draft = &drafts[index];
    let text = draft.head().trim_end();
    let quoted = text.trim_end_matches(['”', '"', '»']);
    if quoted.ends_with(['.', ',', ';', ':']) && !is_numbered_label(text) {
        return false;
    }
    if text.starts_with(|c: char| c.is_lowercase()) || text.ends_with(['-', '–']) || text.contains("://") {
        return false;
    }
    if text.rsplit(' ').next().is_some_and(|last| OPEN_ENDS.contains(&last)) {
        return false;
    }
    let mut after = drafts[index + 1..].iter().filter(|d| !matches!(d.kind, Kind::Marginal));
    let next = after.next();
    // The title of a chart, beside its scale.
    let scale_below = next.is_some_and(is_number) && after.next().is_some_and(is_number);
    let scale_above = index >= 2 && drafts[index - 2..index].iter().all(|d| is_number(d) && d.page() == draft.page());
    if scale_below || scale_above {
        return false;
    }
    let larger = draft.size >= body.size * 1.09 && draft.size >= body.size + 0.9;
    let bolder = draft.bold && !body.bold && draft.size >= body.size * 0.93;
    let numbered = markers::number_depth(text).is_some();
    let capitals = is_capitals(text) && draft.size >= body.size * 0.97 && draft.lines == 1 && text.len() > 4;
    // A heading leads to something: text that looks otherwise.
    let leads = next.is_some_and(|next| {
        !matches!(next.kind, Kind::Contents)
            && (style(next) != style(draft)
                || next.len() > MAX_LEN
                || matches!(next.kind, Kind::Row { .. } | Kind::Item(_) | Kind::Heading(_)))
    });
    let apart = draft.space_above > 1.15 * body.leading;
    if tagged {
        let large = larger && draft.size >= body.size * 1.15 && (draft.lines <= 2 || draft.size >= body.size * 1.5);
        // Bold lines over their text, which the author did not call headings.
        let item = matches!(draft.kind, Kind::Item(_));
        return large || (bolder && leads && apart && draft.lines == 1 && !item && !is_beside_number(next));
    }
    if matches!(draft.kind, Kind::Item(_)) && !numbered {
        return false;
    }
    // The title of the document: bold, over all else.
    let first = draft.page() == 0 && drafts[..index].iter().all(|d| matches!(d.kind, Kind::Marginal));
    (larger && draft.lines <= 3)
        || (bolder && first && next.is_some())
        || (leads && draft.lines <= 2 && (bolder || (capitals && apart) || (draft.italic && apart && draft.lines == 1 && text.len() < 60)))
}

/// Whether what follows is a lone number: a label with its value is no heading.
fn is_beside_number(next: Option<&Draft>) -> bool {
    next.is_some_and(is_number)
}

/// Whether a draft is a number and nothing more.
fn is_number(draft: &Draft) -> bool {
    let text = draft.head();
    draft.kind == Kind::Paragraph
        && text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.' | '%' | '-' | '−' | '–'))
}

/// `1.` or `2.3.` alone with its title can end in a stop; everything else that ends in one is a sentence.
fn is_numbered_label(text: &str) -> bool {
    text.len() < 12 && text.ends_with('.') && text.starts_with(|c: char| c.is_ascii_digit())
}
