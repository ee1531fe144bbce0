//! Records whose number was lost: the numbers around them tell that they are there.

use crate::layout::{CLOSE_LINES, Cell, HALF_LINE};
use crate::lexis::numbering::left_out;

use super::marks::is_near;

/// A number in its column: where it stands, on which page, which it is.
type Number = (f64, u32, u32);

/// The lines of one value are about so far apart, in line heights.
const PITCH: f64 = 1.3;

/// What stands so much lower, or higher, than something is another line, in line heights; clearly so, by so much.
const OTHER: f64 = 0.3;
const CLEARLY: f64 = 0.6;

/// Where records without a number stand, in their order: between two numbers that leave some out, as far apart as records are
/// there, and above the first number if it is not 1, also behind the page break above it. Only where there are cells, and no
/// record is known already (`told`).
pub(super) fn lost(numbers: &[Cell], others: &[Vec<Cell>], told: &[f64], line_height: f64) -> Vec<(f64, u32)> {
    let numbers: Vec<Number> = numbers.iter().filter_map(|c| Some((c.at(), c.page, number(c)?))).collect();
    let mut places: Vec<(f64, u32)> = others.iter().flatten().map(|c| (c.at(), c.page)).collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let stands = |at: f64, page: u32| {
        let from = places.partition_point(|p| p.0 < at - HALF_LINE * line_height);
        places.get(from).is_some_and(|p| p.0 < at + HALF_LINE * line_height && p.1 == page)
    };
    let is_known = |from: f64, to: f64| told.get(told.partition_point(|t| *t < from)).is_some_and(|t| *t < to);
    let apart = HALF_LINE * line_height;
    let mut out = Vec::new();
    let mut before = None;
    if let Some((first, page, n)) = numbers.first().copied()
        && left_out(0, n).is_some()
        && !is_known(f64::MIN, first - apart)
    {
        let step = match (numbers.get(1), places.first(), places.last()) {
            // Before a page break stands what no number on that page tells.
            (_, Some((_, on)), _) if n == 2 && *on < page => None,
            (Some((at, on, next)), ..) => (*on == page && *next == n + 1).then(|| at - first),
            // Of two records the second is all below its middle that the first is above.
            (None, Some((top, on)), Some((end, last))) if n == 2 && (*on, *last) == (page, page) => {
                Some(first - (top + 2.0 * first - end - PITCH * line_height) / 2.0)
            }
            _ => None,
        };
        // One column alone may be what is left of a head there.
        let filled = |on: u32| others.iter().filter(|c| c.iter().any(|c| c.page == on)).count();
        let all = others.iter().filter(|c| !c.is_empty()).count();
        before = places.first().filter(|(_, on)| n == 2 && *on < page && filled(*on) >= all.min(2)).and_then(|(top, on)| {
            let end = places.partition_point(|p| p.1 <= *on).checked_sub(1).and_then(|last| places.get(last))?;
            Some(((top + end.0) / 2.0, *on))
        });
        out.extend(step.into_iter().flat_map(|step| (1..n).rev().map(move |n| (first - step * f64::from(n), page))));
    }
    if let Some((first, page, n)) = numbers.first().copied() {
        out.extend(between(told, (first, page, n), others, line_height));
    }
    for pair in numbers.windows(2) {
        let [(from, page, a), (to, on, b)] = *pair else { continue };
        if let Some(count) = left_out(a, b)
            && page == on
            && !is_known(from + apart, to - apart)
        {
            let step = (to - from) / f64::from(count + 1);
            out.extend((1..=count).map(|n| (from + step * f64::from(n), page)));
        }
    }
    out.retain(|(at, page)| stands(*at, *page));
    out.splice(0..0, before);
    out
}

/// Where records stand that are left out between the first number and those above it that other columns tell: evenly, each with cells
/// of two columns.
fn between(told: &[f64], (first, page, n): Number, others: &[Vec<Cell>], line_height: f64) -> Vec<(f64, u32)> {
    let above = told.partition_point(|t| *t < first - HALF_LINE * line_height);
    let (Some(last), Some(count)) = (above.checked_sub(1).and_then(|i| told.get(i)), left_out(0, n)) else { return Vec::new() };
    let Some(lost) = usize::try_from(count).ok().and_then(|count| count.checked_sub(above)).filter(|lost| *lost > 0) else {
        return Vec::new();
    };
    let step = (first - last) / (lost + 1) as f64;
    let stands = |at: f64| {
        let near = |c: &&Cell| c.page == page && (c.at() - at).abs() < HALF_LINE * line_height;
        let beside = |cells: &&Vec<Cell>| cells.iter().skip(cells.partition_point(|c| c.at() < at - line_height)).take(4).any(|c| near(&c));
        others.iter().filter(beside).count() >= 2
    };
    let places: Vec<(f64, u32)> = (1..=lost).map(|k| (last + step * k as f64, page)).collect();
    if places.iter().all(|(at, _)| stands(*at)) { places } else { Vec::new() }
}

