//! The label row rules: label row over values, the one combinator that most of the report is read by.

use crate::document::Rect;
use crate::layout::{Cell, columns};
use crate::lexis::text::{open_brackets, words};
use crate::lexis::value;
use crate::model::field::Probe;
use crate::model::{Flag, Record};

use super::band::LabelRow;
use super::bands::{Bands, Context, Parsed, labels, values};
use super::evidence;

/// A label row with the cells under each of its heads.
pub(crate) struct Pair<'a> {
    /// The label row.
    pub(crate) row: &'a LabelRow,
    /// For each head, its cells.
    pub(crate) columns: columns::Columns,
}

/// pair := label_row values? (label_row-again values?)*
///
/// A label row that is printed again on the next page goes on with the same table.
pub(crate) fn pair<'a>(fits: impl Fn(&LabelRow) -> bool) -> impl Fn(Bands<'a>) -> Parsed<'a, Pair<'a>> {
    move |i| {
        let (i, row) = labels(&fits)(i)?;
        let (mut i, cells) = optional(i);
        let mut merged = assign(row, cells, i.context);
        let mut page = row.page();
        loop {
            let last = page;
            let Ok((rest, again)) = labels(|r: &LabelRow| r.page() > last && r.same(row))(i) else { break };
            let (rest, cells) = optional(rest);
            page = again.page();
            let more = assign(again, cells, i.context);
            for (column, cells) in merged.cells.iter_mut().zip(more.cells) {
                column.extend(cells);
            }
            merged.wide.extend(more.wide);
            merged.between.extend(more.between);
            i = rest;
        }
        Ok((i, Pair { row, columns: merged }))
    }
}

fn optional(i: Bands<'_>) -> (Bands<'_>, Vec<Cell>) {
    match values(i) {
        Ok((rest, cells)) => (rest, cells.to_vec()),
        Err(_) => (i, Vec::new()),
    }
}

fn assign(row: &LabelRow, cells: Vec<Cell>, context: &Context) -> columns::Columns {
    let heads: Vec<_> = row.columns.iter().map(|c| c.place).collect();
    columns::assign(&heads, cells, context.line_height)
}

/// For each head of a pair, the record's field it belongs to.
fn fields<R: Record>(row: &LabelRow) -> Vec<Option<usize>> {
    let index = |label: &str| R::FIELDS.iter().position(|f| f.label == label);
    let mut found: Vec<Option<usize>> = row.columns.iter().map(|c| c.label.and_then(index)).collect();
    // As many unknown heads between two known ones as there are free fields between theirs are those fields'.
    let known: Vec<(usize, usize)> = found.iter().enumerate().filter_map(|(i, f)| Some((i, (*f)?))).collect();
    for pair in known.windows(2) {
        let [(i, left), (k, right)] = pair else { continue };
        let free = free_between::<R>(*left, *right, &found);
        if *k - *i > 2 && free.len() == *k - *i - 1 {
            for (slot, field) in found.iter_mut().skip(i + 1).zip(free) {
                *slot = Some(field);
            }
        }
    }
    // An unknown head between two known ones, with one field of the record between theirs, is that field's.
    for i in 0..found.len() {
        if found.get(i).copied().flatten().is_none() {
            let left = i.checked_sub(1).and_then(|l| found.get(l).copied().flatten());
            let right = found.get(i + 1).copied().flatten();
            let between = missing_between::<R>(left, right, &found);
            if let Some(slot) = found.get_mut(i) {
                *slot = between;
            }
        }
    }
    found
}

/// The fields that stand between two others in print and are not taken.
fn free_between<R: Record>(left: usize, right: usize, taken: &[Option<usize>]) -> Vec<usize> {
    let beside = |f: &usize| R::FIELDS.get(*f).is_some_and(|s| !s.label.contains('.'));
    (left + 1..right).filter(beside).filter(|f| !taken.contains(&Some(*f))).collect()
}

