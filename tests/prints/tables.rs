//! Tables: labels, cells and their columns.

use zhengxin::Document;
use zhengxin::model::Flag;

use super::support::draw;
use super::{read, told};

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
fn a_label_that_is_shortened_to_half_is_read_as_near() {
    let state = |label: &str| {
        draw::document(&format!(
            "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期 | 到期日期 | 借款金额\n\
            某某银行 | AB1234567890 | 2018.06.01 | 2028.06.01 | 94,906\n> 截至2020年12月04日\n\
            {label} | 五级分类 | 余额 | 剩余还款期数 | 本月应还款\n逾期 | 关注 | 33,136 | 12 | 120\n"
        ))
    };
    let account = zhengxin::parse(&state("状态")).non_revolving.accounts.remove(0);
    assert_eq!(account.state.evidence().map(|at| (&*at.raw, &*at.flags)), Some(("逾期", &[Flag::NearLabel][..])));
}

#[test]
fn a_short_head_that_is_not_known_is_no_part_of_the_value_under_it() {
    // 管理机构 or 机构说明.
    let account = zhengxin::parse(&account("机构 | 账户标识 | 开立日期 | 到期日期 | 借款金额 | 货币")).non_revolving.accounts.remove(0);
    assert_eq!((account.institution.text(), account.currency.text()), (Some("某某银行"), Some("人民币")));
    assert!(account.institution.evidence().unwrap().flags.contains(&Flag::LostLabel));
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

#[test]
fn values_filled_from_the_left_under_heads_in_the_middle() {
    // Columns of unlike width: what stands in the second and the fourth is nearer to the head before than to its own.
    let heads = "管理机构数 @52:92 | 账户数 @168:192 | 授信总额 @284:316 | 余额 @382:398 | 最近6个月平均应还款 @456:532";
    let rows = "2 @54:58 | 3 @94:98 | 4,000 @270:292 | 500 @334:347 | 60 @450:459";
    let document = draw::document(&format!("> 个人信用报告\n\n二 信息概要\n> 非循环贷账户信息汇总\n{heads}\n{rows}\n"));
    let want = ["余额 500", "授信总额 4000", "最近6个月平均应还款 60", "管理机构数 2", "账户数 3"];
    assert_eq!(told(&document, "summary.non_revolving"), want);
}

#[test]
fn a_page_break_under_a_head_alone_makes_no_label_of_the_value_under_it() {
    let document = draw::document(
        "> 个人信用报告（授信机构版）\n\n二 信息概要\n（七）查询记录概要\n> 上一次查询记录\n===\n2022.11.03 @120 | 某某银行 @300 | 特约商户实名审查 @470\n\
        最近1个月内的查询机构数 @110 | 最近1个月内的查询次数 @260 | 最近2年内的查询次数 @450\n\
        贷款审批 @80 | 信用卡审批 @140 | 贷款审批 @205 | 信用卡审批 @265 | 本人查询 @325 | 贷后管理 @390 | 担保资格审查 @455 | 特约商户实名审查 @525\n\
        1 @80 | 2 @140 | 3 @205 | 4 @265 | 5 @325 | 6 @390 | 7 @455 | 8 @525\n",
    );
    let query = zhengxin::parse(&document).summary.query.unwrap();
    assert_eq!((query.last_date.text(), query.last_reason.text()), (Some("2022.11.03"), Some("特约商户实名审查")));
}

#[test]
fn labels_beside_values_under_the_line_of_the_number() {
    let document = draw::document(
        "> 个人信用报告（本人版）\n\n报告编号：202205160925659346 @52:180 | 报告时间：2022.05.16 06:16:32 @420:545\n\
        被查询者姓名 @70:118 | 孔明梅 @200:224 | 被查询者证件类型 @310:374 | 身份证 @470:494\n\
        被查询者证件号码 @62:126 | 110108200002258536 @175:250 | 查询机构 @326:358 | 某某中心支行 @440:500\n\
        查询原因 @78:110 | 贷款审批 @196:228\n一 个人基本信息\n",
    );
    let header = zhengxin::parse(&document).header;
    assert_eq!(
        [header.id_type.text(), header.query_institution.text(), header.query_reason.text()],
        [Some("身份证"), Some("某某中心支行"), Some("贷款审批")]
    );
}

#[test]
fn a_value_behind_its_colon_is_its_labels_whatever_stands_above() {
    // The value begins right of 报告时间, a row above.
    let document = draw::document(
        "> 个人信用报告\n\n报告编号:202210140517283393 @52:170 | 报告时间:2022.10.14 00:53:52 @451:560\n\
        被查询者姓名：谢志 @55:120 | 被查询者证件类型：护照 @281:370 | 被查询者证件号码：44030519991207686X @388:526\n\
        查询机构：某某银行 @55:125 | 查询原因：贷款审批 @281:351\n一 个人基本信息\n",
    );
    assert_eq!(zhengxin::parse(&document).header.id_number.text(), Some("44030519991207686X"));
}

#[test]
fn lines_of_values_beside_their_labels_are_of_one_record() {
    let document = draw::document(
        "> 个人信用报告\n\n五 公共信息明细\n（七）执业资格记录\n编号 @60:76 | 1 @150 | 执业资格名称 @300:348 | 一级建造师 @440:480\n\
        | | | 新疆维吾尔自治区伊犁哈萨克自治 @380:500\n~ 颁发机构 @60:92 | 某某市财政厅 @130:178 | 机构所在地 @300:340\n~ | | | 州 @436:444\n",
    );
    let want = ["执业资格名称 一级建造师", "机构所在地 新疆维吾尔自治区伊犁哈萨克自治州", "编号 1", "颁发机构 某某市财政厅"];
    assert_eq!(told(&document, "qualification"), want);
}

#[test]
fn labels_of_a_trade_in_several_rows_are_of_one_record() {
    let account = "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期\n工商银行 | BBCZ12 | 2014.08.05\n";
    let beside = "特殊交易类型 | 展期 | 发生日期 | 2014.01.23\n变更月数 | 3 | 发生金额 | 224,400\n明细记录 | 该笔贷款展期三个月 |  |\n";
    let under = "特殊交易类型 | 发生日期 | 变更月数\n展期 | 2014.01.23 | 3\n提前还款 | 2015.02.03 | 1\n发生金额 | 明细记录\n224,400 | 该笔贷款展期三个月\n0 | 提前还清\n";
    let of = |rows: &str| {
        let facts = read(&draw::document(&format!("{account}{rows}")), "non_revolving.special_trade");
        let mut values: Vec<String> = facts.into_iter().map(|f| format!("{} {}", f.0, f.2)).collect();
        values.sort();
        values
    };
    let first = ["1/1 2014.01.23", "1/1 224400", "1/1 3", "1/1 展期", "1/1 该笔贷款展期三个月"];
    assert_eq!(of(beside), first);
    let second = ["1/2 0", "1/2 1", "1/2 2015.02.03", "1/2 提前还款", "1/2 提前还清"];
    assert_eq!(of(under), [first, second].concat());
    // The same labels again are of the next trade.
    let again = beside.replace("展期 |", "提前还款 |");
    assert_eq!(of(&format!("{beside}{again}")).len(), 10);
}

#[test]
fn a_value_of_one_sign_alone_in_its_row() {
    let document = draw::document(
        "> 个人信用报告\n\n五 公共信息明细\n（四）行政处罚记录\n编号：1 @52:80 | 处罚机构：某某中心 @300:370\n处罚内容：罚款 @52:110 | 处罚金额：2,000 @300:360\n\
        行政复议结果：无 @52:118\n",
    );
    assert!(told(&document, "admin_penalty").contains(&"行政复议结果 无".to_string()));
}

#[test]
fn heads_over_groups_of_columns_at_their_left_edge() {
    let labels = "笔数 @52:68 | 月份数 @87:111 | 单月最高逾期总额 @122:186 | 最长逾期月数 @192:240 | 账户数 @252:276 | 月份数 @287:311 | \
        单月最高逾期总额 @322:386 | 最长逾期月数 @392:440";
    let document = draw::document(&format!(
        "> 个人信用报告\n\n查询请求时间：2016.09.07 08:14:21\n二 信息概要\n（二）逾期及违约信息概要\n> 逾期（透支）信息汇总\n\
        贷款逾期 @52:84 | 贷记卡逾期 @252:292\n{labels}\n1 @54 | 2 @90 | 3,000 @135 | 4 @194 | 5 @254 | 6 @290 | 7,000 @335 | 8 @394\n"
    ));
    let report = zhengxin::parse(&document);
    let months: Vec<_> = report.summary.overdue.iter().filter_map(|o| o.longest.text()).collect();
    assert_eq!(months, ["4", "8"]);
}

#[test]
fn a_year_of_one_month_does_not_make_amounts_states() {
    let months: String = (1..=12).map(|m| format!(" | {m}")).collect();
    let row = |first: &str, cell: &str| format!("{first}{}\n", format!(" | {cell}").repeat(12));
    let last = |first: &str, cell: &str| format!("{first}{} | {cell}\n", " | ".repeat(11));
    // The years stand beside the states.
    let document = draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）贷记卡账户\n账户1\n发卡机构 | 账户标识 | 开立日期\n工商银行 | AB12 | 2022.12.01\n\
        > 2022年12月—2023年12月的还款记录\n{months}\n{}\n{}\n{}\n{}",
        row("2023", "N"),
        row(" ", "0"),
        last("2022", "#"),
        last(" ", "--"),
    ));
    let grid = read(&document, "credit_card.grid").into_iter().filter(|f| f.1 == "金额").count();
    assert_eq!(grid, 12);
}

