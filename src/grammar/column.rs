//! The cells of a column as one value: in order, and without what a stamp or a watermark put beside it.

mod alone;

use std::borrow::Cow;

use crate::layout::{Cell, LEVEL, touches};
use crate::lexis::text::{SEAL, is_dashes, open_brackets};
use crate::lexis::{phone, value};
use crate::model::field::Probe;
use crate::model::{AnyField, Flag, Kind};

use super::bands::Context;
use super::evidence;
use super::untitled::is_label;
use alone::{bare, behind_id, beside_seal, is_large_scrap, is_scrap, without_tick};

/// A recogniser is hardly ever less sure of a sign of print, and of a whole word hardly ever less than this.
const FAINT: f32 = 0.7;
const SURE: f32 = 0.9;

/// The lines of one cell stand no farther apart, in line heights: somewhat more than [`crate::layout::CELL_LINES`], for here the
/// column that they stand in is told.
const FARTHEST: f64 = 2.2;

/// Cells of one line stand no farther apart, up and down, in line heights: half a line.
const ONE_LINE: f64 = 0.5;

/// Of so few signs a scrap may be: a text of more is none.
const SCRAP: usize = 2;

/// No value is printed over more lines; such a column is of a page that is no report's, and stays unparsed.
const MOST_CELLS: usize = 256;

/// Sentences and addresses alone are printed over more lines in a narrow column; elsewhere the values of many rows came together.
const MANY_LINES: usize = 12;

/// Reads the cells of a column into a field. What a stamp or a watermark put beside the value is left out: of a text,
/// scraps that do not stand where its lines do; of a number, a date or a word, the cells without which it reads best.
pub(crate) fn read_column(target: &mut dyn AnyField, cells: &[Cell], flags: &[Flag], context: &Context) {
    if cells.len() > MOST_CELLS {
        return;
    }
    let mut flags: Vec<Flag> = flags.to_vec();
    flags.extend(cells.iter().any(|c| c.part).then_some(Flag::SplitCell));
    let mut cells: Cow<'_, [Cell]> = match cells {
        [_] => Cow::Borrowed(cells),
        _ => Cow::Owned(in_order(cells)),
    };
    // The words of a seal are no part of a value, but may hide a sign of words, or all of a value.
    if cells.iter().any(|c| is_seal(&c.text)) {
        let (seals, print): (Vec<Cell>, Vec<Cell>) = cells.into_owned().into_iter().partition(|c| is_seal(&c.text));
        flags.extend((target.kind().is_free_text() || target.kind() == Kind::Word).then_some(Flag::Noise));
        if print.is_empty() {
            return evidence::hidden(target, &seals);
        }
        cells = Cow::Owned(print);
    }
    let mut noisy = has_other_lines(target, &cells, context);
    if target.kind().is_free_text() && cells.len() > 1 && cells.iter().any(|c| is_dashes(&c.text)) {
        noisy = true;
        cells = Cow::Owned(none_alone(cells.into_owned()));
    }
    if cells.len() > 1 {
        let (kept, left) = own_lines(target, &cells, context);
        noisy |= left;
        cells = Cow::Owned(kept);
    }
    noisy |= reads_as_two(target, &cells, context);
    if let [only] = &*cells
        && let Some(value) = within(target, only, context)
    {
        cells = Cow::Owned(vec![value]);
        noisy = true;
    }
    // In a text layer without a watermark nothing but print stands.
    let scraps = context.recognised || !context.marks.is_empty();
    if let [only] = &*cells
        && scraps
        && (is_scrap(target, only) || is_large_scrap(target, only, context))
    {
        return;
    }
    flags.extend(noisy.then_some(Flag::Noise));
    evidence::fill(target, &cells, &flags, context);
}

/// Whether among the lines of a value are such as no value of its kind has.
fn has_other_lines(target: &dyn AnyField, cells: &[Cell], context: &Context) -> bool {
    // Among several lines of a text no label stands: one does where a row of labels was not taken for one.
    let labelled = |c: &Cell| is_label(c.key().split_once(':').map_or(c.key(), |(label, _)| label));
    let mixed = || is_mixed(cells, context) || cells.len() > 1 && cells.iter().any(labelled);
    cells.len() > MANY_LINES && !matches!(target.kind(), Kind::Text | Kind::Address) || target.kind().is_free_text() && mixed()
}

