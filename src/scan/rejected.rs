//! What somebody has looked at and rejected: it is taken out before anything is made of it, so that neither the unit nor what stands around it
//! is told to be about the area.

use super::Pass;
use crate::finding::{Finding, Reason, Status};
use crate::rule::AreaSet;
use crate::text::UnitId;

impl Pass<'_> {
    /// Takes the rejected ids out of a unit's findings, and gives them. A finding that stands for more is told in parts: what is rejected, each
    /// with the review that says so, and what is left.
    pub(super) fn reject(&self, unit: UnitId, findings: &mut Vec<Finding>) -> AreaSet {
        let counted = |finding: &Finding| finding.status == Status::Counted;
        let areas = findings.iter().filter(|f| counted(f)).fold(AreaSet::EMPTY, |all, finding| all.union(finding.areas));
        let rejected = self.rejected_of(unit, areas);
        if rejected.is_empty() {
            return AreaSet::EMPTY;
        }
        for finding in std::mem::take(findings) {
            if !counted(&finding) {
                findings.push(finding);
                continue;
            }
            let mut left = finding.areas;
            for (area, review) in &rejected {
                if !left.intersection(*area).is_empty() {
                    findings.push(Finding { areas: *area, status: Status::Ignored(Reason::Rejected(*review)), ..finding.clone() });
                    left = left.difference(*area);
                }
            }
            if !left.is_empty() {
                findings.push(Finding { areas: left, ..finding });
            }
        }
        findings.sort_by_key(|f| (f.span, f.cause, f.status));
        rejected.iter().fold(AreaSet::EMPTY, |all, (area, _)| all.union(*area))
    }

    /// Which of these ids are rejected for the unit: what it does not inherit either.
    pub(super) fn rejected_of(&self, unit: UnitId, areas: AreaSet) -> Vec<(AreaSet, u32)> {
        let Some(rejected) = self.rejected.filter(|_| !areas.is_empty()) else { return Vec::new() };
        let unit = &self.document.units()[unit as usize];
        rejected.of(self.document.slice(unit.span), areas, self.rules.taxonomy())
    }
}
