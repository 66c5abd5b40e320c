//! The ladder: what a unit does, from 0 (a gap) over mention, ambition, commitment and steered action to 5 (followed-up action).
//!
//! It looks at form only (main verb, actor, time, money, follow-up), never at how warmly the unit speaks or which right it is about.
//! Sentences and list items are read in `clause` with the grammar of `grammar`, table rows in `row`; both give a [`Steering`](crate::finding::Steering).
//! The rules are those of the labelled units they were measured on; figures stand in the README.

mod actor;
mod clause;
mod grammar;
mod hits;
mod row;
mod words;

pub(super) use clause::{Figures, read_clause};
pub(super) use hits::Hits;
pub(super) use row::{ColumnRole, column_roles, read_row};
pub(super) use words::Facts;

/// What is known of a unit's surroundings.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setting {
    /// The unit is a list item.
    pub list_item: bool,
    /// The list's lead-in binds ("Leverantören ska följa:").
    pub binding_lead_in: bool,
    /// The list's lead-in only wishes or recommends.
    pub wishing_lead_in: bool,
    /// The list's lead-in names who acts.
    pub actor_in_lead_in: bool,
    /// The lead-in gives a time.
    pub time_in_lead_in: bool,
    /// The unit is a heading.
    pub heading: bool,
    /// The unit is a quotation.
    pub quoted: bool,
    /// The document reports what was done; `None` when its type is unknown.
    pub reports_outcomes: Option<bool>,
}
