//! Annotations of an account: whose they are, what they say, when they were added.

use crate::document::Rect;
use crate::layout::Cell;
use crate::layout::columns::{self, Reads, Sort};
use crate::lexis::value;
use crate::model::account::Mark;
use crate::model::codes::MarkKind;
use crate::model::{Flag, State};

use super::super::band::LabelRow;
use super::super::bands::{Bands, Context, Parsed, labels, values};
use super::super::column::read_column;
use super::super::evidence;
use super::super::pair::{Pair, day_at_end};

/// When an annotation was added.
pub(super) const ADDED: &str = "添加日期";

/// The labels of annotations: each kind is a label of its own.
pub(crate) fn mark_labels() -> Vec<&'static str> {
    MarkKind::WORDS.iter().map(|(_, word)| *word).chain([ADDED, KINDS, CONTENT]).collect()
}

/// The heads of a table of annotations that names the kind of each: as the standard calls its items.
pub(crate) const KINDS: &str = "标注及声明类型";
const CONTENT: &str = "标注或声明内容";

/// declarations := "标注及声明类型" "标注或声明内容" "添加日期" (kind content day?)*
pub(super) fn declarations<'a>(i: Bands<'a>) -> Parsed<'a, Vec<Mark>> {
    let (i, head) = labels(|row: &LabelRow| row.has(KINDS) && row.has(CONTENT))(i)?;
    let (i, cells) = values(i).map_or((i, Vec::new()), |(rest, cells)| (rest, cells.to_vec()));
    let places: Vec<Rect> = head.columns.iter().map(|c| c.place).collect();
    let mut assigned = columns::assign(&places, cells, i.context.line_height);
    let mut take = |label: &str| {
        let at = head.columns.iter().position(|c| c.label == Some(label));
        at.and_then(|at| assigned.cells.get_mut(at)).map(std::mem::take).unwrap_or_default()
    };
    let (kinds, mut contents, days) = (take(KINDS), take(CONTENT), take(ADDED));
    // A sentence reaches over the columns beside its own.
    contents.extend(assigned.wide.into_iter().map(|(_, _, c)| c));
    contents.extend(assigned.between.into_iter().flat_map(|(_, c)| c));
    contents.sort_by(|a, b| a.at().total_cmp(&b.at()));
    let rows = columns::records(
        vec![kinds, contents, days],
        &[Sort::Compact, Sort::Text, Sort::Compact],
        false,
        |column, c| if column == 0 && is_mark(c.text.trim()) || column > 0 && c.text.has_digit() { Reads::Whole } else { Reads::Not },
        (i.context.fill, i.context.line_height),
    );
    let mut out = Vec::new();
    for row in rows {
        let mut mark = Mark::default();
        if let [kind, content, added] = row.as_slice() {
            read_column(&mut mark.kind, kind, &[], i.context);
            read_column(&mut mark.content, content, &[], i.context);
            read_column(&mut mark.added, added, &[], i.context);
        }
        if mark.content.is_printed() || mark.added.is_printed() {
            out.push(mark);
        }
    }
    Ok((i, out))
}

/// Whether a label is a kind of annotation.
pub(crate) fn is_mark(label: &str) -> bool {
    MarkKind::WORDS.iter().any(|(_, word)| *word == label)
}

/// mark := ("机构说明" | "本人声明" | "异议标注" | "特殊标注" | "征信中心说明")? "添加日期" values
pub(super) fn marks(pair: Pair<'_>, context: &Context) -> Vec<Mark> {
    let Table { kind, content, added } = Table::of(pair);
    let rows =
        columns::records(vec![content, added], &[Sort::Text, Sort::Compact], false, |_, c| reads(c), (context.fill, context.line_height));
    let mut out: Vec<Mark> = Vec::new();
    // Behind a row without a day, or with scraps in it, or a gap, the head of another kind may have been lost.
    let mut broken = false;
    /// The gap between two annotations differs by less, in line heights.
    const GAP: f64 = 1.2;
    let mut above = (kind.iter().map(Cell::at).fold(f64::MIN, f64::max), kind.last().map_or(0, |c| c.page));
    let mut usual = None;
    for row in rows {
        let cells = || row.iter().flatten();
        let (top, bottom) = cells().map(Cell::at).fold((f64::MAX, f64::MIN), |(t, b), at| (t.min(at), b.max(at)));
        let page = cells().next().map_or(0, |c| c.page);
        let gap = (page == above.1).then_some(top - above.0);
        broken |= gap.zip(usual).is_some_and(|(gap, usual): (f64, f64)| gap > usual + GAP * context.line_height);
        usual = usual.or(gap);
        above = (bottom, page);
        let Some(mut mark) = mark(&kind, &row, context) else { continue };
        let lacks_day = mark.added.value().is_none() && mark.added.state() != State::Dash;
        if let Some(at) = mark.kind.evidence_mut().filter(|_| context.recognised && (broken || lacks_day && !out.is_empty())) {
            at.flag(Flag::Misplaced);
        }
        broken |= lacks_day || mark.content.evidence().is_some_and(|at| at.flags.contains(&Flag::Noise));
        out.push(mark);
    }
    out
}

