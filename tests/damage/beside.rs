//! Labels beside their values, as recognisers and seals leave them.

use zhengxin::Document;

use super::support::draw;
use super::{read, recognised};

fn told(document: &Document, section: &str) -> Vec<String> {
    read(document, section).into_iter().map(|f| format!("{} {} {}", f.0, f.1, f.2).trim().to_string()).collect()
}

fn person(rows: &str) -> Vec<String> {
    told(&recognised(draw::document(&format!("> 个人信用报告\n\n一 个人基本信息\n（一）身份信息\n{rows}"))), "identity")
}

#[test]
fn a_label_that_ran_into_the_value_before_it() {
    let rows = "性别 @60:76 | 女出生日期 @220:260 | 1981.08.15 @460:504\n婚姻状况 @60:92 | 已婚就业状况 @212:260 | 在职 @488:504\n\
        学历 @60:76 | 研究生学位 @212:252 | 硕士 @488:504\n";
    let want = ["性别 女", "出生日期 1981.08.15", "婚姻状况 已婚", "就业状况 在职", "学历 研究生", "学位 硕士"];
    let sorted = |mut all: Vec<String>| {
        all.sort();
        all
    };
    assert_eq!(sorted(person(rows)), sorted(want.map(String::from).to_vec()));
    // A value that ends in a label has none behind it.
    let kept = person("性别 | 女 | 出生日期 | 1981.08.15\n工作单位 @60:92 | 某某公司手机号码 @220:290\n");
    assert!(!kept.iter().any(|f| f.starts_with("手机号码")), "{kept:?}");
}

#[test]
fn a_row_of_words_beside_their_labels_behind_one_without_values() {
    let rows = "性别 | 女 | 出生日期 | 1981.08.15\n国籍 |  | 电子邮箱 | \n学历 | 研究生 | 学位 | 硕士\n通讯地址 | 户籍地址\n\
        北京市海淀区某某路1号 | 北京市海淀区某某路2号\n";
    let document = recognised(draw::document(&format!("> 个人信用报告\n\n一 个人基本信息\n（一）身份信息\n{rows}")));
    let identity = zhengxin::parse(&document).identity;
    let flags = [identity.education.evidence(), identity.degree.evidence()].map(|at| at.map(|at| at.flags.len()));
    assert_eq!(flags, [Some(0), Some(0)]);
}

#[test]
fn what_stands_where_a_label_was_lost_gives_way_to_the_label() {
    for scrap in ["★ @420:434", "某某 @420:436"] {
        let document = recognised(draw::document(&format!(
            "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构：工商银行 @260:332\n\n账户标识：BBCZ12 @262:328\n\n\
             还款频率：月 @270:318\n | | {scrap}\n还款方式：到期一次还本付息 @240:344\n\n共同借款标志：无 @265:329\n账户2\n管理机构：建设银行 @200:272\n"
        )));
        let told = told(&document, "non_revolving");
        assert!(told.contains(&"1 还款方式 到期一次还本付息".to_string()), "{told:?}");
        assert_eq!(told.last().map(String::as_str), Some("2 管理机构 建设银行"));
    }
}

#[test]
fn a_value_that_ran_into_the_cell_of_its_label_makes_no_others_stand_so() {
    let document = recognised(draw::document(
        "> 个人信用报告\n> （本人版）\n报告编号：20210418920242258472 @52:200 | 报告时间：2021.04.18 08:24:53 @300:440\n\
         被查询者姓名：曹红可 @52:134 | 被查询者证件类型： @180:252 | 身份证 @300:324\n\n\
         | 中国人民银 @112:152\n~ | | 本人查询（自助查 @286:342\n~ 查询机构： @52:92 | 行南京中心 @112:152 | 查询原因： @180:220\n\
         ~ | | 询机） @300:324\n~ 支行 @112:128\n",
    ));
    let header = told(&document, "header");
    for want in ["被查询者姓名 曹红可", "查询机构 中国人民银行南京中心支行", "查询原因 本人查询(自助查询机)"]
    {
        assert!(header.iter().any(|f| f.trim() == want), "{want}: {header:?}");
    }
}

