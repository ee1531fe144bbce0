//! 非金融信用交易信息, 公开信息 (six kinds) and 其他非公开信息 (grammar-notes/open.md).

use rust_decimal::Decimal;

use super::codes::Currency;
use super::types::{DateOrMonth, ExpiryDate, ExpiryDateOrMonth, Institution, Month, Percent, Reference, Text};

record! {
    /// 非金融信用交易信息 (grammar-notes/open.md).
    pub struct NonFinancial {
        /// Kind of business.
        kind: Text = "业务类型";
        /// The trade's number.
        trade_id: Reference = "信用交易编号";
        /// Opened on.
        opened: DateOrMonth = "开立日期";
        /// Due on.
        expires: ExpiryDate = "到期日期";
        /// What is owed now.
        debt: Decimal = "当前负债金额";
        /// Currency.
        currency: Currency = "币种" | "账户币种";
        /// The creditor.
        creditor: Institution = "债权人名称";
        /// Day on which a payment is due.
        due_day: DateOrMonth = "应还款日" | "本月应还款日";
        /// Overdue sum.
        overdue_amount: Decimal = "逾期金额";
        /// Overdue days.
        overdue_days: i64 = "逾期天数";
        /// Interest owed.
        interest: Decimal = "欠息金额";
        /// Sum paid.
        paid: Decimal = "缴款金额";
        /// Day of the payment.
        paid_on: DateOrMonth = "实际还款日期";
        /// State of payment.
        state: Text = "当前缴费情况";
        /// When it was last reported.
        updated: DateOrMonth = "信息更新日期" | "更新日期";
    }
}

record! {
    /// 判决信息 (grammar-notes/open.md).
    pub struct OpenJudgment {
        /// Kind of suit.
        suit: Text = "诉讼类型";
        /// The person's part in it.
        role: Text = "诉讼地位";
        /// The case's number.
        case_number: Reference = "案号";
        /// The cause.
        cause: Text = "案由";
        /// Filed on.
        filed: DateOrMonth = "立案日期";
        /// Filed at.
        filing_court: Institution = "立案法院";
        /// Judged at.
        judging_court: Institution = "判决法院";
        /// Closed on.
        closed: DateOrMonth = "结案日期";
        /// How it ended.
        closing: Text = "结案方式";
        /// What was sued for.
        object: Text = "诉讼标的";
        /// Its value.
        amount: Decimal = "诉讼标的金额";
        /// May not leave the country from.
        exit_ban_from: DateOrMonth = "限制出境开始日期";
        /// May leave it again from.
        exit_ban_until: DateOrMonth = "限制出境解除日期";
        /// Judgment or settlement.
        result: Text = "判决/调解结果";
        /// What is to be paid.
        payable: Decimal = "判决/调解应付金额";
        /// In force from.
        effective: DateOrMonth = "判决/调解生效日期";
        /// When it was last reported.
        updated: DateOrMonth = "信息更新日期" | "更新日期";
    }
}

record! {
    /// 执行信息 (grammar-notes/open.md).
    pub struct OpenEnforcement {
        /// The court.
        court: Institution = "执行法院";
        /// The case's number.
        case_number: Reference = "执行案号";
        /// The cause.
        cause: Text = "执行案由" | "案由";
        /// How it ended.
        closing: Text = "结案方式";
        /// State of the case.
        state: Text = "案件状态";
        /// Whether the person is on the list of dishonest debtors.
        dishonest: Text = "是否被列入失信被执行人名单";
        /// Filed on.
        filed: DateOrMonth = "执行立案日期";
        /// Completed on.
        completed: DateOrMonth = "执行完毕日期";
        /// What was to be enforced.
        object: Text = "申请执行标的";
        /// Its value.
        amount: Decimal = "申请执行标的金额" | "申请执行标的价值";
        /// What was enforced.
        enforced: Text = "已执行标的";
        /// Its value.
        enforced_amount: Decimal = "已执行标的金额";
        /// When it was last reported.
        updated: DateOrMonth = "信息更新日期" | "更新日期";
    }
}

record! {
    /// 认定类信息 (grammar-notes/open.md).
    pub struct Recognition {
        /// Class.
        class: Text = "认定类别";
        /// The document's number.
        document_id: Reference = "认定书编号";
        /// What it says.
        content: Text = "认定内容";
        /// In force from.
        effective: DateOrMonth = "生效日期";
        /// Until.
        expires: ExpiryDateOrMonth = "到期日期";
        /// Revoked on.
        revoked: DateOrMonth = "吊销日期";
        /// State.
        state: Text = "认定状态";
        /// Who said it.
        institution: Institution = "认定机构名称";
    }
}

record! {
    /// 惩戒类信息 (grammar-notes/open.md).
    pub struct Punishment {
        /// Class.
        class: Text = "惩戒类别";
        /// The decision's number.
        document_id: Reference = "惩戒决定书编号";
        /// What it says.
        content: Text = "惩戒内容";
        /// In force from.
        effective: DateOrMonth = "生效日期";
        /// Until.
        expires: ExpiryDateOrMonth = "到期日期";
        /// State.
        state: Text = "惩戒状态";
        /// Who decided.
        institution: Institution = "惩戒机构名称";
    }
}

record! {
    /// 欠缴信息 (grammar-notes/open.md).
    pub struct OpenArrears {
        /// Kind.
        kind: Text = "欠缴类型";
        /// The certificate's number.
        document_id: Reference = "欠缴证明编号";
        /// Due.
        due: Decimal = "应缴金额";
        /// Paid.
        paid: Decimal = "实缴金额";
        /// Tax owed.
        tax: Decimal = "欠税金额";
        /// Last payment.
        last_paid: DateOrMonth = "最近一次缴纳日期";
        /// The office in charge.
        office: Institution = "主管机构名称";
    }
}

record! {
    /// 其他公开信息 (grammar-notes/open.md).
    pub struct OpenOther {
        /// Kind.
        kind: Text = "信息类型";
        /// What it says.
        description: Text = "信息描述";
        /// Who reported it.
        institution: Institution = "机构名称";
        /// When it was last reported.
        updated: DateOrMonth = "信息更新日期" | "更新日期";
    }
}

record! {
    /// 其他非公开信息 (grammar-notes/open.md).
    pub struct OtherPrivate {
        /// The institution.
        institution: Institution = "机构名称";
        /// Kind of business.
        kind: Text = "业务类型";
        /// Name of the payment.
        payment: Text = "款项名称";
        /// Joined on.
        joined: DateOrMonth = "参缴日期";
        /// First month paid.
        first_month: Month = "初缴月份";
        /// Last month paid.
        last_month: Month = "缴至月份";
        /// State.
        state: Text = "缴费状态";
        /// Due.
        due: Decimal = "应缴金额";
        /// Paid.
        paid: Decimal = "实缴金额";
        /// The person's share.
        own_share: Percent = "个人缴存比例";
        /// The employer's share.
        employer_share: Percent = "单位缴存比例";
        /// The employer.
        employer: Institution = "所在单位";
        /// When it was last reported.
        updated: DateOrMonth = "信息更新日期" | "更新日期";
    }
}
