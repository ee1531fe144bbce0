//! The block above the first section, without a heading of its own (grammar-notes/header.md).

use chrono::{NaiveDate, NaiveDateTime};

use super::codes::{IdType, MaritalStatus, QueryReason};
use super::types::{ExpiryDate, IdNumber, Institution, PersonName, Phone, Reference, Text};

record! {
    /// The report's own number, time and subject (grammar-notes/header.md; PA01A, PA01B).
    pub struct Header {
        /// Which print this is, as it says itself below the title, without brackets.
        edition: Text = "版本";
        /// The report's number: 18 to 30 digits that begin with the report's date (PA01AI01).
        report_number: Reference = "报告编号";
        /// When the report was made (PA01AR01).
        report_time: NaiveDateTime = "报告时间";
        /// When it was asked for; first generation only.
        request_time: NaiveDateTime = "查询请求时间" | "查询时间";
        /// The person reported on (PA01BQ01).
        name: PersonName = "被查询者姓名" | "姓名";
        /// Kind of the person's document (PA01BD01).
        id_type: IdType = "被查询者证件类型" | "证件类型";
        /// Number of the person's document; may be masked (PA01BI01).
        id_number: IdNumber = "被查询者证件号码" | "证件号码";
        /// Who asked for the report (PA01BI02).
        query_institution: Institution = "查询机构" | "查询操作员" | "查询机构代码" | "查询机构名称";
        /// Why the report was asked for (PA01BD02).
        query_reason: QueryReason = "查询原因" | "查询原因代码";
        /// Marital status, where the brief print tells it in its header.
        marital_status: MaritalStatus = "婚姻状况";
    }
}

record! {
    /// Another document of the same person (grammar-notes/header.md; PA01C).
    pub struct OtherId {
        /// Kind of document (PA01CD01).
        id_type: IdType = "证件类型";
        /// Its number (PA01CI01).
        id_number: IdNumber = "证件号码";
    }
}

record! {
    /// The fraud alert that the person asked for (grammar-notes/header.md; PA01D).
    pub struct FraudAlert {
        /// The sentence, or the vendor's flag `是` (PA01DQ01).
        message: Text = "警示信息" | "防欺诈警示标志";
        /// The phone numbers in the sentence (PA01DQ02).
        phone: Phone = "联系电话" | "防欺诈警示联系电话";
        /// First day (PA01DR01).
        effective: NaiveDate = "生效日期" | "防欺诈警示生效日期";
        /// Last day (PA01DR02).
        expires: ExpiryDate = "截止日期" | "防欺诈警示截止日期" | "截至日期";
    }
}

record! {
    /// The notice that objections are being handled (grammar-notes/header.md; PA01E).
    pub struct ObjectionNotice {
        /// The sentence.
        message: Text = "异议信息提示" | "异议标注数目";
    }
}
