//! What the adapters share: boxes from polygons, confidences, words joined to lines, normalised coordinates.

use std::collections::HashMap;

use crate::document::{Line, Page, Point, Rect};
use crate::input::direction;

/// How far apart two words of one baseline may stand and still be one line, in heights of the text.
///
/// Cells of a dense report stand from 0.6 em apart, a half-width blank is 0.5 em.
pub(super) const WORD_GAP: f64 = 0.55;
/// The same for the words of one line of a recogniser, which splits words that stand close less reliably than a text layer does.
pub(super) const READ_GAP: f64 = 0.8;
/// Words on one baseline share more than this part of the lower one's height: a mark such as a dash or a dot has a flat box inside its
/// neighbour's.
const SHARED: f64 = 0.5;
/// Words on one baseline overlap by less, in heights of the text: `）（` set close share half their boxes.
const OVERLAP: f64 = 0.6;
/// In high print words are no farther apart than in print so many times as high as most words are.
const HIGH: f64 = 2.0;
/// So many lines that end near a word are looked through: words piled up on one spot must not make the search long.
const ENDS: usize = 16;
/// Two words not in Chinese are parted from here by a blank, in heights of the text; one in Chinese and one that is not from [`WIDE_BLANK`].
const BLANK: f64 = 0.15;
const WIDE_BLANK: f64 = 0.45;

/// A box whose edges are in order, whichever way round they were given.
pub(super) fn rect(x0: f64, y0: f64, x1: f64, y1: f64) -> Rect {
    Rect::new(x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1))
}

/// A line in the box around its points; four points are kept as its corners.
pub(super) fn line(text: impl Into<String>, points: &[Point], confidence: Option<f32>) -> Option<Line> {
    if points.len() < 2 {
        return None;
    }
    let place = Rect::around(points)?;
    Some(Line { corners: corners(points, &place), confidence, ..Line::new(text, place) })
}

/// A line in an upright box.
pub(super) fn boxed(text: impl Into<String>, place: Rect, confidence: Option<f32>) -> Line {
    Line { confidence, ..Line::new(text, place) }
}

/// A confidence given as 0 to 1.
pub(super) fn unit(value: Option<f64>) -> Option<f32> {
    value.filter(|v| v.is_finite() && *v >= 0.0).map(|v| v.min(1.0) as f32)
}

/// A confidence given as 0 to 100; negative means that there is none.
pub(super) fn percent(value: Option<f64>) -> Option<f32> {
    unit(value.map(|v| v / 100.0))
}

/// Keeps a page number that a file gives, 1-based; absent or out of range is 1.
pub(super) fn page_number(value: Option<f64>) -> u32 {
    value.filter(|v| (1.0..=f64::from(u32::MAX)).contains(v)).map_or(1, |v| v as u32)
}

/// A page of lines.
pub(super) fn page(number: u32, width: Option<f64>, height: Option<f64>, lines: Vec<Line>) -> Page {
    let size = |v: Option<f64>| v.filter(|v| v.is_finite() && *v > 0.0).unwrap_or(0.0);
    Page { number, width: size(width), height: size(height), lines, ..Page::default() }
}

/// Moves and stretches a line.
pub(super) fn transform(line: &mut Line, map: impl Fn(Point) -> Point) {
    let (a, b) = (map(Point { x: line.place.x0, y: line.place.y0 }), map(Point { x: line.place.x1, y: line.place.y1 }));
    line.place = rect(a.x, a.y, b.x, b.y);
    line.corners = line.corners.map(|c| c.map(&map));
}

/// Turns a page whose boxes are parts of the page (0 to 1) into one with a size.
///
/// Where the true size is not known the page becomes 1000 wide, and as high as its Chinese characters say, which are
/// square: geometry that compares widths with heights would be wrong otherwise.
pub(super) fn denormalise(page: &mut Page, size: Option<(f64, f64)>) {
    let (width, height) = size.filter(|(w, h)| *w > 0.0 && *h > 0.0).unwrap_or_else(|| (1000.0, 1000.0 / aspect(&page.lines)));
    for line in &mut page.lines {
        transform(line, |p| Point { x: p.x * width, y: p.y * height });
    }
    (page.width, page.height) = (width, height);
}

/// Joins words that stand beside each other on one baseline into lines; cells of a table stay apart.
///
/// `gap` is in heights of the text. Words may run any way; what runs alike is joined.
pub(super) fn join(words: Vec<Line>, gap: f64) -> Vec<Line> {
    direction::along(words, |words| join_rightwards(words, gap))
}

/// Joins the words of one line of the engine, which may run across several cells.
pub(super) fn split_line(words: Vec<Line>, gap: f64) -> Vec<Line> {
    direction::along(words, |words| split_rightwards(words, gap))
}

