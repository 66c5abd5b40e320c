//! Two versions of a document: the verdicts, what moved, and every sentence that was lost, weakened, strengthened or gained.

use super::super::comparison::{Both, Line, lines};
use super::super::{numbers, told};
use super::{Block, Memo, plain, strong};
use crate::compare::{Change, Comparison, Kind};
use crate::rule::RuleSet;

/// The memo of what differs.
pub(in crate::report) fn of_comparison(both: &Both, comparison: &Comparison, rules: &RuleSet) -> Memo {
    let t = both.texts;
    let mut memo = Memo::default();
    memo.heading(0, both.heading());
    memo.strong(format!("{}.", both.verdict()));
    memo.text(both.sums(comparison));
    for (heading, items) in [(t.dimensions_heading, both.dimensions(comparison)), (t.areas_heading, both.areas(comparison))] {
        if !items.is_empty() {
            memo.heading(1, heading);
            memo.list(items);
        }
    }
    for kind in Kind::ALL {
        let (name, meaning) = t.kind(kind);
        let changes: Vec<_> = comparison.changes.iter().filter(|change| change.kind == kind).collect();
        if !changes.is_empty() {
            memo.heading(1, format!("{name}: {}", numbers::of(changes.len(), t.sentences, both.language)));
            memo.text(meaning);
            changes.into_iter().for_each(|change| sentence(&mut memo, both, change));
        }
    }
    memo.heading(1, both.names.labels.memo_method);
    memo.text(t.limits);
    memo.text(both.names.labels.limits_line);
    memo.text(told::RulesNamed::of(rules).line(both.names));
    memo
}

/// The sentence before, and below it what became of it.
fn sentence(memo: &mut Memo, both: &Both, change: &Change) {
    for (place, Line { label, text }) in lines(both, change).into_iter().enumerate() {
        let runs = match (label.is_empty(), text.is_empty()) {
            (true, _) => vec![plain(text)],
            (false, true) => vec![strong(label)],
            (false, false) => vec![strong(format!("{label} ")), plain(text)],
        };
        memo.blocks.push(Block::Nested(u8::from(place > 0), runs));
    }
}
