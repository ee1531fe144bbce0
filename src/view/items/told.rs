//! Accounts that are told in a sentence (简版) or are a debt of the first generation: as much of a `PD01` as they hold.

use crate::model::account::Mark;
use crate::model::brief::{BriefCard, BriefLoan, BriefState, CardKind};
use crate::model::{AnyRecord, Report, State};

use super::super::form::{plain, text};
use super::super::tree::{Object, Tree};
use super::accounts::head;
use super::codes::{A19, A27, A29, A31, CodeTable};
use super::segments::*;
use super::table::Segment;
use super::{coded, list, none, object};

/// What the list that an account stands in, and its sentence as a whole, tell besides its fields.
struct Told<'a> {
    record: &'a dyn AnyRecord,
    /// The position in its list, from 1.
    number: usize,
    /// 账户类型, by its word in A.19.
    kind: Option<&'static str>,
    /// 业务种类, by its code in A.20, where the list itself is the kind.
    business: Option<&'static str>,
    /// The state, by its word in the table of states.
    state: Option<&'a str>,
    states: &'static CodeTable,
    /// Whether 金额 is a limit and no sum lent.
    limit: bool,
    marks: &'a [Mark],
}

/// All of them, in print order, each as one `PD01`.
pub(super) fn all(report: &Report) -> Vec<Object> {
    let (brief, first) = (&report.brief, &report.first_generation);
    let mut out = Vec::new();
    macro_rules! claims {
        ($($list:expr, $business:literal, |$r:ident| $settled:expr, $marks:expr;)*) => { $(
            out.extend($list.iter().enumerate().map(|(i, $r)| claim($r, i, $business, $settled, $marks)));
        )* };
    }
    claims! {
        first.asset_disposals, "A1", |r| false, &[];
        first.advances, "B1", |r| false, &[];
        brief.asset_disposals, "A1", |r| r.settled.value().is_some(), &r.marks;
        brief.advances, "B1", |r| r.settled.value().is_some(), &r.marks;
    }
    out.extend(brief.credit_cards.iter().enumerate().map(|(i, card)| self::card(card, i)));
    for loans in [&brief.loans, &brief.other_businesses] {
        out.extend(loans.iter().enumerate().map(|(i, loan)| self::loan(loan, i)));
    }
    out
}

fn claim(record: &dyn AnyRecord, i: usize, business: &'static str, settled: bool, marks: &[Mark]) -> Object {
    let state = settled.then_some("结束");
    account(&Told { record, number: i + 1, kind: Some("催收账户"), business: Some(business), state, states: &A31, limit: false, marks })
}

fn card(card: &BriefCard, i: usize) -> Object {
    let kind = card.kind.value().and_then(|kind| match kind {
        CardKind::CreditCard => Some("贷记卡账户"),
        CardKind::QuasiCard => Some("准贷记卡账户"),
        CardKind::Other(_) => None,
    });
    let state = card.state.value().map(|s| state(s, false));
    account(&Told { record: card, number: i + 1, kind, business: None, state, states: &A29, limit: false, marks: &card.marks })
}

fn loan(loan: &BriefLoan, i: usize) -> Object {
    // A limit of its own that can be used again is what 循环贷账户 means. A sentence that does not say so tells no kind.
    let kind = (loan.reusable == Some(true)).then_some("循环贷账户");
    let limit = loan.reusable.is_some() || loan.sentence.as_ref().is_some_and(|s| s.text.contains("信用额度"));
    let state = loan.state.value().map(|s| state(s, true));
    account(&Told { record: loan, number: i + 1, kind, business: None, state, states: &A27, limit, marks: &loan.marks })
}

/// The word that tables have for a state that a sentence tells; its own word where none means the same.
fn state(state: &BriefState, loan: bool) -> &str {
    match state {
        BriefState::NotActivated => "未激活",
        BriefState::OverdueNow if loan => "逾期",
        other => other.word(),
    }
}

fn account(told: &Told<'_>) -> Object {
    let record = told.record;
    let mut out = Object::default();
    if record.is_blank() {
        return out;
    }
    let value = |label: &str| record.labelled(label).and_then(plain);
    let basic = object(&PD01A, record, &|code, out| match code {
        "PD01AI01" => out.text(code, Some(format!("账户{}", told.number))),
        "PD01AD01" => out.text(code, told.kind.and_then(|k| A19.code(k))),
        "PD01AD03" if told.business.is_some() => out.text(code, told.business),
        "PD01AJ01" if !told.limit && value("金额").is_some() => out.text(code, value("金额")),
        "PD01AJ02" if told.limit => out.text(code, value("金额")),
        _ => head(record, code, out),
    });
    out.put("PD01A", Tree::Object(basic));

    let moved = told.state == Some("转出");
    let latest = object(&PD01B, record, &|code, out| match code {
        "PD01BD01" => coded(out, code, told.state, &[told.states]),
        "PD01BR01" if !moved => out.text(code, value("销户月份").or_else(|| value("结清月份"))),
        "PD01BR04" if moved => out.text(code, value("结清月份")),
        _ => {}
    });
    out.put("PD01B", Tree::Object(latest));

    // A month's performance: what is owed in the month that the sentence is of, unless the account has none any more.
    let owed = ["余额", "透支余额", "已使用额度"].iter().any(|l| record.labelled(l).is_some_and(|f| f.state() == State::Value));
    if owed && text(record, "截至月份").is_some() && told.state != Some("呆账") {
        let monthly = object(&PD01C, record, &|code, out| match code {
            "PD01CR01" => out.text(code, value("截至月份")),
            _ => coded(out, code, told.state, &[told.states]),
        });
        out.put("PD01C", Tree::Object(monthly));
    }
    let marks = told.marks.iter().map(|m| object(&PD01ZH, m, &none)).collect();
    list(&mut out, &Segment { path: "PD01Z", ..PD01Z }, &PD01ZH, marks, &none);
    out
}
