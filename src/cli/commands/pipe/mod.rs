//! `genomsyra pipe`: NDJSON in, NDJSON out, one answer a line, in order, for other programs and distributed engines.
//!
//! A line that cannot be understood gets an error object and the stream goes on. Every answer is written out before the next line is read:
//! a reader that is slow makes whoever writes wait, and nothing piles up here. What one line may cost follows from `--max-size`.

mod answer;
mod lines;
mod offsets;
mod rows;

use std::io::{self, BufWriter, Write};
use std::path::Path;

use genomsyra::apart::Worker;
use genomsyra::archive::Glossary;
use genomsyra::report::Options;
use genomsyra::run::Analyser;
use genomsyra::source::open_document;
use serde_json::Value;

use crate::cli::args::PipeArgs;
use crate::cli::exit::{Exit, Stop};
use crate::cli::settings;
use answer::{Answer, Refusal};
use lines::{Line, Lines};

/// A JSON text is at most this many times as long as the document in it: six signs for a byte (`\u000a`).
const ESCAPED: u64 = 6;
/// Room for everything else on a line.
const BESIDE: u64 = 64 << 10;
/// No line is longer than this, whatever the limits of documents are.
const LONGEST_LINE: u64 = 1 << 30;

/// Answers until the input ends or nobody listens any longer.
pub fn run(args: &PipeArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.rules.rules.as_deref())?;
    let default_type = match &args.document_type {
        Some(given) => Some(settings::document_type(rules, given).map_err(Stop::Told)?),
        None => None,
    };
    let mut analyser = Analyser::new(rules);
    analyser.reading = settings::reading(&args.reading);
    let longest = (analyser.reading.limits.max_bytes as u64).saturating_mul(ESCAPED).saturating_add(BESIDE).min(LONGEST_LINE);
    let mut lines = Lines::new(io::stdin().lock(), longest);
    // Long answers go out as they are made, short ones in one write.
    let output = BufWriter::with_capacity(64 << 10, io::stdout().lock());
    let options = Options { language: args.language.lang, ..Options::default() };
    let glossary = Glossary::of(rules);
    let mut pipe = Pipe { worker: Worker::new(analyser, &glossary), default_type, options, output, all_read: true };
    while let Some((number, line)) = lines.next().map_err(|error| Stop::Told(format!("standard in gick inte att läsa ({error}).")))? {
        let question = match line {
            Line::Whole(line) if line.iter().all(u8::is_ascii_whitespace) => continue,
            Line::Whole(line) => parse(line),
            Line::TooLong => {
                let message =
                    format!("raden är längre än {} MB, som är gränsen. Ange dokumentet med `path` eller höj --max-size.", longest >> 20);
                Err(Refusal::of(&Value::Null, "line-too-long", message))
            }
        };
        let answered = match question {
            Ok(question) if args.rows => pipe.answer_with_rows(&question)?,
            Ok(question) => pipe.answer(&question)?,
            Err(refusal) => Err(refusal),
        };
        if let Err(refusal) = answered {
            pipe.all_read = false;
            refusal.write(number, &mut pipe.output)?;
        }
        pipe.output.flush()?;
    }
    Ok(if pipe.all_read { Exit::Fine } else { Exit::SomeUnread })
}

fn parse(line: &[u8]) -> Result<Value, Refusal> {
    serde_json::from_slice(line).map_err(|error| {
        let message = format!("raden är inte JSON ({error}). Skriv ett JSON-objekt per rad.");
        Refusal::of(&Value::Null, "invalid-json", message)
    })
}

struct Pipe<'a, W> {
    worker: Worker<'a>,
    default_type: Option<String>,
    options: Options,
    output: W,
    /// No line was refused and no document failed.
    all_read: bool,
}

impl<W: Write> Pipe<'_, W> {
    /// Writes the answer of a line, unless it is refused.
    fn answer(&mut self, question: &Value) -> Result<Result<(), Refusal>, Stop> {
        let id = match self.prepare(question) {
            Ok(id) => id,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let refuse = |code, message: String| Ok(Err(Refusal::of(id, code, message)));
        let analyser = self.worker.analyser();
        let (outcome, given) = match (question.get("text"), question.get("path")) {
            // The name says that headings, lists and tables may be marked up; a text without markup is read the same.
            (Some(Value::String(text)), None) => (analyser.analyse(text.as_bytes(), "text.md"), Some(text.as_str())),
            (None, Some(Value::String(path))) => match open_document(Path::new(path), analyser.reading.limits.max_bytes) {
                Ok(bytes) => (analyser.analyse(&bytes, path), None),
                Err(error) => return refuse("cannot-open", error.to_string()),
            },
            (Some(_), Some(_)) => return refuse("text-and-path", "raden har både `text` och `path`: ange en av dem.".to_string()),
            _ => return refuse("missing-text", "raden saknar `text` (eller `path`), som ska vara en text.".to_string()),
        };
        self.all_read &= outcome.result.is_ok();
        Answer::new(id, &outcome, given, self.worker.analyser().rules(), &self.options).write(&mut self.output)?;
        Ok(Ok(()))
    }

    /// The line's id; what it says of the document's type is made known.
    fn prepare<'q>(&mut self, question: &'q Value) -> Result<&'q Value, Refusal> {
        let id = question.get("id").unwrap_or(&Value::Null);
        if !matches!(id, Value::String(_) | Value::Number(_)) {
            let message = "nyckeln `id` saknas: ange en text eller ett tal som svaret ska få.".to_string();
            return Err(Refusal::of(&Value::Null, "missing-id", message));
        }
        let analyser = self.worker.analyser();
        analyser.options.document_type = match question.get("type") {
            None | Some(Value::Null) => self.default_type.clone(),
            Some(Value::String(given)) => {
                Some(settings::document_type(analyser.rules(), given).map_err(|message| Refusal::of(id, "unknown-type", message))?)
            }
            Some(_) => return Err(Refusal::of(id, "unknown-type", "`type` ska vara en text.".to_string())),
        };
        Ok(id)
    }
}
