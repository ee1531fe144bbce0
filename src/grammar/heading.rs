//! Titles inside a section, told by their wording: the line above an account, the as-of row, the heading of a grid.

mod account;
mod list;
mod row;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::layout::{Cell, Row};
use crate::lexis::confusion::{Word, after, distance, find as find_word};
use crate::lexis::label::{bare_title, is_ornament, shorter_titles};
use crate::lexis::sentence;
use crate::lexis::signs::Signs;
use crate::lexis::text::{fold_width, has_word, is_han, key};
use crate::lexis::value::{behind_day, squeeze};
pub(crate) use account::{account, account_number, account_word, number};
pub(crate) use list::{Holds, list_column, list_heads};
pub(crate) use row::{find, is_empty};

/// A title row's meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Heading {
    /// `账户1（授信协议标识：…）（卡片尾号：…）`, `授信协议1`, `记录1`
    Account,
    /// `1.2009年08月12日商业银行“DN”发放的200,000元（人民币）个人住房贷款，…`: a paragraph begins.
    Told,
    /// `截至2015年05月05日`
    AsOf,
    /// `截至2015年05月28日，账户状态为“未激活”。`
    Inactive,
    /// `2010年07月—2015年05月的还款记录`
    Grid,
    /// `最近24个月还款状态`
    Grid24,
    /// `最近5年内的历史表现`
    Grid60,
    /// `2006年03月-2011年02月的逾期记录`, `…的透支记录`
    Overdue,
    /// `2015年05月05日以后的最新还款记录`
    Latest,
    /// `大额专项分期信息`
    LargeInstallments,
    /// `特殊事件说明`
    SpecialEvents,
    /// A vendor's band over a part of an account: `基本信息`, `最新表现信息`
    Band,
    /// `单位：元`: what the amounts below it are counted in.
    Unit,
    /// A sentence in brackets under a section's heading.
    Note,
    /// `系统中没有您最近5年内的…记录`
    Empty,
    /// `为个人`
    ForPersons,
    /// `为企业`
    ForCompanies,
    /// `上一次查询记录 | 2022.04.06 | 商业银行“DN” | 贷款审批`
    LastQuery,
}

impl Heading {
    /// Whether a grid stands under it.
    pub(crate) fn is_grid(&self) -> bool {
        matches!(self, Heading::Grid | Heading::Grid24 | Heading::Grid60)
    }
}

/// A text that may be a title, in the forms that the rules ask for.
pub(crate) struct Said<'t> {
    /// As recognised, without ornaments before it.
    raw: &'t str,
    /// In the form of [`key`].
    key: Cow<'t, str>,
    /// The key's.
    signs: Signs,
    /// How many characters the key has.
    length: usize,
    /// How many of them are digits.
    digits: usize,
}

