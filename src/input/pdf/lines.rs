//! Characters become lines: in the order of the stream first, then by their places; cells of a table stay apart.

use std::collections::HashMap;

use crate::document::{Line, Origin, Point, Rect};
use crate::input::parts;
use crate::input::pdf::text::Glyph;

/// Characters without a blank between them belong together up to this gap, in sizes of the text.
const GAP: f64 = 0.34;

/// Word sets digits and Latin letters a little off Chinese.
const AUTOSPACE: f64 = 0.46;

/// A blank carries a line on only where the next character stands at its end: in a table, blanks end a cell. Justified text
/// widens its blanks, which counts only within one piece of marked content, as a cell is one.
const AFTER_BLANK: f64 = 0.22;
const AFTER_WIDE_BLANK: f64 = 0.4;

/// Chinese marks are set half into the mark before them.
const TIGHT: f64 = 0.62;

/// More blanks than this in a row are two texts.
const BLANKS: f64 = 0.95;

/// A copy of a character at most this far away makes it bold and is no text.
const COPY: f64 = 0.1;

/// Characters of one baseline on the way to be a line. Along the baseline is `u`, across it `v`.
struct Run {
    text: String,
    /// Direction of the baseline, in whole degrees.
    angle: i32,
    from: f64,
    to: f64,
    /// Where the next blank or character would begin.
    pen: f64,
    /// Where the last character began.
    last: f64,
    /// The piece of marked content of the last character.
    mark: u32,
    baseline: f64,
    em: f64,
    above: f64,
    below: f64,
    hidden: bool,
}

/// The lines of a page.
pub(super) fn lines(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut copies = Copies::default();
    let mut runs: Vec<Run> = Vec::new();
    for glyph in glyphs {
        let angle = if glyph.advance.x == 0.0 && glyph.advance.y == 0.0 {
            0
        } else {
            glyph.advance.y.atan2(glyph.advance.x).to_degrees().round() as i32
        };
        let (u, v) = turned(glyph.at, -angle);
        let blank = glyph.text.chars().all(char::is_whitespace);
        if !blank && copies.seen(&glyph, u, v) {
            continue;
        }
        let width = glyph.advance.x.hypot(glyph.advance.y);
        match runs.last_mut() {
            Some(run) if run.takes(&glyph, angle, u, v, blank) => run.add(&glyph, u, width, blank),
            _ if blank => {}
            _ => runs.push(Run::new(glyph, angle, u, v, width)),
        }
    }
    let mut groups: HashMap<(i32, bool), Vec<Line>> = HashMap::new();
    for run in runs {
        groups.entry((run.angle, run.hidden)).or_default().push(run.line());
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(key, _)| *key);
    let mut all: Vec<Line> =
        groups.into_iter().flat_map(|((angle, _), lines)| parts::join(lines, GAP).into_iter().map(move |l| upright(l, angle))).collect();
    all.sort_by(|a, b| a.place.y0.total_cmp(&b.place.y0).then(a.place.x0.total_cmp(&b.place.x0)));
    all
}

impl Run {
    fn new(glyph: Glyph, angle: i32, u: f64, v: f64, width: f64) -> Run {
        Run {
            angle,
            from: u,
            to: u + width,
            pen: u + width,
            last: u,
            mark: glyph.mark,
            baseline: v,
            em: glyph.em,
            above: (1.0 + glyph.descent) * glyph.em,
            below: -glyph.descent * glyph.em,
            hidden: glyph.hidden,
            text: glyph.text,
        }
    }

    fn takes(&self, glyph: &Glyph, angle: i32, u: f64, v: f64, blank: bool) -> bool {
        let (small, large) = (self.em.min(glyph.em), self.em.max(glyph.em));
        let alike = angle == self.angle && self.hidden == glyph.hidden && small > 0.6 * large && (v - self.baseline).abs() < 0.2 * large;
        let ahead = u - self.pen;
        if !alike || ahead < -TIGHT * large || u < self.last {
            return false;
        }
        if self.pen > self.to || blank {
            let most = if glyph.mark == self.mark { AFTER_WIDE_BLANK } else { AFTER_BLANK };
            return ahead < most * large && u - self.to < BLANKS * large;
        }
        let wide = |c: Option<char>| c.is_some_and(parts::is_wide);
        let mixed = wide(self.text.chars().next_back()) != wide(glyph.text.chars().next());
        ahead < if mixed { AUTOSPACE } else { GAP } * large
    }

    fn add(&mut self, glyph: &Glyph, u: f64, width: f64, blank: bool) {
        let pen = u + width;
        (self.last, self.mark) = (u, glyph.mark);
        if blank {
            self.pen = self.pen.max(pen);
            return;
        }
        let apart = (u - self.to) / self.em.max(1e-6);
        if self.pen > self.to {
            self.text.push(' ');
            self.text.push_str(&glyph.text);
        } else {
            parts::glue(&mut self.text, &glyph.text, apart);
        }
        self.to = self.to.max(pen);
        self.pen = self.to;
        self.em = self.em.max(glyph.em);
        self.above = self.above.max((1.0 + glyph.descent) * glyph.em);
        self.below = self.below.max(-glyph.descent * glyph.em);
    }

    fn line(self) -> Line {
        let place = Rect::new(self.from, self.baseline - self.above, self.to, self.baseline + self.below);
        // Invisible text is what some engine read on the scan below it, how well nobody says.
        let origin = if self.hidden { Origin::HiddenText } else { Origin::TextLayer };
        Line { origin, ..parts::boxed(self.text, place, None) }
    }
}

