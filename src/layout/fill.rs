//! Where in their rows the cells of tables are filled: their lines stand in the middle, at the top or at the bottom.

use super::{CELL_LINES, Cell, Row, median};

/// Where in their row the lines of a cell stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Fill {
    #[default]
    Middle,
    Top,
    Bottom,
}

impl Fill {
    /// All of them.
    pub(crate) const ALL: [Fill; 3] = [Fill::Middle, Fill::Top, Fill::Bottom];

    /// The place of a cell whose lines stand between two heights that its row is known by.
    pub(crate) fn at(self, first: f64, last: f64) -> f64 {
        match self {
            Fill::Middle => (first + last) / 2.0,
            Fill::Top => first,
            Fill::Bottom => last,
        }
    }
}

/// So many witnesses are enough, and so large a part of them must agree.
const FEWEST: usize = 5;
const PART: f64 = 0.8;
/// Edges are hardly alike by chance.
const FEW_EDGES: usize = 3;
/// Wider rows are grids, which tell nothing; of so many cells of two lines more would tell no more.
const WIDEST: usize = 24;
const STACKS: usize = 300;
/// A line that goes on in another has no fewer characters.
const SHORTEST: usize = 3;
/// How far beside the first line, the second, or their middle a witness stands at the most, in the way from one to the other: less than
/// half the way to the next of these places.
const BESIDE: f64 = 0.15;
/// The second line of a cell stands in one of so many rows below its first, and what stands beside the two, or near them, in so many before
/// and behind: cells of other heights part rows.
const BELOW: usize = 4;
const BEHIND: usize = 9;
/// The lines of one cell differ no more in where they begin, end or have their middle, in line heights.
const FLUSH: f64 = 0.3;
/// A line tells where lines end only if it is so much shorter than the one above it, in line heights.
const SHORTER: f64 = 2.0;
/// The lines of one cell stand no nearer to each other, in line heights.
const LEAST: f64 = 0.9;
/// The lines of one cell differ in their distances by less; one in so many may be nearer, for a scrap stands below it.
const CLOSE: f64 = 1.2;
const SCRAPS: usize = 8;
/// What stands farther off than this part of the distance between two lines is no line of theirs; where lines are wide apart, the
/// room between rows is less against them.
const APART: f64 = 1.35;
const WIDE_APART: f64 = 1.1;

/// How a report's tables are filled: told by cells of one line that stand beside cells of two; `None` where there are few of them, or
/// they do not agree. And whether the lines of a cell end at its right edge, told by those of two lines. Values are asked first: labels
/// (`is_heading`) may stand otherwise in their rows.
pub(crate) fn usual(rows: &[Row], line_height: f64, is_heading: fn(&str) -> bool) -> (Option<Fill>, bool) {
    let [all, near] = witnesses(rows, line_height, (CELL_LINES, [APART, WIDE_APART]), |_, _, _| true);
    let [others, right] = all.edges;
    let is_right = right >= FEW_EDGES && right as f64 >= PART * (right + others) as f64;
    // Heads over what they are over bear false witness: the cells whose lines stand closest, also those near others, come first.
    let drops = |of: &dyn Fn(&Stack<'_>) -> bool| {
        near.cells.each_ref().map(|cells| cells.iter().filter(|s| of(s)).map(|s| s.drop).collect::<Vec<f64>>())
    };
    let values = || voted(&closest(drops(&|s| !is_heading(&joined(s.upper, s.lower)))));
    let close = || values().or_else(|| voted(&closest(drops(&|_| true))));
    (close().or_else(|| voted(&all.drops)), is_right)
}

/// How cells are filled, if most of those asked agree.
fn voted(drops: &[Vec<f64>; 3]) -> Option<Fill> {
    let all: usize = drops.iter().map(Vec::len).sum();
    let told = |(_, drops): &(Fill, &Vec<f64>)| drops.len() >= FEWEST && drops.len() as f64 >= PART * all as f64;
    Fill::ALL.into_iter().zip(drops).find(told).map(|t| t.0)
}

/// The cells whose two lines stand closest: of others the upper may be a head, and the lower what it is over.
fn closest(mut drops: [Vec<f64>; 3]) -> [Vec<f64>; 3] {
    let mut all: Vec<f64> = drops.iter().flatten().copied().collect();
    all.sort_by(f64::total_cmp);
    let least = all.get(all.len() / SCRAPS).copied().unwrap_or(0.0);
    drops.iter_mut().for_each(|drops| drops.retain(|d| *d < CLOSE * least));
    drops
}

