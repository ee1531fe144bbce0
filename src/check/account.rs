//! Amounts of an account against each other and its state; dates of every record against each other and the report.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::diagnostic::Code;
use crate::lexis::misread;
use crate::model::codes::{AccountState, RepaymentFrequency};
use crate::model::record::each;
use crate::model::{AnyRecord, Place, Report, State};

use super::Findings;
use super::reach::{Account, Rec, Span, lists, span_of};

/// A balance grows by interest and fines over the sum lent or the limit, but not to this many times of it: a digit was lost.
const GROWN: i64 = 5;

/// Names of dates of which the first is never after the second, in whatever record has both.
const ORDER: &[(&str, &str)] = &[
    ("opened", "expires"),
    ("opened", "as_of"),
    ("opened", "last_repaid"),
    ("opened", "closed"),
    ("opened", "transferred"),
    ("opened", "settled"),
    ("opened", "billed"),
    ("last_repaid", "as_of"),
    ("closed", "as_of"),
    ("received", "as_of"),
    ("received", "last_repaid"),
    ("due_day", "as_of"),
    ("statement_day", "as_of"),
    ("effective", "expires"),
    ("filed", "closed"),
    ("filed", "completed"),
    ("applied", "approved"),
    ("first_month", "last_month"),
    ("obtained", "expires"),
    ("since", "repaid_on"),
    ("since", "settled"),
];

/// Names of dates that tell of something done, so never later than the report.
const PAST: &[&str] = &[
    "birth_date",
    "opened",
    "as_of",
    "last_repaid",
    "closed",
    "transferred",
    "settled",
    "received",
    "since",
    "repaid_on",
    "updated",
    "added",
    "filed",
    "completed",
    "counted",
    "billed",
    "obtained",
    "applied",
    "approved",
    "first_month",
    "last_month",
    "last_date",
    "query_date",
    "date",
];

pub(super) fn check(report: &Report, f: &mut Findings) {
    for account in lists(report).iter().flat_map(|l| &l.accounts) {
        amounts(account, f);
        periods(account, f);
        state(account, f);
    }
    for (i, agreement) in report.agreements.iter().enumerate() {
        let rec = Rec::nth("agreement", i, agreement);
        if let (Some(used), Some(limit)) = (rec.number("used"), rec.number("limit"))
            && grown(used, limit)
        {
            f.conflict(Code::StateAmount, vec![rec.spot("used"), rec.spot("limit")], &[]);
        }
    }
    let today = report.header.report_time.value().map(|t| t.date());
    report.visit(&mut |place, record| dates(place, record, today, f));
}

/// Where there is no number of periods, none are left; and a life has no thousand of them: such a number is a sum of the next column.
fn periods(account: &Account, f: &mut Findings) {
    const MOST: i64 = 1000;
    let rec = &account.rec;
    for name in ["periods", "periods_left", "overdue_periods"] {
        if rec.count(name).is_some_and(|n| n > MOST) {
            f.lone(Code::StateAmount, rec.spot(name), Vec::new(), &[]);
        }
    }
    if let (Some(read), Some(months)) = (rec.count("periods"), term(rec))
        && f.recognised
        && misread::is_slip(read, months)
    {
        let details = [("printed", read.to_string()), ("expected", months.to_string())];
        f.lone(Code::StateAmount, rec.spot("periods"), vec![rec.spot("opened"), rec.spot("expires")], &details);
    }
    let none = rec.field("periods").is_some_and(|p| p.state() == State::Dash);
    if none && rec.number("periods_left").is_some_and(|left| !left.is_zero()) {
        f.conflict(Code::StateAmount, vec![rec.spot("periods"), rec.spot("periods_left")], &[]);
    }
}

/// How many months a loan runs that is repaid every month. Its periods may be one more or less, or quite others: terms are changed.
fn term(rec: &Rec<'_>) -> Option<i64> {
    let monthly = rec.get::<RepaymentFrequency>("frequency") == Some(&RepaymentFrequency::Monthly);
    let (opened, expires) = (rec.month("opened")?, rec.month("expires")?);
    monthly.then(|| (expires.ordinal() - opened.ordinal()).into())
}

