//! What the running text of a document looks like: the measure for headings, notes and paragraph breaks.

use std::collections::HashMap;

use super::page::Page;

/// Sizes are told apart in steps of half a point.
pub(super) fn size_step(size: f32) -> u32 {
    (size * 2.0).round().clamp(0.0, 10_000.0) as u32
}

/// The look of the running text.
#[derive(Clone, Debug)]
pub(super) struct Body {
    /// Font size of most of the text, in points.
    pub(super) size: f32,
    /// Whether most of the text is bold (then bold says nothing).
    pub(super) bold: bool,
    /// Usual distance between baselines, in font sizes.
    pub(super) leading: f32,
}

impl Body {
    pub(super) fn of(pages: &[Page]) -> Body {
        let mut letters: HashMap<u32, usize> = HashMap::new();
        let (mut bold, mut all) = (0usize, 0usize);
        for page in pages {
            for (line, marginal) in page.lines.iter().zip(&page.marginal) {
                if *marginal || !line.upright {
                    continue;
                }
                *letters.entry(size_step(line.size)).or_default() += line.text.len();
                all += line.text.len();
                bold += if line.bold { line.text.len() } else { 0 };
            }
        }
        let step = letters.iter().max_by_key(|(step, count)| (**count, **step)).map_or(22, |(step, _)| *step);
        let size = step as f32 / 2.0;
        let mut gaps: Vec<f32> = Vec::new();
        for page in pages {
            for pair in page.lines.windows(2) {
                let gap = (pair[0].y - pair[1].y) / pair[0].size.max(1.0);
                let alike = size_step(pair[0].size) == step && size_step(pair[1].size) == step && (pair[0].x0 - pair[1].x0).abs() < size;
                if alike && (0.8..3.0).contains(&gap) {
                    gaps.push(gap);
                }
            }
        }
        // Paragraph gaps are wider than line gaps and fewer: a low quartile is a line gap.
        gaps.sort_by(f32::total_cmp);
        let leading = gaps.get(gaps.len() / 3).copied().unwrap_or(1.25);
        Body { size, bold: bold * 2 > all, leading: leading.clamp(0.9, 2.2) }
    }
}
