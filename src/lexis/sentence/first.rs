//! The paragraphs above the accounts of the first generation (grammar-notes/first-generation.md).

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while_m_n, take_while1};
use nom::combinator::peek;

use super::super::text::is_han;
use super::accounts::{card_kind, expires, lent};
use super::clauses::{as_of_day, balance, ended, last_repaid, sum};
use super::{
    Clause, Said, Told, amount, before, count, cut, day, fail, find, half, is_mark, is_stop, item, means, opened, says, stop, trimmed,
    up_to, whole, word, word_one,
};

/// account_opening := item day text "发放的", with its number, or with the business behind it
///
/// What tells that an account's paragraph begins.
pub(crate) fn account_opening(i: &str) -> Told<'_, Option<u32>> {
    let (rest, (number, _)) = (item, day).parse(i)?;
    let Some((lender, business)) = find(rest, "发放的", 140) else { return fail(i) };
    let told = || card_kind(business).is_ok() || amount(business).is_ok();
    if lender.chars().count() < 2 || number.is_none() && !told() { fail(i) } else { Ok((rest, number)) }
}

/// account_rest := text "业务号", with what only such a paragraph says behind it | what such a paragraph says, twice and more, or that a debt went bad by a day
///
/// What tells that a paragraph goes on whose first line was lost.
pub(crate) fn account_rest(i: &str) -> Told<'_, &str> {
    numbered_rest(i).or_else(|e| if says_terms(i) { Ok((i, "")) } else { Err(e) })
}

fn numbered_rest(i: &str) -> Told<'_, &str> {
    // To the letter: labels of tables come near it.
    let Some((before, rest)) = i.split_once("业务号") else { return fail(i) };
    let numbered = rest.trim_start_matches(is_stop).starts_with(|c: char| c.is_ascii_alphanumeric());
    if before.chars().count() > 60 || !numbered {
        return fail(i);
    }
    let says = ["授信额度", "归还", "担保", "到期"].iter().any(|w| find(rest, w, 80).is_some());
    if says { Ok((rest, before)) } else { fail(i) }
}

/// Whether a text says of an account what only its paragraph does, and one thing more.
fn says_terms(i: &str) -> bool {
    const TERMS: &[Clause] = &[periods, frequency, expires, shared_limit, card_limit, guarantee];
    const ENDS: &[Clause] = &[as_of_day, cleared, state, gone_bad];
    // The words of one of the terms; no paragraph's line is longer.
    const LONGEST: usize = 120;
    let worded = ["期", "归还", "授信额度", "担保"].iter().any(|word| i.contains(word));
    if !worded || !has_mark(i) || i.chars().nth(LONGEST).is_some() {
        return false;
    }
    let mut said = Vec::new();
    super::rest(i, &[TERMS, ENDS].concat(), &mut said);
    let told = |label: &&str| said.iter().any(|s| s.label == *label);
    let terms = ["还款期数", "还款频率", "到期日期", "共享授信额度", "账户授信额度"].iter().filter(|l| told(l)).count();
    let ends = ["截至日期", "账户关闭日期", "账户状态"].iter().filter(|l| told(l)).count();
    // 担保 alone is a term of an account whose end is told, too; and that a debt went bad by some day is told of nothing else.
    let gone_bad = || i.contains("变成") && told(&"截至日期");
    terms > 0 && terms + ends > 1 || told(&"账户状态") && (told(&"担保方式") || gone_bad())
}

/// Whether a text has a mark between words: a row of labels, or of labels and values, has none but inside its numbers.
fn has_mark(i: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    i.match_indices([',', '，', '。', ';', '；']).any(|(at, mark)| {
        let (before, behind) = (i.get(..at).unwrap_or_default(), i.get(at + mark.len()..).unwrap_or_default());
        !(digit(before.chars().next_back()) && digit(behind.chars().next()))
    })
}

