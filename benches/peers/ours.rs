//! Our side of `run.py`, and the crate aho-corasick's: matches the forms of the built-in rules in plain text.
//!
//! `forms` prints the list, a form a line. `match FOLDER` reads every `*.txt` there and then one request a line, `KIND PASSES`, each answered by
//! a line of JSON: the processor seconds that so many passes over all texts took, and the hits of one. It waits between requests, so that other
//! programs can have their turn; `match FOLDER --rounds N` asks itself for every kind, N times in turn.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::time::Duration;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Match, MatchKind};
use genomsyra::read::{Limits, read};
use genomsyra::rule::{RuleSet, built_in_files};
use genomsyra::scan::{ScanOptions, Scanner};
use genomsyra::text::Document;
use serde_json::json;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What can be asked for. `new scanner`: what the scan learns of each spelling is learnt anew in every pass. `longest` is leftmost-longest, else
/// all matches are told, also those inside others. `lowered`: the letters were made small beforehand, else that is part of the time.
const KINDS: &[&str] = &[
    "genomsyra tokens",
    "genomsyra tokens, new scanner",
    "genomsyra candidates",
    "genomsyra scan",
    "aho-corasick all",
    "aho-corasick longest",
    "aho-corasick DFA all",
    "aho-corasick DFA longest",
    "aho-corasick DFA longest, lowered",
];

/// The texts of a folder, by name, as each side wants them.
struct Texts {
    plain: Vec<String>,
    lowered: Vec<String>,
    documents: Vec<Document>,
}

impl Texts {
    fn of(folder: &Path) -> Result<Self> {
        let entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
        let mut paths: Vec<_> = entries.into_iter().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
        paths.sort();
        let plain = paths.iter().map(fs::read_to_string).collect::<std::io::Result<Vec<_>>>()?;
        let document = |text: &String| read(text.as_bytes(), "text.txt", &Limits::default()).map_err(|problem| format!("{problem:?}"));
        let documents = plain.iter().map(document).collect::<std::result::Result<Vec<_>, _>>()?;
        Ok(Texts { lowered: plain.iter().map(|text| text.to_lowercase()).collect(), plain, documents })
    }
}

/// Runs, and says how many processor seconds of this thread that took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = now();
    let done = work();
    (done, (now() - start).as_secs_f64())
}

#[cfg(unix)]
fn now() -> Duration {
    let time = nix::time::clock_gettime(nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID).expect("Unix has such a clock");
    Duration::from(time)
}

/// Without such a clock: time on the wall.
#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

/// The list: every form that is a word by itself. What only ever stands before a hyphen (`fri-` in `fri- och rättigheter`) is left out.
fn list(rules: &RuleSet) -> Vec<&str> {
    let is_word = |form: &&str| form.ends_with(char::is_alphanumeric) && form.chars().all(|c| c.is_alphanumeric() || c == '-');
    rules.forms().filter(is_word).collect()
}

/// Stops if a word of the list is not known when it is met in a text: then we would not be doing the same work.
fn check(rules: &RuleSet, forms: &[&str]) -> Result<()> {
    let mut scanner = Scanner::new(rules);
    // Short texts, for a document holds only so many units.
    for forms in forms.chunks(1000) {
        let text = forms.join("\n\n");
        let document = read(text.as_bytes(), "text.txt", &Limits::default()).map_err(|problem| format!("{problem:?}"))?;
        let (tokens, known) = (scanner.tokens(&document), scanner.known_tokens(&document));
        if (tokens, known) != (forms.len(), forms.len()) {
            return Err(format!("of {} words between {:?} and {:?} the scan knows {known}", forms.len(), forms[0], forms.last()).into());
        }
    }
    Ok(())
}

/// Whether a match stands by itself: no letter or digit right before or after it.
fn stands_alone(text: &str, found: &Match) -> bool {
    let before = text[..found.start()].chars().next_back();
    let after = text[found.end()..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// One pass over all texts, giving the number of hits.
type PassOver<'a> = Box<dyn FnMut() -> usize + 'a>;

/// An automaton over the forms, in the crate's own choice of shape or as a DFA.
fn automaton_pass<'a>(kind: &str, forms: &[&str], texts: &'a Texts) -> Result<PassOver<'a>> {
    let longest = kind.contains("longest");
    let mut builder = AhoCorasick::builder();
    builder.match_kind(if longest { MatchKind::LeftmostLongest } else { MatchKind::Standard });
    if kind.contains("DFA") {
        builder.kind(Some(AhoCorasickKind::DFA));
    }
    let automaton = builder.build(forms)?;
    let hits = move |text: &str| match longest {
        true => automaton.find_iter(text).filter(|found| stands_alone(text, found)).count(),
        false => automaton.find_overlapping_iter(text).filter(|found| stands_alone(text, found)).count(),
    };
    Ok(match kind.ends_with("lowered") {
        true => Box::new(move || texts.lowered.iter().map(|text| hits(text)).sum()),
        false => Box::new(move || texts.plain.iter().map(|text| hits(&text.to_lowercase())).sum()),
    })
}

