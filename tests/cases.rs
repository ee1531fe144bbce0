//! What really breaks, case by case. Each case is the drawn fixture with a few rows damaged as recognisers and scanners do;
//! its name begins with its number in the collection of public bug reports where it has one.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;

use support::{draw, facts, fixtures, paper};
use zhengxin::{Document, Line, Page, Rect};

/// A name, the rows that are printed or read otherwise, and the facts that are lost and new against the fixture.
struct Case(&'static str, &'static [(&'static str, &'static str)], &'static str, &'static str);

/// Cases that are not read rightly today, and why. A case that is read rightly must leave the list.
#[rustfmt::skip]
const KNOWN_FAILING: &[(&str, &str)] = &[];

const BASIC: &str = "管理机构 | 账户标识 | 开立日期 | 到期日期 | 借款金额 | 账户币种";
const BASIC_VALUES: &str = "中国银行南京分行 | FZBPR57517269 | 2014.08.05 | 2034.08.05 | 770,000 | 人民币";
const STATE: &str = "账户状态 | 五级分类 | 余额 | 剩余还款期数 | 本月应还款 | 应还款日 | 本月实还款";
const STATE_VALUES: &str = "正常 | 正常 | 135,500 | 231 | 16,200 | 2015.05.05 | 16,200";
const CARD: &str = "发卡机构 | 账户标识 | 开立日期 | 账户授信额度 | 共享授信额度 | 币种 | 担保方式 | 业务种类";
const CARD_STATE_VALUES: &str = "正常 | 12,300 | 12,300 | -- | 31,050 | 2015.05.20";
const GRID: &str = " | N | N | * | N | 1 | | | | | | |";
const QUERY: &str = "2 | 2023.12.01 | 中邮消费金融有限公司 | 贷款审批";
const TIME: &str = "报告时间：2024.05.01 11:01:33 @470";
const PERSON: &str = "李明远 | 身份证 | 320105197102233205 | 本人 | 本人查询";

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case("labels with wrong characters", &[(BASIC, "营理机构 | 账户标识 | 开立曰期 | 到期日期 | 借款金颖 | 账户币种")], "", ""),
    Case("labels in traditional characters", &[(BASIC, "管理機構 | 账戶标识 | 开立日期 | 到期日期 | 借款金額 | 账户币种")], "", ""),
    Case("labels with spaces inside", &[(BASIC, "管理 机构 | 账户标 识 | 开立日期 | 到期 日期 | 借款金额 | 账户币种")], "", ""),
    Case("D07 two amounts run together", &[(STATE, "账户状态 | 五级分类 | 余额 | 剩余还款期数 | 本月应还款 | 本月实还款 | 应还款日"), (STATE_VALUES, "正常 | 正常 | 135,500 | 231 | 16,20016,200 @352:453 | | 2015.05.05")], "", ""),
    Case("an amount and a date run together", &[(STATE, "账户状态 | 五级分类 | 剩余还款期数 | 余额 | 应还款日 | 本月应还款 | 本月实还款"), (STATE_VALUES, "正常 | 正常 | 231 | 135,5002015.05.05 @280:392 | | 16,200 | 16,200")], "", ""),
    Case("labels run together", &[(CARD, "发卡机构 | 账户标识 | 开立日期账户授信额度 @189:291 | | 共享授信额度 | 币种 | 担保方式 | 业务种类")], "", ""),
    Case("a label row as one line", &[(BASIC, "管理机构账户标识开立日期到期日期借款金额账户币种 @77:518")], "", ""),
    Case("a broken cell", &[(BASIC_VALUES, "中国银行 && 南京分行 | FZBPR57517269 | 2014.08.05 | 2034.08.05 | 770,000 | 人民币")], "", ""),
    Case("B11 a broken amount", &[(BASIC_VALUES, "中国银行南京分行 | FZBPR57517269 | 2014.08.05 | 2034.08.05 | 770, && 000 | 人民币")], "", ""),
    Case("B10 three cells as one line", &[(BASIC_VALUES, "中国银行南京分行 FZBPR57517269 2014.08.05 @61:278 | | | 2034.08.05 | 770,000 | 人民币")], "", ""),
    Case("B04 a label in pieces", &[(BASIC, "管理 && 机构 | 账户标识 | 开立日期 | 到期日期 | 借款 && 金额 | 账户币种")], "", ""),
    Case("units behind labels", &[(BASIC, "管理机构 | 账户标识 | 开立日期 | 到期日期 | 借款金额（元） | 账户币种"), (STATE, "账户状态 | 五级分类 | 余额(元) | 剩余还款期数（期） | 本月应还款（元） | 应还款日 | 本月实还款（元）")], "", ""),
    Case("a lost label", &[(BASIC, "管理机构 | 账户标识 | 开立日期 | | 借款金额 | 账户币种")], "", ""),
    Case("D11 a lost dash", &[(CARD_STATE_VALUES, "正常 | 12,300 | 12,300 | | 31,050 | 2015.05.20")], "", ""),
    Case("D13 dashes in other forms", &[(CARD_STATE_VALUES, "正常 | 12,300 | 12,300 | －－ | 31,050 | 2015.05.20"), ("-- | -- | 12,300 | 人民币", "— | ~ | 12,300 | 人民币")], "", ""),
    Case("D13 a dash read as a character", &[(CARD_STATE_VALUES, "正常 | 12,300 | 12,300 | 二 | 31,050 | 2015.05.20"), ("-- | -- | 12,300 | 人民币", "一一 | -- | 12,300 | 人民币")], "", ""),
    Case("D02 letters for digits", &[(STATE_VALUES, "正常 | 正常 | 135,5OO | 231 | 16,2O0 | 2015.05.O5 | l6,200")], "", ""),
    Case("D08 a rule read as signs", &[(STATE_VALUES, "正常 | 正常 | __135,500 | 231 | |16,200 | 2015.05.05 | 16,200_")], "", ""),
    Case("D01 ids stay as read", &[("BOC0255220 | 2014", "B0C0255220 | 2014")], "agreement 1 授信协议标识 BOC0255220", "agreement 1 授信协议标识 B0C0255220"),
    Case("D14 a card's bracket lost", &[("（授信协议标识：BOC0255220）（卡片尾号：1365）", "（授信协议标识:BOC0255220卡片尾号:1365")], "", ""),
    Case("D17 an id of nineteen digits", &[(PERSON, "李明远 | 身份证 | 3201051971022332051 | 本人 | 本人查询")], "header _ 被查询者证件号码 320105197102233205", "header _ 被查询者证件号码 3201051971022332051"),
    Case("D19 a masked id", &[(PERSON, "李明远 | 身份证 | 320105******3205 | 本人 | 本人查询")], "header _ 被查询者证件号码 320105197102233205", "header _ 被查询者证件号码 320105******3205"),
    Case("B02 true doubles stay", &[(PERSON, "张三三 | 身份证 | 320105197102233205 | 本人 | 本人查询")], "header _ 被查询者姓名 李明远", "header _ 被查询者姓名 张三三"),
    Case("E01 a time without its space", &[(TIME, "报告时间：2024.05.0111:01:33 @470")], "", ""),
    Case("E02 a date with other stops", &[(QUERY, "2 | 2023,12.01 | 中邮消费金融有限公司 | 贷款审批")], "", ""),
    Case("E02 a date with middle dots", &[(QUERY, "2 | 2023·12·01 | 中邮消费金融有限公司 | 贷款审批")], "", ""),
    Case("E02 a date with a lost stop", &[(QUERY, "2 | 2023.1201 | 中邮消费金融有限公司 | 贷款审批")], "", ""),
    Case("E05 a date in characters", &[(QUERY, "2 | 2023年12月01日 | 中邮消费金融有限公司 | 贷款审批")], "", ""),
    Case("E07 an impossible date is kept as it is", &[(QUERY, "2 | 2023.13.01 | 中邮消费金融有限公司 | 贷款审批")], "query.institution 2 查询日期 2023.12.01", "query.institution 2 查询日期 2023.13.01"),
    Case("H13 a state with a wrong character", &[(STATE_VALUES, "结消 | 正常 | 135,500 | 231 | 16,200 | 2015.05.05 | 16,200")], "non_revolving 1 账户状态 正常", "non_revolving 1 账户状态 结清"),
    Case("H05 headings with noise", &[("（二）贷记卡账户", "教 （二）贷记卡账户 券"), ("（三）授信协议信息", "今 （三）授信协议信息")], "", ""),
    Case("H05 a heading without its ordinal", &[("三 信贷交易信息明细", "信贷交易信息明细"), ("（二）贷记卡账户", "贷记卡账户")], "", ""),
    Case("renumbered sections", &[("（二）贷记卡账户", "（七）贷记卡账户"), ("六 查询记录", "九 查询记录")], "", ""),
    Case("an account's title with a wrong character", &[("账户1（授信协议标识：D520156727）", "账戶l（授信协议标识：D520156727）")], "", ""),
    Case("H08 a note under the heading", &[("（二）贷记卡账户", "（二）贷记卡账户\n（由于该类账户的数量过大，本报告中仅展示最新的1个账户。）")], "", "credit_card.note _ 内容 由于该类账户的数量过大，本报告中仅展示最新的1个账户。"),
    Case("watermark letters at states", &[(GRID, " | NV | N | * | YN | 1 | | | | | | |")], "", ""),
    Case("a lost state leaves a hole in its month", &[(GRID, " | N | | * | N | 1 | | | | | | |")], "non_revolving.grid 1/2015-02 状态 N", ""),
    Case("F08 an unknown month", &[(GRID, " | N | N | # | N | 1 | | | | | | |")], "non_revolving.grid 1/2015-03 状态 *", "non_revolving.grid 1/2015-03 状态 #"),
    Case("states run together", &[(GRID, " | NN*N1 @106:262 | | | | | | | | | | |")], "", ""),
    Case("a month header with wrong numbers", &[("> 2014 年 09 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12", "> 2014 年 09 月-2015 年 05 月的还款记录\n | 1 | 7 | 3 | 4 | | 6 | 1 | 8 | 9 | 0 | 11 | 12")], "", ""),
    Case("a month header as one line", &[("> 2014 年 09 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12", "> 2014 年 09 月-2015 年 05 月的还款记录\n123456789101112 @107:528")], "", ""),
    Case("a grid's title without its dash", &[("> 2014 年 09 月-2015 年 05 月的还款记录", "> 2014年09月2015年05月的还款记录")], "", ""),
    Case("F04 a grid whose rows are on the next page", &[("> 2014 年 09 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12", "> 2014 年 09 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n=== 1/3"), ("=== 1/2", "=== 2/3"), ("=== 2/2", "=== 3/3")], "", ""),
    Case("H01 a heading at the foot of a page", &[("授信协议1\n", "授信协议1\n=== 2/3\n"), ("=== 1/2", "=== 1/3"), ("=== 2/2", "=== 3/3")], "", ""),
    Case("H01 queries whose heading is on the page before", &[("机构查询记录明细\n", "机构查询记录明细\n=== 2/3\n"), ("=== 1/2", "=== 1/3"), ("=== 2/2", "=== 3/3")], "", ""),
    Case("F17 a card that was never used", &[("> 截至 2015 年 05 月 20 日\n账户状态 | 已用额度 | 余额 | 剩余分期期数 | 最大使用额度 | 账单日\n正常 | 12,300 | 12,300 | -- | 31,050 | 2015.05.20\n本月应还款 | 本月实还款 | 最近一次还款日期 | 当前逾期期数 | 当前逾期总额\n1,230 | 1,230 | 2015.05.03 | 0 | 0\n", "> 截至2015年05月20日，账户状态为“未激活”\n")], "credit_card 1 已用额度 12,300\ncredit_card 1 余额 12,300\ncredit_card 1 最大使用额度 31,050\ncredit_card 1 账单日 2015.05.20\ncredit_card 1 本月应还款 1,230\ncredit_card 1 本月实还款 1,230\ncredit_card 1 最近一次还款日期 2015.05.03\ncredit_card 1 当前逾期期数 0\ncredit_card 1 当前逾期总额 0\ncredit_card 1 账户状态 正常", "credit_card 1 账户状态 未激活"),
    Case("G08 labels over two lines", &[(STATE, "账户状态 | 五级分类 | 余额 | 剩余还款 | 本月应还款 | 应还款日 | 本月实还款\n~  | | | 期数 | | | ")], "", ""),
    Case("G10 values over two lines", &[(BASIC_VALUES, "中国银行 | FZBPR57517269 | 2014.08.05 | 2034.08.05 | 770,000 | 人民币\n~ 南京分行 | | | | | ")], "", ""),
    Case("G22 a phone number with a dash", &[("1 | 15800012309 |", "1 | 0931—57332472 |")], "identity.mobile 1 手机号码 15800012309", "identity.mobile 1 手机号码 0931—57332472"),
    Case("I04 a query as one line", &[(QUERY, "2 2023.12.01 中邮消费金融有限公司 贷款审批 @108:495")], "", ""),
    Case("I05 a query's institution over two lines", &[(QUERY, "2 | 2023.12.01 | 中邮消费金融有限 | 贷款审批\n~  | | 公司 | ")], "", ""),
    Case("I07 two equal queries are two", &[(QUERY, "2 | 2024.04.10 | 招商银行 | 贷后管理")], "query.institution 2 查询日期 2023.12.01\nquery.institution 2 查询机构 中邮消费金融有限公司\nquery.institution 2 查询原因 贷款审批", "query.institution 2 查询日期 2024.04.10\nquery.institution 2 查询机构 招商银行\nquery.institution 2 查询原因 贷后管理"),
    Case("B05 a date and a name run together", &[("1 | 15800012309 | 2023.11.25 | 招商银行", "1 | 15800012309 | 2023.11.25招商银行 @340:490 | ")], "", ""),
    Case("D10 a dash between two amounts in one line", &[(CARD_STATE_VALUES, "正常 | 12,300 | 12,300 -- 31,050 @240:440 | | | 2015.05.20")], "", ""),
    Case("D20 a vocabulary word without its first character", &[("个人消费贷款 | 抵押", "人消费贷款 | 抵押")], "", ""),
    Case("D23 currency words stay as printed", &[("770,000 | 人民币", "770,000 | 港币"), ("ICBC7612003 | 2014.02.11 | 50,000 | 50,000 | 人民币", "ICBC7612003 | 2014.02.11 | 50,000 | 50,000 | 美元")], "non_revolving 1 账户币种 人民币\ncredit_card 1 币种 人民币", "non_revolving 1 账户币种 港币\ncredit_card 1 币种 美元"),
    Case("E04 a digit of the cell before", &[(STATE_VALUES, "正常 | 正常 | 135,500 | 231 | 16,200 | 02015.05.05 | 16,200")], "", ""),
    Case("E04 a digit of the cell behind", &[(STATE_VALUES, "正常 | 正常 | 135,500 | 231 | 16,200 | 2015.05.051 | 16,200")], "", ""),
    Case("F13 a row of noughts is lost", &[("~  | | | 0 | 0 | 0 | | | | | | |", "~  | | | | | | | | | | | |")], "credit_card.grid 1/2015-03 金额 0\ncredit_card.grid 1/2015-04 金额 0\ncredit_card.grid 1/2015-05 金额 0", ""),
    Case("F16 a sentence under a grid", &[("~  | | | 0 | 0 | 0 | | | | | | |", "~  | | | 0 | 0 | 0 | | | | | | |\n特殊事件说明\n该账户 2015 年 05 月不出单。")], "", "credit_card.special_event 1/1 内容 该账户2015年05月不出单。"),
    Case("F05 months outside of the title's range stay", &[("> 2015 年 03 月-2015 年 05 月的还款记录", "> 2015 年 04 月-2015 年 05 月的还款记录")], "credit_card.grid 1 起始年月 2015.03", "credit_card.grid 1 起始年月 2015.04"),
    Case("F07 values of the row above in the title's line", &[("2015.05.05 | 1 | 3,100\n> 2014 年 09 月-2015 年 05 月的还款记录", "2015.05.05 | 1 | 3,100\n> N 2014年09月2015年05月的还款记录")], "", ""),
    Case("G07 two labels as one line over two values as one line", &[("最近一次还款日期 | 当前逾期期数 | 当前逾期总额\n2015.05.05 | 1 | 3,100", "最近一次还款日期 | 当前逾期期数 当前逾期总额 @240:480 |\n2015.05.05 | 1 3,100 @290:440 |")], "", ""),
    Case("G10 a value over two lines, the first the shorter", &[("1 | 2024.05.01 | 本人 | 本人查询（商业银行网上银行）", "1 | 2024.05.01 | 本人 | 本人查询\n~  | | | （商业银行网上银行）")], "", ""),
    Case("G11 a cell cut by the end of a page", &[("2 | 2023.12.01 | 中邮消费金融有限公司 | 贷款审批\n", "2 | 2023.12.01 | 中邮消费金融 | 贷款审批\n=== 2/3\n | | 有限公司 | \n"), ("=== 1/2", "=== 1/3"), ("=== 2/2", "=== 3/3")], "", ""),
    Case("a part of a page's header between the states and the amounts of a year", &[("~  | 0 | 0 | 0 | 0 | 3,100", "=== 1/3\n\n | | | | | | | | | | | | 个人信用\n | 0 | 0 | 0 | 0 | 3,100"), ("=== 1/2", "=== 2/3"), ("=== 2/2", "=== 3/3")], "", ""),
    Case("G13 a heading closes the record before", &[("六 查询记录\n", "（五）住房公积金参缴记录\n参缴地 | 参缴日期 | 初缴月份\n重庆市 | 2011.05.05 | 2011.05\n六 查询记录\n")], "", "housing_fund 1 参缴地 重庆市\nhousing_fund 1 参缴日期 2011.05.05\nhousing_fund 1 初缴月份 2011.05"),
    Case("H10 a legend that names sections", &[("1.本报告由", "“循环贷账户”是指额度可循环使用的账户；“贷记卡账户”见第三部分。\n1.本报告由")], "", ""),
    Case("H14 a closed account has two values", &[(STATE, "账户状态 | 账户关闭日期"), (STATE_VALUES, "结清 | 2015.05.05"), ("最近一次还款日期 | 当前逾期期数 | 当前逾期总额\n2015.05.05 | 1 | 3,100\n", "")], "non_revolving 1 账户状态 正常\nnon_revolving 1 五级分类 正常\nnon_revolving 1 余额 135,500\nnon_revolving 1 剩余还款期数 231\nnon_revolving 1 本月应还款 16,200\nnon_revolving 1 应还款日 2015.05.05\nnon_revolving 1 本月实还款 16,200\nnon_revolving 1 最近一次还款日期 2015.05.05\nnon_revolving 1 当前逾期期数 1\nnon_revolving 1 当前逾期总额 3,100", "non_revolving 1 账户状态 结清\nnon_revolving 1 账户关闭日期 2015.05.05"),
    Case("H16 labels one character apart, one of them damaged", &[(CARD, "发卡机构 | 账户标识 | 开立日期 | 账户授信颖度 | 共亨授信额度 | 币种 | 担保方式 | 业务种类"), ("| 50,000 | 50,000 |", "| 50,000 | 40,000 |")], "credit_card 1 共享授信额度 50,000", "credit_card 1 共享授信额度 40,000"),
    Case("an annotation whose kind was lost, and the one behind it", &[("~  | | | 0 | 0 | 0 | | | | | | |", "~  | | | 0 | 0 | 0 | | | | | | |\n | 添加日期\n此卡系遗失后被他人冒用。 | 2015.05.12\n机构说明 | 添加日期\n该客户已还清。 | 2015.05.13")], "", "credit_card.mark 1/1 内容 此卡系遗失后被他人冒用。\ncredit_card.mark 1/1 添加日期 2015.05.12\ncredit_card.mark 1/2 类型 机构说明\ncredit_card.mark 1/2 内容 该客户已还清。\ncredit_card.mark 1/2 添加日期 2015.05.13"),
    Case("H17 parts in any subset follow their account", &[("~  | | | 0 | 0 | 0 | | | | | | |", "~  | | | 0 | 0 | 0 | | | | | | |\n本人声明 | 添加日期\n此卡系遗失后被他人冒用。 | 2015.05.12\n机构说明 | 添加日期\n该客户已还清。 | 2015.05.13")], "", "credit_card.mark 1/1 类型 本人声明\ncredit_card.mark 1/1 内容 此卡系遗失后被他人冒用。\ncredit_card.mark 1/1 添加日期 2015.05.12\ncredit_card.mark 1/2 类型 机构说明\ncredit_card.mark 1/2 内容 该客户已还清。\ncredit_card.mark 1/2 添加日期 2015.05.13"),
    Case("I02 the longest reason behind an institution in one line", &[(QUERY, "2 2023.12.01 中邮消费金融有限公司特约商户实名审查 @108:540")], "query.institution 2 查询原因 贷款审批", "query.institution 2 查询原因 特约商户实名审查"),
    Case("I16 queries whose only heading is their own", &[("六 查询记录\n", ""), ("三 信贷交易信息明细", "三 信贷交易信息明细")], "", ""),
    Case("G20 the second part of a table belongs to the records of the first", &[("2 | 15217962058 | 2023.02.27 | 建设银行\n", "2 | 15217962058 | 2023.02.27 | 建设银行\n（四）职业信息\n编号 | 工作单位 | 单位性质 | 单位电话\n1 | 北京新科公司 | 国有企业 | 01083233333\n2 | 南京北山公司 | 私营企业 | 02583233333\n编号 | 职业 | 职称 | 进入本单位年份 | 信息更新日期\n1 | 专业技术人员 | 高级 | 2009 | 2010.09.06\n2 | 不便分类的其他从业人员 | 中级 | 2005 | 2008.09.06\n")], "", "occupation 1 编号 1\noccupation 1 工作单位 北京新科公司\noccupation 1 单位性质 国有企业\noccupation 1 单位电话 01083233333\noccupation 1 职业 专业技术人员\noccupation 1 职称 高级\noccupation 1 进入本单位年份 2009\noccupation 1 信息更新日期 2010.09.06\noccupation 2 编号 2\noccupation 2 工作单位 南京北山公司\noccupation 2 单位性质 私营企业\noccupation 2 单位电话 02583233333\noccupation 2 职业 不便分类的其他从业人员\noccupation 2 职称 中级\noccupation 2 进入本单位年份 2005\noccupation 2 信息更新日期 2008.09.06"),
    Case("H11 a liability's labels with noise", &[("=== 1/2\n", "=== 1/2\n（六）相关还款责任信息\n账户1\n管理机构 | 业务种类 | 开立日期 | 到期日期 | 责任人类型 | 还款责任金额 | 币种\n招商银行 | 个人经营性贷款 | 2014.01.01 | 2024.01.01 | 保证人 | 100,000 | 人民币\n民主业务借款人 | 0主业务借款人证件类型 | 主业务借款人证件号码\n王五 | 身份证 | 110109198312030021\n")], "", "liability.person 1 管理机构 招商银行\nliability.person 1 业务种类 个人经营性贷款\nliability.person 1 开立日期 2014.01.01\nliability.person 1 到期日期 2024.01.01\nliability.person 1 责任人类型 保证人\nliability.person 1 还款责任金额 100,000\nliability.person 1 币种 人民币\nliability.person 1 主业务借款人 王五\nliability.person 1 主业务借款人证件类型 身份证\nliability.person 1 主业务借款人证件号码 110109198312030021"),
    Case("I11 classes merged over rows, cut by the end of a page; G17 spaces in the sums' name", &[("三 信贷交易信息明细\n", "二 信息概要\n（一）信贷交易信息提示\n | 业务类型 @230 | | 账户数 @400 | 首笔业务发放月份 @500\n | 个人住房贷款 @230 | | 2 @400 | 2010.07 @500\n贷款 @100 | 个人商用房贷款（包括商住两用房） @230 | | -- @400 | -- @500\n | 其他类贷款 @230 | | 1 @400 | 2012.01 @500\n | 贷记卡 @230 | | 2 @400 | 2008.12 @500\n~ 信用卡 @100 | | | |\n~  | 准贷记卡 @230 | | -- @400 | -- @500\n=== 1/3\n其他 @100 | -- @230 | | -- @400 | -- @500\n | 合 计 @200 | | 5 @400 | -- @500\n三 信贷交易信息明细\n"), ("=== 1/2", "=== 2/3"), ("=== 2/2", "=== 3/3")], "", "summary.credit_hint 1 业务大类 贷款\nsummary.credit_hint 1 业务类型 个人住房贷款\nsummary.credit_hint 1 账户数 2\nsummary.credit_hint 1 首笔业务发放月份 2010.07\nsummary.credit_hint 2 业务大类 贷款\nsummary.credit_hint 2 业务类型 个人商用房贷款（包括商住两用房）\nsummary.credit_hint 3 业务大类 贷款\nsummary.credit_hint 3 业务类型 其他类贷款\nsummary.credit_hint 3 账户数 1\nsummary.credit_hint 3 首笔业务发放月份 2012.01\nsummary.credit_hint 4 业务大类 信用卡\nsummary.credit_hint 4 业务类型 贷记卡\nsummary.credit_hint 4 账户数 2\nsummary.credit_hint 4 首笔业务发放月份 2008.12\nsummary.credit_hint 5 业务大类 信用卡\nsummary.credit_hint 5 业务类型 准贷记卡\nsummary.credit_hint 6 业务大类 其他\nsummary.credit_hint.total _ 账户数 5"),
    Case("I01 a footer between a table's rows", &[(QUERY, "2 | 2023.12.01 | 中邮消费金融有限公司 | 贷款审批\n=== 2/3")  , ("=== 1/2", "=== 1/3"), ("=== 2/2", "=== 3/3")], "", ""),
    Case("D08 a rule read as marks beside words", &[(STATE_VALUES, "”正常 | 。正常 | 135,500 | 231 | 16,200 | 2015.05.05 | 16,200"), (QUERY, "2 | 2023.12.01 | ，中邮消费金融有限公司 | ”贷款审批")], "", ""),
    Case("brackets read as pointed ones", &[("1 | 2024.05.01 | 本人 | 本人查询（商业银行网上银行）", "1 | 2024.05.01 | 本人 | 本人查询〈商业银行网上银行》")], "", ""),
    Case("G22 a phone number's dash read as a stroke", &[("1 | 15800012309 |", "1 | 0931一57332472 |")], "identity.mobile 1 手机号码 15800012309", "identity.mobile 1 手机号码 0931-57332472"),
    Case("G22 a phone number's dash read as a ruling", &[("1 | 15800012309 |", "1 | 0931_57332472 |")], "identity.mobile 1 手机号码 15800012309", "identity.mobile 1 手机号码 0931-57332472"),
    Case("a label row of which one label is whole and one can be told", &[("最近一次还款日期 | 当前逾期期数 | 当前逾期总额", "最近一次还款日期 | 当削逾期期数 | 和逾斯急客")], "", ""),
    Case("a label row of which one damaged label can be told", &[("最近一次还款日期 | 当前逾期期数 | 当前逾期总额", "景近一次还款日期 | 出削逸斯期教 | 和逾斯急客")], "", ""),
    Case("heads lost at the end of a row, told by the words under them", &[("性别 | 出生日期 | 婚姻状况 | 就业状况", "性别 | 出生日期 | | ")], "identity _ 婚姻状况.数据发生机构名称 渤海银行\nidentity _ 就业状况.数据发生机构名称 建设银行", ""),
    Case("a head over two columns, told by the words under it", &[("性别 | 出生日期 | 婚姻状况 | 就业状况", "性别 | 出生日期 | 婚女状尻就亚犬兄 @300:520 | ")], "identity _ 婚姻状况.数据发生机构名称 渤海银行\nidentity _ 就业状况.数据发生机构名称 建设银行", ""),
    Case("rows whose numbers and dates were lost, and the first of their further table", &[("2 | 15217962058 | 2023.02.27 | 建设银行\n", "2 | 15217962058 | 2023.02.27 | 建设银行\n（三）居住信息\n编号 | 居住地址 @200 | 住宅电话 @360 | 居住状况 | 信息更新日期\n | 北京市海淀区学院路20号院甲2号楼401室 @200 | | 自置 | \n | 北京市朝阳区春晓园7号楼5室 @200 | | | \n | 北京市西城区复兴门北大街603室 @200 | | 集体宿舍 | \n | 北京市海淀区花园路10号院3号楼701室 @200 | | | \n| 数据发生机构名称\n | \n | 交通银行\n | 招商银行\n | 光大银行\n")], "", "residence 1 居住地址 北京市海淀区学院路20号院甲2号楼401室\nresidence 1 居住状况 自置\nresidence 2 居住地址 北京市朝阳区春晓园7号楼5室\nresidence 2 数据发生机构名称 交通银行\nresidence 3 居住地址 北京市西城区复兴门北大街603室\nresidence 3 居住状况 集体宿舍\nresidence 3 数据发生机构名称 招商银行\nresidence 4 居住地址 北京市海淀区花园路10号院3号楼701室\nresidence 4 数据发生机构名称 光大银行"),
    Case("rows told by the words of their columns, whose heads were lost", &[("2 | 15217962058 | 2023.02.27 | 建设银行\n", "2 | 15217962058 | 2023.02.27 | 建设银行\n（四）职业信息\n编号 | 工作单位 | 单位性质 | 单位电话\n1 | 北京新科公司 | 国有企业 | 01083233333\n2 | 南京北山公司 | 私营企业 | 02583233333\n编号 | | | | 信息更新日期\n | 专业技术人员 | 科学研究和技术服务业 | | \n | 不便分类的其他从业人员 | 制造业 | | \n")], "", "occupation 1 编号 1\noccupation 1 工作单位 北京新科公司\noccupation 1 单位性质 国有企业\noccupation 1 单位电话 01083233333\noccupation 1 职业 专业技术人员\noccupation 1 行业 科学研究和技术服务业\noccupation 2 编号 2\noccupation 2 工作单位 南京北山公司\noccupation 2 单位性质 私营企业\noccupation 2 单位电话 02583233333\noccupation 2 职业 不便分类的其他从业人员\noccupation 2 行业 制造业"),
    Case("kinds of accounts beside strokes are no titles", &[("三 信贷交易信息明细\n", "二 信息概要\n（二）信贷交易违约信息概要\n> 逾期〈透支）信息汇总\n账户类型 | 账户数 | 月份数 | 单月最高逾期/透支总额 | 最长逾期/透支月数\n循环贷账户一 | 一 | 一 | 一 | 一\n贷记卡账户 | 2 | 3 | 4,971 | 2\n三 信贷交易信息明细\n")], "", "summary.overdue 1 账户类型 循环贷账户一\nsummary.overdue 2 账户类型 贷记卡账户\nsummary.overdue 2 账户数 2\nsummary.overdue 2 月份数 3\nsummary.overdue 2 单月最高逾期/透支总额 4,971\nsummary.overdue 2 最长逾期/透支月数 2"),
    Case("kinds of a table whose labels were not read", &[("三 信贷交易信息明细\n", "二 信息概要\n（二）信贷交易违约信息概要\n> 逾期〈透支）信息汇总\nARGOS | | 2 | 最长全期 |\nERK | ae | ae | [人-] |\n准贷记卡账户 | 3 | ae | -- | 1\n三 信贷交易信息明细\n")], "", "summary.overdue 1 账户类型 准贷记卡账户"),
    Case("a table on its side", &[("三 信贷交易信息明细\n", "二 信息概要\n（二）信贷交易违约信息概要\n> 逾期（透支）信息汇总\n账户类型 | 循环贷账户一 | 贷记卡账户 | 准贷记卡账户\n账户数 | 1 | 2 | --\n月份数 | 4 | 3 | --\n单月最高逾 | 3,100 | 4,971 | --\n~ 期/透支总额 | | | \n最长逾期/透支月数 | 4 | 2 | --\n三 信贷交易信息明细\n")], "", "summary.overdue 1 账户类型 循环贷账户一\nsummary.overdue 1 账户数 1\nsummary.overdue 1 月份数 4\nsummary.overdue 1 单月最高逾期/透支总额 3,100\nsummary.overdue 1 最长逾期/透支月数 4\nsummary.overdue 2 账户类型 贷记卡账户\nsummary.overdue 2 账户数 2\nsummary.overdue 2 月份数 3\nsummary.overdue 2 单月最高逾期/透支总额 4,971\nsummary.overdue 2 最长逾期/透支月数 2\nsummary.overdue 3 账户类型 准贷记卡账户"),
    Case("a label in other words", &[(STATE, "账户状态 | 五级分类 | 余额 | 剩余还款期数 | 本月应还款 | 结算/应还款日 | 本月实还款")], "", ""),
    Case("a title that counts", &[("账户1（授信协议标识：D520156727）", "第1笔")], "non_revolving 1 授信协议标识 D520156727", ""),
    Case("labels beside their values", &[(BASIC, "管理机构 | 中国银行南京分行 | 账户标识 | FZBPR57517269 | 开立日期 | 2014.08.05"), (BASIC_VALUES, "到期日期 | 2034.08.05 | 借款金额 | 770,000 | 账户币种 | 人民币")], "", ""),
    Case("labels with colons beside their values", &[(BASIC, "管理机构： | 中国银行南京分行 | 账户标识： | FZBPR57517269 | 开立日期： | 2014.08.05"), (BASIC_VALUES, "到期日期： | 2034.08.05 | 借款金额： | 770,000 | 账户币种： | 人民币")], "", ""),
    Case("labels and values in one cell", &[(BASIC, "管理机构：中国银行南京分行 | 账户标识：FZBPR57517269 | 开立日期：2014.08.05"), (BASIC_VALUES, "到期日期：2034.08.05 | 借款金额：770,000 | 账户币种：人民币")], "", ""),
    Case("a value in one cell with its label whose further line begins under the label", &[(BASIC, "管理机构：中国银行南 @60:164 | 账户标识：FZBPR57517269 @240:380 | 开立日期：2014.08.05 @400:520\n~ 京分行 @60:88 | | "), (BASIC_VALUES, "到期日期：2034.08.05 | 借款金额：770,000 | 账户币种：人民币")], "", ""),
    Case("a value in one cell with its label, centred beside cells of one line", &[(BASIC, "| | 管理机构：中国银行南 @380:484\n~ 账户标识：FZBPR57517269 @60:200 | 开立日期：2014.08.05 @220:340 | \n~  | | 京分行 @380:408"), (BASIC_VALUES, "\n到期日期：2034.08.05 @60:160 | 借款金额：770,000 @220:320 | 账户币种：人民币 @380:460")], "", ""),
    Case("a value of two lines beside its label", &[(BASIC, "| 中国银行 | | \n~ 管理机构 | | 账户标识 | FZBPR57517269\n~  | 南京分行 | |"), (BASIC_VALUES, "\n开立日期 | 2014.08.05 | 到期日期 | 2034.08.05\n借款金额 | 770,000 | 账户币种 | 人民币")], "", ""),
    Case("a grid whose years stand level with their states", &[(GRID, "2015 | N | N | * | N | 1 | | | | | | |"), ("~ 2015\n~  | 0 | 0 | 0 | 0 | 3,100", " | 0 | 0 | 0 | 0 | 3,100"), (" | | | | | | | | | N | N | N | N\n~ 2014\n~  |", "2014 | | | | | | | | | N | N | N | N\n |")], "", ""),
    Case("a grid whose months begin with the last", &[("> 2015 年 03 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n | | | N | N | N | | | | | | |\n~ 2015\n~  | | | 0 | 0 | 0 | | | | | | |", "> 2015 年 03 月-2015 年 05 月的还款记录\n | 12 | 11 | 10 | 9 | 8 | 7 | 6 | 5 | 4 | 3 | 2 | 1\n | | | | | | | | N | N | N | | \n~ 2015\n~  | | | | | | | | 0 | 0 | 0 | | ")], "", ""),
    Case("a grid whose months are words", &[("> 2015 年 03 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n | | | N | N | N | | | | | | |\n~ 2015\n~  | | | 0 | 0 | 0 | | | | | | |", "> 2015 年 03 月-2015 年 05 月的还款记录\n | 一月 | 二月 | 三月 | 四月 | 五月 | 六月 | 七月 | 八月 | 九月 | 十月 | 十一月 | 十二月\n | | | N | N | N | | | | | | |\n~ 2015\n~  | | | 0 | 0 | 0 | | | | | | |")], "", ""),
    Case("a grid with a table for each year", &[("> 2015 年 03 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n | | | N | N | N | | | | | | |\n~ 2015\n~  | | | 0 | 0 | 0 | | | | | | |", "> 2015 年 03 月-2015 年 05 月的还款记录\n2015年 | 1月 | 2月 | 3月 | 4月 | 5月 | 6月 | 7月 | 8月 | 9月 | 10月 | 11月 | 12月\n状态 | | | N | N | N | | | | | | |\n金额 | | | 0 | 0 | 0 | | | | | | |")], "", ""),
    Case("a grid with a caption for each year", &[("> 2015 年 03 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n | | | N | N | N | | | | | | |\n~ 2015\n~  | | | 0 | 0 | 0 | | | | | | |", "> 2015 年 03 月-2015 年 05 月的还款记录\n2015年 @36\n1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n | | N | N | N | | | | | | |\n | | 0 | 0 | 0 | | | | | | |")], "", ""),
    Case("a grid whose heads are whole months", &[("> 2015 年 03 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n | | | N | N | N | | | | | | |\n~ 2015\n~  | | | 0 | 0 | 0 | | | | | | |", "> 2015 年 03 月-2015 年 05 月的还款记录\n2015.03 | 2015.04 | 2015.05\nN | N | N\n0 | 0 | 0")], "", ""),
    Case("a grid whose years stand side by side", &[("> 2015 年 03 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n | | | N | N | N | | | | | | |\n~ 2015\n~  | | | 0 | 0 | 0 | | | | | | |", "> 2015 年 03 月-2015 年 05 月的还款记录\n月份 | 2015年\n3月 | N\n | 0\n4月 | N\n | 0\n5月 | N\n | 0")], "", ""),
    Case("a grid with state and amount in one cell", &[("> 2015 年 03 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n | | | N | N | N | | | | | | |\n~ 2015\n~  | | | 0 | 0 | 0 | | | | | | |", "> 2015 年 03 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n2015 | | | N/0 | N/0 | N/0 | | | | | | |")], "", ""),
    Case("a vendor's marks and counts around titles", &[("（二）贷记卡账户", "■ 贷记卡账户信息列表（总计1条记录）"), ("（三）授信协议信息", "【授信协议信息】"), ("六 查询记录", "查询记录信息段")], "", ""),
    Case("a vendor's titles of accounts", &[("账户1（授信协议标识：D520156727）", "【账户1】授信协议标识：D520156727"), ("授信协议1\n", "● 授信协议1（共1个）\n")], "", ""),
    Case("an agreement in other brackets", &[("账户1（授信协议标识：D520156727）", "贷款账户1[授信协议编号：D520156727]（共1个账户）")], "", ""),
    Case("words around the day of the state", &[("> 截至 2015 年 05 月 20 日", "> 账户信息（截至2015.05.20 00:00:00）")], "", ""),
    Case("a line that says the unit", &[(BASIC, "金额单位：人民币元 @430\n管理机构 | 账户标识 | 开立日期 | 到期日期 | 借款金额 | 账户币种")], "", ""),
    Case("amounts with their currency and days with a clock", &[(STATE_VALUES, "正常 | 正常 | RMB 135,500 | 231 | 人民币16,200元 | 2015.05.05 00:00:00 | ¥16,200")], "", ""),
    Case("a line that says that sums are in ten thousands", &[(BASIC, "（单位：万元） @430\n管理机构 | 账户标识 | 开立日期 | 到期日期 | 借款金额 | 账户币种"), (BASIC_VALUES, "中国银行南京分行 | FZBPR57517269 | 2014.08.05 | 2034.08.05 | ￥77 | 人民币"), (STATE_VALUES, "正常 | 正常 | １３.55 | 231 | 1.62 | 2015.05.05 | ￥1.62"), ("2015.05.05 | 1 | 3,100", "2015.05.05 | 1 | 0.31"), ("~  | 0 | 0 | 0 | 0 | 3,100 |", "~  | 0 | 0 | 0 | 0 | 0.31 |")], "", ""),
    Case("amounts in ten thousands", &[(STATE_VALUES, "正常 | 正常 | 13.55万元 | 231 | 1.62万 | 2015.05.05 | 16,200")], "", ""),
    Case("words of programs for nothing", &[("-- | -- | 12,300 | 人民币", "N/A | null | 12,300 | 人民币")], "", ""),
    Case("a grid as a list of months", &[("> 2015 年 03 月-2015 年 05 月的还款记录\n | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12\n | | | N | N | N | | | | | | |\n~ 2015\n~  | | | 0 | 0 | 0 | | | | | | |", "> 2015 年 03 月-2015 年 05 月的还款记录\n月份 | 还款状态 | 逾期（透支）总额 | 月份 | 还款状态 | 逾期（透支）总额\n2015.03 | N | 0 | 2015.05 | N | 0\n2015.04 | N | 0 | | |")], "", ""),
    Case("a number before the title of an account", &[("账户1（授信协议标识：BOC0255220）", "（1）账户1（授信协议标识：BOC0255220）")], "", ""),
    Case("an account's number by name", &[("账户1（授信协议标识：BOC0255220）", "账户编号：1（授信协议标识：BOC0255220）")], "", ""),
    Case("parts by name", &[("三 信贷交易信息明细", "第三部分 信贷交易信息明细")], "", ""),
    Case("a table on its side with cells of several lines, over two pages", &[("2 | 15217962058 | 2023.02.27 | 建设银行\n", "2 | 15217962058 | 2023.02.27 | 建设银行\n（三）居住信息\n金额单位：元 @430\n编号 @60:80 | 1 @180 | 2 @320 | 3 @460\n=== 1/3\n\n | 北京市海淀区学 @146:216 | 天津市和平区南 @286:356 | 成都市锦江区东 @426:496\n~ 居住地址 @60:100 | 院路20号院A座 @146:216 | 京路8号 @286:356 | 大街199号院 @426:496\n~ | 2单元1802室 @146:216 | 6-301 @286:356 | 7栋1单元902号 @426:496\n\n居住状况 @60:100 | 租房 @180 | 自置 @320 | 按揭 @460\n"), ("=== 1/2", "=== 2/3"), ("=== 2/2", "=== 3/3")], "", "residence 1 编号 1\nresidence 1 居住地址 北京市海淀区学院路20号院A座2单元1802室\nresidence 1 居住状况 租房\nresidence 2 编号 2\nresidence 2 居住地址 天津市和平区南京路8号6-301\nresidence 2 居住状况 自置\nresidence 3 编号 3\nresidence 3 居住地址 成都市锦江区东大街199号院7栋1单元902号\nresidence 3 居住状况 按揭"),
    Case("records whose numbers stand above their tables", &[("2 | 15217962058 | 2023.02.27 | 建设银行\n", "2 | 15217962058 | 2023.02.27 | 建设银行\n（三）居住信息\n编号：1 @60:100\n居住地址 @100 | 居住状况 @300 | 信息更新日期 @440\n北京市海淀区学院路20号 @40:160 | 租房 @300 | 2023.01.02 @440\n~ 院A座1802室 @70:130 | |\n编号：2 @60:100\n居住地址 @100 | 居住状况 @300 | 信息更新日期 @440\n天津市和平区南京路8号 @45:155 | 自置 @300 | 2022.03.04 @440\n")], "", "residence 1 编号 1\nresidence 1 居住地址 北京市海淀区学院路20号院A座1802室\nresidence 1 居住状况 租房\nresidence 1 信息更新日期 2023.01.02\nresidence 2 编号 2\nresidence 2 居住地址 天津市和平区南京路8号\nresidence 2 居住状况 自置\nresidence 2 信息更新日期 2022.03.04"),
    Case("a summary whose labels stand beside the values of its one record", &[("三 信贷交易信息明细\n", "二 信息概要\n（二）信贷交易违约信息概要\n> 逾期（透支）信息汇总\n账户类型 | 贷记卡账户\n账户数 | 2\n月份数 | 3\n单月最高逾期/透支总额 | 4,971\n最长逾期/透支月数 | 2\n（四）非信贷交易信息概要\n> 后付费业务欠费信息汇总\n业务类型 @60:100 | 电信业务 @200\n账户数 @60:100 | 1 @200\n欠费金额 @60:100 | 1,430 @200\n三 信贷交易信息明细\n")], "", "summary.overdue 1 账户类型 贷记卡账户\nsummary.overdue 1 账户数 2\nsummary.overdue 1 月份数 3\nsummary.overdue 1 单月最高逾期/透支总额 4,971\nsummary.overdue 1 最长逾期/透支月数 2\nsummary.postpaid 1 业务类型 电信业务\nsummary.postpaid 1 账户数 1\nsummary.postpaid 1 欠费金额 1,430"),
    Case("strokes for what is not available", &[("-- | -- | 12,300 | 人民币", "/ | / | 12,300 | 人民币")], "", ""),
    Case("second lines of a liability's labels, which are labels of other sections too", &[("=== 1/2\n", "=== 1/2\n（六）相关还款责任信息\n账户1\n管理机构 | 业务种类 | 开立日期 | 到期日期 | 责任人类型 | 还款责任金额 | 币种\n招商银行 | 个人经营性贷款 | 2014.01.01 | 2024.01.01 | 保证人 | 100,000 | 人民币\n | 主业务借款人 | 主业务借款人\n~ 主业务借款人 | | \n~  | 证件类型 | 证件号码\n王五 | 身份证 | 320105197102233205\n> 截至 2015 年 05 月 20 日\n余额 | 五级分类 | 还款状态\n50,000 | 正常 | N\n")], "", "liability.person 1 管理机构 招商银行\nliability.person 1 业务种类 个人经营性贷款\nliability.person 1 开立日期 2014.01.01\nliability.person 1 到期日期 2024.01.01\nliability.person 1 责任人类型 保证人\nliability.person 1 还款责任金额 100,000\nliability.person 1 币种 人民币\nliability.person 1 主业务借款人 王五\nliability.person 1 主业务借款人证件类型 身份证\nliability.person 1 主业务借款人证件号码 320105197102233205\nliability.person 1 截至日期 2015年05月20日\nliability.person 1 余额 50,000\nliability.person 1 五级分类 正常\nliability.person 1 还款状态 N"),
    Case("a name that runs into the next column, in a table flush left", &[(BASIC, "管理机构 @50:82 | 账户标识 @160:192 | 开立日期 @250:282 | 到期日期 @330:362 | 借款金额 @410:442 | 账户币种 @490:522"), (BASIC_VALUES, "中国银行南京中央路支行营业部FZBPR57517269 @50:217 | | 2014.08.05 @250:294 | 2034.08.05 @330:374 | 770,000 @410:441 | 人民币 @490:514")], "non_revolving 1 管理机构 中国银行南京分行", "non_revolving 1 管理机构 中国银行南京中央路支行营业部"),
    Case("a seal's characters between a grid's title and its months", &[("> 2015 年 03 月-2015 年 05 月的还款记录\n", "> 2015 年 03 月-2015 年 05 月的还款记录\n北 @200 | 部 @330\n市分 @210 | 业部 @320\n")], "", ""),
    Case("a seal's word beside a head", &[("编号 | 查询日期 | 查询机构 | 查询原因\n1 | 2024.05.01 | 本人", "编号 | 查询日期 | 查询机构 | 市分行 @398 | 查询原因\n1 | 2024.05.01 | 本人")], "", ""),
    Case("sums without their name, and a long kind beside lost numbers", &[("三 信贷交易信息明细\n", "二 信息概要\n（一）信贷交易信息提示\n业务类型 @180 | 账户数 @400 | 首笔业务发放月份 @500\n | 个人住房贷款 @230 | | 2 @400 | 2010.07 @500\n贷款 @100 | 个人商用房贷款（包括商住两用房） @300\n信用卡 @100 | 贷记卡 @230 | 1 @400 | 2012.01 @500\n其他 @100 | 4 @400 | 2013.01 @500\n | 7 @400\n三 信贷交易信息明细\n")], "", "summary.credit_hint 1 业务大类 贷款\nsummary.credit_hint 1 业务类型 个人住房贷款\nsummary.credit_hint 1 账户数 2\nsummary.credit_hint 1 首笔业务发放月份 2010.07\nsummary.credit_hint 2 业务大类 贷款\nsummary.credit_hint 2 业务类型 个人商用房贷款（包括商住两用房）\nsummary.credit_hint 3 业务大类 信用卡\nsummary.credit_hint 3 业务类型 贷记卡\nsummary.credit_hint 3 账户数 1\nsummary.credit_hint 3 首笔业务发放月份 2012.01\nsummary.credit_hint 4 业务大类 其他\nsummary.credit_hint 4 账户数 4\nsummary.credit_hint 4 首笔业务发放月份 2013.01\nsummary.credit_hint.total _ 账户数 7"),
    Case("I04 a reason with a wrong character", &[(QUERY, "2 | 2023.12.01 | 中邮消费金融有限公司 | 货款审批")], "", ""),
];

