//! `check FILE --annotate COPY`: the findings as comments in a copy of the document.

use std::path::{Path, PathBuf};

use genomsyra::annotate::annotate;
use genomsyra::outcome::Outcome;
use genomsyra::read::Limits;
use genomsyra::report::{Options, annotated_text, refusal_text};
use genomsyra::rule::RuleSet;

use super::args::CheckArgs;
use super::exit::{Stop, warn};
use super::output::{Output, check_place};
use super::settings;

/// Which document is to be written with comments, and where to.
pub struct Annotated {
    document: PathBuf,
    copy: PathBuf,
    limits: Limits,
}

impl Annotated {
    /// Everything that can be wrong with the wish before any document is opened.
    pub fn plan(copy: &Path, args: &CheckArgs) -> Result<Annotated, Stop> {
        let [document] = args.files.as_slice() else {
            return Err(Stop::Told("--annotate kommenterar ett dokument i taget. Ange en enda fil.".into()));
        };
        if settings::is_standard_input(document) {
            return Err(Stop::Told("--annotate behöver dokumentet som fil, inte från standard in.".into()));
        }
        if args.output.as_deref() == Some(copy) {
            return Err(Stop::Told("--annotate och --output kan inte skriva till samma fil.".into()));
        }
        let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if ending(document) != ending(copy) {
            let wanted = ending(document).unwrap_or_default();
            return Err(Stop::Told(format!("--annotate skriver en kopia i samma format. Ange en fil som slutar på .{wanted}.")));
        }
        check_place(copy, &args.files)?;
        let limits = settings::reading(&args.judging.reading).limits;
        Ok(Annotated { document: document.clone(), copy: copy.to_path_buf(), limits })
    }

    /// Writes the copy and tells of it beside the report. A document that takes no comments leaves no file behind.
    pub fn write(self, outcomes: &[Outcome], rules: &RuleSet, options: &Options) -> Result<(), Stop> {
        let (shown, copy) = (self.document.display(), self.copy.display());
        // Why nothing was opened has been told.
        let [outcome] = outcomes else {
            return match outcomes {
                [] => Ok(()),
                _ => Err(Stop::Told(format!("{shown} innehåller flera dokument. Ta ut det som ska kommenteras och ange det för sig."))),
            };
        };
        let (_, bytes) = settings::open(&self.document, &self.limits)?;
        let made = annotate(&bytes, outcome, rules, options, &self.limits)
            .map_err(|refusal| Stop::Told(format!("{shown} fick inga kommentarer. {}", refusal_text(refusal, options.language))))?;
        Output::open(Some(&self.copy), std::slice::from_ref(&self.document))?.write(|out| out.write_all(&made.bytes))?;
        warn(annotated_text(made.comments, made.beside, &copy.to_string(), options.language));
        Ok(())
    }
}
