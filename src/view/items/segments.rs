//! Every item of the standard: its code, its name, and the printed field it comes from, or why there is none.

/// Declares segments. `+ unmarked` behind one: the annotations of its records, of which no known print has any.
macro_rules! segments {
    ($(
        $name:ident = $path:literal, $section:literal { $( $code:ident $label:literal = $source:expr; )* }
        $( + unmarked $holder:literal $unit:literal; )?
    )*) => {
        $( pub(crate) static $name: Segment = Segment {
            path: $path,
            section: $section,
            items: &[$( Item { code: stringify!($code), name: $label, source: $source } ),*],
        }; )*

        /// These segments in the standard's order.
        pub(super) static SEGMENTS: &[&Segment] = &[$(
            &$name,
            $(
                &Segment {
                    path: concat!($holder, ".", $unit, "Z"),
                    section: $section,
                    items: &[unmarked(concat!($unit, "ZS01"), "标注及声明个数")],
                },
                &Segment {
                    path: concat!($holder, ".", $unit, "Z.", $unit, "ZH"),
                    section: $section,
                    items: &[
                        unmarked(concat!($unit, "ZD01"), "标注及声明类型"),
                        unmarked(concat!($unit, "ZQ01"), "标注或声明内容"),
                        unmarked(concat!($unit, "ZR01"), "添加日期"),
                    ],
                },
            )?
        )*];
    };
}

mod credit;
mod person;
mod public;

pub(super) use credit::*;
pub(super) use person::*;
pub(super) use public::*;

use super::table::{Item, Segment, Source};

/// How a number of records is made.
pub(super) const COUNTED: &str = "counted: the records below it";

/// An item of annotations that there are none of.
const fn unmarked(code: &'static str, name: &'static str) -> Item {
    Item { code, name, source: Source::Absent("no known print has annotations under these records") }
}

/// All segments in the standard's order.
pub(super) fn segments() -> impl Iterator<Item = &'static Segment> {
    [person::SEGMENTS, credit::SEGMENTS, public::SEGMENTS].into_iter().flatten().copied()
}
