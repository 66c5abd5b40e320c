//! A finished paragraph becomes items: heading, list item with its label, contents line, caption, quote or running text.

use super::numbering::{Label, Numbering};
use super::properties::ParagraphProperties;
use super::styles::Styles;
use crate::read::items::{Item, typed_lines};
use crate::read::style_names::Role;
use crate::text::BlockKind;

/// Longest heading in characters: templates give outline levels to running text too.
const MAX_HEADING: usize = 300;

/// The paragraph as items: one, or several where lines with bullets were typed inside it.
pub(in crate::read) fn items_of(
    properties: &ParagraphProperties,
    text: &str,
    contents: bool,
    styles: &Styles,
    numbering: &mut Numbering,
) -> Vec<Item> {
    let style = properties.style.as_deref().unwrap_or(&styles.default_paragraph);
    let role = styles.role(style, properties.outline);
    let empty = text.trim().is_empty();
    if empty && properties.section_end {
        return Vec::new();
    }
    // Other empty paragraphs count: Word prints their numbers.
    let label = label(properties, style, styles, numbering);
    if empty {
        return Vec::new();
    }
    let labelled = |text: &str| match &label {
        Some(label) if !label.text.is_empty() => format!("{} {}", label.text, text.trim_start()),
        _ => text.to_owned(),
    };
    let one = |kind, text| vec![Item::Text { kind, text }];
    if contents || role == Role::Contents {
        return one(BlockKind::TocLine, labelled(text));
    }
    let kind = match (role, &label) {
        (Role::Heading(level), _) if text.chars().count() <= MAX_HEADING => return one(BlockKind::Heading { level }, labelled(text)),
        (Role::Caption, _) => return one(BlockKind::Caption, labelled(text)),
        (_, Some(label)) => BlockKind::ListItem { depth: label.level, lead_in: None },
        (Role::List(depth), None) => BlockKind::ListItem { depth, lead_in: None },
        (Role::Quote, None) => BlockKind::Quote,
        _ => BlockKind::Paragraph,
    };
    typed_lines(&labelled(text), kind)
}

/// The paragraph's place in a list: its own numbering, else that of its style.
fn label(properties: &ParagraphProperties, style: &str, styles: &Styles, numbering: &mut Numbering) -> Option<Label> {
    let by_style = styles.number(style);
    let own = &properties.number;
    let (id, level) = match &own.id {
        Some(id) => (id.as_str(), own.level.unwrap_or(0)),
        None => {
            let id = by_style.id.as_deref()?;
            let linked = || numbering.level_of_style(id, style, styles);
            (id, own.level.or(by_style.level).or_else(linked).unwrap_or(0))
        }
    };
    if id == "0" { None } else { numbering.next(id, level, styles) }
}
