//! The typed report, readable by a credit officer: one file per part, one line per field.
//!
//! A record is declared by the macro `record!`: each field's English name, value type, printed label with its other
//! spellings, and documentation stand in one place. The struct, the label matcher, the facts view, the schema and the
//! reference come from there. How a report was read is not known here.
//!
//! # What the fields hold
//!
//! Every field is a [`Field`]: a value, a printed `--` ([`Field::Dash`]: not available or not applicable), something unreadable, or
//! nothing ([`Field::NotPrinted`]). An empty cell is nothing, never zero. Sums are [`rust_decimal::Decimal`] in yuan, also of accounts in
//! other currencies, as the paper converts them; days and months are those of the paper. A code such as `PD01AJ01` in a field's
//! documentation is the item of the official standard that it holds ([`crate::view::items`]); a file of the folder `grammar-notes/` named in a
//! record's tells how that part of the paper looks and how it is read; `grammar-notes/glossary.md` lists every printed label with its name here.

#[macro_use]
pub(crate) mod record;
#[macro_use]
mod words;

pub mod account;
pub mod brief;
pub mod codes;
pub mod evidence;
pub mod field;
pub mod first;
pub mod grid;
pub mod header;
pub mod liability;
pub mod open;
pub mod person;
pub mod public;
pub mod query;
pub mod questions;
pub mod report;
pub mod summary;
pub mod types;
pub mod walk;

pub use crate::lexis::{Kind, Reading, Repair, Trust, Value};
pub use evidence::{Evidence, Flag};
pub use field::{AnyField, Field, State};
pub use questions::{AccountKind, AccountView};
pub use record::{AnyRecord, FieldSpec, Record};
pub use report::{Clues, Edition, Report, Unparsed};
pub use walk::{Node, Place, RecordId};
