//! The official items of the second generation: `--to items`.
//!
//! The block structure of the standard's message, as JSON or as XML: vocabulary names as codes, amounts without commas, days as
//! `yyyy-mm-dd`, months as `yyyy-mm`. What paper does not hold is absent. Where a printed name has no code, its text stands beside the
//! place of the code as `CODE_text`. [`reference()`] lists every item with its source.

mod accounts;
mod codes;
mod reference;
mod segments;
mod table;
mod told;
mod xml;

use crate::model::{AnyRecord, Kind, Report, State};

use super::form::{LONG_TERM, plain, text};
use super::tree::{Object, Tree};
use codes::{A1, A10, A15, A18, A46, A47, A55, A64, CodeTable};
use segments::*;
use table::{Segment, Source};

pub use reference::{items, reference};

/// The report's items as JSON: `{"Document": {"PRH": …}}`.
pub fn write_json(report: &Report) -> String {
    let mut document = Object::default();
    document.put("Document", Tree::Object(build(report)));
    // Texts under texts: nothing in it can fail.
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

/// The report's items as XML: `<Document><PRH>…`.
pub fn write_xml(report: &Report) -> String {
    xml::write("Document", &build(report))
}

/// What a made item is, where it can be told.
type Maker<'a> = &'a dyn Fn(&'static str, &mut Object);

/// No item of the segment is made.
fn none(_: &'static str, _: &mut Object) {}

fn build(report: &Report) -> Object {
    let mut out = Object::default();
    head(report, &mut out);
    summary(report, &mut out);
    for account in accounts::all(report).into_iter().chain(told::all(report)) {
        out.push("PDA.PD01", account);
    }
    rest(report, &mut out);
    out
}

fn head(report: &Report, out: &mut Object) {
    one(out, &PA01A, Some(&report.header), &none);
    one(out, &PA01B, Some(&report.header), &none);
    counted(out, &PA01C, &PA01CH, &report.other_ids, &none);
    one(out, &PA01D, report.fraud_alert.as_ref(), &|code, out| {
        let printed = report.fraud_alert.as_ref().and_then(|a| text(a, "警示信息"));
        out.text(code, printed.map(|t| if t == "否" { "0" } else { "1" }));
    });
    one(out, &PA01E, report.objection_notice.as_ref(), &|code, out| {
        let sentence = report.objection_notice.as_ref().and_then(|n| text(n, "异议信息提示")).unwrap_or_default();
        let number: String = sentence.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        out.text(code, (!number.is_empty()).then_some(number));
    });
    one(out, &PB01A, Some(&report.identity), &none);
    counted(out, &PB01B, &PB01BH, &report.mobiles, &none);
    let marital = text(&report.identity, "婚姻状况").or_else(|| text(&report.header, "婚姻状况"));
    let spouse = report.spouse.clone().unwrap_or_default();
    one(out, &PB02, Some(&spouse), &|code, out| coded(out, code, marital, &[&A64]));
    report.residences.iter().for_each(|r| out.push("PRM.PB03", object(&PB03, r, &none)));
    report.jobs.iter().for_each(|r| out.push("POM.PB04", object(&PB04, r, &none)));
}

fn summary(report: &Report, out: &mut Object) {
    let s = &report.summary;
    if let Some(score) = &s.score {
        let factors = factors(text(score, "说明").unwrap_or_default());
        one(out, &PC01, Some(score), &|code, out| match code {
            "PC010S01" => out.text(code, (!factors.is_empty()).then(|| factors.len().to_string())),
            _ => {
                let known = |f: &&str| A10.code(f);
                let codes = factors.iter().filter_map(known).map(|c| Tree::Text(c.to_string())).collect();
                out.put(code, Tree::List(codes));
                let rest: Vec<&str> = factors.iter().copied().filter(|f| known(f).is_none()).collect();
                if !rest.is_empty() {
                    out.named(format!("{code}_text"), rest.join("；"));
                }
            }
        });
    }
    let hints = s.credit_hint_total.as_ref();
    counted(out, &PC02A, &PC02AH, &s.credit_hints, &|code, out| {
        if code == "PC02AS01" {
            out.text(code, hints.and_then(|t| t.labelled("账户数").and_then(plain)));
        }
    });
    let recoveries = s.recovery_total.as_ref();
    counted(out, &PC02B, &PC02BH, &s.recoveries, &|code, out| {
        let label = if code == "PC02BS01" { "账户数" } else { "余额" };
        if code != "PC02BS02" {
            out.text(code, recoveries.and_then(|t| t.labelled(label).and_then(plain)));
        }
    });
    one(out, &PC02C, s.bad_debt.as_ref(), &none);
    counted(out, &PC02D, &PC02DH, &s.overdue, &none);
    one(out, &PC02E, s.non_revolving.as_ref(), &none);
    one(out, &PC02F, s.revolving_sub.as_ref(), &none);
    one(out, &PC02G, s.revolving.as_ref(), &none);
    one(out, &PC02H, s.credit_card.as_ref(), &none);
    one(out, &PC02I, s.quasi_card.as_ref(), &none);

    let mut liabilities: Vec<Object> = Vec::new();
    let mut liability = |record: Option<&dyn AnyRecord>, borrower: &str, kind: &str| {
        let Some(record) = record.filter(|r| !r.is_blank()) else { return };
        let made = |code, out: &mut Object| out.text(code, if code == "PC02KD01" { A1.code(borrower) } else { A15.code(kind) });
        liabilities.push(object(&PC02KH, record, &made));
    };
    liability(s.person_guarantee.as_ref().map(|r| r as _), "自然人", "担保责任");
    liability(s.person_other.as_ref().map(|r| r as _), "自然人", "其他相关还款责任");
    liability(s.company_guarantee.as_ref().map(|r| r as _), "组织机构", "担保责任");
    liability(s.company_other.as_ref().map(|r| r as _), "组织机构", "其他相关还款责任");
    list(out, &PC02K, &PC02KH, liabilities, &none);

    counted(out, &PC03, &PC030H, &s.postpaid, &none);
    counted(out, &PC04, &PC040H, &s.public, &none);
    one(out, &PC05A, s.query.as_ref(), &none);
    one(out, &PC05B, s.query.as_ref(), &none);
}

fn rest(report: &Report, out: &mut Object) {
    for (i, agreement) in report.agreements.iter().enumerate() {
        let name = agreement.title.as_ref().map_or_else(|| format!("授信协议{}", i + 1), |t| t.name.clone());
        wrapped(out, &PD02A, agreement, &|code, out| out.text(code, Some(name.clone())));
    }
    accounts::liabilities(report, out);
    for postpaid in &report.postpaid {
        let kind = text(postpaid, "业务类型").unwrap_or_default();
        wrapped(out, &PE01A, postpaid, &|code, out| match code {
            "PE01AD01" => {
                let account = if A46.code(kind).is_some() { Some("TE") } else { A47.code(kind).map(|_| "UE") };
                out.text(code, account);
            }
            _ => out.text(code, postpaid.grid.as_ref().and_then(accounts::signs)),
        });
    }
    macro_rules! records {
        ($($list:ident: $segment:ident),*) => { $( report.$list.iter().for_each(|r| wrapped(out, &$segment, r, &none)); )* };
    }
    records!(tax_arrears: PF01A, civil_judgments: PF02A, enforcements: PF03A, admin_penalties: PF04A, housing_funds: PF05A,
        subsistence_reliefs: PF06A, qualifications: PF07A, admin_rewards: PF08A);
    annotations(report, out);
    for query in report.institution_queries.iter().chain(&report.own_queries) {
        out.push("POQ.PH01", object(&PH01, query, &none));
    }
}

/// Declarations, objections and explanations are about the whole report: one object with both.
fn annotations(report: &Report, out: &mut Object) {
    let kind = |code: &'static str| move |item, out: &mut Object| out.text(item, Some(code));
    let mut rows: Vec<Object> = report.objections.iter().filter(|r| !r.is_blank()).map(|r| object(&PG010H, r, &kind("1"))).collect();
    rows.extend(report.statements.iter().filter(|r| !r.is_blank()).map(|r| object(&PG010H, r, &kind("3"))));
    for (code, explanations) in [("4", &report.institution_explanations), ("5", &report.centre_explanations)] {
        rows.extend(explanations.iter().filter(|r| !r.is_blank()).map(|r| object(&PG010H, r, &kind(code))));
    }
    if rows.is_empty() {
        return;
    }
    let mut annotated = Object::default();
    for item in PG01.items {
        let said = if item.code == "PG010S01" { rows.len().to_string() } else { A55.code("报告").unwrap_or_default().to_string() };
        annotated.text(item.code, Some(said));
    }
    rows.into_iter().for_each(|row| annotated.push("PG010H", row));
    out.push("POS.PG01", annotated);
}

/// The factors of a score: behind their heading, set apart by stops or by the numbers before them.
fn factors(said: &str) -> Vec<&str> {
    const STOPS: &[char] = &['；', ';', '。', '\n'];
    const AFTER_NUMBER: &[char] = &['.', '．', '、'];
    let said = said.trim();
    let said = said.strip_prefix("影响因素").map_or(said, |rest| rest.trim_start_matches(['：', ':', ' ']));
    let mut out = Vec::new();
    for part in said.split(STOPS) {
        let mut from = 0;
        let mut digits = None;
        for (at, c) in part.char_indices() {
            match (digits, c) {
                (None, '0'..='9') => digits = Some(at),
                (Some(_), '0'..='9') => {}
                (Some(number), c) if AFTER_NUMBER.contains(&c) => {
                    out.extend(part.get(from..number));
                    from = at + c.len_utf8();
                    digits = None;
                }
                _ => digits = None,
            }
        }
        out.extend(part.get(from..));
    }
    out.into_iter().map(str::trim).filter(|f| !f.is_empty()).collect()
}

/// Puts a segment that stands once.
fn one<R: AnyRecord>(out: &mut Object, segment: &'static Segment, record: Option<&R>, made: Maker<'_>) {
    if let Some(record) = record {
        out.merge(segment.path, object(segment, record, made));
    }
}

/// Puts a record whose items stand in a segment of their own: `PF01` with a `PF01A`.
fn wrapped(out: &mut Object, segment: &'static Segment, record: &dyn AnyRecord, made: Maker<'_>) {
    if record.is_blank() {
        return;
    }
    let (holder, name) = segment.split();
    let mut inner = Object::default();
    inner.put(name, Tree::Object(object(segment, record, made)));
    out.push(holder, inner);
}

/// Puts a segment that begins with the number of its records.
fn counted<R: AnyRecord>(out: &mut Object, head: &Segment, rows: &'static Segment, records: &[R], made: Maker<'_>) {
    list(out, head, rows, records.iter().map(|r| object(rows, r, &none)).collect(), made);
}

/// The same for records that are made already. A made item of the head that is nothing else is their number.
fn list(out: &mut Object, head: &Segment, rows: &'static Segment, records: Vec<Object>, made: Maker<'_>) {
    let records: Vec<Object> = records.into_iter().filter(|r| !r.is_empty()).collect();
    let mut segment = Object::default();
    for item in head.items {
        made(item.code, &mut segment);
        let counts = matches!(item.source, Source::Made(how) if how == segments::COUNTED);
        if counts && !records.is_empty() {
            segment.text(item.code, Some(records.len().to_string()));
        }
    }
    let (_, name) = rows.split();
    records.into_iter().for_each(|r| segment.push(name, r));
    out.merge(head.path, segment);
}

/// A record's items of one segment.
fn object(segment: &Segment, record: &dyn AnyRecord, made: Maker<'_>) -> Object {
    let mut out = Object::default();
    for item in segment.items {
        let first = |labels: &[&str]| labels.iter().find_map(|l| record.labelled(l).filter(|f| f.state() == State::Value));
        let code = item.code;
        match item.source {
            Source::Field(labels) => {
                if let Some(field) = first(labels) {
                    let value = plain(field);
                    if field.kind() == Kind::ExpiryDate && value.as_deref() == Some(LONG_TERM) {
                        out.named(format!("{code}_text"), LONG_TERM.to_string());
                    } else {
                        out.text(code, value);
                    }
                }
            }
            Source::Code(labels, tables) => coded(&mut out, code, first(labels).and_then(|f| f.text()), tables),
            Source::Institution(labels) => match first(labels).and_then(|f| f.text()).map(|t| (t, institution(t))) {
                Some((_, Some((_, id)))) => out.text(code, Some(id)),
                Some((name, None)) => out.named(format!("{code}_text"), name.to_string()),
                None => {}
            },
            Source::InstitutionKind(labels) => {
                let kind = first(labels).and_then(|f| f.text()).and_then(institution).map(|(kind, _)| kind);
                coded(&mut out, code, kind.filter(|k| !k.is_empty()), &[&A18]);
            }
            Source::InstitutionName(labels) => {
                let name = first(labels).and_then(|f| f.text());
                out.text(code, name.map(|n| institution(n).map_or(n, |(_, id)| id)));
            }
            Source::Made(_) => made(code, &mut out),
            Source::Absent(_) => {}
        }
    }
    out
}

/// Puts the code of a printed name, or, where it has none, the name in the item's extra.
fn coded(out: &mut Object, item: &'static str, name: Option<&str>, tables: &[&CodeTable]) {
    let Some(name) = name else { return };
    match tables.iter().find_map(|t| t.code(name)) {
        Some(code) => out.text(item, Some(code)),
        None => out.named(format!("{item}_text"), name.to_string()),
    }
}

/// The kind and the code of an institution that is printed as `商业银行“DN”`.
fn institution(text: &str) -> Option<(&str, &str)> {
    let quote = |c: char| matches!(c, '“' | '”' | '"' | '〝' | '〞' | '「' | '」' | '＂');
    let (kind, rest) = text.split_once(quote)?;
    let id = rest.strip_suffix(quote).unwrap_or(rest);
    let sound = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric());
    sound.then_some((kind, id))
}
