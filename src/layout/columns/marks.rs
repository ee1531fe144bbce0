//! Marks of where records stand: those that stand on one line, and how far apart.

/// Marks no farther below the mean of those before them stand on one line with them, in line heights.
const ONE_LINE: f64 = 0.55;
/// Records stand no nearer to each other, in line heights; the most that boxes may be off is less.
pub(super) const APART: f64 = 1.05;
const CLOSEST: f64 = 0.9;

/// How close records usually stand where they stand closest; nought of a few.
pub(super) fn pitch(told: &[f64], line_height: f64) -> f64 {
    const FEWEST: usize = 8;
    let drops = told.windows(2).filter_map(|w| if let [a, b] = w { Some(b - a) } else { None });
    let mut drops: Vec<f64> = drops.filter(|d| *d > CLOSEST * line_height).collect();
    drops.sort_by(f64::total_cmp);
    drops.get(drops.len() / 6).copied().filter(|_| drops.len() >= FEWEST).unwrap_or(0.0)
}

/// Whether a place is near one of some places in their order.
pub(super) fn is_near(places: &[f64], at: f64, reach: f64) -> bool {
    let i = places.partition_point(|s| *s < at);
    let near = |s: Option<&f64>| s.is_some_and(|s| (s - at).abs() < reach);
    near(places.get(i)) || near(i.checked_sub(1).and_then(|i| places.get(i)))
}

/// Marks that stand on one line: where, of which columns, on which page.
pub(super) type Cluster = (f64, Vec<usize>, u32);

/// The marks of columns by the lines that they stand on.
pub(super) fn clusters(mut marks: Vec<(f64, usize, u32)>, line_height: f64) -> Vec<Cluster> {
    marks.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut clusters: Vec<Cluster> = Vec::new();
    for (at, column, page) in marks {
        match clusters.last_mut() {
            Some((mean, members, _)) if at - *mean < ONE_LINE * line_height => {
                members.push(column);
                *mean += (at - *mean) / members.len() as f64;
            }
            _ => clusters.push((at, vec![column], page)),
        }
    }
    clusters
}

/// The places of [`clusters`] that are a line apart.
pub(super) fn clusters_of(marks: Vec<(f64, usize, u32)>, line_height: f64) -> Vec<(f64, u32)> {
    let mut out: Vec<(f64, u32)> = Vec::new();
    for (at, _, page) in clusters(marks, line_height) {
        if out.last().is_none_or(|(last, _)| at - last >= APART * line_height) {
            out.push((at, page));
        }
    }
    out
}

/// Of [`clusters`] nearer than a line to each other the one of the most columns, with its weight: where the `first` column numbers
/// the records, it counts as three more.
pub(super) fn heaviest(clusters: &[Cluster], first: bool, line_height: f64) -> Vec<(f64, usize, u32)> {
    const NUMBER: usize = 3;
    let mut out: Vec<(f64, usize, u32)> = Vec::new();
    for (at, members, page) in clusters {
        let weight = members.len() + if first && members.contains(&0) { NUMBER } else { 0 };
        let close = out.last().copied().filter(|(last, ..)| at - last < APART * line_height);
        match close {
            Some((_, w, _)) if w >= weight => {}
            Some(_) => {
                out.pop();
                out.push((*at, weight, *page));
            }
            None => out.push((*at, weight, *page)),
        }
    }
    out
}
