//! What only the first generation prints (grammar-notes/first-generation.md).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::codes::FiveClass;
use super::types::{DateOrMonth, ExpiryDate, Institution, Month, Reference, Text};

/// The parts that only the first generation prints. Its loans are in [`crate::model::Report::non_revolving`], its cards
/// in `credit_cards` and `quasi_cards`; everything else stands with that of the other versions.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FirstGeneration {
    /// 资产处置信息
    pub asset_disposals: Vec<DisposedDebt>,
    /// 保证人代偿信息
    pub advances: Vec<GuarantorAdvance>,
    /// 对外贷款担保信息
    pub loan_guarantees: Vec<LoanGuarantee>,
    /// 对外信用卡担保信息
    pub card_guarantees: Vec<CardGuarantee>,
    /// 公安部居民身份证核查信息
    pub id_check: Option<IdCheck>,
    /// 养老保险金缴存记录
    pub pension_contributions: Vec<PensionContribution>,
    /// 养老保险金发放记录
    pub pension_payments: Vec<PensionPayment>,
    /// 车辆交易和抵押记录
    pub vehicles: Vec<Vehicle>,
}

record! {
    /// A debt that was handed over to an asset manager (grammar-notes/first-generation.md).
    pub struct DisposedDebt {
        /// Number of the row.
        number: i64 = "编号";
        /// Who took it over.
        manager: Institution = "资产管理公司";
        /// When it was taken over.
        received: NaiveDate = "债务接收日期";
        /// The debt.
        amount: Decimal = "接收的债务金额" | "金额";
        /// Last repayment.
        last_repaid: NaiveDate = "最近一次还款日期";
        /// Balance.
        balance: Decimal = "余额";
    }
}

record! {
    /// What a guarantor paid in the person's place (grammar-notes/first-generation.md).
    pub struct GuarantorAdvance {
        /// Number of the row.
        number: i64 = "编号";
        /// Who paid.
        institution: Institution = "代偿机构";
        /// The last time that the guarantor paid.
        last_advanced: NaiveDate = "最近一次代偿日期";
        /// Paid in all.
        amount: Decimal = "累计代偿金额";
        /// Last repayment.
        last_repaid: NaiveDate = "最近一次还款日期";
        /// Balance.
        balance: Decimal = "余额";
    }
}

record! {
    /// A loan of somebody else that the person guarantees (grammar-notes/first-generation.md).
    pub struct LoanGuarantee {
        /// Number of the row.
        number: i64 = "编号";
        /// The lender.
        institution: Institution = "担保贷款发放机构";
        /// The sum lent.
        loan: Decimal = "担保贷款合同金额";
        /// Opened on.
        opened: NaiveDate = "担保贷款发放日期";
        /// Due on.
        expires: ExpiryDate = "担保贷款到期日期";
        /// The guaranteed sum.
        amount: Decimal = "担保金额";
        /// Balance of the loan.
        balance: Decimal = "担保贷款本金余额";
        /// Class of quality.
        five_class: FiveClass = "担保贷款五级分类";
        /// The day that the balance is of.
        as_of: NaiveDate = "结算日期" | "应还款日";
    }
}

record! {
    /// A credit card of somebody else that the person guarantees (grammar-notes/first-generation.md).
    pub struct CardGuarantee {
        /// Number of the row.
        number: i64 = "编号";
        /// The issuer.
        institution: Institution = "担保信用卡发放机构";
        /// The card's limit.
        limit: Decimal = "担保信用卡授信额度";
        /// Opened on.
        opened: NaiveDate = "担保信用卡发卡日期";
        /// The guaranteed sum.
        amount: Decimal = "担保金额";
        /// Used credit.
        used: Decimal = "担保信用卡已用额度";
        /// Day of the statement.
        statement_day: NaiveDate = "账单日";
    }
}

record! {
    /// What the police say of the identity card (grammar-notes/first-generation.md).
    pub struct IdCheck {
        /// The result.
        result: Text = "核查结果";
        /// Who issued the card.
        issuer: Institution = "签发机关";
    }
}

record! {
    /// 养老保险金缴存记录 (grammar-notes/first-generation.md).
    pub struct PensionContribution {
        /// Number of the row; joins the tables of one record.
        number: i64 = "编号";
        /// Where one is insured.
        place: Text = "参保地";
        /// Since when.
        insured: DateOrMonth = "参保日期";
        /// Months paid in all.
        months: i64 = "累计缴费月数";
        /// Month of the first job.
        first_job: Month = "参加工作月份";
        /// Whether one pays.
        state: Text = "缴费状态";
        /// The sum that the contribution is reckoned from.
        base: Decimal = "个人缴费基数";
        /// Paid this month.
        amount: Decimal = "本月缴费金额";
        /// When it was last reported.
        updated: DateOrMonth = "信息更新日期";
        /// The employer.
        employer: Institution = "缴费单位";
        /// Why payment was broken off.
        reason: Text = "中断或终止缴费原因";
    }
}

record! {
    /// 养老保险金发放记录 (grammar-notes/first-generation.md).
    pub struct PensionPayment {
        /// Number of the row; joins the tables of one record.
        number: i64 = "编号";
        /// Where it is paid.
        place: Text = "发放地";
        /// Kind of retirement.
        kind: Text = "离退休类别";
        /// Month of retirement.
        retired: Month = "离退休月份";
        /// Month of the first job.
        first_job: Month = "参加工作月份";
        /// Paid this month.
        amount: Decimal = "本月实发养老金";
        /// Why it was stopped.
        reason: Text = "停发原因";
        /// The employer before.
        employer: Institution = "原单位名称";
        /// When it was last reported.
        updated: DateOrMonth = "信息更新日期";
    }
}

record! {
    /// 车辆交易和抵押记录 (grammar-notes/first-generation.md).
    pub struct Vehicle {
        /// Number of the row.
        number: i64 = "编号";
        /// The number plate.
        plate: Reference = "车牌号码";
        /// The engine's number.
        engine: Reference = "发动机号";
        /// The make.
        make: Text = "品牌";
        /// Kind of vehicle.
        kind: Text = "车辆类型";
        /// What it is used for.
        usage: Text = "使用性质";
        /// Its state.
        state: Text = "车辆状态";
        /// Whether it is mortgaged.
        mortgage: Text = "抵押标记";
        /// When it was last reported.
        updated: DateOrMonth = "信息更新日期";
    }
}
