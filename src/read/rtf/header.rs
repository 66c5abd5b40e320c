//! The tables at the start of an RTF file: fonts, colours and styles.

use super::codepage::CodePage;
use crate::read::style_names::{Role, heading_name, is_contents, normal_name, other_role};
use std::collections::HashMap;

/// Longest chain of styles that is followed; loops end here.
const MAX_CHAIN: usize = 20;
/// More styles, fonts or colours than any program writes.
const MAX_ENTRIES: usize = 10_000;
/// Longest name of a style that is kept, in bytes.
const MAX_NAME: usize = 200;

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    outline: Option<u8>,
    based_on: Option<i32>,
}

/// Fonts, colours and styles.
#[derive(Debug, Default)]
pub(super) struct Header {
    fonts: HashMap<i32, CodePage>,
    font: i32,
    /// Whether each colour is a shade, that is, neither white nor left to the reader.
    shades: Vec<bool>,
    colour: Option<[i32; 3]>,
    styles: HashMap<i32, Style>,
    style: (i32, Style),
}

impl Header {
    /// A control word inside the font table.
    pub fn font_word(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("f", Some(number)) => self.font = number,
            ("fcharset", Some(charset)) if self.fonts.len() < MAX_ENTRIES => {
                if let Some(page) = CodePage::of_font(charset) {
                    self.fonts.insert(self.font, page);
                }
            }
            _ => {}
        }
    }

    /// The code page of a font, `None` where that of the document holds.
    pub fn code_page(&self, font: i32) -> Option<CodePage> {
        self.fonts.get(&font).copied()
    }

    /// A control word inside the colour table.
    pub fn colour_word(&mut self, word: &str, number: Option<i32>) {
        let Some(place) = ["red", "green", "blue"].iter().position(|name| *name == word) else { return };
        self.colour.get_or_insert([0; 3])[place] = number.unwrap_or(0);
    }

    /// Text inside the colour table: each semicolon ends a colour.
    pub fn colour_text(&mut self, text: &str) {
        for _ in text.matches(';').take(MAX_ENTRIES.saturating_sub(self.shades.len())) {
            self.shades.push(self.colour.take().is_some_and(|colour| colour != [255; 3]));
        }
    }

    pub fn is_shade(&self, colour: i32) -> bool {
        usize::try_from(colour).ok().and_then(|index| self.shades.get(index)).copied().unwrap_or(false)
    }

    /// A control word inside the style sheet.
    pub fn style_word(&mut self, word: &str, number: Option<i32>) {
        let style = &mut self.style;
        match (word, number) {
            ("s", Some(id)) => style.0 = id,
            ("outlinelevel", Some(level)) => style.1.outline = u8::try_from(level).ok(),
            ("sbasedon", Some(id)) => style.1.based_on = Some(id),
            _ => {}
        }
    }

    /// Text inside the style sheet: a name, ended by a semicolon.
    pub fn style_text(&mut self, text: &str) {
        for part in text.split_inclusive(';') {
            let name = part.strip_suffix(';');
            if self.style.1.name.len() < MAX_NAME {
                self.style.1.name.push_str(name.unwrap_or(part));
            }
            if name.is_some() && self.styles.len() < MAX_ENTRIES {
                let (id, mut style) = std::mem::take(&mut self.style);
                // Alternative names stand after a comma.
                style.name = normal_name(style.name.split(',').next().unwrap_or_default());
                self.styles.insert(id, style);
            }
        }
    }

    /// What a paragraph of this style is; `outline` is the paragraph's own level (0 to 9), which wins.
    pub fn role(&self, id: i32, outline: Option<u8>) -> Role {
        let own = self.styles.get(&id);
        if own.is_some_and(|style| is_contents(&style.name)) {
            return Role::Contents;
        }
        if let Some(level) = outline.filter(|level| *level < 9) {
            return Role::Heading(level + 1);
        }
        let mut next = own;
        for _ in 0..MAX_CHAIN {
            let Some(style) = next else { break };
            match style.outline.filter(|level| *level < 9).map(|level| level + 1).or_else(|| heading_name(&style.name)) {
                Some(level) if outline.is_none() => return Role::Heading(level),
                _ => {}
            }
            if let Some(role) = other_role(&style.name) {
                return role;
            }
            next = style.based_on.and_then(|id| self.styles.get(&id));
        }
        Role::Body
    }
}
