//! What recognisers, photographs and watermarks do to whole rows, tables and pages: small drawings of each kind.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

#[path = "damage/beside.rs"]
mod beside;
#[path = "damage/covered.rs"]
mod covered;
#[path = "damage/first_generation.rs"]
mod first_generation;
#[path = "damage/grids.rs"]
mod grids;
#[path = "damage/heads.rs"]
mod heads;
#[path = "damage/pages.rs"]
mod pages;
#[path = "damage/sentences.rs"]
mod sentences;
#[path = "damage/tables.rs"]
mod tables;

use std::collections::BTreeSet;
use support::{draw, facts};

use zhengxin::{Document, Line};

/// The facts of a section: record, field, value.
fn read(document: &Document, section: &str) -> Vec<(String, String, String)> {
    facts::read(document).into_iter().filter(|f| f.0 == section).map(|f| (f.1, f.2, f.3)).collect()
}

/// The values of one field in the order of the records.
fn values(document: &Document, section: &str, field: &str) -> Vec<String> {
    read(document, section).into_iter().filter(|f| f.1 == field).map(|f| f.2).collect()
}

/// The lines as a recogniser gives them, each as sure as this.
fn recognised(mut document: Document) -> Document {
    for (n, line) in document.pages.iter_mut().flat_map(|p| &mut p.lines).enumerate() {
        line.confidence = Some(0.98);
        // No two boxes of a recogniser are exactly as high.
        line.place.y1 += (n % 37) as f64 * 0.01;
    }
    document
}

/// The drawing of a report of queries, around these rows.
fn queries(rows: &str) -> Document {
    draw::document(&format!("> 个人信用报告\n\n七 查询记录\n{rows}"))
}

#[test]
fn a_label_in_two_pieces_of_which_the_first_is_one_too() {
    let document = draw::document(
        "> 个人信用报告\n\n一 个人基本信息\n（三）职业信息\n职称 @300:312 | 信息更新日期 @403:450\n2019.09.18 @406:446\n\
        数据发生机构 @238:285 | 名称 @283:301\n某某银行 @254:284\n",
    );
    let jobs = read(&recognised(document), "occupation");
    assert_eq!(jobs.iter().map(|job| (job.0.as_str(), job.2.as_str())).collect::<Vec<_>>(), [("1", "2019.09.18"), ("1", "某某银行")]);
}

#[test]
fn rows_that_count_from_one_again_are_of_another_table_whose_labels_were_lost() {
    let table = "> 个人信用报告\n\n一 个人基本信息\n（三）居住信息\n编号 | 居住地址 | 住宅电话 | 居住状况 | 信息更新日期\n";
    let rows = |from: u32| -> String {
        let row = |n: u32| format!("{n} | 某市某区人民路{n}号 | 010-9000000{n} | 自置 | 2015.05.0{n}\n");
        (from..from + 2).map(row).collect()
    };
    let misplaced = |rows: &str| {
        let report = zhengxin::parse(&draw::document(&format!("{table}{rows}")));
        let told =
            report.residences.iter().map(|r| r.address.evidence().is_some_and(|at| at.flags.contains(&zhengxin::model::Flag::Misplaced)));
        told.collect::<Vec<_>>()
    };
    assert_eq!(misplaced(&format!("{}{}", rows(1), rows(3))), [false; 4]);
    assert_eq!(misplaced(&format!("{}{}", rows(1), rows(1))), [false, false, true, true]);
}

#[test]
fn own_queries_are_told_where_the_head_of_the_table_above_was_lost() {
    let rows = "1 | 2025.05.24 | 商业银行“AS” | 客户准入资格审查\n2 | 2024.07.25 | 商业银行“ZZ” | 贷后管理\n\
        编号 | 查询日期 | 查询机构 | 查询原因\n1 | 2024.11.18 | 甲地中心支行 | 本人查询（临柜）\n2 | 2024.10.07 | 本人 | 本人查询（自助查询机）\n";
    let document = queries(rows);
    assert_eq!(values(&document, "query.self", "查询日期"), ["2024.11.18", "2024.10.07"]);
    assert_eq!(values(&document, "query.institution", "查询日期"), [""; 0], "values without a head are none");
}

