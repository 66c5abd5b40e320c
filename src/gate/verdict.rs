//! Whether documents pass: every remark with what the baseline and the exceptions say of it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::baseline::{Baseline, Row};
use super::config::InForce;
use super::demand::{Counted, Demand, too_many};
use super::made;
use super::remark::{Detail, Remark};
use super::rule::Kind;
use super::suppression::Suppression;
use crate::fingerprint::Fingerprint;
use crate::identity::Date;
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::text::Severity;

/// What a remark is beside the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// It was not there.
    New,
    /// It was there, and less is found now than then.
    Worse,
    /// It was there.
    Unchanged,
}

/// A remark and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The remark.
    pub remark: Remark,
    /// What it is beside the baseline; `None` without one.
    pub state: Option<State>,
    /// Who excused it; the time may be out ([`Judged::is_expired`]).
    pub suppression: Option<Arc<Suppression>>,
    /// Whether the exception's time is out, so that it excuses nothing.
    pub is_expired: bool,
}

impl Judged {
    /// Whether it is excused.
    pub fn is_excused(&self) -> bool {
        self.suppression.is_some() && !self.is_expired
    }

    /// Whether it is new, or worse than before; without a baseline nothing is.
    pub fn is_new(&self) -> bool {
        matches!(self.state, Some(State::New | State::Worse))
    }

    /// Whether it fails the document: an error that is not excused, and not known from before. What could not be read has an exit code of
    /// its own.
    pub fn fails(&self) -> bool {
        let remark = &self.remark;
        remark.severity == Severity::Error
            && remark.rule.kind() != Kind::Unread
            && !self.is_excused()
            && self.state != Some(State::Unchanged)
    }
}

/// A document to judge.
pub struct Subject<'a> {
    /// What was found in it.
    pub outcome: &'a Outcome,
    /// Its path as settings, baseline and exceptions name it.
    pub path: String,
    /// What is in force for it.
    pub in_force: InForce,
}

/// What is known beforehand.
#[derive(Clone, Debug)]
pub struct Known {
    /// The earlier state, if there is one.
    pub baseline: Option<Baseline>,
    /// What is excused.
    pub suppressions: Vec<Arc<Suppression>>,
    /// The day that exceptions are judged by.
    pub today: Date,
}

/// One document.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentVerdict {
    /// The name under which it was given: that of its outcome.
    pub name: String,
    /// Its path as settings, baseline and exceptions name it.
    pub path: String,
    /// Whether it could be read: of what could not, nothing is gone and nothing stale.
    pub read: bool,
    /// What was in force for it.
    pub in_force: InForce,
    /// Every remark: what could not be read, demands, gaps, then sentence by sentence.
    pub remarks: Vec<Judged>,
    /// Remarks of the baseline that are not there any more.
    pub gone: Vec<Row>,
    /// Exceptions from remarks that are not there any more.
    pub stale: Vec<Arc<Suppression>>,
}

impl DocumentVerdict {
    /// Whether it does not pass.
    pub fn fails(&self) -> bool {
        self.remarks.iter().any(Judged::fails)
    }

    /// How many remarks hold this.
    pub fn count(&self, holds: impl Fn(&Judged) -> bool) -> usize {
        self.remarks.iter().filter(|judged| holds(judged)).count()
    }
}

/// Whether documents pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// One for each outcome, in their order.
    pub documents: Vec<DocumentVerdict>,
    /// Whether anything was held against a baseline.
    pub has_baseline: bool,
    /// Documents of the baseline that were not among these.
    pub unseen: usize,
}

impl Verdict {
    /// Judges documents together.
    pub fn of(subjects: Vec<Subject>, rules: &RuleSet, known: &Known) -> Verdict {
        let paths: Vec<String> = subjects.iter().map(|subject| subject.path.clone()).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let documents = subjects.into_iter().map(|subject| document(subject, rules, known, &paths)).collect();
        let unseen = known.baseline.as_ref().map_or(0, |baseline| baseline.unseen(&paths));
        Verdict { documents, has_baseline: known.baseline.is_some(), unseen }
    }

    /// Whether some document does not pass.
    pub fn fails(&self) -> bool {
        self.documents.iter().any(DocumentVerdict::fails)
    }

