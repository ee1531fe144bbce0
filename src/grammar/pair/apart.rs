//! Values of two columns side by side that ran together, where the line reaches under neither head but its own.
//!
//! A number or a date that ends at the border of its column runs into a text that begins there (`2020.07.15某某银行`), which under short
//! heads in the middle of wide columns covers the middle of neither. Only a line beside which the other column has none is parted.
//! The number of a record (`1 某某公司`) is parted from the words behind it if the numbers of the records beside it are those next to it.

use rustc_hash::FxHashSet;

use crate::document::Rect;
use crate::layout::Cell;
use crate::model::field::Probe;
use crate::model::{AnyRecord, Kind};

use super::super::numbers::{NUMBER, is_word, record_number, record_number_at, retain_next};
use super::figures::Both;

/// Lines no farther off each other, in line heights, are beside each other.
const BESIDE: f64 = 0.6;
/// What is parted off may reach so far under the other column's head, in line heights: where the characters stand is a guess.
pub(super) const SLACK: f64 = 0.6;
/// The number of a record at the right edge of its column stands so far behind its head, in line heights.
const AFTER: f64 = 1.5;
/// A shorter number may be the beginning of a text.
const SHORTEST: usize = 4;
/// No number nor date is longer.
const LONGEST: usize = 24;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// The numbers of the records.
    Ordinals,
    /// Other numbers, or dates.
    Figures,
    /// Words of a list.
    Listed,
    /// Other words.
    Words,
}

impl Holds {
    /// Whether its values tell by themselves whether they are whole.
    fn are_told(self) -> bool {
        matches!(self, Holds::Figures | Holds::Listed)
    }
}

/// Parts the cells of each two columns of which one holds numbers or dates, and the other words; or both numbers, dates or words of lists.
pub(super) fn part(record: &dyn AnyRecord, fields: &[Option<usize>], heads: &[Rect], cells: &mut [Vec<Cell>], line_height: f64) {
    let field = |column: usize| fields.get(column).copied().flatten();
    let kind = |column: usize| field(column).and_then(|f| record.specs().get(f)).map(|spec| spec.kind);
    let holds = |column: usize| {
        let spec = field(column).and_then(|f| record.specs().get(f))?;
        Some(match spec.kind.is_compact() {
            true if spec.label == NUMBER => Holds::Ordinals,
            true => Holds::Figures,
            false if spec.kind == Kind::Word => Holds::Listed,
            false => Holds::Words,
        })
    };
    for (left, pair) in heads.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let right = left + 1;
        let (Some(before), Some(behind)) = (holds(left), holds(right)) else { continue };
        let clean =
            |column: usize, text: &str| field(column).and_then(|f| record.field(f)).is_some_and(|f| f.probe(text.trim()) == Probe::Clean);
        if (before.are_told() || before == Holds::Ordinals && behind == Holds::Figures)
            && behind.are_told()
            && let (Some(a), Some(b)) = (kind(left), kind(right))
        {
            Both { left, heads: [first, second], kinds: [a, b], line_height }.part(cells, &clean);
        }
        let two = match (before, behind) {
            (Holds::Ordinals | Holds::Figures, Holds::Listed | Holds::Words) => {
                Two { number: left, words: right, number_head: first, words_head: second, line_height, of: before }
            }
            (Holds::Listed | Holds::Words, Holds::Figures) => {
                Two { number: right, words: left, number_head: second, words_head: first, line_height, of: behind }
            }
            _ => continue,
        };
        match before {
            Holds::Ordinals => two.give_numbers_back(cells),
            _ => two.give_back(cells, &clean),
        }
        two.part(two.words, cells, &clean);
        two.part(two.number, cells, &clean);
    }
}

/// Two columns side by side.
struct Two<'h> {
    /// The one of numbers, and its head.
    number: usize,
    number_head: &'h Rect,
    /// The one of words, and its head.
    words: usize,
    words_head: &'h Rect,
    line_height: f64,
    /// Whether the numbers are those of the records.
    of: Holds,
}

