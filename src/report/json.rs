//! JSON for programs: `genomsyra.outcome/1` for one document, `genomsyra.outcomes/1` for several. The shape is in `outcome.schema.json`.

mod build;
pub(super) mod comparison;
mod gate;
mod lenses;
mod parts;
pub(super) mod stability;
mod wire;

use std::io;

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use super::Options;
use crate::gate::Verdict;
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::text::Problem;

const ONE: &str = "genomsyra.outcome/1";
const SEVERAL: &str = "genomsyra.outcomes/1";

/// One document gives an object, several an object with a list; a line break at the end.
pub(super) fn write(
    outcomes: &[Outcome],
    verdict: Option<&Verdict>,
    rules: &RuleSet,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut writer = io::BufWriter::new(&mut *out);
    let documents = Documents { outcomes, verdict: verdict.filter(|verdict| verdict.is_asked_for()), rules, options };
    match outcomes {
        [outcome] => serde_json::to_writer_pretty(&mut writer, &documents.wire(0, outcome))?,
        _ => serde_json::to_writer_pretty(&mut writer, &Several { schema: SEVERAL, documents })?,
    }
    io::Write::write_all(&mut writer, b"\n")?;
    io::Write::flush(&mut writer)
}

/// One problem by itself.
pub(super) fn problem(problem: &Problem, options: &Options) -> serde_json::Value {
    serde_json::to_value(parts::problem(problem, options)).unwrap_or_default()
}

#[derive(Serialize)]
struct Several<'a> {
    schema: &'static str,
    documents: Documents<'a>,
}

/// Built one at a time while written: an archive's worth of trees is never held at once.
struct Documents<'a> {
    outcomes: &'a [Outcome],
    /// Only where something was demanded, compared or excused.
    verdict: Option<&'a Verdict>,
    rules: &'a RuleSet,
    options: &'a Options,
}

impl<'a> Documents<'a> {
    fn wire(&self, number: usize, outcome: &'a Outcome) -> wire::Outcome<'a> {
        let mut out = build::outcome(outcome, self.rules, self.options);
        let own = self.verdict.and_then(|verdict| verdict.documents.get(number));
        out.gate = own.map(|own| gate::of(own, outcome, self.rules, self.options));
        out
    }
}

impl Serialize for Documents<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.outcomes.len()))?;
        for (number, outcome) in self.outcomes.iter().enumerate() {
            list.serialize_element(&self.wire(number, outcome))?;
        }
        list.end()
    }
}
