//! The accounts: their own fields, the one sub-object of their state, the grid and what else hangs on them.

use crate::model::account::{Attachments, Mark, Title};
use crate::model::codes::MarkKind;
use crate::model::grid::Grid;
use crate::model::types::Month;
use crate::model::{AnyRecord, Field, Report};

use super::super::tree::{Object, Tree};
use super::{Keys, any_printed, fill, object, text};

/// How the accounts of one list are written.
struct Shape {
    path: &'static str,
    fields: Keys,
    /// The sub-objects that a printed state has, by its canonical word.
    states: &'static [(&'static str, &'static str)],
    /// The keys of each sub-object.
    parts: &'static [(&'static str, Keys)],
    /// The sub-object and key under which the latest performance stands.
    latest: Option<(&'static str, &'static str)>,
    marks: &'static [(&'static str, MarkKind)],
    trades: bool,
    grid: bool,
}

#[rustfmt::skip]
const RECOVERED: Shape = Shape {
    path: "creditTransInfoDetail.recoveryInfo",
    fields: &[
        ("manageCompany", "管理机构"), ("type", "业务种类"), ("creditorReceivedDate", "债权接收日期"), ("creditorAmount", "债权金额"),
        ("stateWhenCreditorTransfer", "债权转移时的还款状态"), ("dueDate", "截至日期"), ("accountState.value", "账户状态"),
    ],
    states: &[("催收", "debtCollection"), ("结束", "debtFinish")],
    parts: &[("debtCollection", REPAID), ("debtFinish", CLOSED)],
    latest: None,
    marks: &[],
    trades: true,
    grid: false,
};

#[rustfmt::skip]
const NON_REVOLVING: Shape = Shape {
    path: "creditTransInfoDetail.acyclicCreditAccount",
    fields: TERM_LOAN,
    states: LOAN_STATES,
    parts: &[
        ("normal", PERFORMANCE), ("overdue", PERFORMANCE), ("badDebt", REPAID), ("transfer", TRANSFERRED), ("clear", CLOSED),
    ],
    latest: Some(("overdue", "beforeDeadlineDate")),
    marks: &[
        ("companyInfo", MarkKind::Institution), ("selfStatement", MarkKind::Statement), ("objectionLabel", MarkKind::Objection),
        ("specialLabel", MarkKind::Special),
    ],
    trades: true,
    grid: true,
};

/// `循环额度下分账户`: with the sub-objects of its sister list where consumers know none for a state.
const REVOLVING_SUB: Shape = Shape { path: "creditTransInfoDetail.cyclicalAmountPerAccount", fields: TERM_LOAN, ..REVOLVING };

#[rustfmt::skip]
const REVOLVING: Shape = Shape {
    path: "creditTransInfoDetail.cyclicalLoanAccount",
    fields: &[
        ("manageCompany", "管理机构"), ("amountId", "账户标识"), ("startDate", "开立日期"), ("deadlineDate", "到期日期"),
        ("accountExtensionAmount", "账户授信额度"), ("accountCurrencyType", "账户币种"), ("type", "业务种类"), ("guaranteeType", "担保方式"),
        ("refundPeriodNum", "还款期数"), ("refundFrequency", "还款频率"), ("refundType", "还款方式"), ("joinRefundFlag", "共同借款标志"),
        ("dueDate", "截至日期"), ("accountState.value", "账户状态"),
    ],
    states: LOAN_STATES,
    parts: CYCLICAL_PARTS,
    latest: None,
    marks: &[],
    trades: false,
    grid: true,
};

