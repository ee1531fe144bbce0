//! 查询记录 of the brief version: one line of print for each query, so that the day beside it is its anchor.

use rustc_hash::FxHashMap;

use crate::layout::columns::owned;
use crate::layout::{Cell, LEVEL, Row, median};
use crate::lexis::label::Labels;
use crate::lexis::sentence;
use crate::lexis::text::{fold_width, is_han};
use crate::model::field::Probe;
use crate::model::query::Query;
use crate::model::{AnyRecord, Flag, Kind, Record};

use super::super::bands::Context;
use super::super::column::read_column;
use super::super::further::number;
use super::super::numbers::{NUMBER, record_number, record_number_at, retain_next, with_lost};
use super::super::pair::abreast;
use super::super::running;
use super::super::{Trace, heading, lines};

/// A cell with its column, and whether that was told without its head.
struct Placed {
    column: usize,
    cell: Cell,
    unheaded: bool,
}

/// Where a query stands, and on which page.
type Anchor = (f64, u32);

/// A head: which field it is of, and where it stands.
type Head = (usize, f64);

/// A row of heads, with the cells under it.
type Table = (Vec<Head>, Vec<Cell>);

/// queries := (head+ (number day institution reason)*)*
///
/// `false` where no head is printed.
pub(crate) fn queries(rows: &[Row], context: &Context, out: &mut Vec<Query>, trace: &mut Trace) -> bool {
    let em = running::em(rows).unwrap_or(context.line_height);
    let tables = tables(rows, em, trace);
    if tables.is_empty() {
        return false;
    }
    let tables = tables.into_iter().map(|tables| read(tables, em, context)).collect();
    let queries = abreast(tables, em, number);
    out.extend(with_lost(queries.into_iter().map(|(_, query)| query).collect(), number));
    true
}

/// The queries of tables one under the other, each with its place.
fn read(tables: Vec<Table>, em: f64, context: &Context) -> Vec<(f64, Query)> {
    let position = |label: &str| Query::position_of(label).unwrap_or(0);
    let table = |(heads, cells): Table| numbers_back(place(&heads, cells, em), position(NUMBER), em);
    let placed: Vec<Placed> = tables.into_iter().flat_map(table).collect();
    let anchors = anchors(&placed, position(NUMBER), position("查询日期"), em);
    let mut own: Vec<Vec<Vec<Cell>>> = vec![vec![Vec::new(); Query::FIELDS.len()]; anchors.len()];
    let mut unheaded = vec![vec![false; Query::FIELDS.len()]; anchors.len()];
    for column in 0..Query::FIELDS.len() {
        let cells: Vec<&Placed> = placed.iter().filter(|p| p.column == column).collect();
        let drift = drift(&cells, &anchors);
        for (p, n) in cells.iter().zip(owners(&cells, &anchors, drift, context)) {
            if let (Some(cells), Some(flag)) =
                (own.get_mut(n).and_then(|r| r.get_mut(column)), unheaded.get_mut(n).and_then(|r| r.get_mut(column)))
            {
                cells.push(p.cell.clone());
                *flag |= p.unheaded;
            }
        }
    }
    let mut queries: Vec<(f64, Query)> = Vec::new();
    for ((columns, unheaded), anchor) in own.iter().zip(&unheaded).zip(&anchors) {
        let mut query = Query::default();
        let lacking = lines::lacking(columns, |n, cells| query.field(n).is_some_and(|f| lines::may_lack(f, cells)), context);
        for (n, ((cells, unheaded), lacks)) in columns.iter().zip(unheaded).zip(lacking).enumerate() {
            let flags: Vec<Flag> = [unheaded.then_some(Flag::LostLabel), lacks.then_some(Flag::CutShort)].into_iter().flatten().collect();
            if let Some(field) = query.field_mut(n).filter(|_| !cells.is_empty()) {
                read_column(field, cells, &flags, context);
            }
        }
        queries.push((anchor.0, query));
    }
    queries
}

