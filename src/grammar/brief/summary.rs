//! 信息概要 of the brief version: three small tables with grey notes beside them (grammar-notes/brief.md).
//!
//! The heads stand over the columns and the labels beside the rows; a value is the number at their crossing, wherever
//! the notes' lines run between.

use rustc_hash::FxHashSet;

use crate::layout::{CELL_LINES, Cell, LEVEL, Row};
use crate::lexis::text::{is_likely_empty_mark, words};
use crate::lexis::value::{digit_for, unspecked};
use crate::lexis::vocabulary::nearest;
use crate::model::brief::BriefSummary;
use crate::model::{AnyRecord, Flag};

use super::super::bands::Context;
use super::super::running;
use super::super::{Trace, evidence};

/// The three tables: of assets and advances, of cards and loans by rows, and of what others owe.
const DEFAULTS: usize = 0;
const ACCOUNTS: usize = 1;
const LIABLE: usize = 2;

/// The heads of the three tables: table, column, printed word. 保证人代偿 is what older prints call the 垫款 of the second
/// generation (grammar-notes/brief.md).
const HEADS: &[(usize, usize, &str)] = &[
    (DEFAULTS, 0, "资产处置信息"),
    (DEFAULTS, 0, "资产处置"),
    (DEFAULTS, 1, "垫款信息"),
    (DEFAULTS, 1, "垫款"),
    (DEFAULTS, 1, "保证人代偿信息"),
    (DEFAULTS, 1, "保证人代偿"),
    (ACCOUNTS, 0, "信用卡"),
    (ACCOUNTS, 1, "购房"),
    (ACCOUNTS, 1, "购房贷款"),
    (ACCOUNTS, 2, "其他"),
    (ACCOUNTS, 2, "其他贷款"),
    (ACCOUNTS, 3, "其他业务"),
    (LIABLE, 0, "为个人"),
    (LIABLE, 1, "为企业"),
];

/// What the columns count, as the fields' labels begin.
const COLUMNS: &[&[&str]] = &[&["资产处置", "垫款"], &["信用卡", "购房贷款", "其他贷款", "其他业务"], &["为个人", "为企业"]];

/// The labels beside the rows of the second table; the first also stands in the first table.
const ROWS: &[&str] = &["账户数", "未结清/未销户账户数", "发生过逾期的账户数", "发生过90天以上逾期的账户数"];

/// What older prints call the first of them.
const COUNT: &str = "笔数";

/// The label of the third table's row.
const LIABILITIES: &str = "相关还款责任账户数";

/// What is under a head stands no farther to one side of its middle, in widths of a character.
const COLUMN: f64 = 4.0;

/// More heads or labels than its tables have. Every number is held against each of them.
const MOST: usize = 64;

/// What a cell of the summary is.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Head(usize, usize),
    Row(usize),
    Liabilities,
    Merged,
    Number,
}

