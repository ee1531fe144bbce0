//! Pages: two on one sheet, in the wrong order, twice.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::document::Document;
use crate::lexis::confusion::distance;

use super::{Aside, Cell, Count, Event, Layout, PAGE_WIDTH, succession};

/// Pages of fewer lines may be alike without being the same one, nor is half a sheet with fewer a page.
const FEWEST_LINES: usize = 8;
/// A sheet is landscape if it is so much wider than high.
const LANDSCAPE: f64 = 1.15;
/// How far over the middle of a sheet a line reaches that runs across it, in layout's unit.
const OVER: f64 = 4.0;
/// No report has more pages.
const MOST_PAGES: u32 = 10_000;

/// A logical page.
#[derive(Default)]
pub(crate) struct Sheet {
    /// The input page it is of.
    pub(crate) input: u32,
    /// What stands on it.
    pub(crate) cells: Vec<Cell>,
    /// Its printed number and the number of pages.
    pub(crate) printed: Option<(u32, u32)>,
}

/// Splits sheets that hold two pages side by side.
pub(crate) fn split(sheets: Vec<Sheet>, document: &Document, layout: &mut Layout) -> Vec<Sheet> {
    if are_single(&sheets) {
        return sheets;
    }
    let turned_pages: HashSet<u32> =
        layout.events.iter().filter_map(|e| if let Event::Turned { page, quarters: 1 | 3 } = e { Some(*page) } else { None }).collect();
    let landscape = |s: &Sheet| {
        let turned = turned_pages.contains(&s.input);
        document
            .pages
            .get(s.input as usize)
            .is_some_and(|p| if turned { p.height > p.width * LANDSCAPE } else { p.width > p.height * LANDSCAPE })
    };
    // One sheet with writing on both sides of an empty gutter and a line across on none settles it for all.
    let two: Vec<bool> = sheets.iter().map(|s| landscape(s) && is_spread(s)).collect();
    let any = two.iter().filter(|t| **t).count();
    // Among sheets with lines across the middle, one without is a page whose table has room there.
    let across = sheets.iter().zip(&two).filter(|(s, two)| !**two && landscape(s) && s.cells.iter().any(crosses_middle)).count();
    if any == 0 || across > any {
        return sheets;
    }
    let wide = sheets.iter().filter(|s| landscape(s)).count();
    let mut out = Vec::new();
    for (sheet, two) in sheets.into_iter().zip(two) {
        let crossing = sheet.cells.iter().filter(|c| crosses_middle(c)).count();
        let free = crossing == 0 || any * 4 > wide * 3 && crossing * ACROSS <= sheet.cells.len();
        if !(two || landscape(&sheet) && free) {
            out.push(sheet);
            continue;
        }
        layout.events.push(Event::TwoPages { page: sheet.input });
        let half = PAGE_WIDTH / 2.0;
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for mut cell in sheet.cells {
            let on_right = cell.place.center_x() > half;
            let shift = if on_right { half } else { 0.0 };
            // Each half becomes a page of its own, as wide as any other.
            let r = cell.place;
            cell.place = crate::document::Rect::new((r.x0 - shift) * 2.0, r.y0 * 2.0, (r.x1 - shift) * 2.0, r.y1 * 2.0);
            if on_right { right.push(cell) } else { left.push(cell) }
        }
        for cells in [left, right] {
            if !cells.is_empty() {
                out.push(Sheet { input: sheet.input, cells, printed: None });
            }
        }
    }
    out
}

fn crosses_middle(cell: &Cell) -> bool {
    let half = PAGE_WIDTH / 2.0;
    cell.place.x0 < half - OVER && cell.place.x1 > half + OVER
}

/// No sheet has more page numbers.
const NUMBERS: usize = 8;
/// Of so many lines of a sheet one may run across the gutter, where much else tells that it holds two pages, and where little does.
const ACROSS: usize = 8;
const HARDLY_ACROSS: usize = 50;

/// Whether two lines stand at one height.
fn level(a: &Cell, b: &Cell) -> bool {
    (a.place.center_y() - b.place.center_y()).abs() < a.place.height().max(b.place.height())
}

fn is_spread(sheet: &Sheet) -> bool {
    let crossing = sheet.cells.iter().filter(|c| crosses_middle(c)).count();
    let left = sheet.cells.iter().filter(|c| c.place.center_x() < PAGE_WIDTH / 2.0).count();
    let right = sheet.cells.len() - left;
    let numbers: Vec<&Cell> = sheet.cells.iter().filter(|c| super::furniture::number_of(c).is_some()).take(NUMBERS).collect();
    // The numbers of two pages side by side tell it, even where a watermark runs across both.
    let both =
        numbers.iter().any(|a| numbers.iter().any(|b| a.place.x1 < PAGE_WIDTH / 2.0 && b.place.x0 > PAGE_WIDTH / 2.0 && level(a, b)));
    let most = if both { ACROSS } else { HARDLY_ACROSS };
    crossing * most <= sheet.cells.len() && left >= FEWEST_LINES && right >= FEWEST_LINES && (numbers.len() >= 2 || crossing == 0)
}

