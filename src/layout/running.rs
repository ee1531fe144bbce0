//! Running heads and feet: rows of lines that stand again at the edge of most pages.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::document::LineId;
use crate::lexis::confusion::distance;
use crate::lexis::text::HEAD_LABELS;
use crate::lexis::value::squeeze;

use super::counters::counters;
use super::furniture::{self, Edges, is_name, remove};
use super::pitch::Pitch;
use super::sheet::Sheet;
use super::text::{PLACES, place};
use super::{Aside, Cell, CellText, HALF_LINE};

/// A report of no more pages may have its running head on two of them only.
const FEW_PAGES: usize = 3;

/// No head or foot has more rows, one under the other.
const DEPTH: usize = 8;

/// Scanned pages, and more so photographs, are shifted against each other from side to side by less, in line heights.
const SHIFT: f64 = 3.0;

/// The same from top to bottom.
const DROP: f64 = 1.5;

/// So many lines of one place of a page are enough to ask.
const ASKED: usize = 8;

/// Sets aside what stands at the same place on many pages or counts them, from the edges inwards, and the known words of logos and
/// stamps. A head that is the report's own stays on the first page. `is_heading`: whether a line is a title or a label of the report.
pub(crate) fn running(sheets: &mut [Sheet], is_heading: fn(&str) -> bool, line_height: f64, aside: &mut Vec<(LineId, Aside)>) {
    let mut own: HashSet<LineId> = HashSet::new();
    for round in 0..DEPTH {
        let before = (aside.len(), own.len());
        counters(sheets, line_height, aside);
        outermost(sheets, is_heading, line_height, &mut own, aside);
        // Those of the first page hang on what is left above them, all others are known from the beginning.
        let asked = if round == 0 { sheets.len() } else { 1 };
        furniture::marks(sheets.get_mut(..asked).unwrap_or_default(), line_height, aside);
        // A name at the edge of the first page is told to be running by those of the others.
        if (aside.len(), own.len()) == before {
            furniture::names(sheets, aside);
        }
        if (aside.len(), own.len()) == before {
            break;
        }
    }
}

/// A line at the edge of a page.
struct Placed {
    page: usize,
    line: LineId,
    text: CellText,
    /// At the top.
    top: bool,
    x: f64,
    y: f64,
    /// Its row, counted over all pages; those of one edge follow each other from top to bottom.
    row: usize,
    /// In a report of few pages: its row, or one below it there, stands clearly apart from the print.
    apart: bool,
}

impl Placed {
    /// Whether it has words: one character, or a dash, is a grid's.
    fn has_words(&self) -> bool {
        let signs = self.text.key_signs();
        signs.count >= 4 || signs.count >= 2 && signs.are_han()
    }
}

/// What is known of a row of an edge.
#[derive(Clone, Copy, Default)]
struct Row {
    /// Its page, and whether it stands at the top.
    edge: (usize, bool),
    /// Its lines with words.
    words: usize,
    /// Those of them that are titles or labels.
    headings: usize,
    /// Those of them that stand on most pages.
    again: usize,
}

impl Row {
    /// Whether it is the title or the head of a table, which is printed again where the table goes on.
    fn is_head(self) -> bool {
        self.headings * 2 > self.words
    }

    /// Whether all of it stands on most pages. A cell that says the same at the foot of each page is a table's, and so is what
    /// stands beside it.
    fn is_again(self) -> bool {
        self.words > 0 && self.again == self.words
    }
}

