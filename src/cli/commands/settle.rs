//! `genomsyra settle`: what only the whole archive can tell of documents that `pipe --rows` has judged, NDJSON in and out.

use std::borrow::Cow;
use std::io::{self, BufRead, BufWriter, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use genomsyra::apart::Settling;
use genomsyra::archive::Glossary;
use serde::Deserialize;

use crate::cli::args::SettleArgs;
use crate::cli::exit::{Exit, Stop};
use crate::cli::settings;

/// A document. Whatever else stands on its line is passed over.
#[derive(Deserialize)]
struct Line<'l> {
    #[serde(borrow)]
    sokvag: Cow<'l, str>,
    #[serde(borrow)]
    underlag: Cow<'l, str>,
}

/// Reads every line before the first is answered. One that cannot be used ends the run: without it the others would be told wrong.
pub fn run(args: &SettleArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.rules.rules.as_deref())?;
    let glossary = Glossary::of(rules);
    let mut settling = Settling::new(&glossary);
    let (mut input, mut line, mut number) = (io::stdin().lock(), String::new(), 0);
    loop {
        line.clear();
        number += 1;
        let stop = |why: String| Stop::Told(format!("rad {number}: {why}"));
        if input.read_line(&mut line).map_err(|error| stop(format!("standard in gick inte att läsa ({error}).")))? == 0 {
            break;
        }
        if line.trim().is_empty() {
            continue;
        }
        let given: Line = serde_json::from_str(&line)
            .map_err(|error| stop(format!("raden går inte att förstå ({error}). Skriv {{\"sokvag\": \"…\", \"underlag\": \"…\"}}.")))?;
        let slip =
            STANDARD.decode(&*given.underlag).map_err(|_| stop("`underlag` ska vara i base64, som `pipe --rows` skriver det.".into()))?;
        settling.add(&given.sokvag, &slip).map_err(|error| stop(format!("{}: {error}", given.sokvag)))?;
    }
    let mut out = BufWriter::new(io::stdout().lock());
    for settled in settling.finish() {
        serde_json::to_writer(&mut out, &settled).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(Exit::Fine)
}
