//! The same lines with fictional personal data, so that a document that reads badly can be shared.
//!
//! Names, numbers of documents, telephones, addresses, e-mails, identifiers, employers and borrowers become others of the same shape and
//! length; a value becomes the same everywhere, also where it stands in prose or in a line that could not be read. Amounts, dates and
//! the names of banks stay, so that the redacted lines read as the original does. An identity number keeps its day of birth, its
//! sex and whether its check digit fits. What replaces a value depends on its position among the values, never on the value itself,
//! so nothing can be computed back.

mod swaps;

use std::collections::{HashMap, HashSet};

use crate::document::{Document, LineId};
use crate::lexis::id_number::check_digit;
use crate::lexis::text::{is_han, is_invisible};
use crate::model::{AnyField, FieldSpec, Kind, Report, State};

use swaps::{LONGEST, Swaps};

/// A shorter text is replaced in the lines it was read from only: elsewhere it may be a part of something else.
const DISTINCT: usize = 6;

/// So many digits in a row, in a text without form, are somebody's number.
const NUMBER: usize = 7;

/// Signs that give a name or an address its shape.
const SHAPE: &str = "省市区县州盟旗镇乡村路街道巷弄号楼层栋幢座室单元院组有限责任公司股份集团中心局行部支分厂店社学医银";

/// What replaces Chinese signs.
const SIGNS: &str = "安宁和瑞祥嘉华德文泽博恒承景清远思源云岚柏松梅兰菊竹棠枫桦杉溪澜";

/// Replaces the personal data of a document that was read as these reports: all that it holds ([`crate::reports`]), for what is personal
/// in one of them may stand in the lines of another.
///
/// ```
/// # let document = zhengxin::Document::default();
/// let report = zhengxin::parse(&document);
/// let redacted = zhengxin::view::redact::redact(&document, [&report]);
/// ```
pub fn redact<'r>(document: &Document, reports: impl IntoIterator<Item = &'r Report>) -> Document {
    let mut found = Found::default();
    for report in reports {
        report.visit(&mut |_, record| {
            for (spec, field) in record.fields() {
                found.field(spec, field);
            }
        });
    }
    let mut out = document.clone();
    for (p, page) in out.pages.iter_mut().zip(0u32..) {
        for (l, line) in p.lines.iter_mut().zip(0u32..) {
            let id = LineId { page, line };
            let fields = found.lines.get(&id).map(Vec::as_slice).unwrap_or_default();
            let own: Vec<&Swaps> = fields.iter().filter_map(|n| found.fields.get(*n)).collect();
            l.text = rewrite(&l.text, &own, &found.everywhere, !found.formal.contains(&id), u64::from(page) << 32 | u64::from(line));
        }
    }
    out
}

#[derive(Default)]
struct Found {
    /// Which distinct value it is, by its text without what OCR confuses.
    numbers: HashMap<String, u64>,
    /// What is looked for in every line.
    everywhere: Swaps,
    /// For each field, what is looked for in its own lines.
    fields: Vec<Swaps>,
    /// The fields that were read from a line.
    lines: HashMap<LineId, Vec<usize>>,
    /// Lines that hold a value with a form: a number there is what it seems.
    formal: HashSet<LineId>,
}

impl Found {
    fn field(&mut self, spec: &FieldSpec, field: &dyn AnyField) {
        let Some(at) = field.evidence() else { return };
        if field.state() == State::Dash {
            return;
        }
        if field.kind() != Kind::Text {
            self.formal.extend(at.lines.iter().copied());
        }
        let Some(kind) = personal(spec, field.kind()) else { return };
        let mut whole: Vec<char> = at.raw.chars().filter(|c| !c.is_whitespace()).collect();
        if kind == Kind::Institution && spec.name.ends_with("institution") {
            // Behind the bank stands the person who asked.
            let Some(slash) = whole.iter().position(|c| matches!(c, '/' | '／')) else { return };
            whole.drain(..=slash);
        }
        let next = self.numbers.len() as u64 + 1;
        let number = *self.numbers.entry(whole.iter().map(|c| folded(*c)).collect()).or_insert(next);
        let new = fictional(&whole, kind, spec.name, number);
        if new == whole {
            return;
        }
        let mut own = Swaps::default();
        let mut start = 0;
        let pieces = at.raw.split('\n').map(|piece| piece.chars().filter(|c| !c.is_whitespace()).count()).collect::<Vec<_>>();
        let cut = spec.name.ends_with("institution");
        for length in if cut { vec![whole.len()] } else { pieces } {
            let piece = || start..(start + length).min(whole.len());
            if let (Some(from), Some(to)) = (whole.get(piece()), new.get(piece())) {
                self.add(&mut own, from, to, kind);
            }
            start += length;
        }
        self.add(&mut own, &whole, &new, kind);
        let text: Vec<char> = at.text.chars().filter(|c| !c.is_whitespace()).collect();
        if text.len() == whole.len() && text != whole {
            self.add(&mut own, &text, &fictional(&text, kind, spec.name, number), kind);
        }
        for line in &at.lines {
            self.lines.entry(*line).or_default().push(self.fields.len());
        }
        self.fields.push(own);
    }

