//! What stands in cells: texts that look like titles, labels and sentences of a report, and texts of several lines.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use support::draw;
use zhengxin::Document;

/// The annotations of the first account: their kinds, texts and days.
fn marks(document: &Document) -> Vec<[String; 3]> {
    let report = zhengxin::parse(document);
    let marks = report.non_revolving.accounts.first().map(|a| a.attachments.marks.clone()).unwrap_or_default();
    marks.iter().map(|m| [m.kind.text(), m.content.text(), m.added.text()].map(|t| t.unwrap_or_default().to_string())).collect()
}

const LOAN: &str = "> 个人信用报告\n\n三 信贷交易信息明细\n\n（一）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期 | 借款金额\n\
    某某银行 | AB1234567890 | 2018.06.01 | 94,906\n截至2020年05月05日\n账户状态 | 余额\n正常 | 1,000\n";

#[test]
fn a_texts_last_line_is_no_title_and_no_label() {
    for last in ["账户。", "余额。", "异议标注。", "截至2015年05月05日。", "2015年05月—2019年04月的还款记录。", "查询记录"]
    {
        let text = "该客户于二〇一九年申请办理展期手续，经审批同意后按期付息，特";
        let document = draw::document(&format!(
            "{LOAN}机构说明 @240 | 添加日期 @500\n{text} @240\n~ 2019.08.12 @500\n~ {last} @240\n本人声明 @240 | 添加日期 @500\n本人从未办理。 @240 | 2019.08.13 @500\n"
        ));
        let want = [["机构说明", &format!("{text}{last}"), "2019.08.12"], ["本人声明", "本人从未办理。", "2019.08.13"]];
        assert_eq!(marks(&document), want, "{last}");
        assert_eq!(zhengxin::parse(&document).non_revolving.accounts.len(), 1, "{last}");
    }
}

#[test]
fn a_text_that_quotes_a_label_or_a_sentence_is_one() {
    for text in ["特殊标注：该账户涉嫌电信诈骗。", "截至2020年12月31日，账户状态为“未激活”。", "添加日期：以系统为准。"]
    {
        let document = draw::document(&format!("{LOAN}本人声明 @240 | 添加日期 @500\n{text} @240 | 2019.08.13 @500\n"));
        assert_eq!(marks(&document), [["本人声明", text, "2019.08.13"]]);
        assert_eq!(zhengxin::parse(&document).non_revolving.accounts[0].state.text(), Some("正常"), "{text}");
    }
    let forms = draw::document(&format!("{LOAN}机构说明：已还清。 @240 | 添加日期：2019.08.13 @450\n"));
    assert_eq!(marks(&forms), [["机构说明", "已还清。", "2019.08.13"]]);
}

#[test]
fn lines_two_by_two_around_a_row_as_close_as_rows_are_its_own() {
    let row = |kind: &str, day: &str, text: &str| format!("{kind} @90 | {day} @180 | 12 @250 | 500 @320 | {text} @460\n");
    let long = ["由保证人某某融资担保有限公司代为偿还本金", "壹拾万元整，债权相应转移，账户关闭日期", "为二〇一九年六月。"];
    let document = draw::document(&format!(
        "{LOAN}特殊交易类型 @90 | 发生日期 @180 | 变更月数 @250 | 发生金额 @320 | 明细记录 @460\n{}{} @460\n{}{} @460\n{}",
        row("展期（延期）", "2018.07.01", "经审批同意，变更后到期日相应顺延。"),
        long[0],
        row("担保人代偿", "2018.09.01", long[1]),
        long[2],
        row("提前结清", "2019.06.30", "以房产抵债，剩余款项一次还清。")
    ));
    let report = zhengxin::parse(&document);
    let trades = &report.non_revolving.accounts[0].attachments.special_trades;
    let details: Vec<&str> = trades.iter().filter_map(|trade| trade.details.text()).collect();
    assert_eq!(details, ["经审批同意，变更后到期日相应顺延。", &long.concat(), "以房产抵债，剩余款项一次还清。"]);
}

