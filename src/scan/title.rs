//! What the document says of itself: its type, and whether its title aims at one area.

use super::cache::WordCache;
use super::matching::Matcher;
use super::tokens::tokenize;
use super::{ScanOptions, metadata};
use crate::finding::TypeEvidence;
use crate::rule::{AreaSet, RuleSet, SequenceId};
use crate::text::{BlockKind, Document, DocumentBuilder, Format, Origin};

/// Answers about the title.
pub(super) struct TitleReading {
    pub document_type: Option<(u32, TypeEvidence)>,
    pub targeted: AreaSet,
    /// The earliest year in the title, if it names any.
    pub year: Option<u16>,
}

/// Reads metadata lines, title and name, in that order.
pub(super) fn read_title(document: &Document, rules: &RuleSet, cache: &mut WordCache, options: &ScanOptions) -> TitleReading {
    let title = document.title().unwrap_or_default().to_string();
    let targeted = with_text(&title, rules, cache, |stands| {
        rules.title_areas.iter().filter(|(_, words)| words.iter().any(|s| stands(*s))).map(|(id, _)| *id).collect()
    });
    let year = year(&title);
    TitleReading { document_type: document_type(document, &title, rules, cache, options), targeted, year }
}

/// The earliest year between 1900 and 2100 that stands by itself.
fn year(title: &str) -> Option<u16> {
    let numbers = title.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1900..=2100).contains(year)).min()
}

fn document_type(
    document: &Document,
    title: &str,
    rules: &RuleSet,
    cache: &mut WordCache,
    options: &ScanOptions,
) -> Option<(u32, TypeEvidence)> {
    let place = |id: &str| rules.document_types.iter().position(|t| t.id == id).map(|i| i as u32);
    if let Some(given) = options.document_type.as_deref().and_then(place) {
        return Some((given, TypeEvidence::Given));
    }
    let mut sources: Vec<(String, TypeEvidence)> = Vec::new();
    sources.extend(metadata::stated_type(document).map(|t| (t, TypeEvidence::Metadata)));
    sources.push((title.to_string(), TypeEvidence::Title));
    let early = document
        .blocks()
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Heading { .. } | BlockKind::Paragraph | BlockKind::Marginal))
        .take(3);
    sources.extend(early.map(|b| document.slice(b.span)).filter(|t| t.chars().count() < 120).map(|t| (t.to_string(), TypeEvidence::Title)));
    sources.extend(document.origin().title.iter().map(|t| (t.clone(), TypeEvidence::Metadata)));
    let stem = document.origin().name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(s, _)| s).replace(['-', '_', '.'], " ");
    sources.push((stem, TypeEvidence::Name));
    for (text, evidence) in sources {
        let found =
            with_text(&text, rules, cache, |stands| rules.document_types.iter().position(|t| t.title_words.iter().any(|s| stands(*s))));
        if let Some(found) = found {
            return Some((found as u32, evidence));
        }
    }
    place("okand").map(|t| (t, TypeEvidence::Unknown))
}

/// Asks which sequences stand in a short text.
fn with_text<T>(text: &str, rules: &RuleSet, cache: &mut WordCache, ask: impl FnOnce(&dyn Fn(SequenceId) -> bool) -> T) -> T {
    let mut builder = DocumentBuilder::new(Origin { name: String::new(), format: Format::Plain, title: None, producer: None });
    builder.heading(1, text);
    let document = builder.finish();
    let tokens = tokenize(&document, rules, cache);
    let matcher = Matcher::whole(rules, &tokens, cache);
    let present = tokens.seen.iter().fold(0, |all, token| all | token.mask);
    ask(&|sequence| {
        rules.patterns.first_mask(sequence) & present != 0 && (0..tokens.len()).any(|at| matcher.match_at(sequence, at).is_some())
    })
}
