//! What was typed: every flag and its help text, once. What it means is decided in `settings`.

mod archive;
mod gate;
mod install;
mod rules;
mod serve;
mod stability;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use genomsyra::identity::Date;
use genomsyra::report::{Format, Language, PipelineFormat};

pub use archive::*;
pub use gate::*;
pub use install::*;
pub use rules::*;
pub use serve::*;
pub use stability::*;

/// Layout of every help text, with Swedish headings.
const HELP: &str = "{about-with-newline}\nAnvändning: {usage}\n\n{all-args}{after-help}\n";

const EXIT_CODES: &str = "\
Slutkoder:
  0  allt gick bra
  1  ett dokument klarar inte ett krav eller villkor, eller ett exempel i reglerna håller inte
  2  kunde inte köras: fel användning, fel i regler eller inställningar, eller resultatet gick inte att skriva
  3  några dokument gick inte att läsa
  130  avbrutet med Ctrl-C; det som hunnit bli klart är sparat (`scan`)";

/// Läser kommunala styrdokument och visar, mening för mening, hur mänskliga rättigheter genomsyrar dem.
#[derive(Debug, Parser)]
#[command(name = "genomsyra", version, override_usage = "genomsyra KOMMANDO", after_help = EXIT_CODES)]
#[command(disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
struct Program {
    #[command(subcommand)]
    command: Command,
    /// Visa den här hjälpen.
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = 900)]
    help: Option<bool>,
    /// Visa programmets version.
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = 901)]
    version: Option<bool>,
}

/// A command with its flags.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Granska ett eller några dokument: omdömet först, sedan vad det bygger på.
    #[command(override_usage = "genomsyra check [VAL] FIL…", after_help = CONDITIONS)]
    Check(CheckArgs),
    /// Visa vilka inställningar och krav som gäller, och varifrån de kommer.
    #[command(override_usage = "genomsyra config [VAL] [FIL…]\n            genomsyra config schema")]
    Config(ConfigArgs),
    /// Undanta en anmärkning på ett dokument, med skäl.
    #[command(override_usage = "genomsyra suppress [VAL] FIL FINGERAVTRYCK|REGEL --reason TEXT --by NAMN")]
    Suppress(SuppressArgs),
    /// Godta eller avvisa ett fynd: ett avvisat räknas inte.
    #[command(override_usage = "genomsyra review [VAL] FIL FINGERAVTRYCK --accept --by NAMN\n            genomsyra review [VAL] FIL FINGERAVTRYCK --reject --reason TEXT --by NAMN", after_help = REVIEW_HELP)]
    Review(ReviewArgs),
    /// Skriv ut dokumentets text så som den läses; sidor skiljs åt av sidbrytningstecken.
    #[command(override_usage = "genomsyra text [VAL] FIL")]
    Text(TextArgs),
    /// Svara på rader med JSON, för andra program.
    #[command(override_usage = "genomsyra pipe [VAL] < FRÅGOR > SVAR", after_help = PIPE_HELP)]
    Pipe(PipeArgs),
    /// Avgör vilka av många granskade dokument som är samma och vilka som räknas. För rader från `pipe --rows`.
    #[command(override_usage = "genomsyra settle [VAL] < RADER > SVAR", after_help = SETTLE_HELP)]
    Settle(SettleArgs),
    /// Jämför två versioner av ett dokument: vilka meningar om rättigheter som förlorats, försvagats, skärpts och tillkommit.
    #[command(override_usage = "genomsyra compare [VAL] GAMMAL NY")]
    Compare(CompareArgs),
    /// Granska ett helt arkiv av dokument. Det som lästs sparas, så att nästa körning bara läser det som är nytt.
    #[command(override_usage = "genomsyra scan [VAL] MAPP|FIL…", after_help = SCAN_HELP)]
    Scan(ScanArgs),
    /// Öppna en sida i webbläsaren där dokument släpps och granskas. Inget lämnar datorn.
    #[command(override_usage = "genomsyra serve [VAL]", after_help = SERVE_HELP)]
    Serve(ServeArgs),
    /// Visa, kontrollera och krymp det arkiv som `scan` sparar.
    #[command(override_usage = "genomsyra store KOMMANDO")]
    Store {
        #[command(subcommand)]
        command: StoreCommand,
    },
    /// Mät hur mycket omdömena hänger på vikter och trösklar: alla ändras upp och ned över en mapp med dokument.
    #[command(override_usage = "genomsyra stability [VAL] MAPP|FIL…")]
    Stability(StabilityArgs),
    /// Visa, kontrollera, pröva och mät reglerna.
    #[command(override_usage = "genomsyra rules KOMMANDO")]
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Skriv ut ett skript som får skalet att fylla i kommandon och val: bash, zsh, fish, powershell eller elvish.
    #[command(override_usage = "genomsyra completions SKAL", after_help = COMPLETIONS_HELP)]
    Completions(CompletionsArgs),
    /// Skriv ut manualsidan för programmet eller ett av dess kommandon.
    #[command(override_usage = "genomsyra man [KOMMANDO…]\n            genomsyra man --output MAPP")]
    Man(ManArgs),
}

