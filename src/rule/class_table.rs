//! Compiles expressions: interns words, resolves classes, computes with which words everything can begin.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::commonness::commonness;
use super::definition::ClassDef;
use super::diagnostic::{RuleError, did_you_mean};
use super::expression::{Alternative, Sequence, close_up_parentheses, parse_expression, parse_word};
use super::form_table::FormTable;
use super::lexicon::{LexId, Lexicon};
use super::load::Placed;
use super::pattern::{AnyOf, Branches, ClassId, CompiledClass, CompiledSequence, Element, Partner, Patterns, SequenceId};
use super::word_set::{SetId, WordSetBuilder};

/// A compiled expression: what is sought, and what must and must not stand in the unit besides.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    pub sequence: SequenceId,
    pub with: Vec<SequenceId>,
    pub without: Vec<SequenceId>,
}

/// Words by the way they are written: kept for those who ask how a text was read.
#[derive(Debug)]
pub(crate) struct Spellings {
    pub words: FormTable<LexId>,
    /// Declared first parts.
    pub link_forms: FormTable<LexId>,
}

pub(crate) struct ClassTable<'a> {
    pub lexicon: Lexicon,
    sets: WordSetBuilder,
    sequences: Vec<CompiledSequence>,
    elements: Vec<Element>,
    branches: Vec<Branches>,
    classes: Vec<CompiledClass>,
    sources: FxHashMap<&'a str, &'a Placed<ClassDef>>,
    compiled: FxHashMap<&'a str, ClassId>,
    /// The branches of elements that are one class and nothing else: most of those with branches.
    class_branches: FxHashMap<ClassId, u32>,
    /// Expressions compiled before, as places in `expressions`, so that the same text is one sequence.
    known: FormTable<u32>,
    expressions: Vec<Compiled>,
    /// Classes that lie on a cycle: never entered.
    cyclic: Vec<&'a str>,
    /// Words by the way they are written.
    spellings: FormTable<LexId>,
    /// Declared first parts by the way they are written.
    link_forms: FormTable<LexId>,
}

/// What an element is made of while it is put together.
#[derive(Default)]
struct Parts {
    words: SmallVec<[LexId; 8]>,
    sets: SmallVec<[SetId; 4]>,
    classes: SmallVec<[ClassId; 4]>,
    sequences: SmallVec<[SequenceId; 8]>,
}

impl<'a> ClassTable<'a> {
    pub fn new(definitions: &'a [Placed<ClassDef>]) -> Self {
        ClassTable {
            lexicon: Lexicon::default(),
            sets: WordSetBuilder::default(),
            sequences: Vec::new(),
            elements: Vec::new(),
            branches: vec![Branches::default()],
            classes: Vec::new(),
            sources: definitions.iter().map(|d| (d.value.namn.as_str(), d)).collect(),
            compiled: FxHashMap::default(),
            class_branches: FxHashMap::default(),
            known: FormTable::default(),
            expressions: Vec::new(),
            cyclic: Vec::new(),
            spellings: FormTable::default(),
            link_forms: FormTable::default(),
        }
    }

    /// Everything compiled, and how words and declared first parts are written.
    pub fn finish(self) -> (Lexicon, Patterns, Spellings) {
        let ClassTable { lexicon, sets, sequences, elements, branches, classes, spellings, link_forms, .. } = self;
        (lexicon, Patterns { sets: sets.sets, sequences, elements, branches, classes }, Spellings { words: spellings, link_forms })
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
        if let Some(id) = self.compiled.get(name) {
            return Ok(*id);
        }
        let Some((&key, &placed)) = self.sources.get_key_value(name) else {
            return Err(format!("klassen `<{name}>` finns inte{}", did_you_mean(name, self.sources.keys().copied())));
        };
        let source = &placed.value;
        let mut class = CompiledClass::default();
        if !self.cyclic.contains(&key) {
            let mut parts = Parts::default();
            for source in &source.uttryck {
                // Mistakes are told where the class itself is compiled; here they are passed over.
                let Ok(Compiled { sequence, .. }) = self.expression(source) else { continue };
                match *self.elements_of(sequence) {
                    [only] => self.add_element(&mut parts, only),
                    _ => parts.sequences.push(sequence),
                }
            }
            let except = source.utom.iter().filter_map(|s| self.single_words(s).ok()).collect();
            class = CompiledClass { body: self.element(parts), except: self.sets.union(except) };
        }
        let id = ClassId(self.classes.len() as u32);
        self.classes.push(class);
        self.compiled.insert(key, id);
        Ok(id)
    }

