//! Tables that other prints draw otherwise, to be read from a text layer: nothing was lost, so nothing may be guessed.

use super::support::draw;
use super::{MONTHS, grid, read, values};

/// A report with these rows behind its name.
fn report(rows: &str) -> zhengxin::Document {
    draw::document(&format!("> 个人信用报告\n\n{rows}"))
}

fn told(rows: &str, section: &str) -> Vec<String> {
    read(&report(rows), section).into_iter().map(|f| format!("{} {} {}", f.0, f.1, f.2).trim().to_string()).collect()
}

/// Asks for all that a section says, in any order.
fn says(rows: &str, section: &str, want: &[&str]) {
    let mut got = told(rows, section);
    let mut want: Vec<String> = want.iter().map(|fact| (*fact).to_string()).collect();
    got.sort_unstable();
    want.sort_unstable();
    assert_eq!(got, want);
}

#[test]
fn titles_with_their_words_in_english() {
    let rows = "一 个人基本信息 Personal Information\n（二）配偶信息 (Spouse)\n姓名 | 证件类型 | 证件号码 | 工作单位\n王某某 | 护照 | E12345678 | 某某有限公司\n\
        （三）居住信息 Residence（共1条）\n编号 | 居住地址 | 居住状况 | 信息更新日期\n1 | 某某市某某路1号 | 自置 | 2019.09.18\n\
        八 查询记录 Inquiries\n编号 | 查询日期 | 查询机构 | 查询原因\n1 | 2020.01.02 | 某某银行 | 贷款审批\n";
    assert!(told(rows, "spouse").contains(&"工作单位 某某有限公司".to_string()));
    says(rows, "residence", &["1 编号 1", "1 居住地址 某某市某某路1号", "1 居住状况 自置", "1 信息更新日期 2019.09.18"]);
    assert_eq!(told(rows, "query.institution").len(), 4);
}

#[test]
fn a_year_beside_both_of_its_rows() {
    let rows = format!(
        "> 2020年11月—2021年03月的还款记录\n{MONTHS}\n2021 | N | 1 | N | | | | | | | | |\n\n2021 | 0 | 1,200 | 0 | | | | | | | | |\n\n\
        2020 | | | | | | | | | | | N | 2\n\n2020 | | | | | | | | | | | 0 | 350\n"
    );
    let document = grid(&rows);
    assert_eq!(values(&document, "credit_card.grid", "状态"), ["N", "2", "N", "1", "N"]);
    assert_eq!(values(&document, "credit_card.grid", "金额"), ["0", "350", "0", "1200", "0"]);
}

#[test]
fn a_source_beside_the_value_that_it_is_of() {
    let rows = "一 个人基本信息\n（一）身份信息\n性别 | 女 | 数据发生机构名称 | 甲银行\n出生日期 | 1981.08.15 | 数据发生机构名称 | 乙银行\n\
        学历 | 本科 | 数据发生机构名称 | 丙银行\n";
    let values = ["性别 女", "出生日期 1981.08.15", "学历 本科"];
    let sources = ["性别.数据发生机构名称 甲银行", "出生日期.数据发生机构名称 乙银行", "学历.数据发生机构名称 丙银行"];
    says(rows, "identity", &[values, sources].concat());
}

#[test]
fn liabilities_of_persons_and_companies_side_by_side() {
    let rows = "二 信息概要\n相关还款责任信息汇总\n为个人 @165:190 | 为企业 @425:450\n\
        担保责任 @95:127 | 其他相关还款责任 @215:279 | 担保责任 @355:387 | 其他相关还款责任 @475:539\n\
        账户数 | 担保金额 | 余额 | 账户数 | 还款责任金额 | 余额 | 账户数 | 担保金额 | 余额 | 账户数 | 还款责任金额 | 余额\n\
        1 | 110 | 11 | 2 | 220 | 22 | 3 | 330 | 33 | 4 | 440 | 44\n";
    says(rows, "summary.liability.person_other", &["账户数 2", "还款责任金额 220", "余额 22"]);
    says(rows, "summary.liability.company_guarantee", &["账户数 3", "担保金额 330", "余额 33"]);
    says(rows, "summary.liability.company_other", &["账户数 4", "还款责任金额 440", "余额 44"]);
}

#[test]
fn the_last_query_beside_its_labels_in_one_row() {
    let rows = "二 信息概要\n（八）查询记录概要\n上一次查询日期 | 2025.07.16 | 上一次查询机构 | 某某银行 | 上一次查询原因 | 异议核查\n\n\
        > 最近1个月内的查询机构数\n贷款审批 | 信用卡审批\n2 | 0\n";
    let got = told(rows, "summary.query");
    for want in ["上一次查询日期 2025.07.16", "上一次查询机构 某某银行", "上一次查询原因 异议核查", "最近1个月内的查询机构数.贷款审批 2"]
    {
        assert!(got.contains(&want.to_string()), "{want}: {got:?}");
    }
}

