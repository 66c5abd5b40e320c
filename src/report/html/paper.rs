//! What goes on paper. A committee wants the verdict, the tables and the areas; parts that mostly repeat them, or the document itself, are
//! printed when the reader asks. The choice works without script, by the style sheet alone.

use super::markup::Page;
use super::sheet::Sheet;

/// Lets the reader of a part take it along on paper, or leave it out. Stands under the part's heading, before all that it is about.
pub(super) fn choice(page: &mut Page, sheet: &Sheet, part: &str, chosen: bool) {
    let (id, w) = (sheet.id(&format!("{part}-pa-papper")), sheet.words);
    // A browser that remembers an earlier choice would print something else than the page says at first.
    let mut attributes = vec![("type", "checkbox"), ("class", "on-paper"), ("id", id.as_str()), ("autocomplete", "off")];
    if chosen {
        attributes.push(("checked", ""));
    }
    page.void("input", &attributes);
    page.with("label", &[("for", &id), ("class", "on-paper-label")], w.paper_choice);
    page.with("p", &[("class", "left-out note")], w.paper_left_out);
}
