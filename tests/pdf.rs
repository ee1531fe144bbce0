//! PDF files, each written here as small as its case allows.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "pdf/damage.rs"]
mod damage;

#[path = "pdf/pictures.rs"]
mod pictures;

use zhengxin::input::pdf::{PdfOptions, read};
use zhengxin::{Document, ErrorKind, Origin, PageText};

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

/// A picture object of these entries.
fn picture(entries: &str, data: &[u8]) -> Vec<u8> {
    stream(&format!("/Type/XObject/Subtype/Image{entries}"), data)
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

fn reason(document: &Document) -> &str {
    match &document.pages[0].text {
        PageText::NeedsOcr { reason } => reason,
        _ => "",
    }
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
