//! 信息概要: what the report counts of itself (grammar-notes/summary.md; PC01 to PC05).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::codes::{BusinessClass, HintKind, OverdueKind, PostpaidClass, PublicRecordKind, RecoveryKind};
use super::field::Field;
use super::types::{DateOrMonth, Institution, Month, Text};

/// All summaries. A summary that is not printed is `None` or empty.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Summary {
    /// 个人信用报告“数字解读”
    pub score: Option<Score>,
    /// 信贷交易信息提示
    pub credit_hints: Vec<CreditHint>,
    /// 合计 of 信贷交易信息提示
    pub credit_hint_total: Option<CreditHintTotal>,
    /// 信用提示: the counts of the first generation, all in one row
    pub credit_counts: Option<CreditCounts>,
    /// 被追偿信息汇总
    pub recoveries: Vec<RecoverySummary>,
    /// 合计 of 被追偿信息汇总
    pub recovery_total: Option<RecoveryTotal>,
    /// 呆账信息汇总
    pub bad_debt: Option<BadDebtSummary>,
    /// 逾期（透支）信息汇总
    pub overdue: Vec<OverdueSummary>,
    /// 非循环贷账户信息汇总
    pub non_revolving: Option<LoanSummary>,
    /// 循环额度下分账户信息汇总 (循环贷账户一)
    pub revolving_sub: Option<LoanSummary>,
    /// 循环贷账户信息汇总 (循环贷账户二)
    pub revolving: Option<LoanSummary>,
    /// 贷记卡账户信息汇总
    pub credit_card: Option<CardSummary>,
    /// 准贷记卡账户信息汇总
    pub quasi_card: Option<CardSummary>,
    /// 相关还款责任信息汇总, for persons: 担保责任
    pub person_guarantee: Option<GuaranteeSummary>,
    /// 相关还款责任信息汇总, for persons: 其他相关还款责任
    pub person_other: Option<OtherLiabilitySummary>,
    /// 相关还款责任信息汇总, for companies: 担保责任
    pub company_guarantee: Option<GuaranteeSummary>,
    /// 相关还款责任信息汇总, for companies: 其他相关还款责任
    pub company_other: Option<OtherLiabilitySummary>,
    /// 对外担保信息汇总; first generation only
    pub guarantee: Option<GivenGuaranteeSummary>,
    /// 后付费业务欠费信息汇总
    pub postpaid: Vec<PostpaidSummary>,
    /// 公共信息汇总
    pub public: Vec<PublicSummary>,
    /// 非金融信用交易信息概要
    pub non_financial: Vec<NonFinancialSummary>,
    /// 公开信息汇总
    pub open_info: Vec<OpenInfoSummary>,
    /// 查询记录概要
    pub query: Option<QuerySummary>,
    /// 异议及说明信息
    pub objections: Vec<ObjectionSummary>,
}

record! {
    /// 数字解读 (grammar-notes/summary.md; PC010).
    pub struct Score {
        /// The score, 0 to 1000 (PC010Q01).
        score: i64 = "数字解读";
        /// Its place among all persons, as printed (PC010Q02).
        rank: Text = "相对位置";
        /// What lowers it (PC010S01).
        factors: Text = "说明" | "分数说明";
    }
}

record! {
    /// One row of 信贷交易信息提示 (grammar-notes/summary.md; PC02A).
    pub struct CreditHint {
        /// The class: merged over its rows on paper (PC02AD02).
        class: BusinessClass = "业务大类";
        /// The kind of business (PC02AD01).
        kind: HintKind = "业务类型";
        /// How many accounts (PC02AS03).
        accounts: i64 = "账户数";
        /// Month of the first account (PC02AR01).
        first_month: Month = "首笔业务发放月份";
    }
}

record! {
    /// The total row of 信贷交易信息提示 (PC02AS01).
    pub struct CreditHintTotal {
        /// How many accounts (PC02AS01).
        accounts: i64 = "账户数";
    }
}

record! {
    /// 信用提示 of the first generation (grammar-notes/first-generation.md).
    pub struct CreditCounts {
        /// Housing loans.
        housing_loans: i64 = "个人住房贷款笔数";
        /// Loans for shops and offices.
        commercial_house_loans: i64 = "个人商用房（包括商住两用）贷款笔数";
        /// Other loans.
        other_loans: i64 = "其他贷款笔数";
        /// Month of the first loan.
        first_loan: Month = "首笔贷款发放月份";
        /// Credit cards.
        credit_cards: i64 = "贷记卡账户数";
        /// Month of the first credit card.
        first_credit_card: Month = "首张贷记卡发卡月份";
        /// Quasi-credit cards.
        quasi_cards: i64 = "准贷记卡账户数";
        /// Month of the first quasi-credit card.
        first_quasi_card: Month = "首张准贷记卡发卡月份";
        /// Declarations by the person.
        statements: i64 = "本人声明数目";
        /// Objection marks.
        objections: i64 = "异议标注数目";
    }
}

