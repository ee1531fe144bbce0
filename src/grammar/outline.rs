//! The outline: which stretch of rows is which section, told by titles, never by ordinals.

mod abreast;
mod kinds;
mod numbered;
mod ordinals;
mod title;
mod titles;
mod twice;

use crate::document::{LineId, LineSet};
use crate::layout::{Cell, Row};
use crate::lexis::numbering::Counted;
use crate::lexis::sentence;
use crate::lexis::text::has_word;

use super::brief::summary;
use Section as S;
pub(crate) use ordinals::ordinal;
pub(crate) use title::is_nothing as says_nothing;
pub(crate) use title::{continued, is_title, is_title_key};
use title::{is_next, is_scrap, lookup, title};
use titles::BY_TITLE;
pub(crate) use titles::{SUMMARIES, Section};

/// A stretch of rows under one title.
pub(crate) struct Stretch {
    /// Which section.
    pub(crate) section: Section,
    /// The cells of the title; empty for what stands before the first.
    pub(crate) heading: Vec<Cell>,
    /// What stands under it.
    pub(crate) rows: Vec<Row>,
}

impl Stretch {
    /// The stretch cut before these rows, given from top to bottom; every piece but the first is without a heading.
    pub(crate) fn cut(self, before: impl Iterator<Item = usize>) -> Vec<Stretch> {
        let section = self.section;
        let mut rows = self.rows.into_iter();
        let mut taken = 0;
        let mut out = vec![Stretch { section, heading: self.heading, rows: Vec::new() }];
        for from in before {
            if let Some(piece) = out.last_mut() {
                piece.rows.extend(rows.by_ref().take(from.saturating_sub(taken)));
            }
            taken = from;
            out.push(Stretch { section, heading: Vec::new(), rows: Vec::new() });
        }
        if let Some(piece) = out.last_mut() {
            piece.rows.extend(rows);
        }
        out
    }

    /// The line with which its first row begins.
    pub(crate) fn begins_at(&self) -> Option<LineId> {
        self.rows.first().and_then(|row| row.cells.first()).map(|cell| cell.line)
    }
}

/// Cuts the rows of a report into its sections. `texts` are the lines of texts over several lines, which are no titles.
pub(crate) fn outline(rows: Vec<Row>, brief: bool, texts: &LineSet) -> Vec<Stretch> {
    let mut out = vec![Stretch { section: S::Header, heading: Vec::new(), rows: Vec::new() }];
    // Where the band above the sections was lost too, their titles still stand over their sentences.
    let mut part = if brief { Part::Brief } else { Part::Header };
    let mut rows = abreast::one_by_one(rows).into_iter().peekable();
    let mut counted = Counted::BEGIN;
    // The left edge of the print, as the title of the summary tells it, or where that was lost another one at it.
    let mut edge: Option<f64> = None;
    while let Some(row) = rows.next() {
        let of_text = row.cells.iter().any(|c| texts.contains(c.line));
        let found = if part == Part::Notes || of_text { None } else { title(&row, part, brief, rows.peek()) };
        let found = found.filter(|(section, noise)| !brief || stands_alone(*section, &row, noise, edge, out.last(), rows.peek()));
        // The notes without their title: their first sentence belongs to them.
        let notes = || matches!(part, Part::Queries | Part::Open | Part::Public | Part::NonFinancial) && begins_notes(&row);
        let found = found.or_else(|| notes().then(|| (S::Notes, (0..row.cells.len()).collect())));
        // What stands under a title of no known section is not the section's above it.
        let unknown = found.is_none() && !brief && !of_text && part != Part::Notes && is_next(&row, &counted);
        if (found.is_some() || unknown)
            && let Some((level, number)) = ordinal(&row.text())
        {
            counted.go_on(level, number);
        }
        if unknown {
            out.push(Stretch { section: S::Detail, heading: Vec::new(), rows: vec![row] });
            continue;
        }
        match found {
            Some((section, noise)) => {
                part = if brief && section == S::Summary { Part::Brief } else { Part::after(section, part) };
                let (rest, heading): (Vec<_>, Vec<_>) = row.cells.into_iter().enumerate().partition(|(i, _)| noise.contains(i));
                let cells = |of: Vec<(usize, Cell)>| -> Vec<Cell> { of.into_iter().map(|(_, cell)| cell).collect() };
                let (rest, heading) = (cells(rest), cells(heading));
                if section == S::Summary || brief && (S::BriefDisposal..=S::BriefLiability).contains(&section) {
                    edge = edge.or(heading.first().map(|c| c.place.x0));
                }
                let mut stretch = Stretch { section, heading, rows: Vec::new() };
                if !rest.is_empty() {
                    stretch.rows.push(Row { cells: rest });
                }
                out.push(stretch);
            }
            None => {
                if let Some(last) = out.last_mut() {
                    last.rows.push(row);
                }
            }
        }
    }
    let mut out = kinds::by_kind(out);
    numbered::renamed(&mut out);
    numbered::told_apart(&mut out);
    numbered::denied(&mut out);
    twice::told_twice(&mut out);
    out
}