#[test]
fn a_head_of_no_label_over_full_rows_is_told_by_what_it_is_over() {
    let document = draw::document(
        "> 个人信用报告\n\n五 查询记录\n（一）机构查询记录明细\n编号 | 查询原因代码 | 查询日期 | 查询机构\n\
         1 | 信用卡审批 | 2020.09.05 | 某某银行\n2 | 贷后管理 | 2020.08.26 | 某某银行\n",
    );
    let queries = told(&document, "query.institution");
    for want in ["查询原因 信用卡审批", "查询原因 贷后管理"] {
        assert!(queries.contains(&want.to_string()), "{want}: {queries:?}");
    }
}

#[test]
fn the_same_labels_on_the_next_page_are_of_another_record_if_its_values_stand_there() {
    let of = |rows: &str, section: &str, label: &str| {
        let document = draw::document(&format!("> 个人信用报告\n\n{rows}"));
        read(&document, section).into_iter().filter(|f| f.1 == label).map(|f| f.2).collect::<Vec<_>>()
    };
    let heads = "参缴地 | 参缴日期 | 初缴月份 | 缴至月份 | 缴费状态 | 月缴存额 | 个人缴存比例 | 单位缴存比例";
    let title = format!("五 公共信息明细\n（五）住房公积金参缴记录\n{heads}");
    let first = "某市 | 2010.01.02 | 2010.01 | 2014.01 | 缴交 | 1,200 | 12% | 12%";
    let funds = format!("{title}\n{first}\n===\n{heads}\n别市 | 2011.01.02 | 2011.01 | 2015.01 | 封存 | 2,400 | 10% | 10%\n");
    assert_eq!(of(&funds, "housing_fund", "参缴地"), ["某市", "别市"]);
    assert_eq!(of(&funds, "housing_fund", "参缴日期"), ["2010.01.02", "2011.01.02"]);
    let beside = "一 个人基本信息\n（三）居住信息\n居住地址 | 某市某路一号 | 住宅电话 | 010-83234323\n===\n\
        居住地址 | 某市某街二号 | 住宅电话 | 010-83234324\n";
    assert_eq!(of(beside, "residence", "居住地址"), ["某市某路一号", "某市某街二号"]);
    // Accounts without title lines.
    let heads_of_cards = "发卡机构 | 账户标识 | 开立日期 | 账户授信额度";
    let cards = format!(
        "三 信贷交易信息明细\n（五）贷记卡账户\n{heads_of_cards}\n某某银行 | AB123456 | 2015.02.03 | 20,000\n===\n\
         {heads_of_cards}\n别某银行 | AB123457 | 2016.02.03 | 30,000\n"
    );
    assert_eq!(of(&cards, "credit_card", "发卡机构"), ["某某银行", "别某银行"]);
    // A record that the page cuts goes on under its heads.
    let cut = format!("{title}\n{}\n===\n{heads}\n街道 |  |  |  |  |  |  |\n", first.replace("某市", "某市某区"));
    assert_eq!(of(&cut, "housing_fund", "参缴地"), ["某市某区街道"]);
}

