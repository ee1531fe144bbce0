//! PDF files, each written here as small as its case allows.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use zhengxin::input::pdf::{ImageFormat, PdfOptions, Pictures, images, read};
use zhengxin::{Document, ErrorKind, Limits, Origin, PageText};

/// A file of some objects, the first the catalog.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|p| out.extend(format!("{p:010} 00000 n \n").bytes()));
    let id = "[<0123456789abcdef0123456789abcdef> <0123456789abcdef0123456789abcdef>]";
    out.extend(format!("trailer\n<</Size {}/Root 1 0 R/ID {id}>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    keep(&out);
    out
}

/// Writes each file of these tests into the folder that `ZHENGXIN_SEEDS` names: seeds for the fuzzer (`fuzz/README.md`).
fn keep(file: &[u8]) {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let Some(folder) = std::env::var_os("ZHENGXIN_SEEDS") else { return };
    let mut hasher = DefaultHasher::new();
    file.hash(&mut hasher);
    std::fs::write(std::path::Path::new(&folder).join(format!("{:016x}.pdf", hasher.finish())), file).unwrap();
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    [format!("<<{dictionary}/Length {}>>\nstream\n", content.len()).as_bytes(), content, b"\nendstream"].concat()
}

/// One page, object 3; its content is object 4, its font F object 5, more objects follow.
fn page(attributes: &str, content: &[u8], font: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R/Y 7 0 R>>>>{attributes}>>")
            .into_bytes(),
        stream("", content),
        font.as_bytes().to_vec(),
    ];
    objects.extend_from_slice(more);
    file(&objects)
}

const LATIN: &str = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>";

fn composite(encoding: &str, ordering: &str) -> String {
    format!(
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>/DW 1000>>]>>"
    )
}

fn opened(bytes: &[u8]) -> Document {
    read(bytes, &PdfOptions::default()).unwrap()
}

fn texts(document: &Document) -> Vec<&str> {
    document.lines().map(|(_, l)| l.text.as_str()).collect()
}

#[test]
fn the_text_state_places_the_text() {
    let content = b"q 2 0 0 2 0 0 cm BT /F 5 Tf 50 Tz 1 Tc 2 Ts 12 TL 10 30 Td (AB) Tj T* [(C) -1000 (D)] TJ ET Q BT /F 10 Tf 1 0 0 1 150 80 Tm (E) ' ET";
    let document = opened(&page("", content, LATIN, &[]));
    let found: Vec<_> = document
        .lines()
        .map(|(_, l)| (l.text.as_str(), [l.place.x0, l.place.y0, l.place.x1, l.place.y1].map(|v| (v * 100.0).round() / 100.0)))
        .collect();
    // Size 5 doubled is 10; a Courier letter is 0.6 em, halved by Tz; Ts lifts by 4; the descent is a fifth.
    assert_eq!(
        found,
        [
            ("E", [150.0, 12.0, 156.0, 22.0]),
            ("AB", [20.0, 28.0, 27.0, 38.0]),
            ("C", [20.0, 52.0, 23.0, 62.0]),
            ("D", [29.0, 52.0, 32.0, 62.0])
        ]
    );
}

#[test]
fn pages_are_turned_cropped_and_scaled() {
    let content = b"BT /F 10 Tf 1 0 0 1 20 50 Tm (AB) Tj 1 0 0 1 -80 50 Tm (outside) Tj ET";
    let place = |attributes: &str| {
        let document = opened(&page(attributes, content, LATIN, &[]));
        let page = &document.pages[0];
        assert_eq!(texts(&document), ["AB"]);
        let r = page.lines[0].place;
        ([page.width, page.height], [r.x0, r.y0, r.x1, r.y1].map(f64::round))
    };
    assert_eq!(place(""), ([200.0, 100.0], [20.0, 42.0, 32.0, 52.0]));
    assert_eq!(place("/Rotate 180"), ([200.0, 100.0], [168.0, 48.0, 180.0, 58.0]));
    assert_eq!(place("/Rotate 90").0, [100.0, 200.0]);
    assert_eq!(place("/CropBox[10 0 200 60]"), ([190.0, 60.0], [10.0, 2.0, 22.0, 12.0]));
    assert_eq!(place("/UserUnit 2"), ([400.0, 200.0], [40.0, 84.0, 64.0, 104.0]));
}