#[test]
fn own_queries_are_told_where_their_title_lost_whose_they_are() {
    let head = "编号 | 查询日期 | 查询机构 | 查询原因\n";
    let rows = format!(
        "> 机构查询记录明细\n{head}1 | 2025.05.24 | 某某银行 | 客户准入资格审查\n2 | 2024.07.25 | 某某银行 | 贷后管理\n\n\
         > 查询记录明细\n{head}1 | 2024.11.18 | 甲地中心支行 | 本人查询（临柜）\n2 | 2024.10.07 | 本人 | 本人查询（自助查询机）\n"
    );
    assert_eq!(values(&queries(&rows), "query.self", "查询日期"), ["2024.11.18", "2024.10.07"]);
    assert_eq!(values(&queries(&rows), "query.institution", "查询日期"), ["2025.05.24", "2024.07.25"]);
}

#[test]
fn names_of_several_lines_from_the_top_are_no_records_of_their_own() {
    let mut rows = String::from("编号 | 查询日期 | 查询机构 | 查询原因\n");
    for n in 1..=12 {
        let name = if n % 3 == 0 { "某某自由贸易试验区海外国际" } else { "某某银行" };
        rows.push_str(&format!("{n} | 2025.05.{:02} | {name} | 贷后管理\n", 30 - n));
        if n % 3 == 0 {
            rows.push_str("~  |  | 融资租赁有限公司 | \n");
        }
        rows.push('\n');
    }
    // A watermark that ran into two lines makes them longer than the column.
    let rows = rows.replacen("某某银行 | 贷后管理", "某某银行 张三 2026-11-02 某某银行 张三 2026 | 贷后管理", 2);
    assert_eq!(values(&queries(&rows), "query.institution", "编号").len(), 12);
}

/// An account with a grid of these rows.
fn grid(rows: &str) -> Document {
    draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（五）贷记卡账户\n账户1\n发卡机构 | 账户标识 | 开立日期\n某某银行 | AB1234567890 | 2018.06.01\n{rows}"
    ))
}

/// A grid of a loan, which assets may settle.
fn loan_grid(rows: &str) -> Document {
    draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（二）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期\n某某银行 | AB1234567890 | 2018.06.01\n{rows}"
    ))
}

const MONTHS: &str = "  | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n";

#[test]
fn a_label_behind_the_last_words_of_a_seal_is_one() {
    let rows = "> 截至2020年12月04日\n账户状态 | 余额 | 某行专用章最近一次 && 还款日期 | 本月应还款\n\n正常 | 33,136 | 2020.11.04 | 120\n";
    let document = recognised(grid(rows));
    assert_eq!(values(&document, "credit_card", "最近一次还款日期"), ["2020.11.04"]);
    assert_eq!(values(&document, "credit_card", "余额"), ["33136"]);
}

#[test]
fn single_signs_beside_the_lines_of_a_text_are_no_records() {
    let rows = "特殊交易类型 | 发生日期 | 变更月数 | 发生金额 | 明细记录\n\n  |  |  |  | 客户申请延长还款期限，经审批同\n\
        展期 | 2020.05.02 | 0 | 0 | 意，变更后到期日相应顺延，利率\n  |  |  |  | 维持不变。\n\n\n\
        司法追偿 | 2021.05.04 | 12 | 500 | 该贷款由某公司代偿。\n";
    let plain = recognised(grid(rows));
    let mut marked = plain.clone();
    let lines = &mut marked.pages[0].lines;
    let at = |text: &str| lines.iter().find(|l| l.text == text).map(|l| (l.place.center_x(), l.place.center_y())).unwrap();
    let (months, row) = (at("变更月数"), at("展期"));
    let amount = at("发生金额");
    lines.push(Line { confidence: Some(0.85), ..draw::line("D", months.0, row.1 - 21.0) });
    lines.push(Line { confidence: Some(0.6), ..draw::line("4", amount.0, row.1 + 19.0) });
    let of = |document: &Document, field| values(document, "credit_card.special_trade", field);
    assert_eq!(of(&plain, "明细记录").len(), 2);
    assert_eq!(of(&marked, "明细记录"), of(&plain, "明细记录"));
    assert_eq!(of(&marked, "发生日期"), of(&plain, "发生日期"));
}

