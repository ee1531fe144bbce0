//! What the brief version (简版) tells in sentences (grammar-notes/brief.md).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::account::Mark;
use super::codes::{Currency, IdType, LiabilityRole};
use super::evidence::Evidence;
use super::types::{ExpiryDate, IdNumber, Institution, Month, Reference, Text};

/// The parts that only the brief version prints. Its postpaid and public records and its queries stand with those of
/// the other versions, in [`crate::model::Report`].
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Brief {
    /// 信息概要
    pub summary: Option<BriefSummary>,
    /// 资产处置信息
    pub asset_disposals: Vec<AssetDisposal>,
    /// 垫款信息
    pub advances: Vec<Advance>,
    /// 信用卡
    pub credit_cards: Vec<BriefCard>,
    /// 贷款
    pub loans: Vec<BriefLoan>,
    /// 其他业务
    pub other_businesses: Vec<BriefLoan>,
    /// 相关还款责任
    pub liabilities: Vec<BriefLiability>,
}

record! {
    /// 信息概要 of the brief version: three small tables (grammar-notes/brief.md).
    pub struct BriefSummary {
        /// 资产处置信息: accounts.
        disposals: i64 = "资产处置.账户数";
        /// 垫款信息: accounts.
        advances: i64 = "垫款.账户数";
        /// Credit cards.
        cards: i64 = "信用卡.账户数";
        /// Credit cards still open.
        cards_open: i64 = "信用卡.未结清/未销户账户数";
        /// Credit cards ever overdue.
        cards_overdue: i64 = "信用卡.发生过逾期的账户数";
        /// Credit cards ever overdue for 90 days.
        cards_overdue_90: i64 = "信用卡.发生过90天以上逾期的账户数";
        /// Housing loans.
        housing: i64 = "购房贷款.账户数";
        /// Housing loans still open.
        housing_open: i64 = "购房贷款.未结清/未销户账户数";
        /// Housing loans ever overdue.
        housing_overdue: i64 = "购房贷款.发生过逾期的账户数";
        /// Housing loans ever overdue for 90 days.
        housing_overdue_90: i64 = "购房贷款.发生过90天以上逾期的账户数";
        /// Other loans.
        loans: i64 = "其他贷款.账户数";
        /// Other loans still open.
        loans_open: i64 = "其他贷款.未结清/未销户账户数";
        /// Other loans ever overdue.
        loans_overdue: i64 = "其他贷款.发生过逾期的账户数";
        /// Other loans ever overdue for 90 days.
        loans_overdue_90: i64 = "其他贷款.发生过90天以上逾期的账户数";
        /// Other businesses.
        others: i64 = "其他业务.账户数";
        /// Other businesses still open.
        others_open: i64 = "其他业务.未结清/未销户账户数";
        /// Other businesses ever overdue.
        others_overdue: i64 = "其他业务.发生过逾期的账户数";
        /// Other businesses ever overdue for 90 days.
        others_overdue_90: i64 = "其他业务.发生过90天以上逾期的账户数";
        /// Liabilities for persons.
        person_liabilities: i64 = "相关还款责任账户数.为个人";
        /// Liabilities for companies.
        company_liabilities: i64 = "相关还款责任账户数.为企业";
    }
}

record! {
    /// A claim that was taken over (grammar-notes/brief.md).
    pub struct AssetDisposal {
        /// When the claim was taken over.
        received: NaiveDate = "债权接收日期";
        /// Who took it.
        institution: Institution = "管理机构";
        /// The claim.
        claim: Decimal = "债权金额";
        /// The day that the balance is of.
        as_of: NaiveDate = "截至日期";
        /// Balance.
        balance: Decimal = "余额";
        /// Last repayment.
        last_repaid: NaiveDate = "最近一次还款日期";
        /// Month in which it was settled.
        settled: Month = "结清月份";
    } with {
        /// The sentence it was read from.
        sentence: Option<Evidence>,
        /// What the institution declares under it.
        marks: Vec<Mark>,
    }
}

record! {
    /// An advance that a guarantor paid (grammar-notes/brief.md).
    pub struct Advance {
        /// Since when.
        since: NaiveDate = "垫款日期";
        /// Who paid.
        institution: Institution = "管理机构";
        /// Paid in all.
        amount: Decimal = "累计代偿金额";
        /// The day that the balance is of.
        as_of: NaiveDate = "截至日期";
        /// Balance.
        balance: Decimal = "余额";
        /// Last repayment.
        last_repaid: NaiveDate = "最近一次还款日期";
        /// Month in which it was settled.
        settled: Month = "结清月份";
    } with {
        /// The sentence it was read from.
        sentence: Option<Evidence>,
        /// What the institution declares under it.
        marks: Vec<Mark>,
    }
}

words! {
    /// 卡种.
    pub enum CardKind { CreditCard = "贷记卡", QuasiCard = "准贷记卡" }
}

