//! `genomsyra rules new ID --omrade ID`: a rule to begin with.

use genomsyra::author::{ScaffoldError, scaffold};

use crate::cli::args::NewArgs;
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::settings;

/// Prints the rule, or writes it to a file that is not there yet.
pub fn run(args: &NewArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.rules.rules.as_deref())?;
    let id = &args.id;
    let text = scaffold(rules, id, &args.area).map_err(|error| {
        Stop::Told(match error {
            ScaffoldError::BadId => format!(
                "`{id}` duger inte som id. Skriv området i kort form, en punkt och vad regeln finner, med bokstäverna a–z, siffror, punkt och \
                 bindestreck: barn.komma-till-tals"
            ),
            ScaffoldError::Taken(file, line) => format!("id:t `{id}` finns redan ({file}, rad {line}). Välj ett annat; ett id används aldrig om."),
            ScaffoldError::UnknownArea(near) => {
                let meant = near.map_or_else(String::new, |near| format!(" Menade du `{near}`?"));
                format!("området `{}` finns inte.{meant} `genomsyra rules list --format json` visar alla områden.", args.area)
            }
        })
    })?;
    if let Some(path) = args.output.as_deref().filter(|path| path.exists()) {
        return Err(Stop::Told(format!("{} finns redan och skrivs inte över. Ange en ny fil.", path.display())));
    }
    Output::open(args.output.as_deref(), &[])?.write(|out| out.write_all(text.as_bytes()))?;
    Ok(Exit::Fine)
}
