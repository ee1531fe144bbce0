//! The order of pages that print no numbers, as the numbers of their titles tell it: `（三）` stands behind `（二）`, 账户3 behind 账户2.

use crate::lexis::numbering::{Counted, LEVELS};

use super::sheet::Sheet;
use super::{Event, Layout, Row, rows};

/// Of more pages no other order is looked for: each is tried at each place.
const MOST: usize = 200;

/// As many pages out of their place a join weighs that is broken: no more than two pages at a wrong place break.
const BREAK: usize = 2;

/// More than two pages weigh that were exchanged.
const LARGE: usize = 4;

/// So many orders are followed side by side, the best ones.
const WIDTH: usize = 12;

/// The number that a title is printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Count {
    /// Under which other titles it counts anew: 0 of chapters, 1 of sections, 2 of the records of a section.
    pub(crate) level: usize,
    /// The number; nought where it does not tell how far its level has counted.
    pub(crate) number: u32,
    /// What it counts.
    pub(crate) of: Counts,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Counts {
    /// A chapter, a section, an account.
    Title,
    /// Nothing: words that are a title where none has a number.
    Words,
    /// A sentence of a list. Some may be printed without their mark, or have lost it.
    Sentence,
}

/// How the titles of a page go on with those before it.
#[derive(Default, Clone, Copy)]
struct Join {
    /// Whether one of them does not.
    broken: bool,
    /// Whether one of them goes back.
    back: bool,
}

/// An order of pages with titles, or the beginning of one.
#[derive(Clone)]
struct Order {
    pages: Vec<usize>,
    /// Which pages it has.
    has: Vec<bool>,
    /// How many pages were given before the last of those that it has, with that one.
    reach: usize,
    /// What a broken join weighs: [`BREAK`] or [`LARGE`].
    weight: usize,
    cost: Cost,
    /// How far its titles have counted.
    counted: Counted,
}

/// What speaks against an order, the weightiest first.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    /// How many pages do not go on with those before them, each as much as its weight; how many do not stand behind the one that was given
    /// before them; and how many were passed over, since they will not.
    all: usize,
    /// How far pages stand off where they were given.
    far: usize,
}

impl Cost {
    /// Whether no more is done than to exchange two neighbours, and everything goes on then.
    fn is_exchange(self) -> bool {
        self.all <= 3 && self.far <= 4
    }
}

impl Order {
    fn new(pages: usize, weight: usize) -> Self {
        Order { pages: Vec::new(), has: vec![false; pages], reach: 0, weight, cost: Cost::default(), counted: Counted::BEGIN }
    }

    /// How many pages were passed over.
    fn passed_over(&self) -> usize {
        self.reach - self.pages.len()
    }

    /// What it costs with one more page.
    fn cost_with(&self, n: usize, counts: &[Count]) -> Cost {
        let broken = join(&mut { self.counted }, counts).broken;
        let far = n.abs_diff(self.pages.last().map_or(0, |last| last + 1));
        let passed_over = self.reach.max(n + 1) - self.pages.len() - 1;
        let all = self.cost.all - self.passed_over() + passed_over + usize::from(far > 0) + if broken { self.weight } else { 0 };
        Cost { all, far: self.cost.far + far }
    }

    /// The order with one more page.
    fn with(mut self, n: usize, counts: &[Count]) -> Self {
        self.cost = self.cost_with(n, counts);
        join(&mut self.counted, counts);
        self.reach = self.reach.max(n + 1);
        self.pages.push(n);
        if let Some(has) = self.has.get_mut(n) {
            *has = true;
        }
        self
    }
}

