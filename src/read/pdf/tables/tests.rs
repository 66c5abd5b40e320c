//! Tables in small files drawn by hand, as the rows that a reader should see.

use super::super::tests::{document, lines};
use crate::text::{BlockKind, Document};

/// A page in the making: rules, shades and text at places.
#[derive(Default)]
struct Sheet(String);

impl Sheet {
    /// Text in Helvetica at 10 points.
    fn text(self, x: i32, y: i32, text: &str) -> Sheet {
        Sheet(self.0 + &format!("BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET "))
    }

    fn bold(self, x: i32, y: i32, text: &str) -> Sheet {
        Sheet(self.0 + &format!("BT /F2 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET "))
    }

    /// Cells of one line, left to right.
    fn line(self, xs: &[i32], y: i32, cells: &[&str]) -> Sheet {
        xs.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()).fold(self, |sheet, (x, cell)| sheet.text(*x, y, cell))
    }

    fn level(self, x0: i32, x1: i32, y: i32) -> Sheet {
        Sheet(self.0 + &format!("{x0} {y} m {x1} {y} l S "))
    }

    fn upright(self, x: i32, y0: i32, y1: i32) -> Sheet {
        Sheet(self.0 + &format!("{x} {y0} m {x} {y1} l S "))
    }

    fn grid(self, xs: &[i32], ys: &[i32]) -> Sheet {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (low, high) = (ys[ys.len() - 1], ys[0]);
        let sheet = ys.iter().fold(self, |sheet, y| sheet.level(left, right, *y));
        xs.iter().fold(sheet, |sheet, x| sheet.upright(*x, low, high))
    }

    fn shade(self, x: i32, y: i32, width: i32, height: i32) -> Sheet {
        Sheet(self.0 + &format!("{x} {y} {width} {height} re f "))
    }
}

/// Rows as `a | b`, headers after `# `, other blocks after their kind.
fn shown(document: &Document) -> Vec<String> {
    let show = |block: &crate::text::Block| {
        let text = document.slice(block.span).to_owned();
        match &block.kind {
            BlockKind::TableRow { cells, header, .. } => {
                let cells: Vec<&str> = cells.iter().map(|cell| document.slice(*cell)).collect();
                format!("{}{}", if *header { "# " } else { "" }, cells.join(" | ")).trim_end().to_owned()
            }
            BlockKind::Marginal => format!("marginal: {text}"),
            BlockKind::ListItem { .. } => format!("item: {text}"),
            BlockKind::Heading { .. } => format!("heading: {text}"),
            _ => format!("text: {text}"),
        }
    };
    document.blocks().iter().map(show).collect()
}

fn rows(sheet: Sheet) -> Vec<String> {
    shown(&document(&[&sheet.0], ""))
}

/// How many tables the rows of a document belong to.
fn tables(document: &Document) -> usize {
    let mut ids: Vec<u32> =
        document.blocks().iter().filter_map(|b| if let BlockKind::TableRow { table, .. } = b.kind { Some(table) } else { None }).collect();
    ids.dedup();
    ids.len()
}

#[test]
fn a_label_over_several_rows_stands_in_the_first() {
    let sheet = Sheet::default()
        .grid(&[60, 180, 380, 440, 500], &[700, 680])
        .upright(60, 600, 680)
        .upright(180, 600, 680)
        .upright(380, 600, 680)
        .upright(440, 600, 680)
        .upright(500, 600, 680)
        .level(180, 500, 660)
        .level(180, 500, 640)
        .level(60, 500, 620)
        .level(60, 500, 600)
        .line(&[65, 185, 385, 445], 686, &["Fokusområde", "Indikator", "Mål", "Utfall"])
        .line(&[185, 385, 445], 666, &["Andel elever som trivs", "90", "87"])
        .line(&[185, 385, 445], 646, &["Andel behöriga lärare", "80", "81"])
        .line(&[185, 385, 445], 626, &["Frånvaro", "5", "6,5"])
        .text(65, 652, "Trygga skolor för")
        .text(65, 640, "alla barn")
        .line(&[65, 185, 385, 445], 606, &["God arbetsmiljö", "Sjukfrånvaro", "4", "4,2"]);
    assert_eq!(
        rows(sheet),
        [
            "# Fokusområde | Indikator | Mål | Utfall",
            "Trygga skolor för alla barn | Andel elever som trivs | 90 | 87",
            " | Andel behöriga lärare | 80 | 81",
            " | Frånvaro | 5 | 6,5",
            "God arbetsmiljö | Sjukfrånvaro | 4 | 4,2",
        ]
    );
}

