//! Page numbers in any words: `- 3 -`, `3/9`, `Page 3 of 9`, `第3页`, a bare number.

use std::collections::{HashMap, HashSet};

use crate::document::{LineId, Rect};
use crate::lexis::text::{is_dash, is_han, runs};
use crate::lexis::value::squeeze;

use super::furniture::{Edges, remove};
use super::pitch::Pitch;
use super::sheet::Sheet;
use super::{Aside, Cell};

/// A number between dashes, all forms of which are one.
const DASHED: &str = "-#-";

/// A line that may count the pages: its page, itself, where it stands.
type Counter = (usize, LineId, Rect);

/// Scanned pages are shifted against each other by no more, in line heights.
const SHIFT: f64 = 3.0;

/// No page number is longer: a browser prints the page's address before it.
const LONGEST: usize = 120;

/// Sets aside what counts the pages: a line at one edge of most pages that is the same on all of them but for one number, which
/// grows by one from page to page.
///
/// Nothing else does that: tables end at other heights, and their numbers grow with the rows. A number without words must stand at one
/// place, too, on all left and on all right pages: single digits in tables count by chance.
pub(crate) fn counters(sheets: &mut [Sheet], line_height: f64, aside: &mut Vec<(LineId, Aside)>) {
    let mut seen: HashMap<(String, bool, i64), Vec<Counter>> = HashMap::new();
    let edges: Vec<Edges> = sheets.iter().map(|sheet| Edges::of(sheet.cells.iter(), line_height)).collect();
    for (n, (sheet, edges)) in sheets.iter().zip(&edges).enumerate() {
        for cell in &sheet.cells {
            let Some(top) = edges.side(cell) else { continue };
            for (words, number) in if cell.text.has_digit() { readings(&cell.text) } else { Vec::new() } {
                // The number of the first page, were all pages there.
                seen.entry((words, top, number - n as i64)).or_default().push((n, cell.line, cell.place));
            }
        }
    }
    let pages = sheets.len();
    let mut gone: Vec<Vec<LineId>> = vec![Vec::new(); pages];
    for ((words, ..), places) in &seen {
        let on: HashSet<usize> = places.iter().map(|(n, ..)| *n).collect();
        // Two pages are enough where words say that a page is counted.
        let of_all = || words.strip_suffix(&pages.to_string()).is_some_and(|w| w.ends_with("#/"));
        let said = words.contains('页') || words.to_lowercase().contains("page") || words == DASHED || of_all();
        let most = on.len() * 2 > pages && (on.len() >= 3 || on.len() == 2 && said);
        let once = || on.len() == places.len() && !is_title(words) && stands(places, line_height);
        if most && (said || once()) {
            for (n, line, _) in places {
                if let Some(gone) = gone.get_mut(*n) {
                    gone.push(*line);
                }
            }
        }
    }
    let counted = sheets.iter().zip(&edges).zip(1..).zip(&mut gone);
    for (((sheet, edges), number), gone) in counted.filter(|(_, gone)| gone.is_empty() && pages > 1) {
        gone.extend(lone(sheet, edges, (number, pages as i64), line_height));
    }
    for (sheet, gone) in sheets.iter_mut().zip(&gone) {
        remove(sheet, gone, Aside::PageNumber, aside);
    }
}

/// The page's own number at its edge, a recogniser having lost those of the other pages: alone, or with that of all pages, and apart from
/// the print; or numbers beside a word that says what they are.
fn lone(sheet: &Sheet, edges: &Edges, (number, pages): (i64, i64), line_height: f64) -> Vec<LineId> {
    let counts = |text: &str| matches!(readings(text).as_slice(), [(words, n)] if *n == number && (words == "#" || words == DASHED));
    let at_edges = sheet.cells.iter().filter_map(|c| edges.side(c).map(|top| (c, top)));
    let mut found = at_edges.filter(|(c, _)| has_page(c) && counts(&c.text) || is_page_word(c)).peekable();
    // Of most pages no more is asked.
    if found.peek().is_none() {
        return Vec::new();
    }
    let pitch = Pitch::of(sheet, line_height);
    let row = found.find_map(|(cell, top)| {
        let row = pitch.outermost(sheet, cell, top)?;
        let said = row.iter().any(|c| is_page_word(c)) && row.iter().all(|c| is_page_word(c) || is_number(&c.text) || &*c.text == "of");
        let mut beside = row.iter().filter(|c| c.line != cell.line);
        let counted = row.len() <= 2 && beside.all(|c| c.text.trim().parse() == Ok(pages));
        (said && row.len() > 1 || counted && !said && pitch.is_clear(cell, top)).then_some(row)
    });
    row.into_iter().flatten().map(|c| c.line).collect()
}

