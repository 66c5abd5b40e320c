//! Walks the parts of an OpenDocument file and turns their text into items. Explicit stacks only: nesting costs heap, never the call stack.

use super::lists::{Counters, OUTLINE};
use super::styles::{Look, Styles};
use super::{holds_text, stays_out};
use crate::read::content::Content;
use crate::read::failure::Failure;
use crate::read::items::{Item, MAX_ITEMS, typed_lines};
use crate::read::style_names::Role;
use crate::read::table::{MAX_COLUMNS, RowProperties};
use crate::read::xml::{Element, Ns, Token, Walker};
use crate::text::BlockKind;
use std::collections::HashMap;

/// Longest heading in characters.
const MAX_HEADING: usize = 300;
/// Most spaces of one `text:s`: it keeps words apart, no more.
const MAX_SPACES: usize = 8;

/// What a slide says, and what its notes say.
#[derive(Debug, Default)]
pub(super) struct Slide {
    pub hidden: bool,
    pub items: Vec<Item>,
    pub notes: Vec<Item>,
}

/// A paragraph that is open.
#[derive(Default)]
struct Paragraph {
    style: String,
    /// Outline level of a `text:h`.
    heading: Option<u8>,
    label: Option<(String, u8)>,
    text: String,
    /// Letters in bold and letters in all.
    bold: (usize, usize),
    /// Hidden as a whole.
    hidden: bool,
    /// Text boxes and notes anchored here.
    hanging: Vec<Item>,
    /// How its text looks, and that of each span open in it.
    looks: Vec<Look>,
}

/// A list that is open.
#[derive(Default)]
struct List {
    style: Option<String>,
    id: Option<String>,
    /// The next paragraph takes the item's label; with the item's own start value.
    waiting: Option<Option<u32>>,
}

/// Why a stretch with paragraphs of its own was opened, which says where its items go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Body,
    Marginal,
    Note,
    Box,
    Slide,
    SlideNotes,
}

struct Flow {
    purpose: Purpose,
    content: Content,
    paragraph: Option<Paragraph>,
    lists: Vec<List>,
    counters: Counters,
    repeat_cell: usize,
    repeat_row: usize,
    in_header: bool,
}

/// What has been read of a document, over its parts.
#[derive(Default)]
pub(super) struct Story {
    styles: Styles,
    flows: Vec<Flow>,
    /// Counters of lists that were closed, by id and by style, for lists that go on.
    by_id: HashMap<String, Counters>,
    by_style: HashMap<String, Counters>,
    outline: Counters,
    /// Open tables of contents and other indexes.
    listing: usize,
    /// What the frame that is open is on its slide ("title", "outline").
    class: String,
    slide: Option<Slide>,
    /// A title of a slide has been met: it is the presentation's, and those of other slides stand under it.
    titled: bool,
    tables: usize,
    count: usize,
    meta: Option<bool>,
    /// Whether the root was of OpenDocument.
    pub known: bool,
    pub title: Option<String>,
    pub producer: Option<String>,
    pub items: Vec<Item>,
    pub slides: Vec<Slide>,
    pub marginals: Vec<Item>,
}

impl Story {
    /// Reads one part, or a flat document whole.
    pub fn read(&mut self, mut walker: Walker) -> Result<(), Failure> {
        // What a broken part before this one left open.
        self.flows.clear();
        loop {
            match walker.next()? {
                Token::Start(element) => self.start(&element, &mut walker)?,
                Token::End(ns, name) => self.end(ns, &name)?,
                Token::Text(text) => self.raw_text(&text),
                Token::Done => return Ok(()),
            }
        }
    }