/// How a cell reads as the day of an annotation: one that its column was too narrow for is digits on several lines.
fn reads(cell: &Cell) -> Reads {
    match is_day(cell) {
        true => Reads::Whole,
        false if cell.text.has_digit() => Reads::Perhaps,
        false => Reads::Not,
    }
}

fn is_day(cell: &Cell) -> bool {
    value::is_day(&cell.text)
}

/// Parts lines that end with a day from it, where they reach under the head of the days and no day stands beside them: a sentence that fills its
/// column ends where the day begins.
fn part(content: &mut [Cell], added: &mut Vec<Cell>, head: &Rect) {
    added.sort_by(|a, b| a.at().total_cmp(&b.at()));
    let mut days = Vec::new();
    for cell in content {
        let next = added.get(added.partition_point(|day| day.at() < cell.at() - cell.place.height() / 2.0));
        let has_day = next.is_some_and(|day| day.at() < cell.at() + cell.place.height() / 2.0);
        let parts = day_at_end(&cell.text).filter(|_| !has_day).map(|end| cell.slices([(0, end), (end, cell.text.length())]));
        if let Some([said, day]) = parts.as_deref()
            && day.place.x1 > head.x0
            && said.place.x0 < head.x0
            && is_day(day)
        {
            days.push(day.clone());
            *cell = said.clone();
        }
    }
    added.append(&mut days);
    added.sort_by(|a, b| a.at().total_cmp(&b.at()));
}

/// What a table of annotations of one kind holds: the head that names the kind, what is said, and the days.
#[derive(Default)]
struct Table {
    kind: Vec<Cell>,
    content: Vec<Cell>,
    added: Vec<Cell>,
}

impl Table {
    fn of(pair: Pair<'_>) -> Self {
        let Table { mut kind, mut content, mut added } = Table::default();
        for (column, cells) in pair.row.columns.iter().zip(pair.columns.cells) {
            match column.label {
                Some(label) if is_mark(label) => {
                    kind = column.cells.clone();
                    content.extend(cells);
                }
                Some(ADDED) => added.extend(cells),
                _ => content.extend(cells),
            }
        }
        content.extend(pair.columns.wide.into_iter().map(|(_, _, c)| c));
        content.extend(pair.columns.between.into_iter().flat_map(|(_, c)| c));
        if let Some(head) = pair.row.columns.iter().find(|c| c.label == Some(ADDED)).map(|c| c.place) {
            // A sentence with its day may hardly reach under the head of the sentences.
            let is_both = |c: &Cell| c.place.x0 < head.x0 && !is_day(c) && day_at_end(&c.text).is_some();
            let (both, days) = added.into_iter().partition(is_both);
            added = days;
            content.extend::<Vec<Cell>>(both);
            part(&mut content, &mut added, &head);
        }
        // The date is a date where its head was not read, too; and under its head alone stands the text as well.
        if added.is_empty() || kind.is_empty() {
            content.append(&mut added);
            (added, content) = content.into_iter().partition(is_day);
        }
        content.sort_by(|a, b| a.at().total_cmp(&b.at()));
        Table { kind, content, added }
    }
}

/// An annotation from the cells of its row; `None` if nothing stands there.
fn mark(kind: &[Cell], row: &[Vec<Cell>], context: &Context) -> Option<Mark> {
    let mut mark = Mark::default();
    evidence::fill(&mut mark.kind, kind, &[], context);
    // The first generation says which institution; the kind is the same.
    if let (Some(MarkKind::Institution), Some(at)) = (mark.kind.value().cloned(), mark.kind.evidence_mut()) {
        at.text = MarkKind::Institution.word().to_string();
    }
    if let [content, added] = row {
        read_column(&mut mark.content, content, &[], context);
        read_column(&mut mark.added, added, &[], context);
    }
    if kind.is_empty() {
        evidence::flag_all(&mut mark, &Flag::LostLabel);
    }
    (mark.content.is_printed() || mark.added.is_printed()).then_some(mark)
}
