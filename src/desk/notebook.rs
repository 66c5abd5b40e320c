//! What somebody at the page has said of findings: the same file that the command line reads, not yet on any disk.

use std::sync::Arc;

use crate::fingerprint::Fingerprint;
use crate::handwritten::ConfigErrors;
use crate::review::{REVIEW_FILE, Review, Reviews, reviews, with_reviews, without_review};
use crate::rule::RuleSet;

/// The file of reviews as it stands, and what it says. A new one for every change: who reads a document meanwhile keeps the old.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
    text: String,
    all: Vec<Review>,
    reviews: Arc<Reviews>,
}

impl Notebook {
    /// Out of a file's text.
    ///
    /// # Errors
    /// Every mistake in it with its line.
    pub fn read(text: String, rules: &RuleSet) -> Result<Notebook, ConfigErrors> {
        let all = reviews(REVIEW_FILE, &text, rules)?;
        Ok(Notebook { reviews: Arc::new(Reviews::new(all.iter().cloned())), all, text })
    }

    /// The file: what `check --reviews` reads.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many reviews it holds.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether nothing has been said.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What holds of a sentence and an area.
    pub fn said(&self, print: Fingerprint) -> Option<&Review> {
        self.reviews.of(print)
    }

    /// What documents are judged with; `None` where nothing has been said.
    pub fn reviews(&self) -> Option<Arc<Reviews>> {
        (!self.is_empty()).then(|| self.reviews.clone())
    }

    /// With one more; one of the same sentence and area is replaced.
    ///
    /// # Errors
    /// The file cannot be written in.
    pub fn with(&self, review: &Review, rules: &RuleSet) -> Result<Notebook, ConfigErrors> {
        Notebook::read(with_reviews(REVIEW_FILE, &self.text, std::slice::from_ref(review), rules)?, rules)
    }

    /// Without what was said of this sentence and area.
    ///
    /// # Errors
    /// The file cannot be written in.
    pub fn without(&self, print: Fingerprint, rules: &RuleSet) -> Result<Notebook, ConfigErrors> {
        Notebook::read(without_review(REVIEW_FILE, &self.text, print, rules)?, rules)
    }

    /// With all that another file says. An empty notebook becomes that file, comments and all.
    ///
    /// # Errors
    /// Every mistake in it with its line.
    pub fn joined(&self, text: String, rules: &RuleSet) -> Result<Notebook, ConfigErrors> {
        let other = Notebook::read(text, rules)?;
        if self.text.trim().is_empty() {
            return Ok(other);
        }
        Notebook::read(with_reviews(REVIEW_FILE, &self.text, &other.all, rules)?, rules)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::Sentence;
    use crate::review::Answer;
    use crate::rule::built_in_files;

    #[test]
    fn what_is_said_can_be_taken_back_and_joined_and_comments_stay() {
        let rules = RuleSet::from_files(&built_in_files()).unwrap();
        let review = |sentence: &str, reason: &str| Review {
            fingerprint: Sentence::of(sentence).about("barnets-rattigheter"),
            answer: Answer::Rejected,
            area: "barnets-rattigheter".into(),
            document: "plan.md".into(),
            sentence: sentence.into(),
            reason: reason.into(),
            by: "Anna".into(),
            date: "2026-11-23".parse().unwrap(),
            line: 0,
        };
        let (first, second) = (review("Barn ska höras.", "Ett citat."), review("Barnets bästa ska prövas.", "En rubrik."));
        let one = Notebook::default().with(&first, &rules).unwrap();
        assert_eq!((one.len(), one.reviews().is_some(), Notebook::default().reviews().is_none()), (1, true, true));
        let two = one.with(&second, &rules).unwrap();
        assert_eq!(two.with(&review("Barn ska höras.", "Ett annat skäl."), &rules).unwrap().len(), 2);
        assert_eq!(two.without(second.fingerprint, &rules).unwrap().text(), one.text());
        // What stands above all entries stays when the first of them goes.
        let left = two.without(first.fingerprint, &rules).unwrap();
        assert_eq!(left.text(), Notebook::default().with(&second, &rules).unwrap().text());
        let none = one.without(first.fingerprint, &rules).unwrap();
        assert!(none.is_empty() && none.text().starts_with("# Bedömningar") && none.with(&first, &rules).unwrap().text() == one.text());

        let brought = format!("# Våra bedömningar\n{}", one.text());
        let joined = Notebook::default().joined(brought.clone(), &rules).unwrap();
        assert_eq!(joined.text(), brought);
        assert_eq!(joined.joined(two.text().to_string(), &rules).unwrap().len(), 2);
        assert!(joined.joined("[[bedomning]]\nsvar = 1".into(), &rules).is_err());
    }

    #[test]
    fn what_is_taken_back_may_be_written_in_any_way_that_toml_allows() {
        let rules = RuleSet::from_files(&built_in_files()).unwrap();
        let print = Sentence::of("Barn ska höras.").about("barnets-rattigheter");
        let cells = format!(
            "fingeravtryck = \"{print}\"\nsvar = \"avvisad\"\nomrade = \"barnets-rattigheter\"\ndokument = \"a\"\nskal = \"b\"\nav = \"c\"\ndatum = 2026-11-23\n"
        );
        let inline = format!("bedomning = [{{ {} }}]\n", cells.trim_end().replace('\n', ", "));
        for text in [format!("[[bedomning]]\n{cells}"), format!("[bedomning]\n{cells}"), inline] {
            let notebook = Notebook::read(text.clone(), &rules).unwrap();
            assert_eq!(notebook.len(), 1, "{text}");
            assert!(notebook.without(print, &rules).unwrap().is_empty(), "{text}");
        }
    }
}