    fn start(&mut self, e: &Element, walker: &mut Walker) -> Result<(), Failure> {
        if stays_out(e.ns, e.name()) && self.meta.is_none() && !(self.flows.is_empty() && e.name() == b"title") {
            return walker.skip();
        }
        match e.ns {
            Ns::OdfOffice => self.start_office(e, walker)?,
            Ns::OdfStyle => {
                let name = e.name();
                if self.flows.is_empty() && (name.starts_with(b"header") || name.starts_with(b"footer")) && !name.ends_with(b"-style") {
                    if e.attr("display").as_deref() == Some("false") {
                        return walker.skip();
                    }
                    self.open(Purpose::Marginal);
                }
            }
            // Pages stand in the body; shapes of master pages are templates.
            Ns::OdfDraw if self.flows.is_empty() && e.name() == b"page" => self.begin_slide(e.attr("style-name")),
            Ns::OdfDraw if self.flows.is_empty() => return walker.skip(),
            Ns::OdfDraw => return self.start_drawing(e, walker),
            Ns::OdfPresentation if e.name() == b"notes" => {
                if self.flows.is_empty() {
                    return walker.skip();
                }
                self.open(Purpose::SlideNotes);
            }
            Ns::OdfText if self.flows.is_empty() => {}
            Ns::OdfText => return self.start_text(e, walker),
            Ns::OdfTable if !self.flows.is_empty() => self.start_table(e)?,
            _ => match (self.flows.is_empty(), e.name()) {
                (true, b"title") => self.meta = Some(true),
                (true, b"generator") => self.meta = Some(false),
                _ => {}
            },
        }
        Ok(())
    }

    fn start_office(&mut self, e: &Element, walker: &mut Walker) -> Result<(), Failure> {
        match e.name() {
            b"document" | b"document-content" => self.known = true,
            b"styles" | b"automatic-styles" => self.styles.read(walker)?,
            b"text" => self.open(Purpose::Body),
            _ => {}
        }
        Ok(())
    }

    fn start_drawing(&mut self, e: &Element, walker: &mut Walker) -> Result<(), Failure> {
        match e.name() {
            b"frame" => {
                self.class = e.attr("class").unwrap_or_default();
                if e.attr("placeholder").as_deref() == Some("true") {
                    return walker.skip();
                }
            }
            name if holds_text(name) => self.open(Purpose::Box),
            _ => {}
        }
        Ok(())
    }

    fn start_text(&mut self, e: &Element, walker: &mut Walker) -> Result<(), Failure> {
        match e.name() {
            b"p" | b"h" => self.begin_paragraph(e)?,
            b"span" => {
                let look = e.attr("style-name").map(|name| self.styles.look("text", &name)).unwrap_or_default();
                if let Some(paragraph) = self.paragraph() {
                    let around = paragraph.looks.last().copied().unwrap_or_default();
                    paragraph.looks.push(Look { bold: look.bold.or(around.bold), hidden: look.hidden.or(around.hidden) });
                }
            }
            b"s" => self.text(&" ".repeat(e.attr_number("c").unwrap_or(1).min(MAX_SPACES))),
            b"tab" => self.text("\t"),
            b"line-break" => self.text("\n"),
            b"list" => self.begin_list(e),
            b"list-item" | b"list-header" => {
                let waiting = (e.name() == b"list-item").then(|| e.attr_number("start-value"));
                if let Some(list) = self.flow().and_then(|flow| flow.lists.last_mut()) {
                    list.waiting = waiting;
                }
            }
            b"note-body" => self.open(Purpose::Note),
            b"section" | b"hidden-text" | b"hidden-paragraph" => {
                let says_hidden = e.attr("is-hidden").as_deref() == Some("true");
                let hidden = e.attr("display").is_some_and(|d| d == "none" || d == "condition" && says_hidden);
                match e.name() {
                    b"section" if hidden => return walker.skip(),
                    b"hidden-text" if says_hidden => return walker.skip(),
                    b"hidden-paragraph" if says_hidden => {
                        if let Some(paragraph) = self.paragraph() {
                            paragraph.hidden = true;
                        }
                    }
                    _ => {}
                }
            }
            name if is_index(name) => self.listing += 1,
            _ => {}
        }
        Ok(())
    }

