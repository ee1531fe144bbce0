//! The paragraph above an account of the first generation: which rows it takes, and what it says (grammar-notes/first-generation.md).

use std::collections::HashSet;

use crate::document::LineId;
use crate::layout::{Cell, Row};
use crate::lexis::sentence::{self, Production, plain};
use crate::model::Record;
use crate::model::account::{CardAccount, LoanAccount, Title};

use super::band::Vocabulary;
use super::bands::Context;
use super::heading::{self, Heading};
use super::running::{self, Running};
use super::{evidence, told};

/// A paragraph has no more lines than this.
const MOST_LINES: usize = 8;

/// How a line begins that tells how an account ended.
const ENDINGS: [&str; 3] = ["账户状态为", "已变成", "已于"];

/// The first line of a paragraph is set in, or out, by no more than this, in line heights.
const INDENT: f64 = 3.0;

/// How many of the rows below go on with a paragraph that begins in a row.
///
/// It ends where it says all that it can, or where something else begins: a row of labels, a title, another paragraph.
pub(crate) fn goes_on(first: &Row, below: &[Row], vocabulary: &Vocabulary, headings: &[heading::Rule], line_height: f64) -> usize {
    let edges = [Some(left(first)), number(first)];
    let mut text = folded(first);
    // A scrap in the margin may stand before the line.
    let is_edge = |x: f64| edges.iter().flatten().any(|edge| (x - edge).abs() < INDENT * line_height);
    let begins = |row: &Row| row.cells.iter().take(2).any(|c| is_edge(c.place.x0));
    for (n, row) in below.iter().take(MOST_LINES).enumerate() {
        // A line may break right before the number of the business.
        let is_rest = |row: &Row| {
            let line = folded(row);
            let numbered = |text: &str| text.contains("业务号");
            !(numbered(&text) && numbered(&line)) && sentence::account_rest(&line).is_ok() && sentence::account_opening(&line).is_err()
        };
        let other = || match heading::find(row, headings) {
            Some((Heading::Told, _)) if is_rest(row) => false,
            None | Some((Heading::AsOf | Heading::Inactive, _)) => row.cells.iter().any(|c| vocabulary.is_label(c.key())),
            Some(_) => true,
        };
        // Behind the day there may be how the account ended, on a line of its own.
        let ends = || text.ends_with(',') && ENDINGS.iter().any(|word| folded(row).starts_with(word));
        // A scrap of a watermark may stand between two lines.
        if row.cells.len() == 1 && !begins(row) && !is_whole(&text) && below.get(n + 1).is_some_and(|next| begins(next) && is_rest(next)) {
            continue;
        }
        if is_whole(&text) && !ends() || !begins(row) || other() {
            return n;
        }
        text.push_str(&folded(row));
    }
    below.len().min(MOST_LINES)
}

/// Where a paragraph's lines begin: with its first text that is longer than a scrap.
fn left(first: &Row) -> f64 {
    let long = first.cells.iter().find(|c| c.text.trim().chars().count() > 3);
    long.or(first.cells.first()).map_or(0.0, |c| c.place.x0)
}

/// Where the number of a paragraph stands, if that is a line of its own: with both set in, the next line begins before it.
fn number(first: &Row) -> Option<f64> {
    let [number, _, ..] = first.cells.as_slice() else { return None };
    let digits = number.text.trim().trim_end_matches(['.', '．', '、']);
    (!digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())).then_some(number.place.x0)
}

/// A row's text as sentences are read.
fn folded(row: &Row) -> String {
    row.cells.iter().flat_map(|c| c.text.chars()).filter_map(plain).collect()
}

/// Whether a paragraph has said all: the day that the table below is of, or how the account ended.
fn is_whole(text: &str) -> bool {
    let bare = text.trim_end_matches([',', '。', '.', ';', ':', '”', '"']);
    if bare.len() == text.len() {
        return false;
    }
    // A limit of a card ends with `元` too.
    let balance = || bare.ends_with('元') && bare.rsplit_once("余额").is_some_and(|(_, sum)| !sum.contains(','));
    let ended = ["结清", "销户", "未激活", "转出"].iter().any(|w| bare.ends_with(w)) || text.ends_with("”。") || balance();
    let dated = || bare.rsplit_once(['截', '至']).is_some_and(|(_, day)| sentence::only_day(day));
    ended || dated()
}

/// The rows of a paragraph as its cells in reading order; scraps of a stamp or watermark among them come apart.
pub(crate) fn cells(rows: &[Row]) -> (Vec<Cell>, Vec<Cell>) {
    let own: Vec<Cell> = running::lines(rows).into_iter().flatten().collect();
    let taken: HashSet<(LineId, &str)> = own.iter().map(|c| (c.line, &*c.text)).collect();
    let scraps = rows.iter().flat_map(|r| &r.cells).filter(|c| !taken.contains(&(c.line, &*c.text))).cloned().collect();
    (own, scraps)
}

/// An account that a paragraph tells of.
pub(crate) trait Told: Record {
    /// The production for its paragraph; none for accounts that have a title line only.
    const PARAGRAPH: Option<Production>;
}

impl Told for LoanAccount {
    const PARAGRAPH: Option<Production> = Some(sentence::first_loan);
}

impl Told for CardAccount {
    const PARAGRAPH: Option<Production> = Some(sentence::first_card);
}

impl Told for crate::model::account::RecoveredAccount {
    const PARAGRAPH: Option<Production> = None;
}

/// Reads a paragraph into an account; what stands for its title is the paragraph's number.
pub(crate) fn read<A: Told>(account: &mut A, cells: &[Cell], context: &Context) -> Option<Title> {
    let text = Running::new(cells, &[0]);
    let (_, (said, unread)) = A::PARAGRAPH.and_then(|production| production(&text.text).ok())?;
    told::fill(account, &text, &said, context);
    let number = sentence::item(&text.text).ok().and_then(|(_, number)| number);
    let mut at = evidence::of(cells)?;
    if unread {
        at.flag(crate::model::Flag::Noise);
    }
    // As the title lines of the second generation say it.
    Some(Title { name: number.map_or("账户".into(), |n| format!("账户{n}")), at })
}