/// Puts pages in the order of their titles, where another order is told; where none is, and the titles go back from page to page, that is
/// told. `counted`: the number of a line that is a title.
pub(super) fn order(sheets: Vec<Sheet>, counted: fn(&str) -> Option<Count>, layout: &mut Layout) -> Vec<Sheet> {
    if sheets.len() < 2 {
        return sheets;
    }
    let mut counts: Vec<Vec<(f64, Count)>> = sheets.iter().map(|sheet| counts(sheet, counted, layout.line_height)).collect();
    // Words that are titles where none has a number are cells of tables where they have.
    if counts.iter().flatten().any(|(_, count)| count.level < LEVELS - 1 && count.of != Counts::Words) {
        counts.iter_mut().for_each(|counts| counts.retain(|(_, count)| count.of != Counts::Words));
    }
    if !sentences_tell(&counts) {
        counts.iter_mut().for_each(|counts| counts.retain(|(_, count)| count.of != Counts::Sentence));
    }
    if !are_sound(&counts) {
        return sheets;
    }
    let tops: Vec<f64> = counts.iter().map(|counts| first_section(counts)).collect();
    let counts: Vec<Vec<Count>> = counts.iter().map(|counts| telling(counts)).collect();
    let titled: Vec<usize> = (0..).zip(&counts).filter(|(_, counts)| !counts.is_empty()).map(|(page, _)| page).collect();
    let of: Vec<&[Count]> = titled.iter().filter_map(|page| counts.get(*page)).map(Vec::as_slice).collect();
    let given = of.iter().enumerate().fold(Order::new(of.len(), BREAK), |order, (n, counts)| order.with(n, counts));
    if given.cost.all == 0 {
        return sheets;
    }
    // A page that is missing breaks one join, and so does a title that a recogniser lost; of two that were exchanged one may do so.
    let exchange = || best(&of, LARGE).filter(|told| told.cost.is_exchange() && !layout.recognised);
    let told = best(&of, BREAK).filter(|told| told.cost.all < given.cost.all).or_else(exchange);
    let order = match &told {
        Some(told) => placed(told, &titled, sheets.len()),
        None => (0..sheets.len()).collect(),
    };
    let mut before = Counted::BEGIN;
    let joins: Vec<Join> = order.iter().map(|page| join(&mut before, counts.get(*page).map(Vec::as_slice).unwrap_or_default())).collect();
    // A few may be titles that were not read.
    let broken = joins.iter().filter(|join| join.broken).count();
    let few = if told.is_some() { 1 } else { titled.len() / 4 };
    let unknown = broken > few.max(1) && (told.is_some() || joins.iter().any(|join| join.back));
    // Before a page that does not go on something is missing; where the order is unknown, before any.
    layout.gaps.extend((0u32..).zip(&joins).skip(1).filter(|(_, join)| unknown || join.broken).map(|(page, _)| page));
    let mut before = None;
    for page in order.iter().copied() {
        let Some(((sheet, counts), top)) = sheets.get(page).zip(counts.get(page)).zip(tops.get(page)) else { continue };
        // What a page without titles goes on with is not told, once another page stands before it.
        if unknown || counts.is_empty() && before != page.checked_sub(1) {
            layout.adrift.extend(sheet.cells.iter().filter(|c| c.place.center_y() < *top).flat_map(|c| c.lines()));
        }
        before = Some(page);
    }
    layout.events.extend(unknown.then_some(Event::OrderUnknown));
    layout.events.extend(told.map(|_| Event::Reordered));
    let mut sheets: Vec<Option<Sheet>> = sheets.into_iter().map(Some).collect();
    order.iter().filter_map(|page| sheets.get_mut(*page).and_then(Option::take)).collect()
}

/// The titles of a page that count, from top to bottom, and where they stand.
fn counts(sheet: &Sheet, counted: fn(&str) -> Option<Count>, line_height: f64) -> Vec<(f64, Count)> {
    /// A title may be parted where its font changes.
    const PARTS: usize = 12;
    let of = |row: &Row| {
        // Beside a title a piece of a watermark may stand.
        let mut own = row.cells.iter().filter_map(|cell| counted(&cell.text));
        own.clone().find(|count| count.of != Counts::Words).or_else(|| counted(&row.text())).or_else(|| own.next())
    };
    let rows = rows::cluster(sheet.cells.clone(), line_height);
    let titles = rows.iter().filter(|row| row.cells.len() <= PARTS).filter_map(|row| Some((row.cells.first()?.place.center_y(), of(row)?)));
    let mut titles: Vec<(f64, Count)> = titles.filter(|(_, count)| count.level < LEVELS).collect();
    titles.sort_by(|a, b| a.0.total_cmp(&b.0));
    titles
}

/// Whether the numbers of sentences tell something of pages: where some are printed without their mark, the others seem to leave one out.
fn sentences_tell(pages: &[Vec<(f64, Count)>]) -> bool {
    /// Of fewer that go on with each other, those without a mark may all stand at the edges of pages.
    const FEWEST: usize = 8;
    let (all, broken) = joins_within(pages, |of| of == Counts::Sentence);
    broken == 0 && all >= FEWEST
}