/// The pass of a kind of ours.
fn own_pass<'a>(kind: &str, rules: &'a RuleSet, texts: &'a Texts) -> Result<PassOver<'a>> {
    let documents = &texts.documents;
    let mut scanner = Scanner::new(rules);
    let options = ScanOptions::default();
    Ok(match kind.trim_start_matches("genomsyra ") {
        "tokens" => Box::new(move || documents.iter().map(|document| scanner.known_tokens(document)).sum()),
        "tokens, new scanner" => Box::new(move || {
            let mut scanner = Scanner::new(rules);
            documents.iter().map(|document| scanner.known_tokens(document)).sum()
        }),
        "candidates" => Box::new(move || documents.iter().map(|document| scanner.candidates(document)).sum()),
        "scan" => Box::new(move || documents.iter().map(|document| scanner.scan(document, &options).findings.len()).sum()),
        _ => return Err(format!("no such kind: {kind}").into()),
    })
}

/// A kind that has been asked for: its pass, and what it took to get ready.
struct Ready<'a> {
    kind: String,
    pass: PassOver<'a>,
    built: f64,
}

impl Ready<'_> {
    /// So many passes, as a line of JSON.
    fn answer(&mut self, passes: u32) -> Result<String> {
        let (hits, seconds) = timed(|| (0..passes.max(1)).map(|_| black_box((self.pass)())).collect::<Vec<_>>());
        if hits.windows(2).any(|two| two[0] != two[1]) {
            return Err(format!("{}: passes differ in their hits", self.kind).into());
        }
        Ok(json!({"kind": self.kind, "seconds": seconds, "hits": hits[0], "built": self.built}).to_string())
    }
}

fn match_texts(folder: &Path, rounds: Option<u32>) -> Result<()> {
    let texts = Texts::of(folder)?;
    let (rules, rules_built) = timed(|| RuleSet::from_files(&built_in_files()));
    let rules = rules?;
    let forms = list(&rules);
    check(&rules, &forms)?;
    let get_ready = |kind: &str| -> Result<Ready> {
        let automaton = kind.starts_with("aho-corasick");
        let (pass, built) = timed(|| match automaton {
            true => automaton_pass(kind, &forms, &texts),
            false => own_pass(kind, &rules, &texts),
        });
        // Ours is ready when the rules are loaded, from text: more than this list.
        Ok(Ready { kind: kind.to_string(), pass: pass?, built: if automaton { built } else { built + rules_built } })
    };

    let mut ready: Vec<Ready> = Vec::new();
    let mut serve = |kind: &str, passes: u32| -> Result<()> {
        let at = match ready.iter().position(|one| one.kind == kind) {
            Some(at) => at,
            None => {
                ready.push(get_ready(kind)?);
                ready.len() - 1
            }
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", ready[at].answer(passes)?)?;
        Ok(out.flush()?)
    };
    if let Some(rounds) = rounds {
        return (0..rounds).flat_map(|_| KINDS).try_for_each(|kind| serve(kind, 1));
    }
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (kind, passes) = line.rsplit_once(' ').ok_or("a request is `KIND PASSES`")?;
        serve(kind, passes.parse()?)?;
    }
    Ok(())
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut out = std::io::stdout().lock();
    match arguments[..] {
        ["forms"] => {
            let rules = RuleSet::from_files(&built_in_files())?;
            list(&rules).iter().try_for_each(|form| writeln!(out, "{form}"))?;
        }
        ["kinds"] => KINDS.iter().try_for_each(|kind| writeln!(out, "{kind}"))?,
        ["match", folder] => {
            drop(out);
            match_texts(Path::new(folder), None)?;
        }
        ["match", folder, "--rounds", rounds] => {
            drop(out);
            match_texts(Path::new(folder), Some(rounds.parse()?))?;
        }
        _ => writeln!(out, "peers: see benches/README.md (python3 benches/peers/run.py)")?,
    }
    Ok(())
}
