//! What the arguments mean: rules, document types, readers' limits, options of reports.

use std::io::{self, IsTerminal, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use genomsyra::indicator::Cluster;
use genomsyra::read::{Limits, Password, ReadOptions};
use genomsyra::report::{Language, Options};
use genomsyra::rule::{RuleFile, RuleSet, built_in_files, laid_over, nearest};
use genomsyra::source::{OpenError, OpenFailure, open_document, open_rule_folder};

use super::args::ReadingArgs;
use super::exit::Stop;

/// Largest rule file, in bytes.
const LARGEST_RULE_FILE: usize = 16 << 20;
/// Where a password is better given than on the command line, which other users of the computer can see.
const PASSWORD_VARIABLE: &str = "GENOMSYRA_PASSWORD";
/// Most mistakes of a list that are written out.
const MOST_ERRORS: usize = 10;
/// The name under which standard input is given on the command line.
const STANDARD_INPUT: &str = "-";

/// The rule files: built in, laid over by a folder's, or replaced by them.
pub fn rule_files(folder: Option<&Path>) -> Result<Vec<RuleFile>, Stop> {
    let Some(folder) = folder else { return Ok(built_in_files()) };
    let own = open_rule_folder(folder, LARGEST_RULE_FILE)?;
    Ok(laid_over(built_in_files(), own.into_iter().map(|(name, contents)| RuleFile { name, contents }).collect()))
}

/// The names of the rule files that a folder brings; `None` if the rules are the built-in ones.
pub fn own_files(folder: Option<&Path>) -> Result<Option<Vec<String>>, Stop> {
    let Some(folder) = folder else { return Ok(None) };
    Ok(Some(open_rule_folder(folder, LARGEST_RULE_FILE)?.into_iter().map(|(name, _)| name).collect()))
}

/// The compiled rules. They live as long as the program: taking apart tens of thousands of words before the end would only delay it.
pub fn rules(folder: Option<&Path>) -> Result<&'static RuleSet, Stop> {
    Ok(Box::leak(Box::new(RuleSet::from_files(&rule_files(folder)?)?)))
}

/// The document type as typed, if the rules know it.
///
/// # Errors
/// What is wrong and which types there are, in Swedish.
pub fn document_type(rules: &RuleSet, given: &str) -> Result<String, String> {
    let known: Vec<&str> = rules.document_types().iter().map(|t| t.id.as_str()).collect();
    if known.contains(&given) {
        return Ok(given.to_string());
    }
    let meant = nearest(&given.to_lowercase(), known.iter().copied()).map_or_else(String::new, |t| format!(" Menade du `{t}`?"));
    Err(format!("dokumenttypen `{given}` finns inte.{meant} Typer som finns: {}.", known.join(", ")))
}

/// The word that asks for every view.
const ALL_VIEWS: &str = "alla";

/// The views as typed, if the rules know them; `alla` is every one.
///
/// # Errors
/// What is wrong and which views there are, in Swedish.
pub fn views(rules: &RuleSet, given: &[String]) -> Result<Vec<String>, String> {
    let known: Vec<&str> = rules.lenses().iter().map(|lens| lens.id.as_str()).collect();
    if let Some(odd) = given.iter().find(|name| *name != ALL_VIEWS && !known.contains(&name.as_str())) {
        let meant = nearest(&odd.to_lowercase(), known.iter().copied().chain([ALL_VIEWS]));
        let meant = meant.map_or_else(String::new, |name| format!(" Menade du `{name}`?"));
        return Err(format!("vyn `{odd}` finns inte.{meant} Vyer som finns: {}, {ALL_VIEWS}.", known.join(", ")));
    }
    let all = given.iter().any(|name| name == ALL_VIEWS);
    Ok(known.into_iter().filter(|id| all || given.iter().any(|name| name == id)).map(str::to_string).collect())
}

/// The user's own list of indicators.
pub fn cluster(path: &Path) -> Result<Arc<Cluster>, Stop> {
    let bytes = open_document(path, LARGEST_RULE_FILE)?;
    let cluster = Cluster::parse(&String::from_utf8_lossy(&bytes)).map_err(|errors| {
        let told: Vec<String> = errors.iter().take(MOST_ERRORS).map(|error| format!("{}, {error}", path.display())).collect();
        let more = errors.len().saturating_sub(MOST_ERRORS);
        let rest = if more > 0 { format!("\n… och {more} rader till") } else { String::new() };
        Stop::Told(format!("listan över nyckeltal går inte att använda:\n{}{rest}", told.join("\n")))
    })?;
    Ok(Arc::new(cluster))
}

/// How documents are read: the flags over what holds otherwise, the password from the command line or else the environment. The one
/// place where limits come from.
pub fn reading(given: &ReadingArgs) -> ReadOptions {
    let from_environment = || std::env::var_os(PASSWORD_VARIABLE).map(|value| value.to_string_lossy().into_owned());
    let password = given.password.clone().or_else(from_environment).filter(|password| !password.is_empty());
    let standard = Limits::default();
    let limits = Limits {
        max_time: given.max_time.map_or(standard.max_time, |seconds| Duration::from_secs(seconds.into())),
        max_bytes: given.max_size.map_or(standard.max_bytes, |megabytes| (megabytes as usize).saturating_mul(1 << 20)),
        max_pages: given.max_pages.map_or(standard.max_pages, |pages| pages as usize),
        ..standard
    };
    ReadOptions { limits, password: password.map(Password::new) }
}

/// Whether a path given on the command line means standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == STANDARD_INPUT
}

/// Name and bytes of a document given on the command line; `-` is standard input.
pub fn open(path: &Path, limits: &Limits) -> Result<(String, Vec<u8>), OpenError> {
    if !is_standard_input(path) {
        return Ok((path.display().to_string(), open_document(path, limits.max_bytes)?));
    }
    let mut bytes = Vec::new();
    let failed = |failure| OpenError { path: "standard in".into(), failure };
    let read = io::stdin().lock().take(limits.max_bytes as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| failed(OpenFailure::Other(error.to_string())))?;
    if bytes.len() > limits.max_bytes {
        return Err(failed(OpenFailure::TooLarge { limit: limits.max_bytes }));
    }
    Ok(("standard in".to_string(), bytes))
}

/// Refuses a format that is no text, where nothing but a screen would get it.
pub fn refuse_on_screen(is_binary: bool, output: Option<&Path>) -> Result<(), Stop> {
    if is_binary && output.is_none() && io::stdout().is_terminal() {
        return Err(Stop::Told("det formatet går inte att visa i terminalen. Ange en fil att skriva till med --output FIL.".into()));
    }
    Ok(())
}

/// What reports to the terminal or a file have in common: language, and on the screen its width and colours.
pub fn report_options(language: Language, on_screen: bool) -> Options {
    Options { language, width: terminal_width().filter(|_| on_screen), colour: on_screen && wants_colour(), ..Options::default() }
}

/// Width in columns, if results go to a terminal.
pub fn terminal_width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(terminal_size::Width(columns), _)| usize::from(columns))
}

/// Whether colours are wanted: on a terminal that can show them, unless the user has said no (no-color.org).
fn wants_colour() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    io::stdout().is_terminal() && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
