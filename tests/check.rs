//! The cross-checks on reports of known truth: consistent ones give no finding, contradictions are found.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use support::{corpus, paper};
use zhengxin::check::{check, verdict};
use zhengxin::diagnostic::{Code, Diagnostic, Severity};
use zhengxin::model::{Flag, Report};
use zhengxin::{Options, check as checks};

/// Codes that say what the paper shows and contradict nothing.
const NOT_CHECKS: &[Code] = &[Code::AccountListTruncated, Code::LabelLost, Code::UnknownWord, Code::UnreadableValue];

fn flagged(report: &Report) -> usize {
    let mut n = 0;
    report.visit(&mut |_, record| {
        n += record.fields().iter().filter(|(_, f)| f.evidence().is_some_and(|e| e.flags.contains(&Flag::Conflict))).count();
    });
    n
}

fn told(d: &Diagnostic) -> String {
    let places: Vec<String> = d.spots.iter().take(3).map(|s| s.name()).collect();
    let details: Vec<String> = d.details.iter().map(|d| format!("{}={}", d.key, d.value)).collect();
    format!("{} at {} ({})", d.code.name(), places.join(" / "), details.join(" "))
}

#[test]
fn consistent_documents_give_no_finding_and_the_others_theirs() {
    let mut wrong = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for document in corpus::documents("dev") {
        let mut report = support::from_facts::report(&document.facts);
        let found = check(&mut report, &Options::default());
        for d in &found {
            *counts.entry(d.code.name()).or_default() += 1;
        }
        let disagrees = document.summary_disagrees();
        for d in found.iter().filter(|d| d.code == Code::UnknownWord) {
            println!("{}: {} {}", document.name, told(d), d.spots[0].raw);
        }
        let found: Vec<&Diagnostic> = found.iter().filter(|d| !NOT_CHECKS.contains(&d.code)).collect();
        for d in &found {
            let id = d.spots.first().map(|s| format!("{}.{}", s.section, s.field)).unwrap_or_default();
            if !disagrees.iter().any(|told| told.starts_with(&id)) {
                wrong.push(format!("{}: false: {}", document.name, told(d)));
            }
        }
        for told in &disagrees {
            let hit = |d: &&&Diagnostic| d.spots.first().is_some_and(|s| told.starts_with(&format!("{}.{}", s.section, s.field)));
            if !found.iter().any(|d| hit(&d)) {
                wrong.push(format!("{}: not found: {told}", document.name));
            }
        }
        // Truth is as sure as a text layer: no value of it is in doubt.
        assert_eq!(flagged(&report), 0, "{}", document.name);
    }
    println!("{counts:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_official_samples_keep_every_value_and_their_contradictions_are_told() {
    for document in corpus::documents("official") {
        let mut report = support::from_facts::report(&document.facts);
        let before = report.clone();
        let found = check(&mut report, &Options::default());
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for d in &found {
            *counts.entry(d.code.name()).or_default() += 1;
        }
        println!("{}: {counts:?}", document.name);
        for d in found.iter().filter(|d| !d.code.name().starts_with("summary")) {
            println!("  {}", told(d));
        }
        let (mut values, mut same) = (Vec::new(), Vec::new());
        before.visit(&mut |_, r| values.extend(r.fields().iter().map(|(_, f)| f.text().map(str::to_string))));
        report.visit(&mut |_, r| same.extend(r.fields().iter().map(|(_, f)| f.text().map(str::to_string))));
        assert_eq!(values, same, "a check changed a value");
        let has = |code: &str| counts.contains_key(code);
        if document.name == "detailed" {
            for code in ["summary-count", "grid-cell-outside-range", "grid-overdue", "grid-amount", "grid-unknown-amount", "id-check-digit"]
            {
                assert!(has(code), "{code}");
            }
        }
        assert!(has("account-list-truncated") == (document.name == "detailed"));
        assert!(found.iter().all(|d| d.severity < Severity::Error));
        assert_ne!(verdict(&report, &found, &Options::default()), checks::Verdict::Accepted);
    }
}

/// What a recogniser may read for a digit.
fn misread(text: &str, nth: usize) -> Option<String> {
    let digits: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(i, _)| i).collect();
    let at = *digits.get(nth % digits.len().max(1))?;
    let to = match text.as_bytes()[at] {
        b'0' => '8',
        b'1' => '7',
        b'2' => '7',
        b'3' => '8',
        b'4' => '1',
        b'5' => '6',
        b'6' => '8',
        b'7' => '1',
        b'8' => '3',
        _ => '0',
    };
    let mut out = text.to_string();
    out.replace_range(at..=at, &to.to_string());
    Some(out)
}

