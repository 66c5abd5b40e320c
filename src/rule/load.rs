//! Rule files → definitions. Every entry is parsed on its own, so that all mistakes of a set are told at once, each with its line.

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::definition::*;
use super::diagnostic::{RuleError, did_you_mean, translate};
use super::source::RuleFile;

/// A definition and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Placed<T> {
    pub file: usize,
    /// First line of the entry, from 1.
    pub line: usize,
    pub source: String,
    pub value: T,
}

impl<T> Placed<T> {
    /// The line on which the key `needle` or, if there is no such key, the text `needle` stands inside the entry; else the entry's first line.
    pub fn line_of(&self, needle: &str) -> usize {
        let key = |line: &str| line.trim_start().strip_prefix(needle).is_some_and(|rest| rest.trim_start().starts_with('='));
        let position = self.source.lines().position(key).or_else(|| self.source.lines().position(|line| line.contains(needle)));
        position.map_or(self.line, |i| self.line + i)
    }
}

/// Everything that the files of a rule set say.
#[derive(Debug, Default)]
pub(crate) struct Definitions {
    pub files: Vec<String>,
    pub set: Option<SetDef>,
    pub areas: Vec<Placed<AreaDef>>,
    pub rules: Vec<Placed<RuleDef>>,
    pub classes: Vec<Placed<ClassDef>>,
    pub false_friends: Vec<Placed<FalseFriendDef>>,
    pub masks: Vec<Placed<MaskDef>>,
    pub sources: Vec<Placed<SourceDef>>,
    pub duties: Vec<Placed<DutyDef>>,
    pub wordings: Vec<Placed<WordingDef>>,
    pub lenses: Vec<Placed<LensDef>>,
    pub lens_headings: Vec<Placed<LensHeadingDef>>,
    pub document_types: Vec<Placed<DocumentTypeDef>>,
    pub verbs: Vec<Placed<VerbDef>>,
    /// `poang.toml`, whole: its shape belongs to the score.
    pub weights: Option<String>,
}

/// The file whose contents belong to the score.
pub(crate) const WEIGHTS_FILE: &str = "poang.toml";

const KINDS: &[&str] =
    &["omrade", "regel", "klass", "falskvan", "dolj", "rattskalla", "plikt", "ordval", "vy", "vyrubrik", "dokumenttyp", "verb"];

/// Reads all files, in parallel. Mistakes are collected; what could be read is given all the same.
pub(crate) fn load(files: &[RuleFile]) -> (Definitions, Vec<RuleError>) {
    let parts: Vec<(Definitions, Vec<RuleError>)> = files.par_iter().enumerate().map(|(index, file)| load_file(index, file)).collect();
    let mut out = Definitions::default();
    let mut errors = Vec::new();
    for (file, (part, mistakes)) in files.iter().zip(parts) {
        out.files.push(file.name.clone());
        out.set = part.set.or(out.set);
        out.areas.extend(part.areas);
        out.rules.extend(part.rules);
        out.classes.extend(part.classes);
        out.false_friends.extend(part.false_friends);
        out.masks.extend(part.masks);
        out.sources.extend(part.sources);
        out.duties.extend(part.duties);
        out.wordings.extend(part.wordings);
        out.lenses.extend(part.lenses);
        out.lens_headings.extend(part.lens_headings);
        out.document_types.extend(part.document_types);
        out.verbs.extend(part.verbs);
        out.weights = part.weights.or(out.weights);
        errors.extend(mistakes);
    }
    (out, errors)
}

fn load_file(index: usize, file: &RuleFile) -> (Definitions, Vec<RuleError>) {
    let mut out = Definitions::default();
    let mut errors = Vec::new();
    if file.name == WEIGHTS_FILE {
        out.weights = Some(file.contents.clone());
        return (out, errors);
    }
    for chunk in chunks(&file.contents) {
        let mut fail = |line: usize, message: String| {
            errors.push(RuleError { file: file.name.clone(), line, entry: chunk.entry_name(), message });
        };
        match chunk.kind {
            None if chunk.is_blank() => {}
            None => match toml::from_str::<Head>(chunk.text) {
                Ok(head) => out.set = head.regelverk.or(out.set.take()),
                Err(error) => fail(chunk.line_at(error.span()), translate(error.message())),
            },
            Some("omrade") => chunk.parse(index, &mut out.areas, &mut fail),
            Some("regel") => chunk.parse(index, &mut out.rules, &mut fail),
            Some("klass") => chunk.parse(index, &mut out.classes, &mut fail),
            Some("falskvan") => chunk.parse(index, &mut out.false_friends, &mut fail),
            Some("dolj") => chunk.parse(index, &mut out.masks, &mut fail),
            Some("rattskalla") => chunk.parse(index, &mut out.sources, &mut fail),
            Some("plikt") => chunk.parse(index, &mut out.duties, &mut fail),
            Some("ordval") => chunk.parse(index, &mut out.wordings, &mut fail),
            Some("vy") => chunk.parse(index, &mut out.lenses, &mut fail),
            Some("vyrubrik") => chunk.parse(index, &mut out.lens_headings, &mut fail),
            Some("dokumenttyp") => chunk.parse(index, &mut out.document_types, &mut fail),
            Some("verb") => chunk.parse(index, &mut out.verbs, &mut fail),
            Some(other) => fail(
                chunk.line,
                format!("okänt slag `[[{other}]]`{} (slag som finns: {})", did_you_mean(other, KINDS.iter().copied()), KINDS.join(", ")),
            ),
        }
    }
    (out, errors)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    regelverk: Option<SetDef>,
}

