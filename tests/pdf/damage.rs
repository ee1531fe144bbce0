//! Files that are damaged, locked or without end: recovered, or refused with their reason.

use proptest::prelude::*;
use zhengxin::input::pdf::{PdfOptions, images, read};
use zhengxin::{ErrorKind, Limits, PageText};

use super::{LATIN, composite, file, opened, page, stream, texts};

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
