//! XLSX workbooks: a streaming walk over each sheet's XML. The dimensions that a sheet claims are never believed.

use super::grid::{Room, Sheet};
use super::numbers::Format;
use crate::read::Limits;
use crate::read::failure::Failure;
use crate::read::package::{Package, Relationship};
use crate::read::xml::{Element, Token, Walker};
use crate::text::{Place, Problem, ProblemCode};
use std::collections::HashMap;

/// What a workbook is made of, in its own order.
pub(super) struct Workbook {
    pub sheets: Vec<Sheet>,
    /// Parts that could not be read.
    pub problems: Vec<Problem>,
    pub title: Option<String>,
    pub producer: Option<String>,
}

/// Strings, formats and the calendar that all sheets share.
#[derive(Default)]
struct Shared {
    strings: Vec<String>,
    /// The format of each cell style.
    formats: Vec<Format>,
    from_1904: bool,
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    id: String,
    hidden: bool,
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], limits: &Limits, room: &mut Room) -> Result<Workbook, Failure> {
    let mut package = Package::open(bytes, limits)?;
    let top = package.relationships("").unwrap_or_default();
    let target = |kind: &str| top.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
    let main = target("officeDocument").filter(|t| package.has(t)).unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let text = package.part(&main)?.ok_or_else(|| Failure::damaged("no workbook in the package"))?;
    let mut shared = Shared::default();
    let listed = workbook(Walker::new(&main, &text, &package.bounds), &mut shared)?;
    let related = package.relationships(&main)?;
    let mut all = Workbook { sheets: Vec::new(), problems: Vec::new(), title: None, producer: None };
    let part_of = |kind: &str| related.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
    if let Some(name) = part_of("styles") {
        match part(&mut package, &name, styles) {
            Ok(formats) => shared.formats = formats,
            Err(failure) => all.missing(&name, failure),
        }
    }
    if let Some(name) = part_of("sharedStrings") {
        match part(&mut package, &name, strings) {
            Ok(strings) => shared.strings = strings,
            Err(failure) => all.missing(&name, failure),
        }
    }
    for sheet in listed {
        // Sheets that are charts or macros have no cells.
        let Some(target) = related.iter().find(|r| r.id == sheet.id && r.kind == "worksheet").map(|r| r.target.clone()) else { continue };
        let mut read = Sheet::new(sheet.name);
        read.hidden = sheet.hidden;
        if !read.hidden {
            let outcome = part(&mut package, &target, |walker| cells(walker, &shared, &mut read, room));
            if let Err(failure) = outcome {
                all.missing(&target, failure);
            }
            for relationship in package.relationships(&target).unwrap_or_default() {
                all.beside(&mut package, &relationship, &mut read);
            }
        }
        all.sheets.push(read);
    }
    for (name, element) in [("docProps/core.xml", "title"), ("docProps/app.xml", "Application")] {
        // Properties are no text of the document: without them nothing is lost.
        let found = part(&mut package, name, |walker| crate::read::xml::element_text(walker, element)).ok().flatten();
        if element == "title" { all.title = found } else { all.producer = found }
    }
    Ok(all)
}

impl Workbook {
    fn missing(&mut self, part: &str, failure: Failure) {
        let code = if failure.code == ProblemCode::Damaged { ProblemCode::MissingPart } else { failure.code };
        self.problems.push(Problem::warning(code, Place::Part(part.to_owned()), failure.detail));
    }

    /// What hangs on a sheet: text boxes, and tables that tell where their headers are.
    fn beside(&mut self, package: &mut Package, relationship: &Relationship, sheet: &mut Sheet) {
        let name = &relationship.target;
        let outcome = match relationship.kind.as_str() {
            "drawing" => part(package, name, boxes).map(|boxes| sheet.boxes.extend(boxes)),
            "table" => part(package, name, |mut walker| {
                loop {
                    match walker.next()? {
                        Token::Start(e) if e.name() == b"table" && e.attr("headerRowCount").as_deref() != Some("0") => {
                            sheet.headers.extend(e.attr("ref").and_then(|r| Some(range(&r)?.0)));
                        }
                        Token::Done => return Ok(()),
                        _ => {}
                    }
                }
            }),
            _ => Ok(()),
        };
        if let Err(failure) = outcome {
            self.missing(name, failure);
        }
    }
}

fn part<T>(package: &mut Package, name: &str, read: impl FnOnce(Walker) -> Result<T, Failure>) -> Result<T, Failure> {
    let text = package.part(name)?.ok_or_else(|| Failure::damaged("no such part"))?;
    read(Walker::new(name, &text, &package.bounds))
}

fn workbook(mut walker: Walker, shared: &mut Shared) -> Result<Vec<Listed>, Failure> {
    let mut sheets = Vec::new();
    loop {
        match walker.next()? {
            Token::Start(e) if e.name() == b"sheet" => sheets.push(Listed {
                name: e.attr("name").unwrap_or_default(),
                id: e.attr("id").unwrap_or_default(),
                hidden: matches!(e.attr("state").as_deref(), Some("hidden" | "veryHidden")),
            }),
            Token::Start(e) if e.name() == b"workbookPr" => shared.from_1904 = matches!(e.attr("date1904").as_deref(), Some("1" | "true")),
            Token::Done => return Ok(sheets),
            _ => {}
        }
    }
}

