//! The sentences of the brief version (简版), as nom grammars over running text (layout.md §3.1).
//!
//! The text comes without white space and in half width ([`plain`]). A production gives what the sentence says of
//! each field as a piece of that text, so that its place can be found again. Fixed wording is matched by [`word`],
//! which bears a wrong, lost or added character; marks between the words are optional everywhere.

use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while_m_n, take_while1};
use nom::combinator::{opt, peek, recognize, verify};
use nom::error::{Error, ErrorKind};
use nom::{IResult, Parser};

use super::confusion::distance;
use super::text::{fold_width, is_dash};
use super::value::digit_for;

/// The result of a production over running text.
pub(crate) type Told<'a, T> = IResult<&'a str, T>;

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
        c if c.is_whitespace() => None,
        '曰' => Some('日'),
        '戶' => Some('户'),
        '佘' => Some('余'),
        '帐' => Some('账'),
        '〔' | '﹙' | '【' => Some('('),
        '〕' | '﹚' | '】' => Some(')'),
        c => Some(c),
    }
}

fn fail<'a, T>(i: &'a str) -> Told<'a, T> {
    Err(nom::Err::Error(Error::new(i, ErrorKind::Fail)))
}

/// The text before and after a number of bytes that lie on a border of characters.
fn cut(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// word := the characters of a fixed wording, one of them in about three wrong, lost or added
pub(crate) fn word<'a>(wording: &'static str) -> impl Fn(&'a str) -> Told<'a, &'a str> {
    move |i| match starts(i, wording) {
        Some(length) => {
            let (found, rest) = cut(i, length);
            Ok((rest, found))
        }
        None => fail(i),
    }
}

/// How many bytes at the start of a text are a wording, if they are.
fn starts(text: &str, wording: &str) -> Option<usize> {
    if text.starts_with(wording) {
        return Some(wording.len());
    }
    // Nothing costly where neither of the first two characters is one of the wording's.
    let (mut t, mut w) = (text.chars(), wording.chars());
    let (t0, t1) = (t.next()?, t.next()?);
    let (w0, w1) = (w.next()?, w.next()?);
    if !(t0 == w0 || t1 == w1 || t0 == w1 || t1 == w0) {
        return None;
    }
    let length = wording.chars().count();
    let limit = match length {
        0..=2 => 1,
        3..=4 => 2,
        5..=6 => 3,
        _ => 4,
    };
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(length + 1).collect();
    let mut best: Option<(u32, usize)> = None;
    // A shorter text wins where both are as near: what follows is somebody else's.
    for chars in length.saturating_sub(1).max(1)..=length + 1 {
        let Some(end) = chars.checked_sub(1).and_then(|n| ends.get(n)).copied() else { break };
        let (candidate, _) = cut(text, end);
        if candidate.chars().any(|c| c.is_ascii_digit() || is_stop(c)) {
            break;
        }
        if let Some(d) = distance(wording, candidate, limit).filter(|d| best.is_none_or(|b| *d < b.0)) {
            best = Some((d, end));
        }
    }
    best.map(|b| b.1)
}

/// Where a wording stands within the first characters of a text: before it and after it. The wording itself goes
/// before one that only comes near.
fn find<'a>(text: &'a str, wording: &str, most: usize) -> Option<(&'a str, &'a str)> {
    let end = text.char_indices().nth(most + wording.chars().count()).map_or(text.len(), |(at, _)| at);
    let (window, _) = cut(text, end);
    let exact = window.find(wording).map(|at| (at, wording.len()));
    let found = exact.or_else(|| window.char_indices().find_map(|(at, _)| Some((at, starts(cut(window, at).1, wording)?))));
    found.map(|(at, length)| (cut(text, at).0, cut(text, at + length).1))
}

