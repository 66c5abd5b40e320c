//! A rule to begin with: every key with a line that teaches what to put there.

use crate::rule::{Area, RuleSet, nearest};

/// Why no rule can be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScaffoldError {
    /// The id is not written as ids are.
    BadId,
    /// An entry of the set has the id: its file and line.
    Taken(String, usize),
    /// The set has no such area; the nearest name, if one is near.
    UnknownArea(Option<String>),
}

/// The text of a new rule for an area.
///
/// It is TOML that the loader takes but for what the author must fill in: `ord` or `fraser`, and the examples.
///
/// # Errors
/// The id is taken or badly written, or the area is not known.
pub fn scaffold(rules: &RuleSet, id: &str, area: &str) -> Result<String, ScaffoldError> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    if !id.contains('.') || !id.chars().all(plain) || id.starts_with(['.', '-']) || id.ends_with(['.', '-']) {
        return Err(ScaffoldError::BadId);
    }
    if let Some((file, line)) = taken(rules, id) {
        return Err(ScaffoldError::Taken(file, line));
    }
    let taxonomy = rules.taxonomy();
    let Some(found) = taxonomy.find(area) else {
        let near = nearest(area, taxonomy.areas().iter().map(|a| a.id.as_str()));
        return Err(ScaffoldError::UnknownArea(near.map(str::to_string)));
    };
    Ok(text(id, taxonomy.area(found)))
}

fn taken(rules: &RuleSet, id: &str) -> Option<(String, usize)> {
    let rule = rules.rules().iter().find(|r| r.id == id).map(|r| (&r.file, r.line));
    let friend = || rules.false_friends().iter().find(|f| f.id == id).map(|f| (&f.file, f.line));
    let mask = || rules.masks().iter().find(|m| m.id == id).map(|m| (&m.file, m.line));
    let source = || rules.sources().iter().find(|s| s.id == id).map(|s| (&s.file, s.line));
    rule.or_else(friend).or_else(mask).or_else(source).map(|(file, line)| (file.clone(), line))
}

fn text(id: &str, area: &Area) -> String {
    format!(
        r#"# En ny regel för {name}: {definition}
# Fyll i det som står mellan citattecken. Rader som börjar med # är hjälp och kan tas bort; ta bort # framför de nycklar du behöver.
# Pröva sedan: genomsyra rules check MAPP, genomsyra rules test {id} --rules MAPP, genomsyra rules explain {id} "en mening" --rules MAPP

[[regel]]
# Fast namn som aldrig används om: området i kort form, punkt, vad regeln finner.
id = "{id}"

# Områden som en träff räknas till. Fler områden: ["{area}", "delaktighet-inflytande"]. `genomsyra rules list --format json` visar alla.
omrade = ["{area}"]

# stark        räknas alltid
# sammanhang   tvetydigt ord; kräver `kraver`, `utesluter` eller en fras som avgör vad det betyder
# lag          områdets egen lag eller konvention
# institution  ett organ vars uppdrag är området; räknas högst som ett omnämnande
# metod        en metod eller händelse som hör till området
# ankare, svag sparas men räknas inte ensamma
styrka = "stark"

# En mening: vad regeln finner och varför det räknas. Den visas för den som läser rapporten.
beskrivning = ""

# Enstaka ord. Skriv böjningsklassen efter kolon, så kommer alla böjningar med: rättighet:n3, mänsklig:a1, stärka:v2b.
# Sammansättningar: "diskriminering:n2+" börjar med ordet, "+rasism:n0" slutar med det. Valfri fortsättning: "barnrätt*".
ord = []

# Följder av ord. "<barn> ..8 <rost>" är ett ord ur klassen barn och, högst åtta ord senare, ett ur klassen rost.
# "a|b" är a eller b, "på_grund_av" är flera ord som ett, "X & Y" kräver Y i samma mening, "X & !Y" förbjuder det.
fraser = []

# Ord som aldrig räknas fast de träffas.
# inte = ["barnmorsk*"]

# Vad mer som måste stå, eller inte får stå. inom: "enhet", "8 ord", "8 ord före", "8 ord efter", "rubrik", "grannar".
# kraver = [{{ nagot = ["<rattighetsord>", "oavsett"], inom = "enhet" }}]
# utesluter = [{{ nagot = ["prognos:n3"], inom = "8 ord" }}]

# Rättslig grund som visas för läsaren. Bara det du är säker på.
# lagrum = ["Barnkonventionen art. 12"]

# Meningar som regeln ska träffa, påhittade och olika varandra. Minst en.
exempel = [
  "",
]

# Närliggande meningar som regeln ska låta vara: samma ord i en annan betydelse. Minst en.
motexempel = [
  "",
]
"#,
        name = area.name,
        definition = area.definition,
        area = area.id,
    )
}
