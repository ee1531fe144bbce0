//! Lines that a text layer parts where the font changes, put together again: `2015`, `年`, `05`, `月` are one line.

use std::rc::Rc;

use crate::document::LineId;

use super::{Cell, LEVEL};

/// So near to the end of a piece begins the next, in heights of a piece: a layer knows exactly where its glyphs stand, and cells that stand
/// side by side have a border between them.
const CONTACT: f64 = 0.1;
/// One font is no higher than another on its line than so many times.
const HIGHER: f64 = 1.5;
/// So many lines in three and more pieces show that a layer parts its lines; two that touch may be neighbours.
const SHOWN: usize = 3;

/// A piece of a cell that is a line of the input by itself.
#[derive(Clone)]
struct Piece {
    line: LineId,
    /// Where it ends in the cell, in characters.
    end: usize,
    /// How wide it is printed.
    width: f64,
}

/// The lines of the input that a cell is made of, where it is made of several.
#[derive(Clone, Default)]
pub(crate) struct Pieces(Option<Rc<[Piece]>>);

impl Pieces {
    fn all(&self) -> &[Piece] {
        self.0.as_deref().unwrap_or_default()
    }

    /// Whether the cell is of one line only.
    pub(super) fn is_empty(&self) -> bool {
        self.all().is_empty()
    }

    /// The lines; none where the cell is of one line only.
    pub(super) fn lines(&self) -> impl Iterator<Item = LineId> + '_ {
        self.all().iter().map(|p| p.line)
    }

    /// Of widths of single characters, those of each piece, so that they sum up to its own.
    pub(super) fn fit(&self, widths: &mut [f64]) {
        let mut from = 0;
        for piece in self.all() {
            if let Some(own) = widths.get_mut(from..piece.end) {
                let share = piece.width / own.iter().sum::<f64>().max(f64::MIN_POSITIVE);
                own.iter_mut().for_each(|width| *width *= share);
            }
            from = piece.end;
        }
    }

    /// Those that some characters of the cell stand in, and whether the characters are all of theirs.
    pub(super) fn cut(&self, from: usize, to: usize) -> (Self, bool) {
        let all = self.all();
        let begins = from == 0 || all.iter().any(|p| p.end == from);
        let ends = all.iter().any(|p| p.end == to);
        let first = all.partition_point(|p| p.end <= from);
        let last = all.partition_point(|p| p.end < to);
        let own = all.get(first..all.len().min(last + 1)).unwrap_or_default();
        let mut before = if first > 0 { all.get(first - 1).map_or(0, |p| p.end) } else { 0 };
        let cut = own.iter().map(|p| {
            let (start, end) = (std::mem::replace(&mut before, p.end), p.end);
            let (low, high) = (start.max(from), end.min(to));
            let width = p.width * high.saturating_sub(low) as f64 / (end - start).max(1) as f64;
            Piece { line: p.line, end: high.saturating_sub(from), width }
        });
        (Pieces((!own.is_empty()).then(|| cut.collect())), begins && ends)
    }
}

/// Whether a sign is of the font that Latin letters and digits have.
fn is_latin(c: char) -> bool {
    c.is_ascii()
}

/// Whether one piece goes on in the other: on its level, where it ends, in another font.
fn meets(a: &Cell, b: &Cell) -> bool {
    let font = |c: Option<char>| c.map(is_latin);
    let (low, high) = (a.place.height().min(b.place.height()), a.place.height().max(b.place.height()));
    (b.place.x0 - a.place.x1).abs() < CONTACT * low
        && (b.place.center_y() - a.place.center_y()).abs() < LEVEL * low
        && high < HIGHER * low
        && font(a.text.trim_end().chars().next_back()) != font(b.text.trim_start().chars().next())
}

/// For each cell of a page, the one that it goes on in.
fn following(cells: &[Cell]) -> Vec<Option<usize>> {
    let mut order: Vec<(usize, &Cell)> = cells.iter().enumerate().collect();
    order.sort_by(|a, b| a.1.place.center_y().total_cmp(&b.1.place.center_y()));
    let mut out = vec![None; cells.len()];
    let close = |a: &Cell, b: &Cell| b.place.center_y() - a.place.center_y() < LEVEL * a.place.height().min(b.place.height());
    for row in order.chunk_by_mut(|a, b| close(a.1, b.1)) {
        row.sort_by(|a, b| a.1.place.x0.total_cmp(&b.1.place.x0));
        for w in row.windows(2) {
            let [(i, a), (k, b)] = w else { continue };
            if let Some(next) = out.get_mut(*i).filter(|_| meets(a, b)) {
                *next = Some(*k);
            }
        }
    }
    out
}

/// The lines of a page that stand in pieces, each with its pieces from left to right.
fn chains(cells: &[Cell]) -> Vec<Vec<usize>> {
    let next = following(cells);
    let mut first = vec![true; cells.len()];
    for k in next.iter().flatten() {
        first.get_mut(*k).into_iter().for_each(|first| *first = false);
    }
    let step = |i: &usize| next.get(*i).copied().flatten();
    let begins = |i: &usize| first.get(*i).copied().unwrap_or(false) && step(i).is_some();
    (0..cells.len()).filter(begins).map(|i| std::iter::successors(Some(i), step).collect()).collect()
}

