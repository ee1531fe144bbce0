//! Whole pages: under watermarks, photographed, two on a sheet, without their numbers.

use zhengxin::{Document, Line, Rect};

use super::support::{draw, facts};
use super::{read, recognised, values};

/// A report of many rows of print on each page.
fn pages(count: usize) -> Document {
    let mut drawing = String::from("> 个人信用报告\n\n七 查询记录\n");
    for page in 1..=count {
        drawing.push_str("编号 | 查询日期 | 查询机构 | 查询原因\n");
        for row in 1..=12 {
            drawing.push_str(&format!("{} | 2025.05.{:02} | 某某银行某某分行 | 贷后管理\n", (page - 1) * 12 + row, 30 - row));
        }
        drawing.push_str(&format!("=== {page}/{count}\n"));
    }
    recognised(draw::document(&drawing))
}

/// The same line of a watermark, twice as large as print, at some places of every page.
fn watermarked(mut document: Document, places: &[(&str, f64, f64)]) -> Document {
    for page in &mut document.pages {
        for (text, x, y) in places {
            let place = Rect::new(*x, *y, x + 2.0 * draw::width(text), y + 17.0);
            page.lines.push(Line { text: (*text).into(), place, confidence: Some(0.99), ..Line::default() });
        }
    }
    document
}

#[test]
fn a_level_watermark_is_no_value() {
    let plain = pages(3);
    let marks = [("仅限内部使用", 60.0, 90.0), ("仅限内部", 300.0, 90.0), ("内部使用", 60.0, 150.0), ("仅限内部使用", 420.0, 150.0)];
    let marked = watermarked(plain.clone(), &marks);
    assert_eq!(read(&marked, "query.institution"), read(&plain, "query.institution"));
    let gone = zhengxin::parse_with(&marked, &zhengxin::Options::default()).ledger;
    let of = |text: &str| gone.iter().filter(|e| e.text == text).all(|e| e.fate == zhengxin::ledger::Fate::Furniture);
    assert!(of("仅限内部使用") && of("内部使用"));
}

#[test]
fn a_value_that_is_the_same_at_the_foot_of_each_page_is_a_tables() {
    // Each page ends with the same reason of the same institution, at the same place.
    for count in [3, 6] {
        let mut document = pages(count);
        for (page, month) in document.pages.iter_mut().zip([9, 7, 8, 4, 2, 1]) {
            page.lines
                .iter_mut()
                .filter(|l| l.text.starts_with("2025.05"))
                .for_each(|l| l.text = l.text.replacen("05", &format!("{month:02}"), 1));
        }
        let of = |field: &str, value: &str| values(&document, "query.institution", field).iter().filter(|v| *v == value).count();
        assert_eq!((of("查询原因", "贷后管理"), of("查询机构", "某某银行某某分行")), (count * 12, count * 12));
    }
}

#[test]
fn what_stands_behind_a_missing_page_is_in_doubt() {
    let drawing = "> 个人信用报告\n\n三 信贷交易信息明细\n（五）贷记卡账户\n账户1\n发卡机构 | 账户标识 | 开立日期\n某某银行 | AB1234567890 | 2018.06.01\n=== 1/3\n\
         账户2\n发卡机构 | 账户标识 | 开立日期\n别的银行 | CD1234567890 | 2017.06.01\n=== 2/3\n\
         账户状态 | 余额 | 本月应还款\n正常 | 33,136 | 120\n账户3\n发卡机构 | 账户标识 | 开立日期\n第三银行 | EF1234567890 | 2016.06.01\n=== 3/3\n";
    let flagged = |document: &Document| -> Vec<(String, bool)> {
        let report = zhengxin::parse(document);
        let mut found = Vec::new();
        report.visit(&mut |_, record| {
            let evidence = record.fields().into_iter().filter_map(|(_, field)| field.evidence());
            found.extend(evidence.map(|at| (at.raw.clone(), at.flags.contains(&zhengxin::model::Flag::Misplaced))));
        });
        found
    };
    let whole = draw::document(drawing);
    assert!(flagged(&whole).iter().all(|(_, flagged)| !flagged));
    let mut document = whole.clone();
    document.pages.remove(1);
    let found = flagged(&document);
    assert!(found.contains(&("33,136".into(), true)) && found.contains(&("某某银行".into(), false)), "{found:?}");
    assert!(found.contains(&("第三银行".into(), false)), "a record that begins behind it: {found:?}");
}

