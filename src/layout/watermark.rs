//! Watermarks whose lean does not tell them: many engines put upright boxes around lines that lean, and some watermarks do not lean.

mod boxes;
mod fixed;

use std::collections::{HashMap, HashSet};

use rustc_hash::FxHashSet;

use crate::document::LineId;
use crate::lexis::doubt::STATES;
use crate::lexis::numbering::is_numeral;
use crate::lexis::text::{REMINDER, behind_seal, fold_width, is_han};
use crate::lexis::value::digit_for;

use super::furniture::{self, LOGO, MARKS};
use super::sheet::Sheet;
use super::{Aside, Cell};
use boxes::{is_huge, is_large, is_larger, is_slanted, leans_alike, lies_over_print};

/// Two characters, one after the other.
pub(crate) type Pair = (char, char);

/// How often two characters stand in boxes of leaning lines where they are a watermark's, whatever it says.
const REPEATED: usize = 3;

/// So much oftener than in print the words of lines that lean stand in them, if they are a watermark's.
const OWN: usize = 8;

/// Words of watermarks that values have, too.
const ORDINARY: &[Pair] = &[('中', '国'), ('人', '民'), ('银', '行'), ('中', '心'), ('公', '司'), ('信', '用'), ('贷', '款'), ('审', '批')];

/// The box of a sign that is no print is so much higher than boxes usually are.
const HIGHER: f64 = 1.25;

/// How high the boxes are that most lines have; nought of a few.
fn usual_height(sheets: &[Sheet]) -> f64 {
    const FEWEST: usize = 20;
    let mut heights: Vec<f64> = sheets.iter().flat_map(|s| &s.cells).map(|c| c.place.height()).collect();
    super::median(&mut heights).filter(|_| heights.len() >= FEWEST).unwrap_or(0.0)
}

/// Sets aside what is no print by its size alone: a single character nearly twice as wide and as high as lines are, of whatever words
/// it is a piece. A title whose characters stand apart has several of one size on one line.
pub(crate) fn large_signs(sheets: &mut [Sheet], line_height: f64, aside: &mut Vec<(LineId, Aside)>) {
    /// A title has no fewer characters.
    const TITLE: usize = 4;
    /// The box of a single word like `无` may be somewhat higher than those of lines.
    const LARGER: f64 = 1.4;
    // On most pages nothing is so large.
    if !sheets.iter().flat_map(|s| &s.cells).any(|c| is_large_sign(c, line_height)) {
        return;
    }
    // Some recognisers draw all their boxes much larger than the print.
    let least = LARGER * usual_height(sheets);
    for sheet in sheets {
        let is_large = |c: &&Cell| c.place.height() > least && is_large_sign(c, line_height);
        let large: Vec<&Cell> = sheet.cells.iter().filter(is_large).collect();
        let line_of = |c: &Cell| (c.place.center_y() / line_height).round() as i64;
        let mut lines: HashMap<i64, usize> = HashMap::new();
        for cell in &large {
            *lines.entry(line_of(cell)).or_default() += 1;
        }
        // What stands between two lines is of either.
        let beside = |line: i64| (-1..=1).filter_map(|d| lines.get(&line.saturating_add(d))).sum::<usize>();
        let gone: Vec<LineId> = large.iter().filter(|c| beside(line_of(c)) < TITLE).map(|c| c.line).collect();
        furniture::remove(sheet, &gone, Aside::Mark, aside);
    }
}

