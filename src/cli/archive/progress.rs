//! How far a run has come, on standard error: one line that changes on a terminal, a line now and then elsewhere.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use genomsyra::run::Progress;

use crate::cli::exit::warn;

/// Between two changes of the line on a terminal.
const SHORT: Duration = Duration::from_millis(200);
/// Between two lines in a file or pipe.
const LONG: Duration = Duration::from_secs(10);
/// Before this nothing is said of the time that is left: the first documents say little of the rest.
const WARM: Duration = Duration::from_secs(2);

/// Tells of progress.
pub struct Meter {
    started: Instant,
    told: Option<Instant>,
    on_terminal: bool,
    /// Characters that stand on the line.
    shown: usize,
}

impl Meter {
    /// The clock starts.
    pub fn start() -> Self {
        Meter { started: Instant::now(), told: None, on_terminal: io::stderr().is_terminal(), shown: 0 }
    }

    /// Tells of it, if the last time is long enough ago.
    pub fn tell(&mut self, progress: &Progress) {
        let since = self.told.unwrap_or(self.started).elapsed();
        if since < if self.on_terminal { SHORT } else { LONG } || (self.on_terminal && super::interrupted()) {
            return;
        }
        self.told = Some(Instant::now());
        let line = line(progress, self.started.elapsed());
        if self.on_terminal {
            let columns =
                terminal_size::terminal_size_of(io::stderr()).map_or(80, |(terminal_size::Width(columns), _)| usize::from(columns));
            let line: String = line.chars().take(columns.saturating_sub(1)).collect();
            let width = line.chars().count();
            let _ = write!(io::stderr().lock(), "\r{line}{}", " ".repeat(self.shown.saturating_sub(width)));
            let _ = io::stderr().flush();
            self.shown = width;
        } else {
            warn(line);
        }
    }

    /// Wipes the line and says how it went.
    pub fn end(&mut self, message: &str) {
        if self.shown > 0 {
            let _ = write!(io::stderr().lock(), "\r{}\r", " ".repeat(self.shown));
            self.shown = 0;
        }
        warn(message);
    }

    /// Time since the start.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// The line: files of all, documents a second, bytes, time left.
fn line(progress: &Progress, elapsed: Duration) -> String {
    let Progress { files, all_files, bytes, all_bytes, unchanged, judged } = *progress;
    let percent = (files * 100).checked_div(all_files).unwrap_or(100);
    let seconds = elapsed.as_secs_f64();
    let mut line = format!("{} av {} filer ({percent} %)", thousands(files), thousands(all_files));
    if seconds > 0.0 && judged > 0 {
        line +=
            &format!(", {} dokument/s, {}/s", thousands((judged as f64 / seconds).round() as usize), size((bytes as f64 / seconds) as u64));
    }
    // Files and bytes are each a poor measure of work: together they are a fair one.
    let (done, all) = (files.saturating_sub(unchanged), all_files.saturating_sub(unchanged));
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 1.0 };
    let share = (share(done as f64, all as f64) + share(bytes as f64, all_bytes as f64)) / 2.0;
    if elapsed >= WARM && share > 0.0 && share < 1.0 {
        line += &format!(", ungefär {} kvar", duration(Duration::from_secs_f64((seconds * (1.0 - share) / share).min(1e7))));
    }
    line
}

/// A number with a space between thousands.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

/// Bytes in a unit that suits them.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} byte"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6).replace('.', ","),
        _ => format!("{:.1} GB", bytes as f64 / 1e9).replace('.', ","),
    }
}

/// Time in its two largest units.
pub(super) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_rate_and_time_left() {
        let progress = Progress { files: 1_500, all_files: 6_000, bytes: 25_000_000, all_bytes: 100_000_000, unchanged: 0, judged: 1_480 };
        let told = line(&progress, Duration::from_secs(10));
        assert_eq!(told.replace('\u{a0}', " "), "1 500 av 6 000 filer (25 %), 148 dokument/s, 2,5 MB/s, ungefär 30 s kvar");
        let none = line(&Progress { files: 3, all_files: 3, unchanged: 3, ..Progress::default() }, Duration::from_secs(3));
        assert_eq!(none, "3 av 3 filer (100 %)");
        assert_eq!(line(&Progress::default(), Duration::ZERO), "0 av 0 filer (100 %)");
    }

    #[test]
    fn numbers_are_written_in_swedish() {
        assert_eq!([thousands(0), thousands(999), thousands(41_500)], ["0", "999", "41\u{a0}500"]);
        assert_eq!([size(12), size(2_500), size(2_560_000), size(3_100_000_000)], ["12 byte", "2 kB", "2,6 MB", "3,1 GB"]);
        assert_eq!(duration(Duration::from_secs(3_725)), "1 h 2 min");
    }
}
