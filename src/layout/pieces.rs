//! Lines that a text layer parts, put together again: where the font changes (`2015`, `年`, `05`, `月`), at blanks, or between any two signs.

use std::rc::Rc;

use crate::document::{LineId, Origin, Page, Rect};
use crate::lexis::text::is_han;

use super::{Cell, LEVEL, advance};

/// So near to the end of a piece begins the next, in heights of a piece: a layer knows exactly where its glyphs stand, and cells that stand
/// side by side have a border between them.
const CONTACT: f64 = 0.1;
/// A blank is narrower than this.
const BLANK: f64 = 0.7;
/// One font is no higher than another on its line than so many times.
const HIGHER: f64 = 1.5;
/// So many lines in three and more pieces show that a layer parts its lines; two that touch may be neighbours.
const SHOWN: usize = 3;
/// So many pieces that touch pieces of their own font, and one in so many of all, show that a layer parts its lines anywhere; where lines
/// are whole a handful do, of values that fill their cells.
const WITHIN: usize = 10;
const FEW: usize = 100;

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
        let is_border = |at: usize| all.binary_search_by_key(&at, |p| p.end).is_ok();
        let begins = from == 0 || is_border(from);
        let ends = is_border(to);
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

/// Whether a piece is a single mark, which is no cell of its own, and of either font.
fn is_mark(cell: &Cell) -> bool {
    let mut signs = cell.text.trim().chars();
    signs.next().is_some_and(|c| !c.is_alphanumeric()) && signs.next().is_none()
}

/// How a piece begins behind another one of its line.
#[derive(Clone, Copy, PartialEq)]
enum Join {
    /// Where it ends, in another font.
    Font,
    /// Where it ends, in the same font.
    Within,
    /// A blank behind it, so wide in heights of a piece.
    Blank(f64),
}

/// How one piece goes on in another that stands to its right, if it can: on its level, where it ends or a blank behind.
fn meets(a: &Cell, b: &Cell) -> Option<Join> {
    let (low, high) = (a.place.height().min(b.place.height()), a.place.height().max(b.place.height()));
    let gap = (b.place.x0 - a.place.x1) / low;
    let level = (b.place.center_y() - a.place.center_y()).abs() < LEVEL * low;
    if !(level && high < HIGHER * low && b.place.x0 > a.place.x0 && (-CONTACT..BLANK).contains(&gap)) {
        return None;
    }
    let (end, begin) = (a.text.trim_end().chars().next_back(), b.text.trim_start().chars().next());
    let other = end.map(is_latin) != begin.map(is_latin) || is_mark(a) || is_mark(b);
    Some(match gap < CONTACT {
        true if other => Join::Font,
        true => Join::Within,
        false => Join::Blank(gap),
    })
}

/// A cell with its position, and before them how far down its middle stands.
type Placed<'c> = (f64, usize, &'c Cell);

/// The cells of a page from the top down.
fn downwards(cells: &[Cell]) -> Vec<Placed<'_>> {
    let mut order: Vec<Placed<'_>> = cells.iter().enumerate().map(|(i, c)| (c.place.center_y(), i, c)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    order
}

/// Whether a cell stands on the line of the one before it, from the top down.
fn are_level(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    b.0 - a.0 < LEVEL * a.2.place.height().min(b.2.place.height())
}

/// For each cell of a page, the one that it may go on in, and how. No cell goes on another's line twice.
fn following(cells: &[Cell]) -> Vec<Option<(usize, Join)>> {
    /// So many cells at most begin where another one ends, on rows so near that they count as one.
    const BESIDE: usize = 8;
    let mut order = downwards(cells);
    let mut out = vec![None; cells.len()];
    let mut taken = vec![false; cells.len()];
    for row in order.chunk_by_mut(are_level).filter(|row| row.len() > 1) {
        row.sort_by(|a, b| a.2.place.x0.total_cmp(&b.2.place.x0));
        for (n, (_, i, a)) in row.iter().enumerate() {
            let touches = |(.., b): &Placed<'_>| b.place.x0 < a.place.x1 - CONTACT * a.place.height();
            // Most pieces end before the next one begins.
            let next = n + 1;
            let is_next = row.get(n).is_some_and(touches) && row.get(next).is_none_or(|b| !touches(b));
            let from = if is_next { next } else { row.partition_point(touches) };
            // Farther off than a piece is high is no blank.
            let is_near = |(.., b): &&Placed<'_>| b.place.x0 - a.place.x1 <= a.place.height();
            let beside = row.get(from..).unwrap_or_default().iter().take(BESIDE).take_while(is_near);
            let Some((k, join)) = beside.filter(|(_, k, _)| k != i).find_map(|(_, k, b)| meets(a, b).map(|join| (*k, join))) else {
                continue;
            };
            if let Some(taken) = taken.get_mut(k).filter(|taken| !**taken)
                && let Some(next) = out.get_mut(*i)
            {
                (*taken, *next) = (true, Some((k, join)));
            }
        }
    }
    out
}

