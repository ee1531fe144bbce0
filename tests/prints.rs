//! Prints with words, titles and tables that are not those of the other fixtures: small drawings of each kind.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

#[path = "prints/cells.rs"]
mod cells;
#[path = "prints/places.rs"]
mod places;
#[path = "prints/tables.rs"]
mod tables;

use support::{draw, facts};
use zhengxin::Document;
use zhengxin::model::Flag;

/// The facts of a section: record, field, value.
fn read(document: &Document, section: &str) -> Vec<(String, String, String)> {
    facts::read(document).into_iter().filter(|f| f.0 == section).map(|f| (f.1, f.2, f.3)).collect()
}

/// The values of a section, in alphabetical order.
fn values(document: &Document, section: &str) -> Vec<String> {
    let mut values: Vec<String> = read(document, section).into_iter().map(|f| f.2).collect();
    values.sort();
    values
}

/// The values as text, each by its label.
fn told(document: &Document, section: &str) -> Vec<String> {
    read(document, section).into_iter().map(|f| format!("{} {}", f.1, f.2)).collect()
}

const REWARD: &str = "> 个人信用报告\n\n五 公共信息明细\n（八）行政奖励记录\n编号 | 奖励机构 | 奖励内容 | 生效日期 | 截止日期\n1 | 某某中心 | 某某奖章 | 2020.01 | 2021.02\n";

#[test]
fn explanations_of_the_whole_report_are_no_records_of_the_table_above() {
    let document = draw::document(&format!(
        "{REWARD}六 机构说明\n编号 | 说明内容 | 添加日期\n1 | 该客户委托某公司偿还贷款。 | 2020.03.04\n\
        七 征信中心说明\n编号 | 说明内容 | 添加日期\n1 | 该身份信息已核实。 | 2020.05.06\n\
        八 异议标注\n编号 | 标注内容 | 添加日期\n1 | 其他证件正处于异议处理期。 | 2020.07.08\n"
    ));
    assert_eq!(values(&document, "admin_reward").len(), 5);
    assert_eq!(values(&document, "explanation.institution"), ["1", "2020.03.04", "该客户委托某公司偿还贷款。"]);
    assert_eq!(values(&document, "explanation.centre"), ["1", "2020.05.06", "该身份信息已核实。"]);
    assert_eq!(values(&document, "objection"), ["1", "2020.07.08", "其他证件正处于异议处理期。"]);
}

#[test]
fn a_section_that_is_not_known_is_no_part_of_the_one_above() {
    let document = draw::document(&format!(
        "{REWARD}（九）社会保险参保记录\n编号 | 参保险种 | 参保机构 | 参保状态 | 登记日期\n1 | 养老保险 | 某某市社保局 | 正常 | 2020.03.04\n\
        六 其他提示\n提示编号 | 提示内容 | 提示日期\n1 | 没有其他提示。 | 2020.03.04\n\
        七 查询记录\n编号 | 查询日期 | 查询机构 | 查询原因\n1 | 2022.10.02 | 招商银行 | 贷款审批\n"
    ));
    assert_eq!(values(&document, "admin_reward").len(), 5);
    assert_eq!(values(&document, "query.institution").len(), 4);
    assert!(!zhengxin::parse(&document).unparsed.is_empty());
}

#[test]
fn kinds_of_public_records_are_a_closed_list() {
    let read = |kinds: [&str; 2]| {
        let [a, b] = kinds;
        let mut document = draw::document(&format!(
            "> 个人信用报告\n\n二 信息概要\n（五）公共信息概要\n> 公共信息汇总\n信息类型 | 记录数 | 涉及金额\n{a} | 1 | 500\n{b} | 2 | 700\n\n三 信贷交易信息明细\n"
        ));
        document.pages.iter_mut().flat_map(|p| &mut p.lines).for_each(|line| line.confidence = Some(0.97));
        let rows = zhengxin::parse(&document).summary.public;
        rows.iter()
            .map(|row| (row.kind.text().unwrap_or_default().to_string(), row.kind.evidence().unwrap().flags.clone()))
            .collect::<Vec<_>>()
    };
    let told = read(["强制执仃信息", "不知所云"]);
    assert_eq!(told, [("强制执行信息".to_string(), vec![Flag::LowConfidence]), ("不知所云".to_string(), vec![Flag::UnknownWord])]);
}

