//! 循环贷账户一 and 循环贷账户二: a title that lost its number reads like the one that prints without numbers have.

use crate::layout::Cell;
use crate::lexis::text::key;

use super::{Section, Stretch, ordinal};

use Section as S;

/// The two kinds at each level of the report: the first, and the second, whose bare name is a title too.
const KINDS: [(Section, Section); 2] = [(S::SummaryRevolvingSub, S::SummaryRevolving), (S::RevolvingSub, S::Revolving)];

const NAME: &str = "循环贷账户";

/// The number behind the name in a text in the form of [`key`]; `Some(None)` for the name without one.
fn number(text: &str) -> Option<Option<u8>> {
    let (before, rest) = text.split_once(NAME)?;
    if before.ends_with('非') {
        return None;
    }
    Some(match rest.trim_start_matches('(').chars().next() {
        Some('一') => Some(1),
        Some('二') => Some(2),
        _ => None,
    })
}

/// Where a report numbers the two kinds, a title without a number lost it: it is of the kind that is not titled otherwise, or whose
/// counterpart at the other level is; where nothing tells, it stays what it says.
pub(super) fn renamed(stretches: &mut [Stretch]) {
    let title = |s: &Stretch| key(&s.heading.iter().map(|c| &*c.text).collect::<String>()).into_owned();
    let is_bare = |s: &Stretch| KINDS.iter().any(|k| k.1 == s.section) && number(&title(s)) == Some(None);
    let bare: Vec<bool> = stretches.iter().map(is_bare).collect();
    if !bare.contains(&true) {
        return;
    }
    let cells = || stretches.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells).filter(|c| c.text.contains(NAME));
    let numbered = stretches.iter().any(|s| number(&title(s)).flatten().is_some())
        || cells().any(|c| c.key().starts_with(NAME) && number(c.key()).flatten().is_some());
    if !numbered {
        return;
    }
    // Asked once for each kind: titles may be many.
    let has = |section: Section| stretches.iter().zip(&bare).any(|(s, bare)| s.section == section && !s.heading.is_empty() && !bare);
    let is_first = |mine: (Section, Section), other: (Section, Section)| match (has(mine.0), has(mine.1)) {
        (true, _) => false,
        (false, true) => true,
        (false, false) => has(other.0) && !has(other.1),
    };
    let [summary, detail] = KINDS;
    let firsts = [(summary, is_first(summary, detail)), (detail, is_first(detail, summary))];
    for (stretch, _) in stretches.iter_mut().zip(&bare).filter(|(_, bare)| **bare) {
        if let Some((kind, _)) = firsts.iter().find(|(kind, is_first)| *is_first && kind.1 == stretch.section) {
            stretch.section = kind.0;
        }
    }
}

/// Two kinds of accounts of which the name of one begins with a character more, the label that only accounts of the first have, and that of
/// the second; whether the one with more stands behind the other.
const NEGATED: [(Section, Section, &str, &str, bool); 2] =
    [(S::CreditCard, S::QuasiCard, "已用额度", "透支余额", true), (S::Revolving, S::NonRevolving, "账户授信额度", "借款金额", false)];

/// Where a report has two titles of one kind of accounts with different numbers, and none of the kind that is called so but for a character
/// before it, one of them lost that: 非循环贷账户 stands before 循环贷账户, 准贷记卡账户 behind 贷记卡账户. If both may have lost their numbers
/// instead, and nothing tells, the first is of no kind.
pub(super) fn told_apart(stretches: &mut [Stretch]) {
    for (kind, other, own, others, behind) in NEGATED {
        if stretches.iter().any(|s| s.section == other) {
            continue;
        }
        let title = |s: &Stretch| s.heading.iter().map(|c| &*c.text).collect::<String>();
        let numbered = |s: &Stretch| if s.section == kind { ordinal(&title(s)) } else { None };
        let titles: Vec<(usize, (usize, u32))> = stretches.iter().enumerate().filter_map(|(n, s)| Some((n, numbered(s)?))).collect();
        let [(first, a), (second, b)] = titles.as_slice() else { continue };
        let place = if behind { *second } else { *first };
        // The rows up to the next title of any section are its own.
        let has = |label: &str| {
            let rows = stretches.get(place).map(|s| s.rows.as_slice()).unwrap_or_default();
            rows.iter().flat_map(|r| &r.cells).any(|c| c.key() == label)
        };
        if a.0 == b.0 && a.1 < b.1 && (has(others) || !has(own)) {
            let section = if kind == S::Revolving { first_loans(stretches) } else { other };
            if let Some(stretch) = stretches.get_mut(place) {
                stretch.section = section;
            }
        }
    }
}

