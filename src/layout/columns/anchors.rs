//! Where the middles of the records of a table are.

use crate::layout::fill::Fill;
use crate::layout::{CELL_LINES, CLOSE_LINES, Cell, HALF_LINE};

use super::compact::{compact, is_stray};
use super::ends::{common_end, ends, is_own_row, runs, words};
use super::marks::{APART, Cluster, clusters, clusters_of, heaviest, is_near, pitch};
use super::{Reads, Sort, gaps};

/// What stands at one place is no farther off it, in line heights.
const AT: f64 = 0.3;

/// A mark of one column that stands no farther from one of several columns is a part of its record, in line heights; nor is the line of a text
/// farther from a sign beside it.
const OF_RECORD: f64 = 1.2;
const BESIDE_TEXT: f64 = 1.3;

/// Values that stand nearer to each other than by this part of the way between records are one.
const NEAREST: f64 = 0.8;

/// What stands beside nothing is of the record above it, if that is nearer than this part of the way to the next.
const NEARER: f64 = 0.95;

/// Where a value begins and ends, and its page.
type Value = (f64, f64, u32);

/// A table of which the records are asked for.
pub(super) struct Table<'t> {
    pub(super) columns: &'t [Vec<Cell>],
    pub(super) sorts: &'t [Sort],
    /// Whether the first column numbers the records.
    pub(super) first: bool,
    /// How a cell reads as a value of a column.
    pub(super) reads: &'t dyn Fn(usize, &Cell) -> Reads,
    pub(super) usual: Fill,
    pub(super) line_height: f64,
}

