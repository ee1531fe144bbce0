//! The questions that everybody asks of a report, answered the same for accounts in tables and accounts told in sentences.

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::account::{CardAccount, LoanAccount, RecoveredAccount};
use super::brief::{BriefCard, BriefLoan, BriefState, CardKind};
use super::codes::{AccountState, Currency};
use super::field::Field;
use super::grid::{Grid, RepaymentState};
use super::report::Report;
use super::types::{DateOrMonth, ExpiryDate, Month};
use super::walk::{Place, RecordId};

/// Which list an account stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AccountKind {
    /// 被追偿信息
    Recovered,
    /// 非循环贷账户; loans of the first generation
    NonRevolving,
    /// 循环额度下分账户
    RevolvingSub,
    /// 循环贷账户
    Revolving,
    /// 贷记卡账户, in tables or sentences
    CreditCard,
    /// 准贷记卡账户, in tables or sentences
    QuasiCard,
    /// 贷款 told in a sentence: of which kind is not said
    BriefLoan,
    /// 其他业务 told in a sentence
    BriefOther,
}

/// An account as one asks about it. What the report does not tell is `None`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct AccountView<'a> {
    /// Which list it stands in.
    pub kind: AccountKind,
    /// Its position in that list, from 1.
    pub number: usize,
    /// Its place in the facts view: `place.id()` and `place.record` are the section and record of its facts, and of the [`Spot`]s at its
    /// fields. A card told in a sentence stands in `brief.credit_card`, of whichever kind it is.
    ///
    /// [`Spot`]: crate::diagnostic::Spot
    pub place: Place,
    /// Kind of business, as printed.
    pub business: Option<&'a str>,
    /// The lender or issuer, as printed.
    pub institution: Option<&'a str>,
    /// Opened on; of a recovered account, taken over on.
    pub opened: Option<NaiveDate>,
    /// Expires on.
    pub expires: Option<ExpiryDate>,
    /// The sum lent, the limit, or the claim.
    pub amount: Option<Decimal>,
    /// Currency.
    pub currency: Option<&'a Currency>,
    /// State. Of a sentence: 当前有逾期 is overdue, 当前无逾期 is normal, 透支超过60天 is overdue.
    pub state: Option<AccountState>,
    /// Balance; a quasi-credit card's overdraft.
    pub balance: Option<Decimal>,
    /// Whether money is overdue now, by the sum, the state or the sentence.
    pub overdue: Option<bool>,
    /// The sum overdue now.
    pub overdue_amount: Option<Decimal>,
    /// Months overdue in the last five years: counted in the grid, or as the sentence says. A quasi-credit card's first two
    /// levels are overdrafts, not arrears. `None` where the state of a month could not be read: it may be one of them.
    pub overdue_months: Option<i64>,
    /// Month in which it was closed, cancelled, settled or transferred.
    pub closed: Option<Month>,
    /// Its repayment grid: five years, or 24 months where only those are printed. Sentences have none.
    pub grid: Option<&'a Grid>,
}

/// A name may stand where a bank should: what is printed is not shown.
impl fmt::Debug for AccountView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountView")
            .field("kind", &self.kind)
            .field("number", &self.number)
            .field("opened", &self.opened)
            .field("state", &self.state)
            .field("amount", &self.amount)
            .field("balance", &self.balance)
            .field("overdue_amount", &self.overdue_amount)
            .field("closed", &self.closed)
            .finish_non_exhaustive()
    }
}

