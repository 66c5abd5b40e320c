//! Texts of the gate, Swedish and English side by side: its rules, what its remarks say, and the section of a report that holds them.

use crate::gate::{Rule, Suppression};
use crate::report::Language;

/// A rule of the gate for people.
pub(crate) struct RuleText {
    /// What it finds, a few words.
    pub name: &'static str,
    /// What it means and what to do, whole sentences.
    pub help: &'static str,
}

macro_rules! rules {
    ($($rule:ident: $name:literal, $help:literal, $name_en:literal, $help_en:literal;)*) => {
        /// A rule's name and help.
        pub(crate) fn rule_text(rule: Rule, language: Language) -> RuleText {
            match (rule, language) {
                $((Rule::$rule, Language::Swedish) => RuleText { name: $name, help: $help },
                (Rule::$rule, Language::English) => RuleText { name: $name_en, help: $help_en },)*
            }
        }
    };
}

rules! {
    Unread: "Dokumentet kunde inte läsas", "Det som inte kunde läsas är inte granskat. Problemet säger vad som hindrade och vad man kan göra.",
        "The document could not be read", "What could not be read is not reviewed. The problem says what stood in the way and what to do.";
    PartlyUnread: "En del av dokumentet kunde inte läsas", "Resten är granskat. Att något inte nämns kan bara sägas om det som lästes.",
        "A part of the document could not be read", "The rest is reviewed. That something is not mentioned can only be said of what was read.";
    DemandMaturity: "Mognadsnivån är för låg", "Dokumentet når inte den mognadsnivå som krävs. Rapporten säger vad som står i vägen för nästa nivå.",
        "The level of maturity is too low", "The document does not reach the level of maturity that is demanded. The report says what stands before the next level.";
    DemandScore: "Poängen är för låg", "Dokumentet får färre poäng än vad som krävs. Rapporten säger vad som skulle lyfta mest.",
        "The score is too low", "The document scores less than what is demanded. The report says what would lift it most.";
    DemandDimension: "En dimension är för låg", "En av de elva dimensionerna når inte den andel som krävs.",
        "A dimension is too low", "One of the eleven dimensions does not reach the share that is demanded.";
    DemandArea: "Ett område som krävs nämns inte", "Skriv vad dokumentet vill för området, eller varför det inte berörs.",
        "An area that is demanded is not mentioned", "Write what the document wants for the area, or why it is not concerned.";
    DemandGround: "En diskrimineringsgrund som krävs nämns inte", "Skriv ut grunden där den har betydelse för innehållet.",
        "A ground of discrimination that is demanded is not mentioned", "Name the ground where it matters for the content.";
    DemandStep: "Ett område når inte det steg som krävs", "Den mening som styr mest når inte tillräckligt högt på stegen. Rapporten säger vad den saknar.",
        "An area does not reach the step that is demanded", "The sentence that steers most does not reach high enough on the ladder. The report says what it lacks.";
    DemandLink: "Ett led i kedjan saknas", "Kedjan mål, åtgärd, ansvar, tid, resurs och uppföljning saknar ett led som krävs för området.",
        "A link of the chain is missing", "The chain of goal, action, responsibility, time, resource and follow-up lacks a link that is demanded for the area.";
    DemandCount: "För många anmärkningar", "Det finns fler anmärkningar av ett slag än vad som tillåts.",
        "Too many remarks", "There are more remarks of a kind than allowed.";
    GapGoal: "Mål saknas", "Området nämns, men texten säger inte vad den vill med det.",
        "A goal is missing", "The area is mentioned, but the text does not say what it wants with it.";
    GapAction: "Åtgärd saknas", "Texten vill något med området, men säger inte vad som görs.",
        "An action is missing", "The text wants something with the area, but does not say what is done.";
    GapResponsible: "Ansvarig saknas", "Texten vill något med området, men ingen nämnd eller befattning ansvarar för det.",
        "Nobody is responsible", "The text wants something with the area, but no body or role answers for it.";
    GapTime: "Tid saknas", "Texten vill något med området, men säger inte när det ska vara gjort eller hur ofta.",
        "A time is missing", "The text wants something with the area, but does not say when it is to be done or how often.";
    GapResource: "Resurs saknas", "Texten vill något med området, men avsätter varken pengar, tjänster eller tid.",
        "Resources are missing", "The text wants something with the area, but sets aside neither money, posts nor time.";
    GapFollowUp: "Uppföljning saknas", "Texten vill något med området, men säger inte hur det följs upp.",
        "Follow-up is missing", "The text wants something with the area, but does not say how it is followed up.";
    GapDuty: "En skyldighet i lag syns inte", "Dokument av det här slaget brukar visa hur skyldigheten uppfylls. Den kan stå i ett annat dokument.",
        "A statutory duty is not seen", "Documents of this kind tend to show how the duty is met. It may stand in another document.";
    GapArea: "Ett perspektiv nämns inte", "Ingen mening handlar om området. Det kan vara rätt, om dokumentet inte berör det.",
        "A perspective is not mentioned", "No sentence is about the area. That may be right if the document does not concern it.";
    GapGround: "En diskrimineringsgrund nämns inte", "Grunden nämns inte med ord. Det kan vara rätt, om dokumentet inte berör den.",
        "A ground of discrimination is not mentioned", "The ground is not named in words. That may be right if the document does not concern it.";
    GapSaid: "Texten säger själv att något saknas", "En brist som dokumentet redovisar. Skriv vad som ska göras åt den.",
        "The text itself says that something is lacking", "A shortcoming that the document reports. Write what will be done about it.";
    SharpenHedge: "Förbehåll", "Ett förbehåll som ”i mån av resurser” tar tillbaka en del av vad meningen lovar.",
        "Hedge", "A hedge such as “as far as resources allow” takes back some of what the sentence promises.";
    SharpenRecommendation: "Rekommendation", "Meningen säger ”bör”. Är det ett krav, skriv ”ska”.",
        "Recommendation", "The sentence says “bör” (should). If it is a demand, write “ska” (shall).";
    SharpenVague: "Vag skyldighet", "Verbet säger inte vad som görs. Skriv handlingen.",
        "Vague obligation", "The verb does not say what is done. Write the action.";
    SharpenStudy: "Bara en utredning", "Meningen lovar bara att något ska utredas eller föreslås. Skriv vad som kommer sedan.",
        "Only a study", "The sentence only promises that something will be studied or proposed. Write what comes then.";
    SharpenPossibility: "Bara en möjlighet", "Meningen säger ”kan” eller ”får”. Är det meningen att den ska gå att välja bort?",
        "Only a possibility", "The sentence says “kan” or “får” (may). Is it meant to be a choice?";
    WordObsolete: "Äldre ord", "Ordet har ersatts av ett annat, och den som avråder från det anges.",
        "Older word", "The word has been replaced by another, and it is told who advises against it.";
    WordForbidden: "Ord som inte ska användas", "Organisationens egna inställningar säger att ordet inte ska användas.",
        "A word that is not to be used", "The organisation's own settings say that the word is not to be used.";
    Reference: "Skrivning om rättigheter", "En mening om en rättighet, med sitt steg på stegen 1–5.",
        "Statement about rights", "A sentence about a right, with its step on the ladder 1–5.";
}

