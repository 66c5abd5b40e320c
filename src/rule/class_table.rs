//! Compiles expressions: interns words, resolves classes, computes with which words everything can begin.

use rustc_hash::FxHashMap;

use super::definition::ClassDef;
use super::diagnostic::{RuleError, did_you_mean};
use super::expression::{Alternative, Sequence, Word, close_up_parentheses, parse_expression, parse_word};
use super::lexicon::{LexId, Lexicon};
use super::load::Placed;
use super::pattern::{ClassId, CompiledClass, CompiledSequence, Element, Patterns, SequenceId};
use super::rule_set::RulePattern;

pub(crate) struct ClassTable<'a> {
    pub lexicon: Lexicon,
    pub patterns: Patterns,
    sources: FxHashMap<&'a str, &'a Placed<ClassDef>>,
    compiled: FxHashMap<&'a str, ClassId>,
    /// Expressions compiled before, so that the same text is one sequence.
    known: FxHashMap<String, RulePattern>,
    /// Classes that lie on a cycle: never entered.
    cyclic: Vec<&'a str>,
    commonness: Vec<u32>,
    /// Words by the way they are written.
    spellings: FxHashMap<String, LexId>,
}

/// Words so common that nothing should be sought by them alone.
const COMMON: &[&str] = &[
    "och",
    "att",
    "i",
    "som",
    "en",
    "på",
    "är",
    "för",
    "av",
    "med",
    "till",
    "den",
    "det",
    "de",
    "ska",
    "om",
    "har",
    "inte",
    "ett",
    "kan",
    "eller",
    "från",
    "alla",
    "sin",
    "sina",
    "sitt",
    "vid",
    "så",
    "vi",
    "var",
    "får",
    "få",
    "där",
    "när",
    "hur",
    "vara",
    "bli",
    "ge",
    "ger",
    "ha",
    "kunna",
    "mot",
    "mellan",
    "under",
    "över",
    "efter",
    "utan",
    "samt",
    "oavsett",
    "egen",
    "eget",
    "egna",
    "arbete",
    "stöd",
    "information",
    "person",
    "personer",
    "barn",
    "elev",
    "elever",
    "invånare",
    "verksamhet",
    "kommun",
    "kommunen",
    "rätt",
    "delta",
    "tillgång",
    "möjlighet",
    "möjligheter",
];

impl<'a> ClassTable<'a> {
    pub fn new(definitions: &'a [Placed<ClassDef>]) -> Self {
        ClassTable {
            lexicon: Lexicon::default(),
            patterns: Patterns::default(),
            sources: definitions.iter().map(|d| (d.value.namn.as_str(), d)).collect(),
            compiled: FxHashMap::default(),
            known: FxHashMap::default(),
            cyclic: Vec::new(),
            commonness: Vec::new(),
            spellings: FxHashMap::default(),
        }
    }

    /// Classes that hold themselves, directly or by way of others. They are left empty, so that compiling ends.
    pub fn check_cycles(&mut self, files: &[String]) -> Vec<RuleError> {
        let mut names: Vec<&str> = self.sources.keys().copied().collect();
        names.sort_unstable();
        let uses = |name: &str| -> Vec<&str> {
            let Some(class) = self.sources.get(name) else { return Vec::new() };
            let named = class.value.uttryck.iter().flat_map(|e| e.split('<').skip(1)).filter_map(|rest| rest.split('>').next());
            named.filter_map(|c| self.sources.get_key_value(c).map(|(k, _)| *k)).collect()
        };
        let graph: FxHashMap<&str, Vec<&str>> = names.iter().map(|n| (*n, uses(n))).collect();
        let mut errors = Vec::new();
        for name in names {
            let (mut seen, mut open) = (Vec::new(), graph[name].clone());
            while let Some(next) = open.pop() {
                if next == name {
                    self.cyclic.push(name);
                    let place = self.sources.get(name);
                    errors.push(RuleError {
                        file: place.and_then(|d| files.get(d.file)).cloned().unwrap_or_default(),
                        line: place.map_or(0, |d| d.line_of("uttryck")),
                        entry: name.to_string(),
                        message: format!("klassen `<{name}>` innehåller sig själv, direkt eller genom andra klasser"),
                    });
                    break;
                }
                if !seen.contains(&next) {
                    seen.push(next);
                    open.extend(graph.get(next).into_iter().flatten());
                }
            }
        }
        errors
    }

