//! Lenient access to `lopdf`'s objects: references followed everywhere, streams unpacked within the document's budget.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, Stream};

use super::lzw;

static NULL: Object = Object::Null;
/// Nodes of a number tree beyond this are not read.
const MAX_NODES: usize = 10_000;

/// Most bytes that one stream may unpack to. Filters that follow each other hold a few times as much at once.
const MAX_STREAM: usize = 64 << 20;
/// How many times the whole budget may be spent on streams that were unpacked before: forms that every page shows.
const AGAIN: usize = 1;
/// Longest text string that is decoded, in bytes: titles, labels, replacement texts.
const MAX_TEXT_STRING: usize = 16 << 10;

/// The objects of one file, and how much of the unpacking budget is left.
pub(super) struct Objects<'a> {
    pub(super) document: &'a Document,
    /// The file itself, for streams whose length leads nowhere; empty when it is encrypted.
    bytes: &'a [u8],
    budget: Cell<usize>,
    /// What is left for streams that have been counted.
    again: Cell<usize>,
    exhausted: Cell<bool>,
    /// Streams that have been counted (by address): a form on every page counts once.
    counted: RefCell<HashSet<usize>>,
    /// The stream (by address) that was last unpacked again, and its bytes: unpacking is most of what showing it costs.
    last: RefCell<Option<(usize, Vec<u8>)>>,
}

impl<'a> Objects<'a> {
    pub(super) fn new(document: &'a Document, max_unpacked: usize) -> Self {
        Objects {
            document,
            bytes: &[],
            budget: Cell::new(max_unpacked),
            again: Cell::new(max_unpacked.saturating_mul(AGAIN)),
            exhausted: Cell::new(false),
            counted: RefCell::default(),
            last: RefCell::default(),
        }
    }

    /// The same with the file itself at hand.
    pub(super) fn of_file(self, bytes: &'a [u8]) -> Self {
        let readable = !self.document.was_encrypted();
        Objects { bytes: if readable { bytes } else { &[] }, ..self }
    }

