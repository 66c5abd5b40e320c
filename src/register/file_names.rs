//! Finds places in names of files and folders, where letters lose their dots and words are held together by any sign.

use super::entries::{Place, Register};
use super::fold::fold;

/// A place named in the name of a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InFileName {
    /// Which.
    pub place: Place,
    /// Whether more than the bare name stands there ("nacka-kommun").
    pub full: bool,
    /// Whether the bare name is also a word, or without its dots another municipality's.
    pub doubtful: bool,
}

/// Municipalities' and regions' names have at most so many words, with *kommun*.
const MOST_WORDS: usize = 5;

impl Register {
    /// The places that the name of a file or folder (without its ending) holds, longest names first taken.
    ///
    /// ```
    /// use genomsyra::register::Register;
    ///
    /// let register = Register::built_in();
    /// let found = register.in_file_name("policy_upplands-vasby_2021");
    /// assert_eq!(found.iter().map(|f| (f.place.name(), f.doubtful)).collect::<Vec<_>>(), [("Upplands Väsby kommun", false)]);
    /// assert!(register.in_file_name("vad ska vara kvar").iter().all(|f| f.doubtful));
    /// ```
    pub fn in_file_name(&self, name: &str) -> Vec<InFileName> {
        let folded = fold(name);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let (mut out, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let longest = (1..=MOST_WORDS.min(words.len() - at)).rev().find_map(|count| {
                let joined = words[at..at + count].join(" ");
                self.by_folded.get(&joined).map(|places| (count, joined, places))
            });
            let Some((count, joined, places)) = longest else {
                at += 1;
                continue;
            };
            for place in places {
                let full = !matches!(place, Place::Municipality(m) if fold(m.short_name) == joined);
                let doubtful = places.len() > 1 || (!full && self.finder.is_doubtful(*place));
                out.push(InFileName { place: *place, full, doubtful });
            }
            at += count;
        }
        out
    }
}
