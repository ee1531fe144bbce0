//! Lines of texts over several lines. Whatever such a line says, it is no title and no label: `账户。`, `截至2015年05月05日。`

use crate::document::LineSet;
use crate::layout::{CLOSE_LINES, Cell, Row};
use crate::lexis::Reading;
use crate::lexis::value::{date, month};

/// Rows of more cells have no room for a text; no row farther off is of the same one.
const CELLS: usize = 4;
const ROWS: usize = 8;

/// In line heights: lines of one text stand no nearer; what is level with a day stands no farther off it, nor is the middle of a text
/// farther off the day of its row.
const NEAREST: f64 = 0.6;
const OFF: f64 = 0.3;

/// A line that goes on in the next is shorter than the longest of its text by no more than a sign and a mark that begins no line.
const SHORTER: f64 = 2.5;

/// A text has so many characters on one of its lines, or a mark.
const LONG: usize = 12;

/// The lines of texts that are told by the day in their row, which stands beside their middle.
pub(crate) fn lines(rows: &[Row], line_height: f64) -> LineSet {
    let mut out = LineSet::default();
    for (n, row) in rows.iter().enumerate().filter(|(_, row)| row.cells.len() <= CELLS) {
        for day in row.cells.iter().filter(|c| is_day(c)) {
            let around = rows.get(n.saturating_sub(ROWS)..(n + ROWS + 1).min(rows.len())).unwrap_or_default();
            let around: Vec<&Cell> = around.iter().filter(|row| row.cells.len() <= CELLS).flat_map(|row| &row.cells).collect();
            for text in beside(day, &around, line_height) {
                out.extend(text.iter().flat_map(|cell| cell.lines()));
            }
        }
    }
    out
}

/// Whether a cell is a day or a month.
pub(crate) fn is_day(cell: &Cell) -> bool {
    /// A month has no fewer signs, and a day behind a digit of a neighbour as many.
    const SHORTEST: usize = 5;
    const STRAY: usize = 9;
    // The year of any other begins so.
    let begins = |c: char| matches!(c, '1' | '2') || c.is_ascii_digit() && cell.text.length() >= STRAY;
    let reads = || matches!(date(&cell.text), Reading::Value(..)) || matches!(month(&cell.text), Reading::Value(..));
    cell.text.length() >= SHORTEST && cell.text.starts_with(begins) && may_begin_year(&cell.text) && reads()
}

/// Whether a text may have the digits of a year, or them behind a stray one: of most sums no more is asked.
fn may_begin_year(text: &str) -> bool {
    let is_sum = text.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let mut digits = text.bytes().filter(u8::is_ascii_digit);
    let first = [digits.next(), digits.next(), digits.next()];
    let is_begin = |pair: &[Option<u8>]| matches!(pair, [Some(b'1'), Some(b'9')] | [Some(b'2'), Some(b'0' | b'1')]);
    !is_sum || first.windows(2).any(is_begin)
}

/// The texts of several lines beside whose middle a day stands.
fn beside<'c>(day: &Cell, around: &[&'c Cell], line_height: f64) -> Vec<Vec<&'c Cell>> {
    let off = |c: &Cell| (c.at() - day.at()).abs();
    let in_column = |c: &Cell| c.place.overlap_x(&day.place) > 0.0;
    // What stands nearer to another cell of the day's column is of that one's row.
    let others: Vec<f64> = around.iter().filter(|c| in_column(c) && c.line != day.line).map(|c| c.at()).collect();
    let is_own = |c: &&&Cell| !in_column(c) && others.iter().all(|at| off(c) < (c.at() - at).abs());
    let own: Vec<&Cell> = around.iter().filter(is_own).copied().collect();
    let begin = own.iter().filter(|c| (-OFF..CLOSE_LINES / 2.0 + OFF).contains(&((day.at() - c.at()) / line_height)));
    begin.filter_map(|first| run(day, first, &own, line_height)).filter(|run| run.len() > 1 && run.iter().any(|c| is_prose(c))).collect()
}

