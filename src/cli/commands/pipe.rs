//! `genomsyra pipe`: NDJSON in, NDJSON out, one answer a line, in order, for other programs and distributed engines.
//!
//! A line that cannot be understood gets an error object and the stream goes on; every answer is written out before the next line is read.

use std::io::{self, BufRead, Read, Write};
use std::ops::Range;
use std::path::Path;

use genomsyra::finding::{Cause, Finding, Findings, Status};
use genomsyra::outcome::{Analysis, Outcome};
use genomsyra::report::{Options, problem_json};
use genomsyra::rule::RuleSet;
use genomsyra::run::Analyser;
use genomsyra::source::open_document;
use genomsyra::text::{Document, Span};
use serde_json::{Value, json};

use crate::cli::args::PipeArgs;
use crate::cli::characters::Characters;
use crate::cli::exit::{Exit, Stop};
use crate::cli::settings;

/// A line longer than this is refused, whatever it holds: a JSON text is at most six times as long as the document in it.
const LONGEST_LINE: u64 = 1 << 30;

/// Why a line has no answer.
struct Refusal {
    id: Value,
    code: &'static str,
    message: String,
}

/// Answers until the input ends or nobody listens any longer.
pub fn run(args: &PipeArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.rules.rules.as_deref())?;
    let default_type = match &args.document_type {
        Some(given) => Some(settings::document_type(rules, given).map_err(Stop::Told)?),
        None => None,
    };
    let mut analyser = Analyser::new(rules);
    analyser.reading = settings::reading(&args.reading);
    let mut pipe = Pipe { analyser, default_type, options: Options { language: args.language.lang, ..Options::default() }, all_read: true };
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut line = Vec::new();
    let mut number = 0;
    while next_line(&mut input, &mut line)? {
        number += 1;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = pipe.answer(&line).unwrap_or_else(|refusal| {
            pipe.all_read = false;
            json!({"id": refusal.id, "error": {"code": refusal.code, "message": refusal.message, "line": number}})
        });
        // One write: a reader never sees half a line followed by a pause.
        output.write_all(format!("{answer}\n").as_bytes())?;
        output.flush()?;
    }
    Ok(if pipe.all_read { Exit::Fine } else { Exit::SomeUnread })
}

/// The next line without its line break, cut where it is too long; false at the end of the input.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool, Stop> {
    let failed = |error: io::Error| Stop::Told(format!("standard in gick inte att läsa ({error})."));
    line.clear();
    let mut taken = input.by_ref().take(LONGEST_LINE).read_until(b'\n', line).map_err(failed)?;
    let some = taken > 0;
    let mut rest = Vec::new();
    while taken as u64 == LONGEST_LINE && line.last() != Some(&b'\n') && rest.last() != Some(&b'\n') {
        rest.clear();
        taken = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut rest).map_err(failed)?;
    }
    Ok(some)
}

struct Pipe<'a> {
    analyser: Analyser<'a>,
    default_type: Option<String>,
    options: Options,
    /// No line was refused and no document failed.
    all_read: bool,
}

