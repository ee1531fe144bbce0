//! A vendor's headings that stand beside what they are of, in a narrow column of their own at the left: of parts of an account (`基本信息`), of
//! summaries (`非循环贷账户信息汇总`).

use rustc_hash::FxHashSet;

use crate::document::{LineId, Rect};
use crate::layout::{Cell, Row};
use crate::lexis::text::{is_dashes, is_han};

use super::heading::{self, Heading, Said};
use super::outline::is_title;

/// No heading beside a part takes more lines.
const MOST_LINES: usize = 8;
/// A line of one has no more characters.
const LONGEST: usize = 14;
/// A shorter word may be a value.
const SHORTEST: usize = 3;
/// No table that a title stands beside has more rows.
const MOST_ROWS: usize = 40;
/// What stands right of something may reach so far into it, in line heights.
const SLACK: f64 = 0.2;
/// Lines of one heading share so much of the narrower one.
const IN_COLUMN: f64 = 0.5;
/// Lines of one heading are no farther apart, nor is a heading on a line of its own from the rows that it stands beside, in line heights.
const NEAR: f64 = 2.0;

/// The rows without the headings beside them, and the lines of these; `None` without any. They name no value.
pub(crate) fn without_sides(rows: &[Row], line_height: f64) -> Option<(Vec<Row>, Vec<LineId>)> {
    // Every such heading has one of these, and one of two if the other was misread; of most texts no more is asked.
    const SIGNS: [char; 4] = ['信', '息', '表', '现'];
    let is_band =
        |text: &str| text.contains(SIGNS) && text.chars().count() > SHORTEST && heading::parts(&Said::new(text)) == Some(Heading::Band);
    let sides: FxHashSet<usize> = beside(rows, line_height, &SIGNS, is_band).into_iter().flatten().collect();
    if sides.is_empty() {
        return None;
    }
    let set_aside = sides.iter().filter_map(|n| rows.get(*n)?.cells.first()).flat_map(Cell::lines).collect();
    let rest = |(n, row): (usize, &Row)| Row { cells: row.cells.iter().skip(usize::from(sides.contains(&n))).cloned().collect() };
    Some((rows.iter().enumerate().map(rest).filter(|row| !row.cells.is_empty()).collect(), set_aside))
}

/// The rows, with the titles of sections that stand beside their tables in rows of their own above these.
///
/// Each stands at half the height of its table, which so tells where that ends: where the next one begins, or another title stands.
pub(crate) fn lifted(rows: Vec<Row>, line_height: f64) -> Vec<Row> {
    /// The names of summaries end so; no other title is as sure beside a table.
    const ENDS: [&str; 2] = ["汇总", "汇总信息"];
    let named = |text: &str| ENDS.iter().any(|end| text.ends_with(end)) && is_title(text);
    let groups = beside(&rows, line_height, &['总'], named);
    if groups.is_empty() {
        return rows;
    }
    let mut above: Vec<Option<Row>> = rows.iter().map(|_| None).collect();
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    let mut from = 0;
    for (n, group) in groups.iter().enumerate() {
        let next = groups.get(n + 1).and_then(|g| g.first()).copied().unwrap_or(rows.len());
        if let Some((first, last)) = table(&rows, group, (from, next), line_height) {
            let cells = group.iter().filter_map(|n| rows.get(*n)?.cells.first().cloned()).collect();
            if let Some(row) = above.get_mut(first) {
                *row = Some(Row { cells });
            }
            taken.extend(group);
            from = last + 1;
        }
    }
    let mut out = Vec::with_capacity(rows.len());
    for ((n, mut row), title) in rows.into_iter().enumerate().zip(above) {
        out.extend(title);
        if taken.contains(&n) {
            row.cells.remove(0);
        }
        out.extend((!row.cells.is_empty()).then_some(row));
    }
    out
}

/// The first and the last row of the table that some first cells stand beside, among those rows; its middle is theirs.
fn table(rows: &[Row], own: &[usize], (from, next): (usize, usize), line_height: f64) -> Option<(usize, usize)> {
    /// The middles are no farther apart, in line heights.
    const OFF: f64 = 0.8;
    let cells: Vec<&Cell> = own.iter().filter_map(|n| rows.get(*n)?.cells.first()).collect();
    let (top, bottom) = (cells.first()?, cells.last()?);
    let place = cells.iter().map(|c| c.place).reduce(|a: Rect, b| a.union(&b))?;
    let middle = (top.at() + bottom.at()) / 2.0;
    // What the table has of a row.
    let rest = |n: usize| {
        let row = rows.get(n)?;
        let cells = row.cells.get(usize::from(own.contains(&n))..).filter(|cells| !cells.is_empty())?;
        let right = cells.iter().all(|c| c.place.x0 > place.x1 - SLACK * line_height && c.page == top.page);
        // The name of a row without values is a title's words: `非循环贷账户`, and dashes.
        let blank = || cells.iter().any(|c| is_dashes(&c.text));
        (right && (!is_title(&row.text()) || blank())).then_some(cells)
    };
    let of_table = |n: &usize| own.contains(n) && rows.get(*n).is_some_and(|row| row.cells.len() == 1) || rest(*n).is_some();
    let first = *own.first()?;
    let begin = (from..first).rev().take(MOST_ROWS).take_while(of_table).last().unwrap_or(first);
    let end = (first..next).take(MOST_ROWS).take_while(of_table).last()?;
    let at = |n: usize| rest(n).map(|cells| cells.iter().map(Cell::at).sum::<f64>() / cells.len() as f64);
    let begins = (begin..=end).find_map(at)?;
    let off = |n: &usize| at(*n).map_or(f64::MAX, |end| ((begins + end) / 2.0 - middle).abs());
    let last = (first..=end).min_by(|a, b| off(a).total_cmp(&off(b)))?;
    (off(&last) < OFF * line_height && last > begin).then_some((begin, last))
}