const PIPE_HELP: &str = r#"Varje rad in: {"id": "…", "text": "…"} eller {"id": "…", "path": "…"}, och om man vill "type": "policy".
Texten får vara Markdown. Varje rad ut:
  {"id", "findings": [{"ids", "start", "end", "level", "rule", "status"}], "score", "maturity", "problems"}
`start` och `end` räknar tecken i texten. `status` är `counted` eller skälet till att fyndet inte räknas.
En rad som inte går att förstå får svaret {"id", "error"}, och resten av raderna behandlas som vanligt.

Med --rows är varje rad in en fil: {"id": "…", "path": "…"} eller {"id": "…", "name": "plan.pdf", "bytes": "…"} (base64).
Varje rad ut: {"id", "rows": [{kolumnerna i dokument.parquet, "fynd": [{kolumnerna i fynd.parquet}], "underlag", "annan_fil"}]}
En fil som inte går att läsa är en rad med sina problem. Vad bara hela arkivet kan säga är tomt: `genomsyra settle` avgör det."#;

const SETTLE_HELP: &str = r#"Varje rad in: {"sokvag": "…", "underlag": "…"}, från raderna av `pipe --rows`. Alla arkivets dokument ska vara med, i vilken ordning som helst.
Varje rad ut: {"sokvag", "raknas", "varfor_inte", "raknas_i_stallet", "familj"}, som i dokument.parquet från `scan`.
En rad som inte går att använda avbryter: utan den skulle de andra bli fel."#;

/// Which rules.
#[derive(Debug, Args)]
pub struct RulesArg {
    /// Mapp med egna regler. De läggs över de inbyggda; finns regelverk.toml i mappen ersätter de dem helt.
    #[arg(long, value_name = "MAPP")]
    pub rules: Option<PathBuf>,
}

/// In which language.
#[derive(Debug, Args)]
pub struct LanguageArg {
    /// Språk i resultatet: sv eller en. [sv]
    #[arg(long, value_name = "SPRÅK", value_parser = one_of(Language::ALL), default_value = Language::ALL[0].1)]
    pub lang: Language,
}

/// How documents are read: what opens protected files, and how much one document may cost.
#[derive(Args)]
pub struct ReadingArgs {
    /// Lösenord till skyddade PDF-filer. Andra på datorn kan se det här; det kan de inte i miljövariabeln GENOMSYRA_PASSWORD.
    #[arg(long, value_name = "LÖSENORD")]
    pub password: Option<String>,
    /// Längsta tid för att läsa ett dokument, i sekunder. Det som hunnit läsas redovisas. [60]
    #[arg(long, value_name = "SEKUNDER", value_parser = whole_number)]
    pub max_time: Option<u32>,
    /// Största fil som läses, i megabyte. [256]
    #[arg(long, value_name = "MEGABYTE", value_parser = whole_number)]
    pub max_size: Option<u32>,
    /// Så många sidor läses av ett dokument. [10000]
    #[arg(long, value_name = "ANTAL", value_parser = whole_number)]
    pub max_pages: Option<u32>,
}

