//! Columns: which head a cell stands under, and which record of a table it belongs to.

mod anchors;
mod borders;
mod broken;
mod compact;
mod ends;
mod gaps;
mod heads;
mod marks;
mod owners;

use crate::lexis::text::is_stroke;

use super::fill::Fill;
use super::{Cell, HALF_LINE};
use anchors::Table;
pub(crate) use heads::{Columns, Print, assign, assign_to};
use marks::is_near;
pub(crate) use owners::owned;
use owners::{faint, filled, owners, owners_but};

/// How a cell reads as a value of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reads {
    /// As none.
    Not,
    /// As one, or as a part of one.
    Perhaps,
    /// As a whole one.
    Whole,
}

/// How the values of a column tell the records of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Numbers and dates, printed on one line: where they stand are the middles of the records.
    Compact,
    /// Texts that name the rows: a record stands where one stands apart from the others, or beside a compact one.
    Name,
    /// Words of a closed list: a cell that is a whole one is a value.
    Word,
    /// Text, which may be printed over several lines.
    Text,
}

/// Cells by the columns that they are, each from top to bottom: what overlaps from side to side stands in one.
pub(crate) fn side_by_side<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> Vec<Vec<Cell>> {
    let mut sorted: Vec<&Cell> = cells.into_iter().collect();
    sorted.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    let mut out: Vec<Vec<Cell>> = Vec::new();
    let mut end = f64::MIN;
    for cell in sorted {
        match out.last_mut().filter(|_| cell.place.x0 < end) {
            Some(column) => column.push(cell.clone()),
            None => out.push(vec![cell.clone()]),
        }
        end = end.max(cell.place.x1);
    }
    for column in &mut out {
        column.sort_by(|a, b| a.at().total_cmp(&b.at()));
    }
    out
}

/// Sorts cells as they are read: line by line, each from left to right.
pub(crate) fn in_reading_order(cells: &mut [Cell], line_height: f64) {
    cells.sort_by(|a, b| a.at().total_cmp(&b.at()));
    for line in cells.chunk_by_mut(|a, b| b.at() - a.at() < super::LEVEL * line_height).filter(|line| line.len() > 1) {
        line.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    }
}

/// The records of a table: for each, the cells of every column.
///
/// The middles of the records are where the cells of compact columns stand, as far as `reads` takes a cell for a whole value of its
/// column. A cell's own lines are centred on its record's middle, or begin or end level with it in tables that are filled from
/// the top or the bottom; except where a page break cuts it. Where compact cells were lost, whole words and the lines of texts
/// tell the records; see [`ends`](ends::ends).
pub(crate) fn records(
    columns: Vec<Vec<Cell>>,
    sorts: &[Sort],
    first: bool,
    reads: impl Fn(usize, &Cell) -> Reads,
    (usual, line_height): (Fill, f64),
) -> Vec<Vec<Vec<Cell>>> {
    // What stands level is one record, whatever tells it, where no numbers tell of others.
    if !first && are_level(&columns, line_height) {
        return vec![columns];
    }
    // How a table is filled is told by what reads as a value: a scrap stands anywhere.
    let letter = |c: &Cell| matches!(c.text.trim().as_bytes(), [c] if c.is_ascii_alphabetic());
    let scrap = |i: usize, c: &Cell| letter(c) || sorts.get(i) == Some(&Sort::Compact) && reads(i, c) == Reads::Not;
    let anchors = Table { columns: &columns, sorts, first, reads: &reads, usual, line_height }.anchors();
    let told: Vec<f64> = anchors.iter().map(|a| a.0).collect();
    // A dash level with no record is a piece of a ruling.
    let stroke = |c: &Cell| is_stroke(&c.text) && !is_near(&told, c.at(), HALF_LINE * line_height);
    let words = |i: usize| sorts.get(i) == Some(&Sort::Text);
    let faint: Vec<Vec<bool>> = columns.iter().enumerate().map(|(i, cells)| faint(cells, words(i))).collect();
    let is_faint = |i: usize, n: usize| faint.get(i).and_then(|f| f.get(n)).copied().unwrap_or(false);
    let tells = |i: usize, n: usize, c: &Cell| !scrap(i, c) && !stroke(c) && !is_faint(i, n);
    let values: Vec<Vec<&Cell>> = columns
        .iter()
        .enumerate()
        .map(|(i, cells)| cells.iter().enumerate().filter(|(n, c)| tells(i, *n, c)).map(|(_, c)| c).collect())
        .collect();
    let width = columns.len();
    let mut out: Vec<Vec<Vec<Cell>>> = vec![vec![Vec::new(); width]; anchors.len().max(1)];
    let fill = filled(&values, &anchors, usual, line_height);
    for (c, cells) in columns.into_iter().enumerate() {
        let owners = owners_but(&cells, |n| is_faint(c, n), |clear| owners(clear, &anchors, fill, line_height).0);
        for (cell, owner) in cells.into_iter().zip(owners) {
            if let Some(slot) = out.get_mut(owner).and_then(|r| r.get_mut(c)) {
                slot.push(cell);
            }
        }
    }
    out
}

