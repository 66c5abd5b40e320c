//! What the documents of an archive say together.
//!
//! One pass over records in path order ([`Gather`]) leaves a light row a document; sentences are not kept, but for those that become promises. The rows then settle which documents
//! are the same one several times ([`family`](super::family)), and every table is made from those that count.

mod gather;
mod numbers;
mod promises;
mod rows;
mod settle;
mod sums;

pub use gather::Gather;
pub use rows::{
    AreaCell, AreaRow, Aside, BodyRow, Count, DocumentId, DocumentRow, DutyCell, Family, FamilyId, GroundCell, OrganisationId,
    OrganisationRow, Promise, PromisePlace, Reading, RoleCell, Spread, Sum, Tally, Verdict, YearCell, YearColumn, YearTable,
};
