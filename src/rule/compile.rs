//! Definitions → a [`RuleSet`]. Resolves names, expands words, orders what is sought, and tells every mistake that it meets.

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::area::{AreaId, AreaSet, Layer, Taxonomy};
use super::class_table::{ClassTable, Compiled};
use super::definition::*;
use super::diagnostic::{RuleError, RuleErrors, did_you_mean, translate};
use super::duty::Duty;
use super::lens::LensHeading;
use super::load::{Definitions, Placed, WEIGHTS_FILE, load};
use super::marker::{MARKERS, Marker};
use super::pattern::{CompiledSequence, Lists, SequenceId, Signature, Trigger};
use super::rule_set::*;
use super::source::RuleFile;
use super::weights::Weights;
use super::word_set::SetId;
use super::wording::Wording;

mod duties;
mod lenses;
mod taxonomy;
mod verbs;
mod wordings;

impl RuleSet {
    /// Compiles a rule set from its files.
    ///
    /// # Errors
    /// Every mistake in every file, sorted by file and line.
    ///
    /// ```
    /// use genomsyra::rule::{RuleSet, built_in_files};
    /// let rules = RuleSet::from_files(&built_in_files()).unwrap();
    /// assert_eq!(rules.taxonomy().areas().len(), 37);
    /// ```
    pub fn from_files(files: &[RuleFile]) -> Result<RuleSet, RuleErrors> {
        let ((definitions, errors), hash) = rayon::join(|| load(files), || hash(files));
        let mut compiler = Compiler { definitions: &definitions, errors, ids: FxHashMap::default() };
        let set = compiler.compile(hash);
        let mut errors = compiler.errors;
        match set {
            Some(set) if errors.is_empty() => Ok(set),
            _ => {
                errors.sort();
                errors.dedup();
                Err(RuleErrors(errors))
            }
        }
    }
}

struct Compiler<'a> {
    definitions: &'a Definitions,
    errors: Vec<RuleError>,
    /// Ids seen so far, with the file and line of the first.
    ids: FxHashMap<String, (usize, usize)>,
}

