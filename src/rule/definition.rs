//! Rule files as written: one struct per kind of entry, Swedish keys, nothing resolved yet.

use serde::Deserialize;

/// `[[omrade]]`: an id of the taxonomy.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AreaDef {
    pub id: String,
    pub skikt: String,
    pub namn: String,
    pub namn_en: String,
    pub definition: String,
    #[serde(default)]
    pub roller: Vec<String>,
    pub foralder: Option<String>,
    #[serde(default)]
    pub specifikare_an: Vec<String>,
    #[serde(default)]
    pub indirekt_grund: Vec<String>,
    #[serde(default)]
    pub lagstod: Vec<String>,
    #[serde(default)]
    pub titelord: Vec<String>,
}

/// `[[regel]]`: what counts as a reference.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleDef {
    pub id: String,
    pub omrade: Vec<String>,
    pub styrka: String,
    pub beskrivning: String,
    #[serde(default)]
    pub ord: Vec<String>,
    #[serde(default)]
    pub forled: Vec<String>,
    #[serde(default)]
    pub efterled: Vec<String>,
    #[serde(default)]
    pub fraser: Vec<String>,
    #[serde(default)]
    pub inte: Vec<String>,
    #[serde(default)]
    pub kraver: Vec<ConditionDef>,
    #[serde(default)]
    pub utesluter: Vec<ConditionDef>,
    #[serde(default)]
    pub ger_vika: GivesWayDef,
    #[serde(default)]
    pub lagrum: Vec<String>,
    pub exempel: Vec<String>,
    pub motexempel: Vec<String>,
}

/// `ger_vika`: for any more specific area, or for those named.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "gives way to any or to named areas")]
pub(crate) enum GivesWayDef {
    Any(bool),
    Named(Vec<String>),
}

impl Default for GivesWayDef {
    fn default() -> Self {
        GivesWayDef::Any(false)
    }
}

/// `{ nagot = […], inom = "…" }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConditionDef {
    pub nagot: Vec<String>,
    #[serde(default)]
    pub inom: Option<String>,
}

/// `[[klass]]`: a named set of words and phrases.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClassDef {
    pub namn: String,
    pub beskrivning: String,
    pub uttryck: Vec<String>,
    #[serde(default)]
    pub utom: Vec<String>,
    pub exempel: Vec<String>,
    pub motexempel: Vec<String>,
}

/// `[[falskvan]]`: a word in another sense.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FalseFriendDef {
    pub id: String,
    pub ord: Vec<String>,
    pub skyddar: Vec<String>,
    pub betydelse: String,
    #[serde(default)]
    pub veto: Vec<String>,
    #[serde(default)]
    pub aterstall: Vec<String>,
    #[serde(default)]
    pub alltid: bool,
    #[serde(default)]
    pub aven_i_fraser: bool,
    pub exempel: Vec<String>,
    #[serde(default)]
    pub motexempel: Vec<String>,
}

/// `[[dolj]]`: names whose words say nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MaskDef {
    pub id: String,
    pub beskrivning: String,
    pub fraser: Vec<String>,
    pub exempel: Vec<String>,
    #[serde(default)]
    pub motexempel: Vec<String>,
}

/// `[[rattskalla]]`: a statute, convention or policy goal.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceDef {
    pub id: String,
    pub namn: String,
    #[serde(default)]
    pub kort: Option<String>,
    pub slag: String,
    #[serde(default)]
    pub sfs: Vec<String>,
    pub uttryck: Vec<String>,
    pub omrade: Vec<String>,
    #[serde(default)]
    pub oppnar: Vec<String>,
    #[serde(default)]
    pub ersatt_av: Option<String>,
    #[serde(default)]
    pub upphord: Option<String>,
    pub exempel: Vec<String>,
    pub motexempel: Vec<String>,
}

/// `[[plikt]]`: something that a statute says shall be adopted, documented or reported.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DutyDef {
    pub id: String,
    pub namn: String,
    pub namn_en: String,
    pub krav: String,
    pub krav_en: String,
    pub rattskalla: String,
    pub lagrum: String,
    pub omrade: Vec<String>,
    #[serde(default)]
    pub typer: Vec<String>,
    pub uttryck: Vec<String>,
    pub exempel: Vec<String>,
    pub motexempel: Vec<String>,
}

/// `[[ordval]]`: an older word, and what is written instead.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordingDef {
    pub id: String,
    pub uttryck: Vec<String>,
    pub hellre: String,
    pub hellre_en: String,
    pub skal: String,
    pub skal_en: String,
    pub omrade: Vec<String>,
    pub fran: u16,
    pub exempel: Vec<String>,
    pub motexempel: Vec<String>,
}

/// `[[vy]]`: a way of looking at the findings, with its source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LensDef {
    pub id: String,
    pub namn: String,
    pub namn_en: String,
    pub beskrivning: String,
    pub beskrivning_en: String,
    pub kalla: String,
    pub kalla_en: String,
}

/// `[[vyrubrik]]`: a heading of a view and what evidence it takes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LensHeadingDef {
    pub id: String,
    pub vy: String,
    pub namn: String,
    pub namn_en: String,
    pub fraga: String,
    pub fraga_en: String,
    #[serde(default)]
    pub omrade: Vec<String>,
    #[serde(default)]
    pub roll: Option<String>,
    #[serde(default)]
    pub markor: Vec<String>,
    #[serde(default)]
    pub uttryck: Vec<String>,
    #[serde(default)]
    pub rattskalla: bool,
    #[serde(default)]
    pub inom_omrade: Vec<String>,
    #[serde(default)]
    pub niva: Option<u8>,
    #[serde(default)]
    pub lankar: Vec<String>,
    #[serde(default)]
    pub utan_omrade: bool,
    #[serde(default)]
    pub uppfyllt: Option<DemandDef>,
    #[serde(default)]
    pub delvis: Option<DemandDef>,
    #[serde(default)]
    pub exempel: Vec<String>,
    #[serde(default)]
    pub motexempel: Vec<String>,
}

/// `{ antal = 2, niva = 3, lankar = ["mal"] }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DemandDef {
    pub antal: u32,
    pub niva: u8,
    #[serde(default)]
    pub lankar: Vec<String>,
}

/// `[[dokumenttyp]]`: a kind of document, how it is recognised and what is expected of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentTypeDef {
    pub id: String,
    pub namn: String,
    pub namn_en: String,
    pub titelord: Vec<String>,
    pub vikt: Vec<f64>,
    pub bredd_omraden: f64,
    pub bredd_rattigheter: f64,
    #[serde(default = "usual_density")]
    pub tathet: f64,
    pub hogsta_niva: u8,
    #[serde(default)]
    pub redovisande: bool,
}

/// The share of units that is full density where a type does not say.
fn usual_density() -> f64 {
    0.2
}

/// `[[verb]]`: verbs of one kind, by conjugation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerbDef {
    pub slag: String,
    /// For readers of the file.
    #[serde(rename = "beskrivning")]
    pub _beskrivning: String,
    #[serde(default)]
    pub v1: Vec<String>,
    #[serde(default)]
    pub v2a: Vec<String>,
    #[serde(default)]
    pub v2b: Vec<String>,
    #[serde(default)]
    pub v3: Vec<String>,
    #[serde(default)]
    pub starka: Vec<String>,
    /// Words that are written like a form of a verb, and mostly are not one.
    #[serde(default)]
    pub utom: Vec<String>,
}

/// `[regelverk]`: the set's name and version.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetDef {
    pub namn: String,
    pub version: String,
}
