//! Documents that make the scan work hardest: endless sentences, paragraphs full of references, and rules for words that stand everywhere. Those
//! that take a release build stand in `benches/growing/worst.rs`.

use super::{Case, Want};

const SENTENCE: &str = "Nämnden ska varje år följa upp barns rättigheter och jämställdhet. ";

/// Words that stand everywhere, with a condition for which the whole sentence must be asked.
const COMMON: &str = r#"
[[regel]]
id = "egen.ska"
beskrivning = "Ord som står överallt."
omrade = ["barnets-rattigheter"]
styrka = "stark"
fraser = ["ska|nämnden|år|och"]
utesluter = [{ nagot = ["zebra", "zebror"], inom = "enhet" }, { nagot = ["häst:n2"], inom = "grannar" }]
exempel = ["Nämnden ska mata en katt."]
motexempel = ["Katten äter."]
"#;

/// The words of the sentence over and over, with one full stop at the end.
fn one_sentence(bytes: usize) -> Vec<u8> {
    let words = format!("{} ", SENTENCE.trim_end_matches(['.', ' ']));
    format!("# Plan\n\n{}slut.\n", words.repeat(bytes / words.len())).into_bytes()
}

fn rows(count: usize) -> Vec<u8> {
    format!("| Mål | Ansvar | År |\n|---|---|---|\n{}", "| barns rättigheter | nämnden | 2027 |\n".repeat(count)).into_bytes()
}

pub fn cases() -> Vec<Case> {
    let case = |name, least, own, make| Case { name, file: "prov.md", make, want: Want::Findings(least, own) };
    vec![
        case("worst: a sentence of 10 MB", 1, "", || one_sentence(10_000_000)),
        case("worst: a paragraph of 50,000 references", 1_000, "", || format!("# Plan\n\n{}", SENTENCE.repeat(50_000)).into_bytes()),
        case("worst: 100,000 headings", 1, "", || "## Barns rättigheter\n\n".repeat(100_000).into_bytes()),
        case("worst: 20,000 headings over findings", 1_000, "", || format!("## Mål\n\n{SENTENCE}\n\n").repeat(20_000).into_bytes()),
        case("worst: 300,000 cells", 1_000, "", || rows(100_000)),
        case("worst: a row of 8,000 cells with findings", 1, "", || {
            format!("|{}\n|{}\n|{}\n", "a|".repeat(8_000), "-|".repeat(8_000), "barns rättigheter|".repeat(8_000)).into_bytes()
        }),
        case("worst: a rule for common words", 10_000, COMMON, || format!("# Plan\n\n{}", SENTENCE.repeat(20_000)).into_bytes()),
        case("worst: a rule for common words in a sentence of 1 MB", 1, COMMON, || one_sentence(1_000_000)),
    ]
}