    /// The packed bytes of a stream. Where its length leads nowhere, they end where the next `endstream` stands.
    fn packed(&self, stream: &'a Stream) -> &'a [u8] {
        let start = stream.start_position.filter(|_| stream.content.is_empty());
        let Some(rest) = start.and_then(|start| self.bytes.get(start..)) else { return &stream.content };
        let end = rest.windows(9).position(|window| window == b"endstream").unwrap_or(rest.len());
        rest[..end].strip_suffix(b"\n").unwrap_or(&rest[..end])
    }

    /// Notes that something was left out because it is too much.
    pub(super) fn exhaust(&self) {
        self.exhausted.set(true);
    }

    /// Whether a stream was left out because the budget was used up.
    pub(super) fn is_exhausted(&self) -> bool {
        self.exhausted.get()
    }

    /// The object itself, references followed; null when there is none.
    pub(super) fn resolve(&self, object: &'a Object) -> &'a Object {
        match object {
            Object::Reference(_) => self.document.dereference(object).map_or(&NULL, |(_, found)| found),
            direct => direct,
        }
    }

    /// The entry `key`, references followed; null when there is none.
    pub(super) fn get(&self, dictionary: &'a Dictionary, key: &[u8]) -> &'a Object {
        dictionary.get(key).map_or(&NULL, |object| self.resolve(object))
    }

    /// The entry `key` as a dictionary (a stream's dictionary counts).
    pub(super) fn dictionary(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        as_dictionary(self.get(dictionary, key))
    }

    /// The entry `key` as an array; empty when it is something else.
    pub(super) fn array(&self, dictionary: &'a Dictionary, key: &[u8]) -> &'a [Object] {
        self.get(dictionary, key).as_array().map_or(&[], Vec::as_slice)
    }

    /// The entry `key` as a number.
    pub(super) fn number(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<f32> {
        as_number(self.get(dictionary, key))
    }

    /// The entry `key` as a name; empty when it is something else.
    pub(super) fn name(&self, dictionary: &'a Dictionary, key: &[u8]) -> &'a [u8] {
        self.get(dictionary, key).as_name().unwrap_or(b"")
    }

    /// The entry `key` as a text string, decoded.
    pub(super) fn text(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<String> {
        self.get(dictionary, key).as_str().ok().map(|text| decode_text(&text[..text.len().min(MAX_TEXT_STRING)]))
    }

    /// An array of numbers, as many as `N`.
    pub(super) fn numbers<const N: usize>(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<[f32; N]> {
        let array = self.array(dictionary, key);
        let mut out = [0.0; N];
        for (index, slot) in out.iter_mut().enumerate() {
            *slot = as_number(self.resolve(array.get(index)?))?;
        }
        Some(out)
    }

    /// The entries of a number tree (page labels, parents of marked content) in order of number.
    pub(super) fn number_tree(&self, root: &'a Dictionary) -> Vec<(usize, &'a Object)> {
        let mut out = Vec::new();
        let mut stack = vec![root];
        let mut visited = 0;
        while let Some(node) = stack.pop() {
            visited += 1;
            if visited > MAX_NODES {
                break;
            }
            for pair in self.array(node, b"Nums").chunks_exact(2) {
                if let Some(number) = as_number(self.resolve(&pair[0])) {
                    out.push((number.max(0.0) as usize, self.resolve(&pair[1])));
                }
            }
            stack.extend(self.array(node, b"Kids").iter().rev().filter_map(|kid| as_dictionary(self.resolve(kid))));
        }
        out.sort_by_key(|entry| entry.0);
        out
    }

    /// A stream's bytes, unpacked. Empty when a filter is not one for text (images) or the budget is used up.
    pub(super) fn data(&self, stream: &'a Stream) -> Cow<'a, [u8]> {
        self.unpacked(stream).unwrap_or_default()
    }

    /// A stream's bytes, unpacked; none when that cannot be done.
    pub(super) fn unpacked(&self, stream: &'a Stream) -> Option<Cow<'a, [u8]>> {
        if matches!(self.get(&stream.dict, b"Filter"), Object::Null) {
            return Some(Cow::Borrowed(self.packed(stream)));
        }
        let address = std::ptr::from_ref(stream) as usize;
        let counted = self.counted.borrow().contains(&address);
        let purse = if counted { &self.again } else { &self.budget };
        let left = purse.get().min(MAX_STREAM);
        let known = self.last.borrow().as_ref().filter(|(of, bytes)| *of == address && bytes.len() <= left).map(|(_, bytes)| bytes.clone());
        let is_known = known.is_some();
        let unpacked = known.map(Ok).or_else(|| self.lzw(stream, left)).unwrap_or_else(|| self.decoded(stream, left));
        match unpacked {
            Ok(bytes) => {
                purse.set(purse.get().saturating_sub(bytes.len()));
                self.counted.borrow_mut().insert(address);
                // Only what is asked for again is worth keeping: a form shown a hundred times.
                if counted && !is_known {
                    *self.last.borrow_mut() = Some((address, bytes.clone()));
                }
                Some(Cow::Owned(bytes))
            }
            Err(Unreadable::TooLarge) => {
                self.exhausted.set(true);
                // Finding out costs as much as unpacking: a form shown a hundred thousand times must not do so each time.
                if counted {
                    purse.set(0);
                }
                None
            }
            Err(Unreadable::Other) => None,
        }
    }

    /// A stream whose last packing is LZW; none when it is packed otherwise.
    fn lzw(&self, stream: &'a Stream, left: usize) -> Option<Result<Vec<u8>, Unreadable>> {
        let names = self.filter_names(stream);
        let (last, before) = names.split_last()?;
        if !matches!(*last, b"LZWDecode" | b"LZW") {
            return None;
        }
        let parameters = match self.get(&stream.dict, b"DecodeParms") {
            Object::Array(items) => items.get(before.len()).and_then(|item| as_dictionary(self.resolve(item))),
            other => as_dictionary(other),
        };
        let number = |key: &[u8]| parameters.and_then(|parameters| self.number(parameters, key));
        if number(b"Predictor").is_some_and(|predictor| predictor > 1.0) {
            return None;
        }
        let early = number(b"EarlyChange") != Some(0.0);
        let unpack = |bytes: &[u8]| lzw::unpack(bytes, early, left).ok_or(Unreadable::TooLarge);
        Some(if before.iter().all(|name| *name == b"Crypt") {
            unpack(&stream.content)
        } else {
            let mut outer = self.plain_stream(stream);
            outer.dict.set("Filter", spelled(before));
            outer.decompressed_content_with_limit(left).map_err(Unreadable::from).and_then(|bytes| unpack(&bytes))
        })
    }

    /// A stream unpacked by `lopdf`.
    fn decoded(&self, stream: &'a Stream, left: usize) -> Result<Vec<u8>, Unreadable> {
        // lopdf resolves no reference inside these two entries and knows no short filter names.
        let indirect = |key: &[u8]| match stream.dict.get(key) {
            Ok(Object::Reference(_)) => true,
            Ok(Object::Array(items)) => items.iter().any(|item| matches!(item, Object::Reference(_))),
            _ => false,
        };
        let unpacked = if stream.content.is_empty() || indirect(b"Filter") || indirect(b"DecodeParms") || self.has_odd_filter(stream) {
            self.plain_stream(stream).decompressed_content_with_limit(left)
        } else {
            stream.decompressed_content_with_limit(left)
        };
        unpacked.map_err(Unreadable::from)
    }

    fn filter_names(&self, stream: &'a Stream) -> Vec<&'a [u8]> {
        match self.get(&stream.dict, b"Filter") {
            Object::Name(name) => vec![name.as_slice()],
            Object::Array(items) => items.iter().filter_map(|item| self.resolve(item).as_name().ok()).collect(),
            _ => Vec::new(),
        }
    }

    fn has_odd_filter(&self, stream: &'a Stream) -> bool {
        self.filter_names(stream).iter().any(|name| matches!(*name, b"Fl" | b"AHx" | b"A85" | b"LZW" | b"RL" | b"Crypt"))
    }

    /// The same stream with direct, fully spelled filters.
    fn plain_stream(&self, stream: &'a Stream) -> Stream {
        let mut dictionary = Dictionary::new();
        dictionary.set("Filter", spelled(&self.filter_names(stream)));
        match self.get(&stream.dict, b"DecodeParms") {
            Object::Null => {}
            Object::Array(items) => dictionary.set("DecodeParms", items.iter().map(|i| self.resolve(i).clone()).collect::<Vec<_>>()),
            other => dictionary.set("DecodeParms", other.clone()),
        }
        Stream::new(dictionary, self.packed(stream).to_vec())
    }
}

/// Why a stream has no bytes.
enum Unreadable {
    /// It unpacks to more than may be unpacked.
    TooLarge,
    /// It is damaged, or packed in a way that text is not.
    Other,
}

impl From<lopdf::Error> for Unreadable {
    fn from(error: lopdf::Error) -> Unreadable {
        if matches!(error, lopdf::Error::Decompress(_)) { Unreadable::TooLarge } else { Unreadable::Other }
    }
}

/// Filters by their full names.
fn spelled(names: &[&[u8]]) -> Object {
    let names = names.iter().filter(|name| **name != b"Crypt").map(|name| {
        Object::Name(
            match *name {
                b"Fl" => &b"FlateDecode"[..],
                b"AHx" => b"ASCIIHexDecode",
                b"A85" => b"ASCII85Decode",
                b"LZW" => b"LZWDecode",
                b"RL" => b"RunLengthDecode",
                other => other,
            }
            .to_vec(),
        )
    });
    Object::Array(names.collect())
}

/// A dictionary, or the dictionary of a stream.
pub(super) fn as_dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// A whole or real number.
pub(super) fn as_number(object: &Object) -> Option<f32> {
    match object {
        Object::Integer(number) => Some(*number as f32),
        Object::Real(number) => Some(*number),
        _ => None,
    }
}

/// A text string outside content streams: UTF-16 or UTF-8 with a byte order mark, else taken as Latin (PDFDocEncoding's letters).
pub(super) fn decode_text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        plain => match std::str::from_utf8(plain) {
            Ok(text) => text.to_owned(),
            Err(_) => {
                lopdf::decode_text_string(&Object::string_literal(plain)).unwrap_or_else(|_| plain.iter().map(|b| *b as char).collect())
            }
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings() {
        assert_eq!(decode_text(b"\xFE\xFF\x00\xE5"), "å");
        assert_eq!(decode_text(b"\xFF\xFE\xE5\x00"), "å");
        assert_eq!(decode_text(b"\xE5r"), "år");
        assert_eq!(decode_text("år".as_bytes()), "år");
    }

    #[test]
    fn filters_behind_references_and_short_names() {
        let mut document = Document::new();
        document.objects.insert((7, 0), Object::Name(b"AHx".to_vec()));
        let mut dictionary = Dictionary::new();
        dictionary.set("Filter", Object::Reference((7, 0)));
        let stream = Stream::new(dictionary, b"48656A>".to_vec());
        let objects = Objects::new(&document, 1 << 20);
        assert_eq!(objects.data(&stream).as_ref(), b"Hej");
        let broke = Objects::new(&document, 1);
        assert!(broke.data(&stream).is_empty());
        assert!(broke.is_exhausted());
    }
}