impl Two<'_> {
    /// Whether the number stands before the words.
    fn at_begin(&self) -> bool {
        self.number < self.words
    }

    /// Gives numbers that touch the words beside them back to their own column, if it has none on their line.
    fn give_back(&self, cells: &mut [Vec<Cell>], clean: &dyn Fn(usize, &str) -> bool) {
        let Some(column) = cells.get(self.words) else { return };
        let has_han = |c: &Cell| c.text.has_han();
        if column.iter().all(has_han) {
            return;
        }
        let taken = Heights::new(cells.get(self.number).into_iter().flatten(), self.line_height);
        let beside = Heights::new(column.iter().filter(|c| has_han(c)), self.line_height);
        let (head, slack) = (self.words_head, SLACK * self.line_height);
        let off = |place: &Rect| if self.at_begin() { place.x1 < head.x0 + slack } else { place.x0 > head.x1 - slack };
        let is_number = |c: &Cell| {
            let digits = c.text.chars().filter(char::is_ascii_digit).count();
            digits >= SHORTEST && !has_han(c) && off(&c.place) && beside.has(c.at()) && !taken.has(c.at()) && clean(self.number, &c.text)
        };
        let (back, kept): (Vec<Cell>, Vec<Cell>) = column.iter().cloned().partition(is_number);
        if back.is_empty() {
            return;
        }
        if let Some(column) = cells.get_mut(self.words) {
            *column = kept;
        }
        add(cells, self.number, back);
    }

    /// Gives numbers of records that stand left of all words under whose head they were put back to their own column, if it has none on
    /// their lines: such a column is filled from the right. They count one by one, each by itself or with the words behind it in its line.
    fn give_numbers_back(&self, cells: &mut [Vec<Cell>]) {
        let Some(column) = cells.get(self.words) else { return };
        if !column.iter().any(|c| record_number(&c.text).is_some()) {
            return;
        }
        let words = column.iter().filter(|c| record_number(&c.text).is_none() && record_number_at(&c.text).is_none());
        let Some(left) = words.map(|c| c.place.x0).min_by(f64::total_cmp) else { return };
        let taken = Heights::new(cells.get(self.number).into_iter().flatten(), self.line_height);
        let is_off = |c: &Cell| c.place.x1 < left + SLACK * self.line_height && !taken.has(c.at());
        let mut found: Vec<(usize, Cell)> =
            (0..).zip(column).filter(|(_, c)| record_number(&c.text).is_some() && is_off(c)).map(|(n, c)| (n, c.clone())).collect();
        let numbers = cells.get(self.number).into_iter().flatten().filter_map(|c| Some((c.at(), record_number(&c.text)?)));
        let joined = column.iter().filter_map(|c| Some((c.at(), record_number(c.text.get(..record_number_at(&c.text)?)?)?)));
        retain_next(&mut found, |(_, c)| Some((c.at(), record_number(&c.text)?)), numbers.chain(joined));
        let (of, back): (FxHashSet<usize>, Vec<Cell>) = found.into_iter().unzip();
        let mut n = 0..;
        if let Some(column) = cells.get_mut(self.words) {
            column.retain(|_| n.next().is_none_or(|n| !of.contains(&n)));
        }
        add(cells, self.number, back);
    }

    /// Parts the cells of one of the columns beside which the other has none.
    fn part(&self, own: usize, cells: &mut [Vec<Cell>], clean: &dyn Fn(usize, &str) -> bool) {
        let other = if own == self.words { self.number } else { self.words };
        let Some(column) = cells.get(own) else { return };
        let taken = Heights::new(cells.get(other).into_iter().flatten(), self.line_height);
        // A text may say a number at the end of a line: what ran into it reaches farther than the lines of its column do.
        let mut lines = column.iter().filter(|c| self.number_at(&c.text).is_none()).map(|c| c.place);
        let whole = lines.next().map(|first| lines.fold(first, |a, b| a.union(&b)));
        let slack = SLACK * self.line_height;
        let outside = |value: &Cell| match whole {
            Some(whole) if self.at_begin() => value.place.x1 < whole.x0 + slack,
            Some(whole) => value.place.x0 > whole.x1 - slack,
            None => taken.is_empty() || self.of == Holds::Ordinals,
        };
        let parts = |cell: &Cell| {
            let (value, text, is_clear) = self.parts(cell)?;
            let is_words = clean(self.words, &text.text);
            // A word of a list says no number.
            let listed = || is_words && !clean(self.words, &cell.text);
            let fits = clean(self.number, &value.text) && (is_clear || is_words);
            (fits && (own == self.number || outside(&value) || listed())).then_some((value, text))
        };
        let mut found: Vec<(usize, (Cell, Cell))> =
            column.iter().enumerate().filter(|(_, c)| !taken.has(c.at())).filter_map(|(n, c)| Some((n, parts(c)?))).collect();
        if self.of == Holds::Ordinals {
            let numbers = cells.get(self.number).into_iter().flatten().filter_map(|c| Some((c.at(), record_number(&c.text)?)));
            retain_next(&mut found, |(_, (value, _))| Some((value.at(), record_number(&value.text)?)), numbers);
        }
        let mut others = Vec::new();
        for (n, (value, text)) in found {
            let (kept, given) = if own == self.words { (text, value) } else { (value, text) };
            if let Some(cell) = cells.get_mut(own).and_then(|c| c.get_mut(n)) {
                *cell = kept;
            }
            others.push(given);
        }
        add(cells, other, others);
    }

    fn number_at(&self, text: &str) -> Option<Number> {
        match self.of {
            Holds::Ordinals => record_number_at(text).map(|to| Number { from: 0, to, length: text.chars().count(), is_clear: true }),
            _ => number_at(text, self.at_begin()),
        }
    }

    /// The number and the words of a cell, if each stands on its own side of the other's head, and whether it is clear where the one ends.
    fn parts(&self, cell: &Cell) -> Option<(Cell, Cell, bool)> {
        let Number { from, to, length, is_clear } = self.number_at(&cell.text)?;
        let value = cell.slice(from, to);
        let is_blank = |c: &char| c.is_whitespace();
        let text = match from {
            0 => cell.slice(to + cell.text.chars().skip(to).take_while(is_blank).count(), length),
            _ => cell.slice(0, from - cell.text.chars().take(from).collect::<Vec<char>>().iter().rev().take_while(|c| is_blank(c)).count()),
        };
        let slack = SLACK * self.line_height;
        let placed = match self.at_begin() {
            // The number of a record stands under its head; the words may begin anywhere behind it.
            true if self.of == Holds::Ordinals => {
                value.place.x1 < self.words_head.x0 + slack && value.place.x0 < self.number_head.x1 + AFTER * self.line_height
            }
            true => value.place.x1 < self.words_head.x0 + slack && text.place.x0 > self.number_head.center_x(),
            false => value.place.x0 > self.words_head.x1 - slack && text.place.x1 < self.number_head.center_x(),
        };
        placed.then_some((value, text, is_clear))
    }
}

