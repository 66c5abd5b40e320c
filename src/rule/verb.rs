//! Verbs, form by form: which word of a sentence is the finite verb, in which tense, and what kind of doing it tells.

use rustc_hash::FxHashMap;

/// What kind of doing a verb tells. A verb can be of several kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbKind {
    /// Somebody does something definite: *anställer, kartlägger*.
    Deed,
    /// Work and will without a definite result: *arbetar för, främjar*.
    Striving,
    /// Something is, means or holds something: *är, innebär, omfattar*.
    State,
    /// How somebody fares, feels or thinks: *upplever, saknar*.
    Experience,
    /// Something changes without anybody doing it: *ökar, uppstår*.
    Change,
    /// Carries another verb: *ska, kan, brukar*.
    Auxiliary,
}

impl VerbKind {
    /// All kinds with their names in rule files.
    pub const ALL: [(VerbKind, &str); 6] = [
        (VerbKind::Deed, "handling"),
        (VerbKind::Striving, "strävan"),
        (VerbKind::State, "tillstånd"),
        (VerbKind::Experience, "upplevelse"),
        (VerbKind::Change, "skeende"),
        (VerbKind::Auxiliary, "hjälpverb"),
    ];
}

/// What a written word is as a verb; empty for other words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct VerbForm(u16);

impl VerbForm {
    /// *arbeta, ta*.
    pub const INFINITIVE: VerbForm = VerbForm(1);
    /// *arbetar, tar*.
    pub const PRESENT: VerbForm = VerbForm(2);
    /// *arbetade, tog*.
    pub const PAST: VerbForm = VerbForm(4);
    /// *arbetat, tagit*.
    pub const SUPINE: VerbForm = VerbForm(8);
    /// *-s*: in the first conjugation the passive infinitive looks like the passive present.
    pub const PASSIVE: VerbForm = VerbForm(16);

    /// Of this kind.
    pub const fn of_kind(kind: VerbKind) -> VerbForm {
        VerbForm(32 << kind as u16)
    }

    pub const fn with(self, other: VerbForm) -> VerbForm {
        VerbForm(self.0 | other.0)
    }

    /// Whether it has all of these.
    pub const fn has(self, other: VerbForm) -> bool {
        self.0 & other.0 == other.0
    }

    pub const fn is_verb(self) -> bool {
        self.0 != 0
    }
}

/// A compound verb needs at least this many bytes of a known verb at its end: shorter ends are those of nouns.
const LAST_PART: usize = 7;

/// All forms of all verbs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verbs {
    forms: FxHashMap<Box<str>, VerbForm>,
}

impl Verbs {
    /// What a lower-case word is: itself, or by the verb at its end (*vidareutbildar*).
    pub fn form(&self, word: &str) -> VerbForm {
        if let Some(form) = self.forms.get(word) {
            return *form;
        }
        // The longest end first; a first part has at least two letters.
        let ends = word.char_indices().map(|(at, _)| at).skip(2).take_while(|at| word.len() - at >= LAST_PART);
        ends.filter_map(|at| self.forms.get(&word[at..])).next().copied().unwrap_or_default()
    }

    /// Adds a weak verb. `None`: no such conjugation, or the verb is not written in its infinitive.
    pub fn add_weak(&mut self, verb: &str, conjugation: &str, kind: VerbKind) -> Option<()> {
        let stem = verb.strip_suffix('a');
        match conjugation {
            "v1" if verb.ends_with("as") => {
                // Deponents: hoppas, hoppades, hoppats.
                let active = verb.strip_suffix('s')?;
                self.add(verb, VerbForm::INFINITIVE.with(VerbForm::PRESENT).with(VerbForm::of_kind(kind)));
                self.add(&format!("{active}des"), VerbForm::PAST.with(VerbForm::of_kind(kind)));
                self.add(&format!("{active}ts"), VerbForm::SUPINE.with(VerbForm::of_kind(kind)));
            }
            "v1" => {
                stem?;
                self.add_all([verb, &format!("{verb}r"), &format!("{verb}de"), &format!("{verb}t")], kind);
            }
            "v2a" | "v2b" => {
                let stem = stem?;
                // hör, begär: no -er after r; använde, lyfte: no second dental after a consonant; påminde: one n.
                let present = if stem.ends_with('r') { stem.to_string() } else { format!("{stem}er") };
                let dental = if conjugation == "v2a" { "d" } else { "t" };
                let bare = match stem.strip_suffix(dental) {
                    Some(rest) if !rest.ends_with(|c: char| "aeiouyåäö".contains(c)) => rest,
                    _ if stem.ends_with("nn") || stem.ends_with("mm") => &stem[..stem.len() - 1],
                    _ => stem,
                };
                let supine = bare.strip_suffix('d').map_or_else(|| format!("{bare}t"), |rest| format!("{rest}tt"));
                self.add_all([verb, &present, &format!("{bare}{dental}e"), &supine], kind);
            }
            "v3" => self.add_all([verb, &format!("{verb}r"), &format!("{verb}dde"), &format!("{verb}tt")], kind),
            _ => return None,
        }
        Some(())
    }

