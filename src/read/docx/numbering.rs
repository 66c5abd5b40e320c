//! List and heading numbers: Word stores only which list a paragraph belongs to, the label is counted here.

use super::styles::Styles;
use crate::read::failure::Failure;
use crate::read::numerals::{letters, roman};
use crate::read::xml::{Ns, Token, Walker};
use std::collections::{HashMap, HashSet};

/// Levels of a list, by the format.
const LEVELS: u8 = 9;
/// Longest label pattern that is believed, in bytes.
const MAX_PATTERN: usize = 80;

/// One level of a list.
#[derive(Clone, Debug)]
pub(in crate::read) struct Level {
    pub format: String,
    /// "%1.%2" with the numbers of the levels put in.
    pub pattern: String,
    pub start: u32,
    /// All numbers of the label in digits.
    pub legal: bool,
    /// Starts over after this level (1 to 9; 0 = never); by default after any higher level.
    pub restart: Option<u8>,
    /// The paragraph style that this level belongs to.
    pub style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Level { format: "decimal".into(), pattern: String::new(), start: 1, legal: false, restart: None, style: None }
    }
}

#[derive(Debug, Default)]
struct Abstract {
    levels: HashMap<u8, Level>,
    /// The numbering style that holds the levels instead.
    link: Option<String>,
}

#[derive(Debug, Default)]
struct Instance {
    list: String,
    starts: HashMap<u8, u32>,
    levels: HashMap<u8, Level>,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(in crate::read) struct Numbering {
    lists: HashMap<String, Abstract>,
    instances: HashMap<String, Instance>,
    counters: HashMap<(String, u8), u32>,
    /// Instances and levels whose own start has been used.
    started: HashSet<(String, u8)>,
}

/// A paragraph's place in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct Label {
    /// The number as printed; empty for bullets.
    pub text: String,
    pub level: u8,
    pub bullet: bool,
}

impl Numbering {
    /// A list with its levels, highest first.
    pub fn add_list(&mut self, id: String, levels: Vec<Level>) {
        let levels = levels.into_iter().take(LEVELS.into()).enumerate().map(|(index, level)| (index as u8, level)).collect();
        self.lists.insert(id, Abstract { levels, link: None });
    }

    /// What paragraphs name: a list, with levels that start elsewhere or look otherwise.
    pub fn add_instance(&mut self, id: String, list: String, starts: HashMap<u8, u32>, levels: HashMap<u8, Level>) {
        self.instances.insert(id, Instance { list, starts, levels });
    }

    /// Reads the numbering part.
    pub fn read(mut walker: Walker) -> Result<Self, Failure> {
        let mut all = Numbering::default();
        let (mut list, mut instance) = (None::<String>, None::<String>);
        let mut index = 0;
        let mut level = None::<Level>;
        loop {
            match walker.next()? {
                Token::Start(e) if e.ns == Ns::Word => match e.name() {
                    b"abstractNum" => list = e.attr("abstractNumId"),
                    b"num" => instance = e.attr("numId"),
                    b"lvlOverride" => index = e.attr("ilvl").and_then(|v| v.parse().ok()).unwrap_or(0),
                    b"lvl" => {
                        index = e.attr("ilvl").and_then(|v| v.parse().ok()).unwrap_or(0);
                        level = Some(Level::default());
                    }
                    b"abstractNumId" => {
                        if let (Some(id), Some(list)) = (&instance, e.attr("val")) {
                            all.instances.entry(id.clone()).or_default().list = list;
                        }
                    }
                    b"startOverride" => {
                        if let (Some(id), Some(start)) = (&instance, e.number()) {
                            all.instances.entry(id.clone()).or_default().starts.insert(index, start);
                        }
                    }
                    b"numStyleLink" => {
                        if let Some(id) = &list {
                            all.lists.entry(id.clone()).or_default().link = e.attr("val");
                        }
                    }
                    name => {
                        let Some(level) = &mut level else { continue };
                        match name {
                            b"numFmt" => level.format = e.attr("val").unwrap_or_default(),
                            b"lvlText" => level.pattern = e.attr("val").filter(|p| p.len() <= MAX_PATTERN).unwrap_or_default(),
                            b"start" => level.start = e.number().unwrap_or(1),
                            b"isLgl" => level.legal = e.is_on(),
                            b"lvlRestart" => level.restart = e.number(),
                            b"pStyle" => level.style = e.attr("val"),
                            _ => {}
                        }
                    }
                },
                Token::End(Ns::Word, name) => match name.as_ref() {
                    b"lvl" => {
                        let Some(level) = level.take().filter(|_| index < LEVELS) else { continue };
                        if let Some(id) = &instance {
                            all.instances.entry(id.clone()).or_default().levels.insert(index, level);
                        } else if let Some(id) = &list {
                            all.lists.entry(id.clone()).or_default().levels.insert(index, level);
                        }
                    }
                    b"abstractNum" => list = None,
                    b"num" => instance = None,
                    _ => {}
                },
                Token::Done => return Ok(all),
                _ => {}
            }
        }
    }

