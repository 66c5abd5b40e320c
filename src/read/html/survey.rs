//! A first look at the whole page: what it says of itself, where its subject stands, which tables only lay out.

use super::elements::{heading, is_beside, is_main, stays_out};
use super::tree::{Data, NodeId, ROOT, Tree};
use crate::read::table::MAX_COLUMNS;
use std::collections::HashMap;

/// Where the page's subject stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Everywhere but in menus, heads and feet.
    Whole,
    /// In the main element.
    Main,
    /// In the only article.
    Article,
}

/// What is known of a table before it is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TableFacts {
    pub columns: usize,
    /// It has header cells or says that it is data.
    data: bool,
    /// It holds headings or other tables.
    blocks: bool,
    /// It says that it only lays out.
    layout: bool,
}

impl TableFacts {
    pub fn only_lays_out(&self) -> bool {
        self.layout || self.blocks && !self.data
    }
}

#[derive(Debug)]
pub(super) struct Survey {
    pub title: Option<String>,
    pub generator: Option<String>,
    pub subject: Subject,
    pub tables: HashMap<NodeId, TableFacts>,
}

/// Letters on the page: in all, in the main element, in articles; outside of menus.
#[derive(Default)]
struct Letters {
    all: usize,
    main: usize,
    article: usize,
}

pub(super) fn survey(tree: &Tree) -> Survey {
    let mut out = Survey { title: None, generator: None, subject: Subject::Whole, tables: HashMap::new() };
    let mut letters = Letters::default();
    let mut articles = 0;
    // Open elements that matter, innermost last.
    let (mut mains, mut parts, mut besides, mut tables): (Vec<NodeId>, Vec<NodeId>, Vec<NodeId>, Vec<NodeId>) = Default::default();
    let mut at = Some(ROOT);
    while let Some(id) = at {
        let name = tree.name(id);
        match &tree.nodes[id].data {
            Data::Text(text) if besides.is_empty() => {
                let count = text.chars().filter(|c| c.is_alphabetic()).count();
                letters.all += count;
                letters.main += if mains.is_empty() { 0 } else { count };
                letters.article += if parts.is_empty() { 0 } else { count };
            }
            Data::Element { .. } => {
                match name {
                    "title" if out.title.is_none() => out.title = text_of(tree, id),
                    "meta" if tree.attribute(id, "name").is_some_and(|name| name.eq_ignore_ascii_case("generator")) => {
                        out.generator = tree.attribute(id, "content").map(str::to_owned);
                    }
                    "article" => {
                        articles += usize::from(parts.is_empty());
                        parts.push(id);
                    }
                    _ => {}
                }
                if is_main(tree, id) {
                    mains.push(id);
                }
                if is_beside(tree, id, !mains.is_empty() || !parts.is_empty()) {
                    besides.push(id);
                }
                look_at_table(tree, id, &mut tables, &mut out.tables);
            }
            _ => {}
        }
        // The head stays out of the text, but what it says is wanted.
        let inside = tree.nodes[id].first.filter(|_| name == "head" || !stays_out(tree, id) && name != "title");
        at = inside.or_else(|| {
            tree.after(id, |left| {
                for open in [&mut mains, &mut parts, &mut besides, &mut tables] {
                    open.pop_if(|last| *last == left);
                }
            })
        });
    }
    // Some templates leave the main element nearly empty and put the text beside it.
    if letters.main * 5 >= letters.all && letters.main > 0 {
        out.subject = Subject::Main;
    } else if articles == 1 && letters.article * 2 >= letters.all && letters.article > 0 {
        out.subject = Subject::Article;
    }
    out
}

fn look_at_table(tree: &Tree, id: NodeId, open: &mut Vec<NodeId>, facts: &mut HashMap<NodeId, TableFacts>) {
    let name = tree.name(id);
    if let Some(table) = open.last().and_then(|table| facts.get_mut(table)) {
        match name {
            "th" | "thead" | "caption" => table.data = true,
            "table" => table.blocks = true,
            "tr" => {
                let cells = std::iter::successors(tree.nodes[id].first, |cell| tree.nodes[*cell].next);
                let wide =
                    cells.filter(|cell| matches!(tree.name(*cell), "td" | "th")).take(MAX_COLUMNS).map(|cell| span(tree, cell, "colspan"));
                table.columns = table.columns.max(wide.sum::<usize>().min(MAX_COLUMNS));
            }
            _ => table.blocks |= heading(tree, id).is_some(),
        }
    }
    if name == "table" {
        let layout = matches!(tree.attribute(id, "role"), Some("presentation" | "none"));
        facts.insert(id, TableFacts { layout, ..TableFacts::default() });
        open.push(id);
    }
}

/// Columns or rows that a cell covers. No table is as wide as files may claim; 0 rows means all that are left.
pub(super) fn span(tree: &Tree, cell: NodeId, which: &str) -> usize {
    let claimed: usize = tree.attribute(cell, which).and_then(|value| value.trim().parse().ok()).unwrap_or(1);
    match which {
        "rowspan" if claimed == 0 => usize::MAX,
        "rowspan" => claimed,
        _ => claimed.clamp(1, MAX_COLUMNS),
    }
}

/// The text of an element that holds nothing but text.
fn text_of(tree: &Tree, id: NodeId) -> Option<String> {
    let Data::Text(text) = &tree.nodes[tree.nodes[id].first?].data else { return None };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
