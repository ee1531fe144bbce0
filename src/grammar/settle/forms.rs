//! Values of one form only: read in another one, they lost or took up a sign.

use super::habits::SIGNED;
use crate::lexis::misread::lacks_one;
use crate::lexis::phone;
use crate::lexis::text::{is_dash, is_han};
use crate::model::Kind;
use crate::model::codes::{BusinessKind, QueryReason};

/// What a report calls itself; `人版` is the rest of one.
const EDITIONS: &[&str] =
    &["本人版", "授信机构版", "机构版", "银行版", "个人版", "明细版", "个人明细版", "简版", "个人简版", "详细版", "征信中心版", "社会版"];

/// So many digits of a card's number are told. A report's number, which begins with its day, has more than so many.
const TAIL: usize = 4;
const NUMBER: usize = 16;

/// Whether a recognised value has not the form that all of its kind, or under its label, have: a card's tail has four digits, the minutes
/// and seconds of a clock have two, a day whose month has a nought before it has one before its day too, a report's number is as
/// many pairs of digits, a mobile's number, if it begins with no nought, has eleven, and no number is less than nought but months taken back
/// and a balance.
pub(super) fn is_odd(kind: Kind, label: &str, text: &str) -> bool {
    match kind {
        Kind::Reference if label == "报告编号" => {
            (text.len() % 2 == 1 || text.len() < NUMBER) && text.bytes().all(|b| b.is_ascii_digit())
        }
        Kind::Reference => label == "卡片尾号" && !(text.len() == TAIL && text.bytes().all(|b| b.is_ascii_digit())),
        // A card that was overpaid has a balance below nought.
        Kind::Amount | Kind::Percent | Kind::Count => ![SIGNED, "余额"].contains(&label) && text.starts_with(is_dash),
        Kind::DateTime => has_bare_minute(text),
        Kind::Phone => label == "手机号码" && is_no_mobile(text),
        Kind::Date | Kind::DateOrMonth | Kind::ExpiryDate => is_half_padded(text),
        Kind::Text if label == "版本" => is_rest(text, EDITIONS),
        Kind::Text if label == "业务种类" => is_nearly_kind(text),
        // One sign, or the word of a vendor.
        Kind::Text if label.ends_with("还款状态") => text.chars().count() > 1 && !text.chars().all(is_han),
        Kind::Text => label == "相对位置" && !is_share(text) || label == "上一次查询原因" && is_more_than_reason(text),
        _ => false,
    }
}

/// Whether a text is the beginning or the end of one of some words, and none of them.
fn is_rest(text: &str, words: &[&str]) -> bool {
    !words.contains(&text) && words.iter().any(|word| word.starts_with(text) || word.ends_with(text))
}

/// Whether a text is a kind of loan without one of its characters, or with one too many: that of a liability may be in no list.
fn is_nearly_kind(text: &str) -> bool {
    /// Shorter ones are parts of others.
    const SHORTEST: usize = 6;
    let kinds = || BusinessKind::WORDS.iter().map(|(_, word)| *word).filter(|word| word.chars().count() >= SHORTEST);
    !BusinessKind::WORDS.iter().any(|(_, word)| *word == text) && kinds().any(|kind| lacks_one(text, kind) || lacks_one(kind, text))
}

/// Whether a day lacks the sign that others of its form end with, or a clock its seconds.
pub(super) fn is_cut(kind: Kind, text: &str) -> bool {
    let ends_in_digit = || text.ends_with(|c: char| c.is_ascii_digit());
    match kind {
        Kind::Date | Kind::DateOrMonth | Kind::ExpiryDate => text.contains('年') && ends_in_digit(),
        Kind::DateTime => ends_in_digit() && text.matches([':', '：']).count() == 1,
        _ => false,
    }
}

/// Whether a text is a share of a hundred, with or without a sign of comparison before it: read upside down it is none.
fn is_share(text: &str) -> bool {
    let number = text.trim().trim_start_matches(['>', '<', '＞', '＜', '≥', '≤', '=']).trim_start();
    let digits = number.strip_suffix(['%', '％']).map(str::trim_end);
    digits.is_some_and(|d| d.starts_with(|c: char| c.is_ascii_digit()) && d.chars().all(|c| c.is_ascii_digit() || c == '.'))
}

