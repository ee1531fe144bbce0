//! The sentences for what one is liable for without being the borrower.

use nom::Parser;
use nom::bytes::complete::take_while1;
use nom::character::complete::{char, one_of};
use nom::combinator::{opt, recognize};
use nom::error::Error;

use super::super::text::is_han;
use super::accounts::currency;
use super::clauses::{as_of_day, balance, sum};
use super::{
    Clause, Said, TORN, Telling, Told, before, close, cut, fail, institution, is_stop, open, opened, says, stop, stop_before_number,
    trimmed, up_to, whole, word, word_one,
};

/// liability_opening := opened stop "为"? borrower "在"? institution("办理的") text ("承担相关还款责任" | "提供担保")
pub(crate) fn liability_opening(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, day) = opened("开立日期")(i)?;
    // Nobody's name begins with what 为 is easily read as.
    let (i, _) = (stop, opt(one_of("为爲力办"))).parse(i)?;
    let (i, borrower) = borrower(i)?;
    let (i, _) = (open, close, stop, opt(word_one("在"))).parse(i)?;
    let (i, lender) = institution("管理机构", &["办理的"])(i)?;
    let (i, kind) = up_to("承担相关还款责任", 60)(i).or_else(|_| up_to("提供担保", 60)(i))?;
    let mut said = vec![day];
    said.extend(borrower);
    said.extend([lender, says("业务种类", trimmed(kind))]);
    Ok((i, said))
}

/// borrower := text ("(" "证件类型" stop text stop "证件号码" stop number ")")?; number := sign+ ("(" sign+ ")")?
fn borrower(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let Ok((rest, name)) = up_to("证件类型", 80)(i) else {
        let Some((name, _)) = i.split_once('在').filter(|(n, _)| n.chars().count() <= 60 && !n.contains(TORN)) else { return fail(i) };
        return Ok((cut(i, name.len()).1, vec![says("借款人", trimmed(name))]));
    };
    let name = trimmed(name.trim_end_matches('('));
    let mut said = vec![says("借款人", name)];
    let (rest, _) = stop(rest)?;
    let Ok((rest, kind)) = up_to("证件号码", 20)(rest) else { return Ok((rest, said)) };
    said.push(says("借款人证件类型", trimmed(kind)));
    let (rest, _) = stop(rest)?;
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '-' | '×' | '/');
    // The last sign of some numbers stands in brackets of its own: `B350847(9)`.
    let number = (take_while1(is_id), opt((char('('), take_while1(is_id), char(')'))));
    let (rest, number) = match recognize::<_, Error<&str>, _>(number).parse(rest) {
        Ok((after, number)) if !after.starts_with(|c| !matches!(c, ')' | '在' | ',')) => (after, number),
        // A number with other signs in it: up to its bracket.
        _ => {
            let (number, _) = rest.split_once([')', '在', TORN]).unwrap_or((rest, ""));
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

/// liable := ("相关还款责任金额" | "担保金额") "为"? amount
fn liable(i: &str) -> Told<'_, Vec<Said<'_>>> {
    sum("还款责任金额", "相关还款责任金额", i).or_else(|_| sum("还款责任金额", "担保金额", i))
}

/// guaranteed := "担保贷款合同金额" amount
///
/// The sum of the other's contract, which no field holds; it is not what one is liable for.
fn guaranteed(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, _) = sum("", "担保贷款合同金额", i)?;
    Ok((rest, Vec::new()))
}

/// The most characters of a contract's number.
const NUMBER: usize = 200;

/// contract := "("? "保证合同编号" stop text ")"
///
/// The number may hold brackets of its own.
fn contract(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, _) = (word("保证合同编号"), stop).parse(i)?;
    let near = rest.char_indices().nth(NUMBER).map_or(rest, |(at, _)| cut(rest, at).0);
    let end = [near.find(['。', TORN]), near.find("截至"), near.find("余额")].into_iter().flatten().min();
    // What goes on and on is no number; to read it to its end would take, where that happens often, the square of its length.
    let Some(end) = end.or((near.len() == rest.len()).then_some(rest.len())) else { return fail(i) };
    let (text, after) = cut(rest, end);
    let mut number = text.trim_end_matches(is_stop);
    while number.ends_with(')') && number.matches(')').count() > number.matches('(').count() {
        number = number.strip_suffix(')').unwrap_or(number);
    }
    if number.is_empty() { fail(i) } else { Ok((after, vec![says("保证合同编号", number)])) }
}

/// liability_balance := text balance currency?
fn liability_balance(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let near = i.char_indices().take(40).take_while(|(_, c)| !matches!(*c, '。' | ',' | TORN));
    let Some((rest, mut said)) = near.filter(|(_, c)| is_han(*c)).find_map(|(at, _)| balance(cut(i, at).1).ok()) else {
        return fail(i);
    };
    let (rest, money) = opt(currency("余额币种")).parse(rest)?;
    said.extend(money);
    Ok((rest, said))
}

/// What is said of a liability behind its opening, in words that begin no other text.
pub(super) const LIABILITY_CLAUSES: &[Clause] = &[role, guaranteed, liable, contract, as_of_day];

/// All that is said of a liability behind its opening.
const ALL_CLAUSES: &[Clause] = &[role, guaranteed, liable, contract, as_of_day, liability_balance];

/// The sentences for liabilities.
pub(crate) const LIABILITY: Telling = Telling { whole: liability, clauses: ALL_CLAUSES };

/// liability := liability_opening (role | guaranteed | liable | contract | as_of_day | liability_balance)*
pub(crate) fn liability(i: &str) -> Told<'_, (Vec<Said<'_>>, bool)> {
    whole(liability_opening(i)?, ALL_CLAUSES)
}