/// Sets aside the rows nearest to the edges. `own`: lines of running heads that are the report's own, which are left where they stand.
fn outermost(
    sheets: &mut [Sheet],
    is_heading: fn(&str) -> bool,
    line_height: f64,
    own: &mut HashSet<LineId>,
    aside: &mut Vec<(LineId, Aside)>,
) {
    let placed = at_edges(sheets, line_height, own);
    let groups = groups(&placed, sheets.len(), line_height);
    if groups.is_empty() {
        return;
    }
    let rows = rows(&placed, &groups, is_heading);
    let row = |n: usize| rows.get(n).copied().unwrap_or_default();
    let only = sheets.first().map(|sheet| only_ones(sheet, is_heading)).unwrap_or_default();
    let mut gone: Vec<Vec<LineId>> = vec![Vec::new(); sheets.len()];
    for group in groups {
        // A scrap or a stamp beside it on some pages makes a running head no table's.
        if group.iter().filter(|one| row(one.row).is_again()).count() * 2 < group.len() {
            continue;
        }
        for one in group {
            if one.page == 0 && only.contains(&one.line) {
                own.insert(one.line);
                continue;
            }
            let here = row(one.row);
            let below = Some(row(one.row + 1)).filter(|below| below.edge == here.edge);
            // The head of a table stays, but for one whose only row of values is the running head's.
            if here.is_head() && !below.is_some_and(|below| below.is_again() && !below.is_head()) {
                continue;
            }
            gone.get_mut(one.page).into_iter().for_each(|gone| gone.push(one.line));
        }
    }
    for (sheet, gone) in sheets.iter_mut().zip(&gone) {
        remove(sheet, gone, Aside::Running, aside);
    }
}

/// The lines with words that are printed again from page to page, each with its like.
fn groups(placed: &[Placed], pages: usize, line_height: f64) -> Vec<Vec<&Placed>> {
    // Nearly all lines stand on one page only: those whose text, but for its digits, has a place of its own are not asked.
    let mask = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let mut masked = String::new();
    let mut counts = vec![0u32; PLACES];
    let mut worded: Vec<(&Placed, usize)> = Vec::new();
    for one in placed.iter().filter(|one| one.has_words()) {
        masked.clear();
        masked.extend(one.text.key().chars().map(mask));
        let place = place(&masked);
        counts.get_mut(place).into_iter().for_each(|n| *n += 1);
        worded.push((one, place));
    }
    let mut like: HashMap<(String, bool), Vec<&Placed>> = HashMap::new();
    for (one, _) in worded.into_iter().filter(|(_, place)| counts.get(*place).is_some_and(|n| *n > 1)) {
        like.entry((one.text.key().chars().map(mask).collect(), one.top)).or_default().push(one);
    }
    let groups = like.into_values().flat_map(|like| one_place(like, line_height));
    let mut groups: Vec<Vec<&Placed>> = groups.filter(|group| is_again(group, pages, line_height)).collect();
    with_misread(&mut groups, placed, pages, line_height);
    if pages <= FEW_PAGES {
        misread_pairs(&mut groups, placed, line_height);
    }
    groups
}

/// Adds the pairs of lines of a report of two or three pages of which a recogniser misread a sign or two on one of them.
fn misread_pairs<'p>(groups: &mut Vec<Vec<&'p Placed>>, placed: &'p [Placed], line_height: f64) {
    let step = |place: f64| (place / (DROP * line_height)).floor() as i64;
    let mut known: HashSet<LineId> = groups.iter().flatten().map(|one| one.line).collect();
    let mut at: HashMap<(usize, bool, i64), Vec<&Placed>> = HashMap::new();
    for one in placed.iter().filter(|one| one.apart && one.has_words() && !known.contains(&one.line)) {
        at.entry((one.page, one.top, step(one.y))).or_default().push(one);
    }
    let digits = |one: &Placed| one.text.chars().filter(char::is_ascii_digit).collect::<String>();
    for one in placed.iter().filter(|one| one.apart && one.has_words()) {
        let limit = misread_limit(one);
        if limit == 0 || known.contains(&one.line) {
            continue;
        }
        // Lines that differ in their numbers are rows of a table, or titles.
        let is = |other: &&&Placed| {
            !known.contains(&other.line)
                && is_pair(&[one, **other], line_height)
                && (other.x - one.x).abs() < SHIFT * line_height
                && distance(other.text.key(), one.text.key(), limit).is_some()
                && digits(other) == digits(one)
        };
        let near = (step(one.y) - 2..=step(one.y) + 2).filter_map(|y| at.get(&(one.page + 1, one.top, y))).flatten();
        if let Some(other) = near.take(ASKED).find(is).copied() {
            known.extend([one.line, other.line]);
            groups.push(vec![one, other]);
        }
    }
}

/// How many half steps a line may differ from its like on another page, of which a recogniser misread one sign in so many; shorter ones
/// have to be the same.
fn misread_limit(one: &Placed) -> u32 {
    const SIGNS: usize = 8;
    2 * (one.text.key().chars().count() / SIGNS) as u32
}

