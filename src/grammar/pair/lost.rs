//! Heads that were lost: which field a column is of that has cells and no label.

use crate::document::Rect;
use crate::layout::columns::side_by_side;
use crate::layout::{CELL_LINES, Cell};
use crate::lexis::label::is_ornament;
use crate::lexis::phone;
use crate::lexis::text::{digits_and, is_han, is_stroke};
use crate::model::field::Probe;
use crate::model::{AnyField, AnyRecord, Kind};

use super::super::band::LabelRow;
use super::super::bands::Context;
use super::super::evidence;
use super::super::numbers::{NUMBER, record_number};

/// No table has lost more heads side by side. More would be many ways to try, and so would more fields than these.
const MOST_LOST: usize = 4;
const MOST_COLUMNS: usize = 8;
const MOST_FIELDS: usize = 8;
/// What is no farther from the other texts of a column, from side to side, is one of them, in line heights.
const APART: f64 = 0.6;

/// For each head of a pair, the record's field it belongs to.
pub(super) fn fields(record: &dyn AnyRecord, row: &LabelRow) -> Vec<Option<usize>> {
    let index = |label: &str| record.index_of(label);
    let mut found: Vec<Option<usize>> = row.columns.iter().map(|c| c.label.and_then(index)).collect();
    // A label that was read to the letter and is another record's was not lost.
    let is_other = |i: usize| row.columns.get(i).is_some_and(|c| c.label.is_some() && c.distance == 0);
    // As many unknown heads between two known ones as there are free fields between theirs are those fields'.
    let known: Vec<(usize, usize)> = found.iter().enumerate().filter_map(|(i, f)| Some((i, (*f)?))).collect();
    for pair in known.windows(2) {
        let [(i, left), (k, right)] = pair else { continue };
        let free = free_between(record, Some(*left), Some(*right), &found, &[]);
        if *k - *i > 2 && free.len() == *k - *i - 1 {
            for (slot, field) in found.iter_mut().skip(i + 1).zip(free) {
                *slot = Some(field);
            }
        }
    }
    // An unknown head between two known ones, with one field of the record between theirs, is that field's.
    for i in 0..found.len() {
        if found.get(i).copied().flatten().is_none() && !is_other(i) {
            let left = i.checked_sub(1).and_then(|l| found.get(l).copied().flatten());
            let right = found.get(i + 1).copied().flatten();
            let between = missing_between(record, left, right, &found);
            if let Some(slot) = found.get_mut(i) {
                *slot = between;
            }
        }
    }
    // So is one before a head that was told only now.
    for i in (0..found.len()).rev() {
        let known = |k: Option<usize>| k.and_then(|k| found.get(k).copied().flatten());
        if let (None, left, Some(right)) = (known(Some(i)), known(i.checked_sub(1)), known(Some(i + 1)))
            && !is_other(i)
        {
            let between = missing_between(record, left, Some(right), &found);
            if let Some(slot) = found.get_mut(i) {
                *slot = between;
            }
        }
    }
    found
}

/// The fields that stand between two others in print and are not taken.
fn free_between(
    record: &dyn AnyRecord,
    left: Option<usize>,
    right: Option<usize>,
    taken: &[Option<usize>],
    more: &[Option<usize>],
) -> Vec<usize> {
    let beside = |f: &usize| record.specs().get(*f).is_some_and(|s| !s.label.contains('.'));
    let is_free = |f: &usize| !taken.contains(&Some(*f)) && !more.contains(&Some(*f));
    (left.map_or(0, |l| l + 1)..right.unwrap_or(record.specs().len())).filter(beside).filter(is_free).collect()
}

