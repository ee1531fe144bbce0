//! The outline: which stretch of rows is which section, told by titles, never by ordinals.

use std::cmp::Reverse;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::heading::Said;
use crate::layout::{Cell, Row};
use crate::lexis::confusion::Word;
use crate::lexis::text::{fold_width, is_han, key};

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
const FIRST_LOANS: &str = "贷款";
const FIRST_CARDS: &str = "贷记卡";
const FIRST_QUASI_CARDS: &str = "准贷记卡";

/// Titles, with their other spellings. `true`: the words also stand in cells of tables, so that the title counts only
/// with an ordinal before it, or inside its own part of the report.
const TITLES: &[(Section, bool, &[&str])] = &[
    (S::OtherIds, false, &["其他证件信息"]),
    (S::FraudAlert, false, &["防欺诈警示"]),
    (S::ObjectionNotice, false, &["异议信息提示"]),
    (S::Person, false, &["个人基本信息"]),
    (S::Identity, false, &["身份信息"]),
    (S::Spouse, false, &["配偶信息", "婚姻信息"]),
    (S::Residence, false, &["居住信息"]),
    (S::Job, false, &["职业信息"]),
    (S::IdCheck, false, &["公安部居民身份证核查信息", "居民身份证核查信息"]),
    (S::Summary, false, &["信息概要"]),
    (S::Score, false, &["个人信用报告“数字解读”", "个人信用报告数字解读"]),
    (S::CreditHint, false, &["信贷交易信息提示"]),
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
    (S::SummaryBadDebt, false, &["呆账信息汇总", "呆账汇总信息"]),
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
    (S::Detail, false, &["信贷交易信息明细"]),
    (S::Recovered, false, &["被追偿信息", "催收账户"]),
    (S::NonRevolving, true, &["非循环贷账户"]),
    (S::RevolvingSub, true, &["循环贷账户一", "循环额度下分账户", "循环贷账户（一）"]),
    (S::Revolving, true, &["循环贷账户二", "循环贷账户", "循环贷账户（二）"]),
    (S::CreditCard, true, &["贷记卡账户"]),
    (S::QuasiCard, true, &["准贷记卡账户"]),
    (S::GuarantorAdvance, false, &["保证人代偿信息"]),
    (S::Guarantee, false, &["担保信息", "对外担保信息"]),
    (S::LoanGuarantee, false, &["对外贷款担保信息"]),
    (S::CardGuarantee, false, &["对外信用卡担保信息"]),
    (S::Liability, false, &["相关还款责任信息"]),
    (S::PersonLiability, false, &["有相关还款责任的个人借款"]),
    (S::CompanyLiability, false, &["有相关还款责任的企业借款"]),
    (S::Agreement, false, &["授信协议信息"]),
    (S::NonCredit, false, &["非信贷交易信息明细", "非信贷交易记录"]),
    (S::Postpaid, false, &["后付费记录", "电信缴费记录"]),
    (S::Public, false, &["公共信息明细", "公共记录"]),
    (S::TaxArrears, false, &["欠税记录"]),
    (S::CivilJudgment, false, &["民事判决记录"]),
    (S::Enforcement, false, &["强制执行记录"]),
    (S::AdminPenalty, false, &["行政处罚记录"]),
    (S::HousingFund, false, &["住房公积金参缴记录"]),
    (S::SubsistenceRelief, false, &["低保救助记录"]),
    (S::Qualification, false, &["执业资格记录"]),
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
    (S::Statement, true, &["本人声明"]),
    (S::Objection, true, &["异议标注"]),
    (S::Query, false, &["查询记录", "查询记录明细"]),
    (S::InstitutionQuery, false, &["机构查询记录明细", "信贷审批查询记录明细", "非互联网查询记录明细"]),
    (S::OwnQuery, false, &["本人查询记录明细", "个人查询记录明细"]),
    (S::BriefCredit, false, &["信贷记录"]),
    (S::BriefDisposal, true, &["资产处置信息"]),
    (S::DisposedDebt, true, &["资产处置信息"]),
    (S::BriefAdvance, true, &["垫款信息"]),
    (S::BriefCard, true, &["信用卡"]),
    (S::BriefLoan, true, &["贷款"]),
    (S::NonRevolving, true, &[FIRST_LOANS]),
    (S::CreditCard, true, &[FIRST_CARDS]),
    (S::QuasiCard, true, &[FIRST_QUASI_CARDS]),
    (S::BriefOther, true, &["其他业务"]),
    (S::BriefLiability, true, &["相关还款责任信息", "相关还款责任"]),
    (S::Notes, false, &["报告说明", "编制说明", "说明"]),
];

