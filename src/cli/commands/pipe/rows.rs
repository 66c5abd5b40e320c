//! `genomsyra pipe --rows`: a line a file, answered with rows of the archive's tables. A document that cannot be read is a row with its problems,
//! so that no engine tries it again and again.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use genomsyra::apart::Handed;
use genomsyra::source::{OpenFailure, open_document};
use serde::Serialize;
use serde_json::Value;

use super::answer::Refusal;
use super::{Pipe, Stop};

#[derive(Serialize)]
struct Rows<'a> {
    id: &'a Value,
    rows: Vec<Handed>,
}

/// A file as a line gives it: what the tables are to say of where it lies, and its bytes.
struct Given<'q> {
    name: &'q str,
    opened: Result<Vec<u8>, OpenFailure>,
    size: u64,
}

impl<W: Write> Pipe<'_, W> {
    /// Writes the rows of a line's file, unless the line is refused.
    pub(super) fn answer_with_rows(&mut self, question: &Value) -> Result<Result<(), Refusal>, Stop> {
        let limit = self.worker.analyser().reading.limits.max_bytes;
        let given = self.prepare(question).and_then(|id| {
            let given = file(question, limit).map_err(|(code, message)| Refusal::of(id, code, message.to_string()))?;
            Ok((id, given))
        });
        let (id, given) = match given {
            Ok(given) => given,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let rows = self.worker.file(given.name, given.opened.as_deref(), given.size);
        serde_json::to_writer(&mut self.output, &Rows { id, rows }).map_err(io::Error::from)?;
        self.output.write_all(b"\n")?;
        Ok(Ok(()))
    }
}

fn file(question: &Value, limit: usize) -> Result<Given<'_>, (&'static str, &'static str)> {
    let text = |key| question.get(key).and_then(Value::as_str);
    match (text("path"), text("name"), text("bytes")) {
        (Some(path), name, None) => {
            let size = fs::metadata(path).map_or(0, |known| known.len());
            let opened = open_document(Path::new(path), limit).map_err(|error| error.failure);
            Ok(Given { name: name.unwrap_or(path), opened, size })
        }
        (None, Some(name), Some(bytes)) => {
            let bytes = STANDARD.decode(bytes).map_err(|_| ("not-base64", "`bytes` ska vara filens byte i base64."))?;
            Ok(Given { name, size: bytes.len() as u64, opened: Ok(bytes) })
        }
        (Some(_), _, Some(_)) => Err(("bytes-and-path", "raden har både `bytes` och `path`: ange en av dem.")),
        _ => Err(("missing-file", "raden saknar `path`, eller `name` och `bytes` (filens byte i base64).")),
    }
}