#[test]
fn kinds_of_accounts_as_the_rows_of_one_table() {
    let rows = "二 信息概要\n（三）信贷交易授信及负债信息概要\n账户类型 | 管理机构数 | 账户数 | 授信总额 | 余额 | 最近6个月平均应还款\n\
        非循环贷账户 | 1 | 2 | 300 | 40 | 5\n循环贷账户一 | 6 | 7 | 800 | 90 | 10\n\
        账户类型 | 发卡机构数 | 账户数 | 授信总额\n贷记卡账户 | 3 | 4 | 5,000\n";
    says(rows, "summary.non_revolving", &["管理机构数 1", "账户数 2", "授信总额 300", "余额 40", "最近6个月平均应还款 5"]);
    says(rows, "summary.revolving_sub", &["管理机构数 6", "账户数 7", "授信总额 800", "余额 90", "最近6个月平均应还款 10"]);
    says(rows, "summary.credit_card", &["发卡机构数 3", "账户数 4", "授信总额 5000"]);
}

#[test]
fn overdue_kinds_of_the_first_generation_as_rows() {
    let rows = "二 信息概要\n逾期（透支）信息汇总\n账户类型 | 笔数 | 月份数 | 单月最高逾期总额 | 最长逾期月数\n贷款逾期 | 1 | 2 | 300 | 4\n\
        贷记卡逾期 | 5 | 6 | 700 | 8\n";
    let document = report(rows);
    assert_eq!(values(&document, "summary.overdue", "账户类型"), ["贷款逾期", "贷记卡逾期"]);
    assert_eq!(values(&document, "summary.overdue", "月份数"), ["2", "6"]);
}

#[test]
fn queries_of_the_brief_version_in_two_tables_side_by_side() {
    let heads = "编号 @40:56 | 查询日期 @76:108 | 查询机构 @140:172 | 查询原因 @210:242 | \
        编号 @300:316 | 查询日期 @336:368 | 查询机构 @400:432 | 查询原因 @470:502\n";
    let row = |left: &str, right: &str| {
        let cells = |own: &str, x: f64| {
            let columns = [0.0, 44.0, 108.0, 178.0];
            let place = |(text, at): (&str, f64)| format!("{text} @{}", x + at);
            own.split(' ').zip(columns).map(place).collect::<Vec<_>>().join(" | ")
        };
        format!("{} | {}\n", cells(left, 48.0), cells(right, 308.0))
    };
    let drawing = |rows: String| report(&format!("> 信贷记录\n信息概要\n\n> 查询记录\n机构查询记录明细\n{heads}{rows}"));
    let of =
        ["1 2020.01.05 甲银行 贷款审批", "2 2020.01.04 乙银行 贷后管理", "3 2020.01.03 丙银行 贷款审批", "4 2020.01.02 丁银行 贷后管理"];
    let by_rows = drawing(format!("{}{}", row(of[0], of[1]), row(of[2], of[3])));
    let by_columns = drawing(format!("{}{}", row(of[0], of[2]), row(of[1], of[3])));
    for document in [by_rows, by_columns] {
        assert_eq!(values(&document, "query.institution", "查询机构"), ["甲银行", "乙银行", "丙银行", "丁银行"]);
    }
}

/// The annotations of an account, from these rows under the heads of their text and their day.
fn annotations(rows: &str) -> Vec<String> {
    let drawing = "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期\n某某银行 | AB12CD | 2014.08.05\n";
    let document = draw::document(&format!("{drawing}异议标注 @150 | 添加日期 @470\n{rows}"));
    read(&document, "non_revolving.mark").into_iter().map(|f| format!("{} {} {}", f.0, f.1, f.2)).collect()
}

#[test]
fn the_day_of_an_annotation_in_a_column_too_narrow_for_it() {
    for (first, second, day) in [("2017.12.0", "7", "2017.12.07"), ("2017.12.1", "5", "2017.12.15")] {
        let told = annotations(&format!("信息主体对逾期记录提出异议 @150 | {first} @470\n正在核查。 @150 | {second} @470\n"));
        let want = ["内容 信息主体对逾期记录提出异议正在核查。".into(), format!("添加日期 {day}"), "类型 异议标注".into()];
        assert_eq!(told, want.map(|f| format!("1/1 {f}")));
    }
}

#[test]
fn the_day_of_an_annotation_in_the_line_of_its_text() {
    let told = annotations("信息主体对逾期记录提出异议，正在核查。2015.11.09 @54:496\n");
    let want = ["内容 信息主体对逾期记录提出异议,正在核查。", "添加日期 2015.11.09", "类型 异议标注"].map(|f| format!("1/1 {f}"));
    assert_eq!(told, want);
    assert_eq!(annotations("信息主体对逾期记录提出异议，正在核查。 2015.11.09 @54:462\n"), want, "hardly under the head");
}
