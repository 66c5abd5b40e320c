//! Wrong usage and requests for help, told in Swedish. The parser's own messages are English.

use std::io::{self, Write};

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::exit::{Exit, Stop};

/// Prints help or version to standard output, anything else to standard error.
pub fn tell(error: &Error) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match write!(io::stdout().lock(), "{}", error.render()) {
            Ok(()) => Exit::Fine,
            Err(failure) => Stop::from(failure).tell(),
        },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            super::exit::warn(error.render());
            Exit::CouldNotRun
        }
        _ => Stop::Told(format!("{}\nSkriv `genomsyra --help` eller `genomsyra KOMMANDO --help` för hjälp.", in_swedish(error))).tell(),
    }
}

fn in_swedish(error: &Error) -> String {
    let get = |kind| context(error, kind);
    let argument = get(ContextKind::InvalidArg);
    let meant = |kind| match get(kind) {
        suggestion if suggestion.is_empty() => String::new(),
        suggestion => format!(" Menade du `{suggestion}`?"),
    };
    match error.kind() {
        ErrorKind::UnknownArgument => format!("`{argument}` är inget val för det här kommandot.{}", meant(ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => {
            format!("`{}` är inget kommando.{}", get(ContextKind::InvalidSubcommand), meant(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue if get(ContextKind::InvalidValue).is_empty() => {
            format!("`{argument}` saknar värde.{}", valid_values(error))
        }
        ErrorKind::InvalidValue => {
            let meant = meant(ContextKind::SuggestedValue);
            format!("`{argument}` kan inte vara `{}`.{meant}{}", get(ContextKind::InvalidValue), valid_values(error))
        }
        ErrorKind::ValueValidation => {
            // Our own parsers answer in Swedish.
            let why = std::error::Error::source(error).map_or_else(String::new, ToString::to_string);
            format!("`{argument}` kan inte vara `{}`: {why}.", get(ContextKind::InvalidValue))
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("`{argument}` saknar värde."),
        ErrorKind::TooManyValues => format!("`{argument}` har för många värden: `{}`.", get(ContextKind::InvalidValue)),
        ErrorKind::ArgumentConflict => {
            format!("`{argument}` kan bara anges en gång och inte tillsammans med `{}`.", get(ContextKind::PriorArg))
        }
        ErrorKind::MissingRequiredArgument => format!("{argument} saknas."),
        ErrorKind::MissingSubcommand => "ett kommando saknas.".to_string(),
        ErrorKind::InvalidUtf8 => "ett argument är inte text i UTF-8.".to_string(),
        _ => error.to_string(),
    }
}

fn valid_values(error: &Error) -> String {
    match context(error, ContextKind::ValidValue) {
        values if values.is_empty() => String::new(),
        values => format!(" Det som går: {values}."),
    }
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