/// summary := (head+ (label value+)+)*
pub(crate) fn summary(rows: &[Row], context: &Context, out: &mut Option<BriefSummary>, trace: &mut Trace) {
    let em = running::em(rows).unwrap_or(context.line_height);
    let cells = told(rows, em, trace);
    trace.labels.extend(cells.iter().filter(|(r, _)| *r != Role::Number).flat_map(|(_, c)| c.lines()));
    notes(rows, &cells, trace);
    let top = |table: usize| {
        cells.iter().filter(|(r, _)| matches!(r, Role::Head(t, _) if *t == table)).map(|(_, c)| c.at()).fold(f64::MIN, f64::max)
    };
    // Where each table begins: at its heads. A table of which all heads were lost begins where the one above ends.
    let tops: Vec<f64> = (0..COLUMNS.len()).map(top).collect();
    for (table, columns) in COLUMNS.iter().enumerate() {
        let Some(from) = tops.get(table).copied().filter(|t| *t > f64::MIN) else { continue };
        let to = tops.iter().skip(table + 1).copied().filter(|t| *t > from).fold(f64::MAX, f64::min);
        let heads: Vec<(usize, f64)> = cells
            .iter()
            .filter_map(|(r, c)| match r {
                Role::Head(t, n) if *t == table => Some((*n, c.place.center_x())),
                _ => None,
            })
            .take(MOST)
            .collect();
        let within = |c: &Cell| c.at() > from + LEVEL * em && c.at() < to - LEVEL * em;
        let labels: Vec<(usize, f64)> = cells
            .iter()
            .filter_map(|(r, c)| match r {
                Role::Row(k) if within(c) => Some((*k, c.at())),
                _ => None,
            })
            .take(MOST)
            .collect();
        let beside: Vec<f64> = cells
            .iter()
            .filter(|(r, c)| matches!(r, Role::Row(_) | Role::Liabilities) && within(c))
            .map(|(_, c)| c.at())
            .take(MOST)
            .collect();
        let all: Vec<&Cell> = cells.iter().filter(|(r, c)| *r == Role::Number && within(c)).map(|(_, c)| c).collect();
        let in_order = heads.len() == columns.len() && has_full_rows(&all, columns.len(), &beside, em);
        let numbers = if in_order { all } else { under_heads(&all, &heads, em) };
        let mut found = by_rows(table, &labels, &numbers);
        if let Some(rows) = whole_columns(table, columns.len(), &heads, &numbers, em) {
            found = rows;
        }
        let found: Vec<(usize, bool, Vec<Crossing>)> =
            found.into_iter().map(|(row, lost, numbers)| (row, lost, by_columns(&heads, columns.len(), &numbers, em))).collect();
        let doubtful = are_off(found.iter().flat_map(|(.., crossings)| crossings), numbers.len(), em);
        for (row, lost, crossings) in found {
            for Crossing { column, cell, alone, off } in crossings {
                let flags = [(lost, Flag::LostLabel), (!alone, Flag::Noise), (doubtful && off.is_some(), Flag::Misplaced)];
                let flags: Vec<Flag> = flags.into_iter().filter(|(is, _)| *is).map(|(_, flag)| flag).collect();
                put(&label(table, columns.get(column).copied().unwrap_or_default(), row), cell, &flags, context, out);
            }
        }
    }
}

/// The numbers that stand no farther to a side than the heads' columns may reach.
fn under_heads<'c>(all: &[&'c Cell], heads: &[(usize, f64)], em: f64) -> Vec<&'c Cell> {
    let left = heads.iter().map(|h| h.1).fold(f64::MAX, f64::min) - COLUMN * em;
    let right = heads.iter().map(|h| h.1).fold(f64::MIN, f64::max) + COLUMN * em;
    all.iter().filter(|c| c.place.center_x() > left && c.place.center_x() < right).copied().collect()
}

/// Whether each label has as many numbers beside it as there are columns, and none stands elsewhere: in wide columns whose heads stand at the
/// left they are in the middle, far from their heads, and their order tells.
fn has_full_rows(all: &[&Cell], columns: usize, labels: &[f64], em: f64) -> bool {
    let beside = |label: &f64| all.iter().filter(|c| (c.at() - label).abs() < LEVEL * em).count();
    !labels.is_empty() && all.len() == labels.len() * columns && labels.iter().all(|l| beside(l) == columns)
}

/// Whether the numbers of a table may be others' than of the heads that are nearest to them: they stand now here, now there beside them, or
/// far off, or one of all is under none.
fn are_off<'a>(crossings: impl Iterator<Item = &'a Crossing<'a>>, all: usize, em: f64) -> bool {
    /// Numbers under their own heads stand alike beside them but for so much, in widths of a character.
    const ALIKE: f64 = 1.5;
    const UNDER: f64 = 2.5;
    let offs: Vec<Option<f64>> = crossings.map(|c| c.off).collect();
    let (least, most) = offs.iter().flatten().fold((f64::MAX, f64::MIN), |(least, most), off| (least.min(*off), most.max(*off)));
    most - least > ALIKE * em || most > UNDER * em || -least > UNDER * em || offs.len() < all
}

