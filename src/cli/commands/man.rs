//! `genomsyra man`: manual pages, made from the same definitions as `--help`.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use genomsyra::rule::nearest;

use crate::cli::args::{self, ManArgs};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;

/// The section of manuals where programs stand.
const SECTION: &str = "1";
/// Stands over each page.
const MANUAL: &str = "Manual för genomsyra";

/// One page to standard output, or all of them in a folder.
pub fn run(args: &ManArgs) -> Result<Exit, Stop> {
    let mut program = args::program();
    program.build();
    match args.output.as_deref() {
        Some(folder) => {
            let shown = folder.display();
            fs::create_dir_all(folder).map_err(|error| Stop::Told(format!("{shown} går inte att skapa ({error}). Ange en annan mapp.")))?;
            write_all(&program, &program, folder)?;
        }
        None => {
            let command = find(&program, &args.command)?;
            Output::Standard.write(|out| page(&program, command, out))?;
        }
    }
    Ok(Exit::Fine)
}

fn find<'a>(program: &'a Command, words: &[String]) -> Result<&'a Command, Stop> {
    let mut command = program;
    for word in words {
        command = command.find_subcommand(word).ok_or_else(|| {
            let meant = nearest(word, command.get_subcommands().map(Command::get_name));
            let meant = meant.map_or_else(String::new, |name| format!(" Menade du `{name}`?"));
            Stop::Told(format!("`{word}` är inget kommando.{meant}"))
        })?;
    }
    Ok(command)
}

fn write_all(program: &Command, command: &Command, folder: &Path) -> Result<(), Stop> {
    let path = folder.join(format!("{}.{SECTION}", page_name(command)));
    Output::open(Some(&path), &[])?.write(|out| page(program, command, out))?;
    command.get_subcommands().try_for_each(|below| write_all(program, below, folder))
}

/// `genomsyra-rules-list`.
fn page_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

/// A page with Swedish headings; those of the generator are English.
fn page(program: &Command, command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let version = program.get_version().unwrap_or_default();
    let man = Man::new(command.clone()).section(SECTION);
    // Definitions first. The generator's title would leave out the empty date, and what follows would stand in the wrong places.
    Roff::new().to_writer(out)?;
    writeln!(out, ".TH {} {SECTION} \"\" \"{} {version}\" \"{MANUAL}\"", page_name(command), program.get_name())?;
    // Ragged lines, and no hyphens by the rules of another language.
    writeln!(out, ".ad l\n.nh")?;
    titled("NAMN", |part| man.render_name_section(part), out)?;
    titled("ANVÄNDNING", |part| man.render_synopsis_section(part), out)?;
    titled("BESKRIVNING", |part| man.render_description_section(part), out)?;
    // Arguments and flags bring headings of their own.
    let mut options = Vec::new();
    man.render_options_section(&mut options)?;
    out.write_all(without_definitions(&options))?;
    if command.has_subcommands() {
        titled("KOMMANDON", |part| man.render_subcommands_section(part), out)?;
    }
    if let Some(help) = command.get_after_help() {
        titled("MER", |part| more(&help.to_string(), part), out)?;
    }
    if let Some((above, _)) = page_name(command).rsplit_once('-') {
        titled("SE ÄVEN", |part| Roff::new().text([bold(above), roman(format!("({SECTION})"))]).to_writer(part), out)?;
    }
    Ok(())
}

/// A section under another heading than the generator's.
fn titled(heading: &str, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>, out: &mut dyn Write) -> io::Result<()> {
    let mut part = Vec::new();
    write(&mut part)?;
    let body = without_definitions(&part);
    let body = match body.iter().position(|byte| *byte == b'\n') {
        Some(end) if body.starts_with(b".SH ") => &body[end + 1..],
        _ => body,
    };
    writeln!(out, ".SH {heading}")?;
    out.write_all(body)
}

/// Each part of a page comes with the definitions that its beginning has already.
fn without_definitions(part: &[u8]) -> &[u8] {
    let text = part.split_inclusive(|byte| *byte == b'\n');
    let length: usize = text.take_while(|line| line.starts_with(b".ie ") || line.starts_with(b".el ")).map(<[u8]>::len).sum();
    &part[length..]
}

/// What stands last in the help: paragraphs, and indented lines with a word and its meaning or with an example.
fn more(help: &str, out: &mut Vec<u8>) -> io::Result<()> {
    let mut roff = Roff::new();
    for line in help.lines() {
        let indented = line.starts_with(' ');
        match line.trim().split_once("  ") {
            _ if line.trim().is_empty() => roff.control("PP", []),
            Some((word, meaning)) if indented => roff.control("TP", []).text([bold(word)]).text([roman(meaning.trim_start())]),
            _ if indented => roff.control("PP", []).text([roman(line.trim())]).control("PP", []),
            _ => roff.text([roman(line)]),
        };
    }
    roff.to_writer(out)
}
