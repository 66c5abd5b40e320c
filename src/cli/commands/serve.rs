//! `genomsyra serve`: the page for those who never open a terminal.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::{self, available_parallelism};
use std::time::Duration;

use genomsyra::browse::Shelf;
use genomsyra::desk::{Desk, Notebook};
use genomsyra::identity::Hints;
use genomsyra::report::Language;
use genomsyra::rule::RuleSet;
use genomsyra::serve::{ReviewFile, Server};

use crate::cli::args::ServeArgs;
use crate::cli::exit::{Exit, Stop, warn};
use crate::cli::gate::{existing, near, today, write_whole, wrong};
use crate::cli::settings;

/// An archive that takes longer to count is told to be counted.
const SILENT: Duration = Duration::from_secs(1);

/// Answers until the user stops it.
pub fn run(args: &ServeArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.rules.rules.as_deref())?;
    let desk = Desk::new(rules, settings::reading(&args.reading), today()?);
    let shelf = shelf(args, rules)?;
    let address = SocketAddr::new(args.listen, args.port);
    let workers = available_parallelism().map_or(1, usize::from);
    let server = Server::bind(address, desk, kept(args, rules)?, workers)
        .map_err(|error| Stop::Told(format!("sidan kan inte svara på {address} ({error}). Ange en annan port med --port.")))?;
    let server = match shelf {
        Some(shelf) => server.with_archive(shelf),
        None => server,
    };
    // Who names an archive wants to see it; the page for single documents is a link away.
    let url = server.archive_url().unwrap_or_else(|| server.url());
    let url = match args.language.lang {
        Language::Swedish => url,
        Language::English => format!("{url}?lang=en"),
    };
    if !args.listen.is_loopback() {
        warn(
            "Varning: andra datorer på nätet kan komma in, och trafiken är inte krypterad. Dela adressen bara med dem som ska se dokumenten, \
             och bara på ett nät du litar på.",
        );
    }
    tell(&url, args.language.lang)?;
    if args.open
        && let Err(error) = open::that_detached(&url)
    {
        warn(format_args!("Webbläsaren gick inte att öppna ({error}). Öppna adressen själv."));
    }
    server.run().map_err(|error| Stop::Told(format!("sidan slutade svara ({error}). Starta den igen.")))?;
    Ok(Exit::Fine)
}

/// The file that reviews are written in, if one is named; that what stands there can be read is seen at once.
fn kept(args: &ServeArgs, rules: &RuleSet) -> Result<Option<Box<dyn ReviewFile>>, Stop> {
    let Some(path) = &args.reviews else { return Ok(None) };
    if let Some(text) = existing(path)? {
        Notebook::read(text, rules).map_err(|errors| wrong("bedömningarna", &errors))?;
    }
    Ok(Some(Box::new(OnDisk(path.clone()))))
}

struct OnDisk(PathBuf);

impl ReviewFile for OnDisk {
    fn name(&self) -> String {
        near(&self.0)
    }

    fn read(&self) -> Result<String, String> {
        existing(&self.0).map(Option::unwrap_or_default).map_err(words)
    }

    fn write(&self, text: &str) -> Result<(), String> {
        write_whole(&self.0, text).map_err(words)
    }
}

fn words(stop: Stop) -> String {
    if let Stop::Told(words) = stop { words } else { String::new() }
}

/// The archive that is asked for; a file that is none is told before anything else.
fn shelf(args: &ServeArgs, rules: &'static RuleSet) -> Result<Option<Shelf>, Stop> {
    let Some(path) = args.store.as_deref() else { return Ok(None) };
    // As the rules, they live as long as the program.
    let rows = args.facts.as_deref().map(super::scan::rows).transpose()?.map(|rows| &*Box::leak(Box::new(rows)));
    let patterns = args.patterns.as_deref().map(super::scan::patterns).transpose()?.map(|patterns| &*Box::leak(Box::new(patterns)));
    let hints = Hints { rows, patterns, document_type: None };
    let shelf = Shelf::open(path, rules.hash(), hints, None)?;
    // Nobody is sent to a page that does not answer yet.
    thread::scope(|scope| {
        let (done, ended) = channel::<()>();
        let shelf = &shelf;
        scope.spawn(move || {
            shelf.warm();
            drop(done);
        });
        if ended.recv_timeout(SILENT) == Err(RecvTimeoutError::Timeout) {
            warn("Läser in arkivet …");
        }
    });
    Ok(Some(shelf))
}

/// The address stands alone on its line, so that it can be clicked, copied and read by programs.
fn tell(url: &str, language: Language) -> Result<(), Stop> {
    let (open, end) = match language {
        Language::Swedish => ("Öppna den här adressen i webbläsaren:", "Avsluta med Ctrl-C. Då är dokumenten på sidan borta."),
        Language::English => ("Open this address in your browser:", "Stop with Ctrl-C. The documents on the page are gone then."),
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{open}\n\n  {url}\n\n{end}").and_then(|()| out.flush())?;
    Ok(())
}
