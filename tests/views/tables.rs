//! The tidy tables, the outline and the common questions.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::support::{corpus, from_facts, full};
use zhengxin::model::codes::AccountState;
use zhengxin::model::{AccountKind, Evidence, Flag, Place, Report, Trust};
use zhengxin::view::{csv, text};

/// Splits CSV without quoted line breaks.
fn cells(line: &str) -> Vec<String> {
    let (mut out, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    out.push(cell);
    out
}

/// The rows of a table under their column names.
fn rows(report: &Report, name: &str) -> Vec<BTreeMap<String, String>> {
    let tables = csv::tables(report, "r1");
    let table = tables.iter().find(|t| t.name == name).expect("a table of that name");
    let mut lines = table.text.lines().map(cells);
    let header = lines.next().expect("a header");
    lines
        .map(|row| {
            assert_eq!(row.len(), header.len(), "{name}");
            header.iter().cloned().zip(row).collect()
        })
        .collect()
}

#[test]
fn every_record_stands_in_a_table_with_every_value() {
    let report = full::report();
    let tables = csv::tables(&report, "r1");
    let names: BTreeSet<&str> = tables.iter().map(|t| t.name).collect();
    assert_eq!(names.len(), tables.len(), "names are unique");
    let empty: Vec<&str> = tables.iter().filter(|t| t.body().is_empty()).map(|t| t.name).collect();
    assert!(empty.is_empty(), "{empty:?}");
    let lines: usize = tables.iter().map(|t| t.body().lines().count()).sum();
    assert_eq!(lines, report.nodes().iter().filter(|n| !n.record.is_blank()).count(), "each record is one line");
    let columns = |t: &csv::Table| cells(t.text.lines().next().unwrap_or_default());
    for table in &tables {
        let columns = columns(table);
        assert_eq!(columns.iter().collect::<BTreeSet<_>>().len(), columns.len(), "{}: {columns:?}", table.name);
    }
}

#[test]
fn keys_join_and_columns_are_typed() {
    let report = full::report();
    let accounts: BTreeSet<_> = rows(&report, "accounts").iter().map(|r| (r["account_kind"].clone(), r["account"].clone())).collect();
    for name in ["months", "marks", "special_trades", "latest", "large_installments"] {
        for row in rows(&report, name) {
            let key = (row["account_kind"].clone(), row["account"].clone());
            assert!(accounts.contains(&key) || key.0.starts_with("brief") || key.0 == "postpaid", "{name} {key:?}");
        }
    }
    let loan = rows(&report, "accounts").into_iter().find(|r| r["account_kind"] == "non_revolving").expect("a loan");
    assert_eq!(loan["amount"], "360000");
    assert_eq!(loan["opened"], "2015-05-05");
    assert_eq!(loan["state"], "正常");
    assert_eq!(rows(&report, "months")[0]["month"], "2015-05");
    assert_eq!(rows(&report, "queries").len(), 2);
    for (table, column, kinds) in
        [("queries", "query_kind", ["institution", "self"]), ("explanations", "explanation_kind", ["institution", "centre"])]
    {
        assert_eq!(rows(&report, table).iter().map(|r| r[column].as_str()).collect::<Vec<_>>(), kinds, "{table}");
    }
}

#[test]
fn doubts_and_holes_are_visible() {
    let mut report = from_facts::report(
        r#"{"section":"non_revolving","record":"1","field":"管理机构","value":"A,\"B\""}
{"section":"non_revolving","record":"1","field":"借款金额","value":"5,00O"}
{"section":"non_revolving","record":"1","field":"余额","value":"1,2"}
{"section":"non_revolving","record":"1","field":"还款期数","value":"--"}
{"section":"non_revolving.grid","record":"1/2015-05","field":"状态","value":"2"}
{"section":"non_revolving.grid","record":"1/2015-05","field":"金额","value":"12,000"}
{"section":"non_revolving.grid","record":"1/2015-04","field":"状态","value":"N"}"#,
    );
    let account = &mut report.non_revolving.accounts[0];
    account.institution.evidence_mut().expect("printed").flag(Flag::Conflict);
    let row = &rows(&report, "accounts")[0];
    // Straight quotes around a code are the recogniser's.
    assert_eq!(row["institution"], "A,“B”");
    assert_eq!(row["balance"], "");
    assert!(row["doubts"].contains("institution: conflict"), "{}", row["doubts"]);
    let outline = text::write(&report);
    for shown in [
        "Non-revolving loan 非循环贷账户 1",
        "institution 管理机构: A,“B” ? conflict",
        "amount 借款金额: 5,000 ? digit_lookalike",
        "balance 余额: unreadable (1,2)",
        "periods 还款期数: --",
        "2015       .      .      .      N      2      .",
    ] {
        assert!(outline.contains(shown), "{shown}\n{outline}");
    }
}

#[test]
fn the_outline_shows_every_value() {
    let report = full::report();
    let outline = text::write(&report);
    report.visit(&mut |place, record| {
        for (spec, field) in record.fields() {
            if !matches!(place.part, "grid" | "grid24") {
                let line = format!("{}: {}", spec.label, field.text().unwrap_or_default());
                assert!(outline.contains(&line), "{line}");
            }
        }
    });
    assert!(!outline.contains("\nheader."), "every section has a heading");
}

#[test]
fn tables_and_sentences_answer_the_same_questions() {
    let report = from_facts::report(
        r#"{"section":"non_revolving","record":"1","field":"管理机构","value":"工商银行"}
{"section":"non_revolving","record":"1","field":"借款金额","value":"500,000"}
{"section":"non_revolving","record":"1","field":"账户状态","value":"逾期"}
{"section":"non_revolving","record":"1","field":"当前逾期总额","value":"20"}
{"section":"non_revolving.grid","record":"1/2015-05","field":"状态","value":"2"}
{"section":"non_revolving.grid","record":"1/2015-04","field":"状态","value":"N"}
{"section":"quasi_card","record":"1","field":"透支余额","value":"7"}
{"section":"quasi_card.grid","record":"1/2015-05","field":"状态","value":"2"}
{"section":"quasi_card.grid","record":"1/2015-04","field":"状态","value":"3"}
{"section":"brief.loan","record":"1","field":"管理机构","value":"建设银行"}
{"section":"brief.loan","record":"1","field":"分组","value":"从未逾期过的"}
{"section":"brief.loan","record":"1","field":"金额","value":"60,000"}
{"section":"brief.loan","record":"1","field":"状态","value":"结清"}
{"section":"brief.loan","record":"1","field":"结清月份","value":"2015年05月"}
{"section":"brief.credit_card","record":"1","field":"卡种","value":"准贷记卡"}
{"section":"brief.credit_card","record":"1","field":"透支超过60天月数","value":"4"}
{"section":"brief.credit_card","record":"1","field":"状态","value":"当前透支超过60天"}"#,
    );
    let accounts = report.accounts();
    let find = |kind: AccountKind| accounts.iter().filter(move |a| a.kind == kind).collect::<Vec<_>>();
    let loan = find(AccountKind::NonRevolving)[0];
    assert_eq!((loan.number, loan.institution, loan.overdue, loan.overdue_months), (1, Some("工商银行"), Some(true), Some(1)));
    assert_eq!(loan.amount, Some(500_000.into()));
    assert_eq!((loan.place.id().as_str(), loan.place.record.to_string().as_str()), ("non_revolving", "1"));
    assert_eq!(loan.grid.map(|g| g.months.len()), Some(2));
    let told = find(AccountKind::BriefLoan)[0];
    assert_eq!((told.state.as_ref(), told.overdue, told.overdue_months), (Some(&AccountState::Settled), Some(false), Some(0)));
    assert_eq!(told.closed.map(|m| m.to_string()).as_deref(), Some("2015-05"));
    let cards = find(AccountKind::QuasiCard);
    assert_eq!((cards[0].balance, cards[0].overdue_months), (Some(7.into()), Some(1)), "two months overdrawn are no arrears");
    assert_eq!((cards[1].overdue, cards[1].overdue_months), (Some(true), Some(4)));
    let unread = from_facts::report(
        r#"{"section":"non_revolving.grid","record":"1/2015-05","field":"状态","value":"%%"}
{"section":"non_revolving.grid","record":"1/2015-04","field":"状态","value":"N"}"#,
    );
    assert_eq!(unread.accounts()[0].overdue_months, None, "a month that could not be read may be overdue");
    assert_eq!((cards[1].place.id().as_str(), cards[1].grid), ("brief.credit_card", None));
}

#[test]
fn a_month_of_dashes_is_no_row() {
    let mut report = from_facts::report(
        r#"{"section":"credit_card.grid","record":"1/2019-05","field":"状态","value":"N"}
{"section":"credit_card.grid","record":"1/2019-04","field":"状态","value":"N"}
{"section":"credit_card.grid","record":"1/2019-03","field":"状态","value":"N"}"#,
    );
    let months = &mut report.credit_cards.accounts[0].attachments.grid.as_mut().expect("a grid").months;
    let month = |m: &str| m.parse().ok();
    for m in months.iter_mut() {
        match m.month {
            at if Some(at) == month("2019-04") => m.cell.state = full::field("--"),
            at if Some(at) == month("2019-03") => m.cell.state = full::field("中"),
            _ => {}
        }
    }
    let shown: BTreeSet<String> = rows(&report, "months").iter().map(|r| r["month"].clone()).collect();
    assert_eq!(shown, BTreeSet::from(["2019-05".into(), "2019-03".into()]), "what cannot be read stays, with its doubt");
}

#[test]
fn the_corpora_make_every_view() {
    for (name, facts, _) in corpus::facts() {
        let report = from_facts::report(&facts);
        let lines: usize = csv::tables(&report, &name).iter().map(|t| t.body().lines().count()).sum();
        assert_eq!(lines, report.nodes().iter().filter(|n| !n.record.is_blank()).count(), "{name}");
        assert!(text::write(&report).lines().count() > 40, "{name}");
        let told = report.brief.credit_cards.len() + report.brief.loans.len() + report.brief.other_businesses.len();
        let accounts = report.accounts();
        assert!(accounts.len() >= told, "{name}");
        let places: HashSet<Place> = report.nodes().iter().map(|n| n.place).collect();
        assert!(accounts.iter().all(|a| places.contains(&a.place)), "{name}: each account is where the facts view has it");
    }
}

#[test]
fn a_proof_can_be_made_by_hand() {
    let at: Evidence = full::evidence("1,000", 1);
    assert_eq!(zhengxin::model::Field::<i64>::read(at, Trust::Safe).value(), Some(&1000));
}