/// Whether a sign or two stand before or behind one of the words that say why a report was asked for.
fn is_more_than_reason(text: &str) -> bool {
    let few = |rest: &str| (1..=2).contains(&rest.chars().count());
    let known = |text: &str| QueryReason::WORDS.iter().any(|(_, word)| *word == text);
    let around = |word: &str| [text.strip_prefix(word), text.strip_suffix(word)].into_iter().flatten().any(few);
    !known(text) && QueryReason::WORDS.iter().any(|(_, word)| around(word))
}

/// Whether a number of digits alone is no mobile's. With a nought begin codes of areas and of countries.
fn is_no_mobile(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_digit());
    plain && !(text.len() == phone::MOBILE && text.starts_with('1')) && !text.starts_with('0')
}

/// Whether a number behind a colon has one digit.
fn has_bare_minute(text: &str) -> bool {
    text.split([':', '：']).skip(1).any(|part| part.trim().chars().take_while(char::is_ascii_digit).count() == 1)
}

/// Whether one of month and day has a nought before it, and the other one digit.
fn is_half_padded(text: &str) -> bool {
    let parts = || text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).skip(1).take(2);
    parts().any(|p| p.len() == 1) && parts().any(|p| p.len() == 2 && p.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_clocks_and_days() {
        assert_eq!(["0482", "091", "0-482"].map(|t| is_odd(Kind::Reference, "卡片尾号", t)), [false, true, true]);
        assert!(!is_odd(Kind::Reference, "账户标识", "091"));
        let numbers = ["201506010000332123", "20150601000033213", "20150601000033", "2017082236114428760179", "no 1"];
        assert_eq!(numbers.map(|t| is_odd(Kind::Reference, "报告编号", t)), [false, true, true, false, false]);
        assert_eq!(["2017-08-22 08:08:23", "2017-08-22 08:0:23"].map(|t| is_odd(Kind::DateTime, "", t)), [false, true]);
        let ranks = [">64%", "50%", "＞ 64.5％", "%79<", "88", "64%>"];
        assert_eq!(ranks.map(|t| is_odd(Kind::Text, "相对位置", t)), [false, false, false, true, true, true]);
        let reasons = ["信用卡审批", "心信用卡审批", "贷后管理。", "本人查询（柜台）"];
        assert_eq!(reasons.map(|t| is_odd(Kind::Text, "上一次查询原因", t)), [false, true, true, false]);
        let sums = ["-32,337", "32,337", "—3"].map(|t| is_odd(Kind::Amount, "账户授信额度", t));
        assert_eq!(sums, [true, false, true]);
        assert!(!is_odd(Kind::Count, "变更月数", "-6") && is_odd(Kind::Count, "账户数", "-6"));
        let editions = ["本人版", "人版", "授信机", "互联网版"].map(|t| is_odd(Kind::Text, "版本", t));
        assert_eq!(editions, [false, true, true, false]);
        let kinds = ["个人经营性贷款", "个人经营贷款", "其其他个人消费贷款", "固定资产贷款", "融资租赁", "融资租赁业务"];
        assert_eq!(kinds.map(|t| is_odd(Kind::Text, "业务种类", t)), [false, true, true, false, false, false]);
        let days = ["2018年11月05日", "2018年1月05日", "2018年1月5日", "2018.07.5", "2018.7.25"];
        assert_eq!(days.map(|t| is_odd(Kind::Date, "", t)), [false, true, false, true, false]);
    }

    #[test]
    fn days_and_clocks_without_their_end() {
        assert_eq!(["2018年11月2", "2018年11月2日", "2018.11.2"].map(|t| is_cut(Kind::Date, t)), [true, false, false]);
        assert_eq!(["2013.03.28 16:18", "2013.03.28 16:18:45"].map(|t| is_cut(Kind::DateTime, t)), [true, false]);
    }
}
