//! The label row rules: label row over values, the one combinator that most of the report is read by.

mod apart;
mod aside;
mod blanks;
mod cut;
mod doubles;
mod figures;
mod foreign;
mod lost;
mod side_by_side;

use crate::document::Rect;
use crate::layout::columns::{Reads, Sort};
use crate::layout::{Cell, columns};
use crate::lexis::text::is_han;
use crate::model::field::Probe;
use crate::model::record::each;
use crate::model::{AnyField, AnyRecord, FieldSpec, Flag, Kind, Record, State};

use super::band::{Column, LabelRow};
use super::bands::{Bands, Context, Parsed, labels, values};
use super::column::read_column;
use super::numbers::NUMBER;
use super::{evidence, lines};
pub(crate) use apart::day_at_end;
use apart::part;
use aside::{Set, may_be_cut, or_aside, whole_head};
use blanks::part_at_blanks;
use cut::divide;
use doubles::without_doubles;
use foreign::leave_out;
use lost::{astray, fields, numbers};
pub(crate) use side_by_side::{abreast, repeated, row_by_row, under};

/// A label row with the cells under each of its heads.
pub(crate) struct Pair<'a> {
    /// The label row.
    pub(crate) row: &'a LabelRow,
    /// For each head, its cells.
    pub(crate) columns: columns::Columns,
}

impl Pair<'_> {
    /// Whether it is a record's number and nothing else: `编号：2`.
    pub(crate) fn is_number(&self) -> bool {
        let one = matches!(self.columns.cells.as_slice(), [cells] if cells.len() == 1);
        one && self.row.has(NUMBER) && self.columns.between.is_empty() && self.columns.wide.is_empty()
    }
}

/// pair := label_row values? (label_row-again values?)*
///
/// A label row that is printed again on the next page goes on with the same table, but where its values stand beside it.
pub(crate) fn pair<'a>(fits: impl Fn(&LabelRow) -> bool) -> impl Fn(Bands<'a>) -> Parsed<'a, Pair<'a>> {
    move |i| over_pages(i, &fits, |_, _, _| true)
}

/// one_pair := label_row values? (label_row-again values-that-go-on?)*
///
/// As [`pair`], of one record: the same row of labels with another record's values begins that one.
pub(crate) fn one_pair<'a, R: Record>(fits: impl Fn(&LabelRow) -> bool) -> impl Fn(Bands<'a>) -> Parsed<'a, Pair<'a>> {
    move |i| over_pages(i, &fits, |row, before, more| !are_others(&R::default(), row, before, more))
}

/// A label row with the cells under it, also on further pages, as long as it `goes_on`.
fn over_pages<'a>(
    i: Bands<'a>,
    fits: impl Fn(&LabelRow) -> bool,
    goes_on: impl Fn(&LabelRow, &columns::Columns, &columns::Columns) -> bool,
) -> Parsed<'a, Pair<'a>> {
    let (i, row) = labels(fits)(i)?;
    let (mut i, cells) = optional(i);
    let mut merged = assign(row, cells, i.context);
    let mut page = row.page();
    loop {
        let last = page;
        let Ok((rest, again)) = labels(|r: &LabelRow| r.page() > last && r.same(row))(i) else { break };
        let (rest, cells) = optional(rest);
        page = again.page();
        let more = assign(again, cells, i.context);
        // Labels beside their values are no head: another record has the same.
        if more.cells.iter().flatten().any(|c| c.moved) || !goes_on(row, &merged, &more) {
            break;
        }
        merged.in_order &= more.in_order;
        for (column, cells) in merged.cells.iter_mut().zip(more.cells) {
            column.extend(cells);
        }
        merged.wide.extend(more.wide);
        merged.between.extend(more.between);
        i = rest;
    }
    Ok((i, Pair { row, columns: merged }))
}

/// Whether the values under a row of labels that is printed again are not of the record before: where one stood already stands another
/// number, date or word, or everywhere another text.
fn are_others(blank: &dyn AnyRecord, row: &LabelRow, before: &columns::Columns, more: &columns::Columns) -> bool {
    let reads = |field: usize, cells: &[Cell]| {
        let text: String = cells.iter().map(|c| c.text.trim()).collect();
        blank.field(field).is_some_and(|f| !f.kind().is_free_text() && f.probe(&text) > Probe::Unknown)
    };
    let both = || before.cells.iter().zip(&more.cells).filter(|(a, b)| !a.is_empty() && !b.is_empty());
    let again = |(field, (a, b)): (Option<usize>, (&Vec<Cell>, &Vec<Cell>))| field.is_some_and(|f| reads(f, a) && reads(f, b));
    let all = more.cells.len() > 1 && both().count() == more.cells.len();
    all || fields(blank, row).into_iter().zip(before.cells.iter().zip(&more.cells)).any(again)
}

