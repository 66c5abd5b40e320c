//! Drives the fuzz targets without a fuzzer: all seeds, and changes of them that are the same in every run.
//!
//! `GENOMSYRA_FUZZ=200000 cargo test --release fuzz` tries as many changes of each target's seeds, however long it takes.

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use targets::{Dress, TARGETS, run};

/// Changed inputs for each target, and the time after which a slow machine has seen enough of it.
const CHANGES: usize = 2_000;
const ENOUGH: Duration = Duration::from_secs(2);

/// Pieces that formats are made of; put anywhere, they reach further than bytes at random.
const PIECES: &[&[u8]] = &[
    b"\0",
    b"\xFF\xFF\xFF\xFF",
    b"<",
    b">",
    b"</",
    b"/>",
    b"<w:p>",
    b"</w:p>",
    b"<w:tbl>",
    b"</w:tc>",
    b"<![CDATA[",
    b"]]>",
    b"&#x110000;",
    b"&amp;",
    b"<!--",
    b"-->",
    b"<!DOCTYPE a>",
    b" obj",
    b"endobj",
    b"stream\n",
    b"endstream",
    b" 0 R",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"/Length 99999",
    b"/Kids[2 0 R]",
    b"trailer",
    b"startxref\n9",
    b"BT ",
    b" ET",
    b" Tj",
    b" Do",
    b" cm",
    b"{\\",
    b"}",
    b"\\'e5",
    b"\\u-1?",
    b"\\bin99999 ",
    b"\n\n",
    b"# ",
    b"> ",
    b"- ",
    b"|",
    b"|-|\n",
    b"**",
    b"`",
    b"[^1]: ",
    b"--x\r\n",
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n",
    b"99999999999999999999",
    b"-1",
    b"\"",
    b"'''",
    b"[[regel]]\n",
    b" = [",
    b"{ nagot = [\"a\"], inom = \"8 ord\" }",
    b":n5",
    b"..3 ",
    b"\xC3",
    b"\xE5",
    b"\xEF\xBB\xBF",
];

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }

    fn stretch(&mut self, len: usize) -> std::ops::Range<usize> {
        let from = self.below(len + 1);
        from..(from + self.below(64)).min(len)
    }

    fn change(&mut self, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
        let at = self.below(bytes.len() + 1);
        match self.below(7) {
            0 if !bytes.is_empty() => {
                let at = at.min(bytes.len() - 1);
                bytes[at] ^= 1 << self.below(8);
            }
            1 if !bytes.is_empty() => {
                let at = at.min(bytes.len() - 1);
                bytes[at] = self.below(256) as u8;
            }
            2 => {
                let stretch = self.stretch(bytes.len());
                bytes.drain(stretch);
            }
            3 => {
                let again = bytes[self.stretch(bytes.len())].repeat(1 + self.below(30));
                bytes.splice(at..at, again);
            }
            4 => {
                let other = &others[self.below(others.len())];
                let stretch = self.stretch(other.len());
                bytes.splice(at..at, other[stretch].iter().copied());
            }
            5 if self.below(8) == 0 => bytes.truncate(at),
            _ => {
                let piece = PIECES[self.below(PIECES.len())].repeat(1 + self.below(4) * self.below(4));
                bytes.splice(at..at, piece);
            }
        }
    }
}

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut paths: Vec<_> = fs::read_dir(&folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// `wanted` says which targets; two tests share the work.
fn drive(wanted: impl Fn(&Dress) -> bool) {
    for target in TARGETS.iter().filter(|target| wanted(&target.dress)) {
        let mut seeds = seeds(target.name);
        assert!(!seeds.is_empty() || matches!(target.dress, Dress::Package { .. }), "no seeds for {}", target.name);
        // A package has its own parts where the input is empty.
        seeds.push(Vec::new());
        seeds.iter().for_each(|seed| run(target.name, seed));
        let asked = std::env::var("GENOMSYRA_FUZZ").ok().and_then(|count| count.parse::<usize>().ok());
        let start = Instant::now();
        let mut chance = Chance(20_260_101);
        for _ in 0..asked.unwrap_or(CHANGES) {
            if asked.is_none() && start.elapsed() > ENOUGH {
                break;
            }
            let mut bytes = seeds[chance.below(seeds.len())].clone();
            for _ in 0..=chance.below(6) {
                chance.change(&mut bytes, &seeds);
            }
            run(target.name, &bytes);
        }
    }
}

#[test]
fn seeds_and_changes_of_them_by_bytes() {
    drive(|dress| matches!(dress, Dress::Bytes { .. }));
}

#[test]
fn seeds_and_changes_of_them_in_packages_and_rules() {
    drive(|dress| !matches!(dress, Dress::Bytes { .. }));
}