/// Adds to the lines that stand again those of other pages, at the same place, of which a recogniser misread a sign or two.
fn with_misread<'p>(groups: &mut [Vec<&'p Placed>], placed: &'p [Placed], pages: usize, line_height: f64) {
    if groups.is_empty() {
        return;
    }
    let step = |place: f64| (place / (DROP * line_height)).floor() as i64;
    let mut at: HashMap<(usize, bool, i64), Vec<&Placed>> = HashMap::new();
    let known: HashSet<LineId> = groups.iter().flatten().map(|one| one.line).collect();
    for one in placed.iter().filter(|one| one.has_words() && !known.contains(&one.line)) {
        at.entry((one.page, one.top, step(one.y))).or_default().push(one);
    }
    if at.is_empty() {
        return;
    }
    for group in groups.iter_mut() {
        let on: HashSet<usize> = group.iter().map(|one| one.page).collect();
        let Some(model) = group.get(group.len() / 2).copied() else { continue };
        let limit = misread_limit(model);
        if limit == 0 {
            continue;
        }
        for page in (0..pages).filter(|page| !on.contains(page)) {
            let near = (step(model.y) - 1..=step(model.y) + 1).filter_map(|y| at.get(&(page, model.top, y))).flatten();
            let is = |one: &&&Placed| {
                (one.y - model.y).abs() < DROP * line_height
                    && (one.x - model.x).abs() < SHIFT * line_height
                    && distance(one.text.key(), model.text.key(), limit).is_some()
            };
            group.extend(near.take(ASKED).find(is).copied());
        }
    }
}

/// What is known of each row.
fn rows(placed: &[Placed], groups: &[Vec<&Placed>], is_heading: fn(&str) -> bool) -> Vec<Row> {
    let mut rows: Vec<Row> = vec![Row::default(); placed.last().map_or(0, |last| last.row + 1)];
    for one in placed {
        let Some(row) = rows.get_mut(one.row) else { continue };
        row.edge = (one.page, one.top);
        row.words += usize::from(one.has_words());
    }
    for one in groups.iter().flatten() {
        rows.get_mut(one.row).into_iter().for_each(|row| row.again += 1);
    }
    // Of most rows nobody asks.
    for one in placed.iter().filter(|one| one.has_words()) {
        let Some(row) = rows.get_mut(one.row).filter(|row| row.again > 0) else { continue };
        row.headings += usize::from(is_heading(&one.text) && !is_name(&one.text));
    }
    rows
}

/// The lines at the edges of the pages, by page and from top to bottom.
fn at_edges(sheets: &[Sheet], line_height: f64, own: &HashSet<LineId>) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for (page, sheet) in sheets.iter().enumerate() {
        let others = || sheet.cells.iter().filter(|c| !own.contains(&c.line));
        let edges = Edges::of(others(), line_height);
        let pitch = (sheets.len() <= FEW_PAGES).then(|| Pitch::of(sheet, line_height));
        let mut cells: Vec<(&Cell, bool)> = others().filter_map(|c| edges.side(c).map(|top| (c, top))).collect();
        cells.sort_by(|(a, _), (b, _)| a.place.center_y().total_cmp(&b.place.center_y()));
        let same = |(a, at): &(&Cell, bool), (b, other): &(&Cell, bool)| {
            at == other && b.place.center_y() - a.place.center_y() < HALF_LINE * line_height
        };
        for cells in cells.chunk_by(same) {
            let row = placed.last().map_or(0, |last| last.row + 1);
            let apart = |cell: &Cell, top: bool| pitch.as_ref().is_some_and(|pitch| pitch.is_apart(cell, top, DEPTH));
            placed.extend(cells.iter().map(|(cell, top)| Placed {
                page,
                line: cell.line,
                text: cell.text.clone(),
                top: *top,
                x: cell.place.center_x(),
                y: cell.place.center_y(),
                row,
                apart: apart(cell, *top),
            }));
        }
    }
    placed
}

