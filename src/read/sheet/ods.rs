//! ODS workbooks: cells as the file itself says that they are shown. Repeated cells and rows are believed within bounds.

use super::grid::{Room, Sheet};
use super::xlsx::Workbook;
use crate::read::Limits;
use crate::read::failure::Failure;
use crate::read::package::Package;
use crate::read::xml::{Element, Token, Walker};
use crate::text::{Place, Problem, ProblemCode};
use std::collections::HashSet;

/// A filled cell is repeated at most so many times: what stands there more often is a filling, not a text.
const MAX_REPEATED: u32 = 64;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], limits: &Limits, room: &mut Room) -> Result<Workbook, Failure> {
    let mut package = Package::open(bytes, limits)?;
    if package.part("META-INF/manifest.xml").ok().flatten().is_some_and(|text| text.contains("encryption-data")) {
        return Err(Failure { code: ProblemCode::Encrypted, detail: String::new() });
    }
    let name = "content.xml";
    let text = package.part(name)?.ok_or_else(|| Failure::damaged("no content.xml in the package"))?;
    let mut all = Workbook { sheets: Vec::new(), problems: Vec::new(), title: None, producer: None };
    let mut reader = Reader { hidden_styles: HashSet::new(), style: String::new(), sheets: Vec::new(), room };
    if let Err(failure) = reader.read(Walker::new(name, &text, &package.bounds)) {
        // What was read before the damage stands.
        if reader.sheets.iter().all(Sheet::is_empty) {
            return Err(failure);
        }
        all.problems.push(Problem::warning(failure.code, Place::Part(name.into()), failure.detail));
    }
    all.sheets = reader.sheets;
    if let Ok(Some(text)) = package.part("meta.xml") {
        let find = |element| crate::read::xml::element_text(Walker::new("meta.xml", &text, &package.bounds), element).ok().flatten();
        (all.title, all.producer) = (find("title"), find("generator"));
    }
    Ok(all)
}

struct Reader<'r> {
    /// Table styles that hide their sheet.
    hidden_styles: HashSet<String>,
    /// The style that is being read.
    style: String,
    sheets: Vec<Sheet>,
    room: &'r mut Room,
}

/// The row that is open, and the cell in it.
#[derive(Default)]
struct Open {
    row: u32,
    rows: u32,
    column: u32,
    cell: Option<(u32, bool)>,
    text: String,
    /// Inside a paragraph of a cell or box.
    paragraph: bool,
    /// Filled cells of the row: column, repetitions, text, whether a number.
    filled: Vec<(u32, u32, String, bool)>,
}

impl Reader<'_> {
    fn read(&mut self, mut walker: Walker) -> Result<(), Failure> {
        let mut open = Open::default();
        loop {
            match walker.next()? {
                Token::Start(e) => match e.name() {
                    b"style" => self.style = e.attr("name").unwrap_or_default(),
                    b"table-properties" if e.attr("display").as_deref() == Some("false") => {
                        self.hidden_styles.insert(self.style.clone());
                    }
                    b"table" => {
                        let mut sheet = Sheet::new(e.attr("name").unwrap_or_default());
                        sheet.hidden = e.attr("style-name").is_some_and(|style| self.hidden_styles.contains(&style));
                        self.sheets.push(sheet);
                        open = Open::default();
                    }
                    b"table-row" => {
                        open.rows = repeated(&e, "number-rows-repeated");
                        open.column = 0;
                    }
                    b"table-cell" | b"covered-table-cell" => {
                        let words = matches!(e.attr("value-type").as_deref(), None | Some("string"));
                        open.cell = Some((repeated(&e, "number-columns-repeated"), !words));
                        open.text.clear();
                    }
                    b"p" | b"h" => {
                        open.paragraph = true;
                        if !open.text.is_empty() {
                            open.text.push('\n');
                        }
                    }
                    b"s" if open.paragraph => open.text.push(' '),
                    b"tab" | b"line-break" if open.paragraph => open.text.push(' '),
                    // Comments, the record of changes, and the data behind them.
                    b"annotation" | b"tracked-changes" | b"database-ranges" | b"data-pilot-tables" => walker.skip()?,
                    _ => {}
                },
                Token::Text(piece) if open.paragraph => open.text.push_str(&piece),
                Token::End(_, name) => match name.as_ref() {
                    b"p" | b"h" => {
                        open.paragraph = false;
                        // Outside cells: a text box.
                        if open.cell.is_none()
                            && let Some(sheet) = self.sheets.last_mut()
                        {
                            let text = std::mem::take(&mut open.text);
                            sheet.boxes.extend((!text.trim().is_empty()).then_some(text));
                        }
                    }
                    b"table-cell" | b"covered-table-cell" => {
                        let Some((times, number)) = open.cell.take() else { continue };
                        let text = std::mem::take(&mut open.text);
                        if !text.trim().is_empty() {
                            open.filled.push((open.column, times, text, number));
                        }
                        open.column = open.column.saturating_add(times);
                    }
                    b"table-row" => {
                        let filled = std::mem::take(&mut open.filled);
                        if !self.row(open.row, open.rows, filled) {
                            return Ok(());
                        }
                        open.row = open.row.saturating_add(open.rows);
                    }
                    _ => {}
                },
                Token::Done => return Ok(()),
                _ => {}
            }
        }
    }

    /// Puts a row's cells into the sheet; false when there is no room for more.
    fn row(&mut self, row: u32, times: u32, filled: Vec<(u32, u32, String, bool)>) -> bool {
        let Some(sheet) = self.sheets.last_mut().filter(|sheet| !sheet.hidden) else { return true };
        let shorten = |times: u32| times.min(MAX_REPEATED);
        if filled.iter().any(|(_, columns, ..)| *columns > MAX_REPEATED) || !filled.is_empty() && times > MAX_REPEATED {
            sheet.cut.get_or_insert_with(|| Failure::limit(format!("cells repeated more than {MAX_REPEATED} times")));
        }
        for down in 0..if filled.is_empty() { 0 } else { shorten(times) } {
            for (column, columns, text, number) in &filled {
                for right in 0..shorten(*columns) {
                    if !sheet.put(row.saturating_add(down), column.saturating_add(right), text.clone(), *number, self.room) {
                        return false;
                    }
                }
            }
        }
        true
    }
}

fn repeated(element: &Element, name: &str) -> u32 {
    element.attr(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1).max(1)
}
