//! How accessible the page is: a statement made of what its tests in a real browser recorded, so that it says no more than was tried.

use std::sync::LazyLock;

use serde::Deserialize;

use super::page::{Say, fill};
use crate::report::Language;

/// Written by the browser tests; they fail where it does not tell what they try.
const TESTED: &str = include_str!("page/tested.json");

/// What was tried.
#[derive(Deserialize, Default)]
struct Tested {
    date: String,
    axe: String,
    browser: String,
    readers: Vec<String>,
    views: Vec<View>,
}

/// What was found in one view, over all readers.
#[derive(Deserialize)]
struct View {
    id: String,
    /// Rules that had something to look at, in the reader's window where they had least.
    rules: u32,
    violations: u32,
}

/// That it can be read is tested.
static RECORD: LazyLock<Tested> = LazyLock::new(|| serde_json::from_str(TESTED).unwrap_or_default());

/// The statement, as content of a section of the page. All of it is ours: names of views, figures and versions.
pub(super) fn markup(language: Language) -> String {
    let (say, tested) = (Say::statement(language), &*RECORD);
    let violations: u32 = tested.views.iter().map(|view| view.violations).sum();
    let heading = |key: &str| format!("<h2>{}</h2>\n", say.text(key));
    let paragraph = |key: &str, values: &[(&str, &str)]| format!("<p>{}</p>\n", fill(say.text(key), values));
    let list = |keys: &[String]| {
        let items: String = keys.iter().map(|key| format!("<li>{}</li>\n", say.text(key))).collect();
        format!("<ul>\n{items}</ul>\n")
    };
    let rows = tested.views.iter().map(|view| {
        let name = say.text(&format!("view_{}", view.id));
        format!(
            "<tr><th scope=\"row\">{name}</th><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n",
            view.rules, view.violations
        )
    });
    let rows: String = rows.collect();
    let columns: String = ["view", "rules", "violations"].iter().map(|key| format!("<th scope=\"col\">{}</th>", say.text(key))).collect();
    let readers: Vec<String> = tested.readers.iter().map(|reader| format!("reader_{reader}")).collect();
    let also = ["also_keyboard", "also_width", "also_language", "also_script", "also_reports", "also_archive"].map(str::to_string);
    let not = ["not_people", "not_browsers", "not_files", "not_own"].map(str::to_string);
    [
        format!("<h1 id=\"statement-heading\" tabindex=\"-1\">{}</h1>\n", say.text("heading")),
        paragraph("lead", &[]),
        heading("state"),
        paragraph(if violations == 0 { "state_none" } else { "state_some" }, &[("n", &violations.to_string())]),
        heading("how"),
        paragraph("how_axe", &[("axe", &tested.axe), ("browser", &tested.browser), ("date", &tested.date)]),
        list(&readers),
        format!(
            "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"{0}\">\n<table>\n<caption>{0}</caption>\n\
             <thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n",
            say.text("table")
        ),
        paragraph("also", &[]),
        list(&also),
        heading("not"),
        list(&not),
        heading("report"),
        paragraph("report_text", &[]),
        heading("law"),
        paragraph("law_text", &[]),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_can_be_read_and_every_view_and_reader_has_its_words() {
        let tested: Tested = serde_json::from_str(TESTED).unwrap();
        assert!(tested.views.len() > 5 && tested.readers.len() > 3 && tested.date.len() == 10, "{TESTED}");
        for (language, _) in Language::ALL {
            let say = Say::statement(language);
            for view in &tested.views {
                assert!(!say.text(&format!("view_{}", view.id)).is_empty(), "{}", view.id);
            }
            assert!(tested.readers.iter().all(|reader| !say.text(&format!("reader_{reader}")).is_empty()), "{:?}", tested.readers);
            let statement = markup(language);
            assert!(!statement.contains('{') && !statement.contains("<li></li>") && !statement.contains("<p></p>"), "{statement}");
            assert!(statement.contains(&tested.axe) && statement.contains(&tested.date), "{statement}");
        }
    }
}