/// The rows of heads, each with the cells under it; of tables that stand side by side, those of each.
fn tables(rows: &[Row], em: f64, trace: &mut Trace) -> Vec<Vec<Table>> {
    let labels = Labels::new(
        Query::FIELDS.iter().enumerate().flat_map(|(n, f)| [f.label].into_iter().chain(f.spellings.iter().copied()).map(move |l| (n, l))),
    );
    let mut tables: Vec<Vec<Table>> = Vec::new();
    // Where the tables side by side end, but for the last one.
    let mut borders: Vec<f64> = Vec::new();
    for row in rows {
        let found: Vec<(usize, &Cell)> = row.cells.iter().filter_map(|c| Some((labels.find(c.key())?.label, c))).collect();
        if found.len() >= 2 {
            let parts = parts(&found);
            borders = parts.windows(2).filter_map(|w| if let [a, b] = w { border(a, b) } else { None }).collect();
            tables.resize_with(tables.len().max(parts.len()), Vec::new);
            for (tables, heads) in tables.iter_mut().zip(&parts) {
                tables.push((heads.iter().map(|(n, c)| (*n, c.place.center_x())).collect(), Vec::new()));
            }
            trace.labels.extend(found.iter().flat_map(|(_, c)| c.lines()));
        } else if heading::is_empty(row) {
            trace.prose.extend(row.cells.iter().flat_map(|c| c.lines()));
        } else {
            let table = |c: &Cell| borders.partition_point(|border| *border < c.place.center_x());
            let mut last = None;
            for cell in row.cells.iter().filter(|c| has_signs(c)) {
                let own = table(cell);
                let Some((heads, cells)) = tables.get_mut(own).and_then(|t| t.last_mut()) else { continue };
                let pieces = apart(cell, heads, em, last.replace(own) != Some(own));
                // Cells that ran together are as wide as large print.
                if pieces.len() > 1 || !running::is_noise(cell, em) {
                    cells.extend(pieces);
                }
            }
        }
    }
    tables
}

/// The heads of a row, those of each of its tables: two stand side by side where all heads come again in their order.
fn parts<'c>(found: &[(usize, &'c Cell)]) -> Vec<Vec<(usize, &'c Cell)>> {
    let fields = |heads: &[(usize, &Cell)]| heads.iter().map(|h| h.0).collect::<Vec<_>>();
    let half = found.len() / 2;
    let (left, right) = found.split_at(half);
    match half > 1 && fields(left) == fields(right) {
        true => vec![left.to_vec(), right.to_vec()],
        false => vec![found.to_vec()],
    }
}

/// Where the left of two tables ends: in the middle between their heads.
fn border(left: &[(usize, &Cell)], right: &[(usize, &Cell)]) -> Option<f64> {
    Some((left.last()?.1.place.x1 + right.first()?.1.place.x0) / 2.0)
}

/// A cell that lies under several heads as its pieces: a number and a day are cut off at its beginning, a reason at its end. So are
/// a number and its day at the left of a row wherever they stand: a number of one digit begins behind the middle of its head.
fn apart(cell: &Cell, heads: &[Head], em: f64, leftmost: bool) -> Vec<Cell> {
    /// No day and no reason has more characters, no name fewer.
    const DAY: usize = 16;
    const REASON: usize = 24;
    const NAME: usize = 3;
    let covers = |h: &&Head| (cell.place.x0 - em..cell.place.x1).contains(&h.1);
    let covered: Vec<usize> = heads.iter().filter(covers).map(|h| h.0).collect();
    let chars: Vec<char> = cell.text.chars().map(fold_width).collect();
    let text = |from: usize, to: usize| chars.iter().take(to).skip(from).copied().filter_map(sentence::plain).collect::<String>();
    if covered.len() < 2 && !leftmost {
        // Behind a blank a reason may begin before its head.
        let blank = chars.iter().rposition(|c| c.is_whitespace()).filter(|at| *at >= NAME && fits_reason(&text(*at, chars.len())));
        return blank.map_or_else(|| vec![cell.clone()], |at| cell.slices([(0, at), (at + 1, chars.len())]));
    }
    /// How many digits a year has.
    const YEAR: usize = 4;
    // Of a number right before its day the last digits are the year's.
    let number = match chars.iter().take_while(|c| c.is_ascii_digit()).count() {
        n @ 1..=3 => n,
        n @ 5..=7 => n - YEAR,
        _ => 0,
    };
    let day = (number..chars.len().min(number + DAY) + 1).rev().find(|to| sentence::only_day(&text(number, *to))).unwrap_or(number);
    if covered.len() < 2 && (number == 0 || day == number) {
        return vec![cell.clone()];
    }
    let ends = |from: &usize| fits_reason(&text(*from, chars.len()));
    let under_reason = covered.iter().any(|f| Query::FIELDS.get(*f).is_some_and(|f| f.kind == Kind::Word));
    let first = chars.len().saturating_sub(REASON).max(day + NAME);
    let reason = (first..chars.len()).find(ends).filter(|_| under_reason).unwrap_or(chars.len());
    let cuts = [0, number, day, reason, chars.len()];
    cell.slices(cuts.windows(2).filter_map(|w| if let [from, to] = w { (from < to).then_some((*from, *to)) } else { None }))
}