/// up_to := text word, where the text is free
pub(crate) fn up_to<'a>(wording: &'static str, most: usize) -> impl Fn(&'a str) -> Told<'a, &'a str> {
    move |i| match find(i, wording, most) {
        Some((text, rest)) => Ok((rest, text)),
        None => fail(i),
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, ',' | '。' | '.' | ';' | ':' | '、' | '·' | '!' | '\'' | '`' | '"' | '“' | '”' | '‘' | '’')
}

/// stop := any marks, or none
pub(crate) fn stop(i: &str) -> Told<'_, &str> {
    take_while(is_stop)(i)
}

/// open := "("?, with any marks before it
fn open(i: &str) -> Told<'_, &str> {
    take_while(|c| is_stop(c) || c == '(')(i)
}

/// close := ")"?
fn close(i: &str) -> Told<'_, &str> {
    take_while(|c| c == ')')(i)
}

fn is_digit(c: char) -> bool {
    c != '。' && digit_for(c).is_some()
}

/// count := digit{1,3}
fn count(i: &str) -> Told<'_, &str> {
    take_while_m_n(1, 3, is_digit)(i)
}

/// year := digit{4}, from 1900 to 2199
fn year(i: &str) -> Told<'_, &str> {
    let century = |y: &&str| matches!(y.chars().filter_map(digit_for).take(2).collect::<String>().as_str(), "19" | "20" | "21");
    verify(take_while_m_n(4, 4, is_digit), century).parse(i)
}

/// Numbers of months and days have one or two digits, and no more than a month or a year has.
fn small<'a>(most: u32) -> impl Fn(&'a str) -> Told<'a, &'a str> {
    move |i| {
        let fits = |t: &&str| t.chars().filter_map(digit_for).collect::<String>().parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
        alt((verify(take_while_m_n(2, 2, is_digit), fits), verify(take_while_m_n(1, 1, is_digit), fits))).parse(i)
    }
}

/// One character that stands for a year's, month's or day's sign.
fn sign<'a>(set: &'static str) -> impl Fn(&'a str) -> Told<'a, &'a str> {
    move |i| take_while_m_n(1, 1, |c| set.contains(c) || matches!(c, '.' | '-' | '/' | ',' | ':'))(i)
}

/// day := year "年" digit{1,2} "月" digit{1,2} "日"? | year "." digit{1,2} "." digit{1,2}
pub(crate) fn day(i: &str) -> Told<'_, &str> {
    let last = opt(take_while_m_n(1, 1, |c| "日目".contains(c)));
    recognize((year, sign("年午牛"), small(12), sign("月目用"), small(31), last)).parse(i)
}

/// month := year "年" digit{1,2} "月"? | year "." digit{1,2}
pub(crate) fn month(i: &str) -> Told<'_, &str> {
    recognize((year, sign("年午牛"), small(12), opt(take_while_m_n(1, 1, |c| "月目用".contains(c))))).parse(i)
}

/// amount := "-"? digit{1,3} (("," | ".") digit{3})+ | "-"? digit+ | "-"+
fn amount(i: &str) -> Told<'_, &str> {
    let (after, sign) = take_while(is_dash)(i)?;
    let length = number_length(after);
    match length {
        0 if sign.is_empty() => fail(i),
        0 => Ok((after, sign)),
        _ => {
            let (found, rest) = cut(i, sign.len() + length);
            Ok((rest, found))
        }
    }
}

/// How many bytes a number has: groups of three behind commas, as long as what follows is no year.
fn number_length(text: &str) -> usize {
    let digits = |t: &str| t.chars().take_while(|c| is_digit(*c)).count();
    let bytes = |t: &str, n: usize| t.chars().take(n).map(char::len_utf8).sum::<usize>();
    let first = digits(text);
    let mut at = bytes(text, first);
    if first == 0 || first > 3 {
        return at;
    }
    while let Some(group) = cut(text, at).1.strip_prefix([',', '.']) {
        let run = digits(group);
        // `400,0002016年`: a year ran into the last group.
        let year_behind = run == 7 && year(cut(group, bytes(group, 3)).1).is_ok();
        if run != 3 && !year_behind {
            break;
        }
        at += 1 + bytes(group, 3);
        if year_behind {
            break;
        }
    }
    at
}

