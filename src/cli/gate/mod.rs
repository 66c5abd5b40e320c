//! The gate on the command line: finds settings, baselines and exceptions on the disk, and judges outcomes by them.

mod files;
mod today;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use genomsyra::gate::{Baseline, Config, Demand, Demanded, InForce, Known, Origin, Subject, Suppression, Verdict, condition, suppressions};
use genomsyra::identity::Date;
use genomsyra::outcome::Outcome;
use genomsyra::report::{Options, RemarkTeller};
use genomsyra::rule::RuleSet;

use super::args::{FailArgs, GateArgs};
use super::exit::{Stop, warn};
use super::settings;
use files::Sources;
pub use files::{absolute, existing, folder_of, near, path_of, read_text, upwards, write_whole, wrong};
pub use today::today;

/// Where flags come from, as origins name them.
const FAIL_ON: &str = "--fail-on";
const FAIL_UNDER: &str = "--fail-under";

/// Settings with the rules that they choose.
pub struct Setting {
    /// What the settings say; `None` where there are none.
    pub config: Option<Config>,
    /// The folder that paths are told from.
    pub base: PathBuf,
}

impl Setting {
    /// A document's path as settings, baselines and exceptions name it.
    pub fn path_of(&self, name: &str) -> String {
        path_of(&self.base, name)
    }

    /// The type that the settings give a file.
    pub fn document_type(&self, file: &Path) -> Option<String> {
        let found = self.config.as_ref()?.document_type(&self.path_of(&file.display().to_string()))?;
        Some(found.value.to_string())
    }

    /// What is in force for the document of this outcome.
    pub fn in_force(&self, outcome: &Outcome, rules: &RuleSet, flags: &[Demanded]) -> InForce {
        let Some(config) = &self.config else { return InForce::built_in(flags.to_vec()) };
        let found = outcome.result.as_ref().ok().and_then(|analysis| analysis.findings.document_type);
        let document_type = found.and_then(|(place, _)| rules.document_types().get(place as usize)).map(|kind| kind.id.as_str());
        config.in_force(&self.path_of(&outcome.name), document_type, flags)
    }

    /// The file of exceptions: the one that the settings name, or the one beside them.
    pub fn exceptions_file(&self) -> PathBuf {
        let named = self.config.as_ref().and_then(|config| config.exceptions.as_ref());
        self.base.join(named.map_or(genomsyra::gate::SUPPRESSION_FILE, |named| named.value.as_str()))
    }

    /// The file of reviews, where the settings name one.
    pub fn reviews_file(&self) -> Option<PathBuf> {
        let named = self.config.as_ref()?.reviews.as_ref()?;
        Some(self.base.join(&named.value))
    }

    /// What is excused; no file, no exceptions.
    pub fn suppressions(&self) -> Result<Vec<Arc<Suppression>>, Stop> {
        let file = self.exceptions_file();
        let Some(text) = existing(&file)? else { return Ok(Vec::new()) };
        let all = suppressions(&near(&file), &text).map_err(|errors| wrong("undantagen", &errors))?;
        Ok(all.into_iter().map(Arc::new).collect())
    }
}

/// Settings of every document of a run.
pub struct Settings {
    /// Each once.
    pub all: Vec<Setting>,
    /// The place in `all` of each file given.
    of_file: Vec<usize>,
}

impl Settings {
    /// Finds the settings of these files and the rules that they choose; `own_rules` goes before what they say.
    pub fn load(files: &[PathBuf], args: &GateArgs, own_rules: Option<&Path>) -> Result<(Settings, &'static RuleSet), Stop> {
        let sources = Sources::find(files, args)?;
        let mut folders: Vec<Option<PathBuf>> = sources.all.iter().map(|source| source.rules_folder()).collect();
        folders.dedup();
        let folder = match (own_rules, folders.as_slice()) {
            (Some(own), _) => Some(own.to_path_buf()),
            (None, [one]) => one.clone(),
            _ => return Err(Stop::Told("dokumenten har olika genomsyra.toml med olika regler. Granska dem var för sig.".into())),
        };
        let rules = settings::rules(folder.as_deref())?;
        let mut all = Vec::new();
        for source in sources.all {
            let config = match &source.text {
                Some((file, text)) => Some(Config::parse(file, text, rules).map_err(|errors| wrong("inställningarna", &errors))?),
                None => None,
            };
            all.push(Setting { config, base: source.base });
        }
        Ok((Settings { all, of_file: sources.of_file }, rules))
    }

