//! Words that every report is full of, with one character taken for its look-alike: none of the free texts has to be known for that.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexis::confusion::look_alikes;
use crate::lexis::text::is_han;

/// What names, causes and sentences of reports are made of. Where two characters misread are a word of their own, or stand side by side in
/// other texts, the word is listed with more beside it.
const WORDS: &[&str] = &[
    // Institutions.
    "银行",
    "分行",
    "支行",
    "商行",
    "公司",
    "分公司",
    "工商",
    "商户",
    "商业",
    "国家",
    "有限",
    "责任",
    "股份",
    "集团",
    "中心",
    "中国",
    "人民法院",
    "金融",
    "消费",
    "租赁",
    "担保",
    "保险",
    "资产",
    "管理",
    "公积金",
    "营业",
    "征信",
    "机构",
    "科技",
    "电信",
    // Credit.
    "信用卡",
    "信用",
    "用卡",
    "贷款",
    "信贷",
    "贷记卡",
    "额贷款",
    "还款",
    "偿还",
    "代偿",
    "逾期",
    "延期",
    "期限",
    "限期",
    "到期",
    "到期日",
    "到期后",
    "货款",
    "账户",
    "账款",
    "类账户",
    "客户",
    "人员",
    "结清",
    "机构转入",
    "网接入",
    // Sentences.
    "本人",
    "个人",
    "身份",
    "证件",
    "证书",
    "记录",
    "人民币",
    "信息",
    "报告",
    "异议",
    "更正",
    "核实",
    "发生",
    "境外",
    "疫情",
    "严重",
    // Public records.
    "罚款",
    "吊销",
    "许可证",
    "执照",
    "没收",
    "违法",
    "执行",
    "执行中",
    "现金",
    "税款",
    "纠纷",
    "调解",
    "判决",
];

/// What one of the words with a look-alike is, too: a word of its own (借用, 管业), or the end of one and the beginning of another (相关账户,
/// 通信费, 执行申请).
const REAL: &[&str] = &[
    "期间",
    "货款",
    "借贷",
    "收费",
    "消清",
    "清收",
    "到其",
    "贷款",
    "费款",
    "资款",
    "借用",
    "用下",
    "借息",
    "信资",
    "信费",
    "销费",
    "清费",
    "联户",
    "联款",
    "关账户",
    "证信",
    "管业",
    "上商",
    "纪录",
    "己录",
    "现全",
    "介人",
    "限其",
    "执行申",
];

/// How a text goes on behind 货 that is no misread 贷 behind 信: names end in 信 too.
const OF_GOODS: &[char] = &['运', '物', '车', '架', '柜', '栈', '品'];

/// What looks like none of its characters by the table, but was read for them: 租赁.
const OTHER: &[&str] = &["租货"];

/// Where a character stands in a word, and the word.
type Place = (usize, Vec<char>);

/// The words that have a character, each with its place.
static PLACES: LazyLock<HashMap<char, Vec<Place>>> = LazyLock::new(|| {
    let mut out: HashMap<char, Vec<Place>> = HashMap::new();
    for word in WORDS {
        let chars: Vec<char> = word.chars().collect();
        for (at, c) in chars.iter().enumerate() {
            out.entry(*c).or_default().push((at, chars.clone()));
        }
    }
    out
});

/// Words of two characters between which no third one stands, but for those that make other words with one of them: 信贷还款, 对账客户.
const WHOLE: &[(char, char, &str)] = &[
    ('贷', '款', "放还欠存付借收罚税余"),
    ('银', '行', "发进执运履例银"),
    ('公', '司', ""),
    ('纠', '纷', ""),
    ('信', '息', "信消利"),
    ('证', '书', "文"),
    ('账', '户', "客用开销储"),
    ('支', '行', "发进执运履付"),
    ('股', '份', "身年月"),
    ('资', '格', "价规"),
    ('逾', '期', "限"),
];

/// Whether one character stands within such a word, as one of a watermark that ran into its line does.
pub(super) fn has_parted_word(chars: &[char]) -> bool {
    let parted = |first: char, between: char, last: char| {
        let is_one = |(a, b, others): &(char, char, &str)| *a == first && *b == last && !others.contains(between);
        is_han(between) && between != first && between != last && WHOLE.iter().any(is_one)
    };
    chars.windows(3).any(|w| matches!(w, [a, b, c] if parted(*a, *b, *c)))
}

/// Whether a text has a word that is none as it stands: another with one look-alike in it.
pub(super) fn has_odd_word(text: &str, chars: &[char]) -> bool {
    OTHER.iter().any(|word| text.contains(word)) || chars.iter().enumerate().any(|(at, c)| stands_for_another(chars, at, *c))
}

/// Whether a character of a text makes a word with those beside it when one that it looks like is put in its place.
fn stands_for_another(chars: &[char], at: usize, c: char) -> bool {
    look_alikes(c).iter().filter_map(|other| PLACES.get(other)).flatten().any(|(place, word)| {
        let Some(from) = at.checked_sub(*place) else { return false };
        let Some(read) = chars.get(from..from + word.len()) else { return false };
        let alone = read.iter().zip(word).enumerate().all(|(n, (a, b))| n == *place || a == b);
        let goods = c == '货' && chars.get(at + 1).is_some_and(|next| OF_GOODS.contains(next));
        alone && !goods && !REAL.iter().any(|real| real.chars().eq(read.iter().copied()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_odd(text: &str) -> bool {
        has_odd_word(text, &text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn words_with_a_character_between() {
        let parted = |text: &str| has_parted_word(&text.chars().collect::<Vec<_>>());
        assert!(["某某银使行", "农户贷参款", "判决信效息", "买卖合同纠使纷"].into_iter().all(parted));
        assert!(!["信贷还款", "某某银行发行", "征信信息", "对账客户", "某某公司"].into_iter().any(parted));
    }

    #[test]
    fn words_with_one_look_alike() {
        for text in [
            "某某银仃某某支行",
            "某某很行",
            "某某么司",
            "某某银行信用卡申心",
            "申国某某公司",
            "提前迁款",
            "该账尸为某某",
            "税歀欠缴",
            "吊消许可证",
            "变更后到期曰",
            "某某小额货款公司",
            "诚信货公司",
            "某某租货公司",
        ] {
            assert!(is_odd(text), "{text}");
        }
    }

    #[test]
    fn words_that_stand_for_themselves() {
        for text in [
            "相关账户",
            "中信资产管理公司",
            "通信费",
            "营销费用",
            "认证信息",
            "某某管业有限公司",
            "线上商户",
            "执行申请书",
            "中介人员",
            "关联户",
            "其间",
            "使用下列",
            "转入民生银行",
            "拖欠货款",
            "诚信货运公司",
            "在其名下",
            "发展其他业务",
            "出借用途",
            "办公用品",
        ] {
            assert!(!is_odd(text), "{text}");
        }
    }

    #[test]
    fn no_word_is_odd_itself() {
        for word in WORDS.iter().chain(REAL) {
            assert!(!is_odd(word), "{word}");
        }
    }
}
