//! 信息概要: boxes of one title, one label row, and a row or a few rows of values (grammar-notes/summary.md).

mod hints;
mod query;

use rustc_hash::FxHashMap;

use crate::document::Rect;
use crate::layout::Cell;
use crate::layout::columns::Columns;
use crate::lexis::sentence;
use crate::lexis::text::key;
use crate::model::field::Probe;
use crate::model::summary::{
    BadDebtSummary, CardSummary, CreditCounts, GivenGuaranteeSummary, LoanSummary, ObjectionSummary, OverdueSummary, PostpaidSummary,
    PublicSummary, RecoverySummary, RecoveryTotal, Summary,
};
use crate::model::{AnyField, Flag, Kind, Record};

use super::band::{Column, LabelRow};
use super::bands::{Bands, Context, Parsed, labels, recovering, title, values};
use super::column::read_column;
use super::evidence;
use super::further::Further;
use super::heading::Heading;
use super::outline::Section;
use super::pair::{Pair, fill, pair, placed, repeated, under};
pub(crate) use hints::is_total;
use hints::{credit_hints, heads_sums};
pub(crate) use query::query_labels;

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
        S::SummaryQuery => query::query(i, out),
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

/// rows := (table table-of-further-columns* | unheaded)*
fn rows<R: Record>(i: Bands<'_>, out: &mut Vec<R>) {
    let mut tables = Further::default();
    recovering(i, |i| {
        let Ok((rest, pair)) = pair(|_| true)(i) else { return unheaded(i, out) };
        add(pair, i.context, &mut tables, out);
        Ok((rest, ()))
    });
}

/// Reads a table's records. One of other labels with as many rows as the one above goes on with its records.
fn add<R: Record>(pair: Pair<'_>, context: &Context, before: &mut Further, out: &mut Vec<R>) {
    let own: Vec<&'static str> = pair.row.labels().collect();
    let further = !own.is_empty() && !before.seen().is_empty() && !own.iter().any(|l| before.has(l));
    let top = pair.row.at;
    let records = placed::<R>(pair, context);
    if further && records.len() == before.count(out) {
        before.merge(out, records, top);
    } else {
        before.begin(out);
        out.extend(records.into_iter().map(|(_, r)| r));
    }
    before.saw(own);
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
        if kind.probe(&cell.text) != Probe::Clean || is_total(cell.key()) {
            continue;
        }
        read_column(kind, std::slice::from_ref(cell), &[Flag::LostLabel], i.context);
        let named = |r: &R| r.field(0).and_then(|f| f.text()).map(|text| key(text).into_owned());
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
    let last = all.len();
    for (n, mut row) in (1..).zip(all) {
        // A row without its name is the last one, of the sums, or one of which nobody knows the kind.
        let unnamed = row.kind.evidence().is_none();
        if unnamed {
            evidence::flag_all(&mut row, &Flag::LostLabel);
        }
        if heads_sums(&row.kind) || unnamed && n == last && last > 1 {
            out.recovery_total = Some(RecoveryTotal { accounts: row.accounts, balance: row.balance });
        } else {
            out.recoveries.push(row);
        }
    }
}

/// The heads over the three tables of the first generation's 逾期（透支）信息汇总: what each is of.
pub(crate) const OVERDUE_GROUPS: &[&str] = &["贷款逾期", "贷记卡逾期", "准贷记卡60天以上透支"];

/// The head over the kinds of accounts where each is a row of its own.
pub(crate) const KINDS: &str = "账户类型";

