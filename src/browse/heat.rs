//! The heat map: municipalities, bodies, types or years × ids, with the highest step in any counted document. Every row and cell leads to its
//! documents.

use super::form::{COLUMNS, ROWS};
use super::frame::{Room, page_of, pager};
use super::overview::{counted, ids_of, section, shown, years};
use super::query::{Field, UNKNOWN, View};
use crate::archive::tally::{DocumentRow, Sum, Tally};
use crate::report::pages::{Page, heat_table};
use crate::rule::{AreaId, Layer};

/// Rows on a page.
const AT_ONCE: usize = 50;

/// What a row is called, and how an address asks for its documents.
type Named = (String, Vec<(Field, String)>);

/// The map with its pages.
pub(super) fn write(page: &mut Page, room: &Room, rows: &[&DocumentRow]) {
    let (say, told, held) = (room.say(), &room.told, room.held);
    let w = told.w;
    let by = rows_by(room, rows);
    let sums = Tally::sums_of(&held.glossary, rows.iter().copied(), |row| place(room, by, row));
    let grounds = room.query.get(Field::Columns) == COLUMNS[1];
    let areas = shown(room, if grounds { ids_of(room, Layer::Ground) } else { told.areas() });
    let first = match by {
        "body" => w.body,
        "type" => told.names.texts.labels.memo_type,
        "year" => say.of("year"),
        _ => w.organisation,
    };
    let columns = if grounds { w.ground } else { told.names.texts.labels.area_column };
    let name = say.fill("heat_heading", &[("rows", &first.to_lowercase()), ("columns", &columns.to_lowercase())]);
    section(page, "varmekarta", &name, |page| {
        page.with("p", &[], w.heat_intro);
        page.with("p", &[("class", "note")], say.of("heat_hint"));
        let (here, pages) = page_of(room.query, sums.len(), AT_ONCE);
        let sums: Vec<(Named, &Sum)> =
            sums.iter().skip(here * AT_ONCE).take(AT_ONCE).map(|(place, sum)| (named(room, by, *place), sum)).collect();
        let rows: Vec<(String, &Sum)> = sums.iter().map(|((name, _), sum)| (name.clone(), *sum)).collect();
        let base = counted(room);
        let leads_to = |place: usize, area: Option<AreaId>| {
            let ((_, asked), _) = sums.get(place)?;
            let query = asked.iter().fold(base.clone(), |query, (field, value)| query.with(*field, value.clone()));
            let query = match area {
                Some(area) => query.with(Field::Area, &held.glossary.area(area)?.id),
                None => query,
            };
            Some(query.href(View::Documents))
        };
        heat_table(page, told, (&name, first), &areas, &rows, &leads_to);
        pager(page, room, View::Overview, (here, pages));
    });
}

/// What the rows are: as asked, else what there is more than one of.
fn rows_by(room: &Room, rows: &[&DocumentRow]) -> &'static str {
    let asked = room.query.get(Field::Rows);
    if let Some(known) = ROWS.iter().find(|name| **name == asked) {
        return known;
    }
    let differ = |key: &dyn Fn(&DocumentRow) -> usize| rows.windows(2).any(|pair| key(pair[0]) != key(pair[1]));
    match () {
        () if differ(&|row| row.organisation as usize) => "owner",
        () if differ(&|row| room.held.body(row)) => "body",
        () => "type",
    }
}

/// The place of a document's row in the order of rows.
fn place(room: &Room, by: &str, row: &DocumentRow) -> usize {
    match by {
        "body" => room.held.body(row),
        "type" => room.held.kind(row),
        "year" => row.year().map_or(usize::MAX, usize::from),
        _ => row.organisation as usize,
    }
}

fn named(room: &Room, by: &str, place: usize) -> Named {
    let (say, told, held) = (room.say(), &room.told, room.held);
    match by {
        "body" => {
            let name = held.bodies.get(place).cloned().flatten();
            let value = name.clone().unwrap_or_else(|| UNKNOWN.to_string());
            (name.unwrap_or_else(|| told.w.unknown_body.to_string()), vec![(Field::Body, value)])
        }
        "type" => {
            let id = held.kinds.get(place).and_then(|kind| kind.as_deref());
            let name = id.map_or(say.of("unknown_type"), |id| told.names.type_name(id));
            (name.to_string(), vec![(Field::Kind, id.unwrap_or(UNKNOWN).to_string())])
        }
        "year" => match u16::try_from(place) {
            Ok(year) => (year.to_string(), years(Some(year))),
            Err(_) => (told.w.unknown_year.to_string(), years(None)),
        },
        _ => {
            let key = held.owners.get(place).cloned().unwrap_or_default();
            let name = told.tally.organisations.get(place).map_or_else(String::new, |owner| told.organisation(owner));
            (name, vec![(Field::Owner, key)])
        }
    }
}