fn optional(i: Bands<'_>) -> (Bands<'_>, Vec<Cell>) {
    match values(i) {
        Ok((rest, cells)) => (rest, cells.to_vec()),
        Err(_) => (i, Vec::new()),
    }
}

fn assign(row: &LabelRow, cells: Vec<Cell>, context: &Context) -> columns::Columns {
    let print = columns::Print { heads_at: context.heads_at, of_fonts: !context.recognised };
    let columns = columns::assign_to(&boxes(row), print, cells, context.line_height);
    // A recogniser may have lost a head and another's value.
    columns::Columns { in_order: columns.in_order && !context.recognised, ..columns }
}

/// What stands under the heads of a pair, once every cell is in its column.
struct Under {
    /// The field of each head, and of no head behind them.
    found: Vec<Option<usize>>,
    /// The cells under each head.
    cells: Vec<Vec<Cell>>,
    /// What stands between the heads, each with its slot.
    between: Vec<(usize, Vec<Cell>)>,
}

/// Puts the cells of a pair under the heads: those that ran together are cut, scraps and what is another column's go.
fn under_heads(record: &dyn AnyRecord, row: &LabelRow, columns: columns::Columns, heads: &[Rect], context: &Context) -> Under {
    let mut found = fields(record, row);
    let columns::Columns { mut cells, mut between, wide, in_order } = columns;
    divide(record, &found, heads, &mut cells, wide);
    part(record, &found, heads, &mut cells, context.line_height);
    part_at_blanks(record, &found, &mut cells, context.line_height);
    leave_out(record, &found, heads, &mut cells, context);
    astray(record, row, &mut found, &mut cells, &mut between, (in_order, context));
    Under { found, cells, between }
}

/// Reads one record from a pair; fields that the record has already are not touched, but for those that were told without their labels.
pub(crate) fn fill(record: &mut dyn AnyRecord, pair: Pair<'_>, context: &Context) {
    let in_order = pair.columns.in_order;
    let heads = boxes(pair.row);
    let Under { mut found, mut cells, between } = under_heads(record, pair.row, pair.columns, &heads, context);
    let fits = |field: usize, cells: &[Cell]| {
        let text: String = cells.iter().map(|c| &*c.text).collect();
        // Of a closed list every word has Chinese, but for codes, which are read as they stand.
        let is_word = |f: &dyn AnyField| f.kind() != Kind::Word || f.probe(&text) > Probe::Unknown || text.chars().any(is_han);
        let can_be =
            |f: &dyn AnyField| f.probe(&text) > Probe::Unreadable && is_word(f) && (f.kind() != Kind::Text || !lost::is_number(&text));
        record.field(field).is_some_and(|f| can_be(f) && f.evidence().is_none())
    };
    let (lost, rest) = lost::columns(record, pair.row, &mut found, between, fits);
    for (field, cells) in lost {
        if let Some(target) = record.field_mut(field) {
            evidence::fill(target, &cells, &[Flag::LostLabel], context);
        }
    }
    for (slot, orphans) in rest {
        // What stands beside a column's own cells is not the column's.
        if let Some(column) = cells.get_mut(nearest(slot, pair.row)).filter(|c| c.is_empty()) {
            column.extend(orphans);
        }
    }
    let doubtful = without_doubles(pair.row, &mut found);
    let may_lack = |column: usize, cells: &[Cell]| {
        found.get(column).copied().flatten().and_then(|f| record.field(f)).is_some_and(|f| lines::may_lack(f, cells))
    };
    let lacking = lines::lacking(&cells, may_lack, context);
    let over = run_over(&heads, &cells, context.line_height);
    let lacking = or_aside(lacking, (record, pair.row, &found), &cells, context);
    let doubts = lacking.into_iter().zip(doubtful).zip(over);
    for (((column, cells), field), ((lacks, doubt), over)) in pair.row.columns.iter().zip(&cells).zip(&found).zip(doubts) {
        if let (Some(field), false) = (field, cells.is_empty())
            && let Some(target) = record.field_mut(*field)
            && (target.evidence().is_none() || column.label.is_some() && !evidence::is_labelled(target))
            && (column.label.is_some() || lost::may_be(target, cells))
        {
            let by_label = match column.label {
                None => Some(Flag::LostLabel),
                Some(_) if context.heads_at.is_none() && !in_order && is_far(&column.place, cells, context.line_height) => {
                    Some(Flag::Misplaced)
                }
                Some(_) if column.distance > 0 => Some(Flag::NearLabel),
                Some(_) => None,
            };
            let more = lacks.then_some(Flag::CutShort).into_iter().chain(doubt.then_some(Flag::Conflict));
            let over = over.then_some(Flag::SplitCell);
            // A guess that this takes the place of may have been the value, or part of it.
            let guess = matches!(target.state(), State::Value | State::Dash) && !target.is_unknown_word();
            let guess = guess.then_some(Flag::Conflict);
            let flags: Vec<Flag> = by_label.into_iter().chain(more).chain(over).chain(guess).collect();
            read_column(target, cells, &flags, context);
        }
    }
}

