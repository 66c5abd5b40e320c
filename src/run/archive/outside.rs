//! What becomes of files that nothing can be judged of, and of results that are not to be trusted next time.

use sha2::{Digest, Sha256};

use super::{judged, last};
use crate::archive::store::{Finished, Kept, MemberSeen, Packed};
use crate::identity::Identity;
use crate::outcome::Outcome;
use crate::source::{OpenFailure, named_as_document};
use crate::text::{Problem, ProblemCode};

/// A document whose bytes nobody has: known by where it lies.
pub(super) fn unread(shown: String, place: &[u8], problem: Problem, bytes: u64) -> (MemberSeen, Option<Finished>) {
    let content: [u8; 32] = Sha256::new().chain_update(b"unread\0").chain_update(place).chain_update(&shown).finalize().into();
    let name = last(&shown).to_string();
    let passing = problem.code == ProblemCode::CannotOpen;
    let packed = Packed::of(&Kept { record: judged::unread(problem, bytes), identity: Identity::default() }).ok();
    let finished = packed.map(|packed| Finished { content, name: name.clone(), passing, locked: false, other: None, packed });
    (MemberSeen { shown, name, content: Some(content), other: None }, finished)
}

/// The problem of a file of this many bytes that could not be opened.
pub(super) fn not_opened(failure: &OpenFailure, size: u64) -> Problem {
    match failure {
        OpenFailure::TooLarge { limit } => Problem::error(ProblemCode::TooLarge, format!("{size} bytes, limit {limit}")),
        OpenFailure::Missing => Problem::error(ProblemCode::CannotOpen, "no longer there"),
        OpenFailure::Denied => Problem::error(ProblemCode::CannotOpen, "permission denied"),
        OpenFailure::Other(why) => Problem::error(ProblemCode::CannotOpen, why.clone()),
        _ => Problem::error(ProblemCode::CannotOpen, ""),
    }
}

/// What a file is that turned out to be no document: pictures, and bytes that nobody knows under a name that promises none.
pub(super) fn other(outcome: &Outcome) -> Option<String> {
    let problem = outcome.result.as_ref().err()?;
    match problem.code {
        ProblemCode::UnsupportedFormat => matches!(problem.detail.as_str(), "PNG" | "JPEG" | "GIF").then(|| problem.detail.to_lowercase()),
        ProblemCode::UnknownFormat if !named_as_document(&outcome.name) => {
            let extension = outcome.name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
            Some(extension.filter(|extension| extension.len() <= 8).unwrap_or_else(|| "okänd".into()))
        }
        _ => None,
    }
}

/// Whether another try could give more: time ran out, or the machine failed the reader.
pub(super) fn is_passing(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| matches!(problem.code, ProblemCode::OutOfTime | ProblemCode::CannotOpen))
}

/// Whether a password could give more.
pub(super) fn is_locked(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| matches!(problem.code, ProblemCode::Encrypted | ProblemCode::WrongPassword))
}