    /// The settings of a file, by its place among those given.
    pub fn of(&self, file: usize) -> &Setting {
        &self.all[self.of_file[file]]
    }

    /// The settings that one baseline can be told by: all documents share them.
    fn only(&self) -> Result<&Setting, Stop> {
        match self.all.as_slice() {
            [one] => Ok(one),
            _ => Err(Stop::Told("dokumenten har olika genomsyra.toml och kan inte ha samma utgångsläge. Granska dem var för sig.".into())),
        }
    }
}

/// Demands of the flags.
pub fn flags(args: &FailArgs, rules: &RuleSet) -> Result<Vec<Demanded>, Stop> {
    let mut out = Vec::new();
    if let Some(level) = args.fail_under {
        out.push(Demanded { demand: Demand::Maturity(level), origin: Origin::Flag(FAIL_UNDER) });
    }
    for text in &args.fail_on {
        let demand = condition(text, rules).map_err(|message| Stop::Told(format!("{message}.")))?;
        out.push(Demanded { demand, origin: Origin::Flag(FAIL_ON) });
    }
    Ok(out)
}

/// A run of the gate, prepared before the first document is opened.
pub struct Gate {
    settings: Settings,
    flags: Vec<Demanded>,
    /// One for each of the settings.
    known: Vec<Known>,
    write: Option<PathBuf>,
}

impl Gate {
    /// Opens everything that may stop the run.
    pub fn prepare(settings: Settings, args: &GateArgs, fail: &FailArgs, rules: &RuleSet) -> Result<Gate, Stop> {
        let flags = flags(fail, rules)?;
        if fail.baseline.is_some() || fail.write_baseline.is_some() {
            settings.only()?;
        }
        let today = args.date.map_or_else(today, Ok)?;
        let mut known = Vec::new();
        for setting in &settings.all {
            let suppressions = if args.no_config { Vec::new() } else { setting.suppressions()? };
            known.push(Known { baseline: baseline(setting, fail)?, suppressions, today });
        }
        let gate = Gate { settings, flags, known, write: fail.write_baseline.clone() };
        gate.refuse_new_without_baseline()?;
        Ok(gate)
    }

    /// Without a baseline everything is new or nothing: neither answer helps.
    fn refuse_new_without_baseline(&self) -> Result<(), Stop> {
        let new = |demands: &[Demand]| demands.iter().any(Demand::speaks_of_new);
        let flags: Vec<Demand> = self.flags.iter().map(|demanded| demanded.demand.clone()).collect();
        for (setting, known) in self.settings.all.iter().zip(&self.known) {
            let sets = setting.config.iter().flat_map(|config| &config.demands);
            let mut conditions = sets.filter_map(|set| set.conditions.as_ref());
            let asked = new(&flags) || conditions.any(|conditions| new(&conditions.value));
            if asked && known.baseline.is_none() && self.write.is_none() {
                return Err(Stop::Told(
                    "villkoret `ny` behöver ett utgångsläge. Skriv det första med --write-baseline FIL, och ange det sedan med --baseline FIL eller \
                     utgangslage i genomsyra.toml."
                        .into(),
                ));
            }
        }
        Ok(())
    }

    /// A run that only looks for remarks: nothing is compared.
    pub fn alone(settings: Settings, today: Date) -> Gate {
        let known = settings.all.iter().map(|_| Known { baseline: None, suppressions: Vec::new(), today }).collect();
        Gate { settings, flags: Vec::new(), known, write: None }
    }

    /// The settings of a file, by its place among those given.
    pub fn setting(&self, file: usize) -> &Setting {
        self.settings.of(file)
    }