/// Adds cells to a column, which stays in order.
pub(super) fn add(cells: &mut [Vec<Cell>], column: usize, more: Vec<Cell>) {
    if let Some(column) = cells.get_mut(column).filter(|_| !more.is_empty()) {
        column.extend(more);
        column.sort_by(|a, b| a.at().total_cmp(&b.at()));
    }
}

/// The heights of some lines.
pub(super) struct Heights {
    heights: Vec<f64>,
    reach: f64,
}

impl Heights {
    pub(super) fn new<'c>(cells: impl Iterator<Item = &'c Cell>, line_height: f64) -> Self {
        let mut heights: Vec<f64> = cells.map(Cell::at).collect();
        heights.sort_by(f64::total_cmp);
        Heights { heights, reach: BESIDE * line_height }
    }

    fn is_empty(&self) -> bool {
        self.heights.is_empty()
    }

    /// Whether one of them is beside a line at this height.
    pub(super) fn has(&self, at: f64) -> bool {
        let next = self.heights.partition_point(|h| *h < at - self.reach);
        self.heights.get(next).is_some_and(|h| *h <= at + self.reach)
    }
}

/// From where to where a number stands at the beginning or at the end of a text of that length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    from: usize,
    to: usize,
    length: usize,
    /// Whether a blank stands between it and the words, or it is one that the numbers beside it tell.
    is_clear: bool,
}

