//! Summaries of several kinds of accounts as the rows of one table: each row is put under the table's heads as a box of its own.

use crate::layout::{Cell, Row};
use crate::lexis::text::is_han;

use super::titles::BY_TITLE;
use super::{SUMMARIES, Section, Stretch};

use Section as S;

/// The heads over the column of kinds.
const KINDS: &[&str] = &["账户类型", "账户类别", "账户种类", "业务类型", "贷款类型", "类型"];
/// Heads that boxes of kinds have, and lists of overdue accounts have not.
const OWN: &[&str] = &["机构数", "授信总额"];

/// kinds := (heads-with-"账户类型" (kind value+)+)*; each kind is a box of its own, with the heads of its table
pub(super) fn by_kind(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let may_be = |s: &Stretch| s.section == S::Summary || SUMMARIES.contains(&s.section);
    let has = |s: &Stretch| may_be(s) && s.rows.iter().any(|row| kind_of(row).is_some());
    if !stretches.iter().any(has) {
        return stretches;
    }
    let mut out = Vec::with_capacity(stretches.len() + 4);
    for stretch in stretches {
        if has(&stretch) { apart(stretch, &mut out) } else { out.push(stretch) }
    }
    out
}

/// The boxes of a stretch, each as a stretch; what belongs to none stays the section's.
fn apart(stretch: Stretch, out: &mut Vec<Stretch>) {
    let section = stretch.section;
    let mut own = Stretch { section, heading: stretch.heading, rows: Vec::new() };
    // The rows since the last box, and, while boxes follow each other, the heads that are theirs.
    let mut heads: Vec<Row> = Vec::new();
    let mut open = false;
    for row in stretch.rows {
        let kind = kind_of(&row).filter(|_| open || heads_kinds(&heads));
        let Some(kind) = kind else {
            if std::mem::take(&mut open) {
                heads.clear();
            }
            heads.push(row);
            continue;
        };
        if !(open || own.heading.is_empty()) {
            out.push(std::mem::replace(&mut own, Stretch { section, heading: Vec::new(), rows: Vec::new() }));
        }
        open = true;
        let of_kinds = |c: &&Cell| KINDS.contains(&c.key());
        let mut cells = row.cells.into_iter();
        let heading = cells.next().into_iter().chain(heads.iter().flat_map(|r| &r.cells).filter(of_kinds).cloned()).collect();
        let others = |row: &Row| Row { cells: row.cells.iter().filter(|c| !of_kinds(c)).cloned().collect() };
        let rows = heads.iter().map(others).chain(std::iter::once(Row { cells: cells.collect() })).collect();
        out.push(Stretch { section: kind, heading, rows });
    }
    if !open {
        own.rows = heads;
    }
    if !(own.heading.is_empty() && own.rows.is_empty()) {
        out.push(own);
    }
}

/// The box that a row is of, which begins with the name of a kind of accounts, with numbers or dashes behind it.
fn kind_of(row: &Row) -> Option<Section> {
    let [name, values @ ..] = row.cells.as_slice() else { return None };
    if values.len() < 2 || !name.text.has_han() || values.iter().any(|c| c.text.chars().any(is_han)) {
        return None;
    }
    let section = |title: &str| BY_TITLE.get(title).and_then(|s| s.first()).map(|s| s.0);
    let found = section(&format!("{}信息汇总", name.key())).or_else(|| section(&format!("{}账户信息汇总", name.key())))?;
    SUMMARIES.contains(&found).then_some(found)
}

/// Whether some rows are the heads of a table of kinds.
fn heads_kinds(rows: &[Row]) -> bool {
    let cells = || rows.iter().flat_map(|row| &row.cells);
    cells().any(|c| KINDS.contains(&c.key())) && cells().any(|c| OWN.iter().any(|own| c.key().contains(own)))
}
