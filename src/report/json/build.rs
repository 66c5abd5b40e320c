//! Outcome → wire objects. The order is that of the document, of the taxonomy or of the score: the same outcome gives the same bytes.

use super::super::facts::SetAside;
use super::super::texts::Texts;
use super::super::view::View;
use super::super::{Options, facts, questions};
use super::parts::{gate, kind, problem, why};
use super::{ONE, wire};
use crate::finding::{Cause, Finding, Reason, Status, TypeEvidence, UnitReading};
use crate::indicator::Register;
use crate::outcome::{Outcome, PROGRAM_VERSION};
use crate::review::{Answer, Review};
use crate::rule::{AreaSet, Role, RuleSet};
use crate::score::{Confidence, GroundReading, LINKS, Node, Score};
use crate::text::{PositionIndex, Remark, Span, UnitId};

pub(super) fn outcome<'a>(outcome: &'a Outcome, rules: &'a RuleSet, options: &Options) -> wire::Outcome<'a> {
    let mut out = wire::Outcome {
        schema: ONE,
        identity: wire::Identity {
            file: &outcome.name,
            sha256: &outcome.sha256,
            bytes: outcome.bytes,
            format: None,
            title: None,
            pages: None,
            words: None,
            document_type: None,
            targeted: Vec::new(),
            about_rights: false,
        },
        judged: outcome.is_judged(),
        problems: outcome.problems().iter().map(|p| problem(p, options)).collect(),
        maturity: None,
        confidence: None,
        range: None,
        areas: Vec::new(),
        grounds: Vec::new(),
        findings: Vec::new(),
        chain: Vec::new(),
        gaps: Vec::new(),
        ignored: Vec::new(),
        anchors: Vec::new(),
        wordings: Vec::new(),
        views: Vec::new(),
        duties: Vec::new(),
        indicators: Vec::new(),
        remarks: Vec::new(),
        stale_reviews: Vec::new(),
        score: None,
        gate: None,
        versions: wire::Versions {
            program: PROGRAM_VERSION,
            schema: ONE,
            rules: wire::Rules { name: &outcome.rules.name, version: &outcome.rules.version, hash: &outcome.rules.hash },
        },
    };
    if let Ok(analysis) = &outcome.result {
        let view = View::new(outcome, analysis, rules, options);
        let builder = Builder { index: PositionIndex::new(&analysis.document), view };
        builder.identity(&mut out.identity);
        builder.findings(&mut out);
        if let Some(score) = &analysis.score {
            builder.judgement(&mut out, score);
        }
    }
    out
}

pub(super) struct Builder<'a> {
    pub(super) view: View<'a>,
    index: PositionIndex<'a>,
}

impl<'a> Builder<'a> {
    fn identity(&self, identity: &mut wire::Identity<'a>) {
        let (document, findings) = (self.view.document(), &self.view.analysis.findings);
        identity.format = Some(document.origin().format.as_str());
        identity.title = self.view.quotes.then(|| document.title()).flatten();
        identity.pages = document.origin().format.has_pages().then(|| document.pages().len());
        identity.words = Some(document.word_count());
        identity.targeted = self.ids(findings.targeted);
        identity.about_rights = findings.about_rights;
        identity.document_type = findings.document_type.and_then(|(index, evidence)| {
            let evidence = match evidence {
                TypeEvidence::Given => "given",
                TypeEvidence::Metadata => "metadata",
                TypeEvidence::Title => "title",
                TypeEvidence::Name => "name",
                TypeEvidence::Unknown => "unknown",
            };
            let found = self.view.rules.document_types().get(index as usize)?;
            Some(wire::Type { id: &found.id, name: self.view.type_name().unwrap_or(&found.name), evidence })
        });
    }