/// The column that stands at a slot between columns, or the last one.
fn nearest(slot: usize, row: &LabelRow) -> usize {
    slot.min(row.columns.len().saturating_sub(1))
}

/// Whether no cell stands under its head, nor near it: another head may have been lost, whose value this is.
fn is_far(head: &Rect, cells: &[Cell], line_height: f64) -> bool {
    cells.iter().all(|c| -c.place.overlap_x(head) > line_height)
}

/// Which columns hold a number that reaches under the head beside its own, where nothing else stands: it may be two that ran together.
fn run_over(heads: &[Rect], cells: &[Vec<Cell>], line_height: f64) -> Vec<bool> {
    let is_empty = |n: usize| cells.get(n).is_some_and(Vec::is_empty);
    /// A number that reaches no farther under the other head, in line heights, may be one whose box is not exact.
    const FAR: f64 = 0.3;
    let reaches = |n: usize, cell: &Cell| heads.get(n).is_some_and(|head| head.overlap_x(&cell.place) > FAR * line_height);
    let over = |(n, column): (usize, &Vec<Cell>)| {
        let beside = n.checked_sub(1).into_iter().chain([n + 1]).filter(|n| is_empty(*n));
        let number = |c: &&Cell| c.text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '));
        beside.into_iter().any(|n| column.iter().filter(number).any(|c| reaches(n, c)))
    };
    cells.iter().enumerate().map(over).collect()
}

/// The boxes of a row's heads.
fn boxes(row: &LabelRow) -> Vec<Rect> {
    row.columns.iter().map(|c| c.place).collect()
}

/// Reads all records of a table from a pair.
pub(crate) fn list<R: Record>(pair: Pair<'_>, context: &Context) -> Vec<R> {
    placed(pair, context).into_iter().map(|(_, r)| r).collect()
}

/// Reads all records of a table from a pair, each with its place along the strip of pages.
///
/// A head of several columns of numbers is that of several tables, side by side, whose records follow each other row by row.
pub(crate) fn placed<R: Record>(pair: Pair<'_>, context: &Context) -> Vec<(f64, R)> {
    if pair.row.labels().filter(|l| *l == NUMBER).count() > 1 {
        let tables = repeated(pair).into_iter().map(|(row, columns)| placed_alone(Pair { row: &row, columns }, context));
        return abreast(tables.collect(), context.line_height, super::further::number);
    }
    placed_alone(pair, context)
}

/// As [`placed`], of one table.
fn placed_alone<R: Record>(pair: Pair<'_>, context: &Context) -> Vec<(f64, R)> {
    let (told, records) = records(&R::default(), pair, context);
    let heads: Vec<Option<Rect>> = told.iter().map(|t| t.head).collect();
    let set = Set::of(&heads, records.iter().map(Vec::as_slice), context);
    let read = |cells: &Vec<Vec<Cell>>| {
        let mut record = R::default();
        let at = read_record(&mut record, &told, cells, set.as_ref().map(|set| set.aside(&heads, cells)), context)?;
        Some((at, record))
    };
    records.iter().filter_map(read).collect()
}

/// The columns of a table, and of each of its records the cells in each of them.
fn records(blank: &dyn AnyRecord, pair: Pair<'_>, context: &Context) -> (Vec<Told>, Vec<Vec<Vec<Cell>>>) {
    let (told, cells) = told_columns(blank, pair, context);
    let sorts: Vec<Sort> = told.iter().map(|t| t.spec(blank).map_or(Sort::Text, sort_of)).collect();
    let numbered = told.first().is_some_and(|told| told.is_number(blank));
    let reads = |column: usize, cell: &Cell| {
        let field = told.get(column).and_then(|t| blank.field(t.field?));
        match field.map(|f| f.probe(&cell.text)) {
            Some(Probe::Clean) if cell.text.trim().chars().count() > 1 => Reads::Whole,
            Some(Probe::Mended(_)) if field.is_some_and(|f| f.kind() == Kind::Word) && cell.text.han() >= 3 => Reads::Whole,
            Some(Probe::Unreadable | Probe::Unknown) if cell.text.trim().chars().count() <= 3 => Reads::Not,
            _ => Reads::Perhaps,
        }
    };
    // Labels that stood beside their values are of one record.
    let records = match cells.iter().flatten().all(|c| c.moved) {
        true => vec![cells],
        false => columns::records(cells, &sorts, numbered, reads, (context.fill, context.line_height)),
    };
    (told, records)
}

