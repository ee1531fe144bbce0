//! 信贷交易信息明细: the accounts and what hangs on them (grammar-notes/accounts.md; PD01).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::codes::{
    AccountState, BusinessKind, Currency, FiveClass, GuaranteeMode, JointLoan, MarkKind, RepaymentFrequency, RepaymentMode,
    SpecialTradeKind,
};
use super::evidence::Evidence;
use super::grid::{Grid, RepaymentState};
use super::types::{DateOrMonth, ExpiryDate, Institution, Month, Reference, Text};

/// The accounts of one kind, with the sentence that may stand under their heading.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "json",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, bound(deserialize = "A: serde::Deserialize<'de>"))
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ListOf{A}"))]
pub struct AccountList<A> {
    /// `由于该类账户的数量过大，本报告中仅展示最新的N个账户。`: the list is not complete.
    pub note: Option<Note>,
    /// The accounts in print order.
    pub accounts: Vec<A>,
}

impl<A> Default for AccountList<A> {
    fn default() -> Self {
        AccountList { note: None, accounts: Vec::new() }
    }
}

/// The line above an account's table: `账户1（授信协议标识：ICBC…）（卡片尾号：1365）`.
#[derive(Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Title {
    /// The heading without spaces and brackets: `账户1`.
    pub name: String,
    /// Where it stands.
    pub at: Evidence,
}

/// The name is whatever stands above the table.
impl std::fmt::Debug for Title {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Title").field("at", &self.at).finish_non_exhaustive()
    }
}

/// What hangs on an account besides its own fields.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Attachments {
    /// `…以后的最新还款记录`
    pub latest: Option<Latest>,
    /// 大额专项分期信息
    pub large_installments: Vec<LargeInstallment>,
    /// 特殊事件说明
    pub special_events: Vec<SpecialEvent>,
    /// 特殊交易
    pub special_trades: Vec<SpecialTrade>,
    /// `…的逾期记录`, of a quasi-credit card also `…的透支记录`, row by row; first generation only.
    pub overdue_records: Vec<OverdueRecord>,
    /// 机构说明, 本人声明, 异议标注, 特殊标注, in print order.
    pub marks: Vec<Mark>,
    /// The repayment grid: five years, or 24 months where only those are printed.
    pub grid: Option<Grid>,
    /// The 24-month grid that stands beside a five-year one.
    pub grid24: Option<Grid>,
}

record! {
    /// A sentence under a section's heading.
    pub struct Note {
        /// The sentence without its brackets.
        content: Text = "内容";
    }
}

record! {
    /// 被追偿信息 (grammar-notes/accounts.md; account kind C1).
    pub struct RecoveredAccount {
        /// Who claims (PD01AI02).
        institution: Institution = "管理机构" | "业务管理机构" | "业务管理机构代码" | "管理机构名称";
        /// Kind of business (PD01AD03).
        kind: BusinessKind = "业务种类";
        /// When the claim was taken over (PD01AR01).
        received: NaiveDate = "债权接收日期" | "债务接收日期";
        /// The creditor before; 本人版 only.
        original_creditor: Institution = "原债权人";
        /// The debt before; 本人版 only.
        original_kind: BusinessKind = "原债务业务种类" | "原债务种类" | "原业务种类";
        /// The claim (PD01AJ01).
        claim: Decimal = "债权金额";
        /// Repayment state at the transfer: a digit (PD01AD10).
        state_at_transfer: Text = "债权转移时的还款状态";
        /// The day that the state below is of (PD01BR03).
        as_of: NaiveDate = "截至日期" | "信息报告日期";
        /// 催收 or 结束 (PD01BD01).
        state: AccountState = "账户状态" | "当前账户状态";
        /// Balance (PD01BJ01).
        balance: Decimal = "余额" | "账户余额";
        /// Last repayment (PD01BR02).
        last_repaid: NaiveDate = "最近一次还款日期" | "最近一次实际还款日期";
        /// When it was closed: a day, in the first generation a month (PD01BR01).
        closed: DateOrMonth = "账户关闭日期" | "关闭日期";
    } with {
        /// The line above the table.
        title: Option<Title>,
        /// What hangs on it.
        attachments: Attachments,
    }
}