/// item := digit{0,3} stop day
///
/// The number may touch the day: the day says where the number ends.
pub(crate) fn item(i: &str) -> Told<'_, Option<u32>> {
    for digits in 0..=3 {
        let mut at = (take_while_m_n(digits, digits, is_digit), stop, peek(day));
        if let Ok((rest, (number, _, _))) = at.parse(i) {
            let number = number.chars().filter_map(digit_for).collect::<String>().parse().ok();
            return Ok((rest, number));
        }
    }
    fail(i)
}

/// numbered := digit{1,3} ("." | "、" | ",")
///
/// An item whose day could not be read.
pub(crate) fn numbered(i: &str) -> Told<'_, Option<u32>> {
    let (rest, (number, _)) =
        (take_while_m_n(1, 3, |c: char| c.is_ascii_digit()), take_while1(|c| matches!(c, '.' | '、' | ','))).parse(i)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) && !rest.starts_with("19") && !rest.starts_with("20") {
        return fail(i);
    }
    Ok((rest, number.parse().ok()))
}

/// group := text "账户明细如下"
///
/// The heading of a group of items; its text is the group's name.
pub(crate) fn group(i: &str) -> Told<'_, &str> {
    let (rest, name) = match up_to("账户明细如下", 36)(i) {
        Ok(found) => found,
        Err(_) => up_to("明细如下", 36)(i)?,
    };
    if name.contains(['。', '元']) || name.is_empty() || name.chars().any(|c| matches!(c, '年')) {
        return fail(i);
    }
    let (rest, _) = stop(rest)?;
    Ok((rest, name))
}

/// statement := month? stop "该机构声明" stop text
pub(crate) fn statement(i: &str) -> Told<'_, (Option<&str>, &str, &str)> {
    let (rest, (added, _)) = (opt(alt((day, month))), stop).parse(i)?;
    let (rest, said) = alt((word("该机构声明"), word("机构声明"))).parse(rest)?;
    let (content, _) = stop(rest)?;
    Ok(("", (added, said, content)))
}

/// rest := (stop clause)*
///
/// Clauses in any order. What is no clause is passed over, character by character; the flag says that this happened.
pub(crate) fn rest<'a>(mut i: &'a str, clauses: &[Clause], out: &mut Vec<Said<'a>>) -> bool {
    let mut unread = false;
    loop {
        i = i.trim_start_matches(|c| is_stop(c) || c == '(' || c == ')');
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

/// opened := item day
pub(crate) fn opened<'a>(label: &'static str) -> impl Fn(&'a str) -> Told<'a, Said<'a>> {
    move |i| {
        let (rest, (_, day)) = (item, day).parse(i)?;
        Ok((rest, says(label, day)))
    }
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

/// A free text without the marks around it.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_stop)
}

/// as_of := ("截至" | "截止") (day | month)
fn as_of_date<'a>(label: &'static str, i: &'a str) -> Told<'a, Vec<Said<'a>>> {
    let (rest, (_, date)) = (alt((word("截至"), word("截止"))), alt((day, month))).parse(i)?;
    Ok((rest, vec![says(label, date)]))
}

/// as_of_month := as_of
pub(crate) fn as_of_month(i: &str) -> Told<'_, Vec<Said<'_>>> {
    as_of_date("截至月份", i)
}

/// as_of_day := as_of
pub(crate) fn as_of_day(i: &str) -> Told<'_, Vec<Said<'_>>> {
    as_of_date("截至日期", i)
}