    /// Judges outcomes; `file_of` is the place of the file that each came from. The order stays.
    pub fn judge(&self, outcomes: &[Outcome], file_of: &[usize], rules: &RuleSet) -> Verdict {
        let mut out = Verdict::default();
        let mut documents: Vec<Option<_>> = outcomes.iter().map(|_| None).collect();
        for (place, (setting, known)) in self.settings.all.iter().zip(&self.known).enumerate() {
            let own: Vec<usize> = (0..outcomes.len()).filter(|n| self.settings.of_file[file_of[*n]] == place).collect();
            let subject = |n: &usize| {
                let outcome = &outcomes[*n];
                Subject { outcome, path: setting.path_of(&outcome.name), in_force: setting.in_force(outcome, rules, &self.flags) }
            };
            let verdict = Verdict::of(own.iter().map(subject).collect(), rules, known);
            own.iter().zip(verdict.documents).for_each(|(n, document)| documents[*n] = Some(document));
            out.has_baseline |= verdict.has_baseline;
            out.unseen += verdict.unseen;
        }
        out.documents = documents.into_iter().flatten().collect();
        out
    }

    /// Writes the new baseline, if one is asked for.
    pub fn write_baseline(&self, verdict: &Verdict, outcomes: &[Outcome], quotes: bool) -> Result<(), Stop> {
        let Some(file) = &self.write else { return Ok(()) };
        let before = match existing(file)? {
            Some(text) => Baseline::parse(&near(file), &text).map_err(|errors| wrong("utgångsläget", &errors))?,
            None => self.known.iter().find_map(|known| known.baseline.clone()).unwrap_or_default(),
        };
        let outcomes: Vec<&Outcome> = outcomes.iter().collect();
        let after = before.after(&verdict.documents, &outcomes, quotes);
        write_whole(file, &after.write())
    }
}

/// The baseline of the flag or the settings. One that is about to be written for the first time need not be there.
fn baseline(setting: &Setting, fail: &FailArgs) -> Result<Option<Baseline>, Stop> {
    let named = setting.config.as_ref().and_then(|config| config.baseline.as_ref()).map(|file| setting.base.join(&file.value));
    let Some(file) = fail.baseline.clone().or(named) else { return Ok(None) };
    let text = match (existing(&file)?, &fail.write_baseline) {
        (Some(text), _) => text,
        (None, Some(_)) => return Ok(None),
        (None, None) => {
            let shown = near(&file);
            return Err(Stop::Told(format!("utgångsläget {shown} finns inte. Skriv det första med --write-baseline {shown}.")));
        }
    };
    Baseline::parse(&near(&file), &text).map(Some).map_err(|errors| wrong("utgångsläget", &errors))
}

/// Tells on standard error of everything that fails, for formats that have no place for it.
pub fn tell_failures(verdict: &Verdict, outcomes: &[Outcome], rules: &RuleSet, options: &Options) {
    for (document, outcome) in verdict.documents.iter().zip(outcomes) {
        let teller = RemarkTeller::new(outcome, rules, options);
        for judged in document.remarks.iter().filter(|judged| judged.fails()) {
            let said = teller.tell(&judged.remark);
            let by = if said.origin.is_empty() { String::new() } else { format!(" · {}", said.origin) };
            let id = format!("{} {}", judged.remark.rule.id(), judged.remark.fingerprint);
            warn(format_args!("{}: {} [{id}{by}]", outcome.name, said.text()));
        }
    }
}

/// The files that are to be judged: those that settings leave alone are told of and passed over.
pub fn wanted(files: &[PathBuf], settings: &Settings, options: &Options) -> Vec<usize> {
    let kept = |place: &usize| {
        let setting = settings.of(*place);
        let Some(config) = &setting.config else { return true };
        let name = files[*place].display().to_string();
        match config.ignores(&setting.path_of(&name)) {
            Some((glob, origin)) => {
                let origin = genomsyra::report::origin_in_words(&origin, options.language);
                warn(format_args!("{name} granskas inte: ignorera {glob} ({origin})."));
                false
            }
            None => true,
        }
    };
    (0..files.len()).filter(kept).collect()
}
