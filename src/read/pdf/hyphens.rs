//! What a hyphen at the end of a line means: a broken word, a compound written with a hyphen, or a suspended first part.

/// How the end of one line and the start of the next belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Two words: a space between them.
    Space,
    /// One word with its hyphen (or slash): nothing between them.
    Keep,
    /// One word: this many bytes of hyphen are taken away at the end of the first line.
    Drop(usize),
}

/// Words after a suspended hyphen (`köns- och åldersdiskriminering`).
const CONJUNCTIONS: &[&str] =
    &["och", "eller", "samt", "respektive", "resp", "som", "till", "o", "and", "or", "inklusive", "men", "alternativt"];

/// Abbreviations with vowels that form compounds with a hyphen; those without any vowel are recognised as such.
const ABBREVIATIONS: &[&str] = &[
    "it", "ikt", "eu", "ai", "hbtqi", "hbtqia", "lgbti", "sfi", "efi", "kpi", "pisa", "cemr", "agenda", "icke", "ex", "vice", "non",
    "anti", "covid", "sou", "ia", "ip", "app", "vvs", "id", "pa", "osa", "bup", "ivo", "sol", "lov", "lou", "gps", "usa", "fou", "kaf",
    "wifi",
];

/// Judges the joint between `before` and `after`, the text of two lines that follow each other.
pub(super) fn joint(before: &str, after: &str) -> Joint {
    let before = before.trim_end();
    let after = after.trim_start();
    let Some(last) = before.chars().next_back() else { return Joint::Space };
    let stem = &before[..before.len() - last.len_utf8()];
    let Some(first) = after.chars().next() else { return Joint::Space };
    let first_word: &str = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let suspended = CONJUNCTIONS.contains(&first_word) || after.starts_with('/');
    match last {
        '\u{AD}' if suspended => Joint::Space,
        '\u{AD}' => Joint::Drop(last.len_utf8()),
        '-' | '\u{2010}' | '\u{2011}' => {
            let tail = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            if tail.is_empty() || suspended {
                Joint::Space
            } else if first.is_lowercase() {
                if keeps_hyphen(tail) { Joint::Keep } else { Joint::Drop(last.len_utf8()) }
            } else if first.is_alphanumeric() {
                Joint::Keep
            } else {
                Joint::Space
            }
        }
        '/' if stem.ends_with(char::is_alphanumeric) && first.is_alphanumeric() => Joint::Keep,
        _ => Joint::Space,
    }
}

/// Whether a first part is one that is written with a hyphen anyway: `EU-medel`, `e-tjänst`, `18-åring`, `hbtq-personer`.
fn keeps_hyphen(tail: &str) -> bool {
    let letters = tail.chars().count();
    let upper = tail.chars().filter(|c| c.is_uppercase()).count();
    let lower = tail.to_lowercase();
    letters == 1
        || tail.ends_with(|c: char| c.is_ascii_digit())
        || (upper == letters && letters <= 6)
        || !lower.contains(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö', 'é', 'ü'])
        || ABBREVIATIONS.contains(&lower.as_str())
}

/// Appends `after` to `text` as the joint demands.
pub(super) fn append(text: &mut String, after: &str) {
    match joint(text, after) {
        Joint::Space => {
            if !text.is_empty() {
                text.push(' ');
            }
        }
        Joint::Keep => text.truncate(text.trim_end().len()),
        Joint::Drop(bytes) => {
            let end = text.trim_end().len();
            text.truncate(end.saturating_sub(bytes));
        }
    }
    text.push_str(after.trim_start());
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("en rad", "till", "en rad till"),
            ("UTBILD-", "NING", "UTBILD-NING"),
        ] {
            let mut text = before.to_owned();
            append(&mut text, after);
            assert_eq!(text, expected);
        }
    }
}
