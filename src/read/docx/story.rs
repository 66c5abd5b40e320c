//! Walks one story (body, notes, a header) and turns it into items. Explicit stacks only: nesting costs heap, never the call stack.

use super::numbering::Numbering;
use super::paragraph::items_of;
use super::properties::{self, ParagraphProperties, RunProperties, TableProperties};
use super::remarks;
use super::styles::Styles;
use super::trace::{Kept, Trace};
use crate::read::content::Content;
use crate::read::failure::Failure;
use crate::read::items::{Item, MAX_ITEMS, symbol};
use crate::read::table::Table;
use crate::read::xml::{Element, Ns, Token, Walker};
use crate::text::{BlockKind, Remark, RemarkKind};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Bytes of a field's code that are kept; only its first word matters.
const MAX_CODE: usize = 64;

/// What the stories of a document share.
#[derive(Default)]
pub(super) struct Shared {
    pub styles: Styles,
    pub numbering: Numbering,
    /// Notes by kind and id (`f2`, `e1`), taken out when their reference is met.
    pub notes: HashMap<String, Vec<Item>>,
    /// Comments by id, taken out when their reference is met.
    pub comments: BTreeMap<String, Remark>,
    /// Text of SmartArt by relationship id.
    pub diagrams: HashMap<String, Vec<String>>,
    /// Relationship ids of embedded foreign documents, which are not read.
    pub foreign: Vec<String>,
    /// Where the text that is kept stands in the part; only when someone asks.
    pub trace: Option<Trace>,
    items: usize,
    tables: usize,
}

/// A paragraph that is open.
#[derive(Default)]
struct Paragraph {
    properties: ParagraphProperties,
    text: String,
    /// Letters in bold and letters in all.
    bold: (usize, usize),
    /// Part of a table of contents.
    contents: bool,
    /// Text boxes anchored here.
    boxes: Vec<Item>,
    notes: Vec<String>,
    remarks: Vec<Remark>,
    /// Fields that were open when it began.
    fields: usize,
    /// What the trace, if there is one, has of it so far, and its number there.
    kept: Vec<Kept>,
    opened: usize,
}

/// A stretch with paragraphs of its own: the story, a text box, a note.
#[derive(Default)]
struct Flow {
    content: Content,
    paragraph: Option<Paragraph>,
    run: RunProperties,
    /// Text of paragraphs whose mark is deleted, waiting for the next, and what hung on them.
    carry: String,
    carried: Vec<Item>,
    carried_kept: Vec<Kept>,
}

/// A field between its begin and end marks.
#[derive(Default)]
struct Field {
    code: String,
    /// Past the separator: what follows is its result.
    shows: bool,
    contents: bool,
}

struct Story<'s> {
    shared: &'s mut Shared,
    flows: Vec<Flow>,
    fields: Vec<Field>,
    /// Fields whose code is being read, and fields that are tables of contents: text asks for them, so they are counted.
    coding: usize,
    listing: usize,
    /// One entry an open content control: whether it is a table of contents.
    controls: Vec<bool>,
    note: Option<String>,
    comment: Option<(String, Remark)>,
    /// Open insertions, innermost last.
    insertions: Vec<Remark>,
    in_text: bool,
    in_code: bool,
    known: bool,
}

/// Reads one story. Notes go to `shared.notes`; everything else is returned.
pub(super) fn read(mut walker: Walker, shared: &mut Shared) -> Result<Vec<Item>, Failure> {
    let mut story = Story {
        shared,
        flows: vec![Flow::default()],
        fields: Vec::new(),
        coding: 0,
        listing: 0,
        controls: Vec::new(),
        note: None,
        comment: None,
        insertions: Vec::new(),
        in_text: false,
        in_code: false,
        known: false,
    };
    loop {
        match walker.next()? {
            Token::Start(element) => {
                story.known |= element.ns == Ns::Word;
                story.start(&element, &mut walker)?;
            }
            Token::End(ns, name) => story.end(ns, &name)?,
            Token::Text(text) if story.in_code => story.code(&text),
            Token::Text(text) if story.in_text => story.text(&text, Some(walker.span())),
            Token::Text(_) => {}
            Token::Done => break,
        }
    }
    if !story.known {
        return Err(Failure::damaged("no WordprocessingML in the part"));
    }
    while story.flows.len() > 1 {
        story.close_flow()?;
    }
    story.close_flow()
}

