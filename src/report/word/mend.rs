//! What docx-rs has no word for, written into the parts that it built: head rows that are told again on each page, the language of the
//! text, boxes that can be ticked, which styles are whose.
//!
//! Its properties also stand in an order of their own; Word and the checks of its format want that of the schema.

use std::io;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::super::memo::TableKind;
use super::body::BOX_FACE;
use super::styles::{CUSTOM, DEFAULTS, QUOTE};

/// Elements that hold properties, and the order that the schema gives what stands in them; of the rest nothing is used here.
const ORDERS: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
        ],
    ),
    ("w:rPr", &["w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:lang"]),
    ("w:numPr", &["w:ilvl", "w:numId"]),
    ("w:tblPr", &["w:tblStyle", "w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:trPr", &["w:cantSplit", "w:tblHeader"]),
    ("w:tcPr", &["w:tcW", "w:tcBorders", "w:shd"]),
    ("w:sdtPr", &["w:rPr", "w:id", "w14:checkbox"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:trPr",
            "w:tcPr",
        ],
    ),
    ("w:rPrDefault", &["w:rPr"]),
    ("w:pPrDefault", &["w:pPr"]),
    ("w:lvl", &["w:start", "w:numFmt", "w:pStyle", "w:suff", "w:lvlText", "w:lvlJc", "w:pPr", "w:rPr"]),
    ("w:sectPr", &["w:headerReference", "w:footerReference", "w:type", "w:pgSz", "w:pgMar", "w:cols", "w:docGrid"]),
    ("w:settings", &["w:zoom", "w:defaultTabStop", "w:compat", "w:themeFontLang"]),
];

/// Properties that say nothing when nothing stands in them.
const NOTHING_WHEN_EMPTY: &[&str] = &["w:rPr", "w:pPr", "w:tcPr", "w:tblBorders"];

/// Parts that a memo has nothing for; docx-rs always lists them.
const UNUSED_PARTS: &[&str] = &["comments.xml", "commentsExtended.xml", "footnotes.xml", "docProps/custom.xml"];

/// An element and what stands in it. Properties are all attributes and elements; they have no text.
struct Node {
    start: BytesStart<'static>,
    children: Vec<Node>,
}

impl Node {
    fn new(name: &str, attributes: &[(&str, &str)]) -> Node {
        let mut start = BytesStart::new(name.to_string());
        attributes.iter().for_each(|attribute| start.push_attribute(*attribute));
        Node { start, children: Vec::new() }
    }

    fn name(&self) -> &[u8] {
        self.start.name().0
    }

    fn is(&self, name: &str) -> bool {
        self.name() == name.as_bytes()
    }

    /// The child of a name, made if it is not there.
    fn child(&mut self, name: &str) -> &mut Node {
        let place = self.children.iter().position(|child| child.is(name)).unwrap_or_else(|| {
            self.children.push(Node::new(name, &[]));
            self.children.len() - 1
        });
        &mut self.children[place]
    }

    /// All that stands below in its order, and nothing that is empty.
    fn settle(&mut self) {
        self.children.iter_mut().for_each(Node::settle);
        self.children.retain(|child| !child.children.is_empty() || !NOTHING_WHEN_EMPTY.iter().any(|name| child.is(name)));
        if let Some(order) = order(self.name()) {
            self.children.sort_by_key(|child| order.iter().position(|name| child.is(name)).unwrap_or(usize::MAX));
        }
    }

    fn write(self, out: &mut Writer<Vec<u8>>) -> io::Result<()> {
        if self.children.is_empty() {
            return out.write_event(Event::Empty(self.start));
        }
        out.write_event(Event::Start(self.start.borrow()))?;
        for child in self.children {
            child.write(out)?;
        }
        out.write_event(Event::End(self.start.to_end()))
    }
}

fn order(name: &[u8]) -> Option<&'static [&'static str]> {
    ORDERS.iter().find(|(held, _)| held.as_bytes() == name).map(|(_, order)| *order)
}

/// Goes through the parts of one memo.
pub(super) struct Mender<'a> {
    lang: &'a str,
    /// Kinds of the tables that are still to come.
    tables: std::slice::Iter<'a, TableKind>,
    /// The next row is the first of its table.
    head_row: bool,
    /// Check boxes so far: each has a number of its own.
    boxes: usize,
    in_box: bool,
}

impl<'a> Mender<'a> {
    pub(super) fn new(lang: &'a str, tables: &'a [TableKind]) -> Self {
        Mender { lang, tables: tables.iter(), head_row: false, boxes: 0, in_box: false }
    }