#[test]
fn the_numbers_of_titles_put_pages_without_numbers_in_order() {
    let drawing = "> 个人信用报告\n\n一 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期\n某某银行 | AB1234567890 | 2018.06.01\n===\n\
         账户状态 | 余额 | 五级分类\n正常 | 33,136 | 正常\n账户2\n管理机构 | 账户标识 | 开立日期\n别的银行 | CD1234567890 | 2017.06.01\n===\n\
         账户状态 | 余额 | 五级分类\n正常 | 500 | 正常\n（二）贷记卡账户\n账户1\n发卡机构 | 账户标识 | 开立日期\n第三银行 | EF1234567890 | 2016.06.01\n账户2\n\
         发卡机构 | 账户标识 | 开立日期\n第五银行 | IJ1234567890 | 2014.06.01\n===\n\
         账户状态 | 余额 | 本月应还款\n正常 | 7,100 | 120\n（三）授信协议信息\n管理机构 | 授信协议标识 | 生效日期\n第四银行 | GH1234567890 | 2015.06.01\n";
    let whole = draw::document(drawing);
    assert_eq!(values(&whole, "non_revolving", "余额"), ["33136", "500"]);
    for (a, b) in [(0, 1), (1, 2), (2, 3), (0, 3)] {
        let mut document = whole.clone();
        document.pages.swap(a, b);
        let parsed = zhengxin::parse_with(&document, &zhengxin::Options::default());
        assert_eq!(facts::read(&document), facts::read(&whole), "{a} and {b}");
        assert!(parsed.diagnostics.iter().any(|d| d.code.name() == "pages-reordered"));
    }
}

#[test]
fn what_the_edge_of_the_page_cuts_is_in_doubt() {
    let mut document = pages(1);
    let read = |document: &Document| {
        let parsed = zhengxin::parse_with(document, &zhengxin::Options::default());
        let reasons = parsed.report.institution_queries.iter().filter_map(|q| q.query_reason.evidence());
        let cut = reasons.filter(|at| at.flags.contains(&zhengxin::model::Flag::CutShort)).count();
        (cut, parsed.diagnostics.iter().any(|d| d.code.name() == "page-cut"))
    };
    assert_eq!(read(&document), (0, false));
    let edge = document.pages[0].lines.iter().find(|l| l.text == "贷后管理").unwrap().place.x1 - 6.0;
    document.pages[0].width = edge;
    document.pages[0].lines.iter_mut().for_each(|l| l.place.x1 = l.place.x1.min(edge));
    assert_eq!(read(&document), (12, true));
}

#[test]
fn a_value_that_took_up_a_piece_of_a_watermark_is_flagged() {
    let marks = [("仅限内部使用", 60.0, 90.0), ("仅限内部", 300.0, 90.0), ("内部使用", 60.0, 150.0), ("仅限内部使用", 420.0, 150.0)];
    let mut document = watermarked(pages(3), &marks);
    let line = document.pages[1].lines.iter_mut().find(|l| l.text == "某某银行某某分行").unwrap();
    line.text = "某某内部银行某某分行".into();
    let report = zhengxin::parse(&document);
    let flagged = |q: &&zhengxin::model::query::Query| q.query_institution.evidence().is_some_and(|at| !at.flags.is_empty());
    assert_eq!(report.institution_queries.iter().filter(flagged).count(), 1);
}

#[test]
fn labels_and_words_through_which_a_watermark_runs_are_read() {
    let marks = [("仅限内部使用", 60.0, 90.0), ("仅限内部", 300.0, 90.0), ("内部使用", 60.0, 150.0), ("仅限内部使用", 420.0, 150.0)];
    let plain = watermarked(pages(3), &marks);
    let mut document = plain.clone();
    for (text, around) in [("贷后管理", "仅限贷后管理使用"), ("2025.05.20", "仅2025.05.20部使用"), ("查询机构", "内部查询机构使用")]
    {
        document.pages[1].lines.iter_mut().find(|l| l.text == text).unwrap().text = around.into();
    }
    assert_eq!(read(&document, "query.institution"), read(&plain, "query.institution"));
}

#[test]
fn names_of_a_report_that_its_recogniser_doubts_for_the_most_part_are_flagged() {
    let flagged = |doubted: usize| {
        let mut document = pages(2);
        for (n, line) in document.pages.iter_mut().flat_map(|p| &mut p.lines).enumerate() {
            line.confidence = Some(if n % 5 < doubted { 0.8 } else { 0.98 });
        }
        let report = zhengxin::parse(&document);
        let sure = |q: &&zhengxin::model::query::Query| {
            q.query_institution.evidence().is_some_and(|at| at.flags.contains(&zhengxin::model::Flag::LookAlike))
        };
        (report.institution_queries.iter().filter(sure).count(), report.institution_queries.len())
    };
    assert_eq!(flagged(3), (24, 24));
    assert_eq!(flagged(1), (0, 24));
}

#[test]
fn a_page_number_that_was_lost_is_no_value() {
    let plain = pages(2);
    let mut lost = plain.clone();
    let foot = lost.pages[0].lines.iter_mut().find(|l| l.text.starts_with("第 1 页")).unwrap();
    foot.text = "第页，共2页".into();
    assert_eq!(read(&lost, "query.institution"), read(&plain, "query.institution"));
    let ledger = zhengxin::parse_with(&lost, &zhengxin::Options::default()).ledger;
    assert!(ledger.iter().any(|e| e.text == "第页，共2页" && e.fate == zhengxin::ledger::Fate::Furniture));
}

