//! Messages as Outlook saves them (`.msg`): properties as streams of a compound file.

use super::{Attachment, Body, Message};
use crate::read::bytes::{slice, u32_at, utf16};
use crate::read::compound::Compound;
use crate::read::failure::Failure;
use crate::text::{Place, Problem, ProblemCode};
use encoding_rs::WINDOWS_1252;

/// Numbers of properties.
mod property {
    pub const SUBJECT: u16 = 0x0037;
    pub const SENDER: u16 = 0x0C1A;
    pub const SENT_FOR: u16 = 0x0042;
    pub const TO: u16 = 0x0E04;
    pub const COPY: u16 = 0x0E03;
    pub const SENT: u16 = 0x0039;
    pub const BODY: u16 = 0x1000;
    pub const HTML: u16 = 0x1013;
    pub const CONTENT: u16 = 0x3701;
    pub const LONG_NAME: u16 = 0x3707;
    pub const SHORT_NAME: u16 = 0x3704;
    pub const SHOWN_NAME: u16 = 0x3001;
    pub const CONTENT_ID: u16 = 0x3712;
}

/// Takes a message apart. A body that comes only as compressed RTF is named, not read.
pub(super) fn parse(file: &mut Compound) -> Result<Message, Problem> {
    let mut message = Message { subject: text(file, "", property::SUBJECT)?.unwrap_or_default(), ..Message::default() };
    let sender = text(file, "", property::SENDER)?.or(text(file, "", property::SENT_FOR)?);
    for (label, found) in [("Från", sender), ("Till", text(file, "", property::TO)?), ("Kopia", text(file, "", property::COPY)?)] {
        message.head.extend(found.filter(|f| !f.trim().is_empty()).map(|found| (label, found)));
    }
    message.head.extend(date(file)?.map(|date| ("Datum", date)));
    if let Some(body) = text(file, "", property::BODY)?.filter(|body| !body.trim().is_empty()) {
        message.body.push(Body::Plain(body.into_bytes()));
    } else if let Some(html) = bytes(file, "", property::HTML, "0102")? {
        message.body.push(Body::Html(html));
    } else if bytes(file, "", 0x1009, "0102")?.is_some() {
        message.problems.push(Problem::warning(ProblemCode::UnsupportedFormat, Place::Document, "body in compressed RTF"));
    }
    for storage in file.storages("/").into_iter().filter(|name| name.starts_with("__attach_version1.0_")) {
        let folder = format!("/{storage}");
        let mut name = None;
        for property in [property::LONG_NAME, property::SHOWN_NAME, property::SHORT_NAME] {
            name = name.or(text(file, &folder, property)?);
        }
        let name = name.unwrap_or_default();
        match bytes(file, &folder, property::CONTENT, "0102")? {
            Some(content) => {
                let picture = [&b"\x89PNG"[..], b"\xFF\xD8\xFF", b"GIF8"].iter().any(|sign| content.starts_with(sign));
                let inline = picture && text(file, &folder, property::CONTENT_ID)?.is_some();
                message.attachments.push(Attachment { name, bytes: content, inline });
            }
            // A message inside the message, or a link to a file that lies elsewhere.
            None => message.problems.push(Problem::warning(
                ProblemCode::MissingPart,
                Place::Part(name),
                "attachment without content of its own",
            )),
        }
    }
    Ok(message)
}

/// A text property, in UTF-16 or in the code page of old messages.
fn text(file: &mut Compound, folder: &str, property: u16) -> Result<Option<String>, Failure> {
    if let Some(wide) = bytes(file, folder, property, "001F")? {
        return Ok(Some(utf16(&wide).trim_end_matches('\0').to_owned()));
    }
    let narrow = bytes(file, folder, property, "001E")?;
    Ok(narrow.map(|narrow| WINDOWS_1252.decode_without_bom_handling(&narrow).0.trim_end_matches('\0').to_owned()))
}

fn bytes(file: &mut Compound, folder: &str, property: u16, kind: &str) -> Result<Option<Vec<u8>>, Failure> {
    file.stream(format!("{folder}/__substg1.0_{property:04X}{kind}"))
}

/// When the message was sent: a count of 100 nanoseconds since 1601, among the properties of fixed size.
fn date(file: &mut Compound) -> Result<Option<String>, Failure> {
    let Some(fixed) = file.stream("/__properties_version1.0")? else { return Ok(None) };
    // 32 bytes of counts, then 16 bytes a property: type, number, flags, value.
    let found =
        fixed.get(32..).unwrap_or_default().chunks_exact(16).find(|entry| u32_at(entry, 0) == Some(u32::from(property::SENT) << 16 | 0x40));
    let Some(ticks) = found.and_then(|entry| slice(entry, 8, 8)).and_then(|value| value.try_into().ok()).map(u64::from_le_bytes) else {
        return Ok(None);
    };
    let minutes = (ticks / 600_000_000) as i64;
    // Days between 1601-01-01 and 1899-12-30, where the calendar of spreadsheets begins.
    let day = crate::read::dates::civil(minutes / 1440 - 109_205);
    Ok(Some(format!("{day} {:02}:{:02}", minutes / 60 % 24, minutes % 60)))
}
