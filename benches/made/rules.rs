//! The built-in rules, cut down to fewer written forms. Rules are kept or left out whole, every so many of them, so that all areas stay. The
//! ladder asks for every class by name: of each only one word is kept, of the verbs one of each kind, of each type of document and area one word in titles. What
//! guards and gathers rules is left out.

use genomsyra::rule::{RuleFile, RuleSet, built_in_files};
use toml_edit::{DocumentMut, Item, Table};

/// Where rules stand.
const RULES: &[&str] = &["omraden/", "rattigheter/", "grunder/", "ram/"];
const LEFT_OUT: &[&str] = &["falska-vanner/", "rattskallor/", "plikter.toml", "vyer.toml", "ordval.toml", "dolj.toml"];

/// The first word of an expression.
fn first_word(expression: &str) -> String {
    let word = expression.split(|c: char| !c.is_alphabetic()).find(|word| word.chars().count() > 2);
    word.unwrap_or("ord").to_lowercase()
}

/// The entries of a kind, to be cut.
fn entries<'a>(contents: &'a mut DocumentMut, kind: &str) -> impl Iterator<Item = &'a mut Table> {
    contents.get_mut(kind).and_then(Item::as_array_of_tables_mut).into_iter().flat_map(|list| list.iter_mut())
}

fn keep_first(list: &mut toml_edit::Array) {
    (1..list.len()).rev().for_each(|at| drop(list.remove(at)));
}

/// Keeps as many of a thousand rules.
fn part(files: &[RuleFile], of_thousand: usize) -> RuleSet {
    let mut number = 0;
    let mut kept = Vec::new();
    for file in files.iter().filter(|file| !LEFT_OUT.iter().any(|start| file.name.starts_with(start))) {
        let mut contents: DocumentMut = file.contents.parse().expect("the built-in rules are TOML");
        for class in entries(&mut contents, "klass") {
            class.remove("utom");
            if let Some(words) = class.get_mut("uttryck").and_then(Item::as_array_mut) {
                let first = words.get(0).and_then(|word| word.as_str()).map(first_word);
                words.clear();
                words.extend(first);
            }
        }
        for kind in ["dokumenttyp", "omrade"] {
            for entry in entries(&mut contents, kind) {
                entry.get_mut("titelord").and_then(Item::as_array_mut).into_iter().for_each(keep_first);
            }
        }
        for verb in entries(&mut contents, "verb") {
            // Words that are no form of the verbs left.
            verb.remove("utom");
            verb.iter_mut().filter_map(|(_, list)| list.as_array_mut()).for_each(keep_first);
        }
        if RULES.iter().any(|start| file.name.starts_with(start))
            && let Some(list) = contents.get_mut("regel").and_then(Item::as_array_of_tables_mut)
        {
            list.retain(|_| {
                number += 1;
                number * of_thousand / 1000 != (number - 1) * of_thousand / 1000
            });
        }
        kept.push(RuleFile { name: file.name.clone(), contents: contents.to_string() });
    }
    RuleSet::from_files(&kept).unwrap_or_else(|errors| panic!("{errors}"))
}

/// The set with the most rules that has at most `forms` written forms.
pub fn cut(forms: usize) -> RuleSet {
    let files = built_in_files();
    let (mut low, mut high) = (0, 1001);
    while high - low > 1 {
        let middle = (low + high) / 2;
        if part(&files, middle).form_count() <= forms { low = middle } else { high = middle }
    }
    part(&files, low)
}
