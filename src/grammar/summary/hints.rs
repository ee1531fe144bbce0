//! 信贷交易提示: the kinds of business with their classes, and the row of the sums.

use std::collections::HashSet;

use crate::layout::{CELL_LINES, Cell, HALF_LINE};
use crate::lexis::text::{is_han, key};
use crate::lexis::vocabulary::nearest;
use crate::model::Flag;
use crate::model::codes::{BusinessClass, HintKind};
use crate::model::summary::{CreditHint, CreditHintTotal, Summary};

use super::super::band::LabelRow;
use super::super::bands::{Bands, Context, recovering};
use super::super::evidence;
use super::super::pair::{Pair, pair, placed};
use super::named_once;

/// credit_hint := table; the first column's class is merged over its rows, the last row is 合计
pub(super) fn credit_hints(i: Bands<'_>, out: &mut Summary) {
    // No list has more kinds, each of which is held against those before it; what is beyond is no report's, and stays unparsed.
    const MOST_ROWS: usize = 64;
    let recognised = i.context.recognised;
    recovering(i, |i| {
        if out.credit_hints.len() > MOST_ROWS {
            return Err(nom::Err::Error(()));
        }
        let (rest, mut pair) = pair(|r: &LabelRow| r.has("账户数") || r.has("业务类型"))(i)?;
        let mut classes = take_classes(&mut pair, i.context.line_height);
        // Each class once: the first cell that names it.
        let mut named = HashSet::new();
        classes.retain(|c| named.insert(c.key().to_string()));
        let rows = placed::<CreditHint>(pair, i.context);
        let last = rows.len();
        for (n, (at, row)) in (1..).zip(rows) {
            if out.credit_hints.len() > MOST_ROWS {
                break;
            }
            credit_hint(row, at, n == last, &classes, i.context, out);
        }
        // A class whose rows hold nothing that was recognised.
        for cell in &classes {
            let class = cell.key();
            if !out.credit_hints.iter().any(|r| r.class.text().is_some_and(|t| key(t) == class)) {
                let mut row = CreditHint::default();
                evidence::fill(&mut row.class, std::slice::from_ref(cell), &[], i.context);
                out.credit_hints.push(row);
            }
        }
        Ok((rest, ()))
    });
    if recognised {
        named_once(&mut out.credit_hints, |row| &mut row.kind);
    }
}

/// Takes a row of the table, at its place: that of the sums, or of a kind, whose class is printed beside several.
fn credit_hint(mut row: CreditHint, at: f64, is_last: bool, classes: &[Cell], context: &Context, out: &mut Summary) {
    let kind = row.kind.text().map(key).unwrap_or_default();
    if heads_sums(&row.kind) || heads_sums(&row.class) {
        out.credit_hint_total = Some(CreditHintTotal { accounts: row.accounts });
        return;
    }
    // A row without a kind is of the class 其他, if that stands beside it; of the sums, whose name was lost, else.
    let is_other = |c: &Cell| c.key() == BusinessClass::OtherBusiness.word();
    /// A class stands beside a row that is no farther off, in line heights: less than the next row.
    const BESIDE: f64 = 0.75;
    let beside = classes.iter().any(|c| is_other(c) && (c.at() - at).abs() < BESIDE * context.line_height);
    let had_other = out.credit_hints.iter().any(|r| r.class.value() == Some(&BusinessClass::OtherBusiness));
    if kind.is_empty() && (had_other || is_last && !beside) && is_sum(&row, &out.credit_hints) {
        if let Some(at) = row.accounts.evidence_mut() {
            at.flag(Flag::LostLabel);
        }
        out.credit_hint_total = Some(CreditHintTotal { accounts: row.accounts });
        return;
    }
    if kind.is_empty()
        && !beside
        && let Some(at) = row.accounts.evidence_mut()
    {
        at.flag(Flag::Misplaced);
    }
    // A class is printed in the middle of its rows: the nearest is that of a kind that could not be told.
    let class = if kind.is_empty() && !beside { None } else { class_of(&kind) };
    let off = |c: &&Cell| (c.at() - at).abs();
    let cell = match &class {
        Some(class) => classes.iter().find(|c| c.key() == class.word()),
        None => classes.iter().min_by(|a, b| off(a).total_cmp(&off(b))),
    };
    let flags: &[Flag] = if class.is_some() { &[] } else { &[Flag::Misplaced] };
    if let Some(cell) = cell {
        evidence::fill(&mut row.class, std::slice::from_ref(cell), flags, context);
    }
    out.credit_hints.push(row);
}

/// Whether a row without a kind has the others' accounts together, as the row of the sums has.
fn is_sum(row: &CreditHint, before: &[CreditHint]) -> bool {
    let all = before.iter().filter_map(|r| r.accounts.value()).try_fold(0i64, |sum, n| sum.checked_add(*n));
    all.is_some() && row.first_month.value().is_none() && row.accounts.value() == all.as_ref()
}

/// The class that a kind of business is of, if the kind can be told.
fn class_of(kind: &str) -> Option<BusinessClass> {
    const CLASSES: [BusinessClass; 3] = [BusinessClass::Loan, BusinessClass::Card, BusinessClass::OtherBusiness];
    // What is left of a kind beside a scrap, where it is of one class only.
    const PARTS: [(&str, BusinessClass); 4] =
        [("住房", BusinessClass::Loan), ("商用房", BusinessClass::Loan), ("类贷款", BusinessClass::Loan), ("贷记卡", BusinessClass::Card)];
    if kind.is_empty() {
        return Some(BusinessClass::OtherBusiness);
    }
    if let Some((_, class)) = PARTS.into_iter().find(|(part, _)| kind.contains(part)) {
        return Some(class);
    }
    // Kinds of one class do not compete.
    let words = CLASSES.iter().enumerate().flat_map(|(n, class)| HintKind::spellings(class).map(move |word| (n, word)));
    nearest(kind, words).and_then(|hit| CLASSES.into_iter().nth(hit.index))
}

