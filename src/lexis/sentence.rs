//! The sentences of the brief version (简版) and of the first generation, as nom grammars over running text
//! (grammar-notes/brief.md, grammar-notes/first-generation.md).
//!
//! The text comes without white space and in half width ([`plain`]). A production gives what the sentence says of
//! each field as a piece of that text, so that its place can be found again. Fixed wording is matched by [`word`],
//! which bears a wrong, lost or added character; marks between the words are optional everywhere.

mod accounts;
mod clauses;
mod figures;
mod first;
mod kind;
mod liability;
mod wording;

use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while_m_n, take_while1};
use nom::combinator::{opt, peek};
use nom::error::{Error, ErrorKind};
use nom::sequence::terminated;
use nom::{IResult, Offset, Parser};

use super::confusion::unprinted;
use super::text::{fold_width, is_dash, is_han};
use super::value::digit_for;

pub(crate) use accounts::{ADVANCE, CARD, DISPOSAL, LOAN, REUSABLE};
use figures::{amount, count, is_digit, year};
pub(crate) use figures::{day, month, only_day, plain_date};
pub(crate) use first::{account_opening, account_rest, first_card, first_loan};
pub(crate) use kind::{Tells, tells};
pub(crate) use liability::LIABILITY;
use wording::{find, half};
pub(crate) use wording::{up_to, word};

/// Where a line of running text was lost: no wording, name or number goes on over it.
pub(crate) const TORN: char = '\u{e000}';

/// The result of a production over running text.
pub(crate) type Told<'a, T> = IResult<&'a str, T>;

/// A production for a whole sentence: what it says, and whether a part of it says nothing.
pub(crate) type Production = for<'t> fn(&'t str) -> Told<'t, (Vec<Said<'t>>, bool)>;

/// How the sentences of one section are read.
pub(crate) struct Telling {
    /// A whole sentence.
    pub(crate) whole: Production,
    /// What may stand in it behind its opening.
    pub(crate) clauses: &'static [Clause],
}

/// What a sentence says of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said<'a> {
    /// The field's canonical label.
    pub(crate) label: &'static str,
    /// The piece of the sentence that says it.
    pub(crate) text: &'a str,
    /// What the piece means, where that is not its own words.
    pub(crate) means: Option<&'static str>,
}

/// A clause: what it says of no, one or several fields.
pub(crate) type Clause = for<'a> fn(&'a str) -> Told<'a, Vec<Said<'a>>>;

/// A piece of a sentence that says a field in its own words.
pub(crate) fn says<'a>(label: &'static str, text: &'a str) -> Said<'a> {
    Said { label, text, means: None }
}

/// A piece of a sentence that says a field in other words.
pub(crate) fn means<'a>(label: &'static str, text: &'a str, means: &'static str) -> Said<'a> {
    Said { label, text, means: Some(means) }
}

/// One character of running text, or none for white space.
pub(crate) fn plain(c: char) -> Option<char> {
    let c = fold_width(c);
    match c {
        c if c.is_whitespace() || c == TORN => None,
        '｡' => Some('。'),
        '､' | '﹑' => Some('、'),
        '戶' => Some('户'),
        '﹙' | '〈' | '《' => Some('('),
        '﹚' | '〉' | '》' => Some(')'),
        c => Some(unprinted(c).unwrap_or(c)),
    }
}

fn fail<'a, T>(i: &'a str) -> Told<'a, T> {
    Err(nom::Err::Error(Error::new(i, ErrorKind::Fail)))
}

/// The text before and after a number of bytes that lie on a border of characters.
fn cut(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// What ends a text: a mark, or a tear.
fn is_stop(c: char) -> bool {
    is_mark(c) || c == TORN
}

fn is_mark(c: char) -> bool {
    matches!(c, ',' | '。' | '.' | ';' | ':' | '、' | '·' | '!' | '\'' | '`' | '"' | '“' | '”' | '‘' | '’')
}

/// stop := any marks, or none
pub(crate) fn stop(i: &str) -> Told<'_, &str> {
    take_while(is_mark)(i)
}

/// open := "("?, with any marks before it
fn open(i: &str) -> Told<'_, &str> {
    take_while(|c| is_mark(c) || c == '(')(i)
}

/// close := ")"?
fn close(i: &str) -> Told<'_, &str> {
    take_while(|c| c == ')')(i)
}

