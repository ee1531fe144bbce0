//! Grids of repayments: months, years, states and amounts that were lost, misread or ran together.

use zhengxin::{Document, Line};

use super::support::{draw, facts};
use super::{MONTHS, grid, loan_grid, read, recognised, values};

#[test]
fn states_of_arrears_are_no_header_of_months() {
    let rows = "> 2023年06月—2025年05月的还款记录\n2025 | 5 | 6 | 7 | 7 | 7 | | | | | | |\n\
        2024 | N | N | N | N | N | N | N | N | 1 | 2 | 3 | 4\n2023 | | | | | | N | N | N | N | N | N | N\n";
    let got = read(&grid(rows), "credit_card.grid");
    let state = |month: &str| got.iter().find(|f| f.0 == format!("1/{month}") && f.1 == "状态").map(|f| f.2.as_str());
    assert_eq!(["2025-01", "2025-05", "2024-08", "2024-12", "2023-06"].map(state), [Some("5"), Some("7"), Some("N"), Some("4"), Some("N")]);
    assert_eq!(state("2023-05"), None);
}

#[test]
fn a_year_that_was_misread_names_no_months() {
    let rows = format!(
        "> 2019年08月—2021年03月的还款记录\n{MONTHS}2021 | N | N | N | | | | | | | | |\n\
        2026 | N | N | N | N | N | N | N | N | N | N | N | N\n2019 | | | | | | | | N | N | N | N | N\n"
    );
    let got = read(&grid(&rows), "credit_card.grid");
    let years: std::collections::BTreeSet<&str> = got.iter().filter_map(|f| f.0.strip_prefix("1/")?.get(..4)).collect();
    assert_eq!(years.into_iter().collect::<Vec<_>>(), ["2019", "2020", "2021"]);
}

#[test]
fn a_single_sign_under_a_state_without_arrears_is_a_nought() {
    let rows = format!(
        "> 2020年01月—2020年06月的还款记录\n{MONTHS}2020 | N | N | * | 1 | N | N | | | | | |\n  | 0 | 8 | B | 8 | 0 | 0 | | | | | |\n"
    );
    let report = zhengxin::parse(&recognised(grid(&rows)));
    let months = &report.credit_cards.accounts[0].attachments.grid.as_ref().unwrap().months;
    let amounts: Vec<Option<String>> = months.iter().map(|m| m.cell.amount.value().map(ToString::to_string)).collect();
    assert_eq!(amounts, ["0", "0", "0", "8", "0", "0"].map(|a| Some(a.to_string())), "what is overdue may be little");
    let repaired = |m: &zhengxin::model::grid::GridMonth| m.cell.amount.evidence().is_some_and(|at| !at.repairs.is_empty());
    assert_eq!(months.iter().map(repaired).collect::<Vec<_>>(), [false, true, true, false, false, false]);
}

#[test]
fn states_that_their_amounts_and_the_months_before_exclude_are_mended() {
    let rows = format!(
        "> 2020年01月—2020年12月的还款记录\n{MONTHS}2020 | N | 2 | Z | * | 1 | 2 | Z | N | 1 | 2 | B | 8\n\
          | 0 | 0 | 0 | 0 | 1,200 | 2,400 | 0 | 0 | 1,250 | 2,500 | 4,800 | 4,900\n"
    );
    let report = zhengxin::parse(&recognised(loan_grid(&rows)));
    let months = &report.non_revolving.accounts[0].attachments.grid.as_ref().unwrap().months;
    let states: String = months.iter().filter_map(|m| m.cell.state.value()).map(|s| s.sign()).collect();
    assert_eq!(states, "NNZ*12ZN12BB");
    let doubted = |m: &zhengxin::model::grid::GridMonth| m.cell.state.evidence().unwrap().flags.contains(&zhengxin::model::Flag::LookAlike);
    assert_eq!((doubted(&months[2]), doubted(&months[6])), (true, false), "assets settle arrears");
}

