//! Which section a sentence of the brief version stands in, told by its own words.

use super::accounts::{advance_opening, card_opening, disposal_opening, lent, revolving_opening};
use super::liability::liability_opening;
use super::{Told, cut, item, opening};

/// The sections that are told in sentences, in print order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tells {
    /// 资产处置信息
    Disposal,
    /// 垫款信息
    Advance,
    /// 信用卡
    Card,
    /// 贷款
    Loan,
    /// 其他业务
    Other,
    /// 相关还款责任信息
    Liability,
}

/// Which section a sentence is of: its number, and what its first clause tells. `None` for what begins no item, or tells
/// nothing.
pub(crate) fn tells(i: &str) -> Option<(Option<u32>, Tells)> {
    let (rest, number) = opening(i).ok()?;
    let (from, _) = item(i).ok()?;
    // What stands behind the first stop may be the next item's.
    let clause = cut(from, from.len() - rest.len() + rest.find('。').unwrap_or(rest.len())).0;
    let is = |production: fn(&str) -> bool| production(clause);
    let verb = |verbs: &'static [&'static str]| ok(lent("金额", "币种", verbs, clause));
    let told = match () {
        () if is(|i| ok(liability_opening(i))) => Tells::Liability,
        () if is(|i| ok(disposal_opening(i))) => Tells::Disposal,
        () if is(|i| ok(advance_opening(i))) => Tells::Advance,
        () if is(|i| ok(card_opening(i))) => Tells::Card,
        () => match (verb(&["发放的"]), verb(&["办理的"])) {
            (true, false) => Tells::Loan,
            (false, true) => Tells::Other,
            (true, true) => return None,
            (false, false) if is(|i| ok(revolving_opening(i))) => Tells::Loan,
            (false, false) => return None,
        },
    };
    Some((number, told))
}

fn ok<T>(told: Told<'_, T>) -> bool {
    told.is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    #[test]
    fn sentences_tell_their_section() {
        for (text, want) in [
            ("1.2004年8月30日，东方资产管理公司接收债权，金额为400,000。", Tells::Disposal),
            ("2. 2008年10月5日以来富登担保公司累计代偿金额500,000。", Tells::Advance),
            ("（3）2016年4月5日华安财产保险股份有限公司进行最近一次代偿，累计代偿金额500,000。", Tells::Advance),
            ("•2004年8月30日中国工商银行北京分行发放旳准货记卡（人民币账户）。", Tells::Card),
            ("4.2010年5月8日北京银行发放的200,000元（人民币）住房贷款。截至2016年7月，余额5。", Tells::Loan),
            ("2016年3月1日中国银行为个人经营性贷款授信，额度长期有效，可循环使用。", Tells::Loan),
            ("1.2010年10月15日海岳证券办埋的317,600元（人民币）融资租赁业务。", Tells::Other),
            (
                "1.2012年6月11日，为赵四（证件类型：身份证，证件号码：1）在某银行办理的贷记卡承担相关还款责任，责任人类型为保证人",
                Tells::Liability,
            ),
            ("1.2012年6月11日，为赵四（证件类型：身份证，证件号码：1）在某银行办理的贷款提供担保，担保贷款合同金额5", Tells::Liability),
        ] {
            let text: String = text.chars().filter_map(plain).collect();
            assert_eq!(tells(&text).map(|t| t.1), Some(want), "{text}");
        }
        for text in ["2016年9月28日到期。2.2014年12月13日甲银行发放的贷记卡（人民币账户）。", "2014年3月，该机构声明：已办理的。"]
        {
            let text: String = text.chars().filter_map(plain).collect();
            assert_eq!(tells(&text), None, "{text}");
        }
    }
}
