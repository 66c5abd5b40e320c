//! How an identity is kept: for people (JSON) every question with its best answer; for a store only what was found, to be weighed again when it
//! comes back.

use serde::de::Error;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::known::{Field, Known};
use super::{Adoption, Body, Date, End, Identity, Organisation, Years};

/// What was found of one question, and whether the user denies it.
#[derive(Deserialize)]
struct Found<T>(Vec<Known<T>>, bool);

impl<T> From<Found<T>> for Field<T> {
    fn from(Found(found, denied): Found<T>) -> Self {
        Field::of_found(found, denied)
    }
}

#[derive(Deserialize)]
struct Stored {
    municipality: Found<Organisation>,
    body: Found<Body>,
    #[serde(rename = "type")]
    document_type: Found<String>,
    years: Found<Years>,
    valid_from: Found<Date>,
    valid_to: Found<End>,
    adopted: Found<Adoption>,
    revised: Found<Date>,
    case_number: Found<String>,
    named: Vec<u16>,
}

impl Serialize for Identity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let for_people = serializer.is_human_readable();
        let mut out = serializer.serialize_struct("Identity", if for_people { 9 } else { 10 })?;
        macro_rules! field {
            ($name:literal, $field:ident) => {
                if for_people {
                    out.serialize_field($name, &self.$field)?;
                } else {
                    out.serialize_field($name, &self.$field.found())?;
                }
            };
        }
        field!("municipality", municipality);
        field!("body", body);
        field!("type", document_type);
        field!("years", years);
        field!("valid_from", valid_from);
        field!("valid_to", valid_to);
        field!("adopted", adopted);
        field!("revised", revised);
        field!("case_number", case_number);
        if !for_people {
            out.serialize_field("named", &self.named)?;
        }
        out.end()
    }
}

impl<'de> Deserialize<'de> for Identity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Err(D::Error::custom("an identity written for people holds weighed answers only; keep it in a binary format"));
        }
        let stored = Stored::deserialize(deserializer)?;
        let mut out = Identity {
            municipality: stored.municipality.into(),
            body: stored.body.into(),
            document_type: stored.document_type.into(),
            years: stored.years.into(),
            valid_from: stored.valid_from.into(),
            valid_to: stored.valid_to.into(),
            adopted: stored.adopted.into(),
            revised: stored.revised.into(),
            case_number: stored.case_number.into(),
            named: stored.named,
        };
        out.weigh();
        Ok(out)
    }
}
