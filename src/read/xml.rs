//! A streaming view of one XML part: namespaces resolved whatever the prefix, entities and DOCTYPE refused, nesting and time bounded.

use super::failure::Failure;
use crate::read::Limits;
use crate::read::deadline::Deadline;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};
use std::borrow::Cow;
use std::ops::Range;

/// The namespaces that matter, in their transitional and strict forms alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ns {
    /// WordprocessingML.
    Word,
    /// Markup compatibility (alternate content).
    Compatibility,
    /// Office mathematics.
    Math,
    /// DrawingML.
    Drawing,
    /// SmartArt.
    Diagram,
    /// PresentationML.
    Presentation,
    /// OpenDocument: text, tables, drawings, styles, the frame around all and what only presentations have.
    OdfText,
    OdfTable,
    OdfDraw,
    OdfStyle,
    OdfOffice,
    OdfPresentation,
    /// Everything else.
    Other,
}

impl Ns {
    fn of(result: &ResolveResult) -> Ns {
        let ResolveResult::Bound(name) = result else { return Ns::Other };
        let name: &[u8] = name.as_ref();
        let ends = |endings: [&[u8]; 2]| endings.into_iter().any(|ending| name.ends_with(ending));
        if ends([b"/wordprocessingml/main", b"/wordprocessingml/2006/main"]) {
            Ns::Word
        } else if name.ends_with(b"/markup-compatibility/2006") {
            Ns::Compatibility
        } else if ends([b"/officeDocument/math", b"/officeDocument/2006/math"]) {
            Ns::Math
        } else if ends([b"/drawingml/main", b"/drawingml/2006/main"]) {
            Ns::Drawing
        } else if ends([b"/drawingml/diagram", b"/drawingml/2006/diagram"]) {
            Ns::Diagram
        } else if ends([b"/presentationml/main", b"/presentationml/2006/main"]) {
            Ns::Presentation
        } else if let Some(rest) = name.strip_prefix(b"urn:oasis:names:tc:opendocument:xmlns:") {
            match rest.split(|b| *b == b':').next().unwrap_or_default() {
                b"text" => Ns::OdfText,
                b"table" => Ns::OdfTable,
                b"drawing" => Ns::OdfDraw,
                b"style" => Ns::OdfStyle,
                b"office" => Ns::OdfOffice,
                b"presentation" => Ns::OdfPresentation,
                _ => Ns::Other,
            }
        } else {
            Ns::Other
        }
    }
}

