//! Lost lines and words of the first generation.

use super::support::draw;
use super::{read, recognised};
use zhengxin::Document;
use zhengxin::model::Flag;

fn report(rows: &str) -> Document {
    recognised(draw::document(&format!(
        "> 个人信用报告\n> （银行版）\n报告编号：20131007309109672883 @60:200 | 查询请求时间：2013.10.07 13:18:45 @220:360 | 报告时间：2013.10.07 13:18:45 @400:530\n\n{rows}"
    )))
}

fn all(document: &Document, section: &str) -> Vec<String> {
    read(document, section).iter().map(|f| format!("{} {} {}", f.0, f.1, f.2)).collect()
}

/// A strip of 24 states, the last one another.
fn strip(last: &str) -> String {
    format!("{}{last}\n", "N | ".repeat(23))
}

/// Two loans, of the second with these lines.
fn loans(second: &str, heading: &str) -> Document {
    report(&format!(
        "> 三 信贷交易信息明细\n> （一）贷款\n\
         1.2010年10月28日村镇银行“GD”发放的40,531元（人民币）个人住房贷款，业务号LZER001288675，抵\n\
         押担保，240期，按月归还，2030年10月27日到期。已于2013年08月结清。\n> 2011年09月-2013年08月的还款记录\n{}\n\
         {second}> {heading}\n{}",
        strip("C"),
        strip("C")
    ))
}

#[test]
fn an_account_of_which_the_line_with_its_number_was_lost_is_an_account() {
    let document = loans("用/免担保，一次性归还，2011年11月19日到期。已于2012年03月结清。\n", "2010年04月-2012年03月的还款记录");
    let got = all(&document, "non_revolving");
    for want in [
        "1 账户关闭日期 2013.08",
        "1 担保方式 抵押担保",
        "2 还款频率 一次性",
        "2 到期日期 2011.11.19",
        "2 账户状态 结清",
        "2 账户关闭日期 2012.03",
    ] {
        assert!(got.contains(&want.into()), "{want}: {got:?}");
    }
    assert_eq!(all(&document, "non_revolving.grid").iter().filter(|f| f.starts_with("2/2012-03")).count(), 1);
}

#[test]
fn a_range_over_a_strip_is_its_heading_though_the_words_behind_it_were_lost() {
    let second = "2.2009年10月28日村镇银行“GD”发放的50,531元（人民币）个人住房贷款，业务号LZER001288676，保\n\
        证，240期，按月归还，2030年10月27日到期。已于2012年03月结清。\n";
    for heading in ["2010年04月-2012年03月的还款记录", "2010年04月-2012年03月的还", "2010年04月-2012年03月"] {
        let document = loans(second, heading);
        let grid = all(&document, "non_revolving.grid");
        assert!(grid.contains(&"2/2012-03 状态 C".into()) && grid.contains(&"2/2010-04 状态 N".into()), "{heading}: {grid:?}");
        let accounts = all(&document, "non_revolving");
        assert!(accounts.contains(&"2 担保方式 保证".into()), "{accounts:?}");
    }
}

#[test]
fn a_strip_of_which_three_signs_are_left_stands_in_the_columns_of_the_whole_one() {
    let few = |n: usize| match n {
        1 | 13 => "N",
        14 => "#",
        _ => "",
    };
    let few = (0..24).map(few).collect::<Vec<_>>().join(" | ");
    let document = report(&format!(
        "> 三 信贷交易信息明细\n> （一）贷款\n\
         1.2010年10月28日村镇银行“GD”发放的40,531元（人民币）个人住房贷款，业务号LZER001288675，抵\n\
         押担保，240期，按月归还，2030年10月27日到期。已于2013年08月结清。\n> 2011年09月-2013年08月的还款记录\n{}\n\
         2.2009年10月28日村镇银行“GD”发放的50,531元（人民币）个人住房贷款，业务号LZER001288676，保\n\
         证，240期，按月归还，2030年10月27日到期。已于2012年03月结清。\n> 2010年04月-2012年03月的还款记录\n{few}\n",
        strip("C"),
    ));
    let mut grid = all(&document, "non_revolving.grid");
    grid.retain(|f| f.starts_with("2/"));
    assert_eq!(grid, ["2/2010-05 状态 N", "2/2011-05 状态 N", "2/2011-06 状态 #"]);
}

#[test]
fn of_three_tables_the_order_tells_which_lost_its_title() {
    let document = report(
        "> 二 信息概要\n> （二）逾期及违约信息概要\n | 资产处置信息汇总 | 保证人代偿信息汇总\n笔数 | 余额 | 笔数 | 余额 | 笔数 | 余额\n\
         3 | 691,000 | 2 | 5,000 | 1 | 700\n> （三）授信及负债信息概要\n",
    );
    let parsed = zhengxin::parse(&document);
    let bad = parsed.summary.bad_debt.expect("the first table is that of bad debts");
    assert_eq!(bad.balance.text(), Some("691,000"));
    assert!(bad.balance.evidence().unwrap().flags.contains(&Flag::LostLabel));
    let rest: Vec<_> = parsed.summary.recoveries.iter().map(|r| [r.kind.text(), r.balance.text()]).collect();
    assert_eq!(rest, [[Some("资产处置"), Some("5,000")], [Some("保证人代偿"), Some("700")]]);
}

