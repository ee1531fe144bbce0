//! 信息概要: boxes of one title, one label row, and a row or a few rows of values (grammar-notes/summary.md).

use std::collections::HashSet;

use crate::document::Rect;
use crate::layout::Cell;
use crate::lexis::sentence;
use crate::lexis::text::{is_han, key};
use crate::lexis::vocabulary::nearest;
use crate::model::codes::{BusinessClass, HintKind};
use crate::model::field::Probe;
use crate::model::summary::{
    BadDebtSummary, CardSummary, CreditCounts, CreditHint, CreditHintTotal, GivenGuaranteeSummary, LoanSummary, ObjectionSummary,
    OverdueSummary, PostpaidSummary, PublicSummary, QuerySummary, RecoverySummary, RecoveryTotal, Summary,
};
use crate::model::{Flag, Kind, Record};

use super::band::{Column, LabelRow};
use super::bands::{Bands, Context, Parsed, labels, recovering, title, values};
use super::column::read_column;
use super::evidence;
use super::heading::Heading;
use super::outline::Section;
use super::pair::{Pair, fill, list, pair, placed, under};

/// Reads one box of the summary into its place.
pub(crate) fn summary(section: Section, i: Bands<'_>, out: &mut Summary) {
    use Section as S;
    match section {
        S::Score => score(i, out),
        S::CreditHint => credit_hints(i, out),
        S::CreditCounts => single::<CreditCounts>(i, &mut out.credit_counts),
        S::SummaryRecovery => recoveries(i, out),
        S::SummaryBadDebt => single::<BadDebtSummary>(i, &mut out.bad_debt),
        S::SummaryOverdue => overdue_summary(i, out),
        S::SummaryGuarantee => single::<GivenGuaranteeSummary>(i, &mut out.guarantee),
        S::SummaryNonRevolving => single::<LoanSummary>(i, &mut out.non_revolving),
        S::SummaryRevolvingSub => single::<LoanSummary>(i, &mut out.revolving_sub),
        S::SummaryRevolving => single::<LoanSummary>(i, &mut out.revolving),
        S::SummaryCreditCard => single::<CardSummary>(i, &mut out.credit_card),
        S::SummaryQuasiCard => single::<CardSummary>(i, &mut out.quasi_card),
        S::SummaryLiability => liabilities(i, out),
        S::SummaryPostpaid => rows::<PostpaidSummary>(i, &mut out.postpaid),
        S::SummaryPublic => rows::<PublicSummary>(i, &mut out.public),
        S::SummaryNonFinancial => rows(i, &mut out.non_financial),
        S::SummaryOpen => rows(i, &mut out.open_info),
        S::SummaryQuery => query(i, out),
        S::SummaryObjection => rows::<ObjectionSummary>(i, &mut out.objections),
        _ => {}
    }
}

/// box := pair
pub(crate) fn single<R: Record>(i: Bands<'_>, out: &mut Option<R>) {
    recovering(i, |i| {
        let (rest, pair) = pair(|_| true)(i)?;
        fill(out.get_or_insert_default(), pair, i.context);
        Ok((rest, ()))
    });
}

/// rows := (table | unheaded)*
fn rows<R: Record>(i: Bands<'_>, out: &mut Vec<R>) {
    recovering(i, |i| {
        let Ok((rest, pair)) = pair(|_| true)(i) else { return unheaded(i, out) };
        out.extend(list::<R>(pair, i.context));
        Ok((rest, ()))
    });
}

