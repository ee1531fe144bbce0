//! Which section of the report goes where. One row of a table for each section; accounts have their own file.

use crate::model::{AnyRecord, Node, RecordId, Report};

use super::super::tree::Object;
use super::{Keys, any_printed, object, text};

/// How often a section's record may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// One object; of several records the first that prints what its first key is about.
    One,
    /// A list of objects.
    List,
    /// A list of objects whose place depends on the record's business class.
    ByClass,
}

use Shape::{ByClass, List, One};

/// The section's id, how often its record stands, the path, the keys.
type Row = (&'static str, Shape, &'static str, Keys);

/// The sections before the accounts.
#[rustfmt::skip]
const HEAD: &[Row] = &[
    ("header", One, "creditHeader", &[
        ("serialNo", "报告编号"), ("reportTime", "报告时间"), ("whoWasChecked", "被查询者姓名"), ("idType", "被查询者证件类型"),
        ("idNum", "被查询者证件号码"), ("organization", "查询机构"), ("reason", "查询原因"),
    ]),
    ("header.other_id", List, "creditHeader.otherIdInfo", &[("type", "证件类型"), ("idNum", "证件号码")]),
    ("header.fraud_alert", One, "creditHeader.antiHackInfo", &[
        ("warningInfo", "警示信息"), ("effectDate", "生效日期"), ("dueDate", "截止日期"),
    ]),
    ("header.objection", One, "creditHeader", &[("objectionInfo", "异议信息提示")]),
    ("identity", One, "personBasicInfo.personInfo", &[
        ("gender.value", "性别"), ("gender.organization", "性别.数据发生机构名称"),
        ("birthday.value", "出生日期"), ("birthday.organization", "出生日期.数据发生机构名称"),
        ("isMarried.value", "婚姻状况"), ("isMarried.organization", "婚姻状况.数据发生机构名称"),
        ("education.value", "学历"), ("education.organization", "学历.数据发生机构名称"),
        ("qualification.value", "学位"), ("qualification.organization", "学位.数据发生机构名称"),
        ("postAddr.value", "通讯地址"), ("postAddr.organization", "通讯地址.数据发生机构名称"),
        ("registerAddr.value", "户籍地址"), ("registerAddr.organization", "户籍地址.数据发生机构名称"),
        ("country.value", "国籍"), ("country.organization", "国籍.数据发生机构名称"),
        ("job.value", "就业状况"), ("job.organization", "就业状况.数据发生机构名称"),
        ("email.value", "电子邮箱"), ("email.organization", "电子邮箱.数据发生机构名称"),
    ]),
    ("identity.mobile", List, "personBasicInfo.personInfo.mobile", &[
        ("no", "编号"), ("mobile", "手机号码"), ("updateAt", "信息更新日期"), ("organization", "数据发生机构名称"),
    ]),
    ("spouse", One, "personBasicInfo.connubialInfo", &[
        ("name", "姓名"), ("idType", "证件类型"), ("idNum", "证件号码"), ("company", "工作单位"), ("tel", "联系电话"),
        ("organization", "数据发生机构名称"),
    ]),
    ("residence", List, "personBasicInfo.livedInfos", &[
        ("no", "编号"), ("address", "居住地址"), ("status", "居住状况"), ("homeTel", "住宅电话"), ("updateAt", "信息更新日期"),
        ("organization", "数据发生机构名称"),
    ]),
    ("occupation", List, "personBasicInfo.experiences", &[
        ("no", "编号"), ("company", "工作单位"), ("address", "单位地址"), ("officeTel", "单位电话"), ("companyCharacter", "单位性质"),
        ("jobNature", "职业"), ("industry", "行业"), ("title", "职务"), ("level", "职称"), ("startedAt", "进入本单位年份"),
        ("updateAt", "信息更新日期"), ("organization", "数据发生机构名称"),
    ]),
    ("summary.credit_hint.total", One, "infoSummary.creditTransInfoHint", &[("totalAccountNum", "账户数")]),
    ("summary.credit_hint", ByClass, "", &[("type", "业务类型"), ("accountNum", "账户数"), ("firstGotAt", "首笔业务发放月份")]),
    ("summary.recovery.total", One, "infoSummary.creditTransBreachInfoSummary.recourseInfoSummary", &[
        ("totalAccountNum", "账户数"), ("surplusAmount", "余额"),
    ]),
    ("summary.recovery", List, "infoSummary.creditTransBreachInfoSummary.recourseInfoSummary.detail", &[
        ("type", "业务类型"), ("accountNum", "账户数"), ("surplusAmount", "余额"),
    ]),
    ("summary.bad_debt", One, "infoSummary.creditTransBreachInfoSummary.badDebtsSummary", &[
        ("accountNum", "账户数"), ("surplusAmount", "余额"),
    ]),
    ("summary.overdue", List, "infoSummary.creditTransBreachInfoSummary.overdueInfoCollection", &[
        ("type", "账户类型"), ("accountNum", "账户数"), ("monthNum", "月份数"), ("maxAmountPerMonth", "单月最高逾期/透支总额"),
        ("maxOverdueMonthNum", "最长逾期/透支月数"),
    ]),
    ("summary.non_revolving", One, "infoSummary.creditTransExtensionAndDebtSummary.acyclicLoanAccountInfoSummary", LOANS),
    ("summary.revolving_sub", One, "infoSummary.creditTransExtensionAndDebtSummary.cyclicalAmountAccountInfoSummary", LOANS),
    ("summary.revolving", One, "infoSummary.creditTransExtensionAndDebtSummary.cyclicalLoanAccountInfoSummary", LOANS),
    ("summary.credit_card", One, "infoSummary.creditTransExtensionAndDebtSummary.creditAccountInfoSummary", &[
        ("companyNum", "发卡机构数"), ("accountNum", "账户数"), ("extensionAmount", "授信总额"),
        ("maxAmountPerCompany", "单家机构最高授信额"), ("minAmountPerCompany", "单家机构最低授信额"), ("usedAmount", "已用额度"),
        ("avg6monthUsedAmount", "最近6个月平均使用额度"),
    ]),
    ("summary.quasi_card", One, "infoSummary.creditTransExtensionAndDebtSummary.quasiCreditAccountInfoSummary", &[
        ("companyNum", "发卡机构数"), ("accountNum", "账户数"), ("extensionAmount", "授信总额"),
        ("maxAmountPerCompany", "单家机构最高授信额"), ("minAmountPerCompany", "单家机构最低授信额"), ("surplusAmount", "透支余额"),
        ("avg6monthOverdraftAmount", "最近6个月平均透支余额"),
    ]),
    ("summary.liability.person_guarantee", One,
        "infoSummary.creditTransExtensionAndDebtSummary.concernedRefundDutyInfoSummary.forPerson.guaranteeDuty", GUARANTEE),
    ("summary.liability.person_other", One,
        "infoSummary.creditTransExtensionAndDebtSummary.concernedRefundDutyInfoSummary.forPerson.otherRefundDuty", OTHER_DUTY),
    ("summary.liability.company_guarantee", One,
        "infoSummary.creditTransExtensionAndDebtSummary.concernedRefundDutyInfoSummary.forCompany.guaranteeDuty", GUARANTEE),
    ("summary.liability.company_other", One,
        "infoSummary.creditTransExtensionAndDebtSummary.concernedRefundDutyInfoSummary.forCompany.otherRefundDuty", OTHER_DUTY),
    ("summary.postpaid", List, "infoSummary.noncreditTransInfoSummary", &[
        ("type", "业务类型"), ("accountNum", "账户数"), ("debtAmount", "欠费金额"),
    ]),
    ("summary.public", List, "infoSummary.publicInfoSummary", &[
        ("type", "信息类型"), ("recordNum", "记录数"), ("referenceAmount", "涉及金额"),
    ]),
    ("summary.query", One, "infoSummary.queryRecordSummary", &[
        ("lastQueryRecord.date", "上一次查询日期"), ("lastQueryRecord.companyName", "上一次查询机构"),
        ("lastQueryRecord.detail", "上一次查询原因"),
        ("last1MonthQueryCompanyNum.loanApproval", "最近1个月内的查询机构数.贷款审批"),
        ("last1MonthQueryCompanyNum.creditApproval", "最近1个月内的查询机构数.信用卡审批"),
        ("last1MonthQueryNum.loanApproval", "最近1个月内的查询次数.贷款审批"),
        ("last1MonthQueryNum.creditApproval", "最近1个月内的查询次数.信用卡审批"),
        ("last1MonthQueryNum.selfQuery", "最近1个月内的查询次数.本人查询"),
        ("last2YearQueryNum.managerAfterLoan", "最近2年内的查询次数.贷后管理"),
        ("last2YearQueryNum.guaranteeInvestigate", "最近2年内的查询次数.担保资格审查"),
        ("last2YearQueryNum.bespokeMerchantsRealNameInvestigate", "最近2年内的查询次数.特约商户实名审查"),
    ]),
    ("summary.objection", One, "infoSummary.queryRecordSummary.objectionAndDescription", &[
        ("objectionLabel", "异议标注"), ("addDate", "添加日期"),
    ]),
];

