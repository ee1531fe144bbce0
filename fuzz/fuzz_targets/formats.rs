//! A file of any engine. `ADAPTER=baidu` gives every input to that adapter alone; without it, all adapters of the input's
//! syntax try it, as they do where the user names no format.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use zhengxin::Limits;
use zhengxin::input::{Format, read};

static ADAPTER: LazyLock<Option<Format>> =
    LazyLock::new(|| std::env::var("ADAPTER").ok().map(|name| name.parse().expect("ADAPTER is the name of a format")));

fuzz_target!(|data: &[u8]| {
    match read(data, *ADAPTER, &Limits::default()) {
        Ok(document) => zhengxin_fuzz::hold_document(&document),
        Err(e) => assert!(e.to_string().len() < 10_000, "a message is for people"),
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { zhengxin_fuzz::tokens::mutate(data, size, max_size, seed) });