#[test]
fn a_second_strip_of_states_is_of_an_account_whose_paragraph_was_lost() {
    let paragraph = |n: u32, id: &str| {
        format!(
            "{n}.2013年01月22日农村信用社“NB”发放的370,000元（人民币）个人经营性贷款，业务号{id}，保证担保，12期，\n按月归还，2014年01月21日到期。截至2013年10月11日，账户状态为“结清”。\n"
        )
    };
    let strip = |months: &str| format!("> {months}的还款记录\n{}\n", ["N"; 24].join(" | "));
    let drawing = format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）贷款\n{}{}{}{}{}",
        paragraph(1, "AB1234567890"),
        strip("2011年11月—2013年10月"),
        strip("2012年01月—2013年12月"),
        paragraph(3, "CD1234567890"),
        strip("2011年09月—2013年08月"),
    );
    let report = zhengxin::parse(&draw::document(&drawing));
    let ids: Vec<Option<&str>> = report.non_revolving.accounts.iter().map(|a| a.account_id.text()).collect();
    assert_eq!(ids, [Some("AB1234567890"), None, Some("CD1234567890")]);
    let grids = report.non_revolving.accounts.iter().filter(|a| a.attachments.grid.is_some()).count();
    assert_eq!(grids, 3);
}

#[test]
fn a_summary_without_its_title_is_told_by_the_labels_of_its_second_row() {
    let rows = "> 个人信用报告\n\n二 信息概要\n（一）信贷交易授信及负债信息概要\n> 非循环贷账户信息汇总\n\
        管理机构数 | 账户数 | 授信总额 | 余额 | 最近6个月平均应还款\n4 | 5 | 357,601 | 187,515 | 34,940\n\n\
        发卡机构数 | 账户数 | 授信总额 | 单家机构最高授信额 | 单家机构最低授信额\n5 | 6 | 982,996 | 560,000 | 48,166\n\
        已用膜度 | 最近6个月平均使用额度\n625,157 | 616,919\n";
    let document = recognised(draw::document(rows));
    assert_eq!(values(&document, "summary.credit_card", "授信总额"), ["982996"]);
    assert_eq!(values(&document, "summary.credit_card", "最近6个月平均使用额度"), ["616919"]);
}

#[test]
fn the_lower_line_of_a_misread_label_is_no_label() {
    let drawing = |upper: &str| {
        let rows = format!("账户状态 | 余额 | 已用额度 | {upper} | 剩余分期期数\n~  |  |  | 余额 | \n\n正常 | 33,660 | 33,660 | 0 | --\n");
        recognised(grid(&rows))
    };
    let of = |document: &Document, field: &str| values(document, "credit_card", field);
    for upper in ["未出单的大额专项分期", "1未出单的大额专项分期", "末出平的大额专顶分明"] {
        let document = drawing(upper);
        assert_eq!(of(&document, "余额"), ["33660"], "{upper}");
        assert_eq!(of(&document, "已用额度"), ["33660"], "{upper}");
    }
    assert_eq!(of(&drawing("1未出单的大额专项分期"), "未出单的大额专项分期余额"), ["0"], "a ruling before it");
}

#[test]
fn lines_of_a_further_table_are_rows_where_its_numbers_were_lost() {
    let rows = "> 个人信用报告\n\n一 个人基本信息\n（三）居住信息\n编号 | 居住地址 | 住宅电话 | 居住状况 | 信息更新日期\n\
        1 | 某市某路1号 | -- | 自置 | 2024.10.25\n2 | 某市某路2号 | -- | 租房 | 2024.10.22\n3 | 某市某路3号 | -- | 租房 | 2024.02.13\n\
        编号 | 数据发生机构名称\n  | 甲地银行\n\n  | 乙地银行\n\n  | 丙地银行\n";
    assert_eq!(values(&draw::document(rows), "residence", "数据发生机构名称"), ["甲地银行", "乙地银行", "丙地银行"]);
}

#[test]
fn a_number_behind_the_last_head_is_no_text() {
    let drawing = "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n\
         业务种类 | 担保方式 | 还款频率 | 共同借款标志 | \n其他贷款 | 抵押 | 月 | 无 | 60\n";
    let document = recognised(draw::document(drawing));
    assert_eq!(values(&document, "non_revolving", "共同借款标志"), ["无"]);
    assert_eq!(values(&document, "non_revolving", "贷款发放形式"), [""; 0]);
}

