//! What a page does with documents: lays them on its desk, looks at them, takes reports and copies home.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task::spawn_blocking;

use super::failure::Failure;
use super::sessions::{Full, Laid};
use super::{Shared, secret};
use crate::desk::{Desk, Form};
use crate::report::{Format, Language};
use crate::run::Beforehand;

/// Longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 255;

/// What stands after the question mark.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    lang: Option<String>,
    name: Option<String>,
    kind: Option<String>,
    save: Option<String>,
}

impl Asked {
    /// The language of the page; Swedish for any that is not known.
    pub fn language(&self) -> Language {
        let found = Language::ALL.iter().find(|(_, code)| self.lang.as_deref() == Some(*code));
        found.map_or(Language::default(), |(language, _)| *language)
    }

    /// The last part of the file's name: where it lay is nobody's business.
    fn name(&self) -> String {
        let given = self.name.as_deref().unwrap_or_default();
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        last.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect()
    }

    /// The type that the reader chose, if the rules know it.
    fn kind(&self, desk: &Desk) -> Option<String> {
        let kind = self.kind.as_deref().filter(|kind| !kind.is_empty())?;
        desk.rules().document_types().iter().find(|known| known.id == kind).map(|known| known.id.clone())
    }
}

/// Begins a session.
pub async fn begin(State(shared): State<Shared>, Query(asked): Query<Asked>) -> Result<Json<Value>, Failure> {
    let name = secret().map_err(|error| Failure::inner(asked.language(), &error.to_string()))?;
    if !shared.sessions.begin(name.clone()) {
        return Err(Failure::new(StatusCode::SERVICE_UNAVAILABLE, "too_many_pages", asked.language(), &[]));
    }
    Ok(Json(json!({ "session": name })))
}

