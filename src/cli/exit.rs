//! How a run ends: the exit codes, and what stops a run before its end.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use genomsyra::rule::RuleErrors;
use genomsyra::source::OpenError;

/// The exit codes. Programs rely on them: they never change meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: everything was done and every demand holds. A reader that closes the pipe early is fine too.
    Fine,
    /// 1: a document does not hold a demand or condition, or an example of a rule does not hold.
    Broken,
    /// 2: nothing was done: wrong usage, wrong rules, or an output that cannot be written.
    CouldNotRun,
    /// 3: some documents could not be read; the rest was done. A broken threshold among the rest gives 1.
    SomeUnread,
    /// 130: the user interrupted the run; what was done is kept.
    Interrupted,
}

/// The number of [`Exit::Interrupted`], as shells count it.
pub const INTERRUPTED: u8 = 130;

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Broken => 1,
            Exit::CouldNotRun => 2,
            Exit::SomeUnread => 3,
            Exit::Interrupted => INTERRUPTED,
        })
    }
}

/// What stops a run before its end.
#[derive(Debug)]
pub enum Stop {
    /// Something that the user can mend, in Swedish.
    Told(String),
    /// Every mistake in the rules.
    Rules(RuleErrors),
    /// Whoever read the output wants no more.
    ClosedPipe,
}

impl Stop {
    /// Tells of it on standard error and gives the exit code.
    pub fn tell(self) -> Exit {
        match self {
            Stop::ClosedPipe => return Exit::Fine,
            Stop::Told(message) => warn(format_args!("Fel: {message}")),
            Stop::Rules(errors) => {
                for error in &errors.0 {
                    warn(error);
                }
                let count = errors.0.len();
                warn(format_args!("Fel: reglerna går inte att använda, {count} fel. Rätta dem och kör `genomsyra rules check` igen."));
            }
        }
        Exit::CouldNotRun
    }
}

impl From<OpenError> for Stop {
    fn from(error: OpenError) -> Stop {
        Stop::Told(error.to_string())
    }
}

impl From<RuleErrors> for Stop {
    fn from(errors: RuleErrors) -> Stop {
        Stop::Rules(errors)
    }
}

impl From<io::Error> for Stop {
    /// The only errors that commands pass on as they are come from writing results.
    fn from(error: io::Error) -> Stop {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Stop::ClosedPipe,
            _ => Stop::Told(format!("resultatet gick inte att skriva ({error}). Kontrollera att det finns plats på disken.")),
        }
    }
}

/// A line on standard error.
pub fn warn(message: impl Display) {
    // When standard error is closed there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "{message}");
}
