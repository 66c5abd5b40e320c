//! Kolada indicators named in the document.

use crate::finding::IndicatorMention;
use crate::indicator::{Cluster, may_stand_in, mentions};
use crate::text::{Document, Span, UnitId, UnitKind};

/// Sentences longer than this (bytes) are running text that speaks of a title's subject, not the title.
const LONGEST: usize = 600;

/// All mentions, by unit and place.
pub(super) fn named(document: &Document, cluster: Option<&Cluster>) -> Vec<IndicatorMention> {
    if !may_stand_in(document.text()) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (id, unit) in document.units().iter().enumerate() {
        let text = document.slice(unit.span);
        if text.len() > LONGEST && unit.kind != UnitKind::TableRow {
            continue;
        }
        out.extend(mentions(text).into_iter().map(|mention| {
            let start = unit.span.start as usize;
            IndicatorMention {
                unit: id as UnitId,
                span: Span::new(start + mention.range.start, start + mention.range.end),
                indicator: mention.indicator,
                by: mention.by,
                cluster: cluster.and_then(|cluster| cluster.get(mention.indicator)).cloned(),
            }
        }));
    }
    out
}
