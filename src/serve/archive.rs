//! The archive beside the page: [`browse`](crate::browse) behind HTTP. Every answer is a whole page without script.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::Shared;
use super::failure::Failure;
use crate::browse::{self, Shelf, Status, View};
use crate::desk::page;
use crate::report::Language;

/// Its style from here, its forms to here, no script.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Pages that are made at the same time: a search takes all processors by itself.
const AT_ONCE: usize = 2;

/// What stands after the question mark, as it was sent.
type Asked = Query<Vec<(String, String)>>;

/// An archive that is shown.
pub struct Archive {
    shelf: Arc<Shelf>,
    turns: Semaphore,
}

impl Archive {
    pub fn new(shelf: Shelf) -> Archive {
        Archive { shelf: Arc::new(shelf), turns: Semaphore::new(AT_ONCE) }
    }
}

/// The way to the archive, for the navigation of the page.
pub fn link(language: Language) -> &'static str {
    match language {
        Language::Swedish => "<li><a href=\"archive/\">Arkivet</a></li>",
        Language::English => "<li><a href=\"archive/?lang=en\">The archive</a></li>",
    }
}

/// The first page.
pub async fn overview(State(shared): State<Shared>, Query(asked): Asked) -> Response {
    answer(&shared, View::Overview, asked).await
}

/// Another page, or the pages' style.
pub async fn page(State(shared): State<Shared>, Path((_, name)): Path<(String, String)>, Query(asked): Asked) -> Response {
    if shared.archive.is_some() && name == "archive.css" {
        let style = format!("{}\n{}", page::style(), browse::STYLE);
        return ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], style).into_response();
    }
    match View::named(&name) {
        Some(view) => answer(&shared, view, asked).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn answer(shared: &Shared, view: View, asked: Vec<(String, String)>) -> Response {
    let Some(archive) = &shared.archive else { return StatusCode::NOT_FOUND.into_response() };
    let query = browse::Query::of(asked.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let language = query.language;
    let shelf = archive.shelf.clone();
    let made = async {
        let turn = archive.turns.acquire().await.map_err(|error| error.to_string())?;
        let made = spawn_blocking(move || shelf.answer(view, &query)).await.map_err(|error| error.to_string());
        drop(turn);
        made
    };
    match made.await {
        Err(reason) => Failure::inner(language, &reason).into_response(),
        Ok(answer) => {
            let status = match answer.status {
                Status::Found => StatusCode::OK,
                Status::Missing => StatusCode::NOT_FOUND,
                Status::Failed => StatusCode::SERVICE_UNAVAILABLE,
            };
            let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, POLICY)];
            (status, headers, answer.html).into_response()
        }
    }
}
