//! Facts as tests compare them.

use std::collections::{BTreeMap, BTreeSet};

use zhengxin::Document;
use zhengxin::model::Report;

/// Section, record, field, value.
pub type Fact = (String, String, String, String);

/// The facts of a facts view (JSON Lines), without those that are printed empty.
pub fn of_view(view: &str) -> BTreeSet<Fact> {
    view.lines()
        .filter(|l| !l.trim().is_empty())
        .map(|l| {
            let v: serde_json::Value = serde_json::from_str(l).expect("a fact is JSON");
            let text = |key: &str| v[key].as_str().unwrap_or_default().to_string();
            (text("section"), text("record"), text("field"), plain(&text("value")))
        })
        .filter(|f| !matches!(f.3.as_str(), "" | "-" | "--"))
        .collect()
}

/// The facts of a report.
pub fn of(report: &Report) -> BTreeSet<Fact> {
    of_view(&zhengxin::view::facts::write(report))
}

/// The facts of a report that have no flag.
pub fn sure(report: &Report) -> BTreeSet<Fact> {
    let view = zhengxin::view::facts::write(report);
    let sure: Vec<&str> = view.lines().filter(|l| l.contains("\"flags\":[]")).collect();
    of_view(&sure.join("\n"))
}

/// The facts of a document.
pub fn read(document: &Document) -> BTreeSet<Fact> {
    of(&zhengxin::parse(document))
}

/// Facts from `section record field value` lines, `_` for no record.
pub fn told(text: &str) -> BTreeSet<Fact> {
    text.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .map(|l| {
            let mut parts = l.splitn(4, ' ').map(str::to_string);
            let mut next = || parts.next().unwrap_or_else(|| panic!("four parts: {l}"));
            let (section, record, field, value) = (next(), next(), next(), next());
            (section, if record == "_" { String::new() } else { record }, field, plain(&value))
        })
        .collect()
}

/// As `told` reads them.
pub fn shown(fact: &Fact) -> String {
    let record = if fact.1.is_empty() { "_" } else { &fact.1 };
    format!("{} {record} {} {}", fact.0, fact.2, fact.3)
}

/// What one side has and the other has not, at most `most` lines of each.
pub fn differences(want: &BTreeSet<Fact>, got: &BTreeSet<Fact>, most: usize) -> Vec<String> {
    let lost = want.difference(got).take(most).map(|f| format!("- {}", shown(f)));
    let new = got.difference(want).take(most).map(|f| format!("+ {}", shown(f)));
    lost.chain(new).collect()
}

/// One form for values that compare equal: no white space, half-width, one dash, dates and amounts by their digits.
pub fn plain(value: &str) -> String {
    let mut out = String::new();
    for c in value.chars().filter(|c| !c.is_whitespace()) {
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '—' | '–' | '―' => '-',
            c => c,
        };
        if c != '-' || !out.ends_with('-') {
            out.push(c);
        }
    }
    let dotted = out.replace(['年', '月'], ".").replace('日', "");
    let dotted = dotted.trim_end_matches('.');
    let is_date = dotted.len() >= 7 && dotted.chars().all(|c| c.is_ascii_digit() || c == '.') && dotted.as_bytes().get(4) == Some(&b'.');
    let grouped =
        out.split(',').skip(1).all(|g| g.len() >= 3) && out.trim_start_matches('-').chars().all(|c| c.is_ascii_digit() || ",.".contains(c));
    if is_date {
        dotted.to_string()
    } else if grouped {
        out.replace(',', "")
    } else {
        out
    }
}

/// How many facts each section has.
pub fn by_section(facts: &BTreeSet<Fact>) -> BTreeMap<&str, usize> {
    let mut out = BTreeMap::new();
    facts.iter().for_each(|f| *out.entry(f.0.as_str()).or_default() += 1);
    out
}