/// The number or the date at the beginning or at the end of a text that has a Chinese character on its other side, or a blank and anything.
fn number_at(text: &str, at_begin: bool) -> Option<Number> {
    let is_part = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/' | '%' | '年' | '月' | '日');
    let edge = if at_begin { text.chars().next() } else { text.chars().next_back() };
    if !edge.is_some_and(|c| is_part(&c)) {
        return None;
    }
    let run = if at_begin { text.chars().take_while(is_part).count() } else { text.chars().rev().take_while(is_part).count() };
    let length = text.chars().count();
    if run == length || run > LONGEST {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let digits = |part: &[char]| part.iter().filter(|c| c.is_ascii_digit()).count();
    let (from, to) = if at_begin { (0, run) } else { (length - run, length) };
    let part = chars.get(from..to)?;
    let rest = if at_begin { chars.get(to..)? } else { chars.get(..from)? };
    let (blank, beside) = if at_begin {
        (rest.first(), rest.iter().find(|c| !c.is_whitespace()))
    } else {
        (rest.last(), rest.iter().rfind(|c| !c.is_whitespace()))
    };
    let is_clear = blank.is_some_and(|c| c.is_whitespace());
    let ends_sentence = |c: char| !at_begin && matches!(c, '。' | '！' | '”' | '）');
    let stands = |c: char| is_clear || is_word(c) || ends_sentence(c);
    (digits(part) >= SHORTEST && beside.is_some_and(|c| stands(*c))).then_some(Number { from, to, length, is_clear })
}

/// At which character the number or the day begins that a text ends with, behind a sentence.
pub(crate) fn day_at_end(text: &str) -> Option<usize> {
    number_at(text, false).map(|number| number.from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexis::text::is_han;
    use crate::model::Record;
    use crate::model::query::Query;

    /// What stands in the columns of a table of queries whose second and third column are these.
    fn read(dates: &[(&str, f64, f64)], names: &[(&str, f64, f64)]) -> [Vec<String>; 2] {
        read_under("查询机构", dates, names)
    }

    fn read_under(label: &str, dates: &[(&str, f64, f64)], names: &[(&str, f64, f64)]) -> [Vec<String>; 2] {
        let cell = |(text, x0, y): &(&str, f64, f64)| {
            let width: f64 = text.chars().map(|c| if is_han(c) { 10.0 } else { 5.0 }).sum();
            Cell::new(text, Rect::new(*x0, *y, x0 + width, y + 10.0))
        };
        let heads = [Rect::new(50.0, 0.0, 90.0, 10.0), Rect::new(250.0, 0.0, 290.0, 10.0)];
        let index = Query::position_of;
        let fields = [index("查询日期"), index(label)];
        let mut cells = [dates.iter().map(cell).collect(), names.iter().map(cell).collect()];
        part(&Query::default(), &fields, &heads, &mut cells, 10.0);
        cells.map(|column| column.iter().map(|c| c.text.to_string()).collect())
    }

    #[test]
    fn a_date_that_ran_into_the_words_behind_it() {
        let names = [("2020.07.15某某银行", 98.0, 20.0), ("某某公司", 148.0, 40.0)];
        assert_eq!(read(&[("2020.07.01", 98.0, 40.0)], &names), [vec!["2020.07.15", "2020.07.01"], vec!["某某银行", "某某公司"]]);
        assert_eq!(read(&[], &[("2020.07.15 某某", 98.0, 20.0)]), [vec!["2020.07.15"], vec!["某某"]], "a blank between");
        let beside = [("2020.07.15", 98.0, 20.0)];
        assert_eq!(read(&beside, &names[..1])[1], ["2020.07.15某某银行"], "the column has a date of its own");
        assert_eq!(read(&[], &[("2020.07.15 A", 98.0, 20.0)]), [vec!["2020.07.15"], vec!["A"]], "whatever stands behind the blank");
        assert_eq!(read(&[], &[("某某公司2020.07", 148.0, 20.0)])[0], [""; 0], "a number behind words is none of the column before them");
    }

    #[test]
    fn a_date_that_ran_into_a_word_of_a_list() {
        let dates = [("2020.07.01", 98.0, 40.0)];
        let reasons = [("2020.07.15贷款审批", 98.0, 20.0)];
        assert_eq!(read_under("查询原因", &dates, &reasons), [vec!["2020.07.15", "2020.07.01"], vec!["贷款审批"]]);
        assert_eq!(read(&dates, &[("2020.07.15某某", 98.0, 20.0)])[0], ["2020.07.01"], "a name may begin with a date, for all one knows");
    }

    #[test]
    fn a_date_that_touches_the_words_behind_it() {
        let names = [("2020.07.15", 98.0, 20.0), ("某某银行", 148.0, 20.0)];
        assert_eq!(read(&[], &names), [vec!["2020.07.15"], vec!["某某银行"]]);
    }
}
