//! The score: its dimensions in a table, and the whole tree down to sentences for those who ask.

use super::super::texts::{dimension_index, fill};
use super::super::view::View;
use super::super::{facts, numbers, told};
use super::{Block, Memo, TableKind, plain, strong};
use crate::score::{Node, Score};

/// Each dimension: value, weight, number of places, what it asks.
pub(super) fn dimensions(memo: &mut Memo, view: &View, score: &Score) {
    let l = &view.texts.labels;
    memo.heading(1, l.memo_dimensions);
    memo.text(fill(l.memo_dimensions_note, &[("uncapped", &numbers::decimal(score.uncapped, 1, view.language))]));
    let row = |node: &&Node| {
        let dimension = &view.texts.dimensions[dimension_index(node.id)?];
        Some(vec![
            format!("{} {}", node.id, dimension.name),
            numbers::percent(node.value, view.language),
            numbers::short(node.weight, view.language),
            numbers::count(facts::units_behind(node).len(), view.language),
            dimension.explanation.to_string(),
        ])
    };
    let head = [l.memo_dimension, l.memo_value_column, l.memo_weight, l.summary_references, l.memo_asks];
    memo.table(TableKind::Records, &head, facts::dimensions(score).iter().filter_map(row).collect());
}

/// The whole tree, with every sentence behind every number.
pub(super) fn tree(memo: &mut Memo, view: &View, score: &Score) {
    let l = &view.texts.labels;
    memo.heading(1, l.explain_heading);
    memo.text(l.explain_formula);
    for text in told::formula(view, score) {
        memo.text(text);
    }
    for part in &score.tree.parts {
        node(memo, view, part, 0);
    }
}

fn node(memo: &mut Memo, view: &View, node: &Node, depth: u8) {
    let dimension = told::dimension_line(view, node);
    let below = if dimension.is_some() { depth } else { depth + 1 };
    match dimension {
        Some(line) => memo.heading(2, line),
        None => {
            memo.blocks.push(Block::Nested(depth, vec![strong(told::node_line(view, node))]));
        }
    }
    for unit in &node.units {
        memo.blocks.push(Block::Nested(below, vec![plain(told::graded_sentence(view, *unit))]));
    }
    for part in &node.parts {
        self::node(memo, view, part, below);
    }
}
