//! Lines that touch the edge of their page: a camera or a scanner left out what goes on beyond it.

use crate::document::{Page, Rect};
use crate::lexis::text::is_han;

/// So near to the edge no line of print ends that is whole, as a part of its height.
const TOUCHING: f64 = 0.12;

/// One or two lines at an edge are scraps or stand there by chance.
const FEWEST: usize = 3;

/// The lines, by their number on the page, that its edges cut; none of a page whose size nobody told.
pub(super) fn cut(page: &Page) -> Vec<u32> {
    let (width, height) = (page.width, page.height);
    let known = |size: f64| size.is_finite() && size > 0.0;
    if !known(width) || !known(height) {
        return Vec::new();
    }
    let print = |text: &str| text.chars().any(|c| is_han(c) || c.is_ascii_alphanumeric());
    let inside = |r: &Rect| (0.0..=width).contains(&r.center_x()) && (0.0..=height).contains(&r.center_y());
    let (mut all, mut own) = (0, 0);
    let mut touching: [Vec<u32>; 4] = Default::default();
    for (n, line) in (0u32..).zip(&page.lines).filter(|(_, l)| l.place.is_finite() && print(&l.text)) {
        let place = &line.place;
        (all, own) = (all + 1, own + usize::from(inside(place)));
        let near = TOUCHING * place.height().min(place.width());
        let rooms = [place.x0, place.y0, width - place.x1, height - place.y1];
        let sides = touching.iter_mut().zip(rooms).filter(|(_, room)| *room <= near);
        sides.for_each(|(touching, _)| touching.push(n));
    }
    // Boxes that lie beside their page count from somewhere else.
    if own * 2 < all {
        return Vec::new();
    }
    let mut cut: Vec<u32> = touching.into_iter().filter(|touching| touching.len() >= FEWEST).flatten().collect();
    cut.sort_unstable();
    cut.dedup();
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Line;

    #[test]
    fn lines_at_the_edge_of_a_page() {
        let page = |left: f64, width: f64| {
            let rows = (0..5).map(|row| f64::from(row) * 20.0 + 40.0);
            let line = |y: f64, x: f64| Line::new("某某银行", Rect::new(x, y, x + 40.0, y + 10.0));
            Page { width, height: 800.0, lines: rows.flat_map(|y| [line(y, left), line(y, left + 100.0)]).collect(), ..Page::default() }
        };
        assert_eq!(cut(&page(0.5, 600.0)), [0, 2, 4, 6, 8]);
        assert_eq!(cut(&page(20.0, 160.8)), [1, 3, 5, 7, 9]);
        assert!(cut(&page(20.0, 600.0)).is_empty());
        assert!(cut(&page(0.5, 0.0)).is_empty(), "of unknown size");
        assert!(cut(&page(5000.0, 600.0)).is_empty(), "beside the page");
        let mut two = page(0.5, 600.0);
        two.lines.truncate(4);
        assert!(cut(&two).is_empty(), "two lines only");
    }
}
