//! What titles and names of files say: whether a document is a draft, and which words tell it from others.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::archive::sketch::mix;
use crate::register::fold;

/// What stands in `data/words.toml`; keys are Swedish, as in all data of genomsyra.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// The document is not final.
    utkast: Vec<String>,
    /// Tell no two documents apart.
    vanliga: Vec<String>,
}

static FILE: &str = include_str!("../data/words.toml");
/// A broken file is found by the test below; the program goes on without its words.
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let Words { utkast, vanliga } = toml::from_str(FILE).unwrap_or_default();
    let folded = |words: Vec<String>| words.iter().map(|word| fold(word)).collect();
    Words { utkast: folded(utkast), vanliga: folded(vanliga) }
});

fn is_among(words: &[String], word: &str) -> bool {
    words.iter().any(|known| known == word)
}

/// Whether a title or the name of a file says that the document is a draft.
pub fn is_draft(name: &str) -> bool {
    fold(name).split(' ').any(|word| is_among(&WORDS.utkast, word))
}

/// The words of a title that tell documents apart: without figures, common words, words for drafts and the organisation's name.
pub fn telling_words(title: &str, organisation: &str) -> Box<[u64]> {
    let owner = fold(organisation);
    let is_owner = |word: &str| owner.split(' ').any(|own| own == word || word.strip_suffix('s') == Some(own));
    let title = fold(title);
    let telling = title.split(' ').filter(|word| {
        let common = word.is_empty() || is_among(&WORDS.vanliga, word) || is_among(&WORDS.utkast, word) || is_owner(word);
        !common && !word.bytes().any(|b| b.is_ascii_digit())
    });
    let mut words: Vec<u64> = telling.map(|word| word.bytes().fold(0, |hash, byte| mix(hash ^ u64::from(byte)))).collect();
    words.sort_unstable();
    words.dedup();
    words.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let words: Words = toml::from_str(FILE).unwrap();
        assert!(!words.utkast.is_empty() && !words.vanliga.is_empty());
    }
}
