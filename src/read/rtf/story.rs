//! Follows the control words and turns text into items. Groups live on a stack of our own: nesting costs heap, never the call stack.

use super::codepage::CodePage;
use super::header::Header;
use super::state::{Destination, Opening, ParagraphState, Purpose, State, opening};
use super::tokens::{Token, Tokens};
use crate::read::Limits;
use crate::read::content::Content;
use crate::read::deadline::Deadline;
use crate::read::failure::Failure;
use crate::read::items::{Item, MAX_ITEMS, symbol, typed_lines};
use crate::read::lines::marker;
use crate::read::style_names::Role;
use crate::read::table::{MAX_COLUMNS, RowProperties};
use crate::text::{BlockKind, ProblemCode};

/// Longest heading in characters.
const MAX_HEADING: usize = 300;
/// Bytes of a field's code, a label, a title that are kept.
const MAX_ASIDE: usize = 400;
/// Deepest table in a table that is believed.
const MAX_TABLES: usize = 16;

/// A paragraph that is open.
#[derive(Default)]
struct Paragraph {
    text: String,
    label: Option<String>,
    bold: (usize, usize),
    contents: bool,
    /// Text boxes and notes anchored here.
    hanging: Vec<Item>,
}

/// A stretch with paragraphs of its own.
#[derive(Default)]
struct Flow {
    content: Content,
    paragraph: Paragraph,
    /// One entry an open table: whether a cell is open.
    cells: Vec<bool>,
}

/// How the cells of the row look, as its definition says.
#[derive(Default)]
struct RowDefinition {
    header: bool,
    /// Whether each cell stands on shade or over a rule of its own, as header cells do.
    shades: Vec<bool>,
    shaded: bool,
    /// The edge that is being defined, and those that are drawn.
    edge: &'static str,
    drawn: Vec<&'static str>,
}