    /// A sequence of one element that is the class.
    pub fn class_sequence(&mut self, id: ClassId) -> SequenceId {
        let mut parts = Parts::default();
        self.add_class(&mut parts, id);
        let element = self.element(parts);
        self.push_sequence(&[element])
    }

    /// Compiles a whole expression.
    pub fn expression(&mut self, source: &str) -> Result<Compiled, String> {
        if let Some(known) = self.known.first(source) {
            return Ok(self.expressions[known as usize].clone());
        }
        if is_one_word(source) {
            let id = self.word(source)?;
            let element = self.single(id);
            let sequence = self.push_sequence(&[element]);
            return Ok(self.remember(source, Compiled { sequence, with: Vec::new(), without: Vec::new() }));
        }
        let closed = close_up_parentheses(source);
        let parsed = parse_expression(&closed).map_err(|e| e.0)?;
        let sequence = self.compile(&parsed.sequence)?;
        let with = parsed.with.iter().map(|s| self.compile(s)).collect::<Result<_, _>>()?;
        let without = parsed.without.iter().map(|s| self.compile(s)).collect::<Result<_, _>>()?;
        Ok(self.remember(source, Compiled { sequence, with, without }))
    }

    fn remember(&mut self, source: &str, compiled: Compiled) -> Compiled {
        self.known.push(source, self.expressions.len() as u32);
        self.expressions.push(compiled.clone());
        compiled
    }

    /// A declared first part of a compound: never a word by itself.
    pub fn link_form(&mut self, source: &str) -> Result<(SequenceId, String), String> {
        let word = parse_word(source).map_err(|e| e.0)?;
        let id = self.link_forms.first(&word.text).unwrap_or_else(|| {
            let id = self.lexicon.add_link(&word);
            self.link_forms.push(&word.text, id);
            id
        });
        let element = self.single(id);
        Ok((self.push_sequence(&[element]), format!("{}-", word.text)))
    }

    /// The words of a one-word expression, classes flattened.
    pub fn single_words(&mut self, source: &str) -> Result<SetId, String> {
        let sequence = self.expression(source)?.sequence;
        match *self.elements_of(sequence) {
            [only] if self.branches[only.branches as usize].sequences.is_empty() => Ok(only.first),
            _ => Err(format!("`{source}`: här kan bara enstaka ord stå, inte fraser")),
        }
    }

    /// Everything in these sets, as one.
    pub fn union(&mut self, sets: impl IntoIterator<Item = SetId>) -> SetId {
        self.sets.union(sets.into_iter().collect())
    }

    /// The words of a set, sorted.
    pub fn words(&self, set: SetId) -> &[LexId] {
        self.sets.sets.words(set)
    }

    /// Sequences of which any will do.
    pub fn any_of(&mut self, sequences: Vec<SequenceId>) -> AnyOf {
        let first = sequences.iter().filter_map(|s| self.elements_of(*s).first()).map(|e| e.first).collect();
        let first = self.sets.union(first);
        AnyOf { first, branches: self.branch(&Parts { sequences: sequences.into(), ..Parts::default() }) }
    }

    fn elements_of(&self, id: SequenceId) -> &[Element] {
        let sequence = &self.sequences[id.0 as usize];
        &self.elements[sequence.start as usize..][..sequence.len as usize]
    }

    fn compile(&mut self, sequence: &Sequence) -> Result<SequenceId, String> {
        let mut elements: SmallVec<[Element; 8]> = SmallVec::new();
        for source in sequence {
            let mut parts = Parts::default();
            for alternative in &source.alternatives {
                match alternative {
                    Alternative::Words(one) if !one.contains('_') => parts.words.push(self.word(one)?),
                    Alternative::Words(several) => {
                        let mut phrase: SmallVec<[Element; 8]> = SmallVec::new();
                        for one in several.split('_') {
                            let id = self.word(one)?;
                            phrase.push(self.single(id));
                        }
                        parts.sequences.push(self.push_sequence(&phrase));
                    }
                    Alternative::Class(name) => {
                        let id = self.class(name)?;
                        self.add_class(&mut parts, id);
                    }
                }
            }
            elements.push(Element { optional: source.optional, gap: source.gap, ..self.element(parts) });
        }
        Ok(self.push_sequence(&elements))
    }

