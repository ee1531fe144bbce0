//! Label rows among the cells of a section: labels whole, over several lines, run together, or damaged.

pub(super) mod damaged;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use crate::layout::{CELL_LINES, Cell, PAGE_GAP};
use crate::lexis::label::Labels;
use crate::lexis::text::{key, key_chars};
use crate::model::codes::{Gender, MaritalStatus};

use crate::grammar::bands::Context;
use crate::grammar::{account, summary};

use super::super::MOST_CELLS;
use super::places::Places;
use super::{Column, LabelRow, Vocabulary, alike, behind, colons, joined, levelled, turned};
use damaged::{beside_whole, is_garbled, without_whole};

/// What stands in a row of labels is no farther off its middle, in line heights: less than half a line. The lines of a cell of two stand
/// above and below it, each by less than a line.
pub(super) const IN_ROW: f64 = 0.45;
const OF_TWO_LINES: f64 = 0.95;
/// Labels whose middles are nearer than this are of one row, in line heights.
pub(super) const ONE_ROW: f64 = 0.85;
/// What stands so far lower than a line is under it, not beside it, in line heights.
pub(super) const LOWER: f64 = 0.5;
/// Boxes are not exact: what touches may overlap, and what is level stand apart, by so much, in line heights.
const SLACK: f64 = 0.3;
/// Two cells that share this part of the narrower one stand in one column.
const SHARED: f64 = 0.4;
/// A line of a label that has its middle under that of the line above it is no farther off it, and one that begins or ends with it no
/// farther off there, in line heights.
pub(super) const CENTRED: f64 = 1.2;
pub(super) const FLUSH: f64 = 0.6;
/// Pieces of one line of a label are no farther apart, and words that are none of its ends are nearer, in line heights.
const PIECES: f64 = 1.5;
const WORDS: f64 = 0.5;

/// Finds the label rows among cells in reading order; the cells that are no labels come back too.
/// `marks` are the places of titles.
pub(super) fn label_rows(cells: Vec<Cell>, marks: &[f64], vocabulary: &Vocabulary, context: &Context) -> (Vec<LabelRow>, Vec<Cell>) {
    let line_height = context.line_height;
    let cells = colons::colons(joined::apart(cells, vocabulary, context), vocabulary, context);
    let mut cells = behind::parted(levelled::levelled(cells, marks, vocabulary, context), vocabulary, context);
    let mut rows = without_kinds(group(exact(&cells, vocabulary, context), line_height), marks);
    // Values that were moved under their labels are no labels, however near to the next ones they stand now.
    let mut moved: Places = Places::default();
    // A title inside a table is of another; one above all labels may say no more than its unit.
    let first = rows.iter().flatten().map(|f| f.0.middle()).fold(f64::MAX, f64::min);
    let whole = marks.iter().all(|m| *m < first);
    if let Some(upright) = whole.then(|| turned::upright(&cells, &rows, context.fill, line_height)).flatten() {
        cells = upright;
        rows = without_kinds(group(exact(&cells, vocabulary, context), line_height), marks);
    } else if let Some(placed) = alike::moved(&cells, &rows, marks, vocabulary, context) {
        moved.extend(placed.iter().enumerate().filter(|(_, (_, moved))| *moved).map(|(i, _)| i));
        cells = placed.into_iter().map(|(cell, _)| cell).collect();
        rows = without_kinds(group(exact(&cells, vocabulary, context), line_height), marks);
    }
    without_lower_lines(&mut rows, line_height);
    let mut taken = Places::of(cells.len());
    taken.extend(rows.iter().flatten().flat_map(|c| c.1.iter().copied()));
    rows.retain(|row| is_row_of_labels(row, &cells, &mut taken, &moved, vocabulary, line_height));
    taken.extend(moved.iter());
    for row in &mut rows {
        beside_whole(row, &cells, &mut taken, vocabulary, line_height);
    }
    let damaged = without_whole(&cells, &rows, &mut taken, vocabulary, line_height);
    rows.extend(damaged);
    let mut labels = Places::of(cells.len());
    labels.extend(rows.iter().flatten().flat_map(|c| c.1.iter().copied()));
    let mut out: Vec<LabelRow> = rows
        .into_iter()
        .map(|row| {
            let mut columns: Vec<Column> = row.into_iter().map(|(c, _)| c).collect();
            columns.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
            let at = columns.iter().map(Column::middle).sum::<f64>() / columns.len().max(1) as f64;
            LabelRow { columns, at }
        })
        .collect();
    out.sort_by(|a, b| a.at.total_cmp(&b.at));
    let rest = cells.into_iter().enumerate().filter(|(i, _)| !labels.contains(i)).map(|(_, c)| c).collect();
    (out, rest)
}