#[rustfmt::skip]
const CREDIT_CARD: Shape = Shape {
    path: "creditTransInfoDetail.creditAccount",
    fields: &[
        ("cardCompany", "发卡机构"), ("amountId", "账户标识"), ("startDate", "开立日期"), ("accountExtensionAmount", "账户授信额度"),
        ("sharedExtensionAmount", "共享授信额度"), ("currencyType", "币种"), ("type", "业务种类"), ("dueDate", "截至日期"),
        ("guaranteeType", "担保方式"), ("accountState.value", "账户状态"),
    ],
    states: CARD_STATES,
    parts: &[
        ("normal", &[
            ("surplusAmount", "余额"), ("usedAmount", "已用额度"),
            ("unspecifiedLargeAmountSpecificPeriodAmount", "未出单的大额专项分期余额"), ("surplusPeriodsNum", "剩余分期期数"),
            ("avg6monthPay", "最近6个月平均使用额度"), ("maxUsedAmount", "最大使用额度"), ("billDate", "账单日"),
            ("scheduledPayment", "本月应还款"), ("realPayed", "本月实还款"), ("latestRepayDate", "最近一次还款日期"),
            ("currOverduePeriods", "当前逾期期数"), ("currOverdueAmount", "当前逾期总额"),
        ]),
        ("badDebt", REPAID), ("accountCanceled", CANCELLED), ("inactive", INACTIVE),
    ],
    latest: Some(("normal", "beforeDueDate")),
    marks: &[
        ("companyInfo", MarkKind::Institution), ("selfStatement", MarkKind::Statement), ("objectionLabel", MarkKind::Objection),
    ],
    trades: true,
    grid: true,
};

#[rustfmt::skip]
const QUASI_CARD: Shape = Shape {
    path: "creditTransInfoDetail.quasiCreditAccount",
    fields: &[
        ("cardCompany", "发卡机构"), ("amountId", "账户标识"), ("startDate", "开立日期"), ("accountExtensionAmount", "账户授信额度"),
        ("sharedExtensionAmount", "共享授信额度"), ("currencyType", "币种"), ("guaranteeType", "担保方式"), ("dueDate", "截至日期"),
        ("accountState.value", "账户状态"),
    ],
    states: CARD_STATES,
    parts: &[
        ("normal", &[
            ("overDraftAmount", "透支余额"), ("latest6MonthsAvgOverDraftAmount", "最近6个月平均透支余额"),
            ("maxOverDraftAmount", "最大透支余额"), ("billDate", "账单日"), ("realPayed", "本月实还款"),
            ("latestRepayDate", "最近一次还款日期"), ("overDraft180UnpayedAmount", "透支180天以上未付余额"),
        ]),
        ("badDebt", REPAID), ("accountCanceled", CANCELLED), ("inactive", INACTIVE),
    ],
    latest: None,
    marks: &[],
    trades: true,
    grid: true,
};

#[rustfmt::skip]
const TERM_LOAN: Keys = &[
    ("manageCompany", "管理机构"), ("amountId", "账户标识"), ("startDate", "开立日期"), ("deadlineDate", "到期日期"),
    ("refundAmount", "借款金额"), ("accountCurrencyType", "账户币种"), ("type", "业务种类"), ("guaranteeType", "担保方式"),
    ("refundPeriodNum", "还款期数"), ("refundFrequency", "还款频率"), ("refundType", "还款方式"), ("joinRefundFlag", "共同借款标志"),
    ("dueDate", "截至日期"), ("accountState.value", "账户状态"),
];

#[rustfmt::skip]
const LOAN_STATES: &[(&str, &str)] = &[
    ("正常", "normal"), ("逾期", "overdue"), ("呆账", "badDebt"), ("转出", "transfer"), ("结清", "clear"),
];

#[rustfmt::skip]
const CARD_STATES: &[(&str, &str)] = &[
    ("正常", "normal"), ("呆账", "badDebt"), ("销户", "accountCanceled"), ("未激活", "inactive"),
];

/// Labels of which one is printed only where a month's performance is.
const PERFORMANCE_LABELS: &[&str] = &["五级分类", "本月应还款", "账单日", "已用额度", "透支余额"];

