//! Numbers, dates and words of lists of two columns side by side that ran together (`14,017 2022.10.11`, `12015.10`, `人民币质押`), in columns of which one is filled from
//! the right and the next from the left: the line reaches under neither head's middle, or under one only.

use crate::document::Rect;
use crate::layout::Cell;
use crate::lexis::text::words;
use crate::model::Kind;

use super::apart::{Heights, SLACK, add};

/// No two numbers together are longer.
const LONGEST: usize = 40;

/// Two columns side by side, each with its head and the kind of its values.
pub(super) struct Both<'h> {
    /// The number of the left one.
    pub(super) left: usize,
    pub(super) heads: [&'h Rect; 2],
    pub(super) kinds: [Kind; 2],
    pub(super) line_height: f64,
}

impl Both<'_> {
    /// Parts the cells of either column beside which the other has none. `clean` says whether a text is a value of a column.
    pub(super) fn part(&self, cells: &mut [Vec<Cell>], clean: &dyn Fn(usize, &str) -> bool) {
        for (own, other) in [(self.left, self.left + 1), (self.left + 1, self.left)] {
            let Some(column) = cells.get(own).filter(|c| !c.is_empty()) else { continue };
            let taken = Heights::new(cells.get(other).into_iter().flatten(), self.line_height);
            let is_alone = |c: &Cell| !taken.has(c.at()) && c.text.length() <= LONGEST && self.may_be_two(c) && !clean(own, &c.text);
            if !column.iter().any(is_alone) {
                continue;
            }
            let (mut kept, mut given) = (Vec::new(), Vec::new());
            for cell in column {
                match is_alone(cell).then(|| self.parts(cell, clean)).flatten() {
                    Some((left, right)) => {
                        let (own, other) = if own == self.left { (left, right) } else { (right, left) };
                        kept.push(own);
                        given.push(other);
                    }
                    None => kept.push(cell.clone()),
                }
            }
            if let Some(column) = cells.get_mut(own) {
                *column = kept;
            }
            add(cells, other, given);
        }
    }

    /// Whether a text has what values of both columns have.
    fn may_be_two(&self, cell: &Cell) -> bool {
        let words = self.kinds.iter().filter(|k| **k == Kind::Word).count();
        (words == 0 || cell.text.has_han()) && (words == 2 || cell.text.has_digit())
    }

    /// The values of both columns in a cell, if there is but one way to part it, and each stands where its column may hold it.
    fn parts(&self, cell: &Cell, clean: &dyn Fn(usize, &str) -> bool) -> Option<(Cell, Cell)> {
        let fits = |(left, right): &(Cell, Cell)| clean(self.left, &left.text) && clean(self.left + 1, &right.text);
        let length = cell.text.length();
        let found = match words(&cell.text).as_slice() {
            [(a, b), (c, d)] => Some((cell.slice(*a, *b), cell.slice(*c, *d))).filter(fits),
            // Of digits alone nobody knows where the one number ends; three stand behind the last comma.
            [_] if self.kinds.iter().any(|k| is_date(*k) || *k == Kind::Word) || cell.text.contains(',') => {
                let mut ways = (1..length).map(|n| (cell.slice(0, n), cell.slice(n, length))).filter(fits);
                ways.next().filter(|_| ways.next().is_none())
            }
            _ => None,
        };
        found.filter(|(left, right)| self.are_placed(left, right))
    }

    /// Whether the left value stands before the right head's middle, and the right one behind the left's, and they are not both of one column.
    fn are_placed(&self, left: &Cell, right: &Cell) -> bool {
        let ([first, second], slack) = (self.heads, SLACK * self.line_height);
        let apart = left.place.x1 < second.center_x() && right.place.x0 > first.center_x();
        apart && left.place.x0 < second.x0 + slack && right.place.x1 > first.x1 - slack
    }
}

/// Whether values of a kind are days or months, of which a text tells where they begin and end.
fn is_date(kind: Kind) -> bool {
    matches!(kind, Kind::Date | Kind::DateOrMonth | Kind::ExpiryDate | Kind::Month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_lists_in_one_line() {
        let heads = [Rect::new(0.0, 0.0, 40.0, 10.0), Rect::new(100.0, 0.0, 140.0, 10.0)];
        let read = |kinds: [Kind; 2], text: &str| {
            let cell = Cell::new(text, Rect::new(30.0, 20.0, 110.0, 30.0));
            let clean = |column: usize, text: &str| match kinds.get(column) {
                Some(Kind::Word) => ["正常", "关注", "人民币", "质押", "人民币质押押"].contains(&text),
                _ => text.split(',').skip(1).all(|group| group.len() == 3) && text.ends_with(|c: char| c.is_ascii_digit()),
            };
            let both = Both { left: 0, heads: [&heads[0], &heads[1]], kinds, line_height: 10.0 };
            let mut cells = [Vec::new(), vec![cell]];
            both.part(&mut cells, &clean);
            cells.map(|column| column.iter().map(|c| c.text.to_string()).collect::<String>())
        };
        let (word, amount) = (Kind::Word, Kind::Amount);
        assert_eq!(read([word, word], "人民币质押"), ["人民币", "质押"]);
        assert_eq!(read([word, word], "人民币质押押"), ["", "人民币质押押"], "one word");
        assert_eq!(read([amount, word], "964关注"), ["964", "关注"]);
        assert_eq!(read([amount, amount], "383,8107"), ["383,810", "7"], "three digits stand behind the last comma");
        assert_eq!(read([amount, amount], "3838107"), ["", "3838107"]);
    }

    #[test]
    fn numbers_of_two_columns_in_one_line() {
        // Heads in the middle of columns of which the first is filled from the right and the second from the left.
        let heads = [Rect::new(0.0, 0.0, 80.0, 10.0), Rect::new(200.0, 0.0, 280.0, 10.0)];
        let read = |kinds: [Kind; 2], text: &str, x0: f64| {
            let cell = Cell::new(text, Rect::new(x0, 20.0, x0 + 6.0 * text.chars().count() as f64, 30.0));
            let clean = |column: usize, text: &str| match kinds.get(column) {
                Some(Kind::Date) => text.len() == 10 && text.starts_with("20"),
                _ => text.chars().all(|c| c.is_ascii_digit()) && !text.is_empty(),
            };
            let both = Both { left: 0, heads: [&heads[0], &heads[1]], kinds, line_height: 10.0 };
            let mut cells = [Vec::new(), vec![cell]];
            both.part(&mut cells, &clean);
            cells.map(|column| column.iter().map(|c| c.text.to_string()).collect::<String>())
        };
        let (count, date) = (Kind::Count, Kind::Date);
        assert_eq!(read([count, date], "14 2020.07.15", 110.0), ["14", "2020.07.15"]);
        assert_eq!(read([count, date], "142020.07.15", 110.0), ["14", "2020.07.15"]);
        assert_eq!(read([count, count], "14 20", 150.0), ["14", "20"]);
        assert_eq!(read([count, count], "1420", 150.0), ["", "1420"], "nobody knows where");
        assert_eq!(read([count, date], "14 2020.07.15", 230.0), ["", "14 2020.07.15"], "it stands in one column");
    }
}
