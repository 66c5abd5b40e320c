//! Finds places in running text.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::entries::{Municipality, Place, Register};
use super::fold::{fold, lower_in_place};
use super::wording::Wording;

/// How a place was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// By its own name: "Nacka kommun", "Malmö stad", "kommunfullmäktige i Nacka", "Region Skåne".
    Full,
    /// By the address of its web pages or mail: "nacka.se".
    Domain,
    /// By the place only: "Nacka".
    Bare,
}

/// A place named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Which.
    pub place: Place,
    /// By which form.
    pub form: Form,
    /// Whether a bare name is also a word, a person's name or the seat of agencies and publishers.
    pub doubtful: bool,
}

/// What a pattern of the automaton stands for.
#[derive(Clone, Copy, Debug)]
struct Pattern {
    place: Place,
    form: Form,
}

/// The automaton over all forms.
#[derive(Debug)]
pub(super) struct Finder {
    automaton: Option<AhoCorasick>,
    patterns: Vec<Pattern>,
    doubtful: FxHashSet<&'static str>,
    wording: Wording,
}

impl Finder {
    pub fn new(full: Vec<(String, Place)>, municipalities: &'static [Municipality], wording: Wording) -> Finder {
        let mut forms: Vec<(String, Pattern)> =
            full.into_iter().map(|(name, place)| (lower_in_place(&name), Pattern { place, form: Form::Full })).collect();
        let domain_of = |m: &Municipality| fold(m.short_name).replace(' ', "");
        let mut with_domain: FxHashMap<String, usize> = FxHashMap::default();
        municipalities.iter().for_each(|m| *with_domain.entry(domain_of(m)).or_default() += 1);
        for m in municipalities {
            let place = Place::Municipality(m);
            let lower = lower_in_place(m.short_name);
            for name in [format!("{lower}s"), lower] {
                forms.push((name, Pattern { place, form: Form::Bare }));
            }
            // An address that two share (habo) tells of neither.
            let domain = domain_of(m);
            if with_domain.get(&domain) == Some(&1) {
                let own = [domain, fold(m.short_name).replace(' ', "-")];
                let different = if own[0] == own[1] { 1 } else { 2 };
                for stem in own.into_iter().take(different) {
                    forms.push((format!("{stem}.se"), Pattern { place, form: Form::Domain }));
                }
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms.iter().map(|(name, _)| name)).ok();
        let is_doubtful = |m: &&Municipality| wording.tvetydiga.iter().any(|name| name == m.short_name);
        let doubtful = municipalities.iter().filter(is_doubtful).map(|m| m.code).collect();
        Finder { automaton, patterns: forms.into_iter().map(|(_, pattern)| pattern).collect(), doubtful, wording }
    }

    pub fn is_doubtful(&self, place: Place) -> bool {
        self.doubtful.contains(place.code())
    }

    fn mentions(&self, text: &str) -> Vec<Mention> {
        let lower = lower_in_place(text);
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut out = Vec::new();
        for found in automaton.find_iter(&lower) {
            let Some(pattern) = self.patterns.get(found.pattern().as_usize()) else { continue };
            let start = found.start();
            let at = |end: usize| (&lower[..start], &lower[end..]);
            let mut end = found.end();
            let mut wanted = pattern.form;
            // "Vara kommunens röst" is not Vara kommun; the bare name may still be meant.
            if wanted == Form::Full && !stands_as_word(at(end).0, at(end).1) {
                let Some(length) = bare_length(pattern.place, &lower[start..]) else { continue };
                (end, wanted) = (start + length, Form::Bare);
            }
            let (before, after) = at(end);
            let form = match wanted {
                Form::Domain if stands_as_domain(before, after) => Form::Domain,
                Form::Domain => continue,
                _ if !stands_as_word(before, after) || !text[start..].starts_with(char::is_uppercase) => continue,
                Form::Full => Form::Full,
                Form::Bare => match self.bare(before, after) {
                    Some(form) => form,
                    None => continue,
                },
            };
            let doubtful = form == Form::Bare && self.is_doubtful(pattern.place);
            out.push(Mention { range: start..end, place: pattern.place, form, doubtful });
        }
        out
    }

    /// What the words around a bare name make of it; none if they show that something else is meant.
    fn bare(&self, before: &str, after: &str) -> Option<Form> {
        let ends = |words: &[String]| words.iter().any(|w| before.trim_end().ends_with(w.as_str()) && before.ends_with(' '));
        let next = after.strip_prefix(' ').unwrap_or("").split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let follows = |words: &[String]| !next.is_empty() && words.iter().any(|w| w == next);
        if ends(&self.wording.fore) || follows(&self.wording.efter) {
            return Some(Form::Full);
        }
        let other = ends(&self.wording.inte_fore) || follows(&self.wording.inte_efter) || ends_with_postcode(before);
        (!other).then_some(Form::Bare)
    }
}

/// How long the bare name of a municipality is at the start of a text.
fn bare_length(place: Place, lower: &str) -> Option<usize> {
    let Place::Municipality(m) = place else { return None };
    let name = lower_in_place(m.short_name);
    let rest = lower.strip_prefix(&name)?;
    Some(name.len() + usize::from(rest.starts_with("s ")))
}

/// Neither a letter, a digit nor a hyphen touches it: "Kil", not "Kil-modellen" or "Åkil".
fn stands_as_word(before: &str, after: &str) -> bool {
    let touches = |c: char| c.is_alphanumeric() || c == '-' || c == '@' || c == '_';
    let hyphen_ends = |rest: &str| !rest.starts_with('-') || !rest[1..].starts_with(char::is_alphanumeric);
    !before.ends_with(touches) && !after.starts_with(|c: char| c.is_alphanumeric() || c == '@' || c == '_') && hyphen_ends(after)
}

/// "www.nacka.se", "info@nacka.se", "nacka.se/skola": a whole last part of an address, never "minnacka.se" or "nacka.se.com".
fn stands_as_domain(before: &str, after: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '-';
    let longer = after.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    !before.ends_with(inside) && !after.starts_with(inside) && !longer
}

/// "131 81 Nacka" is where the post goes.
fn ends_with_postcode(before: &str) -> bool {
    let mut digits = 0;
    for c in before.chars().rev() {
        match c {
            '0'..='9' => digits += 1,
            ' ' => {}
            _ => break,
        }
    }
    digits == 5
}

impl Register {
    /// The places that a text names, from left to right. Bare names that are shown to be something else (a county, a court, an address)
    /// are left out.
    ///
    /// ```
    /// use genomsyra::register::{Form, Register};
    ///
    /// let found = Register::built_in().mentions("Planen gäller Marks kommun. Mark ska bevaras i Nacka.");
    /// let told: Vec<_> = found.iter().map(|m| (m.place.name(), m.form, m.doubtful)).collect();
    /// assert_eq!(told, [("Marks kommun", Form::Full, false), ("Marks kommun", Form::Bare, true), ("Nacka kommun", Form::Bare, false)]);
    /// ```
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        self.finder.mentions(text)
    }
}