#[test]
fn a_value_that_says_nothing_is_told_behind_any_label() {
    // 职业 begins another label, of which a dash is no piece.
    let rows = "编号：1 | 工作单位：无 | 单位性质：无\n职业：-- | 单位电话：无 | 职务：一般员工\n";
    let document = draw::document(&format!("> 个人信用报告\n\n一 个人基本信息\n（四）职业信息\n{rows}"));
    assert_eq!(told(&document, "occupation"), ["工作单位 无", "编号 1", "职务 一般员工"]);
    let job = &zhengxin::parse(&document).jobs[0];
    let states = [job.employer_kind.state(), job.occupation.state(), job.employer_phone.state()];
    assert_eq!(states, [zhengxin::model::State::Dash; 3]);
}

#[test]
fn queries_whose_heads_stand_at_one_edge_and_values_at_the_other() {
    let row = |n: usize, day: &str, name: &str, reason: &str| {
        let left = |text: &str, right: f64| format!("{text} @{}:{right}", right - super::draw::width(text));
        format!("{} | {} | {} | {}\n", left(&n.to_string(), 78.0), left(day, 190.0), left(name, 400.0), left(reason, 540.0))
    };
    let rows = [
        row(1, "2025年07月15日", "某某市中融小额贷款有限责任公司", "融资审批"),
        row(2, "2024年10月26日", "某某股份有限公司", "法人代表、负责人、高管等资信审查"),
        row(3, "2026年09月04日", "某某银行股份有限公司", "贷后管理"),
    ];
    let document = draw::document(&format!(
        "> 个人信用报告\n\n> 信贷记录\n\n> 查询记录\n> 机构查询记录明细\n\
        编号 @52:68 | 查询日期 @80:112 | 查询机构 @192:224 | 查询原因 @402:434\n{}",
        rows.concat()
    ));
    let told = told(&document, "query.institution");
    for want in ["查询机构 某某股份有限公司", "查询原因 法人代表、负责人、高管等资信审查", "查询日期 2024.10.26", "编号 2"]
    {
        assert!(told.contains(&want.to_string()), "{want}: {told:?}");
    }
    assert_eq!(told.len(), 12);
}

