//! What the reader says of findings. The page keeps the file's text, for the next core and for whoever takes it home.

use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use super::{Core, Laid, Told, Written, language_of};
use crate::desk::page::{fill, words_of_server};
use crate::desk::{CannotReview, Desk, Notebook, Paper, Said};
use crate::fingerprint::Fingerprint;
use crate::report::Language;
use crate::review::{Answer, REVIEW_FILE};

#[wasm_bindgen]
impl Core {
    /// Says something of a finding, and judges the documents that have its sentence again: `{ changed, reviews, text }`. An empty answer takes
    /// back what was said; others are [`Answer::key`].
    pub fn review(&mut self, id: u32, print: &str, answer: &str, reason: &str, by: &str, language: &str) -> Result<String, Told> {
        let language = language_of(language);
        let print: Fingerprint = print.parse().map_err(|_| no(CannotReview::NoFinding, language))?;
        let paper = &self.papers.get(id, language)?.paper;
        let answer = Answer::ALL.into_iter().find(|own| own.key() == answer);
        let review = match answer {
            Some(answer) => {
                let said = Said { answer, reason: reason.into(), by: by.into() };
                self.desk.review(paper, print, &said).map_err(|why| no(why, language))?
            }
            None => self.notebook.said(print).cloned().ok_or_else(|| no(CannotReview::NoFinding, language))?,
        };
        let rules = self.desk.rules();
        let notebook = match answer {
            Some(_) => self.notebook.with(&review, rules),
            None => self.notebook.without(print, rules),
        };
        self.notebook = notebook.map_err(|errors| unkept(errors, language))?;
        self.judged_again(language, |desk, paper| desk.has_sentence(paper, &review))
    }

    /// Adds what a file of reviews says, and judges all documents again.
    pub fn add_reviews(&mut self, text: String, language: &str) -> Result<String, Told> {
        let language = language_of(language);
        self.notebook = self.notebook.joined(text, self.desk.rules()).map_err(|errors| unkept(errors, language))?;
        self.judged_again(language, |_, _| true)
    }

    /// Puts the text of a file in the place of all that has been said; documents that are read from now on are judged with it.
    pub fn note(&mut self, text: String, language: &str) -> Result<(), Told> {
        self.notebook = Notebook::read(text, self.desk.rules()).map_err(|errors| unkept(errors, language_of(language)))?;
        Ok(())
    }

    /// The file of reviews.
    pub fn reviews(&self) -> Written {
        Written { bytes: self.notebook.text().into(), name: REVIEW_FILE.to_string(), kind: "application/toml" }
    }

    /// Judges the documents again that what was said may change; tells of them, and how much has been said.
    fn judged_again(&mut self, language: Language, is_touched: impl Fn(&Desk, &Paper) -> bool) -> Result<String, Told> {
        let mut changed = Vec::new();
        for id in self.papers.ids() {
            let laid = self.papers.get(id, language)?;
            if is_touched(&self.desk, &laid.paper) {
                let given = laid.given.clone();
                let paper = self.desk.judge_again(&laid.paper, &self.known(given.as_deref()));
                changed.push(self.tell(id, Laid { paper, given }, language));
            }
        }
        Ok(json!({ "changed": Value::from(changed), "reviews": self.notebook.len(), "text": self.notebook.text() }).to_string())
    }
}

fn unkept(errors: impl std::fmt::Display, language: Language) -> Told {
    fill(words_of_server("reviews_unkept", language), &[("reason", &errors.to_string())]).into()
}

fn no(why: CannotReview, language: Language) -> Told {
    match why {
        CannotReview::NoFinding => words_of_server("no_finding", language).into(),
        CannotReview::Nobody => words_of_server("nobody", language).into(),
        CannotReview::NoReason => words_of_server("no_reason", language).into(),
    }
}
