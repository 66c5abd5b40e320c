//! The rules in plain Swedish, as one Markdown page: area by area what each rule finds, how, and an example of what it takes and leaves.
//!
//! Made from the rules alone and never edited by hand; a test keeps the shipped page fresh.

mod lenses;

use std::collections::BTreeMap;

use super::plain_words::{in_plain_words, scope_in_plain_words};
use crate::rule::{Area, AreaId, AreaSet, Layer, Rule, RuleFile, RuleSet, Strength, Written, written};

/// Most expressions of one rule, and members of one class, that are told.
const MOST_EXPRESSIONS: usize = 8;

/// The whole page.
pub fn catalogue(rules: &RuleSet, files: &[RuleFile]) -> String {
    let written = written(files);
    let by_id = written.iter().map(|w| ((w.kind.as_str(), w.id.as_str()), w)).collect();
    let mut page = Page { rules, by_id, out: String::new() };
    page.opening();
    for (layer, heading) in LAYERS {
        page.line(&format!("## {heading}\n"));
        for id in rules.taxonomy().layer(layer).iter() {
            page.area(id);
        }
    }
    page.false_friends();
    page.masks();
    page.sources();
    page.duties();
    page.wordings();
    page.lenses();
    page.classes();
    page.out.truncate(page.out.trim_end().len());
    page.out + "\n"
}

const LAYERS: [(Layer, &str); 4] =
    [(Layer::Frame, "Ramen"), (Layer::Perspective, "Perspektiv"), (Layer::Right, "Rättigheter"), (Layer::Ground, "Diskrimineringsgrunder")];

struct Page<'a> {
    rules: &'a RuleSet,
    by_id: BTreeMap<(&'a str, &'a str), &'a Written>,
    out: String,
}

impl<'a> Page<'a> {
    fn line(&mut self, text: &str) {
        self.out += text;
        self.out.push('\n');
    }

    fn opening(&mut self) {
        let rules = self.rules;
        self.line(&format!("# {}: katalog över reglerna\n", rules.name()));
        self.line(
            "Sidan är gjord av reglerna själva (`genomsyra rules catalogue`) och ändras aldrig för hand. Så läses det som söks: \
             … står för andra ord emellan, / för *eller*, «barn» för en ordklass (se sist på sidan), ett bindestreck för att ordet får gå vidare \
             eller börja tidigare, (-) för att det också kan stå i en sammansättning. Alla böjningar räknas.\n",
        );
        let counts = [
            (rules.rules().len(), "regler"),
            (rules.false_friends().len(), "falska vänner"),
            (rules.masks().len(), "dolda namn"),
            (rules.sources().len(), "rättskällor"),
            (rules.duties().len(), "plikter"),
            (rules.wordings().len(), "ordval"),
            (rules.lenses().len(), "vyer"),
            (rules.classes().len(), "ordklasser"),
        ];
        let counts: Vec<String> = counts.iter().map(|(count, what)| format!("{count} {what}")).collect();
        self.line(&format!("{}.\n", counts.join(", ")));
        for (layer, heading) in LAYERS {
            let names: Vec<String> = rules
                .taxonomy()
                .layer(layer)
                .iter()
                .map(|id| rules.taxonomy().area(id))
                .map(|a| format!("[{}](#{})", a.name, a.id))
                .collect();
            self.line(&format!("- {heading}: {}", names.join(", ")));
        }
        self.line("- [Falska vänner](#falska-vanner), [Dolda namn](#dolda-namn), [Rättskällor](#rattskallor), [Plikter](#plikter), [Ordval](#ordval), [Vyer](#vyer), [Ordklasser](#ordklasser)\n");
    }

    fn area(&mut self, id: AreaId) {
        let area: &Area = self.rules.taxonomy().area(id);
        self.line(&format!("<a id=\"{}\"></a>\n\n### {}\n", area.id, area.name));
        self.line(&format!("{}\n", escape(&area.definition)));
        if !area.legal_basis.is_empty() {
            self.line(&format!("Lagstöd: {}.\n", escape(&area.legal_basis.join("; "))));
        }
        let home =
            |rule: &&Rule| self.written("regel", &rule.id).and_then(|w| w.texts("omrade").first().copied()) == Some(area.id.as_str());
        let (own, others): (Vec<&Rule>, Vec<&Rule>) = self.rules.rules().iter().filter(|r| r.areas.contains(id)).partition(home);
        own.into_iter().for_each(|rule| self.rule(rule, id));
        if !others.is_empty() {
            let ids: Vec<&str> = others.iter().map(|r| r.id.as_str()).collect();
            self.line(&format!("Räknas också hit: {}.\n", ids.join(", ")));
        }
    }

