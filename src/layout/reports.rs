//! Several reports in one input: which page is of which.

use crate::document::{Line, Page};
use crate::lexis::confusion::distance;
use crate::lexis::text::{HEAD_LABELS, key};

use super::furniture::printed_number;

/// The label of a report's number; the other [`HEAD_LABELS`] are its times.
const NUMBER: &str = "报告编号";

/// A report's number is longer, and so is a day.
const SHORTEST: usize = 8;

/// A page has no more lines with the labels of its head.
const MOST: usize = 8;

/// No input holds more; what follows counts as the last one's.
const MOST_REPORTS: usize = 256;

/// What a page, or a report, tells of itself.
#[derive(Default)]
struct Told {
    number: Option<String>,
    time: Option<String>,
    /// Whether it is the page with the number 1.
    first: bool,
}

impl Told {
    fn of(page: &Page) -> Self {
        let mut told = Told::default();
        let labelled = page.lines.iter().filter(|l| l.text.contains("编号") || l.text.contains("时间"));
        for line in labelled.take(MOST) {
            let text = key(&line.text);
            let behind = |label: &str| text.split_once(label).map(|(_, rest)| rest.trim_start_matches([':', '：']).to_owned());
            let beside = || right_of(page, line).map(|l| key(&l.text).into_owned());
            if let Some(rest) = behind(NUMBER) {
                let number = |text: &str| text.chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
                let long = |number: &String| number.len() > SHORTEST;
                told.number =
                    told.number.or_else(|| Some(number(&rest)).filter(long).or_else(|| beside().map(|t| number(&t)).filter(long)));
            }
            for rest in HEAD_LABELS.iter().filter(|label| **label != NUMBER).filter_map(|label| behind(label)) {
                let time = |text: &str| {
                    let clock = text.chars().take_while(|c| c.is_ascii_digit() || "./-:：年月日时分秒".contains(*c));
                    clock.filter(char::is_ascii_digit).collect::<String>()
                };
                let long = |time: &String| time.len() >= SHORTEST;
                told.time = told.time.or_else(|| Some(time(&rest)).filter(long).or_else(|| beside().map(|t| time(&t)).filter(long)));
            }
        }
        told.first = page.lines.iter().any(|l| printed_number(&l.text).is_some_and(|(number, _)| number == 1));
        told
    }

    /// Whether a page is of another report: of what tells reports apart two things do, and the number is not the same.
    fn is_other(&self, page: &Told, recognised: bool) -> bool {
        let other = |a: &Option<String>, b: &Option<String>| Some(differ(a.as_deref()?, b.as_deref()?, recognised));
        let number = other(&self.number, &page.number);
        let time = other(&self.time, &page.time);
        let again = self.first && page.first;
        number != Some(false) && [number == Some(true), time == Some(true), again].into_iter().filter(|told| *told).count() >= 2
    }

    /// Whether a page says that it is of this report.
    fn is_own(&self, page: &Told, recognised: bool) -> bool {
        let same = |a: &Option<String>, b: &Option<String>| matches!((a, b), (Some(a), Some(b)) if !differ(a, b, recognised));
        same(&self.number, &page.number)
    }

    fn take(&mut self, page: Told) {
        self.number = self.number.take().or(page.number);
        self.time = self.time.take().or(page.time);
        self.first |= page.first;
    }
}

/// Whether two numbers are not one and the same, of which a recogniser may have read a sign otherwise.
fn differ(a: &str, b: &str, recognised: bool) -> bool {
    if recognised { distance(a, b, 2).is_none() } else { a != b }
}

/// The line beside a label: the nearest to its right.
fn right_of<'p>(page: &'p Page, label: &Line) -> Option<&'p Line> {
    let level = |l: &&Line| l.place.overlap_y(&label.place) * 2.0 > label.place.height().min(l.place.height());
    let right = page.lines.iter().filter(|l| l.place.x0 >= label.place.x1).filter(level);
    right.min_by(|a, b| a.place.x0.total_cmp(&b.place.x0))
}

/// The number of the report that each page is of, counted from 0 in the order in which they begin.
///
/// A page that says nothing is of the report of the page before; one that has the number of an earlier report is of that.
pub(super) fn of_pages(pages: &[&Page], recognised: bool) -> Vec<usize> {
    let mut reports: Vec<Told> = Vec::new();
    let mut current = 0;
    let mut of = Vec::with_capacity(pages.len());
    for page in pages {
        let told = Told::of(page);
        if let Some(own) = reports.iter().position(|report| report.is_own(&told, recognised)) {
            current = own;
        } else if reports.len() < MOST_REPORTS && reports.get(current).is_some_and(|report| report.is_other(&told, recognised)) {
            current = reports.len();
        }
        match reports.get_mut(current) {
            Some(report) => report.take(told),
            None => reports.push(told),
        }
        of.push(current);
    }
    of
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    fn of(pages: &[&[&str]], recognised: bool) -> Vec<usize> {
        let page = |texts: &&[&str]| {
            let line = |(n, text): (usize, &&str)| Line::new(*text, Rect::new(200.0 * n as f64, 0.0, 200.0 * n as f64 + 190.0, 10.0));
            Page { lines: texts.iter().enumerate().map(line).collect(), ..Page::default() }
        };
        let pages: Vec<Page> = pages.iter().map(page).collect();
        of_pages(&pages.iter().collect::<Vec<_>>(), recognised)
    }

    #[test]
    fn pages_of_two_reports() {
        let (a, b) = ("报告编号：202405018609911063", "报告编号：202405018609914217");
        let (at, later) = ("报告时间：2024.05.01 11:01:33", "报告时间：2024.05.01 11:09:54");
        assert_eq!(of(&[&[a, at], &["账户1"], &[b, later], &["账户1"]], true), [0, 0, 1, 1]);
        assert_eq!(
            of(&[&["报告编号", "202405018609911063"], &["报告编号", "202405018609914217", "第1页，共3页"]], true),
            [0, 0],
            "told by one thing"
        );
        let numbered: &[&[&str]] = &[&[a, "第1页，共2页"], &["第2页，共2页"], &[b, "第1页，共3页"], &[b, "第2页，共3页"], &[a]];
        assert_eq!(of(numbered, true), [0, 0, 1, 1, 0], "and a page of the first behind the second");
        assert_eq!(of(&[&[at, "第1页，共2页"], &[later, "第1页，共2页"]], false), [0, 1], "without a number");
        assert_eq!(of(&[&[a, at], &["报告编号：202405018609911068", "报告时间：2024.05.01 11:01:38"]], true), [0, 0], "misread");
        assert_eq!(of(&[&[a, at], &["报告编号：202405018609911068", "报告时间：2024.05.01 11:01:38"]], false), [0, 1]);
        assert_eq!(of(&[&[a, at], &[b], &[b]], true), [0, 0, 0], "a number alone may be another's");
    }
}