    /// Whether anything but the document itself had a say: demands, a baseline, forbidden words or exceptions.
    pub fn is_asked_for(&self) -> bool {
        let asked = |document: &DocumentVerdict| {
            let in_force = &document.in_force;
            !in_force.demands.is_empty() || !in_force.forbidden.is_empty() || !document.stale.is_empty()
        };
        self.has_baseline || self.documents.iter().any(|d| asked(d) || d.remarks.iter().any(|judged| judged.suppression.is_some()))
    }
}

fn document(subject: Subject, rules: &RuleSet, known: &Known, paths: &[&str]) -> DocumentVerdict {
    let Subject { outcome, path, in_force } = subject;
    let rows = known.baseline.as_ref().map(|baseline| baseline.of(&path, paths));
    let by_print: HashMap<Fingerprint, &Row> = rows.iter().flatten().map(|row| (row.fingerprint, *row)).collect();
    let own: Vec<&Arc<Suppression>> = known.suppressions.iter().filter(|suppression| suppression.is_of(&path, paths)).collect();
    let judge = |remark: Remark| {
        // Of two exceptions from one remark the one that still holds decides.
        let mut excuses: Vec<_> = own.iter().filter(|s| s.fingerprint == remark.fingerprint).collect();
        excuses.sort_by_key(|s| s.is_expired(known.today));
        let suppression = excuses.first().map(|s| Arc::clone(s));
        let is_expired = suppression.as_ref().is_some_and(|s| s.is_expired(known.today));
        let is_old_or_new = rows.is_some() && !remark.speaks_of_new();
        let state = is_old_or_new.then(|| state(&remark, by_print.get(&remark.fingerprint).copied()));
        Judged { remark, state, suppression, is_expired }
    };
    let mut maker = made(outcome, rules, &in_force.demands, &in_force.words());
    let mut remarks: Vec<Judged> = std::mem::take(&mut maker.remarks).into_iter().map(judge).collect();
    for demanded in &in_force.demands {
        let Demand::AtMost { counted, new, most } = &demanded.demand else { continue };
        let count = remarks.iter().filter(|judged| is_counted(judged, *counted, *new)).count();
        if count > *most {
            too_many(&mut maker, rules, demanded, count);
        }
    }
    // Beside the other demands.
    let place = remarks.iter().position(|judged| judged.remark.rule.kind() > Kind::Demand).unwrap_or(remarks.len());
    remarks.splice(place..place, std::mem::take(&mut maker.remarks).into_iter().map(judge));
    let read = !outcome.is_unread();
    let there: HashSet<Fingerprint> = remarks.iter().map(|judged| judged.remark.fingerprint).collect();
    let is_gone = |row: &&&Row| read && !there.contains(&row.fingerprint);
    let gone = rows.iter().flatten().filter(is_gone).map(|row| (*row).clone()).collect();
    let stale = own.into_iter().filter(|s| read && !there.contains(&s.fingerprint)).cloned().collect();
    DocumentVerdict { name: outcome.name.clone(), path, read, in_force, remarks, gone, stale }
}

fn state(remark: &Remark, row: Option<&Row>) -> State {
    let Some(row) = row else { return State::New };
    let now = match &remark.detail {
        Detail::Demand(broken) => broken.found.worth(),
        _ => None,
    };
    match (row.value, now) {
        // Figures are kept with four decimals.
        (Some(then), Some(now)) if now < then - 5e-5 => State::Worse,
        _ => State::Unchanged,
    }
}

/// Whether a demand on the number of remarks counts this one.
fn is_counted(judged: &Judged, counted: Counted, new: bool) -> bool {
    let remark = &judged.remark;
    // A broken demand fails by itself, and what could not be read has an exit code of its own.
    let told_apart = remark.rule.kind() <= Kind::Demand;
    if told_apart || judged.is_excused() || (new && !judged.is_new()) {
        return false;
    }
    match counted {
        Counted::Any => remark.severity >= Severity::Warning,
        Counted::Severity(least) => remark.severity >= least,
        Counted::Kind(kind) => remark.rule.kind() == kind,
        Counted::Rule(rule) => remark.rule == rule,
    }
}
