//! Whether a text is one of credit reports at all.

use super::text::key;

/// Words of which every page of a report that has running text, labels or records holds one. Words that letters and contracts
/// have too (银行, 日期, 报告) are not among them.
const WORDS: &[&str] = &[
    "账户",
    "贷记卡",
    "信用卡",
    "贷款",
    "贷后管理",
    "授信",
    "还款",
    "逾期",
    "余额",
    "额度",
    "五级分类",
    "信用报告",
    "征信系统",
    "征信中心",
    "征信服务",
    "本报告",
    "报告编号",
    "报告时间",
    "查询机构",
    "查询原因",
    "查询日期",
    "查询记录",
    "查询操作",
    "本人查询",
    "资格审查",
    "保前审查",
    "融资审批",
    "资信审查",
    "异议",
    "声明",
    "标注",
    "信息主体",
    "数据提供机构",
    "数据发生机构",
    "发生机构",
    "更新日期",
    "证件类型",
    "证件号码",
    "婚姻状况",
    "出生日期",
    "就业状况",
    "学历",
    "手机号码",
    "居住地址",
    "居住状况",
    "通讯地址",
    "户籍地址",
    "工作单位",
    "单位性质",
    "单位地址",
    "职业",
    "职务",
    "职称",
    "配偶",
    "相关还款责任",
    "担保",
    "公积金",
    "欠税",
    "判决",
    "强制执行",
    "行政处罚",
    "处罚",
    "执业资格",
    "行政奖励",
    "低保",
    "救助",
    "后付费",
    "欠费",
    "记账年月",
    "业务类型",
    "债权人",
    "呆账",
    "资产处置",
    "垫款",
    "保证人代偿",
];

/// Whether a line holds a word of a credit report.
pub(crate) fn tells_of_report(text: &str) -> bool {
    let text = key(text);
    WORDS.iter().any(|w| text.contains(w))
}

/// How many letters the words of a page have that are neither numbers nor states of a repayment grid.
pub(crate) fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    let counts = texts.flat_map(str::split_whitespace).map(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic());
        if letters.clone().all(|c| super::doubt::STATES.contains(c)) { 0 } else { letters.count() }
    });
    counts.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grids_have_no_letters_and_queries_have_words() {
        assert_eq!(letters(["2018", "N N N", "NNNNNN12CDA", "* * #", "1,234", "--"].into_iter()), 0);
        assert_eq!(letters(["招商银行 2018.01.01"].into_iter()), 4);
        assert!(tells_of_report("贷 后 管 理") && tells_of_report("帐户"));
        assert!(!tells_of_report("这是一段与征信报告无关的普通文字"));
    }
}