static BY_TITLE: LazyLock<FxHashMap<String, Vec<(Section, bool)>>> = LazyLock::new(|| {
    let mut map: FxHashMap<String, Vec<(Section, bool)>> = FxHashMap::default();
    for (section, guarded, titles) in TITLES {
        for title in *titles {
            map.entry(key(title)).or_default().push((*section, *guarded));
        }
    }
    map
});

/// A title, for the search of the nearest.
struct Title {
    key: String,
    word: Word,
}

/// The titles of four characters and more, in an order that is the same in every run.
static BY_LENGTH: LazyLock<Vec<Title>> = LazyLock::new(|| {
    let titles = BY_TITLE.keys().map(|key| Title { key: key.clone(), word: Word::new(key) });
    let mut titles: Vec<Title> = titles.filter(|t| t.word.length() >= 4).collect();
    titles.sort_by(|a, b| (a.word.length(), &a.key).cmp(&(b.word.length(), &b.key)));
    titles
});

/// A stretch of rows under one title.
pub(crate) struct Stretch {
    /// Which section.
    pub(crate) section: Section,
    /// The cells of the title; empty for what stands before the first.
    pub(crate) heading: Vec<Cell>,
    /// What stands under it.
    pub(crate) rows: Vec<Row>,
}

/// Cuts the rows of a report into its sections.
pub(crate) fn outline(rows: Vec<Row>) -> Vec<Stretch> {
    let brief = is_brief(&rows);
    let mut out = vec![Stretch { section: S::Header, heading: Vec::new(), rows: Vec::new() }];
    let mut part = Part::Header;
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let found = if part == Part::Notes { None } else { title(&row, part, brief, rows.peek()) };
        let found = found.filter(|(section, noise)| !brief || stands_alone(*section, &row, noise, out.as_slice()));
        match found {
            Some((section, noise)) => {
                part = if brief && section == S::Summary { Part::Brief } else { Part::after(section, part) };
                let (rest, heading): (Vec<Cell>, Vec<Cell>) =
                    row.cells.into_iter().enumerate().partition_map(|(i, c)| (noise.contains(&i), c));
                let mut stretch = Stretch { section, heading, rows: Vec::new() };
                if !rest.is_empty() {
                    stretch.rows.push(Row { cells: rest });
                }
                out.push(stretch);
            }
            None => {
                if let Some(last) = out.last_mut() {
                    last.rows.push(row);
                }
            }
        }
    }
    out
}

/// Whether a brief section's title, whose words also head the columns of the summary, stands at the left edge of the
/// print, as titles do, and not in the middle of a sentence.
fn stands_alone(section: Section, row: &Row, noise: &[usize], before: &[Stretch]) -> bool {
    if !(S::BriefDisposal..=S::BriefLiability).contains(&section) {
        return true;
    }
    let mut own = row.cells.iter().enumerate().filter(|(i, _)| !noise.contains(i)).map(|(_, c)| c);
    let Some(cell) = own.next() else { return false };
    let whole = || lookup(&cell.text, Part::Brief, true, None) == Some(section);
    let mut own = own.peekable();
    if own.peek().is_some() && !(own.all(|c| is_scrap(&c.text)) && whole()) {
        return false;
    }
    let Some(edge) = before.iter().find(|s| s.section == S::Summary).and_then(|s| s.heading.first()) else { return true };
    let off = cell.place.x0 - edge.place.x0;
    let last = before.last().and_then(|s| s.rows.last()).map(Row::text).unwrap_or_default();
    let finished = last.trim_end().ends_with(['。', '.', '：', ':']) || before.last().is_some_and(|s| s.section == S::Summary);
    off < 5.0 * cell.place.height() && (finished || off < 0.6 * cell.place.height())
}

/// Partitions by a flag that each item brings along.
trait PartitionMap: Iterator + Sized {
    fn partition_map<T>(self, f: impl Fn(Self::Item) -> (bool, T)) -> (Vec<T>, Vec<T>) {
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        for item in self {
            let (flag, value) = f(item);
            if flag { yes.push(value) } else { no.push(value) }
        }
        (yes, no)
    }
}

impl<I: Iterator> PartitionMap for I {}

