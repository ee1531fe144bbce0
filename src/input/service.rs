//! What services answer instead of a result: an error of theirs, which says more than that no format fits.

use crate::error::{Error, ErrorKind};
use crate::input::json::{Node, Value};
use crate::input::syntax::Parsed;

/// Where the code and the message of an error stand, and whose it is.
const ANSWERS: &[(&[&str], &str, &str)] = &[
    // Baidu, Huawei
    (&[], "error_code", "error_msg"),
    // Tencent
    (&["Response", "Error"], "Code", "Message"),
    // Aliyun, bare and as its SDKs print it
    (&[], "Code", "Message"),
    (&["body"], "Code", "Message"),
    // The servings of PaddleOCR
    (&[], "errorCode", "errorMsg"),
    // Volcengine, TextIn
    (&[], "code", "message"),
    // iFlytek
    (&[], "code", "desc"),
    (&["header"], "code", "message"),
    // Azure, Google
    (&["error"], "code", "message"),
    // Textract
    (&[], "JobStatus", "StatusMessage"),
];

/// The codes that mean success, of one service or another.
const SUCCESS: &[&str] = &["0", "100", "200", "10000", "SUCCEEDED"];

/// The error that a file holds instead of a result.
pub(super) fn answer(parsed: &Parsed) -> Option<Error> {
    let Parsed::Json { values, .. } = parsed else { return None };
    let values = match values.as_slice() {
        [Value::Array(items)] => items,
        values => values,
    };
    values.iter().zip(1..).find_map(|(value, number)| {
        let place = if values.len() == 1 { String::new() } else { format!("result {number}") };
        let message = ANSWERS.iter().find_map(|(way, code, message)| {
            let error = Node::root(value).dig(way).ok()?;
            error.opt(message)?.text().ok()?;
            said(&error, code, message)
        })?;
        Some(Error::new(ErrorKind::UnknownFormat, place, format!("no result, {message}")))
    })
}

/// The words of an error. They are about the call, not out of the report.
pub(super) fn said(error: &Node, code: &'static str, message: &'static str) -> Option<String> {
    let code = error.opt(code)?;
    let code = code.text().map(str::to_owned).or_else(|_| code.number().map(|n| n.to_string())).ok()?;
    if SUCCESS.contains(&code.as_str()) {
        return None;
    }
    let cut = |text: &str, most: usize| text.chars().filter(|c| !c.is_control()).take(most).collect::<String>();
    let words = error.opt(message).and_then(|m| m.text().ok().map(|m| cut(m, 200))).unwrap_or_default();
    Some(format!("the service reports the error {}: {words}", cut(&code, 60)).trim_end_matches([':', ' ']).to_owned())
}