#[test]
fn a_turned_page_with_turned_text_is_read_upright() {
    let content = b"BT /F 10 Tf 0 1 -1 0 50 20 Tm (AB) Tj ET";
    let document = opened(&page("/Rotate 90", content, LATIN, &[]));
    let line = &document.pages[0].lines[0];
    assert!(line.corners.is_none() && line.place.width() > line.place.height());
    let content = b"BT /F 10 Tf .707 .707 -.707 .707 50 20 Tm (ABCD) Tj ET";
    let slanted = opened(&page("", content, LATIN, &[]));
    assert!(slanted.pages[0].lines[0].corners.is_some());
}

#[test]
fn predefined_chinese_cmaps_are_read() {
    let gbk = [&b"BT /F 10 Tf 10 50 Td <"[..], b"b8f6c8cbd0c5d3c3 3132 b0a1", b"> Tj ET"].concat();
    for encoding in ["GBK-EUC-H", "GBKp-EUC-H", "GB-EUC-H", "GBK2K-H", "GBpc-EUC-H"] {
        assert_eq!(texts(&opened(&page("", &gbk, &composite(encoding, "GB1"), &[]))), ["个人信用12啊"], "{encoding}");
    }
    let unicode = b"BT /F 10 Tf 10 50 Td <4e2a4eba4fe175280031> Tj ET";
    for encoding in ["UniGB-UCS2-H", "UniGB-UTF16-H"] {
        assert_eq!(texts(&opened(&page("", unicode, &composite(encoding, "GB1"), &[]))), ["个人信用1"], "{encoding}");
    }
    // CIDs of Adobe-GB1: 34 is A, 1410 is 个.
    let cids = b"BT /F 10 Tf 10 50 Td <00220022> Tj ET";
    assert_eq!(texts(&opened(&page("", cids, &composite("Identity-H", "GB1"), &[]))), ["AA"]);
}

#[test]
fn to_unicode_comes_first_and_radicals_are_folded() {
    let map = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <2F08> <42> <2F3E> endbfchar 1 beginbfrange <43> <44> <4E00> endbfrange endcmap";
    let type3 = "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 -.001 0 0]/FirstChar 65/LastChar 68/Widths[1000 1000 1000 1000]/Encoding<</Differences[65/g1/g2/g3/g4]>>/CharProcs<<>>/ToUnicode 6 0 R>>";
    let document = opened(&page("", b"BT /F 10 Tf 10 50 Td (ABC) Tj (D) Tj ET", type3, &[stream("", map)]));
    assert_eq!(texts(&document), ["人户一丁"]);
    let named = "<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 1/Widths[500 500 500]/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/uni4E2A/fi/eacute]>>>>";
    assert_eq!(texts(&opened(&page("", b"BT /F 10 Tf 10 50 Td <010203> Tj ET", named, &[]))), ["个fié"]);
}

#[test]
fn bold_is_read_once_and_hidden_text_is_marked() {
    let bold = b"BT /F 10 Tf 10 50 Td (1100) Tj ET BT /F 10 Tf 10.3 50 Td (1100) Tj ET BT 2 Tr /F 10 Tf 10 20 Td (2233) Tj ET";
    assert_eq!(texts(&opened(&page("", bold, LATIN, &[]))), ["1100", "2233"]);
    let hidden = opened(&page("", b"BT 3 Tr /F 10 Tf 10 50 Td (AB) Tj ET", LATIN, &[]));
    let line = &hidden.pages[0].lines[0];
    assert_eq!((line.origin, line.confidence), (Origin::HiddenText, None));
}

#[test]
fn forms_are_entered_and_never_forever() {
    let form = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Matrix[1 0 0 1 5 0]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>",
        b"BT /F 10 Tf 10 50 Td (AB) Tj ET q 1 0 0 1 0 -20 cm /X Do Q",
    );
    let document = opened(&page("", b"/X Do", LATIN, &[form]));
    assert!(texts(&document).len() >= 2 && document.pages[0].lines[0].place.x0 == 15.0);
    let bomb = stream("/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</X 6 0 R>>>>", &b"/X Do ".repeat(1000));
    let e = read(&page("", b"/X Do", LATIN, &[bomb]), &PdfOptions::default()).unwrap_err();
    assert_eq!((e.kind(), e.place()), (ErrorKind::Limit, "page 1"));
}

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

