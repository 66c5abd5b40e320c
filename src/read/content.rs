//! What has been read of one stretch with paragraphs of its own (a story, a note, a text box): its items and the tables still open.

use super::items::Item;
use super::table::Table;

/// Items so far, and open tables, outermost first.
#[derive(Debug, Default)]
pub(super) struct Content {
    items: Vec<Item>,
    tables: Vec<Table>,
}

impl Content {
    /// Adds items to the cell that is open, else to the stretch. `bold`: letters in bold and letters in all.
    pub fn put(&mut self, mut items: Vec<Item>, bold: (usize, usize)) {
        match self.tables.last_mut() {
            // Nothing opens no cell: text between rows must not shift the columns.
            Some(_) if items.is_empty() && bold.1 == 0 => {}
            Some(table) => {
                let cell = table.cell();
                cell.bold.0 += bold.0;
                cell.bold.1 += bold.1;
                cell.items.append(&mut items);
            }
            None => self.items.append(&mut items),
        }
    }

    /// Opens a table, inside the open cell if there is one. `id` is a number of its own in the document.
    pub fn open_table(&mut self, id: usize) {
        self.tables.push(Table::new(id));
    }

    /// The innermost open table.
    pub fn table(&mut self) -> Option<&mut Table> {
        self.tables.last_mut()
    }

    /// Open tables inside each other.
    pub fn depth(&self) -> usize {
        self.tables.len()
    }

    /// Closes the innermost table; its rows go to where it stood.
    pub fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let items = table.finish();
        self.put(items, (0, 0));
    }

    /// Closes every table and gives all items.
    pub fn close(mut self) -> Vec<Item> {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.items
    }
}