#[test]
fn letters_that_are_no_states_are_what_their_grid_has() {
    let rows = |last: &str| {
        format!(
            "> 2020年01月—2020年06月的还款记录\n{MONTHS}2020 | N | X | N | s | N | {last} | | | | | |\n  | 0 | 0 | 0 | 0 | 0 | 0 | | | | | |\n"
        )
    };
    assert_eq!(values(&recognised(grid(&rows("N"))), "credit_card.grid", "状态").concat(), "NNNNNN");
    assert_eq!(values(&recognised(grid(&rows("*"))), "credit_card.grid", "状态").concat(), "N*N*N*", "stars, where it has them");
}

#[test]
fn signs_that_no_nought_and_no_arrears_stand_under_are_their_look_alikes() {
    let rows = format!(
        "> 2020年01月—2020年12月的还款记录\n{MONTHS}2020 | Z | Z | Z | N | Z | X | * | W | 1 | 2 | 3 | A\n\
          | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1,200 | 2,400 | 3,600 | 4,800\n"
    );
    let states = |document: &Document| {
        let report = zhengxin::parse(document);
        let months = &report.credit_cards.accounts[0].attachments.grid.as_ref().unwrap().months;
        let doubtful = months.iter().filter(|m| m.cell.state.evidence().is_some_and(|at| at.confidence < 0.9)).count();
        (months.iter().filter_map(|m| m.cell.state.value()).map(|s| s.sign()).collect::<String>(), doubtful)
    };
    assert_eq!(states(&recognised(grid(&rows))), ("NNNNN**N1234".to_string(), 7));
    assert_eq!(states(&grid(&rows)).0, "ZZZNZ*123A", "a text layer says what it says");
}

#[test]
fn a_page_that_is_smaller_than_that_of_the_months_moves_no_column() {
    let year = |state: &str, amount: &str| format!("{} |\n{} |\n", [state; 12].join(" | "), [amount; 12].join(" | "));
    let head: String = (1..=12).map(|m| m.to_string()).collect::<Vec<_>>().join(" | ");
    let rows = format!(
        "> 2020年01月—2021年12月的还款记录\n{head} |\n{}===\n{}",
        year("N", "0").replacen(" |\n", " | 2021\n", 1),
        year("1", "285").replacen(" |\n", " | 2020\n", 1)
    );
    let mut document = recognised(grid(&rows));
    for line in &mut document.pages[1].lines {
        (line.place.x0, line.place.x1) = (line.place.x0 * 0.93 + 36.0, line.place.x1 * 0.93 + 36.0);
    }
    let states = read(&document, "credit_card.grid").into_iter().filter(|f| f.1 == "状态").map(|f| f.0).collect::<Vec<_>>();
    assert_eq!(states.len(), 24, "{states:?}");
}

#[test]
fn a_row_of_a_grid_is_told_by_its_whole_signs() {
    let rows = format!(
        "> 2020年01月—2021年02月的还款记录\n{MONTHS}2021 | N | N | | | | | | | | | |\n  | 0 | 0 | | | | | | | | | |\n\
        2020 | | | | | | | | | | | # | N\n  | | xA | | | | | | | | | M1-- | 0\n"
    );
    let got = read(&recognised(grid(&rows)), "credit_card.grid");
    assert!(got.contains(&("1/2020-12".into(), "金额".into(), "0".into())), "{got:?}");
}

#[test]
fn months_long_after_all_days_of_the_report_are_flagged_though_its_time_was_lost() {
    let rows = format!(
        "> 还款记录\n{MONTHS}2029 | N | N | | | | | | | | | |\n  | 0 | 0 | | | | | | | | | |\n\n\
        七 查询记录\n编号 | 查询日期 | 查询机构 | 查询原因\n1 | 2020.02.20 | 某某银行 | 贷后管理\n"
    );
    let flagged = |document: Document| {
        let report = zhengxin::parse(&document);
        let months = &report.credit_cards.accounts[0].attachments.grid.as_ref().unwrap().months;
        let doubtful = |m: &&zhengxin::model::grid::GridMonth| {
            m.cell.state.evidence().is_some_and(|at| at.flags.contains(&zhengxin::model::Flag::Conflict))
        };
        (months.iter().filter(doubtful).count(), months.len())
    };
    assert_eq!(flagged(recognised(grid(&rows))), (2, 2));
    assert_eq!(flagged(recognised(grid(&rows.replace("2029", "2020")))), (0, 2));
}

