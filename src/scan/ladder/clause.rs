//! Sentences and list items on the ladder: polarity first, then the main clause's force, then who, when, with what and how it is followed up.

use super::Setting;
use super::actor::{Part, named_actor};
use super::hits::{Hit, Hits};
use super::words::Facts;
use crate::finding::{Mode, Steering};
use crate::rule::{Marker, VerbKind};

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
    // "ska pröva om … och redovisa resultatet i maj" does more than study.
    let study = study && !out.follow_up_settled;
    out.study = study || proposal;
    let number = hits.has_quantity();
    let change = hits.any(&[Marker::OutcomeChange, Marker::Comparison]) || figures.set_against;
    let action = hits.any(&[Marker::PresentAction, Marker::ConcreteAction]);

    let signs = Signs {
        past,
        mode: out.mode,
        number,
        change,
        action,
        actor,
        resource: out.resource,
        indicator: out.indicator,
        set_against: figures.set_against,
    };
    if let Some(level) = clause.outcome(&signs) {
        out.mode = Mode::Outcome;
        out.level = level;
        out.concrete = true;
        out.indicator |= level == 5;
        return out;
    }

    let mut level = match out.mode {
        Mode::Obligation | Mode::Infinitive | Mode::PresentAction => 3,
        // "Beställaren får häva avtalet", "har rätt till vite": what breaking a term costs.
        Mode::Possibility | Mode::None if clause.threatens(actor) => 3,
        Mode::Possibility if clause.supposes() && !hits.has(Marker::ValueStatement) => 1,
        Mode::Recommendation | Mode::Ambition | Mode::Possibility => 2,
        _ if hits.has(Marker::ValueStatement) => 2,
        _ if clause.speaks_of_itself() && hits.has(Marker::PresentWork) => 2,
        _ if clause.states_something() => 2,
        _ => 1,
    };
    if past && matches!(out.mode, Mode::None | Mode::PresentAction | Mode::Obligation) && setting.reports_outcomes != Some(true) {
        // What one has done is background in a plan; in a text of unknown kind it may be what the text reports.
        let told = setting.reports_outcomes.is_none() && clause.speaks_of_itself() && !hits.has(Marker::Description);
        level = level.min(if told { 2 } else { 1 });
    }
    if setting.heading && out.mode != Mode::Obligation {
        level = 1;
    }
    if hits.is_question() {
        level = level.min(1);
    }
    if clause.tells_of_law() {
        level = level.min(if matches!(out.mode, Mode::None) && !hits.has(Marker::ValueStatement) { 1 } else { 2 });
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
        // "minst två års erfarenhet" is a demand; with a time it is a goal to measure against.
        let measured = number && (out.indicator || target && out.time);
        if measured || out.follow_up_settled {
            level = 5;
        }
    }
    out.level = level.min(highest);
    out
}

/// What tells an outcome from a plan.
struct Signs {
    past: bool,
    mode: Mode,
    /// A quantity stands there.
    number: bool,
    /// Something became more or less, or is compared.
    change: bool,
    action: bool,
    actor: Option<Part>,
    resource: bool,
    indicator: bool,
    set_against: bool,
}

pub(super) struct Clause<'a> {
    pub hits: &'a Hits<'a>,
    pub setting: Setting,
}

