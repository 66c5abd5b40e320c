//! `genomsyra store info|check|merge|compact`: what an archive's store holds, whether it is whole, with other stores' contents, and smaller.

use std::io::{self, Write};
use std::path::PathBuf;

use genomsyra::archive::store::{Store, StoreError};
use genomsyra::source::create_private;

use crate::cli::archive::size;
use crate::cli::args::{MergeArgs, StoreArgs, StoreCommand};
use crate::cli::exit::{Exit, Stop, warn};

/// Flaws that are written out.
const MOST: usize = 20;
/// Characters of a hash that tell rule sets apart.
const SHORT: usize = 12;

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Stop {
        Stop::Told(error.to_string())
    }
}

pub fn run(command: &StoreCommand) -> Result<Exit, Stop> {
    match command {
        StoreCommand::Info(StoreArgs { store }) => info(&Store::open_existing(store)?),
        StoreCommand::Check(StoreArgs { store }) => check(&Store::open_existing(store)?),
        StoreCommand::Merge(args) => merge(args),
        StoreCommand::Compact(StoreArgs { store }) => {
            let done = Store::open_existing(store)?.compact()?;
            writeln!(
                io::stdout(),
                "{} poster som ingen fil ledde till är borttagna. Arkivet var {} och är {}.",
                done.records,
                size(done.before),
                size(done.after)
            )?;
            Ok(Exit::Fine)
        }
    }
}

/// One part after the other; what was taken over stays when a later one cannot be.
fn merge(MergeArgs { into, parts }: &MergeArgs) -> Result<Exit, Stop> {
    let is_itself = |part: &PathBuf| matches!((part.canonicalize(), into.canonicalize()), (Ok(part), Ok(into)) if part == into);
    if let Some(part) = parts.iter().find(|part| is_itself(part)) {
        return Err(Stop::Told(format!("{} kan inte sammanföras med sig självt. Ange en ny fil att samla i.", part.display())));
    }
    // A part that is not there is told of before anything is made.
    for part in parts {
        drop(Store::open_existing(part)?);
    }
    create_private(into)?;
    let mut store = Store::open(into)?;
    let mut out = io::stdout().lock();
    for part in parts {
        let merged = store.merge(part)?;
        writeln!(out, "{}: {} filer och {} poster tillagda.", part.display(), merged.files, merged.records)?;
    }
    let info = store.info()?;
    writeln!(out, "{} har {} filer och {} poster.", into.display(), info.files, info.records)?;
    Ok(Exit::Fine)
}

fn info(store: &Store) -> Result<Exit, Stop> {
    let info = store.info()?;
    let mut out = io::stdout().lock();
    writeln!(out, "Filer          {}", info.files)?;
    writeln!(out, "Dokument       {}", info.documents)?;
    writeln!(out, "Inte dokument  {}", info.others)?;
    writeln!(out, "Poster         {}, varav {} som ingen fil leder till", info.records, info.unused)?;
    writeln!(out, "Storlek        {}", size(info.bytes))?;
    for set in &info.rules {
        let hash: String = set.hash.chars().take(SHORT).collect();
        let programs = set.programs.join(", ");
        writeln!(out, "Regler         {hash}  {} {}, {} dokument, genomsyra {programs}", set.name, set.version, set.records)?;
    }
    Ok(Exit::Fine)
}

fn check(store: &Store) -> Result<Exit, Stop> {
    let flaws = store.check()?;
    if flaws.is_empty() {
        writeln!(io::stdout(), "Arkivet är helt.")?;
        return Ok(Exit::Fine);
    }
    for flaw in flaws.iter().take(MOST) {
        warn(flaw);
    }
    let more = flaws.len().saturating_sub(MOST);
    if more > 0 {
        warn(format_args!("… och {more} till"));
    }
    Err(Stop::Told("arkivet är skadat. Byt namn på filen och granska på nytt; dokumenten själva är orörda.".into()))
}