/// A loan is settled, a card cancelled: the other's state tells that an account stands in a section whose title was lost.
fn state(account: &Account, f: &mut Findings) {
    let card = match account.rec.place.section {
        "non_revolving" | "revolving_sub" | "revolving" => false,
        "credit_card" | "quasi_card" => true,
        _ => return,
    };
    let other = match account.state {
        Some(AccountState::Cancelled | AccountState::Inactive) => !card,
        Some(AccountState::Settled) => card,
        _ => false,
    };
    if other {
        f.lone(Code::StateAmount, account.rec.spot("state"), Vec::new(), &[]);
    }
}

fn dates(place: Place, record: &dyn AnyRecord, today: Option<NaiveDate>, f: &mut Findings) {
    if place.part.starts_with("grid") {
        return;
    }
    // Most records have few dates, or none.
    let dated: Vec<(&str, Span)> = each(record).filter_map(|(spec, field)| Some((spec.name, span_of(field)?))).collect();
    if dated.is_empty() {
        return;
    }
    let span = |name: &str| dated.iter().find(|(own, _)| *own == name).map(|(_, span)| *span);
    let rec = Rec { place, record };
    for (earlier, later) in ORDER {
        if let (Some(a), Some(b)) = (span(earlier), span(later))
            && a.first > b.last
        {
            f.conflict(Code::DateOrder, vec![rec.spot(earlier), rec.spot(later)], &[]);
        }
    }
    let Some(today) = today else { return };
    for name in PAST {
        if span(name).is_some_and(|s| s.first > today) {
            // The report's time is held by its number; this date by nothing.
            f.lone(Code::DateInFuture, rec.spot(name), Vec::new(), &[]);
        }
    }
}

/// Whether a sum is many times the one that bounds it.
fn grown(sum: Decimal, bound: Decimal) -> bool {
    bound > Decimal::ZERO && sum > bound.checked_mul(Decimal::from(GROWN)).unwrap_or(sum)
}

fn amounts(account: &Account<'_>, f: &mut Findings) {
    let rec = &account.rec;
    let n = |name: &str| rec.number(name);
    let nil = Decimal::ZERO;
    let mut wrong = |names: &[&str], is: Option<bool>| {
        if is == Some(true) {
            f.conflict(Code::StateAmount, names.iter().map(|name| rec.spot(name)).collect(), &[]);
        }
    };
    // `a` and `b` printed, and the relation between them broken.
    let both = |a: &str, b: &str, broken: fn(Decimal, Decimal) -> bool| Some(broken(n(a)?, n(b)?));

    wrong(&["periods_left", "periods"], both("periods_left", "periods", |left, all| left > all));
    wrong(&["used", "highest_used"], both("used", "highest_used", |used, highest| used > highest));
    wrong(&["overdue_periods", "overdue_amount"], both("overdue_periods", "overdue_amount", |p, a| (p > zero()) != (a > zero())));
    wrong(&["overdue_amount", "balance"], both("overdue_amount", "balance", |a, balance| balance >= zero() && a > balance));
    wrong(&["used", "limit"], both("used", "limit", grown));
    wrong(&["balance", "amount"], both("balance", "amount", grown));

    if account.is_ended() {
        for name in ["balance", "overdraft", "overdue_amount"] {
            wrong(&["state", name], n(name).map(|b| b > nil));
        }
    }
    if account.state == Some(&AccountState::Overdue) {
        wrong(&["state", "overdue_periods"], n("overdue_periods").map(|p| p == nil));
    }

    let spans = ["overdue_31_60", "overdue_61_90", "overdue_91_180", "overdue_180"];
    if let Some(sum) = spans.iter().try_fold(nil, |s, name| s.checked_add(n(name)?)) {
        let all: Vec<&str> = std::iter::once("overdue_amount").chain(spans).collect();
        wrong(&all, n("overdue_amount").map(|a| sum > a));
        let all: Vec<&str> = std::iter::once("overdue_periods").chain(spans).collect();
        wrong(&all, n("overdue_periods").map(|p| (p >= Decimal::from(2)) != (sum > nil)));
    }
    let cards = ["balance", "used", "unbilled_installments"];
    let balance = n("balance").filter(|b| *b >= nil);
    wrong(&cards, (|| Some(balance? != n("used")?.checked_add(n("unbilled_installments")?)?))());

    fn zero() -> Decimal {
        Decimal::ZERO
    }
}