/// The lines that a value is made of, and whether one that was left out may belong to it.
fn own_lines(target: &dyn AnyField, cells: &[Cell], context: &Context) -> (Vec<Cell>, bool) {
    let all = cells.to_vec();
    let kept = if target.kind().is_free_text() { without_scraps(all, context) } else { best_read(target, all, context) };
    let mut left = cells.iter().filter(|c| !kept.iter().any(|k| k.line == c.line && k.text == c.text));
    let text: String = kept.iter().map(|c| c.text.trim()).collect();
    let may_belong = left.any(|c| may_belong(target, &text, &c.text));
    (kept, may_belong)
}

/// Whether what was kept may be two values, or one with signs of another.
fn reads_as_two(target: &dyn AnyField, cells: &[Cell], context: &Context) -> bool {
    let beside = cells.windows(2).any(|w| matches!(w, [a, b] if is_doubtful_beside(target.kind(), a, b, context)));
    // Two words of two rows may read as one that the vocabulary lacks.
    if beside || is_unlisted(target, cells, context) {
        return true;
    }
    // A whole word of a closed list is one, whatever stands around it.
    target.kind() == Kind::Word && is_mixed(cells, context) && {
        let raw: String = evidence::of(cells).map(|e| e.raw).unwrap_or_default();
        target.probe(&raw) != Probe::Clean
    }
}

/// The value in a line that holds something else, too, where it is told.
fn within(target: &dyn AnyField, only: &Cell, context: &Context) -> Option<Cell> {
    bare(target, only, context)
        .or_else(|| beside_seal(target, only))
        .or_else(|| without_tick(target, only))
        .or_else(|| behind_id(target, only))
}

/// A printed dash at the foot of a page without what stands on the next one: it says that there is nothing, and nothing goes on with it.
fn none_alone(mut cells: Vec<Cell>) -> Vec<Cell> {
    if let [first, rest @ ..] = cells.as_slice()
        && is_dashes(&first.text)
        && rest.iter().all(|c| c.page != first.page)
    {
        cells.truncate(1);
    }
    cells
}

/// Whether a cell is of the words around a seal: `专用章`.
fn is_seal(text: &str) -> bool {
    /// `业务专用章` and the like; a longer text is a name that a seal ran into.
    const LONGEST: usize = 8;
    text.trim_end().ends_with(SEAL) && text.trim().chars().count() <= LONGEST
}

/// Whether a text that was left out of a value could have been a part of what was kept: of a number, if it has a digit; of
/// a date or a mobile number that does not have all its digits, too. A word of a closed list lacks no single character.
fn may_belong(target: &dyn AnyField, kept: &str, text: &str) -> bool {
    /// How many digits a month, a day, and a day with its time have at the most.
    const MONTH: usize = 6;
    const DAY: usize = 8;
    const TIME: usize = 14;
    let has_digit = || text.chars().any(|c| value::digit_for(c).is_some());
    let lacks = |all: usize| kept.chars().filter(char::is_ascii_digit).count() < all;
    let whole_word = || target.probe(kept) == Probe::Clean && kept.chars().count() > 1 && text.trim().chars().count() == 1;
    match target.kind() {
        Kind::Amount | Kind::Count | Kind::Percent => has_digit(),
        Kind::Month => has_digit() && lacks(MONTH),
        Kind::Date | Kind::DateOrMonth | Kind::ExpiryDate => has_digit() && lacks(DAY),
        Kind::DateTime => has_digit() && lacks(TIME),
        Kind::Phone if kept.starts_with('1') => has_digit() && lacks(phone::MOBILE),
        Kind::Word => !whole_word(),
        _ => true,
    }
}

