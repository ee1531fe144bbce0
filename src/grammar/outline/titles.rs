//! The sections, and the titles that tell them.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexis::confusion::Word;
use crate::lexis::text::key;

/// The sections of all versions, as far as their reading differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Section {
    Header,
    OtherIds,
    FraudAlert,
    ObjectionNotice,
    Person,
    Identity,
    Spouse,
    Residence,
    Job,
    IdCheck,
    Summary,
    Score,
    CreditHint,
    CreditCounts,
    SummaryRecovery,
    SummaryBadDebt,
    SummaryOverdue,
    SummaryNonRevolving,
    SummaryRevolvingSub,
    SummaryRevolving,
    SummaryCreditCard,
    SummaryQuasiCard,
    SummaryLiability,
    SummaryDefaults,
    SummaryGuarantee,
    SummaryPostpaid,
    SummaryPublic,
    SummaryNonFinancial,
    SummaryOpen,
    SummaryQuery,
    SummaryObjection,
    Detail,
    Recovered,
    NonRevolving,
    RevolvingSub,
    Revolving,
    CreditCard,
    QuasiCard,
    DisposedDebt,
    GuarantorAdvance,
    Guarantee,
    LoanGuarantee,
    CardGuarantee,
    Liability,
    PersonLiability,
    CompanyLiability,
    Agreement,
    NonCredit,
    Postpaid,
    Public,
    TaxArrears,
    CivilJudgment,
    Enforcement,
    AdminPenalty,
    HousingFund,
    SubsistenceRelief,
    Qualification,
    PensionContribution,
    PensionPayment,
    Vehicle,
    AdminReward,
    NonFinancial,
    Open,
    OpenJudgment,
    OpenEnforcement,
    Recognition,
    Punishment,
    OpenArrears,
    OpenOther,
    OtherPrivate,
    InstitutionExplanation,
    CentreExplanation,
    Statement,
    Objection,
    Query,
    InstitutionQuery,
    OwnQuery,
    BriefCredit,
    BriefDisposal,
    BriefAdvance,
    BriefCard,
    BriefLoan,
    BriefOther,
    BriefLiability,
    Notes,
}

use Section as S;

/// The titles of the first generation over its accounts. In tables the same words are values, or the ends of values
/// of two lines: they are titles only with their ordinal, or over a paragraph that begins an account.
pub(super) const FIRST_LOANS: &str = "贷款";
pub(super) const FIRST_CARDS: &str = "贷记卡";
pub(super) const FIRST_QUASI_CARDS: &str = "准贷记卡";