#[test]
fn scraps_between_the_rows_of_a_grid_take_no_year_and_part_nothing() {
    let rows = format!(
        "> 2019年08月—2021年03月的还款记录\n{MONTHS}  | N | N | N | | | | | | | | |\n  | 0 | 0 | 0 | | | | | | | | |\n\
        2020 | N | N | N | N | N | N | N | N | N | N | N | N\n  | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n\
        2019 | | | | | | | | N | N | N | N | N\n  | | | | | | | | 0 | 0 | 0 | 0 | 0\n"
    );
    let whole = recognised(grid(&rows));
    let mut marked = whole.clone();
    let lines = &mut marked.pages[0].lines;
    let at = |text: &str| lines.iter().filter(|l| l.text == text).map(|l| (l.place.center_x(), l.place.center_y())).collect::<Vec<_>>();
    // One within the head, one between a row of states and its amounts.
    let (head, states) = (at("6")[0], at("N")[3]);
    let scraps = [("4", head.0 + 30.0, head.1 + 3.0), ("A", states.0 + 120.0, states.1 + 6.5)];
    lines.extend(scraps.map(|(text, x, y)| Line { confidence: Some(0.5), ..draw::line(text, x, y) }));
    let of =
        |document: &Document| read(document, "credit_card.grid").into_iter().filter(|f| f.1 == "状态" || f.1 == "金额").collect::<Vec<_>>();
    assert_eq!(of(&marked), of(&whole));
    assert_eq!(of(&whole).len(), 40);
}

#[test]
fn amounts_of_a_whole_row_that_ran_together_stand_each_in_its_month() {
    let year = "2020 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1\n";
    let amounts: Vec<String> = (1..=12).map(|n| format!("{n},{n:03}")).collect();
    let drawing = format!("> 2020年01月—2020年12月的还款记录\n{MONTHS}{year}  | {}\n", amounts.join(" | "));
    let mut document = recognised(grid(&drawing));
    let read = values(&document, "credit_card.grid", "金额");
    assert_eq!((read.len(), read[11].as_str()), (12, "12012"));
    let lines = &mut document.pages[0].lines;
    let (first, last) = (amounts.first().unwrap(), amounts.last().unwrap());
    let at = |text: &str| lines.iter().find(|l| l.text == text).unwrap().place;
    let (first, last) = (at(first), at(last));
    lines.retain(|l| !amounts.contains(&l.text));
    // The box ends before the last of them does.
    let place = zhengxin::Rect::new(first.x0, first.y0, last.x0 - 12.0, first.y1);
    lines.push(Line { confidence: Some(0.97), ..Line::new(amounts.concat(), place) });
    assert_eq!(values(&document, "credit_card.grid", "金额"), read);
}

#[test]
fn a_sign_off_its_row_that_stands_for_a_lost_state_is_in_doubt() {
    let year = "2020 | N | N | N | N | N | N | N | N | N | N | N | N\n  | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n";
    let mut document = recognised(grid(&format!("> 2020年01月—2020年12月的还款记录\n{MONTHS}{year}")));
    let lines = &mut document.pages[0].lines;
    let third = lines.iter().enumerate().filter(|(_, l)| l.text == "N").map(|(i, _)| i).nth(2).unwrap();
    let lost = lines.remove(third);
    let sign = draw::line("*", lost.place.center_x(), lost.place.center_y() + 5.0);
    lines.push(Line { confidence: Some(0.95), ..sign });
    let report = zhengxin::parse(&document);
    let months = &report.credit_cards.accounts[0].attachments.grid.as_ref().unwrap().months;
    let misplaced =
        |m: &zhengxin::model::grid::GridMonth| m.cell.state.evidence().unwrap().flags.contains(&zhengxin::model::Flag::Misplaced);
    assert_eq!(months.iter().map(misplaced).collect::<Vec<_>>(), (1..=12).map(|n| n == 3).collect::<Vec<_>>());
}

#[test]
fn a_first_row_of_few_months_is_no_scrap_where_rows_stand_farther_apart_than_the_head() {
    let year = "N | N | N | N | N | N | N | N | N | N | N | N";
    let rows = format!("> 2019年01月—2021年02月的还款记录\n{MONTHS}2021 | N | 1 | | | | | | | | | |\n\n2020 | {year}\n\n2019 | {year}\n");
    assert_eq!(values(&grid(&rows), "credit_card.grid", "状态").len(), 26);
}

