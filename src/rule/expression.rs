//! The small language in which rules say what they look for: parses `"<barn> ..8 komma_till_tals|höra:v2a & !prognos*"` into a tree.
//!
//! Only form is checked here; whether classes and inflections exist is decided when a rule set is compiled.

use std::borrow::Cow;
use std::fmt;

use smallvec::SmallVec;

/// One word as an author writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The lemma or form, lower case unless `capitals`.
    pub text: Cow<'a, str>,
    /// Inflection class (`n3`), if any.
    pub class: Option<&'a str>,
    /// Forms given in parentheses after the class.
    pub extra: Vec<String>,
    /// Must be written in capitals in the text (an acronym).
    pub capitals: bool,
    /// Any ending may follow (`ord*`).
    pub open_end: bool,
    /// Any beginning may stand before (`*ord`).
    pub open_start: bool,
    /// Also as the first part of a compound (`ord:n3+`).
    pub first_part: bool,
    /// Also as the last part of a compound (`+ord:n3`).
    pub last_part: bool,
}

/// One alternative of an element, still as written: words repeat so often that each spelling is parsed once, by [`parse_word`], when compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alternative<'a> {
    /// A word with its marks, or several joined by `_`.
    Words(&'a str),
    /// A named class, `<barn>`, without its brackets.
    Class(&'a str),
}

/// A place in a sequence: one of several alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element<'a> {
    /// At least one.
    pub alternatives: SmallVec<[Alternative<'a>; 2]>,
    /// May be left out.
    pub optional: bool,
    /// At most this many other words between the element before and this one (0 for the first).
    pub gap: u8,
}

/// Elements in order.
pub type Sequence<'a> = SmallVec<[Element<'a>; 4]>;

/// A whole expression: what is sought, and what else must (or must not) stand in the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression<'a> {
    /// The sought sequence; its match is the finding's span.
    pub sequence: Sequence<'a>,
    /// Further sequences that must stand in the unit, outside the match.
    pub with: Vec<Sequence<'a>>,
    /// Sequences that must not stand in the unit.
    pub without: Vec<Sequence<'a>>,
}

/// What is wrong with an expression, in words for its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionError(pub String);

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn fail<T>(message: impl Into<String>) -> Result<T, ExpressionError> {
    Err(ExpressionError(message.into()))
}

/// The longest gap that makes sense inside a sentence.
const MAX_GAP: u8 = 30;

/// Parses a whole expression (see [`close_up_parentheses`] for what goes before).
pub fn parse_expression(source: &str) -> Result<Expression<'_>, ExpressionError> {
    let mut out = Expression { sequence: SmallVec::new(), with: Vec::new(), without: Vec::new() };
    for (index, part) in source.split('&').enumerate() {
        let part = part.trim();
        let (negated, body) = match part.strip_prefix('!') {
            Some(body) => (true, body.trim()),
            None => (false, part),
        };
        if body.is_empty() {
            return fail(if index == 0 { "uttrycket är tomt" } else { "det saknas ett uttryck efter `&`" });
        }
        let sequence = parse_sequence(body)?;
        match (index, negated) {
            (0, false) => out.sequence = sequence,
            (0, true) => {
                return fail("ett uttryck kan inte börja med `!`: skriv först vad som söks, sedan `& !` och det som inte får finnas");
            }
            (_, false) => out.with.push(sequence),
            (_, true) => out.without.push(sequence),
        }
    }
    Ok(out)
}

/// `få:vx(får, fick)` is written with spaces by most people: they mean nothing there.
pub fn close_up_parentheses(source: &str) -> Cow<'_, str> {
    if !source.contains('(') {
        return Cow::Borrowed(source);
    }
    let mut depth = 0i32;
    let kept = source.chars().filter(|&c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth <= 0 || !c.is_whitespace()
    });
    Cow::Owned(kept.collect())
}