/// The fields of columns whose heads were lost, from left to right: the one way to give them to free fields in their order in
/// which every value reads as it stands.
fn sole_way<R: Record>(record: &R, free: &[usize], columns: &[Vec<Cell>]) -> Option<Vec<usize>> {
    let [column, rest @ ..] = columns else { return Some(Vec::new()) };
    let text = evidence::of(column).map(|e| e.raw)?;
    let mut ways = Vec::new();
    for (n, field) in free.iter().enumerate() {
        let target = record.field(*field).filter(|f| f.kind().is_compact() && f.evidence().is_none());
        if target.is_none_or(|f| f.probe(&text) != Probe::Clean) {
            continue;
        }
        if let Some(others) = free.get(n + 1..).and_then(|free| sole_way(record, free, rest)) {
            ways.push(std::iter::once(*field).chain(others).collect());
        }
    }
    if ways.len() == 1 { ways.pop() } else { None }
}

/// Cells side by side as the columns that they are.
fn side_by_side(cells: &[Cell]) -> Vec<Vec<Cell>> {
    let mut sorted = cells.to_vec();
    sorted.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    let mut out: Vec<Vec<Cell>> = Vec::new();
    // How far the cells of the last column reach.
    let mut reach = f64::MIN;
    for cell in sorted {
        let x1 = cell.place.x1;
        match out.last_mut() {
            Some(column) if x1.min(reach) > cell.place.x0 => {
                reach = reach.max(x1);
                column.push(cell);
            }
            _ => {
                reach = x1;
                out.push(vec![cell]);
            }
        }
    }
    out
}

/// The one field that stands between two others in print and is not taken. A field under another's label, like the
/// provenance under every field of the 本人版, is no neighbour of it.
fn missing_between<R: Record>(left: Option<usize>, right: Option<usize>, taken: &[Option<usize>]) -> Option<usize> {
    let beside = |f: usize| R::FIELDS.get(f).is_some_and(|s| !s.label.contains('.'));
    let candidate = match (left, right) {
        (Some(l), Some(r)) if r > l + 1 => {
            let mut free = (l + 1..r).filter(|f| beside(*f) && !taken.contains(&Some(*f)));
            let first = free.next()?;
            if free.next().is_some() { None } else { Some(first) }
        }
        (Some(l), None) => (l + 1..R::FIELDS.len()).find(|f| beside(*f)),
        (None, Some(r)) => (0..r).rev().find(|f| beside(*f)),
        _ => None,
    };
    candidate.filter(|c| !taken.contains(&Some(*c)))
}

/// Reads one record from a pair; fields that the record has already are not touched.
pub(crate) fn fill<R: Record>(record: &mut R, pair: Pair<'_>, context: &Context) {
    let mut found = fields::<R>(pair.row);
    let columns::Columns { mut cells, between, wide } = pair.columns;
    let heads = middles(pair.row);
    divide(record, &found, &heads, &mut cells, wide);
    // A column whose head was lost.
    for (slot, orphans) in between {
        let left = slot.checked_sub(1).and_then(|l| found.get(l).copied().flatten());
        let right = found.get(slot).copied().flatten();
        let columns = side_by_side(&orphans);
        let several = || {
            let free = free_between::<R>(left?, right?, &found);
            // More would be many ways to try, and no table has so many heads lost side by side.
            if columns.len() > 4 || free.len() > 8 { None } else { sole_way(record, &free, &columns) }
        };
        if let Some(way) = if columns.len() > 1 { several() } else { None } {
            for (field, cells) in way.into_iter().zip(columns) {
                if let Some(target) = record.field_mut(field) {
                    evidence::fill(target, &cells, &[Flag::LostLabel], context);
                }
                found.push(Some(field));
            }
            continue;
        }
        let field = missing_between::<R>(left, right, &found).filter(|f| {
            let text: String = orphans.iter().map(|c| &*c.text).collect();
            record.field(*f).is_some_and(|field| field.probe(&text) > Probe::Unreadable && field.evidence().is_none())
        });
        if let Some(f) = field {
            if let Some(target) = record.field_mut(f) {
                evidence::fill(target, &orphans, &[Flag::LostLabel], context);
            }
            found.push(Some(f));
        } else if let Some(column) = cells.get_mut(slot.min(pair.row.columns.len().saturating_sub(1)))
            && column.is_empty()
        {
            // What stands beside a column's own cells is not the column's.
            column.extend(orphans);
        }
    }
    for ((column, cells), field) in pair.row.columns.iter().zip(&cells).zip(&found) {
        if let (Some(field), false) = (field, cells.is_empty())
            && let Some(target) = record.field_mut(*field)
            && target.evidence().is_none()
        {
            let flags: &[Flag] = match column.label {
                None => &[Flag::LostLabel],
                Some(_) if is_far(&column.place, cells, context.line_height) => &[Flag::Misplaced],
                Some(_) if column.distance > 0 => &[Flag::NearLabel],
                Some(_) => &[],
            };
            read_column(target, cells, flags, context);
        }
    }
}

