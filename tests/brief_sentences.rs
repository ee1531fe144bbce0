//! Random sentences of every form of the brief version, broken into lines and pages at random places, read back.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use zhengxin::{Document, Line, Page, Rect};

/// Width of a Chinese character.
const SIZE: f64 = 8.5;

/// A sentence without its number, and what it says: field and value.
#[derive(Debug, Clone)]
struct Told {
    text: String,
    says: Vec<(&'static str, String)>,
    /// A statement under it: its month and its words.
    statement: Option<(String, String)>,
}

fn told(text: String, says: Vec<(&'static str, String)>) -> Told {
    Told { text, says, statement: None }
}

fn day() -> impl Strategy<Value = String> {
    (1995..2025, 1..=12, 1..=28, 0..4).prop_map(|(y, m, d, form)| match form {
        0 => format!("{y}年{m:02}月{d:02}日"),
        1 => format!("{y}.{m:02}.{d:02}"),
        2 => format!("{y} 年 {m} 月 {d} 日"),
        _ => format!("{y}年{m}月{d}日"),
    })
}

fn month() -> impl Strategy<Value = String> {
    (1995..2025, 1..=12, any::<bool>()).prop_map(|(y, m, padded)| if padded { format!("{y}年{m:02}月") } else { format!("{y}年{m}月") })
}

/// A sum: as it should be read, and as it is printed.
fn sum() -> impl Strategy<Value = (String, String)> {
    (0..9_999_999u32, 0..6).prop_map(|(n, form)| {
        let digits = n.to_string();
        let mut grouped = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(c);
        }
        let printed = if form == 0 { grouped.replace(',', "，") } else { grouped.clone() };
        (grouped, printed)
    })
}

fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(words).prop_map(String::from)
}

fn bank() -> impl Strategy<Value = String> {
    one_of(&[
        "中国工商银行北京分行",
        "招商银行股份有限公司信用卡中心",
        "建元资本（中国）融资租赁有限公司",
        "ABC Bank (China) Limited",
        "福特汽车金融公司",
    ])
}

