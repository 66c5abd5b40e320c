//! Lines for people: wrapped to the terminal's width, left whole where output goes elsewhere.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::settings;

/// Narrower than this, nothing is wrapped well.
const NARROWEST: usize = 40;
/// Wider lines are hard to read.
const WIDEST: usize = 120;

/// Gathers lines.
pub struct Page {
    /// Columns; `None` leaves lines whole.
    width: Option<usize>,
    text: String,
}

impl Page {
    /// A page as wide as the terminal.
    pub fn new() -> Page {
        Page { width: settings::terminal_width().map(|width| width.clamp(NARROWEST, WIDEST)), text: String::new() }
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A paragraph, indented by `indent` columns.
    pub fn line(&mut self, indent: usize, text: &str) {
        self.item(indent, "", text);
    }

    /// A paragraph after a label; further lines stand under the first one's text.
    pub fn item(&mut self, indent: usize, label: &str, text: &str) {
        let first = format!("{}{label}", " ".repeat(indent));
        let rest = " ".repeat(first.width());
        let room = self.width.map(|width| width.saturating_sub(rest.width()).max(NARROWEST / 2));
        for (number, line) in wrap(text, room).iter().enumerate() {
            let start = if number == 0 { &first } else { &rest };
            self.text.push_str(format!("{start}{line}").trim_end());
            self.text.push('\n');
        }
    }

    /// Rows in columns as wide as their longest cell; numbers (columns in `right`) to the right, the last column cut to the width.
    pub fn table(&mut self, right: &[usize], rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(widest).collect();
        for row in rows {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let padding = " ".repeat(widths[column].saturating_sub(cell.width()));
                let last = column + 1 == columns;
                if right.contains(&column) {
                    line += &padding;
                }
                line += &match self.width.filter(|_| last) {
                    Some(width) => cut(cell, width.saturating_sub(line.width()).max(NARROWEST / 2)),
                    None => cell.clone(),
                };
                if !last {
                    if !right.contains(&column) {
                        line += &padding;
                    }
                    line += "  ";
                }
            }
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// Writes the page.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.text.as_bytes())
    }
}

/// The text on one line, without signs that steer a terminal.
pub fn plain(text: &str) -> String {
    let seen: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text, cut with "…" if it is longer than `width` columns.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_string();
    }
    let mut out = String::new();
    for c in text.chars() {
        if out.width() + 2 > width {
            break;
        }
        out.push(c);
    }
    out.trim_end().to_string() + "…"
}

fn wrap(text: &str, room: Option<usize>) -> Vec<String> {
    let Some(room) = room else { return vec![text.to_string()] };
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        if !line.is_empty() && line.width() + 1 + word.width() > room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line += word;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_within_the_width_and_under_their_label() {
        let mut page = Page { width: Some(40), text: String::new() };
        page.item(2, "kräver: ", "något av rätt, rättighet, skyldighet och ansvar i meningen");
        page.table(&[1], &[vec!["barn".into(), "7".into()], vec!["äldre".into(), "12".into()]]);
        assert_eq!(
            page.text,
            "  kräver: något av rätt, rättighet,\n          skyldighet och ansvar i\n          meningen\nbarn    7\näldre  12\n"
        );
        let mut whole = Page { width: None, text: String::new() };
        whole.item(0, "", &"ord ".repeat(100));
        assert_eq!(whole.text.lines().count(), 1);
        assert_eq!(cut("åtgärder", 5), "åtgä…");
        assert_eq!(plain("a\u{1b}[31m\n b"), "a [31m b");
    }
}