fn drawing() -> String {
    fixtures::get("drawn").text("drawing.txt")
}

fn truth() -> BTreeSet<facts::Fact> {
    fixtures::get("drawn").truth()
}

/// A case's document and the facts that are printed in it.
fn made(case: &Case) -> (Document, BTreeSet<facts::Fact>) {
    let Case(name, edits, lost, new) = case;
    let mut text = drawing();
    for (from, to) in *edits {
        assert!(text.contains(from), "{name}: the drawing has no {from}");
        text = text.replacen(from, to, 1);
    }
    let mut want = truth();
    for fact in facts::told(lost) {
        assert!(want.remove(&fact), "{name}: the fixture has no {}", facts::shown(&fact));
    }
    want.extend(facts::told(new));
    (draw::document(&text), want)
}

/// The whole fixture on other paper.
fn sheets() -> Vec<(&'static str, Document)> {
    let base = draw::document(&drawing());
    let order = |pages: &[usize]| Document { pages: pages.iter().map(|i| base.pages[*i].clone()).collect() };
    let mapped = |f: fn(char) -> char| Document {
        pages: base
            .pages
            .iter()
            .map(|p| Page {
                lines: p.lines.iter().map(|l| Line { text: l.text.chars().map(f).collect(), ..l.clone() }).collect(),
                ..p.clone()
            })
            .collect(),
    };
    let wide = mapped(|c| if c.is_ascii_graphic() && c != '*' { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c });
    let narrow = mapped(|c| match c {
        '（' => '(',
        '）' => ')',
        '：' => ':',
        c => c,
    });
    let mut unnumbered = base.clone();
    for page in &mut unnumbered.pages {
        page.lines.retain(|l| !l.text.contains('页') || l.text.chars().count() > 16);
    }
    unnumbered.pages.insert(0, unnumbered.pages[0].clone());
    let mut footers = base.clone();
    for (page, text) in footers.pages.iter_mut().zip(["第1页/共2页", "第 2页。共 2 页"]) {
        page.lines.retain(|l| !l.text.contains('页') || l.text.chars().count() > 16);
        page.lines.push(draw::line(text, draw::WIDTH / 2.0, draw::HEIGHT - 26.0));
    }
    let mut misread = footers.clone();
    for page in &mut misread.pages {
        page.lines.iter_mut().for_each(|l| l.text = l.text.replace("第1页", "第7页"));
    }
    vec![
        ("C02 two pages on one sheet", paper::beside(&base)),
        ("C04 pages out of order", order(&[1, 0])),
        ("C05 a page given twice", order(&[0, 0, 1])),
        ("C05 the last page given twice", order(&[0, 1, 1])),
        ("a page without a number given twice", unnumbered),
        ("A02 full-width forms", wide),
        ("half-width punctuation", narrow),
        ("B17 footers in other forms", footers),
        ("a page number misread as one that no page has", misread),
    ]
}

