//! The years of a grid against each other: they follow each other, one for each pair of rows.

/// A year: where it stands along the strip of pages, which, on which page.
pub(super) type Year = (f64, i32, u32);

/// The years of a grid that prints each of them beside both of its rows, that of states and that of amounts, in order from top to
/// bottom: each once, between the two.
pub(super) fn once(years: Vec<Year>, height: f64) -> Vec<Year> {
    /// The two rows of a year are no farther apart, in line heights.
    const ROWS: f64 = 5.0;
    let twice = |pair: &[Year]| matches!(pair, [a, b] if a.1 == b.1 && b.0 - a.0 < ROWS * height);
    // Of one grid with one row to the year no year comes again.
    if !years.windows(2).any(twice) {
        return years;
    }
    let mut out: Vec<Year> = Vec::with_capacity(years.len());
    let mut rest = years.into_iter().peekable();
    while let Some(year) = rest.next() {
        let again = rest.next_if(|next| twice(&[year, *next]));
        out.push(again.map_or(year, |again| ((year.0 + again.0) / 2.0, year.1, year.2)));
    }
    out
}

/// The years without those that contradict the two next to them, which agree: years follow each other at equal distances.
pub(super) fn sound(years: &[Year]) -> Vec<Year> {
    /// A year stands no farther off its place, in the distances between two, and no more of these away from those that call for it.
    const OFF: f64 = 0.15;
    const REACH: f64 = 3.0;
    let step = order_of(years);
    // The year that two others call for at a place, if they agree and the place fits.
    let called = |a: &Year, b: &Year, at: f64| {
        let pitch = (b.0 - a.0) / f64::from((b.1 - a.1) * step).max(0.5);
        let rows = (at - a.0) / pitch;
        (b.1 - a.1 == step || b.1 - a.1 == 2 * step).then_some(())?;
        ((rows - rows.round()).abs() < OFF && rows.abs() < REACH).then(|| a.1 + step * rows.round() as i32)
    };
    let is_sound = |(i, year): (usize, &Year)| {
        let get = |k: Option<usize>| k.and_then(|k| years.get(k));
        let pairs = [(i.checked_sub(1), Some(i + 1)), (Some(i + 1), Some(i + 2)), (i.checked_sub(2), i.checked_sub(1))];
        pairs.into_iter().filter_map(|(a, b)| called(get(a)?, get(b)?, year.0)).all(|y| y == year.1)
    };
    let keep: Vec<bool> = years.iter().enumerate().map(is_sound).collect();
    years.iter().zip(keep).filter(|(_, k)| *k).map(|(y, _)| *y).collect()
}

/// Whether the years run down (as is usual) or up.
pub(super) fn order_of(years: &[Year]) -> i32 {
    let up = years.windows(2).filter(|w| matches!(w, [a, b] if b.1 > a.1)).count();
    if up * 2 > years.len().saturating_sub(1) && up > 0 { 1 } else { -1 }
}

/// The years that go together, if not all of them do: a year that was misread names rows wrongly, and all that are told by it.
///
/// `ends` are the first and the last year that the heading tells, `apart` is how far apart years are known to stand at least. Of
/// the ways in which years may follow each other up or down, the one with which more of all these agree than with any other;
/// without one no year is believed.
pub(super) fn together(years: &[Year], ends: (Option<i32>, Option<i32>), apart: Option<f64>) -> Vec<Year> {
    let gaps = years.windows(2).filter_map(|w| if let [a, b] = w { (a.2 == b.2).then_some(b.0 - a.0) } else { None });
    let mut pitches: Vec<f64> = gaps.chain(apart).filter(|g| *g > 0.0).collect();
    pitches.sort_by(f64::total_cmp);
    if pitches.is_empty() {
        return years.to_vec();
    }
    // A year that a page's end moved nearer to the one above tells no distance: the least under which most agree is the one.
    let mut best: Option<Way> = None;
    for pitch in pitches.into_iter().take(MOST) {
        if best.as_ref().is_some_and(|best| best.years.len() == years.len()) {
            break;
        }
        let way = way(years, ends, pitch);
        if best.as_ref().is_none_or(|best| way.agree > best.agree) {
            best = Some(way);
        }
    }
    best.map_or_else(Vec::new, |best| best.years)
}

/// A way in which years follow each other.
struct Way {
    /// How many agree with it, the ends that the heading tells too.
    agree: usize,
    /// The years that do; none if another way is as good.
    years: Vec<Year>,
}