/// Each sampled field is misread alone, in a report that is otherwise right and read with a confidence of 0.98.
#[test]
fn misread_digits_are_told_and_suggestions_are_right() {
    let mut told_by_kind: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut misread_values, mut flagged_others, mut right, mut wrong) = (0, 0, 0, 0);
    for document in corpus::documents("dev").iter().filter(|d| d.summary_disagrees().is_empty()) {
        let mut base = support::from_facts::report(&document.facts);
        let mut slots: Vec<(String, String, &'static str)> = Vec::new();
        base.visit_mut(&mut |place, record| {
            for i in 0..record.specs().len() {
                let spec = record.specs()[i];
                let Some(field) = record.field_mut(i) else { continue };
                let Some(at) = field.evidence_mut() else { continue };
                at.confidence = 0.98;
                let grid = place.part.starts_with("grid") && spec.kind != zhengxin::model::Kind::State;
                let skip = spec.label == "编号" || !at.raw.chars().any(|c| c.is_ascii_digit()) || grid && at.raw == "0";
                if !skip {
                    slots.push((place.id(), place.record.to_string(), spec.label));
                }
            }
        });
        let step = (slots.len() / 60).max(1);
        for (n, (section, id, label)) in slots.iter().enumerate().filter(|(n, _)| n % step == 0) {
            let mut report = base.clone();
            let (mut kind, mut printed, mut changed) = (String::new(), String::new(), false);
            report.visit_mut(&mut |place, record| {
                if place.record.to_string() != *id || place.id() != *section {
                    return;
                }
                let Some(i) = record.specs().iter().position(|s| s.label == *label) else { return };
                let Some(field) = record.field_mut(i) else { return };
                let Some(mut at) = field.evidence().cloned() else { return };
                (kind, printed) = (format!("{:?}", field.kind()), at.raw.clone());
                if let Some(raw) = misread(&at.raw, n) {
                    (at.text, at.raw) = (String::new(), raw);
                    field.read_from(at, zhengxin::model::Trust::Guess);
                    changed = true;
                }
            });
            if !changed {
                continue;
            }
            let found = check(&mut report, &Options::default());
            let here = |s: &zhengxin::diagnostic::Spot| s.section == *section && s.record == *id && s.field == *label;
            let hit = found
                .iter()
                .any(|d| d.code == Code::UnreadableValue && d.spots.iter().any(here) || d.spots.iter().any(|s| here(s) && s.doubtful));
            let entry = told_by_kind.entry(kind).or_default();
            entry.1 += 1;
            entry.0 += usize::from(hit);
            misread_values += 1;
            flagged_others += flagged(&report) - usize::from(hit && flagged(&report) > 0);
            for d in &found {
                let Some(s) = &d.suggestion else { continue };
                let digits = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
                if here(&d.spots[s.spot]) && digits(&s.to) == digits(&printed) {
                    right += 1;
                } else {
                    wrong += 1;
                    println!("{}: {section} {id} {label}: wrong suggestion: {} {}", document.name, told(d), d.spots[s.spot].name());
                }
            }
        }
    }
    println!(
        "{misread_values} misread; told by kind: {told_by_kind:?}; others flagged {flagged_others}; suggestions right {right}, wrong {wrong}"
    );
    assert!(wrong * 20 <= right, "{wrong} wrong, {right} right");
}

