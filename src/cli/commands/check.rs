//! `genomsyra check FILE…`: one or a few documents, verdict first.

use genomsyra::outcome::Outcome;
use genomsyra::read::{Member, files};
use genomsyra::report::{Format, GatedReport, Options, problem_text, write_outcomes};
use genomsyra::rule::RuleSet;
use genomsyra::run::{Analyser, Beforehand, analyse_all, analyse_members};
use genomsyra::scan::ScanOptions;
use genomsyra::source::OpenError;
use genomsyra::text::{Problem, ProblemCode};

use crate::cli::annotated::Annotated;
use crate::cli::args::{CheckArgs, CheckFormat};
use crate::cli::exit::{Exit, Stop, warn};
use crate::cli::gate::{self, Gate, Settings};
use crate::cli::output::{Output, check_place};
use crate::cli::reviews::ReviewFiles;
use crate::cli::settings;
use crate::cli::waiting::Waiting;

/// What became of a file, by its place among those wanted.
type Read = (usize, Result<Outcome, OpenError>);

/// Everything that may stop the run is tried before the first document is opened.
pub fn run(args: &CheckArgs) -> Result<Exit, Stop> {
    let (settings, rules) = Settings::load(&args.files, &args.gate, args.judging.rules.rules.as_deref())?;
    let document_type = match &args.judging.document_type {
        Some(given) => Some(settings::document_type(rules, given).map_err(Stop::Told)?),
        None => None,
    };
    if args.why.is_some() && !args.format.is_terminal() {
        return Err(Stop::Told("--why svarar på skärmen. Ta bort --format.".into()));
    }
    settings::refuse_on_screen(args.format.is_binary(), args.output.as_deref())?;
    let views = settings::views(rules, &args.views).map_err(Stop::Told)?;
    let cluster = args.work.indicators.as_deref().map(settings::cluster).transpose()?;
    let annotated = args.annotate.as_deref().map(|path| Annotated::plan(path, args)).transpose()?;
    if let Some(baseline) = &args.fail.write_baseline {
        check_place(baseline, &args.files)?;
    }
    let options = settings::report_options(args.judging.language.lang, args.output.is_none());
    let wanted = gate::wanted(&args.files, &settings, &options);
    let reviews = ReviewFiles::of_settings(&args.files, &settings, &args.gate, rules)?;
    let gate = Gate::prepare(settings, &args.gate, &args.fail, rules)?;
    let output = Output::open(args.output.as_deref(), &args.files)?;
    let on_screen = output.is_standard();
    let options = Options { explain: args.explain, why: args.why.clone(), views, quotes: !args.judging.no_quotes, ..options };

    let scan = ScanOptions { document_type, cluster, grade_every_unit: args.why.is_some(), rejected: None };
    let results = {
        let _waiting = Waiting::start(wanted.len());
        analyse(args, rules, scan, &wanted, &gate, &reviews)?
    };
    let (mut outcomes, mut file_of, mut told) = (Vec::new(), Vec::new(), Vec::new());
    let mut exit = Exit::Fine;
    for (place, result) in results {
        match result {
            Ok(outcome) => {
                outcomes.push(outcome);
                file_of.push(wanted[place]);
            }
            Err(error) => {
                warn(format_args!("Fel: {error}"));
                exit = Exit::SomeUnread;
                // Other systems read the report and nothing else.
                if matches!(args.format, CheckFormat::Pipeline(_)) {
                    told.push(outcomes.len());
                    outcomes.push(unopened(&error, rules));
                    file_of.push(wanted[place]);
                }
            }
        }
    }
    reviews.settle(&mut outcomes, &file_of);
    // On screen the report itself tells of these.
    let told_by_report = on_screen && args.format.is_terminal();
    for (place, outcome) in outcomes.iter().enumerate() {
        if let Some(problem) = outcome.reason_unread() {
            exit = Exit::SomeUnread;
            if !(told_by_report || told.contains(&place)) {
                warn(format_args!("Fel: {}: {}", outcome.name, problem_text(problem, options.language)));
            }
        }
    }
    // One sentence is asked about: the document is not on trial.
    let verdict = args.why.is_none().then(|| gate.judge(&outcomes, &file_of, rules));
    match (args.format, &verdict) {
        (CheckFormat::Report(_), _) if outcomes.is_empty() => {}
        (format, Some(verdict)) => {
            let report = GatedReport { outcomes: &outcomes, verdict, rules, options: &options };
            output.write(|out| match format {
                CheckFormat::Report(format) => report.write(format, out),
                CheckFormat::Pipeline(format) => report.write_for(format, out),
            })?;
        }
        (_, None) => output.write(|out| write_outcomes(&outcomes, rules, Format::Terminal, &options, out))?,
    }
    if let Some(annotated) = annotated {
        annotated.write(&outcomes, rules, &options)?;
    }
    if let Some(verdict) = &verdict {
        gate.write_baseline(verdict, &outcomes, options.quotes)?;
        if verdict.fails() {
            exit = Exit::Broken;
            let told = args.format.is_terminal() || (on_screen && matches!(args.format, CheckFormat::Pipeline(_)));
            if !told {
                gate::tell_failures(verdict, &outcomes, rules, &options);
            }
        }
    }
    Ok(exit)
}

/// A file that could not be opened, for reports that must hold all of them.
fn unopened(error: &OpenError, rules: &RuleSet) -> Outcome {
    let problem = Problem::error(ProblemCode::CannotOpen, error.failure.detail());
    Analyser::new(rules).analyse_member(Member { name: error.path.display().to_string(), bytes: Err(problem) })
}

/// What becomes of the files, each with its place in `wanted`.
fn analyse(
    args: &CheckArgs,
    rules: &RuleSet,
    options: ScanOptions,
    wanted: &[usize],
    gate: &Gate,
    reviews: &ReviewFiles,
) -> Result<Vec<Read>, Stop> {
    let reading = settings::reading(&args.judging.reading);
    let limits = &reading.limits;
    // 0: as many as the machine has cores.
    let pool = || {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(args.work.jobs.unwrap_or(0)).build();
        pool.map_err(|error| Stop::Told(format!("trådarna gick inte att starta ({error}). Prova --jobs 1.")))
    };
    let document_type = |file: usize| gate.setting(file).document_type(&args.files[file]);
    let &[file] = wanted else {
        let open = |file: &usize| settings::open(&args.files[*file], limits);
        let beforehand = |file: &usize| Beforehand { document_type: document_type(*file), reviews: reviews.of(*file) };
        return Ok(pool()?.install(|| analyse_all(rules, &reading, &options, wanted, open, beforehand)));
    };
    let (name, bytes) = match settings::open(&args.files[file], limits) {
        Ok(opened) => opened,
        Err(error) => return Ok(vec![(0, Err(error))]),
    };
    let options = ScanOptions { document_type: options.document_type.clone().or_else(|| document_type(file)), ..options };
    let members = files(&bytes, &name, limits);
    if !members.is_single() {
        let outcomes = pool()?.install(|| analyse_members(rules, &reading, &options, reviews.of(file), members));
        return Ok(outcomes.into_iter().map(|outcome| (0, Ok(outcome))).collect());
    }
    // One document needs no other threads.
    let mut analyser = Analyser::new(rules);
    (analyser.options, analyser.reading, analyser.reviews) = (options, reading.clone(), reviews.of(file));
    Ok(members.map(|member| (0, Ok(analyser.analyse_member(member)))).collect())
}
