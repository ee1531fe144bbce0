//! Boxes of the summary of which a title was told by its nearness alone.

use super::title::is_title;
use super::{SUMMARIES, Section, Stretch};

use Section as S;

/// Labels and values: of a title that is printed again behind a page break the first has none below it.
const FILLED: usize = 2;

/// Of two boxes of one section with values, one of them titled to the letter, the other lost more of its title than parts it from that one:
/// what stands under it tells whose it is.
pub(super) fn told_twice(stretches: &mut [Stretch]) {
    let whole = |s: &Stretch| is_title(&s.heading.iter().map(|c| &*c.text).collect::<String>());
    let is_box = |s: &Stretch| SUMMARIES.contains(&s.section) && !s.heading.is_empty() && s.rows.len() >= FILLED;
    // Titles may be many, these sections are few.
    let told: Vec<Section> =
        SUMMARIES.iter().copied().filter(|section| stretches.iter().any(|s| s.section == *section && is_box(s) && whole(s))).collect();
    for stretch in stretches.iter_mut().filter(|s| told.contains(&s.section) && is_box(s) && !whole(s)) {
        stretch.section = S::Summary;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;
    use crate::layout::{Cell, Row};

    #[test]
    fn of_two_boxes_of_one_section_the_one_without_its_whole_title_is_another_s() {
        let cell = |text: &str| Cell::new(text, Rect::new(0.0, 0.0, 10.0, 10.0));
        let read = |titles: [&str; 2], rows: usize| {
            let rows = || (0..rows).map(|_| Row { cells: vec![cell("1")] }).collect();
            let stretch = |title: &&str| Stretch { section: S::SummaryRevolving, heading: vec![cell(title)], rows: rows() };
            let mut all: Vec<Stretch> = titles.iter().map(stretch).collect();
            told_twice(&mut all);
            all.iter().map(|s| s.section).collect::<Vec<_>>()
        };
        let (damaged, whole) = ("循环额度户信息汇总", "循环贷账户信息汇总");
        assert_eq!(read([damaged, whole], 2), [S::Summary, S::SummaryRevolving]);
        assert_eq!(read([damaged, whole], 1), [S::SummaryRevolving; 2], "printed again behind a page break");
        assert_eq!(read([whole, whole], 2), [S::SummaryRevolving; 2]);
    }
}