#[test]
fn a_declaration_among_the_objections_of_the_summary() {
    let document = draw::document(
        "> 个人信用报告\n\n二 信息概要\n> 异议及说明信息\n本人声明 | 添加日期\n本人的身份证曾丢失。 | 2020.01.02\n\
        异议标注 | 添加日期\n信贷交易信息提示正处于异议处理中。 | 2020.02.03\n\n三 信贷交易信息明细\n",
    );
    let want =
        ["本人声明 本人的身份证曾丢失。", "添加日期 2020.01.02", "异议标注 信贷交易信息提示正处于异议处理中。", "添加日期 2020.02.03"];
    let mut told = told(&document, "summary.objection");
    told.sort();
    let mut want = want.map(String::from);
    want.sort();
    assert_eq!(told, want);
    // A recogniser may have lost its end.
    let mut document = document;
    for line in document.pages.iter_mut().flat_map(|p| &mut p.lines) {
        line.text = line.text.replace("丢失。", "丢");
        line.confidence = Some(0.97);
    }
    let report = zhengxin::parse(&document);
    let said = report.summary.objections.iter().find_map(|o| o.statement.evidence()).unwrap();
    assert!(said.raw.ends_with('丢') && said.flags.contains(&Flag::CutShort), "{:?}", said.flags);
}

#[test]
fn a_word_that_the_vocabulary_lacks_is_not_its_neighbour() {
    let rows = "1 | 2022.10.02 | 招商银行 | 信用卡审查\n2 | 2022.10.01 | 招商银行 | 授信审批\n3 | 2022.09.01 | 本人 | 本人查询（商业银行手机银行）\n";
    let document = draw::document(&format!("> 个人信用报告\n\n七 查询记录\n编号 | 查询日期 | 查询机构 | 查询原因\n{rows}"));
    let report = zhengxin::parse(&document);
    let reasons: Vec<&str> = report.institution_queries.iter().filter_map(|q| q.query_reason.text()).collect();
    assert_eq!(reasons, ["信用卡审查", "授信审批", "本人查询（商业银行手机银行）"]);
    // The nearer one stands to a known word, the likelier is it one that lost a sign.
    let flagged = |n: usize| report.institution_queries[n].query_reason.evidence().unwrap().flags.contains(&Flag::UnknownWord);
    assert_eq!([0, 1, 2].map(flagged), [true, false, true]);
    // A recogniser's word is mended.
    let mut document = document;
    for (n, line) in document.pages.iter_mut().flat_map(|p| &mut p.lines).enumerate() {
        line.confidence = Some(0.98);
        line.place.y1 += (n % 37) as f64 * 0.01;
    }
    assert_eq!(zhengxin::parse(&document).institution_queries[0].query_reason.text(), Some("信用卡审批"));
}

#[test]
fn the_older_brief_print() {
    let document = draw::document(
        "> 个人信用报告\n报告编号：2016090700004117365520 @100:230 | 查询时间：2016.09.07 08:14:21 @250:380 | 报告时间：2016.09.07 09:05:16 @410:540\n\
        姓名：张三 @100:150 | 证件类型：身份证 @250:330 | 证件号码：11010519491231002X @410:540\n> 信贷记录\n\
        这部分包含您的信用卡、贷款和其他信贷记录。 @60:300\n> 信息概要\n\
         | 资产处置信息 @200:260 | 保证人代偿信息 @300:360\n笔数 @70:90 | 0 @228:232 | 1 @328:332\n\n\
         | 信用卡 @200:230 | 购房贷款 @280:320 | 其他贷款 @360:400\n账户数 @70:100 | 12 @210:220 | 1 @298:302 | 6 @378:382\n\
        为他人担保笔数 @70:140 | 3 @213:217 | 2 @298:302 | 4 @378:382\n\n\
        > 公共记录\n电信欠费信息 @60:120\n电信运营商：某某移动 @60:160 | 业务类型：固定电话 @310:400\n\
        记账年月：2016年3月 @60:150 | 业务开通时间：2013年5月6日 @310:430\n套餐名称：某某套餐 @60:160 | 欠费金额：550 @310:380\n\
        > 查询记录\n> 机构查询记录明细\n编号 | 查询日期 | 查询操作员 | 查询原因\n1 | 2016年7月12日 | 招商银行/C*01 | 贷后管理\n",
    );
    let header = zhengxin::parse(&document).header;
    assert_eq!((header.report_time.text(), header.request_time.text()), (Some("2016.09.07 09:05:16"), Some("2016.09.07 08:14:21")));
    let summary = told(&document, "brief.summary");
    for want in ["垫款.账户数 1", "资产处置.账户数 0", "信用卡.账户数 12", "其他贷款.账户数 6"] {
        assert!(summary.contains(&want.to_string()), "{want}: {summary:?}");
    }
    let postpaid = told(&document, "postpaid");
    for want in ["机构名称 某某移动", "业务类型 固定电话", "业务开通日期 2013.5.6", "当前欠费金额 550", "记账年月 2016年3月"]
    {
        assert!(postpaid.contains(&want.to_string()), "{want}: {postpaid:?}");
    }
}

