//! Reads a settings file: every key, every id, every mistake with its line.

use std::sync::Arc;

use toml::de::DeTable;

use super::super::condition::{area, condition, dimension, link};
use super::super::paths::Glob;
use super::super::rule::severity_key;
use super::super::words::ForbiddenWord;
use super::{Config, DemandSet, PathType};
use crate::handwritten::{ConfigErrors, Entry, Line, Reader, meant};
use crate::rule::{AreaId, Layer, RuleSet};
use crate::text::Severity;

/// The keys of a settings file, those of one kind together.
const TOP: [&str; 8] = ["regler", "ignorera", "undantag", "bedomningar", "utgangslage", "dokumenttyp", "krav", "ord"];
const TYPE: [&str; 2] = ["sokvag", "typ"];
const DEMAND: [&str; 10] = ["sokvag", "typ", "mognad", "poang", "dimensioner", "omraden", "grunder", "steg", "led", "villkor"];
const WORD: [&str; 2] = ["foraldrade", "forbjudet"];
const FORBIDDEN: [&str; 4] = ["ord", "skriv", "varfor", "grad"];
/// Every id of a kind.
const ALL: &str = "alla";
/// Not told at all.
const OFF: &str = "av";

impl Config {
    /// The folder of own rules, which has to be known before everything else can be read; mistakes are told by [`Config::parse`].
    pub fn rules_folder(text: &str) -> Option<String> {
        let (table, _) = DeTable::parse_recoverable(text);
        table.get_ref().get("regler").and_then(|value| value.get_ref().as_str()).map(|folder| folder.trim().to_string())
    }

    /// Reads a settings file; `file` is its name as messages show it.
    ///
    /// # Errors
    /// Every mistake with its line: unknown keys and ids with the nearest that there is, and values of the wrong kind.
    pub fn parse(file: &str, text: &str, rules: &RuleSet) -> Result<Config, ConfigErrors> {
        let mut reader = Reader::new(file, text);
        let mut out = Config { file: file.into(), ..Config::default() };
        if let Some(table) = reader.parse() {
            let mut parser = Parser { reader: &mut reader, rules };
            for entry in parser.reader.entries(&table, &TOP) {
                parser.top(&mut out, &entry);
            }
        }
        reader.finish(out)
    }
}

struct Parser<'r, 't> {
    reader: &'r mut Reader<'t>,
    rules: &'r RuleSet,
}

