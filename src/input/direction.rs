//! Which way words run: along the page, up or down it, on their head, or leaning as a watermark does.
//!
//! Words are joined by their left and right neighbours, so each group of words that run alike is joined in a frame in which
//! they run to the right, and then put back with the corners that tell the way.

use crate::document::{Line, Point, Rect};
use crate::input::parts::is_wide;

/// Words that lean more than this from a quarter of a turn run their own way (degrees).
const LEANING: f64 = 10.0;
/// The corners of a single character tell its angle less well.
const LEANING_ALONE: f64 = 20.0;
/// A word this much longer than high tells by its shape alone which way it runs.
const LONG: f64 = 1.5;
/// Leaning words within this of each other run alike (degrees).
const ALIKE: f64 = 7.5;
/// Words of more directions than this are put with the nearest, so that noise cannot make the work long.
const DIRECTIONS: usize = 16;

/// Joins words in the direction in which they run; `join` knows only words that run to the right.
pub(super) fn along(words: Vec<Line>, join: impl Fn(Vec<Line>) -> Vec<Line>) -> Vec<Line> {
    if words.iter().all(|w| w.corners.is_none()) {
        let Some(quarter) = by_shape(&words) else { return join(words) };
        let mut lines = in_frame(words, quarter, &join);
        // The way is a guess from the shape: the layout has the page numbers to know better.
        lines.iter_mut().for_each(|l| l.corners = None);
        return lines;
    }
    let usual = usual(&words);
    let mut groups: Vec<(f64, Vec<Line>)> = vec![(usual, Vec::new())];
    for word in words {
        let angle = own(&word, usual);
        let full = groups.len() >= DIRECTIONS;
        let off = |at: f64| apart(at, angle).abs();
        let nearest = groups.iter_mut().min_by(|a, b| off(a.0).total_cmp(&off(b.0)));
        match nearest {
            Some((at, group)) if full || off(*at) < ALIKE => group.push(word),
            _ => groups.push((angle, vec![word])),
        }
    }
    groups.into_iter().flat_map(|(angle, words)| in_frame(words, angle, &join)).collect()
}

/// Gives a line in an upright box the corners of text that runs at an angle (degrees, clockwise on the page).
pub(super) fn lean(line: &mut Line, degrees: f64) {
    if !degrees.is_finite() || apart(degrees, 0.0).abs() < 0.5 {
        return;
    }
    let (sin, cos) = sine_cosine(degrees);
    let (s, c) = (sin.abs(), cos.abs());
    let (across, down) = (line.place.width(), line.place.height());
    let by_text = || {
        let ems: f64 = line.text.chars().map(|ch| if is_wide(ch) { 1.0 } else { 0.5 }).sum::<f64>().max(0.5);
        let high = (across + down) / ((ems + 1.0) * (s + c));
        (ems * high, high)
    };
    // Near 45 degrees the box says nothing about how long and how high the text is; the number of its characters does.
    let square = c * c - s * s;
    let by_box = ((across * c - down * s) / square, (down * c - across * s) / square);
    let (long, high) = if square.abs() > 0.3 && by_box.0 > 0.0 && by_box.1 > 0.0 { by_box } else { by_text() };
    let (x, y) = (line.place.center_x(), line.place.center_y());
    let corner = |along: f64, below: f64| {
        let (u, v) = (along * long / 2.0, below * high / 2.0);
        Point { x: x + u * cos - v * sin, y: y + u * sin + v * cos }
    };
    line.corners = Some([corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)]);
}

/// The direction of most of the text, a quarter turn.
fn usual(words: &[Line]) -> f64 {
    let mut votes = [0usize; 4];
    for word in words {
        let quarter = (angle(word).unwrap_or(0.0) / 90.0).round().rem_euclid(4.0) as usize;
        if let Some(vote) = votes.get_mut(quarter) {
            *vote += word.text.chars().count();
        }
    }
    let most = votes.iter().copied().max().unwrap_or(0);
    votes.iter().position(|v| *v == most).map_or(0.0, |q| q as f64 * 90.0)
}

