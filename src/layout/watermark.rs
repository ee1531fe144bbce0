//! A watermark whose lean the boxes do not tell: many engines put upright boxes around lines that lean.

use std::collections::{HashMap, HashSet};

use crate::document::LineId;
use crate::lexis::doubt::STATES;
use crate::lexis::text::is_han;
use crate::lexis::value::digit_for;

use super::furniture::{self, LOGO, MARKS};
use super::sheet::Sheet;
use super::{Aside, Cell};

/// Two characters, one after the other.
type Pair = (char, char);

/// How often two characters stand in boxes of leaning lines where they are a watermark's, whatever it says.
const REPEATED: usize = 3;

/// Sets aside what is no print by its size alone: a single character nearly twice as wide and as high as lines are, of whatever words
/// it is a piece. A title whose characters stand apart has several of one size on one line.
pub(crate) fn large_signs(sheets: &mut [Sheet], line_height: f64, aside: &mut Vec<(LineId, Aside)>) {
    /// A title has no fewer characters.
    const TITLE: usize = 4;
    for sheet in sheets {
        let large: Vec<&Cell> = sheet.cells.iter().filter(|c| is_large_sign(c, line_height)).collect();
        let line_of = |c: &Cell| (c.place.center_y() / line_height).round() as i64;
        let mut lines: HashMap<i64, usize> = HashMap::new();
        for cell in &large {
            *lines.entry(line_of(cell)).or_default() += 1;
        }
        // What stands between two lines is of either.
        let beside = |line: i64| (-1..=1).filter_map(|d| lines.get(&line.saturating_add(d))).sum::<usize>();
        let gone: Vec<LineId> = large.iter().filter(|c| beside(line_of(c)) < TITLE).map(|c| c.line).collect();
        furniture::remove(sheet, &gone, Aside::Mark, aside);
    }
}

fn is_large_sign(cell: &Cell, line_height: f64) -> bool {
    let mut chars = cell.text.trim().chars();
    // Around a state or a digit of print a watermark makes the box large, too; nothing else stands alone.
    let is_mark = |c: char| is_han(c) || c.is_ascii_alphabetic() && !STATES.contains(c) && digit_for(c).is_none();
    let single = chars.next().is_some_and(is_mark) && chars.next().is_none();
    let (width, height) = (cell.place.width(), cell.place.height());
    // Much wider than high is the box of a word whose other characters were not read.
    single && width > 1.6 * line_height && height > 1.8 * line_height && width < 2.2 * height
}

/// Sets aside what stands in boxes much too high for it, if it is of the words that a report's watermark has, or that stand in
/// several such boxes. A recogniser reads only pieces of a watermark where print lies over it, so pieces are compared.
pub(crate) fn slanted(sheets: &mut [Sheet], line_height: f64, aside: &mut Vec<(LineId, Aside)>) {
    let tall: Vec<Vec<Cell>> = sheets.iter().map(|s| s.cells.iter().filter(|c| is_slanted(c, line_height)).cloned().collect()).collect();
    if tall.iter().all(Vec::is_empty) {
        return;
    }
    let mut known: HashSet<Pair> = MARKS.iter().chain(LOGO).flat_map(|m| pairs(m)).collect();
    if lies_over_print(sheets, &tall) {
        let mut seen: HashMap<Pair, usize> = HashMap::new();
        for pair in tall.iter().flatten().flat_map(|c| pairs(&c.text).into_iter().collect::<HashSet<Pair>>()) {
            *seen.entry(pair).or_default() += 1;
        }
        known.extend(seen.into_iter().filter(|(_, n)| *n >= REPEATED).map(|(pair, _)| pair));
    }
    // Of what was read over print many characters are wrong: a third is enough.
    let is_mark = |c: &&Cell| {
        let pairs = pairs(&c.text);
        pairs.iter().filter(|p| known.contains(*p)).count() * 3 >= pairs.len()
    };
    let marks = tall.iter().flatten().filter(is_mark).count();
    for (sheet, tall) in sheets.iter_mut().zip(&tall) {
        let mark = |c: &&Cell| is_mark(c) || marks >= REPEATED && is_huge(c, line_height);
        let gone: Vec<LineId> = tall.iter().filter(mark).map(|c| c.line).collect();
        furniture::remove(sheet, &gone, Aside::Mark, aside);
    }
}

fn pairs(text: &str) -> Vec<Pair> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    chars.windows(2).filter_map(|w| if let [a, b] = w { Some((*a, *b)) } else { None }).collect()
}

/// Whether a box is that of a leaning line: higher than two lines, and with more room for each character than lines of
/// print, even several in one box, have. Of a word of two or three characters it is about square.
fn is_slanted(cell: &Cell, line_height: f64) -> bool {
    let (width, height) = (cell.place.width(), cell.place.height());
    if height < 2.0 * line_height {
        return false;
    }
    let length: f64 = cell.text.trim().chars().map(super::advance).sum();
    let room = width * height / (line_height * line_height);
    if length >= 4.0 {
        return width < 0.55 * length * height && room > 3.5 * length;
    }
    length >= 2.0 && height > 2.4 * line_height && (0.6..1.5).contains(&(width / height)) && room > 3.0 * length
}

