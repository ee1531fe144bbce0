//! Signs in a value's line that are not its own: of a watermark or a stamp, which a recogniser read as one line with it.
//!
//! Where heads stand in the middle of their columns, values do, too, to a part of a sign. A value that the recogniser doubts, that stands beside
//! the middle, and that would stand in it without its first or its last sign, took up that sign from elsewhere. Its place alone does not tell it,
//! for a value that lost a sign at one end stands beside the middle just so. Its own signs are asked besides: a sign is left out of a text only if
//! it is of another writing than all the rest, and out of a number only if it stands apart from the other digits. What is left counts as cut by
//! guessing.

use crate::document::Rect;
use crate::grammar::bands::Context;
use crate::layout::{Cell, advance, median};
use crate::lexis::text::{digits_and, is_han};
use crate::model::field::Probe;
use crate::model::{AnyField, AnyRecord, Kind};

/// A recogniser is surer of lines that are print and nothing else.
const SURE: f32 = 0.95;
/// It doubts a number more in whose line another sign stands apart.
const DOUBTFUL: f32 = 0.7;
/// In the middle of a column, in line heights.
const CENTRED: f64 = 0.3;
/// Beside the middle, as half a sign puts a line, in line heights.
const BESIDE: f64 = 0.25;
/// How far apart digits of two numbers stand at least, in line heights.
const APART: f64 = 0.35;
/// Fewer values tell nothing of how a table is set.
const FEWEST: usize = 4;
/// Fewer signs tell nothing of the writing of a text.
const SHORTEST: usize = 3;
/// No number is longer.
const LONGEST: usize = 16;

/// Leaves out of values signs that are not their own.
pub(super) fn leave_out(record: &dyn AnyRecord, fields: &[Option<usize>], heads: &[Rect], cells: &mut [Vec<Cell>], context: &Context) {
    let em = context.line_height;
    if !context.recognised || !cells.iter().flatten().any(|c| c.confidence < SURE) || !is_centred(heads, cells, em) {
        return;
    }
    let digits = Digits::of(cells, em);
    for ((head, column), field) in heads.iter().zip(cells).zip(fields) {
        let Some(field) = field.and_then(|f| record.field(f)) else { continue };
        let number = matches!(field.kind(), Kind::Amount | Kind::Count);
        for cell in column.iter_mut().filter(|c| c.confidence < SURE) {
            let own = match (&digits, number) {
                (Some(digits), true) => digits.own(cell, head, field),
                (_, false) if field.kind().is_free_text() => own_writing(cell, head, em),
                _ => None,
            };
            if let Some(own) = own {
                *cell = own;
            }
        }
    }
}

/// Whether the values of a table stand in the middle under their heads.
fn is_centred(heads: &[Rect], cells: &[Vec<Cell>], em: f64) -> bool {
    let all = || heads.iter().zip(cells).flat_map(|(h, cells)| cells.iter().map(|c| off(h, &c.place)));
    let centred = all().filter(|off| *off < CENTRED * em).count();
    centred + 1 >= FEWEST && centred * 4 >= all().count() * 3
}

fn off(head: &Rect, place: &Rect) -> f64 {
    (head.center_x() - place.center_x()).abs()
}

/// A text without the sign of other writing at one of its ends that puts it beside the middle of its column.
fn own_writing(cell: &Cell, head: &Rect, em: f64) -> Option<Cell> {
    if off(head, &cell.place) < BESIDE * em {
        return None;
    }
    let signs: Vec<char> = cell.text.chars().collect();
    let count = signs.len();
    let (first, last) = (signs.first()?, signs.last()?);
    [(first, 1, count), (last, 0, count.checked_sub(1)?)].into_iter().find_map(|(sign, from, to)| {
        let rest = signs.get(from..to)?;
        let other = |c: &&char| is_han(**c) != is_han(*sign);
        let written = rest.iter().filter(|c| c.is_alphanumeric()).count();
        let foreign = sign.is_alphanumeric() && written >= SHORTEST && rest.iter().filter(|c| c.is_alphanumeric()).all(|c| other(&c));
        let own = foreign.then(|| cell.slice(from, to))?;
        let left = off(head, &own.place);
        (left < CENTRED * em && left * 2.0 <= off(head, &cell.place)).then_some(own)
    })
}

/// How the digits of a table are printed.
struct Digits {
    /// What boxes have beside the signs in them.
    margin: f64,
    em: f64,
}

impl Digits {
    /// As numbers of which the recogniser is sure tell; `None` without any.
    fn of(cells: &[Vec<Cell>], em: f64) -> Option<Digits> {
        let numbers = || cells.iter().flatten().filter(|c| c.confidence >= SURE && is_number(&c.text));
        let margin = median(&mut numbers().map(|c| c.place.width() - width(&c.text, em)).collect::<Vec<f64>>())?;
        Some(Digits { margin, em })
    }