record! {
    /// 非循环贷, 循环额度下分 or 循环贷账户 (grammar-notes/accounts.md; account kinds D1, R4, R1).
    pub struct LoanAccount {
        /// The agreement it belongs to, from the title line (PD01AI04).
        agreement_id: Reference = "授信协议标识";
        /// The note in the title line, such as 其他机构转入.
        remark: Text = "标注";
        /// The lender (PD01AI02).
        institution: Institution = "管理机构" | "业务管理机构" | "业务管理机构代码" | "管理机构名称" | "贷款机构";
        /// The account's identifier (PD01AI03).
        account_id: Reference = "账户标识" | "业务号" | "账号" | "账户编号";
        /// Opened on (PD01AR01).
        opened: NaiveDate = "开立日期" | "开户日期" | "发放日期";
        /// Due on, or 长期 (PD01AR02).
        expires: ExpiryDate = "到期日期" | "贷款到期日期" | "账户到期日期" | "额度到期日期" | "到期日";
        /// The sum lent (PD01AJ01); D1 and R4.
        amount: Decimal = "借款金额" | "贷款金额" | "合同金额" | "贷款合同金额" | "发放金额";
        /// The account's limit (PD01AJ02); R1.
        limit: Decimal = "账户授信额度" | "授信额度" | "信用额度";
        /// Currency; amounts are in yuan whatever it says (PD01AD04).
        currency: Currency = "账户币种" | "币种";
        /// Kind of business (PD01AD03).
        kind: BusinessKind = "业务种类" | "业务类型";
        /// Security (PD01AD07).
        guarantee: GuaranteeMode = "担保方式" | "担保类型";
        /// Number of instalments; `--` is no instalment loan (PD01AS01).
        periods: i64 = "还款期数" | "总期数" | "还款总期数";
        /// How often one repays (PD01AD06).
        frequency: RepaymentFrequency = "还款频率" | "还款周期";
        /// How one repays (PD01AD05).
        mode: RepaymentMode = "还款方式";
        /// Joint borrowing (PD01AD09).
        joint: JointLoan = "共同借款标志" | "共同借款标识";
        /// How the loan came about, where printed (PD01AD08).
        form: Text = "贷款发放形式";
        /// The day that the state below is of (PD01BR03).
        as_of: NaiveDate = "截至日期" | "信息报告日期";
        /// State (PD01BD01).
        state: AccountState = "账户状态" | "当前账户状态";
        /// Class of quality (PD01BD03).
        five_class: FiveClass = "五级分类" | "五级分类状态";
        /// Balance (PD01BJ01).
        balance: Decimal = "余额" | "本金余额" | "账户余额" | "贷款余额" | "当前余额";
        /// Instalments left (PD01CS01).
        periods_left: i64 = "剩余还款期数" | "剩余期数";
        /// Due this month (PD01CJ04).
        due_this_month: Decimal = "本月应还款" | "本月应还款金额" | "本月应还金额";
        /// Day on which it is due (PD01CR02).
        due_day: NaiveDate = "应还款日" | "结算/应还款日" | "应还款日期" | "本月应还款日";
        /// Repaid this month (PD01CJ05).
        repaid_this_month: Decimal = "本月实还款" | "本月实还款金额" | "本月实际还款金额" | "本月实还金额";
        /// Last repayment (PD01BR02).
        last_repaid: NaiveDate = "最近一次还款日期" | "最近一次实际还款日期" | "最近还款日期";
        /// Instalments overdue now (PD01CS02).
        overdue_periods: i64 = "当前逾期期数" | "逾期期数";
        /// Sum overdue now (PD01CJ06).
        overdue_amount: Decimal = "当前逾期总额" | "当前逾期金额" | "最近当前逾期总额" | "当前逾期总金额";
        /// Principal overdue 31 to 60 days (PD01CJ07).
        overdue_31_60: Decimal = "逾期31-60天未还本金" | "逾期31-60天未归还贷款本金" | "逾期31-60天未归还本金";
        /// Principal overdue 61 to 90 days (PD01CJ08).
        overdue_61_90: Decimal = "逾期61-90天未还本金" | "逾期61-90天未归还贷款本金" | "逾期61-90天未归还本金";
        /// Principal overdue 91 to 180 days (PD01CJ09).
        overdue_91_180: Decimal = "逾期91-180天未还本金" | "逾期91-180天未归还贷款本金" | "逾期91-180天未归还本金";
        /// Principal overdue more than 180 days (PD01CJ10).
        overdue_180: Decimal = "逾期180天以上未还本金" | "逾期180天以上未归还贷款本金" | "逾期180天以上未归还本金";
        /// Month in which it was transferred out (PD01BR04).
        transferred: Month = "转出月份" | "转出年月";
        /// When it was closed: a day, in the first generation a month (PD01BR01).
        closed: DateOrMonth = "账户关闭日期" | "关闭日期" | "结清日期" | "销户日期";
    } with {
        /// The line above the table.
        title: Option<Title>,
        /// What hangs on it.
        attachments: Attachments,
    }
}

