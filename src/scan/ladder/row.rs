//! Table rows on the ladder: each cell gets a role from its column header, or from what it holds.

use super::Setting;
use super::clause::{Figures, read_clause};
use super::hits::Hits;
use super::words::Facts;
use crate::finding::{Mode, Steering};
use crate::rule::Marker;

/// What a column or cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scan) enum ColumnRole {
    Action,
    Responsible,
    Time,
    Resource,
    FollowUp,
    /// A number among others: statistics.
    Goal,
}

/// Roles of a table's columns from its header cells; `None` where the header does not tell.
pub(in crate::scan) fn column_roles(cells: &[Hits]) -> Vec<Option<ColumnRole>> {
    cells
        .iter()
        .enumerate()
        .map(|(index, hits)| {
            const BY_MARKER: &[(Marker, ColumnRole)] = &[
                (Marker::ColumnFollowUp, ColumnRole::FollowUp),
                (Marker::ColumnResponsible, ColumnRole::Responsible),
                (Marker::ColumnTime, ColumnRole::Time),
                (Marker::ColumnResource, ColumnRole::Resource),
                (Marker::ColumnAction, ColumnRole::Action),
            ];
            let found: Vec<ColumnRole> = BY_MARKER.iter().filter(|(m, _)| hits.has(*m)).map(|(_, r)| *r).collect();
            let year = hits.len() == 1 && hits.any_is(Facts::YEAR);
            match found.as_slice() {
                _ if year => None,
                // "Mål och åtgärd" is an action; "Mål" beside an action column is what it aims at.
                roles if roles.contains(&ColumnRole::Action) && index == 0 => Some(ColumnRole::Action),
                roles
                    if roles.contains(&ColumnRole::Action)
                        && !roles.contains(&ColumnRole::Responsible)
                        && !roles.contains(&ColumnRole::FollowUp) =>
                {
                    Some(ColumnRole::Action)
                }
                [first, ..] => Some(*first),
                [] if hits.words().any(|w| w == "mål" || w == "målet") => Some(ColumnRole::Goal),
                [] => None,
            }
        })
        .collect()
}

