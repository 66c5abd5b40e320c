//! What became of a class, a false friend, a hidden name, a source of law, a duty, an older word or a view's heading.

use genomsyra::proof::EntryKind;
use genomsyra::scan::{Check, Sought};

use super::Case;
use super::told::{source, tell_near, tell_step};
use crate::cli::catalogue::Entry;
use crate::cli::page::Page;

/// Tells of an entry that is no rule.
pub fn tell(case: &Case, entry: &Entry, page: &mut Page) {
    let place = |ids: Vec<&str>| ids.iter().position(|id| *id == entry.id).map_or(u32::MAX, |p| p as u32);
    match entry.kind {
        EntryKind::Rule => return,
        EntryKind::Class => class(case, place(case.rules.classes().iter().map(|c| c.name.as_str()).collect()), page),
        EntryKind::FalseFriend => friend(case, place(case.rules.false_friends().iter().map(|f| f.id.as_str()).collect()), page),
        EntryKind::Mask => mask(case, place(case.rules.masks().iter().map(|m| m.id.as_str()).collect()), page),
        EntryKind::Source => law(case, place(case.rules.sources().iter().map(|s| s.id.as_str()).collect()), page),
        EntryKind::LensHeading => heading(case, place(case.rules.lens_headings().iter().map(|h| h.id.as_str()).collect()), page),
        EntryKind::Wording => wording(case, place(case.rules.wordings().iter().map(|w| w.id.as_str()).collect()), page),
        EntryKind::Duty => duty(case, place(case.rules.duties().iter().map(|d| d.id.as_str()).collect()), page),
    }
    page.gap();
}

/// The sources of law that the text names.
pub fn sources_found(case: &Case, page: &mut Page) {
    let mut last = None;
    for anchor in &case.findings.anchors {
        let Some(source) = case.rules.sources().get(anchor.source as usize) else { continue };
        if last.replace((anchor.source, anchor.span)) != Some((anchor.source, anchor.span)) {
            page.line(0, &format!("Rättskälla {}: ”{}” ({})", source.id, case.words(anchor.span), source.name));
        }
    }
}

fn class(case: &Case, place: u32, page: &mut Page) {
    let Some(class) = case.rules.classes().get(place as usize) else { return };
    let stands: Vec<String> =
        case.trace.classes.iter().filter(|(c, _)| *c == place).map(|(_, span)| format!("”{}”", case.words(*span))).collect();
    if stands.is_empty() {
        page.line(0, &format!("<{}>: inget av klassens ord och fraser står i texten.", class.name));
    } else {
        page.line(0, &format!("<{}>: {}", class.name, stands.join(", ")));
    }
    page.line(2, &class.description);
}

fn friend(case: &Case, place: u32, page: &mut Page) {
    let Some(friend) = case.rules.false_friends().get(place as usize) else { return };
    let words: Vec<String> =
        case.trace.guarded.iter().filter(|(f, _)| *f == place).map(|(_, span)| format!("”{}”", case.words(*span))).collect();
    page.line(0, &format!("{}: {}", friend.id, friend.meaning));
    if words.is_empty() {
        page.line(2, "Inget av de tvetydiga orden står i texten.");
        return;
    }
    page.line(2, &format!("Tvetydiga ord i texten: {}", words.join(", ")));
    let mut tried = false;
    for m in &case.trace.matches {
        for step in m.steps.iter().filter(|s| s.check == Check::FalseFriend(place)) {
            let owner = owner(case, m.sought);
            let told = tell_step(case, step, "", None).unwrap_or_default();
            page.item(2, "", &format!("{owner}, ”{}”: {told}", case.words(m.span)));
            tried = true;
        }
    }
    if !tried {
        let guarded = case.rules.taxonomy().names(friend.guards).join(", ");
        page.line(
            2,
            &format!(
                "Den prövades aldrig: ingen regel för {guarded} träffade på ordet ensamt (en längre fras har själv sagt vad ordet betyder)."
            ),
        );
    }
}

/// The id of what an expression belongs to.
fn owner<'a>(case: &'a Case, sought: Sought) -> &'a str {
    match sought {
        Sought::Rule(rule, _) => case.rules.rules().get(rule as usize).map_or("", |r| r.id.as_str()),
        Sought::Source(source, _) => case.rules.sources().get(source as usize).map_or("", |s| s.id.as_str()),
        Sought::Duty(duty, _) => case.rules.duties().get(duty as usize).map_or("", |d| d.id.as_str()),
        Sought::Wording(wording, _) => case.rules.wordings().get(wording as usize).map_or("", |w| w.id.as_str()),
        Sought::LensHeading(heading, _) => case.rules.lens_headings().get(heading as usize).map_or("", |h| h.id.as_str()),
    }
}

