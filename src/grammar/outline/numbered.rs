//! 循环贷账户一 and 循环贷账户二: a title that lost its number reads like the one that prints without numbers have.

use crate::lexis::text::key;

use super::{Section, Stretch};

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
    let title = |s: &Stretch| key(&s.heading.iter().map(|c| &*c.text).collect::<String>());
    let bare = |s: &Stretch| KINDS.iter().any(|k| k.1 == s.section) && number(&title(s)) == Some(None);
    if !stretches.iter().any(bare) {
        return;
    }
    let cells = || stretches.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells).filter(|c| c.text.contains(NAME));
    let numbered = stretches.iter().any(|s| number(&title(s)).flatten().is_some())
        || cells().any(|c| c.key().starts_with(NAME) && number(c.key()).flatten().is_some());
    if !numbered {
        return;
    }
    let at = |section: Section| stretches.iter().position(|s| s.section == section && !s.heading.is_empty() && !bare(s));
    let of: Vec<(usize, Section)> = stretches
        .iter()
        .enumerate()
        .filter(|(_, s)| bare(s))
        .filter_map(|(i, s)| {
            let [summary, detail] = KINDS;
            let (mine, other) = if s.section == S::Revolving { (detail, summary) } else { (summary, detail) };
            let first = match (at(mine.0), at(mine.1)) {
                (Some(_), _) => false,
                (None, Some(_)) => true,
                (None, None) => at(other.0).is_some() && at(other.1).is_none(),
            };
            first.then_some((i, mine.0))
        })
        .collect();
    for (i, section) in of {
        if let Some(stretch) = stretches.get_mut(i) {
            stretch.section = section;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;
    use crate::layout::{Cell, Row};

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
