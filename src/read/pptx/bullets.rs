//! Bullets and numbers of paragraphs: what a level has by its shape, its layout, its master and the master's text styles.

use crate::read::failure::Failure;
use crate::read::numerals::{letters, roman};
use crate::read::xml::{Element, Ns, Token, Walker};

/// Levels of a text body, by the format.
pub(super) const LEVELS: usize = 9;

/// What stands before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bullet {
    Nothing,
    Sign,
    /// A kind of numbering ("arabicPeriod") and where it starts.
    Number(String, u32),
}

/// The bullets of each level, where something says what they are.
pub(super) type Levels = [Option<Bullet>; LEVELS];

impl Bullet {
    /// The bullet that an element inside paragraph properties tells of.
    pub fn of(e: &Element) -> Option<Bullet> {
        match (e.ns, e.name()) {
            (Ns::Drawing, b"buNone") => Some(Bullet::Nothing),
            (Ns::Drawing, b"buChar" | b"buBlip") => Some(Bullet::Sign),
            (Ns::Drawing, b"buAutoNum") => Some(Bullet::Number(e.attr("type").unwrap_or_default(), e.attr_number("startAt").unwrap_or(1))),
            _ => None,
        }
    }
}

/// Reads the levels of a list style that has just begun, to its end.
pub(super) fn levels(walker: &mut Walker) -> Result<Levels, Failure> {
    let mut all = Levels::default();
    let mut open = None;
    let mut depth = 1;
    loop {
        match walker.next()? {
            Token::Start(e) => {
                depth += 1;
                if let Some(bullet) = Bullet::of(&e) {
                    if let Some(slot) = open.and_then(|index: usize| all.get_mut(index)) {
                        *slot = Some(bullet);
                    }
                } else if let [b'l', b'v', b'l', digit, b'p', b'P', b'r'] = e.name() {
                    open = Some(usize::from(digit.wrapping_sub(b'1')));
                }
            }
            Token::End(..) => {
                depth -= 1;
                if depth == 0 {
                    return Ok(all);
                }
            }
            Token::Text(_) => {}
            Token::Done => return Ok(all),
        }
    }
}

/// How far the levels of one text body have counted.
#[derive(Debug, Default)]
pub(super) struct Counters([Option<(String, u32)>; LEVELS]);

impl Counters {
    /// Takes in one paragraph; gives its number as printed, empty where it has none.
    pub fn next(&mut self, level: usize, bullet: &Bullet) -> String {
        let level = level.min(LEVELS - 1);
        self.0[level + 1..].fill(None);
        let Bullet::Number(kind, start) = bullet else {
            self.0[level] = None;
            return String::new();
        };
        let value = match &self.0[level] {
            Some((last, value)) if last == kind => value.saturating_add(1),
            _ => *start,
        };
        self.0[level] = Some((kind.clone(), value));
        number(value, kind)
    }
}

/// A number in one of PowerPoint's kinds; unknown kinds as "1.".
fn number(value: u32, kind: &str) -> String {
    let figure = if kind.starts_with("alphaLc") {
        letters(value as usize)
    } else if kind.starts_with("alphaUc") {
        letters(value as usize).to_uppercase()
    } else if kind.starts_with("romanLc") {
        roman(value as usize)
    } else if kind.starts_with("romanUc") {
        roman(value as usize).to_uppercase()
    } else {
        value.to_string()
    };
    if kind.ends_with("ParenBoth") {
        format!("({figure})")
    } else if kind.ends_with("ParenR") {
        format!("{figure})")
    } else if kind.ends_with("Plain") {
        figure
    } else {
        format!("{figure}.")
    }
}

/// A place for text on a layout or master.
#[derive(Clone, Debug)]
struct Holder {
    kind: String,
    index: Option<u32>,
    levels: Levels,
}

/// What a layout or a master says of the text on its slides.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    holders: Vec<Holder>,
    /// The master's style of running text.
    body: Levels,
}

impl Layout {
    /// Reads a layout or master part.
    pub fn read(mut walker: Walker) -> Result<Self, Failure> {
        let mut all = Layout::default();
        let mut holder = None::<Holder>;
        loop {
            match walker.next()? {
                Token::Start(e) => match (e.ns, e.name()) {
                    (Ns::Presentation, b"ph") => {
                        holder = Some(Holder { kind: kind_of(&e), index: e.attr_number("idx"), levels: Levels::default() });
                    }
                    (Ns::Drawing, b"lstStyle") => {
                        if let Some(holder) = &mut holder {
                            holder.levels = levels(&mut walker)?;
                        }
                    }
                    (Ns::Presentation, b"bodyStyle") => all.body = levels(&mut walker)?,
                    _ => {}
                },
                Token::End(Ns::Presentation, name) if name.as_ref() == b"sp" => all.holders.extend(holder.take()),
                Token::Done => return Ok(all),
                _ => {}
            }
        }
    }

    fn holder(&self, kind: &str, index: Option<u32>) -> Option<&Holder> {
        let by_index = index.and_then(|index| self.holders.iter().find(|h| h.index == Some(index)));
        by_index.or_else(|| self.holders.iter().find(|h| h.kind == kind))
    }
}

/// The kind of a placeholder; those that name none hold any object.
pub(super) fn kind_of(placeholder: &Element) -> String {
    placeholder.attr("type").unwrap_or_else(|| "obj".to_owned())
}

/// The bullets that a placeholder has by its layout and master, `None` where nobody says.
pub(super) fn inherited(kind: &str, index: Option<u32>, layout: &Layout, master: &Layout) -> Levels {
    let by_layout = layout.holder(kind, index);
    let kind = by_layout.map_or(kind, |h| h.kind.as_str());
    // A master has one place for running text, whatever its layouts fill it with.
    let by_master = master.holder(if kind == "obj" { "body" } else { kind }, None);
    let mut out = Levels::default();
    for (index, slot) in out.iter_mut().enumerate() {
        let from = |h: Option<&Holder>| h.and_then(|h| h.levels[index].clone());
        *slot = from(by_layout).or_else(|| from(by_master)).or_else(|| master.body[index].clone());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_on_until_something_else_comes() {
        let mut counters = Counters::default();
        let number = |kind: &str, start| Bullet::Number(kind.into(), start);
        let labels: Vec<String> = [
            (0, number("arabicPeriod", 1)),
            (1, number("alphaLcParenR", 2)),
            (1, number("alphaLcParenR", 2)),
            (0, number("arabicPeriod", 1)),
            (1, Bullet::Sign),
            (0, number("romanUcParenBoth", 4)),
            (0, Bullet::Nothing),
            (0, number("romanUcParenBoth", 4)),
        ]
        .iter()
        .map(|(level, bullet)| counters.next(*level, bullet))
        .collect();
        assert_eq!(labels, ["1.", "b)", "c)", "2.", "", "(IV)", "", "(IV)"]);
    }
}
