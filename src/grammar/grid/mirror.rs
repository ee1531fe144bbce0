//! Grids with the amounts over their states.

use super::rows::GridRow;
use super::years::Year;

/// Names the rows of a grid whose amounts stand over their states as those of one with the states above, seen in a mirror.
pub(super) fn in_mirror(rows: &mut [GridRow], mut years: Vec<Year>, name: &mut impl FnMut(&mut [GridRow], &[Year])) {
    let turn = |rows: &mut [GridRow]| {
        rows.iter_mut().for_each(|row| row.at = -row.at);
        rows.reverse();
    };
    years.iter_mut().for_each(|year| year.0 = -year.0);
    years.reverse();
    turn(rows);
    name(rows, &years);
    turn(rows);
}

#[cfg(test)]
mod tests {
    use crate::document::Rect;
    use crate::grammar::bands::Context;
    use crate::layout::Cell;
    use crate::model::grid::GridRange;

    use super::super::months;

    #[test]
    fn amounts_over_their_states_are_of_the_year_between_them() {
        let cell = |text: &str, x: f64, at: f64| Cell::new(text, Rect::new(x - 4.0, at - 5.0, x + 4.0, at + 5.0));
        let across =
            |texts: [&str; 12], at: f64| (0..).zip(texts).map(|(m, text)| cell(text, 130.0 + 30.0 * f64::from(m), at)).collect::<Vec<_>>();
        let mut cells: Vec<Cell> = (1..=12u8).map(|m| cell(&m.to_string(), 100.0 + 30.0 * f64::from(m), 0.0)).collect();
        // The second year has no sign that only a state is: its place tells.
        let states =
            [["N", "N", "1", "2", "N", "*", "N", "N", "N", "N", "N", "N"], ["1", "2", "3", "4", "5", "6", "7", "7", "7", "7", "7", "7"]];
        let amounts = [["0", "0", "150", "320", "0", "0", "0", "0", "0", "0", "0", "0"], ["7"; 12]];
        for ((year, at), (states, amounts)) in [("2023", 20.0), ("2022", 60.0)].into_iter().zip(states.into_iter().zip(amounts)) {
            cells.extend(across(amounts, at));
            cells.push(cell(year, 60.0, at + 8.0));
            cells.extend(across(states, at + 16.0));
        }
        let months = months(&cells, &GridRange::default(), &Context::plain()).unwrap();
        let of = |year: i32, number: u32| months.iter().find(|m| (m.month.year(), m.month.month()) == (year, number)).unwrap();
        let said = |year, number| [of(year, number).cell.state.text(), of(year, number).cell.amount.text()].map(Option::unwrap_or_default);
        assert_eq!(months.len(), 24);
        assert_eq!([said(2023, 4), said(2023, 12), said(2022, 1)], [["2", "320"], ["N", "0"], ["1", "7"]]);
    }
}