#[test]
fn headers_of_groups_of_columns_stand_over_those_of_the_columns() {
    let sheet = Sheet::default()
        .level(60, 500, 700)
        .level(200, 500, 680)
        .level(60, 500, 660)
        .level(60, 500, 640)
        .level(60, 500, 620)
        .upright(60, 620, 700)
        .upright(200, 620, 700)
        .upright(300, 620, 680)
        .upright(400, 620, 680)
        .upright(500, 620, 700)
        .bold(310, 686, "Utfall per år")
        .bold(65, 674, "Verksamhet")
        .line(&[205, 305, 405], 666, &["2024", "2025", "2026"])
        .line(&[65, 205, 305, 405], 646, &["Förskola", "210", "220", "215"])
        .line(&[65, 205, 305, 405], 626, &["Grundskola", "640", "655", "661"]);
    assert_eq!(
        rows(sheet)[..3],
        ["#  | Utfall per år |  |".to_owned(), "# Verksamhet | 2024 | 2025 | 2026".into(), "Förskola | 210 | 220 | 215".into()]
    );
}

#[test]
fn shades_without_rules_are_cells() {
    let mut sheet = Sheet::default();
    for (row, y) in [700, 660, 620].into_iter().enumerate() {
        sheet = sheet.shade(60, y, 140, 39).shade(200, y, 300, 39);
        let cells = [["Projekt", "Beskrivning"], ["Lekplats", "Ny gunga och klätterställning vid"], ["Status", "Pågår"]][row];
        sheet = sheet.line(&[65, 205], y + 26, &cells);
    }
    let sheet = sheet.text(205, 672, "skolan i Norrby.");
    assert_eq!(rows(sheet), ["# Projekt | Beskrivning", "Lekplats | Ny gunga och klätterställning vid skolan i Norrby.", "Status | Pågår"]);
}

#[test]
fn columns_line_up_without_rules_line_by_line_and_cell_by_cell() {
    let by_line = Sheet::default()
        .line(&[60, 250, 400], 700, &["Åtgärd", "Ansvarig", "Tid"])
        .line(&[60, 250, 400], 680, &["Utbilda alla chefer", "Personalchefen", "2027"])
        .line(&[60, 250, 400], 660, &["Bjuda in barnrådet", "Nämnden", "Hösten"])
        .line(&[60], 647, &["till samtal"])
        .line(&[60, 250, 400], 627, &["Följa upp planen", "Nämnden", "2028"]);
    let expected = [
        "# Åtgärd | Ansvarig | Tid",
        "Utbilda alla chefer | Personalchefen | 2027",
        "Bjuda in barnrådet till samtal | Nämnden | Hösten",
        "Följa upp planen | Nämnden | 2028",
    ];
    assert_eq!(rows(by_line), expected);
    let by_cell = Sheet::default()
        .line(&[60, 250, 400], 700, &["Åtgärd", "Ansvarig", "Tid"])
        .line(&[60, 250, 400], 680, &["Utbilda alla chefer", "Personalchefen", "2027"])
        .text(60, 660, "Bjuda in barnrådet")
        .text(60, 647, "till samtal")
        .text(250, 660, "Nämnden")
        .text(400, 660, "Hösten")
        .line(&[60, 250, 400], 627, &["Följa upp planen", "Nämnden", "2028"]);
    assert_eq!(rows(by_cell), expected);
}

