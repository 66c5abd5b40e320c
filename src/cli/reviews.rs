//! Reviews on the disk: which file belongs to which document, and where new ones are written.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use genomsyra::gate::Origin;
use genomsyra::outcome::Outcome;
use genomsyra::review::{REVIEW_FILE, Review, Reviews, reviews};
use genomsyra::rule::RuleSet;

use super::args::{GateArgs, ReviewsArgs};
use super::exit::Stop;
use super::gate::{Setting, Settings, absolute, existing, folder_of, near, path_of, read_text, upwards, wrong};

/// A file of reviews.
struct File {
    path: PathBuf,
    reviews: Arc<Reviews>,
}

/// The reviews that are in force for each document of a run.
#[derive(Default)]
pub struct ReviewFiles {
    /// Each once.
    all: Vec<File>,
    /// For each document its place in `all`.
    of_file: Vec<Option<usize>>,
}

impl ReviewFiles {
    /// For documents with settings: the file that is named on the command line or in them, else the nearest one.
    pub fn of_settings(files: &[PathBuf], settings: &Settings, args: &GateArgs, rules: &RuleSet) -> Result<ReviewFiles, Stop> {
        let sought = |place: usize, file: &PathBuf| place_of(file, settings.of(place), args);
        ReviewFiles::read(files.iter().enumerate().map(|(place, file)| sought(place, file)), &args.reviews, rules)
    }

    /// For documents without settings: the file that is named on the command line, else the nearest one.
    pub fn nearest(files: &[PathBuf], args: &ReviewsArgs, rules: &RuleSet) -> Result<ReviewFiles, Stop> {
        ReviewFiles::read(files.iter().map(|file| upwards(&folder_of(file), REVIEW_FILE)), args, rules)
    }

    fn read(sought: impl Iterator<Item = Option<PathBuf>>, args: &ReviewsArgs, rules: &RuleSet) -> Result<ReviewFiles, Stop> {
        let mut out = ReviewFiles::default();
        for path in sought {
            let path = match &args.reviews {
                _ if args.no_reviews => None,
                Some(file) => Some(file.clone()),
                None => path,
            };
            let Some(path) = path else {
                out.of_file.push(None);
                continue;
            };
            if let Some(place) = out.all.iter().position(|file| file.path == path) {
                out.of_file.push(Some(place));
                continue;
            }
            // One that is named on the command line has to be there.
            let text = if args.reviews.is_some() { Some(read_text(&path)?) } else { existing(&path)? };
            let Some(text) = text else {
                out.of_file.push(None);
                continue;
            };
            out.of_file.push(Some(out.all.len()));
            out.all.push(File { reviews: Arc::new(Reviews::new(parsed(&path, &text, rules)?)), path });
        }
        Ok(out)
    }

    /// What is in force for a document, by its place among those given.
    pub fn of(&self, file: usize) -> Option<Arc<Reviews>> {
        let place = self.of_file.get(file).copied().flatten()?;
        Some(self.all[place].reviews.clone())
    }

    /// Notes beside each outcome which reviews were said of it, so that those without a sentence can be told; `file_of` is the place of the
    /// file that each came from.
    pub fn settle(&self, outcomes: &mut [Outcome], file_of: &[usize]) {
        for (place, file) in self.all.iter().enumerate() {
            let base = folder_of(&file.path);
            let own = |n: &usize| self.of_file.get(file_of[*n]).copied().flatten() == Some(place);
            let own: Vec<usize> = (0..outcomes.len()).filter(own).collect();
            let paths: Vec<String> = own.iter().map(|n| path_of(&base, &outcomes[*n].name)).collect();
            let others: Vec<&str> = paths.iter().map(String::as_str).collect();
            for (n, path) in own.iter().zip(&paths) {
                if let Ok(analysis) = &mut outcomes[*n].result
                    && let Some(reviewed) = &mut analysis.reviewed
                {
                    reviewed.own = file.reviews.said_of(path, &others);
                }
            }
        }
    }
}

/// The reviews of a whole run together: all files in the folders of these documents and the nearest above each. Copies of a document are judged
/// once wherever they lie, so that what is said holds for all of them.
pub fn together(documents: impl Iterator<Item = PathBuf>, args: &ReviewsArgs, rules: &RuleSet) -> Result<Option<Arc<Reviews>>, Stop> {
    if args.no_reviews {
        return Ok(None);
    }
    let files: BTreeSet<PathBuf> = match &args.reviews {
        Some(file) => [file.clone()].into(),
        None => {
            let mut nearest: HashMap<PathBuf, Option<PathBuf>> = HashMap::new();
            for document in documents {
                let Some(folder) = absolute(&document).parent().map(Path::to_path_buf) else { continue };
                nearest.entry(folder).or_insert_with_key(|folder| upwards(folder, REVIEW_FILE));
            }
            nearest.into_values().flatten().collect()
        }
    };
    let mut all = Vec::new();
    for file in files {
        all.extend(parsed(&file, &read_text(&file)?, rules)?);
    }
    Ok((!all.is_empty()).then(|| Arc::new(Reviews::new(all))))
}

/// Mistakes are told with the file's name and line.
fn parsed(path: &Path, text: &str, rules: &RuleSet) -> Result<Vec<Review>, Stop> {
    reviews(&near(path), text, rules).map_err(|errors| wrong("bedömningarna", &errors))
}

/// The file of reviews that is sought for a document, whether it is there or not.
fn place_of(file: &Path, setting: &Setting, args: &GateArgs) -> Option<PathBuf> {
    let nearest = || upwards(&folder_of(file), REVIEW_FILE).filter(|_| !args.no_config);
    setting.reviews_file().or_else(nearest)
}

/// The file of reviews that is in force for a document, as it is shown, and who says so; of none, for the folder where the program is run.
pub fn in_force(file: Option<&Path>, setting: &Setting, args: &GateArgs) -> Option<(String, Origin)> {
    if args.reviews.no_reviews {
        return None;
    }
    if let Some(given) = &args.reviews.reviews {
        return Some((near(given), Origin::Flag("--reviews")));
    }
    let named = setting.config.as_ref().and_then(|config| Some((config, config.reviews.as_ref()?)));
    if let Some((config, named)) = named {
        return Some((named.value.clone(), Origin::File { file: config.file.clone(), line: named.line }));
    }
    let found = place_of(file.unwrap_or(Path::new("-")), setting, args)?;
    Some((near(&found), Origin::Flag("närmast dokumentet")))
}

/// Where what is said of a document is written: where it is sought, else beside its settings, else beside itself.
pub fn writing_place(file: &Path, setting: &Setting, args: &GateArgs) -> PathBuf {
    let beside = || if setting.config.is_some() { setting.base.clone() } else { folder_of(file) };
    let sought = || place_of(file, setting, args).unwrap_or_else(|| beside().join(REVIEW_FILE));
    args.reviews.reviews.clone().unwrap_or_else(sought)
}
