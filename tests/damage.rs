//! What recognisers, photographs and watermarks do to whole rows, tables and pages: small drawings of each kind.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

#[path = "damage/first_generation.rs"]
mod first_generation;
#[path = "damage/grids.rs"]
mod grids;
#[path = "damage/pages.rs"]
mod pages;
#[path = "damage/sentences.rs"]
mod sentences;

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
