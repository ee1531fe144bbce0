//! The closed vocabularies that the paper prints as words (official code tables A.1 to A.65).

words! {
    /// 证件类型 (A.2; enterprise kinds for a liability's borrower too).
    pub enum IdType {
        HouseholdRegister = "户口簿", Passport = "护照", HongKongMacaoPermit = "港澳居民来往内地通行证",
        TaiwanPermit = "台湾同胞来往内地通行证" | "台湾居民来往大陆通行证", ForeignerResidence = "外国人居留证" | "外国人永久居留身份证" | "外国人永久居留证",
        HongKongMacaoResidence = "港澳居民居住证", TaiwanResidence = "台湾居民居住证",
        PoliceOfficer = "警官证", HongKongId = "香港身份证", MacaoId = "澳门身份证", TaiwanId = "台湾身份证", OtherDocument = "其他证件",
        IdentityCard = "身份证" | "居民身份证", MilitaryId = "军人身份证件" | "军人身份证", Officer = "军官证", Soldier = "士兵证",
        TemporaryId = "临时身份证",
        UnifiedSocialCredit = "统一社会信用代码" | "统一社会信用代码/机构信用代码", InstitutionCredit = "机构信用代码", LoanCard = "中征码" | "贷款卡编码",
        OrganizationCode = "组织机构代码", BusinessRegistration = "工商注册号", PublicInstitution = "机关和事业单位登记号",
        SocialOrganization = "社会团体登记号", PrivateNonEnterprise = "民办非企业登记号", Foundation = "基金会登记号", Religious = "宗教证书登记号",
        StateTaxpayer = "纳税人识别号（国税）", LocalTaxpayer = "纳税人识别号（地税）",
    }
}

words! {
    /// 查询原因 (A.4), with the words printed for queries by the person.
    pub enum QueryReason {
        PostLoan = "贷后管理", LoanApproval = "贷款审批", CardApproval = "信用卡审批", GuaranteeReview = "担保资格审查", Judicial = "司法调查",
        HousingFund = "公积金提取复核查询" | "公积金提取复核" | "公积金提取审查", IndexFutures = "股指期货开户", MerchantReview = "特约商户实名审查",
        PreGuarantee = "保前审查", PostGuarantee = "保后管理", OfficerReview = "法人代表、负责人、高管等资信审查" | "法人代表、负责人、高管等资信审查",
        CustomerAdmission = "客户准入资格审查", FinancingApproval = "融资审批", CreditReview = "资信审查", LimitApproval = "额度审批",
        OwnCounter = "本人查询（临柜）", OwnMachine = "本人查询（自助查询机）" | "本人查询（自助机查询）", OwnNetBank = "本人查询（商业银行网上银行）",
        OwnInternet = "本人查询（互联网个人信用信息服务平台）", OwnCentre = "本人查询（征信中心柜台）",
        OwnUnionPay = "本人查询（云闪付APP）", Own = "本人查询",
        ObjectionHandling = "异议处理", ObjectionCheck = "异议核查" | "异议查询", Unspecified = "其他",
    }
}

words! {
    /// 性别 (A.60).
    pub enum Gender { Male = "男" | "男性", Female = "女" | "女性", Unknown = "未知", Unstated = "未说明" | "未说明的性别" }
}

words! {
    /// 婚姻状况 (A.64).
    pub enum MaritalStatus {
        Unmarried = "未婚", Married = "已婚", Widowed = "丧偶", Divorced = "离婚", DivorcedOld = "离异", Single = "单身", Unknown = "未知",
        FirstMarriage = "初婚", Remarried = "再婚", Reunited = "复婚", Unstated = "未说明的婚姻状况",
    }
}

words! {
    /// 学历 (A.61).
    pub enum Education {
        Postgraduate = "研究生", Undergraduate = "本科" | "大学本科", College = "大专" | "大学专科",
        Vocational = "中专、职高、技校" | "中专/职高/技校" | "中等专业学校或中等技术学校", Technical = "技术学校", HighSchool = "高中",
        JuniorOrBelow = "初中及以下", Junior = "初中", Primary = "小学", Illiterate = "文盲或半文盲", OtherEducation = "其他", Unknown = "未知",
    }
}

