//! Why a rule did or did not fire: puts what a trace tells of one rule beside what the scan found.

use crate::finding::{Cause, Finding, Findings, Reason, Status};
use crate::rule::RuleId;
use crate::scan::{Near, Sought, Trace, TracedMatch};

/// How it ended for a rule in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// It counts.
    Counted,
    /// It was found, and does not count.
    SetAside(Reason),
    /// It was found and adds nothing: its ids count by another rule in the same unit, or by a longer match of its own.
    Covered,
    /// The words stand, and a condition turned them down.
    TurnedDown,
    /// The words stand in a name that is hidden.
    Hidden,
    /// Some of the words stand.
    Near,
    /// None of the words stands.
    Absent,
}

impl Ending {
    /// The stable name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Ending::Counted => "counted",
            Ending::SetAside(reason) => reason.as_str(),
            Ending::Covered => "covered",
            Ending::TurnedDown => "turned-down",
            Ending::Hidden => "hidden",
            Ending::Near => "near",
            Ending::Absent => "absent",
        }
    }
}

/// Everything about one rule in one text.
#[derive(Clone, Debug)]
pub struct Story<'a> {
    /// The rule.
    pub rule: RuleId,
    /// How it ended.
    pub ending: Ending,
    /// Its matches, with what decided over each.
    pub matches: Vec<&'a TracedMatch>,
    /// What the scan found by it.
    pub findings: Vec<&'a Finding>,
    /// Names that hide its words, by place in [`Trace::hidden`].
    pub hidden_by: Vec<usize>,
    /// The expressions that came closest, closest first.
    pub near: Vec<&'a Near>,
}

impl Story<'_> {
    /// How near the rule's closest expression came, for sorting: whether all its words stand, their share, their number.
    pub fn nearness(&self) -> (bool, usize, usize) {
        self.near.first().map_or((false, 0, 0), |n| (n.present == n.required, n.present * 100 / n.required.max(1), n.required))
    }

    /// Whether an author will want to know although it did not fire: its words stand but not in order, or all but one of three or more do.
    pub fn came_close(&self) -> bool {
        let near =
            |n: &&Near| n.required > 1 && (n.present == n.required || (n.required > 2 && n.present + 1 == n.required && n.reached > 1));
        self.near.iter().any(near)
    }
}

/// What became of a rule.
pub fn story<'a>(rule: RuleId, trace: &'a Trace, findings: &'a Findings) -> Story<'a> {
    let own = |sought: &Sought| matches!(sought, Sought::Rule(place, _) if *place == rule.0);
    let matches: Vec<&TracedMatch> = trace.matches.iter().filter(|m| own(&m.sought)).collect();
    let found: Vec<&Finding> = findings.findings.iter().filter(|f| f.cause == Cause::Rule(rule)).collect();
    let hidden_by: Vec<usize> = trace.hidden.iter().enumerate().filter(|(_, h)| h.hides.iter().any(own)).map(|(place, _)| place).collect();
    let near: Vec<&Near> = trace.near.iter().filter(|n| own(&n.sought)).collect();
    let set_aside = || {
        let reasons = found.iter().filter_map(|f| match f.status {
            Status::Ignored(reason) => Some(reason),
            Status::Counted => None,
        });
        reasons.min()
    };
    let ending = if found.iter().any(|f| f.status == Status::Counted) {
        Ending::Counted
    } else if let Some(reason) = set_aside() {
        Ending::SetAside(reason)
    } else if matches.iter().any(|m| m.turned_down_by().is_none()) {
        Ending::Covered
    } else if !matches.is_empty() {
        Ending::TurnedDown
    } else if !hidden_by.is_empty() {
        Ending::Hidden
    } else if !near.is_empty() {
        Ending::Near
    } else {
        Ending::Absent
    };
    Story { rule, ending, matches, findings: found, hidden_by, near }
}
