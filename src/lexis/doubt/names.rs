//! Names of banks and companies that are nearly ones that exist, or have nearly the words that such names have, or what no such name has.

use crate::lexis::confusion;
use crate::lexis::misread::lacks_one;
use crate::lexis::text::{is_dash, is_han};

use super::noise::WATERMARK;

/// Banks of the whole country, whose names everybody knows.
const BANKS: &[&str] = &[
    "中国人民银行",
    "中国工商银行",
    "中国农业银行",
    "中国建设银行",
    "中国民生银行",
    "中国光大银行",
    "中国邮政储蓄银行",
    "上海浦东发展银行",
    "工商银行",
    "农业银行",
    "建设银行",
    "交通银行",
    "邮储银行",
    "招商银行",
    "浦发银行",
    "中信银行",
    "华夏银行",
    "民生银行",
    "光大银行",
    "广发银行",
    "兴业银行",
    "平安银行",
    "浙商银行",
    "恒丰银行",
    "渤海银行",
];

/// How a name goes on behind 有限.
const LIMITED: &[&str] = &["公司", "责任", "合伙", "合作"];

/// What summaries and postpaid accounts list in five characters and more, beside much that only one print has.
const LISTED: &[&str] = &[
    "民事判决信息",
    "强制执行信息",
    "行政处罚信息",
    "非金融信用交易信息",
    "认定类信息",
    "惩戒类信息",
    "固定电话后付费",
    "移动电话后付费",
    "互联网接入后付费",
];

/// Whether a text is nearly one that is listed, but none: one character of five or more is another.
pub(super) fn is_near_listed(text: &str) -> bool {
    let length = text.chars().count();
    let others = |word: &str| text.chars().zip(word.chars()).filter(|(a, b)| a != b).count();
    let near = |word: &&str| word.chars().count() == length && others(word) == 1;
    !LISTED.contains(&text) && LISTED.iter().any(near)
}

/// Whether the name of an institution is nearly one that is known, or lacks a part of what such names are made of.
pub(super) fn is_misread(name: &str) -> bool {
    // Who asked for his own report is told as 本人.
    is_near_bank(name) || has_odd_form(name) || matches!(name, "本入" | "木人" | "本本人" | "本人人")
}

/// Whether a name begins with nearly the name of a bank: one character is another, in a short name one that looks like it, or one
/// was lost or is one too many.
fn is_near_bank(name: &str) -> bool {
    const BANK: &str = "银行";
    let Some(head) = name.find(BANK).and_then(|at| name.get(..at + BANK.len())) else { return false };
    // Some stand with 中国 before them, too.
    if BANKS.contains(&head) || head.strip_prefix("中国").is_some_and(|rest| BANKS.contains(&rest)) {
        return false;
    }
    let length = head.chars().count();
    BANKS.iter().any(|bank| {
        let whole = bank.chars().count();
        let others = || head.chars().zip(bank.chars()).filter(|(a, b)| a != b).count();
        match whole - whole.min(length) {
            0 if whole + 1 == length => lacks_one(bank, head),
            0 if whole == length && length > 4 => others() == 1,
            0 if whole == length => others() == 1 && confusion::distance(head, bank, 1) == Some(1),
            1 => lacks_one(head, bank),
            _ => false,
        }
    })
}

/// Whether one of the words 股份有限公司, 银行股份, 小额贷款, 消费金融 and 租赁 lacks a character, or has another within it.
fn has_odd_form(name: &str) -> bool {
    let limited = name.match_indices("有限").any(|(at, word)| {
        let rest = name.get(at + word.len()..).unwrap_or_default();
        // What ends too early is cut short.
        !LIMITED.iter().any(|next| rest.starts_with(next) || next.starts_with(rest))
    });
    let company = ["限公司", "限责任公司"].iter().any(|word| lacks_before(name, word, '有'));
    let small_loans = name.match_indices("贷款").any(|(at, _)| {
        let mut before = name.get(..at).unwrap_or_default().chars().rev();
        before.next() != Some('额') && before.next() == Some('小')
    });
    let goes_on =
        |word: &str, next: char| name.match_indices(word).all(|(at, _)| name.get(at + word.len()..).is_some_and(|r| r.starts_with(next)));
    let lent = ["额贷款有限", "额贷款公司"].iter().any(|word| lacks_before(name, word, '小')) || !goes_on("小额贷", '款');
    // A place's name may end so, the words 拍卖行 and 商行 too.
    let branch = name.strip_suffix('行').is_some_and(|n| n.contains("银行股份有限公司") && !n.ends_with(['分', '支', '总', '银', '商']));
    // Behind three characters and more only a bank's, a branch's or a trade's name ends so.
    let lost_bank = name.strip_suffix('行').is_some_and(|n| {
        (2..=4).contains(&n.chars().count()) && n.chars().all(is_han) && !n.ends_with(['银', '分', '支', '总', '商', '卖', '同', '车'])
    });
    limited
        || lost_bank
        || company
        || small_loans
        || lent
        || branch
        || name.contains("银股份")
        || !goes_on("消费金", '融')
        || has_seal_words(name)
        || lacks_before(name, "赁", '租')
}