    /// The list that an instance counts in, through links by numbering styles.
    fn list_of(&self, instance: &str, styles: &Styles) -> Option<String> {
        let mut list = self.instances.get(instance)?.list.clone();
        for _ in 0..4 {
            let Some(style) = self.lists.get(&list).and_then(|l| l.link.as_deref()) else { break };
            let id = styles.number(style).id?;
            list = self.instances.get(&id)?.list.clone();
        }
        Some(list)
    }

    /// The level of the instance's list that is linked to a paragraph style or to one that it is based on.
    pub fn level_of_style(&self, instance: &str, style: &str, styles: &Styles) -> Option<u8> {
        let list = self.list_of(instance, styles)?;
        let levels = &self.lists.get(&list)?.levels;
        let linked = |id: &String| levels.iter().find(|(_, level)| level.style.as_ref() == Some(id)).map(|(index, _)| *index);
        styles.ancestry(style).iter().find_map(linked)
    }

    /// Counts one paragraph of a list and gives its label; `None` if there is no such list or level.
    pub fn next(&mut self, instance: &str, level: u8, styles: &Styles) -> Option<Label> {
        let list = self.list_of(instance, styles)?;
        let level = level.min(LEVELS - 1);
        let own = self.level(instance, &list, level)?.clone();
        if self.started.insert((instance.to_owned(), level))
            && let Some(start) = self.instances.get(instance).and_then(|i| i.starts.get(&level))
        {
            self.counters.insert((list.clone(), level), start.wrapping_sub(1));
        }
        let counter = self.counters.entry((list.clone(), level)).or_insert(own.start.wrapping_sub(1));
        *counter = counter.wrapping_add(1);
        for deeper in level + 1..LEVELS {
            let restart = self.level(instance, &list, deeper).and_then(|l| l.restart).unwrap_or(deeper);
            if level < restart {
                self.counters.remove(&(list.clone(), deeper));
            }
        }
        let bullet = own.format == "bullet";
        let text = if bullet { String::new() } else { self.label(instance, &list, &own) };
        Some(Label { text, level, bullet })
    }

    fn level(&self, instance: &str, list: &str, level: u8) -> Option<&Level> {
        let own = self.instances.get(instance).and_then(|i| i.levels.get(&level));
        own.or_else(|| self.lists.get(list)?.levels.get(&level))
    }

    fn label(&self, instance: &str, list: &str, own: &Level) -> String {
        let mut out = String::new();
        let mut signs = own.pattern.chars().peekable();
        while let Some(sign) = signs.next() {
            let place = signs.peek().and_then(|c| c.to_digit(10)).filter(|d| sign == '%' && *d > 0);
            let Some(place) = place else {
                out.push(sign);
                continue;
            };
            signs.next();
            let index = place as u8 - 1;
            let level = self.level(instance, list, index);
            let start = level.map_or(1, |l| l.start);
            let value = self.counters.get(&(list.to_owned(), index)).copied().unwrap_or(start);
            let format = level.map_or("decimal", |l| l.format.as_str());
            out.push_str(&number(value, if own.legal { "decimal" } else { format }));
        }
        out.trim().to_owned()
    }
}

/// A number in one of Word's formats; unknown formats in digits.
fn number(value: u32, format: &str) -> String {
    let upper = |s: String| if format.starts_with("upper") { s.to_uppercase() } else { s };
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{value:02}"),
        "lowerLetter" | "upperLetter" => upper(letters(value as usize)),
        "lowerRoman" | "upperRoman" => upper(roman(value as usize)),
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_formats() {
        for (value, format, expected) in [
            (3, "decimal", "3"),
            (3, "decimalZero", "03"),
            (28, "lowerLetter", "bb"),
            (2, "upperLetter", "B"),
            (1994, "upperRoman", "MCMXCIV"),
            (0, "lowerRoman", "0"),
            (u32::MAX, "lowerLetter", "4294967295"),
            (7, "chineseCounting", "7"),
        ] {
            assert_eq!(number(value, format), expected);
        }
    }
}