/// Titles, with their other spellings. `true`: the words also stand in cells of tables, so that the title counts only
/// with an ordinal before it, or inside its own part of the report.
const TITLES: &[(Section, bool, &[&str])] = &[
    (S::OtherIds, false, &["其他证件信息", "其他证件号码信息", "其他证件"]),
    (S::FraudAlert, false, &["防欺诈警示"]),
    (S::ObjectionNotice, false, &["异议信息提示", "异议提示信息", "异议提示"]),
    (S::Person, false, &["个人基本信息", "个人信息"]),
    (S::Person, true, &["基本信息"]),
    (S::Identity, false, &["身份信息"]),
    (S::Spouse, false, &["配偶信息", "婚姻信息"]),
    (S::Residence, false, &["居住信息"]),
    (S::Job, false, &["职业信息"]),
    (S::IdCheck, false, &["公安部居民身份证核查信息", "居民身份证核查信息"]),
    (S::Summary, false, &["信息概要", "信用报告概要", "信用信息概要", "信贷交易信息概要"]),
    (S::Score, false, &["个人信用报告“数字解读”", "个人信用报告数字解读", "评分信息"]),
    (S::CreditHint, false, &["信贷交易信息提示", "信贷交易提示信息"]),
    (S::CreditCounts, false, &["信用提示"]),
    (
        S::Summary,
        false,
        &[
            "信贷交易违约信息概要",
            "信贷交易授信及负债信息概要",
            "信贷交易授信及负债信息概要（未结清/未销户）",
            "逾期及违约信息概要",
            "授信及负债信息概要",
            "非信贷交易信息概要",
            "公共信息概要",
            "公开信息概要",
        ],
    ),
    (S::SummaryRecovery, false, &["被追偿信息汇总", "被追偿汇总信息"]),
    (S::SummaryBadDebt, false, &["呆账信息汇总", "呆账汇总信息", "呆账信息概要"]),
    (S::SummaryOverdue, false, &["逾期（透支）信息汇总", "逾期（透支）汇总信息", "逾期信息汇总"]),
    (
        S::SummaryDefaults,
        false,
        &[
            "呆账信息汇总资产处置信息汇总保证人代偿信息汇总",
            "呆账信息汇总资产处置信息汇总",
            "呆账信息汇总保证人代偿信息汇总",
            "资产处置信息汇总保证人代偿信息汇总",
            "资产处置信息汇总",
            "保证人代偿信息汇总",
        ],
    ),
    (S::SummaryNonRevolving, false, &["非循环贷账户信息汇总", "非循环贷账户汇总信息", "未结清贷款信息汇总"]),
    (
        S::SummaryRevolvingSub,
        false,
        &[
            "循环贷账户一信息汇总",
            "循环额度下分账户信息汇总",
            "循环额度下分账户汇总信息",
            "循环贷账户（一）信息汇总",
            "循环贷账户一汇总信息",
        ],
    ),
    (
        S::SummaryRevolving,
        false,
        &["循环贷账户二信息汇总", "循环贷账户信息汇总", "循环贷账户汇总信息", "循环贷账户（二）信息汇总", "循环贷账户二汇总信息"],
    ),
    (S::SummaryCreditCard, false, &["贷记卡账户信息汇总", "贷记卡账户汇总信息", "未销户贷记卡信息汇总"]),
    (S::SummaryQuasiCard, false, &["准贷记卡账户信息汇总", "准贷记卡账户汇总信息", "未销户准贷记卡信息汇总"]),
    (S::SummaryLiability, false, &["相关还款责任信息汇总", "相关还款责任汇总信息"]),
    (S::SummaryGuarantee, false, &["对外担保信息汇总"]),
    (S::SummaryPostpaid, false, &["后付费业务欠费信息汇总", "后付费业务欠费汇总信息"]),
    (S::SummaryPublic, false, &["公共信息汇总", "公共信息汇总信息"]),
    (S::SummaryNonFinancial, false, &["非金融信用交易信息概要", "非金融信用交易信息汇总"]),
    (S::SummaryOpen, false, &["公开信息汇总"]),
    (S::SummaryQuery, false, &["查询记录概要", "查询记录汇总"]),
    (S::SummaryObjection, false, &["异议及说明信息"]),
    (S::Detail, false, &["信贷交易信息明细", "信贷交易明细", "信贷交易明细信息", "借贷账户信息"]),
    (S::Recovered, false, &["被追偿信息", "催收账户"]),
    (S::NonRevolving, true, &["非循环贷账户", "非循环贷款账户"]),
    (S::RevolvingSub, true, &["循环贷账户一", "循环额度下分账户", "循环贷账户（一）", "循环贷款账户一"]),
    (S::Revolving, true, &["循环贷账户二", "循环贷账户", "循环贷账户（二）", "循环贷款账户二", "循环贷款账户"]),
    (S::CreditCard, true, &["贷记卡账户"]),
    (S::QuasiCard, true, &["准贷记卡账户"]),
    (S::GuarantorAdvance, false, &["保证人代偿信息"]),
    (S::Guarantee, false, &["担保信息", "对外担保信息"]),
    (S::LoanGuarantee, false, &["对外贷款担保信息"]),
    (S::CardGuarantee, false, &["对外信用卡担保信息"]),
    (S::Liability, false, &["相关还款责任信息"]),
    (S::Liability, true, &["相关还款责任"]),
    (S::PersonLiability, false, &["有相关还款责任的个人借款"]),
    (S::CompanyLiability, false, &["有相关还款责任的企业借款"]),
    (S::Agreement, false, &["授信协议信息"]),
    (S::Agreement, true, &["授信协议"]),
    (S::NonCredit, false, &["非信贷交易信息明细", "非信贷交易明细", "非信贷交易记录"]),
    (S::Postpaid, false, &["后付费记录", "后付费业务记录", "后付费业务", "电信缴费记录", "电信欠费信息", "电信欠费记录"]),
    (S::Public, false, &["公共信息明细", "公共记录"]),
    (S::TaxArrears, false, &["欠税记录"]),
    (S::CivilJudgment, false, &["民事判决记录"]),
    (S::Enforcement, false, &["强制执行记录"]),
    (S::AdminPenalty, false, &["行政处罚记录"]),
    (S::HousingFund, false, &["住房公积金参缴记录"]),
    (S::SubsistenceRelief, false, &["低保救助记录"]),
    (S::Qualification, false, &["执业资格记录"]),
    // The summary of public records has the same words as the names of its rows.
    (S::TaxArrears, true, &["欠税信息"]),
    (S::CivilJudgment, true, &["民事判决信息"]),
    (S::Enforcement, true, &["强制执行信息"]),
    (S::AdminPenalty, true, &["行政处罚信息"]),
    (S::HousingFund, true, &["住房公积金参缴信息"]),
    (S::SubsistenceRelief, true, &["低保救助信息"]),
    (S::Qualification, true, &["执业资格信息"]),
    (S::AdminReward, true, &["行政奖励信息"]),
    (S::PensionContribution, false, &["养老保险金缴存记录"]),
    (S::PensionPayment, false, &["养老保险金发放记录"]),
    (S::Vehicle, false, &["车辆交易和抵押记录"]),
    (S::AdminReward, false, &["行政奖励记录"]),
    (S::NonFinancial, true, &["非金融信用交易信息", "非金融信用交易信息明细"]),
    (S::Open, false, &["公开信息", "公开信息明细"]),
    (S::OpenJudgment, true, &["判决信息"]),
    (S::OpenEnforcement, true, &["执行信息"]),
    (S::Recognition, true, &["认定类信息"]),
    (S::Punishment, true, &["惩戒类信息"]),
    (S::OpenArrears, true, &["欠缴信息"]),
    (S::OpenOther, true, &["其他公开信息"]),
    (S::OtherPrivate, false, &["其他非公开信息"]),
    (S::InstitutionExplanation, true, &["机构说明"]),
    (S::CentreExplanation, true, &["征信中心说明"]),
    (S::Statement, true, &["本人声明"]),
    (S::Objection, true, &["异议标注"]),
    (S::Query, false, &["查询记录", "查询记录明细"]),
    (S::InstitutionQuery, false, &["机构查询记录明细", "机构查询明细", "机构查询记录", "信贷审批查询记录明细", "非互联网查询记录明细"]),
    (S::OwnQuery, false, &["本人查询记录明细", "个人查询记录明细", "本人查询明细", "本人查询记录"]),
    (S::BriefCredit, false, &["信贷记录"]),
    (S::BriefDisposal, true, &["资产处置信息"]),
    (S::DisposedDebt, true, &["资产处置信息"]),
    (S::BriefAdvance, true, &["垫款信息", "保证人代偿信息"]),
    (S::BriefCard, true, &["信用卡"]),
    (S::BriefLoan, true, &["贷款", "购房贷款", "其他贷款"]),
    (S::NonRevolving, true, &[FIRST_LOANS]),
    (S::CreditCard, true, &[FIRST_CARDS]),
    (S::QuasiCard, true, &[FIRST_QUASI_CARDS]),
    (S::BriefOther, true, &["其他业务"]),
    (S::BriefLiability, true, &["相关还款责任信息", "相关还款责任", "为他人担保信息"]),
    (S::Notes, false, &["报告说明", "编制说明", "说明"]),
];

