//! Prints with words, titles and tables that are not those of the other fixtures: small drawings of each kind.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

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
fn a_kind_of_two_lines_of_which_one_is_a_word() {
    let document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期 | 业务种类\n\
        某某银行 | AB12345 | 2019.01.02 | 失业人员小额担保\n~ | | | 贷款\n",
    );
    assert!(told(&document, "non_revolving").contains(&"业务种类 失业人员小额担保贷款".to_string()));
}

/// An account whose first row has these labels.
fn account(labels: &str) -> Document {
    draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n{labels}\n某某银行 | AB1234567890 | 2018.06.01 | 2028.06.01 | 94,906 | 人民币\n"
    ))
}

#[test]
fn a_line_of_a_label_whose_other_line_was_lost_ends_no_account() {
    let months = "  | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n2020 | N | N | N | N | N | N | N | N | N | N | N | N\n";
    let document = draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（五）贷记卡账户\n账户1\n\
        发卡机构 | 账户标识 | 开立日期 | 账户授信额度 | 币种\n某某银行 | AB1234567890 | 2018.06.01 | 94,906 | 人民币\n\
        > 截至2020年12月04日\n账户状态 | 余额 |  |  | \n  |  |  | 还款日期 | \n呆账 | 33,136 |  | 2020.11.04 | \n\
        > 2020年01月—2020年12月的还款记录\n{months}"
    ));
    let states = read(&document, "credit_card.grid").into_iter().filter(|f| f.1 == "状态").count();
    assert_eq!(states, 12);
}

#[test]
fn a_label_that_comes_near_that_of_a_trade_or_a_mark_makes_no_part_of_its_row() {
    for labels in [
        "管理机构 | 账户标识 | 开立日期 | 到期日期 | 发出金额 | 账户币种",
        "贷款机构方 | 账户标识 | 开立日期 | 到期日期 | 借款金额 | 账户币种",
    ] {
        let document = account(labels);
        for part in ["non_revolving.special_trade", "non_revolving.mark"] {
            assert_eq!(told(&document, part), [""; 0], "{labels}: {part}");
        }
        assert!(told(&document, "non_revolving").contains(&"账户标识 AB1234567890".to_string()), "{labels}");
    }
}

#[test]
fn labels_in_words_of_older_and_other_prints() {
    let document = account("贷款机构 | 账号 | 开立日期 | 贷款到期日期 | 贷款金额 | 币种");
    let want =
        ["管理机构 某某银行", "账户标识 AB1234567890", "开立日期 2018.06.01", "到期日期 2028.06.01", "借款金额 94906", "账户币种 人民币"];
    let mut told = told(&document, "non_revolving");
    told.sort();
    let mut want = want.map(String::from);
    want.sort();
    assert_eq!(told, want);
}

#[test]
fn of_two_spellings_of_one_label_in_a_row_the_label_itself_is_read() {
    let read = |labels: &str, values: &str| {
        let document = draw::document(&format!("> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n{labels}\n{values}\n"));
        zhengxin::parse(&document).non_revolving.accounts.remove(0)
    };
    let flags = |at: Option<&zhengxin::model::Evidence>| at.unwrap().flags.clone();
    let values = "某某银行 | AB1234567890 | 2018.06.01 | 2023.05.05 | 2033.05.05 | 94,906";
    let account = read("管理机构 | 账户标识 | 开立日期 | 额度到期日期 | 到期日期 | 借款金额", values);
    assert_eq!((account.expires.text(), flags(account.expires.evidence())), (Some("2033.05.05"), vec![]));
    // Where neither is, nobody knows.
    let values = "某某银行 | AB1234567890 | 2018.06.01 | 2023.05.05 | 94,906 | 50,000";
    let account = read("管理机构 | 账户标识 | 开立日期 | 到期日期 | 合同金额 | 发放金额", values);
    assert_eq!((account.amount.text(), flags(account.amount.evidence())), (Some("94,906"), vec![Flag::Conflict]));

    let document = draw::document(
        "> 个人信用报告\n\n一 个人基本信息\n（四）职业信息\n编号 | 工作单位 | 单位名称 | 单位电话\n1 | 甲公司 | 乙公司 | 010-90000000\n2 | 丙公司 | 丁公司 | 010-90000001\n",
    );
    let employers: Vec<_> = zhengxin::parse(&document).jobs.iter().map(|j| j.employer.text().map(String::from)).collect();
    assert_eq!(employers, ["甲公司", "丙公司"].map(|name| Some(name.to_string())));
}