/// Whether a text has 股份有限公司 in pieces, as where the seal of one lies over it, or ends as a seal's words do of which a sign is lost.
pub(super) fn has_seal_words(text: &str) -> bool {
    const PIECE: &str = "股份有";
    let cut = text.match_indices(PIECE).any(|(at, _)| text.get(at + PIECE.len()..).is_some_and(|rest| !rest.starts_with('限')));
    cut || text.contains("股有限") || lacks_before(text, "份有限", '股') || text.ends_with("专章")
}

/// Whether a word stands without the character that stands before it everywhere.
fn lacks_before(text: &str, word: &str, first: char) -> bool {
    text.match_indices(word).any(|(at, _)| text.get(..at).is_some_and(|before| !before.ends_with(first)))
}

/// Whether the name of an institution has something in it that no such name has.
pub(super) fn is_odd_name(text: &str, chars: &[char]) -> bool {
    // A bracket or a ruling is read as `11`.
    let ruled = chars.starts_with(&['1', '1']) && chars.get(2).is_some_and(|c| is_han(*c));
    ruled
        || ends_in_bare_code(chars)
        // How the label of a span of time begins, which stood below the name.
        || text.contains("最近")
        // A label that lost its beginning, and its value.
        || chars.iter().any(|c| matches!(c, ':' | '：'))
        || has_scrap(text)
        || has_number(chars)
        || has_day(chars)
        // Two names in one: rows of a table that came together.
        || text.matches("银行").count() > 1
        || is_two(text)
        || text.matches('“').count() > 1
        // Behind a code nothing stands.
        || text.rsplit_once('”').is_some_and(|(_, rest)| (1..=3).contains(&rest.chars().count()))
}

/// Whether a name goes on behind its end as another one does: behind a company's stands a bank's or a company's, behind 信用卡中心 any.
fn is_two(text: &str) -> bool {
    /// Behind so many signs more stands a name.
    const NAME: usize = 4;
    let behind = |end: &str| text.split_once(end).map(|(_, rest)| rest).filter(|rest| rest.chars().count() >= NAME);
    let company = |rest: &str| rest.contains("银行") || rest.ends_with("有限公司") || rest.ends_with("责任公司");
    ["有限公司", "责任公司"].iter().any(|end| behind(end).is_some_and(company))
        || behind("信用卡中心").is_some_and(|r| r.chars().all(is_han))
}

/// The kinds of institutions that are printed with a code behind them, and never alone.
pub(super) const KINDS: &[&str] =
    &["商业银行", "村镇银行", "农村信用社", "消费金融公司", "汽车金融公司", "小额贷款公司", "融资租赁公司", "金融租赁公司"];

/// Whether what stands before a code is nearly one of those kinds, but none: `消费金融公中“RB”`.
pub(super) fn is_near_kind(text: &str) -> bool {
    let Some((kind, _)) = text.split_once('“') else { return false };
    let length = kind.chars().count();
    let near = |k: &&str| k.chars().count().abs_diff(length) <= 1 && confusion::distance(kind, k, 3).is_some();
    length >= 4 && !KINDS.contains(&kind) && KINDS.iter().any(near)
}

/// How names end, behind which one more character is a scrap.
const ENDS: &[&str] = &["分行", "支行", "有限公司", "人民法院", "税局", "税务局", "营业部"];

