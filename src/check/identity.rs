//! Identity numbers against themselves and the identity table; the report's number against its time.

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Code, Suggestion};
use crate::lexis::id_number::check_digit;
use crate::lexis::misread;
use crate::model::Report;
use crate::model::codes::{Gender, IdType};
use crate::model::types::IdNumber;

use super::reach::Rec;
use super::{Findings, witness};

pub(super) fn check(report: &Report, f: &mut Findings) {
    let header = Rec::one("header", &report.header);
    let identity = Rec::one("identity", &report.identity);
    let own = Person { birth: identity.get("birth_date").copied(), sex: identity.get("gender") };
    number(&header, "id_type", "id_number", &own, f);
    for r in Rec::all("header.other_id", &report.other_ids) {
        number(&r, "id_type", "id_number", &own, f);
    }
    if let Some(spouse) = &report.spouse {
        number(&Rec::one("spouse", spouse), "id_type", "id_number", &Person::default(), f);
    }
    for r in Rec::all("liability.person", &report.person_liabilities) {
        number(&r, "borrower_id_type", "borrower_id_number", &Person::default(), f);
    }
    for r in Rec::all("brief.liability", &report.brief.liabilities) {
        number(&r, "borrower_id_type", "borrower_id_number", &Person::default(), f);
    }
    against_table(&header, &identity, &own, f);
    report_number(&header, f);
}

/// What the rest of the report tells of the holder of a number.
#[derive(Default)]
struct Person<'a> {
    birth: Option<NaiveDate>,
    sex: Option<&'a Gender>,
}

/// Whether an identity number is whole and its check digit fits.
pub(super) fn is_valid(number: &str) -> bool {
    number.chars().count() == 18
        && check_digit(number.chars()).is_some_and(|d| number.chars().last().map(|c| c.to_ascii_uppercase()) == Some(d))
}

/// Whether it is a number of 15 digits of the time before 1999. They have no check digit, but a day of birth without its century: what is left
/// of one of 18 has the century in its place.
fn is_old(number: &str) -> bool {
    let part = |from: usize| number.get(from..from + 2).and_then(|p| p.parse::<u32>().ok()).unwrap_or(0);
    number.len() == 15 && number.bytes().all(|b| b.is_ascii_digit()) && (1..=12).contains(&part(8)) && (1..=31).contains(&part(10))
}

/// The part of a number that tells the day of birth.
fn birth_part(number: &str) -> String {
    number.chars().skip(6).take(8).collect()
}

fn is_male(number: &str) -> Option<bool> {
    Some(number.chars().nth(16)?.to_digit(10)? % 2 == 1)
}

/// Whether a part of a number is hidden. An `x` at its end is its check digit.
fn is_masked(number: &str) -> bool {
    number.contains(['*', '＊', '×', '#']) || number.trim_end_matches('x').contains('x') || number.ends_with("xx")
}

/// The number of a document that has the citizen's, which tells the day of birth and the sex.
fn identity_number<'r>(rec: &Rec<'r>, kind: &str, field: &str) -> Option<&'r str> {
    rec.get::<IdType>(kind).filter(|kind| matches!(kind, IdType::IdentityCard | IdType::TemporaryId))?;
    rec.get::<IdNumber>(field).map(|IdNumber(text)| text.as_str())
}

fn number(rec: &Rec<'_>, kind: &str, field: &str, person: &Person<'_>, f: &mut Findings) {
    let Some(text) = identity_number(rec, kind, field) else { return };
    if is_masked(text) || is_old(text) || is_valid(text) {
        return;
    }
    let fits = |n: &str| {
        let sex = match person.sex {
            Some(Gender::Male) => is_male(n) == Some(true),
            Some(Gender::Female) => is_male(n) == Some(false),
            _ => true,
        };
        is_valid(n) && sex && person.birth.is_none_or(|b| birth_part(n) == b.format("%Y%m%d").to_string())
    };
    match witness::id_number(text, person.birth, fits) {
        Some(to) => {
            let mut witnesses = vec!["check digit".to_string()];
            witnesses.extend(person.birth.map(|_| "identity, 出生日期".to_string()));
            let suggestion = Suggestion { spot: 0, from: text.to_string(), to, witnesses };
            f.witnessed(Code::IdCheckDigit, vec![rec.spot(field)], &[], suggestion);
        }
        None => {
            // One value stands alone: it is wrong whoever read it.
            let mut spot = rec.spot(field);
            spot.doubtful = true;
            f.plain(Code::IdCheckDigit, vec![spot], &[]);
        }
    }
}

fn against_table(header: &Rec<'_>, identity: &Rec<'_>, own: &Person<'_>, f: &mut Findings) {
    let Some(text) = identity_number(header, "id_type", "id_number") else { return };
    // A number that is wrong in itself was told already; a masked one still shows what it shows.
    if text.chars().count() != 18 || !(is_masked(text) || is_valid(text)) {
        return;
    }
    let told = birth_part(text);
    if let Some(birth) = own.birth.filter(|_| told.chars().all(|c| c.is_ascii_digit()))
        && told != birth.format("%Y%m%d").to_string()
    {
        // The number proves itself by its check digit: the day is the likely mistake.
        let suggestion = NaiveDate::parse_from_str(&told, "%Y%m%d").ok().filter(|_| is_valid(text)).and_then(|day| {
            let to = format!("{:04}.{:02}.{:02}", day.year(), day.month(), day.day());
            let from = birth.format("%Y.%m.%d").to_string();
            misread::is_misreading(&from, &to).then(|| Suggestion {
                spot: 0,
                from,
                to,
                witnesses: vec!["header, 被查询者证件号码".into(), "check digit".into()],
            })
        });
        let spots = vec![identity.spot("birth_date"), header.spot("id_number")];
        match suggestion {
            Some(s) => f.witnessed(Code::IdBirthDate, spots, &[], s),
            None => f.conflict(Code::IdBirthDate, spots, &[]),
        }
    }
    let male = is_male(text).filter(|_| is_valid(text));
    let conflict = matches!((own.sex, male), (Some(Gender::Male), Some(false)) | (Some(Gender::Female), Some(true)));
    if conflict {
        f.conflict(Code::IdSex, vec![identity.spot("gender"), header.spot("id_number")], &[]);
    }
}

fn report_number(header: &Rec<'_>, f: &mut Findings) {
    let (number, Some(time)) = (header.text("report_number"), header.span("report_time")) else { return };
    let date: String = number.chars().take(8).collect();
    if date.chars().count() == 8 && date != time.first.format("%Y%m%d").to_string() {
        f.conflict(Code::ReportNumberDate, vec![header.spot("report_number"), header.spot("report_time")], &[]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits() {
        assert!(is_valid("11010519491231002X"));
        assert!(!is_valid("110105194912310021"));
        assert!(!is_valid("3101181977010110023"));
        assert_eq!(is_male("11010519491231002X"), Some(false));
        assert!(is_valid("11010519491231002x"));
        assert_eq!(["110105491231002", "110105194912310", "11010549123100"].map(is_old), [true, false, false], "the last are cut");
        assert_eq!(
            ["11010519491281002x", "1101**********002x", "1101xxxxxxxxxx0021", "1101051949123xxxxx"].map(is_masked),
            [false, true, true, true]
        );
    }
}
