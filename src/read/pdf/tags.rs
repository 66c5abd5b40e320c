//! The structure tree of a tagged file: which paragraph, heading, list item or table cell a piece of marked content belongs to.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::objects::{Objects, as_dictionary, as_number};

/// Deeper nesting than this is not followed.
const MAX_DEPTH: u16 = 96;

/// What a structure element is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Paragraph,
    /// Level 1 to 9.
    Heading(u8),
    /// Depth, 0 for the outermost list.
    Item(u8),
    /// A cell: table and row (both counted through the file), column, and whether it is a header cell.
    Cell {
        table: u32,
        row: u32,
        column: u16,
        header: bool,
    },
    Caption,
    Note,
    Quote,
    Contents,
    /// A picture, chart or table drawn as a picture: its text has no order of its own.
    Figure,
    /// Marked as no content inside the tree.
    Artifact,
}

/// The tree, flattened: its block-level elements in order, and what content belongs to which.
#[derive(Debug, Default)]
pub(super) struct Tags {
    pub(super) blocks: Vec<Role>,
    content: HashMap<(ObjectId, u32), u32>,
    /// Columns and rows that each cell spans, where that is more than one.
    spans: HashMap<u32, (u16, u16)>,
    /// Columns of each table.
    columns: Vec<u16>,
}

impl Tags {
    /// The block that marked content `id` of `page` belongs to.
    pub(super) fn block(&self, page: ObjectId, id: u32) -> Option<u32> {
        self.content.get(&(page, id)).copied()
    }

    /// The role of a block.
    pub(super) fn role(&self, block: u32) -> Role {
        self.blocks.get(block as usize).copied().unwrap_or(Role::Paragraph)
    }

    /// Columns of a table.
    pub(super) fn columns(&self, table: u32) -> usize {
        usize::from(self.columns.get(table as usize).copied().unwrap_or(0))
    }

    /// Cells in the row of a cell.
    pub(super) fn cells_in_row(&self, block: u32) -> usize {
        let Role::Cell { row, .. } = self.role(block) else { return 0 };
        let same = |role: &&Role| matches!(role, Role::Cell { row: r, .. } if *r == row);
        let (before, after) = self.blocks.split_at((block as usize).min(self.blocks.len()));
        before.iter().rev().take(1_000).take_while(same).count() + after.iter().take(1_000).take_while(same).count()
    }

    /// Whether there is anything in the tree.
    pub(super) fn is_empty(&self) -> bool {
        self.content.is_empty()
    }
}

/// Where in the tree a node stands.
#[derive(Clone, Copy, Default)]
struct Place {
    page: Option<ObjectId>,
    block: Option<u32>,
    /// Lists around the node.
    lists: u8,
    table: Option<u32>,
    row: Option<u32>,
    quote: bool,
    depth: u16,
}

/// Reads the structure tree, at most `max` elements of it.
pub(super) fn read(objects: &Objects, max: usize) -> Tags {
    let mut tags = Tags::default();
    let root = objects.document.catalog().ok().and_then(|catalog| objects.dictionary(catalog, b"StructTreeRoot"));
    let Some(root) = root else { return tags };
    let roles = objects.dictionary(root, b"RoleMap");
    let mut seen = HashSet::new();
    let (mut tables, mut rows) = (0u32, 0u32);
    let mut stack: Vec<(&Object, Place)> = Vec::new();
    push_kids(objects, root, Place::default(), &mut stack);
    while let Some((node, mut place)) = stack.pop() {
        let node = objects.resolve(node);
        if let Some(id) = as_number(node) {
            tags.note(id, place);
            continue;
        }
        let Some(element) = as_dictionary(node) else { continue };
        if let Ok(page) = element.get(b"Pg").and_then(Object::as_reference) {
            place.page = Some(page);
        }
        if !element.has(b"S") {
            if let Some(id) = objects.number(element, b"MCID")
                && !element.has(b"Stm")
            {
                tags.note(id, place);
            }
            continue;
        }
        if place.depth >= MAX_DEPTH || seen.len() >= max || !seen.insert(std::ptr::from_ref(element) as usize) {
            continue;
        }
        place.depth += 1;
        let own_name = objects.name(element, b"S");
        match standard_role(objects, roles, own_name) {
            b"L" => place.lists = place.lists.saturating_add(1),
            b"Table" if place.table.is_none() => {
                place.table = Some(tables);
                tables += 1;
            }
            b"TR" if place.table.is_some() => {
                place.row = Some(rows);
                rows += 1;
            }
            b"BlockQuote" => place.quote = true,
            name => {
                if let Some(role) = block_role(name, own_name, place) {
                    tags.blocks.push(role);
                    let block = (tags.blocks.len() - 1) as u32;
                    place.block = Some(block);
                    if matches!(role, Role::Cell { .. }) {
                        tags.spans.extend(spans(objects, element).map(|spans| (block, spans)));
                    }
                }
            }
        }
        push_kids(objects, element, place, &mut stack);
    }
    tags.place_cells();
    tags
}

