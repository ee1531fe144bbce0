//! Heads of tables that were damaged, or that stand otherwise than the values under them.

use zhengxin::{Document, Line, Rect};

use super::support::{draw, facts};
use super::{read, recognised};

fn told(document: &Document, section: &str) -> Vec<String> {
    read(document, section).into_iter().map(|f| format!("{} {} {}", f.0, f.1, f.2).trim().to_string()).collect()
}

/// Asks for facts of a section, whatever else it has.
fn holds(document: &Document, section: &str, wanted: &[&str]) {
    let told = told(document, section);
    for want in wanted {
        assert!(told.iter().any(|f| f == want), "{want}: {told:?}");
    }
}

#[test]
fn the_second_line_of_a_value_that_is_nearly_the_label_above_it_is_the_values() {
    let space = "\n".repeat(24);
    let mut document = draw::document(&format!(
        "> 个人信用报告\n> （本人版）\n{space}一 个人基本信息\n（一）身份信息\n性别 | 出生日期\n女 | 1981.08.15\n"
    ));
    let cells = [
        ("报告编号：20210418920242258472", 51.0, 109.0, 175.0),
        ("报告时间：2021.04.18 08:24:53", 426.0, 109.0, 544.0),
        ("被查询者姓", 87.0, 124.0, 130.0),
        ("被查询者证", 190.0, 124.0, 232.0),
        ("被查询者证", 294.0, 124.0, 336.0),
        ("查询机构", 409.0, 130.0, 443.0),
        ("查询原因", 494.0, 130.0, 528.0),
        ("名", 104.0, 136.0, 113.0),
        ("件类型", 198.0, 136.0, 224.0),
        ("件号码", 302.0, 136.0, 328.0),
        ("某某银行某某某某中心支", 379.0, 149.0, 473.0),
        ("本人查询（自助", 482.0, 149.0, 541.0),
        ("曹红可", 96.0, 155.0, 121.0),
        ("身份证", 198.0, 155.0, 224.0),
        ("440305********9550", 276.0, 155.0, 354.0),
        ("行", 422.0, 160.0, 430.0),
        ("查询机）", 494.0, 160.0, 528.0),
    ];
    document.pages[0].lines.extend(cells.map(|(text, x0, y, x1)| Line::new(text, Rect::new(x0, y, x1, y + 8.5))));
    for document in [document.clone(), recognised(document)] {
        holds(&document, "header", &["被查询者姓名 曹红可", "查询机构 某某银行某某某某中心支行", "查询原因 本人查询(自助查询机)"]);
    }
}

#[test]
fn a_table_that_lost_its_title_begins_with_the_first_lines_of_its_heads_though_one_is_damaged() {
    let document = recognised(draw::document(
        "> 个人信用报告\n\n二 信息概要\n（二）信贷交易违约信息概要\n> 被追偿信息汇总\n业务类型 | 账户数 | 余额\n资产处置业务 | 1 | 5,000\n合计 | 1 | 5,000\n\
         > 沧期浮立\n | | | 单月晨 | 最长逾\n~ 账户类型 | 账户数 | 月份数 | |\n~ | | | 高逾期/透支总额 | 期/透支月数\n\
         非循环贷账户 | 1 | 2 | 11,403 | 3\n贷记卡账户 | 4 | 13 | 195,734 | 7\n",
    ));
    holds(
        &document,
        "summary.overdue",
        &[
            "1 月份数 2",
            "1 单月最高逾期/透支总额 11403",
            "1 最长逾期/透支月数 3",
            "2 单月最高逾期/透支总额 195734",
            "2 最长逾期/透支月数 7",
        ],
    );
    assert!(told(&document, "summary.recovery.total").contains(&"余额 5000".to_string()));
}