/// Whether a cell says that a page's number stands beside it.
fn is_page_word(cell: &Cell) -> bool {
    cell.text.len() == "Page".len() && cell.text.eq_ignore_ascii_case("page")
}

/// Whether a text is a number that a page may have.
fn is_number(text: &str) -> bool {
    text.len() <= DIGITS && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a cell has the digits of a page's number; of nearly all cells no more is asked.
fn has_page(cell: &Cell) -> bool {
    (1..=DIGITS).contains(&(cell.text.signs().digits as usize))
}

/// Whether lines stand at one place on all left pages, and on all right ones.
fn stands(places: &[Counter], line_height: f64) -> bool {
    let spread = |of: &dyn Fn(&Rect) -> f64, odd: bool| {
        let own = places.iter().filter(|(n, ..)| (n % 2 == 1) == odd).map(|(_, _, place)| of(place));
        let (low, high) = own.fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)));
        (high - low).max(0.0)
    };
    let near = |odd| spread(&Rect::center_x, odd).max(spread(&Rect::center_y, odd)) < SHIFT * line_height;
    near(false) && near(true)
}

/// Whether words with a number in them are the title of a record, as `账户3`: where each record fills a page, its title counts as
/// pages do. Behind its number a title has no more than a word, or a note in brackets.
fn is_title(words: &str) -> bool {
    /// So many characters are more than a word.
    const SAYS: usize = 4;
    let (name, more) = words.split_once('#').unwrap_or((words, ""));
    let says = more.chars().take_while(|c| is_han(*c)).count() >= SAYS;
    name.chars().next_back().is_some_and(|c| is_han(c) && !matches!(c, '第' | '共')) && !says
}

/// No page's number has more digits.
const DIGITS: usize = 4;

