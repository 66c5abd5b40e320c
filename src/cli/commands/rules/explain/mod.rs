//! `genomsyra rules explain [ID] TEXT`: why rules did or did not fire, step by step.

mod entry;
mod json;
mod surroundings;
mod told;

use std::io::Read;

use genomsyra::author::{Ending, Story, story};
use genomsyra::finding::Findings;
use genomsyra::proof::EntryKind;
use genomsyra::read::{Limits, read};
use genomsyra::report::{Language, problem_text};
use genomsyra::rule::{RuleId, RuleSet, Written, nearest, written};
use genomsyra::scan::{Check, ScanOptions, Scanner, Trace, TracedMatch};
use genomsyra::text::{Document, Span};

use crate::cli::args::{ExplainArgs, RulesFormat};
use crate::cli::catalogue::{Entry, entries};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::page::{Page, plain};
use crate::cli::settings;

/// Longest text taken from standard input, in bytes.
const LONGEST_TEXT: u64 = 1 << 20;

/// A text, the rules, and what the scan told of them.
struct Case<'a> {
    rules: &'a RuleSet,
    written: Vec<Written>,
    document: &'a Document,
    findings: Findings,
    trace: Trace,
}

impl Case<'_> {
    /// An entry as its author wrote it.
    fn written(&self, kind: EntryKind, id: &str) -> Option<&Written> {
        self.written.iter().find(|w| w.kind == kind.as_str() && w.id == id)
    }

    fn words(&self, span: Span) -> String {
        plain(self.document.slice(span))
    }
}

/// With an id: that entry, whatever became of it. Without: every rule that fired or came close.
pub fn run(args: &ExplainArgs) -> Result<Exit, Stop> {
    let files = settings::rule_files(args.rules.rules.as_deref())?;
    let rules = RuleSet::from_files(&files)?;
    let all = entries(&rules);
    let (id, text) = match args.words.as_slice() {
        [id, text] => (Some(id.trim_start_matches('<').trim_end_matches('>')), text),
        [only, ..] if all.iter().any(|e| e.id == only) => {
            return Err(Stop::Told(format!(
                "texten saknas. Skriv till exempel: genomsyra rules explain {only} \"Barn ska få komma till tals.\""
            )));
        }
        [text, ..] => (None, text),
        [] => return Err(Stop::Told("texten saknas.".into())),
    };
    let chosen: Vec<&Entry> = all.iter().filter(|e| Some(e.id) == id).collect();
    let area = id.and_then(|id| rules.taxonomy().find(id));
    if let (Some(id), true, None) = (id, chosen.is_empty(), area) {
        let known = all.iter().map(|e| e.id).chain(rules.taxonomy().areas().iter().map(|a| a.id.as_str()));
        let meant = nearest(id, known).map_or_else(String::new, |near| format!(" Menade du `{near}`?"));
        return Err(Stop::Told(format!("`{id}` finns inte i reglerna.{meant} `genomsyra rules list` visar allt som finns.")));
    }
    let text = text_of(text)?;
    let document = read(text.as_bytes(), "text.md", &Limits::default())
        .map_err(|problem| Stop::Told(format!("texten gick inte att läsa: {}", problem_text(&problem, Language::Swedish))))?;
    let (findings, trace) = Scanner::new(&rules).trace(&document, &ScanOptions::default());
    let case = Case { rules: &rules, written: written(&files), document: &document, findings, trace };
    let asked = |place: usize| match (id, area) {
        (None, _) => true,
        (Some(id), _) if rules.rules()[place].id == id => true,
        (_, Some(area)) => rules.rules()[place].areas.contains(area),
        _ => false,
    };
    let stories: Vec<Story> =
        (0..rules.rules().len()).filter(|p| asked(*p)).map(|p| story(RuleId(p as u32), &case.trace, &case.findings)).collect();
    // An entry that was asked for is told of whatever became of it.
    let stories = if id.is_some() && area.is_none() { stories } else { worth_telling(stories) };
    Output::Standard.write(|out| match args.format {
        RulesFormat::Json => writeln!(out, "{:#}", json::as_json(&case, &stories, &chosen)),
        RulesFormat::Terminal => {
            let mut page = Page::new();
            surroundings::units(&case, &mut page);
            surroundings::readings(&case, &chosen, &mut page);
            told::stories(&case, &stories, id.is_some() && area.is_none(), &mut page);
            chosen.iter().for_each(|chosen| entry::tell(&case, chosen, &mut page));
            if id.is_none() {
                entry::sources_found(&case, &mut page);
            }
            page.write(out)
        }
    })?;
    Ok(Exit::Fine)
}

