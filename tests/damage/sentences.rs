//! What recognisers do to the sentences and pairs of the brief version.

use super::support::{draw, facts};
use super::{read, recognised};
use zhengxin::Document;
use zhengxin::model::Flag;

/// A brief report with these rows under the title of a section.
fn brief(rows: &str) -> Document {
    recognised(draw::document(&format!("> 个人信用报告\n\n> 信贷记录\n信息概要\n\n{rows}")))
}

/// The values of a section that nothing warns of, by record and field.
fn sure(document: &Document, section: &str) -> Vec<String> {
    let told = facts::sure(&zhengxin::parse(document)).into_iter().filter(|f| f.0 == section);
    told.map(|f| format!("{} {} {}", f.1, f.2, f.3)).collect()
}

/// All values of a section, likewise.
fn all(document: &Document, section: &str) -> Vec<String> {
    read(document, section).iter().map(|f| format!("{} {} {}", f.0, f.1, f.2)).collect()
}

const CARDS: &str = "信用卡\n从未逾期过的贷记卡及透支未超过60天的准贷记卡账户明细如下：\n";

#[test]
fn an_item_that_ran_into_the_line_of_the_one_above_is_an_item() {
    let document = brief(&format!(
        "{CARDS}1.2010年1月2日甲银行发放的贷记卡（人民币账户）。截至2016年7月，信用额度\n\
         10,000，余额43,0002.2007年2月14日乙银行发放的贷记卡（美元账户）。截至2016年7月，信用额度\n\
         20,000，余额53,271。\n3.2011年1月2日丙银行发放的贷记卡（人民币账户），2015年1月销户。\n"
    ));
    let cards = all(&document, "brief.credit_card");
    for want in ["2 发卡机构 乙银行", "2 余额 53271", "3 发卡机构 丙银行"] {
        assert!(cards.contains(&want.into()), "{want}: {cards:?}");
    }
    assert!(!cards.contains(&"1 余额 53271".into()), "{cards:?}");
}

/// Twelve loans of two lines each, and a line that is lost.
fn loans(lost: &str) -> Document {
    let mut rows = String::from("贷款\n发生过逾期的账户明细如下：\n");
    for n in 1..=6 {
        let lines = [
            format!("{n}.2008年8月{n}日甲{n}银行发放的60{n},000元（人民币）住房贷款，2028年8月30日到期。截至2016年"),
            format!("7月，余额{n}2,750，当前无逾期。最近5年内有1{n}个月处于逾期状态，其中1"),
            format!("{n}个月逾期超过90天。"),
        ];
        for line in lines {
            rows.push_str(if line == lost { "\n\n" } else { &line });
            rows.push('\n');
        }
    }
    brief(&rows)
}

#[test]
fn nothing_is_read_over_a_line_that_was_lost() {
    let whole = all(&loans(""), "brief.loan");
    assert!(whole.contains(&"3 逾期超过90天月数 13".into()), "{whole:?}");
    let document = loans("7月，余额32,750，当前无逾期。最近5年内有13个月处于逾期状态，其中1");
    let got = all(&document, "brief.loan");
    let wrong: Vec<_> = got.iter().filter(|f| !whole.contains(f)).collect();
    assert_eq!(wrong, Vec::<&String>::new(), "the 3 months of 13");
    let of_others = |facts: &[String]| facts.iter().filter(|f| !f.starts_with("3 ")).count();
    assert_eq!(of_others(&got), of_others(&whole));
}

#[test]
fn what_is_left_of_an_item_tells_what_it_says() {
    let document = loans("3.2008年8月3日甲3银行发放的603,000元（人民币）住房贷款，2028年8月30日到期。截至2016年");
    let got = all(&document, "brief.loan");
    for want in ["3 余额 32750", "3 状态 当前无逾期", "3 逾期月数 13", "3 逾期超过90天月数 13", "4 余额 42750"] {
        assert!(got.contains(&want.into()), "{want}: {got:?}");
    }
    let report = zhengxin::parse(&document);
    assert!(report.brief.loans[2].balance.evidence().unwrap().flags.contains(&Flag::Misplaced));
    assert!(!sure(&document, "brief.loan").iter().any(|f| f.starts_with("3 ")));
}