words! {
    /// 学位 (A.62).
    pub enum Degree {
        OtherDegree = "其他", HonoraryDoctor = "名誉博士", Doctor = "博士", Master = "硕士", Bachelor = "学士", NoDegree = "无", Unknown = "未知",
    }
}

words! {
    /// 就业状况 (A.63).
    pub enum Employment {
        CivilServant = "国家公务员", Professional = "专业技术人员", Staff = "职员", Manager = "企业管理人员", Worker = "工人", Farmer = "农民",
        Student = "学生", Soldier = "现役军人", Freelancer = "自由职业者", SelfEmployed = "个体经营者", Unemployed = "无业人员",
        Retired = "退（离）休人员" | "退休人员", OtherEmployment = "其他", Employed = "在职", Unknown = "未知",
    }
}

words! {
    /// 居住状况 (A.5).
    pub enum ResidenceStatus {
        SelfBought = "自置", Mortgage = "按揭", Relatives = "亲属楼宇", Dormitory = "集体宿舍", Rented = "租房", Shared = "共有住宅",
        OtherResidence = "其他", Unknown = "未知", Owned = "自有", Borrowed = "借住",
    }
}

words! {
    /// 单位性质 (A.6).
    pub enum EmployerKind {
        Government = "机关、事业单位", StateOwned = "国有企业", Foreign = "外资企业", Private = "个体、私营企业",
        OtherEmployer = "其他（包括三资企业、民营企业、民间团体等）" | "其他", Unknown = "未知",
    }
}

words! {
    /// 职业 (A.7).
    pub enum Occupation {
        Head = "国家机关、党群组织、企业、事业单位负责人", Professional = "专业技术人员", Clerk = "办事人员和有关人员", Service = "商业、服务业人员",
        Farming = "农、林、牧、渔、水利业生产人员", Production = "生产、运输设备操作人员及有关人员", Military = "军人",
        OtherOccupation = "不便分类的其他从业人员", Unknown = "未知",
    }
}

words! {
    /// 职务 (A.8).
    pub enum Position {
        Senior = "高级领导", SeniorLong = "高级领导（行政级别局级及局级以上领导或大公司高级管理人员）",
        Middle = "中级领导", MiddleLong = "中级领导（行政级别局级以下领导或大公司中级管理人员）", Employee = "一般员工", OtherPosition = "其他", Unknown = "未知",
    }
}

words! {
    /// 职称 (A.9).
    pub enum ProfessionalTitle { NoTitle = "无", Senior = "高级", Middle = "中级", Junior = "初级", Unknown = "未知" }
}

words! {
    /// 行业 (A.65).
    pub enum Industry {
        Agriculture = "农、林、牧、渔业", Mining = "采矿业" | "采掘业", Manufacturing = "制造业",
        Utilities = "电力、热力、燃气及水生产和供应业" | "电力、煤气及水的生产和供应业", Construction = "建筑业", Trade = "批发和零售业",
        Transport = "交通运输、仓储和邮政业" | "交通运输、仓储和邮储业", Catering = "住宿和餐饮业",
        Information = "信息传输、软件和信息技术服务业" | "信息传输、计算机服务和软件业", Finance = "金融业", RealEstate = "房地产业",
        Leasing = "租赁和商务服务业", Research = "科学研究和技术服务业" | "科学研究、技术服务业和地质勘察业", Environment = "水利、环境和公共设施管理业",
        Services = "居民服务、修理和其他服务业" | "居民服务和其他服务业", Education = "教育", Health = "卫生和社会工作" | "卫生、社会保障和社会福利业",
        Culture = "文化、体育和娱乐业", PublicAdministration = "公共管理、社会保障和社会组织" | "公共管理和社会组织",
        International = "国际组织", Unknown = "未知",
    }
}

