//! Several reports in one input: which page is of which.

use crate::document::{Line, Page};
use crate::lexis::confusion::distance;
use crate::lexis::text::{HEAD_LABELS, has_word, key};

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
    /// Its times, each under its own label: that of the query and that of the report are not the same.
    times: [Option<String>; HEAD_LABELS.len()],
    /// Whether it is the page with the number 1.
    first: bool,
    /// The number of the page, and of how many.
    printed: Option<(u32, u32)>,
}

/// How two readings of one thing compare.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alike {
    Same,
    /// But for a sign that a recogniser may have read otherwise: the next number differs by no more.
    Near,
    Other,
}

impl Alike {
    fn of(a: &Option<String>, b: &Option<String>, recognised: bool) -> Option<Self> {
        let (a, b) = (a.as_deref()?, b.as_deref()?);
        Some(match () {
            () if a == b => Alike::Same,
            () if recognised && distance(a, b, 2).is_some() => Alike::Near,
            () => Alike::Other,
        })
    }
}

impl Told {
    fn of(page: &Page) -> Self {
        let mut told = Told::default();
        // Most lines, those of grids, are shorter than any label.
        let long = |l: &&Line| l.text.len() >= NUMBER.len();
        let labelled = page.lines.iter().filter(long).filter(|l| has_word(&l.text, "编号") || has_word(&l.text, "时间"));
        for line in labelled.take(MOST) {
            let text = key(&line.text);
            let beside = || right_of(page, line).map(|l| key(&l.text).into_owned());
            for (label, time) in HEAD_LABELS.iter().zip(&mut told.times) {
                let Some((_, rest)) = text.split_once(label) else { continue };
                let rest = rest.trim_start_matches([':', '：']);
                let (kept, read): (_, fn(&str) -> Option<String>) =
                    if *label == NUMBER { (&mut told.number, number) } else { (time, clock) };
                *kept = kept.take().or_else(|| read(rest).or_else(|| read(&beside()?)));
            }
        }
        for number in page.lines.iter().filter_map(|l| printed_number(&l.text)) {
            told.printed = told.printed.or(Some(number));
            told.first |= number.0 == 1;
        }
        told
    }

    /// How the times of two compare that have the same label.
    fn time(&self, page: &Told, recognised: bool) -> Option<Alike> {
        self.times.iter().zip(&page.times).find_map(|(a, b)| Alike::of(a, b, recognised))
    }

    /// Whether a page is of another report: of what tells reports apart two things do, and the number is not the same. A number that is
    /// nearly the same is the next one, where the time is another; else it was misread.
    fn is_other(&self, page: &Told, recognised: bool) -> bool {
        let number = Alike::of(&self.number, &page.number, recognised);
        let time = self.time(page, recognised) == Some(Alike::Other);
        let other = number == Some(Alike::Other) || number == Some(Alike::Near) && time;
        let again = self.first && page.first;
        number != Some(Alike::Same) && [other, time, again].into_iter().filter(|told| *told).count() >= 2
    }

    /// Whether a page has the number of this report, or nearly so and no other time.
    fn is_own(&self, page: &Told, alike: Alike, recognised: bool) -> bool {
        Alike::of(&self.number, &page.number, recognised) == Some(alike)
            && (alike == Alike::Same || self.time(page, recognised) != Some(Alike::Other))
    }

    fn take(&mut self, page: Told) {
        self.number = self.number.take().or(page.number);
        for (own, time) in self.times.iter_mut().zip(page.times) {
            *own = own.take().or(time);
        }
        self.first |= page.first;
    }
}

/// A report's number at the beginning of a text.
fn number(text: &str) -> Option<String> {
    let number: String = text.chars().take_while(char::is_ascii_alphanumeric).collect();
    (number.len() > SHORTEST).then_some(number)
}

/// The digits of a day, with its time or without, at the beginning of a text.
fn clock(text: &str) -> Option<String> {
    let clock = text.chars().take_while(|c| c.is_ascii_digit() || "./-:：年月日时分秒".contains(*c));
    let digits: String = clock.filter(char::is_ascii_digit).collect();
    (digits.len() >= SHORTEST).then_some(digits)
}

