//! `genomsyra suppress FILE FINGERPRINT|RULE`: excuses a remark, with why, by whom and until when.

use genomsyra::gate::{Judged, Rule, Suppression, beginning, with_suppressions};
use genomsyra::report::{Options, RemarkTeller};

use crate::cli::args::SuppressArgs;
use crate::cli::exit::{Exit, Stop, warn};
use crate::cli::gate::{Gate, existing, near, today, write_whole, wrong};
use crate::cli::one::{One, SHORTEST, begins, may_be_fingerprint};
use crate::cli::settings;

/// Reads the document, finds the remark and writes the exception; the file's comments and layout stay.
pub fn run(args: &SuppressArgs) -> Result<Exit, Stop> {
    let date = args.settled.gate.date.map_or_else(today, Ok)?;
    if args.until.is_some_and(|until| until.last_day() < date) {
        return Err(Stop::Told("--until har redan passerat. Ange en dag som kommer.".into()));
    }
    let Some(One { settings, rules, outcome }) = One::read(&args.file, &args.settled, true)? else { return Ok(Exit::SomeUnread) };
    let gate = Gate::alone(settings, date);
    let outcomes = [outcome];
    let verdict = gate.judge(&outcomes, &[0], rules);
    let [outcome] = &outcomes;
    let document = &verdict.documents[0];
    let meant = meant(&args.what, &document.remarks)?;
    let options = Options { quotes: !args.no_quotes, ..settings::report_options(args.settled.language.lang, true) };
    let new: Vec<Suppression> = meant
        .iter()
        .map(|judged| Suppression {
            fingerprint: judged.remark.fingerprint,
            rule: judged.remark.rule,
            document: document.path.clone(),
            sentence: if args.no_quotes { String::new() } else { beginning(&judged.remark, outcome) },
            reason: args.reason.clone(),
            by: args.by.clone(),
            date,
            until: args.until,
            line: 0,
        })
        .collect();
    let file = gate.setting(0).exceptions_file();
    let shown = near(&file);
    let text = existing(&file)?.unwrap_or_default();
    let text = with_suppressions(&shown, &text, &new).map_err(|errors| wrong("undantagen", &errors))?;
    write_whole(&file, &text)?;
    let teller = RemarkTeller::new(outcome, rules, &options);
    for judged in meant {
        let said = teller.tell(&judged.remark);
        warn(format_args!("Undantaget i {shown}: {} [{} {}]", said.message, judged.remark.rule.id(), judged.remark.fingerprint));
    }
    Ok(Exit::Fine)
}

/// The remarks that are meant: one by its fingerprint or the beginning of it, or all of a rule.
fn meant<'j>(what: &str, remarks: &'j [Judged]) -> Result<Vec<&'j Judged>, Stop> {
    if let Some(rule) = Rule::find(what) {
        let found: Vec<&Judged> = remarks.iter().filter(|judged| judged.remark.rule == rule).collect();
        return match found.is_empty() {
            true => Err(Stop::Told(format!("dokumentet har ingen anmärkning enligt `{what}`."))),
            false => Ok(found),
        };
    }
    if !may_be_fingerprint(what) {
        let near = genomsyra::rule::nearest(what, Rule::ALL.iter().map(|rule| rule.id()));
        let near = near.map_or_else(String::new, |near| format!(" Menade du regeln `{near}`?"));
        return Err(Stop::Told(format!(
            "`{what}` är varken ett fingeravtryck (minst {SHORTEST} tecken av 0–9 och a–f) eller en regel.{near}"
        )));
    }
    let found: Vec<&Judged> = remarks.iter().filter(|judged| begins(judged.remark.fingerprint, what)).collect();
    match found.len() {
        1 => Ok(found),
        0 => Err(Stop::Told(format!(
            "dokumentet har ingen anmärkning med fingeravtrycket `{what}`. Det kan ha ändrats: kör `genomsyra check` igen."
        ))),
        n => Err(Stop::Told(format!("{n} anmärkningar har fingeravtryck som börjar på `{what}`. Ange fler tecken."))),
    }
}