/// sum := wording "为"? amount "元"?
fn sum<'a>(label: &'static str, wording: &'static str, i: &'a str) -> Told<'a, Vec<Said<'a>>> {
    let (rest, (_, _, _, amount, _)) = (word(wording), opt(word_one("为")), stop_before_number, amount, opt(word_one("元"))).parse(i)?;
    Ok((rest, vec![says(label, amount)]))
}

/// A mark that a recogniser put before a number.
fn stop_before_number(i: &str) -> Told<'_, &str> {
    take_while_m_n(0, 1, |c| matches!(c, ':' | '.' | ','))(i)
}

/// One character that must be itself.
fn word_one<'a>(one: &'static str) -> impl Fn(&'a str) -> Told<'a, &'a str> {
    move |i| nom::bytes::complete::tag(one)(i)
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
pub(crate) fn balance(i: &str) -> Told<'_, Vec<Said<'_>>> {
    sum("余额", "余额", i)
}

/// overdraft := "透支余额" "为"? amount
pub(crate) fn overdraft(i: &str) -> Told<'_, Vec<Said<'_>>> {
    sum("透支余额", "透支余额", i)
}

/// installments := "含"? "未出单的大额专项分期余额" amount
pub(crate) fn installments(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, _) = opt(word_one("含")).parse(i)?;
    sum("大额专项分期余额", "未出单的大额专项分期余额", rest)
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
    let (rest, (_, is, _)) = (word("当前"), take_while_m_n(1, 1, |c| "有冇肴无旡兀".contains(c)), word("逾期")).parse(i)?;
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
    ended(i, "销户月份", &["销户"])
}

/// settled := ("截至" | "于")? month stop "已"? ("结清" | "转出")
pub(crate) fn settled(i: &str) -> Told<'_, Vec<Said<'_>>> {
    ended(i, "结清月份", &["结清", "转出"])
}

/// settled_only := settled, of records without a state
pub(crate) fn settled_only(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, mut said) = ended(i, "结清月份", &["结清"])?;
    said.retain(|s| s.label != "状态");
    Ok((rest, said))
}

fn ended<'a>(i: &'a str, label: &'static str, states: &'static [&'static str]) -> Told<'a, Vec<Said<'a>>> {
    let prefix = opt(alt((word("截至"), word("已于"), word_one("于"))));
    let (rest, (_, date, _, _)) = (prefix, opt(alt((day, month))), stop, opt(word_one("已"))).parse(i)?;
    for state in states {
        if let Ok((rest, found)) = word(state)(rest) {
            let mut said: Vec<Said<'a>> = date.map(|d| says(label, d)).into_iter().collect();
            said.push(means("状态", found, state));
            return Ok((rest, said));
        }
    }
    fail(i)
}

/// recent := ("最近" count "年内有")? count "个月" ("处于逾期状态" | "透支超过" count "天")
pub(crate) fn recent(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (_, months, _)) = (opt((word("最近"), count, word("年内有"))), count, word("个月")).parse(i)?;
    if let Ok((rest, _)) = word("处于逾期状态")(rest) {
        return Ok((rest, vec![says("逾期月数", months)]));
    }
    let (rest, (_, days, _)) = (word("透支超过"), count, opt(word_one("天"))).parse(rest)?;
    if is_ninety(days) { fail(i) } else { Ok((rest, vec![says("透支超过60天月数", months)])) }
}

/// over_90 := "其中"? count "个月" ("逾期" | "透支") "超过" count "天"
pub(crate) fn over_90(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (_, months, _)) = (opt(word("其中")), count, word("个月")).parse(i)?;
    let (rest, kind) = alt((word("逾期超过"), word("透支超过"))).parse(rest)?;
    let (rest, _) = (count, opt(word_one("天"))).parse(rest)?;
    // One of the two characters before `超过` is enough to tell.
    let overdrawn = kind.contains(['透', '支']);
    Ok((rest, vec![says(if overdrawn { "透支超过90天月数" } else { "逾期超过90天月数" }, months)]))
}