/// The part of the report that one is in: the first level of titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Header,
    Person,
    Summary,
    Credit,
    Brief,
    Public,
    NonFinancial,
    Open,
    Queries,
    Notes,
}

impl Part {
    fn after(section: Section, before: Part) -> Part {
        match section {
            S::Header | S::OtherIds | S::FraudAlert | S::ObjectionNotice => before,
            S::Person | S::Identity | S::Spouse | S::Residence | S::Job | S::IdCheck => Part::Person,
            s if (S::Summary..=S::SummaryObjection).contains(&s) => {
                if before == Part::Brief {
                    Part::Brief
                } else {
                    Part::Summary
                }
            }
            s if (S::Detail..=S::Agreement).contains(&s) => Part::Credit,
            s if (S::NonCredit..=S::AdminReward).contains(&s) => Part::Public,
            S::NonFinancial => Part::NonFinancial,
            S::Open | S::OpenJudgment | S::OpenEnforcement | S::Recognition | S::Punishment | S::OpenArrears | S::OpenOther => Part::Open,
            S::OtherPrivate | S::Statement | S::Objection | S::Query | S::InstitutionQuery | S::OwnQuery => Part::Queries,
            S::Notes => Part::Notes,
            _ => Part::Brief,
        }
    }

    /// Whether words that also stand in tables are a title here without an ordinal.
    fn admits(self, section: Section) -> bool {
        match section {
            S::NonRevolving | S::RevolvingSub | S::Revolving | S::CreditCard | S::QuasiCard | S::DisposedDebt => self == Part::Credit,
            S::OpenJudgment | S::OpenEnforcement | S::Recognition | S::Punishment | S::OpenArrears | S::OpenOther => self == Part::Open,
            S::NonFinancial => matches!(self, Part::Credit | Part::Public),
            S::BriefDisposal | S::BriefAdvance | S::BriefCard | S::BriefLoan | S::BriefOther | S::BriefLiability => self == Part::Brief,
            S::Statement | S::Objection => matches!(self, Part::Public | Part::NonFinancial | Part::Open | Part::Queries),
            _ => true,
        }
    }
}

/// The section that a row is the title of, and which of its cells are only noise beside it.
fn title(row: &Row, part: Part, brief: bool, next: Option<&Row>) -> Option<(Section, Vec<usize>)> {
    // Every title has Chinese characters.
    if row.cells.len() > 6 || !row.cells.iter().any(|c| c.text.chars().any(is_han)) {
        return None;
    }
    let whole = row.text();
    let length = whole.chars().filter(|c| !c.is_whitespace()).count();
    if length <= 34
        && let Some(section) = lookup(&whole, part, brief, next)
    {
        return Some((section, Vec::new()));
    }
    // The first pair of a brief record stands a little high, beside its title.
    if let (true, [cell, others @ ..]) = (brief, row.cells.as_slice())
        && !others.is_empty()
        && others.iter().all(|c| c.text.contains([':', '：']))
        && let Some(section) = BY_TITLE.get(&key(&cell.text)).and_then(|_| lookup(&cell.text, part, brief, next))
    {
        return Some((section, (1..row.cells.len()).collect()));
    }
    // A title with scraps of a stamp or watermark beside it, or its ordinal apart.
    let texts: Vec<(usize, &Cell)> = row.cells.iter().enumerate().collect();
    for (i, cell) in &texts {
        let others: Vec<usize> = texts.iter().map(|(k, _)| *k).filter(|k| k != i).collect();
        let scraps = others.iter().all(|k| row.cells.get(*k).is_some_and(|c| is_scrap(&c.text)));
        if others.is_empty() || others.len() > 3 || !scraps {
            continue;
        }
        let ordinal: Option<usize> =
            others.iter().copied().find(|k| row.cells.get(*k).is_some_and(|c| strip_ordinal(&c.text).is_some_and(str::is_empty)));
        let text = match ordinal.and_then(|k| row.cells.get(k)) {
            Some(o) => format!("{}{}", o.text, cell.text),
            None => cell.text.to_string(),
        };
        if let Some(section) = lookup(&text, part, brief, next) {
            return Some((section, others.into_iter().filter(|k| Some(*k) != ordinal).collect()));
        }
    }
    None
}

