//! The official items.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::{corpus, from_facts, full};
use zhengxin::model::Report;
use zhengxin::view::items;

fn document(report: &Report) -> Value {
    serde_json::from_str(&items::write_json(report)).expect("JSON")
}

/// Every key of a document.
fn keys(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, inner)| {
            out.insert(key.clone());
            keys(inner, out);
        }),
        Value::Array(list) => list.iter().for_each(|inner| keys(inner, out)),
        _ => {}
    }
}

#[test]
fn every_item_is_produced_or_has_its_reason() {
    let mut made = BTreeSet::new();
    keys(&document(&full::report()), &mut made);
    assert_eq!(items::items().count(), 353);
    let lost: Vec<_> = items::items()
        .filter(|(code, absent)| absent.is_none() && !made.contains(*code) && !made.contains(&format!("{code}_text")))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    let against: Vec<_> = items::items().filter(|(code, absent)| absent.is_some() && made.contains(*code)).collect();
    assert!(against.is_empty(), "{against:?}");
    // A state that the kind of account has no code for, a place.
    let texts: Vec<&str> = made.iter().filter(|k| k.ends_with("_text")).map(String::as_str).collect();
    assert_eq!(texts, ["PD01BD01_text", "PD01CD01_text", "PF07AD02_text"]);
}

#[test]
fn the_list_is_the_standards_own() {
    let Some(shared) = corpus::shared() else { return };
    let official = std::fs::read_to_string(shared.join("design/items.tsv")).expect("the items");
    let official: BTreeSet<&str> = official.lines().filter(|l| l.starts_with('P')).filter_map(|l| l.split('\t').next()).collect();
    let ours: BTreeSet<&str> = items::items().map(|(code, _)| code).collect();
    assert_eq!(ours, official);
}

#[test]
fn the_reference_page_is_current() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar-notes/items.md");
    if std::env::var_os("ZHENGXIN_BLESS").is_some() {
        std::fs::write(&path, items::reference()).expect("the page can be written");
    }
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(page == items::reference(), "set ZHENGXIN_BLESS=1 to write grammar-notes/items.md anew");
}