words! {
    /// 业务大类 of the transaction hint (A.12).
    pub enum BusinessClass { Loan = "贷款", Card = "信用卡", OtherBusiness = "其他" }
}

words! {
    /// 账户状态 (A.27 to A.31).
    pub enum AccountState {
        Normal = "正常", Overdue = "逾期", Settled = "结清", BadDebt = "呆账", Transferred = "转出", CollateralShort = "担保物不足",
        ForcedLiquidation = "强制平仓", JudicialRecovery = "司法追偿", BankStopped = "银行止付", Frozen = "冻结", Stopped = "止付",
        Cancelled = "销户", Inactive = "未激活", Collection = "催收", Ended = "结束", Closed = "关闭",
    }
}

words! {
    /// 五级分类 (A.32).
    pub enum FiveClass {
        Normal = "正常", SpecialMention = "关注", Substandard = "次级", Doubtful = "可疑", Loss = "损失", Defaulted = "违约",
        Unclassified = "未分类" | "未知",
    }
}

words! {
    /// 担保方式 (A.24). The first generation ends each with 担保.
    pub enum GuaranteeMode {
        Pledge = "质押" | "质押担保" | "质押（含保证金）" | "质押（含保证金）担保", Mortgage = "抵押" | "抵押担保",
        Guarantee = "保证" | "保证担保" | "自然人保证" | "自然人保证担保", Unsecured = "信用/免担保" | "信用" | "信用/免担保担保",
        WithGuarantor = "组合（含保证）" | "组合（含保证）担保" | "组合（含自然人保证）" | "组合（含自然人保证）担保",
        WithoutGuarantor = "组合（不含保证）" | "组合（不含保证）担保" | "组合（不含自然人保证）" | "组合（不含自然人保证）担保",
        FarmerGroup = "农户联保" | "农户联保担保", OtherMode = "其他" | "其他担保",
    }
}

words! {
    /// 还款频率 (A.22).
    pub enum RepaymentFrequency {
        Daily = "日", Weekly = "周", Monthly = "月", Quarterly = "季", HalfYearly = "半年", Yearly = "年", Once = "一次性", Irregular = "不定期",
        TenDays = "旬", Fortnightly = "双周", TwoMonthly = "双月", OtherFrequency = "其他" | "其他方式",
    }
}

words! {
    /// 还款方式 (A.21).
    pub enum RepaymentMode {
        EqualInstalments = "分期等额本息", EqualPrincipal = "分期等额本金", InterestThenPrincipal = "到期还本分期结息", Geometric = "等比累进分期还款",
        Arithmetic = "等额累进分期还款", OtherInstalments = "其他类型分期还款", OnceAtMaturity = "到期一次还本付息", InterestFirst = "预先付息到期还本",
        AnyTime = "随时还", OtherSingle = "其他类型非分期还款" | "其他", PeriodicInterest = "按期结息，到期还本" | "按期结息、到期还本",
        FreePrincipal = "按期结息，自由还本" | "按期结息、自由还本", PeriodicBoth = "按期计算还本付息", OtherRevolving = "循环贷款下其他还款方式",
        Undistinguished = "不区分还款方式" | "汇总报送，不区分还款方式",
    }
}

words! {
    /// 共同借款标志 (A.25).
    pub enum JointLoan { NotJoint = "无", MainBorrower = "主借款人", CoBorrower = "从借款人" }
}

words! {
    /// 责任人类型 (A.44).
    pub enum LiabilityRole {
        CoBorrower = "共同借款人", Guarantor = "保证人" | "保证", BillAcceptor = "票据承兑人", ReceivablesDebtor = "应收账款债务人",
        CoreEnterprise = "供应链中核心企业", OtherRole = "其他",
    }
}

words! {
    /// 授信额度用途 (A.40).
    pub enum CreditLineUse {
        RevolvingLoan = "循环贷款额度", NonRevolvingLoan = "非循环贷款额度", SharedCard = "信用卡共享额度", SeparateCard = "信用卡独立额度",
    }
}

