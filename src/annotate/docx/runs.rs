//! Where in a Word part a range may begin and end: the runs of its paragraphs, and what may only be stepped around.
//!
//! Ranges are put between runs; a run is divided where a sentence begins inside its text. What must stay whole (links, fields, content
//! controls, equations, text boxes) is one atom: a range begins before it or ends after it.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use std::ops::Range;

/// The namespace of WordprocessingML, transitional and strict.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// Something between whose ends no range may begin, unless it is a run that can be divided.
#[derive(Debug)]
pub(super) struct Atom {
    pub span: Range<usize>,
    /// How to divide it, for runs that are not part of a field.
    pub run: Option<Run>,
    /// The element around it: only neighbours in the same one can be joined.
    container: usize,
    /// Marks of fields in the run: whether one begins or ends.
    fields: Vec<bool>,
}

/// A run and what stands in it.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Its start tag.
    pub open: Range<usize>,
    /// Its properties.
    pub properties: Option<Range<usize>>,
    pub kids: Vec<Kid>,
}

/// One element in a run.
#[derive(Debug)]
pub(super) struct Kid {
    pub span: Range<usize>,
    /// The text, for text elements.
    pub text: Option<Range<usize>>,
    /// White space at the ends of the text counts.
    pub preserves: bool,
}

/// What a part is made of, for those who splice into it.
#[derive(Debug)]
pub(super) struct Anatomy {
    /// In the order of the part.
    pub atoms: Vec<Atom>,
    /// The prefix that the root binds to WordprocessingML; none where that is the default namespace or bound further in.
    pub prefix: Option<String>,
    /// Strict rather than transitional.
    pub strict: bool,
}

impl Anatomy {
    /// The atom that byte `at` stands in.
    pub fn atom_at(&self, at: usize) -> Option<&Atom> {
        let after = self.atoms.partition_point(|atom| atom.span.start <= at);
        self.atoms[..after].last().filter(|atom| at < atom.span.end)
    }
}

/// Looks at a part that the reader has read to its end; `None` where the two disagree on what XML is.
pub(super) fn anatomy(xml: &str) -> Option<Anatomy> {
    let mut walk = Walk { xml, reader: NsReader::from_str(xml), atoms: Vec::new(), prefix: None, strict: false, containers: 0 };
    walk.reader.config_mut().check_end_names = true;
    walk.part()?;
    let Walk { atoms, prefix, strict, .. } = walk;
    Some(Anatomy { atoms, prefix, strict })
}

struct Walk<'x> {
    xml: &'x str,
    reader: NsReader<&'x [u8]>,
    atoms: Vec<Atom>,
    prefix: Option<String>,
    strict: bool,
    containers: usize,
}

/// An event without what borrows from the reader: its local name when it is of WordprocessingML.
enum Step {
    Open(Name),
    Empty(Name),
    Close,
    Other,
    Done,
}

/// What an element is called.
struct Name {
    local: Vec<u8>,
    word: bool,
    /// Begins (`true`) or ends a field.
    field: Option<bool>,
    preserves: bool,
}

