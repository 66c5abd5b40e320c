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
//! [`gate`](mod@gate) holds outcomes against demands, an earlier state and exceptions.
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
//! # Where this goes another way than the design it started from
//!
//! * Words of a token are looked up once per distinct spelling and kept per thread, so compounds, wildcards and hyphen variants cost nothing
//!   more than plain forms; there is no separate table of compound parts.
//! * A false friend guards words, not rules: it sets aside any one-word match of a guarded word, so that it can be written and tested by itself.
//! * A heading is a reference (a mention, or an assignment) but never counts in the score: labelled units say the first, the model the second.
//! * In the ladder, verbs are told by a lexicon of six kinds (`rules/verb.toml`) beside the marker lists, and dates are no quantities.

pub mod annotate;
pub mod archive;
pub mod author;
pub mod compare;
pub mod finding;
pub mod gate;
pub mod identity;
pub mod indicator;
pub mod measure;
pub mod outcome;
pub mod proof;
pub mod read;
pub mod register;
pub mod report;
pub mod rule;
pub mod run;
pub mod scan;
pub mod score;
pub mod source;
pub mod stability;
pub mod text;
