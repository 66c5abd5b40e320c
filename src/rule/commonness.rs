//! How common a word is likely to be: expressions are sought by their rarest element.

use super::expression::Word;

/// Common words with how often each stands among a hundred thousand, roughly: nothing should be sought by them if it can be helped.
const COMMON: &[(u32, &[&str])] = &[
    (3000, &["och", "i", "att", "för", "av", "som"]),
    (1200, &["en", "till", "med", "är", "det", "om", "på", "den"]),
    (700, &["ett", "eller", "har", "ska", "de", "kan", "inte", "från"]),
    (
        300,
        &[
            "vid", "finns", "enligt", "skall", "detta", "inom", "samt", "vara", "även", "bör", "andra", "under", "efter", "kap", "§", "så",
            "får", "få", "genom", "sig", "hur", "vi", "olika", "när", "alla", "kommer", "annan", "barn", "kommun", "verksamhet", "arbete",
            "information", "dokument", "person", "år", "min", "sin",
        ],
    ),
    (
        120,
        &[
            "gäller", "dessa", "denna", "också", "kunna", "mellan", "där", "mot", "ha", "behov", "annat", "del", "vissa", "över", "då",
            "utan", "nya", "beslut", "rätt", "lag", "uppgift", "vad", "stöd", "sätt", "vilket", "flera", "vilka", "område", "därför", "svensk",
            "åtgärd", "ta", "myndighet", "måste", "någon", "tid", "än", "krav", "mer", "varje", "ansvar", "hos", "artikel", "samma",
            "nationell", "upp", "utveckling", "mål", "särskild", "särskilt", "möjlighet", "exempelvis", "system", "fram", "bland", "man",
            "många", "både", "stor", "ny", "vilken", "regel", "blir", "skola", "sådan", "vill", "vård", "bli", "ge", "ger", "egen", "oavsett",
            "tillgång", "delta", "elev", "invånare", "personal", "människa", "hälsa", "social", "ekonomisk", "förslag", "språk", "nämnd",
            "medarbetare", "medborgare", "äldre", "ung", "samhälle",
        ],
    ),
];

/// A guess from the word alone, for choosing what to seek first; it never changes what is found.
pub(crate) fn commonness(word: &Word) -> u32 {
    if let Some((often, _)) = COMMON.iter().find(|(_, words)| words.contains(&&*word.text)) {
        return *often;
    }
    match () {
        () if word.text.bytes().all(|b| b.is_ascii_digit()) => 120,
        () if word.open_start || word.open_end || word.last_part => 8,
        () if word.text.chars().count() <= 5 => 6,
        () => 2,
    }
}
