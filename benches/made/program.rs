//! The program as its users build it. A bench has dependencies of its own, which switch features on in what the program is built from; what
//! `CARGO_BIN_EXE_genomsyra` names in a bench is therefore another program than that of `cargo build --release`, and costs a build besides.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The release program, built if it is not there; or the one that the environment variable `GENOMSYRA` names.
pub fn program() -> PathBuf {
    if let Some(own) = env::var_os("GENOMSYRA") {
        return own.into();
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["build", "--locked", "--release", "--bin", "genomsyra", "--message-format=json-render-diagnostics"];
    let mut command = Command::new(cargo);
    let built = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).stderr(Stdio::inherit()).output().expect("cargo runs");
    assert!(built.status.success(), "the program does not build");
    let messages = String::from_utf8_lossy(&built.stdout);
    let executables = messages.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    executables.last().expect("cargo tells where the program is")
}