/// The kinds of [`denied`] at each level of the report: 循环贷账户, what it is with a character before it, and what it may be with one behind it.
const DENIED: [[Section; 3]; 2] =
    [[S::SummaryRevolving, S::SummaryNonRevolving, S::SummaryRevolvingSub], [S::Revolving, S::NonRevolving, S::RevolvingSub]];

/// Where a report has one title 循环贷账户, without a number, and none of 非循环贷账户, it may be that without its first character. Over a summary it
/// is, where the report has such accounts and none of the other two kinds; over accounts, where they have the label that 循环贷账户 has not, and
/// 循环贷账户一 has a title of its own or no summary, or a gap is left behind the ordinal.
pub(super) fn denied(stretches: &mut [Stretch]) {
    let title = |s: &Stretch| key(&s.heading.iter().map(|c| &*c.text).collect::<String>()).into_owned();
    for [kind, negated, first] in DENIED {
        let titled = |section: Section| stretches.iter().any(|s| s.section == section && !s.heading.is_empty());
        let mut bare = stretches.iter().enumerate().filter(|(_, s)| s.section == kind && number(&title(s)) == Some(None));
        let (Some((place, stretch)), None) = (bare.next(), bare.next()) else { continue };
        let has = |label: &str| stretch.rows.iter().flat_map(|r| &r.cells).any(|c| c.key() == label);
        let lost = match kind {
            S::Revolving => {
                let summary = titled(S::SummaryNonRevolving) && !titled(S::SummaryRevolvingSub);
                has("借款金额") && !has("账户授信额度") && (titled(first) || summary || is_apart(&stretch.heading))
            }
            _ => titled(S::NonRevolving) && !titled(S::Revolving) && !titled(S::RevolvingSub),
        };
        if lost
            && !titled(negated)
            && let Some(stretch) = stretches.get_mut(place)
        {
            stretch.section = negated;
        }
    }
}

/// Whether the words of a title stand apart from the ordinal before them, by a sign at the least.
fn is_apart(heading: &[Cell]) -> bool {
    /// In parts of a sign's height; boxes reach a little over their print.
    const SIGN: f64 = 0.7;
    let apart = |a: &Cell, b: &Cell| b.place.x0 - a.place.x1 > SIGN * a.place.height().min(b.place.height());
    heading.windows(2).any(|w| matches!(w, [a, b] if b.key().starts_with(NAME) && a.page == b.page && apart(a, b)))
}

