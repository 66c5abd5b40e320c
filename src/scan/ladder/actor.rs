//! Who carries a unit: a named body or role as subject, agent or label; not as recipient, place or genitive.

use super::hits::{Hit, Hits};
use crate::rule::Marker;

/// How a named body stands in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// As the one who acts.
    Subject,
    /// "av socialnämnden".
    Agent,
}

/// The first named body or role that carries the unit.
pub(super) fn named_actor(hits: &Hits) -> Option<Part> {
    let mut actors: Vec<&Hit> = hits.all.iter().filter(|h| matches!(h.marker, Marker::Actor | Marker::ActorEnding)).collect();
    actors.sort_by_key(|h| (h.start, std::cmp::Reverse(h.end)));
    let mut last: Option<(usize, Option<Part>)> = None;
    for actor in actors {
        if last.is_some_and(|(end, _)| actor.start < end) {
            continue;
        }
        if in_subordinate_clause(hits, actor) || is_acted_on(hits, actor) {
            continue;
        }
        let verdict = part_of(hits, actor, last);
        if verdict.is_some() {
            return verdict;
        }
        last = Some((actor.end, verdict));
    }
    None
}

/// "Rådet ska höras": who stands before a passive has it done to them.
fn is_acted_on(hits: &Hits, actor: &Hit) -> bool {
    let modal = (actor.end..hits.range.end).find(|at| matches!(hits.word(*at), "ska" | "skall" | "måste" | "bör"));
    let Some(modal) = modal.filter(|at| (actor.end..*at).all(|between| !hits.stop_before(between)) && *at - actor.end <= 1) else {
        return false;
    };
    let verb = (modal + 1..hits.range.end.min(modal + 6)).find(|at| hits.facts(*at).is_infinitive() || hits.facts(*at).is_passive());
    verb.is_some_and(|at| hits.facts(at).is_passive())
}

/// "… ska beaktas när nämnderna fördelar pengar": who acts there carries nothing. "att" and relative clauses after a comma are let through:
/// "ser till att nämnden redovisar", "…, som rektor följer upp".
fn in_subordinate_clause(hits: &Hits, actor: &Hit) -> bool {
    hits.of_marker(Marker::Subordinator).filter(|s| s.end <= actor.start).any(|s| {
        let word = hits.word(s.start);
        let relative = hits.stop_before(s.start) && (word == "som" || word.starts_with("vilk"));
        let cut_off = (s.end..=actor.start).any(|at| hits.stop_before(at));
        !relative
            && !cut_off
            && hits.word(s.end - 1) != "att"
            && hits.finite_in(hits.range.start..s.start)
            && !hits.finite_in(s.end..actor.start)
    })
}

fn part_of(hits: &Hits, actor: &Hit, last: Option<(usize, Option<Part>)>) -> Option<Part> {
    if actor.start == hits.range.start {
        return Some(Part::Subject);
    }
    let mut before = actor.start - 1;
    // Articles and adjectives between the preposition and the body: "till den ansvariga nämnden".
    let mut steps = 0;
    while before > hits.range.start && steps < 2 && is_article_or_adjective(hits.word(before)) {
        before -= 1;
        steps += 1;
    }
    let word = hits.word(before);
    if hits.stop_before(actor.start) && steps == 0 && !matches!(word, "och" | "samt") {
        return Some(Part::Subject);
    }
    match word {
        "av" => Some(Part::Agent),
        // The second of two recipients is one too.
        "och" | "samt" | "eller" => match last {
            Some((end, verdict)) if before == end => verdict,
            _ => Some(Part::Subject),
        },
        "med" if hits.word(actor.end) == "som" => Some(Part::Subject),
        _ if is_assignment(hits, before) => Some(Part::Subject),
        _ if hits.all.iter().any(|h| h.marker == Marker::Preposition && h.start <= before && before < h.end) => None,
        _ => Some(Part::Subject),
    }
}

/// A closed set: determiners, and the few adjectives that Swedish puts before a body without saying which body it is.
fn is_article_or_adjective(word: &str) -> bool {
    matches!(
        word,
        "den"
            | "de"
            | "det"
            | "en"
            | "ett"
            | "respektive"
            | "varje"
            | "berörd"
            | "berörda"
            | "ansvarig"
            | "ansvariga"
            | "samtliga"
            | "alla"
            | "närmaste"
            | "egna"
    )
}

/// "uppdrag till nämnden", "uppdras åt nämnden", "ansvaret ligger på rektor".
fn is_assignment(hits: &Hits, preposition: usize) -> bool {
    matches!(hits.word(preposition), "till" | "åt")
        && preposition > hits.range.start
        && (hits.word(preposition - 1).starts_with("uppdra")
            || hits.word(preposition - 1) == "ansvar"
            || hits.word(preposition - 1) == "ansvaret")
        || matches!(hits.word(preposition), "på" | "hos")
            && preposition > hits.range.start
            && matches!(hits.word(preposition - 1), "ligger" | "vilar")
}
