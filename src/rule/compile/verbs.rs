//! `[[verb]]` → every form of every verb.

use super::Compiler;
use crate::rule::definition::VerbDef;
use crate::rule::diagnostic::did_you_mean;
use crate::rule::load::Placed;
use crate::rule::verb::{VerbKind, Verbs};

impl Compiler<'_> {
    pub(super) fn verbs(&mut self) -> Verbs {
        let mut out = Verbs::default();
        let definitions = self.definitions;
        for d in &definitions.verbs {
            self.verbs_of(d, &mut out);
        }
        for d in &definitions.verbs {
            for word in &d.value.utom {
                if !out.except(word) {
                    let message = format!("`{word}` är ingen form av något verb: det behöver inte undantas");
                    self.error(d, d.line_of(&format!("\"{word}\"")), &d.value.slag, message);
                }
            }
        }
        out
    }

    fn verbs_of(&mut self, d: &Placed<VerbDef>, out: &mut Verbs) {
        let v = &d.value;
        let Some((kind, _)) = VerbKind::ALL.into_iter().find(|(_, name)| *name == v.slag) else {
            let near = did_you_mean(&v.slag, VerbKind::ALL.map(|(_, name)| name));
            self.error(d, d.line_of("slag"), &v.slag, format!("okänt slag av verb `{}`{near}", v.slag));
            return;
        };
        for (conjugation, verbs) in [("v1", &v.v1), ("v2a", &v.v2a), ("v2b", &v.v2b), ("v3", &v.v3)] {
            for verb in verbs {
                if out.add_weak(verb, conjugation, kind).is_none() {
                    self.error(
                        d,
                        d.line_of(&format!("\"{verb}\"")),
                        &v.slag,
                        format!("`{verb}`: verb skrivs i grundform, som slutar på -a"),
                    );
                }
            }
        }
        for parts in &v.starka {
            if out.add_strong(parts, kind).is_none() {
                let message =
                    format!("`{parts}`: fyra former behövs (grundform, presens, preteritum, supinum), med `-` för den som saknas");
                self.error(d, d.line_of(parts), &v.slag, message);
            }
        }
    }
}
