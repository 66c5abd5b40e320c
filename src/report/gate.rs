//! What the gate says, in words: its rules, its remarks, and what would satisfy a demand. Every format tells these the same.

use super::excerpt::clean;
use super::questions::question_of;
use super::texts::{GateTexts, fill, rule_text};
use super::view::View;
use super::{Language, Options, numbers, problem_text, told};
use crate::gate::{Broken, Demand, Detail, Found, Origin, Remark, Rule, Suppression};
use crate::outcome::Outcome;
use crate::rule::{AreaId, ChainLink, Layer, RuleSet};
use crate::score::Score;
use crate::text::UnitId;

/// A rule of the gate for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleInWords {
    /// What it finds, a few words.
    pub name: &'static str,
    /// What it means and what to do, whole sentences.
    pub help: &'static str,
}

/// Name and help of a rule.
pub fn gate_rule(rule: Rule, language: Language) -> RuleInWords {
    let text = rule_text(rule, language);
    RuleInWords { name: text.name, help: text.help }
}

/// A remark for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemarkInWords {
    /// What it says, one or two sentences.
    pub message: String,
    /// What would satisfy it or what to do; may be empty.
    pub remedy: String,
    /// Where it points, in words; may be empty.
    pub place: String,
    /// The sentence that it speaks of, cut around its words; `None` where it speaks of none, or nothing of the text may be shown.
    pub sentence: Option<String>,
    /// By whom something is demanded; empty for what is no demand.
    pub origin: String,
}

impl RemarkInWords {
    /// What was found, where, and what to do, as running text.
    pub fn text(&self) -> String {
        let mut out = self.found();
        if !self.remedy.is_empty() {
            out.push_str(&format!(" {}", self.remedy));
        }
        out
    }

    /// What was found and where.
    pub(super) fn found(&self) -> String {
        match (&self.sentence, self.place.is_empty()) {
            (Some(sentence), _) => format!("{} {sentence} ({})", self.message, self.place),
            (None, false) => format!("{} ({})", self.message, self.place),
            (None, true) => self.message.clone(),
        }
    }
}

/// Puts the remarks on one document into words: made once for the document, asked for each remark.
///
/// ```
/// use genomsyra::gate::{Words, remarks};
/// use genomsyra::report::{Options, RemarkTeller};
/// use genomsyra::rule::{RuleSet, built_in_files};
/// use genomsyra::run::Analyser;
///
/// let rules = RuleSet::from_files(&built_in_files()).unwrap();
/// let outcome = Analyser::new(&rules).analyse("# Policy\n\nSkolan bör höra barnen om barnets bästa.".as_bytes(), "policy.md");
/// let teller = RemarkTeller::new(&outcome, &rules, &Options::default());
/// let remarks = remarks(&outcome, &rules, &[], &Words::built_in());
/// let blunt = remarks.iter().find(|remark| remark.rule.id() == "skarp-rekommendation").unwrap();
/// assert_eq!(teller.tell(blunt).message, "Läses som en rekommendation. Är det ett krav?");
/// ```
pub struct RemarkTeller<'a> {
    language: Language,
    /// None of what could not be read.
    view: Option<View<'a>>,
}

impl<'a> RemarkTeller<'a> {
    /// For the remarks made from this outcome.
    pub fn new(outcome: &'a Outcome, rules: &'a RuleSet, options: &Options) -> Self {
        let view = outcome.result.as_ref().ok().map(|analysis| View::new(outcome, analysis, rules, options));
        RemarkTeller { language: options.language, view }
    }

    /// The document as reports see it; none of what could not be read.
    pub(super) fn view(&self) -> Option<&View<'a>> {
        self.view.as_ref()
    }

    /// A remark in words.
    pub fn tell(&self, remark: &Remark) -> RemarkInWords {
        let mut out = RemarkInWords::default();
        if let Detail::Demand(broken) = &remark.detail {
            out.origin = origin_in_words(&broken.origin, self.language);
        }
        match (&remark.detail, &self.view) {
            (Detail::Problem(problem), _) => out.message = problem_text(problem, self.language),
            (_, Some(view)) => in_view(&mut out, remark, view),
            // Nothing else is said of what could not be read.
            (_, None) => out.message = rule_text(remark.rule, self.language).name.to_string(),
        }
        out
    }
}

/// An exception that is no longer needed.
pub(super) fn stale_in_words(suppression: &Suppression, language: Language) -> String {
    let values = [
        ("rule", suppression.rule.id()),
        ("fingerprint", &suppression.fingerprint.to_string()),
        ("by", &clean(&suppression.by)),
        ("date", &suppression.date.to_string()),
    ];
    fill(GateTexts::of(language).stale, &values)
}

