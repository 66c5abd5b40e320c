//! What a page says of findings: kept with its session, or in a file that whoever started the program has named.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::documents::{Asked, told, work};
use super::failure::Failure;
use super::sessions::Laid;
use super::{Shared, State as ServerState};
use crate::desk::{CannotReview, Desk, Notebook, Paper, Said};
use crate::fingerprint::Fingerprint;
use crate::handwritten::ConfigErrors;
use crate::report::Language;
use crate::review::{Answer, REVIEW_FILE};
use crate::rule::RuleSet;
use crate::run::Beforehand;

/// Longest that anybody says of a finding, in bytes; and the longest file of reviews that is taken.
pub const LONGEST_SAID: usize = 64 << 10;
/// See [`LONGEST_SAID`].
pub const LONGEST_FILE: usize = 16 << 20;

/// A file of reviews that outlives the program. What goes wrong is told in words for the reader.
pub trait ReviewFile: Send + Sync {
    /// The file's name as readers know it.
    fn name(&self) -> String;
    /// Its text; empty where it is not there yet.
    ///
    /// # Errors
    /// It cannot be read.
    fn read(&self) -> Result<String, String>;
    /// Puts this text in its place, whole or not at all.
    ///
    /// # Errors
    /// It cannot be written.
    fn write(&self, text: &str) -> Result<(), String>;
}

/// Where reviews are: in each session, or in the one file.
pub struct Notes {
    file: Option<Box<dyn ReviewFile>>,
    /// Who changes reviews reads, changes and writes them alone.
    changing: Mutex<()>,
}

impl Notes {
    pub fn new(file: Option<Box<dyn ReviewFile>>) -> Notes {
        Notes { file, changing: Mutex::new(()) }
    }

    /// The name of the file in which they are kept, if they are.
    pub fn kept_in(&self) -> Option<String> {
        self.file.as_ref().map(|file| file.name())
    }
}

/// Why reviews cannot be read or changed.
pub enum Unkept {
    NoSession,
    /// In words for the reader.
    Told(String),
}

impl From<ConfigErrors> for Unkept {
    fn from(errors: ConfigErrors) -> Self {
        Unkept::Told(errors.to_string())
    }
}

impl Unkept {
    pub fn failure(self, language: Language) -> Failure {
        match self {
            Unkept::NoSession => Failure::gone(language),
            Unkept::Told(reason) => Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "reviews_unkept", language, &[("reason", &reason)]),
        }
    }
}

impl ServerState {
    /// What has been said on a page, or by anybody where it is kept in a file. Reads that file.
    pub fn notebook(&self, session: &str) -> Result<Arc<Notebook>, Unkept> {
        let own = self.sessions.notebook(session).ok_or(Unkept::NoSession)?;
        match &self.notes.file {
            None => Ok(own),
            Some(file) => Ok(Arc::new(Notebook::read(file.read().map_err(Unkept::Told)?, self.desk.rules())?)),
        }
    }

    /// Changes what has been said.
    fn change(
        &self,
        session: &str,
        act: impl FnOnce(&Notebook, &RuleSet) -> Result<Notebook, ConfigErrors>,
    ) -> Result<Arc<Notebook>, Unkept> {
        let _alone = self.notes.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = Arc::new(act(&*self.notebook(session)?, self.desk.rules())?);
        if let Some(file) = &self.notes.file {
            file.write(changed.text()).map_err(Unkept::Told)?;
        }
        self.sessions.note(session, changed.clone());
        Ok(changed)
    }
}

/// What a page says of one finding.
#[derive(Deserialize)]
pub struct Statement {
    /// The document's number on the page.
    paper: String,
    fingerprint: String,
    /// [`Answer::key`]; empty: what was said is taken back.
    answer: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    by: String,
}

/// Says something of a finding, and judges the documents that have its sentence again.
pub async fn say(
    State(shared): State<Shared>,
    Path((_, session)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    Json(statement): Json<Statement>,
) -> Result<Json<Value>, Failure> {
    let language = asked.language();
    let gone = || Failure::gone(language);
    let print: Fingerprint = statement.fingerprint.parse().map_err(|_| no(CannotReview::NoFinding, language))?;
    let laid = statement.paper.parse().ok().and_then(|id| shared.sessions.paper(&session, id)).ok_or_else(gone)?;
    let (own, page) = (shared.clone(), session.clone());
    let changed = work(&shared, language, move |desk| -> Result<_, Failure> {
        let unkept = |unkept: Unkept| unkept.failure(language);
        let answer = Answer::ALL.into_iter().find(|answer| answer.key() == statement.answer);
        let review = match answer {
            Some(answer) => {
                let said = Said { answer, reason: statement.reason, by: statement.by };
                desk.review(&laid.paper, print, &said).map_err(|why| no(why, language))?
            }
            None => own.notebook(&page).map_err(unkept)?.said(print).cloned().ok_or_else(|| no(CannotReview::NoFinding, language))?,
        };
        let notebook = own.change(&page, |notebook, rules| match answer {
            Some(_) => notebook.with(&review, rules),
            None => notebook.without(print, rules),
        });
        let notebook = notebook.map_err(unkept)?;
        Ok(judged_again(&own, &page, &notebook, language, |desk, paper| desk.has_sentence(paper, &review)))
    });
    Ok(Json(changed.await??))
}

/// Adds what a file of reviews says, which is the body, and judges all documents again.
pub async fn join(
    State(shared): State<Shared>,
    Path((_, session)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    text: String,
) -> Result<Json<Value>, Failure> {
    let language = asked.language();
    let own = shared.clone();
    let changed = work(&shared, language, move |_| -> Result<_, Failure> {
        let notebook = own.change(&session, |notebook, rules| notebook.joined(text, rules)).map_err(|why| why.failure(language))?;
        Ok(judged_again(&own, &session, &notebook, language, |_, _| true))
    });
    Ok(Json(changed.await??))
}

/// The file of reviews.
pub async fn file(
    State(shared): State<Shared>,
    Path((_, session)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let notebook = shared.notebook(&session).map_err(|why| why.failure(asked.language()))?;
    let headers = [
        (header::CONTENT_TYPE, "application/toml".to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{REVIEW_FILE}")),
    ];
    Ok((headers, notebook.text().to_string()).into_response())
}

/// Judges the documents of a page again that what was said may change; tells of them, and how much has been said.
fn judged_again(
    shared: &Shared,
    session: &str,
    notebook: &Notebook,
    language: Language,
    is_touched: impl Fn(&Desk, &Paper) -> bool,
) -> Value {
    let desk = &shared.desk;
    let mut changed = Vec::new();
    for (id, laid) in shared.sessions.papers(session).unwrap_or_default() {
        if !is_touched(desk, &laid.paper) {
            continue;
        }
        let known = Beforehand { document_type: laid.given.clone(), reviews: notebook.reviews() };
        let again = Laid { paper: desk.judge_again(&laid.paper, &known), given: laid.given.clone() };
        if let Some(laid) = shared.sessions.replace(session, id, again) {
            changed.push(told(shared, id, &laid, language));
        }
    }
    json!({ "changed": changed, "reviews": notebook.len() })
}

fn no(why: CannotReview, language: Language) -> Failure {
    let (status, key) = match why {
        CannotReview::NoFinding => (StatusCode::NOT_FOUND, "no_finding"),
        CannotReview::Nobody => (StatusCode::UNPROCESSABLE_ENTITY, "nobody"),
        CannotReview::NoReason => (StatusCode::UNPROCESSABLE_ENTITY, "no_reason"),
    };
    Failure::new(status, key, language, &[])
}
