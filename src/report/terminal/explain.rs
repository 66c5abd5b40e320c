//! The whole score tree, down to the sentences, their places and rules.

use super::super::texts::dimension_index;
use super::super::told;
use super::super::view::View;
use super::sheet::{Sheet, Style};
use crate::score::{Node, Score};

pub(super) fn write(sheet: &mut Sheet, view: &View, score: &Score) {
    let l = &view.texts.labels;
    sheet.heading(l.explain_heading);
    sheet.text(2, l.explain_formula);
    for text in told::formula(view, score) {
        sheet.text(2, &text);
    }
    for part in &score.tree.parts {
        node(sheet, view, part, 2);
    }
}

fn node(sheet: &mut Sheet, view: &View, node: &Node, indent: usize) {
    if let (Some(index), Some(line)) = (dimension_index(node.id), told::dimension_line(view, node)) {
        sheet.blank();
        sheet.line(&format!("{}{line}", " ".repeat(indent)), Style::Strong);
        sheet.text(indent + 2, view.texts.dimensions[index].explanation);
    } else {
        sheet.item(&format!("{}- ", " ".repeat(indent)), &told::node_line(view, node));
    }
    for unit in &node.units {
        sheet.item(&format!("{}· ", " ".repeat(indent + 4)), &told::graded_sentence(view, *unit));
    }
    for part in &node.parts {
        self::node(sheet, view, part, indent + 2);
    }
}
