//! What a program costs: processor time and peak memory of one process. The system tells only what all finished children of a process took, so
//! this program starts itself for each measurement and asks from there.

use std::env;
use std::ffi::OsString;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Set for the process that runs what is measured.
const ROLE: &str = "GENOMSYRA_MEASURED";
/// After this a process is taken for hung.
const PATIENCE: Duration = Duration::from_secs(120);

/// What one run took.
#[derive(Clone, Copy, Debug)]
pub struct Spent {
    /// User and system time.
    pub processor: Duration,
    /// Bytes.
    pub peak: u64,
    /// The exit code; none for a process that was killed.
    pub code: Option<i32>,
}

/// To be called first in `main`: the exit code if this process is one that measures.
pub fn in_between() -> Option<ExitCode> {
    env::var_os(ROLE)?;
    let mut arguments = env::args_os().skip(1);
    let mut command = Command::new(arguments.next()?);
    command.args(arguments).env_remove(ROLE).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let start = Instant::now();
    let status = loop {
        match child.try_wait().ok()? {
            Some(status) => break status,
            None if start.elapsed() > PATIENCE => {
                child.kill().ok()?;
                break child.wait().ok()?;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let (processor, peak) = children()?;
    let code = status.code().map_or("killed".to_string(), |code| code.to_string());
    use std::io::Write as _;
    writeln!(std::io::stdout(), "{} {peak} {code}", processor.as_micros()).ok()?;
    Some(ExitCode::SUCCESS)
}

#[cfg(unix)]
fn children() -> Option<(Duration, u64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let micros = |time: nix::sys::time::TimeVal| time.tv_sec() as u64 * 1_000_000 + time.tv_usec() as u64;
    // Kibibytes, but for the systems of Apple.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    Some((Duration::from_micros(micros(usage.user_time()) + micros(usage.system_time())), usage.max_rss() as u64 * unit))
}

#[cfg(not(unix))]
fn children() -> Option<(Duration, u64)> {
    None
}

/// Runs the command once; nothing where the system does not tell.
pub fn spent(command: &[OsString]) -> Option<Spent> {
    let output = Command::new(env::current_exe().ok()?).args(command).env(ROLE, "1").output().ok()?;
    let told = String::from_utf8_lossy(&output.stdout);
    let mut told = told.split_whitespace();
    let processor = Duration::from_micros(told.next()?.parse().ok()?);
    Some(Spent { processor, peak: told.next()?.parse().ok()?, code: told.next()?.parse().ok() })
}

/// The least time and memory of some runs: what other work on the machine added falls away. Long runs are not repeated as often.
pub fn best(runs: usize, before: impl Fn(), command: &[OsString]) -> Option<Spent> {
    let mut best: Option<Spent> = None;
    for _ in 0..runs {
        before();
        let now = spent(command)?;
        let so_far = best.unwrap_or(now);
        best = Some(Spent { processor: so_far.processor.min(now.processor), peak: so_far.peak.min(now.peak), code: now.code });
        if now.processor > Duration::from_secs(3) {
            break;
        }
    }
    best
}
