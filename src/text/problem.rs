//! What went wrong while a document was read: stands beside the document, never instead of a silent loss.

use serde::{Deserialize, Serialize};

/// How bad a problem is for what the reports say of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; the text is complete as far as can be told.
    Note,
    /// Part of the document could not be read: "not mentioned" cannot be said of it.
    Warning,
    /// Nothing could be read.
    Error,
}

/// Where a problem is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// The whole document.
    Document,
    /// A page, counted from 1.
    Page(u32),
    /// A part of a package (`word/document.xml`) or a line of a text file, as written.
    Part(String),
}

/// The kinds of problems. The code is stable; the wording lives in the reports, in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// The file holds no bytes.
    EmptyFile,
    /// The file is larger than the limit.
    TooLarge,
    /// The content is of no kind that we know.
    UnknownFormat,
    /// A known kind that we do not read (`detail` names it).
    UnsupportedFormat,
    /// The file claims a format but cannot be parsed.
    Damaged,
    /// The file needs a password.
    Encrypted,
    /// The password given does not open the file.
    WrongPassword,
    /// A page that shows an image and has no text: a scan.
    ScannedPage,
    /// No page has any text.
    NoText,
    /// A font on a page cannot be turned into letters.
    UndecodableFont,
    /// The text was recognised from images by a program, and can hold its mistakes.
    RecognisedText,
    /// Much less text came out than was drawn on the page.
    SparseText,
    /// The file was repaired before it could be read.
    Repaired,
    /// The text stops before the end of the document (a limit or a broken end).
    Truncated,
    /// A limit on pages, objects, nesting or unpacked bytes was reached.
    LimitReached,
    /// The time for one document was out before all of it was read: another run could give more.
    OutOfTime,
    /// A part that the document refers to is missing or cannot be read.
    MissingPart,
    /// The reader itself failed; the document is set aside and the run goes on.
    ReaderFailed,
    /// The encoding of a text file was guessed.
    GuessedEncoding,
    /// Characters could not be decoded and stand as U+FFFD.
    BadCharacters,
    /// A page (slide) that the file hides when it is shown; its text is read.
    HiddenPage,
    /// The file holds other documents, which are read each on its own: an archive, or the attachments of a message (`detail` or place names them).
    HoldsDocuments,
    /// A part that the file keeps out of sight was not read: a hidden sheet.
    HiddenPart,
    /// The file or folder could not be opened: permission, a broken disk or link.
    CannotOpen,
}

impl ProblemCode {
    /// Every code, for tables of texts and schemas.
    pub const ALL: [ProblemCode; 24] = [
        ProblemCode::EmptyFile,
        ProblemCode::TooLarge,
        ProblemCode::UnknownFormat,
        ProblemCode::UnsupportedFormat,
        ProblemCode::Damaged,
        ProblemCode::Encrypted,
        ProblemCode::WrongPassword,
        ProblemCode::ScannedPage,
        ProblemCode::NoText,
        ProblemCode::UndecodableFont,
        ProblemCode::RecognisedText,
        ProblemCode::SparseText,
        ProblemCode::Repaired,
        ProblemCode::Truncated,
        ProblemCode::LimitReached,
        ProblemCode::OutOfTime,
        ProblemCode::MissingPart,
        ProblemCode::ReaderFailed,
        ProblemCode::GuessedEncoding,
        ProblemCode::BadCharacters,
        ProblemCode::HiddenPage,
        ProblemCode::HoldsDocuments,
        ProblemCode::HiddenPart,
        ProblemCode::CannotOpen,
    ];

    /// The stable name used in JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            ProblemCode::EmptyFile => "empty-file",
            ProblemCode::TooLarge => "too-large",
            ProblemCode::UnknownFormat => "unknown-format",
            ProblemCode::UnsupportedFormat => "unsupported-format",
            ProblemCode::Damaged => "damaged",
            ProblemCode::Encrypted => "encrypted",
            ProblemCode::WrongPassword => "wrong-password",
            ProblemCode::ScannedPage => "scanned-page",
            ProblemCode::NoText => "no-text",
            ProblemCode::UndecodableFont => "undecodable-font",
            ProblemCode::RecognisedText => "recognised-text",
            ProblemCode::SparseText => "sparse-text",
            ProblemCode::Repaired => "repaired",
            ProblemCode::Truncated => "truncated",
            ProblemCode::LimitReached => "limit-reached",
            ProblemCode::OutOfTime => "out-of-time",
            ProblemCode::MissingPart => "missing-part",
            ProblemCode::ReaderFailed => "reader-failed",
            ProblemCode::GuessedEncoding => "guessed-encoding",
            ProblemCode::BadCharacters => "bad-characters",
            ProblemCode::HiddenPage => "hidden-page",
            ProblemCode::HoldsDocuments => "holds-documents",
            ProblemCode::HiddenPart => "hidden-part",
            ProblemCode::CannotOpen => "cannot-open",
        }
    }
}

/// One problem of one document: what, how bad, where, and the technical detail (English, may be empty).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of problem.
    pub code: ProblemCode,
    /// Where it is.
    pub place: Place,
    /// Technical detail for those who want to know, e.g. the parser's message; may be empty.
    pub detail: String,
}

impl Problem {
    /// Nothing could be read.
    pub fn error(code: ProblemCode, detail: impl Into<String>) -> Self {
        Problem { severity: Severity::Error, code, place: Place::Document, detail: detail.into() }
    }

    /// Part of the document could not be read.
    pub fn warning(code: ProblemCode, place: Place, detail: impl Into<String>) -> Self {
        Problem { severity: Severity::Warning, code, place, detail: detail.into() }
    }

    /// Worth knowing only.
    pub fn note(code: ProblemCode, place: Place, detail: impl Into<String>) -> Self {
        Problem { severity: Severity::Note, code, place, detail: detail.into() }
    }
}