/// Puts cells under their heads. Where a head was lost, its column is where cells stand that read as its values, and not as
/// those of the head that is nearest to them. Full rows tell where columns lie: heads may stand at one edge of theirs, and values at
/// the other.
fn place(heads: &[Head], cells: Vec<Cell>, em: f64) -> Vec<Placed> {
    let mut all = heads.to_vec();
    for field in (0..Query::FIELDS.len()).filter(|f| heads.iter().all(|h| h.0 != *f)) {
        let own = |c: &&Cell| fits(field, &c.text) && under(heads, c).is_some_and(|head| !fits(head, &c.text));
        let mut places: Vec<f64> = cells.iter().filter(own).map(|c| c.place.center_x()).collect();
        all.extend(median(&mut places).map(|at| (field, at)));
    }
    let columns = full_rows(&all, &cells, em);
    let column = |cell: &Cell| columns.as_ref().map_or_else(|| under(&all, cell), |columns| within(columns, cell));
    let is_lost = |column: usize| heads.iter().all(|h| h.0 != column);
    let placed = |cell: Cell| column(&cell).map(|column| Placed { column, cell, unheaded: is_lost(column) });
    cells.into_iter().filter_map(placed).collect()
}

/// Gives numbers to their column that stand left of all words under whose head they were put, by themselves or at the beginning of a line: a
/// column of numbers may be filled from the right. They count one by one.
fn numbers_back(placed: Vec<Placed>, field: usize, em: f64) -> Vec<Placed> {
    /// So far a number may reach over the edge of the words, in widths of a character.
    const OVER: f64 = 0.6;
    /// Words so near above and below tell where the words of its column begin.
    const NEAR: f64 = 4.0;
    const ASKED: usize = 12;
    let mut words: Vec<Vec<(f64, f64)>> = vec![Vec::new(); Query::FIELDS.len()];
    for p in placed.iter().filter(|p| !p.cell.text.starts_with(|c: char| c.is_ascii_digit())) {
        words.get_mut(p.column).into_iter().for_each(|words| words.push((p.cell.at(), p.cell.place.x0)));
    }
    words.iter_mut().for_each(|words| words.sort_by(|a, b| a.0.total_cmp(&b.0)));
    // On a photographed page the edge of a column stands elsewhere at its head and at its foot.
    let edge = |column: usize, at: f64| {
        let words = words.get(column)?;
        let near = words.get(words.partition_point(|w| w.0 < at - NEAR * em)..)?.iter().take(ASKED).take_while(|w| w.0 <= at + NEAR * em);
        near.map(|w| w.1).min_by(f64::total_cmp)
    };
    let own = placed.iter().filter(|p| p.column == field).filter_map(|p| Some((p.cell.at(), record_number(&p.cell.text)?)));
    let parts = |(n, p): (usize, &Placed)| {
        let edge = edge(p.column, p.cell.at()).filter(|_| p.column != field)?;
        let to = record_number(&p.cell.text).map(|_| p.cell.text.chars().count()).or_else(|| record_number_at(&p.cell.text))?;
        let number = p.cell.slice(0, to);
        (number.place.x1 < edge + OVER * em).then_some((n, (number, to)))
    };
    let mut found: Vec<(usize, (Cell, usize))> = placed.iter().enumerate().filter_map(parts).collect();
    retain_next(&mut found, |(_, (number, _))| Some((number.at(), record_number(&number.text)?)), own);
    let mut found: FxHashMap<usize, (Cell, usize)> = found.into_iter().collect();
    let mut out = Vec::with_capacity(placed.len() + found.len());
    for (n, mut p) in placed.into_iter().enumerate() {
        if let Some((number, to)) = found.remove(&n) {
            out.push(Placed { column: field, cell: number, unheaded: p.unheaded });
            let length = p.cell.text.chars().count();
            if to == length {
                continue;
            }
            p.cell = p.cell.slice(to, length);
        }
        out.push(p);
    }
    out
}

/// A column: its field, and where it begins and ends.
type Column = (usize, f64, f64);

