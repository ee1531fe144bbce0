//! 个人基本信息: the person, spouse, homes and jobs (grammar-notes/person.md; PB01 to PB04).

use chrono::NaiveDate;

use super::codes::{
    Degree, Education, EmployerKind, Employment, Gender, IdType, Industry, MaritalStatus, Occupation, Position, ProfessionalTitle,
    ResidenceStatus,
};
use super::types::{Address, DateOrMonth, Email, IdNumber, Institution, PersonName, Phone, Text, Year};

record! {
    /// 身份信息, each field with the institution that reported it (grammar-notes/person.md; PB01A).
    pub struct Identity {
        /// Sex (PB01AD01).
        gender: Gender = "性别";
        /// Who reported it; printed in the 本人版 only.
        gender_source: Institution = "性别.数据发生机构名称";
        /// Day of birth (PB01AR01).
        birth_date: NaiveDate = "出生日期" | "出生年月";
        /// Who reported it.
        birth_date_source: Institution = "出生日期.数据发生机构名称";
        /// Marital status (PB020D01).
        marital_status: MaritalStatus = "婚姻状况";
        /// Who reported it.
        marital_status_source: Institution = "婚姻状况.数据发生机构名称";
        /// Employment (PB01AD04).
        employment: Employment = "就业状况" | "从业状况";
        /// Who reported it.
        employment_source: Institution = "就业状况.数据发生机构名称";
        /// Education (PB01AD02).
        education: Education = "学历" | "最高学历" | "教育程度" | "文化程度";
        /// Who reported it.
        education_source: Institution = "学历.数据发生机构名称";
        /// Degree (PB01AD03).
        degree: Degree = "学位" | "最高学位";
        /// Who reported it.
        degree_source: Institution = "学位.数据发生机构名称";
        /// Nationality (PB01AD05).
        nationality: Text = "国籍" | "国籍/地区";
        /// Who reported it.
        nationality_source: Institution = "国籍.数据发生机构名称";
        /// E-mail (PB01AQ01).
        email: Email = "电子邮箱" | "邮箱" | "电子邮件" | "电子邮件地址" | "邮箱地址";
        /// Who reported it.
        email_source: Institution = "电子邮箱.数据发生机构名称";
        /// Postal address (PB01AQ02).
        postal_address: Address = "通讯地址" | "通信地址" | "联系地址";
        /// Who reported it.
        postal_address_source: Institution = "通讯地址.数据发生机构名称";
        /// Registered address (PB01AQ03).
        registered_address: Address = "户籍地址" | "户籍所在地";
        /// Who reported it.
        registered_address_source: Institution = "户籍地址.数据发生机构名称";
        /// Mobile number, in the table itself; first generation only.
        mobile: Phone = "手机号码" | "手机号";
        /// Phone of the employer; first generation only.
        employer_phone: Phone = "单位电话";
        /// Home phone; first generation only.
        home_phone: Phone = "住宅电话";
    }
}

record! {
    /// One mobile number (grammar-notes/person.md; PB01B).
    pub struct Mobile {
        /// Number of the row.
        number: i64 = "编号" | "序号";
        /// The phone number (PB01BQ01).
        mobile: Phone = "手机号码" | "手机号" | "移动电话";
        /// When it was last reported (PB01BR01).
        updated: DateOrMonth = "信息更新日期" | "更新日期" | "信息更新时间";
        /// Who reported it.
        source: Institution = "数据发生机构名称" | "数据发生机构" | "数据提供机构" | "报送机构";
    }
}

record! {
    /// 配偶信息 (grammar-notes/person.md; PB02).
    pub struct Spouse {
        /// Name (PB020Q01).
        name: PersonName = "姓名" | "配偶姓名";
        /// Kind of document (PB020D02).
        id_type: IdType = "证件类型" | "配偶证件类型";
        /// Its number (PB020I01).
        id_number: IdNumber = "证件号码" | "配偶证件号码";
        /// Employer (PB020Q02).
        employer: Institution = "工作单位" | "配偶工作单位" | "单位名称";
        /// Phone (PB020Q03).
        phone: Phone = "联系电话" | "配偶联系电话";
        /// Who reported it.
        source: Institution = "数据发生机构名称" | "数据发生机构" | "数据提供机构" | "报送机构";
    }
}

record! {
    /// One home (grammar-notes/person.md; PB03).
    pub struct Residence {
        /// Number of the row; joins the tables of one record.
        number: i64 = "编号" | "序号";
        /// Address (PB030Q01).
        address: Address = "居住地址" | "住宅地址" | "住址";
        /// Phone (PB030Q02).
        home_phone: Phone = "住宅电话" | "住宅电话号码";
        /// Kind of home (PB030D01).
        status: ResidenceStatus = "居住状况" | "居住状态";
        /// When it was last reported (PB030R01).
        updated: DateOrMonth = "信息更新日期" | "更新日期" | "信息更新时间";
        /// Who reported it.
        source: Institution = "数据发生机构名称" | "数据发生机构" | "数据提供机构" | "报送机构";
    }
}

record! {
    /// One job (grammar-notes/person.md; PB04).
    pub struct Job {
        /// Number of the row; joins the tables of one record.
        number: i64 = "编号" | "序号";
        /// Employment, where a vendor prints it here (PB040D01).
        employment: Employment = "就业状况";
        /// Employer (PB040Q01).
        employer: Institution = "工作单位" | "单位名称" | "所在单位";
        /// Kind of employer (PB040D02).
        employer_kind: EmployerKind = "单位性质";
        /// Address of the employer (PB040Q02).
        employer_address: Address = "单位地址";
        /// Phone of the employer (PB040Q03).
        employer_phone: Phone = "单位电话";
        /// Occupation (PB040D04).
        occupation: Occupation = "职业" | "职业类型";
        /// Industry (PB040D03).
        industry: Industry = "行业" | "所属行业";
        /// Position (PB040D05).
        position: Position = "职务" | "职位";
        /// Professional title (PB040D06).
        title: ProfessionalTitle = "职称";
        /// Year of entry (PB040R01).
        entered: Year = "进入本单位年份" | "本单位工作起始年份";
        /// When it was last reported (PB040R02).
        updated: DateOrMonth = "信息更新日期" | "更新日期" | "信息更新时间";
        /// Who reported it.
        source: Institution = "数据发生机构名称" | "数据发生机构" | "数据提供机构" | "报送机构";
    }
}