/// The cells of a number, a date or a word: all of them if they stand as the lines of one cell do and read as a value,
/// else the one that reads best, the most central of several.
fn best_read(target: &dyn AnyField, cells: Vec<Cell>, context: &Context) -> Vec<Cell> {
    let raw: String = evidence::of(&cells).map(|e| e.raw).unwrap_or_default();
    let whole = target.probe(&raw);
    let joined = cells.windows(2).all(|w| matches!(w, [a, b] if adjoins(a, b, context)));
    // A text layer's word of several lines is one that the vocabulary lacks, though a line of it alone is another.
    let word = target.kind() == Kind::Word && (whole > Probe::Unknown || is_unlisted(target, &cells, context));
    if joined && (whole == Probe::Clean || word) {
        return cells;
    }
    let scores: Vec<Probe> = cells.iter().map(|c| target.probe(&c.text)).collect();
    let best = scores.iter().copied().max().unwrap_or(Probe::Unreadable);
    if best <= Probe::Unknown || joined && best <= whole {
        return cells;
    }
    let middle =
        cells.iter().map(|c| c.text.length() as f64).zip(&cells).fold((0.0, 0.0), |(s, n), (w, c)| (s + w * c.place.center_x(), n + w));
    let middle = middle.0 / middle.1.max(1.0);
    let off = |c: &Cell| (c.place.center_x() - middle).abs() - 0.5 * context.line_height * c.text.length() as f64;
    let chosen = cells.iter().zip(&scores).filter(|(_, s)| **s == best).map(|(c, _)| c).min_by(|a, b| off(a).total_cmp(&off(b)));
    chosen.cloned().map_or(cells, |c| vec![c])
}

/// Whether two lines of a cell stand as a value and a scrap would. Side by side, digits apart may be one number, or a number beside
/// a sign that is none of it; a recogniser parts a text at its gaps, of which there is none before one or two characters. And a text
/// goes on in a longer line only where the first has no room.
fn is_doubtful_beside(kind: Kind, a: &Cell, b: &Cell, context: &Context) -> bool {
    let size = |cell: &Cell| cell.text.trim().chars().count();
    let beside = (b.at() - a.at()).abs() < ONE_LINE * context.line_height;
    let number = matches!(kind, Kind::Amount | Kind::Count | Kind::Percent);
    let over = || context.recognised && a.page == b.page && size(a) <= SCRAP && a.place.width() * 2.0 < b.place.width();
    if !beside {
        return kind.is_free_text() && over();
    }
    number || kind.is_free_text() && (size(a) <= SCRAP || size(b) <= SCRAP)
}

/// Whether the lines of a text layer are together no word of the list, and one of them is.
fn is_unlisted(target: &dyn AnyField, cells: &[Cell], context: &Context) -> bool {
    let plain = !context.recognised && context.marks.is_empty() && target.kind() == Kind::Word && cells.len() > 1;
    let raw = || cells.iter().map(|c| c.text.trim()).collect::<String>();
    plain && target.probe(&raw()) == Probe::Unknown && cells.iter().any(|c| target.probe(&c.text) > Probe::Unknown)
}

/// Whether cells cannot be the lines of one text: one stands beside another half a line higher, or far from it on its line, as
/// lines of neighbouring columns do, or a row's height under it. A head was lost between them.
fn is_mixed(cells: &[Cell], context: &Context) -> bool {
    /// Half a line higher, in line heights: more than what stands level, less than the next line.
    const STAGGERED: std::ops::Range<f64> = 0.35..0.8;
    /// No gap within a line of one text is wider, in line heights.
    const GAP: f64 = 1.5;
    let drop = |a: &Cell, b: &Cell| (b.at() - a.at()).abs() / context.line_height;
    cells.windows(2).any(|w| {
        let [a, b] = w else { return false };
        let staggered = STAGGERED.contains(&drop(a, b)) && a.place.overlap_x(&b.place) <= 0.0;
        let apart = drop(a, b) < STAGGERED.start && -a.place.overlap_x(&b.place) > GAP * context.line_height;
        a.page == b.page && (staggered || apart || drop(a, b) > FARTHEST)
    })
}

/// Whether two cells stand as two pieces of one line, or two lines of one cell, do.
fn adjoins(a: &Cell, b: &Cell, context: &Context) -> bool {
    /// Pieces of one line are no farther apart, in line heights, and lower than one another by no more than to this part.
    const GAP: f64 = 0.6;
    const AS_HIGH: f64 = 0.6;
    /// Lines of one cell begin, or end, no farther from where the others do, in line heights.
    const FLUSH: f64 = 0.6;
    let line_height = context.line_height;
    let drop = (b.at() - a.at()).abs();
    if drop < ONE_LINE * line_height {
        let gap = -a.place.overlap_x(&b.place);
        let heights = a.place.height().min(b.place.height()) / a.place.height().max(b.place.height()).max(f64::MIN_POSITIVE);
        gap < GAP * line_height && heights > AS_HIGH
    } else {
        let centered = (a.place.center_x() - b.place.center_x()).abs() < line_height;
        // At the right edge stand scraps too, where there are any and lines do not end there.
        let right = if context.recognised && !context.flush_right { f64::MAX } else { (a.place.x1 - b.place.x1).abs() };
        let flush = (a.place.x0 - b.place.x0).abs().min(right) < FLUSH * line_height;
        drop < FARTHEST * line_height && (centered || flush)
    }
}

