//! The documents on the desk by their numbers.

use std::collections::BTreeMap;

use super::{Told, gone};
use crate::desk::Paper;
use crate::report::Language;

/// A document on the desk.
pub struct Laid {
    pub paper: Paper,
    /// The type that the reader chose for it.
    pub given: Option<String>,
}

/// All of them.
#[derive(Default)]
pub struct Papers(BTreeMap<u32, Laid>);

impl Papers {
    pub fn get(&self, id: u32, language: Language) -> Result<&Laid, Told> {
        self.0.get(&id).ok_or_else(|| gone(language))
    }

    pub fn lay(&mut self, id: u32, laid: Laid) {
        self.0.insert(id, laid);
    }

    /// Their numbers in the order in which they came.
    pub fn ids(&self) -> Vec<u32> {
        self.0.keys().copied().collect()
    }

    pub fn remove(&mut self, id: u32) {
        self.0.remove(&id);
    }
}