#[test]
fn the_drawing_is_read_as_it_is_printed() {
    let got = facts::read(&draw::document(&drawing()));
    assert_eq!(facts::differences(&truth(), &got, 20), Vec::<String>::new());
}

#[test]
fn damaged_rows_are_read_as_they_are_printed() {
    let mut failing = BTreeSet::new();
    let cases = CASES.iter().map(|c| (c.0, made(c))).chain(sheets().into_iter().map(|(name, d)| (name, (d, truth()))));
    for (name, (document, want)) in cases {
        let different = facts::differences(&want, &facts::read(&document), 8);
        if !different.is_empty() {
            println!("{name}:\n  {}", different.join("\n  "));
            failing.insert(name);
        }
    }
    let known: BTreeSet<&str> = KNOWN_FAILING.iter().map(|(name, _)| *name).collect();
    assert_eq!(failing, known, "left: failing today; right: the list of known failures");
}

/// Single signs of which a recogniser is not sure, beside values and titles of which it is, are a watermark's.
#[test]
fn faint_signs_are_no_part_of_a_value() {
    let mut document = draw::document(&drawing());
    let mut scraps = Vec::new();
    for line in document.pages.iter_mut().flat_map(|p| &mut p.lines) {
        line.confidence = Some(0.99);
        let place = line.place;
        let beside = |x: f64, text: &str, confidence| Line {
            confidence,
            ..Line::new(text, Rect::new(x, place.y0 - 1.0, x + 1.2 * place.height(), place.y1 + 1.0))
        };
        scraps.extend(match &*line.text {
            "中国银行南京分行" => Some(beside(place.x0 - 1.3 * place.height(), "4", Some(0.55))),
            "FZBPR57517269" => Some(beside(place.x1 + 1.0, "教", Some(0.6))),
            "截至 2015 年 05 月 05 日" => Some(beside(place.x0 - 3.0 * place.height(), "1", Some(0.2))),
            _ => None,
        });
    }
    assert_eq!(scraps.len(), 3);
    document.pages[0].lines.extend(scraps);
    assert_eq!(facts::differences(&truth(), &facts::read(&document), 8), Vec::<String>::new());
}