/// The lines of a text without scraps: one or two characters that stand neither in line nor under the others, or of which
/// a recogniser is not sure that is sure of the others.
fn without_scraps(cells: Vec<Cell>, context: &Context) -> Vec<Cell> {
    let size = |c: &Cell| c.text.trim().chars().count();
    if cells.iter().map(size).max().unwrap_or(0) <= SCRAP {
        return cells;
    }
    let sure = cells.iter().filter(|c| size(c) > SCRAP).all(|c| c.confidence >= SURE);
    // No sign of print is twice as wide as it is high.
    const WIDE: f64 = 2.0;
    let is_wide = |c: &Cell| size(c) == 1 && c.confidence < SURE && c.source.width() > WIDE * c.source.height();
    let is_faint = |c: &Cell| context.recognised && sure && (c.confidence < FAINT || is_wide(c));
    let mut keep: Vec<bool> = cells
        .iter()
        .enumerate()
        .map(|(i, c)| {
            if size(c) <= SCRAP && is_faint(c) {
                return false;
            }
            size(c) > SCRAP
                || closes(&cells, i)
                || cells.iter().enumerate().any(|(k, o)| o.page != c.page || k != i && size(o) > SCRAP && adjoins(o, c, context))
        })
        .collect();
    // What a text layer parted where the font changes goes on from piece to piece.
    if !context.recognised {
        let meets: Vec<bool> = cells.windows(2).map(|w| matches!(w, [a, b] if is_next(a, b, context))).collect();
        for n in 0..meets.len() {
            carry(&mut keep, &meets, n, n, n + 1);
        }
        for n in (0..meets.len()).rev() {
            carry(&mut keep, &meets, n, n + 1, n);
        }
    }
    cells.into_iter().zip(keep).filter(|(_, k)| *k).map(|(c, _)| c).collect()
}

/// Whether a cell begins on the line of another where that ends.
fn is_next(a: &Cell, b: &Cell, context: &Context) -> bool {
    let level = (a.at() - b.at()).abs() < LEVEL * context.line_height;
    level && a.page == b.page && touches(&a.place, &b.place, context.line_height)
}

/// Keeps a piece that meets another at a seam, if that one is kept.
fn carry(keep: &mut [bool], meets: &[bool], seam: usize, from: usize, to: usize) {
    let kept = meets.get(seam) == Some(&true) && keep.get(from) == Some(&true);
    if let Some(to) = keep.get_mut(to).filter(|_| kept) {
        *to = true;
    }
}

/// Whether a cell closes a bracket that the cells before it left open.
fn closes(cells: &[Cell], index: usize) -> bool {
    let text = |cells: &[Cell]| open_brackets(cells.iter().flat_map(|c| c.text.chars()));
    text(cells.get(..index).unwrap_or_default()) > 0 && text(cells.get(index..=index).unwrap_or_default()) < 0
}