#[test]
fn days_of_titles_with_letters_among_their_digits() {
    for (line, day) in [("截至2020年05月1O日", "2020-05-10"), ("截至2O20年05月05日", "2020-05-05"), ("截全2020年05月05日", "2020-05-05")]
    {
        let document = draw::document(&LOAN.replace("截至2020年05月05日", line));
        assert_eq!(
            zhengxin::parse(&document).non_revolving.accounts[0].as_of.value().map(ToString::to_string).as_deref(),
            Some(day),
            "{line}"
        );
    }
}

#[test]
fn a_damaged_month_before_a_statement_makes_it_no_part_of_the_item_above() {
    let says = "截至2016年7月，余额5,000元已还清，2016年8月结清。";
    for (begins, kind) in [
        ("2014年3月，该机构声明：", "机构说明"),
        ("014年3月，该机构声明：", "机构说明"),
        ("2014年3曰，该机构声明：", "机构说明"),
        ("2014年3月，本人声明：", "本人声明"),
    ] {
        let document = draw::document(&format!(
            "> 个人信用报告\n\n> 信贷记录\n\n贷款\n从未逾期过的账户明细如下：\n\
            1.2008年8月30日中国农业银行发放的600,000元（人民币）住房贷款，2028年8月30日到期。截至2016年7月，余额为572,750。 @52:560\n{begins}{says} @52:400\n"
        ));
        let report = zhengxin::parse(&document);
        let [loan] = report.brief.loans.as_slice() else { panic!("{begins}: one loan") };
        assert_eq!([loan.balance.text(), loan.state.text(), loan.settled.text()], [Some("572,750"), None, None], "{begins}");
        let marks: Vec<_> = loan.marks.iter().map(|mark| (mark.kind.text(), mark.content.text())).collect();
        assert_eq!(marks, [(Some(kind), Some(says))], "{begins}");
    }
}

#[test]
fn a_line_that_is_shorter_than_the_next_ends_what_it_says() {
    let document = draw::document(&format!("{LOAN}> 特殊事件说明\n> 已注销信用卡账户重启\n> 该账户2019年05月不出单，次月恢复。\n"));
    let report = zhengxin::parse(&document);
    let events = &report.non_revolving.accounts[0].attachments.special_events;
    let said: Vec<_> = events.iter().filter_map(|event| event.content.text()).collect();
    assert_eq!(said, ["已注销信用卡账户重启", "该账户2019年05月不出单，次月恢复。"]);
}

#[test]
fn a_year_without_rows_among_those_of_a_grid() {
    let row = |year: &str| {
        let signs: Vec<String> = (1..=12).map(|month| format!("N @{}", 90 + 38 * month)).collect();
        let sums: Vec<String> = (1..=12).map(|month| format!("0 @{}", 90 + 38 * month)).collect();
        format!("{}\n~ {year} @60\n~ {}\n", signs.join(" | "), sums.join(" | "))
    };
    let months: Vec<String> = (1..=12).map(|month| format!("{month} @{}", 90 + 38 * month)).collect();
    let document = draw::document(&format!(
        "{LOAN}> 2016年01月—2019年12月的还款记录\n{}\n{}{}{}",
        months.join(" | "),
        row("2019"),
        row("2018"),
        row("2016")
    ));
    let report = zhengxin::parse(&document);
    let grid = report.non_revolving.accounts[0].attachments.grid.as_ref().expect("a grid");
    let years: Vec<i32> = grid.months.iter().map(|month| month.month.year()).collect();
    assert!(years.contains(&2016) && !years.contains(&2017), "{years:?}");
}

#[test]
fn a_label_that_lost_its_first_sign_begins_no_other_section() {
    let record = |court: &str, cause: &str| {
        format!(
            "执行法院：{court} @52:250 | 案号：(2015)京民一初字第16623号 @300:520\n{cause}：借款合同纠纷 @52:250 | 结案方式：执行结案 @300:520\n\
            立案日期：2018年03月 @52:250 | 案件状态：执行完毕 @300:520\n\n"
        )
    };
    let document = draw::document(&format!(
        "> 个人信用报告\n\n> 信贷记录\n\n> 公共记录\n强制执行记录\n{}{}",
        record("北京市第一中级人民法院", "行案由"),
        record("上海铁路运输法院", "执行案由")
    ));
    let report = zhengxin::parse(&document);
    assert_eq!([report.civil_judgments.len(), report.enforcements.len()], [0, 2]);
}
