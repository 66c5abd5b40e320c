//! Where the sentences of a document stand in its main part: the document's words paired with the words that the reader kept.

use crate::annotate::align::{align, words};
use crate::read::docx::trace::Kept;
use crate::text::{BlockKind, Document, DocumentBuilder, Format, Origin, Piece, Span};
use std::ops::Range;

/// Share of a stretch's words that must be found for its place to be believed.
const ENOUGH: f64 = 0.5;

/// Where a stretch of the document stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// From its first word to its last, signs around them included.
    Found(Range<usize>),
    /// Not in the main part, or not as text; this is the word nearest before it, or after.
    Near(Range<usize>),
}

/// The words of a document, each with its place in the main part if it has one.
pub(super) struct Places<'x> {
    xml: &'x str,
    document: &'x Document,
    /// Words of the document.
    words: Vec<Range<usize>>,
    /// For each its word in `read`.
    partners: Vec<Option<Range<usize>>>,
    /// What was kept, as the document spells it.
    read: Document,
    /// What was kept, as the file spells it: where each piece begins in all of it, and the piece.
    pieces: Vec<(usize, &'x Kept)>,
    kept: String,
}

impl<'x> Places<'x> {
    pub fn new(document: &'x Document, xml: &'x str, paragraphs: &'x [Vec<Kept>]) -> Self {
        let (mut kept, mut pieces) = (String::new(), Vec::new());
        // A text format keeps the way back to what it was given.
        let origin = Origin { name: String::new(), format: Format::Plain, title: None, producer: None };
        let mut builder = DocumentBuilder::new(origin);
        for paragraph in paragraphs {
            let from = kept.len();
            for piece in paragraph {
                pieces.push((kept.len(), piece));
                kept.push_str(&piece.text);
            }
            builder.push(BlockKind::Paragraph, &[Piece { text: &kept[from..], source: Some(from), page: None }]);
        }
        let read = builder.finish();
        let (own, theirs) = (words(document.text()), words(read.text()));
        fn texts<'t>(text: &'t str, words: &[Range<usize>]) -> Vec<&'t str> {
            words.iter().map(|word| &text[word.clone()]).collect()
        }
        let partners = align(&texts(document.text(), &own), &texts(read.text(), &theirs));
        let partners = partners.into_iter().map(|partner| partner.map(|index| theirs[index].clone())).collect();
        Places { xml, document, words: own, partners, read, pieces, kept }
    }

    /// Where a stretch of the document stands; nothing when no word of the document is in the main part.
    pub fn of(&self, span: Span) -> Option<Place> {
        let from = self.words.partition_point(|word| word.end <= span.start as usize);
        let to = self.words.partition_point(|word| word.start < span.end as usize);
        let found: Vec<usize> = (from..to).filter(|index| self.partners[*index].is_some()).collect();
        if let (Some(first), Some(last)) = (found.first(), found.last())
            && found.len() as f64 >= ENOUGH * (to - from) as f64
            && let Some(range) = self.stretch(*first, *last, span)
        {
            return Some(Place::Found(range));
        }
        let near = |index: usize| {
            let word = self.partners[index].clone()?;
            self.bytes(word.start, word.end)
        };
        let before = (0..from).rev().take(self.words.len()).find_map(near);
        before.or_else(|| (to..self.words.len()).find_map(near)).map(Place::Near)
    }

    /// From one word of the document to another, with the signs of the stretch around them that the file has too.
    fn stretch(&self, first: usize, last: usize, span: Span) -> Option<Range<usize>> {
        let (start, end) = (self.partners[first].clone()?.start, self.partners[last].clone()?.end);
        let read = self.read.text();
        let before = &self.document.text()[span.start as usize..self.words[first].start];
        let after = &self.document.text()[self.words[last].end..span.end as usize];
        // White space is the same on both sides inside a paragraph; a border between paragraphs or cells is not.
        fn shared(own: impl Iterator<Item = char>, file: impl Iterator<Item = char>) -> usize {
            let same = own.zip(file).take_while(|(a, b)| a == b && !a.is_alphanumeric()).map(|(a, _)| a);
            let signs: Vec<char> = same.collect();
            let last = signs.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1);
            signs[..last].iter().map(|c| c.len_utf8()).sum()
        }
        let lead = shared(before.chars().rev(), read[..start].chars().rev());
        let trail = shared(after.chars(), read[end..].chars());
        self.bytes(start - lead, end + trail)
    }

    /// The bytes of the main part that a stretch of `read` was made from.
    fn bytes(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let source = |at: usize| self.read.source_offset(u32::try_from(at).ok()?);
        let last = self.read.text()[..end].chars().next_back()?;
        let from = source(start)?;
        let mut to = source(end - last.len_utf8())?;
        // The letter itself, and the marks that were composed with it.
        to += self.kept.get(to..)?.chars().next()?.len_utf8();
        to += self.kept.get(to..)?.chars().take_while(|c| ('\u{300}'..='\u{36F}').contains(c)).map(char::len_utf8).sum::<usize>();
        let range = self.byte(from, true)?..self.byte(to, false)?;
        (range.start < range.end).then_some(range)
    }

    /// The byte of the main part for a byte of `kept`: where a stretch begins, or ends.
    fn byte(&self, at: usize, begins: bool) -> Option<usize> {
        let after = self.pieces.partition_point(|(start, _)| if begins { *start <= at } else { *start < at });
        let (start, piece) = self.pieces[..after].last()?;
        let place = piece.at.clone()?;
        // Text that stands in the part as it was read can be divided; references and sections of raw text stay whole.
        if self.xml.get(place.clone()) == Some(piece.text.as_str()) {
            return Some(place.start + (at - start));
        }
        Some(if begins { place.start } else { place.end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;
    use crate::read::docx::trace::draft;

    /// Letters and digits of a text or a piece of a part, what no reader shows left out.
    fn bare(xml: &str) -> String {
        let unseen = regex::Regex::new(
            r"(?s)<w:(delText|instrText|rt)\b[^>]*>.*?</w:(delText|instrText|rt)>|<mc:Fallback>.*?</mc:Fallback>|<[^>]*>",
        )
        .unwrap();
        let text = unseen.replace_all(xml, "").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    }

    /// Units whose place holds other words than they do, and all units.
    fn misplaced(bytes: &[u8]) -> (Vec<String>, usize) {
        let draft = draft(bytes, &Limits::default()).unwrap();
        let places = Places::new(&draft.document, &draft.main.text, &draft.paragraphs);
        let body: Vec<_> = draft.document.units().iter().filter(|unit| unit.kind.is_body()).collect();
        let wrong = body.iter().filter_map(|unit| {
            let text = bare(draft.document.slice(unit.span));
            let place = match places.of(unit.span) {
                Some(Place::Found(range)) => bare(&draft.main.text[range]),
                _ => String::new(),
            };
            // Numbers that the reader computes stand in no file.
            let digits = |c: char| c.is_ascii_digit();
            let same = place.trim_start_matches(digits) == text.trim_start_matches(digits);
            (!same).then(|| format!("{text}\n    {place}"))
        });
        (wrong.collect(), body.len())
    }

    #[test]
    fn every_unit_finds_its_own_words() {
        for bytes in [
            &include_bytes!("../../../corpus/docx/exempel-policy.docx")[..],
            include_bytes!("../../../corpus/docx/arsredovisning-savlunda.docx"),
            include_bytes!("../../../corpus/docx/handlingsplan-vald-mossaker.docx"),
            include_bytes!("../../../corpus/docx/reglemente-norrlida.docx"),
        ] {
            let (wrong, all) = misplaced(bytes);
            assert!(all > 10 && wrong.is_empty(), "{wrong:#?}");
        }
    }
}