/// A label, and the cells that it is made of.
pub(super) type Found = (Column, Vec<usize>);

/// Whether labels side by side are a row of labels, and not values: a lone label among other cells is a value that happens to be spelled like one.
/// Gives back the cells of what is none.
fn is_row_of_labels(row: &[Found], cells: &[Cell], taken: &mut Places, moved: &Places, vocabulary: &Vocabulary, line_height: f64) -> bool {
    /// So many labels are no values, whatever stands beside them.
    const MANY: usize = 3;
    let at = row.iter().map(|c| c.0.middle()).sum::<f64>() / row.len().max(1) as f64;
    // A piece of a label that a seal or a watermark left is no value.
    let piece = |i: &usize| cells.get(*i).is_some_and(|c| vocabulary.labels.begins(c.key()) || c.text.han() == 1);
    // Beside a lone one values of two lines may stand, above and below its own line.
    let lone = row.len() == 1;
    let reach = if lone { OF_TWO_LINES } else { IN_ROW };
    let own = |i: &usize| lone && cells.get(*i).is_some_and(|c| row.iter().any(|r| r.0.place.overlap_x(&c.place) > 0.0));
    let is_other = |i: &usize| !taken.contains(i) && !moved.contains(i) && !piece(i) && !own(i);
    let beside = near(cells, at, reach * line_height).filter(is_other).count();
    let keep = row.len() * 2 > beside || row.len() >= MANY || is_garbled(row, cells, at, taken, vocabulary, line_height);
    if !keep {
        row.iter().flat_map(|(_, used)| used).for_each(|i| taken.remove(i));
    }
    keep
}

/// The rows but for those of one label under a head that says what kind of thing each row is: there the label is a value.
pub(super) fn without_kinds(mut rows: Vec<Vec<Found>>, marks: &[f64]) -> Vec<Vec<Found>> {
    let names_kinds = |row: &Vec<Found>| row.iter().any(|f| [account::KINDS, summary::KINDS].map(Some).contains(&f.0.label));
    if !rows.iter().any(names_kinds) {
        return rows;
    }
    let at = |row: &Vec<Found>| row.iter().map(|f| f.0.middle()).fold(f64::MAX, f64::min);
    rows.sort_by(|a, b| at(a).total_cmp(&at(b)));
    let mut marks = marks.to_vec();
    marks.sort_by(f64::total_cmp);
    let is_parted = |from: f64, to: f64| marks.get(marks.partition_point(|m| *m < from)).is_some_and(|m| *m < to);
    let mut head: Option<f64> = None;
    rows.retain(|row| {
        let here = at(row);
        let open = head.is_some_and(|head| !is_parted(head, here));
        let is_kind = |label: &str| account::is_mark(label) || summary::OVERDUE_GROUPS.contains(&label);
        let kind = matches!(row.as_slice(), [(Column { label: Some(label), .. }, _)] if is_kind(label));
        if !(open && kind) {
            head = names_kinds(row).then_some(here);
        }
        !(open && kind)
    });
    rows
}

/// The rows but for lone labels right under a row that has the same one: such is the lower line of another label, whose upper one
/// was misread (`余额` of `未出单的大额专项分期余额`).
fn without_lower_lines(rows: &mut Vec<Vec<Found>>, line_height: f64) {
    let at = |row: &[Found]| row.iter().map(|f| f.0.middle()).sum::<f64>() / row.len().max(1) as f64;
    let lower: Vec<bool> = rows
        .windows(2)
        .map(|w| {
            let [above, row] = w else { return false };
            let [(only, _)] = row.as_slice() else { return false };
            let again = |f: &Found| f.0.label == only.label && !shares(&f.0, only);
            only.label.is_some() && above.len() > 1 && at(row) - at(above) < CELL_LINES * line_height && above.iter().any(again)
        })
        .collect();
    let mut lower = std::iter::once(false).chain(lower);
    rows.retain(|_| !lower.next().unwrap_or(false));
}

