//! The one document that something is written of: read and judged with the settings in force for it, and what is meant in it.

use std::path::PathBuf;

use genomsyra::fingerprint::Fingerprint;
use genomsyra::outcome::Outcome;
use genomsyra::report::problem_text;
use genomsyra::rule::RuleSet;
use genomsyra::run::Analyser;

use super::args::SettledArgs;
use super::exit::{Stop, warn};
use super::gate::Settings;
use super::reviews::ReviewFiles;
use super::settings;

/// Fewer signs of a fingerprint would soon be those of another.
pub const SHORTEST: usize = 4;

/// A document with its settings.
pub struct One {
    pub settings: Settings,
    pub rules: &'static RuleSet,
    pub outcome: Outcome,
}

impl One {
    /// Reads and judges it, with or without what people have said of its findings. None: it could not be read, which has been told.
    pub fn read(file: &PathBuf, settled: &SettledArgs, with_reviews: bool) -> Result<Option<One>, Stop> {
        let files = std::slice::from_ref(file);
        let (settings, rules) = Settings::load(files, &settled.gate, settled.rules.rules.as_deref())?;
        let given = settled.document_type.as_ref().map(|given| settings::document_type(rules, given).map_err(Stop::Told)).transpose()?;
        let mut analyser = Analyser::new(rules);
        analyser.reading = settings::reading(&settled.reading);
        analyser.options.document_type = given.or_else(|| settings.of(0).document_type(file));
        if with_reviews {
            analyser.reviews = ReviewFiles::of_settings(files, &settings, &settled.gate, rules)?.of(0);
        }
        let (name, bytes) = settings::open(file, &analyser.reading.limits)?;
        let outcome = analyser.analyse(&bytes, &name);
        if let Some(problem) = outcome.reason_unread() {
            warn(format_args!("Fel: {name}: {}", problem_text(problem, settled.language.lang)));
            return Ok(None);
        }
        Ok(Some(One { settings, rules, outcome }))
    }
}

/// Whether this may be a fingerprint or the beginning of one.
pub fn may_be_fingerprint(what: &str) -> bool {
    what.len() >= SHORTEST && what.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a fingerprint begins so.
pub fn begins(fingerprint: Fingerprint, what: &str) -> bool {
    fingerprint.to_string().starts_with(&what.to_lowercase())
}
