//! `genomsyra.toml`: what an organisation demands of its documents, by path and type.
//!
//! ```toml
//! regler = "regler"                          # own rules, from this file's folder
//! ignorera = ["arkiv/**"]
//! utgangslage = "genomsyra-utgangslage.jsonl"
//! undantag = "genomsyra-undantag.toml"
//! bedomningar = "genomsyra-bedomningar.toml"
//!
//! [[dokumenttyp]]                            # the first that fits
//! sokvag = "policyer/**"
//! typ = "policy"
//!
//! [[krav]]                                   # all that fit, a later one before an earlier one
//! mognad = 2
//! led = ["ansvar", "uppfoljning"]
//!
//! [[krav]]
//! typ = "policy"
//! grunder = "alla"
//! steg = { barnets-rattigheter = 3 }
//! villkor = ["ny", "skarp>10"]
//!
//! [ord]
//! foraldrade = "fel"
//!
//! [[ord.forbjudet]]
//! ord = ["brukar*"]
//! skriv = "den som får stöd"
//! ```

mod parse;

use std::sync::Arc;

use super::demand::{Demand, Demanded, Origin};
use super::paths::Glob;
use super::words::{ForbiddenWord, Words};
use crate::handwritten::Line;
use crate::rule::{AreaId, ChainLink, RuleSet};
use crate::text::Severity;
use serde_json::{Value, json};

/// The name of the file that is sought upwards from a document.
pub const CONFIG_FILE: &str = "genomsyra.toml";

/// What a settings file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The file as it is shown.
    pub file: Arc<str>,
    /// A folder with own rules.
    pub rules: Option<Line<String>>,
    /// Documents that are left alone.
    pub ignored: Vec<Line<Glob>>,
    /// The file of exceptions.
    pub exceptions: Option<Line<String>>,
    /// The file of reviews.
    pub reviews: Option<Line<String>>,
    /// The file of the baseline.
    pub baseline: Option<Line<String>>,
    /// Types of documents by path; the first that fits.
    pub types: Vec<PathType>,
    /// Demands; all that fit, a later one before an earlier one.
    pub demands: Vec<DemandSet>,
    /// How grave older words are (`Some(None)`: not told).
    pub obsolete: Option<Line<Option<Severity>>>,
    /// Words that are not to be used.
    pub forbidden: Vec<Line<Arc<ForbiddenWord>>>,
}

/// The type of the documents under a path.
#[derive(Clone, Debug, PartialEq)]
pub struct PathType {
    /// Where.
    pub path: Glob,
    /// An id of [`RuleSet::document_types`].
    pub document_type: String,
    /// First line of the entry.
    pub line: usize,
}

/// Demands on the documents that fit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DemandSet {
    /// First line of the entry.
    pub line: usize,
    /// Only documents at one of these; none: everywhere.
    pub paths: Vec<Glob>,
    /// Only documents of these types; none: any.
    pub types: Vec<String>,
    /// Lowest level of maturity.
    pub maturity: Option<Line<u8>>,
    /// Lowest score.
    pub score: Option<Line<f64>>,
    /// Lowest share of dimensions: 1 for D1, 0–1.
    pub dimensions: Vec<(u8, Line<f64>)>,
    /// Areas that are to be named.
    pub areas: Option<Line<Vec<AreaId>>>,
    /// Grounds that are to be named.
    pub grounds: Option<Line<Vec<AreaId>>>,
    /// Lowest step of areas and grounds.
    pub steps: Vec<(AreaId, Line<u8>)>,
    /// Links that the chain is to have.
    pub links: Option<Line<Vec<ChainLink>>>,
    /// Conditions that fail the document.
    pub conditions: Option<Line<Vec<Demand>>>,
}

impl DemandSet {
    fn fits(&self, path: &str, document_type: Option<&str>) -> bool {
        let here = self.paths.is_empty() || self.paths.iter().any(|glob| glob.fits(path));
        here && (self.types.is_empty() || document_type.is_some_and(|own| self.types.iter().any(|id| id == own)))
    }
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// By whom.
    pub origin: Origin,
}

/// What is in force for one document.
#[derive(Clone, Debug, PartialEq)]
pub struct InForce {
    /// Demands, those of the command line first.
    pub demands: Vec<Demanded>,
    /// How grave older words are; `None`: not told.
    pub obsolete: Sourced<Option<Severity>>,
    /// Words that are not to be used.
    pub forbidden: Vec<Sourced<Arc<ForbiddenWord>>>,
}

impl InForce {
    /// What holds without any settings, with these demands.
    pub fn built_in(demands: Vec<Demanded>) -> InForce {
        InForce { demands, obsolete: Sourced { value: Words::built_in().obsolete, origin: Origin::BuiltIn }, forbidden: Vec::new() }
    }

    /// How words are judged.
    pub fn words(&self) -> Words {
        Words { obsolete: self.obsolete.value, forbidden: self.forbidden.iter().map(|word| word.value.clone()).collect() }
    }
}

impl Config {
    fn origin(&self, line: usize) -> Origin {
        Origin::File { file: self.file.clone(), line }
    }

