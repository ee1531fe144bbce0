//! Names of provinces, which stand at the head of addresses.

use crate::lexis::text::is_han;

/// What stands at the head of an address: no other place has such a name with its 省 or 市.
const PROVINCES: &[&str] = &[
    "北京市",
    "天津市",
    "上海市",
    "重庆市",
    "河北省",
    "山西省",
    "辽宁省",
    "吉林省",
    "黑龙江省",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "海南省",
    "四川省",
    "贵州省",
    "云南省",
    "陕西省",
    "甘肃省",
    "青海省",
    "内蒙古自治区",
    "广西壮族自治区",
    "西藏自治区",
    "宁夏回族自治区",
    "新疆维吾尔自治区",
];

/// Whether a text begins as addresses do.
pub(crate) fn begins_with_province(text: &str) -> bool {
    PROVINCES.iter().any(|name| text.starts_with(name))
}

/// Whether an address begins with the end of such a name.
pub(super) fn begins_within_province(text: &str) -> bool {
    const LEAST: usize = 3;
    let tails = |name: &'static str| name.char_indices().skip(1).filter_map(move |(at, _)| name.get(at..));
    let long = |tail: &&str| tail.chars().count() >= LEAST;
    PROVINCES.iter().flat_map(|name| tails(name)).filter(long).any(|tail| text.starts_with(tail) && !begins_with_province(text))
}

/// Whether a number stands before the province of an address: that of its record.
pub(super) fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && begins_with_province(rest)
}

/// Whether words that name no place stand before the province of an address, which is its first word: pieces of a stamp or a watermark.
pub(super) fn is_behind_scraps(text: &str) -> bool {
    /// Longer words name something, and so do these.
    const LONGEST: usize = 10;
    const BEFORE: [&str; 2] = ["中国", "中华人民共和国"];
    let Some(at) = PROVINCES.iter().filter_map(|name| text.find(name)).min() else { return false };
    let before = text.get(..at).unwrap_or_default().trim();
    let is_place = |c: char| matches!(c, '市' | '区' | '县' | '州' | '省' | '路' | '街' | '镇' | '乡' | '村' | '盟' | '旗');
    // The last sign alone may be that of a place: `某村银行` is none.
    let names = before.ends_with(is_place) || before.contains(['市', '区', '县', '省', '路', '街']);
    let signs = before.chars().count();
    (2..=LONGEST).contains(&signs) && before.chars().all(is_han) && !names && !BEFORE.contains(&before)
}

/// Whether a province stands right behind the number of a house or a room: another address begins there.
pub(super) fn goes_on_behind_house(text: &str) -> bool {
    let begins = |name: &&str| {
        text.match_indices(*name).any(|(at, _)| text.get(..at).is_some_and(|before| before.ends_with(['号', '室', '楼', '层'])))
    };
    PROVINCES.iter().any(begins)
}

/// Whether a text begins with the name of a province that has a sign too many, or one before it.
pub(super) fn begins_with_odd_province(text: &str) -> bool {
    /// What stands before a place in other texts.
    const BEFORE: [char; 5] = ['原', '驻', '在', '从', '由'];
    /// Of shorter names another place's may be one more sign.
    const SHORTEST: usize = 3;
    let signs: Vec<char> = text.chars().take(10).collect();
    !begins_with_province(text)
        && PROVINCES.iter().any(|name| {
            let length = name.chars().count();
            let with = signs.get(..=length).unwrap_or_default();
            let stuck = |n: usize| with.iter().enumerate().filter(|(i, _)| *i != n).map(|(_, c)| *c).eq(name.chars());
            let ends = with.last() == name.chars().last().as_ref();
            length >= SHORTEST
                && ends
                && (0..length).any(stuck)
                && with.iter().all(|c| is_han(*c))
                && !with.first().is_some_and(|c| BEFORE.contains(c))
        })
}

/// Whether an address begins with a 省 or an 自治区 that there is not: a character of its name was lost or misread.
pub(super) fn has_odd_province(text: &str) -> bool {
    /// How long the longest names are.
    const WORDS: [(&str, usize); 2] = [("省", 4), ("自治区", 8)];
    WORDS.iter().any(|(word, longest)| {
        let name = text.find(word).and_then(|at| text.get(..at + word.len())).filter(|name| *name != *word);
        name.is_some_and(|name| name.chars().count() <= *longest && !PROVINCES.iter().any(|known| name.ends_with(known)))
    })
}

/// How many provinces an address names, at a distance at which no address names its own twice.
pub(super) fn provinces(text: &str) -> usize {
    const APART: usize = 8;
    let mut places: Vec<usize> = PROVINCES.iter().flat_map(|name| text.match_indices(name)).map(|(at, _)| at).collect();
    places.sort_unstable();
    // In bytes, of which a Chinese character has three.
    let far = places.windows(2).filter(|w| matches!(w, [a, b] if b - a >= 3 * APART)).count();
    far + usize::from(!places.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_the_province_of_an_address() {
        let told = |text: &str| is_behind_scraps(text);
        assert!(told("村南业银行上海市朝阳区长江西路377号"));
        for own in ["上海市朝阳区长江西路377号", "中国上海市朝阳区", "郑州市金水区河南省医院家属院", "金水区河南省医院", "1上海市"]
        {
            assert!(!told(own), "{own}");
        }
    }
}