/// The lines of a page that stand in pieces, each with its pieces from left to right, if pieces are joined so.
fn chains(next: &[Option<(usize, Join)>], joins: impl Fn(Join) -> bool) -> Vec<Vec<usize>> {
    let step = |i: &usize| next.get(*i).copied().flatten().filter(|(_, join)| joins(*join)).map(|(k, _)| k);
    let mut first = vec![true; next.len()];
    for k in (0..next.len()).filter_map(|i| step(&i)) {
        first.get_mut(k).into_iter().for_each(|first| *first = false);
    }
    let begins = |i: &usize| first.get(*i).copied().unwrap_or(false) && step(i).is_some();
    (0..next.len()).filter(begins).map(|i| std::iter::successors(Some(i), step).collect()).collect()
}

/// Whether a good part of the lines of some pages begin on the line of another one exactly where that ends: no recogniser measures so.
pub(super) fn are_exact(pages: &[&Page]) -> bool {
    /// So exactly, in heights of a line; and so many lines in ten.
    const EXACTLY: f64 = 0.01;
    const PART: usize = 2;
    let lines = pages.iter().map(|p| p.lines.len()).sum::<usize>();
    let exact = |page: &&Page| {
        let mut places: Vec<Rect> = page.lines.iter().filter(|l| l.origin == Origin::Recognised).map(|l| l.place).collect();
        places.sort_by(|a, b| a.center_y().total_cmp(&b.center_y()));
        let is_level = |a: &Rect, b: &Rect| b.center_y() - a.center_y() < LEVEL * a.height().min(b.height());
        let rows = places.chunk_by_mut(is_level);
        let meets = |w: &[Rect]| matches!(w, [a, b] if (b.x0 - a.x1).abs() <= EXACTLY * a.height().min(b.height()));
        rows.map(|row| {
            row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
            row.windows(2).filter(|w| meets(w)).count()
        })
        .sum::<usize>()
    };
    let count = pages.iter().map(exact).sum::<usize>();
    count >= WITHIN && count * 10 >= PART * lines
}

/// Whether a box is about as wide as what stands in it, and no cell of a table.
fn is_printed_whole(cell: &Cell) -> bool {
    /// Fonts differ by less; a cell of a table is wider.
    const ALIKE: std::ops::Range<f64> = 0.75..1.25;
    let width: f64 = cell.text.trim().chars().map(advance).sum();
    ALIKE.contains(&(cell.place.width() / (width * cell.place.height()).max(f64::MIN_POSITIVE)))
}

/// Whether a piece is the end of a day.
fn ends_day(cell: &Cell) -> bool {
    cell.text.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '日')
}

/// What stands from a piece on, up to the next blank: as much of it as a time is long.
fn go_on(cells: &[Cell], next: &[Option<(usize, Join)>], from: usize) -> String {
    const TIME: usize = 9;
    let step = |i: &usize| next.get(*i).copied().flatten().filter(|(_, join)| !matches!(join, Join::Blank(_))).map(|(k, _)| k);
    let pieces = std::iter::successors(Some(from), step).take(TIME);
    pieces.filter_map(|i| cells.get(i)).map(|c| c.text.trim()).collect()
}

/// Whether a text is a time of the day.
fn is_time(text: &str) -> bool {
    let mut parts = text.split([':', '：']);
    let two = |p: &str| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit());
    (2..=3).contains(&parts.clone().count()) && parts.all(two)
}

/// Whether a line has both kinds of signs.
fn is_mixed(cell: &Cell) -> bool {
    let text = cell.text.trim();
    cell.text.has_han() && text.chars().any(|c| c.is_ascii_alphanumeric())
}