/// bullet := any bullets, opening brackets, dashes and specks, or none
fn bullet(i: &str) -> Told<'_, &str> {
    take_while(|c: char| is_dash(c) || "(·*※○●◎◇◆□■△▲▪▫▶►•◦☆★'`~|^_".contains(c))(i)
}

/// item := bullet digit{0,3} stop ")"? stop day
///
/// The number may touch the day: the day says where the number ends.
pub(crate) fn item(i: &str) -> Told<'_, Option<u32>> {
    let (i, _) = bullet(i)?;
    for digits in 0..=3 {
        let mut at = (take_while_m_n(digits, digits, is_digit), take_while(|c| is_mark(c) || c == ')'), peek(day));
        if let Ok((rest, (number, ..))) = at.parse(i) {
            let number = number.chars().filter_map(digit_for).collect::<String>().parse().ok();
            return Ok((rest, number));
        }
    }
    fail(i)
}

/// opening := item day
///
/// What tells that an item begins.
pub(crate) fn opening(i: &str) -> Told<'_, Option<u32>> {
    let (rest, (number, _)) = (item, day).parse(i)?;
    Ok((rest, number))
}

/// numbered := bullet digit{1,3} ("." | "、" | "," | ")")
///
/// An item whose day could not be read.
pub(crate) fn numbered(i: &str) -> Told<'_, Option<u32>> {
    let (rest, (_, number, _)) =
        (bullet, take_while_m_n(1, 3, |c: char| c.is_ascii_digit()), take_while1(|c| matches!(c, '.' | '、' | ',' | ')'))).parse(i)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) && !rest.starts_with("19") && !rest.starts_with("20") {
        return fail(i);
    }
    Ok((rest, number.parse().ok()))
}

/// group := text "账户明细如下" | ("发生过逾期的" | "从未逾期过的" | "透支超过") text? "账户："
///
/// The heading of a group of items; its text is the group's name.
pub(crate) fn group(i: &str) -> Told<'_, &str> {
    let (rest, name) = match up_to("账户明细如下", 36)(i) {
        Ok(found) => found,
        Err(_) => up_to("明细如下", 36)(i).or_else(|_| short_group(i))?,
    };
    if name.contains(['。', '元']) || name.is_empty() || name.chars().any(|c| matches!(c, '年')) {
        return fail(i);
    }
    // A point in the middle, of which some prints make bullets, is the next line's; so is the stop of an item that lost its number.
    let (rest, _) = take_while(|c| is_mark(c) && !matches!(c, '·' | '.' | '。' | '、'))(rest)?;
    Ok((rest, name))
}

/// A group's heading of which only the name is printed.
fn short_group(i: &str) -> Told<'_, &str> {
    let (after, _) = alt((word("发生过逾期的"), word("从未逾期过的"), word("透支超过"))).parse(i)?;
    let (rest, _) = up_to("账户", 36)(after)?;
    if rest.starts_with(':') { Ok((rest, before(before(i, rest), "账户"))) } else { fail(i) }
}

/// statement := (month | damaged)? stop speaker stop text
pub(crate) fn statement(i: &str) -> Told<'_, (Option<&str>, &str, &str)> {
    let whole = (opt(alt((day, month))), stop, speaker).parse(i);
    let (rest, (added, _, said)) = whole.or_else(|_| (opt(damaged), stop, speaker).parse(i))?;
    let (content, _) = stop(rest)?;
    Ok(("", (added, said, content)))
}

/// damaged := (digit | "年" | "月" | "日" | "曰" | "目"){2,11}
///
/// What is left of a month.
fn damaged(i: &str) -> Told<'_, &str> {
    take_while_m_n(2, 11, |c| is_digit(c) || "年月日曰目".contains(c))(i)
}

/// speaker := "该机构声明" | "机构声明" | ("该金融机构声明" | "本人声明" | "异议标注" | "特殊标注") ":"
fn speaker(i: &str) -> Told<'_, &str> {
    let short = alt((word("该机构声明"), word("机构声明")));
    let others = alt((word("该金融机构声明"), word("本人声明"), word("异议标注"), word("特殊标注")));
    alt((short, terminated(others, peek(word_one(":"))))).parse(i)
}

