//! Records as bytes: MessagePack with names, deflated. Names make a field that comes later no reason to read an archive again.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Kept;

/// What a record unpacks to at most: beyond any document, and what a broken file may claim.
const MOST: u64 = 256 << 20;

/// A record as it is stored, made where there are processors to spare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    pub(super) record: Vec<u8>,
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
        let record = &kept.record;
        let worst = record.problems.iter().max_by_key(|problem| problem.severity);
        Ok(Packed {
            record: pack(record)?,
            identity: pack(&kept.identity)?,
            format: record.file.format.clone(),
            level: record.judgement.as_ref().map(|judgement| judgement.level),
            problem: worst.map(|problem| problem.code.as_str().to_string()),
        })
    }

    /// Its size in bytes.
    pub fn size(&self) -> usize {
        self.record.len() + self.identity.len()
    }
}

pub(super) fn pack<T: Serialize>(value: &T) -> std::io::Result<Vec<u8>> {
    let bytes = rmp_serde::to_vec_named(value).map_err(std::io::Error::other)?;
    let mut out = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
    out.write_all(&bytes)?;
    out.finish()
}

/// `None` for bytes that are no such value.
pub(super) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let mut out = Vec::with_capacity(bytes.len().saturating_mul(4).min(1 << 20));
    DeflateDecoder::new(bytes).take(MOST).read_to_end(&mut out).ok()?;
    rmp_serde::from_slice(&out).ok()
}
