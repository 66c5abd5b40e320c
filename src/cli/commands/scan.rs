//! `genomsyra scan DIR…`: a whole archive, read once and reported on from its store.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use genomsyra::archive::Glossary;
use genomsyra::archive::sample::{Checked, Drawing, Quality, Sheet};
use genomsyra::archive::store::{Store, Whose};
use genomsyra::archive::tally::{Gather, Reading, Tally};
use genomsyra::identity::{HintError, Hints, Patterns, Rows};
use genomsyra::report::{ArchiveFormat, ArchiveReport, Options, Records, Table, write_archive, write_parted, write_sample};
use genomsyra::rule::RuleSet;
use genomsyra::run::{Ended, Plan, judge_archive, prepare};
use genomsyra::scan::ScanOptions;
use genomsyra::source::{Walk, create_private, listed, open_document, open_text};
use sha2::{Digest, Sha256};

use crate::cli::archive::{Meter, StoredRecords, watch};
use crate::cli::args::{DEFAULT_STORE, ScanArgs, ScanFormat};
use crate::cli::exit::{Exit, Stop, warn};
use crate::cli::output::Output;
use crate::cli::{reviews, settings};

/// Largest list of paths, rows or patterns, in bytes.
const LARGEST_LIST: usize = 256 << 20;
/// Mistakes of a list that are written out.
const MOST_ERRORS: usize = 10;

pub fn run(args: &ScanArgs) -> Result<Exit, Stop> {
    settings::refuse_on_screen(args.format == ScanFormat::Xlsx, args.output.as_deref())?;
    if let Some(jobs) = args.work.jobs {
        // Rules are loaded, and reports unpacked, by as many threads. Refused only where threads have been started before, and then they do.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    if args.work.jobs != Some(1) && !args.from_store && args.rules_hash.is_none() {
        thread::spawn(prepare);
    }
    let rules = settings::rules(args.judging.rules.rules.as_deref())?;
    let rows = args.facts.as_deref().map(rows).transpose()?;
    let patterns = args.patterns.as_deref().map(patterns).transpose()?;
    let hints = Hints { rows: rows.as_ref(), patterns: patterns.as_ref(), document_type: None };
    let place = Place::plan(args)?;
    let path = args.store.as_deref().unwrap_or(Path::new(DEFAULT_STORE));

    if args.from_store || args.rules_hash.is_some() {
        let store = Store::open_existing(path)?;
        let hash = store.find_rules(args.rules_hash.as_deref().unwrap_or(rules.hash()))?;
        return report(args, &store, &Whose::Rules(hash), false, hints, place);
    }
    let mut store = if args.no_store {
        Store::temporary()?
    } else {
        // What the store will hold comes out of documents that may be secret.
        create_private(path)?;
        Store::open(path)?
    };
    let ended = judge(args, rules, &mut store, path)?;
    if ended.stopped {
        let kept = if args.no_store { "Inget är sparat." } else { "Kör samma kommando igen för att fortsätta." };
        let progress = ended.progress;
        warn(format_args!("Avbrutet. {} av {} filer är klara. {kept}", progress.files, progress.all_files));
        return Ok(Exit::Interrupted);
    }
    report(args, &store, &Whose::Setting(ended.setting), true, hints, place)
}