record! {
    /// One row of 被追偿信息汇总 (grammar-notes/summary.md; PC02B).
    pub struct RecoverySummary {
        /// 资产处置业务 or 垫款业务 (PC02BD01).
        kind: RecoveryKind = "业务类型";
        /// How many accounts (PC02BS03).
        accounts: i64 = "账户数";
        /// Balance (PC02BJ02).
        balance: Decimal = "余额";
    }
}

record! {
    /// The total row of 被追偿信息汇总 (PC02BS01, PC02BJ01).
    pub struct RecoveryTotal {
        /// How many accounts (PC02BS01).
        accounts: i64 = "账户数";
        /// Balance (PC02BJ01).
        balance: Decimal = "余额";
    }
}

record! {
    /// 呆账信息汇总 (grammar-notes/summary.md; PC02C).
    pub struct BadDebtSummary {
        /// How many accounts (PC02CS01).
        accounts: i64 = "账户数" | "笔数";
        /// Balance (PC02CJ01).
        balance: Decimal = "余额";
    }
}

record! {
    /// One row of 逾期（透支）信息汇总 (grammar-notes/summary.md; PC02D).
    pub struct OverdueSummary {
        /// Kind of account (PC02DD01).
        kind: OverdueKind = "账户类型";
        /// How many accounts (PC02DS02).
        accounts: i64 = "账户数" | "笔数";
        /// How many months (PC02DS03).
        months: i64 = "月份数";
        /// The highest sum of one month (PC02DJ01).
        highest: Decimal = "单月最高逾期/透支总额" | "单月最高逾期（透支）总额" | "单月最高逾期总额" | "单月最高透支余额";
        /// The most months in a row (PC02DS04).
        longest: i64 = "最长逾期/透支月数" | "最长逾期（透支）月数" | "最长逾期月数" | "最长透支月数";
    }
}

record! {
    /// 非循环贷, 循环额度下分 or 循环贷账户信息汇总 (grammar-notes/summary.md; PC02E, F, G).
    pub struct LoanSummary {
        /// How many legal persons; first generation only.
        legal_institutions: i64 = "贷款法人机构数";
        /// How many institutions (PC02ES01, FS01, GS01).
        institutions: i64 = "管理机构数" | "贷款机构数" | "机构数";
        /// How many open accounts (PC02ES02, FS02, GS02).
        accounts: i64 = "账户数" | "笔数";
        /// Total credit (PC02EJ01, FJ01, GJ01).
        credit: Decimal = "授信总额" | "合同总额";
        /// Total balance (PC02EJ02, FJ02, GJ02).
        balance: Decimal = "余额";
        /// Average due per month over six months (PC02EJ03, FJ03, GJ03).
        average_due: Decimal = "最近6个月平均应还款" | "最近六个月平均应还款" | "最近6个月平均应还款金额";
    }
}

record! {
    /// 贷记卡 or 准贷记卡账户信息汇总 (grammar-notes/summary.md; PC02H, I).
    pub struct CardSummary {
        /// How many legal persons; first generation only.
        legal_institutions: i64 = "发卡法人机构数";
        /// How many issuers (PC02HS01, IS01).
        institutions: i64 = "发卡机构数" | "发卡机构（法人）数";
        /// How many open accounts (PC02HS02, IS02).
        accounts: i64 = "账户数";
        /// Total credit (PC02HJ01, IJ01).
        credit: Decimal = "授信总额";
        /// The highest credit of one issuer (PC02HJ02, IJ02).
        highest_credit: Decimal = "单家机构最高授信额" | "单家行最高授信额" | "单家机构最高授信额度";
        /// The lowest credit of one issuer (PC02HJ03, IJ03).
        lowest_credit: Decimal = "单家机构最低授信额" | "单家行最低授信额" | "单家机构最低授信额度";
        /// Used credit; credit cards (PC02HJ04).
        used: Decimal = "已用额度" | "已使用额度";
        /// Average use over six months; credit cards (PC02HJ05).
        average_used: Decimal = "最近6个月平均使用额度" | "最近六个月平均使用额度";
        /// Overdraft; quasi-credit cards (PC02IJ04).
        overdraft: Decimal = "透支余额";
        /// Average overdraft over six months; quasi-credit cards (PC02IJ05).
        average_overdraft: Decimal = "最近6个月平均透支余额" | "最近六个月平均透支余额";
    }
}

record! {
    /// 担保责任 in 相关还款责任信息汇总 (grammar-notes/summary.md; PC02K).
    pub struct GuaranteeSummary {
        /// How many accounts (PC02KS02).
        accounts: i64 = "账户数";
        /// Guaranteed sum (PC02KJ01).
        amount: Decimal = "担保金额";
        /// Balance (PC02KJ02).
        balance: Decimal = "余额";
    }
}