    fn findings(&self, out: &mut wire::Outcome<'a>) {
        let found = &self.view.analysis.findings;
        out.findings = found.findings.iter().filter(|f| f.status == Status::Counted).map(|f| self.finding(f)).collect();
        out.ignored = facts::set_aside(&self.view).map(|one| self.ignored(&one)).collect();
        out.chain = found.units.iter().filter(|u| u.is_chain()).map(|u| self.chain_unit(u)).collect();
        out.gaps = facts::gaps(&self.view)
            .into_iter()
            .map(|u| wire::Gap { ids: self.ids(self.view.reading(u).areas), location: self.location(u) })
            .collect();
        out.remarks = self.view.document().remarks().iter().map(|r| self.remark(r)).collect();
        out.stale_reviews = facts::stale_reviews(&self.view).into_iter().map(|review| self.review(review)).collect();
        out.duties = found.duties.iter().filter_map(|d| self.duty(d)).collect();
        out.indicators = found.indicators.iter().filter_map(|i| self.indicator(i)).collect();
        out.wordings = found.wordings.iter().filter_map(|w| self.wording(w)).collect();
        out.anchors = found.anchors.iter().filter_map(|a| self.anchor(a)).collect();
    }

    fn judgement(&self, out: &mut wire::Outcome<'a>, score: &'a Score) {
        let view = &self.view;
        out.areas = score.areas.iter().map(|a| self.area(a)).collect();
        out.views = score.lenses.iter().filter_map(|lens| self.lens(lens)).collect();
        out.grounds = score.grounds.iter().map(|g| self.ground(g)).collect();
        let m = &score.maturity;
        out.maturity = Some(wire::Maturity {
            level: m.level,
            name: view.texts.maturity_name(m.level),
            by_score: m.by_score,
            missed: m.missed.iter().map(gate).collect(),
            points_missing: m.points_missing,
            at_type_ceiling: m.at_type_ceiling,
        });
        out.confidence = Some(match m.confidence {
            Confidence::Normal => "normal",
            Confidence::Low => "low",
        });
        out.range =
            (m.range > 0.0).then(|| wire::Range { low: (score.value - m.range).max(0.0), high: (score.value + m.range).min(100.0) });
        out.score = Some(wire::Score {
            value: score.value,
            uncapped: score.uncapped,
            references: score.references,
            chain_units: score.chain_units,
            eligible_units: score.eligible_units,
            levels: score.levels,
            tree: self.node(&score.tree),
        });
    }