impl Clause<'_> {
    /// "Nämnden får 300 tkr till …", "Du får en kontakt inom tre dagar": money goes to something, or something is given in time.
    fn allocates(&self) -> bool {
        let hits = self.hits;
        let Some(verb) = self.main_verb() else { return false };
        let given = hits.of_marker(Marker::Allotment).any(|h| h.start == verb);
        let money = hits.has(Marker::Resource) && hits.has_quantity();
        given && (money || hits.word(verb) == "får" && hits.has(Marker::Time))
    }

    /// "Kommunen mäter …", "Varje höst träffar nämnden …": the organisation itself does something definite.
    fn organisation_acts(&self) -> bool {
        let hits = self.hits;
        let Some(at) = self.main_verb() else { return false };
        let facts = hits.facts(at);
        let only_deed = [VerbKind::Striving, VerbKind::State, VerbKind::Experience, VerbKind::Change, VerbKind::Auxiliary];
        if !facts.is_verb(VerbKind::Deed) || facts.is_past() || hits.word(at).ends_with('s') || only_deed.iter().any(|k| facts.is_verb(*k))
        {
            return false;
        }
        let organisation = |place: usize| {
            let who = [Marker::Actor, Marker::ActorEnding, Marker::OwnOrganisation];
            who.into_iter().any(|marker| hits.stands_over(marker, place))
        };
        let first = hits.range.start;
        // Before its verb, and not in a phrase of its own ("bidrag från kommunen gör …"); after it where an adverbial comes first.
        let before = at > first && organisation(at - 1) && (at - 1 == first || !hits.facts(at - 2).has(Facts::LEADS_NOUN));
        before || hits.facts(first).has(Facts::LEADS_NOUN) && (organisation(at + 1) || hits.is_name(at + 1))
    }

    /// "Trygghetsteamet stämmer av planen varje månad": somebody named follows up at a known time or to somebody.
    fn follows_up(&self, actor: Option<Part>) -> bool {
        let hits = self.hits;
        let present = self.main_verb().is_some_and(|at| !hits.facts(at).is_past() && !hits.facts(at).is_verb(VerbKind::Auxiliary));
        actor == Some(Part::Subject) && present && hits.has(Marker::FollowUp) && hits.any(&[Marker::Period, Marker::Recipient])
    }

    /// A party may end a contract or claim something, or a penalty falls due.
    fn threatens(&self, actor: Option<Part>) -> bool {
        let hits = self.hits;
        let party = actor.is_some() || hits.has(Marker::GenericActor) || hits.words().any(|word| word == "utgår");
        hits.has(Marker::Sanction) && party && !self.is_past()
    }

    /// "kan vara", "kan bli", "kan innebära": what may be the case, not what may be done.
    fn supposes(&self) -> bool {
        let hits = self.hits;
        let Some(modal) = hits.range.clone().find(|at| matches!(hits.word(*at), "kan" | "kunde")) else { return false };
        let verb = (modal + 1..(modal + 6).min(hits.range.end)).find(|at| hits.facts(*at).is_infinitive());
        verb.is_some_and(|at| {
            let facts = hits.facts(at);
            let is = |kind| facts.is_verb(kind);
            is(VerbKind::State) && ![VerbKind::Deed, VerbKind::Striving, VerbKind::Auxiliary].into_iter().any(is)
        })
    }

    /// What a statute says is told, not promised: "Enligt skollagen ska …", "Konventionen skyddar …".
    fn tells_of_law(&self) -> bool {
        let (hits, first) = (self.hits, self.hits.range.start);
        let is_law = |at: usize| hits.stands_over(Marker::Statute, at);
        let by_law = hits.word(first) == "enligt" && (first + 1..(first + 6).min(hits.range.end)).any(is_law);
        // "Barnkonventionen ska följas": a duty to follow it is one's own.
        let binds = self.modals().iter().any(|h| h.marker == Marker::Obligation);
        by_law || !binds && self.main_verb().is_some_and(|verb| verb > first && is_law(verb - 1))
    }

    /// The main verb's force.
    fn mode(&self, actor: Option<Part>, label: bool, time: bool) -> Mode {
        let hits = self.hits;
        let modals = self.modals();
        let of = |m: Marker| modals.iter().filter(move |h| h.marker == m).map(|h| h.start).min();
        let first = hits.range.start;
        let infinitive = self.setting.list_item && hits.facts(first).is_infinitive() && !hits.finite_in(first..first + 1);
        let strong = [
            (of(Marker::Obligation), Mode::Obligation),
            (of(Marker::Recommendation), Mode::Recommendation),
            (of(Marker::Ambition), Mode::Ambition),
        ];
        let strongest = strong.into_iter().filter_map(|(at, mode)| at.map(|at| (at, mode))).min_by_key(|(at, _)| *at);
        // "att stärka skyddet": goes on from a lead-in that binds, else it is what somebody wants.
        let purpose = hits.word(first) == "att" && hits.facts(first + 1).is_infinitive() && self.main_verb().is_none();
        if purpose && !self.setting.heading {
            return if self.setting.binding_lead_in { Mode::Infinitive } else { Mode::Ambition };
        }
        if infinitive || self.is_instruction() {
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
                    || self.organisation_acts()
                    || (hits.has(Marker::GenericActor) && hits.has(Marker::ConcreteAction));
                if acts { Mode::PresentAction } else { Mode::None }
            }
            (Some(_), _) => Mode::Possibility,
            _ if !self.setting.heading && (self.organisation_acts() || self.follows_up(actor) || self.allocates()) => Mode::PresentAction,
            _ => Mode::None,
        }
    }

    /// Past actions and changes in reports: level 3 to 5, if the unit is one.
    fn outcome(&self, signs: &Signs) -> Option<u8> {
        let Signs { past, mode, number, change, action, actor, resource, indicator, set_against } = *signs;
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
                let deed = self.main_verb().is_some_and(|at| hits.facts(at).is_past() && hits.facts(at).is_verb(VerbKind::Deed));
                let does = action || change || deed || hits.has(Marker::PastVerb);
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
                (past && actor == Some(Part::Subject) && (resource || number)).then_some(4)
            }
        }
    }

    fn speaks_of_itself(&self) -> bool {
        self.hits.any(&[Marker::OwnVoice, Marker::GenericActor])
    }

    /// A present-tense statement that is none of the things that only report: situation, statistics, the contents of a law.
    fn states_something(&self) -> bool {
        let hits = self.hits;
        !self.setting.heading
            && hits.finite_in(hits.range.clone())
            && !hits.any(&[Marker::Description, Marker::Indicator, Marker::OutcomeChange])
            && !self.main_verb().is_some_and(|at| self.tells_how_it_is(at) || self.defines(at))
            && !hits.range.clone().map(|at| hits.facts(at)).any(|facts| facts.has(Facts::DIGIT) && !facts.has(Facts::YEAR))
    }

    /// "Kaffe är en dryck som …": what a word means.
    fn defines(&self, verb: usize) -> bool {
        let hits = self.hits;
        let article = matches!(hits.word(verb + 1), "en" | "ett" | "den" | "det" | "de");
        let clause = (verb + 2..hits.range.end.min(verb + 8)).any(|at| matches!(hits.word(at), "som" | "där"));
        matches!(hits.word(verb), "är" | "avser" | "betyder" | "kallas") && article && clause && !self.speaks_of_itself()
    }

    /// "De flesta bor trångt", "Oron växer": how people fare and what happens by itself.
    fn tells_how_it_is(&self, verb: usize) -> bool {
        let is = |kind| self.hits.facts(verb).is_verb(kind);
        // "Trafiken ökar på vägen", but "Kommunen ökar stödet".
        let by_itself = verb + 1 >= self.hits.range.end || self.hits.facts(verb + 1).has(Facts::LEADS_NOUN);
        if is(VerbKind::Change) && is(VerbKind::Striving) && by_itself {
            return true;
        }
        (is(VerbKind::Experience) || is(VerbKind::Change))
            && ![VerbKind::Deed, VerbKind::Striving, VerbKind::State, VerbKind::Auxiliary].into_iter().any(is)
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