fn reason(document: &Document) -> &str {
    match &document.pages[0].text {
        PageText::NeedsOcr { reason } => reason,
        _ => "",
    }
}

/// A picture object of these entries.
fn picture(entries: &str, data: &[u8]) -> Vec<u8> {
    stream(&format!("/Type/XObject/Subtype/Image{entries}"), data)
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
fn a_full_page_without_a_word_of_a_report_asks_for_ocr() {
    let lines = |text: &str| {
        let shown = (0..9).map(|n| format!("BT /F 2 Tf 5 {} Td ({text}) Tj ET ", 5 + n * 10));
        opened(&page("", shown.collect::<String>().as_bytes(), LATIN, &[]))
    };
    assert!(reason(&lines("Lorem ipsum dolor sit amet consectetur adipiscing")).contains("no word"));
    assert_eq!(reason(&lines("N N N N N N N N N N N N 1 2 3 C * 201805 201806 201807")), "");
    assert_eq!(reason(&lines("short")), "");
    let unicode = |text: &str| text.encode_utf16().map(|u| format!("{u:04x}")).collect::<String>();
    let chinese = |text: &str| {
        let shown = (0..9).map(|n| format!("BT /F 4 Tf 5 {} Td <{}> Tj ET ", 5 + n * 10, unicode(text)));
        opened(&page("", shown.collect::<String>().as_bytes(), &composite("UniGB-UCS2-H", "GB1"), &[]))
    };
    assert!(reason(&chinese("这是一段与此无关的普通文字用来测试程序的反应如何这是一段与此无关")).contains("no word"));
    assert_eq!(reason(&chinese("2018年1月1日 某某银行股份有限公司某某分行 贷后管理")), "");
    // A scan with a stamp.
    let stamp = b"q 200 0 0 100 0 0 cm /X Do Q BT /F 2 Tf 5 5 Td (Downloaded by user 12345 from the archive of documents) Tj ET";
    let gray = picture("/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80");
    assert!(reason(&opened(&page("", stamp, LATIN, &[gray]))).contains("no word"));
}

#[test]
fn a_character_that_nothing_explains_keeps_its_place() {
    let map = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <42> <E001> endbfchar endcmap";
    let font = LATIN
        .replace(">>", "/ToUnicode 6 0 R/FirstChar 0/Widths[]>>")
        .replace("/Encoding/WinAnsiEncoding", "/Encoding<</Differences[66/g1]>>");
    let document = opened(&page("", b"BT /F 10 Tf 10 50 Td (ACDEFGHIJKLMNOBP) Tj ET", &font, &[stream("", map)]));
    assert_eq!(texts(&document), ["ACDEFGHIJKLMNO\u{fffd}P"]);
    assert_eq!(document.pages[0].text, PageText::Usable);
    // Where the end of the file is missing, so may be what the font had to tell.
    let whole = page("", b"BT /F 10 Tf 10 50 Td (ACDEFGHIJKLMNOBP) Tj ET", &font, &[stream("", map)]);
    let cut = opened(&whole[..whole.windows(4).position(|w| w == b"xref").unwrap()]);
    assert!(matches!(&cut.pages[0].text, PageText::Incomplete { reason } if reason.contains("cut off")), "{:?}", cut.pages[0].text);
}

#[test]
fn the_text_that_marked_content_says_it_is_replaces_its_glyphs() {
    let content = b"BT /F 10 Tf 10 50 Td /Span <</ActualText <FEFF5F204E09>>> BDC (xyz) Tj EMC ET
        BT /F 10 Tf 10 20 Td /Span /P BDC (ab) Tj EMC /Span <</ActualText (12)>> BDC (12) Tj EMC ET";
    let named = "/Resources<</Font<</F 5 0 R>>/Properties<</P <</ActualText(Q)>>>>>>";
    let document = opened(&page("", content, LATIN, &[]));
    assert_eq!(texts(&document), ["张三", "ab12"]);
    let place = document.pages[0].lines[0].place;
    assert_eq!((place.x0, place.x1.round()), (10.0, 28.0));
    let bytes = page(named, content, LATIN, &[]);
    assert_eq!(texts(&opened(&bytes)), ["张三", "Q12"]);
}

#[test]
fn what_lies_over_the_page_is_read_unless_it_is_hidden() {
    let form = stream("/Subtype/Form/BBox[0 0 10 10]/Resources<</Font<</F 5 0 R>>>>", b"BT /F 5 Tf 1 2 Td (AB) Tj ET");
    let note = |more: &str| format!("/Annots[<</Subtype/FreeText/Rect[100 40 120 60]{more}>>]");
    let read = |more: &str| {
        let document = opened(&page(&note(more), b"", LATIN, std::slice::from_ref(&form)));
        document.lines().map(|(_, l)| (l.text.clone(), l.place.x0.round(), l.place.y1.round())).collect::<Vec<_>>()
    };
    assert_eq!(read("/AP<</N 6 0 R>>"), [("AB".into(), 102.0, 58.0)]);
    assert_eq!(read("/AP<</N<</On 6 0 R/Off null>>>>/AS/On").len(), 1);
    assert_eq!(read("/AP<</N<</On 6 0 R>>>>/AS/Off").len(), 0);
    assert_eq!(read("/AP<</N 6 0 R>>/F 2").len(), 0);
    assert_eq!(read("/AP<</N 6 0 R>>/F 32").len(), 0);
    assert_eq!(read("/Contents(typed)")[0].0, "typed");
    let field = opened(&page("/Annots[<</Subtype/Widget/FT/Tx/V(1234)/Rect[100 40 160 60]>>]", b"", LATIN, &[]));
    assert_eq!(texts(&field), ["1234"]);
}

#[test]
fn what_cannot_be_seen_is_not_read() {
    let clipped = b"q 0 0 50 100 re W n BT /F 10 Tf 10 50 Td (in) Tj 80 0 Td (out) Tj ET Q BT /F 10 Tf 90 20 Td (on) Tj ET";
    assert_eq!(texts(&opened(&page("", clipped, LATIN, &[]))), ["in", "on"]);
    let below = b"BT /F 10 Tf 10 50 Td (in) Tj 0 -58 Td (out) Tj ET";
    assert_eq!(texts(&opened(&page("", below, LATIN, &[]))), ["in"]);
    let form = stream("/Subtype/Form/BBox[0 0 50 99]/Resources<</Font<</F 5 0 R>>>>", b"BT /F 10 Tf 10 50 Td (in) Tj 80 0 Td (out) Tj ET");
    assert_eq!(texts(&opened(&page("", b"/X Do", LATIN, &[form]))), ["in"]);
    // A layer that is off: of the page's content, and of a form.
    let content = b"/OC /L BDC BT /F 10 Tf 10 50 Td (off) Tj ET EMC BT /F 10 Tf 10 20 Td (on) Tj ET /X Do";
    let form = stream("/Subtype/Form/OC 7 0 R/BBox[0 0 99 99]/Resources<</Font<</F 5 0 R>>>>", b"BT /F 10 Tf 10 80 Td (form) Tj ET");
    let layered = |settings: &str| {
        let resources = "/Resources<</Font<</F 5 0 R>>/Properties<</L 7 0 R>>/XObject<</X 6 0 R>>>>";
        let document = opened(&file(&[
            format!("<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[7 0 R]/D<<{settings}>>>>>>").into_bytes(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>".to_vec(),
            format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{resources}>>").into_bytes(),
            stream("", content),
            LATIN.as_bytes().to_vec(),
            form.clone(),
            b"<</Type/OCG/Name(L)>>".to_vec(),
        ]));
        document.lines().map(|(_, l)| l.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(layered("/OFF[7 0 R]"), ["on"]);
    assert_eq!(layered("/BaseState/OFF"), ["on"]);
    assert_eq!(layered("/BaseState/OFF/ON[7 0 R]").len(), 3);
}

#[test]
fn a_page_that_breaks_off_is_told() {
    for cut in ["BT /F 10 Tf 10 50 Td (AB) Tj", "q BT /F 10 Tf 10 50 Td (AB) Tj ET", "BT /F 10 Tf 10 50 Td (AB) Tj ET 1 0 0 1 20"] {
        let document = opened(&page("", cut.as_bytes(), LATIN, &[]));
        assert_eq!(texts(&document), ["AB"]);
        assert!(matches!(document.pages[0].text, PageText::Incomplete { .. }), "{cut}");
    }
    let mut content = lopdf::Stream::new(lopdf::Dictionary::new(), b"BT /F 10 Tf 10 50 Td (AB) Tj ET ".repeat(50));
    content.compress().unwrap();
    let packed = |data: &[u8]| {
        let document = opened(&file(&[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>".to_vec(),
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".to_vec(),
            stream("/Filter/FlateDecode", data),
            LATIN.as_bytes().to_vec(),
        ]));
        document.pages[0].text.clone()
    };
    assert_eq!(packed(&content.content), PageText::Usable);
    let half = &content.content[..content.content.len() - 6];
    assert!(!matches!(packed(half), PageText::Usable));
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

#[test]
fn damage_is_recovered_or_named() {
    let whole = page("", b"BT /F 10 Tf 10 50 Td (AB) Tj ET", LATIN, &[]);
    let cut = &whole[..whole.windows(4).position(|w| w == b"xref").unwrap()];
    assert_eq!(texts(&opened(cut)), ["AB"]);
    let damaged = page("", b"BT /F 10 Tf ] >> 10 50 Td (A) Tj \x80\x81 (B) Tj ET", LATIN, &[]);
    assert_eq!(texts(&opened(&damaged)), ["AB"]);
    assert_eq!(read(b"%PDF-1.4 nothing", &PdfOptions::default()).unwrap_err().kind(), ErrorKind::Syntax);
}

#[test]
fn encryption_opens_with_the_password_only() {
    let plain = page("", b"BT /F 10 Tf 10 50 Td (AB) Tj ET", LATIN, &[]);
    let locked = |user: &str| {
        let mut document = lopdf::Document::load_mem(&plain).unwrap();
        let version = lopdf::EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password: user,
            key_length: 128,
            permissions: lopdf::Permissions::all(),
        };
        let state = lopdf::EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
        let mut out = Vec::new();
        document.save_to(&mut out).unwrap();
        out
    };
    assert_eq!(texts(&opened(&locked(""))), ["AB"]);
    let bytes = locked("secret");
    let with = |password: Option<&str>| {
        let mut options = PdfOptions::default();
        options.password = password.map(str::to_owned);
        read(&bytes, &options)
    };
    assert_eq!(with(None).unwrap_err().kind(), ErrorKind::Encrypted);
    assert_eq!(with(Some("wrong")).unwrap_err().kind(), ErrorKind::Encrypted);
    assert_eq!(texts(&with(Some("secret")).unwrap()), ["AB"]);
    #[cfg(feature = "cli")]
    {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("locked.pdf");
        std::fs::write(&file, &bytes).unwrap();
        let program = || {
            let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_zhengxin"));
            program.args(["parse", "--to", "lines"]).arg(&file);
            program
        };
        assert_eq!(program().output().unwrap().status.code(), Some(2));
        let opened = program().env("ZHENGXIN_PASSWORD", "secret").output().unwrap();
        assert!(opened.status.success() && String::from_utf8_lossy(&opened.stdout).contains("AB"), "the variable opens it too");
    }
}

#[test]
fn limits_hold() {
    let bytes = page("", b"BT /F 10 Tf 10 50 Td (AB) Tj ET", LATIN, &[]);
    let refused = |set: fn(&mut PdfOptions)| {
        let mut options = PdfOptions::default();
        set(&mut options);
        assert_eq!(read(&bytes, &options).unwrap_err().kind(), ErrorKind::Limit);
    };
    refused(|o| o.objects = 2);
    refused(|o| o.operators = 2);
    refused(|o| o.characters = 1);
    refused(|o| o.stream_bytes = 10);
    refused(|o| o.limits.pages = 0);
    refused(|o| o.limits.lines = 0);
    refused(|o| o.limits.bytes = 100);
    assert_eq!(Limits::default(), PdfOptions::default().limits);
}

/// A few bytes that draw a form of many characters again and again would fill the memory.
#[test]
fn characters_are_limited_over_all_forms() {
    let text = [b"BT /F 10 Tf 0.0001 Tz 10 50 Td (".as_slice(), &b"AB".repeat(20_000), b") Tj ET"].concat();
    let form = stream("/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</Font<</F 5 0 R>>>>", &text);
    let bytes = page("", &b"/X Do ".repeat(1_000), LATIN, &[form]);
    let e = read(&bytes, &PdfOptions::default()).unwrap_err();
    assert_eq!((e.kind(), e.place()), (ErrorKind::Limit, "page 1"));
}

/// Thousands of entries that all name the same list of widths would take the square of the file.
#[test]
fn lists_that_fonts_share_count_each_time() {
    let widths = format!("[{}]", "500 ".repeat(10_000)).into_bytes();
    let many = format!("/DW 1000/W[{}]", "0 6 0 R ".repeat(10_000));
    let font = composite("UniGB-UCS2-H", "GB1").replace("/DW 1000", &many);
    let mut options = PdfOptions::default();
    options.total_operators = 100_000;
    let bytes = page("", b"BT /F 10 Tf 10 50 Td <4e2a4eba> Tj ET", &font, &[widths]);
    assert_eq!(texts(&read(&bytes, &options).unwrap()), ["个人"]);
}

/// Real files with their known text lines, where the shared folder is at hand.
#[cfg(feature = "json")]
#[test]
fn the_lines_of_real_files_are_those_of_their_text_layer() {
    let named = std::env::var_os("ZHENGXIN_SHARED").map(std::path::PathBuf::from);
    let corpus = named.unwrap_or_else(|| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")).join("corpus");
    assert!(corpus.is_dir() || std::env::var("CI").as_deref() != Ok("true"), "CI needs the folder of real files");
    let files =
        ["official", "dev"].iter().flat_map(|d| std::fs::read_dir(corpus.join(d)).into_iter().flatten().flatten()).map(|e| e.path());
    for path in files.filter(|p| p.extension().is_some_and(|e| e == "pdf")) {
        let document = opened(&std::fs::read(&path).unwrap());
        let truth = zhengxin::input::lines::read(&std::fs::read(path.with_extension("textlayer.lines.json")).unwrap()).unwrap();
        assert_eq!(document.pages.len(), truth.pages.len(), "{path:?}");
        assert!(document.pages.iter().all(|p| p.text == PageText::Usable), "{path:?}");
        let (mut right, mut all) = (0, 0);
        for (page, known) in document.pages.iter().zip(&truth.pages) {
            // Blanks are set as gaps or as characters; the bar of a date range is one of two that look the same.
            let plain = |t: &str| t.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '―' { '—' } else { c }).collect::<String>();
            all += known.lines.len();
            right += known
                .lines
                .iter()
                .filter(|l| {
                    page.lines.iter().any(|f| {
                        plain(&f.text) == plain(&l.text) && (f.place.x0 - l.place.x0).abs() < 3.0 && (f.place.y1 - l.place.y1).abs() < 3.0
                    })
                })
                .count();
        }
        assert!(right as f64 >= 0.99 * all as f64, "{path:?}: {right} of {all}");
    }
    if corpus.is_dir() {
        for name in ["cjk-GBK-EUC-H.pdf", "cjk-UniGB-UCS2-H.pdf"] {
            let document = opened(&std::fs::read(corpus.join("pdf").join(name)).unwrap());
            assert!(texts(&document).contains(&"账户1（授信协议标识：AB12）"), "{name}");
        }
    }
}

mod hostile {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damaged_files_never_panic(cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0usize..12), 1..8)) {
            let form = stream("/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>", b"BT /F 10 Tf 10 50 Td (AB) Tj ET /X Do");
            let mut bytes = page("/Rotate 90/UserUnit 2", b"BT /F 10 Tf 10 50 Td <b8f6c8cb3132> Tj ET /X Do", &composite("GBK-EUC-H", "GB1"), &[form]);
            for (at, byte, drop) in cuts {
                let at = at.index(bytes.len());
                bytes[at] = byte;
                bytes.drain(at..(at + drop).min(bytes.len()));
                if bytes.is_empty() { break }
            }
            let _ = read(&bytes, &PdfOptions::default());
            let _ = images(&bytes, &PdfOptions::default());
        }

        #[test]
        fn any_content_is_walked(content in proptest::collection::vec(prop_oneof![
            Just(b"BT ".to_vec()), Just(b"/F 10 Tf ".to_vec()), Just(b"(AB) Tj ".to_vec()), Just(b"Tm Td TD T* TJ \" ' q Q cm Do gs ".to_vec()),
            any::<f64>().prop_map(|n| format!("{n} ").into_bytes()), proptest::collection::vec(any::<u8>(), 0..8),
        ], 0..60)) {
            if let Ok(document) = read(&page("", &content.concat(), LATIN, &[]), &PdfOptions::default()) {
                prop_assert!(document.lines().all(|(_, l)| l.place.is_finite()));
            }
        }
    }
}