/// The fields of columns whose heads were lost side by side, between two fields, as far as what they hold tells it: a closed list
/// that has the words of a column, and else the one way to give the columns to free fields in their order in which all are values
/// of their field.
fn told(
    record: &dyn AnyRecord,
    left: Option<usize>,
    right: Option<usize>,
    taken: &[Option<usize>],
    columns: &[Vec<Cell>],
) -> Vec<Option<usize>> {
    let mut out = vec![None; columns.len()];
    if columns.len() > MOST_COLUMNS {
        return out;
    }
    let words: Vec<Vec<usize>> = columns.iter().map(|c| by_words(record, taken, c)).collect();
    for (slot, words) in out.iter_mut().zip(&words) {
        *slot = if let [only] = words.as_slice() { Some(*only) } else { None };
    }
    let twice = |f: usize, out: &[Option<usize>]| out.iter().filter(|o| **o == Some(f)).count() > 1;
    let once: Vec<Option<usize>> = out.iter().map(|o| o.filter(|f| !twice(*f, &out))).collect();
    out = once;
    // Of several lists the one that is printed nearest to a neighbour.
    for (i, words) in words.iter().enumerate().filter(|(_, w)| w.len() > 1) {
        let before = out.get(..i).and_then(|o| o.iter().rev().find_map(|f| *f)).or(left);
        let after = out.get(i + 1..).and_then(|o| o.iter().find_map(|f| *f)).or(right);
        let fits = words.iter().copied().filter(|f| before.is_none_or(|b| b < *f) && after.is_none_or(|a| *f < a));
        let off = |f: usize| before.map_or(usize::MAX, |b| f - b).min(after.map_or(usize::MAX, |a| a - f));
        let nearest = fits.filter(|f| !out.contains(&Some(*f))).min_by_key(|f| off(*f));
        if let Some(slot) = out.get_mut(i).filter(|_| before.is_some() || after.is_some()) {
            *slot = nearest;
        }
    }
    let mut from = 0;
    while from < out.len() {
        let to = (from..out.len()).find(|i| out.get(*i).copied().flatten().is_some()).unwrap_or(out.len());
        let left = from.checked_sub(1).map_or(left, |i| out.get(i).copied().flatten());
        let right = out.get(to).map_or(right, |f| *f);
        let free = free_between(record, left, right, taken, &out);
        let run = columns.get(from..to).unwrap_or_default();
        let few = (1..=MOST_LOST).contains(&run.len());
        let sole = if few && free.len() <= MOST_FIELDS { sole_way(record, &free, run) } else { None };
        let way = sole.or_else(|| at_edge(record, (left, right), &free, run).filter(|_| few));
        for (slot, field) in out.iter_mut().skip(from).zip(way.unwrap_or_default()) {
            *slot = Some(field);
        }
        from = to + 1;
    }
    out
}

/// The free fields whose closed list has the cells of a column: every one of them, or several beside a scrap.
fn by_words(record: &dyn AnyRecord, taken: &[Option<usize>], column: &[Cell]) -> Vec<usize> {
    let is_word = |c: &&Cell| c.text.trim().chars().count() > 1 || c.text.chars().all(is_han);
    let free = |f: &usize| !taken.contains(&Some(*f)) && record.field(*f).is_some_and(|x| x.kind() == Kind::Word && x.evidence().is_none());
    let has = |f: &usize| {
        let words = record.field(*f).map_or(0, |x| column.iter().filter(is_word).filter(|c| x.probe(&c.text) == Probe::Clean).count());
        words > 0 && (words == column.len() || words >= 2 && words * 3 >= column.len() * 2)
    };
    (0..record.specs().len()).filter(|f| free(f) && has(f)).collect()
}

/// Whether the cells of a column can be values of a field: numbers and dates as they stand, words of its list, text of its kind.
fn suits(field: &dyn AnyField, column: &[Cell]) -> bool {
    /// An id has so many digits. A name of a Chinese person has no more characters, and one in letters more; a text has so many characters.
    const ID: usize = 5;
    const NAME: usize = 4;
    const TEXT: usize = 2;
    let one = |text: &str| {
        let (han, digits, signs) = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .fold((0, 0, 0), |(h, d, n), c| (h + usize::from(is_han(c)), d + usize::from(c.is_ascii_digit()), n + 1));
        match field.kind() {
            Kind::Phone => phone::is_likely(text),
            Kind::IdNumber => digits >= ID && han == 0,
            Kind::Reference => digits > 0 && han == 0,
            Kind::Email => text.contains('@'),
            Kind::PersonName => han * 2 > signs && signs <= NAME || han == 0 && digits == 0 && signs > NAME,
            Kind::Text | Kind::Address | Kind::Institution => han >= TEXT && han * 3 > signs,
            _ => field.probe(text) == Probe::Clean,
        }
    };
    let whole = || evidence::of(column).is_some_and(|e| one(&e.raw));
    !column.is_empty() && (column.iter().all(|c| one(&c.text)) || whole())
}

