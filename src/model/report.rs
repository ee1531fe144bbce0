//! The whole report.

use std::collections::HashSet;

use super::account::{AccountList, CardAccount, LoanAccount, RecoveredAccount};
use super::brief::Brief;
use super::evidence::Evidence;
use super::first::FirstGeneration;
use super::header::{FraudAlert, Header, ObjectionNotice, OtherId};
use super::liability::{Agreement, Liability};
use super::open::{NonFinancial, OpenArrears, OpenEnforcement, OpenJudgment, OpenOther, OtherPrivate, Punishment, Recognition};
use super::person::{Identity, Job, Mobile, Residence, Spouse};
use super::public::{
    AdminPenalty, AdminReward, CivilJudgment, Enforcement, HousingFund, Postpaid, Qualification, SubsistenceRelief, TaxArrears,
};
use super::query::{Explanation, Objection, Query, Statement};
use super::summary::Summary;

/// The parts that every report has, by the first words of their sections' ids; the brief version tells of the person in its header.
const PARTS: &[(&str, bool, &[&str])] =
    &[("个人基本信息", false, &["identity", "spouse", "residence", "occupation"]), ("查询记录", true, &["query"])];

/// The parts that every report has, of which none of a report's sections is.
pub(crate) fn lacking<'a>(ids: impl IntoIterator<Item = &'a str>, is_brief: bool) -> impl Iterator<Item = &'static str> {
    let has: HashSet<&str> = ids.into_iter().filter_map(|id| id.split('.').next()).collect();
    let parts = PARTS.iter().filter(move |(_, brief, _)| *brief || !is_brief);
    let lacks = move |of: &[&str]| !of.iter().any(|part| has.contains(part));
    parts.filter(move |(.., of)| lacks(of)).map(|(name, ..)| *name)
}

/// A personal credit report, as far as the paper holds it and it could be read.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Report {
    /// Which print this is, by what it shows.
    pub edition: Edition,
    /// What told the edition: the line under the title, a heading, a label.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub edition_evidence: Clues,
    /// Number, time and subject.
    pub header: Header,
    /// 其他证件信息
    pub other_ids: Vec<OtherId>,
    /// 防欺诈警示
    pub fraud_alert: Option<FraudAlert>,
    /// 异议信息提示
    pub objection_notice: Option<ObjectionNotice>,
    /// 身份信息
    pub identity: Identity,
    /// 手机号码
    pub mobiles: Vec<Mobile>,
    /// 配偶信息
    pub spouse: Option<Spouse>,
    /// 居住信息
    pub residences: Vec<Residence>,
    /// 职业信息
    pub jobs: Vec<Job>,
    /// 信息概要
    pub summary: Summary,
    /// 被追偿信息
    pub recovered: AccountList<RecoveredAccount>,
    /// 非循环贷账户
    pub non_revolving: AccountList<LoanAccount>,
    /// 循环额度下分账户, printed later as 循环贷账户一
    pub revolving_sub: AccountList<LoanAccount>,
    /// 循环贷账户, printed later as 循环贷账户二
    pub revolving: AccountList<LoanAccount>,
    /// 贷记卡账户
    pub credit_cards: AccountList<CardAccount>,
    /// 准贷记卡账户
    pub quasi_cards: AccountList<CardAccount>,
    /// 有相关还款责任的个人借款
    pub person_liabilities: Vec<Liability>,
    /// 有相关还款责任的企业借款
    pub company_liabilities: Vec<Liability>,
    /// 授信协议信息
    pub agreements: Vec<Agreement>,
    /// 后付费记录
    pub postpaid: Vec<Postpaid>,
    /// 欠税记录
    pub tax_arrears: Vec<TaxArrears>,
    /// 民事判决记录
    pub civil_judgments: Vec<CivilJudgment>,
    /// 强制执行记录
    pub enforcements: Vec<Enforcement>,
    /// 行政处罚记录
    pub admin_penalties: Vec<AdminPenalty>,
    /// 住房公积金参缴记录
    pub housing_funds: Vec<HousingFund>,
    /// 低保救助记录
    pub subsistence_reliefs: Vec<SubsistenceRelief>,
    /// 执业资格记录
    pub qualifications: Vec<Qualification>,
    /// 行政奖励记录
    pub admin_rewards: Vec<AdminReward>,
    /// 非金融信用交易信息
    pub non_financial: Vec<NonFinancial>,
    /// 判决信息
    pub open_judgments: Vec<OpenJudgment>,
    /// 执行信息
    pub open_enforcements: Vec<OpenEnforcement>,
    /// 认定类信息
    pub recognitions: Vec<Recognition>,
    /// 惩戒类信息
    pub punishments: Vec<Punishment>,
    /// 欠缴信息
    pub open_arrears: Vec<OpenArrears>,
    /// 其他公开信息
    pub open_others: Vec<OpenOther>,
    /// 其他非公开信息
    pub other_private: Vec<OtherPrivate>,
    /// 机构说明
    pub institution_explanations: Vec<Explanation>,
    /// 征信中心说明
    pub centre_explanations: Vec<Explanation>,
    /// 本人声明
    pub statements: Vec<Statement>,
    /// 异议标注
    pub objections: Vec<Objection>,
    /// 机构查询记录明细, or the one table of the 授信机构版
    pub institution_queries: Vec<Query>,
    /// 本人查询记录明细
    pub own_queries: Vec<Query>,
    /// What the brief version tells in sentences.
    pub brief: Brief,
    /// What only the first generation prints.
    pub first_generation: FirstGeneration,
    /// What stands in a section and could not be read as part of it.
    pub unparsed: Vec<Unparsed>,
}

/// Printed words that told something: a list of texts, also in JSON.
#[derive(Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Clues(Vec<String>);

impl From<Vec<String>> for Clues {
    fn from(words: Vec<String>) -> Self {
        Clues(words)
    }
}

impl std::ops::Deref for Clues {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

/// A name may have run into a heading: only how many there are is shown.
impl std::fmt::Debug for Clues {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "‹{} clues›", self.0.len())
    }
}

/// Which print a report is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = crate::lexis::open_words))]
#[non_exhaustive]
pub enum Edition {
    /// 本人版, second generation.
    Personal,
    /// 授信机构版 or 机构版, second generation.
    Institution,
    /// 简版, second generation.
    Brief,
    /// First generation, of either kind.
    FirstGeneration,
    /// Nothing tells; or an edition that only a later minor version of the native JSON knows.
    #[default]
    #[cfg_attr(feature = "json", serde(other))]
    Unknown,
}

impl Edition {
    /// As in the native JSON.
    pub fn name(self) -> &'static str {
        match self {
            Edition::Personal => "personal",
            Edition::Institution => "institution",
            Edition::Brief => "brief",
            Edition::FirstGeneration => "first_generation",
            Edition::Unknown => "unknown",
        }
    }
}

/// As [`Edition::name`].
impl std::fmt::Display for Edition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// Lines of a section that no rule of it could read.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Unparsed {
    /// The id of the section, as in the facts view; empty before the first. `page` for rows of more cells than a line has room for,
    /// and for lines without a place.
    pub section: String,
    /// What would have been expected there, for a person.
    pub expected: String,
    /// The text and where it stands.
    pub at: Evidence,
}

impl Unparsed {
    /// Lines that could not be read.
    pub fn new(section: impl Into<String>, expected: impl Into<String>, at: Evidence) -> Self {
        Unparsed { section: section.into(), expected: expected.into(), at }
    }
}