/// first_loan_opening := lent("发放的") text up to a mark or "业务号"
pub(crate) fn first_loan_opening(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, mut said) = lent("借款金额", "账户币种", &["发放的"], i)?;
    let (_, text) = take_while1(|c| !is_stop(c))(i)?;
    let kind = text.split("业务号").next().unwrap_or(text);
    said.push(says("业务种类", trimmed(kind)));
    Ok((cut(i, kind.len()).1, said))
}

/// first_loan := first_loan_opening? (business_number | periods | frequency | expires | as_of_day | cleared | state | gone_bad | last_repaid | balance | guarantee)*
pub(crate) fn first_loan(i: &str) -> Told<'_, (Vec<Said<'_>>, bool)> {
    const CLAUSES: &[Clause] =
        &[business_number, periods, frequency, expires, as_of_day, cleared, state, gone_bad, last_repaid, balance, guarantee];
    whole(first_loan_opening(i).or_else(|_| headless(i))?, CLAUSES)
}

/// first_card_opening := opened institution("发放的") card_kind "("? (text "账户")? ")"?
pub(crate) fn first_card_opening(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (i, day) = opened("开立日期")(i)?;
    let (after, issuer) = super::institution("发卡机构", &["发放的"])(i)?;
    let (rest, kind) = card_kind(after)?;
    let mut said = vec![day, issuer, means("业务种类", before(after, rest), kind)];
    let (i, _) = take_while(|c| is_mark(c) || c == '(')(rest)?;
    if let Ok((after, money)) = up_to("账户", 8)(i)
        && !money.is_empty()
        && !money.contains(is_stop)
    {
        said.push(says("币种", money));
        return Ok((after, said));
    }
    Ok((rest, said))
}

/// first_card := first_card_opening? (business_number | shared_limit | card_limit | as_of_day | cleared | state | gone_bad | last_repaid | balance | guarantee)*
pub(crate) fn first_card(i: &str) -> Told<'_, (Vec<Said<'_>>, bool)> {
    const CLAUSES: &[Clause] =
        &[business_number, shared_limit, card_limit, as_of_day, cleared, state, gone_bad, last_repaid, balance, guarantee];
    whole(first_card_opening(i).or_else(|_| headless(i))?, CLAUSES)
}

/// A paragraph without its first line: nothing is said of the account's opening.
fn headless(i: &str) -> Told<'_, Vec<Said<'_>>> {
    account_rest(i)?;
    Ok((i, Vec::new()))
}

/// business_number := "业务号" (letter | digit)+
fn business_number(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (_, _, number)) =
        (word("业务号"), stop, take_while1(|c: char| !is_stop(c) && !is_han(c) && c != '(' && c != ')')).parse(i)?;
    Ok((rest, vec![says("账户标识", number)]))
}

/// periods := count "期"
fn periods(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (number, _)) = (count, word_one("期")).parse(i)?;
    Ok((rest, vec![says("还款期数", number)]))
}

/// frequency := ("按" text | "一次性" | "不定期") "归还"
fn frequency(i: &str) -> Told<'_, Vec<Said<'_>>> {
    if !i.starts_with(['按', '接', '一', '不']) {
        return fail(i);
    }
    let (rest, text) = take_while_m_n(3, 8, |c: char| !is_stop(c) && !c.is_ascii_digit())(i)?;
    let (how, end) = cut(text, text.char_indices().rev().nth(1).map_or(0, |(at, _)| at));
    // One of the two last characters may be wrong.
    if !(how.starts_with(['按', '接']) || matches!(how, "一次性" | "不定期")) || half("归还")(end).is_err() {
        return fail(i);
    }
    let how = how.strip_prefix(['按', '接']).filter(|h| !h.is_empty()).unwrap_or(how);
    Ok((rest, vec![says("还款频率", how)]))
}

/// cleared := "已于" month stop ("结清" | "销户" | "转出")
fn cleared(i: &str) -> Told<'_, Vec<Said<'_>>> {
    // It must tell when: `结清` alone is the word of a state.
    let (rest, said) = ended(i, "账户关闭日期", "账户状态", &["结清", "销户", "转出"])?;
    if said.len() < 2 { fail(i) } else { Ok((rest, said)) }
}

