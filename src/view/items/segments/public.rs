//! What is not credit: postpaid services, public records, statements, queries (PE to PH).

use super::super::codes::*;
use super::super::table::Source::{Code, Field, InstitutionKind, InstitutionName, Made};
use super::super::table::{Item, Segment};
use super::{COUNTED, unmarked};

#[rustfmt::skip]
segments! {
    PE01A = "PND.PE01.PE01A", "postpaid" {
        PE01AD01 "后付费账户类型" = Made("TE where 业务类型 is in A.46, UE where it is in A.47 (A.45)");
        PE01AQ01 "机构名称" = Field(&["机构名称"]);
        PE01AD02 "业务类型" = Code(&["业务类型"], &[&A46, &A47]);
        PE01AR01 "业务开通日期" = Field(&["业务开通日期"]);
        PE01AD03 "当前缴费状态" = Code(&["当前缴费状态"], &[&A48]);
        PE01AJ01 "当前欠费金额" = Field(&["当前欠费金额"]);
        PE01AR02 "记账年月" = Field(&["记账年月"]);
        PE01AQ02 "最近24个月缴费记录" = Made("the signs of the grid's last months, the oldest first: as many as are printed without a gap, 24 at most; the last is of the grid's last month");
    } + unmarked "PND.PE01" "PE01";
    PF01A = "POT.PF01.PF01A", "tax_arrears" {
        PF01AQ01 "主管税务机关" = Field(&["主管税务机关"]);
        PF01AJ01 "欠税总额" = Field(&["欠税总额"]);
        PF01AR01 "欠税统计日期" = Field(&["欠税统计日期"]);
    } + unmarked "POT.PF01" "PF01";
    PF02A = "PCJ.PF02.PF02A", "civil_judgment" {
        PF02AQ01 "立案法院" = Field(&["立案法院"]);
        PF02AQ02 "案由" = Field(&["案由"]);
        PF02AR01 "立案日期" = Field(&["立案日期"]);
        PF02AD01 "结案方式" = Code(&["结案方式"], &[&A50]);
        PF02AQ03 "判决/调解结果" = Field(&["判决/调解结果"]);
        PF02AR02 "判决/调解生效日期" = Field(&["判决/调解生效日期"]);
        PF02AQ04 "诉讼标的" = Field(&["诉讼标的"]);
        PF02AJ01 "诉讼标的金额" = Field(&["诉讼标的金额"]);
    } + unmarked "PCJ.PF02" "PF02";
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
    } + unmarked "PCE.PF03" "PF03";
    PF04A = "PAP.PF04.PF04A", "admin_penalty" {
        PF04AQ01 "处罚机构" = Field(&["处罚机构"]);
        PF04AQ02 "处罚内容" = Field(&["处罚内容"]);
        PF04AJ01 "处罚金额" = Field(&["处罚金额"]);
        PF04AR01 "处罚生效日期" = Field(&["生效日期"]);
        PF04AR02 "处罚截止日期" = Field(&["截止日期"]);
        PF04AQ03 "行政复议结果" = Field(&["行政复议结果"]);
    } + unmarked "PAP.PF04" "PF04";
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
    } + unmarked "PHF.PF05" "PF05";
    PF06A = "PBS.PF06.PF06A", "subsistence_relief" {
        PF06AD01 "人员类别" = Code(&["人员类别"], &[&A53]);
        PF06AQ01 "所在地" = Field(&["所在地"]);
        PF06AQ02 "工作单位" = Field(&["工作单位"]);
        PF06AQ03 "家庭月收入" = Field(&["家庭月收入"]);
        PF06AR01 "申请日期" = Field(&["申请日期"]);
        PF06AR02 "批准日期" = Field(&["批准日期"]);
        PF06AR03 "信息更新日期" = Field(&["信息更新日期"]);
    } + unmarked "PBS.PF06" "PF06";
    PF07A = "PPQ.PF07.PF07A", "qualification" {
        PF07AQ01 "执业资格名称" = Field(&["执业资格名称"]);
        PF07AQ02 "颁发机构" = Field(&["颁发机构"]);
        PF07AD01 "等级" = Code(&["等级"], &[&A54]);
        PF07AD02 "机构所在地" = Code(&["机构所在地"], &[]);
        PF07AR01 "获得年月" = Field(&["获得日期"]);
        PF07AR02 "到期年月" = Field(&["到期日期"]);
        PF07AR03 "吊销年月" = Field(&["吊销日期"]);
    } + unmarked "PPQ.PF07" "PF07";
    PF08A = "PAH.PF08.PF08A", "admin_reward" {
        PF08AQ01 "奖励机构" = Field(&["奖励机构"]);
        PF08AQ02 "奖励内容" = Field(&["奖励内容"]);
        PF08AR01 "生效年月" = Field(&["生效日期"]);
        PF08AR02 "截止年月" = Field(&["截止日期"]);
    } + unmarked "PAH.PF08" "PF08";
    PG01 = "POS.PG01", "explanation.institution, explanation.centre, statement, objection" {
        PG010D01 "对象类型" = Made("1, the report (A.55)");
        PG010D02 "对象标识" = Made("1, the report (A.56)");
        PG010S01 "标注及声明类型个数" = Made(COUNTED);
    }
    PG010H = "POS.PG01.PG010H", "explanation.institution, explanation.centre, statement, objection" {
        PG010D03 "标注及声明类型" = Made("1 under 异议标注, 3 under 本人声明, 4 under 机构说明, 5 under 征信中心说明 (A.39)");
        PG010Q01 "标注或声明内容" = Field(&["声明内容", "标注内容", "说明内容"]);
        PG010R01 "添加日期" = Field(&["添加日期"]);
    }
    PH01 = "POQ.PH01", "query.institution, query.self" {
        PH010R01 "查询日期" = Field(&["查询日期"]);
        PH010D01 "查询机构类型" = InstitutionKind(&["查询机构"]);
        PH010Q02 "查询机构" = InstitutionName(&["查询机构"]);
        PH010Q03 "查询原因" = Code(&["查询原因"], &[&A4]);
    }
}
