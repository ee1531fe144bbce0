//! Changes a page as scanners, recognisers and forgers do: lines are lost, doubled, moved, misread, exchanged; pages are cut.
//!
//! The input of the target is a file in the line format, so any fixture is a seed and any find can be read and kept as it is.

use zhengxin::input::lines;
use zhengxin::{Document, Line, Page, Rect};

use crate::dice::Dice;
use crate::hold::SECRET;

/// The words of all labels: the glossary has them.
const GLOSSARY: &str = include_str!("../../grammar-notes/glossary.md");

/// What stands in cells, and between them.
const VALUES: &[&str] = &[
    "--", "0", "1,234", "-5", "99999999999999999999999999999", "2020.01.02", "2020.13.45", "2020.01", "2016年02月", "N", "*", "1", "7", "B", "C", "#", "/",
    "人民币元", "人民币", "正常", "结清", "逾期", "呆账", "1", "2", "12", "第1页,共3页", "第 2 页", "No.1", "账户1", "账户 2（授信协议标识：A1）", "2019年01月 —2020年12月的还款记录",
    "2020", "授信协议1", "(一)", "一", "二、", "1.2009年8月2日中国银行“福州市分行”发放的60,000元（人民币）个人住房贷款，业务号X，信用/免担保，240期，按月归还，2029年8月2日到期。截至2010年10月，",
    "2020年1月1日机构“甲”发放的人民币账户，截至2021年1月，信用额度10,000，余额0。", "", " ", "\u{feff}", "\u{0}", "１２３", "O", "l", "贷记卡账户", "非循环贷账户",
    "循环贷账户一", "信贷记录", "公共记录", "查询记录", "信息概要", "信贷交易信息明细", "个人信用报告", "个人基本信息", "机构查询记录明细", "说 明", SECRET,
];

/// Changes the document in `data[..size]`, a file in the line format; the new size. What is none is replaced by a small one.
pub fn mutate(data: &mut [u8], size: usize, max: usize, seed: u32) -> usize {
    let mut dice = Dice::new(seed);
    let mut document = lines::read(&data[..size]).unwrap_or_else(|_| Document { pages: vec![blank()] });
    for _ in 0..=dice.below(6) {
        change(&mut document, &mut dice);
    }
    put(document, data, max)
}

/// Pages of the first, lines of the second.
pub fn cross(a: &[u8], b: &[u8], out: &mut [u8], seed: u32) -> usize {
    let mut dice = Dice::new(seed);
    let (Ok(mut a), Ok(b)) = (lines::read(a), lines::read(b)) else { return 0 };
    let (n, m) = (dice.below(a.pages.len()), dice.below(b.pages.len()));
    let taken = &b.pages[m];
    if dice.one_in(3) {
        a.pages.insert(n, taken.clone());
    } else {
        let page = &mut a.pages[n];
        let from = dice.below(taken.lines.len());
        let to = (from + 1 + dice.below(30)).min(taken.lines.len());
        let top = taken.lines.get(from).map_or(0.0, |l| l.place.y0);
        let base = page.lines.get(dice.below(page.lines.len())).map_or(0.0, |l| l.place.y1);
        page.lines.extend(taken.lines.get(from..to).unwrap_or_default().iter().cloned().map(|l| moved(l, 0.0, base - top)));
    }
    let max = out.len();
    put(a, out, max)
}

/// Writes the document, without its last lines if it is too long.
fn put(mut document: Document, out: &mut [u8], max: usize) -> usize {
    loop {
        let text = lines::write(&document);
        if text.len() <= max {
            out[..text.len()].copy_from_slice(text.as_bytes());
            return text.len();
        }
        // About a hundred bytes a line.
        for _ in 0..=(text.len() - max) / 100 {
            let Some(page) = document.pages.last_mut() else { return 0 };
            if page.lines.pop().is_none() {
                document.pages.pop();
            }
        }
    }
}

fn blank() -> Page {
    Page { number: 1, width: 600.0, height: 840.0, lines: vec![Line::new("个人信用报告", Rect::new(250.0, 100.0, 345.0, 115.0))], ..Page::default() }
}

fn moved(mut line: Line, x: f64, y: f64) -> Line {
    let r = line.place;
    line.place = Rect::new(r.x0 + x, r.y0 + y, r.x1 + x, r.y1 + y);
    line.corners = line.corners.map(|c| c.map(|p| zhengxin::Point { x: p.x + x, y: p.y + y }));
    line
}