fn parse_sequence(source: &str) -> Result<Sequence<'_>, ExpressionError> {
    let mut out: Sequence<'_> = SmallVec::new();
    let mut gap = None;
    for token in source.split_whitespace() {
        if let Some(number) = token.strip_prefix("..").or_else(|| token.strip_prefix('…')) {
            if out.is_empty() || gap.is_some() {
                return fail(format!("avståndet `{token}` måste stå mellan två ord"));
            }
            match number.parse::<u8>() {
                Ok(n) if n <= MAX_GAP => gap = Some(n),
                _ => return fail(format!("avståndet `{token}` ska vara ett tal från 0 till {MAX_GAP}, till exempel `..4`")),
            }
            continue;
        }
        let (body, optional) = match token.strip_suffix('?') {
            Some(body) => (body, true),
            None => (token, false),
        };
        let mut alternatives = SmallVec::new();
        split_alternatives(body, |one| parse_alternative(one).map(|one| alternatives.push(one)))?;
        out.push(Element { alternatives, optional, gap: gap.take().unwrap_or(0) });
    }
    if gap.is_some() {
        return fail("uttrycket slutar med ett avstånd: det måste stå ett ord efter");
    }
    if out.first().is_none_or(|e| e.optional) || out.last().is_none_or(|e| e.optional) {
        return fail("första och sista ordet i ett uttryck kan inte vara valfria (`?`)");
    }
    Ok(out)
}

/// Splits at `|` outside parentheses and angle brackets.
fn split_alternatives<'a>(source: &'a str, mut take: impl FnMut(&'a str) -> Result<(), ExpressionError>) -> Result<(), ExpressionError> {
    let (mut depth, mut start) = (0i32, 0);
    // All marks are ASCII, so bytes do.
    for (at, byte) in source.bytes().enumerate() {
        match byte {
            b'(' | b'<' => depth += 1,
            b')' | b'>' => depth -= 1,
            b'|' if depth == 0 => {
                take(&source[start..at])?;
                start = at + 1;
            }
            _ => {}
        }
    }
    take(&source[start..])
}

fn parse_alternative(source: &str) -> Result<Alternative<'_>, ExpressionError> {
    match source.strip_prefix('<') {
        None => Ok(Alternative::Words(source)),
        Some(inner) => match inner.strip_suffix('>') {
            Some(name) if !name.is_empty() => Ok(Alternative::Class(name)),
            _ => fail(format!("klassnamnet `{source}` ska skrivas `<namn>`")),
        },
    }
}

/// Parses one word with its marks.
pub fn parse_word(source: &str) -> Result<Word<'_>, ExpressionError> {
    if is_bare_word(source) {
        let text = Cow::Borrowed(source);
        return Ok(Word {
            text,
            class: None,
            extra: Vec::new(),
            capitals: false,
            open_end: false,
            open_start: false,
            first_part: false,
            last_part: false,
        });
    }
    let mut rest = source;
    let last_part = strip_start(&mut rest, '+');
    let first_part = strip_end(&mut rest, '+');
    let open_start = strip_start(&mut rest, '*');
    let open_end = strip_end(&mut rest, '*');
    let mut extra = Vec::new();
    if let Some(open) = rest.find('(') {
        let Some(list) = rest[open + 1..].strip_suffix(')') else { return fail(format!("parentesen i `{source}` är inte avslutad")) };
        extra = list.split(',').map(|f| f.trim().to_lowercase()).filter(|f| !f.is_empty()).collect();
        rest = &rest[..open];
    }
    let (text, class) = match rest.split_once(':') {
        // FN:s is the genitive of an acronym, which tokens leave out.
        Some((text, "s")) => (text, None),
        Some((text, class)) => (text, Some(class)),
        None => (rest, None),
    };
    if text.is_empty() {
        return fail(format!("det saknas ett ord i `{source}`"));
    }
    let plain = is_bare_word(text);
    if text.contains('.') {
        return fail(format!(
            "`{source}` kan aldrig träffa: vid en punkt delas texten i ord. Skriv `{}`",
            text.trim_matches('.').replace('.', "_")
        ));
    }
    if let Some(bad) = text.chars().find(|c| !(plain || c.is_alphanumeric() || "-§%".contains(*c))) {
        return fail(format!("tecknet `{bad}` kan inte stå i ett ord (`{source}`)"));
    }
    let letters = || text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = !plain && !text.chars().any(char::is_lowercase) && letters() >= 2;
    let bare = |n| text.chars().filter(|c| c.is_alphanumeric()).count() < n;
    if (last_part || open_start) && (bare(4) || text == "ras") {
        return fail(format!("`{source}`: ett efterled måste ha minst fyra bokstäver, annars träffar det halva ordboken"));
    }
    if open_end && bare(2) {
        return fail(format!("`{source}`: skriv minst två bokstäver före `*`"));
    }
    if class.is_some() && (open_end || open_start) {
        return fail(format!("`{source}`: välj antingen böjningsklass eller `*`"));
    }
    let text = if capitals || plain { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) };
    Ok(Word { text, class, extra, capitals, open_end, open_start, first_part, last_part })
}

