//! The clauses that sentences of several kinds have: each says one thing, in any order.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::take_while_m_n;
use nom::combinator::{opt, peek, recognize};
use nom::sequence::terminated;

use super::super::text::is_han;
use super::super::value::digit_for;
use super::{Said, Told, amount, before, count, day, fail, half, is_stop, means, month, says, stop, stop_before_number, word, word_one};

/// as_of_date := ("截至" | "截止") "到"? (day | month)
fn as_of_date<'a>(label: &'static str, i: &'a str) -> Told<'a, Vec<Said<'a>>> {
    let (rest, (_, date)) = (as_of_word, alt((day, month))).parse(i)?;
    Ok((rest, vec![says(label, date)]))
}

/// `截至`, `截止`, `截至到`
fn as_of_word(i: &str) -> Told<'_, &str> {
    recognize((alt((word("截至"), word("截止"), near_as_of)), opt(word_one("到")))).parse(i)
}

/// `截至` with one of its characters wrong or lost: nothing else but a term ends in `至` before a day.
fn near_as_of(i: &str) -> Told<'_, &str> {
    let first = recognize((take_while_m_n(1, 1, |c: char| is_han(c) && !"期效".contains(c)), word_one("至")));
    alt((first, recognize((word_one("截"), take_while_m_n(0, 1, is_han))))).parse(i)
}

/// as_of_month := as_of_date
pub(crate) fn as_of_month(i: &str) -> Told<'_, Vec<Said<'_>>> {
    as_of_date("截至月份", i)
}

/// as_of_day := as_of_date
pub(crate) fn as_of_day(i: &str) -> Told<'_, Vec<Said<'_>>> {
    as_of_date("截至日期", i)
}

/// sum := wording converted? "为"? "人民币"? amount "元"?
pub(crate) fn sum<'a>(label: &'static str, wording: &'static str, i: &'a str) -> Told<'a, Vec<Said<'a>>> {
    let (rest, _) = (word(wording), opt(converted), opt(is), opt(word_one("人民币")), stop_before_number).parse(i)?;
    let (rest, (amount, _)) = (amount, opt(word_one("元"))).parse(rest)?;
    Ok((rest, vec![says(label, amount)]))
}

/// `为` before a sum, or what it was taken for.
fn is(i: &str) -> Told<'_, &str> {
    alt((word_one("为"), terminated(take_while_m_n(1, 1, is_han), peek(take_while_m_n(1, 1, |c: char| c.is_ascii_digit()))))).parse(i)
}

/// converted := "折合" "人民币"
pub(super) fn converted(i: &str) -> Told<'_, &str> {
    recognize((half("折合"), word("人民币"))).parse(i)
}

/// limit := "信用额度" amount
pub(crate) fn limit(i: &str) -> Told<'_, Vec<Said<'_>>> {
    if is_used(i) { fail(i) } else { sum("信用额度", "信用额度", i) }
}

/// The two limits differ in their first characters only.
fn is_used(i: &str) -> bool {
    i.chars().take(3).any(|c| matches!(c, '已' | '使'))
}

/// used := ("已使用额度" | "已用额度") amount
pub(crate) fn used(i: &str) -> Told<'_, Vec<Said<'_>>> {
    if !is_used(i) {
        return fail(i);
    }
    sum("已使用额度", "已使用额度", i).or_else(|_| sum("已使用额度", "已用额度", i))
}

/// balance := "余额" "为"? amount
///
/// Between its first character and a sum, the second one may be anything.
pub(crate) fn balance(i: &str) -> Told<'_, Vec<Said<'_>>> {
    sum("余额", "余额", i).or_else(|_| {
        let (rest, _) = (word_one("余"), take_while_m_n(1, 1, is_han), opt(word_one("为")), stop_before_number).parse(i)?;
        let (rest, (amount, _)) = (amount, opt(word_one("元"))).parse(rest)?;
        Ok((rest, vec![says("余额", amount)]))
    })
}

/// overdraft := "透支余额" "为"? amount
pub(crate) fn overdraft(i: &str) -> Told<'_, Vec<Said<'_>>> {
    sum("透支余额", "透支余额", i)
}

/// installments := "含"? "未出单的"? "大额专项分期余额" amount
pub(crate) fn installments(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, _) = opt(word_one("含")).parse(i)?;
    let (rest, _) = opt(word("未出单的")).parse(rest)?;
    sum("大额专项分期余额", "大额专项分期余额", rest)
}

/// bad_debt := "已变成"? "呆账"
pub(crate) fn bad_debt(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (_, state)) = (opt(word("已变成")), word("呆账")).parse(i)?;
    Ok((rest, vec![means("状态", state, "呆账")]))
}

/// judicial := "已变成"? "司法追偿"
pub(crate) fn judicial(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (_, state)) = (opt(word("已变成")), word("司法追偿")).parse(i)?;
    Ok((rest, vec![means("状态", state, "司法追偿")]))
}

/// overdue_now := "当前" ("有" | "无") "逾期"
pub(crate) fn overdue_now(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (_, is, _)) = (half("当前"), take_while_m_n(1, 1, |c| "有冇肴无旡兀".contains(c)), half("逾期")).parse(i)?;
    let state = if "有冇肴".contains(is) { "当前有逾期" } else { "当前无逾期" };
    Ok((rest, vec![means("状态", before(i, rest), state)]))
}

