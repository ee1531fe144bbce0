//! An outline for a person: `--to text`.
//!
//! English headings and field names with the printed Chinese beside them. `--` is printed so; what could not be read says so and shows
//! what stands there; a doubtful value is marked with `?` and the reason. A grid is drawn as one row of states for each year, with the
//! sums below where any is not nought.

use std::collections::BTreeMap;

use crate::model::{AnyField, AnyRecord, Edition, Node, RecordId, Report, State};

/// A section's id, its name in English and its heading on paper.
type Heading = (&'static str, &'static str, &'static str);

#[rustfmt::skip]
const HEADINGS: &[Heading] = &[
    ("header", "Report", "个人信用报告"), ("header.other_id", "Other documents", "其他证件信息"), ("header.fraud_alert", "Fraud alert", "防欺诈警示"),
    ("header.objection", "Objection notice", "异议信息提示"), ("identity", "Identity", "身份信息"), ("identity.mobile", "Mobile numbers", "手机号码"),
    ("spouse", "Spouse", "配偶信息"), ("residence", "Residences", "居住信息"), ("occupation", "Jobs", "职业信息"),
    ("summary.score", "Score", "数字解读"), ("summary.credit_hint", "Credit transactions", "信贷交易信息提示"),
    ("summary.credit_hint.total", "Credit transactions, total", "信贷交易信息提示 合计"), ("summary.recovery", "Recoveries", "被追偿信息汇总"),
    ("summary.recovery.total", "Recoveries, total", "被追偿信息汇总 合计"), ("summary.bad_debt", "Bad debts", "呆账信息汇总"),
    ("summary.overdue", "Overdue or overdrawn", "逾期（透支）信息汇总"), ("summary.non_revolving", "Non-revolving loans", "非循环贷账户信息汇总"),
    ("summary.revolving_sub", "Loans under a revolving limit", "循环额度下分账户信息汇总"), ("summary.revolving", "Revolving loans", "循环贷账户信息汇总"),
    ("summary.credit_card", "Credit cards", "贷记卡账户信息汇总"), ("summary.quasi_card", "Quasi-credit cards", "准贷记卡账户信息汇总"),
    ("summary.liability.person_guarantee", "Guarantees for persons", "相关还款责任信息汇总 为个人 担保责任"),
    ("summary.liability.person_other", "Other liabilities for persons", "相关还款责任信息汇总 为个人 其他相关还款责任"),
    ("summary.liability.company_guarantee", "Guarantees for companies", "相关还款责任信息汇总 为企业 担保责任"),
    ("summary.liability.company_other", "Other liabilities for companies", "相关还款责任信息汇总 为企业 其他相关还款责任"),
    ("summary.postpaid", "Postpaid arrears", "后付费业务欠费信息汇总"), ("summary.public", "Public records", "公共信息汇总"),
    ("summary.non_financial", "Non-financial credit", "非金融信用交易信息概要"), ("summary.open_info", "Open information", "公开信息汇总"),
    ("summary.guarantee", "Guarantees given", "对外担保信息汇总"), ("summary.query", "Queries", "查询记录概要"), ("summary.objection", "Objections", "异议及说明信息"),
    ("recovered", "Recovered account", "被追偿信息"), ("non_revolving", "Non-revolving loan", "非循环贷账户"),
    ("revolving_sub", "Loan under a revolving limit", "循环额度下分账户"), ("revolving", "Revolving loan", "循环贷账户"),
    ("credit_card", "Credit card", "贷记卡账户"), ("quasi_card", "Quasi-credit card", "准贷记卡账户"),
    ("liability.person", "Liability for a person", "相关还款责任 个人借款"), ("liability.company", "Liability for a company", "相关还款责任 企业借款"),
    ("agreement", "Credit agreement", "授信协议信息"), ("postpaid", "Postpaid account", "后付费记录"), ("tax_arrears", "Tax arrears", "欠税记录"),
    ("civil_judgment", "Civil judgment", "民事判决记录"), ("enforcement", "Enforcement", "强制执行记录"), ("admin_penalty", "Penalty", "行政处罚记录"),
    ("housing_fund", "Housing fund", "住房公积金参缴记录"), ("subsistence_relief", "Subsistence relief", "低保救助记录"),
    ("qualification", "Qualification", "执业资格记录"), ("admin_reward", "Reward", "行政奖励记录"),
    ("non_financial", "Non-financial credit", "非金融信用交易信息"), ("open.judgment", "Judgment", "判决信息"), ("open.enforcement", "Enforcement", "执行信息"),
    ("open.recognition", "Recognition", "认定类信息"), ("open.punishment", "Punishment", "惩戒类信息"), ("open.arrears", "Arrears", "欠缴信息"),
    ("open.other", "Other open information", "其他公开信息"), ("other_private", "Other private information", "其他非公开信息"),
    ("explanation.institution", "Explanations by institutions", "机构说明"), ("explanation.centre", "Explanations by the centre", "征信中心说明"),
    ("statement", "Statements by the person", "本人声明"), ("objection", "Objection marks", "异议标注"),
    ("query.institution", "Queries by institutions", "机构查询记录明细"), ("query.self", "Queries by the person", "本人查询记录明细"),
    ("identity.check", "Check of the identity card", "公安部居民身份证核查信息"), ("asset_disposal", "Debt handed over", "资产处置信息"),
    ("advance", "Advance by a guarantor", "保证人代偿信息"), ("guarantee.loan", "Loan guaranteed", "对外贷款担保信息"),
    ("guarantee.card", "Credit card guaranteed", "对外信用卡担保信息"), ("pension_contribution", "Pension contributions", "养老保险金缴存记录"),
    ("pension_payment", "Pension", "养老保险金发放记录"), ("vehicle", "Vehicle", "车辆交易和抵押记录"),
    ("brief.summary", "Summary", "信息概要"), ("brief.asset_disposal", "Asset disposal", "资产处置信息"), ("brief.advance", "Advance", "垫款信息"),
    ("brief.credit_card", "Card", "信用卡"), ("brief.loan", "Loan", "贷款"), ("brief.other_business", "Other business", "其他业务"),
    ("brief.liability", "Liability", "相关还款责任"),
    // What hangs on an account.
    ("note", "Note", "说明"), ("latest", "Latest performance", "最新还款记录"), ("large_installment", "Large instalment", "大额专项分期信息"),
    ("special_event", "Special event", "特殊事件说明"), ("special_trade", "Special trade", "特殊交易"), ("overdue_record", "Months overdue", "逾期记录"),
    ("mark", "Mark", "标注及声明"),
    ("grid", "Repayment grid", "还款记录"), ("grid24", "Repayment grid, 24 months", "最近24个月还款记录"),
];

/// The report as an outline.
pub fn write(report: &Report) -> String {
    let mut out = format!("Edition: {}\n", edition(report.edition));
    let nodes: Vec<Node<'_>> = report.nodes().into_iter().filter(|n| !n.record.is_blank()).collect();
    let mut above = String::new();
    let mut rest = nodes.as_slice();
    while let Some((node, after)) = rest.split_first() {
        let place = &node.place;
        if matches!(place.part, "grid" | "grid24") {
            // The range and the months of one grid follow each other.
            let account = place.record.number();
            let same = |n: &&Node<'_>| n.place.section == place.section && n.place.part == place.part && n.place.record.number() == account;
            let (grid, others) = rest.split_at(rest.iter().take_while(same).count());
            draw(&mut out, place.part, grid);
            rest = others;
            continue;
        }
        let number = if place.record == RecordId::Only { String::new() } else { format!(" {}", place.record) };
        if place.part.is_empty() {
            let many = list(node);
            // The rows of a short table stand under one heading.
            if !(many && above == place.section) {
                out.push_str(&format!("\n{}{}\n", heading(place.section), if many { "" } else { &number }));
            }
            above = place.section.to_string();
            if many {
                row(&mut out, &number, node.record);
            } else {
                fields(&mut out, "  ", node.record);
            }
        } else {
            out.push_str(&format!("  {}{}\n", heading(place.part), number));
            fields(&mut out, "    ", node.record);
        }
        rest = after;
    }
    for unparsed in &report.unparsed {
        let at = &unparsed.at;
        out.push_str(&format!("\nNot read, page {}, in {}: {}\n", at.page, unparsed.section, at.raw.replace('\n', " / ")));
    }
    out
}

fn edition(edition: Edition) -> &'static str {
    match edition {
        Edition::Unknown => "unknown",
        Edition::Personal => "personal (本人版)",
        Edition::Institution => "institution (授信机构版)",
        Edition::Brief => "brief (简版)",
        Edition::FirstGeneration => "first generation",
    }
}

