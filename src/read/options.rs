//! How documents are read: within which limits, and with which password.

use std::fmt;

use super::Limits;

/// What the reader needs to know beside the bytes.
///
/// ```
/// # use genomsyra::read::{Password, ReadOptions};
/// let options = ReadOptions { password: Some(Password::new("hemligt")), ..ReadOptions::default() };
/// assert!(!format!("{options:?}").contains("hemligt"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// How much one document may cost.
    pub limits: Limits,
    /// Tried on PDF files that need one; others are read as without it.
    pub password: Option<Password>,
}

impl From<Limits> for ReadOptions {
    fn from(limits: Limits) -> Self {
        ReadOptions { limits, password: None }
    }
}

/// A password; it shows itself in no debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// The password as typed.
    pub fn new(password: impl Into<String>) -> Self {
        Password(password.into())
    }

    /// The password itself.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}