/// Whether the titles of one page go on with each other. Where they do not, some are not read, or count otherwise, and tell nothing of pages.
fn are_sound(pages: &[Vec<(f64, Count)>]) -> bool {
    /// One in so many may be misread.
    const MOST: usize = 12;
    let (all, broken) = joins_within(pages, |_| true);
    broken * MOST <= all
}

/// How many numbers stand behind another one of their level on the same page, and how many of them do not go on with it.
fn joins_within(pages: &[Vec<(f64, Count)>], asked: fn(Counts) -> bool) -> (usize, usize) {
    let (mut all, mut broken) = (0, 0);
    for page in pages {
        let mut counted = Counted::UNKNOWN;
        for (_, Count { level, number, of }) in page {
            if asked(*of) && counted.last(*level).is_some() && *number > 0 {
                all += 1;
                broken += usize::from(!goes_on(&counted, *level, *number));
            }
            counted.go_on(*level, *number);
        }
    }
    (all, broken)
}

/// Whether a title goes on with the one before it. Under a title that was lost they count anew; chapters stand under none.
fn goes_on(counted: &Counted, level: usize, number: u32) -> bool {
    counted.is_next(level, number) || number == 1 && level > 0
}

/// Of a page's titles those that tell what stands before it, the first of each level, and those that what follows goes on with.
fn telling(titles: &[(f64, Count)]) -> Vec<Count> {
    let mut own = LEVELS;
    let first = titles.iter().map(|(_, count)| {
        let is_first = count.level < own;
        own = own.min(count.level);
        is_first
    });
    let first: Vec<bool> = first.collect();
    let mut above = LEVELS;
    let last = titles.iter().rev().map(|(_, count)| {
        let is_last = count.level < above;
        above = above.min(count.level);
        is_last
    });
    let mut last: Vec<bool> = last.collect();
    last.reverse();
    titles.iter().zip(first.iter().zip(&last)).filter(|(_, (first, last))| **first || **last).map(|((_, count), _)| *count).collect()
}

/// Where on a page its first title stands that tells a section: an account's does not.
fn first_section(titles: &[(f64, Count)]) -> f64 {
    titles.iter().find(|(_, count)| count.level < LEVELS - 1).map_or(f64::MAX, |(y, _)| *y)
}

/// The pages in an order of those with titles: the others stay where they are, unless all are turned round.
fn placed(order: &Order, titled: &[usize], pages: usize) -> Vec<usize> {
    if order.pages.len() > 2 && order.pages.iter().rev().copied().eq(0..titled.len()) {
        return (0..pages).rev().collect();
    }
    let mut next = order.pages.iter().filter_map(|n| titled.get(*n)).copied();
    (0..pages).filter_map(|page| if titled.binary_search(&page).is_ok() { next.next() } else { Some(page) }).collect()
}

/// Goes on with the titles of a page. Only the first of each level says something of the page before.
fn join(counted: &mut Counted, counts: &[Count]) -> Join {
    let mut join = Join::default();
    let mut own = [false; LEVELS];
    for Count { level, number, .. } in counts.iter().copied() {
        if let Some(before) = counted.last(level).filter(|_| number > 0 && own.get(level) == Some(&false)) {
            let broken = !goes_on(counted, level, number);
            join.broken |= broken;
            join.back |= broken && number <= before;
        }
        counted.go_on(level, number);
        own.iter_mut().skip(level).for_each(|own| *own = true);
    }
    join
}

