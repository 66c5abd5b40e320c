//! Why a part could not be read.

use crate::text::{Problem, ProblemCode};

/// Code and technical detail; becomes an error for the main part and a warning for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub code: ProblemCode,
    pub detail: String,
}

impl Failure {
    pub fn damaged(detail: impl Into<String>) -> Self {
        Failure { code: ProblemCode::Damaged, detail: detail.into() }
    }

    pub fn out_of_time(detail: impl Into<String>) -> Self {
        Failure { code: ProblemCode::OutOfTime, detail: detail.into() }
    }

    pub fn limit(detail: impl Into<String>) -> Self {
        Failure { code: ProblemCode::LimitReached, detail: detail.into() }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Problem::error(failure.code, failure.detail)
    }
}
