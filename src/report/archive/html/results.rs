//! What the counted documents say together: distributions as tables with bars, the heat map of organisations, the chains.

use super::super::super::html::markup::Page;
use super::super::super::html::sheet::wide_table;
use super::super::super::texts::fill;
use super::super::told::Told;
use super::parts::{head, level_class, section, spread_cells, spread_heads};
use crate::archive::tally::{AreaCell, OrganisationRow, Sum};
use crate::rule::AreaId;
use crate::score::{GroundStatus, LINKS};

/// Organisations that are shown at once; of more, the rest is folded away.
const SHOWN: usize = 40;

/// How many documents of each organisation reach which maturity level.
pub(super) fn levels(page: &mut Page, told: &Told) {
    let w = told.w;
    section(page, "nivaer", w.sheet_levels, |page| {
        page.with("p", &[], w.levels_intro);
        page.element("p", &[("class", "note")], |page| legend(page, told));
        let row = |page: &mut Page, name: &str, sum: &Sum| {
            page.element("tr", &[], |page| {
                page.with("th", &[("scope", "row")], name);
                page.with("td", &[("class", "number")], &told.count(sum.counted as usize));
                spread_cells(page, told, &sum.levels);
            });
        };
        let table = |page: &mut Page, owners: &[OrganisationRow], all: bool| {
            wide_table(page, "spreads", w.levels_caption, |page| {
                page.with("caption", &[("class", "unseen")], w.levels_caption);
                page.element("thead", &[], |page| {
                    page.element("tr", &[], |page| {
                        head(page, "", w.organisation);
                        head(page, "number", w.counted_documents);
                        spread_heads(page, told, told.names.texts.labels.level_column);
                    });
                });
                page.element("tbody", &[], |page| {
                    if all {
                        row(page, w.all_organisations, &told.tally.all);
                    }
                    for owner in owners {
                        row(page, &told.organisation(owner), &owner.sum);
                    }
                });
            });
        };
        let (shown, rest) = told.tally.organisations.split_at(told.tally.organisations.len().min(SHOWN));
        table(page, shown, true);
        if !rest.is_empty() {
            folded(page, &fill(w.more_organisations, &[("n", &told.count(rest.len()))]), |page| table(page, rest, false));
        }
    });
}

fn folded(page: &mut Page, summary: &str, inside: impl FnOnce(&mut Page)) {
    page.element("details", &[], |page| {
        page.with("summary", &[], summary);
        inside(page);
    });
}

/// What the levels are called.
fn legend(page: &mut Page, told: &Told) {
    for (level, name) in told.names.texts.maturity.iter().enumerate() {
        let level = level as u8;
        page.with("span", &[("class", &format!("badge {}", level_class(level)))], &format!("{level} {name}"));
        page.text(" ");
    }
    page.text(told.w.unsure_legend);
}

/// Every area over all counted documents.
pub(super) fn areas(page: &mut Page, told: &Told) {
    let w = told.w;
    section(page, "omraden", w.sheet_areas, |page| {
        page.with("p", &[], w.areas_intro);
        wide_table(page, "spreads", w.areas_caption, |page| {
            page.with("caption", &[("class", "unseen")], w.areas_caption);
            page.element("thead", &[], |page| {
                page.element("tr", &[], |page| {
                    head(page, "", told.names.texts.labels.area_column);
                    head(page, "number", w.mention);
                    head(page, "number", w.per_10_000);
                    spread_heads(page, told, told.names.texts.labels.row_step);
                });
            });
            page.element("tbody", &[], |page| {
                for area in told.areas() {
                    let Some(cell) = told.tally.all.areas.iter().find(|cell| cell.area == area) else { continue };
                    page.element("tr", &[], |page| {
                        page.with("th", &[("scope", "row")], told.names.area(area));
                        page.with("td", &[("class", "number")], &told.count(cell.spread.from(1) as usize));
                        let rate = told.per_10_000(cell.references, told.tally.all.words);
                        page.with("td", &[("class", "number")], &rate.map_or_else(|| "–".to_string(), |rate| told.decimal(rate)));
                        spread_cells(page, told, &cell.spread);
                    });
                }
            });
        });
    });
}