/// unheaded := rows of a table whose labels were not read: of each the word that names it, if the list of its kinds has it
///
/// What else stands in such a row stays unread: nothing tells which column it is of.
fn unheaded<'a, R: Record>(i: Bands<'a>, out: &mut Vec<R>) -> Parsed<'a, ()> {
    // No list has more kinds; a longer table is no report's.
    const MOST_ROWS: usize = 64;
    let (rest, cells) = values(i)?;
    for cell in cells {
        if out.len() > MOST_ROWS {
            break;
        }
        let mut record = R::default();
        let Some(kind) = record.field_mut(0).filter(|f| f.kind() == Kind::Word) else { break };
        if kind.probe(&cell.text) != Probe::Clean || is_total(&key(&cell.text)) {
            continue;
        }
        read_column(kind, std::slice::from_ref(cell), &[Flag::LostLabel], i.context);
        let named = |r: &R| r.field(0).and_then(|f| f.text()).map(key);
        if !out.iter().any(|r| named(r) == named(&record)) {
            out.push(record);
        }
    }
    Ok((rest, ()))
}

/// score := pair; a second factor is a further row of the last column
fn score(i: Bands<'_>, out: &mut Summary) {
    single(i, &mut out.score);
}

/// recovery := table, its last row 合计
fn recoveries(i: Bands<'_>, out: &mut Summary) {
    let mut all: Vec<RecoverySummary> = Vec::new();
    rows(i, &mut all);
    for row in all {
        if heads_sums(&row.kind) {
            out.recovery_total = Some(RecoveryTotal { accounts: row.accounts, balance: row.balance });
        } else {
            out.recoveries.push(row);
        }
    }
}

/// The heads over the three tables of the first generation's 逾期（透支）信息汇总: what each is of.
pub(crate) const OVERDUE_GROUPS: &[&str] = &["贷款逾期", "贷记卡逾期", "准贷记卡60天以上透支"];

/// overdue_summary := table | unheaded | groups pair, with a table of one row under each of the groups
fn overdue_summary(i: Bands<'_>, out: &mut Summary) {
    let mut groups: Vec<Column> = Vec::new();
    recovering(i, |i| {
        let group = |r: &LabelRow| r.labels().next().is_some() && r.labels().all(|l| OVERDUE_GROUPS.contains(&l));
        if let Ok((rest, row)) = labels(group)(i) {
            groups.clone_from(&row.columns);
            return Ok((rest, ()));
        }
        let Ok((rest, pair)) = pair(|_| true)(i) else { return unheaded(i, &mut out.overdue) };
        if groups.is_empty() {
            out.overdue.extend(list::<OverdueSummary>(pair, i.context));
            return Ok((rest, ()));
        }
        let heads: Vec<Rect> = groups.iter().map(|g| g.place).collect();
        for (group, (row, columns)) in groups.iter().zip(under(&heads, pair)) {
            let mut record = OverdueSummary::default();
            fill(&mut record, Pair { row: &row, columns }, i.context);
            evidence::fill(&mut record.kind, &group.cells, &[], i.context);
            out.overdue.push(record);
        }
        Ok((rest, ()))
    });
    lost_numbers(&mut out.overdue);
}

/// Of 循环贷账户一 and 循环贷账户二 one may have lost its number: among rows of which one has a number, a kind without is in doubt.
fn lost_numbers(rows: &mut [OverdueSummary]) {
    let bare = |r: &OverdueSummary| r.kind.text().map(key).is_some_and(|t| t == "循环贷账户");
    let numbered = |r: &OverdueSummary| r.kind.text().map(key).is_some_and(|t| t == "循环贷账户一" || t == "循环贷账户二");
    if rows.iter().any(numbered) {
        rows.iter_mut().filter(|r| bare(r)).filter_map(|r| r.kind.evidence_mut()).for_each(|at| at.flag(Flag::CutShort));
    }
}

/// The tables of the first generation's 违约 box: the title over each, and what it is of.
const DEFAULTS: &[(&str, &str)] = &[("呆账信息汇总", "呆账"), ("资产处置信息汇总", "资产处置"), ("保证人代偿信息汇总", "保证人代偿")];

