//! Where things stand: titles beside their tables, values beside their heads, tables side by side.

use super::support::draw;
use super::{read, told};

const SUMMARY: &str = "> 个人信用报告\n\n二 信息概要\n";

#[test]
fn a_title_beside_its_table_on_a_line_of_its_own() {
    let heads = "账户类型 @150:182 | 账户数 @250:274 | 月份数 @320:344 | 单月最高逾期/透支总额 @390:470 | 最长逾期/透支月数 @490:560";
    let row = |kind: &str, [a, b, c, d]: [&str; 4]| format!("{kind} @150:214 | {a} @262 | {b} @332 | {c} @430 | {d} @525\n");
    let blank = ["--"; 4];
    // Rows of dashes have nothing but a title's words.
    let document = draw::document(&format!(
        "{SUMMARY}（二）信贷交易违约信息概要\n{heads}\n{}~ 逾期（透支）信息汇总 @45:125\n~ {}{}三 信贷交易信息明细\n",
        row("非循环贷账户", blank),
        row("循环额度下分账户", blank),
        row("准贷记卡账户", ["5", "6", "7,000", "8"]),
    ));
    let kinds: Vec<_> = read(&document, "summary.overdue").into_iter().filter(|f| f.1 == "账户类型").map(|f| f.2).collect();
    assert_eq!(kinds, ["非循环贷账户", "循环额度下分账户", "准贷记卡账户"]);
    // A head over several columns stands alone in its row.
    let document = draw::document(&format!(
        "{SUMMARY}（三）信贷交易授信及负债信息概要\n为企业 @318:342\n其他相关还款责任 @298:362\n~ 相关还款责任信息汇总 @33:121\n\
        ~ 账户数 @161:185 | 还款责任金额 @304:352 | 余额 @476:492\n3 @173 | 634,882 @328 | 22,000 @484\n三 信贷交易信息明细\n"
    ));
    assert_eq!(told(&document, "summary.liability.company_other"), ["余额 22000", "账户数 3", "还款责任金额 634882"]);
}

#[test]
fn a_kind_of_two_lines_of_which_the_second_is_a_class() {
    let document = draw::document(&format!(
        "{SUMMARY}（一）信贷交易信息提示\n业务类型 @170 | 账户数 @360 | 首笔业务发放月份 @480\n贷款 @105 | 个人商用房（包括商住两用房） @230 | 1 @360 | 2010.10 @480\n\
        贷款 @230\n其他类贷款 @230 | 2 @360 | 2011.06 @480\n信用卡 @105 | 贷记卡 @230 | 2 @360 | 2006.12 @480\n合计 @170 | 5 @360 | -- @480\n"
    ));
    let kinds: Vec<_> = read(&document, "summary.credit_hint").into_iter().filter(|f| f.1 == "业务类型").map(|f| f.2).collect();
    assert_eq!(kinds, ["个人商用房(包括商住两用房)贷款", "其他类贷款", "贷记卡"]);
}

#[test]
fn the_last_query_in_one_row() {
    let counts = "最近1个月内的查询机构数 @110 | 最近1个月内的查询次数 @260 | 最近2年内的查询次数 @450\n贷款审批 @80 | 信用卡审批 @140 | 贷款审批 @205 | \
        信用卡审批 @265 | 本人查询 @325 | 贷后管理 @390 | 担保资格审查 @455 | 特约商户实名审查 @525\n1 @80 | 2 @140 | 3 @205 | 4 @265 | 5 @325 | 6 @390 | 7 @455 | 8 @525\n";
    for (head, reason) in [("上一次查询记录", "贷款审批"), ("上一次查询记录：", "资信审查")] {
        let document = draw::document(&format!("{SUMMARY}（七）查询记录概要\n{head} | 2022.04.06 | 小额贷款公司“MU” | {reason}\n{counts}"));
        let query = zhengxin::parse(&document).summary.query.unwrap();
        assert_eq!(
            [query.last_date.text(), query.last_institution.text(), query.last_reason.text()],
            [Some("2022.04.06"), Some("小额贷款公司“MU”"), Some(reason)]
        );
        assert_eq!(read(&document, "summary.query").len(), 11);
    }
}

