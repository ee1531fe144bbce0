//! Items whose beginning was lost: a paragraph that begins like nothing, or a number that is left out.
//!
//! What is left of such an item would go on with the item above it, whose sentence it is not.

use super::super::running::Running;
use super::items::{Block, Kind, is_finished};

/// A number that leaves out more items is misread.
const MOST: u32 = 3;

/// Less is left of no item.
const LEAST: usize = 6;

/// A paragraph that goes on is at least so many characters shorter than the longest lines, where it ends.
const SHORT: f64 = 2.5;

/// How the clauses behind the first sentence of an item begin.
const CLAUSES: &[&str] = &[
    "截至",
    "截止",
    "信用额度",
    "余额",
    "透支",
    "已",
    "尚未",
    "未",
    "当前",
    "最近",
    "其中",
    "没有",
    "责任人",
    "相关还款",
    "担保",
    "保证",
    "该",
    "额度",
    "可循环",
    "不可循环",
];

/// Cuts what is left of lost items from the blocks above it, and puts a block without text where all of an item is lost.
pub(super) fn lost(blocks: Vec<Block>, text: &Running<'_>) -> Vec<Block> {
    let numbers = numbers(&blocks);
    // Where sentences of one item begin lines of their own, the end of a line tells nothing.
    let told = |n: usize| blocks.get(n).is_some_and(|b| !paragraphs(b, text).is_empty());
    let inside = numbers.windows(2).filter(|w| matches!(w, [(a, x), (_, y)] if *y == x + 1 && told(*a))).count();
    let is_last = |n: usize| n + 1 == blocks.len() && inside == 0;
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut missing = missing(&numbers).into_iter().peekable();
    for (n, block) in blocks.iter().copied().enumerate() {
        if let Some(owed) = missing.next_if(|m| m.before == n) {
            // Nothing is left of the others.
            let empty = Block { kind: Kind::Lost, from: block.from, to: block.from, number: None, doubt: false };
            let gone = if owed.sure { owed.count as usize } else { 0 };
            // A statement between may be on the item above it or on the lost one.
            if let Some(above) = out.last_mut().filter(|b| gone > 0 && b.kind == Kind::Statement) {
                above.doubt = true;
            }
            out.extend(std::iter::repeat_n(empty, gone));
        }
        let owed = missing.peek_mut().filter(|m| m.after <= n && m.count > 0);
        let paragraphs = if owed.is_some() || is_last(n) { paragraphs(&block, text) } else { Vec::new() };
        // A line that ends short ends a paragraph; of others the first may.
        let short = paragraphs.iter().find(|p| p.1);
        match (block.kind, owed) {
            (Kind::Loose, Some(owed)) if block.is_long(text) => {
                owed.count -= 1;
                out.push(Block { kind: Kind::Lost, ..block });
            }
            (Kind::Item | Kind::Statement, Some(owed)) if !paragraphs.is_empty() => {
                owed.count -= 1;
                let at = short.or(paragraphs.first()).map_or(block.to, |p| p.0);
                out.extend(block.cut(at));
            }
            // At the end nothing but its words tell what goes on with the item above.
            (Kind::Item | Kind::Statement, None) => match short.map(|p| p.0).filter(|at| !goes_on(text, *at)) {
                Some(at) => out.extend(block.cut(at)),
                None => out.push(block),
            },
            _ => out.push(block),
        }
    }
    out
}

/// The blocks of the items and their numbers; an item without one has that which it would have.
fn numbers(blocks: &[Block]) -> Vec<(usize, u32)> {
    let mut out: Vec<(usize, u32)> = Vec::new();
    for (n, block) in blocks.iter().enumerate().filter(|(_, b)| b.kind == Kind::Item) {
        let next = out.last().map_or(1, |(_, last)| last.saturating_add(1));
        out.push((n, block.number.unwrap_or(next)));
    }
    out
}

/// Items that the numbers leave out.
struct Missing {
    /// The block of the item before them, and of that behind them.
    after: usize,
    before: usize,
    count: u32,
    /// Whether the numbers around are no misread ones.
    sure: bool,
}

fn missing(numbers: &[(usize, u32)]) -> Vec<Missing> {
    let follows = |n: usize| matches!((numbers.get(n), numbers.get(n + 1)), (Some(a), Some(b)) if b.1 == a.1 + 1);
    let mut out = Vec::new();
    if let Some((first, number)) = numbers.first().copied()
        && (2..=MOST + 1).contains(&number)
    {
        out.push(Missing { after: 0, before: first, count: number - 1, sure: number == 2 });
    }
    for (n, pair) in numbers.windows(2).enumerate() {
        let [(after, a), (before, b)] = *pair else { continue };
        let count = b.saturating_sub(a).saturating_sub(1);
        if (1..=MOST).contains(&count) {
            let last = n + 2 == numbers.len() && count == 1;
            let sure = (n == 0 && a == 1 || n > 0 && follows(n - 1)) && (follows(n + 1) || last);
            out.push(Missing { after, before, count, sure });
        }
    }
    out
}

/// Where lines of a block begin behind a full stop, and whether the line above ends short of the others.
fn paragraphs(block: &Block, text: &Running<'_>) -> Vec<(usize, bool)> {
    let from = text.lines.partition_point(|at| *at <= block.from);
    let begins = text.lines.iter().copied().enumerate().skip(from).take_while(|(_, at)| *at < block.to);
    let ends = |at: usize| text.text.get(block.from..at).is_some_and(is_finished);
    begins.filter(|(_, at)| ends(*at)).map(|(n, at)| (at, text.falls_short(n.saturating_sub(1), SHORT))).collect()
}

/// Whether a line begins as the next clause of a sentence does: with its words, or with a month.
fn goes_on(text: &Running<'_>, at: usize) -> bool {
    let is_month = |rest: &str| rest.find('年').is_some_and(|n| n == 4 && rest.starts_with(['1', '2']));
    text.text.get(at..).is_some_and(|rest| is_month(rest) || CLAUSES.iter().any(|c| rest.starts_with(c)))
}

impl Block {
    /// A block up to a place, and what is left of a lost item behind it.
    fn cut(self, at: usize) -> [Block; 2] {
        [Block { to: at, ..self }, Block { kind: Kind::Lost, from: at, to: self.to, number: None, doubt: false }]
    }

    fn is_long(&self, text: &Running<'_>) -> bool {
        text.text.get(self.from..self.to).is_some_and(|t| t.chars().count() >= LEAST)
    }
}
