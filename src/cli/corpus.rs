//! Documents of a corpus, read one by one on all cores: each is let go before the next, so that an archive of any size will do.

use std::path::PathBuf;

use genomsyra::read::{ReadOptions, files, read_with};
use genomsyra::source::list_documents;
use genomsyra::text::Document;
use rayon::prelude::*;

use super::exit::{Stop, warn};
use super::settings;

/// What was made of the documents, in their order, and how many files gave none.
pub struct Corpus<R> {
    pub results: Vec<R>,
    pub unread: usize,
}

/// Reads all documents of these files and folders and does `work` on each, with something of its own for each thread.
pub fn each_document<W, R: Send>(
    given: &[PathBuf],
    own: impl Fn() -> W + Sync + Send,
    work: impl Fn(&mut W, &str, &Document) -> R + Sync + Send,
) -> Result<Corpus<R>, Stop> {
    let paths = list_documents(given)?;
    let reading = ReadOptions::default();
    let one = |own: &mut W, path: &PathBuf| -> (Vec<R>, usize) {
        let Ok((name, bytes)) = settings::open(path, &reading.limits) else { return (Vec::new(), 1) };
        let (mut results, mut unread) = (Vec::new(), 0);
        for member in files(&bytes, &name, &reading.limits) {
            let document = member.bytes.and_then(|bytes| read_with(&bytes, &member.name, &reading));
            match document {
                Ok(document) if !document.units().is_empty() => results.push(work(own, &member.name, &document)),
                _ => unread += 1,
            }
        }
        (results, unread)
    };
    let done: Vec<(Vec<R>, usize)> = paths.par_iter().map_init(&own, one).collect();
    let unread = done.iter().map(|(_, unread)| unread).sum();
    let results: Vec<R> = done.into_iter().flat_map(|(results, _)| results).collect();
    if results.is_empty() {
        return Err(Stop::Told("inget dokument gick att läsa. Ange en mapp eller filer med dokument (PDF, Word, Markdown …).".into()));
    }
    if unread > 0 {
        let one = if unread == 1 { "fil" } else { "filer" };
        warn(format_args!("{unread} {one} gick inte att läsa och är inte med. `genomsyra check FIL` säger varför."));
    }
    Ok(Corpus { results, unread })
}
