//! What was typed after `genomsyra stability`.

use std::path::PathBuf;

use clap::Args;
use genomsyra::report::Format;

use super::{LanguageArg, RulesArg, one_of};

/// Largest change, in percent: beyond it limits of the levels pass each other.
const LARGEST: u8 = 50;

/// Arguments of `stability`.
#[derive(Debug, Args)]
pub struct StabilityArgs {
    /// Mappar och dokument.
    #[arg(required = true, value_name = "MAPP|FIL")]
    pub corpus: Vec<PathBuf>,
    /// Hur mycket varje vikt och tröskel sänks och höjs, i procent (1–50). [25]
    #[arg(long, value_name = "PROCENT", value_parser = percent, default_value = "25")]
    pub by: u8,
    /// Format: terminal eller json. [terminal]
    #[arg(long, value_name = "FORMAT", value_parser = one_of(Format::OF_STABILITY), default_value = Format::OF_STABILITY[0].1)]
    pub format: Format,
    /// Skriv till en fil i stället för till terminalen.
    #[arg(long, short, value_name = "FIL")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub rules: RulesArg,
    #[command(flatten)]
    pub language: LanguageArg,
}

fn percent(typed: &str) -> Result<u8, String> {
    let percent = typed.trim_end_matches('%').trim().parse().ok().filter(|percent| (1..=LARGEST).contains(percent));
    percent.ok_or_else(|| format!("ange hela procent från 1 till {LARGEST}"))
}