pub(super) fn roles(page: &mut Page, told: &Told) {
    let w = told.w;
    section(page, "roller", w.sheet_roles, |page| {
        page.with("p", &[], w.roles_intro);
        wide_table(page, "spreads", w.roles_caption, |page| {
            page.with("caption", &[("class", "unseen")], w.roles_caption);
            page.element("thead", &[], |page| {
                page.element("tr", &[], |page| {
                    head(page, "", w.role);
                    spread_heads(page, told, told.names.texts.labels.row_step);
                });
            });
            page.element("tbody", &[], |page| {
                for cell in &told.tally.all.roles {
                    page.element("tr", &[], |page| {
                        page.with("th", &[("scope", "row")], told.names.texts.role(cell.role));
                        spread_cells(page, told, &cell.spread);
                    });
                }
            });
        });
    });
}

pub(super) fn grounds(page: &mut Page, told: &Told) {
    let w = told.w;
    section(page, "grunder", w.sheet_grounds, |page| {
        wide_table(page, "", w.grounds_caption, |page| {
            page.with("caption", &[], w.grounds_caption);
            page.element("thead", &[], |page| {
                page.element("tr", &[], |page| {
                    head(page, "", w.ground);
                    GroundStatus::ALL.iter().for_each(|status| head(page, "number", told.ground_status(*status)));
                    head(page, "number", w.unsure);
                });
            });
            page.element("tbody", &[], |page| {
                for cell in &told.tally.all.grounds {
                    page.element("tr", &[], |page| {
                        page.with("th", &[("scope", "row")], told.names.area(cell.area));
                        for count in cell.statuses.into_iter().chain([cell.unsure]) {
                            page.with("td", &[("class", "number")], &told.count(count as usize));
                        }
                    });
                }
            });
        });
    });
}

/// Organisation × area: the highest step of any counted document.
pub(super) fn heat(page: &mut Page, told: &Told) {
    let w = told.w;
    let areas = told.areas();
    section(page, "varmekarta", w.sheet_heat_owners, |page| {
        page.with("p", &[], w.heat_intro);
        let table = |page: &mut Page, owners: &[&OrganisationRow]| {
            let rows: Vec<(String, &Sum)> = owners.iter().map(|owner| (told.organisation(owner), &owner.sum)).collect();
            heat_table(page, told, (w.heat_caption, w.organisation), &areas, &rows, &|_, _| None);
        };
        let owners: Vec<&OrganisationRow> = told.tally.organisations.iter().filter(|o| o.sum.counted > 0).collect();
        let (shown, rest) = owners.split_at(owners.len().min(SHOWN));
        table(page, shown);
        if !rest.is_empty() {
            folded(page, &fill(w.more_organisations, &[("n", &told.count(rest.len()))]), |page| table(page, rest));
        }
    });
}

/// Rows of any kind × ids: the highest step of any counted document. `names` are the table's and that of its first column; `leads_to` gives
/// the address of what is behind a row (no id) or a cell.
pub(crate) fn heat_table(
    page: &mut Page,
    told: &Told,
    names: (&str, &str),
    areas: &[AreaId],
    rows: &[(String, &Sum)],
    leads_to: &dyn Fn(usize, Option<AreaId>) -> Option<String>,
) {
    let (caption, first) = names;
    wide_table(page, "heat", caption, |page| {
        page.with("caption", &[("class", "unseen")], caption);
        page.element("thead", &[], |page| {
            page.element("tr", &[], |page| {
                head(page, "", first);
                head(page, "number", told.w.documents);
                areas.iter().for_each(|area| upright(page, told.names.area(*area)));
            });
        });
        page.element("tbody", &[], |page| {
            for (place, (name, sum)) in rows.iter().enumerate() {
                page.element("tr", &[], |page| {
                    page.element("th", &[("scope", "row")], |page| linked(page, leads_to(place, None), name));
                    page.with("td", &[("class", "number")], &told.count(sum.counted as usize));
                    for area in areas {
                        let cell = sum.areas.iter().find(|cell| cell.area == *area);
                        heat_cell(page, cell, || leads_to(place, Some(*area)));
                    }
                });
            }
        });
    });
}

