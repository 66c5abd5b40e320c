//! What pages that show an archive have in common with its reports: markup, names, words, tables.

pub(crate) use super::archive::{Told, head, heat_table, level_class, linked, place, rows_of, spread_cells, spread_heads, year_tables};
pub(crate) use super::excerpt::clean;
pub(crate) use super::html::markup::Page;
pub(crate) use super::html::sheet::{badge, wide_table};
pub(crate) use super::numbers::decimal;
pub(crate) use super::texts::{HtmlTexts, fill};
pub(crate) use super::told::RulesNamed;