    /// Adds a class: flattened to its words when it is nothing more.
    fn add_class(&self, parts: &mut Parts, id: ClassId) {
        let class = &self.classes[id.0 as usize];
        if class.body.branches == 0 && class.except == SetId::EMPTY {
            parts.sets.push(class.body.words);
        } else {
            parts.classes.push(id);
        }
    }

    fn add_element(&self, parts: &mut Parts, element: Element) {
        let branches = &self.branches[element.branches as usize];
        parts.sets.push(element.words);
        parts.classes.extend_from_slice(&branches.classes);
        parts.sequences.extend_from_slice(&branches.sequences);
    }

    /// An element that must stand, right after the one before, made of these parts.
    fn element(&mut self, mut parts: Parts) -> Element {
        let own = self.sets.of(&mut parts.words);
        parts.sets.push(own);
        let words = self.sets.union(std::mem::take(&mut parts.sets));
        if parts.classes.is_empty() && parts.sequences.is_empty() {
            return Element { first: words, words, key: words, longest: 1, ..Element::default() };
        }
        parts.classes.sort_unstable();
        parts.classes.dedup();
        parts.sequences.sort_unstable();
        parts.sequences.dedup();
        let classes = parts.classes.iter().map(|c| &self.classes[c.0 as usize].body);
        let (by_class, longest) = classes.fold((SmallVec::<[SetId; 4]>::new(), 1), |(mut sets, longest), body| {
            sets.push(body.first);
            (sets, longest.max(body.longest))
        });
        let longest = parts.sequences.iter().map(|s| self.sequences[s.0 as usize].longest).max().unwrap_or(1).max(longest);
        let by_sequence = parts.sequences.iter().filter_map(|s| self.elements_of(*s).first()).map(|e| e.first);
        let first = [words].into_iter().chain(by_class).chain(by_sequence).collect();
        let first = self.sets.union(first);
        let (key, spread) = self.key(words, &parts);
        Element { first, words, key, spread, branches: self.branch(&parts), longest, ..Element::default() }
    }

    /// The keys of an element made of these words and parts, and the most tokens before one.
    fn key(&mut self, words: SetId, parts: &Parts) -> (SetId, u32) {
        let classes = parts.classes.iter().map(|c| &self.classes[c.0 as usize].body).map(|body| (body.key, body.spread));
        let phrases = parts.sequences.iter().filter_map(|s| {
            let sequence = &self.sequences[s.0 as usize];
            Some((self.elements_of(*s).get(sequence.anchor as usize)?.key, sequence.reach))
        });
        let (sets, spreads): (SmallVec<[SetId; 4]>, SmallVec<[u32; 4]>) = [(words, 0)].into_iter().chain(classes).chain(phrases).unzip();
        (self.sets.union(sets), spreads.into_iter().max().unwrap_or(0))
    }

    fn branch(&mut self, parts: &Parts) -> u32 {
        let next = self.branches.len() as u32;
        if let ([class], []) = (&parts.classes[..], &parts.sequences[..]) {
            let known = *self.class_branches.entry(*class).or_insert(next);
            if known != next {
                return known;
            }
        }
        let (mut by_word, mut by_set) = (Vec::new(), Vec::new());
        for sequence in &parts.sequences {
            let first = self.elements_of(*sequence).first().map_or(SetId::EMPTY, |e| e.first);
            match *self.words(first) {
                [word] => by_word.push((word, *sequence)),
                _ => by_set.push((first, *sequence)),
            }
        }
        by_word.sort_unstable();
        by_set.sort_unstable();
        self.branches.push(Branches {
            classes: parts.classes.as_slice().into(),
            sequences: parts.sequences.as_slice().into(),
            by_word: by_word.into(),
            by_set: by_set.into(),
        });
        next
    }