impl<'t> Said<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let raw = text.trim_start().trim_start_matches(is_ornament);
        let key = key(raw);
        Said::of(raw, Signs::of(&key), key)
    }

    /// A text of which the form of [`key`] is known.
    pub(crate) fn with_key(text: &'t str, key: &'t str) -> Self {
        Said::known(text, key, || Signs::of(key))
    }

    /// The text of a row, of which that form is known.
    pub(crate) fn of_row(row: &Row, text: &'t str, key: &'t str) -> Self {
        Said::known(text, key, || row.key_signs(key))
    }

    /// The text of a cell.
    fn of_cell(cell: &'t Cell) -> Self {
        Said::known(&cell.text, cell.key(), || cell.text.key_signs())
    }

    fn known(text: &'t str, key: &'t str, signs: impl FnOnce() -> Signs) -> Self {
        let raw = text.trim_start();
        if raw.starts_with(is_ornament) { Said::new(text) } else { Said::of(raw, signs(), Cow::Borrowed(key)) }
    }

    fn of(raw: &'t str, signs: Signs, key: Cow<'t, str>) -> Self {
        Said { raw, key, signs, length: signs.count as usize, digits: signs.digits as usize }
    }

    /// Without white space; few rules ask for it.
    fn text(&self) -> Cow<'t, str> {
        squeeze(self.raw)
    }

    /// Whether a word stands in it.
    fn has(&self, word: &str) -> bool {
        self.signs.may_say(word) && has_word(&self.key, word)
    }

    /// Whether it may have half of a word's characters, as it has where the others are misread.
    fn may_have_half(&self, word: &str) -> bool {
        let (all, own) = word.chars().fold((0, 0), |(all, own), c| (all + 1, own + usize::from(self.signs.may_have(c))));
        own * 2 >= all
    }

    /// Whether it is one of some titles, or comes so near to it.
    fn is_near(&self, titles: &Titles, limit: u32) -> bool {
        // Of nearly all texts their length or their signs say no: each that the title has and they lack costs something.
        let may_be = |title: &&Word| title.length().abs_diff(self.length) as u32 * LOST <= limit && !title.lacks_more(&self.signs, limit);
        let mut titles = titles.words.iter().filter(may_be).peekable();
        titles.peek().is_some() && {
            let word = Word::new(&self.key);
            titles.any(|title| title.distance(&word, limit).is_some())
        }
    }
}

/// Titles, also made ready to be compared.
struct Titles {
    texts: &'static [&'static str],
    words: Vec<Word>,
}

impl Titles {
    fn of(texts: &'static [&'static str]) -> Self {
        Titles { texts, words: texts.iter().map(|text| Word::new(text)).collect() }
    }
}

/// Titles of grids over so many months, and over so many years.
static GRIDS_24: LazyLock<Titles> = LazyLock::new(|| Titles::of(&["最近24个月还款状态", "最近24个月缴费状态"]));
static GRIDS_60: LazyLock<Titles> = LazyLock::new(|| Titles::of(&["最近5年内的历史表现"]));

/// What a character costs that is lost or one too many, see [`distance`].
const LOST: u32 = 2;

