//! The marks of comments put into a part: nothing is written anew, text is only added between what is there.

use super::runs::{Anatomy, Kid, Run, STRICT, WORD};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is added at one byte of the part.
#[derive(Debug, Default)]
struct Cut {
    /// Ends the run that is divided here.
    close: String,
    ends: Vec<u32>,
    starts: Vec<u32>,
    /// Begins it again.
    open: String,
}

/// How well a mark fits what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It begins and ends where the words do, or as near as runs allow.
    Exact,
    /// It stands around something that the words are part of (a text box, a field), or at a neighbour.
    Around,
    /// There is no place for it.
    Nowhere,
}

impl Mark {
    /// The same of a neighbour.
    pub fn beside(self) -> Mark {
        if self == Mark::Nowhere { self } else { Mark::Around }
    }
}

/// Collects marks and puts them in.
pub(super) struct Splice<'x> {
    xml: &'x str,
    anatomy: &'x Anatomy,
    cuts: BTreeMap<usize, Cut>,
    /// Where an attribute is added to a start tag: white space at the ends of a divided text counts.
    preserved: BTreeMap<usize, &'static str>,
}

impl<'x> Splice<'x> {
    pub fn new(xml: &'x str, anatomy: &'x Anatomy) -> Self {
        Splice { xml, anatomy, cuts: BTreeMap::new(), preserved: BTreeMap::new() }
    }

    /// Marks the bytes `span` as what comment `id` is about.
    pub fn mark(&mut self, span: Range<usize>, id: u32) -> Mark {
        let (Some(first), Some(last)) = (self.anatomy.atom_at(span.start), self.anatomy.atom_at(span.end.saturating_sub(1))) else {
            return Mark::Nowhere;
        };
        let within = |run: &Run| run.kids.iter().any(|kid| kid.text.is_none() && kid.span.start <= span.start && span.end <= kid.span.end);
        let around = first.span == last.span && first.run.as_ref().is_none_or(within);
        let start = match &first.run {
            Some(run) => self.divide(run, first.span.clone(), span.start, true),
            None => first.span.start,
        };
        let end = match &last.run {
            Some(run) => self.divide(run, last.span.clone(), span.end, false),
            None => last.span.end,
        };
        self.cuts.entry(start).or_default().starts.push(id);
        self.cuts.entry(end).or_default().ends.push(id);
        if around { Mark::Around } else { Mark::Exact }
    }

    /// The byte where a mark for `at` goes, the run divided there if need be.
    fn divide(&mut self, run: &Run, whole: Range<usize>, at: usize, begins: bool) -> usize {
        let kid = run.kids.iter().position(|kid| if begins { kid.span.contains(&at) } else { kid.span.start < at && at <= kid.span.end });
        let Some(place) = kid else { return if begins { whole.start } else { whole.end } };
        let kid = &run.kids[place];
        if let Some(text) = kid.text.clone().filter(|text| text.start < at && at < text.end) {
            return match self.divide_text(run, kid, text, at) {
                true => at,
                false if begins => whole.start,
                false => whole.end,
            };
        }
        let (border, outermost) = if begins { (kid.span.start, place == 0) } else { (kid.span.end, place + 1 == run.kids.len()) };
        if outermost {
            return if begins { whole.start } else { whole.end };
        }
        let (close, open) = (self.closing(&run.open), self.opening(run));
        let cut = self.cuts.entry(border).or_default();
        (cut.close, cut.open) = (close, open);
        border
    }

    /// Divides a run inside a text; not where that would show white space that did not count before.
    fn divide_text(&mut self, run: &Run, kid: &Kid, text: Range<usize>, at: usize) -> bool {
        if !self.xml.is_char_boundary(at) {
            return false;
        }
        let tag = kid.span.start..text.start;
        if !kid.preserves {
            let inside = &self.xml[text];
            if inside.starts_with(char::is_whitespace) || inside.ends_with(char::is_whitespace) {
                return false;
            }
            self.preserved.insert(tag.end - 1, " xml:space=\"preserve\"");
        }
        let close = self.closing(&tag) + &self.closing(&run.open);
        let open = format!("{}<{} xml:space=\"preserve\">", self.opening(run), self.name(&tag));
        let cut = self.cuts.entry(at).or_default();
        (cut.close, cut.open) = (close, open);
        true
    }

    /// The qualified name in a start tag.
    fn name(&self, tag: &Range<usize>) -> &'x str {
        let tag = &self.xml[tag.clone()];
        tag.trim_start_matches('<').split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default()
    }

    fn closing(&self, tag: &Range<usize>) -> String {
        format!("</{}>", self.name(tag))
    }

    /// Start tag and properties of a run once more.
    fn opening(&self, run: &Run) -> String {
        let properties = run.properties.clone().map_or("", |span| &self.xml[span]);
        format!("{}{properties}", &self.xml[run.open.clone()])
    }

    /// The part with all marks.
    pub fn finish(self) -> String {
        let (prefix, bound) = match &self.anatomy.prefix {
            Some(prefix) => (prefix.as_str(), String::new()),
            // The default namespace gives attributes none: each mark brings a prefix of its own.
            None => ("gw", format!(" xmlns:gw=\"{}\"", if self.anatomy.strict { STRICT } else { WORD })),
        };
        let mut added: BTreeMap<usize, String> = self.preserved.iter().map(|(at, text)| (*at, (*text).to_owned())).collect();
        for (at, cut) in &self.cuts {
            let mut text = cut.close.clone();
            for id in &cut.ends {
                text.push_str(&format!(
                    "<{prefix}:commentRangeEnd{bound} {prefix}:id=\"{id}\"/><{prefix}:r{bound}><{prefix}:commentReference {prefix}:id=\"{id}\"/></{prefix}:r>"
                ));
            }
            for id in &cut.starts {
                text.push_str(&format!("<{prefix}:commentRangeStart{bound} {prefix}:id=\"{id}\"/>"));
            }
            text.push_str(&cut.open);
            added.entry(*at).or_default().push_str(&text);
        }
        let mut out = String::with_capacity(self.xml.len() + added.values().map(String::len).sum::<usize>());
        let mut from = 0;
        for (at, text) in added {
            out.push_str(&self.xml[from..at]);
            out.push_str(&text);
            from = at;
        }
        out.push_str(&self.xml[from..]);
        out
    }
}
