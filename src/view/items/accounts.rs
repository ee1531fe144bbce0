//! The accounts (PD01), the liabilities (PD03) and what is cut out of their grids.

use crate::model::account::{Attachments, Title};
use crate::model::grid::{Grid, GridMonth};
use crate::model::types::Month;
use crate::model::{AnyRecord, Report, State};

use super::super::form::{plain, text};
use super::super::tree::{Object, Tree};
use super::codes::{A1, A2, A19, A20, A23, A27, A28, A29, A30, A31, A42, A43, CodeTable};
use super::segments::*;
use super::table::Segment;
use super::{coded, counted, list, none, object};

/// Labels of which one is printed only where a month's performance (PD01C) is.
const MONTHLY: &[&str] = &["本月应还款", "账单日", "已用额度", "透支余额", "剩余还款期数", "当前逾期期数"];

/// How many months the short block holds.
const SHORT: i32 = 24;

/// All accounts, each as one `PD01`.
pub(super) fn all(report: &Report) -> Vec<Object> {
    let mut out = Vec::new();
    macro_rules! accounts {
        ($($list:ident, $kind:literal, $states:ident;)*) => { $(
            for (i, a) in report.$list.accounts.iter().enumerate() {
                out.push(account(a, a.title.as_ref(), i, &a.attachments, $kind, &$states));
            }
        )* };
    }
    accounts! {
        recovered, "催收账户", A31;
        non_revolving, "非循环贷账户", A27;
        revolving_sub, "循环额度下分账户", A30;
        revolving, "循环贷账户", A28;
        credit_cards, "贷记卡账户", A29;
        quasi_cards, "准贷记卡账户", A29;
    }
    out
}

/// Puts the liabilities of all versions.
pub(super) fn liabilities(report: &Report, out: &mut Object) {
    for (list, borrower, kinds) in [(&report.person_liabilities, "自然人", &A42), (&report.company_liabilities, "组织机构", &A43)] {
        for liability in list.iter().filter(|l| !l.is_blank()) {
            let mut pd03 = self::liability(liability, Some(borrower), kinds);
            counted(&mut pd03, &Segment { path: "PD03Z", ..PD03Z }, &PD03ZH, &liability.marks, &none);
            out.push("PCR.PD03", pd03);
        }
    }
    for brief in report.brief.liabilities.iter().filter(|l| !l.is_blank()) {
        // The sentence tells persons from companies by the borrower's document only.
        let mut pd03 = match text(brief, "借款人证件类型").map(|t| A2.code(t).is_some()) {
            Some(true) => liability(brief, Some("自然人"), &A42),
            Some(false) => liability(brief, Some("组织机构"), &A43),
            None => liability(brief, None, &A42),
        };
        counted(&mut pd03, &Segment { path: "PD03Z", ..PD03Z }, &PD03ZH, &brief.marks, &none);
        out.push("PCR.PD03", pd03);
    }
}

/// The signs of the last months up to the grid's last, the oldest first: as far back as one is printed for each, 24 at most.
///
/// `#` says that the state is unknown, so it never stands for a month that is not printed; and behind a gap no place in the row
/// would tell its month.
pub(super) fn signs(grid: &Grid) -> Option<String> {
    let last = grid.range.last.value().copied().or_else(|| last(grid))?;
    let sign = |back: i32| {
        let month = last.plus(-back)?;
        grid.months.iter().find(|m| m.month == month).and_then(|m| text(&m.cell, "状态"))
    };
    let printed: Vec<&str> = (0..SHORT).map_while(sign).collect();
    (!printed.is_empty()).then(|| printed.into_iter().rev().collect())
}

fn liability(record: &dyn AnyRecord, borrower: Option<&str>, kinds: &'static CodeTable) -> Object {
    let made = |code, out: &mut Object| match code {
        "PD03AD08" => out.text(code, borrower.and_then(|b| A1.code(b))),
        _ => {
            let kind = text(record, "业务种类");
            match kind.and_then(|k| class(k, kinds)) {
                Some(class) => out.text(code, Some(class)),
                None => coded(out, code, kind, &[kinds]),
            }
        }
    };
    let mut out = Object::default();
    out.put("PD03A", Tree::Object(object(&PD03A, record, &made)));
    out
}