/// Whether all cells stand on one line.
fn are_level(columns: &[Vec<Cell>], line_height: f64) -> bool {
    /// The middles of two records are farther apart, in line heights.
    const LEVEL: f64 = 0.5;
    let heights = columns.iter().flatten().map(Cell::at);
    let (top, bottom) = heights.fold((f64::MAX, f64::MIN), |(top, bottom), at| (top.min(at), bottom.max(at)));
    bottom - top < LEVEL * line_height
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    pub(super) fn cell(text: &str, x: f64, y: f64) -> Cell {
        let w = text.chars().count() as f64 * 10.0;
        let place = Rect::new(x - w / 2.0, y - 5.0, x + w / 2.0, y + 5.0);
        Cell::new(text, place)
    }

    #[test]
    fn wrapped_cells_are_centred_on_their_record() {
        // A record of one line right under one of three lines: the third line is nearer to the second record's middle.
        let number = vec![cell("1", 10.0, 100.0), cell("2", 10.0, 124.0)];
        let address = vec![cell("甲", 100.0, 88.0), cell("乙", 100.0, 100.0), cell("丙", 100.0, 112.0), cell("丁", 100.0, 124.0)];
        let r = records(vec![number, address], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 10.0));
        let texts: Vec<String> = r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect()).collect();
        assert_eq!(texts, ["甲乙丙", "丁"]);
    }

    #[test]
    fn a_faint_sign_between_lines_moves_none_of_them() {
        let number = vec![cell("1", 10.0, 100.0), cell("2", 10.0, 129.0)];
        let stamp = Cell { confidence: 0.6, ..cell("曲", 60.0, 107.0) };
        let reason = vec![cell("甲乙丙丁戊己庚", 100.0, 94.0), stamp, cell("辛", 100.0, 109.0), cell("壬癸甲乙", 100.0, 127.0)];
        let r = records(vec![number, reason], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 10.0));
        let texts: Vec<String> = r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect()).collect();
        assert_eq!(texts, ["甲乙丙丁戊己庚曲辛", "壬癸甲乙"]);
        let reason = r.into_iter().filter_map(|mut c| c.pop()).flatten().collect();
        assert_eq!(
            owners::faint(&[cell("甲乙丙", 0.0, 0.0), Cell { confidence: 0.5, ..cell("一", 0.0, 20.0) }], true),
            [false, false],
            "a dash"
        );
        assert_eq!(owned(&[reason], &[(100.0, 0), (129.0, 0)], Fill::Middle, 10.0), [[0, 0, 0, 1]]);
    }

    #[test]
    fn lines_shorter_than_their_column_are_values() {
        let texts = |rows: &[(&str, f64)]| {
            let column = rows.iter().map(|(t, y)| cell(t, 200.0, *y)).collect();
            let r = records(vec![Vec::new(), column], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 10.0));
            r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect::<String>()).collect::<Vec<_>>()
        };
        // The second and the fourth could each go on, but for their distance.
        let rows = [("一二三四五", 0.0), ("一二三四五六七八", 14.1), ("一二三四五", 28.2), ("一二三四五六七八", 42.3), ("一二三", 56.4)];
        assert_eq!(texts(&rows), ["一二三四五", "一二三四五六七八", "一二三四五", "一二三四五六七八", "一二三"]);
        let wrapped = [("一二三四五六七八", 0.0), ("九十甲乙丙丁戊己", 13.2), ("庚辛", 26.4)];
        assert_eq!(texts(&wrapped), ["一二三四五六七八九十甲乙丙丁戊己庚辛"]);
    }

    #[test]
    fn a_last_sign_alone_ends_the_value_above_it() {
        // Filled from the bottom: the numbers stand beside the last lines.
        let number = vec![cell("1", 10.0, 24.0), cell("2", 10.0, 60.0), cell("3", 10.0, 96.0)];
        let lines = [("一二三四五六七八", 0.0), ("九十甲乙丙丁戊己", 12.0), ("庚", 24.0), ("一二三四五六七八", 48.0), ("九十甲", 60.0)];
        let last = [("一二三四五六七八", 84.0), ("九十甲", 96.0)];
        let text = lines.iter().chain(&last).map(|(t, y)| cell(t, 200.0, *y)).collect();
        let r = records(vec![number, text], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 10.0));
        let texts: Vec<String> = r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect()).collect();
        assert_eq!(texts, ["一二三四五六七八九十甲乙丙丁戊己庚", "一二三四五六七八九十甲", "一二三四五六七八九十甲"]);
    }

    #[test]
    fn a_table_filled_from_the_top_is_told_by_one_wrapped_cell_at_the_end_of_a_page() {
        let number = vec![cell("1", 10.0, 100.0), Cell { page: 1, ..cell("2", 10.0, 126.0) }];
        let text = vec![cell("甲乙丙", 100.0, 100.0), cell("丁戊", 100.0, 112.0), Cell { page: 1, ..cell("己庚", 100.0, 126.0) }];
        let r = records(vec![number, text], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 10.0));
        let texts: Vec<String> = r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect()).collect();
        assert_eq!(texts, ["甲乙丙丁戊", "己庚"]);
    }

    #[test]
    fn without_numbers_further_lines_are_of_the_records_that_their_first_lines_are_of() {
        let column = |lines: &[(&str, f64)]| lines.iter().map(|(t, y)| cell(t, 100.0, *y)).collect::<Vec<_>>();
        let names = [("一二三四五六七八", 0.0), ("九十", 13.0), ("甲乙", 31.0), ("丙丁", 62.0)];
        let kinds = [("国有企业", 0.0), ("其他（包括", 31.0), ("民间团体）", 44.0), ("国有企业", 62.0)];
        let places = [("戊己庚辛壬癸子丑", 0.0), ("寅卯", 13.0), ("戊己庚辛壬癸子丑", 31.0), ("辰巳", 44.0), ("午未", 62.0)];
        let reads = |_: usize, c: &Cell| if &*c.text == "国有企业" { Reads::Whole } else { Reads::Perhaps };
        let columns = vec![column(&names), column(&kinds), column(&places)];
        let r = records(columns, &[Sort::Text, Sort::Word, Sort::Text], false, reads, (Fill::Top, 10.0));
        let text = |cells: &[Cell]| cells.iter().map(|c| &*c.text).collect::<String>();
        let read: Vec<String> = r.iter().map(|c| format!("{} {} {}", text(&c[0]), text(&c[1]), text(&c[2]))).collect();
        let want =
            ["一二三四五六七八九十 国有企业 戊己庚辛壬癸子丑寅卯", "甲乙 其他（包括民间团体） 戊己庚辛壬癸子丑辰巳", "丙丁 国有企业 午未"];
        assert_eq!(read, want);
    }

    #[test]
    fn a_line_alone_under_a_record_is_none_of_its_own() {
        // Filled from the top, and records hardly farther apart than the lines of one.
        let places = [0.0, 29.0, 44.0, 74.0, 103.0];
        let number = || places.iter().zip(1..).map(|(y, n)| cell(&n.to_string(), 10.0, *y)).collect::<Vec<_>>();
        let lines = [("一二三四五六七八九", 0.0), ("十甲", 13.0), ("一二三四五六七", 29.0), ("一二三四五六七八九", 44.0), ("十甲", 57.0)];
        let last = [("一二三四五六七八九", 74.0), ("十甲", 87.0), ("一二三四五六七八九", 103.0)];
        let text = || lines.iter().chain(&last).map(|(t, y)| cell(t, 200.0, *y)).collect::<Vec<_>>();
        let r = records(vec![number(), text()], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Top, 10.0));
        let texts: Vec<String> = r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect()).collect();
        let want = ["一二三四五六七八九十甲", "一二三四五六七", "一二三四五六七八九十甲", "一二三四五六七八九十甲", "一二三四五六七八九"];
        assert_eq!(texts, want);
    }

    #[test]
    fn a_date_of_two_lines_is_one_record() {
        let whole = |_: usize, c: &Cell| match c.text.length() {
            10 => Reads::Whole,
            n if n < 4 => Reads::Not,
            _ => Reads::Perhaps,
        };
        let dates = [("2014.12.", 0.0), ("04", 13.0), ("2015.01.", 31.0), ("05", 44.0)];
        let texts = [("甲乙丙丁", 6.5), ("戊己庚辛", 31.0), ("壬", 44.0)];
        let column = |cells: &[(&str, f64)]| cells.iter().map(|(t, y)| cell(t, 100.0, *y)).collect::<Vec<_>>();
        let r = records(vec![column(&dates), column(&texts)], &[Sort::Compact, Sort::Text], false, whole, (Fill::Middle, 10.0));
        let text = |cells: &[Cell]| cells.iter().map(|c| &*c.text).collect::<String>();
        let read: Vec<[String; 2]> = r.iter().map(|c| [text(&c[0]), text(&c[1])]).collect();
        assert_eq!(read, [["2014.12.04", "甲乙丙丁"], ["2015.01.05", "戊己庚辛壬"]]);
    }

    #[test]
    fn a_scrap_does_not_tell_how_a_table_is_filled() {
        let number = vec![cell("1", 10.0, 100.0), cell("2", 10.0, 140.0)];
        let lines = [("省市级机构颁", 100.0), ("发的执业资格", 112.0), ("证书", 124.0), ("省市级机构颁", 140.0), ("发的执业资格", 152.0)];
        let text = lines.iter().map(|(t, y)| cell(t, 100.0, *y)).collect();
        let date = vec![cell("2014.08.01", 200.0, 100.0), cell("A", 200.0, 124.0), cell("2011.06.01", 200.0, 140.0)];
        let reads = |_: usize, c: &Cell| if &*c.text == "A" { Reads::Not } else { Reads::Whole };
        let r = records(vec![number, text, date], &[Sort::Compact, Sort::Text, Sort::Compact], true, reads, (Fill::Middle, 10.0));
        let texts: Vec<String> = r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect()).collect();
        assert_eq!(texts, ["省市级机构颁发的执业资格证书", "省市级机构颁发的执业资格"]);
    }

    #[test]
    fn two_lines_of_the_only_value_of_two_records_are_one() {
        let number = vec![cell("1", 10.0, 0.0), cell("2", 10.0, 40.0)];
        let text = vec![cell("一二三四五六七八", 100.0, 27.0), cell("九", 100.0, 51.0)];
        let r = records(vec![number, text], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 14.0));
        assert_eq!(r.iter().map(|c| c[1].len()).collect::<Vec<_>>(), [0, 2]);
    }

    #[test]
    fn a_stroke_between_rows_does_not_tell_how_a_table_is_filled() {
        let number = vec![cell("1", 10.0, 100.0), cell("2", 10.0, 142.0), cell("3", 10.0, 184.0)];
        let lines =
            [("-", 82.0), ("一二三四五六", 100.0), ("七八", 118.0), ("一二三四五六", 142.0), ("七八", 160.0), ("一二三四五", 184.0)];
        let text = lines.iter().chain(&[("一二三四五六", 202.0)]).map(|(t, y)| cell(t, 100.0, *y)).collect();
        let r = records(vec![number, text], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 10.0));
        let second: String = r[1][1].iter().map(|c| &*c.text).collect();
        assert_eq!(second, "一二三四五六七八");
        // A stop alone in its line is no stroke.
        let number = vec![cell("1", 10.0, 97.0), cell("2", 10.0, 128.0)];
        let text = [("一二三四五六七八九十", 84.0), ("一二三四五六七八九十", 97.0), ("。", 110.0), ("一二三四五六七八", 128.0)];
        let text = text.iter().map(|(t, y)| cell(t, 100.0, *y)).collect();
        let r = records(vec![number, text], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 9.0));
        assert_eq!(r.iter().map(|c| c[1].len()).collect::<Vec<_>>(), [3, 1]);
    }

    #[test]
    fn whole_words_are_values() {
        let word = |_: usize, c: &Cell| if matches!(&*c.text, "自置" | "自置房") { Reads::Whole } else { Reads::Perhaps };
        let column = |texts: &[&str]| texts.iter().zip(0u32..).map(|(t, n)| cell(t, 100.0, f64::from(n) * 14.0)).collect();
        let count =
            |texts: &[&str]| records(vec![Vec::new(), column(texts)], &[Sort::Compact, Sort::Word], true, word, (Fill::Middle, 10.0)).len();
        assert_eq!((count(&["自置", "自置", "自置"]), count(&["自置", "的其他"])), (3, 1));
        assert_eq!((count(&["自置", "中", "自置"]), count(&["自置", "房"])), (2, 1), "a character alone may end a word");
    }

    #[test]
    fn names_that_end_alike_are_rows_though_their_numbers_were_lost() {
        let names: Vec<Cell> =
            (0u32..).zip(["甲", "乙", "丙丁", "戊"]).map(|(n, t)| cell(&format!("{t}信息"), 50.0, f64::from(n) * 17.0)).collect();
        let numbers = vec![cell("2", 200.0, 0.0), cell("2", 200.0, 17.0), cell("2", 200.0, 51.0)];
        let r = records(vec![names, numbers], &[Sort::Name, Sort::Compact], false, |_, _| Reads::Whole, (Fill::Middle, 10.0));
        assert_eq!(r.iter().map(|c| (c[0].len(), c[1].len())).collect::<Vec<_>>(), [(1, 1), (1, 1), (1, 0), (1, 1)]);
    }
}
