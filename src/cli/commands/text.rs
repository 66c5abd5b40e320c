//! `genomsyra text FILE`: the text as read, so that anyone can see what the rules see.

use std::io::{self, Write};

use genomsyra::read::{Member, files, read_with};
use genomsyra::report::problem_text;
use genomsyra::text::Document;

use crate::cli::args::TextArgs;
use crate::cli::exit::{Exit, Stop, warn};
use crate::cli::output::Output;
use crate::cli::settings;

/// Text to standard output, problems to standard error. Each document of an archive or a message stands under a line with its name.
pub fn run(args: &TextArgs) -> Result<Exit, Stop> {
    let reading = settings::reading(&args.reading);
    let language = args.language.lang;
    let (name, bytes) = match settings::open(&args.file, &reading.limits) {
        Ok(opened) => opened,
        Err(error) => {
            warn(format_args!("Fel: {error}"));
            return Ok(Exit::SomeUnread);
        }
    };
    let members = files(&bytes, &name, &reading.limits);
    let single = members.is_single();
    let mut exit = Exit::Fine;
    for Member { name, bytes } in members {
        let tell = |problem| warn(format_args!("{name}: {}", problem_text(problem, language)));
        match bytes.and_then(|bytes| read_with(&bytes, &name, &reading)) {
            Ok(document) => {
                document.problems().iter().for_each(tell);
                Output::Standard.write(|out| {
                    if !single {
                        writeln!(out, "===== {name} =====\n")?;
                    }
                    write_pages(&document, out)?;
                    if single { Ok(()) } else { writeln!(out) }
                })?;
            }
            Err(problem) => {
                tell(&problem);
                exit = Exit::SomeUnread;
            }
        }
    }
    Ok(exit)
}

/// A form feed stands between two pages, those without text included.
fn write_pages(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let text = document.text();
    let mut from = 0;
    for page in document.pages().iter().skip(1) {
        let to = page.span.start as usize;
        writeln!(out, "{}", text.get(from..to).unwrap_or_default().trim_end())?;
        write!(out, "\u{C}")?;
        from = to;
    }
    writeln!(out, "{}", text.get(from..).unwrap_or_default().trim_end())
}
