//! The classes that the ladder and the score ask for by name. Their words live in the rule files; a set that lacks one is refused.

/// A class of words with a fixed meaning for the ladder or the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Marker {
    /// Ska, måste, får inte: binds.
    Obligation,
    /// Bör.
    Recommendation,
    /// Ska verka för, vill, strävar efter.
    Ambition,
    /// Kan, får.
    Possibility,
    /// A concrete action in the present tense.
    PresentAction,
    /// Concrete action verbs in any form.
    ConcreteAction,
    /// Främja, stärka, beakta: an obligation without content.
    VagueAction,
    /// Så långt som möjligt.
    Hedge,
    /// Omfattas inte, saknas: a gap.
    NegationExcludes,
    /// Ingen ska diskrimineras: a commitment in negative form.
    NegationAffirms,
    /// Ansvarar för, leder, samordnar.
    ResponsibilityVerb,
    /// Named bodies and roles.
    Actor,
    /// Words that end like a body or role.
    ActorEnding,
    /// Ansvarig:.
    ResponsibilityLabel,
    /// Kommunen, vi, alla.
    GenericActor,
    /// Nämnden, skolan, vi: the organisation whose document it is, as one who acts.
    OwnOrganisation,
    /// The same, and its own work: vårt, kommunens, arbetet.
    OwnVoice,
    /// Deadlines and dates.
    Time,
    /// På sikt.
    VagueTime,
    /// Årligen, varje tertial.
    Period,
    /// Money, posts, time set aside.
    Resource,
    /// Inom befintlig ram, medel saknas.
    NoResource,
    /// Får, tilldelas, avsätts: something is given.
    Allotment,
    /// Följs upp, redovisas.
    FollowUp,
    /// Andel, antal, index.
    Indicator,
    /// Utreda om: at most level 2.
    StudyPromise,
    /// Kommer att föreslå: at most level 3.
    ProposalPromise,
    /// Temadag, projekt.
    OneOff,
    /// Vite, hävning.
    Sanction,
    /// Alla människors lika värde.
    ValueStatement,
    /// Problem and situation descriptions.
    Description,
    /// Ökade, minskade.
    OutcomeChange,
    /// Genomfördes, har utbildats.
    PastVerb,
    /// Arbetar med, bidrar till.
    PresentWork,
    /// Till nämnden, i årsredovisningen.
    Recipient,
    /// Som, att, när.
    Subordinator,
    /// Words that make the next actor a recipient or place.
    Preposition,
    /// Minst 90 procent, halveras.
    Target,
    /// Jämfört med, från … till.
    Comparison,
    /// Är, innebär.
    DescribesPresent,
    /// Phrases in which a modal word is not modal ("det vill säga").
    NotModal,
    /// Table headers for actions.
    ColumnAction,
    /// Table headers for responsibility.
    ColumnResponsible,
    /// Table headers for time.
    ColumnTime,
    /// Table headers for resources.
    ColumnResource,
    /// Table headers for follow-up.
    ColumnFollowUp,
    /// Uppdelat på kön.
    Disaggregation,
    /// Human rights as the uniting frame.
    FrameUnity,
    /// A rights-based principle.
    PrincipleNonDiscrimination,
    /// A rights-based principle.
    PrincipleEquality,
    /// A rights-based principle.
    PrincipleParticipation,
    /// A rights-based principle.
    PrincipleTransparency,
    /// A rights-based principle.
    PrincipleAccountability,
    /// A rights-based principle.
    PrincipleLegality,
    /// A rights-based principle.
    PrincipleEmpowerment,
    /// Several grounds or groups at once.
    Intersectionality,
    /// The participation ladder: information.
    Participation1,
    /// The participation ladder: consultation.
    Participation2,
    /// The participation ladder: dialogue.
    Participation3,
    /// The participation ladder: influence.
    Participation4,
    /// The participation ladder: joint decision.
    Participation5,
    /// Legal or normative anchors.
    Anchoring,
    /// Skollagen, barnkonventionen: a statute or convention in one word.
    Statute,
    /// Headings of lists of contents.
    SectionContents,
    /// Headings of other sections that never count.
    SectionExcluded,
    /// Headings of steering sections.
    SectionSteering,
    /// Headings under which chain units may inherit.
    SectionChain,
    /// Children and young people.
    GroupChildren,
    /// Older people.
    GroupOlder,
    /// People with disabilities.
    GroupDisabled,
    /// Women and men, girls and boys.
    GroupGender,
    /// Residents, users.
    GroupResidents,
    /// National minorities.
    GroupMinority,
    /// Newcomers.
    GroupNewcomers,
    /// LGBTQI people.
    GroupLgbtqi,
    /// Civil society.
    GroupCivilSociety,
    /// Relatives and guardians.
    GroupRelatives,
}

