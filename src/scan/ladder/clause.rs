//! Sentences and list items on the ladder: polarity first, then the main clause's force, then who, when, with what and how it is followed up.

use super::Setting;
use super::actor::{Part, named_actor};
use super::hits::{Hit, Hits};
use super::words::Facts;
use crate::finding::{Mode, Steering};
use crate::rule::Marker;

/// What the figures in a unit are, which only its text can tell.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::scan) struct Figures {
    /// A year that is no part of a statute's number.
    pub year: bool,
    /// A figure set against another in brackets.
    pub set_against: bool,
}

/// Reads a sentence or list item.
pub(in crate::scan) fn read_clause(hits: &Hits, setting: Setting, figures: Figures) -> Steering {
    let clause = Clause { hits, setting };
    let mut out = Steering {
        hedged: hits.any(&[Marker::Hedge, Marker::VagueTime]),
        time: hits.any(&[Marker::Time, Marker::Period]) || figures.year,
        resource: hits.has(Marker::Resource),
        no_resource: hits.has(Marker::NoResource),
        indicator: hits.has(Marker::Indicator),
        follow_up: hits.has(Marker::FollowUp),
        one_off: hits.has(Marker::OneOff),
        generic_actor: hits.has(Marker::GenericActor),
        ..Steering::default()
    };
    if out.no_resource {
        out.resource = false;
    }
    if clause.is_gap() {
        out.gap = true;
        return out;
    }
    let actor = named_actor(hits);
    let label = hits.has(Marker::ResponsibilityLabel);
    out.named_actor = actor.is_some() || label;
    out.follow_up_settled = out.follow_up && hits.any(&[Marker::Period, Marker::Recipient]);
    let past = clause.is_past();
    out.mode = clause.mode(actor, label, out.time);
    let study = hits.has(Marker::StudyPromise);
    let proposal = hits.has(Marker::ProposalPromise);
    out.study = study || proposal;
    let number = hits.has_quantity();
    let change = hits.any(&[Marker::OutcomeChange, Marker::Comparison]) || figures.set_against;
    let action = hits.any(&[Marker::PresentAction, Marker::ConcreteAction]);

    if let Some(level) = clause.outcome(past, out.mode, number, change, action, actor, out.resource, out.indicator, figures.set_against) {
        out.mode = Mode::Outcome;
        out.level = level;
        out.concrete = true;
        out.indicator |= level == 5;
        return out;
    }

    let mut level = match out.mode {
        Mode::Obligation | Mode::Infinitive | Mode::PresentAction => 3,
        Mode::Recommendation | Mode::Ambition | Mode::Possibility => 2,
        _ if hits.has(Marker::ValueStatement) => 2,
        _ if clause.speaks_of_itself() && hits.has(Marker::PresentWork) => 2,
        _ if clause.states_something() => 2,
        _ => 1,
    };
    if past && matches!(out.mode, Mode::None | Mode::PresentAction) && setting.reports_outcomes != Some(true) {
        level = level.min(if clause.speaks_of_itself() && !hits.has(Marker::Description) { 2 } else { 1 });
    }
    if setting.heading && out.mode != Mode::Obligation {
        level = 1;
    }
    // A heading can assign a task; that it is followed up is for the text under it to say.
    let highest = if setting.heading { 4 } else { 5 };
    if setting.quoted || study {
        level = level.min(2);
    }
    let target = hits.has(Marker::Target) && number;
    out.target = target && out.time;
    out.vague = clause.is_vague();
    out.concrete = out.mode.binds()
        && (clause.concrete_action() || out.time || out.resource || label)
        && !(out.vague && !out.time && !out.resource && !label);
    let sanction = hits.has(Marker::Sanction);
    let carried = out.named_actor || setting.actor_in_lead_in || out.time || setting.time_in_lead_in || out.resource || sanction;
    if level == 3 && !out.study && carried {
        level = 4;
    }
    if level < 3 && out.target && level > 0 && !out.study {
        level = 4;
    }
    let assigns = hits.has(Marker::ResponsibilityVerb) && actor == Some(Part::Subject) && out.mode != Mode::Recommendation;
    out.assignment = (assigns || label) && out.named_actor;
    if assigns && !setting.heading && !past {
        level = level.max(4);
    }
    if level == 4 {
        let measured = (out.indicator || target) && number;
        if measured || out.follow_up_settled {
            level = 5;
        }
    }
    out.level = level.min(highest);
    out
}

struct Clause<'a> {
    hits: &'a Hits<'a>,
    setting: Setting,
}