/// Whether each sheet has one page's number, one more than that of the sheet before: then each is one page.
fn are_single(sheets: &[Sheet]) -> bool {
    let numbers = |s: &Sheet| s.cells.iter().filter_map(super::furniture::number_of).map(|n| n.0).take(2).collect::<Vec<_>>();
    let numbers: Vec<Vec<u32>> = sheets.iter().map(numbers).collect();
    let follows = |w: &[Vec<u32>]| matches!(w, [a, b] if matches!((a.as_slice(), b.as_slice()), ([a], [b]) if *b == a.saturating_add(1)));
    numbers.len() > 1 && numbers.windows(2).all(follows)
}

/// The number of pages that most page numbers tell; of several told equally often the greatest.
fn told_total(sheets: &[Sheet]) -> u32 {
    let mut told: BTreeMap<u32, usize> = BTreeMap::new();
    sheets.iter().filter_map(|s| s.printed).for_each(|(_, total)| *told.entry(total).or_default() += 1);
    told.into_iter().max_by_key(|(total, often)| (*often, *total)).map_or(0, |(total, _)| total)
}

/// Mends page numbers that were misread: the numbers of the pages on both sides tell another one, which no page has and which differs
/// in one digit. Of one that no page can have, more than there are, the page on one side is enough; without any it tells nothing.
/// No other one is misread in a text layer: there the page stands out of order, and the one that it would be was not given.
fn mend_numbers(sheets: &mut [Sheet], total: u32, recognised: bool) {
    let numbers: Vec<Option<u32>> = sheets.iter().map(|s| s.printed.map(|p| p.0)).collect();
    let taken: HashSet<u32> = numbers.iter().flatten().copied().collect();
    let fits = |n: Option<u32>| n.filter(|n| (1..=total).contains(n) && !taken.contains(n));
    for (i, sheet) in sheets.iter_mut().enumerate() {
        let Some((number, _)) = sheet.printed else { continue };
        let before = i.checked_sub(1).and_then(|k| *numbers.get(k)?).filter(|n| *n <= total);
        let behind = numbers.get(i + 1).copied().flatten().filter(|n| *n <= total);
        let told = [before.and_then(|n| n.checked_add(1)), behind.and_then(|n| n.checked_sub(1))];
        let agreed = match told {
            [Some(a), Some(b)] => fits(Some(a).filter(|a| *a == b)),
            [one, other] => fits(one.or(other)).filter(|_| number > total),
        };
        let alike = |n: &u32| number > total || recognised && distance(&number.to_string(), &n.to_string(), 2).is_some();
        match agreed.filter(alike) {
            Some(told) => sheet.printed = Some((told, total)),
            None if number > total => sheet.printed = None,
            None => {}
        }
    }
}

/// Puts pages in the order of their printed numbers, or those of their titles, and sets pages aside that were given twice. `counted`:
/// the number of a line that is a title.
pub(crate) fn order(mut sheets: Vec<Sheet>, counted: fn(&str) -> Option<Count>, layout: &mut Layout) -> Vec<Sheet> {
    let total = told_total(&sheets);
    mend_numbers(&mut sheets, total, layout.recognised);
    let mut kept: Vec<Sheet> = Vec::new();
    let mut by_number: BTreeMap<u32, usize> = BTreeMap::new();
    let mut by_texts: HashSet<String> = HashSet::new();
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    sheets.iter().for_each(|s| *sizes.entry(s.cells.len()).or_default() += 1);
    for sheet in sheets {
        // Without a number a page is told by its words, if it has enough of them; only pages of as many lines can be the same one.
        let lines = sheet.cells.len();
        if lines >= FEWEST_LINES && sizes.get(&lines).is_some_and(|n| *n > 1) && !by_texts.insert(texts(&sheet)) {
            set_aside(&sheet, layout);
            continue;
        }
        if let Some((number, _)) = sheet.printed {
            if let Some(first) = by_number.get(&number).and_then(|i| kept.get(*i))
                && alike(first, &sheet)
            {
                set_aside(&sheet, layout);
                continue;
            }
            by_number.entry(number).or_insert(kept.len());
        }
        kept.push(sheet);
    }
    let numbers: Vec<Option<u32>> = kept.iter().map(|s| s.printed.map(|p| p.0)).collect();
    let known: Vec<u32> = numbers.iter().flatten().copied().collect();
    let distinct: HashSet<u32> = known.iter().copied().collect();
    if distinct.len() == known.len() && known.len() * 2 > kept.len() {
        if !known.is_sorted() {
            layout.events.push(Event::Reordered);
            // A page without a number stays behind the one it followed.
            let mut last = 0;
            let mut keyed: Vec<(u32, usize, Sheet)> = Vec::new();
            for (i, sheet) in kept.into_iter().enumerate() {
                last = sheet.printed.map_or(last, |p| p.0);
                keyed.push((last, i, sheet));
            }
            keyed.sort_by_key(|(number, i, _)| (*number, *i));
            kept = keyed.into_iter().map(|(_, _, s)| s).collect();
        }
        let first = known.iter().copied().min().unwrap_or(1).min(1);
        let unnumbered = kept.len() - known.len();
        let missing: Vec<u32> = (first..=total.min(MOST_PAGES)).filter(|n| *n > 0 && !distinct.contains(n)).collect();
        if missing.len() > unnumbered {
            layout.events.push(Event::MissingPages { printed: missing });
            layout.gaps = gaps(&kept);
        }
        return kept;
    }
    succession::order(kept, counted, layout)
}