/// defaults := pair, with a table of one row under each of up to three titles
pub(crate) fn defaults(titles: &[Cell], i: Bands<'_>, out: &mut Summary) {
    let mut found: Vec<(&str, Cell)> = titles.iter().flat_map(default_titles).collect();
    found.sort_by(|a, b| a.1.place.x0.total_cmp(&b.1.place.x0));
    let heads: Vec<Rect> = found.iter().map(|f| f.1.place).collect();
    recovering(i, |i| {
        let (rest, pair) = pair(|_| true)(i)?;
        for ((name, title), (row, columns)) in found.iter().zip(under(&heads, pair)) {
            let pair = Pair { row: &row, columns };
            if *name == "呆账" {
                fill(out.bad_debt.get_or_insert_default(), pair, i.context);
                continue;
            }
            let mut record = RecoverySummary::default();
            fill(&mut record, pair, i.context);
            // The title's first words, up to `信息汇总`.
            evidence::fill(&mut record.kind, &[title.slice(0, name.chars().count())], &[], i.context);
            out.recoveries.push(record);
        }
        Ok((rest, ()))
    });
}

/// The titles that a cell holds: one, or several that were read as one line.
fn default_titles(cell: &Cell) -> Vec<(&'static str, Cell)> {
    let mut out = Vec::new();
    let mut from = 0;
    let chars: Vec<char> = cell.text.chars().collect();
    while let Some(rest) = chars.get(from..).filter(|r| !r.is_empty()) {
        let text: String = rest.iter().collect();
        let Some((title, name)) = DEFAULTS.iter().find(|(title, _)| sentence::word(title)(&text).is_ok()) else {
            from += 1;
            continue;
        };
        let to = (from + title.chars().count()).min(chars.len());
        out.push((*name, cell.slice(from, to)));
        from = to;
    }
    out
}

/// credit_hint := table; the first column's class is merged over its rows, the last row is 合计
fn credit_hints(i: Bands<'_>, out: &mut Summary) {
    recovering(i, |i| {
        let (rest, mut pair) = pair(|r: &LabelRow| r.has("账户数") || r.has("业务类型"))(i)?;
        let mut classes = take_classes(&mut pair);
        // Each class once: the first cell that names it.
        let mut named = HashSet::new();
        classes.retain(|c| named.insert(key(&c.text)));
        for (at, mut row) in placed::<CreditHint>(pair, i.context) {
            let kind = row.kind.text().map(key).unwrap_or_default();
            if heads_sums(&row.kind) || heads_sums(&row.class) {
                out.credit_hint_total = Some(CreditHintTotal { accounts: row.accounts });
                continue;
            }
            if kind.is_empty() && is_sum(&row, &out.credit_hints) {
                if let Some(at) = row.accounts.evidence_mut() {
                    at.flag(Flag::LostLabel);
                }
                out.credit_hint_total = Some(CreditHintTotal { accounts: row.accounts });
                continue;
            }
            // A class is printed in the middle of its rows: the nearest is that of a kind that could not be told.
            let class = class_of(&kind);
            let off = |c: &&Cell| (c.at() - at).abs();
            let cell = match &class {
                Some(class) => classes.iter().find(|c| key(&c.text) == class.word()),
                None => classes.iter().min_by(|a, b| off(a).total_cmp(&off(b))),
            };
            let flags: &[Flag] = if class.is_some() { &[] } else { &[Flag::Misplaced] };
            if let Some(cell) = cell {
                evidence::fill(&mut row.class, std::slice::from_ref(cell), flags, i.context);
            }
            out.credit_hints.push(row);
        }
        // A class whose rows hold nothing that was recognised.
        for cell in &classes {
            let class = key(&cell.text);
            if !out.credit_hints.iter().any(|r| r.class.text().is_some_and(|t| key(t) == class)) {
                let mut row = CreditHint::default();
                evidence::fill(&mut row.class, std::slice::from_ref(cell), &[], i.context);
                out.credit_hints.push(row);
            }
        }
        Ok((rest, ()))
    });
}