impl Report {
    /// Every account of every version, in print order.
    pub fn accounts(&self) -> Vec<AccountView<'_>> {
        let mut out: Vec<AccountView<'_>> = Vec::new();
        out.extend(self.recovered.accounts.iter().enumerate().map(|(i, a)| recovered(i, a)));
        for (kind, section, list) in [
            (AccountKind::NonRevolving, "non_revolving", &self.non_revolving),
            (AccountKind::RevolvingSub, "revolving_sub", &self.revolving_sub),
            (AccountKind::Revolving, "revolving", &self.revolving),
        ] {
            out.extend(list.accounts.iter().enumerate().map(|(i, a)| loan(kind, section, i, a)));
        }
        for (kind, section, list) in
            [(AccountKind::CreditCard, "credit_card", &self.credit_cards), (AccountKind::QuasiCard, "quasi_card", &self.quasi_cards)]
        {
            out.extend(list.accounts.iter().enumerate().map(|(i, a)| card(kind, section, i, a)));
        }
        out.extend(self.brief.credit_cards.iter().enumerate().map(|(i, a)| brief_card(i, a)));
        for (kind, section, list) in [
            (AccountKind::BriefLoan, "brief.loan", &self.brief.loans),
            (AccountKind::BriefOther, "brief.other_business", &self.brief.other_businesses),
        ] {
            out.extend(list.iter().enumerate().map(|(i, a)| brief_loan(kind, section, i, a)));
        }
        out
    }
}

fn recovered(i: usize, a: &RecoveredAccount) -> AccountView<'_> {
    AccountView {
        business: a.kind.text(),
        institution: a.institution.text(),
        opened: copied(&a.received),
        amount: copied(&a.claim),
        state: a.state.value().cloned(),
        balance: copied(&a.balance),
        closed: month(&a.closed),
        grid: a.attachments.grid.as_ref(),
        ..blank(AccountKind::Recovered, "recovered", i)
    }
}

fn loan<'a>(kind: AccountKind, section: &'static str, i: usize, a: &'a LoanAccount) -> AccountView<'a> {
    let state = a.state.value().cloned();
    let overdue_amount = copied(&a.overdue_amount);
    AccountView {
        business: a.kind.text(),
        institution: a.institution.text(),
        opened: copied(&a.opened),
        expires: copied(&a.expires),
        amount: copied(&a.amount).or_else(|| copied(&a.limit)),
        currency: a.currency.value(),
        balance: copied(&a.balance),
        overdue: overdue(overdue_amount, state.as_ref()),
        overdue_amount,
        overdue_months: a.attachments.grid.as_ref().and_then(|g| arrears(g, 1)),
        closed: month(&a.closed).or_else(|| copied(&a.transferred)),
        grid: a.attachments.grid.as_ref(),
        state,
        ..blank(kind, section, i)
    }
}

fn card<'a>(kind: AccountKind, section: &'static str, i: usize, a: &'a CardAccount) -> AccountView<'a> {
    let state = a.state.value().cloned();
    let overdue_amount = copied(&a.overdue_amount);
    let from_level = if kind == AccountKind::QuasiCard { 3 } else { 1 };
    AccountView {
        business: a.kind.text(),
        institution: a.institution.text(),
        opened: copied(&a.opened),
        amount: copied(&a.limit),
        currency: a.currency.value(),
        balance: copied(&a.balance).or_else(|| copied(&a.overdraft)),
        overdue: overdue(overdue_amount, state.as_ref()),
        overdue_amount,
        overdue_months: a.attachments.grid.as_ref().and_then(|g| arrears(g, from_level)),
        closed: month(&a.closed),
        grid: a.attachments.grid.as_ref(),
        state,
        ..blank(kind, section, i)
    }
}

fn brief_card(i: usize, a: &BriefCard) -> AccountView<'_> {
    let quasi = a.kind.value() == Some(&CardKind::QuasiCard);
    let months = if quasi { &a.overdrawn_60_months } else { &a.overdue_months };
    AccountView {
        business: a.kind.text(),
        institution: a.institution.text(),
        opened: copied(&a.opened),
        amount: copied(&a.limit),
        currency: a.currency.value(),
        state: a.state.value().and_then(told),
        balance: copied(&a.balance).or_else(|| copied(&a.overdraft)),
        overdue: a.state.value().and_then(told_overdue),
        overdue_months: told_months(months, a.group.text()),
        closed: copied(&a.closed),
        ..blank(if quasi { AccountKind::QuasiCard } else { AccountKind::CreditCard }, "brief.credit_card", i)
    }
}