/// How far apart the lines of one cell stand where few stand as near as [`CELL_LINES`]: told by cells of one line that stand beside
/// the middle of two, all of which are as far apart. Where labels (`is_heading`) stand at one edge of their columns and values under them at
/// the other, each label has the next one below it and values beside the middle of both, and each value likewise: a label is no line of
/// something, and tells nothing of values.
pub(crate) fn wide_pitch(rows: &[Row], line_height: f64, is_heading: fn(&str) -> bool) -> Option<f64> {
    /// No print is set wider.
    const WIDEST_LINES: f64 = 4.0;
    const SAME: f64 = 0.06;
    let alike = |upper: &Cell, lower: &Cell, witness: &Cell| {
        let is = |c: &Cell| is_heading(c.text.trim());
        !is(upper) && !is(lower) && is(witness) == is_heading(&joined(upper, lower))
    };
    let [Witnesses { drops: [mut drops, ..], .. }] = witnesses(rows, line_height, (WIDEST_LINES, [WIDE_APART]), alike);
    let pitch = median(&mut drops)?;
    let same = drops.iter().filter(|d| (*d / pitch - 1.0).abs() < SAME).count();
    let wide = pitch > CELL_LINES * line_height;
    (wide && same >= FEWEST && same as f64 >= PART * drops.len() as f64).then_some(pitch)
}

/// Two lines that one cell may be of.
#[derive(Clone, Copy)]
struct Stack<'r> {
    upper: &'r Cell,
    lower: &'r Cell,
    /// How far apart they stand.
    drop: f64,
}

/// What the cells of two lines tell.
#[derive(Default)]
struct Witnesses<'r> {
    /// The distances of the two lines, for each cell of one line that stands beside their middle, beside the first and beside the
    /// second.
    drops: [Vec<f64>; 3],
    /// The cells of two lines that all witnesses stand beside alike, once each.
    cells: [Vec<Stack<'r>>; 3],
    /// How many lower lines end elsewhere, and at the right edge.
    edges: [usize; 2],
    /// How many cells of two lines were asked.
    asked: usize,
}

