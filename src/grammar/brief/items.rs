//! A section's running text, cut into headings, numbered items and the statements under them.

use crate::layout::{Cell, Row};
use crate::lexis::confusion::distance;
use crate::lexis::sentence::{self, Said, TORN, Telling};
use crate::lexis::vocabulary::nearest;
use crate::lexis::{Repair, Trust};
use crate::model::account::Mark;
use crate::model::{Evidence, Flag, Unparsed};

use super::super::bands::Context;
use super::super::outline::Section;
use super::super::running::{self, Running};
use super::super::told::{self, Sentence};
use super::super::{Trace, evidence, section};
use super::lost::lost;

/// The names of the groups that prints have; a damaged one is told by them.
const GROUPS: &[&str] = &[
    "发生过逾期的贷记卡",
    "透支超过60天的准贷记卡",
    "从未逾期过的贷记卡及透支未超过60天的准贷记卡",
    "从未发生过逾期的贷记卡及透支未超过60天的准贷记卡",
    "发生过逾期的准贷记卡",
    "发生过逾期的",
    "从未逾期过的",
    "从未发生过逾期的",
];

/// Where items go that are no records, and what productions need to know.
pub(crate) struct Sink<'s> {
    /// What productions need to know.
    pub(crate) context: &'s Context,
    /// The section.
    pub(crate) section: Section,
    /// Where the lines went.
    pub(crate) trace: &'s mut Trace,
    /// Items that no production reads.
    pub(crate) unparsed: &'s mut Vec<Unparsed>,
}

/// What a stretch of running text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// What stands before the first item.
    Loose,
    /// The heading of a group.
    Group,
    /// A numbered sentence.
    Item,
    /// What the institution declares of the item above.
    Statement,
    /// What is left of an item whose beginning was lost; it may be nothing.
    Lost,
}

/// A stretch of running text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) from: usize,
    pub(super) to: usize,
    /// The number that an item is printed with.
    pub(super) number: Option<u32>,
    /// Whether a statement may be on another item than the one above it.
    pub(super) doubt: bool,
}

/// items := (group | item | statement)*
pub(crate) fn items<R: Sentence>(rows: &[Row], telling: &Telling, out: &mut Vec<R>, sink: &mut Sink<'_>) -> bool {
    let lines = running::lines(rows);
    let mut begins = Vec::with_capacity(lines.len());
    let mut cells: Vec<Cell> = Vec::new();
    for line in lines {
        begins.push(cells.len());
        cells.extend(line);
    }
    let text = Running::new(&cells, &begins);
    // A line was lost that may have held the beginning of the item under which the next statement stands.
    let mut torn = false;
    let blocks = lost(blocks(&text), &text);
    let ends = |b: &&Block| text.text.get(b.from..b.to).is_some_and(is_finished);
    let items = || blocks.iter().filter(|b| b.kind == Kind::Item);
    let stops = items().filter(ends).count() * 2 >= items().count() || items().count() == 1;
    let alone = items().next().is_none();
    let mut list = List { text: &text, telling, stops, alone, group: None, owner: false, out, sink };
    for (n, block) in blocks.iter().enumerate() {
        let piece = text.text.get(block.from..block.to).unwrap_or_default().trim_end_matches(TORN);
        let cells = text.cells(piece);
        torn = match block.kind {
            Kind::Item => piece.contains(TORN) && !is_followed(&blocks, n),
            Kind::Statement => torn,
            _ => false,
        };
        match block.kind {
            Kind::Group => list.group(piece, &cells),
            Kind::Item => list.item(block, piece, &cells, is_followed(&blocks, n)),
            Kind::Statement => list.statement(block.doubt || torn, piece, &cells),
            Kind::Lost => list.rest(piece, &cells),
            Kind::Loose if list.is_rest(piece) => list.rest(piece, &cells),
            Kind::Loose => list.sink.unparsed(&cells),
        }
    }
    true
}

/// The items of a section as they are read, one after the other.
struct List<'l, 's, R> {
    text: &'l Running<'l>,
    telling: &'l Telling,
    /// Where sentences end with a stop, what stands at the end of one without may be cut; one alone is taken to end like those of
    /// most prints.
    stops: bool,
    /// Whether no item has a number: the only one of its section has none beside it that tells of it.
    alone: bool,
    /// The name of the group that the next items are of, and whether its heading lost something.
    group: Option<(Vec<Cell>, bool)>,
    /// Whether the item right above was read: a statement belongs to it.
    owner: bool,
    out: &'l mut Vec<R>,
    sink: &'l mut Sink<'s>,
}