#[test]
fn columns_before_the_first_head_are_of_the_fields_before_it() {
    let drawing = "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n\
         |  | 开立日期 | 到期日期 | 借款金额 | 账户币种\n甲地银行 | 8810451992879678 | 2022.01.30 | 2023.01.29 | 170,000 | 人民币\n";
    let document = recognised(draw::document(drawing));
    assert_eq!(values(&document, "non_revolving", "管理机构"), ["甲地银行"]);
    assert_eq!(values(&document, "non_revolving", "账户标识"), ["8810451992879678"]);
}

#[test]
fn texts_that_ran_together_in_a_table_flush_left_are_cut_where_the_next_head_begins() {
    let drawing = "> 个人信用报告\n\n五 公共信息明细\n（七）行政奖励记录\n\
        编号 @60:76 | 奖励机构 @120:152 | 奖励内容 @240:272 | 生效日期 @360:392\n\
        1 @60:64 | 某省某市某区某县地方税务局分局暂缺 @120:256 | 2016.03 @360:391\n";
    let document = recognised(draw::document(drawing));
    assert_eq!(values(&document, "admin_reward", "奖励机构"), ["某省某市某区某县地方税务局分局"]);
    assert_eq!(values(&document, "admin_reward", "奖励内容"), ["暂缺"]);
}

#[test]
fn a_misread_kind_under_a_merged_head_stays_in_its_row() {
    let rows = "> 个人信用报告\n\n二 信息概要\n（一）信贷交易信息提示\n业务类型 @150 | 账户数 @370 | 首笔业务发放月份 @500\n\
        贷款 @80 | 个人住房贷款 @220 | 1 @370 | 2014.08 @500\n | 资记卡 @220 | 2 @370 | 2015.01 @500\n~ 信用卡 @80 |\n~  | 准贷记卡 @220 | 1 @370 | 2016.11 @500\n\
        其他 @80 | -- @220 | 1 @370 | 2017.05 @500\n合计 @150 | 5 @370 | -- @500\n";
    let document = recognised(draw::document(rows));
    assert_eq!(values(&document, "summary.credit_hint", "业务大类"), ["贷款", "信用卡", "信用卡", "其他"]);
    assert_eq!(values(&document, "summary.credit_hint", "业务类型").get(1).map(String::as_str), Some("贷记卡"));
}

#[test]
fn sums_without_the_commas_that_all_others_have_are_flagged() {
    let rows = "> 个人信用报告\n\n五 公共信息明细\n（一）欠税记录\n编号 | 主管税务机关 | 欠税总额 | 欠税统计日期\n";
    let mut drawing = String::from(rows);
    for n in 1..=10 {
        let sum = if n == 4 { "2592000".to_string() } else { format!("{n},259,000") };
        drawing.push_str(&format!("{n} | 某某税务局 | {sum} | 2014.02.18\n\n"));
    }
    let report = zhengxin::parse(&recognised(draw::document(&drawing)));
    let flagged: Vec<usize> = report
        .tax_arrears
        .iter()
        .enumerate()
        .filter(|(_, r)| r.amount.evidence().is_some_and(|at| at.flags.contains(&zhengxin::model::Flag::LookAlike)))
        .map(|(n, _)| n + 1)
        .collect();
    assert_eq!(flagged, [4]);
}