/// Reads what is new.
fn judge(args: &ScanArgs, rules: &RuleSet, store: &mut Store, path: &Path) -> Result<Ended, Stop> {
    let document_type = match &args.judging.document_type {
        Some(given) => Some(settings::document_type(rules, given).map_err(Stop::Told)?),
        None => None,
    };
    let cluster = args.work.indicators.as_deref().map(settings::cluster).transpose()?;
    let list = match args.work.indicators.as_deref() {
        Some(path) => hex::encode(Sha256::digest(open_document(path, LARGEST_LIST)?)),
        None => String::new(),
    };
    let cores = || std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut plan = Plan {
        rules,
        reading: settings::reading(&args.judging.reading),
        options: ScanOptions { document_type, cluster, ..ScanOptions::default() },
        list,
        reviews: None,
        jobs: args.work.jobs.unwrap_or_else(cores),
        distrust: args.rehash,
    };
    let beside = |end: &str| PathBuf::from(format!("{}{end}", path.display()));
    let never: Vec<PathBuf> =
        [path.to_path_buf(), beside("-wal"), beside("-shm"), beside("-journal")].into_iter().chain(args.output.clone()).collect();
    let walk = Walk { given: given(args)?, include: args.include.clone(), exclude: args.exclude.clone(), never };
    let stop = watch();
    let mut meter = Meter::start();
    let walked = walk.run().map_err(|error| Stop::Told(error.to_string()))?;
    for remark in &walked.remarks {
        warn(format_args!("Obs: {remark}"));
    }
    if walked.files.is_empty() && walked.closed.is_empty() {
        return Err(Stop::Told("inga filer hittades. Ange en mapp med dokument, eller ändra --include och --exclude.".into()));
    }
    // What people have said holds for the whole archive, so that all parts are judged alike.
    plan.reviews = reviews::together(walked.files.iter().map(|file| file.path.clone()), &args.reviews, rules)?;
    let all = walked.files.len();
    let walked = match args.shard {
        Some(shard) => shard.of(walked),
        None => walked,
    };
    if let Some(shard) = args.shard {
        warn(format_args!("Del {shard}: {} av {all} filer.", walked.files.len()));
    }
    let ended = judge_archive(&walked, &plan, store, stop, &mut |progress| meter.tell(progress))?;
    if !ended.stopped {
        let progress = &ended.progress;
        let read = progress.all_files - progress.unchanged;
        meter.end(&format!(
            "{} filer: {read} lästa, {} oförändrade. {:.1} s.",
            progress.all_files,
            progress.unchanged,
            meter.elapsed().as_secs_f64()
        ));
    }
    Ok(ended)
}

/// What to walk: as given, with the list on standard input in the place of `-`.
fn given(args: &ScanArgs) -> Result<Vec<PathBuf>, Stop> {
    let mut out = Vec::new();
    for path in &args.given {
        if !settings::is_standard_input(path) {
            out.push(path.clone());
            continue;
        }
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(LARGEST_LIST as u64).read_to_end(&mut bytes);
        read.map_err(|error| Stop::Told(format!("listan på standard in gick inte att läsa ({error}).")))?;
        out.extend(listed(&bytes, args.null));
    }
    Ok(out)
}

/// What the user says of documents, row by row.
pub fn rows(path: &Path) -> Result<Rows, Stop> {
    let text = open_text(path, LARGEST_LIST)?;
    let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let rows = if is_toml { Rows::from_toml(&text) } else { Rows::from_csv(&text) };
    rows.map_err(|errors| wrong(path, &errors))
}

/// What the names of folders and files mean.
pub fn patterns(path: &Path) -> Result<Patterns, Stop> {
    Patterns::from_toml(&open_text(path, LARGEST_LIST)?).map_err(|errors| wrong(path, &errors))
}

fn wrong(path: &Path, errors: &[HintError]) -> Stop {
    let told: Vec<String> = errors.iter().take(MOST_ERRORS).map(|error| format!("{}, {error}", path.display())).collect();
    let more = errors.len().saturating_sub(MOST_ERRORS);
    let rest = if more > 0 { format!("\n… och {more} till") } else { String::new() };
    Stop::Told(format!("uppgifterna om dokumenten går inte att använda:\n{}{rest}", told.join("\n")))
}

/// Where the report goes.
enum Place {
    One(Output),
    Tables(Vec<(Table, Output)>),
    /// Tables in many files, in this folder.
    Dataset(PathBuf),
}

impl Place {
    /// Opened before the run, so that a long one never ends in vain.
    fn plan(args: &ScanArgs) -> Result<Place, Stop> {
        if !args.partition.is_empty() && args.format != ScanFormat::Parquet {
            return Err(Stop::Told("--partition delar upp parquet. Ange också --format parquet --output MAPP.".into()));
        }
        if args.format != ScanFormat::Parquet {
            return Ok(Place::One(Output::open(args.output.as_deref(), &args.given)?));
        }
        let Some(folder) = args.output.as_deref() else {
            return Err(Stop::Told("parquet är två tabeller. Ange en mapp att skriva dem i med --output MAPP.".into()));
        };
        std::fs::create_dir_all(folder).map_err(|error| Stop::Told(format!("{} går inte att skapa ({error}).", folder.display())))?;
        if !args.partition.is_empty() {
            return dataset(folder);
        }
        let tables = Table::ALL.into_iter().map(|(table, name)| Ok((table, Output::open(Some(&folder.join(name)), &args.given)?)));
        Ok(Place::Tables(tables.collect::<Result<_, Stop>>()?))
    }