#[test]
fn two_pages_side_by_side_under_one_watermark_are_two() {
    let single = pages(2);
    let mut sheet = single.pages[0].clone();
    sheet.width *= 2.0;
    for line in &single.pages[1].lines {
        let mut line = line.clone();
        line.place.x0 += draw::WIDTH;
        line.place.x1 += draw::WIDTH;
        sheet.lines.push(line);
    }
    // It runs across the gutter.
    for n in 0..6 {
        let y = 120.0 + 90.0 * f64::from(n);
        sheet.lines.push(Line { confidence: Some(0.9), ..Line::new("某某银行 张三 2026", Rect::new(560.0, y, 640.0, y + 9.0)) });
    }
    let numbers = values(&Document { pages: vec![sheet] }, "query.institution", "查询日期");
    assert!(numbers.len() >= 20, "{}", numbers.len());
}

#[test]
fn a_landscape_page_whose_table_has_room_in_the_middle_is_one_page() {
    let name = "某某银行股份有限公司某某市分行营业部";
    let page = |first: usize, name: &str, reason: &str| {
        let at = |n: usize| 60.0 + 20.0 * n as f64;
        let line = |text: &str, x: f64, n: usize| Line::new(text, Rect::new(x, at(n), x + draw::width(text), at(n) + 9.0));
        let heads = [("编号", 40.0), ("查询日期", 120.0), ("查询机构", 330.0), ("查询原因", 620.0)].map(|(text, x)| line(text, x, 2));
        let row = |n: usize| {
            let (number, day) = ((first + n).to_string(), format!("2025.{:02}.{:02}", 12 - first / 12, 28 - n));
            [line(&number, 40.0, n + 3), line(&day, 120.0, n + 3), line(name, 330.0, n + 3), line(reason, 620.0, n + 3)]
        };
        let title = (first == 1).then(|| [line("个人信用报告", 390.0, 0), line("六 查询记录", 40.0, 1)]).into_iter().flatten();
        let lines = title.chain(heads).chain((0..12).flat_map(row)).collect();
        zhengxin::Page { width: 842.0, height: 595.0, lines, ..zhengxin::Page::default() }
    };
    // Only the second page has nothing across its middle.
    let document = Document {
        pages: vec![page(1, name, "贷后管理"), page(13, "某某银行", "贷款审批"), page(25, name, "信用卡审批")]
    };
    let report = zhengxin::parse(&document);
    let whole = report.institution_queries.iter().filter(|q| q.query_institution.is_printed() && q.query_reason.is_printed()).count();
    assert_eq!((report.institution_queries.len(), whole), (36, 36));
}

#[test]
fn a_photographed_page_is_read_as_a_flat_one() {
    let flat = pages(2);
    let mut bent = flat.clone();
    for line in bent.pages.iter_mut().flat_map(|p| &mut p.lines) {
        // Rows fan out from the head of the page to its foot, and bend.
        let (x, y) = (line.place.center_x() - draw::WIDTH / 2.0, line.place.center_y());
        let off = x * (0.02 - 6e-5 * y) + 3e-5 * x * x;
        line.place.y0 += off;
        line.place.y1 += off;
    }
    assert_eq!(read(&bent, "query.institution"), read(&flat, "query.institution"));
}

#[test]
fn a_layer_of_glyphs_each_as_high_as_it_is_drawn() {
    let mut document = draw::document("> 个人信用报告\n\n七 查询记录\n");
    let rows: Vec<String> = (1..=12).map(|n| format!("{n}|2025.05.{:02}|某某银行股份有限公司|贷后管理", 30 - n)).collect();
    let all = std::iter::once("编号|查询日期|查询机构|查询原因").chain(rows.iter().map(String::as_str));
    let mut sign = 0;
    for (row, y) in all.zip((0u32..).map(|n| 120.0 + f64::from(n) * 12.5)) {
        for (text, from) in row.split('|').zip([60.0, 160.0, 280.0, 430.0]) {
            let mut x = from;
            for c in text.chars() {
                let (text, width) = (c.to_string(), draw::width(&c.to_string()));
                // Signs of a font differ in height, and in how far they reach under the line.
                let (up, down) = (f64::from(sign % 17) * 0.06, f64::from(sign % 13) * 0.05);
                let place = Rect::new(x, y - 4.0 - up, x + width, y + 4.0 + down);
                document.pages[0].lines.push(Line { text, place, confidence: Some(1.0), ..Line::default() });
                (x, sign) = (x + width, sign + 1);
            }
        }
    }
    let names = values(&document, "query.institution", "查询机构");
    assert_eq!(names, vec!["某某银行股份有限公司"; 12]);
}
