//! Items whose beginning was lost: a paragraph that begins like nothing, or a number that is left out.
//!
//! What is left of such an item would go on with the item above it, whose sentence it is not.

use crate::lexis::sentence;

use super::super::numbers::{Gap, gaps};
use super::super::running::Running;
use super::items::{Block, Kind, is_finished};

/// Less is left of no item.
const LEAST: usize = 6;

/// A paragraph that goes on is at least so many characters shorter than the longest lines, where it ends.
const SHORT: f64 = 2.5;

/// Cuts what is left of lost items from the blocks above it, and puts a block without text where all of an item is lost.
pub(super) fn lost(blocks: Vec<Block>, text: &Running<'_>) -> Vec<Block> {
    let missing = missing(&blocks);
    // Where sentences of one item begin lines of their own, the end of a line tells nothing.
    let owing: Vec<bool> = missing.iter().fold(vec![false; blocks.len()], |mut owing, m| {
        owing.get_mut(m.after..m.before).unwrap_or_default().fill(true);
        owing
    });
    let is_told = |(block, owes): (&Block, &bool)| block.kind == Kind::Item && !owes && paragraphs(block, text).iter().any(|p| !p.torn);
    let inside = blocks.iter().zip(&owing).rev().skip(1).any(is_told);
    let is_last = |n: usize| n + 1 == blocks.len() && !inside;
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut missing = missing.into_iter().peekable();
    for (n, block) in blocks.iter().copied().enumerate() {
        if let Some(owed) = missing.next_if(|m| m.before == n) {
            // Nothing is left of the others.
            let empty = Block { kind: Kind::Lost, from: block.from, to: block.from, number: None, doubt: false };
            let gone = if owed.gap.sure { owed.gap.count as usize } else { 0 };
            // A statement between may be on the item above it or on the lost one.
            if let Some(above) = out.last_mut().filter(|b| gone > 0 && b.kind == Kind::Statement) {
                above.doubt = true;
            }
            out.extend(std::iter::repeat_n(empty, gone));
        }
        let owed = missing.peek_mut().filter(|m| m.after <= n && m.gap.count > 0);
        let paragraphs = if owed.is_some() || is_last(n) { paragraphs(&block, text) } else { Vec::new() };
        let sure = owed.as_ref().is_some_and(|m| m.gap.sure);
        // Where a number is left out, the line that has it was lost: there, if the room that it left tells. Else a line that ends short ends a
        // paragraph; of others the first may, where the number is surely left out.
        let tear = paragraphs.iter().find(|p| p.torn && owed.is_some());
        let mut whole = paragraphs.iter().filter(|p| !p.torn);
        let short = whole.clone().find(|p| p.short).or(whole.next().filter(|_| sure));
        let first = tear.or(short).map(|p| p.at);
        let rest = match block.kind {
            Kind::Loose => Some(block.from).filter(|_| sure && block.is_long(text)),
            Kind::Item | Kind::Statement => {
                first.filter(|at| sure || tear.is_some() || !text.text.get(*at..).is_some_and(sentence::goes_on))
            }
            Kind::Group | Kind::Lost => None,
        };
        match rest {
            Some(at) => {
                out.extend(block.cut(at).into_iter().filter(|b| b.from < b.to));
                owed.into_iter().for_each(|m| m.gap.count -= 1);
            }
            None => out.push(block),
        }
    }
    out
}

/// Items that the numbers leave out.
struct Missing {
    /// The block of the item before them, and of that behind them.
    after: usize,
    before: usize,
    gap: Gap,
}

fn missing(blocks: &[Block]) -> Vec<Missing> {
    let items: Vec<usize> = blocks.iter().enumerate().filter(|(_, b)| b.kind == Kind::Item).map(|(n, _)| n).collect();
    let printed = items.iter().map(|n| blocks.get(*n).and_then(|b| b.number));
    let block = |item: usize| items.get(item).copied().unwrap_or(0);
    let missing = |gap: Gap| Missing { after: gap.before.checked_sub(1).map_or(0, block), before: block(gap.before), gap };
    gaps(printed).into_iter().map(missing).collect()
}

/// A place in a block where another item may begin.
struct Paragraph {
    at: usize,
    /// Whether the line above ends short of the others.
    short: bool,
    /// Whether a line was lost above it, rather than that a sentence ends there.
    torn: bool,
}

/// Where lines of a block begin behind a full stop, or behind a line that was lost.
fn paragraphs(block: &Block, text: &Running<'_>) -> Vec<Paragraph> {
    let from = text.lines.partition_point(|at| *at <= block.from);
    let begins = text.lines.iter().copied().enumerate().skip(from).take_while(|(_, at)| *at < block.to);
    let ends = |at: usize| text.text.get(block.from..at).is_some_and(is_finished);
    let paragraph = |(n, at): (usize, usize)| {
        let torn = text.is_torn(at);
        (torn || ends(at)).then(|| Paragraph { at, short: text.falls_short(n.saturating_sub(1), SHORT), torn })
    };
    begins.filter_map(paragraph).collect()
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