/// Reads a table row, cell by cell.
pub(in crate::scan) fn read_row(cells: &[Hits], texts: &[&str], header: &[Option<ColumnRole>], setting: Setting) -> Steering {
    let mut out = Steering::default();
    let filled: Vec<usize> = (0..cells.len()).filter(|i| texts[*i].chars().any(char::is_alphanumeric)).collect();
    if filled.len() < 2 {
        // One filled cell is no row: it is read as the sentence that it is, and cannot bind by its form.
        return match filled.first() {
            Some(i) => read_clause(&cells[*i], setting, Figures::default()),
            None => out,
        };
    }
    let known = header.len() == cells.len() && header.iter().any(Option::is_some);
    let numeric = filled.iter().filter(|i| is_number_cell(texts[**i])).count();
    let figures = filled.iter().skip(1).filter(|i| cells[**i].has_quantity()).count();
    let mut unassigned = 0;
    for &index in &filled {
        let hits = &cells[index];
        let role = if known { header[index] } else { None };
        match role {
            Some(ColumnRole::Responsible) => out.named_actor = true,
            Some(ColumnRole::Time) => out.time = true,
            Some(ColumnRole::Resource) => out.resource = true,
            Some(ColumnRole::FollowUp) => {
                out.indicator = true;
                out.follow_up = true;
            }
            Some(ColumnRole::Action | ColumnRole::Goal) => {}
            None => {
                let first = filled.first() == Some(&index);
                let known_so_far = (out.named_actor, out.time, out.resource, out.indicator);
                infer(hits, texts[index], first, &mut out);
                let told = known_so_far != (out.named_actor, out.time, out.resource, out.indicator);
                unassigned += usize::from(!told && !first && out.named_actor && out.time && hits.len() >= 3);
            }
        }
        out.one_off |= hits.has(Marker::OneOff);
        out.no_resource |= hits.has(Marker::NoResource);
        out.hedged |= hits.has(Marker::Hedge);
    }
    // After what, who and when comes how it is seen to have been done.
    if !known && unassigned > 0 {
        out.indicator = true;
        out.follow_up = true;
    }
    if numeric + 1 >= filled.len() && !out.named_actor {
        // A statistics row; with a goal column a target.
        let measures = !known && numeric >= 2 && filled.first().is_some_and(|first| cells[*first].has(Marker::Indicator));
        let goal = measures || header.iter().any(|r| matches!(r, Some(ColumnRole::Goal | ColumnRole::FollowUp)));
        return Steering { level: if goal { 4 } else { 1 }, indicator: goal, target: goal, ..Steering::default() };
    }
    if setting.reports_outcomes == Some(true) && numeric >= 2 && header.contains(&Some(ColumnRole::FollowUp)) {
        // A goal with its figures, year by year or against the target: what came of it.
        return Steering { level: 5, mode: Mode::Outcome, concrete: true, indicator: true, follow_up: true, ..out };
    }
    let steers = out.named_actor || out.time || out.resource;
    let has_action = !known || header.iter().any(|r| matches!(r, Some(ColumnRole::Action | ColumnRole::Goal | ColumnRole::FollowUp)));
    if !steers && !out.indicator {
        // Running text set as a table: the longest cell says what the row does.
        let longest = filled.iter().copied().max_by_key(|i| cells[*i].len()).unwrap_or(0);
        let clause = read_clause(&cells[longest], setting, Figures::default());
        let listed = known && has_action;
        return Steering {
            level: if listed { clause.level.max(3) } else { clause.level },
            mode: if listed { Mode::ActionRow } else { clause.mode },
            concrete: listed || clause.concrete,
            ..clause
        };
    }
    out.mode = Mode::ActionRow;
    out.concrete = true;
    out.assignment = out.named_actor;
    out.follow_up_settled = out.follow_up && out.time;
    out.level = match (steers, out.indicator) {
        (true, true) => 5,
        (true, false) => 4,
        // A goal with what it is measured by and figures to reach is followed up, whoever does it.
        (false, true) if figures >= 2 => 5,
        (false, true) if figures == 1 => 4,
        (false, _) => 3,
    };
    out
}

/// A cell's role from what it holds, when no header tells.
fn infer(hits: &Hits, text: &str, first: bool, out: &mut Steering) {
    let words = hits.len();
    let indicator = hits.any(&[Marker::Indicator, Marker::Target]) || text.contains('%');
    let acronym = (2..=4).contains(&text.trim().chars().count()) && text.trim().chars().all(char::is_uppercase);
    if !first && words <= 8 && !indicator && (hits.any(&[Marker::Actor, Marker::ActorEnding]) || acronym) {
        out.named_actor = true;
    }
    let first_word = hits.range.start;
    let begins_in_time = hits.facts(first_word).has(Facts::YEAR)
        || hits.facts(first_word).has(Facts::MONTH)
        || hits.word(first_word).starts_with('q') && hits.word(first_word).len() == 2
        || hits.all.iter().any(|h| matches!(h.marker, Marker::Time | Marker::Period) && h.start == hits.range.start);
    if !first && words <= 8 && begins_in_time {
        out.time = true;
    }
    if hits.any(&[Marker::Resource, Marker::NoResource]) && !first {
        out.resource = true;
    }
    if !first && (indicator || hits.has(Marker::FollowUp)) {
        out.indicator = true;
        out.follow_up = true;
    }
}

/// Digits, per cent and signs only.
fn is_number_cell(text: &str) -> bool {
    let text = text.trim().trim_end_matches("procent").trim_end_matches("tkr").trim_end_matches("mnkr").trim_end_matches("kr");
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || " ,.%<>/–-+±\u{2212}:".contains(c))
}
