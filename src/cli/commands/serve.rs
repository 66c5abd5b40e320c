//! `genomsyra serve`: the page for those who never open a terminal.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::thread::available_parallelism;

use genomsyra::desk::{Desk, Notebook};
use genomsyra::report::Language;
use genomsyra::rule::RuleSet;
use genomsyra::serve::{ReviewFile, Server};

use crate::cli::args::ServeArgs;
use crate::cli::exit::{Exit, Stop, warn};
use crate::cli::gate::{existing, near, today, write_whole, wrong};
use crate::cli::settings;

/// Answers until the user stops it.
pub fn run(args: &ServeArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.rules.rules.as_deref())?;
    let desk = Desk::new(rules, settings::reading(&args.reading), today()?);
    let address = SocketAddr::new(args.listen, args.port);
    let workers = available_parallelism().map_or(1, usize::from);
    let server = Server::bind(address, desk, kept(args, rules)?, workers)
        .map_err(|error| Stop::Told(format!("sidan kan inte svara på {address} ({error}). Ange en annan port med --port.")))?;
    let url = match args.language.lang {
        Language::Swedish => server.url(),
        Language::English => format!("{}?lang=en", server.url()),
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
