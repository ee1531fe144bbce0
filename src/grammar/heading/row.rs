//! Which cells of a row are a title, and which stand beside it.

use crate::layout::{Cell, Row};
use crate::lexis::text::fold_width;
use crate::lexis::value::{behind_day, squeeze};

use super::{Heading, Rule, SCRAP, Said, empty};

/// No row of more cells is a title: beside one only scraps can stand.
const MOST_CELLS: usize = 8;
/// A recogniser hardly believes itself below this.
const HARDLY: f32 = 0.5;

/// The title that a row is, and which of its cells make it up.
pub(crate) fn find(row: &Row, rules: &[Rule]) -> Option<(Heading, Vec<usize>)> {
    // Every title has Chinese characters, or `No.`; most rows of a report, those of grids, have neither.
    let worded = |c: &Cell| c.text.has_han() || c.text.has_digit() && c.text.trim_start().starts_with(['N', 'n']);
    if rules.is_empty() || row.cells.len() > MOST_CELLS || !row.cells.iter().any(worded) {
        return None;
    }
    if let Some(title) = beside_faint(row, rules) {
        return Some(title);
    }
    let text = row.text();
    let key = row.key();
    let whole = Said::of_row(row, &text, &key);
    if let Some(h) = rules.iter().find_map(|r| r(&whole)) {
        let is_title = !is_said_on_a_day(row, &h, rules) && (h != Heading::Empty || is_running(row));
        return is_title.then(|| (h, (0..row.cells.len()).collect()));
    }
    // Beside a title only scraps of a stamp or a watermark can stand: a character or two that are no number,
    // or one that the recogniser hardly believes itself.
    let digit = |c: &Cell| c.text.has_digit();
    let scrap = |c: &Cell| match c.text.trimmed_length() {
        1 => !digit(c) || c.confidence < HARDLY,
        n => n <= SCRAP && !digit(c),
    };
    if row.cells.len() < 2 {
        return None;
    }
    let whole = row.cells.iter().filter(|c| !scrap(c)).count();
    if whole > 1 {
        return None;
    }
    // A title may be as short as a scrap: `为个人`.
    row.cells.iter().enumerate().filter(|(_, c)| whole == 0 || !scrap(c)).find_map(|(i, cell)| {
        let said = Said::of_cell(cell);
        let heading = rules.iter().find_map(|r| r(&said))?;
        // Words that stand in cells too are a title only alone.
        let word = matches!(heading, Heading::LargeInstallments | Heading::SpecialEvents | Heading::Band | Heading::Account);
        (!word || whole == 1 && heading == Heading::Account).then_some((heading, vec![i]))
    })
}

/// Whether the words of a title stand in one cell of a row and a day in another: they are a text, and that is its day.
fn is_said_on_a_day(row: &Row, heading: &Heading, rules: &[Rule]) -> bool {
    let is_sentence =
        matches!(heading, Heading::AsOf | Heading::Inactive | Heading::Grid | Heading::Overdue | Heading::Latest | Heading::Empty);
    let says = |c: &Cell| rules.iter().find_map(|r| r(&Said::of_cell(c))).as_ref() == Some(heading);
    is_sentence && row.cells.len() > 1 && row.cells.iter().any(says) && row.cells.iter().any(|c| behind_day(&squeeze(&c.text)) == Some(""))
}

/// The title of an account that a row is but for digits behind its number which the recogniser hardly believes itself: they stand apart
/// from it, and would make it another.
fn beside_faint(row: &Row, rules: &[Rule]) -> Option<(Heading, Vec<usize>)> {
    /// The digits of one number stand no farther apart, in heights of a line.
    const APART: f64 = 0.5;
    let is_faint = |pair: &[Cell]| {
        let [before, cell] = pair else { return false };
        let is_digit = |c| fold_width(c).is_ascii_digit();
        cell.confidence < HARDLY
            && cell.place.x0 - before.place.x1 > APART * before.place.height()
            && cell.text.trim().chars().all(is_digit)
            && before.text.trim_end().ends_with(is_digit)
    };
    let faint = row.cells.windows(2).position(is_faint)? + 1;
    let mut rest = row.clone();
    rest.cells.remove(faint);
    let (heading, own) = find(&rest, rules).filter(|(heading, _)| *heading == Heading::Account)?;
    Some((heading, own.into_iter().map(|n| if n < faint { n } else { n + 1 }).collect()))
}

/// Whether the cells of a row may be a sentence that came in pieces: no gap between them is as wide as those between columns.
fn is_running(row: &Row) -> bool {
    /// In heights of the print.
    const WIDE: f64 = 2.0;
    let gap = |pair: &[Cell]| matches!(pair, [a, b] if b.place.x0 - a.place.x1 > WIDE * a.place.height().min(b.place.height()));
    !row.cells.windows(2).any(gap)
}

/// Whether a row is nothing but a sentence that says that there is nothing.
pub(crate) fn is_empty(row: &Row) -> bool {
    is_running(row) && empty(&Said::new(&row.text())).is_some()
}