/// A time whose label and century lie under a stamp; the report's number, which begins with the day, tells the century.
#[test]
fn a_century_is_told_by_the_number_of_the_report() {
    let told = |number: &str| {
        let text = drawing().replacen(TIME, "24.05.01 11:01:33 @470", 1).replacen("202405018609911063", number, 1);
        zhengxin::parse(&draw::document(&text)).header.report_time
    };
    let time = told("202405018609911063");
    assert_eq!(time.value().map(ToString::to_string).as_deref(), Some("2024-05-01 11:01:33"));
    assert_eq!(time.evidence().map(|at| at.repairs[0].rule.to_string()).as_deref(), Some("century"));
    assert_eq!(told("202305018609911063"), zhengxin::model::Field::NotPrinted);
}

/// F01: a scan of a small grid, as a recogniser gave it: the month header is one damaged line, states run together.
#[test]
fn a_micro_grid() {
    let line = |text: &str, place: [f64; 4]| Line::new(text, Rect::new(place[0], place[1], place[2], place[3]));
    let lines = vec![
        line("三 信贷交易信息明细", [300.0, 60.0, 480.0, 82.0]),
        line("（五）贷记卡账户", [320.0, 100.0, 460.0, 122.0]),
        line("账户1", [360.0, 140.0, 420.0, 162.0]),
        line("2020年09月-2021年02月的还款记录", [280.46, 194.67, 510.65, 217.78]),
        line("1 122689 113.45710", [130.84, 222.65, 733.57, 241.51]),
        line("CN.", [136.90, 249.42, 206.56, 267.06]),
        line("2021", [75.71, 262.80, 112.67, 280.44]),
        line("NN N N", [559.11, 302.34, 731.75, 319.38]),
        line("2020", [75.11, 315.12, 109.64, 332.76]),
        line("000 0", [561.53, 327.89, 729.93, 345.54]),
    ];
    let page = Page { number: 1, width: 800.0, height: 1130.0, lines, ..Page::default() };
    let got = facts::read(&Document { pages: vec![page] });
    let states: Vec<(String, String)> =
        got.into_iter().filter(|f| f.0 == "credit_card.grid" && f.2 == "状态").map(|f| (f.1, f.3)).collect();
    let want = [("1/2020-09", "N"), ("1/2020-10", "N"), ("1/2020-11", "N"), ("1/2020-12", "N")];
    for (month, state) in want {
        assert!(states.contains(&(month.into(), state.into())), "{month} {state}: {states:?}");
    }
    // `CN.` over January and February was printed `N C`: what the months hold is read or a hole, never the other one's silently.
    for (month, state) in &states {
        assert!(month.as_str() >= "1/2020-09" && month.as_str() <= "1/2021-02", "{month} {state}");
    }
}