#[test]
fn a_number_in_the_table_of_the_person_is_the_persons_though_the_first_head_was_lost() {
    let document = report(
        "> 一 个人基本信息\n> （一）身份信息\n | 出生日期 | 婚姻状况 | 手机号码 | 单位电话 | 学历\n\
         男 | 1980.05.26 | 离婚 | 15811114217 | -- | 大专\n通讯地址 | 户籍地址\n某市某路1号 | --\n> （二）居住信息\n",
    );
    let got = all(&document, "identity");
    for want in [" 出生日期 1980.05.26", " 婚姻状况 离婚", " 手机号码 15811114217", " 学历 大专"] {
        assert!(got.contains(&want.into()), "{want}: {got:?}");
    }
    assert_eq!(all(&document, "identity.mobile"), Vec::<String>::new());
}

#[test]
fn the_edition_without_one_of_its_brackets() {
    for title in ["（银行版）", "银行版）", "（银行版", "银行版"] {
        let document = recognised(draw::document(&format!(
            "> 个人信用报告\n> {title}\n报告编号：20131007309109672883 @60:200\n\n> 一 个人基本信息\n"
        )));
        assert_eq!(zhengxin::parse(&document).header.edition.text(), Some("银行版"), "{title}");
    }
}

#[test]
fn states_of_a_strip_that_came_as_one_text_are_those_of_the_months() {
    let second = "2.2009年10月28日村镇银行“GD”发放的50,531元（人民币）个人住房贷款，业务号LZER001288676，保\n\
        证，240期，按月归还，2030年10月27日到期。已于2012年03月结清。\n";
    for states in ["/ ".repeat(24), "/".repeat(24), format!("{}１２３C", "N".repeat(20))] {
        let document = report(&format!(
            "> 三 信贷交易信息明细\n> （一）贷款\n1.2010年10月28日村镇银行“GD”发放的40,531元（人民币）个人住房贷款，业务号LZER001288675，抵\n\
             押担保，240期，按月归还，2030年10月27日到期。已于2013年08月结清。\n> 2011年09月-2013年08月的还款记录\n{}\n{second}\
             > 2010年04月-2012年03月的还款记录\n{states} @60:530\n",
            strip("C")
        ));
        let grid = all(&document, "non_revolving.grid");
        assert_eq!(grid.iter().filter(|f| f.starts_with("2/20") && f.contains("状态")).count(), 24, "{states}: {grid:?}");
    }
}

#[test]
fn a_misread_stroke_leaves_those_beside_it_strokes() {
    let states = |fourth: &str| {
        let before = format!("1 | 7 | 1 | {fourth} | {}", "1 | ".repeat(11));
        let document = report(&format!(
            "> 三 信贷交易信息明细\n> （一）贷款\n1.2012年12月25日村镇银行“GD”发放的40,531元（人民币）个人住房贷款，业务号LZER001288675，抵\n\
             押担保，240期，按月归还，2030年12月25日到期。已于2013年08月结清。\n> 2011年09月-2013年08月的还款记录\n{before}{}C\n",
            "N | ".repeat(8)
        ));
        read(&document, "non_revolving.grid").into_iter().filter(|f| f.1 == "状态").map(|f| f.2).collect::<String>()
    };
    assert_eq!(states("十"), format!("{}{}C", "/".repeat(15), "N".repeat(8)));
    assert_eq!(states("N"), format!("171N{}{}C", "1".repeat(11), "N".repeat(8)), "a clear state says that the day was misread");
    let words = states("特殊交易");
    assert!(words.starts_with("///") && !words.contains('1'), "words that ran into a strip are no state: {words}");
}

#[test]
fn what_is_no_state_is_the_one_that_looks_like_it_and_in_doubt() {
    let document = report(&format!(
        "> 三 信贷交易信息明细\n> （一）贷款\n1.2010年10月28日村镇银行“GD”发放的40,531元（人民币）个人住房贷款，业务号LZER001288675，抵\n\
         押担保，240期，按月归还，2030年10月27日到期。已于2013年08月结清。\n> 2011年09月-2013年08月的还款记录\n{}5 | 6 | 7 | 8 | {}\n",
        "N | ".repeat(12),
        ["N"; 8].join(" | ")
    ));
    let report = zhengxin::parse(&document);
    let months = &report.non_revolving.accounts[0].attachments.grid.as_ref().expect("a strip").months;
    let told = |n: usize| (months[n].cell.state.text(), months[n].cell.state.evidence().is_some_and(|at| !at.repairs.is_empty()));
    assert_eq!([told(14), told(15)], [(Some("7"), false), (Some("B"), true)]);
}

