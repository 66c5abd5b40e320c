//! How the report was made, what it cannot tell, and by which rules: so that it can be made again.

use super::super::texts::Texts;
use super::super::told::RulesNamed;
use super::super::{Options, numbers};
use super::markup::Page;
use super::sheet::Sheet;
use super::verdict::problem_list;
use crate::text::{Problem, Severity};

/// Method, limits and notes on the reading of one document.
pub(super) fn method(page: &mut Page, sheet: &Sheet, options: &Options) {
    let (view, l, w) = (sheet.view, sheet.labels(), sheet.words);
    sheet.section(page, "metod", l.about_heading, |page| {
        for text in [w.method_how, w.method_ladder, w.method_local, w.method_model] {
            page.with("p", &[], text);
        }
        page.with("p", &[], &format!("{} {}", l.limits_line, w.method_limits));
        let notes: Vec<Problem> = view.document().problems().iter().filter(|p| p.severity == Severity::Note).cloned().collect();
        if !notes.is_empty() {
            sheet.heading(page, 1, w.notes_heading);
            problem_list(page, &notes, options);
        }
        page.element("dl", &[("class", "facts")], |page| {
            let facts = [
                (w.fact_rules, format!("{} {}", view.rules.name(), view.rules.version())),
                (w.fact_rules_hash, view.rules.hash().to_string()),
                (w.fact_file, super::super::excerpt::clean(&view.outcome.name)),
                (w.fact_bytes, numbers::count(view.outcome.bytes, view.language)),
                (w.fact_file_hash, view.outcome.sha256.clone()),
            ];
            for (name, value) in facts {
                page.element("div", &[], |page| {
                    page.with("dt", &[], name);
                    page.with("dd", &[("class", "code")], &value);
                });
            }
        });
    });
}

/// The page's foot: rules and program.
pub(super) fn foot(page: &mut Page, rules: RulesNamed, options: &Options) {
    page.element("footer", &[], |page| {
        page.with("p", &[], &rules.brief_line(Texts::of(options.language)));
    });
}