/// The class of a kind of business, which prints often name instead of the class: A.20 groups its kinds by these classes.
fn class(kind: &str, classes: &CodeTable) -> Option<&'static str> {
    let short = kind.strip_suffix("业务").unwrap_or(kind);
    let by_kind = || {
        let class = match A20.code(kind).or_else(|| A20.code(short)) {
            Some("71" | "81" | "82") => "信用卡",
            Some("61" | "62" | "63" | "64") => "证券类融资",
            Some("92") => "融资租赁",
            Some("A1") => "资产处置",
            Some("B1") => "垫款",
            Some(_) => "贷款",
            None if kind.ends_with("贷款") => "贷款",
            None => return None,
        };
        classes.code(class)
    };
    classes.code(kind).or_else(|| classes.code(short)).or_else(by_kind)
}

/// The made items of an account's head (PD01A) that are the same for every kind of account.
pub(super) fn head(record: &dyn AnyRecord, code: &'static str, out: &mut Object) {
    let first = |labels: &[&str]| labels.iter().find_map(|l| record.labelled(l).and_then(plain));
    match code {
        "PD01AD03" => coded(out, code, text(record, "业务种类").or_else(|| text(record, "卡种")), &[&A20]),
        "PD01AJ01" => out.text(code, first(&["借款金额", "债权金额", "接收的债务金额", "累计代偿金额"])),
        "PD01AJ02" => out.text(code, first(&["账户授信额度", "信用额度"])),
        // A heading's note may say anything; what it says of the loan's origin is in the table.
        "PD01AD08" => match text(record, "贷款发放形式") {
            Some(form) => coded(out, code, Some(form), &[&A23]),
            None => out.text(code, text(record, "标注").and_then(|note| A23.code(note))),
        },
        _ => {}
    }
}

fn account(
    record: &dyn AnyRecord,
    title: Option<&Title>,
    i: usize,
    hung: &Attachments,
    kind: &'static str,
    states: &'static CodeTable,
) -> Object {
    let mut out = Object::default();
    let name = title.map_or_else(|| format!("账户{}", i + 1), |t| t.name.clone());
    let basic = object(&PD01A, record, &|code, out| match code {
        "PD01AI01" => out.text(code, Some(name.clone())),
        "PD01AD01" => out.text(code, A19.code(kind)),
        _ => head(record, code, out),
    });
    out.put("PD01A", Tree::Object(basic));

    // The as-of row is the latest performance unless a later one is printed, and a month's performance where it has a month's fields.
    let state = |code, out: &mut Object| coded(out, code, text(record, "账户状态"), &[states]);
    let first = |labels: &[&str]| labels.iter().find_map(|l| record.labelled(l).and_then(plain));
    let latest = match &hung.latest {
        Some(latest) => object(&PD01B, latest, &none),
        None => object(&PD01B, record, &|code, out| match code {
            "PD01BR01" => out.text(code, first(&["账户关闭日期", "销户日期"])),
            "PD01BR04" => out.text(code, first(&["转出月份"])),
            _ => state(code, out),
        }),
    };
    out.put("PD01B", Tree::Object(latest));
    if record.fields().iter().any(|(s, f)| f.state() != State::NotPrinted && MONTHLY.contains(&s.label)) {
        let monthly = object(&PD01C, record, &|code, out| match code {
            "PD01CR01" => out.text(code, as_of_month(record)),
            _ => state(code, out),
        });
        out.put("PD01C", Tree::Object(monthly));
    }

    grids(&mut out, hung);
    let mut hang = |head: &'static Segment, rows: &'static Segment, records: Vec<Object>| {
        let (_, name) = head.split();
        list(&mut out, &Segment { path: name, ..*head }, rows, records, &none);
    };
    hang(&PD01F, &PD01FH, hung.special_trades.iter().map(|r| object(&PD01FH, r, &none)).collect());
    hang(&PD01G, &PD01GH, hung.special_events.iter().map(|r| object(&PD01GH, r, &event(r))).collect());
    hang(&PD01H, &PD01HH, hung.large_installments.iter().map(|r| object(&PD01HH, r, &none)).collect());
    hang(&PD01Z, &PD01ZH, hung.marks.iter().map(|r| object(&PD01ZH, r, &none)).collect());
    out
}

