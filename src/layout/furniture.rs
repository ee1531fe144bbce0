//! What belongs to the paper and not to the report: page numbers, logos, stamps.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::document::LineId;
use crate::lexis::text::{HEAD_LABELS, REMINDER, SEAL, fold_width, has_word, is_han, is_speck, key};
use crate::lexis::value::{digit_for, squeeze};

use super::sheet::Sheet;
use super::{Aside, Cell, rows};

/// No page's number has more digits, and no page number with its words more signs; nor has the report's name with its edition.
const DIGITS: usize = 4;
const LONGEST: usize = 20;
/// How near to the edge of a page's print its number stands, and how far from it all furniture, in line heights.
const NUMBER_WITHIN: f64 = 6.0;
const WITHIN: f64 = 2.0;
/// Up and down, in line heights: the parts of a page number are no farther apart.
const PARTS: f64 = 2.0;
/// How far under the first line of a report its logo reaches, in line heights, and how far to the right, in layout's unit.
const LOGO_DOWN: f64 = 8.0;
const LOGO_RIGHT: f64 = 450.0;
/// How long the words around a seal are: shorter ones are a piece, longer ones a name that a seal ran into.
const SEALS: std::ops::RangeInclusive<usize> = 5..=20;

/// Whether a text is a page number of which the number itself was lost.
fn is_numberless(text: &str) -> bool {
    let text = squeeze(text);
    let count = |text: &str| {
        let number = text.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '页').strip_suffix('页');
        number.is_some_and(|n| (1..=DIGITS).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
    };
    text.strip_prefix("第页").is_some_and(|rest| rest.contains('共') && count(rest))
}

/// Whether a text is one half of a page number of which the rest was lost: `第16页，`, `共20页`.
fn is_half(text: &str) -> bool {
    let text = squeeze(text);
    let count = |text: &str| (1..=DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.strip_prefix('第').or_else(|| text.strip_prefix('共'));
    number.and_then(|n| n.trim_end_matches([',', '，', '.', '。', '、']).strip_suffix('页')).is_some_and(count)
}

/// Words of logos, stamps and reminders that every print carries at its edges; compared in the form of [`key`].
pub(super) const MARKS: &[&str] = &[
    "CREDITREFERENCECENTER",
    "THEPEOPLESBANKOFCHINA",
    "本报告仅供您了解",
    "自己的信用状况使用",
    REMINDER,
    "本报告仅供您了解自身信用状况",
    "不用于信贷申请及其他用途",
    "请妥善保管避免信息泄露",
    "CREDITREFERENCECENTERTHEPEOPLESBANKOFCHINA",
    "查询专用章",
    "PEOPLESBANKOFCHINACREDITREFERENCECENTRE",
];

/// What clerks stamp on copies; compared in the form of [`key`].
const STAMPS: &[&str] = &[
    "与原件核对无误",
    "与原件核对一致",
    "与原件核对相符",
    "与原件一致",
    "与原件相符",
    "复印件与原件一致",
    "复印件与原件相符",
    "复印件与原件核对无误",
    "原件已核对",
    "复印无效",
];

/// The logo's two lines, which are ordinary words elsewhere.
pub(super) const LOGO: &[&str] = &["中国人民银行", "征信中心"];

/// None of all these is shorter.
const SHORTEST: usize = 4;

/// How any of those begins: few texts do.
static MARKS_BEGIN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut first: Vec<char> = MARKS.iter().chain(STAMPS).chain(LOGO).filter_map(|word| word.chars().next()).collect();
    first.sort_unstable();
    first.dedup();
    first
});

/// The printed number of a page and the number of pages, if a text is a page number.
pub(crate) fn printed_number(text: &str) -> Option<(u32, u32)> {
    /// Two numbers and a word; the texts of grids are shorter.
    const LEAST: usize = "1页共2".len();
    if text.len() < LEAST {
        return None;
    }
    // Of nearly all texts no more is asked.
    let bare = text.trim_start_matches(|c: char| c.is_whitespace() || is_speck(c) || matches!(c, '.' | '·' | ',' | '，'));
    let begins = || bare.starts_with(|c| c == '第' || fold_width(c).is_ascii_digit());
    let text = (bare.len() >= LEAST && begins() && has_word(bare, "共")).then(|| squeeze(bare))?;
    let text = text.trim_end_matches(|c| is_speck(c) || matches!(c, '.' | '·' | ',' | '-'));
    if text.chars().count() > LONGEST {
        return None;
    }
    let digit = |c: char| digit_for(c).filter(|_| c.is_ascii_alphabetic()).unwrap_or(c);
    counted(text).or_else(|| counted(&text.chars().map(digit).collect::<String>()))
}

/// [`printed_number`] of a cell.
pub(super) fn number_of(cell: &Cell) -> Option<(u32, u32)> {
    if cell.text.signs().may_have('共') { printed_number(&cell.text) } else { None }
}

