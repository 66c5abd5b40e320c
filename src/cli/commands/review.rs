//! `genomsyra review FILE FINGERPRINT`: accepts or rejects a finding, with why and by whom.

use std::collections::BTreeSet;

use genomsyra::fingerprint::Fingerprint;
use genomsyra::handwritten::beginning;
use genomsyra::outcome::Analysis;
use genomsyra::report::Language;
use genomsyra::review::{Answer, Review, reviews, with_reviews, without_review};
use genomsyra::rule::{AreaId, RuleSet};
use genomsyra::text::UnitId;

use crate::cli::args::ReviewArgs;
use crate::cli::exit::{Exit, Stop, warn};
use crate::cli::gate::{existing, folder_of, near, path_of, today, write_whole, wrong};
use crate::cli::one::{One, SHORTEST, begins, may_be_fingerprint};
use crate::cli::reviews::writing_place;

/// Says something of a finding, or takes back what was said.
pub fn run(args: &ReviewArgs) -> Result<Exit, Stop> {
    if args.undo { undo(args) } else { say(args) }
}

/// Reads the document as if nobody had said anything of it, finds the finding and writes what is said; the file's comments and layout stay.
fn say(args: &ReviewArgs) -> Result<Exit, Stop> {
    let date = args.settled.gate.date.map_or_else(today, Ok)?;
    let Some(One { settings, rules, outcome }) = One::read(&args.file, &args.settled, false)? else { return Ok(Exit::SomeUnread) };
    let Ok(analysis) = &outcome.result else { return Ok(Exit::SomeUnread) };
    let (fingerprint, unit, area) = meant(&args.fingerprint, analysis, rules)?;
    let area = rules.taxonomy().area(area);
    let document = &analysis.document;
    let sentence = beginning(document.slice(document.units()[unit as usize].span));
    let file = writing_place(&args.file, settings.of(0), &args.settled.gate);
    let review = Review {
        fingerprint,
        answer: if args.accept { Answer::Accepted } else { Answer::Rejected },
        area: area.id.clone(),
        document: path_of(&folder_of(&file), &outcome.name),
        sentence: if args.no_quotes { String::new() } else { sentence },
        reason: args.reason.clone().unwrap_or_default(),
        by: args.by.clone().unwrap_or_default(),
        date,
        line: 0,
    };
    let shown = near(&file);
    let text = existing(&file)?.unwrap_or_default();
    let text = with_reviews(&shown, &text, std::slice::from_ref(&review), rules).map_err(|errors| wrong("bedömningarna", &errors))?;
    write_whole(&file, &text)?;
    let (answer, name) = match (review.answer, args.settled.language.lang) {
        (Answer::Accepted, Language::Swedish) => ("Godtaget i", &area.name),
        (Answer::Rejected, Language::Swedish) => ("Avvisat i", &area.name),
        (Answer::Accepted, Language::English) => ("Accepted in", &area.name_en),
        (Answer::Rejected, Language::English) => ("Rejected in", &area.name_en),
    };
    let sentence = if review.sentence.is_empty() { String::new() } else { format!(" ”{}”", review.sentence) };
    warn(format_args!("{answer} {shown}: {name}{sentence} [{fingerprint}]"));
    Ok(Exit::Fine)
}

/// Takes what was said out of the file; its sentence need not be in the document any more.
fn undo(args: &ReviewArgs) -> Result<Exit, Stop> {
    let what = may_be_meant(&args.fingerprint)?;
    let Some(One { settings, rules, .. }) = One::read(&args.file, &args.settled, false)? else { return Ok(Exit::SomeUnread) };
    let file = writing_place(&args.file, settings.of(0), &args.settled.gate);
    let shown = near(&file);
    let text = existing(&file)?.unwrap_or_default();
    let said = reviews(&shown, &text, rules).map_err(|errors| wrong("bedömningarna", &errors))?;
    let prints: BTreeSet<Fingerprint> = said.iter().map(|review| review.fingerprint).filter(|print| begins(*print, what)).collect();
    let print = match (prints.len(), prints.first()) {
        (1, Some(print)) => *print,
        (0, _) | (_, None) => return Err(Stop::Told(format!("{shown} har ingen bedömning med fingeravtrycket `{what}`."))),
        (n, _) => return Err(ambiguous(n, what)),
    };
    let text = without_review(&shown, &text, print, rules).map_err(|errors| wrong("bedömningarna", &errors))?;
    write_whole(&file, &text)?;
    match args.settled.language.lang {
        Language::Swedish => warn(format_args!("Tillbakataget i {shown}: [{print}]")),
        Language::English => warn(format_args!("Taken back in {shown}: [{print}]")),
    }
    Ok(Exit::Fine)
}

fn may_be_meant(what: &str) -> Result<&str, Stop> {
    if may_be_fingerprint(what) {
        return Ok(what);
    }
    Err(Stop::Told(format!("`{what}` är inget fingeravtryck (minst {SHORTEST} tecken av 0–9 och a–f).")))
}

fn ambiguous(n: usize, what: &str) -> Stop {
    Stop::Told(format!("{n} fynd har fingeravtryck som börjar på `{what}`. Ange fler tecken."))
}

/// The finding that is meant, by its fingerprint or the beginning of it; of equal sentences the first.
fn meant(what: &str, analysis: &Analysis, rules: &RuleSet) -> Result<(Fingerprint, UnitId, AreaId), Stop> {
    may_be_meant(what)?;
    let mut found = analysis.known(rules);
    found.retain(|print, _| begins(*print, what));
    match (found.len(), found.pop_first()) {
        (1, Some((print, (unit, area)))) => Ok((print, unit, area)),
        (0, _) | (_, None) => Err(Stop::Told(format!(
            "dokumentet har inget fynd med fingeravtrycket `{what}`. Meningen kan ha ändrats: kör `genomsyra check` igen."
        ))),
        (n, _) => Err(ambiguous(n, what)),
    }
}
