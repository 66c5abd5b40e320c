//! The sheet to check, and reading it back when it is. `report` writes it.

use std::fmt;

use super::draw::{Item, Stratum};
use super::quality::Quality;
use crate::register::fold;

/// A sample to check.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The sentences, by path and place.
    pub items: Vec<Item>,
    /// How many of each stratum there are in the archive.
    pub sizes: [u64; 4],
    /// Hash of the rules that judged them.
    pub rules: String,
}

impl Sheet {
    /// The columns. The last three are the checker's: `ratt` (ja or nej: is what the row says right?), `ratt_niva` (the level it should have, if
    /// another) and `kommentar`.
    pub const COLUMNS: [&str; 15] = [
        "id",
        "skikt",
        "antal_i_skiktet",
        "dokument",
        "sida",
        "rubrik",
        "mening",
        "fynd",
        "omraden",
        "niva",
        "regler",
        "mening_nr",
        "ratt",
        "ratt_niva",
        "kommentar",
    ];
}

/// What a checker says of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The sentence.
    pub id: String,
    /// What kind.
    pub stratum: Stratum,
    /// The level that it was told to have.
    pub level: u8,
    /// Whether what was told is right; `None`: not answered.
    pub right: Option<bool>,
    /// The level that it should have, if the checker says one.
    pub right_level: Option<u8>,
}

/// A checked sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The answers, in the order of the sheet.
    pub answers: Vec<Answer>,
    /// How many of each stratum there are in the archive; 0 for those without a row.
    pub sizes: [u64; 4],
    /// Hash of the rules that were checked.
    pub rules: String,
}

/// A row that cannot be read back: where, what, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetError {
    /// Row of the sheet, from 1.
    pub line: usize,
    /// What is wrong, in Swedish.
    pub message: String,
}

impl fmt::Display for SheetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rad {}: {}", self.line, self.message)
    }
}

impl std::error::Error for SheetError {}

impl Checked {
    /// Reads a sheet back, as a spreadsheet saved it: with semicolons, tabs or commas, in any order of rows and columns.
    ///
    /// # Errors
    /// Every mistake, with its row.
    pub fn from_csv(text: &str) -> Result<Checked, Vec<SheetError>> {
        let text = text.trim_start_matches('\u{FEFF}');
        let head = text.lines().next().unwrap_or_default();
        let separator = [b';', b'\t', b','].into_iter().max_by_key(|mark| (head.bytes().filter(|b| b == mark).count(), *mark == b';'));
        let mut reader =
            csv::ReaderBuilder::new().delimiter(separator.unwrap_or(b';')).flexible(true).has_headers(false).from_reader(text.as_bytes());
        let mut rows = reader.records();
        let one = |line, message: String| vec![SheetError { line, message }];
        let Some(Ok(head)) = rows.next() else { return Err(one(1, "arket är tomt".to_string())) };
        let column = |name: &str| head.iter().position(|cell| fold(cell).replace(' ', "_") == name);
        let mut places = [0; 7];
        for (place, name) in places.iter_mut().zip(["id", "skikt", "antal_i_skiktet", "niva", "regler", "ratt", "ratt_niva"]) {
            let Some(at) = column(name) else {
                return Err(one(1, format!("kolumnen `{name}` saknas: öppna stickprovets fil och behåll alla kolumner")));
            };
            *place = at;
        }
        let mut out = Checked { answers: Vec::new(), sizes: [0; 4], rules: String::new() };
        let mut errors = Vec::new();
        for (at, row) in rows.enumerate() {
            let line = at + 2;
            let read = row.map_err(|error| format!("raden går inte att läsa ({error})")).and_then(|row| {
                let cells = places.map(|place| row.get(place).unwrap_or_default().trim());
                if row.iter().all(|cell| cell.trim().is_empty()) { Ok(()) } else { out.read(cells) }
            });
            if let Err(message) = read {
                errors.push(SheetError { line, message });
            }
        }
        if errors.is_empty() { Ok(out) } else { Err(errors) }
    }

    fn read(&mut self, cells: [&str; 7]) -> Result<(), String> {
        let [id, stratum, size, level, rules, right, right_level] = cells;
        if self.answers.iter().any(|answer| answer.id == id) {
            return Err(format!("meningen `{id}` står två gånger"));
        }
        let found = Stratum::ALL.into_iter().find(|other| other.as_str() == stratum);
        let stratum = found.ok_or_else(|| format!("`{stratum}` är inget skikt: ändra inte den kolumnen"))?;
        let size: u64 = size.parse().map_err(|_| format!("`{size}` är inget antal: ändra inte kolumnen antal_i_skiktet"))?;
        let known = &mut self.sizes[stratum as usize];
        if *known != 0 && *known != size {
            return Err("rader ur två olika stickprov står i samma ark: läs dem var för sig".to_string());
        }
        *known = size;
        let rules = rules.trim_start_matches('r');
        if self.rules.is_empty() {
            self.rules = rules.to_string();
        }
        if self.rules != rules {
            return Err("raden är bedömd med andra regler än de första: läs arken var för sig".to_string());
        }
        let read_level =
            |text: &str| text.parse().ok().filter(|level: &u8| *level <= 5).ok_or_else(|| format!("`{text}` är ingen nivå: skriv 0–5"));
        let right_level = if right_level.is_empty() { None } else { Some(read_level(right_level)?) };
        let answer = Answer { id: id.to_string(), stratum, level: read_level(level)?, right: yes_or_no(right)?, right_level };
        self.answers.push(answer);
        Ok(())
    }

    /// What the answers say of how good the rules are.
    pub fn quality(&self) -> Quality {
        Quality::of(self)
    }
}

fn yes_or_no(text: &str) -> Result<Option<bool>, String> {
    match fold(text).as_str() {
        "" | "?" => Ok(None),
        "ja" | "j" | "ratt" | "r" | "1" | "x" | "sant" => Ok(Some(true)),
        "nej" | "n" | "fel" | "f" | "0" | "falskt" => Ok(Some(false)),
        _ => Err(format!("`{text}` är inget svar: skriv ja eller nej, eller lämna tomt")),
    }
}
