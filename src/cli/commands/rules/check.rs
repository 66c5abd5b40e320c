//! `genomsyra rules check [DIR]`: are the rules rightly written, and does anything look wrong?

use genomsyra::author::{Doubt, Stats, Warning, doubts, doubts_by_corpus};
use genomsyra::rule::RuleSet;

use crate::cli::args::RulesCheckArgs;
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::page::{Page, cut};
use crate::cli::{settings, words};

use super::stats::count;

/// Longest expression that is told whole, in columns.
const EXPRESSION: usize = 80;

/// Every mistake with file and line, or what there is and what its authors should look at.
pub fn run(args: &RulesCheckArgs) -> Result<Exit, Stop> {
    let folder = args.folder.as_deref().or(args.rules.rules.as_deref());
    let files = settings::rule_files(folder)?;
    let rules: &'static RuleSet = Box::leak(Box::new(RuleSet::from_files(&files)?));
    let mut warnings = doubts(rules, &files);
    if !args.corpus.is_empty() {
        let stats = count(&args.corpus, rules)?.results.into_iter().fold(Stats::default(), Stats::and);
        warnings.extend(doubts_by_corpus(rules, &stats));
    }
    // Whoever brings own rules is told of those; the built-in ones are not theirs to mend.
    let own = settings::own_files(folder)?;
    warnings.retain(|w| own.as_ref().is_none_or(|own| own.contains(&w.file)));
    Output::Standard.write(|out| {
        let mut page = Page::new();
        page.line(0, &format!("{} {}: reglerna är rätt skrivna.", rules.name(), rules.version()));
        page.line(
            0,
            &format!(
                "{}, {}, {}, {}, {}, {}.",
                words::count(rules.rules().len(), "regel", "regler"),
                words::count(rules.classes().len(), "klass", "klasser"),
                words::count(rules.false_friends().len(), "falsk vän", "falska vänner"),
                words::count(rules.masks().len(), "dolt namn", "dolda namn"),
                words::count(rules.sources().len(), "rättskälla", "rättskällor"),
                words::count(rules.document_types().len(), "dokumenttyp", "dokumenttyper"),
            ),
        );
        if !warnings.is_empty() {
            page.gap();
            page.line(0, &format!("{} (inga fel, men se efter om det är meningen):", words::count(warnings.len(), "varning", "varningar")));
            warnings.iter().for_each(|warning| tell(warning, &mut page));
        }
        page.write(out)
    })?;
    Ok(Exit::Fine)
}

fn tell(warning: &Warning, page: &mut Page) {
    let what = match &warning.what {
        Doubt::Shadowed(other) => format!("allt regeln söker finner redan {other}, för samma områden"),
        Doubt::Twice(expression) => format!("`{}` står två gånger", cut(expression, EXPRESSION)),
        Doubt::AlsoIn(expression, other) => {
            format!("`{}` står också i {other}, för samma områden och med samma villkor", cut(expression, EXPRESSION))
        }
        Doubt::Never => "finner inget i dokumenten".into(),
        Doubt::Everywhere(documents, all) => format!("räknas i {documents} av {all} dokument: söker den något för vanligt?"),
    };
    page.item(2, "", &format!("{}, rad {} ({}): {what}", warning.file, warning.line, warning.entry));
}