/// The line beside a label: the nearest to its right.
fn right_of<'p>(page: &'p Page, label: &Line) -> Option<&'p Line> {
    let level = |l: &&Line| l.place.overlap_y(&label.place) * 2.0 > label.place.height().min(l.place.height());
    let right = page.lines.iter().filter(|l| l.place.x0 >= label.place.x1).filter(level);
    right.min_by(|a, b| a.place.x0.total_cmp(&b.place.x0))
}

/// The number of the report that each page is of, counted from 0 in the order in which they begin.
///
/// A page that says nothing is of the report of the page before, and so is one whose printed number goes on from it, whatever a running
/// head says; one that has the number of an earlier report is of that.
pub(super) fn of_pages(pages: &[&Page], recognised: bool) -> Vec<usize> {
    let mut reports: Vec<Told> = Vec::new();
    let mut current = 0;
    let mut before: Option<(u32, u32)> = None;
    let mut of = Vec::with_capacity(pages.len());
    for page in pages {
        let told = Told::of(page);
        let own = |alike| reports.iter().position(|report| report.is_own(&told, alike, recognised));
        let goes_on = before.is_some_and(|(number, all)| told.printed == Some((number.saturating_add(1), all)));
        let is_other = || reports.get(current).is_some_and(|report| report.is_other(&told, recognised));
        current = match own(Alike::Same) {
            Some(own) => own,
            None if goes_on => current,
            None => match own(Alike::Near) {
                Some(own) => own,
                None if reports.len() < MOST_REPORTS && is_other() => reports.len(),
                None => current,
            },
        };
        before = told.printed;
        match reports.get_mut(current) {
            Some(report) => report.take(told),
            None => reports.push(told),
        }
        of.push(current);
    }
    of
}

/// The first of some reports that is one: a cover has a number and a time of its own, but hardly a title or label.
pub(super) fn first(pages: &[Page], of: &[usize], count: usize, is_heading: fn(&str) -> bool) -> usize {
    /// The fullest page of one has no fewer titles and labels than this part of another's.
    const PART: usize = 8;
    if count < 2 {
        return 0;
    }
    let mut most = vec![0; count];
    for (page, of) in pages.iter().zip(of) {
        let headings = page.lines.iter().filter(|l| is_heading(&l.text)).count();
        most.get_mut(*of).into_iter().for_each(|most| *most = headings.max(*most));
    }
    let fullest = most.iter().copied().max().unwrap_or(0);
    most.iter().position(|most| most * PART >= fullest).unwrap_or(0)
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

    #[test]
    fn consecutive_reports_and_heads_of_vendors() {
        let (a, next) = ("报告编号：202405018609911063", "报告编号：202405018609911064");
        let (at, later) = ("报告时间：2024.05.01 11:01:33", "报告时间：2024.05.01 11:09:54");
        for recognised in [false, true] {
            assert_eq!(of(&[&[a, at], &[next, later], &[next]], recognised), [0, 1, 1], "the next number");
        }
        let one = ["第1页，共3页", "第2页，共3页", "第3页，共3页"];
        let (own, time) = ("报告编号：V2024050100012399", "查询时间：2024-05-01 10:22:33");
        let heads: &[&[&str]] = &[&[a, at, one[0]], &[own, time, one[1]], &[own, time, one[2]]];
        assert_eq!(of(heads, true), [0, 0, 0], "the pages go on");
        let other = "报告编号：202405018609914217";
        let query = "查询时间：2024.05.01 11:00:10";
        assert_eq!(of(&[&[a, query], &[other, at]], false), [0, 0], "times of two things do not differ");
    }

    #[test]
    fn a_cover_is_not_the_first_report() {
        let page =
            |headings: usize| Page { lines: vec![Line::new("编号", Rect::new(0.0, 0.0, 20.0, 10.0)); headings], ..Page::default() };
        let first = |headings: &[usize]| {
            let pages: Vec<Page> = headings.iter().map(|n| page(*n)).collect();
            super::first(&pages, &(0..pages.len()).collect::<Vec<_>>(), pages.len(), |text| text == "编号")
        };
        assert_eq!([first(&[2, 40]), first(&[6, 40]), first(&[0, 0]), first(&[])], [1, 0, 0, 0]);
    }
}
