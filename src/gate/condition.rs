//! What fails a document, as it is written on the command line and in settings: `mognad<3`, `kon:saknas`, `ny`, `skarp>10`.

use super::demand::{Counted, Demand};
use super::rule::{Kind, Rule, severity_key};
use crate::handwritten::meant;
use crate::rule::{AreaId, ChainLink, LINKS, RuleSet, nearest};
use crate::text::Severity;

/// Beginning of the ids of grounds, which may be left out.
const GROUND: &str = "grund-";
/// New remarks only.
const NEW: &str = "ny";
const MATURITY: &str = "mognad";
const SCORE: &str = "poang";
const MISSING: &str = "saknas";

/// Reads a condition.
///
/// ```text
/// mognad<3                     the level of maturity
/// poang<40                     the score
/// D8<25                        a dimension, in per cent
/// barnets-rattigheter<3        the step of an area or ground
/// kon:saknas                   an area or ground that is not named
/// hbtqi:ansvar-saknas          a link of an area's chain
/// lucka, skarp>10, skarp-vag   remarks of a kind or rule, or more of them than so many
/// fel, varning                 remarks of a severity
/// ny, ny:lucka, ny:fel         those that the baseline does not have
/// ```
///
/// # Errors
/// What is wrong and what would be right, in Swedish.
pub fn condition(text: &str, rules: &RuleSet) -> Result<Demand, String> {
    let text = text.trim();
    if let Some((what, limit)) = text.split_once('<') {
        return below(text, what.trim(), limit.trim(), rules);
    }
    let (new, rest) = match text.split_once(':') {
        Some((NEW, rest)) => (true, rest),
        Some((area, part)) => return missing(text, area.trim(), part.trim(), rules),
        None => match text.strip_prefix(NEW).filter(|rest| rest.is_empty() || rest.starts_with(['>', ' '])) {
            Some(rest) => (true, rest),
            None => (false, text),
        },
    };
    let (what, most) = match rest.split_once('>') {
        Some((what, most)) => (what, most.trim().parse().map_err(|_| told(text, &format!("`{}` är inget antal", most.trim())))?),
        None => (rest, 0),
    };
    let counted = if new && what.trim().is_empty() { Counted::Any } else { counted(text, what.trim(), rules)? };
    Ok(Demand::AtMost { counted, new, most })
}

/// An area or ground by its id; a ground also without the beginning of its id.
///
/// # Errors
/// The nearest id, in Swedish.
pub(super) fn area(name: &str, rules: &RuleSet) -> Result<AreaId, String> {
    let taxonomy = rules.taxonomy();
    let found = taxonomy.find(name).or_else(|| taxonomy.find(&format!("{GROUND}{name}")));
    found.ok_or_else(|| {
        format!("området eller grunden `{name}` finns inte{}", meant(name, taxonomy.areas().iter().map(|area| area.id.as_str())))
    })
}

/// A link of the chain by its key in rule files.
pub(super) fn link(name: &str) -> Result<ChainLink, String> {
    let found = LINKS.into_iter().find(|link| link.key() == name);
    let keys = LINKS.map(ChainLink::key);
    found.ok_or_else(|| format!("ledet `{name}` finns inte{} (led som finns: {})", meant(name, keys), keys.join(", ")))
}

/// The number of a dimension from its id: `D8`.
pub(super) fn dimension(name: &str) -> Option<u8> {
    let number = name.strip_prefix(['D', 'd'])?.parse().ok()?;
    (1..=11).contains(&number).then_some(number)
}

fn told(condition: &str, what: &str) -> String {
    format!("villkoret `{condition}` går inte att förstå: {what}. Skriv till exempel mognad<3, kon:saknas, skarp>10 eller ny")
}

fn below(whole: &str, what: &str, limit: &str, rules: &RuleSet) -> Result<Demand, String> {
    let number = |least: f64, most: f64, is_whole: bool| {
        let number = limit.replace(',', ".").parse::<f64>().ok().filter(|n| (least..=most).contains(n) && (!is_whole || n.fract() == 0.0));
        number
            .ok_or_else(|| told(whole, &format!("`{limit}` är inget {} från {least} till {most}", if is_whole { "heltal" } else { "tal" })))
    };
    if what == MATURITY {
        return Ok(Demand::Maturity(number(0.0, 5.0, true)? as u8));
    }
    if what == SCORE {
        return Ok(Demand::Score(number(0.0, 100.0, false)?));
    }
    if let Some(dimension) = dimension(what) {
        return Ok(Demand::Dimension(dimension, number(0.0, 100.0, false)? / 100.0));
    }
    let area = area(what, rules).map_err(|wrong| told(whole, &with_words(wrong, what, &[MATURITY, SCORE, "D1–D11"])))?;
    Ok(Demand::Step(area, number(0.0, 5.0, true)? as u8))
}