/// Where columns lie, as the rows tell that have a value for each head, each one of its field; `None` where there are none, or the columns
/// that they tell run into each other.
fn full_rows(heads: &[Head], cells: &[Cell], em: f64) -> Option<Vec<Column>> {
    let mut heads = heads.to_vec();
    heads.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut columns: Vec<Column> = heads.iter().map(|h| (h.0, f64::MAX, f64::MIN)).collect();
    let mut order: Vec<&Cell> = cells.iter().collect();
    order.sort_by(|a, b| a.at().total_cmp(&b.at()));
    for row in order.chunk_by_mut(|a, b| b.at() - a.at() < LEVEL * em).filter(|row| row.len() == heads.len()) {
        row.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
        if row.iter().zip(&heads).all(|(cell, head)| fits(head.0, &cell.text)) {
            for (column, cell) in columns.iter_mut().zip(row.iter()) {
                (column.1, column.2) = (column.1.min(cell.place.x0), column.2.max(cell.place.x1));
            }
        }
    }
    let told = columns.iter().all(|c| c.1 < c.2) && columns.windows(2).all(|w| matches!(w, [a, b] if a.2 < b.1 + LEVEL * em));
    told.then_some(columns)
}

/// The field of the column that a cell lies in most, or lies nearest to.
fn within(columns: &[Column], cell: &Cell) -> Option<usize> {
    let shared = |c: &Column| c.2.min(cell.place.x1) - c.1.max(cell.place.x0);
    columns.iter().max_by(|a, b| shared(a).total_cmp(&shared(b))).map(|c| c.0)
}

/// The field of the head that stands nearest over a cell.
fn under(heads: &[Head], cell: &Cell) -> Option<usize> {
    let off = |h: &&Head| (h.1 - cell.place.center_x()).abs();
    heads.iter().min_by(|a, b| off(a).total_cmp(&off(b))).map(|h| h.0)
}

/// Who asked for the person's own queries.
const OWN: &str = "本人";

/// Whether a text reads as a value of a field: of an institution, if it has Chinese characters and is no reason.
fn fits(field: usize, text: &str) -> bool {
    /// No institution has fewer, and no number of a query more signs.
    const INSTITUTION: usize = 3;
    const NUMBER: usize = 3;
    let blank = Query::default();
    let probe = |f: usize| blank.field(f).map_or(Probe::Unreadable, |f| f.probe(text));
    let is_reason = || fits_reason(text);
    match Query::FIELDS.get(field).map(|f| f.kind) {
        Some(Kind::Institution) => {
            let is_long = text.chars().filter(|c| is_han(*c)).count() >= INSTITUTION;
            text.trim() == OWN || is_long && !is_reason() && !begins_with_century(text)
        }
        Some(Kind::Count) => text.trim().len() <= NUMBER && probe(field) == Probe::Clean,
        Some(Kind::Word) => is_reason(),
        Some(_) => probe(field) > Probe::Unknown,
        None => false,
    }
}

fn fits_reason(text: &str) -> bool {
    let reason = Query::FIELDS.iter().position(|f| f.kind == Kind::Word);
    reason.and_then(|f| Query::default().field(f).map(|f| f.probe(text) == Probe::Clean)).unwrap_or(false)
}

/// Whether a cell has more than strokes of a ruling or scraps of a stamp.
fn has_signs(cell: &Cell) -> bool {
    cell.text.chars().map(fold_width).any(|c| is_han(c) || c.is_ascii_alphanumeric() || c == '-')
}

/// Where the queries stand: at their days, or at their numbers where the day was not read.
fn anchors(placed: &[Placed], number: usize, date: usize, em: f64) -> Vec<Anchor> {
    /// A number whose day was read stands no farther off it, in widths of a character.
    const OFF: f64 = 1.2;
    let at = |p: &Placed| (p.cell.at(), p.cell.page);
    let days = placed.iter().filter(|p| p.column == date && begins_with_century(&p.cell.text));
    let mut out: Vec<Anchor> = days.map(at).collect();
    out.sort_by(|a, b| a.0.total_cmp(&b.0));
    let numbers = placed.iter().filter(|p| p.column == number && p.cell.text.has_digit());
    let lost: Vec<Anchor> = numbers.map(at).filter(|at| nearest(&out, at.0).is_none_or(|(_, off)| off.abs() > OFF * em)).collect();
    out.extend(lost);
    out.sort_by(|a, b| a.0.total_cmp(&b.0));
    out
}

/// How much lower than the days a column of a skewed scan stands: told by the queries that have one line there, or by the middles of
/// the lines of each.
fn drift(cells: &[&Placed], anchors: &[Anchor]) -> f64 {
    let mut offs: Vec<Vec<f64>> = vec![Vec::new(); anchors.len()];
    for (n, off) in cells.iter().filter_map(|p| nearest(anchors, p.cell.at())) {
        offs.get_mut(n).into_iter().for_each(|o| o.push(off));
    }
    let middle = |offs: &[f64]| {
        let (low, high) = offs.iter().fold((f64::MAX, f64::MIN), |(low, high), off| (low.min(*off), high.max(*off)));
        (low + high) / 2.0
    };
    let mut single: Vec<f64> = offs.iter().filter(|o| o.len() == 1).map(|o| middle(o)).collect();
    let mut all: Vec<f64> = offs.iter().filter(|o| !o.is_empty()).map(|o| middle(o)).collect();
    median(&mut single).or_else(|| median(&mut all)).unwrap_or(0.0)
}

