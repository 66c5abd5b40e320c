//! Texts that only the page for browsers shows, Swedish and English side by side; what it shares with other reports stands among the labels.

pairs! {
    HtmlTexts;
    code: "sv", "en";
    page_title: "Granskning av mänskliga rättigheter i styrdokument", "Review of human rights in steering documents";
    summary_title: "Granskning av flera styrdokument", "Review of several steering documents";
    comparison_kind: "Två versioner av ett styrdokument", "Two versions of a steering document";
    comparison_caption: "Versionerna och deras omdömen", "The versions and their verdicts";
    comparison_version: "Vilken version", "Version";
    comparison_old: "Förut", "Before";
    comparison_new: "Nu", "Now";
    comparison_direction: "Riktning", "Direction";
    comparison_up: "↑ starkare", "↑ stronger";
    comparison_down: "↓ svagare", "↓ weaker";
    comparison_unchanged: "Som förut: {sentences}", "As before: {sentences}";
    skip: "Hoppa till innehållet", "Skip to the content";
    contents_of: "Innehåll i granskningen av {name}", "Contents of the review of {name}";
    fact_file: "Fil", "File";
    fact_type: "Typ", "Type";
    type_assumed: "antas vara {type}; typen framgår inte av dokumentet", "taken to be {type}; the document does not tell its type";
    fact_size: "Omfattning", "Extent";
    fact_aim: "Inriktning", "Aim";
    fact_rules: "Regelverk", "Rules";
    fact_rules_hash: "Regelverkets kontrollsumma (SHA-256)", "Checksum of the rules (SHA-256)";
    fact_bytes: "Storlek i byte", "Size in bytes";
    fact_file_hash: "Filens kontrollsumma (SHA-256)", "Checksum of the file (SHA-256)";
    no_quotes: "Citat är avstängda: rapporten innehåller ingen text ur dokumentet.", "Quotations are off: the report holds no text from the document.";
    verdict_heading: "Omdömet", "The verdict";
    level_of_five: "Nivå {level} av 5", "Level {level} of 5";
    level_word: "nivå", "level";
    levels_summary: "Vad nivåerna betyder", "What the levels mean";
    levels_caption: "De sex mognadsnivåerna", "The six maturity levels";
    level_meaning: "Innebörd", "Meaning";
    level_from: "Från poäng", "From points";
    level_here: "(här är dokumentet)", "(the document is here)";
    levels_note: "Poängen räcker inte ensam: varje nivå har också villkor, som att något följs upp.",
        "Points are not enough: each level also has conditions, such as that something is followed up.";
    grid_heading: "Roller och områden", "Roles and areas";
    grid_intro: "Högsta nivån på stegen för varje område, under de av kommunens fyra roller som området rör.",
        "The highest level on the ladder for each area, under those of the municipality's four roles that it concerns.";
    grid_breadth: "Av ett dokument av typen {type} väntas omkring {areas} områden och {rights} rättigheter, inte alla.",
        "A document of the type {type} is expected to carry about {areas} areas and {rights} rights, not all of them.";
    grid_no_breadth: "Av ett dokument av typen {type} väntas ingen bredd: det som inte nämns är inte relevant här.",
        "No breadth is expected of a document of the type {type}: what is not mentioned is not relevant here.";
    grid_targeted: "Dokumentet är riktat mot {areas}. Andra områden behöver det inte ta upp.",
        "The document is aimed at {areas}. It need not take up other areas.";
    grid_caption: "Områden och rättigheter under kommunens roller", "Areas and rights under the municipality's roles";
    grid_highest: "högst {level}", "highest {level}";
    grid_areas: "Ram och områden", "Framework and areas";
    grid_rights: "Rättigheter", "Rights";
    grid_other_role: "rör inte rollen", "does not concern the role";
    grid_missing: "ej nämnt", "not mentioned";
    grid_irrelevant: "inte relevant", "not relevant";
    grid_legend: "Siffran är nivån på stegen 1–5. ”Ej nämnt” är värt en fråga. ”Inte relevant” kan inte väntas av det här dokumentet. En punkt betyder att området inte rör rollen.",
        "The figure is the level on the ladder 1–5. “Not mentioned” is worth a question. “Not relevant” cannot be expected of this document. A dot means that the area does not concern the role.";
    grid_legend_partial: "Siffran är nivån på stegen 1–5. ”Ej nämnt” gäller bara det som kunde läsas. ”Inte relevant” kan inte väntas av det här dokumentet. En punkt betyder att området inte rör rollen.",
        "The figure is the level on the ladder 1–5. “Not mentioned” holds only for what could be read. “Not relevant” cannot be expected of this document. A dot means that the area does not concern the role.";
    areas_intro: "För varje område den mening som styr mest, vad den har, och en fråga vars svar skulle lyfta den.",
        "For each area the sentence that steers most, what it has, and a question whose answer would lift it.";
    question_word: "Fråga:", "Question:";
    chain_heading: "Kedjan från mål till uppföljning", "The chain from goal to follow-up";
    chain_intro: "En bock betyder att minst en mening visar ledet, och leder dit. Streck: ledet finns inte i texten.",
        "A tick means that at least one sentence shows the link, and leads there. A dash: the link is not in the text.";
    chain_caption: "Mål, åtgärd, ansvar, tid, resurs och uppföljning för varje område", "Goal, action, responsibility, time, resource and follow-up for each area";
    chain_without: "finns inte", "not there";
    chain_page: "s. {n}", "p. {n}";
    grounds_intro: "En grund är nämnd när texten säger den med ett eget ord. Samlat: bara i uttryck för alla grunder på en gång. Indirekt: genom ett område som gäller den.",
        "A ground is named when the text says it in a word of its own. Together: only in words for all grounds at once. Indirectly: by an area that concerns it.";
    grounds_caption: "De sju grunderna och var de nämns", "The seven grounds and where they are named";
    ground_column: "Grund", "Ground";
    ground_how: "Hur", "How";
    ground_by: "genom", "by";
    where_column: "Var", "Where";
    blunt_hedge: "Förbehåll", "Hedges";
    blunt_recommendation: "”Bör”", "“Should”";
    blunt_vague: "Vaga verb", "Vague verbs";
    blunt_study: "Bara utredning", "Only a study";
    blunt_possibility: "”Kan” och ”får”", "“Can” and “may”";
    sharpen_none: "Inga förbehåll, rekommendationer eller vaga verb hittades i meningar om rättigheter.",
        "No hedges, recommendations or vague verbs were found in sentences about rights.";
    sharpen_none_partial: "Inga förbehåll, rekommendationer eller vaga verb hittades i det som lästes.",
        "No hedges, recommendations or vague verbs were found in what was read.";
    anchors_caption: "Lagar, konventioner och mål som nämns", "Statutes, conventions and goals that are named";
    anchor_column: "Källa", "Source";
    anchor_status: "Ställning", "Standing";
    anchor_current: "ingen anmärkning", "no remark";
    duties_caption: "Skyldigheter som kan väntas synas i ett dokument som det här", "Duties that may be expected to show in a document like this";
    duty_column: "Skyldighet", "Duty";
    duty_law: "Lagrum", "Provision";
    indicators_caption: "Nyckeltal som nämns", "Indicators that are named";
    indicator_column: "Nyckeltal", "Indicator";
    indicator_with: "Står vid", "Stands with";
    ignored_intro: "Ord som liknade en hänvisning men inte räknades. Stämmer inte skälet är det värt att säga till.",
        "Words that looked like a reference but did not count. If the reason is wrong, it is worth saying so.";
    ignored_examples: "Visa {n} exempel", "Show {n} examples";
    ignored_all: "Visa ställena", "Show the places";
    dimensions_caption: "Poängens elva dimensioner", "The eleven dimensions of the score";
    dimension_column: "Dimension", "Dimension";
    value_column: "Värde", "Value";
    weight_column: "Vikt", "Weight";
    measures_column: "Vad den mäter", "What it measures";
    not_asked: "krävs inte", "not asked for";
    parts_heading: "Vad varje dimension är räknad på", "What each dimension is computed from";
    ladder_heading: "Ställena på stegen", "The places on the ladder";
    ladder_intro: "Varje mening om rättigheter står på ett steg: från omnämnande till uppföljd åtgärd. Steg 3 och uppåt binder.",
        "Each sentence about rights stands on a step: from mention to followed-up action. Step 3 and upwards bind.";
    ladder_caption: "Antal ställen på varje steg", "Number of places on each step";
    ladder_column: "Steg", "Step";
    carried: "för vidare från stycket, rubriken eller titeln", "carry on from the paragraph, heading or title";
    views_heading: "Samma fynd sedda på andra sätt", "The same findings seen in other ways";
    views_intro: "Varje vy sorterar meningarna under någon annans rubriker. Inget läggs till eller dras ifrån.",
        "Each view sorts the sentences under someone else's headings. Nothing is added or taken away.";
    text_heading: "Dokumentets text med fynden", "The document's text with the findings";
    text_intro: "Understrukna meningar räknas; efter dem står nivån och de områden de räknas för, som länkar tillbaka. Orden som avgjorde är i fet stil. Prickad linje: ord som inte räknades.",
        "Underlined sentences count; after them stand the level and the areas that they count for, as links back. The words that decided are bold. Dotted line: words that did not count.";
    text_table: "Tabell ur dokumentet", "Table from the document";
    tag_gap: "brist som texten nämner", "gap that the text names";
    tag_carried: "vidareförd", "carried on";
    filter_label: "Filtrera fynden i texten", "Filter the findings in the text";
    filter_area: "Område", "Area";
    filter_all_areas: "alla områden", "all areas";
    filter_level: "Lägsta nivå", "Lowest level";
    filter_count: "{n} ställen visas", "{n} places shown";
    filter_keys: "Med fokus i texten: n går till nästa ställe, p till föregående.", "With focus in the text: n goes to the next place, p to the one before.";
    step_back: "Föregående", "Previous";
    step_on: "Nästa", "Next";
    method_how: "Granskningen är gjord med regler, inte med en språkmodell: varje fynd kommer av en namngiven regel, och samma dokument ger alltid samma svar.",
        "The review is made by rules, not by a language model: every finding comes from a named rule, and the same document always gets the same answer.";
    method_ladder: "Varje mening om rättigheter får ett steg efter vad den själv säger: vem som ska göra vad, när, med vad och hur det följs upp. Elva dimensioner räknas ihop efter vad som kan krävas av dokumentets typ.",
        "Each sentence about rights gets a step by what it says itself: who shall do what, when, with what and how it is followed up. Eleven dimensions are weighed together by what can be asked of the type of document.";
    method_local: "Allt har körts på den egna datorn. Sidan hämtar inget och skickar inget.", "Everything ran on your own computer. This page fetches nothing and sends nothing.";
    method_model: "Modellen är programmets eget förslag; någon prövad publicerad modell har inte hittats. Läs siffrorna som stöd för ett samtal, inte som ett betyg.",
        "The model is the program's own proposal; no validated published model was found. Read the figures as support for a conversation, not as a mark.";
    method_limits: "Vad som gjorts får man veta på andra sätt: genom samtal, ärenden och uppföljningar. Det som inte står här kan stå i ett annat dokument.",
        "What was done must be learnt in other ways: from people, cases and follow-ups. What is not here may be in another document.";
    notes_heading: "Anmärkningar från läsningen", "Notes from the reading";
    // What goes on paper.
    paper_choice: "Ta med i utskriften", "Include when printing";
    paper_left_out: "Utelämnat i utskriften. Kryssa i ”Ta med i utskriften” under den här rubriken på skärmen för att få med det.",
        "Left out of the print. Tick “Include when printing” under this heading on the screen to have it printed.";
    // Where the long words of a narrow table's head may be broken.
    word_ends: "aktör givare", "actor provider";
}