/// Two or three characters that are no number: not a neighbour that would make the row one of a table.
fn is_scrap(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 3 && !text.chars().any(|c| c.is_ascii_digit()) && text != "--" && text != "—" && text != "-"
        || strip_ordinal(text).is_some_and(str::is_empty)
        || is_broken_ordinal(text)
        || text.chars().all(|c| c.is_ascii_alphabetic())
}

/// An ordinal in its brackets of which only those were read: `(=|)` for `（二）`.
fn is_broken_ordinal(text: &str) -> bool {
    let is = |c: Option<char>, set: &str| c.is_some_and(|c| set.contains(fold_width(c)));
    (2..=5).contains(&text.chars().count()) && is(text.chars().next(), "(〈《<[") && is(text.chars().last(), ")〉》>]")
}

fn lookup(text: &str, part: Part, brief: bool, next: Option<&Row>) -> Option<Section> {
    let (ordinal, bare) = match strip_ordinal(text).or_else(|| behind_noise(text)) {
        Some(rest) => (true, rest),
        None => (false, text.trim()),
    };
    let name = key(bare);
    let name = counted(&name);
    if name.chars().count() < 2 || bare.contains(['。', '；', ';']) || brief && name.ends_with("账户数") {
        return None;
    }
    let admit = |(section, guarded): &(Section, bool)| {
        let is_brief_section = (S::BriefCredit..=S::BriefLiability).contains(section);
        let fits = match section {
            S::Notes if name == "说明" => brief,
            S::Summary if brief => true,
            s if (S::BriefDisposal..=S::BriefLiability).contains(s) => brief,
            S::Liability | S::CreditHint | S::CreditCounts | S::DisposedDebt => !brief,
            S::NonRevolving | S::CreditCard | S::QuasiCard if [FIRST_LOANS, FIRST_CARDS, FIRST_QUASI_CARDS].contains(&name) => {
                !brief && (ordinal && part == Part::Credit || next.is_some_and(|r| super::heading::told(&Said::new(&r.text())).is_some()))
            }
            _ => true,
        };
        let open = !*guarded || (ordinal && !is_brief_section) || part.admits(*section);
        let opens_table =
            !matches!(section, S::Statement | S::Objection) || ordinal || next.is_some_and(|r| key(&r.text()).starts_with("编号"));
        fits && open && opens_table
    };
    if let Some(found) = BY_TITLE.get(name) {
        return found.iter().find(|f| admit(f)).map(|f| f.0);
    }
    // A digit or letter of a watermark stuck to an end.
    let bare = name.trim_matches(|c: char| c.is_ascii_alphanumeric());
    if bare.len() != name.len()
        && bare.chars().count() >= 4
        && name.len() - bare.len() <= 3
        && let Some(found) = BY_TITLE.get(bare)
    {
        return found.iter().find(|f| admit(f)).map(|f| f.0);
    }
    // Two titles that ran together: the second is the one whose rows follow.
    if let Some(second) = name.char_indices().skip(2).find_map(|(at, _)| {
        let (a, b) = name.split_at_checked(at)?;
        BY_TITLE.get(b).filter(|_| BY_TITLE.contains_key(a))
    }) {
        return second.iter().find(|f| admit(f)).map(|f| f.0);
    }
    near(name, ordinal, &admit)
}

/// A title with damage: noise at its ends, or a wrong character or two; the one nearest title only.
fn near(name: &str, ordinal: bool, admit: &dyn Fn(&(Section, bool)) -> bool) -> Option<Section> {
    let length = name.chars().count();
    if !(4..=26).contains(&length) || name.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let word = Word::new(name);
    let cost = |title: &Title| {
        let title_length = title.word.length();
        let long = title_length >= 8;
        // A short title inside a longer word is the word's, not a title with noise.
        let noise = if ordinal || long { 4 } else { (title_length / 2).min(3).saturating_sub(1) };
        let limit = if long { 4 } else { 2 };
        let more = length.checked_sub(title_length).filter(|more| *more <= noise);
        match more {
            Some(more) if word.may_contain(&title.word) && name.contains(&title.key) => Some(more as u32),
            _ => title.word.distance(&word, limit),
        }
    };
    // The nearest, the longest of equals; two sections equally near are none.
    let mut best: Option<((u32, Reverse<usize>), Section)> = None;
    let mut tie = false;
    for title in BY_LENGTH.iter() {
        let Some(cost) = cost(title) else { continue };
        let Some((section, _)) = BY_TITLE.get(&title.key).and_then(|s| s.iter().find(|s| admit(s))) else { continue };
        let rank = (cost, Reverse(title.word.length()));
        match best {
            Some((b, _)) if b < rank => {}
            Some((b, s)) if b == rank => tie |= s != *section,
            _ => {
                tie = false;
                best = Some((rank, *section));
            }
        }
    }
    best.filter(|_| !tie).map(|b| b.1)
}