/// The numbers of a table's records whose head was lost: the field, and the cells, taken from the first column, that are one to
/// three digits left of all else that stands in it.
pub(super) fn numbers(record: &dyn AnyRecord, found: &[Option<usize>], cells: &mut [Vec<Cell>]) -> Option<(usize, Vec<Cell>)> {
    let field = record.index_of(NUMBER).filter(|f| !found.contains(&Some(*f)))?;
    let column = cells.first_mut()?;
    let is_number = |c: &Cell| record_number(&c.text).is_some();
    let left = column.iter().filter(|c| !is_number(c)).map(|c| c.place.x0).fold(f64::INFINITY, f64::min);
    let is_own = |c: &Cell| is_number(c) && c.place.x1 < left;
    // Without anything else in the column the numbers are its values.
    if left.is_infinite() || !column.iter().any(is_own) {
        return None;
    }
    let (numbers, rest) = std::mem::take(column).into_iter().partition(is_own);
    *column = rest;
    Some((field, numbers))
}

/// Whether a text is a number or a sum: no words.
pub(super) fn is_number(text: &str) -> bool {
    digits_and(text.chars(), |c| c.is_whitespace() || matches!(c, ',' | '，' | '.'))
}

/// Whether the cells under a head that was not read may hold a value of the field that its place tells: a word of a closed list
/// has Chinese characters, or is one.
pub(super) fn may_be(field: &dyn AnyField, column: &[Cell]) -> bool {
    let is_word = |c: &Cell| c.text.has_han() || field.probe(&c.text) > Probe::Unknown;
    field.kind() != Kind::Word || column.iter().any(is_word)
}

/// Whether a cell is a value of a field, or of a closed list one of up to four lines that are, or a misread word of it.
fn is_line(field: &dyn AnyField, cells: &[Cell], at: usize) -> bool {
    const LINES: usize = 4;
    let word = field.kind() == Kind::Word;
    let most = if word { LINES } else { 1 };
    let misread = |lines: &[Cell]| word && matches!(lines, [only] if matches!(field.probe(&only.text), Probe::Mended(_)));
    let fits = |from: usize, to: usize| cells.get(from..to).is_some_and(|lines| suits(field, lines) || misread(lines));
    (1..=most).any(|n| (at.saturating_sub(n - 1)..=at).any(|from| fits(from, from + n)))
}

/// Whether a cell is the next line of a text: right under a longer one, and flush with it or under its middle.
fn ends(above: &Cell, cell: &Cell, context: &Context) -> bool {
    /// The lines of a text begin, or have their middles, no farther from each other, and stand no nearer, in line heights.
    const FLUSH: f64 = 0.5;
    const LEAST: f64 = 0.6;
    let drop = (cell.at() - above.at()) / context.line_height;
    let off = |x: fn(&Rect) -> f64| (x(&cell.place) - x(&above.place)).abs();
    let flush = off(|place| place.x0).min(off(Rect::center_x)) < FLUSH * context.line_height;
    flush && (LEAST..CELL_LINES).contains(&drop) && cell.place.width() < above.place.width()
}

/// The one way to give columns to free fields in their order.
fn sole_way(record: &dyn AnyRecord, free: &[usize], columns: &[Vec<Cell>]) -> Option<Vec<usize>> {
    let mut found = ways(record, free, columns);
    if found.len() == 1 { found.pop() } else { None }
}

/// The ways to give columns to free fields in their order; of several no more than two, which say that there is not one.
fn ways(record: &dyn AnyRecord, free: &[usize], columns: &[Vec<Cell>]) -> Vec<Vec<usize>> {
    let [column, rest @ ..] = columns else { return vec![Vec::new()] };
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (n, field) in free.iter().enumerate() {
        let target = record.field(*field).filter(|f| f.evidence().is_none());
        if !target.is_some_and(|f| suits(f, column)) {
            continue;
        }
        let others = ways(record, free.get(n + 1..).unwrap_or_default(), rest);
        out.extend(others.into_iter().map(|others| std::iter::once(*field).chain(others).collect::<Vec<usize>>()));
        if out.len() > 1 {
            break;
        }
    }
    out
}

