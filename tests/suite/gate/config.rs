//! Settings: what is read, every mistake with its line, what is in force where, and the schema that editors get.

use genomsyra::gate::{Config, Counted, Demand, Kind, Origin, config_schema};
use genomsyra::rule::ChainLink;
use genomsyra::text::Severity;
use proptest::prelude::*;
use serde_json::Value;

use crate::helpers::rules;

const WHOLE: &str = r#"regler = "regler"
ignorera = ["arkiv/**", "*.tmp"]
undantag = "undantag.toml"
utgangslage = "lage.jsonl"

[[dokumenttyp]]
sokvag = "policyer/**"
typ = "policy"

[[dokumenttyp]]
sokvag = "*.md"
typ = "plan"

[[krav]]
mognad = 2
poang = 30.5
led = ["ansvar", "uppfoljning"]
dimensioner = { D8 = 25, D1 = 10 }

[[krav]]
typ = ["policy", "program"]
sokvag = "policyer/"
mognad = 3
grunder = "alla"
omraden = ["barnets-rattigheter", "hbtqi"]
led = "tid"
villkor = ["ny", "skarp>10", "kon:saknas"]

[krav.dimensioner]
D8 = 0

[krav.steg]
barnets-rattigheter = 3
kon = 1

[ord]
foraldrade = "fel"

[[ord.forbjudet]]
ord = ["brukar*", "klient"]
skriv = "den som får stöd"
varfor = "Beslut i nämnden."
grad = "varning"
"#;

/// Settings that are right.
const RIGHT: &[&str] = &[
    "",
    "# bara en kommentar\n",
    WHOLE,
    "[krav]\nmognad = 0\n",
    "[krav]\nomraden = [\"alla\", \"mr-ram\"]\ngrunder = [\"grund-alder\"]\n",
    "[ord]\nforaldrade = \"av\"\n[ord.forbjudet]\nord = \"klient\"\n",
    "krav = { dimensioner = { d11 = 1 } }\n",
];

/// Settings that are wrong: the text, the line and words of the message, and whether the schema sees it too.
const WRONG: &[(&str, usize, &str, bool)] = &[
    ("regel = \"x\"\n", 1, "okänd nyckel `regel`; menade du `regler`?", true),
    ("\n[krav]\nmognat = 3\n", 3, "okänd nyckel `mognat`; menade du `mognad`?", true),
    ("[krav]\nmognad = 6\n", 2, "heltal från 0 till 5", true),
    ("[krav]\nmognad = 2.5\n", 2, "heltal från 0 till 5", true),
    ("[krav]\nmognad = \"tre\"\n", 2, "här står en text, det ska vara ett heltal", true),
    ("[krav]\npoang = 101\n", 2, "från 0 till 100", true),
    ("[krav.dimensioner]\nD12 = 3\n", 2, "dimensionen `D12` finns inte", true),
    ("[krav.dimensioner]\nD4 = 0.25\n", 2, "skriv 25, inte 0.25", true),
    ("[krav.steg]\nbarnets-rattighet = 3\n", 2, "menade du `barnets-rattigheter`?", true),
    ("[krav.steg]\nhbtqi = 7\n", 2, "från 0 till 5", true),
    ("[krav]\nomraden = [\n  \"hbtqi\",\n  \"hbtiq\",\n]\n", 4, "`hbtiq` finns inte; menade du `hbtqi`?", true),
    ("[krav]\nomraden = [\"kon\"]\n", 2, "är en diskrimineringsgrund: skriv den under `grunder`", true),
    ("[krav]\ngrunder = [\"hbtqi\"]\n", 2, "är ingen diskrimineringsgrund", true),
    ("[krav]\nled = [\"ansvarig\"]\n", 2, "menade du `ansvar`?", true),
    ("[krav]\ntyp = \"polisy\"\n", 2, "menade du `policy`?", true),
    ("[krav]\nvillkor = [\"mognad\"]\n", 2, "`mognad<3`", false),
    ("[krav]\nvillkor = 3\n", 2, "här står ett tal", true),
    ("[krav]\nsokvag = \"!x\"\n", 2, "börja med !", true),
    ("krav = 3\n", 1, "`[[krav]]`", true),
    ("[[dokumenttyp]]\nsokvag = \"x\"\n", 1, "nyckeln `typ` saknas", true),
    ("ignorera = [\"a[\"]\n", 1, "mönstret `a[`", false),
    ("ignorera = [3]\n", 1, "här står ett tal", true),
    ("regler = \" \"\n", 1, "`regler` är tom", true),
    ("[ord]\nforaldrade = \"feel\"\n", 2, "menade du `fel`?", true),
    ("ord = 3\n", 1, "en tabell", true),
    ("[[ord.forbjudet]]\nskriv = \"x\"\n", 1, "nyckeln `ord` saknas", true),
    ("[[ord.forbjudet]]\nord = []\n", 2, "`ord` är tom", true),
    ("[[ord.forbjudet]]\nord = \"…\"\n", 1, "inga bokstäver", false),
    ("[[ord.forbjudet]]\nord = \"x\"\ngrad = \"av\"\n", 3, "`grad` ska vara", true),
    ("[krav\nmognad = 2\n", 1, "TOML", false),
    ("[krav]\nmognad = 2\nmognad = 3\n", 3, "två gånger", false),
    ("regler = \"x\n", 1, "citattecken", false),
];

fn schema() -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(&config_schema(rules())).unwrap()).unwrap()
}

