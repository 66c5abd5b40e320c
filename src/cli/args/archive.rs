//! What was typed after `genomsyra scan` and `genomsyra store`.

use std::path::PathBuf;

use clap::{ArgAction, Args, Subcommand};
use genomsyra::identity::Date;
use genomsyra::report::{ArchiveFormat, Partition, Table};
use genomsyra::source::Shard;

use super::{JudgingArgs, ReviewsArgs, WorkArgs, day, one_of};

/// The store where none is named: in the folder where one stands.
pub const DEFAULT_STORE: &str = "genomsyra.arkiv";

/// How an archive is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanFormat {
    Terminal,
    Jsonl,
    Csv,
    PlainCsv,
    Parquet,
    Xlsx,
    Html,
}

impl ScanFormat {
    const ALL: [(ScanFormat, &'static str); 7] = [
        (ScanFormat::Terminal, "terminal"),
        (ScanFormat::Jsonl, "jsonl"),
        (ScanFormat::Csv, "csv"),
        (ScanFormat::PlainCsv, "plain-csv"),
        (ScanFormat::Parquet, "parquet"),
        (ScanFormat::Xlsx, "xlsx"),
        (ScanFormat::Html, "html"),
    ];

    /// What the report is called where it is written; tables of documents for `parquet`, of which there are two.
    pub fn of_archive(self) -> ArchiveFormat {
        match self {
            ScanFormat::Terminal => ArchiveFormat::Terminal,
            ScanFormat::Jsonl => ArchiveFormat::Jsonl,
            ScanFormat::Csv => ArchiveFormat::Csv,
            ScanFormat::PlainCsv => ArchiveFormat::PlainCsv,
            ScanFormat::Parquet => ArchiveFormat::Parquet(Table::Documents),
            ScanFormat::Xlsx => ArchiveFormat::Xlsx,
            ScanFormat::Html => ArchiveFormat::Html,
        }
    }
}

pub const SCAN_HELP: &str = "\
Det som lästs och bedömts sparas i ett arkiv (--store): en fil med en post för varje dokument. Nästa gång läses bara det som är nytt
eller ändrat, och en körning som avbryts fortsätter där den slutade. Arkivet innehåller meningar ur dokumenten. Förvara det som dem.

Bedömningar av fynd (genomsyra-bedomningar.toml) läses i dokumentens mappar och ovanför dem, och gäller tillsammans i hela körningen.
Har något avvisats sedan sist granskas alla dokument om.

Dolda filer och mappar läses inte. En fil med namnet .genomsyraignore i en mapp säger vad som ska hoppas över i den och i mapparna under
den, med samma skrivsätt som .gitignore. Bilder, program och data räknas upp som `inte ett dokument`.";

/// Arguments of `scan`.
#[derive(Debug, Args)]
pub struct ScanArgs {
    /// Mappar, dokument och ZIP-arkiv. `-` läser en lista med sökvägar från standard in, en på varje rad.
    #[arg(required_unless_present_any = ["from_store", "rules_hash"], value_name = "MAPP|FIL")]
    pub given: Vec<PathBuf>,
    /// Arkivet där det som lästs sparas. [genomsyra.arkiv i mappen där du står]
    #[arg(long, value_name = "FIL")]
    pub store: Option<PathBuf>,
    /// Spara inget efteråt.
    #[arg(long, conflicts_with_all = ["store", "from_store", "rules_hash"])]
    pub no_store: bool,
    /// Redovisa allt som finns i arkivet, utan att läsa några dokument.
    #[arg(long, conflicts_with_all = ["given", "rehash"])]
    pub from_store: bool,
    /// Redovisa ur arkivet vad ett annat regelverk kom fram till: början på dess kontrollsumma. Inga dokument läses.
    #[arg(long, value_name = "SUMMA", conflicts_with_all = ["given", "rehash"])]
    pub rules_hash: Option<String>,
    /// Granska en del av filerna, till exempel 2/8 för den andra av åtta: varje maskin tar sin del till ett eget arkiv, och
    /// `genomsyra store merge` sammanför dem. Ge mappen med samma ord på alla maskiner.
    #[arg(long, value_name = "DEL/ANTAL", conflicts_with_all = ["from_store", "rules_hash"])]
    pub shard: Option<Shard>,
    /// Läs alla filer igen och jämför innehållet, även när storlek och tid är oförändrade.
    #[arg(long)]
    pub rehash: bool,
    /// Ta bara med filer som passar mönstret, till exempel '*.pdf'. Kan ges flera gånger.
    #[arg(long, value_name = "MÖNSTER", action = ArgAction::Append)]
    pub include: Vec<String>,
    /// Hoppa över filer och mappar som passar mönstret, till exempel 'utkast/'. Kan ges flera gånger.
    #[arg(long, value_name = "MÖNSTER", action = ArgAction::Append)]
    pub exclude: Vec<String>,
    /// Sökvägarna på standard in skiljs åt av NUL-tecken, som från `find -print0`.
    #[arg(long)]
    pub null: bool,
    /// Format: terminal, html (översikt för webbläsare), xlsx (revisorns arbetsbok), jsonl (en rad per dokument), csv (en rad per fynd),
    /// plain-csv (komma och decimalpunkt) eller parquet. [terminal]
    #[arg(long, value_name = "FORMAT", value_parser = one_of(ScanFormat::ALL), default_value = ScanFormat::ALL[0].1)]
    pub format: ScanFormat,
    /// Skriv till en fil i stället för till terminalen. För parquet en mapp, som får dokument.parquet och fynd.parquet.
    #[arg(long, short, value_name = "FIL")]
    pub output: Option<PathBuf>,
    /// Dela upp parquet i mappar som DuckDB, Polars och Spark läser som kolumner: kommun, ar, typ, i den ordning de ska ligga.
    #[arg(long, value_name = "KOLUMN", value_delimiter = ',', value_parser = one_of(Partition::ALL))]
    pub partition: Vec<Partition>,
    /// Egna uppgifter om dokumenten: en tabell (.csv) eller lista (.toml) med sökväg, kommun, nämnd, typ, år …
    #[arg(long, value_name = "FIL")]
    pub facts: Option<PathBuf>,
    /// Vad mapparnas och filernas namn betyder: en lista med mönster (.toml).
    #[arg(long, value_name = "FIL")]
    pub patterns: Option<PathBuf>,
    /// Dagen som giltighet räknas från, till exempel 2026-01-31. Utan den sägs inget om vilka dokument som gått ut.
    #[arg(long, value_name = "DATUM", value_parser = day)]
    pub date: Option<Date>,
    /// Dra ett urval av så många meningar att kontrollera för hand, med och utan fynd, och skriv det som en tabell (CSV).
    #[arg(long, value_name = "ANTAL", conflicts_with_all = ["format", "checked"])]
    pub sample: Option<usize>,
    /// Frö till urvalet: samma frö ger samma meningar.
    #[arg(long, value_name = "TAL", default_value_t = 1, requires = "sample")]
    pub seed: u64,
    /// Läs tillbaka ett kontrollerat urval och säg hur säkra fynden är, med konfidensintervall.
    #[arg(long, value_name = "FIL")]
    pub checked: Option<PathBuf>,
    #[command(flatten)]
    pub reviews: ReviewsArgs,
    #[command(flatten)]
    pub judging: JudgingArgs,
    #[command(flatten)]
    pub work: WorkArgs,
}

/// What can be done with a store.
#[derive(Debug, Subcommand)]
pub enum StoreCommand {
    /// Visa vad arkivet innehåller och vilka regler det granskats med.
    #[command(override_usage = "genomsyra store info [FIL]")]
    Info(StoreArgs),
    /// Kontrollera att arkivet är helt: databasen och varje post i den.
    #[command(override_usage = "genomsyra store check [FIL]")]
    Check(StoreArgs),
    /// Sammanför arkiv som delar av samma dokumentsamling granskats till (scan --shard).
    #[command(override_usage = "genomsyra store merge HELA DEL...")]
    Merge(MergeArgs),
    /// Ta bort poster som ingen fil längre leder till och krymp filen.
    #[command(override_usage = "genomsyra store compact [FIL]")]
    Compact(StoreArgs),
}

/// Which stores are put together.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// Arkivet som allt samlas i. Finns det inte skapas det.
    #[arg(value_name = "HELA")]
    pub into: PathBuf,
    /// Arkiven som läses. De ändras inte.
    #[arg(value_name = "DEL", required = true)]
    pub parts: Vec<PathBuf>,
}

/// Which store.
#[derive(Debug, Args)]
pub struct StoreArgs {
    /// Arkivet. [genomsyra.arkiv]
    #[arg(value_name = "FIL", default_value = DEFAULT_STORE)]
    pub store: PathBuf,
}
