//! Numbers of things and sentences that are not built as the others of the report that they are like.

use std::collections::{BTreeSet, HashSet};

use crate::lexis::text::is_han;
use crate::model::{Kind, Report, State};

/// So many digits behind a first letter are an institution's code, which begins many an account's id.
const CODE: usize = 12;
/// So many ids must begin with a letter before a code: one alone may be the misread one.
const OFTEN: usize = 2;

/// So many sentences are compared with so many others, and pieces of so many signs are no phrase that two of them share.
const MOST: usize = 128;
const PIECE: usize = 10;

/// The ids that lack the letter before their code that others have, or have a digit that looks like one in its place, and
/// the sentences that lack the stop with which the same words end elsewhere, also as a piece of a longer one.
pub(super) fn otherwise(report: &Report) -> BTreeSet<String> {
    let mut led = 0;
    let mut bare: Vec<String> = Vec::new();
    let mut stopped: HashSet<String> = HashSet::new();
    let mut open: Vec<(String, String)> = Vec::new();
    report.visit(&mut |_, record| {
        for (spec, field) in record.fields().into_iter().filter(|(_, f)| f.state() == State::Value) {
            let text = field.text().unwrap_or_default();
            match spec.kind {
                Kind::Reference if begins_with_code(text) => bare.push(text.into()),
                Kind::Reference => led += usize::from(text.strip_prefix(|c: char| c.is_ascii_uppercase()).is_some_and(begins_with_code)),
                Kind::Text if text.contains(is_han) => match text.strip_suffix('。') {
                    Some(sentence) => _ = stopped.insert(words(sentence)),
                    None => open.push((words(text), text.into())),
                },
                _ => {}
            }
        }
    });
    let bare = bare.into_iter().filter(|_| led >= OFTEN);
    let mut whole: Vec<&String> = stopped.iter().collect();
    whole.sort_unstable();
    whole.truncate(MOST);
    let is_piece = |words: &str| words.chars().count() >= PIECE && whole.iter().any(|w| w.contains(words));
    let pieces: HashSet<String> = open.iter().take(MOST).map(|o| &o.0).filter(|words| is_piece(words)).cloned().collect();
    bare.chain(open.into_iter().filter(|(words, _)| stopped.contains(words) || pieces.contains(words)).map(|(_, text)| text)).collect()
}

/// Whether a text is a code's digits and goes on with a letter: the last sign of a person's number may be one, too.
fn begins_with_code(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.len() - behind.len() >= CODE && behind.len() > 1 && behind.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// A sentence without its numbers, by which those of one kind differ.
fn words(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !matches!(c, ',' | '.')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;
    use crate::model::account::{LoanAccount, SpecialTrade};
    use crate::model::{Evidence, Field};

    fn said(text: &str) -> Box<Evidence> {
        Box::new(Evidence { text: text.into(), ..Evidence::new(text, 1, Rect::new(0.0, 0.0, 9.0, 9.0), Vec::new()) })
    }

    fn doubtful_of(accounts: Vec<LoanAccount>) -> Vec<String> {
        let mut report = Report::default();
        report.non_revolving.accounts = accounts;
        otherwise(&report).into_iter().collect()
    }

    #[test]
    fn a_sentence_without_the_stop_that_others_have_is_doubtful() {
        let doubtful = |texts: &[&str]| {
            let trade = |text: &&str| SpecialTrade {
                details: Field::Value { value: crate::model::types::Text((*text).into()), at: said(text) },
                ..SpecialTrade::default()
            };
            let mut account = LoanAccount::default();
            account.attachments.special_trades = texts.iter().map(trade).collect();
            doubtful_of(vec![account])
        };
        assert_eq!(doubtful(&["某公司代偿29,000元。", "某公司代偿5,000元", "缩短还款期限"]), ["某公司代偿5,000元"]);
        let whole = "经审批同意，变更后到期日相应顺延，利率维持不变。";
        assert_eq!(doubtful(&[whole, "后到期日相应顺延，利率维持不变", "利率维持不变"]), ["后到期日相应顺延，利率维持不变"]);
    }

    #[test]
    fn an_id_without_the_letter_that_others_have_is_doubtful() {
        let doubtful = |ids: &[&str]| {
            let id = |text: &&str| LoanAccount {
                account_id: Field::Value { value: crate::model::types::Reference((*text).into()), at: said(text) },
                ..LoanAccount::default()
            };
            doubtful_of(ids.iter().map(id).collect())
        };
        let others = ["D1234567890123ABC", "J1234567890123DEF"];
        assert_eq!(doubtful(&[others[0], others[1], "01234567890123GHI"]), ["01234567890123GHI"]);
        assert_eq!(doubtful(&[others[0], "01234567890123GHI"]), [""; 0], "either may be");
        assert_eq!(doubtful(&[others[0], others[1], "1234567890123456"]), [""; 0], "a number of digits alone");
    }
}
