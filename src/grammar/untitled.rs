//! Sections whose title was not read: told by what stands under it.
//!
//! Without its title a table would be read as the section above it, or not at all. Where its labels are not the labels
//! of that section, and only one section is left that they can be of, that section begins here. Where several are left
//! the rows belong to none, and stay unread: values under a wrong head are worse.

mod labels;

use rustc_hash::FxHashSet;

use crate::document::LineId;
use crate::layout::{Cell, CellText, Row};
use crate::lexis::sentence;
use crate::lexis::text::has_word;
use crate::lexis::value::{self, digit_for, squeeze};

use super::heading::{self, Said};
use super::numbers::NUMBER;
use super::outline::{SUMMARIES, Section, Stretch};
use super::section;

use Section as S;
use labels::{Known, LABELS, LINES, Set};
pub(crate) use labels::{is_label, is_label_of_section};

const LOANS: &[Section] = &[S::NonRevolving, S::RevolvingSub, S::Revolving];
const CARDS: &[Section] = &[S::CreditCard, S::QuasiCard];
const LIABILITIES: &[Section] = &[S::Liability, S::PersonLiability, S::CompanyLiability];
const QUERIES: &[Section] = &[S::Query, S::InstitutionQuery, S::OwnQuery];

/// Sections that only the first generation prints, and accounts that only the second has.
const FIRST: &[Section] = &[S::CreditCounts, S::SummaryGuarantee, S::DisposedDebt, S::GuarantorAdvance, S::LoanGuarantee];
const SECOND: &[Section] = &[S::RevolvingSub, S::Revolving, S::SummaryRevolvingSub, S::SummaryRevolving];

/// So many blocks behind the one in question are asked at most: what they do not tell, more of them would not.
const FURTHER: usize = 64;

/// Labels of many tables, in the form of [`key`].
const COMMON: &[&str] = &[NUMBER, "信息更新日期", "添加日期"];

/// Kinds of business, and the section that they do not stand in.
const KINDS: &[(&str, Section)] = &[("贷记卡", S::QuasiCard), ("准贷记卡", S::CreditCard)];

/// Where a section begins whose title was not read.
pub(crate) struct Untitled {
    /// The first line of it.
    pub(crate) line: LineId,
    /// Which section; `None` where it could be several.
    pub(crate) section: Option<Section>,
}

/// Parts the stretches where a section begins without a title.
pub(crate) fn part(stretches: Vec<Stretch>) -> (Vec<Stretch>, Vec<Untitled>) {
    let mut titled = stretches.iter().filter(|s| !s.heading.is_empty()).fold(Set::default(), |set, s| set.with(s.section));
    let follows = follows(&stretches);
    let (mut out, mut untitled): (Vec<Stretch>, Vec<Untitled>) = (Vec::new(), Vec::new());
    // The last section that has a place in the order.
    let mut above: Option<Section> = None;
    for (stretch, next) in stretches.into_iter().zip(follows) {
        if stretch.section == S::Notes {
            out.push(stretch);
            continue;
        }
        let blocks = blocks(&stretch.rows);
        let mut walk =
            Walk { now: stretch.section, above, next, titled, last: None, seen: FxHashSet::default(), filled: false, nowhere: false };
        let mut cuts: Vec<(usize, Option<Section>)> = Vec::new();
        let mut further = blocks.as_slice();
        while let [block, rest @ ..] = further {
            further = rest;
            let was = walk.now;
            if let Some(section) = walk.step(block, further, &stretch.rows) {
                let last = cuts.last().map_or(0, |c| c.0);
                cuts.push((section.map_or(block.from, |now| head(&stretch.rows, last, block.from, was, now)), section));
            }
        }
        titled = walk.titled;
        let mut was = stretch.section;
        let mut pieces = stretch.cut(cuts.iter().map(|c| c.0));
        for (piece, (_, section)) in pieces.iter_mut().skip(1).zip(cuts) {
            let nowhere = if SUMMARIES.contains(&was) { S::Summary } else { S::Detail };
            piece.section = section.unwrap_or(nowhere);
            was = piece.section;
            untitled.extend(piece.begins_at().map(|line| Untitled { line, section }));
        }
        above = pieces.iter().rev().map(|s| s.section).find(|s| section::rank(*s).is_some()).or(above);
        out.extend(pieces);
    }
    (out, untitled)
}

