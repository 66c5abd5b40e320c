//! Who the document is, and what of it could not be read.

use super::super::texts::{Texts, fill};
use super::super::view::View;
use super::super::{Language, capitalised, excerpt, problem_text};
use crate::finding::TypeEvidence;
use crate::text::{Place, Problem, ProblemCode, RemarkKind, Severity};

/// What names the document: its title, else the name under which it was given.
pub(crate) fn name(view: &View) -> String {
    view.title().unwrap_or_else(|| excerpt::clean(&view.outcome.name))
}

/// The type of the document and how it is known.
pub(crate) fn type_line(view: &View) -> Option<String> {
    let (_, evidence) = view.analysis.findings.document_type?;
    let name = view.type_name().unwrap_or_default();
    Some(if evidence == TypeEvidence::Unknown { name.to_string() } else { format!("{name} ({})", view.texts.evidence(evidence)) })
}

/// Pages, if there are any, and words.
pub(crate) fn extent(view: &View) -> Vec<String> {
    let l = &view.texts.labels;
    let pages = view.document().pages().len();
    let pages = (pages > 0).then(|| view.count_of(pages, l.pages));
    pages.into_iter().chain([view.count_of(view.document().word_count(), l.words)]).collect()
}

/// What the document aims at, if its title says so.
pub(crate) fn aim(view: &View) -> Option<String> {
    let l = &view.texts.labels;
    let targeted = view.analysis.findings.targeted;
    if !targeted.is_empty() {
        return Some(fill(l.targeted, &[("areas", &view.area_names(targeted))]));
    }
    view.analysis.findings.about_rights.then(|| l.about_rights.to_string())
}

/// That a draft has comments and changes, and which text was judged.
pub(crate) fn remarks(view: &View) -> Option<String> {
    let l = &view.texts.labels;
    let all = view.document().remarks();
    let comments = all.iter().filter(|r| r.kind == RemarkKind::Comment).count();
    let counts = [(comments, l.comments), (all.len() - comments, l.changes)];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, forms)| view.count_of(*n, forms)).collect();
    (!counts.is_empty()).then(|| fill(l.draft_remarks, &[("remarks", &counts.join(&format!(" {} ", l.and)))]))
}

/// What keeps some of the document unread, notes aside.
pub(crate) fn serious_problems(view: &View) -> Vec<Problem> {
    view.document().problems().iter().filter(|p| p.severity != Severity::Note).cloned().collect()
}

/// Problems in words, those of one kind together, at most `most`; and how many more there are.
pub(crate) fn problems(problems: &[Problem], language: Language, most: usize) -> (Vec<String>, usize) {
    let mut told: Vec<(Problem, Vec<u32>)> = Vec::new();
    // When no page has text, there is no need to list them.
    let nothing = problems.iter().any(|p| p.code == ProblemCode::NoText);
    for problem in problems.iter().filter(|p| !(nothing && p.code == ProblemCode::ScannedPage)) {
        match (&problem.place, told.iter_mut().find(|(p, pages)| p.code == problem.code && !pages.is_empty())) {
            (Place::Page(page), Some((_, pages))) => pages.push(*page),
            (Place::Page(page), None) => told.push((problem.clone(), vec![*page])),
            _ => told.push((problem.clone(), Vec::new())),
        }
    }
    let texts = told.iter().take(most).map(|(problem, pages)| grouped_text(problem, pages, language)).collect();
    (texts, told.len().saturating_sub(most))
}

fn grouped_text(problem: &Problem, pages: &[u32], language: Language) -> String {
    if pages.len() < 2 {
        return problem_text(problem, language);
    }
    let texts = Texts::of(language);
    let Some(text) = texts.problem(problem.code) else { return problem_text(problem, language) };
    let place = fill(texts.labels.page, &[("n", &page_list(pages))]);
    format!("{} {}", fill(text.at, &[("place", &capitalised(&place))]), text.remedy)
}

/// "3, 5–9": runs of pages together.
fn page_list(pages: &[u32]) -> String {
    let mut pages = pages.to_vec();
    pages.sort_unstable();
    pages.dedup();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let more = runs.len() > 12;
    let mut out: Vec<String> = runs.iter().take(12).map(|(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") }).collect();
    if more {
        out.push("…".to_string());
    }
    out.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_in_runs() {
        assert_eq!(page_list(&[3, 9, 5, 6, 7, 8]), "3, 5–9");
        assert_eq!(page_list(&(0..40).map(|n| n * 2).collect::<Vec<_>>()).matches(',').count(), 12);
    }
}