/// How a title is told.
pub(crate) type Rule = fn(&Said<'_>) -> Option<Heading>;

/// A piece of a stamp or a watermark has no more signs.
const SCRAP: usize = 3;

/// The fewest digits of two months, and of a day.
const TWO_MONTHS: usize = 10;
const DAY: usize = 6;
/// The longest title of a grid, with its range.
const GRID: usize = 30;

/// told := account_opening | account_rest, in a row that is long enough for one
pub(crate) fn told(said: &Said<'_>) -> Option<Heading> {
    /// No account is opened in fewer characters.
    const SHORTEST: usize = 16;
    // Rows of labels have no marks.
    if said.raw.len() < SHORTEST || !said.raw.contains(['的', '放', '号', ',', '，', '。', '｡', ';', '；']) {
        return None;
    }
    let text = said.text();
    if text.chars().count() < SHORTEST {
        return None;
    }
    let plain: String = text.chars().filter_map(sentence::plain).collect();
    (sentence::account_opening(&plain).is_ok() || sentence::account_rest(&plain).is_ok()).then_some(Heading::Told)
}

/// overdue := month dash month "的" ("逾期" | "透支") "记录"
pub(crate) fn overdue(said: &Said<'_>) -> Option<Heading> {
    let months = said.digits >= TWO_MONTHS;
    let told = || ["逾期记录", "透支记录"].iter().any(|w| said.may_have_half(w) && find_word(&said.key, w, 2).is_some());
    (said.length <= GRID && months && told()).then_some(Heading::Overdue)
}

/// as_of := words? ("截至" | "截止" | "信息报告日期") day clock? words?
pub(crate) fn as_of(said: &Said<'_>) -> Option<Heading> {
    /// The most digits of a day, one more for a scrap, and how long it may be with its signs; with a clock; and a sentence about an account.
    const DIGITS: usize = 9;
    const LONGEST: usize = 14;
    const WITH_CLOCK: usize = 24;
    const SENTENCE: usize = 40;
    /// How many scraps may stand before it, and how long a vendor's words are.
    const SCRAPS: usize = 4;
    const WORDS: usize = 8;
    // However it is said or misread, it has one of these.
    const SIGNS: [char; 5] = ['截', '至', '止', '信', '息'];
    if said.digits < DAY || !SIGNS.into_iter().any(|c| said.signs.may_have(c)) || !said.key.contains(SIGNS) {
        return None;
    }
    let text = said.text();
    let begin = |word| text.char_indices().take(SCRAPS).find_map(|(at, _)| after(text.get(at..)?, word, 1));
    // A vendor's words before it are told to the letter.
    let inside = |word| text.split_once(word).filter(|(before, _)| before.chars().count() <= WORDS).map(|(_, rest)| rest);
    let whole = || ["截至", "截止", "信息报告日期"].into_iter().find_map(inside);
    // One sign and `至`, or `截` and one, before a day, alone in the row, are hardly anything else; these signs end the words of a sentence about a term.
    let other = |c: char| is_han(c) && !"期延长展更短日月年变推顺".contains(c);
    let first = || text.strip_prefix(other)?.strip_prefix('至');
    let second = || text.strip_prefix('截')?.strip_prefix(is_han);
    let lost = || first().or_else(second).filter(|rest| behind_day(rest) == Some(""));
    let rest = begin("截至").or_else(|| begin("截止")).or_else(|| begin("信息报告日期")).or_else(whole).or_else(lost)?;
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let length = rest.chars().count();
    if (DAY..=DIGITS).contains(&digits) && length <= LONGEST {
        return Some(Heading::AsOf);
    }
    if said.length <= WITH_CLOCK && is_as_of_line(rest) {
        return Some(Heading::AsOf);
    }
    if digits >= DAY && (rest.contains("未激活") || rest.contains("激活") && rest.contains("状态")) && length < SENTENCE {
        return Some(Heading::Inactive);
    }
    None
}

/// Whether what follows `截至` is a day, whole, and at most a few words that are no sentence.
fn is_as_of_line(rest: &str) -> bool {
    const FEW: usize = 6;
    let rest = rest.trim_start_matches(|c: char| is_han(c) || c == ':');
    let Some(behind) = behind_day(rest) else { return false };
    let words = behind.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | 'T'));
    words.chars().count() <= FEW && words.chars().all(|c| is_han(c) || matches!(c, ')' | ':'))
}

/// grid_title := (month dash month "的")? kind record | kind record month dash month | "最近24个月" kind ("状态" | "记录") | years kind record | "最近5年内的历史表现"; record := "记录" | "情况" | "明细" | "状态"
pub(crate) fn grid(said: &Said<'_>) -> Option<Heading> {
    let k = &*said.key;
    /// How far a title may be from its words, where a look-alike counts one and any other character two.
    const NEAR: u32 = 4;
    if said.length > GRID {
        return None;
    }
    let close = |titles: &Titles| said.is_near(titles, NEAR);
    if said.has("24个月") && ["状态", "款记录", "费记录"].iter().any(|word| said.has(word)) || close(&GRIDS_24) {
        return Some(Heading::Grid24);
    }
    if said.has("历史表现") || close(&GRIDS_60) {
        return Some(Heading::Grid60);
    }
    // Without a range it is a title only alone.
    const LONGEST_YEARS: usize = 6;
    let years = |words: &str| YEARS.iter().any(|y| words.starts_with(y));
    let bare = bare_title(k);
    let named = ["还款记录", "缴费记录", "还款情况", "缴费情况"].iter().find_map(|w| bare.strip_suffix(w));
    if named.is_some_and(|before| before.is_empty() || years(before) && before.chars().count() <= LONGEST_YEARS) {
        return Some(Heading::Grid);
    }
    // Whole or with a wrong character, or cut off by the end of the line.
    let lacks_one = || {
        let behind = k.rsplit_once('的').map(|(_, behind)| behind.chars().take(RECORD - 1).collect::<String>());
        behind.is_some_and(|b| RECORDS.iter().any(|w| distance(w, &b, 2).is_some()))
    };
    let record = || RECORDS.iter().any(|w| find_word(k, w, 2).is_some()) || k.contains("的还款") || lacks_one() || is_other_record(k);
    (said.digits >= TWO_MONTHS
        && RECORDS.iter().any(|w| said.may_have_half(w))
        && record()
        // The last value of the row above may have got into the line.
        && (k.chars().take(SCRAP).any(|c| c.is_ascii_digit() || "OolI".contains(c))
            || RECORDS.iter().any(|w| k.starts_with(w))
            || years(k)
            || is_other_record(k))
        && !k.contains(['，', '。', ','])
        && !k.contains("以后")
        && !k.contains("最新"))
    .then_some(Heading::Grid)
}

