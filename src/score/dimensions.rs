//! D1–D11, each 0–1, each with the units behind it.

use super::Node;
use super::evidence::Evidence;
use crate::finding::{Status, UnitReading};
use crate::rule::{AreaSet, DocumentType, Layer, Marker};

/// All dimensions in order.
pub(super) fn all(e: &Evidence, t: &DocumentType) -> [Node; 11] {
    [
        anchoring(e),
        breadth(e, t),
        commitment(e),
        action(e),
        responsibility(e),
        resources(e),
        participation(e),
        follow_up(e),
        spread(e, t),
        coherence(e),
        intersectionality(e),
    ]
}

fn node(id: &'static str, value: f64, parts: Vec<Node>) -> Node {
    Node { id, value: value.clamp(0.0, 1.0), weight: 0.0, parts, units: Vec::new() }
}

fn units<'a>(e: &Evidence, of: impl Iterator<Item = &'a UnitReading>) -> Vec<u32> {
    e.ids(&of.collect::<Vec<_>>())
}

/// The parts of a dimension, each by how much it gives; what they give together is always 1.
pub(super) fn mix<const N: usize>(shares: [f64; N], parts: [f64; N]) -> f64 {
    let whole: f64 = shares.iter().sum();
    let given: f64 = shares.iter().zip(parts).map(|(share, part)| share * part).sum();
    if whole > 0.0 { given / whole } else { 0.0 }
}