/// Whether a row is the first sentence of the notes at a report's end.
fn begins_notes(row: &Row) -> bool {
    let Some(cell) = row.cells.first().filter(|_| row.cells.len() <= 2) else { return false };
    let text = cell.key().trim_start_matches(|c: char| c.is_ascii_digit() || ".,、".contains(c));
    let says = |words: &[&str]| words.iter().all(|w| text.contains(w));
    text.starts_with("本报告") && says(&["征信中心出具"]) || says(&["本报告", "征信系统记录的信息生成"])
}

/// Whether a brief section's title, whose words also head the columns of the summary, stands at the left edge of the
/// print, as titles do, and not in the middle of a sentence. `edge` is that of the print, as far as it is known.
fn stands_alone(section: Section, row: &Row, noise: &[usize], edge: Option<f64>, before: Option<&Stretch>, below: Option<&Row>) -> bool {
    if !(S::BriefDisposal..=S::BriefLiability).contains(&section) {
        return true;
    }
    // Over a row of heads of the summary its words are one of them, which covers several columns.
    if before.is_some_and(|s| s.section == S::Summary) && below.is_some_and(|row| row.cells.len() > 1 && summary::has_head(row)) {
        return false;
    }
    let mut own = row.cells.iter().enumerate().filter(|(i, _)| !noise.contains(i)).map(|(_, c)| c);
    let Some(cell) = own.next() else { return false };
    let whole = || lookup(&cell.text, Part::Brief, true, None) == Some(section);
    let mut own = own.peekable();
    if own.peek().is_some() && !(own.all(|c| is_scrap(&c.text)) && whole()) {
        return false;
    }
    let opens = || below.is_some_and(opens_items);
    let Some(edge) = edge else { return opens() };
    let off = cell.place.x0 - edge;
    let last = before.and_then(|s| s.rows.last()).map(Row::text).unwrap_or_default();
    // Above a title a sentence or a table has ended, or what it stands over tells: the end of a line of print can be a
    // title's words.
    let table = || before.is_some_and(|s| s.section == S::Summary && s.rows.last().is_none_or(|row| row.cells.len() > 1));
    let finished = last.trim_end().ends_with(['。', '.', '：', ':', '｡']) || opens() || table();
    /// A title is set in, or out, by less, in its heights.
    const INDENT: f64 = 5.0;
    off < INDENT * cell.place.height() && finished
}

/// Whether a row is the heading of a group of items, or begins the first.
fn opens_items(row: &Row) -> bool {
    let text = prose(row);
    sentence::group(&text).is_ok() || sentence::opening(&text).is_ok_and(|(_, number)| number.is_none_or(|n| n == 1))
}