/// How many columns and rows a cell spans, when it is more than one.
fn spans<'a>(objects: &Objects<'a>, cell: &'a Dictionary) -> Option<(u16, u16)> {
    let attributes = objects.get(cell, b"A");
    let list = attributes.as_array().map_or(std::slice::from_ref(attributes), Vec::as_slice);
    let find = |key: &[u8]| list.iter().filter_map(|item| as_dictionary(objects.resolve(item))).find_map(|item| objects.number(item, key));
    let span = |key: &[u8]| find(key).unwrap_or(1.0).clamp(1.0, 200.0) as u16;
    let both = (span(b"ColSpan"), span(b"RowSpan"));
    (both != (1, 1)).then_some(both)
}

impl Tags {
    /// Gives every cell its column, with regard to cells that reach down from rows above.
    fn place_cells(&mut self) {
        // For each table the row being filled, the next free column, and how many more rows each column is taken.
        let mut tables: HashMap<u32, (u32, u16, Vec<u16>)> = HashMap::new();
        for block in 0..self.blocks.len() {
            let Role::Cell { table, row, header, .. } = self.blocks[block] else { continue };
            let (across, down) = self.spans.get(&(block as u32)).copied().unwrap_or((1, 1));
            let (current, next, taken) = tables.entry(table).or_insert((row, 0, Vec::new()));
            if *current != row {
                (*current, *next) = (row, 0);
                taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
            }
            while taken.get(usize::from(*next)).is_some_and(|rows| *rows > 0) && *next < 1_000 {
                *next += 1;
            }
            let column = *next;
            *next = next.saturating_add(across).min(1_000);
            if taken.len() < usize::from(*next) {
                taken.resize(usize::from(*next), 0);
            }
            for rows in &mut taken[usize::from(column)..usize::from(*next)] {
                *rows = down;
            }
            self.blocks[block] = Role::Cell { table, row, column, header };
            let table = table as usize;
            if self.columns.len() <= table {
                self.columns.resize(table + 1, 0);
            }
            self.columns[table] = self.columns[table].max(*next);
        }
    }

    fn note(&mut self, id: f32, place: Place) {
        let Some(page) = place.page else { return };
        let block = place.block.unwrap_or_else(|| {
            // Content outside any block: a paragraph of its own, shared by what follows in the same element by chance of order.
            self.blocks.push(Role::Paragraph);
            (self.blocks.len() - 1) as u32
        });
        self.content.entry((page, id.max(0.0) as u32)).or_insert(block);
    }
}

/// Puts the children on the stack so that the first comes off first.
fn push_kids<'a>(objects: &Objects<'a>, element: &'a Dictionary, place: Place, stack: &mut Vec<(&'a Object, Place)>) {
    match objects.get(element, b"K") {
        Object::Null => {}
        Object::Array(kids) => stack.extend(kids.iter().rev().map(|kid| (kid, place))),
        kid => stack.push((kid, place)),
    }
}

/// Follows the role map to a standard role.
fn standard_role<'a>(objects: &Objects<'a>, roles: Option<&'a Dictionary>, name: &'a [u8]) -> &'a [u8] {
    let mut name = name;
    for _ in 0..8 {
        let next = roles.map_or(&b""[..], |map| objects.name(map, name));
        if next.is_empty() || next == name {
            break;
        }
        name = next;
    }
    name
}

