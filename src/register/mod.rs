//! Which municipalities and regions there are, and which of them a text names.
//!
//! Knows neither documents nor rules: texts in, places out. The lists are shipped as data with their sources (`data/README.md`): the 290
//! municipalities with SCB's codes and their counties from `github.com/sjbrg/swedish-geodata` (CC0 1.0), the 21 regions with their codes in
//! Kolada from RKA's open data.
//!
//! Place names are poor witnesses: *Vara*, *Mark* and *Sala* are words, *Nora* is a woman, *Stockholm* is where agencies sit. A [`Mention`]
//! therefore tells by which [`Form`] a place was named, and whether the bare name says anything.

mod entries;
mod file_names;
mod find;
mod fold;
mod wording;

#[cfg(test)]
mod tests;

pub use entries::{Municipality, Place, PlaceKind, Region, Register};
pub use file_names::InFileName;
pub use find::{Form, Mention};
pub use fold::{fold, nearest};
