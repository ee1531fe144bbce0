//! Work grows with the number of lines, also where somebody wants it to grow faster: a page with one line thousands of times.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::time::{Duration, Instant};

use support::fixtures;
use zhengxin::input::{Format, read};
use zhengxin::view::redact::redact;
use zhengxin::{Document, Limits, Line, Options, Page, Rect, parse_with, view};

fn moved(line: &Line, x: f64, y: f64) -> Line {
    let r = line.place;
    let mut line = line.clone();
    line.place = Rect::new(r.x0 + x, r.y0 + y, r.x1 + x, r.y1 + y);
    line.corners = None;
    line
}

/// The ways in which a line is repeated: beside itself, over itself, below itself, close below, and its whole row below.
const WAYS: [&str; 5] = ["beside", "over", "below", "close", "rows"];

/// A document in which a line comes `count` times more.
fn flooded(document: &Document, page: usize, line: usize, way: &str, count: usize) -> Document {
    let mut out = document.clone();
    let page = &mut out.pages[page];
    let own = page.lines[line].clone();
    let (r, width, height) = (own.place, own.place.width(), own.place.height());
    let row: Vec<Line> = page.lines.iter().filter(|l| l.place.y0 < r.y1 && l.place.y1 > r.y0).cloned().collect();
    let step = match way {
        "close" => height / 100.0,
        "over" => height / 1e6,
        "below" | "rows" => 1.5 * height,
        _ => 0.0,
    };
    let new: Vec<Line> = match way {
        "beside" => (1..=count).map(|n| moved(&own, n as f64 * 1.1 * width, 0.0)).collect(),
        "rows" => (1..=count / row.len()).flat_map(|n| row.iter().map(move |l| moved(l, 0.0, n as f64 * step))).collect(),
        "below" => (1..=count).map(|n| moved(&own, 0.0, n as f64 * step)).collect(),
        // What says the same at the same place is one line: each says something else.
        _ => {
            let other = |n| Line { text: format!("{}{n}", own.text), ..moved(&own, 0.0, n as f64 * step) };
            (1..=count).map(other).collect()
        }
    };
    // What stood below still does.
    let push = step * (new.len() / if way == "rows" { row.len() } else { 1 }) as f64;
    page.lines.iter_mut().filter(|l| l.place.y0 >= r.y1).for_each(|l| *l = moved(l, 0.0, push));
    page.lines.extend(new);
    out
}

fn time(document: &Document) -> Duration {
    let start = Instant::now();
    let parsed = parse_with(document, &Options::default());
    let _ = (view::facts::write(&parsed.report), view::v2::write(&parsed.report), view::items::write_json(&parsed.report));
    let _ = redact(document, [&parsed.report]);
    start.elapsed()
}

/// Whether four times as much takes about four times as long: the square would take sixteen times. A machine that is busy with
/// something else gets a second chance.
fn is_linear(few: impl Fn() -> Duration, many: impl Fn() -> Duration) -> bool {
    (0..2).any(|_| many() < few() * 8 + Duration::from_millis(500))
}

#[test]
#[ignore = "measures time: for work on growth, with -- --ignored"]
fn one_line_many_times_takes_as_many_times_longer() {
    // A label, a sum, a value, a month, a day, a sentence; of tables, and of the report that is told in sentences.
    let places = [
        ("detailed-06", &[(1, 40), (2, 77), (3, 257), (4, 84), (5, 53), (5, 78)][..]),
        ("gen1-04-textlayer", &[(1, 65), (5, 73)]),
        ("brief-04-textlayer", &[(0, 30), (1, 20)]),
    ];
    for (name, lines) in places {
        let fixture = fixtures::get(name);
        for (page, line) in lines {
            for way in WAYS {
                let (few, many) =
                    (flooded(&fixture.document, *page, *line, way, 5_000), flooded(&fixture.document, *page, *line, way, 20_000));
                assert!(is_linear(|| time(&few), || time(&many)), "{name}: page {page}, line {line}, {way}");
            }
        }
    }
}

/// A document in which each of twenty lines is one line's text so many times over, as wide as that is.
fn lengthened(document: &Document, page: usize, line: usize, times: usize) -> Document {
    let mut out = flooded(document, page, line, "below", 20);
    let text = document.pages[page].lines[line].text.clone();
    for line in out.pages[page].lines.iter_mut().filter(|l| l.text == text) {
        let r = line.place;
        // Words of their own, where a line is one word.
        line.text = format!("{text} ").repeat(times);
        line.place = Rect::new(r.x0, r.y0, r.x0 + r.width() * times as f64, r.y1);
        line.corners = None;
    }
    out
}