/// The cells, and stacks of cells, that are labels to the letter.
pub(super) fn exact(cells: &[Cell], vocabulary: &Vocabulary, context: &Context) -> Vec<Found> {
    let line_height = context.line_height;
    let mut out: Vec<Found> = Vec::new();
    let mut taken = Places::of(cells.len());
    for (i, cell) in cells.iter().enumerate() {
        let passed_over = || context.is_of_text(cell) || !cell.text.has_han() || ends_word(cells, i, line_height);
        if taken.contains(&i) || passed_over() {
            continue;
        }
        // The longest stack that is a label wins: `未出单的大额专项分期` over `余额`.
        let mut best: Option<(usize, Vec<usize>)> = None;
        // What does not begin a label begins no stack.
        let begins = vocabulary.labels.is_or_begins(cell.key());
        let further = if begins { pieces(cells, i, "", line_height, vocabulary) } else { Vec::new() };
        for end in begins.then_some(i + 1).into_iter().chain(further) {
            let found = stacked(cells, i..end, line_height, vocabulary, &taken);
            // Where what stands below ends the same label as what stands beside it, that is a label of its own.
            let other = |(label, stack): &(usize, Vec<usize>)| {
                best.as_ref().is_none_or(|(before, cells)| before != label || cells.iter().all(|cell| stack.contains(cell)))
            };
            best = found.filter(other).or(best);
        }
        if let Some((label, stack)) = best {
            taken.extend(stack.iter().copied());
            if let Some(column) = Column::new(vocabulary.name(label), 0, stack.iter().filter_map(|i| cells.get(*i).cloned()).collect()) {
                out.push((column, stack));
            }
        } else if let Some(parts) = vocabulary.labels.split(cell.key()) {
            taken.insert(i);
            let offsets = kept_offsets(&cell.text);
            let mut from = 0;
            for (label, end) in parts {
                let to = offsets.get(end).copied().unwrap_or_else(|| cell.text.length());
                if let Some(column) = Column::new(vocabulary.name(label), 0, vec![cell.slice(from, to)]) {
                    out.push((column, vec![i]));
                }
                from = to;
            }
        }
    }
    out
}

/// The words of closed lists that end in a label, in the form in which labels are compared: `未说明的性别`.
static NAMING_THEMSELVES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = Gender::WORDS.iter().chain(MaritalStatus::WORDS).map(|(_, word)| key(word).into_owned());
    words.filter(|word| ["性别", "婚姻状况"].iter().any(|label| word.ends_with(label))).collect()
});

/// Whether a cell is the last line of a word that ends in a label, whose first line stands right above.
fn ends_word(cells: &[Cell], index: usize, line_height: f64) -> bool {
    let Some(cell) = cells.get(index) else { return false };
    let words = || NAMING_THEMSELVES.iter().filter(|word| word.ends_with(cell.key()));
    if words().next().is_none() {
        return false;
    }
    let above = cells.get(..index).unwrap_or_default().iter().rev().take_while(|c| cell.at() - c.at() < CELL_LINES * line_height);
    let over = |c: &&Cell| cell.at() - c.at() > LOWER * line_height && c.place.overlap_x(&cell.place) > 0.0;
    above.filter(over).any(|c| words().any(|word| word.strip_suffix(cell.key()) == Some(c.key())))
}

/// A label's line may come in pieces side by side (`借款`, `金额`), from one on as long as they begin a label behind what stands
/// above: where such lines of several pieces end.
fn pieces(cells: &[Cell], index: usize, above: &str, line_height: f64, vocabulary: &Vocabulary) -> Vec<usize> {
    let mut out = Vec::new();
    let mut said: Option<String> = None;
    for (next, pair) in (index + 1..).zip(cells.get(index..).unwrap_or_default().windows(2).take(4)) {
        let [a, b] = pair else { break };
        let gap = b.place.x0 - a.place.x1;
        let level = (b.at() - a.at()).abs() < SLACK * line_height && gap > -SLACK * line_height;
        if !level || gap >= PIECES * line_height {
            break;
        }
        let text = said.get_or_insert_with(|| format!("{above}{}", a.text));
        if !vocabulary.labels.begins(&key(text)) {
            break;
        }
        text.push_str(&b.text);
        // What says nothing is a dash within the label, or a value behind it: `逾期31`, `—`, `60天`, but `职业`, `--`.
        if b.key().is_empty() {
            continue;
        }
        let said = key(text);
        // Words farther apart are one label only if they end it.
        if vocabulary.labels.exact(&said).is_none() && (gap >= WORDS * line_height || !vocabulary.labels.begins(&said)) {
            break;
        }
        out.push(next + 1);
    }
    out
}

