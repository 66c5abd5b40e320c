//! Joints in doubt are settled when the whole document is there: by how it writes the word elsewhere, else by the rule of [`hyphens`].

use std::collections::HashMap;

use super::draft::{Draft, Kind};
use super::hyphens::{self, DOUBT, last_word};

/// How often a document writes a word joined and with a hyphen.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    joined: u32,
    hyphenated: u32,
}

/// Settles every joint in doubt, by the words of the whole document.
pub(super) fn settle(drafts: &mut [Draft]) {
    let mut words: HashMap<String, Evidence> = HashMap::new();
    each_text(drafts, |text, next| {
        for (at, _) in text.match_indices(DOUBT) {
            let (tail, head) = parts(text, at, next);
            words.entry(format!("{tail}{head}").to_lowercase()).or_default();
        }
    });
    if words.is_empty() {
        strip(drafts);
        return;
    }
    let mut key = String::new();
    each_text(drafts, |text, _| {
        for word in text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\u{2010}' | '\u{2011}' | DOUBT)) {
            if word.contains(DOUBT) {
                continue;
            }
            // A suspended first part (`miljö- och`) is the word itself.
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let whole = !word.contains(|c: char| !c.is_alphanumeric());
            key.clear();
            key.extend(word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
            if let Some(found) = words.get_mut(&key) {
                if whole { found.joined += 1 } else { found.hyphenated += 1 }
            }
        }
    });
    for draft in drafts {
        // From the last piece, for what a piece ends in depends on how the next begins.
        for index in (0..draft.pieces.len()).rev() {
            let next = draft.pieces.get(index + 1).map(|piece| piece.1.clone()).unwrap_or_default();
            if let Some((_, text)) = draft.pieces.get_mut(index) {
                resolve(text, &next, &words);
            }
        }
        if let Kind::Row { cells, .. } = &mut draft.kind {
            cells.iter_mut().for_each(|cell| resolve(cell, "", &words));
        }
    }
}

/// Every text of the drafts with the text that goes on from it on the next page.
fn each_text(drafts: &[Draft], mut seen: impl FnMut(&str, &str)) {
    for draft in drafts {
        for (index, (_, text)) in draft.pieces.iter().enumerate() {
            seen(text, draft.pieces.get(index + 1).map_or("", |piece| piece.1.as_str()));
        }
        if let Kind::Row { cells, .. } = &draft.kind {
            cells.iter().for_each(|cell| seen(cell, ""));
        }
    }
}

/// Takes away marks that the file itself had.
fn strip(drafts: &mut [Draft]) {
    for draft in drafts {
        draft.pieces.iter_mut().filter(|piece| piece.1.contains(DOUBT)).for_each(|piece| piece.1.retain(|c| c != DOUBT));
    }
}

/// The word parts on both sides of the mark at `at`, the hyphen left out.
fn parts<'t>(text: &'t str, at: usize, next: &'t str) -> (&'t str, &'t str) {
    let before = text[..at].trim_end_matches(['-', '\u{2010}', '\u{2011}']);
    let after = &text[at + DOUBT.len_utf8()..];
    let after = if after.is_empty() { next } else { after };
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    (last_word(before), &after[..end])
}

fn resolve(text: &mut String, next: &str, words: &HashMap<String, Evidence>) {
    while let Some(at) = text.find(DOUBT) {
        let (tail, head) = parts(text, at, next);
        let (tail, head) = (tail.to_lowercase(), head.to_lowercase());
        let found = words.get(&format!("{tail}{head}")).copied().unwrap_or_default();
        let suspended = head == "samt" && found.joined == 0;
        let keep = match found.joined.cmp(&found.hyphenated) {
            std::cmp::Ordering::Equal => hyphens::keeps_hyphen(&tail, &head),
            most => most == std::cmp::Ordering::Less,
        };
        let hyphen = text[..at].chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}')).map_or(0, char::len_utf8);
        let from = if keep || suspended { at } else { at - hyphen };
        let at_end = at + DOUBT.len_utf8() == text.len();
        text.replace_range(from..at + DOUBT.len_utf8(), if suspended && !at_end { " " } else { "" });
        if suspended && at_end {
            text.push(' ');
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use hyphens::{append, joint, seam};

    /// The two lines joined, in a document that writes the other words too.
    pub(in crate::read::pdf) fn joined(before: &str, after: &str, others: &str) -> String {
        let mut text = before.to_owned();
        append(&mut text, after);
        let mut drafts = [draft(&text), draft(others)];
        settle(&mut drafts);
        drafts[0].head().to_owned()
    }

    fn draft(text: &str) -> Draft {
        Draft { pieces: vec![(0, text.to_owned())], ..Draft::default() }
    }

    #[test]
    fn the_document_says_how_it_writes_a_word() {
        assert_eq!(joined("ett gemen-", "samt arbete", "Det gemensamma och gemensamt ägda."), "ett gemensamt arbete");
        assert_eq!(joined("vår webb-", "plats", "En Webb-plats för alla."), "vår webb-plats");
        assert_eq!(joined("icke-", "våld", "Ickevåld är en metod."), "ickevåld");
        assert_eq!(joined("Mil-", "jö- och byggnämnden", "Miljö- och byggnämnden beslutar."), "Miljö- och byggnämnden");
        assert_eq!(joined("fler app-", "arater", "Appar."), "fler apparater");
    }

    #[test]
    fn joints_over_a_page_break_and_in_cells() {
        let mut over = draft("kommunens ex-");
        over.pieces.push((1, "terna parter".into()));
        seam(&mut over.pieces[0].1, joint("kommunens ex-", "terna parter"));
        let mut row = draft("");
        let mut cell = String::from("verk-");
        append(&mut cell, "samhet");
        row.kind = Kind::Row { table: 0, header: false, cells: vec![cell] };
        let mut drafts = [over, row, draft("a \u{1} b")];
        settle(&mut drafts);
        assert_eq!(drafts[0].pieces[0].1, "kommunens ex");
        assert!(matches!(&drafts[1].kind, Kind::Row { cells, .. } if cells[0] == "verksamhet"));
        assert!(!drafts[2].head().contains('\u{1}'));
    }
}
