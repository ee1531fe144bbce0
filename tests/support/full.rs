//! A report in which every field is printed, with an account for every state: what the views must be able to show.

use zhengxin::model::account::{AccountList, Attachments, CardAccount, LoanAccount, RecoveredAccount, Title};
use zhengxin::model::grid::{Grid, GridCell, GridMonth};
use zhengxin::model::types::Month;
use zhengxin::model::{Evidence, Field, Flag, Kind, Report, Trust, Unparsed, Value};
use zhengxin::{LineId, Rect};

/// The account states that the prints know, for loans, cards and recovered accounts.
pub const STATES: [&[&str]; 3] = [
    &["正常", "逾期", "结清", "呆账", "转出", "担保物不足", "强制平仓", "司法追偿", "银行止付"],
    &["正常", "冻结", "止付", "银行止付", "销户", "呆账", "未激活", "司法追偿"],
    &["催收", "结束"],
];

/// The proof of a sample value.
pub fn evidence(text: &str, n: u32) -> Evidence {
    Evidence::new(text, 1, Rect::new(0.0, f64::from(n), 10.0, f64::from(n) + 1.0), vec![LineId { page: 0, line: n }])
}

/// A field that prints this text.
pub fn field<T: Value>(text: &str) -> Field<T> {
    Field::read(evidence(text, 0), Trust::Guess)
}

/// The full report.
pub fn report() -> Report {
    let mut r = Report::default();
    // One record wherever there may be some.
    macro_rules! one {
        ($($place:expr),* $(,)?) => { $( $place = vec![Default::default()]; )* };
    }
    macro_rules! some {
        ($($place:expr),* $(,)?) => { $( $place = Some(Default::default()); )* };
    }
    one!(r.other_ids, r.mobiles, r.residences, r.jobs, r.person_liabilities, r.company_liabilities, r.agreements, r.postpaid);
    one!(r.tax_arrears, r.civil_judgments, r.enforcements, r.admin_penalties, r.housing_funds, r.subsistence_reliefs, r.qualifications);
    one!(r.admin_rewards, r.non_financial, r.open_judgments, r.open_enforcements, r.recognitions, r.punishments, r.open_arrears);
    one!(
        r.open_others,
        r.other_private,
        r.institution_explanations,
        r.centre_explanations,
        r.statements,
        r.objections,
        r.institution_queries,
        r.own_queries
    );
    some!(r.fraud_alert, r.objection_notice, r.spouse, r.brief.summary);
    let s = &mut r.summary;
    some!(s.score, s.credit_hint_total, s.recovery_total, s.bad_debt, s.non_revolving, s.revolving_sub, s.revolving, s.credit_card);
    some!(s.quasi_card, s.person_guarantee, s.person_other, s.company_guarantee, s.company_other, s.query);
    one!(s.recoveries, s.overdue, s.postpaid, s.public, s.non_financial, s.open_info, s.objections);
    s.credit_hints = vec![Default::default(), Default::default(), Default::default()];
    some!(s.credit_counts, s.guarantee);
    let g = &mut r.first_generation;
    some!(g.id_check);
    one!(g.asset_disposals, g.advances, g.loan_guarantees, g.card_guarantees, g.pension_contributions, g.pension_payments, g.vehicles);
    let b = &mut r.brief;
    one!(b.asset_disposals, b.advances, b.credit_cards, b.loans, b.other_businesses, b.liabilities);
    one!(
        b.asset_disposals[0].marks,
        b.advances[0].marks,
        b.credit_cards[0].marks,
        b.loans[0].marks,
        b.other_businesses[0].marks,
        b.liabilities[0].marks
    );
    r.postpaid[0].grid = Some(grid(24));
    r.postpaid[0].title = Some(title("账户"));

    macro_rules! accounts {
        ($($list:ident: $account:ty, $states:expr;)*) => { $( r.$list = accounts($states, |a: &mut $account| &mut a.attachments); )* };
    }
    accounts! {
        recovered: RecoveredAccount, STATES[2]; non_revolving: LoanAccount, STATES[0]; revolving_sub: LoanAccount, STATES[0];
        revolving: LoanAccount, STATES[0]; credit_cards: CardAccount, STATES[1]; quasi_cards: CardAccount, STATES[1];
    }

    let mut n = 0;
    r.visit_mut(&mut |place, record| {
        for i in 0..record.specs().len() {
            let spec = &record.specs()[i];
            let text = sample(place.section, place.part, spec.label, spec.kind, &place.record.to_string());
            n += 1;
            record.field_mut(i).expect("a field for each spec").read_from(evidence(&text, n), Trust::Guess);
        }
    });
    macro_rules! states {
        ($($list:ident: $states:expr),*) => { $(
            for (account, state) in r.$list.accounts.iter_mut().zip($states) { account.state = field(state); }
        )* };
    }
    states!(recovered: STATES[2], non_revolving: STATES[0], revolving_sub: STATES[0], revolving: STATES[0], credit_cards: STATES[1],
        quasi_cards: STATES[1]);
    for (hint, (class, kind)) in r.summary.credit_hints.iter_mut().zip([("贷款", "个人住房贷款"), ("信用卡", "贷记卡"), ("其他", "其他")])
    {
        hint.class = field(class);
        hint.kind = field(kind);
    }
    // A mended value, a doubtful one, a line that no rule could read, and the proofs that stand beside the fields.
    r.recovered.accounts[0].balance = field("5,00O");
    r.header.name.evidence_mut().expect("printed").flag(Flag::Conflict);
    r.unparsed.push(Unparsed::new("non_revolving", "an account", evidence("字迹不清", 0)));
    r.edition_evidence = vec!["（本人版）".to_string()].into();
    r.postpaid[0].grid.as_mut().expect("a grid").heading = Some(evidence("2010年07月—2015年05月的缴费记录", 0));
    r.non_revolving.accounts[0].title = Some(title("账户1"));
    r.brief.loans[0].sentence = Some(evidence("一句话", 0));
    r
}