macro_rules! texts {
    ($($name:ident: $swedish:literal, $english:literal;)*) => {
        /// One text a field; `{name}` is filled in.
        pub(crate) struct GateTexts { $(pub $name: &'static str),* }
        const SWEDISH: GateTexts = GateTexts { $($name: $swedish),* };
        const ENGLISH: GateTexts = GateTexts { $($name: $english),* };
        /// Name and both texts of each field.
        #[cfg(test)]
        const PAIRS: &[(&str, &str, &str)] = &[$((stringify!($name), $swedish, $english)),*];
    };
}

texts! {
    // Where a value comes from.
    origin_built_in: "inbyggt", "built in";
    origin_file: "{file}, rad {line}", "{file}, line {line}";
    // Demands.
    maturity: "Mognadsnivån ska vara minst {required}. Dokumentet når {found}.", "The level of maturity has to be {required} or more. The document reaches {found}.";
    score: "Poängen ska vara minst {required}. Dokumentet får {found}.", "The score has to be {required} or more. The document gets {found}.";
    dimension: "{name} ({id}) ska vara minst {required}. Det är {found}.", "{name} ({id}) has to be {required} or more. It is {found}.";
    named: "{name} ska nämnas. {found}.", "{name} has to be mentioned. {found}.";
    step: "{name} ska nå steg {required} ({required_name}). Högst når {found} ({found_name}).", "{name} has to reach step {required} ({required_name}). The highest is {found} ({found_name}).";
    step_none: "{name} ska nå steg {required} ({required_name}). {found}.", "{name} has to reach step {required} ({required_name}). {found}.";
    count: "Anmärkningar av slaget {what} får vara högst {required}. De är {found}.", "Remarks of the kind {what} may be {required} at most. They are {found}.";
    count_new: "Nya anmärkningar{what} får vara högst {required}. De är {found}.", "New remarks{what} may be {required} at most. They are {found}.";
    of_kind: " av slaget {what}", " of the kind {what}";
    not_named: "Det nämns inte", "It is not mentioned";
    not_named_partial: "Det nämns inte i det som lästes", "It is not mentioned in what was read";
    // What is missing: `{area}` is the name of an area.
    no_goal: "Mål saknas: {area}.", "A goal is missing: {area}.";
    no_action: "Åtgärd saknas: {area}.", "An action is missing: {area}.";
    no_responsible: "Ansvarig saknas: {area}.", "Nobody is responsible: {area}.";
    no_time: "Tid saknas: {area}.", "A time is missing: {area}.";
    no_resource: "Resurs saknas: {area}.", "Resources are missing: {area}.";
    no_follow_up: "Uppföljning saknas: {area}.", "Follow-up is missing: {area}.";
    no_area: "{area} nämns inte.", "{area} is not mentioned.";
    no_area_partial: "{area} nämns inte i det som lästes.", "{area} is not mentioned in what was read.";
    no_duty: "{duty} syns inte.", "{duty} is not seen.";
    said: "Texten säger själv att något saknas ({area}).", "The text itself says that something is lacking ({area}).";
    wording: "Äldre ord: {instead}", "Older word: {instead}";
    forbidden: "”{word}” ska inte användas.", "“{word}” is not to be used.";
    forbidden_quiet: "Ett ord som inte ska användas.", "A word that is not to be used.";
    write_instead: "Skriv {instead}.", "Write {instead}.";
    reference: "{areas}, steg {level} ({name}).", "{areas}, step {level} ({name}).";
    // What would satisfy a demand.
    next_level: "För nivå {level}: {gates}", "For level {level}: {gates}";
    nearest: "Närmast kommer {sentence}", "Nearest comes {sentence}";
    write_of: "Skriv vad dokumentet vill här, och vem som gör vad.", "Write what the document wants here, and who does what.";
    // The section of a report.
    heading: "Krav", "Demands";
    all_hold: "Alla krav håller ({demands}).", "All demands hold ({demands}).";
    some_broken: "Dokumentet klarar inte kraven: {n}.", "The document does not pass: {n}.";
    broken: "brist fäller det|brister fäller det", "shortcoming fails it|shortcomings fail it";
    demands: "krav|krav", "demand|demands";
    known_broken: "Känt sedan tidigare, fäller inte: {message}", "Known from before, does not fail: {message}";
    excused_broken: "Undantaget, fäller inte: {message}", "Excused, does not fail: {message}";
    baseline: "Mot utgångsläget: {new} nya, {worse} sämre, {unchanged} oförändrade, {gone} borta.", "Against the baseline: {new} new, {worse} worse, {unchanged} unchanged, {gone} gone.";
    new_remark: "Ny", "New";
    worse_remark: "Sämre", "Worse";
    gone_remark: "Borta", "Gone";
    more: "och {n} till", "and {n} more";
    excused: "Undantag som gäller: {n}.", "Exceptions in force: {n}.";
    excused_one: "{message} Skäl: {reason} ({by}, {date}, {until})", "{message} Reason: {reason} ({by}, {date}, {until})";
    until_day: "till {day}", "until {day}";
    until_further: "tills vidare", "until further notice";
    expired: "Undantaget har gått ut ({until}, {by}): {message}", "The exception's time is out ({until}, {by}): {message}";
    stale: "Undantaget behövs inte längre: {rule} {fingerprint} ({by}, {date}).", "The exception is no longer needed: {rule} {fingerprint} ({by}, {date}).";
    unseen: "I utgångsläget finns också {documents} som inte granskades nu.", "The baseline also holds {documents} that were not reviewed now.";
    // The formats of other systems.
    known: "(Känt från utgångsläget, fäller inte.)", "(Known from the baseline, does not fail.)";
    was_there: "Fanns i utgångsläget och finns inte längre.", "Was there in the baseline and is not any more.";
    excused_by: "Undantaget av {by} {until}: {reason}", "Excused by {by} {until}: {reason}";
    expired_by: "Undantaget av {by} gick ut {until}: {reason}", "The exception by {by} ran out {until}: {reason}";
    stale_title: "Undantag som inte behövs längre", "Exception that is no longer needed";
    test_readable: "Dokumentet går att läsa", "The document can be read";
    sarif_root: "Mappen med inställningarna (genomsyra.toml), annars mappen där programmet kördes.", "The folder of the settings (genomsyra.toml), or else the one where the program was run.";
    summary_fails: "Styrdokument: kraven håller inte", "Steering documents: the demands do not hold";
    summary_unread: "Styrdokument: alla kunde inte läsas", "Steering documents: some could not be read";
    summary_passes: "Styrdokument: inget fäller", "Steering documents: nothing fails";
    column_result: "Resultat", "Result";
    column_failing: "Fäller", "Failing";
    column_new: "Nya", "New";
    column_gone: "Borta", "Gone";
    result_fails: "✗ klarar inte kraven", "✗ does not pass";
    result_passes: "✓ inget fäller", "✓ nothing fails";
    part_unread: "Kunde inte läsas", "Could not be read";
    part_failing: "Fäller dokumentet", "Fails the document";
    part_new: "Nytt, fäller inte", "New, does not fail";
    part_known: "Känt från utgångsläget, fäller inte", "Known from the baseline, does not fail";
    part_gone: "Borta sedan utgångsläget", "Gone since the baseline";
    part_excused: "Undantaget", "Excused";
    part_stale: "Undantag att ta bort", "Exceptions to take out";
    not_judged: "Dokumentet kunde inte läsas och är inte prövat mot kraven.", "The document could not be read and is not held against the demands.";
}

impl GateTexts {
    pub fn of(language: Language) -> &'static GateTexts {
        match language {
            Language::Swedish => &SWEDISH,
            Language::English => &ENGLISH,
        }
    }

    /// How long an exception holds.
    pub fn until(&self, suppression: &Suppression) -> String {
        match suppression.until {
            Some(day) => super::fill(self.until_day, &[("day", &day.to_string())]),
            None => self.until_further.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_fill_the_same_places() {
        let shape = |text: &str| {
            let mut names: Vec<String> = text.split('{').skip(1).filter_map(|part| part.split('}').next()).map(str::to_string).collect();
            names.sort();
            (names, text.contains('|'))
        };
        for (name, swedish, english) in PAIRS {
            assert!(!swedish.is_empty() && !english.is_empty(), "{name}");
            assert_eq!(shape(swedish), shape(english), "{name}");
        }
    }

    #[test]
    fn every_rule_has_a_name_and_help_in_sentences() {
        for (language, _) in Language::ALL {
            for rule in Rule::ALL {
                let text = rule_text(*rule, language);
                assert!(!text.name.is_empty() && !text.name.ends_with('.') && text.help.ends_with(['.', '?']), "{}", rule.id());
            }
        }
    }
}