words! {
    /// 特殊交易类型 (A.37).
    pub enum SpecialTradeKind {
        Extension = "展期" | "展期（延期）", GuarantorPaid = "担保人（第三方）代偿" | "担保人代还", AssetsForDebt = "以资抵债",
        EarlyRepayment = "提前还款" | "提前还款（部分）" | "提前还款（全部）", EarlySettlement = "提前结清",
        LiquidatedOpen = "强制平仓，未结清", LiquidatedSettled = "强制平仓，已结清", JudicialRecovery = "司法追偿", OtherTrade = "其他",
        DebtReduction = "债务减免", AssetStripping = "资产剥离", AssetTransfer = "资产转让", CardInstalment = "信用卡个性化分期" | "个性化分期",
        WriteOff = "核销", BankDeferral = "银行主动延期" | "落实金融纾困等政策银行主动延期", ForcedLiquidation = "强制平仓",
    }
}

words! {
    /// 标注及声明类型 (A.39).
    pub enum MarkKind {
        Institution = "机构说明" | "贷款机构说明" | "发卡机构说明", Statement = "本人声明", Objection = "异议标注", Special = "特殊标注",
        Centre = "征信中心说明",
    }
}

words! {
    /// 币种 (A.59), as printed in Chinese.
    pub enum Currency {
        Cny = "人民币" | "人民币元", Usd = "美元", Eur = "欧元", Jpy = "日元", Gbp = "英镑", Hkd = "港元" | "港币" | "香港元", Mop = "澳门元",
        Cad = "加拿大元" | "加元", Aud = "澳大利亚元" | "澳元", Chf = "瑞士法郎", Sgd = "新加坡元", Krw = "韩元", Rub = "卢布",
        UsdInCny = "美元折人民币", EurInCny = "欧元折人民币", JpyInCny = "日元折人民币", GbpInCny = "英镑折人民币",
        HkdInCny = "港元折人民币" | "港币折人民币", MopInCny = "澳门元折人民币", CadInCny = "加拿大元折人民币" | "加元折人民币",
        AudInCny = "澳大利亚元折人民币" | "澳元折人民币", ChfInCny = "瑞士法郎折人民币", SgdInCny = "新加坡元折人民币",
        KrwInCny = "韩元折人民币", RubInCny = "卢布折人民币",
    }
}

words! {
    /// 当前缴费状态 (A.48).
    pub enum PaymentState { Normal = "正常", InArrears = "欠费" }
}

words! {
    /// 公积金缴费状态 (A.52).
    pub enum FundState { Contributing = "缴交" | "缴存", Suspended = "封存", Closed = "销户" }
}

words! {
    /// 业务种类 of an account (A.20) and of a liability's main business (A.42, A.43).
    pub enum BusinessKind {
        HousingLoan = "个人住房商业贷款" | "个人商业住房贷款" | "个人住房贷款" | "住房贷款",
        CommercialHouse = "个人商用房（含商住两用）贷款" | "个人商用房（包括商住两用）贷款", HousingFundLoan = "个人住房公积金贷款",
        CarLoan = "个人汽车消费贷款" | "个人汽车贷款" | "汽车贷款", StudentLoan = "个人助学贷款", StateStudentLoan = "国家助学贷款",
        CommercialStudentLoan = "商业助学贷款", BusinessLoan = "个人经营性贷款", StartupLoan = "个人创业担保贷款", FarmerLoan = "农户贷款",
        FarmerBusinessLoan = "经营性农户贷款", FarmerConsumerLoan = "消费性农户贷款", ConsumerLoan = "其他个人消费贷款" | "个人消费贷款",
        OtherLoan = "其他贷款", QuasiCard = "准贷记卡", CreditCard = "贷记卡", InstalmentCard = "大额专项分期卡",
        RepurchaseTrade = "约定购回式证券交易", PledgedRepo = "股票质押式回购交易", MarginTrade = "融资融券业务" | "融资融券交易",
        OtherSecurities = "其他证券类融资", FinanceLease = "融资租赁业务", AssetDisposal = "资产处置", Subrogation = "代偿债务", Advance = "垫款",
        Loan = "贷款", Card = "信用卡", Securities = "证券类融资", Lease = "融资租赁", CorporateBond = "企业债", TradeFinance = "贸易融资",
        Factoring = "保理融资", Overdraft = "透支", BillDiscount = "票据贴现", GoldLoan = "黄金借贷",
    }
}

