//! What a page of the archive is asked: read from its address, and written to one.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

use crate::report::Language;

/// Longest value that is taken from an address, in characters.
const LONGEST: usize = 200;
/// What stands for itself in an address.
const WRITTEN_OUT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// The value that asks for what is not known: documents without a municipality, a year, a verdict.
pub(super) const UNKNOWN: &str = "-";

/// The pages of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Figures, heat map, trend.
    Overview,
    /// The list of documents.
    Documents,
    /// The list of sentences.
    Sentences,
    /// One document.
    Document,
}

impl View {
    /// All pages with their names in addresses.
    pub const ALL: [(View, &'static str); 4] =
        [(View::Overview, ""), (View::Documents, "documents"), (View::Sentences, "sentences"), (View::Document, "document")];

    /// The page of a name in an address.
    pub fn named(name: &str) -> Option<View> {
        View::ALL.iter().find(|(_, own)| *own == name).map(|(view, _)| *view)
    }

    pub(super) fn name(self) -> &'static str {
        View::ALL.iter().find(|(view, _)| *view == self).map_or("", |(_, name)| name)
    }
}

/// What can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Municipality or region.
    Owner,
    /// Body.
    Body,
    /// Type of document.
    Kind,
    /// First of the years.
    From,
    /// Last of the years.
    To,
    /// The document's maturity level.
    Level,
    /// Whether the document counts.
    Counted,
    /// How much of it was read.
    Reading,
    /// Words in its title or path.
    Name,
    /// Area or ground.
    Area,
    /// Lowest step on the ladder.
    Step,
    /// What a sentence has or lacks.
    Mark,
    /// What became of a sentence.
    Standing,
    /// Words in a sentence.
    Words,
    /// What the rows of the heat map are.
    Rows,
    /// What its columns are.
    Columns,
    /// The order of documents.
    Sort,
    /// Which page of a list.
    Page,
    /// Where a list of sentences begins.
    At,
    /// Which document.
    Id,
}

impl Field {
    /// All fields with their names in addresses, in the order in which addresses have them.
    pub(super) const ALL: [(Field, &'static str); 20] = [
        (Field::Owner, "owner"),
        (Field::Body, "body"),
        (Field::Kind, "type"),
        (Field::From, "from"),
        (Field::To, "to"),
        (Field::Level, "level"),
        (Field::Counted, "counted"),
        (Field::Reading, "reading"),
        (Field::Name, "name"),
        (Field::Area, "area"),
        (Field::Step, "step"),
        (Field::Mark, "mark"),
        (Field::Standing, "standing"),
        (Field::Words, "words"),
        (Field::Rows, "rows"),
        (Field::Columns, "columns"),
        (Field::Sort, "sort"),
        (Field::Page, "page"),
        (Field::At, "at"),
        (Field::Id, "id"),
    ];

    /// Its name in addresses.
    pub(super) fn name(self) -> &'static str {
        Field::ALL.iter().find(|(field, _)| *field == self).map_or("", |(_, name)| name)
    }

    /// Whether it chooses documents or sentences: what "no filter" takes away.
    pub(super) fn is_filter(self) -> bool {
        self <= Field::Words
    }

    /// Whether a page knows what to do with it.
    fn concerns(self, view: View) -> bool {
        match self {
            Field::Mark | Field::Standing | Field::Words | Field::At => view == View::Sentences,
            Field::Rows | Field::Columns => view == View::Overview,
            Field::Sort => view == View::Documents,
            Field::Step => matches!(view, View::Documents | View::Sentences),
            Field::Page => matches!(view, View::Overview | View::Documents),
            Field::Id => view == View::Document,
            _ => view != View::Document,
        }
    }
}

/// A question to the archive: values as they were given, not yet held against anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The language of the page.
    pub language: Language,
    values: BTreeMap<Field, String>,
}

impl Query {
    /// Reads what stands after the question mark. Names that mean nothing here and empty values are left out; of several of a name the first
    /// holds; values are cut at a length that no honest one has.
    ///
    /// ```
    /// use genomsyra::browse::{Query, View};
    /// let query = Query::of([("owner", "0182"), ("area", "barnets-rattigheter"), ("lang", "en"), ("x", "y"), ("to", " ")]);
    /// assert_eq!(query.href(View::Documents), "documents?lang=en&owner=0182&area=barnets-rattigheter");
    /// ```
    pub fn of<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Query {
        let mut query = Query::default();
        for (name, value) in pairs {
            if name == "lang" {
                let known = Language::ALL.iter().find(|(_, code)| *code == value);
                query.language = known.map_or(query.language, |(language, _)| *language);
            }
            let Some((field, _)) = Field::ALL.iter().find(|(_, own)| *own == name) else { continue };
            let value: String = value.trim().nfc().filter(|c| !c.is_control()).take(LONGEST).collect();
            if !value.is_empty() {
                query.values.entry(*field).or_insert(value);
            }
        }
        query
    }

    /// The value of a field; empty if it has none.
    pub(super) fn get(&self, field: Field) -> &str {
        self.values.get(&field).map_or("", String::as_str)
    }

    /// The same question with another value; an empty one takes the field away. Lists begin anew.
    pub(super) fn with(&self, field: Field, value: impl Into<String>) -> Query {
        let mut query = self.clone();
        query.values.remove(&Field::Page);
        query.values.remove(&Field::At);
        let value = value.into();
        match value.is_empty() {
            true => query.values.remove(&field),
            false => query.values.insert(field, value),
        };
        query
    }

    /// The same question about everything.
    pub(super) fn without_filters(&self) -> Query {
        let values = self.values.iter().filter(|(field, _)| !field.is_filter() && !matches!(field, Field::Page | Field::At));
        Query { language: self.language, values: values.map(|(field, value)| (*field, value.clone())).collect() }
    }

    /// Whether anything is chosen.
    pub(super) fn has_filters(&self) -> bool {
        self.values.keys().any(|field| field.is_filter())
    }

    /// The fields with their values that a page knows what to do with.
    pub(super) fn fields(&self, view: View) -> impl Iterator<Item = (Field, &str)> {
        self.values.iter().filter(move |(field, _)| field.concerns(view)).map(|(field, value)| (*field, value.as_str()))
    }

    /// The address of a page that is asked this, from any other page of the archive.
    pub fn href(&self, view: View) -> String {
        let mut out = if view == View::Overview { "./".to_string() } else { view.name().to_string() };
        let language =
            (self.language != Language::default()).then(|| Language::ALL.iter().find(|(own, _)| *own == self.language)).flatten();
        let fields =
            language.map(|(_, code)| ("lang", *code)).into_iter().chain(self.fields(view).map(|(field, value)| (field.name(), value)));
        for (number, (name, value)) in fields.enumerate() {
            out.push(if number == 0 { '?' } else { '&' });
            out.push_str(name);
            out.push('=');
            out.extend(utf8_percent_encode(value, WRITTEN_OUT));
        }
        out
    }

    /// The address of the same page in the other language.
    pub(super) fn other_language(&self, view: View) -> String {
        let language = if self.language == Language::Swedish { Language::English } else { Language::Swedish };
        Query { language, values: self.values.clone() }.href(view)
    }
}