#[test]
fn what_stands_close_beside_a_value_puts_it_in_doubt() {
    use zhengxin::model::{Evidence, Flag};
    // What stands beside a value, close before it.
    let beside = |mut document: Document, value: &str, sign: &str| {
        let at = document.pages[0].lines.iter().find(|l| l.text == value).unwrap().place;
        let x = at.x0 - draw::width(sign) / 2.0 - 1.0;
        document.pages[0].lines.push(Line { confidence: Some(0.98), ..draw::line(sign, x, at.center_y()) });
        document
    };
    let flags = |at: Option<&Evidence>| at.unwrap().flags.clone();
    let card = recognised(grid("账单日 | 已用额度 | 余额\n2020.01.02 | 4,310 | 9\n"));
    let used = |document: &Document| flags(zhengxin::parse(document).credit_cards.accounts[0].used.evidence());
    assert_eq!(used(&card), []);
    assert!(used(&beside(card.clone(), "4,310", "2")).contains(&Flag::Noise));
    let issuer = |document: &Document| flags(zhengxin::parse(document).credit_cards.accounts[0].institution.evidence());
    assert_eq!(issuer(&card), []);
    assert!(issuer(&beside(card, "某某银行", "三")).contains(&Flag::Noise));

    let brief = recognised(draw::document(
        "> 个人信用报告\n\n> 信贷记录\n这部分包含您的信用卡、贷款和其他信贷记录。金额类数据均以人民币计算，精确到元。\n信息概要\n\n  | 信用卡 | 购房贷款 | 其他贷款 | 其他业务\n账户数 | 7 | 0 | 2 | 0\n未结清/未销户账户数 | 3 | 0 | 1 | 0\n",
    ));
    let open = |document: &Document| zhengxin::parse(document).brief.summary.unwrap().cards_open;
    assert_eq!(flags(open(&brief).evidence()), []);
    let marked = open(&beside(brief, "3", "一"));
    assert_eq!((marked.value(), flags(marked.evidence()).contains(&Flag::Noise)), (Some(&3), true));

    let sentence = recognised(draw::document(
        "> 个人信用报告\n\n> 信贷记录\n信用卡\n从未逾期过的贷记卡及透支未超过60天的准贷记卡账户明细如下：\n\
         1.2008年11月26日某某银行发放的贷记卡（人民币账户）。截至2017年8月，信用额度29,601，余额 @60:330\n926。 @60\n",
    ));
    let balance = |document: &Document| flags(zhengxin::parse(document).brief.credit_cards[0].balance.evidence());
    assert_eq!(balance(&sentence), []);
    assert!(balance(&beside(sentence, "926。", "7")).contains(&Flag::Noise));
}

#[test]
fn a_date_that_ran_into_a_name_has_both_digits_of_its_day() {
    let document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（五）贷记卡账户\n账户1\n开立日期 | 发卡机构 | 账户标识\n\
         2017.11.19某某银行股份有限公司某某分行信用卡中心 @40:330 | AB1234567890 @480\n",
    );
    assert_eq!(values(&document, "credit_card", "开立日期"), ["2017.11.19"]);
    assert_eq!(values(&document, "credit_card", "发卡机构"), ["某某银行股份有限公司某某分行信用卡中心"]);
}

#[test]
fn a_paragraph_between_whose_lines_a_scrap_stands_is_one() {
    let document = recognised(draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）贷款\n\
         1.2007年07月11日信托公司“ZM”发放的200,100元（美元）个人住房贷款，业务号RH33352418，质押担保，\n\
         张某某 20230405 @420\n\
         不定期归还，2008年07月22日到期。截至2011年02月16日，账户状态为“结清”。\n",
    ));
    let records: BTreeSet<String> = read(&document, "non_revolving").into_iter().map(|f| f.0).collect();
    assert_eq!(records.len(), 1, "{records:?}");
    assert_eq!(values(&document, "non_revolving", "到期日期"), ["2008.07.22"]);
}

#[test]
fn a_paragraph_that_is_set_in_behind_its_number_goes_on_before_both() {
    let document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）贷款\n\
         1. @70:78 | 2007年07月11日信托公司“ZM”发放的200,100元（美元）个人住房贷款，业务号RH33352418，质押担保，1 @82:500\n\
         2期，按季归还，2010年07月22日到期。截至2008年02月16日，账户状态为“结清”。 @52:380\n",
    );
    let records: BTreeSet<String> = read(&document, "non_revolving").into_iter().map(|f| f.0).collect();
    assert_eq!(records.len(), 1, "{records:?}");
    assert_eq!(values(&document, "non_revolving", "还款期数"), ["12"]);
}

#[test]
fn a_statement_behind_a_lost_line_may_be_on_a_lost_item() {
    use zhengxin::model::Flag;
    let doubted = |lost: &str, next: &str| {
        let report = zhengxin::parse(&recognised(draw::document(&format!(
            "> 个人信用报告\n\n> 信贷记录\n信用卡\n从未逾期过的贷记卡及透支未超过60天的准贷记卡账户明细如下：\n\
             1.2013年6月15日某某银行发放的贷记卡（人民币账户）。截至2017年7月，信用额度35,000， @60:420\n余额0。 @72\n\
             2.2014年6月15日某某银行发放的贷记卡（人民币账户）。截至2017年7月，信用额度35,000， @60:420\n{lost}余额0。 @72\n\
             2016年3月，该机构声明：该卡逾期情况极为严重。 @60:290\n{next}",
        ))));
        let mark = report.brief.credit_cards[1].marks.first().expect("a statement");
        mark.content.evidence().is_some_and(|at| at.flags.contains(&Flag::Misplaced))
    };
    let third = "3.2015年6月15日某某银行发放的贷记卡（人民币账户）。截至2017年7月，信用额度35,000，余额0。 @60:420\n";
    assert!(!doubted("", "") && !doubted("\n\n", third), "nothing is lost, or no item can be");
    assert!(doubted("\n\n", ""));
}