/// Whether no cell stands under its head, nor near it: another head may have been lost, whose value this is.
fn is_far(head: &Rect, cells: &[Cell], line_height: f64) -> bool {
    cells.iter().all(|c| -c.place.overlap_x(head) > line_height)
}

/// No value is printed over more lines; such a column is of a page that is no report's, and stays unparsed.
const MOST_CELLS: usize = 256;

/// Reads the cells of a column into a field. What a stamp or a watermark put beside the value is left out: of a text,
/// scraps that do not stand where its lines do; of a number, a date or a word, the cells without which it reads best.
pub(crate) fn read_column(target: &mut dyn crate::model::AnyField, cells: &[Cell], flags: &[Flag], context: &Context) {
    if cells.len() > MOST_CELLS {
        return;
    }
    let mut flags: Vec<Flag> = flags.to_vec();
    if cells.iter().any(|c| c.part) {
        flags.push(Flag::SplitCell);
    }
    let mut cells = in_order(cells);
    if let [only] = cells.as_slice()
        && is_scrap(target, only)
    {
        return;
    }
    if cells.len() > 1 {
        let all = cells.clone();
        cells = if target.kind().is_free_text() {
            without_scraps(cells, context.line_height)
        } else {
            best_read(target, cells, context.line_height)
        };
        let left = all.iter().filter(|c| !cells.iter().any(|k| k.line == c.line && k.text == c.text));
        if left.into_iter().any(|c| may_belong(target, &c.text)) {
            flags.push(Flag::Noise);
        }
    }
    evidence::fill(target, &cells, &flags, context);
}

/// Whether a text that was left out of a value could have been a part of it: of a number or a date, if it has a digit.
fn may_belong(target: &dyn crate::model::AnyField, text: &str) -> bool {
    use crate::model::Kind;
    let digits = || text.chars().any(|c| value::digit_for(c).is_some());
    match target.kind() {
        Kind::Amount | Kind::Count | Kind::Percent | Kind::Date | Kind::Month | Kind::DateOrMonth | Kind::DueDate | Kind::DateTime => {
            digits()
        }
        _ => true,
    }
}

/// A single letter or character where no such thing can be printed: what a watermark left in an empty cell.
fn is_scrap(target: &dyn crate::model::AnyField, cell: &Cell) -> bool {
    use crate::model::Kind;
    let mut chars = cell.text.trim().chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    match target.kind() {
        Kind::State | Kind::Text | Kind::Reference | Kind::PersonName | Kind::IdNumber => false,
        Kind::Word => target.probe(&cell.text) <= Probe::Unknown,
        _ => !c.is_ascii_digit() && target.probe(&cell.text) <= Probe::Unknown,
    }
}

/// The cells of a number, a date or a word: all of them if they stand as the lines of one cell do and read as a value,
/// else the one that reads best, the most central of several.
fn best_read(target: &dyn crate::model::AnyField, cells: Vec<Cell>, line_height: f64) -> Vec<Cell> {
    let raw: String = evidence::of(&cells).map(|e| e.raw).unwrap_or_default();
    let whole = target.probe(&raw);
    let joined = cells.windows(2).all(|w| matches!(w, [a, b] if adjoins(a, b, line_height)));
    if joined && (whole == Probe::Clean || whole > Probe::Unknown && target.kind() == crate::model::Kind::Word) {
        return cells;
    }
    let scores: Vec<Probe> = cells.iter().map(|c| target.probe(&c.text)).collect();
    let best = scores.iter().copied().max().unwrap_or(Probe::Unreadable);
    if best <= Probe::Unknown || joined && best <= whole {
        return cells;
    }
    let middle = cells
        .iter()
        .map(|c| c.text.chars().count() as f64)
        .zip(&cells)
        .fold((0.0, 0.0), |(s, n), (w, c)| (s + w * c.place.center_x(), n + w));
    let middle = middle.0 / middle.1.max(1.0);
    let off = |c: &Cell| (c.place.center_x() - middle).abs() - 0.5 * line_height * c.text.chars().count() as f64;
    let chosen = cells.iter().zip(&scores).filter(|(_, s)| **s == best).map(|(c, _)| c).min_by(|a, b| off(a).total_cmp(&off(b)));
    chosen.cloned().map_or(cells, |c| vec![c])
}

