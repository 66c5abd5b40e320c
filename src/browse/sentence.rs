//! One sentence as the pages show it: its words with what was found in them, where it stands, its step, areas and marks, and why it does not
//! count.

use super::frame::Room;
use crate::archive::{Sentence, Standing};
use crate::report::pages::{HtmlTexts, Page, badge, clean, rows_of};

/// The words of a sentence; those that the rules matched are bold, those that are searched for are marked.
pub(super) fn words(page: &mut Page, room: &Room, sentence: &Sentence) {
    page.element("blockquote", &[("lang", "sv")], |page| {
        page.element("p", &[], |page| pieces(page, &sentence.text, &matched(sentence), &room.filters.words));
    });
}

/// Whether each character belongs to words that the rules matched and that count.
fn matched(sentence: &Sentence) -> Vec<bool> {
    let mut out = vec![false; sentence.text.chars().count()];
    for hit in sentence.hits.iter().filter(|hit| hit.ignored.is_none()) {
        let (start, end) = (hit.start as usize, (hit.end as usize).min(out.len()));
        out.get_mut(start..end).into_iter().flatten().for_each(|place| *place = true);
    }
    out
}

/// Whether each character belongs to words that are searched for. Letters are compared one by one, so that places stay what they are.
fn searched(text: &str, words: &[String]) -> Vec<bool> {
    let small = |c: char| c.to_lowercase().next().unwrap_or(c);
    let text: Vec<char> = text.chars().map(small).collect();
    let mut out = vec![false; text.len()];
    for word in words {
        let word: Vec<char> = word.chars().collect();
        for start in 0..text.len().saturating_sub(word.len().saturating_sub(1)) {
            if !word.is_empty() && text[start..].starts_with(&word) {
                out[start..start + word.len()].fill(true);
            }
        }
    }
    out
}

fn pieces(page: &mut Page, text: &str, bold: &[bool], words: &[String]) {
    let marked = searched(text, words);
    let kinds: Vec<(bool, bool)> = bold.iter().copied().zip(marked).collect();
    let characters: Vec<char> = text.chars().collect();
    let mut from = 0;
    for part in kinds.chunk_by(|a, b| a == b) {
        let words: String = characters[from..from + part.len()].iter().collect();
        from += part.len();
        // Cells of a table row are told apart as elsewhere; space at the ends of a piece stays.
        let told =
            format!("{}{}{}", space(words.chars().next()), clean(&words), space(words.chars().next_back().filter(|_| words.trim() != "")));
        let (bold, mark) = part[0];
        let write = |page: &mut Page| if bold { page.with("strong", &[], &told) } else { page.text(&told) };
        if mark { page.element("mark", &[], write) } else { write(page) }
    }
}

fn space(at: Option<char>) -> &'static str {
    match at {
        Some('\t') => " | ",
        Some(c) if c.is_whitespace() => " ",
        _ => "",
    }
}

/// Step, areas and what the sentence has and lacks; for what does not count, why.
pub(super) fn told(page: &mut Page, room: &Room, sentence: &Sentence) {
    let (say, names) = (room.say(), &room.told.names);
    let l = &names.texts.labels;
    let counts = matches!(sentence.standing, Standing::Counted | Standing::Carried);
    page.element("p", &[("class", "where")], |page| {
        if counts {
            badge(page, HtmlTexts::of(room.query.language).level_word, sentence.level, names.texts.step(sentence.level));
        }
        let standing = match sentence.standing {
            Standing::Counted => None,
            Standing::Carried => Some(l.row_carried),
            Standing::Gap => Some(l.row_gap),
            Standing::Outside => Some(l.row_ignored),
        };
        if let Some(standing) = standing {
            page.text(" ");
            page.with("span", &[("class", "tag")], standing);
        }
        for area in names.areas(sentence.areas) {
            page.text(" ");
            page.with("span", &[("class", "tag")], area);
        }
    });
    if let Some(row) = rows_of(sentence).find(|row| row.counts()) {
        let (has, lacks) = row.has_and_lacks(names);
        page.element("p", &[("class", "where")], |page| {
            page.text(&say.fill("has", &[("what", &has)]));
            if !lacks.is_empty() {
                page.text(" ");
                page.text(&say.fill("lacks", &[("what", &lacks)]));
            }
        });
    }
    let mut reasons: Vec<String> = Vec::new();
    for row in rows_of(sentence).filter(|row| !row.counts()) {
        let (words, areas, reason) = (row.words(names).unwrap_or_default(), names.areas(row.areas).join(", "), row.reason(names));
        let line =
            if words.is_empty() { reason } else { say.fill("why_not", &[("words", &words), ("areas", &areas), ("reason", &reason)]) };
        if !line.is_empty() && !reasons.contains(&line) {
            reasons.push(line);
        }
    }
    reasons.iter().for_each(|line| page.with("p", &[("class", "note")], line));
}
