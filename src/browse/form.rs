//! The form that chooses documents and sentences: one submit, no script. It asks for all that its page knows what to do with, so that nothing
//! is chosen out of sight.

use std::collections::BTreeSet;

use super::filters::{COUNTED, MARKS, READINGS, STANDINGS};
use super::frame::Room;
use super::query::{Field, UNKNOWN, View};
use crate::report::Language;
use crate::report::pages::Page;
use crate::rule::Layer;

/// What the overview asks.
const OVERVIEW: [Field; 11] = [
    Field::Owner,
    Field::Body,
    Field::Kind,
    Field::From,
    Field::To,
    Field::Level,
    Field::Area,
    Field::Counted,
    Field::Reading,
    Field::Rows,
    Field::Columns,
];
/// What the list of documents asks.
const DOCUMENTS: [Field; 11] = [
    Field::Owner,
    Field::Body,
    Field::Kind,
    Field::From,
    Field::To,
    Field::Level,
    Field::Area,
    Field::Step,
    Field::Counted,
    Field::Reading,
    Field::Sort,
];
/// What the list of sentences asks.
const SENTENCES: [Field; 12] = [
    Field::Owner,
    Field::Body,
    Field::Kind,
    Field::From,
    Field::To,
    Field::Level,
    Field::Area,
    Field::Step,
    Field::Standing,
    Field::Mark,
    Field::Counted,
    Field::Reading,
];

/// The rows of the heat map, by their names in addresses.
pub(super) const ROWS: [&str; 4] = ["owner", "body", "type", "year"];
/// Its columns.
pub(super) const COLUMNS: [&str; 2] = ["areas", "grounds"];
/// The orders of documents, by their names in addresses.
pub(super) const SORTS: [&str; 7] = ["path", "level", "-level", "-points", "-references", "-year", "problems"];

/// What a field is called.
pub(super) fn label(room: &Room, field: Field) -> &'static str {
    let (say, w, l) = (room.say(), room.told.w, &room.told.names.texts.labels);
    match field {
        Field::Owner => w.organisation,
        Field::Body => w.body,
        Field::Kind => l.memo_type,
        Field::From => say.of("from"),
        Field::To => say.of("to"),
        Field::Level => say.of("level"),
        Field::Counted => w.counted,
        Field::Reading => w.reading,
        Field::Name => say.of("name"),
        Field::Area => say.of("area"),
        Field::Step => say.of("step"),
        Field::Mark => say.of("mark"),
        Field::Standing => say.of("standing"),
        Field::Words => say.of("words"),
        Field::Rows => say.of("rows"),
        Field::Columns => say.of("columns"),
        Field::Sort => say.of("sort"),
        Field::Page | Field::At | Field::Id => "",
    }
}

/// The form of a page.
pub(super) fn write(page: &mut Page, room: &Room, view: View) {
    let (say, query) = (room.say(), room.query);
    let (fields, search): (&[Field], &[Field]) = match view {
        View::Overview => (&OVERVIEW, &[Field::Name]),
        View::Sentences => (&SENTENCES, &[Field::Words, Field::Name]),
        View::Documents | View::Document => (&DOCUMENTS, &[Field::Name]),
    };
    let action = if view == View::Overview { "./" } else { view.name() };
    page.element("form", &[("class", "filters"), ("method", "get"), ("action", action), ("aria-label", say.of("form_label"))], |page| {
        if query.language != Language::default() {
            page.void("input", &[("type", "hidden"), ("name", "lang"), ("value", "en")]);
        }
        search.iter().for_each(|field| text(page, room, *field));
        fields.iter().for_each(|field| select(page, room, *field));
        page.element("p", &[("class", "do")], |page| {
            page.with("button", &[("class", "button main")], say.of("show"));
            if query.has_filters() {
                page.with("a", &[("class", "button"), ("href", &query.without_filters().href(view))], say.of("clear"));
            }
        });
    });
}

fn text(page: &mut Page, room: &Room, field: Field) {
    let attributes =
        [("type", "search"), ("id", field.name()), ("name", field.name()), ("value", room.query.get(field)), ("autocomplete", "off")];
    page.element("p", &[("class", "field search")], |page| {
        page.with("label", &[("for", field.name())], label(room, field));
        page.void("input", &attributes);
    });
}

fn select(page: &mut Page, room: &Room, field: Field) {
    let options = options(room, field);
    // A choice of one or none is no choice, unless it has been made.
    let chosen = room.query.get(field);
    if options.len() < 2 && chosen.is_empty() {
        return;
    }
    page.element("p", &[("class", "field")], |page| {
        page.with("label", &[("for", field.name())], label(room, field));
        page.element("select", &[("id", field.name()), ("name", field.name())], |page| {
            if !begins_with_default(field) {
                page.with("option", &[("value", "")], room.told.w.any);
            }
            for (place, (value, name)) in options.iter().enumerate() {
                let is_default = begins_with_default(field) && place == 0;
                let value = if is_default { "" } else { value.as_str() };
                let selected: &[(&str, &str)] = if value == chosen && !chosen.is_empty() { &[("selected", "")] } else { &[] };
                page.with("option", &[&[("value", value)][..], selected].concat(), name);
            }
        });
    });
}