#[test]
fn a_label_of_a_day_alone_in_its_row_is_a_label() {
    let document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构： @60:100 | 某某银行 @160:192\n账户标识： @60:100 | BBCZ12 @160:186\n\
         开立日期： @60:100 | 2014.08.05 @160:204\n到期日期： @60:100 | 2024.08.05 @160:204\n借款金额： @60:100 | 120,000 @160:190\n",
    );
    let want = ["管理机构 某某银行", "账户标识 BBCZ12", "开立日期 2014.08.05", "到期日期 2024.08.05", "借款金额 120000"];
    let told = told(&document, "non_revolving");
    for want in want {
        assert!(told.contains(&want.to_string()), "{want}: {told:?}");
    }
}

#[test]
fn the_last_row_of_a_table_is_no_value_of_the_labels_right_below_it() {
    let account = "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期\n工商银行 | BBCZ12 | 2014.08.05\n\n";
    let heads = "逾期月份 @90 | 逾期持续月数 @180 | 逾期金额 @260 | 逾期月份 @340 | 逾期持续月数 @420 | 逾期金额 @510\n";
    let rows = "2013.07 @90 | 1 @180 | 13,703 @260 | 2013.08 @340 | 2 @420 | 28,243 @510\n2013.09 @90 | 3 @180 | 40,277 @260 | | | \n";
    let trade = "特殊交易类型 @62:110 | 银行主动延期 @250:298 | 发生日期 @320:352 | 2013.06.03 @500:540\n变更月数 @62:94 | 7 @290:295 | 发生金额 @320:352 | 25,000 @500:530\n";
    let document = draw::document(&format!("{account}{heads}{rows}{trade}"));
    assert_eq!(
        read(&document, "non_revolving.overdue_record").into_iter().filter(|f| f.0 == "1/3").map(|f| f.2).collect::<Vec<_>>(),
        ["3", "2013.09", "40277"]
    );
    let trades = told(&document, "non_revolving.special_trade");
    assert_eq!(trades, ["发生日期 2013.06.03", "发生金额 25000", "变更月数 7", "特殊交易类型 银行主动延期"]);
}
