//! The names of a rule set: what records point to, kept beside them for as long as they are.

use serde::{Deserialize, Serialize};

use crate::rule::{AreaId, AreaSet, Layer, Role, RuleSet};

/// One id of the taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaEntry {
    /// Stable id, e.g. `barnets-rattigheter`.
    pub id: String,
    /// Swedish name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// The dimension that it belongs to.
    pub layer: Layer,
    /// The municipal roles that it concerns.
    pub roles: Vec<Role>,
    /// The id that it rolls up into, if any.
    pub parent: Option<AreaId>,
}

/// A type of document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeEntry {
    /// Stable id, e.g. `handlingsplan`.
    pub id: String,
    /// Swedish name.
    pub name: String,
    /// English name.
    pub name_en: String,
}

/// A statutory duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyEntry {
    /// Stable id.
    pub id: String,
    /// Swedish name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Place in the law, e.g. `5 b § minoritetslagen`.
    pub law: String,
}

/// A statute, convention or goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceEntry {
    /// Stable id.
    pub id: String,
    /// Swedish name.
    pub name: String,
    /// Replaced or repealed.
    pub older: bool,
}

/// The names of one rule set. Places in its lists are what records hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glossary {
    /// The set's name.
    pub rules: String,
    /// Its version.
    pub version: String,
    /// SHA-256 over its files, hexadecimal.
    pub hash: String,
    /// In the order of the taxonomy: the place of an [`AreaId`].
    pub areas: Vec<AreaEntry>,
    /// In the order of the rules.
    pub types: Vec<TypeEntry>,
    /// In the order of the register of duties.
    pub duties: Vec<DutyEntry>,
    /// In the order of the register of sources.
    pub sources: Vec<SourceEntry>,
}

impl Glossary {
    /// The names of a rule set.
    pub fn of(rules: &RuleSet) -> Self {
        let taxonomy = rules.taxonomy();
        let areas = taxonomy.areas().iter().map(|area| AreaEntry {
            id: area.id.clone(),
            name: area.name.clone(),
            name_en: area.name_en.clone(),
            layer: area.layer,
            roles: area.roles.clone(),
            parent: area.parent,
        });
        let types = rules.document_types().iter();
        let duties = rules.duties().iter().map(|duty| {
            let source = rules.sources().get(duty.source as usize).map_or("", |source| source.short.as_deref().unwrap_or(&source.name));
            let law = [duty.section.as_str(), source].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            DutyEntry { id: duty.id.clone(), name: duty.name.clone(), name_en: duty.name_en.clone(), law }
        });
        let sources = rules.sources().iter().map(|source| SourceEntry {
            id: source.id.clone(),
            name: source.name.clone(),
            older: source.replaced_by.is_some() || source.repealed.is_some(),
        });
        Glossary {
            rules: rules.name().to_string(),
            version: rules.version().to_string(),
            hash: rules.hash().to_string(),
            areas: areas.collect(),
            types: types.map(|t| TypeEntry { id: t.id.clone(), name: t.name.clone(), name_en: t.name_en.clone() }).collect(),
            duties: duties.collect(),
            sources: sources.collect(),
        }
    }

    /// An id's entry; `None` for one that these rules do not have.
    pub fn area(&self, area: AreaId) -> Option<&AreaEntry> {
        self.areas.get(usize::from(area.0))
    }

    /// The ids of a set, in the taxonomy's order.
    pub fn ids(&self, areas: AreaSet) -> Vec<&str> {
        areas.iter().filter_map(|area| self.area(area)).map(|entry| entry.id.as_str()).collect()
    }
}
