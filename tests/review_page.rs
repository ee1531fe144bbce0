//! The review page of a whole report, drawn from its lines. Set `ZHENGXIN_PAGE_OUT` to a folder to look at it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::HashMap;

use support::corpus;
use zhengxin::input::lines;
use zhengxin::model::Report;
use zhengxin::{Document, LineId, Options, check::check, view::html};

/// Gives each value of a report built from facts the next line that reads like it.
fn place(report: &mut Report, document: &Document) -> usize {
    let mut by_text: HashMap<String, Vec<LineId>> = HashMap::new();
    let squeeze = |t: &str| t.split_whitespace().collect::<String>();
    for (id, line) in document.lines() {
        by_text.entry(squeeze(&line.text)).or_default().push(id);
    }
    by_text.values_mut().for_each(|ids| ids.reverse());
    let mut placed = 0;
    report.visit_mut(&mut |_, record| {
        for i in 0..record.specs().len() {
            let Some(at) = record.field_mut(i).and_then(|f| f.evidence_mut()) else { continue };
            let Some(id) = by_text.get_mut(&squeeze(&at.raw)).and_then(Vec::pop) else { continue };
            at.page = id.page + 1;
            at.place = document.line(id).unwrap().place;
            at.lines = vec![id];
            placed += 1;
        }
    });
    placed
}

#[test]
fn the_page_of_the_official_sample() {
    for document in corpus::documents("official") {
        let text =
            std::fs::read(corpus::shared().unwrap().join(format!("corpus/official/{}.textlayer.lines.json", document.name))).unwrap();
        let lines = lines::read(&text).unwrap();
        let mut report = support::from_facts::report(&document.facts);
        assert!(place(&mut report, &lines) > 20);
        let found = check(&mut report, &Options::default());
        let page = html::write(&report, &lines, &found, None);
        assert!(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"));
        assert_eq!(page.matches("<figure").count(), lines.pages.len());
        if let Some(folder) = std::env::var_os("ZHENGXIN_PAGE_OUT") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{}.html", document.name)), page).unwrap();
        }
    }
}