/// Whether two cells stand as two pieces of one line, or two lines of one cell, do.
fn adjoins(a: &Cell, b: &Cell, line_height: f64) -> bool {
    let drop = (b.at() - a.at()).abs();
    if drop < 0.5 * line_height {
        let gap = -a.place.overlap_x(&b.place);
        let heights = a.place.height().min(b.place.height()) / a.place.height().max(b.place.height()).max(f64::MIN_POSITIVE);
        gap < 0.6 * line_height && heights > 0.6
    } else {
        let centered = (a.place.center_x() - b.place.center_x()).abs() < line_height;
        let flush = (a.place.x0 - b.place.x0).abs() < 0.6 * line_height;
        drop < 2.2 * line_height && (centered || flush)
    }
}

/// The lines of a text without scraps: one or two characters that stand neither in line nor under the others.
fn without_scraps(cells: Vec<Cell>, line_height: f64) -> Vec<Cell> {
    let size = |c: &Cell| c.text.trim().chars().count();
    if cells.iter().map(size).max().unwrap_or(0) < 3 {
        return cells;
    }
    let keep: Vec<bool> = cells
        .iter()
        .enumerate()
        .map(|(i, c)| {
            size(c) > 2
                || closes(&cells, i)
                || cells.iter().enumerate().any(|(k, o)| o.page != c.page || k != i && size(o) > 2 && adjoins(o, c, line_height))
        })
        .collect();
    cells.into_iter().zip(keep).filter(|(_, k)| *k).map(|(c, _)| c).collect()
}

/// Whether a cell closes a bracket that the cells before it left open.
fn closes(cells: &[Cell], index: usize) -> bool {
    let text = |cells: &[Cell]| open_brackets(cells.iter().flat_map(|c| c.text.chars()));
    text(cells.get(..index).unwrap_or_default()) > 0 && text(cells.get(index..=index).unwrap_or_default()) < 0
}

/// Cells line by line, each line from left to right.
fn in_order(cells: &[Cell]) -> Vec<Cell> {
    if let [only] = cells {
        return vec![only.clone()];
    }
    let mut lines: Vec<Vec<Cell>> = Vec::new();
    for cell in cells {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|f| (f.at() - cell.at()).abs() < 0.5 * f.place.height()) => line.push(cell.clone()),
            _ => lines.push(vec![cell.clone()]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    }
    lines.into_iter().flatten().collect()
}

/// Cells that ran together over several columns are cut where every part is a value of its column, as near to the
/// columns' border as that goes.
fn divide<R: Record>(record: &R, fields: &[Option<usize>], heads: &[f64], cells: &mut [Vec<Cell>], wide: Vec<(usize, usize, Cell)>) {
    for (first, count, cell) in wide {
        let kinds: Vec<Option<usize>> = (first..first + count).map(|i| fields.get(i).copied().flatten()).collect();
        let middles: Vec<f64> = (first..first + count).filter_map(|i| heads.get(i).copied()).collect();
        let parts = cut(record, &kinds, &middles, &cell);
        for (offset, part) in parts.into_iter().enumerate() {
            if let Some(column) = cells.get_mut(first + offset)
                && !part.text.trim().is_empty()
            {
                column.push(part);
            }
        }
    }
    for column in cells {
        column.sort_by(|a, b| a.at().total_cmp(&b.at()));
    }
}

/// The middles of a row's heads.
fn middles(row: &LabelRow) -> Vec<f64> {
    row.columns.iter().map(|c| c.place.center_x()).collect()
}

