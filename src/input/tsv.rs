//! Tab-separated words: Tesseract and poppler, under one and the same header.
//!
//! ```text
//! level page_num block_num par_num line_num word_num left top width height conf text
//! 5     1        1         1       1        1        468  55  231   38     96.4 报告
//! ```
//!
//! pytesseract gives the same table as an object of columns, or, by way of pandas, as a list of rows.
//!
//! Tesseract counts confidence 0 to 100 (-1 where there is no word) in pixels; its rows of level 5 are words, often parts
//! of a Chinese word, and its lines run across whole rows of a table. poppler writes points, and `###PAGE###`,
//! `###FLOW###`, `###LINE###` where there is no word.

use std::collections::BTreeMap;

use crate::document::{Line, Origin, Page};
use crate::error::{Error, ErrorKind, Result};
use crate::input::json::Node;
use crate::input::parts;

/// Tesseract.
pub(super) fn tesseract(text: &str) -> Result<Vec<Page>> {
    if text.contains("###PAGE###") {
        return Err(Error::new(ErrorKind::Shape, "", "rows marked ###PAGE### are poppler's"));
    }
    Ok(pages(rows(text)?, tesseract_lines))
}

fn tesseract_lines(words: Words) -> Vec<Line> {
    let mut lines = BTreeMap::<[u32; 3], Vec<Line>>::new();
    for (key, word) in words {
        lines.entry(key).or_default().push(word);
    }
    lines.into_values().flat_map(|words| parts::split_line(words, parts::READ_GAP)).collect()
}

fn cells<'a>(column: &Node<'a>) -> Result<Vec<Node<'a>>> {
    match column.entries() {
        Ok(rows) => Ok(rows.map(|(_, cell)| cell).collect()),
        Err(_) => Ok(column.items()?.collect()),
    }
}

/// Tesseract's table as pytesseract gives it: `{"level":[5],"left":[468],…,"text":["报告"]}`, the columns as lists or as objects of numbered rows,
/// or `[{"level":5,"left":468,…,"text":"报告"}]`.
pub(super) fn tesseract_columns(root: &Node) -> Result<Vec<Page>> {
    // What pandas could not tell from a number, or from nothing.
    let word = |text: Option<Node>| text.and_then(|t| t.text().ok().map(str::to_owned).or_else(|| t.number().ok().map(|n| n.to_string())));
    let mut rows: Vec<Row> = Vec::new();
    if root.value().is_array() {
        for row in root.items()? {
            let mut numbers = [0.0f64; 10];
            for (number, name) in numbers.iter_mut().zip(NAMES) {
                *number = row.get(name)?.number()?;
            }
            rows.push((numbers, word(row.opt("text")).unwrap_or_default()));
        }
        return if rows.is_empty() { Err(root.fail("no row stands here")) } else { Ok(pages(rows, tesseract_lines)) };
    }
    let mut columns = Vec::new();
    for name in NAMES {
        columns.push(cells(&root.get(name)?)?.into_iter());
    }
    let uneven = || root.fail("its columns are not equally long");
    for text in cells(&root.get("text")?)? {
        let mut numbers = [0.0f64; 10];
        for (number, column) in numbers.iter_mut().zip(&mut columns) {
            *number = column.next().ok_or_else(uneven)?.number()?;
        }
        rows.push((numbers, word(Some(text)).unwrap_or_default()));
    }
    if columns.iter().any(|column| column.len() > 0) {
        return Err(uneven());
    }
    Ok(pages(rows, tesseract_lines))
}

/// poppler's `pdftotext -tsv`.
pub(super) fn poppler(text: &str) -> Result<Vec<Page>> {
    if !text.contains("###PAGE###") {
        return Err(Error::new(ErrorKind::Shape, "", "no row is marked ###PAGE###"));
    }
    Ok(pages(rows(text)?, |words| {
        let words = words.into_iter().map(|(_, word)| Line { origin: Origin::TextLayer, confidence: None, ..word });
        parts::join(words.collect(), parts::WORD_GAP)
    }))
}

type Words = Vec<([u32; 3], Line)>;

/// The columns of numbers.
const NAMES: [&str; 10] = ["level", "page_num", "block_num", "par_num", "line_num", "left", "top", "width", "height", "conf"];

/// A row: its numbers, in the order of [`NAMES`], and its text.
type Row = ([f64; 10], String);

fn rows(text: &str) -> Result<Vec<Row>> {
    let fail = |row: usize, message: &str| Error::new(ErrorKind::Shape, format!("line {row}"), message);
    let mut rows = text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty());
    let header: Vec<&str> = rows.next().map(|(_, row)| row.trim_end().split('\t').collect()).unwrap_or_default();
    let mut columns = [0usize; 10];
    for (column, name) in columns.iter_mut().zip(NAMES) {
        *column = header.iter().position(|h| *h == name).ok_or_else(|| fail(1, &format!("the header has no column `{name}`")))?;
    }
    let last = header.len().saturating_sub(1);
    let mut out = Vec::new();
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
        out.push((numbers, cells.get(last).map_or("", |c| c.trim()).to_owned()));
    }
    Ok(out)
}

fn pages(rows: Vec<Row>, join: impl Fn(Words) -> Vec<Line>) -> Vec<Page> {
    let mut pages: BTreeMap<u32, (f64, f64, Words)> = BTreeMap::new();
    for (numbers, text) in rows {
        let [level, page, block, paragraph, line, left, top, width, height, confidence] = numbers;
        let entry = pages.entry(parts::page_number(Some(page))).or_default();
        match level as i64 {
            1 => (entry.0, entry.1) = (width, height),
            5 => {
                let place = parts::rect(left, top, left + width, top + height);
                entry.2.push((
                    [block as u32, paragraph as u32, line as u32],
                    parts::boxed(text.trim(), place, parts::percent(Some(confidence))),
                ));
            }
            _ => {}
        }
    }
    pages.into_iter().map(|(number, (width, height, words))| parts::page(number, Some(width), Some(height), join(words))).collect()
}
