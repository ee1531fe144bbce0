//! The sentences for cards, loans and other businesses, claims taken over and advances.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while_m_n};
use nom::combinator::{opt, peek};
use nom::sequence::terminated;

use super::super::text::is_han;
use super::clauses::{
    as_of_day, as_of_month, bad_debt, balance, closed, installments, judicial, last_repaid, limit, none_over_90, not_activated, over_90,
    overdraft, overdrawn_now, overdue_now, recent, settle_none_over_90, settled, settled_only, sum, used,
};
use super::{
    Clause, Said, Telling, Told, amount, before, close, cut, day, fail, find, half, institution, is_digit, is_mark, is_stop, means, month,
    open, opened, says, stop, stop_before_number, trimmed, up_to, whole, word, word_one, year,
};

/// card_opening := opened institution("发放的") card_kind card_note?
pub(crate) fn card_opening(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, day) = opened("开立日期")(i)?;
    let (after, issuer) = institution("发卡机构", &["发放的"])(i)?;
    let (rest, kind) = card_kind(after)?;
    let mut said = vec![day, issuer, means("卡种", before(after, rest), kind)];
    let (rest, note) = card_note(rest)?;
    said.extend(note);
    Ok((rest, said))
}

/// card_kind := "准"? "贷记卡"
pub(crate) fn card_kind(i: &str) -> Told<'_, &'static str> {
    let (rest, (quasi, _)) = (opt(take_while_m_n(1, 1, |c| "准淮推谁隹".contains(c))), word("贷记卡")).parse(i)?;
    Ok((rest, if quasi.is_some() { "准贷记卡" } else { "贷记卡" }))
}

/// card_note := "("? (text "账户")? stop (("卡片尾号" | "尾号") ("为" | stop) tail)? ")"?
///
/// Brackets are lost, or read as `0`: four digits are the tail.
fn card_note(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let mut said = Vec::new();
    let (mut rest, _) = take_while(|c| is_mark(c) || c == '(' || c == '0')(i)?;
    if let Ok((after, currency)) = up_to("账户", 8)(rest)
        && !currency.is_empty()
        && !currency.contains(|c| is_stop(c) || c == '(')
    {
        said.push(says("币种", currency));
        rest = after;
    }
    if let Ok((after, (_, _, _, _, tail))) = (
        open,
        alt((word("卡片尾号"), word_one("尾号"))),
        opt(word_one("为")),
        stop,
        take_while_m_n(1, 8, |c: char| c.is_ascii_alphanumeric() || c == '*'),
    )
        .parse(rest)
    {
        let bracket_read_as_zero = tail.len() == 5 && tail.ends_with('0') && !after.starts_with(')');
        let year_behind = tail.len() == 8 && year(cut(tail, 4).1).is_ok() && !after.starts_with(')');
        said.push(says("卡片尾号", if bracket_read_as_zero || year_behind { cut(tail, 4).0 } else { tail }));
        rest = if year_behind { cut(rest, rest.len() - after.len() - 4).1 } else { after };
    }
    if said.is_empty() {
        return Ok((i, said));
    }
    let (rest, _) = close(rest)?;
    Ok((rest, said))
}

/// What is said of a card behind its opening.
pub(super) const CARD_CLAUSES: &[Clause] = &[
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

/// card := card_opening (closed | as_of_month | not_activated | used | limit | overdraft | installments | balance | bad_debt | overdrawn_now | overdue_now | recent | over_90 | none_over_90)*
pub(crate) fn card(i: &str) -> Told<'_, (Vec<Said<'_>>, bool)> {
    let (rest, (mut said, unread)) = whole(card_opening(i)?, CARD_CLAUSES)?;
    settle_none_over_90(&mut said);
    Ok((rest, (said, unread)))
}

/// The sentences for cards.
pub(crate) const CARD: Telling = Telling { whole: card, clauses: CARD_CLAUSES };

/// lent := opened institution(wordings) "人民币"? amount "元"? currency?
pub(crate) fn lent<'a>(sum: &'static str, money: &'static str, wordings: &'static [&'static str], i: &'a str) -> Told<'a, Vec<Said<'a>>> {
    let (i, day) = opened("开立日期")(i)?;
    let (i, lender) = institution("管理机构", wordings)(i)?;
    let (i, (yuan_before, _, amount, _)) = (opt(word_one("人民币")), stop_before_number, amount, opt(yuan)).parse(i)?;
    let mut said = vec![day, lender, says(sum, amount)];
    let (rest, currency) = opt(currency(money)).parse(i)?;
    said.extend(currency.or_else(|| yuan_before.map(|text| says(money, text))));
    Ok((rest, said))
}

/// loan_opening := lent("发放的" | "办理的") (stop business remark?)?
///
/// A mark before the business is a speck. Where the business cannot be told the rest is told all the same.
pub(crate) fn loan_opening(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, mut said) = lent("金额", "币种", &["发放的", "办理的"], i)?;
    let (rest, _) = stop(i)?;
    let Ok((rest, kind)) = business(rest) else { return Ok((i, said)) };
    let (kind, remark) = remark(kind);
    said.push(says("业务种类", kind));
    said.extend(remark.map(|r| says("标注", r)));
    Ok((rest, said))
}

/// `元`, or whatever stands in its place before a bracket.
fn yuan(i: &str) -> Told<'_, &str> {
    alt((word_one("元"), terminated(take_while_m_n(1, 1, |c| !is_stop(c) && c != '('), peek(word_one("("))))).parse(i)
}