/// A point in a frame turned by whole degrees.
fn turned(p: Point, degrees: i32) -> (f64, f64) {
    if degrees == 0 {
        return (p.x, p.y);
    }
    let (sin, cos) = f64::from(degrees).to_radians().sin_cos();
    (p.x * cos - p.y * sin, p.x * sin + p.y * cos)
}

/// A line from its turned frame back to the page; what is not upright keeps its corners.
fn upright(mut line: Line, angle: i32) -> Line {
    if angle == 0 {
        return line;
    }
    let r = line.place;
    let corners = [(r.x0, r.y0), (r.x1, r.y0), (r.x1, r.y1), (r.x0, r.y1)].map(|(x, y)| {
        let (x, y) = turned(Point { x, y }, angle);
        Point { x, y }
    });
    line.place = Rect::around(&corners).unwrap_or(r);
    line.corners = Some(corners);
    line
}

/// Finds characters that are painted again at the same place. Position decides, not the text: 11 is no copy.
#[derive(Default)]
struct Copies {
    seen: HashMap<u64, (f64, f64)>,
}

impl Copies {
    fn seen(&mut self, glyph: &Glyph, u: f64, v: f64) -> bool {
        let Some(c) = glyph.text.chars().next() else { return false };
        let near = COPY * glyph.em;
        // The cells are of the size's next power of two (of a thousand and twenty-four thousandths), so no smaller than the reach:
        // a copy lies in the same cell or in one beside it.
        let power = (glyph.em * 1000.0).round().log2().ceil().clamp(0.0, 60.0) as i32 - 10;
        let cell = COPY * f64::from(power).exp2() * 1.024;
        let at = |x: f64| (x / cell).floor() as i64;
        // Three are enough where the size is one that can be.
        let reach = |x: f64| (at(x - near)..=at(x + near)).take(3);
        for column in reach(u) {
            for row in reach(v) {
                if self.seen.get(&key(c, power, column, row)).is_some_and(|(x, y)| (x - u).abs() <= near && (y - v).abs() <= near) {
                    return true;
                }
            }
        }
        self.seen.insert(key(c, power, at(u), at(v)), (u, v));
        false
    }
}

/// One number is hashed faster than four. Two cells a quarter of a million apart share one, which their places tell apart.
fn key(c: char, power: i32, column: i64, row: i64) -> u64 {
    const SIDE: i64 = 1 << 18;
    let part = |n: i64| n.rem_euclid(SIDE).unsigned_abs();
    u64::from(u32::from(c)) << 42 ^ i64::from(power).rem_euclid(64).unsigned_abs() << 36 ^ part(column) << 18 ^ part(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, x: f64, y: f64, step: f64) -> Vec<Glyph> {
        let glyph = |(i, c): (usize, char)| Glyph {
            text: c.to_string(),
            at: Point { x: x + step * i as f64, y },
            advance: Point { x: step, y: 0.0 },
            em: 10.0,
            descent: -0.2,
            hidden: false,
            mark: 0,
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn texts(parts: &[Vec<Glyph>]) -> Vec<String> {
        let glyphs = parts.iter().flatten().map(|g| Glyph { text: g.text.clone(), ..*g }).collect();
        lines(glyphs).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn bold_is_read_once_and_doubles_stay() {
        assert_eq!(texts(&[typed("张三三1100", 0.0, 0.0, 5.0), typed("张三三1100", 0.3, 0.0, 5.0)]), ["张三三1100"]);
    }

    #[test]
    fn copies_are_found_at_every_size_and_offset() {
        for size in (80..=140).map(|n| f64::from(n) / 10.0) {
            for shift in [0.0, 0.3, 0.09 * size] {
                let row = |x: f64, y: f64| -> Vec<Glyph> {
                    let mut glyphs = typed("张三三1100NN余额", x, y, size);
                    glyphs.iter_mut().for_each(|g| g.em = size);
                    glyphs
                };
                let parts: Vec<Vec<Glyph>> = (0..40)
                    .flat_map(|n| [row(33.3, 1.37 * size * f64::from(n)), row(33.3 + shift, 1.37 * size * f64::from(n) - shift)])
                    .collect();
                assert_eq!(texts(&parts), ["张三三1100NN余额"; 40], "size {size}, shift {shift}");
            }
        }
    }

    #[test]
    fn a_size_without_measure_takes_no_time() {
        let mut glyphs = typed("张三", 0.0, 0.0, 5.0);
        glyphs.iter_mut().for_each(|g| g.em = 1e300);
        assert_eq!(lines(glyphs).len(), 1);
    }

    #[test]
    fn fonts_change_within_a_line() {
        assert_eq!(texts(&[typed("最近", 0.0, 0.0, 10.0), typed("6", 21.0, 0.3, 5.0), typed("个月", 27.0, 0.0, 10.0)]), ["最近6个月"]);
    }

    #[test]
    fn a_blank_ends_a_cell_unless_the_text_goes_on_at_it() {
        assert_eq!(texts(&[typed("一 个人", 0.0, 0.0, 5.0)]), ["一 个人"]);
        assert_eq!(texts(&[typed("东城 ", 0.0, 0.0, 5.0), typed("西城", 19.0, 0.0, 5.0)]), ["东城", "西城"]);
    }

    #[test]
    fn upwards_text_keeps_its_corners() {
        let mut glyphs = typed("印", 50.0, 50.0, 10.0);
        glyphs[0].advance = Point { x: 0.0, y: -10.0 };
        let line = &lines(glyphs)[0];
        assert!((line.place.x0 - 42.0).abs() < 1e-9 && (line.place.y0 - 40.0).abs() < 1e-9 && line.corners.is_some());
    }
}