#[test]
fn rules_of_one_width_part_rows() {
    let mut sheet = Sheet::default();
    for y in [712, 692, 660, 640] {
        sheet = sheet.level(60, 500, y);
    }
    let sheet = sheet
        .line(&[60, 300], 698, &["Mål", "Uppföljning"])
        .line(&[60, 300], 680, &["Fler barn ska kunna simma", "Skolornas årliga redovisning"])
        .line(&[60, 300], 667, &["i slutet av årskurs tre", "till nämnden"])
        .line(&[60, 300], 646, &["Köerna ska vara korta", "Statistik"]);
    assert_eq!(
        rows(sheet),
        [
            "# Mål | Uppföljning",
            "Fler barn ska kunna simma i slutet av årskurs tre | Skolornas årliga redovisning till nämnden",
            "Köerna ska vara korta | Statistik",
        ]
    );
}

#[test]
fn tables_of_one_width_under_each_other_are_two() {
    let mut sheet = Sheet::default();
    for y in [712, 692, 672, 612, 592, 572] {
        sheet = sheet.level(60, 500, y);
    }
    let sheet = sheet
        .line(&[60, 300], 718, &["Mål", "Uppföljning"])
        .line(&[60, 300], 698, &["Fler barn kan simma", "Skolornas redovisning"])
        .line(&[60, 300], 678, &["Köerna är korta", "Statistik"])
        .line(&[60, 230, 400], 618, &["Åtgärd", "Ansvarig", "Tid"])
        .line(&[60, 230, 400], 598, &["Utbilda chefer", "Personalchefen", "2027"])
        .line(&[60, 230, 400], 578, &["Bjuda in barnrådet", "Nämnden", "2028"]);
    let document = document(&[&sheet.0], "");
    assert_eq!(
        shown(&document),
        [
            "# Mål | Uppföljning",
            "Fler barn kan simma | Skolornas redovisning",
            "Köerna är korta | Statistik",
            "# Åtgärd | Ansvarig | Tid",
            "Utbilda chefer | Personalchefen | 2027",
            "Bjuda in barnrådet | Nämnden | 2028",
        ]
    );
    assert_eq!(tables(&document), 2);
}

#[test]
fn figures_only() {
    let mut sheet = Sheet::default().line(&[60, 160, 260], 700, &["Ålder", "Kvinnor", "Män"]);
    for (row, cells) in [["0", "120", "131"], ["1", "118", "122"], ["2", "97", "104"]].iter().enumerate() {
        sheet = sheet.line(&[60, 160, 260], 686 - 14 * row as i32, cells);
    }
    assert_eq!(rows(sheet), ["# Ålder | Kvinnor | Män", "0 | 120 | 131", "1 | 118 | 122", "2 | 97 | 104"]);
}

#[test]
fn a_table_goes_on_over_the_page_with_its_header_and_its_last_row() {
    let page = |number: i32, top: i32, first: [&str; 3], rest: [[&str; 3]; 3]| {
        let ys: Vec<i32> = (0..6).map(|row| top - 24 * row).collect();
        let mut sheet = Sheet::default().grid(&[60, 260, 400, 500], &ys[..5]).text(280, 30, &format!("{number}"));
        for (row, cells) in std::iter::once(first).chain(rest).enumerate() {
            sheet = sheet.line(&[65, 265, 405], ys[row] - 16, &cells);
        }
        sheet.0
    };
    let header = ["Insats", "Ansvarig", "Klart"];
    let one = lines(780, &["Planen för barns rättigheter antogs av kommunfullmäktige och gäller i fyra år."])
        + &page(
            1,
            200,
            header,
            [["Barnbokslut", "Ekonomichefen", "2027"], ["Läsfrämjande", "Biblioteket", "2028"], ["Samråd med", "Ungdomar och", "2028"]],
        );
    let two = page(2, 780, header, [["barn i förorten", "skolans rektor", ""], ["Enkät", "Staben", "2029"], ["Rapport", "Staben", "2029"]]);
    let document = document(&[&one, &two], "");
    assert_eq!(
        shown(&document),
        [
            "text: Planen för barns rättigheter antogs av kommunfullmäktige och gäller i fyra år.",
            "# Insats | Ansvarig | Klart",
            "Barnbokslut | Ekonomichefen | 2027",
            "Läsfrämjande | Biblioteket | 2028",
            "Samråd med barn i förorten | Ungdomar och skolans rektor | 2028",
            "marginal: 1",
            "marginal: Insats Ansvarig Klart",
            "Enkät | Staben | 2029",
            "Rapport | Staben | 2029",
            "marginal: 2",
        ]
    );
    assert_eq!(tables(&document), 1);
}

