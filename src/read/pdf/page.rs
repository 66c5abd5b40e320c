//! A page between the interpreter and the blocks: its lines and what is known of each.

use super::ink::{Border, Ink, Rule, Turn};
use super::lines::{self, Line};
use super::shades;
use super::tagged;
use super::tags::Tags;

/// One page, ready to be made into blocks.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    /// For each line: whether it is an artifact, whether it is marginal.
    pub(super) artifact: Vec<bool>,
    pub(super) marginal: Vec<bool>,
    /// Ruled lines in the coordinates of the main direction.
    pub(super) rules: Vec<Rule>,
    /// The upright ones among them, sorted by place.
    pub(super) borders: Vec<Border>,
    /// The visible box in the coordinates of the main direction.
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
    pub(super) top: f32,
}

impl Page {
    pub(super) fn new(ink: &mut Ink, visible: (f32, f32, f32, f32), tags: &Tags, id: Option<lopdf::ObjectId>) -> Page {
        tagged::settle(ink, tags, id);
        ink.rules.extend(shades::edges(&ink.fills));
        let (lines, turn) = lines::lines(ink);
        // A slanted page has no axis of its own; its lines are few and stand for themselves.
        let main = if turn == Turn::Slanted { Turn::Right } else { turn };
        let place = |x, y| main.place(x, y, (1.0, 0.0));
        let ((ax, ay), (bx, by)) = (place(visible.0, visible.1), place(visible.2, visible.3));
        let turned = |rule: &Rule| {
            let ((cx, cy), (dx, dy)) = (place(rule.x0, rule.y0), place(rule.x1, rule.y1));
            Rule { x0: cx.min(dx), y0: cy.min(dy), x1: cx.max(dx), y1: cy.max(dy) }
        };
        Page {
            artifact: lines.iter().map(|line| ink.mark(line.mark).artifact).collect(),
            marginal: vec![false; lines.len()],
            rules: ink.rules.iter().map(turned).collect(),
            borders: ink.borders(main),
            left: ax.min(bx),
            right: ax.max(bx),
            bottom: ay.min(by),
            top: ay.max(by),
            lines,
        }
    }
}

impl Page {
    /// The borders of the cell that a line stands in: the nearest upright rules on both sides.
    pub(super) fn cell_borders(&self, x0: f32, x1: f32, y: f32) -> Option<(f32, f32)> {
        let covers = |border: &&Border| border.bottom <= y + 1.0 && y <= border.top + 1.0;
        let left = self.borders.iter().rev().filter(covers).find(|border| border.x <= x0 + 0.5)?;
        let right = self.borders.iter().filter(covers).find(|border| border.x >= x1 - 0.5)?;
        Some((left.x, right.x))
    }
}