impl<R: Sentence> List<'_, '_, R> {
    /// A heading: those below are of this group.
    fn group(&mut self, piece: &str, cells: &[Cell]) {
        self.sink.trace.headings.extend(cells.iter().flat_map(|c| c.lines()));
        let cut = self.sink.context.recognised && evidence::are_broken(cells);
        self.group = sentence::group(piece).ok().map(|(_, name)| (self.text.cells(name), cut));
    }

    /// A numbered sentence; `followed`: whether nothing between it and the next one can be another's.
    fn item(&mut self, block: &Block, piece: &str, cells: &[Cell], followed: bool) {
        let Ok((_, (said, unread))) = (self.telling.whole)(piece) else {
            // An item that has its number is one of the list, whatever it says.
            self.owner = block.number.is_some();
            match self.owner {
                true => self.out.push(left(self.text, piece, self.telling, self.sink)),
                false => self.sink.unparsed(cells),
            }
            return;
        };
        let mut record = R::default();
        if let Some((name, cut)) = &self.group {
            told::group(&mut record, (name, *cut), fits(name, &said), self.sink.context);
        }
        told::fill(&mut record, self.text, &said, self.sink.context);
        told::cut(&mut record, &said, piece, self.stops && !is_finished(piece));
        // The lost line may have held the end of this sentence and the beginning of another.
        if !followed {
            told::behind_tear(&mut record, &said, piece);
        }
        record.sentence(whole(cells, unread));
        record.keep(&said);
        self.sink.trace.prose.extend(cells.iter().flat_map(|c| c.lines()));
        self.out.push(record);
        self.owner = true;
    }

    /// What is left of an item, or nothing, in its place.
    fn rest(&mut self, piece: &str, cells: &[Cell]) {
        let mut record: R = left(self.text, piece, self.telling, self.sink);
        if let Some((name, cut)) = self.group.as_ref().filter(|_| !cells.is_empty()) {
            told::group(&mut record, (name, *cut), false, self.sink.context);
        }
        self.out.push(record);
        self.owner = true;
    }

    /// Whether what stands before any item is the rest of one.
    fn is_rest(&self, piece: &str) -> bool {
        self.alone && sentence::remains(piece, self.telling.clauses).len() > 1
    }

    /// What the institution declares of the item right above it.
    fn statement(&mut self, doubt: bool, piece: &str, cells: &[Cell]) {
        match (mark(self.text, piece, doubt, self.sink.context), self.out.last_mut().filter(|_| self.owner)) {
            (Some(mark), Some(record)) => {
                record.marks().push(mark);
                self.sink.trace.prose.extend(cells.iter().flat_map(|c| c.lines()));
            }
            _ => self.sink.unparsed(cells),
        }
    }
}

/// Whether the number of the next item goes on from that of an item, so that nothing between them is another one's.
fn is_followed(blocks: &[Block], n: usize) -> bool {
    let number = |b: &Block| b.number.filter(|_| b.kind == Kind::Item);
    let next = blocks.iter().skip(n + 1).find(|b| matches!(b.kind, Kind::Item | Kind::Lost));
    next.and_then(number).zip(blocks.get(n).and_then(number)).is_some_and(|(next, own)| next == own.saturating_add(1))
}

/// The mark that a statement is; `doubt`: whether it may be on another item than the one above it.
fn mark(text: &Running<'_>, piece: &str, doubt: bool, context: &Context) -> Option<Mark> {
    let (_, said) = sentence::statement(piece).ok()?;
    let (.., content) = said;
    // The lines between it and the rest of an item were lost, and perhaps those of the item above it, too.
    let torn = content.contains(TORN) || content.split_once('。').is_some_and(|(_, rest)| OF_ITEMS.iter().any(|word| rest.contains(word)));
    let mut mark = told::mark(text, said, context);
    if doubt || torn {
        evidence::flag_all(&mut mark, &Flag::Misplaced);
    }
    Some(mark)
}

/// What the sentence of an item says, and no statement behind its stop.
const OF_ITEMS: &[&str] = &["最近一次还款日期", "余额", "信用额度", "已使用额度"];