/// An element that begins.
pub(super) struct Element<'a> {
    pub ns: Ns,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &[u8] {
        let name = self.start.name().into_inner();
        name.iter().position(|b| *b == b':').map_or(name, |colon| &name[colon + 1..])
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub fn attr(&self, local: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        let found = attributes.find(|a| a.key.local_name().as_ref() == local.as_bytes())?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The id of a relationship (`r:id`), which some elements have beside an `id` of their own.
    pub fn relationship(&self) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        let found = attributes.find(|a| a.key.prefix().is_some() && a.key.local_name().as_ref() == b"id")?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The value of the attribute with this name, as a number if it is one.
    pub fn attr_number<T: std::str::FromStr>(&self, local: &str) -> Option<T> {
        self.attr(local)?.trim().parse().ok()
    }

    /// The attribute `val`, as a number if it is one.
    pub fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.attr_number("val")
    }

    /// An on/off property: on when there is no `val` or it does not say off.
    pub fn is_on(&self) -> bool {
        !matches!(self.attr("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// What comes next in a part.
pub(super) enum Token<'a> {
    Start(Element<'a>),
    /// Namespace and local name of the element that ends. Empty elements end too.
    End(Ns, Cow<'a, [u8]>),
    Text(Cow<'a, str>),
    /// The part ended with every element closed.
    Done,
}

/// What walking one part may cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    max_depth: usize,
    max_elements: usize,
    deadline: Deadline,
}

impl Bounds {
    /// The bounds that the limits give, for a document whose reading begins now.
    pub fn of(limits: &Limits) -> Self {
        Bounds {
            // The XML library counts levels in 16 bits.
            max_depth: limits.max_depth.min(60_000),
            max_elements: limits.max_objects,
            deadline: Deadline::of(limits),
        }
    }
}

/// Reads one part, token by token.
pub(super) struct Walker<'a> {
    reader: NsReader<&'a [u8]>,
    part: &'a str,
    depth: usize,
    elements: usize,
    tokens: usize,
    /// Where the last token begins.
    from: usize,
    bounds: Bounds,
    /// One entry an open alternate content: whether a choice was taken.
    alternatives: Vec<bool>,
}

impl<'a> Walker<'a> {
    pub fn new(part: &'a str, text: &'a str, bounds: &Bounds) -> Self {
        let mut reader = NsReader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Walker { reader, part, depth: 0, elements: 0, tokens: 0, from: 0, bounds: *bounds, alternatives: Vec::new() }
    }

    /// The next token. Of alternate content only the first choice comes, or the fallback where there is no choice.
    pub fn next(&mut self) -> Result<Token<'a>, Failure> {
        loop {
            self.check_time()?;
            self.from = self.position();
            let (resolved, event) = match self.reader.read_resolved_event() {
                Ok(both) => both,
                Err(error) => return Err(Failure::damaged(format!("{}: {error}", self.part))),
            };
            let ns = Ns::of(&resolved);
            match event {
                Event::Start(start) => {
                    self.enter()?;
                    let element = Element { ns, start };
                    if ns == Ns::Compatibility {
                        match element.name() {
                            b"AlternateContent" => self.alternatives.push(false),
                            b"Choice" | b"Fallback" => {
                                let taken = self.alternatives.last_mut().is_some_and(|taken| std::mem::replace(taken, true));
                                if taken {
                                    self.skip()?;
                                }
                            }
                            _ => {}
                        }
                        continue;
                    }
                    return Ok(Token::Start(element));
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    let name: Cow<'a, [u8]> = Cow::Owned(end.local_name().as_ref().to_vec());
                    if ns == Ns::Compatibility {
                        if name.as_ref() == b"AlternateContent" {
                            self.alternatives.pop();
                        }
                        continue;
                    }
                    return Ok(Token::End(ns, name));
                }
                Event::Text(text) => match text.xml10_content() {
                    Ok(text) => return Ok(Token::Text(Cow::Owned(text.into_owned()))),
                    Err(error) => return Err(Failure::damaged(format!("{}: {error}", self.part))),
                },
                Event::CData(data) => return Ok(Token::Text(Cow::Owned(String::from_utf8_lossy(&data).into_owned()))),
                Event::GeneralRef(reference) => {
                    let sign = match reference.resolve_char_ref() {
                        Ok(Some(c)) => c,
                        _ => match &reference[..] {
                            b"amp" => '&',
                            b"lt" => '<',
                            b"gt" => '>',
                            b"quot" => '"',
                            b"apos" => '\'',
                            _ => return Err(Failure::damaged(format!("{}: entity reference", self.part))),
                        },
                    };
                    return Ok(Token::Text(Cow::Owned(sign.to_string())));
                }
                Event::DocType(_) => return Err(Failure::damaged(format!("{}: DOCTYPE", self.part))),
                Event::Eof if self.depth > 0 => return Err(Failure::damaged(format!("{}: ends inside an element", self.part))),
                Event::Eof => return Ok(Token::Done),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Where the last token stands in the text of the part, in bytes.
    pub fn span(&self) -> Range<usize> {
        self.from..self.position()
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Passes over what is left of the element that just began, its end included.
    pub fn skip(&mut self) -> Result<(), Failure> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.check_time()?;
            match self.reader.read_event() {
                Ok(Event::Start(_)) => self.enter()?,
                Ok(Event::End(_)) => self.depth -= 1,
                Ok(Event::Eof) => return Err(Failure::damaged(format!("{}: ends inside an element", self.part))),
                Ok(_) => {}
                Err(error) => return Err(Failure::damaged(format!("{}: {error}", self.part))),
            }
        }
        Ok(())
    }

    fn enter(&mut self) -> Result<(), Failure> {
        self.depth += 1;
        self.elements += 1;
        if self.depth > self.bounds.max_depth {
            return Err(Failure::limit(format!("{}: more than {} levels", self.part, self.bounds.max_depth)));
        }
        if self.elements > self.bounds.max_elements {
            return Err(Failure::limit(format!("{}: more than {} elements", self.part, self.bounds.max_elements)));
        }
        Ok(())
    }

    fn check_time(&mut self) -> Result<(), Failure> {
        self.tokens += 1;
        if self.tokens.is_multiple_of(4096) && self.bounds.deadline.is_over() {
            Err(Failure::out_of_time(self.part.to_string()))
        } else {
            Ok(())
        }
    }
}

/// The text of the first element with this local name.
pub(super) fn element_text(mut walker: Walker, name: &str) -> Result<Option<String>, Failure> {
    let mut inside = false;
    let mut found = String::new();
    loop {
        match walker.next()? {
            Token::Start(e) => inside |= e.name() == name.as_bytes(),
            Token::Text(text) if inside => found.push_str(&text),
            Token::End(_, end) if inside && end.as_ref() == name.as_bytes() => break,
            Token::Done => break,
            _ => {}
        }
    }
    let trimmed = found.trim();
    Ok((!trimmed.is_empty()).then(|| trimmed.to_owned()))
}
