//! Bands: a section's rows become label rows, title rows, and the values under them.

mod alike;
mod behind;
mod beside;
mod colons;
mod joined;
mod labels;
mod levelled;
mod places;
mod turned;

use std::collections::HashMap;

use crate::layout::fill::Fill;
use crate::layout::months::Months;
use crate::layout::{Cell, Row};
use crate::lexis::label::{Labels, SHORTEST_LINE};
use crate::lexis::text::{behind_seal, is_han, key, words};
use crate::lexis::value::squeeze;
use crate::model::Flag;

use super::bands::{Context, Piece, is_latin};
use super::heading::{self, Heading};
use super::{MOST_CELLS, grid, paragraph};
use labels::{kept_offsets, label_rows};

/// What a section's rows are made of, from top to bottom.
pub(crate) enum Band {
    /// A row of labels.
    Labels(LabelRow),
    /// A title inside the section.
    Title(TitleRow),
    /// Everything until the next band.
    Values(Vec<Cell>),
}

/// A row of labels, each the head of a column.
#[derive(Clone)]
pub(crate) struct LabelRow {
    /// The columns from left to right.
    pub(crate) columns: Vec<Column>,
    /// Where the row stands along the strip of pages.
    pub(crate) at: f64,
}

/// The head of a column.
#[derive(Clone)]
pub(crate) struct Column {
    /// The canonical label; `None` for a head that is no label of the section.
    pub(crate) label: Option<&'static str>,
    /// How far the print was from the label, in half steps.
    pub(crate) distance: u32,
    /// The pieces that it is made of.
    pub(crate) cells: Vec<Cell>,
    /// The box around them.
    pub(crate) place: crate::document::Rect,
}

/// A title row.
pub(crate) struct TitleRow {
    /// What it says.
    pub(crate) heading: Heading,
    /// Its cells.
    pub(crate) cells: Vec<Cell>,
    /// The heads of the list of months under it, if a grid is printed as one.
    pub(crate) heads: Vec<Cell>,
}

/// The labels of a section: the vocabulary, and the canonical label behind each position.
pub(crate) struct Vocabulary {
    labels: Labels,
    names: Vec<&'static str>,
    longest: usize,
}

impl Vocabulary {
    /// The labels of some records, and more.
    pub(crate) fn new(specs: &[&'static [crate::model::FieldSpec]], more: &[&'static str]) -> Self {
        let mut names: Vec<&'static str> = Vec::new();
        let mut spellings: Vec<(usize, &'static str)> = Vec::new();
        let printed = |label: &str| !label.contains('.');
        for spec in specs.iter().copied().flatten().filter(|s| printed(s.label)) {
            let index = names.iter().position(|n| *n == spec.label).unwrap_or_else(|| {
                names.push(spec.label);
                names.len() - 1
            });
            spellings.push((index, spec.label));
        }
        for label in more {
            if !names.contains(label) {
                names.push(label);
                spellings.push((names.len() - 1, label));
            }
        }
        // Other spellings come last: where a text is one record's label and another's spelling, the label wins.
        for spec in specs.iter().copied().flatten().filter(|s| printed(s.label)) {
            let Some(index) = names.iter().position(|n| *n == spec.label) else { continue };
            spellings.extend(spec.spellings.iter().map(|s| (index, *s)));
        }
        let longest = spellings.iter().map(|(_, s)| s.chars().count()).max().unwrap_or(0);
        Vocabulary { labels: Labels::new(spellings), names, longest }
    }

    /// Whether a text, in the form of [`key`], is a label to the letter.
    pub(crate) fn is_label(&self, text: &str) -> bool {
        self.labels.exact(text).is_some()
    }

    /// Every spelling, in the form of [`key`], with its canonical label.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = (String, &'static str)> {
        self.labels.spellings().filter_map(|(spelling, index)| Some((spelling.to_string(), self.name(index)?)))
    }

    fn name(&self, index: usize) -> Option<&'static str> {
        self.names.get(index).copied()
    }
}

/// No farther below its title stand the months of a grid, in line heights.
const NEAR_MONTHS: f64 = 6.0;

