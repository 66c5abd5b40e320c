//! The JSON Schema of rule files, for editors that complete and check while one writes.
//!
//! The schema is a file beside the rules, written for people to read; a test holds its keys against those that the loader takes. Only the
//! ids of areas are filled in here, since a rule set may bring its own.

use serde_json::{Value, json};

use crate::rule::{RuleSet, built_in_schema};

/// The schema with the areas of this rule set, as JSON that ends with a line break.
pub fn schema(rules: &RuleSet) -> String {
    let mut schema: Value = serde_json::from_str(built_in_schema()).unwrap_or_default();
    let areas: Vec<&str> = rules.taxonomy().areas().iter().map(|a| a.id.as_str()).collect();
    if let Some(known) = schema.pointer_mut("/definitions/omradesid/anyOf/0/enum") {
        *known = json!(areas);
    }
    format!("{schema:#}\n")
}