/// The numbers of `第2页，共19页` in all its forms: any stop or none between, `/` for the stop. Its first 页 may be misread, and a scrap
/// stand behind its last; else 第 and the last 页 may be lost.
fn counted(text: &str) -> Option<(u32, u32)> {
    /// So many signs are a stop, and so many one behind a 页 that was misread.
    const STOP: usize = 3;
    const MISREAD: std::ops::RangeInclusive<usize> = 1..=STOP + 1;
    let ordinal = text.strip_prefix('第');
    let (number, rest) = leading_number(ordinal.unwrap_or(text))?;
    let (between, rest) = rest.split_at_checked(rest.find(|c: char| c.is_ascii_digit())?)?;
    let (of, behind) = leading_number(rest)?;
    let words = between.strip_suffix('共')?;
    let stop = words.strip_prefix('页').filter(|stop| stop.chars().count() <= STOP && !stop.contains('页'));
    let whole = stop.is_some() && matches!(behind, "" | "页");
    let misread = ordinal.is_some() && MISREAD.contains(&words.chars().count());
    let scrap = || behind.strip_prefix('页').is_some_and(|scrap| scrap.chars().nth(1).is_none());
    (whole || misread && scrap()).then_some((number, of))
}

/// The number of a page that a text begins with, and what stands behind it.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits).filter(|_| digits <= DIGITS)?;
    Some((number.parse().ok()?, rest))
}

/// Finds the page's printed number and sets it aside, also where its parts are several lines.
pub(crate) fn page_number(sheet: &mut Sheet, line_height: f64, aside: &mut Vec<(LineId, Aside)>) {
    let mut gone: Vec<LineId> = Vec::new();
    let (top, bottom) = sheet.cells.iter().fold((f64::MAX, f64::MIN), |(t, b), c| (t.min(c.place.y0), b.max(c.place.y1)));
    let near_edge = |row: &super::Row| {
        row.cells.iter().all(|c| c.place.y1 > bottom - NUMBER_WITHIN * line_height || c.place.y0 < top + NUMBER_WITHIN * line_height)
    };
    // The rows of a character that every page number has.
    let mut marks: Vec<f64> =
        sheet.cells.iter().filter(|c| c.text.signs().may_have('页') && has_word(&c.text, "页")).map(|c| c.place.center_y()).collect();
    marks.sort_by(f64::total_cmp);
    let beside = |c: &&Cell| {
        let y = c.place.center_y();
        marks.get(marks.partition_point(|m| *m < y - PARTS * line_height)).is_some_and(|m| *m < y + PARTS * line_height)
    };
    let cells: Vec<Cell> = sheet.cells.iter().filter(beside).cloned().collect();
    for row in rows::cluster(cells, line_height) {
        let whole = printed_number(&row.text()).filter(|_| near_edge(&row));
        if let Some(number) = whole {
            sheet.printed = Some(number);
            gone.extend(row.cells.iter().map(|c| c.line));
            continue;
        }
        for cell in &row.cells {
            if let Some(number) = number_of(cell) {
                sheet.printed = Some(number);
                gone.push(cell.line);
            } else if (is_numberless(&cell.text) || is_half(&cell.text)) && near_edge(&row) {
                gone.push(cell.line);
            }
        }
    }
    remove(sheet, &gone, Aside::PageNumber, aside);
}

/// The edges of a page's print, where furniture stands.
pub(crate) struct Edges {
    top: f64,
    bottom: f64,
}

impl Edges {
    pub(crate) fn of<'c>(cells: impl Iterator<Item = &'c Cell>, line_height: f64) -> Self {
        let (top, bottom) = cells.fold((f64::MAX, f64::MIN), |(t, b), c| (t.min(c.place.y0), b.max(c.place.y1)));
        Edges { top: top + WITHIN * line_height, bottom: bottom - WITHIN * line_height }
    }

    /// Whether a cell stands at the top; `None` if at no edge.
    pub(crate) fn side(&self, cell: &Cell) -> Option<bool> {
        if cell.place.y0 < self.top { Some(true) } else { (cell.place.y1 > self.bottom).then_some(false) }
    }
}

/// Sets aside the known words of logos, stamps and reminders.
pub(super) fn marks(sheets: &mut [Sheet], line_height: f64, aside: &mut Vec<(LineId, Aside)>) {
    for (n, sheet) in sheets.iter_mut().enumerate() {
        let top = if n == 0 { sheet.cells.iter().map(|c| c.place.y0).fold(f64::MAX, f64::min) } else { f64::MIN };
        let logo = |c: &Cell| c.place.y0 < top + LOGO_DOWN * line_height && c.place.x1 < LOGO_RIGHT;
        let marks: Vec<LineId> = sheet.cells.iter().filter(|c| is_mark(c, logo(c))).map(|c| c.line).collect();
        remove(sheet, &marks, Aside::Mark, aside);
    }
}

/// Sets aside the report's own name but over its first page: later ones carry it as their running head.
pub(super) fn names(sheets: &mut [Sheet], aside: &mut Vec<(LineId, Aside)>) {
    let mut named = false;
    for sheet in sheets {
        let names: Vec<LineId> = sheet.cells.iter().filter(|c| is_named(c)).map(|c| c.line).collect();
        if named {
            remove(sheet, &names, Aside::Running, aside);
        }
        named |= !names.is_empty();
    }
}

