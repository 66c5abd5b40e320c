//! `genomsyra compare OLD NEW`: what two versions of a document say of rights, side by side.

use genomsyra::outcome::Outcome;
use genomsyra::report::{ComparisonReport, Options, problem_text};
use genomsyra::run::Analyser;

use crate::cli::args::CompareArgs;
use crate::cli::exit::{Exit, Stop, warn};
use crate::cli::output::Output;
use crate::cli::reviews::ReviewFiles;
use crate::cli::settings;

/// Reads both, and stops where one cannot be judged: a difference to nothing would mislead.
pub fn run(args: &CompareArgs) -> Result<Exit, Stop> {
    settings::refuse_on_screen(args.format.is_binary(), args.output.as_deref())?;
    let rules = settings::rules(args.judging.rules.rules.as_deref())?;
    let mut analyser = Analyser::new(rules);
    analyser.reading = settings::reading(&args.judging.reading);
    if let Some(given) = &args.judging.document_type {
        analyser.options.document_type = Some(settings::document_type(rules, given).map_err(Stop::Told)?);
    }
    let files = [args.old.clone(), args.new.clone()];
    // A level here is the level that `check` gives: what was rejected counts in neither version.
    let reviews = ReviewFiles::nearest(&files, &args.reviews, rules)?;
    let output = Output::open(args.output.as_deref(), &files)?;
    let options = Options { quotes: !args.judging.no_quotes, ..settings::report_options(args.judging.language.lang, output.is_standard()) };
    let mut read = |place: usize| -> Result<Outcome, Stop> {
        analyser.reviews = reviews.of(place);
        let (name, bytes) = settings::open(&files[place], &analyser.reading.limits).map_err(|error| Stop::Told(error.to_string()))?;
        Ok(analyser.analyse(&bytes, &name))
    };
    let (old, new) = (read(0)?, read(1)?);
    for outcome in [&old, &new] {
        if let Some(problem) = outcome.reason_unread() {
            warn(format_args!("Fel: {}: {}", outcome.name, problem_text(problem, options.language)));
            return Ok(Exit::SomeUnread);
        }
    }
    // Said before anything is written: an empty file in the place of a comparison helps nobody.
    let report = ComparisonReport::new(&old, &new, rules, &options).map_err(|error| Stop::Told(error.to_string()))?;
    output.write(|out| report.write(args.format, out))?;
    Ok(Exit::Fine)
}