#[test]
fn a_name_behind_a_day_without_its_sign_is_in_doubt() {
    use zhengxin::model::{Evidence, Flag};
    let read = |day: &str| {
        let report = zhengxin::parse(&recognised(draw::document(&format!(
            "> 个人信用报告\n\n> 信贷记录\n贷款\n从未发生过逾期的账户如下：\n\
             1.{day}某某银行发放的200,000元（人民币）个人消费贷款，2027年07月14日到期。截至2025年12月12日，余额100,000。\n",
        ))));
        let loan = report.brief.loans.into_iter().next().unwrap();
        let flags = |at: Option<&Evidence>| at.map(|at| at.flags.clone()).unwrap_or_default();
        (loan.institution.text().map(String::from), flags(loan.institution.evidence()), flags(loan.opened.evidence()))
    };
    let name = || Some("某某银行".to_string());
    assert_eq!(read("2015年07月14日"), (name(), vec![], vec![]));
    assert_eq!(read("2015年07月1411"), (name(), vec![Flag::Noise, Flag::LowConfidence], vec![Flag::CutShort, Flag::LowConfidence]));
}

#[test]
fn what_is_left_of_a_sentence_says_what_its_clauses_say() {
    const PART: &str = "> 个人信用报告\n\n> 信贷记录\n这部分包含您的信用卡、贷款和其他信贷记录。金额类数据均以人民币计算，精确到元。\n信息概要\n\n  | 信用卡 | 购房贷款 | 其他贷款 | 其他业务\n账户数 | 0 | 0 | 3 | 0\n\n";
    let report = |rows: &str| recognised(draw::document(&format!("{PART}{rows}")));
    // Of the only item the first line was read as nothing; the number at the start of what is left may be the end of one.
    let liability = report(
        "相关还款责任信息\n类7\n设大道支行办理的贸易融资承担相关还款责任，责任人类型为保证人，相关还款责任\n金额3,390,000（保证合同编号：AB123）。截至2017年7月28日，贸易融资余额429,649（人民币）。\n",
    );
    let facts = read(&liability, "brief.liability");
    let said: Vec<(&str, &str)> = facts.iter().map(|f| (f.1.as_str(), f.2.as_str())).collect();
    for want in
        [("责任人类型", "保证人"), ("还款责任金额", "3390000"), ("保证合同编号", "AB123"), ("截至日期", "2017.7.28"), ("余额", "429649")]
    {
        assert!(said.contains(&want), "{want:?} in {said:?}");
    }
    let loans = report(
        "贷款\n从未逾期过的账户明细如下：\n\
         1.2016年2月26日甲银行发放的211,300元（人民币）汽车贷款，2016年6月已结清。\n\
         2020年1月11日到期。截至2017年10月，余额29,033。\n\
         3.2016年10月18日乙银行发放的15,279元（人民币）农户贷款，2017年3月已结清。\n",
    );
    let second: Vec<(String, String)> =
        read(&loans, "brief.loan").into_iter().filter(|f| f.0 == "2" && f.1 != "分组").map(|f| (f.1, f.2)).collect();
    let want = [("余额", "29033"), ("到期日期", "2020.1.11"), ("截至月份", "2017.10")];
    assert_eq!(second, want.map(|(label, value)| (label.to_string(), value.to_string())));
    let flagged = |at: Option<&zhengxin::model::Evidence>| at.is_some_and(|at| at.flags.contains(&zhengxin::model::Flag::Misplaced));
    assert!(flagged(zhengxin::parse(&loans).brief.loans[1].balance.evidence()), "all of it may be of several items");
}