    /// Adds a strong verb by its four parts: infinitive, present, past and supine; "-" for those that it lacks. `None` if they are not four.
    pub fn add_strong(&mut self, parts: &str, kind: VerbKind) -> Option<()> {
        let parts: Vec<&str> = parts.split_whitespace().collect();
        self.add_all(parts.try_into().ok()?, kind);
        Some(())
    }

    /// Lets a word be no verb though it is written like one; false if it would not have been one.
    pub fn except(&mut self, word: &str) -> bool {
        let would_be = self.form(word).is_verb();
        self.forms.insert(word.into(), VerbForm::default());
        would_be
    }

    fn add_all(&mut self, parts: [&str; 4], kind: VerbKind) {
        let tenses = [VerbForm::INFINITIVE, VerbForm::PRESENT, VerbForm::PAST, VerbForm::SUPINE];
        let own = VerbForm::of_kind(kind);
        for (part, tense) in parts.into_iter().zip(tenses).filter(|(part, _)| *part != "-") {
            self.add(part, tense.with(own));
            let passive = match tense {
                // bedöms, hörs; läses: -er gives way to -s.
                VerbForm::PRESENT => {
                    let stem = part.strip_suffix("er").or_else(|| part.strip_suffix('r')).unwrap_or(part);
                    if stem.ends_with('s') { format!("{stem}es") } else { format!("{stem}s") }
                }
                // Deponents end in -s already: finns.
                _ if part.ends_with('s') => continue,
                _ => format!("{part}s"),
            };
            self.add(&passive, tense.with(own).with(VerbForm::PASSIVE));
        }
    }

    fn add(&mut self, word: &str, form: VerbForm) {
        let known = self.forms.entry(word.into()).or_default();
        *known = known.with(form);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verbs() -> Verbs {
        let mut verbs = Verbs::default();
        for (verb, conjugation) in
            [("utbilda", "v1"), ("använda", "v2a"), ("påminna", "v2a"), ("höra", "v2a"), ("lyfta", "v2b"), ("tro", "v3")]
        {
            verbs.add_weak(verb, conjugation, VerbKind::Deed).expect("a verb");
        }
        verbs.add_strong("vara är var varit", VerbKind::State).expect("four parts");
        verbs.add_strong("finnas finns fanns funnits", VerbKind::State).expect("four parts");
        verbs
    }

    #[test]
    fn forms() {
        let verbs = verbs();
        let all = [
            ("utbildar", VerbForm::PRESENT),
            ("utbildades", VerbForm::PAST.with(VerbForm::PASSIVE)),
            ("använde", VerbForm::PAST),
            ("används", VerbForm::PRESENT.with(VerbForm::PASSIVE)),
            ("använt", VerbForm::SUPINE),
            ("påminde", VerbForm::PAST),
            ("hör", VerbForm::PRESENT),
            ("hördes", VerbForm::PAST.with(VerbForm::PASSIVE)),
            ("lyfte", VerbForm::PAST),
            ("trodde", VerbForm::PAST),
            ("är", VerbForm::PRESENT.with(VerbForm::of_kind(VerbKind::State))),
            ("fanns", VerbForm::PAST),
            ("vidareutbildar", VerbForm::PRESENT.with(VerbForm::of_kind(VerbKind::Deed))),
        ];
        for (word, form) in all {
            assert!(verbs.form(word).has(form), "{word}: {:?}", verbs.form(word));
        }
        for other in ["utbildning", "utbildningar", "föreningar", "var-", "bar"] {
            assert!(!verbs.form(other).is_verb(), "{other}");
        }
    }

    #[test]
    fn words_that_are_written_like_a_verb() {
        let mut verbs = verbs();
        assert!(verbs.except("hör") && !verbs.form("hör").is_verb() && verbs.form("hörde").is_verb());
        assert!(!verbs.except("utbildning"));
    }

    #[test]
    fn what_is_no_verb() {
        assert_eq!(Verbs::default().add_weak("utbildar", "v1", VerbKind::Deed), None);
        assert_eq!(Verbs::default().add_weak("utbilda", "v9", VerbKind::Deed), None);
        assert_eq!(Verbs::default().add_strong("vara är var", VerbKind::State), None);
    }
}