/// Facts from `section|record|label|value` lines, each read with this confidence.
fn report(facts: &str, confidence: f32) -> Report {
    let line = |l: &str| {
        let mut p = l.trim().split('|');
        let mut next = || p.next().unwrap_or_default();
        serde_json::json!({ "section": next(), "record": next(), "field": next(), "value": next() }).to_string()
    };
    let mut report = support::from_facts::report(&facts.lines().filter(|l| !l.trim().is_empty()).map(line).collect::<Vec<_>>().join("\n"));
    report.visit_mut(&mut |_, record| {
        for i in 0..record.specs().len() {
            if let Some(at) = record.field_mut(i).and_then(|f| f.evidence_mut()) {
                at.confidence = confidence;
            }
        }
    });
    report
}

/// A code, and facts (`section|record|field|value`) that give its finding and no other.
const FINDINGS: &[(&str, &str)] = &[
    ("id-check-digit", "header||被查询者证件类型|身份证\nheader||被查询者证件号码|110105194912310021"),
    ("id-birth-date", "header||被查询者证件类型|身份证\nheader||被查询者证件号码|11010519491231002X\nidentity||出生日期|1949.12.30"),
    ("id-sex", "header||被查询者证件类型|身份证\nheader||被查询者证件号码|11010519491231002X\nidentity||性别|男"),
    ("id-birth-date", "header||被查询者证件类型|临时身份证\nheader||被查询者证件号码|11010519491231002X\nidentity||出生日期|1949.12.30"),
    ("report-number-date", "header||报告编号|201506010000332123\nheader||报告时间|2015.07.01 10:05:15"),
    ("summary-count", "summary.bad_debt||账户数|2\nnon_revolving|1|账户状态|呆账"),
    ("section-missing", "summary.credit_card||账户数|2"),
    ("summary-count", "summary.non_financial|1|笔数|2\nnon_financial|1|业务类型|融资租赁"),
    ("summary-sum", "summary.bad_debt||账户数|1\nsummary.bad_debt||余额|500\nnon_revolving|1|账户状态|呆账\nnon_revolving|1|余额|700"),
    ("summary-count", "summary.credit_hint||贷记卡账户数|2\ncredit_card|1|业务种类|贷记卡"),
    ("summary-month", "summary.credit_hint||首笔贷款发放月份|2010.09\nnon_revolving|1|开立日期|2010年10月28日"),
    ("summary-count", "summary.guarantee||担保笔数|2\nguarantee.loan|1|担保金额|80,000"),
    ("summary-sum", "summary.guarantee||担保笔数|1\nsummary.guarantee||担保金额|90,000\nguarantee.card|1|担保金额|80,000"),
    (
        "summary-sum",
        "summary.recovery|1|业务类型|资产处置\nsummary.recovery|1|账户数|1\nsummary.recovery|1|余额|48,000\nasset_disposal|1|余额|47,000",
    ),
    (
        "grid-jump",
        "quasi_card.overdue_record|1/1|逾期月份|2016.08\nquasi_card.overdue_record|1/1|逾期持续月数|8\nquasi_card.overdue_record|1/2|逾期月份|2016.09\nquasi_card.overdue_record|1/2|逾期持续月数|6",
    ),
    (
        "grids-disagree",
        "quasi_card.grid|1/2016-08|状态|2\nquasi_card.overdue_record|1/1|逾期月份|2016.08\nquasi_card.overdue_record|1/1|逾期持续月数|3",
    ),
    (
        "summary-month",
        "summary.credit_hint|1|业务大类|信用卡\nsummary.credit_hint|1|业务类型|贷记卡\nsummary.credit_hint|1|账户数|1\nsummary.credit_hint|1|首笔业务发放月份|2009.01\ncredit_card|1|开立日期|2010.05.01",
    ),
    ("total-row", "summary.credit_hint|1|账户数|2\nsummary.credit_hint.total||账户数|3"),
    (
        "overdue-summary",
        "summary.overdue|1|账户类型|贷记卡账户\nsummary.overdue|1|月份数|1\ncredit_card.grid|1/2014-01|状态|1\ncredit_card.grid|1/2014-02|状态|2",
    ),
    (
        "query-window",
        "header||报告时间|2015.07.01 10:05:15\nsummary.query||最近2年内的查询次数.贷后管理|2\nquery.institution|1|查询日期|2015.01.01\nquery.institution|1|查询机构|银行\nquery.institution|1|查询原因|贷后管理",
    ),
    ("grid-gap", "credit_card.grid|1/2014-01|状态|N\ncredit_card.grid|1/2014-03|状态|N"),
    ("grid-cell-outside-range", "credit_card.grid|1|起始年月|2014年02月\ncredit_card.grid|1/2014-01|状态|N"),
    ("grid-range-contradicts-rows", "credit_card.grid|1|截止年月|2014年02月\ncredit_card.grid|1/2014-01|状态|N"),
    ("grid-ends-elsewhere", "credit_card|1|截至日期|2014.03.05\ncredit_card.grid|1/2014-01|状态|N"),
    ("grid-before-opening", "credit_card|1|开立日期|2014.03.05\ncredit_card.grid|1/2014-01|状态|N"),
    ("grid-last-state", "credit_card|1|账户状态|销户\ncredit_card.grid|1/2014-01|状态|N"),
    ("grid-overdue", "credit_card|1|截至日期|2014.01.05\ncredit_card|1|当前逾期期数|2\ncredit_card.grid|1/2014-01|状态|1"),
    ("grid-unknown-amount", "credit_card.grid|1/2014-01|状态|#\ncredit_card.grid|1/2014-01|金额|0"),
    ("grid-amount", "credit_card.grid|1/2014-01|状态|N\ncredit_card.grid|1/2014-01|金额|700"),
    ("grid-jump", "credit_card.grid|1/2014-01|状态|1\ncredit_card.grid|1/2014-02|状态|4"),
    ("grids-disagree", "credit_card.grid|1/2014-01|状态|1\ncredit_card.grid24|1/2014-01|状态|N"),
    ("state-amount", "non_revolving|1|账户状态|结清\nnon_revolving|1|余额|10"),
    ("state-amount", "agreement|1|授信额度|100\nagreement|1|已用额度|108000"),
    ("state-amount", "non_revolving|1|还款期数|--\nnon_revolving|1|剩余还款期数|1"),
    ("state-amount", "non_revolving|1|剩余还款期数|20748"),
    ("state-amount", "non_revolving|1|账户状态|销户"),
    ("state-amount", "credit_card|1|账户状态|结清"),
    ("grid-ends-elsewhere", "header||报告时间|2015.07.01 10:05:15\ncredit_card.grid|1/2016-01|金额|700"),
    ("date-order", "non_revolving|1|开立日期|2014.01.02\nnon_revolving|1|到期日期|2013.01.02"),
    ("date-in-future", "header||报告时间|2015.07.01 10:05:15\nnon_revolving|1|开立日期|2016.01.02"),
    ("agreement-id", "agreement|1|授信协议标识|BOC0255220\nnon_revolving|1|授信协议标识|B0C0255220"),
    ("number-gap", "residence|1|编号|1\nresidence|2|编号|3"),
    (
        "query-order",
        "query.self|1|查询日期|2015.08.01\nquery.self|2|查询日期|2015.07.01\nquery.self|3|查询日期|2015.06.01\nquery.self|4|查询日期|2015.05.01\nquery.self|5|查询日期|2016.04.01\nquery.self|6|查询日期|2015.03.01\nquery.self|7|查询日期|2015.02.01\nquery.self|8|查询日期|2015.01.01",
    ),
    ("unknown-word", "non_revolving|1|账户状态|不知所云"),
    ("unreadable-value", "non_revolving|1|余额|不知所云"),
    ("account-list-truncated", "non_revolving.note||内容|由于该类账户的数量过大，本报告中仅展示最新的2个账户。"),
];

