//! Watermarks that stand level and at one and the same place of most pages.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::document::LineId;
use crate::lexis::confusion::distance;
use crate::lexis::text::is_han;

use super::super::sheet::Sheet;
use super::super::text::{PLACES, place};
use super::super::{Aside, CELL_LINES, Cell, advance, furniture};
use super::{Counts, Pair, REPEATED, in_print, pairs, usual_height};

/// A line and the page that it stands on.
type OnPage<'c> = (usize, &'c Cell);

/// Sets aside what is printed somewhat larger than the report at one and the same place of half its pages, in words that it has nowhere
/// else: of a watermark that stands level, too. A title or a label that is printed again on every page is none.
pub(super) fn larger(
    sheets: &mut [Sheet],
    larger: &[Vec<Cell>],
    is_heading: fn(&str) -> bool,
    line_height: f64,
    aside: &mut Vec<(LineId, Aside)>,
) -> Counts {
    /// Fewer characters are words of any table.
    const SHORTEST: usize = 4;
    let mut out = Counts::new();
    let mut texts: BTreeMap<String, (usize, Vec<OnPage<'_>>)> = BTreeMap::new();
    for (n, (sheet, cells)) in sheets.iter().zip(larger).enumerate().filter(|(_, (_, cells))| !cells.is_empty()) {
        let edges = furniture::Edges::of(sheet.cells.iter(), line_height);
        for cell in cells.iter().filter(|c| c.text.han() >= SHORTEST) {
            let (inside, places) = texts.entry(cell.text.split_whitespace().collect()).or_default();
            *inside += usize::from(edges.side(cell).is_none());
            places.push((n, cell));
        }
    }
    let often = |places: &[OnPage<'_>]| {
        let pages = pages_of_one_place(places, line_height);
        pages >= REPEATED && pages * 2 >= sheets.len()
    };
    // What stands at the edges only is a running head.
    texts.retain(|text, (inside, places)| *inside >= REPEATED && often(places) && !is_heading(text));
    if texts.is_empty() {
        return out;
    }
    let wanted = texts.keys().flat_map(|text| pairs(text)).map(|pair| (pair, 0)).collect();
    let all = in_print(sheets, &wanted);
    let mut gone: Vec<Vec<LineId>> = vec![Vec::new(); sheets.len()];
    for (text, (_, places)) in texts {
        let words = pairs(&text);
        let is_own = |pair: &&Pair| all.get(*pair).is_some_and(|n| *n <= places.len() + places.len() / 4);
        if words.iter().filter(is_own).count() * 4 < words.len() * 3 {
            continue;
        }
        for (n, cell) in &places {
            if let Some(gone) = gone.get_mut(*n) {
                gone.push(cell.line);
            }
        }
        words.into_iter().for_each(|pair| *out.entry(pair).or_default() += places.len());
    }
    for (sheet, gone) in sheets.iter_mut().zip(&gone) {
        furniture::remove(sheet, gone, Aside::Mark, aside);
    }
    out
}

/// On how many pages lines stand at one place, of the places where they stand. Photographs of pages are shifted against each other.
fn pages_of_one_place(places: &[OnPage<'_>], line_height: f64) -> usize {
    const ROOM: f64 = 8.0;
    let mut pages: HashMap<[i64; 4], HashSet<usize>> = HashMap::new();
    for (page, cell) in places {
        let at = |middle: f64, shift: i64| (middle / (ROOM * line_height) + shift as f64 / 2.0).floor() as i64;
        for (dx, dy) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let room = [dx, dy, at(cell.place.center_x(), dx), at(cell.place.center_y(), dy)];
            pages.entry(room).or_default().insert(*page);
        }
    }
    pages.values().map(HashSet::len).max().unwrap_or(0)
}

/// Sets aside what is printed as large as the report, wherever it stands at places that are the same on half the pages, while what
/// stands above and below it there differs from page to page: of a watermark as fine as print. A value that stands at one place of
/// many pages has the same label over it, or stands elsewhere, too, or other values stand there on other pages. What stands at the edges may be a running head.
/// Lines that lean need no more than their places.
pub(super) fn printed(sheets: &mut [Sheet], is_heading: fn(&str) -> bool, line_height: f64, aside: &mut Vec<(LineId, Aside)>) -> Counts {
    let pages = sheets.len();
    let mut texts = often(sheets, line_height);
    let usual = LazyCell::new(|| usual_height(sheets));
    let mut lines: Option<Vec<Vec<&Cell>>> = None;
    texts.retain(|text, places| {
        steady(places, pages, line_height)
            && !is_heading(text)
            && !places.iter().any(|(_, cell)| furniture::tells(cell).next().is_some())
            && (are_leaning(places, *usual) || {
                let lines = lines.get_or_insert_with(|| sheets.iter().map(downwards).collect());
                stands_between(places, lines, line_height)
                    && !stands_in_column(text, places, lines, line_height)
                    && !is_of_cells(places, lines, line_height)
            })
    });
    let mut out = Counts::new();
    let mut gone: Vec<Vec<LineId>> = vec![Vec::new(); pages];
    for (text, places) in texts {
        for (n, cell) in &places {
            if let Some(gone) = gone.get_mut(*n) {
                gone.push(cell.line);
            }
        }
        pairs(text).into_iter().for_each(|pair| *out.entry(pair).or_default() += places.len());
    }
    for (sheet, gone) in sheets.iter_mut().zip(&gone) {
        furniture::remove(sheet, gone, Aside::Mark, aside);
    }
    out
}

/// The words that stand inside of their pages as often as those of a watermark do, and where: of nearly all texts no more is asked.
fn often(sheets: &[Sheet], line_height: f64) -> HashMap<&str, Vec<OnPage<'_>>> {
    /// Shorter words are those of columns.
    const SHORTEST: f64 = 4.0;
    let mut inside: Vec<(&str, usize, OnPage<'_>)> = Vec::new();
    for (n, sheet) in sheets.iter().enumerate() {
        let edges = furniture::Edges::of(sheet.cells.iter(), line_height);
        // No sign is wider than one.
        let long = sheet.cells.iter().filter(|c| c.text.length() as f64 >= SHORTEST && edges.side(c).is_none());
        inside.extend(long.map(|cell| (cell.text.trim(), place(cell.text.trim()), (n, cell))));
    }
    // Of each text at the least as many lines as say it are counted at its place.
    let mut counts = vec![0; PLACES];
    inside.iter().for_each(|(_, place, _)| counts.get_mut(*place).into_iter().for_each(|n| *n += 1));
    let least = fewest(sheets.len());
    let is_long = |text: &str| {
        let mut letters = text.chars().filter(|c| is_han(*c) || c.is_alphabetic());
        text.chars().map(advance).sum::<f64>() >= SHORTEST && letters.nth(1).is_some()
    };
    let mut texts: HashMap<&str, Vec<OnPage<'_>>> = HashMap::new();
    for (text, place, on_page) in inside {
        if counts.get(place).is_some_and(|n| *n >= least) && is_long(text) {
            texts.entry(text).or_default().push(on_page);
        }
    }
    texts
}

/// How often the lines of one text stand at the least on so many pages, if they are a watermark's.
fn fewest(pages: usize) -> usize {
    REPEATED.max(pages / 2)
}

/// Whether lines of one text all stand at places that are the same on half of the pages: nearly all, since a recogniser reads
/// a word of print so once. Two pages tell it only by several such places.
fn steady(places: &[OnPage<'_>], pages: usize, line_height: f64) -> bool {
    /// So many lines on two pages.
    const OF_TWO: usize = 6;
    if places.len() < fewest(pages) || pages < REPEATED && (pages < 2 || places.len() < OF_TWO) {
        return false;
    }
    // Each place with the pages that something stands there on.
    let mut on: Vec<(Room, usize)> = places.iter().flat_map(|(page, cell)| rooms(cell, line_height).map(|room| (room, *page))).collect();
    on.sort_unstable();
    on.dedup();
    let least = REPEATED.min(pages).max(pages.div_ceil(2));
    let same = on.chunk_by(|a, b| a.0 == b.0).filter(|pages| pages.len() >= least);
    let same: Vec<Room> = same.filter_map(|pages| pages.first()).map(|(room, _)| *room).collect();
    let is_steady = |cell: &Cell| rooms(cell, line_height).iter().any(|room| same.binary_search(room).is_ok());
    places.iter().filter(|(_, cell)| is_steady(cell)).count() * 8 >= places.len() * 7
}

/// Whether all lines of one text stand in boxes much higher than boxes usually are, and than their signs are wide: those of lines that lean.
fn are_leaning(places: &[OnPage<'_>], usual: f64) -> bool {
    /// So much higher.
    const HIGH: f64 = 1.6;
    places.iter().all(|(_, cell)| {
        let sign = cell.place.width() / cell.text.trim().chars().map(advance).sum::<f64>().max(1.0);
        usual > 0.0 && cell.place.height() > HIGH * usual.max(sign)
    })
}

/// A place of a page, in steps.
type Room = [i64; 4];

/// The places that a line stands at: two steps wide and high, so that lines a step apart have one in common.
fn rooms(cell: &Cell, line_height: f64) -> [Room; 4] {
    let at = |middle: f64, shift: i64| ((middle / line_height + shift as f64) / 2.0).floor() as i64;
    [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(dx, dy)| [dx, dy, at(cell.place.center_x(), dx), at(cell.place.center_y(), dy)])
}

/// The lines of a page from the top down.
fn downwards(sheet: &Sheet) -> Vec<&Cell> {
    let mut cells: Vec<&Cell> = sheet.cells.iter().collect();
    cells.sort_by(|a, b| a.place.center_y().total_cmp(&b.place.center_y()));
    cells
}

/// Whether lines of one text stand among print, and neither the line above nor the one below is the same at most of their places.
fn stands_between(places: &[OnPage<'_>], lines: &[Vec<&Cell>], line_height: f64) -> bool {
    /// So many of the lines are asked, from first to last.
    const ASKED: usize = 24;
    let step = places.len().div_ceil(ASKED).max(1);
    let asked: Vec<&OnPage<'_>> = places.iter().step_by(step).collect();
    let mut found = 0;
    let differ = [false, true].into_iter().all(|below| {
        let mut beside: HashMap<&str, usize> = HashMap::new();
        for (page, cell) in &asked {
            let next = lines.get(*page).and_then(|lines| neighbour(lines, cell, below, line_height));
            next.into_iter().for_each(|next| *beside.entry(next.text.trim()).or_default() += 1);
        }
        found += beside.values().sum::<usize>();
        beside.values().all(|n| n * 2 <= asked.len())
    });
    // Where nothing stands beside it, it tells nothing.
    differ && found * 2 >= asked.len()
}

/// Whether lines of one text stand in a column of a table whose rows stand at the same places of every page: on other pages other texts
/// stand just where it does.
fn stands_in_column(text: &str, places: &[OnPage<'_>], lines: &[Vec<&Cell>], line_height: f64) -> bool {
    /// So many of the lines, and so many of the pages, are asked.
    const ASKED: usize = 12;
    /// One other text to so many of its own tells a column.
    const PART: usize = 4;
    let step = |all: usize| all.div_ceil(ASKED).max(1);
    // What was read of the same words.
    let is_like = |other: &str| text.contains(other) || other.contains(text) || distance(text, other, 2).is_some();
    let (mut own, mut others) = (0, 0);
    for (_, cell) in places.iter().step_by(step(places.len())) {
        let there = lines.iter().step_by(step(lines.len())).filter_map(|lines| at_place(lines, cell, line_height));
        for found in there {
            own += usize::from(found == text);
            others += usize::from(!is_like(found));
        }
    }
    others * PART > own
}

/// The text that stands at the place of a line on a page, flush with it or with its middle under the line's.
fn at_place<'c>(lines: &[&'c Cell], cell: &Cell, line_height: f64) -> Option<&'c str> {
    /// So many lines are looked through.
    const MOST: usize = 60;
    const NEAR: f64 = 0.5;
    let near = |a: f64, b: f64| (a - b).abs() <= NEAR * line_height;
    let y = cell.place.center_y();
    let from = lines.partition_point(|c| c.place.center_y() < y - NEAR * line_height);
    let level = lines.get(from..)?.iter().take(MOST).take_while(|c| c.place.center_y() <= y + NEAR * line_height);
    let there = |c: &&&Cell| near(c.place.x0, cell.place.x0) || near(c.place.center_x(), cell.place.center_x());
    let found: Vec<&str> = level.filter(there).map(|c| c.text.trim()).collect();
    found.iter().find(|text| **text == cell.text.trim()).or(found.first()).copied()
}

/// Whether most lines of one text are one of the lines of a cell, as the ends of names are: flush with the line above or below, or with
/// its middle over theirs, and as far from it as lines of print.
fn is_of_cells(places: &[OnPage<'_>], lines: &[Vec<&Cell>], line_height: f64) -> bool {
    /// So many of the lines are asked.
    const ASKED: usize = 24;
    const FLUSH: f64 = 0.3;
    /// Print is set no closer.
    const CLOSEST: f64 = 1.15;
    let near = |a: f64, b: f64| (a - b).abs() <= FLUSH * line_height;
    let asked: Vec<&OnPage<'_>> = places.iter().step_by(places.len().div_ceil(ASKED).max(1)).collect();
    [false, true].into_iter().any(|below| {
        let of_cell = |(page, cell): &&&OnPage<'_>| {
            let next = lines.get(*page).and_then(|lines| neighbour(lines, cell, below, line_height));
            next.is_some_and(|next| {
                let off = (next.place.center_y() - cell.place.center_y()).abs() / line_height;
                let flush = near(next.place.x0, cell.place.x0) || near(next.place.center_x(), cell.place.center_x());
                flush && (CLOSEST..CELL_LINES).contains(&off)
            })
        };
        asked.iter().filter(of_cell).count() * 2 > asked.len()
    })
}

/// The nearest line above or below one, if it is near.
fn neighbour<'c>(lines: &[&'c Cell], cell: &Cell, below: bool, line_height: f64) -> Option<&'c Cell> {
    /// So many lines are looked through.
    const MOST: usize = 60;
    const FARTHEST: f64 = 3.0;
    const NEAREST: f64 = 0.6;
    let y = cell.place.center_y();
    let near = |other: &&&Cell| (other.place.center_y() - y).abs() <= FARTHEST * line_height;
    let over = |other: &&&Cell| other.place.overlap_x(&cell.place) > 0.0;
    if below {
        let at = lines.partition_point(|c| c.place.center_y() < y + NEAREST * line_height);
        lines.get(at..)?.iter().take(MOST).take_while(near).find(over)
    } else {
        let at = lines.partition_point(|c| c.place.center_y() <= y - NEAREST * line_height);
        lines.get(..at)?.iter().rev().take(MOST).take_while(near).find(over)
    }
    .copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    /// How many lines are set aside of pages of these texts, at these places of every page; a text with a star has the page's number for it.
    fn gone(pages: u32, cells: &[(&str, f64, f64)]) -> usize {
        let sheet = |page: u32| {
            let cell = |(line, (text, x, y)): (u32, &(&str, f64, f64))| {
                let text = text.replace('*', &page.to_string());
                let place = Rect::new(*x, *y, x + 20.0 * text.chars().count() as f64, y + 20.0);
                Cell { line: LineId { page, line }, ..Cell::new(&text, place) }
            };
            Sheet { input: page, cells: (0u32..).zip(cells).map(cell).collect(), ..Sheet::default() }
        };
        let mut sheets: Vec<Sheet> = (0..pages).map(sheet).collect();
        let mut aside = Vec::new();
        printed(&mut sheets, |text| text == "发卡机构", 20.0, &mut aside);
        aside.len()
    }

    const EDGES: [(&str, f64, f64); 2] = [("首*", 0.0, 0.0), ("末*", 0.0, 900.0)];

    #[test]
    fn words_as_fine_as_print_at_one_place_of_every_page() {
        let with = |cells: &[(&'static str, f64, f64)]| [&EDGES, cells].concat();
        let between = [("甲行*", 100.0, 200.0), ("中国人民银行", 100.0, 218.0), ("乙行*", 100.0, 236.0)];
        assert_eq!(gone(4, &with(&between)), 4);
        assert_eq!(gone(2, &with(&between)), 0, "two pages tell little");
        let row = |y: f64| [("丙行*", 400.0, y - 20.0), ("中国人民银行", 400.0, y), ("丁行*", 400.0, y + 20.0)];
        assert_eq!(gone(2, &with(&[300.0, 500.0, 700.0].map(row).concat())), 6, "at many places of both");
        let value = [("担保方式", 100.0, 200.0), ("信用免担保", 100.0, 220.0), ("截至*", 100.0, 240.0)];
        assert_eq!(gone(4, &with(&value)), 0, "a value under its label");
        let label = [("甲行*", 100.0, 200.0), ("发卡机构", 100.0, 218.0), ("乙行*", 100.0, 236.0)];
        assert_eq!(gone(4, &with(&label)), 0, "a label");
        let elsewhere = [between.as_slice(), &[("中国人民银行", 400.0, 300.0)]].concat();
        assert_eq!(gone(4, &with(&elsewhere)), 8, "two of a page");
        let mut sheets: Vec<Sheet> = Vec::new();
        for page in 0..6u32 {
            // Of a column of queries: at one place of four pages, and elsewhere on two.
            let y = if page < 4 { 300.0 } else { 420.0 + 60.0 * f64::from(page) };
            let cell = |line: u32, text: &str, y: f64| Cell {
                line: LineId { page, line },
                ..Cell::new(text, Rect::new(100.0, y, 100.0 + 20.0 * text.chars().count() as f64, y + 20.0))
            };
            let cells = vec![cell(0, "首", 0.0), cell(1, &format!("审批{page}"), y - 20.0), cell(2, "贷后管理", y), cell(3, "末", 990.0)];
            sheets.push(Sheet { input: page, cells, ..Sheet::default() });
        }
        printed(&mut sheets, |_| false, 20.0, &mut Vec::new());
        assert_eq!(sheets.iter().map(|s| s.cells.len()).sum::<usize>(), 24, "a value of a column");
    }

    #[test]
    fn lines_that_lean_at_one_place_of_every_page() {
        // Flush with the line above, as the second line of a cell is.
        let sheet = |high: f64| {
            move |page: u32| {
                let cell = |line: u32, text: &str, y: f64, high: f64| Cell {
                    line: LineId { page, line },
                    ..Cell::new(text, Rect::new(100.0, y, 100.0 + 16.0 * text.chars().count() as f64, y + high))
                };
                let print = (0..20u32).map(|n| cell(n + 4, &format!("甲{page}乙{n}"), 400.0 + 25.0 * f64::from(n), 20.0));
                let own = [
                    cell(0, "首", 0.0, 20.0),
                    cell(1, "甲银行", 200.0, 20.0),
                    cell(2, "仅供参考", 218.0, high),
                    cell(3, "末", 990.0, 20.0),
                ];
                Sheet { input: page, cells: own.into_iter().chain(print).collect(), ..Sheet::default() }
            }
        };
        let left = |high: f64| {
            let mut sheets: Vec<Sheet> = (0..4).map(sheet(high)).collect();
            printed(&mut sheets, |_| false, 20.0, &mut Vec::new());
            sheets.iter().map(|s| s.cells.len()).sum::<usize>()
        };
        assert_eq!((left(45.0), left(20.0)), (4 * 23, 4 * 24));
    }

    #[test]
    fn values_of_a_column_whose_rows_stand_at_the_same_places() {
        // Every other query is one bank's, whose rows stand at the same places of six pages.
        let sheet = |page: u32| {
            let cell = |line: u32, text: &str, y: f64| Cell {
                line: LineId { page, line },
                ..Cell::new(text, Rect::new(100.0, y, 100.0 + 20.0 * text.chars().count() as f64, y + 20.0))
            };
            let rows = (0..20u32).map(|row| {
                let is_own = (page * 7 + row * 5 + page * row) % 11 < 6;
                let other = format!("某{}银行", ["甲", "乙", "丙", "丁"][((page + row * 3) % 4) as usize]);
                cell(row + 2, if is_own { "中国工商银行股份有限公司" } else { &other }, 60.0 + 32.0 * f64::from(row))
            });
            let cells = [cell(0, "首", 0.0), cell(1, "末", 990.0)].into_iter().chain(rows).collect();
            Sheet { input: page, cells, ..Sheet::default() }
        };
        let mut sheets: Vec<Sheet> = (0..6).map(sheet).collect();
        printed(&mut sheets, |_| false, 20.0, &mut Vec::new());
        assert_eq!(sheets.iter().map(|s| s.cells.len()).sum::<usize>(), 6 * 22);
    }

    #[test]
    fn the_ends_of_names_are_no_watermark() {
        let row = |y: f64| [("甲行*小额贷款", 400.0, y), ("有限公司", 400.0, y + 26.0)];
        let rows = [60.0, 120.0, 180.0, 240.0, 300.0, 360.0, 420.0].map(row).concat();
        assert_eq!(gone(4, &[&EDGES, rows.as_slice()].concat()), 0);
    }
}
