//! One document: who, what and when, its verdict, and every sentence with a finding, each with an anchor that lists lead to.

use super::documents::points;
use super::frame::Room;
use super::query::{Field, View};
use super::sentence;
use crate::archive::store::{Kept, Store, StoreError};
use crate::archive::tally::{DocumentRow, Verdict};
use crate::archive::{Brief, Record, Sentence};
use crate::identity::{Confidence, Field as Answers, Hints, Identity, Source};
use crate::report::pages::{HtmlTexts, Page, badge, clean, fill, head, level_class, place, wide_table};
use crate::report::problem_text;
use crate::score::LINKS;

/// The address of a document, from any page of the archive.
pub(super) fn address(room: &Room, document: u32) -> String {
    room.query.with(Field::Id, room.held.id(document)).href(View::Document)
}

/// The page; `None` if the store no longer has the document as it was counted.
pub(super) fn page(room: &Room, store: &Store, (id, row): (u32, &DocumentRow), hints: &Hints) -> Result<Option<String>, StoreError> {
    let mut found: Option<(Record, Identity)> = None;
    let known = |_: usize, shown: &str, Kept { record, identity }: Kept| (record, identity.given(shown, hints));
    store.each_made(&room.held.listing(&[id]), &known, &mut |_, kept| {
        found = kept;
        Ok::<(), StoreError>(())
    })?;
    // Another's record may have come in the place of one that was taken away.
    let same = |record: &Record| hex::decode(&record.brief.file.sha256).map_or(row.sha256 == [0; 32], |digest| digest == row.sha256);
    let Some((record, identity)) = found.filter(|(record, _)| same(record)) else { return Ok(None) };
    let told = &room.told;
    let title = told.title(row).unwrap_or_else(|| told.clean_path(row));
    Ok(Some(room.page(View::Document, &title, |page| {
        page.with("p", &[("class", "note path")], &told.clean_path(row));
        standing(page, room, (id, row), &record.brief);
        facts(page, room, row, &identity);
        if let Some(verdict) = &row.verdict {
            areas(page, room, verdict, &record);
        }
        sentences(page, room, &record.sentences);
        page.with("p", &[("class", "note")], told.w.next_one);
    })))
}

/// The verdict, or why there is none; whether the document counts, and what went wrong.
fn standing(page: &mut Page, room: &Room, (id, row): (u32, &DocumentRow), brief: &Brief) {
    let (say, told) = (room.say(), &room.told);
    if let Some(verdict) = &row.verdict {
        page.element("div", &[("class", "verdict")], |page| {
            page.element("p", &[("class", "level")], |page| {
                page.text(&format!("{} ", say.of("level")));
                badge(page, HtmlTexts::of(room.query.language).level_word, verdict.level, told.names.texts.maturity_name(verdict.level));
            });
            let score = fill(told.names.texts.labels.score_line, &[("score", &points(verdict.score, room.query.language))]);
            let references = told.of(verdict.references.raw as usize, told.names.texts.labels.references);
            let binding = say.fill("of_these_bind", &[("n", &told.count(verdict.binding.raw as usize))]);
            page.with("p", &[("class", "points")], &format!("{score}. {references}{binding}"));
        });
    }
    if !brief.problems.is_empty() || row.verdict.is_none() {
        page.element("div", &[("class", "warning")], |page| {
            page.element("p", &[], |page| page.with("strong", &[], told.reading(row.reading)));
            page.element("ul", &[], |page| {
                brief.problems.iter().for_each(|problem| page.with("li", &[], &problem_text(problem, room.query.language)));
            });
            page.with("p", &[], told.names.texts.labels.unread_warning);
        });
    }
    let others = row.family.and_then(|family| told.tally.families.get(family as usize));
    let others: Vec<u32> = others.map_or_else(Vec::new, |family| family.members.iter().copied().filter(|other| *other != id).collect());
    let aside = told.aside(row);
    if row.verdict.is_some() && !aside.is_empty() {
        page.element("p", &[("class", "warning")], |page| {
            page.text(&fill(told.w.not_counted_because, &[("why", aside)]));
            page.text(". ");
            if let Some(instead) = row.aside.and_then(|aside| aside.instead()) {
                page.text(&format!("{}: ", told.w.instead));
                page.with("a", &[("href", &address(room, instead))], &told.path(instead));
            }
        });
    }
    if !others.is_empty() {
        page.element("details", &[], |page| {
            page.with("summary", &[], &say.fill("family", &[("n", &told.count(others.len()))]));
            page.element("ul", &[], |page| {
                for other in others {
                    page.element("li", &[], |page| page.with("a", &[("href", &address(room, other))], &told.path(other)));
                }
            });
        });
    }
}