record! {
    /// 贷记卡 or 准贷记卡账户 (grammar-notes/accounts.md; account kinds R2, R3).
    pub struct CardAccount {
        /// The agreement it belongs to, from the title line (PD01AI04).
        agreement_id: Reference = "授信协议标识";
        /// The last digits of the card, from the title line.
        card_tail: Reference = "卡片尾号";
        /// The note in the title line.
        remark: Text = "标注";
        /// The issuer (PD01AI02).
        institution: Institution = "发卡机构" | "发卡银行" | "管理机构" | "业务管理机构" | "业务管理机构代码" | "发卡机构名称" | "管理机构名称";
        /// The account's identifier (PD01AI03).
        account_id: Reference = "账户标识" | "业务号" | "账号" | "账户编号";
        /// Opened on (PD01AR01).
        opened: NaiveDate = "开立日期" | "开户日期" | "发卡日期" | "发放日期";
        /// The account's limit (PD01AJ02).
        limit: Decimal = "账户授信额度" | "授信额度" | "信用额度";
        /// The shared limit (PD01AJ03).
        shared_limit: Decimal = "共享授信额度" | "共享额度";
        /// Currency (PD01AD04).
        currency: Currency = "币种" | "账户币种";
        /// Kind of business (PD01AD03).
        kind: BusinessKind = "业务种类" | "业务类型";
        /// Security (PD01AD07).
        guarantee: GuaranteeMode = "担保方式" | "担保类型";
        /// The day that the state below is of (PD01BR03).
        as_of: NaiveDate = "截至日期" | "信息报告日期";
        /// State (PD01BD01).
        state: AccountState = "账户状态" | "当前账户状态";
        /// Balance (PD01BJ01).
        balance: Decimal = "余额" | "账户余额" | "当前余额";
        /// Used credit; credit cards (PD01CJ02).
        used: Decimal = "已用额度" | "已使用额度";
        /// Large instalments not yet billed; credit cards (PD01CJ03).
        unbilled_installments: Decimal = "未出单的大额专项分期余额";
        /// Instalments left; credit cards (PD01CS01).
        periods_left: i64 = "剩余分期期数" | "剩余还款期数";
        /// Average use over six months; credit cards (PD01CJ12).
        average_used: Decimal = "最近6个月平均使用额度" | "最近六个月平均使用额度";
        /// Highest use; credit cards (PD01CJ14).
        highest_used: Decimal = "最大使用额度";
        /// Overdraft; quasi-credit cards (PD01BJ01).
        overdraft: Decimal = "透支余额";
        /// Average overdraft over six months; quasi-credit cards (PD01CJ13).
        average_overdraft: Decimal = "最近6个月平均透支余额" | "最近六个月平均透支余额";
        /// Highest overdraft; quasi-credit cards (PD01CJ15).
        highest_overdraft: Decimal = "最大透支余额";
        /// Day of the statement (PD01CR02).
        statement_day: NaiveDate = "账单日" | "结算/应还款日" | "账单日期";
        /// Due this month (PD01CJ04).
        due_this_month: Decimal = "本月应还款" | "本月应还款金额" | "本月应还金额";
        /// Repaid this month (PD01CJ05).
        repaid_this_month: Decimal = "本月实还款" | "本月实还款金额" | "本月实际还款金额" | "本月实还金额";
        /// Last repayment (PD01BR02).
        last_repaid: NaiveDate = "最近一次还款日期" | "最近一次实际还款日期" | "最近还款日期";
        /// Overdraft unpaid for more than 180 days; quasi-credit cards (PD01CJ11).
        overdraft_180: Decimal = "透支180天以上未付余额" | "透支180天以上未还余额";
        /// Instalments overdue now (PD01CS02).
        overdue_periods: i64 = "当前逾期期数" | "逾期期数";
        /// Sum overdue now (PD01CJ06).
        overdue_amount: Decimal = "当前逾期总额" | "当前逾期金额" | "最近当前逾期总额" | "当前逾期总金额";
        /// When it was cancelled: a day, in the first generation a month (PD01BR01).
        closed: DateOrMonth = "销户日期" | "账户关闭日期" | "关闭日期" | "注销日期";
    } with {
        /// The line above the table.
        title: Option<Title>,
        /// What hangs on it.
        attachments: Attachments,
    }
}

