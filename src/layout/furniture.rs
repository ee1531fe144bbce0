//! What belongs to the paper and not to the report: page numbers, running heads, logos, stamps, watermarks.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use crate::document::LineId;
use crate::lexis::text::{HEAD_LABELS, REMINDER, SEAL, fold_width, is_han, key};
use crate::lexis::value::squeeze;

use super::sheet::Sheet;
use super::{Aside, Cell, CellText, median, rows};

/// `第2页，共19页` in all its forms: any stop or none between, `/` for the stop, digits apart.
/// Its first 页 may be misread, and a scrap stand behind its last.
static PAGE_NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:第?(\d{1,4})页[^\d页]{0,3}共(\d{1,4})页?|第(\d{1,4})[^\d]{1,4}共(\d{1,4})页.?)$").ok());

/// Whether a text is a page number of which the number itself was lost.
fn is_numberless(text: &str) -> bool {
    let text = squeeze(text);
    let count = |text: &str| {
        let number = text.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '页').strip_suffix('页');
        number.is_some_and(|n| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
    };
    text.strip_prefix("第页").is_some_and(|rest| rest.contains('共') && count(rest))
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

/// How any of those begins: few texts do.
static MARKS_BEGIN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut first: Vec<char> = MARKS.iter().chain(STAMPS).chain(LOGO).filter_map(|word| word.chars().next()).collect();
    first.sort_unstable();
    first.dedup();
    first
});

/// The printed number of a page and the number of pages, if a text is a page number.
pub(crate) fn printed_number(text: &str) -> Option<(u32, u32)> {
    // Of nearly all texts no more is asked.
    let text = text.contains('共').then(|| squeeze(text))?;
    if text.chars().count() > 20 {
        return None;
    }
    let found = PAGE_NUMBER.as_ref()?.captures(&text)?;
    let number = |n: usize| found.get(n).or(found.get(n + 2))?.as_str().parse().ok();
    Some((number(1)?, number(2)?))
}