/// A message with other words that stand in the same place.
fn with_words(message: String, typed: &str, words: &[&str]) -> String {
    let near = nearest(typed, words.iter().copied()).filter(|_| !message.contains("menade"));
    near.map_or(message.clone(), |near| format!("{message}; menade du `{near}`?"))
}

fn missing(whole: &str, name: &str, part: &str, rules: &RuleSet) -> Result<Demand, String> {
    let area = area(name, rules).map_err(|wrong| told(whole, &wrong))?;
    if part == MISSING {
        return Ok(Demand::Named(area));
    }
    let links = LINKS.map(|link| format!("{}-{MISSING}", link.key()));
    match part.strip_suffix(MISSING).and_then(|rest| rest.strip_suffix('-')).map(link) {
        Some(Ok(link)) => Ok(Demand::Link(Some(area), link)),
        _ => {
            let near = meant(part, links.iter().map(String::as_str).chain([MISSING]));
            Err(told(whole, &format!("efter kolon står `{MISSING}` eller ett led: {}{near}", links.join(", "))))
        }
    }
}

fn counted(whole: &str, what: &str, rules: &RuleSet) -> Result<Counted, String> {
    const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];
    if let Some(severity) = SEVERITIES.into_iter().find(|severity| severity_key(*severity) == what) {
        return Ok(Counted::Severity(severity));
    }
    let open = |kind: &Kind| *kind != Kind::Unread && *kind != Kind::Demand;
    if let Some(kind) = Kind::ALL.into_iter().filter(open).find(|kind| kind.key() == what) {
        return Ok(Counted::Kind(kind));
    }
    if let Some(rule) = Rule::find(what).filter(|rule| open(&rule.kind())) {
        return Ok(Counted::Rule(rule));
    }
    if what == MATURITY || what == SCORE || dimension(what).is_some() || area(what, rules).is_ok() {
        return Err(told(whole, &format!("`{what}` behöver en gräns, som i `{what}<3`")));
    }
    let known = SEVERITIES.map(severity_key).into_iter().chain(Kind::ALL.into_iter().filter(open).map(Kind::key));
    let known = known.chain(Rule::ALL.iter().filter(|rule| open(&rule.kind())).map(|rule| rule.id())).chain([NEW, MATURITY, SCORE]);
    Err(told(whole, &format!("`{what}` finns inte{}", meant(what, known))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::built_in_files;

    #[test]
    fn conditions_are_read() {
        let rules = RuleSet::from_files(&built_in_files()).unwrap();
        let find = |id: &str| rules.taxonomy().find(id).unwrap();
        let most = |counted, new, most| Demand::AtMost { counted, new, most };
        for (text, expected) in [
            ("mognad<3", Demand::Maturity(3)),
            (" poang < 40,5 ", Demand::Score(40.5)),
            ("D8<25", Demand::Dimension(8, 0.25)),
            ("barnets-rattigheter<3", Demand::Step(find("barnets-rattigheter"), 3)),
            ("kon:saknas", Demand::Named(find("grund-kon"))),
            ("hbtqi:ansvar-saknas", Demand::Link(Some(find("hbtqi")), ChainLink::Responsible)),
            ("ny", most(Counted::Any, true, 0)),
            ("ny>2", most(Counted::Any, true, 2)),
            ("ny:lucka", most(Counted::Kind(Kind::Gap), true, 0)),
            ("skarp>10", most(Counted::Kind(Kind::Sharpen), false, 10)),
            ("skarp-vag", most(Counted::Rule(Rule::SharpenVague), false, 0)),
            ("varning", most(Counted::Severity(Severity::Warning), false, 0)),
        ] {
            assert_eq!(condition(text, &rules), Ok(expected), "{text}");
        }
        for (text, word) in [
            ("mognat<3", "menade du `mognad`"),
            ("mognad<6", "heltal från 0 till 5"),
            ("mognad<2,5", "heltal"),
            ("mognad", "`mognad<3`"),
            ("D12<3", "`D12` finns inte"),
            ("barnets-rattigheter", "`barnets-rattigheter<3`"),
            ("barnets-rattighet<3", "menade du `barnets-rattigheter`"),
            ("hbtqi:ansvarig-saknas", "menade du `ansvar-saknas`"),
            ("luckor", "menade du `lucka`"),
            ("krav", "`krav` finns inte"),
            ("skarp>många", "inget antal"),
            ("", "finns inte"),
        ] {
            let message = condition(text, &rules).unwrap_err();
            assert!(message.contains(word), "{text}: {message}");
        }
    }
}
