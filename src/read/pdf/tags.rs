//! The structure tree of a tagged file: which paragraph, heading, list item or table cell a piece of marked content belongs to.

use std::collections::HashMap;

use lopdf::{Dictionary, Object, ObjectId};

use super::ink::Mark;
use super::objects::{Objects, as_dictionary, as_number};
use super::pages::PageObject;

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
    /// What belongs to marked content, by the page or form that it is on and its number there.
    content: HashMap<(ObjectId, u32), Item>,
    /// Replacement texts, with the page that each stands on; none when it stands on several.
    texts: Vec<(String, Option<ObjectId>)>,
    /// Columns and rows that each cell spans, where that is more than one.
    spans: HashMap<u32, (u16, u16)>,
    /// Columns of each table.
    columns: Vec<u16>,
}

/// What the tree says of one piece of marked content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Its block, index into [`Tags::blocks`].
    pub(super) block: u32,
    /// Its turn in the tree's order.
    pub(super) turn: u32,
    /// Replacement text of the element around it.
    text: Option<u32>,
}

impl Tags {
    /// What the tree says of a mark on `page`.
    pub(super) fn item(&self, page: ObjectId, mark: &Mark) -> Option<Item> {
        let inner = mark.inner.and_then(|key| self.content.get(&key));
        inner.or_else(|| self.content.get(&(page, mark.id?))).copied()
    }

