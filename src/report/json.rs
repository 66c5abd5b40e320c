//! JSON for programs: `genomsyra.outcome/1` for one document, `genomsyra.outcomes/1` for several. The shape is in `outcome.schema.json`.

mod build;
pub(super) mod comparison;
mod lenses;
mod parts;
pub(super) mod stability;
mod wire;

use std::io;

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use super::Options;
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::text::Problem;

const ONE: &str = "genomsyra.outcome/1";
const SEVERAL: &str = "genomsyra.outcomes/1";

/// One document gives an object, several an object with a list; a line break at the end.
pub(super) fn write(outcomes: &[Outcome], rules: &RuleSet, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = io::BufWriter::new(&mut *out);
    match outcomes {
        [outcome] => serde_json::to_writer_pretty(&mut writer, &build::outcome(outcome, rules, options))?,
        _ => serde_json::to_writer_pretty(&mut writer, &Several { schema: SEVERAL, documents: Documents { outcomes, rules, options } })?,
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
    rules: &'a RuleSet,
    options: &'a Options,
}

impl Serialize for Documents<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.outcomes.len()))?;
        for outcome in self.outcomes {
            list.serialize_element(&build::outcome(outcome, self.rules, self.options))?;
        }
        list.end()
    }
}