#[test]
fn a_print_with_one_time_calls_it_as_it_likes() {
    let document = draw::document(
        "> 个人信用报告\n\n报告编号：201609070000411736 @60:200 | 查询时间：2016.09.07 08:14:21 @400:540\n\n一 个人基本信息\n",
    );
    assert_eq!(zhengxin::parse(&document).header.report_time.text(), Some("2016.09.07 08:14:21"));
}

#[test]
fn the_time_of_a_query_is_not_the_reports_where_that_lost_its_label() {
    let times = |rest: &str| {
        let head = "> 个人信用报告\n\n报告编号：201609070000411736 @60:200";
        let header = zhengxin::parse(&draw::document(&format!("{head} | {rest}\n\n一 个人基本信息\n"))).header;
        let told = |f: &zhengxin::model::Field<chrono::NaiveDateTime>| {
            (f.text().map(String::from), f.evidence().is_some_and(|at| at.flags.contains(&Flag::LostLabel)))
        };
        [told(&header.report_time), told(&header.request_time)]
    };
    let (asked, made) = (Some("2016.09.07 08:14:21".to_string()), Some("2016.09.07 09:05:16".to_string()));
    let want = [(made, true), (asked, false)];
    assert_eq!(times("查询时间：2016.09.07 08:14:21 @230:360 | 2016.09.07 09:05:16 @400:490"), want);
    assert_eq!(times("查询时间： @230:270 | 2016.09.07 08:14:21 @280:370 | 2016.09.07 09:05:16 @430:520"), want);
    assert_eq!(times("查询时间：2016.09.07 08:14:21 @230:360 | 报舌时同：2016.09.07 09:05:16 @400:530"), want, "a damaged label");
}

#[test]
fn sections_numbered_in_digits_that_hold_nothing_are_no_part_of_the_text_above() {
    let document = draw::document(&format!(
        "{REWARD}7.本人声明\n编号 | 声明内容 | 添加日期\n1 | 该账户逾期信息属实。 | 2020.03.04\n> 8.异议标注\n> 9.查询记录\n\
        编号 | 查询日期 | 查询机构 | 查询原因\n1 | 2022.10.02 | 招商银行 | 贷款审批\n"
    ));
    assert_eq!(values(&document, "statement"), ["1", "2020.03.04", "该账户逾期信息属实。"]);
    assert_eq!(values(&document, "query.institution").len(), 4);
}

#[test]
fn accounts_counted_in_words() {
    let rows = "管理机构 | 账户标识 | 开立日期\n工商银行 | AB12 | 2014.08.05\n机构说明 @250 | 添加日期 @500\n该卡年费逾期。 @250 | 2020.01.02 @500\n";
    let document = draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户一 @250\n{rows}账户二（卡片尾号：1234） @250\n{rows}账户三 @250\n{rows}"
    ));
    let report = zhengxin::parse(&document);
    assert_eq!(report.non_revolving.accounts.len(), 3);
    let notes = read(&document, "non_revolving.mark").into_iter().filter(|f| f.1 == "内容").map(|f| f.2).collect::<Vec<_>>();
    assert_eq!(notes, ["该卡年费逾期。"; 3]);
}

