//! What is read as the line format is written and read again unchanged.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zhengxin::input::lines;

fuzz_target!(|data: &[u8]| {
    if let Ok(document) = lines::read(data) {
        assert_eq!(lines::read(lines::write(&document).as_bytes()).as_ref(), Ok(&document));
    }
});
