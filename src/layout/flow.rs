//! Running text: cells joined to one string, with the way back from characters to cells.

use std::cell::OnceCell;

use crate::lexis::text::fold_width;

use super::{Cell, Measured};

/// The text of some cells, one after the other, without white space at their seams.
pub(crate) struct Flow<'a> {
    /// The characters, one by one, in their normal width.
    pub(crate) chars: Vec<char>,
    cells: &'a [Cell],
    /// The cells, each measured when it is first cut: a long line holds many sentences of many pieces.
    measured: Vec<OnceCell<Measured>>,
    origin: Vec<(u32, u32)>,
}

impl<'a> Flow<'a> {
    /// Joins cells in the order given.
    pub(crate) fn new(cells: &'a [Cell]) -> Self {
        let length = cells.iter().map(|c| c.text.length()).sum();
        let measured = cells.iter().map(|_| OnceCell::new()).collect();
        let mut flow = Flow { chars: Vec::with_capacity(length), cells, measured, origin: Vec::with_capacity(length) };
        for (cell, n) in cells.iter().zip(0u32..) {
            for (c, i) in cell.text.chars().zip(0u32..) {
                flow.chars.push(fold_width(c));
                flow.origin.push((n, i));
            }
        }
        flow
    }

    /// The characters from one place to another.
    pub(crate) fn text(&self, from: usize, to: usize) -> String {
        self.chars.iter().skip(from).take(to.saturating_sub(from)).collect()
    }

    /// The pieces of cells that hold the characters from one place to another.
    pub(crate) fn slice(&self, from: usize, to: usize) -> Vec<Cell> {
        let mut out: Vec<Cell> = Vec::new();
        let mut run: Option<(u32, u32, u32)> = None;
        for &(cell, at) in self.origin.iter().skip(from).take(to.saturating_sub(from)) {
            match run {
                Some((c, start, end)) if c == cell && at == end => run = Some((c, start, at + 1)),
                _ => {
                    self.push(run, &mut out);
                    run = Some((cell, at, at + 1));
                }
            }
        }
        self.push(run, &mut out);
        out
    }

    fn push(&self, run: Option<(u32, u32, u32)>, out: &mut Vec<Cell>) {
        let Some((cell, from, to)) = run else { return };
        if let (Some(c), Some(measured)) = (self.cells.get(cell as usize), self.measured.get(cell as usize)) {
            let piece = measured.get_or_init(|| Measured::new(c)).part(c, from as usize, to as usize);
            // A part that a sentence or a title names is as sure as the whole line: it was not cut by guessing.
            out.push(Cell { part: c.part, ..piece });
        }
    }
}
