//! Arguments of the gate: on `check`, and of `config` and `suppress`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use genomsyra::identity::Date;

use super::{LanguageArg, ReadingArgs, RulesArg, day};

/// What documents are held against.
#[derive(Debug, Args)]
pub struct GateArgs {
    /// Inställningar med krav. Utan valet söks genomsyra.toml i dokumentets mapp och mapparna ovanför.
    #[arg(long, value_name = "FIL", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Bry dig inte om någon genomsyra.toml.
    #[arg(long)]
    pub no_config: bool,
    /// Dagen som undantag räknas från, till exempel 2026-01-31. [i dag]
    #[arg(long, value_name = "DATUM", value_parser = day)]
    pub date: Option<Date>,
}

/// What fails a document, and what it is compared with.
#[derive(Debug, Args)]
pub struct FailArgs {
    /// Ge slutkod 1 om något dokument når en lägre mognadsnivå än så (0–5). Samma sak som --fail-on "mognad<NIVÅ".
    #[arg(long, value_name = "NIVÅ", value_parser = super::maturity_level)]
    pub fail_under: Option<u8>,
    /// Ge slutkod 1 om villkoret gäller något dokument. Kan ges flera gånger, se nedan.
    #[arg(long, value_name = "VILLKOR")]
    pub fail_on: Vec<String>,
    /// Jämför med ett tidigare utgångsläge: det som fanns då fäller inte, det som är nytt eller sämre gör det.
    #[arg(long, value_name = "FIL")]
    pub baseline: Option<PathBuf>,
    /// Skriv det som hittas som ett nytt utgångsläge. Dokument som inte granskas nu behåller sina rader.
    #[arg(long, value_name = "FIL")]
    pub write_baseline: Option<PathBuf>,
}

/// Help below `check`.
pub const CONDITIONS: &str = r#"Villkor för --fail-on (och för villkor = […] i genomsyra.toml):
  mognad<3                    mognadsnivån är lägre
  poang<40                    poängen är lägre
  D8<25                       en dimension är lägre, i procent
  barnets-rattigheter<3       området eller grunden når inte steget
  kon:saknas                  området eller grunden nämns inte
  hbtqi:ansvar-saknas         ledet saknas i områdets kedja (mal, atgard, ansvar, tid, resurs, uppfoljning)
  lucka, skarp>10, skarp-vag  anmärkningar av slaget finns, eller är fler än så (lucka, skarp, ord, fynd, fel, varning)
  ny, ny:lucka                sådana som inte finns i utgångsläget

Slutkoder: 0 allt håller, 1 ett krav eller villkor håller inte, 2 kunde inte köras, 3 något dokument kunde inte läsas."#;

/// What `config` and `suppress` want to know of documents, to say what is in force for them.
#[derive(Debug, Args)]
pub struct SettledArgs {
    /// Dokumentens typ i stället för den som läses ur inställningar och titel.
    #[arg(long = "type", value_name = "TYP")]
    pub document_type: Option<String>,
    #[command(flatten)]
    pub gate: GateArgs,
    #[command(flatten)]
    pub rules: RulesArg,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub language: LanguageArg,
}

/// Arguments of `config`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ConfigArgs {
    /// Dokument att visa inställningarna för. Utan dokument visas de som gäller i mappen.
    #[arg(value_name = "FIL")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub settled: SettledArgs,
    #[command(subcommand)]
    pub command: Option<ConfigCommand>,
}

/// What else can be done with settings.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Skriv ut ett JSON Schema för genomsyra.toml, för editorer som fyller i och kontrollerar.
    #[command(override_usage = "genomsyra config schema [VAL]")]
    Schema(SchemaArgs),
}

/// Arguments of `config schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    #[command(flatten)]
    pub rules: RulesArg,
    /// Skriv till en fil i stället för till terminalen.
    #[arg(long, short, value_name = "FIL")]
    pub output: Option<PathBuf>,
}

/// Arguments of `suppress`.
#[derive(Debug, Args)]
pub struct SuppressArgs {
    /// Dokumentet som anmärkningen gäller.
    #[arg(value_name = "FIL")]
    pub file: PathBuf,
    /// Anmärkningens fingeravtryck, eller början av det (minst 4 tecken), eller en regel: då undantas alla dess anmärkningar på dokumentet.
    #[arg(value_name = "FINGERAVTRYCK|REGEL")]
    pub what: String,
    /// Varför anmärkningen godtas.
    #[arg(long, value_name = "TEXT", value_parser = not_empty)]
    pub reason: String,
    /// Vem som godtar den.
    #[arg(long, value_name = "NAMN", value_parser = not_empty)]
    pub by: String,
    /// Sista dagen som undantaget gäller. Utan valet gäller det tills vidare.
    #[arg(long, value_name = "DATUM", value_parser = day)]
    pub until: Option<Date>,
    /// Skriv inte ut början av meningen i filen med undantag.
    #[arg(long)]
    pub no_quotes: bool,
    #[command(flatten)]
    pub settled: SettledArgs,
}

fn not_empty(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("skriv några ord".to_string()) } else { Ok(text.to_string()) }
}