/// Cells line by line, each line from left to right.
fn in_order(cells: &[Cell]) -> Vec<Cell> {
    let mut lines: Vec<Vec<Cell>> = Vec::new();
    for cell in cells {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|f| (f.at() - cell.at()).abs() < ONE_LINE * f.place.height()) => line.push(cell.clone()),
            _ => lines.push(vec![cell.clone()]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    }
    lines.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;
    use crate::model::types::{Address, Institution};
    use crate::model::{Field, State};

    #[test]
    fn a_label_among_the_lines_of_a_text_is_told() {
        let context = Context::plain();
        let flags = |lines: [&str; 2]| {
            let cell = |(text, at): (&str, f64)| Cell::new(text, Rect::new(0.0, at, 80.0, at + 10.0));
            let cells: Vec<Cell> = lines.into_iter().zip([0.0, 13.0]).map(cell).collect();
            let mut field: Field<Address> = Field::NotPrinted;
            read_column(&mut field, &cells, &[], &context);
            field.evidence().map(|at| at.flags.clone()).unwrap_or_default()
        };
        assert_eq!(flags(["北京市海淀区学院路", "手机号码"]), [Flag::Noise]);
        assert_eq!(flags(["北京市海淀区学院路", "报告编号：201506010000332123"]), [Flag::Noise], "the head of the next page");
        assert_eq!(flags(["北京市海淀区学院路", "20号院"]), []);
    }

    #[test]
    fn a_name_of_many_lines_is_in_doubt() {
        let is_noisy = |count: i32| {
            let line = |n: i32| Cell::new("某某银行", Rect::new(0.0, f64::from(n) * 13.0, 40.0, f64::from(n) * 13.0 + 10.0));
            let mut field: Field<crate::model::types::Institution> = Field::NotPrinted;
            read_column(&mut field, &(0..count).map(line).collect::<Vec<_>>(), &[], &Context::plain());
            field.evidence().is_some_and(|at| at.flags.contains(&Flag::Noise))
        };
        assert_eq!([6, 12, 13, 60].map(is_noisy), [false, false, true, true]);
    }

    #[test]
    fn a_text_goes_on_under_one_or_two_characters_only_if_a_scrap_stands_over_it() {
        let context = Context { recognised: true, ..Context::plain() };
        let is_noisy = |first: &str, width: f64| {
            let lines = [(first, [0.0, 0.0, width, 10.0]), ("责令限期改正、没收违法所得", [0.0, 13.0, 130.0, 23.0])];
            let cells = lines.map(|(text, [x0, y0, x1, y1])| Cell::new(text, Rect::new(x0, y0, x1, y1)));
            let mut field: Field<Address> = Field::NotPrinted;
            read_column(&mut field, &cells, &[], &context);
            field.evidence().is_some_and(|at| at.flags.contains(&Flag::Noise))
        };
        assert!(is_noisy("使用", 20.0));
        assert!(!is_noisy("警告、罚款、通报批评、暂扣", 130.0));
    }

    /// What a text and an amount are read as, of cells with their confidence, on a recognised page.
    fn recognised<T>(cells: &[(&str, [f64; 4], f32)]) -> Option<String>
    where
        Field<T>: AnyField + Default,
    {
        let context = Context { recognised: true, ..Context::plain() };
        let cell = |(text, [x0, y0, x1, y1], confidence): &(&str, [f64; 4], f32)| {
            let place = Rect::new(*x0, *y0, *x1, *y1);
            Cell { confidence: *confidence, source: place, ..Cell::new(text, place) }
        };
        let cells: Vec<Cell> = cells.iter().map(cell).collect();
        let mut field: Field<T> = Field::NotPrinted;
        read_column(&mut field, &cells, &[], &context);
        field.text().map(str::to_string)
    }

    #[test]
    fn faint_signs_are_left_out_of_a_text_of_which_the_recogniser_is_sure() {
        let street = ("北京市海淀区学院路", [0.0, 0.0, 90.0, 10.0], 0.99);
        let under = |text: &'static str, confidence| recognised::<Address>(&[street, (text, [0.0, 13.0, 20.0, 23.0], confidence)]);
        assert_eq!(under("专号", 0.5).as_deref(), Some("北京市海淀区学院路"));
        assert_eq!(under("五号", 0.95).as_deref(), Some("北京市海淀区学院路五号"), "a line of it");
        let unsure = ("北京市海淀区学院路", [0.0, 0.0, 90.0, 10.0], 0.8);
        let all = recognised::<Address>(&[unsure, ("五号", [0.0, 13.0, 20.0, 23.0], 0.5)]);
        assert_eq!(all.as_deref(), Some("北京市海淀区学院路五号"), "it is sure of nothing here");
    }

    #[test]
    fn a_sign_half_as_high_as_the_text_before_it_is_none_of_it() {
        let street = ("北京市海淀区学院路", [0.0, 0.0, 90.0, 10.0], 0.99);
        let beside = |half: f64| recognised::<Address>(&[street, ("五号", [92.0, 5.0 - half, 110.0, 5.0 + half], 0.95)]);
        assert_eq!(beside(5.0).as_deref(), Some("北京市海淀区学院路五号"));
        assert_eq!(beside(2.5).as_deref(), Some("北京市海淀区学院路"));
    }

    #[test]
    fn a_large_faint_digit_alone_is_no_amount() {
        let amount = |height: f64, confidence| recognised::<rust_decimal::Decimal>(&[("7", [0.0, 0.0, 8.0, height], confidence)]);
        assert_eq!(amount(13.0, 0.5), None, "a watermark's, in a cell whose dash was lost");
        assert_eq!(amount(13.0, 0.9).as_deref(), Some("7"));
        assert_eq!(amount(11.0, 0.5).as_deref(), Some("7"));
    }

    #[test]
    fn a_printed_dash_takes_no_continuation() {
        let read = |pages: [u32; 2]| {
            let mut field: Field<Institution> = Field::NotPrinted;
            let cell = |text: &str, at: f64, page: u32| Cell { page, ..Cell::new(text, Rect::new(0.0, at, 80.0, at + 10.0)) };
            read_column(&mut field, &[cell("——", 0.0, pages[0]), cell("中国银行", 13.0, pages[1])], &[], &Context::plain());
            (field.state(), field.evidence().is_some_and(|at| at.flags.contains(&Flag::Noise)))
        };
        assert_eq!(read([0, 1]), (State::Dash, true));
        assert!(read([0, 0]).1);
    }

    #[test]
    fn a_sign_alone_in_a_text_layer_is_print() {
        let read = |recognised: bool| {
            let mut field: Field<Institution> = Field::NotPrinted;
            let context = Context { recognised, ..Context::plain() };
            read_column(&mut field, &[Cell::new("A", Rect::new(0.0, 0.0, 8.0, 10.0))], &[], &context);
            field.text().map(str::to_string)
        };
        assert_eq!((read(false).as_deref(), read(true)), (Some("A"), None));
    }

    #[test]
    fn words_of_a_seal_are_no_part_of_a_value() {
        let context = Context::plain();
        let cell = |text: &str, at: f64| Cell::new(text, Rect::new(0.0, at, 80.0, at + 10.0));
        let mut field: Field<Address> = Field::NotPrinted;
        read_column(&mut field, &[cell("专用章", 0.0), cell("北京市海淀区学院路", 13.0)], &[], &context);
        assert_eq!((field.text(), field.evidence().map(|at| at.flags.clone())), (Some("北京市海淀区学院路"), Some(vec![Flag::Noise])));
        let mut field: Field<Address> = Field::NotPrinted;
        read_column(&mut field, &[cell("专用章", 0.0)], &[], &context);
        assert_eq!(field.state(), State::Unreadable, "what it may hide is not told to be absent");
        assert_eq!(field.evidence().map(|at| at.raw.as_str()), Some("专用章"));
    }

    #[test]
    fn a_date_is_read_without_the_words_of_a_seal_in_its_line() {
        let context = Context { recognised: true, ..Context::plain() };
        let read = |text: &str| {
            let mut field: Field<chrono::NaiveDate> = Field::NotPrinted;
            read_column(&mut field, &[Cell::new(text, Rect::new(0.0, 0.0, 80.0, 10.0))], &[], &context);
            (field.value().map(ToString::to_string), field.evidence().is_some_and(|at| at.flags.contains(&Flag::Noise)))
        };
        for text in ["业务专用章2024.09.29", "查询专用征2024.09.29", "2024.09.29查询专用"] {
            assert_eq!(read(text), (Some("2024-09-29".into()), true), "{text}");
        }
        for text in ["23586212542123512024-09-29", "B1398987183799JH6PEL2024.09.29", "AB12CD342024年09月29日"] {
            assert_eq!(read(text), (Some("2024-09-29".into()), true), "an id whose head was lost: {text}");
        }
        assert_eq!(read("2024.09.29√"), (Some("2024-09-29".into()), true), "the tick of a pen");
        assert_eq!(read("2024.09业务专用章.29").0, None, "within it");
    }

    #[test]
    fn a_short_line_at_the_right_edge_is_of_the_value_where_cells_end_there() {
        let read = |flush_right| {
            let context = Context { recognised: true, flush_right, ..Context::plain() };
            let lines = [("北京市海淀区学院路35号楼", [0.0, 0.0, 120.0, 10.0]), ("9室", [100.0, 13.0, 120.0, 23.0])];
            let cells = lines.map(|(text, [x0, y0, x1, y1])| Cell::new(text, Rect::new(x0, y0, x1, y1)));
            let mut field: Field<Address> = Field::NotPrinted;
            read_column(&mut field, &cells, &[], &context);
            field.text().map(str::to_string)
        };
        assert_eq!(read(true).as_deref(), Some("北京市海淀区学院路35号楼9室"));
        assert_eq!(read(false).as_deref(), Some("北京市海淀区学院路35号楼"), "elsewhere scraps stand there");
    }
}