record! {
    /// The latest performance, after the as-of day (grammar-notes/accounts.md; PD01B).
    pub struct Latest {
        /// The day after which: `2015年05月05日以后的最新还款记录`.
        since: NaiveDate = "起始日期";
        /// Class of quality; loans (PD01BD03).
        five_class: FiveClass = "五级分类" | "五级分类状态";
        /// Balance (PD01BJ01).
        balance: Decimal = "余额";
        /// Day of the repayment (PD01BR02).
        repaid_on: NaiveDate = "还款日期";
        /// Sum of the repayment (PD01BJ02).
        repaid: Decimal = "还款金额" | "最近一次还款金额" | "最近一次实际还款金额";
        /// Repayment state now (PD01BD04).
        state: RepaymentState = "当前还款状态";
    }
}

record! {
    /// One limit of 大额专项分期信息 (grammar-notes/accounts.md; PD01H).
    pub struct LargeInstallment {
        /// The limit (PD01HJ01).
        limit: Decimal = "大额专项分期额度";
        /// First day (PD01HR01).
        effective: NaiveDate = "分期额度生效日期";
        /// Last day (PD01HR02).
        expires: ExpiryDate = "分期额度到期日期";
        /// Used (PD01HJ02).
        used: Decimal = "已用分期金额";
    }
}

record! {
    /// 特殊事件说明 (grammar-notes/accounts.md; PD01G).
    pub struct SpecialEvent {
        /// The sentence.
        content: Text = "内容";
    }
}

record! {
    /// One special trade (grammar-notes/accounts.md; PD01F).
    pub struct SpecialTrade {
        /// Kind (PD01FD01).
        kind: SpecialTradeKind = "特殊交易类型";
        /// When: a day or a month (PD01FR01).
        date: DateOrMonth = "发生日期" | "特殊交易发生日期";
        /// Months by which the end moved (PD01FS02).
        months: i64 = "变更月数" | "到期日期变更月数";
        /// Sum (PD01FJ01).
        amount: Decimal = "发生金额" | "特殊交易发生金额";
        /// Details (PD01FQ01).
        details: Text = "明细记录" | "特殊交易明细记录";
    }
}

record! {
    /// One month of the table of months overdue, which the first generation prints under an account (grammar-notes/first-generation.md).
    pub struct OverdueRecord {
        /// The month.
        month: Month = "逾期月份" | "透支月份";
        /// How many months it had lasted then.
        lasted: i64 = "逾期持续月数" | "透支持续月数";
        /// The sum overdue then.
        overdue_amount: Decimal = "逾期金额" | "透支金额";
    }
}

record! {
    /// An annotation or declaration under an account (grammar-notes/accounts.md; PD01Z).
    pub struct Mark {
        /// Which of the kinds (PD01ZD01).
        kind: MarkKind = "类型";
        /// The text (PD01ZQ01).
        content: Text = "内容";
        /// When it was added (PD01ZR01).
        added: DateOrMonth = "添加日期";
    }
}
