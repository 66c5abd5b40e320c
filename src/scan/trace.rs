//! How a scan came to what it found, for those who write rules: how each word was read, every match with the questions that decided over it,
//! names that were hidden, and the expressions that came closest.
//!
//! Everything here is asked of the scan's own detector and matcher; nothing is matched a second way.

use super::log::{Check, Log, Page};
use super::matching::Matcher;
use super::{Candidates, Pass};
use crate::rule::{LexId, Owner, RuleSet, SequenceId};
use crate::text::{Span, UnitId};

/// An expression that is sought: whose, and the number of the expression among the owner's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sought {
    /// Places in [`RuleSet::rules`] and in the rule's expressions.
    Rule(u32, u32),
    /// Places in [`RuleSet::sources`] and in the source's expressions.
    Source(u32, u32),
    /// Places in [`RuleSet::duties`] and in the duty's expressions.
    Duty(u32, u32),
    /// Places in [`RuleSet::wordings`] and in the wording's expressions.
    Wording(u32, u32),
    /// Places in [`RuleSet::lens_headings`] and in the heading's expressions.
    LensHeading(u32, u32),
}

impl Sought {
    /// What kind of owner it has, and the owner's place: 0 a rule, 1 a source of law, 2 a duty, 3 a heading of a view, 4 an older word.
    fn owner(self) -> (u8, u32) {
        match self {
            Sought::Rule(place, _) => (0, place),
            Sought::Source(place, _) => (1, place),
            Sought::Duty(place, _) => (2, place),
            Sought::LensHeading(place, _) => (3, place),
            Sought::Wording(place, _) => (4, place),
        }
    }
}

/// Everything about one document.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// Every word in order.
    pub words: Vec<TracedWord>,
    /// Every match that was looked at, unit by unit.
    pub matches: Vec<TracedMatch>,
    /// Names whose words content rules may not see.
    pub hidden: Vec<Hidden>,
    /// Expressions that did not match although some of their elements stand; for each owner the closest, closest first.
    pub near: Vec<Near>,
    /// Where members of classes stand: place in [`RuleSet::classes`], and the words.
    pub classes: Vec<(u32, Span)>,
    /// Where words that a false friend guards stand: place in [`RuleSet::false_friends`], and the word.
    pub guarded: Vec<(u32, Span)>,
}

/// A word and what it can be.
#[derive(Clone, Debug)]
pub struct TracedWord {
    /// The unit it stands in.
    pub unit: UnitId,
    /// The word.
    pub span: Span,
    /// Content rules may not see it.
    pub hidden: bool,
    /// The words of the rule set that it is a form of, as their authors wrote them.
    pub readings: Vec<String>,
}

/// A match of an expression and what decided over it.
#[derive(Clone, Debug)]
pub struct TracedMatch {
    /// The unit it stands in.
    pub unit: UnitId,
    /// The expression.
    pub sought: Sought,
    /// The matched words.
    pub span: Span,
    /// Questions in the order in which they were asked; after the first that turned the match down no more were.
    pub steps: Vec<TracedStep>,
}

impl TracedMatch {
    /// The question that turned the match down, if any did.
    pub fn turned_down_by(&self) -> Option<&TracedStep> {
        let decides = |s: &&TracedStep| !matches!(s.check, Check::FalseFriend(_)) && s.answer != s.check.passes_with();
        self.steps.iter().find(decides)
    }
}

/// A question that was asked about a match.
#[derive(Clone, Debug)]
pub struct TracedStep {
    /// The question.
    pub check: Check,
    /// Its answer.
    pub answer: bool,
    /// The words that gave the answer: what a condition found, the cue that made a word a false friend (or, if it was not, restored it).
    pub words: Option<Span>,
}

/// A hidden name.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// Place in [`RuleSet::masks`].
    pub mask: u32,
    /// The name.
    pub span: Span,
    /// Expressions that match when it is not hidden.
    pub hides: Vec<Sought>,
}

