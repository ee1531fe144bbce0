//! The API output for existing consumers.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{corpus, from_facts, full};
use zhengxin::view::v2;

/// Every leaf with its path, list positions kept: `a.b[0].c`.
fn leaves(value: &Value, path: &str, out: &mut BTreeSet<(String, String)>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                leaves(inner, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, out);
            }
        }
        // Years and months are told by what they are, not by their position: facts do not keep the order of years.
        Value::Array(list) if path.ends_with(".detail") || path.ends_with(".month") => {
            for inner in list {
                let key = inner.get("year").or(inner.get("monthValue")).and_then(Value::as_str).unwrap_or_default();
                leaves(inner, &format!("{path}[{key}]"), out);
            }
        }
        Value::Array(list) => list.iter().enumerate().for_each(|(i, inner)| leaves(inner, &format!("{path}[{i}]"), out)),
        Value::String(text) => {
            out.insert((path.to_string(), text.clone()));
        }
        other => panic!("{path}: {other} is no text"),
    }
}

fn leaf_set(json: &str) -> BTreeSet<(String, String)> {
    let mut out = BTreeSet::new();
    leaves(&serde_json::from_str(json).expect("v2 is JSON"), "", &mut out);
    out
}

/// A path without the positions: `a.b[].c`.
fn pattern(path: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in path.chars() {
        if c == ']' {
            inside = false;
        }
        if !inside {
            out.push(c);
        }
        if c == '[' {
            inside = true;
        }
    }
    out
}

/// Dashes are one, spaces do not count, and of a date only its digits count, not how they are set apart.
fn comparable(text: &str) -> String {
    let dashes = text.replace(['－', '–', '—'], "-").replace(' ', "");
    if dashes.chars().all(|c| c.is_ascii_digit() || "-./年月日:".contains(c)) && dashes.chars().any(|c| "-年".contains(c) || c == '.') {
        let parts: Vec<_> = dashes.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
        return parts.iter().map(|p| p.trim_start_matches('0')).collect::<Vec<_>>().join("-");
    }
    dashes
}

#[test]
fn every_path_of_the_contract_can_be_produced() {
    let made: BTreeSet<String> = leaf_set(&v2::write(&full::report())).into_iter().map(|(path, _)| pattern(&path)).collect();
    assert!(made.len() >= 517, "{} paths", made.len());
    let Some(shared) = corpus::shared() else { return };
    let contract = std::fs::read_to_string(shared.join("contract/v2.paths.tsv")).expect("the contract");
    let known: BTreeSet<String> = contract.lines().filter_map(|l| Some(l.split('\t').next()?.to_string())).collect();
    assert_eq!(known.len(), 517);
    let missing: Vec<_> = known.difference(&made).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    // Beyond the contract stand only states that consumers know from the sister list.
    let beyond: Vec<_> = made.difference(&known).filter(|p| !p.contains("].accountState.")).collect();
    assert!(beyond.is_empty(), "{beyond:#?}");
}

#[test]
fn nothing_makes_an_empty_object() {
    assert_eq!(v2::write(&zhengxin::model::Report::default()), "{}");
}

#[test]
fn the_corpora_come_out_leaf_for_leaf() {
    let (mut all, mut wrong) = (0, Vec::new());
    for (name, facts, truth) in corpus::facts() {
        let Ok(truth) = std::fs::read_to_string(truth) else { continue };
        let report = from_facts::report(&facts);
        let (made, truth) = (leaf_set(&v2::write(&report)), leaf_set(&truth));
        if let Some(folder) = std::env::var_os("ZHENGXIN_VIEWS_OUT") {
            let file = std::path::Path::new(&folder).join(format!("{}.v2.json", name.replace('/', "-")));
            std::fs::write(file, v2::write(&report)).expect("the folder can be written");
        }
        if name == "official/detailed" {
            assert_eq!(made, truth, "the official sample is the same letter for letter");
        }
        // Texts compare as in the contract; a heading without a range is no fact.
        let plain = |set: &BTreeSet<(String, String)>| -> BTreeSet<(String, String)> {
            let heading = |path: &str, text: &str| path.ends_with("dateRange") && text.starts_with("最近");
            set.iter().filter(|(p, t)| !heading(p, t)).map(|(p, t)| (p.clone(), comparable(t))).collect()
        };
        let (made, truth) = (plain(&made), plain(&truth));
        all += truth.len();
        wrong.extend(truth.difference(&made).map(|(p, t)| format!("{name}: lost {p} {t}")));
        wrong.extend(made.difference(&truth).map(|(p, t)| format!("{name}: made {p} {t}")));
    }
    eprintln!("{} of {all} leaves differ", wrong.len());
    assert!(wrong.is_empty(), "{:#?}", wrong.iter().take(40).collect::<Vec<_>>());
}

#[test]
fn printed_rows_stay_and_nothing_is_converted() {
    let mut report = from_facts::report(
        r#"{"section":"header","record":"","field":"报告时间","value":"2024-01-27 08:19:37"}
{"section":"summary.credit_hint","record":"1","field":"业务大类","value":"其他"}
{"section":"credit_card.grid","record":"1/2019-05","field":"状态","value":"N"}
{"section":"credit_card.grid","record":"1/2020-05","field":"状态","value":"N"}"#,
    );
    report.summary.credit_hints[0].kind = full::field("--");
    let view: Value = serde_json::from_str(&v2::write(&report)).expect("JSON");
    assert_eq!(view["creditHeader"]["reportTime"], "2024-01-27 08:19:37");
    assert_eq!(view["infoSummary"]["creditTransInfoHint"]["detail"]["others"], serde_json::json!([{}]), "a row of dashes is printed");
    let years = view["creditTransInfoDetail"]["creditAccount"][0]["refundRecord"]["detail"].as_array().expect("years");
    assert_eq!(years.iter().map(|y| y["year"].clone()).collect::<Vec<_>>(), ["2020", "2019"], "newest first, however they are printed");
}

#[test]
fn a_declaration_among_the_objections_of_the_summary_is_none_of_them() {
    let (declared, objected) = (
        r#"{"section":"summary.objection","record":"1","field":"本人声明","value":"本人的身份证曾丢失。"}
{"section":"summary.objection","record":"1","field":"添加日期","value":"2020.01.02"}
"#,
        r#"{"section":"summary.objection","record":"2","field":"异议标注","value":"信贷交易信息提示正处于异议处理中。"}
{"section":"summary.objection","record":"2","field":"添加日期","value":"2020.02.03"}"#,
    );
    let written = |facts: &str| {
        let said: Value = serde_json::from_str(&v2::write(&from_facts::report(facts))).expect("v2 is JSON");
        said["infoSummary"]["queryRecordSummary"]["objectionAndDescription"].clone()
    };
    let label = "信贷交易信息提示正处于异议处理中。";
    assert_eq!(written(&format!("{declared}{objected}")), serde_json::json!({ "objectionLabel": label, "addDate": "2020.02.03" }));
    assert_eq!(written(declared), Value::Null);
}
