//! Swedish words of what rules found and did not find, for those who write rules.

use genomsyra::finding::{Reason, Status};
use genomsyra::proof::EntryKind;
use genomsyra::rule::{RuleSet, Strength};

/// The kind of an entry.
pub fn kind(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Rule => "regel",
        EntryKind::Class => "klass",
        EntryKind::FalseFriend => "falsk vän",
        EntryKind::Mask => "dolt namn",
        EntryKind::Source => "rättskälla",
        EntryKind::Duty => "plikt",
        EntryKind::Wording => "äldre ord",
        EntryKind::LensHeading => "vyrubrik",
    }
}

/// What a rule's match is worth.
pub fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Strong => "räknas alltid",
        Strength::Context => "räknas när villkoren är uppfyllda",
        Strength::Legal => "områdets egen lag eller konvention",
        Strength::Institution => "ett organ vars uppdrag är området; räknas högst som ett omnämnande",
        Strength::Method => "en metod eller händelse som hör till området",
        Strength::Anchor => "förankrar, men räknas inte ensam",
        Strength::Weak => "tvetydigt; sparas men räknas inte",
    }
}

/// Whether a finding counts, and if not, why.
pub fn status(status: Status, rules: &RuleSet) -> String {
    let Status::Ignored(reason) = status else { return "räknas".to_string() };
    if let Reason::FalseFriend(place) = reason {
        let friend = rules.false_friends().get(place as usize);
        let (id, meaning) = friend.map_or(("", ""), |f| (f.id.as_str(), f.meaning.as_str()));
        return format!("räknas inte: den falska vännen {id} ({meaning})");
    }
    format!("räknas inte: {}", why(reason))
}

/// Why a finding does not count.
fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::FalseFriend(_) => "ordet står i en annan betydelse",
        Reason::Ambiguous => "ordet är tvetydigt och inget avgör vad det betyder",
        Reason::GivesWay => "ett mer precist område finns i samma ord eller mening",
        Reason::ExcludedSection => "avsnittet räknas aldrig",
        Reason::NotBody => "det är ingen löpande text, listpunkt eller tabellrad",
        Reason::ReferenceLine => "raden räknar bara upp lagar eller hänvisningar",
        Reason::AnchorOnly => "en allmän lag eller bred myndighet öppnar inget område",
        Reason::Language => "texten är på ett annat språk",
        Reason::Repeated => "samma text står tidigare i dokumentet",
        Reason::Rejected(_) => "någon har läst meningen och avvisat fyndet",
    }
}

/// "1 fel", "2 fel", "1 regel", "2 regler".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