macro_rules! performance {
    ($overdue:literal) => {
        &[
            ("fiveLevelType", "五级分类"),
            ("surplusAmount", "余额"),
            ("surplusPaymentNum", "剩余还款期数"),
            ("scheduledPayment", "本月应还款"),
            ("scheduledPayAt", "应还款日"),
            ("realPayed", "本月实还款"),
            ("latestRepayDate", "最近一次还款日期"),
            ("currOverduePeriods", "当前逾期期数"),
            ($overdue, "当前逾期总额"),
            ("overdue31Tp60", "逾期31-60天未还本金"),
            ("overdue61Tp90", "逾期61-90天未还本金"),
            ("overdue91Tp180", "逾期91-180天未还本金"),
            ("overdue180", "逾期180天以上未还本金"),
        ]
    };
}

const PERFORMANCE: Keys = performance!("currOverdueAmount");
/// The consumers' key for the overdue sum differs here.
const CYCLICAL: Keys = performance!("currOverdue");
#[rustfmt::skip]
const CYCLICAL_PARTS: &[(&str, Keys)] = &[
    ("normal", CYCLICAL), ("overdue", CYCLICAL), ("badDebt", REPAID), ("transfer", TRANSFERRED), ("clear", CLOSED),
];
const REPAID: Keys = &[("surplusAmount", "余额"), ("latestRepayDate", "最近一次还款日期")];
const CLOSED: Keys = &[("accountClosedDate", "账户关闭日期")];
const CANCELLED: Keys = &[("canceledDate", "销户日期")];
const TRANSFERRED: Keys = &[("transferDate", "转出月份")];
const INACTIVE: Keys = &[("inactiveDueDate", "截至日期")];

#[rustfmt::skip]
const TRADE: Keys = &[
    ("type", "特殊交易类型"), ("occurDate", "发生日期"), ("changeMonthNum", "变更月数"), ("occurAmount", "发生金额"), ("detailRecord", "明细记录"),
];
#[rustfmt::skip]
const LATEST: Keys = &[
    ("fiveLevelType", "五级分类"), ("surplusAmount", "余额"), ("refundDate", "还款日期"), ("refundAmount", "还款金额"),
    ("currRefundState", "当前还款状态"),
];
#[rustfmt::skip]
const INSTALLMENT: Keys = &[
    ("periodAmount", "大额专项分期额度"), ("periodAmountEffectiveDate", "分期额度生效日期"), ("periodAmountDueDate", "分期额度到期日期"),
    ("usedPeriodAmount", "已用分期金额"),
];
#[rustfmt::skip]
const PERSON_LIABILITY: Keys = &[
    ("manageCompany", "管理机构"), ("type", "业务种类"), ("startDate", "开立日期"), ("deadlineDate", "到期日期"), ("personDutyType", "责任人类型"),
    ("refundDutyAmount", "还款责任金额"), ("currencyType", "币种"), ("guaranteeContractSerial", "保证合同编号"), ("dueDate", "截至日期"),
    ("fiveLevelType", "五级分类"), ("surplusAmount", "余额"), ("refundState", "还款状态"), ("primaryBorrower", "主业务借款人"),
    ("primaryBorrowerIdType", "主业务借款人证件类型"), ("primaryBorrowerIdNum", "主业务借款人证件号码"),
];
#[rustfmt::skip]
const COMPANY_LIABILITY: Keys = &[
    ("manageCompany", "管理机构"), ("type", "业务种类"), ("startDate", "开立日期"), ("deadlineDate", "到期日期"), ("personDutyType", "责任人类型"),
    ("refundDutyAmount", "还款责任金额"), ("currencyType", "币种"), ("guaranteeContractSerial", "保证合同编号"), ("dueDate", "截至日期"),
    ("fiveLevelType", "五级分类"), ("surplusAmount", "余额"), ("overdueMonthNum", "逾期月数"),
];
#[rustfmt::skip]
const AGREEMENT: Keys = &[
    ("manageCompany", "管理机构"), ("extensionProtocolId", "授信协议标识"), ("effectDate", "生效日期"), ("deadlineDate", "到期日期"),
    ("extensionAmountScope", "授信额度用途"), ("extensionAmount", "授信额度"), ("extensionLimitAmount", "授信限额"),
    ("extensionLimitSerial", "授信限额编号"), ("usedAmount", "已用额度"), ("currencyType", "币种"),
];
#[rustfmt::skip]
const POSTPAID: Keys = &[
    ("companyName", "机构名称"), ("type", "业务类型"), ("startDate", "业务开通日期"), ("currPayedState", "当前缴费状态"),
    ("currOverdueAmount", "当前欠费金额"), ("accountDate", "记账年月"),
];

