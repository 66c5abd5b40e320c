//! The page without a server: [`desk`](crate::desk) in a worker of the reader's own browser, called by `page/worker.js`.
//!
//! `cargo run --example page -- FILE` (`tools/page`) builds this for `wasm32-unknown-unknown` and writes it with the page into one file that
//! opens from the disk and fetches nothing. There are no threads: a reader runs on the worker's own. A panic ends the worker, which the page
//! tells and starts anew, and so does whoever stops a document; nothing of what lies here is needed then, since the page reads a document
//! again when it is asked for (`page/core.js`).

mod laid;
mod reviews;

use std::panic;

use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::desk::page::{SAMPLE, words_of_server};
use crate::desk::{Desk, Form, Notebook};
use crate::identity::Date;
use crate::read::ReadOptions;
use crate::report::Language;
use crate::rule::{RuleSet, built_in_files};
use crate::run::Beforehand;
use laid::{Laid, Papers};

/// What goes wrong and the reader is told of: words in the page's language. The page takes everything else that is thrown for a core in pieces.
type Told = JsValue;

/// The desk of one page, the documents on it, and what has been said of their findings.
#[wasm_bindgen]
pub struct Core {
    desk: Desk<'static>,
    papers: Papers,
    notebook: Notebook,
}

#[wasm_bindgen]
impl Core {
    /// A desk with the rules inside the program. `today` is the reader's day: 2026-01-01.
    #[wasm_bindgen(constructor)]
    pub fn new(today: &str) -> Result<Core, Told> {
        // There is nothing to go on with after a panic: the page is told why, as of any error that is thrown.
        panic::set_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
        let today: Date = today.parse().map_err(told)?;
        let rules = RuleSet::from_files(&built_in_files()).map_err(told)?;
        let desk = Desk::new(Box::leak(Box::new(rules)), ReadOptions::default(), today);
        Ok(Core { desk, papers: Papers::default(), notebook: Notebook::default() })
    }

    /// What a reader chooses from: `{ kinds: [{ id, name }], areas: [{ id, name }] }`.
    pub fn choices(&self, language: &str) -> String {
        json!(self.desk.choices(language_of(language))).to_string()
    }

    /// Reads a file and lays what it holds on the desk, numbered from `first`: `[{ id, card, given }]`. `room` is how many the page still takes.
    pub fn add(&mut self, name: &str, bytes: &[u8], first: u32, room: u32, language: &str) -> Result<String, Told> {
        let language = language_of(language);
        let papers = self.desk.read(name, bytes, &self.known(None));
        if papers.len() > room as usize {
            return Err(words_of_server("too_many_papers", language).into());
        }
        let ids = first..;
        let told: Value = ids.zip(papers).map(|(id, paper)| self.tell(id, Laid { paper, given: None }, language)).collect();
        Ok(told.to_string())
    }

    /// Judges a document anew as a type; an empty one is what the document says itself.
    pub fn judge_as(&mut self, id: u32, kind: &str, language: &str) -> Result<String, Told> {
        let language = language_of(language);
        let kind = self.desk.rules().document_types().iter().find(|known| known.id == kind).map(|known| known.id.clone());
        let paper = self.desk.read_again(&self.papers.get(id, language)?.paper, &self.known(kind.as_deref()));
        Ok(self.tell(id, Laid { paper, given: kind }, language).to_string())
    }

    /// What a document is judged with.
    fn known(&self, kind: Option<&str>) -> Beforehand {
        Beforehand { document_type: kind.map(str::to_string), reviews: self.notebook.reviews() }
    }

    /// Lays a document on the desk, in the place of what it was there before, and says what the page shows of it.
    fn tell(&mut self, id: u32, laid: Laid, language: Language) -> Value {
        let told = self.told(id, &laid, language);
        self.papers.lay(id, laid);
        told
    }

    fn told(&self, id: u32, laid: &Laid, language: Language) -> Value {
        json!({ "id": id.to_string(), "card": self.desk.card(&laid.paper, language), "given": laid.given })
    }

    /// A document as it was told when it was added, in another language.
    pub fn paper(&self, id: u32, language: &str) -> Result<String, Told> {
        let language = language_of(language);
        Ok(self.told(id, self.papers.get(id, language)?, language).to_string())
    }

    /// A report of a document, or a copy of it with comments.
    pub fn report(&self, id: u32, form: &str, language: &str) -> Result<Written, Told> {
        let language = language_of(language);
        let (laid, form) = (self.papers.get(id, language)?, form_of(form, language)?);
        let bytes = self.desk.write(&laid.paper, form, language).map_err(|cannot| JsValue::from(cannot.0))?;
        let document = &laid.paper.outcome.name;
        Ok(Written { bytes, name: form.file_name(document, language), kind: form.media_type(document) })
    }

    /// What differs between two documents.
    pub fn comparison(&self, older: u32, newer: u32, form: &str, language: &str) -> Result<Written, Told> {
        let language = language_of(language);
        let (older, newer) = (self.papers.get(older, language)?, self.papers.get(newer, language)?);
        let form = form_of(form, language)?;
        let Form::Report(format) = form else { return Err(gone(language)) };
        let bytes = self.desk.compare(&older.paper, &newer.paper, format, language).map_err(|cannot| JsValue::from(cannot.0))?;
        let document = &newer.paper.outcome.name;
        Ok(Written { bytes, name: form.comparison_name(document, language), kind: form.media_type(document) })
    }

    /// Forgets a document.
    pub fn remove(&mut self, id: u32) {
        self.papers.remove(id);
    }

    /// The document that the page offers to try.
    pub fn sample(&self) -> Written {
        let (name, bytes) = SAMPLE;
        Written { bytes: bytes.to_vec(), name: name.to_string(), kind: "" }
    }
}

/// A file to show or to save.
#[wasm_bindgen]
pub struct Written {
    bytes: Vec<u8>,
    name: String,
    kind: &'static str,
}

#[wasm_bindgen]
impl Written {
    /// Its bytes, handed over.
    pub fn bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// What it is called.
    pub fn name(&self) -> String {
        self.name.clone()
    }

    /// Its media type.
    pub fn kind(&self) -> String {
        self.kind.to_string()
    }
}

/// Swedish for any that is not known.
fn language_of(code: &str) -> Language {
    Language::ALL.iter().find(|(_, own)| *own == code).map_or(Language::default(), |(language, _)| *language)
}

fn form_of(name: &str, language: Language) -> Result<Form, Told> {
    Form::named(name).ok_or_else(|| gone(language))
}

fn gone(language: Language) -> Told {
    words_of_server("gone", language).into()
}

fn told(error: impl std::fmt::Display) -> Told {
    error.to_string().into()
}