fn title(name: &str) -> Title {
    Title { name: name.into(), at: evidence(name, 0) }
}

fn grid(months: i32) -> Grid {
    let last = Month::new(2015, 5).expect("a month");
    let mut grid = Grid::default();
    grid.months = (0..months).rev().filter_map(|n| Some(GridMonth::new(last.plus(-n)?, GridCell::default()))).collect();
    grid.months.reverse();
    grid
}

fn accounts<A: Default>(states: &[&str], attachments: impl Fn(&mut A) -> &mut Attachments) -> AccountList<A> {
    let mut list = AccountList::default();
    for state in states {
        let mut account = A::default();
        let hung = attachments(&mut account);
        // A later performance is printed for open accounts only.
        hung.latest = matches!(*state, "正常" | "逾期").then(Default::default);
        hung.large_installments = vec![Default::default()];
        hung.special_events = vec![Default::default()];
        hung.special_trades = vec![Default::default()];
        hung.overdue_records = vec![Default::default()];
        hung.marks = (0..4).map(|_| Default::default()).collect();
        hung.grid = Some(grid(59));
        hung.grid24 = Some(grid(24));
        list.accounts.push(account);
    }
    list.note = Some(Default::default());
    list
}

/// A text that is a value of the field.
fn sample(section: &str, part: &str, label: &str, kind: Kind, record: &str) -> String {
    let last = label.rsplit('.').next().unwrap_or(label);
    let text = match (section, last) {
        (_, "类型") if part == "mark" => match record.rsplit('/').next() {
            Some("2") => "本人声明",
            Some("3") => "异议标注",
            Some("4") => "特殊标注",
            _ => "机构说明",
        },
        ("summary.score", "相对位置") => "60%",
        ("summary.score", "说明") => "存在逾期还款记录；信用历史较短",
        ("header.objection", _) => "信息主体对信用报告内容提出了3笔异议且正在处理中，请浏览时注意阅读相关内容。",
        ("summary.recovery", "业务类型") => "资产处置业务",
        ("summary.postpaid", "业务类型") => "电信业务",
        ("summary.public", "信息类型") => "欠税信息",
        ("postpaid", "业务类型") => "移动电话",
        ("summary.overdue", "账户类型") => "贷记卡账户",
        ("liability.person", "业务种类") => "贷款",
        ("liability.company", "业务种类") => "贸易融资",
        ("liability.person", "还款状态") => "N",
        ("civil_judgment", "结案方式") => "判决",
        ("enforcement", "结案方式") => "执行完毕",
        ("housing_fund", "缴费状态") => "缴交",
        ("subsistence_relief", "人员类别") => "在职职工",
        ("qualification", "等级") => "国家级机构颁发的执业资格证书",
        ("identity", "国籍") => "中国",
        (_, "债权转移时的还款状态") => "6",
        (_, "贷款发放形式") => "新增",
        (_, "内容") if part == "special_event" => "因调整账单日，2015年05月不出单。",
        (_, "内容") => "信用卡因调整账单日本月不出单",
        (_, "证件类型" | "被查询者证件类型" | "主业务借款人证件类型" | "借款人证件类型") => "身份证",
        (_, "查询原因" | "上一次查询原因") => "贷款审批",
        (_, "性别") => "男",
        (_, "婚姻状况") => "已婚",
        (_, "就业状况") => "在职",
        (_, "学历") => "研究生",
        (_, "学位") => "硕士",
        (_, "居住状况") => "自置",
        (_, "单位性质") => "国有企业",
        (_, "职业") => "军人",
        (_, "行业") => "金融业",
        (_, "职务") => "一般员工",
        (_, "职称") => "高级",
        (_, "业务大类") => "贷款",
        (_, "业务类型") => "个人住房贷款",
        (_, "业务种类" | "原债务业务种类") => "个人经营性贷款",
        (_, "担保方式") => "抵押",
        (_, "还款频率") => "月",
        (_, "还款方式") => "分期等额本息",
        (_, "共同借款标志") => "无",
        (_, "账户状态") => "正常",
        (_, "五级分类" | "担保贷款五级分类") => "正常",
        (_, "特殊交易类型") => "提前还款",
        (_, "责任人类型") => "保证人",
        (_, "授信额度用途") => "循环贷款额度",
        (_, "当前缴费状态") => "欠费",
        (_, "卡种") => "贷记卡",
        (_, "状态") if section == "brief.credit_card" => "当前有逾期",
        (_, "状态") if section.starts_with("brief") => "结清",
        (_, "币种" | "账户币种" | "余额币种") => "人民币",
        (_, "起始年月") => "2010年07月",
        (_, "截止年月") => "2015年05月",
        ("qualification", "到期日期") => "2015.05",
        _ => match kind {
            Kind::Text => "文字",
            Kind::PersonName => "张十五",
            Kind::IdNumber => "110108******181X",
            Kind::Phone => "13900000000",
            Kind::Address => "北京市西城区金融街1号",
            Kind::Email => "a@example.com",
            Kind::Institution => "商业银行“DN”",
            Kind::Reference => "ICBC00001",
            Kind::Amount => "360,000",
            Kind::Count => "2",
            Kind::Date | Kind::DateOrMonth | Kind::ExpiryDate => "2015.05.05",
            Kind::Month => "2015.05",
            Kind::DateTime => "2015.06.01 10:05:15",
            Kind::Year => "2008",
            Kind::Percent => "12%",
            Kind::State => "1",
            other => panic!("a sample for {section} {label}, a {other:?}"),
        },
    };
    text.into()
}