fn overdue() -> impl Strategy<Value = (String, Vec<(&'static str, String)>)> {
    let words = prop::sample::select(&[("处于逾期状态", "逾期超过"), ("发生过逾期", "逾期大于")][..]);
    (1..60u32, 0..30u32, any::<bool>(), any::<bool>(), words).prop_map(|(months, long, now, none, (late, longer))| {
        let mut says = vec![("状态", if now { "当前有逾期" } else { "当前无逾期" }.to_string()), ("逾期月数", months.to_string())];
        let tail = if none {
            says.push(("逾期超过90天月数", "0".into()));
            "没有发生过90天以上逾期".to_string()
        } else {
            says.push(("逾期超过90天月数", long.to_string()));
            format!("其中{long}个月{longer}90天")
        };
        (format!("，当前{}逾期。最近5年内有{months}个月{late}，{tail}", if now { "有" } else { "无" }), says)
    })
}

prop_compose! {
    fn card_head()(
        date in day(), bank in bank(), currency in one_of(&["人民币", "美元", "港元"]), tail in prop::option::of("[0-9]{4}"), quasi in any::<bool>(),
    ) -> (String, Vec<(&'static str, String)>, bool) {
        let kind = if quasi { "准贷记卡" } else { "贷记卡" };
        let note = tail.as_ref().map(|t| format!("，卡片尾号：{t}")).unwrap_or_default();
        let mut says = vec![("开立日期", date.clone()), ("发卡机构", bank.clone()), ("卡种", kind.to_string()), ("币种", currency.clone())];
        says.extend(tail.map(|t| ("卡片尾号", t)));
        (format!("{date}{bank}发放的{kind}（{currency}账户{note}）"), says, quasi)
    }
}

prop_compose! {
    fn card()(
        head in card_head(), as_of in month(), limit in sum(), balance in sum(), large in prop::option::of(sum()), used in any::<bool>(),
        late in prop::option::of(overdue()), form in 0..6, months in 1..60u32,
    ) -> Told {
        let (head, mut says, quasi) = head;
        let mut tail = String::new();
        match form {
            0 => {
                says.extend([("状态", "销户".to_string()), ("销户月份", as_of.clone())]);
                tail = format!("，{as_of}销户");
            }
            1 => {
                says.extend([("状态", "尚未激活".to_string()), ("截至月份", as_of.clone())]);
                tail = format!("。截至{as_of}尚未激活");
            }
            2 => {
                says.extend([("截至月份", as_of.clone()), ("信用额度", limit.0), ("状态", "呆账".to_string()), ("余额", balance.0)]);
                tail += &format!("。截至{as_of}，信用额度{}，已变成呆账，余额{}", limit.1, balance.1);
            }
            3 if quasi => {
                says.extend([("截至月份", as_of.clone()), ("信用额度", limit.0), ("透支余额", balance.0), ("状态", "当前透支超过60天".to_string())]);
                says.extend([("透支超过60天月数", months.to_string()), ("透支超过90天月数", "3".to_string())]);
                tail += &format!(
                    "。截至{as_of}，信用额度{}，透支余额{}，当前透支超过60天。最近5年内有{months}个月透支超过60天，其中3个月透支超过90天",
                    limit.1, balance.1
                );
            }
            _ => {
                says.extend([("截至月份", as_of.clone()), ("信用额度", limit.0), (if used { "已使用额度" } else { "余额" }, balance.0)]);
                let converted = if form == 5 { "折合人民币" } else { "" };
                tail += &format!("。截至{as_of}，信用额度{converted}{}，{}{}", limit.1, if used { "已使用额度" } else { "余额" }, balance.1);
                if let Some(large) = large {
                    tail += &format!("（含未出单的大额专项分期余额{}）", large.1);
                    says.push(("大额专项分期余额", large.0));
                }
                if let Some((text, more)) = late {
                    tail += &text;
                    says.extend(more);
                }
            }
        }
        told(format!("{head}{tail}。"), says)
    }
}

prop_compose! {
    fn loan(verb: &'static str, kinds: &'static [&'static str])(
        date in day(), bank in bank(), amount in sum(), currency in one_of(&["人民币", "美元折人民币", "欧元折人民币"]), kind in one_of(kinds),
        remark in any::<bool>(), due in prop::option::of(day()), as_of in month(), balance in sum(), paid in prop::option::of(day()),
        late in prop::option::of(overdue()), form in 0..6, is in any::<bool>(),
    ) -> Told {
        let mut says = vec![("开立日期", date.clone()), ("管理机构", bank.clone()), ("金额", amount.0), ("币种", currency.clone()), ("业务种类", kind.clone())];
        let note = if remark { "（其他机构转入）" } else { "" };
        if remark {
            says.push(("标注", "其他机构转入".to_string()));
        }
        let mut text = format!("{date}{bank}{verb}{}元（{currency}）{kind}{note}", amount.1);
        let is = if is { "为" } else { "" };
        match form {
            0 | 1 => {
                let state = if form == 0 { "结清" } else { "转出" };
                says.extend([("状态", state.to_string()), ("结清月份", as_of.clone())]);
                text += &format!("，{as_of}已{state}");
            }
            2 | 3 => {
                let state = if form == 2 { "呆账" } else { "司法追偿" };
                if let Some(due) = due {
                    text += &format!("，{due}到期");
                    says.push(("到期日期", due));
                }
                text += &format!("。截至{as_of}，已变成{state}");
                if let Some(paid) = paid {
                    text += &format!("，最近一次还款日期为{paid}");
                    says.push(("最近一次还款日期", paid));
                }
                text += &format!("，余额{is}{}", balance.1);
                says.extend([("状态", state.to_string()), ("截至月份", as_of), ("余额", balance.0)]);
            }
            _ => {
                if let Some(due) = due {
                    text += &format!("，{due}到期");
                    says.push(("到期日期", due));
                }
                text += &format!("。截至{as_of}，余额{is}{}", balance.1);
                says.extend([("截至月份", as_of), ("余额", balance.0)]);
                if let Some((late, more)) = late {
                    text += &late;
                    says.extend(more);
                }
            }
        }
        told(text + "。", says)
    }
}

prop_compose! {
    fn revolving()(date in day(), bank in bank(), due in prop::option::of(day()), as_of in month(), limit in sum(), balance in sum(), not in any::<bool>()) -> Told {
        let term = due.as_ref().map_or("额度长期有效".to_string(), |d| format!("额度有效期至{d}"));
        let text = format!(
            "{date}{bank}为个人经营性贷款授信，{term}，{}可循环使用。截至{as_of}，信用额度{}元（人民币），余额为{}，当前无逾期。",
            if not { "不" } else { "" }, limit.1, balance.1
        );
        let says = vec![
            ("开立日期", date), ("管理机构", bank), ("业务种类", "个人经营性贷款".to_string()), ("到期日期", due.unwrap_or("长期有效".to_string())),
            ("截至月份", as_of), ("金额", limit.0), ("币种", "人民币".to_string()), ("余额", balance.0), ("状态", "当前无逾期".to_string()),
        ];
        told(text, says)
    }
}

prop_compose! {
    fn disposal()(date in day(), bank in bank(), claim in sum(), as_of in day(), balance in sum(), paid in day()) -> Told {
        let text = format!("{date}，{bank}接收债权，金额为{}。截至{as_of}，余额为{}，最近一次还款日期为{paid}。", claim.1, balance.1);
        told(text, vec![("债权接收日期", date), ("管理机构", bank), ("债权金额", claim.0), ("截至日期", as_of), ("余额", balance.0), ("最近一次还款日期", paid)])
    }
}

prop_compose! {
    fn advance()(date in day(), bank in bank(), amount in sum(), as_of in day(), balance in sum(), settled in prop::option::of(month())) -> Told {
        let head = format!("{date}以来{bank}累计代偿金额{}。", amount.1);
        let mut says = vec![("垫款日期", date), ("管理机构", bank), ("累计代偿金额", amount.0)];
        let tail = match settled {
            Some(month) => {
                says.push(("结清月份", month.clone()));
                format!("{month}已结清。")
            }
            None => {
                says.extend([("截至日期", as_of.clone()), ("余额", balance.0)]);
                format!("截至{as_of}，余额{}。", balance.1)
            }
        };
        told(head + &tail, says)
    }
}

prop_compose! {
    fn liability()(
        date in day(), who in one_of(&["赵四", "阿依古丽·买买提", "XX新材料科技（苏州）有限公司"]), id in "[0-9]{17}[0-9X]", bank in bank(),
        kind in one_of(&["个人住房商业贷款", "贷记卡", "约定购回式证券交易业务"]), role in one_of(&["保证人", "共同借款人", "其他"]), amount in sum(),
        contract in prop::option::of(one_of(&["100022233", "(2023)保字第275号", "ZKB54414096"])), as_of in day(), balance in sum(), money in any::<bool>(),
    ) -> Told {
        let note = contract.as_ref().map(|c| format!("（保证合同编号：{c}）")).unwrap_or_default();
        let text = format!(
            "{date}，为{who}（证件类型：身份证，证件号码：{id}）在{bank}办理的{kind}承担相关还款责任，责任人类型为{role}，相关还款责任金额{}{note}。截至{as_of}，{kind}余额{}{}。",
            amount.1, balance.1, if money { "（人民币）" } else { "" }
        );
        let mut says = vec![
            ("开立日期", date), ("借款人", who), ("借款人证件类型", "身份证".to_string()), ("借款人证件号码", id), ("管理机构", bank), ("业务种类", kind),
            ("责任人类型", role), ("还款责任金额", amount.0), ("截至日期", as_of), ("余额", balance.0),
        ];
        says.extend(contract.map(|c| ("保证合同编号", c)));
        if money {
            says.push(("余额币种", "人民币".to_string()));
        }
        told(text, says)
    }
}

fn with_statement(item: impl Strategy<Value = Told>) -> impl Strategy<Value = Told> {
    (
        item,
        prop::option::weighted(
            0.25,
            (month(), one_of(&["该卡逾期情况极为严重。", "该客户委托XX公司偿还贷款，因公司不按时还款导致出现多次逾期。"])),
        ),
    )
        .prop_map(|(item, statement)| Told { statement, ..item })
}

/// Sections in print order: id, title, groups, items.
type Section = (&'static str, &'static str, &'static [&'static str], Vec<Told>);

fn report() -> impl Strategy<Value = Vec<Section>> {
    const LOANS: &[&str] = &["住房贷款", "个人商用房（包括商住两用）贷款", "个人消费贷款"];
    const OTHERS: &[&str] = &["融资租赁业务", "约定购回式证券交易"];
    const GROUPS: &[&str] = &["发生过逾期的", "从未逾期过的"];
    const CARDS: &[&str] = &["发生过逾期的贷记卡", "从未逾期过的贷记卡及透支未超过60天的准贷记卡"];
    let some = 0..4usize;
    (
        prop::collection::vec(with_statement(disposal()), some.clone()),
        prop::collection::vec(with_statement(advance()), some.clone()),
        prop::collection::vec(with_statement(card()), some.clone()),
        prop::collection::vec(with_statement(prop_oneof![4 => loan("发放的", LOANS), 1 => revolving()]), some.clone()),
        prop::collection::vec(with_statement(loan("办理的", OTHERS)), some.clone()),
        prop::collection::vec(with_statement(liability()), some),
    )
        .prop_map(|(a, b, c, d, e, f)| {
            vec![
                ("brief.asset_disposal", "资产处置信息", &[][..], a),
                ("brief.advance", "垫款信息", &[][..], b),
                ("brief.credit_card", "信用卡", CARDS, c),
                ("brief.loan", "贷款", GROUPS, d),
                ("brief.other_business", "其他业务", GROUPS, e),
                ("brief.liability", "相关还款责任信息", &[][..], f),
            ]
        })
}

/// Draws lines from top to bottom, page after page.
struct Press {
    pages: Vec<Page>,
    y: f64,
    /// Where lines break, and whether a number touches its sentence.
    chance: u64,
}

impl Press {
    fn next(&mut self, below: u64) -> u64 {
        self.chance = self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.chance >> 33) % below
    }

    fn line(&mut self, x: f64, text: &str) {
        if self.y > 780.0 || self.pages.is_empty() {
            let number = u32::try_from(self.pages.len()).expect("few pages") + 1;
            self.pages.push(Page { number, width: 595.0, height: 842.0, ..Page::default() });
            self.y = 40.0;
        }
        let width: f64 = text.chars().map(|c| if (c as u32) < 0x2000 { 0.5 * SIZE } else { SIZE }).sum();
        let place = Rect::new(x, self.y, x + width, self.y + SIZE);
        self.pages.last_mut().expect("a page").lines.push(Line::new(text, place));
        self.y += 15.0;
    }

    /// A sentence over several lines: the first at the left edge, the others indented.
    fn sentence(&mut self, text: &str) {
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            let length = 6 + usize::try_from(self.next(44)).expect("small");
            let end = (at + length).min(chars.len());
            let line: String = chars[at..end].iter().collect();
            if !line.trim().is_empty() {
                self.line(if at == 0 { 46.0 } else { 56.0 }, &line);
            }
            at = end;
        }
    }
}

