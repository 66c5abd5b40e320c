//! `genomsyra rules schema`: the JSON Schema of rule files, for editors.

use genomsyra::author::schema;

use crate::cli::args::PrintArgs;
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::settings;

/// Prints the schema with the areas of the rules in use.
pub fn run(args: &PrintArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.rules.rules.as_deref())?;
    let output = Output::open(args.output.as_deref(), &[])?;
    output.write(|out| out.write_all(schema(rules).as_bytes()))?;
    Ok(Exit::Fine)
}