impl<'t> Parser<'_, 't> {
    fn top(&mut self, out: &mut Config, entry: &Entry<'_, 't>) {
        match entry.key {
            "regler" => out.rules = self.reader.text(entry),
            "ignorera" => out.ignored = self.globs(entry),
            "undantag" => out.exceptions = self.reader.text(entry),
            "bedomningar" => out.reviews = self.reader.text(entry),
            "utgangslage" => out.baseline = self.reader.text(entry),
            "dokumenttyp" => {
                for (line, table) in self.reader.tables(entry) {
                    out.types.extend(self.path_type(line, table));
                }
            }
            "krav" => {
                for (line, table) in self.reader.tables(entry) {
                    let set = self.demand_set(line, table);
                    out.demands.push(set);
                }
            }
            _ => {
                let Some(table) = self.reader.table(entry) else { return };
                for entry in self.reader.entries(table, &WORD) {
                    match entry.key {
                        "foraldrade" => out.obsolete = self.severity(&entry, true),
                        _ => {
                            for (line, table) in self.reader.tables(&entry) {
                                let word = self.forbidden(line, table);
                                out.forbidden.extend(word.map(|value| Line { value: Arc::new(value), line }));
                            }
                        }
                    }
                }
            }
        }
    }

    /// A value that is understood by `read`, or its mistake.
    fn read<T>(&mut self, line: usize, read: Result<T, String>) -> Option<T> {
        read.map_err(|message| self.reader.error(line, message)).ok()
    }

    fn globs(&mut self, entry: &Entry<'_, 't>) -> Vec<Line<Glob>> {
        let texts = self.reader.texts(entry);
        texts.into_iter().filter_map(|Line { value, line }| Some(Line { value: self.read(line, Glob::new(&value))?, line })).collect()
    }

    fn document_type(&mut self, Line { value, line }: Line<String>) -> Option<String> {
        let known = || self.rules.document_types().iter().map(|kind| kind.id.as_str());
        if known().any(|id| id == value) {
            return Some(value);
        }
        let all = known().collect::<Vec<_>>().join(", ");
        let message = format!("dokumenttypen `{value}` finns inte{} (typer som finns: {all})", meant(&value, known()));
        self.reader.error(line, message);
        None
    }

    fn path_type(&mut self, line: usize, table: &DeTable<'t>) -> Option<PathType> {
        let (mut path, mut document_type, mut told) = (None, None, [false; 2]);
        for entry in self.reader.entries(table, &TYPE) {
            match entry.key {
                "sokvag" => {
                    told[0] = true;
                    path = self.reader.text(&entry).and_then(|text| self.read(text.line, Glob::new(&text.value)));
                }
                _ => {
                    told[1] = true;
                    document_type = self.reader.text(&entry).and_then(|text| self.document_type(text));
                }
            }
        }
        self.reader.missing(line, &TYPE, &told);
        Some(PathType { path: path?, document_type: document_type?, line })
    }

    fn demand_set(&mut self, line: usize, table: &DeTable<'t>) -> DemandSet {
        let mut out = DemandSet { line, ..DemandSet::default() };
        let level = |number: Line<f64>| Line { value: number.value as u8, line: number.line };
        for entry in self.reader.entries(table, &DEMAND) {
            match entry.key {
                "sokvag" => out.paths = self.globs(&entry).into_iter().map(|glob| glob.value).collect(),
                "typ" => {
                    let named = self.reader.texts(&entry);
                    out.types = named.into_iter().filter_map(|name| self.document_type(name)).collect();
                }
                "mognad" => out.maturity = self.reader.number(&entry, 0.0..=5.0, true).map(level),
                "poang" => out.score = self.reader.number(&entry, 0.0..=100.0, false),
                "dimensioner" => {
                    let Some(table) = self.reader.table(&entry) else { continue };
                    for entry in self.reader.entries(table, &[]) {
                        let Some(number) = dimension(entry.key) else {
                            self.reader.error(entry.line, format!("dimensionen `{}` finns inte: de heter D1 till D11", entry.key));
                            continue;
                        };
                        let share = self.reader.number(&entry, 0.0..=100.0, false);
                        // A share written as one would ask for less than a hundredth of what was meant.
                        match share {
                            Some(share) if share.value > 0.0 && share.value < 1.0 => {
                                self.reader.error(share.line, format!("`{}` anges i procent: skriv 25, inte 0.25", entry.key));
                            }
                            Some(share) => out.dimensions.push((number, Line { value: share.value / 100.0, line: share.line })),
                            None => {}
                        }
                    }
                }
                "omraden" => out.areas = self.areas(&entry, false),
                "grunder" => out.grounds = self.areas(&entry, true),
                "steg" => {
                    let Some(table) = self.reader.table(&entry) else { continue };
                    for entry in self.reader.entries(table, &[]) {
                        let area = self.read(entry.line, area(entry.key, self.rules));
                        let step = self.reader.number(&entry, 0.0..=5.0, true).map(level);
                        out.steps.extend(area.zip(step));
                    }
                }
                "led" => {
                    let named = self.reader.texts(&entry);
                    let links = named.into_iter().filter_map(|name| self.read(name.line, link(&name.value))).collect();
                    out.links = Some(Line { value: links, line: entry.line });
                }
                _ => {
                    let texts = self.reader.texts(&entry);
                    let read = |text: Line<String>| self.read(text.line, condition(&text.value, self.rules));
                    out.conditions = Some(Line { value: texts.into_iter().filter_map(read).collect(), line: entry.line });
                }
            }
        }
        out
    }

    /// Areas, or grounds, by id; `alla` for all of them.
    fn areas(&mut self, entry: &Entry<'_, 't>, grounds: bool) -> Option<Line<Vec<AreaId>>> {
        let taxonomy = self.rules.taxonomy();
        let all = if grounds { taxonomy.layer(Layer::Ground) } else { taxonomy.layer(Layer::Perspective) };
        let mut out = Vec::new();
        for name in self.reader.texts(entry) {
            if name.value == ALL {
                out.extend(all.iter());
                continue;
            }
            let Some(found) = self.read(name.line, area(&name.value, self.rules)) else { continue };
            match taxonomy.area(found).layer == Layer::Ground {
                is_ground if is_ground == grounds => out.push(found),
                true => self.reader.error(name.line, format!("`{}` är en diskrimineringsgrund: skriv den under `grunder`", name.value)),
                false => self.reader.error(name.line, format!("`{}` är ingen diskrimineringsgrund: skriv den under `omraden`", name.value)),
            }
        }
        out.sort();
        out.dedup();
        Some(Line { value: out, line: entry.line })
    }

    /// How grave something is; where it may be turned off, also `av`.
    fn severity(&mut self, entry: &Entry<'_, 't>, may_be_off: bool) -> Option<Line<Option<Severity>>> {
        let Line { value, line } = self.reader.text(entry)?;
        let known = [Severity::Error, Severity::Warning, Severity::Note];
        if may_be_off && value == OFF {
            return Some(Line { value: None, line });
        }
        if let Some(severity) = known.into_iter().find(|severity| severity_key(*severity) == value) {
            return Some(Line { value: Some(severity), line });
        }
        let names: Vec<&str> = known.map(severity_key).into_iter().chain(may_be_off.then_some(OFF)).collect();
        let near = meant(&value, names.iter().copied());
        self.reader.error(line, format!("`{}` ska vara {}, inte `{value}`{near}", entry.key, names.join(", ")));
        None
    }

    fn forbidden(&mut self, line: usize, table: &DeTable<'t>) -> Option<ForbiddenWord> {
        let (mut words, mut instead, mut reason, mut severity) = (Vec::new(), String::new(), String::new(), Some(Severity::Error));
        let mut told = false;
        for entry in self.reader.entries(table, &FORBIDDEN) {
            match entry.key {
                "ord" => {
                    told = true;
                    words = self.reader.texts(&entry).into_iter().map(|word| word.value).collect();
                    if words.is_empty() {
                        self.reader.error(entry.line, "`ord` är tom".to_string());
                    }
                }
                "skriv" => instead = self.reader.text(&entry).map_or_else(String::new, |text| text.value),
                "varfor" => reason = self.reader.text(&entry).map_or_else(String::new, |text| text.value),
                _ => severity = self.severity(&entry, false).and_then(|grade| grade.value),
            }
        }
        self.reader.missing(line, &FORBIDDEN[..1], &[told]);
        if words.is_empty() {
            return None;
        }
        self.read(line, ForbiddenWord::new(words, instead, reason, severity?))
    }
}
