//! Styles of OpenDocument: what a paragraph, span, cell or slide is by its style and those that it is based on.

use super::lists::{ListStyle, OUTLINE};
use crate::read::failure::Failure;
use crate::read::style_names::{Role, heading_name, is_contents, normal_name, other_role};
use crate::read::xml::{Element, Ns, Token, Walker};
use std::collections::HashMap;

/// Longest chain of styles that is followed; loops end here.
const MAX_CHAIN: usize = 20;

/// One style.
#[derive(Clone, Debug, Default)]
struct Style {
    /// The name as users see it, in normal form.
    name: String,
    parent: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    bold: Option<bool>,
    hidden: Option<bool>,
    shaded: Option<bool>,
    /// A slide that is not shown.
    unseen: bool,
}

/// The styles of a document and its list styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name: the same name may stand in several families.
    styles: HashMap<(String, String), Style>,
    pub lists: HashMap<String, ListStyle>,
}

/// How text looks, as far as it matters here.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub bold: Option<bool>,
    pub hidden: Option<bool>,
}

impl Styles {
    /// Reads `office:styles` or `office:automatic-styles`, which has just begun, to its end. Later styles replace earlier ones.
    pub fn read(&mut self, walker: &mut Walker) -> Result<(), Failure> {
        let mut level = 1;
        let mut open: Option<((String, String), Style)> = None;
        let mut list: Option<(String, ListStyle)> = None;
        loop {
            match walker.next()? {
                Token::Start(e) => {
                    level += 1;
                    match (e.ns, e.name()) {
                        (Ns::OdfStyle, b"style") => open = Some(begin(&e)),
                        (Ns::OdfStyle, name) => {
                            if let Some((_, style)) = &mut open {
                                properties(name, &e, style);
                            }
                        }
                        (Ns::OdfText, b"list-style") => list = Some((e.attr("name").unwrap_or_default(), ListStyle::default())),
                        (Ns::OdfText, b"outline-style") => list = Some((OUTLINE.to_owned(), ListStyle::default())),
                        (Ns::OdfText, name) => {
                            if let Some((_, list)) = &mut list {
                                list.level(name, &e);
                            }
                        }
                        _ => {}
                    }
                }
                Token::End(ns, name) => {
                    match (ns, name.as_ref()) {
                        (Ns::OdfStyle, b"style") => self.styles.extend(open.take()),
                        (Ns::OdfText, b"list-style" | b"outline-style") => self.lists.extend(list.take()),
                        _ => {}
                    }
                    level -= 1;
                    if level == 0 {
                        return Ok(());
                    }
                }
                Token::Text(_) => {}
                Token::Done => return Ok(()),
            }
        }
    }

    /// The style and those that it is based on, own first.
    fn chain<'s>(&'s self, family: &'s str, name: &str) -> impl Iterator<Item = &'s Style> {
        let mut next = Some(name.to_owned());
        std::iter::from_fn(move || {
            let style = self.styles.get(&(family.to_owned(), next.take()?))?;
            next = style.parent.clone();
            Some(style)
        })
        .take(MAX_CHAIN)
    }

    /// What a paragraph of this style is.
    pub fn role(&self, name: &str) -> Role {
        if self.chain("paragraph", name).next().map_or_else(|| is_contents(&shown(name)), |own| is_contents(&own.name)) {
            return Role::Contents;
        }
        for style in self.chain("paragraph", name) {
            if let Some(level) = style.outline.filter(|level| *level > 0).or_else(|| heading_name(&style.name)) {
                return Role::Heading(level);
            }
            // What LibreOffice calls its captions; all are based on "Caption".
            if let Some(role) = other_role(&style.name) {
                return role;
            }
        }
        Role::Body
    }

    /// The list style that paragraphs of this style have inside a list without one.
    pub fn list_of(&self, paragraph: &str) -> Option<String> {
        self.chain("paragraph", paragraph).find_map(|s| s.list.clone()).filter(|list| !list.is_empty())
    }

    pub fn look(&self, family: &str, name: &str) -> Look {
        let mut look = Look::default();
        for style in self.chain(family, name) {
            look.bold = look.bold.or(style.bold);
            look.hidden = look.hidden.or(style.hidden);
        }
        look
    }

    pub fn is_shaded(&self, cell: &str) -> bool {
        self.chain("table-cell", cell).find_map(|s| s.shaded).unwrap_or(false)
    }

    pub fn is_unseen_slide(&self, slide: &str) -> bool {
        self.chain("drawing-page", slide).any(|s| s.unseen)
    }
}

fn begin(e: &Element) -> ((String, String), Style) {
    let name = e.attr("name").unwrap_or_default();
    let style = Style {
        name: e.attr("display-name").map_or_else(|| shown(&name), |shown| normal_name(&shown)),
        parent: e.attr("parent-style-name"),
        outline: e.attr_number("default-outline-level"),
        list: e.attr("list-style-name"),
        ..Style::default()
    };
    ((e.attr("family").unwrap_or_default(), name), style)
}

fn properties(name: &[u8], e: &Element, style: &mut Style) {
    match name {
        b"text-properties" => {
            style.bold = e.attr("font-weight").map(|w| w == "bold" || w.parse().is_ok_and(|w: u32| w >= 600)).or(style.bold);
            style.hidden = e.attr("display").map(|d| d == "none").or(style.hidden);
        }
        b"table-cell-properties" => {
            let plain = |colour: &str| colour == "transparent" || colour.eq_ignore_ascii_case("#ffffff");
            style.shaded = e.attr("background-color").map(|colour| !plain(&colour)).or(style.shaded);
        }
        b"drawing-page-properties" => style.unseen |= e.attr("visibility").as_deref() == Some("hidden"),
        _ => {}
    }
}

/// The name behind a style's id: `Heading_20_1` is "heading 1".
fn shown(id: &str) -> String {
    normal_name(&id.replace("_20_", " "))
}