impl RowDefinition {
    /// A control word of the definition of a cell's borders.
    fn border(&mut self, word: &str) {
        match word {
            "clbrdrb" => self.edge = "bottom",
            "clbrdrt" | "clbrdrl" | "clbrdrr" => self.edge = "other",
            "brdrs" | "brdrth" | "brdrdb" | "brdrdot" | "brdrdash" | "brdrhair" | "brdrtriple" if self.drawn.len() < 4 => {
                self.drawn.push(self.edge);
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let ruled = !self.drawn.is_empty() && self.drawn.iter().all(|edge| *edge == "bottom");
        if self.shades.len() < MAX_COLUMNS {
            self.shades.push(self.shaded || ruled);
        }
        self.shaded = false;
        self.edge = "other";
        self.drawn.clear();
    }
}

/// What was read.
#[derive(Default)]
pub(super) struct Read {
    pub title: String,
    pub producer: String,
    pub items: Vec<Item>,
    pub marginals: Vec<Item>,
}

pub(super) struct Story {
    header: Header,
    code_page: CodePage,
    default_font: i32,
    /// Groups that are open, and those too deep to be followed.
    states: Vec<State>,
    too_deep: usize,
    max_depth: usize,
    deadline: Deadline,
    /// Nothing of the group has come yet but perhaps the sign that says it may be passed over.
    fresh: bool,
    optional: bool,
    flows: Vec<Flow>,
    row: RowDefinition,
    /// Bytes that wait to be decoded together, and the first half of a character outside the basic plane.
    bytes: Vec<u8>,
    half: Option<u32>,
    /// Characters still to be passed over after `\u`.
    skip: usize,
    code: String,
    label: String,
    tables: usize,
    count: usize,
    read: Read,
}

impl Story {
    pub fn new(limits: &Limits) -> Self {
        Story {
            header: Header::default(),
            code_page: CodePage::WESTERN,
            default_font: -1,
            states: Vec::new(),
            too_deep: 0,
            max_depth: limits.max_depth,
            deadline: Deadline::of(limits),
            fresh: false,
            optional: false,
            flows: vec![Flow::default()],
            row: RowDefinition::default(),
            bytes: Vec::new(),
            half: None,
            skip: 0,
            code: String::new(),
            label: String::new(),
            tables: 0,
            count: 0,
            read: Read::default(),
        }
    }

    /// Reads to the end of the outermost group. On failure, what was read until then stays.
    pub fn read(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let mut deep = false;
        for (index, token) in Tokens::new(bytes).enumerate() {
            if index.is_multiple_of(4096) && self.deadline.is_over() {
                return Err(Failure::out_of_time(""));
            }
            if self.count > MAX_ITEMS {
                return Err(Failure::limit(format!("more than {MAX_ITEMS} paragraphs and cells")));
            }
            self.token(token);
            deep |= self.too_deep > 0;
            if self.states.is_empty() {
                return if deep { Err(Failure::limit(format!("more than {} levels", self.max_depth))) } else { Ok(()) };
            }
        }
        Err(Failure { code: ProblemCode::Truncated, detail: "ends inside a group".into() })
    }

    /// Closes what is open and gives what was read.
    pub fn finish(mut self) -> Read {
        self.flush();
        while let Some(state) = self.states.pop() {
            if let Some(purpose) = state.opened {
                self.close_stretch(purpose, state.paragraph);
            }
        }
        self.end_paragraph(ParagraphState::default(), 0);
        if let Some(flow) = self.flows.pop() {
            self.read.items = flow.content.close();
        }
        self.read
    }

    fn token(&mut self, token: Token) {
        match token {
            Token::Text(text) => {
                self.settle();
                let passed = self.skip.min(text.len());
                self.skip -= passed;
                self.bytes.extend_from_slice(&text[passed..]);
                return;
            }
            Token::Hex(byte) => {
                self.settle();
                if self.skip > 0 {
                    self.skip -= 1;
                } else {
                    self.bytes.push(byte);
                }
                return;
            }
            _ => self.flush(),
        }
        match token {
            Token::Open => self.open_group(),
            Token::Close => self.close_group(),
            Token::Sign(b'*') => self.optional = self.fresh,
            Token::Sign(_) if self.skip > 0 => self.skip -= 1,
            Token::Sign(sign) => {
                self.settle();
                match sign {
                    b'~' => self.text("\u{A0}"),
                    b'_' => self.text("\u{2011}"),
                    b'-' => self.text("\u{AD}"),
                    b'\\' | b'{' | b'}' => self.text((sign as char).encode_utf8(&mut [0; 4])),
                    _ => {}
                }
            }
            Token::Word(word, number) => self.word(word, number),
            Token::Text(_) | Token::Hex(_) => {}
        }
    }

    fn state(&mut self) -> &mut State {
        if self.states.is_empty() {
            self.states.push(State::new());
        }
        let last = self.states.len() - 1;
        &mut self.states[last]
    }

    fn flow(&mut self) -> &mut Flow {
        if self.flows.is_empty() {
            self.flows.push(Flow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    /// The group's first text or sign has come: it opens nothing.
    fn settle(&mut self) {
        self.fresh = false;
        self.optional = false;
    }

    fn open_group(&mut self) {
        self.skip = 0;
        self.settle();
        if self.states.len() >= self.max_depth {
            self.too_deep += 1;
            return;
        }
        let state = State { opened: None, ..self.states.last().copied().unwrap_or_else(State::new) };
        self.states.push(state);
        self.fresh = true;
    }

    fn close_group(&mut self) {
        self.skip = 0;
        self.settle();
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(state) = self.states.pop() else { return };
        if let Some(purpose) = state.opened {
            self.close_stretch(purpose, state.paragraph);
        }
        let Some(around) = self.states.last_mut() else { return };
        match state.destination {
            Destination::Code if around.destination != Destination::Code => {
                // What the field shows stands in the next group beside this one.
                around.contents |= self.code.trim_start().starts_with("TOC");
                self.code.clear();
            }
            Destination::Label if around.destination == Destination::Text => {
                let label = std::mem::take(&mut self.label);
                self.flow().paragraph.label = Some(label);
            }
            _ => {}
        }
    }

    fn open_stretch(&mut self, purpose: Purpose) {
        let font = self.default_font;
        let state = self.state();
        state.opened = Some(purpose);
        state.paragraph = ParagraphState::default();
        (state.hidden, state.deleted, state.bold, state.contents, state.font) = (false, false, false, false, font);
        self.flows.push(Flow::default());
    }

    fn close_stretch(&mut self, purpose: Purpose, paragraph: ParagraphState) {
        self.end_paragraph(paragraph, level_of(&paragraph));
        if self.flows.len() < 2 {
            return;
        }
        let Some(flow) = self.flows.pop() else { return };
        let items = flow.content.close();
        match purpose {
            Purpose::Marginal => self.read.marginals.extend(items),
            Purpose::Footnote => {
                let notes = items.into_iter().map(|item| item.into_kind(BlockKind::Footnote));
                self.flow().paragraph.hanging.extend(notes);
            }
            Purpose::Box => self.flow().paragraph.hanging.extend(items),
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let (fresh, optional) = (self.fresh, self.optional);
        self.settle();
        let destination = self.state().destination;
        if fresh {
            let nowhere = destination == Destination::Nowhere && word != "mr";
            match opening(word) {
                _ if nowhere => {}
                // Inside a field's instruction nothing is text.
                Some(_) if destination == Destination::Code => {}
                Some(Opening::To(there)) => return self.state().destination = there,
                Some(Opening::Stretch(purpose)) => return self.open_stretch(purpose),
                Some(Opening::Transparent) => self.state().destination = Destination::Text,
                None if destination == Destination::Info => {
                    return self.state().destination = if word == "title" { Destination::Title } else { Destination::Nowhere };
                }
                None if optional => return self.state().destination = Destination::Nowhere,
                None => {}
            }
        }
        match destination {
            Destination::Nowhere if self.state().destination == Destination::Nowhere => return,
            Destination::Fonts => self.header.font_word(word, number),
            Destination::Colours => return self.header.colour_word(word, number),
            Destination::Styles => self.header.style_word(word, number),
            _ => {}
        }
        if word != "u" {
            self.skip = 0;
        }
        let on = number != Some(0);
        let default_font = self.default_font;
        match word {
            "ansicpg" => self.code_page = CodePage::numbered(number.unwrap_or(1252)),
            "mac" => self.code_page = CodePage::MAC,
            "pc" | "pca" => self.code_page = CodePage::Dos,
            "deff" => {
                self.default_font = number.unwrap_or(0);
                self.state().font = number.unwrap_or(0);
            }
            "f" => self.state().font = number.unwrap_or(default_font),
            "uc" => self.state().fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "u" => self.unicode(number.unwrap_or(0)),
            "plain" => {
                let state = self.state();
                (state.hidden, state.deleted, state.bold, state.font) = (false, false, false, default_font);
            }
            "v" => self.state().hidden = on,
            "deleted" => self.state().deleted = on,
            "b" => self.state().bold = on,
            "tab" | "cell" | "nestcell" | "row" | "nestrow" | "par" | "sect" if destination == Destination::Label => self.text(" "),
            "tab" => self.text("\t"),
            "line" | "lbr" | "page" | "column" | "softline" => self.text("\n"),
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "bullet" => self.text("•"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "emspace" | "enspace" | "qmspace" => self.text(" "),
            _ if matches!(destination, Destination::Styles | Destination::Fonts | Destination::Code | Destination::Label) => {}
            _ => self.layout_word(word, number),
        }
    }

    /// Paragraphs and tables.
    fn layout_word(&mut self, word: &str, number: Option<i32>) {
        let paragraph = self.state().paragraph;
        match word {
            "par" | "sect" => self.end_paragraph(paragraph, level_of(&paragraph)),
            "pard" => self.state().paragraph = ParagraphState::default(),
            "s" => self.state().paragraph.style = number.unwrap_or(0),
            "outlinelevel" => self.state().paragraph.outline = number.and_then(|level| u8::try_from(level).ok()),
            "intbl" => self.state().paragraph.in_table = true,
            "itap" => self.state().paragraph.table_level = usize::try_from(number.unwrap_or(1)).unwrap_or(0).min(MAX_TABLES),
            "fi" => self.state().paragraph.hanging = number.is_some_and(|indent| indent < 0),
            "ls" => self.state().paragraph.in_list = number.is_some_and(|list| list > 0),
            "ilvl" => self.state().paragraph.list_level = number.and_then(|level| u8::try_from(level).ok()).unwrap_or(0).min(8),
            "trowd" => self.row = RowDefinition::default(),
            "trhdr" => self.row.header = true,
            "clcbpat" => self.row.shaded = self.header.is_shade(number.unwrap_or(0)),
            "cellx" => self.row.end_cell(),
            "cell" => self.end_cell(1),
            "nestcell" => self.end_cell(paragraph.table_level.max(2)),
            "row" => self.end_row(1),
            "nestrow" => self.end_row(paragraph.table_level.max(2)),
            _ if word.starts_with("clbrdr") || word.starts_with("brdr") => self.row.border(word),
            _ => {}
        }
    }

    /// A character by its code; those outside the basic plane come in two halves.
    fn unicode(&mut self, number: i32) {
        let code = if number < 0 { number.saturating_add(0x1_0000) } else { number };
        let code = u32::try_from(code).unwrap_or(0xFFFD);
        self.skip = self.state().fallback;
        let half = self.half.take();
        let code = match (half, code) {
            (_, 0xD800..=0xDBFF) => {
                self.half = Some(code);
                return;
            }
            (Some(high), 0xDC00..=0xDFFF) => 0x1_0000 + ((high - 0xD800) << 10) + (code - 0xDC00),
            (_, code) => code,
        };
        if let Some(sign) = symbol(code) {
            self.text(sign.encode_utf8(&mut [0; 4]));
        }
    }

    /// Decodes the bytes that have come together.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let font = self.state().font;
        let page = self.header.code_page(font).unwrap_or(self.code_page);
        let text = page.decode(&std::mem::take(&mut self.bytes));
        self.text(&text);
    }

    fn text(&mut self, text: &str) {
        let State { destination, hidden, deleted, bold, contents, .. } = *self.state();
        let aside = match destination {
            Destination::Text => {
                if hidden || deleted {
                    return;
                }
                let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
                let paragraph = &mut self.flow().paragraph;
                paragraph.text.push_str(text);
                paragraph.contents |= contents && letters > 0;
                paragraph.bold.0 += if bold { letters } else { 0 };
                paragraph.bold.1 += letters;
                return;
            }
            Destination::Colours => return self.header.colour_text(text),
            Destination::Styles => return self.header.style_text(text),
            Destination::Code => &mut self.code,
            Destination::Label => &mut self.label,
            Destination::Title => &mut self.read.title,
            Destination::Producer => &mut self.read.producer,
            Destination::Nowhere | Destination::Fonts | Destination::Info => return,
        };
        if aside.len() < MAX_ASIDE {
            aside.push_str(text);
        }
    }

    /// Brings the open tables to this depth, and the innermost to an open cell.
    fn adjust(&mut self, level: usize) {
        let first = self.tables;
        let flow = self.flow();
        while flow.content.depth() > level {
            flow.content.close_table();
            flow.cells.pop();
        }
        let mut opened = 0;
        while flow.content.depth() < level {
            // An inner table stands in a cell.
            if let (Some(table), Some(open)) = (flow.content.table(), flow.cells.last_mut())
                && !std::mem::replace(open, true)
            {
                table.begin_cell();
            }
            opened += 1;
            flow.content.open_table(first + opened);
            flow.cells.push(false);
        }
        self.tables += opened;
    }

    fn end_paragraph(&mut self, properties: ParagraphState, level: usize) {
        let mut paragraph = std::mem::take(&mut self.flow().paragraph);
        self.adjust(level);
        let bold = paragraph.bold;
        let hanging = std::mem::take(&mut paragraph.hanging);
        let mut items = self.items_of(paragraph, properties);
        items.extend(hanging);
        self.count += items.len();
        if items.is_empty() {
            return;
        }
        let flow = self.flow();
        if let (Some(table), Some(open)) = (flow.content.table(), flow.cells.last_mut())
            && !std::mem::replace(open, true)
        {
            table.begin_cell();
        }
        flow.content.put(items, bold);
    }

    fn items_of(&self, paragraph: Paragraph, properties: ParagraphState) -> Vec<Item> {
        if paragraph.text.trim().is_empty() {
            return Vec::new();
        }
        let role = self.header.role(properties.style, properties.outline);
        let label = paragraph.label.as_deref().map(str::trim).filter(|label| is_number(label));
        let text = match label {
            Some(label) => format!("{label} {}", paragraph.text.trim_start()),
            None => paragraph.text,
        };
        let one = |kind, text| vec![Item::Text { kind, text }];
        if paragraph.contents || role == Role::Contents {
            return one(BlockKind::TocLine, text);
        }
        // A number typed before a tab in a hanging paragraph is how writers without lists write one.
        let typed = || marker(text.trim_start()).is_some_and(|m| m.label && text.trim_start()[..m.len].contains('\t'));
        let listed = paragraph.label.is_some() || properties.in_list || properties.hanging && typed();
        let kind = match role {
            Role::Heading(level) if text.chars().count() <= MAX_HEADING => return one(BlockKind::Heading { level }, text),
            Role::Caption => return one(BlockKind::Caption, text),
            _ if listed => BlockKind::ListItem { depth: properties.list_level, lead_in: None },
            Role::List(depth) => BlockKind::ListItem { depth, lead_in: None },
            Role::Quote => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        };
        typed_lines(&text, kind)
    }

    fn end_cell(&mut self, level: usize) {
        let properties = self.state().paragraph;
        self.end_paragraph(properties, level);
        self.count += 1;
        let flow = self.flow();
        if let (Some(table), Some(open)) = (flow.content.table(), flow.cells.last_mut())
            && !std::mem::take(open)
        {
            table.begin_cell();
        }
    }

    fn end_row(&mut self, level: usize) {
        // Text after the last cell belongs to no cell; it is kept beside the row.
        let properties = self.state().paragraph;
        self.end_paragraph(properties, level);
        let (header, shades) = (self.row.header, std::mem::take(&mut self.row.shades));
        let flow = self.flow();
        if let Some(table) = flow.content.table() {
            table.row_properties(RowProperties { header, ..RowProperties::default() });
            table.shade(&shades);
            table.columns = shades.len();
            table.end_row();
        }
        if let Some(open) = flow.cells.last_mut() {
            *open = false;
        }
    }
}

/// How many tables deep a paragraph stands.
fn level_of(paragraph: &ParagraphState) -> usize {
    if paragraph.in_table || paragraph.table_level > 0 { paragraph.table_level.max(1) } else { 0 }
}

/// Whether a label says something (a number, a letter with a sign after it) and is not a bullet.
fn is_number(label: &str) -> bool {
    label.chars().any(char::is_numeric) || label.chars().count() > 1 && label.chars().any(char::is_alphabetic)
}
