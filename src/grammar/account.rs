//! Accounts: title line, basic rows, as-of row, state rows, what hangs on them, the grid.

mod attachments;
mod listed;
mod marks;

use crate::layout::Cell;
use crate::layout::flow::Flow;
use crate::lexis::confusion::distance;
use crate::lexis::text::{is_dash, is_han, key};
use crate::lexis::value::digit_for;
use crate::model::account::{AccountList, Attachments, CardAccount, Latest, LoanAccount, Note, RecoveredAccount, SpecialEvent, Title};
use crate::model::{AnyRecord, Field, Flag, Record};

use super::band::{Band, LabelRow};
use super::bands::{Bands, Context, Parsed, labels, recovering, skip, title, values};
use super::evidence;
use super::grid;
use super::heading::{self, Heading};
use super::numbers::with_lost;
use super::pair::{fill, one_pair, pair};
use super::paragraph::{self, Told};
pub(crate) use attachments::annotations;
use attachments::{attach_grid, attachment, sentences};
pub(crate) use listed::NUMBERS;
use listed::listed;
pub(crate) use marks::{KINDS, is_mark, mark_labels};

/// A record that has a title line, state rows and attachments.
pub(crate) trait Account: Record {
    /// The line above the table.
    fn title(&self) -> Option<&Title>;
    /// Its place.
    fn title_mut(&mut self) -> &mut Option<Title>;
    /// What hangs on it.
    fn attachments(&mut self) -> &mut Attachments;
}

macro_rules! accounts {
    ($($name:ident),*) => { $(
        impl Account for $name {
            fn title(&self) -> Option<&Title> {
                self.title.as_ref()
            }
            fn title_mut(&mut self) -> &mut Option<Title> {
                &mut self.title
            }
            fn attachments(&mut self) -> &mut Attachments {
                &mut self.attachments
            }
        }
    )* };
}

accounts!(RecoveredAccount, LoanAccount, CardAccount);

/// accounts := note? (listed | account)*, recovering
pub(crate) fn accounts<A: Account + Told>(i: Bands<'_>) -> AccountList<A> {
    let mut out = AccountList::default();
    let mut told = false;
    recovering(i, |i| {
        if let Ok((rest, note)) = title(Heading::Note)(i) {
            out.note.get_or_insert_with(|| read_note(&note.cells, i.context));
            return Ok((rest, ()));
        }
        if let Ok((rest, all)) = listed::<A>(i) {
            out.accounts.extend(all);
            return Ok((rest, ()));
        }
        let (rest, account) = account::<A>(i, &mut told)?;
        out.accounts.extend(account);
        Ok((rest, ()))
    });
    let number = |a: &A| a.title().and_then(|t| heading::number(t.name.strip_prefix("账户")?));
    // Accounts may count on from those of the section above.
    if out.accounts.first().and_then(number).is_none_or(|n| n == 1) {
        out.accounts = with_lost(out.accounts, number);
    }
    out
}

fn read_note(cells: &[Cell], context: &Context) -> Note {
    let mut note = Note::default();
    let flow = Flow::new(cells);
    let bracket = |c: &char| matches!(c, '(' | ')');
    let from = flow.chars.iter().take_while(|c| bracket(c)).count();
    let to = flow.chars.len() - flow.chars.iter().rev().take_while(|c| bracket(c)).count();
    evidence::fill(&mut note.content, &flow.slice(from, to), &[], context);
    note
}

