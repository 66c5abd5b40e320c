//! `genomsyra completions SHELL`: a script by which a shell completes commands and flags.

use clap_complete::Generator;

use crate::cli::args::{self, CompletionsArgs};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;

/// The script to standard output.
pub fn run(args: &CompletionsArgs) -> Result<Exit, Stop> {
    let mut program = args::program();
    let name = program.get_name().to_string();
    program.set_bin_name(name);
    program.build();
    Output::Standard.write(|out| {
        // Its own `generate` panics when nobody reads any longer.
        args.shell.try_generate(&program, out)
    })?;
    Ok(Exit::Fine)
}
