//! 后付费记录 and 公共信息明细 (grammar-notes/postpaid-public.md; PE01, PF01 to PF08).

use rust_decimal::Decimal;

use super::account::Title;
use super::codes::{FundState, PaymentState, ReliefClass};
use super::grid::Grid;
use super::types::{Address, DateOrMonth, ExpiryDateOrMonth, Institution, Month, Percent, Reference, Text};

record! {
    /// A telecom or utility account (grammar-notes/postpaid-public.md; PE01).
    pub struct Postpaid {
        /// Number of the row; first generation only.
        number: i64 = "编号";
        /// The company (PE01AQ01).
        institution: Institution = "机构名称" | "电信运营商";
        /// Kind of business (PE01AD02).
        kind: Text = "业务类型";
        /// Opened on (PE01AR01).
        opened: DateOrMonth = "业务开通日期" | "业务开通时间";
        /// Whether it is paid (PE01AD03).
        state: PaymentState = "当前缴费状态";
        /// Arrears (PE01AJ01).
        arrears: Decimal = "当前欠费金额" | "欠费金额";
        /// Months in arrears; first generation only.
        arrears_months: i64 = "当前欠费月数";
        /// The month this is of (PE01AR02).
        billed: Month = "记账年月" | "记账月份";
    } with {
        /// The line above the table.
        title: Option<Title>,
        /// 24 months of states (PE01AQ02).
        grid: Option<Grid>,
    }
}

record! {
    /// 欠税记录 (grammar-notes/postpaid-public.md; PF01).
    pub struct TaxArrears {
        /// Number of the row.
        number: i64 = "编号" | "序号";
        /// The tax office (PF01AQ01).
        office: Institution = "主管税务机关";
        /// Arrears (PF01AJ01).
        amount: Decimal = "欠税总额";
        /// Counted on (PF01AR01).
        counted: DateOrMonth = "欠税统计日期" | "欠税统计时间";
        /// The tax payer's number; brief print only.
        taxpayer_id: Reference = "纳税人识别号";
    }
}

record! {
    /// 民事判决记录 (grammar-notes/postpaid-public.md; PF02).
    pub struct CivilJudgment {
        /// Number of the row; joins the tables of one record.
        number: i64 = "编号" | "序号";
        /// The court (PF02AQ01).
        filing_court: Institution = "立案法院";
        /// The case's number; brief print only.
        case_number: Reference = "案号";
        /// The cause (PF02AQ02).
        cause: Text = "案由";
        /// Filed on (PF02AR01).
        filed: DateOrMonth = "立案日期" | "立案时间";
        /// How it ended (PF02AD01).
        closing: Text = "结案方式";
        /// Judgment or settlement (PF02AQ03).
        result: Text = "判决/调解结果" | "判决结果";
        /// In force from (PF02AR02).
        effective: DateOrMonth = "判决/调解生效日期" | "判决/调解生效时间";
        /// What was sued for (PF02AQ04).
        object: Text = "诉讼标的";
        /// Its value (PF02AJ01).
        amount: Decimal = "诉讼标的金额";
    }
}

record! {
    /// 强制执行记录 (grammar-notes/postpaid-public.md; PF03).
    pub struct Enforcement {
        /// Number of the row; joins the tables of one record.
        number: i64 = "编号" | "序号";
        /// The court (PF03AQ01).
        court: Institution = "执行法院" | "立案法院";
        /// The case's number; brief print only.
        case_number: Reference = "案号";
        /// The cause (PF03AQ02).
        cause: Text = "执行案由" | "案由";
        /// Filed on (PF03AR01).
        filed: DateOrMonth = "立案日期" | "立案时间";
        /// How it ended (PF03AD01).
        closing: Text = "结案方式";
        /// State of the case (PF03AQ03).
        state: Text = "案件状态" | "执行状态";
        /// Closed on (PF03AR02).
        closed: DateOrMonth = "结案日期" | "结案时间";
        /// What was to be enforced (PF03AQ04).
        object: Text = "申请执行标的";
        /// Its value (PF03AJ01).
        object_value: Decimal = "申请执行标的价值" | "申请执行标的金额";
        /// What was enforced (PF03AQ05).
        enforced: Text = "已执行标的";
        /// Its value (PF03AJ02).
        enforced_amount: Decimal = "已执行标的金额";
    }
}