/// The longest label that a line and the lines under it make.
fn stacked(cells: &[Cell], line: Range<usize>, line_height: f64, vocabulary: &Vocabulary, taken: &Places) -> Option<(usize, Vec<usize>)> {
    let texts = |line: Range<usize>| cells.get(line).unwrap_or_default().iter().map(|c| &*c.text).collect::<String>();
    let (mut text, mut said) = match cells.get(line.clone())? {
        [only] => (Cow::Borrowed(&*only.text), Cow::Borrowed(only.key())),
        _ => {
            let text = texts(line.clone());
            let said = Cow::Owned(key(&text).into_owned());
            (Cow::Owned(text), said)
        }
    };
    // Which label, where its last line begins in the stack, and how many cells it has.
    let mut best = vocabulary.labels.exact(&said).map(|l| (l, 0, line.len()));
    let mut stack: Vec<usize> = line.collect();
    let mut from = 0;
    for _ in 0..3 {
        if !vocabulary.labels.begins(&said) || text.chars().count() >= vocabulary.longest + 2 {
            break;
        }
        let last = stack.get(from..).unwrap_or_default();
        let Some(below) = under(cells, last, CELL_LINES, line_height, taken) else { break };
        // A line of digits and dashes may go on with a label, a dash alone is a value.
        let digits = |c: &Cell| c.text.chars().any(|c| c.is_ascii_digit()) && vocabulary.labels.begins(&key(&format!("{text}{}", c.text)));
        let goes_on = |c: &Cell| c.text.has_han() || last.len() > 1 || digits(c);
        if !cells.get(below).is_some_and(goes_on) {
            break;
        }
        // All the pieces that go on with it; of the last line those that end it.
        let further = pieces(cells, below, &text, line_height, vocabulary);
        let is_whole = |end: &usize| vocabulary.labels.exact(&key(&format!("{text}{}", texts(below..*end)))).is_some();
        let end = match further.last() {
            Some(last) => further.iter().rev().copied().chain([below + 1]).find(is_whole).unwrap_or(*last),
            None => below + 1,
        };
        text.to_mut().push_str(&texts(below..end));
        said = Cow::Owned(key(&text).into_owned());
        from = stack.len();
        stack.extend(below..end);
        best = vocabulary.labels.exact(&said).map(|l| (l, from, stack.len())).or(best);
    }
    let (label, from, length) = best?;
    stack.truncate(length);
    // The unit of its numbers may stand under a label.
    let unit = under(cells, stack.get(from..).unwrap_or_default(), CELL_LINES, line_height, taken);
    stack.extend(unit.filter(|i| cells.get(*i).is_some_and(|c| Labels::is_unit(c.key()))));
    Some((label, stack))
}

/// For each character of a text's key, where it stands in the text; then the text's end.
pub(super) fn kept_offsets(text: &str) -> Vec<usize> {
    let mut out: Vec<usize> = key_chars(text).map(|(i, _)| i).collect();
    out.push(text.chars().count());
    out
}

/// The cell right under a line of a label in its column, if there is one, not farther off than so many line heights.
fn under(cells: &[Cell], line: &[usize], reach: f64, line_height: f64, taken: &Places) -> Option<usize> {
    let last = *line.last()?;
    let upper = cells.get(last)?;
    let place = line.iter().filter_map(|i| cells.get(*i)).map(|c| c.place).reduce(|a, b| a.union(&b))?;
    cells
        .iter()
        .enumerate()
        .skip(last + 1)
        .take(MOST_CELLS)
        .take_while(|(_, c)| c.at() - upper.at() < reach * line_height)
        .filter(|(i, c)| {
            let is_lower = c.at() - upper.at() > LOWER * line_height;
            let centered = || (c.place.center_x() - place.center_x()).abs() < CENTRED * line_height;
            let flush = || (c.place.x0 - place.x0).abs().min((c.place.x1 - place.x1).abs()) < FLUSH * line_height;
            is_lower && c.place.overlap_x(&place) > 0.0 && (centered() || flush()) && !taken.contains(i)
        })
        .map(|(i, _)| i)
        .next()
}

