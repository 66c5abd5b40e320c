//! Expressions in plain Swedish, for those who read what rules seek without writing them.

use crate::rule::written_expression;

/// Most alternatives of one element that are told.
const MOST_ALTERNATIVES: usize = 6;

/// An expression as a Swedish reader would say it: `<barn> ..8 höra:v2a|komma_till_tals` is "«barn» … höra/komma till tals".
///
/// Gaps are "…", optional words stand in parentheses, classes in «», compounds and free endings end in "-".
///
/// ```
/// use genomsyra::author::in_plain_words;
/// assert_eq!(in_plain_words("<barn> ..8 höra:v2a(hörs)|komma_till_tals"), "«barn» … höra/komma till tals");
/// assert_eq!(in_plain_words("diskriminering:n2+ & !prognos*"), "diskriminering(-), men inte prognos-");
/// ```
pub fn in_plain_words(expression: &str) -> String {
    let parts = written_expression(expression);
    let mut out = String::new();
    for (place, element) in parts.elements.iter().enumerate() {
        if place > 0 {
            out += if element.gap > 0 { " … " } else { " " };
        }
        let told = alternatives(&element.text);
        out += &if element.optional { format!("({told})") } else { told };
    }
    if !parts.with.is_empty() {
        let with: Vec<String> = parts.with.iter().map(|part| in_plain_words(part)).collect();
        out += &format!(", tillsammans med {}", with.join(" och "));
    }
    if !parts.without.is_empty() {
        let without: Vec<String> = parts.without.iter().map(|part| in_plain_words(part)).collect();
        out += &format!(", men inte {}", without.join(" eller "));
    }
    out
}

/// The alternatives of an element, the first few.
fn alternatives(text: &str) -> String {
    let mut all: Vec<String> = Vec::new();
    let (mut depth, mut start) = (0i32, 0);
    for (at, c) in text.char_indices().chain([(text.len(), '|')]) {
        match c {
            '(' | '<' => depth += 1,
            ')' | '>' => depth -= 1,
            '|' if depth == 0 => {
                let one = alternative(&text[start..at]);
                if !all.contains(&one) {
                    all.push(one);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    let shown = all.iter().take(MOST_ALTERNATIVES).map(String::as_str).collect::<Vec<_>>().join("/");
    if all.len() > MOST_ALTERNATIVES { format!("{shown}/…") } else { shown }
}

fn alternative(text: &str) -> String {
    if let Some(name) = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        return format!("«{name}»");
    }
    text.split('_').map(word).collect::<Vec<_>>().join(" ")
}

/// A word without its inflection; what may stand before or after it as a hyphen.
fn word(text: &str) -> String {
    let (before, rest) = match text.strip_prefix('+') {
        Some(rest) => ("(-)", rest),
        None => text.strip_prefix('*').map_or(("", text), |rest| ("-", rest)),
    };
    let (rest, after) = match rest.strip_suffix('+') {
        Some(rest) => (rest, "(-)"),
        None => rest.strip_suffix('*').map_or((rest, ""), |rest| (rest, "-")),
    };
    let bare = rest.split('(').next().unwrap_or(rest);
    let bare = bare.rsplit_once(':').filter(|(_, class)| !class.is_empty()).map_or(bare, |(word, _)| word);
    format!("{before}{bare}{after}")
}

/// Where a condition looks.
pub fn scope_in_plain_words(within: &str) -> String {
    match within {
        "enhet" => "i samma mening, punkt eller rad".into(),
        "rubrik" => "i meningen eller en rubrik ovanför".into(),
        "grannar" => "i meningen eller meningen före eller efter".into(),
        "träffen" => "i själva träffen".into(),
        other => format!("inom {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_in_words() {
        for (expression, told) in [
            ("barn:n5|elev:n3 ..2 bostad:nx(-en,bostäder)", "barn/elev … bostad"),
            ("+rasism:n0+", "(-)rasism(-)"),
            ("*våld*", "-våld-"),
            ("ta hand? om", "ta (hand) om"),
            ("a|b|c|d|e|f|g", "a/b/c/d/e/f/…"),
            ("rätt till & <barn> & !kostnad* & !avgift:n3", "rätt till, tillsammans med «barn», men inte kostnad- eller avgift"),
        ] {
            assert_eq!(in_plain_words(expression), told);
        }
    }
}
