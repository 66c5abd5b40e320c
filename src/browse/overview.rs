//! What the chosen documents say together: figures, levels, heat map and trend. Every figure leads to what it counts. An area that is chosen
//! does not choose documents here, but what is shown of them: each table leads to the documents that mention it.

use super::filters::Filters;
use super::form;
use super::frame::Room;
use super::query::{Field, Query, UNKNOWN, View};
use crate::archive::tally::{DocumentRow, Reading, Spread, Sum, Tally, YearTable};
use crate::report::pages::{Page, head, level_class, linked, spread_cells, spread_heads, wide_table, year_tables};
use crate::rule::{AreaId, Layer};

/// The page.
pub(super) fn page(room: &Room) -> String {
    let (say, told, held) = (room.say(), &room.told, room.held);
    let chosen = Filters { area: None, step: 0, ..room.filters.clone() }.documents(held);
    let rows: Vec<&DocumentRow> = chosen.iter().filter_map(|id| told.tally.documents.get(*id as usize)).collect();
    let all = Tally::sums_of(&held.glossary, rows.iter().copied(), |_| ()).pop().map(|(_, sum)| sum).unwrap_or_default();
    room.page(View::Overview, say.of("overview_heading"), |page| {
        page.with("p", &[("class", "lead")], &told.population());
        search_sentences(page, room);
        form::write(page, room, View::Overview);
        if rows.is_empty() {
            page.with("p", &[("role", "status")], say.of("no_documents"));
            return;
        }
        figures(page, room, &rows, &all);
        if all.counted == 0 {
            page.with("p", &[], say.of("none_counted"));
            return;
        }
        levels(page, room, &all.levels);
        super::heat::write(page, room, &rows);
        areas(page, room, &all);
        trend(page, room, &rows);
    })
}

/// The way to every sentence: what people look for first.
fn search_sentences(page: &mut Page, room: &Room) {
    let say = room.say();
    page.element("form", &[("class", "filters find"), ("role", "search"), ("method", "get"), ("action", View::Sentences.name())], |page| {
        if room.query.language != crate::report::Language::default() {
            page.void("input", &[("type", "hidden"), ("name", "lang"), ("value", "en")]);
        }
        page.element("p", &[("class", "field search")], |page| {
            page.with("label", &[("for", "words")], say.of("search_all_sentences"));
            page.void("input", &[("type", "search"), ("id", "words"), ("name", "words"), ("autocomplete", "off")]);
        });
        page.element("p", &[("class", "do")], |page| page.with("button", &[("class", "button main")], say.of("search")));
    });
}

pub(super) fn section(page: &mut Page, id: &str, title: &str, inside: impl FnOnce(&mut Page)) {
    page.element("section", &[("id", id)], |page| {
        page.with("h2", &[], title);
        inside(page);
    });
}

/// The chosen documents, whatever they mention.
fn whatever(room: &Room) -> Query {
    room.query.with(Field::Area, "").with(Field::Step, "")
}

/// Those of them that count. Where documents are chosen by another standing, there are none.
pub(super) fn counted(room: &Room) -> Query {
    whatever(room).with(Field::Counted, "yes")
}

/// Of some ids the one that is chosen, if one is; it need not be among them.
pub(super) fn shown(room: &Room, ids: Vec<AreaId>) -> Vec<AreaId> {
    room.filters.area.map_or(ids, |area| vec![area])
}

