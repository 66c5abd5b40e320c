//! E-mail: the message itself as a document (subject, who and when, body); its attachments are documents of their own.
//!
//! The plain body is preferred; one that comes only as HTML goes through the reader of web pages. What is quoted from earlier messages stands as quotes.

mod body;
mod mime;
mod outlook;

use super::Limits;
use super::compound::Compound;
use crate::text::{BlockKind, Document, DocumentBuilder, Origin, Place, Problem, ProblemCode};

/// A message, whatever file it came in.
#[derive(Debug, Default)]
struct Message {
    subject: String,
    /// Label and content of the lines above the body: who wrote it, to whom, when.
    head: Vec<(&'static str, String)>,
    /// Stretches of the body, in order.
    body: Vec<Body>,
    attachments: Vec<Attachment>,
    problems: Vec<Problem>,
}

/// A stretch of the body.
#[derive(Debug)]
enum Body {
    /// Bytes in an encoding that nobody told, or UTF-8.
    Plain(Vec<u8>),
    Html(Vec<u8>),
}

/// A file that came with the message.
#[derive(Debug)]
pub(super) struct Attachment {
    /// As the sender named it; may be empty.
    pub name: String,
    pub bytes: Vec<u8>,
    /// A picture that is shown inside the body (a logo in a signature).
    pub inline: bool,
}

/// Whether a text is a message: it begins with header lines, and among them such that only messages have.
pub(super) fn is_message(text: &str, name: &str) -> bool {
    const OWN: &[&str] = &["received", "return-path", "message-id", "mime-version", "delivered-to", "dkim-signature", "x-mailer"];
    const COMMON: &[&str] = &["from", "to", "subject", "date", "cc", "reply-to", "content-type", "sender"];
    let named = name.to_lowercase().ends_with(".eml");
    let (mut own, mut common) = (0, 0);
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && own + common > 0 {
            continue;
        }
        let Some((field, _)) = line.split_once(':').filter(|(f, _)| !f.is_empty() && f.bytes().all(|b| b.is_ascii_graphic())) else {
            return false;
        };
        let field = field.to_ascii_lowercase();
        own += usize::from(OWN.contains(&field.as_str()));
        common += usize::from(COMMON.contains(&field.as_str()));
    }
    own > 0 && common > 0 || common >= 2 || named && own + common > 0
}

/// Reads a message: MIME (`.eml`) or Outlook's own (`.msg`).
///
/// # Errors
/// `Damaged` when the bytes are no message. A body that cannot be read leaves a warning in the document.
pub(crate) fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    let message = message(bytes)?;
    let mut builder = DocumentBuilder::new(origin);
    builder.heading(1, &message.subject);
    for (label, content) in &message.head {
        builder.push(BlockKind::Marginal, &[format!("{label}: {content}").as_str().into()]);
    }
    let headed = builder.len();
    for stretch in &message.body {
        if let Err(problem) = body::append(&mut builder, stretch, limits) {
            builder.problem(Problem::warning(problem.code, Place::Document, problem.detail));
        }
    }
    message.problems.into_iter().for_each(|problem| builder.problem(problem));
    for (index, attachment) in message.attachments.iter().enumerate() {
        builder.problem(Problem::note(ProblemCode::HoldsDocuments, Place::Part(attachment.shown_name(index)), ""));
    }
    if builder.len() == headed && message.attachments.is_empty() {
        builder.problem(Problem::warning(ProblemCode::NoText, Place::Document, ""));
    }
    Ok(builder.finish())
}

/// The files that came with a message, for those who read each on its own.
pub(super) fn attachments(bytes: &[u8]) -> Result<Vec<Attachment>, Problem> {
    Ok(message(bytes)?.attachments)
}

fn message(bytes: &[u8]) -> Result<Message, Problem> {
    let mut message =
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") { outlook::parse(&mut Compound::open(bytes)?)? } else { mime::parse(bytes)? };
    // Pictures inside the body belong to it: a logo is no document. That they are there is told.
    let (inline, attachments): (Vec<_>, Vec<_>) = message.attachments.into_iter().partition(|attachment| attachment.inline);
    for (index, picture) in inline.iter().enumerate() {
        let place = Place::Part(picture.shown_name(index));
        message.problems.push(Problem::note(ProblemCode::UnsupportedFormat, place, "picture inside the message"));
    }
    message.attachments = attachments;
    Ok(message)
}

impl Attachment {
    /// The name, or a number where there is none.
    pub fn shown_name(&self, index: usize) -> String {
        if self.name.trim().is_empty() { format!("bilaga {}", index + 1) } else { self.name.clone() }
    }
}

#[cfg(test)]
mod tests;