/// The label of the field in a column and a row of a table.
fn label(table: usize, column: &str, row: usize) -> String {
    match table {
        LIABLE => format!("{LIABILITIES}.{column}"),
        _ => format!("{column}.{}", ROWS.get(row).copied().unwrap_or_default()),
    }
}

/// Reads a number into the field with this label, unless that holds one.
fn put(label: &str, cell: &Cell, flags: &[Flag], context: &Context, out: &mut Option<BriefSummary>) {
    let record = out.get_or_insert_default();
    if let Some(field) = record.labelled_mut(label)
        && field.evidence().is_none()
    {
        evidence::fill(field, std::slice::from_ref(cell), flags, context);
    }
}

/// Whether a row is one of heads of the tables.
pub(crate) fn begins(row: &Row) -> bool {
    row.cells.iter().filter(|c| matches!(role(&c.text), Some(Role::Head(..)))).count() >= 2
}

/// Whether a row has a head of the tables, whatever stands beside it.
pub(crate) fn has_head(row: &Row) -> bool {
    row.cells.iter().any(|c| matches!(role(&c.text), Some(Role::Head(..) | Role::Merged)))
}

/// The notes: everything else to the right of the tables. Left of their heads stand the ends of labels of two lines.
fn notes(rows: &[Row], cells: &[(Role, Cell)], trace: &mut Trace) {
    let left = cells.iter().filter(|(r, _)| matches!(r, Role::Head(..))).map(|(_, c)| c.place.x0).fold(f64::MAX, f64::min);
    let right =
        cells.iter().filter(|(r, _)| matches!(r, Role::Head(ACCOUNTS | LIABLE, _))).map(|(_, c)| c.place.x1).fold(f64::MIN, f64::max);
    for cell in rows.iter().flat_map(|r| &r.cells) {
        if cell.place.x0 > right && right > f64::MIN && cell.text.has_han() {
            trace.prose.extend(cell.lines());
        }
        let ends_label = || cell.text.trim().chars().count() <= 2 && ROWS.iter().chain([&LIABILITIES]).any(|l| l.ends_with(cell.key()));
        if cell.place.x1 < left && left < f64::MAX && !cell.key().is_empty() && ends_label() {
            trace.labels.extend(cell.lines());
        }
    }
}

/// What the cells of the summary are, all but its notes.
fn told(rows: &[Row], em: f64, trace: &mut Trace) -> Vec<(Role, Cell)> {
    let print: Vec<&Cell> = rows.iter().flat_map(|r| &r.cells).filter(|c| !running::is_noise(c, em)).collect();
    let mut out: Vec<(Role, Cell)> = Vec::new();
    let mut lower: FxHashSet<usize> = FxHashSet::default();
    for (i, cell) in print.iter().enumerate() {
        match over_two_lines(cell, print.get(i + 1..).unwrap_or_default(), em) {
            _ if lower.contains(&i) => {}
            Some((role, n)) => {
                let end = print.get(i + 1 + n);
                let place = end.map_or(cell.place, |end| cell.place.union(&end.place));
                out.push((role, Cell { place, ..(*cell).clone() }));
                trace.labels.extend(end.into_iter().flat_map(|end| end.lines()));
                lower.insert(i + 1 + n);
            }
            None => out.extend(parts(cell)),
        }
    }
    out
}