#[test]
fn values_are_in_the_standards_form() {
    let d = document(&from_facts::report(
        r#"{"section":"header","record":"","field":"报告时间","value":"2015.06.01 10:05:15"}
{"section":"header","record":"","field":"查询机构","value":"商业银行“DN”"}
{"section":"header","record":"","field":"查询原因","value":"本人查询（临柜）"}
{"section":"non_revolving","record":"1","field":"管理机构","value":"商业银行“DN”"}
{"section":"non_revolving","record":"1","field":"借款金额","value":"1,010,000"}
{"section":"non_revolving","record":"1","field":"到期日期","value":"长期"}
{"section":"non_revolving","record":"1","field":"账户状态","value":"逾期"}
{"section":"non_revolving","record":"1","field":"截至日期","value":"2015年05月25日"}
{"section":"non_revolving","record":"1","field":"本月应还款","value":"0"}
{"section":"non_revolving","record":"1","field":"五级分类","value":"关注"}
{"section":"credit_card","record":"1","field":"账户状态","value":"销户"}
{"section":"credit_card","record":"1","field":"销户日期","value":"2013.10.11"}
{"section":"credit_card","record":"1","field":"发卡机构","value":"邮储银行信用卡中心"}"#,
    ));
    let at = |path: &str| d.pointer(path).and_then(Value::as_str);
    assert_eq!(at("/Document/PRH/PA01/PA01A/PA01AR01"), Some("2015-06-01T10:05:15"));
    assert_eq!(at("/Document/PRH/PA01/PA01B/PA01BI02"), Some("DN"));
    assert_eq!(at("/Document/PRH/PA01/PA01B/PA01BD02_text"), Some("本人查询（临柜）"));
    let loan = "/Document/PDA/PD01/0";
    assert_eq!(at(&format!("{loan}/PD01A/PD01AD01")), Some("D1"));
    assert_eq!(at(&format!("{loan}/PD01A/PD01AD02")), Some("11"));
    assert_eq!(at(&format!("{loan}/PD01A/PD01AJ01")), Some("1010000"));
    assert_eq!(at(&format!("{loan}/PD01A/PD01AR02")), None);
    assert_eq!(at(&format!("{loan}/PD01A/PD01AR02_text")), Some("长期"));
    assert_eq!(at(&format!("{loan}/PD01C/PD01CD01")), Some("2"));
    assert_eq!(at(&format!("{loan}/PD01C/PD01CR01")), Some("2015-05"));
    assert_eq!(at(&format!("{loan}/PD01B/PD01BD03")), Some("2"));
    let score =
        document(&from_facts::report(r#"{"section":"summary.score","record":"","field":"说明","value":"存在逾期还款记录；甲；乙"}"#));
    assert_eq!(score["Document"]["PSM"]["PC01"]["PC010S01"], "3");
    assert_eq!(score["Document"]["PSM"]["PC01"]["PC010D01"][0], "01");
    assert_eq!(score["Document"]["PSM"]["PC01"]["PC010D01_text"], "甲；乙");
    let card = "/Document/PDA/PD01/1";
    assert_eq!(at(&format!("{card}/PD01B/PD01BD01")), Some("4"));
    assert_eq!(at(&format!("{card}/PD01B/PD01BR01")), Some("2013-10-11"));
    assert_eq!(at(&format!("{card}/PD01A/PD01AI02_text")), Some("邮储银行信用卡中心"));
    assert!(d.pointer(&format!("{card}/PD01C")).is_none(), "a cancelled card has no month's performance");
}

#[test]
fn the_grid_gives_both_blocks() {
    let facts: String = (1..=12)
        .flat_map(|m| (2012..=2014).map(move |y| (y, m)))
        .map(|(y, m)| format!(r#"{{"section":"non_revolving.grid","record":"1/{y}-{m:02}","field":"状态","value":"N"}}"#) + "\n")
        .collect();
    let account = document(&from_facts::report(&facts)).pointer("/Document/PDA/PD01/0").cloned().expect("an account");
    assert_eq!(account["PD01D"]["PD01DR01"], "2013-01");
    assert_eq!(account["PD01D"]["PD01DR02"], "2014-12");
    assert_eq!(account["PD01D"]["PD01DH"].as_array().map(Vec::len), Some(24));
    assert_eq!(account["PD01D"]["PD01DH"][0]["PD01DR03"], "2014-12");
    assert_eq!(account["PD01E"]["PD01ES01"], "36");
    assert_eq!(account["PD01E"]["PD01EH"].as_array().map(Vec::len), Some(36));
}

#[test]
fn xml_holds_what_json_holds() {
    for report in [full::report(), Report::default()] {
        let xml = items::write_xml(&report);
        let mut open = Vec::new();
        let mut names = BTreeSet::new();
        for tag in xml.split('<').skip(2).filter_map(|t| t.split('>').next()) {
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name)),
                None => {
                    names.insert(tag.to_string());
                    open.push(tag);
                }
            }
        }
        assert!(open.is_empty());
        let mut known = BTreeSet::new();
        keys(&document(&report), &mut known);
        known.insert("Document".into());
        assert_eq!(names, known);
    }
    let xml = items::write_xml(&from_facts::report(r#"{"section":"header","record":"","field":"查询机构","value":"A&B<C>"}"#));
    assert!(xml.contains("<PA01BI02_text>A&amp;B&lt;C&gt;</PA01BI02_text>"), "{xml}");
}

/// The items whose printed names have no code here and there: names of institutions and of kinds of them, 本人查询 by its ways and
/// 异议核查, factors of a score, 保证人代偿, rows of the older overdue summary, currencies converted to 人民币, 长期, what sentences of the brief
/// version say of states, special events that the table does not list, ways in which a case ended, places.
const CODELESS: &[&str] = &[
    "PA01BD02", "PA01BI02", "PC010D01", "PC02BD01", "PC02DD01", "PC05AI01", "PD01AD02", "PD01AD04", "PD01AI02", "PD01AR02", "PD01BD01",
    "PD01CD01", "PD01GD01", "PD02AI02", "PD02AR02", "PD03AD01", "PF03AD01", "PF07AD02", "PH010D01", "PH010Q03",
];

#[test]
fn the_corpora_have_few_names_without_a_code() {
    let mut texts = BTreeMap::<String, BTreeSet<String>>::new();
    for (_, facts, _) in corpus::facts() {
        let mut walk = vec![document(&from_facts::report(&facts))];
        while let Some(value) = walk.pop() {
            match value {
                Value::Object(map) => {
                    for (key, inner) in map {
                        if let (true, Some(text)) = (key.ends_with("_text"), inner.as_str()) {
                            texts.entry(key.clone()).or_default().insert(text.to_string());
                        }
                        walk.push(inner);
                    }
                }
                Value::Array(list) => walk.extend(list),
                _ => {}
            }
        }
    }
    let strange: Vec<String> =
        texts.iter().filter(|(key, _)| !CODELESS.contains(&key.trim_end_matches("_text"))).map(|(key, t)| format!("{key} {t:?}")).collect();
    assert!(strange.is_empty(), "items whose names had codes so far: {strange:#?}");
}

/// The first account of a report made from facts of one section: each a field and its value.
fn account(section: &str, fields: &[(&str, &str)]) -> Value {
    let line = |(field, value): &(&str, &str)| {
        serde_json::json!({ "section": section, "record": "1", "field": field, "value": value }).to_string() + "\n"
    };
    let facts: String = fields.iter().map(line).collect();
    document(&from_facts::report(&facts)).pointer("/Document/PDA/PD01/0").cloned().expect("an account")
}

#[test]
fn sentences_give_accounts_as_far_as_they_tell() {
    let card = account(
        "brief.credit_card",
        &[
            ("发卡机构", "中国银行北京分行"),
            ("开立日期", "2005年6月30日"),
            ("卡种", "准贷记卡"),
            ("币种", "人民币"),
            ("截至月份", "2016年7月"),
            ("信用额度", "10,000"),
            ("透支余额", "5,000"),
            ("状态", "当前透支超过60天"),
        ],
    );
    let head = &card["PD01A"];
    assert_eq!((&head["PD01AD01"], &head["PD01AD03"], &head["PD01AD04"]), (&"R3".into(), &"71".into(), &"CNY".into()));
    assert_eq!((&head["PD01AI01"], &head["PD01AR01"], &head["PD01AJ02"]), (&"账户1".into(), &"2005-06-30".into(), &"10000".into()));
    assert_eq!(head["PD01AI02_text"], "中国银行北京分行");
    assert_eq!((&card["PD01B"]["PD01BJ01"], &card["PD01B"]["PD01BD01_text"]), (&"5000".into(), &"当前透支超过60天".into()));
    assert_eq!((&card["PD01C"]["PD01CR01"], &card["PD01C"]["PD01CJ01"]), (&"2016-07".into(), &"5000".into()));

    let cancelled = account("brief.credit_card", &[("卡种", "贷记卡"), ("状态", "销户"), ("销户月份", "2013年10月")]);
    assert_eq!((&cancelled["PD01A"]["PD01AD01"], &cancelled["PD01B"]["PD01BD01"]), (&"R2".into(), &"4".into()));
    assert_eq!(cancelled["PD01B"]["PD01BR01"], "2013-10");
    assert!(cancelled.get("PD01C").is_none(), "a cancelled card has no month's performance");

    let loan = account(
        "brief.loan",
        &[("金额", "600,000"), ("业务种类", "住房贷款"), ("标注", "其他机构转入"), ("到期日期", "2028年8月30日"), ("状态", "当前有逾期")],
    );
    let head = &loan["PD01A"];
    assert!(head.get("PD01AD01").is_none(), "a loan's sentence tells no kind of account");
    assert_eq!((&head["PD01AJ01"], &head["PD01AD03"], &head["PD01AD08"]), (&"600000".into(), &"11".into(), &"5".into()));
    assert_eq!((&head["PD01AR02"], &loan["PD01B"]["PD01BD01"]), (&"2028-08-30".into(), &"2".into()));
    let moved = account("brief.other_business", &[("金额", "5,000"), ("状态", "转出"), ("结清月份", "2022年10月")]);
    assert_eq!((&moved["PD01B"]["PD01BD01"], &moved["PD01B"]["PD01BR04"]), (&"5".into(), &"2022-10".into()));
    assert!(moved["PD01B"].get("PD01BR01").is_none());

    for (section, received, sum, business) in
        [("brief.asset_disposal", "债权接收日期", "债权金额", "A1"), ("brief.advance", "垫款日期", "累计代偿金额", "B1")]
    {
        let claim = account(section, &[(received, "2012年03月12日"), (sum, "11,000"), ("余额", "920"), ("截至日期", "2014年11月11日")]);
        let head = &claim["PD01A"];
        assert_eq!((&head["PD01AD01"], &head["PD01AD03"], &head["PD01AJ01"]), (&"C1".into(), &business.into(), &"11000".into()));
        assert_eq!((&head["PD01AR01"], &claim["PD01B"]["PD01BR03"]), (&"2012-03-12".into(), &"2014-11-11".into()));
        assert!(claim["PD01B"].get("PD01BD01").is_none(), "no sentence says that a claim is being collected");
        let settled = account(section, &[(sum, "11,000"), ("结清月份", "2015年1月")]);
        assert_eq!((&settled["PD01B"]["PD01BD01"], &settled["PD01B"]["PD01BR01"]), (&"2".into(), &"2015-01".into()));
    }
    let debt = account("asset_disposal", &[("资产管理公司", "东方"), ("债务接收日期", "2012.03.12"), ("接收的债务金额", "11,000")]);
    assert_eq!((&debt["PD01A"]["PD01AD01"], &debt["PD01A"]["PD01AD03"]), (&"C1".into(), &"A1".into()));
    assert_eq!((&debt["PD01A"]["PD01AJ01"], &debt["PD01A"]["PD01AI02_text"]), (&"11000".into(), &"东方".into()));
}

#[test]
fn a_loan_that_can_be_used_again_is_a_limit() {
    let facts = r#"{"section":"brief.loan","record":"1","field":"金额","value":"60,000"}"#;
    let mut report = from_facts::report(facts);
    for (reusable, kind) in [(Some(true), Some("R1")), (Some(false), None)] {
        report.brief.loans[0].reusable = reusable;
        let account = document(&report).pointer("/Document/PDA/PD01/0/PD01A").cloned().expect("an account");
        assert_eq!(account.get("PD01AD01").and_then(Value::as_str), kind);
        assert_eq!((account.get("PD01AJ01"), &account["PD01AJ02"]), (None, &"60000".into()));
    }
}

#[test]
fn marks_of_sentences_hang_on_their_accounts() {
    let first = document(&full::report()).pointer("/Document/PDA/PD01").cloned().expect("accounts");
    let told: Vec<&Value> = first.as_array().expect("a list").iter().filter(|a| a["PD01A"]["PD01AD03"] == "B1").collect();
    assert!(told.iter().any(|a| a["PD01Z"]["PD01ZS01"] == "1" && a["PD01Z"]["PD01ZH"][0]["PD01ZD01"] == "4"), "{told:?}");
}

#[test]
fn special_events_are_told_by_what_is_printed_of_their_name() {
    let facts = |sentence: &str| {
        let mut made = Report::default();
        made.credit_cards = full::report().credit_cards;
        made.credit_cards.accounts.truncate(1);
        made.credit_cards.accounts[0].attachments.special_events[0].content = full::field(sentence);
        document(&made).pointer("/Document/PDA/PD01/0/PD01G/PD01GH/0").cloned().expect("an event")
    };
    let event = facts("该账户2015年05月不出单。");
    assert_eq!((&event["PD01GR01"], &event["PD01GD01"]), (&"2015-05".into(), &"11".into()));
    assert_eq!(facts("已注销信用卡账户重启。")["PD01GD01"], "12");
    assert_eq!(facts("该账户发生信贷资产转让。")["PD01GD01_text"], "该账户发生信贷资产转让。");
}

#[test]
fn factors_of_a_score_are_parted_at_their_numbers() {
    let score = |said: &str| {
        let line = serde_json::json!({ "section": "summary.score", "record": "", "field": "说明", "value": said }).to_string();
        document(&from_facts::report(&line))["Document"]["PSM"]["PC01"].clone()
    };
    let two = score("影响因素：1.近期硬查询次数较多 2.信用历史小于3个月");
    assert_eq!((&two["PC010S01"], &two["PC010D01"]), (&"2".into(), &serde_json::json!(["10", "92"])));
    assert!(two.get("PC010D01_text").is_none());
    let other = score("影响因素:1、信用卡历史较短2、甲乙");
    assert_eq!((&other["PC010S01"], &other["PC010D01"]), (&"2".into(), &serde_json::json!(["08"])));
    assert_eq!(other["PC010D01_text"], "甲乙");
    assert_eq!(score("影响因素：信用历史较短")["PC010D01"], serde_json::json!(["07"]));
}

/// Facts of a grid: its range, if any, and a state for each month.
fn grid(section: &str, range: Option<(&str, &str)>, months: &[(&str, &str)]) -> String {
    let fact = |record: &str, field: &str, value: &str| {
        serde_json::json!({ "section": format!("{section}.grid"), "record": record, "field": field, "value": value }).to_string() + "\n"
    };
    let head: String = range.map(|(a, b)| fact("1", "起始年月", a) + &fact("1", "截止年月", b)).unwrap_or_default();
    head + &months.iter().map(|(m, s)| fact(&format!("1/{m}"), "状态", s)).collect::<String>()
}

#[test]
fn the_rows_of_a_grid_are_the_truth() {
    let months: Vec<String> = (0..30).map(|n| format!("{}-{:02}", 2012 + n / 12, 1 + n % 12)).collect();
    let rows: Vec<(&str, &str)> = months.iter().map(|m| (m.as_str(), "N")).collect();
    let facts = grid("quasi_card", Some(("2013年06月", "2014年01月")), &rows);
    let account = document(&from_facts::report(&facts)).pointer("/Document/PDA/PD01/0").cloned().expect("an account");
    let (short, long) = (&account["PD01D"], &account["PD01E"]);
    assert_eq!((&long["PD01ER01"], &long["PD01ER02"], &long["PD01ES01"]), (&"2012-01".into(), &"2014-06".into(), &"30".into()));
    assert_eq!((&short["PD01DR01"], &short["PD01DR02"]), (&"2012-07".into(), &"2014-06".into()));
    assert_eq!(short["PD01DH"].as_array().map(Vec::len), Some(24));
}

#[test]
fn no_sign_is_made_for_a_month_that_is_not_printed() {
    let signs = |range, months: &[(&str, &str)]| {
        let head = r#"{"section":"postpaid","record":"1","field":"机构名称","value":"中国移动"}"#.to_string() + "\n";
        let record = document(&from_facts::report(&(head + &grid("postpaid", range, months))));
        record.pointer("/Document/PND/PE01/0/PE01A/PE01AQ02").and_then(Value::as_str).map(str::to_string)
    };
    let printed = [("2014-12", "N"), ("2015-02", "1"), ("2015-03", "#"), ("2015-04", "2")];
    assert_eq!(signs(None, &printed).as_deref(), Some("1#2"), "what stands before the gap has no place in the row");
    assert_eq!(signs(Some(("2013年05月", "2015年04月")), &printed).as_deref(), Some("1#2"));
    assert_eq!(signs(Some(("2013年06月", "2015年05月")), &printed), None, "the last month's sign is not printed");
}

#[test]
fn notes_and_classes_have_codes_only_where_they_are_ones() {
    let note = |text: &str| account("non_revolving", &[("标注", text), ("借款金额", "1")])["PD01A"].clone();
    assert_eq!(note("其他机构转入")["PD01AD08"], "5");
    let form = account("non_revolving", &[("贷款发放形式", "甲"), ("标注", "其他机构转入")])["PD01A"].clone();
    assert_eq!((form.get("PD01AD08"), &form["PD01AD08_text"]), (None, &"甲".into()), "the table's own field stands as text");
    let other = note("已转让");
    assert!(other.get("PD01AD08").is_none() && other.get("PD01AD08_text").is_none(), "{other}");
    let class = |section: &str, kind: &str| {
        let line = serde_json::json!({ "section": section, "record": "1", "field": "业务种类", "value": kind }).to_string();
        let head = document(&from_facts::report(&line)).pointer("/Document/PCR/PD03/0/PD03A").cloned().expect("a liability");
        let code = head.get("PD03AD02").and_then(Value::as_str).map(str::to_string);
        assert_eq!(
            head.get("PD03AD02_text").and_then(Value::as_str),
            code.is_none().then_some(kind),
            "a kind without a class stands as text"
        );
        code
    };
    for (kind, code) in [
        ("贷记卡", Some("2")),
        ("个人消费贷款", Some("1")),
        ("约定购回式证券交易业务", Some("3")),
        ("融资租赁业务", Some("4")),
        ("甲", None),
    ] {
        assert_eq!(class("liability.person", kind).as_deref(), code, "{kind}");
    }
    for (kind, code) in [("固定资产贷款", Some("11")), ("贸易融资", Some("12")), ("融资租赁业务", Some("14")), ("贷记卡", None)]
    {
        assert_eq!(class("liability.company", kind).as_deref(), code, "{kind}");
    }
}