fn is_large_sign(cell: &Cell, line_height: f64) -> bool {
    /// Nearly twice as wide and as high as print, with the margin of a box, in line heights.
    const WIDE: f64 = 1.6;
    const HIGH: f64 = 1.8;
    /// A single sign is no wider, in its heights.
    const WIDEST: f64 = 2.2;
    let (width, height) = (cell.place.width(), cell.place.height());
    // Much wider than high is the box of a word whose other characters were not read.
    let is_large = width > WIDE * line_height && height > HIGH * line_height && width < WIDEST * height;
    let mut chars = cell.text.trim().chars();
    // Around a state or a digit of print a watermark makes the box large, too; nothing else stands alone.
    let is_mark = |c: char| is_han(c) || c.is_ascii_alphabetic() && !STATES.contains(c) && digit_for(c).is_none();
    is_large && chars.next().is_some_and(is_mark) && chars.next().is_none()
}

/// How often each pair of characters stands in lines that were set aside.
type Counts = HashMap<Pair, usize>;

/// Sets watermarks aside. Their pairs of characters that are hardly found elsewhere come back: a value around one took up a piece.
/// `leaning` are the texts of lines that were set aside because they lean.
pub(crate) fn watermarks<'t>(
    sheets: &mut [Sheet],
    leaning: impl Iterator<Item = &'t str>,
    is_heading: fn(&str) -> bool,
    line_height: f64,
    aside: &mut Vec<(LineId, Aside)>,
) -> HashSet<Pair> {
    let mut own = slanted(sheets, line_height, aside);
    let larger: Vec<Vec<Cell>> =
        sheets.iter().map(|s| s.cells.iter().filter(|c| is_larger(c, LARGER, line_height)).cloned().collect()).collect();
    let level = level(sheets, &larger, line_height, aside);
    let larger = fixed::larger(sheets, &larger, is_heading, line_height, aside);
    let printed = fixed::printed(sheets, is_heading, line_height, aside);
    for (pair, n) in level.into_iter().chain(larger).chain(printed) {
        *own.entry(pair).or_default() += n;
    }
    let mut slanting = Counts::new();
    count(leaning, &mut slanting);
    for counts in [&mut own, &mut slanting] {
        counts.retain(|_, n| *n >= REPEATED);
    }
    if own.is_empty() && slanting.is_empty() {
        return HashSet::new();
    }
    // The words of a seal lean, too, and are those of print.
    if !slanting.is_empty() {
        let print = in_print(sheets, &slanting);
        let says = |pair: &Pair| pair.0.is_alphabetic() && pair.1.is_alphabetic() && !ORDINARY.contains(pair);
        slanting.retain(|pair, n| says(pair) && is_rare(pair, *n / OWN, &print));
    }
    pieces(sheets, &mut own, &slanting, line_height, aside);
    let print = if own.is_empty() { Counts::new() } else { in_print(sheets, &own) };
    own.into_iter().filter(|(pair, n)| is_rare(pair, *n, &print)).map(|(pair, _)| pair).collect()
}

/// Whether a pair that stands in so many lines of a watermark stands hardly anywhere else. Any two digits stand in some number.
fn is_rare(pair: &Pair, n: usize, print: &Counts) -> bool {
    /// So much less a pair with a digit or a sign tells.
    const SIGNS: usize = 4;
    let weight = if pair.0.is_alphabetic() && pair.1.is_alphabetic() { 1 } else { SIGNS };
    print.get(pair).copied().unwrap_or(0) * weight <= n
}

/// Counts the lines that a pair stands in.
fn count<'t>(texts: impl Iterator<Item = &'t str>, counts: &mut Counts) {
    for pair in texts.flat_map(|t| pairs(t).into_iter().collect::<HashSet<Pair>>()) {
        *counts.entry(pair).or_default() += 1;
    }
}

/// In how many lines of print each of some pairs stands.
fn in_print(sheets: &[Sheet], wanted: &Counts) -> Counts {
    let mut counts = Counts::new();
    // Few pairs of print begin with a character that one of them begins with.
    let first: FxHashSet<char> = wanted.keys().map(|pair| pair.0).collect();
    let mut here: Vec<Pair> = Vec::new();
    for cell in sheets.iter().flat_map(|s| &s.cells) {
        let mut chars = cell.text.chars().filter(|c| !c.is_whitespace()).peekable();
        while let Some(c) = chars.next() {
            let pair = chars.peek().map(|next| (c, *next)).filter(|pair| first.contains(&c) && wanted.contains_key(pair));
            here.extend(pair);
        }
        here.sort_unstable();
        here.dedup();
        here.drain(..).for_each(|pair| *counts.entry(pair).or_default() += 1);
    }
    counts
}

