//! `genomsyra stability DIR|FILE…`: how far verdicts hang on the weights and thresholds of the score.

use genomsyra::report::write_stability;
use genomsyra::scan::{ScanOptions, Scanner};
use genomsyra::stability::{Plan, Stability};

use crate::cli::args::StabilityArgs;
use crate::cli::corpus::{Corpus, each_document};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::settings;

/// Reads and scans each document once and scores it with every change.
pub fn run(args: &StabilityArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.rules.rules.as_deref())?;
    let output = Output::open(args.output.as_deref(), &args.corpus)?;
    let options = settings::report_options(args.language.lang, output.is_standard());
    let plan = Plan::new(rules.weights(), f64::from(args.by) / 100.0);
    let Corpus { results, unread } = each_document(
        &args.corpus,
        || Scanner::new(rules),
        |scanner, name, document| plan.score(name, &scanner.scan(document, &ScanOptions::default()), rules),
    )?;
    let answers: Vec<_> = results.into_iter().flatten().collect();
    if answers.is_empty() {
        return Err(Stop::Told("inget av dokumenten har någon text att bedöma.".into()));
    }
    let stability = Stability::of(&plan, &answers);
    output.write(|out| write_stability(&stability, rules, args.format, &options, out))?;
    Ok(if unread > 0 { Exit::SomeUnread } else { Exit::Fine })
}
