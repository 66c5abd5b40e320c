//! Entries of rule files as their authors wrote them, key by key: for those who show, compare and look over rules.
//!
//! Says nothing of what an entry means and refuses nothing: the loader does that. Keys are looked up by their Swedish names, so that a new
//! key needs no change here.

use super::expression::close_up_parentheses;
use super::load::chunks;
use super::source::RuleFile;

/// An entry as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// `regel`, `klass`, `falskvan` …
    pub kind: String,
    /// Its id; for a class, its name.
    pub id: String,
    /// The rule file.
    pub file: String,
    /// First line of the entry, from 1.
    pub line: usize,
    keys: toml::Table,
}

impl Written {
    /// The text of a key; empty if the key is not there.
    pub fn text(&self, key: &str) -> &str {
        self.keys.get(key).and_then(toml::Value::as_str).unwrap_or_default()
    }

    /// The texts of a list; none if the key is not there.
    pub fn texts(&self, key: &str) -> Vec<&str> {
        texts(self.keys.get(key))
    }

    /// Whether a key is there and says yes: `true`, or a list or text with something in it.
    pub fn is_set(&self, key: &str) -> bool {
        match self.keys.get(key) {
            Some(toml::Value::Boolean(yes)) => *yes,
            Some(toml::Value::Array(list)) => !list.is_empty(),
            Some(toml::Value::String(text)) => !text.is_empty(),
            other => other.is_some(),
        }
    }

    /// Conditions (`kraver`, `utesluter`): any of what, and within what (`enhet` where nothing is said).
    pub fn conditions(&self, key: &str) -> Vec<(Vec<&str>, &str)> {
        let list = self.keys.get(key).and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
        list.iter().map(|c| (texts(c.get("nagot")), c.get("inom").and_then(toml::Value::as_str).unwrap_or("enhet"))).collect()
    }

    /// The classes that the entry's expressions name, in order, each once.
    pub fn classes(&self) -> Vec<&str> {
        let mut out = Vec::new();
        let lists = ["ord", "fraser", "uttryck", "inte", "utom", "veto", "aterstall"].into_iter().flat_map(|key| self.texts(key));
        let conditions = ["kraver", "utesluter"].into_iter().flat_map(|key| self.conditions(key)).flat_map(|(any_of, _)| any_of);
        for expression in lists.chain(conditions) {
            for name in expression.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
                if !out.contains(&name) {
                    out.push(name);
                }
            }
        }
        out
    }

    /// Whether two entries say the same under a key.
    pub fn says_as(&self, other: &Written, key: &str) -> bool {
        self.keys.get(key) == other.keys.get(key)
    }
}

fn texts(value: Option<&toml::Value>) -> Vec<&str> {
    value.and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice).iter().filter_map(toml::Value::as_str).collect()
}

/// All entries of these files, in the order of the files. What is not TOML is left out: [`RuleSet::from_files`](super::RuleSet::from_files)
/// tells of it.
pub fn written(files: &[RuleFile]) -> Vec<Written> {
    let mut out = Vec::new();
    for file in files {
        for chunk in chunks(&file.contents) {
            let Some(kind) = chunk.kind else { continue };
            let body = chunk.text.split_once('\n').map_or("", |(_, body)| body);
            let Ok(keys) = body.parse::<toml::Table>() else { continue };
            let name = |key: &str| keys.get(key).and_then(toml::Value::as_str).map(str::to_string);
            let id = name("id").or_else(|| name("namn")).unwrap_or_default();
            out.push(Written { kind: kind.to_string(), id, file: file.name.clone(), line: chunk.line, keys });
        }
    }
    out
}

/// An expression as its author wrote it, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenExpression {
    /// The elements of what is sought.
    pub elements: Vec<WrittenElement>,
    /// What must stand besides (`& X`).
    pub with: Vec<String>,
    /// What must not (`& !X`).
    pub without: Vec<String>,
}

/// One element of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenElement {
    /// Its alternatives, without the mark of an optional one.
    pub text: String,
    /// At most this many words before it.
    pub gap: u8,
    /// May be left out.
    pub optional: bool,
}

/// Takes a valid expression apart.
///
/// ```
/// use genomsyra::rule::written_expression;
/// let expression = written_expression("<barn> ..8 komma_till_tals|höra:v2a & !prognos:n3");
/// assert_eq!(expression.elements[1].text, "komma_till_tals|höra:v2a");
/// assert_eq!((expression.elements[1].gap, expression.without), (8, vec!["prognos:n3".to_string()]));
/// ```
pub fn written_expression(source: &str) -> WrittenExpression {
    let closed = close_up_parentheses(source);
    let mut out = WrittenExpression::default();
    for (index, part) in closed.split('&').map(str::trim).enumerate() {
        if index > 0 {
            match part.strip_prefix('!') {
                Some(body) => out.without.push(body.trim().to_string()),
                None => out.with.push(part.to_string()),
            }
            continue;
        }
        let mut gap = 0;
        for token in part.split_whitespace() {
            if let Some(number) = token.strip_prefix("..").or_else(|| token.strip_prefix('…')) {
                gap = number.parse().unwrap_or(0);
                continue;
            }
            let text = token.strip_suffix('?');
            out.elements.push(WrittenElement { text: text.unwrap_or(token).to_string(), gap, optional: text.is_some() });
            gap = 0;
        }
    }
    out
}
