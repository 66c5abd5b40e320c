//! Levels of headings: the same look, or the same depth of numbering, is the same level all through a document.
//!
//! Looks are ordered from large to small and from bold to plain, but a look is only one level below another where it is found under it: a
//! look that never has anything under it (the title of the table of contents, a line on the cover) pushes nothing down.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The look of a heading, from the most to the least prominent: size in steps, then whether it is not bold, not capitals, italic.
pub(super) type Style = (Reverse<u32>, bool, bool, bool);

/// A heading whose level is sought.
#[derive(Clone, Debug)]
pub(super) struct Title {
    pub(super) style: Style,
    /// Depth of its number, from 1.
    pub(super) depth: Option<usize>,
    /// The level that the tags or the outline of the file give it.
    pub(super) given: Option<u8>,
    /// Whether it stands outside the order: on the cover, over the table of contents.
    pub(super) apart: bool,
}

/// What makes headings of one level: a look, and a depth of numbering (0 for none).
type Class = (Style, usize);

/// The level of each title, from 1.
pub(super) fn levels(titles: &[Title]) -> Vec<u8> {
    let classes = classes(titles);
    let known = Known::of(titles, &classes);
    let nested = nested(titles, &classes, &known);
    titles
        .iter()
        .zip(&classes)
        .map(|(title, class)| {
            let found = || known.level(title).or_else(|| nested.get(class).copied()).unwrap_or(1);
            title.given.unwrap_or_else(|| if title.apart { 1 } else { found() }).clamp(1, 9)
        })
        .collect()
}

/// The class of each title. Numbered titles of one depth share a class, and unnumbered ones of the same look join it.
fn classes(titles: &[Title]) -> Vec<Class> {
    let mut looks: BTreeMap<usize, BTreeMap<Style, usize>> = BTreeMap::new();
    for title in titles.iter().filter(|title| !title.apart) {
        if let Some(depth) = title.depth {
            *looks.entry(depth).or_default().entry(title.style).or_default() += 1;
        }
    }
    let mut by_depth: BTreeMap<usize, Style> = BTreeMap::new();
    let mut above: Option<Style> = None;
    for (depth, counts) in looks {
        // The most usual look; of two as usual, the more prominent. A deeper number is never more prominent.
        let usual = counts.iter().max_by_key(|(style, count)| (**count, Reverse(**style))).map(|(style, _)| *style);
        let Some(usual) = usual.max(above) else { continue };
        by_depth.insert(depth, usual);
        above = Some(usual);
    }
    let of_look = |style: Style| by_depth.iter().find(|(_, look)| **look == style).map_or((style, 0), |(depth, look)| (*look, *depth));
    titles
        .iter()
        .map(|title| match title.depth.and_then(|depth| by_depth.get(&depth).map(|look| (*look, depth))) {
            Some(class) => class,
            None => of_look(title.style),
        })
        .collect()
}

/// The level of each class: one below the classes that it is found under. Classes that the file gives a level keep it.
fn nested(titles: &[Title], classes: &[Class], known: &Known) -> BTreeMap<Class, u8> {
    let is_above = |above: &Class, class: &Class| match (known.by_class.get(above), known.by_class.get(class)) {
        (Some(above), Some(class)) => usual(above) < usual(class),
        _ => above < class,
    };
    let mut parents: BTreeMap<Class, BTreeMap<Option<Class>, usize>> = BTreeMap::new();
    let mut open: Vec<Class> = Vec::new();
    for (_, class) in titles.iter().zip(classes).filter(|(title, _)| !title.apart) {
        while open.last().is_some_and(|above| !is_above(above, class)) {
            open.pop();
        }
        *parents.entry(*class).or_default().entry(open.last().copied()).or_default() += 1;
        open.push(*class);
    }
    let mut levels: BTreeMap<Class, u8> = known.by_class.iter().filter_map(|(class, counts)| Some((*class, usual(counts)?))).collect();
    // Ascending order is from the most prominent: the parents are there first.
    for (class, above) in &parents {
        let all: usize = above.values().sum();
        let frequent = above.iter().filter(|(_, count)| **count * 4 >= all);
        let deepest = frequent.filter_map(|(parent, _)| parent.as_ref().map_or(Some(0), |parent| levels.get(parent).copied())).max();
        levels.entry(*class).or_insert(deepest.unwrap_or(0).saturating_add(1));
    }
    levels
}

