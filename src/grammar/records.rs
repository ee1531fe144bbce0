//! Records with a title line of their own, and tables whose records go on in further tables.

use crate::layout::columns::Columns;
use crate::layout::{CLOSE_LINES, Cell, HALF_LINE, LEVEL};
use crate::model::account::Mark;
use crate::model::{AnyRecord, Flag, Record};

use super::account::annotations;
use super::band::LabelRow;
use super::bands::{Bands, recovering, title};
use super::further::{Further, number};
use super::heading::Heading;
use super::numbers::{NUMBER, with_lost};
use super::pair::{Pair, fill, one_pair, pair, placed};
use super::{evidence, grid};

/// What a production does with the parts of a record that are not label rows.
pub(crate) trait Titled: Record {
    /// The line above the record.
    fn titled(&mut self, _cells: &[Cell]) {}
    /// The row that says of which day the state is.
    fn as_of(&mut self, _cells: &[Cell], _context: &super::bands::Context) {}
    /// Where its annotations go, if records of this kind have any.
    fn marks(&mut self) -> Option<&mut Vec<Mark>> {
        None
    }
    /// A grid under the record.
    fn grid(&mut self, _grid: crate::model::grid::Grid) {}
}

/// records := (title? (annotations | one_pair | as_of | grid)+)*
///
/// A record begins at its title, or where a label is printed that the record before has already.
pub(crate) fn titled<R: Titled>(i: Bands<'_>) -> Vec<R> {
    let mut out: Vec<R> = Vec::new();
    recovering(i, |i| {
        if let Ok((rest, head)) = title(Heading::Account)(i) {
            let mut record = R::default();
            record.titled(&head.cells);
            out.push(record);
            return Ok((rest, ()));
        }
        if let Some(marks) = out.last_mut().and_then(Titled::marks)
            && let Ok((rest, more)) = annotations(i)
        {
            marks.extend(more);
            return Ok((rest, ()));
        }
        if let Ok((rest, pair)) = one_pair::<R>(|r: &LabelRow| r.labels().next().is_some())(i) {
            if out.last().is_none_or(|r| has(r, pair.row)) {
                out.push(R::default());
            }
            if let Some(record) = out.last_mut() {
                fill(record, pair, i.context);
            }
            return Ok((rest, ()));
        }
        if let Ok((rest, head)) = title(Heading::AsOf)(i) {
            if let Some(record) = out.last_mut() {
                record.as_of(&head.cells, i.context);
            }
            return Ok((rest, ()));
        }
        let (rest, (_, grid)) = grid::grid(i)?;
        if let Some(record) = out.last_mut() {
            record.grid(grid);
        }
        Ok((rest, ()))
    });
    out.retain(|r| !r.is_blank());
    out
}

/// Whether most of a row's labels are printed in a record already.
fn has(record: &dyn AnyRecord, row: &LabelRow) -> bool {
    let fields = row.labels().filter_map(|l| record.labelled(l));
    let (all, printed) = fields.fold((0, 0), |(a, p), f| (a + 1, p + usize::from(evidence::is_labelled(f))));
    all > 0 && printed * 2 > all
}

