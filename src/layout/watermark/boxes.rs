//! What the box of a line tells: that its print is larger, or that it leans.

use super::super::sheet::Sheet;
use super::super::{Cell, advance, median};

/// Whether a line is printed half as large again as the report, as its own titles are not.
pub(super) fn is_large(cell: &Cell, line_height: f64) -> bool {
    const LARGE: f64 = 1.45;
    // The box of a line of print is higher than the print by its margin, which is less in a larger one.
    const HIGH: f64 = 1.2;
    cell.place.height() > HIGH * line_height && is_larger(cell, LARGE, line_height)
}

/// Whether a line of several signs is so much wider than they are in print.
pub(super) fn is_larger(cell: &Cell, least: f64, line_height: f64) -> bool {
    // Hardly any sign is narrower than it has bytes, in thirds of a Chinese one: most print is told so.
    if cell.place.width() * 3.0 <= least * cell.text.len() as f64 * line_height {
        return false;
    }
    // Of fewer signs the box tells little: its margin is too large a part of it.
    const CHINESE: usize = 2;
    const SIGNS: usize = 5;
    let enough = |all: usize| cell.text.han() >= CHINESE || all >= SIGNS;
    if !enough(cell.text.length()) {
        return false;
    }
    let text = cell.text.trim();
    let length: f64 = text.chars().map(advance).sum();
    enough(text.chars().count()) && cell.place.width() > least * length * line_height && !is_of_states(text)
}

/// Whether a line is of the signs of repayment states, which stand as far apart as the columns of their months wherever one took them for
/// one text.
fn is_of_states(text: &str) -> bool {
    let signs = || text.chars().filter(|c| !c.is_whitespace());
    let usual = signs().filter(|c| matches!(c, 'N' | '/' | '*' | '#')).count();
    usual * 2 >= signs().count() && signs().all(|c| matches!(c, 'N' | '/' | '*' | '#' | '1'..='7' | 'A'..='D' | 'G' | 'M' | 'Z'))
}

/// Whether a box is that of a leaning line: higher than two lines, and with more room for each character than lines of
/// print, even several in one box, have. Of a word of two or three characters it is about square.
pub(super) fn is_slanted(cell: &Cell, line_height: f64) -> bool {
    /// Higher than two lines of print in one box, in line heights; a short word's box grows by its own height, too.
    const HIGH: f64 = 2.0;
    const SHORT_HIGH: f64 = 2.4;
    /// Words of so many characters are long enough to tell a slope, or a box that is about square.
    const LONG: f64 = 4.0;
    const SHORT: f64 = 2.0;
    const SQUARE: std::ops::Range<f64> = 0.6..1.5;
    /// A box as high as its line has twice this width for each character.
    const NARROW: f64 = 0.55;
    /// How much room a character has in boxes of several lines of print, in squares of a line's height.
    const ROOM: f64 = 3.5;
    const SHORT_ROOM: f64 = 3.0;
    let (width, height) = (cell.place.width(), cell.place.height());
    if height < HIGH * line_height {
        return false;
    }
    let length: f64 = cell.text.trim().chars().map(advance).sum();
    let room = width * height / (line_height * line_height);
    if length >= LONG {
        return width < NARROW * length * height && room > ROOM * length;
    }
    length >= SHORT && height > SHORT_HIGH * line_height && SQUARE.contains(&(width / height)) && room > SHORT_ROOM * length
}

/// Whether nothing but a watermark can have such a box, whatever was read.
pub(super) fn is_huge(cell: &Cell, line_height: f64) -> bool {
    /// No cell of a few words has so many lines, nor a box with so much room for each character.
    const HIGH: f64 = 4.0;
    const ROOM: f64 = 12.0;
    let length = cell.text.trim().chars().count() as f64;
    let (width, height) = (cell.place.width(), cell.place.height());
    height > HIGH * line_height && width * height > ROOM * length * line_height * line_height
}

/// Whether tall boxes lie over other lines, as those of a watermark do and the cells of a table do not.
pub(super) fn lies_over_print(sheets: &[Sheet], tall: &[Vec<Cell>]) -> bool {
    // A few tell it.
    const ASKED: usize = 64;
    // One in so many lies over print.
    const PART: usize = 4;
    let boxes = sheets.iter().zip(tall).flat_map(|(s, t)| t.iter().map(move |c| (s, c))).take(ASKED);
    let (over, all) = boxes.fold((0, 0), |(over, all), (sheet, cell)| {
        let inside = |o: &Cell| {
            let (x, y) = (o.place.center_x(), o.place.center_y());
            o.line != cell.line && (cell.place.x0..cell.place.x1).contains(&x) && (cell.place.y0..cell.place.y1).contains(&y)
        };
        (over + usize::from(sheet.cells.iter().any(inside)), all + 1)
    });
    over * PART >= all
}

/// Whether tall boxes are those of lines of one print that lean alike: then half the way around a box goes with the number of its
/// characters, and one more for their own height. Boxes of cells are as large as their columns, whatever stands in them.
pub(super) fn leans_alike(tall: &[Vec<Cell>]) -> bool {
    /// Fewer tell nothing, nor do shorter ones.
    const FEWEST: usize = 8;
    const SHORTEST: f64 = 3.0;
    const ALIKE: f64 = 0.12;
    /// Long words and short ones, at the tenths of their lengths, differ at least so much.
    const DIFFERENT: f64 = 1.5;
    let mut boxes: Vec<(f64, f64)> = Vec::new();
    for cell in tall.iter().flatten() {
        let length: f64 = cell.text.trim().chars().map(advance).sum();
        if length >= SHORTEST {
            boxes.push(((cell.place.width() + cell.place.height()) / (length + 1.0), length));
        }
    }
    let Some(usual) = median(&mut boxes.iter().map(|b| b.0).collect::<Vec<_>>()) else { return false };
    let mut lengths: Vec<f64> = boxes.iter().filter(|b| (b.0 / usual - 1.0).abs() < ALIKE).map(|b| b.1).collect();
    lengths.sort_by(f64::total_cmp);
    let tenth = |part: usize| lengths.get(lengths.len() * part / 10).copied().unwrap_or(0.0);
    lengths.len() >= FEWEST && lengths.len() * 5 >= boxes.len() * 3 && tenth(9) >= DIFFERENT * tenth(1)
}
