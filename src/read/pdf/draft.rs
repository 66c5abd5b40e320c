//! Blocks in the making: lines gathered page by page, before they are handed to the document builder.

use super::hyphens;
use super::lines::Line;

/// What a draft will become.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Kind {
    Heading(u8),
    #[default]
    Paragraph,
    /// A list item of this depth.
    Item(u8),
    /// A table row: number of the table in the document, whether it is a header, and its cells.
    Row {
        table: usize,
        header: bool,
        cells: Vec<String>,
    },
    Marginal,
    Contents,
    Note,
    Caption,
    Quote,
}

/// Where the last line of a draft stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Last {
    pub(super) page: usize,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    /// Right edge of the column that the line stands in.
    pub(super) edge: f32,
    /// Whether the line is one word.
    pub(super) single: bool,
}

/// A block in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) kind: Kind,
    /// Its text by page.
    pub(super) pieces: Vec<(usize, String)>,
    pub(super) lines: usize,
    /// Left edge and size of the first line.
    pub(super) x0: f32,
    pub(super) size: f32,
    /// Whether all of it is bold or italic.
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Left edge of the second and later lines, once there are any.
    pub(super) hang: Option<f32>,
    pub(super) last: Last,
    /// Block of the structure tree.
    pub(super) block: Option<u32>,
    /// Whether the tree says what it is.
    pub(super) settled: bool,
    /// Whether it is text in a picture or chart.
    pub(super) figure: bool,
    /// White space above it, in font sizes; large at the top of a page.
    pub(super) space_above: f32,
}

impl Draft {
    pub(super) fn new(kind: Kind, page: usize, line: &Line, text: &str, edge: f32) -> Draft {
        Draft {
            kind,
            pieces: vec![(page, text.to_owned())],
            lines: 1,
            x0: line.x0,
            size: line.size,
            bold: line.bold,
            italic: line.italic,
            hang: None,
            last: Last { page, x0: line.x0, x1: line.x1, y: line.y, size: line.size, edge, single: !line.text.contains(' ') },
            block: line.block,
            settled: false,
            figure: false,
            space_above: 0.0,
        }
    }

    /// The page that it begins on.
    pub(super) fn page(&self) -> usize {
        self.pieces.first().map_or(0, |piece| piece.0)
    }

    /// Its text, or the end of it when it runs over pages.
    pub(super) fn tail(&self) -> &str {
        self.pieces.last().map_or("", |piece| piece.1.as_str())
    }

    /// Its text when it stands on one page; the first page's part otherwise.
    pub(super) fn head(&self) -> &str {
        self.pieces.first().map_or("", |piece| piece.1.as_str())
    }

    /// Length of its text in bytes.
    pub(super) fn len(&self) -> usize {
        self.pieces.iter().map(|piece| piece.1.len()).sum()
    }

    /// Adds a line that goes on where the draft ended.
    pub(super) fn append(&mut self, page: usize, line: &Line, edge: f32) {
        match self.pieces.last_mut() {
            Some((own, text)) if *own == page => hyphens::append(text, &line.text),
            Some((_, text)) => {
                let joint = hyphens::joint(text, &line.text);
                hyphens::seam(text, joint);
                self.pieces.push((page, line.text.clone()));
            }
            None => self.pieces.push((page, line.text.clone())),
        }
        self.lines += 1;
        self.bold &= line.bold;
        self.italic &= line.italic;
        if self.last.page == page {
            self.hang.get_or_insert(line.x0);
        }
        self.last = Last { page, x0: line.x0, x1: line.x1, y: line.y, size: line.size, edge, single: !line.text.contains(' ') };
    }

    /// Adds a whole draft that goes on where this one ended, on the same page.
    pub(super) fn join(&mut self, other: &Draft) {
        if let Some((_, text)) = self.pieces.last_mut() {
            hyphens::append(text, other.head());
        }
        self.lines += other.lines;
        self.last = other.last;
    }

    /// Whether it is a large initial letter whose word goes on with the line.
    pub(super) fn is_initial_of(&self, line: &Line, page: usize) -> bool {
        let mut letters = self.tail().chars();
        let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        single
            && self.last.page == page
            && self.size > 1.7 * line.size
            && line.text.starts_with(char::is_lowercase)
            && line.x0 < self.last.x1 + 2.0 * line.size
    }

    /// Adds the line to a large initial; the paragraph then looks as the line does.
    pub(super) fn extend_initial(&mut self, line: &Line, edge: f32) {
        if let Some((page, text)) = self.pieces.last_mut() {
            text.push_str(&line.text);
            self.last = Last { page: *page, x0: line.x0, x1: line.x1, y: line.y, size: line.size, edge, single: false };
        }
        (self.size, self.bold, self.italic) = (line.size, line.bold, line.italic);
    }
}