/// The role of an element that holds text of its own; `None` when its text belongs to what is around it.
fn block_role(name: &[u8], own_name: &[u8], place: Place) -> Option<Role> {
    let in_cell = place.row.is_some() && place.block.is_some();
    let role = match name {
        b"TD" | b"TH" if place.row.is_some() => {
            Role::Cell { table: place.table.unwrap_or(0), row: place.row.unwrap_or(0), column: 0, header: name == b"TH" }
        }
        _ if in_cell => return None,
        b"LI" => Role::Item(place.lists.saturating_sub(1)),
        // What stands inside an item is the item, except what opens one of its own.
        b"P" | b"LBody" | b"Lbl" if place.lists > 0 && place.block.is_some() => return None,
        b"TOCI" => Role::Contents,
        b"P" | b"Lbl" if place.block.is_some() && !matches!(name, b"P") => return None,
        b"Caption" => Role::Caption,
        b"Note" | b"FENote" => Role::Note,
        b"Artifact" => Role::Artifact,
        b"P" if place.quote => Role::Quote,
        b"P" => heading_name(own_name).unwrap_or(Role::Paragraph),
        b"Title" => Role::Heading(1),
        b"H" => Role::Heading(1),
        [b'H', level @ b'1'..=b'9'] => Role::Heading(level - b'0'),
        b"Figure" => Role::Figure,
        b"Formula" | b"Form" => Role::Paragraph,
        _ => return None,
    };
    Some(role)
}

/// A paragraph whose own style name says heading.
fn heading_name(name: &[u8]) -> Option<Role> {
    let name = String::from_utf8_lossy(name).to_lowercase();
    let rest = ["rubrik", "heading"].iter().find_map(|prefix| name.strip_prefix(prefix))?;
    let level = rest.trim_start_matches(['_', ' ', '-']).parse::<u8>().ok()?;
    (1..=9).contains(&level).then_some(Role::Heading(level))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Document, dictionary};

    #[test]
    fn cells_under_a_cell_of_two_rows_move_aside() {
        let cell = |row| Role::Cell { table: 0, row, column: 0, header: false };
        let mut tags = Tags { blocks: vec![cell(0), cell(0), cell(1), cell(2), cell(2)], ..Tags::default() };
        tags.spans.insert(0, (1, 2));
        tags.place_cells();
        let columns: Vec<u16> = tags.blocks.iter().map(|b| if let Role::Cell { column, .. } = b { *column } else { 99 }).collect();
        assert_eq!(columns, [0, 1, 1, 0, 1]);
        assert_eq!(tags.columns(0), 2);
    }

    #[test]
    fn tree_becomes_blocks() {
        let mut file = Document::new();
        let page: ObjectId = (9, 0);
        file.objects.insert((1, 0), Object::Dictionary(dictionary! { "StructTreeRoot" => Object::Reference((2, 0)) }));
        file.trailer.set("Root", Object::Reference((1, 0)));
        let leaf = |role: &str, id: i64| Object::Dictionary(dictionary! { "S" => role, "Pg" => Object::Reference(page), "K" => id });
        let cells = vec![leaf("TH", 3), leaf("TD", 4)];
        let row = Object::Dictionary(dictionary! { "S" => "TR", "K" => cells });
        let item = Object::Dictionary(dictionary! { "S" => "LI", "K" => vec![leaf("Lbl", 5), leaf("LBody", 6)] });
        let kids = vec![
            leaf("Rubrik", 0),
            leaf("P", 1),
            Object::Dictionary(dictionary! { "S" => "Table", "K" => vec![row] }),
            Object::Dictionary(dictionary! { "S" => "L", "K" => vec![item] }),
            Object::Reference((2, 0)),
        ];
        file.objects.insert((2, 0), Object::Dictionary(dictionary! { "RoleMap" => dictionary! { "Rubrik" => "H2" }, "K" => kids }));
        let objects = Objects::new(&file, 1 << 20);
        let tags = read(&objects, 1000);
        let role = |id| tags.block(page, id).map(|block| tags.role(block));
        assert_eq!(role(0), Some(Role::Heading(2)));
        assert_eq!(role(1), Some(Role::Paragraph));
        assert_eq!(role(3), Some(Role::Cell { table: 0, row: 0, column: 0, header: true }));
        assert_eq!(role(4), Some(Role::Cell { table: 0, row: 0, column: 1, header: false }));
        assert_eq!(role(5), Some(Role::Item(0)));
        assert_eq!(tags.block(page, 5), tags.block(page, 6));
        assert_eq!(role(7), None);
    }
}
