//! Labels that a recogniser damaged: beside whole ones, and in rows in which none is whole.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::document::Rect;
use crate::layout::{CLOSE_LINES, Cell};
use crate::lexis::text::key;
use crate::model::codes::BusinessKind;

use super::super::places::Places;
use super::super::{Column, Vocabulary};
use super::{Found, IN_ROW, LOWER, OF_TWO_LINES, SHARED, SLACK, group, near, under};

/// A label of so many characters is told by nearly all of them.
const LONG_LABEL: usize = 7;
/// How far a label is taken to be from what was read in part of it, in half steps: by one character.
const GUESSED: u32 = 2;
/// A second line stands no farther off its row, in line heights, and the middle of a whole label is nearer.
const SECOND_LINE: f64 = 1.1;
const MIDDLE: f64 = 0.6;
/// How far below its head the first value of a column stands at most, in line heights.
const UNDER: f64 = 8.0;
/// A value of a label reaches so far under it, in line heights.
const IN_LABEL: f64 = 0.5;

/// Whether what stands beside a row's few labels is labels too, though few of them can be told: two whole labels, or a third of
/// them with the damaged ones, and nothing without Chinese, as most values are.
pub(super) fn is_garbled(row: &[Found], cells: &[Cell], at: f64, taken: &Places, vocabulary: &Vocabulary, line_height: f64) -> bool {
    let beside: Vec<&Cell> = near(cells, at, IN_ROW * line_height)
        .filter(|i| !taken.contains(i))
        .filter_map(|i| cells.get(i))
        .filter(|c| !is_rule(&c.text))
        .collect();
    let like = beside.iter().filter(|c| c.text.length() >= 4 && vocabulary.labels.find(c.key()).is_some()).count() + row.len();
    (row.len() >= 2 || like >= 2 && like * 3 >= beside.len() + row.len()) && beside.iter().all(|c| is_worded(c))
}

/// Damaged labels beside whole ones: the label that comes nearest, or of which a part was read; what is no label at all but
/// stands in the row is the head of an unknown column.
pub(super) fn beside_whole(row: &mut Vec<Found>, cells: &[Cell], taken: &mut Places, vocabulary: &Vocabulary, line_height: f64) {
    /// A shorter word between heads may be a scrap, and is a head of two characters only where others are few.
    const WORD: usize = 3;
    const SHORTEST_HEAD: usize = 2;
    let at = row.iter().map(|c| c.0.middle()).sum::<f64>() / row.len().max(1) as f64;
    let candidates: Vec<usize> = near(cells, at, OF_TWO_LINES * line_height).filter(|i| !taken.contains(i)).collect();
    // Labels beside their values are as many as these; heads that are not known are few.
    let few = candidates.len() * 2 <= row.len();
    for index in candidates {
        let Some(cell) = cells.get(index).filter(|_| !taken.contains(&index)) else { continue };
        let covers = |r: &Found| r.0.place.shares_width(&cell.place, SHARED);
        if row.iter().any(covers) || !cell.text.has_han() || is_kind(cell) {
            continue;
        }
        let size = cell.text.trim().chars().count();
        let beside = Beside { index, cell, size, row, at, cells, taken, vocabulary, line_height };
        let found = match beside.label() {
            Some(found) => Some(found),
            None if !beside.is_level(&[index]) || size < WORD && !(few && size == SHORTEST_HEAD) => continue,
            None if beside.heads_values() => beside.alone(None, 0),
            None => None,
        };
        match found {
            Some((column, stack)) => {
                taken.extend(stack.iter().copied());
                row.push((column, stack));
            }
            // A stamp's words between the heads, neither a head nor a value.
            None if size >= WORD => taken.insert(index),
            None => {}
        }
    }
}

/// A cell beside the whole labels of a row.
struct Beside<'r> {
    index: usize,
    cell: &'r Cell,
    /// How many characters it has.
    size: usize,
    row: &'r [Found],
    /// Where the row stands.
    at: f64,
    cells: &'r [Cell],
    taken: &'r Places,
    vocabulary: &'r Vocabulary,
    line_height: f64,
}

