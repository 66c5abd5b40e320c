//! What was typed after `genomsyra completions` and `genomsyra man`: what packages need beside the program.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

use super::one_of;

const SHELLS: [(Shell, &str); 5] =
    [(Shell::Bash, "bash"), (Shell::Zsh, "zsh"), (Shell::Fish, "fish"), (Shell::PowerShell, "powershell"), (Shell::Elvish, "elvish")];

pub const COMPLETIONS_HELP: &str = "\
Så tas skriptet i bruk:
  bash        genomsyra completions bash > ~/.local/share/bash-completion/completions/genomsyra
  zsh         genomsyra completions zsh > _genomsyra, i en mapp som står i $fpath
  fish        genomsyra completions fish > ~/.config/fish/completions/genomsyra.fish
  powershell  genomsyra completions powershell >> $PROFILE
  elvish      genomsyra completions elvish >> ~/.config/elvish/rc.elv";

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// Skalet: bash, zsh, fish, powershell eller elvish.
    #[arg(value_name = "SKAL", value_parser = one_of(SHELLS))]
    pub shell: Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Kommandot, till exempel check eller rules list. Utan kommando: programmets egen sida.
    #[arg(value_name = "KOMMANDO")]
    pub command: Vec<String>,
    /// Skriv alla manualsidor i den här mappen, en fil för varje kommando. Mappen skapas om den inte finns.
    #[arg(long, short, value_name = "MAPP", conflicts_with = "command")]
    pub output: Option<PathBuf>,
}