/// For each stretch, the section whose title comes next.
fn follows(stretches: &[Stretch]) -> Vec<Option<Section>> {
    let mut next = None;
    let mut out: Vec<Option<Section>> = Vec::new();
    for stretch in stretches.iter().rev() {
        out.push(next);
        if section::rank(stretch.section).is_some() {
            next = Some(stretch.section);
        }
    }
    out.reverse();
    out
}

/// What begins with an account's title, or with a row of labels.
struct Block {
    from: usize,
    /// What the title says: the number behind its word, and the sections that it can be in.
    title: Option<(Option<u32>, Vec<Set>)>,
    /// The cells of its label rows: a set for each, and the text.
    labels: Vec<(Set, CellText)>,
    /// How many cells the label rows have.
    cells: usize,
    /// The sections that have the single labels below.
    lone: Vec<Set>,
    /// Whether nothing stands under the labels above it.
    bare: bool,
}

impl Block {
    /// How much of it speaks for a section.
    fn fits(&self, section: Section) -> usize {
        let title = self.title.iter().flat_map(|t| &t.1).filter(|s| s.has(section)).count();
        title + self.labels.iter().filter(|l| l.0.has(section)).count()
    }
}

/// A label takes so many rows at the most above the one with its last line.
const LABEL_ROWS: usize = 3;

/// How long a label is, in bytes: of two Chinese characters and of twenty.
const LABEL_BYTES: std::ops::RangeInclusive<usize> = 6..=60;

/// The blocks of some rows. A row of labels inside an account begins a block of its own too, with those labels only.
fn blocks(rows: &[Row]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    // The account that is open, and whether the row above was one of labels.
    let (mut open, mut above): (Option<usize>, bool) = (None, false);
    // Whether nothing but lines of labels stood since the last row of labels.
    let mut bare = false;
    let kind = |c: &Cell| {
        let text = c.text.trim();
        KINDS.iter().find(|kind| kind.0 == text)
    };
    let is_part = |c: &Cell| LINES.contains_key(c.key());
    for (from, row) in rows.iter().enumerate() {
        let found = labels(row, rows.get(from.saturating_sub(LABEL_ROWS)..from).unwrap_or_default());
        if let Some(title) = found.is_none().then(|| title(row, rows.get(from + 1))).flatten() {
            open = Some(out.len());
            out.push(Block { from, title: Some(title), labels: Vec::new(), cells: 0, lone: Vec::new(), bare: false });
        }
        let is_labels = found.is_some();
        if let Some(found) = found {
            if let Some(account) = open.and_then(|i| out.get_mut(i)) {
                account.labels.extend(found.iter().cloned());
                account.cells += row.cells.len();
            }
            if !above {
                out.push(Block { from, title: None, labels: Vec::new(), cells: 0, lone: Vec::new(), bare });
            }
            if let Some(table) = out.last_mut() {
                table.labels.extend(found);
                table.cells += row.cells.len();
            }
        }
        bare = is_labels || bare && row.cells.iter().all(is_part);
        if let (false, Some(block)) = (is_labels, out.last_mut()) {
            block.lone.extend(row.cells.iter().filter_map(lone));
        }
        above = is_labels;
        // The kind of business may be printed.
        let open = open.and_then(|i| out.get_mut(i)).and_then(|account| account.title.as_mut());
        if let Some((_, sets)) = open
            && let Some((_, not)) = row.cells.iter().find_map(kind)
        {
            sets.push(Set::ALL.without(Set::of(&[*not])));
        }
    }
    out
}

/// The row that a section begins with: above its first row of labels may stand the first lines of some of them, or a
/// label of its own with the values under it.
fn head(rows: &[Row], least: usize, from: usize, was: Section, now: Section) -> usize {
    /// Fewer characters begin labels of any section.
    const BEGUN: usize = 3;
    let has = |set: Option<Set>, section| set.is_some_and(|set: Set| set.has(section));
    let own = |c: &Cell| {
        let begins = |known: &Known| c.key().chars().count() >= BEGUN && has(known.begins, now);
        LINES.get(c.key()).is_some_and(|known| (has(known.whole, now) || begins(known)) && !has(known.whole, was))
    };
    // Another first line may be damaged: words, as no value beside a first line is.
    let damaged = |c: &Cell| c.text.has_han() && !c.text.has_digit() && !LINES.contains_key(c.key());
    let belongs = |row: &Row| row.cells.iter().any(own) && row.cells.iter().all(|c| own(c) || damaged(c));
    (from.saturating_sub(LABEL_ROWS).max(least)..from).find(|i| rows.get(*i).is_some_and(belongs)).unwrap_or(from)
}