    fn written(&self, kind: &'static str, id: &'a str) -> Option<&'a Written> {
        self.by_id.get(&(kind, id)).copied()
    }

    fn rule(&mut self, rule: &'a Rule, home: AreaId) {
        let Some(written) = self.written("regel", &rule.id) else { return };
        self.line(&format!("#### {}\n", rule.id));
        let mut also = rule.areas;
        also.remove(home);
        let also = if also.is_empty() { String::new() } else { format!(" Räknas också till {}.", self.names(also)) };
        self.line(&format!("{} *{}.*{also}\n", escape(&rule.description), strength(rule.strength)));
        let expressions: Vec<String> = rule.expressions().map(|e| escape(&in_plain_words(e))).collect();
        self.line(&format!("- Söker: {}", some(&expressions, "; ")));
        for (key, verb) in [("kraver", "Kräver"), ("utesluter", "Men inte med")] {
            for (any_of, within) in written.conditions(key) {
                let any_of: Vec<String> = any_of.into_iter().map(|e| escape(&in_plain_words(e))).collect();
                self.line(&format!("- {verb} {} {}", some(&any_of, ", "), scope_in_plain_words(within)));
            }
        }
        let never: Vec<String> = written.texts("inte").into_iter().map(|e| escape(&in_plain_words(e))).collect();
        if !never.is_empty() {
            self.line(&format!("- Aldrig: {}", some(&never, ", ")));
        }
        if written.is_set("ger_vika") {
            let to: Vec<&str> = written.texts("ger_vika").into_iter().map(|id| self.name(id)).collect();
            let to = if to.is_empty() { "ett mer bestämt område".to_string() } else { to.join(" eller ") };
            self.line(&format!("- Viker när {to} står i samma mening"));
        }
        if !rule.legal.is_empty() {
            self.line(&format!("- Lagrum: {}", escape(&rule.legal.join("; "))));
        }
        self.example("Träffar", &rule.examples);
        self.example("Låter vara", &rule.counter_examples);
        self.line("");
    }

    /// The first example that is one line.
    fn example(&mut self, label: &str, examples: &[String]) {
        if let Some(example) = examples.iter().find(|e| !e.trim().contains('\n')).or_else(|| examples.first()) {
            // Of a table, only the cells are of interest.
            let lines = example.lines().filter(|l| l.contains(|c: char| !"|-: ".contains(c)));
            let one_line = lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
            self.line(&format!("- {label}: ”{}”", escape(&one_line)));
        }
    }

    /// The name of an area; its id if the set has none such.
    fn name<'n>(&'n self, id: &'n str) -> &'n str {
        let taxonomy = self.rules.taxonomy();
        taxonomy.find(id).map_or(id, |found| taxonomy.area(found).name.as_str())
    }

    fn names(&self, areas: AreaSet) -> String {
        let taxonomy = self.rules.taxonomy();
        areas.iter().map(|id| taxonomy.area(id).name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn false_friends(&mut self) {
        self.line(
            "<a id=\"falska-vanner\"></a>\n\n## Falska vänner\n\nOrd i en annan betydelse: fynd som vilar på ordet ensamt räknas inte.\n",
        );
        for friend in self.rules.false_friends() {
            let Some(written) = self.written("falskvan", &friend.id) else { continue };
            let list = |key: &str| some(&written.texts(key).into_iter().map(|e| escape(&in_plain_words(e))).collect::<Vec<_>>(), ", ");
            self.line(&format!("### {}\n", friend.id));
            self.line(&format!(
                "{}: {}. Gäller fynd för {}.\n",
                list("ord"),
                escape(friend.meaning.trim_end_matches('.')),
                self.names(friend.guards)
            ));
            if friend.always {
                self.line("- Gäller alltid");
            }
            if written.is_set("aven_i_fraser") {
                self.line("- Gäller också när ordet står i en längre fras");
            }
            if written.is_set("veto") {
                self.line(&format!("- Gäller när något av detta står i meningen, tabellhuvudet eller rubriken: {}", list("veto")));
            }
            if written.is_set("aterstall") {
                self.line(&format!("- Men inte när något av detta står i meningen: {}", list("aterstall")));
            }
            self.example("Räknas inte", &friend.examples);
            self.example("Räknas", &friend.counter_examples);
            self.line("");
        }
    }

    fn masks(&mut self) {
        self.line("<a id=\"dolda-namn\"></a>\n\n## Dolda namn\n\nNamn vars ord inte säger något om vad texten åtar sig.\n");
        for mask in self.rules.masks() {
            self.line(&format!("- **{}**: {}", mask.id, escape(&mask.description)));
        }
        self.line("");
    }

    fn sources(&mut self) {
        self.line("<a id=\"rattskallor\"></a>\n\n## Rättskällor\n\n| id | namn | SFS | hör till | räknas till | numera |\n|---|---|---|---|---|---|");
        for source in self.rules.sources() {
            let replaced = source.replaced_by.as_ref().map(|id| format!("ersatt av {id}"));
            let repealed = source.repealed.as_ref().map(|day| format!("upphörde {day}"));
            let now: Vec<String> = [replaced, repealed].into_iter().flatten().collect();
            let (areas, opens) = (self.names(source.areas), self.names(source.opens));
            self.line(&format!(
                "| {} | {} | {} | {areas} | {opens} | {} |",
                source.id,
                escape(&source.name),
                source.sfs.join(", "),
                now.join(", ")
            ));
        }
        self.line("");
    }

    fn duties(&mut self) {
        self.line("<a id=\"plikter\"></a>\n\n## Plikter\n\nVad lagen säger ska antas, dokumenteras eller redovisas, och som rapporten frågar efter.\n");
        for duty in self.rules.duties() {
            let law = self.rules.sources().get(duty.source as usize).map_or("", |s| s.name.as_str());
            let section = if duty.section.is_empty() { String::new() } else { format!(" {}", duty.section) };
            self.line(&format!("### {}\n\n{} *{law}{section}.* Gäller {}.\n", duty.name, escape(&duty.demand), self.names(duty.areas)));
            self.example("Syns", &duty.examples);
            self.example("Syns inte", &duty.counter_examples);
            self.line("");
        }
    }

    fn wordings(&mut self) {
        self.line("<a id=\"ordval\"></a>\n\n## Ordval\n\nÄldre ord om människor och diskrimineringsgrunder. De ger en anmärkning om språket och påverkar inte poängen.\n");
        for wording in self.rules.wordings() {
            let told = format!("Skriv hellre {}. {}", wording.instead.sv, wording.reason.sv);
            self.line(&format!("### {}\n\n{} Gäller {}.\n", wording.id, escape(&told), self.names(wording.areas)));
            self.example("Anmärks", &wording.examples);
            self.example("Anmärks inte", &wording.counter_examples);
            self.line("");
        }
    }

    fn classes(&mut self) {
        self.line("<a id=\"ordklasser\"></a>\n\n## Ordklasser\n");
        for class in self.rules.classes() {
            let Some(written) = self.written("klass", &class.name) else { continue };
            let members: Vec<String> = written.texts("uttryck").into_iter().map(|e| escape(&in_plain_words(e))).collect();
            let description = escape(class.description.trim_end_matches('.'));
            self.line(&format!("- **«{}»** {description}. Till exempel: {}", class.name, some(&members, "; ")));
        }
    }
}

fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Strong => "Räknas alltid",
        Strength::Context => "Räknas när villkoren är uppfyllda",
        Strength::Legal => "Områdets egen lag eller konvention",
        Strength::Institution => "Ett organ vars uppdrag är området; högst ett omnämnande",
        Strength::Method => "En metod eller händelse som hör till området",
        Strength::Anchor => "Förankrar, men räknas inte ensam",
        Strength::Weak => "Tvetydigt; sparas men räknas inte",
    }
}

/// The first of a list, and how many there are besides.
fn some(list: &[String], between: &str) -> String {
    let shown = list.iter().take(MOST_EXPRESSIONS).map(String::as_str).collect::<Vec<_>>().join(between);
    match list.len().saturating_sub(MOST_EXPRESSIONS) {
        0 => shown,
        more => format!("{shown}{between}… och {more} till"),
    }
}

/// Signs that mean something in Markdown, made plain.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '_' | '<' | '>' | '|' | '`' | '[' | ']' | '#' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
