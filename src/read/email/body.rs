//! The body of a message as blocks: its own text as that reader makes it, quoted lines as quotes.

use super::Body;
use crate::read::{Limits, decode, read_as};
use crate::text::{BlockKind, Document, DocumentBuilder, Format, Origin, Problem};
use std::collections::HashMap;

/// Appends a stretch of the body.
pub(super) fn append(builder: &mut DocumentBuilder, body: &Body, limits: &Limits) -> Result<(), Problem> {
    match body {
        Body::Html(html) => append_document(builder, &read_part(html, Format::Html, limits)?),
        Body::Plain(bytes) => {
            let decoded = decode::decode(bytes);
            if let Some(problem) = decoded.problem {
                builder.problem(problem);
            }
            for stretch in stretches(&decoded.text) {
                match stretch {
                    Stretch::Own(text) => append_document(builder, &read_part(text.as_bytes(), Format::Plain, limits)?),
                    Stretch::Quoted(text) => {
                        for paragraph in text.split("\n\n").filter(|p| !p.trim().is_empty()) {
                            builder.push(BlockKind::Quote, &[paragraph.into()]);
                        }
                    }
                }
            }
        }
    }
    Ok(())
}

/// A stretch of a plain body.
#[derive(Debug, PartialEq, Eq)]
enum Stretch {
    Own(String),
    /// Without the marks.
    Quoted(String),
}

/// Parts what the writer wrote from what is quoted with `>`.
fn stretches(text: &str) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for line in text.lines() {
        let quoted = line.starts_with('>');
        if quoted {
            let line = line.trim_start_matches(['>', ' ']);
            match all.last_mut() {
                Some(Stretch::Quoted(text)) => {
                    text.push_str(line);
                    text.push('\n');
                }
                _ => all.push(Stretch::Quoted(format!("{line}\n"))),
            }
        } else {
            match all.last_mut() {
                Some(Stretch::Own(text)) => {
                    text.push_str(line);
                    text.push('\n');
                }
                _ => all.push(Stretch::Own(format!("{line}\n"))),
            }
        }
    }
    all
}

fn read_part(bytes: &[u8], format: Format, limits: &Limits) -> Result<Document, Problem> {
    read_as(bytes, Origin { name: String::new(), format, title: None, producer: None }, limits, None)
}

/// Takes over the blocks and problems of a part. Headings come below the subject.
fn append_document(builder: &mut DocumentBuilder, part: &Document) {
    let mut tables = HashMap::new();
    for block in part.blocks() {
        match &block.kind {
            BlockKind::TableRow { table, cells, header } => {
                let id = *tables.entry(*table).or_insert_with(|| builder.table());
                let cells: Vec<&str> = cells.iter().map(|cell| part.slice(*cell)).collect();
                builder.row(id, *header, &cells);
            }
            BlockKind::Heading { level } => builder.heading(level.saturating_add(1), part.slice(block.span)),
            kind => builder.push(kind.clone(), &[part.slice(block.span).into()]),
        }
    }
    // That a stretch is blank says nothing of the message.
    let told = part.problems().iter().filter(|problem| problem.code != crate::text::ProblemCode::NoText);
    told.for_each(|problem| builder.problem(problem.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_lines_are_parted_from_own_ones() {
        let text = "Hej!\n\n> Fråga ett\n>> äldre\n\nSvar\n";
        let own = |text: &str| Stretch::Own(text.into());
        assert_eq!(stretches(text), [own("Hej!\n\n"), Stretch::Quoted("Fråga ett\näldre\n".into()), own("\nSvar\n")]);
        assert!(stretches("").is_empty());
    }
}