fn mask(case: &Case, place: u32, page: &mut Page) {
    let Some(mask) = case.rules.masks().get(place as usize) else { return };
    page.line(0, &format!("{}: {}", mask.id, mask.description));
    let hidden: Vec<_> = case.trace.hidden.iter().filter(|h| h.mask == place).collect();
    if hidden.is_empty() {
        page.line(2, "Inget av namnen står i texten.");
    }
    for hidden in hidden {
        let mut rules: Vec<&str> = hidden
            .hides
            .iter()
            .filter_map(|s| match s {
                Sought::Rule(rule, _) => case.rules.rules().get(*rule as usize).map(|r| r.id.as_str()),
                Sought::Source(..) | Sought::Duty(..) | Sought::Wording(..) | Sought::LensHeading(..) => None,
            })
            .collect();
        rules.dedup();
        let what = if rules.is_empty() {
            "ingen regel hade träffat där ändå".to_string()
        } else {
            format!("annars hade {} träffat", rules.join(", "))
        };
        page.line(2, &format!("Döljer ”{}”: {what}.", case.words(hidden.span)));
    }
}

fn duty(case: &Case, place: u32, page: &mut Page) {
    let Some(duty) = case.rules.duties().get(place as usize) else { return };
    page.line(0, &format!("{}: {}", duty.id, duty.demand));
    let own = |sought: Sought| matches!(sought, Sought::Duty(d, _) if d == place);
    match case.findings.duties.iter().find(|d| d.duty == place).and_then(|d| d.seen) {
        Some((_, span)) => {
            page.line(2, &format!("Plikten syns: ”{}”.", case.words(span)));
            for m in case.trace.matches.iter().filter(|m| own(m.sought)) {
                page.line(4, &format!("Enhet {}: ”{}” passar {}", m.unit + 1, case.words(m.span), source(case, m.sought)));
            }
        }
        None => {
            page.line(2, "Inget av pliktens uttryck står i texten.");
            case.trace.near.iter().filter(|n| own(n.sought)).for_each(|near| tell_near(case, near, page));
        }
    }
}

fn wording(case: &Case, place: u32, page: &mut Page) {
    let Some(wording) = case.rules.wordings().get(place as usize) else { return };
    page.line(0, &format!("{}: skriv hellre {}", wording.id, wording.instead.sv));
    page.line(2, &wording.reason.sv);
    let found: Vec<_> = case.findings.wordings.iter().filter(|mention| mention.wording == place).collect();
    for mention in &found {
        page.line(2, &format!("Enhet {}: ”{}” är ett äldre ord.", mention.unit + 1, case.words(mention.span)));
    }
    if found.is_empty() {
        page.line(2, "Inget av de äldre orden står i löpande text.");
        let own = |sought: Sought| matches!(sought, Sought::Wording(w, _) if w == place);
        case.trace.near.iter().filter(|n| own(n.sought)).for_each(|near| tell_near(case, near, page));
    }
}

fn heading(case: &Case, place: u32, page: &mut Page) {
    let Some(heading) = case.rules.lens_headings().get(place as usize) else { return };
    page.line(0, &format!("{}: {}", heading.id, heading.question.sv));
    let own = |sought: Sought| matches!(sought, Sought::LensHeading(h, _) if h == place);
    let found: Vec<_> = case.trace.matches.iter().filter(|m| own(m.sought)).collect();
    for m in &found {
        page.line(2, &format!("Enhet {}: ”{}” passar {}", m.unit + 1, case.words(m.span), source(case, m.sought)));
    }
    if found.is_empty() {
        let why = if heading.seeks_words() { "Inget av rubrikens uttryck står i texten." } else { "Rubriken söker inga egna uttryck." };
        page.line(2, why);
        case.trace.near.iter().filter(|n| own(n.sought)).for_each(|near| tell_near(case, near, page));
    }
}

fn law(case: &Case, place: u32, page: &mut Page) {
    let Some(law) = case.rules.sources().get(place as usize) else { return };
    page.line(0, &format!("{}: {}", law.id, law.name));
    let anchors: Vec<_> = case.findings.anchors.iter().filter(|a| a.source == place).collect();
    for anchor in &anchors {
        page.line(2, &format!("Enhet {}: ”{}” är en hänvisning till rättskällan.", anchor.unit + 1, case.words(anchor.span)));
    }
    for m in case.trace.matches.iter().filter(|m| matches!(m.sought, Sought::Source(s, _) if s == place)) {
        page.item(4, "", &format!("”{}” passar {}", case.words(m.span), source(case, m.sought)));
        for told in m.steps.iter().filter_map(|step| tell_step(case, step, "", None)) {
            page.item(4, "· ", &told);
        }
    }
    if anchors.is_empty() {
        page.line(2, "Texten hänvisar inte till rättskällan.");
        for near in case.trace.near.iter().filter(|n| matches!(n.sought, Sought::Source(s, _) if s == place)) {
            tell_near(case, near, page);
        }
    }
}
