//! `genomsyra rules check [DIR]`: are the rules rightly written?

use crate::cli::args::RulesCheckArgs;
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::{settings, words};

/// Every mistake with file and line, or what there is.
pub fn run(args: &RulesCheckArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.folder.as_deref().or(args.rules.rules.as_deref()))?;
    Output::Standard.write(|out| {
        writeln!(out, "{} {}: reglerna är rätt skrivna.", rules.name(), rules.version())?;
        writeln!(
            out,
            "{}, {}, {}, {}, {}, {}.",
            words::count(rules.rules().len(), "regel", "regler"),
            words::count(rules.classes().len(), "klass", "klasser"),
            words::count(rules.false_friends().len(), "falsk vän", "falska vänner"),
            words::count(rules.masks().len(), "dolt namn", "dolda namn"),
            words::count(rules.sources().len(), "rättskälla", "rättskällor"),
            words::count(rules.document_types().len(), "dokumenttyp", "dokumenttyper"),
        )
    })?;
    Ok(Exit::Fine)
}
