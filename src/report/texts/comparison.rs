//! Texts of the comparison of two versions, Swedish and English side by side.

use crate::compare::Kind;

pairs! {
    ComparisonTexts;
    heading: "Vad har hänt mellan {old} och {new}?", "What happened between {old} and {new}?";
    level_line: "Nivå {old_level} {old_name} → {new_level} {new_name}, poäng {old_score} → {new_score}",
        "Level {old_level} {old_name} → {new_level} {new_name}, score {old_score} → {new_score}";
    level_same: "Nivå {new_level} {new_name} i båda, poäng {old_score} → {new_score}",
        "Level {new_level} {new_name} in both, score {old_score} → {new_score}";
    not_judged: "{file} kunde inte läsas eller har ingen text att bedöma, och därför går versionerna inte att jämföra. Kör `genomsyra check` på filen.",
        "{file} could not be read or has no text to judge, so the versions cannot be compared. Run `genomsyra check` on the file.";
    nothing: "Ingen mening om rättigheter har ändrats.", "No sentence about rights has changed.";
    sums: "{lost} förlorade, {weakened} försvagade, {strengthened} skärpta, {gained} nya. {unchanged} är som förut.",
        "{lost} lost, {weakened} weakened, {strengthened} strengthened, {gained} new. {unchanged} as before.";
    kind_lost: "Förlorade", "Lost";
    kind_weakened: "Försvagade", "Weakened";
    kind_strengthened: "Skärpta", "Strengthened";
    kind_gained: "Nya", "New";
    meaning_lost: "Meningen handlade om en rättighet och är borta, eller gör det inte längre.",
        "The sentence was about a right and is gone, or is so no longer.";
    meaning_weakened: "Meningen styr mindre än förut: lägre nivå, svagare verb, färre uppgifter om vem, när och hur.",
        "The sentence steers less than before: a lower level, a weaker verb, less about who, when and how.";
    meaning_strengthened: "Meningen styr mer än förut.", "The sentence steers more than before.";
    meaning_gained: "Meningen handlar om en rättighet och är ny, eller gjorde det inte förut.",
        "The sentence is about a right and is new, or was not before.";
    dimensions_heading: "Dimensioner som flyttats", "Dimensions that moved";
    dimension: "{name}: {old} → {new}", "{name}: {old} → {new}";
    areas_heading: "Områden som flyttats", "Areas that moved";
    area: "{name}: {old} → {new}", "{name}: {old} → {new}";
    area_new: "{name}: nämns nu, nivå {new}", "{name}: named now, level {new}";
    area_gone: "{name}: nämns inte längre (var nivå {old})", "{name}: no longer named (was level {old})";
    before: "Förut:", "Before:";
    now: "Nu:", "Now:";
    removed: "Nu: borta.", "Now: gone.";
    no_longer: "Nu, utan rättighet:", "Now, without a right:";
    added: "Förut: fanns inte.", "Before: not there.";
    spoke_not: "Förut, utan rättighet:", "Before, without a right:";
    levels: "Steg {old} → {new}.", "Step {old} → {new}.";
    level_kept: "Steg {new} som förut.", "Step {new} as before.";
    level_kept_verb: "Steg {new} som förut, men orden binder olika.", "Step {new} as before, but the words bind differently.";
    was_about: "Gällde {areas}.", "Was about {areas}.";
    is_about: "Gäller {areas}.", "Is about {areas}.";
    areas_lost: "Inte längre: {areas}.", "No longer: {areas}.";
    areas_gained: "Tillkommer: {areas}.", "Added: {areas}.";
    more: "… och {n} till. Alla finns med --format html eller json.", "… and {n} more. All are in --format html or json.";
    sentences: "mening|meningar", "sentence|sentences";
    limits: "Meningar paras ihop efter sina ord. En mening som skrivits om helt räknas som borta och ny.",
        "Sentences are paired by their words. One that was wholly rewritten counts as gone and new.";
}

impl ComparisonTexts {
    /// What a kind of change is called, and what it means.
    pub fn kind(&self, kind: Kind) -> (&'static str, &'static str) {
        match kind {
            Kind::Lost => (self.kind_lost, self.meaning_lost),
            Kind::Weakened => (self.kind_weakened, self.meaning_weakened),
            Kind::Strengthened => (self.kind_strengthened, self.meaning_strengthened),
            Kind::Gained => (self.kind_gained, self.meaning_gained),
        }
    }
}