#[test]
fn each_check_finds_its_contradiction() {
    for (code, facts) in FINDINGS {
        let found: Vec<&str> = check(&mut report(facts, 0.98), &Options::default()).iter().map(|d| d.code.name()).collect();
        assert_eq!(found, [*code], "{facts}");
    }
}

#[test]
fn a_number_out_of_place_that_is_all_of_its_record_is_doubtful() {
    let doubtful = |facts: &str| {
        let mut report = report(facts, 0.98);
        check(&mut report, &Options::default());
        flagged(&report)
    };
    assert_eq!(doubtful("residence|1|编号|1\nresidence|1|居住状况|自有\nresidence|2|编号|71"), 1);
    assert_eq!(doubtful("residence|1|编号|1\nresidence|2|编号|3\nresidence|2|居住状况|自有"), 0, "one between was lost");
    assert_eq!(doubtful("residence|1|编号|1\nresidence|1|居住状况|自有\nresidence|2|编号|2"), 0);
    let two = "residence|1|编号|1\nresidence|1|居住状况|自有\nresidence|2|编号|8\nresidence|2|居住状况|自有";
    assert_eq!([two.to_string(), format!("{two}\nresidence|3|编号|9")].map(|facts| doubtful(&facts)), [1, 0], "no other goes on from it");
}

