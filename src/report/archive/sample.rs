//! The sheet of a sample to check by hand: a table that a spreadsheet opens, and that comes back by
//! [`Checked::from_csv`](crate::archive::sample::Checked::from_csv).

use std::io;

use super::super::csv::{Dialect, Writer};
use super::super::{Options, excerpt};
use crate::archive::Glossary;
use crate::archive::sample::{Item, Sheet};

/// Writes a sheet in the dialect of the language's spreadsheet. Without quotations the sentences stay out; the checker finds them by document,
/// page and number.
///
/// # Errors
/// What `out` gives: a full disk, a closed pipe.
pub fn write_sample(sheet: &Sheet, glossary: &Glossary, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = Writer::new(out, Dialect::of(options.language))?;
    writer.line(&Sheet::COLUMNS)?;
    for item in &sheet.items {
        writer.line(&row(sheet, item, glossary, options.quotes))?;
    }
    writer.finish()
}

fn row(sheet: &Sheet, item: &Item, glossary: &Glossary, quotes: bool) -> [String; Sheet::COLUMNS.len()] {
    let quoted = |text: &str| if quotes { excerpt::clean(text) } else { String::new() };
    [
        // A number to a spreadsheet, were it not for the letter.
        format!("m{}", item.id),
        item.stratum.as_str().to_string(),
        sheet.sizes[item.stratum as usize].to_string(),
        excerpt::clean(&item.path),
        item.page.map_or_else(String::new, |page| page.to_string()),
        quoted(item.heading.as_deref().unwrap_or_default()),
        quoted(&item.text),
        if item.stratum.is_reference() { "ja" } else { "nej" }.to_string(),
        glossary.ids(item.areas).join(", "),
        item.level.to_string(),
        format!("r{}", sheet.rules),
        (u64::from(item.unit) + 1).to_string(),
        String::new(),
        String::new(),
        String::new(),
    ]
}
