//! Every number of `poang.toml` by name, read from the weights themselves: there is no second list that could go stale.

use toml::Value;

use super::weights::Weights;

/// A weight, threshold or constant of the score.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Where it stands: `formler.barande`, `dimensioner.D8`, `mognad.granser.niva4`, `mognad.grind.niva5.D7`.
    pub name: String,
    /// Its value, in the unit that the weights give it.
    pub value: f64,
    /// A count of things: never a fraction.
    pub whole: bool,
}

/// How places in a list are named: the list, what stands before the number, and the number of the first place. Any other list counts from 1.
const PLACES: &[(&str, &str, usize)] =
    &[("stege", "niva", 0), ("dimensioner", "D", 1), ("granser", "niva", 2), ("minst_enheter", "niva", 1)];

/// What says where a gate stands, and not how high it is.
const LEVEL: &str = "niva";
const DIMENSION: &str = "dimension";

impl Weights {
    /// All numbers, in alphabetical order of their tables and in the order of their lists.
    pub fn numbers(&self) -> Vec<Number> {
        let mut out = Vec::new();
        let _ = self.with_numbers(|number| {
            out.push(number.clone());
            number.value
        });
        out
    }

    /// The same weights with each number as `change` says. Counts are rounded, and never below 0.
    #[must_use]
    pub fn with_numbers(&self, mut change: impl FnMut(&Number) -> f64) -> Weights {
        let mut tree = Value::try_from(self).expect("weights are tables, lists and numbers");
        walk(&mut tree, "", "", &mut change);
        tree.try_into().expect("only numbers changed, and none its kind")
    }
}

/// Goes through the tree; `path` is the name so far and `key` its last part. As deep as the weights are nested.
fn walk(value: &mut Value, path: &str, key: &str, change: &mut dyn FnMut(&Number) -> f64) {
    let below = |part: &str| if path.is_empty() { part.to_string() } else { format!("{path}.{part}") };
    match value {
        Value::Float(float) => *float = change(&Number { name: path.to_string(), value: *float, whole: false }),
        Value::Integer(count) => {
            let changed = change(&Number { name: path.to_string(), value: *count as f64, whole: true });
            *count = changed.round().clamp(0.0, f64::from(u32::MAX)) as i64;
        }
        Value::Array(items) => {
            let (before, first) = PLACES.iter().find(|(list, ..)| *list == key).map_or(("", 1), |(_, before, first)| (*before, *first));
            for (place, item) in items.iter_mut().enumerate() {
                let name = gate_name(item).unwrap_or_else(|| format!("{before}{}", first + place));
                walk(item, &below(&name), &name, change);
            }
        }
        Value::Table(table) => {
            let is_gate = table.contains_key(LEVEL) && table.contains_key(DIMENSION);
            for (part, item) in table.iter_mut().filter(|(part, _)| !is_gate || ![LEVEL, DIMENSION].contains(&part.as_str())) {
                walk(item, &below(part), part, change);
            }
        }
        Value::String(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

/// `niva4.D8` for the gate on D8 before level 4.
fn gate_name(item: &Value) -> Option<String> {
    let number = |key| item.get(key).and_then(Value::as_integer);
    Some(format!("{LEVEL}{}.D{}", number(LEVEL)?, number(DIMENSION)?))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rule::{RuleSet, built_in_files};

    fn written() -> toml::Table {
        let files = built_in_files();
        let file = files.iter().find(|f| f.name == "poang.toml").expect("the built-in rules have weights");
        file.contents.parse().expect("TOML")
    }

    fn weights() -> Weights {
        RuleSet::from_files(&built_in_files()).expect("the built-in rules are sound").weights().clone()
    }

    /// Numbers in the file, counted without knowing what they are; those that say where a gate stands are told apart.
    fn count(value: &Value) -> usize {
        match value {
            Value::Integer(_) | Value::Float(_) => 1,
            Value::Array(items) => items.iter().map(count).sum(),
            Value::Table(table) => {
                let all: usize = table.values().map(count).sum();
                all - if table.contains_key("minst") && table.contains_key("skalas") { 2 } else { 0 }
            }
            _ => 0,
        }
    }

    #[test]
    fn every_number_of_the_file_has_a_name_of_its_own() {
        let numbers = weights().numbers();
        assert_eq!(numbers.len(), count(&Value::Table(written())));
        assert!(numbers.len() > 60);
        let names: BTreeSet<&str> = numbers.iter().map(|n| n.name.as_str()).collect();
        assert_eq!(names.len(), numbers.len());
        for (name, value) in [("formler.barande", 0.3), ("dimensioner.D8", 14.0), ("stege.niva4", 0.8), ("mognad.granser.niva2", 20.0)] {
            assert!(numbers.iter().any(|n| n.name == name && n.value == value && !n.whole), "{name}: {numbers:?}");
        }
        assert!(numbers.iter().any(|n| n.name == "mognad.grind.niva4.D8.minst"));
        assert!(numbers.iter().any(|n| n.name == "mognad.minst_enheter.niva1" && n.whole));
    }

    #[test]
    fn each_number_can_be_set_and_nothing_else_moves() {
        let weights = weights();
        let before = weights.numbers();
        for (place, number) in before.iter().enumerate() {
            let wanted = number.value + 3.0;
            let changed = weights.with_numbers(|n| if n.name == number.name { wanted } else { n.value });
            for (at, (was, is)) in before.iter().zip(changed.numbers()).enumerate() {
                assert_eq!(was.name, is.name);
                assert_eq!(is.value, if at == place { wanted } else { was.value }, "{} when {} is set", is.name, number.name);
            }
            assert_eq!(changed.mognad.grind.len(), weights.mognad.grind.len());
            assert!(changed.mognad.grind.iter().zip(&weights.mognad.grind).all(|(a, b)| (a.niva, a.dimension) == (b.niva, b.dimension)));
        }
    }

    #[test]
    fn counts_stay_counts() {
        let changed = weights().with_numbers(|n| if n.whole { -2.6 } else { n.value });
        assert_eq!(changed.mognad.minst_enheter, [0, 0]);
        assert_eq!(weights().with_numbers(|n| if n.whole { 2.6 } else { n.value }).mognad.fa_belagg, 3);
    }
}