/// overdue_summary := rows | groups pair, with a table of one row under each of the groups
fn overdue_summary(i: Bands<'_>, out: &mut Summary) {
    let mut groups: Vec<Column> = Vec::new();
    let mut tables = Further::default();
    let recognised = i.context.recognised;
    recovering(i, |i| {
        let group = |r: &LabelRow| r.labels().next().is_some() && r.labels().all(|l| OVERDUE_GROUPS.contains(&l));
        if let Ok((rest, row)) = labels(group)(i) {
            groups.clone_from(&row.columns);
            return Ok((rest, ()));
        }
        let Ok((rest, pair)) = pair(|_| true)(i) else { return unheaded(i, &mut out.overdue) };
        if groups.is_empty() {
            add(pair, i.context, &mut tables, &mut out.overdue);
            return Ok((rest, ()));
        }
        let heads: Vec<Rect> = groups.iter().map(|g| g.place).collect();
        for (own, row, columns) in tables_under(&heads, pair) {
            let mut record = OverdueSummary::default();
            fill(&mut record, Pair { row: &row, columns }, i.context);
            let own = own.and_then(|own| groups.get(own));
            if let Some(group) = own {
                evidence::fill(&mut record.kind, &group.cells, &[], i.context);
            }
            out.overdue.push(record);
        }
        Ok((rest, ()))
    });
    lost_numbers(&mut out.overdue);
    if !groups.is_empty() {
        of_one_group(&mut out.overdue);
    } else if recognised {
        named_once(&mut out.overdue, |row| &mut row.kind);
    }
    for row in out.overdue.iter_mut().filter(|r| r.kind.evidence().is_none()) {
        evidence::flag_all(row, &Flag::LostLabel);
    }
}

/// Flags the names of rows where two have one: another kind's may have lost a sign (准贷记卡, 非循环贷账户).
fn named_once<R>(rows: &mut [R], kind: fn(&mut R) -> &mut dyn AnyField) {
    let mut times: FxHashMap<String, usize> = FxHashMap::default();
    for name in rows.iter_mut().filter_map(|row| kind(row).text().map(str::to_string)) {
        *times.entry(name).or_default() += 1;
    }
    for field in rows.iter_mut().map(kind) {
        let twice = field.text().and_then(|name| times.get(name)).is_some_and(|times| *times > 1);
        if let Some(at) = field.evidence_mut().filter(|_| twice) {
            at.flag(Flag::Conflict);
        }
    }
}

/// Two tables under one group: of at least one the group is another, and values may be the other's.
fn of_one_group(rows: &mut [OverdueSummary]) {
    let mut times: FxHashMap<String, usize> = FxHashMap::default();
    let kind = |r: &OverdueSummary| r.kind.text().map(str::to_string);
    rows.iter().filter_map(kind).for_each(|kind| *times.entry(kind).or_default() += 1);
    let again = |r: &&mut OverdueSummary| kind(r).and_then(|kind| times.get(&kind)).is_some_and(|times| *times > 1);
    for row in rows.iter_mut().filter(again) {
        evidence::flag_all(row, &Flag::Conflict);
    }
}

