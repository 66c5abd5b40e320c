//! The graphics state, as far as text depends on it, and the path being built.

use super::ink::{Ink, Rule};
use super::matrix::Matrix;

/// What `q` saves and `Q` brings back.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    /// Index of the font in the interpreter's table.
    pub(super) font: Option<usize>,
    pub(super) size: f32,
    pub(super) char_space: f32,
    pub(super) word_space: f32,
    /// Horizontal scale, 1 = unscaled.
    pub(super) scale: f32,
    pub(super) leading: f32,
    pub(super) rise: f32,
    pub(super) render_mode: u8,
}

impl State {
    pub(super) fn new(ctm: Matrix) -> State {
        State { ctm, font: None, size: 0.0, char_space: 0.0, word_space: 0.0, scale: 1.0, leading: 0.0, rise: 0.0, render_mode: 0 }
    }
}

/// Rules shorter than this many points are strokes of drawings, not of tables.
const MIN_RULE: f32 = 6.0;
/// A filled box at most this thick is a line.
const MAX_THICKNESS: f32 = 3.0;
/// Pages that are drawings can have millions of strokes.
const MAX_RULES: usize = 20_000;

/// The current path: straight pieces and boxes, in page coordinates.
#[derive(Debug, Default)]
pub(super) struct Path {
    start: (f32, f32),
    at: (f32, f32),
    lines: Vec<Rule>,
    boxes: Vec<Rule>,
    /// The outline being drawn: its lowest and highest point, how wide it is, and whether it has a curve.
    outline: Outline,
    /// Lower edges of the outlines done that look like letters.
    letters: Vec<f32>,
}

/// One outline of a path.
#[derive(Clone, Copy, Debug, Default)]
struct Outline {
    low: (f32, f32),
    high: (f32, f32),
    curved: bool,
}

/// Letters drawn as outlines are about as high as letters are.
const LETTER_HEIGHT: std::ops::Range<f32> = 2.0..40.0;
const MAX_LETTER_WIDTH: f32 = 60.0;

impl Path {
    pub(super) fn move_to(&mut self, point: (f32, f32)) {
        self.end_outline();
        self.start = point;
        self.at = point;
        self.outline = Outline { low: point, high: point, curved: false };
    }

    /// A curve: its way between the ends does not matter here.
    pub(super) fn curve_to(&mut self, point: (f32, f32)) {
        self.reach(point);
        self.outline.curved = true;
        self.start = point;
        self.at = point;
    }

    fn reach(&mut self, point: (f32, f32)) {
        let Outline { low, high, .. } = &mut self.outline;
        *low = (low.0.min(point.0), low.1.min(point.1));
        *high = (high.0.max(point.0), high.1.max(point.1));
    }

    fn end_outline(&mut self) {
        let Outline { low, high, curved } = std::mem::take(&mut self.outline);
        if curved && LETTER_HEIGHT.contains(&(high.1 - low.1)) && high.0 - low.0 < MAX_LETTER_WIDTH && self.letters.len() < MAX_RULES {
            self.letters.push(low.1);
        }
    }

    pub(super) fn line_to(&mut self, point: (f32, f32)) {
        self.reach(point);
        if self.lines.len() < MAX_RULES {
            self.lines.push(Rule { x0: self.at.0, y0: self.at.1, x1: point.0, y1: point.1 });
        }
        self.at = point;
    }

    pub(super) fn close(&mut self) {
        self.line_to(self.start);
    }

    pub(super) fn rectangle(&mut self, a: (f32, f32), b: (f32, f32)) {
        if self.boxes.len() < MAX_RULES {
            self.boxes.push(Rule { x0: a.0.min(b.0), y0: a.1.min(b.1), x1: a.0.max(b.0), y1: a.1.max(b.1) });
        }
    }

    /// Paints the path and starts a new one.
    pub(super) fn paint(&mut self, ink: &mut Ink, stroke: bool, fill: bool) {
        self.end_outline();
        if fill && ink.shapes.len() < MAX_RULES {
            ink.shapes.append(&mut self.letters);
        }
        if stroke {
            for line in self.lines.drain(..) {
                push_rule(ink, line);
            }
        } else if fill && let Some(outline) = bounds(&self.lines) {
            self.boxes.push(outline);
        }
        for shape in self.boxes.drain(..) {
            let (width, height) = (shape.x1 - shape.x0, shape.y1 - shape.y0);
            if height <= MAX_THICKNESS && width > height {
                let y = (shape.y0 + shape.y1) / 2.0;
                push_rule(ink, Rule { y0: y, y1: y, ..shape });
            } else if width <= MAX_THICKNESS {
                let x = (shape.x0 + shape.x1) / 2.0;
                push_rule(ink, Rule { x0: x, x1: x, ..shape });
            } else if stroke {
                for edge in [
                    Rule { y1: shape.y0, ..shape },
                    Rule { y0: shape.y1, ..shape },
                    Rule { x1: shape.x0, ..shape },
                    Rule { x0: shape.x1, ..shape },
                ] {
                    push_rule(ink, edge);
                }
            } else if ink.fills.len() < MAX_RULES {
                ink.fills.push(shape);
            }
        }
        self.clear();
    }

    pub(super) fn clear(&mut self) {
        self.lines.clear();
        self.boxes.clear();
        self.letters.clear();
        self.outline = Outline::default();
    }
}

/// The box around a filled outline of up to five lines (a rectangle drawn by hand).
fn bounds(lines: &[Rule]) -> Option<Rule> {
    if lines.is_empty() || lines.len() > 5 || lines.iter().any(|l| (l.x0 - l.x1).abs() > 0.5 && (l.y0 - l.y1).abs() > 0.5) {
        return None;
    }
    let all = |pick: fn(&Rule) -> (f32, f32), fold: fn(f32, f32) -> f32| lines.iter().map(pick).map(|(a, b)| fold(a, b)).reduce(fold);
    Some(Rule {
        x0: all(|l| (l.x0, l.x1), f32::min)?,
        y0: all(|l| (l.y0, l.y1), f32::min)?,
        x1: all(|l| (l.x0, l.x1), f32::max)?,
        y1: all(|l| (l.y0, l.y1), f32::max)?,
    })
}

fn push_rule(ink: &mut Ink, line: Rule) {
    let rule = Rule { x0: line.x0.min(line.x1), y0: line.y0.min(line.y1), x1: line.x0.max(line.x1), y1: line.y0.max(line.y1) };
    let (width, height) = (rule.x1 - rule.x0, rule.y1 - rule.y0);
    let straight = width.min(height) <= 1.0 && width.max(height) >= MIN_RULE && width.max(height) < 1e5;
    if straight && ink.rules.len() < MAX_RULES {
        ink.rules.push(rule);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_from_strokes_and_thin_boxes() {
        let mut ink = Ink::default();
        let mut path = Path::default();
        path.move_to((0.0, 0.0));
        path.line_to((100.0, 0.0));
        path.line_to((100.0, 50.0));
        path.paint(&mut ink, true, false);
        assert_eq!(ink.rules.len(), 2);
        path.rectangle((0.0, 10.0), (200.0, 10.5));
        path.rectangle((0.0, 20.0), (200.0, 90.0));
        path.paint(&mut ink, false, true);
        assert_eq!((ink.rules.len(), ink.fills.len()), (3, 1));
        path.rectangle((0.0, 20.0), (200.0, 90.0));
        path.paint(&mut ink, true, false);
        assert_eq!(ink.rules.len(), 7);
    }
}