/// Where a layer parts its lines.
#[derive(Clone, Copy, Default)]
struct Parting {
    /// At each change of the font.
    fonts: bool,
    /// Between any two signs.
    anywhere: bool,
    /// At blanks, and how wide they are.
    blanks: Option<f64>,
}

impl Parting {
    fn of(pages: &[Vec<Cell>], next: &[Vec<Option<(usize, Join)>>]) -> Self {
        let shown = next.iter().flat_map(|next| chains(next, |join| join == Join::Font)).filter(|chain| chain.len() > 2).count();
        let mixed = || pages.iter().flatten().filter(|c| is_mixed(c)).count();
        let (mut within, mut blanks) = (0, Vec::new());
        for (cells, next) in pages.iter().zip(next) {
            for (a, (k, join)) in cells.iter().zip(next).filter_map(|(a, next)| next.map(|next| (a, next))) {
                match (join, cells.get(k)) {
                    (Join::Within, Some(b)) if is_printed_whole(a) && is_printed_whole(b) => within += 1,
                    (Join::Blank(gap), Some(_)) if ends_day(a) && is_time(&go_on(cells, next, k)) => blanks.push(gap),
                    _ => {}
                }
            }
        }
        let lines: usize = pages.iter().map(Vec::len).sum();
        let anywhere = within >= WITHIN && within * FEW >= lines;
        let has_blank = |c: &Cell| c.text.trim().contains(' ');
        let blanks = super::median(&mut blanks).filter(|_| anywhere || !pages.iter().flatten().any(has_blank));
        Parting { fonts: shown >= SHOWN && shown * 2 >= mixed(), anywhere, blanks }
    }

    /// Whether it parts lines so.
    fn joins(self, join: Join) -> bool {
        match join {
            Join::Font => self.fonts || self.anywhere,
            Join::Within => self.anywhere,
            Join::Blank(gap) => self.blanks.is_some_and(|wide| (gap - wide).abs() < CONTACT / 2.0),
        }
    }
}

/// Puts the lines of a text layer's pages together where it parts them, at each change of the font, at blanks or anywhere; gives the lines of the input that became
/// one. Of a layer that does not part its lines none are: cells that stand near each other stay what they are.
pub(super) fn join(pages: &mut [Vec<Cell>]) -> Vec<Vec<LineId>> {
    let next: Vec<Vec<Option<(usize, Join)>>> = pages.iter().map(|cells| following(cells)).collect();
    let parting = Parting::of(pages, &next);
    let join = |(cells, next): (&mut Vec<Cell>, &Vec<_>)| put_together(cells, chains(next, |join| parting.joins(join)));
    pages.iter_mut().zip(&next).flat_map(join).collect()
}

/// Puts one cell in the place of each chain of pieces; gives the lines of the input that became one.
fn put_together(cells: &mut Vec<Cell>, chains: Vec<Vec<usize>>) -> Vec<Vec<LineId>> {
    let mut out = Vec::with_capacity(chains.len());
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
    out
}

/// Puts the code of an institution (`“AB”`) and the name before it together, of which a recogniser made two lines: nothing else begins with a
/// quotation mark right behind a name. Gives the lines of the input that became one.
pub(super) fn join_codes(pages: &mut [Vec<Cell>]) -> Vec<Vec<LineId>> {
    let join = |cells: &mut Vec<Cell>| {
        let chains = codes(cells);
        put_together(cells, chains)
    };
    pages.iter_mut().filter(|cells| cells.iter().any(is_code)).flat_map(join).collect()
}

fn is_code(cell: &Cell) -> bool {
    cell.text.starts_with(['“', '"', '”', '＂']) && cell.text.chars().any(|c| c.is_ascii_alphanumeric())
}

/// Whether a code begins where a name ends: the boxes of a recogniser may overlap.
fn names(name: &Cell, code: &Cell) -> bool {
    const NEAR: std::ops::Range<f64> = -0.7..0.5;
    let height = name.place.height().min(code.place.height());
    let level = (code.place.center_y() - name.place.center_y()).abs() < LEVEL * height;
    level && NEAR.contains(&((code.place.x0 - name.place.x1) / height)) && name.text.trim_end().chars().next_back().is_some_and(is_han)
}

