//! `genomsyra rules catalogue`: all rules in plain Swedish, as Markdown.

use genomsyra::author::catalogue;
use genomsyra::rule::RuleSet;

use crate::cli::args::PrintArgs;
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::settings;

/// Prints the page.
pub fn run(args: &PrintArgs) -> Result<Exit, Stop> {
    let files = settings::rule_files(args.rules.rules.as_deref())?;
    let rules = RuleSet::from_files(&files)?;
    let output = Output::open(args.output.as_deref(), &[])?;
    output.write(|out| out.write_all(catalogue(&rules, &files).as_bytes()))?;
    Ok(Exit::Fine)
}
