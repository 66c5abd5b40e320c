//! What a page shows, as the interpreter finds it: glyphs with their places, lines, images and marked content.

/// One glyph (or the replacement text of several). Coordinates are in points, turned so that the text runs left to right and y points up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// Start and end along the line.
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The baseline.
    pub(super) y: f32,
    /// Font size.
    pub(super) size: f32,
    /// Stretch of the page's text buffer.
    at: u32,
    len: u16,
    /// Direction of the text, see [`Turn`].
    pub(super) turn: Turn,
    /// Bit 0 bold, bit 1 italic.
    pub(super) style: u8,
    /// Index of the marked content that it belongs to, in [`Ink::marks`].
    pub(super) mark: u32,
}

/// Which way text runs on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Turn {
    /// Left to right.
    #[default]
    Right,
    /// Upwards.
    Up,
    /// Upside down.
    Left,
    /// Downwards.
    Down,
    /// At any other angle (stamps, watermarks).
    Slanted,
}

impl Turn {
    pub(super) const ALL: [Turn; 5] = [Turn::Right, Turn::Up, Turn::Left, Turn::Down, Turn::Slanted];

    /// The turn of text that advances along (`dx`, `dy`).
    pub(super) fn of(dx: f32, dy: f32) -> Turn {
        let (ax, ay) = (dx.abs(), dy.abs());
        if ay <= ax * 0.05 {
            if dx >= 0.0 { Turn::Right } else { Turn::Left }
        } else if ax <= ay * 0.05 {
            if dy > 0.0 { Turn::Up } else { Turn::Down }
        } else {
            Turn::Slanted
        }
    }

    /// A point of the page in the coordinates of this turn; (`dx`, `dy`) is the direction of slanted text.
    pub(super) fn place(self, x: f32, y: f32, (dx, dy): (f32, f32)) -> (f32, f32) {
        match self {
            Turn::Right => (x, y),
            Turn::Up => (y, -x),
            Turn::Left => (-x, -y),
            Turn::Down => (-y, x),
            Turn::Slanted => {
                let length = dx.hypot(dy).max(1e-6);
                let (cos, sin) = (dx / length, dy / length);
                (x * cos + y * sin, y * cos - x * sin)
            }
        }
    }
}

/// Marked content: what the structure tree and the layout want to know of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Mark {
    /// The number that the structure tree knows it by on the page.
    pub(super) id: Option<u32>,
    /// Form that it is part of, and the number that the tree knows it by there.
    pub(super) inner: Option<(lopdf::ObjectId, u32)>,
    /// Whether it is marked as no part of the content (headers, footers, decoration).
    pub(super) artifact: bool,
    /// Whether it belongs to a layer that is not shown.
    pub(super) hidden: bool,
}

/// A straight horizontal or vertical line, or a very thin filled box; page coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) x0: f32,
    pub(super) y0: f32,
    pub(super) x1: f32,
    pub(super) y1: f32,
}

/// An upright rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Border {
    pub(super) x: f32,
    pub(super) bottom: f32,
    pub(super) top: f32,
}

impl Border {
    /// Whether one of `borders` (sorted) stands between `from` and `to` on a line of text at `y`.
    pub(super) fn between(borders: &[Border], from: f32, to: f32, y: f32) -> bool {
        let first = borders.partition_point(|border| border.x < from);
        borders[first..].iter().take_while(|border| border.x <= to).take(64).any(|border| border.bottom <= y && y <= border.top)
    }
}

/// Most bytes of text that are kept of one page: more than a thousand pages of print.
const MAX_TEXT: usize = 16 << 20;

/// Everything that one page shows.
#[derive(Debug)]
pub(super) struct Ink {
    pub(super) glyphs: Vec<Glyph>,
    text: String,
    pub(super) marks: Vec<Mark>,
    /// For each mark the block of the structure tree that it belongs to; empty when the page is not tagged well enough.
    pub(super) blocks: Vec<Option<u32>>,
    pub(super) rules: Vec<Rule>,
    /// Filled boxes that are too thick to be rules: shaded cells, bars of charts, backgrounds.
    pub(super) fills: Vec<Rule>,
    /// Area covered by images, in square points; overlapping images count twice.
    pub(super) image_area: f32,
    /// Whether the glyphs stand in reading order by the structure tree.
    pub(super) ordered: bool,
    /// The glyphs in the order of the structure tree, where that is another and as good as the order they are drawn in.
    pub(super) by_tags: Vec<Glyph>,
    /// Glyphs drawn in no colour: text that was recognised from the image it lies over.
    pub(super) invisible: usize,
    /// Lower edges of small filled shapes with curves: letters drawn as outlines, when they stand in rows.
    pub(super) shapes: Vec<f32>,
    /// Glyphs that stand in words and cannot be read.
    pub(super) bad: usize,
    /// Glyphs drawn whose letter is not known, and the fonts that they are of.
    pub(super) unknown: usize,
    pub(super) unknown_fonts: Vec<String>,
}

impl Default for Ink {
    fn default() -> Self {
        Ink {
            glyphs: Vec::new(),
            text: String::new(),
            marks: vec![Mark::default()],
            blocks: Vec::new(),
            rules: Vec::new(),
            fills: Vec::new(),
            image_area: 0.0,
            ordered: false,
            by_tags: Vec::new(),
            invisible: 0,
            shapes: Vec::new(),
            bad: 0,
            unknown: 0,
            unknown_fonts: Vec::new(),
        }
    }
}

