//! `poang.toml`: every weight, threshold and gate of the score. Data, so that experts can calibrate them without touching code.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// Weights and thresholds of the score (shapes: shares 0–1, scores 0–100, levels 0–5).
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Value of a unit at ladder level 0–5, each 0–1.
    pub stege: [f64; 6],
    /// Weights of the dimensions D1–D11.
    pub dimensioner: [f64; 11],
    /// Deontic weights.
    pub modus: Modus,
    /// What each dimension is made of.
    pub delar: Parts,
    /// Constants of the dimensions' formulas.
    pub formler: Formulas,
    /// Maturity limits and gates.
    pub mognad: Maturity,
}

/// How binding a unit is by its main verb, each 0–1.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Modus {
    /// Obligation, present action, infinitive item, action row, outcome.
    pub forpliktande: f64,
    /// "bör".
    pub rekommenderande: f64,
    /// "ska verka för", "vill".
    pub ambition: f64,
    /// "kan", "får".
    pub mojlighet: f64,
    /// No modal verb.
    pub inget: f64,
    /// Factor for a hedge.
    pub gardering: f64,
    /// Highest value of an obligation without concrete content.
    pub vagt_tak: f64,
    /// A goal with date and number but no modal.
    pub malvarde: f64,
}

/// How much each part gives of its dimension, in the order of the parts; what counts is their proportion.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// Strength of an area: its best unit, how many bind.
    pub styrka: [f64; 2],
    /// D1: the framework or own area with a norm, instruments, areas with a statute in their section.
    pub forankring: [f64; 3],
    /// D2: areas, grounds, rights.
    pub bredd: [f64; 3],
    /// D3: how binding on average, how many bind.
    pub atagande: [f64; 2],
    /// D4: areas with an action, steered actions.
    pub atgard: [f64; 2],
    /// D5: named bearers, responsibility assigned in so many words.
    pub ansvar: [f64; 2],
    /// D7: the highest rung, how many groups reach one.
    pub delaktighet: [f64; 2],
    /// D8: areas with a measure, areas followed up, follow-up at a known time or to somebody, figures broken down.
    pub uppfoljning: [f64; 4],
    /// D9: sections reached, how much of the text binds.
    pub genomslag: [f64; 2],
    /// D10: the frame, principles, areas joined in a section.
    pub sammanhallning: [f64; 3],
}

/// Constants of the dimensions' formulas.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Formulas {
    /// Area strength from which an area carries.
    pub barande: f64,
    /// Area strength that is full breadth.
    pub bredd_full: f64,
    /// Instruments for full anchoring.
    pub instrument: f64,
    /// The same for a targeted document.
    pub instrument_riktad: f64,
    /// Mean deontic weight that is full commitment.
    pub atagande_medel: f64,
    /// Number of binding units that is full commitment.
    pub atagande_antal: f64,
    /// Number of concrete actions that is full action.
    pub atgard_antal: f64,
    /// Factor when most actions are one-off efforts.
    pub punktinsats: f64,
    /// Worth of a generic bearer ("kommunen") against a named one.
    pub ansvar_allmant: f64,
    /// Share of named responsibility that is full.
    pub ansvar_andel: f64,
    /// Share of actions with resources that is full.
    pub resurs_andel: f64,
    /// Value when the only resource markers say that there are none.
    pub resurs_noll: f64,
    /// Factor of a rung that is only wished for or recommended.
    pub delaktighet_onskan: f64,
    /// Number of groups for full participation.
    pub delaktighet_grupper: f64,
    /// Values of the five rungs of participation.
    pub delaktighet_trappa: [f64; 5],
    /// Number of followed-up units for full follow-up.
    pub uppfoljning_antal: f64,
    /// Factor of follow-up when the document says that it is not followed up.
    pub uppfoljning_nekad: f64,
    /// Share of sections with an ambition that is full spread.
    pub genomslag_andel: f64,
    /// Share of references in one section above which spread is halved.
    pub genomslag_koncentration: f64,
    /// Factor when references are crowded into one section.
    pub genomslag_trangsel: f64,
    /// Number of principles for full coherence.
    pub principer: f64,
    /// Number of intersectional units that is full.
    pub intersektion_antal: f64,
    /// How much of anchoring and frame counts while nothing binds.
    pub bindande_lagst: f64,
    /// Number of binding units of an area at which it is as strong as its best unit lets it.
    pub bindande_omrade: f64,
    /// Number of binding units at which anchoring and frame count in full.
    pub bindande_antal: f64,
    /// Number of references for full evidence.
    pub belagg_antal: f64,
    /// How much missing spread takes off.
    pub spridning: f64,
    /// Credit of a ground that is only indirectly named.
    pub indirekt_grund: f64,
    /// Credit of each ground when all seven are named as "the seven grounds".
    pub generell_grund: f64,
    /// Breadth targets of a targeted document.
    pub riktad_bredd: f64,
    /// Highest multiplier for breadth and frame in a targeted document.
    pub riktad_tak: f64,
}

/// Maturity: limits, gates and names.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Maturity {
    /// Lowest scores of levels 2, 3, 4 and 5.
    pub granser: [f64; 4],
    /// Least number of references for levels 1 and 2.
    pub minst_enheter: [u32; 2],
    /// Least number of binding units for level 3.
    pub bindande_niva3: u32,
    /// Below so many references the level stops at 3.
    pub fa_belagg: u32,
    /// Below so many references or eligible units confidence is low.
    pub lag_konfidens_belagg: u32,
    /// Eligible units under which confidence is low.
    pub lag_konfidens_enheter: u32,
    /// Range shown when confidence is low, points either way.
    pub intervall: f64,
    /// What dimensions must reach before a level is given.
    pub grind: Vec<Gate>,
}

/// A dimension must reach a value before a level is given.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// From this level on, 1–5.
    #[serde(deserialize_with = "within::<_, 1, 5>")]
    pub niva: u8,
    /// 1–11.
    #[serde(deserialize_with = "within::<_, 1, 11>")]
    pub dimension: u8,
    /// Least value, 0–1.
    pub minst: f64,
    /// Whether the document type's multiplier scales the gate.
    pub skalas: bool,
}

/// A number between bounds: a gate on a level or dimension that does not exist would hold nobody back, without a word.
fn within<'de, D: Deserializer<'de>, const LEAST: u8, const MOST: u8>(deserializer: D) -> Result<u8, D::Error> {
    let number = u8::deserialize(deserializer)?;
    if (LEAST..=MOST).contains(&number) {
        return Ok(number);
    }
    Err(D::Error::custom(format!("`{number}` is not from `{LEAST}` to `{MOST}`")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::diagnostic::translate;

    #[test]
    fn a_gate_stands_on_a_level_and_a_dimension_that_exist() {
        let gate = |niva: u8, dimension: u8| {
            toml::from_str::<Gate>(&format!("niva = {niva}\ndimension = {dimension}\nminst = 0.5\nskalas = true\n"))
        };
        assert!(gate(5, 11).is_ok());
        for (niva, dimension, told) in [
            (0, 1, "`0` finns inte: ange ett tal från 1 till 5"),
            (6, 1, "`6` finns inte: ange ett tal från 1 till 5"),
            (3, 0, "`0` finns inte: ange ett tal från 1 till 11"),
            (3, 12, "`12` finns inte: ange ett tal från 1 till 11"),
        ] {
            assert_eq!(translate(gate(niva, dimension).unwrap_err().message()), told);
        }
    }
}
