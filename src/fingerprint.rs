//! What is known again from one version of a document to the next, and from one format to another: sentences by their letters and figures.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Digits of a fingerprint as it is written.
const DIGITS: usize = 16;

/// Made of names and of a sentence's letters and figures: nothing that moves when other parts of the document are edited or the file is saved
/// in another format. Written as sixteen hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// Of parts, none of which can run over into the next. The first tells how fingerprints of the kind are made: files that hold older ones
    /// then say so by finding nothing.
    pub(crate) fn of(parts: &[&str]) -> Fingerprint {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let mut first = [0; 8];
        first.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
        Fingerprint(u64::from_be_bytes(first))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0DIGITS$x}", self.0)
    }
}

/// Not sixteen hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoFingerprint;

impl fmt::Display for NoFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "inget fingeravtryck: det är {DIGITS} tecken av 0–9 och a–f")
    }
}

impl std::error::Error for NoFingerprint {}

impl FromStr for Fingerprint {
    type Err = NoFingerprint;

    fn from_str(text: &str) -> Result<Self, NoFingerprint> {
        let fits = text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = fits.then(|| u64::from_str_radix(text, 16).ok()).flatten();
        number.map(Fingerprint).ok_or(NoFingerprint)
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// How fingerprints of a sentence and an area are made.
const ABOUT: &str = "genomsyra-bedomning/1";

/// A sentence as it is known again. What is said of it holds for every sentence with the same letters and figures.
///
/// ```
/// use genomsyra::fingerprint::Sentence;
///
/// let print = |text: &str| Sentence::of(text).about("barnets-rattigheter");
/// assert_eq!(print("Barnets rättigheter beaktas."), print("2.1 Barnets rättig-\nheter beaktas"));
/// assert_ne!(print("Barnets rättigheter beaktas."), Sentence::of("Barnets rättigheter beaktas.").about("hbtqi"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence(String);

impl Sentence {
    /// A sentence, list item or table row by its text.
    pub fn of(text: &str) -> Sentence {
        Sentence(letters(text))
    }

    /// What the sentence is known by when it is said of it whether it is about an area or ground (its id).
    pub fn about(&self, area: &str) -> Fingerprint {
        Fingerprint::of(&[ABOUT, area, &self.0])
    }
}

/// The letters and figures of a sentence, small: what is the same in every format. Spaces, hyphens at the ends of lines, quotation marks and
/// cells' borders are all gone, and the sign or number of a list item, which some formats hold as text and others do not.
pub(crate) fn letters(sentence: &str) -> String {
    let spelled = |text: &str| -> String { text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect() };
    let bare = spelled(without_number(sentence));
    if bare.is_empty() { spelled(sentence) } else { bare }
}

/// Without "–", "•", "1.", "2.3", "a)" or "iv." at its beginning.
fn without_number(sentence: &str) -> &str {
    let text = sentence.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(');
    let body = text.trim_start_matches('(');
    let Some(end) = body.find(char::is_whitespace) else { return text };
    let (first, rest) = body.split_at(end);
    let bare = first.trim_end_matches(['.', ')', ':']);
    let marked = bare.len() < first.len() || bare.contains('.');
    let figures =
        !bare.is_empty() && bare.split('.').all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    let roman = (1..=5).contains(&bare.len()) && bare.bytes().all(|b| b"ivx".contains(&b.to_ascii_lowercase()));
    if marked && (figures || letter || roman) { rest.trim_start() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn alike(texts: &[&str]) {
        let prints: Vec<Fingerprint> = texts.iter().map(|text| Sentence::of(text).about("x")).collect();
        assert!(prints.windows(2).all(|pair| pair[0] == pair[1]), "{:?}", texts.iter().map(|text| letters(text)).collect::<Vec<_>>());
    }

    #[test]
    fn what_formats_do_to_a_sentence_leaves_its_fingerprint_alone() {
        alike(&[
            "Barnets rättigheter beaktas.",
            "Barnets  rättig-\nheter beaktas.",
            "• Barnets ra\u{308}ttigheter beaktas",
            "2.1 BARNETS RÄTTIGHETER BEAKTAS.",
        ]);
        alike(&["a) beslutet prövas", "beslutet prövas;", "– beslutet prövas", "(iv) beslutet prövas", "12. beslutet prövas"]);
        alike(&["Effektiv ledning", "Eﬀektiv led\u{ad}ning"]);
        alike(&["| Åtgärd | 2027 |", "Åtgärd 2027"]);
    }

    #[test]
    fn what_matters_is_kept() {
        let of = |area: &str, text: &str| Sentence::of(text).about(area);
        let one = of("x", "Nämnden ska höra barn.");
        assert_ne!(one, of("x", "Nämnden bör höra barn."));
        assert_ne!(one, of("y", "Nämnden ska höra barn."));
        assert_eq!(letters("2027 ska allt vara klart"), "2027skaalltvaraklart");
        assert_eq!(letters("1.000 kronor"), "1000kronor");
        assert_eq!(letters("I skolan"), "iskolan");
        assert_eq!(letters("–"), "");
        assert_eq!(letters("4."), "4");
    }

    /// Files hold them: a change of these is a change of their kind, whose name has to change too.
    #[test]
    fn fingerprints_stay_as_they_are() {
        assert_eq!(Sentence::of("Nämnden ska höra barn.").about("barnets-rattigheter").to_string(), "18380b027b68c6ad");
    }

    #[test]
    fn writing_comes_back() {
        let print = Sentence::of("Samma.").about("x");
        assert_eq!(print.to_string().parse(), Ok(print));
        assert_eq!("a1".parse::<Fingerprint>(), Err(NoFingerprint));
        assert_eq!("+123456789abcdef".parse::<Fingerprint>(), Err(NoFingerprint));
    }
}
