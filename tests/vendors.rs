//! What vendors and browsers put around a report: counts behind titles, addresses of pages, running heads, heads printed again.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use support::{draw, facts};
use zhengxin::Document;
use zhengxin::model::Flag;

/// The values of a section as text, each by its label.
fn told(document: &Document, section: &str) -> Vec<String> {
    facts::read(document).into_iter().filter(|f| f.0 == section).map(|f| format!("{} {}", f.2, f.3)).collect()
}

const LOAN: &str = "管理机构 | 账户标识 | 开立日期 | 借款金额\n某某银行 | AB1234567890 | 2018.06.01 | 94,906\n";

#[test]
fn titles_numbered_in_digits_with_a_count_behind_them() {
    let document = draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n(1)非循环贷账户（共1笔）\n账户1\n{LOAN}(2)循环额度下分账户(共1笔)\n账户1\n{LOAN}"
    ));
    let report = zhengxin::parse(&document);
    assert_eq!([report.non_revolving.accounts.len(), report.revolving_sub.accounts.len()], [1, 1]);
}

#[test]
fn objections_whose_number_has_another_label() {
    let document = draw::document(
        "> 个人信用报告\n\n五 公共信息明细\n> 本人声明\n序号 | 声明内容 | 添加日期\n1 | 该账户逾期信息属实。 | 2020.03.04\n\
        > 异议标注\n序号 | 标注内容 | 添加日期\n1 | 其他证件正处于异议处理期。 | 2020.07.08\n",
    );
    assert_eq!(told(&document, "statement"), ["声明内容 该账户逾期信息属实。", "添加日期 2020.03.04", "编号 1"]);
    assert_eq!(told(&document, "objection"), ["标注内容 其他证件正处于异议处理期。", "添加日期 2020.07.08", "编号 1"]);
}

#[test]
fn titles_of_summaries_beside_their_tables() {
    let table = |title: &str, [institutions, accounts, limit, balance]: [&str; 4]| {
        format!(
            "管理机构数 @180 | 账户数 @260 | 授信总额 @340 | 余额 @420\n~ {title} @80\n~ {institutions} @180 | {accounts} @260 | {limit} @340 | {balance} @420\n"
        )
    };
    let document = draw::document(&format!(
        "> 个人信用报告\n\n二 信息概要\n> （三）信贷交易授信及负债信息概要\n{}{}{}> （四）查询记录概要\n",
        table("非循环贷账户信息汇总", ["7", "11", "749,000", "632,000"]),
        table("循环额度下分账户信息汇总", ["1", "9", "551,000", "634,000"]),
        table("循环贷账户信息汇总", ["6", "20", "230,000", "403,637"]),
    ));
    for (section, balance) in [("non_revolving", "632000"), ("revolving_sub", "634000"), ("revolving", "403637")] {
        let told = told(&document, &format!("summary.{section}"));
        assert!(told.len() == 4 && told.contains(&format!("余额 {balance}")), "{section}: {told:?}");
    }
}

#[test]
fn explanations_right_behind_the_accounts() {
    let document = draw::document(&format!(
        "> 个人信用报告\n\n信贷交易信息明细\n（一）非循环贷账户\n账户1\n{LOAN}\n> 机构说明\n编号 | 说明内容 | 添加日期\n1 | 该信息已核实。 | 2020.03.04\n"
    ));
    assert_eq!(told(&document, "explanation.institution"), ["添加日期 2020.03.04", "编号 1", "说明内容 该信息已核实。"]);
}

#[test]
fn an_agreement_behind_its_bracket() {
    let title = "账户1（授信协议标识：）AB12345（卡片尾号：1365）";
    let rows = "发卡机构 | 账户标识 | 开立日期\n某某银行 | CD1234 | 2018.06.01\n";
    let document = draw::document(&format!("> 个人信用报告\n\n三 信贷交易信息明细\n（一）贷记卡账户\n{title}\n{rows}"));
    let cards = told(&document, "credit_card");
    for want in ["授信协议标识 AB12345", "卡片尾号 1365"] {
        assert!(cards.contains(&want.to_string()), "{cards:?}");
    }
}