#[test]
fn rulings_between_the_first_lines_of_heads_of_queries() {
    let document = recognised(draw::document(
        "> 个人信用报告\n> （本人版）\n\n二 信息概要\n（七）查询记录概要\n最近1个月内的查询机构数 @60:150 | 最近1个月内的查询次数 @220:310 | 最近2年内的查询次数 @400:490\n\
         | 贷款审！信用卡 @190:244 | 担保资格审：特约商户实名审 @390:486\n\
         ~ 贷款审批 @60:92 | 信用卡审批 @120:160 | 本人查询 @275:307 | 贷后管理 @330:362\n~ | 批 @198:206 | 审批 @224:240 | 查 @408:416 | 查 @456:464\n\
         1 @72 | 2 @136 | 3 @200 | 4 @230 | 5 @287 | 6 @342 | 7 @408 | 8 @456\n",
    ));
    let counts = told(&document, "summary.query");
    let want = [
        "最近1个月内的查询机构数.信用卡审批 2",
        "最近1个月内的查询机构数.贷款审批 1",
        "最近1个月内的查询次数.信用卡审批 4",
        "最近1个月内的查询次数.本人查询 5",
        "最近1个月内的查询次数.贷款审批 3",
        "最近2年内的查询次数.担保资格审查 7",
        "最近2年内的查询次数.特约商户实名审查 8",
        "最近2年内的查询次数.贷后管理 6",
    ];
    assert_eq!(counts, want);
}

#[test]
fn labels_that_ran_into_the_values_behind_them() {
    let loan = told(
        &recognised(draw::document(
            "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n\
             管理机构 @60:92 | 临江农村商业银行 @110:174 | 账户标识 @220:252 | BBCZ12 @270:310 | 开立日期 @400:432 | 2014.08.05 @450:494\n\
             借款金额94,906 @60:138 | 账户币种欧元 @220:286 | 还款期数12 @400:460\n\
             业务种类个人助学贷款 @60:158 | 担保方式抵押 @220:286 | 还款频率半年 @400:466\n",
        )),
        "non_revolving",
    );
    let want = [
        "借款金额 94906",
        "账户币种 欧元",
        "还款期数 12",
        "业务种类 个人助学贷款",
        "担保方式 抵押",
        "还款频率 半年",
        "管理机构 临江农村商业银行",
    ];
    for want in want {
        assert!(loan.iter().any(|f| f.ends_with(want)), "{want}: {loan:?}");
    }
    let person = person(
        "性别 @60:76 | 女 @120:128 | 出生日期 @260:292 | 1981.08.15 @360:404\n婚姻状况已婚 @60:128 | 就业状况 @260:292 | 在职 @360:376\n",
    );
    assert!(person.contains(&"婚姻状况 已婚".to_string()), "{person:?}");
}

/// The summary of some loans.
const LOANS: [&str; 5] = ["余额 652083", "授信总额 812700", "最近6个月平均应还款 6780", "管理机构数 3", "账户数 4"];

/// What is told of a summary of loans with these rows.
fn loans(rows: &str) -> Vec<String> {
    let head = "> 个人信用报告\n> （授信机构版）\n\n二 信息概要\n（四）信贷交易授信及负债信息概要\n> 非循环贷账户汇总信息\n";
    let mut summary = told(&recognised(draw::document(&format!("{head}{rows}"))), "summary.non_revolving");
    summary.sort();
    summary
}

#[test]
fn short_labels_that_ran_into_the_numbers_behind_them() {
    let summary = loans(
        "管理机构数3 @60:110 | 账户数4 @220:254 | 授信总额812,700 @400:466\n\
         余额652,083 @60:110 | 最近6个月平均应还款 @220:302 | 6,780 @310:336\n",
    );
    assert_eq!(summary, LOANS);
    // A number's sign is its own.
    let trade = told(
        &recognised(draw::document(
            "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构：某某银行 @60:132 | 账户标识：BBCZ12 @260:330\n\
             特殊交易类型其他 @60:124 | 发生日期2011.03.16 @220:296 | 变更月数-6 @400:440\n",
        )),
        "non_revolving.special_trade",
    );
    assert!(trade.contains(&"1/1 变更月数 -6".to_string()), "{trade:?}");
}

#[test]
fn a_number_that_ran_into_the_first_line_of_its_label() {
    let summary = loans(
        "管理机构数 @60:100 | 3 @110:115 | 账户数 @220:244 | 4 @254:259 | 授信总额 @400:432 | 812,700 @440:470\n\
         余额 @60:76 | 652,083 @86:116 | 最近6个月平均应6,780 @220:310\n~ | 还款 @246:262\n",
    );
    assert_eq!(summary, LOANS);
}

