//! `[[plikt]]` → [`Duty`].

use super::*;

impl Compiler<'_> {
    /// A duty, with its statute and document types looked up.
    pub(super) fn duty(
        &mut self,
        table: &mut ClassTable,
        taxonomy: &Taxonomy,
        sources: &[LegalSource],
        d: &Placed<DutyDef>,
    ) -> Option<Duty> {
        let v = &d.value;
        self.unique(d, &v.id);
        self.has_examples(d, &v.id, &v.exempel, Some(&v.motexempel));
        let source = sources.iter().position(|source| source.id == v.rattskalla);
        if source.is_none() {
            let near = did_you_mean(&v.rattskalla, sources.iter().map(|source| source.id.as_str()));
            self.error(d, d.line_of("rattskalla"), &v.id, format!("okänd rättskälla `{}`{near}", v.rattskalla));
        }
        let types = &self.definitions.document_types;
        for name in v.typer.iter().filter(|name| !types.iter().any(|t| t.value.id == **name)) {
            let near = did_you_mean(name, types.iter().map(|t| t.value.id.as_str()));
            self.error(d, d.line_of("typer"), &v.id, format!("okänd dokumenttyp `{name}`{near}"));
        }
        Some(Duty {
            id: v.id.clone(),
            name: v.namn.clone(),
            name_en: v.namn_en.clone(),
            demand: v.krav.clone(),
            demand_en: v.krav_en.clone(),
            source: source? as u32,
            section: v.lagrum.clone(),
            areas: self.areas(d, &v.id, taxonomy, &v.omrade),
            document_types: v.typer.clone(),
            examples: v.exempel.clone(),
            counter_examples: v.motexempel.clone(),
            file: self.definitions.files[d.file].clone(),
            line: d.line,
            sequences: self.sequences(table, d, &v.id, &v.uttryck),
        })
    }
}
