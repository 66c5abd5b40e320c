//! Patterns of an archive's paths: what the names of folders and files mean there.

use regex::{Regex, RegexBuilder};

use super::answer::{Answer, HintError, Key, read};
use super::rows::{answers, plain};
use super::table::toml_entries;
use crate::register::Register;

/// What paths mean, pattern by pattern; the first that fits a path wins.
///
/// ```toml
/// [[monster]]
/// sokvag = "{kommun}/{ar}/{namnd}/*.pdf"
///
/// [[monster]]
/// sokvag = "reglementen/**/{kommun}_{ar}.*"
/// typ = "reglemente"
/// ```
///
/// `{…}` takes what stands there as the answer to that key, `*` stands for anything within one name, `?` for one sign, `**` for any folders.
/// A pattern fits the end of a path, unless it begins with `/`: then the whole. Keys beside `sokvag` hold for every path that fits. A name
/// that cannot be the answer (no year where `{ar}` stands) does not fit. Where `{kommun}` shares a name with other keys it takes only what
/// the register knows.
///
/// ```
/// use genomsyra::identity::Patterns;
///
/// let patterns = Patterns::from_toml("[[monster]]\nsokvag = \"{kommun}/{ar}/*.pdf\"\n").unwrap();
/// assert!(patterns.of("arkiv/Ånge/2021/plan.pdf").is_some());
/// assert!(patterns.of("arkiv/Ånge/gammalt/plan.pdf").is_none());
///
/// let errors = Patterns::from_toml("[[monster]]\nsokvag = \"{komun}/*.pdf\"\n").unwrap_err();
/// assert!(errors[0].to_string().starts_with("rad 2: okänd nyckel `komun`; menade du `kommun`?"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Patterns(Vec<Pattern>);

#[derive(Clone, Debug)]
struct Pattern {
    /// As written: evidence.
    written: String,
    expression: Regex,
    keys: Vec<Placeholder>,
    fixed: Vec<Answer>,
}

#[derive(Clone, Copy, Debug)]
struct Placeholder {
    key: Key,
    /// Whether other keys stand in the same name.
    shared: bool,
}

/// The name of TOML entries.
const ENTRY: &str = "monster";

impl Patterns {
    /// Reads `[[monster]]` entries.
    ///
    /// # Errors
    /// Every mistake, with its line.
    pub fn from_toml(text: &str) -> Result<Patterns, Vec<HintError>> {
        let (mut out, mut errors) = (Vec::new(), Vec::new());
        for entry in toml_entries(text, ENTRY)? {
            let (written, fixed) = answers(&entry, &mut errors);
            let line = entry.values.iter().find(|(name, _, _)| name == super::answer::PATH_KEY).map_or(entry.line, |(_, _, line)| *line);
            let Some(written) = written.filter(|path| !path.trim().is_empty()) else {
                errors.push(HintError {
                    line,
                    message: "`sokvag` saknas: skriv ett mönster, till exempel \"{kommun}/{ar}/*.pdf\"".to_string(),
                });
                continue;
            };
            match compile(&written) {
                Ok((expression, keys)) => out.push(Pattern { written, expression, keys, fixed }),
                Err(message) => errors.push(HintError { line, message }),
            }
        }
        if errors.is_empty() { Ok(Patterns(out)) } else { Err(errors) }
    }

    /// What a path means, and by which pattern.
    pub fn of(&self, path: &str) -> Option<(Vec<Answer>, &str)> {
        let path = plain(path);
        self.0.iter().find_map(|pattern| Some((pattern.read(&path)?, pattern.written.as_str())))
    }

    /// Number of patterns.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Pattern {
    fn read(&self, path: &str) -> Option<Vec<Answer>> {
        let found = self.expression.captures(path)?;
        let mut out = self.fixed.clone();
        for placeholder in &self.keys {
            let text = found.name(placeholder.key.as_str())?.as_str();
            let text = if placeholder.key == Key::CaseNumber { text.to_string() } else { text.replace('_', " ") };
            if placeholder.shared && placeholder.key == Key::Municipality && Register::built_in().by_name(&text).is_none() {
                return None;
            }
            out.extend(read(placeholder.key, &text).ok()?);
        }
        Some(out)
    }
}

/// A pattern as an expression over whole paths.
fn compile(written: &str) -> Result<(Regex, Vec<Placeholder>), String> {
    let mut keys: Vec<Placeholder> = Vec::new();
    let plain = plain(written);
    let (rooted, body) = plain.strip_prefix('/').map_or((false, plain.as_str()), |rest| (true, rest));
    let mut out = String::from(if rooted { "^/?" } else { "(?:^|/)" });
    let names: Vec<&str> = body.split('/').collect();
    for (at, name) in names.iter().enumerate() {
        let is_last = at + 1 == names.len();
        if *name == "**" {
            out.push_str(if is_last { ".*" } else { "(?:[^/]+/)*" });
            continue;
        }
        let shared = name.matches('{').count() > 1;
        one_name(name, shared, &mut keys, &mut out)?;
        if !is_last {
            out.push('/');
        }
    }
    out.push('$');
    let expression = RegexBuilder::new(&out).case_insensitive(true).build();
    Ok((expression.map_err(|_| format!("mönstret `{written}` är för långt"))?, keys))
}

fn one_name(name: &str, shared: bool, keys: &mut Vec<Placeholder>, out: &mut String) -> Result<(), String> {
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        match c {
            '{' => {
                let (inside, after) = rest[1..].split_once('}').ok_or_else(|| format!("`{{` utan `}}` i `{name}`"))?;
                let key = Key::parse(inside).ok_or_else(|| Key::unknown(inside))?;
                if keys.iter().any(|placeholder| placeholder.key == key) {
                    return Err(format!("`{{{inside}}}` står två gånger: varje nyckel får stå en gång i ett mönster"));
                }
                keys.push(Placeholder { key, shared });
                out.push_str(&format!("(?P<{}>{})", key.as_str(), shape(key)));
                rest = after;
                continue;
            }
            '}' => return Err(format!("`}}` utan `{{` i `{name}`")),
            '*' => out.push_str("[^/]*"),
            '?' => out.push_str("[^/]"),
            c => out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
        rest = &rest[c.len_utf8()..];
    }
    Ok(())
}

/// What the answer to a key may look like inside a path.
fn shape(key: Key) -> &'static str {
    match key {
        Key::Years => r"(?:19|20)\d{2}(?:[-–_](?:19|20)?\d{2})?",
        Key::ValidFrom | Key::ValidTo | Key::Adopted | Key::Revised => r"\d{4}-\d{2}-\d{2}|\d{8}|\d{6}|\d{4}-\d{2}|\d{4}",
        Key::Paragraph => r"\d{1,4}",
        _ => "[^/]+?",
    }
}
