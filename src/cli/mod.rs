//! The command line: what was typed (`args`), what it means (`settings`), what is done (`commands`), how it ends (`exit`).
//!
//! Lives in the program and not in the library, so that no library module can know it. Holds no matching, scoring or format details of its
//! own. Results go to standard output or a file, everything else to standard error, in Swedish.

mod annotated;
mod archive;
mod args;
mod catalogue;
mod characters;
mod commands;
mod corpus;
mod exit;
mod gate;
mod one;
mod output;
mod page;
mod reviews;
mod settings;
mod usage;
mod waiting;
mod words;

use std::ffi::OsString;

use args::{Command, RulesCommand};
pub use exit::Exit;
use exit::Stop;

/// Does what the arguments say.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    keep_readers_quiet();
    let outcome = match args::parse(arguments) {
        Ok(command) => dispatch(command),
        Err(error) => return usage::tell(&error),
    };
    outcome.unwrap_or_else(Stop::tell)
}

fn dispatch(command: Command) -> Result<Exit, Stop> {
    match command {
        Command::Check(args) => commands::check::run(&args),
        Command::Config(args) => commands::config::run(&args),
        Command::Suppress(args) => commands::suppress::run(&args),
        Command::Review(args) => commands::review::run(&args),
        Command::Text(args) => commands::text::run(&args),
        Command::Pipe(args) => commands::pipe::run(&args),
        Command::Settle(args) => commands::settle::run(&args),
        Command::Compare(args) => commands::compare::run(&args),
        Command::Scan(args) => commands::scan::run(&args),
        Command::Serve(args) => commands::serve::run(&args),
        Command::Store { command } => commands::store::run(&command),
        Command::Stability(args) => commands::stability::run(&args),
        Command::Completions(args) => commands::completions::run(&args),
        Command::Man(args) => commands::man::run(&args),
        Command::Rules { command } => match command {
            RulesCommand::List(args) => commands::rules::list::run(&args),
            RulesCommand::Show(args) => commands::rules::show::run(&args),
            RulesCommand::Explain(args) => commands::rules::explain::run(&args),
            RulesCommand::New(args) => commands::rules::new::run(&args),
            RulesCommand::Catalogue(args) => commands::rules::catalogue::run(&args),
            RulesCommand::Schema(args) => commands::rules::schema::run(&args),
            RulesCommand::Stats(args) => commands::rules::stats::run(&args),
            RulesCommand::Diff(args) => commands::rules::diff::run(&args),
            RulesCommand::Check(args) => commands::rules::check::run(&args),
            RulesCommand::Test(args) => commands::rules::test::run(&args),
            RulesCommand::Measure(args) => commands::rules::measure::run(&args),
        },
    }
}

/// A panic in a reader's thread costs one document and becomes its problem; the message of the runtime would only be noise beside it.
fn keep_readers_quiet() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some("reader") {
            tell(panic);
        }
    }));
}