fn heading(id: &str) -> String {
    HEADINGS.iter().find(|(known, ..)| *known == id).map_or_else(|| id.to_string(), |(_, english, printed)| format!("{english} {printed}"))
}

/// Whether a record is one row of a table, to be shown in a line.
fn list(node: &Node<'_>) -> bool {
    node.place.record != RecordId::Only && node.record.specs().len() <= 6
}

fn row(out: &mut String, number: &str, record: &dyn AnyRecord) {
    let cells: Vec<String> = record
        .fields()
        .into_iter()
        .filter(|(_, f)| f.state() != State::NotPrinted)
        .map(|(spec, field)| format!("{} {}: {}", words(spec.name), spec.label, value(field)))
        .collect();
    out.push_str(&format!(" {number}  {}\n", cells.join(" | ")));
}

fn fields(out: &mut String, indent: &str, record: &dyn AnyRecord) {
    for (spec, field) in record.fields() {
        if field.state() != State::NotPrinted {
            out.push_str(&format!("{indent}{} {}: {}\n", words(spec.name), spec.label, value(field)));
        }
    }
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

/// A field as a person should see it.
fn value(field: &dyn AnyField) -> String {
    let Some(at) = field.evidence() else { return String::new() };
    let shown = match field.state() {
        State::NotPrinted => String::new(),
        State::Dash => "--".to_string(),
        State::Unreadable => format!("unreadable ({})", at.raw.replace('\n', " / ")),
        State::Value => at.text.clone(),
    };
    let doubts: Vec<&str> = at.doubts().filter(|d| !(field.state() == State::Unreadable && *d == "unreadable")).collect();
    if doubts.is_empty() { shown } else { format!("{shown} ? {}", doubts.join(", ")) }
}

/// A grid: the heading's range, then for each year its states, and its sums where any is not nought.
fn draw(out: &mut String, part: &str, nodes: &[Node<'_>]) {
    let mut years: BTreeMap<i32, [[String; 12]; 2]> = BTreeMap::new();
    let mut range = Vec::new();
    let mut doubts = Vec::new();
    for node in nodes {
        let cell = |i: usize| node.record.field(i).filter(|f| f.state() != State::NotPrinted);
        let Some(month) = node.place.record.month() else {
            range.extend([cell(0), cell(1)].into_iter().flatten().map(value));
            continue;
        };
        let column = (month.month() as usize).saturating_sub(1);
        let rows = years.entry(month.year()).or_default();
        for (i, row) in rows.iter_mut().enumerate() {
            let Some(field) = cell(i) else { continue };
            let Some(slot) = row.get_mut(column) else { continue };
            *slot = match field.state() {
                State::Unreadable => "?".to_string(),
                State::Dash => "--".to_string(),
                _ => field.text().unwrap_or_default().to_string(),
            };
            let why: Vec<&str> = field.evidence().map(|at| at.doubts().collect()).unwrap_or_default();
            if !why.is_empty() {
                let what = if i == 0 { "state" } else { "sum" };
                doubts.push(format!("{month} {what} {slot} ? {}", why.join(", ")));
            }
        }
    }
    let range = if range.is_empty() { String::new() } else { format!(": {}", range.join(" to ")) };
    out.push_str(&format!("  {}{range}\n", heading(part)));
    for (year, [states, sums]) in years.iter().rev() {
        let some = sums.iter().any(|s| !matches!(s.as_str(), "" | "0" | "--"));
        let width = if some { sums.iter().map(|s| s.chars().count()).max().unwrap_or(1).max(2) } else { 2 };
        let draw =
            |cells: &[String; 12]| cells.iter().map(|c| format!("{:>width$}", if c.is_empty() { "." } else { c })).collect::<Vec<_>>();
        out.push_str(&format!("    {year}  {}\n", draw(states).join(" ").trim_end()));
        if some {
            out.push_str(&format!("          {}\n", draw(sums).join(" ").trim_end()));
        }
    }
    for doubt in doubts {
        out.push_str(&format!("    {doubt}\n"));
    }
}