/// account := (account_title | paragraph) part* | part+
///
/// Without its title an account begins where a label is printed that the account before has already. In the first
/// generation (`told`: a paragraph was met) it also begins where a table follows on a strip of states, which ends its own.
fn account<'a, A: Account + Told>(i: Bands<'a>, told: &mut bool) -> Parsed<'a, Option<A>> {
    let mut account = A::default();
    let mut i = i;
    let mut any = false;
    if let Ok((rest, head)) = title(Heading::Account)(i) {
        read_title(&mut account, &head.cells, i.context);
        i = rest;
        any = true;
    } else if let Ok((rest, head)) = title(Heading::Told)(i) {
        *account.title_mut() = paragraph::read(&mut account, &head.cells, i.context);
        *told = true;
        i = rest;
        any = true;
    }
    loop {
        match part(i, &mut account, *told) {
            Ok((rest, ())) => i = rest,
            Err(_) => {
                // Scraps between the parts of an account stay with it, as unparsed lines: a row of labels, too, with which no account
                // begins. A second strip of states is another account's, whose paragraph was lost.
                let second = *told && account.attachments().grid.is_some();
                let follows = (matches!(i.first(), Some(Band::Values(_) | Band::Title(_))) || labels(is_foreign::<A>)(i).is_ok())
                    && any
                    && !(second && matches!(i.first(), Some(Band::Title(t)) if t.heading.is_grid()))
                    && !matches!(i.first(), Some(Band::Title(t)) if matches!(t.heading, Heading::Account | Heading::Told | Heading::Note));
                match skip(i) {
                    Ok((rest, ())) if follows => i = rest,
                    _ => break,
                }
            }
        }
        any = true;
    }
    if let Some(opened) =
        account.labelled("开立日期").and_then(|f| f.as_any().downcast_ref::<Field<chrono::NaiveDate>>()).and_then(|f| f.value().copied())
    {
        account.attachments().grid.iter_mut().for_each(|g| grid::not_opened(g, opened));
    }
    account.attachments().grid.iter_mut().filter(|_| i.context.recognised).for_each(grid::behind_strokes);
    // Parts in which nothing was read are passed over together: read again from each, they would take ever longer.
    let grid = account.attachments().grid.as_ref().is_some_and(|g| !g.months.is_empty());
    let read = !account.is_blank() || account.title().is_some() || *told && grid;
    if any { Ok((i, read.then_some(account))) } else { Err(nom::Err::Error(())) }
}

/// part := as_of | inactive | latest | large_installments | band | overdue | unit | special_events | grid | attachment | basic
fn part<'a, A: Account>(i: Bands<'a>, account: &mut A, told: bool) -> Parsed<'a, ()> {
    if let Ok((rest, row)) = title(Heading::AsOf)(i) {
        if ["截至日期", "账户状态"].iter().all(|l| account.labelled(l).is_some_and(|f| f.evidence().is_some())) {
            return Err(nom::Err::Error(()));
        }
        as_of(account, &row.cells, i.context);
        return Ok((rest, ()));
    }
    if let Ok((rest, row)) = title(Heading::Inactive)(i) {
        as_of(account, &row.cells, i.context);
        inactive(account, &row.cells, i.context);
        return Ok((rest, ()));
    }
    if let Ok((rest, row)) = title(Heading::Latest)(i) {
        let mut latest = account.attachments().latest.take().unwrap_or_default();
        since(&mut latest, &row.cells, i.context);
        // Its label rows follow, in one row or in several; some of its labels are the account's own too.
        let mut i = rest;
        while labels(|r: &LabelRow| is_latest(r, &latest))(i).is_ok() {
            let (rest, pair) = pair(|_| true)(i)?;
            fill(&mut latest, pair, i.context);
            i = rest;
        }
        account.attachments().latest = Some(latest);
        return Ok((i, ()));
    }
    let says_nothing = [Heading::LargeInstallments, Heading::Band, Heading::Overdue, Heading::Unit];
    if let Some((rest, _)) = says_nothing.into_iter().find_map(|heading| title(heading)(i).ok()) {
        return Ok((rest, ()));
    }
    if let Ok((rest, _)) = title(Heading::SpecialEvents)(i) {
        let (rest, cells) = values(rest).map_or((rest, &[][..]), |(r, c)| (r, c));
        for line in sentences(cells, i.context.line_height) {
            let mut event = SpecialEvent::default();
            evidence::fill(&mut event.content, &line, &[], i.context);
            account.attachments().special_events.push(event);
        }
        return Ok((rest, ()));
    }
    let over = told && account.attachments().grid.is_some();
    if let (false, Ok((rest, (kind, grid)))) = (over, grid::grid(i)) {
        attach_grid(account.attachments(), kind, grid);
        return Ok((rest, ()));
    }
    attachment(i, account).or_else(|e| if over { Err(e) } else { basic(i, account) })
}