/// `lost`: a bit for each section whose title is not printed.
fn draw(sections: &[Section], chance: u64, lost: u8) -> Document {
    let mut press = Press { pages: Vec::new(), y: 0.0, chance };
    press.line(270.0, "个人信用报告");
    press.line(280.0, "信贷记录");
    press.line(44.0, "信息概要");
    for (section, (_, title, groups, items)) in sections.iter().enumerate() {
        if items.is_empty() {
            continue;
        }
        if lost >> section & 1 == 0 {
            press.line(44.0, title);
        }
        for (n, item) in items.iter().enumerate() {
            // The second group begins with the third item.
            let begins = match n {
                0 => groups.first(),
                2 => groups.get(1),
                _ => None,
            };
            if let Some(group) = begins {
                press.line(44.0, &format!("{group}账户明细如下："));
            }
            let (number, text) = (n + 1, &item.text);
            let sentence = match press.next(7) {
                0 => format!("{number}{text}"),
                1 => format!("{number}. {text}"),
                2 => format!("{number}．{text}"),
                3 => format!("（{number}）{text}"),
                4 => format!("•{text}"),
                5 => format!("●{number}、{text}"),
                _ => format!("{number}.{text}"),
            };
            press.sentence(&sentence);
            if let Some((month, words)) = &item.statement {
                press.sentence(&format!("{month}，该机构声明：{words}"));
            }
        }
    }
    press.line(270.0, "非信贷交易记录");
    Document { pages: press.pages }
}

