//! What of a recognised text an end is missing of.

use crate::lexis::kind::Kind;
use crate::lexis::text::{is_han, open_brackets};

use super::names::KINDS;
use super::places::begins_within_province;

/// How no name of an institution ends, of any other text no name of a company: 银行, 公司, 支行, 营业部 without their last character, 股份有限公司,
/// 有限责任公司, 金融公司, 信用卡中心, 地方税务局, 人民法院, 监督管理局, 生态环境局, 管理委员会 without more of their end.
const CUT_NAMES: &[&str] = &[
    "银",
    "公",
    "支",
    "营业",
    "分",
    "股",
    "股份",
    "有限",
    "有限责",
    "有限责任",
    "银行信",
    "银行信用",
    "银行信用卡",
    "信用卡中",
    "金融",
    "地方",
    "人民",
    "资产管理",
    "监督管理",
    "生态环境",
    "管理委",
    "委员",
];
const CUT_COMPANIES: &[&str] = &["有限公", "责任公", "股份公", "分公", "股份有限", "有限责任"];

/// How no name of an institution begins: its first line was lost.
const CUT_STARTS: &[&str] =
    &["级", "银行", "公司", "有限", "限公司", "司", "股份", "份有限", "行股份", "分行", "支行", "民法院", "人民法院"];

/// Whether an end of a text is missing.
pub(super) fn is_cut(kind: Kind, text: &str, chars: &[char]) -> bool {
    kind == Kind::Text && (is_cut_short(chars) || text.starts_with(SENTENCE) && text.ends_with(is_han))
        || is_cut_name(kind, text)
        || kind == Kind::Address && (begins_within_province(text) || begins_within_house(chars) || lacks_number(chars))
        // No name of a person is one character.
        || kind == Kind::PersonName && matches!(chars, [c] if is_han(*c))
        || is_open(kind, text)
        || has_open_square(text)
        || matches!(kind, Kind::Institution | Kind::Text) && has_open_quote(chars)
}

/// Whether an address begins behind the number of a house or within it: its first line was lost.
fn begins_within_house(chars: &[char]) -> bool {
    match chars {
        ['号' | '室', ..] | ['单', '元', ..] => true,
        ['楼' | '栋' | '幢' | '座' | '院', next, ..] => next.is_ascii_digit(),
        _ => false,
    }
}

/// Whether the number of a house is missing behind its street, or that of a room behind its stairs: `人民路号`, `12栋3单元`.
fn lacks_number(chars: &[char]) -> bool {
    let house = |w: &[char]| matches!(w, ['路' | '街' | '道' | '巷' | '弄', '号']);
    chars.windows(2).any(house) || matches!(chars, [.., '单'] | [.., '单', '元'])
}

/// Whether a free text has a bracket without its other half.
pub(crate) fn is_open(kind: Kind, text: &str) -> bool {
    kind.is_free_text() && open_brackets(text.chars()) != 0
}

/// Whether the year in brackets with which the number of a document begins is left open: `(2015保字第140号)`.
pub(super) fn has_open_year(chars: &[char]) -> bool {
    let is_year = |y: &[char]| y.iter().all(char::is_ascii_digit);
    matches!(chars, ['(' | '（', a, b, c, d, next, ..] if is_year(&[*a, *b, *c, *d]) && is_han(*next))
}

/// Whether a square bracket of one side is missing, as in the number of a document.
fn has_open_square(text: &str) -> bool {
    let count = |signs: &[char]| text.chars().filter(|c| signs.contains(c)).count();
    count(&['[', '［', '〔', '【']) != count(&[']', '］', '〕', '】'])
}

/// Whether a quotation mark of one side is missing.
fn has_open_quote(chars: &[char]) -> bool {
    chars.iter().filter(|c| matches!(c, '“' | '”' | '"')).count() % 2 == 1
}

/// Whether a name lacks its last character.
fn is_cut_name(kind: Kind, text: &str) -> bool {
    // Behind a kind of institution its code may stand.
    let name = text.split('“').next().unwrap_or(text);
    let ends = |all: &[&str]| all.iter().any(|end| name.ends_with(end) && name.len() > end.len());
    let court = text.ends_with("法院") && (text.ends_with("民法院") || text.ends_with("人法院")) && !text.ends_with("人民法院");
    kind == Kind::Institution && (ends(CUT_NAMES) || KINDS.contains(&text) || CUT_STARTS.iter().any(|start| text.starts_with(start)))
        || court
        || matches!(kind, Kind::Institution | Kind::Text) && ends(CUT_COMPANIES)
}

/// How a sentence begins that every report prints alike, with its stop.
const SENTENCE: &str = "信息主体对信用报告内容提出了";

/// Whether a text of several clauses lacks the stop that ends every such sentence of a report.
fn is_cut_short(chars: &[char]) -> bool {
    let clauses = chars.iter().filter(|c| matches!(c, '，' | '：' | '；' | ',' | ':' | ';')).count();
    let prose = chars.iter().filter(|c| is_han(**c)).count() >= 8;
    clauses >= 2 && prose && chars.last().is_some_and(|c| is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, ')' | '）'))
}
