//! What belongs to the paper and not to the report: page numbers, running heads, logos, stamps, watermarks.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::LineId;
use crate::lexis::text::{fold_width, is_han, key};
use crate::lexis::value::squeeze;

use super::sheet::Sheet;
use super::{Aside, Cell, rows};

/// `第2页，共19页` in all its forms: any stop or none between, `/` for the stop, digits apart.
static PAGE_NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^第?(\d{1,4})页[^\d页]{0,3}共(\d{1,4})页?$").ok());

/// Words of logos, stamps and reminders that every print carries at its edges; compared in the form of [`key`].
pub(super) const MARKS: &[&str] = &[
    "CREDITREFERENCECENTER",
    "THEPEOPLESBANKOFCHINA",
    "本报告仅供您了解",
    "自己的信用状况使用",
    "本报告仅供您了解自己的信用状况使用",
    "本报告仅供您了解自身信用状况",
    "不用于信贷申请及其他用途",
    "请妥善保管避免信息泄露",
    "CREDITREFERENCECENTERTHEPEOPLESBANKOFCHINA",
    "查询专用章",
    "PEOPLESBANKOFCHINACREDITREFERENCECENTRE",
];

/// The logo's two lines, which are ordinary words elsewhere.
pub(super) const LOGO: &[&str] = &["中国人民银行", "征信中心"];