/// One `[[slag]]` entry as text, or what stands before the first.
pub(super) struct Chunk<'a> {
    pub kind: Option<&'a str>,
    pub line: usize,
    pub text: &'a str,
}

impl Chunk<'_> {
    fn is_blank(&self) -> bool {
        self.text.lines().all(|l| l.trim().is_empty() || l.trim_start().starts_with('#'))
    }

    fn entry_name(&self) -> String {
        let value = |key: &str| {
            self.text.lines().find_map(|l| {
                let rest = l.trim_start().strip_prefix(key)?.trim_start().strip_prefix('=')?;
                Some(rest.trim().trim_matches('"').split('"').next().unwrap_or("").to_string())
            })
        };
        value("id").or_else(|| value("namn")).unwrap_or_default()
    }

    fn line_at(&self, span: Option<std::ops::Range<usize>>) -> usize {
        let at = span.map_or(0, |s| s.start.min(self.text.len()));
        self.line + self.text.as_bytes()[..at].iter().filter(|b| **b == b'\n').count()
    }

    fn parse<T: DeserializeOwned>(&self, file: usize, into: &mut Vec<Placed<T>>, fail: &mut impl FnMut(usize, String)) {
        let body = self.text.split_once('\n').map_or("", |(_, body)| body);
        match toml::from_str::<T>(body) {
            Ok(value) => into.push(Placed { file, line: self.line, source: self.text.to_string(), value }),
            Err(error) => {
                // A missing key has no place of its own: the entry's first line is where it is missed.
                let line = match error.span() {
                    Some(span) if !error.message().starts_with("missing field") => {
                        let shift = self.text.len() - body.len();
                        self.line_at(Some(span.start + shift..span.end + shift))
                    }
                    _ => self.line,
                };
                fail(line, translate(error.message()));
            }
        }
    }
}

/// Cuts a file before every line that begins an entry. Lines inside `"""` texts never begin one.
pub(super) fn chunks(contents: &str) -> Vec<Chunk<'_>> {
    let mut out = Vec::new();
    let mut chunk = Chunk { kind: None, line: 1, text: "" };
    let (mut start, mut at, mut inside_text) = (0, 0, false);
    for (number, line) in contents.split_inclusive('\n').enumerate() {
        let trimmed = line.trim();
        if !inside_text && let Some(name) = trimmed.strip_prefix("[[").and_then(|r| r.split_once("]]")).map(|(n, _)| n.trim()) {
            chunk.text = &contents[start..at];
            out.push(chunk);
            chunk = Chunk { kind: Some(name), line: number + 1, text: "" };
            start = at;
        }
        if line.matches("\"\"\"").count() % 2 == 1 {
            inside_text = !inside_text;
        }
        at += line.len();
    }
    chunk.text = &contents[start..];
    out.push(chunk);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(contents: &str) -> RuleFile {
        RuleFile { name: "prov.toml".into(), contents: contents.into() }
    }

    #[test]
    fn every_mistake_with_its_line() {
        let text = r#"# ett prov
[[klass]]
namn = "barn"
beskrivning = "Barn"
uttryk = ["barn:n5"]
exempel = ["Barn."]
motexempel = ["Bil."]

[[klass]]
namn = "aldre"
beskrivning = "Äldre"
uttryck = "äldre"
exempel = ["Äldre."]
motexempel = ["Bil."]

[[regell]]
id = "x"

[[klass]]
namn = "ko"
beskrivning = "Kö"
uttryck = ["""
[[regel]]
"""]
exempel = ["Kö."]
"#;
        let (definitions, errors) = load(&[file(text)]);
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 4, "{told:#?}");
        assert!(told[0].starts_with("prov.toml, rad 5 (barn): okänd nyckel `uttryk`; menade du `uttryck`?"), "{}", told[0]);
        assert!(told[1].starts_with("prov.toml, rad 12 (aldre): fel slags värde"), "{}", told[1]);
        assert!(told[2].contains("okänt slag `[[regell]]`; menade du `regel`?"), "{}", told[2]);
        assert!(told[3].starts_with("prov.toml, rad 19 (ko): nyckeln `motexempel` saknas"), "{}", told[3]);
        assert!(definitions.classes.is_empty());
    }
}
