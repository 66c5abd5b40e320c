//! genomsyra reads Swedish municipal steering documents and shows, sentence by sentence, how far they integrate human rights.
//!
//! # Steps
//!
//! Data flows one way; each step has one input and one output:
//!
//! ```text
//! bytes ──read──▶ Document ──scan(RuleSet)──▶ Findings ──score──▶ Score ──▶ Outcome ──report──▶ terminal, JSON
//! ```
//!
//! 1. [`read`](mod@read) finds out what the bytes are and makes a [`text::Document`]: one text, and side tables of pages, blocks, units and problems.
//! 2. [`rule`] compiles rule files (TOML, Swedish keys) into a [`rule::RuleSet`], once, shared by all threads.
//! 3. [`scan`] finds references and grades what each sentence, list item and table row does on the ladder 0–5: [`finding::Findings`].
//! 4. [`score`](mod@score) turns findings into eleven dimensions, a score 0–100 and a maturity level 0–5, as a tree that opens up to the units.
//! 5. [`outcome::Outcome`] holds all of it for one document; [`report`] writes it, [`annotate`](mod@annotate) into the document itself.
//!
//! [`run`] does steps 1–5 for one document or many.
//! [`gate`](mod@gate) holds outcomes against demands, an earlier state and exceptions; [`review`](mod@review) is what people have said of findings.
//! [`apart`](mod@apart) judges files one by one for engines that share an archive among machines, and settles what only the whole archive can tell.
//! Beside them, [`identity`](mod@identity) tells who a document comes from, what it is and when it holds, with the places of [`register`](mod@register).
//!
//! ```
//! use genomsyra::rule::{RuleSet, built_in_files};
//! use genomsyra::run::Analyser;
//!
//! let rules = RuleSet::from_files(&built_in_files()).unwrap();
//! let text = "# Riktlinje\n\nSocialnämnden ska senast 2027 redovisa hur barnets bästa har prövats.";
//! let outcome = Analyser::new(&rules).analyse(text.as_bytes(), "riktlinje.md");
//! let analysis = outcome.result.unwrap();
//! let reference = &analysis.findings.findings[0];
//! assert_eq!(rules.taxonomy().names(reference.areas), ["barnets-rattigheter"]);
//! assert_eq!(analysis.findings.units[reference.unit as usize].steering.level, 4);
//! ```
//!
//! # For programs that use the library
//!
//! A folder, one document at a time, so that memory does not grow with the folder ([`run::judge_archive`] does it in parallel and keeps what it
//! finds, [`run::analyse_all`] in parallel without a store):
//!
//! ```
//! use genomsyra::rule::{RuleSet, built_in_files};
//! use genomsyra::run::Analyser;
//! use genomsyra::source::{Walk, open_document};
//!
//! # let folder = tempfile::tempdir().unwrap();
//! # std::fs::write(folder.path().join("plan.md"), "Skolan ska varje år höra barnen om barnets bästa.").unwrap();
//! let rules = RuleSet::from_files(&built_in_files()).unwrap();
//! let mut analyser = Analyser::new(&rules);
//! let walk = Walk { given: vec![folder.path().to_path_buf()], include: vec![], exclude: vec!["arkiv/**".into()], never: vec![] };
//! let levels = walk.run().unwrap().files.into_iter().map(|file| {
//!     let outcome = match open_document(&file.path, 256 << 20) {
//!         Ok(bytes) => analyser.analyse(&bytes, &file.shown),
//!         Err(error) => return (file.shown, Err(error.to_string())),
//!     };
//!     // What could not be read is not the same as level 0.
//!     let score = outcome.result.map_err(|problem| problem.code.as_str().to_string());
//!     (file.shown, score.map(|analysis| analysis.score.map(|score| score.maturity.level)))
//! });
//! assert_eq!(levels.map(|(_, level)| level).collect::<Vec<_>>(), [Ok(Some(0))]);
//! ```
//!
//! Own rules, laid over those inside the program and proved by their own examples before they are used:
//!
//! ```
//! use genomsyra::finding::Cause;
//! use genomsyra::proof::{EntryKind, prove};
//! use genomsyra::rule::{RuleFile, RuleSet, built_in_files, overlay};
//! use genomsyra::run::Analyser;
//!
//! let own = RuleFile {
//!     name: "egna/barnbokslut.toml".into(),
//!     contents: r#"
//! [[regel]]
//! id = "egen.barnbokslut"
//! beskrivning = "Barnbokslut: hur barnets rättigheter har följts under året."
//! omrade = ["barnets-rattigheter"]
//! styrka = "stark"
//! fraser = ["barnbokslut|barnbokslutet"]
//! exempel = ["Nämnden ska varje år upprätta ett barnbokslut."]
//! motexempel = ["Bokslutet redovisas för nämnden."]
//! "#
//!     .into(),
//! };
//! let files = overlay(built_in_files(), vec![own]);
//! let rules = RuleSet::from_files(&files).unwrap();
//! let proof = prove(&rules, &files, &[EntryKind::Rule], &["egen.barnbokslut".into()]);
//! assert_eq!((proof.passed, proof.failures.len()), (2, 0));
//! let outcome = Analyser::new(&rules).analyse("Nämnden ska senast i mars upprätta ett barnbokslut.".as_bytes(), "beslut.txt");
//! let findings = outcome.result.unwrap().findings.findings;
//! assert!(findings.iter().any(|finding| matches!(finding.cause, Cause::Rule(id) if rules.rule(id).id == "egen.barnbokslut")));
//! ```
//!
//! Versions follow SemVer: what is public here and the schemas `genomsyra.outcome/1`, `genomsyra.record/1`, `genomsyra.stability/1` and
//! `genomsyra.baseline/1` change in ways that break others only with a new major version (before 1.0: minor), and a schema's number then
//! changes with it; new keys may come at any time. Rule sets have a version of their own: new rules change findings and scores, and every report
//! names the version and hash of the rules.
//!
//! # Without the program
//!
//! The feature `program`, on by default, is the command line and what it alone needs: the disk (`source`), the store of an archive
//! (`archive::store`, [`run::judge_archive`]) and its Parquet and workbook reports. With `default-features = false` what is left reads,
//! judges and reports bytes that callers bring, and builds for browsers too (`wasm32-unknown-unknown`). There, a panic ends the instance and a
//! reader runs on its caller's thread: whoever calls keeps the time and begins anew. The feature `browser` (there: `wasm`) is what a page in a
//! browser's tab calls; `cargo run --example page` writes that page.
//!
//! # Where this goes another way than the design it started from
//!
//! * Words of a token are looked up once per distinct spelling and kept per thread, so compounds, wildcards and hyphen variants cost nothing
//!   more than plain forms; there is no separate table of compound parts.
//! * A false friend guards words, not rules: it sets aside any one-word match of a guarded word, so that it can be written and tested by itself.
//! * A heading is a reference (a mention, or an assignment) but never counts in the score: labelled units say the first, the model the second.
//! * In the ladder, verbs are told by a lexicon of six kinds (`rules/verb.toml`) beside the marker lists, and dates are no quantities.

pub mod annotate;
#[cfg(feature = "program")]
pub mod apart;
pub mod archive;
pub mod author;
#[cfg(feature = "program")]
pub mod browse;
pub mod compare;
pub mod desk;
pub mod finding;
pub mod fingerprint;
pub mod gate;
pub mod handwritten;
pub mod identity;
pub mod indicator;
pub mod measure;
pub mod outcome;
pub mod proof;
pub mod read;
pub mod register;
pub mod report;
pub mod review;
pub mod rule;
pub mod run;
pub mod scan;
pub mod score;
#[cfg(feature = "program")]
pub mod serve;
#[cfg(feature = "program")]
pub mod source;
pub mod stability;
pub mod text;
#[cfg(all(feature = "browser", target_family = "wasm"))]
pub mod wasm;
