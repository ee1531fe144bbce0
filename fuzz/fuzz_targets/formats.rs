//! The first byte names the format (or that it is to be found out), the rest is the file.
//!
//! `cargo +nightly fuzz run formats -- -dict=…`; put what crashes into `fuzz/crashers/`, where an ordinary test replays it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zhengxin::Limits;
use zhengxin::input::{Format, read};

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let format = Format::ALL.get(usize::from(*first)).copied();
    if let Ok(document) = read(bytes, format, &Limits::default()) {
        assert!(document.lines().all(|(_, line)| line.place.is_finite()));
    }
});
