//! Walks the page in reading order and makes blocks of it. A stack of our own holds what is open.

use super::elements::{heading, is_beside, is_block, is_main, is_note, is_note_sign, stays_out, word_list_depth};
use super::survey::{Subject, Survey, TableFacts, span};
use super::tree::{Data, NodeId, ROOT, Tree};
use crate::read::content::Content;
use crate::read::deadline::Deadline;
use crate::read::items::{Item, MAX_ITEMS, typed_lines};
use crate::read::lines::marker;
use crate::read::numerals::{letters, roman};
use crate::read::table::{MAX_COLUMNS, RowProperties};
use crate::text::BlockKind;

/// Longest heading in characters.
const MAX_HEADING: usize = 300;

/// What text is by where it stands.
#[derive(Clone, Copy, Debug)]
struct Context {
    /// Beside the page's subject.
    beside: bool,
    /// Inside the main element or an article.
    part: bool,
    heading: Option<u8>,
    caption: bool,
    note: bool,
    quote: bool,
    bold: bool,
    verbatim: bool,
}

/// A list that is open.
struct List {
    ordered: bool,
    kind: char,
    next: i64,
    step: i64,
}

/// A table that is open.
#[derive(Default)]
struct Table {
    facts: TableFacts,
    /// A row has been met.
    begun: bool,
    in_head: bool,
    column: usize,
    /// Rows that the cell above still covers, one a column.
    covered: Vec<usize>,
    /// Cells of the open row, and those of them that are headers.
    cells: (usize, usize),
}

struct Walk<'a> {
    tree: &'a Tree,
    survey: &'a Survey,
    content: Content,
    line: String,
    bold: (usize, usize),
    context: Context,
    /// Contexts to go back to, with the element at whose end that is.
    around: Vec<(NodeId, Context)>,
    lists: Vec<List>,
    tables: Vec<Table>,
    /// The label and depth of the item that has begun.
    waiting: Option<(String, u8)>,
    table_count: usize,
    count: usize,
}

/// The page's items, and whether all of them fit.
pub(super) fn walk(tree: &Tree, survey: &Survey, deadline: Deadline) -> (Vec<Item>, bool) {
    let beside = survey.subject != Subject::Whole;
    let context = Context { beside, part: false, heading: None, caption: false, note: false, quote: false, bold: false, verbatim: false };
    let mut walk = Walk {
        tree,
        survey,
        content: Content::default(),
        line: String::new(),
        bold: (0, 0),
        context,
        around: Vec::new(),
        lists: Vec::new(),
        tables: Vec::new(),
        waiting: None,
        table_count: 0,
        count: 0,
    };
    let mut at = Some(ROOT);
    while let Some(id) = at {
        if walk.count > MAX_ITEMS || id.is_multiple_of(4096) && deadline.is_over() {
            return (walk.content.close(), false);
        }
        let inside = walk.enter(id).then(|| tree.nodes[id].first).flatten();
        at = inside.or_else(|| tree.after(id, |left| walk.leave(left)));
    }
    walk.end_block();
    (walk.content.close(), true)
}

