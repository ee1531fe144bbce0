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
