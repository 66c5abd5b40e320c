//! `cargo run --example page -- FILE`: builds the library for browsers and writes the page without a server, as one file.

mod bundle;
mod core;
mod whole;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use flate2::Compression;
use flate2::write::GzEncoder;
use genomsyra::desk::page::MODULES;

use self::bundle::{Modules, bundle};
use self::whole::whole;

/// What the page's modules are joined by here.
const OWN_MODULES: [(&str, &str); 3] = [
    ("engine.js", include_str!("../../src/wasm/page/engine.js")),
    ("core.js", include_str!("../../src/wasm/page/core.js")),
    ("languages.js", include_str!("../../src/wasm/page/languages.js")),
];
const WORKER: &str = include_str!("../../src/wasm/page/worker.js");

fn main() -> ExitCode {
    let mut given = env::args_os().skip(1);
    let told = match (given.next(), given.next()) {
        (Some(file), None) => write(&PathBuf::from(file)),
        _ => Err("Name the file to write: cargo run --example page -- genomsyra.html".into()),
    };
    match told {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing can be told where there is nobody to tell.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(2)
        }
    }
}

fn write(file: &PathBuf) -> Result<(), String> {
    let modules: Modules = MODULES.into_iter().chain(OWN_MODULES).collect();
    let program = bundle(&modules, "main.js")?;
    let core = core::build()?;
    let packed = packed(&core.wasm).map_err(|error| error.to_string())?;
    let html = whole(&program, &format!("{}\n{WORKER}", core.script), &packed)?;
    fs::write(file, &html).map_err(|error| format!("{}: {error}", file.display()))?;
    let megabytes = |bytes: usize| bytes as f64 / 1e6;
    let (whole, core, packed) = (megabytes(html.len()), megabytes(core.wasm.len()), megabytes(packed.len()));
    let _ = writeln!(io::stderr(), "{}: {whole:.1} MB (the core {core:.1} MB, packed {packed:.1} MB)", file.display());
    Ok(())
}

/// As browsers unpack it by themselves.
fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes)?;
    packer.finish()
}