impl Table<'_> {
    /// Where the middles of the records are, each with its page.
    pub(super) fn anchors(&self) -> Vec<(f64, u32)> {
        let runs: Vec<Vec<Option<f64>>> = self.columns.iter().map(|cells| runs(cells, self.usual, self.line_height)).collect();
        let mut clusters = self.clusters();
        self.drop_lines_of_values(&mut clusters, &runs);
        let mut weighed = heaviest(&clusters, self.first, self.line_height);
        self.drop_weak(&mut weighed, &clusters, &runs);
        let mut out: Vec<(f64, u32)> = weighed.into_iter().map(|(at, _, page)| (at, page)).collect();
        if !self.all_tell() {
            self.add(&mut out, |told| self.untold(told));
        }
        self.count(&mut out);
        out
    }

    fn sort(&self, column: usize) -> Sort {
        self.sorts.get(column).copied().unwrap_or(Sort::Text)
    }

    /// Without any compact column every column may tell the middles.
    fn all_tell(&self) -> bool {
        !self.sorts.iter().any(|s| matches!(s, Sort::Compact | Sort::Name))
    }

    /// Adds the records that those told already tell.
    fn add(&self, anchors: &mut Vec<(f64, u32)>, more: impl FnOnce(&[f64]) -> Vec<(f64, u32)>) {
        let told: Vec<f64> = anchors.iter().map(|a| a.0).collect();
        anchors.extend(more(&told));
        anchors.sort_by(|a, b| a.0.total_cmp(&b.0));
    }

    /// Where cells stand that tell records.
    fn clusters(&self) -> Vec<Cluster> {
        let all = self.all_tell();
        let mut marks: Vec<(f64, usize, u32)> = Vec::new();
        for (i, cells) in self.columns.iter().enumerate() {
            if all || matches!(self.sort(i), Sort::Compact | Sort::Name) {
                let values = compact(cells, |c| (self.reads)(i, c), self.usual, self.line_height);
                marks.extend(values.into_iter().map(|(at, page)| (at, i, page)));
            }
        }
        let named = |i: usize| !all && self.sort(i) == Sort::Name;
        let endings: Vec<Option<&str>> =
            self.columns.iter().enumerate().map(|(i, cells)| named(i).then(|| common_end(cells)).flatten()).collect();
        let own_row = |at: f64, i: usize| {
            let is_whole = |c: &Cell| (self.reads)(i, c) == Reads::Whole;
            self.columns.get(i).is_some_and(|cells| is_own_row(cells, at, endings.get(i).copied().flatten(), is_whole, self.line_height))
        };
        let is_row = |at: f64, i: usize| !named(i) || own_row(at, i);
        let mut out = clusters(marks, self.line_height);
        out.retain(|(at, members, _)| members.iter().any(|i| is_row(*at, *i)));
        out
    }

    /// The cells of a column that stand at a place, each with its value's.
    fn standing<'s>(&'s self, runs: &'s [Vec<Option<f64>>], column: usize, at: f64) -> impl Iterator<Item = (&'s Cell, Option<f64>)> {
        let cells = self.columns.get(column).map(Vec::as_slice).unwrap_or_default();
        let from = cells.partition_point(|c| c.at() <= at - AT * self.line_height);
        let values = runs.get(column).map(Vec::as_slice).unwrap_or_default();
        let cells = cells.iter().skip(from).zip(values.iter().skip(from).copied());
        cells.take_while(move |(c, _)| c.at() < at + AT * self.line_height)
    }

    /// The middle of the value of several lines of which one stands at a place of a column.
    fn run_around(&self, runs: &[Vec<Option<f64>>], column: usize, at: f64) -> Option<f64> {
        self.standing(runs, column, at).next().and_then(|(_, middle)| middle)
    }

    /// Lines of texts, and of words that are none alone, of values that are where a word of one line stands are parts of that one's
    /// record.
    fn drop_lines_of_values(&self, clusters: &mut Vec<Cluster>, runs: &[Vec<Option<f64>>]) {
        let single = |c: &&Cluster| c.1.iter().any(|i| self.run_around(runs, *i, c.0).is_none());
        let firm: Vec<f64> = clusters.iter().filter(single).map(|c| c.0).collect();
        let is_part = |i: usize, at: f64| match self.sort(i) {
            Sort::Text => true,
            Sort::Word => self.standing(runs, i, at).any(|(c, _)| (self.reads)(i, c) != Reads::Whole),
            Sort::Compact | Sort::Name => false,
        };
        let is_line = |at: f64, i: usize| {
            let middle = self.run_around(runs, i, at);
            let reach = AT * self.line_height;
            is_part(i, at) && middle.is_some_and(|m| (m - at).abs() > reach && is_near(&firm, m, reach))
        };
        clusters.retain(|(at, members, _)| !members.iter().all(|i| is_line(*at, *i)));
    }

    /// Of the places that [`heaviest`] tells those of one column that are parts of the records beside them.
    fn drop_weak(&self, weighed: &mut Vec<(f64, usize, u32)>, clusters: &[Cluster], runs: &[Vec<Option<f64>>]) {
        // A number that was broken over two lines makes two marks around the true middle, which other columns hold.
        let is_strong = |members: &[usize]| members.len() >= 2 || (self.first && members.contains(&0));
        let strong: Vec<f64> = clusters.iter().filter(|c| is_strong(&c.1)).map(|c| c.0).collect();
        if strong.is_empty() {
            return;
        }
        // A weak mark within two lines of a strong one is a part of its record.
        weighed.retain(|(at, w, _)| *w >= 2 || !is_near(&strong, *at, OF_RECORD * self.line_height));
        // So is a sign that stands beside nothing, next to the lines of a text about a strong one.
        let of_text = |at: f64| {
            let reach = BESIDE_TEXT * self.line_height;
            let texts = self.columns.iter().enumerate().filter(|(i, _)| self.sort(*i) == Sort::Text);
            let next = |cells: &[Cell]| cells.get(cells.partition_point(|c| c.at() < at - reach)).map(Cell::at);
            let near = |cells: &[Cell]| next(cells).filter(|n| *n < at + reach);
            let mut middles = texts.filter_map(|(i, cells)| self.run_around(runs, i, near(cells)?));
            middles.any(|middle| is_near(&strong, middle, HALF_LINE * self.line_height))
        };
        let stray = |at: f64| {
            let own = clusters.binary_search_by(|c| c.0.total_cmp(&at)).ok().and_then(|n| clusters.get(n));
            own.is_some_and(|c| matches!(c.1.as_slice(), [i] if is_stray(self.columns, *i, at, self.line_height)))
        };
        weighed.retain(|(at, w, _)| *w >= 2 || !stray(*at) || !of_text(*at));
    }

    /// Where the first column numbers the records: without those that the numbers leave no room for, and with those that they leave
    /// out.
    fn count(&self, anchors: &mut Vec<(f64, u32)>) {
        let (true, Some((numbers, others))) = (self.first, self.columns.split_first()) else { return };
        let told: Vec<f64> = anchors.iter().map(|a| a.0).collect();
        anchors.retain(|(at, _)| !gaps::is_counted_out(*at, numbers, &told, self.line_height));
        self.add(anchors, |told| {
            let behind = if self.usual == Fill::Middle { gaps::behind(numbers, others, told, self.line_height) } else { None };
            let lost = gaps::lost(numbers, others, told, self.line_height).into_iter().chain(behind);
            lost.filter(|(at, _)| !is_near(told, *at, APART * self.line_height)).collect()
        });
    }

    /// Where the whole words and the texts of columns stand beside which no record was told.
    fn untold(&self, told: &[f64]) -> Vec<(f64, u32)> {
        let least = NEAREST * pitch(told, self.line_height);
        let mut more: Vec<(f64, usize, u32)> = Vec::new();
        for (i, cells) in self.columns.iter().enumerate() {
            match self.sort(i) {
                Sort::Word => {
                    let words = words(cells, |c| (self.reads)(i, c) == Reads::Whole, self.line_height);
                    more.extend(words.map(|c| (c.at(), i, c.page)));
                }
                Sort::Text => {
                    // Lines closer than records ever stand are of one value.
                    let near = |a: &(f64, f64, u32), b: &(f64, f64, u32)| a.2 == b.2 && b.0 - a.1 < least;
                    let values = ends(cells, self.line_height);
                    let values = values.chunk_by(near).filter_map(|v| Some((v.first()?.0, v.last()?.1, v.first()?.2)));
                    let values: Vec<Value> = values.filter(|(from, to, _)| !self.is_told(i, *from, *to, told)).collect();
                    let around = self.around(i, &values, told);
                    let values = values.into_iter().zip(around).filter(|(_, around)| !around);
                    more.extend(values.map(|((from, to, page), _)| (self.usual.at(from, to), i, page)));
                }
                Sort::Compact | Sort::Name => {}
            }
        }
        let mut out = clusters_of(more, self.line_height);
        out.retain(|(at, _)| !is_near(told, *at, least.max(APART * self.line_height)));
        out
    }

    /// Which values of a column stand two by two around a line of it that is of a known record, as close as the lines of one value, and
    /// with nothing beside them: they are its lines, where values stand about the middle of their row.
    fn around(&self, column: usize, values: &[Value], told: &[f64]) -> Vec<bool> {
        /// No value has more lines above its middle, or below.
        const LINES: usize = 16;
        let mut out = vec![false; values.len()];
        if self.usual != Fill::Middle {
            return out;
        }
        let own = self.columns.get(column).map(Vec::as_slice).unwrap_or_default();
        let reach = AT * self.line_height;
        let follows = |from: f64, to: f64| (reach..CLOSE_LINES * self.line_height).contains(&(to - from));
        for at in told.iter().copied() {
            let level = own.get(own.partition_point(|c| c.at() <= at - reach)).filter(|c| c.at() < at + reach);
            let Some(level) = level else { continue };
            let middle = values.partition_point(|v| v.0 < at);
            let (above, below) = values.split_at_checked(middle).unwrap_or_default();
            let (mut top, mut bottom) = (level.at(), level.at());
            let is_around = |upper: &Value, lower: &Value| ((upper.0 + lower.1) / 2.0 - at).abs() < reach;
            for (n, (upper, lower)) in above.iter().rev().zip(below).enumerate().take(LINES) {
                let goes_on = follows(upper.1, top) && follows(bottom, lower.0) && is_around(upper, lower);
                if !goes_on || ![upper, lower].iter().all(|v| self.is_alone(column, v.0, v.1)) {
                    break;
                }
                (top, bottom) = (upper.0, lower.1);
                for slot in [middle.checked_sub(n + 1), Some(middle + n)].into_iter().flatten() {
                    out.get_mut(slot).into_iter().for_each(|slot| *slot = true);
                }
            }
        }
        out
    }

    /// Whether the value of a column that stands between two places is of a record that is known.
    fn is_told(&self, column: usize, from: f64, to: f64, told: &[f64]) -> bool {
        // A value beside whose lines a compact cell stands is that record's, wherever its own middle is.
        let next = told.get(told.partition_point(|t| *t < from - AT * self.line_height));
        let beside = next.is_some_and(|t| *t <= to + AT * self.line_height);
        beside || self.is_alone(column, from, to) && is_nearer_above(told, from, CELL_LINES * self.line_height)
    }

    /// Whether nothing stands beside the value of a column.
    fn is_alone(&self, column: usize, from: f64, to: f64) -> bool {
        let reach = HALF_LINE * self.line_height;
        let level = |cells: &[Cell]| cells.get(cells.partition_point(|c| c.at() <= from - reach)).is_some_and(|c| c.at() < to + reach);
        !self.columns.iter().enumerate().any(|(i, cells)| i != column && level(cells))
    }
}

/// Whether a place is nearer to the record above than to the next, and no farther off than the lines of one value: what stands beside
/// nothing goes on from that one.
fn is_nearer_above(told: &[f64], at: f64, lines: f64) -> bool {
    let next = told.partition_point(|t| *t < at);
    let (above, below) = (next.checked_sub(1).and_then(|n| told.get(n)), told.get(next));
    above.zip(below).is_some_and(|(above, below)| at - above < (NEARER * (below - at)).min(lines))
}