/// Whether nothing but a watermark can have such a box, whatever was read.
fn is_huge(cell: &Cell, line_height: f64) -> bool {
    let length = cell.text.trim().chars().count() as f64;
    let (width, height) = (cell.place.width(), cell.place.height());
    height > 4.0 * line_height && width * height > 12.0 * length * line_height * line_height
}

/// Whether tall boxes lie over other lines, as those of a watermark do and the cells of a table do not.
fn lies_over_print(sheets: &[Sheet], tall: &[Vec<Cell>]) -> bool {
    // A few tell it.
    const ASKED: usize = 64;
    let boxes = sheets.iter().zip(tall).flat_map(|(s, t)| t.iter().map(move |c| (s, c))).take(ASKED);
    let (over, all) = boxes.fold((0, 0), |(over, all), (sheet, cell)| {
        let inside = |o: &Cell| {
            let (x, y) = (o.place.center_x(), o.place.center_y());
            o.line != cell.line && (cell.place.x0..cell.place.x1).contains(&x) && (cell.place.y0..cell.place.y1).contains(&y)
        };
        (over + usize::from(sheet.cells.iter().any(inside)), all + 1)
    });
    over * 4 >= all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    fn sheet(cells: &[(&str, [f64; 4])]) -> Sheet {
        let cell = |(n, (text, [x0, y0, x1, y1])): (u32, &(&str, [f64; 4]))| {
            let place = Rect::new(*x0, *y0, *x1, *y1);
            let line = LineId { page: 0, line: n };
            Cell { line, ..Cell::new(text, place) }
        };
        Sheet { cells: (0u32..).zip(cells).map(cell).collect(), ..Sheet::default() }
    }

    /// What stays of these cells, of lines 20 high.
    fn left(cells: &[(&str, [f64; 4])]) -> Vec<String> {
        let mut sheets = [sheet(cells)];
        slanted(&mut sheets, 20.0, &mut Vec::new());
        sheets[0].cells.iter().map(|c| c.text.to_string()).collect()
    }

    #[test]
    fn pieces_of_a_watermark_in_upright_boxes() {
        let over = [
            ("仅供某某银行使用", [0.0, 0.0, 200.0, 180.0]),
            ("供某某银行", [300.0, 0.0, 420.0, 110.0]),
            ("供某某银", [0.0, 300.0, 110.0, 400.0]),
            ("某某", [300.0, 300.0, 370.0, 365.0]),
            ("谋基很衍", [500.0, 300.0, 700.0, 480.0]),
            ("住房贷款", [40.0, 80.0, 120.0, 100.0]),
            ("银行", [340.0, 40.0, 380.0, 60.0]),
        ];
        assert_eq!(left(&over), ["住房贷款", "银行"]);
        assert_eq!(left(&[("您了解自己的信", [0.0, 0.0, 130.0, 120.0]), ("信中", [300.0, 0.0, 370.0, 65.0])]), [""; 0], "known words");
    }

    #[test]
    fn a_sign_larger_than_print() {
        let mut sheets = [sheet(&[("征", [0.0, 0.0, 50.0, 48.0]), ("用", [0.0, 60.0, 20.0, 82.0]), ("1", [40.0, 60.0, 55.0, 100.0])])];
        large_signs(&mut sheets, 20.0, &mut Vec::new());
        assert_eq!(sheets[0].cells.iter().map(|c| &*c.text).collect::<String>(), "用1");
        let title: Vec<_> = "信用报告".chars().map(String::from).collect();
        let cells: Vec<_> =
            title.iter().zip([0.0, 80.0, 160.0, 240.0]).map(|(t, x)| (t.as_str(), [x, x / 60.0, x + 40.0, 40.0 + x / 60.0])).collect();
        let mut sheets = [sheet(&cells)];
        large_signs(&mut sheets, 20.0, &mut Vec::new());
        assert_eq!(sheets[0].cells.len(), 4, "a title of characters that stand apart");
    }

    #[test]
    fn boxes_of_cells_are_no_watermark() {
        let cell = |text, x: f64| (text, [x, 0.0, x + 100.0, 80.0]);
        let row = [cell("个人住房贷款", 0.0), cell("个人住房贷款", 100.0), cell("个人住房贷款", 200.0), cell("个人住房贷款", 300.0)];
        assert_eq!(left(&row).len(), 4);
        let title = [("个人信用报告", [300.0, 0.0, 660.0, 60.0]), ("贷款", [0.0, 100.0, 40.0, 150.0])];
        assert_eq!(left(&title).len(), 2);
    }
}