/// All documents of the page.
pub async fn all(
    State(shared): State<Shared>,
    Path((_, session)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Json<Value>, Failure> {
    let language = asked.language();
    let papers = shared.sessions.papers(&session).ok_or_else(|| Failure::gone(language))?;
    let papers: Vec<Value> = papers.iter().map(|(id, laid)| told(&shared, *id, laid, language)).collect();
    let notebook = shared.notebook(&session).map_err(|why| why.failure(language))?;
    Ok(Json(json!({ "papers": papers, "reviews": notebook.len(), "kept": shared.notes.kept_in() })))
}

/// Reads a file, which is the body, and lays what it holds on the desk.
pub async fn add(
    State(shared): State<Shared>,
    Path((_, session)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Value>, Failure> {
    let language = asked.language();
    let most = shared.desk.reading().limits.max_bytes;
    let too_large = || {
        let limit = (most >> 20).to_string();
        Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", language, &[("megabytes", &limit)])
    };
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > most) {
        return Err(too_large());
    }
    // Before anything is received, and again before it is kept: others may have come meanwhile.
    shared.sessions.has_room(&session, length.unwrap_or_default()).map_err(|full| no_room(full, language))?;
    let bytes = to_bytes(body, most).await.map_err(|_| too_large())?;
    let (name, kind) = (asked.name(), asked.kind(&shared.desk));
    let known = known(&shared, &session, &kind, language)?;
    let papers = work(&shared, language, move |desk| desk.read(&name, &bytes, &known)).await?;
    let laid = shared.sessions.lay(&session, papers, kind).map_err(|full| no_room(full, language))?;
    Ok(Json(laid.iter().map(|(id, laid)| told(&shared, *id, laid, language)).collect()))
}

/// Judges a document anew as another type.
pub async fn judge_as(
    State(shared): State<Shared>,
    Path((_, session, id)): Path<(String, String, u64)>,
    Query(asked): Query<Asked>,
) -> Result<Json<Value>, Failure> {
    let language = asked.language();
    let laid = shared.sessions.paper(&session, id).ok_or_else(|| Failure::gone(language))?;
    let kind = asked.kind(&shared.desk);
    let known = known(&shared, &session, &kind, language)?;
    let paper = work(&shared, language, move |desk| desk.read_again(&laid.paper, &known)).await?;
    let laid = shared.sessions.replace(&session, id, Laid { paper, given: kind }).ok_or_else(|| Failure::gone(language))?;
    Ok(Json(told(&shared, id, &laid, language)))
}

/// A report of a document, or a copy of it with comments.
pub async fn report(
    State(shared): State<Shared>,
    Path((_, session, id, form)): Path<(String, String, u64, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let language = asked.language();
    let gone = || Failure::gone(language);
    let form = Form::named(&form).ok_or_else(gone)?;
    let laid = shared.sessions.paper(&session, id).ok_or_else(gone)?;
    let name = laid.paper.outcome.name.clone();
    let bytes = work(&shared, language, move |desk| desk.write(&laid.paper, form, language)).await??;
    Ok(file(bytes, form, &name, &form.file_name(&name, language), asked.save.is_some()))
}

/// What differs between two documents.
pub async fn comparison(
    State(shared): State<Shared>,
    Path((_, session, older, newer, form)): Path<(String, String, u64, u64, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let language = asked.language();
    let gone = || Failure::gone(language);
    let form = Form::named(&form).ok_or_else(gone)?;
    let Form::Report(format) = form else { return Err(gone()) };
    if !Format::OF_COMPARISON.iter().any(|(own, _)| *own == format) {
        return Err(gone());
    }
    let papers: Option<(Arc<Laid>, Arc<Laid>)> = shared.sessions.paper(&session, older).zip(shared.sessions.paper(&session, newer));
    let (older, newer) = papers.ok_or_else(gone)?;
    let name = newer.paper.outcome.name.clone();
    let bytes = work(&shared, language, move |desk| desk.compare(&older.paper, &newer.paper, format, language)).await??;
    Ok(file(bytes, form, &name, &form.comparison_name(&name, language), asked.save.is_some()))
}

/// Forgets a document.
pub async fn remove(State(shared): State<Shared>, Path((_, session, id)): Path<(String, String, u64)>) -> StatusCode {
    shared.sessions.remove(&session, id);
    StatusCode::NO_CONTENT
}

/// Forgets all documents of the page.
pub async fn clear(State(shared): State<Shared>, Path((_, session)): Path<(String, String)>) -> StatusCode {
    shared.sessions.clear(&session);
    StatusCode::NO_CONTENT
}

/// What documents of a page are judged with.
fn known(shared: &Shared, session: &str, kind: &Option<String>, language: Language) -> Result<Beforehand, Failure> {
    let notebook = shared.notebook(session).map_err(|why| why.failure(language))?;
    Ok(Beforehand { document_type: kind.clone(), reviews: notebook.reviews() })
}

/// Does what takes time on a thread of its own when it is its turn.
pub async fn work<R: Send + 'static>(
    shared: &Shared,
    language: Language,
    act: impl FnOnce(&Desk) -> R + Send + 'static,
) -> Result<R, Failure> {
    let inner = |error: &dyn std::fmt::Display| Failure::inner(language, &error.to_string());
    let turn = shared.workers.acquire().await.map_err(|error| inner(&error))?;
    let own = shared.clone();
    let done = spawn_blocking(move || act(&own.desk)).await.map_err(|error| inner(&error));
    drop(turn);
    done
}

pub fn told(shared: &Shared, id: u64, laid: &Laid, language: Language) -> Value {
    json!({ "id": id.to_string(), "card": shared.desk.card(&laid.paper, language), "given": laid.given })
}

fn no_room(full: Full, language: Language) -> Failure {
    match full {
        Full::NoSession => Failure::gone(language),
        Full::Papers => Failure::new(StatusCode::CONFLICT, "too_many_papers", language, &[]),
        Full::Bytes => Failure::new(StatusCode::CONFLICT, "too_much", language, &[]),
    }
}

/// What a report may load is told in itself; here, who may show it.
fn file(bytes: Vec<u8>, form: Form, document: &str, name: &str, save: bool) -> Response {
    let how = if save { "attachment" } else { "inline" };
    let disposition = format!("{how}; filename*=UTF-8''{}", utf8_percent_encode(name, NON_ALPHANUMERIC));
    let policy = "connect-src 'none'; frame-src 'none'; object-src 'none'; frame-ancestors 'self'";
    let headers = [
        (header::CONTENT_TYPE, form.media_type(document).to_string()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_SECURITY_POLICY, policy.to_string()),
    ];
    (headers, bytes).into_response()
}
