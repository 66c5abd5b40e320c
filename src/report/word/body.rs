//! The document part: blocks of the memo → paragraphs and tables of WordprocessingML.

use std::fmt::Write;

use super::super::memo::{Block, Run, TableKind};

/// Width of the text on an A4 page with margins of two centimetres, in twentieths of a point.
const TEXT_WIDTH: usize = 9638;

/// What opens a part that uses `w` and Word's own check boxes.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
     xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" mc:Ignorable=\"w14\"";

/// `word/document.xml`.
pub(super) fn document(blocks: &[Block]) -> String {
    let mut body = Body::default();
    for block in blocks {
        body.block(block);
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document {NAMESPACES}><w:body>{}\
         <w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>\
         </w:body></w:document>",
        body.xml
    )
}

#[derive(Default)]
struct Body {
    xml: String,
    /// Check boxes so far: each has a number of its own.
    boxes: usize,
}

impl Body {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(0, text) => self.paragraph("Title", "", &run(text, false)),
            Block::Heading(level, text) => self.paragraph(&format!("Heading{}", (*level).min(3)), "", &run(text, false)),
            Block::Paragraph(runs) => self.paragraph("Normal", "", &inline(runs)),
            Block::Quote(text) => self.paragraph("Quote", "", &run(text, false)),
            Block::List(items) => items.iter().for_each(|item| self.paragraph("ListBullet", "", &inline(item))),
            Block::Nested(depth, runs) => {
                let level = format!("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"1\"/></w:numPr>", (*depth).min(3));
                self.paragraph("ListBullet", &level, &inline(runs));
            }
            Block::Checklist(items) => items.iter().for_each(|item| self.check_box(item)),
            Block::Table { kind, head, rows } => self.table(*kind, head, rows),
        }
    }

    fn paragraph(&mut self, style: &str, properties: &str, content: &str) {
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{content}</w:p>");
    }

    /// A box that can be ticked in Word, and what it is for.
    fn check_box(&mut self, text: &str) {
        self.boxes += 1;
        let symbol = "<w:rPr><w:rFonts w:ascii=\"MS Gothic\" w:hAnsi=\"MS Gothic\" w:eastAsia=\"MS Gothic\"/></w:rPr><w:t>☐</w:t>";
        let content = format!(
            "<w:sdt><w:sdtPr><w:id w:val=\"{}\"/><w14:checkbox><w14:checked w14:val=\"0\"/>\
             <w14:checkedState w14:val=\"2612\" w14:font=\"MS Gothic\"/><w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/>\
             </w14:checkbox></w:sdtPr><w:sdtContent><w:r>{symbol}</w:r></w:sdtContent></w:sdt><w:r><w:tab/></w:r>{}",
            self.boxes,
            run(text, false)
        );
        self.paragraph("Checklist", "", &content);
    }

    fn table(&mut self, kind: TableKind, head: &[String], rows: &[Vec<String>]) {
        let widths = widths(head, rows);
        let first_column = u8::from(kind == TableKind::Facts);
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{TEXT_WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"{first_column}\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
        );
        widths.iter().for_each(|width| {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        });
        // A head row is told again at the top of each page.
        self.xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (cell, width) in head.iter().zip(&widths) {
            self.cell(cell, *width, true);
        }
        self.xml.push_str("</w:tr>");
        for row in rows {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (place, (cell, width)) in row.iter().zip(&widths).enumerate() {
                self.cell(cell, *width, place == 0 && kind == TableKind::Facts);
            }
            self.xml.push_str("</w:tr>");
        }
        self.xml.push_str("</w:tbl>");
        // Two tables in a row would grow together, and a text straight after one stands too close.
        self.xml.push_str("<w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"160\" w:lineRule=\"exact\"/></w:pPr></w:p>");
    }

    fn cell(&mut self, text: &str, width: usize, head: bool) {
        let (style, shade) =
            if head { ("TableHead", "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E3EAF2\"/>") } else { ("TableText", "") };
        let _ = write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}</w:tcPr>");
        self.paragraph(style, "", &run(text, false));
        self.xml.push_str("</w:tc>");
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

fn inline(runs: &[Run]) -> String {
    runs.iter().map(|r| run(&r.text, r.strong)).collect()
}

pub(super) fn run(text: &str, strong: bool) -> String {
    let properties = if strong { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}

/// Text as XML holds it: marks escaped, characters that XML has no way to write left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
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
        assert_eq!(escape("<w:p/> & \"x\"\u{0}\u{ffff}\n"), "&lt;w:p/&gt; &amp; &quot;x&quot; ");
    }
}