/// none_over_90 := "没有发生过" count "天以上" ("逾期" | "透支")
pub(crate) fn none_over_90(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, _) = (word("没有发生过"), count, word("天以上")).parse(i)?;
    let (rest, kind) = alt((word("逾期"), word("透支"))).parse(rest)?;
    let label = if kind.contains(['透', '支']) { "透支超过90天月数" } else { "逾期超过90天月数" };
    Ok((rest, vec![means(label, before(i, rest), "0")]))
}

fn is_ninety(days: &str) -> bool {
    days.chars().filter_map(digit_for).eq("90".chars())
}

/// last_repaid := "最近一次还款日期" "为"? day
pub(crate) fn last_repaid(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (_, _, _, date)) = (word("最近一次还款日期"), opt(word_one("为")), stop_before_number, day).parse(i)?;
    Ok((rest, vec![says("最近一次还款日期", date)]))
}

/// What stands before a rest.
pub(crate) fn before<'a>(i: &'a str, rest: &str) -> &'a str {
    cut(i, i.len().saturating_sub(rest.len())).0
}

/// card_opening := opened institution("发放的") "准"? "贷记卡" card_note?
pub(crate) fn card_opening(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, day) = opened("开立日期")(i)?;
    let (after, issuer) = institution("发卡机构", &["发放的"])(i)?;
    let (rest, (quasi, _)) = (opt(take_while_m_n(1, 1, |c| "准淮推谁隹".contains(c))), word("贷记卡")).parse(after)?;
    let kind = if quasi.is_some() { "准贷记卡" } else { "贷记卡" };
    let mut said = vec![day, issuer, means("卡种", before(after, rest), kind)];
    let (rest, note) = card_note(rest)?;
    said.extend(note);
    Ok((rest, said))
}

/// card_note := "("? (text "账户")? stop ("卡片尾号" stop tail)? ")"?
///
/// Brackets are lost, or read as `0`: four digits are the tail.
fn card_note(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let mut said = Vec::new();
    let (mut rest, _) = take_while(|c| is_stop(c) || c == '(' || c == '0')(i)?;
    if let Ok((after, currency)) = up_to("账户", 8)(rest)
        && !currency.is_empty()
        && !currency.contains(is_stop)
    {
        said.push(says("币种", currency));
        rest = after;
    }
    if let Ok((after, (_, _, _, tail))) =
        (open, word("卡片尾号"), stop, take_while_m_n(1, 8, |c: char| c.is_ascii_alphanumeric() || c == '*')).parse(rest)
    {
        let bracket_read_as_zero = tail.len() == 5 && tail.ends_with('0') && !after.starts_with(')');
        said.push(says("卡片尾号", if bracket_read_as_zero { cut(tail, 4).0 } else { tail }));
        rest = after;
    }
    if said.is_empty() {
        return Ok((i, said));
    }
    let (rest, _) = close(rest)?;
    Ok((rest, said))
}

/// card := card_opening (closed | as_of_month | not_activated | used | limit | overdraft | installments | balance | bad_debt | overdrawn_now | overdue_now | recent | over_90 | none_over_90)*
pub(crate) fn card(i: &str) -> Told<'_, (Vec<Said<'_>>, bool)> {
    const CLAUSES: &[Clause] = &[
        closed,
        as_of_month,
        not_activated,
        used,
        limit,
        overdraft,
        installments,
        balance,
        bad_debt,
        overdrawn_now,
        overdue_now,
        recent,
        over_90,
        none_over_90,
    ];
    whole(card_opening(i)?, CLAUSES)
}

fn whole<'a>(opening: (&'a str, Vec<Said<'a>>), clauses: &[Clause]) -> Told<'a, (Vec<Said<'a>>, bool)> {
    let (i, mut said) = opening;
    let unread = rest(i, clauses, &mut said);
    Ok(("", (said, unread)))
}

