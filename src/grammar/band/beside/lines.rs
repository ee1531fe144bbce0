//! Rows of labels, and what each tells of where its values stand: beside its labels, or under them.

use crate::document::Rect;
use crate::layout::fill::Fill;
use crate::layout::{Cell, HALF_LINE};
use crate::lexis::text::is_dash;

use super::super::labels::{Found, near};
use super::super::places::Places;

/// How far off the middle of their row the lines of a value may stand, in line heights: those of two lines are half a line off.
pub(super) const OF_VALUE: f64 = 1.05;
/// What stands left of a row's first label is level with it up to here, in line heights: less than half a line.
const ON_ROW: f64 = 0.45;
/// A value may begin so far before the end of its label, in line heights: boxes are not exact.
const SLACK: f64 = 0.3;
/// Labels of one column begin no farther from each other, in line heights.
const FLUSH: f64 = 0.6;
/// Values that stand under their heads do so within two rows, in line heights.
const BELOW: f64 = 4.0;
/// What shares this part of the narrower one stands under a head.
pub(super) const UNDER: f64 = 0.3;

/// A row of labels as it is printed.
pub(super) struct Line {
    pub(super) at: f64,
    /// Where the title above it stands, if one stands there since the row of labels before.
    pub(super) title: Option<f64>,
    /// How far down it reaches: to the next row of labels or title.
    pub(super) end: f64,
    /// The labels from left to right, each with its box and its last cell.
    pub(super) labels: Vec<(Rect, usize)>,
    /// Whether a value begins on its label's own line, behind a colon.
    pub(super) parted: bool,
    /// Whether those of most labels do: elsewhere a recogniser read one with its label that stands in a cell of its own.
    pub(super) mostly_parted: bool,
    /// Whether the value of each label does.
    pub(super) all_parted: bool,
    pub(super) page: u32,
}

/// Whether a row of labels is not of the table of those above it: values stand behind colons, and not all its labels are flush with
/// some there.
pub(super) fn apart(above: &[Line], line: &Line, line_height: f64) -> bool {
    let Some(last) = above.last() else { return false };
    let flush = |a: &Rect, b: &Rect| (a.x0 - b.x0).abs() < FLUSH * line_height;
    let is_column = |label: &Rect| above.iter().flat_map(|l| &l.labels).any(|a| flush(&a.0, label));
    let columns = line.labels.iter().filter(|l| is_column(&l.0)).count();
    (last.parted || line.parted) && columns < last.labels.len().min(line.labels.len())
}

/// The rows of labels, from top to bottom.
pub(super) fn printed(cells: &[Cell], rows: &[Vec<Found>], marks: &[f64], fill: Fill, taken: &Places) -> Vec<Line> {
    let mut lines: Vec<Line> = rows
        .iter()
        .map(|row| {
            let at = row.iter().map(|f| f.0.at(fill)).sum::<f64>() / row.len().max(1) as f64;
            let mut labels: Vec<(Rect, usize)> = row.iter().filter_map(|f| Some((f.0.place, *f.1.iter().max()?))).collect();
            labels.sort_by(|a, b| a.0.x0.total_cmp(&b.0.x0));
            let page = labels.first().and_then(|l| cells.get(l.1)).map_or(0, |c| c.page);
            let value = |i: usize| cells.get(i).zip(cells.get(i + 1)).is_some_and(|(a, b)| a.line == b.line) && !taken.contains(&(i + 1));
            let count = labels.iter().filter(|l| value(l.1)).count();
            let (parted, mostly_parted, all_parted) = (count > 0, count * 2 > labels.len(), count == labels.len());
            Line { at, title: None, end: f64::MAX, labels, parted, mostly_parted, all_parted, page }
        })
        .collect();
    lines.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut marks: Vec<f64> = marks.to_vec();
    marks.sort_by(f64::total_cmp);
    let next: Vec<f64> = lines.iter().skip(1).map(|l| l.at).chain([f64::MAX]).collect();
    for (line, next) in lines.iter_mut().zip(next) {
        let mark = marks.get(marks.partition_point(|m| *m <= line.at)).copied().unwrap_or(f64::MAX);
        line.end = next.min(mark);
    }
    let mut above = f64::MIN;
    for line in &mut lines {
        let mark = marks.get(..marks.partition_point(|m| *m < line.at)).and_then(<[f64]>::last).copied();
        line.title = mark.filter(|m| *m > above);
        above = line.at;
    }
    lines
}

/// Whether the values of a row of labels stand beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    No,
    /// It has no values at all, neither beside its labels nor under them.
    Blank,
    /// As far as this row tells.
    Perhaps,
    /// Also if no other row tells it.
    Sure,
}

/// What a row of labels tells; `free` are the cells that may be values.
pub(super) fn told(line: &Line, cells: &[Cell], free: &impl Fn(&usize) -> bool, line_height: f64) -> Beside {
    let level: Vec<&Cell> = near(cells, line.at, OF_VALUE * line_height).filter(free).filter_map(|i| cells.get(i)).collect();
    let Some((first, _)) = line.labels.first() else { return Beside::No };
    if level.iter().any(|c| (c.at() - line.at).abs() < ON_ROW * line_height && c.place.center_x() < first.x0) {
        return Beside::No;
    }
    let mut valued = 0;
    let mut plain = 0;
    let mut figures = false;
    for (n, (label, _)) in line.labels.iter().enumerate() {
        let until = line.labels.get(n + 1).map_or(f64::MAX, |l| l.0.x0);
        let own = || level.iter().filter(|c| c.place.x0 > label.x1 - SLACK * line_height && c.place.x0 < until);
        valued += usize::from(own().next().is_some());
        plain += usize::from(own().any(|c| c.text.chars().any(|c| c.is_ascii_digit() || is_dash(c))));
        figures |= own().any(|c| c.text.has_digit() && !c.text.has_han());
    }
    if valued > 0 && valued * 2 < line.labels.len() {
        return Beside::No;
    }
    if line.parted && valued > 0 {
        return Beside::Sure;
    }
    // In a row of heads their values stand under them.
    let below = near(cells, (line.at + line.end.min(line.at + BELOW * line_height)) / 2.0, BELOW / 2.0 * line_height);
    let is_below = |c: &Cell| c.at() > line.at + HALF_LINE * line_height && c.at() < line.end;
    let below = below.filter(|i| cells.get(*i).is_some_and(is_below)).filter(free);
    let below: Vec<&Cell> = below.filter_map(|i| cells.get(i)).collect();
    let under = |l: &Rect| below.iter().any(|c| c.place.shares_width(l, UNDER));
    match line.labels.iter().filter(|l| under(&l.0)).count() {
        0 if valued == 0 => Beside::Blank,
        _ if valued == 0 => Beside::No,
        0 if plain == line.labels.len() => Beside::Sure,
        // No head between others is a number.
        0 if figures && valued == line.labels.len() && valued > 2 => Beside::Sure,
        0 => Beside::Perhaps,
        n if n < line.labels.len() => Beside::Perhaps,
        _ => Beside::No,
    }
}