fn brief_loan<'a>(kind: AccountKind, section: &'static str, i: usize, a: &'a BriefLoan) -> AccountView<'a> {
    AccountView {
        business: a.kind.text(),
        institution: a.institution.text(),
        opened: copied(&a.opened),
        expires: copied(&a.expires),
        amount: copied(&a.amount),
        currency: a.currency.value(),
        state: a.state.value().and_then(told),
        balance: copied(&a.balance),
        overdue: a.state.value().and_then(told_overdue),
        overdue_months: told_months(&a.overdue_months, a.group.text()),
        closed: copied(&a.settled),
        ..blank(kind, section, i)
    }
}

fn blank<'a>(kind: AccountKind, section: &'static str, i: usize) -> AccountView<'a> {
    AccountView {
        kind,
        number: i + 1,
        place: Place { section, part: "", record: RecordId::Nth(i + 1) },
        business: None,
        institution: None,
        opened: None,
        expires: None,
        amount: None,
        currency: None,
        state: None,
        balance: None,
        overdue: None,
        overdue_amount: None,
        overdue_months: None,
        closed: None,
        grid: None,
    }
}

fn copied<T: Copy>(field: &Field<T>) -> Option<T> {
    field.value().copied()
}

fn month(field: &Field<DateOrMonth>) -> Option<Month> {
    field.value().and_then(|d| d.month())
}

/// An overdue sum decides; else a state that leaves no doubt.
fn overdue(amount: Option<Decimal>, state: Option<&AccountState>) -> Option<bool> {
    match (amount, state) {
        (Some(amount), _) => Some(amount > Decimal::ZERO),
        (None, Some(AccountState::Overdue)) => Some(true),
        (None, Some(AccountState::Settled | AccountState::Cancelled | AccountState::Inactive | AccountState::Transferred)) => Some(false),
        _ => None,
    }
}

/// The months of a grid in arrears of this level or worse, if all of them could be read.
fn arrears(grid: &Grid, from: u8) -> Option<i64> {
    if grid.months.iter().any(|m| matches!(m.cell.state, Field::Unreadable { .. })) {
        return None;
    }
    let counts = |state: &RepaymentState| match state {
        RepaymentState::Level(n) => *n >= from,
        other => other.is_arrears(),
    };
    i64::try_from(grid.months.iter().filter(|m| m.cell.state.value().is_some_and(counts)).count()).ok()
}

/// The months that a sentence tells; none where it stands under 从未逾期过.
fn told_months(field: &Field<i64>, group: Option<&str>) -> Option<i64> {
    copied(field).or_else(|| group.is_some_and(|g| g.contains("从未")).then_some(0))
}

fn told(state: &BriefState) -> Option<AccountState> {
    Some(match state {
        BriefState::BadDebt => AccountState::BadDebt,
        BriefState::OverdueNow | BriefState::OverdrawnNow => AccountState::Overdue,
        BriefState::NotOverdueNow => AccountState::Normal,
        BriefState::Cancelled => AccountState::Cancelled,
        BriefState::NotActivated => AccountState::Inactive,
        BriefState::JudicialRecovery => AccountState::JudicialRecovery,
        BriefState::Settled => AccountState::Settled,
        BriefState::TransferredOut => AccountState::Transferred,
        BriefState::Other(_) => return None,
    })
}

fn told_overdue(state: &BriefState) -> Option<bool> {
    match state {
        BriefState::OverdueNow | BriefState::OverdrawnNow => Some(true),
        BriefState::NotOverdueNow | BriefState::Cancelled | BriefState::NotActivated | BriefState::Settled | BriefState::TransferredOut => {
            Some(false)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_that_is_printed() {
        let view =
            AccountView { institution: Some("张三银行"), business: Some("李四"), ..blank(AccountKind::Revolving, "revolving", 0) };
        let shown = format!("{view:?}");
        assert!(shown.contains("Revolving") && !shown.contains('张') && !shown.contains('李'), "{shown}");
    }
}