/// loan_opening := opened institution("发放的" | "办理的") amount "元"? currency? business remark?
pub(crate) fn loan_opening(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, day) = opened("开立日期")(i)?;
    let (i, lender) = institution("管理机构", &["发放的", "办理的"])(i)?;
    let (i, (amount, _)) = (amount, opt(word_one("元"))).parse(i)?;
    let mut said = vec![day, lender, says("金额", amount)];
    let (i, money) = opt(currency("币种")).parse(i)?;
    said.extend(money);
    let (rest, kind) = business(i)?;
    let (kind, remark) = remark(kind);
    said.push(says("业务种类", kind));
    said.extend(remark.map(|r| says("标注", r)));
    Ok((rest, said))
}

/// currency := "("? ("人民币" "元"? | text "元" | text "折人民币") ")"?
fn currency<'a>(label: &'static str) -> impl Fn(&'a str) -> Told<'a, Said<'a>> {
    move |i| {
        let (rest, bracket) = take_while(|c| c == '(')(i)?;
        if let Some(inside) = rest.split_once(')').map(|s| s.0).filter(|t| t.chars().count() <= 10 && t.ends_with(['币', '元', '师'])) {
            return Ok((close(cut(rest, inside.len()).1)?.0, says(label, inside)));
        }
        // A bracket was lost: the currency's own end tells.
        let (after, text) = up_to("人民币", 6)(rest)?;
        if bracket.is_empty() && !text.is_empty() && !text.ends_with('折') {
            return fail(i);
        }
        Ok((close(after)?.0, says(label, before(rest, after))))
    }
}

/// business := text up to a mark, a day or "截至"
fn business(i: &str) -> Told<'_, &str> {
    let mut depth = 0usize;
    let end = i.char_indices().take(60).find(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let here = cut(i, *at).1;
        depth == 0 && (is_stop(*c) || is_digit(*c) && month(here).is_ok()) || here.starts_with("截至") || *c == '。'
    });
    match end {
        Some((0, _)) => fail(i),
        Some((at, _)) => {
            let (text, rest) = cut(i, at);
            Ok((rest, text))
        }
        None => Ok(("", i)),
    }
}

/// remark := "(" text ")", at the end of a business
fn remark(text: &str) -> (&str, Option<&str>) {
    if let Some((kind, _)) = find(text, "其他机构转入", 40).filter(|(kind, _)| !kind.is_empty()) {
        let note = cut(text, kind.len()).1.trim_end_matches(')');
        return (kind.trim_end_matches('('), Some(note));
    }
    let inner = text.strip_suffix(')').and_then(|t| t.rsplit_once('('));
    match inner {
        Some((kind, note)) if !kind.is_empty() && !note.is_empty() => (kind, Some(note)),
        _ => (text, None),
    }
}

/// revolving_opening := opened institution("为") business "授信"
pub(crate) fn revolving_opening(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, day) = opened("开立日期")(i)?;
    let (rest, text) = up_to("授信", 140)(i)?;
    // The last `为` that leaves a business behind it: a bank's name may hold one.
    let Some((lender, kind)) = text.rsplit_once('为').filter(|(l, k)| !l.is_empty() && !k.is_empty() && !l.contains('。')) else {
        return fail(i);
    };
    Ok((rest, vec![day, says("管理机构", trimmed(lender)), says("业务种类", trimmed(kind))]))
}

/// due := day "到期"
pub(crate) fn due(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (date, _, _)) = (day, stop, word("到期")).parse(i)?;
    Ok((rest, vec![says("到期日期", date)]))
}

/// term := "额度有效期至" day | "额度"? "长期有效"
pub(crate) fn term(i: &str) -> Told<'_, Vec<Said<'_>>> {
    if let Ok((rest, (_, _, date))) = (word("额度有效期至"), stop_before_number, day).parse(i) {
        return Ok((rest, vec![says("到期日期", date)]));
    }
    let (rest, (_, long)) = (opt(word("额度")), word("长期有效")).parse(i)?;
    Ok((rest, vec![means("到期日期", long, "长期有效")]))
}

