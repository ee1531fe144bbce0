//! JSON values, and walking one while remembering the way, so that an error can name its place and never the text.

use std::borrow::Cow;
use std::fmt::Formatter;
use std::rc::Rc;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::document::{Line, Point, Rect};
use crate::error::{Error, ErrorKind, Result};
use crate::input::parts;

/// A JSON value, as small as may be: engines print millions of points, each an object of two numbers, for which serde_json's own
/// value takes forty times their text. Texts are those of the file where they hold no escapes.
#[derive(PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    Number(f64),
    String(Cow<'a, str>),
    Array(Box<[Value<'a>]>),
    Object(Box<[(Cow<'a, str>, Value<'a>)]>),
}

impl<'a> Value<'a> {
    pub(super) fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self, Value::Number(_))
    }

    pub(super) fn is_string(&self) -> bool {
        matches!(self, Value::String(_))
    }

    pub(super) fn is_array(&self) -> bool {
        matches!(self, Value::Array(_))
    }

    pub(super) fn is_object(&self) -> bool {
        matches!(self, Value::Object(_))
    }

    /// The value under a key of an object; of a key that comes twice the last.
    pub(super) fn get(&self, key: &str) -> Option<&Value<'a>> {
        let Value::Object(entries) = self else { return None };
        entries.iter().rev().find(|(k, _)| k == key).map(|(_, value)| value)
    }

    pub(super) fn as_array(&self) -> Option<&[Value<'a>]> {
        if let Value::Array(items) = self { Some(items) } else { None }
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_any(Shape)
    }
}

/// Makes a [`Value`] of whatever comes.
struct Shape;

