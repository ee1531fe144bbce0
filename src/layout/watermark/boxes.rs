//! What the box of a line tells: that its print is larger, or that it leans.

use crate::lexis::text::is_han;

use super::super::sheet::Sheet;
use super::super::{Cell, advance, median};

/// Whether a line is printed half as large again as the report, as its own titles are not.
pub(super) fn is_large(cell: &Cell, line_height: f64) -> bool {
    const LARGE: f64 = 1.45;
    cell.place.height() > 1.2 * line_height && is_larger(cell, LARGE, line_height)
}

/// Whether a line of several signs is so much wider than they are in print.
pub(super) fn is_larger(cell: &Cell, least: f64, line_height: f64) -> bool {
    // Hardly any sign is narrower than it has bytes, in thirds of a Chinese one: most print is told so.
    if cell.place.width() * 3.0 <= least * cell.text.len() as f64 * line_height {
        return false;
    }
    let text = cell.text.trim();
    let (han, all) = text.chars().fold((0, 0), |(han, all), c| (han + usize::from(is_han(c)), all + 1));
    let length: f64 = text.chars().map(advance).sum();
    // Of a few signs the box tells little.
    (han >= 2 || all >= 5) && cell.place.width() > least * length * line_height && !is_of_states(text)
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
    let (width, height) = (cell.place.width(), cell.place.height());
    if height < 2.0 * line_height {
        return false;
    }
    let length: f64 = cell.text.trim().chars().map(advance).sum();
    let room = width * height / (line_height * line_height);
    if length >= 4.0 {
        return width < 0.55 * length * height && room > 3.5 * length;
    }
    length >= 2.0 && height > 2.4 * line_height && (0.6..1.5).contains(&(width / height)) && room > 3.0 * length
}

/// Whether nothing but a watermark can have such a box, whatever was read.
pub(super) fn is_huge(cell: &Cell, line_height: f64) -> bool {
    let length = cell.text.trim().chars().count() as f64;
    let (width, height) = (cell.place.width(), cell.place.height());
    height > 4.0 * line_height && width * height > 12.0 * length * line_height * line_height
}

/// Whether tall boxes lie over other lines, as those of a watermark do and the cells of a table do not.
pub(super) fn lies_over_print(sheets: &[Sheet], tall: &[Vec<Cell>]) -> bool {
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

/// Whether tall boxes are those of lines of one print that lean alike: then half the way around a box goes with the number of its
/// characters, and one more for their own height. Boxes of cells are as large as their columns, whatever stands in them.
pub(super) fn leans_alike(tall: &[Vec<Cell>]) -> bool {
    /// Fewer tell nothing, nor do shorter ones.
    const FEWEST: usize = 8;
    const SHORTEST: f64 = 3.0;
    const ALIKE: f64 = 0.12;
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
    let at = |part: usize| lengths.get(lengths.len() * part / 10).copied().unwrap_or(0.0);
    lengths.len() >= FEWEST && lengths.len() * 5 >= boxes.len() * 3 && at(9) >= 1.5 * at(1)
}
