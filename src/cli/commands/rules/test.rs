//! `genomsyra rules test [FILTER…]`: do the rules' own examples hold?

use std::io::{self, Write};

use genomsyra::proof::{EntryKind, Failure, Proof, prove};
use genomsyra::rule::RuleSet;

use crate::cli::args::TestArgs;
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::{settings, words};

/// Tells every example that does not hold and what was found instead.
pub fn run(args: &TestArgs) -> Result<Exit, Stop> {
    let files = settings::rule_files(args.rules.rules.as_deref())?;
    let rules = RuleSet::from_files(&files)?;
    let proof = prove(&rules, &files, &EntryKind::ALL, &args.filters);
    if proof == Proof::default() {
        let filters = args.filters.join(", ");
        return Err(Stop::Told(format!("inget id och ingen fil innehåller `{filters}`. `genomsyra rules list` visar vad som finns.")));
    }
    Output::Standard.write(|out| {
        proof.failures.iter().try_for_each(|failure| write_failure(failure, &rules, out))?;
        let failed = proof.failures.len();
        writeln!(out, "{}, {failed} håller inte.", words::count(proof.passed + failed, "exempel prövat", "exempel prövade"))
    })?;
    Ok(if proof.failures.is_empty() { Exit::Fine } else { Exit::Broken })
}

fn write_failure(failure: &Failure, rules: &RuleSet, out: &mut dyn Write) -> io::Result<()> {
    let kind = words::kind(failure.kind);
    writeln!(out, "{}, rad {}: {kind} {}: {}", failure.file, failure.line, failure.entry, verdict(failure))?;
    writeln!(out, "    ”{}”", failure.sentence)?;
    if failure.found.is_empty() {
        writeln!(out, "    Inget hittades.")?;
    }
    for found in &failure.found {
        let (entry, areas, status) = (&found.entry, found.areas.join(", "), words::status(found.status, rules));
        writeln!(out, "    Hittades: ”{}” av {entry} ({areas}), {status}", found.words)?;
    }
    writeln!(out)
}

fn verdict(failure: &Failure) -> &'static str {
    use EntryKind::{Class, Duty, FalseFriend, LensHeading, Mask, Rule, Source, Wording};
    match (failure.kind, failure.counter) {
        (Rule | Class | Source | Duty | Wording | LensHeading, false) => "exemplet träffas inte",
        (Rule | Class | Source | Duty | Wording | LensHeading, true) => "motexemplet träffas",
        (FalseFriend, false) => "exemplet ger ett fynd som räknas för ett skyddat område",
        (Mask, false) => "exemplet ger ett fynd som räknas",
        (FalseFriend, true) => "motexemplet ger inget fynd som räknas för ett skyddat område",
        (Mask, true) => "motexemplet ger inget fynd som räknas",
    }
}