impl std::fmt::Debug for ReadingArgs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let password = self.password.as_ref().map(|_| "…");
        let limits = (self.max_time, self.max_size, self.max_pages);
        f.debug_struct("ReadingArgs").field("password", &password).field("limits", &limits).finish()
    }
}

/// How documents are judged, and what a report of them may hold.
#[derive(Debug, Args)]
pub struct JudgingArgs {
    /// Dokumentens typ (policy, plan, budget …) i stället för den som läses ur titeln.
    #[arg(long = "type", value_name = "TYP")]
    pub document_type: Option<String>,
    #[command(flatten)]
    pub rules: RulesArg,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub language: LanguageArg,
    /// Citera inga meningar ur dokumenten.
    #[arg(long)]
    pub no_quotes: bool,
}

/// What `check` and `scan` have in common beside that.
#[derive(Debug, Args)]
pub struct WorkArgs {
    /// Egen lista över de nyckeltal i Kolada som ni räknar till mänskliga rättigheter: id, roll, rättighet på varje rad.
    #[arg(long, value_name = "FIL")]
    pub indicators: Option<PathBuf>,
    /// Antal dokument som läses samtidigt. [datorns antal kärnor]
    #[arg(long, value_name = "ANTAL", value_parser = job_count)]
    pub jobs: Option<usize>,
}

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Den äldre versionen. `-` läser från standard in.
    #[arg(value_name = "GAMMAL")]
    pub old: PathBuf,
    /// Den nyare versionen.
    #[arg(value_name = "NY")]
    pub new: PathBuf,
    /// Format: terminal, json, html (en fil att öppna i webbläsaren), md (Markdown) eller docx (Word). [terminal]
    #[arg(long, value_name = "FORMAT", value_parser = one_of(Format::OF_COMPARISON), default_value = Format::OF_COMPARISON[0].1)]
    pub format: Format,
    /// Skriv till en fil i stället för till terminalen.
    #[arg(long, short, value_name = "FIL")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub reviews: ReviewsArgs,
    #[command(flatten)]
    pub judging: JudgingArgs,
}

/// How `check` writes: a report of documents, or what the gate says of them for other systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckFormat {
    Report(Format),
    Pipeline(PipelineFormat),
}

impl CheckFormat {
    /// All of them with their names.
    fn all() -> Vec<(CheckFormat, &'static str)> {
        let reports = Format::ALL.into_iter().map(|(format, name)| (CheckFormat::Report(format), name));
        reports.chain(PipelineFormat::ALL.into_iter().map(|(format, name)| (CheckFormat::Pipeline(format), name))).collect()
    }

    /// Whether people read it in the terminal.
    pub fn is_terminal(self) -> bool {
        self == CheckFormat::Report(Format::Terminal)
    }

    /// Whether it is no text.
    pub fn is_binary(self) -> bool {
        matches!(self, CheckFormat::Report(format) if format.is_binary())
    }
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Dokument att granska (PDF, Word, kalkylblad, webbsidor, e-post, Markdown, text), eller ZIP-arkiv med sådana. `-` läser från standard in.
    #[arg(required = true, value_name = "FIL")]
    pub files: Vec<PathBuf>,
    /// Format: terminal, json, html (en fil att öppna i webbläsaren), md (Markdown), csv, xlsx (Excel) eller docx (Word). För byggsystem: sarif,
    /// junit, github (rader i loggen), gitlab (code quality) eller summary (Markdown att lägga i en pull request). [terminal]
    #[arg(long, value_name = "FORMAT", value_parser = one_of(CheckFormat::all()), default_value = Format::ALL[0].1)]
    pub format: CheckFormat,
    /// Skriv till en fil i stället för till terminalen. Behövs för xlsx och docx.
    #[arg(long, short, value_name = "FIL")]
    pub output: Option<PathBuf>,
    /// Lägg fynden som kommentarer i en kopia av dokumentet (DOCX eller PDF) och skriv den hit.
    #[arg(long, value_name = "FIL")]
    pub annotate: Option<PathBuf>,
    #[command(flatten)]
    pub judging: JudgingArgs,
    #[command(flatten)]
    pub work: WorkArgs,
    /// Visa hur poängen räknas fram.
    #[arg(long)]
    pub explain: bool,
    /// Svara bara på varför meningarna med orden räknas eller inte räknas, och vad de gör på stegen.
    #[arg(long, value_name = "ORD", conflicts_with_all = ["explain", "views", "fail_under", "fail_on", "baseline", "write_baseline"])]
    pub why: Option<String>,
    /// Visa fynden genom en vy i stället: roller, mr-kommun, principer, aktiva-atgarder, fra, revision, agenda2030 eller alla. Kan ges flera gånger.
    #[arg(long = "view", value_name = "NAMN")]
    pub views: Vec<String>,
    #[command(flatten)]
    pub fail: FailArgs,
    #[command(flatten)]
    pub gate: GateArgs,
}