/// rest := (stop clause)*
///
/// Clauses in any order. What is no clause is passed over, character by character; the flag says that this happened. Of a number behind
/// a tear nobody knows how it begins.
pub(crate) fn rest<'a>(mut i: &'a str, clauses: &[Clause], out: &mut Vec<Said<'a>>) -> bool {
    let mut unread = false;
    loop {
        i = i.trim_start_matches(|c| is_mark(c) || c == '(' || c == ')');
        if let Some(behind) = i.strip_prefix(TORN) {
            unread = true;
            i = behind.trim_start_matches(is_digit);
            continue;
        }
        let Some(first) = i.chars().next() else { return unread };
        match clauses.iter().find_map(|clause| clause(i).ok().filter(|(after, _)| after.len() < i.len())) {
            Some((after, said)) => {
                out.extend(said);
                i = after;
            }
            None => {
                unread = true;
                i = cut(i, first.len_utf8()).1;
            }
        }
    }
}

/// remains := rest, without a number at its start
///
/// What is left of a sentence whose beginning was lost says of fields. A number that it begins with may be the end of one; a day or month
/// has its year.
pub(crate) fn remains<'a>(i: &'a str, clauses: &[Clause]) -> Vec<Said<'a>> {
    let mut said = Vec::new();
    rest(i, clauses, &mut said);
    let stands = |s: &Said<'_>| s.means.is_some() || i.offset(s.text) > 0 || alt((day, month)).parse(s.text).is_ok();
    said.retain(stands);
    said
}

/// Whether a text begins as the sentence of an item goes on behind its opening: with a clause.
pub(crate) fn goes_on(i: &str) -> bool {
    let clauses = accounts::CARD_CLAUSES.iter().chain(accounts::LOAN_CLAUSES).chain(liability::LIABILITY_CLAUSES);
    clauses.into_iter().any(|clause| clause(i).is_ok())
}

/// opened := opening
pub(crate) fn opened<'a>(label: &'static str) -> impl Fn(&'a str) -> Told<'a, Said<'a>> {
    move |i| {
        let (rest, (_, day)) = (item, day).parse(i)?;
        Ok((behind_strokes(day, rest), says(label, day)))
    }
}

/// What stands behind a day of which the last sign was read as one stroke or two: `14` and `11商业银行` of 14日商业银行. No name of an
/// institution begins so; the fields of both are flagged.
fn behind_strokes<'a>(day: &str, rest: &'a str) -> &'a str {
    let digits = day.chars().rev().take_while(|c| is_digit(*c)).count();
    let bare = rest.strip_prefix("11").or_else(|| rest.strip_prefix('1')).filter(|_| digits == 2);
    bare.filter(|t| t.starts_with(is_han)).unwrap_or(rest)
}

/// institution := text up to a wording, without marks around it
pub(crate) fn institution<'a>(label: &'static str, wordings: &'static [&'static str]) -> impl Fn(&'a str) -> Told<'a, Said<'a>> {
    move |i| {
        // The first of the wordings; the wording itself before one that only comes near.
        let exact = wordings.iter().filter_map(|w| Some((i.find(w)?, *w))).min().map(|(_, w)| w);
        let order = exact.into_iter().chain(wordings.iter().copied());
        match order.filter_map(|w| find(i, w, 140)).next() {
            Some((text, rest)) => Ok((rest, says(label, trimmed(text)))),
            None => fail(i),
        }
    }
}

/// A free text without the marks around it; a quotation mark whose other half stands inside is not around it.
pub(crate) fn trimmed(text: &str) -> &str {
    let text = text.trim_start_matches(is_stop);
    let quotes = |c: char| matches!(c, '“' | '”' | '"');
    let bare = text.trim_end_matches(is_stop);
    let tail = cut(text, bare.len()).1;
    match tail.chars().next().filter(|c| quotes(*c) && bare.matches(quotes).count() % 2 == 1) {
        Some(mark) => cut(text, bare.len() + mark.len_utf8()).0,
        None => bare,
    }
}

/// A mark that a recogniser put before a number.
fn stop_before_number(i: &str) -> Told<'_, &str> {
    take_while_m_n(0, 1, |c| matches!(c, ':' | '.' | ','))(i)
}

/// One character that must be itself.
fn word_one<'a>(one: &'static str) -> impl Fn(&'a str) -> Told<'a, &'a str> {
    move |i| nom::bytes::complete::tag(one)(i)
}

/// What stands before a rest.
pub(crate) fn before<'a>(i: &'a str, rest: &str) -> &'a str {
    cut(i, i.len().saturating_sub(rest.len())).0
}