/// Linear but for the sorting: each word looks only at the lines that end near it.
fn join_rightwards(words: Vec<Line>, gap: f64) -> Vec<Line> {
    let mut words: Vec<Line> = words.into_iter().filter(|w| !w.text.trim().is_empty() && w.place.is_finite()).collect();
    let unit = median(words.iter().map(|w| w.place.height())).max(1e-6);
    words.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    let bucket = |w: &Rect| (w.center_y() / unit).clamp(-1e9, 1e9) as i64;
    let mut lines: Vec<(Line, Rect)> = Vec::new();
    let mut open: HashMap<i64, Vec<usize>> = HashMap::new();
    for word in words {
        let at = bucket(&word.place);
        let mut best: Option<(f64, usize)> = None;
        for near in [at - 1, at, at + 1] {
            let Some(ends) = open.get_mut(&near) else { continue };
            ends.retain(|i| lines.get(*i).is_some_and(|(_, last)| word.place.x0 - last.x1 <= gap * last.height().max(unit)));
            for &i in ends.iter() {
                let Some((_, last)) = lines.get(i) else { continue };
                let small = last.height().min(word.place.height());
                let em = last.height().max(word.place.height());
                let apart = word.place.x0 - last.x1;
                let beside = last.overlap_y(&word.place) > SHARED * small && apart > -OVERLAP * em && apart < gap * em.min(HIGH * unit);
                let off = (last.center_y() - word.place.center_y()).abs();
                if beside && best.is_none_or(|(o, _)| off < o) {
                    best = Some((off, i));
                }
            }
        }
        let i = match best {
            Some((_, i)) => {
                if let Some((line, last)) = lines.get_mut(i) {
                    for near in [at - 1, at, at + 1] {
                        open.entry(near).and_modify(|ends| ends.retain(|k| *k != i));
                    }
                    let place = word.place;
                    append(line, word, true);
                    *last = place;
                }
                i
            }
            None => {
                lines.push((Line { corners: word.corners, ..word.clone() }, word.place));
                lines.len() - 1
            }
        };
        let Some((_, last)) = lines.get(i) else { continue };
        let ends = open.entry(bucket(last)).or_default();
        if ends.len() >= ENDS {
            ends.remove(0);
        }
        ends.push(i);
    }
    let mut lines: Vec<Line> = lines.into_iter().map(|(line, _)| line).collect();
    lines.sort_by(|a, b| a.place.y0.total_cmp(&b.place.y0).then(a.place.x0.total_cmp(&b.place.x0)));
    lines
}

fn split_rightwards(words: Vec<Line>, gap: f64) -> Vec<Line> {
    let mut words: Vec<Line> = words.into_iter().filter(|w| !w.text.trim().is_empty() && w.place.is_finite()).collect();
    // The boxes of single characters can be slivers; the line's height is that of most of its words.
    let em = upper_median(words.iter().map(|w| w.place.height())).max(1e-6);
    words.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    let mut lines: Vec<Line> = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for word in words {
        let apart = word.place.x0 - end;
        end = end.max(word.place.x1);
        match lines.last_mut() {
            // A ruling between two cells is read as a bar.
            Some(line) if apart < gap * em && !line.text.ends_with('|') && !word.text.starts_with('|') => append(line, word, false),
            _ => {
                end = word.place.x1;
                lines.push(word);
            }
        }
    }
    // A blank at the end is no part of the text, but hides a closing bracket.
    for line in &mut lines {
        line.text.truncate(line.text.trim_end().len());
    }
    lines
}

/// The text of two neighbours: Chinese is written without blanks.
pub(super) fn glue(left: &mut String, right: &str, gap_in_em: f64) {
    let blank = match (left.chars().next_back(), right.chars().next()) {
        (Some(a), Some(b)) => gap_in_em > BLANK && (!is_wide(a) && !is_wide(b) || gap_in_em > WIDE_BLANK),
        _ => false,
    };
    if blank {
        left.push(' ');
    }
    left.push_str(right);
}

/// Whether a character fills a square of its own, as Chinese characters and full-width marks do.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// The middle one of some numbers; 0 without any.
pub(super) fn median(values: impl Iterator<Item = f64>) -> f64 {
    nth(values, 1, 2)
}

fn upper_median(values: impl Iterator<Item = f64>) -> f64 {
    nth(values, 3, 4)
}

fn nth(values: impl Iterator<Item = f64>, part: usize, of: usize) -> f64 {
    let mut values: Vec<f64> = values.filter(|v| v.is_finite()).collect();
    if values.is_empty() {
        return 0.0;
    }
    let middle = (values.len() * part / of).min(values.len() - 1);
    *values.select_nth_unstable_by(middle, f64::total_cmp).1
}