#[test]
fn a_sign_of_a_seal_beside_a_reason_of_two_lines_moves_no_reason_to_another_query() {
    let head = "编号 @60 | 查询日期 @150 | 查询机构 @310 | 查询原因 @500\n";
    let mut document = draw::document(&format!(
        "> 个人信用报告\n\n> 信贷记录\n\n> 查询记录\n> 机构查询记录明细\n{head}\
         1 @60 | 2024年1月22日 @150 | 某某银行上海分行 @310 | \n\n2 @60 | 2023年11月28日 @150 | 某某银行郑州分行 @310 | 额度审批 @500\n"
    ));
    let lines = &mut document.pages[0].lines;
    let at = |lines: &[Line], text: &str| lines.iter().find(|l| l.text == text).unwrap().place.center_y();
    let first = at(lines, "1");
    lines.push(draw::line("法人代表、负责人、高管等资信审", 490.0, first - 3.0));
    lines.push(draw::line("曲", 440.0, first + 2.0));
    lines.push(draw::line("查", 490.0, first + 6.0));
    let mut document = recognised(document);
    let seal = document.pages[0].lines.iter_mut().find(|l| l.text == "曲").unwrap();
    seal.confidence = Some(0.6);
    assert_eq!(values(&document, "query.institution", "查询原因"), ["法人代表、负责人、高管等资信审查", "额度审批"]);
}

#[test]
fn queries_whose_last_head_was_lost_keep_their_columns_where_a_reason_was_lost_too() {
    let rows = "1 @60 | 2024年1月22日 @150 | 甲银行上海分行 @310 | 额度审批 @500\n2 @60 | 2023年11月28日 @150 | 乙银行郑州分行 @310 | 贷后管理 @500\n\
        3 @60 | 2023年10月28日 @150 | 丙银行北京分行 @310\n4 @60 | 2023年9月28日 @150 | 丁银行西安分行 @310\n5 @60 | 2023年8月8日 @150 | 戊银行 @310 | 贷款审批 @500\n";
    let document = draw::document(&format!(
        "> 个人信用报告\n\n> 信贷记录\n\n> 查询记录\n> 机构查询记录明细\n编号 @60 | 查询日期 @150 | 查询机构 @310\n{rows}"
    ));
    let document = recognised(document);
    let names = ["甲银行上海分行", "乙银行郑州分行", "丙银行北京分行", "丁银行西安分行", "戊银行"];
    assert_eq!(values(&document, "query.institution", "查询机构"), names);
    assert_eq!(values(&document, "query.institution", "查询原因"), ["额度审批", "贷后管理", "贷款审批"]);
}

#[test]
fn a_number_and_its_day_in_one_line_are_two_cells_wherever_they_begin() {
    let document = draw::document(
        "> 个人信用报告\n\n> 信贷记录\n\n> 查询记录\n> 本人查询记录明细\n编号 @60 | 查询日期 @170 | 查询机构 @320 | 查询原因 @470\n\
         1 2017年7月18日 @90:210 | 甲中心支行 @320 | 本人查询（临柜） @470\n2 2016年11月21日 @70:210 | 本人 @320 | 本人查询（临柜） @470\n\
         3 2016年5月2日 @90:210 | 本人 @320 | 本人查询（临柜） @470\n",
    );
    assert_eq!(values(&document, "query.self", "编号"), ["1", "2", "3"]);
    assert_eq!(values(&document, "query.self", "查询日期"), ["2017.7.18", "2016.11.21", "2016.5.2"]);
    assert_eq!(values(&document, "query.self", "查询机构"), ["甲中心支行", "本人", "本人"]);

    let report = zhengxin::parse(&recognised(document));
    let flags = |at: Option<&zhengxin::model::Evidence>| at.map_or(1, |at| at.flags.len());
    let doubted: usize = report.own_queries.iter().map(|q| flags(q.number.evidence()) + flags(q.query_date.evidence())).sum();
    assert_eq!(doubted, 0, "numbers that go on tell where to cut");
}

#[test]
fn words_behind_a_label_are_no_reports_number() {
    let document = draw::document("报告编号见首页 @60\n> 个人信用报告\n报告编号：201506010000332123 | 报告时间：2015.06.01 10:05:15\n");
    assert_eq!(values(&document, "header", "报告编号"), ["201506010000332123"]);
}