impl<'de> Visitor<'de> for Shape {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut Formatter) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> std::result::Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> std::result::Result<Value<'de>, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, number: i64) -> std::result::Result<Value<'de>, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> std::result::Result<Value<'de>, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> std::result::Result<Value<'de>, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> std::result::Result<Value<'de>, E> {
        Ok(Value::String(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> std::result::Result<Value<'de>, E> {
        Ok(Value::String(Cow::Borrowed(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<Value<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Value<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<Key>()? {
            entries.push((key.0, map.next_value()?));
        }
        Ok(Value::Object(entries.into()))
    }
}

/// A key as it stands in the file: serde's own `Cow` is always a copy.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// A value of a JSON tree and the way to it.
#[derive(Clone)]
pub(super) struct Node<'a> {
    value: &'a Value<'a>,
    way: Option<Rc<Step>>,
}

struct Step {
    up: Option<Rc<Step>>,
    at: Place,
}

/// Keys that an adapter did not spell itself (file names, mostly) are counted, not named.
enum Place {
    Key(&'static str),
    Index(usize),
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a Value<'a>) -> Self {
        Node { value, way: None }
    }

    /// One of several values that stand one after the other.
    pub(super) fn nth(value: &'a Value<'a>, index: usize) -> Self {
        Node { value, way: Some(Rc::new(Step { up: None, at: Place::Index(index) })) }
    }

    pub(super) fn value(&self) -> &'a Value<'a> {
        self.value
    }

    /// The value under a key.
    pub(super) fn get(&self, key: &'static str) -> Result<Node<'a>> {
        self.opt(key).ok_or_else(|| self.fail(format!("`{key}` is missing")))
    }

    /// The value under a key; `None` where the key is absent or `null`.
    pub(super) fn opt(&self, key: &'static str) -> Option<Node<'a>> {
        let value = self.value.get(key).filter(|v| !v.is_null())?;
        Some(self.step(value, Place::Key(key)))
    }

    /// The value under the first of several spellings of a key.
    pub(super) fn any(&self, keys: &[&'static str]) -> Result<Node<'a>> {
        keys.iter().find_map(|k| self.opt(k)).ok_or_else(|| self.fail(format!("`{}` is missing", keys.first().unwrap_or(&""))))
    }

    /// Down a row of keys.
    pub(super) fn dig(&self, keys: &[&'static str]) -> Result<Node<'a>> {
        keys.iter().try_fold(self.clone(), |node, key| node.get(key))
    }

    /// The items of an array.
    pub(super) fn items(&self) -> Result<impl Iterator<Item = Node<'a>> + use<'a>> {
        let list = self.value.as_array().ok_or_else(|| self.fail("a list was expected here"))?;
        let this = self.clone();
        Ok(list.iter().enumerate().map(move |(i, value)| this.step(value, Place::Index(i))))
    }

    /// The values of an object, in the order of the file.
    pub(super) fn entries(&self) -> Result<impl Iterator<Item = (&'a str, Node<'a>)> + use<'a>> {
        let Value::Object(entries) = self.value else { return Err(self.fail("an object was expected here")) };
        let this = self.clone();
        Ok(entries.iter().enumerate().map(move |(i, (key, value))| (&**key, this.step(value, Place::Index(i)))))
    }

    /// The item at a position of an array.
    pub(super) fn item(&self, index: usize) -> Result<Node<'a>> {
        let list = self.value.as_array().ok_or_else(|| self.fail("a list was expected here"))?;
        list.get(index)
            .map(|v| self.step(v, Place::Index(index)))
            .ok_or_else(|| self.fail(format!("the list has only {} items", list.len())))
    }

    pub(super) fn len(&self) -> usize {
        self.value.as_array().map_or(0, <[Value]>::len)
    }

    pub(super) fn text(&self) -> Result<&'a str> {
        if let Value::String(text) = self.value { Ok(text) } else { Err(self.fail("a string was expected here")) }
    }

    pub(super) fn number(&self) -> Result<f64> {
        let parsed = match self.value {
            Value::String(s) => s.trim().parse().ok(),
            Value::Number(number) => Some(*number),
            _ => None,
        };
        parsed.filter(|n: &f64| n.is_finite()).ok_or_else(|| self.fail("a number was expected here"))
    }

    /// The number under a key; `None` where it is absent or no number.
    pub(super) fn num(&self, key: &'static str) -> Option<f64> {
        self.opt(key)?.number().ok()
    }

    /// The numbers of an array.
    pub(super) fn numbers(&self) -> Result<Vec<f64>> {
        self.items()?.map(|n| n.number()).collect()
    }

    /// Four edges `[x0, y0, x1, y1]`.
    pub(super) fn edges(&self) -> Result<Rect> {
        match self.numbers()?.as_slice() {
            [x0, y0, x1, y1] => Ok(parts::rect(*x0, *y0, *x1, *y1)),
            _ => Err(self.fail("four numbers x0, y0, x1, y1 were expected here")),
        }
    }

    /// A box under four keys: left, top, width, height.
    pub(super) fn sized(&self, [x, y, w, h]: [&'static str; 4]) -> Result<Rect> {
        let (x, y) = (self.num(x).unwrap_or(0.0), self.num(y).unwrap_or(0.0));
        Ok(parts::rect(x, y, x + self.get(w)?.number()?, y + self.get(h)?.number()?))
    }

    /// Points in any of the ways in which engines write them: `[[x,y],…]`, `[{x,y},…]` (a zero may be left out),
    /// `[x,y,x,y,…]`.
    pub(super) fn points(&self) -> Result<Vec<Point>> {
        let list = self.value.as_array().ok_or_else(|| self.fail("a list of points was expected here"))?;
        if list.iter().all(Value::is_number) {
            let flat = self.numbers()?;
            return Ok(flat.chunks_exact(2).filter_map(|c| Some(Point { x: *c.first()?, y: *c.get(1)? })).collect());
        }
        self.items()?
            .map(|p| match p.value {
                Value::Array(_) => Ok(Point { x: p.item(0)?.number()?, y: p.item(1)?.number()? }),
                Value::Object(_) => {
                    let axis = |small, big| match p.opt(small).or_else(|| p.opt(big)) {
                        Some(n) => n.number(),
                        None => Ok(0.0),
                    };
                    Ok(Point { x: axis("x", "X")?, y: axis("y", "Y")? })
                }
                _ => Err(p.fail("a point was expected here")),
            })
            .collect()
    }

    /// A line of text in the polygon that this node holds.
    pub(super) fn line_in_polygon(&self, text: impl Into<String>, confidence: Option<f32>) -> Result<Line> {
        parts::line(text, &self.points()?, confidence).ok_or_else(|| self.fail("a polygon with at least two corners was expected here"))
    }

    /// An error at this place.
    pub(super) fn fail(&self, message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Shape, self.place(), message)
    }

    fn step(&self, value: &'a Value<'a>, at: Place) -> Self {
        Node { value, way: Some(Rc::new(Step { up: self.way.clone(), at })) }
    }

    fn place(&self) -> String {
        let mut steps = Vec::new();
        let mut way = self.way.as_ref();
        while let Some(step) = way {
            steps.push(match step.at {
                Place::Key(key) => format!(".{key}"),
                Place::Index(i) => format!("[{i}]"),
            });
            way = step.up.as_ref();
        }
        steps.reverse();
        steps.concat().trim_start_matches('.').to_owned()
    }
}

/// Parses JSON, one value after the other.
pub(super) fn parse(text: &str) -> Result<Vec<Value<'_>>> {
    serde_json::Deserializer::from_str(text)
        .into_iter::<Value>()
        .collect::<std::result::Result<_, _>>()
        .map_err(|e| syntax(text.as_bytes(), &e))
}

/// Why a text is no JSON, and where: serde_json's own words may quote it.
pub(super) fn syntax(text: &[u8], e: &serde_json::Error) -> Error {
    let line = text.split(|b| *b == b'\n').nth(e.line().saturating_sub(1)).unwrap_or_default();
    // What Python's json and others write for numbers that are none.
    let around = line.get(e.column().saturating_sub(3)..).unwrap_or_default();
    let has = |word: &[u8]| around.windows(word.len()).take(4).any(|w| w == word);
    let what = if e.is_eof() {
        "the JSON ends too early; is the file cut off?"
    } else if has(b"NaN") || has(b"Inf") {
        "this is not JSON: NaN and Infinity are no numbers in it"
    } else if line.get(e.column().saturating_sub(1)) == Some(&b'\'') {
        "this is not JSON: names and texts stand in double quotes in it, as Python's json.dumps writes them"
    } else if e.to_string().starts_with("number out of range") {
        "a number is too large"
    } else if e.to_string().starts_with("recursion limit exceeded") {
        "lists or objects lie too deep in each other here; no engine prints such JSON"
    } else {
        "this is not JSON"
    };
    Error::new(ErrorKind::Syntax, format!("line {}, column {}", e.line(), e.column()), what)
}
