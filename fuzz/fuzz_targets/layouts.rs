//! A document in the line format is parsed, checked, and written in every shape; the laws of `tests/support/hold.rs` must hold.
#![no_main]

use libfuzzer_sys::{fuzz_crossover, fuzz_mutator, fuzz_target};
use zhengxin::input::lines;
use zhengxin::view::items;

fuzz_target!(|data: &[u8]| {
    let Ok(document) = lines::read(data) else { return };
    zhengxin_fuzz::hold_document(&document);
    let parsed = zhengxin_fuzz::hold::hold(&document);
    roxmltree::Document::parse(&items::write_xml(&parsed.report)).expect("the items are well-formed XML");
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { zhengxin_fuzz::layout::mutate(data, size, max_size, seed) });

fuzz_crossover!(|a: &[u8], b: &[u8], out: &mut [u8], seed: u32| { zhengxin_fuzz::layout::cross(a, b, out, seed) });
