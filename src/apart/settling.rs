//! What only the whole archive can tell, of slips that workers have handed over.

use std::collections::HashSet;
use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::archive::Glossary;
use crate::archive::store::Slip;
use crate::archive::tally::Gather;
use crate::identity::Hints;
use crate::report::table::{SETTLED, Value, settled};

/// Takes the slips of all documents of an archive, in any order.
pub struct Settling<'g> {
    glossary: &'g Glossary,
    gather: Gather<'g>,
    paths: HashSet<Box<str>>,
}

/// Why a slip was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSettled {
    /// The bytes are no slip, or one of another version of the program.
    NoSlip,
    /// Other rules judged the document.
    OtherRules,
    /// A document with this path has been taken already.
    Twice,
}

impl fmt::Display for NotSettled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotSettled::NoSlip => "underlaget går inte att läsa. Ta det ur rader från samma version av genomsyra.",
            NotSettled::OtherRules => "dokumentet är granskat med andra regler. Granska alla dokument med samma regler.",
            NotSettled::Twice => "dokumentet är med två gånger. Ta med varje sökväg en gång.",
        })
    }
}

impl std::error::Error for NotSettled {}

/// What the archive tells of one document. In JSON: an object with `sokvag` and the columns of [`SETTLED`].
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// The document's path.
    pub path: String,
    /// The values of [`SETTLED`], in its order.
    pub values: [Value; 4],
}

impl Settled {
    /// Whether the document counts.
    pub fn counts(&self) -> bool {
        self.values[0] == Value::Flag(true)
    }
}

impl Serialize for Settled {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1 + SETTLED.len()))?;
        map.serialize_entry("sokvag", &self.path)?;
        for (name, value) in SETTLED.iter().zip(&self.values) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'g> Settling<'g> {
    /// For documents that were judged with the rules of this glossary.
    pub fn new(glossary: &'g Glossary) -> Self {
        Settling { glossary, gather: Gather::new(glossary, None), paths: HashSet::new() }
    }

    /// Takes the slip of a document.
    ///
    /// # Errors
    /// It is no slip of these rules, or its path has been taken before. Nothing is changed then.
    pub fn add(&mut self, path: &str, slip: &[u8]) -> Result<(), NotSettled> {
        let slip = Slip::of_bytes(slip).ok_or(NotSettled::NoSlip)?;
        if slip.rules != self.glossary.hash {
            return Err(NotSettled::OtherRules);
        }
        if !self.paths.insert(path.into()) {
            return Err(NotSettled::Twice);
        }
        self.gather.add(path, &slip.brief, &slip.identity.given(path, &Hints::default()));
        Ok(())
    }

    /// What the archive tells of each document, in path order.
    pub fn finish(self) -> Vec<Settled> {
        // Words are asked for promises, which no table has.
        let tally = self.gather.finish(&mut |_: &str, _| Ok::<_, std::convert::Infallible>(String::new()));
        let Ok(tally) = tally;
        settled(&tally).map(|(path, values)| Settled { path: path.to_string(), values }).collect()
    }
}