fn figures(page: &mut Page, room: &Room, rows: &[&DocumentRow], all: &Sum) {
    let (say, told, query) = (room.say(), &room.told, whatever(room));
    let w = told.w;
    let of = |wanted: &dyn Fn(&DocumentRow) -> bool| rows.iter().filter(|row| wanted(row)).count();
    let reading = |wanted: Reading| of(&|row| row.reading == wanted);
    let documents = |field: Field, value: &str| query.with(field, value).href(View::Documents);
    let sentences = |step: &str| counted(room).with(Field::Step, step).href(View::Sentences);
    let unread = [
        ("unread", Reading::Unread, w.reading_unread),
        ("empty", Reading::Empty, w.reading_empty),
        ("part", Reading::Part, w.reading_part),
    ];
    let mut facts = vec![
        (w.documents.to_string(), rows.len(), query.href(View::Documents)),
        (w.counted_documents.to_string(), all.counted as usize, documents(Field::Counted, "yes")),
        (
            w.fact_copies.to_string(),
            of(&|row| row.aside.is_some_and(|aside| aside.instead().is_some())),
            documents(Field::Counted, "aside"),
        ),
    ];
    facts.extend(
        unread.map(|(value, kind, name)| (say.fill("documents_that", &[("what", name)]), reading(kind), documents(Field::Reading, value))),
    );
    facts.extend([
        (w.fact_references.to_string(), all.references.raw as usize, sentences("")),
        (w.fact_binding.to_string(), all.binding.raw as usize, sentences("3")),
        (say.of("fact_followed").to_string(), all.followed.raw as usize, sentences("5")),
    ]);
    section(page, "siffror", say.of("figures_heading"), |page| {
        page.element("dl", &[("class", "facts figures")], |page| {
            for (name, value, address) in facts {
                page.element("div", &[], |page| {
                    page.with("dt", &[], &name);
                    let address = (value > 0).then_some(address);
                    page.element("dd", &[("class", "figure")], |page| linked(page, address, &told.count(value)));
                });
            }
        });
    });
}

/// How many of the chosen documents reach which level: a bar and its figures.
fn levels(page: &mut Page, room: &Room, spread: &Spread) {
    let told = &room.told;
    let w = told.w;
    section(page, "nivaer", w.sheet_levels, |page| {
        wide_table(page, "spreads", w.levels_caption, |page| {
            page.with("caption", &[("class", "unseen")], w.levels_caption);
            page.element("thead", &[], |page| {
                page.element("tr", &[], |page| {
                    head(page, "", told.names.texts.labels.level_column);
                    head(page, "number", w.counted_documents);
                    head(page, "", w.shares);
                });
            });
            page.element("tbody", &[], |page| {
                let all = spread.documents();
                for (level, name) in (0u8..).zip(told.names.texts.maturity) {
                    let documents = spread.levels[usize::from(level)];
                    // Of what was read in part, level 0 is not told: it stands by itself.
                    let reading = if level == 0 { "whole" } else { room.query.get(Field::Reading) };
                    let name = format!("{level} {name}");
                    let asked = at_level(room, level).with(Field::Reading, reading);
                    row_with_bar(page, room, (&name, asked), documents, all, level_class(level));
                }
                if spread.unsure > 0 {
                    let asked = at_level(room, 0).with(Field::Reading, "part");
                    row_with_bar(page, room, (w.unsure, asked), spread.unsure, all, "unsure");
                }
            });
        });
    });
}

fn at_level(room: &Room, level: u8) -> Query {
    counted(room).with(Field::Level, level.to_string())
}

fn row_with_bar(page: &mut Page, room: &Room, (name, asked): (&str, Query), documents: u32, all: u32, class: &str) {
    let address = (documents > 0).then(|| asked.href(View::Documents));
    page.element("tr", &[], |page| {
        page.with("th", &[("scope", "row")], name);
        page.element("td", &[("class", "number")], |page| linked(page, address, &room.told.count(documents as usize)));
        page.element("td", &[("class", "bars")], |page| {
            let width = format!("{:.2}", 100.0 * f64::from(documents) / f64::from(all.max(1)));
            let about = [("class", "spread"), ("viewBox", "0 0 100 10"), ("preserveAspectRatio", "none"), ("aria-hidden", "true")];
            page.element("svg", &about, |page| {
                page.element("rect", &[("class", class), ("x", "0"), ("y", "0"), ("width", &width), ("height", "10")], |_| {});
            });
        });
    });
}

/// How an address asks for the documents of one year.
pub(super) fn years(year: Option<u16>) -> Vec<(Field, String)> {
    match year {
        Some(year) => vec![(Field::From, year.to_string()), (Field::To, year.to_string())],
        None => vec![(Field::From, UNKNOWN.to_string()), (Field::To, String::new())],
    }
}