#[test]
fn a_word_without_its_marks_is_in_doubt_where_others_have_theirs() {
    use zhengxin::model::Flag;
    let flagged = |kinds: [&str; 3]| {
        let rows: String = (1..).zip(kinds).map(|(n, kind)| format!("{n} | 甲公司 | {kind} | 甲路{n}号 | 010-1234567{n}\n")).collect();
        let head = "> 个人信用报告\n\n一 个人基本信息\n（四）职业信息\n编号 | 工作单位 | 单位性质 | 单位地址 | 单位电话\n";
        let report = zhengxin::parse(&recognised(draw::document(&format!("{head}{rows}"))));
        let of = |o: &zhengxin::model::person::Job| o.employer_kind.evidence().is_some_and(|at| at.flags.contains(&Flag::LookAlike));
        report.jobs.iter().map(of).collect::<Vec<bool>>()
    };
    assert_eq!(flagged(["机关、事业单位", "个体、私营企业", "机关事业单位"]), [false, false, true]);
    assert_eq!(flagged(["机关事业单位", "个体私营企业", "机关事业单位"]), [false; 3], "a print without marks");
}

#[test]
fn a_ruling_between_two_labels_that_was_read_as_a_sign() {
    for sign in ["☑", "■"] {
        let document = recognised(draw::document(&format!(
            "> 个人信用报告\n\n二 信息概要\n（三）信贷交易授信及负债信息概要\n> 贷记卡账户信息汇总\n\
             发卡机构数{sign}账户数 @45:155 | 授信总额 @220 | 单家机构最高授信额 @320 | 单家机构最低授信额 @420 | 已用额度 @520\n\
             6 @72 | 7 @135 | 525,645 @220 | 250,000 @320 | 32,619 @420 | 173,303 @520\n"
        )));
        assert_eq!(values(&document, "summary.credit_card", "发卡机构数"), ["6"], "{sign}");
        assert_eq!(values(&document, "summary.credit_card", "账户数"), ["7"], "{sign}");
    }
}

#[test]
fn a_telephone_without_its_dash_is_in_doubt_where_others_have_theirs() {
    use zhengxin::model::Flag;
    let rows = "1 | 甲公司 | 国有企业 | 甲路1号 | 0931-5733247\n2 | 乙公司 | 国有企业 | 甲路2号 | 010-12345678\n3 | 丙公司 | 国有企业 | 甲路3号 | 093157332472\n";
    let head = "> 个人信用报告\n\n一 个人基本信息\n（四）职业信息\n编号 | 工作单位 | 单位性质 | 单位地址 | 单位电话\n";
    let report = zhengxin::parse(&recognised(draw::document(&format!("{head}{rows}"))));
    let flagged = |job: &zhengxin::model::person::Job| job.employer_phone.evidence().is_some_and(|at| at.flags.contains(&Flag::LookAlike));
    assert_eq!(report.jobs.iter().map(flagged).collect::<Vec<_>>(), [false, false, true]);
}

#[test]
fn all_of_a_label_but_its_last_character_is_no_value_though_nothing_stands_under_it() {
    let document = recognised(draw::document(
        "> 个人信用报告\n\n五 公共信息明细\n（三）强制执行记录\n编号 | 执行法院 | 执行案由 | 立案日期 | 结案方式\n1 | 甲法院 | 合同纠纷 | 2008.01.02 |\n\
          |  |  |  |  | 已执行标的金\n~ 编号 | 案件状态 | 结案日期 | 申请执行标的 | 申请执行标的价值 | @560\n\n1 | 其他已结案 | 2009.05.15 | 现金 | 580,000 |\n",
    ));
    assert_eq!(values(&document, "enforcement", "结案方式"), [""; 0]);
    assert_eq!(values(&document, "enforcement", "案件状态"), ["其他已结案"]);
}

#[test]
fn marks_between_the_first_lines_of_labels_are_rulings() {
    let document = recognised(draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（二）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期 | 到期日期 | 借款金额 | 账户币种\n\
         某某银行 | AB1234567890 | 2013.02.27 | 2014.02.27 | 230,000 | 人民币\n\n\
         当前逾期期数 @90 | 逾期31-60天未还：逾期61一90天未还：逾期91一180天未还·逾期180天以上未还 @170:520\n\
         ~  @90 | 本金 @212 | 本金 @300 | 本金 @388 | 本金 @476\n\n3 @90 | 11,040 @212 | 11,050 @300 | 0 @388 | 0 @476\n",
    ));
    let of = |field| values(&document, "non_revolving", field);
    assert_eq!([of("逾期31-60天未还本金"), of("逾期61-90天未还本金")], [["11040"], ["11050"]]);
    assert_eq!(of("本月实还款"), [""; 0]);
}