/// Whether a row has nothing but labels of the latest repayment that are not read yet.
fn is_latest(row: &LabelRow, latest: &Latest) -> bool {
    let free = |l: &str| latest.labelled(l).is_some_and(|f| f.evidence().is_none());
    row.labels().next().is_some() && row.labels().all(free)
}

/// Whether no label of a row is the account's own: the second line of one of which a seal hid the first may be another record's.
fn is_foreign<A: Account>(row: &LabelRow) -> bool {
    !row.labels().any(|label| A::position_of(label).is_some())
}

/// basic := one_pair, of the account's own labels, none of which it has yet
fn basic<'a, A: Account>(i: Bands<'a>, account: &mut A) -> Parsed<'a, ()> {
    let (_, row) = labels(|_| true)(i)?;
    let have = row.labels().filter(|l| account.labelled(l).is_some_and(evidence::is_labelled)).count();
    let all = row.labels().filter(|l| A::position_of(l).is_some()).count();
    if all == 0 || have * 2 > all {
        return Err(nom::Err::Error(()));
    }
    let (i, pair) = one_pair::<A>(|_| true)(i)?;
    fill(account, pair, i.context);
    Ok((i, ()))
}

pub(crate) fn set(record: &mut dyn AnyRecord, label: &str, cells: &[Cell], context: &Context) {
    if let Some(field) = record.labelled_mut(label)
        && field.evidence().is_none()
    {
        evidence::fill(field, cells, &[], context);
    }
}

/// as_of := words? ("截至" | "截止" | "信息报告日期") day clock? words?
pub(crate) fn as_of(account: &mut dyn AnyRecord, cells: &[Cell], context: &Context) {
    let flow = Flow::new(cells);
    // A digit before the words is a scrap.
    let words = flow.chars.iter().position(|c| is_han(*c)).unwrap_or(0);
    if let Some((from, to)) = day_in(&flow.chars, words) {
        set(account, "截至日期", &flow.slice(from, to), context);
    }
}

/// latest_title := day "以后的最新还款记录"
fn since(latest: &mut Latest, cells: &[Cell], context: &Context) {
    let flow = Flow::new(cells);
    if let Some((from, to)) = day_in(&flow.chars, 0) {
        evidence::fill(&mut latest.since, &flow.slice(from, to), &[], context);
    }
}

/// inactive := as_of "，账户状态为“" word "”。"
fn inactive(account: &mut dyn AnyRecord, cells: &[Cell], context: &Context) {
    let flow = Flow::new(cells);
    let state =
        flow.text(0, flow.chars.len()).find("激活").and_then(|b| flow.text(0, flow.chars.len()).get(..b).map(|t| t.chars().count()));
    if let Some(at) = state {
        set(account, "账户状态", &flow.slice(at.saturating_sub(1), at + 2), context);
    }
}

/// Where a text prints a day, from some place on: from its first digit to its last, with a `日` behind. A digit may be read as a letter.
pub(crate) fn day_in(chars: &[char], start: usize) -> Option<(usize, usize)> {
    /// How many digits a day has, and at the least.
    const DIGITS: usize = 8;
    const FEWEST: usize = 6;
    let is_digit = |c: &char| c.is_ascii_digit() || c.is_alphabetic() && !is_han(*c) && digit_for(*c).is_some();
    let from = start + chars.iter().skip(start).position(is_digit)?;
    let mut to = from;
    let mut digits = 0;
    for (i, c) in chars.iter().enumerate().skip(from) {
        if is_digit(c) {
            digits += 1;
            to = i + 1;
        } else if !(c.is_whitespace() || is_dash(*c) || "年月./,:·。一".contains(*c)) {
            if *c == '日' {
                to = i + 1;
            }
            break;
        }
        if digits == DIGITS && chars.get(i + 1).is_none_or(|c| !c.is_whitespace() && *c != '日') {
            break;
        }
    }
    (digits >= FEWEST).then_some((from, to))
}