/// Every marker with the name of its class in the rule files.
pub const MARKERS: &[(Marker, &str)] = &[
    (Marker::Obligation, "deontik-forpliktande"),
    (Marker::Recommendation, "deontik-rekommenderande"),
    (Marker::Ambition, "deontik-ambition"),
    (Marker::Possibility, "deontik-mojlighet"),
    (Marker::PresentAction, "handling-presens"),
    (Marker::ConcreteAction, "handling-konkret"),
    (Marker::VagueAction, "handling-vag"),
    (Marker::Hedge, "garderingsord"),
    (Marker::NegationExcludes, "negation-utesluter"),
    (Marker::NegationAffirms, "negation-positiv"),
    (Marker::ResponsibilityVerb, "ansvar-verb"),
    (Marker::Actor, "ansvar-aktor"),
    (Marker::ActorEnding, "ansvar-aktor-andelse"),
    (Marker::ResponsibilityLabel, "ansvar-etikett"),
    (Marker::GenericActor, "ansvar-generisk"),
    (Marker::OwnOrganisation, "egen-organisation"),
    (Marker::OwnVoice, "egen-rost"),
    (Marker::Time, "tid"),
    (Marker::VagueTime, "tid-vag"),
    (Marker::Period, "period"),
    (Marker::Resource, "resurs"),
    (Marker::NoResource, "resurs-noll"),
    (Marker::Allotment, "tilldelning"),
    (Marker::FollowUp, "uppfoljning"),
    (Marker::Indicator, "indikator"),
    (Marker::StudyPromise, "utredningslofte"),
    (Marker::ProposalPromise, "utredningslofte-l3"),
    (Marker::OneOff, "punktinsats"),
    (Marker::Sanction, "sanktion"),
    (Marker::ValueStatement, "varde-utsaga"),
    (Marker::Description, "lagesbeskrivning"),
    (Marker::OutcomeChange, "utfall-forandring"),
    (Marker::PastVerb, "verb-forfluten"),
    (Marker::PresentWork, "verb-presens-arbete"),
    (Marker::Recipient, "mottagare"),
    (Marker::Subordinator, "bisatsord"),
    (Marker::Preposition, "preposition"),
    (Marker::Target, "malvarde"),
    (Marker::Comparison, "jamforelse"),
    (Marker::DescribesPresent, "presens-beskrivande"),
    (Marker::NotModal, "modal-undantag"),
    (Marker::ColumnAction, "kolumn-atgard"),
    (Marker::ColumnResponsible, "kolumn-ansvar"),
    (Marker::ColumnTime, "kolumn-tid"),
    (Marker::ColumnResource, "kolumn-resurs"),
    (Marker::ColumnFollowUp, "kolumn-uppfoljning"),
    (Marker::Disaggregation, "disaggregering"),
    (Marker::FrameUnity, "ram-sammanhallning"),
    (Marker::PrincipleNonDiscrimination, "princip-icke-diskriminering"),
    (Marker::PrincipleEquality, "princip-jamlikhet"),
    (Marker::PrincipleParticipation, "princip-deltagande"),
    (Marker::PrincipleTransparency, "princip-insyn"),
    (Marker::PrincipleAccountability, "princip-ansvar"),
    (Marker::PrincipleLegality, "princip-legalitet"),
    (Marker::PrincipleEmpowerment, "princip-egenmakt"),
    (Marker::Intersectionality, "intersektionalitet"),
    (Marker::Participation1, "delaktighet-1-information"),
    (Marker::Participation2, "delaktighet-2-konsultation"),
    (Marker::Participation3, "delaktighet-3-dialog"),
    (Marker::Participation4, "delaktighet-4-inflytande"),
    (Marker::Participation5, "delaktighet-5-medbeslut"),
    (Marker::Anchoring, "forankring"),
    (Marker::Statute, "forfattning"),
    (Marker::SectionContents, "sektion-innehall"),
    (Marker::SectionExcluded, "sektion-utesluten"),
    (Marker::SectionSteering, "sektion-styrning"),
    (Marker::SectionChain, "sektion-kedja"),
    (Marker::GroupChildren, "barn"),
    (Marker::GroupOlder, "aldre"),
    (Marker::GroupDisabled, "funktionsnedsatta"),
    (Marker::GroupGender, "kvinnor-man"),
    (Marker::GroupResidents, "invanare"),
    (Marker::GroupMinority, "minoritet"),
    (Marker::GroupNewcomers, "nyanlanda"),
    (Marker::GroupLgbtqi, "hbtqi-personer"),
    (Marker::GroupCivilSociety, "civilsamhalle"),
    (Marker::GroupRelatives, "anhoriga"),
];

/// A set of markers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct MarkerSet(u128);

impl MarkerSet {
    /// Adds a marker.
    pub fn insert(&mut self, marker: Marker) {
        self.0 |= 1 << (marker as u8);
    }

    /// Whether the marker is in the set.
    pub fn contains(self, marker: Marker) -> bool {
        self.0 >> (marker as u8) & 1 == 1
    }

    /// Whether any of these is in the set.
    pub fn contains_any(self, markers: &[Marker]) -> bool {
        markers.iter().any(|m| self.contains(*m))
    }

    /// How many of these are in the set.
    pub fn count_of(self, markers: &[Marker]) -> usize {
        markers.iter().filter(|m| self.contains(**m)).count()
    }

    /// Everything in either.
    #[must_use]
    pub fn union(self, other: MarkerSet) -> MarkerSet {
        MarkerSet(self.0 | other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_follows_the_enum() {
        for (index, (marker, _)) in MARKERS.iter().enumerate() {
            assert_eq!(*marker as usize, index);
        }
        assert!(MARKERS.len() <= 128);
    }
}