/// What a line tells of the report: its name, its edition, its number and its times.
pub(super) fn tells(cell: &Cell) -> impl Iterator<Item = &'static str> {
    let key = cell.key();
    let edition = key.starts_with('(') && key.ends_with("版)");
    let own = [(is_named(cell), "name"), (edition, "edition")].into_iter().filter_map(|(told, what)| told.then_some(what));
    own.chain(HEAD_LABELS.iter().copied().filter(move |label| key.contains(label)))
}

/// [`is_name`] of a cell.
fn is_named(cell: &Cell) -> bool {
    cell.text.signs().may_say("信用报告") && is_name(&cell.text)
}

/// `个人信用报告`, with or without its edition in brackets.
pub(super) fn is_name(text: &str) -> bool {
    if !has_word(text, "信用报告") || text.chars().count() > LONGEST {
        return false;
    }
    let text = key(text);
    let edition = text.strip_prefix("个人信用报告");
    edition.is_some_and(|e| e.is_empty() || e.starts_with('(') && e.ends_with("版)"))
}

/// A logo's, stamp's or reminder's words; `logo` where the logo stands: at the top of the first page, left of everything
/// else.
fn is_mark(cell: &Cell, logo: bool) -> bool {
    // Of nearly all cells no more is asked.
    if cell.text.length() < SHORTEST {
        return false;
    }
    // An institution's seal over the page.
    let text = cell.text.trim();
    let sealed = || cell.text.signs().may_say(SEAL) && text.ends_with(SEAL) && SEALS.contains(&text.chars().count());
    if sealed() || is_net_address(text) {
        return true;
    }
    let first = cell.text.chars().map(fold_width).find(|c| is_han(*c) || c.is_ascii_alphabetic());
    if !first.is_some_and(|c| MARKS_BEGIN.contains(&c.to_ascii_uppercase())) {
        return false;
    }
    let key = cell.key();
    let is_upper = key.chars().all(|c| is_han(c) || c.is_ascii() && !c.is_ascii_lowercase());
    let text: Cow<'_, str> = if is_upper { Cow::Borrowed(key) } else { Cow::Owned(key.to_uppercase()) };
    MARKS.contains(&&*text) || STAMPS.contains(&&*text) || logo && LOGO.contains(&&*text)
}

/// The address of the page that a browser prints at an edge of every sheet. No report holds one.
fn is_net_address(text: &str) -> bool {
    const SHORTEST: usize = 12;
    text.starts_with("http") && text.len() >= SHORTEST && text.is_ascii() && text.contains("://")
}

pub(super) fn remove(sheet: &mut Sheet, gone: &[LineId], why: Aside, aside: &mut Vec<(LineId, Aside)>) {
    if gone.is_empty() {
        return;
    }
    let gone: FxHashSet<LineId> = gone.iter().copied().collect();
    sheet.cells.retain(|c| !gone.contains(&c.line));
    let mut gone: Vec<LineId> = gone.into_iter().collect();
    gone.sort();
    aside.extend(gone.into_iter().map(|l| (l, why)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_stamps() {
        assert!(MARKS.iter().chain(STAMPS).chain(LOGO).all(|word| word.chars().count() >= SHORTEST) && *SEALS.start() >= SHORTEST);
        let told = |text: &str| is_mark(&Cell::new(text, crate::document::Rect::new(0.0, 0.0, 80.0, 10.0)), false);
        assert!(
            ["与原件核对无误", "查询专用章", "某某银行业务专用章", " 复印件与原件一致", "https://reports.example.cn/per?view=1"]
                .into_iter()
                .all(told)
        );
        assert!(!["与原件核对无误截止日期", "中国人民银行", "专用章", "核对"].into_iter().any(told));
    }

    #[test]
    fn page_numbers_in_all_their_forms() {
        for text in [
            "第1页，共 19 页",
            "第 1 页/共 19 页",
            "第1页。共19页",
            "第1页,共19页",
            "第1页 共19页",
            "第 1 页，共 1 9 页",
            "第１页，共１９页",
            "第1顶，共19页心",
            "1页共19",
            "第1页，共共19页",
            "第l页，共l9页",
        ] {
            assert_eq!(printed_number(text), Some((1, 19)), "{text}");
            let specked = format!("·{text}'");
            assert_eq!(printed_number(&specked), Some((1, 19)), "{specked}");
        }
        assert!(["第1页", "第1页，", "共19页"].iter().all(|text| is_half(text)) && !is_half("19页") && !is_half("第1页的报告"));
        assert!(is_numberless("第页，共19页") && !is_numberless("第页，共页") && !is_numberless("第页，共19页的报告"));
        for text in [
            "第1页",
            "共19页",
            "第1条，共同",
            "2015年第1页，共19页的报告",
            "1顶共19页",
            "第1顶，共19",
            "第1页，页共19",
            "第12345页，共19页",
            "第1页，共19页心得",
        ] {
            assert_eq!(printed_number(text), None, "{text}");
        }
    }
}