impl Walk<'_> {
    /// Whether to go on inside the node.
    fn enter(&mut self, id: NodeId) -> bool {
        match &self.tree.nodes[id].data {
            Data::Text(text) => self.text(text),
            Data::Other => {}
            Data::Element { .. } if stays_out(self.tree, id) => return false,
            Data::Element { .. } if is_note_sign(self.tree, id, self.context.note) => return false,
            Data::Element { .. } => self.open(id),
        }
        true
    }

    fn open(&mut self, id: NodeId) {
        let tree = self.tree;
        let name = tree.name(id);
        if is_block(name) || heading(tree, id).is_some() {
            self.end_block();
        }
        let mut context = self.context;
        let subject = self.survey.subject;
        if subject == Subject::Main && is_main(tree, id) || subject == Subject::Article && name == "article" {
            context.beside = false;
        }
        context.part |= name == "article" || is_main(tree, id);
        context.beside |= is_beside(tree, id, context.part);
        context.note |= is_note(tree, id);
        context.heading = heading(tree, id).or(context.heading);
        match name {
            "br" => self.line.push('\n'),
            "figcaption" | "caption" => context.caption = true,
            "blockquote" => context.quote = true,
            "b" | "strong" => context.bold = true,
            "pre" | "xmp" | "listing" | "plaintext" => context.verbatim = true,
            "ul" | "menu" | "dir" => self.lists.push(List { ordered: false, kind: '1', next: 1, step: 1 }),
            "ol" => self.begin_numbers(id),
            "li" => self.begin_item(id),
            "table" => {
                let facts = self.survey.tables.get(&id).copied().unwrap_or_default();
                self.tables.push(Table { facts, ..Table::default() });
            }
            "thead" | "tr" | "td" | "th" => self.open_in_table(id, name),
            "p" => {
                if let Some(depth) = word_list_depth(tree, id) {
                    self.waiting = Some((String::new(), depth));
                }
            }
            _ => {}
        }
        self.around.push((id, std::mem::replace(&mut self.context, context)));
    }

    fn open_in_table(&mut self, id: NodeId, name: &str) {
        let tree = self.tree;
        let Some(table) = self.tables.last_mut().filter(|table| !table.facts.only_lays_out()) else { return };
        match name {
            "thead" => table.in_head = true,
            "tr" => {
                if !std::mem::replace(&mut table.begun, true) {
                    self.table_count += 1;
                    self.content.open_table(self.table_count);
                }
                (table.column, table.cells) = (0, (0, 0));
                if let Some(rows) = self.content.table() {
                    rows.columns = table.facts.columns;
                    rows.begin_row();
                }
            }
            _ => {
                let Some(rows) = self.content.table().filter(|_| table.begun) else { return };
                // Cells of rows above that reach down keep their columns.
                while let Some(left) = table.covered.get_mut(table.column).filter(|left| **left > 0) {
                    *left -= 1;
                    table.column += 1;
                    rows.begin_cell();
                }
                let wide = span(tree, id, "colspan");
                rows.begin_cell();
                rows.cell().properties.span = wide;
                table.cells.0 += 1;
                table.cells.1 += usize::from(name == "th");
                let (from, to) = (table.column.min(MAX_COLUMNS), (table.column + wide).min(MAX_COLUMNS));
                if table.covered.len() < to {
                    table.covered.resize(to, 0);
                }
                table.covered[from..to].fill(span(tree, id, "rowspan") - 1);
                table.column = to;
            }
        }
    }

    fn leave(&mut self, id: NodeId) {
        let Some((_, context)) = self.around.pop_if(|(open, _)| *open == id) else { return };
        let name = self.tree.name(id);
        if is_block(name) || heading(self.tree, id).is_some() {
            self.end_block();
        }
        self.context = context;
        match name {
            "ul" | "menu" | "dir" | "ol" => {
                self.lists.pop();
            }
            "li" => self.waiting = None,
            "p" if word_list_depth(self.tree, id).is_some() => self.waiting = None,
            "thead" => {
                if let Some(table) = self.tables.last_mut() {
                    table.in_head = false;
                }
            }
            "tr" => self.end_row(),
            "table" => {
                let begun = self.tables.pop().is_some_and(|table| table.begun);
                if begun {
                    self.content.close_table();
                }
            }
            _ => {}
        }
    }

    fn end_row(&mut self) {
        let Some(table) = self.tables.last_mut().filter(|table| table.begun) else { return };
        let (cells, headers) = table.cells;
        let header = cells > 0 && (table.in_head || cells == headers);
        let Some(rows) = self.content.table() else { return };
        for left in table.covered.iter_mut().skip(table.column).filter(|left| **left > 0) {
            *left -= 1;
            rows.begin_cell();
        }
        rows.row_properties(RowProperties { header, ..RowProperties::default() });
        self.count += rows.end_row();
    }

    fn begin_numbers(&mut self, id: NodeId) {
        let tree = self.tree;
        let start = tree.attribute(id, "start").and_then(|start| start.trim().parse().ok());
        let reversed = tree.attribute(id, "reversed").is_some();
        let items =
            || std::iter::successors(tree.nodes[id].first, |item| tree.nodes[*item].next).filter(|item| tree.name(*item) == "li").count();
        let next = start.unwrap_or_else(|| if reversed { items() as i64 } else { 1 });
        let kind = tree.attribute(id, "type").and_then(|kind| kind.trim().chars().next()).unwrap_or('1');
        self.lists.push(List { ordered: true, kind, next, step: if reversed { -1 } else { 1 } });
    }

    fn begin_item(&mut self, id: NodeId) {
        let depth = self.lists.len().saturating_sub(1).min(8) as u8;
        let own = self.tree.attribute(id, "value").and_then(|value| value.trim().parse().ok());
        let label = match self.lists.last_mut().filter(|list| list.ordered) {
            Some(list) => {
                let value: i64 = own.unwrap_or(list.next);
                list.next = value.saturating_add(list.step);
                let size = usize::try_from(value).unwrap_or(0);
                match list.kind {
                    'a' if size > 0 => format!("{}.", letters(size)),
                    'A' if size > 0 => format!("{}.", letters(size).to_uppercase()),
                    'i' if size > 0 => format!("{}.", roman(size)),
                    'I' if size > 0 => format!("{}.", roman(size).to_uppercase()),
                    _ => format!("{value}."),
                }
            }
            None => String::new(),
        };
        self.waiting = Some((label, depth));
    }

    fn text(&mut self, text: &str) {
        let count = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.bold.0 += if self.context.bold { count } else { 0 };
        self.bold.1 += count;
        if self.context.verbatim || !text.contains(['\n', '\r']) {
            self.line.push_str(text);
        } else {
            self.line.push_str(&text.replace(['\n', '\r'], " "));
        }
    }

    /// The line ends here: what has come together is a block.
    fn end_block(&mut self) {
        let bold = std::mem::take(&mut self.bold);
        if self.line.trim().is_empty() {
            self.line.clear();
            return;
        }
        let line = std::mem::take(&mut self.line);
        let items = self.items_of(line);
        self.count += items.len();
        self.content.put(items, bold);
    }

    fn items_of(&mut self, line: String) -> Vec<Item> {
        let context = self.context;
        let one = |kind| vec![Item::Text { kind, text: line.clone() }];
        if context.beside {
            return one(BlockKind::Marginal);
        }
        if let Some(level) = context.heading.filter(|_| line.chars().count() <= MAX_HEADING) {
            return one(BlockKind::Heading { level });
        }
        if context.note {
            return one(BlockKind::Footnote);
        }
        if context.caption {
            return one(BlockKind::Caption);
        }
        if let Some((label, depth)) = self.waiting.take() {
            let text = line.trim_start();
            // Word saves bullets as letters.
            let bullet = marker(text).filter(|mark| label.is_empty() && !mark.label).map_or(0, |mark| mark.len);
            let text = if label.is_empty() { text[bullet..].to_owned() } else { format!("{label} {text}") };
            return typed_lines(&text, BlockKind::ListItem { depth, lead_in: None });
        }
        typed_lines(&line, if context.quote { BlockKind::Quote } else { BlockKind::Paragraph })
    }
}