/// An expression that did not match in a unit: how far it came.
#[derive(Clone, Debug)]
pub struct Near {
    /// The unit.
    pub unit: UnitId,
    /// The expression.
    pub sought: Sought,
    /// Number of elements that matched from the first on, each within its gap.
    pub reached: usize,
    /// The words that they cover; `None` if not even the first stands.
    pub span: Option<Span>,
    /// The words within the gap, where the next element should have stood.
    pub within_gap: Option<Span>,
    /// For each element, the words nearest the reached place where it stands by itself, wherever that is in the unit.
    pub stands: Vec<Option<Span>>,
    /// Elements that must stand, and how many of them do.
    pub required: usize,
    /// How many of them stand somewhere in the unit.
    pub present: usize,
    /// Words between the reached part and the next element, if it stands later in the same sentence or cell.
    pub too_far: Option<usize>,
}

/// The closest expressions kept for one owner.
const NEAR_PER_OWNER: usize = 3;

/// Everything but the matches, which come from the log.
pub(super) fn surroundings(pass: &Pass, candidates: &Candidates) -> Trace {
    let matcher = &pass.content;
    let tokens = pass.tokens;
    let mut out = Trace::default();
    let mut seen: Vec<LexId> = (0..tokens.len()).flat_map(|at| pass.whole.words(at)).copied().collect();
    seen.sort_unstable();
    seen.dedup();
    let spelled = pass.rules.spellings(&seen);
    for unit in 0..tokens.units.len() as UnitId {
        for at in tokens.of_unit(unit) {
            let span = tokens.span(at..at + 1);
            let seen = pass.whole.words(at);
            let mut readings: Vec<String> = seen.iter().filter_map(|w| spelled.get(w)).map(|s| s.to_string()).collect();
            readings.sort();
            let hidden = !seen.is_empty() && matcher.words(at).is_empty();
            out.words.push(TracedWord { unit, span, hidden, readings });
            for (place, class) in pass.rules.classes.iter().enumerate() {
                if let Some(end) = pass.whole.match_at(class.sequence, at) {
                    out.classes.push((place as u32, tokens.span(at..end)));
                }
            }
            for (place, friend) in pass.rules.false_friends.iter().enumerate() {
                if matcher.is_in(friend.words, at) {
                    out.guarded.push((place as u32, span));
                }
            }
        }
    }
    out.hidden = hidden(pass, candidates);
    for (sequence, owner) in &pass.rules.sought {
        let Some(sought) = sought(pass.rules, *owner, *sequence) else { continue };
        let matcher = if matches!(sought, Sought::Rule(..)) { matcher } else { &pass.whole };
        out.near.extend((0..tokens.units.len() as UnitId).filter_map(|unit| near(matcher, unit, *sequence, sought)));
    }
    keep_closest(&mut out.near);
    out
}

/// The matches that the log tells of.
pub(super) fn matches(rules: &RuleSet, log: Log, trace: &Trace) -> Vec<TracedMatch> {
    let span = |range: std::ops::Range<usize>| {
        let (first, last) = (trace.words.get(range.start), trace.words.get(range.end.wrapping_sub(1)));
        first.zip(last).map_or_else(Span::default, |(first, last)| Span { start: first.span.start, end: last.span.end })
    };
    let traced = |page: Page| {
        let (sequence, owner) = rules.sought[page.place as usize];
        let steps = page.notes.into_iter().map(|n| TracedStep { check: n.check, answer: n.answer, words: n.words.map(span) });
        Some(TracedMatch { unit: page.unit, sought: sought(rules, owner, sequence)?, span: span(page.found), steps: steps.collect() })
    };
    log.into_pages().into_iter().filter_map(traced).collect()
}

fn sought(rules: &RuleSet, owner: Owner, sequence: SequenceId) -> Option<Sought> {
    let own = |all: &[SequenceId]| all.iter().position(|s| *s == sequence).map(|place| place as u32);
    match owner {
        Owner::Rule { rule, pattern } => Some(Sought::Rule(rule, pattern)),
        Owner::Source(source) => Some(Sought::Source(source, own(&rules.sources[source as usize].sequences)?)),
        Owner::Duty(duty) => Some(Sought::Duty(duty, own(&rules.duties[duty as usize].sequences)?)),
        Owner::Wording(place) => Some(Sought::Wording(place, own(&rules.wordings[place as usize].sequences)?)),
        Owner::LensHeading(place) => Some(Sought::LensHeading(place, own(&rules.lens_headings[place as usize].sequences)?)),
        Owner::Mask(_) => None,
    }
}

