//! Messages in MIME, the form that `.eml` files have.

use super::{Attachment, Body, Message};
use crate::read::decode::decode;
use crate::text::{Problem, ProblemCode};
use mail_parser::{Address, MessageParser, MessagePart, MimeHeaders, PartType};

/// Longest list of receivers that is written out, in characters.
const MAX_PEOPLE: usize = 500;

/// More messages inside a message than anyone forwards. The parser does not recurse, but what it makes of messages in messages takes stack when it is
/// taken down, and twenty thousand levels of it end the process.
const MAX_MESSAGES: usize = 500;

/// Takes a message apart. What comes out is no larger than the input.
pub(super) fn parse(bytes: &[u8]) -> Result<Message, Problem> {
    if inner_messages(bytes) > MAX_MESSAGES {
        return Err(Problem::error(ProblemCode::LimitReached, format!("more than {MAX_MESSAGES} messages in the message")));
    }
    let parsed = MessageParser::default().parse(bytes).ok_or_else(|| Problem::error(ProblemCode::Damaged, "e-mail"))?;
    let mut message = Message { subject: declared(parsed.subject(), bytes, "subject"), ..Message::default() };
    for (label, people) in [("Från", parsed.from()), ("Till", parsed.to()), ("Kopia", parsed.cc())] {
        let names = people.map(names).unwrap_or_default();
        if !names.is_empty() {
            message.head.push((label, names));
        }
    }
    if let Some(date) = parsed.date() {
        let (year, month, day, hour, minute) = (date.year, date.month, date.day, date.hour, date.minute);
        message.head.push(("Datum", format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")));
    }
    for id in &parsed.text_body {
        let Some(part) = parsed.part(*id) else { continue };
        match &part.body {
            PartType::Text(text) => message.body.push(Body::Plain(undeclared(part, bytes, text))),
            PartType::Html(html) => message.body.push(Body::Html(undeclared(part, bytes, html))),
            // A picture between two stretches of text is listed here too; it comes as an attachment below.
            _ => {}
        }
    }
    for part in parsed.attachments() {
        let (name, bytes, inline) = match &part.body {
            PartType::Message(inner) => {
                let name = inner.subject().map(|subject| format!("{subject}.eml")).unwrap_or_else(|| "brev.eml".into());
                (part.attachment_name().map_or(name, str::to_owned), source(inner), false)
            }
            PartType::Text(text) | PartType::Html(text) => {
                (part.attachment_name().unwrap_or_default().to_owned(), undeclared(part, bytes, text), false)
            }
            PartType::Binary(content) => (part.attachment_name().unwrap_or_default().to_owned(), content.to_vec(), false),
            PartType::InlineBinary(content) => {
                let picture = part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"));
                (part.attachment_name().unwrap_or_default().to_owned(), content.to_vec(), picture && part.content_id().is_some())
            }
            PartType::Multipart(_) => continue,
        };
        message.attachments.push(Attachment { name, bytes, inline });
    }
    Ok(message)
}

/// How many messages may lie inside: their own type, or a digest, whose parts are messages untold.
fn inner_messages(bytes: &[u8]) -> usize {
    let words = aho_corasick::AhoCorasick::builder().ascii_case_insensitive(true).build(["message", "digest"]);
    let opens = |found: &aho_corasick::Match| {
        let rest = bytes.get(found.end()..).unwrap_or_default().trim_ascii_start();
        found.pattern().as_usize() == 1 || rest.first().is_some_and(|sign| matches!(sign, b'/' | b'('))
    };
    words.map_or(0, |words| words.find_iter(bytes).filter(opens).take(MAX_MESSAGES + 1).count())
}

/// A message inside the message, as it stands in the file.
fn source(inner: &mail_parser::Message) -> Vec<u8> {
    let root = inner.root_part();
    inner.raw_message.get(root.offset_header as usize..root.offset_end as usize).unwrap_or_default().to_vec()
}

/// A text part as bytes: as the parser decoded it, or as it stands in the file where no charset was told and UTF-8 does not fit.
fn undeclared(part: &MessagePart, raw: &[u8], text: &str) -> Vec<u8> {
    let told = part.content_type().is_some_and(|kind| kind.has_attribute("charset"));
    let (from, to) = (part.offset_body as usize, part.offset_end as usize);
    let plainly_sent = matches!(part.encoding, mail_parser::Encoding::None);
    match raw.get(from..to).filter(|_| !told && plainly_sent && text.contains('\u{FFFD}')) {
        Some(raw) => raw.to_vec(),
        None => text.as_bytes().to_vec(),
    }
}

/// A header as the parser decoded it, or from the file where somebody wrote letters into it that headers may not hold.
fn declared(parsed: Option<&str>, raw: &[u8], field: &str) -> String {
    let parsed = parsed.unwrap_or_default();
    if !parsed.contains('\u{FFFD}') {
        return parsed.to_owned();
    }
    let mut lines = raw.split(|b| *b == b'\n').take_while(|line| !line.trim_ascii().is_empty());
    let found = lines
        .find(|line| line.len() > field.len() && line[..field.len()].eq_ignore_ascii_case(field.as_bytes()) && line[field.len()] == b':');
    found.map_or_else(|| parsed.to_owned(), |line| decode(&line[field.len() + 1..]).text.trim().to_owned())
}

fn names(people: &Address) -> String {
    let mut out = String::new();
    for person in people.iter() {
        let shown = match (person.name(), person.address()) {
            (Some(name), Some(address)) => format!("{name} <{address}>"),
            (name, address) => name.or(address).unwrap_or_default().to_owned(),
        };
        if shown.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(&shown);
        if out.chars().count() > MAX_PEOPLE {
            out.push_str(" …");
            break;
        }
    }
    out
}
