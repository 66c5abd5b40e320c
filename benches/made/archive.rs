//! A folder of documents as an archive holds them: small plans in Markdown, DOCX and PDF, no two alike.

use std::fs;
use std::path::Path;

use super::docx::{package, paragraph, row, table};
use super::pdf::made_pdf;
use super::text::document;

/// Writes that many documents: of every five, two in Markdown, two in Word and one PDF of two to nine pages. Gives the bytes of all.
pub fn archive(folder: &Path, documents: usize) -> usize {
    let mut bytes = 0;
    for number in 0..documents {
        let own = format!("Nämnden ska under {} följa upp barns rättigheter och jämställdhet i mål {number}.", 2027 + number % 8);
        let text = document(number as u64, 12, std::iter::repeat_n(own.as_str(), 6 + number % 7));
        let (ending, contents) = match number % 5 {
            0 | 1 => ("md", text.into_bytes()),
            2 | 3 => ("docx", word(&text)),
            _ => ("pdf", pdf(2 + number % 8)),
        };
        let part = folder.join(format!("namnd-{}", number / 50));
        fs::create_dir_all(&part).expect("a scratch folder takes folders");
        fs::write(part.join(format!("plan-{number}.{ending}")), &contents).expect("a scratch folder takes files");
        bytes += contents.len();
    }
    bytes
}

/// The text in paragraphs, and a table at the end.
fn word(text: &str) -> Vec<u8> {
    let paragraphs: String = text.lines().map(|line| paragraph(&[line.trim_start_matches(['#', ' '])])).collect();
    package(&format!("{paragraphs}{}", table(&[row(&["Mål", "Ansvar", "År"]), row(&["Trygghet", "nämnden", "2027"])].concat())))
}

fn pdf(pages: usize) -> Vec<u8> {
    let made = made_pdf(pages);
    assert!(made.words > 200 * pages, "pages have text");
    made.bytes
}
