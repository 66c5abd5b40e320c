//! Documents judged apart from their archive: by one worker of many, on whatever machine an engine has put it.
//!
//! What a worker hands over ([`Handed`]) are rows of the two tables that a scan writes, and a slip. Whether a document counts, and which others
//! are the same one, only the whole archive can tell: whoever has all slips settles it ([`Settling`]), once and on one machine, which takes
//! milliseconds a thousand documents. Rows with what was settled are those of a scan, to the byte. Nothing here touches the disk.

mod settling;

pub use settling::{NotSettled, Settled, Settling};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::archive::Glossary;
use crate::archive::store::Slip;
use crate::identity::Hints;
use crate::report::table::{Columns, Value, no_row, rows_apart};
use crate::report::{Options, Table};
use crate::run::{Analyser, Judged};
use crate::source::OpenFailure;

/// What a worker hands over of one document. In JSON: an object with the columns of the table of documents, then `fynd` (a list of objects with
/// the columns of the table of findings), `underlag` (the slip, in base64) and `annan_fil`.
#[derive(Clone, Debug, PartialEq)]
pub struct Handed {
    /// Its row in the table of documents, in the order of the columns; what only the archive can tell is missing.
    pub document: Vec<Value>,
    /// Its rows in the table of findings.
    pub findings: Vec<Vec<Value>>,
    /// What settling takes of it; empty for what is no document.
    pub slip: Vec<u8>,
    /// What kind of file it is, if it is no document: then it has no row in either table, and `document` holds nothing but its path.
    pub other: Option<String>,
}

/// Judges files one by one.
///
/// ```
/// use genomsyra::apart::{Settling, Worker};
/// use genomsyra::archive::Glossary;
/// use genomsyra::rule::{RuleSet, built_in_files};
/// use genomsyra::run::Analyser;
///
/// let rules = RuleSet::from_files(&built_in_files()).unwrap();
/// let glossary = Glossary::of(&rules);
/// let mut worker = Worker::new(Analyser::new(&rules), &glossary);
/// let mut settling = Settling::new(&glossary);
/// for path in ["nacka/skolplan.txt", "nacka/kopia/skolplan.txt"] {
///     let text = "Skolplan\n\nSkolan ska senast i maj höra barnen om barnets bästa.";
///     for handed in worker.file(path, Ok(text.as_bytes()), text.len() as u64) {
///         assert!(!handed.findings.is_empty());
///         settling.add(path, &handed.slip).unwrap();
///     }
/// }
/// let settled = settling.finish();
/// assert_eq!(settled.iter().filter(|one| one.counts()).count(), 1);
/// ```
pub struct Worker<'a> {
    analyser: Analyser<'a>,
    glossary: &'a Glossary,
    options: Options,
}

impl<'a> Worker<'a> {
    /// A worker; `glossary` has the names of the analyser's rules.
    pub fn new(analyser: Analyser<'a>, glossary: &'a Glossary) -> Self {
        Worker { analyser, glossary, options: Options::default() }
    }

    /// What it judges with.
    pub fn analyser(&mut self) -> &mut Analyser<'a> {
        &mut self.analyser
    }

    /// Judges a file, all documents in it. Never fails: what cannot be read is a row with its problems.
    ///
    /// `path` is what the tables are to say, folders separated by `/`; `opened` its bytes or why there are none; `size` how many there are.
    pub fn file(&mut self, path: &str, opened: Result<&[u8], &OpenFailure>, size: u64) -> Vec<Handed> {
        let judged = self.analyser.judge_file(path, opened, size);
        judged.into_iter().map(|(path, judged)| self.handed(&path, judged)).collect()
    }

    fn handed(&self, path: &str, judged: Result<Judged, String>) -> Handed {
        let judged = match judged {
            Ok(Judged { other: Some(kind), .. }) | Err(kind) => {
                return Handed { document: no_row(Table::Documents, path), findings: Vec::new(), slip: Vec::new(), other: Some(kind) };
            }
            Ok(judged) => judged,
        };
        let Judged { record, identity, .. } = judged;
        let (document, findings) =
            rows_apart(self.glossary, &self.options, path, &record, &identity.clone().given(path, &Hints::default()));
        let slip = Slip { rules: self.glossary.hash.clone(), brief: record.brief, identity };
        // There is no slip that cannot be written; an empty one would be refused where it is settled.
        Handed { document, findings, slip: slip.to_bytes().unwrap_or_default(), other: None }
    }
}

/// A row as an object with the names of its columns.
struct Named<'r>(&'static Columns, &'r [Value]);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, _)| name).zip(self.1))
    }
}

impl Serialize for Handed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use base64::Engine as _;
        let mut map = serializer.serialize_map(None)?;
        for ((name, _), value) in Table::Documents.columns().iter().zip(&self.document) {
            map.serialize_entry(name, value)?;
        }
        let findings: Vec<Named> = self.findings.iter().map(|row| Named(Table::Findings.columns(), row)).collect();
        map.serialize_entry("fynd", &findings)?;
        map.serialize_entry("underlag", &base64::engine::general_purpose::STANDARD.encode(&self.slip))?;
        map.serialize_entry("annan_fil", &self.other)?;
        map.end()
    }
}
