//! `genomsyra rules measure GOLD.jsonl`: the rules against labelled units.

use std::collections::BTreeMap;
use std::io::{self, Write};

use genomsyra::finding::{Cause, TypeEvidence};
use genomsyra::measure::{Counts, GoldUnit, Ladder, Measurement, Reading, Verdict, reading};
use genomsyra::rule::{RuleSet, nearest};
use genomsyra::run::Analyser;
use genomsyra::source::open_text;
use genomsyra::text::{DocumentBuilder, Format, Origin};
use serde_json::{Map, Value, json};

use crate::cli::args::{MeasureArgs, RulesFormat};
use crate::cli::exit::{Exit, Stop, warn};
use crate::cli::output::Output;
use crate::cli::settings;

/// Largest gold file, in bytes.
const LARGEST_GOLD: usize = 1 << 30;

/// A unit with at least one verdict that is not a hit.
struct Wrong {
    gold: GoldUnit,
    reading: Reading,
    verdicts: Vec<(String, Verdict)>,
}

/// Measures every line; the first line that cannot be read stops the measurement, since a figure on the rest would mislead.
pub fn run(args: &MeasureArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.rules.rules.as_deref())?;
    let gold = read_gold(args, rules)?;
    let mut analyser = Analyser::new(rules);
    let mut measurement = Measurement::default();
    let mut wrong = Vec::new();
    analyser.options.grade_every_unit = true;
    let mut types: BTreeMap<String, Option<String>> = BTreeMap::new();
    for unit in gold {
        let laid_out = unit.laid_out();
        analyser.options.document_type = unit.doc.as_ref().and_then(|doc| {
            let known = types.get(doc).cloned();
            known.unwrap_or_else(|| types.entry(doc.clone()).or_insert_with(|| type_by_name(rules, doc)).clone())
        });
        let outcome = analyser.analyse(laid_out.text.as_bytes(), "enhet.md");
        let reading = outcome.result.as_ref().map(|analysis| reading(analysis, &laid_out.unit)).unwrap_or_default();
        let verdicts = measurement.add(&unit, &reading, rules.taxonomy());
        if args.errors && verdicts.iter().any(|(_, v)| matches!(v, Verdict::FalseAlarm | Verdict::Miss)) {
            wrong.push(Wrong { gold: unit, reading, verdicts });
        }
    }
    Output::Standard.write(|out| match args.format {
        RulesFormat::Json => writeln!(out, "{:#}", as_json(&measurement, rules)),
        RulesFormat::Terminal => {
            wrong.iter().try_for_each(|wrong| write_wrong(wrong, rules, out))?;
            if args.per_rule {
                write_causes(&measurement, rules, out)?;
            }
            write_table(&measurement, rules, out)
        }
    })?;
    Ok(Exit::Fine)
}

/// The type of document that a name tells, if it does.
fn type_by_name(rules: &RuleSet, name: &str) -> Option<String> {
    let named = Origin { name: name.to_string(), format: Format::Plain, title: None, producer: None };
    let (place, evidence) = Analyser::new(rules).judge(DocumentBuilder::new(named).finish()).findings.document_type?;
    let known = rules.document_types().get(place as usize)?;
    (evidence == TypeEvidence::Name).then(|| known.id.clone())
}

fn read_gold(args: &MeasureArgs, rules: &RuleSet) -> Result<Vec<GoldUnit>, Stop> {
    let shown = args.gold.display();
    let text = open_text(&args.gold, LARGEST_GOLD)?;
    let mut units = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = index + 1;
        let unit: GoldUnit = serde_json::from_str(line).map_err(|error| {
            Stop::Told(format!("{shown}, rad {number}: raden är ingen märkt mening ({error}). Den ska ha nycklarna `unit` och `ids`."))
        })?;
        for id in unit.ids.iter().chain(&unit.maybe).filter(|id| rules.taxonomy().find(id).is_none()) {
            let known = rules.taxonomy().areas().iter().map(|a| a.id.as_str());
            let meant = nearest(id, known).map_or_else(String::new, |near| format!(" Menas `{near}`?"));
            warn(format_args!("{shown}, rad {number}: reglerna har inget område `{id}`.{meant} Det räknas som en miss."));
        }
        units.push(unit);
    }
    if units.is_empty() {
        return Err(Stop::Told(format!("{shown} innehåller inga märkta meningar. Ange en fil med en JSON-rad per mening.")));
    }
    Ok(units)
}