    fn start_table(&mut self, e: &Element) -> Result<(), Failure> {
        let repeated = |what| e.attr_number::<usize>(what).unwrap_or(1).max(1);
        match e.name() {
            b"table" => {
                self.end_paragraph()?;
                self.tables += 1;
                let id = self.tables;
                if let Some(flow) = self.flow() {
                    flow.content.open_table(id);
                }
            }
            b"table-column" => {
                if let Some(table) = self.flow().and_then(|flow| flow.content.table()) {
                    table.columns = (table.columns + repeated("number-columns-repeated").min(MAX_COLUMNS)).min(MAX_COLUMNS);
                }
            }
            b"table-header-rows" => {
                if let Some(flow) = self.flow() {
                    flow.in_header = true;
                }
            }
            b"table-row" => {
                if let Some(flow) = self.flow() {
                    flow.repeat_row = repeated("number-rows-repeated") - 1;
                    let header = flow.in_header;
                    if let Some(table) = flow.content.table() {
                        table.begin_row();
                        table.row_properties(RowProperties { header, ..RowProperties::default() });
                    }
                }
            }
            b"table-cell" | b"covered-table-cell" => {
                let shaded = e.attr("style-name").is_some_and(|name| self.styles.is_shaded(&name));
                if let Some(flow) = self.flow() {
                    flow.repeat_cell = repeated("number-columns-repeated") - 1;
                    if let Some(table) = flow.content.table() {
                        table.begin_cell();
                        table.cell().properties.shaded = shaded;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, ns: Ns, name: &[u8]) -> Result<(), Failure> {
        match (ns, name) {
            (Ns::OdfText, b"p" | b"h") => self.end_paragraph()?,
            (Ns::OdfText, b"span") => {
                if let Some(paragraph) = self.paragraph().filter(|p| p.looks.len() > 1) {
                    paragraph.looks.pop();
                }
            }
            (Ns::OdfText, b"list") => self.end_list(),
            (Ns::OdfText, b"note-body") => self.close(Purpose::Note)?,
            (Ns::OdfText, name) if is_index(name) => self.listing = self.listing.saturating_sub(1),
            (Ns::OdfTable, b"table-cell" | b"covered-table-cell") => {
                self.end_paragraph()?;
                if let Some(flow) = self.flow() {
                    let times = std::mem::take(&mut flow.repeat_cell);
                    if let Some(table) = flow.content.table() {
                        table.repeat_cell(times);
                    }
                }
            }
            (Ns::OdfTable, b"table-row") => {
                let mut cells = 0;
                if let Some(flow) = self.flow() {
                    let times = std::mem::take(&mut flow.repeat_row);
                    if let Some(table) = flow.content.table() {
                        cells = table.end_row();
                        table.repeat_row(times);
                    }
                }
                self.counted(cells)?;
            }
            (Ns::OdfTable, b"table-header-rows") => {
                if let Some(flow) = self.flow() {
                    flow.in_header = false;
                }
            }
            (Ns::OdfTable, b"table") => {
                self.end_paragraph()?;
                if let Some(flow) = self.flow() {
                    flow.content.close_table();
                }
            }
            (Ns::OdfDraw, b"page") => self.end_slide()?,
            (Ns::OdfDraw, b"frame") => self.class.clear(),
            (Ns::OdfDraw, name) if holds_text(name) => self.close(Purpose::Box)?,
            (Ns::OdfPresentation, b"notes") => self.close(Purpose::SlideNotes)?,
            (Ns::OdfStyle, name) if name.starts_with(b"header") || name.starts_with(b"footer") => self.close(Purpose::Marginal)?,
            (Ns::OdfOffice, b"text") => self.close(Purpose::Body)?,
            _ if self.meta.is_some() => self.meta = None,
            _ => {}
        }
        Ok(())
    }

    fn flow(&mut self) -> Option<&mut Flow> {
        self.flows.last_mut()
    }

    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        self.flow()?.paragraph.as_mut()
    }

    fn open(&mut self, purpose: Purpose) {
        self.flows.push(Flow {
            purpose,
            content: Content::default(),
            paragraph: None,
            lists: Vec::new(),
            counters: Counters::default(),
            repeat_cell: 0,
            repeat_row: 0,
            in_header: false,
        });
    }

    fn begin_slide(&mut self, style: Option<String>) {
        let hidden = style.is_some_and(|style| self.styles.is_unseen_slide(&style));
        self.slide = Some(Slide { hidden, ..Slide::default() });
        self.open(Purpose::Slide);
    }

    fn end_slide(&mut self) -> Result<(), Failure> {
        self.close(Purpose::Slide)?;
        self.slides.extend(self.slide.take());
        Ok(())
    }

    /// Closes the stretch that was opened last, if it is of this purpose, and brings its items where they belong.
    fn close(&mut self, purpose: Purpose) -> Result<(), Failure> {
        if self.flows.last().is_none_or(|flow| flow.purpose != purpose) {
            return Ok(());
        }
        self.end_paragraph()?;
        let Some(flow) = self.flows.pop() else { return Ok(()) };
        let mut items = flow.content.close();
        match purpose {
            Purpose::Body => self.items.append(&mut items),
            Purpose::Marginal => self.marginals.append(&mut items),
            Purpose::Slide => {
                if let Some(slide) = &mut self.slide {
                    slide.items.append(&mut items);
                }
            }
            Purpose::SlideNotes => {
                if let Some(slide) = &mut self.slide {
                    slide.notes.append(&mut items);
                }
            }
            Purpose::Note => {
                let notes = items.into_iter().map(|item| item.into_kind(BlockKind::Footnote)).collect();
                self.hang(notes);
            }
            Purpose::Box => {
                let items = self.placed(items);
                self.hang(items);
            }
        }
        Ok(())
    }

    /// What the items of a box are by the box's place on its slide.
    fn placed(&mut self, items: Vec<Item>) -> Vec<Item> {
        let in_notes = self.flows.last().is_some_and(|flow| flow.purpose == Purpose::SlideNotes);
        match self.class.as_str() {
            "title" => {
                let lines: Vec<String> = items.into_iter().map(Item::into_line).collect();
                let text = lines.join(" ");
                let level = if self.titled || text.trim().is_empty() { 2 } else { 1 };
                self.titled |= level == 1;
                vec![Item::Text { kind: BlockKind::Heading { level }, text }]
            }
            // What is printed around the notes is not on the slide.
            "header" | "footer" | "date-time" | "page-number" if in_notes => Vec::new(),
            "header" | "footer" | "date-time" | "page-number" => {
                items.into_iter().map(|item| item.into_kind(BlockKind::Marginal)).collect()
            }
            _ => items,
        }
    }

    /// Puts items after the paragraph that is open, or where the stretch stands.
    fn hang(&mut self, mut items: Vec<Item>) {
        let Some(flow) = self.flows.last_mut() else { return };
        match &mut flow.paragraph {
            Some(paragraph) => paragraph.hanging.append(&mut items),
            None => flow.content.put(items, (0, 0)),
        }
    }

    fn begin_list(&mut self, e: &Element) {
        let (style, id) = (e.attr("style-name"), e.attr("id"));
        let goes_on = e.attr("continue-numbering").as_deref() == Some("true");
        let Some(flow) = self.flows.last_mut() else { return };
        let level = flow.lists.len();
        let style = style.or_else(|| flow.lists.last()?.style.clone());
        if level > 0 {
            if !goes_on {
                flow.counters.restart(level);
            }
        } else {
            let before = match e.attr("continue-list") {
                Some(other) => self.by_id.get(&other),
                None if goes_on => style.as_ref().and_then(|style| self.by_style.get(style)),
                None => None,
            };
            flow.counters = before.cloned().unwrap_or_default();
        }
        flow.lists.push(List { style, id, waiting: None });
    }

    fn end_list(&mut self) {
        let Some(flow) = self.flows.last_mut() else { return };
        let Some(list) = flow.lists.pop() else { return };
        if flow.lists.is_empty() {
            if let Some(id) = list.id {
                self.by_id.insert(id, flow.counters.clone());
            }
            if let Some(style) = list.style {
                self.by_style.insert(style, flow.counters.clone());
            }
        }
    }

    fn begin_paragraph(&mut self, e: &Element) -> Result<(), Failure> {
        self.end_paragraph()?;
        let style = e.attr("style-name").unwrap_or_default();
        let heading = (e.name() == b"h").then(|| e.attr_number("outline-level").unwrap_or(1u8).clamp(1, 9));
        let Some(flow) = self.flows.last_mut() else { return Ok(()) };
        let depth = flow.lists.len();
        let mut label = None;
        if let Some(list) = flow.lists.last_mut()
            && let Some(start) = list.waiting.take()
        {
            let name = list.style.clone().or_else(|| self.styles.list_of(&style)).unwrap_or_default();
            let text = self.styles.lists.get(&name).map(|list| flow.counters.next(list, depth - 1, start)).unwrap_or_default();
            label = Some((text, (depth - 1).min(usize::from(u8::MAX)) as u8));
        } else if let Some(level) = heading
            && depth == 0
            && e.attr("is-list-header").as_deref() != Some("true")
            && let Some(outline) = self.styles.lists.get(OUTLINE)
        {
            label = Some((self.outline.next(outline, usize::from(level) - 1, e.attr_number("start-value")), 0));
        }
        let look = self.styles.look("paragraph", &style);
        flow.paragraph = Some(Paragraph { style, heading, label, looks: vec![look], ..Paragraph::default() });
        Ok(())
    }

    /// Text as it stands in the file, where line breaks are but spaces.
    fn raw_text(&mut self, text: &str) {
        match self.meta {
            Some(true) => self.title.get_or_insert_default().push_str(text.trim()),
            Some(false) => self.producer.get_or_insert_default().push_str(text.trim()),
            None if text.contains(['\n', '\r', '\t']) => self.text(&text.replace(['\n', '\r', '\t'], " ")),
            None => self.text(text),
        }
    }

    fn text(&mut self, text: &str) {
        let Some(paragraph) = self.paragraph() else { return };
        let look = paragraph.looks.last().copied().unwrap_or_default();
        if look.hidden == Some(true) || paragraph.hidden {
            return;
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        paragraph.text.push_str(text);
        paragraph.bold.0 += if look.bold == Some(true) { letters } else { 0 };
        paragraph.bold.1 += letters;
    }

    fn end_paragraph(&mut self) -> Result<(), Failure> {
        let Some(mut paragraph) = self.flows.last_mut().and_then(|flow| flow.paragraph.take()) else { return Ok(()) };
        let hanging = std::mem::take(&mut paragraph.hanging);
        let bold = paragraph.bold;
        let mut items = if paragraph.hidden { Vec::new() } else { self.items_of(paragraph) };
        items.extend(hanging);
        self.counted(items.len())?;
        if let Some(flow) = self.flow() {
            flow.content.put(items, bold);
        }
        Ok(())
    }

    fn items_of(&self, paragraph: Paragraph) -> Vec<Item> {
        if paragraph.text.trim().is_empty() {
            return Vec::new();
        }
        let role = self.styles.role(&paragraph.style);
        let text = match &paragraph.label {
            Some((label, _)) if !label.is_empty() => format!("{label} {}", paragraph.text.trim_start()),
            _ => paragraph.text,
        };
        let one = |kind, text| vec![Item::Text { kind, text }];
        if self.listing > 0 || role == Role::Contents {
            return one(BlockKind::TocLine, text);
        }
        let short = text.chars().count() <= MAX_HEADING;
        let kind = match (paragraph.heading, role, &paragraph.label) {
            (Some(level), ..) | (None, Role::Heading(level), _) if short => return one(BlockKind::Heading { level }, text),
            (_, Role::Caption, _) => return one(BlockKind::Caption, text),
            (_, _, Some((_, depth))) if paragraph.heading.is_none() => BlockKind::ListItem { depth: *depth, lead_in: None },
            (_, Role::List(depth), None) => BlockKind::ListItem { depth, lead_in: None },
            (_, Role::Quote, _) => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        };
        typed_lines(&text, kind)
    }

    fn counted(&mut self, items: usize) -> Result<(), Failure> {
        self.count += items;
        if self.count > MAX_ITEMS { Err(Failure::limit(format!("more than {MAX_ITEMS} paragraphs and cells"))) } else { Ok(()) }
    }
}

/// Tables of contents, of figures and the like; their lines point to text and are none.
fn is_index(name: &[u8]) -> bool {
    matches!(name, b"table-of-content" | b"illustration-index" | b"table-index" | b"object-index" | b"user-index" | b"alphabetical-index")
}