/// title_line := name bracket*; name := ("账户" | "授信协议") digit*; bracket := "（" (label "：" value | remark) ("，" (label "：" value | remark))* "）" | "（" label "：）" value
fn read_title<A: Account>(account: &mut A, cells: &[Cell], context: &Context) {
    *account.title_mut() = read_name(cells);
    let flow = Flow::new(cells);
    let chars = &flow.chars;
    // The opening bracket may be lost, or not be printed; the label is there.
    let named = |i: &usize| NAMED.iter().any(|(name, _)| begins(chars, *i, chars.len(), name));
    let opens = |i: &usize| *i > 0 && named(i) || chars.get(*i) == Some(&'(');
    let mut at = (0..chars.len()).find(opens).or_else(|| chars.iter().position(|c| *c == '授')).unwrap_or(chars.len());
    while at < chars.len() {
        let from = if chars.get(at) == Some(&'(') { at + 1 } else { at };
        let to = closing(chars, from);
        // One bracket may hold two names, or a remark behind a name; a bracket that was lost leaves two names in one.
        let names = (from + 1..to).filter(|i| NAMED.iter().any(|(name, _)| begins(chars, *i, to, name)));
        let remark = names.clone().next().map_or_else(|| named(&from).then(|| remark(chars, from, to)).flatten(), |_| None);
        let mut start = from;
        for next in names.chain(remark).chain([to]) {
            let end = start + chars.get(start..next).unwrap_or_default().iter().rposition(|c| !is_separator(*c)).map_or(0, |n| n + 1);
            bracket(account, &flow, chars, start, if next < to { end } else { next }, context);
            start = next;
        }
        at = (to..chars.len()).find(|i| chars.get(*i) == Some(&'(') || *i > to && named(i)).unwrap_or(chars.len());
    }
}

/// What a title line's brackets name, and the fields that hold it.
const NAMED: &[(&str, &str)] =
    &[("授信协议标识", "授信协议标识"), ("授信协议编号", "授信协议标识"), ("卡片尾号", "卡片尾号"), ("业务号", "账户标识")];

/// Where what stands in a bracket ends, given where it begins. A bracket of letters and digits within it is a value's own, if the
/// value goes on behind it or the outer one is closed: `授信协议标识：(2019)85983号`.
fn closing(chars: &[char], from: usize) -> usize {
    let own = |open: usize| {
        let inside = chars.iter().skip(open + 1).take_while(|c| c.is_ascii_alphanumeric() || **c == '-').count();
        let behind = open + inside + 2;
        let closed = inside > 0 && chars.get(behind - 1) == Some(&')');
        let goes_on = || chars.iter().skip(behind).find(|c| !c.is_whitespace()).is_some_and(|c| *c != '(');
        (closed && goes_on()).then_some(behind)
    };
    let mut at = from;
    loop {
        let bracket = chars.iter().enumerate().skip(at).find(|(_, c)| matches!(c, '(' | ')'));
        match bracket {
            Some((open, '(')) => match own(open) {
                Some(behind) => at = behind,
                None => return open,
            },
            Some((close, _)) => return close,
            None => return chars.len(),
        }
    }
}

/// Whether a sign parts what stands in one bracket.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | '、') || c.is_whitespace()
}

/// Where a remark begins that stands behind a named value, in its bracket: `授信协议标识：ICBC1，其他机构转入`. An id has no Chinese in it.
fn remark(chars: &[char], from: usize, to: usize) -> Option<usize> {
    let own = chars.get(from..to)?;
    let behind = own.iter().rposition(|c| is_separator(*c) && !c.is_whitespace())? + 1;
    let words = own.get(behind..)?;
    (!words.is_empty() && words.iter().all(|c| is_han(*c) || c.is_whitespace())).then_some(from + behind)
}

/// Whether a name stands at a place of a text, before its end.
fn begins(chars: &[char], at: usize, to: usize, name: &str) -> bool {
    let mut here = chars.get(at..to).unwrap_or_default().iter();
    name.chars().all(|c| here.next() == Some(&c)) && here.next().is_some()
}