/// Ids in the order of the taxonomy, unknown ones last.
fn in_order<'a>(measurement: &'a Measurement, rules: &RuleSet) -> Vec<(&'a str, &'a Counts)> {
    let mut out: Vec<(&str, &Counts)> = measurement.ids.iter().map(|(id, counts)| (id.as_str(), counts)).collect();
    out.sort_by_key(|(id, _)| rules.taxonomy().find(id).map_or(u8::MAX, |area| area.0));
    out
}

fn as_json(measurement: &Measurement, rules: &RuleSet) -> Value {
    let counts = |c: &Counts| {
        json!({
            "precision": rounded(c.precision()), "recall": rounded(c.recall()), "f1": rounded(c.f1()),
            "hits": c.hits, "false_alarms": c.false_alarms, "misses": c.misses,
        })
    };
    let ladder = |l: &Ladder| json!({"exact": rounded(l.exact()), "within_one": rounded(l.within_one()), "n": l.count(), "labelled_by_read": l.pairs});
    let ids: Map<String, Value> = in_order(measurement, rules).into_iter().map(|(id, c)| (id.to_string(), counts(c))).collect();
    json!({
        "overall": counts(&measurement.overall),
        "ids": ids,
        "level": ladder(&measurement.ladder),
        "level_found": ladder(&measurement.ladder_found),
        "units": measurement.units,
    })
}

/// Four decimals: more than any gold file can tell apart.
fn rounded(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}

fn write_table(measurement: &Measurement, rules: &RuleSet, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{:32} {:>9} {:>10} {:>6} {:>8} {:>12} {:>7}", "", "precision", "täckning", "F1", "träffar", "falska larm", "missar")?;
    for (name, c) in in_order(measurement, rules).into_iter().chain([("allt", &measurement.overall)]) {
        let (precision, recall, f1) = (c.precision(), c.recall(), c.f1());
        writeln!(out, "{name:32} {precision:>9.3} {recall:>10.3} {f1:>6.3} {:>8} {:>12} {:>7}", c.hits, c.false_alarms, c.misses)?;
    }
    let (ladder, found) = (&measurement.ladder, &measurement.ladder_found);
    let told = |l: &Ladder| format!("{:.3} rätt, {:.3} inom ett steg ({} enheter)", l.exact(), l.within_one(), l.count());
    writeln!(out, "\nStegnivå på märkta enheter med områden: {}", told(ladder))?;
    writeln!(out, "Stegnivå där något av områdena hittades: {}", told(found))?;
    writeln!(out, "\n{:12}{}", "märkt \\ läst", (0..6).map(|level| format!("{:>6}", format!("L{level}"))).collect::<String>())?;
    for (level, row) in ladder.pairs.iter().enumerate().filter(|(_, row)| row.iter().any(|n| *n > 0)) {
        writeln!(out, "{:12}{}", format!("L{level}"), row.iter().map(|n| format!("{n:>6}")).collect::<String>())?;
    }
    writeln!(out, "\n{} enheter mättes.", measurement.units)
}

fn write_wrong(wrong: &Wrong, rules: &RuleSet, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {}", wrong.gold.id, wrong.gold.unit.split_whitespace().collect::<Vec<_>>().join(" "))?;
    for (id, verdict) in &wrong.verdicts {
        match verdict {
            Verdict::Miss => writeln!(out, "    MISS   {id}")?,
            Verdict::FalseAlarm => {
                let causes = rules.taxonomy().find(id).and_then(|area| wrong.reading.ids.get(&area)).map_or(&[][..], Vec::as_slice);
                let causes: Vec<String> = causes.iter().map(|(cause, words)| format!("{}: ”{words}”", cause_name(*cause, rules))).collect();
                writeln!(out, "    FALSKT {id}  {}", causes.join("; "))?;
            }
            Verdict::Hit | Verdict::Borderline => {}
        }
    }
    writeln!(out)
}

fn write_causes(measurement: &Measurement, rules: &RuleSet, out: &mut dyn Write) -> io::Result<()> {
    let mut causes: Vec<(&str, &Counts)> = measurement.causes.iter().map(|(cause, c)| (cause_name(*cause, rules), c)).collect();
    causes.sort_by_key(|(name, c)| (std::cmp::Reverse(c.false_alarms), *name));
    writeln!(out, "{:52} {:>8} {:>12}", "regel", "träffar", "falska larm")?;
    causes.iter().try_for_each(|(name, c)| writeln!(out, "{name:52} {:>8} {:>12}", c.hits, c.false_alarms))?;
    writeln!(out)
}

fn cause_name(cause: Cause, rules: &RuleSet) -> &str {
    match cause {
        Cause::Rule(id) => &rules.rule(id).id,
        Cause::Source(place) => rules.sources().get(place as usize).map_or("", |source| &source.id),
    }
}
