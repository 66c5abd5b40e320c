//! How sure the findings are, by a sample that was checked by hand.

use std::io::{self, Write};

use genomsyra::archive::Glossary;
use genomsyra::archive::sample::{Estimate, Quality};

/// Precision, recall and levels with their intervals, and what the sample cannot tell.
pub fn write_quality(quality: &Quality, glossary: &Glossary, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\nKontroll för hand (95 procents konfidensintervall)")?;
    let rows = [
        ("Av fynden är rätt", &quality.precision),
        ("Av det som finns hittas", &quality.recall),
        ("Rätt nivå på stegen", &quality.level),
        ("Rätt nivå eller intill", &quality.level_within_one),
    ];
    for (name, estimate) in rows {
        writeln!(out, "  {name:<24} {}", estimate.as_ref().map_or_else(|| "går inte att säga än".to_string(), told))?;
    }
    if quality.unanswered > 0 {
        writeln!(out, "  {} meningar i urvalet är inte besvarade.", quality.unanswered)?;
    }
    if quality.rules != glossary.hash {
        writeln!(out, "  Urvalet drogs med andra regler än dem som rapporten bygger på.")?;
    }
    Ok(())
}

fn told(estimate: &Estimate) -> String {
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    format!("{} % ({}–{} %)", percent(estimate.value), percent(estimate.low), percent(estimate.high))
}
