//! `genomsyra text FILE`: the text as read, so that anyone can see what the rules see.

use std::io::{self, Write};

use genomsyra::read::read_with;
use genomsyra::report::problem_text;
use genomsyra::text::Document;

use crate::cli::args::TextArgs;
use crate::cli::exit::{Exit, Stop, warn};
use crate::cli::output::Output;
use crate::cli::settings;

/// Text to standard output, problems to standard error.
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
    let tell = |problem| warn(format_args!("{name}: {}", problem_text(problem, language)));
    match read_with(&bytes, &name, &reading) {
        Ok(document) => {
            document.problems().iter().for_each(tell);
            Output::Standard.write(|out| write_pages(&document, out))?;
            Ok(Exit::Fine)
        }
        Err(problem) => {
            tell(&problem);
            Ok(Exit::SomeUnread)
        }
    }
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