words! {
    /// The state that a sentence tells.
    pub enum BriefState {
        BadDebt = "呆账", OverdueNow = "当前有逾期", NotOverdueNow = "当前无逾期", OverdrawnNow = "当前透支超过60天", Cancelled = "销户",
        NotActivated = "尚未激活", JudicialRecovery = "司法追偿", Settled = "结清", TransferredOut = "转出",
    }
}

record! {
    /// A card told in a sentence (grammar-notes/brief.md).
    pub struct BriefCard {
        /// The heading above it.
        group: Text = "分组";
        /// Opened on.
        opened: NaiveDate = "开立日期";
        /// The issuer.
        institution: Institution = "发卡机构";
        /// 贷记卡 or 准贷记卡.
        kind: CardKind = "卡种";
        /// Currency.
        currency: Currency = "币种";
        /// The last digits of the card.
        card_tail: Reference = "卡片尾号";
        /// The month that what follows is of.
        as_of: Month = "截至月份";
        /// Limit.
        limit: Decimal = "信用额度";
        /// Balance.
        balance: Decimal = "余额";
        /// Used limit.
        used: Decimal = "已使用额度";
        /// Overdraft.
        overdraft: Decimal = "透支余额";
        /// Large instalments not yet billed.
        installments: Decimal = "大额专项分期余额";
        /// State.
        state: BriefState = "状态";
        /// Month in which it was cancelled.
        closed: Month = "销户月份";
        /// Months overdue in five years.
        overdue_months: i64 = "逾期月数";
        /// Of those, months overdue for more than 90 days.
        overdue_90_months: i64 = "逾期超过90天月数";
        /// Months overdrawn for more than 60 days.
        overdrawn_60_months: i64 = "透支超过60天月数";
        /// Of those, months overdrawn for more than 90 days.
        overdrawn_90_months: i64 = "透支超过90天月数";
    } with {
        /// The sentence it was read from.
        sentence: Option<Evidence>,
        /// What the institution declares under it.
        marks: Vec<Mark>,
    }
}

record! {
    /// A loan, or another business, told in a sentence (grammar-notes/brief.md).
    pub struct BriefLoan {
        /// The heading above it.
        group: Text = "分组";
        /// Opened on.
        opened: NaiveDate = "开立日期";
        /// The lender.
        institution: Institution = "管理机构";
        /// The sum, or the limit of a revolving loan.
        amount: Decimal = "金额";
        /// Currency.
        currency: Currency = "币种";
        /// Kind of business.
        kind: Text = "业务种类";
        /// A note in brackets, such as 其他机构转入.
        remark: Text = "标注";
        /// Due on.
        expires: ExpiryDate = "到期日期";
        /// The month that what follows is of.
        as_of: Month = "截至月份";
        /// Balance.
        balance: Decimal = "余额";
        /// State.
        state: BriefState = "状态";
        /// Month in which it was settled.
        settled: Month = "结清月份";
        /// Last repayment.
        last_repaid: NaiveDate = "最近一次还款日期";
        /// Months overdue in five years.
        overdue_months: i64 = "逾期月数";
        /// Of those, months overdue for more than 90 days; 0 where the sentence says there was none.
        overdue_90_months: i64 = "逾期超过90天月数";
    } with {
        /// The sentence it was read from.
        sentence: Option<Evidence>,
        /// Whether the limit can be used again once it is repaid (`可循环使用`, `不可循环使用`); none where the sentence does
        /// not say. Its words stand in `sentence`.
        reusable: Option<bool>,
        /// What the institution declares under it.
        marks: Vec<Mark>,
    }
}

record! {
    /// A liability told in a sentence (grammar-notes/brief.md).
    pub struct BriefLiability {
        /// Since when.
        opened: NaiveDate = "开立日期";
        /// The borrower.
        borrower: Institution = "借款人";
        /// Kind of the borrower's document.
        borrower_id_type: IdType = "借款人证件类型";
        /// Number of the borrower's document.
        borrower_id_number: IdNumber = "借款人证件号码";
        /// The lender.
        institution: Institution = "管理机构";
        /// The wording between 办理的 and 承担相关还款责任.
        kind: Text = "业务种类";
        /// The person's part in it.
        role: LiabilityRole = "责任人类型";
        /// The sum one is liable for.
        amount: Decimal = "还款责任金额";
        /// The guarantee contract.
        contract_id: Reference = "保证合同编号";
        /// The day that the balance is of.
        as_of: NaiveDate = "截至日期";
        /// Balance.
        balance: Decimal = "余额";
        /// Currency of the balance.
        balance_currency: Currency = "余额币种";
    } with {
        /// The sentence it was read from.
        sentence: Option<Evidence>,
        /// What the institution declares under it.
        marks: Vec<Mark>,
    }
}