fn word(dice: &mut Dice) -> String {
    if dice.one_in(2) {
        return dice.of(VALUES).map_or_else(String::new, |v| (*v).to_owned());
    }
    let start = dice.below(GLOSSARY.len());
    let line = GLOSSARY.lines().scan(0, |at, l| { *at += l.len() + 1; Some((*at, l)) }).find(|(at, _)| *at > start);
    let cells: Vec<&str> = line.map_or("", |(_, l)| l).split('|').filter(|c| c.chars().any(|c| c >= '一')).collect();
    dice.of(&cells).map_or_else(String::new, |c| c.trim().to_owned())
}

fn change(document: &mut Document, dice: &mut Dice) {
    let p = dice.below(document.pages.len());
    let count = document.pages.len();
    let Some(page) = document.pages.get_mut(p) else { return document.pages.push(blank()) };
    let n = dice.below(page.lines.len());
    let what = dice.below(20);
    let Some(line) = page.lines.get_mut(n) else { return page.lines.extend(blank().lines) };
    let (width, height) = (line.place.width(), line.place.height());
    match what {
        0..4 => line.text = word(dice),
        4 => {
            // A character lost, doubled or misread.
            let mut chars: Vec<char> = line.text.chars().collect();
            let at = dice.below(chars.len());
            let end = (at + dice.below(2)).min(chars.len());
            chars.splice(at..end, word(dice).chars().take(1));
            line.text = chars.into_iter().collect();
        }
        5 => line.text = std::mem::take(&mut line.text) + &word(dice),
        6 | 7 => {
            let (x, y) = (dice.below(9) as f64 - 4.0, dice.below(9) as f64 - 4.0);
            *line = moved(line.clone(), x * width / 4.0, y * height / 2.0);
        }
        8 => {
            let how = [0.0, 0.5, 1.0, 3.0, 1e3, 1e300, -1.0];
            line.place.x1 = line.place.x0 + width * dice.of(&how).unwrap_or(&1.0);
            line.place.y1 = line.place.y0 + height * dice.of(&how).unwrap_or(&1.0);
            line.corners = None;
        }
        9 => {
            // A quarter, or a lean.
            let r = line.place;
            let lean = (dice.below(20) as f64 - 10.0) / 20.0 * width;
            let mut corners = [(r.x0, r.y0), (r.x1, r.y0 + lean), (r.x1, r.y1 + lean), (r.x0, r.y1)].map(|(x, y)| zhengxin::Point { x, y });
            corners.rotate_left(dice.below(4));
            line.corners = Some(corners);
        }
        10 => line.confidence = dice.of(&[None, Some(0.0), Some(0.5), Some(1.0)]).copied().flatten(),
        11 | 12 => {
            let mut new = moved(line.clone(), width * (dice.below(5) as f64 - 2.0), height * 1.4 * (dice.below(5) as f64 - 2.0));
            if dice.one_in(2) {
                new.text = word(dice);
            }
            page.lines.insert(n, new);
        }
        13 => drop(page.lines.drain(n..(n + 1 + dice.below(6)).min(page.lines.len()))),
        14 => {
            // A whole row again, further down.
            let (y0, y1) = (line.place.y0, line.place.y1);
            let times = 1 + dice.below(5);
            let row: Vec<Line> = page.lines.iter().filter(|l| l.place.y0 < y1 && l.place.y1 > y0).take(30).cloned().collect();
            for k in 1..=times {
                page.lines.extend(row.iter().cloned().map(|l| moved(l, 0.0, k as f64 * 1.5 * height)));
            }
        }
        15 => {
            let m = dice.below(page.lines.len());
            let text = std::mem::take(&mut page.lines[n].text);
            page.lines[n].text = std::mem::replace(&mut page.lines[m].text, text);
        }
        16 => {
            // A page break.
            let lines = page.lines.split_off(n);
            let new = Page { lines, ..page.clone() };
            document.pages.insert(p + 1, new);
        }
        17 if count > 1 => drop(document.pages.remove(p)),
        18 => page.width = *dice.of(&[0.0, 1.0, 1e-300, 1e300, 600.0, 1200.0]).unwrap_or(&0.0),
        _ => {
            // The lines below move: closer, further, or over the others.
            let by = height * (dice.below(7) as f64 - 3.0);
            let top = line.place.y0;
            for l in page.lines.iter_mut().filter(|l| l.place.y0 > top) {
                *l = moved(l.clone(), 0.0, by);
            }
        }
    }
}