#[test]
fn a_label_of_several_rows_goes_on_over_the_page() {
    let page = |top: i32, rows: &[[&str; 3]]| {
        let ys: Vec<i32> = (0..=rows.len() as i32).map(|row| top - 24 * row).collect();
        let sheet = Sheet::default().grid(&[60, 200, 400, 500], &ys);
        rows.iter().zip(&ys).fold(sheet, |sheet, (cells, y)| sheet.line(&[65, 205, 405], y - 16, cells)).0
    };
    let one = page(
        180,
        &[["Fokusområde", "Indikator", "Mål"], ["Trygga skolor", "Andel som trivs", "90"], ["Lärare som", "Andel behöriga", "80"]],
    );
    let two = page(780, &[["vill stanna", "Sjukfrånvaro", "4"], ["Tidiga insatser", "Läsförståelse", "95"]]);
    assert_eq!(
        shown(&document(&[&one, &two], "")),
        [
            "# Fokusområde | Indikator | Mål",
            "Trygga skolor | Andel som trivs | 90",
            "Lärare som vill stanna | Andel behöriga | 80",
            " | Sjukfrånvaro | 4",
            "Tidiga insatser | Läsförståelse | 95",
        ]
    );
}

#[test]
fn columns_of_text_boxes_lists_and_contents_are_no_tables() {
    let prose = |x: i32, words: &str| {
        let lines: Vec<String> = (0..9).map(|line| format!("({words} {line} som fyller hela raden) Tj T*")).collect();
        format!("BT /F1 10 Tf 13 TL 1 0 0 1 {x} 700 Tm {} ET ", lines.join(" "))
    };
    let columns = prose(60, "och den vänstra spalten") + &prose(310, "medan den högra spalten");
    let boxed = Sheet::default()
        .grid(&[60, 500], &[760, 700])
        .text(70, 740, "Definition av barn")
        .text(70, 725, "Varje människa under arton år.")
        .0;
    let list = Sheet::default()
        .line(&[60, 90], 700, &["1.", "Nämnden samlar in synpunkter."])
        .line(&[60, 90], 680, &["2.", "Förvaltningen svarar."])
        .line(&[60, 90], 660, &["3.", "Svaren redovisas."])
        .0;
    let contents = Sheet::default()
        .line(&[60, 480], 700, &["1 Inledning", "3"])
        .line(&[60, 480], 680, &["2 Mål och inriktning", "4"])
        .line(&[60, 480], 660, &["3 Ansvar", "9"])
        .line(&[60, 480], 640, &["4 Uppföljning", "11"])
        .0;
    for page in [columns, boxed, list, contents] {
        let document = document(&[&page], "");
        assert_eq!(tables(&document), 0, "{:?}", shown(&document));
        assert!(!document.blocks().is_empty());
    }
}

#[test]
fn text_that_is_stretched_to_the_margin_is_no_table() {
    let mut sheet = Sheet::default();
    for (row, (middle, words)) in [
        (170, ["tekniska", "eller", "organisatoriska"]),
        (196, ["frågor", "om", "planeringen av"]),
        (150, ["arbetet", "och", "de förbättringar"]),
    ]
    .into_iter()
    .enumerate()
    {
        sheet = sheet.line(&[60, middle, 260], 700 - 14 * row as i32, &words);
    }
    assert!(rows(sheet).iter().all(|row| row.starts_with("text: ")));
}

#[test]
fn narrow_cells_cut_words_and_touching_cells_do_not_run_together() {
    let sheet = Sheet::default()
        .grid(&[60, 142, 300], &[700, 660, 630])
        .text(62, 685, "Tillgänglighetsan")
        .text(62, 672, "passning")
        .text(142, 685, "Entréer och hissar")
        .line(&[62, 142], 640, &["Skyltar", "Vid alla skolor"]);
    assert_eq!(rows(sheet)[0].trim_start_matches("# "), "Tillgänglighetsanpassning | Entréer och hissar");
}