/// overdrawn_now := "当前透支超过" count "天"
pub(crate) fn overdrawn_now(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, _) = (word("当前透支超过"), count, opt(word_one("天"))).parse(i)?;
    Ok((rest, vec![means("状态", before(i, rest), "当前透支超过60天")]))
}

/// not_activated := "尚未激活" | "未激活"
pub(crate) fn not_activated(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, state) = alt((word("尚未激活"), word("未激活"))).parse(i)?;
    Ok((rest, vec![means("状态", state, "尚未激活")]))
}

/// closed := ("截至" | "于")? month stop "已"? "销户"
pub(crate) fn closed(i: &str) -> Told<'_, Vec<Said<'_>>> {
    ended(i, "销户月份", "状态", &["销户"])
}

/// settled := ("截至" | "于")? month stop "已"? ("结清" | "转出")
pub(crate) fn settled(i: &str) -> Told<'_, Vec<Said<'_>>> {
    ended(i, "结清月份", "状态", &["结清", "转出"])
}

/// settled_only := settled, of records without a state
pub(crate) fn settled_only(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, mut said) = ended(i, "结清月份", "状态", &["结清"])?;
    said.retain(|s| s.label != "状态");
    Ok((rest, said))
}

/// ended := ("截至" | "已于" | "于")? (day | month)? stop "已"? state
pub(crate) fn ended<'a>(i: &'a str, label: &'static str, state: &'static str, states: &'static [&'static str]) -> Told<'a, Vec<Said<'a>>> {
    let prefix = opt(alt((word("截至"), word("已于"), word_one("于"))));
    let (rest, (_, date, _, is)) = (prefix, opt(alt((day, month))), stop, opt(take_while_m_n(1, 1, |c| "已己巳".contains(c)))).parse(i)?;
    for meaning in states {
        // Behind a month and `已` hardly anything else can stand.
        let certain = date.is_some() && is.is_some();
        if let Ok((rest, found)) = word(meaning)(rest).or_else(|e| if certain { half(meaning)(rest) } else { Err(e) }) {
            let mut said: Vec<Said<'a>> = date.map(|d| says(label, d)).into_iter().collect();
            said.push(means(state, found, meaning));
            return Ok((rest, said));
        }
    }
    fail(i)
}

/// recent := ("最近" count "年内有")? count "个月" ("处于逾期状态" | "发生过逾期" | "透支超过" count "天")
pub(crate) fn recent(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (_, months, _)) = (opt((word("最近"), count, word("年内有"))), count, half("个月")).parse(i)?;
    if let Ok((rest, _)) = alt((word("处于逾期状态"), word("发生过逾期"))).parse(rest) {
        return Ok((rest, vec![says("逾期月数", months)]));
    }
    let (rest, (_, days, _)) = (word("透支超过"), count, opt(word_one("天"))).parse(rest)?;
    if is_ninety(days) { fail(i) } else { Ok((rest, vec![says("透支超过60天月数", months)])) }
}

/// over_90 := "其中"? count "个月" ("逾期" | "透支") ("超过" | "大于") count "天"
pub(crate) fn over_90(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (_, months, _)) = (opt(half("其中")), count, half("个月")).parse(i)?;
    let (rest, kind) = alt((word("逾期超过"), word("透支超过"), word("逾期大于"), word("透支大于"))).parse(rest)?;
    let (rest, _) = (count, opt(word_one("天"))).parse(rest)?;
    // One of the first two characters is enough to tell.
    let overdrawn = kind.contains(['透', '支']);
    Ok((rest, vec![says(if overdrawn { "透支超过90天月数" } else { "逾期超过90天月数" }, months)]))
}

/// none_over_90 := "没有发生过" text ("逾期" | "透支")?
///
/// The first words tell; what follows says only which kind.
pub(crate) fn none_over_90(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, _) = word("没有发生过")(i)?;
    let (rest, text) = take_while_m_n(0, 8, |c| !is_stop(c))(rest)?;
    let label = if text.contains("透支") { "透支超过90天月数" } else { "逾期超过90天月数" };
    Ok((rest, vec![means(label, before(i, rest), "0")]))
}

/// Which months there were none of, where the words that tell were lost: those that the sentence has told of.
pub(super) fn settle_none_over_90(said: &mut [Said<'_>]) {
    if said.iter().any(|s| s.label == "透支超过60天月数") {
        let untold = |s: &&mut Said<'_>| s.label == "逾期超过90天月数" && s.means.is_some() && !s.text.contains(['逾', '期']);
        said.iter_mut().filter(untold).for_each(|s| s.label = "透支超过90天月数");
    }
}

fn is_ninety(days: &str) -> bool {
    days.chars().filter_map(digit_for).eq("90".chars())
}

/// last_repaid := "最近一次还款日期" "为"? day
pub(crate) fn last_repaid(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (_, _, _, date)) = (word("最近一次还款日期"), opt(word_one("为")), stop_before_number, day).parse(i)?;
    Ok((rest, vec![says("最近一次还款日期", date)]))
}
