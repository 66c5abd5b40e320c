//! The story of a rule in Swedish: what matched, which question decided, how near it came.

use genomsyra::author::{Ending, Story};
use genomsyra::finding::{Cause, Reason, Status};
use genomsyra::proof::EntryKind;
use genomsyra::rule::{Written, written_expression};
use genomsyra::scan::{Check, Near, Sought, TracedMatch, TracedStep};

use super::Case;
use super::surroundings::some;
use crate::cli::page::{Page, cut};
use crate::cli::words;

/// Longest expression or element that is shown whole, in columns.
const LONG: usize = 160;
/// Most alternatives of a condition that are shown.
const MOST_ALTERNATIVES: usize = 8;
/// Most matches of one rule that are told of.
const MOST_MATCHES: usize = 6;

/// All stories. `whole` tells also of what stands beside, when one entry was asked for.
pub fn stories(case: &Case, stories: &[Story], whole: bool, page: &mut Page) {
    if stories.is_empty() && !whole {
        page.line(0, "Ingen regel träffade, och ingen var nära.");
    }
    for told in stories {
        let rule = case.rules.rule(told.rule);
        page.line(0, &format!("{}: {}", rule.id, ending(case, told)));
        page.line(2, &rule.description);
        let written = case.written(EntryKind::Rule, &rule.id);
        for m in told.matches.iter().take(MOST_MATCHES) {
            tell_match(case, m, written, page);
        }
        if told.matches.len() > MOST_MATCHES {
            page.line(2, &format!("… och {} till", words::count(told.matches.len() - MOST_MATCHES, "träff", "träffar")));
        }
        gave_way(case, told, page);
        for hidden in told.hidden_by.iter().filter_map(|place| case.trace.hidden.get(*place)) {
            let mask = case.rules.masks().get(hidden.mask as usize).map_or("", |m| m.id.as_str());
            page.line(2, &format!("”{}” är ett dolt namn ({mask}): reglerna ser inte orden i det.", case.words(hidden.span)));
        }
        if told.matches.is_empty() {
            let most = if whole { usize::MAX } else { 1 };
            told.near.iter().take(most).for_each(|near| tell_near(case, near, page));
        }
        page.gap();
    }
}

fn ending(case: &Case, told: &Story) -> String {
    let counted = || {
        let areas = told.findings.iter().filter(|f| f.status == Status::Counted).flat_map(|f| case.rules.taxonomy().names(f.areas));
        let mut areas: Vec<&str> = areas.collect();
        areas.dedup();
        areas.join(", ")
    };
    match told.ending {
        Ending::Counted => format!("räknas för {}", counted()),
        Ending::SetAside(reason) => words::status(Status::Ignored(reason), case.rules),
        Ending::Covered => {
            "träffar, men tillför inget: områdena räknas redan genom en annan regel eller en längre träff i samma enhet".into()
        }
        Ending::TurnedDown => "träffar inte: orden står där, men ett villkor avgjorde".into(),
        Ending::Hidden => "träffar inte: orden står i ett dolt namn".into(),
        Ending::Near => "träffar inte: bara en del av det som söks står i texten".into(),
        Ending::Absent => "träffar inte: inget av det som söks står i texten".into(),
    }
}

/// An expression as its author wrote it.
pub fn source(case: &Case, sought: Sought) -> String {
    let found = match sought {
        Sought::Rule(rule, place) => case.rules.rules().get(rule as usize).and_then(|r| r.expressions().nth(place as usize)),
        Sought::Source(source, place) => {
            let source = case.rules.sources().get(source as usize).and_then(|s| case.written(EntryKind::Source, &s.id));
            source.and_then(|s| s.texts("uttryck").get(place as usize).copied())
        }
        Sought::Duty(duty, place) => {
            let duty = case.rules.duties().get(duty as usize).and_then(|d| case.written(EntryKind::Duty, &d.id));
            duty.and_then(|d| d.texts("uttryck").get(place as usize).copied())
        }
        Sought::Wording(wording, place) => {
            let wording = case.rules.wordings().get(wording as usize).and_then(|w| case.written(EntryKind::Wording, &w.id));
            wording.and_then(|w| w.texts("uttryck").get(place as usize).copied())
        }
        Sought::LensHeading(heading, place) => {
            let heading = case.rules.lens_headings().get(heading as usize).and_then(|h| case.written(EntryKind::LensHeading, &h.id));
            heading.and_then(|h| h.texts("uttryck").get(place as usize).copied())
        }
    };
    found.unwrap_or_default().to_string()
}

fn tell_match(case: &Case, m: &TracedMatch, written: Option<&Written>, page: &mut Page) {
    let source = source(case, m.sought);
    page.item(2, &format!("Enhet {}: ", m.unit + 1), &format!("”{}” passar {}", case.words(m.span), cut(&source, LONG)));
    for step in &m.steps {
        if let Some(told) = tell_step(case, step, &source, written) {
            let decided = step.answer != step.check.passes_with();
            page.item(4, if decided { "✗ " } else { "· " }, &told);
        }
    }
}