/// The first cells of rows that stand, line by line, beside what is level with them and say together what `is` asks for: on a row's line,
/// between two rows, or over several, with one of some signs. Whatever stands level with them stands right of them.
fn beside(rows: &[Row], line_height: f64, signs: &[char], is: impl Fn(&str) -> bool) -> Vec<Vec<usize>> {
    let first = |n: &usize| rows.get(*n)?.cells.first();
    let may_be = |c: &Cell| c.text.length() <= LONGEST && c.text.chars().all(|c| is_han(c) || c.is_whitespace() || "（）()".contains(c));
    let lines: Vec<usize> = (0..rows.len()).filter(|n| first(n).is_some_and(may_be)).collect();
    let has_sign = |c: &Cell| signs.iter().any(|sign| c.text.signs().may_have(*sign));
    // Which of the lines have one of the signs: those of nearly all groups have none.
    let signed: Vec<usize> = lines.iter().enumerate().filter(|(_, n)| first(n).is_some_and(has_sign)).map(|(k, _)| k).collect();
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    let (mut own, mut text): (Vec<(usize, &Cell)>, String) = Default::default();
    for (k, n) in lines.iter().enumerate() {
        let next = signed.partition_point(|signed| *signed < k);
        if signed.get(next).is_none_or(|signed| *signed > k + MOST_LINES) {
            continue;
        }
        let Some(top) = first(n).filter(|_| !taken.contains(n)) else { continue };
        own.clear();
        own.push((*n, top));
        let mut last = top;
        for n in lines.iter().skip(k + 1).take(MOST_LINES) {
            let Some(next) = first(n).filter(|c| c.at() - last.at() < NEAR * line_height && c.page == last.page) else { break };
            if !next.place.shares_width(&top.place, IN_COLUMN) {
                continue;
            }
            own.push((*n, next));
            last = next;
        }
        if !own.iter().any(|(_, c)| has_sign(c)) {
            continue;
        }
        text.clear();
        let mut found = 0;
        for ((_, cell), lines) in own.iter().zip(1..) {
            text.push_str(cell.text.trim());
            found = if is(&text) { lines } else { found };
        }
        if found == 0 {
            continue;
        }
        let own: Vec<usize> = own.iter().take(found).map(|(n, _)| *n).collect();
        if stands_beside(rows, &own, line_height) {
            taken.extend(own.iter().copied());
            out.push(own);
        }
    }
    out
}

/// Whether the first cells of some rows stand left of all that is level with them; if nothing is, of the rows right above and below.
fn stands_beside(rows: &[Row], own: &[usize], line_height: f64) -> bool {
    let cells = || own.iter().filter_map(|n| rows.get(*n)?.cells.first());
    let (Some(top), Some(bottom)) = (cells().next(), cells().next_back()) else { return false };
    let Some(place) = cells().map(|c| c.place).reduce(|a: Rect, b| a.union(&b)) else { return false };
    let right_of = |row: &Row, skip: usize| row.cells.iter().skip(skip).all(|c| c.place.x0 > place.x1 - SLACK * line_height);
    let (Some(from), Some(to)) = (own.first(), own.last()) else { return false };
    let within = |n: &usize| rows.get(*n).map(|row| (row, usize::from(own.contains(n)))).filter(|(row, skip)| row.cells.len() > *skip);
    let mut level = (*from..=*to).filter_map(|n| within(&n)).peekable();
    if level.peek().is_some() {
        return level.all(|(row, skip)| right_of(row, skip));
    }
    let near = |row: Option<&Row>, cell: &Cell| {
        let row = row.filter(|row| row.cells.first().is_some_and(|c| (c.at() - cell.at()).abs() < NEAR * line_height));
        row.filter(|row| right_of(row, 0)).map_or(0, |row| row.cells.len())
    };
    // A head over several columns, or the last line of one, stands alone in its row.
    let (above, below) = (near(from.checked_sub(1).and_then(|n| rows.get(n)), top), near(rows.get(to + 1), bottom));
    above.min(below) > 0 && above.max(below) > 1
}
