//! The text of the memo: its blocks → paragraphs and tables of docx-rs.

use docx_rs::{
    Document, Footer, NumPages, PageNum, Paragraph, RunFonts, Shading, StructuredDataTag, Table, TableBorders, TableCell, TableLayoutType,
    TableRow, WidthType,
};

use super::super::memo::{Block, Run, TableKind};
use super::{TEXT_WIDTH, styles};

/// Word's own face for the box of a check box.
pub(super) const BOX_FACE: &str = "MS Gothic";

#[derive(Default)]
pub(super) struct Body {
    pub document: Document,
    /// The kind of each table, in their order.
    pub tables: Vec<TableKind>,
    /// Paragraphs so far.
    paragraphs: u32,
}

impl Body {
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(0, text) => self.add("Title", [run(text, false)]),
            Block::Heading(level, text) => self.add(&format!("Heading{}", (*level).min(3)), [run(text, false)]),
            Block::Paragraph(runs) => {
                // A line in bold leads in what follows: it is nothing at the foot of a page.
                let leads = !runs.is_empty() && runs.iter().all(|run| run.strong);
                let paragraph = self.paragraph("Normal", inline(runs));
                self.push(if leads { paragraph.keep_next(true) } else { paragraph });
            }
            Block::Quote(text) => self.add(styles::QUOTE, [run(text, false)]),
            Block::List(items) => items.iter().for_each(|item| self.add("ListBullet", inline(item))),
            Block::Nested(depth, runs) => {
                let (list, level) = styles::bullet((*depth).into());
                let item = self.paragraph("ListBullet", inline(runs)).numbering(list, level);
                self.push(item);
            }
            Block::Checklist(items) => items.iter().for_each(|item| self.check_box(item)),
            Block::Table { kind, head, rows } => self.table(*kind, head, rows),
        }
    }

    /// The title to the left, the page's number to the right.
    pub(super) fn footer(&mut self, title: &str, page_of: &str) -> Footer {
        let mut line = self.paragraph("Footer", [run(&shortened(title), false), docx_rs::Run::new().add_tab()]);
        let mut rest = page_of;
        for mark in ["{page}", "{pages}"] {
            let Some((before, after)) = rest.split_once(mark) else { continue };
            if !before.is_empty() {
                line = line.add_run(run(before, false));
            }
            line = if mark == "{page}" { line.add_page_num(PageNum::new()) } else { line.add_num_pages(NumPages::new()) };
            rest = after;
        }
        if !rest.is_empty() {
            line = line.add_run(run(rest, false));
        }
        Footer::new().add_paragraph(line)
    }

    /// Each paragraph gets its number in the memo for an id: those of docx-rs go on from whatever its thread wrote before.
    fn paragraph(&mut self, style: &str, runs: impl IntoIterator<Item = docx_rs::Run>) -> Paragraph {
        self.paragraphs += 1;
        let empty = Paragraph::new().id(format!("{:08X}", self.paragraphs)).style(style);
        runs.into_iter().fold(empty, Paragraph::add_run)
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.document = std::mem::take(&mut self.document).add_paragraph(paragraph);
    }

    fn add(&mut self, style: &str, runs: impl IntoIterator<Item = docx_rs::Run>) {
        let paragraph = self.paragraph(style, runs);
        self.push(paragraph);
    }

    /// A box that can be ticked in Word (`mend` makes it one), and what it is for.
    fn check_box(&mut self, text: &str) {
        let face = RunFonts::new().ascii(BOX_FACE).hi_ansi(BOX_FACE).east_asia(BOX_FACE);
        let symbol = StructuredDataTag::new().add_run(docx_rs::Run::new().fonts(face).add_text("☐"));
        let item = self.paragraph("Checklist", []).add_structured_data_tag(symbol);
        self.push(item.add_run(docx_rs::Run::new().add_tab()).add_run(run(text, false)));
    }

    fn table(&mut self, kind: TableKind, head: &[String], rows: &[Vec<String>]) {
        let widths = widths(head, rows);
        self.tables.push(kind);
        let mut all = vec![self.row(head, &widths, |_| true)];
        for row in rows {
            all.push(self.row(row, &widths, |place| place == 0 && kind == TableKind::Facts));
        }
        let table = Table::new(all)
            .style("TableGrid")
            .set_borders(TableBorders::with_empty())
            .width(TEXT_WIDTH, WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .set_grid(widths);
        self.document = std::mem::take(&mut self.document).add_table(table);
        // Two tables in a row would grow together, and a text straight after one stands too close.
        let gap = self.paragraph("Normal", []).line_spacing(styles::gap());
        self.push(gap);
    }

    fn row(&mut self, cells: &[String], widths: &[usize], is_head: impl Fn(usize) -> bool) -> TableRow {
        let cells = cells.iter().zip(widths).enumerate();
        TableRow::new(cells.map(|(place, (text, width))| self.cell(text, *width, is_head(place))).collect()).cant_split()
    }

    fn cell(&mut self, text: &str, width: usize, head: bool) -> TableCell {
        let cell = TableCell::new().width(width, WidthType::Dxa);
        let cell = if head { cell.shading(Shading::new().fill("E3EAF2")) } else { cell };
        cell.add_paragraph(self.paragraph(if head { "TableHead" } else { "TableText" }, [run(text, false)]))
    }
}