/// What cannot be known contradicts nothing.
const NO_FINDINGS: &[&str] = &[
    // An account without a limit may have any.
    "summary.credit_card||账户数|2\nsummary.credit_card||单家机构最低授信额|500\nsummary.credit_card||单家机构最高授信额|500\n\
     credit_card|1|发卡机构|甲银行\ncredit_card|1|账户授信额度|500\ncredit_card|2|发卡机构|乙银行\ncredit_card|2|账户授信额度|--",
    // Of accounts that were not all read the first may be another.
    "summary.credit_hint||贷记卡账户数|2\nsummary.credit_hint||首张贷记卡发卡月份|2009.01\ncredit_card|1|开立日期|2010.09.28\n\
     credit_card.note||内容|由于该类账户的数量过大，本报告中仅展示最新的1个账户。",
    "header||被查询者证件类型|护照\nheader||被查询者证件号码|110105194912310021",
];

#[test]
fn what_is_not_known_is_no_contradiction() {
    for facts in NO_FINDINGS {
        let found = check(&mut report(facts, 0.98), &Options::default());
        let found: Vec<&str> = found.iter().filter(|d| !NOT_CHECKS.contains(&d.code)).map(|d| d.code.name()).collect();
        assert!(found.is_empty(), "{facts}: {found:?}");
    }
}

#[test]
fn a_report_that_is_checked_again_stays_as_sure_as_it_is() {
    let mut once = report("non_revolving|1|账户状态|结清\nnon_revolving|1|余额|10", 0.98);
    let found = check(&mut once, &Options::default());
    let mut again = once.clone();
    assert_eq!(check(&mut again, &Options::default()).len(), found.len());
    assert!(flagged(&once) > 0 && again == once);
}

/// Sums of the largest numbers pass what a number holds.
#[test]
fn numbers_beyond_measure_are_checked_too() {
    let (count, amount) = (i64::MAX, "79228162514264337593543950335");
    let facts = format!(
        "summary.postpaid|1|账户数|{count}\nsummary.postpaid|2|账户数|{count}\nsummary.recovery|1|余额|{amount}\n\
         summary.recovery|2|余额|-{amount}\nsummary.recovery.total||余额|{amount}"
    );
    let mut report = report(&facts, 0.9);
    assert!(report.summary.postpaid.iter().all(|p| p.accounts.value() == Some(&i64::MAX)));
    assert!(check(&mut report, &Options::default()).iter().any(|d| d.code == Code::TotalRow));
}

