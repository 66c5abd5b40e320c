//! The report for people in a browser: one file, read offline, with or without script. Everything is in the page; the script only helps to
//! filter and to move about.

mod about;
mod areas;
mod cards;
pub(super) mod comparison;
mod law;
mod lenses;
mod lists;
pub(super) mod markup;
mod paper;
mod score;
pub(super) mod sheet;
mod summary;
mod text;
mod verdict;

use std::io;

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use super::texts::{HtmlTexts, Texts, fill};
use super::view::View;
use super::{Options, excerpt, told};
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use markup::Page;
use sheet::Sheet;

/// The style of every report for browsers, for pages that look the same.
pub const STYLE: &str = include_str!("style.css");
/// The script of a document's report, for pages that show it and name in their policy what may run.
pub const SCRIPT: &str = include_str!("script.js");

/// One document: its report. Several: a table of them all, then each.
pub(super) fn write(outcomes: &[Outcome], rules: &RuleSet, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let words = HtmlTexts::of(options.language);
    let title = match outcomes {
        [outcome] => format!("{} – {}", name(outcome, rules, options), words.page_title),
        _ => words.summary_title.to_string(),
    };
    let page = frame(&title, options, told::RulesNamed::of(rules), SCRIPT, |page| {
        if let [outcome] = outcomes {
            document(page, outcome, rules, options, 0, 1);
        } else {
            summary::write(page, outcomes, options);
            for (number, outcome) in outcomes.iter().enumerate() {
                document(page, outcome, rules, options, number, 2);
            }
        }
        if !outcomes.iter().any(Outcome::is_judged) {
            page.with("p", &[("class", "report note")], Texts::of(options.language).labels.limits_line);
        }
    });
    out.write_all(page.finish().as_bytes())
}

/// A whole page: what stands around the content of every report.
pub(super) fn frame(title: &str, options: &Options, rules: told::RulesNamed, script: &'static str, inside: impl FnOnce(&mut Page)) -> Page {
    let words = HtmlTexts::of(options.language);
    let mut page = Page::default();
    page.verbatim("<!DOCTYPE html>\n");
    page.element("html", &[("lang", words.code)], |page| {
        page.element("head", &[], |page| head(page, title, script));
        page.element("body", &[], |page| {
            page.with("a", &[("class", "skip"), ("href", "#innehall")], words.skip);
            page.element("main", &[("id", "innehall"), ("tabindex", "-1")], inside);
            about::foot(page, rules, options);
            page.element("script", &[], |page| page.verbatim(script));
        });
    });
    page
}

/// What the browser is told: nothing is fetched, and nothing runs but the page's own script.
fn head(page: &mut Page, title: &str, script: &'static str) {
    page.void("meta", &[("charset", "utf-8")]);
    let own = |content: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(content.as_bytes())));
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        own(STYLE),
        own(script)
    );
    page.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
    page.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    page.void("meta", &[("name", "robots"), ("content", "noindex")]);
    page.void("meta", &[("name", "generator"), ("content", concat!("genomsyra ", env!("CARGO_PKG_VERSION")))]);
    page.with("title", &[], title);
    page.element("style", &[], |page| page.verbatim(STYLE));
}

/// What a document is called: its title, or its file's name.
fn name(outcome: &Outcome, rules: &RuleSet, options: &Options) -> String {
    let title = outcome.result.as_ref().ok().and_then(|analysis| View::new(outcome, analysis, rules, options).title());
    title.unwrap_or_else(|| excerpt::clean(&outcome.name))
}

/// A document's whole report, its own heading at `level`.
fn document(page: &mut Page, outcome: &Outcome, rules: &RuleSet, options: &Options, number: usize, level: usize) {
    let id = sheet::prefix(number);
    let id = id.trim_end_matches('-');
    page.element("div", &[("class", "document"), ("id", id)], |page| {
        let judged = outcome.result.as_ref().ok().and_then(|analysis| Some((analysis, analysis.score.as_ref()?)));
        let Some((analysis, score)) = judged else { return unjudged(page, outcome, rules, options, level) };
        let view = View::new(outcome, analysis, rules, options);
        let sheet = Sheet::new(&view, score, number, level);
        page.element("div", &[("class", "masthead")], |page| {
            page.with("p", &[("class", "kind")], sheet.words.page_title);
            title(page, &sheet, outcome, level);
            verdict::facts(page, &sheet);
        });
        let mut report = Page::default();
        report.element("div", &[("class", "report")], |page| parts(page, &sheet, options));
        contents(page, &sheet, report.parts());
        page.append(report);
    });
}

/// The title is the document's own words, whatever language the report is in.
fn title(page: &mut Page, sheet: &Sheet, outcome: &Outcome, level: usize) {
    let heading = sheet::heading_element(level);
    match sheet.view.title() {
        Some(title) => page.with(heading, &[("lang", "sv")], &title),
        None => page.with(heading, &[], &excerpt::clean(&outcome.name)),
    }
}

fn parts(page: &mut Page, sheet: &Sheet, options: &Options) {
    verdict::write(page, sheet);
    areas::grid(page, sheet);
    areas::one_by_one(page, sheet);
    areas::chain(page, sheet);
    law::grounds(page, sheet);
    lists::sharpen(page, sheet);
    law::anchors(page, sheet);
    law::duties(page, sheet);
    law::indicators(page, sheet);
    lists::gaps(page, sheet);
    lists::ignored(page, sheet);
    score::write(page, sheet);
    lenses::write(page, sheet, &options.views);
    text::write(page, sheet);
    about::method(page, sheet, options);
}

/// Links to the parts that were written.
fn contents(page: &mut Page, sheet: &Sheet, parts: &[(String, String)]) {
    let label = fill(sheet.words.contents_of, &[("name", &excerpt::clean(&sheet.view.outcome.name))]);
    page.element("nav", &[("class", "contents"), ("aria-label", &label)], |page| {
        page.element("ol", &[], |page| {
            for (id, title) in parts {
                page.element("li", &[], |page| sheet.link(page, id, title));
            }
        });
    });
}

/// A document that could not be judged: why, and what to do.
fn unjudged(page: &mut Page, outcome: &Outcome, rules: &RuleSet, options: &Options, level: usize) {
    let l = &Texts::of(options.language).labels;
    page.element("div", &[("class", "masthead")], |page| {
        page.with("p", &[("class", "kind")], HtmlTexts::of(options.language).page_title);
        page.with(sheet::heading_element(level), &[], &name(outcome, rules, options));
    });
    page.element("div", &[("class", "report")], |page| {
        page.element("div", &[("class", "warning")], |page| {
            page.element("p", &[], |page| page.with("strong", &[], l.not_judged));
            let problems = outcome.problems();
            if !problems.is_empty() {
                verdict::problem_list(page, problems, options);
            }
            page.with("p", &[], if problems.is_empty() { l.empty_text } else { l.unread_warning });
        });
    });
}