/// The parts of a cell for some fields side by side, whose heads have these middles.
fn cut<R: Record>(record: &R, fields: &[Option<usize>], heads: &[f64], cell: &Cell) -> Vec<Cell> {
    let words: Vec<(usize, usize)> = words(&cell.text);
    if words.len() == fields.len() {
        return words.into_iter().map(|(a, b)| cell.slice(a, b)).collect();
    }
    if let Some(parts) =
        value::split_amounts(&cell.text).filter(|p| p.len() == fields.len() && cell.text.chars().all(|c| !c.is_whitespace()))
    {
        return cell.pieces(parts.iter().map(|p| p.chars().count()));
    }
    let length = cell.text.chars().count();
    let ([first, rest @ ..], [head, heads @ ..]) = (fields, heads) else { return Vec::new() };
    let Some(next) = heads.first() else { return vec![cell.clone()] };
    // Cells are centred under their heads: the first ends as far right of its head as it begins left of it. For the
    // last two the same holds from the right.
    let from_left = 2.0 * head - cell.place.x0;
    let border = if rest.len() == 1 { (from_left + 2.0 * next - cell.place.x1) / 2.0 } else { from_left };
    let probe = |f: &Option<usize>, text: &str| f.and_then(|f| record.field(f)).map_or(Probe::Clean, |f| f.probe(text.trim()));
    let worth = |p: Probe| match p {
        Probe::Clean | Probe::Dash => 2.0,
        Probe::Mended(_) => 0.5,
        Probe::Unreadable => 0.0,
        Probe::Unknown => 0.3,
    };
    let score = |n: usize| {
        let (left, right) = (cell.slice(0, n), cell.slice(n, length));
        // Where the cells stood in the line is a guess, the worse the further: what they say counts more.
        let mut s = ((left.place.x1 - border).abs() / (cell.place.height().max(1.0) * 2.0)).min(1.5);
        s -= worth(probe(first, &left.text));
        if let [only] = rest {
            s -= worth(probe(only, &right.text));
        }
        // A border between Chinese and other writing is likelier than one inside either.
        let side = |c: Option<char>| c.map(crate::lexis::text::is_han);
        if side(left.text.chars().last()) != side(right.text.chars().next()) {
            s -= 0.2;
        }
        // So is one between words.
        let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
        if blank(left.text.chars().last()) || blank(right.text.chars().next()) {
            s -= 1.0;
        }
        // What closes a word ends a cell, it never begins one.
        let closing = |c: Option<char>| c.is_some_and(|c| "”）)」".contains(c));
        s + f64::from(u8::from(closing(right.text.chars().next()))) - 0.3 * f64::from(u8::from(closing(left.text.chars().last())))
    };
    let Some(at) = (1..length).min_by(|a, b| score(*a).total_cmp(&score(*b))) else { return vec![cell.clone()] };
    let mut out = vec![cell.slice(0, at)];
    out.extend(cut(record, rest, heads, &cell.slice(at, length)));
    out
}

/// The tables that a pair is made of which prints the same heads again, side by side.
pub(crate) fn repeated(pair: Pair<'_>) -> Vec<(LabelRow, columns::Columns)> {
    let mut group = 0;
    let mut seen: Vec<&str> = Vec::new();
    let groups: Vec<usize> = pair
        .row
        .labels_or_none()
        .map(|label| {
            if label.is_some_and(|l| seen.contains(&l)) {
                group += 1;
                seen.clear();
            }
            seen.extend(label);
            group
        })
        .collect();
    grouped(pair, &groups)
}

/// The tables that a pair is made of, each under one of the heads of the row above it: the nearest.
pub(crate) fn under(heads: &[Rect], pair: Pair<'_>) -> Vec<(LabelRow, columns::Columns)> {
    let nearest = |c: &super::band::Column| {
        let off = |h: &Rect| (h.center_x() - c.place.center_x()).abs();
        heads.iter().enumerate().min_by(|a, b| off(a.1).total_cmp(&off(b.1))).map_or(0, |(n, _)| n)
    };
    let groups: Vec<usize> = pair.row.columns.iter().map(nearest).collect();
    grouped(pair, &groups)
}

