//! The lists, parsed once.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::find::Finder;
use super::fold::{fold, nearest};
use super::wording::Wording;

static MUNICIPALITIES: &str = include_str!("data/municipalities.csv");
static REGIONS: &str = include_str!("data/regions.csv");

/// A municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Municipality {
    /// SCB's code, four digits: `0182`.
    pub code: &'static str,
    /// With *kommun*: `Nacka kommun`.
    pub name: &'static str,
    /// Without: `Nacka`.
    pub short_name: &'static str,
    /// SCB's code of the county, two digits: `01`.
    pub county_code: &'static str,
    /// `Stockholms län`.
    pub county: &'static str,
}

/// A region (until 2019 some were called *landsting*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Region {
    /// Kolada's code, four digits: `0012`.
    pub code: &'static str,
    /// `Region Skåne`.
    pub name: &'static str,
}

/// A municipality or a region. Gotland is one body with both tasks and is told as the municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// One of the 290.
    Municipality(&'static Municipality),
    /// One of the 21.
    Region(&'static Region),
}

/// Whether a place is a municipality or a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// A municipality.
    Municipality,
    /// A region.
    Region,
}

impl Place {
    /// The code of the municipality (SCB) or region (Kolada).
    pub fn code(self) -> &'static str {
        match self {
            Place::Municipality(m) => m.code,
            Place::Region(r) => r.code,
        }
    }

    /// The name as it is signed: `Nacka kommun`, `Region Skåne`.
    pub fn name(self) -> &'static str {
        match self {
            Place::Municipality(m) => m.name,
            Place::Region(r) => r.name,
        }
    }

    /// Whether it is a municipality or a region.
    pub fn kind(self) -> PlaceKind {
        match self {
            Place::Municipality(_) => PlaceKind::Municipality,
            Place::Region(_) => PlaceKind::Region,
        }
    }

    /// The county of a municipality.
    pub fn county(self) -> Option<&'static str> {
        match self {
            Place::Municipality(m) => Some(m.county),
            Place::Region(_) => None,
        }
    }
}

/// All municipalities and regions, and how they are found.
#[derive(Debug)]
pub struct Register {
    municipalities: &'static [Municipality],
    regions: &'static [Region],
    by_code: FxHashMap<&'static str, Place>,
    /// Folded names of every form; two places may share one (Håbo and Habo in file names).
    pub(super) by_folded: FxHashMap<String, Vec<Place>>,
    pub(super) finder: Finder,
}

impl Register {
    /// The register inside the program; built when first asked for.
    pub fn built_in() -> &'static Register {
        static REGISTER: LazyLock<Register> = LazyLock::new(Register::parse);
        &REGISTER
    }

    fn parse() -> Register {
        // The lists live as long as the program, once.
        let municipalities: &'static [Municipality] = Vec::leak(parse_municipalities());
        let regions: &'static [Region] = Vec::leak(parse_regions());
        let places = || municipalities.iter().map(Place::Municipality).chain(regions.iter().map(Place::Region));
        let by_code: FxHashMap<_, _> = places().map(|place| (place.code(), place)).collect();
        let wording = Wording::built_in();
        let mut names: Vec<(String, Place)> = Vec::new();
        for place in places() {
            match place {
                Place::Municipality(m) => names.extend(municipal_names(m, &wording.kommunord).map(|name| (name, place))),
                Place::Region(r) => names.extend([(r.name.to_string(), place), (format!("{}s", r.name), place)]),
            }
        }
        for alias in &wording.alias {
            let Some(place) = by_code.get(alias.kod.as_str()) else { continue };
            for name in &alias.namn {
                // A name that is said to be another's is no longer the first one's: Region Gotland is told as the municipality.
                names.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
                names.push((name.clone(), *place));
            }
        }
        let mut by_folded: FxHashMap<String, Vec<Place>> = FxHashMap::default();
        let short = municipalities.iter().map(|m| (m.short_name.to_string(), Place::Municipality(m)));
        for (name, place) in names.iter().cloned().chain(short) {
            let places = by_folded.entry(fold(&name)).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let finder = Finder::new(names, municipalities, wording);
        Register { municipalities, regions, by_code, by_folded, finder }
    }

    /// The 290 municipalities, by code.
    pub fn municipalities(&self) -> &'static [Municipality] {
        self.municipalities
    }

    /// The 21 regions, by code.
    pub fn regions(&self) -> &'static [Region] {
        self.regions
    }

    /// A place by its code. A leading zero that a spreadsheet has eaten is given back.
    ///
    /// ```
    /// use genomsyra::register::Register;
    ///
    /// let register = Register::built_in();
    /// assert_eq!(register.by_code("0182").map(|p| p.name()), Some("Nacka kommun"));
    /// assert_eq!(register.by_code("182").map(|p| p.name()), Some("Nacka kommun"));
    /// ```
    pub fn by_code(&self, code: &str) -> Option<Place> {
        let code = code.trim();
        let digits = (1..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| self.by_code.get(format!("{code:0>4}").as_str()).copied())?
    }

    /// A place by any of its names or its code, however it is written: for tables and settings that people fill in.
    ///
    /// ```
    /// use genomsyra::register::Register;
    ///
    /// let name_of = |text| Register::built_in().by_name(text).map(|p| p.name());
    /// assert_eq!(name_of("Göteborgs Stad"), name_of("göteborg"));
    /// assert_eq!(name_of("ostersunds-kommun"), Some("Östersunds kommun"));
    /// assert_eq!(name_of("Region Gotland"), Some("Gotlands kommun"));
    /// assert_eq!(name_of("Grönköping"), None);
    /// ```
    pub fn by_name(&self, name: &str) -> Option<Place> {
        if let Some(place) = self.by_code(name) {
            return Some(place);
        }
        match self.by_folded.get(&fold(name))?.as_slice() {
            [one] => Some(*one),
            // Only with its dots and rings can one be told from the other.
            several => {
                let exact =
                    |p: &&Place| matches!(p, Place::Municipality(m) if name.to_lowercase().starts_with(&m.short_name.to_lowercase()));
                several.iter().find(exact).copied()
            }
        }
    }

    /// The name most like one that is not in the register: "menade du …?"
    pub fn nearest_name(&self, name: &str) -> Option<&'static str> {
        let bare = fold(name).trim_end_matches(" kommun").to_string();
        nearest(&bare, self.municipalities.iter().map(|m| m.short_name).chain(self.regions.iter().map(|r| r.name)))
    }
}

