//! 相关还款责任信息 and 授信协议信息 (grammar-notes/liability-agreement.md; PD02, PD03).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::account::{Mark, Title};
use super::codes::{CreditLineUse, Currency, FiveClass, IdType, LiabilityRole};
use super::types::{ExpiryDate, IdNumber, Institution, Reference, Text};

record! {
    /// A loan of somebody else for which the person is liable (grammar-notes/liability-agreement.md; PD03).
    pub struct Liability {
        /// The lender (PD03AQ01).
        institution: Institution = "管理机构" | "业务管理机构" | "管理机构名称" | "贷款机构";
        /// Kind of the main business (PD03AD02).
        kind: Text = "业务种类" | "业务类型";
        /// Opened on (PD03AR01).
        opened: NaiveDate = "开立日期";
        /// Due on (PD03AR02).
        expires: ExpiryDate = "到期日期" | "到期日";
        /// The person's part in it (PD03AD03).
        role: LiabilityRole = "责任人类型" | "相关还款责任人类型";
        /// The sum one is liable for (PD03AJ01).
        amount: Decimal = "还款责任金额" | "相关还款责任金额";
        /// Currency (PD03AD04).
        currency: Currency = "币种" | "账户币种";
        /// The guarantee contract (PD03AQ02).
        contract_id: Reference = "保证合同编号";
        /// The borrower; 本人版 only.
        borrower: Institution = "主业务借款人";
        /// Kind of the borrower's document.
        borrower_id_type: IdType = "主业务借款人证件类型";
        /// Number of the borrower's document.
        borrower_id_number: IdNumber = "主业务借款人证件号码";
        /// The day that what follows is of (PD03AR03).
        as_of: NaiveDate = "截至日期";
        /// Balance (PD03AJ02).
        balance: Decimal = "余额" | "账户余额";
        /// Class of quality (PD03AD05).
        five_class: FiveClass = "五级分类" | "五级分类状态";
        /// Repayment state; loans of persons (PD03AD07).
        repayment_state: Text = "还款状态";
        /// Months overdue; loans of companies (PD03AS01).
        overdue_months: i64 = "逾期月数" | "当前逾期月数";
    } with {
        /// The line above the table.
        title: Option<Title>,
        /// Annotations and declarations (PD03Z).
        marks: Vec<Mark>,
    }
}

record! {
    /// A credit agreement (grammar-notes/liability-agreement.md; PD02).
    pub struct Agreement {
        /// The lender (PD02AI02).
        institution: Institution = "管理机构" | "业务管理机构" | "管理机构名称" | "贷款机构";
        /// The agreement's identifier (PD02AI03).
        agreement_id: Reference = "授信协议标识" | "授信协议编号";
        /// First day (PD02AR01).
        effective: NaiveDate = "生效日期";
        /// Last day (PD02AR02).
        expires: ExpiryDate = "到期日期" | "到期日";
        /// What the limit is for (PD02AD02).
        purpose: CreditLineUse = "授信额度用途" | "额度用途";
        /// The limit (PD02AJ01).
        limit: Decimal = "授信额度" | "授信金额";
        /// The ceiling over several limits (PD02AJ03).
        ceiling: Decimal = "授信限额";
        /// The ceiling's number (PD02AI04).
        ceiling_id: Reference = "授信限额编号";
        /// Used (PD02AJ04).
        used: Decimal = "已用额度" | "已使用额度";
        /// Currency (PD02AD03).
        currency: Currency = "币种" | "账户币种";
    } with {
        /// The line above the table.
        title: Option<Title>,
    }
}