/// Widths of the columns: what their longest word needs, and of the rest as much as their texts are long, very long ones aside.
fn widths(head: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    /// Room for a letter (of a wide face, in bold), and for what stands around a cell's text.
    const LETTER: usize = 135;
    const MARGINS: usize = 240;
    const LONG: usize = 60;
    const WORD: usize = 18;
    let measure = |place: usize, of: fn(&str) -> usize| {
        let cells = rows.iter().filter_map(|row| row.get(place)).chain(head.get(place));
        cells.map(|cell| of(cell)).max().unwrap_or(0)
    };
    let longest_word = |text: &str| text.split([' ', '/']).map(|word| word.chars().count()).max().unwrap_or(0);
    let length = |text: &str| text.chars().count();
    let least: Vec<usize> = (0..head.len()).map(|place| measure(place, longest_word).min(WORD) * LETTER + MARGINS).collect();
    let wanted: Vec<usize> = (0..head.len()).map(|place| (measure(place, length).min(LONG) * LETTER + MARGINS).max(least[place])).collect();
    let (least_sum, wanted_sum) = (least.iter().sum::<usize>(), wanted.iter().sum::<usize>());
    let mut widths: Vec<usize> = if least_sum >= TEXT_WIDTH {
        least.iter().map(|width| width * TEXT_WIDTH / least_sum.max(1)).collect()
    } else {
        let (spare, more) = (TEXT_WIDTH - least_sum, wanted_sum - least_sum);
        least.iter().zip(&wanted).map(|(least, wanted)| least + (spare * (wanted - least)).checked_div(more).unwrap_or(0)).collect()
    };
    // What rounding left over, and all that nobody wanted, goes to the last column.
    let used: usize = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += TEXT_WIDTH.saturating_sub(used);
    }
    widths
}

fn inline(runs: &[Run]) -> impl Iterator<Item = docx_rs::Run> {
    runs.iter().map(|r| run(&r.text, r.strong))
}

fn run(text: &str, strong: bool) -> docx_rs::Run {
    let run = docx_rs::Run::new().add_text(plain(text));
    if strong { run.bold() } else { run }
}

/// A title that leaves room for the page's number.
fn shortened(title: &str) -> String {
    const LONGEST: usize = 80;
    if title.chars().count() <= LONGEST {
        return title.to_string();
    }
    let cut: String = title.chars().take(LONGEST).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}

/// Text in one line, without the characters that XML has no way to write. Its marks docx-rs escapes.
pub(super) fn plain(text: &str) -> String {
    let kept = |c: &char| !matches!(c, '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }).filter(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_page_and_hold_their_words() {
        let cells = |texts: &[&str]| texts.iter().map(|t| t.to_string()).collect::<Vec<_>>();
        let head = cells(&["Område", "Nivå", "mål", "åtg"]);
        let rows = vec![cells(&["Icke-diskriminering och likabehandling", "4 styrd åtgärd", "✓", "–"])];
        let widths = widths(&head, &rows);
        assert_eq!(widths.iter().sum::<usize>(), TEXT_WIDTH);
        assert!(widths[0] > widths[1] && widths[1] > widths[2], "{widths:?}");
        let crowded = super::widths(&vec!["a".repeat(30); 12], &[]);
        assert_eq!(crowded.iter().sum::<usize>(), TEXT_WIDTH);
        assert!(super::widths(&[], &[]).is_empty());
    }

    #[test]
    fn text_is_only_text() {
        assert_eq!(plain("<w:p/> & \"x\"\u{0}\u{ffff}\n"), "<w:p/> & \"x\" ");
    }
}