impl Ink {
    /// Takes everything away and keeps the room: the next page needs about as much.
    pub(super) fn clear(&mut self) {
        let mut last = std::mem::take(self);
        last.glyphs.clear();
        last.text.clear();
        last.rules.clear();
        self.glyphs = last.glyphs;
        self.text = last.text;
        self.rules = last.rules;
    }

    /// Bytes of text, replaced text included.
    pub(super) fn text_len(&self) -> usize {
        self.text.len()
    }

    /// The text of a glyph.
    pub(super) fn text(&self, glyph: &Glyph) -> &str {
        self.text.get(glyph.at as usize..glyph.at as usize + usize::from(glyph.len)).unwrap_or("")
    }

    /// Adds a glyph with this text at the place of `like`.
    pub(super) fn push(&mut self, text: &str, like: Glyph) {
        let at = self.text.len() as u32;
        if self.text.len() + text.len() > MAX_TEXT {
            return;
        }
        let len = u16::try_from(text.len()).unwrap_or_else(|_| {
            // Replacement texts have no length limit; what does not fit a glyph is cut at a character.
            let mut end = usize::from(u16::MAX);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            end as u16
        });
        self.text.push_str(&text[..usize::from(len)]);
        self.glyphs.push(Glyph { at, len, ..like });
    }

    /// Gives glyph `index` another text.
    pub(super) fn set_text(&mut self, index: usize, text: &str) {
        if let Some(glyph) = self.glyphs.get_mut(index) {
            glyph.at = self.text.len() as u32;
            glyph.len = text.len().min(usize::from(u16::MAX)) as u16;
            self.text.push_str(text);
        }
    }

    /// Takes away upright text outside the visible box: it is not printed. A box that most of the text is outside of is wrong.
    pub(super) fn clip(&mut self, visible: (f32, f32, f32, f32)) {
        let boxes = Turn::ALL.map(|turn| {
            let (a, b) = (turn.place(visible.0, visible.1, (1.0, 0.0)), turn.place(visible.2, visible.3, (1.0, 0.0)));
            (a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1))
        });
        let inside = |glyph: &Glyph| {
            let (left, bottom, right, top) = boxes[glyph.turn as usize];
            let slack = glyph.size;
            glyph.turn == Turn::Slanted
                || (glyph.x1 > left - slack && glyph.x0 < right + slack && glyph.y > bottom - slack && glyph.y < top + slack)
        };
        let outside = self.glyphs.iter().filter(|glyph| !inside(glyph)).count();
        if outside > 0 && outside * 2 < self.glyphs.len() {
            self.glyphs.retain(inside);
        }
    }

    /// The marked content with this index.
    pub(super) fn mark(&self, index: u32) -> Mark {
        self.marks.get(index as usize).copied().unwrap_or_default()
    }

    /// The block of the structure tree that a mark belongs to.
    pub(super) fn block(&self, mark: u32) -> Option<u32> {
        self.blocks.get(mark as usize).copied().flatten()
    }

    /// Upright rules as seen by text of this turn, sorted by place: borders between cells that stand closer than words do.
    pub(super) fn borders(&self, turn: Turn) -> Vec<Border> {
        let place = |x, y| turn.place(x, y, (1.0, 0.0));
        let mut out: Vec<Border> = self
            .rules
            .iter()
            .map(|rule| (place(rule.x0, rule.y0), place(rule.x1, rule.y1)))
            .filter(|((ax, ay), (bx, by))| turn != Turn::Slanted && (ax - bx).abs() < (ay - by).abs())
            .map(|((ax, ay), (bx, by))| Border { x: (ax + bx) / 2.0, bottom: ay.min(by), top: ay.max(by) })
            .collect();
        out.sort_by(|a, b| a.x.total_cmp(&b.x));
        out
    }

    /// Notes a glyph that cannot be read.
    pub(super) fn push_unknown(&mut self, font: &str) {
        self.unknown += 1;
        if self.unknown_fonts.len() < 8 && !self.unknown_fonts.iter().any(|known| known == font) {
            self.unknown_fonts.push(font.to_owned());
        }
    }
}

impl Glyph {
    /// A glyph without text; [`Ink::push`] gives it one.
    pub(super) fn at(x: (f32, f32), y: f32, size: f32, turn: Turn, style: u8, mark: u32) -> Glyph {
        Glyph { x0: x.0.min(x.1), x1: x.0.max(x.1), y, size, at: 0, len: 0, turn, style, mark }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turned_text_reads_left_to_right() {
        for (dx, dy, turn) in
            [(1.0, 0.0, Turn::Right), (0.0, 2.0, Turn::Up), (-1.0, 0.0, Turn::Left), (0.0, -1.0, Turn::Down), (1.0, 1.0, Turn::Slanted)]
        {
            assert_eq!(Turn::of(dx, dy), turn);
            let (x0, y0) = turn.place(10.0, 10.0, (dx, dy));
            let (x1, y1) = turn.place(10.0 + dx, 10.0 + dy, (dx, dy));
            assert!(x1 > x0 && (y1 - y0).abs() < 1e-4, "{turn:?}");
        }
    }
}