/// Puts all accounts, liabilities, agreements and postpaid records.
pub(super) fn all(report: &Report, out: &mut Object) {
    macro_rules! accounts {
        ($($list:ident: $shape:ident),*) => { $(
            for (i, a) in report.$list.accounts.iter().enumerate() {
                out.push($shape.path, account(a, a.title.as_ref(), i, &a.attachments, &$shape));
            }
        )* };
    }
    accounts!(recovered: RECOVERED, non_revolving: NON_REVOLVING, revolving_sub: REVOLVING_SUB, revolving: REVOLVING,
        credit_cards: CREDIT_CARD, quasi_cards: QUASI_CARD);
    for (list, path, keys) in [
        (&report.person_liabilities, "creditTransInfoDetail.concernedRefundDutyInfo.concernRefundPersonBorrow", PERSON_LIABILITY),
        (&report.company_liabilities, "creditTransInfoDetail.concernedRefundDutyInfo.concernRefundCompanyBorrow", COMPANY_LIABILITY),
    ] {
        for (i, liability) in list.iter().enumerate() {
            out.push(path, named(liability, liability.title.as_ref(), "账户", Some(i), keys));
        }
    }
    for (i, agreement) in report.agreements.iter().enumerate() {
        let record = named(agreement, agreement.title.as_ref(), "授信协议", Some(i), AGREEMENT);
        out.push("creditTransInfoDetail.extensionProtocolInfo", record);
    }
    for postpaid in &report.postpaid {
        // Their headings bear no number on paper.
        let mut record = named(postpaid, postpaid.title.as_ref(), "账户", None, POSTPAID);
        if let Some(grid) = &postpaid.grid {
            record.put("refundRecord", refund_record(grid, "缴费记录", false));
        }
        out.push("noncreditTransInfoDetail", record);
    }
}

/// A record with the heading above it: as printed, else made from what such headings say. Nothing if it is blank.
fn named(record: &dyn AnyRecord, title: Option<&Title>, stem: &str, number: Option<usize>, keys: Keys) -> Object {
    let mut out = Object::default();
    let name = match (title, number) {
        (Some(title), _) => title.name.clone(),
        (None, Some(i)) => format!("{stem}{}", i + 1),
        (None, None) => stem.to_string(),
    };
    out.text("name", Some(name));
    fill(&mut out, record, keys);
    if title.is_none() && record.is_blank() { Object::default() } else { out }
}