/// How the title of a record without months begins.
const YEARS: &[&str] = &["最近5年", "最近五年", "近5年", "近五年", "5年", "五年", "历史"];

/// What the title of a record calls it, behind its months.
const RECORDS: [&str; 2] = ["还款记录", "缴费记录"];
/// How many characters each of them has.
const RECORD: usize = 4;

/// Whether a text is nothing but two months, and as much of what the title of a record says behind them as begins it: its end was lost.
pub(crate) fn is_range(text: &str) -> bool {
    let said = Said::new(text);
    let rest = said.key.trim_start_matches(|c: char| c.is_ascii_digit() || "年月至到().:-".contains(c));
    let is_begun = |begun: &str| RECORDS.iter().any(|record| record.starts_with(begun) && *record != begun);
    let cut = rest.is_empty() || rest.strip_prefix('的').is_some_and(is_begun);
    let text: String = text.chars().map(fold_width).collect();
    let numbers: Vec<usize> = text.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|n| *n > 0).collect();
    cut && matches!(*numbers, [4, 1..=2, 4, 1..=2]) && said.key.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a text is nothing but two months and a vendor's word for their record: those words stand in label rows, too.
fn is_other_record(key: &str) -> bool {
    const WORDS: &[&str] = &["还款情况", "还款明细", "还款状态", "缴费情况", "缴费明细", "缴费状态"];
    let range = |text: &str| text.chars().all(|c| c.is_ascii_digit() || "年月至到的().:".contains(c));
    WORDS.iter().any(|w| key.strip_suffix(w).is_some_and(range) || key.strip_prefix(w).is_some_and(range))
}

/// latest_title := day "以后的最新还款记录"
pub(crate) fn latest(said: &Said<'_>) -> Option<Heading> {
    let told = said.has("以后的最新") || said.has("最新还款记录") || said.has("以后") && said.has("还款记录");
    (told && bare_title(&said.key).chars().count() < GRID).then_some(Heading::Latest)
}

/// The titles of parts of an account, and a vendor's headings over them.
static LARGE_INSTALLMENTS: LazyLock<Titles> = LazyLock::new(|| Titles::of(&["大额专项分期信息"]));
static SPECIAL_EVENTS: LazyLock<Titles> = LazyLock::new(|| Titles::of(&["特殊事件说明", "特殊事件"]));
static BANDS: LazyLock<Titles> = LazyLock::new(|| {
    Titles::of(&["基本信息", "最新表现信息", "最近一次月度表现", "特殊交易信息", "标注及声明信息", "最近一次月度表现信息", "最新还款信息"])
});

/// large_installments := "大额专项分期信息"; special_events := "特殊事件说明"; band := a vendor's heading
pub(crate) fn parts(said: &Said<'_>) -> Option<Heading> {
    /// A shorter text with a wrong character is too near to other words.
    const SHORTEST: usize = 5;
    let name = bare_title(&said.key);
    let is = |titles: &Titles| {
        let near = || said.length >= SHORTEST && said.is_near(titles, 2);
        shorter_titles(name).any(|n| titles.texts.contains(&n)) || near()
    };
    if is(&LARGE_INSTALLMENTS) {
        Some(Heading::LargeInstallments)
    } else if is(&SPECIAL_EVENTS) {
        Some(Heading::SpecialEvents)
    } else if is(&BANDS) {
        Some(Heading::Band)
    } else {
        None
    }
}