#[test]
fn numbers_in_the_middle_of_columns_whose_heads_stand_at_the_left_are_told_by_their_order() {
    let document = draw::document(
        "> 个人信用报告\n\n> 信贷记录\n信息概要\n | 资产处置信息 @200:248 | 垫款信息 @380:412\n账户数 @100 | -- @285 | 1 @470\n\n\
         | 信用卡 @140:164 | 贷款 @250:266 | | 其他业务 @470:502\n | | 购房 @250:266 | 其他 @360:376 |\n\
         账户数 @90 | 8 @195 | 3 @305 | 12 @415 | -- @520\n未结清/未销户账户数 @90 | 6 @195 | 2 @305 | 9 @415 | -- @520\n\
         发生过逾期的账户数 @90 | 4 @195 | 2 @305 | 3 @415 | -- @520\n发生过90天以上逾期的账户数 @90 | 2 @195 | 1 @305 | 0 @415 | -- @520\n\n\
         | 为个人 @200:224 | 为企业 @380:404\n相关还款责任账户数 @100 | -- @285 | 2 @470\n",
    );
    holds(
        &document,
        "brief.summary",
        &[
            "垫款.账户数 1",
            "信用卡.账户数 8",
            "购房贷款.未结清/未销户账户数 2",
            "其他贷款.发生过逾期的账户数 3",
            "相关还款责任账户数.为企业 2",
        ],
    );
}

#[test]
fn as_many_sources_as_labels_in_other_columns_are_told_by_their_order() {
    let document = draw::document(
        "> 个人信用报告\n> （本人版）\n\n一 个人基本信息\n（一）身份信息\n学历 @60:76 | 学位 @160:176 | 国籍 @260:276 | 电子邮箱 @440:472\n\
         高中 @60:76 | 学士 @160:176 | 中国 @260:276 | zhang@example.com @420:496\n\
         数据发生机构名称 @60:124 | 数据发生机构名称 @184:248 | 数据发生机构名称 @308:372 | 数据发生机构名称 @432:496\n\
         甲银行 @60:84 | 乙银行 @184:208 | 丙银行 @326:350 | 丁银行 @450:474\n",
    );
    holds(&document, "identity", &["学历.数据发生机构名称 甲银行", "国籍.数据发生机构名称 丙银行", "电子邮箱.数据发生机构名称 丁银行"]);
}

#[test]
fn the_second_line_of_a_label_of_the_brief_summary_is_no_other_label() {
    let document = recognised(draw::document(
        "> 个人信用报告\n\n> 信贷记录\n信息概要\n | 信用卡 @195 | 购房 @305 | 其他 @415 | 其他业务 @520\n\
         账户数 @100 | 8 @195 | 3 @305 | 12 @415 | 1 @520\n未结清/未销户账户数 @100 | 6 @195 | 2 @305 | 9 @415 |\n\
         发生过逾期的账户数 @100 | 4 @195 | 2 @305 | 3 @415 | 0 @520\n发生过90天以上逾期的 @100\n~ | 2 @195 | 1 @305 | 0 @415 | 0 @520\n~ 账户数 @100\n",
    ));
    holds(
        &document,
        "brief.summary",
        &["信用卡.账户数 8", "其他业务.账户数 1", "信用卡.发生过90天以上逾期的账户数 2", "购房贷款.发生过90天以上逾期的账户数 1"],
    );
    let summary = told(&document, "brief.summary");
    assert!(!summary.iter().any(|f| f.starts_with("其他业务.未结清")), "{summary:?}");
    let sure = facts::sure(&zhengxin::parse(&document));
    assert!(sure.iter().any(|f| f.2 == "信用卡.发生过90天以上逾期的账户数"), "{sure:?}");
}