/// Where a value comes from.
pub fn origin_in_words(origin: &Origin, language: Language) -> String {
    let t = GateTexts::of(language);
    match origin {
        Origin::BuiltIn => t.origin_built_in.to_string(),
        Origin::File { file, line } => fill(t.origin_file, &[("file", &clean(file)), ("line", &line.to_string())]),
        Origin::Flag(flag) => (*flag).to_string(),
    }
}

fn in_view(out: &mut RemarkInWords, remark: &Remark, view: &View) {
    let t = GateTexts::of(view.language);
    let unit = remark.place.as_ref().map(|place| place.unit);
    if let (Some(place), true) = (&remark.place, remark.speaks_of_its_sentence()) {
        out.place = view.place(place.unit);
        out.sentence = view.quote(place.unit, place.span);
    }
    let area_name = |area: AreaId| view.area_name(area);
    let absent = |area: AreaId| {
        let text = if view.is_partial() { t.no_area_partial } else { t.no_area };
        super::capitalised(&fill(text, &[("area", area_name(area))]))
    };
    match &remark.detail {
        Detail::Problem(_) => {}
        Detail::Demand(broken) => demand(out, broken, unit, view, view.analysis.score.as_ref()),
        Detail::Link(area, link) => {
            out.message = without_link(t, *link, area_name(*area));
            out.remedy = near(view, unit, ask(view, *link));
        }
        Detail::Area(area) => out.message = absent(*area),
        Detail::Duty(duty) => {
            let name = told::duty_name(view, *duty).unwrap_or_else(|| remark.subject.clone());
            out.message = fill(t.no_duty, &[("duty", &super::capitalised(&name))]);
        }
        Detail::Said(areas) => out.message = fill(t.said, &[("area", &view.area_names(*areas))]),
        Detail::Blunt(blunt) => {
            out.message = told::hint(view, *blunt).to_string();
        }
        Detail::Wording(wording) => {
            let Some(wording) = view.rules.wordings().get(*wording as usize) else { return };
            out.message = fill(t.wording, &[("instead", &told::instead(view, wording))]);
        }
        Detail::Forbidden(word) => {
            let words = remark.place.as_ref().and_then(|place| view.text(place.span)).map(clean);
            out.message = words.map_or_else(|| t.forbidden_quiet.to_string(), |words| fill(t.forbidden, &[("word", &words)]));
            let instead =
                if word.instead.is_empty() { String::new() } else { fill(t.write_instead, &[("instead", &clean(&word.instead))]) };
            let reason = clean(&word.reason);
            out.remedy = [instead, reason].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        }
        Detail::Reference(areas, level) => {
            let values = [
                ("areas", super::capitalised(&view.area_names(*areas))),
                ("level", level.to_string()),
                ("name", view.texts.step(*level).into()),
            ];
            out.message = fill(t.reference, &values.each_ref().map(|(name, value)| (*name, value.as_str())));
        }
    }
}

fn demand(out: &mut RemarkInWords, broken: &Broken, unit: Option<UnitId>, view: &View, score: Option<&Score>) {
    let t = GateTexts::of(view.language);
    let number = |value: f64| numbers::short(value, view.language);
    match (&broken.demand, broken.found) {
        (Demand::Maturity(required), Found::Level(found)) => {
            out.message = fill(t.maturity, &[("required", &required.to_string()), ("found", &found.to_string())]);
            out.remedy = score.map_or_else(String::new, |score| next_level(view, score));
        }
        (Demand::Score(required), Found::Score(found)) => {
            out.message = fill(t.score, &[("required", &number(*required)), ("found", &numbers::decimal(found, 1, view.language))]);
            out.remedy = score.and_then(|score| told::next_level(view, score).lifts.into_iter().next()).unwrap_or_default();
        }
        (Demand::Dimension(which, required), Found::Share(found)) => {
            let Some(dimension) = view.texts.dimensions.get(usize::from(*which).wrapping_sub(1)) else { return };
            let found = numbers::percent_below(found, *required, view.language);
            let required = numbers::percent(*required, view.language);
            let values = [("name", dimension.name), ("id", &format!("D{which}")), ("required", &required), ("found", &found)];
            out.message = fill(t.dimension, &values);
            out.remedy = dimension.raise.to_string();
        }
        (Demand::Named(area), found) => {
            let found = match found {
                Found::Ground(status) => told::ground_status(view, status),
                _ => absent(view, t),
            };
            let name = view.area_name(*area);
            out.message = super::capitalised(&fill(t.named, &[("name", name), ("found", found)]));
            out.remedy = near(view, unit, t.write_of);
        }
        (Demand::Step(area, required), Found::Step(found)) => {
            let (name, step, required_name) = (view.area_name(*area), required.to_string(), view.texts.step(*required));
            let values = [("name", name), ("required", &step), ("required_name", required_name)];
            out.message = super::capitalised(&if found == 0 {
                fill(&fill(t.step_none, &values), &[("found", absent(view, t))])
            } else {
                fill(&fill(t.step, &values), &[("found", &found.to_string()), ("found_name", view.texts.step(found))])
            });
            out.remedy = match unit.filter(|_| found > 0) {
                Some(unit) => near(view, Some(unit), question_of(&view.reading(unit).steering, view.texts)),
                None => near(view, unit, t.write_of),
            };
        }
        (Demand::Link(Some(area), link), _) => {
            out.message = without_link(t, *link, view.area_name(*area));
            out.remedy = near(view, unit, ask(view, *link));
        }
        (Demand::AtMost { counted, new, most }, Found::Count(found)) => {
            let counted = counted.to_string();
            let what = match (*new, counted.as_str()) {
                (true, "alla") => String::new(),
                (true, counted) => fill(t.of_kind, &[("what", counted)]),
                (false, counted) => counted.to_string(),
            };
            let text = if *new { t.count_new } else { t.count };
            let count = |n: usize| numbers::count(n, view.language);
            out.message = fill(text, &[("what", &what), ("required", &count(*most)), ("found", &count(found))]);
        }
        _ => {}
    }
}