/// Of several ways for columns at a table's edge, the one that leaves nothing between them and the head beside them: what a record has
/// before its first head stands in its title.
fn at_edge(
    record: &dyn AnyRecord,
    (left, right): (Option<usize>, Option<usize>),
    free: &[usize],
    columns: &[Vec<Cell>],
) -> Option<Vec<usize>> {
    let nearest = match (left, right) {
        (None, Some(_)) => free.get(free.len().checked_sub(columns.len())?..)?,
        (Some(_), None) => free.get(..columns.len())?,
        _ => return None,
    };
    let can_be = |(field, cells): (&usize, &Vec<Cell>)| record.field(*field).is_some_and(|f| f.evidence().is_none() && suits(f, cells));
    nearest.iter().zip(columns).all(can_be).then(|| nearest.to_vec())
}

/// The one field that stands between two others in print and is not taken. A field under another's label, like the
/// provenance under every field of the 本人版, is no neighbour of it.
fn missing_between(record: &dyn AnyRecord, left: Option<usize>, right: Option<usize>, taken: &[Option<usize>]) -> Option<usize> {
    let beside = |f: usize| record.specs().get(f).is_some_and(|s| !s.label.contains('.'));
    let candidate = match (left, right) {
        (Some(l), Some(r)) if r > l + 1 => {
            let mut free = (l + 1..r).filter(|f| beside(*f) && !taken.contains(&Some(*f)));
            let first = free.next()?;
            if free.next().is_some() { None } else { Some(first) }
        }
        (Some(l), None) => (l + 1..record.specs().len()).find(|f| beside(*f)),
        (None, Some(r)) => (0..r).rev().find(|f| beside(*f)),
        _ => None,
    };
    candidate.filter(|c| !taken.contains(&Some(*c)))
}

/// Cells, each time with the number of a field, or of a slot between heads.
type Numbered = Vec<(usize, Vec<Cell>)>;

/// The columns whose heads were lost, each with its field, among the cells that stand between the heads of a row; what is of no
/// field comes back with its slot. `fits` says whether cells can be of the one field that is printed there.
pub(super) fn columns(
    record: &dyn AnyRecord,
    row: &LabelRow,
    found: &mut Vec<Option<usize>>,
    between: Numbered,
    fits: impl Fn(usize, &[Cell]) -> bool,
) -> (Numbered, Numbered) {
    let (mut columns, mut rest) = (Vec::new(), Vec::new());
    for (slot, mut orphans) in between {
        // The star of a seal is no value.
        orphans.retain(|c| !c.text.trim().chars().all(is_ornament));
        if orphans.is_empty() {
            continue;
        }
        let left = slot.checked_sub(1).and_then(|l| found.get(l).copied().flatten());
        let right = row.columns.get(slot).and_then(|_| found.get(slot).copied().flatten());
        let own = side_by_side(&orphans);
        let told = told(record, left, right, found, &own);
        let of: Vec<(usize, Vec<Cell>)> = match told.iter().any(Option::is_some) {
            true => told.into_iter().zip(own).filter_map(|(field, cells)| Some((field?, cells))).collect(),
            false => match missing_between(record, left, right, found).filter(|f| fits(*f, &orphans)) {
                Some(field) => vec![(field, orphans)],
                None => {
                    rest.push((slot, orphans));
                    continue;
                }
            },
        };
        found.extend(of.iter().map(|(field, _)| Some(*field)));
        columns.extend(of);
    }
    (columns, rest)
}