/// Which accounts the first of two titles 循环贷账户 is of: 非循环贷账户 without its first character, or 循环贷账户一 without its last, before 循环贷账户二
/// without that. The summary of one of them tells, or a name that the accounts have only where no title has such a number.
fn first_loans(stretches: &[Stretch]) -> Section {
    let has = |section: Section| stretches.iter().any(|s| s.section == section && !s.heading.is_empty());
    let unnumbered = || stretches.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells).any(|c| c.text.contains("循环额度下分账户"));
    match (has(S::SummaryNonRevolving), has(S::SummaryRevolvingSub)) {
        (true, false) => S::NonRevolving,
        (false, true) => S::RevolvingSub,
        _ if unnumbered() => S::NonRevolving,
        _ => S::Detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;
    use crate::layout::Row;

    fn cell(text: &str) -> Cell {
        let place = Rect::new(0.0, 0.0, 10.0, 10.0);
        Cell::new(text, place)
    }

    fn read(titles: &[(Section, &str)], row: &str) -> Vec<Section> {
        let rows = || vec![Row { cells: vec![cell(row)] }];
        let mut all: Vec<Stretch> =
            titles.iter().map(|(section, title)| Stretch { section: *section, heading: vec![cell(title)], rows: rows() }).collect();
        renamed(&mut all);
        all.iter().map(|s| s.section).collect()
    }

    #[test]
    fn of_two_titles_of_one_kind_one_lost_a_character() {
        let read = |titles: &[(Section, &str)], label: &str| {
            let rows = || vec![Row { cells: vec![cell(label)] }];
            let mut all: Vec<Stretch> =
                titles.iter().map(|(section, title)| Stretch { section: *section, heading: vec![cell(title)], rows: rows() }).collect();
            told_apart(&mut all);
            all.iter().map(|s| s.section).collect::<Vec<_>>()
        };
        let cards = [(S::CreditCard, "（四）贷记卡账户"), (S::CreditCard, "（五）贷记卡账户")];
        assert_eq!(read(&cards, ""), [S::CreditCard, S::QuasiCard]);
        assert_eq!(read(&cards, "已用额度"), [S::CreditCard; 2], "its labels are of the kind that it says");
        assert_eq!(read(&[cards[0], cards[0]], ""), [S::CreditCard; 2], "printed again");
        let loans = [(S::Revolving, "（一）循环贷账户"), (S::Revolving, "（三）循环贷账户")];
        assert_eq!(read(&loans, ""), [S::Detail, S::Revolving], "非 or both numbers were lost");
        assert_eq!(read(&loans, "循环额度下分账户"), [S::NonRevolving, S::Revolving], "there are no numbers");
        let told = |summary: (Section, &'static str)| read(&[summary, loans[0], loans[1]], "")[1];
        assert_eq!(told((S::SummaryNonRevolving, "非循环贷账户信息汇总")), S::NonRevolving);
        assert_eq!(told((S::SummaryRevolvingSub, "循环贷账户一信息汇总")), S::RevolvingSub);
        let all = [cards[0], cards[1], (S::QuasiCard, "（六）准贷记卡账户")];
        assert_eq!(read(&all, ""), [S::CreditCard, S::CreditCard, S::QuasiCard]);
    }

    #[test]
    fn a_title_that_may_lack_its_first_character() {
        let read = |titles: &[(Section, &str)], label: &str| {
            let rows = || vec![Row { cells: vec![cell(label)] }];
            let mut all: Vec<Stretch> =
                titles.iter().map(|(section, title)| Stretch { section: *section, heading: vec![cell(title)], rows: rows() }).collect();
            denied(&mut all);
            all.iter().map(|s| s.section).collect::<Vec<_>>()
        };
        let bare = (S::Revolving, "（一）循环贷账户");
        assert_eq!(read(&[bare], "借款金额"), [S::Revolving], "nothing tells");
        let first = (S::RevolvingSub, "（二）循环贷账户一");
        assert_eq!(read(&[bare, first], "借款金额")[0], S::NonRevolving);
        assert_eq!(read(&[bare, first], "账户授信额度")[0], S::Revolving, "its labels are of the kind that it says");
        assert_eq!(read(&[bare, first, (S::NonRevolving, "（三）非循环贷账户")], "借款金额")[0], S::Revolving);
        assert_eq!(read(&[(S::SummaryNonRevolving, "非循环贷账户信息汇总"), bare], "借款金额")[1], S::NonRevolving);
        let summary = (S::SummaryRevolving, "循环贷账户信息汇总");
        assert_eq!(read(&[summary, (S::NonRevolving, "（一）非循环贷账户")], "")[0], S::SummaryNonRevolving);
        assert_eq!(read(&[summary, (S::Revolving, "（一）循环贷账户")], "")[0], S::SummaryRevolving);
    }

    #[test]
    fn a_title_that_lost_its_number_is_of_the_kind_that_is_left() {
        let bare = (S::SummaryRevolving, "循环贷账户信息汇总");
        let second = (S::SummaryRevolving, "循环贷账户二信息汇总");
        let detail = (S::RevolvingSub, "（三）循环贷账户一");
        assert_eq!(read(&[bare, second], ""), [S::SummaryRevolvingSub, S::SummaryRevolving]);
        assert_eq!(read(&[(S::SummaryRevolvingSub, "循环贷账户一信息汇总"), bare], ""), [S::SummaryRevolvingSub, S::SummaryRevolving]);
        assert_eq!(read(&[bare, detail], ""), [S::SummaryRevolvingSub, S::RevolvingSub], "told by the accounts");
        assert_eq!(read(&[bare], "循环贷账户一"), [S::SummaryRevolving], "nothing tells");
        let names = [(S::SummaryRevolvingSub, "循环额度下分账户信息汇总"), bare];
        assert_eq!(read(&names, "循环贷账户"), [S::SummaryRevolvingSub, S::SummaryRevolving], "names without numbers");
    }
}
