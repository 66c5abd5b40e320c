//! The one place where HTML is written: every text and every attribute's value is escaped here, and every element that is opened is closed.
//!
//! Names of elements and attributes, and what goes out as it stands, are `&'static str`: nothing that comes from a document can be one.

use super::super::excerpt::is_direction;

/// A page in the making.
#[derive(Default)]
pub(crate) struct Page {
    out: String,
    /// Id and title of each part, for the contents.
    parts: Vec<(String, String)>,
}

/// Attributes of an element; one with an empty value is written all the same, save `class`.
pub(crate) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// Elements after which a line ends, so that the file can be read.
const LINES: [&str; 32] = [
    "html",
    "head",
    "body",
    "title",
    "meta",
    "header",
    "main",
    "footer",
    "nav",
    "section",
    "article",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "details",
    "blockquote",
    "option",
];

impl Page {
    /// An element with what `inside` writes.
    pub fn element(&mut self, name: &'static str, attributes: Attributes, inside: impl FnOnce(&mut Page)) {
        self.open(name, attributes);
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self.end_line(name);
    }

    /// An element that holds a text.
    pub fn with(&mut self, name: &'static str, attributes: Attributes, text: &str) {
        self.element(name, attributes, |page| page.text(text));
    }

    /// An element that HTML knows without an end tag: `meta`, `input`.
    pub fn void(&mut self, name: &'static str, attributes: Attributes) {
        self.open(name, attributes);
        self.end_line(name);
    }

    /// Text, escaped.
    pub fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// What is ours from the beginning: style sheet, script, document type.
    pub fn verbatim(&mut self, ours: &'static str) {
        self.out.push_str(ours);
    }

    /// What another page holds, which was escaped as it was written.
    pub fn append(&mut self, other: Page) {
        self.out.push_str(&other.out);
        self.parts.extend(other.parts);
    }

    /// Remembers a part for the contents.
    pub fn begin_part(&mut self, id: &str, title: &str) {
        self.parts.push((id.to_string(), title.to_string()));
    }

    /// Id and title of each part so far.
    pub fn parts(&self) -> &[(String, String)] {
        &self.parts
    }

    /// The page as it stands.
    pub fn finish(self) -> String {
        self.out
    }

    fn open(&mut self, name: &'static str, attributes: Attributes) {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in attributes.iter().filter(|(attribute, value)| !(*attribute == "class" && value.is_empty())) {
            self.out.push(' ');
            self.out.push_str(attribute);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn end_line(&mut self, name: &str) {
        if LINES.contains(&name) {
            self.out.push('\n');
        }
    }
}

/// Signs that mean something in HTML as references; characters that steer (control, direction of writing) written out, so that nothing
/// reads as something else than it is.
fn escape(text: &str, out: &mut String) {
    use std::fmt::Write;
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' | '\u{c}' | '\u{b}' => out.push(' '),
            '\u{feff}' => {}
            c if c.is_control() || is_direction(c) => {
                // Writing to a string never fails.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_a_text_or_a_value() {
        let mut page = Page::default();
        page.with("p", &[("title", "\"><script>"), ("class", "")], "</p><script>alert('&amp;')</script>\u{0}\u{202e}");
        let written = page.finish();
        assert_eq!(
            written,
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;/p&gt;&lt;script&gt;alert(&#39;&amp;amp;&#39;)&lt;/script&gt;\\u{0}\\u{202e}</p>\n"
        );
    }

    #[test]
    fn what_is_opened_is_closed() {
        let mut page = Page::default();
        page.element("ul", &[], |page| {
            for n in ["1", "2"] {
                page.with("li", &[], n);
            }
        });
        assert_eq!(page.finish(), "<ul><li>1</li>\n<li>2</li>\n</ul>\n");
    }
}