/// How names end that never end so twice.
const LAST: &[&str] = &["行", "司", "心", "局", "院", "社", "部", "厂"];

/// Whether a name has signs of a watermark in it, or one behind its end, or ends twice.
fn has_scrap(text: &str) -> bool {
    let cut = text.char_indices().next_back().and_then(|(at, _)| text.get(..at)).unwrap_or_default();
    let behind = text.chars().next_back().is_some_and(is_han) && ENDS.iter().any(|end| cut.ends_with(end) && !text.ends_with(end));
    let doubled = |end: &str| text.ends_with(end) && cut.ends_with(end);
    behind || LAST.iter().any(|end| doubled(end)) || WATERMARK.iter().any(|pair| text.contains(pair.as_str()))
}

/// Whether a name ends in a code of two or three letters or digits that lost its quotes, or in what was read for one: `1.0`.
fn ends_in_bare_code(chars: &[char]) -> bool {
    if matches!(chars, [.., a, b, '.', c] if is_han(*a) && b.is_ascii_digit() && c.is_ascii_digit()) {
        return true;
    }
    let code = chars.iter().rev().take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit()).count();
    // A quotation mark may have been taken for a dash.
    (2..=3).contains(&code) && chars.len().checked_sub(code + 1).and_then(|i| chars.get(i)).is_some_and(|c| is_han(*c) || is_dash(*c))
}

/// Whether a name of an institution is a number, or has one of six signs or more in it: of a column beside it.
fn has_number(chars: &[char]) -> bool {
    let mut runs = chars.chunk_by(|a, b| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric());
    let number = |run: &[char]| run.len() >= 6 && run.iter().filter(|c| c.is_ascii_digit()).count() >= 4;
    runs.any(number) || chars.iter().all(char::is_ascii_digit)
}

/// Whether a year and a month stand in a name, as of a column of days beside it: `2019-10-12中原银行`.
fn has_day(chars: &[char]) -> bool {
    chars.windows(6).any(|w| match w {
        [year @ .., mark, next] => year.iter().all(char::is_ascii_digit) && matches!(mark, '-' | '.' | '/' | '年') && next.is_ascii_digit(),
        _ => false,
    })
}

/// Whether a code in quotes lacks a sign, has one that is a letter or a digit, or a small letter, which codes have not: `“A”`, `“AO”`, `“Yw”`.
pub(super) fn has_open_code(chars: &[char]) -> bool {
    let quote = |c: &char| matches!(c, '“' | '”' | '"');
    let Some(from) = chars.iter().position(quote) else { return false };
    let code: Vec<char> = chars.iter().skip(from + 1).take_while(|c| !quote(c)).copied().collect();
    (1..=4).contains(&code.len())
        && code.iter().all(char::is_ascii_alphanumeric)
        && (code.len() == 1 || code.iter().any(|c| matches!(c, 'O' | '0') || c.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_nearly_known() {
        for name in [
            "中国农亚银行股份有限公司某分行",
            "国工商银行某支行",
            "滴发银行",
            "瀚海银行某支行",
            "某某银行股份有限公深圳分行",
            "海银行",
            "交通银行股有限公司某支行",
            "中人民银行某市中心支行",
            "广银行某支行",
            "某某银股份有限公司",
            "某某消费金有限公司",
            "某某网络小额贷有限公司",
            "某某额贷款有限公司",
            "招商银行股份有限公司某行",
        ] {
            assert!(is_misread(name), "{name}");
        }
        for name in ["某某融资租二赁有限公司", "某某银行股信份有限公司", "某某融资租赁有限咨司", "某某有限责壬公司"]
        {
            assert!(is_misread(name), "{name}");
        }
        for name in [
            "中国农业银行股份有限公司某分行",
            "上海银行某支行",
            "中国招商银行",
            "青海银行",
            "中国银行",
            "中国进出口银行",
            "某某有限责任公司",
            "某某股份有限公司",
            "某某（有限合伙）",
            "某某融资租赁（上海）有限公司",
            "某某有限公",
            "诚信货运有限公司",
            "某某消费金融公司",
            "某某小额贷款有限公司",
            "某某银行股份有限公司某分行",
            "中国人民银行",
            "某某速信货架厂",
        ] {
            assert!(!is_misread(name), "{name}");
        }
    }
}
