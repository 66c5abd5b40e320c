//! What the documents of an archive say together.
//!
//! One pass over records in path order ([`Gather`]) leaves a light row a document; sentences are not kept. The rows then settle which documents
//! are the same one several times (`family`), and every table is made from those that count.

mod numbers;
mod rows;

pub use rows::{
    AreaCell, AreaRow, Aside, BodyRow, Count, DocumentId, DocumentRow, DutyCell, Family, FamilyId, GroundCell, OrganisationId,
    OrganisationRow, Promise, PromisePlace, Reading, RoleCell, Spread, Sum, Tally, Verdict, YearCell, YearColumn, YearTable,
};
