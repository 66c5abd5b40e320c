//! Which indicators a user counts to the human-rights cluster. The program ships no such list: its members could not be verified.

use std::fmt;

use rustc_hash::FxHashMap;

use super::Register;

/// What the user's file says of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClusterEntry {
    /// The role that it belongs to, as written; may be empty.
    pub role: String,
    /// The right that it belongs to, as written; may be empty.
    pub right: String,
}

/// The user's own list of indicators, by place in the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cluster(FxHashMap<u32, ClusterEntry>);

/// A line that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterError {
    /// The line, from 1.
    pub line: usize,
    /// What stands where an id should.
    pub found: String,
}

impl fmt::Display for ClusterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, found) = (self.line, &self.found);
        write!(
            f,
            "rad {line}: `{found}` är inget nyckeltal i Kolada: skriv ett id, till exempel N05401, sedan eventuellt roll och rättighet"
        )
    }
}

impl std::error::Error for ClusterError {}

impl Cluster {
    /// Reads lines of id, role and right, set apart by tabs, semicolons or commas. Empty lines, lines that begin with `#` and a first line
    /// of column names are left out.
    ///
    /// # Errors
    /// Every line whose first column is no id in the register.
    pub fn parse(text: &str) -> Result<Cluster, Vec<ClusterError>> {
        let mut out = Cluster::default();
        let mut errors = Vec::new();
        for (index, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mark = ['\t', ';', ','].into_iter().find(|mark| line.contains(*mark)).unwrap_or('\t');
            let mut columns = line.split(mark).map(|column| column.trim().trim_matches('"').trim());
            let id = columns.next().unwrap_or_default();
            match Register::built_in().by_id(&id.to_uppercase()) {
                Some(place) => {
                    let mut next = || columns.next().unwrap_or_default().to_string();
                    out.0.insert(place, ClusterEntry { role: next(), right: next() });
                }
                // Column names hold no digits; an id does.
                None if index == 0 && !id.contains(|c: char| c.is_ascii_digit()) => {}
                None => errors.push(ClusterError { line: index + 1, found: id.to_string() }),
            }
        }
        if errors.is_empty() { Ok(out) } else { Err(errors) }
    }

    /// What the list says of an indicator, if it holds it.
    pub fn get(&self, indicator: u32) -> Option<&ClusterEntry> {
        self.0.get(&indicator)
    }

    /// Number of indicators in the list.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_id_role_and_right() {
        let cluster = Cluster::parse("\u{FEFF}id;roll;rättighet\n# egen lista\nN05401;demokratiaktör;delta i val\n\nu07301\n").unwrap();
        let place = |id| Register::built_in().by_id(id).unwrap();
        assert_eq!(cluster.len(), 2);
        assert_eq!(cluster.get(place("N05401")).map(|e| (e.role.as_str(), e.right.as_str())), Some(("demokratiaktör", "delta i val")));
        assert_eq!(cluster.get(place("U07301")), Some(&ClusterEntry::default()));
        assert_eq!(cluster.get(place("N00003")), None);
    }

    #[test]
    fn what_is_no_id_is_told_with_its_line() {
        let errors = Cluster::parse("id\nN00000\nabc\n").unwrap_err();
        assert_eq!(errors.iter().map(|e| (e.line, e.found.as_str())).collect::<Vec<_>>(), [(2, "N00000"), (3, "abc")]);
        assert!(errors[0].to_string().starts_with("rad 2: `N00000`"));
    }
}