impl Pipe<'_> {
    fn answer(&mut self, line: &[u8]) -> Result<Value, Refusal> {
        let refuse = |id: &Value, code, message: String| Refusal { id: id.clone(), code, message };
        let question: Value = serde_json::from_slice(line).map_err(|error| {
            let message = format!("raden är inte JSON ({error}). Skriv ett JSON-objekt per rad.");
            refuse(&Value::Null, "invalid-json", message)
        })?;
        let id = question.get("id").cloned().unwrap_or(Value::Null);
        if !matches!(id, Value::String(_) | Value::Number(_)) {
            let message = "nyckeln `id` saknas: ange en text eller ett tal som svaret ska få.".to_string();
            return Err(refuse(&Value::Null, "missing-id", message));
        }
        self.analyser.options.document_type = match question.get("type") {
            None | Some(Value::Null) => self.default_type.clone(),
            Some(Value::String(given)) => {
                let known = settings::document_type(self.analyser.rules(), given);
                Some(known.map_err(|message| refuse(&id, "unknown-type", message))?)
            }
            Some(_) => return Err(refuse(&id, "unknown-type", "`type` ska vara en text.".to_string())),
        };
        match (question.get("text"), question.get("path")) {
            (Some(Value::String(text)), None) => {
                // The name says that headings, lists and tables may be marked up; a text without markup is read the same.
                let outcome = self.analyser.analyse(text.as_bytes(), "text.md");
                Ok(self.tell(id, &outcome, Some(text)))
            }
            (None, Some(Value::String(path))) => {
                let bytes = open_document(Path::new(path), self.analyser.reading.limits.max_bytes);
                let bytes = bytes.map_err(|error| refuse(&id, "cannot-open", error.to_string()))?;
                let outcome = self.analyser.analyse(&bytes, path);
                Ok(self.tell(id, &outcome, None))
            }
            (Some(_), Some(_)) => Err(refuse(&id, "text-and-path", "raden har både `text` och `path`: ange en av dem.".to_string())),
            _ => Err(refuse(&id, "missing-text", "raden saknar `text` (eller `path`), som ska vara en text.".to_string())),
        }
    }

    fn tell(&mut self, id: Value, outcome: &Outcome, given: Option<&str>) -> Value {
        let problems: Vec<Value> = outcome.problems().iter().map(|problem| problem_json(problem, &self.options)).collect();
        let Ok(Analysis { document, findings, score }) = &outcome.result else {
            self.all_read = false;
            return json!({"id": id, "findings": [], "score": null, "maturity": null, "problems": problems});
        };
        let offsets = Offsets::new(document, given);
        let rules = self.analyser.rules();
        let findings: Vec<Value> = findings.findings.iter().map(|f| tell_finding(f, findings, rules, &offsets)).collect();
        let (score, maturity) = (score.as_ref().map(|s| s.value), score.as_ref().map(|s| s.maturity.level));
        json!({"id": id, "findings": findings, "score": score, "maturity": maturity, "problems": problems})
    }
}

fn tell_finding(finding: &Finding, all: &Findings, rules: &RuleSet, offsets: &Offsets) -> Value {
    let rule = match finding.cause {
        Cause::Rule(id) => rules.rule(id).id.as_str(),
        Cause::Source(place) => rules.sources().get(place as usize).map_or("", |source| source.id.as_str()),
    };
    // What does not count steers nothing.
    let (status, level) = match finding.status {
        Status::Counted => ("counted", all.units.get(finding.unit as usize).map_or(0, |unit| unit.steering.level)),
        Status::Ignored(reason) => (reason.as_str(), 0),
    };
    let range = offsets.characters(finding.span);
    json!({
        "ids": rules.taxonomy().names(finding.areas), "start": range.start, "end": range.end, "level": level, "rule": rule, "status": status,
    })
}

/// Turns spans of the document into characters of the text that was given, or of the document's own where a file was.
struct Offsets<'a> {
    document: &'a Document,
    given: Option<&'a str>,
    counted: Characters<'a>,
}

impl<'a> Offsets<'a> {
    fn new(document: &'a Document, given: Option<&'a str>) -> Self {
        Offsets { document, given, counted: Characters::new(given.unwrap_or(document.text())) }
    }

    fn characters(&self, span: Span) -> Range<usize> {
        let bytes = self.given.and_then(|given| self.in_given(span, given)).unwrap_or_else(|| span.range());
        self.counted.before(bytes.start)..self.counted.before(bytes.end)
    }

    /// The end is found from the last character, since what follows the span in the document may stand far away in the text.
    fn in_given(&self, span: Span, given: &str) -> Option<Range<usize>> {
        let (last_at, last) = self.document.slice(span).char_indices().next_back()?;
        let start = self.document.source_offset(span.start)?;
        let last_start = self.document.source_offset(span.start + last_at as u32)?;
        let rest = given.get(last_start..)?;
        let length = match rest.find(';') {
            // An entity such as `&ouml;` stands for one character.
            Some(end) if rest.starts_with('&') && last != '&' => end + 1,
            _ => {
                let first = rest.chars().next().map_or(0, char::len_utf8);
                let marks = rest[first..].chars().take_while(|c| ('\u{300}'..='\u{36F}').contains(c));
                first + marks.map(char::len_utf8).sum::<usize>()
            }
        };
        Some(start..last_start + length)
    }
}