/// The labels of a row, if most of its cells are some section's labels; `above` are the rows above it.
fn labels(row: &Row, above: &[Row]) -> Option<Vec<(Set, CellText)>> {
    // What begins a label of one section may be the second line of another's.
    let begun = |known: &Known| Some(known.begins?.or(known.further.unwrap_or_default()));
    // What is a label of one may be the end of another's, whose first line stands above: `数据发生` over `机构名称`.
    let ends = |cell: &Cell, known: &Known| {
        known.further?;
        let over = above.iter().rev().flat_map(|r| &r.cells).find(|c| c.place.overlap_x(&cell.place) > 0.0)?;
        LABELS.get(&format!("{}{}", over.key(), cell.key())).copied()
    };
    let set = |cell: &Cell| {
        if !LABEL_BYTES.contains(&cell.text.len()) || !cell.text.has_han() {
            return None;
        }
        let known = LINES.get(cell.key())?;
        Some((ends(cell, known).or(known.whole).or_else(|| begun(known))?, cell.text.clone()))
    };
    let found: Vec<(Set, CellText)> = row.cells.iter().filter_map(set).collect();
    let most = found.len() >= 2 && found.len() * 2 >= row.cells.len();
    // The heads of a list of months are words of other sections too.
    (most && !heading::list_heads(row, false)).then_some(found)
}

/// The sections that have a label, if a cell is one that is so long that it is no value.
fn lone(cell: &Cell) -> Option<Set> {
    const LONG: usize = 8;
    let long = cell.text.len() <= *LABEL_BYTES.end() && cell.text.han() >= LONG;
    if long { LABELS.get(cell.key()).copied() } else { None }
}

/// What the title of an account says: its number, and as often as it is to count, the sections that it can be in.
fn title(row: &Row, below: Option<&Row>) -> Option<(Option<u32>, Vec<Set>)> {
    /// A title line and what is in its brackets.
    const MOST_CELLS: usize = 4;
    /// The first generation counts the accounts of its three kinds one after the other, or each from one.
    const KINDS: usize = 3;
    if row.cells.len() > MOST_CELLS || !row.cells.iter().any(|c| c.text.has_han()) {
        return None;
    }
    let text = row.text();
    if has_word(&text, "发放的") {
        let plain: String = text.chars().filter_map(sentence::plain).collect();
        let (_, number) = sentence::account_opening(&plain).ok()?;
        let said = format!("{text}{}", below.map(Row::text).unwrap_or_default());
        let kinds = [("准贷记卡", S::QuasiCard), ("贷记卡", S::CreditCard), ("贷款", S::NonRevolving)];
        let kind = kinds.iter().find(|(word, _)| said.contains(word)).map_or(Set::ALL, |(_, s)| Set::of(&[*s]));
        return Some((number, vec![kind; KINDS]));
    }
    let folded = row.key();
    heading::account(&Said::of_row(row, &text, &folded))?;
    let (word, rest) = heading::account_word(&folded)?;
    let digits = || rest.chars().map_while(digit_for).collect::<String>().parse().ok();
    let number = digits().or_else(|| heading::number(rest));
    let agreements = Set::of(&[S::Agreement]);
    let kind = match word {
        "授信协议" => agreements,
        _ => Set::ALL.without(agreements),
    };
    Some((number, vec![kind]))
}

/// The way through the blocks of a stretch.
struct Walk<'b> {
    /// The section that the rows belong to by now.
    now: Section,
    /// The section before the stretch, and the one behind it.
    above: Option<Section>,
    next: Option<Section>,
    /// The sections that begin somewhere.
    titled: Set,
    /// The number of the last account.
    last: Option<u32>,
    /// The labels that were seen in this section, and whether something stands under them.
    seen: FxHashSet<&'b str>,
    filled: bool,
    /// Whether the rows are of no section that could be told.
    nowhere: bool,
}

impl<'b> Walk<'b> {
    /// The section that begins with a block, if one does: `Some(None)` where it could be several.
    ///
    /// `further` are the blocks behind it.
    fn step(&mut self, block: &'b Block, further: &[Block], rows: &[Row]) -> Option<Option<Section>> {
        let of = self.begun(block, further, rows);
        let begins = if of.is_empty() { None } else { Some(self.choose(of, block, further)) };
        // What is of no known section goes on.
        if self.nowhere && begins == Some(None) {
            return None;
        }
        if let Some(section) = begins {
            self.above = Some(self.now).filter(|s| section::rank(*s).is_some()).or(self.above);
            (self.now, self.nowhere) = (section.unwrap_or(S::Detail), section.is_none());
            self.titled = section.map_or(self.titled, |s| self.titled.with(s));
            (self.last, self.filled) = (None, false);
            self.seen.clear();
        }
        if let Some((number, _)) = &block.title {
            self.last = number.or(self.last);
        } else {
            self.seen.extend(block.labels.iter().map(|l| l.1.key()));
            self.filled = true;
        }
        begins
    }