/// Reads a section's rows as bands.
pub(crate) fn read(rows: &[Row], vocabulary: &Vocabulary, headings: &[heading::Rule], context: &Context) -> Vec<Band> {
    let line_height = context.line_height;
    let mut titles: Vec<(f64, TitleRow)> = Vec::new();
    let mut cells: Vec<Cell> = Vec::with_capacity(rows.iter().map(|row| row.cells.len()).sum());
    let mut below = rows;
    // Whether the section has grids at all, and whether the rows are those of one whose title was read.
    let of_grid = heading::Said::new("最近24个月还款状态");
    let grids = headings.iter().any(|rule| rule(&of_grid).is_some());
    let mut grid = false;
    while let [row, rest @ ..] = below {
        below = rest;
        let of_text = row.cells.iter().any(|c| context.is_of_text(c));
        let found = if of_text { None } else { heading::find(row, headings) };
        let found = found.filter(|(h, _)| *h != Heading::Account || !begins_label(row, rest, vocabulary));
        let found = found.filter(|(h, _)| *h != Heading::AsOf || !is_label_among(row, vocabulary));
        let cut = || grids && may_be_range(row) && rest.first().is_some_and(is_strip) && heading::is_range(&row.text());
        let found = if found.is_none() && cut() { Some((Heading::Grid, (0..row.cells.len()).collect())) } else { found };
        if grid
            && found.is_none()
            && let Some((_, title)) = titles.last_mut()
            && heading::list_heads(row, !title.heads.is_empty())
        {
            title.heads.extend(row.cells.iter().cloned());
            continue;
        }
        grid = match &found {
            Some((heading, _)) => heading.is_grid(),
            None => grid && !has_words(row),
        };
        if found.is_none() && grids && !grid && is_months(row, rest) {
            titles.extend(lost_title(row, titles.last(), line_height));
            grid = true;
        }
        match found {
            Some((Heading::Told, _)) => {
                let more = paragraph::goes_on(row, below, vocabulary, headings, line_height);
                let from = rows.len() - rest.len() - 1;
                let (own, scraps) = paragraph::cells(rows.get(from..=from + more).unwrap_or_default());
                below = below.get(more..).unwrap_or_default();
                titles.push((row.at(), TitleRow { heading: Heading::Told, cells: own, heads: Vec::new() }));
                cells.extend(scraps);
            }
            Some((heading, used)) => {
                let (own, rest): (Vec<_>, Vec<_>) = row.cells.iter().cloned().enumerate().partition(|(i, _)| used.contains(i));
                titles.push((row.at(), TitleRow { heading, cells: own.into_iter().map(|(_, c)| c).collect(), heads: Vec::new() }));
                cells.extend(rest.into_iter().map(|(_, c)| c));
            }
            None => row.cells.iter().for_each(|cell| match clean(cell, vocabulary, context) {
                Some(clean) => cells.extend(clean),
                None => cells.push(cell.clone()),
            }),
        }
    }
    let marks: Vec<f64> = titles.iter().map(|t| t.0).collect();
    let (labels, rest) = label_rows(cells, &marks, vocabulary, context);
    assemble(labels, titles, rest)
}

/// Whether the words before a day are a label among others that stand beside their values: `信息报告日期 | 2024.02.23 | 账户状态 | 正常`.
fn is_label_among(row: &Row, vocabulary: &Vocabulary) -> bool {
    row.cells.iter().filter(|c| vocabulary.is_label(c.key().trim_end_matches(':'))).count() > 1
}

/// Whether a row has words that no grid has, under whose title it stands. The years may have a head, at both ends of the row; a
/// single character is a seal's.
fn has_words(row: &Row) -> bool {
    let says = |c: &&Cell| c.text.han() > 1 && c.text.trim() != "年份";
    row.cells.iter().filter(says).count() >= 2
}