#[test]
fn a_dash_under_a_title_says_that_there_is_nothing() {
    for mark in ["--", "无"] {
        let document = draw::document(&format!(
            "> 个人信用报告\n\n三 信贷交易信息明细\n（一）被追偿信息\n> {mark}\n（二）非循环贷账户\n账户1\n{LOAN}五 公共信息明细\n（一）欠税记录\n> {mark}\n"
        ));
        let report = zhengxin::parse(&document);
        assert!(report.unparsed.is_empty(), "{mark}: {:?}", report.unparsed.len());
    }
}

/// A grid of three years that a page break parts, the heads of its months printed again behind it.
fn grid(state: &str) -> Document {
    let months: String = (1..=12).map(|m| format!(" | {m}")).collect();
    let year = |year: u32| format!("{year}{}\n{}\n", format!(" | {state}").repeat(12), " | 0".repeat(12));
    draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n{LOAN}> 2020年01月—2022年12月的还款记录\n{months}\n{}{}=== 1/2\n{months}\n{}=== 2/2\n",
        year(2022),
        year(2021),
        year(2020),
    ))
}

#[test]
fn the_heads_of_a_grid_printed_again_are_heads() {
    let document = grid("N");
    let report = zhengxin::parse(&document);
    let states = told(&document, "non_revolving.grid").iter().filter(|t| t.starts_with("状态")).count();
    assert_eq!((states, report.unparsed.len()), (36, 0));
}

#[test]
fn how_an_account_ended_on_a_line_behind_its_day() {
    for (end, state) in [("已变成呆账，最近一次还款日期为2012年01月05日，余额为36,000元。", "呆账"), ("账户状态为“销户”。", "销户")]
    {
        let document = draw::document(&format!(
            "> 个人信用报告\n\n查询请求时间：2016.09.07 08:14:21\n三 信贷交易信息明细\n（一）贷记卡\n\
            1.2010年01月22日农村信用社“NB”发放的贷记卡（人民币账户），业务号X1，授信额度50,000元，共享授信额度50,000元，抵押担保。截至2013年10月11日， @52:540\n{end} @52:{}\n",
            52.0 + draw::width(end)
        ));
        let cards = told(&document, "credit_card");
        assert!(cards.contains(&format!("账户状态 {state}")), "{cards:?}");
    }
}

#[test]
fn a_running_head_of_two_pages_is_no_part_of_a_table() {
    let row = |n: u32| format!("{n} | 2022.10.{n:02} | 某某银行 | 贷后管理\n");
    let rows = |from: u32| (from..from + 9).map(row).collect::<String>();
    let document = draw::document(&format!(
        "> 某某数据服务公司\n\n\n\n\n> 个人信用报告\n\n七 查询记录\n编号 | 查询日期 | 查询机构 | 查询原因\n{}===\n> 某某数据服务公司\n\n\n\n\n{}",
        rows(1),
        rows(10)
    ));
    let report = zhengxin::parse(&document);
    let names: Vec<_> = report.institution_queries.iter().filter_map(|q| q.query_institution.text()).collect();
    assert_eq!(names, ["某某银行"; 18]);
}

#[test]
fn a_running_head_that_alone_tells_the_report_s_number_stays_on_the_first_page() {
    let head = "报告编号：201506010000332123 @300:400 | 报告时间：2015.06.01 10:05:15 @420:560\n\n\n\n";
    let row = |n: u32| format!("{n} | 2022.10.{n:02} | 某某银行 | 贷后管理\n");
    let pages: Vec<String> = (0..4).map(|page| (1..7).map(|n| row(6 * page + n)).collect::<String>()).collect();
    let labels = "编号 | 查询日期 | 查询机构 | 查询原因\n";
    let document = draw::document(&format!("{head}> 个人信用报告\n\n七 查询记录\n{labels}{}", pages.join(&format!("===\n{head}"))));
    let report = zhengxin::parse(&document);
    assert_eq!(report.header.report_number.text(), Some("201506010000332123"));
    assert_eq!(report.header.report_time.text(), Some("2015.06.01 10:05:15"));
    let names: Vec<_> = report.institution_queries.iter().filter_map(|q| q.query_institution.text()).collect();
    assert_eq!((names, report.unparsed.len()), (vec!["某某银行"; 24], 0));
}