/// Sets aside what stands in boxes much too high for it, if it is of the words that a report's watermark has, or that stand in
/// several such boxes. A recogniser reads only pieces of a watermark where print lies over it, so pieces are compared.
fn slanted(sheets: &mut [Sheet], line_height: f64, aside: &mut Vec<(LineId, Aside)>) -> Counts {
    let mut out = Counts::new();
    // Some programs draw all boxes as high as their fonts may reach.
    let least = HIGHER * usual_height(sheets);
    let is_tall = |c: &&Cell| c.place.height() > least && is_slanted(c, line_height);
    let tall: Vec<Vec<Cell>> = sheets.iter().map(|s| s.cells.iter().filter(is_tall).cloned().collect()).collect();
    if tall.iter().all(Vec::is_empty) {
        return out;
    }
    let mut known: HashSet<Pair> = MARKS.iter().chain(LOGO).flat_map(|m| pairs(m)).collect();
    if lies_over_print(sheets, &tall) || leans_alike(&tall) {
        let mut seen = Counts::new();
        count(tall.iter().flatten().map(|c| &*c.text), &mut seen);
        known.extend(seen.into_iter().filter(|(_, n)| *n >= REPEATED).map(|(pair, _)| pair));
    }
    // Of what was read over print many characters are wrong: a third is enough.
    let is_mark = |c: &&Cell| {
        let pairs = pairs(&c.text);
        // The box around a seal's words and print behind them is high, too.
        let printed = is_numbered(&c.text) || behind_seal(&c.text).is_some();
        !printed && pairs.iter().filter(|p| known.contains(*p)).count() * 3 >= pairs.len()
    };
    let marks = tall.iter().flatten().filter(is_mark).count();
    for (sheet, tall) in sheets.iter_mut().zip(&tall) {
        let mark = |c: &&Cell| is_mark(c) || marks >= REPEATED && is_huge(c, line_height) && !is_numbered(&c.text);
        let gone: Vec<LineId> = tall.iter().filter(mark).map(|c| c.line).collect();
        furniture::remove(sheet, &gone, Aside::Mark, aside);
    }
    count(tall.iter().flatten().filter(is_mark).map(|c| &*c.text), &mut out);
    out
}

/// Sets aside what is printed much larger than the report, again and again on most pages: the pieces of a watermark that stands
/// level under the print.
fn level(sheets: &mut [Sheet], larger: &[Vec<Cell>], line_height: f64, aside: &mut Vec<(LineId, Aside)>) -> Counts {
    let large: Vec<Vec<&Cell>> = larger.iter().map(|l| l.iter().filter(|c| is_large(c, line_height)).collect()).collect();
    let full = large.iter().filter(|l| l.len() >= REPEATED).count();
    if full == 0 {
        return Counts::new();
    }
    // On how many pages a pair stands more than once, and in how many large lines: a title stands once.
    let mut again: HashMap<Pair, (usize, usize)> = HashMap::new();
    for page in &large {
        let mut here = Counts::new();
        count(page.iter().map(|c| &*c.text), &mut here);
        for (pair, n) in here {
            let (pages, lines) = again.entry(pair).or_default();
            *pages += usize::from(n > 1);
            *lines += n;
        }
    }
    let reminder: HashSet<Pair> = pairs(REMINDER).into_iter().collect();
    let known =
        |pair: &Pair, (pages, lines): (usize, usize)| lines >= REPEATED && reminder.contains(pair) || lines > REPEATED && pages * 2 > full;
    again.retain(|pair, n| known(pair, *n));
    let is_mark = |c: &&&Cell| {
        let pairs = pairs(&c.text);
        !pairs.is_empty() && pairs.iter().filter(|p| again.contains_key(*p)).count() * 2 >= pairs.len()
    };
    for (sheet, large) in sheets.iter_mut().zip(&large) {
        let gone: Vec<LineId> = large.iter().filter(is_mark).map(|c| c.line).collect();
        furniture::remove(sheet, &gone, Aside::Mark, aside);
    }
    let mut out = Counts::new();
    count(large.iter().flatten().filter(is_mark).map(|c| &*c.text), &mut out);
    out
}

