//! Bodies of a municipality or region: assembly, board, committee, company, administration.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::known::Agrees;
use super::stretches::stretches;
use super::words::{Bordered, Words, any_of, bordered, expression};
use crate::register::fold;

/// The kinds of bodies. Stable names are Swedish in the data and English in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum BodyKind {
    /// *Kommunfullmäktige*, *regionfullmäktige*.
    #[serde(rename(deserialize = "fullmaktige"), alias = "assembly")]
    Assembly,
    /// *Kommunstyrelsen*, *regionstyrelsen*.
    #[serde(rename(deserialize = "styrelse"), alias = "board")]
    Board,
    /// A *nämnd*.
    #[serde(rename(deserialize = "namnd"), alias = "committee")]
    Committee,
    /// A committee's or board's *utskott*.
    #[serde(rename(deserialize = "utskott"), alias = "subcommittee")]
    Subcommittee,
    /// A company that the municipality owns.
    #[serde(rename(deserialize = "bolag"), alias = "company")]
    Company,
    /// A *förvaltning* or *kontor*.
    #[serde(rename(deserialize = "forvaltning"), alias = "administration")]
    Administration,
    /// An officer who decides: director, headmaster.
    #[serde(rename(deserialize = "befattning"), alias = "officer")]
    Officer,
    /// Only a row or pattern of the user can name something else.
    #[serde(rename(deserialize = "annat"), alias = "other")]
    Other,
}

/// A body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Body {
    /// In the definite form and small letters: "vård- och omsorgsnämnden". Companies as written.
    pub name: String,
    /// Its kind.
    pub kind: BodyKind,
}

impl Agrees for Body {
    fn agrees(&self, other: &Self) -> bool {
        fold(&self.name) == fold(&other.name)
    }
}

/// A body named in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct BodyMention {
    pub range: Range<usize>,
    pub body: Body,
}

static BODY: LazyLock<Option<Regex>> = LazyLock::new(|| expression(&pattern()));
/// What every mention of a body holds.
static ANCHOR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = Words::built_in();
    let (forms, short) = (any_of(words.organ.iter().flat_map(|organ| &organ.former)), any_of(words.forkortningar.keys()));
    expression(&format!("(?i:{forms})|{short}"))
});
static COMPANY: LazyLock<Option<Bordered>> =
    LazyLock::new(|| bordered(r"\bAB\s+[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?|\b(?:[A-ZÅÄÖ][\w&-]+\s){1,3}AB\b"));

/// "Barn- och utbildningsnämndens", "kommunstyrelsens arbetsutskott", "KF".
pub(super) fn pattern() -> String {
    let words = Words::built_in();
    let forms = any_of(words.organ.iter().flat_map(|organ| &organ.former));
    let short = any_of(words.forkortningar.keys());
    format!(
        r"\b(?:(?P<owner>(?i:[^\W\d_]+(?:nämndens|styrelsens))\s+)?(?P<head>(?i:(?:[^\W\d_]+-,?\s+(?:(?:och|samt|&)\s+)?)*))(?P<stem>(?:[^\W\d_]+-)?[^\W\d_]*?)(?P<form>(?i:{forms}))|(?P<short>{short}))\b"
    )
}

/// The bodies that a text names, from left to right; companies only if asked for.
pub(super) fn bodies_in(text: &str, companies: bool) -> Vec<BodyMention> {
    let mut out: Vec<BodyMention> = Vec::new();
    for (start, stretch) in stretches(text, ANCHOR.as_ref()) {
        for found in BODY.iter().flat_map(|expression| expression.captures_iter(stretch)) {
            let Some(whole) = found.get(0) else { continue };
            let body = match found.name("short") {
                Some(short) => full_name(short.as_str()),
                None => {
                    let part = |name: &str| found.name(name).map_or("", |m| m.as_str());
                    named(part("owner"), part("head"), part("stem"), part("form"))
                }
            };
            out.extend(body.map(|body| BodyMention { range: start + whole.start()..start + whole.end(), body }));
        }
    }
    if companies {
        let found = COMPANY.iter().flat_map(|expression| expression.find_iter(text));
        let never = &Words::built_in().ej.bolagsord;
        out.extend(found.map(|m| {
            let name = tidy(m.as_str());
            let name =
                name.rsplit_once(' ').filter(|(_, last)| never.iter().any(|word| word == last)).map_or(name.as_str(), |(bare, _)| bare);
            BodyMention { range: m.range(), body: Body { name: name.to_string(), kind: BodyKind::Company } }
        }));
        out.sort_by_key(|mention| mention.range.start);
    }
    out
}

/// What a row or a pattern gives as a body: the body it names, however it is written, else the text itself.
pub(super) fn parse(text: &str) -> Body {
    let text = text.trim();
    let whole = bodies_in(text, true).into_iter().find(|mention| mention.range.len() == text.len());
    whole.map(|mention| mention.body).or_else(|| without_dots(text)).unwrap_or_else(|| Body { name: tidy(text), kind: BodyKind::Other })
}

/// Names of folders: "barn-och-utbildningsnamnden".
fn without_dots(text: &str) -> Option<Body> {
    let folded = fold(text);
    let organs = &Words::built_in().organ;
    let ends = organs.iter().flat_map(|organ| organ.former.iter().map(move |form| (organ, form)));
    ends.filter_map(|(organ, form)| Some((organ, form, folded.strip_suffix(&fold(form))?)))
        .filter(|(organ, _, stem)| !stem.is_empty() || organ.ensam)
        .min_by_key(|(_, _, stem)| stem.len())
        .map(|(organ, form, stem)| Body { name: format!("{stem}{}", definite(form, &organ.former)), kind: organ.slag })
}

fn full_name(short: &str) -> Option<Body> {
    let name = Words::built_in().forkortningar.get(short)?;
    bodies_in(name, false).into_iter().next().map(|mention| mention.body)
}

fn named(owner: &str, head: &str, stem: &str, form: &str) -> Option<Body> {
    let words = Words::built_in();
    let form = form.to_lowercase();
    let organ = words.organ.iter().find(|organ| organ.former.contains(&form))?;
    if stem.is_empty() && !organ.ensam && organ.slag != BodyKind::Assembly && (organ.slag != BodyKind::Subcommittee || owner.is_empty()) {
        return None;
    }
    let owner = if organ.slag == BodyKind::Subcommittee { owner } else { "" };
    let name = tidy(&format!("{owner}{head}{stem}{}", definite(&form, &organ.former))).to_lowercase();
    let never = words.ej.organ.contains(&name);
    (!never).then_some(Body { name, kind: organ.slag })
}

/// The form that is shown: without the genitive's s, with the definite ending if there is one.
fn definite<'a>(form: &'a str, forms: &'a [String]) -> &'a str {
    let nominative = form.strip_suffix('s').filter(|bare| forms.iter().any(|f| f == bare)).unwrap_or(form);
    let longer = |f: &&String| f.starts_with(nominative) && f.len() > nominative.len() && !f.ends_with('s');
    forms.iter().find(longer).map_or(nominative, String::as_str)
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
