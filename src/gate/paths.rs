//! Paths as settings and baselines speak of them: with `/` between folders, from the folder of the file that speaks.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// A pattern of paths, in the syntax of ignore files: `policyer/**`, `*.pdf`, `utkast/`.
#[derive(Clone, Debug)]
pub struct Glob {
    /// As written.
    pub written: String,
    matcher: Gitignore,
}

impl PartialEq for Glob {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Glob {
    /// A pattern.
    ///
    /// # Errors
    /// What is wrong with it, in Swedish.
    pub fn new(written: &str) -> Result<Glob, String> {
        const EXAMPLE: &str = "Skriv som i `*.pdf` eller `utkast/**`";
        let wrong = |why: &str| format!("mönstret `{written}` går inte att använda ({why}). {EXAMPLE}");
        if written.starts_with('!') {
            return Err(wrong("det får inte börja med !"));
        }
        let mut builder = GitignoreBuilder::new("");
        // A bracket that is never closed is a slip.
        builder.allow_unclosed_class(false);
        builder.add_line(None, written).map_err(|error| wrong(&error.to_string()))?;
        let matcher = builder.build().map_err(|error| wrong(&error.to_string()))?;
        if matcher.is_empty() { Err(wrong("det är tomt")) } else { Ok(Glob { written: written.to_string(), matcher }) }
    }

    /// Whether a file, or a folder that it stands in, fits.
    pub fn fits(&self, path: &str) -> bool {
        let path = path.trim_start_matches('/');
        !path.is_empty() && self.matcher.matched_path_or_any_parents(path, false).is_ignore()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_fit_as_in_ignore_files() {
        let fits = |glob: &str, path: &str| Glob::new(glob).unwrap().fits(path);
        assert!(fits("*.pdf", "a/b/plan.pdf") && fits("policyer/**", "policyer/a/b.md") && fits("utkast/", "x/utkast/plan.md"));
        assert!(fits("policyer/*.md", "policyer/a.md") && !fits("policyer/*.md", "x/policyer/a.md") && fits("/a.md", "/a.md"));
        assert!(!fits("policyer/**", "policyer.md") && !fits("*", ""));
        for wrong in ["", "!a", "a[", "# not"] {
            assert!(Glob::new(wrong).is_err(), "{wrong:?}");
        }
    }
}
