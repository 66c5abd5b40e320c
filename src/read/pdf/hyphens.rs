//! What a hyphen at the end of a line means: a broken word, a compound written with a hyphen, or a suspended first part.
//!
//! Most joints are plain from the two lines alone. Where they are not (`ex-` and `terna`, `it-` and `system`), the text is joined with a
//! mark in place, and [`settle`] decides when the whole document is there: by how it writes the word elsewhere, else by rule.

use std::collections::HashMap;

use super::draft::{Draft, Kind};

/// How the end of one line and the start of the next belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Two words: a space between them.
    Space,
    /// One word with its hyphen (or slash): nothing between them.
    Keep,
    /// One word: this many bytes of hyphen are taken away at the end of the first line.
    Drop(usize),
    /// One word, with or without its hyphen: to be settled.
    Doubt,
}

/// Stands between a hyphen in doubt and what follows it; no text that is read has it.
const DOUBT: char = '\u{1}';

/// Words after a suspended hyphen (`köns- och åldersdiskriminering`).
const CONJUNCTIONS: &[&str] = &["och", "eller", "samt", "respektive", "resp", "and", "or", "inklusive", "alternativt"];

/// First parts that are written with a hyphen although they are lower case, whatever follows.
const ABBREVIATIONS: &[&str] = &[
    "hbt", "hbtq", "hbtqi", "hbtqia", "lgbt", "lgbtq", "ikt", "ai", "fn", "mr", "sfi", "sfs", "lss", "lou", "kpi", "npf", "vfu", "tv",
    "pm", "pdf", "sms", "gps", "dvd", "cd", "vd", "vvs", "ph", "icke", "vice", "wifi", "covid", "mc", "gc", "bh",
];

/// First parts that are written with a hyphen unless a word that begins with the same letters was broken: the part, and how the rest of
/// such a word begins (`it-` and `alienska`).
const EXCEPT: &[(&str, &[&str])] = &[("it", &["alien", "era", "erat"]), ("eu", &["rop", "femism", "fori", "kalyptus"])];

/// First parts that are written with a hyphen only before certain words: the part, and how those begin (`ex-` and `make`, not `terna`).
const ONLY: &[(&str, &[&str])] = &[
    ("ex", &["man", "fru", "make", "maka", "sambo", "partner", "pojkvän", "flickvän", "elev", "president"]),
    ("id", &["kort", "handling", "nummer", "kontroll", "begrepp", "uppgift", "skydd", "bricka", "stöld"]),
    ("non", &["profit", "stop", "binär", "formell"]),
    ("co", &["work", "teach", "living", "sponsor"]),
    ("app", &["utveckl", "baser", "butik"]),
];