/// The best way for years that stand so far apart.
fn way(years: &[Year], ends: (Option<i32>, Option<i32>), pitch: f64) -> Way {
    /// However far apart two stand on the paper: sums of them stay small.
    const FARTHEST: f64 = 99.0;
    // How many years below the first one each stands.
    let mut rank = 0;
    let mut ranks = Vec::with_capacity(years.len());
    for (i, year) in years.iter().enumerate() {
        let above = i.checked_sub(1).and_then(|i| years.get(i));
        // Over a page break distances tell less.
        let next = |a: &Year| match year.1.abs_diff(a.1) {
            n @ 1..=3 if a.2 != year.2 => n as i32,
            _ if a.2 != year.2 => 1,
            _ => ((year.0 - a.0) / pitch).round().clamp(1.0, FARTHEST) as i32,
        };
        rank += above.map_or(0, next);
        ranks.push(rank);
    }
    let of = |first: i32, step: i32, rank: i32| first.saturating_add(step * rank);
    let agrees = |first: i32, step: i32| move |(year, rank): (&Year, &i32)| year.1 == of(first, step, *rank);
    let mut ways: Vec<(usize, i32, i32)> = Vec::new();
    for step in [-1, 1] {
        for (year, rank) in years.iter().zip(&ranks).take(MOST) {
            let first = of(year.1, -step, *rank);
            if ways.iter().any(|(_, f, s)| (*f, *s) == (first, step)) {
                continue;
            }
            let (upper, lower) = if step < 0 { (ends.1, ends.0) } else { (ends.0, ends.1) };
            let told = usize::from(upper == Some(first)) + usize::from(lower == Some(of(first, step, rank_of_last(&ranks))));
            ways.push((years.iter().zip(&ranks).filter(|p| agrees(first, step)(*p)).count() + told, first, step));
        }
    }
    ways.sort_by_key(|w| std::cmp::Reverse(w.0));
    let best = match ways.as_slice() {
        [a, b, ..] if a.0 == b.0 && years.len() > 1 => return Way { agree: a.0, years: Vec::new() },
        [a, ..] => *a,
        [] => return Way { agree: 0, years: Vec::new() },
    };
    let agreeing = years.iter().zip(&ranks).filter(|p| agrees(best.1, best.2)(*p)).map(|(y, _)| *y);
    Way { agree: best.0, years: agreeing.collect() }
}

/// No grid has as many years.
const MOST: usize = 16;

fn rank_of_last(ranks: &[i32]) -> i32 {
    ranks.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_that_contradicts_its_neighbours_is_none() {
        let years = |of: &[i32]| of.iter().zip(0u32..).map(|(y, n)| (f64::from(n) * 40.0, *y, 0)).collect::<Vec<_>>();
        let kept = |of: &[i32]| sound(&years(of)).iter().map(|y| y.1).collect::<Vec<_>>();
        assert_eq!(kept(&[2019, 2014, 2013]), [2014, 2013]);
        assert_eq!(kept(&[2015, 2014, 2018, 2012]), [2015, 2014, 2012]);
        assert_eq!(kept(&[2015, 2014, 2013]), [2015, 2014, 2013]);
        assert_eq!(kept(&[2015, 2011]), [2015, 2011]);
    }

    #[test]
    fn years_that_do_not_follow_each_other_are_told_by_the_heading() {
        let years = |of: &[i32]| of.iter().zip(0u32..).map(|(y, n)| (f64::from(n) * 40.0, *y, 0)).collect::<Vec<_>>();
        let kept = |of: &[i32], ends| together(&years(of), ends, None).iter().map(|y| y.1).collect::<Vec<_>>();
        assert_eq!(kept(&[2021, 2026], (Some(2019), Some(2021))), [2021]);
        assert_eq!(kept(&[2021, 2026], (None, None)), [0; 0]);
        assert_eq!(kept(&[2021, 2020], (None, None)), [2021, 2020]);
        assert_eq!(kept(&[2021, 2028, 2019], (None, None)), [2021, 2019]);
        let broken = [(0.0, 2022, 0), (40.0, 2021, 0), (140.0, 2020, 1)];
        assert_eq!(together(&broken, (None, None), None), broken, "over a page break");
        let moved = [(0.0, 2018, 0), (175.0, 2016, 0), (262.0, 2015, 0), (348.0, 2014, 0), (414.0, 2013, 0)];
        assert_eq!(together(&moved, (None, None), None), moved, "a year was lost, and the last one's amounts are on the next page");
        assert_eq!(kept(&[2021], (None, None)), [2021]);
        assert_eq!(kept(&[], (None, None)), [0; 0]);
        let apart = [(0.0, 2021, 0), (40.0, 2019, 0)];
        assert_eq!(together(&apart, (None, None), None), [], "neither is known to be right");
        assert_eq!(together(&apart, (None, None), Some(20.0)), apart, "a row between them has lost its year");
    }
}
