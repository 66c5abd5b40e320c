//! The sheet of a sample to check by hand: as a spreadsheet opens it, and back again as people and spreadsheets leave it.

use genomsyra::archive::Glossary;
use genomsyra::archive::sample::{Checked, Drawing, Sheet};
use genomsyra::report::{Language, Options, write_sample};

use super::helpers::rules;
use super::sheets::{SECRET, archive};

fn sample(count: usize) -> Sheet {
    let mut drawing = Drawing::new(count, 3, rules().hash());
    archive().iter().for_each(|(path, record, _)| drawing.add(path, record));
    drawing.finish()
}

fn written(sheet: &Sheet, options: &Options) -> String {
    let mut out = Vec::new();
    write_sample(sheet, &Glossary::of(rules()), options, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("text is UTF-8")
}

#[test]
fn a_sheet_comes_back_as_it_was_checked() {
    let all = written(&sample(10_000), &Options::default());
    assert!(all.starts_with('\u{FEFF}') && all.contains("\"'=1+1 ska barnets") && all.contains("; \"\"säger\"\" ja"), "{all}");
    assert!(all.contains(SECRET));
    assert!(!written(&sample(10_000), &Options { quotes: false, ..Options::default() }).contains(SECRET));
    let sheet = sample(8);
    let csv = written(&sheet, &Options::default());
    let unchecked = Checked::from_csv(&csv).unwrap();
    assert_eq!((unchecked.answers.len(), unchecked.rules.as_str()), (8, rules().hash()));
    for item in &sheet.items {
        let answer = unchecked.answers.iter().find(|answer| answer.id == format!("m{}", item.id)).unwrap();
        assert_eq!((answer.stratum, answer.level, answer.right), (item.stratum, item.level, None));
        assert_eq!(unchecked.sizes[item.stratum as usize], sheet.sizes[item.stratum as usize]);
    }
    assert_eq!((unchecked.quality().unanswered, unchecked.quality().precision), (8, None));
    // As a spreadsheet saves it elsewhere: tabs, and the answers written in many ways.
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    let mut lines = vec![reader.headers().unwrap().iter().collect::<Vec<_>>().join("\t")];
    for (row, answer) in reader.records().zip(["Ja", "rätt", "NEJ", "fel", "1", "x", "", "j"]) {
        let mut cells: Vec<String> = row.unwrap().iter().map(|cell| cell.replace(['\t', '"', '\n'], " ")).collect();
        cells[12] = answer.to_string();
        cells[13] = if answer == "j" { "3".into() } else { String::new() };
        lines.push(cells.join("\t"));
    }
    let checked = Checked::from_csv(&lines.join("\r\n")).unwrap();
    let right: Vec<_> = checked.answers.iter().map(|answer| answer.right).collect();
    assert_eq!(right, [Some(true), Some(true), Some(false), Some(false), Some(true), Some(true), None, Some(true)]);
    assert_eq!(checked.answers[7].right_level, Some(3));
}

#[test]
fn a_sheet_is_in_the_dialect_of_its_language_and_steers_nothing() {
    let mut sheet = sample(8);
    sheet.items[0].text = "Alla\u{202e} ska\u{7} höras.\n=1+1".to_string();
    sheet.items[0].path = "a\nb,c;d.md".to_string();
    for (language, separator) in [(Language::Swedish, ';'), (Language::English, ',')] {
        let csv = written(&sheet, &Options { language, ..Options::default() });
        assert_eq!(csv.lines().next().unwrap().matches(separator).count(), Sheet::COLUMNS.len() - 1);
        assert_eq!(csv.matches("\r\n").count(), 9, "a line each: {csv}");
        assert!(csv.contains("Alla\\u{202e} ska\\u{7} höras. =1+1") && csv.contains("\"a b,c;d.md\""), "{csv}");
        let read = Checked::from_csv(&csv).unwrap();
        assert_eq!((read.answers.len(), read.rules.as_str()), (8, rules().hash()));
    }
}
