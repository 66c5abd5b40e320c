//! Copies, drafts and re-issues made of our own corpus, and what is alike without being the same.
#![allow(clippy::print_stderr)] // Figures, shown with `--nocapture`.

use std::time::Instant;

use super::{Grouping, Member, group, is_draft, telling_words};
use crate::archive::Sketch;
use crate::archive::sketch::mix;
use crate::archive::tally::Aside;
use crate::identity::Date;

/// Titles and texts.
const TEXTS: [(&str, &str); 8] = [
    ("Biblioteksplan", include_str!("../../../corpus/documents/biblioteksplan-morkedal.md")),
    ("Folkhälsoplan", include_str!("../../../corpus/documents/folkhalsoplan-hallbacka.md")),
    ("Ekbackeskolans plan mot diskriminering", include_str!("../../../corpus/documents/plan-mot-diskriminering-ekbackeskolan.md")),
    ("Program mot rasism", include_str!("../../../corpus/documents/program-mot-rasism-ljungsta.md")),
    ("Reglemente för socialnämnden", include_str!("../../../corpus/documents/reglemente-norrlida.md")),
    ("Parkprogram för Åsvikens tätort", include_str!("../../../corpus/documents/parkprogram-asviken.md")),
    ("Plan för vatten och avlopp", include_str!("../../../corpus/documents/va-plan-vitgarn.md")),
    ("Mål och budget", include_str!("../../../corpus/documents/budget-ekvalla.md")),
];

/// Numbers that look drawn, the same every time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(1);
        (mix(self.0) % limit.max(1) as u64) as usize
    }
}

/// A copy in which so many words of a hundred are dropped, replaced or followed by a new one.
fn edited(text: &str, percent: usize, draw: &mut Draw) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out: Vec<&str> = Vec::new();
    for word in &words {
        if draw.below(100) >= percent {
            out.push(word);
            continue;
        }
        let other = words[draw.below(words.len())];
        match draw.below(3) {
            0 => {}
            1 => out.push(other),
            _ => out.extend([word, other]),
        }
    }
    out.join(" ")
}

fn sketch(text: &str) -> Sketch {
    Sketch::of_texts([text])
}

fn member(sketch: &Sketch) -> Member<'_> {
    Member {
        sketch,
        organisation: Some(0),
        body: None,
        year: Some(2024),
        title: &[],
        draft: false,
        decided: None,
        part: false,
        judged: true,
    }
}

#[test]
fn edited_copies_are_found_and_others_are_not() {
    let originals: Vec<Sketch> = TEXTS.iter().map(|(_, text)| sketch(text)).collect();
    let titles: Vec<Box<[u64]>> = TEXTS.iter().map(|(title, _)| telling_words(title, "")).collect();
    let mut draw = Draw(7);
    for (percent, with_title, without) in [(1, 1.0, 1.0), (3, 1.0, 1.0), (5, 1.0, 1.0), (10, 1.0, 0.9), (15, 0.95, 0.0), (20, 0.6, 0.0)] {
        let (mut found, mut found_without, mut wrong, mut pairs) = (0, 0, 0, 0);
        let mut likeness = Vec::new();
        for round in 0..20 {
            for (at, (_, text)) in TEXTS.iter().enumerate() {
                let copy = sketch(&edited(text, percent, &mut draw));
                likeness.push(copy.likeness(&originals[at]));
                let titled = |sketch, at: usize| Member { title: &titles[at], ..member(sketch) };
                let both = group(&[titled(&originals[at], at), titled(&copy, at)]);
                found += usize::from(both.families.len() == 1);
                // Titles that cannot be read say nothing.
                found_without += usize::from(group(&[member(&originals[at]), member(&copy)]).families.len() == 1);
                let other = (at + 1 + round % (TEXTS.len() - 1)) % TEXTS.len();
                wrong += group(&[member(&originals[other]), member(&copy)]).families.len();
                pairs += 1;
            }
        }
        likeness.sort_by(f64::total_cmp);
        let share = |count: usize| count as f64 / pairs as f64;
        assert!(
            share(found) >= with_title && share(found_without) >= without && wrong == 0,
            "{percent} % of words edited: likeness {:.2}–{:.2} (median {:.2}); found with the same title {:.3}, without titles {:.3}; others taken for copies {wrong} of {pairs}",
            likeness[0],
            likeness[pairs - 1],
            likeness[pairs / 2],
            share(found),
            share(found_without),
        );
    }
}

/// A made text of so many words; texts of the same kind share the words of their boilerplate.
fn made(number: u64, kind: u64, words: u64) -> String {
    let word = |seed: u64, at: u64| {
        let value = mix(seed << 32 | at) % 4000;
        let letter = |n: u64| char::from(b'a' + (n % 26) as u8);
        format!("{}{}{}{}", letter(value), letter(value / 26), letter(value / 676), letter(value * 7))
    };
    let own = (0..words).map(|at| word(number + 1000, at));
    let shared = (0..words / 10).map(|at| word(kind, at));
    shared.chain(own).collect::<Vec<_>>().join(" ")
}