/// Whether a row without a kind is the row of the sums, whose name was lost: there is one row of the class 其他 already, and the
/// others' accounts are together as many.
fn is_sum(row: &CreditHint, before: &[CreditHint]) -> bool {
    let other = |r: &CreditHint| r.class.value() == Some(&BusinessClass::OtherBusiness);
    let all: i64 = before.iter().filter_map(|r| r.accounts.value()).sum();
    before.iter().any(other) && row.first_month.value().is_none() && row.accounts.value() == Some(&all)
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

/// Whether a row's name is that of the sums, whole or with one of its characters lost: no kind has so short a name.
pub(crate) fn is_total(name: &str) -> bool {
    let name = name.trim_end_matches(':');
    name == HintKind::Total.word()
        || matches!(name, "总计" | "小计" | "共计" | "汇总")
        || name.chars().count() == 1 && name.chars().all(is_han)
}

/// Whether a row's kind is the head of the sums; a scrap of a watermark may stand beside it.
fn heads_sums<K>(kind: &crate::model::Field<K>) -> bool {
    // The last character of a kind that was too long for its column stands alone too.
    let size = |text: &str| text.chars().count();
    let heads = |line: &str, all: &str| is_total(line) && (size(line) > 1 || size(all) <= 2);
    kind.evidence().is_some_and(|at| at.raw.lines().any(|line| heads(&key(line), &key(&at.raw))))
}

/// Takes the merged cells of the first column out of a pair: they stand left of the kinds, under the same head.
fn take_classes(pair: &mut Pair<'_>) -> Vec<Cell> {
    let Some(kinds) = pair.row.columns.iter().position(|c| c.label == Some("业务类型")) else { return Vec::new() };
    // The head is merged over both columns, so their cells stand off its middle: none of them lies under a lost head.
    let mut column = pair.columns.cells.get_mut(kinds).map(std::mem::take).unwrap_or_default();
    for (slot, orphans) in std::mem::take(&mut pair.columns.between) {
        if slot <= kinds + 1 { column.extend(orphans) } else { pair.columns.between.push((slot, orphans)) }
    }
    // A long kind beside which no number was read stands nearer to the next head; numbers have no Chinese in them.
    if let Some(next) = pair.columns.cells.get_mut(kinds + 1) {
        let (words, numbers) = std::mem::take(next).into_iter().partition(|c: &Cell| c.text.chars().filter(|c| is_han(*c)).count() >= 4);
        *next = numbers;
        let words: Vec<Cell> = words;
        column.extend(words);
    }
    column.sort_by(|a, b| a.at().total_cmp(&b.at()));
    let word = |c: &Cell| key(&c.text);
    let is_class = |c: &Cell| [BusinessClass::Loan, BusinessClass::Card].iter().any(|class| word(c) == class.word());
    let other = |c: &Cell| word(c) == BusinessClass::OtherBusiness.word();
    // `其他` stands in both columns; by its place it is a class or a kind.
    let classes: Vec<f64> = column.iter().filter(|c| is_class(c)).map(|c| c.place.center_x()).collect();
    let rest: Vec<f64> = column.iter().filter(|c| !is_class(c) && !other(c) && !is_total(&word(c))).map(|c| c.place.center_x()).collect();
    let mean = |v: &[f64]| if v.is_empty() { None } else { Some(v.iter().sum::<f64>() / v.len() as f64) };
    let head = pair.row.columns.get(kinds).map_or(0.0, |c| c.place.center_x());
    let border = match (mean(&classes), mean(&rest)) {
        (Some(a), Some(b)) => (a + b) / 2.0,
        _ => head,
    };
    let (taken, left): (Vec<Cell>, Vec<Cell>) = column.into_iter().partition(|c| is_class(c) || other(c) && c.place.center_x() < border);
    if let Some(column) = pair.columns.cells.get_mut(kinds) {
        *column = left;
    }
    taken
}

/// liability := ("为个人" | "为企业") groups pair
fn liabilities(i: Bands<'_>, out: &mut Summary) {
    let mut company = false;
    recovering(i, |i| {
        if let Ok((rest, _)) = title(Heading::ForPersons)(i) {
            company = false;
            return Ok((rest, ()));
        }
        if let Ok((rest, _)) = title(Heading::ForCompanies)(i) {
            company = true;
            return Ok((rest, ()));
        }
        let (rest, pair) = pair(|r: &LabelRow| r.has("账户数") || r.has("余额"))(i)?;
        let halves = halves(pair);
        // Of two tables the second is that of companies, also where its heading was not read.
        let again = |other: &bool| if *other { out.person_other.is_some() } else { out.person_guarantee.is_some() };
        company |= halves.iter().any(|(other, _)| again(other));
        for (other, cells) in halves {
            match (company, other) {
                (false, false) => liability(&mut out.person_guarantee, cells, i.context),
                (false, true) => liability(&mut out.person_other, cells, i.context),
                (true, false) => liability(&mut out.company_guarantee, cells, i.context),
                (true, true) => liability(&mut out.company_other, cells, i.context),
            }
        }
        Ok((rest, ()))
    });
}

fn liability<R: Record>(out: &mut Option<R>, cells: Vec<(&'static str, Vec<Cell>)>, context: &Context) {
    let mut record = R::default();
    for (label, cells) in cells {
        let field = R::FIELDS.iter().position(|f| f.label == label).and_then(|f| record.field_mut(f));
        if let Some(field) = field.filter(|f| f.evidence().is_none()) {
            read_column(field, &cells, &[], context);
        }
    }
    *out = Some(record);
}

type Half = (bool, Vec<(&'static str, Vec<Cell>)>);

/// The two groups of a liability row: 担保责任 up to its 余额, then 其他相关还款责任. Each told by the amount's label.
fn halves(pair: Pair<'_>) -> Vec<Half> {
    let mut groups: Vec<Vec<(&'static str, Vec<Cell>)>> = Vec::new();
    for (column, cells) in pair.row.columns.iter().zip(pair.columns.cells) {
        let Some(label) = column.label else { continue };
        match groups.last_mut() {
            Some(group)
                if !(group.iter().any(|(l, _)| *l == label) || label == "账户数" && group.len() >= 2 || amount_twice(group, label)) =>
            {
                group.push((label, cells))
            }
            _ => groups.push(vec![(label, cells)]),
        }
    }
    let count = groups.len();
    groups
        .into_iter()
        .enumerate()
        .map(|(n, g)| {
            let has = |l: &str| g.iter().any(|(x, _)| *x == l);
            let other = has("还款责任金额") || !has("担保金额") && n + 1 == count && count > 1;
            (other, g)
        })
        .collect()
}

fn amount_twice(group: &[(&str, Vec<Cell>)], label: &str) -> bool {
    let amount = |l: &str| l == "担保金额" || l == "还款责任金额";
    amount(label) && group.iter().any(|(l, _)| amount(l))
}

/// query := last? (groups pair)*; the same labels repeat under two groups
fn query(i: Bands<'_>, out: &mut Summary) {
    let summary = out.query.get_or_insert_default();
    let mut last_open = false;
    // The one head over the columns, where each of them has a table of its own.
    let mut group: Option<&'static str> = None;
    recovering(i, |i| {
        let heads = |r: &LabelRow| r.labels().any(|l| counted().any(|c| c.1 == l));
        if let Ok((rest, row)) = labels(heads)(i) {
            last_open = false;
            group = row.labels().next().filter(|_| row.columns.len() == 1);
            return Ok((rest, ()));
        }
        let alone = |r: &LabelRow| r.labels().all(|l| l == LAST) && r.labels().next().is_some();
        if let Ok((rest, _)) = labels(alone)(i) {
            last_open = true;
            return Ok((rest, ()));
        }
        if let Ok((rest, pair)) =
            pair(|r: &LabelRow| ["上一次查询日期", "上一次查询机构", "上一次查询原因"].iter().any(|l| r.has(l)))(i)
        {
            fill(summary, pair, i.context);
            return Ok((rest, ()));
        }
        if let (true, Ok((rest, cells))) = (last_open, values(i)) {
            last_query(summary, cells, i.context);
            last_open = false;
            return Ok((rest, ()));
        }
        let (rest, pair) = pair(|r: &LabelRow| r.labels().any(|l| counted().any(|c| c.2 == l)))(i)?;
        counts(summary, group, pair, i.context);
        Ok((rest, ()))
    });
    if summary == &QuerySummary::default() {
        out.query = None;
    }
}

/// last := three values without labels: day, institution, reason
fn last_query(summary: &mut QuerySummary, cells: &[Cell], context: &Context) {
    let mut cells = cells.to_vec();
    cells.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    let date =
        cells.iter().position(|c| matches!(<chrono::NaiveDate as crate::model::Value>::read(&c.text), crate::model::Reading::Value(..)));
    let reason = cells.iter().rposition(|c| matches!(<crate::model::codes::QueryReason as crate::model::Value>::read(&c.text), crate::model::Reading::Value(r, ..) if !matches!(r, crate::model::codes::QueryReason::Other(_))));
    if let Some(cell) = date.and_then(|d| cells.get(d)) {
        read_column(&mut summary.last_date, std::slice::from_ref(cell), &[], context);
    }
    if let Some(cell) = reason.and_then(|r| cells.get(r)) {
        read_column(&mut summary.last_reason, std::slice::from_ref(cell), &[], context);
    }
    let rest: Vec<Cell> = cells.into_iter().enumerate().filter(|(i, _)| Some(*i) != date && Some(*i) != reason).map(|(_, c)| c).collect();
    if !rest.is_empty() {
        let mut rest = rest;
        rest.sort_by(|a, b| a.at().total_cmp(&b.at()));
        read_column(&mut summary.last_institution, &rest, &[], context);
    }
}

/// The head of the three values without labels.
const LAST: &str = "上一次查询记录";

/// The counted columns in print order: which field, the head that they stand under, the printed label.
fn counted() -> impl Iterator<Item = (usize, &'static str, &'static str)> + Clone {
    let fields = QuerySummary::FIELDS.iter().enumerate();
    fields.filter_map(|(field, spec)| spec.label.split_once('.').map(|(head, label)| (field, head, label)))
}

/// The labels of the query box that repeat or stand over others.
pub(crate) fn query_labels() -> Vec<&'static str> {
    [LAST].into_iter().chain(counted().map(|c| c.1)).chain(counted().map(|c| c.2)).collect()
}

/// Binds the counted columns by the one head over them, or else by their order: the first of two equal labels counts institutions,
/// the second queries.
fn counts(summary: &mut QuerySummary, group: Option<&'static str>, pair: Pair<'_>, context: &Context) {
    let mut left = counted();
    for (column, cells) in pair.row.columns.iter().zip(pair.columns.cells) {
        let Some(label) = column.label else {
            left.next();
            continue;
        };
        let mut ahead = left.clone();
        let Some((field, ..)) = ahead.find(|c| c.2 == label && group.is_none_or(|g| g == c.1)) else { continue };
        left = ahead;
        if let Some(field) = crate::model::AnyRecord::field_mut(summary, field) {
            read_column(field, &cells, &[], context);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_sums() {
        let [loan, card, other] = [BusinessClass::Loan, BusinessClass::Card, BusinessClass::OtherBusiness].map(Some);
        assert_eq!(["其他类货款", "淮贷记卡", "", "其他", "贷IC卡", "合计"].map(class_of), [loan, card, other.clone(), other, None, None]);
        assert_eq!(["合计", "全", "业务", "3"].map(is_total), [true, true, false, false]);
    }
}