/// The tables of a row, each with the head that stands over it. Where the head over one was lost, the labels that come again tell it from the next.
fn tables_under(heads: &[Rect], pair: Pair<'_>) -> Vec<(Option<usize>, LabelRow, Columns)> {
    let times = |label: &str| pair.row.labels().filter(|l| *l == label).count();
    let tables = pair.row.labels().map(times).max().unwrap_or(0);
    let parts = if tables > heads.len() { repeated(pair) } else { under(heads, pair) };
    let all = parts.len() == heads.len();
    let head = |row: &LabelRow| {
        let place = row.columns.iter().map(|c| c.place).reduce(|a, b| a.union(&b))?;
        heads.iter().position(|h| (place.x0..place.x1).contains(&h.center_x()))
    };
    parts.into_iter().enumerate().map(|(n, (row, columns))| (head(&row).or(all.then_some(n)), row, columns)).collect()
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
///
/// Where all three stand there, the order tells the one that lost its title.
pub(crate) fn defaults(titles: &[Cell], i: Bands<'_>, out: &mut Summary) {
    let mut found: Vec<(&str, Cell)> = titles.iter().flat_map(default_titles).collect();
    found.sort_by(|a, b| a.1.place.x0.total_cmp(&b.1.place.x0));
    let heads: Vec<Rect> = found.iter().map(|f| f.1.place).collect();
    recovering(i, |i| {
        let (rest, pair) = pair(|_| true)(i)?;
        let tables = tables_under(&heads, pair);
        let in_order = tables.len() == DEFAULTS.len();
        for (n, (own, row, columns)) in tables.into_iter().enumerate() {
            let pair = Pair { row: &row, columns };
            let title = own.and_then(|own| found.get(own));
            let Some(name) = title.map(|t| t.0).or(DEFAULTS.get(n).filter(|_| in_order).map(|d| d.1)) else { continue };
            if name == "呆账" {
                let record = out.bad_debt.get_or_insert_default();
                fill(record, pair, i.context);
                if title.is_none() {
                    evidence::flag_all(record, &Flag::LostLabel);
                }
                continue;
            }
            let mut record = RecoverySummary::default();
            fill(&mut record, pair, i.context);
            match title {
                // The title's first words, up to `信息汇总`.
                Some((_, title)) => evidence::fill(&mut record.kind, &[title.slice(0, name.chars().count())], &[], i.context),
                None => evidence::flag_all(&mut record, &Flag::LostLabel),
            }
            out.recoveries.push(record);
        }
        Ok((rest, ()))
    });
}

/// The titles that a cell holds: one, or several that were read as one line.
fn default_titles(cell: &Cell) -> Vec<(&'static str, Cell)> {
    let mut out = Vec::new();
    let mut from = 0;
    for (n, (at, _)) in cell.text.char_indices().enumerate() {
        let rest = cell.text.get(at..).filter(|_| n >= from).unwrap_or_default();
        let Some((title, name)) = DEFAULTS.iter().find(|(title, _)| sentence::word(title)(rest).is_ok()) else { continue };
        let to = (n + title.chars().count()).min(cell.text.length());
        out.push((*name, cell.slice(n, to)));
        from = to;
    }
    out
}

/// 担保责任 and 其他相关还款责任.
const GROUPS: usize = 2;

/// liability := ("为个人" | "为企业") groups pair | "为个人" "为企业" groups groups pair
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
        // Those of persons and of companies may stand side by side.
        let abreast = halves.len() > GROUPS && !company;
        for (n, (other, cells)) in halves.into_iter().enumerate() {
            let company = company || abreast && n >= GROUPS;
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

/// Reads the columns of one group; of several rows of it the first counts.
fn liability<R: Record>(out: &mut Option<R>, columns: Vec<Labelled>, context: &Context) {
    let mut record = R::default();
    for Labelled { label, flags, cells } in columns {
        if let Some(field) = record.labelled_mut(label).filter(|f| f.evidence().is_none()) {
            read_column(field, &cells, flags, context);
        }
    }
    out.get_or_insert(record);
}

/// What stands under a label, and what is doubtful about it.
struct Labelled {
    label: &'static str,
    flags: &'static [Flag],
    cells: Vec<Cell>,
}

type Half = (bool, Vec<Labelled>);

/// The two groups of a liability row: 担保责任 up to its 余额, then 其他相关还款责任. Each told by the amount's label.
fn halves(pair: Pair<'_>) -> Vec<Half> {
    let mut groups: Vec<Vec<Labelled>> = Vec::new();
    for (column, cells) in pair.row.columns.iter().zip(pair.columns.cells) {
        let Some(label) = column.label else { continue };
        let own = Labelled { label, flags: column.flags(), cells };
        match groups.last_mut() {
            Some(group)
                if !(group.iter().any(|l| l.label == label) || label == "账户数" && group.len() >= 2 || amount_twice(group, label)) =>
            {
                group.push(own)
            }
            _ => groups.push(vec![own]),
        }
    }
    let count = groups.len();
    groups
        .into_iter()
        .enumerate()
        .map(|(n, g)| {
            let has = |l: &str| g.iter().any(|x| x.label == l);
            let other = has("还款责任金额") || !has("担保金额") && n + 1 == count && count > 1;
            (other, g)
        })
        .collect()
}

fn amount_twice(group: &[Labelled], label: &str) -> bool {
    let amount = |l: &str| l == "担保金额" || l == "还款责任金额";
    amount(label) && group.iter().any(|l| amount(l.label))
}