fn as_of_month(record: &dyn AnyRecord) -> Option<String> {
    let day = record.labelled("截至日期").and_then(plain)?;
    day.get(..7).map(str::to_string)
}

/// What the sentence of a special event tells.
fn event(record: &dyn AnyRecord) -> impl Fn(&'static str, &mut Object) {
    let sentence = text(record, "内容").unwrap_or_default().to_string();
    move |code, out| match code {
        "PD01GR01" => out.text(code, month_in(&sentence).map(|m| m.to_string())),
        // The code's own name, 信用卡因调整账单日本月不出单, is printed in part.
        _ if sentence.contains("不出单") || sentence.contains("账单日") => out.text(code, Some("11")),
        _ if sentence.contains("重启") => out.text(code, Some("12")),
        _ if !sentence.is_empty() => out.named(format!("{code}_text"), sentence.clone()),
        _ => {}
    }
}

/// The first month that a sentence names: `2015年05月`.
fn month_in(sentence: &str) -> Option<Month> {
    sentence.match_indices('年').find_map(|(at, sign)| {
        let before: String = sentence.get(..at)?.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
        let after: String = sentence.get(at + sign.len()..)?.chars().take_while(char::is_ascii_digit).collect();
        Month::new(before.parse().ok()?, after.parse().ok()?)
    })
}

/// The 24-month and the five-year block, both cut out of what is printed.
fn grids(out: &mut Object, hung: &Attachments) {
    let Some(grid) = &hung.grid else { return };
    let short = hung.grid24.as_ref().unwrap_or(grid);
    if let Some(last) = last(short) {
        let from = last.plus(1 - SHORT).filter(|m| first(short).is_none_or(|f| f <= *m)).or_else(|| first(short));
        let months: Vec<&GridMonth> =
            newest_first(short).into_iter().filter(|m| from.is_none_or(|f| f <= m.month) && m.month <= last).collect();
        block(out, (&PD01D, &PD01DH), (from, Some(last)), &months);
    }
    // A grid of 24 states without sums, alone, is the short block only.
    let five_years = hung.grid24.is_some() || grid.months.len() > SHORT as usize || grid.months.iter().any(|m| m.cell.amount.is_printed());
    if five_years {
        block(out, (&PD01E, &PD01EH), (first(grid), last(grid)), &newest_first(grid));
    }
}

fn block(
    out: &mut Object,
    (head, rows): (&'static Segment, &'static Segment),
    (first, last): (Option<Month>, Option<Month>),
    months: &[&GridMonth],
) {
    let (_, name) = head.split();
    let (_, row) = rows.split();
    let mut block = Object::default();
    for (item, value) in head.items.iter().zip([first.map(|m| m.to_string()), last.map(|m| m.to_string()), Some(months.len().to_string())])
    {
        block.text(item.code, value);
    }
    for m in months {
        block.push(row, object(rows, &m.cell, &|code, out| out.text(code, Some(m.month.to_string()))));
    }
    out.put(name, Tree::Object(block));
}

/// The months in which a state or a sum is printed, in the standard's order.
fn newest_first(grid: &Grid) -> Vec<&GridMonth> {
    let mut months: Vec<&GridMonth> =
        grid.months.iter().filter(|m| m.cell.state.value().is_some() || m.cell.amount.value().is_some()).collect();
    months.sort_by_key(|m| std::cmp::Reverse(m.month));
    months
}

/// The first month: of the rows, which are the truth where the heading contradicts them.
fn first(grid: &Grid) -> Option<Month> {
    newest_first(grid).last().map(|m| m.month).or_else(|| grid.range.first.value().copied())
}

/// The last month, in the same way.
fn last(grid: &Grid) -> Option<Month> {
    newest_first(grid).first().map(|m| m.month).or_else(|| grid.range.last.value().copied())
}
