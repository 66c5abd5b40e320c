//! What the structure tree says of one page, put to use: which block each mark belongs to, replacement texts, and the order of reading.

use std::collections::HashMap;

use super::ink::{Glyph, Ink, Turn};
use super::tags::{Item, Role, Tags};

/// A page where less of the text than this belongs to the structure tree is read as if it had none.
const MIN_COVERAGE: f32 = 0.8;
/// An order that climbs the page in more than this part of its steps is no order of reading.
const MAX_CLIMBS: f32 = 0.1;
/// A gap wider than this part of the font size ends a run of glyphs.
const RUN_GAP: f32 = 1.3;

/// Gives the page's glyphs their blocks, their replacement texts and their order, if the page is tagged well enough.
pub(super) fn settle(ink: &mut Ink, tags: &Tags, page: Option<lopdf::ObjectId>) {
    let Some(page) = page.filter(|_| !tags.is_empty()) else { return };
    let items: Vec<Option<Item>> = ink.marks.iter().map(|mark| tags.item(page, mark)).collect();
    let known = |mark: u32| ink.mark(mark).artifact || items.get(mark as usize).copied().flatten().is_some();
    let covered = ink.glyphs.iter().filter(|glyph| known(glyph.mark)).count();
    if (covered as f32) < MIN_COVERAGE * ink.glyphs.len() as f32 {
        return;
    }
    ink.blocks = items.iter().map(|item| item.map(|item| item.block)).collect();
    replace(ink, tags, &items);
    order(ink, tags, &items);
}

/// Puts replacement texts in the place of what they replace. Where both say the same, what is drawn stays: its places are worth keeping.
fn replace(ink: &mut Ink, tags: &Tags, items: &[Option<Item>]) {
    let replacement = |glyph: &Glyph| items.get(glyph.mark as usize).copied().flatten().and_then(|item| tags.replacement(item));
    let mut drawn: HashMap<u32, (Vec<usize>, &str)> = HashMap::new();
    for (index, glyph) in ink.glyphs.iter().enumerate() {
        if let Some((number, text)) = replacement(glyph) {
            drawn.entry(number).or_insert((Vec::new(), text)).0.push(index);
        }
    }
    let mut keep = vec![true; ink.glyphs.len()];
    for (glyphs, text) in drawn.into_values() {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let own: String = glyphs.iter().map(|index| ink.text(&ink.glyphs[*index])).collect();
        let Some((&first, rest)) = glyphs.split_first() else { continue };
        if letters(&own) == letters(text) && !letters(text).is_empty() {
            continue;
        }
        let start = ink.glyphs[first];
        let same_line = glyphs.iter().map(|index| &ink.glyphs[*index]).filter(|g| (g.y - start.y).abs() < 1.0);
        let end = same_line.map(|g| g.x1).fold(start.x1, f32::max);
        ink.set_text(first, text);
        ink.glyphs[first].x1 = end;
        keep[first] = !text.is_empty();
        rest.iter().for_each(|index| keep[*index] = false);
    }
    let mut kept = keep.into_iter();
    ink.glyphs.retain(|_| kept.next().unwrap_or(true));
}

/// Puts the glyphs in the tree's order where that reads better than the order they are drawn in; where both are as good, what is drawn
/// keeps its order, and the tree's is kept at hand for the case that the layout does not trust it.
fn order(ink: &mut Ink, tags: &Tags, items: &[Option<Item>]) {
    let mut turn = 0;
    let mut keyed: Vec<(u32, Glyph)> = Vec::with_capacity(ink.glyphs.len());
    let mut figures: HashMap<u32, u32> = HashMap::new();
    for glyph in &ink.glyphs {
        // What is no content follows what it was drawn after.
        if let Some(item) = items.get(glyph.mark as usize).copied().flatten() {
            turn = match tags.role(item.block) {
                // Notes stand at the end of the page, wherever the tree has them.
                Role::Note => u32::MAX,
                // What is in a picture stays as it is drawn.
                Role::Figure => *figures.entry(item.block).or_insert(item.turn),
                _ => item.turn,
            }
        }
        keyed.push((turn, *glyph));
    }
    if keyed.is_sorted_by_key(|(turn, _)| *turn) {
        return;
    }
    keyed.sort_by_key(|(turn, _)| *turn);
    let glyphs: Vec<Glyph> = keyed.into_iter().map(|(_, glyph)| glyph).collect();
    let (tree, drawn) = (Course::of(ink, &glyphs), Course::of(ink, &ink.glyphs));
    if tree.is_better_than(drawn) {
        ink.glyphs = glyphs;
        ink.ordered = true;
    } else if tree.climbs as f32 <= MAX_CLIMBS * tree.runs as f32 {
        ink.by_tags = glyphs;
    }
}

/// How an order goes over the page.
#[derive(Clone, Copy, Debug, Default)]
struct Course {
    /// Stretches of a line without a wide gap.
    runs: usize,
    /// How often a run stands above the one before it, in the same column.
    climbs: usize,
}

impl Course {
    fn of(ink: &Ink, glyphs: &[Glyph]) -> Course {
        let mut course = Course::default();
        let mut run: Option<Glyph> = None;
        let text = |glyph: &&Glyph| glyph.turn != Turn::Slanted && !ink.mark(glyph.mark).artifact && !ink.text(glyph).trim().is_empty();
        for glyph in glyphs.iter().filter(text) {
            if let Some(last) = &mut run
                && last.turn == glyph.turn
                && (glyph.y - last.y).abs() < 0.5 * last.size
                && (-RUN_GAP * last.size..RUN_GAP * last.size).contains(&(glyph.x0 - last.x1))
            {
                last.x1 = last.x1.max(glyph.x1);
                continue;
            }
            if let Some(last) = run
                && last.turn == glyph.turn
                && glyph.y > last.y + last.size
                && glyph.x0 < last.x1
                && glyph.x1 > last.x0
            {
                course.climbs += 1;
            }
            course.runs += 1;
            run = Some(*glyph);
        }
        course
    }

    fn is_better_than(self, other: Course) -> bool {
        let less_torn = self.climbs == other.climbs && self.runs < other.runs;
        (self.climbs < other.climbs && self.runs <= other.runs + other.runs / 20) || less_torn
    }
}