/// The direction of one word: that of the page unless its corners clearly tell another.
fn own(word: &Line, usual: f64) -> f64 {
    let (angle, quarter) = match angle(word) {
        Some(angle) => (angle, (angle / 90.0).round() * 90.0),
        None => (0.0, 0.0),
    };
    let alone = word.text.trim().chars().nth(1).is_none();
    if (angle - quarter).abs() > if alone { LEANING_ALONE } else { LEANING } {
        return angle;
    }
    let frame = in_frame_of(word, quarter).place;
    if apart(quarter, usual).abs() < 1.0 || frame.width() < LONG * frame.height() { usual } else { quarter }
}

/// The angle of a word's upper edge, in degrees clockwise; `None` without corners, as of an upright box.
fn angle(word: &Line) -> Option<f64> {
    let [a, b, _, _] = word.corners?;
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    (dx.hypot(dy) > 1e-9).then(|| dy.atan2(dx).to_degrees()).filter(|a| a.is_finite())
}

/// The quarter turn of words in upright boxes which are higher than wide: down, or up if they follow each other upwards.
fn by_shape(words: &[Line]) -> Option<f64> {
    let (mut tall, mut wide) = (0usize, 0usize);
    for word in words.iter().filter(|w| w.text.trim().chars().nth(1).is_some()) {
        let (width, height) = (word.place.width(), word.place.height());
        tall += usize::from(height > LONG * width);
        wide += usize::from(width > height);
    }
    let all = words.iter().map(|w| w.place).reduce(|a, b| a.union(&b))?;
    let stands = tall >= 3 && tall > 2 * wide || words.len() > 1 && tall > 0 && wide == 0 && all.height() > 2.0 * all.width();
    if !stands {
        return None;
    }
    let mut up = 0i64;
    for pair in words.windows(2) {
        let [a, b] = pair else { continue };
        if a.place.shares_width(&b.place, 0.5) {
            up += if b.place.center_y() < a.place.center_y() { 1 } else { -1 };
        }
    }
    Some(if up > 0 { 270.0 } else { 90.0 })
}

fn in_frame(words: Vec<Line>, angle: f64, join: &impl Fn(Vec<Line>) -> Vec<Line>) -> Vec<Line> {
    if angle == 0.0 {
        return join(words);
    }
    let mut lines = join(words.iter().map(|w| in_frame_of(w, angle)).collect());
    let (sin, cos) = sine_cosine(angle);
    for line in &mut lines {
        let corners = line.corners.unwrap_or_else(|| around(&line.place));
        let corners = corners.map(|p| Point { x: p.x * cos - p.y * sin, y: p.x * sin + p.y * cos });
        line.place = Rect::around(&corners).unwrap_or_default();
        line.corners = Some(corners);
    }
    lines
}

/// A word in a frame in which text at an angle runs to the right.
fn in_frame_of(word: &Line, angle: f64) -> Line {
    let (sin, cos) = sine_cosine(angle);
    let corners = word.corners.unwrap_or_else(|| around(&word.place)).map(|p| Point { x: p.x * cos + p.y * sin, y: p.y * cos - p.x * sin });
    let place = Rect::around(&corners).unwrap_or_default();
    Line { place, corners: word.corners.map(|_| corners), ..word.clone() }
}

fn around(r: &Rect) -> [Point; 4] {
    [(r.x0, r.y0), (r.x1, r.y0), (r.x1, r.y1), (r.x0, r.y1)].map(|(x, y)| Point { x, y })
}

/// The smaller way from one angle to another, in degrees.
fn apart(a: f64, b: f64) -> f64 {
    (a - b + 180.0).rem_euclid(360.0) - 180.0
}