/// Asks the cells of two lines that are no farther apart than `reach`, and those beside them that may tell of them (`tells`), for each
/// part of their distance within which nothing else may stand (`apart`).
fn witnesses<'r, const N: usize>(
    rows: &'r [Row],
    line_height: f64,
    (reach, apart): (f64, [f64; N]),
    tells: impl Fn(&Cell, &Cell, &Cell) -> bool,
) -> [Witnesses<'r>; N] {
    let mut out: [Witnesses<'r>; N] = std::array::from_fn(|_| Witnesses::default());
    let ats: Vec<f64> = rows.iter().map(Row::at).collect();
    let lines: Vec<Line<'_>> = rows.iter().map(Line::of).collect();
    for (n, row) in rows.iter().enumerate().filter(|(_, row)| is_narrow(row)) {
        if out.iter().all(|told| told.asked > STACKS) {
            break;
        }
        let open = out.each_ref().map(|told| told.asked <= STACKS);
        let below = rows.get(n + 1..).unwrap_or_default().iter().zip(ats.get(n + 1..).unwrap_or_default()).take(BELOW);
        let window = lines.get(n.saturating_sub(BELOW)..rows.len().min(n + BEHIND)).unwrap_or_default();
        for upper in row.cells.iter().filter(|c| has_words(c) && c.text.length() >= SHORTEST) {
            let near = below.clone().take_while(|(_, at)| **at - upper.at() < reach * line_height).map(|(row, _)| row);
            let next = near.filter(|row| is_narrow(row)).flat_map(|r| &r.cells);
            let Some(lower) = next.filter(|c| is_next(upper, c, line_height)).min_by(|a, b| a.at().total_cmp(&b.at())) else { continue };
            let stack = Stack { upper, lower, drop: lower.at() - upper.at() };
            if stack.drop < LEAST * line_height {
                continue;
            }
            for ((told, apart), _) in out.iter_mut().zip(apart).zip(open).filter(|(_, open)| *open) {
                told.ask(stack, window, (apart * stack.drop, line_height), &tells);
            }
        }
    }
    out
}

impl<'r> Witnesses<'r> {
    /// Asks what stands beside two lines of the rows in a window, if nothing else stands within `reach` of them in their column.
    fn ask(
        &mut self,
        stack: Stack<'r>,
        window: &[Line<'_>],
        (reach, line_height): (f64, f64),
        tells: &impl Fn(&Cell, &Cell, &Cell) -> bool,
    ) {
        let Stack { upper, lower, drop } = stack;
        let place = upper.place.union(&lower.place);
        if !is_apart(window, &place, (upper.at(), lower.at()), reach) {
            return;
        }
        self.asked += 1;
        if let Some(vote) = ends_right(upper, lower, line_height).and_then(|right| self.edges.get_mut(usize::from(right))) {
            *vote += 1;
        }
        let before = self.drops.each_ref().map(Vec::len);
        let near = window.iter().filter(|line| line.bottom > upper.at() - drop && line.top < lower.at() + drop);
        let beside = near.flat_map(|line| line.cells);
        for witness in beside.filter(|c| c.place.overlap_x(&place) < 0.0) {
            let side = match (witness.at() - upper.at()) / drop {
                s if s.abs() < BESIDE => 1,
                s if (s - 1.0).abs() < BESIDE => 2,
                s if (s - 0.5).abs() < BESIDE => 0,
                _ => continue,
            };
            let alone = is_apart(window, &witness.place, (witness.at(), witness.at()), reach);
            if let Some(drops) = self.drops.get_mut(side).filter(|_| alone && tells(upper, lower, witness)) {
                drops.push(drop);
            }
        }
        let mut sides = (0..).zip(&self.drops).zip(before).filter(|((_, drops), before)| drops.len() > *before).map(|((side, _), _)| side);
        if let (Some(side), None) = (sides.next(), sides.next())
            && let Some(cells) = self.cells.get_mut::<usize>(side)
        {
            cells.push(stack);
        }
    }
}

/// Whether a row is no grid's.
fn is_narrow(row: &Row) -> bool {
    row.cells.len() <= WIDEST
}

/// The cells of a row, and from where to where they stand; none of a grid's.
struct Line<'r> {
    cells: &'r [Cell],
    top: f64,
    bottom: f64,
}

impl<'r> Line<'r> {
    fn of(row: &'r Row) -> Self {
        let cells = if is_narrow(row) { row.cells.as_slice() } else { &[] };
        let (top, bottom) = cells.iter().map(Cell::at).fold((f64::MAX, f64::MIN), |(top, bottom), at| (top.min(at), bottom.max(at)));
        Line { cells, top, bottom }
    }
}

/// What two lines say together.
fn joined(upper: &Cell, lower: &Cell) -> String {
    [upper.text.trim(), lower.text.trim()].concat()
}

/// Whether a shorter line ends where the one above it does, and neither begins where it does nor stands in its middle; `None` where
/// they are too much alike.
fn ends_right(upper: &Cell, lower: &Cell, line_height: f64) -> Option<bool> {
    let (left, right) = (lower.place.x0 - upper.place.x0, upper.place.x1 - lower.place.x1);
    (upper.place.width() - lower.place.width() > SHORTER * line_height).then_some(right < FLUSH * line_height && left > line_height)
}

/// Whether a cell can be the line under words of Chinese in one cell: such words too, centred under it or flush with it, and not
/// longer, for only a full line goes on.
fn is_next(upper: &Cell, lower: &Cell, line_height: f64) -> bool {
    let (a, b) = (&upper.place, &lower.place);
    let off = || (a.center_x() - b.center_x()).abs().min((a.x0 - b.x0).abs()).min((a.x1 - b.x1).abs());
    let is_longer = || b.width() > a.width() + FLUSH * line_height;
    a.overlap_x(b) > 0.0 && upper.page == lower.page && has_words(lower) && off() < FLUSH * line_height && !is_longer()
}

fn has_words(cell: &Cell) -> bool {
    cell.text.has_han()
}

/// Whether nothing else stands in the column of some lines, within reach of them.
fn is_apart(window: &[Line<'_>], place: &crate::document::Rect, (top, bottom): (f64, f64), reach: f64) -> bool {
    let near = window.iter().filter(|line| line.bottom >= top - reach && line.top <= bottom + reach);
    near.flat_map(|line| line.cells).filter(|c| c.place.overlap_x(place) > 0.0).all(|c| {
        let at = c.at();
        at == top || at == bottom || at < top - reach || at > bottom + reach
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    fn cell(text: &str, x: f64, y: f64) -> Cell {
        Cell::print(text, (x, y), 10.0)
    }

    /// A table of two columns, in which each cell of the second has two lines, and the one beside it stands so far down.
    fn table(beside: f64) -> Vec<Row> {
        let record = |n: i32| {
            let y = f64::from(n) * 60.0;
            [cell("1", 0.0, y + beside), cell("甲乙丙丁戊己", 100.0, y), cell("庚辛", 100.0, y + 13.0)]
        };
        super::super::rows::cluster((0..6).flat_map(record).collect(), 10.0)
    }

    #[test]
    fn cells_of_one_line_beside_two_tell_how_a_report_is_filled() {
        assert_eq!(
            [0.0, 6.5, 13.0].map(|beside| usual(&table(beside), 10.0, |_| false).0),
            [Fill::Top, Fill::Middle, Fill::Bottom].map(Some)
        );
        assert_eq!(usual(&table(33.0), 10.0, |_| false), (None, false), "nothing tells");
    }

    #[test]
    fn heads_over_what_they_are_over_do_not_tell_against_cells_of_two_lines() {
        // `甲乙丙丁` and below it, farther than lines of a cell stand, `戊己庚辛`, beside which other heads stand.
        let heads = |n: i32| {
            let y = 600.0 + f64::from(n) * 60.0;
            let beside = (0..4).map(move |i| cell("壬癸", 200.0 + f64::from(i) * 60.0, y + 18.0));
            [cell("甲乙丙丁", 100.0, y), cell("戊己庚辛", 100.0, y + 18.0)].into_iter().chain(beside)
        };
        let mut rows = table(0.0);
        rows.extend(super::super::rows::cluster((0..4).flat_map(heads).collect(), 10.0));
        assert_eq!(usual(&rows, 10.0, |_| false).0, Some(Fill::Top));
    }

    #[test]
    fn labels_that_stand_otherwise_in_their_rows_do_not_tell_against_values() {
        let heads = |n: i32| {
            let y = 600.0 + f64::from(n) * 60.0;
            [cell("最近一次", 100.0, y), cell("还款日期", 100.0, y + 13.0), cell("余额", 200.0, y + 6.5)]
        };
        let mut rows = table(0.0);
        rows.extend(super::super::rows::cluster((0..5).flat_map(heads).collect(), 10.0));
        assert_eq!(usual(&rows, 10.0, |_| false).0, None);
        assert_eq!(usual(&rows, 10.0, |text| text == "最近一次还款日期").0, Some(Fill::Top));
    }

    #[test]
    fn lines_that_end_at_the_right_edge() {
        let rows = |x: f64| {
            let record = |n: i32| [cell("甲乙丙丁戊己", 100.0, f64::from(n) * 60.0), cell("庚辛", x, f64::from(n) * 60.0 + 13.0)];
            super::super::rows::cluster((0..6).flat_map(record).collect(), 10.0)
        };
        assert_eq!([100.0, 120.0, 140.0].map(|x| usual(&rows(x), 10.0, |_| false).1), [false, false, true]);
    }

    #[test]
    fn lines_that_are_wide_apart_are_of_one_cell_where_another_stands_beside_their_middle() {
        // The same table in print half as high.
        assert_eq!(usual(&table(6.5), 5.0, |_| false).0, None);
        assert_eq!(wide_pitch(&table(6.5), 5.0, |_| false), Some(13.0));
        assert_eq!([0.0, 13.0, 33.0].map(|beside| wide_pitch(&table(beside), 5.0, |_| false)), [None; 3]);
    }

    #[test]
    fn columns_that_are_filled_by_turns_are_rows_of_their_own() {
        let cell = |(text, x): (&str, f64), n: usize| Cell::print(text, (x, n as f64 * 9.0), 5.0);
        let by_turns = (0..24).map(|n| cell(if n % 2 == 0 { ("甲乙丙丁戊己", 100.0) } else { ("1", 0.0) }, n));
        assert_eq!(wide_pitch(&super::super::rows::cluster(by_turns.collect(), 5.0), 5.0, |_| false), None);
    }

    #[test]
    fn labels_at_one_edge_over_values_at_the_other_are_rows_of_their_own() {
        let cell = |text: &str, x: f64, y: f64| Cell::new(text, Rect::new(x, y, x + text.chars().count() as f64 * 5.0, y + 5.0));
        let table = |n: u32| {
            let y = f64::from(n) * 60.0;
            [cell("管理机构", 0.0, y), cell("某银行", 60.0, y + 9.0), cell("开立日期", 0.0, y + 18.0)]
        };
        let rows = super::super::rows::cluster((0..6).flat_map(table).collect(), 5.0);
        assert_eq!(wide_pitch(&rows, 5.0, |text| matches!(text, "管理机构" | "开立日期")), None);
        assert_eq!(wide_pitch(&rows, 5.0, |_| false), Some(18.0), "where they are no labels");
    }
}
