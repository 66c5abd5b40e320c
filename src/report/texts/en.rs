//! English texts.

mod labels;

use super::{Dimension, ProblemText, ReasonText, Texts};
use crate::text::ProblemCode as P;

const fn d(name: &'static str, explanation: &'static str, raise: &'static str) -> Dimension {
    Dimension { name, explanation, raise }
}

const fn p(code: P, what: &'static str, at: &'static str, remedy: &'static str) -> ProblemText {
    ProblemText { code, what, at, remedy }
}

const fn r(reason: &'static str, name: &'static str, explanation: &'static str) -> ReasonText {
    ReasonText { reason, name, explanation }
}

pub(super) static TEXTS: Texts = Texts {
    maturity: ["Invisible", "Mentioned", "Expressed", "Begun", "Integrated", "Permeating"],
    maturity_meaning: [
        "Human rights cannot be seen in the text",
        "Rights are mentioned, but the text hardly steers by them",
        "The text says what is wanted, but not how it will come about",
        "Rights have begun to steer, but the chain from goal to follow-up does not hold all the way",
        "Rights steer, with actions, responsibility and follow-up, in most of the document",
        "Rights carry the whole document, from goal to follow-up",
    ],
    ladder: ["not counted", "mention", "ambition", "commitment", "steered action", "followed-up action"],
    dimensions: [
        d(
            "Anchoring",
            "Does the text stand on statutes, conventions and human rights as a whole?",
            "Say which statutes and conventions the commitments rest on, where the commitments stand.",
        ),
        d(
            "Breadth",
            "How many areas, rights and grounds of discrimination does the text carry?",
            "Give areas that are only mentioned a commitment of their own, and name the grounds that are missing.",
        ),
        d(
            "Commitment",
            "How binding are the sentences, and how many bind?",
            "Replace “should”, “wants to” and “work for” by “shall” with a verb that says what is done.",
        ),
        d(
            "Action",
            "Are there concrete actions for the areas, with someone responsible, a time or money?",
            "Write at least one action for each area: what is done, by whom and when.",
        ),
        d(
            "Responsibility",
            "Do the commitments name who is responsible?",
            "Name the committee or post that is responsible, in the same sentence as the commitment.",
        ),
        d(
            "Resources",
            "Is there money, staff or time for the actions?",
            "Say what the actions cost, or which posts and what time are set aside.",
        ),
        d(
            "Participation",
            "Do those whose rights it is about take part, and how far does their influence reach?",
            "Say who takes part in the work and what they may influence or decide.",
        ),
        d(
            "Follow-up",
            "Are commitments followed up, by what measures, how often and for whom?",
            "Add measures, how often they are followed up and where the result is reported, broken down by for instance sex and age.",
        ),
        d(
            "Spread",
            "Do rights stand in the whole document, and how much of the text binds for them?",
            "Write what rights mean in the sections that are now silent about them, and make commitments of more ambitions.",
        ),
        d(
            "Coherence",
            "Do human rights hold the document together as a common frame?",
            "Say that human rights are the common ground, and by which principles.",
        ),
        d(
            "Intersectionality",
            "Does the text see that several grounds may meet in one person?",
            "Show where several grounds meet, for instance for older women with disabilities.",
        ),
    ],
    nodes: &[
        ("score", "Score before the level's ceiling"),
        ("base", "Weighted mean of the dimensions"),
        ("evidence", "Evidence: whether there are places enough to count in full"),
        ("spread", "Spread: deduction when rights stand in few places only"),
        ("binding", "Lever: full when enough places bind"),
        ("D1.frame-norm", "Human rights (or the document's own area) with a norm"),
        ("D1.instruments", "Different statutes and conventions"),
        ("D1.areas", "Share of carrying areas with a statute in their section"),
        ("D2.areas", "Areas against what this type of document can be expected to cover"),
        ("D2.grounds", "Grounds of discrimination, of seven"),
        ("D2.rights", "Rights against what this type of document can be expected to cover"),
        ("D3.force", "How binding the sentences are on average"),
        ("D3.binding", "Number of places that bind"),
        ("D4.areas", "Share of carrying areas with a concrete action"),
        ("D4.steered", "Number of actions with someone responsible, a time or money"),
        ("D4.one-off", "Deduction when most actions are one-off efforts"),
        ("D5.named", "Share of commitments with a named bearer"),
        ("D5.assigned", "Responsibility assigned in so many words"),
        ("D6.with", "Number of places with money, staff or time"),
        ("D6.none", "Number of places that say there is nothing extra"),
        ("D7.rung", "Highest rung: information, consultation, dialogue, influence, joint decision"),
        ("D7.groups", "Different groups that take part"),
        ("D8.measured", "Share of carrying areas with a measure"),
        ("D8.linked", "Share of carrying areas with both goal and follow-up"),
        ("D8.followed", "Number of followed-up actions"),
        ("D8.settled", "Follow-up with a time or a recipient"),
        ("D9.density", "Share of the text that binds for a right"),
        ("D8.denied", "Follow-up is halved where the document says that there is none"),
        ("D8.broken-down", "Figures broken down by group"),
        ("D9.sections", "Share of sections where something is wanted or will be done"),
        ("D9.crowded", "Deduction when nearly everything stands in one section"),
        ("D10.frame", "Human rights as the uniting frame"),
        ("D10.principles", "Human rights principles, of four"),
        ("D10.joined", "One section that joins at least three areas"),
        ("D11.units", "Number of places where several grounds meet"),
    ],
    links: [("goal", "goal"), ("action", "act"), ("responsibility", "resp"), ("time", "time"), ("resources", "res"), ("follow-up", "foll")],
    modes: [
        "description",
        "possibility (“may”)",
        "ambition (“wants to”, “work for”)",
        "recommendation (“should”)",
        "action in the present tense",
        "task in a list",
        "obligation",
        "reported result",
        "action row of a table",
    ],
    reasons: &[
        r("false-friend", "Another sense", "the word is used in another sense here"),
        r("ambiguous", "Ambiguous", "the word may be about a right, but nothing around it settles that"),
        r("gives-way", "Within another area", "the same words are counted for a more specific area"),
        r("excluded-section", "Section that never counts", "contents, sources, definitions and the like"),
        r("not-body", "Heading, footnote, header or footer", "gives context but steers nothing by itself"),
        r("reference-line", "Bare list of statutes", "the title of a law is no commitment"),
        r("anchor-only", "General statute or broad authority", "it anchors other statements but does not itself say which right is meant"),
        r("other-language", "Other language", "the passage is not in Swedish"),
        r("repeated", "Repetition", "the same sentence stands earlier in the document"),
        r("rejected", "Rejected by a reader", "somebody has read the sentence and said that it is not about the area"),
    ],
    problems: &[
        p(P::EmptyFile, "The file is empty.", "The file is empty ({place}).", "Fetch or save the document again."),
        p(
            P::TooLarge,
            "The file is too large to read.",
            "{place} is too large to read.",
            "Split the document, or save it with smaller images.",
        ),
        p(
            P::UnknownFormat,
            "The content is of an unknown kind.",
            "{place} is of an unknown kind.",
            "Save the document as PDF, DOCX, Markdown or plain text.",
        ),
        p(
            P::UnsupportedFormat,
            "The file format{detail} cannot be read.",
            "The format of {place}{detail} cannot be read.",
            "Save the document as PDF or DOCX and check again.",
        ),
        p(
            P::Damaged,
            "The file is damaged.",
            "{place} is damaged.",
            "Fetch the document again, or open it in the program that made it and save a new copy.",
        ),
        p(
            P::Encrypted,
            "The file is protected by a password or a certificate.",
            "{place} is protected by a password or a certificate.",
            "Give the password of a PDF in the environment variable GENOMSYRA_PASSWORD, or save a copy without protection and check that.",
        ),
        p(
            P::WrongPassword,
            "The password does not open the file.",
            "The password does not open {place}.",
            "Check the password; capital and small letters differ.",
        ),
        p(
            P::ScannedPage,
            "The document has pages that are images without text.",
            "{place} is an image without text.",
            "Run text recognition, for instance `ocrmypdf -l swe in.pdf out.pdf`, and check again.",
        ),
        p(
            P::NoText,
            "No page has any text. The document is probably scanned.",
            "{place} has no text.",
            "Run text recognition, for instance `ocrmypdf -l swe in.pdf out.pdf`, and check again.",
        ),
        p(
            P::UndecodableFont,
            "A font cannot be turned into letters.",
            "{place} has a font that cannot be turned into letters.",
            "Save again from the original, or run text recognition with `ocrmypdf --force-ocr -l swe in.pdf out.pdf`.",
        ),
        p(
            P::RecognisedText,
            "The text was recognised from images, and can hold mistakes made in doing so.",
            "{place}: the text was recognised from an image, and can hold mistakes made in doing so.",
            "Check the original instead, if there is a file of it with text.",
        ),
        p(
            P::SparseText,
            "Much less text came out than can be seen.",
            "{place}: much less text came out than can be seen.",
            "Compare with the original; text recognition with `ocrmypdf --force-ocr -l swe in.pdf out.pdf` may help.",
        ),
        p(
            P::Repaired,
            "The file was broken and was repaired before it was read.",
            "{place} was broken and was repaired before it was read.",
            "Compare with the original if something seems to be missing.",
        ),
        p(
            P::Truncated,
            "The text ends before the document does.",
            "{place}: the text ends before the document does.",
            "Fetch the document again; what is missing has not been checked.",
        ),
        p(
            P::LimitReached,
            "A limit on size or depth was reached before all was read.",
            "{place}: a limit on size or depth was reached before all was read.",
            "Split the document; what is missing has not been checked.",
        ),
        p(
            P::OutOfTime,
            "The time for the document was out before all of it was read.",
            "{place}: the time for the document was out before all of it was read.",
            "Review it again with a longer time (--max-time), or split the document; what is missing has not been reviewed.",
        ),
        p(
            P::MissingPart,
            "A part that the document refers to is missing or cannot be read.",
            "{place} is missing or cannot be read.",
            "Open the document in the program that made it and save a new copy.",
        ),
        p(
            P::ReaderFailed,
            "Reading failed. The document has not been checked.",
            "Reading failed ({place}). The document has not been checked.",
            "Save the document in another format, and please tell those who look after the program.",
        ),
        p(
            P::GuessedEncoding,
            "The character encoding is a guess.",
            "{place}: the character encoding is a guess.",
            "Save the text as UTF-8 if å, ä and ö look wrong.",
        ),
        p(
            P::BadCharacters,
            "Some characters could not be decoded.",
            "{place}: some characters could not be decoded.",
            "Save a text file as UTF-8, or a PDF again from the original, and check again.",
        ),
        p(
            P::HiddenPage,
            "The presentation has hidden slides. Their text was read.",
            "{place} is hidden when the presentation is shown. Its text was read.",
            "Remove the slide if it no longer applies.",
        ),
        p(
            P::HoldsDocuments,
            "The file is an archive of several documents.",
            "{place} is a document of its own, read separately.",
            "Give the whole file to `genomsyra check`, which checks each document in it separately.",
        ),
        p(
            P::HiddenPart,
            "A hidden part was not read.",
            "{place} is hidden and was not read.",
            "Show the sheet in the spreadsheet program, save and check again if it belongs to the document.",
        ),
        p(
            P::CannotOpen,
            "Could not be opened{detail}.",
            "{place} could not be opened{detail}.",
            "Check the name and your permission, and check again.",
        ),
    ],
    roles: ["actor in society", "democratic actor", "welfare provider", "employer"],
    layers: ["frame", "area", "right", "ground of discrimination"],
    type_evidence: [
        "given by you",
        "stated in the document's details",
        "told by the title",
        "told by the file name",
        "not told by the document",
    ],
    labels: labels::LABELS,
};
