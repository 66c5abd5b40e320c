//! Walks one slide: text of its shapes, tables and what it refers to, in the order in which screen readers read them, the title first.

use super::bullets::{self, Bullet, Counters, LEVELS, Layout, Levels};
use crate::read::content::Content;
use crate::read::failure::Failure;
use crate::read::items::{Item, MAX_ITEMS, typed_lines};
use crate::read::table::RowProperties;
use crate::read::xml::{Element, Ns, Token, Walker};
use crate::text::BlockKind;

/// Where text of other parts is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Foreign {
    /// SmartArt, by relationship id.
    Diagram(String),
    /// A chart, by relationship id.
    Chart(String),
}

/// One shape with what it is on the slide.
#[derive(Debug)]
pub(super) struct Shape {
    /// The kind of its placeholder; empty for other shapes.
    pub kind: String,
    pub items: Vec<Item>,
    pub foreign: Vec<Foreign>,
}

/// What a slide (or its notes) holds.
#[derive(Debug, Default)]
pub(super) struct Slide {
    pub hidden: bool,
    pub picture: bool,
    pub shapes: Vec<Shape>,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    level: usize,
    bullet: Option<Bullet>,
    bold: (usize, usize),
}

/// A shape that is open.
#[derive(Default)]
struct Open {
    kind: String,
    /// Not drawn.
    unseen: bool,
    inherited: Levels,
    own: Levels,
    counters: Counters,
    content: Content,
    paragraph: Option<Paragraph>,
    run_bold: bool,
    foreign: Vec<Foreign>,
}

/// Reads a slide. `tables` numbers the tables of the document and counts on.
pub(super) fn read(mut walker: Walker, layout: &Layout, master: &Layout, tables: &mut usize) -> Result<Slide, Failure> {
    let mut slide = Slide::default();
    let mut open: Option<Open> = None;
    let mut in_text = false;
    let mut count = 0;
    let mut known = false;
    loop {
        match walker.next()? {
            Token::Start(e) => {
                match (e.ns, e.name()) {
                    (Ns::Presentation, b"sld" | b"notes") => {
                        known = true;
                        slide.hidden = matches!(e.attr("show").as_deref(), Some("0" | "false"));
                    }
                    (Ns::Presentation, b"sp" | b"graphicFrame" | b"cxnSp") => open = Some(Open::default()),
                    (Ns::Presentation, b"pic") => slide.picture = true,
                    (Ns::Presentation, b"timing" | b"transition" | b"extLst") | (Ns::Drawing, b"extLst") => walker.skip()?,
                    (Ns::Drawing | Ns::Math, b"t") => in_text = true,
                    _ => {}
                }
                if let Some(open) = &mut open {
                    open.start(&e, &mut walker, layout, master, tables)?;
                }
            }
            Token::Text(text) if in_text => {
                if let Some(open) = &mut open {
                    open.text(&text);
                }
            }
            Token::Text(_) => {}
            Token::End(ns, name) => match (ns, name.as_ref()) {
                (Ns::Drawing | Ns::Math, b"t") => in_text = false,
                (Ns::Presentation, b"sp" | b"graphicFrame" | b"cxnSp") => {
                    if let Some(open) = open.take().filter(|open| !open.unseen) {
                        slide.shapes.push(open.close());
                    }
                }
                (ns, name) => {
                    if let Some(open) = &mut open {
                        count += open.end(ns, name);
                    }
                    if count > MAX_ITEMS {
                        return Err(Failure::limit(format!("more than {MAX_ITEMS} paragraphs and cells")));
                    }
                }
            },
            Token::Done if !known => return Err(Failure::damaged("no PresentationML in the part")),
            Token::Done => return Ok(slide),
        }
    }
}