/// What only the pages can tell: each by the drawn fixture on other paper.
#[test]
fn each_finding_about_the_pages_is_made() {
    let drawing = support::fixtures::get("drawn").text("drawing.txt");
    let drawn = support::draw::document(&drawing);
    let changed = |change: &dyn Fn(&mut zhengxin::Document)| {
        let mut document = drawn.clone();
        change(&mut document);
        document
    };
    let edited = |from: &str, to: &str| support::draw::document(&drawing.replace(from, to));
    let cases: Vec<(&str, zhengxin::Document)> = vec![
        ("part-missing", changed(&|d| d.pages.truncate(1))),
        ("not-a-credit-report", support::draw::document("今天天气很好\n我们去公园散步")),
        ("page-needs-ocr", changed(&|d| d.pages[1].text = zhengxin::PageText::NeedsOcr { reason: "no text".into() })),
        ("page-incomplete", changed(&|d| d.pages[1].text = zhengxin::PageText::Incomplete { reason: "cut off".into() })),
        ("hidden-text", changed(&|d| d.pages[1].lines.iter_mut().for_each(|l| l.origin = zhengxin::Origin::HiddenText))),
        ("page-missing", support::draw::document(&drawing.replace("=== 2/2", "=== 2/4").replace("=== 1/2", "=== 1/4"))),
        ("page-cut", changed(&|d| d.pages[0].lines.iter_mut().take(5).for_each(|l| l.place.x0 = 0.0))),
        (
            "several-reports",
            changed(&|d| {
                d.pages.extend(support::draw::document(&drawing.replace("9911063", "7777777").replace("11:01:33", "12:34:56")).pages)
            }),
        ),
        ("page-duplicate", changed(&|d| d.pages.push(d.pages[1].clone()))),
        ("pages-reordered", changed(&|d| d.pages.reverse())),
        (
            "page-order-unknown",
            support::draw::document(
                "> 个人信用报告\n三 信贷交易信息明细\n（一）贷记卡账户\n账户1\n===\n账户7\n===\n账户4\n===\n账户2\n账户3\n",
            ),
        ),
        ("two-page-sheet", paper::beside(&drawn)),
        ("quarter-turn", paper::quarter(&drawn, true)),
        ("skew", paper::leaning(&drawn, 1.5, true)),
        ("unparsed-lines", edited("（二）贷记卡账户", "无人知晓的一行字\n（二）贷记卡账户")),
        ("title-lost", edited("（二）贷记卡账户\n", "")),
        ("label-lost", edited("| 到期日期 | 借款金额 |", "| | 借款金额 |")),
    ];
    for (code, document) in &cases {
        let found: Vec<&str> = zhengxin::parse_with(document, &Options::default()).diagnostics.iter().map(|d| d.code.name()).collect();
        assert!(found.contains(code), "{code}: {found:?}");
    }
    let untitled = zhengxin::parse_with(&edited("（二）贷记卡账户\n", ""), &Options::default());
    let at = untitled.diagnostics.iter().find(|d| d.code == Code::TitleLost).and_then(|d| d.spots.first());
    assert!(at.is_some_and(|at| at.section == "credit_card" && at.place.height() > 0.0), "a lost title has its place: {at:?}");
    // With those of the checks they are all that there are.
    let made: BTreeSet<&str> = cases.iter().map(|c| c.0).chain(FINDINGS.iter().map(|f| f.0)).collect();
    assert_eq!(made, Code::ALL.iter().map(|c| c.name()).collect());
}