/// The summaries of accounts: boxes of one row of values under a title of their own, which are titled and labelled alike.
pub(crate) const SUMMARIES: &[Section] =
    &[S::SummaryNonRevolving, S::SummaryRevolvingSub, S::SummaryRevolving, S::SummaryCreditCard, S::SummaryQuasiCard];

/// For each title, which sections it may be.
pub(super) static BY_TITLE: LazyLock<FxHashMap<String, Vec<(Section, bool)>>> = LazyLock::new(|| {
    let mut map: FxHashMap<String, Vec<(Section, bool)>> = FxHashMap::default();
    for (section, guarded, titles) in TITLES {
        for title in *titles {
            map.entry(key(title).into_owned()).or_default().push((*section, *guarded));
        }
    }
    map
});

/// The characters that titles end with.
pub(super) static ENDS: LazyLock<FxHashSet<char>> =
    LazyLock::new(|| BY_TITLE.keys().filter_map(|title| title.chars().next_back()).collect());

/// A title, for the search of the nearest.
pub(super) struct Title {
    /// What [`key`] makes of it.
    pub(super) key: String,
    /// The same, for its distance from another.
    pub(super) word: Word,
}

/// The characters that titles have.
pub(super) static SIGNS: LazyLock<FxHashSet<char>> = LazyLock::new(|| BY_TITLE.keys().flat_map(|key| key.chars()).collect());

/// The titles of four characters and more, in an order that is the same in every run.
pub(super) static BY_LENGTH: LazyLock<Vec<Title>> = LazyLock::new(|| {
    let titles = BY_TITLE.keys().map(|key| Title { key: key.clone(), word: Word::new(key) });
    let mut titles: Vec<Title> = titles.filter(|t| t.word.length() >= 4).collect();
    titles.sort_by(|a, b| (a.word.length(), &a.key).cmp(&(b.word.length(), &b.key)));
    titles
});