impl Walk<'_> {
    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.xml.len())
    }

    /// The next step and where it stands.
    fn step(&mut self) -> Option<(Step, Range<usize>)> {
        let from = self.position();
        let (resolved, event) = self.reader.read_resolved_event().ok()?;
        let (word, strict) = match resolved {
            ResolveResult::Bound(name) => {
                (matches!(name.as_ref(), n if n == WORD.as_bytes() || n == STRICT.as_bytes()), name.as_ref() == STRICT.as_bytes())
            }
            _ => (false, false),
        };
        let step = match event {
            Event::Start(start) => Step::Open(name(&start, word)),
            Event::Empty(start) => Step::Empty(name(&start, word)),
            Event::End(_) => Step::Close,
            Event::DocType(_) => return None,
            Event::Eof => Step::Done,
            _ => Step::Other,
        };
        self.strict |= strict;
        Some((step, from..self.position()))
    }

    fn part(&mut self) -> Option<()> {
        let mut root = true;
        loop {
            let (step, span) = self.step()?;
            match step {
                Step::Open(name) if std::mem::take(&mut root) => self.prefix = self.prefix_of(&name, span)?,
                Step::Open(name) if name.word && name.local == b"p" => self.paragraph()?,
                Step::Done => return Some(()),
                _ => {}
            }
        }
    }

    /// The prefix of an element of WordprocessingML, if it has one.
    fn prefix_of(&self, name: &Name, tag: Range<usize>) -> Option<Option<String>> {
        let tag = self.xml.get(tag)?.trim_start_matches('<');
        let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
        Some(tag[..end].split_once(':').filter(|_| name.word).map(|(prefix, _)| prefix.to_owned()))
    }

    /// The rest of a paragraph that just began.
    fn paragraph(&mut self) -> Option<()> {
        let first = self.atoms.len();
        self.containers += 1;
        // The paragraph, and what range marks may stand in just as well, innermost last.
        let mut open = vec![self.containers];
        while let Some(container) = open.last().copied() {
            let (step, span) = self.step()?;
            match step {
                Step::Open(name) if name.word => match name.local.as_slice() {
                    b"ins" | b"moveTo" | b"customXml" | b"smartTag" | b"bdo" | b"dir" => {
                        self.containers += 1;
                        open.push(self.containers);
                    }
                    b"r" => self.run(span, container)?,
                    // Nothing in them is text of the document, or they are marks.
                    b"pPr" | b"del" | b"moveFrom" | b"customXmlPr" | b"smartTagPr" => drop(self.skip()?),
                    local if local.ends_with(b"Start") || local.ends_with(b"End") || local == b"proofErr" => drop(self.skip()?),
                    _ => self.whole(span, container)?,
                },
                Step::Open(_) => self.whole(span, container)?,
                Step::Close => drop(open.pop()),
                Step::Done => return None,
                Step::Empty(_) | Step::Other => {}
            }
        }
        self.join_fields(first);
        Some(())
    }

    /// An element that stays whole.
    fn whole(&mut self, open: Range<usize>, container: usize) -> Option<()> {
        let end = self.skip()?;
        self.atoms.push(Atom { span: open.start..end, run: None, container, fields: Vec::new() });
        Some(())
    }

    /// Passes over the rest of an element that just began; gives where it ends.
    fn skip(&mut self) -> Option<usize> {
        let mut depth = 1;
        while depth > 0 {
            match self.step()?.0 {
                Step::Open(_) => depth += 1,
                Step::Close => depth -= 1,
                Step::Done => return None,
                _ => {}
            }
        }
        Some(self.position())
    }

    fn run(&mut self, open: Range<usize>, container: usize) -> Option<()> {
        let start = open.start;
        let mut run = Run { open, ..Run::default() };
        let mut fields = Vec::new();
        loop {
            let (step, span) = self.step()?;
            match step {
                Step::Open(name) => {
                    fields.extend(name.field);
                    let end = self.skip()?;
                    let whole = span.start..end;
                    if name.word && name.local == b"rPr" {
                        run.properties = Some(whole);
                        continue;
                    }
                    let text = (name.word && name.local == b"t").then(|| span.end..self.xml[..end].rfind("</").unwrap_or(span.end));
                    run.kids.push(Kid { span: whole, text, preserves: name.preserves });
                }
                Step::Empty(name) => {
                    fields.extend(name.field);
                    if name.word && name.local == b"rPr" {
                        run.properties = Some(span);
                    } else {
                        run.kids.push(Kid { span, text: None, preserves: false });
                    }
                }
                Step::Close => break,
                Step::Done => return None,
                Step::Other => {}
            }
        }
        self.atoms.push(Atom { span: start..self.position(), run: Some(run), container, fields });
        Some(())
    }

    /// Makes each field that begins and ends in the paragraph one atom: what is inside goes when Word writes the field anew.
    fn join_fields(&mut self, first: usize) {
        let atoms = self.atoms.split_off(first);
        let (mut open, mut joined) = (Vec::new(), Vec::new());
        for (index, atom) in atoms.iter().enumerate() {
            for begins in &atom.fields {
                if *begins {
                    open.push(index);
                } else if let Some(from) = open.pop()
                    && atoms[from].container == atom.container
                {
                    // Fields inside this one end before it.
                    joined.retain(|inner: &Range<usize>| inner.start < from);
                    joined.push(from..index + 1);
                }
            }
        }
        let mut joined = joined.into_iter().peekable();
        for (index, atom) in atoms.into_iter().enumerate() {
            while joined.next_if(|field| field.end <= index).is_some() {}
            match joined.peek() {
                Some(field) if field.start == index => self.atoms.push(Atom { run: None, ..atom }),
                Some(field) if field.contains(&index) => {
                    if let Some(last) = self.atoms.last_mut() {
                        last.span.end = atom.span.end;
                    }
                }
                _ => self.atoms.push(atom),
            }
        }
    }
}

fn name(start: &BytesStart, word: bool) -> Name {
    let mut attributes = start.attributes();
    let mut value = |wanted: &[u8]| {
        let mut all = attributes.with_checks(false).flatten();
        all.find(|a| a.key.local_name().as_ref() == wanted).map(|a| a.value.to_vec())
    };
    let local = start.local_name().as_ref().to_vec();
    let (field, preserves) = match local.as_slice() {
        b"fldChar" => (value(b"fldCharType"), false),
        b"t" => (None, value(b"space").is_some_and(|v| v == b"preserve")),
        _ => (None, false),
    };
    let field = field.and_then(|kind| match kind.as_slice() {
        b"begin" => Some(true),
        b"end" => Some(false),
        _ => None,
    });
    Name { local, word, field, preserves }
}