/// Sets aside the short pieces of a watermark of which longer ones are known: they are higher than print.
fn pieces(sheets: &mut [Sheet], own: &mut Counts, slanting: &Counts, line_height: f64, aside: &mut Vec<(LineId, Aside)>) {
    let least = HIGHER * usual_height(sheets);
    let mut texts: Vec<super::CellText> = Vec::new();
    for sheet in sheets.iter_mut() {
        let is_piece = |c: &&Cell| {
            if c.place.height() <= least {
                return false;
            }
            let pairs = pairs(&c.text);
            let known = pairs.iter().filter(|p| own.contains_key(*p) || slanting.contains_key(*p)).count();
            let enough = |part: usize, of: usize| known > 0 && known * of >= pairs.len() * part;
            // In a box that only a watermark has, whatever else is read there is made of both.
            let huge = || known > 0 && is_huge(c, line_height);
            !is_numbered(&c.text) && (enough(2, 3) || enough(1, 2) && is_large(c, line_height) || huge())
        };
        let gone: Vec<&Cell> = sheet.cells.iter().filter(is_piece).collect();
        texts.extend(gone.iter().map(|c| c.text.clone()));
        let gone: Vec<LineId> = gone.iter().map(|c| c.line).collect();
        furniture::remove(sheet, &gone, Aside::Mark, aside);
    }
    count(texts.iter().map(|t| &**t), own);
}

/// Whether a text has an ordinal in brackets before some words: the title of a section, into which a watermark ran.
fn is_numbered(text: &str) -> bool {
    let mut rest = text.chars().map(fold_width).skip_while(|c| *c != '(').skip(1);
    /// No section's name is shorter.
    const SHORTEST: usize = 4;
    let numeral = |c: Option<char>| c.is_some_and(is_numeral);
    let closed = numeral(rest.next()) && rest.find(|c| !numeral(Some(*c))) == Some(')');
    closed && rest.take_while(|c| is_han(*c)).count() >= SHORTEST
}

/// What is printed so much larger than the report may be its own title.
const LARGER: f64 = 1.15;