#[test]
fn a_day_among_labels_beside_their_values_is_no_title_of_a_part() {
    let document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构 @80:120 | 某某银行 @170:220 | 账户标识 @330:370 | AB1234567 @430:480\n\
         开立日期 @80:120 | 2015.01.01 @170:220 | 到期日期 @330:370 | 2025.01.01 @430:480\n信息报告日期 @75:125 | 2024年04月24日 @170:230 | 账户状态 @330:370 | 结清 @430:450\n\
         账户关闭日期 @75:125 | 2024年04月12日 @170:230\n",
    );
    let told: Vec<String> = read(&document, "non_revolving").iter().map(|f| format!("{} {}", f.1, f.2)).collect();
    for want in ["截至日期 2024.04.24", "账户状态 结清", "账户关闭日期 2024.04.12"] {
        assert!(told.contains(&want.into()), "{want}: {told:?}");
    }
}

#[test]
fn a_label_with_its_unit_has_its_value_behind_a_colon() {
    let document = draw::document(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构：某某银行 @36:146 | 账户标识：AB1234567 @298:408\n\
         借款金额（元）：2,697,927 @36:142 | 账户币种：人民币 @298:366\n业务种类：个人消费贷款 @36:130 | 担保方式：抵押 @298:357\n",
    );
    for document in [document.clone(), recognised(document)] {
        let told: Vec<String> = read(&document, "non_revolving").iter().map(|f| format!("{} {}", f.1, f.2)).collect();
        for want in ["管理机构 某某银行", "借款金额 2697927", "账户币种 人民币", "账户标识 AB1234567"] {
            assert!(told.contains(&want.into()), "{want}: {told:?}");
        }
    }
}

#[test]
fn values_behind_colons_that_go_on_in_the_middle_of_their_cells() {
    // Lines of a cell stand so far apart that a label over one of two is a line above those beside it.
    let mut document = draw::document("> 个人信用报告\n\n三 信贷交易信息明细\n（一）贷记卡账户\n账户1\n");
    let rows = [
        ("账户授信额度：190,567", 100.0, 132.0),
        ("发卡机构：某某消费金融股", 230.0, 124.5),
        ("份有限公司", 230.0, 139.5),
        ("账户标识：", 370.0, 124.5),
        ("HT874908B026Z3NQAD80", 370.0, 139.5),
        ("开立日期：2016.04.17", 500.0, 132.0),
        ("担保方式：质押", 100.0, 156.0),
        ("业务种类：贷记卡", 230.0, 156.0),
        ("共享授信额度：65,480", 370.0, 156.0),
        ("币种：人民币", 500.0, 156.0),
    ];
    document.pages[0].lines.extend(rows.map(|(text, x, y)| draw::line(text, x, y)));
    let told = told(&document, "credit_card");
    for want in ["1 发卡机构 某某消费金融股份有限公司", "1 账户标识 HT874908B026Z3NQAD80", "1 账户授信额度 190567", "1 共享授信额度 65480"]
    {
        assert!(told.contains(&want.to_string()), "{want}: {told:?}");
    }
}

#[test]
fn labels_over_values_of_as_many_lines_in_the_middle_of_their_cells() {
    let mut document = draw::document("> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n");
    let rows = [
        ("管理机构", 100.0, 120.0),
        ("某某自治区某某县某某镇", 100.0, 131.0),
        ("农村商业银行股份有限公", 100.0, 142.0),
        ("司", 100.0, 153.0),
        ("账户标识", 290.0, 131.0),
        ("HT730AF263WD1R", 290.0, 142.0),
        ("开立日期", 480.0, 131.0),
        ("2015.12.26", 480.0, 142.0),
        ("到期日期", 100.0, 172.0),
        ("2025.12.26", 100.0, 183.0),
        ("借款金额", 290.0, 172.0),
        ("120,000", 290.0, 183.0),
        ("账户币种", 480.0, 172.0),
        ("人民币", 480.0, 183.0),
    ];
    document.pages[0].lines.extend(rows.map(|(text, x, y)| draw::line(text, x, y)));
    let account = &zhengxin::parse(&document).non_revolving.accounts[0];
    assert_eq!(account.institution.text(), Some("某某自治区某某县某某镇农村商业银行股份有限公司"));
    assert!(told(&document, "non_revolving").contains(&"1 开立日期 2015.12.26".to_string()));
}