/// Judges the joint between `before` and `after`, the text of two lines that follow each other.
pub(super) fn joint(before: &str, after: &str) -> Joint {
    let before = before.trim_end();
    let after = after.trim_start();
    let Some(last) = before.chars().next_back() else { return Joint::Space };
    let stem = &before[..before.len() - last.len_utf8()];
    let Some(first) = after.chars().next() else { return Joint::Space };
    let first_word: &str = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    // "Såväl flick- som pojklag": only with its first half, for words end in -som too.
    let paired = first_word == "som"
        && before.rsplit(['.', ';']).next().is_some_and(|s| s.contains("såväl") || s.contains("både") || s.contains("Såväl"));
    let suspended = CONJUNCTIONS.contains(&first_word) || paired || after.starts_with('/');
    match last {
        '\u{AD}' if suspended => Joint::Space,
        '\u{AD}' => Joint::Drop(last.len_utf8()),
        '-' | '/' | '_' | '=' | '&' | '?' if is_address(before) && first.is_alphanumeric() => Joint::Keep,
        '-' | '\u{2010}' | '\u{2011}' => {
            let tail = last_word(stem);
            if tail.is_empty() {
                Joint::Space
            } else if suspended {
                // "Gemen-" and "samt": neuters in -samt look like the conjunction.
                if first_word == "samt" { Joint::Doubt } else { Joint::Space }
            } else if first.is_lowercase() {
                if has_own_hyphen(tail) { Joint::Keep } else { Joint::Doubt }
            } else if !first.is_alphanumeric() {
                Joint::Space
            } else if first.is_uppercase() && is_capitals(tail) && is_capitals(first_word) {
                Joint::Doubt
            } else {
                Joint::Keep
            }
        }
        // A span of years or pages.
        '–' if stem.ends_with(|c: char| c.is_ascii_digit()) && first.is_ascii_digit() => Joint::Keep,
        '/' if stem.ends_with(char::is_alphanumeric) && first.is_alphanumeric() => Joint::Keep,
        _ => Joint::Space,
    }
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

fn is_capitals(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
}

/// Whether the text ends in the middle of an address of the web: there a hyphen is a hyphen.
fn is_address(text: &str) -> bool {
    let token = text.rsplit(char::is_whitespace).next().unwrap_or("");
    token.contains("://") || token.contains("www.")
}

/// Whether a first part is written with a hyphen in any case: `EU-medel`, `e-tjänst`, `18-åring`.
fn has_own_hyphen(tail: &str) -> bool {
    let letters = tail.chars().count();
    let upper = tail.chars().filter(|c| c.is_uppercase()).count();
    letters == 1 || tail.ends_with(|c: char| c.is_ascii_digit()) || (upper == letters && letters <= 6)
}

/// The rule for a joint that the document says nothing of: whether the hyphen stays.
fn keeps_hyphen(tail: &str, head: &str) -> bool {
    let begins = |list: &[&str]| list.iter().any(|start| head.starts_with(start));
    if let Some((_, broken)) = EXCEPT.iter().find(|(part, _)| *part == tail) {
        return !begins(broken);
    }
    if let Some((_, compounds)) = ONLY.iter().find(|(part, _)| *part == tail) {
        return begins(compounds);
    }
    ABBREVIATIONS.contains(&tail)
}

/// Appends `after` to `text` as the joint demands.
pub(super) fn append(text: &mut String, after: &str) {
    let joint = joint(text, after);
    seam(text, joint);
    text.push_str(after.trim_start());
}

/// Makes the end of `text` ready for what is joined to it.
pub(super) fn seam(text: &mut String, joint: Joint) {
    if joint != Joint::Space {
        text.truncate(text.trim_end().len());
    }
    match joint {
        Joint::Space if text.is_empty() => {}
        Joint::Space => text.push(' '),
        Joint::Keep => {}
        Joint::Drop(bytes) => text.truncate(text.len().saturating_sub(bytes)),
        Joint::Doubt => text.push(DOUBT),
    }
}

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
            std::cmp::Ordering::Equal => keeps_hyphen(&tail, &head),
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
mod tests {
    use super::*;

    /// The two lines joined, in a document that writes the other words too.
    fn joined(before: &str, after: &str, others: &str) -> String {
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
    fn broken_words_compounds_and_suspended_parts() {
        for (before, after, expected) in [
            ("mänskliga rättig-", "heter ska", "mänskliga rättigheter ska"),
            ("arbetet mot köns-", "och åldersdiskriminering", "arbetet mot köns- och åldersdiskriminering"),
            ("söka EU-", "medel i år", "söka EU-medel i år"),
            ("kommunens e-", "tjänster", "kommunens e-tjänster"),
            ("för hbtq-", "personer", "för hbtq-personer"),
            ("en 18-", "åring", "en 18-åring"),
            ("Anna-", "Karin", "Anna-Karin"),
            ("ansva\u{AD}", "rig nämnd", "ansvarig nämnd"),
            ("fri\u{AD}", "och rättigheter", "fri\u{AD} och rättigheter"),
            ("flickor och/", "eller pojkar", "flickor och/eller pojkar"),
            ("vård -", "omsorg", "vård - omsorg"),
            ("såväl flick-", "som pojklag", "såväl flick- som pojklag"),
            ("allmän-", "som", "allmänsom"),
            ("enligt spr-", "åklagen", "enligt språklagen"),
            ("en rad", "till", "en rad till"),
            ("UTBILD-", "NING", "UTBILDNING"),
            ("LSS-", "BOENDE", "LSS-BOENDE"),
            ("med externa och in-", "terna medel", "med externa och interna medel"),
            ("anlita ex-", "terna konsulter", "anlita externa konsulter"),
            ("en ex-", "make", "en ex-make"),
            ("stödja id-", "rotten", "stödja idrotten"),
            ("visa id-", "kort", "visa id-kort"),
            ("kommunens it-", "system", "kommunens it-system"),
            ("det it-", "alienska", "det italienska"),
            ("åren 2019–", "2023", "åren 2019–2023"),
            ("se https://exempel.se/lek-", "platser", "se https://exempel.se/lek-platser"),
            ("barn-", "samt ungdomsvård", "barn- samt ungdomsvård"),
        ] {
            assert_eq!(joined(before, after, ""), expected);
        }
    }

    #[test]
    fn the_document_says_how_it_writes_a_word() {
        assert_eq!(joined("ett gemen-", "samt arbete", "Det gemensamma och gemensamt ägda."), "ett gemensamt arbete");
        assert_eq!(joined("vår webb-", "plats", "En Webb-plats för alla."), "vår webb-plats");
        assert_eq!(joined("icke-", "våld", "Ickevåld är en metod."), "ickevåld");
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
