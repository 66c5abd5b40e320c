//! `[[omrade]]` → the taxonomy.

use super::Compiler;
use crate::rule::area::{Area, AreaId, AreaSet, Layer, Role, Taxonomy};
use crate::rule::diagnostic::did_you_mean;

impl Compiler<'_> {
    pub(super) fn taxonomy(&mut self) -> Taxonomy {
        let defs = &self.definitions.areas;
        let place = |name: &str| defs.iter().position(|d| d.value.id == name).map(|i| AreaId(i.min(63) as u8));
        let mut areas = Vec::new();
        for d in defs {
            let v = &d.value;
            self.unique(d, &v.id);
            let layer = match v.skikt.as_str() {
                "ram" => Layer::Frame,
                "perspektiv" => Layer::Perspective,
                "rattighet" => Layer::Right,
                "grund" => Layer::Ground,
                other => {
                    let near = did_you_mean(other, ["ram", "perspektiv", "rattighet", "grund"]);
                    self.error(d, d.line_of("skikt"), &v.id, format!("okänt skikt `{other}`{near}"));
                    continue;
                }
            };
            let mut roles = Vec::new();
            for name in &v.roller {
                match Role::ALL.iter().find(|r| r.as_str() == name) {
                    Some(role) => roles.push(*role),
                    None => {
                        let near = did_you_mean(name, Role::ALL.map(Role::as_str));
                        self.error(d, d.line_of("roller"), &v.id, format!("okänd roll `{name}`{near}"));
                    }
                }
            }
            let mut ids = |key: &str, names: &[String]| -> AreaSet {
                names
                    .iter()
                    .filter_map(|name| {
                        let found = place(name);
                        if found.is_none() {
                            let near = did_you_mean(name, defs.iter().map(|d| d.value.id.as_str()));
                            self.error(d, d.line_of(key), &v.id, format!("okänt område `{name}`{near}"));
                        }
                        found
                    })
                    .collect()
            };
            let parent = ids("foralder", v.foralder.as_slice()).iter().next();
            let more_specific_than = ids("specifikare_an", &v.specifikare_an);
            let indirect_grounds = ids("indirekt_grund", &v.indirekt_grund);
            areas.push(Area {
                id: v.id.clone(),
                layer,
                name: v.namn.clone(),
                name_en: v.namn_en.clone(),
                definition: v.definition.clone(),
                roles,
                parent,
                more_specific_than,
                indirect_grounds,
                legal_basis: v.lagstod.clone(),
            });
        }
        Taxonomy::new(areas).unwrap_or_else(|e| {
            self.whole_set(e.to_string());
            Taxonomy::default()
        })
    }
}
