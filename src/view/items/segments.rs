//! Every item of the standard: its code, its name, and the printed field it comes from, or why there is none.

use super::codes::*;
use super::table::Source::{Absent, Code, Field, Institution, InstitutionKind, InstitutionName, Made};
use super::table::{Item, Segment};

macro_rules! segments {
    ($( $name:ident = $path:literal, $section:literal { $( $code:ident $label:literal = $source:expr; )* } )*) => {
        $( pub(crate) static $name: Segment = Segment {
            path: $path,
            section: $section,
            items: &[$( Item { code: stringify!($code), name: $label, source: $source } ),*],
        }; )*

        /// All segments in the standard's order.
        pub(crate) static SEGMENTS: &[&Segment] = &[$(&$name),*];
    };
}

/// How a number of records is made.
pub(super) const COUNTED: &str = "counted: the records below it";
/// Whoever keeps an account, under the labels of all its prints.
const LENDERS: &[&str] = &["管理机构", "发卡机构", "资产管理公司", "代偿机构"];
/// Why there are no annotations.
const NO_MARKS: &str = "no known print has annotations under these records";

#[rustfmt::skip]
segments! {
    PA01A = "PRH.PA01.PA01A", "header" {
        PA01AI01 "报告编号" = Field(&["报告编号"]);
        PA01AR01 "报告时间" = Field(&["报告时间"]);
    }
    PA01B = "PRH.PA01.PA01B", "header" {
        PA01BQ01 "被查询者姓名" = Field(&["被查询者姓名"]);
        PA01BD01 "被查询者证件类型" = Code(&["被查询者证件类型"], &[&A2]);
        PA01BI01 "被查询者证件号码" = Field(&["被查询者证件号码"]);
        PA01BI02 "查询机构代码" = Institution(&["查询机构"]);
        PA01BD02 "查询原因代码" = Code(&["查询原因"], &[&A4]);
    }
    PA01C = "PRH.PA01.PA01C", "header.other_id" {
        PA01CS01 "身份标识个数" = Made(COUNTED);
    }
    PA01CH = "PRH.PA01.PA01C.PA01CH", "header.other_id" {
        PA01CD01 "证件类型" = Code(&["证件类型"], &[&A2]);
        PA01CI01 "证件号码" = Field(&["证件号码"]);
    }
    PA01D = "PRH.PA01.PA01D", "header.fraud_alert" {
        PA01DQ01 "防欺诈警示标志" = Made("1 (A.3) where a fraud alert is printed, be it the sentence or 是");
        PA01DQ02 "防欺诈警示联系电话" = Field(&["联系电话"]);
        PA01DR01 "防欺诈警示生效日期" = Field(&["生效日期"]);
        PA01DR02 "防欺诈警示截止日期" = Field(&["截止日期"]);
    }
    PA01E = "PRH.PA01.PA01E", "header.objection" {
        PA01ES01 "异议标注数目" = Made("the number in 异议信息提示");
    }
    PB01A = "PIM.PB01.PB01A", "identity" {
        PB01AD01 "性别" = Code(&["性别"], &[&A60]);
        PB01AR01 "出生日期" = Field(&["出生日期"]);
        PB01AD02 "学历" = Code(&["学历"], &[&A61]);
        PB01AD03 "学位" = Code(&["学位"], &[&A62]);
        PB01AD04 "就业状况" = Code(&["就业状况"], &[&A63]);
        PB01AQ01 "电子邮箱" = Field(&["电子邮箱"]);
        PB01AQ02 "通讯地址" = Field(&["通讯地址"]);
        PB01AD05 "国籍" = Code(&["国籍"], &[&A57]);
        PB01AQ03 "户籍地址" = Field(&["户籍地址"]);
    }
    PB01B = "PIM.PB01.PB01B", "identity.mobile" {
        PB01BS01 "手机号码个数" = Made(COUNTED);
    }
    PB01BH = "PIM.PB01.PB01B.PB01BH", "identity.mobile" {
        PB01BQ01 "手机号码" = Field(&["手机号码"]);
        PB01BR01 "信息更新日期" = Field(&["信息更新日期"]);
    }
    PB02 = "PMM.PB02", "spouse" {
        PB020D01 "婚姻状况" = Made("`identity` 婚姻状况, else `header` 婚姻状况, in A.64");
        PB020Q01 "配偶姓名" = Field(&["姓名"]);
        PB020D02 "配偶证件类型" = Code(&["证件类型"], &[&A2]);
        PB020I01 "配偶证件号码" = Field(&["证件号码"]);
        PB020Q02 "配偶工作单位" = Field(&["工作单位"]);
        PB020Q03 "配偶联系电话" = Field(&["联系电话"]);
    }
    PB03 = "PRM.PB03", "residence" {
        PB030D01 "居住状况" = Code(&["居住状况"], &[&A5]);
        PB030Q01 "居住地址" = Field(&["居住地址"]);
        PB030Q02 "住宅电话" = Field(&["住宅电话"]);
        PB030R01 "信息更新日期" = Field(&["信息更新日期"]);
    }
    PB04 = "POM.PB04", "occupation" {
        PB040D01 "就业状况" = Code(&["就业状况"], &[&A63]);
        PB040Q01 "工作单位" = Field(&["工作单位"]);
        PB040D02 "单位性质" = Code(&["单位性质"], &[&A6]);
        PB040D03 "行业" = Code(&["行业"], &[&A65]);
        PB040Q02 "单位地址" = Field(&["单位地址"]);
        PB040Q03 "单位电话" = Field(&["单位电话"]);
        PB040D04 "职业" = Code(&["职业"], &[&A7]);
        PB040D05 "职务" = Code(&["职务"], &[&A8]);
        PB040D06 "职称" = Code(&["职称"], &[&A9]);
        PB040R01 "进入本单位年份" = Field(&["进入本单位年份"]);
        PB040R02 "信息更新日期" = Field(&["信息更新日期"]);
    }
    PC01 = "PSM.PC01", "summary.score" {
        PC010Q01 "数字解读" = Field(&["数字解读"]);
        PC010Q02 "相对位置" = Field(&["相对位置"]);
        PC010S01 "分数说明条数" = Made("counted: the factors of 说明");
        PC010D01 "分数说明" = Made("each factor of 说明 (behind 影响因素：, set apart by ；, 。 or their numbers) in A.10");
    }
    PC02A = "PCO.PC02.PC02A", "summary.credit_hint" {
        PC02AS01 "账户数合计" = Made("`summary.credit_hint.total` 账户数");
        PC02AS02 "业务类型数量" = Made(COUNTED);
    }
    PC02AH = "PCO.PC02.PC02A.PC02AH", "summary.credit_hint" {
        PC02AD01 "业务类型" = Code(&["业务类型"], &[&A11]);
        PC02AD02 "业务大类" = Code(&["业务大类"], &[&A12]);
        PC02AS03 "账户数" = Field(&["账户数"]);
        PC02AR01 "首笔业务发放月份" = Field(&["首笔业务发放月份"]);
    }
    PC02B = "PCO.PC02.PC02B", "summary.recovery" {
        PC02BS01 "账户数合计" = Made("`summary.recovery.total` 账户数");
        PC02BJ01 "余额合计" = Made("`summary.recovery.total` 余额");
        PC02BS02 "业务类型数量" = Made(COUNTED);
    }
    PC02BH = "PCO.PC02.PC02B.PC02BH", "summary.recovery" {
        PC02BD01 "业务类型" = Code(&["业务类型"], &[&A13]);
        PC02BS03 "账户数" = Field(&["账户数"]);
        PC02BJ02 "余额" = Field(&["余额"]);
    }
    PC02C = "PCO.PC02.PC02C", "summary.bad_debt" {
        PC02CS01 "账户数" = Field(&["账户数"]);
        PC02CJ01 "余额" = Field(&["余额"]);
    }
    PC02D = "PCO.PC02.PC02D", "summary.overdue" {
        PC02DS01 "账户类型数量" = Made(COUNTED);
    }
    PC02DH = "PCO.PC02.PC02D.PC02DH", "summary.overdue" {
        PC02DD01 "账户类型" = Code(&["账户类型"], &[&A14]);
        PC02DS02 "账户数" = Field(&["账户数"]);
        PC02DS03 "月份数" = Field(&["月份数"]);
        PC02DJ01 "单月最高逾期（透支）总额" = Field(&["单月最高逾期/透支总额"]);
        PC02DS04 "最长逾期（透支）月数" = Field(&["最长逾期/透支月数"]);
    }
    PC02E = "PCO.PC02.PC02E", "summary.non_revolving" {
        PC02ES01 "管理机构数" = Field(&["管理机构数"]);
        PC02ES02 "账户数" = Field(&["账户数"]);
        PC02EJ01 "授信总额" = Field(&["授信总额"]);
        PC02EJ02 "余额" = Field(&["余额"]);
        PC02EJ03 "最近6个月平均应还款" = Field(&["最近6个月平均应还款"]);
    }
    PC02F = "PCO.PC02.PC02F", "summary.revolving_sub" {
        PC02FS01 "管理机构数" = Field(&["管理机构数"]);
        PC02FS02 "账户数" = Field(&["账户数"]);
        PC02FJ01 "授信总额" = Field(&["授信总额"]);
        PC02FJ02 "余额" = Field(&["余额"]);
        PC02FJ03 "最近6个月平均应还款" = Field(&["最近6个月平均应还款"]);
    }
    PC02G = "PCO.PC02.PC02G", "summary.revolving" {
        PC02GS01 "管理机构数" = Field(&["管理机构数"]);
        PC02GS02 "账户数" = Field(&["账户数"]);
        PC02GJ01 "授信总额" = Field(&["授信总额"]);
        PC02GJ02 "余额" = Field(&["余额"]);
        PC02GJ03 "最近6个月平均应还款" = Field(&["最近6个月平均应还款"]);
    }
    PC02H = "PCO.PC02.PC02H", "summary.credit_card" {
        PC02HS01 "发卡机构数" = Field(&["发卡机构数"]);
        PC02HS02 "账户数" = Field(&["账户数"]);
        PC02HJ01 "授信总额" = Field(&["授信总额"]);
        PC02HJ02 "单家行最高授信额" = Field(&["单家机构最高授信额"]);
        PC02HJ03 "单家行最低授信额" = Field(&["单家机构最低授信额"]);
        PC02HJ04 "已用额度" = Field(&["已用额度"]);
        PC02HJ05 "最近6个月平均使用额度" = Field(&["最近6个月平均使用额度"]);
    }
    PC02I = "PCO.PC02.PC02I", "summary.quasi_card" {
        PC02IS01 "发卡机构数" = Field(&["发卡机构数"]);
        PC02IS02 "账户数" = Field(&["账户数"]);
        PC02IJ01 "授信总额" = Field(&["授信总额"]);
        PC02IJ02 "单家行最高授信额" = Field(&["单家机构最高授信额"]);
        PC02IJ03 "单家行最低授信额" = Field(&["单家机构最低授信额"]);
        PC02IJ04 "透支余额" = Field(&["透支余额"]);
        PC02IJ05 "最近6个月平均透支余额" = Field(&["最近6个月平均透支余额"]);
    }
    PC02K = "PCO.PC02.PC02K", "summary.liability" {
        PC02KS01 "相关还款责任个数" = Made(COUNTED);
    }
    PC02KH = "PCO.PC02.PC02K.PC02KH", "summary.liability" {
        PC02KD01 "借款人身份类别" = Made("1 for persons, 2 for companies (A.1)");
        PC02KD02 "还款责任类型" = Made("1 for 担保责任, 9 for 其他相关还款责任 (A.15)");
        PC02KS02 "账户数" = Field(&["账户数"]);
        PC02KJ01 "还款责任金额" = Field(&["担保金额", "还款责任金额"]);
        PC02KJ02 "余额" = Field(&["余额"]);
    }
    PC03 = "PNO.PC03", "summary.postpaid" {
        PC030S01 "后付费业务类型数量" = Made(COUNTED);
    }
    PC030H = "PNO.PC03.PC030H", "summary.postpaid" {
        PC030D01 "后付费业务类型" = Code(&["业务类型"], &[&A16]);
        PC030S02 "欠费账户数" = Field(&["账户数"]);
        PC030J01 "欠费金额" = Field(&["欠费金额"]);
    }
    PC04 = "PPO.PC04", "summary.public" {
        PC040S01 "公共信息类型数量" = Made(COUNTED);
    }
    PC040H = "PPO.PC04.PC040H", "summary.public" {
        PC040D01 "公共信息类型" = Code(&["信息类型"], &[&A17]);
        PC040S02 "记录数" = Field(&["记录数"]);
        PC040J01 "涉及金额" = Field(&["涉及金额"]);
    }
    PC05A = "PQO.PC05.PC05A", "summary.query" {
        PC05AR01 "上一次查询日期" = Field(&["上一次查询日期"]);
        PC05AD01 "上一次查询机构机构类型" = InstitutionKind(&["上一次查询机构"]);
        PC05AI01 "上一次查询机构代码" = Institution(&["上一次查询机构"]);
        PC05AQ01 "上一次查询原因" = Code(&["上一次查询原因"], &[&A4]);
    }
    PC05B = "PQO.PC05.PC05B", "summary.query" {
        PC05BS01 "最近1个月内的查询机构数（贷款审批）" = Field(&["最近1个月内的查询机构数.贷款审批"]);
        PC05BS02 "最近1个月内的查询机构数（信用卡审批）" = Field(&["最近1个月内的查询机构数.信用卡审批"]);
        PC05BS03 "最近1个月内的查询次数（贷款审批）" = Field(&["最近1个月内的查询次数.贷款审批"]);
        PC05BS04 "最近1个月内的查询次数（信用卡审批）" = Field(&["最近1个月内的查询次数.信用卡审批"]);
        PC05BS05 "最近1个月内的查询次数（本人查询）" = Field(&["最近1个月内的查询次数.本人查询"]);
        PC05BS06 "最近2年内的查询次数（贷后管理）" = Field(&["最近2年内的查询次数.贷后管理"]);
        PC05BS07 "最近2年内的查询次数（担保资格审查）" = Field(&["最近2年内的查询次数.担保资格审查"]);
        PC05BS08 "最近2年内的查询次数（特约商户实名审查）" = Field(&["最近2年内的查询次数.特约商户实名审查"]);
    }
    PD01A = "PDA.PD01.PD01A", "account" {
        PD01AI01 "账户编号" = Made("the heading without spaces and brackets: 账户1; it counts anew in each kind of account and in each list of sentences");
        PD01AD01 "账户类型" = Made("the heading that the account stands under, in A.19; in a sentence R2 or R3 by 卡种, R1 where 可循环使用 stands, else none; C1 for claims taken over and advances");
        PD01AD02 "业务管理机构类型" = InstitutionKind(LENDERS);
        PD01AI02 "业务管理机构代码" = Institution(LENDERS);
        PD01AI03 "账户标识" = Field(&["账户标识"]);
        PD01AI04 "授信协议编号" = Field(&["授信协议标识"]);
        PD01AD03 "业务种类" = Made("业务种类 or 卡种 in A.20; A1 for claims taken over, B1 for advances");
        PD01AR01 "开立日期" = Field(&["开立日期", "债权接收日期", "债务接收日期", "垫款日期"]);
        PD01AD04 "币种" = Code(&["账户币种", "币种"], &[&A59]);
        PD01AJ01 "借款金额" = Made("借款金额, 债权金额, 接收的债务金额 or 累计代偿金额; in a sentence 金额, unless it is a limit");
        PD01AJ02 "账户授信额度" = Made("账户授信额度; in a sentence 信用额度");
        PD01AJ03 "共享授信额度" = Field(&["共享授信额度"]);
        PD01AR02 "到期日期" = Field(&["到期日期"]);
        PD01AD05 "还款方式" = Code(&["还款方式"], &[&A21]);
        PD01AD06 "还款频率" = Code(&["还款频率"], &[&A22]);
        PD01AS01 "还款期数" = Field(&["还款期数"]);
        PD01AD07 "担保方式" = Code(&["担保方式"], &[&A24]);
        PD01AD08 "贷款发放形式" = Made("贷款发放形式 in A.23, or the 标注 where it is one of A.23");
        PD01AD09 "共同借款标志" = Code(&["共同借款标志"], &[&A25]);
        PD01AD10 "债权转移时的还款状态" = Field(&["债权转移时的还款状态"]);
    }
    PD01B = "PDA.PD01.PD01B", "account.latest" {
        PD01BD01 "账户状态" = Made("账户状态 in A.27 to A.31, unless a later performance is printed; in a sentence its 状态, and 2 for a claim that is settled");
        PD01BR01 "关闭日期" = Made("账户关闭日期 or 销户日期; in a sentence the month, 销户月份 or 结清月份");
        PD01BR04 "转出月份" = Made("转出月份; in a sentence 结清月份 under the state 转出");
        PD01BJ01 "余额" = Field(&["余额", "透支余额"]);
        PD01BR02 "最近一次还款日期" = Field(&["还款日期", "最近一次还款日期"]);
        PD01BJ02 "最近一次还款金额" = Field(&["还款金额"]);
        PD01BD03 "五级分类" = Code(&["五级分类"], &[&A32]);
        PD01BD04 "还款状态" = Field(&["当前还款状态"]);
        PD01BR03 "信息报告日期" = Field(&["截至日期"]);
    }
    PD01C = "PDA.PD01.PD01C", "account" {
        PD01CR01 "月份" = Made("the month of 截至日期, or 截至月份");
        PD01CD01 "账户状态" = Made("账户状态 in A.27 to A.30; in a sentence its 状态");
        PD01CJ01 "余额" = Field(&["余额", "透支余额"]);
        PD01CJ02 "已用额度" = Field(&["已用额度", "已使用额度"]);
        PD01CJ03 "未出单的大额专项分期余额" = Field(&["未出单的大额专项分期余额", "大额专项分期余额"]);
        PD01CD02 "五级分类" = Code(&["五级分类"], &[&A32]);
        PD01CS01 "剩余还款期数" = Field(&["剩余还款期数", "剩余分期期数"]);
        PD01CR02 "结算/应还款日" = Field(&["应还款日", "账单日"]);
        PD01CJ04 "本月应还款" = Field(&["本月应还款"]);
        PD01CJ05 "本月实还款" = Field(&["本月实还款"]);
        PD01CR03 "最近一次还款日期" = Field(&["最近一次还款日期"]);
        PD01CS02 "当前逾期期数" = Field(&["当前逾期期数"]);
        PD01CJ06 "当前逾期总额" = Field(&["当前逾期总额"]);
        PD01CJ07 "逾期31—60天未还本金" = Field(&["逾期31-60天未还本金"]);
        PD01CJ08 "逾期61－90天未还本金" = Field(&["逾期61-90天未还本金"]);
        PD01CJ09 "逾期91－180天未还本金" = Field(&["逾期91-180天未还本金"]);
        PD01CJ10 "逾期180天以上未还本金" = Field(&["逾期180天以上未还本金"]);
        PD01CJ11 "透支180天以上未付余额" = Field(&["透支180天以上未付余额"]);
        PD01CJ12 "最近6个月平均使用额度" = Field(&["最近6个月平均使用额度"]);
        PD01CJ13 "最近6个月平均透支余额" = Field(&["最近6个月平均透支余额"]);
        PD01CJ14 "最大使用额度" = Field(&["最大使用额度"]);
        PD01CJ15 "最大透支余额" = Field(&["最大透支余额"]);
        PD01CR04 "信息报告日期" = Field(&["截至日期"]);
    }
    PD01D = "PDA.PD01.PD01D", "account.grid" {
        PD01DR01 "起始年月" = Made("the first of the last 24 months of the grid");
        PD01DR02 "截止年月" = Made("the last month of the grid");
    }
    PD01DH = "PDA.PD01.PD01D.PD01DH", "account.grid" {
        PD01DR03 "月份" = Made("the month: its year is the row, its number the column");
        PD01DD01 "还款状态" = Field(&["状态"]);
    }
    PD01E = "PDA.PD01.PD01E", "account.grid" {
        PD01ER01 "起始年月" = Made("the first month of the rows, which are the truth; the heading's where there is none");
        PD01ER02 "截止年月" = Made("the last month of the rows, which are the truth; the heading's where there is none");
        PD01ES01 "月数" = Made("counted: the months of the grid");
    }
    PD01EH = "PDA.PD01.PD01E.PD01EH", "account.grid" {
        PD01ER03 "月份" = Made("the month: its year is the row, its number the column");
        PD01ED01 "还款状态" = Field(&["状态"]);
        PD01EJ01 "逾期（透支）总额" = Field(&["金额"]);
    }
    PD01F = "PDA.PD01.PD01F", "account.special_trade" {
        PD01FS01 "特殊交易个数" = Made(COUNTED);
    }
    PD01FH = "PDA.PD01.PD01F.PD01FH", "account.special_trade" {
        PD01FD01 "特殊交易类型" = Code(&["特殊交易类型"], &[&A37]);
        PD01FR01 "特殊交易发生日期" = Field(&["发生日期"]);
        PD01FS02 "到期日期变更月数" = Field(&["变更月数"]);
        PD01FJ01 "特殊交易发生金额" = Field(&["发生金额"]);
        PD01FQ01 "特殊交易明细记录" = Field(&["明细记录"]);
    }
    PD01G = "PDA.PD01.PD01G", "account.special_event" {
        PD01GS01 "特殊事件说明个数" = Made(COUNTED);
    }
    PD01GH = "PDA.PD01.PD01G.PD01GH", "account.special_event" {
        PD01GR01 "特殊事件发生月份" = Made("the month in the sentence, where it names one");
        PD01GD01 "特殊事件类型" = Made("what the sentence tells: 11 不出单 or 账单日, 12 重启 (A.38)");
    }
    PD01H = "PDA.PD01.PD01H", "account.large_installment" {
        PD01HS01 "大额专项分期笔数" = Made(COUNTED);
    }
    PD01HH = "PDA.PD01.PD01H.PD01HH", "account.large_installment" {
        PD01HJ01 "大额专项分期额度" = Field(&["大额专项分期额度"]);
        PD01HR01 "分期额度生效日期" = Field(&["分期额度生效日期"]);
        PD01HR02 "分期额度到期日期" = Field(&["分期额度到期日期"]);
        PD01HJ02 "已用分期金额" = Field(&["已用分期金额"]);
    }
    PD01Z = "PDA.PD01.PD01Z", "account.mark" {
        PD01ZS01 "标注及声明个数" = Made(COUNTED);
    }
    PD01ZH = "PDA.PD01.PD01Z.PD01ZH", "account.mark" {
        PD01ZD01 "标注及声明类型" = Code(&["类型"], &[&A39]);
        PD01ZQ01 "标注或声明内容" = Field(&["内容"]);
        PD01ZR01 "添加日期" = Field(&["添加日期"]);
    }
    PD02A = "PCA.PD02.PD02A", "agreement" {
        PD02AI01 "授信协议编号" = Made("the heading without spaces and brackets: 授信协议1");
        PD02AD01 "业务管理机构类型" = InstitutionKind(&["管理机构"]);
        PD02AI02 "业务管理机构" = Institution(&["管理机构"]);
        PD02AI03 "授信协议标识" = Field(&["授信协议标识"]);
        PD02AD02 "授信额度用途" = Code(&["授信额度用途"], &[&A40]);
        PD02AJ01 "授信额度" = Field(&["授信额度"]);
        PD02AD03 "币种" = Code(&["币种"], &[&A59]);
        PD02AR01 "生效日期" = Field(&["生效日期"]);
        PD02AR02 "到期日期" = Field(&["到期日期"]);
        PD02AD04 "授信协议状态" = Absent("paper prints no state of an agreement");
        PD02AJ04 "已用额度" = Field(&["已用额度"]);
        PD02AJ03 "授信限额" = Field(&["授信限额"]);
        PD02AI04 "授信限额编号" = Field(&["授信限额编号"]);
    }
    PD02Z = "PCA.PD02.PD02Z", "agreement" {
        PD02ZS01 "标注及声明个数" = Absent(NO_MARKS);
    }
    PD02ZH = "PCA.PD02.PD02Z.PD02ZH", "agreement" {
        PD02ZD01 "标注及声明类型" = Absent(NO_MARKS);
        PD02ZQ01 "标注或声明内容" = Absent(NO_MARKS);
        PD02ZR01 "添加日期" = Absent(NO_MARKS);
    }
    PD03A = "PCR.PD03.PD03A", "liability" {
        PD03AD08 "主借款人身份类别" = Made("1 under 个人借款, 2 under 企业借款 (A.1)");
        PD03AD01 "业务管理机构类型" = InstitutionKind(&["管理机构"]);
        PD03AQ01 "业务管理机构" = InstitutionName(&["管理机构"]);
        PD03AD02 "业务种类" = Made("the class of 业务种类 in A.42 (persons) or A.43 (companies)");
        PD03AR01 "开立日期" = Field(&["开立日期"]);
        PD03AR02 "到期日期" = Field(&["到期日期"]);
        PD03AD03 "相关还款责任人类型" = Code(&["责任人类型"], &[&A44]);
        PD03AQ02 "保证合同编号" = Field(&["保证合同编号"]);
        PD03AJ01 "相关还款责任金额" = Field(&["还款责任金额"]);
        PD03AD04 "币种" = Code(&["币种", "余额币种"], &[&A59]);
        PD03AJ02 "余额" = Field(&["余额"]);
        PD03AD05 "五级分类" = Code(&["五级分类"], &[&A32]);
        PD03AD06 "账户类型" = Absent("paper does not tell the kind of account of the main business");
        PD03AD07 "还款状态" = Field(&["还款状态"]);
        PD03AS01 "逾期月数" = Field(&["逾期月数"]);
        PD03AR03 "信息报告日期" = Field(&["截至日期"]);
    }
    PD03Z = "PCR.PD03.PD03Z", "liability.mark" {
        PD03ZS01 "标注及声明个数" = Made(COUNTED);
    }
    PD03ZH = "PCR.PD03.PD03Z.PD03ZH", "liability.mark" {
        PD03ZD01 "标注及声明类型" = Code(&["类型"], &[&A39]);
        PD03ZQ01 "标注或声明内容" = Field(&["内容"]);
        PD03ZR01 "添加日期" = Field(&["添加日期"]);
    }
    PE01A = "PND.PE01.PE01A", "postpaid" {
        PE01AD01 "后付费账户类型" = Made("TE where 业务类型 is in A.46, UE where it is in A.47 (A.45)");
        PE01AQ01 "机构名称" = Field(&["机构名称"]);
        PE01AD02 "业务类型" = Code(&["业务类型"], &[&A46, &A47]);
        PE01AR01 "业务开通日期" = Field(&["业务开通日期"]);
        PE01AD03 "当前缴费状态" = Code(&["当前缴费状态"], &[&A48]);
        PE01AJ01 "当前欠费金额" = Field(&["当前欠费金额"]);
        PE01AR02 "记账年月" = Field(&["记账年月"]);
        PE01AQ02 "最近24个月缴费记录" = Made("the signs of the grid's last months, the oldest first: as many as are printed without a gap, 24 at most; the last is of the grid's last month");
    }
    PE01Z = "PND.PE01.PE01Z", "postpaid" {
        PE01ZS01 "标注及声明个数" = Absent(NO_MARKS);
    }
    PE01ZH = "PND.PE01.PE01Z.PE01ZH", "postpaid" {
        PE01ZD01 "标注及声明类型" = Absent(NO_MARKS);
        PE01ZQ01 "标注或声明内容" = Absent(NO_MARKS);
        PE01ZR01 "添加日期" = Absent(NO_MARKS);
    }
    PF01A = "POT.PF01.PF01A", "tax_arrears" {
        PF01AQ01 "主管税务机关" = Field(&["主管税务机关"]);
        PF01AJ01 "欠税总额" = Field(&["欠税总额"]);
        PF01AR01 "欠税统计日期" = Field(&["欠税统计日期"]);
    }
    PF01Z = "POT.PF01.PF01Z", "tax_arrears" {
        PF01ZS01 "标注及声明个数" = Absent(NO_MARKS);
    }
    PF01ZH = "POT.PF01.PF01Z.PF01ZH", "tax_arrears" {
        PF01ZD01 "标注及声明类型" = Absent(NO_MARKS);
        PF01ZQ01 "标注或声明内容" = Absent(NO_MARKS);
        PF01ZR01 "添加日期" = Absent(NO_MARKS);
    }
    PF02A = "PCJ.PF02.PF02A", "civil_judgment" {
        PF02AQ01 "立案法院" = Field(&["立案法院"]);
        PF02AQ02 "案由" = Field(&["案由"]);
        PF02AR01 "立案日期" = Field(&["立案日期"]);
        PF02AD01 "结案方式" = Code(&["结案方式"], &[&A50]);
        PF02AQ03 "判决/调解结果" = Field(&["判决/调解结果"]);
        PF02AR02 "判决/调解生效日期" = Field(&["判决/调解生效日期"]);
        PF02AQ04 "诉讼标的" = Field(&["诉讼标的"]);
        PF02AJ01 "诉讼标的金额" = Field(&["诉讼标的金额"]);
    }
    PF02Z = "PCJ.PF02.PF02Z", "civil_judgment" {
        PF02ZS01 "标注及声明个数" = Absent(NO_MARKS);
    }
    PF02ZH = "PCJ.PF02.PF02Z.PF02ZH", "civil_judgment" {
        PF02ZD01 "标注及声明类型" = Absent(NO_MARKS);
        PF02ZQ01 "标注或声明内容" = Absent(NO_MARKS);
        PF02ZR01 "添加日期" = Absent(NO_MARKS);
    }
    PF03A = "PCE.PF03.PF03A", "enforcement" {
        PF03AQ01 "执行法院" = Field(&["执行法院"]);
        PF03AQ02 "执行案由" = Field(&["执行案由"]);
        PF03AR01 "立案日期" = Field(&["立案日期"]);
        PF03AD01 "结案方式" = Code(&["结案方式"], &[&A51]);
        PF03AQ03 "案件状态" = Field(&["案件状态"]);
        PF03AR02 "结案日期" = Field(&["结案日期"]);
        PF03AQ04 "申请执行标的" = Field(&["申请执行标的"]);
        PF03AJ01 "申请执行标的金额" = Field(&["申请执行标的价值"]);
        PF03AQ05 "已执行标的" = Field(&["已执行标的"]);
        PF03AJ02 "已执行标的金额" = Field(&["已执行标的金额"]);
    }
    PF03Z = "PCE.PF03.PF03Z", "enforcement" {
        PF03ZS01 "标注及声明个数" = Absent(NO_MARKS);
    }
    PF03ZH = "PCE.PF03.PF03Z.PF03ZH", "enforcement" {
        PF03ZD01 "标注及声明类型" = Absent(NO_MARKS);
        PF03ZQ01 "标注或声明内容" = Absent(NO_MARKS);
        PF03ZR01 "添加日期" = Absent(NO_MARKS);
    }
    PF04A = "PAP.PF04.PF04A", "admin_penalty" {
        PF04AQ01 "处罚机构" = Field(&["处罚机构"]);
        PF04AQ02 "处罚内容" = Field(&["处罚内容"]);
        PF04AJ01 "处罚金额" = Field(&["处罚金额"]);
        PF04AR01 "处罚生效日期" = Field(&["生效日期"]);
        PF04AR02 "处罚截止日期" = Field(&["截止日期"]);
        PF04AQ03 "行政复议结果" = Field(&["行政复议结果"]);
    }
    PF04Z = "PAP.PF04.PF04Z", "admin_penalty" {
        PF04ZS01 "标注及声明个数" = Absent(NO_MARKS);
    }
    PF04ZH = "PAP.PF04.PF04Z.PF04ZH", "admin_penalty" {
        PF04ZD01 "标注及声明类型" = Absent(NO_MARKS);
        PF04ZQ01 "标注或声明内容" = Absent(NO_MARKS);
        PF04ZR01 "添加日期" = Absent(NO_MARKS);
    }
    PF05A = "PHF.PF05.PF05A", "housing_fund" {
        PF05AQ01 "参缴地" = Field(&["参缴地"]);
        PF05AR01 "参缴日期" = Field(&["参缴日期"]);
        PF05AD01 "缴费状态" = Code(&["缴费状态"], &[&A52]);
        PF05AR02 "初缴月份" = Field(&["初缴月份"]);
        PF05AR03 "缴至月份" = Field(&["缴至月份"]);
        PF05AQ02 "单位缴存比例" = Field(&["单位缴存比例"]);
        PF05AQ03 "个人缴存比例" = Field(&["个人缴存比例"]);
        PF05AJ01 "月缴存额" = Field(&["月缴存额"]);
        PF05AQ04 "缴费单位" = Field(&["缴费单位"]);
        PF05AR04 "信息更新日期" = Field(&["信息更新日期"]);
    }
    PF05Z = "PHF.PF05.PF05Z", "housing_fund" {
        PF05ZS01 "标注及声明个数" = Absent(NO_MARKS);
    }
    PF05ZH = "PHF.PF05.PF05Z.PF05ZH", "housing_fund" {
        PF05ZD01 "标注及声明类型" = Absent(NO_MARKS);
        PF05ZQ01 "标注或声明内容" = Absent(NO_MARKS);
        PF05ZR01 "添加日期" = Absent(NO_MARKS);
    }
    PF06A = "PBS.PF06.PF06A", "subsistence_relief" {
        PF06AD01 "人员类别" = Code(&["人员类别"], &[&A53]);
        PF06AQ01 "所在地" = Field(&["所在地"]);
        PF06AQ02 "工作单位" = Field(&["工作单位"]);
        PF06AQ03 "家庭月收入" = Field(&["家庭月收入"]);
        PF06AR01 "申请日期" = Field(&["申请日期"]);
        PF06AR02 "批准日期" = Field(&["批准日期"]);
        PF06AR03 "信息更新日期" = Field(&["信息更新日期"]);
    }
    PF06Z = "PBS.PF06.PF06Z", "subsistence_relief" {
        PF06ZS01 "标注及声明个数" = Absent(NO_MARKS);
    }
    PF06ZH = "PBS.PF06.PF06Z.PF06ZH", "subsistence_relief" {
        PF06ZD01 "标注及声明类型" = Absent(NO_MARKS);
        PF06ZQ01 "标注或声明内容" = Absent(NO_MARKS);
        PF06ZR01 "添加日期" = Absent(NO_MARKS);
    }
    PF07A = "PPQ.PF07.PF07A", "qualification" {
        PF07AQ01 "执业资格名称" = Field(&["执业资格名称"]);
        PF07AQ02 "颁发机构" = Field(&["颁发机构"]);
        PF07AD01 "等级" = Code(&["等级"], &[&A54]);
        PF07AD02 "机构所在地" = Code(&["机构所在地"], &[]);
        PF07AR01 "获得年月" = Field(&["获得日期"]);
        PF07AR02 "到期年月" = Field(&["到期日期"]);
        PF07AR03 "吊销年月" = Field(&["吊销日期"]);
    }
    PF07Z = "PPQ.PF07.PF07Z", "qualification" {
        PF07ZS01 "标注及声明个数" = Absent(NO_MARKS);
    }
    PF07ZH = "PPQ.PF07.PF07Z.PF07ZH", "qualification" {
        PF07ZD01 "标注及声明类型" = Absent(NO_MARKS);
        PF07ZQ01 "标注或声明内容" = Absent(NO_MARKS);
        PF07ZR01 "添加日期" = Absent(NO_MARKS);
    }
    PF08A = "PAH.PF08.PF08A", "admin_reward" {
        PF08AQ01 "奖励机构" = Field(&["奖励机构"]);
        PF08AQ02 "奖励内容" = Field(&["奖励内容"]);
        PF08AR01 "生效年月" = Field(&["生效日期"]);
        PF08AR02 "截止年月" = Field(&["截止日期"]);
    }
    PF08Z = "PAH.PF08.PF08Z", "admin_reward" {
        PF08ZS01 "标注及声明个数" = Absent(NO_MARKS);
    }
    PF08ZH = "PAH.PF08.PF08Z.PF08ZH", "admin_reward" {
        PF08ZD01 "标注及声明类型" = Absent(NO_MARKS);
        PF08ZQ01 "标注或声明内容" = Absent(NO_MARKS);
        PF08ZR01 "添加日期" = Absent(NO_MARKS);
    }
    PG01 = "POS.PG01", "statement, objection" {
        PG010D01 "对象类型" = Made("1, the report (A.55)");
        PG010D02 "对象标识" = Made("1, the report (A.56)");
        PG010S01 "标注及声明类型个数" = Made(COUNTED);
    }
    PG010H = "POS.PG01.PG010H", "statement, objection" {
        PG010D03 "标注及声明类型" = Made("3 under 本人声明, 1 under 异议标注 (A.39)");
        PG010Q01 "标注或声明内容" = Field(&["声明内容", "标注内容"]);
        PG010R01 "添加日期" = Field(&["添加日期"]);
    }
    PH01 = "POQ.PH01", "query.institution, query.self" {
        PH010R01 "查询日期" = Field(&["查询日期"]);
        PH010D01 "查询机构类型" = InstitutionKind(&["查询机构"]);
        PH010Q02 "查询机构" = InstitutionName(&["查询机构"]);
        PH010Q03 "查询原因" = Code(&["查询原因"], &[&A4]);
    }
}
