//! PDF files, and the content stream of a page.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use zhengxin::input::pdf::{PdfOptions, images, read};

fuzz_target!(|data: &[u8]| {
    // Small limits, so that a file which is refused for its size does not hold up the others.
    let mut options = PdfOptions::default();
    (options.stream_bytes, options.total_bytes) = (1 << 20, 8 << 20);
    (options.operators, options.characters, options.total_operators) = (100_000, 20_000, 200_000);
    if let Ok(document) = read(data, &options) {
        zhengxin_fuzz::hold_document(&document);
    }
    let _ = images(data, &options);
    // The same bytes as the content of a page reach the text state at once.
    let mut file = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 99 99]>>endobj \
        3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj \
        5 0 obj<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/GBK-EUC-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0>>]>>endobj 4 0 obj<<"
        .to_vec();
    file.extend(format!("/Length {}>>stream\n", data.len()).bytes());
    file.extend(data);
    file.extend(b"\nendstream endobj trailer<</Root 1 0 R/Size 6>>");
    let _ = read(&file, &options);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { zhengxin_fuzz::tokens::mutate(data, size, max_size, seed) });
