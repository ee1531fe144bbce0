//! What the views for other systems have in common: an ordered tree of texts without empty branches.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A tree of texts. What would be empty is never put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tree {
    /// A leaf.
    Text(String),
    /// Records in print order.
    List(Vec<Tree>),
    /// Named branches, in the order they were first put in.
    Object(Object),
}

/// Named branches of a [`Tree`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Object(Vec<(Cow<'static, str>, Tree)>);

impl Tree {
    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Tree::Text(_) => false,
            Tree::List(list) => list.is_empty(),
            Tree::Object(object) => object.is_empty(),
        }
    }
}

impl Object {
    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its branches.
    pub(crate) fn branches(&self) -> impl Iterator<Item = (&str, &Tree)> {
        self.0.iter().map(|(name, tree)| (name.as_ref(), tree))
    }

    /// Puts a leaf at a path (`a.b.c`), if there is a text and the place is free.
    pub(crate) fn text(&mut self, path: &'static str, text: Option<impl Into<String>>) {
        if let Some(text) = text {
            self.put(path, Tree::Text(text.into()));
        }
    }

    /// Puts a branch at a path, unless it is empty. Of two at one path the first stays.
    pub(crate) fn put(&mut self, path: &'static str, tree: Tree) {
        if tree.is_empty() {
            return;
        }
        let Some((place, name)) = self.reach(path) else { return };
        if !place.0.iter().any(|(n, _)| n == name) {
            place.0.push((Cow::Borrowed(name), tree));
        }
    }

    /// Puts a leaf under a name made at run time.
    pub(crate) fn named(&mut self, name: String, text: String) {
        self.0.push((Cow::Owned(name), Tree::Text(text)));
    }

    /// Puts every branch of an object into the one at a path.
    pub(crate) fn merge(&mut self, path: &'static str, object: Object) {
        if object.is_empty() {
            return;
        }
        let Some((place, name)) = self.reach(path) else { return };
        match place.0.iter_mut().find(|(n, _)| n == name) {
            Some((_, Tree::Object(there))) => there.0.extend(object.0),
            Some(_) => {}
            None => place.0.push((Cow::Borrowed(name), Tree::Object(object))),
        }
    }

    /// Adds a record to the list at a path, unless it is empty.
    pub(crate) fn push(&mut self, path: &'static str, record: Object) {
        if !record.is_empty() {
            self.push_printed(path, record);
        }
    }

    /// Adds a record to the list at a path, even if nothing of it is left to show.
    pub(crate) fn push_printed(&mut self, path: &'static str, record: Object) {
        let Some((place, name)) = self.reach(path) else { return };
        match place.0.iter_mut().find(|(n, _)| n == name) {
            Some((_, Tree::List(list))) => list.push(Tree::Object(record)),
            Some(_) => {}
            None => place.0.push((Cow::Borrowed(name), Tree::List(vec![Tree::Object(record)]))),
        }
    }

    /// The object that holds the last name of a path, made on the way; `None` if the path leads through a leaf.
    fn reach(&mut self, path: &'static str) -> Option<(&mut Object, &'static str)> {
        let Some((first, rest)) = path.split_once('.') else { return Some((self, path)) };
        if !self.0.iter().any(|(n, _)| n == first) {
            self.0.push((Cow::Borrowed(first), Tree::Object(Object::default())));
        }
        match self.0.iter_mut().find(|(n, _)| n == first) {
            Some((_, Tree::Object(inner))) => inner.reach(rest),
            _ => None,
        }
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Tree::Text(text) => s.serialize_str(text),
            Tree::List(list) => s.collect_seq(list),
            Tree::Object(object) => object.serialize(s),
        }
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(self.0.len()))?;
        for (name, tree) in &self.0 {
            map.serialize_entry(name.as_ref(), tree)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_made_and_nothing_empty_is_kept() {
        let mut o = Object::default();
        o.text("a.b", Some("1"));
        o.text("a.c", None::<String>);
        o.text("a.b", Some("2"));
        o.put("d", Tree::List(Vec::new()));
        o.push("a.e", Object::default());
        let mut record = Object::default();
        record.text("x", Some("3"));
        o.push("a.e", record);
        assert_eq!(serde_json::to_string(&o).unwrap(), r#"{"a":{"b":"1","e":[{"x":"3"}]}}"#);
    }
}