    fn is_standard(&self) -> bool {
        matches!(self, Place::One(output) if output.is_standard())
    }
}

/// Files of an earlier dataset would be read together with the new ones: nothing may lie where the tables go.
fn dataset(folder: &Path) -> Result<Place, Stop> {
    for (_, file) in Table::ALL {
        let table = folder.join(file.trim_end_matches(".parquet"));
        if table.exists() {
            return Err(Stop::Told(format!("{} finns redan. Ange en ny mapp med --output, eller ta bort den först.", table.display())));
        }
    }
    Ok(Place::Dataset(folder.to_path_buf()))
}

/// A file that is opened for each part that is written: a dataset may have more files than the system lets anybody hold open.
struct Appended(PathBuf);

impl Write for Appended {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        File::options().append(true).create(true).open(&self.0)?.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn report(args: &ScanArgs, store: &Store, whose: &Whose, selected: bool, hints: Hints, place: Place) -> Result<Exit, Stop> {
    let hash = match whose {
        Whose::Rules(hash) => hash.clone(),
        Whose::Setting(setting) => store.rules_of(*setting)?,
    };
    let glossary = store.glossary(&hash)?;
    let options = Options { quotes: !args.judging.no_quotes, ..settings::report_options(args.judging.language.lang, place.is_standard()) };
    let records = StoredRecords::new(store, whose, selected, hints)?;
    let mut gather = Gather::new(&glossary, args.date);
    for (path, _) in store.others(whose, selected)? {
        gather.other(&path);
    }
    let tally = records.tally(gather)?;
    let checked = args.checked.as_deref().map(checked).transpose()?;
    let archive = ArchiveReport { glossary: &glossary, tally: &tally, records: &records, quality: checked.as_ref() };
    match (place, args.sample) {
        (Place::One(output), Some(count)) => {
            let sheet = sample(count, args.seed, &tally, &glossary, &records)?;
            output.write(|out| write_sample(&sheet, &glossary, &options, out))?;
        }
        (Place::One(output), None) => {
            output.write(|out| write_archive(&archive, args.format.of_archive(), &options, out))?;
        }
        (Place::Dataset(folder), _) => {
            let mut open = |path: &str| -> io::Result<Box<dyn Write>> {
                let path = folder.join(path);
                path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
                Ok(Box::new(Appended(path)))
            };
            for (table, _) in Table::ALL {
                let written = write_parted(&archive, table, &args.partition, &options, &mut open);
                written.map_err(|error| Stop::Told(format!("{} gick inte att skriva klart ({error}).", folder.display())))?;
            }
        }
        (Place::Tables(tables), _) => {
            for (table, output) in tables {
                output.write(|out| write_archive(&archive, ArchiveFormat::Parquet(table), &options, out))?;
            }
        }
    }
    if records.missing() > 0 {
        let hash: String = hash.chars().take(12).collect();
        let told = format!("{} dokument i arkivet har inte granskats med reglerna {hash} och är inte med.", records.missing());
        warn(format_args!("Obs: {told} Granska mappen igen, eller pröva om arkivet är helt med `genomsyra store check`."));
    }
    let unread = tally.documents.iter().any(|document| document.reading == Reading::Unread);
    Ok(if unread { Exit::SomeUnread } else { Exit::Fine })
}

/// Sentences to check by hand, of the documents that count.
fn sample(count: usize, seed: u64, tally: &Tally, glossary: &Glossary, records: &StoredRecords) -> Result<Sheet, Stop> {
    let counted: HashSet<&str> = tally.counted().map(|document| &*document.path).collect();
    let mut drawing = Drawing::new(count, seed, &glossary.hash);
    let told = records.each(&mut |path, record, _| {
        if counted.contains(path) {
            drawing.add(path, record);
        }
        Ok(())
    });
    told.map_err(|error| Stop::Told(error.to_string()))?;
    Ok(drawing.finish())
}

/// What a checked sheet says.
fn checked(path: &Path) -> Result<Quality, Stop> {
    let read = Checked::from_csv(&open_text(path, LARGEST_LIST)?);
    read.map(|checked| Quality::of(&checked)).map_err(|errors| {
        let told: Vec<String> = errors.iter().take(MOST_ERRORS).map(|error| format!("{}, {error}", path.display())).collect();
        Stop::Told(format!("det kontrollerade urvalet går inte att läsa:\n{}", told.join("\n")))
    })
}
