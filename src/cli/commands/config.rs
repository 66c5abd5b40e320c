//! `genomsyra config [FILE…]`: what is in force for documents and from where each value comes; `config schema`: for editors.

use std::path::PathBuf;

use genomsyra::gate::{Config, Demanded, InForce, Origin, config_schema, severity_key};
use genomsyra::report::{Language, demand_as_setting, origin_in_words};
use genomsyra::rule::RuleSet;
use genomsyra::run::Analyser;

use crate::cli::args::{ConfigArgs, ConfigCommand, SchemaArgs};
use crate::cli::exit::{Exit, Stop, warn};
use crate::cli::gate::{Setting, Settings};
use crate::cli::output::Output;
use crate::cli::{reviews, settings};

/// Column of the comments.
const COMMENT: usize = 48;

/// Writes lines as they stand in settings; where each value comes from stands in comments.
pub fn run(args: &ConfigArgs) -> Result<Exit, Stop> {
    if let Some(ConfigCommand::Schema(args)) = &args.command {
        return schema(args);
    }
    let (settings, rules) = Settings::load(&args.files, &args.settled.gate, args.settled.rules.rules.as_deref())?;
    let given = args.settled.document_type.as_ref().map(|given| settings::document_type(rules, given).map_err(Stop::Told)).transpose()?;
    let language = args.settled.language.lang;
    let (mut exit, mut parts) = (Exit::Fine, Vec::new());
    if args.files.is_empty() {
        let setting = settings.of(0);
        let in_force = match &setting.config {
            Some(config) => config.in_force("", given.as_deref(), &[]),
            None => InForce::built_in(Vec::new()),
        };
        parts.push(
            told(None, setting, &in_force, reviews::in_force(None, setting, &args.settled.gate), rules, language) + &conditional(setting),
        );
    }
    let mut analyser = Analyser::new(rules);
    analyser.reading = settings::reading(&args.settled.reading);
    for (place, file) in args.files.iter().enumerate() {
        let setting = settings.of(place);
        analyser.options.document_type = given.clone().or_else(|| setting.document_type(file));
        // The type decides what is in force, and only the document itself knows it for sure.
        let (name, bytes) = match settings::open(file, &analyser.reading.limits) {
            Ok(opened) => opened,
            Err(error) => {
                warn(format_args!("Fel: {error}"));
                exit = Exit::SomeUnread;
                continue;
            }
        };
        let outcome = analyser.analyse(&bytes, &name);
        if outcome.is_unread() {
            exit = Exit::SomeUnread;
        }
        let found = outcome.result.as_ref().ok().and_then(|analysis| analysis.findings.document_type);
        let kind = found.and_then(|(kind, _)| rules.document_types().get(kind as usize)).map(|kind| kind.id.clone());
        let in_force = setting.in_force(&outcome, rules, &[]);
        let reviews = reviews::in_force(Some(file), setting, &args.settled.gate);
        parts.push(told(Some((file, kind, given.is_some())), setting, &in_force, reviews, rules, language));
    }
    let output = Output::open(None, &[])?;
    output.write(|out| out.write_all(parts.join("\n").as_bytes()))?;
    Ok(exit)
}

/// What the settings say of some documents only: that it is there, so that nobody thinks the rest is all.
fn conditional(setting: &Setting) -> String {
    let mut out = String::new();
    if let Some(config) = &setting.config {
        let mut line = |what: &str, paths: &[String], types: &[String], number: usize| {
            let named =
                |key: &str, values: &[String]| if values.is_empty() { String::new() } else { format!(" {key} {}", values.join(", ")) };
            out.push_str(&format!("# {what}:{}{} ({}, rad {number})\n", named("sokvag", paths), named("typ", types), config.file));
        };
        for entry in &config.types {
            line("dokumenttyp", std::slice::from_ref(&entry.path.written), std::slice::from_ref(&entry.document_type), entry.line);
        }
        for set in config.demands.iter().filter(|set| !(set.paths.is_empty() && set.types.is_empty())) {
            let paths: Vec<String> = set.paths.iter().map(|glob| glob.written.clone()).collect();
            line("krav", &paths, &set.types, set.line);
        }
        for glob in &config.ignored {
            line("ignorera", std::slice::from_ref(&glob.value.written), &[], glob.line);
        }
    }
    out
}

fn schema(args: &SchemaArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.rules.rules.as_deref())?;
    Output::open(args.output.as_deref(), &[])?.write(|out| out.write_all(config_schema(rules).as_bytes()))?;
    Ok(Exit::Fine)
}

/// What is in force for one document, or for all.
fn told(
    document: Option<(&PathBuf, Option<String>, bool)>,
    setting: &Setting,
    in_force: &InForce,
    reviews: Option<(String, Origin)>,
    rules: &RuleSet,
    language: Language,
) -> String {
    let mut out = String::new();
    let mut line = |key: &str, value: String, origin: &Origin| {
        let text = format!("{key} = {value}");
        let gap = COMMENT.saturating_sub(text.chars().count()).max(1);
        out.push_str(&format!("{text}{}# {}\n", " ".repeat(gap), origin_in_words(origin, language)));
    };
    let empty = Config::default();
    let config = setting.config.as_ref().unwrap_or(&empty);
    let at = |number: usize| Origin::File { file: config.file.clone(), line: number };
    let text = |value: &str| serde_json::Value::from(value).to_string();
    if let Some((file, kind, given)) = document {
        let name = file.display().to_string();
        let path = setting.path_of(&name);
        line("dokument", text(&path), &Origin::Flag("FIL"));
        let own = config.document_type(&path);
        // Without anything else said the document tells by itself.
        let by_itself = Origin::Flag(if given { "--type" } else { "dokumentet" });
        let origin = own.filter(|_| !given).map_or(by_itself, |own| own.origin);
        line("typ", text(kind.as_deref().unwrap_or("")), &origin);
        if let Some((glob, origin)) = config.ignores(&path) {
            line("ignorera", text(glob), &origin);
        }
    }
    for (key, value) in [("regler", &config.rules), ("undantag", &config.exceptions), ("utgangslage", &config.baseline)] {
        if let Some(value) = value {
            line(key, text(&value.value), &at(value.line));
        }
    }
    if let Some((file, origin)) = reviews {
        line("bedomningar", text(&file), &origin);
    }
    for Demanded { demand, origin } in &in_force.demands {
        let (key, value) = demand_as_setting(demand, rules);
        line(&key, value, origin);
    }
    let grade = |severity| text(severity);
    line("ord.foraldrade", grade(in_force.obsolete.value.map_or("av", severity_key)), &in_force.obsolete.origin);
    for word in &in_force.forbidden {
        let words: Vec<String> = word.value.words.iter().map(|word| text(word)).collect();
        line("ord.forbjudet", format!("[{}]", words.join(", ")), &word.origin);
    }
    out
}