#[test]
fn pieces_of_a_value_that_touch_stand_in_one_column() {
    // With them the row has as many cells as heads.
    let document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）贷记卡账户\n账户1\n\
        发卡机构 @83:115 | 账户标识 @194:226 | 开立日期 @304:336 | 账户授信额度 @406:454\n\n某某银行股份有限公司某某市 @47:151\n\
        ~ 11226 @174:195 | 881800948899 @195:245 | 2017年3月27日 @293:346 | 16,374 @411:448\n~ 分行营业部 @79:119\n",
    );
    let account = zhengxin::parse(&document).credit_cards.accounts.remove(0);
    assert_eq!(account.account_id.text(), Some("11226881800948899"));
}

#[test]
fn numbers_that_ran_together_without_commas_are_flagged() {
    let mut document = draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）贷记卡账户\n账户1\n发卡机构 @72:104 | 账户授信额度 @186:234 | 共享授信额度 @246:294 | 币种 @380:396\n\
        某某银行 @72:104 | {} @215:283 | 人民币 @376:400\n",
        "30251265400"
    ));
    document.pages[0].lines.iter_mut().for_each(|l| l.confidence = Some(0.99));
    let account = zhengxin::parse(&document).credit_cards.accounts.remove(0);
    for at in [account.limit.evidence(), account.shared_limit.evidence()].into_iter().flatten() {
        assert!(at.flags.contains(&Flag::SplitCell), "{at:?}");
    }
}

#[test]
fn titles_whose_words_begin_labels_over_what_follows_in_their_section() {
    let liability = "管理机构 | 业务种类 | 开立日期 | 还款责任金额\n某某银行 | 其他贷款 | 2018.06.01 | 10,000\n";
    let agreement = "管理机构 | 授信协议标识 | 生效日期\n某某银行 | XY123 | 2018.06.01\n";
    let document = draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n{LOAN}\n相关还款责任\n> 有相关还款责任的个人借款\n账户1\n{liability}\n授信协议\n授信协议1\n{agreement}"
    ));
    let report = zhengxin::parse(&document);
    assert_eq!([report.non_revolving.accounts.len(), report.person_liabilities.len(), report.agreements.len()], [1, 1, 1]);
    assert!(report.unparsed.is_empty());
}

#[test]
fn a_reason_that_is_nearly_a_label_makes_no_row_of_labels() {
    let document = draw::document(
        "> 个人信用报告\n\n二 信息概要\n（一）查询记录概要\n> 上一次查询记录\n2022年08月11日 | 证券公司“KL” | 保后管理\n\
        最近1个月内的查询机构数 @100:200 | 最近2年内的查询次数 @350:440\n贷款审批 @130:162 | 贷后管理 @370:402\n1 @144:148 | 3 @384:388\n",
    );
    let query = zhengxin::parse(&document).summary.query.unwrap();
    assert_eq!([query.last_institution.text(), query.last_reason.text()], [Some("证券公司“KL”"), Some("保后管理")]);
}

#[test]
fn a_line_that_was_not_read_under_a_name_puts_it_in_doubt() {
    // Rows nearly as close as the lines of a cell.
    let mut document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）贷记卡账户\n账户1\n发卡机构：某某银行股份有限公司某某市分 @52:204\n~ 账户标识：9027 @240:295 | 开立日期：2020.09.09 @440:530\n\
        ~ 行 @52:60\n账户授信额度：300,000 @52:140 | 币种：人民币 @240:295\n",
    );
    for line in document.pages.iter_mut().flat_map(|p| &mut p.lines) {
        let down = 0.2 * line.place.center_y();
        (line.place.y0, line.place.y1) = (line.place.y0 + down, line.place.y1 + down);
    }
    let report = zhengxin::parse(&document);
    let name = &report.credit_cards.accounts[0].institution;
    let whole = name.text() == Some("某某银行股份有限公司某某市分行");
    assert!(whole || name.evidence().unwrap().flags.contains(&Flag::CutShort), "{:?}", name.text());
}

