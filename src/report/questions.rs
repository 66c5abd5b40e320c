//! Why a sentence got its level, and the one question whose answer would lift its area.

use super::texts::{Labels, Texts};
use crate::finding::{Mode, Steering, UnitReading};
use crate::rule::Marker;
use crate::score::AreaReport;

/// What was found in a unit and what would be needed for more: words in the report's language.
pub(crate) fn why(unit: &UnitReading, texts: &'static Texts) -> (Vec<&'static str>, Vec<&'static str>) {
    let l = &texts.labels;
    let s = &unit.steering;
    let mut has = vec![if s.mode == Mode::None && s.level >= 2 { l.why_value } else { texts.mode(s.mode) }];
    let found = [
        (s.target, l.why_target),
        (s.assignment, l.why_assignment),
        (s.named_actor && !s.assignment, l.why_actor),
        (s.generic_actor && !s.named_actor, l.why_generic_actor),
        (s.time, l.why_time),
        (s.resource && !s.no_resource, l.why_resource),
        (s.no_resource, l.why_no_resource),
        (s.indicator, l.why_indicator),
        (s.follow_up_settled, l.why_settled),
        (s.follow_up && !s.follow_up_settled, l.why_follow_up),
        (s.hedged, l.why_hedged),
        (s.vague && !s.concrete, l.why_vague),
        (s.one_off, l.why_one_off),
        (s.study, l.why_study),
        (unit.weak_evidence, l.why_weak),
    ];
    has.extend(found.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text));
    let missing = [
        (!s.mode.binds() && !s.target && s.level < 3, l.missing_mode),
        (!s.named_actor, l.missing_actor),
        (!s.time, l.missing_time),
        (!s.resource, l.missing_resource),
        (!s.follow_up && !s.indicator, l.missing_follow_up),
    ];
    (has, missing.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text).collect())
}

/// Consultation and more.
const TAKING_PART: [Marker; 4] = [Marker::Participation2, Marker::Participation3, Marker::Participation4, Marker::Participation5];

/// What a sentence lacks for the next rung of the ladder; none from the rung on where the chain is what lacks.
fn for_next_rung(s: &Steering, l: &'static Labels) -> Option<&'static str> {
    Some(match s.level {
        0 | 1 => l.ask_aim,
        2 | 3 if s.study => l.ask_study,
        2 if s.hedged && s.mode != Mode::None => l.ask_hedge,
        2 => match s.mode {
            Mode::Recommendation => l.ask_demand,
            Mode::Ambition => l.ask_wish,
            Mode::Possibility => l.ask_choice,
            _ => l.ask_act,
        },
        3 if s.vague && !s.concrete => l.ask_vague,
        3 if s.hedged => l.ask_hedge,
        3 if !s.named_actor && !s.time => l.ask_who_when,
        3 if !s.named_actor => l.ask_who,
        3 => l.ask_time,
        _ => return None,
    })
}

/// One question to the author about an area: what its strongest sentence lacks for the next level, else what its chain lacks.
///
/// `units` are the area's own references and the units that carry it on.
pub(crate) fn question(area: &AreaReport, strongest: &UnitReading, units: &[&UnitReading], texts: &'static Texts) -> &'static str {
    let l = &texts.labels;
    let s = &strongest.steering;
    let marked = |markers: &[Marker]| units.iter().any(|u| u.markers.contains_any(markers));
    let [_, action, responsible, time, resource, follow_up] = area.chain.map(|link| link.is_some());
    for_next_rung(s, l).unwrap_or(match s.level {
        4 if !follow_up => l.ask_follow_up,
        4 if !s.indicator && s.follow_up => l.ask_measure,
        _ if !action => l.ask_act,
        _ if !responsible => l.ask_who,
        _ if !time => l.ask_time,
        _ if !resource => l.ask_resource,
        4 => l.ask_follow_up,
        // The chain is whole: ask for what makes it matter.
        _ if !units.iter().any(|u| u.steering.follow_up_settled) => l.ask_recipient,
        _ if units.iter().filter(|u| u.steering.level >= 3).count() < 2 => l.ask_spread,
        _ if !marked(&TAKING_PART) => l.ask_participation,
        _ if !marked(&[Marker::Disaggregation]) => l.ask_reach,
        _ => l.ask_learn,
    })
}

/// One question about a sentence by itself: what it lacks for the next rung, else what its own chain lacks.
pub(crate) fn question_of(steering: &Steering, texts: &'static Texts) -> &'static str {
    let l = &texts.labels;
    for_next_rung(steering, l).unwrap_or(match steering {
        // Followed up by a measure: what is not told is to whom.
        s if s.level >= 5 && !s.follow_up => l.ask_recipient,
        s if !s.follow_up => l.ask_follow_up,
        s if !s.indicator => l.ask_measure,
        s if !s.named_actor => l.ask_who,
        s if !s.resource => l.ask_resource,
        _ => l.ask_reach,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Language;
    use crate::rule::{AreaId, Layer};

    fn area(level: u8, chain: [Option<u32>; 6]) -> AreaReport {
        AreaReport { area: AreaId(0), layer: Layer::Perspective, level, strength: 0.5, units: vec![0], strongest: 0, chain }
    }

    fn unit(steering: Steering) -> UnitReading {
        UnitReading { steering, ..UnitReading::default() }
    }

    #[test]
    fn the_question_asks_for_the_next_rung() {
        let t = Texts::of(Language::Swedish);
        let ask = |level, steering: Steering, chain| {
            let unit = unit(Steering { level, ..steering });
            question(&area(level, chain), &unit, &[&unit], t)
        };
        let none = [None; 6];
        assert_eq!(ask(1, Steering::default(), none), t.labels.ask_aim);
        assert_eq!(ask(2, Steering { mode: Mode::Ambition, ..Steering::default() }, none), t.labels.ask_wish);
        assert_eq!(ask(3, Steering { mode: Mode::Obligation, concrete: true, ..Steering::default() }, none), t.labels.ask_who_when);
        let steered = Steering { mode: Mode::Obligation, named_actor: true, concrete: true, ..Steering::default() };
        assert_eq!(ask(4, steered, [Some(0), Some(0), Some(0), None, None, None]), t.labels.ask_follow_up);
        assert_eq!(ask(5, steered, [Some(0), Some(0), Some(0), Some(0), None, Some(0)]), t.labels.ask_resource);
        assert_eq!(ask(5, steered, [Some(0); 6]), t.labels.ask_recipient);
        assert_eq!(ask(5, Steering { follow_up_settled: true, ..steered }, [Some(0); 6]), t.labels.ask_spread);
    }

    #[test]
    fn what_is_missing_is_said() {
        let t = Texts::of(Language::Swedish);
        let (has, lacks) = why(&unit(Steering { mode: Mode::Obligation, time: true, ..Steering::default() }), t);
        assert!(has.contains(&t.labels.why_time) && !lacks.contains(&t.labels.missing_time));
        assert!(lacks.contains(&t.labels.missing_actor) && !lacks.contains(&t.labels.missing_mode));
    }
}