/// One form for what prints and views write differently.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '，' => ',',
            '（' => '(',
            '）' => ')',
            c => c,
        })
        .collect()
}

fn expected(sections: &[Section]) -> BTreeSet<(String, String, String, String)> {
    let mut out = BTreeSet::new();
    for (id, _, groups, items) in sections {
        for (n, item) in items.iter().enumerate() {
            let record = (n + 1).to_string();
            for (label, value) in &item.says {
                out.insert(((*id).to_string(), record.clone(), (*label).to_string(), folded(value)));
            }
            if let Some(group) = groups.get(usize::from(n >= 2)) {
                out.insert(((*id).to_string(), record.clone(), "分组".into(), folded(group)));
            }
            if let Some((month, words)) = &item.statement {
                for (label, value) in [("类型", "机构说明"), ("内容", words.as_str()), ("添加日期", month.as_str())] {
                    out.insert((format!("{id}.mark"), format!("{record}/1"), label.into(), folded(value)));
                }
            }
        }
    }
    out
}

fn read(document: &Document) -> BTreeSet<(String, String, String, String)> {
    let report = zhengxin::parse(document);
    let facts = zhengxin::view::facts::write(&report);
    let all = facts.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).expect("a fact is JSON"));
    all.map(|f| {
        let text = |key: &str| f[key].as_str().unwrap_or_default().to_string();
        (text("section"), text("record"), text("field"), folded(&text("value")))
    })
    .filter(|f| f.0.starts_with("brief"))
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_is_read(sections in report(), chance in any::<u64>(), lost in prop_oneof![Just(0u8), 0..64u8]) {
        let document = draw(&sections, chance, lost);
        let (want, got) = (expected(&sections), read(&document));
        let lost: Vec<_> = want.difference(&got).collect();
        let invented: Vec<_> = got.difference(&want).collect();
        let lines: Vec<&str> = document.pages.iter().flat_map(|p| &p.lines).map(|l| l.text.as_str()).collect();
        prop_assert!(lost.is_empty() && invented.is_empty(), "lost {lost:#?}\ninvented {invented:#?}\n{}", lines.join("\n"));
    }
}