/// note := "（" … "。" "）", under a section's heading
pub(crate) fn note(said: &Said<'_>) -> Option<Heading> {
    /// A label with these words is shorter.
    const SHORTEST: usize = 13;
    let told = || said.has("数量过大") || said.has("仅展示最新");
    (said.length >= SHORTEST && told()).then_some(Heading::Note)
}

/// unit := "（"? "金额"? "单位" ("：" | "为") currency? ("元" | "万元") "）"?
pub(crate) fn unit(said: &Said<'_>) -> Option<Heading> {
    let bare = said.key.trim_start_matches(['(', '注', ':']).trim_end_matches(')');
    let named = bare.strip_prefix("金额").or_else(|| bare.strip_prefix("货币")).unwrap_or(bare);
    // Alone the word is the first line of a label: `单位` over `性质`.
    let of = named.strip_prefix("单位").filter(|of| !of.is_empty())?.trim_start_matches([':', '为', '是']);
    let unit = of.strip_prefix("人民币").or_else(|| of.strip_prefix("RMB")).unwrap_or(of);
    matches!(unit, "元" | "万元" | "").then_some(Heading::Unit)
}

/// empty := "系统中没有" … | "无" … "记录" | "暂无" …, where a section has nothing, in a row without other columns
pub(crate) fn empty(said: &Said<'_>) -> Option<Heading> {
    /// A longer sentence says more than that.
    const LONGEST: usize = 60;
    let k = &said.key;
    let told = k.starts_with("系统中没有")
        || k.starts_with("无此类")
        || said.has("没有相关记录")
        || said.has("无相关")
        || k.starts_with("暂无") && said.length > 2 && k.matches("暂无").count() == 1;
    (said.length < LONGEST && told).then_some(Heading::Empty)
}

/// for_whom := "为个人" | "为企业"
pub(crate) fn for_whom(said: &Said<'_>) -> Option<Heading> {
    match &*said.key {
        "为个人" => Some(Heading::ForPersons),
        "为企业" => Some(Heading::ForCompanies),
        _ => None,
    }
}

/// The head of the day, the institution and the reason of the last query.
pub(crate) const LAST_QUERY: &str = "上一次查询记录";