/// The sections after the accounts.
#[rustfmt::skip]
const TAIL: &[Row] = &[
    ("tax_arrears", List, "publicInfoDetail.owingTaxRecord", &[
        ("chargedTaxOffice", "主管税务机关"), ("owingTaxAmount", "欠税总额"), ("owingTaxStatsDate", "欠税统计日期"),
    ]),
    ("civil_judgment", List, "publicInfoDetail.civilJudgmentRecord", &[
        ("no", "编号"), ("fillingCourt", "立案法院"), ("reason", "案由"), ("fillingDate", "立案日期"), ("closingType", "结案方式"),
        ("closingResult", "判决/调解结果"), ("closingEffectDate", "判决/调解生效日期"), ("litigation", "诉讼标的"),
        ("litigationAmount", "诉讼标的金额"),
    ]),
    ("enforcement", List, "publicInfoDetail.forceExecuteRecord", &[
        ("no", "编号"), ("executeCourt", "执行法院"), ("executeReason", "执行案由"), ("fillingDate", "立案日期"), ("closingType", "结案方式"),
        ("caseState", "案件状态"), ("closingDate", "结案日期"), ("applyExecuteSubject", "申请执行标的"),
        ("applyExecuteSubjectValue", "申请执行标的价值"), ("executedSubject", "已执行标的"), ("executedSubjectAmount", "已执行标的金额"),
    ]),
    ("admin_penalty", List, "publicInfoDetail.administrativePenaltyRecord", &[
        ("no", "编号"), ("penaltyOrg", "处罚机构"), ("penaltyContent", "处罚内容"), ("penaltyAmount", "处罚金额"), ("effectDate", "生效日期"),
        ("dueDate", "截止日期"), ("administrativeReviewResult", "行政复议结果"),
    ]),
    ("housing_fund", List, "publicInfoDetail.housingProvidentFundContributionRecord", &[
        ("contributionPlace", "参缴地"), ("contributionDate", "参缴日期"), ("firstContributionDate", "初缴月份"),
        ("contributionDueDate", "缴至月份"), ("contributionState", "缴费状态"), ("amountPerMonth", "月缴存额"),
        ("selfContributionProportion", "个人缴存比例"), ("companyContributionProportion", "单位缴存比例"),
        ("contributionCompany", "缴费单位"), ("updateAt", "信息更新日期"),
    ]),
    ("subsistence_relief", List, "publicInfoDetail.lowSecurityRescueRecord", &[
        ("no", "编号"), ("personType", "人员类别"), ("place", "所在地"), ("company", "工作单位"), ("familyIncomePerMonth", "家庭月收入"),
        ("applyDate", "申请日期"), ("agreeDate", "批准日期"), ("updateAt", "信息更新日期"),
    ]),
    // The misspelt key is the consumers' own.
    ("qualification", List, "publicInfoDetail.executiveQualificationRecord", &[
        ("no", "编号"), ("executiveQulificationName", "执业资格名称"), ("level", "等级"), ("gotDate", "获得日期"), ("deadlineDate", "到期日期"),
        ("revocationDate", "吊销日期"), ("issuer", "颁发机构"), ("issuerPlace", "机构所在地"),
    ]),
    ("admin_reward", List, "publicInfoDetail.administrativeRewardRecord", &[
        ("no", "编号"), ("rewardCompany", "奖励机构"), ("rewardContent", "奖励内容"), ("effectDate", "生效日期"), ("dueDate", "截止日期"),
    ]),
    ("statement", List, "selfDeclare", &[("no", "编号"), ("declareContent", "声明内容"), ("addDate", "添加日期")]),
    ("objection", List, "objectionLabel", &[("no", "编号"), ("labelContent", "标注内容"), ("addDate", "添加日期")]),
    ("query.self", List, "queryRecord.personQueryRecord", QUERY),
    ("query.institution", List, "queryRecord.companyQueryRecord", QUERY),
];

