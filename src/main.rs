//! The `genomsyra` program: hands the arguments to `cli` and turns its answer into an exit code.

mod cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os()).into()
}