#[test]
fn months_far_before_the_account_are_in_doubt_where_the_range_was_misread() {
    let rows = format!(
        "> 2019年98月—2020年08月的还款记录\n{MONTHS}2010 | | | | N | N | N | N | N | N | N | N | N\n\
         2020 | N | N | N | N | N | N | N | N | | | |\n"
    );
    let opened = "开立日期 | 截至日期\n2019.03.09 | 2020.08.09\n";
    let document = recognised(draw::document(&format!("> 个人信用报告\n\n三 信贷交易信息明细\n（五）贷记卡账户\n账户1\n{opened}{rows}")));
    let report = zhengxin::parse(&document);
    let months = &report.credit_cards.accounts[0].attachments.grid.as_ref().unwrap().months;
    let sure = |m: &&zhengxin::model::grid::GridMonth| m.cell.state.evidence().is_some_and(|at| at.flags.is_empty());
    let years: Vec<i32> = months.iter().filter(sure).map(|m| m.month.year()).collect();
    assert_eq!(years, [2020; 8]);
}

#[test]
fn a_lone_settlement_before_further_payments_is_doubtful() {
    let doubtful = |states: &str| {
        let rows = format!("> 最近24个月还款状态\n{MONTHS}2020 | {states} | | | | | |\n");
        let report = zhengxin::parse(&recognised(loan_grid(&rows)));
        let months = &report.non_revolving.accounts[0].attachments.grid.as_ref().unwrap().months;
        months.iter().any(|m| m.cell.state.evidence().is_some_and(|at| at.flags.contains(&zhengxin::model::Flag::LookAlike)))
    };
    assert!(doubtful("N | N | Z | N | N | N"));
    assert!(!doubtful("N | N | N | N | N | Z"), "the account may end so");
}

#[test]
fn a_year_in_a_column_too_narrow_for_it_has_two_lines() {
    let months: Vec<String> = (1..=12).map(|m| format!("{m} @{}", 90 + 36 * m)).collect();
    let states = |from: usize, to: usize| (from..=to).map(|m| format!("N @{}", 90 + 36 * m)).collect::<Vec<_>>().join(" | ");
    let document = draw::document(&format!(
        "> 个人信用报告\n\n三 信贷交易信息明细\n（一）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期\n某某银行 | BBCZ12 | 2018.11.05\n\
         > 最近24个月还款状态\n{}\n201 @90\n~ {}\n~ 8 @90\n\n201 @90\n~ {}\n~ 9 @90\n",
        months.join(" | "),
        states(11, 12),
        states(1, 6)
    ));
    let grid: Vec<String> = read(&document, "non_revolving.grid").iter().map(|f| format!("{} {}", f.0, f.2)).collect();
    let want: Vec<String> =
        [(2018, 11..=12), (2019, 1..=6)].into_iter().flat_map(|(y, ms)| ms.map(move |m| format!("1/{y}-{m:02} N"))).collect();
    assert_eq!(grid, want);
}

#[test]
fn a_month_of_a_list_that_was_mended_or_stands_there_twice_is_in_doubt() {
    let sure = |months: [&str; 3]| {
        let rows: String = months.iter().map(|month| format!("{month} | N | 0\n")).collect();
        let document = grid(&format!("> 2015年01月—2015年03月的还款记录\n月份 | 还款状态 | 逾期（透支）总额\n{rows}"));
        let told = facts::sure(&zhengxin::parse(&document));
        told.into_iter().filter(|f| f.0 == "credit_card.grid" && f.2 == "状态").map(|f| f.1).collect::<Vec<String>>()
    };
    assert_eq!(sure(["2015.01", "2015.02", "2015.03"]), ["1/2015-01", "1/2015-02", "1/2015-03"]);
    assert_eq!(sure(["2015.01", "2015.02", "2O15.O3"]), ["1/2015-01", "1/2015-02"]);
    assert_eq!(sure(["2015.01", "2015.02", "2015.02"]), ["1/2015-01"]);
}
