//! Every view of every fixture, from its lines: what the views must hold whatever was read, also where it is damaged.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::fixtures;
use zhengxin::model::{Report, State};
use zhengxin::parse;
use zhengxin::view::{csv, items, text, v2};

/// Every leaf of a tree of texts.
fn leaves(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.values().for_each(|inner| leaves(inner, out)),
        Value::Array(list) => list.iter().for_each(|inner| leaves(inner, out)),
        Value::String(leaf) => out.push(leaf.clone()),
        other => panic!("{other} is no text"),
    }
}

/// What is read in a report, each text once.
fn texts(report: &Report) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    report.visit(&mut |_, record| {
        out.extend(record.fields().iter().filter(|(_, f)| f.state() == State::Value).filter_map(|(_, f)| f.text()).map(str::to_string));
    });
    out
}

#[test]
fn v2_shows_what_is_printed_and_its_years_newest_first() {
    for f in fixtures::all() {
        let report = parse(&f.document);
        let view: Value = serde_json::from_str(&v2::write(&report)).expect("JSON");
        let (mut shown, printed) = (Vec::new(), texts(&report));
        leaves(&view, &mut shown);
        assert!(shown.len() > 4, "{}", f.name);
        // A leaf is a printed text; what headings say, and the month and year of a grid's cell, are no fields.
        let made = |t: &str| t.starts_with("账户") || t.starts_with("授信协议") || t.contains("记录") || t.parse::<u32>().is_ok();
        let strange: Vec<&String> = shown.iter().filter(|t| !printed.contains(*t) && !made(t)).collect();
        assert!(strange.is_empty(), "{}: {strange:?}", f.name);
        let mut walk = vec![&view];
        while let Some(value) = walk.pop() {
            match value {
                Value::Object(map) => walk.extend(map.values()),
                Value::Array(list) => {
                    let years: Vec<&str> = list.iter().filter_map(|row| row.get("year")?.as_str()).collect();
                    assert!(years.is_sorted_by(|a, b| a > b), "{}: {years:?}", f.name);
                    walk.extend(list);
                }
                _ => {}
            }
        }
    }
}

#[test]
fn items_are_those_of_the_standard() {
    let known: BTreeSet<&str> = items::items().map(|(code, _)| code).collect();
    for f in fixtures::all() {
        let report = parse(&f.document);
        let view: Value = serde_json::from_str(&items::write_json(&report)).expect("JSON");
        let mut walk = vec![&view];
        let mut accounts = 0;
        while let Some(value) = walk.pop() {
            match value {
                Value::Object(map) => {
                    for (key, inner) in map {
                        let leaf = inner.is_string() || inner.as_array().is_some_and(|l| l.iter().all(Value::is_string));
                        assert!(!leaf || known.contains(key.trim_end_matches("_text")), "{}: {key} is no item", f.name);
                        accounts += if key == "PD01" { inner.as_array().map_or(0, Vec::len) } else { 0 };
                    }
                    walk.extend(map.values());
                }
                Value::Array(list) => walk.extend(list),
                _ => {}
            }
        }
        let brief = &report.brief;
        let told = brief.asset_disposals.len() + brief.advances.len();
        let debts = report.first_generation.asset_disposals.len() + report.first_generation.advances.len();
        assert_eq!(accounts, report.accounts().len() + told + debts, "{}: each account is one PD01", f.name);
    }
}

#[test]
fn tables_have_a_row_for_every_record_and_keys_that_join() {
    for f in fixtures::all() {
        let report = parse(&f.document);
        let tables = csv::tables(&report, &f.name);
        for table in &tables {
            assert!(table.body().lines().all(|l| l.starts_with(&format!("{},", f.name))), "{} {}", f.name, table.name);
        }
        let keys = |name: &str| -> Vec<String> {
            let table = tables.iter().find(|t| t.name == name).expect("a table of that name");
            table.body().lines().map(|l| l.split(',').skip(1).take(2).collect::<Vec<_>>().join(" ")).collect()
        };
        let accounts = keys("accounts");
        assert_eq!(accounts.iter().collect::<BTreeSet<_>>().len(), accounts.len(), "{}: an account stands once", f.name);
        let all: BTreeSet<String> = accounts.into_iter().chain(keys("postpaid")).collect();
        for key in keys("months") {
            assert!(all.contains(&key), "{}: a month of {key}", f.name);
        }
    }
}

#[test]
fn the_outline_holds_every_value() {
    for f in fixtures::all() {
        let report = parse(&f.document);
        let outline = text::write(&report);
        report.visit(&mut |place, record| {
            for (spec, field) in record.fields().into_iter().filter(|(_, f)| f.state() == State::Value) {
                if !matches!(place.part, "grid" | "grid24") {
                    let line = format!("{}: {}", spec.label, field.text().unwrap_or_default());
                    assert!(outline.contains(&line), "{}: {line}", f.name);
                }
            }
        });
    }
}

#[test]
fn the_native_view_reads_back() {
    for f in fixtures::all() {
        // Boxes are rounded once, when they are written; all else is what it was.
        let back = crate::native::same_views(&parse(&f.document));
        crate::native::reads_back(&back);
    }
}

#[cfg(feature = "schema")]
#[test]
fn the_native_view_is_valid() {
    use crate::support::schema::Checker;
    use zhengxin::view::json;

    let schema: Value = serde_json::from_str(&json::schema()).expect("JSON");
    let mut checker = Checker::new(&schema);
    for f in fixtures::all() {
        let native: Value = serde_json::from_str(&json::write(&parse(&f.document))).expect("JSON");
        checker.check(&native).unwrap_or_else(|e| panic!("{}: {e}", f.name));
    }
}
