//! `[[ordval]]` → [`Wording`].

use super::super::lens::Bilingual;
use super::*;

impl Compiler<'_> {
    /// An older word, with what is written instead.
    pub(super) fn wording(&mut self, table: &mut ClassTable, taxonomy: &Taxonomy, d: &Placed<WordingDef>) -> Wording {
        let v = &d.value;
        self.unique(d, &v.id);
        self.has_examples(d, &v.id, &v.exempel, Some(&v.motexempel));
        if !(1900..=2100).contains(&v.fran) {
            self.error(d, d.line_of("fran"), &v.id, format!("`fran` är ett årtal, inte {}", v.fran));
        }
        Wording {
            id: v.id.clone(),
            instead: Bilingual { sv: v.hellre.clone(), en: v.hellre_en.clone() },
            reason: Bilingual { sv: v.skal.clone(), en: v.skal_en.clone() },
            areas: self.areas(d, &v.id, taxonomy, &v.omrade),
            since: v.fran,
            examples: v.exempel.clone(),
            counter_examples: v.motexempel.clone(),
            file: self.definitions.files[d.file].clone(),
            line: d.line,
            sequences: self.sequences(table, d, &v.id, &v.uttryck),
        }
    }
}