    /// The compiled class of a name.
    pub fn class(&mut self, name: &str) -> Result<ClassId, String> {
        let Some((&key, &placed)) = self.sources.get_key_value(name) else {
            return Err(format!("klassen `<{name}>` finns inte{}", did_you_mean(name, self.sources.keys().copied())));
        };
        let source = &placed.value;
        if let Some(id) = self.compiled.get(key) {
            return Ok(*id);
        }
        let mut class = CompiledClass::default();
        if !self.cyclic.contains(&key) {
            let mut whole = Element::default();
            let (mut words, mut classes, mut sequences) = (Vec::new(), Vec::new(), Vec::new());
            for source in &source.uttryck {
                // Mistakes are told where the class itself is compiled; here they are passed over.
                let Ok(pattern) = self.expression(source) else { continue };
                let sequence = self.patterns.sequence(pattern.sequence);
                match &*sequence.elements {
                    [only] => {
                        words.extend(only.words.iter().copied());
                        classes.extend(only.classes.iter().copied());
                        sequences.extend(only.sequences.iter().copied());
                    }
                    _ => sequences.push(pattern.sequence),
                }
            }
            whole.words = sorted(words);
            whole.classes = sorted(classes);
            whole.sequences = sorted(sequences);
            whole.first = self.first_words(&whole);
            whole.longest = self.longest(&whole);
            let except = source.utom.iter().filter_map(|s| self.single_words(s).ok()).flatten().collect();
            class = CompiledClass { body: whole, except: sorted(except) };
        }
        let id = ClassId(self.patterns.classes.len() as u32);
        self.patterns.classes.push(class);
        self.compiled.insert(key, id);
        Ok(id)
    }

    /// A sequence of one element that is the class.
    pub fn class_sequence(&mut self, id: ClassId) -> SequenceId {
        let element = self.class_element(id);
        self.push_sequence(vec![element])
    }

    /// Compiles a whole expression.
    pub fn expression(&mut self, source: &str) -> Result<RulePattern, String> {
        if let Some(known) = self.known.get(source) {
            return Ok(known.clone());
        }
        let closed = close_up_parentheses(source);
        let parsed = parse_expression(&closed).map_err(|e| e.0)?;
        let sequence = self.compile(&parsed.sequence)?;
        let with = parsed.with.iter().map(|s| self.compile(s)).collect::<Result<_, _>>()?;
        let without = parsed.without.iter().map(|s| self.compile(s)).collect::<Result<_, _>>()?;
        let pattern = RulePattern { sequence, with, without, source: source.to_string() };
        self.known.insert(source.to_string(), pattern.clone());
        Ok(pattern)
    }

    /// A declared first part of a compound: never a word by itself.
    pub fn link_form(&mut self, source: &str) -> Result<RulePattern, String> {
        let word = parse_word(source).map_err(|e| e.0)?;
        let id = self.lexicon.add_link(&word);
        let element = single(id);
        let sequence = self.push_sequence(vec![element]);
        Ok(RulePattern { sequence, with: Vec::new(), without: Vec::new(), source: format!("{}-", word.text) })
    }

    /// The words of a one-word expression, classes flattened.
    pub fn single_words(&mut self, source: &str) -> Result<Vec<LexId>, String> {
        let pattern = self.expression(source)?;
        let sequence = self.patterns.sequence(pattern.sequence);
        match &*sequence.elements {
            [only] if only.sequences.is_empty() => Ok(only.first.to_vec()),
            _ => Err(format!("`{source}`: här kan bara enstaka ord stå, inte fraser")),
        }
    }