/// reusable := "不"? "可循环使用"
///
/// Read, but no field holds it.
fn reusable(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, _) = (opt(word_one("不")), word("可循环使用")).parse(i)?;
    Ok((rest, Vec::new()))
}

/// loan_limit := "信用额度" amount "元"? currency?
pub(crate) fn loan_limit(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, mut said) = sum("金额", "信用额度", i)?;
    let (rest, money) = opt(currency("币种")).parse(rest)?;
    said.extend(money);
    Ok((rest, said))
}

/// loan := (loan_opening | revolving_opening) (due | settled | as_of_month | term | reusable | loan_limit | last_repaid | balance | bad_debt | judicial | overdue_now | recent | over_90 | none_over_90)*
pub(crate) fn loan(i: &str) -> Told<'_, (Vec<Said<'_>>, bool)> {
    const CLAUSES: &[Clause] = &[
        due,
        settled,
        as_of_month,
        term,
        reusable,
        loan_limit,
        last_repaid,
        balance,
        bad_debt,
        judicial,
        overdue_now,
        recent,
        over_90,
        none_over_90,
    ];
    whole(loan_opening(i).or_else(|_| revolving_opening(i))?, CLAUSES)
}

/// disposal_opening := opened stop institution("接收债权") stop ("金额" "为"? amount)?
pub(crate) fn disposal_opening(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, day) = opened("债权接收日期")(i)?;
    let (i, holder) = institution("管理机构", &["接收债权"])(i)?;
    let (i, _) = stop(i)?;
    let (i, claim) = opt(|i| sum("债权金额", "金额", i)).parse(i)?;
    Ok((i, [day, holder].into_iter().chain(claim.into_iter().flatten()).collect()))
}

/// disposal := disposal_opening (settled_only | as_of_day | last_repaid | balance)*
pub(crate) fn disposal(i: &str) -> Told<'_, (Vec<Said<'_>>, bool)> {
    whole(disposal_opening(i)?, &[settled_only, as_of_day, last_repaid, balance])
}

/// advance_opening := opened "以来" institution("累计代偿金额") "为"? amount
pub(crate) fn advance_opening(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, day) = opened("垫款日期")(i)?;
    let (i, _) = opt(word("以来")).parse(i)?;
    let (i, guarantor) = institution("管理机构", &["累计代偿金额"])(i)?;
    let (i, (_, _, amount)) = (opt(word_one("为")), stop_before_number, amount).parse(i)?;
    Ok((i, vec![day, guarantor, says("累计代偿金额", amount)]))
}

/// advance := advance_opening (settled_only | as_of_day | last_repaid | balance)*
pub(crate) fn advance(i: &str) -> Told<'_, (Vec<Said<'_>>, bool)> {
    whole(advance_opening(i)?, &[settled_only, as_of_day, last_repaid, balance])
}

/// liability_opening := opened stop "为"? borrower "在"? institution("办理的") text "承担相关还款责任"
pub(crate) fn liability_opening(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, day) = opened("开立日期")(i)?;
    let (i, _) = (stop, opt(word_one("为"))).parse(i)?;
    let (i, borrower) = borrower(i)?;
    let (i, _) = (open, close, stop, opt(word_one("在"))).parse(i)?;
    let (i, lender) = institution("管理机构", &["办理的"])(i)?;
    let (i, kind) = up_to("承担相关还款责任", 60)(i)?;
    let mut said = vec![day];
    said.extend(borrower);
    said.extend([lender, says("业务种类", trimmed(kind))]);
    Ok((i, said))
}