impl Open {
    fn start(&mut self, e: &Element, walker: &mut Walker, layout: &Layout, master: &Layout, tables: &mut usize) -> Result<(), Failure> {
        match (e.ns, e.name()) {
            (Ns::Presentation, b"cNvPr") => self.unseen = matches!(e.attr("hidden").as_deref(), Some("1" | "true")),
            (Ns::Presentation, b"ph") => {
                self.kind = bullets::kind_of(e);
                self.inherited = bullets::inherited(&self.kind, e.attr_number("idx"), layout, master);
            }
            (Ns::Drawing, b"lstStyle") => self.own = bullets::levels(walker)?,
            (Ns::Drawing, b"p") => {
                self.end_paragraph();
                self.paragraph = Some(Paragraph::default());
            }
            (Ns::Drawing, b"pPr") => {
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.level = e.attr_number("lvl").unwrap_or(0).min(LEVELS - 1);
                }
            }
            (Ns::Drawing, b"r" | b"fld") => self.run_bold = false,
            (Ns::Drawing, b"rPr") => self.run_bold = matches!(e.attr("b").as_deref(), Some("1" | "true")),
            (Ns::Drawing, b"br") => self.text("\n"),
            (Ns::Drawing, b"tbl") => {
                *tables += 1;
                self.content.open_table(*tables);
            }
            (Ns::Drawing, b"tblPr") => {
                let first = matches!(e.attr("firstRow").as_deref(), Some("1" | "true"));
                if let Some(table) = self.content.table() {
                    table.bold_first_row = first;
                }
            }
            (Ns::Drawing, b"gridCol") => {
                if let Some(table) = self.content.table() {
                    table.columns += 1;
                }
            }
            (Ns::Drawing, b"tr") => {
                if let Some(table) = self.content.table() {
                    table.begin_row();
                    table.row_properties(RowProperties::default());
                }
            }
            (Ns::Drawing, b"tc") => {
                if let Some(table) = self.content.table() {
                    table.begin_cell();
                }
            }
            (Ns::Diagram, b"relIds") => self.foreign.extend(e.attr("dm").map(Foreign::Diagram)),
            (Ns::Other, b"chart") => self.foreign.extend(e.relationship().map(Foreign::Chart)),
            _ => {
                if let (Some(bullet), Some(paragraph)) = (Bullet::of(e), &mut self.paragraph) {
                    paragraph.bullet = Some(bullet);
                }
            }
        }
        Ok(())
    }

    /// Gives the number of paragraphs and cells that ended.
    fn end(&mut self, ns: Ns, name: &[u8]) -> usize {
        match (ns, name) {
            (Ns::Drawing, b"p") => {
                self.end_paragraph();
                1
            }
            (Ns::Drawing, b"tr") => self.content.table().map_or(0, |table| table.end_row()),
            (Ns::Drawing, b"tbl") => {
                self.end_paragraph();
                self.content.close_table();
                0
            }
            _ => 0,
        }
    }

    fn text(&mut self, text: &str) {
        let bold = self.run_bold;
        let Some(paragraph) = &mut self.paragraph else { return };
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        paragraph.text.push_str(text);
        paragraph.bold.0 += if bold { letters } else { 0 };
        paragraph.bold.1 += letters;
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraph.take() else { return };
        if paragraph.text.trim().is_empty() {
            return;
        }
        let level = paragraph.level;
        let by_shape = self.own[level].clone().or_else(|| self.inherited[level].clone());
        let bullet = paragraph.bullet.or(by_shape).unwrap_or(Bullet::Nothing);
        let label = self.counters.next(level, &bullet);
        let text = if label.is_empty() { paragraph.text } else { format!("{label} {}", paragraph.text.trim_start()) };
        let kind = match bullet {
            Bullet::Nothing => BlockKind::Paragraph,
            _ => BlockKind::ListItem { depth: level as u8, lead_in: None },
        };
        self.content.put(typed_lines(&text, kind), paragraph.bold);
    }

    fn close(mut self) -> Shape {
        self.end_paragraph();
        Shape { kind: self.kind, items: self.content.close(), foreign: self.foreign }
    }
}