#[test]
#[ignore = "measures time: for work on growth, with -- --ignored"]
fn a_line_many_times_as_long_takes_as_many_times_longer() {
    let places = [
        ("detailed-06", &[(1, 40), (2, 77), (3, 257), (4, 84), (5, 78)][..]),
        ("gen1-04-textlayer", &[(1, 65), (5, 73)]),
        ("brief-04-textlayer", &[(0, 10), (0, 20), (0, 26), (0, 30), (1, 20)]),
    ];
    for (name, lines) in places {
        let fixture = fixtures::get(name);
        for (page, line) in lines {
            // The longest line that is let in has 64 KiB.
            let length = fixture.document.pages[*page].lines[*line].text.len();
            let of = |bytes: usize| lengthened(&fixture.document, *page, *line, bytes.div_ceil(length));
            let (few, many) = (of(16 << 10), of(64 << 10));
            let (short, long) = (time(&few), time(&many));
            eprintln!("{name}: page {page}, line {line}: {short:?}, {long:?}");
            assert!(is_linear(|| time(&few), || time(&many)), "{name}: page {page}, line {line}");
        }
    }
}

/// Azure's lines name their words by stretches of the page's text, which may all be the whole text.
#[test]
#[ignore = "measures time: for work on growth, with -- --ignored"]
fn words_of_overlapping_spans_are_added_up_once() {
    let answer = |count: usize| {
        let place = r#""polygon":[0,0,1,0,1,1,0,1]"#;
        let words: Vec<_> = (0..count).map(|n| format!(r#"{{"confidence":0.9,"span":{{"offset":{n},"length":1}}}}"#)).collect();
        let line = format!(r#"{{"content":"一",{place},"spans":[{{"offset":0,"length":{count}}}]}}"#);
        let (words, lines) = (words.join(","), vec![line; count].join(","));
        format!(r#"{{"analyzeResult":{{"pages":[{{"pageNumber":1,"words":[{words}],"lines":[{lines}]}}]}}}}"#)
    };
    let time = |text: &str| {
        let start = Instant::now();
        let document = read(text.as_bytes(), Some(Format::Azure), &Limits::default()).unwrap();
        assert!(document.lines().all(|(_, l)| l.confidence.is_some_and(|c| (c - 0.9).abs() < 1e-6)));
        start.elapsed()
    };
    let (few, many) = (answer(8_000), answer(32_000));
    assert!(is_linear(|| time(&few), || time(&many)));
}

/// What stands on a row of more cells than a line has room for is not read, but every line of it is told.
#[test]
fn crowded_rows_come_out_as_unparsed() {
    let fixture = fixtures::get("detailed-06");
    let parsed = support::hold::hold(&flooded(&fixture.document, 2, 77, "over", 300));
    let crowd = parsed.report.unparsed.iter().find(|u| u.section == "page").unwrap();
    assert!(crowd.at.lines.len() > 300);
}

/// Text of ten points at a place; where its width says nothing, as wide as its characters.
fn text(words: impl Into<String>, x: f64, y: f64, width: Option<f64>) -> Line {
    let words = words.into();
    let width = width.unwrap_or(10.0 * words.chars().count() as f64);
    Line::new(words, Rect::new(x, y, x + width, y + 10.0))
}

/// An account with the head of a grid, and what stands under it.
fn grid(title: &str, below: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut lines = vec![
        text("个人信用报告", 400.0, 10.0, None),
        text("三 信贷交易信息明细", 400.0, 40.0, None),
        text("（二）非循环贷账户", 100.0, 60.0, None),
        text("账户1", 100.0, 80.0, None),
        text(title, 300.0, 110.0, Some(300.0)),
    ];
    lines.extend((1..=12).map(|m| text(m.to_string(), 100.0 + 60.0 * f64::from(m), 130.0, Some(10.0))));
    lines.extend(below);
    lines
}

fn pages(pages: impl Iterator<Item = Vec<Line>>) -> Document {
    let page = |(lines, number)| Page { number, width: 1000.0, height: 1400.0, lines, ..Page::default() };
    Document { pages: pages.zip(1..).map(page).collect() }
}

/// A report with some lines first, then one title so many times.
fn titles(first: &'static [&'static str], title: &'static str) -> Box<dyn Fn(usize) -> Document> {
    let at = |n: usize| 60.0 + 30.0 * n as f64;
    let head = move |(n, words): (usize, &&str)| text(*words, 100.0, at(n), None);
    Box::new(move |count| {
        let above = std::iter::once(text("个人信用报告", 400.0, 10.0, None)).chain(first.iter().enumerate().map(head));
        let below = (0..count).map(move |n| text(title, 400.0, at(first.len() + n), None));
        pages(std::iter::once(above.chain(below).collect()))
    })
}

/// Three words in columns.
fn row(words: [&str; 3], y: f64) -> impl Iterator<Item = Line> + use<> {
    [100.0, 400.0, 700.0].into_iter().zip(words.map(str::to_string)).map(move |(x, word)| text(word, x, y, None))
}

/// A table of residences, and as many further tables of one of them each.
fn residences(count: usize) -> Vec<Line> {
    let mut lines = vec![text("个人信用报告", 400.0, 10.0, None), text("（三）居住信息", 400.0, 30.0, None)];
    lines.extend(row(["编号", "居住地址", "住宅电话"], 50.0));
    let (end, number) = (90.0 + 30.0 * count as f64, |n: usize| (n + 1).to_string());
    lines.extend((0..count).flat_map(|n| row([&number(n), "甲市乙路1号", "--"], 80.0 + 30.0 * n as f64)));
    for n in 0..count {
        let y = end + 60.0 * n as f64;
        lines.extend(row(["编号", "居住状况", "信息更新日期"], y));
        lines.extend(row([&number(n), "自置", "2015.05.05"], y + 25.0));
    }
    lines
}

/// A summary of as many rows as there are accounts behind it, each row telling of all of them.
fn recovered(count: usize) -> Vec<Line> {
    let mut lines = vec![
        text("个人信用报告", 400.0, 10.0, None),
        text("（二）信贷交易违约信息概要", 400.0, 30.0, None),
        text("被追偿信息汇总", 400.0, 50.0, None),
    ];
    lines.extend(row(["业务类型", "账户数", "余额"], 70.0));
    let (all, end) = (count.to_string(), 95.0 + 30.0 * count as f64);
    lines.extend((0..count).flat_map(|n| row(["资产处置", &all, "1"], 95.0 + 30.0 * n as f64)));
    lines.push(text("三 信贷交易信息明细", 400.0, end, None));
    lines.push(text("（一）被追偿信息", 100.0, end + 30.0, None));
    for n in 0..count {
        let y = end + 60.0 + 80.0 * n as f64;
        lines.push(text(format!("账户{}", n + 1), 100.0, y, None));
        lines.extend(row(["管理机构", "业务种类", "余额"], y + 25.0));
        lines.extend(row(["甲公司", "资产处置", "1"], y + 45.0));
    }
    lines
}

/// What it is, how large the smaller one is, and how it is made of any size.
type Shape = (&'static str, usize, Box<dyn Fn(usize) -> Document>);

/// Each of these once took time that grew with its square, or faster.
#[test]
#[ignore = "measures time: for work on growth, with -- --ignored"]
fn shapes_that_took_the_square() {
    const TITLE: &str = "2010年07月—2015年06月的还款记录";
    let row = |n: usize| 150.0 + 14.0 * n as f64;
    let shapes: [Shape; 11] = [
        ("numbers in one line over a grid", 500, {
            Box::new(move |count| {
                let numbers: Vec<String> = (0..count).map(|n| (n % 12 + 1).to_string()).collect();
                pages(std::iter::once(grid(TITLE, std::iter::once(text(numbers.join(" "), 100.0, 130.0, Some(800.0))))))
            })
        }),
        ("rows of a grid without a year", 10_000, {
            Box::new(move |count| pages(std::iter::once(grid(TITLE, (0..count).map(|n| text("N", 160.0, row(n), None))))))
        }),
        ("blanks in a grid's title", 10_000, {
            Box::new(move |count| pages(std::iter::once(grid(&TITLE.replace('—', &" ".repeat(count)), std::iter::empty()))))
        }),
        ("a grid over pages", 100, {
            let states = |_| (0..40).map(|n| text("N", 160.0, 10.0 + 14.0 * f64::from(n), None)).collect();
            Box::new(move |count| pages(std::iter::once(grid(TITLE, std::iter::empty())).chain((0..count).map(states))))
        }),
        ("labels and values in columns of their own", 1_000, {
            let label = |n: usize| (n * 997 % 9000) as f64 / 10.0;
            let pair = move |n| [text("性别", label(n), row(n), Some(0.04)), text("2", label(n) + 5.0, row(n), Some(0.04))];
            let head = [text("个人信用报告", 400.0, 10.0, None), text("（一）身份信息", 100.0, 40.0, None)];
            Box::new(move |count| pages(std::iter::once(head.iter().cloned().chain((0..count).flat_map(pair)).collect())))
        }),
        ("short pages with the number of a long one", 4_000, {
            let number = || text("第1页，共2页", 450.0, 1380.0, None);
            let long = move |n: usize| text(format!("字{n}"), (n % 20) as f64 * 50.0, 20.0 + (n / 20) as f64, Some(20.0));
            let first = move |count| std::iter::once(number()).chain((0..count).map(long)).collect();
            let short = move |_| vec![number(), text("甲乙丙", 100.0, 100.0, None)];
            Box::new(move |count| pages(std::iter::once(first(count)).chain((0..count / 10).map(short))))
        }),
        ("titles that lost their number", 2_000, titles(&["循环贷账户一"], "循环贷账户信息汇总")),
        ("titles that have no place of their own in the order", 2_000, titles(&[], "五 公共信息明细")),
        ("titles of the brief version", 2_000, titles(&["发生过逾期的贷记卡账户明细如下："], "信用卡")),
        ("further tables of as many records", 1_000, Box::new(|count| pages(std::iter::once(residences(count))))),
        ("rows of a summary over as many accounts", 600, Box::new(|count| pages(std::iter::once(recovered(count))))),
    ];
    for (name, count, shape) in shapes {
        let (few, many) = (shape(count), shape(4 * count));
        assert!(is_linear(|| time(&few), || time(&many)), "{name}");
    }
}