/// Whether a row's name is that of the sums, with or without scraps, or with one of its characters lost: no kind has so short a name.
pub(crate) fn is_total(name: &str) -> bool {
    let name = name.trim_end_matches(':');
    // No kind has the word in its name.
    name.contains(HintKind::Total.word())
        || matches!(name, "总计" | "小计" | "共计" | "汇总")
        || name.chars().count() == 1 && name.chars().all(is_han)
}

/// Whether a row's kind is the head of the sums; a scrap of a watermark may stand beside it.
pub(super) fn heads_sums<K>(kind: &crate::model::Field<K>) -> bool {
    // The last character of a kind that was too long for its column stands alone too.
    let size = |text: &str| text.chars().count();
    let heads = |line: &str, all: &str| is_total(line) && (size(line) > 1 || size(all) <= 2);
    kind.evidence().is_some_and(|at| at.raw.lines().any(|line| heads(&key(line), &key(&at.raw))))
}

/// Takes the merged cells of the first column out of a pair: they stand left of the kinds, under the same head.
fn take_classes(pair: &mut Pair<'_>, line_height: f64) -> Vec<Cell> {
    let Some(kinds) = pair.row.columns.iter().position(|c| c.label == Some("业务类型")) else { return Vec::new() };
    // The head is merged over both columns, so their cells stand off its middle: none of them lies under a lost head.
    let mut column = pair.columns.cells.get_mut(kinds).map(std::mem::take).unwrap_or_default();
    for (slot, orphans) in std::mem::take(&mut pair.columns.between) {
        // Numbers there stand under a lost head.
        let (words, numbers): (Vec<Cell>, Vec<Cell>) =
            orphans.into_iter().partition(|c| slot <= kinds + 1 && (!c.text.has_digit() || c.text.has_han()));
        column.extend(words);
        if !numbers.is_empty() {
            pair.columns.between.push((slot, numbers));
        }
    }
    // A long kind beside which no number was read stands nearer to the next head; numbers have no Chinese in them.
    if let Some(next) = pair.columns.cells.get_mut(kinds + 1) {
        let (words, numbers) = std::mem::take(next).into_iter().partition(|c: &Cell| c.text.han() >= 4);
        *next = numbers;
        let words: Vec<Cell> = words;
        column.extend(words);
    }
    column.sort_by(|a, b| a.at().total_cmp(&b.at()));
    let is_class = |c: &Cell| [BusinessClass::Loan, BusinessClass::Card].iter().any(|class| c.key() == class.word());
    let other = |c: &Cell| c.key() == BusinessClass::OtherBusiness.word();
    // `其他` stands in both columns; by its place it is a class or a kind.
    let classes: Vec<f64> = column.iter().filter(|c| is_class(c)).map(|c| c.place.center_x()).collect();
    let rest: Vec<f64> = column.iter().filter(|c| !is_class(c) && !other(c) && !is_total(c.key())).map(|c| c.place.center_x()).collect();
    let mean = |v: &[f64]| if v.is_empty() { None } else { Some(v.iter().sum::<f64>() / v.len() as f64) };
    let head = pair.row.columns.get(kinds).map_or(0.0, |c| c.place.center_x());
    let border = match (mean(&classes), mean(&rest)) {
        (Some(a), Some(b)) => (a + b) / 2.0,
        _ => head,
    };
    let mut ends = ends_of_kinds(&column, line_height).into_iter();
    let is_taken = |c: &Cell| is_class(c) || other(c) && c.place.center_x() < border;
    let (taken, left): (Vec<Cell>, Vec<Cell>) = column.into_iter().partition(|c| ends.next() == Some(false) && is_taken(c));
    if let Some(column) = pair.columns.cells.get_mut(kinds) {
        *column = left;
    }
    taken
}

/// For each cell, from top to bottom, whether it is the last line of the kind right above it, though it says the name of a class:
/// `个人商用房（包括商住两用房）` over `贷款`.
fn ends_of_kinds(column: &[Cell], line_height: f64) -> Vec<bool> {
    /// So many cells above one are asked.
    const ASKED: usize = 4;
    let classes = [BusinessClass::Loan, BusinessClass::Card, BusinessClass::OtherBusiness];
    let kinds: HashSet<String> = classes.iter().flat_map(HintKind::spellings).map(|word| key(word).into_owned()).collect();
    let ends = |n: usize, c: &Cell| {
        column.iter().take(n).rev().take(ASKED).any(|above| {
            let near = (HALF_LINE..CELL_LINES).contains(&((c.at() - above.at()) / line_height)) && above.place.overlap_x(&c.place) > 0.0;
            near && kinds.contains(&*key(&format!("{}{}", above.text, c.text)))
        })
    };
    column.iter().enumerate().map(|(n, c)| ends(n, c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_sums() {
        let [loan, card, other] = [BusinessClass::Loan, BusinessClass::Card, BusinessClass::OtherBusiness].map(Some);
        assert_eq!(["其他类货款", "淮贷记卡", "", "其他", "贷IC卡", "合计"].map(class_of), [loan, card, other.clone(), other, None, None]);
        assert_eq!(["合计", "合计计", "全", "业务", "3"].map(is_total), [true, true, true, false, false]);
    }
}
