//! A tree as XML.

use super::super::tree::{Object, Tree};

/// The tree under a root element, with a declaration.
pub(super) fn write(root: &str, object: &Object) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    element(&mut out, 0, root, |out| branches(out, 1, object));
    out
}

fn branches(out: &mut String, depth: usize, object: &Object) {
    out.push('\n');
    for (name, tree) in object.branches() {
        branch(out, depth, name, tree);
    }
    indent(out, depth.saturating_sub(1));
}

/// A list is its element, repeated.
fn branch(out: &mut String, depth: usize, name: &str, tree: &Tree) {
    match tree {
        Tree::Text(text) => element(out, depth, name, |out| escape(out, text)),
        Tree::List(list) => list.iter().for_each(|inner| branch(out, depth, name, inner)),
        Tree::Object(object) => element(out, depth, name, |out| branches(out, depth + 1, object)),
    }
}

fn element(out: &mut String, depth: usize, name: &str, content: impl FnOnce(&mut String)) {
    indent(out, depth);
    out.extend(["<", name, ">"]);
    content(out);
    out.extend(["</", name, ">\n"]);
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n(' ', depth * 2));
}

/// Characters that XML cannot hold are left out.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
}