/// Where a record stands whose number was lost behind the last one: the lines of each record are about its number, so that the
/// lines below the last are too many.
pub(super) fn behind(numbers: &[Cell], others: &[Vec<Cell>], told: &[f64], line_height: f64) -> Option<(f64, u32)> {
    let last = numbers.last()?;
    let (at, page) = (last.at(), last.page);
    let counted = (1..).zip(numbers).all(|(n, c)| number(c) == Some(n));
    let on_one_page = numbers.iter().chain(others.iter().flatten()).all(|c| c.page == page);
    if !counted || !on_one_page || told.last().is_some_and(|t| *t > at + HALF_LINE * line_height) {
        return None;
    }
    let mut places: Vec<f64> = others.iter().flatten().map(Cell::at).collect();
    places.sort_by(f64::total_cmp);
    let mut bottom = f64::MIN;
    // Only lines above a number tell that lines are about it, and not below.
    let mut is_central = false;
    for number in numbers {
        let top = *places.get(places.partition_point(|p| *p < bottom + OTHER * line_height))?;
        if top > number.at() + HALF_LINE * line_height {
            return None;
        }
        is_central |= top < number.at() - OTHER * line_height;
        bottom = 2.0 * number.at() - top;
    }
    let is_below = |at: f64| at > bottom + CLEARLY * line_height;
    // A scrap may stand below one column.
    let columns = others.iter().filter(|c| c.iter().any(|c| is_below(c.at()))).count();
    let first = places.iter().copied().find(|p| is_below(*p))?;
    let middle = (first + places.last()?) / 2.0;
    // Of a table of one column the distance of the rows tells.
    let rows = numbers.len().saturating_sub(1);
    let step = numbers.first().filter(|_| rows > 0).map(|first| (at - first.at()) / rows as f64);
    // Where rows stand as close as lines, the further line of the last value does, too.
    let evenly = || step.is_some_and(|step| step > CLOSE_LINES * line_height && (middle - at - step).abs() < OTHER * line_height);
    let lone = others.iter().filter(|c| !c.is_empty()).count() == 1;
    (columns >= 2 && is_central || lone && evenly()).then_some((middle, page))
}

/// Whether a record is told where none is: between two numbers of which one follows the other, that are records themselves, or above
/// the first. A line that stands off its row looks like one, and so does the first of the lines of a row that is filled from the bottom.
pub(super) fn is_counted_out(at: f64, numbers: &[Cell], told: &[f64], line_height: f64) -> bool {
    let apart = CLEARLY * line_height;
    let next = numbers.partition_point(|c| c.at() < at);
    let (Some(above), Some(below)) = (next.checked_sub(1).and_then(|i| numbers.get(i)), numbers.get(next)) else {
        return numbers.first().is_some_and(|c| number(c) == Some(1) && at < c.at() - apart && is_near(told, c.at(), apart));
    };
    let follows = number(above).zip(number(below)).is_some_and(|(a, b)| a.checked_add(1) == Some(b));
    let is_between = above.at() + apart < at && at < below.at() - apart;
    follows && is_between && is_near(told, above.at(), apart) && is_near(told, below.at(), apart)
}