/// currency := "("? ("人民币" "元"? | text "元" | text "折人民币") ")"?
pub(crate) fn currency<'a>(label: &'static str) -> impl Fn(&'a str) -> Told<'a, Said<'a>> {
    move |i| {
        let (rest, bracket) = take_while(|c| c == '(')(i)?;
        // No currency's name is longer; the next bracket may be far away.
        let near = rest.char_indices().nth(12).map_or(rest, |(at, _)| cut(rest, at).0);
        if let Some(inside) = near.split_once(')').map(|s| s.0).filter(|t| is_currency(t)) {
            return Ok((close(cut(rest, inside.len()).1)?.0, says(label, inside)));
        }
        // A bracket was lost: the currency's own end tells. No business begins with `元`.
        let (after, text) = up_to("人民币", 6)(rest)?;
        let (after, _) = opt(word_one("元")).parse(after)?;
        if bracket.is_empty() && !text.is_empty() && !text.ends_with('折') {
            return fail(i);
        }
        Ok((close(after)?.0, says(label, before(rest, after))))
    }
}

/// A currency's name in brackets: what ends as most do, or a few Chinese characters (`英镑`, `瑞士法郎`).
fn is_currency(text: &str) -> bool {
    let length = text.chars().count();
    length <= 10 && text.ends_with(['币', '元', '师']) || (2..=4).contains(&length) && text.chars().all(is_han)
}

/// business := text up to a mark, a day or "截至"
fn business(i: &str) -> Told<'_, &str> {
    let end = i.char_indices().take(60).find(|(at, c)| {
        let here = cut(i, *at).1;
        is_stop(*c) || is_digit(*c) && month(here).is_ok() || here.starts_with("截至")
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

/// expires := day "到期"
pub(crate) fn expires(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (date, _, _)) = (day, stop, half("到期")).parse(i)?;
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

/// What a loan's sentence says of its limit, under a label of our own: no table prints it.
pub(crate) const REUSABLE: &str = "可循环使用";

/// reusable := "不"? "可循环使用"
fn reusable(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (not, words)) = (opt(word_one("不")), word(REUSABLE)).parse(i)?;
    Ok((rest, vec![means(REUSABLE, words, if not.is_some() { "否" } else { "是" })]))
}

/// loan_limit := "信用额度" amount "元"? currency?
pub(crate) fn loan_limit(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, mut said) = sum("金额", "信用额度", i)?;
    let (rest, money) = opt(currency("币种")).parse(rest)?;
    said.extend(money);
    Ok((rest, said))
}

/// What is said of a loan behind its opening.
pub(super) const LOAN_CLAUSES: &[Clause] = &[
    expires,
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

/// lender_only := opened institution("发放的" | "办理的"), where no sum could be read
fn lender_only(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, day) = opened("开立日期")(i)?;
    let (i, lender) = institution("管理机构", &["发放的", "办理的"])(i)?;
    if card_kind(i).is_ok() { fail(i) } else { Ok((i, vec![day, lender])) }
}

/// loan := (loan_opening | revolving_opening | lender_only) (expires | settled | as_of_month | term | reusable | loan_limit | last_repaid | balance | bad_debt | judicial | overdue_now | recent | over_90 | none_over_90)*
pub(crate) fn loan(i: &str) -> Told<'_, (Vec<Said<'_>>, bool)> {
    whole(loan_opening(i).or_else(|_| revolving_opening(i)).or_else(|_| lender_only(i))?, LOAN_CLAUSES)
}

/// The sentences for loans and other businesses.
pub(crate) const LOAN: Telling = Telling { whole: loan, clauses: LOAN_CLAUSES };

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
    whole(disposal_opening(i)?, CLAIM_CLAUSES)
}

/// What is said of a claim or an advance behind its opening.
const CLAIM_CLAUSES: &[Clause] = &[settled_only, as_of_day, last_repaid, balance];

/// The sentences for claims taken over.
pub(crate) const DISPOSAL: Telling = Telling { whole: disposal, clauses: CLAIM_CLAUSES };

/// advance_opening := opened "以来" institution("累计代偿金额") ("为"? amount)? | opened institution("进行最近一次代偿") stop "累计代偿金额" ("为"? amount)?
///
/// The older print tells the day of the last advance, which is not the day since when.
pub(crate) fn advance_opening(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, day) = opened("垫款日期")(i)?;
    let (i, _) = opt(word("以来")).parse(i)?;
    let last = || -> Told<'_, Said<'_>> {
        let (i, guarantor) = institution("管理机构", &["进行最近一次代偿"])(i)?;
        let (i, _) = (stop, word("累计代偿金额")).parse(i)?;
        Ok((i, guarantor))
    };
    let (i, said) = match last() {
        Ok((i, guarantor)) => (i, vec![guarantor]),
        Err(_) => {
            let (i, guarantor) = institution("管理机构", &["累计代偿金额"])(i)?;
            (i, vec![day, guarantor])
        }
    };
    // Without a sum that can be read it is an advance all the same.
    let (i, amount) = opt((opt(word_one("为")), stop_before_number, amount).map(|(_, _, amount)| amount)).parse(i)?;
    Ok((i, said.into_iter().chain(amount.map(|amount| says("累计代偿金额", amount))).collect()))
}

/// advance := advance_opening (settled_only | as_of_day | last_repaid | balance)*
pub(crate) fn advance(i: &str) -> Told<'_, (Vec<Said<'_>>, bool)> {
    whole(advance_opening(i)?, CLAIM_CLAUSES)
}

/// The sentences for advances.
pub(crate) const ADVANCE: Telling = Telling { whole: advance, clauses: CLAIM_CLAUSES };