pub(crate) fn pairs(text: &str) -> Vec<Pair> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    chars.windows(2).filter_map(|w| if let [a, b] = w { Some((*a, *b)) } else { None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    fn sheet(cells: &[(&str, [f64; 4])]) -> Sheet {
        let cell = |(n, (text, [x0, y0, x1, y1])): (u32, &(&str, [f64; 4]))| {
            let place = Rect::new(*x0, *y0, *x1, *y1);
            let line = LineId { page: 0, line: n };
            Cell { line, ..Cell::new(text, place) }
        };
        Sheet { cells: (0u32..).zip(cells).map(cell).collect(), ..Sheet::default() }
    }

    /// What stays of these cells, of lines 20 high.
    fn left(cells: &[(&str, [f64; 4])]) -> Vec<String> {
        let mut sheets = [sheet(cells)];
        watermarks(&mut sheets, std::iter::empty(), |_| false, 20.0, &mut Vec::new());
        sheets[0].cells.iter().map(|c| c.text.to_string()).collect()
    }

    #[test]
    fn pieces_of_a_watermark_in_upright_boxes() {
        let over = [
            ("仅供某某银行使用", [0.0, 0.0, 200.0, 180.0]),
            ("供某某银行", [300.0, 0.0, 420.0, 110.0]),
            ("供某某银", [0.0, 300.0, 110.0, 400.0]),
            ("某某", [300.0, 300.0, 370.0, 365.0]),
            ("谋基很衍", [500.0, 300.0, 700.0, 480.0]),
            ("住房贷款", [40.0, 80.0, 120.0, 100.0]),
            ("银行", [340.0, 40.0, 380.0, 60.0]),
        ];
        assert_eq!(left(&over), ["住房贷款", "银行"]);
        assert_eq!(left(&[("您了解自己的信", [0.0, 0.0, 130.0, 120.0]), ("信中", [300.0, 0.0, 370.0, 65.0])]), [""; 0], "known words");
    }

    #[test]
    fn boxes_as_high_as_their_font_may_reach_do_not_lean() {
        let row = |n: usize| {
            let y = 24.0 * n as f64;
            [("74,596 58,000 11,041", [0.0, y, 260.0, y + 52.0]), ("0", [300.0, y, 310.0, y + 52.0]), ("0", [400.0, y, 410.0, y + 52.0])]
        };
        let rows: Vec<_> = (0..8).flat_map(row).collect();
        assert_eq!(left(&rows).len(), rows.len());
    }

    #[test]
    fn pieces_beside_the_print_lean_alike() {
        // Lines of signs 26 high that go up half as far as to the right.
        let piece = |n: usize, text: &'static str| {
            let length = text.chars().map(crate::layout::advance).sum::<f64>() * 26.0;
            let (x, y) = (400.0 * (n % 3) as f64, 300.0 * (n / 3) as f64);
            (text, [x, y, x + 0.8 * length + 0.6 * 26.0, y + 0.6 * length + 0.8 * 26.0])
        };
        let texts = [
            "某某内部李某20261128",
            "内部李某2026",
            "李某20261128",
            "某某内部李",
            "某某内部",
            "某某内部李某",
            "李某202611",
            "部李某2026",
            "某某内部李某20",
        ];
        let pieces: Vec<_> = texts.into_iter().enumerate().map(|(n, text)| piece(n, text)).collect();
        assert_eq!(left(&pieces), [""; 0]);
        // Cells of tables, in boxes as large as their rows and columns.
        let cells: Vec<_> = pieces.iter().map(|(text, [x, y, ..])| (*text, [*x, *y, x + 130.0, y + 120.0])).collect();
        assert_eq!(left(&cells).len(), cells.len());
    }

    #[test]
    fn pieces_of_words_that_lean_elsewhere() {
        let left = |leaning: &[&str]| {
            let mut cells: Vec<(&str, [f64; 4])> =
                (0..24).map(|n| ("某某银行", [0.0, f64::from(n) * 30.0, 80.0, f64::from(n) * 30.0 + 20.0])).collect();
            cells.push(("红信中", [300.0, 20.0, 450.0, 60.0]));
            cells.push(("信中（三）居住信息", [300.0, 80.0, 480.0, 110.0]));
            let mut sheets = [sheet(&cells)];
            watermarks(&mut sheets, leaning.iter().copied(), |_| false, 20.0, &mut Vec::new());
            sheets[0].cells.iter().skip(24).map(|c| c.text.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(left(&["征信中心"; 16]), ["信中（三）居住信息"], "a title stays");
        assert_eq!(left(&["征信中心"; 2]).len(), 2);
    }

    #[test]
    fn print_that_ran_into_a_level_watermark() {
        let mut cells: Vec<(&str, [f64; 4])> =
            (0..24).map(|n| ("某某银行", [0.0, f64::from(n) * 30.0, 80.0, f64::from(n) * 30.0 + 20.0])).collect();
        for n in 0..4 {
            let y = 100.0 + 150.0 * f64::from(n);
            cells.push(("内部资料严禁外传", [200.0, y, 840.0, y + 85.0]));
        }
        cells.push(("201月 222料严信", [200.0, 690.0, 850.0, 775.0]));
        assert_eq!(left(&cells).len(), 24, "{:?}", left(&cells).last());
        cells.pop();
        cells.push(("201月 222收据", [200.0, 690.0, 850.0, 775.0]));
        assert_eq!(left(&cells).len(), 25, "nothing of the watermark");
    }

    #[test]
    fn words_at_one_place_of_most_pages_that_are_nowhere_else() {
        let left = |words: &str, other: &str| {
            let mut sheets: Vec<Sheet> = (0..4)
                .map(|n: u32| {
                    let y = 200.0 + f64::from(n);
                    let width = other.chars().count() as f64 * 20.0;
                    let of_print = [0.0, 100.0, 250.0, 400.0].map(|y| (other, [300.0, y, 300.0 + width, y + 20.0]));
                    let mut cells: Vec<(&str, [f64; 4])> = of_print.to_vec();
                    cells.push((words, [40.0, y, 40.0 + words.chars().count() as f64 * 26.0, y + 26.0]));
                    Sheet { input: n, ..sheet(&cells) }
                })
                .collect();
            watermarks(&mut sheets, std::iter::empty(), |text| text == "贷记卡账户", 20.0, &mut Vec::new());
            sheets.iter().map(|s| s.cells.len()).sum::<usize>() - 16
        };
        assert_eq!(left("内部资料", "某某银行"), 0);
        assert_eq!(left("内部资料", "资料内部资料"), 4, "words of the report, too");
        assert_eq!(left("贷记卡账户", "某某银行"), 4, "a section's title, again on every page");
    }

    #[test]
    fn a_sign_larger_than_print() {
        let mut sheets = [sheet(&[("征", [0.0, 0.0, 50.0, 48.0]), ("用", [0.0, 60.0, 20.0, 82.0]), ("1", [40.0, 60.0, 55.0, 100.0])])];
        large_signs(&mut sheets, 20.0, &mut Vec::new());
        assert_eq!(sheets[0].cells.iter().map(|c| &*c.text).collect::<String>(), "用1");
        let title: Vec<_> = "信用报告".chars().map(String::from).collect();
        let cells: Vec<_> =
            title.iter().zip([0.0, 80.0, 160.0, 240.0]).map(|(t, x)| (t.as_str(), [x, x / 60.0, x + 40.0, 40.0 + x / 60.0])).collect();
        let mut sheets = [sheet(&cells)];
        large_signs(&mut sheets, 20.0, &mut Vec::new());
        assert_eq!(sheets[0].cells.len(), 4, "a title of characters that stand apart");
    }

    #[test]
    fn states_that_ran_together_are_no_watermark() {
        let cell = |text, y: f64| (text, [0.0, y, 480.0, y + 14.0]);
        let sheet = sheet(&[cell("////NNNN*NN1NNNNNNNNNNNN", 0.0), cell("SAMPLE SAMPLE SAMPLE", 20.0)]);
        let larger: Vec<bool> = sheet.cells.iter().map(|c| boxes::is_larger(c, 1.2, 14.0)).collect();
        assert_eq!(larger, [false, true]);
    }

    #[test]
    fn boxes_of_cells_are_no_watermark() {
        let cell = |text, x: f64| (text, [x, 0.0, x + 100.0, 80.0]);
        let row = [cell("个人住房贷款", 0.0), cell("个人住房贷款", 100.0), cell("个人住房贷款", 200.0), cell("个人住房贷款", 300.0)];
        assert_eq!(left(&row).len(), 4);
        let title = [("个人信用报告", [300.0, 0.0, 660.0, 60.0]), ("贷款", [0.0, 100.0, 40.0, 150.0])];
        assert_eq!(left(&title).len(), 2);
    }
}