#[test]
fn values_under_their_labels_above_a_row_with_values_beside_them() {
    let document = draw::document(
        "> 个人信用报告\n\n一 个人基本信息\n（一）身份信息\n学历 @138:154 | 学位 @375:391\n本科 @138:154 | 无 @379:387\n\
        数据发生机构名称 @114:178 | 数据发生机构名称 @351:415\n中国银行 @130:162 | 农业银行 @367:399\n\
        电子邮箱 @67:99 | zhang15@example.com @162:242 | 国籍 @314:330 | 中国 @432:448\n某某市某某区某某路152 @144:261\n\
        ~ 通讯地址 @67:99 | 户籍地址 @306:338 | -- @436:444\n~ 号小区19号楼2单元1606室 @156:249\n",
    );
    let identity = zhengxin::parse(&document).identity;
    assert_eq!([identity.email.text(), identity.nationality.text()], [Some("zhang15@example.com"), Some("中国")]);
}

#[test]
fn a_piece_of_a_name_that_touches_it_stands_in_its_column() {
    // The piece is nearer to the next head.
    let document = draw::document(
        "> 个人信用报告\n\n六 查询记录\n编号 @20:36 | 查询日期 @60:92 | 查询机构 @120:152 | 查询原因 @420:452\n\
        1 @20:24 | 2021.06.05 @60:100 | 中国民生银行股份有限公司信用 @120:332 | 卡中心 @332:356 | 贷后管理 @420:452\n\
        2 @20:24 | 2021.06.03 @60:100 | 汇丰银行 @120:152 | 额度审批 @420:452\n",
    );
    let report = zhengxin::parse(&document);
    let names: Vec<_> = report.institution_queries.iter().map(|q| q.query_institution.text()).collect();
    assert_eq!(names, [Some("中国民生银行股份有限公司信用卡中心"), Some("汇丰银行")]);
}

#[test]
fn a_kind_of_accounts_over_their_sentences_is_a_title_where_that_of_the_part_was_lost() {
    let account = |kind: &str| {
        format!(
            "> 1.2013年05月18日某某银行发放的{kind}（人民币账户），业务号X64218251，授信额度21,241元，共享授信额度21,241元，抵押担保。截至2014年05月11日，账户状态为“销户”。"
        )
    };
    let document = draw::document(&format!("> 个人信用报告\n\n> 贷记卡\n{}\n> 准贷记卡\n{}\n", account("贷记卡"), account("准贷记卡")));
    let report = zhengxin::parse(&document);
    assert_eq!([report.credit_cards.accounts.len(), report.quasi_cards.accounts.len()], [1, 1]);
}

#[test]
fn queries_that_go_on_under_their_heads_printed_again_are_no_others() {
    let heads = "编号 | 查询日期 | 查询机构 | 查询原因\n";
    let row = |n: usize| format!("{n} | 2020.0{n}.01 | 某某银行{n} | 贷款审批\n");
    let (first, then) = ([1, 2].map(row).concat(), [3, 4].map(row).concat());
    let document = draw::document(&format!("> 个人信用报告\n\n六 查询记录\n{heads}{first}> 某某中心\n{heads}{then}"));
    let report = zhengxin::parse(&document);
    assert_eq!([report.institution_queries.len(), report.own_queries.len()], [4, 0]);
}

#[test]
fn annotations_under_a_liability() {
    let liability = "管理机构 | 业务种类 | 开立日期 | 责任人类型 | 还款责任金额\n某某银行 | 其他贷款 | 2018.06.01 | 保证人 | 10,000\n\
        > 截至2020年05月01日\n余额 | 五级分类 | 还款状态\n5,000 | 正常 | N\n";
    let mark = "异议标注 | 添加日期\n信息主体对该笔业务提出异议。 | 2020.03.02\n机构说明 | 添加日期\n已核实。 | 2020.04.02\n";
    let document = draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n{LOAN}\n（二）相关还款责任信息\n> 有相关还款责任的个人借款\n账户1\n{liability}{mark}账户2\n{liability}"
    ));
    let report = zhengxin::parse(&document);
    assert_eq!(report.person_liabilities.len(), 2);
    let marks = &report.person_liabilities[0].marks;
    let told: Vec<_> = marks.iter().map(|m| (m.kind.text().unwrap(), m.content.text().unwrap())).collect();
    assert_eq!(told, [("异议标注", "信息主体对该笔业务提出异议。"), ("机构说明", "已核实。")]);
    assert!(report.unparsed.is_empty() && report.person_liabilities[1].marks.is_empty());
}