/// A vendor's count behind the title: `(共3笔)`.
fn counted(name: &str) -> &str {
    match name.find("(共") {
        Some(at) if name.ends_with(')') => name.get(..at).unwrap_or(name),
        _ => name,
    }
}

/// The text behind an ordinal (`（三）`, `(三)`, `三、`, `三 `), if one stands before it.
fn strip_ordinal(text: &str) -> Option<&str> {
    let text = text.trim();
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let is = |c: char, set: &str| set.contains(fold_width(c));
    let mut rest = text;
    let bracket = rest.chars().next().filter(|c| is(*c, "(")).is_some();
    if bracket {
        rest = rest.trim_start_matches(|c| is(c, "(")).trim_start();
    }
    let after = rest.trim_start_matches(numeral);
    let digits = rest.chars().count() - after.chars().count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let tail = after.trim_start();
    let closed = tail.trim_start_matches(|c| is(c, ")、.．,，")).trim_start();
    // `一般` is no ordinal: it needs its bracket, its stop, a space, or a title right behind it.
    let marked = bracket || closed.len() != tail.len() || tail.len() != after.len() || after.is_empty();
    (marked || BY_TITLE.contains_key(&key(closed))).then_some(closed)
}

/// The text behind an ordinal in brackets before which a stamp or a watermark put a character or two: `教 （三）`.
fn behind_noise(text: &str) -> Option<&str> {
    let (at, _) = text.trim().char_indices().find(|(_, c)| fold_width(*c) == '(')?;
    let (noise, rest) = text.trim().split_at_checked(at)?;
    let signs = noise.chars().filter(|c| !c.is_whitespace()).count();
    if (1..=3).contains(&signs) { strip_ordinal(rest).filter(|bare| !bare.is_empty()) } else { None }
}

/// The brief version has a band of its own name, and no detail part.
fn is_brief(rows: &[Row]) -> bool {
    let mut band = false;
    for row in rows {
        let text = key(&row.text());
        let said = text.contains("账户明细如下") || text.starts_with("这部分包含您的信用卡");
        if said || text == "信贷记录" || text == "非信贷交易记录" {
            band = true;
        }
        if BY_TITLE.get(text.as_str()).is_some_and(|s| s.iter().any(|s| s.0 == S::Detail)) || text.ends_with("信贷交易信息明细") {
            return false;
        }
    }
    band
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals() {
        for (text, rest) in [
            ("（三）循环贷账户一", "循环贷账户一"),
            ("(三) 查询", "查询"),
            ("三、查询记录", "查询记录"),
            ("十一 查询记录", "查询记录"),
            ("二信息概要", "信息概要"),
            ("(三)", ""),
        ] {
            assert_eq!(strip_ordinal(text), Some(rest), "{text}");
        }
        for text in ["一般员工", "查询记录", "三星电子"] {
            assert_eq!(strip_ordinal(text), None, "{text}");
        }
    }

    #[test]
    fn titles_through_damage() {
        let at = |text, part| lookup(text, part, false, None);
        assert_eq!(at("（三）循环贷账户一", Part::Summary), Some(S::RevolvingSub));
        assert_eq!(at("循环贷账户一", Part::Summary), None, "a row of a table");
        assert_eq!(at("循环贷账户一", Part::Credit), Some(S::RevolvingSub));
        assert_eq!(at("教 循环贷账户一", Part::Credit), Some(S::RevolvingSub));
        assert_eq!(at("No贷记卡账户信息汇总券?", Part::Summary), Some(S::SummaryCreditCard));
        assert_eq!(at("查询记录机构查询记录明细", Part::Queries), Some(S::InstitutionQuery));
        assert_eq!(at("教 （五）贷记卡账户 券", Part::Credit), Some(S::CreditCard));
        assert_eq!(at("（五）贷己卡账户", Part::Credit), Some(S::CreditCard));
        assert_eq!(at("（五）某某某账户", Part::Credit), None);
        assert_eq!(at("“循环贷账户”是指额度可循环使用的账户。", Part::Credit), None);
    }
}