/// Fields that always have a value: the first is what holds where none is given.
fn begins_with_default(field: Field) -> bool {
    matches!(field, Field::Standing | Field::Sort | Field::Rows | Field::Columns)
}

/// Values and names that can be chosen.
fn options(room: &Room, field: Field) -> Vec<(String, String)> {
    let (say, told, held) = (room.say(), &room.told, room.held);
    let (w, texts) = (told.w, told.names.texts);
    let l = &texts.labels;
    let own = |pairs: &[(&str, &str)]| pairs.iter().map(|(value, name)| (value.to_string(), name.to_string())).collect::<Vec<_>>();
    match field {
        Field::Owner => held.owners.iter().zip(&told.tally.organisations).map(|(key, o)| (key.clone(), told.organisation(o))).collect(),
        Field::Body => {
            let named = |body: &Option<String>| match body {
                Some(name) => (name.clone(), name.clone()),
                None => (UNKNOWN.to_string(), w.unknown_body.to_string()),
            };
            held.bodies.iter().map(named).collect()
        }
        Field::Kind => {
            let named = |kind: &Option<String>| match kind {
                Some(id) => (id.clone(), told.names.type_name(id).to_string()),
                None => (UNKNOWN.to_string(), say.of("unknown_type").to_string()),
            };
            held.kinds.iter().map(named).collect()
        }
        Field::From | Field::To => {
            let years: BTreeSet<Option<u16>> = told.tally.documents.iter().map(|row| row.year()).collect();
            let known = years.iter().flatten().rev().map(|year| (year.to_string(), year.to_string()));
            let unknown = (field == Field::From && years.contains(&None)).then(|| (UNKNOWN.to_string(), w.unknown_year.to_string()));
            known.chain(unknown).collect()
        }
        Field::Level => {
            let levels = texts.maturity.iter().enumerate().map(|(level, name)| (level.to_string(), format!("{level} {name}")));
            levels.chain([(UNKNOWN.to_string(), l.summary_unjudged.to_string())]).collect()
        }
        Field::Counted => {
            let names = [w.yes, say.of("counted_aside"), w.aside_not_judged];
            COUNTED.iter().zip(names).map(|((value, _), name)| (value.to_string(), name.to_string())).collect()
        }
        Field::Reading => READINGS.iter().map(|(value, reading)| (value.to_string(), told.reading(*reading).to_string())).collect(),
        Field::Area => {
            let named = |entry: &crate::archive::AreaEntry| {
                let name = told.names.said(&entry.name, &entry.name_en);
                let ground = if entry.layer == Layer::Ground { format!(" ({})", w.ground.to_lowercase()) } else { String::new() };
                (entry.id.clone(), format!("{name}{ground}"))
            };
            held.glossary.areas.iter().map(named).collect()
        }
        Field::Step => (1..=5u8).map(|step| (step.to_string(), format!("{step} {}", texts.step(step)))).collect(),
        Field::Mark => MARKS.iter().map(|(value, _)| (value.to_string(), mark(room, value))).collect(),
        Field::Standing => {
            let names = [l.row_counted, l.row_carried, l.row_gap, l.row_ignored, w.any];
            STANDINGS.iter().zip(names).map(|((value, _), name)| (value.to_string(), name.to_string())).collect()
        }
        Field::Rows => {
            let names = [say.of("rows_default"), w.organisation, w.body, l.memo_type, w.years];
            [""].iter().chain(&ROWS).zip(names).map(|(value, name)| (value.to_string(), name.to_string())).collect()
        }
        Field::Columns => own(&[(COLUMNS[0], say.of("columns_areas")), (COLUMNS[1], w.sheet_grounds)]),
        Field::Sort => {
            let keys = ["sort_path", "sort_level", "sort_level_down", "sort_points", "sort_references", "sort_year", "sort_problems"]
                .map(|key| say.of(key));
            SORTS.iter().zip(keys).map(|(value, name)| (value.to_string(), name.to_string())).collect()
        }
        Field::Name | Field::Words | Field::Page | Field::At | Field::Id => Vec::new(),
    }
}

/// What a sentence is asked to have or lack, in words.
fn mark(room: &Room, name: &str) -> String {
    let l = &room.told.names.texts.labels;
    let (key, what) = match name {
        "actor" => ("mark_has", l.why_actor),
        "time" => ("mark_has", l.why_time),
        "resource" => ("mark_has", l.why_resource),
        "follow-up" => ("mark_has", l.why_follow_up),
        "indicator" => ("mark_has", l.why_indicator),
        "no-actor" => ("mark_lacks", l.missing_actor),
        "no-time" => ("mark_lacks", l.missing_time),
        "no-resource" => ("mark_lacks", l.missing_resource),
        "no-follow-up" => ("mark_lacks", l.missing_follow_up),
        "hedged" => ("mark_is", l.why_hedged),
        "vague" => ("mark_is", l.why_vague),
        "study" => ("mark_is", l.why_study),
        _ => ("mark_is", l.why_one_off),
    };
    room.say().fill(key, &[("what", what)])
}
