//! Rules as data: what counts as a reference to a right, written in TOML with Swedish keys, each rule with its own proof.
//!
//! Files → definitions (`load`) → a [`RuleSet`] (`compile`), which never changes and is shared between threads. The loader gets names and
//! contents; nothing here opens files, knows document formats or what becomes of a match.

mod area;
mod class_table;
mod commonness;
mod compile;
mod coverage;
mod definition;
mod diagnostic;
mod duty;
mod expression;
mod form_table;
mod lens;
mod lexicon;
mod load;
mod marker;
mod morphology;
mod numbers;
mod pattern;
mod rule_set;
mod source;
mod verb;
mod weights;
mod word_set;
mod wording;
mod written;

pub use area::{Area, AreaId, AreaSet, Layer, Role, Taxonomy, TooManyAreas};
pub use coverage::Coverage;
pub use diagnostic::{RuleError, RuleErrors, nearest};
pub use duty::Duty;
pub use lens::{Bilingual, ChainLink, Grading, LINKS, Lens, LensDemand, LensHeading};
pub use marker::{MARKERS, Marker, MarkerSet};
pub use morphology::{CLASSES, MorphologyError, Paradigm, inflect};
pub use numbers::Number;
pub use rule_set::{Class, DocumentType, FalseFriend, LegalSource, Mask, Rule, RuleId, RuleSet, SourceKind, Strength};
pub use source::{RuleFile, built_in_files, laid_over, overlay};
pub use verb::VerbKind;
pub use weights::{Formulas, Gate, Maturity, Modus, Weights};
pub use wording::Wording;
pub use written::{Written, WrittenElement, WrittenExpression, written, written_expression};

pub(crate) use diagnostic::translate;
pub(crate) use lexicon::LexId;
pub(crate) use pattern::{AnyOf, Branches, Element, SequenceId, Signature, Trigger};
pub(crate) use rule_set::{Condition, Owner, Scope};
pub(crate) use source::built_in_schema;
pub(crate) use verb::{VerbForm, Verbs};
pub(crate) use word_set::{SetId, mask_of};
