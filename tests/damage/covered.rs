//! What a seal, a fold or a finger covers: an end of a value, a sign of a title, while the recogniser is sure of the rest.

use std::collections::BTreeSet;

use zhengxin::{Document, Line, Rect};

use super::recognised;
use super::support::{draw, facts};

/// A report of the personal version with one loan.
const REPORT: &str = "> 个人信用报告\n> （本人版）\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1（授信协议标识：ABCD12345678）\n\
    管理机构 | 账户标识 | 开立日期 | 到期日期 | 借款金额 | 账户币种\n某某消费金融有限公司 | KX2018AB | 2018.01.02 | 2020.01.02 | 67,711 | 人民币元\n\
    业务种类 | 担保方式 | 还款期数 | 还款频率 | 还款方式 | 共同借款标志\n个人消费贷款 | 抵押 | 24 | 月 | 分期等额本息 | 无\n\
    截至2019年05月05日\n账户状态 | 账户关闭日期\n结清 | 2019.05.05\n";

/// The document without some characters of the line that has a text: what stands before and behind them are lines of their own.
fn covered(document: &Document, text: &str, hidden: &str) -> Document {
    let mut document = document.clone();
    for page in &mut document.pages {
        let Some(n) = page.lines.iter().position(|l| l.text == text) else { continue };
        let line = page.lines.remove(n);
        let (before, behind) = text.split_once(hidden).expect("a part of the line");
        let all = draw::width(text);
        let part = |text: &str, from: f64| {
            let at = line.place.x0 + line.place.width() * from / all;
            let place = Rect::new(at, line.place.y0, at + line.place.width() * draw::width(text) / all, line.place.y1);
            let mut piece: Line = line.clone();
            (piece.place, piece.text) = (place, text.into());
            piece
        };
        let pieces = [part(before, 0.0), part(behind, all - draw::width(behind))];
        page.lines.extend(pieces.into_iter().filter(|l| !l.text.is_empty()));
    }
    document
}

fn told(document: &Document) -> (BTreeSet<facts::Fact>, BTreeSet<facts::Fact>) {
    let report = zhengxin::parse(document);
    (facts::of(&report), facts::sure(&report))
}

fn fact(section: &str, record: &str, field: &str, value: &str) -> facts::Fact {
    (section.into(), record.into(), field.into(), facts::plain(value))
}

#[test]
fn a_value_beside_the_middle_of_its_column_lacks_an_end() {
    let whole = recognised(draw::document(REPORT));
    let (all, sure) = told(&whole);
    for (field, text) in [("借款金额", "67,711"), ("账户标识", "KX2018AB"), ("管理机构", "某某消费金融有限公司")] {
        assert!(sure.contains(&fact("non_revolving", "1", field, text)), "{field}: {all:?}");
    }
    for (field, text, hidden, rest) in [
        ("借款金额", "67,711", "67,", "711"),
        ("账户标识", "KX2018AB", "AB", "KX2018"),
        ("管理机构", "某某消费金融有限公司", "某某", "消费金融有限公司"),
    ] {
        let (all, sure) = told(&covered(&whole, text, hidden));
        let fact = fact("non_revolving", "1", field, rest);
        assert!(all.contains(&fact) && !sure.contains(&fact), "{field}: {all:?}");
        let others = sure.iter().filter(|f| f.0 == "non_revolving").count();
        assert!(others >= 14, "the others stay sure: {sure:?}");
    }
}

#[test]
fn values_that_all_stand_aside_lack_nothing() {
    let mut document = recognised(draw::document(REPORT));
    // The page leans: what stands lower stands farther right.
    for line in document.pages.iter_mut().flat_map(|p| &mut p.lines) {
        let by = 0.4 * line.place.y0;
        line.place = Rect::new(line.place.x0 + by, line.place.y0, line.place.x1 + by, line.place.y1);
    }
    let (_, sure) = told(&document);
    assert!(sure.contains(&fact("non_revolving", "1", "借款金额", "67,711")), "{sure:?}");
}