impl Story<'_> {
    fn flow(&mut self) -> &mut Flow {
        if self.flows.is_empty() {
            self.flows.push(Flow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    fn paragraph(&mut self) -> &mut Paragraph {
        let fields = self.fields.len();
        if self.flow().paragraph.is_none() {
            let opened = self.shared.trace.as_mut().map_or(0, Trace::open);
            self.flow().paragraph = Some(Paragraph { fields, opened, ..Paragraph::default() });
        }
        self.flow().paragraph.get_or_insert_default()
    }

    /// Tells the trace, if there is one.
    fn trace(&mut self, tell: fn(&mut Trace)) {
        if let Some(trace) = &mut self.shared.trace {
            tell(trace);
        }
    }

    fn start(&mut self, e: &Element, walker: &mut Walker) -> Result<(), Failure> {
        match (e.ns, e.name()) {
            (Ns::Word, name) => return self.start_word(name, e, walker),
            (Ns::Math | Ns::Drawing, b"t") => self.in_text = true,
            (Ns::Diagram, b"relIds") => {
                let id = e.attr("dm").unwrap_or_default();
                let texts = self.shared.diagrams.remove(&id).unwrap_or_default();
                let boxes = texts.into_iter().map(|text| Item::Text { kind: BlockKind::Paragraph, text });
                self.paragraph().boxes.extend(boxes);
            }
            _ => {}
        }
        Ok(())
    }

    fn start_word(&mut self, name: &[u8], e: &Element, walker: &mut Walker) -> Result<(), Failure> {
        match name {
            b"del" | b"moveFrom" => {
                let deletion = remarks::deletion(walker, e)?;
                remarks::add(&mut self.paragraph().remarks, deletion);
            }
            // Deleted text elsewhere, former properties, parts of sections and forms, the small signs above ruby text.
            b"delText" | b"delInstrText" | b"sectPr" | b"sdtEndPr" | b"ffData" | b"rubyPr" | b"rt" | b"tblPrEx" => walker.skip()?,
            name if properties::is_former(name) => walker.skip()?,
            b"p" => {
                self.end_paragraph()?;
                self.paragraph();
            }
            b"pPr" => self.paragraph().properties = ParagraphProperties::read(walker)?,
            b"r" => self.flow().run = RunProperties::default(),
            b"rPr" => self.flow().run = RunProperties::read(walker)?,
            b"t" => self.in_text = true,
            b"instrText" => self.in_code = true,
            b"fldChar" => self.field(e.attr("fldCharType").as_deref().unwrap_or("")),
            b"tab" | b"ptab" => self.text("\t", Some(walker.span())),
            b"br" | b"cr" => self.text("\n", Some(walker.span())),
            b"noBreakHyphen" => self.text("\u{2011}", Some(walker.span())),
            b"softHyphen" => self.text("\u{AD}", Some(walker.span())),
            b"sym" => {
                let code = e.attr("char").and_then(|v| u32::from_str_radix(&v, 16).ok());
                if let Some(sign) = code.and_then(symbol) {
                    self.text(sign.encode_utf8(&mut [0; 4]), Some(walker.span()));
                }
            }
            b"footnoteReference" | b"endnoteReference" => {
                let key = note_key(name, e);
                self.paragraph().notes.push(key);
            }
            b"commentReference" => {
                let comment = e.attr("id").and_then(|id| self.shared.comments.remove(&id));
                self.paragraph().remarks.extend(comment);
            }
            b"comment" => {
                self.comment = Some((e.attr("id").unwrap_or_default(), remarks::begin(RemarkKind::Comment, e)));
                self.flows.push(Flow::default());
            }
            b"ins" | b"moveTo" => self.insertions.push(remarks::begin(RemarkKind::Insertion, e)),
            b"footnote" | b"endnote" => {
                let separator = e.attr("type").is_some_and(|t| t != "normal");
                self.note = Some(if separator { String::new() } else { note_key(name, e) });
                self.flows.push(Flow::default());
            }
            b"tbl" => {
                self.end_paragraph()?;
                self.shared.tables += 1;
                let id = self.shared.tables;
                self.flow().content.open_table(id);
            }
            b"tr" => {
                self.trace(Trace::enter);
                if let Some(table) = self.flow().content.table() {
                    table.begin_row();
                }
            }
            b"tc" => {
                self.trace(Trace::enter);
                if let Some(table) = self.flow().content.table() {
                    table.begin_cell();
                }
            }
            b"tblPr" => {
                let read = TableProperties::read(walker)?;
                let bold = read.first_row && self.shared.styles.has_bold_first_row(&read.style);
                if let Some(table) = self.flow().content.table() {
                    table.bold_first_row = bold;
                }
            }
            b"tblGrid" => {
                let columns = properties::grid_columns(walker)?;
                if let Some(table) = self.flow().content.table() {
                    table.columns = columns;
                }
            }
            b"trPr" => {
                let read = properties::row(walker)?;
                if read.deleted {
                    self.trace(Trace::delete);
                }
                if let Some(table) = self.flow().content.table() {
                    table.row_properties(read);
                }
            }
            b"tcPr" => {
                let read = properties::cell(walker)?;
                if read.deleted {
                    self.trace(Trace::delete);
                }
                if let Some(table) = self.flow().content.table() {
                    table.cell().properties = read;
                }
            }
            b"txbxContent" => {
                self.paragraph();
                self.flows.push(Flow::default());
            }
            b"sdt" => self.controls.push(false),
            b"sdtPr" => {
                let contents = properties::is_contents_control(walker)?;
                if let Some(control) = self.controls.last_mut() {
                    *control = contents;
                }
            }
            b"altChunk" => self.shared.foreign.push(e.attr("id").unwrap_or_default()),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, ns: Ns, name: &[u8]) -> Result<(), Failure> {
        match (ns, name) {
            (Ns::Word | Ns::Math | Ns::Drawing, b"t") => self.in_text = false,
            (Ns::Drawing, b"p") => self.text(" ", None),
            (Ns::Word, b"instrText") => self.in_code = false,
            (Ns::Word, b"p") => self.end_paragraph()?,
            (Ns::Word, b"tc") => {
                self.end_paragraph()?;
                self.end_carry();
                self.trace(Trace::leave);
            }
            (Ns::Word, b"tr") => {
                self.trace(Trace::leave);
                let cells = self.flow().content.table().map_or(0, Table::end_row);
                self.count(cells)?;
            }
            (Ns::Word, b"tbl") => {
                self.end_paragraph()?;
                self.flow().content.close_table();
            }
            (Ns::Word, b"txbxContent") if self.flows.len() > 1 => {
                let items = self.close_flow()?;
                self.paragraph().boxes.extend(items);
            }
            (Ns::Word, b"footnote" | b"endnote") if self.flows.len() > 1 => {
                let items = self.close_flow()?;
                if let Some(key) = self.note.take().filter(|key| !key.is_empty()) {
                    self.shared.notes.insert(key, items);
                }
            }
            (Ns::Word, b"comment") if self.flows.len() > 1 => {
                let items = self.close_flow()?;
                if let Some((id, mut comment)) = self.comment.take() {
                    let lines: Vec<String> = items.into_iter().map(Item::into_line).filter(|line| !line.is_empty()).collect();
                    comment.text = lines.join("\n");
                    self.shared.comments.insert(id, comment);
                }
            }
            (Ns::Word, b"ins" | b"moveTo") => {
                if let Some(insertion) = self.insertions.pop() {
                    remarks::add(&mut self.paragraph().remarks, insertion);
                }
            }
            (Ns::Word, b"sdt") => {
                self.controls.pop();
            }
            _ => {}
        }
        Ok(())
    }

    fn count(&mut self, items: usize) -> Result<(), Failure> {
        self.shared.items += items;
        if self.shared.items > MAX_ITEMS { Err(Failure::limit(format!("more than {MAX_ITEMS} paragraphs and cells"))) } else { Ok(()) }
    }

    fn field(&mut self, mark: &str) {
        match mark {
            "begin" => {
                self.fields.push(Field::default());
                self.coding += 1;
            }
            "separate" => {
                if let Some(field) = self.fields.last_mut().filter(|f| !f.shows) {
                    field.shows = true;
                    field.contents = field.code.trim_start().starts_with("TOC");
                    self.coding -= 1;
                    self.listing += usize::from(field.contents);
                }
            }
            "end" => self.drop_field(),
            _ => {}
        }
    }

    fn drop_field(&mut self) {
        if let Some(field) = self.fields.pop() {
            self.coding -= usize::from(!field.shows);
            self.listing -= usize::from(field.contents);
        }
    }

    fn code(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|f| !f.shows && f.code.len() < MAX_CODE) {
            field.code.push_str(text);
        }
    }

    /// Text of the open paragraph; `at`: where it stands in the part.
    fn text(&mut self, text: &str, at: Option<Range<usize>>) {
        // Inside a field's code, text is the result of a field inside it.
        if self.coding > 0 {
            return;
        }
        let contents = self.listing > 0;
        let run = self.flow().run.clone();
        let style = self.paragraph().properties.style.clone();
        let styles = &self.shared.styles;
        let style = style.as_deref().unwrap_or(&styles.default_paragraph);
        let by_run = run.style.as_deref();
        let hidden = run.hidden.or_else(|| styles.is_hidden(by_run?)).or_else(|| styles.is_hidden(style)).unwrap_or(false);
        if hidden {
            return;
        }
        if let Some(insertion) = self.insertions.last_mut() {
            insertion.text.push_str(text);
        }
        let bold = run.bold.or_else(|| styles.is_bold(by_run?)).or_else(|| styles.is_bold(style)).unwrap_or(false);
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let traced = self.shared.trace.is_some();
        let paragraph = self.paragraph();
        paragraph.text.push_str(text);
        if traced {
            paragraph.kept.push(Kept { text: text.to_owned(), at });
        }
        paragraph.contents |= contents && letters > 0;
        paragraph.bold.0 += if bold { letters } else { 0 };
        paragraph.bold.1 += letters;
    }

    fn end_paragraph(&mut self) -> Result<(), Failure> {
        let Some(mut paragraph) = self.flow().paragraph.take() else { return Ok(()) };
        // A code never runs on past its paragraph in a sound file; a field that was cut off must not swallow the rest.
        if self.coding > 0 {
            while self.fields.len() > paragraph.fields && self.fields.last().is_some_and(|f| !f.shows) {
                self.drop_field();
            }
        }
        let mut hanging = std::mem::take(&mut paragraph.boxes);
        for key in &paragraph.notes {
            let notes = self.shared.notes.remove(key).unwrap_or_default();
            hanging.extend(notes.into_iter().map(|item| item.into_kind(BlockKind::Footnote)));
        }
        hanging.splice(0..0, remarks::items(std::mem::take(&mut paragraph.remarks)));
        let flow = self.flow();
        if !flow.carry.is_empty() {
            paragraph.text.insert_str(0, &std::mem::take(&mut flow.carry));
        }
        paragraph.kept.splice(0..0, std::mem::take(&mut flow.carried_kept));
        if paragraph.properties.mark_deleted {
            flow.carry = paragraph.text;
            flow.carried_kept = paragraph.kept;
            flow.carried.append(&mut hanging);
            return Ok(());
        }
        hanging.splice(0..0, std::mem::take(&mut flow.carried));
        if let Some(trace) = &mut self.shared.trace {
            trace.close(paragraph.opened, paragraph.kept);
        }
        let contents = paragraph.contents || self.controls.contains(&true);
        let bold = paragraph.bold;
        let Shared { styles, numbering, .. } = &mut *self.shared;
        let mut items = items_of(&paragraph.properties, &paragraph.text, contents, styles, numbering);
        items.append(&mut hanging);
        self.count(items.len())?;
        self.flow().content.put(items, bold);
        Ok(())
    }

    /// Text of a deleted paragraph mark with no paragraph after it.
    fn end_carry(&mut self) {
        let flow = self.flow();
        let text = std::mem::take(&mut flow.carry);
        let mut items = std::mem::take(&mut flow.carried);
        let kept = std::mem::take(&mut flow.carried_kept);
        if !text.trim().is_empty() {
            items.insert(0, Item::Text { kind: BlockKind::Paragraph, text });
        }
        flow.content.put(items, (0, 0));
        if let Some(trace) = &mut self.shared.trace {
            let opened = trace.open();
            trace.close(opened, kept);
        }
    }

    fn close_flow(&mut self) -> Result<Vec<Item>, Failure> {
        self.end_paragraph()?;
        self.end_carry();
        Ok(self.flows.pop().map(|flow| flow.content.close()).unwrap_or_default())
    }
}

fn note_key(name: &[u8], e: &Element) -> String {
    format!("{}{}", if name.starts_with(b"f") { 'f' } else { 'e' }, e.attr("id").unwrap_or_default())
}