/// A text that leads somewhere, if there is somewhere.
pub(crate) fn linked(page: &mut Page, address: Option<String>, text: &str) {
    match address {
        Some(address) => page.with("a", &[("href", &address)], text),
        None => page.text(text),
    }
}

/// A head that stands upright: names are long and cells narrow.
pub(super) fn upright(page: &mut Page, name: &str) {
    page.element("th", &[("scope", "col"), ("class", "upright")], |page| page.with("span", &[], name));
}

fn heat_cell(page: &mut Page, cell: Option<&AreaCell>, leads_to: impl FnOnce() -> Option<String>) {
    match cell.map(|cell| (cell.spread.highest(), cell.spread.unsure)) {
        Some((Some(level), _)) if level > 0 => {
            page.element("td", &[("class", level_class(level))], |page| linked(page, leads_to(), &level.to_string()));
        }
        Some((_, unsure)) if unsure > 0 => page.with("td", &[], "?"),
        _ => page.with("td", &[], "0"),
    }
}

/// Organisation and area: which links of the steering chain any counted document shows.
pub(super) fn chains(page: &mut Page, told: &Told) {
    let w = told.w;
    let areas = told.areas();
    let links = LINKS.map(|link| told.names.texts.link(link).0);
    let mentioned = |sum: &Sum| sum.areas.iter().filter(|c| areas.contains(&c.area) && c.spread.from(1) > 0).copied().collect::<Vec<_>>();
    section(page, "kedjor", w.sheet_chains, |page| {
        page.with("p", &[], w.chains_intro);
        let owners: Vec<&OrganisationRow> = told.tally.organisations.iter().filter(|o| o.sum.counted > 0).collect();
        for owner in &owners {
            let cells = mentioned(&owner.sum);
            if cells.is_empty() {
                continue;
            }
            let whole = cells.iter().filter(|cell| cell.links().iter().all(|shown| *shown)).count();
            let name = told.organisation(owner);
            let values = [("name", name.as_str()), ("whole", &told.count(whole)), ("areas", &told.count(cells.len()))];
            let open: &[(&'static str, &str)] = if owners.len() == 1 { &[("open", "")] } else { &[] };
            page.element("details", open, |page| {
                page.with("summary", &[], &fill(w.chains_summary, &values));
                wide_table(page, "chain", &fill(w.chains_caption, &values), |page| {
                    page.with("caption", &[("class", "unseen")], &fill(w.chains_caption, &values));
                    page.element("thead", &[], |page| {
                        page.element("tr", &[], |page| {
                            head(page, "", told.names.texts.labels.area_column);
                            head(page, "", w.mention);
                            links.iter().for_each(|link| head(page, "", link));
                        });
                    });
                    page.element("tbody", &[], |page| cells.iter().for_each(|cell| chain_row(page, told, cell)));
                });
            });
        }
    });
}

fn chain_row(page: &mut Page, told: &Told, cell: &AreaCell) {
    page.element("tr", &[], |page| {
        page.with("th", &[("scope", "row")], told.names.area(cell.area));
        page.with("td", &[], &told.count(cell.spread.from(1) as usize));
        for documents in cell.chain {
            if documents > 0 {
                page.with("td", &[("class", "with")], &told.count(documents as usize));
            } else {
                page.element("td", &[("class", "without")], |page| {
                    page.with("span", &[("aria-hidden", "true")], "–");
                    page.with("span", &[("class", "unseen")], told.names.texts.labels.none);
                });
            }
        }
    });
}