/// What stands before the next level.
fn next_level(view: &View, score: &Score) -> String {
    let next = told::next_level(view, score).brief(view);
    let gates: Vec<String> = next.gates.into_iter().chain(next.points).chain(next.more).collect();
    if gates.is_empty() {
        return next.heading;
    }
    fill(GateTexts::of(view.language).next_level, &[("level", &(score.maturity.level + 1).to_string()), ("gates", &gates.join(" "))])
}

/// What to ask, and the sentence that comes nearest, if there is one.
fn near(view: &View, unit: Option<UnitId>, ask: &str) -> String {
    let Some(unit) = unit else { return ask.to_string() };
    let nearest = fill(GateTexts::of(view.language).nearest, &[("sentence", &told::sentence(view, unit))]);
    format!("{ask} {nearest}")
}

/// How it is said that something is not there.
fn absent(view: &View, t: &'static GateTexts) -> &'static str {
    if view.is_partial() { t.not_named_partial } else { t.not_named }
}

fn without_link(t: &GateTexts, link: ChainLink, area: &str) -> String {
    let text = match link {
        ChainLink::Goal => t.no_goal,
        ChainLink::Action => t.no_action,
        ChainLink::Responsible => t.no_responsible,
        ChainLink::Time => t.no_time,
        ChainLink::Resource => t.no_resource,
        ChainLink::FollowUp => t.no_follow_up,
    };
    fill(text, &[("area", area)])
}

/// The question whose answer would be the missing link.
fn ask(view: &View, link: ChainLink) -> &'static str {
    let l = &view.texts.labels;
    match link {
        ChainLink::Goal => l.ask_aim,
        ChainLink::Action => l.ask_act,
        ChainLink::Responsible => l.ask_who,
        ChainLink::Time => l.ask_time,
        ChainLink::Resource => l.ask_resource,
        ChainLink::FollowUp => l.ask_follow_up,
    }
}

/// A demand as a line of settings: key and value.
pub fn demand_as_setting(demand: &Demand, rules: &RuleSet) -> (String, String) {
    let taxonomy = rules.taxonomy();
    let id = |area: AreaId| taxonomy.area(area).id.as_str();
    match demand {
        Demand::Maturity(level) => ("krav.mognad".into(), level.to_string()),
        Demand::Score(score) => ("krav.poang".into(), score.to_string()),
        Demand::Dimension(number, share) => (format!("krav.dimensioner.D{number}"), format!("{}", (share * 1e4).round() / 100.0)),
        Demand::Named(area) if taxonomy.area(*area).layer == Layer::Ground => ("krav.grunder".into(), format!("{:?}", id(*area))),
        Demand::Named(area) => ("krav.omraden".into(), format!("{:?}", id(*area))),
        Demand::Step(area, step) => (format!("krav.steg.{}", id(*area)), step.to_string()),
        Demand::Link(None, link) => ("krav.led".into(), format!("{:?}", link.key())),
        Demand::Link(Some(area), link) => ("krav.villkor".into(), format!("\"{}:{}-saknas\"", id(*area), link.key())),
        Demand::AtMost { counted, new, most } => {
            let most = if *most > 0 { format!(">{most}") } else { String::new() };
            let what = match (*new, counted.to_string().as_str()) {
                (true, "alla") => "ny".to_string(),
                (true, counted) => format!("ny:{counted}"),
                (false, counted) => counted.to_string(),
            };
            ("krav.villkor".into(), format!("\"{what}{most}\""))
        }
    }
}