#[test]
fn a_sentence_whose_sum_is_damaged_is_read_all_the_same() {
    let document = brief(
        "垫款信息\n1.2010年4月13日以来中国人寿保险公司累计代偿金额8？512。截至2014年11月17日，余额力2,641。\n\n\
         贷款\n从未逾期过的账户明细如下：\n1.2010年5月8日甲银行发放的2？0元（人民币）住房贷款，2029年5月8日到期。截至2016年7月，余额50,000。\n\
         2.2010年5月8日乙银行发放的1500.0O元（人民币元住房贷款，2029年5月8日到期。截至2016年7月，余额40。\n",
    );
    let advances = all(&document, "brief.advance");
    for want in ["1 管理机构 中国人寿保险公司", "1 截至日期 2014.11.17", "1 余额 2641"] {
        assert!(advances.contains(&want.into()), "{want}: {advances:?}");
    }
    let loans = all(&document, "brief.loan");
    for want in
        ["1 管理机构 甲银行", "1 余额 50000", "2 管理机构 乙银行", "2 金额 1500.00", "2 币种 人民币元", "2 业务种类 住房贷款", "2 余额 40"]
    {
        assert!(loans.contains(&want.into()), "{want}: {loans:?}");
    }
}

#[test]
fn of_a_card_overdrawn_the_months_are_of_overdrafts_though_the_words_were_lost() {
    let document = brief(
        "信用卡\n透支超过60天的准贷记卡账户明细如下：\n1.2018年9月7日甲银行发放的准贷记卡（人民币账户）。截至2017年2月，信用额度18,000，透支\n\
         余额38,000，当前透支超过60天。最近5年内有19个月透支超过60天，没有发生过90\n\n\n2.2018年9月8日乙银行发放的准贷记卡（人民币账户），2019年1月销户。\n",
    );
    let cards = all(&document, "brief.credit_card");
    assert!(cards.contains(&"1 透支超过90天月数 0".into()), "{cards:?}");
    assert!(!cards.iter().any(|f| f.contains("逾期超过90天月数")), "{cards:?}");
}

#[test]
fn a_label_of_two_pieces_is_one() {
    let pairs = |rows: &str| {
        let document = recognised(draw::document(&format!(
            "> 个人信用报告\n\n> 信贷记录\n信息概要\n\n> 公共记录\n强制执行记录\n\
             执行法院：甲市人民法院 @52:148 | 案号：(2016)甲执字第98093号 @300:420\n{rows}\n\
             立案时间：2018年7月 @52:130 | 案件状态：执行完毕 @300:372\n结案时间：2019年1月 @52:130\n"
        )));
        all(&document, "enforcement")
    };
    for row in [
        "执行案由：借款合同纠纷 @52:140 | 结案方式：终结执行 @300:372",
        "执行案 @52:76 | 由：借款合同纠纷 @76:140 | 结案方式：终结执行 @300:372",
        "执行案由：借款合同纠纷 @52:140 | 结案方 @300:324 | 式终结执行 @323:372",
    ] {
        let got = pairs(row);
        for want in [
            "1 执行法院 甲市人民法院",
            "1 执行案由 借款合同纠纷",
            "1 结案方式 终结执行",
            "1 立案日期 2018年7月",
            "1 案件状态 执行完毕",
            "1 结案日期 2019年1月",
        ] {
            assert!(got.contains(&want.into()), "{want} of {row}: {got:?}");
        }
    }
}

#[test]
fn a_label_that_no_field_holds_is_no_part_of_the_value_above() {
    let document = recognised(draw::document(
        "> 个人信用报告\n\n> 信贷记录\n信息概要\n\n> 公共记录\n行政处罚记录\n\
         处罚机构：甲市地税局 @52:132 | 文书编号：地税罚字[2015]第7号 @300:400\n处罚内容：扣缴税款 @52:124 | 是否行政复议否 @300:356\n\
         处罚金额：5,000 @52:110 | 行政复议结果：维持原判 @300:388\n处罚生效时间：2015年8月 @52:140 | 处罚截止时间：2016年8月 @300:388\n",
    ));
    let got = all(&document, "admin_penalty");
    for want in ["1 文书编号 地税罚字[2015]第7号", "1 行政复议结果 维持原判", "1 生效日期 2015年8月", "1 截止日期 2016年8月"]
    {
        assert!(got.contains(&want.into()), "{want}: {got:?}");
    }
}

