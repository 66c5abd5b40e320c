//! The library for browsers: built by cargo, and the script that reaches it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// Stack of the core, in bytes. A worker's own may end before; either way the page tells that the core broke.
const STACK: usize = 8 << 20;

/// A core and the script that a worker reaches it by.
pub struct Core {
    /// The core, as WebAssembly.
    pub wasm: Vec<u8>,
    /// The script, which sets `wasm_bindgen`.
    pub script: String,
}

/// Builds both.
pub fn build() -> Result<Core, String> {
    let wasm = compiled()?;
    let mut bindgen = Bindgen::new();
    let script = bindgen.no_modules(true).map_err(|error| error.to_string())?;
    let mut output = script
        .input_path(wasm)
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .map_err(|error| format!("the script that reaches the core: {error:#}"))?;
    Ok(Core { wasm: output.wasm_mut().emit_wasm(), script: output.js().to_string() })
}

/// Where cargo put the library.
fn compiled() -> Result<PathBuf, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["rustc", "--locked", "--lib", "--crate-type", "cdylib", "--profile", "page"]);
    command.args(["--no-default-features", "--features", "browser", "--target", TARGET, "--config", &flags()]);
    command.arg("--message-format=json-render-diagnostics").stdout(Stdio::piped()).stderr(Stdio::inherit());
    let built = command.output().map_err(|error| format!("cargo does not start: {error}"))?;
    if !built.status.success() {
        return Err(format!("the library was not built for browsers. Is the target there? rustup target add {TARGET}"));
    }
    let told = String::from_utf8_lossy(&built.stdout);
    let files = told.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).filter_map(|told| {
        let ours = told["reason"] == "compiler-artifact" && told["target"]["name"] == "genomsyra";
        ours.then(|| told["filenames"].as_array().cloned()).flatten()
    });
    let mut paths = files.flatten().filter_map(|name| name.as_str().map(PathBuf::from));
    paths.find(|path| path.extension().is_some_and(|ending| ending == "wasm")).ok_or_else(|| "cargo told of no core".to_string())
}

/// The core names no folder of the machine that it was built on, and so is the same from every one.
fn flags() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let shortened = |path: &Path, name: &str| format!("--remap-path-prefix={}={name}", path.display());
    let mut flags = vec![shortened(Path::new(env!("CARGO_MANIFEST_DIR")), "genomsyra"), format!("-Clink-arg=-zstack-size={STACK}")];
    flags.extend(home.map(|home| shortened(&home, "cargo")));
    // A list of strings in JSON is one in TOML.
    format!("target.{TARGET}.rustflags={}", Value::from(flags))
}