/// The title of a grid that stood over a row of months, if it was not read. Between it and its months stand at most scraps.
fn lost_title(months: &Row, last: Option<&(f64, TitleRow)>, line_height: f64) -> Option<(f64, TitleRow)> {
    let top = months.cells.iter().map(Cell::at).fold(f64::MAX, f64::min);
    let is_own = |(at, title): &&(f64, TitleRow)| title.heading.is_grid() && top - at < NEAR_MONTHS * line_height;
    let lost = || (top, TitleRow { heading: Heading::Grid, cells: Vec::new(), heads: Vec::new() });
    last.filter(is_own).is_none().then(lost)
}

/// A cell without what a recogniser read into the label that it is, or as the labels that ran together in it; `None` where it stays
/// what it is.
fn clean(cell: &Cell, vocabulary: &Vocabulary, context: &Context) -> Option<Vec<Cell>> {
    // Every label has Chinese characters, and most cells of a report, those of grids, have none.
    if !cell.text.has_han() {
        return None;
    }
    let signed = || if context.recognised { signed(cell, vocabulary) } else { None };
    let label =
        || bare(cell, vocabulary, context).or_else(|| ruled(cell, vocabulary, context)).or_else(|| sealed(cell, vocabulary, context));
    spaced(cell, vocabulary).or_else(signed).or_else(|| label().map(|label| vec![label]))
}

/// Whether the words of a title alone are the first line of a label, whose second stands below: `授信协议` over `标识`.
fn begins_label(row: &Row, below: &[Row], vocabulary: &Vocabulary) -> bool {
    let [cell] = row.cells.as_slice() else { return false };
    let next = || below.iter().take(3).flat_map(|r| &r.cells).find(|c| c.place.overlap_x(&cell.place) > 0.0);
    vocabulary.labels.begins(cell.key()) && next().is_some_and(|n| vocabulary.is_label(&key(&format!("{}{}", cell.text, n.text))))
}

/// So many of its months tell a row that is the head of a grid; some may not be read.
const FEWEST_MONTHS: usize = 8;
/// So many tell it that stand as far from each other as they count.
const FEWEST_EVEN: usize = 5;

/// Whether a row has as many digits as two months; of most rows no more is asked.
fn may_be_range(row: &Row) -> bool {
    (10..=12).contains(&row.cells.iter().map(|c| c.text.signs().digits).sum::<u32>())
}

/// Whether a row is one of repayment states and nothing else.
fn is_strip(row: &Row) -> bool {
    let signs = || row.cells.iter().flat_map(|c| c.text.chars()).filter(|c| !c.is_whitespace());
    signs().count() >= FEWEST_MONTHS && signs().all(grid::is_state_sign)
}

/// Whether a row is the head of a grid, whose title was not read: months in their order, over a year's row, or where each stands as far from the
/// first as it counts, over a row of states.
fn is_months(row: &Row, below: &[Row]) -> bool {
    let number = |c: &Cell| squeeze(&c.text).parse::<u32>().ok().map(|month| (month, c.place.center_x()));
    // Of most rows no more is asked.
    if !(FEWEST_EVEN..=grid::MONTHS_A_YEAR + 2).contains(&row.cells.len()) {
        return false;
    }
    let months: Vec<(u32, f64)> = row.cells.iter().filter_map(number).collect();
    let in_order = (FEWEST_EVEN..=grid::MONTHS_A_YEAR).contains(&months.len())
        && row.cells.len() <= months.len() + 2
        && months.iter().all(|(m, _)| (1..=12).contains(m))
        && months.is_sorted_by(|a, b| a.0 < b.0);
    // The year may stand between the states and the amounts.
    let near = || below.iter().take(3);
    let year = || near().filter_map(|r| r.cells.first()).any(|c| grid::year(&squeeze(&c.text)).is_some());
    let even = || Months::fit(&months).is_some_and(|fit| months.iter().all(|(month, x)| fit.of(*x) == Some(*month)));
    in_order && (months.len() >= FEWEST_MONTHS && year() || even() && near().any(are_states))
}

/// Whether a row holds states and nothing else but words of a watermark.
fn are_states(row: &Row) -> bool {
    let mut signs = row.cells.iter().filter(|c| !c.text.has_han()).map(|c| squeeze(&c.text)).peekable();
    signs.peek().is_some() && signs.all(|t| t.chars().count() == 1 && t.chars().all(grid::is_state_sign))
}

