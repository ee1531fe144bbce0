//! What the fuzz targets share: how inputs are changed, and what must hold of whatever is read.

use zhengxin::Document;
use zhengxin::input::lines;

pub mod dice;
#[path = "../../tests/support/hold.rs"]
pub mod hold;
pub mod layout;
pub mod tokens;

/// What holds for the document of any reader: boxes are numbers, and it can be kept as lines and read again.
pub fn hold_document(document: &Document) {
    assert!(document.lines().all(|(_, line)| line.place.is_finite()));
    let kept = lines::write(document);
    let again = lines::read(kept.as_bytes()).expect("what was read can be kept as lines");
    assert_eq!(lines::write(&again), kept);
}