/// last_row := "上一次查询记录" day words, in one row
pub(crate) fn last_row(said: &Said<'_>) -> Option<Heading> {
    let text = said.text();
    let rest = after(&text, LAST_QUERY, 2)?.trim_start_matches([':', '：']);
    behind_day(rest).filter(|words| words.contains(is_han)).map(|_| Heading::LastQuery)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    #[test]
    fn a_head_of_a_list_tells_its_column_also_in_part() {
        use Holds::{Amount, Month, State};
        for (text, want) in [
            ("月份", Some(Month)),
            ("还款状态", Some(State)),
            ("还款", Some(State)),
            ("状态还款", Some(State)),
            ("逾期(透支)总额", Some(Amount)),
            ("总额逾期(透支)", Some(Amount)),
            ("透支", Some(Amount)),
            ("总额", Some(Amount)),
            ("持续月数", None),
        ] {
            assert_eq!(list_column(text), want, "{text}");
        }
    }

    #[test]
    fn the_first_line_of_a_label_is_no_unit() {
        let is_unit = ["单位：元", "（金额单位：人民币万元）", "单位：", "单位", "单位性质"].map(|t| unit(&Said::new(t)).is_some());
        assert_eq!(is_unit, [true, true, true, false, false]);
    }

    #[test]
    fn account_titles() {
        for t in [
            "账户1",
            "账户1（授信协议标识：ICBCZH121211）",
            "账戶12(卡片尾号：1365)",
            "帐户1",
            "账户",
            "授信协议2",
            "记录1",
            "账户1（授信协议标识：X）（其他机构转入）",
            "1. 账户1（授信协议标识：X）",
            "（2）账户2",
            "账户编号：1（授信协议标识：X）",
            "第3笔（授信协议标识：X）",
            "第12笔",
            "第3个账户（卡片尾号：1365）",
        ] {
            assert_eq!(account(&Said::new(t)), Some(Heading::Account), "{t}");
        }
        for t in
            ["账户状态", "账户数", "账户标识", "账户授信额度", "账户币种", "授信协议标识", "授信协议信息", "账户类型", "第2笔借款", "第笔"]
        {
            assert_eq!(account(&Said::new(t)), None, "{t}");
        }
    }

    #[test]
    fn a_faint_digit_apart_from_the_number_of_a_title_is_none_of_it() {
        let found = |beside: &[(&str, f64, f32)]| {
            let cell =
                |text: &str, x: f64, width: f64, confidence| Cell { confidence, ..Cell::new(text, Rect::new(x, 0.0, x + width, 12.0)) };
            let more = beside.iter().map(|(text, x, confidence)| cell(text, *x, 6.0, *confidence));
            find(&Row { cells: std::iter::once(cell("账户1", 0.0, 40.0, 0.99)).chain(more).collect() }, &[account])
        };
        let title = |cells: &[usize]| Some((Heading::Account, cells.to_vec()));
        assert_eq!(found(&[("7", 60.0, 0.4)]), title(&[0]));
        assert_eq!(found(&[("7", 60.0, 0.4), ("3", 90.0, 0.3)]), title(&[0]));
        assert_eq!(found(&[("7", 42.0, 0.4)]), title(&[0, 1]), "it touches the number");
        assert_eq!(found(&[("7", 60.0, 0.9)]), title(&[0, 1]), "it is no scrap");
        assert_eq!(found(&[("7", 60.0, 0.4), ("（卡片尾号：1365）", 80.0, 0.9)]), title(&[0, 2]));
    }

    #[test]
    fn as_of_rows() {
        assert_eq!(as_of(&Said::new("截至2015年05月05日")), Some(Heading::AsOf));
        assert_eq!(as_of(&Said::new("截止2015.05.05")), Some(Heading::AsOf));
        assert_eq!(as_of(&Said::new("裁至2015年05月05日")), Some(Heading::AsOf));
        assert_eq!(as_of(&Said::new("数至2015年05月05日")), Some(Heading::AsOf));
        assert_eq!(as_of(&Said::new("截全2015年05月05日")), Some(Heading::AsOf));
        assert_eq!(as_of(&Said::new("期至2015年05月05日")), None, "the end of a sentence");
        assert_eq!(as_of(&Said::new("2014年05月05日至2015年05月05日")), None);
        assert_eq!(as_of(&Said::new("截至2015年05月28日，账户状态为“未激活”。")), Some(Heading::Inactive));
        assert_eq!(as_of(&Said::new("截至报告时点的记录")), None);
    }

    #[test]
    fn grid_titles() {
        assert_eq!(grid(&Said::new("2010年07月—2015年05月的还款记录")), Some(Heading::Grid));
        assert_eq!(grid(&Said::new("2010年07月2015年05月的还款记录")), Some(Heading::Grid));
        assert_eq!(grid(&Said::new("还款记录（2010年07月—2015年05月）")), Some(Heading::Grid));
        assert_eq!(grid(&Said::new("2010年07月—2015年05月的还记录查")), Some(Heading::Grid));
        assert_eq!(grid(&Said::new("2010年07月—2015年05月的逾期记录")), None);
        assert_eq!(grid(&Said::new("最近24个月还款状态")), Some(Heading::Grid24));
        assert_eq!(grid(&Said::new("2015年05月05日以后的最新还款记录")), None);
        assert_eq!(latest(&Said::new("2015年05月05日以后的最新还款记录")), Some(Heading::Latest));
    }
}
