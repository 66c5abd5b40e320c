//! What was typed after `genomsyra serve`.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;

use super::{LanguageArg, ReadingArgs, RulesArg};

pub const SERVE_HELP: &str = "\
Sidan finns bara på den här datorn. Dokumenten ligger i programmets minne och är borta när det avslutas med Ctrl-C.
Adressen innehåller ett engångslösenord: den som inte har hela adressen kommer inte in.

Med --store visas arkivet från `genomsyra scan`: sök och filtrera på kommun, organ, typ, år, område och nivå, se värmekarta och utveckling
över tid, och gå ner till varje mening. Inget läses på nytt och inget skrivs i arkivet. Ange samma --facts och --patterns som till scan, så
stämmer siffrorna med dess rapporter.";

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Port att svara på. [en som är ledig]
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
    /// Öppna sidan i webbläsaren.
    #[arg(long)]
    pub open: bool,
    /// Visa också det här arkivet, som `genomsyra scan` har sparat. Adressen leder då dit.
    #[arg(long, value_name = "FIL")]
    pub store: Option<PathBuf>,
    /// Egna uppgifter om arkivets dokument: en tabell (.csv) eller lista (.toml), som till scan.
    #[arg(long, value_name = "FIL", requires = "store")]
    pub facts: Option<PathBuf>,
    /// Vad arkivets mappar och filer heter och betyder: en lista med mönster (.toml), som till scan.
    #[arg(long, value_name = "FIL", requires = "store")]
    pub patterns: Option<PathBuf>,
    /// Adress att svara på. Andra än 127.0.0.1 låter andra datorer komma in, utan kryptering. [127.0.0.1]
    #[arg(long, value_name = "ADRESS", default_value = "127.0.0.1", hide_default_value = true, value_parser = address)]
    pub listen: IpAddr,
    /// Spara det som sägs om fynd i FIL, som check och scan läser. Annars är det borta med sidan om det inte hämtas hem.
    #[arg(long, value_name = "FIL")]
    pub reviews: Option<PathBuf>,
    #[command(flatten)]
    pub language: LanguageArg,
    #[command(flatten)]
    pub rules: RulesArg,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

fn address(typed: &str) -> Result<IpAddr, String> {
    typed.parse().map_err(|_| "ange en IP-adress, till exempel 127.0.0.1 eller 192.168.1.20".to_string())
}
