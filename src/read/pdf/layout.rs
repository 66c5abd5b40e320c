//! Reading order of a page. The order of the content stream is trusted first: producers write paragraph by paragraph and cell by
//! cell. Only a stream that hops across a gutter, climbs the page or comes in crumbs is ordered by geometry instead.

use super::ink::{Glyph, Ink, Turn};
use super::segments::{Segment, Segments};

/// Gutters inside columns inside columns end here.
const MAX_SPLITS: usize = 4;

/// The segments of one turn of a page, in reading order.
pub(super) fn in_reading_order(ink: &Ink, turn: Turn) -> Segments {
    let glyphs = || ink.glyphs.iter().filter(move |glyph| glyph.turn == turn);
    let borders = ink.borders(turn);
    let mut stream = Segments::build(ink, &borders, glyphs());
    if ink.ordered || is_plain_descent(&stream.list) {
        return stream;
    }
    if is_geometric(&stream.list) {
        // Ordered by geometry it would be the same.
        if is_trusted(&stream, &stream) {
            lift_stray_lines(&mut stream.list);
            return stream;
        }
        if ink.by_tags.is_empty() {
            return by_columns(stream);
        }
    }
    let mut sorted: Vec<&Glyph> = glyphs().collect();
    sort_into_lines(&mut sorted);
    let geometric = Segments::build(ink, &borders, sorted.into_iter());
    if is_trusted(&stream, &geometric) {
        lift_stray_lines(&mut stream.list);
        return stream;
    }
    if !ink.by_tags.is_empty() {
        return Segments::build(ink, &borders, ink.by_tags.iter().filter(|glyph| glyph.turn == turn));
    }
    by_columns(geometric)
}

/// Segments in geometric order, column by column.
fn by_columns(mut segments: Segments) -> Segments {
    let mut out = Vec::with_capacity(segments.list.len());
    let all = std::mem::take(&mut segments.list);
    order(&segments, all, 0, &mut out);
    segments.list = out;
    segments
}

/// Whether every segment starts a new line under the one before it: one column, nothing to doubt.
fn is_plain_descent(list: &[Segment]) -> bool {
    list.windows(2).all(|pair| pair[1].y < pair[0].y - 0.5 * pair[0].size.min(pair[1].size))
}

/// Whether every segment stands under the one before it, or beside it to the right.
fn is_geometric(list: &[Segment]) -> bool {
    list.windows(2).all(|pair| {
        let (drop, size) = (pair[0].y - pair[1].y, pair[0].size.min(pair[1].size));
        drop > 0.5 * size || (drop.abs() < 0.35 * size && pair[1].x0 >= pair[0].x1)
    })
}

/// Sorts glyphs top to bottom, and left to right within what is one line.
fn sort_into_lines(glyphs: &mut [&Glyph]) {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut start = 0;
    for index in 1..=glyphs.len() {
        let ends = match (glyphs.get(index), glyphs.get(index - 1), glyphs.get(start)) {
            (Some(next), Some(last), Some(first)) => {
                (last.y - next.y).abs() >= 0.35 * last.size.min(next.size) || (first.y - next.y).abs() >= 0.6 * first.size
            }
            _ => true,
        };
        if ends {
            if let Some(line) = glyphs.get_mut(start..index) {
                line.sort_by(|a, b| a.x0.total_cmp(&b.x0));
            }
            start = index;
        }
    }
}

/// Whether the stream's order can be kept.
fn is_trusted(stream: &Segments, geometric: &Segments) -> bool {
    let list = &stream.list;
    if list.len() < 2 {
        return true;
    }
    if list.len() as f32 > geometric.list.len() as f32 * 2.5 + 10.0 {
        return false;
    }
    let climbs = list.windows(2).filter(|w| w[1].y > w[0].y + w[0].size && w[1].x0 < w[0].x1 && w[0].x0 < w[1].x1).count();
    if climbs as f32 > 0.25 * list.len() as f32 {
        return false;
    }
    if let Some(x) = gutter(geometric, &geometric.list) {
        let sides: Vec<bool> = list.iter().filter(|s| !crosses(stream, s, x)).map(|s| s.x0 >= x).collect();
        let hops = sides.windows(2).filter(|pair| pair[0] != pair[1]).count();
        if hops as f32 > 0.25 * sides.len() as f32 {
            return false;
        }
    }
    true
}

/// Moves text that the producer drew last (or first) although it stands at the other end of the page: what was drawn last and stands above
/// everything drawn before it, and a large heading above everything, drawn between two columns. Nothing else is moved.
fn lift_stray_lines(list: &mut [Segment]) {
    // The lowest line from each place on, and the highest up to it.
    let mut lowest = vec![f32::MAX; list.len() + 1];
    for (index, segment) in list.iter().enumerate().rev() {
        lowest[index] = lowest[index + 1].min(segment.y);
    }
    let mut highest = f32::MIN;
    for index in 1..list.len() {
        highest = highest.max(list[index - 1].y + 0.5 * list[index - 1].size);
        if lowest[index] > highest {
            list.rotate_left(index);
            break;
        }
    }
    lift_heading(list);
}

