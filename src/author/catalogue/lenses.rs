//! The views in the catalogue: each heading with its question, what it takes for evidence, and how it is graded.

use super::{Page, escape, some};
use crate::author::plain_words::in_plain_words;
use crate::rule::{ChainLink, LensDemand, LensHeading, MARKERS, Written};

impl<'a> Page<'a> {
    pub(super) fn lenses(&mut self) {
        self.line(
            "<a id=\"vyer\"></a>\n\n## Vyer\n\nSamma fynd sedda på andras sätt (`check --view`). Vyerna ändrar varken fynd, nivå eller poäng.\n",
        );
        for (place, lens) in self.rules.lenses().iter().enumerate() {
            let source = escape(&lens.source.sv);
            self.line(&format!("### {} ({})\n\n{}\n\nKälla: {source}\n", lens.name.sv, lens.id, escape(&lens.description.sv)));
            for heading in self.rules.lens_headings().iter().filter(|h| h.lens as usize == place) {
                self.lens_heading(heading);
            }
            self.line("");
        }
    }

    fn lens_heading(&mut self, heading: &'a LensHeading) {
        let Some(written) = self.written("vyrubrik", &heading.id) else { return };
        self.line(&format!("- **{}** {}", escape(&heading.name.sv), escape(&heading.question.sv)));
        let marks = self.marks(heading, written);
        let marks = if marks.is_empty() { "varje hänvisning".to_string() } else { marks.join(" eller ") };
        self.line(&format!("  - Belägg: {marks}{}", self.demands(heading)));
        if let Some(grading) = &heading.grading {
            self.line(&format!("  - Uppfyllt: {}. Delvis uppfyllt: {}", demand(&grading.met), demand(&grading.partly)));
        }
        for (label, examples) in [("Syns", &heading.examples), ("Syns inte", &heading.counter_examples)] {
            if let Some(example) = examples.first() {
                self.line(&format!("  - {label}: ”{}”", escape(example)));
            }
        }
    }

    fn marks(&self, heading: &LensHeading, written: &Written) -> Vec<String> {
        let mut out = Vec::new();
        if !heading.areas.is_empty() {
            out.push(format!("meningar om {}", self.names(heading.areas)));
        }
        if !heading.markers.is_empty() {
            let named = MARKERS.iter().filter(|(marker, _)| heading.markers.contains(marker)).map(|(_, name)| format!("«{name}»"));
            out.push(format!("ord ur {}", named.collect::<Vec<_>>().join(", ")));
        }
        if heading.legal_source {
            out.push("en rättskälla vid namn".to_string());
        }
        let words: Vec<String> = written.texts("uttryck").into_iter().map(|e| escape(&in_plain_words(e))).collect();
        if !words.is_empty() {
            out.push(some(&words, "; "));
        }
        out
    }

    fn demands(&self, heading: &LensHeading) -> String {
        let mut out = String::new();
        if heading.level > 1 {
            out += &format!(", på nivå {} eller högre", heading.level);
        }
        if !heading.within.is_empty() {
            out += &format!(", i meningar om {}", self.names(heading.within));
        }
        if !heading.links.is_empty() {
            out += &format!(", som visar {}", links(&heading.links, " eller "));
        }
        out
    }
}

fn demand(demand: &LensDemand) -> String {
    let places = if demand.count == 1 { "ett ställe".to_string() } else { format!("{} ställen", demand.count) };
    let shown = if demand.links.is_empty() { String::new() } else { format!(", där {} syns", links(&demand.links, " och ")) };
    format!("minst {places} på nivå {} eller högre{shown}", demand.level)
}

fn links(all: &[ChainLink], between: &str) -> String {
    let word = |link: &ChainLink| match link {
        ChainLink::Goal => "mål",
        ChainLink::Action => "åtgärd",
        ChainLink::Responsible => "ansvarig",
        ChainLink::Time => "tid",
        ChainLink::Resource => "resurs",
        ChainLink::FollowUp => "uppföljning",
    };
    all.iter().map(word).collect::<Vec<_>>().join(between)
}