/// Lower-case Swedish letters and nothing else, as most words are: nothing to take apart, check or lower.
fn is_bare_word(source: &str) -> bool {
    let mut bytes = source.bytes();
    while let Some(byte) = bytes.next() {
        // å ä é ö are C3 and A5 A4 A9 B6 in UTF-8.
        let bare = byte.is_ascii_lowercase() || (byte == 0xC3 && matches!(bytes.next(), Some(0xA4 | 0xA5 | 0xA9 | 0xB6)));
        if !bare {
            return false;
        }
    }
    !source.is_empty()
}

fn strip_start(rest: &mut &str, c: char) -> bool {
    let found = rest.strip_prefix(c);
    *rest = found.unwrap_or(rest);
    found.is_some()
}

fn strip_end(rest: &mut &str, c: char) -> bool {
    let found = rest.strip_suffix(c);
    *rest = found.unwrap_or(rest);
    found.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_expression() {
        let e = parse_expression("<barn> ..8 komma_till_tals|höra:v2a får? & rätt* & !prognos:n3+").unwrap_err();
        assert!(e.0.contains("valfria"), "{e}");
        let e = parse_expression("<barn> ..8 komma_till_tals|höra:v2a & rätt* & !prognos:n3+").unwrap();
        assert_eq!(e.sequence.len(), 2);
        assert_eq!(e.sequence[1].gap, 8);
        assert_eq!(e.sequence[1].alternatives.len(), 2);
        assert_eq!((e.with.len(), e.without.len()), (1, 1));
    }

    #[test]
    fn words_with_marks() {
        let w = parse_word("+rasism:n0+").unwrap();
        assert!(w.first_part && w.last_part && w.class == Some("n0"));
        let w = parse_word("bostad:nx(-en,bostäder)").unwrap();
        assert_eq!(w.extra, ["-en", "bostäder"]);
        assert!(parse_word("LSS").unwrap().capitals);
        assert!(!parse_word("hbtqi").unwrap().capitals);
    }

    #[test]
    fn mistakes_are_told_in_swedish() {
        for (source, word) in [
            ("", "tomt"),
            ("a & ", "saknas"),
            ("& b", "tomt"),
            ("!a", "börja"),
            ("..4 a", "mellan"),
            ("a ..x b", "tal"),
            ("a ..4", "slutar"),
            ("<barn", "namn"),
            ("a||b", "saknas"),
            ("*ras", "fyra"),
            ("ord:n3(x", "parentesen"),
            ("a,b", "tecknet"),
        ] {
            let words = |e: Expression| -> Result<(), ExpressionError> {
                let all = e.sequence.iter().flat_map(|e| &e.alternatives);
                all.filter_map(|a| if let Alternative::Words(w) = a { Some(parse_word(w)) } else { None })
                    .collect::<Result<Vec<_>, _>>()
                    .map(|_| ())
            };
            let error = parse_expression(source).and_then(words).unwrap_err();
            assert!(error.0.contains(word), "{source:?}: {error}");
        }
    }
}
