//! Tab-separated words: Tesseract and poppler, under one and the same header.
//!
//! ```text
//! level page_num block_num par_num line_num word_num left top width height conf text
//! 5     1        1         1       1        1        468  55  231   38     96.4 报告
//! ```
//!
//! Tesseract counts confidence 0 to 100 (-1 where there is no word) in pixels; its rows of level 5 are words, often parts
//! of a Chinese word, and its lines run across whole rows of a table. poppler writes points, and `###PAGE###`,
//! `###FLOW###`, `###LINE###` where there is no word.

use std::collections::BTreeMap;

use crate::document::{Line, Origin, Page};
use crate::error::{Error, ErrorKind, Result};
use crate::input::parts;

/// Tesseract splits words that stand close less reliably than a text layer does.
pub(super) const TESSERACT_GAP: f64 = 0.8;

/// Tesseract.
pub(super) fn tesseract(text: &str) -> Result<Vec<Page>> {
    if text.contains("###PAGE###") {
        return Err(Error::new(ErrorKind::Shape, "", "rows marked ###PAGE### are poppler's"));
    }
    read(text, |words| {
        let mut lines = BTreeMap::<[u32; 3], Vec<Line>>::new();
        for (key, word) in words {
            lines.entry(key).or_default().push(word);
        }
        lines.into_values().flat_map(|words| parts::split_line(words, TESSERACT_GAP)).collect()
    })
}

/// poppler's `pdftotext -tsv`.
pub(super) fn poppler(text: &str) -> Result<Vec<Page>> {
    if !text.contains("###PAGE###") {
        return Err(Error::new(ErrorKind::Shape, "", "no row is marked ###PAGE###"));
    }
    read(text, |words| {
        let words = words.into_iter().map(|(_, word)| Line { origin: Origin::TextLayer, confidence: None, ..word });
        parts::join(words.collect(), parts::WORD_GAP)
    })
}

type Words = Vec<([u32; 3], Line)>;

fn read(text: &str, join: impl Fn(Words) -> Vec<Line>) -> Result<Vec<Page>> {
    let fail = |row: usize, message: &str| Error::new(ErrorKind::Shape, format!("line {row}"), message);
    let mut rows = text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty());
    let header: Vec<&str> = rows.next().map(|(_, row)| row.trim_end().split('\t').collect()).unwrap_or_default();
    let names = ["level", "page_num", "block_num", "par_num", "line_num", "left", "top", "width", "height", "conf"];
    let mut columns = [0usize; 10];
    for (column, name) in columns.iter_mut().zip(names) {
        *column = header.iter().position(|h| *h == name).ok_or_else(|| fail(1, &format!("the header has no column `{name}`")))?;
    }
    let last = header.len().saturating_sub(1);
    let mut pages: BTreeMap<u32, (f64, f64, Words)> = BTreeMap::new();
    for (at, row) in rows {
        let cells: Vec<&str> = row.splitn(header.len(), '\t').collect();
        let mut numbers = [0.0f64; 10];
        for (number, column) in numbers.iter_mut().zip(columns) {
            let cell = cells.get(column).map(|c| c.trim());
            *number = cell
                .and_then(|c| c.parse().ok())
                .filter(|n: &f64| n.is_finite())
                .ok_or_else(|| fail(at + 1, "ten numbers were expected here"))?;
        }
        let [level, page, block, paragraph, line, left, top, width, height, confidence] = numbers;
        let entry = pages.entry(parts::page_number(Some(page))).or_default();
        match level as i64 {
            1 => (entry.0, entry.1) = (width, height),
            5 => {
                let text = cells.get(last).map_or("", |c| c.trim());
                let place = parts::rect(left, top, left + width, top + height);
                entry.2.push(([block as u32, paragraph as u32, line as u32], parts::boxed(text, place, parts::percent(Some(confidence)))));
            }
            _ => {}
        }
    }
    Ok(pages.into_iter().map(|(number, (width, height, words))| parts::page(number, Some(width), Some(height), join(words))).collect())
}
