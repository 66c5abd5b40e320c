//! What a hyphen at the end of a line means: a broken word, a compound written with a hyphen, or a suspended first part.
//!
//! Most joints are plain from the two lines alone. Where they are not (`ex-` and `terna`, `it-` and `system`), the text is joined with a
//! mark in place, and [`settle`](super::settle) decides when the whole document is there: by how it writes the word elsewhere, else by rule.

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
pub(super) const DOUBT: char = '\u{1}';

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

pub(super) fn last_word(text: &str) -> &str {
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
pub(super) fn keeps_hyphen(tail: &str, head: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use crate::read::pdf::settle::tests::joined;

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
}