/// `exact` where the boxes of words can be trusted to tell a blank between Chinese characters.
fn append(line: &mut Line, word: Line, exact: bool) {
    let em = line.place.height().max(word.place.height()).max(1e-6);
    let apart = (word.place.x0 - line.place.x1) / em;
    let (a, b) = (line.text.len().max(1) as f32, word.text.len().max(1) as f32);
    let chinese = line.text.ends_with(is_wide) && word.text.starts_with(is_wide);
    glue(&mut line.text, &word.text, if chinese && !exact { 0.0 } else { apart });
    line.place = line.place.union(&word.place);
    line.corners = None;
    // A long word says more about the line than a short one.
    line.confidence = match (line.confidence, word.confidence) {
        (Some(x), Some(y)) => Some((x * a + y * b) / (a + b)),
        _ => None,
    };
}

/// Four corners that say more than the box around them.
fn corners(points: &[Point], place: &Rect) -> Option<[Point; 4]> {
    let corners = <[Point; 4]>::try_from(points).ok()?;
    let upright = [(place.x0, place.y0), (place.x1, place.y0), (place.x1, place.y1), (place.x0, place.y1)];
    let same = corners.iter().zip(upright).all(|(p, (x, y))| p.x == x && p.y == y);
    (!same).then_some(corners)
}

/// Width of a page over its height, from lines in parts of the page: a Chinese character is about as wide as its line is high.
fn aspect(lines: &[Line]) -> f64 {
    /// Of an upright A4 page.
    const UPRIGHT: f64 = 210.0 / 297.0;
    /// How wide a Chinese character is, in heights of the box that recognisers draw around a line.
    const WIDTH: f64 = 0.85;
    /// What comes so near to A4, upright or lying, is taken to be A4.
    const NEAR_UPRIGHT: f64 = 0.25;
    const NEAR_LYING: f64 = 0.2;
    /// No page is so many times longer one way than the other.
    const LONGEST: f64 = 5.0;
    let ratios = lines.iter().filter_map(|l| {
        let chars = l.text.chars().count();
        let wide = chars >= 3 && l.text.chars().all(is_wide);
        (wide && l.place.width() > 0.0).then(|| l.place.height() * chars as f64 * WIDTH / l.place.width())
    });
    let seen = median(ratios);
    if seen <= 0.0 || (seen / UPRIGHT - 1.0).abs() < NEAR_UPRIGHT {
        UPRIGHT
    } else if (seen * UPRIGHT - 1.0).abs() < NEAR_LYING {
        1.0 / UPRIGHT
    } else {
        seen.clamp(1.0 / LONGEST, LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, x: f64, y: f64, w: f64) -> Line {
        Line::new(text, Rect::new(x, y, x + w, y + 10.0))
    }

    #[test]
    fn neighbours_join_and_cells_stay_apart() {
        let words = vec![
            word("用报告", 22.0, 0.5, 30.0),
            word("个人信", 0.0, 0.0, 20.0),
            word("2015.05.05", 64.0, 0.0, 50.0),
            word("下行", 0.0, 14.0, 20.0),
        ];
        let texts: Vec<_> = join(words, WORD_GAP).into_iter().map(|l| l.text).collect();
        assert_eq!(texts, ["个人信用报告", "2015.05.05", "下行"]);
    }

    #[test]
    fn brackets_set_close_stay_in_their_order() {
        let words = vec![word("）", 0.0, 0.0, 10.0), word("（", 5.0, 0.0, 10.0), word("其", 15.0, 0.0, 10.0)];
        assert_eq!(join(words, WORD_GAP)[0].text, "）（其");
    }

    #[test]
    fn a_tilted_row_is_followed() {
        let words = (0..40).map(|i| word("字", f64::from(i) * 10.0, f64::from(i) * 0.6, 10.0)).collect();
        assert_eq!(join(words, WORD_GAP).len(), 1);
    }

    #[test]
    fn a_bar_between_words_is_the_edge_of_a_cell() {
        let words = vec![word("姓", 0.0, 0.0, 10.0), word("名|", 15.0, 0.0, 12.0), word("证件", 30.0, 0.0, 20.0)];
        let texts: Vec<_> = split_line(words, READ_GAP).into_iter().map(|l| l.text).collect();
        assert_eq!(texts, ["姓名|", "证件"]);
    }

    #[test]
    fn blanks_stand_between_latin_words_only() {
        let mut text = String::from("AB");
        glue(&mut text, "CD", 0.3);
        glue(&mut text, "字", 0.3);
        assert_eq!(text, "AB CD字");
    }
}
