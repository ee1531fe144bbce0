//! Credit in detail: accounts, agreements, liabilities (PD).

use super::super::codes::*;
use super::super::table::Source::{Absent, Code, Field, Institution, InstitutionKind, InstitutionName, Made};
use super::super::table::{Item, Segment};
use super::{COUNTED, unmarked};

/// Whoever keeps an account, under the labels of all its prints.
const LENDERS: &[&str] = &["管理机构", "发卡机构", "资产管理公司", "代偿机构"];

#[rustfmt::skip]
segments! {
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
    } + unmarked "PCA.PD02" "PD02";
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
}
