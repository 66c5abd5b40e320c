//! What was typed after `genomsyra rules`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::RulesArg;

/// What is done with rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Räkna upp alla regler.
    #[command(override_usage = "genomsyra rules list [VAL]")]
    List(ListArgs),
    /// Visa en regel, klass, falsk vän, rättskälla eller ett område.
    #[command(override_usage = "genomsyra rules show [VAL] ID")]
    Show(ShowArgs),
    /// Förklara varför en regel träffade, eller inte träffade, en text.
    #[command(override_usage = "genomsyra rules explain [VAL] [ID] TEXT", after_help = EXPLAIN_HELP)]
    Explain(ExplainArgs),
    /// Kontrollera att reglerna är rätt skrivna.
    #[command(override_usage = "genomsyra rules check [MAPP]")]
    Check(RulesCheckArgs),
    /// Pröva reglernas exempel och motexempel.
    #[command(override_usage = "genomsyra rules test [VAL] [FILTER…]")]
    Test(TestArgs),
    /// Börja på en ny regel: en mall med hjälp rad för rad.
    #[command(override_usage = "genomsyra rules new [VAL] --omrade OMRÅDE ID")]
    New(NewArgs),
    /// Skriv ut alla regler i klarspråk, som Markdown.
    #[command(override_usage = "genomsyra rules catalogue [VAL]")]
    Catalogue(PrintArgs),
    /// Skriv ut ett JSON-schema för regelfiler, för redigerare som hjälper till medan man skriver.
    #[command(override_usage = "genomsyra rules schema [VAL]")]
    Schema(PrintArgs),
    /// Räkna vad reglerna finner i dokument: regel för regel och form för form.
    #[command(override_usage = "genomsyra rules stats [VAL] MAPP|FIL…")]
    Stats(StatsArgs),
    /// Jämför två regelverk: vilka hänvisningar som vinns och förloras.
    #[command(override_usage = "genomsyra rules diff [VAL] --corpus MAPP GAMMAL NY")]
    Diff(DiffArgs),
    /// Mät reglerna mot märkta meningar: träffar, falska larm och missar.
    #[command(override_usage = "genomsyra rules measure [VAL] GULD.jsonl")]
    Measure(MeasureArgs),
}

/// Arguments of `rules list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Format: terminal eller json. [terminal]
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: RulesFormat,
    #[command(flatten)]
    pub rules: RulesArg,
}

/// Arguments of `rules show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Id, till exempel barn.komma-till-tals, ff-kon eller barnets-rattigheter.
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub rules: RulesArg,
}

const EXPLAIN_HELP: &str = "\
Texten får vara Markdown, med rubrik, lista och tabell, som i reglernas exempel; `-` läser den från standard in.
Utan ID visas alla regler som träffade eller var nära.

  genomsyra rules explain barn.komma-till-tals \"Elever ska få vara med och bestämma.\"
  genomsyra rules explain ff-kon \"Kön till särskilt boende växer.\"";

/// Arguments of `rules explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Id på en regel, klass, falsk vän, rättskälla, ett dolt namn eller område (får utelämnas), och så texten.
    #[arg(required = true, num_args = 1..=2, value_names = ["ID", "TEXT"])]
    pub words: Vec<String>,
    /// Format: terminal eller json. [terminal]
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: RulesFormat,
    #[command(flatten)]
    pub rules: RulesArg,
}

/// Arguments of `rules check`.
#[derive(Debug, Args)]
pub struct RulesCheckArgs {
    /// Mapp med regler; utan mapp kontrolleras de inbyggda.
    #[arg(value_name = "MAPP")]
    pub folder: Option<PathBuf>,
    /// Mapp med dokument (kan anges flera gånger): säg också vilka regler som aldrig, eller nästan alltid, finner något där.
    #[arg(long, value_name = "MAPP|FIL")]
    pub corpus: Vec<PathBuf>,
    /// Format: terminal eller json. [terminal]
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: RulesFormat,
    #[command(flatten)]
    pub rules: RulesArg,
}

/// Arguments of `rules new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// Regelns id: området i kort form, punkt, vad regeln finner. barn.komma-till-tals
    #[arg(value_name = "ID")]
    pub id: String,
    /// Området som en träff ska räknas till, till exempel barnets-rattigheter.
    #[arg(long = "omrade", value_name = "OMRÅDE")]
    pub area: String,
    /// Skriv till en ny fil i stället för till terminalen.
    #[arg(long, short, value_name = "FIL")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub rules: RulesArg,
}

/// Arguments of `rules stats`.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Mappar och dokument.
    #[arg(required = true, value_name = "MAPP|FIL")]
    pub corpus: Vec<PathBuf>,
    /// Bara regler vars id innehåller det här: alla former, och skälen till att fynd ställdes åt sidan.
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Format: terminal, json eller csv (en rad för varje regel och form). [terminal]
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: StatsFormat,
    /// Skriv till en fil i stället för till terminalen.
    #[arg(long, short, value_name = "FIL")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub rules: RulesArg,
}

/// Arguments of `rules diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// Mapp med de gamla reglerna; `inbyggda` är de som programmet bär med sig.
    #[arg(value_name = "GAMMAL")]
    pub old: PathBuf,
    /// Mapp med de nya.
    #[arg(value_name = "NY")]
    pub new: PathBuf,
    /// Mapp med dokument att jämföra över (kan anges flera gånger).
    #[arg(long, required = true, value_name = "MAPP|FIL")]
    pub corpus: Vec<PathBuf>,
    /// Format: terminal eller json. [terminal]
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: RulesFormat,
}

/// Arguments of `rules catalogue` and `rules schema`.
#[derive(Debug, Args)]
pub struct PrintArgs {
    /// Skriv till en fil i stället för till terminalen.
    #[arg(long, short, value_name = "FIL")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub rules: RulesArg,
}

/// Arguments of `rules test`.
#[derive(Debug, Args)]
pub struct TestArgs {
    /// Bara det vars id eller fil innehåller någon av de här texterna.
    #[arg(value_name = "FILTER")]
    pub filters: Vec<String>,
    #[command(flatten)]
    pub rules: RulesArg,
}

/// Arguments of `rules measure`.
#[derive(Debug, Args)]
pub struct MeasureArgs {
    /// Fil med en märkt mening per rad.
    #[arg(value_name = "GULD.jsonl")]
    pub gold: PathBuf,
    /// Format: terminal eller json. [terminal]
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: RulesFormat,
    #[command(flatten)]
    pub rules: RulesArg,
    /// Visa varje falskt larm och varje miss (bara i terminalen).
    #[arg(long)]
    pub errors: bool,
    /// Visa varje regels träffar och falska larm (bara i terminalen).
    #[arg(long)]
    pub per_rule: bool,
}

/// What `rules` commands can write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// For people.
    #[default]
    Terminal,
    /// For programs.
    Json,
}

/// What `rules stats` can write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum StatsFormat {
    /// For people.
    #[default]
    Terminal,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}