fn yes(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// D1: the framework named with its norms, the number of instruments, and carrying areas with a statute in their section.
fn anchoring(e: &Evidence) -> Node {
    let f = &e.weights.formler;
    let frame = e.taxonomy.layer(Layer::Frame);
    let aims = frame.union(e.findings.targeted);
    let normed: Vec<_> = e
        .references
        .iter()
        .copied()
        .filter(|u| !u.areas.intersection(aims).is_empty() && (!u.sources.is_empty() || u.markers.contains(Marker::Anchoring)))
        .collect();
    let mut instruments: Vec<u32> = e.references.iter().flat_map(|u| u.sources.iter().copied()).collect();
    instruments.sort_unstable();
    instruments.dedup();
    let needed = if e.is_targeted() { f.instrument_riktad } else { f.instrument };
    let several = (instruments.len() as f64 / needed).min(1.0);
    let own = e.carrying_share(|area| e.of_area(area).any(|u| e.findings.sections[u.section as usize].anchored));
    let with_source = units(e, e.references.iter().copied().filter(|u| !u.sources.is_empty()));
    let value = mix(e.weights.delar.forankring, [yes(!normed.is_empty()), several, own]) * e.binding_factor();
    node(
        "D1",
        value,
        vec![
            Node::leaf("D1.frame-norm", yes(!normed.is_empty()), e.ids(&normed)),
            Node::leaf("D1.instruments", several, with_source),
            Node::leaf("D1.areas", own, Vec::new()),
            Node::leaf("binding", e.binding_factor(), Vec::new()),
        ],
    )
}

/// D2: areas, grounds and rights against what the type of document can be asked for.
fn breadth(e: &Evidence, t: &DocumentType) -> Node {
    let f = &e.weights.formler;
    let (areas_target, rights_target) =
        if e.is_targeted() { (f.riktad_bredd, f.riktad_bredd) } else { (t.breadth_areas, t.breadth_rights) };
    let sum = |layer: Layer| -> f64 {
        e.strengths.iter().filter(|(a, _)| e.taxonomy.area(*a).layer == layer).map(|(_, s)| (s / f.bredd_full).min(1.0)).sum()
    };
    let areas = (sum(Layer::Perspective) / areas_target).min(1.0);
    let rights = (sum(Layer::Right) / rights_target).min(1.0);
    let ground_layer = e.taxonomy.layer(Layer::Ground);
    // "De sju diskrimineringsgrunderna" is one finding with all of them; a unit that spells them out has one for each.
    let (mut named, mut general) = (AreaSet::EMPTY, false);
    let eligible = |unit: u32| e.findings.units.get(unit as usize).is_some_and(|u| u.eligible);
    for finding in e.findings.findings.iter().filter(|f| f.status == Status::Counted && eligible(f.unit)) {
        let grounds = finding.areas.intersection(ground_layer);
        if grounds == ground_layer && !ground_layer.is_empty() {
            general = true;
        } else {
            named = named.union(grounds);
        }
    }
    let indirect =
        e.strengths.iter().filter(|(_, s)| *s >= f.barande).fold(AreaSet::EMPTY, |s, (a, _)| s.union(e.taxonomy.area(*a).indirect_grounds));
    let mut credit = named.len() as f64 + f.indirekt_grund * indirect.difference(named).len() as f64;
    if general {
        credit = credit.max(f.generell_grund * ground_layer.len() as f64);
    }
    let grounds = (credit / ground_layer.len().max(1) as f64).min(1.0);
    let with_ground = units(e, e.references.iter().copied().filter(|u| !u.areas.intersection(ground_layer).is_empty()));
    node(
        "D2",
        mix(e.weights.delar.bredd, [areas, grounds, rights]),
        vec![
            Node::leaf("D2.areas", areas, Vec::new()),
            Node::leaf("D2.grounds", grounds, with_ground),
            Node::leaf("D2.rights", rights, Vec::new()),
        ],
    )
}

/// D3: how binding the sentences are that want something, and how many bind.
fn commitment(e: &Evidence) -> Node {
    let f = &e.weights.formler;
    let mut wanting: Vec<_> = e.references.iter().copied().filter(|u| u.steering.level >= 2).collect();
    if e.whole_document {
        wanting.extend(e.chain.iter().copied().filter(|u| u.steering.level >= 3));
    }
    let mean = match wanting.len() {
        0 => 0.0,
        n => wanting.iter().map(|u| e.deontic(u)).sum::<f64>() / n as f64,
    };
    let binding: Vec<_> = wanting.iter().copied().filter(|u| u.steering.level >= 3 && e.deontic(u) > 0.5).collect();
    let force = (mean / f.atagande_medel).min(1.0);
    let many = (binding.len() as f64 / f.atagande_antal).min(1.0);
    let value = if wanting.is_empty() { 0.0 } else { mix(e.weights.delar.atagande, [force, many]) };
    node("D3", value, vec![Node::leaf("D3.force", force, e.ids(&wanting)), Node::leaf("D3.binding", many, e.ids(&binding))])
}

/// D4: concrete actions: for which areas, and how many with actor, time or money.
fn action(e: &Evidence) -> Node {
    let f = &e.weights.formler;
    let concrete = |u: &UnitReading| u.steering.level >= 3 && u.steering.concrete;
    let actions: Vec<_> = e.all().filter(|u| concrete(u)).collect();
    let steered: Vec<_> = actions.iter().copied().filter(|u| u.steering.level >= 4).collect();
    let areas = e.carrying_share(|area| e.of_area(area).any(concrete));
    let many = (steered.len() as f64 / f.atgard_antal).min(1.0);
    let one_off = actions.iter().filter(|u| u.steering.one_off).count() * 2 > actions.len();
    let factor = if one_off { f.punktinsats } else { 1.0 };
    node(
        "D4",
        mix(e.weights.delar.atgard, [areas, many]) * factor,
        vec![
            Node::leaf("D4.areas", areas, e.ids(&actions)),
            Node::leaf("D4.steered", many, e.ids(&steered)),
            Node::leaf("D4.one-off", factor, units(e, actions.iter().copied().filter(|u| u.steering.one_off))),
        ],
    )
}

/// D5: whether commitments have a named bearer.
fn responsibility(e: &Evidence) -> Node {
    let f = &e.weights.formler;
    let binding: Vec<_> = e.all().filter(|u| u.steering.level >= 3).collect();
    let named: Vec<_> = binding.iter().copied().filter(|u| u.steering.named_actor).collect();
    let generic = binding.iter().filter(|u| !u.steering.named_actor && u.steering.generic_actor).count();
    let mean = match binding.len() {
        0 => 0.0,
        n => (named.len() as f64 + f.ansvar_allmant * generic as f64) / n as f64,
    };
    let share = (mean / f.ansvar_andel).min(1.0);
    let assigned: Vec<_> = binding.iter().copied().filter(|u| u.steering.assignment).collect();
    node(
        "D5",
        mix(e.weights.delar.ansvar, [share, yes(!assigned.is_empty())]),
        vec![Node::leaf("D5.named", share, e.ids(&named)), Node::leaf("D5.assigned", yes(!assigned.is_empty()), e.ids(&assigned))],
    )
}

/// D6: money, posts or time for the actions.
fn resources(e: &Evidence) -> Node {
    let f = &e.weights.formler;
    let with: Vec<_> = e.all().filter(|u| u.steering.resource && !u.steering.no_resource && u.steering.level >= 2).collect();
    let actions = e.all().filter(|u| u.steering.level >= 3 && u.steering.concrete).count().max(1);
    let none: Vec<_> = e.all().chain(e.gaps.iter().copied()).filter(|u| u.steering.no_resource).collect();
    let value = match (with.is_empty(), none.is_empty()) {
        (false, _) => (with.len() as f64 / actions as f64 / f.resurs_andel).min(1.0),
        (true, false) => f.resurs_noll,
        (true, true) => 0.0,
    };
    node("D6", value, vec![Node::leaf("D6.with", with.len() as f64, e.ids(&with)), Node::leaf("D6.none", none.len() as f64, e.ids(&none))])
}

const RUNGS: [Marker; 5] =
    [Marker::Participation1, Marker::Participation2, Marker::Participation3, Marker::Participation4, Marker::Participation5];

/// Rights-holder groups whose participation is told.
const GROUPS: [Marker; 10] = [
    Marker::GroupChildren,
    Marker::GroupOlder,
    Marker::GroupDisabled,
    Marker::GroupGender,
    Marker::GroupResidents,
    Marker::GroupMinority,
    Marker::GroupNewcomers,
    Marker::GroupLgbtqi,
    Marker::GroupCivilSociety,
    Marker::GroupRelatives,
];

/// D7: the highest rung of the participation ladder on which a rights-holder group stands, and how many groups.
fn participation(e: &Evidence) -> Node {
    let f = &e.weights.formler;
    let (mut best, mut groups, mut with) = (0.0f64, [false; 10], Vec::new());
    for unit in e.all() {
        let named: Vec<usize> = (0..GROUPS.len()).filter(|g| unit.markers.contains(GROUPS[*g])).collect();
        let rung = (0..5).rev().find(|r| unit.markers.contains(RUNGS[*r])).map_or(0.0, |r| f.delaktighet_trappa[r]);
        if named.is_empty() || rung == 0.0 {
            continue;
        }
        let wish = matches!(
            unit.steering.mode,
            crate::finding::Mode::Recommendation | crate::finding::Mode::Ambition | crate::finding::Mode::Possibility
        );
        best = best.max(if wish { rung * f.delaktighet_onskan } else { rung });
        named.into_iter().for_each(|g| groups[g] = true);
        with.push(unit);
    }
    let count = groups.iter().filter(|g| **g).count() as f64;
    let many = (count / f.delaktighet_grupper).min(1.0);
    let value = best * mix(e.weights.delar.delaktighet, [1.0, many]);
    node("D7", value, vec![Node::leaf("D7.rung", best, e.ids(&with)), Node::leaf("D7.groups", many, Vec::new())])
}

/// D8: indicators, follow-up, how often or to whom, and whether figures are broken down.
fn follow_up(e: &Evidence) -> Node {
    let f = &e.weights.formler;
    let binding = |u: &UnitReading| u.steering.level >= 3;
    let measured = e.carrying_share(|a| e.of_area(a).any(|u| u.steering.indicator && binding(u)));
    let linked = e.carrying_share(|a| {
        e.of_area(a).any(|u| u.steering.level >= 2) && e.of_area(a).any(|u| (u.steering.follow_up || u.steering.indicator) && binding(u))
    });
    let followed: Vec<_> = e.all().filter(|u| u.steering.level == 5).collect();
    let many = (followed.len() as f64 / f.uppfoljning_antal).min(1.0);
    let settled: Vec<_> = e.all().filter(|u| u.steering.follow_up_settled && binding(u)).collect();
    let broken_down: Vec<_> = e.all().filter(|u| u.markers.contains(Marker::Disaggregation) && u.steering.level >= 2).collect();
    let denied: Vec<_> = e.gaps.iter().copied().filter(|u| u.steering.follow_up).collect();
    let factor = if denied.is_empty() { 1.0 } else { f.uppfoljning_nekad };
    // Few followed-up units make the shares of areas say little.
    let parts = [measured * many, linked * many, yes(!settled.is_empty()), yes(!broken_down.is_empty())];
    let value = mix(e.weights.delar.uppfoljning, parts) * factor;
    node(
        "D8",
        value,
        vec![
            Node::leaf("D8.measured", measured, Vec::new()),
            Node::leaf("D8.linked", linked, Vec::new()),
            Node::leaf("D8.followed", many, e.ids(&followed)),
            Node::leaf("D8.settled", yes(!settled.is_empty()), e.ids(&settled)),
            Node::leaf("D8.broken-down", yes(!broken_down.is_empty()), e.ids(&broken_down)),
            Node::leaf("D8.denied", factor, e.ids(&denied)),
        ],
    )
}

/// D9: how many of the sections want something, and how much of the text binds.
fn spread(e: &Evidence, t: &DocumentType) -> Node {
    let f = &e.weights.formler;
    let wanting: Vec<_> = e.all().filter(|u| u.steering.level >= 2).collect();
    let reached = |section: usize| wanting.iter().any(|u| u.section as usize == section);
    // Maps and tables of pipes at the end ask for no rights: an appendix counts where it wants something, and is left out where it is silent.
    let sections: Vec<usize> = (0..e.findings.sections.len())
        .filter(|s| !e.findings.sections[*s].excluded && e.findings.sections[*s].eligible_units > 0)
        .filter(|s| !e.findings.sections[*s].appendix || reached(*s))
        .collect();
    let share = if sections.len() >= 3 {
        sections.iter().filter(|s| reached(**s)).count() as f64 / sections.len() as f64
    } else {
        // Too few headings to tell: quarters of the text.
        let counts = |u: &&UnitReading| u.eligible && sections.contains(&(u.section as usize));
        let eligible: Vec<u32> = e.findings.units.iter().filter(counts).map(|u| u.unit).collect();
        let quarter = |unit: u32| eligible.partition_point(|u| *u < unit) * 4 / eligible.len().max(1);
        let all = (0..4).filter(|q| eligible.iter().any(|u| quarter(*u) == *q)).count().max(1);
        (0..4).filter(|q| wanting.iter().any(|u| quarter(u.unit) == *q)).count() as f64 / all as f64
    };
    let largest = sections.iter().map(|s| e.references.iter().filter(|u| u.section as usize == *s).count()).max().unwrap_or(0);
    let crowded = sections.len() > 3 && largest as f64 > f.genomslag_koncentration * e.references.len() as f64;
    let factor = if crowded { f.genomslag_trangsel } else { 1.0 };
    let text: u32 = sections.iter().map(|s| e.findings.sections[*s].eligible_units).sum();
    let binding: Vec<_> = e.references.iter().copied().filter(|u| Evidence::binds(u)).collect();
    let density = binding.len() as f64 / f64::from(text.max(1));
    let reach = (share / f.genomslag_andel).min(1.0) * factor;
    let value = mix(e.weights.delar.genomslag, [reach, (density / t.density).min(1.0)]);
    node(
        "D9",
        value,
        vec![
            Node::leaf("D9.sections", share, e.ids(&wanting)),
            Node::leaf("D9.crowded", factor, Vec::new()),
            Node::leaf("D9.density", density, e.ids(&binding)),
        ],
    )
}

const PRINCIPLES: [Marker; 7] = [
    Marker::PrincipleNonDiscrimination,
    Marker::PrincipleEquality,
    Marker::PrincipleParticipation,
    Marker::PrincipleTransparency,
    Marker::PrincipleAccountability,
    Marker::PrincipleLegality,
    Marker::PrincipleEmpowerment,
];

/// D10: human rights as the frame that holds the areas together.
fn coherence(e: &Evidence) -> Node {
    let f = &e.weights.formler;
    let frame = e.taxonomy.layer(Layer::Frame);
    let frames: Vec<_> = e
        .references
        .iter()
        .copied()
        .filter(|u| {
            let general = u.steering.level >= 2 && !u.areas.intersection(frame).is_empty() && u.markers.contains(Marker::FrameUnity);
            // A targeted document stands on its own area's convention, law or goals.
            let own = !u.areas.intersection(e.findings.targeted).is_empty()
                && (u.markers.contains(Marker::FrameUnity) || u.markers.contains(Marker::Anchoring))
                && (!u.sources.is_empty() || u.markers.contains(Marker::FrameUnity));
            general || own
        })
        .collect();
    let named = PRINCIPLES.iter().filter(|p| e.references.iter().any(|u| u.markers.contains(**p))).count();
    let principles = (named as f64 / f.principer).min(1.0);
    let perspectives = e.taxonomy.layer(Layer::Perspective);
    let joined = (0..e.findings.sections.len()).any(|s| {
        let here: AreaSet = e.references.iter().filter(|u| u.section as usize == s).flat_map(|u| e.roots(u).iter()).collect();
        here.intersection(perspectives).len() >= 3
    });
    let value = mix(e.weights.delar.sammanhallning, [yes(!frames.is_empty()), principles, yes(joined)]) * e.binding_factor();
    node(
        "D10",
        value,
        vec![
            Node::leaf("D10.frame", yes(!frames.is_empty()), e.ids(&frames)),
            Node::leaf(
                "D10.principles",
                principles,
                units(e, e.references.iter().copied().filter(|u| u.markers.contains_any(&PRINCIPLES))),
            ),
            Node::leaf("D10.joined", yes(joined), Vec::new()),
            Node::leaf("binding", e.binding_factor(), Vec::new()),
        ],
    )
}

/// D11: several grounds or groups at once.
fn intersectionality(e: &Evidence) -> Node {
    let with: Vec<_> = e.references.iter().copied().filter(|u| u.markers.contains(Marker::Intersectionality)).collect();
    let value = (with.len() as f64 / e.weights.formler.intersektion_antal).min(1.0);
    node("D11", value, vec![Node::leaf("D11.units", with.len() as f64, e.ids(&with))])
}