/// Whether a line has both kinds of signs.
fn is_mixed(cell: &Cell) -> bool {
    let text = cell.text.trim();
    text.chars().any(|c| c.is_ascii_alphanumeric()) && text.chars().any(crate::lexis::text::is_han)
}

/// Puts the lines of a text layer's pages together where it parts them at each change of the font; gives the lines of the input that became
/// one. Of a layer that does not part its lines none are: cells that stand near each other stay what they are.
pub(super) fn join(pages: &mut [Vec<Cell>]) -> Vec<Vec<LineId>> {
    let found: Vec<Vec<Vec<usize>>> = pages.iter().map(|cells| chains(cells)).collect();
    let shown = found.iter().flatten().filter(|chain| chain.len() > 2).count();
    let mixed = pages.iter().flatten().filter(|c| is_mixed(c)).count();
    if shown < SHOWN || shown * 2 < mixed {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (cells, chains) in pages.iter_mut().zip(found) {
        let mut gone = vec![false; cells.len()];
        for chain in chains {
            let own: Vec<&Cell> = chain.iter().filter_map(|i| cells.get(*i)).collect();
            let Some(whole) = one(&own) else { continue };
            out.push(whole.lines().collect());
            chain.iter().skip(1).for_each(|i| gone.get_mut(*i).into_iter().for_each(|gone| *gone = true));
            if let Some(cell) = chain.first().and_then(|i| cells.get_mut(*i)) {
                *cell = whole;
            }
        }
        let mut gone = gone.into_iter();
        cells.retain(|_| !gone.next().unwrap_or(false));
    }
    out
}

/// The cell that pieces are, from left to right.
fn one(pieces: &[&Cell]) -> Option<Cell> {
    let (first, _) = pieces.split_first()?;
    let mut text = String::with_capacity(pieces.iter().map(|c| c.text.len()).sum());
    let mut end = 0;
    let mut whole = Cell::clone(first);
    let mut own = Vec::with_capacity(pieces.len());
    for cell in pieces {
        text.push_str(&cell.text);
        end += cell.text.chars().count();
        own.push(Piece { line: cell.line, end, width: cell.place.width() });
        whole.place = whole.place.union(&cell.place);
        whole.source = whole.source.union(&cell.source);
        whole.confidence = whole.confidence.min(cell.confidence);
    }
    Some(Cell { text: text.into(), pieces: Pieces(Some(own.into())), ..whole })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    /// Pieces of one line, each ten wide a character, five a Latin one, with nothing between them.
    fn line(pieces: &[&str], y: f64, from: u32) -> Vec<Cell> {
        let mut x = 100.0;
        let mut out = Vec::new();
        for (text, n) in pieces.iter().zip(from..) {
            let width: f64 = text.chars().map(|c| if c.is_ascii() { 5.0 } else { 10.0 }).sum();
            let place = Rect::new(x, y, x + width, y + 10.0);
            out.push(Cell { line: LineId { page: 0, line: n }, ..Cell::new(text, place) });
            x += width;
        }
        out
    }

    fn date(y: f64, from: u32) -> Vec<Cell> {
        line(&["2015", "年", "05", "月"], y, from)
    }

    #[test]
    fn pieces_are_one_line_where_a_layer_shows_that_it_parts_its_lines() {
        let mut pages = vec![[date(0.0, 0), date(20.0, 4), date(40.0, 8), line(&["账户", "2"], 60.0, 12)].concat()];
        let joined = join(&mut pages);
        let texts: Vec<&str> = pages[0].iter().map(|c| &*c.text).collect();
        assert_eq!(texts, ["2015年05月", "2015年05月", "2015年05月", "账户2"]);
        assert_eq!(joined.iter().map(Vec::len).collect::<Vec<_>>(), [4, 4, 4, 2]);
        assert_eq!(pages[0][0].place.width(), 50.0);
        // Two that touch are neighbours elsewhere.
        let mut pages = vec![line(&["账户", "2"], 0.0, 0)];
        assert!(join(&mut pages).is_empty());
        // And so are three, where lines are whole.
        let whole: Vec<Cell> = (0u32..12).flat_map(|n| line(&["账户12"], 100.0 + 20.0 * f64::from(n), n)).collect();
        let mut pages = vec![[date(0.0, 20), date(20.0, 24), date(40.0, 28), whole].concat()];
        assert!(join(&mut pages).is_empty());
    }

    #[test]
    fn a_part_of_a_line_is_of_the_pieces_that_it_stands_in() {
        let mut pages = vec![[date(0.0, 0), date(20.0, 4), date(40.0, 8)].concat()];
        join(&mut pages);
        let cell = &pages[0][1];
        let lines = |c: &Cell| c.lines().map(|l| l.line).collect::<Vec<_>>();
        assert_eq!(lines(cell), [4, 5, 6, 7]);
        let month = cell.slice(5, 7);
        assert_eq!((&*month.text, lines(&month), month.part), ("05", vec![6], false));
        assert_eq!((month.place.x0, month.place.x1), (130.0, 140.0));
        let part = cell.slice(3, 6);
        assert_eq!((&*part.text, lines(&part), part.part), ("5年0", vec![4, 5, 6], true));
        assert_eq!(lines(&part.slice(1, 3)), [5, 6]);
    }
}