    /// A part as Word wants it; what is not a matter of properties passes through as it is.
    pub(super) fn mend(&mut self, part: &[u8]) -> io::Result<Vec<u8>> {
        let mut reader = Reader::from_reader(part);
        let mut out = Writer::new(Vec::with_capacity(part.len()));
        loop {
            match reader.read_event().map_err(io::Error::other)? {
                Event::Eof => return Ok(out.into_inner()),
                Event::Start(start) if order(start.name().0).is_some() => {
                    let node = subtree(&mut reader, start.into_owned())?;
                    self.mended(node).write(&mut out)?;
                }
                Event::Empty(start) if order(start.name().0).is_some() => {
                    let node = Node { start: start.into_owned(), children: Vec::new() };
                    let node = self.mended(node);
                    if !node.children.is_empty() || !NOTHING_WHEN_EMPTY.iter().any(|name| node.is(name)) {
                        node.write(&mut out)?;
                    }
                }
                Event::Start(start) => {
                    match start.name().0 {
                        b"w:tbl" => self.head_row = true,
                        b"w:sdtContent" => self.in_box = true,
                        _ => {}
                    }
                    // The sign of a box has no spaces to keep.
                    let start = if self.in_box && start.name().0 == b"w:t" { BytesStart::new("w:t") } else { start };
                    out.write_event(Event::Start(start))?;
                }
                Event::Empty(start) if names_unused_part(&start) => {}
                // Only a width: the schema knows no unit here.
                Event::Empty(start) if start.name().0 == b"w:gridCol" => {
                    Node::new("w:gridCol", &[("w:w", &attribute(&start, "w:w"))]).write(&mut out)?;
                }
                event => {
                    if matches!(&event, Event::End(end) if end.name().0 == b"w:sdtContent") {
                        self.in_box = false;
                    }
                    out.write_event(event)?;
                }
            }
        }
    }

    fn mended(&mut self, mut node: Node) -> Node {
        match node.name() {
            b"w:tblPr" => {
                let first_column = if self.tables.next() == Some(&TableKind::Facts) { "1" } else { "0" };
                let bits = if first_column == "1" { "06A0" } else { "0620" };
                node.children.push(Node::new(
                    "w:tblLook",
                    &[
                        ("w:val", bits),
                        ("w:firstRow", "1"),
                        ("w:lastRow", "0"),
                        ("w:firstColumn", first_column),
                        ("w:lastColumn", "0"),
                        ("w:noHBand", "1"),
                        ("w:noVBand", "1"),
                    ],
                ));
            }
            // A head row is told again at the top of each page.
            b"w:trPr" if std::mem::take(&mut self.head_row) => node.children.push(Node::new("w:tblHeader", &[])),
            b"w:sdtPr" => self.make_box(&mut node),
            b"w:style" => own(&mut node),
            b"w:rPrDefault" => {
                let lang = Node::new("w:lang", &[("w:val", self.lang), ("w:eastAsia", "en-US"), ("w:bidi", "ar-SA")]);
                node.child("w:rPr").children.push(lang);
            }
            b"w:settings" => {
                // The rest makes Word space lines and letters as for East Asian text.
                node.child("w:compat").children.retain(|setting| setting.is("w:compatSetting"));
                node.children.push(Node::new("w:themeFontLang", &[("w:val", self.lang)]));
            }
            _ => {}
        }
        node.settle();
        node
    }

    fn make_box(&mut self, node: &mut Node) {
        self.boxes += 1;
        let mut check_box = Node::new("w14:checkbox", &[]);
        check_box.children = vec![
            Node::new("w14:checked", &[("w14:val", "0")]),
            Node::new("w14:checkedState", &[("w14:val", "2612"), ("w14:font", BOX_FACE)]),
            Node::new("w14:uncheckedState", &[("w14:val", "2610"), ("w14:font", BOX_FACE)]),
        ];
        node.children.extend([Node::new("w:id", &[("w:val", &self.boxes.to_string())]), check_box]);
    }
}

/// Whose a style is, and that quoted sentences are Swedish.
fn own(style: &mut Node) {
    let id = attribute(&style.start, "w:styleId");
    if DEFAULTS.contains(&id.as_str()) {
        style.start.push_attribute(("w:default", "1"));
    }
    if CUSTOM.contains(&id.as_str()) {
        style.start.push_attribute(("w:customStyle", "1"));
    }
    if id == QUOTE {
        style.child("w:rPr").children.push(Node::new("w:lang", &[("w:val", "sv-SE")]));
    }
}

