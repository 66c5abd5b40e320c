//! Whole-program tests: one binary, so that it links once, and a module for each subject.

// A test that cannot go on has failed.
#![allow(clippy::unwrap_used)]

mod annotate;
mod apart;
mod architecture;
mod archive;
mod archive_pages;
mod archive_tally;
mod benches;
mod catalogue;
mod cli;
mod compare;
mod corpus;
mod effect;
mod explain;
mod fuzz;
mod gate;
mod helpers;
mod hostile;
mod html;
mod identity;
mod install;
mod ladder;
mod office;
mod pipe;
mod pipelines;
mod probes;
mod report;
mod review;
mod rules;
mod rules_tools;
mod samples;
mod schema;
mod shards;
mod sheets;
mod stability;
mod views;