fn whole<'a>(opening: (&'a str, Vec<Said<'a>>), clauses: &[Clause]) -> Told<'a, (Vec<Said<'a>>, bool)> {
    let (i, mut said) = opening;
    let unread = rest(i, clauses, &mut said);
    Ok(("", (said, unread)))
}

#[cfg(test)]
mod tests {
    use super::accounts::{advance, card, loan};
    use super::liability::liability;
    use super::*;

    /// What a sentence says, label by label.
    pub(super) fn said(production: Production, text: &str) -> Vec<(&'static str, String)> {
        let plain: String = text.chars().filter_map(plain).collect();
        let told = production(&plain).map(|(_, (said, _))| said).unwrap_or_default();
        told.iter().map(|s| (s.label, s.means.unwrap_or(s.text).to_string())).collect()
    }

    fn value(said: &[(&str, String)], label: &str) -> String {
        said.iter().find(|s| s.0 == label).map(|s| s.1.clone()).unwrap_or_default()
    }

    #[test]
    fn items_and_their_days() {
        for (text, number) in [
            ("1.2004年8月30日中国", Some(1)),
            ("12025.03.20中国", Some(1)),
            ("192019年1月2日中国", Some(19)),
            ("2004年8月30日中国", None),
            ("l.2004年8月30日中国", Some(1)),
            ("8.2022口8月13日中国", Some(8)),
            ("820228月13日中国", Some(8)),
            ("202012年3月4日中国", Some(20)),
            ("-2.2010年10月28日中国", Some(2)),
            ("`1.2008年12月25日中国", Some(1)),
        ] {
            assert_eq!(item(text).ok().map(|i| i.1), Some(number), "{text}");
        }
        for text in ["5年内有5个月", "2022年10月，余额", "10,000，已变成呆账"] {
            assert!(item(text).is_err(), "{text}");
        }
    }

    #[test]
    fn wording_through_damage() {
        let damaged = "2.2004年8月30日中国工商银行北京分行友放的贷记卡(人民币账户卡片尾号:0002).载至2016年7月信用额度50,000,余颖5,000(含未出单的大额专顶分期余额4,000)当前有逾期最近5年内有11个月处干逾期状态其中5个月逾期超过90天";
        let card = said(card, damaged);
        for (label, want) in [
            ("发卡机构", "中国工商银行北京分行"),
            ("卡片尾号", "0002"),
            ("截至月份", "2016年7月"),
            ("信用额度", "50,000"),
            ("余额", "5,000"),
            ("大额专项分期余额", "4,000"),
            ("状态", "当前有逾期"),
            ("逾期月数", "11"),
            ("逾期超过90天月数", "5"),
        ] {
            assert_eq!(value(&card, label), want, "{label}");
        }
    }

    #[test]
    fn what_is_not_said_is_not_invented() {
        let loan = said(loan, "3.2010年5月8日北京银行发放的200,000元（人民币）住房贷款。截至2016年7月，余额50,000。");
        let labels: Vec<&str> = loan.iter().map(|s| s.0).collect();
        assert_eq!(labels, ["开立日期", "管理机构", "金额", "币种", "业务种类", "截至月份", "余额"]);
    }

    #[test]
    fn a_speck_before_the_kind_of_a_loan() {
        let kind = |text| value(&said(loan, text), "业务种类");
        assert_eq!(kind("5.2020年4月15日甲银行发放的580，000元（人民币）.个人商用房贷款，2021年2月已结清。"), "个人商用房贷款");
        let without = said(loan, "5.2020年4月15日甲银行发放的580，000元（人民币），2021年2月已结清。");
        assert_eq!((value(&without, "业务种类"), value(&without, "结清月份")), (String::new(), "2021年2月".to_string()));
    }

    #[test]
    fn other_wordings() {
        let loan = said(
            loan,
            "1、2023-09-12建设银行发放的人民币350,000.00元国家助学贷款，2024-03-11到期。截至到2024年1月，余额：250,878.50元，当前有逾期。",
        );
        for (label, want) in
            [("金额", "350,000.00"), ("币种", "人民币"), ("业务种类", "国家助学贷款"), ("截至月份", "2024年1月"), ("余额", "250,878.50")]
        {
            assert_eq!(value(&loan, label), want, "{label}");
        }
        let card = said(card, "2.2022年5月1日民生银行发放的贷记卡（人民币账户，卡片尾号为0791），2023年3月销户。");
        assert_eq!(value(&card, "卡片尾号"), "0791");
        assert_eq!(group("发生过逾期的贷记卡账户:").map(|g| g.1), Ok("发生过逾期的贷记卡"));
        for (printed, want) in [("80.12元", "80.12"), ("1,080.50，", "1,080.50"), ("80.123", "80.123")] {
            assert_eq!(amount(printed).map(|a| a.1), Ok(want), "{printed}");
        }
    }