#[test]
fn an_id_behind_a_gap_of_its_title_line_lacks_its_beginning() {
    let whole = recognised(draw::document(REPORT));
    let title = "账户1（授信协议标识：ABCD12345678）";
    assert!(told(&whole).1.contains(&fact("non_revolving", "1", "授信协议标识", "ABCD12345678")));
    for (hidden, rest) in [("ABCD", "12345678"), ("5678", "ABCD1234")] {
        let (all, sure) = told(&covered(&whole, title, hidden));
        let fact = fact("non_revolving", "1", "授信协议标识", rest);
        assert!(all.contains(&fact) && !sure.contains(&fact), "{rest}: {all:?}");
    }
    // What is left of the name is no remark.
    let (all, _) = told(&covered(&whole, title, "协议标识：ABCD12345678"));
    assert!(!all.iter().any(|f| f.2 == "标注"), "{all:?}");
}

#[test]
fn a_title_whose_first_sign_is_covered_is_not_that_of_the_other_kind() {
    let whole = recognised(draw::document(REPORT));
    let (all, _) = told(&covered(&whole, "（一）非循环贷账户", "非"));
    assert!(all.contains(&fact("non_revolving", "1", "借款金额", "67,711")), "{all:?}");
    assert!(!all.iter().any(|f| f.0.starts_with("revolving")), "{all:?}");
}

#[test]
fn a_summary_whose_first_sign_is_covered_is_that_of_the_accounts_that_the_report_has() {
    let summary = "二 信息概要\n> 非循环贷账户信息汇总\n管理机构数 | 账户数 | 授信总额 | 余额 | 最近6个月平均应还款\n1 | 1 | 67,711 | 5,200 | 640\n\n三 信贷";
    let whole = recognised(draw::document(&REPORT.replace("三 信贷", summary)));
    let (all, _) = told(&covered(&whole, "非循环贷账户信息汇总", "非"));
    assert!(all.contains(&fact("summary.non_revolving", "", "授信总额", "67,711")), "{all:?}");
    assert!(!all.iter().any(|f| f.0 == "summary.revolving"), "{all:?}");
}

#[test]
fn of_two_rows_of_one_name_one_lost_a_sign() {
    let drawing = "> 个人信用报告\n> （本人版）\n\n二 信息概要\n（一）信贷交易违约信息概要\n> 逾期（透支）信息汇总\n\
        账户类型 | 账户数 | 月份数 | 单月最高逾期/透支总额 | 最长逾期/透支月数\n贷记卡账户 | 1 | 2 | 1,200 | 2\n准贷记卡账户 | 2 | 3 | 3,400 | 1\n";
    let whole = recognised(draw::document(drawing));
    assert!(told(&whole).1.contains(&fact("summary.overdue", "1", "账户类型", "贷记卡账户")));
    let (_, sure) = told(&covered(&whole, "准贷记卡账户", "准"));
    assert!(!sure.iter().any(|f| f.2 == "账户类型"), "{sure:?}");
}

#[test]
fn a_grid_without_its_title_and_some_of_its_months_is_told_by_the_others() {
    let month = |n: u32| format!("{n} @{}", 80 + 40 * n);
    let row =
        |from: u32, signs: &[&str]| (from..).zip(signs).map(|(n, sign)| format!("{sign} @{}", 80 + 40 * n)).collect::<Vec<_>>().join(" | ");
    let heads: Vec<String> = [2, 3, 5, 6, 9, 11].map(month).to_vec();
    let (states, amounts) = (row(2, &["N", "N", "1", "2"]), row(2, &["0", "0", "400", "800"]));
    let grid = format!("{}\n{states}\n2019 @60\n{amounts}\n", heads.join(" | "));
    let loan = REPORT.replace("截至2019年05月05日\n账户状态 | 账户关闭日期\n结清 | 2019.05.05\n", "截至2019年05月05日\n");
    let (all, _) = told(&recognised(draw::document(&format!("{loan}{grid}"))));
    for (month, amount) in [("1/2019-04", "400"), ("1/2019-05", "800")] {
        assert!(all.contains(&fact("non_revolving.grid", month, "金额", amount)), "{all:?}");
    }
}