#[test]
fn a_row_whose_label_is_not_known_under_a_number_is_told() {
    let document = draw::document(
        "> 个人信用报告\n\n一 个人基本信息\n（二）配偶信息\n姓名 | 证件类型 | 证件号码\n张三 | 身份证 | 11010519491231002X\n\
        | | 信息来源\n | | 某某银行\n（三）居住信息\n编号 | 居住地址\n1 | 某某市某某路1号\n",
    );
    let report = zhengxin::parse(&document);
    let number = report.spouse.unwrap().id_number;
    let right = number.text() == Some("11010519491231002X");
    assert!(right || number.evidence().unwrap().flags.contains(&Flag::Noise), "{:?}", number.text());
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
fn lines_of_a_cell_that_stand_far_apart() {
    let mut rows = String::from("编号 | 查询日期 | 查询机构 | 查询原因\n");
    for n in 1..=8 {
        rows.push_str(&format!(" | | 某某自由贸易试验区融资 | \n~ {n} | 2025.05.{:02} | | 贷后管理\n~ | | 租赁有限公司 | \n\n", 30 - n));
    }
    let mut document = draw::document(&format!("> 个人信用报告\n\n七 查询记录\n{rows}"));
    let names = |document: &Document| {
        let report = zhengxin::parse(document);
        report.institution_queries.iter().filter_map(|q| q.query_institution.text().map(String::from)).collect::<Vec<_>>()
    };
    let want = vec!["某某自由贸易试验区融资租赁有限公司"; 8];
    assert_eq!(names(&document), want);
    // The same print with twice as much room between its lines.
    for page in &mut document.pages {
        page.height *= 2.0;
        for line in &mut page.lines {
            let down = (line.place.y0 + line.place.y1) / 2.0;
            (line.place.y0, line.place.y1) = (line.place.y0 + down, line.place.y1 + down);
        }
    }
    assert_eq!(names(&document), want);
}

#[test]
fn mobile_numbers_on_their_side_under_the_table_of_the_person() {
    let person = "> 个人信用报告\n\n一 个人基本信息\n（一）身份信息\n性别 | 出生日期 | 婚姻状况\n男 | 1980.01.02 | 已婚\n";
    let read = |rows: &str| {
        let report = zhengxin::parse(&draw::document(&format!("{person}{rows}（二）配偶信息\n姓名 | 证件类型\n张三 | 身份证\n")));
        let numbers: Vec<_> = report.mobiles.iter().map(|m| [m.mobile.text(), m.source.text()].map(|t| t.map(String::from))).collect();
        (report.identity.mobile.is_printed(), numbers)
    };
    let some = |texts: [&str; 2]| texts.map(|t| Some(t.to_string()));
    let (own, numbers) = read(
        "编号 | 1 | 2\n手机号码 | 13382128734 | 18600007506\n信息更新日期 | 2024.09.23 | 2023.08.14\n数据发生机构名称 | 甲银行 | 乙银行\n",
    );
    assert_eq!((own, numbers), (false, vec![some(["13382128734", "甲银行"]), some(["18600007506", "乙银行"])]));
    let (own, numbers) = read("编号 | 1\n手机号码 | 13382128734\n信息更新日期 | 2024.09.23\n数据发生机构名称 | 甲银行\n");
    assert_eq!((own, numbers), (false, vec![some(["13382128734", "甲银行"])]));
}
