//! XLSX and ODS: sheets, tables with headers, values as shown.

use super::*;

const PLAN: &str = "<sheetData>\
    <row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>\
    <row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\" t=\"s\"><v>2</v></c><c r=\"C3\" t=\"inlineStr\"><is><r><t>An</t></r><r><t>del</t></r></is></c></row>\
    <row r=\"4\"><c r=\"A4\" t=\"s\"><v>3</v></c><c r=\"B4\" s=\"1\"><v>46348</v></c><c r=\"C4\" s=\"2\"><f>1/2</f><v>0.453</v></c></row>\
    <row><c t=\"s\"><v>4</v></c><c t=\"b\"><v>1</v></c><c><v>0.30000000000000004</v></c></row>\
    <row r=\"9\"><c r=\"A9\" t=\"str\"><v>Alla barn ska få säga sitt. Svaren följs upp.</v></c></row>\
    </sheetData>";
const STRINGS: &[&str] = &["Handlingsplan 2027", "Åtgärd", "Klart", "Fråga eleverna", "Utbilda &amp; öva"];

#[test]
fn cells_become_tables_and_text() {
    let bytes = xlsx(&[("Åtgärder", "visible", PLAN), ("Listor", "hidden", "<sheetData/>"), ("Tom", "visible", "<sheetData/>")], STRINGS);
    let d = crate::read::read(&bytes, "plan.xlsx", &Limits::default()).unwrap();
    assert_eq!(d.origin().format, Format::Xlsx);
    assert_eq!(
        outline(&d),
        [
            "h1 Åtgärder",
            "h2 Handlingsplan 2027",
            "th0 Åtgärd|Klart|Andel",
            "tr0 Fråga eleverna|2026-11-22|45 %",
            "tr0 Utbilda & öva|SANT|0,3",
            "p Alla barn ska få säga sitt. Svaren följs upp.",
        ]
    );
    assert_eq!(problems(&d), ["hidden-part Part(\"Listor\")"]);
}

#[test]
fn a_sheet_that_nobody_named_gets_no_heading() {
    let d = try_read(&xlsx(&[("Blad1", "visible", PLAN)], STRINGS), Format::Xlsx).unwrap();
    assert_eq!(outline(&d)[0], "h1 Handlingsplan 2027");
    assert_eq!(d.title(), Some("Handlingsplan 2027"));
}

#[test]
fn headers_are_labels_or_what_the_file_says() {
    let row = |number: u32, cells: &[&str]| {
        let cells: String = cells
            .iter()
            .map(|text| match text.parse::<f64>() {
                Ok(_) => format!("<c><v>{text}</v></c>"),
                Err(_) => format!("<c t=\"str\"><v>{text}</v></c>"),
            })
            .collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let read = |rows: &str, after: &str| {
        let d = try_read(&xlsx(&[("Blad1", "visible", &format!("<sheetData>{rows}</sheetData>{after}"))], &[]), Format::Xlsx).unwrap();
        outline(&d).iter().map(|line| line[..2].to_owned()).collect::<Vec<_>>()
    };
    let years = row(1, &["Ålder", "2025", "2026"]) + &row(2, &["0–5", "120", "130"]);
    assert_eq!(read(&years, ""), ["th", "tr"]);
    let numbers = row(1, &["Lekplats", "12"]) + &row(2, &["Badplats", "7"]);
    assert_eq!(read(&numbers, ""), ["tr", "tr"]);
    assert_eq!(read(&numbers, "<autoFilter ref=\"A1:B2\"/>"), ["th", "tr"]);
    let sentences = row(1, &["Vi frågar barnen.", "Alltid."]) + &row(2, &["Vi svarar.", "Ofta."]);
    assert_eq!(read(&sentences, ""), ["tr", "tr"]);
    let double = row(1, &["Utfall"]).replace("<c ", "<c r=\"B1\" ") + &row(2, &["Mått", "Nu", "Sen"]) + &row(3, &["Trygghet", "3", "4"]);
    // A single label above a table is its heading, not a row of it.
    assert_eq!(read(&double, ""), ["h1", "th", "tr"]);
    // One empty row parts nothing when the columns go on.
    let gap = row(1, &["Mått", "Värde"]) + &row(2, &["Trygghet", "3"]) + &row(4, &["Trivsel", "4"]);
    assert_eq!(read(&gap, ""), ["th", "tr", "tr"]);
}

#[test]
fn open_document_cells_are_read_as_shown() {
    let cell = |text: &str| format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>");
    let number = "<table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"><text:p>50 %</text:p></table:table-cell>";
    let noted = "<table:table-cell><office:annotation><text:p>Kommentar</text:p></office:annotation><text:p>Svara<text:s/>eleverna</text:p><text:p>två gånger</text:p></table:table-cell>";
    let tables = format!(
        "<table:table table:name=\"Mål\"><table:table-row>{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         <table:table-row>{noted}{number}</table:table-row></table:table>\
         <table:table table:name=\"Val\" table:style-name=\"dold\"><table:table-row>{}</table:table-row></table:table>",
        cell("Åtgärd"),
        cell("Andel"),
        cell("dolt")
    );
    let d = crate::read::read(&ods(&tables, ""), "mal.ods", &Limits::default()).unwrap();
    assert_eq!(outline(&d), ["h1 Mål", "tr0 Åtgärd|Andel", "tr1 Svara eleverna två gånger|50 %"]);
    assert_eq!(problems(&d), ["hidden-part Part(\"Val\")"]);
}