/// The names of a page that a code stands behind, each with it.
fn codes(cells: &[Cell]) -> Vec<Vec<usize>> {
    let mut out = Vec::new();
    for row in downwards(cells).chunk_by_mut(are_level) {
        row.sort_by(|a, b| a.2.place.x0.total_cmp(&b.2.place.x0));
        let pairs = row.windows(2).filter_map(|w| if let [(_, i, name), (_, k, code)] = w { Some((*i, *name, *k, *code)) } else { None });
        out.extend(pairs.filter(|(_, name, _, code)| is_code(code) && names(name, code)).map(|(i, _, k, _)| vec![i, k]));
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
    let after = pieces.iter().skip(1).map(Some).chain([None]);
    for (cell, after) in pieces.iter().zip(after) {
        text.push_str(&cell.text);
        end += cell.text.chars().count();
        let mut width = cell.place.width();
        // A blank is the piece's before it.
        if let Some(after) = after.filter(|after| matches!(meets(cell, after), Some(Join::Blank(_)))) {
            text.push(' ');
            end += 1;
            width = after.place.x0 - cell.place.x0;
        }
        own.push(Piece { line: cell.line, end, width });
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

    fn moved(mut cell: Cell, right: f64) -> Cell {
        (cell.place.x0, cell.place.x1) = (cell.place.x0 + right, cell.place.x1 + right);
        cell
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
    fn a_code_is_of_the_name_before_it() {
        let cells = || line(&["某某银行", "“A1”"], 0.0, 0);
        let joined = |cells: Vec<Cell>| {
            let mut pages = vec![cells];
            let lines = join_codes(&mut pages);
            (pages[0].iter().map(|c| c.text.to_string()).collect::<Vec<_>>(), lines.len())
        };
        assert_eq!(joined(cells()), (vec!["某某银行“A1”".to_string()], 1));
        let at = |right: f64| [cells()[0].clone(), moved(cells()[1].clone(), right)].to_vec();
        assert_eq!((joined(at(-5.0)).1, joined(at(9.0)).1), (1, 0), "boxes overlap; another column");
        assert_eq!(joined(line(&["2015", "“A1”"], 0.0, 0)).1, 0, "behind no name");
        assert_eq!(joined(line(&["某某银行", "A1"], 0.0, 0)).1, 0, "any text");
    }

    #[test]
    fn a_layer_that_gives_every_sign_by_itself() {
        let signs = |text: &str, y: f64, from: u32| {
            let signs: Vec<String> = text.chars().map(String::from).collect();
            line(&signs.iter().map(String::as_str).collect::<Vec<_>>(), y, from)
        };
        // A blank, five wide, stands behind the day; between two cells there is more.
        let time: Vec<Cell> = signs("11:48:50", 0.0, 40).into_iter().map(|c| moved(c, 55.0)).collect();
        let beside: Vec<Cell> = signs("信用报告", 20.0, 60).into_iter().map(|c| moved(c, 50.0)).collect();
        let mut pages = vec![[signs("2019.11.11", 0.0, 0), time, signs("个人", 20.0, 50), beside].concat()];
        join(&mut pages);
        let texts: Vec<&str> = pages[0].iter().map(|c| &*c.text).collect();
        assert_eq!(texts, ["2019.11.11 11:48:50", "个人", "信用报告"]);
        let time = pages[0][0].slice(11, 19);
        assert_eq!((&*time.text, time.place.x0, time.lines().count()), ("11:48:50", 155.0, 8));
    }

    #[test]
    fn a_layer_that_gives_every_word_by_itself() {
        let words = || {
            let name =
                [line(&["某某"], 40.0, 8), line(&["（", "中国", "）"], 40.0, 9).into_iter().map(|c| moved(c, 25.0)).collect()].concat();
            let time = line(&["11:48:50"], 0.0, 2).into_iter().map(|c| moved(c, 55.0)).collect();
            [line(&["2019.11.11"], 0.0, 0), time, name].concat()
        };
        let mut pages = vec![words()];
        join(&mut pages);
        let texts: Vec<&str> = pages[0].iter().map(|c| &*c.text).collect();
        assert_eq!(texts, ["2019.11.11 11:48:50", "某某 （", "中国", "）"]);
        // Where lines have blanks in them, what stands a blank apart are two cells.
        let mut pages = vec![[words(), line(&["A 1"], 60.0, 20)].concat()];
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