/// Masked names, and what would match if they were not.
fn hidden(pass: &Pass, candidates: &Candidates) -> Vec<Hidden> {
    let mut out = Vec::new();
    for own in candidates.units() {
        let first = out.len();
        for candidate in own {
            let (sequence, owner) = pass.rules.sought[candidate.place as usize];
            let found = pass.whole.find_all(sequence, candidate.starts()).map(|found| pass.tokens.span(found));
            match owner {
                Owner::Mask(mask) => out.extend(found.map(|span| Hidden { mask, span, hides: Vec::new() })),
                Owner::Rule { rule, pattern } if out.len() > first => {
                    for span in found {
                        let over = out[first..].iter_mut().filter(|h| h.span.overlaps(span));
                        over.for_each(|h| h.hides.push(Sought::Rule(rule, pattern)));
                    }
                }
                _ => {}
            }
        }
    }
    out
}

/// How far a sequence came in a unit; `None` if it matches, or if none of its elements stands.
fn near(matcher: &Matcher, unit: UnitId, sequence: SequenceId, sought: Sought) -> Option<Near> {
    let elements = matcher.rules.patterns.elements(sequence);
    let tokens = matcher.tokens;
    let range = tokens.of_unit(unit);
    let mut best: Option<(usize, usize, usize)> = None;
    for at in range.clone().filter(|at| matcher.element_at(sequence, 0, *at).is_some()) {
        let reached = (1..=elements.len()).rev().find_map(|count| matcher.prefix_at(sequence, count, at).map(|end| (count, at, end)));
        match reached {
            Some((count, ..)) if count == elements.len() => return None,
            Some(found) if best.is_none_or(|b| b.0 < found.0) => best = Some(found),
            _ => {}
        }
    }
    let place = best.map_or(range.start, |(_, _, end)| end);
    let stands: Vec<Option<std::ops::Range<usize>>> = (0..elements.len())
        .map(|element| {
            let all = range.clone().filter_map(|at| matcher.element_at(sequence, element, at).map(|end| at..end));
            all.min_by_key(|found| (found.start.abs_diff(place), found.start < place))
        })
        .collect();
    let required = || elements.iter().zip(&stands).filter(|(e, _)| !e.optional);
    let present = required().filter(|(_, stands)| stands.is_some()).count();
    if present == 0 {
        return None;
    }
    let reached = best.map_or(0, |(count, ..)| count);
    let next = (reached..elements.len()).find(|i| !elements[*i].optional);
    let gap_end = |from: usize, gap: u8| (from + usize::from(gap) + 1).min(tokens.seen.get(from).map_or(from, |t| t.limit as usize));
    let within_gap = best.zip(next).map(|((_, _, end), next)| end..gap_end(end, elements[next].gap)).filter(|r| !r.is_empty());
    let too_far = best.zip(next).and_then(|((_, start, end), next)| {
        let limit = tokens.seen.get(start)?.limit as usize;
        (end..limit).find(|at| matcher.element_at(sequence, next, *at).is_some()).map(|at| at - end)
    });
    Some(Near {
        unit,
        sought,
        reached,
        span: best.map(|(_, start, end)| tokens.span(start..end)),
        within_gap: within_gap.map(|r| tokens.span(r)),
        required: required().count(),
        stands: stands.into_iter().map(|s| s.map(|s| tokens.span(s))).collect(),
        present,
        too_far,
    })
}

/// Closest first: those with the largest share of their elements in the text, of these the furthest reached.
fn keep_closest(near: &mut Vec<Near>) {
    let owner = |n: &Near| n.sought.owner();
    let share = |n: &Near| (2 * n.present + n.reached) * 1000 / (2 * n.required + n.stands.len());
    near.sort_by_key(|n| (owner(n), std::cmp::Reverse((share(n), n.required)), n.unit));
    let mut kept = 0;
    let mut last = None;
    near.retain(|n| {
        kept = if last == Some(owner(n)) { kept + 1 } else { 0 };
        last = Some(owner(n));
        kept < NEAR_PER_OWNER
    });
    near.sort_by_key(|n| (std::cmp::Reverse((share(n), n.required)), n.unit));
}
