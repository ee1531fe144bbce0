//! Cells whose words mean something elsewhere, and forms that a value may be printed in.

use zhengxin::Document;
use zhengxin::model::State;
use zhengxin::model::types::ExpiryDateOrMonth;

use super::support::draw;
use super::told;

fn report(body: &str) -> Document {
    draw::document(&format!("> 个人信用报告\n\n{body}"))
}

#[test]
fn a_cell_that_says_nothing_says_so_of_itself_only() {
    let document = report(
        "三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期 | 借款金额\n\
        某某汽车金融（中国）有 |  |  |\n~  | 暂无 | 2018.03.04 | 2,529,600\n~ 限公司 | | |\n",
    );
    let loan = told(&document, "non_revolving");
    for fact in ["管理机构 某某汽车金融(中国)有限公司", "开立日期 2018.03.04", "借款金额 2529600"] {
        assert!(loan.contains(&fact.to_string()), "{fact}: {loan:?}");
    }
    let document = report("一 个人基本信息\n（一）身份信息\n通讯地址 | 户籍地址\n暂无 | 某某市报告厅路1号\n学历 | 学位\n本科 | 学士\n");
    assert_eq!(told(&document, "identity"), ["学位 学士", "学历 本科", "户籍地址 某某市报告厅路1号"]);
    let document = report("二 信息概要\n（一）个人信用报告“数字解读”\n数字解读 | 相对位置 | 说明\n-- | -- | 无信贷记录\n");
    assert_eq!(told(&document, "summary.score"), ["说明 无信贷记录"]);
}

#[test]
fn a_word_that_ends_in_a_label_may_be_broken_before_it() {
    let document = report(
        "一 个人基本信息\n（一）身份信息\n性别 | 出生日期 | 婚姻状况 | 学历 | 学位 | 就业状况\n\
        未说明的 |  |  |  |  |\n~  | 1962.04.20 | 已婚 | 本科 | 学士 | 在职\n~ 性别 | | | | |\n",
    );
    let person = told(&document, "identity");
    for fact in ["性别 未说明的性别", "出生日期 1962.04.20", "婚姻状况 已婚"] {
        assert!(person.contains(&fact.to_string()), "{fact}: {person:?}");
    }
}

#[test]
fn whatever_ends_may_end_never() {
    let document = report(
        "五 公共信息明细\n（一）行政处罚记录\n编号 | 处罚机构 | 处罚内容 | 处罚金额 | 生效日期 | 截止日期\n\
        1 | 某某税务局 | 吊销执照 | 500 | 2020.01.02 | 长期\n2 | 某某税务局 | 警告 | 600 | 2020.01 | 2021.02\n3 | 某某税务局 | 警告 | 700 | 2020.01 | 不适用\n\
        （二）执业资格记录\n编号 | 执业资格名称 | 等级 | 获得日期 | 到期日期 | 吊销日期 | 颁发机构\n1 | 会计师 | -- | 2010.05 | 长期 | -- | 某某会\n",
    );
    let report = zhengxin::parse(&document);
    let ends = |n: usize| report.admin_penalties.get(n).map(|p| p.expires.clone()).expect("a penalty");
    assert_eq!(ends(0).value(), Some(&ExpiryDateOrMonth::LongTerm));
    assert!(matches!(ends(1).value(), Some(ExpiryDateOrMonth::In(_))));
    assert_eq!(ends(2).state(), State::Dash);
    let qualification = report.qualifications.first().expect("a qualification");
    assert_eq!(qualification.expires.value(), Some(&ExpiryDateOrMonth::LongTerm));
    assert!(qualification.expires.evidence().is_some_and(|at| at.flags.is_empty() && at.repairs.is_empty()));
}

#[test]
fn kinds_of_documents_that_are_not_known_end_with_their_numbers() {
    let others = |line: &str| {
        let document = draw::document(&format!(
            "> 个人信用报告\n报告编号：2016080303000014210351 | 报告时间：2016-08-03 09:30:15\n\
            姓名: 张三 | 证件类型: 身份证 | 证件号码: 110124197506232452 | 已婚\n其他证件信息：{line}\n> 信贷记录\n"
        ));
        told(&document, "header.other_id")
    };
    let read = others("港澳居民来往内地通行证H94791490/某国远航证810000199508237330/外国人永久居留证USA246519237704");
    assert_eq!(
        read,
        [
            "证件号码 H94791490",
            "证件类型 港澳居民来往内地通行证",
            "证件号码 810000199508237330",
            "证件类型 某国远航证",
            "证件号码 USA246519237704",
            "证件类型 外国人永久居留证"
        ]
    );
    let read = others("护照G12345678港澳居民居住证810000199508237330");
    assert!(read.contains(&"证件号码 G12345678".to_string()) && read.contains(&"证件类型 港澳居民居住证".to_string()), "{read:?}");
}

#[test]
fn the_last_sign_of_a_number_may_stand_in_brackets() {
    let document = draw::document(
        "> 个人信用报告\n报告编号：2016080303000014210351 | 报告时间：2016-08-03 09:30:15\n\
        姓名: 张三 | 证件类型: 身份证 | 证件号码: 110124197506232452 | 已婚\n> 信贷记录\n相关还款责任信息\n\
        1.2009年3月2日，为赵四（证件类型：香港身份证，证件号码：B350847(9)）在某某银行办理的个人住房商业贷\n\
        款承担相关还款责任，责任人类型为保证人，相关还款责任金额50,000。截至2016年7月5日，个人住房商业贷款余额30,000。\n",
    );
    let liability = told(&document, "brief.liability");
    for fact in ["借款人证件号码 B350847(9)", "管理机构 某某银行", "责任人类型 保证人"] {
        assert!(liability.contains(&fact.to_string()), "{fact}: {liability:?}");
    }
}
