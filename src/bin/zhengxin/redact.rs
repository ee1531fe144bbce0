//! `zhengxin redact`

use std::collections::BTreeSet;

use zhengxin::diagnostic::Code;
use zhengxin::view::redact::redact;
use zhengxin::{Options, Parsed, parse_with, reports};

use crate::args::RedactArgs;
use crate::failure::Failure;
use crate::{input, output};

pub(crate) fn run(args: &RedactArgs) -> Result<u8, Failure> {
    output::spare(&input::files(&args.inputs, true)?, args.output.as_deref())?;
    let document = input::document(&args.inputs, &args.reading)?;
    let read = |number: usize| {
        let mut options = Options::default();
        options.report = Some(number);
        parse_with(&document, &options)
    };
    // A file may hold the reports of several persons.
    let parsed: Vec<Parsed> = (1..=reports(&document).max(1)).map(read).collect();
    let name = input::names(&args.inputs);
    // What is personal is known by the fields that it stands in.
    if let Some(at) = parsed.iter().position(is_no_report) {
        return Err(Failure::Usage(format!("{name}: {}", refused(&parsed, at))));
    }
    let redacted = redact(&document, parsed.iter().map(|p| &p.report));
    output::write(args.output.as_deref(), &zhengxin::input::lines::write(&redacted))?;
    let unread: Vec<u32> = parsed.iter().flat_map(|p| &p.report.unparsed).map(|u| u.at.page).collect();
    if !unread.is_empty() {
        let (count, pages) = (unread.len(), named(unread.into_iter()));
        output::complain(&format!("note: {name}: {count} places could not be read ({pages}); look through the result before you share it"));
    }
    Ok(0)
}

fn is_no_report(parsed: &Parsed) -> bool {
    parsed.diagnostics.iter().any(|d| d.code == Code::NotACreditReport)
}

/// Why nothing was written, and what to do: of several parts of an input one may be a cover or an annex with a number of its own.
fn refused(parsed: &[Parsed], at: usize) -> String {
    let Some(part) = parsed.get(at).filter(|_| !parsed.iter().all(is_no_report)) else {
        return "this is no credit report; what in it is personal cannot be told, so nothing was written".into();
    };
    let pages = named(part.ledger.iter().filter(|entry| entry.target.as_deref() != Some(OTHER_REPORT)).map(|entry| entry.page));
    format!(
        "{pages} (of {} reports that seem to be in it, number {}) is no credit report, but perhaps a cover or an annex; what there is personal \
         cannot be told, so nothing was written: redact the input without {pages}",
        parsed.len(),
        at + 1,
    )
}

/// `page 3`, `pages 3, 5`.
fn named(pages: impl Iterator<Item = u32>) -> String {
    let pages: BTreeSet<u32> = pages.collect();
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {}", pages.iter().map(u32::to_string).collect::<Vec<_>>().join(", "))
}

/// The target of a line of another report in the same input.
const OTHER_REPORT: &str = "other_report";

#[cfg(test)]
mod tests {
    use super::*;
    use zhengxin::{Document, Line, Page, Rect};

    #[test]
    fn a_part_that_is_no_report_is_named() {
        let read = |text: &str| {
            let line = Line::new(text, Rect::new(50.0, 100.0, 300.0, 110.0));
            parse_with(&Document { pages: vec![Page { number: 1, lines: vec![line], ..Page::default() }] }, &Options::default())
        };
        let parsed = [read("报告编号：201506010000332123"), read("收件人：某某")];
        let told = refused(&parsed, 1);
        assert!(told.starts_with("page 1 (of 2 reports") && told.ends_with("without page 1") && !told.contains("某某"), "{told}");
        assert!(refused(&parsed[1..], 0).starts_with("this is no credit report"));
        assert_eq!(named([3, 1, 3].into_iter()), "pages 1, 3");
    }
}