/// What a question asked and what it got for an answer; nothing where it goes without saying.
pub fn tell_step(case: &Case, step: &TracedStep, source: &str, written: Option<&Written>) -> Option<String> {
    let words = step.words.map(|span| format!("”{}”", case.words(span)));
    let found = |yes: &str| words.as_ref().map_or_else(|| yes.to_string(), |w| format!("{yes}: {w}"));
    let answer = || if step.answer { found("det finns") } else { "det finns inte".to_string() };
    let expression = || written_expression(source);
    let condition = |key: &str, place: usize| {
        let (any_of, within) = written?.conditions(key).into_iter().nth(place)?;
        let any_of: Vec<String> = any_of.into_iter().map(str::to_string).collect();
        Some(format!("{} {}", some(&any_of, MOST_ALTERNATIVES), scope(within)))
    };
    Some(match step.check {
        Check::Never if !step.answer => return None,
        Check::Never => "ett av orden i träffen står under `inte` och räknas aldrig".into(),
        Check::With(place) => format!("måste också stå (&): {} – {}", expression().with.get(place)?, answer()),
        Check::Without(place) => format!("får inte stå (& !): {} – {}", expression().without.get(place)?, answer()),
        Check::Requires(place) => format!("kräver något av {} – {}", condition("kraver", place)?, answer()),
        Check::Excludes(place) => format!("utesluter {} – {}", condition("utesluter", place)?, answer()),
        Check::FalseFriend(place) => {
            let friend = case.rules.false_friends().get(place as usize)?;
            let name = format!("den falska vännen {} ({})", friend.id, friend.meaning);
            match (step.answer, words) {
                (true, Some(veto)) => format!("{name} ställde träffen åt sidan, för där står {veto} (veto)"),
                (true, None) => format!("{name} ställer alltid ordet åt sidan"),
                (false, Some(restore)) => format!("{name} prövades, men {restore} återställer ordet"),
                (false, None) => format!("{name} prövades, men inget av dess veton står i texten"),
            }
        }
    })
}

/// Where a condition looks.
fn scope(within: &str) -> String {
    match within {
        "enhet" => "i enheten".into(),
        "träffen" => "i själva träffen".into(),
        "rubrik" => "i enheten eller rubrikerna ovanför".into(),
        "grannar" => "i enheten eller enheterna före och efter".into(),
        other => format!("inom {other}"),
    }
}

/// What the rule gave way to: the findings that count in the same unit.
fn gave_way(case: &Case, told: &Story, page: &mut Page) {
    for finding in told.findings.iter().filter(|f| f.status == Status::Ignored(Reason::GivesWay)) {
        let to =
            case.findings.findings.iter().filter(|f| f.unit == finding.unit && f.status == Status::Counted && f.cause != finding.cause);
        let mut to: Vec<String> = to
            .map(|f| {
                let name = match f.cause {
                    Cause::Rule(id) => case.rules.rule(id).id.as_str(),
                    Cause::Source(place) => case.rules.sources().get(place as usize).map_or("", |s| s.id.as_str()),
                };
                format!("{name} (”{}”)", case.words(f.span))
            })
            .collect();
        to.dedup();
        let lost = case.rules.taxonomy().names(finding.areas).join(", ");
        page.item(2, "", &format!("Gav vika för {lost}. Det som räknas i samma enhet: {}.", to.join(", ")));
    }
}

/// How far an expression came: its elements one by one, up to where it stopped.
pub fn tell_near(case: &Case, near: &Near, page: &mut Page) {
    let source = source(case, near.sought);
    page.item(2, &format!("Enhet {}, närmast kom: ", near.unit + 1), &cut(&source, LONG));
    let expression = written_expression(&source);
    let stop = (near.reached..near.stands.len()).find(|i| expression.elements.get(*i).is_none_or(|e| !e.optional)).unwrap_or(near.reached);
    for (place, (element, stands)) in expression.elements.iter().zip(&near.stands).enumerate() {
        let text = cut(&element.text, LONG);
        let words = stands.map(|span| format!("”{}”", case.words(span)));
        let told = match words {
            Some(words) if place < near.reached => words,
            None if element.optional => "saknas, men får saknas".into(),
            Some(words) if place == stop => stopped(case, near, element.gap, &words),
            None if place == stop && place > 0 => format!("saknas{}", looked_at(case, near)),
            Some(words) => format!("står i enheten ({words}), men söktes aldrig: uttrycket hade redan stannat"),
            None => "saknas".into(),
        };
        let mark = if place < near.reached || (element.optional && place < stop) { "· " } else { "✗ " };
        page.item(4, mark, &format!("{text}: {told}"));
    }
}

/// Why an element that stands in the unit was not reached.
fn stopped(case: &Case, near: &Near, gap: u8, words: &str) -> String {
    let allowed = match gap {
        0 => "det ska stå direkt efter".to_string(),
        1 => "högst ett ord får stå emellan".to_string(),
        n => format!("högst {n} ord får stå emellan"),
    };
    match near.too_far {
        Some(between) if between > usize::from(gap) => {
            format!("{words} står först efter {between} ord; {allowed}{}", looked_at(case, near))
        }
        _ if near.reached == 0 => format!("{words} står i enheten, men inte först som uttrycket vill"),
        _ => format!("{words} står i enheten, men inte efter det som redan passat ({allowed})"),
    }
}

fn looked_at(case: &Case, near: &Near) -> String {
    near.within_gap.map_or_else(String::new, |span| format!("; där det kunde ha stått står ”{}”", case.words(span)))
}