#[test]
fn whose_loan_a_liability_is_of_is_in_doubt_where_nothing_tells_it() {
    let is_sure = |state: &str| {
        let document = draw::document(&format!(
            "> 个人信用报告\n\n三 信贷交易信息明细\n（六）相关还款责任信息\n账户1\n管理机构 | 业务种类 | 开立日期 | 到期日期 | 责任人类型 | 还款责任金额 | 币种\n\
             某某银行 | 个人经营性贷款 | 2014.01.01 | 2024.01.01 | 保证人 | 100,000 | 人民币\n{state}"
        ));
        facts::sure(&zhengxin::parse(&document)).iter().any(|f| f.0 == "liability.person" && f.2 == "还款责任金额")
    };
    assert!(!is_sure(""));
    assert!(is_sure("> 截至 2015 年 05 月 20 日\n余额 | 五级分类 | 还款状态\n50,000 | 正常 | N\n"));
}

#[test]
fn a_damaged_head_is_not_the_label_that_stands_whole_beside_it() {
    let document = recognised(draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（二）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期 | 开丸日期 | 借款金额 | 账户币种\n\
         某某银行 | 1234567890ABCD | 2015.05.05 | 2025.05.05 | 100,000 | 人民币\n",
    ));
    holds(&document, "non_revolving", &["1 开立日期 2015.05.05", "1 到期日期 2025.05.05", "1 借款金额 100000"]);
}

/// The table of addresses of 身份信息, of which a recogniser broke one value in two.
fn broken_address(second: Rect, heads: &[(&str, f64)]) -> Document {
    let mut document = draw::document("> 个人信用报告\n\n一 个人基本信息\n（一）身份信息\n性别 | 出生日期\n女 | 1981.08.15\n");
    let lines = &mut document.pages[0].lines;
    let end = lines.iter().map(|line| line.place.y1).fold(0.0, f64::max);
    let at = |x0: f64, down: f64, x1: f64| Rect::new(x0, end + down, x1, end + down + 8.5);
    lines.extend(heads.iter().map(|(head, x)| Line::new(*head, at(x - 17.0, 10.0, x + 17.0))));
    let values = [("北京市西城区某某大街35", 60.0, 152.0), ("北京市朝阳区某某园北区7号楼", 360.0, 476.0)];
    lines.extend(values.map(|(text, x0, x1)| Line::new(text, at(x0, 30.0, x1))));
    let place = Rect::new(second.x0, second.y0 + end + 30.0, second.x1, second.y1 + end + 30.0);
    lines.push(Line::new("号某某大厦A座301", place));
    recognised(document)
}

#[test]
fn pieces_of_a_line_are_read_from_left_to_right_though_their_head_was_lost() {
    for up in [0.0, 2.0] {
        let document = broken_address(Rect::new(154.0, -up, 240.0, 8.5 - up), &[("户籍地址", 418.0)]);
        holds(&document, "identity", &["通讯地址 北京市西城区某某大街35号某某大厦A座301"]);
    }
}

#[test]
fn a_line_that_lost_its_middle_says_so() {
    let document = broken_address(Rect::new(182.0, 0.0, 260.0, 8.5), &[("通讯地址", 150.0), ("户籍地址", 418.0)]);
    holds(&document, "identity", &["通讯地址 北京市西城区某某大街35"]);
    let sure = facts::sure(&zhengxin::parse(&document));
    let is_sure = |field: &str| sure.iter().any(|f| f.0 == "identity" && f.2 == field);
    assert_eq!([is_sure("通讯地址"), is_sure("户籍地址")], [false, true]);
}

#[test]
fn the_pairs_of_a_header_may_stand_one_under_the_other() {
    let document = draw::document(
        "> 个人信用报告\n> （本人版）\n报告编号：202104189202422584\n报告时间：2021.04.18 08:24:53\n被查询者姓名：曹红可\n被查询者证件类型：身份证\n\
         被查询者证件号码：440305********9550\n查询机构：某某银行\n查询原因：本人查询（临柜）\n一 个人基本信息\n（一）身份信息\n性别 | 出生日期\n女 | 1981.08.15\n",
    );
    let wanted = ["被查询者姓名 曹红可", "被查询者证件号码 440305********9550", "查询机构 某某银行", "查询原因 本人查询(临柜)"];
    for document in [document.clone(), recognised(document)] {
        holds(&document, "header", &wanted);
    }
}

