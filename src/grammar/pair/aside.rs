//! Values that stand beside the place where all others of their table stand: something covers an end of them.
//!
//! A seal, a finger or a fold hides signs, and the recogniser is as sure of the rest as of a whole value. Where the values of a table stand in
//! the middle under their heads, the rest stands beside it, by half the width of what is lost; where they begin under the beginnings of their
//! heads, a value without its first signs begins behind it. A page that leans puts all values of a row beside their heads alike, so that each is
//! held against the others of its record.

use crate::document::Rect;
use crate::grammar::MOST_CELLS;
use crate::grammar::band::{Column, LabelRow};
use crate::grammar::bands::Context;
use crate::layout::{Cell, HALF_LINE, advance, median};
use crate::model::field::Probe;
use crate::model::{AnyField, AnyRecord, Kind};

use super::cut::{Stand, stand};

/// A line that stands no farther off stands where the others do, in line heights.
const THERE: f64 = 0.3;
/// One that stands so far off lost a sign, in line heights.
const ASIDE: f64 = 0.45;
/// Fewer lines tell nothing of how a table is set.
const FEWEST: usize = 4;
/// Of so few signs a scrap may be, beside longer lines.
const SCRAP: usize = 2;
/// One sign alone is only told that stands off so many times as far: its box may be far wider than it.
const ALONE: f64 = 2.0;

/// How the values of a table stand under their heads.
pub(super) struct Set {
    stand: Stand,
    /// For each column, whether its own values stand so.
    columns: Vec<bool>,
    em: f64,
}

/// A line of a value.
struct Line {
    column: usize,
    /// How far it stands off its place under its head, beyond what all lines of its record do: to the right, and where lines end under the ends of
    /// their heads, to the left.
    off: f64,
    /// How much wider its box is than those of the others are around their signs.
    spare: f64,
    /// Whether its print may begin or end beside the edge of its outer sign, as brackets do.
    loose: bool,
    /// Whether it is one sign.
    alone: bool,
    /// Where it begins.
    x0: f64,
}

/// Which values of one record lack a line, or stand beside the place where the others do. `of`: the record, its labels and their fields.
pub(super) fn or_aside(
    lacking: Vec<bool>,
    of: (&dyn AnyRecord, &LabelRow, &[Option<usize>]),
    cells: &[Vec<Cell>],
    context: &Context,
) -> Vec<bool> {
    let (record, row, found) = of;
    let heads: Vec<Option<Rect>> = row.columns.iter().map(whole_head).collect();
    let Some(set) = Set::of(&heads, std::iter::once(cells), context) else { return lacking };
    let field = |n: usize| found.get(n).copied().flatten().and_then(|f| record.field(f));
    let aside = set.aside(&heads, cells).into_iter().zip(cells).enumerate();
    let cut = aside.map(|(n, (aside, cells))| aside && field(n).is_some_and(|f| may_be_cut(f, cells)));
    lacking.into_iter().zip(cut).map(|(lacks, cut)| lacks || cut).collect()
}

/// The box of a head that was read to the letter.
pub(super) fn whole_head(column: &Column) -> Option<Rect> {
    (column.label.is_some() && column.distance == 0).then_some(column.place)
}

/// Whether what stands in a field's cells may be a part of what was printed there: no dash, no whole word of a closed list, and no whole day.
pub(super) fn may_be_cut(field: &dyn AnyField, cells: &[Cell]) -> bool {
    /// A day has so many digits at the least, a month one less.
    const DAY: usize = 7;
    let text: String = cells.iter().map(|c| c.text.trim()).collect();
    let probe = field.probe(&text);
    match field.kind() {
        Kind::Date | Kind::ExpiryDate | Kind::DateTime => false,
        Kind::DateOrMonth => text.chars().filter(char::is_ascii_digit).count() < DAY,
        Kind::Word => probe != Probe::Clean,
        _ => probe != Probe::Dash,
    }
}

