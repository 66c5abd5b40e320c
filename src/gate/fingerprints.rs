//! What a remark is known by from one version of a document to the next: its rule, what it is about, its sentence, and its number among equal
//! ones.

use std::collections::HashMap;

use super::rule::Rule;
use crate::fingerprint::{Fingerprint, letters};

/// How fingerprints of remarks are made.
const REMARK: &str = "genomsyra/1";

/// Gives the remarks of one document their fingerprints, in the document's order.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: HashMap<(Rule, String, String), usize>,
}

impl Fingerprints {
    /// The next one of its kind.
    pub fn next(&mut self, rule: Rule, subject: &str, sentence: &str) -> Fingerprint {
        let letters = letters(sentence);
        let ordinal = self.seen.entry((rule, subject.to_string(), letters.clone())).or_default();
        *ordinal += 1;
        Fingerprint::of(&[REMARK, rule.id(), subject, &letters, &ordinal.to_string()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_subject_and_sentence_tell_remarks_apart() {
        let of = |rule, subject: &str, text: &str| Fingerprints::default().next(rule, subject, text);
        let one = of(Rule::Reference, "", "Nämnden ska höra barn.");
        assert_eq!(one, of(Rule::Reference, "", "• Nämnden ska höra barn"));
        assert_ne!(one, of(Rule::Reference, "", "Nämnden bör höra barn."));
        assert_ne!(one, of(Rule::SharpenVague, "", "Nämnden ska höra barn."));
        assert_ne!(one, of(Rule::Reference, "x", "Nämnden ska höra barn."));
    }

    #[test]
    fn equal_sentences_are_counted() {
        let mut prints = Fingerprints::default();
        assert_ne!(prints.next(Rule::Reference, "", "Samma."), prints.next(Rule::Reference, "", "samma"));
    }
}