    /// The text that stands for everything with this replacement, and its number; none when what is drawn counts.
    pub(super) fn replacement(&self, item: Item) -> Option<(u32, &str)> {
        let index = item.text?;
        let (text, page) = self.texts.get(index as usize)?;
        page.is_some().then_some((index, text.as_str()))
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
    /// Whether it is in the head of a table.
    head: bool,
    /// Whether it is in a contents line, note or caption: what it holds is part of that.
    whole: bool,
    quote: bool,
    /// Sections around the node.
    sections: u8,
    text: Option<u32>,
    depth: u16,
}

/// Reads the structure tree of a file with these pages, at most `max` elements of it.
pub(super) fn read(objects: &Objects, pages: &[PageObject], max: usize) -> Tags {
    let mut tags = Tags::default();
    let root = objects.document.catalog().ok().and_then(|catalog| objects.dictionary(catalog, b"StructTreeRoot"));
    let Some(root) = root else { return tags };
    let roles = objects.dictionary(root, b"RoleMap");
    // Elements seen, and what content that only the parent tree assigns to them would be.
    let mut seen: HashMap<usize, Place> = HashMap::new();
    let mut homeless = false;
    let (mut tables, mut rows) = (0u32, 0u32);
    let mut stack: Vec<(&Object, Place)> = Vec::new();
    push_kids(objects, root, Place::default(), &mut stack);
    while let Some((node, mut place)) = stack.pop() {
        let node = objects.resolve(node);
        if let Some(id) = as_number(node) {
            homeless |= place.page.is_none();
            tags.note(id, place.page, place);
            continue;
        }
        let Some(element) = as_dictionary(node) else { continue };
        if let Ok(page) = element.get(b"Pg").and_then(Object::as_reference) {
            place.page = Some(page);
        }
        if !element.has(b"S") {
            if let Some(id) = objects.number(element, b"MCID") {
                let form = element.get(b"Stm").and_then(Object::as_reference).ok();
                homeless |= form.or(place.page).is_none();
                tags.note(id, form.or(place.page), place);
            }
            continue;
        }
        let address = std::ptr::from_ref(element) as usize;
        if place.depth >= MAX_DEPTH || seen.len() >= max || seen.contains_key(&address) {
            continue;
        }
        place.depth += 1;
        let own_name = objects.name(element, b"S");
        let name = standard_role(objects, roles, element, own_name);
        // What groups blocks can have no replacement for all of them.
        let groups =
            matches!(name, b"Document" | b"Part" | b"Art" | b"Sect" | b"Div" | b"Table" | b"TR" | b"L" | b"TOC" | b"THead" | b"TBody");
        if place.text.is_none()
            && !groups
            && let Some(text) = objects.text(element, b"ActualText")
        {
            tags.texts.push((text, place.page));
            place.text = Some((tags.texts.len() - 1) as u32);
        }
        match name {
            b"Sect" => place.sections = place.sections.saturating_add(1),
            b"THead" => place.head = true,
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
                    place.whole |= matches!(role, Role::Contents | Role::Note | Role::Caption);
                    if matches!(role, Role::Cell { .. }) {
                        tags.spans.extend(spans(objects, element).map(|spans| (block, spans)));
                    }
                }
            }
        }
        seen.insert(address, place);
        push_kids(objects, element, place, &mut stack);
    }
    if homeless || tags.content.is_empty() {
        tags.note_by_parents(objects, root, pages, &seen);
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

    /// Notes that content `id` of a page or form belongs to the place.
    fn note(&mut self, id: f32, owner: Option<ObjectId>, place: Place) {
        let Some(owner) = owner else { return };
        let block = place.block.unwrap_or_else(|| {
            // Content outside any block: one of its own.
            self.blocks.push(if place.quote { Role::Quote } else { Role::Paragraph });
            (self.blocks.len() - 1) as u32
        });
        if let Some((_, page)) = place.text.and_then(|text| self.texts.get_mut(text as usize)) {
            match (*page, place.page) {
                (None, found) => *page = found,
                (Some(one), Some(other)) if one != other => *page = None,
                _ => {}
            }
        }
        let turn = self.content.len() as u32;
        self.content.entry((owner, id.max(0.0) as u32)).or_insert(Item { block, turn, text: place.text });
    }

    /// Content that the elements do not say the page of: the parent tree lists the elements of each page's content.
    fn note_by_parents<'a>(&mut self, objects: &Objects<'a>, root: &'a Dictionary, pages: &[PageObject<'a>], seen: &HashMap<usize, Place>) {
        let Some(tree) = objects.dictionary(root, b"ParentTree") else { return };
        let parents: HashMap<usize, &Object> = objects.number_tree(tree).into_iter().collect();
        for page in pages {
            let number = objects.number(page.dictionary, b"StructParents").map(|number| number.max(0.0) as usize);
            let (Some(id), Some(Object::Array(elements))) = (page.id, number.and_then(|number| parents.get(&number))) else { continue };
            let mut places: Vec<(f32, Place)> = Vec::new();
            for (content, element) in elements.iter().enumerate() {
                let place = as_dictionary(objects.resolve(element)).and_then(|e| seen.get(&(std::ptr::from_ref(e) as usize)));
                places.extend(place.map(|place| (content as f32, *place)));
            }
            // The tree's order within the page: by block, then as the content is numbered.
            places.sort_by_key(|(_, place)| place.block);
            for (content, mut place) in places {
                place.page = Some(id);
                self.note(content, Some(id), place);
            }
        }
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

/// Follows the role map to a standard role: that of the element's namespace, then that of the tree.
fn standard_role<'a>(objects: &Objects<'a>, roles: Option<&'a Dictionary>, element: &'a Dictionary, name: &'a [u8]) -> &'a [u8] {
    let namespace = objects.dictionary(element, b"NS").and_then(|namespace| objects.dictionary(namespace, b"RoleMapNS"));
    let mut name = match namespace.map(|map| objects.get(map, name)) {
        Some(Object::Name(mapped)) => mapped.as_slice(),
        Some(Object::Array(pair)) => pair.first().and_then(|first| objects.resolve(first).as_name().ok()).unwrap_or(name),
        _ => name,
    };
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
            Role::Cell { table: place.table.unwrap_or(0), row: place.row.unwrap_or(0), column: 0, header: name == b"TH" || place.head }
        }
        _ if in_cell => return None,
        // A footnote can stand inside what it is a note to.
        b"Note" | b"FENote" => Role::Note,
        b"P" | b"Lbl" if place.whole => return None,
        b"LI" => Role::Item(place.lists.saturating_sub(1)),
        // What stands inside an item is the item, except what opens one of its own.
        b"P" | b"LBody" | b"Lbl" if place.lists > 0 && place.block.is_some() => return None,
        b"TOCI" => Role::Contents,
        b"P" | b"Lbl" if place.block.is_some() && !matches!(name, b"P") => return None,
        b"Caption" => Role::Caption,
        b"Artifact" => Role::Artifact,
        b"P" if place.quote => Role::Quote,
        b"P" => heading_name(own_name).unwrap_or(Role::Paragraph),
        b"Title" => Role::Heading(1),
        b"H" => Role::Heading(place.sections.clamp(1, 9)),
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
    if matches!(name.as_str(), "titel" | "title" | "dokumenttitel") {
        return Some(Role::Heading(1));
    }
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
        let tags = read(&objects, &[], 1000);
        let item = |id| tags.item(page, &Mark { id: Some(id), ..Mark::default() });
        let role = |id| item(id).map(|item| tags.role(item.block));
        assert_eq!(role(0), Some(Role::Heading(2)));
        assert_eq!(role(1), Some(Role::Paragraph));
        assert_eq!(role(3), Some(Role::Cell { table: 0, row: 0, column: 0, header: true }));
        assert_eq!(role(4), Some(Role::Cell { table: 0, row: 0, column: 1, header: false }));
        assert_eq!(role(5), Some(Role::Item(0)));
        assert_eq!(item(5).map(|item| item.block), item(6).map(|item| item.block));
        assert!(item(0).map(|item| item.turn) < item(6).map(|item| item.turn));
        assert_eq!(role(7), None);
    }
}