record! {
    /// 行政处罚记录 (grammar-notes/postpaid-public.md; PF04).
    pub struct AdminPenalty {
        /// Number of the row.
        number: i64 = "编号" | "序号";
        /// Who punished (PF04AQ01).
        institution: Institution = "处罚机构" | "行政处罚机构";
        /// The document's number; brief print only.
        document_id: Reference = "文书编号";
        /// The punishment (PF04AQ02).
        content: Text = "处罚内容" | "行政处罚内容";
        /// The fine (PF04AJ01).
        amount: Decimal = "处罚金额";
        /// In force from (PF04AR01).
        effective: DateOrMonth = "生效日期" | "处罚生效日期" | "处罚生效时间";
        /// Until (PF04AR02).
        expires: ExpiryDateOrMonth = "截止日期" | "处罚截止日期" | "处罚截止时间";
        /// Result of a review (PF04AQ03).
        review: Text = "行政复议结果";
    }
}

record! {
    /// 住房公积金参缴记录 (grammar-notes/postpaid-public.md; PF05).
    pub struct HousingFund {
        /// Number of the row; first generation only.
        number: i64 = "编号" | "序号";
        /// Place (PF05AQ01).
        place: Text = "参缴地";
        /// Joined on (PF05AR01).
        joined: DateOrMonth = "参缴日期";
        /// First month paid (PF05AR02).
        first_month: Month = "初缴月份";
        /// Last month paid (PF05AR03).
        last_month: Month = "缴至月份";
        /// State (PF05AD01).
        state: FundState = "缴费状态";
        /// Per month (PF05AJ01).
        monthly: Decimal = "月缴存额";
        /// The person's share (PF05AQ03).
        own_share: Percent = "个人缴存比例";
        /// The employer's share (PF05AQ02).
        employer_share: Percent = "单位缴存比例";
        /// The employer (PF05AQ04).
        employer: Institution = "缴费单位";
        /// When it was last reported (PF05AR04).
        updated: DateOrMonth = "信息更新日期" | "更新日期" | "信息更新时间";
    }
}

record! {
    /// 低保救助记录 (grammar-notes/postpaid-public.md; PF06).
    pub struct SubsistenceRelief {
        /// Number of the row.
        number: i64 = "编号" | "序号";
        /// Class of person (PF06AD01).
        class: ReliefClass = "人员类别";
        /// Place (PF06AQ01).
        place: Address = "所在地";
        /// Employer (PF06AQ02).
        employer: Institution = "工作单位";
        /// Income of the family per month (PF06AQ03).
        income: Decimal = "家庭月收入";
        /// Asked for on (PF06AR01).
        applied: DateOrMonth = "申请日期";
        /// Granted on (PF06AR02).
        approved: DateOrMonth = "批准日期";
        /// When it was last reported (PF06AR03).
        updated: DateOrMonth = "信息更新日期" | "更新日期" | "信息更新时间";
    }
}

record! {
    /// 执业资格记录 (grammar-notes/postpaid-public.md; PF07).
    pub struct Qualification {
        /// Number of the row.
        number: i64 = "编号" | "序号";
        /// The qualification (PF07AQ01).
        name: Text = "执业资格名称";
        /// Level (PF07AD01).
        level: Text = "等级";
        /// Got on (PF07AR01).
        obtained: DateOrMonth = "获得日期" | "获得年月";
        /// Valid until (PF07AR02).
        expires: ExpiryDateOrMonth = "到期日期" | "到期年月";
        /// Revoked on (PF07AR03).
        revoked: DateOrMonth = "吊销日期" | "吊销年月";
        /// Who gave it (PF07AQ02).
        issuer: Institution = "颁发机构";
        /// Where that is (PF07AD02).
        issuer_place: Text = "机构所在地";
    }
}

record! {
    /// 行政奖励记录 (grammar-notes/postpaid-public.md; PF08).
    pub struct AdminReward {
        /// Number of the row.
        number: i64 = "编号" | "序号";
        /// Who rewarded (PF08AQ01).
        institution: Institution = "奖励机构";
        /// The reward (PF08AQ02).
        content: Text = "奖励内容";
        /// In force from (PF08AR01).
        effective: DateOrMonth = "生效日期" | "生效年月";
        /// Until (PF08AR02).
        expires: ExpiryDateOrMonth = "截止日期" | "截止年月";
    }
}
