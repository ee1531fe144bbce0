//! Names and sentences that a report prints more than once, and of which a recogniser read one otherwise.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexis::confusion;
use crate::lexis::text::is_han;
use crate::model::{Kind, Report, State};

/// Longer texts are not compared.
const LONGEST: usize = 64;
/// A report has some hundreds of them.
const MOST: usize = 4096;
/// So many texts that differ in one place are compared with each other at most.
const ALIKE: usize = 8;

/// Characters by which names of places, people and offices differ, and numbers of branches.
const ORDINARY: &str = "局厅处科部所院会市省区县州盟旗镇乡村路街道东西南北中上下左右前后内外大小新老一二三四五六七八九十甲乙丙丁";

/// A text with one of its characters left out, or none: the text, and which.
type Left<'t> = (&'t str, Option<usize>);

/// The texts of names, addresses, numbers of things and sentences that differ from another one by one character as no two names do: one that is lost or too
/// many, one that looks like another, or one within a sentence. The rarer one is doubtful; of two that are as rare, both.
pub(super) fn twice(report: &Report) -> BTreeSet<String> {
    // In their order: which are compared where very many differ in one place must not depend on chance.
    let mut texts: BTreeMap<String, usize> = BTreeMap::new();
    report.visit(&mut |_, record| {
        for (spec, field) in record.fields() {
            let least = match spec.kind {
                Kind::Institution => 4,
                Kind::Text | Kind::Address | Kind::Reference => 8,
                _ => continue,
            };
            let text = field.text().unwrap_or_default();
            let signs = text.chars().filter(|c| is_han(*c) || spec.kind == Kind::Reference).take(LONGEST + 1).count();
            if field.state() == State::Value && (least..=LONGEST).contains(&signs) {
                *texts.entry(text.to_string()).or_default() += 1;
            }
        }
    });
    if texts.len() > MOST {
        return BTreeSet::new();
    }
    let mut near: BTreeMap<String, Vec<Left<'_>>> = BTreeMap::new();
    for text in texts.keys().filter(|t| t.chars().count() <= LONGEST) {
        near.entry(text.clone()).or_default().push((text, None));
        for (n, (at, c)) in text.char_indices().enumerate() {
            let rest = [text.get(..at), text.get(at + c.len_utf8()..)].into_iter().flatten().collect();
            near.entry(rest).or_default().push((text, Some(n)));
        }
    }
    let often = |text: &str| texts.get(text).copied().unwrap_or(0);
    let mut out = BTreeSet::new();
    for group in near.values().filter(|g| g.len() > 1) {
        for (i, a) in group.iter().take(ALIKE).enumerate() {
            for b in group.iter().take(ALIKE).skip(i + 1).filter(|b| a.0 != b.0 && differ(*a, **b)) {
                if often(a.0) <= often(b.0) {
                    out.insert(a.0.to_string());
                }
                if often(b.0) <= often(a.0) {
                    out.insert(b.0.to_string());
                }
            }
        }
    }
    out
}

/// Whether two texts, alike but for what is left out of them, are one that was read in two ways.
fn differ(a: Left<'_>, b: Left<'_>) -> bool {
    let sign = |(text, n): Left<'_>| n.and_then(|n| text.chars().nth(n));
    let telling = |c: char| is_han(c) && !ORDINARY.contains(c);
    match (sign(a), sign(b)) {
        // Numbers of two things differ in their signs, not in how many they have.
        (Some(c), None) | (None, Some(c)) => telling(c) || c.is_ascii_alphanumeric() && !a.0.chars().any(is_han),
        (Some(c), Some(d)) => {
            let sentence = a.0.contains(['，', '。']) && a.0.chars().count() >= 12;
            let alike = || confusion::distance(&c.to_string(), &d.to_string(), 1) == Some(1);
            a.1 == b.1 && telling(c) && telling(d) && (sentence || alike())
        }
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::query::Query;
    use crate::model::types::Institution;
    use crate::model::{Evidence, Field};

    fn doubtful(names: &[&str]) -> Vec<String> {
        let query = |name: &&str| {
            let place = crate::document::Rect::new(0.0, 0.0, 10.0, 10.0);
            let at = Evidence {
                text: name.to_string(),
                raw: name.to_string(),
                page: 1,
                place,
                lines: Vec::new(),
                confidence: 0.9,
                repairs: Vec::new(),
                flags: Vec::new(),
            };
            Query { query_institution: Field::Value { value: Institution((*name).into()), at: Box::new(at) }, ..Query::default() }
        };
        let report = Report { institution_queries: names.iter().map(query).collect(), ..Report::default() };
        let mut out: Vec<String> = twice(&report).into_iter().collect();
        out.sort();
        out
    }

    #[test]
    fn the_rarer_of_two_spellings_is_doubtful() {
        assert_eq!(doubtful(&["某发银行", "某发银行", "发银行某"]), [""; 0]);
        assert_eq!(doubtful(&["某某消费金融公司", "某某消费金融公司", "某某消费金公司"]), ["某某消费金公司"]);
        assert_eq!(doubtful(&["某某银行总行", "某某银行总行管"]), ["某某银行总行", "某某银行总行管"]);
        assert_eq!(doubtful(&["甲地银行北京支行", "甲地银行南京支行", "甲地银行北京市支行"]), [""; 0], "names of places");
        assert_eq!(doubtful(&["甲地货币银行", "甲地贷币银行", "甲地货币银行"]), ["甲地贷币银行"], "look-alikes");
        assert_eq!(doubtful(&["甲地商业银行", "甲地农业银行"]), [""; 0]);
    }
}
