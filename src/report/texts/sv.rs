//! Svenska texter.

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
    maturity: ["Osynlig", "Omnämnd", "Uttalad", "Påbörjad", "Integrerad", "Genomsyrande"],
    maturity_meaning: [
        "Mänskliga rättigheter syns inte i texten",
        "Rättigheter nämns, men texten styr knappt efter dem",
        "Texten säger vad man vill, men inte hur det ska gå till",
        "Rättigheterna har börjat styra, men kedjan från mål till uppföljning håller inte hela vägen",
        "Rättigheterna styr med åtgärder, ansvariga och uppföljning i större delen av dokumentet",
        "Rättigheterna bär hela dokumentet, från mål till uppföljning",
    ],
    ladder: ["ej räknad", "omnämnande", "ambition", "åtagande", "styrd åtgärd", "uppföljd åtgärd"],
    dimensions: [
        d(
            "Förankring",
            "Står texten på lagar, konventioner och de mänskliga rättigheterna som helhet?",
            "Säg vilka lagar och konventioner som åtagandena bygger på, där åtagandena står.",
        ),
        d(
            "Bredd",
            "Hur många rättighetsområden, rättigheter och diskrimineringsgrunder bärs av texten?",
            "Ge områden som bara nämns ett eget åtagande, och skriv ut de diskrimineringsgrunder som saknas.",
        ),
        d(
            "Åtagande",
            "Hur bindande är meningarna, och hur många binder?",
            "Byt ”bör”, ”vill” och ”verka för” mot ”ska” med ett verb som säger vad som görs.",
        ),
        d(
            "Åtgärd",
            "Finns det konkreta åtgärder för områdena, med ansvarig, tid eller pengar?",
            "Skriv minst en åtgärd för varje område: vad som görs, av vem och när.",
        ),
        d("Ansvar", "Har åtagandena en utpekad ansvarig?", "Nämn den nämnd eller befattning som ansvarar, i samma mening som åtagandet."),
        d(
            "Resurs",
            "Finns det pengar, tjänster eller tid till åtgärderna?",
            "Säg vad åtgärderna kostar, eller vilka tjänster och vilken tid som avsätts.",
        ),
        d(
            "Delaktighet",
            "Får de som rättigheterna gäller vara med, och hur långt når deras inflytande?",
            "Säg vilka som tas med i arbetet och vad de får påverka eller besluta om.",
        ),
        d(
            "Uppföljning",
            "Följs åtagandena upp, med vilka mått, hur ofta och för vem?",
            "Lägg till mått, hur ofta de följs upp och var resultatet redovisas, uppdelat på till exempel kön och ålder.",
        ),
        d(
            "Genomslag",
            "Finns rättigheterna i hela dokumentet, och hur stor del av texten binder för dem?",
            "Skriv in vad rättigheterna betyder även i de avsnitt som nu tiger om dem, och gör fler ambitioner till åtaganden.",
        ),
        d(
            "Sammanhållning",
            "Håller de mänskliga rättigheterna ihop dokumentet som en gemensam ram?",
            "Säg att de mänskliga rättigheterna är den gemensamma grunden, och med vilka principer.",
        ),
        d(
            "Intersektionalitet",
            "Ser texten att flera grunder kan samverka för en och samma person?",
            "Visa var flera grunder samverkar, till exempel för äldre kvinnor med funktionsnedsättning.",
        ),
    ],
    nodes: &[
        ("score", "Poäng före taket för nivån"),
        ("base", "Vägt medelvärde av dimensionerna"),
        ("evidence", "Belägg: om ställena är nog många för att räknas fullt"),
        ("spread", "Spridning: avdrag när rättigheterna står samlade på få ställen"),
        ("binding", "Hävstång: full först när nog många ställen binder"),
        ("D1.frame-norm", "De mänskliga rättigheterna (eller dokumentets eget område) med en norm"),
        ("D1.instruments", "Olika lagar och konventioner"),
        ("D1.areas", "Andel bärande områden med en lag i sitt avsnitt"),
        ("D2.areas", "Rättighetsområden mot vad dokumenttypen kan väntas täcka"),
        ("D2.grounds", "Diskrimineringsgrunder, av sju"),
        ("D2.rights", "Rättigheter mot vad dokumenttypen kan väntas täcka"),
        ("D3.force", "Hur bindande meningarna är i medeltal"),
        ("D3.binding", "Antal ställen som binder"),
        ("D4.areas", "Andel bärande områden med en konkret åtgärd"),
        ("D4.steered", "Antal åtgärder med ansvarig, tid eller pengar"),
        ("D4.one-off", "Avdrag när de flesta åtgärder är engångsinsatser"),
        ("D5.named", "Andel åtaganden med utpekad ansvarig"),
        ("D5.assigned", "Ansvar som delas ut uttryckligen"),
        ("D6.with", "Antal ställen med pengar, tjänster eller tid"),
        ("D6.none", "Antal ställen som säger att inget extra finns"),
        ("D7.rung", "Högsta trappsteg: information, samråd, dialog, inflytande, medbeslut"),
        ("D7.groups", "Olika grupper som får vara med"),
        ("D8.measured", "Andel bärande områden med ett mått"),
        ("D8.linked", "Andel bärande områden med både mål och uppföljning"),
        ("D8.followed", "Antal uppföljda åtgärder"),
        ("D8.settled", "Uppföljning med tidpunkt eller mottagare"),
        ("D9.density", "Andel av texten som binder för en rättighet"),
        ("D8.denied", "Sägs något inte följas upp halveras uppföljningen"),
        ("D8.broken-down", "Uppgifter som delas upp på grupper"),
        ("D9.sections", "Andel avsnitt där något vill eller ska göras"),
        ("D9.crowded", "Avdrag när nästan allt står i ett avsnitt"),
        ("D10.frame", "De mänskliga rättigheterna som sammanhållande ram"),
        ("D10.principles", "Människorättsliga principer, av fyra"),
        ("D10.joined", "Ett avsnitt som knyter ihop minst tre områden"),
        ("D11.units", "Antal ställen där flera grunder samverkar"),
    ],
    links: [("mål", "mål"), ("åtgärd", "åtg"), ("ansvar", "ans"), ("tid", "tid"), ("resurs", "res"), ("uppföljning", "upp")],
    modes: [
        "beskrivning",
        "möjlighet (”kan”)",
        "ambition (”vill”, ”verka för”)",
        "rekommendation (”bör”)",
        "handling i presens",
        "uppgift i en lista",
        "skyldighet",
        "redovisat resultat",
        "åtgärdsrad i en tabell",
    ],
    reasons: &[
        r("false-friend", "Annan betydelse", "ordet används här i en annan betydelse"),
        r("ambiguous", "Tvetydigt", "ordet kan syfta på en rättighet, men inget i sammanhanget avgör det"),
        r("gives-way", "Ryms i ett annat område", "samma ord räknas till ett mer bestämt område"),
        r("excluded-section", "Avsnitt som aldrig räknas", "innehållsförteckning, källor, definitioner och liknande"),
        r("not-body", "Rubrik, fotnot, sidhuvud eller sidfot", "ger sammanhang men styr inte i sig"),
        r("reference-line", "Ren uppräkning av lagar", "en lagtitel är inget åtagande"),
        r(
            "anchor-only",
            "Allmän lag eller bred myndighet",
            "den förankrar andra påståenden men säger inte själv vilken rättighet det gäller",
        ),
        r("other-language", "Annat språk", "avsnittet är inte på svenska"),
        r("repeated", "Upprepning", "samma mening står redan tidigare i dokumentet"),
        r("rejected", "Avvisat vid läsning", "någon har läst meningen och sagt att den inte handlar om området"),
    ],
    problems: &[
        p(P::EmptyFile, "Filen är tom.", "Filen är tom ({place}).", "Hämta eller spara dokumentet på nytt."),
        p(
            P::TooLarge,
            "Filen är för stor för att läsas.",
            "{place} är för stor för att läsas.",
            "Dela upp dokumentet, eller spara det med mindre bilder.",
        ),
        p(
            P::UnknownFormat,
            "Filens innehåll är av okänt slag.",
            "{place} är av okänt slag.",
            "Spara dokumentet som PDF, DOCX, Markdown eller ren text.",
        ),
        p(
            P::UnsupportedFormat,
            "Filformatet{detail} kan inte läsas.",
            "Formatet i {place}{detail} kan inte läsas.",
            "Spara dokumentet som PDF eller DOCX och granska igen.",
        ),
        p(
            P::Damaged,
            "Filen är skadad.",
            "{place} är skadad.",
            "Hämta dokumentet på nytt, eller öppna det i programmet som skapade det och spara en ny kopia.",
        ),
        p(
            P::Encrypted,
            "Filen är skyddad med lösenord eller certifikat.",
            "{place} är skyddad med lösenord eller certifikat.",
            "Ange lösenordet till en PDF i miljövariabeln GENOMSYRA_PASSWORD, eller spara en kopia utan skydd och granska den.",
        ),
        p(
            P::WrongPassword,
            "Lösenordet öppnar inte filen.",
            "Lösenordet öppnar inte {place}.",
            "Kontrollera lösenordet; stora och små bokstäver skiljs åt.",
        ),
        p(
            P::ScannedPage,
            "Dokumentet har sidor som är bilder utan text.",
            "{place} är en bild utan text.",
            "Kör texttolkning, till exempel `ocrmypdf -l swe in.pdf ut.pdf`, och granska igen.",
        ),
        p(
            P::NoText,
            "Ingen sida har någon text. Dokumentet är troligen inskannat.",
            "{place} har ingen text.",
            "Kör texttolkning, till exempel `ocrmypdf -l swe in.pdf ut.pdf`, och granska igen.",
        ),
        p(
            P::UndecodableFont,
            "Ett typsnitt kan inte tydas till bokstäver.",
            "{place} har ett typsnitt som inte kan tydas till bokstäver.",
            "Spara om från originalet, eller kör texttolkning med `ocrmypdf --force-ocr -l swe in.pdf ut.pdf`.",
        ),
        p(
            P::RecognisedText,
            "Texten är tolkad från bilder, och kan innehålla fel från tolkningen.",
            "{place}: texten är tolkad från en bild, och kan innehålla fel från tolkningen.",
            "Granska hellre originalet, om det finns som fil med text.",
        ),
        p(
            P::SparseText,
            "Mycket mindre text kom ut än vad som syns.",
            "{place}: mycket mindre text kom ut än vad som syns.",
            "Jämför med originalet; texttolkning med `ocrmypdf --force-ocr -l swe in.pdf ut.pdf` kan hjälpa.",
        ),
        p(
            P::Repaired,
            "Filen var trasig och lagades innan den lästes.",
            "{place} var trasig och lagades innan den lästes.",
            "Jämför med originalet om något tycks fattas.",
        ),
        p(
            P::Truncated,
            "Texten slutar innan dokumentet är slut.",
            "{place}: texten slutar innan dokumentet är slut.",
            "Hämta dokumentet på nytt; det som saknas är inte granskat.",
        ),
        p(
            P::LimitReached,
            "En gräns för storlek eller djup nåddes innan allt var läst.",
            "{place}: en gräns för storlek eller djup nåddes innan allt var läst.",
            "Dela upp dokumentet; det som saknas är inte granskat.",
        ),
        p(
            P::OutOfTime,
            "Tiden för dokumentet tog slut innan allt var läst.",
            "{place}: tiden för dokumentet tog slut innan allt var läst.",
            "Granska igen med en längre tid (--max-time), eller dela upp dokumentet; det som saknas är inte granskat.",
        ),
        p(
            P::MissingPart,
            "En del som dokumentet hänvisar till saknas eller kan inte läsas.",
            "{place} saknas eller kan inte läsas.",
            "Öppna dokumentet i programmet som skapade det och spara en ny kopia.",
        ),
        p(
            P::ReaderFailed,
            "Läsningen misslyckades. Dokumentet är inte granskat.",
            "Läsningen misslyckades ({place}). Dokumentet är inte granskat.",
            "Spara dokumentet i ett annat format, och berätta gärna om felet för dem som sköter programmet.",
        ),
        p(
            P::GuessedEncoding,
            "Teckenkodningen är gissad.",
            "{place}: teckenkodningen är gissad.",
            "Spara texten som UTF-8 om å, ä och ö ser fel ut.",
        ),
        p(
            P::BadCharacters,
            "Vissa tecken kunde inte tydas.",
            "{place}: vissa tecken kunde inte tydas.",
            "Spara en textfil som UTF-8, eller en PDF på nytt från originalet, och granska igen.",
        ),
        p(
            P::HiddenPage,
            "Presentationen har dolda bilder. Deras text är läst.",
            "{place} är dold när presentationen visas. Texten är läst.",
            "Ta bort bilden om den inte längre gäller.",
        ),
        p(
            P::HoldsDocuments,
            "Filen är ett arkiv med flera dokument.",
            "{place} är ett eget dokument, som läses för sig.",
            "Ge hela filen till `genomsyra check`, som granskar varje dokument i den för sig.",
        ),
        p(
            P::HiddenPart,
            "En dold del är inte läst.",
            "{place} är dolt och inte läst.",
            "Visa bladet i kalkylprogrammet, spara och granska igen om det hör till dokumentet.",
        ),
        p(
            P::CannotOpen,
            "Gick inte att öppna{detail}.",
            "{place} gick inte att öppna{detail}.",
            "Kontrollera namn och behörighet, och granska igen.",
        ),
    ],
    roles: ["samhällsaktör", "demokratiaktör", "välfärdsaktör", "arbetsgivare"],
    layers: ["ram", "område", "rättighet", "diskrimineringsgrund"],
    type_evidence: [
        "angavs av dig",
        "står i dokumentets uppgifter",
        "framgår av titeln",
        "framgår av filnamnet",
        "framgår inte av dokumentet",
    ],
    labels: labels::LABELS,
};
