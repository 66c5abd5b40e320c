//! The memo as Markdown (CommonMark with tables), for wikis and pull requests.
//!
//! Text of documents is hostile here: every character that Markdown or the HTML in it would act on is escaped, so a cell stays a cell and a
//! sentence a sentence.

use std::io;

use super::memo::{Block, Memo, Run};

pub(super) fn write(memo: &Memo, out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = String::new();
    for (number, block) in memo.blocks.iter().enumerate() {
        // The items of a list that goes on below its first level stand together.
        let joined =
            matches!((number.checked_sub(1).and_then(|n| memo.blocks.get(n)), block), (Some(Block::Nested(..)), Block::Nested(..)));
        if number > 0 && !joined {
            text.push('\n');
        }
        write_block(&mut text, block);
    }
    out.write_all(text.as_bytes())
}

fn write_block(out: &mut String, block: &Block) {
    match block {
        Block::Heading(level, text) => {
            let marks = "#".repeat(usize::from((level + 1).min(6)));
            line(out, &format!("{marks} {}", escape(text)));
        }
        Block::Paragraph(runs) => line(out, &inline(runs)),
        Block::Quote(text) => line(out, &format!("> {}", escape(text))),
        Block::List(items) => items.iter().for_each(|item| line(out, &format!("- {}", inline(item)))),
        Block::Nested(depth, runs) => line(out, &format!("{}- {}", "  ".repeat(usize::from(*depth)), inline(runs))),
        Block::Checklist(items) => items.iter().for_each(|item| line(out, &format!("- [ ] {}", escape(item)))),
        Block::Table { head, rows, .. } => {
            line(out, &row(head));
            line(out, &format!("|{}", " --- |".repeat(head.len())));
            rows.iter().for_each(|cells| line(out, &row(cells)));
        }
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn row(cells: &[String]) -> String {
    cells.iter().fold(String::from("|"), |row, cell| format!("{row} {} |", escape(cell)))
}

fn inline(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        if run.strong {
            // The marks of strong text stand against its letters, never against white space.
            let text = run.text.trim_end();
            out.push_str(&format!("**{}**{}", escape(text), &run.text[text.len()..]));
        } else {
            // A run that goes on after another begins no line.
            let text = escape(&run.text);
            out.push_str(if out.is_empty() { &text } else { text.strip_prefix('\\').filter(|_| begins_block(&run.text)).unwrap_or(&text) });
        }
    }
    out
}

/// Text as it stands: marks that would be acted on are escaped, and what would begin a block at the start of a line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    if begins_block(text) {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        out.push_str(&text[..digits]);
        out.push('\\');
        return out + &escape_marks(&text[digits..]);
    }
    out + &escape_marks(text)
}

/// Whether a line that begins so would be a list item, a heading, a rule or a table's line.
fn begins_block(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < text.len() && rest.starts_with(['.', ')']);
    numbered || text.starts_with(['-', '+', '=', ':'])
}

fn escape_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            // Autolinks and mentions act on bare text.
            '@' => out.push_str("&#64;"),
            ':' if text[at..].starts_with("://") => out.push_str("&#58;"),
            '.' if text.as_bytes()[..at].to_ascii_lowercase().ends_with(b"www") => out.push_str("&#46;"),
            '!' if text[at + 1..].starts_with('[') => out.push_str("\\!"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_act_on_is_escaped() {
        assert_eq!(escape("a | b * c_d <script> [x](y) `z`"), "a \\| b \\* c\\_d \\<script\\> \\[x\\](y) \\`z\\`");
        assert_eq!(escape("- punkt"), "\\- punkt");
        assert_eq!(escape("1. Inledning"), "1\\. Inledning");
        assert_eq!(escape("2027) mål"), "2027\\) mål");
        assert_eq!(escape("# rubrik & <br>"), "\\# rubrik &amp; \\<br\\>");
        assert_eq!(escape("en rad\noch en till"), "en rad och en till");
    }

    #[test]
    fn documents_make_no_links() {
        assert_eq!(escape("WWW.x.se"), "WWW&#46;x.se");
        assert_eq!(escape("https://x.se och namn@x.se ![b](c)"), "https&#58;//x.se och namn&#64;x.se \\!\\[b\\](c)");
    }
}