/// The lines of a page that alone tell the report's name, its edition, or what a label before a colon names: a running head among
/// them is the report's own.
fn only_ones(sheet: &Sheet, is_heading: fn(&str) -> bool) -> HashSet<LineId> {
    let mut found: HashMap<Cow<'_, str>, Option<LineId>> = HashMap::new();
    let mut tell = |what: Cow<'static, str>, line: LineId| {
        found.entry(what).and_modify(|one| *one = None).or_insert(Some(line));
    };
    for cell in &sheet.cells {
        furniture::tells(cell).for_each(|what| tell(Cow::Borrowed(what), cell.line));
        let key = cell.key();
        if let Some((label, _)) = key.split_once(':').filter(|(label, _)| !HEAD_LABELS.contains(label) && is_heading(label)) {
            tell(Cow::Owned(label.to_owned()), cell.line);
        }
    }
    found.into_values().flatten().collect()
}

/// Lines that say the same, parted by where they stand from side to side; of one page the one nearest to its edge.
fn one_place(mut group: Vec<&Placed>, line_height: f64) -> Vec<Vec<&Placed>> {
    group.sort_by(|a, b| a.x.total_cmp(&b.x));
    let near = |a: &&Placed, b: &&Placed| b.x - a.x < SHIFT * line_height;
    group.chunk_by(near).map(outermost_of_pages).collect()
}

/// The lines nearest to the edges of their pages.
fn outermost_of_pages<'p>(places: &[&'p Placed]) -> Vec<&'p Placed> {
    let depth = |one: &Placed| if one.top { one.y } else { -one.y };
    let mut places = places.to_vec();
    places.sort_by(|a, b| a.page.cmp(&b.page).then(depth(a).total_cmp(&depth(b))));
    places.dedup_by_key(|one| one.page);
    places
}

/// Whether lines of one place are printed again from page to page.
fn is_again(group: &[&Placed], pages: usize, line_height: f64) -> bool {
    let on: HashSet<usize> = group.iter().map(|one| one.page).collect();
    (runs_through(&on, pages) || is_pair(group, line_height)) && is_one(group)
}

/// Whether some of so many pages are most of them, or most of the left or the right ones: the first page may be without.
fn runs_through(on: &HashSet<usize>, pages: usize) -> bool {
    /// On fewer pages lines stand alike by chance.
    const FEWEST: usize = 3;
    /// So many of ten pages; of the left or the right ones alone, which are half as many, more.
    const OF_ALL: usize = 6;
    const OF_SIDE: usize = 8;
    let later = pages.saturating_sub(1);
    let (left, right) = (later - later / 2, later / 2);
    let have = |of: fn(usize) -> bool| on.iter().filter(|n| **n > 0 && of(**n)).count();
    let most = |have: usize, all: usize, part: usize| have > 0 && have * 10 >= all * part;
    on.len() >= FEWEST
        && (most(have(|_| true), later, OF_ALL) || most(have(|n| n % 2 == 0), right, OF_SIDE) || most(have(|n| n % 2 == 1), left, OF_SIDE))
}

/// Whether two lines of a report of two or three pages are a running head: apart from the print, and at about one height of two pages
/// that follow each other. Of whole sentences the pages may be photographs, as far shifted as from side to side.
fn is_pair(group: &[&Placed], line_height: f64) -> bool {
    /// No value of a table that stands again is so long, in characters.
    const SENTENCE: usize = 10;
    match group {
        [a, b] => {
            let most = if a.text.key().chars().count() >= SENTENCE { SHIFT } else { DROP };
            a.apart && b.apart && a.page.abs_diff(b.page) == 1 && (a.y - b.y).abs() < most * line_height
        }
        _ => false,
    }
}