impl Set {
    /// As the values of all records tell, given column by column; `None` where they do not stand alike.
    pub(super) fn of<'c>(heads: &[Option<Rect>], records: impl Iterator<Item = &'c [Vec<Cell>]> + Clone, context: &Context) -> Option<Set> {
        if !context.recognised || heads.len() > MOST_CELLS {
            return None;
        }
        let em = context.line_height;
        let stand = stand(records.clone().flat_map(|record| under(heads, record)));
        let mut counts = vec![(0, 0); heads.len()];
        for line in records.flat_map(|record| lines(heads, record, stand, em)) {
            if let Some((there, all)) = counts.get_mut(line.column) {
                *there += usize::from(line.off.abs() < THERE * em);
                *all += 1;
            }
        }
        let (there, all) = counts.iter().fold((0, 0), |(t, a), (there, all)| (t + there, a + all));
        let columns = counts.iter().map(|(there, all)| *all < 2 || there * 2 >= *all).collect();
        (there + 1 >= FEWEST && there * 4 >= all * 3).then_some(Set { stand, columns, em })
    }

    /// For each column of a record, whether its value lacks signs at an end.
    pub(super) fn aside(&self, heads: &[Option<Rect>], record: &[Vec<Cell>]) -> Vec<bool> {
        let lines = lines(heads, record, self.stand, self.em);
        // What covers the end of a value that begins under its head moves nothing.
        let is_off = |line: &Line| {
            let off = if self.stand == Stand::Centred { line.off.abs() - line.spare / 2.0 } else { line.off - line.spare };
            off > ASIDE * self.em * if line.alone { ALONE } else { 1.0 }
        };
        let told = |column: usize| self.columns.get(column) == Some(&true);
        let of = |column: usize| lines.iter().filter(move |l| l.column == column);
        // All lines of a value stand aside where their column does, and a line that begins where another does is no middle's.
        let aside = |column: usize| {
            let own: Vec<&Line> = of(column).collect();
            let off = own.iter().filter(|l| is_off(l)).count();
            let flush = own.windows(2).any(|w| matches!(w, [a, b] if (a.x0 - b.x0).abs() < THERE * self.em));
            let centred = self.stand == Stand::Centred;
            (off == 1 || off < own.len()) && !(centred && flush) && own.iter().any(|l| is_off(l) && !l.loose)
        };
        (0..record.len()).map(|column| told(column) && aside(column)).collect()
    }
}

/// The cells of a record that stand under heads, with these; labels beside their values are none.
fn under<'c>(heads: &'c [Option<Rect>], record: &'c [Vec<Cell>]) -> impl Iterator<Item = (&'c Rect, &'c Rect)> {
    let pairs = heads.iter().zip(record).filter_map(|(head, cells)| Some((head.as_ref()?, cells)));
    pairs.flat_map(|(head, cells)| cells.iter().filter(|c| !c.moved).map(move |c| (head, &c.place)))
}

/// The lines of a record's values.
fn lines(heads: &[Option<Rect>], record: &[Vec<Cell>], stand: Stand, em: f64) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for (column, (head, cells)) in heads.iter().zip(record).enumerate() {
        let Some(head) = head.as_ref().filter(|_| !cells.iter().any(|c| c.moved)) else { continue };
        let own = joined(cells, em);
        let words = own.iter().any(|l| l.signs > SCRAP);
        for Joined { place, longest, width, signs, loose } in own.into_iter().filter(|l| !words || l.signs > SCRAP) {
            let off = |place: &Rect| match stand {
                Stand::Centred => place.center_x() - head.center_x(),
                Stand::Left => place.x0 - head.x0,
                Stand::Right => head.x1 - place.x1,
            };
            // What stands beside the print may be a pen's or a stamp's.
            let off = [off(&place), off(&longest)].into_iter().min_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(0.0);
            out.push(Line { column, off, spare: place.width() - width * em, loose, alone: signs == 1, x0: place.x0 });
        }
    }
    let middle = |values: Vec<f64>| median(&mut { values }).unwrap_or(0.0);
    let off = middle(out.iter().map(|l| l.off).collect());
    let spare = middle(out.iter().map(|l| l.spare).collect());
    for line in &mut out {
        line.off -= off;
        line.spare = (line.spare - spare).max(0.0);
    }
    out
}

/// A line of a value with all of its pieces.
struct Joined {
    place: Rect,
    /// Where its longest piece stands.
    longest: Rect,
    /// How wide its signs are, in line heights.
    width: f64,
    signs: usize,
    /// Whether a piece begins or ends with a mark.
    loose: bool,
}

/// The lines that some cells are.
fn joined(cells: &[Cell], em: f64) -> Vec<Joined> {
    let mark = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric());
    let mut out: Vec<(f64, Joined)> = Vec::new();
    for cell in cells {
        let width: f64 = cell.text.chars().map(advance).sum();
        let loose = mark(cell.text.chars().next()) || mark(cell.text.chars().next_back());
        let piece = Joined { place: cell.place, longest: cell.place, width, signs: cell.text.length(), loose };
        match out.iter_mut().rev().take(2).find(|(at, _)| (*at - cell.at()).abs() < HALF_LINE * em) {
            Some((_, line)) => {
                line.place = line.place.union(&piece.place);
                line.longest = if piece.longest.width() > line.longest.width() { piece.longest } else { line.longest };
                line.width += piece.width;
                line.signs += piece.signs;
                line.loose |= piece.loose;
            }
            None => out.push((cell.at(), piece)),
        }
    }
    out.into_iter().map(|(_, line)| line).collect()
}