#[test]
fn labels_again_on_the_page_of_their_values_begin_no_other_summary() {
    let labels = "管理机构数 | 账户数 | 授信总额 | 余额 | 最近6个月 @511:547\n |  |  |  | 平均应还款 @511:551\n";
    let document = draw::document(&format!(
        "> 个人信用报告\n\n二 信息概要\n（一）信贷交易授信及负债信息概要\n> 非循环贷账户信息汇总\n{labels}=== 1/2\n{labels}1 | 1 | 200,700 | 129,956 | 11,920\n\n\
        > 循环额度下分账户信息汇总\n{labels}2 | 3 | 50,000 | 0 | 0\n=== 2/2\n"
    ));
    let summary = zhengxin::parse(&document).summary;
    assert_eq!(summary.non_revolving.and_then(|s| s.accounts.value().copied()), Some(1));
    assert_eq!(summary.revolving_sub.and_then(|s| s.accounts.value().copied()), Some(3));
    assert!(summary.revolving.is_none());
}

#[test]
fn the_one_number_among_what_is_told_of_a_person() {
    let document = draw::document(
        "> 个人信用报告\n\n一 个人基本信息\n（一）身份信息\n性别 | 出生日期 | 婚姻状况\n女 | 1980.05.26 | 离婚\n\
        手机号码 | 单位电话 | 住宅电话 | 学历 | 学位\n15811114217 | -- | 01055421669 | 本科 | 学士\n",
    );
    let report = zhengxin::parse(&document);
    assert!(report.mobiles.is_empty());
    let told = [report.identity.mobile.text(), report.identity.home_phone.text(), report.identity.degree.text()];
    assert_eq!(told, [Some("15811114217"), Some("01055421669"), Some("学士")]);
}

#[test]
fn queries_go_on_behind_a_page_whose_head_has_numbers_of_its_own() {
    let head = "编号 | 查询日期 | 查询机构 | 查询原因\n";
    let row = |n: u32| format!("{n} | 2019.11.{:02} | 某某银行 | 贷后管理\n", 30 - n);
    let rows = |from: u32, to: u32| (from..=to).map(row).collect::<String>();
    let document = draw::document(&format!(
        "> 个人信用报告\n\n六 查询记录\n> 机构查询记录明细\n{head}{}=== 1/2\n打印机构：某某银行 @90:180 | 报告编号：20 @430:480 | 2009029459 @490:540\n{head}{}=== 2/2\n",
        rows(1, 8),
        rows(9, 14)
    ));
    let report = zhengxin::parse(&document);
    assert_eq!(report.institution_queries.last().and_then(|q| q.number.value().copied()), Some(14));
    assert!(report.own_queries.is_empty());
}

#[test]
fn a_name_of_two_lines_filled_from_the_bottom_at_the_top_of_a_page() {
    let rows: String =
        (1..=6).map(|n| format!(" |  | 某某前海微众银行股份有限公司信用卡 | \n{n} | 2018年11月{n}日 | 中心 | 司法调查\n\n")).collect();
    let document = draw::document(&format!(
        "> 个人信用报告\n报告编号：2018120100000000012345 | 报告时间：2018-12-01 10:00:00\n\n> 信贷记录\n> 查询记录\n> 这部分包含您的信用报告最近2年内被查询的记录。\n\
        > 机构查询记录明细\n编号 | 查询日期 | 查询机构 | 查询原因\n{rows}7 | 2018年10月28日 | 中国工商银行股份有限公司 | 贷款审批\n\
        === 1/2\n |  | 某某前海微众银行股份有限公司信用卡 | \n8 | 2018年10月1日 | 中心 | 司法调查\n=== 2/2\n"
    ));
    let report = zhengxin::parse(&document);
    let names: Vec<_> = report.institution_queries.iter().filter_map(|q| q.query_institution.text()).collect();
    assert_eq!(names[6..], ["中国工商银行股份有限公司", "某某前海微众银行股份有限公司信用卡中心"]);
}