/// Cells whose middle lies near a height.
pub(super) fn near(cells: &[Cell], at: f64, reach: f64) -> impl Iterator<Item = usize> {
    // Cells in reading order go up and down within their rows: they are looked through so many times farther.
    const AROUND: f64 = 4.0;
    let around = AROUND * reach.max(1.0);
    let from = cells.partition_point(|c| c.at() < at - around);
    cells
        .iter()
        .enumerate()
        .skip(from)
        .take_while(move |(_, c)| c.at() <= at + around)
        .filter(move |(_, c)| (c.at() - at).abs() <= reach)
        .map(|(i, _)| i)
}

/// Whether two heads stand in one column.
fn shares(a: &Column, b: &Column) -> bool {
    a.place.shares_width(&b.place, SHARED)
}

/// Labels side by side are one row: their middles stand level, or, where cells are filled from the top or the bottom, the first
/// or the last of their lines do.
pub(super) fn group(mut columns: Vec<Found>, line_height: f64) -> Vec<Vec<Found>> {
    /// Labels whose first or last lines are nearer than this are of one row, too, in line heights; those of two that a page break parted as
    /// near as its pages are laid.
    const ONE_LINE: f64 = 0.2;
    struct Open {
        mean: f64,
        ends: (f64, f64),
        row: Vec<Found>,
    }
    let ends = |c: &Column| c.cells.iter().map(Cell::at).fold((f64::MAX, f64::MIN), |(l, h), a| (l.min(a), h.max(a)));
    columns.sort_by(|a, b| a.0.middle().total_cmp(&b.0.middle()));
    let mut rows: Vec<Open> = Vec::new();
    for column in columns {
        let at = column.0.middle();
        let (top, bottom) = ends(&column.0);
        // A row may lean: its labels stand level with the ones next to them.
        let is_level = |row: &[Found]| {
            let off = |c: &Column| -c.place.overlap_x(&column.0.place);
            let next = row.iter().map(|f| &f.0).min_by(|a, b| off(a).total_cmp(&off(b))).map(ends);
            top < bottom && next.is_some_and(|next| (top - next.0).abs() < ONE_LINE * line_height)
        };
        match rows.last_mut() {
            // Two labels of one column are never one row, however near. Rows of print stand no closer than a line: labels nearer
            // than that are of one row, in which one has more lines below it.
            Some(open)
                if (at - open.mean < ONE_ROW * line_height
                    || top < bottom && (top - open.ends.0).abs() < ONE_LINE * line_height
                    || open.ends.0 < open.ends.1 && (bottom - open.ends.1).abs() < ONE_LINE * line_height
                    || at - open.mean < CELL_LINES * line_height && is_level(&open.row))
                    && !open.row.iter().any(|c| shares(&c.0, &column.0)) =>
            {
                open.row.push(column);
                open.mean += (at - open.mean) / open.row.len() as f64;
                open.ends = (open.ends.0.min(top), open.ends.1.max(bottom));
            }
            _ => rows.push(Open { mean: at, ends: (top, bottom), row: vec![column] }),
        }
    }
    let rows: Vec<(f64, Vec<Found>)> = rows.into_iter().map(|o| (o.mean, o.row)).collect();
    // A page break through a row of labels leaves the labels of one line a line above those of two, which it goes through.
    let mut out: Vec<(f64, Vec<Found>)> = Vec::new();
    for (at, row) in rows {
        let apart = |a: &[Found], b: &[Found]| !a.iter().any(|x| b.iter().any(|y| x.0.place.overlap_x(&y.0.place) > -SLACK * line_height));
        let is_broken = |f: &Found| f.0.cells.windows(2).any(|w| matches!(w, [a, b] if a.page != b.page));
        match out.last_mut() {
            Some((last, before))
                if at - *last < PAGE_GAP * line_height && apart(before, &row) && before.iter().chain(&row).any(is_broken) =>
            {
                before.extend(row);
            }
            _ => out.push((at, row)),
        }
    }
    out.into_iter().map(|(_, r)| r).collect()
}