    fn push_sequence(&mut self, elements: &[Element]) -> SequenceId {
        let rarest = |but: Option<usize>| {
            let mandatory = (0..elements.len()).filter(|i| !elements[*i].optional && Some(*i) != but);
            mandatory.min_by_key(|i| self.sets.cost(elements[*i].key))
        };
        let anchor = rarest(None).unwrap_or(0);
        let partner = rarest(Some(anchor)).map_or_else(Partner::default, |i| partner(elements, anchor, i));
        let cover = |e: &Element| e.longest + u32::from(e.gap);
        let reach = elements[..anchor].iter().map(cover).sum::<u32>() + elements.get(anchor).map_or(0, |e| u32::from(e.gap) + e.spread);
        let longest = elements.iter().map(cover).sum();
        let start = self.elements.len() as u32;
        self.elements.extend_from_slice(elements);
        self.sequences.push(CompiledSequence { start, len: elements.len() as u32, anchor: anchor as u32, partner, reach, longest });
        SequenceId(self.sequences.len() as u32 - 1)
    }

    /// The word of a spelling; each spelling is parsed and expanded once.
    fn word(&mut self, source: &str) -> Result<LexId, String> {
        if let Some(id) = self.spellings.first(source) {
            return Ok(id);
        }
        let word = parse_word(source).map_err(|e| e.0)?;
        let id = self.lexicon.add(&word).map_err(|e| e.to_string())?;
        self.sets.set_commonness(id, commonness(&word));
        self.spellings.push(source, id);
        Ok(id)
    }

    /// An element that is one word.
    fn single(&mut self, id: LexId) -> Element {
        let set = self.sets.single(id);
        Element { first: set, words: set, key: set, longest: 1, ..Element::default() }
    }
}

/// Whether the expression is a word and its marks, as many are, with nothing to take apart.
fn is_one_word(source: &str) -> bool {
    // C3 leads U+00C0–U+00FF (å, ä, ö, é …), of which none is a space or a mark; 80–BF go on after it.
    let word = |byte: u8| byte.is_ascii_alphanumeric() || b":+*-".contains(&byte) || matches!(byte, 0xC3 | 0x80..=0xBF);
    !source.is_empty() && source.bytes().all(word)
}

/// What must stand where, if element `other` is to stand with the element `anchor`.
fn partner(elements: &[Element], anchor: usize, other: usize) -> Partner {
    let (before, after) = (anchor.min(other), anchor.max(other));
    let nearest = elements[before..after].iter().filter(|e| !e.optional).count();
    let covered: u32 = elements[before..after].iter().map(|e| e.longest).sum();
    let gaps: u32 = elements[before + 1..=after].iter().map(|e| u32::from(e.gap)).sum();
    let cut = |n: u32| i16::try_from(n).unwrap_or(i16::MAX);
    let (near, far) = (cut(nearest as u32), cut(covered + gaps));
    let (from, to) = if other > anchor { (near, far) } else { (-far, -near) };
    // From first token to first token, so far; a key may stand later.
    let spread = |i: usize| cut(elements[i].spread);
    Partner { words: elements[other].key, from: from.saturating_sub(spread(anchor)), to: to.saturating_add(spread(other)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_sought_by_its_rarest_word_and_not_by_its_first() {
        let mut table = ClassTable::new(&[]);
        let sequence = table.expression("på_ålderns_höst|ålderdom ..3 en_trygg|omvårdnad").unwrap().sequence;
        let (lexicon, patterns, _) = table.finish();
        let words = |forms: &[&str]| {
            let mut ids: Vec<LexId> = forms.iter().flat_map(|form| lexicon.analyse(form).any_case).collect();
            ids.sort_unstable();
            ids
        };
        let compiled = *patterns.sequence(sequence);
        let [age, care] = patterns.elements(sequence) else { panic!("two elements") };
        assert_eq!(patterns.sets.words(age.first), words(&["på", "ålderdom"]));
        assert_eq!(patterns.sets.words(care.first), words(&["en", "omvårdnad"]));
        assert_eq!((patterns.sets.words(care.key), care.spread), (&words(&["trygg", "omvårdnad"])[..], 1));
        let rare = if patterns.sets.words(age.key).len() == 2 { age } else { panic!("one key for each alternative") };
        assert!(rare.spread > 0 && !patterns.sets.words(rare.key).contains(&words(&["på"])[0]));
        // A key of one is at most so far from a key of the other: a phrase of three, three between, a phrase of two.
        let partner = compiled.partner;
        assert!(partner.from.abs().max(partner.to) <= 7 && (partner.to >= 6 || partner.from <= -6), "{partner:?}");
    }
}
