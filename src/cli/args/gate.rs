//! Arguments of the gate: on `check`, and of `config` and `suppress`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};
use genomsyra::identity::Date;

use super::{LanguageArg, ReadingArgs, RulesArg, day};

/// What documents are held against.
#[derive(Debug, Args)]
pub struct GateArgs {
    /// Inställningar med krav. Utan valet söks genomsyra.toml i dokumentets mapp och mapparna ovanför.
    #[arg(long, value_name = "FIL", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Bry dig inte om någon genomsyra.toml, och sök inga bedömningar.
    #[arg(long)]
    pub no_config: bool,
    /// Dagen som undantag räknas från och bedömningar skrivs med, till exempel 2026-01-31. [i dag]
    #[arg(long, value_name = "DATUM", value_parser = day)]
    pub date: Option<Date>,
    #[command(flatten)]
    pub reviews: ReviewsArgs,
}

/// What people have said of findings.
#[derive(Debug, Args)]
pub struct ReviewsArgs {
    /// Bedömningar av fynd: avvisade räknas inte. Utan valet söks genomsyra-bedomningar.toml i dokumentets mapp och mapparna ovanför.
    #[arg(long, value_name = "FIL", conflicts_with = "no_reviews")]
    pub reviews: Option<PathBuf>,
    /// Bry dig inte om några bedömningar.
    #[arg(long)]
    pub no_reviews: bool,
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

/// Arguments of `review`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("answer").required(true)))]
pub struct ReviewArgs {
    /// Dokumentet som fyndet finns i.
    #[arg(value_name = "FIL")]
    pub file: PathBuf,
    /// Fyndets fingeravtryck, eller början av det (minst 4 tecken). Det står i --format json och i svaret på check --why.
    #[arg(value_name = "FINGERAVTRYCK")]
    pub fingerprint: String,
    /// Fyndet är rätt.
    #[arg(long, group = "answer")]
    pub accept: bool,
    /// Fyndet är fel och ska inte räknas.
    #[arg(long, group = "answer", requires = "reason")]
    pub reject: bool,
    /// Ta tillbaka det som har sagts om fyndet.
    #[arg(long, group = "answer")]
    pub undo: bool,
    /// Varför. Behövs när fyndet avvisas.
    #[arg(long, value_name = "TEXT", value_parser = not_empty)]
    pub reason: Option<String>,
    /// Vem som bedömer.
    #[arg(long, value_name = "NAMN", value_parser = not_empty, required_unless_present = "undo")]
    pub by: Option<String>,
    /// Skriv inte ut början av meningen i filen med bedömningar.
    #[arg(long)]
    pub no_quotes: bool,
    #[command(flatten)]
    pub settled: SettledArgs,
}

/// Help below `review`.
pub const REVIEW_HELP: &str = r#"Bedömningen skrivs i genomsyra-bedomningar.toml: i filen som --reviews eller nyckeln bedomningar
i genomsyra.toml anger, annars i den närmaste ovanför dokumentet, annars bredvid genomsyra.toml
eller dokumentet:

  [[bedomning]]
  fingeravtryck = "0a1b2c3d4e5f6071"
  svar = "avvisad"                      # eller "godtagen"
  omrade = "barnets-rattigheter"
  dokument = "policyer/it.docx"         # för läsaren
  mening = "Behörigheter och rättigheter …"
  skal = "Handlar om behörigheter i ett IT-system."
  av = "Anna Andersson"
  datum = 2026-11-22

Fingeravtrycket görs av meningens bokstäver och siffror och av området. Det som sägs gäller var
än samma mening står i de dokument som läser filen, och överlever ändringar i resten av texten.
Ett avvisat fynd räknas inte, och meningen ärver inte tillbaka området av det som står runt om.
Är något bedömt två gånger gäller det senaste.

`check`, `compare`, `suppress` och `scan` läser bedömningar. `scan` lägger ihop alla filer i och
ovanför mapparna, och granskar om arkivet när något avvisats. `stability` och `pipe` läser inga."#;

fn not_empty(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("skriv några ord".to_string()) } else { Ok(text.to_string()) }
}