#[test]
fn forty_thousand_take_seconds() {
    // Each tenth text four times: a copy word by word, one with small edits, one of the year after.
    let mut sketches = Vec::new();
    let mut draw = Draw(3);
    let mut expected = 0;
    while sketches.len() < 40_000 {
        let number = sketches.len() as u64;
        let text = made(number, number % 5, 150);
        sketches.push((sketch(&text), 2024));
        if number.is_multiple_of(10) {
            expected += 1;
            sketches.push((sketch(&text), 2024));
            sketches.push((sketch(&edited(&text, 3, &mut draw)), 2024));
            sketches.push((sketch(&edited(&text, 5, &mut draw)), 2025));
        }
    }
    let members: Vec<Member> = sketches.iter().map(|(sketch, year)| Member { year: Some(*year), ..member(sketch) }).collect();
    let start = Instant::now();
    let Grouping { families, aside } = group(&members);
    let time = start.elapsed();
    let set_aside = aside.iter().flatten().count();
    assert!(families.len().abs_diff(expected) <= expected / 200, "{} families of {expected}", families.len());
    assert!(families.iter().all(|family| family.len() <= 4));
    assert!(set_aside.abs_diff(2 * expected) <= expected / 50);
    assert_eq!(group(&members), Grouping { families, aside }, "the same members give the same answer");
    // A quadratic comparison takes minutes even when optimised.
    assert!(time.as_secs() < 60, "{time:?}");
}

#[test]
fn one_of_each_year_counts_and_the_others_say_why() {
    let (_, text) = TEXTS[0];
    let mut draw = Draw(11);
    let sketches: Vec<Sketch> = [0, 4, 0, 3, 3, 4, 0].iter().map(|percent| sketch(&edited(text, *percent, &mut draw))).collect();
    let all: Vec<Member> = sketches.iter().map(member).collect();
    let day = |month| Date::day(2024, month, 1);
    let members = [
        // The same text as the third, which is the final one of the year.
        Member { draft: true, ..all[0] },
        // A draft in other words.
        Member { draft: true, ..all[1] },
        Member { decided: day(6), ..all[2] },
        // Decided on earlier.
        Member { decided: day(2), ..all[3] },
        // The year after.
        Member { year: Some(2025), ..all[4] },
        // Nothing tells which is the newer.
        Member { year: Some(2025), ..all[5] },
        // The same text, and nothing could be judged.
        Member { judged: false, ..all[6] },
    ];
    let Grouping { families, aside } = group(&members);
    assert_eq!(families, [[0, 1, 2, 3, 4, 5]]);
    let expected = [Aside::SameText(2), Aside::Draft(2), Aside::Older(2), Aside::Copy(4), Aside::NotJudged];
    assert_eq!(aside, [Some(expected[0]), Some(expected[1]), None, Some(expected[2]), None, Some(expected[3]), Some(expected[4])]);
}

#[test]
fn what_tells_documents_apart() {
    let mut draw = Draw(5);
    let texts = [sketch(TEXTS[2].1), sketch(&edited(TEXTS[2].1, 6, &mut draw))];
    let families = |change: fn(Member<'_>) -> Member<'_>| group(&[member(&texts[0]), change(member(&texts[1]))]).families.len();
    assert_eq!(families(|member| member), 1);
    assert_eq!(families(|member| Member { organisation: Some(1), ..member }), 0);
    assert_eq!(families(|member| Member { organisation: None, ..member }), 0);
    let bodies = |b| group(&[Member { body: Some(1), ..member(&texts[0]) }, Member { body: b, ..member(&texts[1]) }]).families.len();
    assert_eq!([bodies(None), bodies(Some(1)), bodies(Some(2))], [1, 1, 0]);
    let titled = |a: &str, b: &str| {
        let (a, b) = (telling_words(a, "Nacka kommun"), telling_words(b, "Nacka kommun"));
        group(&[Member { title: &a, ..member(&texts[0]) }, Member { title: &b, ..member(&texts[1]) }]).families.len()
    };
    assert_eq!(titled("Plan mot kränkande behandling", "Förslag till plan mot kränkande behandling 2024"), 1);
    assert_eq!(titled("Nacka kommuns plan mot buller", "Plan mot buller"), 1);
    assert_eq!(titled("Plan mot kränkningar, förskolan Kotten", "Plan mot kränkningar, förskolan Granen"), 0);
    // What is not dated counts beside its like, unless it is nearly the same.
    let near = sketch(&edited(TEXTS[2].1, 1, &mut draw));
    let counted = |sketch, years: [Option<u16>; 2]| {
        let members = [Member { year: years[0], ..member(&texts[0]) }, Member { year: years[1], ..member(sketch) }];
        group(&members).aside.iter().filter(|aside| aside.is_none()).count()
    };
    assert_eq!([counted(&texts[1], [None; 2]), counted(&near, [None; 2])], [2, 1]);
    assert_eq!([counted(&texts[1], [Some(2024), None]), counted(&texts[1], [Some(2024); 2])], [2, 1]);
    assert_eq!([counted(&near, [Some(2024), Some(2025)]), counted(&texts[0], [Some(2024), Some(2025)])], [2, 1]);
    // One that does not say whose it is follows the one with the same text.
    let twin = texts[0].clone();
    let unknown = [member(&texts[0]), Member { organisation: None, ..member(&twin) }];
    assert_eq!(group(&unknown).aside, [None, Some(Aside::SameText(0))]);
}

#[test]
fn drafts_say_so() {
    assert!(
        ["plan_utkast_2.docx", "Förslag till policy", "REMISSVERSION Kulturplan.pdf", "Samrådshandling översiktsplan"]
            .iter()
            .all(|n| is_draft(n))
    );
    assert!(["Plan för medborgarförslag", "policy.pdf", "Remissvar om skolan"].iter().all(|name| !is_draft(name)));
}

#[test]
fn short_and_empty_texts_are_only_the_same_or_not() {
    let texts = ["", "", "Policy mot buller", "policy mot Buller!", "Policy mot buller 2024"].map(sketch);
    let members: Vec<Member> = texts.iter().map(member).collect();
    assert_eq!(group(&members).aside, [None, None, None, Some(Aside::SameText(2)), None]);
    assert_eq!(texts[2].likeness(&texts[4]), 0.0);
}
