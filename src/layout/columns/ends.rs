//! Where the values of a column end: its whole words, and the lines of its texts.

use std::collections::HashMap;

use crate::document::Rect;
use crate::layout::fill::Fill;
use crate::layout::{CLOSE_LINES, Cell, HALF_LINE};

/// The cells of a column that are whole words, and stand among such only: the lines of one word are none.
pub(super) fn words(cells: &[Cell], reads: impl Fn(&Cell) -> bool, line_height: f64) -> impl Iterator<Item = &Cell> {
    // A digit or a letter alone is a scrap from beside.
    let cells: Vec<&Cell> = cells.iter().filter(|c| reads(c) || c.text.has_han()).collect();
    let whole: Vec<bool> = cells.iter().map(|c| reads(c)).collect();
    let count = cells.len();
    let near = move |a: &Cell, b: &Cell| (a.at() - b.at()).abs() < CLOSE_LINES * line_height;
    // A character alone is a line of a word only if it ends one; else it is a scrap of a watermark.
    let goes_on: Vec<bool> = cells
        .windows(2)
        .map(|w| {
            let [a, b] = w else { return false };
            let alone = |c: &Cell| c.text.trim().chars().nth(1).is_none();
            let together = || Cell { text: [a.text.trim(), b.text.trim()].concat().into(), ..(*a).clone() };
            near(a, b) && !alone(a) && (!alone(b) || reads(&together()))
        })
        .collect();
    let told = move |i: usize| {
        let cell = cells.get(i).copied()?;
        // Whether the cell and a neighbour that is no word are lines of one, the upper of which is this.
        let broken = |upper: usize, neighbour: usize| goes_on.get(upper) == Some(&true) && whole.get(neighbour) == Some(&false);
        (whole.get(i) == Some(&true) && !i.checked_sub(1).is_some_and(|above| broken(above, above)) && !broken(i, i + 1)).then_some(cell)
    };
    (0..count).filter_map(told)
}

/// How two thirds of the texts of a column end, if they end alike and are some: `信息`.
pub(super) fn common_end(cells: &[Cell]) -> Option<&str> {
    const FEWEST: usize = 3;
    const LENGTH: usize = 2;
    let mut ends: HashMap<&str, usize> = HashMap::new();
    for text in cells.iter().map(|c| c.text.trim_end()) {
        let end = text.char_indices().rev().nth(LENGTH - 1).and_then(|(at, _)| text.get(at..));
        *ends.entry(end.unwrap_or(text)).or_default() += 1;
    }
    let (end, count) = ends.into_iter().max_by_key(|(_, n)| *n)?;
    (count >= FEWEST && count * 3 >= cells.len() * 2).then_some(end)
}

/// Whether a name at a place of its column is a row of its own: it stands apart from the others, or ends as most do or is whole, under one
/// that does or is, however near it stands.
pub(super) fn is_own_row(cells: &[Cell], at: f64, common_end: Option<&str>, is_whole: impl Fn(&Cell) -> bool, line_height: f64) -> bool {
    let near = |c: &&Cell| (c.at() - at).abs() < CLOSE_LINES * line_height;
    let from = cells.partition_point(|c| c.at() < at - 2.0 * CLOSE_LINES * line_height);
    let apart = cells.iter().skip(from).take(8).filter(near).count() == 1;
    let here = cells.partition_point(|c| c.at() < at - HALF_LINE * line_height);
    let ended = |c: &Cell| common_end.is_some_and(|end| c.text.trim_end().ends_with(end)) || is_whole(c);
    apart || cells.get(here).is_some_and(ended) && here.checked_sub(1).and_then(|above| cells.get(above)).is_none_or(ended)
}

/// So much room, in line heights, a sign needs behind a line besides its own width: cells keep clear of their borders.
pub(super) const ROOM: f64 = 0.4;
/// Lines are as far apart as others if they are so by this part.
const AS_FAR: f64 = 0.9;