fn account(record: &dyn AnyRecord, title: Option<&Title>, i: usize, hung: &Attachments, shape: &Shape) -> Object {
    let mut out = named(record, title, "账户", Some(i), shape.fields);
    if let Some(part) = sub_object(record, shape) {
        let mut inner = Object::default();
        if let Some((_, keys)) = shape.parts.iter().find(|(name, _)| *name == part) {
            fill(&mut inner, record, keys);
        }
        if let (Some((at, key)), Some(latest)) = (shape.latest, &hung.latest)
            && at == part
        {
            let mut performance = Object::default();
            performance.text("value", text(latest, "起始日期").map(|day| format!("{day}以后的最新还款记录")));
            fill(&mut performance, latest, LATEST);
            inner.put(key, Tree::Object(performance));
        }
        if part == "normal" && shape.path == CREDIT_CARD.path {
            if let Some(first) = hung.large_installments.first() {
                inner.put("bigAmountSpecialPeriodInfo", Tree::Object(object(first, INSTALLMENT)));
            }
            inner.text("specialEventInfo", hung.special_events.first().and_then(|e| text(e, "内容")));
        }
        let mut state = Object::default();
        state.put(part, Tree::Object(inner));
        out.merge("accountState", state);
    }
    if shape.trades {
        hung.special_trades.iter().for_each(|t| out.push("specialTransTypes", object(t, TRADE)));
    }
    for (key, kind) in shape.marks {
        for m in hung.marks.iter().filter(|m| m.kind.value() == Some(kind)) {
            out.push(key, mark(m));
        }
    }
    if let (true, Some(grid)) = (shape.grid, &hung.grid) {
        out.put("refundRecord", refund_record(grid, "还款记录", true));
    }
    out
}

fn mark(mark: &Mark) -> Object {
    object(mark, &[("value", "内容"), ("addDate", "添加日期")])
}

/// The sub-object of the account's state. A state that consumers have none for goes where its fields are known.
fn sub_object(record: &dyn AnyRecord, shape: &Shape) -> Option<&'static str> {
    let state = text(record, "账户状态").unwrap_or_default();
    if let Some((_, part)) = shape.states.iter().find(|(word, _)| *word == state) {
        return Some(part);
    }
    if shape.path == RECOVERED.path {
        return Some(if any_printed(record, &["账户关闭日期"]) { "debtFinish" } else { "debtCollection" });
    }
    Some(if any_printed(record, PERFORMANCE_LABELS) { "normal" } else { "badDebt" })
}

/// A grid: its heading, then the years, newest first however they are printed, with their months in the calendar's order.
fn refund_record(grid: &Grid, what: &str, amounts: bool) -> Tree {
    let mut out = Object::default();
    out.text("dateRange", range(grid, what));
    let mut years: Vec<(i32, Vec<(u32, Object)>)> = Vec::new();
    for m in &grid.months {
        let mut month = Object::default();
        let amount = if amounts { text(&m.cell, "金额") } else { None };
        let state = text(&m.cell, "状态");
        if amount.is_none() && state.is_none() {
            continue;
        }
        month.text("monthValue", Some(m.month.month().to_string()));
        month.text("amount", amount);
        month.text("state", state);
        match years.iter_mut().find(|(year, _)| *year == m.month.year()) {
            Some((_, months)) => months.push((m.month.month(), month)),
            None => years.push((m.month.year(), vec![(m.month.month(), month)])),
        }
    }
    years.sort_by_key(|(year, _)| std::cmp::Reverse(*year));
    for (year, mut months) in years {
        months.sort_by_key(|(number, _)| *number);
        let mut row = Object::default();
        row.text("year", Some(year.to_string()));
        months.into_iter().for_each(|(_, month)| row.push("month", month));
        out.push("detail", row);
    }
    Tree::Object(out)
}

/// The grid's heading without spaces; made from its range where the heading was not kept or is damaged.
fn range(grid: &Grid, what: &str) -> Option<String> {
    let heading: Option<String> = grid.heading.as_ref().map(|at| at.text.chars().filter(|c| !c.is_whitespace()).collect());
    let said = |field: &Field<Month>| field.value().map(|m| format!("{:04}年{:02}月", m.year(), m.month()));
    let made = match (said(&grid.range.first), said(&grid.range.last)) {
        (Some(first), Some(last)) => Some(format!("{first}—{last}的{what}")),
        _ => None,
    };
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    match (heading, made) {
        (Some(heading), Some(made)) if digits(&heading) == digits(&made) => Some(heading),
        (_, Some(made)) => Some(made),
        (heading, None) => heading,
    }
}
