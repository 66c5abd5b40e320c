//! The grammar of a sentence: which verb is the main clause's, which modal verbs count, in which tense it stands, whether it is negated.

use super::clause::Clause;
use super::hits::Hit;
use super::words::Facts;
use crate::rule::Marker;

/// Adverbs that stand between a subordinator and its verb.
fn is_adverb(word: &str) -> bool {
    matches!(word, "inte" | "ej" | "aldrig" | "själv" | "själva" | "också" | "även" | "ofta" | "alltid")
}

impl Clause<'_> {
    /// Every clause is negated, and no commitment stands in negative form.
    pub(super) fn is_gap(&self) -> bool {
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
    pub(super) fn modals(&self) -> Vec<&Hit> {
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
            .filter(|h| !self.is_subordinate(h) && !self.is_receiving(h))
            .collect();
        out.sort_by_key(|h| h.start);
        out
    }

    /// "får en god grund", "alla får inte samma chans": får is no modal verb without an infinitive after it.
    pub(super) fn is_receiving(&self, modal: &Hit) -> bool {
        let hits = self.hits;
        let bears = |at: usize| hits.facts(at).is_infinitive() && !hits.facts(at - 1).has(Facts::LEADS_NOUN);
        hits.word(modal.start) == "får" && !(modal.start + 1..(modal.end + 6).min(hits.range.end)).any(bears)
    }

    /// Whether the marker stands in a subordinate clause.
    pub(super) fn is_subordinate(&self, modal: &Hit) -> bool {
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
        let own_verb_before = hits.finite_in(word.end..modal.start);
        // "När strategin skrivs firar vi", "För att detta ska lyckas behövs …": the clause comes first.
        const FIRST: &[&str] = &["när", "om", "eftersom", "medan", "då", "innan", "sedan", "för", "genom", "trots", "så"];
        if word.start == hits.range.start && FIRST.contains(&hits.word(word.start)) {
            return !own_verb_before;
        }
        // "Arbetet för att alla ska ha samma rätt är …", "Barn som ska byta skola …": words that begin nothing but a clause.
        let begins_clause = hits.word(word.end - 1) == "att" && word.len() > 1
            || hits.word(word.start) == "som" && (word.end == modal.start || word.end + 1 == modal.start && is_adverb(hits.word(word.end)));
        // "Målet att inget barn ska vräkas nåddes": the main verb comes after.
        let main_after = || self.main_verb().is_some_and(|verb| verb > modal.start && hits.facts(verb).is_past());
        (begins_clause || hits.finite_in(hits.range.start..word.start) || main_after()) && !own_verb_before
    }

    /// The finite verb of the main clause: the first that is not the verb of a clause begun by a subordinator before it. In such a clause a
    /// supine can stand alone ("de som utsatts").
    pub(super) fn main_verb(&self) -> Option<usize> {
        let hits = self.hits;
        let closes = |at: usize| hits.is_finite(at) || hits.facts(at).is_supine();
        let governed = |at: usize| {
            let word = hits.of_marker(Marker::Subordinator).filter(|s| s.end <= at).max_by_key(|s| s.start);
            word.is_some_and(|s| !(s.end..at).any(closes))
        };
        hits.range.clone().find(|at| hits.is_finite(*at) && !governed(*at))
    }

    /// "Fråga barnen tidigt.": a sentence that begins with its infinitive or imperative tells the reader what to do.
    pub(super) fn is_instruction(&self) -> bool {
        let (hits, first) = (self.hits, self.hits.range.start);
        let facts = hits.facts(first);
        !self.setting.heading
            && facts.is_infinitive()
            && !facts.is_finite()
            && !hits.stop_before(first + 1)
            && hits.first_finite(hits.range.clone()).is_none_or(|at| hits.of_marker(Marker::Subordinator).any(|s| s.start < at))
    }

    /// "ska redovisas", "kan tillämpas": a passive that hangs on a modal verb or "att" is no present tense.
    pub(super) fn is_infinitive_passive(&self, action: &Hit) -> bool {
        const CARRIERS: &[&str] =
            &["ska", "skall", "kan", "bör", "måste", "får", "kunna", "att", "vill", "kommer", "behöver", "skulle", "kunde", "bli"];
        let hits = self.hits;
        hits.word(action.start).ends_with('s')
            && (action.start.saturating_sub(3).max(hits.range.start)..action.start)
                .any(|at| CARRIERS.contains(&hits.word(at)) && !hits.finite_in(at + 1..action.start))
    }

    /// "att" that belongs to the duty itself: "i uppdrag att", "ansvarar för att", "kommer att". The words are those that govern such a clause
    /// and bind by it, by their first letters; they decide where a clause begins, not what a unit is worth.
    pub(super) fn carries_on(&self, word: &Hit) -> bool {
        if self.hits.word(word.end - 1) != "att" || word.start == self.hits.range.start {
            return false;
        }
        let before = self.hits.word(word.start - 1);
        ["uppdrag", "skyldig", "beslut", "kommer", "ansvar", "åtar", "krav", "kräv", "till", "gäller", "innebär", "åligg", "sig", "lovar"]
            .iter()
            .any(|s| before.starts_with(s))
            || (before == "för" && word.start >= 2 && self.hits.word(word.start - 2).starts_with("ansvar"))
    }

    /// The main clause is in the past tense, or in the perfect.
    pub(super) fn is_past(&self) -> bool {
        let hits = self.hits;
        let Some(verb) = self.main_verb() else {
            return false;
        };
        // "gav nämnden i uppdrag att …" is past, "har beslutat att … ska" is not.
        if self.modals().iter().any(|h| h.marker == Marker::Obligation) {
            return self.setting.reports_outcomes.is_some() && matches!(hits.word(verb), "gav" | "gavs" | "fick" | "uppdrog");
        }
        let perfect =
            matches!(hits.word(verb), "har" | "hade") && (verb + 1..hits.range.end.min(verb + 6)).any(|at| hits.facts(at).is_supine());
        perfect || hits.facts(verb).is_past() || hits.of_marker(Marker::PastVerb).any(|h| h.start <= verb && verb < h.end)
    }
}