    fn ids(&self, set: AreaSet) -> Vec<&'a str> {
        self.view.rules.taxonomy().names(set)
    }

    fn fingerprints(&self, unit: UnitId, areas: AreaSet) -> Vec<String> {
        self.view.fingerprints(unit, areas).into_iter().map(|(_, print)| print.to_string()).collect()
    }

    fn accepted(&self, unit: UnitId, areas: AreaSet) -> Vec<wire::Review<'a>> {
        facts::accepted(&self.view, unit, areas).into_iter().map(|review| self.review(review)).collect()
    }

    fn review(&self, review: &'a Review) -> wire::Review<'a> {
        let told = |text: &'a str| Some(text).filter(|text| !text.is_empty());
        wire::Review {
            fingerprint: review.fingerprint.to_string(),
            answer: match review.answer {
                Answer::Accepted => "accepted",
                Answer::Rejected => "rejected",
            },
            id: &review.area,
            document: &review.document,
            sentence: told(&review.sentence).filter(|_| self.view.quotes),
            reason: told(&review.reason),
            by: &review.by,
            date: review.date.to_string(),
        }
    }

    fn roles(&self, set: AreaSet) -> Vec<&'static str> {
        let taxonomy = self.view.rules.taxonomy();
        Role::ALL.into_iter().filter(|r| set.iter().any(|a| taxonomy.area(a).roles.contains(r))).map(Role::as_str).collect()
    }

    pub(super) fn span(&self, span: Span) -> wire::Span {
        wire::Span {
            start: span.start,
            end: span.end,
            char_start: self.index.character(span.start),
            char_end: self.index.character(span.end),
        }
    }

    fn location(&self, unit: UnitId) -> wire::Location<'a> {
        let (view, document) = (&self.view, self.view.document());
        let at = &document.units()[unit as usize];
        let page = document.page_at(at.span.start);
        wire::Location {
            page: page.map(|p| p.number),
            page_label: page.and_then(|p| p.label.as_deref()).filter(|_| view.quotes),
            heading_path: if view.quotes { document.heading_path(at.section) } else { Vec::new() },
            paragraph: view.paragraph(unit),
            unit: wire::Unit { index: unit, kind: kind(at.kind), text: view.unit_text(unit), start: at.span.start, end: at.span.end },
        }
    }

    fn remark(&self, remark: &'a Remark) -> wire::Remark<'a> {
        let (document, quotes) = (self.view.document(), self.view.quotes);
        let block = remark.block.and_then(|id| Some((id, document.blocks().get(id as usize)?.section)));
        wire::Remark {
            kind: remark.kind.as_str(),
            author: remark.author.as_deref().filter(|_| quotes),
            date: remark.date.as_deref(),
            text: quotes.then_some(remark.text.as_str()),
            heading_path: block.filter(|_| quotes).map(|(_, section)| document.heading_path(section)).unwrap_or_default(),
            paragraph: block.map(|(id, _)| document.paragraph_number(id)),
        }
    }

    fn cause(&self, cause: Cause) -> (Option<&'a str>, Option<&'a str>) {
        let id = self.view.cause_id(cause);
        match cause {
            Cause::Rule(_) => (Some(id), None),
            Cause::Source(_) => (None, Some(id)),
        }
    }

    fn finding(&self, finding: &Finding) -> wire::Finding<'a> {
        let reading = self.view.reading(finding.unit);
        let (rule, source) = self.cause(finding.cause);
        wire::Finding {
            ids: self.ids(finding.areas),
            fingerprints: self.fingerprints(finding.unit, finding.areas),
            rule,
            source,
            strength: finding.strength.as_str(),
            matched: self.view.text(finding.span),
            span: self.span(finding.span),
            location: self.location(finding.unit),
            level: reading.steering.level,
            level_name: self.ladder(reading.steering.level),
            reference: reading.is_reference(),
            why: why(reading),
            roles: self.roles(finding.areas),
            inherited: false,
            accepted: self.accepted(finding.unit, finding.areas),
        }
    }

    fn chain_unit(&self, reading: &UnitReading) -> wire::ChainUnit<'a> {
        wire::ChainUnit {
            ids: self.ids(reading.inherited),
            fingerprints: self.fingerprints(reading.unit, reading.inherited),
            location: self.location(reading.unit),
            level: reading.steering.level,
            level_name: self.ladder(reading.steering.level),
            why: why(reading),
            roles: self.roles(reading.inherited),
            inherited: true,
            accepted: self.accepted(reading.unit, reading.inherited),
        }
    }

    pub(super) fn ladder(&self, level: u8) -> &'static str {
        let texts: &'static Texts = self.view.texts;
        texts.step(level)
    }

    fn ignored(&self, one: &SetAside) -> wire::Ignored<'a> {
        let reason = one.reason;
        let friend = match reason {
            Reason::FalseFriend(index) => self.view.rules.false_friends().get(index as usize),
            _ => None,
        };
        let review = match reason {
            Reason::Rejected(place) => self.view.review(place).map(|review| self.review(review)),
            _ => None,
        };
        let (rule, source) = one.cause.map_or((None, None), |cause| self.cause(cause));
        wire::Ignored {
            ids: self.ids(one.areas),
            fingerprints: self.fingerprints(one.unit, one.areas),
            rule,
            source,
            reason: reason.as_str(),
            reason_text: self.view.texts.reason(reason).map_or("", |r| r.explanation),
            false_friend: friend.map(|f| f.id.as_str()),
            meaning: friend.map(|f| f.meaning.as_str()),
            review,
            matched: one.words.and_then(|words| self.view.text(words)),
            span: self.span(one.words.unwrap_or(self.view.document().units()[one.unit as usize].span)),
            location: self.location(one.unit),
        }
    }

    fn anchor(&self, anchor: &crate::finding::Anchor) -> Option<wire::Anchor<'a>> {
        let source = self.view.rules.sources().get(anchor.source as usize)?;
        Some(wire::Anchor {
            source: &source.id,
            name: &source.name,
            sfs: source.sfs.iter().map(String::as_str).collect(),
            older_law: source.replaced_by.is_some() || source.repealed.is_some(),
            replaced_by: source.replaced_by.as_deref(),
            repealed: source.repealed.as_deref(),
            text: self.view.text(anchor.span),
            span: self.span(anchor.span),
            location: self.location(anchor.unit),
        })
    }

    fn wording(&self, mention: &crate::finding::WordingMention) -> Option<wire::Wording<'a>> {
        let wording = self.view.rules.wordings().get(mention.wording as usize)?;
        Some(wire::Wording {
            id: &wording.id,
            instead: self.view.said(&wording.instead),
            reason: self.view.said(&wording.reason),
            ids: self.view.rules.taxonomy().names(wording.areas),
            text: self.view.text(mention.span),
            span: self.span(mention.span),
            location: self.location(mention.unit),
        })
    }

    fn duty(&self, reading: &crate::finding::DutyReading) -> Option<wire::Duty<'a>> {
        let rules = self.view.rules;
        let duty = rules.duties().get(reading.duty as usize)?;
        let (name, demand) = facts::duty_in_words(&self.view, duty);
        Some(wire::Duty {
            id: &duty.id,
            name,
            demand,
            source: rules.sources().get(duty.source as usize).map_or("", |source| source.id.as_str()),
            section: &duty.section,
            ids: self.ids(duty.areas),
            seen: reading.seen.map(|(unit, span)| wire::DutySeen {
                text: self.view.text(span),
                span: self.span(span),
                location: self.location(unit),
            }),
        })
    }

    fn indicator(&self, mention: &'a crate::finding::IndicatorMention) -> Option<wire::Indicator<'a>> {
        let indicator = Register::built_in().entries().get(mention.indicator as usize)?;
        Some(wire::Indicator {
            id: indicator.id,
            title: indicator.title,
            by_gender: indicator.by_gender,
            field: indicator.field,
            recognised_by: mention.by.as_str(),
            cluster: mention.cluster.as_ref().map(|c| wire::Cluster { role: &c.role, right: &c.right }),
            ids: self.ids(facts::areas_of_indicator(&self.view, mention)),
            text: self.view.text(mention.span),
            span: self.span(mention.span),
            location: self.location(mention.unit),
        })
    }

    fn area(&self, area: &crate::score::AreaReport) -> wire::Area<'a> {
        let view = &self.view;
        let described = view.rules.taxonomy().area(area.area);
        let mut counted = view.analysis.findings.findings.iter().filter(|f| f.status == Status::Counted);
        wire::Area {
            id: &described.id,
            name: view.area_name(area.area),
            layer: area.layer.as_str(),
            layer_name: view.texts.layer(area.layer),
            level: area.level,
            level_name: self.ladder(area.level),
            strength: area.strength,
            roles: described.roles.iter().map(|r| r.as_str()).collect(),
            strongest: counted.position(|f| f.unit == area.strongest && f.areas.contains(area.area)),
            units: area.units.clone(),
            chain: LINKS.iter().zip(area.chain).map(|(link, unit)| wire::Link { link: link.as_str(), unit }).collect(),
            question: questions::question(area, view.reading(area.strongest), &view.units_of(area.area), view.texts),
        }
    }

    fn ground(&self, ground: &GroundReading) -> wire::Ground<'a> {
        let id = &self.view.rules.taxonomy().area(ground.area).id;
        wire::Ground { id, name: self.view.area_name(ground.area), status: ground.status.as_str(), units: ground.units.clone() }
    }

    fn node(&self, node: &'a Node) -> wire::Node<'a> {
        let unit = |unit: &UnitId| wire::NodeUnit {
            index: *unit,
            page: self.view.document().page_at(self.view.document().units()[*unit as usize].span.start).map(|p| p.number),
            level: self.view.reading(*unit).steering.level,
            text: self.view.unit_text(*unit),
        };
        wire::Node {
            id: node.id,
            name: self.view.texts.node(node.id),
            value: node.value,
            weight: node.weight,
            units: node.units.iter().map(unit).collect(),
            parts: node.parts.iter().map(|p| self.node(p)).collect(),
        }
    }
}