fn styles(mut walker: Walker) -> Result<Vec<Format>, Failure> {
    let mut codes: HashMap<u32, Format> = HashMap::new();
    let mut formats = Vec::new();
    let mut inside = false;
    loop {
        match walker.next()? {
            Token::Start(e) => match e.name() {
                b"numFmt" => {
                    if let (Some(id), Some(code)) = (number(&e, "numFmtId"), e.attr("formatCode")) {
                        codes.insert(id, Format::of_code(&code));
                    }
                }
                b"cellXfs" => inside = true,
                b"xf" if inside => {
                    let id = number(&e, "numFmtId").unwrap_or(0);
                    formats.push(codes.get(&id).cloned().or_else(|| Format::built_in(id)).unwrap_or(Format::General));
                }
                _ => {}
            },
            Token::End(_, name) if name.as_ref() == b"cellXfs" => inside = false,
            Token::Done => return Ok(formats),
            _ => {}
        }
    }
}

fn strings(mut walker: Walker) -> Result<Vec<String>, Failure> {
    let mut all = Vec::new();
    let mut open: Option<String> = None;
    let mut text = false;
    loop {
        match walker.next()? {
            Token::Start(e) => match e.name() {
                b"si" => open = Some(String::new()),
                b"t" => text = true,
                // How to pronounce it.
                b"rPh" => walker.skip()?,
                _ => {}
            },
            Token::Text(piece) if text => {
                if let Some(open) = &mut open {
                    open.push_str(&piece);
                }
            }
            Token::End(_, name) => match name.as_ref() {
                b"t" => text = false,
                b"si" => all.extend(open.take()),
                _ => {}
            },
            Token::Done => return Ok(all),
            _ => {}
        }
    }
}

/// The cell that is open.
#[derive(Default)]
struct Open {
    row: u32,
    column: u32,
    kind: String,
    style: usize,
    value: String,
}

fn cells(mut walker: Walker, shared: &Shared, sheet: &mut Sheet, room: &mut Room) -> Result<(), Failure> {
    // Rows and cells may leave their places out: they follow the one before.
    let (mut next_row, mut next_column) = (0u32, 0u32);
    let mut open: Option<Open> = None;
    let mut text = false;
    loop {
        match walker.next()? {
            Token::Start(e) => match e.name() {
                b"row" => {
                    let row = number::<u32>(&e, "r").and_then(|r| r.checked_sub(1)).unwrap_or(next_row);
                    (next_row, next_column) = (row.saturating_add(1), 0);
                }
                b"c" => {
                    let place = e.attr("r").and_then(|r| cell(&r));
                    let (row, column) = place.unwrap_or((next_row.saturating_sub(1), next_column));
                    next_column = column.saturating_add(1);
                    let kind = e.attr("t").unwrap_or_default();
                    open = Some(Open { row, column, kind, style: number(&e, "s").unwrap_or(0), value: String::new() });
                }
                b"v" | b"t" => text = open.is_some(),
                b"rPh" => walker.skip()?,
                b"autoFilter" => sheet.headers.extend(e.attr("ref").and_then(|r| Some(range(&r)?.0))),
                _ => {}
            },
            Token::Text(piece) if text => {
                if let Some(open) = &mut open {
                    open.value.push_str(&piece);
                }
            }
            Token::End(_, name) => match name.as_ref() {
                b"v" | b"t" => text = false,
                b"c" => {
                    let Some(open) = open.take() else { continue };
                    let (shown, number) = show(&open, shared);
                    if !sheet.put(open.row, open.column, shown, number, room) {
                        return Ok(());
                    }
                }
                _ => {}
            },
            Token::Done => return Ok(()),
            _ => {}
        }
    }
}

fn show(cell: &Open, shared: &Shared) -> (String, bool) {
    let value = cell.value.trim();
    match cell.kind.as_str() {
        "s" => (value.parse().ok().and_then(|i: usize| shared.strings.get(i)).cloned().unwrap_or_default(), false),
        "str" | "inlineStr" => (cell.value.clone(), false),
        "b" => ((if value == "1" { "SANT" } else { "FALSKT" }).to_owned(), true),
        "e" => (value.to_owned(), true),
        "d" => (value.split('T').next().unwrap_or(value).to_owned(), true),
        _ => match value.parse::<f64>() {
            Ok(number) => (shared.formats.get(cell.style).unwrap_or(&Format::General).show(number, shared.from_1904), true),
            Err(_) => (cell.value.clone(), false),
        },
    }
}

/// Text boxes and shapes, one text a paragraph.
fn boxes(mut walker: Walker) -> Result<Vec<String>, Failure> {
    let (mut texts, mut line, mut inside) = (Vec::new(), String::new(), false);
    loop {
        match walker.next()? {
            Token::Start(e) if e.name() == b"t" => inside = true,
            Token::Text(text) if inside => line.push_str(&text),
            Token::End(_, name) => match name.as_ref() {
                b"t" => inside = false,
                b"p" => texts.push(std::mem::take(&mut line)),
                _ => {}
            },
            Token::Done => break,
            _ => {}
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    Ok(texts)
}

fn number<T: std::str::FromStr>(element: &Element, name: &str) -> Option<T> {
    element.attr(name)?.trim().parse().ok()
}

/// "B7" as row and column from 0.
fn cell(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.trim().trim_start_matches('$');
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = reference[..letters]
        .bytes()
        .try_fold(0u32, |sum, letter| sum.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1))?;
    let row: u32 = reference[letters..].trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// First row and first column of "A3:H60".
fn range(reference: &str) -> Option<(u32, u32)> {
    cell(reference.split(':').next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        assert_eq!(cell("A1"), Some((0, 0)));
        assert_eq!(cell("$AB$12"), Some((11, 27)));
        assert_eq!(cell("XFD1048576"), Some((1_048_575, 16_383)));
        assert_eq!(range("B3:H60"), Some((2, 1)));
        for bad in ["", "A", "7", "A0", "ÅÄ1", "ZZZZZZZZZZ1", "A99999999999"] {
            assert_eq!(cell(bad), None, "{bad}");
        }
    }
}
