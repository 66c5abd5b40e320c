//! Compiled expressions: what the scan walks over. Ids are places in the rule set's tables.

use super::lexicon::LexId;

/// A compiled sequence, as its place in [`Patterns::sequences`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SequenceId(pub u32);

/// A compiled class, as its place in [`Patterns::classes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ClassId(pub u32);

/// A place in a sequence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    /// Words that fit by themselves; sorted.
    pub words: Box<[LexId]>,
    /// Classes with phrases or exceptions, asked when needed.
    pub classes: Box<[ClassId]>,
    /// Alternatives of several words.
    pub sequences: Box<[SequenceId]>,
    /// May be left out.
    pub optional: bool,
    /// At most this many other tokens before it.
    pub gap: u8,
    /// Every word with which the element can begin; sorted.
    pub first: Box<[LexId]>,
    /// Most tokens that it can cover.
    pub longest: usize,
}

/// Elements in order, and which of them is sought first.
#[derive(Clone, Debug)]
pub(crate) struct CompiledSequence {
    pub elements: Box<[Element]>,
    /// The element whose words are rarest: a unit without any of them cannot match.
    pub anchor: usize,
    /// Most tokens that can stand before the anchor's first.
    pub reach: usize,
    /// Most tokens that a match can cover.
    pub longest: usize,
}

impl CompiledSequence {
    /// The words of which at least one must stand in a unit that matches.
    pub fn anchor_words(&self) -> &[LexId] {
        self.elements.get(self.anchor).map_or(&[], |e| &e.first)
    }
}

/// A named class that cannot be flattened into words.
#[derive(Clone, Debug, Default)]
pub(crate) struct CompiledClass {
    /// What it holds, as an element.
    pub body: Element,
    /// Tokens that never count although they fit.
    pub except: Box<[LexId]>,
}

/// Everything compiled from expressions.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    pub sequences: Vec<CompiledSequence>,
    pub classes: Vec<CompiledClass>,
}

impl Patterns {
    pub fn sequence(&self, id: SequenceId) -> &CompiledSequence {
        &self.sequences[id.0 as usize]
    }

    pub fn class(&self, id: ClassId) -> &CompiledClass {
        &self.classes[id.0 as usize]
    }
}

/// Whether two sorted lists share a word.
pub(crate) fn intersects(sorted: &[LexId], some: &[LexId]) -> bool {
    some.iter().any(|id| sorted.binary_search(id).is_ok())
}
