//! `[[vy]]` → [`Lens`], `[[vyrubrik]]` → [`LensHeading`].

use super::*;
use crate::rule::area::{Layer, Role};
use crate::rule::lens::{Bilingual, ChainLink, Grading, LINKS, Lens, LensDemand};

impl Compiler<'_> {
    /// A view; its headings stand by themselves and name it.
    pub(super) fn lens(&mut self, d: &Placed<LensDef>) -> Lens {
        let v = &d.value;
        self.unique(d, &v.id);
        if !self.definitions.lens_headings.iter().any(|h| h.value.vy == v.id) {
            self.error(d, d.line, &v.id, format!("vyn har inga rubriker: skriv minst en `[[vyrubrik]]` med `vy = \"{}\"`", v.id));
        }
        Lens {
            id: v.id.clone(),
            name: both(&v.namn, &v.namn_en),
            description: both(&v.beskrivning, &v.beskrivning_en),
            source: both(&v.kalla, &v.kalla_en),
            file: self.definitions.files[d.file].clone(),
            line: d.line,
        }
    }

    /// A heading, with its view, areas, markers and links looked up.
    pub(super) fn lens_heading(&mut self, table: &mut ClassTable, taxonomy: &Taxonomy, d: &Placed<LensHeadingDef>) -> Option<LensHeading> {
        let v = &d.value;
        self.unique(d, &v.id);
        let lenses = &self.definitions.lenses;
        let lens = lenses.iter().position(|l| l.value.id == v.vy);
        if lens.is_none() {
            let near = did_you_mean(&v.vy, lenses.iter().map(|l| l.value.id.as_str()));
            self.error(d, d.line_of("vy"), &v.id, format!("okänd vy `{}`{near}", v.vy));
        }
        self.words_have_proof(d);
        let areas = self.areas(d, &v.id, taxonomy, &v.omrade).union(self.areas_of_role(d, taxonomy));
        let markers = v.markor.iter().filter_map(|name| self.marker(d, name)).collect();
        // An unknown view loses the heading, but not what else is wrong with it.
        let heading = LensHeading {
            id: v.id.clone(),
            lens: lens.unwrap_or_default() as u32,
            name: both(&v.namn, &v.namn_en),
            question: both(&v.fraga, &v.fraga_en),
            areas,
            markers,
            legal_source: v.rattskalla,
            within: self.areas(d, &v.id, taxonomy, &v.inom_omrade),
            level: self.ladder_level(d, v.niva.unwrap_or(1)),
            links: self.links(d, &v.lankar),
            words_suffice: v.utan_omrade,
            grading: self.grading(d),
            examples: v.exempel.clone(),
            counter_examples: v.motexempel.clone(),
            file: self.definitions.files[d.file].clone(),
            line: d.line,
            sequences: self.sequences(table, d, &v.id, &v.uttryck),
        };
        lens.map(|_| heading)
    }

    /// Words that are sought need examples; where none are, examples prove nothing.
    fn words_have_proof(&mut self, d: &Placed<LensHeadingDef>) {
        let v = &d.value;
        if !v.uttryck.is_empty() {
            return self.has_examples(d, &v.id, &v.exempel, Some(&v.motexempel));
        }
        if !v.exempel.is_empty() || !v.motexempel.is_empty() {
            self.error(d, d.line_of("exempel"), &v.id, "exempel prövar `uttryck`, och sådana saknas: skriv uttryck eller ta bort exemplen");
        }
        if v.utan_omrade {
            self.error(d, d.line_of("utan_omrade"), &v.id, "`utan_omrade` gäller meningar med rubrikens `uttryck`, och sådana saknas");
        }
    }

    /// The perspectives and rights of a role. The frame and the grounds concern every role and tell of none.
    fn areas_of_role(&mut self, d: &Placed<LensHeadingDef>, taxonomy: &Taxonomy) -> AreaSet {
        let Some(name) = &d.value.roll else { return AreaSet::EMPTY };
        let Some(role) = Role::ALL.iter().find(|r| r.as_str() == name) else {
            let near = did_you_mean(name, Role::ALL.map(Role::as_str));
            self.error(d, d.line_of("roll"), &d.value.id, format!("okänd roll `{name}`{near}"));
            return AreaSet::EMPTY;
        };
        let telling = taxonomy.layer(Layer::Perspective).union(taxonomy.layer(Layer::Right));
        telling.iter().filter(|id| taxonomy.area(*id).roles.contains(role)).collect()
    }

    fn marker(&mut self, d: &Placed<LensHeadingDef>, name: &str) -> Option<Marker> {
        let found = MARKERS.iter().find(|(_, known)| *known == name).map(|(marker, _)| *marker);
        if found.is_none() {
            let near = did_you_mean(name, MARKERS.iter().map(|(_, known)| *known));
            self.error(d, d.line_of("markor"), &d.value.id, format!("okänd markör `{name}`{near}"));
        }
        found
    }

    fn links(&mut self, d: &Placed<LensHeadingDef>, names: &[String]) -> Vec<ChainLink> {
        let mut out = Vec::new();
        for name in names {
            match LINKS.iter().find(|link| link.key() == name) {
                Some(link) => out.push(*link),
                None => {
                    let near = did_you_mean(name, LINKS.map(ChainLink::key));
                    let known = LINKS.map(ChainLink::key).join(", ");
                    let message = format!("okänd länk `{name}`{near} (länkar som finns: {known})");
                    self.error(d, d.line_of(&format!("\"{name}\"")), &d.value.id, message);
                }
            }
        }
        out
    }

    /// Level 0 is what does not count: no evidence.
    fn ladder_level(&mut self, d: &Placed<LensHeadingDef>, level: u8) -> u8 {
        if !(1..=5).contains(&level) {
            self.error(d, d.line_of(&format!("niva = {level}")), &d.value.id, format!("`niva` ska vara 1–5; här står {level}"));
        }
        level
    }

    fn grading(&mut self, d: &Placed<LensHeadingDef>) -> Option<Grading> {
        let v = &d.value;
        match (&v.uppfyllt, &v.delvis) {
            (None, None) => None,
            (Some(met), Some(partly)) => Some(Grading { met: self.demand(d, met), partly: self.demand(d, partly) }),
            (met, _) => {
                let (there, missing) = if met.is_some() { ("uppfyllt", "delvis") } else { ("delvis", "uppfyllt") };
                self.error(d, d.line_of(there), &v.id, format!("`{there}` och `{missing}` hör ihop: skriv båda eller ingen"));
                None
            }
        }
    }

    fn demand(&mut self, d: &Placed<LensHeadingDef>, demand: &DemandDef) -> LensDemand {
        if demand.antal == 0 {
            self.error(d, d.line_of("antal = 0"), &d.value.id, "`antal` ska vara minst 1: utan belägg är inget uppfyllt");
        }
        LensDemand { count: demand.antal, level: self.ladder_level(d, demand.niva), links: self.links(d, &demand.lankar) }
    }
}

fn both(sv: &str, en: &str) -> Bilingual {
    Bilingual { sv: sv.to_string(), en: en.to_string() }
}
