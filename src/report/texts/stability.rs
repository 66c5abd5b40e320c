//! Texts of the report on stability, Swedish and English side by side.

pairs! {
    StabilityTexts;
    heading: "Hur mycket hänger omdömet på vikterna?", "How much do the verdicts hang on the weights?";
    what_was_done: "{documents}. Varje tal i poang.toml har sänkts och höjts med {share}, ett i taget ({runs} körningar), och sedan har alla tal dragits slumpvis inom samma gränser ({draws} dragningar, alltid desamma). Antal ändras med minst ett.",
        "{documents}. Every number in poang.toml was lowered and raised by {share}, one at a time ({runs} runs); then all numbers were drawn at random within the same bounds ({draws} draws, always the same). Counts move by one at least.";
    documents: "dokument|dokument", "document|documents";
    single_heading: "Ett tal i taget", "One number at a time";
    joint_heading: "Alla tal på en gång", "All numbers at once";
    levels_changed: "Nivå: {changed} av {documents} kan byta nivå.", "Level: {changed} of {documents} can change level.";
    levels_kept: "Nivå: inget dokument byter nivå.", "Level: no document changes level.";
    per_run: "En ändring byter i medeltal nivå på {mean} dokument.", "A change moves the level of {mean} documents on average.";
    per_draw: "En dragning byter i medeltal nivå på {mean} dokument, som mest på {most}.",
        "A draw moves the level of {mean} documents on average, of {most} at most.";
    one_level: "Inget dokument flyttas mer än en nivå.", "No document moves more than one level.";
    more_levels: "Något dokument flyttas mer än en nivå.", "Some document moves more than one level.";
    scores: "Poäng: ändras med {median} i medianen och {most} som mest.", "Score: moves {median} in the median and {most} at most.";
    scores_where: "Poäng: ändras med {median} i medianen och {most} som mest ({document}, när {number} {direction}).",
        "Score: moves {median} in the median and {most} at most ({document}, when {number} is {direction}).";
    order: "Ordning: rangkorrelationen med dagens ordning är aldrig lägre än {order}.",
        "Order: the rank correlation with the order as it is never falls below {order}.";
    up: "höjs", "raised";
    down: "sänks", "lowered";
    numbers_heading: "Tal som betyder något, viktigast först", "Numbers that matter, most important first";
    numbers_note: "Byten: så många dokument byter nivå när talet sänks | höjs. Poäng: hur långt de flyttas, i medianen och som mest.",
        "Changes: so many documents change level when the number is lowered | raised. Score: how far they move, in the median and at most.";
    number: "tal", "number";
    value: "nu", "now";
    lower: "sänkt", "lowered";
    higher: "höjt", "raised";
    changes: "byten", "changes";
    median: "median", "median";
    most: "mest", "most";
    numbers_rest: "{count} andra tal flyttar poäng men byter ingen nivå.", "{count} other numbers move scores but change no level.";
    numbers_silent: "{count} tal ändrar ingenting i de här dokumenten: {names}.", "{count} numbers change nothing in these documents: {names}.";
    numbers_zero: "Är noll och har inte ändrats: {names}.", "Are zero and were not changed: {names}.";
    border_heading: "Dokument nära en gräns", "Documents near a border";
    border_none: "Inget dokument byter nivå, vare sig när ett tal ändras eller när alla dras på en gång.",
        "No document changes level, neither when one number changes nor when all are drawn at once.";
    border_document: "{document}: nivå {level}, {score} poäng", "{document}: level {level}, score {score}";
    border_single: "ett tal räcker: {shifts}", "one number is enough: {shifts}";
    border_single_none: "inget enskilt tal byter nivån", "no single number changes the level";
    border_draws: "alla tal på en gång: {levels}", "all numbers at once: {levels}";
    border_draws_none: "alla tal på en gång: aldrig någon annan nivå", "all numbers at once: never another level";
    border_rest: "{count} står fast på sin nivå hur talen än ändras.", "{count} keep their level however the numbers change.";
    more: "… och {count} till", "… and {count} more";
    limits: "Måttet säger hur känsligt omdömet är för talen, inte om talen är rätt. `--format json` visar alla tal och dokument.",
        "This tells how sensitive the verdicts are to the numbers, not whether the numbers are right. `--format json` shows all numbers and documents.";
}