/// A record of which the opening could not be read, or stands in no line: those behind it keep their places. What its clauses say
/// is its own, if all that is left is of one item.
fn left<R: Sentence>(text: &Running<'_>, piece: &str, telling: &Telling, sink: &mut Sink<'_>) -> R {
    let cells = text.cells(piece);
    let said = sentence::remains(piece, telling.clauses);
    let mut record = R::default();
    told::fill(&mut record, text, &said, sink.context);
    evidence::flag_all(&mut record, &Flag::Misplaced);
    record.sentence(whole(&cells, true));
    sink.unparsed(&cells);
    record
}

impl Sink<'_> {
    fn unparsed(&mut self, cells: &[Cell]) {
        if let Some(at) = evidence::of(cells) {
            self.unparsed.push(Unparsed::new(section::id(self.section), section::expected(self.section), at));
        }
    }
}

/// Whether an account can stand under the heading of a group. Where it cannot, the heading above it was lost, and the
/// one that was read is that of the accounts before.
fn fits(group: &[Cell], said: &[Said<'_>]) -> bool {
    let printed: String = group.iter().flat_map(|c| c.text.chars()).filter_map(sentence::plain).collect();
    let name = known_group(&printed).map_or(printed.as_str(), |(name, _)| name);
    let says = |label: &str| said.iter().find(|s| s.label == label).map(|s| s.means.unwrap_or(s.text));
    let months = |label| says(label).is_some_and(|n| n != "0");
    let late = months("逾期月数")
        || months("透支超过60天月数")
        || matches!(says("状态"), Some("当前有逾期" | "当前透支超过60天" | "呆账" | "司法追偿"));
    // Bad debts and claims before a court stand among those overdue, but nobody promises it.
    let never = !late || matches!(says("状态"), Some("呆账" | "司法追偿"));
    let kind = says("卡种");
    match name {
        "发生过逾期的贷记卡" => late && kind != Some("准贷记卡"),
        "透支超过60天的准贷记卡" | "发生过逾期的准贷记卡" => late && kind != Some("贷记卡"),
        name if name.starts_with("从未") => never,
        name if name.starts_with("发生过逾期") => late,
        _ => true,
    }
}

fn whole(cells: &[Cell], unread: bool) -> Option<Evidence> {
    let mut at = evidence::of(cells)?;
    if unread {
        at.flag(Flag::Noise);
    }
    Some(at)
}

/// Cuts running text where a line begins something.
fn blocks(text: &Running<'_>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut expected = 1;
    // Where the beginning of the last block ends, by which it is known: a line inside it begins nothing.
    let mut known_to = 0;
    for (n, from) in text.lines.iter().copied().enumerate() {
        let here = text.text.get(from..).unwrap_or_default();
        let line_end = text.lines.get(n + 1).copied().unwrap_or(text.text.len());
        let line = text.text.get(from..line_end).unwrap_or_default();
        let above = out.last().and_then(|b| text.text.get(b.from..from));
        let finished = match out.last().map(|b| b.kind) {
            Some(Kind::Item | Kind::Statement) => above.is_some_and(is_finished),
            _ => true,
        };
        let kind = if from < known_to { None } else { begins(here, line, finished, &mut expected) };
        if let Some((_, length, _)) = kind {
            known_to = from + length;
        }
        match (kind, out.last_mut()) {
            (Some((kind, _, number)), _) => out.push(Block { kind, from, to: line_end, number, doubt: false }),
            (None, Some(last)) if last.kind != Kind::Group || from < known_to => last.to = line_end,
            (None, _) => out.push(Block { kind: Kind::Loose, from, to: line_end, number: None, doubt: false }),
        }
        while let Some((at, (kind, length, number))) = inside(text, from.max(known_to), line_end, expected) {
            let Some(above) = out.last_mut() else { break };
            above.to = at;
            out.push(Block { kind, from: at, to: line_end, number, doubt: false });
            if kind == Kind::Item {
                expected = number.unwrap_or(expected).saturating_add(1);
            }
            known_to = at + length;
        }
    }
    out
}

/// Where in a line the next item begins, because two lines ran together, or a paragraph came as one: it has the number that is due, or stands
/// behind a stop, and tells what it is; so does a statement behind a stop. With what begins there.
fn inside(text: &Running<'_>, from: usize, to: usize, expected: u32) -> Option<(usize, Beginning)> {
    let line = text.text.get(from..to)?;
    let number = expected.to_string();
    let mut before = 'x';
    for (at, c) in line.char_indices() {
        let here = line.get(at..).unwrap_or_default();
        // Behind digits its mark tells that it is none of them.
        let marked = || here.strip_prefix(&*number).is_some_and(|t| t.starts_with(['.', '、', ')']));
        let may_begin = c == '(' || matches!(c, '1'..='9') && before != '(' && (!before.is_ascii_digit() || marked());
        if at > 0 && may_begin {
            let whole = text.text.get(from + at..).unwrap_or_default();
            let told = sentence::opening(here).ok().filter(|(_, number)| *number == Some(expected) || before == '。');
            if let Some((rest, number)) = told.filter(|_| tells(whole)) {
                return Some((from + at, (Kind::Item, here.len() - rest.len(), number)));
            }
            if let Some(length) = statement(whole).filter(|_| before == '。') {
                return Some((from + at, (Kind::Statement, length, None)));
            }
        }
        before = c;
    }
    None
}

/// Whether a text ends as sentences do; a point behind a digit may be one inside a date.
pub(super) fn is_finished(text: &str) -> bool {
    let text = text.trim_end_matches(TORN);
    text.ends_with(['。', ';']) || text.strip_suffix('.').is_some_and(|t| !t.ends_with(|c: char| c.is_ascii_digit()))
}

/// What begins somewhere, how many bytes tell it, and the number that is printed there.
type Beginning = (Kind, usize, Option<u32>);

/// So many characters of a text tell whether something begins there, and so many in which section it stands: with the name of an
/// institution or two.
const BEGINS: usize = 40;
const TELLS: usize = 160;

/// The first characters of a text.
fn window(here: &str, length: usize) -> &str {
    here.char_indices().nth(length).map_or(here, |(at, _)| here.get(..at).unwrap_or(here))
}

/// How many bytes tell that a statement begins.
fn statement(here: &str) -> Option<usize> {
    let window = window(here, BEGINS);
    let (_, (_, _, content)) = sentence::statement(window).ok()?;
    Some(window.len() - content.len())
}

/// What begins at the start of a line, if anything does, how many bytes tell it, and the number that is printed there.
fn begins(here: &str, line: &str, finished: bool, expected: &mut u32) -> Option<Beginning> {
    if let Ok((after, name)) = sentence::group(here)
        && (GROUPS.contains(&name) || here.len() - after.len() <= line.len())
    {
        return Some((Kind::Group, here.len() - after.len(), None));
    }
    // What follows in the next line belongs to it, but not the whole section.
    let window = window(here, BEGINS);
    if let Some(length) = statement(here) {
        return Some((Kind::Statement, length, None));
    }
    let (number, rest) = match sentence::opening(window) {
        Ok((rest, Some(number))) => (Some(number), rest),
        // A sentence that tells what it is begins, whether or not the stop before it was read; a day of a clause begins none.
        Ok((rest, None)) if (finished || tells(here)) && !sentence::goes_on(window) => (None, rest),
        _ => match sentence::numbered(window) {
            Ok((rest, Some(number))) if finished && number == *expected => (Some(number), rest),
            _ => return None,
        },
    };
    *expected = number.unwrap_or(*expected).saturating_add(1);
    Some((Kind::Item, window.len() - rest.len(), number))
}

/// Whether a name is one that prints have.
pub(crate) fn is_group(name: &str) -> bool {
    GROUPS.contains(&name) || name == "发生过逾期"
}

/// Whether a text begins with a sentence that tells in which section it stands.
fn tells(here: &str) -> bool {
    sentence::tells(window(here, TELLS)).is_some()
}

/// The group's name that a damaged one means, and the repair that this is.
pub(crate) fn known_group(text: &str) -> Option<(&'static str, Repair)> {
    if is_group(text) {
        return None;
    }
    let (name, distance) = match nearest(text, GROUPS.iter().copied().enumerate()) {
        Some(hit) => (hit.word, hit.distance),
        None => clearly_nearest(text)?,
    };
    let (rule, trust) = if distance <= 1 { ("word_lookalike", Trust::Likely) } else { ("nearest_word", Trust::Guess) };
    Some((name, Repair::new(rule, trust, text, name)))
}

/// The name of which a fifth or less is wrong in a text, where every other is much farther: the names are long, and few.
fn clearly_nearest(text: &str) -> Option<(&'static str, u32)> {
    let most = text.chars().count() as u32 / 2;
    let mut near: Vec<(u32, &str)> = GROUPS.iter().filter_map(|name| Some((distance(text, name, most)?, *name))).collect();
    near.sort_unstable();
    match near.as_slice() {
        [(d, name)] => Some((*name, *d)),
        [(d, name), (second, _), ..] if d * 2 < *second => Some((*name, *d)),
        _ => None,
    }
}
