//! The `genomsyra` program: hands the arguments to `cli` and turns its answer into an exit code.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os()).into()
}
