//! Swedish administration without any right in it, and documents with a sentence on rights now and then: plain sentences drawn at random (the
//! same each time) from words of their own and many compounds. A processor learns the way through sentences that stand twice, which makes a
//! scan of them several times as fast as one of real text.

const SUBJECTS: &[&str] = &[
    "förvaltningen",
    "nämnden",
    "kommunen",
    "bolaget",
    "enheten",
    "den som ansvarar för driften",
    "avdelningen",
    "entreprenören",
    "ekonomichefen",
    "tekniska kontoret",
    "projektledaren",
    "den nya gruppen",
    "de som arbetar på lagret",
    "handläggaren",
    "leverantören",
];
const VERBS: &[&str] = &[
    "redovisar",
    "ska lämna",
    "har tagit fram",
    "beslutar om",
    "följer upp",
    "kan ändra",
    "behöver se över",
    "upphandlar",
    "byter ut",
    "läser av",
    "får information om",
    "bedömer",
    "planerar för",
    "ansvarar för",
    "har inte fått",
    "lämnar uppgifter om",
    "bör samordna",
    "betalar",
];
const LINKS: &[&str] = &[
    "och",
    "samt",
    "eller",
    "för",
    "av",
    "till",
    "med hänsyn till",
    "enligt",
    "som underlag för",
    "i samband med",
    "utan",
    "inom",
    "från",
    "men även",
    "som en del av",
    "i behov av",
];
const ENDS: &[&str] = &[
    "före den sista mars",
    "under året",
    "i början av perioden",
    "på samma sätt som tidigare",
    "när det är klart",
    "så snart som möjligt",
    "i hela området",
    "med stöd av konsulter",
    "vid behov",
    "en gång i kvartalet",
    "inför nästa vinter",
    "där det går",
    "för egen räkning",
];
const FIRST_PARTS: &[&str] = &[
    "avfalls",
    "anläggnings",
    "budget",
    "driftens",
    "energi",
    "fastighets",
    "fordons",
    "gatu",
    "hamn",
    "inköps",
    "kontors",
    "lager",
    "lokal",
    "maskin",
    "mätar",
    "nät",
    "park",
    "pump",
    "reserv",
    "ränte",
    "service",
    "skogs",
    "trafik",
    "underhålls",
    "vatten",
    "verkstads",
    "väg",
    "värme",
];
const LAST_PARTS: &[&str] = &[
    "plan",
    "planen",
    "kostnad",
    "kostnaderna",
    "avtal",
    "avtalet",
    "ledning",
    "ledningarna",
    "rapport",
    "rapporten",
    "station",
    "stationerna",
    "arbetet",
    "system",
    "systemen",
    "behov",
    "uppgifter",
    "utrustning",
    "priser",
    "volymer",
    "tider",
    "beslut",
    "underlag",
    "prognosen",
    "listan",
];

/// Draws from lists: a linear congruential generator, so that every run draws the same.
pub struct Draw(pub u64);

impl Draw {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// Adds a sentence that says nothing of rights.
    pub fn sentence(&mut self, text: &mut String) {
        let subject = self.of(SUBJECTS);
        let first = subject.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        text.push_str(&first);
        text.push_str(&subject[subject.chars().next().map_or(0, char::len_utf8)..]);
        text.push_str(&format!(" {} {}{}", self.of(VERBS), self.of(FIRST_PARTS), self.of(LAST_PARTS)));
        for _ in 0..self.below(3) {
            text.push_str(&format!(" {} {}{}", self.of(LINKS), self.of(FIRST_PARTS), self.of(LAST_PARTS)));
        }
        match self.below(4) {
            0 => text.push_str(&format!(", punkt {} i bilaga {}", self.below(200), self.below(9))),
            _ => text.push_str(&format!(" {}", self.of(ENDS))),
        }
        text.push_str(". ");
    }
}

/// A Markdown document with `plain` plain sentences before each of the given ones, and a heading for every twenty of those. Another `seed`
/// draws other plain sentences.
pub fn document<'a>(seed: u64, plain: usize, sentences: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::from("# Verksamhetsplan\n");
    let mut draw = Draw(seed);
    for (number, sentence) in sentences.enumerate() {
        if number % 20 == 0 {
            text.push_str(&format!("\n## Del {}\n", number / 20 + 1));
        }
        text.push('\n');
        for at in 0..plain {
            draw.sentence(&mut text);
            if at % 4 == 3 {
                text.push_str("\n\n");
            }
        }
        text.push_str(sentence);
        text.push('\n');
    }
    text
}