    fn compile(&mut self, sequence: &Sequence) -> Result<SequenceId, String> {
        let mut elements = Vec::with_capacity(sequence.len());
        for source in sequence {
            let (mut words, mut classes, mut sequences) = (Vec::new(), Vec::new(), Vec::new());
            for alternative in &source.alternatives {
                match alternative {
                    Alternative::Words(one) if !one.contains('_') => words.push(self.word(one)?),
                    Alternative::Words(several) => {
                        let parts = several.split('_').map(|w| self.word(w).map(|id| single(id))).collect::<Result<Vec<_>, _>>()?;
                        sequences.push(self.push_sequence(parts));
                    }
                    Alternative::Class(name) => {
                        let id = self.class(name)?;
                        let element = self.class_element(id);
                        words.extend(element.words.iter().copied());
                        classes.extend(element.classes.iter().copied());
                    }
                }
            }
            let mut element = Element {
                words: sorted(words),
                classes: sorted(classes),
                sequences: sorted(sequences),
                optional: source.optional,
                gap: source.gap,
                ..Element::default()
            };
            element.first = self.first_words(&element);
            element.longest = self.longest(&element);
            elements.push(element);
        }
        Ok(self.push_sequence(elements))
    }

    /// A class as an element: flattened to its words when it is nothing more.
    fn class_element(&self, id: ClassId) -> Element {
        let class = self.patterns.class(id);
        if class.body.classes.is_empty() && class.body.sequences.is_empty() && class.except.is_empty() {
            return class.body.clone();
        }
        Element { classes: Box::new([id]), first: class.body.first.clone(), longest: class.body.longest, ..Element::default() }
    }

    fn first_words(&self, element: &Element) -> Box<[LexId]> {
        let mut first = element.words.to_vec();
        for class in &element.classes {
            first.extend(self.patterns.class(*class).body.first.iter().copied());
        }
        for sequence in &element.sequences {
            if let Some(start) = self.patterns.sequence(*sequence).elements.first() {
                first.extend(start.first.iter().copied());
            }
        }
        sorted(first)
    }

    /// Most tokens that the element can cover.
    fn longest(&self, element: &Element) -> usize {
        let classes = element.classes.iter().map(|c| self.patterns.class(*c).body.longest);
        let sequences = element.sequences.iter().map(|s| self.patterns.sequence(*s).longest);
        classes.chain(sequences).max().unwrap_or(0).max(1)
    }

    fn push_sequence(&mut self, elements: Vec<Element>) -> SequenceId {
        let anchor = (0..elements.len()).filter(|i| !elements[*i].optional).min_by_key(|i| self.cost(&elements[*i])).unwrap_or(0);
        let cover = |e: &Element| e.longest + e.gap as usize;
        let reach = elements[..anchor].iter().map(cover).sum::<usize>() + elements.get(anchor).map_or(0, |e| e.gap as usize);
        let longest = elements.iter().map(cover).sum();
        self.patterns.sequences.push(CompiledSequence { elements: elements.into(), anchor, reach, longest });
        SequenceId(self.patterns.sequences.len() as u32 - 1)
    }

    fn cost(&self, element: &Element) -> u64 {
        element.first.iter().map(|id| u64::from(self.commonness.get(id.0 as usize).copied().unwrap_or(1))).sum()
    }

    /// The word of a spelling; each spelling is parsed and expanded once.
    fn word(&mut self, source: &str) -> Result<LexId, String> {
        if let Some(id) = self.spellings.get(source) {
            return Ok(*id);
        }
        let word = parse_word(source).map_err(|e| e.0)?;
        let id = self.lexicon.add(&word).map_err(|e| e.to_string())?;
        if self.commonness.len() <= id.0 as usize {
            self.commonness.resize(id.0 as usize, 1);
            self.commonness.push(commonness(&word));
        }
        self.spellings.insert(source.to_string(), id);
        Ok(id)
    }
}

/// An element that is one word.
fn single(id: LexId) -> Element {
    Element { words: Box::new([id]), first: Box::new([id]), longest: 1, ..Element::default() }
}

/// How common a word is likely to be, for choosing what to seek first.
fn commonness(word: &Word) -> u32 {
    match () {
        () if COMMON.contains(&word.text.as_str()) => 1000,
        () if word.open_start || word.open_end || word.last_part => 20,
        () if word.text.chars().count() <= 5 => 10,
        () => 2,
    }
}

fn sorted<T: Ord>(mut items: Vec<T>) -> Box<[T]> {
    items.sort_unstable();
    items.dedup();
    items.into()
}
