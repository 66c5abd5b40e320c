//! Texts of a given size, and folders of them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::made::text::{Draw, document};

/// A sentence with findings.
pub const SENTENCE: &str = "Nämnden ska varje år följa upp barns rättigheter och jämställdhet. ";
/// A sentence without any.
pub const PLAIN: &str = "Förvaltningen redovisar avfallsplanen till ekonomichefen före den sista mars. ";
/// A row of a plan.
pub const CELLS: [&str; 3] = ["följa upp barns rättigheter", "nämnden", "2027"];

/// Adds the end of a line.
pub trait AddLine {
    fn add_line(self) -> String;
}

impl AddLine for String {
    fn add_line(mut self) -> String {
        self.push('\n');
        self
    }
}

pub fn paragraphs(sentence: &str, count: usize) -> String {
    format!("# Plan\n\n{}", format!("{sentence}\n\n").repeat(count))
}

/// `before`, a number and `after`, again and again.
pub fn numbered(before: &str, after: &str, count: usize) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = write!(text, "{before}{number}{after}");
        text
    })
}

pub fn nested_headings(count: usize) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = write!(text, "{} Barns rättigheter {number}\n\n", "#".repeat(number % 6 + 1));
        text
    })
}

/// The words of a sentence over and over, with one full stop at the end.
pub fn one_sentence(sentence: &str, words: usize) -> String {
    let mut text = String::from("# Plan\n\n");
    for word in sentence.trim_end_matches(['.', ' ']).split(' ').cycle().take(words) {
        text.push_str(word);
        text.push(' ');
    }
    text.push_str("slut.\n");
    text
}

pub fn markdown_table(rows: usize) -> String {
    format!("| Mål | Ansvar | År |\n|---|---|---|\n{}", format!("| {} |\n", CELLS.join(" | ")).repeat(rows))
}

pub fn html_table(rows: usize) -> String {
    format!("<table>{}</table>", format!("<tr><td>{}</td></tr>\n", CELLS.join("</td><td>")).repeat(rows))
}

/// Three rows of this many cells.
pub fn markdown_columns(columns: usize, cell: &str) -> String {
    let row = |cell: &str| format!("|{}\n", cell.repeat(columns));
    [row("a|"), row("-|"), row(cell).repeat(3)].concat()
}

pub fn html_columns(columns: usize) -> String {
    format!("<table>{}</table>", format!("<tr>{}</tr>\n", "<td>barn</td>".repeat(columns)).repeat(3))
}

/// Sentences that all differ: what nobody changed is told by its words.
fn sentences(count: usize, verb: impl Fn(usize) -> &'static str) -> Vec<String> {
    let mut draw = Draw(2);
    let whole = |number| {
        let mut plain = String::new();
        draw.sentence(&mut plain);
        let plain = plain.trim_end_matches(['.', ' ']).to_lowercase();
        format!("Nämnden {} följa upp barns rättigheter {number} när {plain}.", verb(number))
    };
    (0..count).map(whole).collect()
}

fn version(sentences: &[String]) -> String {
    format!("# Plan\n\n{}\n", sentences.join("\n\n"))
}

pub fn older(count: usize) -> String {
    version(&sentences(count, |_| "ska"))
}

/// The older version with one in `every` sentences weakened.
pub fn changed(count: usize, every: usize) -> String {
    version(&sentences(count, |number| if number.is_multiple_of(every) { "bör" } else { "ska" }))
}

pub fn reversed(count: usize) -> String {
    let mut sentences = sentences(count, |_| "ska");
    sentences.reverse();
    version(&sentences)
}

/// Rules, each with a word of its own.
pub fn own_rules(count: usize) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let word = letters(number);
        let _ = write!(
            text,
            "[[regel]]\nid = \"egen.{word}\"\nbeskrivning = \"Ordet {word}.\"\nomrade = [\"barnets-rattigheter\"]\nstyrka = \"stark\"\n\
             fraser = [\"{word}plan|{word}planen\"]\nexempel = [\"Nämnden antog en {word}plan.\"]\nmotexempel = [\"Nämnden antog en karta.\"]\n\n"
        );
        text
    })
}

/// A number in letters.
fn letters(mut number: usize) -> String {
    let mut out = String::from("q");
    for _ in 0..4 {
        out.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    out
}

/// A folder of that many small plans, a hundred to each folder in it; those that are there already stay.
pub fn archive(folder: &Path, documents: usize) {
    for number in 0..documents {
        let part = folder.join(format!("del{}", number / 100));
        let path = part.join(format!("plan-{number}.md"));
        if path.exists() {
            continue;
        }
        fs::create_dir_all(&part).expect("a scratch folder takes folders");
        let sentence = format!("Nämnden ska under år {number} följa upp barns rättigheter. ");
        let text = document(number as u64, 4, std::iter::repeat_n(sentence.as_str(), 6));
        fs::write(path, text).expect("a scratch folder takes files");
    }
}