/// Cuts a pair between its columns; `groups` tells for each column which of the parts it belongs to.
fn grouped(pair: Pair<'_>, groups: &[usize]) -> Vec<(LabelRow, columns::Columns)> {
    let of = |column: usize| groups.get(column.min(groups.len().saturating_sub(1))).copied().unwrap_or(0);
    let count = groups.iter().copied().max().map_or(0, |m| m + 1);
    let first = |group: usize| groups.iter().position(|g| *g == group).unwrap_or(0);
    let empty = || columns::Columns { cells: Vec::new(), between: Vec::new(), wide: Vec::new() };
    let mut out: Vec<(LabelRow, columns::Columns)> =
        (0..count).map(|_| (LabelRow { columns: Vec::new(), at: pair.row.at }, empty())).collect();
    for (n, (column, cells)) in pair.row.columns.iter().zip(pair.columns.cells).enumerate() {
        if let Some((row, part)) = out.get_mut(of(n)) {
            row.columns.push(column.clone());
            part.cells.push(cells);
        }
    }
    for (slot, cells) in pair.columns.between {
        let group = of(slot.saturating_sub(1));
        if let Some((_, part)) = out.get_mut(group) {
            part.between.push((slot - first(group).min(slot), cells));
        }
    }
    for (from, reach, cell) in pair.columns.wide {
        let group = of(from);
        if let Some((_, part)) = out.get_mut(group) {
            part.wide.push((from - first(group).min(from), reach, cell));
        }
    }
    out
}

/// Reads all records of a table from a pair.
pub(crate) fn list<R: Record>(pair: Pair<'_>, context: &Context) -> Vec<R> {
    placed(pair, context).into_iter().map(|(_, r)| r).collect()
}

/// Reads all records of a table from a pair, each with its place along the strip of pages.
pub(crate) fn placed<R: Record>(pair: Pair<'_>, context: &Context) -> Vec<(f64, R)> {
    let mut found = fields::<R>(pair.row);
    let columns::Columns { mut cells, between, wide } = pair.columns;
    let blank = R::default();
    let heads = middles(pair.row);
    divide(&blank, &found, &heads, &mut cells, wide);
    let mut labels: Vec<Option<(Option<&'static str>, u32)>> = pair.row.columns.iter().map(|c| Some((c.label, c.distance))).collect();
    for (slot, orphans) in between {
        let left = slot.checked_sub(1).and_then(|l| found.get(l).copied().flatten());
        let right = found.get(slot).copied().flatten();
        match missing_between::<R>(left, right, &found) {
            Some(f) => {
                found.push(Some(f));
                cells.push(orphans);
                labels.push(None);
            }
            None => {
                if let Some(column) = cells.get_mut(slot.min(pair.row.columns.len().saturating_sub(1))) {
                    column.extend(orphans);
                    column.sort_by(|a, b| a.at().total_cmp(&b.at()));
                }
            }
        }
    }
    let spec = |f: &Option<usize>| f.and_then(|f| R::FIELDS.get(f));
    // A column of kinds names the rows, as a number does.
    let names = |s: &crate::model::FieldSpec| s.kind == crate::model::Kind::Text && s.label.ends_with("类型");
    let compact: Vec<bool> = found.iter().map(|f| spec(f).is_some_and(|s| s.kind.is_compact() || names(s))).collect();
    let numbered = found.first().and_then(spec).is_some_and(|s| s.label == "编号");
    let reads = |column: usize, cell: &Cell| {
        let field = found.get(column).copied().flatten().and_then(|f| blank.field(f));
        field.is_none_or(|f| cell.text.trim().chars().count() > 3 || f.probe(&cell.text) > Probe::Unknown)
    };
    let records = columns::records(cells, &compact, numbered, reads, context.line_height);
    let mut out = Vec::new();
    for cells in records {
        let at = cells.iter().flatten().map(Cell::at).fold(f64::MAX, f64::min);
        let mut record = R::default();
        for ((field, cells), label) in found.iter().zip(&cells).zip(&labels) {
            if let (Some(field), false) = (field, cells.is_empty())
                && let Some(target) = record.field_mut(*field)
            {
                let flags: &[Flag] = match label {
                    None | Some((None, _)) => &[Flag::LostLabel],
                    Some((Some(_), d)) if *d > 0 => &[Flag::NearLabel],
                    Some(_) => &[],
                };
                read_column(target, cells, flags, context);
            }
        }
        // A row of which nothing reads is a row of scraps.
        let reads = record.fields().iter().any(|(s, f)| match f.state() {
            crate::model::State::Value => s.kind.is_compact() || f.text().is_some_and(|t| t.chars().count() > 1),
            crate::model::State::Dash => true,
            _ => false,
        });
        if reads {
            out.push((at, record));
        }
    }
    out
}