/// The most frequent level; of two as frequent, the higher.
fn usual(counts: &BTreeMap<u8, usize>) -> Option<u8> {
    counts.iter().max_by_key(|(level, count)| (**count, Reverse(**level))).map(|(level, _)| *level)
}

/// The levels that tags or outline give.
#[derive(Debug, Default)]
struct Known {
    by_class: BTreeMap<Class, BTreeMap<u8, usize>>,
    by_depth: BTreeMap<usize, BTreeMap<u8, usize>>,
    by_style: BTreeMap<Style, BTreeMap<u8, usize>>,
}

impl Known {
    fn of(titles: &[Title], classes: &[Class]) -> Known {
        let mut known = Known::default();
        for (title, class) in titles.iter().zip(classes) {
            let Some(level) = title.given else { continue };
            *known.by_class.entry(*class).or_default().entry(level).or_default() += 1;
            *known.by_style.entry(title.style).or_default().entry(level).or_default() += 1;
            if let Some(depth) = title.depth {
                *known.by_depth.entry(depth).or_default().entry(level).or_default() += 1;
            }
        }
        known
    }

    /// The level of a title that the file gives none: that of its number's depth, or of its look.
    fn level(&self, title: &Title) -> Option<u8> {
        // A deeper number than any with a level is as much deeper.
        let depth = title.depth.and_then(|depth| {
            let (nearest, counts) = self.by_depth.range(..=depth).next_back()?;
            Some(usual(counts)?.saturating_add((depth - nearest).min(8) as u8))
        });
        depth.or_else(|| self.by_style.get(&title.style).and_then(usual))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(size: u32, bold: bool, depth: usize) -> Title {
        Title { style: (Reverse(size), !bold, true, false), depth: (depth > 0).then_some(depth), given: None, apart: false }
    }

    #[test]
    fn numbering_decides_over_looks_between() {
        // A title, then numbered chapters; a rare look between two depths pushes nothing down.
        let titles = [
            title(40, true, 0),
            title(28, true, 1),
            title(24, true, 2),
            title(26, true, 0),
            title(28, true, 1),
            title(24, true, 2),
            title(22, false, 3),
        ];
        assert_eq!(levels(&titles), [1, 2, 3, 3, 2, 3, 4]);
    }

    #[test]
    fn looks_nest_only_where_they_are_found_nested() {
        let mut contents = title(30, true, 0);
        contents.apart = true;
        // Three looks, but the smallest always stands right under the largest.
        let titles = [
            contents,
            title(28, true, 0),
            title(20, true, 0),
            title(28, true, 0),
            title(20, true, 0),
            title(28, true, 0),
            title(24, true, 0),
        ];
        assert_eq!(levels(&titles), [1, 1, 2, 1, 2, 1, 2]);
    }

    #[test]
    fn unnumbered_headings_of_a_numbered_look_share_its_level() {
        let titles = [title(28, true, 0), title(28, true, 1), title(28, true, 2), title(28, true, 1)];
        assert_eq!(levels(&titles), [1, 1, 2, 1]);
    }

    #[test]
    fn given_levels_lead_the_others() {
        let given = |size, level| Title { given: Some(level), ..title(size, true, 0) };
        let titles = [given(28, 1), given(24, 2), title(24, true, 0), title(26, true, 0), title(20, true, 0)];
        assert_eq!(levels(&titles), [1, 2, 2, 2, 3]);
        // An outline of chapters only: their sections nest below.
        let titles = [given(28, 1), title(24, true, 2), title(22, true, 3), given(28, 1), title(24, true, 2)];
        assert_eq!(levels(&titles), [1, 2, 3, 1, 2]);
        let numbered = |level, depth| Title { given: Some(level), ..title(24, true, depth) };
        assert_eq!(levels(&[numbered(1, 1), numbered(2, 2), title(24, true, 3), title(24, true, 2)]), [1, 2, 3, 2]);
    }
}
