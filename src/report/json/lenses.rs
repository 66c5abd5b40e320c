//! The views as wire objects.

use super::super::facts;
use super::build::Builder;
use super::wire;
use crate::rule::LensDemand;
use crate::score::{HeadingReading, LINKS, LensReading};
use crate::text::UnitId;

impl<'a> Builder<'a> {
    pub(super) fn lens(&self, reading: &LensReading) -> Option<wire::Lens<'a>> {
        let view = &self.view;
        let lens = view.rules.lenses().get(reading.lens as usize)?;
        Some(wire::Lens {
            id: &lens.id,
            name: view.said(&lens.name),
            description: view.said(&lens.description),
            source: view.said(&lens.source),
            headings: reading.headings.iter().filter_map(|h| self.heading(h)).collect(),
        })
    }

    fn heading(&self, told: &HeadingReading) -> Option<wire::LensHeading<'a>> {
        let view = &self.view;
        let heading = view.rules.lens_headings().get(told.heading as usize)?;
        let demand =
            |d: &LensDemand| wire::LensDemand { count: d.count, level: d.level, links: d.links.iter().map(|link| link.as_str()).collect() };
        Some(wire::LensHeading {
            id: &heading.id,
            name: view.said(&heading.name),
            question: view.said(&heading.question),
            seen: !told.units.is_empty(),
            level: told.level,
            level_name: (!told.units.is_empty()).then(|| self.ladder(told.level)),
            grade: told.grade.map(|grade| grade.as_str()),
            grading: heading.grading.as_ref().map(|g| wire::LensGrading { met: demand(&g.met), partly: demand(&g.partly) }),
            chain: LINKS.iter().zip(told.chain).map(|(link, unit)| wire::Link { link: link.as_str(), unit }).collect(),
            units: told.units.iter().map(|unit| self.lens_unit(told.heading, *unit)).collect(),
        })
    }

    fn lens_unit(&self, heading: u32, unit: UnitId) -> wire::LensUnit<'a> {
        let (view, document) = (&self.view, self.view.document());
        let words = facts::lens_words(view, heading, unit);
        wire::LensUnit {
            index: unit,
            page: document.page_at(document.units()[unit as usize].span.start).map(|p| p.number),
            level: view.reading(unit).steering.level,
            matched: words.and_then(|span| view.text(span)),
            span: words.map(|span| self.span(span)),
            text: view.unit_text(unit),
        }
    }
}