/// Whether lines are one line printed again, of which a recogniser may have read some digits otherwise: lines that differ in their
/// digits, like the titles of grids or rows of a table, are no running head. What counts the pages was set aside before.
fn is_one(group: &[&Placed]) -> bool {
    let mut counts: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for one in group {
        *counts.entry(squeeze(&one.text)).or_default() += 1;
    }
    counts.values().max().is_some_and(|most| most * 2 > group.len())
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
        assert_eq!(left(&["某某银行信贷系统", "某某银行信货系统", "某某银行信贷系统", "某某银行信贷系统"]), 0, "a sign misread");
        assert_eq!(left(&["某某银行信贷系统", "某市银行信用系统", "某某银行信贷系统", "某某银行信贷系统"]), 1, "other words");
        assert_eq!(left(&["丙", "某某银行", "丁", "某某银行", "戊", "某某银行"]), 3, "on the left pages");
        assert_eq!(left(&["管理机构", "丙", "管理机构", "丁", "戊", "己", "庚", "管理机构"]), 8, "a label row that three pages begin with");
        let titles = ["2021年05月—2022年05月的还款记录", "2020年01月—2021年03月的还款记录", "2019年01月—2022年06月的还款记录"];
        assert_eq!(left(&titles), 3, "titles of grids");
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
        let two = |texts: [&str; 2]| {
            let sheet = |page: u32, text: &str| {
                let cell = |text: &str, y: f64, line: u32| Cell {
                    page,
                    line: LineId { page, line },
                    ..Cell::new(text, crate::document::Rect::new(100.0, y, 300.0, y + 10.0))
                };
                let rows = (0..9u32).map(|row| cell("甲", 36.0 + 16.0 * f64::from(row), row + 1));
                Sheet { input: page, cells: std::iter::once(cell(text, 0.0, 0)).chain(rows).collect(), ..Sheet::default() }
            };
            let mut sheets = vec![sheet(0, texts[0]), sheet(1, texts[1])];
            running(&mut sheets, |text| text == "查询记录", 10.0, &mut Vec::new());
            sheets.iter().map(|s| s.cells.len()).sum::<usize>() - 18
        };
        assert_eq!(two(["某某小额贷款有限公司", "某某小极贷款有限公司"]), 0, "a sign misread on one of two pages");
        assert_eq!(two(["某某银行某某支行查询12", "某某银行某某支行查询13"]), 2, "other numbers");
    }

    /// What is left of pages, each drawn as rows of cells sixteen apart, in lines ten high.
    fn left(pages: &[&[&[&str]]]) -> Vec<Vec<String>> {
        let is_heading = |text: &str| ["查询记录", "姓名", "证件号码", "编号", "查询日期"].contains(&text);
        let mut sheets: Vec<Sheet> = Vec::new();
        for (page, rows) in (0u32..).zip(pages) {
            let mut cells = Vec::new();
            for (y, row) in rows.iter().enumerate() {
                for (x, text) in row.iter().enumerate() {
                    let (x, y) = (100.0 + 200.0 * x as f64, 16.0 * y as f64);
                    let line = LineId { page, line: cells.len() as u32 };
                    cells.push(Cell { page, line, ..Cell::new(text, crate::document::Rect::new(x, y, x + 80.0, y + 10.0)) });
                }
            }
            sheets.push(Sheet { input: page, cells, ..Sheet::default() });
        }
        running(&mut sheets, is_heading, 10.0, &mut Vec::new());
        sheets.iter().map(|s| s.cells.iter().map(|c| c.text.to_string()).collect()).collect()
    }

    #[test]
    fn a_running_head_of_several_rows() {
        let table: &[&[&str]] = &[&["编号", "查询日期"], &["甲", "2024.01.02"]];
        let page = |rows: &[&'static [&'static str]]| -> Vec<&'static [&'static str]> {
            rows.iter().copied().chain(table.iter().copied()).collect()
        };
        let head: &[&[&str]] = &[&["某某银行"], &["信贷系统", "内部资料"], &["流水号1234"], &["姓名", "证件号码"], &["张三三", "110101"]];
        let mut pages: Vec<Vec<&[&str]>> = vec![page(head); 5];
        let dates: [&[&str]; 5] =
            [&["丙", "2024.02.02"], &["丁", "2024.03.11"], &["戊", "2023.12.30"], &["己", "2023.11.05"], &["庚", "2023.10.01"]];
        for (page, date) in pages.iter_mut().zip(dates) {
            page[6] = date;
        }
        let drawn: Vec<&[&[&str]]> = pages.iter().map(Vec::as_slice).collect();
        let want = |date: &&[&str]| ["编号", "查询日期", date[0], date[1]].map(String::from).to_vec();
        assert_eq!(left(&drawn), dates.iter().map(want).collect::<Vec<_>>());
    }
}