#[test]
fn the_number_of_an_item_beside_the_middle_of_its_lines_is_no_text() {
    let card = |n: u32, bank: &str| {
        format!(
            "2010年1月{n}日{bank}发放的贷记卡（人民币账户）。截至2016年7月，信用额度 @60:440\n\
             {n} @42:47 | 10,000，余额43,000。最近5年内有11个月处于逾期状态，其中 @60:400\n2个月逾期超过90天。 @60:200\n"
        )
    };
    let document =
        brief(&format!("信用卡\n发生过逾期的贷记卡账户明细如下：\n{}{}{}", card(1, "甲银行"), card(2, "乙银行"), card(3, "丙银行")));
    let cards = sure(&document, "brief.credit_card");
    for want in ["1 信用额度 10000", "2 信用额度 10000", "3 信用额度 10000", "3 逾期超过90天月数 2", "3 发卡机构 丙银行"]
    {
        assert!(cards.contains(&want.into()), "{want}: {cards:?}");
    }
}

#[test]
fn an_item_below_its_groups_heading_may_lack_its_number_but_not_its_stop() {
    let document = brief(&format!("{CARDS}.2010年1月2日甲银行发放的贷记卡（人民币账户），截至2015年1月已销户。\n"));
    assert!(all(&document, "brief.credit_card").contains(&"1 发卡机构 甲银行".into()));
}

#[test]
fn items_and_statements_of_a_paragraph_that_came_as_one_line() {
    let document = brief(&format!(
        "{CARDS}2010年1月2日甲银行发放的贷记卡（人民币账户）。截至2016年7月，信用额度10,000，余额43,000。2012年5月，该机构声明：该卡已挂失。2007年2月14日乙银行发放的贷记卡（美元账户），截至2015年1月已销户。\n"
    ));
    let cards = all(&document, "brief.credit_card");
    for want in ["1 余额 43000", "2 发卡机构 乙银行", "2 状态 销户"] {
        assert!(cards.contains(&want.into()), "{want}: {cards:?}");
    }
    assert!(all(&document, "brief.credit_card.mark").contains(&"1/1 内容 该卡已挂失。".into()));
}

#[test]
fn a_time_whose_label_lies_under_a_seal_and_lost_its_colon() {
    for time in ["中国报告时间 2020-01-27 08:19:37 @360:540", "舌时间 2020-01-27 08:19:37 @400:540"] {
        let document = recognised(draw::document(&format!(
            "> 个人信用报告\n报告编号：20200127395178658275 @52:200 | {time}\n姓名：曹红可 | 证件类型：身份证 | 证件号码：210203********6247 | 已婚\n\n\
             > 信贷记录\n信息概要\n\n{CARDS}1.2010年1月2日甲银行发放的贷记卡（人民币账户），2015年1月销户。\n"
        )));
        let header = all(&document, "header");
        for want in [" 报告时间 2020-01-2708:19:37", " 报告编号 20200127395178658275"] {
            assert!(header.iter().any(|f| f.replace('.', "-") == want), "{want}: {header:?}");
        }
    }
}

#[test]
fn own_queries_at_the_left_of_their_columns_are_of_the_person() {
    let row =
        |n: usize, day: &str| format!("{n} @38:42 | 2022年09月{day}日 @80:151 | 本人 @179:198 | 本人查询（商业银行网上银行） @391:524\n");
    let heads = "> 个人查询记录明细\n编号 @48:67 | 查询日期 @109:147 | 查询机构 @264:302 | 查询原因 @455:493\n";
    let document = draw::document(&format!(
        "> 个人信用报告\n\n> 信贷记录\n信息概要\n\n> 查询记录\n这部分包含您的信用报告最近2年内被查询的记录。\n{heads}{}{}",
        row(1, "25"),
        row(2, "11")
    ));
    let told = all(&document, "query.self");
    for want in ["1 查询机构 本人", "2 查询机构 本人", "2 查询日期 2022.09.11"] {
        assert!(told.contains(&want.into()), "{want}: {told:?}");
    }
}
