//! What every report for people says of a document, as finished sentences in the report's language. Each format lays them out its own way.

mod areas;
mod document;
mod law;
mod method;
mod reviews;
mod scores;
mod sentences;
mod verdict;
mod views;

pub(crate) use areas::{
    chain_legend, ground_lines, ground_status, ground_status_in, has_and_lacks, places_of_area, roles_line, silent_areas,
};
pub(crate) use document::{aim, extent, name, problems, remarks, serious_problems, type_line};
pub(crate) use law::{
    duty_law, duty_name, duty_status, duty_unseen, indicator_line, indicator_notes, instead, older_law, older_word, repeal, source_name,
    source_title,
};
pub(crate) use method::{RulesNamed, ladder_line};
pub(crate) use reviews::{review, stale_review};
pub(crate) use scores::{dimension_line, formula, graded_sentence, node_line};
pub(crate) use sentences::{focus, hint, outside, own_reason, sentence, set_aside};
pub(crate) use verdict::{level_line, meaning, next_level, points, reservations};
pub(crate) use views::{Headings, grade, grading_rules, heading_sentences, headings, unseen, views};
