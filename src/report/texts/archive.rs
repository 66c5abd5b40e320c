//! Texts that only the reports of a whole archive show, Swedish and English side by side; what they share with others stands among the labels.

pairs! {
    ArchiveTexts;
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
    sheet_population: "Population", "Documents reviewed";
    sheet_levels: "Nivåer", "Levels";
    sheet_areas: "Områden", "Areas";
    sheet_roles: "Roller", "Roles";
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
    // The overview for browsers and terminals.
    contents: "Innehåll", "Contents";
    summary_heading: "Översikt", "Overview";
    fact_copies: "Kopior, utkast, äldre versioner", "Copies, drafts, older versions";
    fact_unread: "Olästa eller utan text", "Unread or without text";
    fact_part: "Delvis lästa", "Read in part";
    fact_others: "Filer som inte är dokument", "Files that are not documents";
    fact_organisations: "Kommuner och regioner", "Municipalities and regions";
    fact_references: "Ställen om rättigheter", "Places about rights";
    fact_binding: "Ställen som binder", "Places that bind";
    fact_promises: "Löften som återkommer minst tre år", "Promises that return three years or more";
    fact_duties: "Skyldigheter som inget dokument visar", "Duties that no document shows";
    fact_chains: "Kedjor med mål eller åtgärd utan uppföljning", "Chains with goal or action but no follow-up";
    most_covered: "Flest dokument nämner: {areas}.", "Most documents mention: {areas}.";
    silent: "Inget räknat dokument nämner: {areas}.", "No counted document mentions: {areas}.";
    shares: "Andelar", "Shares";
    unsure_legend: "? osäkert: dokumentet är läst till en del", "? unsure: the document was read in part";
    levels_intro: "Hur många räknade dokument som når varje mognadsnivå. Fördelningar, inte medelvärden, och ingen rangordning.",
        "How many counted documents reach each level of maturity. Distributions, not means, and no ranking.";
    levels_caption: "Räknade dokument på varje mognadsnivå", "Counted documents at each level of maturity";
    more_organisations: "{n} kommuner och regioner till", "{n} more municipalities and regions";
    areas_intro: "Räknade dokument efter det högsta steg på stegen som området når i dem; 0 betyder att det inte nämns.",
        "Counted documents by the highest step on the ladder that the area reaches in them; 0 means that it is not mentioned.";
    areas_caption: "Räknade dokument efter områdets högsta steg", "Counted documents by the area's highest step";
    roles_intro: "Samma sak för områdena under var och en av kommunens fyra roller.", "The same for the areas under each of the municipality's four roles.";
    roles_caption: "Räknade dokument efter rollens högsta steg", "Counted documents by the role's highest step";
    grounds_caption: "Räknade dokument efter hur grunden syns i dem", "Counted documents by how the ground is seen in them";
    heat_intro: "Högsta steget i något räknat dokument. 0 betyder att inget räknat dokument nämner området, ? att det kan stå i det som inte kunde läsas.",
        "The highest step in any counted document. 0 means that no counted document mentions the area, ? that it may stand in what could not be read.";
    heat_caption: "Högsta steg för varje kommun eller region och område", "Highest step of each municipality or region and area";
    years_intro: "Varje dokument står under det första år som det gäller.", "Each document stands under the first year that it covers.";
    years_mention: "Räknade dokument som nämner området, år för år", "Counted documents that mention the area, year by year";
    years_rate: "Ställen per 10 000 ord, år för år", "Places per 10,000 words, year by year";
    years_binding: "Ställen som binder, år för år", "Places that bind, year by year";
    years_line: "Andel av årets dokument", "Share of the year's documents";
    chains_intro: "I hur många räknade dokument varje led i kedjan syns för ett område. Ett streck är en fråga till den som ansvarar: står det någon annanstans?",
        "In how many counted documents each link of the chain is seen for an area. A dash is a question to those responsible: does it stand elsewhere?";
    chains_summary: "{name}: hela kedjan syns för {whole} av {areas} nämnda områden", "{name}: the whole chain is seen for {whole} of {areas} areas mentioned";
    chains_caption: "Kedjans led i dokumenten från {name}", "Links of the chain in the documents of {name}";
    promises_intro: "Samma bindande mening i minst tre års dokument från samma kommun eller region. Fråga vad som har blivit gjort.",
        "The same binding sentence in documents of at least three years of the same municipality or region. Ask what has been done.";
    promises_none: "Ingen bindande mening återkommer i tre års dokument eller fler.", "No binding sentence returns in documents of three years or more.";
    past_heading: "Passerad giltighet", "Past validity";
    past_intro: "{documents} gällde inte längre {date}, enligt sin egen text eller vad som angetts.", "{documents} were no longer in force on {date}, by their own text or by what was given.";
    duties_heading: "Skyldigheter utan dokument", "Duties without a document";
    duties_intro: "Skyldigheter i lag som något dokument av sin typ borde visa, men som inget räknat dokument från kommunen eller regionen visar. De kan stå i ett dokument som inte finns i arkivet.",
        "Duties in law that some document by its type should show, but that no counted document of the municipality or region shows. They may stand in a document that is not in the archive.";
    duties_none: "Ingen skyldighet saknar dokument.", "No duty lacks a document.";
    unread_heading: "Det som inte kunde läsas", "What could not be read";
    unread_none: "Allt kunde läsas.", "Everything could be read.";
    others_summary: "{files} är inte dokument", "{files} are not documents";
    files: "fil|filer", "file|files";
    more_rows: "{n} rader till", "{n} more rows";
    rows_elsewhere: "{n} rader till ryms inte på sidan; de finns i arbetsboken (--format xlsx).", "{n} more rows do not fit on the page; they are in the workbook (--format xlsx).";
    documents_intro: "Varje dokument med sin nivå och det högsta steget för varje område. 0: nämns inte. ?: läst till en del. –: kunde inte bedömas.",
        "Each document with its level and the highest step of each area. 0: not mentioned. ?: read in part. –: could not be judged.";
    documents_caption: "Dokumenten och deras områden", "The documents and their areas";
    not_counted_because: "Räknas inte: {why}", "Not counted: {why}";
    fold_whole: "{name}: {n} dokument till", "{name}: {n} more documents";
    fold_part: "{name}: dokument {from}–{to} av {n}", "{name}: documents {from}–{to} of {n}";
    tools_label: "Sök och filtrera dokument", "Search and filter documents";
    search: "Sök namn", "Search name";
    any: "alla", "any";
    page_back: "Föregående sida", "Previous page";
    page_on: "Nästa sida", "Next page";
    shown_count: "Visar {from}–{to} av {n} dokument (av {all})", "Shows {from}–{to} of {n} documents (of {all})";
    shown_none: "Inget av {all} dokument passar", "None of {all} documents fits";
    count_unread: "dokument kunde inte läsas|dokument kunde inte läsas", "document could not be read|documents could not be read";
    count_empty: "dokument har ingen text|dokument har ingen text", "document has no text|documents have no text";
    count_part: "dokument är läst till en del|dokument är lästa till en del", "document was read in part|documents were read in part";
    least_covered: "Färst dokument nämner: {areas}.", "Fewest documents mention: {areas}.";
    and_more: "och {n} till", "and {n} more";
    questions_heading: "Att fråga om", "To ask about";
    next_heading: "Nästa steg", "What to do next";
    next_html: "Översikt att läsa och söka i: --format html --output arkiv.html", "An overview to read and search: --format html --output archive.html";
    next_xlsx: "Arbetspapper med varje mening, sida och metod: --format xlsx --output arkiv.xlsx", "A working paper with every sentence, page and method: --format xlsx --output archive.xlsx";
    next_data: "Data för egna analyser: --format parquet, csv eller jsonl", "Data for analyses of your own: --format parquet, csv or jsonl";
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
    // What a checked sample says.
    quality_intro: "Fynden är kontrollerade för hand i ett slumpmässigt urval (95 procents konfidensintervall):",
        "The findings were checked by hand in a random sample (95 per cent confidence intervals):";
    quality_precision: "Av fynden är rätt", "Of the findings are right";
    quality_recall: "Av det som finns hittas", "Of what is there is found";
    quality_level: "Rätt steg på stegen", "The right step on the ladder";
    quality_level_near: "Rätt steg eller intill", "The right step or next to it";
    quality_estimate: "{share} ({low} till {high}; {answers} svar)", "{share} ({low} to {high}; {answers} answers)";
    quality_unknown: "går inte att säga än", "cannot be told yet";
    quality_unanswered: "Meningar i urvalet som ingen har svarat på: {n}.", "Sentences of the sample that nobody has answered for: {n}.";
    quality_other_rules: "Urvalet drogs med andra regler än dem som rapporten bygger på.", "The sample was drawn with other rules than those of this report.";
}
