//! Reviews together: which of them hold, and what of that the scan has to know.

use std::collections::HashMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{Answer, Review};
use crate::finding::Rejected;
use crate::fingerprint::Fingerprint;

/// The reviews of one or several files. Of those that speak of the same sentence and area the last by date holds, of one day the last that is
/// given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviews {
    all: Vec<Review>,
    /// Places in `all` of those that hold.
    holding: HashMap<Fingerprint, u32>,
    rejected: Option<Arc<Rejected>>,
}

impl Reviews {
    /// These reviews, each known by its place among them.
    pub fn new(all: impl IntoIterator<Item = Review>) -> Reviews {
        let all: Vec<Review> = all.into_iter().collect();
        let mut holding: HashMap<Fingerprint, u32> = HashMap::new();
        for (place, review) in all.iter().enumerate() {
            let is_later = |earlier: &u32| all[*earlier as usize].date.last_day() <= review.date.last_day();
            if holding.get(&review.fingerprint).is_none_or(is_later) {
                holding.insert(review.fingerprint, place as u32);
            }
        }
        let is_rejection = |place: u32| all[place as usize].answer == Answer::Rejected;
        let rejected = Rejected::new(holding.iter().map(|(print, place)| (*print, *place)).filter(|(_, place)| is_rejection(*place)));
        let rejected = (!rejected.is_empty()).then(|| Arc::new(rejected));
        Reviews { all, holding, rejected }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The review at a place, as [`Reason::Rejected`](crate::finding::Reason::Rejected) names it.
    pub fn get(&self, place: u32) -> Option<&Review> {
        self.all.get(place as usize)
    }

    /// What holds of a sentence and an area.
    pub fn of(&self, print: Fingerprint) -> Option<&Review> {
        self.holding.get(&print).and_then(|place| self.get(*place))
    }

    /// What the scan has to know; `None`: nothing is rejected.
    pub fn rejected(&self) -> Option<Arc<Rejected>> {
        self.rejected.clone()
    }

    /// Places of the reviews that hold and were said of the document at `path`, in their order.
    pub fn said_of(&self, path: &str, others: &[&str]) -> Vec<u32> {
        let mut out: Vec<u32> = self.holding.values().copied().collect();
        out.retain(|place| self.get(*place).is_some_and(|review| review.is_of(path, others)));
        out.sort_unstable();
        out
    }

    /// What tells these rejections, with all that reports say of them, from others; empty where nothing is rejected.
    pub fn digest(&self) -> String {
        let mut told: Vec<&Review> = self.holding.values().filter_map(|place| self.get(*place)).collect();
        told.retain(|review| review.answer == Answer::Rejected);
        if told.is_empty() {
            return String::new();
        }
        told.sort_by_key(|review| review.fingerprint);
        let mut hash = Sha256::new();
        for review in told {
            for part in [&review.fingerprint.to_string(), &review.reason, &review.by, &review.date.to_string()] {
                hash.update(part.as_bytes());
                hash.update([0]);
            }
        }
        hex::encode(hash.finalize())
    }
}

/// What people have said of findings, beside a document that was judged with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// All that were in force.
    pub reviews: Arc<Reviews>,
    /// Places of those said of this very document: the ones that are told when their sentence is no longer found. Whoever knows the paths of
    /// documents fills it in ([`Reviews::said_of`]).
    pub own: Vec<u32>,
}