    fn add(&mut self, own: &mut Swaps, from: &[char], to: &[char], kind: Kind) {
        own.add(from, to);
        let enough = match kind {
            Kind::PersonName => 2,
            _ if from.iter().any(|c| is_han(*c)) => 4,
            _ => DISTINCT,
        };
        if from.len() >= enough {
            // Of a very long text the last few signs alone could be anybody's.
            let length = if from.len() > LONGEST { from.len() / LONGEST * LONGEST } else { from.len() };
            if let (Some(from), Some(to)) = (from.get(..length), to.get(..length)) {
                self.everywhere.add(from, to);
            }
        }
    }
}

/// The kind by which a field is replaced, if it is.
fn personal(spec: &FieldSpec, kind: Kind) -> Option<Kind> {
    match kind {
        Kind::Institution => {
            let named = ["employer", "borrower", "creditor"].contains(&spec.name);
            (named || spec.name == "institution" || spec.name == "query_institution").then_some(kind)
        }
        Kind::Reference => Some(kind),
        _ => kind.is_personal().then_some(kind),
    }
}

/// Another text of the same shape.
fn fictional(old: &[char], kind: Kind, name: &str, number: u64) -> Vec<char> {
    let kept = match kind {
        _ if name == "report_number" => 8,
        Kind::Phone => 2,
        Kind::Reference if old.len() >= DISTINCT => 1,
        _ => 0,
    };
    let identity = kind == Kind::IdNumber && old.len() == 18 && old.iter().filter(|c| c.is_ascii_digit() || **c == '*').count() >= 17;
    let mut new: Vec<char> = old
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let birth = identity && (6..14).contains(&i);
            let shape = matches!(kind, Kind::Address | Kind::Institution) && SHAPE.contains(*c);
            let words = kind == Kind::Reference && is_han(*c);
            if i < kept || birth || shape || words { *c } else { other(*c, number, i, identity && i == 16) }
        })
        .collect();
    if identity && let (Some(was), Some(now)) = (check_digit(old.iter().copied()), check_digit(new.iter().copied())) {
        let fits = old.last().is_some_and(|c| c.to_ascii_uppercase() == was);
        if let Some(last) = new.last_mut() {
            if fits {
                *last = if old.last() == Some(&'x') { now.to_ascii_lowercase() } else { now };
            } else if last.to_ascii_uppercase() == now {
                *last = if now == '5' { '6' } else { '5' };
            }
        }
    }
    new
}

/// Another sign of the same class; `even` keeps a digit's parity.
fn other(c: char, number: u64, i: usize, even: bool) -> char {
    let random = mixed(number << 16 | i as u64);
    let step = |from: char, count: u32| {
        let old = u32::from(c) - u32::from(from);
        let new = if even { (old + 2 * (1 + random as u32 % 4)) % count } else { (old + 1 + random as u32 % (count - 1)) % count };
        char::from_u32(u32::from(from) + new).unwrap_or(c)
    };
    match c {
        '0'..='9' => step('0', 10),
        '０'..='９' => step('０', 10),
        'a'..='z' => step('a', 26),
        'A'..='Z' => step('A', 26),
        c if is_han(c) => {
            let count = SIGNS.chars().count();
            let at = random as usize % count;
            SIGNS.chars().cycle().skip(at).find(|s| *s != c).unwrap_or(c)
        }
        c => c,
    }
}