#[test]
fn a_sentence_that_is_none_harms_no_neighbour() {
    let items = [
        "1.2012年5月8日中信银行发放的100,000元（人民币）住房贷款，2016年7月已结清。",
        "2.这里什么也读不出来，只有几个字。",
        "3.2013年5月8日招商银行发放的200,000元（人民币）汽车贷款，2017年7月已结清。",
    ];
    let mut press = Press { pages: Vec::new(), y: 0.0, chance: 7 };
    for (x, text) in [(280.0, "信贷记录"), (44.0, "信息概要"), (44.0, "贷款"), (44.0, "从未逾期过的账户明细如下：")]
    {
        press.line(x, text);
    }
    for item in items {
        press.sentence(item);
    }
    let report = zhengxin::parse(&Document { pages: press.pages });
    assert_eq!(report.edition, zhengxin::model::Edition::Brief);
    let banks: Vec<&str> = report.brief.loans.iter().filter_map(|l| l.institution.text()).collect();
    assert_eq!(banks, ["中信银行", "招商银行"]);
    let unread: Vec<String> = report.unparsed.iter().map(|u| u.at.raw.split_whitespace().collect()).collect();
    assert_eq!(unread, [items[1]]);
    assert_eq!(report.unparsed[0].section, "brief.loan");
    let sentence = report.brief.loans[0].sentence.as_ref().expect("the sentence is kept");
    assert_eq!(sentence.raw.split_whitespace().collect::<String>(), items[0]);
}

#[test]
fn whether_a_limit_can_be_used_again() {
    let mut press = Press { pages: Vec::new(), y: 0.0, chance: 7 };
    for (x, text) in [(280.0, "信贷记录"), (44.0, "信息概要"), (44.0, "贷款"), (44.0, "从未逾期过的账户明细如下：")]
    {
        press.line(x, text);
    }
    for (n, said) in ["，可循环使用", "，不可循环使用", ""].into_iter().enumerate() {
        let n = n + 1;
        press.sentence(&format!(
            "{n}.2016年3月{n}日中国银行北京分行为个人经营性贷款授信，额度长期有效{said}。截至2016年7月，信用额度10,000元（人民币），余额为0，当前无逾期。"
        ));
    }
    let report = zhengxin::parse(&Document { pages: press.pages });
    let said: Vec<Option<bool>> = report.brief.loans.iter().map(|l| l.reusable).collect();
    assert_eq!(said, [Some(true), Some(false), None]);
}