#[test]
fn a_grid_of_states_without_its_title_over_one_with_sums_is_of_two_years() {
    let months = " | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n";
    let states = "2021 | N | N | N | N | N | N | | | | | |\n";
    let sums = " | N | N | N | N | N | N | | | | | |\n~ 2021 | | | | | | | | | | | |\n~  | 0 | 0 | 0 | 0 | 0 | 0 | | | | | |\n";
    let document = draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n{LOAN}\n{months}{states}\n> 最近5年内的历史表现\n{months}{sums}"
    ));
    let attachments = zhengxin::parse(&document).non_revolving.accounts.remove(0).attachments;
    let (five, two) = (attachments.grid.unwrap(), attachments.grid24.unwrap());
    let has_sums = |grid: &zhengxin::model::grid::Grid| grid.months.iter().all(|m| m.cell.amount.is_printed());
    assert_eq!([five.months.len(), two.months.len()], [6, 6]);
    assert!(has_sums(&five) && two.months.iter().all(|m| !m.cell.amount.is_printed()));
}

#[test]
fn a_label_of_two_lines_beside_a_label_that_its_second_line_is() {
    let document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）准贷记卡账户\n账户1\n截至2024年05月01日\n账户状态 @50:90 | 最近6个月平均 @320:373 | 透支余额 @382:414\n\
        透支余额 @330:362\n\n正常 @60:80 | 209,231 @330:362 | 261,539 @382:414\n",
    );
    let account = zhengxin::parse(&document).quasi_cards.accounts.remove(0);
    let told = [&account.overdraft, &account.average_overdraft].map(|a| a.value().map(ToString::to_string));
    assert_eq!(told, [Some("261539".to_string()), Some("209231".to_string())]);
}

#[test]
fn of_two_grids_headed_by_a_range_and_by_five_years_the_first_is_of_two_years() {
    let months = " | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n";
    let states = "2021 | N | N | N | N | N | N | | | | | |\n";
    let document = draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n{LOAN}\n> 2021年01月—2021年06月的还款记录\n{months}{states}\n\
        > 最近5年内的历史表现\n{months}{states}"
    ));
    let attachments = zhengxin::parse(&document).non_revolving.accounts.remove(0).attachments;
    let (five, two) = (attachments.grid.unwrap(), attachments.grid24.unwrap());
    assert_eq!([five.range.first.is_printed(), two.range.first.is_printed()], [false, true]);
}

#[test]
fn times_of_day_in_the_line_below_their_days() {
    let document = draw::document(
        "> 个人信用报告\n> （银行版）\n报告编号:2015080423775763494561 @55:210 | 查询请求时间:2015.08.04 @256:371 | 报告时间:2015.08.04 @408:508\n\
        07:21:33 @293:333 | 07:25:40 @438:478\n被查询者姓名 | 被查询者证件类型 | 被查询者证件号码\n孔可 | 身份证 | 110108197808190011\n",
    );
    let header = zhengxin::parse(&document).header;
    let told = [&header.request_time, &header.report_time].map(|t| t.value().map(ToString::to_string));
    assert_eq!(told, ["2015-08-04 07:21:33", "2015-08-04 07:25:40"].map(|t| Some(t.to_string())));
}

#[test]
fn numbers_and_times_of_two_lines_beside_one_of_a_single_line() {
    let document = draw::document(
        "> 个人信用报告\n> （银行版）\n报告编号:20150804237757634945 @55:200 | 查询请求时间:2015.08.04 @256:371\n\
         ~ | | 报告时间:2015.08.04 07:25:40 @408:538\n~ 61 @122:133 | 07:21:33 @293:333\n\
         被查询者姓名 | 被查询者证件类型 | 被查询者证件号码\n孔可 | 身份证 | 110108197808190011\n",
    );
    let header = zhengxin::parse(&document).header;
    assert_eq!(header.report_number.text(), Some("2015080423775763494561"));
    let told = [&header.request_time, &header.report_time].map(|t| t.value().map(ToString::to_string));
    assert_eq!(told, ["2015-08-04 07:21:33", "2015-08-04 07:25:40"].map(|t| Some(t.to_string())));
}

