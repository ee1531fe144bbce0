//! 机构说明, 征信中心说明, 本人声明, 异议标注 and 查询记录 (grammar-notes/declarations-queries.md; PG01, PH01).

use chrono::NaiveDate;

use super::codes::QueryReason;
use super::types::{DateOrMonth, Institution, Text};

record! {
    /// A declaration by the person, of the whole report (grammar-notes/declarations-queries.md; PG01).
    pub struct Statement {
        /// Number of the row.
        number: i64 = "编号" | "序号";
        /// The text (PG010Q01).
        content: Text = "声明内容";
        /// When it was added (PG010R01).
        added: DateOrMonth = "添加日期" | "添加时间";
    }
}

record! {
    /// An objection mark, of the whole report (grammar-notes/declarations-queries.md; PG01).
    pub struct Objection {
        /// Number of the row.
        number: i64 = "编号" | "序号";
        /// The text (PG010Q01).
        content: Text = "标注内容";
        /// When it was added (PG010R01).
        added: DateOrMonth = "添加日期" | "添加时间";
    }
}

record! {
    /// What an institution or the centre says of the whole report (grammar-notes/declarations-queries.md; PG01).
    pub struct Explanation {
        /// Number of the row.
        number: i64 = "编号" | "序号";
        /// The text (PG010Q01).
        content: Text = "说明内容";
        /// When it was added (PG010R01).
        added: DateOrMonth = "添加日期" | "添加时间";
    }
}

record! {
    /// One query of the report (grammar-notes/declarations-queries.md; PH01).
    pub struct Query {
        /// Number of the row.
        number: i64 = "编号" | "序号";
        /// Day (PH010R01).
        query_date: NaiveDate = "查询日期" | "查询时间";
        /// Who asked (PH010Q02).
        query_institution: Institution = "查询机构" | "查询操作员" | "查询机构名称";
        /// Why (PH010Q03).
        query_reason: QueryReason = "查询原因";
    }
}
