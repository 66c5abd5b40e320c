//! Every kind of remark that a gate makes, as a list: stable ids for programs, suppressions and settings. Names and help texts live with the
//! reports.

use crate::finding::Blunt;
use crate::rule::ChainLink;
use crate::text::Severity;

/// What a remark is about, in broad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The document, or a part of it, could not be read.
    Unread,
    /// A demand does not hold.
    Demand,
    /// Something that steers is missing.
    Gap,
    /// A sentence that could be sharpened.
    Sharpen,
    /// A word that is not to be used.
    Word,
    /// A reference to a right was found.
    Reference,
}

impl Kind {
    /// All kinds, in the order in which remarks are told.
    pub const ALL: [Kind; 6] = [Kind::Unread, Kind::Demand, Kind::Gap, Kind::Sharpen, Kind::Word, Kind::Reference];

    /// The name used in settings and conditions, and the beginning of the ids of its rules.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Unread => "olast",
            Kind::Demand => "krav",
            Kind::Gap => "lucka",
            Kind::Sharpen => "skarp",
            Kind::Word => "ord",
            Kind::Reference => "fynd",
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident: $id:literal, $kind:ident, $severity:ident;)*) => {
        /// A rule by which remarks are made.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $($(#[$doc])* $name),* }

        impl Rule {
            /// All rules, in the order in which remarks are told.
            pub const ALL: &[Rule] = &[$(Rule::$name),*];

            /// The stable id.
            pub fn id(self) -> &'static str {
                match self { $(Rule::$name => $id),* }
            }

            /// What its remarks are about.
            pub fn kind(self) -> Kind {
                match self { $(Rule::$name => Kind::$kind),* }
            }

            /// How grave its remarks are unless settings say otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Rule::$name => Severity::$severity),* }
            }
        }
    };
}

rules! {
    /// Nothing of the document could be read.
    Unread: "olast", Unread, Error;
    /// A part of it could not be read.
    PartlyUnread: "olast-del", Unread, Warning;
    /// The level of maturity is below what is demanded.
    DemandMaturity: "krav-mognad", Demand, Error;
    /// The score is below what is demanded.
    DemandScore: "krav-poang", Demand, Error;
    /// A dimension is below what is demanded.
    DemandDimension: "krav-dimension", Demand, Error;
    /// A demanded area is not named.
    DemandArea: "krav-omrade", Demand, Error;
    /// A demanded ground of discrimination is not named.
    DemandGround: "krav-grund", Demand, Error;
    /// An area or ground does not reach the step that is demanded of it.
    DemandStep: "krav-steg", Demand, Error;
    /// An area lacks a link of the chain that is demanded.
    DemandLink: "krav-led", Demand, Error;
    /// There are more remarks of a kind than allowed.
    DemandCount: "krav-antal", Demand, Error;
    /// The area is only mentioned: the text says nothing of what it wants.
    GapGoal: "lucka-mal", Gap, Note;
    /// No concrete action for the area.
    GapAction: "lucka-atgard", Gap, Warning;
    /// Nobody answers for the area.
    GapResponsible: "lucka-ansvar", Gap, Warning;
    /// No time for the area.
    GapTime: "lucka-tid", Gap, Warning;
    /// No resources for the area.
    GapResource: "lucka-resurs", Gap, Note;
    /// The area is not followed up.
    GapFollowUp: "lucka-uppfoljning", Gap, Warning;
    /// A statutory duty is not seen.
    GapDuty: "lucka-plikt", Gap, Warning;
    /// A perspective is not mentioned.
    GapArea: "lucka-omrade", Gap, Note;
    /// A ground of discrimination is not named.
    GapGround: "lucka-grund", Gap, Note;
    /// The document itself says that something is lacking.
    GapSaid: "lucka-sagd", Gap, Note;
    /// A sentence takes back what it says.
    SharpenHedge: "skarp-forbehall", Sharpen, Warning;
    /// A sentence only recommends.
    SharpenRecommendation: "skarp-rekommendation", Sharpen, Warning;
    /// A sentence demands nothing concrete.
    SharpenVague: "skarp-vag", Sharpen, Warning;
    /// A sentence only promises to study.
    SharpenStudy: "skarp-utredning", Sharpen, Warning;
    /// A sentence only allows.
    SharpenPossibility: "skarp-mojlighet", Sharpen, Warning;
    /// A word that has been replaced by another.
    WordObsolete: "ord-foraldrat", Word, Warning;
    /// A word that the settings forbid.
    WordForbidden: "ord-forbjudet", Word, Error;
    /// A reference to a right.
    Reference: "fynd", Reference, Note;
}

impl Rule {
    /// The rule with this id.
    pub fn find(id: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.id() == id)
    }

    /// The rule of a gap in an area's chain.
    pub fn of_link(link: ChainLink) -> Rule {
        match link {
            ChainLink::Goal => Rule::GapGoal,
            ChainLink::Action => Rule::GapAction,
            ChainLink::Responsible => Rule::GapResponsible,
            ChainLink::Time => Rule::GapTime,
            ChainLink::Resource => Rule::GapResource,
            ChainLink::FollowUp => Rule::GapFollowUp,
        }
    }

    /// The rule of a sentence that could be sharpened.
    pub fn of_blunt(blunt: Blunt) -> Rule {
        match blunt {
            Blunt::Hedge => Rule::SharpenHedge,
            Blunt::Recommendation => Rule::SharpenRecommendation,
            Blunt::Vague => Rule::SharpenVague,
            Blunt::Study => Rule::SharpenStudy,
            Blunt::Possibility => Rule::SharpenPossibility,
        }
    }
}

/// The name of a severity in settings and conditions.
pub fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "not",
        Severity::Warning => "varning",
        Severity::Error => "fel",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::LINKS;

    #[test]
    fn ids_are_unique_and_begin_with_their_kind() {
        for (place, rule) in Rule::ALL.iter().enumerate() {
            assert_eq!(Rule::find(rule.id()), Some(*rule));
            assert!(rule.id() == rule.kind().key() || rule.id().starts_with(&format!("{}-", rule.kind().key())), "{}", rule.id());
            assert!(Rule::ALL[place + 1..].iter().all(|other| other.kind() >= rule.kind()), "{} stands among others", rule.id());
        }
        assert!(LINKS.into_iter().all(|link| Rule::of_link(link).id() == format!("lucka-{}", link.key())));
    }
}