/// The label of a row that begins with a cell and ends with one right below it, and which of the following cells that is: the second
/// line may be another's label by itself (`发生过90天以上逾期的` over `账户数`).
fn over_two_lines(cell: &Cell, behind: &[&Cell], em: f64) -> Option<(Role, usize)> {
    /// No line of the tables and of the notes beside them has more cells.
    const NEXT: usize = 24;
    /// What stands less far down is of the same line, in widths of a character.
    const LOWER: f64 = 0.5;
    let begins = |label: &&str| label.len() > cell.key().len() && label.starts_with(cell.key());
    if cell.key().is_empty() || !ROWS.iter().chain([&LIABILITIES]).any(begins) {
        return None;
    }
    let is_under = |lower: &Cell| {
        let down = lower.at() - cell.at();
        down > LOWER * em && down < CELL_LINES * em && lower.page == cell.page && lower.place.overlap_x(&cell.place) > 0.0
    };
    let end = behind.iter().take(NEXT).position(|lower| is_under(lower))?;
    let whole = behind.get(end).map(|lower| [&*cell.text, &*lower.text].concat())?;
    role(&whole).filter(|role| matches!(role, Role::Row(_) | Role::Liabilities)).map(|role| (role, end))
}

/// What a cell is, or its parts where a recogniser ran a label and its values together.
fn parts(cell: &Cell) -> Vec<(Role, Cell)> {
    if let Some(role) = role(&cell.text) {
        return vec![(role, cell.clone())];
    }
    let chars: Vec<char> = cell.text.chars().collect();
    // Values behind a label: what follows its last Chinese character.
    let tail = chars.iter().rposition(|c| crate::lexis::text::is_han(*c)).map_or(0, |n| n + 1);
    let head: String = chars.iter().take(tail).collect();
    let head = match role(&head) {
        Some(role) => Some(role),
        // Heads side by side.
        None if tail > 0 => return all(cell, &chars, 0).unwrap_or_default(),
        None => None,
    };
    let Some(values) = all(cell, &chars, tail) else { return Vec::new() };
    let head = head.map(|role| (role, cell.slice(0, tail)));
    head.into_iter().chain(values).collect()
}

/// What each word of a cell from one of its characters on is, if all of them are something.
fn all(cell: &Cell, chars: &[char], from: usize) -> Option<Vec<(Role, Cell)>> {
    let rest: String = chars.iter().skip(from).collect();
    let words: Vec<(usize, usize)> = words(&rest).into_iter().map(|(a, b)| (a + from, b + from)).collect();
    let roles: Vec<Role> = words.iter().map(|(a, b)| word(chars, *a, *b)).collect::<Option<_>>()?;
    Some(roles.into_iter().zip(cell.slices(words)).collect())
}

fn word(chars: &[char], from: usize, to: usize) -> Option<Role> {
    role(&chars.get(from..to)?.iter().collect::<String>())
}

fn role(text: &str) -> Option<Role> {
    /// No count has more digits, with a comma, and no sign for none; no head and no name of a row has more characters.
    const NUMBER: usize = 4;
    const EMPTY: usize = 3;
    const LONGEST: usize = 20;
    let text = &*unspecked(text);
    let length = text.chars().count();
    let number = length <= NUMBER && text.chars().all(|c| digit_for(crate::lexis::text::fold_width(c)).is_some() || c == ',');
    if length > 0 && (number || length <= EMPTY && is_likely_empty_mark(text)) {
        return Some(Role::Number);
    }
    if length == 0 || length > LONGEST {
        return None;
    }
    let words = HEADS.iter().map(|h| h.2).chain(ROWS.iter().copied()).chain([LIABILITIES, COUNT, "贷款"]);
    let hit = nearest(text, words.enumerate().collect::<Vec<_>>().into_iter())?.index;
    Some(match (HEADS.get(hit), hit.checked_sub(HEADS.len())) {
        (Some((table, column, _)), _) => Role::Head(*table, *column),
        (None, Some(row)) if row < ROWS.len() => Role::Row(row),
        (None, Some(row)) if row == ROWS.len() => Role::Liabilities,
        (None, Some(row)) if row == ROWS.len() + 1 => Role::Row(0),
        _ => Role::Merged,
    })
}

