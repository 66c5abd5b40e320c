//! What an archive holds, in a few lines.

use std::collections::BTreeMap;
use std::io::{self, Write};

use genomsyra::report::{Language, Records, problem_text};
use genomsyra::text::Severity;

use super::progress::thousands;

/// Unread documents that are named; the rest are in the other formats.
const NAMED: usize = 20;

/// Counts of one telling of the records.
#[derive(Default)]
pub struct Summary {
    documents: usize,
    /// Documents at each maturity level.
    levels: [usize; 6],
    /// Documents that could not be read, and why.
    unread: Vec<(String, String)>,
    /// Read whole, and nothing to judge.
    empty: usize,
    /// What is no document: how many of each kind.
    others: BTreeMap<String, usize>,
}

impl Summary {
    /// Goes through the records.
    pub fn of(records: &dyn Records, others: &[(String, String)], language: Language) -> io::Result<Self> {
        let mut out = Summary::default();
        records.each(&mut |path, record, _| {
            out.documents += 1;
            let worst = record.problems.iter().filter(|p| p.severity >= Severity::Warning).max_by_key(|p| p.severity);
            match (&record.judgement, worst) {
                (Some(judgement), _) => out.levels[usize::from(judgement.level).min(5)] += 1,
                (None, Some(problem)) => out.unread.push((path.to_string(), problem_text(problem, language))),
                (None, None) => out.empty += 1,
            }
            Ok(())
        })?;
        for (_, kind) in others {
            *out.others.entry(kind.clone()).or_default() += 1;
        }
        Ok(out)
    }

    /// Whether some documents could not be read.
    pub fn has_unread(&self) -> bool {
        !self.unread.is_empty()
    }

    /// Writes the lines.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let judged: usize = self.levels.iter().sum();
        writeln!(out, "Dokument       {:>9}", thousands(self.documents))?;
        writeln!(out, "  bedömda      {:>9}", thousands(judged))?;
        writeln!(out, "  ej lästa     {:>9}", thousands(self.unread.len()))?;
        writeln!(out, "  utan text    {:>9}", thousands(self.empty))?;
        writeln!(out, "Mognadsnivå")?;
        for (level, count) in self.levels.iter().enumerate() {
            writeln!(out, "  {level}            {:>9}", thousands(*count))?;
        }
        let others: usize = self.others.values().sum();
        if others > 0 {
            let kinds: Vec<String> = self.others.iter().map(|(kind, count)| format!("{} {kind}", thousands(*count))).collect();
            writeln!(out, "Inte dokument  {:>9}  ({})", thousands(others), kinds.join(", "))?;
        }
        if !self.unread.is_empty() {
            writeln!(out, "\nKunde inte läsas:")?;
            for (path, why) in self.unread.iter().take(NAMED) {
                writeln!(out, "  {path}: {why}")?;
            }
            if self.unread.len() > NAMED {
                writeln!(out, "  … och {} till; --format jsonl har alla.", thousands(self.unread.len() - NAMED))?;
            }
        }
        Ok(())
    }
}