#[test]
fn what_is_right_is_read_and_fits_the_schema() {
    let schema = schema();
    for text in RIGHT {
        let read = Config::parse("genomsyra.toml", text, rules());
        assert!(read.is_ok(), "{text}\n{}", read.unwrap_err());
        let value: Value = toml::from_str(text).unwrap();
        let errors: Vec<String> = schema.iter_errors(&value).map(|error| format!("{} {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{text}\n{errors:#?}");
    }
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_schema_knows_it() {
    let schema = schema();
    for (text, line, words, in_schema) in WRONG {
        let errors = Config::parse("genomsyra.toml", text, rules()).unwrap_err().0;
        assert_eq!(errors.len(), 1, "{text}\n{errors:#?}");
        assert_eq!(errors[0].line, *line, "{text}\n{}", errors[0]);
        assert!(errors[0].to_string().starts_with(&format!("genomsyra.toml, rad {line}: ")), "{}", errors[0]);
        assert!(errors[0].message.contains(words), "{text}\n{}", errors[0]);
        if *in_schema {
            let value: Value = toml::from_str(text).unwrap();
            assert!(!schema.is_valid(&value), "{text}");
        }
    }
}

#[test]
fn every_mistake_is_told_at_once() {
    let text = "regel = \"x\"\n[krav]\nmognad = 9\nled = [\"a\", \"tid\", \"uppföljning\"]\n[ord]\nforaldrade = 1\n";
    let errors = Config::parse("genomsyra.toml", text, rules()).unwrap_err().0;
    assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [1, 3, 4, 4, 6], "{errors:#?}");
}

#[test]
fn later_demands_go_before_earlier_ones_and_each_says_where_it_stands() {
    let config = Config::parse("mapp/genomsyra.toml", WHOLE, rules()).unwrap();
    let find = |id: &str| rules().taxonomy().find(id).unwrap();
    let line = |demand: &Demand, path: &str, kind: Option<&str>| {
        let in_force = config.in_force(path, kind, &[]);
        let found = in_force.demands.into_iter().find(|demanded| demanded.demand == *demand)?;
        match found.origin {
            Origin::File { line, .. } => Some(line),
            _ => None,
        }
    };
    let policy = |demand: Demand| line(&demand, "policyer/resor.docx", Some("policy"));
    let plan = |demand: Demand| line(&demand, "planer/resor.docx", Some("plan"));
    assert_eq!((policy(Demand::Maturity(3)), policy(Demand::Maturity(2)), plan(Demand::Maturity(2))), (Some(23), None, Some(15)));
    assert_eq!((policy(Demand::Score(30.5)), plan(Demand::Score(30.5))), (Some(16), Some(16)));
    // A demand can be taken back, and a list replaces the earlier one.
    assert_eq!(
        (policy(Demand::Dimension(8, 0.25)), plan(Demand::Dimension(8, 0.25)), policy(Demand::Dimension(1, 0.1))),
        (None, Some(18), Some(18))
    );
    assert_eq!((policy(Demand::Link(None, ChainLink::Responsible)), policy(Demand::Link(None, ChainLink::Time))), (None, Some(26)));
    assert_eq!(plan(Demand::Link(None, ChainLink::FollowUp)), Some(17));
    assert_eq!(policy(Demand::Step(find("grund-kon"), 1)), Some(34));
    assert_eq!(policy(Demand::Named(find("grund-alder"))), Some(24));
    assert_eq!(policy(Demand::AtMost { counted: Counted::Kind(Kind::Sharpen), new: false, most: 10 }), Some(27));
    // Type and place have to fit, both.
    assert_eq!(line(&Demand::Maturity(3), "policyer/resor.docx", Some("plan")), None);
    assert_eq!(line(&Demand::Maturity(3), "resor.docx", Some("policy")), None);
    assert_eq!(config.document_type("policyer/a.md").unwrap().value, "policy");
    assert_eq!(config.document_type("a.md").unwrap().value, "plan");
    assert!(config.document_type("a.pdf").is_none());
    assert_eq!(config.ignores("arkiv/2019/a.pdf").unwrap().0, "arkiv/**");
    let in_force = config.in_force("x", None, &[]);
    assert_eq!(in_force.obsolete.value, Some(Severity::Error));
    assert_eq!(in_force.forbidden[0].value.words, ["brukar*", "klient"]);
    assert_eq!(Config::rules_folder(WHOLE).as_deref(), Some("regler"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn garbage_is_told_and_never_stops_the_reader(text in "\\PC{0,200}|([a-z\\[\\]\\{\\}=\"'\\.,# \n0-9]|krav|ord|steg|led|mognad|\\[\\[){0,60}") {
        told(&text)?;
    }

    #[test]
    fn damaged_settings_are_told(at in 0..WHOLE.len(), length in 0usize..40, put in "[\\[\\]\"{}=#\na-z0-9å\u{0}]{0,4}") {
        let chars: Vec<char> = WHOLE.chars().collect();
        let at = at.min(chars.len());
        let end = (at + length).min(chars.len());
        let text: String = chars[..at].iter().collect::<String>() + &put + &chars[end..].iter().collect::<String>();
        told(&text)?;
    }
}

/// Whatever the text is, it is read or every mistake has a line of it.
fn told(text: &str) -> Result<(), TestCaseError> {
    if let Err(errors) = Config::parse("x", text, rules()) {
        prop_assert!(!errors.0.is_empty());
        for error in &errors.0 {
            prop_assert!((1..=text.lines().count().max(1) + 1).contains(&error.line), "{error} in {text:?}");
            prop_assert!(!error.message.is_empty());
        }
    }
    Ok(())
}
