//! The native JSON, its schema, and what can be made from it.

use serde_json::Value;

use crate::support::{corpus, from_facts, full};
use zhengxin::model::codes::IdType;
use zhengxin::model::{Edition, Flag, Report, Trust};
use zhengxin::view::{csv, facts, items, json, text, v2};

#[test]
fn json_says_its_version() {
    let value: Value = serde_json::from_str(&json::write(&Report::default())).expect("JSON");
    assert_eq!(value["schema_version"], json::SCHEMA_VERSION);
    assert!(json::read(r#"{"schema_version": "1.7"}"#).is_ok(), "a later minor version only adds");
    for bad in ["", "{}", r#"{"schema_version": "2.0"}"#, r#"{"schema_version": "1.0", "header": 3}"#] {
        assert!(json::read(bad).is_err(), "{bad}");
    }
}

/// What is read back is the same report, and so are all views of it.
pub(crate) fn reads_back(report: &Report) {
    let back = same_views(report);
    assert!(back == *report, "another report was read back");
}

/// Gives the report that is read back; all its views are those of the first.
pub(crate) fn same_views(report: &Report) -> Report {
    let native = json::write(report);
    let back = json::read(&native).expect("the native view reads back");
    assert_eq!(json::write(&back), native);
    assert_eq!(facts::write(&back), facts::write(report));
    assert_eq!(v2::write(&back), v2::write(report));
    assert_eq!(items::write_json(&back), items::write_json(report));
    assert_eq!(text::write(&back), text::write(report));
    assert_eq!(csv::tables(&back, "r"), csv::tables(report, "r"));
    back
}

#[test]
fn the_full_report_reads_back() {
    reads_back(&full::report());
    reads_back(&Report::default());
}

#[test]
fn the_corpora_read_back() {
    for (name, facts, _) in corpus::facts().into_iter().filter(|(n, ..)| !n.starts_with("perf")) {
        println!("{name}");
        reads_back(&from_facts::report(&facts));
    }
}

/// The full report as a later minor version might write it: words, flags, classes of repairs, keys that this one does not know.
fn later() -> Value {
    let mut value: Value = serde_json::from_str(&json::write(&full::report())).expect("JSON");
    value["schema_version"] = "1.9".into();
    value["edition"] = "third_generation".into();
    value["later"] = serde_json::json!([{ "a": 1 }]);
    value["header"]["id_type"]["value"] = "电子证照".into();
    value["header"]["name"]["at"]["flags"] = serde_json::json!(["conflict", "struck_through"]);
    value["header"]["name"]["at"]["later"] = true.into();
    value["header"]["report_number"]["at"]["repairs"] =
        serde_json::json!([{ "rule": "later_rule", "trust": "witnessed", "from": "a", "to": "b", "later": 1 }]);
    value["credit_cards"]["accounts"][0]["attachments"]["grid"]["months"][0]["state"]["value"] = "X".into();
    value
}

#[test]
fn what_a_later_minor_version_adds_is_no_error() {
    let report = json::read(&later().to_string()).expect("a later minor version only adds");
    assert_eq!(report.edition, Edition::Unknown);
    assert_eq!(report.header.id_type.value().map(IdType::word), Some("电子证照"));
    let at = report.header.name.evidence().expect("printed");
    assert_eq!(at.flags, [Flag::Conflict, Flag::Other("struck_through".into())]);
    assert_eq!(at.doubts().collect::<Vec<_>>(), ["conflict", "struck_through"]);
    let repair = &report.header.report_number.evidence().expect("printed").repairs[0];
    assert_eq!((repair.rule.as_ref(), repair.trust), ("later_rule", Trust::Guess), "an unknown class is as doubtful as the boldest");
    let grid = report.credit_cards.accounts[0].attachments.grid.as_ref().expect("a grid");
    assert_eq!(grid.months[0].cell.state.value().map(|s| s.sign()), Some('X'));
    // Nothing stumbles over it, and its names are kept.
    reads_back(&report);
    assert!(json::write(&report).contains("struck_through"));
}

#[test]
fn amounts_are_decimal_strings_and_nothing_else() {
    let mut value: Value = serde_json::from_str(&json::write(&full::report())).expect("JSON");
    assert_eq!(value["non_revolving"]["accounts"][0]["amount"]["value"], "360000");
    value["non_revolving"]["accounts"][0]["amount"]["value"] = 360_000.into();
    assert!(json::read(&value.to_string()).is_err());
}

#[cfg(feature = "schema")]
mod schema {
    use super::*;
    use crate::support::schema::{Checker, properties};

    #[test]
    fn the_checked_in_schema_is_current() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/report.schema.json");
        if std::env::var_os("ZHENGXIN_BLESS").is_some() {
            std::fs::write(&path, json::schema()).expect("the schema can be written");
        }
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(there == json::schema(), "set ZHENGXIN_BLESS=1 to write schema/report.schema.json anew");
    }

    #[test]
    fn every_report_is_valid_and_every_property_is_produced() {
        let schema: Value = serde_json::from_str(&json::schema()).expect("JSON");
        let mut checker = Checker::new(&schema);
        let native = |report: &Report| serde_json::from_str(&json::write(report)).expect("JSON");
        checker.check(&native(&full::report())).unwrap();
        let lost: Vec<String> = properties(&schema).difference(&checker.seen).cloned().collect();
        assert!(lost.is_empty(), "{lost:?}");
        for (name, facts, _) in corpus::facts().into_iter().filter(|(n, ..)| !n.starts_with("perf")) {
            checker.check(&native(&from_facts::report(&facts))).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
        let mut wrong: Value = native(&full::report());
        wrong["header"]["report_time"]["value"] = 3.into();
        assert!(checker.check(&wrong).is_err());
    }

    #[test]
    fn the_schema_says_what_the_reader_does() {
        let schema: Value = serde_json::from_str(&json::schema()).expect("JSON");
        let mut checker = Checker::new(&schema);
        checker.check(&later()).expect("what a later minor version adds is valid");
        let good: Value = serde_json::from_str(&json::write(&full::report())).expect("JSON");
        for wrong in [360_000.into(), "3,600".into(), "".into(), Value::Null] {
            let mut value = good.clone();
            value["non_revolving"]["accounts"][0]["amount"]["value"] = wrong;
            assert!(checker.check(&value).is_err() && json::read(&value.to_string()).is_err());
        }
        for right in ["-6", "12.50", "0"] {
            let mut value = good.clone();
            value["non_revolving"]["accounts"][0]["amount"]["value"] = right.into();
            assert!(checker.check(&value).is_ok() && json::read(&value.to_string()).is_ok(), "{right}");
        }
    }

    #[test]
    fn fields_carry_their_printed_labels() {
        let schema: Value = serde_json::from_str(&json::schema()).expect("JSON");
        let amount = &schema["$defs"]["LoanAccount"]["properties"]["amount"];
        assert_eq!(amount["title"], "借款金额");
        let said = amount["description"].as_str().expect("a description");
        assert!(said.contains("The sum lent") && said.contains("Printed label: `借款金额`"), "{said}");
    }
}
