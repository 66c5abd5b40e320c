//! Every text that the reports show, one table a language. Missing texts do not compile; empty or unlike ones fail a test.

#[macro_use]
mod pairs;

mod archive;
mod comparison;
mod en;
mod gate;
mod html;
mod stability;
mod sv;

use super::Language;
use crate::finding::{Mode, Reason, TypeEvidence};
use crate::rule::{Layer, Role};
use crate::score::{ChainLink, LINKS};
use crate::text::ProblemCode;
pub(crate) use archive::ArchiveTexts;
pub(crate) use comparison::ComparisonTexts;
pub(crate) use gate::{GateTexts, rule_text};
pub(crate) use html::HtmlTexts;
pub(crate) use stability::StabilityTexts;

/// A dimension D1–D11 for people.
pub(crate) struct Dimension {
    pub name: &'static str,
    /// What it measures, one line.
    pub explanation: &'static str,
    /// What would raise it, an instruction to the author.
    pub raise: &'static str,
}

/// A problem for people. `{page}` and `{detail}` are filled in.
pub(crate) struct ProblemText {
    pub code: ProblemCode,
    /// What is wrong with the document.
    pub what: &'static str,
    /// The same of one page or part, where that reads differently; `{place}` is filled in.
    pub at: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

/// Why something was not counted.
pub(crate) struct ReasonText {
    /// The stable name, as [`Reason::as_str`] gives it.
    pub reason: &'static str,
    /// Heading of the group.
    pub name: &'static str,
    /// Why it does not count, one line.
    pub explanation: &'static str,
}

/// All texts of one language.
pub(crate) struct Texts {
    /// Maturity levels 0–5.
    pub maturity: [&'static str; 6],
    /// What each maturity level means for a document.
    pub maturity_meaning: [&'static str; 6],
    /// Ladder levels 0–5.
    pub ladder: [&'static str; 6],
    /// D1–D11.
    pub dimensions: [Dimension; 11],
    /// Nodes of the score tree that are not dimensions: id, text.
    pub nodes: &'static [(&'static str, &'static str)],
    /// Chain links in order: full name, short name for table heads (four letters at most).
    pub links: [(&'static str, &'static str); 6],
    /// In the order of [`MODES`].
    pub modes: [&'static str; 9],
    pub reasons: &'static [ReasonText],
    pub problems: &'static [ProblemText],
    /// The four roles in the platform's order.
    pub roles: [&'static str; 4],
    /// Frame, perspective, right, ground.
    pub layers: [&'static str; 4],
    /// Given, metadata, title, name, unknown.
    pub type_evidence: [&'static str; 5],
    pub labels: Labels,
}

/// Modes in the order of [`Texts::modes`].
pub(crate) const MODES: [Mode; 9] = [
    Mode::None,
    Mode::Possibility,
    Mode::Ambition,
    Mode::Recommendation,
    Mode::PresentAction,
    Mode::Infinitive,
    Mode::Obligation,
    Mode::Outcome,
    Mode::ActionRow,
];

macro_rules! labels {
    ($($name:ident),* $(,)?) => {
        /// Headings, sentences and words of the reports. `{…}` is filled in; `one|many` are singular and plural.
        pub(crate) struct Labels { $(pub $name: &'static str),* }
        impl Labels {
            /// Every label with its name.
            #[cfg(test)]
            pub fn all(&self) -> Vec<(&'static str, &'static str)> { vec![$((stringify!($name), self.$name)),*] }
        }
    };
}

labels! {
    // Words that are counted.
    places, pages, words, units, documents, points, binding_places, references, areas_word,
    // Head of the verdict.
    level_line, score_line, score_range, capped, low_confidence, unknown_type, not_judged, empty_text, no_title_quotes, targeted, about_rights, meaning, meaning_none,
    problems_heading, unread_warning, draft_remarks, comments, changes, and,
    // What stops the next level.
    next_heading, top_level, type_ceiling, gate_dimension, gate_references, gate_binding, gate_points, lift_heading, lift, gate_more,
    // Areas.
    areas_heading, areas_none, area_column, level_column, chain_legend, areas_more, detail_heading, silent_areas, silent_areas_partial, has, lacks, inherited_places, area_head,
    none, why_value, why_actor, why_generic_actor, why_assignment, why_time, why_resource, why_no_resource, why_follow_up, why_settled, why_indicator, why_hedged, why_vague,
    why_one_off, why_study, why_weak, why_target, missing_mode, missing_actor, missing_time, missing_resource, missing_follow_up,
    // One sentence.
    why_not_found, why_more, why_counts, why_carries, why_does_not_count, why_heading, why_gap, why_no_level, why_not_eligible, why_no_rule, why_set_aside, why_level, why_how_to_count,
    // Questions to the author.
    ask_aim, ask_act, ask_demand, ask_wish, ask_choice, ask_hedge, ask_vague, ask_study, ask_who_when, ask_who, ask_follow_up, ask_measure, ask_resource, ask_time, ask_recipient, ask_spread, ask_participation, ask_reach, ask_learn, same_sentence,
    // Roles and grounds.
    roles_line, grounds_heading, ground_named, ground_general, ground_indirect, ground_missing, ground_missing_partial, grounds_all,
    // Law.
    anchors_heading, anchors_none, anchors_none_partial, anchor_older, anchor_replaced, anchor_repealed,
    // Duties.
    duties_heading, duty_seen, duty_missing, duty_missing_partial, duties_note,
    // Views.
    views_line, view_source, view_note, view_unseen, view_unseen_partial, view_met, view_partly, view_not_met, view_grading, view_demand, view_demand_links, view_level, view_more,
    // Indicators.
    indicators_heading, indicators_note, indicator_by_gender, indicator_in_cluster,
    // Sharpening, gaps, ignored.
    sharpen_heading, sharpen_recommendation, sharpen_possibility, sharpen_hedge, sharpen_vague, sharpen_study, sharpen_more,
    gaps_heading, gaps_note, ignored_heading, ignored_none, ignored_meaning, ignored_more,
    // Places.
    page, page_labelled, section_paragraph, paragraph, title_place, heading_place, heading_of_section, numbered_section, quote_open, quote_close,
    // Foot.
    limits_line, about_heading, rules_line, hint_single,
    // Explanation tree.
    explain_heading, explain_weight, explain_capped, explain_formula, explain_factors, explain_unit, explain_chain_unit, explain_rule, explain_source,
    // Several documents.
    summary_heading, summary_document, summary_level, summary_score, summary_references, summary_unjudged, summary_count,
    // Comments in the document itself.
    notes_heading, notes_verdict, notes_count, notes_none, notes_unplaced, notes_written, notes_beside, note_heading, note_chain_heading, note_sharpen, note_gap_heading, note_gap, note_law_heading, note_older_law, note_beside, note_beside_place,
    refused_unread, refused_format, refused_signed, refused_protected, refused_changed, refused_damaged, refused_no_place,
    // The memo (Word, Markdown).
    memo_title, memo_title_several, memo_fact, memo_value, memo_file, memo_type, memo_aim, memo_extent, memo_checksum, memo_rules, memo_quotes, memo_verdict, memo_first, memo_chain, memo_question, memo_ground, memo_how_named, memo_first_place, memo_law, memo_duty, memo_in_text, memo_reason, memo_meaning, memo_examples, memo_ignored_more, memo_dimensions, memo_dimensions_note, memo_dimension, memo_value_column, memo_weight, memo_asks, memo_method, memo_how, memo_ladder, memo_proposal,
    // Rows (CSV, XLSX).
    row_document_level, row_rules, row_standing, row_counted, row_carried, row_gap, row_ignored, row_nothing, row_reason, row_area_id, row_step, row_step_name, row_rule, row_page, row_headings, row_paragraph, row_unit, row_words, row_sentence, row_sharpen, row_place,
    // Sheets (XLSX).
    sheet_title, sheet_areas, sheet_findings, sheet_chain, sheet_grounds, sheet_law, sheet_dimensions, sheet_ignored, sheet_method, sheet_left_out, sheet_unit, sheet_layer, sheet_kind, sheet_name, sheet_id, sheet_document_title, sheet_level_name, sheet_low, sheet_high, sheet_binding, sheet_followed, sheet_units, sheet_pages, sheet_words, sheet_problems, sheet_strongest, sheet_link, sheet_shown, sheet_places, sheet_raise, row_carried_count, sheet_views, sheet_view, sheet_heading, sheet_grade,
    // Notes in a PDF file.
    notes_tints, notes_mended,
    // Older words.
    wording_heading, wording_note, wording_instead, note_wording_heading, sheet_wording, wording_words, wording_rather,
    // The Word document.
    word_page_of,
    // What people have said of findings.
    review_rejected, review_accepted, review_accepted_because, reviews_stale, review_by_print, row_stale_review,
}

impl Texts {
    /// The texts of a language.
    pub fn of(language: Language) -> &'static Texts {
        match language {
            Language::Swedish => &sv::TEXTS,
            Language::English => &en::TEXTS,
        }
    }

    /// What a node of the score tree measures; its id where there is no text.
    pub fn node(&self, id: &'static str) -> &'static str {
        if let Some(index) = dimension_index(id) {
            return self.dimensions[index].name;
        }
        self.nodes.iter().find(|(n, _)| *n == id).map_or(id, |(_, text)| text)
    }

    /// What a step of the ladder is called, 0–5.
    pub fn step(&self, level: u8) -> &'static str {
        self.ladder[usize::from(level.min(5))]
    }

    /// What a level of maturity is called, 0–5.
    pub fn maturity_name(&self, level: u8) -> &'static str {
        self.maturity[usize::from(level.min(5))]
    }

    pub fn mode(&self, mode: Mode) -> &'static str {
        MODES.iter().position(|m| *m == mode).map_or("", |i| self.modes[i])
    }

    pub fn link(&self, link: ChainLink) -> (&'static str, &'static str) {
        LINKS.iter().position(|l| *l == link).map_or(("", ""), |i| self.links[i])
    }

    pub fn reason(&self, reason: Reason) -> Option<&'static ReasonText> {
        self.reasons.iter().find(|r| r.reason == reason.as_str())
    }

    pub fn problem(&self, code: ProblemCode) -> Option<&'static ProblemText> {
        self.problems.iter().find(|p| p.code == code)
    }

    pub fn role(&self, role: Role) -> &'static str {
        Role::ALL.iter().position(|r| *r == role).map_or("", |i| self.roles[i])
    }

    pub fn layer(&self, layer: Layer) -> &'static str {
        match layer {
            Layer::Frame => self.layers[0],
            Layer::Perspective => self.layers[1],
            Layer::Right => self.layers[2],
            Layer::Ground => self.layers[3],
        }
    }

    pub fn evidence(&self, evidence: TypeEvidence) -> &'static str {
        match evidence {
            TypeEvidence::Given => self.type_evidence[0],
            TypeEvidence::Metadata => self.type_evidence[1],
            TypeEvidence::Title => self.type_evidence[2],
            TypeEvidence::Name => self.type_evidence[3],
            TypeEvidence::Unknown => self.type_evidence[4],
        }
    }
}

/// The place of `D4` among the dimensions; none for parts such as `D4.steered`.
pub(crate) fn dimension_index(id: &str) -> Option<usize> {
    id.strip_prefix('D')?.parse::<usize>().ok()?.checked_sub(1).filter(|i| *i < 11)
}

/// Fills `{name}` in a text.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    fill_by(text, |name| values.iter().find(|(n, _)| *n == name).map(|(_, value)| *value))
}

/// The same with values that were made for it.
pub(crate) fn fill_owned(text: &str, values: &[(&str, String)]) -> String {
    fill_by(text, |name| values.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str()))
}

fn fill_by<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else { break };
        out.push_str(&rest[..open]);
        out.push_str(value(&rest[open + 1..open + close]).unwrap_or(&rest[open..=open + close]));
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
