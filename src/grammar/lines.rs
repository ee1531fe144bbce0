//! Cells that lack a line: told by where their lines stand beside the other cells of their row.

use crate::layout::Cell;
use crate::layout::fill::Fill;
use crate::model::field::Probe;
use crate::model::{AnyField, Kind};

use super::MOST_CELLS;
use super::bands::Context;

/// Cells of one line stand no farther apart in a row, in line heights.
const SPREAD: f64 = 0.3;
/// A cell that lacks one of two lines stands half the distance of two lines off; that is at least so many line heights.
const OFF: f64 = 0.4;
/// Farther off are the cells of another row.
const FARTHEST: f64 = 1.6;

/// Which columns of a row lack a line. Of a name that was broken in two, one line alone looks like a name.
///
/// `may_lack` tells of which columns it is asked.
pub(crate) fn lacking(columns: &[Vec<Cell>], may_lack: impl Fn(usize, &[Cell]) -> bool, context: &Context) -> Vec<bool> {
    // In a row that is level nothing stands off.
    let heights = columns.iter().flatten().map(Cell::at);
    let (top, bottom) = heights.fold((f64::MAX, f64::MIN), |(top, bottom), at| (top.min(at), bottom.max(at)));
    if columns.len() > MOST_CELLS || bottom - top < OFF * context.line_height {
        return vec![false; columns.len()];
    }
    let single = |cells: &[Cell]| if let [only] = cells { Some(only.at()) } else { None };
    let all: Vec<Option<f64>> = columns.iter().map(|c| single(c)).collect();
    let lacks = |(n, cells): (usize, &Vec<Cell>)| {
        let others = all.iter().enumerate().filter(|(k, _)| *k != n).filter_map(|(_, at)| *at);
        row(others, context.line_height).is_some_and(|row| lacks_line(cells, row, context)) && may_lack(n, cells)
    };
    columns.iter().enumerate().map(lacks).collect()
}

/// Whether what stands in a field's cells may be a part of what was printed there: any text, but no dash and no whole word of a closed list.
pub(crate) fn may_lack(field: &dyn AnyField, cells: &[Cell]) -> bool {
    let text = || cells.iter().map(|c| &*c.text).collect::<String>();
    let texts = field.kind().is_free_text() && field.probe(&text()) != Probe::Dash;
    texts || field.kind() == Kind::Word && field.probe(&text()) <= Probe::Unknown
}

/// The height of a row that its cells of one line agree on: most of them, and two at least.
fn row(places: impl Iterator<Item = f64>, line_height: f64) -> Option<f64> {
    let mut places: Vec<f64> = places.collect();
    places.sort_by(f64::total_cmp);
    let middle = *places.get(places.len() / 2)?;
    let near = places.iter().filter(|at| (**at - middle).abs() <= SPREAD * line_height).count();
    (near >= 2 && near * 3 >= places.len() * 2).then_some(middle)
}

/// Whether the lines of a cell stand as the rest of some lines does, of which one was lost.
fn lacks_line(cells: &[Cell], row: f64, context: &Context) -> bool {
    let Some(page) = cells.first().map(|c| c.page) else { return false };
    let on_one_page = cells.iter().all(|c| c.page == page);
    let (first, last) = cells.iter().fold((f64::MAX, f64::MIN), |(first, last), c| (first.min(c.at()), last.max(c.at())));
    let off = match if cells.len() == 1 { Fill::Middle } else { context.fill } {
        Fill::Middle => ((first + last) / 2.0 - row).abs(),
        Fill::Top => first - row,
        Fill::Bottom => row - last,
    };
    on_one_page && (OFF * context.line_height..FARTHEST * context.line_height).contains(&off)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    /// Cells of one column, each with its height; lines are 10 high and 13 apart.
    fn column(lines: &[(&str, f64)]) -> Vec<Cell> {
        let cell = |(text, at): &(&str, f64)| {
            let place = Rect::new(0.0, at - 5.0, 80.0, at + 5.0);
            Cell::new(text, place)
        };
        lines.iter().map(cell).collect()
    }

    #[test]
    fn the_rest_of_a_name_stands_beside_the_middle_of_its_row() {
        let context = Context::plain();
        let row = |name: &[(&str, f64)]| {
            let columns = [column(&[("1", 50.0)]), column(name), column(&[("2020.01.02", 50.5)]), column(&[("人民币", 49.5)])];
            lacking(&columns, |n, _| n == 1, &context).get(1).copied()
        };
        assert_eq!(row(&[("中国工商银行", 50.0)]), Some(false));
        assert_eq!(row(&[("中国工商银行", 43.5), ("北京分行", 56.5)]), Some(false), "two lines about the middle");
        assert_eq!(row(&[("中国工商银行", 43.5)]), Some(true), "the second line was lost");
        assert_eq!(row(&[("北京分行", 56.5)]), Some(true), "the first line was lost");
        assert_eq!(row(&[("股份有限公司", 50.0), ("北京分行", 63.0)]), Some(true), "the first of three");
        assert_eq!(row(&[("别的一行", 90.0)]), Some(false), "another row's");
        let lone = [column(&[("1", 50.0)]), column(&[("北京分行", 56.5)])];
        assert_eq!(lacking(&lone, |n, _| n == 1, &context), [false, false], "one cell alone tells no row");
    }
}