/// One bracket of a title line.
fn bracket<A: Account>(account: &mut A, flow: &Flow<'_>, chars: &[char], from: usize, to: usize, context: &Context) {
    /// Two wrong characters, or one and two look-alikes.
    const NEAR: u32 = 4;
    let text: String = chars.iter().skip(from).take(to - from).collect();
    if key(&text).is_empty() || key(&text).starts_with("账户") {
        return;
    }
    let colon = text.chars().position(|c| c == ':');
    for (name, label) in NAMED {
        let length = name.chars().count();
        let head: String = text.chars().take(colon.unwrap_or(length)).collect();
        let named = distance(name, &key(&head), NEAR).is_some();
        if named {
            let value = from + colon.map_or(length, |c| c + 1);
            let is_blank = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().all(|c| c.is_whitespace());
            // A vendor closes the bracket before the value: `（授信协议标识：）ICBC1`.
            let (value, to) = if is_blank(value, to) && chars.get(to) == Some(&')') {
                let end = chars.iter().skip(to + 1).position(|c| *c == '(').map_or(chars.len(), |n| to + 1 + n);
                (to + 1, end)
            } else {
                (value, to)
            };
            if !is_blank(value, to) {
                set(account, label, &flow.slice(value, to), context);
                let open = to == chars.len() && from.checked_sub(1).and_then(|at| chars.get(at)) == Some(&'(');
                if context.recognised && (open || is_gap(flow, value) || is_gap(flow, to)) {
                    flag(account, label, &Flag::CutShort);
                }
            }
            return;
        }
    }
    // A vendor's count of the accounts is no remark.
    let counts = text.starts_with('共') && text.chars().any(|c| c.is_ascii_digit());
    // Nor is what is left of a name.
    let cut = NAMED.iter().any(|(name, _)| name.starts_with(text.trim()));
    if colon.is_none() && !counts && !cut && text.chars().any(is_han) {
        set(account, "标注", &flow.slice(from, to), context);
    }
}

/// Whether signs may be lost before a character of a title line, which stands in another line of the recogniser's than the one before it.
fn is_gap(flow: &Flow<'_>, at: usize) -> bool {
    let beside = flow.slice(at.saturating_sub(1), at + 1);
    matches!(beside.as_slice(), [a, b] if a.line != b.line && evidence::is_broken(a, b))
}

/// Flags a field.
fn flag(record: &mut dyn AnyRecord, label: &str, flag: &Flag) {
    if let Some(at) = record.labelled_mut(label).and_then(|f| f.evidence_mut()) {
        at.flag(flag.clone());
    }
}

/// The heading's name without spaces and brackets, and where it stands.
pub(crate) fn read_name(cells: &[Cell]) -> Option<Title> {
    let at = evidence::of(cells)?;
    let folded = key(&at.raw);
    let name = folded.split('(').next().unwrap_or_default();
    let name = match heading::account_word(name) {
        Some((word, rest)) => format!("{word}{rest}"),
        None => name.to_string(),
    };
    Some(Title { name, at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;
    use crate::lexis::text::fold_width;

    #[test]
    fn brackets_of_a_value_do_not_end_the_one_around_it() {
        let inside = |text: &str| {
            let chars: Vec<char> = text.chars().map(fold_width).collect();
            chars.get(..closing(&chars, 0)).unwrap_or_default().iter().collect::<String>()
        };
        for (print, value) in [
            ("授信协议标识：(2019)85983号）", "授信协议标识:(2019)85983号"),
            ("授信协议标识：A（01）B〔2〕）（卡片尾号：1365）", "授信协议标识:A(01)B(2)"),
            ("授信协议标识：A(01)）", "授信协议标识:A(01)"),
            ("授信协议标识：A（卡片尾号：1365）", "授信协议标识:A"),
            ("授信协议标识：A（其他机构转入）", "授信协议标识:A"),
            ("授信协议标识：A（1365）", "授信协议标识:A"),
            ("授信协议标识：）A", "授信协议标识:"),
        ] {
            assert_eq!(inside(print), value, "{print}");
        }
    }

    #[test]
    fn names_of_title_lines() {
        for (print, name) in [
            ("账户 1（授信协议标识：ICBC1）", "账户1"),
            ("帐户1", "账户1"),
            ("账戶12(卡片尾号：1365)", "账户12"),
            ("联户3", "账户3"),
            ("授信协议 2", "授信协议2"),
            ("账户", "账户"),
        ] {
            let place = Rect::new(0.0, 0.0, 10.0, 10.0);
            let cell = Cell::new(print, place);
            assert_eq!(read_name(&[cell]).map(|t| t.name).as_deref(), Some(name), "{print}");
        }
    }
}