#[test]
fn a_sentence_over_labels_with_their_values_behind_colons() {
    let document = draw::document(
        "> 个人信用报告\n\n报告编号：202205160925659346 @52:180 | 报告时间：2022.05.16 06:16:32 @420:545\n> 防欺诈警示\n\
        信息主体申请设置防欺诈警示，联系电话：13800001111。 @160:400\n生效日期：2022.04.05 @129:214 | 截止日期：2023.04.05 @382:466\n一 个人基本信息\n",
    );
    let alert = zhengxin::parse(&document).fraud_alert.unwrap();
    assert_eq!(alert.phone.text(), Some("13800001111"));
    assert!(alert.message.is_printed());
    assert_eq!([alert.effective.text(), alert.expires.text()], [Some("2022.04.05"), Some("2023.04.05")]);
}

#[test]
fn two_tables_of_the_same_heads_side_by_side() {
    let document = draw::document(
        "> 个人信用报告\n\n一 个人基本信息\n（三）居住信息\n编号 | 居住地址 | 住宅电话 | 居住状况 | 信息更新日期\n\
        1 | 甲市人民路1号 | 0755-31523468 | 按揭 | 2024.06.05\n2 | 乙市人民路2号 | -- | 自置 | 2023.06.05\n\
        3 | 丙市人民路3号 | -- | 租房 | 2022.06.05\n编号 | 数据发生机构名称 | 编号 | 数据发生机构名称\n1 | 甲银行 | 2 | 乙银行\n3 | 丙银行 | | \n",
    );
    let sources: Vec<_> = read(&document, "residence").into_iter().filter(|f| f.1 == "数据发生机构名称").map(|f| (f.0, f.2)).collect();
    assert_eq!(sources, [("1", "甲银行"), ("2", "乙银行"), ("3", "丙银行")].map(|(n, name)| (n.to_string(), name.to_string())));
}

#[test]
fn a_label_with_one_look_alike_beside_its_value() {
    let document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）循环贷账户\n账户1\n管理机构 @60:92 | 某某银行 @120:152 | 账户标识 @300:332 | AB1234567890 @360:420\n\
        账户授信额度 @60:108 | 50,000 @120:146 | 账户币种 @300:332 | 人民币 @360:384\n业务种炎 @60:92 | 个人经营性贷款 @120:176 | 还款频率 @300:332 | 季 @360:368\n\
        担保方式 @60:92 | 保证 @120:136 | 还款方式 @300:332 | 分期等额本息 @360:408\n",
    );
    let found = told(&document, "revolving");
    for value in ["业务种类 个人经营性贷款", "还款频率 季", "账户授信额度 50000", "担保方式 保证"] {
        assert!(found.contains(&value.to_string()), "{value}: {found:?}");
    }
}

#[test]
fn a_nought_that_was_read_as_a_letter_among_states_without_amounts() {
    let months: String = (1..=12).map(|m| format!(" | {m}")).collect();
    let document = draw::document(&format!(
        "> 个人信用报告\n\n四 非信贷交易信息明细\n（一）后付费记录\n账户1\n机构名称 | 业务类型 | 业务开通日期 | 当前缴费状态 | 当前欠费金额 | 记账年月\n\
        某某公司 | 固定电话后付费 | 2015.01.25 | 欠费 | 100 | 2020.12\n> 2020年01月—2020年12月的缴费记录\n{months}\n2020{} | 0 | o\n",
        " | N".repeat(10)
    ));
    let states: String = read(&document, "postpaid.grid").into_iter().filter(|f| f.1 == "状态").map(|f| f.2).collect();
    assert_eq!(states, "NNNNNNNNNN00");
}