    /// The sections of which one begins with a block, as its labels and its number tell; none if what stands there goes on.
    fn begun(&self, block: &Block, further: &[Block], rows: &[Row]) -> Set {
        /// So many labels of another section, and so many that few tables have, tell that it begins.
        const FEWEST: usize = 2;
        const ENOUGH: usize = 4;
        let mut others = Set::ALL.without(self.titled).without(Set::of(&[self.now]));
        if !self.titled.and(Set::of(FIRST)).is_empty() {
            others = others.without(Set::of(SECOND));
        }
        let fits = |section: Section| block.fits(section);
        let possible = block.labels.iter().fold(Set::default(), |set, l| set.or(l.0)).and(others);
        let candidates = section::ALL.iter().copied().filter(|s| possible.has(*s)).map(|s| (s, fits(s)));
        let candidates: Vec<(Section, usize)> = if possible.is_empty() { Vec::new() } else { candidates.collect() };
        let best = candidates.iter().map(|(_, fits)| *fits).max().unwrap_or(0);
        let nearest = || candidates.iter().filter(|(_, fits)| *fits == best).map(|(s, _)| *s);
        let own = fits(self.now);
        // What stands in half of all tables tells nothing.
        let common = block.labels.iter().filter(|l| COMMON.contains(&l.1.key()));
        let common = |s: Section| common.clone().filter(|l| l.0.has(s)).count();
        let telling = nearest().map(|s| best - common(s)).max().unwrap_or(0);
        let nearest = || nearest().fold(Set::default(), Set::with);
        let own_telling = own.saturating_sub(common(self.now));
        let other = own_telling * 2 < telling || own_telling * 2 == telling && telling >= ENOUGH;
        let again = block.title.is_none() && self.is_again(block);
        // Accounts count from one: where they do again, another section begins.
        let number = block.title.as_ref().map(|t| t.0);
        let second = || further.iter().find_map(|b| b.title.as_ref()).is_none_or(|t| t.0 == Some(2));
        let restarts = number == Some(Some(1)) && self.last.is_some() && second();
        let anew = number.is_some_and(|n| n.is_none() || n <= self.last);
        match () {
            () if best < FEWEST || best * 2 < block.cells.min(block.labels.len() + 2) => Set::default(),
            () if own < best && (other || anew) || own == best && restarts => nearest(),
            // Labels that are printed again over their values, which a page break parted from them, go on.
            () if again && block.bare => Set::default(),
            () if again && SUMMARIES.contains(&self.now) && own <= best => nearest(),
            () if again && self.now == S::SummaryRecovery && own == best && block.labels.len() < self.seen.len() => nearest(),
            // The head of the table above may have been lost.
            () if (again || block.title.is_none() && !self.filled && (lost_head(rows, block.from) || self.is_cut_title()))
                && QUERIES.contains(&self.now)
                && (counts_anew(rows, block.from) || asks_anew(rows, block.from)) =>
            {
                Set::of(&[S::OwnQuery]).and(others)
            }
            () => Set::default(),
        }
    }

    /// Whether the section's title is that of the queries behind a table of them: what said whose they are was lost.
    fn is_cut_title(&self) -> bool {
        self.now == S::Query && self.above == Some(S::InstitutionQuery)
    }

    /// Whether a table has the labels of one above it in the section.
    fn is_again(&self, block: &Block) -> bool {
        self.filled && block.labels.iter().filter(|l| self.seen.contains(l.1.key())).count() * 2 >= block.labels.len()
    }

