//! Draws a compact text as a page of lines, so that a case can be read where it stands.
//!
//! ```text
//! 账户1（授信协议标识：AB12）
//! 管理机构 | 账户标识 | 开立日期
//! 工商银行 | BBCZ12   | 2014.08.05
//! ```
//!
//! A line of the drawing is a row of print; its cells are centred in columns of equal width. A cell alone is a title
//! and starts at the left margin; `> ` before it centres it. An empty cell prints nothing.
//!
//! | in a row | meaning |
//! |---|---|
//! | `text @120` | the cell's middle is at x = 120 |
//! | `text @120:300` | the cell reaches from x = 120 to x = 300 |
//! | `one && two` | one cell that came as two lines |
//! | `~ ` first | the row stands half a line under the one before: cells printed over two lines |
//! | `=== 2/3` | a new page; the one before gets `第 2 页，共 3 页` at its foot when it ends with this line |
//! | `=== ` | a new page without a number |
//! | a blank line | half a line of space |

use zhengxin::{Document, Line, Page, Rect};

/// Width of a drawn page.
pub const WIDTH: f64 = 595.0;
/// Height of a drawn page.
pub const HEIGHT: f64 = 842.0;
/// Height of the print: the width of a Chinese character.
const SIZE: f64 = 8.0;
/// From one row to the next.
const PITCH: f64 = 12.5;
const MARGIN: f64 = 52.0;
const TOP: f64 = 52.0;

/// How wide a text is printed.
pub fn width(text: &str) -> f64 {
    text.chars().map(|c| if (c as u32) < 0x2000 { 0.55 * SIZE } else { SIZE }).sum()
}

/// A line of text around the middle of a place.
pub fn line(text: &str, x: f64, y: f64) -> Line {
    let w = width(text) / 2.0;
    // Two decimals, as files hold them.
    let round = |v: f64| (v * 100.0).round() / 100.0;
    Line::new(text, Rect::new(round(x - w), round(y - SIZE / 2.0), round(x + w), round(y + SIZE / 2.0)))
}

/// Draws a document.
pub fn document(drawing: &str) -> Document {
    let mut document = Document { pages: vec![page(1)] };
    let mut y = TOP;
    for row in drawing.lines() {
        if let Some(number) = row.strip_prefix("===") {
            if let Some((n, of)) = number.trim().split_once('/') {
                let last = document.pages.last_mut().expect("a page");
                last.lines.push(line(&format!("第 {n} 页，共 {of} 页"), WIDTH / 2.0, HEIGHT - 26.0));
            }
            document.pages.push(page(document.pages.len() + 1));
            y = TOP;
            continue;
        }
        if row.trim().is_empty() {
            y += PITCH / 2.0;
            continue;
        }
        let row = match row.strip_prefix("~ ") {
            Some(rest) => {
                y -= PITCH / 2.0;
                rest
            }
            None => row,
        };
        let lines = &mut document.pages.last_mut().expect("a page").lines;
        lines.extend(cells(row, y));
        y += PITCH;
    }
    if document.pages.last().is_some_and(|p| p.lines.is_empty()) {
        document.pages.pop();
    }
    document
}

fn page(number: usize) -> Page {
    Page { number: u32::try_from(number).expect("few pages"), width: WIDTH, height: HEIGHT, ..Page::default() }
}

fn cells(row: &str, y: f64) -> Vec<Line> {
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    let column = (WIDTH - 2.0 * MARGIN) / cells.len() as f64;
    let mut out = Vec::new();
    for (i, cell) in cells.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
        let middle = MARGIN + column * (i as f64 + 0.5);
        let number = |t: &str| t.trim().parse::<f64>().expect("a place is a number");
        out.push(match (cell.rsplit_once(" @"), cell.strip_prefix("> ")) {
            (Some((text, place)), _) => match place.split_once(':') {
                Some((from, to)) => Line::new(text.trim(), Rect::new(number(from), y - SIZE / 2.0, number(to), y + SIZE / 2.0)),
                None => line(text.trim(), number(place), y),
            },
            (None, Some(text)) => line(text, WIDTH / 2.0, y),
            (None, None) if cell.contains(" && ") => {
                let whole: String = cell.split(" && ").collect();
                let mut x = middle - width(&whole) / 2.0;
                for part in cell.split(" && ") {
                    out.push(line(part, x + width(part) / 2.0, y));
                    x += width(part);
                }
                continue;
            }
            (None, None) if cells.len() == 1 => line(cell, MARGIN + width(cell) / 2.0, y),
            (None, None) => line(cell, middle, y),
        });
    }
    out
}