#[test]
fn a_label_in_letters_that_is_not_known_is_no_part_of_the_value_beside_it() {
    let document = draw::document(
        "> 个人信用报告\n\n一 个人基本信息\n（一）身份信息\n性别：女 @40:80 | 出生日期：1981.08.15 @300:400\n国籍：中国 @40:90 | E-mail：a@b.example @300:380\n",
    );
    holds(&document, "identity", &["性别 女", "国籍 中国"]);
}

#[test]
fn characters_that_share_a_glyph_with_those_of_a_label_are_these() {
    // As a program that asks the font for the character of a glyph gets them.
    let document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）循环贷账户二\n账户1\n管\u{f9e4}机构 | 账户标识 | 开\u{f9f7}日期 | 到期日期 | 账户授信额\u{fa01} | 账户币种\n\
         某某银\u{fa08} | AB1234567 | 2015.01.01 | 2025.01.01 | 12,000 | 人民币\n截至2024‑02‑23\n账户状态 | 余额\n呆账 | 12\n",
    );
    holds(&document, "revolving", &["1 管理机构 某某银行", "1 开立日期 2015.01.01", "1 账户授信额度 12000", "1 截至日期 2024‑02‑23"]);
}

#[test]
fn accounts_in_the_rows_of_a_table_are_told_apart_by_their_numbers() {
    let document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n编号 | 管理机构 | 账户标识 | 开立日期 | 到期日期 | 借款金额 | 账户币种\n\
         1 | 甲银行 | AB1234567 | 2015.01.01 | 2025.01.01 | 12,000 | 人民币\n2 | 乙银行 | CD7654321 | 2016.02.02 | 2026.02.02 | 13,000 | 人民币\n\
         编号 | 账户状态 | 五级分类 | 余额 | 本月应还款 | 应还款日\n1 | 正常 | 正常 | 1,200 | 100 | 2024.02.20\n2 | 逾期 | 关注 | 1,300 | 130 | 2024.02.21\n",
    );
    let wanted = ["1 管理机构 甲银行", "1 余额 1200", "2 账户标识 CD7654321", "2 账户状态 逾期", "2 本月应还款 130"];
    for document in [document.clone(), recognised(document)] {
        holds(&document, "non_revolving", &wanted);
        assert_eq!(told(&document, "non_revolving").iter().filter(|f| f.contains("标注")).count(), 0, "a number is no note");
    }
}

#[test]
fn summaries_side_by_side_are_two_tables() {
    let document = draw::document(
        "> 个人信用报告\n\n二 信息概要\n后付费业务欠费信息汇总 @130:220 | 公共信息汇总 @380:430\n\
         业务类型 @77:111 | 账户数 @160:186 | 欠费金额 @235:269 | 信息类型 @326:360 | 记录数 @400:425 | 涉及金额 @470:504\n\
         电信业务 @77:111 | 1 @171:176 | 928 @244:260 | 欠税信息 @326:360 | 3 @410:415 | 371,956 @470:504\n\
         水电气等公用事业 @60:128 | 2 @171:176 | 985 @244:260 | 民事判决信息 @317:368 | 2 @410:415 | 241,049 @470:504\n\
         强制执行信息 @317:368 | 4 @410:415 | 5,100 @473:500\n（六）查询记录概要\n上一次查询记录\n2024.01.05 | 某某银行 | 贷款审批\n",
    );
    for document in [document.clone(), recognised(document)] {
        holds(&document, "summary.postpaid", &["1 业务类型 电信业务", "1 欠费金额 928", "2 账户数 2"]);
        holds(&document, "summary.public", &["1 信息类型 欠税信息", "2 涉及金额 241049", "3 记录数 4"]);
        holds(&document, "summary.query", &["上一次查询机构 某某银行"]);
    }
}