    /// How much wider a line is than its signs.
    fn excess(&self, cell: &Cell) -> f64 {
        cell.place.width() - width(&cell.text, self.em) - self.margin
    }

    /// A number without the sign that stands apart from it at one of its ends, and beside the middle of its column.
    fn own(&self, cell: &Cell, head: &Rect, field: &dyn AnyField) -> Option<Cell> {
        let count = cell.text.length();
        if cell.confidence >= DOUBTFUL || !is_number(&cell.text) || !(2..=LONGEST).contains(&count) || self.excess(cell) < APART * self.em {
            return None;
        }
        let last = count.checked_sub(1)?;
        [(1, count), (0, last)].into_iter().find_map(|(from, to)| {
            let own = cell.slice(from, to);
            let wide = width(&own.text, self.em) + self.margin;
            // The other sign stands apart: the box ends where the number does.
            let Rect { x0, y0, x1, y1 } = cell.place;
            let place = if from == 0 { Rect::new(x0, y0, x0 + wide, y1) } else { Rect::new(x1 - wide, y0, x1, y1) };
            let fits = off(head, &place) < CENTRED * self.em && off(head, &cell.place) > off(head, &place) + BESIDE * self.em;
            (fits && field.probe(&own.text) == Probe::Clean).then_some(own)
        })
    }
}

/// Whether a text is a number, with commas or without.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && digits_and(text.chars(), |c| c == ',')
}

/// How wide a text is printed.
fn width(text: &str, em: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * em
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Record;
    use crate::model::summary::OpenInfoSummary;

    /// The texts of a table of kinds and their numbers, heads 100 apart, where the last row holds these with the recogniser's doubt.
    fn last_row(kind: (&str, f64, f64), number: (&str, f64, f64), confidence: f32) -> [Option<String>; 2] {
        let context = Context { recognised: true, ..Context::plain() };
        let cell = |(text, x0, x1): (&str, f64, f64), y, confidence| Cell { confidence, ..Cell::new(text, Rect::new(x0, y, x1, y + 12.0)) };
        let heads = [Rect::new(30.0, 0.0, 70.0, 10.0), Rect::new(135.0, 0.0, 165.0, 10.0)];
        let index = OpenInfoSummary::position_of;
        let sure = |n: u32| {
            let y = 20.0 * f64::from(n);
            [cell(("欠缴信息", 29.0, 71.0), y, 0.99), cell(("1", 145.5, 154.5), y, 0.99)]
        };
        let rows: Vec<[Cell; 2]> = (1..4).map(sure).collect();
        let mut cells: [Vec<Cell>; 2] = [0, 1].map(|n| rows.iter().filter_map(|r| r.get(n).cloned()).collect());
        for (column, last) in cells.iter_mut().zip([kind, number]) {
            column.push(cell(last, 80.0, confidence));
        }
        leave_out(&OpenInfoSummary::default(), &[index("信息类型"), index("记录数")], &heads, &mut cells, &context);
        cells.map(|column| column.get(3).map(|c| c.text.to_string()))
    }

    fn some(texts: [&str; 2]) -> [Option<String>; 2] {
        texts.map(|t| Some(t.to_owned()))
    }

    #[test]
    fn a_sign_of_other_writing_beside_a_text() {
        let one = ("1", 145.5, 154.5);
        assert_eq!(last_row(("判决信息2", 29.0, 77.0), one, 0.9), some(["判决信息", "1"]));
        assert_eq!(last_row(("A判决信息", 22.0, 71.0), one, 0.9), some(["判决信息", "1"]));
        assert_eq!(last_row(("判决信息2", 29.0, 77.0), one, 0.99), some(["判决信息2", "1"]), "the recogniser is sure");
        assert_eq!(last_row(("判决信息2", 25.5, 74.5), one, 0.9), some(["判决信息2", "1"]), "it stands in the middle with it");
        assert_eq!(last_row(("决信息息", 39.0, 81.0), one, 0.9), some(["决信息息", "1"]), "a sign may be lost before it");
        assert_eq!(last_row(("B1判决信息", 18.0, 71.0), one, 0.9), some(["B1判决信息", "1"]), "its own letters stand there, too");
    }

    #[test]
    fn a_sign_apart_from_a_number() {
        let kind = ("判决信息", 29.0, 71.0);
        assert_eq!(last_row(kind, ("11", 134.0, 154.5), 0.6), some(["判决信息", "1"]));
        assert_eq!(last_row(kind, ("12", 145.5, 166.0), 0.6), some(["判决信息", "1"]));
        assert_eq!(last_row(kind, ("12", 142.5, 157.5), 0.6), some(["判决信息", "12"]), "the digits stand together");
        assert_eq!(last_row(kind, ("12", 139.8, 160.3), 0.6), some(["判决信息", "12"]), "it stands in the middle as it is");
        assert_eq!(last_row(kind, ("11", 134.0, 154.5), 0.9), some(["判决信息", "11"]), "the recogniser is not in doubt");
    }
}