/// The first and the last lines of the values of a column of text, as far as its lines tell where values end; none where they
/// tell nothing.
///
/// A line ends a value if the next one's first sign would have had room behind it: a line of a wrapped value is as long as its
/// column, and none ends at a comma. Two lines that lie as far apart as lines between which a value ends are two values too. The length of the column is
/// that of the second longest line, since the longest may have run into its neighbour.
pub(super) fn ends(cells: &[Cell], line_height: f64) -> Vec<(f64, f64, u32)> {
    // One or two signs may be a scrap of a stamp, which tells nothing.
    let lines = lines(cells.iter().filter(|c| c.text.trim().chars().count() > 2), line_height);
    let mut lengths: Vec<f64> = lines.iter().map(|l| l.place.width()).collect();
    lengths.sort_by(f64::total_cmp);
    let Some(room) = lengths.len().checked_sub(2).and_then(|n| lengths.get(n)).copied() else { return Vec::new() };
    let pairs = || lines.windows(2).filter_map(|w| if let [a, b] = w { Some((a, b)) } else { None });
    let drop = |a: &TextLine, b: &TextLine| b.at - a.at;
    let told: Vec<bool> = pairs()
        .map(|(a, b)| {
            let near = a.page != b.page || drop(a, b) < CLOSE_LINES * line_height;
            near && !a.is_open && a.place.width() + b.begin + ROOM * line_height <= room
        })
        .collect();
    let mut drops: Vec<f64> = pairs().zip(&told).filter(|((a, b), t)| **t && a.page == b.page).map(|((a, b), _)| drop(a, b)).collect();
    drops.sort_by(f64::total_cmp);
    // Two values at least must be told apart.
    let Some(pitch) = drops.get(drops.len() / 2).copied().filter(|_| drops.len() >= 2) else { return Vec::new() };
    // Where rows stand as close as the lines of one value, their distance tells nothing.
    let apart = |a: &TextLine, b: &TextLine| a.page == b.page && drop(a, b) > AS_FAR * pitch;
    let tells = drops.len() * 2 >= pairs().filter(|(a, b)| apart(a, b)).count();
    let mut out = Vec::new();
    let mut begin = 0;
    for (i, line) in lines.iter().enumerate() {
        let end = match (told.get(i), lines.get(i + 1)) {
            (Some(told), Some(next)) => !line.is_open && (*told || tells && apart(line, next)),
            _ => true,
        };
        if end {
            let from = lines.get(begin).map_or(line.at, |l| l.at);
            out.push((from, line.at, line.page));
            begin = i + 1;
        }
    }
    // One or two signs right under a value end it: they are none of their own.
    for cell in cells.iter().filter(|c| c.text.trim().chars().count() <= 2) {
        let above = out.partition_point(|v: &(f64, f64, u32)| v.1 < cell.at()).checked_sub(1).and_then(|i| out.get_mut(i));
        if let Some(value) = above.filter(|v| v.2 == cell.page && cell.at() - v.1 < CLOSE_LINES * line_height) {
            value.1 = cell.at();
        }
    }
    out
}

/// A line of a column of text.
struct TextLine {
    at: f64,
    page: u32,
    place: Rect,
    /// How long its beginning is that cannot be broken.
    begin: f64,
    /// Whether it ends at a mark behind which a sentence goes on.
    is_open: bool,
}

/// The cells of a column, line by line.
fn lines<'a>(cells: impl Iterator<Item = &'a Cell>, line_height: f64) -> Vec<TextLine> {
    let mut out: Vec<TextLine> = Vec::new();
    for cell in cells {
        match out.last_mut() {
            Some(line) if cell.page == line.page && cell.at() - line.at < HALF_LINE * line_height => {
                if cell.place.x0 < line.place.x0 {
                    line.begin = begin(cell, line_height);
                }
                if cell.place.x1 > line.place.x1 {
                    line.is_open = is_open(cell);
                }
                line.place = line.place.union(&cell.place);
            }
            _ => out.push(TextLine {
                at: cell.at(),
                page: cell.page,
                place: cell.place,
                begin: begin(cell, line_height),
                is_open: is_open(cell),
            }),
        }
    }
    out
}

/// Whether a cell ends at a mark behind which a sentence goes on.
fn is_open(cell: &Cell) -> bool {
    cell.text.trim_end().ends_with(['，', ',', '、', '：', '；', '（', '('])
}

/// How long the beginning of a cell is that no line break cuts: a word of letters and digits, or one sign, and the marks
/// behind it that begin no line.
pub(super) fn begin(cell: &Cell, line_height: f64) -> f64 {
    /// How wide a letter or a digit is, in line heights: somewhat more than [`crate::layout::advance`] has it, so that no line is said to have had room.
    const LATIN: f64 = 0.6;
    let mut chars = cell.text.trim().chars().peekable();
    let mut length = 0.0;
    while chars.next_if(char::is_ascii_alphanumeric).is_some() {
        length += LATIN;
    }
    if length == 0.0 && chars.next().is_some() {
        length = 1.0;
    }
    while chars.next_if(|c| "，。、；：！？）》」”,.;:!?)".contains(*c)).is_some() {
        length += 1.0;
    }
    length * line_height
}

/// For each line of a column, where the value is of which it is one with the lines around it that lie no farther apart than those
/// of one value; `None` if it stands alone.
pub(super) fn runs(cells: &[Cell], usual: Fill, line_height: f64) -> Vec<Option<f64>> {
    let near = |a: &Cell, b: &Cell| (b.at() - a.at()).abs() < CLOSE_LINES * line_height && a.page == b.page;
    let value = |run: &[Cell]| if let [first, .., last] = run { Some(usual.at(first.at(), last.at())) } else { None };
    cells.chunk_by(near).flat_map(|run| std::iter::repeat_n(value(run), run.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_ends_at_a_comma() {
        let cell = |(text, y): (&str, f64)| Cell::new(text, Rect::new(0.0, y, text.chars().count() as f64 * 10.0, y + 10.0));
        let begins = |second: &str| {
            let texts = ["甲乙丙丁戊己庚辛", second, "庚辛子", "甲乙丙丁戊己庚辛", "壬癸子丑", "庚辛寅卯", "甲乙丙"];
            let cells: Vec<Cell> = texts.into_iter().zip([0.0, 11.0, 25.0, 39.0, 50.0, 64.0, 78.0]).map(cell).collect();
            ends(&cells, 10.0).into_iter().map(|(from, ..)| from - 5.0).collect::<Vec<_>>()
        };
        assert_eq!(begins("壬癸。"), [0.0, 25.0, 39.0, 64.0, 78.0]);
        assert_eq!(begins("壬癸，"), [0.0, 39.0, 64.0, 78.0]);
    }
}
