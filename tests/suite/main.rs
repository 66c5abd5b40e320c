//! Whole-program tests: one binary, a module for each subject.

mod corpus;
mod report;
