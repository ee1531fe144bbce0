//! Texts to look for, all at once: a report may hold as many names as lines.

use std::collections::HashMap;

/// A longer text is looked for in pieces of this length, so that a text of one sign over and over takes no longer than others.
pub(super) const LONGEST: usize = 64;

/// Texts to look for, each with what takes its place, sign by sign, without spaces.
#[derive(Default)]
pub(super) struct Swaps {
    /// The texts as a tree: from a node by a sign to the next. Node 0 is the root.
    next: HashMap<(u32, char), u32>,
    /// How many nodes there are besides the root.
    nodes: u32,
    /// What takes the place of the text that ends at a node.
    ends: HashMap<u32, Vec<char>>,
}

impl Swaps {
    /// Adds a text; the first of two equal ones counts.
    pub(super) fn add(&mut self, from: &[char], to: &[char]) {
        for (from, to) in from.chunks(LONGEST).zip(to.chunks(LONGEST)).filter(|(from, to)| from != to) {
            let mut node = 0;
            for c in from {
                node = *self.next.entry((node, *c)).or_insert_with(|| {
                    self.nodes = self.nodes.saturating_add(1);
                    self.nodes
                });
            }
            self.ends.entry(node).or_insert_with(|| to.to_vec());
        }
    }

    /// Where the texts stand in another, from its beginning on, and what takes their places.
    pub(super) fn within(&self, text: &[char]) -> Vec<(usize, &[char])> {
        let mut out = Vec::new();
        for start in 0..text.len() {
            let mut node = 0;
            for c in text.iter().skip(start) {
                let Some(next) = self.next.get(&(node, *c)) else { break };
                node = *next;
                out.extend(self.ends.get(&node).map(|to| (start, to.as_slice())));
            }
        }
        out
    }
}
