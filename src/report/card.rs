//! One document in a list of them: what a page shows before anybody opens the report. The report itself tells more, and the same.

use serde::Serialize;

use super::texts::Texts;
use super::view::View;
use super::{Language, Options, excerpt, told};
use crate::finding::TypeEvidence;
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::text::Format;

/// A document in brief, in the language of the report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// The file's name.
    pub name: String,
    /// The document's own title, in its own language.
    pub title: Option<String>,
    /// What it was judged to be; `None` for one that was not judged.
    pub verdict: Option<CardVerdict>,
    /// What could not be read and what to do about it, the worst first.
    pub problems: Vec<String>,
    /// Whether findings can be written into a copy of it as comments.
    pub takes_comments: bool,
}

/// The verdict on a card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CardVerdict {
    /// Maturity level 0–5.
    pub level: u8,
    /// Its name.
    pub level_name: &'static str,
    /// The score in a sentence.
    pub points: String,
    /// What the level means.
    pub meaning: String,
    /// Type, pages and words.
    pub extent: Vec<String>,
    /// Id of the type that it was judged as.
    pub document_type: Option<String>,
    /// Whether nothing in the document told its type.
    pub type_is_assumed: bool,
}

impl Card {
    /// The card of an outcome.
    pub fn of(outcome: &Outcome, rules: &RuleSet, language: Language) -> Card {
        let options = Options { language, ..Options::default() };
        let view = outcome.result.as_ref().ok().map(|analysis| View::new(outcome, analysis, rules, &options));
        let format = outcome.result.as_ref().ok().map(|analysis| analysis.document.origin().format);
        let mut problems = outcome.problems().to_vec();
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        let mut problems = told::problems(&problems, language, usize::MAX).0;
        if problems.is_empty() && !outcome.is_judged() {
            problems.push(Texts::of(language).labels.empty_text.to_string());
        }
        Card {
            name: excerpt::clean(&outcome.name),
            title: view.as_ref().and_then(View::title),
            verdict: view.as_ref().and_then(|view| verdict(view, rules)),
            problems,
            takes_comments: matches!(format, Some(Format::Docx | Format::Pdf)),
        }
    }
}

fn verdict(view: &View, rules: &RuleSet) -> Option<CardVerdict> {
    let score = view.analysis.score.as_ref()?;
    let found = view.analysis.findings.document_type;
    let document_type = found.and_then(|(place, _)| rules.document_types().get(place as usize)).map(|kind| kind.id.clone());
    Some(CardVerdict {
        level: score.maturity.level,
        level_name: view.texts.maturity_name(score.maturity.level),
        points: told::points(view, score),
        meaning: told::meaning(view, score),
        extent: told::type_line(view).into_iter().chain(told::extent(view)).collect(),
        document_type,
        type_is_assumed: matches!(found, None | Some((_, TypeEvidence::Unknown))),
    })
}
