//! What is wrong with rule files, told so that a municipal officer can mend it: file, line, what, and the nearest thing that would be right.

use std::fmt;

/// One mistake in a rule file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleError {
    /// The rule file's name.
    pub file: String,
    /// Line in the file, from 1; 0 when the mistake concerns the file or set as a whole.
    pub line: usize,
    /// The entry's id, if known.
    pub entry: String,
    /// What is wrong and what would be right, in Swedish.
    pub message: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ", rad {}", self.line)?;
        }
        if !self.entry.is_empty() {
            write!(f, " ({})", self.entry)?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Every mistake in a rule set, sorted by file and line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleErrors(pub Vec<RuleError>);

impl fmt::Display for RuleErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for RuleErrors {}

/// The candidate most like `word`, if any is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|c| (strsim::normalized_damerau_levenshtein(word, c), c))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, c)| c)
}

/// ", menade du `x`?" or nothing.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |c| format!("; menade du `{c}`?"))
}

/// Says in Swedish what the TOML parser said in English.
pub(crate) fn translate(message: &str) -> String {
    let message = message.trim();
    let ticks: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if message.starts_with("unknown field") {
        let (bad, valid) = ticks.split_first().map_or(("", &[][..]), |(b, v)| (*b, v));
        return format!("okänd nyckel `{bad}`{} (nycklar som finns: {})", did_you_mean(bad, valid.iter().copied()), valid.join(", "));
    }
    if message.starts_with("missing field") {
        return format!("nyckeln `{}` saknas", ticks.first().unwrap_or(&""));
    }
    if message.starts_with("duplicate key") || message.starts_with("duplicate field") {
        return ticks.first().map_or("samma nyckel står två gånger".to_string(), |k| format!("nyckeln `{k}` står två gånger"));
    }
    if let Some(rest) = message.strip_prefix("invalid type: ") {
        let (found, expected) = rest.split_once(", expected ").unwrap_or((rest, ""));
        return format!("fel slags värde: här står {}, det ska vara {}", kind(found), kind(expected));
    }
    if message.contains("gives way to any") {
        return "`ger_vika` ska vara true (viker för varje mer bestämt område) eller en lista med områden: [\"barnets-rattigheter\"]"
            .to_string();
    }
    if let ([number, least, most], true) = (ticks.as_slice(), message.contains("is not from")) {
        return format!("`{number}` finns inte: ange ett tal från {least} till {most}");
    }
    if message.contains("string") || message.contains("quote") {
        return format!("ett citattecken saknas eller står fel (TOML säger: {message})");
    }
    // The parser often stumbles only on the line after the mistake.
    format!("raden eller raden före går inte att läsa: kontrollera citattecken, kommatecken och hakparenteser (TOML säger: {message})")
}

fn kind(english: &str) -> String {
    for (word, swedish) in [
        ("sequence", "en lista i hakparenteser, till exempel [\"a\", \"b\"]"),
        ("string", "en text inom citattecken"),
        ("boolean", "true eller false"),
        ("integer", "ett heltal"),
        ("floating", "ett tal"),
        ("map", "en tabell"),
        ("struct", "en tabell"),
    ] {
        if english.contains(word) {
            return swedish.to_string();
        }
    }
    english.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parser_messages_in_swedish() {
        assert_eq!(
            translate("unknown field `frasr`, expected one of `ord`, `fraser`, `inte`"),
            "okänd nyckel `frasr`; menade du `fraser`? (nycklar som finns: ord, fraser, inte)"
        );
        assert_eq!(translate("missing field `exempel`"), "nyckeln `exempel` saknas");
        assert!(translate("invalid type: string \"x\", expected a sequence").contains("det ska vara en lista"));
    }
}