/// The ways in which a text may count: its words with one of its numbers left out, and that number.
fn readings(text: &str) -> Vec<(String, i64)> {
    // Most are a number alone.
    if is_number(text) {
        return text.parse().into_iter().map(|number| ("#".to_string(), number)).collect();
    }
    let chars: Vec<char> = squeeze(text).chars().collect();
    if chars.len() > LONGEST {
        return Vec::new();
    }
    // Of the dashes around a number one or the other is lost, or read as a stroke.
    let is_dash = |c: &char| is_dash(*c) || matches!(c, '一' | '~' | '_' | '.' | '·');
    let edges = [chars.iter().take_while(|c| is_dash(c)).count(), chars.iter().rev().take_while(|c| is_dash(c)).count()];
    if let Some(bare) = chars.get(edges[0]..chars.len().saturating_sub(edges[1])).filter(|_| edges != [0, 0])
        && bare.len() <= DIGITS
        && let Ok(number) = bare.iter().collect::<String>().parse()
    {
        return vec![(DASHED.to_string(), number)];
    }
    let text: String = chars.iter().collect();
    let part = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
    let numbers = runs(&text, |c| c.is_ascii_digit()).into_iter().filter(|(from, to)| to - from <= DIGITS);
    let reading =
        |(from, to): (usize, usize)| Some(([part(0, from).as_str(), "#", &part(to, chars.len())].concat(), part(from, to).parse().ok()?));
    numbers.filter_map(reading).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(n: u32, texts: &[&str]) -> Sheet {
        let cells = texts.iter().zip(0u32..).map(|(text, line)| {
            let y = f64::from(line) * 100.0;
            let place = Rect::new(400.0, y, 500.0, y + 10.0);
            let line = LineId { page: n, line };
            Cell { page: n, line, ..Cell::new(text, place) }
        });
        Sheet { input: n, cells: cells.collect(), ..Sheet::default() }
    }

    fn left(footer: impl Fn(u32) -> String, pages: u32) -> usize {
        let mut sheets: Vec<Sheet> = (0..pages).map(|n| sheet(n, &["甲", "乙", "丙", &footer(n + 1)])).collect();
        let mut aside = Vec::new();
        counters(&mut sheets, 10.0, &mut aside);
        sheets.iter().map(|s| s.cells.len()).sum::<usize>() - 3 * pages as usize
    }

    #[test]
    fn digits_of_tables_that_count_by_chance_stay() {
        let at = [100.0, 420.0, 700.0, 250.0];
        let mut sheets: Vec<Sheet> = (0..4).map(|n| sheet(n, &["甲", "乙", &(n + 1).to_string()])).collect();
        for (sheet, x) in sheets.iter_mut().zip(at) {
            if let Some(cell) = sheet.cells.last_mut() {
                cell.place = Rect::new(x, cell.place.y0, x + 10.0, cell.place.y1);
            }
        }
        counters(&mut sheets, 10.0, &mut Vec::new());
        assert_eq!(sheets.iter().map(|s| s.cells.len()).sum::<usize>(), 12);
    }

    #[test]
    fn the_number_of_one_page_apart_from_its_print() {
        let page = |drop: f64, numbers: &str| {
            let mut sheets: Vec<Sheet> = (0..3).map(|n| sheet(n, &["甲", "乙", "丙", "丁"])).collect();
            let last = sheets.last_mut().and_then(|s| Some((s.cells.last()?.clone(), s)));
            if let Some((last, sheet)) = last {
                for (number, n) in numbers.split(' ').zip(9u32..) {
                    let x = 20.0 * f64::from(n);
                    let place = Rect::new(x, last.place.y0 + drop, x + 10.0, last.place.y1 + drop);
                    let line = LineId { line: n, ..last.line };
                    sheet.cells.push(Cell { line, page: last.page, ..Cell::new(number, place) });
                }
            }
            counters(&mut sheets, 10.0, &mut Vec::new());
            sheets.iter().map(|s| s.cells.len()).sum::<usize>() - 12
        };
        assert_eq!([page(160.0, "3"), page(160.0, "-3-")], [0, 0]);
        assert_eq!(page(100.0, "3"), 1, "as far from the next row as rows are");
        assert_eq!(page(160.0, "2"), 1, "another number");
        assert_eq!([page(160.0, "3 3"), page(100.0, "3 3"), page(160.0, "3 N")], [0, 2, 2], "with that of all pages");
        assert_eq!([page(100.0, "Page 3 of 3"), page(100.0, "page 3"), page(100.0, "Page 3 N")], [0, 0, 3], "beside its word");
    }

    #[test]
    fn what_counts_the_pages_is_set_aside() {
        assert_eq!(left(|n| format!("- {n} -"), 12), 0);
        let read = ["- 1 -", "-2-", "-3", "4-", "一5-", "- 6 -"];
        assert_eq!(left(|n| read[n as usize - 1].to_string(), 6), 0, "dashes as recognisers read them");
        assert_eq!(left(|n| format!("{n}/12"), 12), 0);
        assert_eq!(left(|n| format!("编号2015010112 第{n}页"), 2), 0);
        assert_eq!(left(|n| n.to_string(), 3), 0);
        let address = "https://reports.example.cn/per/reportAction.do?method=queryReport&form=print";
        assert_eq!([2, 9].map(|pages| left(|n| format!("{address}    {n}/{pages}"), pages)), [0, 0], "as browsers print");
        assert_eq!(left(|n| format!("第{n}/12"), 12), 0);
        assert_eq!(left(|n| n.to_string(), 2), 2, "two numbers may be anything");
        assert_eq!(left(|n| format!("账户{n}"), 6), 6, "the titles of accounts that fill a page each");
        assert_eq!(left(|n| format!("账户{n}（其他机构转入）"), 6), 6, "with a note");
        assert_eq!(left(|n| format!("编号{n} 仅供内部审核使用"), 6), 0, "a running head that counts");
        assert_eq!(left(|n| (n * 7).to_string(), 6), 6, "the last row of a table");
    }
}