/// A cell whose words are all labels or beginnings of labels is as many cells; `None` for any other.
fn spaced(cell: &Cell, vocabulary: &Vocabulary) -> Option<Vec<Cell>> {
    let fits = |word: &str| {
        let word = key(word);
        vocabulary.labels.exact(&word).is_some() || vocabulary.labels.begins(&word)
    };
    // Beginnings of labels that ran together are as long as two of them.
    let long = cell.text.length() >= 2 * SHORTEST_LINE;
    if let Some(ends) = if long { vocabulary.labels.split_beginnings(cell.key()) } else { None } {
        let chars = cell.text.length();
        let offsets = kept_offsets(&cell.text);
        let cuts: Vec<usize> = ends.iter().map(|end| offsets.get(*end).copied().unwrap_or(chars)).collect();
        let from = std::iter::once(0).chain(cuts.iter().copied());
        return Some(cell.slices(from.zip(cuts.iter().copied())));
    }
    let text = cell.text.trim();
    if cell.text.signs().blanks == 0 || !text.contains(char::is_whitespace) || vocabulary.labels.exact(cell.key()).is_some() {
        return None;
    }
    // Of many words some may be damaged.
    let (fit, all) = text.split_whitespace().fold((0, 0), |(fit, all), word| (fit + usize::from(fits(word)), all + 1));
    if fit * 4 < all * 3 {
        return None;
    }
    let words = words(&cell.text);
    (words.len() <= MOST_CELLS).then(|| cell.slices(words))
}

/// Labels, or beginnings of them, of which the ruling between two was read as a sign that stands in no label, as many cells. A mark may be
/// such a ruling only between first lines of labels: behind a whole label it leads to a value.
fn signed(cell: &Cell, vocabulary: &Vocabulary) -> Option<Vec<Cell>> {
    const FIRST_LINE: usize = 5;
    let is_mark = |c: char| matches!(c, ':' | '：' | ';' | '；' | '·');
    let is_sign = |c: char| {
        !c.is_alphanumeric()
            && (!c.is_ascii() && key(c.encode_utf8(&mut [0; 4])).chars().eq([c])
                || matches!(c, '|' | '[' | ']' | '!')
                || c == '！'
                || is_mark(c))
    };
    if !cell.text.starts_with(is_han) || !cell.text.contains(is_sign) {
        return None;
    }
    let marked = cell.text.contains(is_mark);
    let mut parts = Vec::new();
    let mut from = 0;
    for part in cell.text.split(is_sign) {
        let to = from + part.chars().count();
        if !part.trim().is_empty() {
            let part = key(part);
            let length = part.chars().count();
            let first = || length >= FIRST_LINE && vocabulary.labels.begins(&part) && !vocabulary.is_label(&part);
            let fits = if marked { first() } else { length > 1 && vocabulary.labels.is_or_begins(&part) };
            parts.push(fits.then_some((from, to))?);
        }
        from = to + 1;
    }
    (parts.len() > 1).then(|| cell.slices(parts))
}

/// A label without the piece of a watermark that ran into it, or through it, if a cell is one: labels have no letters.
fn bare(cell: &Cell, vocabulary: &Vocabulary, context: &Context) -> Option<Cell> {
    /// Between other characters, which may be a word's, no shorter label is told; between letters any.
    const SHORTEST: usize = 4;
    const BETWEEN_LETTERS: usize = 2;
    /// No label with a watermark's whole line around it is longer.
    const LONGEST: usize = 64;
    if context.marks.is_empty() {
        return None;
    }
    context.bare(cell, BETWEEN_LETTERS..=vocabulary.longest, LONGEST, |Piece { before, text, behind }| {
        let told = || text.chars().count() >= SHORTEST || is_latin(&format!("{before}{behind}"));
        vocabulary.is_label(text) && told()
    })
}