    /// The pattern that leaves the document at `path` alone, and its line.
    pub fn ignores(&self, path: &str) -> Option<(&str, Origin)> {
        let glob = self.ignored.iter().find(|glob| glob.value.fits(path))?;
        Some((&glob.value.written, self.origin(glob.line)))
    }

    /// The type that the settings give the document at `path`.
    pub fn document_type(&self, path: &str) -> Option<Sourced<&str>> {
        let found = self.types.iter().find(|entry| entry.path.fits(path))?;
        Some(Sourced { value: &found.document_type, origin: self.origin(found.line) })
    }

    /// What is in force for the document at `path`, of this type. `flags` are demands of the command line.
    pub fn in_force(&self, path: &str, document_type: Option<&str>, flags: &[Demanded]) -> InForce {
        let mut out = InForce::built_in(flags.to_vec());
        let fitting: Vec<&DemandSet> = self.demands.iter().filter(|set| set.fits(path, document_type)).collect();
        let mut add = |demand: Demand, line: usize| out.demands.push(Demanded { demand, origin: self.origin(line) });
        // The last that says something of a key decides.
        fn last<'a, T>(sets: &[&'a DemandSet], key: impl Fn(&'a DemandSet) -> Option<&'a T>) -> Option<&'a T> {
            sets.iter().rev().find_map(|set| key(set))
        }
        if let Some(level) = last(&fitting, |set| set.maturity.as_ref()).filter(|level| level.value > 0) {
            add(Demand::Maturity(level.value), level.line);
        }
        if let Some(score) = last(&fitting, |set| set.score.as_ref()).filter(|score| score.value > 0.0) {
            add(Demand::Score(score.value), score.line);
        }
        for number in 1..=11 {
            let of = |set| -> Option<&Line<f64>> { DemandSet::dimension(set, number) };
            if let Some(share) = last(&fitting, of).filter(|share| share.value > 0.0) {
                add(Demand::Dimension(number, share.value), share.line);
            }
        }
        for named in [last(&fitting, |set| set.areas.as_ref()), last(&fitting, |set| set.grounds.as_ref())].into_iter().flatten() {
            named.value.iter().for_each(|area| add(Demand::Named(*area), named.line));
        }
        let mut stepped: Vec<AreaId> = fitting.iter().flat_map(|set| set.steps.iter().map(|(area, _)| *area)).collect();
        stepped.sort();
        stepped.dedup();
        for area in stepped {
            let of = |set: &'_ DemandSet| set.steps.iter().find(|(own, _)| *own == area).map(|(_, step)| step.clone());
            if let Some(step) = fitting.iter().rev().find_map(|set| of(set)).filter(|step| step.value > 0) {
                add(Demand::Step(area, step.value), step.line);
            }
        }
        if let Some(links) = last(&fitting, |set| set.links.as_ref()) {
            links.value.iter().for_each(|link| add(Demand::Link(None, *link), links.line));
        }
        if let Some(conditions) = last(&fitting, |set| set.conditions.as_ref()) {
            conditions.value.iter().for_each(|demand| add(demand.clone(), conditions.line));
        }
        if let Some(obsolete) = &self.obsolete {
            out.obsolete = Sourced { value: obsolete.value, origin: self.origin(obsolete.line) };
        }
        out.forbidden = self.forbidden.iter().map(|word| Sourced { value: word.value.clone(), origin: self.origin(word.line) }).collect();
        out
    }
}

impl DemandSet {
    fn dimension(&self, number: u8) -> Option<&Line<f64>> {
        self.dimensions.iter().find(|(own, _)| *own == number).map(|(_, share)| share)
    }
}

/// The JSON Schema of settings files as it is shipped; ids are left open in it.
pub const CONFIG_SCHEMA: &str = include_str!("config.schema.json");

/// The JSON Schema with the ids of a rule set, for editors that complete and check.
pub fn config_schema(rules: &RuleSet) -> String {
    let mut schema: Value = serde_json::from_str(CONFIG_SCHEMA).unwrap_or_default();
    let taxonomy = rules.taxonomy();
    let grounds = taxonomy.layer(crate::rule::Layer::Ground);
    let ids = |of: &dyn Fn(AreaId) -> bool| -> Vec<&str> {
        taxonomy.ids().filter(|id| of(*id)).map(|id| taxonomy.area(id).id.as_str()).collect()
    };
    let short = |id: &str| id.strip_prefix("grund-").map(str::to_string);
    let grounds_known: Vec<String> =
        ids(&|id| grounds.contains(id)).into_iter().flat_map(|id| [Some(id.to_string()), short(id)]).flatten().collect();
    let areas = ids(&|id| !grounds.contains(id));
    let either: Vec<String> = areas.iter().map(ToString::to_string).chain(grounds_known.clone()).collect();
    let types: Vec<&str> = rules.document_types().iter().map(|kind| kind.id.as_str()).collect();
    for (name, known) in
        [("omrade", json!(areas)), ("grund", json!(grounds_known)), ("omradeEllerGrund", json!(either)), ("typ", json!(types))]
    {
        if let Some(definition) = schema.pointer_mut(&format!("/$defs/{name}")).and_then(Value::as_object_mut) {
            definition.insert("enum".into(), known);
        }
    }
    format!("{schema:#}\n")
}
