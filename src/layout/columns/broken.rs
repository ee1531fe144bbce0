//! Texts that came in several cells: numbers of which a recogniser made two, and lines that a text layer parts where the font changes.

use std::collections::HashMap;

use crate::document::Rect;
use crate::layout::{Cell, LEVEL, touches};
use crate::lexis::text::is_han;

/// The pieces of numbers that came apart before a comma or a point, `30` and `,000`, each with the place of the whole: no number
/// begins so.
pub(super) fn broken_numbers(cells: &[Cell], line_height: f64) -> HashMap<usize, Rect> {
    let goes_on = |c: &Cell| {
        let mut chars = c.text.chars();
        chars.next().is_some_and(|c| matches!(c, ',' | '，' | '.')) && chars.next().is_some_and(|c| c.is_ascii_digit())
    };
    let mut out = HashMap::new();
    if !cells.iter().any(goes_on) {
        return out;
    }
    let mut order: Vec<(usize, &Cell)> = cells.iter().enumerate().collect();
    order.sort_by(|a, b| a.1.at().total_cmp(&b.1.at()));
    for row in order.chunk_by_mut(|a, b| b.1.at() - a.1.at() < LEVEL * line_height) {
        row.sort_by(|a, b| a.1.place.x0.total_cmp(&b.1.place.x0));
        for w in row.windows(2) {
            let [(i, a), (k, b)] = w else { continue };
            let touch = touches(&a.place, &b.place, line_height);
            if touch && goes_on(b) && a.text.trim_end().ends_with(|c: char| c.is_ascii_digit()) {
                let whole = out.get(i).copied().unwrap_or(a.place).union(&b.place);
                out.extend([(*i, whole), (*k, whole)]);
            }
        }
    }
    out
}

/// The pieces of lines that a text layer parts between Chinese and other signs, which mostly are of two fonts (`人民路`, `12`, `号`), each
/// with the place of the whole: one begins exactly where the other ends.
pub(super) fn broken_lines(cells: &[Cell], line_height: f64) -> HashMap<usize, Rect> {
    const CONTACT: f64 = 0.1;
    let mut out = HashMap::new();
    let mut order: Vec<(usize, &Cell)> = cells.iter().enumerate().collect();
    order.sort_by(|a, b| a.1.at().total_cmp(&b.1.at()));
    let meets = |a: &Cell, b: &Cell| {
        let other = a.text.chars().next_back().map(is_han) != b.text.chars().next().map(is_han);
        (b.place.x0 - a.place.x1).abs() < CONTACT * line_height && other && a.page == b.page
    };
    for row in order.chunk_by_mut(|a, b| b.1.at() - a.1.at() < LEVEL * line_height) {
        row.sort_by(|a, b| a.1.place.x0.total_cmp(&b.1.place.x0));
        for line in row.chunk_by(|a, b| meets(a.1, b.1)).filter(|line| line.len() > 1) {
            if let Some(whole) = line.iter().map(|(_, c)| c.place).reduce(|a, b| a.union(&b)) {
                out.extend(line.iter().map(|(i, _)| (*i, whole)));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Print, assign, assign_to};
    use super::*;

    #[test]
    fn a_piece_of_a_number_stands_where_the_number_does() {
        let heads = [Rect::new(0.0, 0.0, 40.0, 10.0), Rect::new(200.0, 0.0, 240.0, 10.0)];
        let piece = |text: &str, x0: f64, x1: f64| Cell::new(text, Rect::new(x0, 20.0, x1, 30.0));
        let cells = vec![piece("1,587", 40.0, 64.0), piece(",304", 64.0, 82.0), piece("7", 218.0, 222.0)];
        let c = assign(&heads, cells, 10.0);
        assert_eq!((c.cells[0].len(), c.cells[1].len(), c.between.len()), (2, 1, 0));
    }
    #[test]
    fn a_piece_of_a_line_stands_where_the_line_does() {
        let heads = [Rect::new(80.0, 0.0, 120.0, 10.0), Rect::new(220.0, 0.0, 260.0, 10.0)];
        let piece = |text: &str, x0: f64, x1: f64| Cell::new(text, Rect::new(x0, 20.0, x1, 30.0));
        let cells =
            || vec![piece("某某省某某市某某区人民中路", 0.0, 150.0), piece("1234", 150.0, 170.0), piece("号某某花园", 170.0, 225.0)];
        let count = |of_fonts| {
            let c = assign_to(&heads, Print { heads_at: None, of_fonts }, cells(), 10.0);
            c.cells.iter().map(Vec::len).collect::<Vec<_>>()
        };
        assert_eq!((count(true), count(false)), (vec![3, 0], vec![2, 1]));
    }
}
