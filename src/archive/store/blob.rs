//! Records as bytes: MessagePack with names, deflated. Names make a field that comes later no reason to read an archive again. The sentences
//! stand by themselves: counting does without them.

use std::cell::RefCell;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Kept, Record, Sentence};

/// What a record unpacks to at most: beyond any document, and what a broken file may claim.
const MOST: u64 = 256 << 20;

/// A record's sentences: those with findings, and those without.
pub(super) type Sentences = (Vec<Sentence>, Vec<Sentence>);

/// A record as it is stored, made where there are processors to spare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    pub(super) brief: Vec<u8>,
    pub(super) sentences: Vec<u8>,
    pub(super) identity: Vec<u8>,
    pub(super) format: Option<String>,
    pub(super) level: Option<u8>,
    pub(super) problem: Option<String>,
}

impl Packed {
    /// The bytes of what is kept.
    ///
    /// # Errors
    /// A value that cannot be written; there is none among records.
    pub fn of(kept: &Kept) -> std::io::Result<Self> {
        let Record { brief, sentences, blank } = &kept.record;
        let worst = brief.problems.iter().max_by_key(|problem| problem.severity);
        Ok(Packed {
            brief: pack(brief)?,
            sentences: pack(&(sentences, blank))?,
            identity: pack(&kept.identity)?,
            format: brief.file.format.clone(),
            level: brief.judgement.as_ref().map(|judgement| judgement.level),
            problem: worst.map(|problem| problem.code.as_str().to_string()),
        })
    }

    /// Its size in bytes.
    pub fn size(&self) -> usize {
        self.brief.len() + self.sentences.len() + self.identity.len()
    }
}

pub(super) fn pack<T: Serialize>(value: &T) -> std::io::Result<Vec<u8>> {
    thread_local! {
        /// Making a new one takes longer than packing most records.
        static PACKER: RefCell<DeflateEncoder<Vec<u8>>> = RefCell::new(DeflateEncoder::new(Vec::new(), Compression::fast()));
    }
    let bytes = rmp_serde::to_vec_named(value).map_err(std::io::Error::other)?;
    PACKER.with_borrow_mut(|packer| {
        packer.write_all(&bytes)?;
        packer.reset(Vec::new())
    })
}

/// `None` for bytes that are no such value.
pub(super) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let mut out = Vec::with_capacity(bytes.len().saturating_mul(4).min(1 << 20));
    DeflateDecoder::new(bytes).take(MOST).read_to_end(&mut out).ok()?;
    rmp_serde::from_slice(&out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_value_is_the_same_bytes_whatever_was_packed_before() {
        let long = vec!["Barnets bästa ska vara en tungt vägande faktor.".to_string(); 500];
        let first = std::thread::spawn(|| pack(&"kort").unwrap()).join().unwrap();
        assert_eq!(unpack::<Vec<String>>(&pack(&long).unwrap()).unwrap(), long);
        assert_eq!(pack(&"kort").unwrap(), first);
    }
}