/// A label, or its first line, without the ruling before it that was read as a sign.
fn ruled(cell: &Cell, vocabulary: &Vocabulary, context: &Context) -> Option<Cell> {
    const SHORTEST: usize = 4;
    if !context.recognised {
        return None;
    }
    let label = cell.text.strip_prefix(['1', 'l', 'I', '|', '[', ']', '!', '！', '丨'])?;
    let length = label.chars().count();
    let is_label = |text: &str| vocabulary.labels.is_or_begins(&key(text));
    let told = length >= SHORTEST && label.starts_with(is_han);
    (told && is_label(label) && !is_label(&cell.text)).then(|| cell.slice(1, length + 1))
}

/// A label, or its first line, without the last words of a seal that stand before it.
fn sealed(cell: &Cell, vocabulary: &Vocabulary, context: &Context) -> Option<Cell> {
    let (from, label) = if context.recognised { behind_seal(&cell.text)? } else { return None };
    vocabulary.labels.is_or_begins(&key(label)).then(|| cell.slice(from, from + label.chars().count()))
}

/// Puts label rows, titles and values in order.
fn assemble(labels: Vec<LabelRow>, titles: Vec<(f64, TitleRow)>, cells: Vec<Cell>) -> Vec<Band> {
    enum Mark {
        Labels(LabelRow),
        Title(TitleRow),
    }
    let mut marks: Vec<(f64, Mark)> = labels.into_iter().map(|l| (l.at, Mark::Labels(l))).collect();
    marks.extend(titles.into_iter().map(|(at, t)| (at, Mark::Title(t))));
    marks.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out = Vec::new();
    let mut cells = cells.into_iter();
    let values = |until: f64, cells: &mut std::vec::IntoIter<Cell>, out: &mut Vec<Band>| {
        let count = cells.as_slice().iter().take_while(|c| c.at() < until).count();
        if count > 0 {
            out.push(Band::Values(cells.by_ref().take(count).collect()));
        }
    };
    for (at, mark) in marks {
        values(at, &mut cells, &mut out);
        out.push(match mark {
            Mark::Labels(l) => Band::Labels(l),
            Mark::Title(t) => Band::Title(t),
        });
    }
    values(f64::INFINITY, &mut cells, &mut out);
    out
}

impl Column {
    fn new(label: Option<&'static str>, distance: u32, cells: Vec<Cell>) -> Option<Self> {
        let place = cells.iter().map(|c| c.place).reduce(|a, b| a.union(&b))?;
        Some(Column { label, distance, cells, place })
    }

    /// What is doubtful about all that stands under a head that was matched at a distance.
    pub(crate) fn flags(&self) -> &'static [Flag] {
        if self.distance > 0 { &[Flag::NearLabel] } else { &[] }
    }

    /// The middle of the head along the strip of pages.
    fn middle(&self) -> f64 {
        self.at(Fill::Middle)
    }

    /// Where the head stands along the strip of pages, in rows that are filled so.
    fn at(&self, fill: Fill) -> f64 {
        let (low, high) = self.cells.iter().map(Cell::at).fold((f64::MAX, f64::MIN), |(l, h), a| (l.min(a), h.max(a)));
        fill.at(low, high)
    }
}

impl LabelRow {
    /// Whether a label is among the heads.
    pub(crate) fn has(&self, label: &str) -> bool {
        self.columns.iter().any(|c| c.label == Some(label))
    }

    /// The known labels.
    pub(crate) fn labels(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().filter_map(|c| c.label)
    }

    /// For each head its label, if it is a known one.
    pub(crate) fn labels_or_none(&self) -> impl Iterator<Item = Option<&'static str>> {
        self.columns.iter().map(|c| c.label)
    }

    /// Whether two rows are the head of the same table, printed again.
    pub(crate) fn same(&self, other: &LabelRow) -> bool {
        let count = |r: &LabelRow| {
            r.labels().fold(HashMap::new(), |mut m: HashMap<&str, usize>, l| {
                *m.entry(l).or_default() += 1;
                m
            })
        };
        count(self) == count(other)
    }

    /// The page that it stands on.
    pub(crate) fn page(&self) -> u32 {
        self.columns.first().and_then(|c| c.cells.first()).map_or(0, |c| c.page)
    }
}