/// Cells that stand off every head and are no values of the nearest one's field, and the cells under a head of no label that has
/// several side by side: their own heads were lost. Where full rows told the columns (`in_order`), no cell is another's.
pub(super) fn astray(
    record: &dyn AnyRecord,
    row: &LabelRow,
    found: &mut [Option<usize>],
    cells: &mut [Vec<Cell>],
    between: &mut Vec<(usize, Vec<Cell>)>,
    (in_order, context): (bool, &Context),
) {
    for (i, column) in row.columns.iter().enumerate() {
        let Some(own) = cells.get_mut(i) else { continue };
        // What a head of no label is over may tell it better than its place does.
        if column.label.is_none() {
            let mut others = found.to_vec();
            if let Some(slot) = others.get_mut(i) {
                *slot = None;
            }
            if let ([only], Some(field)) = (by_words(record, &others, own).as_slice(), found.get_mut(i)) {
                *field = Some(*only);
            }
        }
        let lost = match found.get(i).copied().flatten().and_then(|f| record.field(f)) {
            _ if in_order => Vec::new(),
            Some(field) if column.label.is_some() => {
                let scrap = |c: &Cell| c.text.trim().chars().count() < 2 || is_stroke(&c.text);
                let off = |c: &Cell| -c.place.overlap_x(&column.place) > context.line_height && !scrap(c);
                let all = std::mem::take(own);
                // Whatever it says, a text off the head and apart from what stands under it is of another column.
                let kept = all.iter().filter(|c| !off(c)).map(|c| c.place).reduce(|a, b| a.union(&b));
                let text = field.kind().is_free_text();
                let apart = |c: &Cell| text && kept.is_some_and(|k| -c.place.overlap_x(&k) > APART * context.line_height);
                let reaches = |c: &Cell, above: &Cell| c.at() - above.at() < CELL_LINES * context.line_height;
                let goes_on = |n: usize, c: &Cell| {
                    let mut above = all.iter().take(n).rev().take_while(|above| reaches(c, above));
                    text && above.any(|above| !off(above) && ends(above, c, context))
                };
                let is_away = |(n, c): (usize, &Cell)| off(c) && (apart(c) || !is_line(field, &all, n) && !goes_on(n, c));
                let away: Vec<bool> = all.iter().enumerate().map(is_away).collect();
                let (away, kept): (Vec<_>, Vec<_>) = all.into_iter().zip(away).partition(|(_, away)| *away);
                *own = kept.into_iter().map(|(c, _)| c).collect();
                away.into_iter().map(|(c, _)| c).collect()
            }
            _ if column.label.is_none() && side_by_side(own.iter()).len() > 1 => {
                if let Some(field) = found.get_mut(i) {
                    *field = None;
                }
                std::mem::take(own)
            }
            _ => Vec::new(),
        };
        for cell in lost {
            let slot = if cell.place.center_x() > column.place.center_x() && column.label.is_some() { i + 1 } else { i };
            match between.iter_mut().find(|(s, _)| *s == slot) {
                Some((_, cells)) => cells.push(cell),
                None => between.push((slot, vec![cell])),
            }
        }
    }
    between.sort_by_key(|(slot, _)| *slot);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Record;
    use crate::model::liability::Agreement;

    #[test]
    fn the_end_of_a_text_stands_flush_under_it_or_in_its_middle() {
        let cell = |x0: f64, x1: f64, y: f64| Cell::new("1386室", Rect::new(x0, y, x1, y + 10.0));
        let read = |below: &Cell| ends(&cell(0.0, 300.0, 0.0), below, &Context::plain());
        assert!(read(&cell(1.0, 60.0, 13.0)));
        assert!(read(&cell(120.0, 180.0, 13.0)));
        assert!(!read(&cell(40.0, 100.0, 13.0)), "it begins elsewhere");
        assert!(!read(&cell(1.0, 60.0, 40.0)), "it stands far below");
        assert!(!read(&cell(1.0, 360.0, 13.0)), "it is longer");
    }

    #[test]
    fn of_two_ways_to_give_columns_to_fields_neither_is_the_one() {
        let record = Agreement::default();
        let field = |label: &str| Agreement::position_of(label).unwrap();
        let free = [field("授信额度"), field("授信限额"), field("授信限额编号")];
        let column = |text: &str| vec![Cell::new(text, Rect::new(0.0, 0.0, 40.0, 10.0))];
        let way = |columns: &[Vec<Cell>]| sole_way(&record, &free, columns);
        assert_eq!(way(&[column("100,000"), column("50,000"), column("XE12345678")]), Some(free.to_vec()));
        assert_eq!(way(&[column("100,000"), column("50,000")]), None, "two ways for the second are not none");
    }
}
