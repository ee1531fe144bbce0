//! Facts in, facts out: the model holds every fact of every document of the development corpus.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

#[test]
fn native_json_reads_back() {
    let facts = r#"{"section":"non_revolving","record":"2","field":"借款金额","value":"500,000"}
{"section":"non_revolving.grid","record":"2/2015-05","field":"状态","value":"2"}"#;
    let report = support::from_facts::report(facts);
    assert_eq!(zhengxin::view::json::read(&zhengxin::view::json::write(&report)).unwrap(), report);
}
