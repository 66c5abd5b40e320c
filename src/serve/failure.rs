//! What cannot be done, told to the page in its reader's language.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::desk::CannotWrite;
use crate::desk::page::{fill, words_of_server};
use crate::report::Language;

/// Why a request cannot be done.
#[derive(Debug)]
pub struct Failure {
    status: StatusCode,
    message: String,
}

impl Failure {
    /// `key` names its text among those of the page; `values` are put into it.
    pub fn new(status: StatusCode, key: &str, language: Language, values: &[(&str, &str)]) -> Failure {
        Failure { status, message: fill(words_of_server(key, language), values) }
    }

    /// The session or document is not there, or no longer.
    pub fn gone(language: Language) -> Failure {
        Failure::new(StatusCode::NOT_FOUND, "gone", language, &[])
    }

    /// Something that should not happen.
    pub fn inner(language: Language, reason: &str) -> Failure {
        Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "inner", language, &[("reason", reason)])
    }
}

impl From<CannotWrite> for Failure {
    fn from(CannotWrite(message): CannotWrite) -> Failure {
        Failure { status: StatusCode::UNPROCESSABLE_ENTITY, message }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "message": self.message }))).into_response()
    }
}
