//! The texts of both languages are whole: none empty, none missing, the same placeholders in both.

use std::collections::BTreeSet;

use super::*;

const BOTH: [&Texts; 2] = [&sv::TEXTS, &en::TEXTS];

/// The names in braces, and whether there are singular and plural.
fn shape(text: &str) -> (BTreeSet<&str>, bool) {
    let names = text.split('{').skip(1).filter_map(|p| p.split('}').next()).collect();
    (names, text.contains('|'))
}

#[test]
fn every_label_stands_in_both_languages_with_the_same_places_to_fill() {
    for ((name, swedish), (_, english)) in BOTH[0].labels.all().into_iter().zip(BOTH[1].labels.all()) {
        assert!(!swedish.trim().is_empty() && !english.trim().is_empty(), "{name} is empty");
        assert_eq!(shape(swedish), shape(english), "{name}");
    }
}

/// Words that are the same in both languages, and texts of nothing but places to fill.
const SAME: [&str; 4] = ["dimension_column", "dimension", "area", "median"];

#[test]
fn pairs_say_all_in_both_languages_with_the_same_places_to_fill() {
    for pairs in [ArchiveTexts::PAIRS, ComparisonTexts::PAIRS, HtmlTexts::PAIRS, StabilityTexts::PAIRS] {
        for (name, swedish, english) in pairs {
            assert!(!swedish.trim().is_empty() && !english.trim().is_empty(), "{name} is empty");
            assert_eq!(shape(swedish), shape(english), "{name}");
            assert_eq!(swedish == english, SAME.contains(name), "{name}: the same in both languages?");
        }
    }
}

#[test]
fn the_tables_hold_no_empty_text() {
    for t in BOTH {
        let fixed = [&t.maturity[..], &t.maturity_meaning, &t.ladder, &t.modes, &t.roles, &t.layers, &t.type_evidence].concat();
        assert!(fixed.iter().all(|s| !s.is_empty()));
        assert!(t.dimensions.iter().all(|d| !d.name.is_empty() && !d.explanation.is_empty() && d.raise.ends_with('.')));
        assert!(t.links.iter().all(|(long, short)| !long.is_empty() && (1..=4).contains(&short.chars().count())));
    }
}

/// Every id that the score gives a node, taken from its source.
fn node_ids() -> BTreeSet<&'static str> {
    let sources = [include_str!("../../score/dimensions.rs"), include_str!("../../score/mod.rs")];
    let call = regex::Regex::new(r#"(?:leaf|node)\(\s*"([^"]+)"|\bid: "([^"]+)""#).unwrap();
    sources.iter().flat_map(|s| call.captures_iter(s)).filter_map(|c| c.get(1).or(c.get(2))).map(|m| m.as_str()).collect()
}

#[test]
fn every_node_of_the_score_has_a_text() {
    let ids = node_ids();
    assert!(ids.len() > 30 && ids.contains("D8.broken-down") && ids.contains("spread"), "{ids:?}");
    for t in BOTH {
        for id in &ids {
            assert!(dimension_index(id).is_some() || t.nodes.iter().any(|(n, _)| n == id), "{id} lacks a text");
        }
        for (id, text) in t.nodes {
            assert!(ids.contains(id) && !text.is_empty(), "{id} is no node of the score");
        }
    }
}

#[test]
fn every_problem_and_reason_has_a_text() {
    let reasons = [
        Reason::FalseFriend(0),
        Reason::Ambiguous,
        Reason::GivesWay,
        Reason::ExcludedSection,
        Reason::NotBody,
        Reason::ReferenceLine,
        Reason::AnchorOnly,
        Reason::Language,
        Reason::Repeated,
        Reason::Rejected(0),
    ];
    for t in BOTH {
        for code in ProblemCode::ALL {
            let text = t.problem(code).unwrap_or_else(|| panic!("{} lacks a text", code.as_str()));
            assert!(!text.what.is_empty() && text.at.contains("{place}") && !text.remedy.is_empty(), "{}", code.as_str());
        }
        assert_eq!(t.problems.len(), ProblemCode::ALL.len());
        assert!(reasons.iter().all(|r| t.reason(*r).is_some_and(|x| !x.name.is_empty() && !x.explanation.is_empty())));
        assert_eq!(t.reasons.len(), reasons.len());
    }
}

#[test]
fn users_never_read_the_word_for_units() {
    let all = sv::TEXTS.labels.all().into_iter().map(|(_, t)| t);
    let all = all.chain(sv::TEXTS.nodes.iter().map(|(_, t)| *t)).chain(sv::TEXTS.dimensions.iter().flat_map(|d| [d.explanation, d.raise]));
    assert!(!all.into_iter().any(|t| t.split(|c: char| !c.is_alphabetic()).any(|w| w == "enhet" || w == "enheter")));
}

#[test]
fn filling_leaves_unknown_names_alone() {
    assert_eq!(fill("nivå {a} av {b}, {c", &[("a", "3")]), "nivå 3 av {b}, {c");
}
