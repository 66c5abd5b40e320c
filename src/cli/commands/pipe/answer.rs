//! What is answered to a line: findings as they are told one by one, so that an answer takes no memory of its own, or why there is none.

use std::io::{self, Write};

use genomsyra::finding::{Cause, Finding, Status};
use genomsyra::outcome::{Analysis, Outcome};
use genomsyra::report::{Options, problem_json};
use genomsyra::rule::RuleSet;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::offsets::Offsets;

/// Why a line has no answer.
pub struct Refusal {
    id: Value,
    code: &'static str,
    message: String,
}

impl Refusal {
    /// A refusal of the line with this id.
    pub fn of(id: &Value, code: &'static str, message: String) -> Self {
        Refusal { id: id.clone(), code, message }
    }

    /// Writes it as a line.
    pub fn write(&self, line: u64, out: &mut impl Write) -> io::Result<()> {
        let Refusal { id, code, message } = self;
        writeln!(out, "{}", json!({"id": id, "error": {"code": code, "message": message, "line": line}}))
    }
}

/// The answer to a line. The order of the fields is that of the keys.
#[derive(Serialize)]
pub struct Answer<'a> {
    id: &'a Value,
    findings: Found<'a>,
    score: Option<f64>,
    maturity: Option<u8>,
    problems: Vec<Value>,
}

impl<'a> Answer<'a> {
    /// Tells of an outcome; `given` is the text that was judged, if it came as text.
    pub fn new(id: &'a Value, outcome: &'a Outcome, given: Option<&'a str>, rules: &'a RuleSet, options: &Options) -> Self {
        let problems = outcome.problems().iter().map(|problem| problem_json(problem, options)).collect();
        let analysis = outcome.result.as_ref().ok();
        let score = analysis.and_then(|analysis| analysis.score.as_ref());
        Answer {
            id,
            findings: Found(analysis.map(|analysis| (analysis, Offsets::new(&analysis.document, given), rules))),
            score: score.map(|score| score.value),
            maturity: score.map(|score| score.maturity.level),
            problems,
        }
    }

    /// Writes it as a line.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

/// The findings of a document; none if it was not read.
struct Found<'a>(Option<(&'a Analysis, Offsets<'a>, &'a RuleSet)>);

impl Serialize for Found<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let told = self.0.iter().flat_map(|(analysis, offsets, rules)| {
            analysis.findings.findings.iter().map(|finding| Told::new(finding, analysis, rules, offsets))
        });
        serializer.collect_seq(told)
    }
}

#[derive(Serialize)]
struct Told<'a> {
    ids: Vec<&'a str>,
    start: usize,
    end: usize,
    level: u8,
    rule: &'a str,
    status: &'static str,
}

impl<'a> Told<'a> {
    fn new(finding: &Finding, analysis: &Analysis, rules: &'a RuleSet, offsets: &Offsets) -> Self {
        let rule = match finding.cause {
            Cause::Rule(id) => rules.rule(id).id.as_str(),
            Cause::Source(place) => rules.sources().get(place as usize).map_or("", |source| source.id.as_str()),
        };
        // What does not count steers nothing.
        let (status, level) = match finding.status {
            Status::Counted => ("counted", analysis.findings.units.get(finding.unit as usize).map_or(0, |unit| unit.steering.level)),
            Status::Ignored(reason) => (reason.as_str(), 0),
        };
        let range = offsets.characters(finding.span);
        Told { ids: rules.taxonomy().names(finding.areas), start: range.start, end: range.end, level, rule, status }
    }
}