/// Who, what and when, each with where it was found.
fn facts(page: &mut Page, room: &Room, row: &DocumentRow, identity: &Identity) {
    let (say, told) = (room.say(), &room.told);
    let (w, l) = (told.w, &told.names.texts.labels);
    fn source<T>(room: &Room, field: &Answers<T>) -> String {
        let Some(best) = field.best() else { return String::new() };
        let say = room.say();
        let source = match best.source {
            Source::Sidecar => say.of("source_row"),
            Source::PathPattern => say.of("source_pattern"),
            Source::Metadata => say.of("source_metadata"),
            Source::TitlePage => say.of("source_title_page"),
            Source::Text => say.of("source_text"),
            Source::Filename => say.of("source_name"),
        };
        let sure = match best.confidence {
            Confidence::High => "",
            Confidence::Medium => say.of("sure_medium"),
            Confidence::Low => say.of("sure_low"),
        };
        [source, sure].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
    let date = |date: Option<crate::identity::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let adopted = identity.adopted.value().map(|adopted| {
        let body = adopted.body.as_ref().map(|body| clean(&body.name));
        let paragraph = adopted.paragraph.map(|paragraph| format!("§ {paragraph}"));
        let day = adopted.date.map(|date| date.to_string());
        [day, body, paragraph].into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let facts = [
        (w.organisation, told.owner(row), source(room, &identity.municipality)),
        (w.body, told.body_of(row), source(room, &identity.body)),
        (l.memo_type, told.document_type(row).to_string(), source(room, &identity.document_type)),
        (w.years, row.years.map(|years| years.to_string()).unwrap_or_default(), source(room, &identity.years)),
        (say.of("adopted"), adopted.unwrap_or_default(), source(room, &identity.adopted)),
        (say.of("revised"), date(identity.revised.value().copied()), source(room, &identity.revised)),
        (w.valid_from, date(row.valid_from), source(room, &identity.valid_from)),
        (w.valid_to, told.valid_to(row), source(room, &identity.valid_to)),
        (
            say.of("case_number"),
            identity.case_number.value().map(|number| clean(number)).unwrap_or_default(),
            source(room, &identity.case_number),
        ),
        (w.format, row.format.as_deref().unwrap_or_default().to_uppercase(), String::new()),
        (l.sheet_pages, if row.pages > 0 { told.count(row.pages as usize) } else { String::new() }, String::new()),
        (l.sheet_words, told.count(row.words as usize), String::new()),
        (l.memo_checksum, told.checksum(row), String::new()),
    ];
    page.element("details", &[("open", "")], |page| {
        page.with("summary", &[], say.of("facts_heading"));
        page.element("dl", &[("class", "facts")], |page| {
            for (name, value, source) in facts.iter().filter(|(_, value, _)| !value.is_empty()) {
                page.element("div", &[], |page| {
                    page.with("dt", &[], name);
                    page.element("dd", &[], |page| {
                        page.text(value);
                        if !source.is_empty() {
                            page.with("small", &[], source);
                        }
                    });
                });
            }
        });
    });
}

/// Every id with a reference: its step, places and links of the chain, and the sentence that steers most.
fn areas(page: &mut Page, room: &Room, verdict: &Verdict, record: &Record) {
    let (say, told) = (room.say(), &room.told);
    let l = &told.names.texts.labels;
    if verdict.areas.is_empty() {
        page.with("p", &[], l.areas_none);
        return;
    }
    let strongest = |area: u8| {
        let facts = record.brief.judgement.as_ref()?.areas.iter().find(|facts| facts.area.0 == area)?;
        record.sentences.iter().find(|sentence| sentence.unit == facts.strongest)
    };
    page.element("section", &[("id", "omraden")], |page| {
        page.with("h2", &[], told.w.sheet_areas);
        wide_table(page, "chain heat", told.w.sheet_areas, |page| {
            page.with("caption", &[("class", "unseen")], told.w.sheet_areas);
            page.element("thead", &[], |page| {
                page.element("tr", &[], |page| {
                    head(page, "", l.area_column);
                    head(page, "number", l.row_step);
                    head(page, "number", l.summary_references);
                    LINKS.iter().for_each(|link| head(page, "", told.names.texts.link(*link).0));
                    head(page, "", say.of("strongest"));
                });
            });
            page.element("tbody", &[], |page| {
                for row in &verdict.areas {
                    page.element("tr", &[], |page| {
                        page.with("th", &[("scope", "row")], told.names.area(crate::rule::AreaId(row.area)));
                        page.with("td", &[("class", level_class(row.level))], &row.level.to_string());
                        page.with("td", &[("class", "number")], &told.count(row.references.raw as usize));
                        for shown in row.links() {
                            page.element("td", &[("class", if shown { "with" } else { "without" })], |page| {
                                page.with("span", &[("aria-hidden", "true")], if shown { "✓" } else { "–" });
                                page.with("span", &[("class", "unseen")], if shown { told.w.yes } else { told.w.no });
                            });
                        }
                        page.element("td", &[], |page| {
                            if let Some(sentence) = strongest(row.area) {
                                page.with("a", &[("href", &format!("#u{}", sentence.unit))], &place(sentence, &told.names));
                            }
                        });
                    });
                }
            });
        });
    });
}

/// Every sentence with a finding, in the document's order, under the headings that it stands under.
fn sentences(page: &mut Page, room: &Room, all: &[Sentence]) {
    let (say, told) = (room.say(), &room.told);
    page.element("section", &[("id", "meningar")], |page| {
        page.with("h2", &[], say.of("sentences_of_document"));
        page.with(
            "p",
            &[("class", "note")],
            say.of(if all.is_empty() { "sentences_of_document_none" } else { "sentences_of_document_intro" }),
        );
        let mut under: Option<&[String]> = None;
        for part in all.chunk_by(|a, b| a.headings == b.headings) {
            let Some(first) = part.first() else { continue };
            if !first.headings.is_empty() && under != Some(&first.headings) {
                let path: Vec<String> = first.headings.iter().map(|heading| clean(heading)).collect();
                page.with("h3", &[("lang", "sv")], &path.join(" › "));
            }
            under = Some(&first.headings);
            for sentence in part {
                page.element("div", &[("class", "sentence"), ("id", &format!("u{}", sentence.unit)), ("tabindex", "-1")], |page| {
                    sentence::words(page, room, sentence);
                    page.element("p", &[("class", "where")], |page| {
                        page.with("a", &[("class", "place"), ("href", &format!("#u{}", sentence.unit))], &place(sentence, &told.names));
                    });
                    sentence::told(page, room, sentence);
                });
            }
        }
    });
}
