//! What the readers of office formats make before the document is built: blocks and rows whose order may still change.

use super::lines::marker;
use crate::text::{BlockKind, DocumentBuilder, Remark};
use std::collections::{HashMap, HashSet};

/// Paragraphs and cells in one document; no steering document comes near.
pub(super) const MAX_ITEMS: usize = 1_000_000;

/// What a story is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Text {
        kind: BlockKind,
        text: String,
    },
    /// A row; `table` is a number that its rows share.
    Row {
        table: usize,
        header: bool,
        cells: Vec<String>,
    },
    /// A comment or tracked change in what stands before it.
    Remark(Box<Remark>),
}

impl Item {
    /// The item's text on one line; a remark is no text.
    pub fn into_line(self) -> String {
        match self {
            Item::Text { text, .. } => text,
            Item::Row { cells, .. } => cells.join(" "),
            Item::Remark(_) => String::new(),
        }
    }

    pub fn is_remark(&self) -> bool {
        matches!(self, Item::Remark(_))
    }

    /// The item's text as a block of another kind (a note, a running header).
    pub fn into_kind(self, kind: BlockKind) -> Item {
        if self.is_remark() { self } else { Item::Text { kind, text: self.into_line() } }
    }
}

/// Lines of a paragraph that begin with a typed bullet become list items of their own; other lines stay together.
pub(super) fn typed_lines(text: &str, kind: BlockKind) -> Vec<Item> {
    let bulleted = |line: &str| marker(line).filter(|m| !m.label).map(|m| m.len);
    let depth = match kind {
        BlockKind::ListItem { depth, .. } => depth.saturating_add(1),
        _ => 0,
    };
    let mut items: Vec<Item> = Vec::new();
    for line in text.split('\n') {
        let trimmed = line.trim_start();
        match (bulleted(trimmed), items.last_mut()) {
            (Some(skip), _) => {
                items.push(Item::Text { kind: BlockKind::ListItem { depth, lead_in: None }, text: trimmed[skip..].to_owned() })
            }
            (None, Some(Item::Text { text, .. })) => {
                text.push(' ');
                text.push_str(line);
            }
            _ => items.push(Item::Text { kind: kind.clone(), text: line.to_owned() }),
        }
    }
    items.retain(|item| !matches!(item, Item::Text { text, .. } if text.trim().is_empty()));
    items
}

/// Hands over running headers and footers: each text once, however many sections or slides repeat it.
pub(super) fn emit_marginals(builder: &mut DocumentBuilder, items: impl IntoIterator<Item = Item>) {
    let mut seen = HashSet::new();
    for line in items.into_iter().map(Item::into_line) {
        if !seen.contains(&line) {
            builder.push(BlockKind::Marginal, &[line.as_str().into()]);
            seen.insert(line);
        }
    }
}

/// Hands the items over to the builder. Table numbers hold within one call.
pub(super) fn emit(builder: &mut DocumentBuilder, items: Vec<Item>) {
    let mut tables = HashMap::new();
    for item in items {
        match item {
            Item::Text { kind, text } => builder.push(kind, &[text.as_str().into()]),
            Item::Row { table, header, cells } => {
                let id = *tables.entry(table).or_insert_with(|| builder.table());
                let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
                builder.row(id, header, &cells);
            }
            Item::Remark(remark) => builder.remark(*remark),
        }
    }
}

/// A sign from a symbol font: fonts such as Wingdings put their signs where no standard letter is.
pub(super) fn symbol(code: u32) -> Option<char> {
    match code {
        0xF0A7 | 0xF0B7 => Some('•'),
        0xF06F | 0xF071 | 0xF0A8 => Some('☐'),
        0xF052 | 0xF0FE => Some('☑'),
        0xF0FC => Some('✓'),
        0xF0E0 | 0xF0E8 => Some('→'),
        0xF02D => Some('-'),
        0xE000..=0xF8FF => None,
        other => char::from_u32(other),
    }
}