/// Finds the page's printed number and sets it aside, also where its parts are several lines.
pub(crate) fn page_number(sheet: &mut Sheet, line_height: f64, aside: &mut Vec<(LineId, Aside)>) {
    let mut gone: Vec<LineId> = Vec::new();
    let (top, bottom) = sheet.cells.iter().fold((f64::MAX, f64::MIN), |(t, b), c| (t.min(c.place.y0), b.max(c.place.y1)));
    let near_edge =
        |row: &super::Row| row.cells.iter().all(|c| c.place.y1 > bottom - 6.0 * line_height || c.place.y0 < top + 6.0 * line_height);
    // The rows of a character that every page number has.
    let mut marks: Vec<f64> = sheet.cells.iter().filter(|c| c.text.contains('页')).map(|c| c.place.center_y()).collect();
    marks.sort_by(f64::total_cmp);
    let beside = |c: &&Cell| {
        let y = c.place.center_y();
        marks.get(marks.partition_point(|m| *m < y - 2.0 * line_height)).is_some_and(|m| *m < y + 2.0 * line_height)
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
            if let Some(number) = printed_number(&cell.text) {
                sheet.printed = Some(number);
                gone.push(cell.line);
            } else if is_numberless(&cell.text) && near_edge(&row) {
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
    pub(crate) fn of(sheet: &Sheet, line_height: f64) -> Self {
        let (top, bottom) = sheet.cells.iter().fold((f64::MAX, f64::MIN), |(t, b), c| (t.min(c.place.y0), b.max(c.place.y1)));
        Edges { top: top + 2.0 * line_height, bottom: bottom - 2.0 * line_height }
    }

    /// Whether a cell stands at the top; `None` if at no edge.
    pub(crate) fn side(&self, cell: &Cell) -> Option<bool> {
        if cell.place.y0 < self.top { Some(true) } else { (cell.place.y1 > self.bottom).then_some(false) }
    }
}

/// A line at the edge of a page: the page, the line, its text, and, in a report of few pages, its height if it stands clearly apart from
/// the print and is no heading of it.
type Placed = (usize, LineId, CellText, Option<f64>);

/// A report of no more pages may have its running head on two of them only.
const FEW_PAGES: usize = 3;

/// How far rows stand apart on a page.
struct Pitch {
    rows: Vec<f64>,
    usual: f64,
}

impl Pitch {
    fn of(sheet: &Sheet, line_height: f64) -> Self {
        let mut rows: Vec<f64> = sheet.cells.iter().map(|c| c.place.center_y()).collect();
        rows.sort_by(f64::total_cmp);
        rows.dedup_by(|b, a| *b - *a < 0.5 * line_height);
        let mut drops: Vec<f64> = rows.windows(2).filter_map(|w| if let [a, b] = w { Some(b - a) } else { None }).collect();
        Pitch { usual: median(&mut drops).unwrap_or(0.0).max(1.5 * line_height), rows }
    }

    /// Whether what stands at an edge is half as far again from the next row as rows are from each other.
    fn is_apart(&self, cell: &Cell, top: bool, line_height: f64) -> bool {
        let y = cell.place.center_y();
        let at = self.rows.partition_point(|r| *r < y + 0.5 * line_height);
        let next = if top { self.rows.get(at).copied() } else { self.rows.iter().rev().find(|r| **r < y - 0.5 * line_height).copied() };
        next.is_some_and(|next| (next - y).abs() > 1.5 * self.usual)
    }
}

/// Where the titles and labels of a report stand at the edges of a page: no line beside one is a running head of two pages.
fn headings(sheet: &Sheet, edges: &Edges, is_heading: fn(&str) -> bool) -> Vec<f64> {
    sheet.cells.iter().filter(|c| edges.side(c).is_some() && is_heading(&c.text)).map(|c| c.place.center_y()).collect()
}

/// What tells the report's name, its edition, its number and its times, each by a number of its own.
pub(super) fn tells(cell: &Cell) -> impl Iterator<Item = usize> {
    let key = cell.key();
    let edition = key.starts_with('(') && key.ends_with("版)");
    let labels: Vec<bool> = HEAD_LABELS.iter().map(|label| key.contains(label)).collect();
    [is_name(&cell.text), edition].into_iter().chain(labels).enumerate().filter(|(_, told)| *told).map(|(n, _)| n)
}

/// The lines of a page that alone tell something of those: a running head among them is the report's own.
fn only_ones(sheet: &Sheet) -> HashSet<LineId> {
    let mut found: HashMap<usize, Option<LineId>> = HashMap::new();
    for cell in &sheet.cells {
        tells(cell).for_each(|n| {
            found.entry(n).and_modify(|one| *one = None).or_insert(Some(cell.line));
        });
    }
    found.into_values().flatten().collect()
}

/// Sets aside what stands at the same place on many pages, and the known words of logos and stamps. A head that is the report's own
/// stays on the first page.
///
/// Of several such lines one under the other the inner ones stand at the edge when the outer ones are gone; among what then comes,
/// the labels that a table has again on every page are no running head.
pub(crate) fn running(sheets: &mut [Sheet], is_heading: fn(&str) -> bool, line_height: f64, aside: &mut Vec<(LineId, Aside)>) {
    /// So many more lines may a running head and foot have.
    const MORE: usize = 4;
    if remove_running(sheets, |_| false, is_heading, line_height, aside) {
        let _ = (0..MORE).find(|_| !remove_running(sheets, is_heading, is_heading, line_height, aside));
    }
}

/// Sets aside what [`running`] does, as far as it stands at the edges now; whether anything did. `stays`: what is none whatever it looks like.
fn remove_running(
    sheets: &mut [Sheet],
    stays: impl Fn(&str) -> bool,
    is_heading: fn(&str) -> bool,
    line_height: f64,
    aside: &mut Vec<(LineId, Aside)>,
) -> bool {
    let before = aside.len();
    let mut seen: HashMap<(String, bool), Vec<(f64, Placed)>> = HashMap::new();
    let few = sheets.len() <= FEW_PAGES;
    for (n, sheet) in sheets.iter().enumerate() {
        let edges = Edges::of(sheet, line_height);
        let pitch = few.then(|| (Pitch::of(sheet, line_height), headings(sheet, &edges, is_heading)));
        let is_apart = |cell: &Cell, top: bool| {
            let beside = |y: &f64| (y - cell.place.center_y()).abs() < 0.5 * line_height;
            pitch.as_ref().is_some_and(|(pitch, headings)| pitch.is_apart(cell, top, line_height) && !headings.iter().any(beside))
        };
        for cell in &sheet.cells {
            let Some(top) = edges.side(cell) else { continue };
            let apart = is_apart(cell, top).then(|| cell.place.center_y());
            let masked: String = cell.key().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            seen.entry((masked, top)).or_default().push((cell.place.center_x(), (n, cell.line, cell.text.clone(), apart)));
        }
    }
    let pages = sheets.len();
    let own = sheets.first().map(only_ones).unwrap_or_default();
    let mut gone: Vec<Vec<LineId>> = vec![Vec::new(); pages];
    let places =
        seen.into_iter().flat_map(|((text, _), places)| one_place(places, line_height).into_iter().map(move |p| (text.clone(), p)));
    for (text, places) in places {
        let on: HashSet<usize> = places.iter().map(|(n, ..)| *n).collect();
        // Table heads are repeated too, but not where all pages have one; one character, or a dash, is a grid's.
        let size = text.chars().count();
        let words = size >= 4 || size >= 2 && text.chars().all(is_han);
        if on.len() == places.len()
            && words
            && (runs_through(&on, pages) || is_pair(&places, line_height))
            && is_one(&places)
            && !places.iter().any(|p| stays(&p.2))
        {
            for (n, line, ..) in places.into_iter().filter(|(n, line, ..)| *n > 0 || !own.contains(line)) {
                if let Some(g) = gone.get_mut(n) {
                    g.push(line);
                }
            }
        }
    }
    let mut named = false;
    for (n, (sheet, gone)) in sheets.iter_mut().zip(&gone).enumerate() {
        remove(sheet, gone, Aside::Running, aside);
        // The report's own name stands over its first page; later ones carry it as their running head.
        let names: Vec<LineId> = sheet.cells.iter().filter(|c| is_name(&c.text)).map(|c| c.line).collect();
        if named {
            remove(sheet, &names, Aside::Running, aside);
        }
        named |= !names.is_empty();
        let top = if n == 0 { sheet.cells.iter().map(|c| c.place.y0).fold(f64::MAX, f64::min) } else { f64::MIN };
        let logo = |c: &Cell| c.place.y0 < top + 8.0 * line_height && c.place.x1 < 450.0;
        let marks: Vec<LineId> = sheet.cells.iter().filter(|c| is_mark(c, logo(c))).map(|c| c.line).collect();
        remove(sheet, &marks, Aside::Mark, aside);
    }
    aside.len() > before
}

/// Lines at one place from side to side. Pages of a scan, and more so photographs, are shifted against each other.
fn one_place(mut places: Vec<(f64, Placed)>, line_height: f64) -> Vec<Vec<Placed>> {
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let near = |a: &(f64, Placed), b: &(f64, Placed)| b.0 - a.0 < 3.0 * line_height;
    places.chunk_by(near).map(|c| c.iter().map(|p| p.1.clone()).collect()).collect()
}

/// Whether some of so many pages are most of them, or most of the left or the right ones: the first page may be without.
fn runs_through(on: &HashSet<usize>, pages: usize) -> bool {
    let later = pages.saturating_sub(1);
    let (left, right) = (later - later / 2, later / 2);
    let have = |of: fn(usize) -> bool| on.iter().filter(|n| **n > 0 && of(**n)).count();
    let most = |have: usize, all: usize, part: usize| have > 0 && have * 10 >= all * part;
    on.len() >= 3 && (most(have(|_| true), later, 6) || most(have(|n| n % 2 == 0), right, 8) || most(have(|n| n % 2 == 1), left, 8))
}

/// Whether two lines of a report of two or three pages are a running head: apart from the print, and at one height of two pages that
/// follow each other.
fn is_pair(places: &[Placed], line_height: f64) -> bool {
    match places {
        [(a, .., Some(one)), (b, .., Some(other))] => a.abs_diff(*b) == 1 && (one - other).abs() < 0.3 * line_height,
        _ => false,
    }
}

/// Whether lines are one line printed again, of which a recogniser may have read some digits otherwise: lines that differ in their
/// digits, like the titles of grids or rows of a table, are no running head. What counts the pages was set aside before.
fn is_one(places: &[Placed]) -> bool {
    let mut counts: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for (_, _, text, _) in places {
        *counts.entry(squeeze(text)).or_default() += 1;
    }
    counts.values().max().is_some_and(|most| most * 2 > places.len())
}

/// `个人信用报告`, with or without its edition in brackets.
fn is_name(text: &str) -> bool {
    if !text.contains("信用报告") || text.chars().count() > 20 {
        return false;
    }
    let text = key(text);
    let edition = text.strip_prefix("个人信用报告");
    edition.is_some_and(|e| e.is_empty() || e.starts_with('(') && e.ends_with("版)"))
}

/// A logo's, stamp's or reminder's words; `logo` where the logo stands: at the top of the first page, left of everything
/// else.
fn is_mark(cell: &Cell, logo: bool) -> bool {
    // An institution's seal over the page.
    let text = cell.text.trim();
    if text.ends_with(SEAL) && (5..=20).contains(&text.chars().count()) {
        return true;
    }
    let first = cell.text.chars().map(fold_width).find(|c| is_han(*c) || c.is_ascii_alphabetic());
    if !first.is_some_and(|c| MARKS_BEGIN.contains(&c.to_ascii_uppercase())) {
        return false;
    }
    let text: String = cell.key().to_uppercase();
    MARKS.contains(&text.as_str()) || STAMPS.contains(&text.as_str()) || logo && LOGO.contains(&text.as_str())
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
    fn a_running_head_is_one_line_on_most_pages() {
        let left = |texts: &[&str]| {
            let mut sheets: Vec<Sheet> = Vec::new();
            for (page, text) in (0u32..).zip(texts) {
                let cell = |text: &str, y: f64, line: u32| {
                    let place = crate::document::Rect::new(100.0, y, 300.0, y + 10.0);
                    let line = LineId { page, line };
                    Cell { page, line, ..Cell::new(text, place) }
                };
                let cells = vec![cell(text, 0.0, 0), cell("甲", 300.0, 1), cell("乙", 600.0, 2)];
                sheets.push(Sheet { input: page, cells, ..Sheet::default() });
            }
            running(&mut sheets, |text| text == "查询记录", 10.0, &mut Vec::new());
            sheets.iter().map(|s| s.cells.len()).sum::<usize>() - 2 * texts.len()
        };
        assert_eq!(left(&["某某银行", "某某银行", "某某银行", "某某银行"]), 0);
        assert_eq!(left(&["本人版"; 4]), 0);
        assert_eq!(left(&["丙", "某某银行", "丁", "某某银行", "戊", "某某银行"]), 3, "on the left pages");
        assert_eq!(left(&["管理机构", "丙", "管理机构", "丁", "戊", "己", "庚", "管理机构"]), 8, "a label row that three pages begin with");
        let titles = ["2021年05月—2022年05月的还款记录", "2020年01月—2021年03月的还款记录", "2019年01月—2022年06月的还款记录"];
        assert_eq!(left(&titles), 3, "titles of grids");
        // Three lines of a head on each of many pages, and a table that goes on below it, with and without its labels.
        let deep = |table: &str| {
            let sheet = |page: u32| {
                let texts = ["某某银行", "打印人甲", "二〇二〇年打印", table, "一", "二", "三", "四", "五"];
                let cell = |(line, text): (u32, &str)| {
                    let y = f64::from(line) * 14.0;
                    Cell { page, line: LineId { page, line }, ..Cell::new(text, crate::document::Rect::new(100.0, y, 200.0, y + 10.0)) }
                };
                Sheet { input: page, cells: (0u32..).zip(texts).map(cell).collect(), ..Sheet::default() }
            };
            let mut sheets: Vec<Sheet> = (0..5).map(sheet).collect();
            running(&mut sheets, |text| text == "查询机构", 10.0, &mut Vec::new());
            sheets.iter().map(|s| s.cells.len()).sum::<usize>()
        };
        assert_eq!(deep("查询机构"), 30, "a head of three lines over the labels of a table");
        assert_eq!(left(&["某某银行", "某某银行"]), 2, "as far from the next row as rows are");
        // In a row of words of its own.
        let pair = |words: &str, gap: f64| {
            let sheet = |page: u32| {
                let cell = |text: &str, y: f64, line: u32| Cell {
                    page,
                    line: LineId { page, line },
                    ..Cell::new(text, crate::document::Rect::new(100.0, y, 300.0, y + 10.0))
                };
                let rows = (0..9u32).map(|row| cell("甲", gap + 16.0 * f64::from(row), row + 1));
                Sheet { input: page, cells: std::iter::once(cell(words, 0.0, 0)).chain(rows).collect(), ..Sheet::default() }
            };
            let mut sheets = vec![sheet(0), sheet(1)];
            running(&mut sheets, |text| text == "查询记录", 10.0, &mut Vec::new());
            sheets.iter().map(|s| s.cells.len()).sum::<usize>() - 18
        };
        assert_eq!([36.0, 18.0].map(|gap| pair("某某银行", gap)), [0, 2], "a head of two pages, and the heads of a table");
        assert_eq!(pair("查询记录", 36.0), 2, "a title that is printed again");
    }

    #[test]
    fn the_words_of_stamps() {
        let told = |text: &str| is_mark(&Cell::new(text, crate::document::Rect::new(0.0, 0.0, 80.0, 10.0)), false);
        assert!(["与原件核对无误", "查询专用章", "某某银行业务专用章", " 复印件与原件一致"].into_iter().all(told));
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
        ] {
            assert_eq!(printed_number(text), Some((1, 19)), "{text}");
        }
        assert!(is_numberless("第页，共19页") && !is_numberless("第页，共页") && !is_numberless("第页，共19页的报告"));
        for text in ["第1页", "共19页", "第1条，共同", "2015年第1页，共19页的报告"] {
            assert_eq!(printed_number(text), None, "{text}");
        }
    }
}
