//! Pages that are pictures: told, and the pictures given out.

use zhengxin::input::pdf::{ImageFormat, PdfOptions, Pictures, images};
use zhengxin::{ErrorKind, PageText};

use super::{LATIN, composite, opened, page, picture, reason, stream};

#[test]
fn a_page_without_text_asks_for_ocr() {
    let picture = stream(
        "/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode",
        b"\xff\xd8\xff\xd9",
    );
    let bytes = page("", b"q 200 0 0 100 0 0 cm /X Do Q", LATIN, std::slice::from_ref(&picture));
    let document = opened(&bytes);
    assert!(matches!(&document.pages[0].text, PageText::NeedsOcr { reason } if reason.contains("picture")));
    let found = images(&bytes, &PdfOptions::default()).unwrap();
    assert_eq!(
        (found[0].page, found[0].images[0].format, found[0].images[0].bytes.as_slice()),
        (1, ImageFormat::Jpeg, &b"\xff\xd8\xff\xd9"[..])
    );
    // Glyphs that nothing explains are no text.
    let unknown = opened(&page("", b"BT /F 10 Tf 10 50 Td <00410042> Tj ET", &composite("Identity-H", "Identity"), &[]));
    assert!(matches!(&unknown.pages[0].text, PageText::NeedsOcr { reason } if reason.contains("2 of 2")));
    assert_eq!(unknown.lines().count(), 0);
    // Tiny text is not asked for words, nor is a page of numbers. An empty page is honestly empty.
    assert_eq!(opened(&page("", b"", LATIN, &[])).pages[0].text, PageText::Usable);
}

#[test]
fn pictures_come_page_by_page_within_the_limit() {
    let grey = picture("/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8", &[0x80; 10_000]);
    let bytes = page("", b"q 200 0 0 100 0 0 cm /X Do Q", LATIN, &[grey]);
    let mut options = PdfOptions::default();
    // The page's content, what the picture is unpacked from, and what is made of it.
    options.total_bytes = 21_000;
    let mut pictures = Pictures::open(&bytes, &options).unwrap();
    assert_eq!((pictures.pages(), pictures.page(2).unwrap().len(), pictures.page(0).unwrap().len()), (1, 0, 0));
    for _ in 0..3 {
        assert_eq!(pictures.page(1).unwrap()[0].bytes.len(), 10_000, "what was taken before does not count");
    }
    options.total_bytes = 15_000;
    let e = Pictures::open(&bytes, &options).unwrap().page(1).unwrap_err();
    assert_eq!((e.kind(), e.place()), (ErrorKind::Limit, "page 1"));
    assert_eq!(images(&bytes, &options).unwrap_err(), e);
}

#[test]
fn strips_inline_pictures_and_curves_ask_for_ocr() {
    let strip = picture("/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80");
    let strips: String = (0..10).map(|n| format!("q 200 0 0 10 0 {} cm /X Do Q ", n * 10)).collect();
    assert!(reason(&opened(&page("", strips.as_bytes(), LATIN, std::slice::from_ref(&strip)))).contains("picture"));
    assert_eq!(reason(&opened(&page("", &strips.as_bytes()[..60], LATIN, &[strip]))), "");
    let inline = b"q 200 0 0 100 0 0 cm BI /W 2 /H 1 /CS /G /BPC 8 /D [1 0] ID \x00\xff EI Q";
    let bytes = page("", inline, LATIN, &[]);
    assert!(reason(&opened(&bytes)).contains("picture"));
    let found = images(&bytes, &PdfOptions::default()).unwrap();
    let image = &found[0].images[0];
    assert_eq!((image.format, image.bytes.as_slice()), (ImageFormat::Raw { channels: 1, bits: 8 }, &b"\xff\x00"[..]));
    let curves = b"10 10 m 20 20 30 30 40 10 c 50 20 60 10 v f ".repeat(600);
    assert!(reason(&opened(&page("", &curves, LATIN, &[]))).contains("curves"));
    assert_eq!(reason(&opened(&page("", &b"10 10 m 20 20 l S ".repeat(600), LATIN, &[]))), "");
}

#[test]
fn pictures_are_those_that_the_page_draws_as_it_shows_them() {
    let taken = |content: &[u8], attributes: &str, first: Vec<u8>| {
        let other = picture("/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8", b"\0\0\0\0");
        images(&page(attributes, content, LATIN, &[first, other]), &PdfOptions::default()).unwrap().remove(0).images
    };
    let draw = b"q 200 0 0 100 0 0 cm /X Do Q";
    // Both are among the resources.
    let palette = picture("/Width 2/Height 1/ColorSpace[/Indexed/DeviceRGB 1<ff000000ff00>]/BitsPerComponent 8", b"\x01\x00");
    let found = taken(draw, "", palette);
    assert_eq!((found.len(), found[0].share, found[0].quarters), (1, 1.0, 0));
    assert_eq!((found[0].format, found[0].bytes.as_slice()), (ImageFormat::Raw { channels: 3, bits: 8 }, &b"\0\xff\0\xff\0\0"[..]));
    let mask = || picture("/Width 8/Height 1/ImageMask true/Decode[1 0]", b"\x0f");
    let found = taken(draw, "/Rotate 90", mask());
    assert_eq!(
        (found[0].format, found[0].bytes.as_slice(), found[0].quarters),
        (ImageFormat::Raw { channels: 1, bits: 1 }, &b"\xf0"[..], 1)
    );
    assert!(taken(b"q 200 0 0 -100 0 100 cm /X Do Q", "", mask())[0].mirrored);
    let fax = picture("/Width 8/Height 1/Filter/CCITTFaxDecode/DecodeParms<</K -1>>/Decode[1 0]/ImageMask true", b"\0");
    assert_eq!(taken(draw, "", fax)[0].format, ImageFormat::CcittFax { k: -1, black_is_1: true });
    let found = taken(b"q 20 0 0 10 0 0 cm /X Do Q q 100 0 0 100 0 0 cm /Y Do Q", "", mask());
    assert_eq!(found.iter().map(|i| i.height).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn global_segments_of_jbig2_come_first() {
    let scan = picture("/Width 8/Height 1/Filter/JBIG2Decode/DecodeParms<</JBIG2Globals 7 0 R>>", b"page");
    let bytes = page("", b"q 200 0 0 100 0 0 cm /X Do Q", LATIN, &[scan, stream("", b"globals ")]);
    let found = images(&bytes, &PdfOptions::default()).unwrap();
    assert_eq!((found[0].images[0].format, found[0].images[0].bytes.as_slice()), (ImageFormat::Jbig2, &b"globals page"[..]));
}
