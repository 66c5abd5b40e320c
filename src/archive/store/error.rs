//! Why a store cannot be used, in Swedish: what, where, what to do.

use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why a store cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreFailure {
    /// Nothing has that name.
    Missing,
    /// A file of another kind.
    NotStore,
    /// Made by a newer program, with this number of the format.
    Newer(i64),
    /// Made by a program that kept other things, with this number of the format.
    Older(i64),
    /// Parts of the file are broken.
    Damaged(String),
    /// Another run has held it longer than we wait.
    Busy,
    /// No room on the disk.
    Full,
    /// The user may not read or write it.
    Denied,
    /// It holds nothing of these rules (the hash as given).
    NoRules(String),
    /// Several rule sets begin so (the hash as given).
    ManyRules(String),
    /// Anything else, in the words of the database.
    Other(String),
}

/// A store that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreError {
    /// The file; empty for a store that is gone afterwards.
    pub path: PathBuf,
    /// Why.
    pub failure: StoreFailure,
}

impl StoreError {
    pub(super) fn new(path: &Path, failure: StoreFailure) -> Self {
        StoreError { path: path.to_path_buf(), failure }
    }

    pub(super) fn of(path: &Path, error: &rusqlite::Error) -> Self {
        let failure = match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => StoreFailure::NotStore,
            Some(ErrorCode::DatabaseCorrupt) => StoreFailure::Damaged(error.to_string()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreFailure::Busy,
            Some(ErrorCode::DiskFull) => StoreFailure::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => StoreFailure::Denied,
            _ => match error {
                // The file has our mark and not our tables or values.
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::Utf8Error(..)
                | rusqlite::Error::SqlInputError { .. } => StoreFailure::Damaged(error.to_string()),
                _ => StoreFailure::Other(error.to_string()),
            },
        };
        StoreError::new(path, failure)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.as_os_str().is_empty() { "det tillfälliga arkivet".to_string() } else { self.path.display().to_string() };
        match &self.failure {
            StoreFailure::Missing => write!(f, "{path} finns inte. Kör `genomsyra scan MAPP --store FIL` först."),
            StoreFailure::NotStore => write!(f, "{path} är inget arkiv från genomsyra. Ange en annan fil med --store."),
            StoreFailure::Newer(number) => {
                write!(
                    f,
                    "{path} är skapat av en nyare version av genomsyra (format {number}). Uppdatera programmet, eller ange en annan fil med --store."
                )
            }
            StoreFailure::Older(number) => {
                write!(
                    f,
                    "{path} är skapat av en äldre version av genomsyra (format {number}). Ta bort filen eller ange en annan med --store, så granskas arkivet på nytt; dokumenten själva är orörda."
                )
            }
            StoreFailure::Damaged(why) => {
                write!(f, "{path} är skadat ({why}). Byt namn på filen och granska på nytt; dokumenten själva är orörda.")
            }
            StoreFailure::Busy => write!(f, "{path} används av en annan körning. Vänta tills den är klar och försök igen."),
            StoreFailure::Full => write!(f, "{path}: disken är full. Frigör utrymme och kör igen; det som är klart finns kvar."),
            StoreFailure::Denied => write!(f, "{path} får inte läsas eller skrivas. Kontrollera mappen och behörigheten."),
            StoreFailure::NoRules(hash) => {
                write!(
                    f,
                    "{path} har inget granskat med regler vars kontrollsumma börjar på {hash}. `genomsyra store info` visar vilka som finns."
                )
            }
            StoreFailure::ManyRules(hash) => {
                write!(
                    f,
                    "{path} har flera regelverk vars kontrollsumma börjar på {hash}. Ange fler tecken; `genomsyra store info` visar dem."
                )
            }
            StoreFailure::Other(why) => write!(f, "{path} går inte att använda ({why})."),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<StoreError> for std::io::Error {
    /// For those who write what they read: one kind of error on the way.
    fn from(error: StoreError) -> Self {
        std::io::Error::other(error)
    }
}