/// Arguments of `text`.
#[derive(Debug, Args)]
pub struct TextArgs {
    /// Dokumentet. `-` läser från standard in.
    #[arg(value_name = "FIL")]
    pub file: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub language: LanguageArg,
}

/// Arguments of `settle`.
#[derive(Debug, Args)]
pub struct SettleArgs {
    #[command(flatten)]
    pub rules: RulesArg,
}

/// Arguments of `pipe`.
#[derive(Debug, Args)]
pub struct PipeArgs {
    /// Svara med rader för arkivets tabeller, en fil per rad in.
    #[arg(long)]
    pub rows: bool,
    /// Typ för de dokument som inte har någon egen "type".
    #[arg(long = "type", value_name = "TYP")]
    pub document_type: Option<String>,
    #[command(flatten)]
    pub rules: RulesArg,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub language: LanguageArg,
}

/// Takes one of these names and gives what it stands for.
fn one_of<T: Clone + Copy + Send + Sync + 'static>(all: impl Into<Vec<(T, &'static str)>>) -> impl TypedValueParser<Value = T> {
    let all = all.into();
    PossibleValuesParser::new(all.iter().map(|(_, name)| *name).collect::<Vec<_>>()).try_map(move |typed| {
        let found = all.iter().find(|(_, name)| *name == typed);
        found.map(|(value, _)| *value).ok_or("värdet finns inte")
    })
}

/// A day as it is written in Sweden.
fn day(typed: &str) -> Result<Date, String> {
    typed.parse().map_err(|_| "skriv dagen som 2026-01-31".to_string())
}

/// More threads than this help nobody.
const MOST_JOBS: usize = 1024;

fn job_count(typed: &str) -> Result<usize, String> {
    let count = typed.parse().ok().filter(|count| (1..=MOST_JOBS).contains(count));
    count.ok_or_else(|| format!("ange ett heltal från 1 till {MOST_JOBS}"))
}

fn whole_number(typed: &str) -> Result<u32, String> {
    typed.parse().ok().filter(|number| *number > 0).ok_or_else(|| "ange ett heltal från 1 och uppåt".to_string())
}

fn maturity_level(typed: &str) -> Result<u8, String> {
    typed.parse().ok().filter(|level| *level <= 5).ok_or_else(|| "ange en mognadsnivå från 0 till 5".to_string())
}

/// Reads the arguments, the program's own name first.
///
/// # Errors
/// Wrong usage, and requests for help or version: `usage` tells of them.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, clap::Error> {
    let mut matches = program().try_get_matches_from(arguments)?;
    Ok(Program::from_arg_matches_mut(&mut matches)?.command)
}

/// The program with all its commands and flags.
pub fn program() -> clap::Command {
    in_swedish(Program::command())
}

/// Gives a command, and those below it, Swedish headings. Default and possible values stand in the help texts.
fn in_swedish(command: clap::Command) -> clap::Command {
    command
        .help_template(HELP)
        .subcommand_help_heading("Kommandon")
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Argument" } else { "Val" };
            let values = arg.get_action().takes_values();
            arg.help_heading(heading).hide_possible_values(values).hide_default_value(values)
        })
        .mut_subcommands(in_swedish)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definitions_hold_together() {
        program().debug_assert();
    }
}