    #[test]
    fn a_sum_and_a_year_that_ran_together() {
        let advance = said(advance, "2.2013年02月02日以来富登担保公司累计代偿金额400,0002016年1月已结清。");
        assert_eq!(value(&advance, "累计代偿金额"), "400,000");
        assert_eq!(value(&advance, "结清月份"), "2016年1月");
    }

    #[test]
    fn the_older_print() {
        let card = said(card, "3.2011年12月30日中国农业银行发放的贷记卡（美元账户）。截至2016年8月,信用额度折合人民币8,292，已使用额度0。");
        assert_eq!(
            (value(&card, "币种"), value(&card, "信用额度"), value(&card, "已使用额度")),
            ("美元".into(), "8,292".into(), "0".into())
        );
        let advance = said(
            advance,
            "1.2016年4月5日华安财产保险股份有限公司进行最近一次代偿，累计代偿金额500,000。最近一次还款日期为2016年8月31日，余额0。",
        );
        assert_eq!(value(&advance, "管理机构"), "华安财产保险股份有限公司");
        assert_eq!(value(&advance, "累计代偿金额"), "500,000");
        assert_eq!(value(&advance, "垫款日期"), "", "the day of the last advance is not the day since when");
        let guarantee = said(
            liability,
            "1.2012年3月5日，为赵四（证件类型：身份证，证件号码：110108197101310782）在某银行办理的贷款提供担保，担保贷款合同金额300,000，担保金额200,000。截至2013年6月6日，担保贷款本金余额100,000。",
        );
        assert_eq!(value(&guarantee, "业务种类"), "贷款");
        assert_eq!(value(&guarantee, "还款责任金额"), "200,000", "not the sum of the contract");
        assert_eq!(value(&guarantee, "余额"), "100,000");
    }

    #[test]
    fn a_wording_ends_where_it_is_nearest() {
        let liability = said(
            liability,
            "1.2016年1月2日，为赵四（证件类型：身份证，证件号码：1101）在甲银行办理旳住房贷款承坦相关还款责任，责任人类型为保证人，相关还款责任金额5,000。截至2017年1月2日，住房贷款余顿4,000。",
        );
        assert_eq!((value(&liability, "管理机构"), value(&liability, "业务种类")), ("甲银行".into(), "住房贷款".into()));
        assert_eq!(value(&liability, "余额"), "4,000");
        for (printed, want) in
            [("80,000", "80,000"), ("80、000", "80、000"), ("80,,000", "80,,000"), ("80,2016年8月", "80"), ("8000", "8000")]
        {
            assert_eq!(amount(printed).map(|a| a.1), Ok(want), "{printed}");
        }
        let said_of_card = |text| said(card, text);
        let card = said_of_card("1.2016年1月2日甲银行发放旳贷记下（人民币账户）。截至2017年1月，信用额度5、000，余额80，当煎有谕期。");
        assert_eq!((value(&card, "卡种"), value(&card, "币种")), ("贷记卡".into(), "人民币".into()));
        assert_eq!((value(&card, "信用额度"), value(&card, "状态")), ("5、000".into(), "当前有逾期".into()));
        let closed = said_of_card("1.2016年1月2日甲银行发放的贷记卡（人民币账户，卡片尾号：11112019年3月销户。");
        assert_eq!((value(&closed, "卡片尾号"), value(&closed, "销户月份")), ("1111".into(), "2019年3月".into()));
    }

    #[test]
    fn revolving_loans() {
        let loan = said(
            loan,
            "1.2016年3月1日中国银行北京分行为个人经营性贷款授信，额度长期有效，可循环使用。截至2016年7月，信用额度10,000元（人民币），余额为0，当前无逾期。",
        );
        assert_eq!(value(&loan, "管理机构"), "中国银行北京分行");
        assert_eq!(value(&loan, "业务种类"), "个人经营性贷款");
        assert_eq!(value(&loan, "到期日期"), "长期有效");
        assert_eq!(value(&loan, "金额"), "10,000");
        assert_eq!(value(&loan, "币种"), "人民币");
    }
}