/// Exact for quarter turns, so that turned pages have the numbers of upright ones.
fn sine_cosine(degrees: f64) -> (f64, f64) {
    let turn = degrees.rem_euclid(360.0);
    match () {
        () if turn == 0.0 => (0.0, 1.0),
        () if turn == 90.0 => (1.0, 0.0),
        () if turn == 180.0 => (0.0, -1.0),
        () if turn == 270.0 => (-1.0, 0.0),
        () => turn.to_radians().sin_cos(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parts::{WORD_GAP, join, split_line};

    /// Three cells in two rows, cut into characters, at an angle.
    fn page(angle: f64, corners: bool) -> Vec<Line> {
        let (sin, cos) = sine_cosine(angle);
        let turn = |p: Point| Point { x: p.x * cos - p.y * sin, y: p.x * sin + p.y * cos };
        let rows = [(0.0, 0.0, ["个人", "信用", "报告"]), (100.0, 0.0, ["张三", "李四", "王五"]), (0.0, 30.0, ["2015", ".05.", "05"])];
        let mut words = Vec::new();
        for (x, y, texts) in rows {
            for (text, n) in texts.into_iter().zip(0u8..) {
                let x = x + 20.0 * f64::from(n);
                let quad = around(&Rect::new(x, y, x + 20.0, y + 10.0)).map(turn);
                let place = Rect::around(&quad).unwrap();
                words.push(Line { corners: (corners && angle != 0.0).then_some(quad), ..Line::new(text, place) });
            }
        }
        words
    }

    fn texts(lines: &[Line]) -> Vec<&str> {
        lines.iter().map(|l| l.text.as_str()).collect()
    }

    #[test]
    fn words_are_joined_whichever_way_they_run() {
        for angle in [0.0, 90.0, 180.0, 270.0, 30.0, -45.0, 3.0, 93.0] {
            let lines = join(page(angle, true), WORD_GAP);
            // Cells of one row follow each other in any order, which rounding decides at an angle.
            let found: std::collections::BTreeSet<_> = texts(&lines).into_iter().collect();
            assert_eq!(found, ["个人信用报告", "张三李四王五", "2015.05.05"].into(), "{angle}");
        }
        for angle in [90.0, 270.0] {
            let lines = join(page(angle, false), WORD_GAP);
            assert_eq!(texts(&lines), ["个人信用报告", "张三李四王五", "2015.05.05"], "{angle}");
            assert!(lines.iter().all(|l| l.corners.is_none()));
        }
    }

    #[test]
    fn a_turned_line_has_the_corners_of_its_words() {
        let lines = join(page(90.0, true), WORD_GAP);
        assert_eq!(lines[0].place, Rect::new(-10.0, 0.0, 0.0, 60.0));
        let [a, b, ..] = lines[0].corners.unwrap();
        assert_eq!((a, b), (Point { x: 0.0, y: 0.0 }, Point { x: 0.0, y: 60.0 }));
    }

    #[test]
    fn a_watermark_does_not_run_into_the_page() {
        let mut words = page(0.0, true);
        let mut mark = Line::new("内部使用", Rect::new(10.0, 0.0, 50.0, 30.0));
        lean(&mut mark, -30.0);
        words.push(mark);
        let lines = join(words, WORD_GAP);
        assert_eq!(texts(&lines), ["个人信用报告", "张三李四王五", "2015.05.05", "内部使用"]);
        assert!(lines.iter().all(|l| l.corners.is_some() == (l.text == "内部使用")));
    }

    #[test]
    fn a_single_sign_with_odd_corners_stays_in_its_line() {
        let mut words = page(0.0, true);
        // The corners of a square sign may begin anywhere.
        let quad = around(&Rect::new(60.0, 0.0, 70.0, 10.0));
        words.push(Line { corners: Some([quad[1], quad[2], quad[3], quad[0]]), ..Line::new("书", Rect::new(60.0, 0.0, 70.0, 10.0)) });
        assert_eq!(texts(&join(words, WORD_GAP))[0], "个人信用报告书");
    }

    #[test]
    fn boxes_around_leaning_text_tell_its_corners() {
        for angle in [20.0, 45.0, 60.0, 90.0, 180.0, -75.0] {
            let (sin, cos) = sine_cosine(angle);
            let quad = around(&Rect::new(0.0, 0.0, 40.0, 10.0)).map(|p| Point { x: p.x * cos - p.y * sin, y: p.x * sin + p.y * cos });
            let mut line = Line::new("内部使用", Rect::around(&quad).unwrap());
            lean(&mut line, angle);
            let near = line.corners.unwrap().iter().zip(quad).all(|(a, b)| (a.x - b.x).hypot(a.y - b.y) < 1e-6);
            assert!(near, "{angle}: {:?}", line.corners);
        }
    }

    #[test]
    fn a_line_of_an_engine_is_split_in_its_own_direction() {
        let mut words = page(270.0, true);
        words.truncate(6);
        assert_eq!(texts(&split_line(words, WORD_GAP)), ["个人信用报告", "张三李四王五"]);
    }
}