impl Compiler<'_> {
    fn compile(&mut self, hash: String) -> Option<RuleSet> {
        let definitions = self.definitions;
        let taxonomy = self.taxonomy();
        let mut table = ClassTable::new(&definitions.classes);
        for error in table.check_cycles(&definitions.files) {
            self.errors.push(error);
        }
        let classes = definitions.classes.iter().filter_map(|d| self.class(&mut table, d)).collect::<Vec<_>>();
        let rules = definitions.rules.iter().filter_map(|d| self.rule(&mut table, &taxonomy, d)).collect::<Vec<_>>();
        let false_friends: Vec<FalseFriend> =
            definitions.false_friends.iter().filter_map(|d| self.false_friend(&mut table, &taxonomy, d)).collect();
        let masks: Vec<Mask> = definitions.masks.iter().map(|d| self.mask(&mut table, d)).collect();
        let sources: Vec<LegalSource> = definitions.sources.iter().filter_map(|d| self.source(&mut table, &taxonomy, d)).collect();
        let duties: Vec<Duty> = definitions.duties.iter().filter_map(|d| self.duty(&mut table, &taxonomy, &sources, d)).collect();
        let wordings: Vec<Wording> = definitions.wordings.iter().map(|d| self.wording(&mut table, &taxonomy, d)).collect();
        let lenses = definitions.lenses.iter().map(|d| self.lens(d)).collect();
        let lens_headings: Vec<LensHeading> =
            definitions.lens_headings.iter().filter_map(|d| self.lens_heading(&mut table, &taxonomy, d)).collect();
        let document_types = definitions.document_types.iter().map(|d| self.document_type(&mut table, d)).collect();
        let verbs = self.verbs();
        let title_areas = self.title_areas(&mut table, &taxonomy);
        let mut marker_sequences = Vec::new();
        for (_, name) in MARKERS {
            match classes.iter().find(|c| c.name == *name) {
                Some(class) => marker_sequences.push(class.sequence),
                None => self.whole_set(format!("markörklassen `{name}` saknas: stegen och poängen behöver den")),
            }
        }
        let weights = self.weights()?;
        if marker_sequences.len() != MARKERS.len() {
            return None;
        }
        let set = definitions.set.clone().or_else(|| {
            self.whole_set("filen `regelverk.toml` med `[regelverk]`, `namn` och `version` saknas".into());
            None
        })?;

        let (lexicon, patterns, spellings) = table.finish();
        let mut sought = Vec::new();
        // Masks come first, so that what they hide is hidden before rules look.
        for (mask, m) in masks.iter().enumerate() {
            sought.extend(m.sequences.iter().map(|s| (*s, Owner::Mask(mask as u32))));
        }
        for (rule, r) in rules.iter().enumerate() {
            let own = r.patterns.iter().enumerate();
            sought.extend(own.map(|(pattern, p)| (p.sequence, Owner::Rule { rule: rule as u32, pattern: pattern as u32 })));
        }
        for (source, s) in sources.iter().enumerate() {
            sought.extend(s.sequences.iter().map(|s| (*s, Owner::Source(source as u32))));
        }
        for (duty, d) in duties.iter().enumerate() {
            sought.extend(d.sequences.iter().map(|s| (*s, Owner::Duty(duty as u32))));
        }
        for (wording, w) in wordings.iter().enumerate() {
            sought.extend(w.sequences.iter().map(|s| (*s, Owner::Wording(wording as u32))));
        }
        for (heading, h) in lens_headings.iter().enumerate() {
            sought.extend(h.sequences.iter().map(|s| (*s, Owner::LensHeading(heading as u32))));
        }
        let anchors = |(place, (sequence, _)): (usize, &(SequenceId, Owner))| {
            let CompiledSequence { partner, reach, .. } = *patterns.sequence(*sequence);
            let mask = if partner.is_none() { u64::MAX } else { patterns.sets.mask(partner.words) };
            let bit = if partner.is_none() { Signature::ALWAYS } else { Signature::bit_of(partner.words) };
            let trigger = Trigger { mask, place: place as u32, partner, reach: u16::try_from(reach).unwrap_or(u16::MAX), bit };
            patterns.anchor_words(*sequence).iter().map(move |word| (*word, trigger))
        };
        let triggers = Lists::gather(lexicon.len(), || sought.iter().enumerate().flat_map(anchors));
        let mut partners: Vec<SetId> = sought.iter().map(|(sequence, _)| patterns.sequence(*sequence).partner.words).collect();
        partners.sort_unstable();
        partners.dedup();
        let bits = |set: &SetId| {
            let bit = Signature::bit_of(*set);
            patterns.sets.words(*set).iter().map(move |word| (*word, bit))
        };
        let partner_bits = Lists::gather(lexicon.len(), || partners.iter().flat_map(bits));
        let guards = |(index, friend): (usize, &FalseFriend)| patterns.sets.words(friend.words).iter().map(move |w| (*w, index as u32));
        let guarded_words = Lists::gather(lexicon.len(), || false_friends.iter().enumerate().flat_map(guards));
        let starts = |(&(marker, _), sequence): (&(Marker, &str), &SequenceId)| {
            patterns.first_words(*sequence).iter().map(move |word| (*word, marker))
        };
        let marker_starts = Lists::gather(lexicon.len(), || MARKERS.iter().zip(&marker_sequences).flat_map(starts));
        Some(RuleSet {
            name: set.namn,
            version: set.version,
            hash,
            taxonomy,
            lexicon,
            spellings,
            patterns,
            rules,
            classes,
            false_friends,
            masks,
            sfs: SfsNumbers::of(&sources),
            sources,
            duties,
            wordings,
            lenses,
            lens_headings,
            document_types,
            title_areas,
            verbs,
            sought,
            triggers,
            partner_bits,
            guarded_words,
            marker_starts,
            marker_sequences,
            weights,
        })
    }

    fn error<T>(&mut self, at: &Placed<T>, line: usize, entry: &str, message: impl Into<String>) {
        let file = self.definitions.files.get(at.file).cloned().unwrap_or_default();
        self.errors.push(RuleError { file, line, entry: entry.to_string(), message: message.into() });
    }

    fn whole_set(&mut self, message: String) {
        self.errors.push(RuleError { file: "regelverket".into(), line: 0, entry: String::new(), message });
    }

    fn unique<T>(&mut self, at: &Placed<T>, id: &str) {
        if let Some((file, line)) = self.ids.insert(id.to_string(), (at.file, at.line)) {
            let file = self.definitions.files.get(file).map_or("", String::as_str);
            self.error(at, at.line, id, format!("id:t `{id}` finns redan ({file}, rad {line})"));
        }
    }

    fn has_examples<T>(&mut self, at: &Placed<T>, id: &str, examples: &[String], counter: Option<&[String]>) {
        if examples.is_empty() {
            self.error(at, at.line_of("exempel"), id, "minst ett exempel behövs: en mening som ska träffas");
        }
        if counter.is_some_and(<[String]>::is_empty) {
            self.error(at, at.line_of("motexempel"), id, "minst ett motexempel behövs: en närliggande mening som inte ska träffas");
        }
    }

    fn areas<T>(&mut self, at: &Placed<T>, id: &str, taxonomy: &Taxonomy, names: &[String]) -> AreaSet {
        let mut set = AreaSet::EMPTY;
        for name in names {
            match taxonomy.find(name) {
                Some(found) => set.insert(found),
                None => {
                    let near = did_you_mean(name, taxonomy.areas().iter().map(|a| a.id.as_str()));
                    self.error(at, at.line_of(&format!("\"{name}\"")), id, format!("okänt område `{name}`{near}"));
                }
            }
        }
        set
    }

    fn sequences<T>(&mut self, table: &mut ClassTable, at: &Placed<T>, id: &str, sources: &[String]) -> Vec<SequenceId> {
        sources.iter().filter_map(|s| self.plain_sequence(table, at, id, s)).collect()
    }

    /// An expression without `&`.
    fn plain_sequence<T>(&mut self, table: &mut ClassTable, at: &Placed<T>, id: &str, source: &str) -> Option<SequenceId> {
        let pattern = self.pattern(table, at, id, source)?;
        if !pattern.with.is_empty() || !pattern.without.is_empty() {
            self.error(at, at.line_of(source), id, format!("`{source}`: `&` kan bara stå i en regels fraser"));
            return None;
        }
        Some(pattern.sequence)
    }

    fn pattern<T>(&mut self, table: &mut ClassTable, at: &Placed<T>, id: &str, source: &str) -> Option<Compiled> {
        match table.expression(source) {
            Ok(pattern) => Some(pattern),
            Err(message) => {
                self.error(at, at.line_of(source), id, message);
                None
            }
        }
    }

    fn class(&mut self, table: &mut ClassTable, d: &Placed<ClassDef>) -> Option<Class> {
        let v = &d.value;
        self.unique(d, &format!("<{}>", v.namn));
        self.has_examples(d, &v.namn, &v.exempel, Some(&v.motexempel));
        for source in v.uttryck.iter().chain(&v.utom) {
            self.pattern(table, d, &v.namn, source);
        }
        let id = table.class(&v.namn).ok()?;
        let sequence = table.class_sequence(id);
        Some(Class {
            name: v.namn.clone(),
            description: v.beskrivning.clone(),
            examples: v.exempel.clone(),
            counter_examples: v.motexempel.clone(),
            file: self.definitions.files[d.file].clone(),
            line: d.line,
            sequence,
        })
    }

    fn rule(&mut self, table: &mut ClassTable, taxonomy: &Taxonomy, d: &Placed<RuleDef>) -> Option<Rule> {
        let v = &d.value;
        self.unique(d, &v.id);
        self.has_examples(d, &v.id, &v.exempel, Some(&v.motexempel));
        let areas = self.areas(d, &v.id, taxonomy, &v.omrade);
        if v.omrade.is_empty() {
            self.error(d, d.line_of("omrade"), &v.id, "regeln saknar område: `omrade = [\"…\"]`");
        }
        let strength = Strength::ALL.iter().find(|(_, name)| *name == v.styrka).map(|(s, _)| *s);
        if strength.is_none() {
            let near = did_you_mean(&v.styrka, Strength::ALL.map(|(_, n)| n));
            self.error(d, d.line_of("styrka"), &v.id, format!("okänd styrka `{}`{near}", v.styrka));
        }
        let starts = v.forled.iter().map(|w| format!("{}+", w.trim_end_matches(['-', '+'])));
        let ends = v.efterled.iter().map(|w| format!("+{}", w.trim_start_matches(['-', '+'])));
        let mut patterns = Vec::new();
        for source in v.ord.iter().chain(&v.fraser).cloned().chain(ends) {
            if let Some(Compiled { sequence, with, without }) = self.pattern(table, d, &v.id, &source) {
                patterns.push(RulePattern { sequence, with, without, source });
            }
        }
        for source in starts {
            match table.link_form(&source) {
                Ok((sequence, source)) => patterns.push(RulePattern { sequence, with: Vec::new(), without: Vec::new(), source }),
                Err(message) => self.error(d, d.line_of("forled"), &v.id, message),
            }
        }
        if v.ord.is_empty() && v.fraser.is_empty() && v.forled.is_empty() && v.efterled.is_empty() {
            self.error(d, d.line, &v.id, "regeln söker ingenting: skriv `ord`, `fraser`, `forled` eller `efterled`");
        }
        if v.styrka == "sammanhang" && v.kraver.is_empty() && v.fraser.is_empty() && v.utesluter.is_empty() {
            self.error(
                d,
                d.line_of("styrka"),
                &v.id,
                "styrkan `sammanhang` behöver `kraver`, `utesluter` eller fraser som avgör vad ordet betyder",
            );
        }
        let never = self.words(table, d, &v.id, &v.inte);
        let gives_way = match &v.ger_vika {
            GivesWayDef::Any(false) => AreaSet::EMPTY,
            GivesWayDef::Any(true) => taxonomy.layer(Layer::Perspective),
            GivesWayDef::Named(names) => self.areas(d, &v.id, taxonomy, names),
        };
        let requires = v.kraver.iter().filter_map(|c| self.condition(table, d, &v.id, c)).collect();
        let excludes = v.utesluter.iter().filter_map(|c| self.condition(table, d, &v.id, c)).collect();
        Some(Rule {
            id: v.id.clone(),
            areas,
            strength: strength?,
            description: v.beskrivning.clone(),
            gives_way,
            legal: v.lagrum.clone(),
            examples: v.exempel.clone(),
            counter_examples: v.motexempel.clone(),
            file: self.definitions.files[d.file].clone(),
            line: d.line,
            patterns,
            never,
            requires,
            excludes,
        })
    }

    /// Single words, flattened.
    fn words<T>(&mut self, table: &mut ClassTable, at: &Placed<T>, id: &str, sources: &[String]) -> SetId {
        let mut sets = Vec::new();
        for source in sources {
            match table.single_words(source) {
                Ok(words) => sets.push(words),
                Err(message) => self.error(at, at.line_of(source), id, message),
            }
        }
        table.union(sets)
    }

    fn condition<T>(&mut self, table: &mut ClassTable, at: &Placed<T>, id: &str, c: &ConditionDef) -> Option<Condition> {
        let any_of = self.sequences(table, at, id, &c.nagot);
        let text = c.inom.as_deref().unwrap_or("enhet");
        let scope = match text.split_whitespace().collect::<Vec<_>>()[..] {
            ["enhet"] => Scope::Unit,
            ["rubrik"] => Scope::Heading,
            ["grannar"] => Scope::Neighbours,
            ["träffen"] => Scope::Match,
            [n, "ord", ref rest @ ..] => match (n.parse::<u8>(), rest) {
                (Ok(n), []) => Scope::Window { before: n, after: n },
                (Ok(n), ["före"]) => Scope::Window { before: n, after: 0 },
                (Ok(n), ["efter"]) => Scope::Window { before: 0, after: n },
                _ => return self.bad_scope(at, id, text),
            },
            _ => return self.bad_scope(at, id, text),
        };
        Some(Condition { any_of: table.any_of(any_of), scope })
    }

    fn bad_scope<T>(&mut self, at: &Placed<T>, id: &str, text: &str) -> Option<Condition> {
        let message = format!(
            "`inom = \"{text}\"` förstås inte: skriv \"enhet\", \"rubrik\", \"grannar\", \"träffen\", \"8 ord\", \"8 ord före\" eller \"8 ord efter\""
        );
        self.error(at, at.line_of("inom"), id, message);
        None
    }

    fn false_friend(&mut self, table: &mut ClassTable, taxonomy: &Taxonomy, d: &Placed<FalseFriendDef>) -> Option<FalseFriend> {
        let v = &d.value;
        self.unique(d, &v.id);
        let counter = (!v.alltid).then_some(v.motexempel.as_slice());
        self.has_examples(d, &v.id, &v.exempel, counter);
        let words = self.words(table, d, &v.id, &v.ord);
        if v.veto.is_empty() && !v.alltid {
            self.error(d, d.line, &v.id, "den falska vännen avgör ingenting: skriv `veto` eller `alltid = true`");
        }
        let veto = self.sequences(table, d, &v.id, &v.veto);
        let restore = self.sequences(table, d, &v.id, &v.aterstall);
        let (veto, restore) = (table.any_of(veto), table.any_of(restore));
        Some(FalseFriend {
            id: v.id.clone(),
            guards: self.areas(d, &v.id, taxonomy, &v.skyddar),
            meaning: v.betydelse.clone(),
            always: v.alltid,
            in_phrases: v.aven_i_fraser,
            examples: v.exempel.clone(),
            counter_examples: v.motexempel.clone(),
            file: self.definitions.files[d.file].clone(),
            line: d.line,
            words,
            veto,
            restore,
        })
    }

    fn mask(&mut self, table: &mut ClassTable, d: &Placed<MaskDef>) -> Mask {
        let v = &d.value;
        self.unique(d, &v.id);
        self.has_examples(d, &v.id, &v.exempel, None);
        Mask {
            id: v.id.clone(),
            description: v.beskrivning.clone(),
            examples: v.exempel.clone(),
            counter_examples: v.motexempel.clone(),
            file: self.definitions.files[d.file].clone(),
            line: d.line,
            sequences: self.sequences(table, d, &v.id, &v.fraser),
        }
    }

    fn source(&mut self, table: &mut ClassTable, taxonomy: &Taxonomy, d: &Placed<SourceDef>) -> Option<LegalSource> {
        let v = &d.value;
        self.unique(d, &v.id);
        self.has_examples(d, &v.id, &v.exempel, Some(&v.motexempel));
        let kind = SourceKind::ALL.iter().find(|(_, name)| *name == v.slag).map(|(k, _)| *k);
        if kind.is_none() {
            let near = did_you_mean(&v.slag, SourceKind::ALL.map(|(_, n)| n));
            self.error(d, d.line_of("slag"), &v.id, format!("okänt slag `{}`{near}", v.slag));
        }
        if let Some(newer) = &v.ersatt_av
            && !self.definitions.sources.iter().any(|s| s.value.id == *newer)
        {
            let near = did_you_mean(newer, self.definitions.sources.iter().map(|s| s.value.id.as_str()));
            self.error(d, d.line_of("ersatt_av"), &v.id, format!("okänd rättskälla `{newer}`{near}"));
        }
        Some(LegalSource {
            id: v.id.clone(),
            name: v.namn.clone(),
            short: v.kort.clone(),
            kind: kind?,
            sfs: v.sfs.clone(),
            areas: self.areas(d, &v.id, taxonomy, &v.omrade),
            opens: self.areas(d, &v.id, taxonomy, &v.oppnar),
            replaced_by: v.ersatt_av.clone(),
            repealed: v.upphord.clone(),
            examples: v.exempel.clone(),
            counter_examples: v.motexempel.clone(),
            file: self.definitions.files[d.file].clone(),
            line: d.line,
            sequences: self.sequences(table, d, &v.id, &v.uttryck),
        })
    }

    fn document_type(&mut self, table: &mut ClassTable, d: &Placed<DocumentTypeDef>) -> DocumentType {
        let v = &d.value;
        self.unique(d, &v.id);
        let mut multipliers = [1.0; 11];
        if v.vikt.len() == 11 {
            multipliers.copy_from_slice(&v.vikt);
        } else {
            self.error(
                d,
                d.line_of("vikt"),
                &v.id,
                format!("`vikt` ska ha elva tal, ett för varje dimension D1–D11; här står {}", v.vikt.len()),
            );
        }
        DocumentType {
            id: v.id.clone(),
            name: v.namn.clone(),
            name_en: v.namn_en.clone(),
            multipliers,
            breadth_areas: v.bredd_omraden,
            breadth_rights: v.bredd_rattigheter,
            density: v.tathet,
            highest_level: v.hogsta_niva.min(5),
            reports_outcomes: v.redovisande,
            title_words: self.sequences(table, d, &v.id, &v.titelord),
        }
    }

    fn title_areas(&mut self, table: &mut ClassTable, taxonomy: &Taxonomy) -> Vec<(AreaId, Vec<SequenceId>)> {
        let mut out = Vec::new();
        for d in &self.definitions.areas {
            if let (Some(id), false) = (taxonomy.find(&d.value.id), d.value.titelord.is_empty()) {
                out.push((id, self.sequences(table, d, &d.value.id, &d.value.titelord)));
            }
        }
        out
    }

    fn weights(&mut self) -> Option<Weights> {
        let Some(text) = &self.definitions.weights else {
            self.whole_set(format!("filen `{WEIGHTS_FILE}` saknas: poängen behöver den"));
            return None;
        };
        match toml::from_str(text) {
            Ok(weights) => Some(weights),
            Err(error) => {
                let line = error.span().map_or(0, |s| text[..s.start.min(text.len())].matches('\n').count() + 1);
                self.errors.push(RuleError { file: WEIGHTS_FILE.into(), line, entry: String::new(), message: translate(error.message()) });
                None
            }
        }
    }
}

fn hash(files: &[RuleFile]) -> String {
    let mut hasher = Sha256::new();
    for file in files {
        for part in [&file.name, &file.contents] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hex::encode(hasher.finalize())
}