/// A line with all swaps made, each sign changed at most once.
fn rewrite(text: &str, own: &[&Swaps], everywhere: &Swaps, scrub: bool, line: u64) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    let places: Vec<usize> = signs.iter().enumerate().filter(|(_, c)| !c.is_whitespace() && !is_invisible(**c)).map(|(i, _)| i).collect();
    let dense: Vec<char> = places.iter().filter_map(|i| signs.get(*i).copied()).collect();
    let mut done = vec![false; dense.len()];
    let mut own: Vec<(usize, &[char])> = own.iter().flat_map(|s| s.within(&dense)).collect();
    let mut elsewhere = everywhere.within(&dense);
    // The line's own values before those of others; the longest first: a name may be a part of an address.
    own.sort_by_key(|(_, to)| std::cmp::Reverse(to.len()));
    elsewhere.sort_by_key(|(_, to)| std::cmp::Reverse(to.len()));
    for (start, swap) in own.into_iter().chain(elsewhere) {
        let length = swap.len();
        let free = done.get(start..start + length).is_some_and(|d| !d.contains(&true));
        if !free || inside_number(&dense, start, length) {
            continue;
        }
        for (k, to) in swap.iter().enumerate() {
            if let (Some(place), Some(done)) = (places.get(start + k), done.get_mut(start + k)) {
                *done = true;
                if let Some(sign) = signs.get_mut(*place) {
                    *sign = *to;
                }
            }
        }
    }
    if scrub {
        let free = |i: usize| !done.get(i).copied().unwrap_or(true) && dense.get(i).is_some_and(char::is_ascii_digit);
        let mut i = 0;
        while i < dense.len() {
            let length = (i..dense.len()).take_while(|k| free(*k)).count();
            if length >= NUMBER {
                for k in i..i + length {
                    if let Some(sign) = places.get(k).and_then(|p| signs.get_mut(*p)) {
                        *sign = other(*sign, mixed(line) >> 16, k, false);
                    }
                }
            }
            i += length.max(1);
        }
    }
    signs.into_iter().collect()
}

/// Whether a short number is only a part of a longer one, as of an amount.
fn inside_number(dense: &[char], start: usize, length: usize) -> bool {
    let digit = |i: Option<usize>| i.and_then(|i| dense.get(i)).is_some_and(|c| c.is_ascii_digit() || *c == ',');
    let first = digit(Some(start)) && digit(start.checked_sub(1));
    let last = digit(Some(start + length - 1)) && digit(Some(start + length));
    length < DISTINCT && (first || last)
}

fn folded(c: char) -> char {
    match c.to_ascii_uppercase() {
        'O' | 'Q' | 'D' => '0',
        'I' | 'L' => '1',
        'S' => '5',
        'B' => '8',
        'Z' => '2',
        c => c,
    }
}

/// Scatters a number (splitmix64).
fn mixed(n: u64) -> u64 {
    let n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ n >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ n >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ n >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_keep_what_their_checks_need() {
        for id in ["320105197102233205", "11010819890303425X", "110108198903034251"] {
            let old: Vec<char> = id.chars().collect();
            let new = fictional(&old, Kind::IdNumber, "id_number", 7);
            assert_ne!(old, new);
            assert_eq!(old[6..14], new[6..14]);
            let fits = |number: &[char]| check_digit(number.iter().copied()) == number.last().copied();
            assert_eq!(fits(&old), fits(&new));
            assert_eq!(old[16].to_digit(10).unwrap() % 2, new[16].to_digit(10).unwrap() % 2);
        }
        let masked: Vec<char> = "3201**********3205".chars().collect();
        let new = fictional(&masked, Kind::IdNumber, "id_number", 7);
        assert!(new.iter().zip(&masked).all(|(a, b)| (*a == '*') == (*b == '*')));
    }

    #[test]
    fn no_sign_of_a_name_stays() {
        let name = ['令', '\u{f9a8}', '〇', '\u{20000}'];
        let new = fictional(&name, Kind::PersonName, "name", 7);
        assert!(new.iter().zip(name).all(|(a, b)| *a != b), "{new:?}");
    }

    #[test]
    fn a_value_is_replaced_across_spaces_and_once() {
        let swaps = |pairs: &[(&str, &str)]| {
            let mut out = Swaps::default();
            pairs.iter().for_each(|(a, b)| out.add(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>()));
            out
        };
        let (own, other) = (swaps(&[("张三", "安宁")]), swaps(&[("安宁", "华德")]));
        assert_eq!(rewrite("姓名 张 三", &[&own], &other, false, 0), "姓名 安 宁");
        assert_eq!(rewrite("姓名张\u{200b}三", &[&own], &other, false, 0), "姓名安\u{200b}宁", "what nobody sees hides nothing");
        let own = swaps(&[("287", "000"), ("4287", "1111")]);
        assert_eq!(rewrite("尾号4287，余额54,287", &[&own], &swaps(&[]), false, 0), "尾号1111，余额54,287");
        assert!(!rewrite("电话 13800011416", &[], &swaps(&[]), true, 3).contains("13800011416"));
    }
}