/// state := "账户状态为" quote? text quote?
fn state(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, _) = (word("账户状态为"), stop).parse(i)?;
    let (rest, state) = take_while_m_n(1, 8, |c| !is_stop(c))(rest)?;
    Ok((rest, vec![says("账户状态", state)]))
}

/// gone_bad := "已变成" "呆账"
fn gone_bad(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (rest, (_, state)) = (word("已变成"), word("呆账")).parse(i)?;
    Ok((rest, vec![means("账户状态", state, "呆账")]))
}

/// shared_limit := "共享授信额度" converted? amount "元"?
fn shared_limit(i: &str) -> Told<'_, Vec<Said<'_>>> {
    sum("共享授信额度", "共享授信额度", i)
}

/// card_limit := "授信额度" converted? amount "元"?
fn card_limit(i: &str) -> Told<'_, Vec<Said<'_>>> {
    sum("账户授信额度", "授信额度", i)
}

/// guarantee := text ("担保" | "联保" | "保证"), up to a mark or a number | "保证" | "抵押" | "质押"
fn guarantee(i: &str) -> Told<'_, Vec<Said<'_>>> {
    let (_, text) = take_while_m_n(2, 20, |c: char| !is_stop(c) && !c.is_ascii_digit())(i)?;
    // The mark before the day may be lost.
    let text = ["截至", "截止"].iter().find_map(|day| Some(text.split_once(day)?.0)).unwrap_or(text);
    let rest = cut(i, text.len()).1;
    let tail = text.char_indices().rev().nth(1).map_or("", |(at, _)| cut(text, at).1);
    // Of a text of two characters both must be right.
    let told = match tail.len() == text.len() {
        true => matches!(text, "保证" | "抵押" | "质押"),
        false => peek(alt((half("担保"), half("联保"), half("保证")))).parse(tail).is_ok(),
    };
    if told { Ok((rest, vec![says("担保方式", text)])) } else { fail(i) }
}

#[cfg(test)]
mod tests {
    use super::super::Production;
    use super::super::tests::said;
    use super::*;

    fn all(production: Production, text: &str) -> String {
        said(production, text).iter().map(|(label, value)| format!("{label}={value} ")).collect()
    }

    #[test]
    fn loans() {
        for mode in ["保证", "自然人保证", "农户联保"] {
            let told =
                all(first_loan, &format!("1.2009年08月12日商业银行“DN”发放的200,000元（人民币）农户贷款，业务号X1，{mode}，240期，"));
            assert!(told.contains(&format!("担保方式={mode} ")), "{told}");
        }
        let open = "1.2009年08月12日商业银行“DN”发放的200,000元（人民币）个人住房贷款，业务号X1，抵押担保，240期，按月归还，2029年08月11日到期。截至2016年12月12日，";
        assert_eq!(
            all(first_loan, open),
            "开立日期=2009年08月12日 管理机构=商业银行“DN” 借款金额=200,000 账户币种=人民币 业务种类=个人住房贷款 账户标识=X1 担保方式=抵押担保 \
             还款期数=240 还款频率=月 到期日期=2029年08月11日 截至日期=2016年12月12日 "
        );
        for (end, want) in [
            ("抵押担保截至2011年08月08日，账户状态为“结清”。", "担保方式=抵押担保 截至日期=2011年08月08日 账户状态=结清 "),
            ("保证，一次性归还。已于2016年05月结清。", "担保方式=保证 还款频率=一次性 账户关闭日期=2016年05月 账户状态=结清 "),
            ("自然人保证，一次性归还。已于2016年05月结清。", "担保方式=自然人保证 还款频率=一次性 账户关闭日期=2016年05月 账户状态=结清 "),
            ("一次性归还。已于2016年05月结清。", "还款频率=一次性 账户关闭日期=2016年05月 账户状态=结清 "),
            ("按其他方式归还。截至2011年08月08日，账户状态为“结清”。", "还款频率=其他方式 截至日期=2011年08月08日 账户状态=结清 "),
            (
                "不定期归还。已变成呆账，最近一次还款日期为2011年03月17日，余额为2,440元。",
                "还款频率=不定期 账户状态=呆账 最近一次还款日期=2011年03月17日 余额=2,440 ",
            ),
        ] {
            let text = format!("3.2012年05月06日机构“PS”发放的60,000元（英镑）农户贷款，{end}");
            let head = "开立日期=2012年05月06日 管理机构=机构“PS” 借款金额=60,000 账户币种=英镑 业务种类=农户贷款 ";
            assert_eq!(all(first_loan, &text), format!("{head}{want}"), "{end}");
        }
    }