#[test]
fn a_grid_that_goes_on_under_its_months_again() {
    let months = " | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n";
    let year = |year: u32| {
        format!(
            " | N | N | N | N | N | N | N | N | N | N | N | N\n~ {year} | | | | | | | | | | | |\n~  | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
        )
    };
    let document = draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n{LOAN}\n> 最近5年内的历史表现\n{months}{}{}=== 1/2\n构：某某银行 @60:120\n{months}{}=== 2/2\n",
        year(2021),
        year(2020),
        year(2019)
    ));
    let attachments = zhengxin::parse(&document).non_revolving.accounts.remove(0).attachments;
    assert!(attachments.grid24.is_none());
    assert_eq!(attachments.grid.map(|g| g.months.len()), Some(36));
}

/// A report of one loan, with something behind its label rows.
fn loan_with(behind: &str) -> Document {
    draw::document(&format!("> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n{LOAN}\n{behind}"))
}

/// The months of the first loan's grid, each with its state and amount.
fn months(document: &Document) -> Vec<String> {
    let read = facts::read(document).into_iter().filter(|f| f.0 == "non_revolving.grid" && f.1.contains('/'));
    let mut told: Vec<String> = read.map(|f| format!("{} {}", f.1.trim_start_matches("1/"), f.3)).collect();
    told.sort();
    told
}

#[test]
fn months_side_by_side_with_each_year_over_its_own() {
    let at = |n: u32| format!("@{}:{}", 40 + 20 * n, 48 + 20 * n);
    let heads: Vec<String> = (0..24).map(|n| format!("{:02} {}", (n + 4) % 12 + 1, at(n))).collect();
    let states: Vec<String> = (0..24).map(|n| format!("{} {}", if n == 23 { "C" } else { "N" }, at(n))).collect();
    // The third year over four months, the second over twelve.
    let years = "2016 @110:130 | 2017 @310:330 | 2018 @470:490";
    let document = loan_with(&format!("> 最近24个月还款状态\n{years}\n{}\n{}\n", heads.join(" | "), states.join(" | ")));
    let told = months(&document);
    assert_eq!((told.len(), told[0].as_str(), told[23].as_str()), (24, "2016-05 N", "2018-04 C"));
    // A head that was lost is told by the others, and so is the year over two of them.
    let damaged: Vec<String> = heads.iter().enumerate().map(|(n, h)| if n == 9 { at(9).replace('@', "Z @") } else { h.clone() }).collect();
    let document = loan_with(&format!("> 最近24个月还款状态\n{years}\n{}\n{}\n", damaged.join(" | "), states.join(" | ")));
    assert_eq!(months(&document), told);
}

const HEADS: &str = "1月 | 2月 | 3月 | 4月 | 5月 | 6月 | 7月 | 8月 | 9月 | 10月 | 11月 | 12月\n";
const STATES: &str = "N | N | N | N | N | N | N | N | N | N | N | 1\n";
const SUMS: &str = "0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1,234\n";

#[test]
fn one_head_of_months_with_each_year_over_its_rows() {
    let year = |year: u32| format!("> {year}年\n{STATES}{SUMS}");
    let title = "> 2019年01月—2021年12月的还款记录\n";
    let document = loan_with(&format!("{title}{HEADS}{}{}{}", year(2021), year(2020), year(2019)));
    let told = months(&document);
    assert_eq!((told.len(), told[22].as_str(), told[71].as_str()), (72, "2019-12 1", "2021-12 1234"), "{told:?}");
    // The heading and the head again on the next page, between states and amounts; a scrap beside a year.
    let parted = format!(
        "{title}{HEADS}{}> 2020年 | 囍 @90:100\n{STATES}=== 1/2\n{}{HEADS}{SUMS}{}=== 2/2\n",
        year(2021),
        title.replace('—', "一"),
        year(2019)
    );
    let attachments = zhengxin::parse(&loan_with(&parted)).non_revolving.accounts.remove(0).attachments;
    assert!(attachments.grid24.is_none(), "one grid");
    assert_eq!(months(&loan_with(&parted)), told);
    // A year that was lost is told by those beside it, for two rows of rows only.
    let lost = format!("{title}{HEADS}{}{STATES}{SUMS}{}", year(2021), year(2019));
    assert_eq!(months(&loan_with(&lost)), told);
}

