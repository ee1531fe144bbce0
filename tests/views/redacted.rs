//! Redaction: the same lines without the person.

use zhengxin::view::redact::redact;
use zhengxin::{Document, Options, parse_with, reports};

use super::support::draw;

/// A report's first page: who, where and with whom.
fn page(number: &str, time: &str, address: &str, employer: &str) -> String {
    format!(
        "> 个人信用报告\n\n报告编号：{number} @60:200 | 报告时间：2024.05.01 {time} @400:540\n\n一 个人基本信息\n（三）居住信息\n\
        编号 | 居住地址 @120:300 | 居住状况 | 信息更新日期\n1 | {address} @120:300 | 自置 | 2020.01.02\n（四）职业信息\n\
        编号 | 工作单位 @120:300 | 单位性质 | 单位地址\n1 | {employer} @120:300 | -- | --\n"
    )
}

/// The addresses and employers of every report of a document.
fn told(document: &Document) -> Vec<(Option<String>, Option<String>)> {
    let read = |number| {
        let mut options = Options::default();
        options.report = Some(number);
        let report = parse_with(document, &options).report;
        let address = report.residences.first().and_then(|r| r.address.text().map(String::from));
        (address, report.jobs.first().and_then(|o| o.employer.text().map(String::from)))
    };
    (1..=reports(document)).map(read).collect()
}

#[test]
fn a_couple_at_one_address() {
    let first = page("202405018609911063", "11:01:33", "槐荫市钟楼区红霞路17号", "红霞书店");
    let second = page("202405018609914217", "11:09:54", "槐荫市钟楼区红霞路17号", "龙井红霞书店");
    let document = draw::document(&format!("{first}===\n{second}"));
    let before = told(&document);
    assert_eq!(before.len(), 2);
    assert!(before[0].0.is_some() && before[0].0 == before[1].0 && before[1].1.as_deref() == Some("龙井红霞书店"), "{before:?}");
    let read = |number| {
        let mut options = Options::default();
        options.report = Some(number);
        parse_with(&document, &options).report
    };
    let all = [read(1), read(2)];
    let redacted = redact(&document, &all);
    let after = told(&redacted);
    assert_eq!(after[0].0, after[1].0, "one address is one afterwards");
    let text: String = redacted.lines().map(|(_, l)| l.text.as_str()).collect();
    for gone in ["红霞", "槐荫", "龙井"] {
        assert!(!text.contains(gone), "{gone} is still there: {text}");
    }
    assert!(after.iter().all(|(address, employer)| address.is_some() && employer.is_some()), "{after:?}");
}
