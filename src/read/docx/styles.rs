//! Styles: what a paragraph is, by outline level, by the style it is based on and by the names that Word gives in Swedish and English.

use crate::read::failure::Failure;
use crate::read::style_names::{Role, heading_name, is_contents, normal_name, other_role};
use crate::read::xml::{Ns, Token, Walker};
use std::collections::HashMap;

/// Longest chain of styles that is followed; loops end here.
const MAX_CHAIN: usize = 20;

/// A numbering that a style or paragraph asks for.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(in crate::read) struct NumberRef {
    pub id: Option<String>,
    pub level: Option<u8>,
}

/// One style.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct Style {
    /// In lower case.
    pub name: String,
    pub based_on: Option<String>,
    pub outline: Option<u8>,
    pub number: NumberRef,
    pub bold: Option<bool>,
    pub hidden: Option<bool>,
    /// A table style that makes the first row bold.
    pub bold_first_row: bool,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(in crate::read) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    pub default_paragraph: String,
}

impl Styles {
    /// The styles of an older Word file, by their ids.
    pub fn of(styles: HashMap<String, Style>, default_paragraph: &str) -> Self {
        Styles { styles, default_paragraph: default_paragraph.to_owned() }
    }

    /// Reads the styles part.
    pub fn read(mut walker: Walker) -> Result<Self, Failure> {
        let mut all = Styles::default();
        let mut open: Option<(String, Style)> = None;
        let mut conditional = false;
        let mut first_row = false;
        loop {
            match walker.next()? {
                Token::Start(e) if e.ns == Ns::Word => {
                    if e.name() == b"style" {
                        let id = e.attr("styleId").unwrap_or_default();
                        let default = matches!(e.attr("default").as_deref(), Some("1" | "true" | "on"));
                        if default && e.attr("type").as_deref() == Some("paragraph") {
                            all.default_paragraph = id.clone();
                        }
                        open = Some((id, Style::default()));
                        continue;
                    }
                    let Some((_, style)) = &mut open else { continue };
                    match e.name() {
                        b"tblStylePr" => {
                            conditional = true;
                            first_row = e.attr("type").as_deref() == Some("firstRow");
                        }
                        b"b" if conditional => style.bold_first_row |= first_row && e.is_on(),
                        _ if conditional => {}
                        b"name" => style.name = normal_name(&e.attr("val").unwrap_or_default()),
                        b"basedOn" => style.based_on = e.attr("val"),
                        b"outlineLvl" => style.outline = e.number(),
                        b"numId" => style.number.id = e.attr("val"),
                        b"ilvl" => style.number.level = e.number(),
                        b"b" => style.bold = Some(e.is_on()),
                        b"vanish" => style.hidden = Some(e.is_on()),
                        b"pPrChange" | b"rPrChange" => walker.skip()?,
                        _ => {}
                    }
                }
                Token::End(Ns::Word, name) if name.as_ref() == b"tblStylePr" => conditional = false,
                Token::End(Ns::Word, name) if name.as_ref() == b"style" => {
                    if let Some((id, style)) = open.take() {
                        all.styles.insert(id, style);
                    }
                }
                Token::Done => return Ok(all),
                _ => {}
            }
        }
    }

    /// The style and those that it is based on, with their ids, own first.
    fn chain<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let id = next?;
            let style = self.styles.get(id)?;
            next = style.based_on.as_deref();
            Some((id, style))
        })
        .take(MAX_CHAIN)
    }

    /// What a paragraph of this style is; `outline` is the paragraph's own outline level (0 to 9), which wins.
    ///
    /// Names decide apart from levels: Word saves Swedish ids (`Rubrik1`) with English names (`heading 1`), templates the other way round.
    pub fn role(&self, id: &str, outline: Option<u8>) -> Role {
        let own = self.styles.get(id).map_or_else(|| normal_name(id), |s| s.name.clone());
        if is_contents(&own) {
            return Role::Contents;
        }
        if let Some(level) = outline {
            return if level < 9 { Role::Heading(level + 1) } else { self.named_role(id) };
        }
        if !self.styles.contains_key(id) {
            return heading_name(&own).map_or(Role::Body, Role::Heading);
        }
        for (_, style) in self.chain(id) {
            if let Some(level) = style.outline {
                return if level < 9 { Role::Heading(level + 1) } else { self.named_role(id) };
            }
            if let Some(level) = heading_name(&style.name) {
                return Role::Heading(level);
            }
        }
        self.named_role(id)
    }

    /// Roles other than heading, by name along the chain.
    fn named_role(&self, id: &str) -> Role {
        self.chain(id).find_map(|(_, style)| other_role(&style.name)).unwrap_or(Role::Body)
    }

    /// The numbering that the style brings along its chain: instance and level may stand in different styles (`heading 2` often only
    /// has a level and takes the instance from `heading 1`).
    pub fn number(&self, id: &str) -> NumberRef {
        let find = |part: fn(&Style) -> bool| self.chain(id).find(|(_, s)| part(s)).map(|(_, s)| s.number.clone()).unwrap_or_default();
        NumberRef { id: find(|s| s.number.id.is_some()).id, level: find(|s| s.number.level.is_some()).level }
    }

    /// The style and those that it is based on, own first: levels of a list may be linked to any of them.
    pub fn ancestry(&self, id: &str) -> Vec<String> {
        self.chain(id).map(|(id, _)| id.to_owned()).collect()
    }

    pub fn is_bold(&self, id: &str) -> Option<bool> {
        self.chain(id).find_map(|(_, s)| s.bold)
    }

    pub fn is_hidden(&self, id: &str) -> Option<bool> {
        self.chain(id).find_map(|(_, s)| s.hidden)
    }

    pub fn has_bold_first_row(&self, id: &str) -> bool {
        self.chain(id).any(|(_, s)| s.bold_first_row)
    }
}
