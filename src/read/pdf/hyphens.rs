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
const CONJUNCTIONS: &[&str] = &["och", "eller", "samt", "respektive", "resp", "and", "or", "inklusive", "alternativt"];

/// First parts that are written with a hyphen although they are lower case: abbreviations and a few prefixes.
const ABBREVIATIONS: &[&str] = &[
    "hbt", "hbtq", "hbtqi", "hbtqia", "lgbt", "lgbtq", "it", "ikt", "eu", "ai", "fn", "mr", "sfi", "sfs", "lss", "lov", "lou", "kpi",
    "npf", "vfu", "tv", "pm", "pdf", "sms", "gps", "dvd", "cd", "vd", "vvs", "ph", "co", "icke", "ex", "vice", "non", "app", "id", "wifi",
    "covid", "webb", "mc", "gc", "bh",
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
            ("såväl flick-", "som pojklag", "såväl flick- som pojklag"),
            ("allmän-", "som", "allmänsom"),
            ("enligt spr-", "åklagen", "enligt språklagen"),
            ("en rad", "till", "en rad till"),
            ("UTBILD-", "NING", "UTBILD-NING"),
        ] {
            let mut text = before.to_owned();
            append(&mut text, after);
            assert_eq!(text, expected);
        }
    }
}