/// Moves a large heading that stands above everything to the front.
fn lift_heading(list: &mut [Segment]) {
    let mut sizes: Vec<f32> = list.iter().map(|s| s.size).collect();
    sizes.sort_by(f32::total_cmp);
    let (Some(top), Some(usual)) =
        (list.iter().enumerate().max_by(|a, b| a.1.y.total_cmp(&b.1.y)).map(|(index, _)| index), sizes.get(sizes.len() / 2).copied())
    else {
        return;
    };
    let size = list[top].size;
    if top == 0 || size < 1.25 * usual {
        return;
    }
    let alike = |segment: &Segment| (segment.size - size).abs() < 0.5;
    let from = list[..top].iter().rposition(|s| !alike(s)).map_or(0, |index| index + 1);
    let to = list[top..].iter().position(|s| !alike(s)).map_or(list.len(), |index| top + index);
    let low = list[from..to].iter().map(|s| s.y).fold(f32::MAX, f32::min);
    let above_all = list[..from].iter().chain(&list[to..]).all(|s| s.y + 0.8 * s.size < low);
    if above_all {
        list[..to].rotate_right(to - from);
    }
}

/// Orders segments by columns, recursively; what crosses a gutter stands between what is above and what is below it.
fn order(segments: &Segments, mut list: Vec<Segment>, depth: usize, out: &mut Vec<Segment>) {
    list.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let Some(x) = (depth < MAX_SPLITS).then(|| gutter(segments, &list)).flatten() else {
        out.append(&mut list);
        return;
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for segment in list {
        if segment.x1 <= x {
            left.push(segment);
        } else if segment.x0 >= x {
            right.push(segment);
        } else if !crosses(segments, &segment, x) {
            left.extend(segments.part(&segment, true, x));
            right.extend(segments.part(&segment, false, x));
        } else {
            order(segments, std::mem::take(&mut left), depth + 1, out);
            order(segments, std::mem::take(&mut right), depth + 1, out);
            out.push(segment);
        }
    }
    order(segments, left, depth + 1, out);
    order(segments, right, depth + 1, out);
}

/// Strips into which the width is cut when a gutter is sought.
const STRIPS: usize = 300;

/// The middle of the white strip between two columns of running text, if there is one.
fn gutter(segments: &Segments, list: &[Segment]) -> Option<f32> {
    let low = list.iter().map(|s| s.x0).fold(f32::MAX, f32::min);
    let high = list.iter().map(|s| s.x1).fold(f32::MIN, f32::max);
    let width = high - low;
    let mut lines: Vec<i32> = list.iter().map(|s| s.y as i32).collect();
    lines.sort_unstable();
    lines.dedup();
    if lines.len() < 6 || !(100.0..1e6).contains(&width) {
        return None;
    }
    let strip = |x: f32| ((x - low) / width * STRIPS as f32).clamp(0.0, STRIPS as f32);
    let mut covered = [0u32; STRIPS + 1];
    for segment in list {
        for word in segments.words(segment) {
            let (from, to) = (strip(word.x0) as usize, strip(word.x1).ceil() as usize);
            for count in &mut covered[from.min(to)..to] {
                *count += 1;
            }
        }
    }
    let limit = (lines.len() as f32 * 0.25) as u32;
    let mut best: Option<(u32, usize, usize)> = None;
    let mut at = STRIPS / 6;
    while at < STRIPS * 5 / 6 {
        let height = covered[at];
        if height > limit {
            at += 1;
            continue;
        }
        let start = at;
        while at < STRIPS * 5 / 6 && covered[at] <= height {
            at += 1;
        }
        let better = best.is_none_or(|(h, from, to)| height < h || (height == h && at - start > to - from));
        if better && (at - start) as f32 * width / STRIPS as f32 > 4.0 {
            best = Some((height, start, at));
        }
    }
    let (_, from, to) = best?;
    let x = low + (from + to) as f32 / 2.0 * width / STRIPS as f32;
    (is_running_text(segments, list, x, true) && is_running_text(segments, list, x, false)).then_some(x)
}

/// Whether one side of a gutter reads as text: most lines long, most of them one segment. Cells of a table are not.
fn is_running_text(segments: &Segments, list: &[Segment], x: f32, left: bool) -> bool {
    let mut lines: Vec<(i32, usize)> = Vec::new();
    for segment in list.iter().filter(|s| !crosses(segments, s, x)) {
        let side = segments.words(segment).iter().filter(|w| if left { w.x1 <= x } else { w.x0 >= x });
        let letters: usize = side.map(|w| segments.word(w).chars().count()).sum();
        if letters > 0 {
            lines.push((segment.y as i32, letters));
        }
    }
    lines.sort_unstable();
    let mut merged: Vec<(i32, usize, usize)> = Vec::new();
    for (y, letters) in lines {
        match merged.last_mut() {
            Some(last) if last.0 == y => {
                last.1 += letters;
                last.2 += 1;
            }
            _ => merged.push((y, letters, 1)),
        }
    }
    let median = |mut values: Vec<usize>| {
        values.sort_unstable();
        values.get(values.len() / 2).copied().unwrap_or(0)
    };
    merged.len() >= 4 && median(merged.iter().map(|m| m.1).collect()) >= 16 && median(merged.iter().map(|m| m.2).collect()) <= 1
}

/// Whether a segment runs across the line at `x` without a gap there.
fn crosses(segments: &Segments, segment: &Segment, x: f32) -> bool {
    if segment.x1 <= x || segment.x0 >= x {
        return false;
    }
    let words = segments.words(segment);
    let left = words.iter().filter(|w| w.x1 <= x).map(|w| w.x1).fold(f32::MIN, f32::max);
    let right = words.iter().filter(|w| w.x0 >= x).map(|w| w.x0).fold(f32::MAX, f32::min);
    words.iter().any(|w| w.x0 < x && w.x1 > x) || right - left < 0.7 * segment.size
}