/// The lines above and below one that stands level with a day, or right above it, two by two as far off the day.
fn run<'c>(day: &Cell, first: &'c Cell, own: &[&'c Cell], line_height: f64) -> Option<Vec<&'c Cell>> {
    let is_level = (first.at() - day.at()).abs() < OFF * line_height;
    let mut place = first.place;
    let mut run = vec![first];
    let (mut top, mut bottom) = (first.at(), first.at());
    let next = |place: &crate::document::Rect, from: f64, down: bool| {
        let step = |c: &Cell| if down { c.at() - from } else { from - c.at() };
        let is_next = |c: &&&Cell| (NEAREST..CLOSE_LINES).contains(&(step(c) / line_height)) && c.place.overlap_x(place) > 0.0;
        own.iter().filter(is_next).min_by(|a, b| step(a).total_cmp(&step(b))).copied()
    };
    if !is_level {
        let below = next(&place, bottom, true)?;
        bottom = below.at();
        place = place.union(&below.place);
        run.push(below);
    }
    let mut widest = run.iter().map(|c| c.place.width()).fold(0.0, f64::max);
    let is_middle = |top: f64, bottom: f64| ((top + bottom) / 2.0 - day.at()).abs() < OFF * line_height;
    if !is_middle(top, bottom) || first.place.width() + SHORTER * line_height < widest {
        return None;
    }
    // A line that goes on is as long as its column: a head over a text, beside which that of the days was lost, is shorter.
    while let Some((above, below)) = next(&place, top, false).zip(next(&place, bottom, true))
        && is_middle(above.at(), below.at())
        && above.place.width() + SHORTER * line_height > widest.max(below.place.width())
    {
        widest = widest.max(above.place.width());
        (top, bottom) = (above.at(), below.at());
        place = place.union(&above.place).union(&below.place);
        run.extend([above, below]);
    }
    Some(run)
}

fn is_prose(cell: &Cell) -> bool {
    let han = cell.text.han();
    han >= LONG || han > 0 && cell.text.contains(['，', '。', '；'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{LineId, Rect};

    /// Which of some lines (text, left, top) are told to be of a text; rows ten high.
    fn told(lines_of: &[(&str, f64, f64)]) -> Vec<String> {
        let mut id = 0;
        let mut row = |(text, x, y): &(&str, f64, f64)| {
            let width = text.chars().count() as f64 * 9.0;
            let line = LineId { page: 0, line: id };
            id += 1;
            Row { cells: vec![Cell { line, ..Cell::new(text, Rect::new(*x, *y, x + width, y + 9.0)) }] }
        };
        let rows: Vec<Row> = lines_of.iter().map(&mut row).collect();
        let found = lines(&rows, 10.0);
        let cells = rows.iter().flat_map(|row| &row.cells).filter(|c| found.contains(c.line));
        cells.map(|c| c.text.to_string()).collect()
    }

    #[test]
    fn a_days_row_tells_the_lines_of_its_text() {
        let head = [("机构说明", 200.0, 0.0), ("添加日期", 500.0, 0.0)];
        let one = [("该客户已还清全部款项，特此说明此", 50.0, 12.0), ("2014.08.12", 490.0, 18.0), ("账户。", 90.0, 24.0)];
        assert_eq!(told(&[&head[..], &one].concat()), ["该客户已还清全部款项，特此说明此", "账户。"]);
        let more = [("账户2", 50.0, 36.0), ("开立日期", 490.0, 48.0)];
        assert_eq!(told(&[&head[..], &one, &more].concat()).len(), 2, "a title below is none of them");
        let single = [("本人从未办理，特此声明。", 50.0, 12.0), ("2014.08.12", 490.0, 12.0), ("本人声明", 50.0, 24.0)];
        assert!(told(&[&head[..], &single, &[("添加日期", 500.0, 24.0)]].concat()).is_empty(), "heads stand above and below a line");
        let lost = [&head[..1], &single, &[("本人对该笔贷款有异议，已经提出。", 50.0, 24.0)]].concat();
        assert!(told(&lost).is_empty(), "the head of the days was lost");
    }

    #[test]
    fn labels_of_two_lines_beside_a_day_are_no_text() {
        assert!(told(&[("最近一次", 50.0, 0.0), ("2014.08.12", 490.0, 6.0), ("还款日期", 50.0, 12.0)]).is_empty());
    }
}