impl Beside<'_> {
    /// The label that it is, damaged or in part.
    fn label(&self) -> Option<Found> {
        self.near().or_else(|| self.begun()).or_else(|| self.part()).or_else(|| self.half())
    }

    /// A label that it comes near to, with the line below it or by itself.
    fn near(&self) -> Option<Found> {
        // Of what is only like a label; words that together are one may stand as far apart as any lines of a cell.
        let below = under(self.cells, &[self.index], CLOSE_LINES, self.line_height, self.taken);
        let is_second = |c: &Cell| (c.at() - self.at).abs() < SECOND_LINE * self.line_height;
        let below = below.filter(|b| self.cells.get(*b).is_some_and(is_second));
        let stacks = [std::iter::once(self.index).chain(below).collect::<Vec<usize>>(), vec![self.index]];
        let mut level = stacks.into_iter().filter(|stack| self.is_level(stack));
        level.find_map(|stack| {
            let text: String = stack.iter().filter_map(|i| self.cells.get(*i)).map(|c| &*c.text).collect();
            let hit = self.vocabulary.labels.find(&key(&text))?;
            let name = self.vocabulary.name(hit.label);
            // Two tables side by side may have a label twice that is spelt as no other is.
            if self.row.iter().any(|r| r.0.label == name && r.0.distance == 0) {
                return None;
            }
            Some((Column::new(name, hit.distance, self.own(&stack))?, stack))
        })
    }

    /// The first line of a label in two, of which the second was lost.
    fn begun(&self) -> Option<Found> {
        /// A shorter text begins too many labels; a longer one but for its last character no value looks like.
        const SHORTEST: usize = 4;
        const NEARLY_WHOLE: usize = 5;
        let (key, size) = (self.cell.key(), self.size);
        let above = self.at - self.cell.at();
        let near = above > -SLACK * self.line_height && above < SECOND_LINE * self.line_height;
        let name = self.free(self.vocabulary.labels.begun(key).filter(|_| size >= SHORTEST && near)?)?;
        // All of a long label but its last character is no value, whether or not its own was read.
        let whole = size >= NEARLY_WHOLE && size + 1 == name.chars().count() && name.starts_with(key);
        (whole || self.heads_values()).then(|| self.alone(Some(name), GUESSED)).flatten()
    }

    /// A label that was shortened.
    fn part(&self) -> Option<Found> {
        let name = self.free(self.vocabulary.labels.part(self.cell.key()).filter(|_| self.is_level(&[self.index]))?)?;
        self.heads_values().then(|| self.alone(Some(name), GUESSED)).flatten()
    }

    /// Half a short label, where the whole does not stand.
    fn half(&self) -> Option<Found> {
        let name = self.free(self.vocabulary.labels.half(self.cell.key()).filter(|_| self.is_level(&[self.index]))?)?;
        self.alone(Some(name), GUESSED)
    }

    /// The name of a label, if the row does not have it.
    fn free(&self, label: usize) -> Option<&'static str> {
        self.vocabulary.name(label).filter(|name| !self.row.iter().any(|r| r.0.label == Some(*name)))
    }

    /// The cell by itself as a head.
    fn alone(&self, label: Option<&'static str>, distance: u32) -> Option<Found> {
        Some((Column::new(label, distance, vec![self.cell.clone()])?, vec![self.index]))
    }

    fn own(&self, stack: &[usize]) -> Vec<Cell> {
        stack.iter().filter_map(|i| self.cells.get(*i).cloned()).collect()
    }

    /// Whether the middle of some lines is that of the row.
    fn is_level(&self, stack: &[usize]) -> bool {
        let ats = || stack.iter().filter_map(|i| self.cells.get(*i)).map(Cell::at);
        (ats().sum::<f64>() / ats().count().max(1) as f64 - self.at).abs() < MIDDLE * self.line_height
    }

    fn heads_values(&self) -> bool {
        heads_values(self.cell, self.row, self.cells, self.taken, self.line_height)
    }
}