/// The query that each cell of a column belongs to: the nearest; where there are more lines than queries, names go on over several, and
/// the lines of each stand around its query.
fn owners(cells: &[&Placed], anchors: &[Anchor], drift: f64, context: &Context) -> Vec<usize> {
    if cells.len() <= anchors.len() {
        return cells.iter().map(|p| nearest(anchors, p.cell.at() - drift).map_or(0, |n| n.0)).collect();
    }
    let level = |p: &&Placed| Cell { strip: p.cell.strip - drift, ..p.cell.clone() };
    let mut lines: Vec<(usize, Cell)> = cells.iter().map(level).enumerate().collect();
    lines.sort_by(|a, b| a.1.at().total_cmp(&b.1.at()));
    let (order, lines): (Vec<usize>, Vec<Cell>) = lines.into_iter().unzip();
    let owned = owned(&[lines], anchors, context.fill, context.line_height);
    let mut out: Vec<(usize, usize)> = order.into_iter().zip(owned.into_iter().flatten()).collect();
    out.sort_unstable();
    out.into_iter().map(|(_, n)| n).collect()
}

/// Whether a text begins as a day of this century or the last.
fn begins_with_century(text: &str) -> bool {
    let plain: String = text.chars().filter_map(sentence::plain).collect();
    plain.starts_with("19") || plain.starts_with("20")
}

/// The nearest of some sorted places, and how far a place lies behind it.
fn nearest(anchors: &[Anchor], at: f64) -> Option<(usize, f64)> {
    let above = anchors.partition_point(|a| a.0 < at);
    let candidates = [above.checked_sub(1), Some(above)];
    let offs = candidates.into_iter().flatten().filter_map(|n| Some((n, at - anchors.get(n)?.0)));
    offs.min_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    #[test]
    fn a_reason_behind_a_blank_is_none_of_the_name() {
        let heads = [(1, 40.0), (2, 324.0), (3, 483.0)];
        let parts = |text: &str| {
            let cell = Cell::new(text, crate::document::Rect::new(246.0, 0.0, 442.0, 10.0));
            apart(&cell, &heads, 9.0, false).iter().map(|c| c.text.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(parts("某某自治区某某县某某镇农村 融资审批"), ["某某自治区某某县某某镇农村", "融资审批"]);
        assert_eq!(parts("某某自治区某某县某某镇农村 商业银行"), ["某某自治区某某县某某镇农村 商业银行"]);
    }

    #[test]
    fn numbers_beside_the_words_behind_them_are_of_their_own_column() {
        let position = |label: &str| Query::position_of(label).unwrap_or(0);
        let (number, name) = (position("编号"), position("查询机构"));
        let placed = |text: &str, x0: f64, y: f64| {
            let width: f64 = text.chars().map(|c| if is_han(c) { 10.0 } else { 5.0 }).sum();
            Placed { column: name, cell: Cell::new(text, Rect::new(x0, y, x0 + width, y + 10.0)), unheaded: false }
        };
        let read = |cells: Vec<Placed>| {
            let of = |column: usize, all: &[Placed]| {
                all.iter().filter(|p| p.column == column).map(|p| p.cell.text.to_string()).collect::<Vec<_>>()
            };
            let all = numbers_back(cells, number, 10.0);
            (of(number, &all), of(name, &all))
        };
        let cells = vec![
            placed("1", 90.0, 5.0),
            placed("某某银行", 100.0, 0.0),
            placed("2某某公司", 95.0, 30.0),
            placed("3", 95.0, 60.0),
            placed("某某", 100.0, 65.0),
        ];
        assert_eq!(read(cells), (vec!["1".into(), "2".into(), "3".into()], vec!["某某银行".into(), "某某公司".into(), "某某".into()]));
        let cells = vec![placed("某某银行", 100.0, 0.0), placed("7号支行", 95.0, 15.0)];
        assert_eq!(read(cells).0, [""; 0], "no number goes before it");
        let cells = vec![placed("某某银行", 100.0, 0.0), placed("1号支行", 112.0, 15.0)];
        assert_eq!(read(cells).0, [""; 0], "it stands among the words");
    }
}
