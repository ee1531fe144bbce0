//! The report's head, the person, and the summary (PA to PC).

use super::super::codes::*;
use super::super::table::Source::{Code, Field, Institution, InstitutionKind, Made};
use super::super::table::{Item, Segment};
use super::COUNTED;

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
}