#[test]
fn a_heading_again_over_other_years_is_of_another_grid() {
    let grid = |year: u32| format!("> 最近5年内的历史表现\n{}", HEADS.replacen("1月", " | 1月", 1)) + &format!("{year} | {STATES}");
    let attachments = zhengxin::parse(&loan_with(&format!("{}=== 1/2\n{}=== 2/2\n", grid(2021), grid(2018))));
    let first = attachments.non_revolving.accounts[0].attachments.grid.as_ref().map(|g| g.months.len());
    assert_eq!(first, Some(12), "2019 and 2020 are not between");
}

#[test]
fn a_strip_of_two_years_of_which_nothing_is_read_is_not_the_grid_of_five() {
    let strip = "> 2017年01月—2018年12月的还款记录\nN @500:506 | # @520:526 | C @540:546\n";
    let five = format!(
        "> 2018年10月—2018年12月的还款记录\n | {HEADS} | | | | | | | | | N | # | C\n~ 2018 | | | | | | | | | | | |\n~  | | | | | | | | | | 0 | -- | 0\n"
    );
    let attachments = zhengxin::parse(&loan_with(&format!("{strip}{five}"))).non_revolving.accounts.remove(0).attachments;
    let first = |grid: Option<zhengxin::model::grid::Grid>| grid.and_then(|g| g.range.first.text().map(str::to_string));
    assert_eq!([first(attachments.grid), first(attachments.grid24)], [Some("2018年10月".into()), Some("2017年01月".into())]);
}

#[test]
fn headings_that_stand_beside_their_parts() {
    let document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构 @90:130 | 账户标识 @190:230 | 开立日期 @300:340 | 借款金额 @420:460\n\
        ~ 基本 @30:50\n某某银行 @90:130 | AB1234567890 @190:250 | 2018.06.01 @300:340 | 94,906 @420:450\n~ 信息 @30:50\n\
        截至2020年01月05日 @250:340\n最近 @30:50\n一次 @30:50 | 账户状态 @90:130 | 账户关闭日期 @300:360\n月度 @30:50\n\
        表现 @30:50 | 结清 @90:110 | 2020.01.05 @300:340\n",
    );
    let account = zhengxin::parse(&document).non_revolving.accounts.remove(0);
    assert_eq!([account.institution.text(), account.remark.text(), account.state.text()], [Some("某某银行"), None, Some("结清")]);
}

#[test]
fn two_names_and_a_remark_in_one_bracket() {
    let title = |bracket: &str| {
        let document = draw::document(&format!("> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1（{bracket}）\n{LOAN}"));
        told(&document, "non_revolving")
            .into_iter()
            .filter(|f| ["授信", "卡片", "标注"].iter().any(|w| f.starts_with(w)))
            .collect::<Vec<_>>()
    };
    assert_eq!(title("授信协议标识：ICBC12，其他机构转入"), ["授信协议标识 ICBC12", "标注 其他机构转入"]);
    assert_eq!(title("授信协议标识：ICBC12、其他机构转入"), ["授信协议标识 ICBC12", "标注 其他机构转入"]);
    assert_eq!(title("授信协议标识：ICBC,12"), ["授信协议标识 ICBC,12"]);
    let card = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）贷记卡账户\n账户1（授信协议标识：ICBC12，卡片尾号：1365）\n发卡机构 | 账户标识 | 开立日期\n某某银行 | AB1234567890 | 2018.06.01\n",
    );
    let account = zhengxin::parse(&card).credit_cards.accounts.remove(0);
    assert_eq!([account.agreement_id.text(), account.card_tail.text()], [Some("ICBC12"), Some("1365")]);
}
