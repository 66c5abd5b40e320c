//! An update after the end of a PDF file: objects that are new or changed, and a section that says where they stand. Every byte of the file
//! itself stays as it is.
//!
//! `lopdf` has updates too (`IncrementalDocument`); its own count from the first byte where the file counts from its header, carry over
//! entries of the last trailer that are false in the new one, and go back to sections that had to be repaired.

use lopdf::xref::{XrefEntry, XrefType};
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, Writer};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Objects with higher numbers are no good to other readers (the format's own limit).
const HIGHEST: u32 = 8_388_607;
/// Entries of a trailer that are true of its own section only.
const OWN: [&[u8]; 11] = [b"Size", b"Prev", b"XRefStm", b"Encrypt", b"Type", b"W", b"Index", b"Filter", b"DecodeParms", b"Length", b"DL"];

/// An update in the making.
pub(super) struct Update<'f> {
    bytes: &'f [u8],
    file: &'f Document,
    header: usize,
    objects: BTreeMap<ObjectId, Object>,
    next: u32,
}

impl<'f> Update<'f> {
    /// An update of a file whose offsets count from `header`; none when its objects are numbered too high to add more.
    pub fn new(bytes: &'f [u8], file: &'f Document, header: usize) -> Option<Self> {
        let entries = &file.reference_table.entries;
        let used = file.objects.keys().map(|id| id.0).chain(entries.keys().copied()).max().unwrap_or(0);
        // A size that lies would leave a gap; it must not take all numbers.
        let next = Some(file.max_id.max(used)).filter(|highest| *highest < HIGHEST / 2).unwrap_or(used).checked_add(1)?;
        (next < HIGHEST / 2).then_some(Update { bytes, file, header, objects: BTreeMap::new(), next })
    }

    /// A number for a new object.
    pub fn number(&mut self) -> ObjectId {
        let id = (self.next, 0);
        self.next = self.next.saturating_add(1);
        id
    }

    /// Adds an object, or puts it in the place of the old one with its number.
    pub fn put(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.objects.insert(id, object.into());
    }

    /// Adds an object under a number of its own.
    pub fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.number();
        self.put(id, object);
        id
    }

    /// Whether the file's own table is of no use: it was repaired while it was read, or there is none to go back to.
    pub fn mends(&self) -> bool {
        self.file.xref_recovery.is_some() || self.file.xref_start == 0
    }

    /// The file with the update.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        let mut out = self.bytes.to_vec();
        if !out.ends_with(b"\n") {
            out.push(b'\n');
        }
        let mut entries: BTreeMap<u32, XrefEntry> = BTreeMap::new();
        if self.mends() {
            entries.extend(self.file.reference_table.entries.iter().map(|(number, entry)| (*number, entry.clone())));
        }
        for ((number, generation), object) in &self.objects {
            let offset = self.place(&out)?;
            entries.insert(*number, XrefEntry::Normal { offset, generation: *generation });
            out.extend(format!("{number} {generation} obj\n").bytes());
            Writer::write_object(&mut out, object).ok()?;
            out.extend(b"\nendobj\n");
        }
        let streams = matches!(self.file.reference_table.cross_reference_type, XrefType::CrossReferenceStream);
        let packed = entries.values().any(XrefEntry::is_compressed);
        let start = self.place(&out)?;
        let table = streams || packed;
        let own = table.then(|| self.number());
        if let Some((number, _)) = own {
            entries.insert(number, XrefEntry::Normal { offset: start, generation: 0 });
        }
        let trailer = self.trailer(&out);
        match own {
            Some((number, _)) => write_stream(&mut out, number, trailer, &entries)?,
            None => write_table(&mut out, &trailer, &entries)?,
        }
        out.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        Some(out)
    }

    /// Where the next byte stands, as the file counts.
    fn place(&self, out: &[u8]) -> Option<u32> {
        u32::try_from(out.len().checked_sub(self.header)?).ok()
    }

    fn trailer(&self, out: &[u8]) -> Dictionary {
        let mut trailer = Dictionary::new();
        for (key, value) in self.file.trailer.iter().filter(|(key, _)| !OWN.contains(&key.as_slice())) {
            trailer.set(key.clone(), value.clone());
        }
        // The first half of the identity names the document, the second this state of it.
        if let Ok([Object::String(first, format), _]) = self.file.trailer.get(b"ID").and_then(Object::as_array).map(Vec::as_slice) {
            let state = Sha256::digest(&out[self.bytes.len()..])[..16].to_vec();
            let pair = vec![Object::String(first.clone(), *format), Object::String(state, StringFormat::Hexadecimal)];
            trailer.set("ID", Object::Array(pair));
        }
        trailer.set("Size", i64::from(self.next));
        if !self.mends() {
            trailer.set("Prev", i64::try_from(self.file.xref_start).unwrap_or_default());
        }
        trailer
    }
}

/// Runs of numbers that follow each other: the first of each and how many.
fn runs(entries: &BTreeMap<u32, XrefEntry>) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = Vec::new();
    for number in entries.keys() {
        match out.last_mut() {
            Some((first, count)) if *first + *count == *number => *count += 1,
            _ => out.push((*number, 1)),
        }
    }
    out
}

fn write_table(out: &mut Vec<u8>, trailer: &Dictionary, entries: &BTreeMap<u32, XrefEntry>) -> Option<()> {
    let mut entries = entries.clone();
    // The list of free objects begins with the first of all.
    entries.entry(0).or_insert(XrefEntry::UnusableFree);
    out.extend(b"xref\n");
    for (first, count) in runs(&entries) {
        out.extend(format!("{first} {count}\n").bytes());
        for entry in entries.range(first..first + count).map(|(_, entry)| entry) {
            let line = match entry {
                XrefEntry::Normal { offset, generation } => format!("{offset:010} {generation:05} n \n"),
                _ => "0000000000 65535 f \n".to_owned(),
            };
            out.extend(line.bytes());
        }
    }
    out.extend(b"trailer\n");
    Writer::write_object(out, &Object::Dictionary(trailer.clone())).ok()?;
    out.push(b'\n');
    Some(())
}

/// A section that is itself an object; not packed, so that the same input gives the same bytes whatever packs.
fn write_stream(out: &mut Vec<u8>, number: u32, trailer: Dictionary, entries: &BTreeMap<u32, XrefEntry>) -> Option<()> {
    let mut dictionary = trailer;
    dictionary.set("Type", "XRef");
    dictionary.set("W", vec![1.into(), 4.into(), 2.into()]);
    let index = runs(entries).into_iter().flat_map(|(first, count)| [i64::from(first).into(), i64::from(count).into()]);
    dictionary.set("Index", index.collect::<Vec<Object>>());
    let mut content = Vec::with_capacity(entries.len() * 7);
    for entry in entries.values() {
        let (kind, place, rest) = match entry {
            XrefEntry::Normal { offset, generation } => (1, *offset, *generation),
            XrefEntry::Compressed { container, index } => (2, *container, *index),
            XrefEntry::Free | XrefEntry::UnusableFree => (0, 0, u16::MAX),
        };
        content.push(kind);
        content.extend(place.to_be_bytes());
        content.extend(rest.to_be_bytes());
    }
    out.extend(format!("{number} 0 obj\n").bytes());
    Writer::write_object(out, &Object::Stream(lopdf::Stream::new(dictionary, content))).ok()?;
    out.extend(b"\nendobj\n");
    Some(())
}