/// The pages between whose number and the one before more are missing than pages without a number stand there.
fn gaps(sheets: &[Sheet]) -> Vec<u32> {
    let numbered = (0u32..).zip(sheets).filter_map(|(n, sheet)| sheet.printed.map(|(number, _)| (n, number)));
    let numbered: Vec<(u32, u32)> = numbered.collect();
    let steps = numbered.windows(2).filter_map(|two| if let [a, b] = two { Some((a, b)) } else { None });
    steps.filter(|(a, b)| b.1.saturating_sub(a.1) > b.0 - a.0).map(|(_, b)| b.0).collect()
}

fn set_aside(sheet: &Sheet, layout: &mut Layout) {
    layout.events.push(Event::DuplicatePage { page: sheet.input, printed: sheet.printed.map(|p| p.0) });
    layout.set_aside.extend(sheet.cells.iter().map(|c| (c.line, Aside::Duplicate)));
}

/// What stands on a page, in an order of its own: a copy may give its lines in another one.
fn texts(sheet: &Sheet) -> String {
    let mut texts: Vec<&str> = sheet.cells.iter().map(Cell::key).collect();
    texts.sort_unstable();
    // No key holds white space.
    texts.join("\n")
}

/// Whether two pages hold nearly the same lines.
fn alike(a: &Sheet, b: &Sheet) -> bool {
    /// A copy has as many lines, but for one in so many, and tells the same in eight of ten: a recogniser reads the second page otherwise.
    const LINES: usize = 5;
    const SAME: (usize, usize) = (8, 10);
    // Asked first: a long page is not looked through again for each short one that has its number.
    let most = a.cells.len().max(b.cells.len());
    if a.cells.len().abs_diff(b.cells.len()) * LINES > most {
        return false;
    }
    let texts: HashSet<&str> = a.cells.iter().map(Cell::key).collect();
    let shared = b.cells.iter().filter(|c| texts.contains(c.key())).count();
    shared * SAME.1 >= b.cells.len() * SAME.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_a_few_lines_that_stand_on_a_longer_one_of_its_number_is_no_copy() {
        let sheet = |lines: std::ops::Range<u32>| {
            let cell = |n: u32| Cell::new(&format!("第{n}行"), crate::document::Rect::new(0.0, 0.0, 50.0, 10.0));
            Sheet { cells: lines.map(cell).collect(), printed: Some((1, 2)), ..Sheet::default() }
        };
        let kept = |pages: [std::ops::Range<u32>; 2]| {
            let mut layout = Layout::default();
            let kept = order(pages.into_iter().map(sheet).collect(), |_| None, &mut layout).len();
            (kept, layout.set_aside.len())
        };
        assert_eq!(kept([0..20, 0..5]), (2, 0));
        assert_eq!(kept([0..20, 1..20]), (1, 19), "a copy of which a line was not read");
        assert_eq!(kept([0..20, 10..30]), (2, 0), "another page");
    }

    #[test]
    fn page_numbers_that_were_misread() {
        let told = |numbers: &[u32], recognised| {
            let sheet = |(n, number): (usize, &u32)| Sheet { input: n as u32, printed: Some((*number, 7)), ..Sheet::default() };
            let mut sheets: Vec<Sheet> = numbers.iter().enumerate().map(sheet).collect();
            mend_numbers(&mut sheets, 7, recognised);
            sheets.iter().map(|s| s.printed.map_or(0, |p| p.0)).collect::<Vec<_>>()
        };
        assert_eq!(told(&[1, 7, 3, 4], true), [1, 2, 3, 4]);
        assert_eq!(told(&[1, 7, 3, 4], false), [1, 7, 3, 4], "a page out of order, and one that was not given");
        assert_eq!(told(&[1, 9, 3, 4], false), [1, 2, 3, 4], "no page has it");
        assert_eq!(told(&[1, 7, 3, 2], true), [1, 7, 3, 2], "another page has the number");
    }
}