record! {
    /// 其他相关还款责任 in 相关还款责任信息汇总 (grammar-notes/summary.md; PC02K).
    pub struct OtherLiabilitySummary {
        /// How many accounts (PC02KS02).
        accounts: i64 = "账户数";
        /// Sum one is liable for (PC02KJ01).
        amount: Decimal = "还款责任金额";
        /// Balance (PC02KJ02).
        balance: Decimal = "余额";
    }
}

record! {
    /// 对外担保信息汇总 of the first generation (grammar-notes/first-generation.md).
    pub struct GivenGuaranteeSummary {
        /// How many.
        guarantees: i64 = "担保笔数";
        /// Guaranteed sum.
        amount: Decimal = "担保金额";
        /// Balance of what is guaranteed.
        balance: Decimal = "担保本金余额";
    }
}

record! {
    /// One row of 后付费业务欠费信息汇总 (grammar-notes/summary.md; PC030).
    pub struct PostpaidSummary {
        /// Kind of business (PC030D01).
        kind: PostpaidClass = "业务类型" | "后付费业务类型";
        /// How many accounts (PC030S02).
        accounts: i64 = "账户数" | "欠费账户数";
        /// Arrears (PC030J01).
        arrears: Decimal = "欠费金额";
    }
}

record! {
    /// One row of 公共信息汇总 (grammar-notes/summary.md; PC040).
    pub struct PublicSummary {
        /// Kind of record (PC040D01).
        kind: PublicRecordKind = "信息类型" | "公共信息类型";
        /// How many records (PC040S02).
        records: i64 = "记录数";
        /// The sum concerned (PC040J01).
        amount: Decimal = "涉及金额";
    }
}

record! {
    /// One row of 非金融信用交易信息概要 (grammar-notes/summary.md).
    pub struct NonFinancialSummary {
        /// Kind of record.
        kind: Text = "信息类型";
        /// How many.
        records: i64 = "笔数";
    }
}

record! {
    /// One row of 公开信息汇总 (grammar-notes/summary.md).
    pub struct OpenInfoSummary {
        /// Kind of record.
        kind: Text = "信息类型";
        /// How many.
        records: i64 = "记录数";
    }
}

record! {
    /// 查询记录概要 (grammar-notes/summary.md; PC05A, PC05B).
    pub struct QuerySummary {
        /// Day of the query before this one; 授信机构版 only (PC05AR01).
        last_date: NaiveDate = "上一次查询日期";
        /// Who asked then (PC05AI01).
        last_institution: Institution = "上一次查询机构";
        /// Why (PC05AQ01).
        last_reason: Text = "上一次查询原因";
        /// Institutions that asked for a loan within a month (PC05BS01).
        month_loan_institutions: i64 = "最近1个月内的查询机构数.贷款审批";
        /// Institutions that asked for a card within a month (PC05BS02).
        month_card_institutions: i64 = "最近1个月内的查询机构数.信用卡审批";
        /// Queries for a loan within a month (PC05BS03).
        month_loan_queries: i64 = "最近1个月内的查询次数.贷款审批";
        /// Queries for a card within a month (PC05BS04).
        month_card_queries: i64 = "最近1个月内的查询次数.信用卡审批";
        /// Queries by the person within a month (PC05BS05).
        month_own_queries: i64 = "最近1个月内的查询次数.本人查询";
        /// Post-loan queries within two years (PC05BS06).
        years_post_loan: i64 = "最近2年内的查询次数.贷后管理";
        /// Guarantee reviews within two years (PC05BS07).
        years_guarantee: i64 = "最近2年内的查询次数.担保资格审查";
        /// Merchant reviews within two years (PC05BS08).
        years_merchant: i64 = "最近2年内的查询次数.特约商户实名审查";
    }
}

record! {
    /// One row of 异议及说明信息 (grammar-notes/summary.md).
    pub struct ObjectionSummary {
        /// What the person declares, where that is printed here too.
        statement: Text = "本人声明";
        /// The text.
        content: Text = "异议标注";
        /// When it was added.
        added: DateOrMonth = "添加日期" | "添加时间";
    }
}

impl QuerySummary {
    /// How many queries the windows count in all; `None` where one is not printed as a number.
    pub fn counted(&self) -> Option<i64> {
        let all = [
            &self.month_loan_queries,
            &self.month_card_queries,
            &self.month_own_queries,
            &self.years_post_loan,
            &self.years_guarantee,
            &self.years_merchant,
        ];
        all.into_iter().map(Field::value).try_fold(0i64, |sum, v| sum.checked_add(*v?))
    }
}