pub(super) fn ids_of(room: &Room, layer: Layer) -> Vec<AreaId> {
    let all = room.held.glossary.areas.iter().enumerate().filter(|(_, entry)| entry.layer == layer);
    all.filter_map(|(place, _)| u8::try_from(place).ok().map(AreaId)).collect()
}

/// Every area over the chosen documents that count.
fn areas(page: &mut Page, room: &Room, all: &Sum) {
    let told = &room.told;
    let (w, l) = (told.w, &told.names.texts.labels);
    section(page, "omraden", w.sheet_areas, |page| {
        page.with("p", &[], w.areas_intro);
        let wanted = shown(room, told.areas().into_iter().chain(ids_of(room, Layer::Ground)).collect());
        wide_table(page, "spreads", w.areas_caption, |page| {
            page.with("caption", &[("class", "unseen")], w.areas_caption);
            page.element("thead", &[], |page| {
                page.element("tr", &[], |page| {
                    head(page, "", l.area_column);
                    head(page, "number", w.mention);
                    head(page, "number", l.summary_references);
                    spread_heads(page, told, l.row_step);
                });
            });
            page.element("tbody", &[], |page| {
                for cell in wanted.iter().filter_map(|area| all.areas.iter().find(|cell| cell.area == *area)) {
                    let Some(entry) = room.held.glossary.area(cell.area) else { continue };
                    let query = counted(room).with(Field::Area, &entry.id);
                    let to = |view: View, value: u32| (value > 0).then(|| query.href(view));
                    page.element("tr", &[], |page| {
                        page.with("th", &[("scope", "row")], told.names.area(cell.area));
                        for (view, value) in [(View::Documents, cell.spread.from(1)), (View::Sentences, cell.references.raw)] {
                            page.element("td", &[("class", "number")], |page| linked(page, to(view, value), &told.count(value as usize)));
                        }
                        spread_cells(page, told, &cell.spread);
                    });
                }
            });
        });
    });
}

/// The chosen documents year by year: their levels, and the documents that mention each area.
fn trend(page: &mut Page, room: &Room, rows: &[&DocumentRow]) {
    let (say, told) = (room.say(), &room.told);
    let w = told.w;
    let table = told.tally.years_among(rows.iter().copied());
    if table.columns.iter().all(|column| column.year.is_none()) {
        return;
    }
    section(page, "ar", say.of("trend_heading"), |page| {
        page.with("p", &[], w.years_intro);
        levels_by_year(page, room, &table);
        let base = counted(room);
        let leads_to = |column: &crate::archive::tally::YearColumn, area: Option<AreaId>| {
            let query = years(column.year).into_iter().fold(base.clone(), |query, (field, value)| query.with(field, value));
            let query = match area {
                Some(area) => query.with(Field::Area, &room.held.glossary.area(area)?.id),
                None => query,
            };
            Some(query.href(View::Documents))
        };
        year_tables(page, told, &table, &shown(room, told.areas()), &leads_to);
    });
}

fn levels_by_year(page: &mut Page, room: &Room, table: &YearTable) {
    let (say, told) = (room.say(), &room.told);
    let caption = say.of("levels_by_year");
    wide_table(page, "spreads", caption, |page| {
        page.with("caption", &[], caption);
        page.element("thead", &[], |page| {
            page.element("tr", &[], |page| {
                head(page, "", say.of("year"));
                head(page, "number", told.w.counted_documents);
                spread_heads(page, told, told.names.texts.labels.level_column);
            });
        });
        page.element("tbody", &[], |page| {
            for column in &table.columns {
                let name = column.year.map_or_else(|| told.w.unknown_year.to_string(), |year| year.to_string());
                page.element("tr", &[], |page| {
                    page.with("th", &[("scope", "row")], &name);
                    page.with("td", &[("class", "number")], &told.count(column.documents as usize));
                    spread_cells(page, told, &column.levels);
                });
            }
        });
    });
}
