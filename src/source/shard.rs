//! A part of an archive, so that several machines can share it: each takes the files whose names fall to it, and none needs to know what the
//! others do.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::Walked;

/// Most parts that an archive is cut in.
pub const MOST_SHARDS: u32 = 100_000;

/// One part of so many. Which files it holds hangs on their shown names alone: on every machine the archive is given by the same words.
///
/// ```
/// use genomsyra::source::Shard;
/// let parts: Vec<Shard> = ["1/3", "2/3", "3/3"].map(|part| part.parse().unwrap()).to_vec();
/// assert_eq!(parts.iter().filter(|part| part.has("arkiv/plan.pdf")).count(), 1);
/// assert!("4/3".parse::<Shard>().is_err() && "0/3".parse::<Shard>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shard {
    number: u32,
    of: u32,
}

/// What is no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoShard;

impl fmt::Display for NoShard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "skriv vilken del av hur många, till exempel 1/8 för den första av åtta (högst {MOST_SHARDS})")
    }
}

impl std::error::Error for NoShard {}

impl FromStr for Shard {
    type Err = NoShard;

    fn from_str(text: &str) -> Result<Self, NoShard> {
        let (number, of) = text.split_once('/').ok_or(NoShard)?;
        let (number, of) = (number.trim().parse().map_err(|_| NoShard)?, of.trim().parse().map_err(|_| NoShard)?);
        if (1..=of).contains(&number) && of <= MOST_SHARDS { Ok(Shard { number, of }) } else { Err(NoShard) }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl Shard {
    /// Whether the file with this shown name is in the part.
    pub fn has(self, shown: &str) -> bool {
        let mut first = [0; 8];
        first.iter_mut().zip(Sha256::digest(shown)).for_each(|(to, from)| *to = from);
        u64::from_be_bytes(first) % u64::from(self.of) == u64::from(self.number - 1)
    }

    /// What a walk found of this part. The others' files are remembered as there: a run forgets those that are gone.
    pub fn of(self, mut walked: Walked) -> Walked {
        let (own, others): (Vec<_>, Vec<_>) = walked.files.into_iter().partition(|file| self.has(&file.shown));
        walked.files = own;
        walked.elsewhere.extend(others.into_iter().map(|file| file.place));
        // Every part tells of what is closed to it: what lies behind may be open on another machine, and some of it would have been this part's.
        walked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_in_one_part_and_parts_are_about_as_large() {
        let names: Vec<String> = (0..3000).map(|n| format!("arkiv/kommun{}/plan-{n}.pdf", n % 7)).collect();
        for of in [1, 2, 7, 64] {
            let parts: Vec<Shard> = (1..=of).map(|number| format!("{number}/{of}").parse().unwrap()).collect();
            for name in &names {
                assert_eq!(parts.iter().filter(|part| part.has(name)).count(), 1, "{name} of {of}");
            }
            let sizes: Vec<usize> = parts.iter().map(|part| names.iter().filter(|name| part.has(name)).count()).collect();
            let mean = names.len() / of as usize;
            assert!(sizes.iter().all(|size| (mean / 2..=mean * 2).contains(size)), "{sizes:?}");
        }
    }

    #[test]
    fn what_is_no_part_is_refused() {
        for text in ["", "1", "/", "0/4", "5/4", "-1/4", "1/0", "a/b", "1/4/2", "1/1000000", "99999999999/99999999999"] {
            assert_eq!(text.parse::<Shard>(), Err(NoShard), "{text}");
        }
    }
}
