//! Shaded cells: tables whose grid is shown by the colours behind their cells.

use super::ink::Rule;

/// Pages with more filled boxes than this are drawings.
const MAX_FILLS: usize = 2_000;
/// Sides closer than this are one, in points.
const CLOSE: f32 = 3.0;

/// The sides of filled boxes that lie side by side or on each other with a common side, as rules.
pub(super) fn edges(fills: &[Rule]) -> Vec<Rule> {
    if fills.len() > MAX_FILLS {
        return Vec::new();
    }
    let cells = cells(fills);
    let near = |a: f32, b: f32| (a - b).abs() <= CLOSE;
    let beside = |a: &Rule, b: &Rule| near(a.x1, b.x0) && near(a.y0, b.y0) && near(a.y1, b.y1);
    let on = |a: &Rule, b: &Rule| near(a.y0, b.y1) && near(a.x0, b.x0) && near(a.x1, b.x1);
    let adjoins = |a: &Rule| cells.iter().any(|b| beside(a, b) || beside(b, a) || on(a, b) || on(b, a));
    let sides = |f: &Rule| [Rule { y1: f.y0, ..*f }, Rule { y0: f.y1, ..*f }, Rule { x1: f.x0, ..*f }, Rule { x0: f.x1, ..*f }];
    cells.iter().filter(|cell| adjoins(cell)).flat_map(sides).collect()
}

/// The shades that may be cells: not what lies behind several of them, nor what lies inside one (lines of text are often shaded once more).
fn cells(fills: &[Rule]) -> Vec<Rule> {
    let contains = |a: &Rule, b: &Rule| a.x0 <= b.x0 + CLOSE && a.x1 >= b.x1 - CLOSE && a.y0 <= b.y0 + CLOSE && a.y1 >= b.y1 - CLOSE;
    let area = |r: &Rule| (r.x1 - r.x0) * (r.y1 - r.y0);
    let mut sorted: Vec<&Rule> = fills.iter().filter(|f| f.x1 - f.x0 > CLOSE && f.y1 - f.y0 > CLOSE).collect();
    sorted.sort_by(|a, b| area(b).total_cmp(&area(a)));
    let half_of_all: f32 = 0.5 * sorted.iter().map(|fill| area(fill)).sum::<f32>();
    let mut out: Vec<Rule> = Vec::new();
    for (index, fill) in sorted.iter().enumerate() {
        let (mut inside, mut first_end, mut last_start) = (0, f32::MAX, f32::MIN);
        for other in sorted[index + 1..].iter().filter(|other| contains(fill, other)) {
            inside += 1;
            first_end = first_end.min(other.x1);
            last_start = last_start.max(other.x0);
        }
        let behind = inside >= 2 && (first_end <= last_start + CLOSE || area(fill) >= half_of_all);
        if !behind && !out.iter().any(|cell| contains(cell, fill)) {
            out.push(**fill);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjoining_boxes_have_sides_and_others_none() {
        let cell = |x: f32, y: f32| Rule { x0: x, y0: y, x1: x + 99.0, y1: y + 19.0 };
        let line = Rule { x0: 5.0, y0: 2.0, x1: 60.0, y1: 15.0 };
        let background = Rule { x0: -50.0, y0: -50.0, x1: 500.0, y1: 800.0 };
        assert_eq!(edges(&[cell(0.0, 0.0), cell(100.0, 0.0), line, background]).len(), 8);
        assert!(edges(&[cell(0.0, 0.0), cell(150.0, 0.0), cell(0.0, 80.0)]).is_empty());
    }
}
