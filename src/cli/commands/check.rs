//! `genomsyra check FILE…`: one or a few documents, verdict first.

use genomsyra::outcome::Outcome;
use genomsyra::read::files;
use genomsyra::report::{Format, Options, problem_text, write_outcomes};
use genomsyra::rule::RuleSet;
use genomsyra::run::{Analyser, analyse_all, analyse_members};
use genomsyra::scan::ScanOptions;
use genomsyra::source::OpenError;

use crate::cli::annotated::Annotated;
use crate::cli::args::CheckArgs;
use crate::cli::exit::{Exit, Stop, warn};
use crate::cli::output::Output;
use crate::cli::settings;
use crate::cli::waiting::Waiting;

/// Everything that may stop the run is tried before the first document is opened.
pub fn run(args: &CheckArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.judging.rules.rules.as_deref())?;
    let document_type = match &args.judging.document_type {
        Some(given) => Some(settings::document_type(rules, given).map_err(Stop::Told)?),
        None => None,
    };
    if args.why.is_some() && args.format != Format::Terminal {
        return Err(Stop::Told("--why svarar på skärmen. Ta bort --format.".into()));
    }
    settings::refuse_on_screen(args.format.is_binary(), args.output.as_deref())?;
    let views = settings::views(rules, &args.views).map_err(Stop::Told)?;
    let cluster = args.indicators.as_deref().map(settings::cluster).transpose()?;
    let annotated = args.annotate.as_deref().map(|path| Annotated::plan(path, args)).transpose()?;
    let output = Output::open(args.output.as_deref(), &args.files)?;
    let on_screen = output.is_standard();
    let options = Options {
        explain: args.explain,
        why: args.why.clone(),
        views,
        quotes: !args.judging.no_quotes,
        ..settings::report_options(args.judging.language.lang, on_screen)
    };

    let scan = ScanOptions { document_type, cluster, grade_every_unit: args.why.is_some() };
    let results = {
        let _waiting = Waiting::start(args.files.len());
        analyse(args, rules, scan)?
    };
    let mut outcomes = Vec::new();
    let mut exit = Exit::Fine;
    for result in results {
        match result {
            Ok(outcome) => outcomes.push(outcome),
            Err(error) => {
                warn(format_args!("Fel: {error}"));
                exit = Exit::SomeUnread;
            }
        }
    }
    // On screen the report itself tells of these.
    let told_by_report = on_screen && args.format == Format::Terminal;
    for outcome in &outcomes {
        if let Some(problem) = outcome.reason_unread() {
            exit = Exit::SomeUnread;
            if !told_by_report {
                warn(format_args!("Fel: {}: {}", outcome.name, problem_text(problem, options.language)));
            }
        }
    }
    if args.fail_under.is_some_and(|limit| outcomes.iter().any(|outcome| is_below(outcome, limit))) {
        exit = Exit::Broken;
    }
    if !outcomes.is_empty() {
        output.write(|out| write_outcomes(&outcomes, rules, args.format, &options, out))?;
    }
    if let Some(annotated) = annotated {
        annotated.write(&outcomes, rules, &options)?;
    }
    Ok(exit)
}

/// A document that was read and has nothing to judge reaches no level at all; one that could not be read is told of by its own exit code.
fn is_below(outcome: &Outcome, limit: u8) -> bool {
    if outcome.is_unread() {
        return false;
    }
    let Ok(analysis) = &outcome.result else { return false };
    analysis.score.as_ref().map_or(0, |score| score.maturity.level) < limit
}

fn analyse(args: &CheckArgs, rules: &RuleSet, options: ScanOptions) -> Result<Vec<Result<Outcome, OpenError>>, Stop> {
    let reading = settings::reading(&args.judging.reading);
    let limits = &reading.limits;
    // 0: as many as the machine has cores.
    let pool = || {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0)).build();
        pool.map_err(|error| Stop::Told(format!("trådarna gick inte att starta ({error}). Prova --jobs 1.")))
    };
    let [file] = args.files.as_slice() else {
        return Ok(pool()?.install(|| analyse_all(rules, &reading, &options, &args.files, |file| settings::open(file, limits))));
    };
    let (name, bytes) = match settings::open(file, limits) {
        Ok(opened) => opened,
        Err(error) => return Ok(vec![Err(error)]),
    };
    let members = files(&bytes, &name, limits);
    if !members.is_single() {
        let outcomes = pool()?.install(|| analyse_members(rules, &reading, &options, members));
        return Ok(outcomes.into_iter().map(Ok).collect());
    }
    // One document needs no other threads.
    let mut analyser = Analyser::new(rules);
    (analyser.options, analyser.reading) = (options, reading.clone());
    Ok(members.map(|member| Ok(analyser.analyse_member(member))).collect())
}