/// joined := (number? table (table-of-further-columns | table-of-further-rows)*)*
///
/// Rows of a further table belong to the records with their 编号; where numbers were not read, to those at their place.
pub(crate) fn joined<R: Record>(i: Bands<'_>) -> Vec<R> {
    let mut out: Vec<R> = Vec::new();
    let mut before = Further::default();
    // The labels of the last table, and whether it goes on with records that a table before it began.
    let mut last: (Vec<&'static str>, bool) = (Vec::new(), false);
    recovering(i, |i| {
        let (rest, pair) = pair(|r: &LabelRow| r.labels().next().is_some())(i)?;
        let own: Vec<&'static str> = pair.row.labels().filter(|l| *l != NUMBER).collect();
        // A table whose labels but for the number are not known goes on with the one above too.
        // So does one that is the last one again, behind a page break, with some of its labels lost.
        let again = !own.is_empty() && own.iter().filter(|l| last.0.contains(l)).count() * 4 >= own.len() * 3;
        let further = !out.is_empty() && if again { last.1 } else { own.iter().filter(|l| before.has(l)).count() * 2 <= own.len() };
        let is_number = pair.is_number();
        let top = pair.row.at;
        let count = before.count(&out);
        let mut rows: Vec<(f64, R)> = match lines(&pair, if further { count } else { 0 }, i.context.line_height) {
            Some(lines) => lines.into_iter().flat_map(|line| placed::<R>(line, i.context)).collect(),
            None => placed::<R>(pair, i.context),
        };
        if is_number {
            // The tables below go on with the record that this begins.
            before.begin(&out);
            last = (Vec::new(), false);
            out.extend(rows.into_iter().map(|(_, r)| r));
            return Ok((rest, ()));
        }
        // Rows that count from one again are a further table's, whose labels were lost.
        let again_from = rows.iter().skip(1).position(|(_, r)| number(r) == Some(1)).map_or(rows.len(), |n| n + 1);
        rows.iter_mut().skip(again_from).for_each(|(_, r)| evidence::flag_all(r, &Flag::Misplaced));
        if further {
            before.merge(&mut out, rows, top);
        } else {
            if !again && own.iter().all(|l| before.has(l)) && before.seen().len() > own.len() {
                before.begin(&out);
            }
            out.extend(rows.into_iter().map(|(_, r)| r));
        }
        if !again {
            last = (own.clone(), further);
        }
        before.saw(own);
        Ok((rest, ()))
    });
    with_lost(out, number)
}

/// The rows of a further table of one column, of whose numbers some were lost: as many lines, equally far apart and farther than
/// those of one value, as there are records, are a row each.
fn lines<'a>(pair: &Pair<'a>, count: usize, line_height: f64) -> Option<Vec<Pair<'a>>> {
    let is_number = |n: usize| pair.row.columns.get(n).is_some_and(|c| c.label == Some(NUMBER));
    let mut filled = pair.columns.cells.iter().enumerate().filter(|(n, cells)| !cells.is_empty() && !is_number(*n));
    let (column, cells) = filled.next()?;
    let alone = filled.next().is_none() && pair.columns.wide.is_empty() && pair.columns.between.is_empty();
    let numbers: Vec<(usize, &Cell)> = pair
        .columns
        .cells
        .iter()
        .enumerate()
        .filter(|(n, _)| is_number(*n))
        .flat_map(|(n, cells)| cells.iter().map(move |c| (n, c)))
        .collect();
    if !alone || count < 2 || cells.len() != count || numbers.len() >= count {
        return None;
    }
    let drops = || cells.windows(2).filter_map(|w| if let [a, b] = w { Some(b.at() - a.at()) } else { None });
    let (least, most) = drops().fold((f64::MAX, 0.0f64), |(l, m), d| (l.min(d), m.max(d)));
    if most - least > LEVEL * line_height || least < CLOSE_LINES * line_height {
        return None;
    }
    let mut out: Vec<Pair<'a>> = Vec::with_capacity(count);
    for cell in cells {
        let mut own = vec![Vec::new(); pair.columns.cells.len()];
        own.get_mut(column)?.push(cell.clone());
        out.push(Pair { row: pair.row, columns: Columns { cells: own, ..Columns::default() } });
    }
    for (n, number) in numbers {
        // The line that it stands level with.
        let row = cells.partition_point(|line| line.at() < number.at() - HALF_LINE * line_height);
        cells.get(row).filter(|line| line.at() < number.at() + HALF_LINE * line_height)?;
        out.get_mut(row)?.columns.cells.get_mut(n)?.push(number.clone());
    }
    Some(out)
}

macro_rules! untitled {
    ($($name:ty),* $(,)?) => { $( impl Titled for $name {} )* };
}

untitled!(
    crate::model::public::HousingFund,
    crate::model::open::NonFinancial,
    crate::model::open::OpenJudgment,
    crate::model::open::OpenEnforcement,
    crate::model::open::Recognition,
    crate::model::open::Punishment,
    crate::model::open::OpenArrears,
    crate::model::open::OpenOther,
    crate::model::open::OtherPrivate,
);

impl Titled for crate::model::liability::Liability {
    fn titled(&mut self, cells: &[Cell]) {
        self.title = super::account::read_name(cells);
    }
    fn as_of(&mut self, cells: &[Cell], context: &super::bands::Context) {
        super::account::as_of(self, cells, context);
    }
    fn marks(&mut self) -> Option<&mut Vec<Mark>> {
        Some(&mut self.marks)
    }
}

impl Titled for crate::model::liability::Agreement {
    fn titled(&mut self, cells: &[Cell]) {
        self.title = super::account::read_name(cells);
    }
}

impl Titled for crate::model::public::Postpaid {
    fn titled(&mut self, cells: &[Cell]) {
        self.title = super::account::read_name(cells);
    }
    fn grid(&mut self, mut grid: crate::model::grid::Grid) {
        grid::noughts(&mut grid);
        self.grid.get_or_insert(grid);
    }
}