fn number(cell: &Cell) -> Option<u32> {
    let text = cell.text.trim();
    text.parse().ok().filter(|_| text.len() <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    fn column(cells: &[(&str, f64)]) -> Vec<Cell> {
        let cell = |(text, at): &(&str, f64)| {
            let place = Rect::new(0.0, at - 5.0, 80.0, at + 5.0);
            Cell::new(text, place)
        };
        cells.iter().map(cell).collect()
    }

    #[test]
    fn numbers_tell_which_rows_are_there() {
        let names = [column(&[("甲银行", 20.0), ("乙银行", 34.0), ("丙银行", 48.0)])];
        let lost =
            |numbers: &[(&str, f64)], told: &[f64]| lost(&column(numbers), &names, told, 10.0).into_iter().map(|l| l.0).collect::<Vec<_>>();
        assert_eq!(lost(&[("1", 20.0), ("3", 48.0)], &[20.0, 48.0]), [34.0]);
        assert_eq!(lost(&[("1", 20.0), ("3", 48.0)], &[20.0, 33.0, 48.0]), [0.0; 0], "known already");
        assert_eq!(lost(&[("2", 34.0), ("3", 48.0)], &[34.0, 48.0]), [20.0]);
        assert_eq!(lost(&[("1", 20.0), ("2", 34.0), ("3", 48.0)], &[20.0, 34.0, 48.0]), [0.0; 0]);
        assert_eq!(lost(&[("1", 20.0), ("88", 48.0)], &[20.0, 48.0]), [0.0; 0], "a number misread");
        assert_eq!(lost(&[("4", 20.0), ("5", 34.0)], &[20.0, 34.0]), [0.0; 0], "nothing stands above");
    }

    #[test]
    fn records_between_one_that_is_told_and_the_first_number() {
        let names = column(&[("甲法院", 30.0), ("乙法院", 80.0), ("丙法院", 130.0)]);
        let ways = column(&[("判决", 30.0), ("调解", 80.0), ("判决", 130.0)]);
        let texts = column(&[("甲", 20.0), ("乙", 40.0), ("丙", 70.0), ("丁", 90.0), ("戊", 120.0), ("己", 140.0)]);
        let numbers = column(&[("3", 130.0)]);
        assert_eq!(lost(&numbers, &[names.clone(), ways, texts.clone()], &[30.0, 130.0], 10.0), [(80.0, 0)]);
        assert_eq!(lost(&numbers, &[names, texts], &[30.0, 130.0], 10.0), [], "of one column only");
    }

    #[test]
    fn a_number_that_was_lost_before_a_page_break() {
        let mut name = column(&[("甲公司大连", 20.0), ("分公司", 32.0), ("乙公司", 52.0)]);
        let mut numbers = column(&[("2", 52.0)]);
        for cell in name.iter_mut().chain(&mut numbers).filter(|c| c.at() > 40.0) {
            cell.page = 1;
        }
        assert_eq!(lost(&numbers, &[name.clone()], &[52.0], 10.0), [(26.0, 0)]);
        let mut day = column(&[("2020.01.02", 52.0)]);
        day.iter_mut().for_each(|cell| cell.page = 1);
        assert_eq!(lost(&numbers, &[name.clone(), day], &[52.0], 10.0), [], "a piece of the head");
        assert_eq!(lost(&numbers, &[name], &[26.0, 52.0], 10.0), [], "known already");
    }

    #[test]
    fn between_two_numbers_that_count_on_is_no_record() {
        let numbers = column(&[("1", 20.0), ("2", 60.0), ("4", 100.0)]);
        let told = [20.0, 40.0, 60.0, 80.0, 100.0];
        let out: Vec<f64> = told.into_iter().filter(|at| is_counted_out(*at, &numbers, &told, 10.0)).collect();
        assert_eq!(out, [40.0]);
        assert!(is_counted_out(8.0, &numbers, &[8.0, 20.0], 10.0) && !is_counted_out(8.0, &column(&[("2", 20.0)]), &[8.0, 20.0], 10.0));
        assert!(!is_counted_out(40.0, &numbers, &[40.0, 60.0], 10.0), "a number beside which no record is told");
    }

    #[test]
    fn a_record_behind_the_last_number() {
        let numbers = column(&[("1", 26.0)]);
        let name = column(&[("甲公司大连", 20.0), ("分公司", 32.0), ("乙公司", 46.0)]);
        let address = column(&[("长春路一号", 26.0), ("人民路二号", 46.0)]);
        assert_eq!(behind(&numbers, &[name, address.clone()], &[26.0], 10.0), Some((46.0, 0)));
        let whole = column(&[("甲公司大连", 20.0), ("分公司", 32.0)]);
        assert_eq!(behind(&numbers, &[whole.clone(), column(&[("长春路一号", 26.0)])], &[26.0], 10.0), None);
        assert_eq!(behind(&numbers, &[whole, address], &[26.0], 10.0), None, "below one column only");
        let (numbers, names) =
            (column(&[("1", 20.0), ("2", 45.0)]), |third: f64| [column(&[("甲银行", 20.0), ("乙银行", 45.0), ("丙银行", third)])]);
        assert_eq!(behind(&numbers, &names(70.0), &[20.0, 45.0], 10.0), Some((70.0, 0)), "as far apart as rows");
        assert_eq!(behind(&numbers, &names(60.0), &[20.0, 45.0], 10.0), None);
        let close = [column(&[("甲银行", 20.0), ("乙银行某某省某某市", 34.0), ("分行", 47.0)])];
        let numbers = column(&[("1", 20.0), ("2", 34.0)]);
        assert_eq!(behind(&numbers, &close, &[20.0, 34.0], 10.0), None, "the second line of the last value");
    }
}