fn attribute(start: &BytesStart, name: &str) -> String {
    let found = start.attributes().flatten().find(|attribute| attribute.key.0 == name.as_bytes());
    found.map(|attribute| String::from_utf8_lossy(&attribute.value).into_owned()).unwrap_or_default()
}

/// An entry in the list of types or relationships about a part that is not packed.
fn names_unused_part(start: &BytesStart) -> bool {
    let part = match start.name().0 {
        b"Override" => attribute(start, "PartName"),
        b"Relationship" => attribute(start, "Target"),
        _ => return false,
    };
    UNUSED_PARTS.iter().any(|unused| part.ends_with(unused))
}

/// All that stands in an element that was just opened.
fn subtree(reader: &mut Reader<&[u8]>, start: BytesStart<'static>) -> io::Result<Node> {
    let mut open = vec![Node { start, children: Vec::new() }];
    loop {
        let done = match reader.read_event().map_err(io::Error::other)? {
            Event::Start(start) => {
                open.push(Node { start: start.into_owned(), children: Vec::new() });
                continue;
            }
            Event::Empty(start) => Some(Node { start: start.into_owned(), children: Vec::new() }),
            Event::End(_) => open.pop(),
            _ => None,
        };
        match (done, open.last_mut()) {
            (Some(node), Some(parent)) => parent.children.push(node),
            (Some(node), None) => return Ok(node),
            (None, _) => return Err(io::Error::other("text among the properties of a Word part")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(xml: &str, tables: &[TableKind]) -> String {
        let out = Mender::new("en-GB", tables).mend(xml.as_bytes()).expect("well formed");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn properties_get_their_order_and_empty_ones_go() {
        let xml = "<w:p><w:pPr><w:rPr/><w:numPr><w:numId w:val=\"2\"/><w:ilvl w:val=\"1\"/></w:numPr><w:pStyle w:val=\"A\"/></w:pPr>\
                   <w:r><w:rPr /><w:t>a &lt; b</w:t></w:r></w:p>";
        let right = "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr>\
                     <w:r><w:t>a &lt; b</w:t></w:r></w:p>";
        assert_eq!(mended(xml, &[]), right);
    }

    #[test]
    fn only_the_first_row_of_a_table_is_its_head() {
        let row = "<w:tr><w:trPr><w:cantSplit/></w:trPr></w:tr>";
        let table = format!("<w:tbl><w:tblPr><w:tblBorders/></w:tblPr><w:gridCol w:w=\"9\" w:type=\"dxa\"/>{row}{row}</w:tbl>");
        let out = mended(&format!("<w:body>{table}{table}</w:body>"), &[TableKind::Facts, TableKind::Records]);
        assert_eq!(out.matches("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>").count(), 2, "{out}");
        assert_eq!(out.matches("<w:trPr><w:cantSplit/></w:trPr>").count(), 2, "{out}");
        let first = ["w:firstColumn=\"1\"", "w:firstColumn=\"0\""].map(|look| out.find(look).expect("each has its look"));
        assert!(first[0] < first[1] && !out.contains("tblBorders"), "{out}");
        assert_eq!(out.matches("<w:gridCol w:w=\"9\"/>").count(), 2, "{out}");
    }

    #[test]
    fn boxes_are_counted_and_parts_left_out_are_not_named() {
        let one = "<w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent><w:r><w:t xml:space=\"preserve\">☐</w:t></w:r></w:sdtContent></w:sdt>";
        let out = mended(&format!("<w:p>{one}{one}<w:r><w:t xml:space=\"preserve\"> a</w:t></w:r></w:p>"), &[]);
        assert!(out.contains("<w:id w:val=\"1\"/><w14:checkbox>") && out.contains("<w:id w:val=\"2\"/><w14:checkbox>"), "{out}");
        assert!(out.contains("<w:t>☐</w:t>") && out.contains("<w:t xml:space=\"preserve\"> a</w:t>"), "{out}");
        let types = "<Types><Override PartName=\"/word/comments.xml\"/><Override PartName=\"/word/styles.xml\"/></Types>";
        assert_eq!(mended(types, &[]), "<Types><Override PartName=\"/word/styles.xml\"/></Types>");
    }

    #[test]
    fn what_is_no_property_part_is_told() {
        assert!(Mender::new("sv-SE", &[]).mend(b"<w:pPr>text</w:pPr>").is_err());
        assert!(Mender::new("sv-SE", &[]).mend(b"<w:pPr><w:ind/>").is_err());
    }
}
