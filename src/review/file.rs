//! The file of reviews.
//!
//! ```toml
//! [[bedomning]]
//! fingeravtryck = "0a1b2c3d4e5f6071"
//! svar = "avvisad"                      # or "godtagen"
//! omrade = "barnets-rattigheter"
//! dokument = "policyer/it.docx"         # for people: it holds wherever the sentence stands
//! mening = "Behörigheter och rättigheter …"
//! skal = "Handlar om behörigheter i ett IT-system."
//! av = "Anna Andersson"
//! datum = 2026-11-22
//! ```

use toml::de::DeTable;

use super::{Answer, Review};
use crate::fingerprint::Fingerprint;
use crate::handwritten::{Cell, ConfigErrors, Entries, Reader, meant};
use crate::rule::RuleSet;

/// The name of the file beside the documents.
pub const REVIEW_FILE: &str = "genomsyra-bedomningar.toml";

const ENTRY: &str = "bedomning";
const KEYS: [&str; 8] = ["fingeravtryck", "svar", "omrade", "dokument", "mening", "skal", "av", "datum"];
/// Those of [`KEYS`] without which nobody can say what was said of what, and by whom.
const NEEDED: [&str; 6] = ["fingeravtryck", "svar", "omrade", "dokument", "av", "datum"];
/// How entries stand in the file; one about the same sentence and area is renewed.
const ENTRIES: Entries = Entries {
    name: ENTRY,
    head: "# Bedömningar av fynd: vad någon har läst och godtagit eller avvisat, varför, av vem och när.\n# Skriv nya med `genomsyra review`.\n",
    known_by: &["fingeravtryck"],
};

/// Reads a file of reviews; `file` is its name as messages show it.
///
/// # Errors
/// Every mistake with its line: unknown keys, answers and areas with the nearest that there is.
pub fn reviews(file: &str, text: &str, rules: &RuleSet) -> Result<Vec<Review>, ConfigErrors> {
    let mut reader = Reader::new(file, text);
    let mut out = Vec::new();
    if let Some(table) = reader.parse() {
        for entry in reader.entries(&table, &[ENTRY]) {
            for (line, table) in reader.tables(&entry) {
                out.extend(review(&mut reader, rules, line, table));
            }
        }
    }
    reader.finish(out)
}

fn review<'t>(reader: &mut Reader<'t>, rules: &RuleSet, line: usize, table: &DeTable<'t>) -> Option<Review> {
    let mut told = [false; NEEDED.len()];
    let (mut fingerprint, mut answer, mut date) = (None, None, None);
    let [mut area, mut document, mut sentence, mut reason, mut by] = [const { String::new() }; 5];
    for entry in reader.entries(table, &KEYS) {
        if let Some(place) = NEEDED.iter().position(|key| *key == entry.key) {
            told[place] = true;
        }
        if entry.key == "datum" {
            date = reader.day(&entry).map(|day| day.value);
            continue;
        }
        let Some(text) = reader.text(&entry) else { continue };
        match entry.key {
            "fingeravtryck" => match text.value.parse() {
                Ok(found) => fingerprint = Some(found),
                Err(error) => reader.error(text.line, format!("`{}` är {error}", text.value)),
            },
            "svar" => {
                let keys = Answer::ALL.map(Answer::key);
                answer = Answer::ALL.into_iter().find(|answer| answer.key() == text.value);
                if answer.is_none() {
                    let near = meant(&text.value, keys);
                    reader.error(text.line, format!("`svar` ska vara {}, inte `{}`{near}", keys.join(" eller "), text.value));
                }
            }
            "omrade" => {
                let taxonomy = rules.taxonomy();
                if taxonomy.find(&text.value).is_none() {
                    let near = meant(&text.value, taxonomy.areas().iter().map(|area| area.id.as_str()));
                    reader.error(text.line, format!("området eller grunden `{}` finns inte{near}", text.value));
                }
                area = text.value;
            }
            "dokument" => document = text.value,
            "mening" => sentence = text.value,
            "skal" => reason = text.value,
            _ => by = text.value,
        }
    }
    reader.missing(line, &NEEDED, &told);
    if answer == Some(Answer::Rejected) && reason.is_empty() {
        reader.error(line, "nyckeln `skal` saknas: den som avvisar ett fynd säger varför");
    }
    let needed = (fingerprint?, answer?, date?);
    Some(Review { fingerprint: needed.0, answer: needed.1, area, document, sentence, reason, by, date: needed.2, line })
}

/// A file of reviews with these added, everything else in it as it stands; one of the same sentence and area is replaced.
///
/// # Errors
/// The file cannot be read as reviews.
pub fn with_reviews(file: &str, text: &str, new: &[Review], rules: &RuleSet) -> Result<String, ConfigErrors> {
    reviews(file, text, rules)?;
    let prints: Vec<String> = new.iter().map(|review| review.fingerprint.to_string()).collect();
    let new: Vec<_> = new.iter().zip(&prints).map(|(review, print)| cells(review, print)).collect();
    ENTRIES.write_into(file, text, &new)
}

/// A file of reviews without those of this sentence and area, everything else in it as it stands.
///
/// # Errors
/// The file cannot be read as reviews.
pub fn without_review(file: &str, text: &str, print: Fingerprint, rules: &RuleSet) -> Result<String, ConfigErrors> {
    reviews(file, text, rules)?;
    ENTRIES.without(file, text, "fingeravtryck", &print.to_string())
}

fn cells<'a>(review: &'a Review, print: &'a str) -> Vec<(&'static str, Cell<'a>)> {
    vec![
        ("fingeravtryck", Cell::Text(print)),
        ("svar", Cell::Text(review.answer.key())),
        ("omrade", Cell::Text(&review.area)),
        ("dokument", Cell::Text(&review.document)),
        ("mening", Cell::Text(&review.sentence)),
        ("skal", Cell::Text(&review.reason)),
        ("av", Cell::Text(&review.by)),
        ("datum", Cell::Day(Some(review.date))),
    ]
}