/// The printed number of a page and the number of pages, if a text is a page number.
pub(crate) fn printed_number(text: &str) -> Option<(u32, u32)> {
    let text = squeeze(text);
    if text.chars().count() > 20 {
        return None;
    }
    let found = PAGE_NUMBER.as_ref()?.captures(&text)?;
    Some((found.get(1)?.as_str().parse().ok()?, found.get(2)?.as_str().parse().ok()?))
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

/// Where something that is repeated stands on one page.
struct Place {
    page: usize,
    line: LineId,
    /// Its middle.
    y: f64,
    text: Rc<str>,
    /// Whether nothing stands beside it but what is repeated too.
    alone: bool,
}

/// What is shorter may be a cell of a grid or the head of a column.
const SHORT: usize = 4;

/// What stands at the same place at the edge of many pages.
fn repeated(sheets: &[Sheet], line_height: f64) -> Vec<Vec<Place>> {
    let mut seen: HashMap<(String, i64, i64), Vec<Place>> = HashMap::new();
    // At each page's edges, the middles of what stands there.
    let mut edge: Vec<Vec<f64>> = Vec::new();
    for (page, sheet) in sheets.iter().enumerate() {
        let edges = Edges::of(sheet, line_height);
        let mut middles = Vec::new();
        for cell in sheet.cells.iter().filter(|c| edges.side(c).is_some()) {
            let masked: String = key(&cell.text).chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            // Pages of a scan are shifted a little against each other: three lines are one place.
            let slot = |v: f64| (v / (3.0 * line_height)).round() as i64;
            let y = cell.place.center_y();
            let place = Place { page, line: cell.line, y, text: cell.text.clone(), alone: false };
            seen.entry((masked, slot(cell.place.x0), slot(cell.place.y0))).or_default().push(place);
            middles.push(y);
        }
        middles.sort_by(f64::total_cmp);
        edge.push(middles);
    }
    let pages = sheets.len();
    let (long, short): (Vec<_>, Vec<_>) = seen.into_iter().partition(|((masked, ..), _)| masked.chars().count() >= SHORT);
    let mut out: Vec<Vec<Place>> =
        long.into_iter().filter(|((masked, ..), places)| is_repeated(masked, places, pages)).map(|s| s.1).collect();
    // A short word stays, but if it is on nearly all pages it is no table's that stands beside.
    let short = short.into_iter().filter(|(_, places)| places.len() * 5 >= pages * 4).map(|s| s.1);
    let mut own: Vec<Vec<f64>> = vec![Vec::new(); pages];
    for place in out.iter().flatten().chain(&short.flatten().collect::<Vec<_>>()) {
        if let Some(own) = own.get_mut(place.page) {
            own.push(place.y);
        }
    }
    own.iter_mut().for_each(|o| o.sort_by(f64::total_cmp));
    let level = |all: Option<&Vec<f64>>, y: f64| {
        let below = |at: f64| all.map_or(0, |a| a.partition_point(|m| *m < at));
        below(y + 0.5 * line_height) - below(y - 0.5 * line_height)
    };
    for place in out.iter_mut().flatten() {
        place.alone = level(own.get(place.page), place.y) >= level(edge.get(place.page), place.y);
    }
    out
}

/// Whether one text stands at one place on so many pages that it is the paper's.
///
/// Table heads are repeated too, but never at one place on half of the pages. Digits that were read
/// amiss count as the same, but those of values are different ones: but for what counts pages, most must be the same to the
/// letter. What is no more than a value must stand on nearly all pages.
fn is_repeated(masked: &str, places: &[Place], pages: usize) -> bool {
    let on: HashSet<usize> = places.iter().map(|p| p.page).collect();
    if on.len() < 3 || on.len() * 5 < pages * 2 || on.len() != places.len() {
        return false;
    }
    let mut texts: HashMap<&str, usize> = HashMap::new();
    for place in places {
        *texts.entry(&place.text).or_default() += 1;
    }
    let counts = masked.contains('页') || masked.to_lowercase().contains("page");
    let same = texts.values().copied().max().unwrap_or(0);
    let value = !masked.chars().any(is_han) || masked.starts_with("截至") || masked.starts_with("截止");
    let digits = masked.contains('0') && !counts;
    (!digits || same * 2 >= places.len()) && (!digits || !value || on.len() * 4 >= pages * 3)
}

/// Sets aside what stands at the same place on many pages, and the known words of logos and stamps.
pub(crate) fn running(sheets: &mut [Sheet], line_height: f64, aside: &mut Vec<(LineId, Aside)>) {
    let repeated = repeated(sheets, line_height);
    let mut gone: Vec<Vec<LineId>> = vec![Vec::new(); sheets.len()];
    for places in &repeated {
        // The head of a page stands by itself: beside what a table repeats stand cells that it does not.
        let alone = places.iter().filter(|p| p.alone).count();
        if alone * 2 >= places.len() {
            for place in places {
                if let Some(g) = gone.get_mut(place.page) {
                    g.push(place.line);
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
    if text == "专用章" || text.ends_with("专用章") && (5..=20).contains(&text.chars().count()) {
        return true;
    }
    let first = cell.text.chars().map(fold_width).find(|c| is_han(*c) || c.is_ascii_alphabetic());
    let begins = |word: &&str| word.chars().next() == first.map(|c| c.to_ascii_uppercase());
    if !MARKS.iter().chain(LOGO).any(begins) {
        return false;
    }
    let text: String = key(&cell.text).to_uppercase();
    MARKS.contains(&text.as_str()) || logo && LOGO.contains(&text.as_str())
}

pub(super) fn remove(sheet: &mut Sheet, gone: &[LineId], why: Aside, aside: &mut Vec<(LineId, Aside)>) {
    if gone.is_empty() {
        return;
    }
    let gone: HashSet<LineId> = gone.iter().copied().collect();
    sheet.cells.retain(|c| !gone.contains(&c.line));
    let mut gone: Vec<LineId> = gone.into_iter().collect();
    gone.sort();
    aside.extend(gone.into_iter().map(|l| (l, why)));
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert_eq!(printed_number(text), Some((1, 19)), "{text}");
        }
        for text in ["第1页", "共19页", "第1条，共同", "2015年第1页，共19页的报告"] {
            assert_eq!(printed_number(text), None, "{text}");
        }
    }

    /// A page of lines as text, left edge and place down the page.
    fn sheet(page: u32, lines: &[(&str, f64, f64)]) -> Sheet {
        let cells = lines.iter().zip(0u32..).map(|((text, x, y), line)| {
            let place = crate::document::Rect::new(*x, *y, x + 100.0, y + 10.0);
            let line = LineId { page, line };
            Cell { text: (*text).into(), place, page, strip: 0.0, line, source: place, confidence: 1.0, part: false }
        });
        Sheet { input: page, cells: cells.collect(), ..Sheet::default() }
    }

    fn left(pages: &[Vec<(&str, f64, f64)>]) -> Vec<usize> {
        let mut sheets: Vec<Sheet> = pages.iter().zip(0u32..).map(|(lines, n)| sheet(n, lines)).collect();
        running(&mut sheets, 10.0, &mut Vec::new());
        sheets.iter().map(|s| s.cells.len()).collect()
    }

    #[test]
    fn running_heads_are_set_aside_and_values_at_the_top_of_pages_are_not() {
        let body = |top: &[(&'static str, f64, f64)]| [top, &[("甲", 50.0, 400.0), ("乙", 50.0, 600.0), ("丙", 50.0, 800.0)]].concat();
        // One digit of the number was read amiss.
        let heads = ["报告编号：2015060100", "报告编号：2015060100", "报告编号：2015060700", "报告编号：2015060100"];
        assert_eq!(left(&heads.map(|h| body(&[(h, 50.0, 20.0), ("机密", 700.0, 20.0)]))), [4, 4, 4, 4]);
        let days = ["截至 2021.11.24", "截至 2022.01.02", "截至 2022.01.04", "截至 2022.01.29"];
        assert_eq!(left(&days.map(|d| body(&[(d, 400.0, 20.0)]))), [4; 4], "every account has its own day");
        let rows = ["12,000", "7,300", "840", "99,100"];
        let row = rows.map(|r| body(&[("贷后管理", 50.0, 20.0), (r, 400.0, 20.0)]));
        assert_eq!(left(&row), [5; 4], "a row of a table has other cells");
    }
}
