//! What the page is made of, all of it inside the program.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Shared;
use super::documents::Asked;
use crate::desk::page::{self, Frame, MODULES, SAMPLE};
use crate::report::Language;

/// Only from here, and what the page calls is here too.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

const HEAD: &str = "<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"assets/page.css\">";
const SCRIPTS: &str = "<script type=\"module\" src=\"assets/main.js\"></script>";

pub async fn page(State(shared): State<Shared>, Query(asked): Query<Asked>) -> Response {
    let other_href = match asked.language() {
        Language::Swedish => "?lang=en",
        Language::English => "?lang=sv",
    };
    let links = if shared.archive.is_some() { super::archive::link(asked.language()) } else { "" };
    let html = page::page(asked.language(), Frame { head: HEAD, links, other_href, scripts: SCRIPTS });
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, POLICY)], html).into_response()
}

pub async fn asset(Path((_, name)): Path<(String, String)>) -> Response {
    let script = |text: &'static str| ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], text).into_response();
    match name.as_str() {
        "page.css" => ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], page::style()).into_response(),
        "engine.js" => script(include_str!("engine.js")),
        name => match MODULES.iter().find(|(own, _)| *own == name) {
            Some((_, module)) => script(module),
            None => StatusCode::NOT_FOUND.into_response(),
        },
    }
}

/// The sample document.
pub async fn sample() -> Response {
    let (name, bytes) = SAMPLE;
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, "application/octet-stream".to_string()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// The types of documents and the areas that the rules know.
pub async fn choices(State(shared): State<Shared>, Query(asked): Query<Asked>) -> Json<Value> {
    Json(json!(shared.desk.choices(asked.language())))
}