/// A row's text as sentences are read, without scraps in the margin before it.
pub(crate) fn prose(row: &Row) -> String {
    let is_scrap = |c: &&Cell| c.text.trim().chars().count() <= 2 && !c.text.contains(|c: char| c.is_ascii_digit());
    let scraps = row.cells.iter().take_while(is_scrap).count();
    let from = if scraps < row.cells.len() { scraps } else { 0 };
    row.cells.iter().skip(from).flat_map(|c| c.text.chars()).filter_map(sentence::plain).collect()
}

/// The part of the report that one is in: the first level of titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Header,
    Person,
    Summary,
    Credit,
    Brief,
    Public,
    NonFinancial,
    Open,
    Queries,
    Notes,
}

impl Part {
    fn after(section: Section, before: Part) -> Part {
        match section {
            S::Header | S::OtherIds | S::FraudAlert | S::ObjectionNotice => before,
            S::Person | S::Identity | S::Spouse | S::Residence | S::Job | S::IdCheck => Part::Person,
            s if (S::Summary..=S::SummaryObjection).contains(&s) => {
                if before == Part::Brief {
                    Part::Brief
                } else {
                    Part::Summary
                }
            }
            s if (S::Detail..=S::Agreement).contains(&s) => Part::Credit,
            s if (S::NonCredit..=S::AdminReward).contains(&s) => Part::Public,
            S::NonFinancial => Part::NonFinancial,
            S::Open | S::OpenJudgment | S::OpenEnforcement | S::Recognition | S::Punishment | S::OpenArrears | S::OpenOther => Part::Open,
            S::OtherPrivate | S::InstitutionExplanation | S::CentreExplanation | S::Statement | S::Objection => Part::Queries,
            S::Query | S::InstitutionQuery | S::OwnQuery => Part::Queries,
            S::Notes => Part::Notes,
            _ => Part::Brief,
        }
    }

    /// Whether words that also stand in tables are a title here without an ordinal.
    fn admits(self, section: Section) -> bool {
        match section {
            S::NonRevolving | S::RevolvingSub | S::Revolving | S::CreditCard | S::QuasiCard | S::DisposedDebt => self == Part::Credit,
            S::OpenJudgment | S::OpenEnforcement | S::Recognition | S::Punishment | S::OpenArrears | S::OpenOther => self == Part::Open,
            // A vendor's band over the first part of an account has the same words.
            S::Person => self == Part::Header,
            // Bare, these words are the first line of a label.
            S::Liability | S::Agreement => false,
            S::NonFinancial => matches!(self, Part::Credit | Part::Public),
            s if (S::TaxArrears..=S::AdminReward).contains(&s) => matches!(self, Part::Credit | Part::Public),
            S::BriefDisposal | S::BriefAdvance | S::BriefCard | S::BriefLoan | S::BriefOther | S::BriefLiability => self == Part::Brief,
            S::InstitutionExplanation | S::CentreExplanation | S::Statement | S::Objection => {
                matches!(self, Part::Public | Part::NonFinancial | Part::Open | Part::Queries)
            }
            _ => true,
        }
    }
}

/// The brief version has bands of its own, headings of groups and sentences, and no detail part. In the first generation,
/// which tells its accounts in paragraphs, each has a number of its business.
pub(crate) fn is_brief(rows: &[Row]) -> bool {
    let (mut band, mut grouped, mut paragraphs) = (false, false, false);
    // Rows without words, as those of grids are, say nothing of it.
    for row in rows.iter().filter(|row| row.cells.iter().any(|c| c.text.has_han())) {
        let text = row.key();
        grouped |= has_word(&text, "账户明细如下");
        band |= text.starts_with("这部分包含您的信用卡") || text.starts_with("系统中没有您最近5年内的");
        band |= text == "信贷记录" || text == "非信贷交易记录";
        paragraphs |= has_word(&text, "业务号");
        if BY_TITLE.get(&*text).is_some_and(|s| s.iter().any(|s| s.0 == S::Detail)) || text.ends_with("信贷交易信息明细") {
            return false;
        }
    }
    grouped || band && !paragraphs
}