/// `-` is standard input.
fn text_of(given: &str) -> Result<String, Stop> {
    if given != "-" {
        return Ok(given.to_string());
    }
    let mut text = String::new();
    let read = std::io::stdin().lock().take(LONGEST_TEXT).read_to_string(&mut text);
    read.map_err(|error| Stop::Told(format!("standard in gick inte att läsa som text ({error}).")))?;
    Ok(text)
}

/// Most rules told of that only came close, and most of which one word stands and nothing besides.
const MOST_NEAR: usize = 8;

/// What fired, what a condition turned down, and the closest of the others.
fn worth_telling(mut stories: Vec<Story>) -> Vec<Story> {
    let mut near: Vec<Story> = stories.extract_if(.., |s| matches!(s.ending, Ending::Near | Ending::Absent)).collect();
    near.retain(Story::came_close);
    near.sort_by_key(|s| (std::cmp::Reverse(s.nearness()), s.rule));
    near.truncate(MOST_NEAR);
    // A first word that lacks its company (`& X`) is the faintest of signs.
    let lacks_company = |s: &Story| {
        let alone = |m: &TracedMatch| matches!(m.turned_down_by().map(|step| step.check), Some(Check::With(_)));
        s.ending == Ending::TurnedDown && s.matches.iter().all(|m| alone(m))
    };
    let mut faint: Vec<Story> = stories.extract_if(.., |s| lacks_company(s)).collect();
    faint.truncate(MOST_NEAR);
    let place = |s: &Story| s.matches.first().map(|m| (m.unit, m.span));
    stories.sort_by_key(|s| (!matches!(s.ending, Ending::Counted), s.ending, place(s), s.rule));
    stories.extend(near);
    stories.extend(faint);
    stories
}

/// Where the words of an entry that is no rule stand.
fn entry_place(case: &Case, entry: &Entry) -> Vec<Span> {
    let (rules, trace) = (case.rules, &case.trace);
    let named = |name: Option<&String>| name.is_some_and(|n| n == entry.id);
    match entry.kind {
        EntryKind::Rule => Vec::new(),
        EntryKind::Class => {
            let own = |place: u32| named(rules.classes().get(place as usize).map(|c| &c.name));
            trace.classes.iter().filter(|(place, _)| own(*place)).map(|(_, span)| *span).collect()
        }
        EntryKind::FalseFriend => {
            let own = |place: u32| named(rules.false_friends().get(place as usize).map(|f| &f.id));
            trace.guarded.iter().filter(|(place, _)| own(*place)).map(|(_, span)| *span).collect()
        }
        EntryKind::Mask => {
            let own = |place: u32| named(rules.masks().get(place as usize).map(|m| &m.id));
            trace.hidden.iter().filter(|h| own(h.mask)).map(|h| h.span).collect()
        }
        EntryKind::Source => {
            let own = |place: u32| named(rules.sources().get(place as usize).map(|s| &s.id));
            case.findings.anchors.iter().filter(|a| own(a.source)).map(|a| a.span).collect()
        }
        EntryKind::LensHeading => {
            let own = |place: u32| named(rules.lens_headings().get(place as usize).map(|h| &h.id));
            case.findings.lens_words.iter().filter(|w| own(w.heading)).map(|w| w.span).collect()
        }
        EntryKind::Wording => {
            let own = |place: u32| named(rules.wordings().get(place as usize).map(|w| &w.id));
            case.findings.wordings.iter().filter(|w| own(w.wording)).map(|w| w.span).collect()
        }
        EntryKind::Duty => {
            let own = |place: u32| named(rules.duties().get(place as usize).map(|d| &d.id));
            case.findings.duties.iter().filter(|d| own(d.duty)).filter_map(|d| d.seen).map(|(_, span)| span).collect()
        }
    }
}
