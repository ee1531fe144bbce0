//! The review page of whole reports, as they are read from their lines. Set `ZHENGXIN_PAGE_OUT` to a folder to look at them.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::HashSet;

use support::fixtures;
use zhengxin::view::html;
use zhengxin::{Options, parse_with};

/// What stands in quotes behind each `name=` of a page that begins so.
fn attributes<'p>(page: &'p str, name: &str, begin: &str) -> Vec<&'p str> {
    let mark = format!(" {name}=\"{begin}");
    page.split(mark.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_value_of_a_report_has_its_box_and_every_link_its_aim() {
    for fixture in fixtures::all() {
        let name = &fixture.name;
        let parsed = parse_with(&fixture.document, &Options::default());
        let page = html::write(&parsed.report, &fixture.document, &parsed.diagnostics, None);
        assert!(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"), "{name}");
        assert_eq!(page.matches("<figure").count(), fixture.document.pages.len(), "{name}");

        let mut printed = 0;
        let figures: Vec<&str> = page.split("<figure").skip(1).collect();
        parsed.report.visit(&mut |_, record| {
            for at in record.fields().iter().filter_map(|(_, field)| field.evidence()) {
                let at_page = figures[at.page as usize - 1];
                assert!(at_page.contains(&format!("<rect id=\"b{printed}\" ")), "{name}: {at:?} is not on its page");
                printed += 1;
            }
        });
        assert!(printed > 50, "{name} has values");
        let (boxes, values) = (attributes(&page, "id", "b"), attributes(&page, "id", "v"));
        assert_eq!((boxes.len(), values.len()), (printed, printed), "{name}");

        let aims: HashSet<String> = attributes(&page, "id", "").into_iter().map(|id| format!("#{id}")).collect();
        let links = attributes(&page, "href", "");
        assert!(links.len() >= 2 * printed && links.iter().all(|link| aims.contains(*link)), "{name}: a link leads nowhere");
        if let Some(folder) = std::env::var_os("ZHENGXIN_PAGE_OUT") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.html")), page).unwrap();
        }
    }
}
