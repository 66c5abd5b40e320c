//! The taxonomy: the ids that a reference can count for, and how they hang together.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An id of the taxonomy, as its place in [`Taxonomy::areas`]. At most 64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AreaId(pub u8);

/// The dimension that an id belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// The human rights framework itself.
    Frame,
    /// A policy strand or perspective (axis A).
    Perspective,
    /// A substantive right (axis B).
    Right,
    /// A ground of discrimination.
    Ground,
}

impl Layer {
    /// The name used in rule files and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Layer::Frame => "ram",
            Layer::Perspective => "perspektiv",
            Layer::Right => "rattighet",
            Layer::Ground => "grund",
        }
    }
}

/// The four roles of a municipality in SKR's platform for human rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Samhällsaktör.
    Society,
    /// Demokratiaktör.
    Democracy,
    /// Välfärdsaktör.
    Welfare,
    /// Arbetsgivare.
    Employer,
}

impl Role {
    /// All four, in the platform's order.
    pub const ALL: [Role; 4] = [Role::Society, Role::Democracy, Role::Welfare, Role::Employer];

    /// The name used in rule files and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Society => "samhallsaktor",
            Role::Democracy => "demokratiaktor",
            Role::Welfare => "valfardsaktor",
            Role::Employer => "arbetsgivare",
        }
    }
}

/// One id of the taxonomy with what users are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Stable id, e.g. `barnets-rattigheter`.
    pub id: String,
    /// The dimension it belongs to.
    pub layer: Layer,
    /// Swedish name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// What counts, in a Swedish sentence.
    pub definition: String,
    /// The municipal roles that it concerns.
    pub roles: Vec<Role>,
    /// The id that it rolls up into, if any.
    pub parent: Option<AreaId>,
    /// Ids that give way to this one when both fit the same words.
    pub more_specific_than: AreaSet,
    /// Grounds for which this area is indirect evidence.
    pub indirect_grounds: AreaSet,
    /// Legal basis, short Swedish references.
    pub legal_basis: Vec<String>,
}

/// A set of ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AreaSet(u64);

impl AreaSet {
    /// The empty set.
    pub const EMPTY: AreaSet = AreaSet(0);

    /// Adds an id.
    pub fn insert(&mut self, id: AreaId) {
        self.0 |= 1 << id.0;
    }

    /// Takes an id out.
    pub fn remove(&mut self, id: AreaId) {
        self.0 &= !(1 << id.0);
    }

    /// Whether the id is in the set.
    pub fn contains(self, id: AreaId) -> bool {
        self.0 >> id.0 & 1 == 1
    }

    /// Whether nothing is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether everything in `other` is here too.
    pub fn contains_all(self, other: AreaSet) -> bool {
        other.0 & !self.0 == 0
    }

    /// Number of ids.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Everything in either.
    #[must_use]
    pub fn union(self, other: AreaSet) -> AreaSet {
        AreaSet(self.0 | other.0)
    }

    /// Everything in both.
    #[must_use]
    pub fn intersection(self, other: AreaSet) -> AreaSet {
        AreaSet(self.0 & other.0)
    }

    /// What is here and not in `other`.
    #[must_use]
    pub fn difference(self, other: AreaSet) -> AreaSet {
        AreaSet(self.0 & !other.0)
    }

    /// The ids in the taxonomy's order.
    pub fn iter(self) -> impl Iterator<Item = AreaId> {
        (0..64u8).filter(move |i| self.0 >> i & 1 == 1).map(AreaId)
    }
}

impl FromIterator<AreaId> for AreaSet {
    fn from_iter<I: IntoIterator<Item = AreaId>>(ids: I) -> Self {
        let mut set = AreaSet::EMPTY;
        ids.into_iter().for_each(|id| set.insert(id));
        set
    }
}

/// All ids, in the order in which reports list them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taxonomy {
    areas: Vec<Area>,
}

impl Taxonomy {
    /// The taxonomy of these areas.
    ///
    /// # Errors
    /// More than 64 areas do not fit.
    pub fn new(areas: Vec<Area>) -> Result<Self, TooManyAreas> {
        if areas.len() > 64 { Err(TooManyAreas) } else { Ok(Taxonomy { areas }) }
    }

    /// All areas in order.
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// All ids in order.
    pub fn ids(&self) -> impl Iterator<Item = AreaId> + use<> {
        (0..self.areas.len() as u8).map(AreaId)
    }

    /// The area of an id from this taxonomy.
    pub fn area(&self, id: AreaId) -> &Area {
        &self.areas[id.0 as usize]
    }

    /// The id of a name.
    pub fn find(&self, name: &str) -> Option<AreaId> {
        self.areas.iter().position(|a| a.id == name).map(|i| AreaId(i as u8))
    }

    /// All ids of a layer.
    pub fn layer(&self, layer: Layer) -> AreaSet {
        self.ids().filter(|id| self.area(*id).layer == layer).collect()
    }

    /// The id under which breadth counts this one: its parent if it has one.
    pub fn root(&self, id: AreaId) -> AreaId {
        self.area(id).parent.unwrap_or(id)
    }

    /// The names of a set, in order.
    pub fn names(&self, set: AreaSet) -> Vec<&str> {
        set.iter().filter_map(|id| self.areas.get(id.0 as usize)).map(|a| a.id.as_str()).collect()
    }
}

/// A taxonomy holds at most 64 areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyAreas;

impl fmt::Display for TooManyAreas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("högst 64 områden ryms i ett regelverk")
    }
}