words! {
    /// 业务类型 of 信贷交易信息提示 (grammar-notes/summary.md): the rows that the table has. The row of sums is read apart.
    pub enum HintKind {
        HousingLoan = "个人住房贷款", CommercialHouse = "个人商用房贷款（包括商住两用房）" | "个人商用房贷款" | "个人商用房（包括商住两用房）贷款" | "个人商用房（包括商住两用）贷款",
        OtherLoan = "其他类贷款",
        CreditCard = "贷记卡", QuasiCard = "准贷记卡", Unspecified = "其他", Total = "合计",
    }
}

impl HintKind {
    /// The spellings of the kinds of one class; without those of the row of sums, which has none.
    pub(crate) fn spellings(class: &BusinessClass) -> impl Iterator<Item = &'static str> + Clone {
        let of = |index: &usize| Self::at(*index).and_then(|kind| kind.class());
        Self::WORDS.iter().filter(move |(index, _)| of(index).as_ref() == Some(class)).map(|(_, word)| *word)
    }

    /// The 业务大类 that a kind is of.
    fn class(&self) -> Option<BusinessClass> {
        match self {
            HintKind::HousingLoan | HintKind::CommercialHouse | HintKind::OtherLoan => Some(BusinessClass::Loan),
            HintKind::CreditCard | HintKind::QuasiCard => Some(BusinessClass::Card),
            HintKind::Unspecified => Some(BusinessClass::OtherBusiness),
            HintKind::Total | HintKind::Other(_) => None,
        }
    }
}

words! {
    /// 业务类型 of 被追偿信息汇总 (grammar-notes/summary.md), in both generations. The row of sums is read apart.
    pub enum RecoveryKind {
        AssetDisposal = "资产处置业务" | "资产处置", Advance = "垫款业务" | "垫款", GuarantorAdvance = "保证人代偿",
        Total = "合计",
    }
}

words! {
    /// 业务类型 of 后付费业务欠费信息汇总 (A.16).
    pub enum PostpaidClass { Telecom = "电信业务", Utility = "水电气等公用事业" | "自来水业务" }
}

words! {
    /// 信息类型 of 公共信息汇总 (A.17).
    pub enum PublicRecordKind {
        TaxArrears = "欠税信息" | "欠税记录", CivilJudgment = "民事判决信息" | "民事判决记录", Enforcement = "强制执行信息" | "强制执行记录",
        AdminPenalty = "行政处罚信息" | "行政处罚记录",
    }
}

words! {
    /// 人员类别 of 低保救助记录 (A.53).
    pub enum ReliefClass {
        Employed = "在职职工", OffPost = "离岗", Unemployed = "失业", Retired = "离退休人员", ThreeNos = "三无人员", Resident = "居民", Student = "学生",
    }
}

words! {
    /// 账户类型 of 逾期（透支）信息汇总 (grammar-notes/summary.md), with the first generation's heads.
    pub enum OverdueKind {
        NonRevolving = "非循环贷账户", RevolvingSub = "循环贷账户一" | "循环额度下分账户", Revolving = "循环贷账户二" | "循环贷账户",
        CreditCard = "贷记卡账户", QuasiCard = "准贷记卡账户", FirstLoans = "贷款逾期", FirstCards = "贷记卡逾期",
        FirstQuasiCards = "准贷记卡60天以上透支",
    }
}