/// Rows in which no label is whole: they count if most of their cells come near some label, or one of them clearly among
/// cells that are no values.
///
/// One alone that its table has right above, whole, is the lower line of a value: `查询机）` of `本人查询（自助查询机）`.
pub(super) fn without_whole(
    cells: &[Cell],
    whole: &[Vec<Found>],
    taken: &mut Places,
    vocabulary: &Vocabulary,
    line_height: f64,
) -> Vec<Vec<Found>> {
    let mut hits: Vec<Found> = Vec::new();
    for (i, cell) in cells.iter().enumerate() {
        let length = cell.text.length();
        if taken.contains(&i)
            || !(3..=16).contains(&length)
            || !cell.text.has_han()
            || cell.text.chars().any(|c| c.is_ascii_digit()) && length < 6
            || is_kind(cell)
        {
            continue;
        }
        if let Some(hit) = vocabulary.labels.find(cell.key())
            && let Some(column) = Column::new(vocabulary.name(hit.label), hit.distance, vec![cell.clone()])
        {
            hits.push((column, vec![i]));
        }
    }
    let heads = Heads::new(whole);
    let is_value = |row: &[Found]| matches!(row, [only] if heads.over(&only.0, line_height));
    let mut rows: Vec<Vec<Found>> = group(hits, line_height)
        .into_iter()
        .filter(|row| !is_value(row))
        .filter(|row| {
            let at = row.iter().map(|c| c.0.middle()).sum::<f64>() / row.len().max(1) as f64;
            let all: Vec<&Cell> =
                near(cells, at, IN_ROW * line_height).filter(|i| !taken.contains(i)).filter_map(|i| cells.get(i)).collect();
            // One long label is enough among cells that are all of Chinese, as most rows of values are not.
            let sure = |c: &Found| (1..=2).contains(&c.0.distance) && c.0.cells.iter().map(|c| c.text.length()).sum::<usize>() >= 4;
            let alone = all.len() >= 2 && row.len() * 3 >= all.len() || row.iter().any(|c| c.0.distance <= 1);
            let garbled = || alone && row.iter().any(sure) && all.len() >= 2 && all.iter().all(|c| is_worded(c));
            // A long label is not mistaken for anything else, also alone.
            let long = |c: &Found| c.0.distance <= 2 && c.0.cells.iter().map(|c| c.text.length()).sum::<usize>() >= LONG_LABEL;
            row.len() >= 2 && row.len() * 2 > all.len() || garbled() || all.len() == 1 && row.iter().any(long)
        })
        .collect();
    taken.extend(rows.iter().flatten().flat_map(|c| c.1.iter().copied()));
    for row in &mut rows {
        beside_whole(row, cells, taken, vocabulary, line_height);
    }
    rows
}

/// The whole labels of a section from top to bottom.
struct Heads<'a>(Vec<&'a Column>);

impl<'a> Heads<'a> {
    fn new(rows: &'a [Vec<Found>]) -> Self {
        let mut heads: Vec<&Column> = rows.iter().flatten().map(|f| &f.0).collect();
        heads.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
        Heads(heads)
    }

    /// Whether the same label stands right above another, where a value of a few lines has its lines, on the same page.
    fn over(&self, lower: &Column, line_height: f64) -> bool {
        /// So far down reach the lines of a value, in line heights; so many labels stand there at most.
        const LINES: f64 = 4.0;
        const MOST: usize = 40;
        let page = |c: &Column| c.cells.first().map(|c| c.page);
        let above = self.0.get(..self.0.partition_point(|h| h.middle() < lower.middle())).unwrap_or_default();
        let near = above.iter().rev().take(MOST).take_while(|h| lower.middle() - h.middle() < LINES * line_height);
        near.into_iter().any(|h| h.label == lower.label && page(h) == page(lower))
    }
}

/// Whether something stands under what may be an unknown head of a row, and under none of its labels; or nothing under any.
fn heads_values(head: &Cell, row: &[Found], cells: &[Cell], taken: &Places, line_height: f64) -> bool {
    let from = cells.partition_point(|c| c.at() <= head.at() + LOWER * line_height);
    let under = cells.iter().enumerate().skip(from).take_while(|(_, c)| c.at() < head.at() + UNDER * line_height);
    let mut under = under.filter(|(i, _)| !taken.contains(i)).map(|(_, c)| c.place).peekable();
    let in_column = |p: &Rect| (p.center_x() - head.place.center_x()).abs() < 0.5 * head.place.width() + line_height;
    let in_label = |p: &Rect| row.iter().any(|f| f.0.place.overlap_x(p) > IN_LABEL * line_height);
    under.peek().is_none() || under.any(|p| in_column(&p) && !in_label(&p))
}

/// Whether a cell is of Chinese words, as labels are: no label has a year in it.
fn is_worded(cell: &Cell) -> bool {
    let year = |digits: &str| digits.len() >= 4;
    cell.text.has_han() && !cell.text.split(|c: char| !c.is_ascii_digit()).any(year)
}

/// Whether a text is no more than a ruling that was read as a sign.
fn is_rule(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '|' | '[' | ']' | '”' | '“' | '‘' | '’' | '"' | '。' | '，' | '.' | ','))
}

/// The kinds of business, in the form in which labels are compared.
static KINDS: LazyLock<FxHashSet<String>> = LazyLock::new(|| BusinessKind::WORDS.iter().map(|(_, word)| key(word).into_owned()).collect());

/// Whether a cell is to the letter a kind of business, some of which are spelt nearly like labels: `大额专项分期卡`.
pub(in crate::grammar::band) fn is_kind(cell: &Cell) -> bool {
    KINDS.contains(cell.key())
}