/// The order that costs least; `None` if several do, or the pages are too many.
fn best(pages: &[&[Count]], weight: usize) -> Option<Order> {
    if pages.len() > MOST {
        return None;
    }
    let mut orders = vec![Order::new(pages.len(), weight)];
    for _ in pages {
        let more = orders.iter().flat_map(|order| {
            let left = pages.iter().enumerate().zip(&order.has).filter(|(_, has)| !**has);
            left.map(move |((n, counts), _)| (order.cost_with(n, counts), order, n))
        });
        let mut more: Vec<(Cost, &Order, usize)> = more.collect();
        more.sort_by_key(|(cost, ..)| *cost);
        orders = more.into_iter().take(WIDTH).filter_map(|(_, order, n)| Some(order.clone().with(n, pages.get(n)?))).collect();
    }
    let second = orders.get(1).map(|order| order.cost);
    orders.into_iter().next().filter(|order| second != Some(order.cost))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;
    use crate::layout::Cell;

    /// `2` is the second chapter, `(2)` the second section, `#2` the second record, `.2` the second sentence.
    fn counted(text: &str) -> Option<Count> {
        let number = text.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        let level = text.chars().next().map_or(0, |c| if c == '(' { 1 } else { usize::from(c == '#' || c == '.') * 2 });
        Some(Count { level, number, of: if text.starts_with('.') { Counts::Sentence } else { Counts::Title } })
    }

    /// The order in which pages with these titles are read, counted from 0, the pages with a gap before them, and what is told.
    fn ordered(pages: &[&str]) -> (Vec<u32>, Vec<u32>, Vec<Event>) {
        let sheet = |(page, n): (&&str, u32)| {
            let place = |y: u32| Rect::new(0.0, f64::from(y) * 10.0, 50.0, f64::from(y) * 10.0 + 8.0);
            let cells = page.split_whitespace().zip(0u32..).map(|(text, y)| Cell::new(text, place(y))).collect();
            Sheet { input: n, cells, ..Sheet::default() }
        };
        let mut layout = Layout::default();
        let sheets = order(pages.iter().zip(0u32..).map(sheet).collect(), counted, &mut layout);
        (sheets.iter().map(|s| s.input).collect(), layout.gaps, layout.events)
    }

    #[test]
    fn pages_stand_in_the_order_of_their_titles() {
        let report = ["1 (1) (2)", "(3) 2 (1)", "(2) 3 (1) #1", "a", "#2 (2) #1", "#2 #3", "(3) #1 4 (1)", "(2) 5"];
        let swapped = |a: usize, b: usize| {
            let mut pages = report;
            pages.swap(a, b);
            ordered(&pages)
        };
        let all: Vec<u32> = (0..8).collect();
        assert_eq!(ordered(&report), (all.clone(), vec![], vec![]));
        for (a, b) in [(0, 1), (1, 2), (4, 5), (5, 6), (6, 7), (1, 6)] {
            let mut want = all.clone();
            want.swap(a, b);
            assert_eq!(swapped(a, b), (want, vec![], vec![Event::Reordered]), "{a} and {b}");
        }
    }

    #[test]
    fn of_many_titles_on_a_page_few_tell_the_order() {
        let told = |page: &str| telling(&page.split(' ').filter_map(|text| Some((0.0, counted(text)?))).collect::<Vec<_>>());
        let counts = |page: &str| page.split(' ').filter_map(counted).collect::<Vec<_>>();
        assert_eq!(told("#2 #3 #4 (3) #1 #2 4 (1) (2) #1 #2 #3"), counts("#2 (3) 4 (2) #3"));
    }

    #[test]
    fn sentences_tell_the_order_where_all_have_their_number() {
        let listed = ["1 (1) .1 .2 .3 .4", ".5 .6 .7", ".8 .9 .10 .11", "(2) .1 .2"];
        assert_eq!(ordered(&listed).0, [0, 1, 2, 3]);
        let [a, b, c, d] = listed;
        assert_eq!(ordered(&[a, c, b, d]), (vec![0, 2, 1, 3], vec![], vec![Event::Reordered]));
        let some = ordered(&["1 (1) .1 .4 .5", ".2 .3 .6 .7", ".8 .9 .10 .11", "(2) .1 .2"]);
        assert_eq!(some, (vec![0, 1, 2, 3], vec![], vec![]), "printed without a mark, or lost");
    }

    #[test]
    fn what_a_recogniser_lost_is_no_other_order() {
        let lost = ordered(&["1 (1) (2)", "(4) 2 (1)", "(2) 3"]);
        assert_eq!(lost, (vec![0, 1, 2], vec![1], vec![]), "a title was lost, or a page");
        assert_eq!(ordered(&["1 (1) #1", "#2 #1", "#1", "#2 (2)"]).1, Vec::<u32>::new(), "lists that begin anew");
    }

    #[test]
    fn an_order_that_nothing_tells() {
        let (order, gaps, events) = ordered(&["1 (1) #1 #2", "#7", "#5 #6", "#4 (2)"]);
        assert_eq!((order, gaps), (vec![0, 1, 2, 3], vec![1, 2, 3]));
        assert_eq!(events, [Event::OrderUnknown]);
    }
}
