//! Who, what and when of one document in the words of the report: names from the glossary, answers from the identity.

use super::super::texts::Texts;
use super::super::told::RulesNamed;
use super::super::{Language, Options, excerpt};
use crate::archive::{Glossary, Record};
use crate::identity::{End, Identity};
use crate::rule::{AreaId, AreaSet};

/// The names of things in the report's language.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    pub glossary: &'a Glossary,
    pub language: Language,
    pub quotes: bool,
    pub texts: &'static Texts,
}

impl<'a> Names<'a> {
    pub fn new(glossary: &'a Glossary, options: &Options) -> Self {
        Names { glossary, language: options.language, quotes: options.quotes, texts: Texts::of(options.language) }
    }

    /// The one of two names that is in the report's language.
    pub fn said<'t>(&self, swedish: &'t str, english: &'t str) -> &'t str {
        if self.language == Language::Swedish { swedish } else { english }
    }

    pub fn area(&self, area: AreaId) -> &'a str {
        self.glossary.area(area).map_or("", |entry| self.said(&entry.name, &entry.name_en))
    }

    /// The names of a set, in the taxonomy's order.
    pub fn areas(&self, areas: AreaSet) -> Vec<&'a str> {
        areas.iter().map(|area| self.area(area)).collect()
    }

    /// Id of the document's type: what the user says of it stands before what the scan found.
    pub fn type_id(&self, record: &'a Record, identity: &'a Identity) -> Option<&'a str> {
        let told = identity.document_type.value().map(String::as_str);
        told.or_else(|| {
            let (place, _) = record.brief.document_type?;
            Some(self.glossary.types.get(place as usize)?.id.as_str())
        })
    }

    /// What a type is called; its id if the rules do not have it.
    pub fn type_name(&self, id: &'a str) -> &'a str {
        self.glossary.types.iter().find(|t| t.id == id).map_or(id, |t| self.said(&t.name, &t.name_en))
    }

    /// The document's title on one line; none when quotations are off.
    pub fn title(&self, record: &Record) -> Option<String> {
        let title = record.brief.file.title.as_deref().filter(|_| self.quotes)?;
        Some(excerpt::clean(title)).filter(|title| !title.is_empty())
    }

    /// Version and the beginning of the hash: which rules.
    pub fn rules(&self) -> String {
        RulesNamed::of_glossary(self.glossary).version_and_hash()
    }
}

/// An end as programs read it.
pub(in crate::report) fn end(end: End) -> String {
    match end {
        End::On(date) => date.to_string(),
        End::UntilFurther => "until-further".to_string(),
    }
}