    #[test]
    fn cards() {
        let card = "2.2010年03月04日商业银行“EU”发放的准贷记卡（美元账户），业务号EU77，授信额度折合人民币8,000元，共享授信额度16,000元，信用/免担保。截至2016年12月01日，账户状态为“未激活”。";
        assert_eq!(
            all(first_card, card),
            "开立日期=2010年03月04日 发卡机构=商业银行“EU” 业务种类=准贷记卡 币种=美元 账户标识=EU77 账户授信额度=8,000 共享授信额度=16,000 \
             担保方式=信用/免担保 截至日期=2016年12月01日 账户状态=未激活 "
        );
    }

    #[test]
    fn wording_through_damage() {
        let loan = "l.2009年08月12曰商业银行“DN”友放的200,000元(人民币)个人住房贷款.业务弓X1抵押担保.240期按月归坯,2029年08月11日到其.载至2016年12月12日,";
        let said = said(first_loan, loan);
        for (label, want) in [
            ("管理机构", "商业银行“DN”"),
            ("借款金额", "200,000"),
            ("还款期数", "240"),
            ("还款频率", "月"),
            ("到期日期", "2029年08月11日"),
            ("截至日期", "2016年12月12日"),
        ] {
            let got = said.iter().find(|s| s.0 == label).map(|s| s.1.as_str());
            assert_eq!(got, Some(want), "{label}");
        }
    }

    #[test]
    fn a_sign_of_a_day_that_was_read_as_strokes() {
        for day in ["2015年07月14日", "2015年07月141", "2015年07月1411"] {
            let text = format!("1.{day}商业银行“DN”发放的200,000元（人民币）个人住房贷款，业务号X1，");
            assert!(all(first_loan, &text).contains(" 管理机构=商业银行“DN” "), "{text}");
        }
    }

    #[test]
    fn what_begins_a_paragraph() {
        for text in [
            "1.2009年08月12日商业银行“DN”发放的200,000元",
            "2009年08月12日某银行发放的贷记卡（人民币账户）",
            "4.2013年12108日某银行发放的贷记卡（人民币账户）",
        ] {
            assert!(account_opening(text).is_ok(), "{text}");
        }
        for text in ["2011年10月-2013年09月的还款记录", "2015年05月06日该机构发放的通知", "1.2009年08月12日说明"] {
            assert!(account_opening(text).is_err(), "{text}");
        }
        for (text, is) in [
            ("用/免担保,一次性归还,2021年05月07日到期。已于2014年07月结清。", true),
            ("度11,000元,抵押担保。截至2013年12月14日,账户状态为“未激活”。", true),
            ("抵押担保。截至2013年12月14日,", false),
            ("抵押担保,按揭贷款。", false),
            ("120期,按年归还,2024年01月07日到期。截至2014年05月19日,", true),
            ("额度10,000元,共享授信额度10,000元,信用/免担保。截至2014年05月19日,", true),
            ("截至2014年05月28日,账户状态为“未激活”。", false),
            ("逾期31-60天未还本金当前逾期期数当前逾期金额", false),
            ("账户授信额度68,588共享授信额度25,403币种港元", false),
            ("客户申请延长还款期限,经审批同意,变更后到期日相应顺延,利率维持不变。", false),
        ] {
            assert_eq!(account_rest(text).is_ok(), is, "{text}");
        }
    }
}