/// A column of a table: the field that it is of, if that could be told, and what is doubtful about all that it holds.
struct Told {
    field: Option<usize>,
    /// Where its head stands, if that was read to the letter.
    head: Option<Rect>,
    flags: &'static [Flag],
}

impl Told {
    fn spec(&self, blank: &dyn AnyRecord) -> Option<&'static FieldSpec> {
        self.field.and_then(|f| blank.specs().get(f))
    }

    /// Whether it numbers the records.
    fn is_number(&self, blank: &dyn AnyRecord) -> bool {
        self.spec(blank).is_some_and(|s| s.label == NUMBER)
    }
}

/// How the values of a field tell the records. A column of kinds names the rows, as a number does.
fn sort_of(spec: &FieldSpec) -> Sort {
    match spec.kind {
        kind if kind.is_compact() => Sort::Compact,
        Kind::Text if spec.label.ends_with("类型") => Sort::Name,
        Kind::Word => Sort::Word,
        _ => Sort::Text,
    }
}

/// The columns of a table with their cells, also those whose heads were lost; the one of numbers goes first.
fn told_columns(blank: &dyn AnyRecord, pair: Pair<'_>, context: &Context) -> (Vec<Told>, Vec<Vec<Cell>>) {
    let heads = boxes(pair.row);
    let Under { mut found, mut cells, between } = under_heads(blank, pair.row, pair.columns, &heads, context);
    let (lost, rest) = lost::columns(blank, pair.row, &mut found, between, |_, _| true);
    cells.extend(lost.into_iter().map(|(_, cells)| cells));
    for (slot, orphans) in rest {
        if let Some(column) = cells.get_mut(nearest(slot, pair.row)) {
            column.extend(orphans);
            column.sort_by(|a, b| a.at().total_cmp(&b.at()));
        }
    }
    if let Some((field, numbers)) = numbers(blank, &found, &mut cells) {
        found.push(Some(field));
        cells.push(numbers);
    }
    let doubtful = without_doubles(pair.row, &mut found);
    let heads = pair.row.columns.iter().zip(doubtful).map(Some).chain(std::iter::repeat(None));
    let flags = |head: Option<(&Column, bool)>| -> &'static [Flag] {
        match head {
            Some((head, doubt)) if head.label.is_some() => match (head.distance, doubt) {
                (0, false) => &[],
                (0, true) => &[Flag::Conflict],
                (_, false) => &[Flag::NearLabel],
                (_, true) => &[Flag::NearLabel, Flag::Conflict],
            },
            _ => &[Flag::LostLabel],
        }
    };
    let mut told: Vec<Told> = found
        .into_iter()
        .zip(heads)
        .map(|(field, head)| Told { field, head: head.and_then(|(head, _)| whole_head(head)), flags: flags(head) })
        .collect();
    if let Some(n) = told.iter().position(|told| told.is_number(blank)) {
        told.swap(0, n);
        cells.swap(0, n);
    }
    (told, cells)
}

/// Reads a record from the cells of each of its columns, and gives its place; `None` for a row of which nothing reads, a row of a
/// recogniser's scraps. `aside` tells whose values stand beside their place.
fn read_record(record: &mut dyn AnyRecord, told: &[Told], cells: &[Vec<Cell>], aside: Option<Vec<bool>>, context: &Context) -> Option<f64> {
    let mut places: Vec<f64> = cells.iter().flatten().map(Cell::at).collect();
    places.sort_by(f64::total_cmp);
    let at = places.get(places.len() / 2).copied().unwrap_or(f64::MAX);
    let field = |column: usize| told.get(column).and_then(|t| record.field(t.field?));
    let lacking = lines::lacking(cells, |column, cells| field(column).is_some_and(|f| lines::may_lack(f, cells)), context);
    let aside = aside.unwrap_or_else(|| vec![false; cells.len()]);
    let doubts = lacking.into_iter().zip(aside);
    for ((told, cells), (lacks, aside)) in told.iter().zip(cells).zip(doubts).filter(|((_, cells), _)| !cells.is_empty()) {
        if let Some(target) = told.field.and_then(|f| record.field_mut(f)) {
            let lacks = lacks || aside && may_be_cut(target, cells);
            let flags: Vec<Flag> = told.flags.iter().cloned().chain(lacks.then_some(Flag::CutShort)).collect();
            read_column(target, cells, &flags, context);
        }
    }
    let reads = each(record).any(|(s, f)| match f.state() {
        State::Value => s.kind.is_compact() || !context.recognised || f.text().is_some_and(|t| t.chars().count() > 1),
        State::Dash => true,
        _ => false,
    });
    reads.then_some(at)
}
