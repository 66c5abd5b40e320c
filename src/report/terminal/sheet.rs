//! Lines of a fixed width: wrapping, hanging indents, headings and bars. Colour only adds; nothing is told by it alone.

use std::io;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a line stands out when colour is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Style {
    Plain,
    Strong,
    Faint,
    Warning,
}

/// A report in the making.
pub(in crate::report) struct Sheet {
    pub lines: Vec<String>,
    pub width: usize,
    colour: bool,
}

/// Narrowest and widest sheet: below it words would be cut all the time, above it lines are hard to read.
const WIDTHS: (usize, usize) = (40, 110);

impl Sheet {
    pub fn new(width: Option<usize>, colour: bool) -> Self {
        let colour = colour && width.is_some();
        Sheet { lines: Vec::new(), width: width.unwrap_or(100).clamp(WIDTHS.0, WIDTHS.1), colour }
    }

    pub fn blank(&mut self) {
        if self.lines.last().is_some_and(|l| !l.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// One line as it stands; too long a line is cut with "…".
    pub fn line(&mut self, text: &str, style: Style) {
        let text = fit(text, self.width);
        let text = text.trim_end();
        self.lines.push(match (self.colour, style) {
            (false, _) | (true, Style::Plain) => text.to_string(),
            (true, Style::Strong) => format!("\u{1b}[1m{text}\u{1b}[0m"),
            (true, Style::Faint) => format!("\u{1b}[2m{text}\u{1b}[0m"),
            (true, Style::Warning) => format!("\u{1b}[1;33m{text}\u{1b}[0m"),
        });
    }

    /// A heading with a blank line above it.
    pub fn heading(&mut self, text: &str) {
        self.blank();
        self.wrapped("", "", text, Style::Strong);
    }

    /// A paragraph with an indent.
    pub fn text(&mut self, indent: usize, text: &str) {
        let indent = " ".repeat(indent);
        self.wrapped(&indent, &indent, text, Style::Plain);
    }

    /// A paragraph whose first line begins with `first` and whose others are indented as far.
    pub fn item(&mut self, first: &str, text: &str) {
        let rest = " ".repeat(first.width());
        self.wrapped(first, &rest, text, Style::Plain);
    }

    /// A paragraph with its own beginnings for the first line and the rest.
    pub fn wrapped(&mut self, first: &str, rest: &str, text: &str, style: Style) {
        let room = self.width.saturating_sub(first.width().max(rest.width())).max(10);
        for (n, line) in wrap(text, room).iter().enumerate() {
            let start = if n == 0 { first } else { rest };
            self.line(&format!("{start}{line}"), style);
        }
    }

    /// Writes the lines.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        for line in &self.lines {
            out.write_all(line.as_bytes())?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// Lines of at most `width` columns, broken at spaces (never at no-break spaces); a longer word is cut.
pub(in crate::report) fn wrap(text: &str, width: usize) -> Vec<String> {
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        let mut word = word.to_string();
        let gap = usize::from(used > 0);
        if used + gap + word.width() > width && used > 0 {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        while word.width() > width {
            let head = take(&word, width);
            if head.is_empty() {
                break;
            }
            word = word[head.len()..].to_string();
            lines.push(head);
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        used += word.width();
        line.push_str(&word);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The longest beginning that fits in `width` columns.
fn take(text: &str, width: usize) -> String {
    let mut used = 0;
    text.chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= width
        })
        .collect()
}

/// The text, cut with "…" if it is wider than `width`.
pub(in crate::report) fn fit(text: &str, width: usize) -> String {
    if text.width() <= width { text.to_string() } else { format!("{}…", take(text, width.saturating_sub(1)).trim_end()) }
}

/// The text filled with spaces to `width` columns, cut if wider.
pub(in crate::report) fn pad(text: &str, width: usize) -> String {
    let text = fit(text, width);
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The same with the spaces before it.
pub(in crate::report) fn pad_left(text: &str, width: usize) -> String {
    let text = fit(text, width);
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

/// A level 0–5 as five boxes.
pub(in crate::report) fn bar(level: u8) -> String {
    let full = usize::from(level.min(5));
    format!("{}{}", "■".repeat(full), "□".repeat(5 - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_keep_figures_together() {
        assert_eq!(wrap("ett två 1\u{a0}000 tre", 9), ["ett två", "1\u{a0}000 tre"]);
        assert_eq!(wrap("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn nothing_is_wider_than_the_sheet() {
        let mut sheet = Sheet::new(Some(50), false);
        sheet.item("  • ", &"Ordlängdsförlängningsprövning och mer ".repeat(8));
        sheet.line(&"x".repeat(300), Style::Strong);
        assert!(sheet.lines.iter().all(|l| l.width() <= 50), "{:#?}", sheet.lines);
    }

    #[test]
    fn there_is_no_colour_without_a_terminal() {
        let mut sheet = Sheet::new(None, true);
        sheet.line("rubrik", Style::Strong);
        assert_eq!(sheet.lines, ["rubrik"]);
    }
}