/// The rows of the second table where nothing is lost in it: as many numbers under each head as there are rows. Then
/// their order tells more than their height, which a skewed scan shifts.
fn whole_columns<'c>(
    table: usize,
    columns: usize,
    heads: &[(usize, f64)],
    numbers: &[&'c Cell],
    em: f64,
) -> Option<Vec<(usize, bool, Vec<&'c Cell>)>> {
    if table != ACCOUNTS || numbers.len() != columns * ROWS.len() || heads.len() != columns {
        return None;
    }
    let mut out: Vec<(usize, bool, Vec<&Cell>)> = (0..ROWS.len()).map(|row| (row, false, Vec::new())).collect();
    for (_, x) in heads {
        let mut own: Vec<&Cell> = numbers.iter().filter(|n| (n.place.center_x() - x).abs() < COLUMN * em).copied().collect();
        if own.len() != ROWS.len() {
            return None;
        }
        own.sort_by(|a, b| a.at().total_cmp(&b.at()));
        for (row, cell) in out.iter_mut().zip(own) {
            row.2.push(cell);
        }
    }
    Some(out)
}

/// The numbers of each row: which row, whether its label was lost, and its numbers.
fn by_rows<'c>(table: usize, labels: &[(usize, f64)], numbers: &[&'c Cell]) -> Vec<(usize, bool, Vec<&'c Cell>)> {
    if table != ACCOUNTS {
        return vec![(0, labels.is_empty() && table == DEFAULTS, numbers.to_vec())];
    }
    let mut labels = labels.to_vec();
    labels.sort_by(|a, b| a.1.total_cmp(&b.1));
    let steps = labels.windows(2).filter_map(|w| match w {
        [a, b] if b.0 > a.0 => Some((b.1 - a.1) / (b.0 - a.0) as f64),
        _ => None,
    });
    let pitch = steps.fold(f64::MAX, f64::min);
    let mut out: Vec<(usize, bool, Vec<&Cell>)> = Vec::new();
    for number in numbers {
        let Some(near) = labels.iter().min_by(|a, b| (a.1 - number.at()).abs().total_cmp(&(b.1 - number.at()).abs())) else { continue };
        let steps = if pitch < f64::MAX { ((number.at() - near.1) / pitch).round() } else { 0.0 };
        let row = near.0 as f64 + steps;
        if !(0.0..ROWS.len() as f64).contains(&row) {
            continue;
        }
        let row = row as usize;
        match out.iter_mut().find(|(r, ..)| *r == row) {
            Some((_, _, list)) => list.push(number),
            None => out.push((row, steps != 0.0, vec![number])),
        }
    }
    out
}

/// A number under a head.
struct Crossing<'c> {
    column: usize,
    cell: &'c Cell,
    /// Whether no other number stands there.
    alone: bool,
    /// How far it stands to the right of its head's middle; `None` where the order of the numbers tells the head.
    off: Option<f64>,
}

/// The numbers of a row by their columns, one of each: in order where there is one for each, else the nearest to each head.
fn by_columns<'c>(heads: &[(usize, f64)], columns: usize, numbers: &[&'c Cell], em: f64) -> Vec<Crossing<'c>> {
    let mut numbers = numbers.to_vec();
    numbers.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    if numbers.len() == columns {
        // Where a head was lost, one of the numbers may be a scrap.
        let alone = heads.len() >= columns;
        return numbers.into_iter().enumerate().map(|(column, cell)| Crossing { column, cell, alone, off: None }).collect();
    }
    let under = |n: &&'c Cell| {
        let off = |h: &(usize, f64)| n.place.center_x() - h.1;
        let head = heads.iter().min_by(|a, b| off(a).abs().total_cmp(&off(b).abs())).filter(|h| off(h).abs() < COLUMN * em)?;
        Some((head.0, off(head), *n))
    };
    let mut told: Vec<(usize, f64, &Cell)> = numbers.iter().filter_map(under).collect();
    told.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.abs().total_cmp(&b.1.abs())));
    let first = |own: &[(usize, f64, &'c Cell)]| {
        own.first().map(|(column, off, cell)| Crossing { column: *column, cell, alone: own.len() == 1, off: Some(*off) })
    };
    told.chunk_by(|a, b| a.0 == b.0).filter_map(first).collect()
}
