//! Drafts to the document: blocks in order, pages where they begin.

use super::draft::{Draft, Kind};
use crate::text::{BlockKind, DocumentBuilder, PageStart, Piece};

/// Hands the drafts to the builder. `labels` holds the printed label of each page, if the file gives labels.
pub(super) fn build(builder: &mut DocumentBuilder, mut drafts: Vec<Draft>, page_count: usize, labels: &[Option<String>]) {
    move_marginals(&mut drafts);
    let mut begun = 0;
    let mut tables: Vec<Option<crate::text::TableId>> = Vec::new();
    let start = |page: usize| PageStart { number: page as u32 + 1, label: labels.get(page).cloned().flatten() };
    for draft in drafts {
        while begun <= draft.page() {
            builder.begin_page(start(begun));
            begun += 1;
        }
        if let Kind::Row { table, header, cells } = &draft.kind {
            if tables.len() <= *table {
                tables.resize(table + 1, None);
            }
            let id = *tables[*table].get_or_insert_with(|| builder.table());
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            builder.row(id, *header, &cells);
            continue;
        }
        let mut pieces: Vec<Piece> = Vec::with_capacity(draft.pieces.len());
        for (page, text) in &draft.pieces {
            // Pages without a line of their own between two pieces cannot be told from the second page's start.
            while begun < *page {
                pieces.push(Piece { page: Some(start(begun)), ..Piece::default() });
                begun += 1;
            }
            let page = (begun == *page).then(|| start(*page));
            begun = begun.max(page.as_ref().map_or(0, |p| p.number as usize));
            pieces.push(Piece { text, source: None, page });
        }
        builder.push(kind(&draft.kind), &pieces);
    }
    while begun < page_count {
        builder.begin_page(start(begun));
        begun += 1;
    }
}

fn kind(kind: &Kind) -> BlockKind {
    match kind {
        Kind::Heading(level) => BlockKind::Heading { level: *level },
        Kind::Item(depth) => BlockKind::ListItem { depth: *depth, lead_in: None },
        Kind::Marginal => BlockKind::Marginal,
        Kind::Contents => BlockKind::TocLine,
        Kind::Note => BlockKind::Footnote,
        Kind::Caption => BlockKind::Caption,
        Kind::Quote => BlockKind::Quote,
        // Rows are handed over as rows.
        Kind::Paragraph | Kind::Row { .. } => BlockKind::Paragraph,
    }
}

/// Blocks ascend by page. What stands under a block that runs on to the next page (footer, notes) is put before it; what stands above
/// its second part (header) already comes after it.
fn move_marginals(drafts: &mut [Draft]) {
    let mut index = 0;
    while index < drafts.len() {
        let (first, last) = (drafts[index].page(), drafts[index].last.page);
        if last > first && drafts[index].pieces.len() > 1 {
            // One move for all of them, so that long documents stay linear.
            let stands_before = drafts[index + 1..].iter().take_while(|other| other.page() < last).count();
            drafts[index..=index + stands_before].rotate_left(1);
            index += stands_before;
        }
        index += 1;
    }
}
