//! Texts that only the reports of a whole archive show, Swedish and English side by side; what they share with others stands among the labels.

use crate::report::Language;

macro_rules! texts {
    ($($name:ident: $swedish:literal, $english:literal;)*) => {
        /// One text a field; `{name}` is filled in.
        pub(crate) struct ArchiveTexts { $(pub $name: &'static str),* }
        const SWEDISH: ArchiveTexts = ArchiveTexts { $($name: $swedish),* };
        const ENGLISH: ArchiveTexts = ArchiveTexts { $($name: $english),* };
        /// Name and both texts of each field.
        #[cfg(test)]
        const PAIRS: &[(&str, &str, &str)] = &[$((stringify!($name), $swedish, $english)),*];
    };
}

texts! {
    // Names of rows.
    unknown_organisation: "okänd kommun eller region", "unknown municipality or region";
    unknown_body: "okänt organ", "unknown body";
    unknown_year: "okänt år", "unknown year";
    until_further: "tills vidare", "until further notice";
    all_organisations: "Alla", "All";
    reading_whole: "läst", "read";
    reading_part: "delvis läst", "read in part";
    reading_empty: "utan text", "without text";
    reading_unread: "kunde inte läsas", "could not be read";
    reading_other: "inte ett dokument", "not a document";
    aside_not_judged: "kunde inte bedömas", "could not be judged";
    aside_same_text: "samma text som ett annat dokument", "the same text as another document";
    aside_draft: "utkast till ett annat dokument", "a draft of another document";
    aside_older: "äldre version av ett annat dokument, samma år", "an older version of another document, the same year";
    aside_copy: "nästan samma text som ett annat dokument", "nearly the same text as another document";
    yes: "ja", "yes";
    no: "nej", "no";
    // Columns.
    organisation: "Kommun eller region", "Municipality or region";
    code: "Kod", "Code";
    county: "Län", "County";
    body: "Organ", "Body";
    year_from: "Från år", "From year";
    year_to: "Till år", "To year";
    years: "År", "Years";
    valid_from: "Gäller från", "Valid from";
    valid_to: "Gäller till", "Valid to";
    past: "Giltigheten har passerat", "Past its validity";
    decided: "Beslutat eller ändrat", "Decided or changed";
    format: "Filslag", "Kind of file";
    reading: "Läsning", "Reading";
    counted: "Räknas", "Counted";
    why_aside: "Varför inte", "Why not";
    instead: "Räknas i stället", "Counted instead";
    family: "Familj", "Family";
    draft: "Utkast", "Draft";
    documents: "Dokument", "Documents";
    counted_documents: "Räknade dokument", "Counted documents";
    level_n: "Nivå {level}", "Level {level}";
    step_n: "Steg {level}", "Step {level}";
    unsure: "Osäkra (delvis lästa)", "Unsure (read in part)";
    mention: "Dokument som nämner", "Documents that mention it";
    binding_documents: "Dokument som binder", "Documents that bind";
    references_once: "Ställen, upprepningar en gång", "Places, repetitions once";
    binding_once: "Binder, upprepningar en gång", "Bind, repetitions once";
    per_10_000: "Ställen per 10 000 ord", "Places per 10,000 words";
    role: "Roll", "Role";
    ground: "Diskrimineringsgrund", "Ground of discrimination";
    measure: "Mått", "Measure";
    measure_documents: "dokument som nämner", "documents that mention";
    measure_references: "ställen", "places";
    measure_binding: "ställen som binder", "places that bind";
    measure_rate: "ställen per 10 000 ord", "places per 10,000 words";
    measure_all: "räknade dokument", "counted documents";
    measure_words: "ord", "words";
    every_area: "(alla områden)", "(all areas)";
    chain_verdict: "Vad kedjan saknar", "What the chain lacks";
    chain_whole: "inget: alla led syns", "nothing: all links are seen";
    chain_not_mentioned: "området nämns inte", "the area is not mentioned";
    promise: "Löfte", "Promise";
    times: "Antal år", "Number of years";
    where_promised: "Var", "Where";
    duty: "Skyldighet", "Duty";
    law: "Lagrum", "Place in the law";
    asked: "Dokument som borde visa den", "Documents that should show it";
    shown: "Dokument som visar den", "Documents that show it";
    problems: "Vad som hindrade, och vad man kan göra", "What stood in the way, and what to do";
    // Sheets and sections.
    title: "Granskning av ett dokumentarkiv", "Review of an archive of documents";
    sheet_population: "Population", "Population";
    sheet_levels: "Nivåer", "Levels";
    sheet_areas: "Områden", "Areas";
    sheet_roles: "Roller", "Roles";
    sheet_bodies: "Organ", "Bodies";
    sheet_grounds: "Diskrimineringsgrunder", "Grounds";
    sheet_years: "År", "Years";
    sheet_heat: "Dokument × område", "Document × area";
    sheet_heat_owners: "Kommun × område", "Municipality × area";
    sheet_chains: "Kedjor", "Chains";
    sheet_promises: "Upprepade löften", "Repeated promises";
    sheet_duties: "Skyldigheter", "Duties";
    sheet_findings: "Fynd", "Findings";
    sheet_unread: "Olästa", "Unread";
    sheet_method: "Metod", "Method";
    // Method.
    population_line: "Arkivet har {documents}. {counted} räknas. {copies} är kopior, utkast eller äldre versioner av dem, och {unjudged} kunde inte bedömas.",
        "The archive has {documents}. {counted} count. {copies} are copies, drafts or older versions of them, and {unjudged} could not be judged.";
    method_counted: "Räknas gör varje dokument som kunde bedömas, en gång per år: av flera exemplar räknas det slutliga före utkastet, sedan det nyaste. Bladet Population säger för varje dokument om det räknas, och annars varför inte.",
        "Counted is every document that could be judged, once a year: of several copies the final before the draft, then the newest. The sheet Population says of every document whether it counts, and if not, why.";
    method_once: "”Upprepningar en gång” räknar en mening som står i flera dokument från samma kommun eller region en enda gång.",
        "“Repetitions once” counts a sentence that stands in several documents of the same municipality or region only once.";
    method_distribution: "Resultat för kommuner och regioner är fördelningar: hur många dokument som når varje nivå. Medelvärden räknas inte, eftersom ett arkivs sammansättning då skulle avgöra. De är ingen rangordning.",
        "Results of municipalities and regions are distributions: how many documents reach each level. No means are made, since an archive's composition would then decide. They are no ranking.";
    method_unread: "Det som inte kunde läsas är inte bedömt. Ett dokument som är läst till en del och inte nämner ett område där står som osäkert (?), aldrig som nivå 0.",
        "What could not be read is not judged. A document that was read in part, and does not mention an area there, stands as unsure (?), never as level 0.";
    method_identity: "Kommun, organ, typ, år och giltighet kommer ur dokumentens text, metadata och sökvägar. De kan vara fel; rätta dem i en tabell och gör om rapporten, då läses inget på nytt.",
        "Municipality, body, type, years and validity come from the documents' text, metadata and paths. They can be wrong; correct them in a table and make the report again: nothing is read anew.";
    method_date: "Om giltigheten har passerat räknas per {date}.", "Whether validity has passed is told as of {date}.";
    method_no_date: "Inget datum är angivet, så det sägs inte om giltigheten har passerat. Ange --date.", "No date was given, so it is not told whether validity has passed. Give --date.";
    method_interviews: "Texten visar vad som är beslutat, inte vad som är gjort. Det kräver samtal, ärenden och besök.",
        "The text shows what was decided, not what was done. That needs conversations, cases and visits.";
    left_out: "Bladet {sheet} rymmer inte alla rader: {n} fattas. Använd --format csv eller parquet.", "The sheet {sheet} does not hold all rows: {n} are missing. Use --format csv or parquet.";
}

impl ArchiveTexts {
    /// The texts of a language.
    pub fn of(language: Language) -> &'static ArchiveTexts {
        match language {
            Language::Swedish => &SWEDISH,
            Language::English => &ENGLISH,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn both_languages_say_all_with_the_same_places_to_fill() {
        let shape = |text: &'static str| {
            let places: BTreeSet<_> = text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
            (places, text.contains('|'))
        };
        for (name, swedish, english) in PAIRS {
            assert!(!swedish.trim().is_empty() && !english.trim().is_empty(), "{name} is empty");
            assert_eq!(shape(swedish), shape(english), "{name}");
            assert!(swedish != english, "{name} is the same in both languages");
        }
    }
}
