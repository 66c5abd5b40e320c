//! The small objects of the wire: problems, gates, kinds, and why a unit got its level.

use super::super::{Options, problem_text};
use super::wire;
use crate::finding::UnitReading;
use crate::text::{Place, Problem, Severity, UnitKind};

pub(super) fn problem<'a>(problem: &'a Problem, options: &Options) -> wire::Problem<'a> {
    let severity = match problem.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let (kind, page, part) = match &problem.place {
        Place::Document => ("document", None, None),
        Place::Page(n) => ("page", Some(*n), None),
        Place::Part(part) => ("part", None, Some(part.as_str())),
    };
    wire::Problem {
        code: problem.code.as_str(),
        severity,
        place: wire::Place { kind, page, part },
        text: problem_text(problem, options.language),
        // A parser's message may quote what it stumbled on.
        detail: if options.quotes { &problem.detail } else { "" },
    }
}

pub(super) fn gate(gate: &crate::score::MissedGate) -> wire::Gate {
    let dimension = match (gate.dimension, gate.level) {
        (0, 3) => "binding".to_string(),
        (0, _) => "references".to_string(),
        (n, _) => format!("D{n}"),
    };
    wire::Gate { level: gate.level, dimension, required: gate.required, actual: gate.actual }
}

pub(super) fn kind(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Sentence => "sentence",
        UnitKind::ListItem => "list-item",
        UnitKind::TableRow => "table-row",
        UnitKind::Quote => "quote",
        UnitKind::Heading => "heading",
        UnitKind::TableHeader => "table-header",
        UnitKind::Apart => "apart",
    }
}

pub(super) fn why(unit: &UnitReading) -> wire::Why {
    let s = &unit.steering;
    wire::Why {
        mode: s.mode.as_str(),
        actor: match (s.named_actor, s.generic_actor) {
            (true, _) => "named",
            (false, true) => "generic",
            (false, false) => "none",
        },
        assignment: s.assignment,
        time: s.time,
        resource: s.resource,
        no_resource: s.no_resource,
        follow_up: s.follow_up,
        follow_up_settled: s.follow_up_settled,
        indicator: s.indicator,
        target: s.target,
        concrete: s.concrete,
        hedged: s.hedged,
        vague: s.vague,
        one_off: s.one_off,
        study: s.study,
        gap: s.gap,
        weak_evidence: unit.weak_evidence,
    }
}