#[test]
fn a_witnessed_reading_is_offered_and_applied_only_if_asked() {
    let facts = "agreement|1|授信协议标识|BOC0255220\nnon_revolving|1|授信协议标识|B0C0255220\ncredit_card|1|授信协议标识|BOC0255220";
    let mut plain = report(facts, 0.98);
    let found = check(&mut plain, &Options::default());
    let suggestion = found[0].suggestion.as_ref().unwrap();
    assert_eq!((suggestion.from.as_str(), suggestion.to.as_str()), ("B0C0255220", "BOC0255220"));
    assert_eq!(suggestion.witnesses.len(), 2);
    let id = &plain.non_revolving.accounts[0].agreement_id;
    assert_eq!(id.text(), Some("B0C0255220"));
    assert!(id.evidence().unwrap().flags.contains(&Flag::Conflict));

    let mut options = Options::default();
    options.apply_witnessed = true;
    let mut mended = report(facts, 0.98);
    check(&mut mended, &options);
    let id = &mended.non_revolving.accounts[0].agreement_id;
    let at = id.evidence().unwrap();
    assert_eq!((id.text(), at.raw.as_str()), (Some("BOC0255220"), "B0C0255220"));
    assert!(at.repairs.iter().any(|r| r.rule == "witnessed") && at.flags.is_empty());
}

/// The labels under which values are flagged as contradicted, each with its record.
fn conflicts(report: &Report) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    report.visit(&mut |place, record| {
        let fields = record.fields().into_iter().filter(|(_, f)| f.evidence().is_some_and(|at| at.flags.contains(&Flag::Conflict)));
        out.extend(fields.map(|(spec, _)| format!("{} {}", place.record, spec.label)));
    });
    out
}

#[test]
fn months_apart_from_those_of_the_heading_are_of_a_misread_year() {
    let months = |year: u32, range: std::ops::RangeInclusive<u32>| {
        range.map(|m| format!("credit_card.grid|1/{year}-{m:02}|状态|N\ncredit_card.grid|1/{year}-{m:02}|金额|0\n")).collect::<String>()
    };
    let heading = "credit_card.grid|1|起始年月|2014年01月\ncredit_card.grid|1|截止年月|2014年06月\n";
    let mut read = report(&format!("{heading}{}{}", months(2014, 1..=6), months(2011, 7..=8)), 0.999);
    check(&mut read, &Options::default());
    let own: Vec<String> = conflicts(&read).into_iter().filter(|c| c.contains("2011") || c.contains("2014-0")).collect();
    assert_eq!(own, ["1/2011-07 状态", "1/2011-07 金额", "1/2011-08 状态", "1/2011-08 金额"]);
    // Months that go on from the range tell that the heading was misread, or is wrong on paper.
    let mut longer = report(&format!("{heading}{}", months(2014, 1..=8)), 0.999);
    check(&mut longer, &Options::default());
    assert!(conflicts(&longer).iter().all(|c| !c.contains("金额")), "{:?}", conflicts(&longer));
}

#[test]
fn values_that_contradict_each_other_are_flagged_however_sure_they_are() {
    let facts = "non_revolving|1|账户状态|结清\nnon_revolving|1|余额|10\nresidence|1|居住状况|自置";
    let mut drawn = report(facts, 1.0);
    check(&mut drawn, &Options::default());
    assert!(conflicts(&drawn).is_empty(), "of a text layer no value is blamed");
    let mut recognised = report(facts, 1.0);
    recognised.visit_mut(&mut |_, record| {
        for i in 0..record.specs().len() {
            let other = record.specs()[i].label == "居住状况";
            if let Some(at) = record.field_mut(i).and_then(|f| f.evidence_mut()).filter(|_| other) {
                at.confidence = 0.99;
            }
        }
    });
    check(&mut recognised, &Options::default());
    assert_eq!(conflicts(&recognised).into_iter().collect::<Vec<_>>(), ["1 余额", "1 账户状态"]);
}

#[test]
fn checking_takes_little_time() {
    let Some(document) = corpus::documents("dev").into_iter().max_by_key(|d| d.facts.len()) else { return };
    let mut report = support::from_facts::report(&document.facts);
    let start = std::time::Instant::now();
    check(&mut report, &Options::default());
    println!("{}: {:?}", document.name, start.elapsed());
}
