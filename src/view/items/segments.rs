//! Every item of the standard: its code, its name, and the printed field it comes from, or why there is none.

macro_rules! segments {
    ($( $name:ident = $path:literal, $section:literal { $( $code:ident $label:literal = $source:expr; )* } )*) => {
        $( pub(crate) static $name: Segment = Segment {
            path: $path,
            section: $section,
            items: &[$( Item { code: stringify!($code), name: $label, source: $source } ),*],
        }; )*

        /// These segments in the standard's order.
        pub(super) static SEGMENTS: &[&Segment] = &[$(&$name),*];
    };
}

mod credit;
mod person;
mod public;

pub(super) use credit::*;
pub(super) use person::*;
pub(super) use public::*;

use super::table::Segment;

/// How a number of records is made.
pub(super) const COUNTED: &str = "counted: the records below it";

/// Why there are no annotations.
const NO_MARKS: &str = "no known print has annotations under these records";

/// All segments in the standard's order.
pub(super) fn segments() -> impl Iterator<Item = &'static Segment> {
    [person::SEGMENTS, credit::SEGMENTS, public::SEGMENTS].into_iter().flatten().copied()
}