#[test]
fn the_edition_on_the_line_of_the_title() {
    let edition = |title: &str| {
        let document = draw::document(&format!("> {title}\n\n报告编号：201609070000411736 @60:200\n\n一 个人基本信息\n"));
        zhengxin::parse(&document).header.edition.text().map(String::from)
    };
    assert_eq!(edition("个人信用报告（本人版）").as_deref(), Some("本人版"));
    assert_eq!(edition("个人信用报告"), None);
    let brief = draw::document("> 个人信用报告\n> （个人版）\n报告编号：2016080303000014210351\n姓名: 张三\n\n> 信贷记录\n");
    assert_eq!(zhengxin::parse(&brief).header.edition.text(), Some("个人版"));
}

#[test]
fn a_head_over_two_columns_of_the_brief_summary_is_no_title() {
    let document = draw::document(
        "> 个人信用报告\n\n> 信贷记录\n> 信息概要\n贷款 @290:306\n~ 信用卡 @200:224 | 其他业务 @430:462\n~ 购房 @280:296 | 其他 @360:376\n\
        账户数 @60:84 | 1 @210 | 2 @288 | 3 @368 | 4 @446\n未结清/未销户账户数 @60:140 | 1 @210 | 0 @288 | 0 @368 | 0 @446\n\
        发生过逾期的账户数 @60:132 | 0 @210 | 0 @288 | 0 @368 | 0 @446\n> 信用卡\n从未逾期过的贷记卡及透支未超过60天的准贷记卡账户明细如下：\n\
        1.2006年7月1日招商银行发放的贷记卡（人民币账户），2009年12月销户。\n",
    );
    let summary = zhengxin::parse(&document).brief.summary.unwrap();
    assert_eq!(summary.cards.text(), Some("1"));
}

#[test]
fn a_landscape_page_with_one_number_is_no_sheet_of_two() {
    let rows = |page: u32| {
        (0..9)
            .map(|n| format!("{} @90:94 | 2022.10.02 @200:250 | 招商银行 @360:400 | 贷款审批 @480:520\n", page * 9 + n + 1))
            .collect::<String>()
    };
    let head = "编号 @84:100 | 查询日期 @208:240 | 查询机构 @360:400 | 查询原因 @480:520\n";
    let mut document = draw::document(&format!("> 个人信用报告\n\n七 查询记录\n{head}{}=== 1/2\n{}=== 2/2", rows(0), rows(1)));
    // The page numbers stand at the right, and nothing in the middle of the second page.
    document.pages.retain(|p| !p.lines.is_empty());
    for page in &mut document.pages {
        page.height = 400.0;
        for line in page.lines.iter_mut().filter(|l| l.text.contains('共')) {
            (line.place.x0, line.place.x1, line.place.y0, line.place.y1) = (480.0, 560.0, 380.0, 388.0);
        }
        let lines = page.lines.iter_mut().filter(|l| l.text == "招商银行");
        lines.for_each(|l| (l.place.x0, l.place.x1) = (l.place.x0 - 20.0, l.place.x1 - 20.0));
    }
    assert_eq!(read(&document, "query.institution").iter().filter(|f| f.1 == "查询原因").count(), 18);
}

#[test]
fn a_title_that_says_that_it_goes_on_begins_nothing() {
    let drawing = |again: &str| {
        format!(
            "> 个人信用报告\n\n三 信贷交易信息明细\n（五）贷记卡账户\n账户1\n发卡机构 | 账户标识 | 开立日期\n某某银行 | AB123456 | 2015.02.03\n===\n\
             {again}> 截至2020年12月04日\n账户状态 | 余额 | 已用额度\n正常 | 33,136 | 1,234\n"
        )
    };
    let card = |again: &str| told(&draw::document(&drawing(again)), "credit_card");
    assert_eq!(card("贷记卡账户（续）\n账户1（续表）\n"), card(""));
    assert_eq!(card("").len(), 7, "{:?}", card(""));
}
