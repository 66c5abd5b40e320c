//! Which statutory duties the document shows, and which it is asked for without showing them.

use crate::finding::{DutyReading, Findings, TypeEvidence};
use crate::rule::{Duty, RuleSet};
use crate::text::{Span, UnitId};

/// A duty's words in a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub duty: u32,
    pub unit: UnitId,
    pub span: Span,
}

/// Each duty that is shown (its first place) or asked for.
pub(super) fn readings(rules: &RuleSet, shown: &[Shown], findings: &Findings) -> Vec<DutyReading> {
    let duties = rules.duties().iter().enumerate();
    let readings = duties.filter_map(|(place, duty)| {
        let place = place as u32;
        let seen = shown.iter().find(|s| s.duty == place).map(|s| (s.unit, s.span));
        (seen.is_some() || asked(rules, duty, findings)).then_some(DutyReading { duty: place, seen })
    });
    readings.collect()
}

/// A document about rights as a whole, about the duty's own area, or of a type in which the duty belongs.
fn asked(rules: &RuleSet, duty: &Duty, findings: &Findings) -> bool {
    let of_type = match findings.document_type {
        Some((place, evidence)) if evidence != TypeEvidence::Unknown => {
            rules.document_types().get(place as usize).is_some_and(|known| duty.document_types.contains(&known.id))
        }
        _ => false,
    };
    of_type || findings.about_rights || !findings.targeted.intersection(duty.areas).is_empty()
}