#[test]
fn arrears_right_behind_the_months_before_an_opening_are_in_doubt() {
    let document = report(&format!(
        "> 三 信贷交易信息明细\n> （一）贷款\n1.2010年10月28日村镇银行“GD”发放的40,531元（人民币）个人住房贷款，业务号LZER001288675，抵\n\
         押担保，240期，按月归还，2030年10月27日到期。已于2013年08月结清。\n> 2011年09月-2013年08月的还款记录\n/ | / |  | 1 | N | 1 | {}C\n",
        "N | ".repeat(17)
    ));
    let report = zhengxin::parse(&document);
    let months = &report.non_revolving.accounts[0].attachments.grid.as_ref().expect("a strip").months;
    let doubted = |n: usize| months[n].cell.state.evidence().is_some_and(|at| at.flags.contains(&Flag::LookAlike));
    let ones: Vec<usize> = (0..months.len()).filter(|n| months[*n].cell.state.value().is_some_and(|s| s.sign() == '1')).collect();
    assert_eq!(ones.iter().map(|n| doubted(*n)).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn assets_that_settle_nothing_are_in_doubt_in_a_strip_too() {
    let states = |strip: &str| {
        let document = report(&format!(
            "> 三 信贷交易信息明细\n> （一）贷款\n\
             1.2010年10月28日村镇银行“GD”发放的40,531元（人民币）个人住房贷款，业务号LZER001288675，抵\n\
             押担保，240期，按月归还，2030年10月27日到期。已于2013年08月结清。\n> 2011年09月-2013年08月的还款记录\n{strip}\n"
        ));
        let report = zhengxin::parse(&document);
        let months = report.non_revolving.accounts.first().and_then(|a| a.attachments.grid.clone()).map(|g| g.months).unwrap_or_default();
        let read = |m: &zhengxin::model::grid::GridMonth| {
            (
                m.cell.state.text().unwrap_or_default().to_string(),
                m.cell.state.evidence().is_some_and(|at| at.flags.contains(&Flag::LookAlike)),
            )
        };
        months.iter().map(read).filter(|(sign, _)| sign == "Z").map(|(_, doubtful)| doubtful).collect::<Vec<_>>()
    };
    let n = |count: usize| "N | ".repeat(count);
    assert_eq!(states(&format!("{}Z | {}C", n(10), n(12))), [true]);
    assert_eq!(states(&format!("{}1 | 2 | Z | {}C", n(10), n(10))), [false], "they settle arrears");
}

#[test]
fn an_account_of_which_only_the_end_of_its_paragraph_is_left() {
    // The line with its number was lost, and a scrap of a watermark stands over its months.
    let rest = "年04月21日到期。截至2012年03月01日，已变成呆账，最近一次还款日期为2011年04月22日，余额为18,526元。\n";
    let document = loans(rest, "2010年04月-2012年03月的还款记录\n个 @60");
    let got = all(&document, "non_revolving");
    for want in ["2 账户状态 呆账", "2 最近一次还款日期 2011.04.22", "2 余额 18526", "2 截至日期 2012.03.01"] {
        assert!(got.contains(&want.into()), "{want}: {got:?}");
    }
    assert_eq!(all(&document, "non_revolving.grid").iter().filter(|f| f.starts_with("2/")).count(), 24);
}

#[test]
fn all_first_lines_of_heads_that_came_as_one_line() {
    let document = report(
        "> 二 信息概要\n> （二）逾期及违约信息概要\n> 逾期（透支）信息汇总\n贷款逾期 @130 | 贷记卡逾期 @300 | 准贷记卡60天以上透支 @470\n\
         笔数月份数单月最高逾最长逾期账户数月份数单月最高逾最长逾期账户数月份数单月最高透最长透支 @52:548\n\
         期总额 @148 | 月数 @188 | 期总额 @314 | 月数 @354 | 支余额 @484 | 月数 @528\n\
         7 @64 | 23 @104 | 671,690 @148 | 16 @188 | 1 @232 | 2 @272 | 11,365 @314 | 3 @354 | 4 @400 | 5 @440 | 17,000 @484 | 6 @528\n",
    );
    let got = all(&document, "summary.overdue");
    let want = [
        "1 账户数 7",
        "1 月份数 23",
        "1 单月最高逾期/透支总额 671690",
        "1 最长逾期/透支月数 16",
        "2 账户数 1",
        "2 月份数 2",
        "2 单月最高逾期/透支总额 11365",
        "2 最长逾期/透支月数 3",
        "3 账户数 4",
        "3 月份数 5",
        "3 单月最高逾期/透支总额 17000",
        "3 最长逾期/透支月数 6",
    ];
    for want in want {
        assert!(got.contains(&want.into()), "{want}: {got:?}");
    }
}