#[rustfmt::skip]
const LOANS: Keys = &[
    ("manageCompanyNum", "管理机构数"), ("accountNum", "账户数"), ("extensionAmount", "授信总额"), ("surplusAmount", "余额"),
    ("avg6monthPay", "最近6个月平均应还款"),
];
const GUARANTEE: Keys = &[("accountNum", "账户数"), ("guaranteeAmount", "担保金额"), ("surplusAmount", "余额")];
const OTHER_DUTY: Keys = &[("accountNum", "账户数"), ("refundDutyAmount", "还款责任金额"), ("surplusAmount", "余额")];
const QUERY: Keys = &[("no", "编号"), ("date", "查询日期"), ("queryCompany", "查询机构"), ("queryReason", "查询原因")];

/// Puts the sections before the accounts.
pub(super) fn head(report: &Report, out: &mut Object) {
    all(report, HEAD, out);
}

/// Puts the sections after the accounts.
pub(super) fn tail(report: &Report, out: &mut Object) {
    all(report, TAIL, out);
}

fn all(report: &Report, rows: &'static [Row], out: &mut Object) {
    let nodes = report.nodes();
    for (section, shape, path, keys) in rows {
        let own = nodes.iter().filter(|n| n.place.section == *section && n.place.part.is_empty());
        let records = own.clone().map(|n| n.record);
        match shape {
            Shape::One => {
                // A declaration among the objections has a date, too, which is no objection's.
                let about = |n: &&Node<'_>| {
                    n.place.record == RecordId::Only || keys.first().is_some_and(|(_, label)| any_printed(n.record, &[label]))
                };
                if let Some(node) = own.clone().find(about) {
                    out.merge(path, object(node.record, keys));
                }
            }
            Shape::List => records.for_each(|r| row(out, path, r, keys)),
            Shape::ByClass => records.for_each(|r| row(out, hint_path(r), r, keys)),
        }
    }
}

/// A row of a list. It stays where it is printed, if only with dashes.
fn row(out: &mut Object, path: &'static str, record: &dyn AnyRecord, keys: Keys) {
    // Records of another kind may share the section.
    let own = keys.iter().any(|(_, label)| record.specs().iter().any(|s| s.label == *label));
    if own && !record.is_blank() {
        out.push_printed(path, object(record, keys));
    }
}

/// Where a row of the transaction hint stands: by its business class, or, where that cell is lost, by its kind.
fn hint_path(record: &dyn AnyRecord) -> &'static str {
    let class = text(record, "业务大类").unwrap_or_default();
    let kind = text(record, "业务类型").unwrap_or_default();
    match (class, kind) {
        ("贷款", _) => "infoSummary.creditTransInfoHint.detail.loan",
        ("信用卡", _) => "infoSummary.creditTransInfoHint.detail.creditCard",
        ("", k) if k.contains("贷记卡") => "infoSummary.creditTransInfoHint.detail.creditCard",
        ("", k) if k.contains("贷款") => "infoSummary.creditTransInfoHint.detail.loan",
        _ => "infoSummary.creditTransInfoHint.detail.others",
    }
}