    /// The one of several sections that can begin here.
    fn choose(&self, of: Set, block: &Block, further: &[Block]) -> Option<Section> {
        let only = |group: &[Section]| of.without(Set::of(group)).is_empty();
        if only(LIABILITIES) {
            return Some(S::Liability);
        }
        if only(QUERIES) {
            // Own queries come second.
            let own = of.has(S::OwnQuery) && (of.sole().is_some() || self.titled.has(S::InstitutionQuery));
            return Some(if own { S::OwnQuery } else { S::InstitutionQuery });
        }
        let at = |s: Option<Section>| s.and_then(section::rank);
        let above = at(section::rank(self.now).map(|_| self.now).or(self.above));
        let between = |s: &Section| {
            let rank = section::rank(*s);
            above.is_none_or(|a| rank > Some(a)) && at(self.next).is_none_or(|n| rank < Some(n))
        };
        let all: Vec<Section> = section::ALL.iter().copied().filter(|s| of.has(*s)).collect();
        let ordered: Vec<Section> = all.iter().copied().filter(between).collect();
        let left = if ordered.is_empty() { &all } else { &ordered };
        // What single labels of the table say further down.
        let says = |s: &Section| block.lone.iter().filter(|set| set.has(*s)).count();
        let most = left.iter().map(says).max();
        let left: Vec<Section> = left.iter().copied().filter(|s| Some(says(s)) == most).collect();
        if let [one] = left.as_slice() {
            return Some(*one);
        }
        // What the accounts behind it say, up to the one that begins the count anew.
        let numbers = |b: &Block| b.title.as_ref().map(|t| t.0);
        let list: Vec<&Block> = further.iter().take(FURTHER).filter(|b| numbers(b).is_some()).collect();
        let anew = list.windows(2).position(|p| matches!(p, [a, b] if numbers(b) <= numbers(a)));
        let list = list.iter().take(anew.map_or(list.len(), |n| n + 1));
        let sum = |s: &Section| list.clone().map(|b| b.fits(*s)).sum::<usize>();
        let most = left.iter().map(sum).max();
        let left: Vec<Section> = left.iter().copied().filter(|s| Some(sum(s)) == most).collect();
        // A kind that the summary tells of has accounts.
        let told: Vec<Section> = left.iter().copied().filter(|s| counterpart(*s).is_some_and(|s| self.titled.has(s))).collect();
        match (left.as_slice(), told.as_slice()) {
            ([one], _) | (_, [one]) => Some(*one),
            _ => None,
        }
    }
}

/// The summary of a kind of accounts, and the accounts of a summary.
fn counterpart(section: Section) -> Option<Section> {
    let pairs = LOANS.iter().chain(CARDS).zip(SUMMARIES);
    pairs.into_iter().find_map(|(a, b)| match section {
        s if s == *a => Some(*b),
        s if s == *b => Some(*a),
        _ => None,
    })
}

/// Whether the numbers of a table's rows begin again, or its head is printed again on a page and they do not go on.
fn counts_anew(rows: &[Row], head: usize) -> bool {
    let number = |row: &Row| row.cells.first().and_then(|c| squeeze(&c.text).parse::<u32>().ok());
    let first = rows.get(head + 1).and_then(number);
    // What stands alone between the tables is a page's head or foot, and so is what has no number there.
    let above = || {
        let table = || rows.get(..head).unwrap_or_default().iter().rev().take(OWN).filter(|r| r.cells.len() > 1);
        table().find(|r| number(r).is_some()).or_else(|| table().next())
    };
    let page = |row: &Row| row.cells.first().map(|c| c.page);
    // A row between may have been lost, or its number.
    let goes_on = |last: &Row| number(last).zip(first).is_some_and(|(last, first)| last < first);
    first == Some(1) || above().is_some_and(|last| page(last) == rows.get(head).and_then(page) && !goes_on(last))
}

/// Whether rows of queries stand over the first head that was read: rows of several cells of which one is a day.
fn lost_head(rows: &[Row], head: usize) -> bool {
    let is_day = |c: &Cell| value::is_day(&c.text);
    let above = rows.get(..head).unwrap_or_default().iter().rev().take(OWN);
    above.filter(|r| r.cells.len() > 2 && r.cells.iter().any(is_day)).count() > 0
}

/// Whether a table of queries whose rows' numbers were lost holds a person's own, after a table without any.
fn asks_anew(rows: &[Row], head: usize) -> bool {
    let own = |row: &Row| row.cells.iter().any(|c| c.text.trim().starts_with("本人查询"));
    let numbered = |row: &Row| row.cells.first().is_some_and(|c| squeeze(&c.text).parse::<u32>().is_ok());
    let table = |row: &&Row| row.cells.len() > 1;
    let (above, below) = rows.split_at_checked(head).unwrap_or_default();
    let below: Vec<&Row> = below.iter().skip(1).take_while(table).take(OWN).collect();
    !below.is_empty() && below.iter().all(|r| own(r) && !numbered(r)) && !above.iter().rev().take_while(table).take(OWN).any(own)
}

/// So many rows of a table of queries are asked at most.
const OWN: usize = 64;