/// Every full form of a municipality's name: "Nacka kommun", "Nackas stad", "Österåkers kommuns" …
fn municipal_names<'a>(m: &'a Municipality, words: &'a [String]) -> impl Iterator<Item = String> + 'a {
    let official = m.name.trim_end_matches(" kommun");
    let genitive = format!("{}s", m.short_name);
    let mut stems = vec![m.short_name.to_string(), genitive];
    if !stems.iter().any(|stem| stem == official) {
        stems.push(official.to_string());
    }
    stems.into_iter().flat_map(move |stem| words.iter().map(move |word| format!("{stem} {word}")))
}

fn parse_municipalities() -> Vec<Municipality> {
    let mut out: Vec<Municipality> = MUNICIPALITIES
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut columns = line.split(',');
            let mut next = || columns.next().map(str::trim);
            Some(Municipality { code: next()?, name: next()?, short_name: next()?, county_code: next()?, county: next()? })
        })
        .collect();
    out.sort_by_key(|m| m.code);
    out
}

fn parse_regions() -> Vec<Region> {
    let line = |line: &'static str| line.split_once(',').map(|(code, name)| Region { code: code.trim(), name: name.trim() });
    let mut out: Vec<Region> = REGIONS.lines().skip(1).filter_map(line).collect();
    out.sort_by_key(|r| r.code);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_sweden() {
        let register = Register::built_in();
        assert_eq!((register.municipalities().len(), register.regions().len()), (290, 21));
        let counties: std::collections::BTreeSet<_> = register.municipalities().iter().map(|m| (m.county_code, m.county)).collect();
        assert_eq!(counties.len(), 21);
        for m in register.municipalities() {
            assert!(m.code.len() == 4 && m.code.starts_with(m.county_code) && m.name.ends_with(" kommun"), "{m:?}");
            assert_eq!(register.by_name(m.name), Some(Place::Municipality(m)), "{}", m.name);
            assert_eq!(register.by_name(m.short_name), Some(Place::Municipality(m)), "{}", m.short_name);
        }
    }

    #[test]
    fn names_that_only_dots_tell_apart() {
        let register = Register::built_in();
        let shared: Vec<_> = register.by_folded.iter().filter(|(_, places)| places.len() > 1).map(|(name, _)| name.as_str()).collect();
        assert!(shared.iter().all(|name| name.starts_with("habo")), "{shared:?}");
        assert_eq!(register.by_name("Håbo kommun").map(Place::code), Some("0305"));
        assert_eq!(register.by_name("Habo kommun").map(Place::code), Some("0643"));
    }

    #[test]
    fn misspelt_names_get_a_proposal() {
        assert_eq!(Register::built_in().nearest_name("Naka kommun"), Some("Nacka"));
        assert_eq!(Register::built_in().nearest_name("Xyzzy"), None);
    }
}