/// H20: the generations are told by the titles that only one of them has; the report says which.
#[test]
fn the_generation_is_told_by_its_sections() {
    let drawn = |drawing: &str| zhengxin::parse(&support::draw::document(drawing));
    let first = drawn(
        "> 个人信用报告\n二 信息概要\n（三）授信及负债信息概要\n> 未结清贷款信息汇总\n贷款法人机构数 | 贷款机构数 | 笔数 | 合同总额 | 余额\n2 | 2 | 2 | 231,999 | 231,665\n",
    );
    assert_eq!(first.edition, zhengxin::model::Edition::FirstGeneration);
    assert_eq!(*first.edition_evidence, ["未结清贷款信息汇总"]);
    let second = drawn(
        "> 个人信用报告\n> （授信机构版）\n二 信息概要\n（三）信贷交易授信及负债信息概要\n> 非循环贷账户信息汇总\n管理机构数 | 账户数 | 授信总额 | 余额\n2 | 2 | 231,999 | 231,665\n",
    );
    assert_eq!(second.edition, zhengxin::model::Edition::Institution);
    // A vendor prints when it asked beside the report's own time, in other words than the first generation.
    let dated = |label: &str| {
        drawn(&format!(
            "> 个人信用报告\n报告编号：2020122010281077888888 | {label}：2020.12.20 10:28:10 | 报告时间：2020.12.20 10:28:11\n\n\
             三 信贷交易信息明细\n> （二）非循环贷账户\n账户1\n管理机构 | 账户标识 | 开立日期\n甲银行 | A1B2C3D4 | 2019.05.06\n"
        ))
    };
    assert_eq!(*dated("查询请求时间").edition_evidence, ["查询请求时间"]);
    let vendor = dated("查询时间");
    assert!(vendor.header.request_time.is_printed() && vendor.edition != zhengxin::model::Edition::FirstGeneration);
}

#[test]
fn names_of_cases_are_unique_and_the_known_ones_exist() {
    let names: Vec<&str> = CASES.iter().map(|c| c.0).chain(sheets().into_iter().map(|s| s.0)).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for (name, reason) in KNOWN_FAILING {
        assert!(names.contains(name) && !reason.is_empty(), "{name}");
    }
}