impl Clause<'_> {
    /// Every clause is negated, and no commitment stands in negative form.
    fn is_gap(&self) -> bool {
        let hits = self.hits;
        if !hits.has(Marker::NegationExcludes) || hits.has(Marker::NegationAffirms) {
            return false;
        }
        let mut start = hits.range.start;
        let mut borders: Vec<usize> = hits.range.clone().filter(|at| *at > start && matches!(hits.word(*at), "men" | "och")).collect();
        borders.push(hits.range.end);
        for border in borders {
            // A clause without a verb of its own belongs to the one before.
            if hits.finite_in(start..border) || border == hits.range.end {
                if !hits.has_in(Marker::NegationExcludes, start..border) && hits.finite_in(start..border) {
                    return false;
                }
                start = border;
            }
        }
        true
    }

    /// The modal markers that count, longest first where they overlap, subordinate obligations left out.
    fn modals(&self) -> Vec<&Hit> {
        const MODAL: &[Marker] = &[Marker::Obligation, Marker::Recommendation, Marker::Ambition, Marker::Possibility, Marker::NotModal];
        let all: Vec<&Hit> = self.hits.all.iter().filter(|h| MODAL.contains(&h.marker)).collect();
        let mut out: Vec<&Hit> = all
            .iter()
            .copied()
            .filter(|h| h.marker != Marker::NotModal)
            .filter(|h| !all.iter().any(|o| o.covers(h) || (o.marker == Marker::NotModal && o.start <= h.start && h.end <= o.end)))
            // Of two readings of the same words the stronger kind of wish wins over the duty: "ska verka för".
            .filter(|h| {
                !all.iter().any(|o| o.start == h.start && o.end == h.end && o.marker == Marker::Ambition && h.marker != Marker::Ambition)
            })
            .filter(|h| !self.is_subordinate(h))
            .collect();
        out.sort_by_key(|h| h.start);
        out
    }

    /// Whether the marker stands in a subordinate clause that hangs on a finite verb before it.
    fn is_subordinate(&self, modal: &Hit) -> bool {
        let hits = self.hits;
        let Some(word) = hits
            .all
            .iter()
            .filter(|h| h.marker == Marker::Subordinator && h.end <= modal.start && !self.carries_on(h))
            .max_by_key(|h| h.start)
        else {
            return false;
        };
        // After a comma a relative clause says something of its own: "…, vilket ska kontrolleras".
        if hits.stop_before(word.start) && (hits.word(word.start) == "som" || hits.word(word.start).starts_with("vilk")) {
            return false;
        }
        let stop_between = (word.end..=modal.start).any(|at| hits.stop_before(at));
        if stop_between {
            return false;
        }
        // "När strategin skrivs firar vi": the clause comes first.
        if word.start == hits.range.start && ["när", "om", "eftersom", "medan", "då", "innan", "sedan"].contains(&hits.word(word.start)) {
            return !hits.finite_in(word.end..modal.start);
        }
        hits.finite_in(hits.range.start..word.start) && !hits.finite_in(word.end..modal.start)
    }

    /// "ska redovisas", "kan tillämpas": a passive that hangs on a modal verb or "att" is no present tense.
    fn is_infinitive_passive(&self, action: &Hit) -> bool {
        const CARRIERS: &[&str] =
            &["ska", "skall", "kan", "bör", "måste", "får", "kunna", "att", "vill", "kommer", "behöver", "skulle", "kunde", "bli"];
        let hits = self.hits;
        hits.word(action.start).ends_with('s')
            && (action.start.saturating_sub(3).max(hits.range.start)..action.start)
                .any(|at| CARRIERS.contains(&hits.word(at)) && !hits.finite_in(at + 1..action.start))
    }

    /// "att" that belongs to the duty itself: "i uppdrag att", "ansvarar för att", "kommer att".
    fn carries_on(&self, word: &Hit) -> bool {
        if self.hits.word(word.end - 1) != "att" || word.start == self.hits.range.start {
            return false;
        }
        let before = self.hits.word(word.start - 1);
        ["uppdrag", "skyldig", "beslut", "kommer", "ansvar", "åtar", "krav", "kräv", "till", "gäller", "innebär", "åligg", "sig", "lovar"]
            .iter()
            .any(|s| before.starts_with(s))
            || (before == "för" && word.start >= 2 && self.hits.word(word.start - 2).starts_with("ansvar"))
    }

    /// The main verb's force.
    fn mode(&self, actor: Option<Part>, label: bool, time: bool) -> Mode {
        let hits = self.hits;
        let modals = self.modals();
        let of = |m: Marker| modals.iter().filter(move |h| h.marker == m).map(|h| h.start).min();
        let first = hits.range.start;
        let infinitive = self.setting.list_item && hits.facts(first).has(Facts::INFINITIVE) && !hits.finite_in(first..first + 1);
        let strong = [
            (of(Marker::Obligation), Mode::Obligation),
            (of(Marker::Recommendation), Mode::Recommendation),
            (of(Marker::Ambition), Mode::Ambition),
        ];
        let strongest = strong.into_iter().filter_map(|(at, mode)| at.map(|at| (at, mode))).min_by_key(|(at, _)| *at);
        if infinitive {
            // A list item that begins with an infinitive goes on from its lead-in, whatever stands in its later clauses.
            return if self.setting.wishing_lead_in { Mode::Ambition } else { Mode::Infinitive };
        }
        if let Some((_, mode)) = strongest {
            return mode;
        }
        if self.setting.list_item && !hits.finite_in(hits.range.clone()) {
            // A noun phrase says what its lead-in says of it.
            if self.setting.binding_lead_in {
                return Mode::Obligation;
            }
            if self.setting.wishing_lead_in {
                return Mode::Ambition;
            }
        }
        if label {
            return Mode::PresentAction;
        }
        let possibility = of(Marker::Possibility);
        let action = hits
            .of_marker(Marker::PresentAction)
            .filter(|h| !self.is_subordinate(h) && !self.is_infinitive_passive(h))
            .min_by_key(|h| h.start);
        match (possibility, action) {
            (Some(p), Some(a)) if p < a.start => Mode::Possibility,
            (_, Some(a)) if !self.setting.heading => {
                let passive = hits.word(a.end - 1).ends_with('s');
                let acts = actor.is_some()
                    || self.setting.list_item
                    || time
                    || passive
                    || (hits.has(Marker::GenericActor) && hits.has(Marker::ConcreteAction));
                if acts { Mode::PresentAction } else { Mode::None }
            }
            (Some(_), _) => Mode::Possibility,
            _ => Mode::None,
        }
    }

    /// The main clause is in the past tense.
    fn is_past(&self) -> bool {
        let hits = self.hits;
        let end = hits
            .of_marker(Marker::Subordinator)
            .map(|h| h.start)
            .filter(|at| hits.finite_in(hits.range.start..*at) || hits.has_in(Marker::PastVerb, hits.range.start..*at))
            .min()
            .unwrap_or(hits.range.end);
        let by_ending = hits.first_finite(hits.range.start..end).filter(|at| hits.facts(*at).has(Facts::PAST));
        let past = hits.of_marker(Marker::PastVerb).filter(|h| h.start < end).map(|h| h.start).chain(by_ending).min();
        let modal = self.modals().iter().filter(|h| h.marker == Marker::Obligation).map(|h| h.start).min();
        let present = hits.of_marker(Marker::PresentAction).filter(|h| h.start < end).map(|h| h.start).min();
        match (past, modal) {
            (None, _) => false,
            (Some(_), Some(_)) => false,
            (Some(past), None) => present.is_none_or(|p| past <= p),
        }
    }

    /// Past actions and changes in reports: level 3 to 5, if the unit is one.
    #[allow(clippy::too_many_arguments, reason = "the unit's features, each used once")]
    fn outcome(
        &self,
        past: bool,
        mode: Mode,
        number: bool,
        change: bool,
        action: bool,
        actor: Option<Part>,
        resource: bool,
        indicator: bool,
        set_against: bool,
    ) -> Option<u8> {
        if matches!(mode, Mode::Obligation | Mode::Recommendation | Mode::Ambition | Mode::Infinitive)
            || self.setting.heading
            || self.setting.quoted
        {
            return None;
        }
        let hits = self.hits;
        match self.setting.reports_outcomes {
            Some(true) => {
                let told = past || (matches!(mode, Mode::None | Mode::PresentAction) && number && change);
                let does = action || change || hits.has(Marker::PastVerb);
                if !told || !does || (hits.has(Marker::Description) && !change && !action) {
                    return None;
                }
                Some(match () {
                    () if number && (change || indicator) => 5,
                    () if actor.is_some() || resource || number => 4,
                    () => 3,
                })
            }
            Some(false) => None,
            None => {
                let two_numbers = set_against
                    || hits.has(Marker::Comparison) && hits.range.clone().filter(|at| hits.facts(*at).has(Facts::NUMBER)).count() >= 2;
                if past && two_numbers && (change || action) {
                    return Some(5);
                }
                (past && actor == Some(Part::Subject) && resource).then_some(4)
            }
        }
    }

    fn speaks_of_itself(&self) -> bool {
        self.hits.any_is(Facts::SELF) || self.hits.has(Marker::GenericActor)
    }

    /// A present-tense statement that is none of the things that only report: situation, statistics, the contents of a law.
    fn states_something(&self) -> bool {
        let hits = self.hits;
        !self.setting.heading
            && hits.finite_in(hits.range.clone())
            && !hits.any(&[Marker::Description, Marker::Indicator, Marker::OutcomeChange])
            && !hits.range.clone().map(|at| hits.facts(at)).any(|facts| facts.has(Facts::DIGIT) && !facts.has(Facts::YEAR))
    }

    /// A concrete verb, in any form, that is not itself vague.
    fn concrete_action(&self) -> bool {
        let vague: Vec<&Hit> = self.hits.of_marker(Marker::VagueAction).collect();
        let names_deed = |h: &&Hit| !vague.iter().any(|v| v.start <= h.start && h.end <= v.end);
        self.hits.all.iter().filter(|h| matches!(h.marker, Marker::ConcreteAction | Marker::PresentAction)).any(|h| names_deed(&h))
    }

    fn is_vague(&self) -> bool {
        self.hits.has(Marker::VagueAction) && !self.concrete_action()
    }
}