/// borrower := text ("(" "证件类型" stop text stop "证件号码" stop digits ")")?
fn borrower(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let Ok((rest, name)) = up_to("证件类型", 80)(i) else {
        let Some((name, _)) = i.split_once('在').filter(|(n, _)| n.chars().count() <= 60) else { return fail(i) };
        return Ok((cut(i, name.len()).1, vec![says("借款人", trimmed(name))]));
    };
    let name = trimmed(name.trim_end_matches('('));
    let mut said = vec![says("借款人", name)];
    let (rest, _) = stop(rest)?;
    let Ok((rest, kind)) = up_to("证件号码", 20)(rest) else { return Ok((rest, said)) };
    said.push(says("借款人证件类型", trimmed(kind)));
    let (rest, _) = stop(rest)?;
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '-' | '×' | '/');
    let (rest, number) = match take_while1::<_, _, Error<&str>>(is_id)(rest) {
        Ok((after, number)) if !after.starts_with(|c| !matches!(c, ')' | '在' | ',')) => (after, number),
        // A number with other signs in it: up to its bracket.
        _ => {
            let (number, _) = rest.split_once([')', '在']).unwrap_or((rest, ""));
            (cut(rest, number.len()).1, number)
        }
    };
    if !number.is_empty() {
        said.push(says("借款人证件号码", number));
    }
    Ok((rest, said))
}

/// role := "责任人类型" "为"? text, up to a mark
fn role(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (_, _, _, role)) =
        (word("责任人类型"), opt(word_one("为")), stop_before_number, take_while1(|c| !is_stop(c) && c != '(')).parse(i)?;
    // The mark behind it may be lost.
    let role_only = role.split("相关还款责任金额").next().unwrap_or(role);
    let rest = if role_only.len() < role.len() { cut(i, before(i, rest).len() - role.len() + role_only.len()).1 } else { rest };
    Ok((rest, vec![says("责任人类型", role_only)]))
}

/// liable := "相关还款责任金额" "为"? amount
fn liable(i: &str) -> Told<'_, Vec<Said<'_>>> {
    sum("还款责任金额", "相关还款责任金额", i)
}

/// contract := "("? "保证合同编号" stop text ")"
///
/// The number may hold brackets of its own.
fn contract(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, _) = (word("保证合同编号"), stop).parse(i)?;
    let end = [rest.find('。'), rest.find("截至"), rest.find("余额")].into_iter().flatten().min().unwrap_or(rest.len());
    let (text, after) = cut(rest, end);
    let mut number = text.trim_end_matches(is_stop);
    while number.ends_with(')') && number.matches(')').count() > number.matches('(').count() {
        number = number.strip_suffix(')').unwrap_or(number);
    }
    if number.is_empty() { fail(i) } else { Ok((after, vec![says("保证合同编号", number)])) }
}

/// liability_balance := text "余额" "为"? amount currency?
fn liability_balance(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, text) = up_to("余额", 40)(i)?;
    if text.contains(['。', ',']) {
        return fail(i);
    }
    let (rest, (_, _, amount, _)) = (opt(word_one("为")), stop_before_number, amount, opt(word_one("元"))).parse(rest)?;
    let (rest, money) = opt(currency("余额币种")).parse(rest)?;
    Ok((rest, [says("余额", amount)].into_iter().chain(money).collect()))
}

/// liability := liability_opening (role | liable | contract | as_of_day | liability_balance)*
pub(crate) fn liability(i: &str) -> Told<'_, (Vec<Said<'_>>, bool)> {
    whole(liability_opening(i)?, &[role, liable, contract, as_of_day, liability_balance])
}

/// The plain form of a day or month whose signs were damaged: its numbers with points between.
pub(crate) fn plain_date(text: &str) -> Option<String> {
    let groups: Vec<String> =
        text.split(|c| !is_digit(c)).filter(|g| !g.is_empty()).map(|g| g.chars().filter_map(digit_for).collect()).collect();
    (groups.len() == 2 || groups.len() == 3).then(|| groups.join("."))
}
