//! Free text is never corrected; what looks misread in it is pointed out.

mod cut;
mod digits;
mod names;
mod noise;
mod places;
mod words;

use super::kind::Kind;
use super::numbering::is_numeral;
use super::text::{is_dash, is_han, simplified};
pub(crate) use cut::is_open;
use cut::{has_open_year, is_cut};
pub(crate) use places::begins_with_province;

/// Why a recognised free text looks misread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// A digit where letters stand, or a letter where digits stand.
    LookAlike,
    /// A sign that does not belong: of another script at an end, behind the last stop, a letter alone.
    Noise,
    /// An end that is missing: of a bracket, of a sentence.
    CutShort,
}

/// The letters of repayment states, which also stand in places that hold texts. The model, which has their meaning, is held to
/// them by a test.
pub(crate) const STATES: &str = "NMDZBCGA";

/// What looks misread in a recognised text of a kind.
pub(crate) fn doubt(kind: Kind, text: &str) -> Option<Doubt> {
    let chars: Vec<char> = text.chars().collect();
    if noise::has_noise(kind, text, &chars) || noise::has_foreign(kind, &chars) || digits::has_stop(kind, &chars) {
        Some(Doubt::Noise)
    } else if is_cut(kind, text, &chars) {
        Some(Doubt::CutShort)
    } else if has_look_alike(kind, text, &chars) {
        Some(Doubt::LookAlike)
    } else {
        None
    }
}

/// Whether a sign of a text looks like another that would stand there.
fn has_look_alike(kind: Kind, text: &str, chars: &[char]) -> bool {
    let misread = match kind {
        // Codes of institutions are of letters and digits alike.
        Kind::Institution => {
            names::has_open_code(chars)
                || names::is_near_kind(text)
                || has_odd_cross(chars)
                || has_one_traditional(chars)
                || names::is_misread(text)
                || words::has_odd_word(text, chars)
        }
        Kind::Text => {
            // A kind of loan (贷款) is never goods paid for (货款), nor is a loan that is repaid or settled.
            let goods = text.contains("货款");
            goods && (chars.len() <= 8 && text.ends_with("货款") || SETTLED.iter().any(|word| text.contains(word)))
                || words::has_odd_word(text, chars)
                || digits::has_letter_within(chars)
                || names::is_near_listed(text)
                || digits::has_odd_year(chars)
                || has_odd_cross(chars)
                || has_one_traditional(chars)
        }
        // An id of capitals or digits has no small letter, and none a colon.
        Kind::Reference => {
            // `No.`
            let body = chars.strip_prefix(&['N', 'o']).unwrap_or(chars);
            let small = body.iter().filter(|c| c.is_ascii_lowercase()).count();
            let capitals = chars.iter().filter(|c| c.is_ascii_uppercase()).count();
            let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
            let parted = |w: &[char]| matches!(w, [a, ':' | '：', b] if a.is_ascii_uppercase() && b.is_ascii_alphanumeric());
            (1..=2).contains(&small) && (capitals > 2 || digits >= digits::DIGITS)
                || chars.windows(3).any(parted)
                || has_open_year(chars)
                || digits::has_odd_year(chars)
                || digits::has_bare_year(chars)
        }
        Kind::Email => has_odd_host(text),
        // A dot parts the names of a person, and those of a place.
        Kind::PersonName => has_between(chars, is_other_dot),
        Kind::Address => {
            // `（二期）`
            let phase = |w: &[char]| matches!(w, ['(' | '（', n, '其', ')' | '）'] if is_numeral(*n));
            has_between(chars, is_dash) || places::has_odd_province(text) || words::has_odd_word(text, chars) || chars.windows(4).any(phase)
        }
        _ => false,
    };
    // Within a text that is none of a number alone, a stroke between digits is a dash.
    let stroke = |w: &[char]| matches!(w, [a, '一', b] if a.is_ascii_digit() && b.is_ascii_digit());
    misread
        || matches!(kind, Kind::Text | Kind::Institution | Kind::Address) && places::begins_with_odd_province(text)
        || has_odd_digit(kind, chars)
        || matches!(kind, Kind::Text | Kind::Institution | Kind::Word) && words::has_parted_word(chars)
        || matches!(kind, Kind::Text | Kind::Address | Kind::Reference) && digits::has_han_within(chars)
        || digits::has_odd_letter(kind, chars)
        || matches!(kind, Kind::Text | Kind::Address) && chars.windows(3).any(stroke)
}

/// Whether one of some signs stands between two Chinese ones, as the dot of a name does.
fn has_between(chars: &[char], is: fn(char) -> bool) -> bool {
    chars.windows(3).any(|w| matches!(w, [a, b, c] if is_han(*a) && is(*b) && is_han(*c)))
}

/// Whether a sign is what the dot between two names may be taken for.
fn is_other_dot(c: char) -> bool {
    is_dash(c) || matches!(c, '・' | '•' | '‧' | '∙' | '●' | '.' | '。' | '、')
}

/// What is said of loans, not of goods.
const SETTLED: &[&str] = &["还货款", "代偿", "还款期", "展期", "结清", "核销"];

/// Whether something else stands for the `XX` that stands for a name which is not told: nothing is multiplied, and no name is one letter.
fn has_odd_cross(chars: &[char]) -> bool {
    let is_cross = |c: &char| matches!(c, 'X' | 'x' | '×');
    let runs = || chars.chunk_by(|a, b| is_cross(a) == is_cross(b)).filter(|run| run.first().is_some_and(is_cross));
    let alone = |w: &[char]| matches!(w, [a, b, c, d] if is_han(*a) && is_cross(b) && [*c, *d] == ['公', '司']);
    runs().any(|run| run.len() > 1 && run.iter().any(|c| *c != 'X')) || chars.windows(4).any(alone)
}

/// Whether the host of an address of the net has a capital within small letters, or a number that runs into a word, as where a stop was
/// lost: `hotmAail.com`, `163example.cn`; or ends in one letter, as where one was read too many: `example.c.n`.
fn has_odd_host(text: &str) -> bool {
    let host: Vec<char> = text.rsplit_once('@').map(|(_, host)| host.chars().collect()).unwrap_or_default();
    let capital = |w: &[char]| matches!(w, [a, b, c] if a.is_ascii_lowercase() && b.is_ascii_uppercase() && c.is_ascii_lowercase());
    let runs = |w: &[char]| matches!(w, [a, b, c, d] if [a, b, c].iter().all(|c| c.is_ascii_digit()) && d.is_ascii_alphabetic());
    host.windows(3).any(capital) || host.windows(4).any(runs) || matches!(host.as_slice(), [.., '.', last] if last.is_ascii_alphabetic())
}

/// Whether one digit stands among letters of one case: `hotmai1.com`, `Hea1thcare`, `B0C`.
fn has_odd_digit(kind: Kind, chars: &[char]) -> bool {
    let lower = |c: &char| c.is_ascii_lowercase();
    let upper = |c: &char| c.is_ascii_uppercase();
    chars.windows(3).any(|w| match w {
        [a, b, c] => {
            matches!(b, '1' | '0') && (lower(a) && c.is_ascii_alphabetic() || upper(a) && upper(c) && kind == Kind::Reference)
                || lower(a) && *b == '1' && *c == '.'
        }
        _ => false,
    })
}

/// Whether words stand behind a number that has none: those of a row below it. One character alone may be its own: `号`, `转`.
pub(crate) fn has_words_behind(kind: Kind, text: &str) -> bool {
    if !matches!(kind, Kind::IdNumber | Kind::Phone) {
        return false;
    }
    let number = text.trim_start_matches(is_han);
    let (number, words) = number.split_at_checked(number.find(is_han).unwrap_or(number.len())).unwrap_or_default();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    digits >= 7 && words.chars().take(2).filter(|c| is_han(*c)).count() == 2
}

/// Whether one character is a traditional one, among others that all may be simplified: a recogniser's slip.
fn has_one_traditional(chars: &[char]) -> bool {
    let mut traditional = chars.iter().filter(|c| simplified(**c).is_some());
    let first = traditional.next();
    first.is_some() && traditional.all(|c| Some(c) == first) && chars.iter().filter(|c| is_han(**c)).count() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of one kind, with strokes between them, that all are in the same doubt, or in none.
    fn are(doubted: impl Into<Option<Doubt>>, kind: Kind, texts: &str) {
        let doubted = doubted.into();
        for text in texts.split(" | ") {
            assert_eq!(doubt(kind, text), doubted, "{text}");
        }
    }

    #[test]
    fn references() {
        are(
            None,
            Kind::Reference,
            "（2011）京民初字第00056号 | HVPM72339934 | No.2021-0105 | （2015）保字第140号 | 2015年保字第140号 | B0009S144030001 | \
             913100001322115B8C | ZKB54414096 | OZKB54414096BO7X | 2020年罚字806号",
        );
        are(
            Doubt::LookAlike,
            Kind::Reference,
            "B0CBJ00100 | PZ:93006984 | 2024060b6081571915 | D5661871549186LVC8B3DiV | (2015保字第140号） | （2815）保字第140号 | \
             4B12972724661838 | 201505284798O2125415 | CN4845447485B | JQ202O03379EA1 | HFT19714278LR15956O | 2020罚字806号 | \
             (201B)京执字第09896号 | (2011)京执字第24O97号",
        );
        are(
            Doubt::Noise,
            Kind::Reference,
            "AAA003狄 | WTDYK00928$385 | （2014）京民初字第60057号结案：判决 | “RDD5599352384436AUK | L.MI.09687878 | \
             GTPDC9β82514 | GTPDC9ō82514 | 1 | 2610.513076726451 | 202505274548293495大曹在仕你 | 1468718696539370-",
        );
    }

    #[test]
    fn identity_numbers() {
        are(None, Kind::IdNumber, "51010419631209235x | 51010419631209235X | 军字第0839892号 | 210203********6247");
        are(Doubt::LookAlike, Kind::IdNumber, "D26l85421 | QWFM6O371 | 510104l96312092351");
        are(
            Doubt::Noise,
            Kind::IdNumber,
            "51ō104196312092351 | 430202********。986 | 簿QWFM60371 | B64,238761 | 839892657专用章 | 中国人民银行征信中心 | \
             210203******6247 | 210203*******62477 | 解51186788959606 | QGYHS3参847",
        );
    }

    #[test]
    fn phones() {
        are(
            None,
            Kind::Phone,
            "010-90000000/13900000000 | 010-90000000转8 | 138****1416 | 83234323,13900000000 | 0086-10-59215754 | \
             010-74218133-801 | 02546088925 | 4008001234 | 95588",
        );
        are(Doubt::LookAlike, Kind::Phone, "l3282086391 | 0103597B960");
        are(
            Doubt::Noise,
            Kind::Phone,
            "0571-.84608257 | 1 | 1381111222213900000000 | 1380001416 | 0931-6935.5641 | 055-59215754 | 0110-59215754 | \
             用010-90000000 | 010—742181-33 | 02546 | 0254608892 | 2546088925 | 010-90000000-",
        );
    }

    #[test]
    fn mail_addresses() {
        are(None, Kind::Email, "zhang15@163.example.cn");
        are(Doubt::LookAlike, Kind::Email, "chen2001@hotmAail.com | zhang15@163example.cn | zhang15@163.example.c.n | zhang15@hotmai1.com");
        are(Doubt::Noise, Kind::Email, "zhang15l63.example.cn | a-b@ex效ample.com");
    }

    #[test]
    fn institutions() {
        are(
            None,
            Kind::Institution,
            "IBM软件中心 | 甲市XX小额贷款有限公司 | 甲银行股份有限公司乙支行营业部 | 某市中级人民法院 | 某某农商行 | \
             某某集团有限公司某某分公司 | 北京市市场监督管理局 | 某银行某分行营业部 | 中小企业贷款中心 | 商业银行“RE” | \
             甲银行****支行 | 某市市场监督管理局 | 大众汽车金融公司 | 商业银行“DN”",
        );
        are(
            Doubt::LookAlike,
            Kind::Institution,
            "甲市xx小额贷款有限公司 | 甲银行乙內路支行 | 平安行 | 福建参省某市税务局 | 中中信银行某支行 | 本本人 | \
             消费金融公中“RB” | 小额货款公司“RE” | 某某网络小额货款有限公司 | 某某网络小颔贷款有限公司 | \
             某某村镇银行冇限责任公司 | 本入 | 某某国际融资租货有限公司 | 商业银行“D” | Digita1Finance | 商业银行“AO” | \
             商业银行“Dw”",
        );
        are(
            Doubt::Noise,
            Kind::Institution,
            "招商银行北京分行最近1个 | 招商银行北京分行2 | 甲银行乙银行 | 某某银行某市分传用章 | 11小额贷款公司 | 某银行某支行！ | \
             村镇银行1.0 | 某某农商行股份有限公司某某金融有限公司 | 某某担保有限公司民生银行某分行 | \
             某某银行信用卡中心某某金融公司 | 某银行某支行行 | 汽车金融公司-BH | 供您某银行信用卡中心 | 某区地税局使 | \
             某银行某分行快 | 小额贷款公司“RE”村镇银行“XR” | 商业银行*RE” | 村镇银行*RE* | 2026 | 2019-10-12某某银行 | \
             2025.02.242025.02.23 | 商业银行“F用X” | 构名称某某银行 | 某市燃气集团有限责任公司开通日期：2020年6月5日 | \
             汽车金融公司“YN”您 | 甲银行大道支行054181699506086FBS | 商业银行DN | 某某金融租赁公司专用章 | 某某银行信,用卡中心 | \
             -某某银行信用卡中心 | 某某股份有限公司·某分行",
        );
        are(
            Doubt::CutShort,
            Kind::Institution,
            "甲银行股份有限公司乙支 | 甲银行股份有限公司乙支行营业 | 某市中级民法院 | 农村信用社RA” | 银行信用卡中心 | \
             某某银行信用卡中 | 级人民法院 | 汽车金融公司 | 某市市场监督管理 | 商业银“DN” | 某某银行股份 | 某某村镇银行有限责任 | \
             某市某区人民",
        );
    }

    #[test]
    fn names_of_persons() {
        are(None, Kind::PersonName, "阿某·买买提 | 李某 | JOHN DOE | 某某·某某");
        are(Doubt::LookAlike, Kind::PersonName, "阿某・买买提 | 某某-某某");
        are(Doubt::Noise, Kind::PersonName, "202308161620792901 | 李某X");
        are(Doubt::CutShort, Kind::PersonName, "某");
    }

    #[test]
    fn addresses() {
        are(
            None,
            Kind::Address,
            "某市某区省直机关大院93号 | 某市某区某某花园（二期）4栋 | 某市某路326号B座12A室 | 北京市北京市某区人民路93号 | \
             江苏省某市广东路93号",
        );
        are(
            Doubt::LookAlike,
            Kind::Address,
            "某市某区人民路93号137使7室 | 贵省某市某区人民路93号 | 内古自治区某市某区人民路93号 | 某市某区某某花园（二其）4栋 | \
             某市某路326号3号院C座l828室 | 证福建省某市某区人民路93号",
        );
        are(
            Doubt::Noise,
            Kind::Address,
            "1贵州省某市某区人民路93号 | 某市某区人民路93号2单元·70室 | 某市某区春晓园北×310号 | 金融！大街315号锦绣华庭 | \
             金融大街315号锦绣华庭12号楼2-单元 | 某市某区人民路29,4号 | \
             广东省某市某区人民路93号9号楼1783室江苏省某市某区西街226号 | 某区某路17号6栋2单元1075室四川省某市某区",
        );
        are(Doubt::CutShort, Kind::Address, "某市某区人民路号某某花园 | 某市某区人民路93号4栋2单 | 西壮族自治区某市某区 | 楼4单元603室");
    }

    #[test]
    fn texts() {
        are(
            None,
            Kind::Text,
            "惩戒类信息 | 驻福建省办事处 | Co.,Ltd. | 为人民服务办公 | 税罚字[2017]第69号 | 信用 | -- | \
             颐和园路271号绿城·桃源里18号楼2单元473室 | 本人未拖欠该公司货款。 | 买卖合同纠纷 | 5S店的贷款 | >57% | \
             人民路120号（100）栋 | 某某热线（95588955889558）第2号 | 无 | 信息主体申请设置防欺诈警示，联系电话：13800011416。 | \
             金融大街360-2号12号楼2单元1650室 | 该贷款由XX公司代偿86,000元。 | N | 申请设置警示，联系电话：13322223538。 | \
             流动资金贷款",
        );
        are(
            Doubt::LookAlike,
            Kind::Text,
            "该贷款由某某公司代偿8,00参0元。 | 惩戒奖信息 | 陕西效省某市 | 国定电话后付费 | \
             该客户委托甲公司偿还货款。 | 该货款由XX公司代偿62,000元。 | 该贷款由X公司代偿62,000元。 | \
             该贷款由xX公司代偿62,000元。 | 该账户202l年04月不出单。 | 该账户2021年O4月不出单。 | 该贷款由XX公司代偿Z24,400元。 | \
             导致逾其，现已还清。 | 该客戶出差，客戶无异议。 | 地税罚字[201]第69号 | 联系电话：0571一54013803。 | 固定资产货款 | \
             该贷款由×X公司代偿86,000元。",
        );
        are(
            Doubt::Noise,
            Kind::Text,
            "到期日相应顺延.利率维持不变。 | 人民币. | 的信 | 的作 | 级建造师 | -小 | 征 | 提前还款后月供不变·缩短还款期限 | \
             该贷款由XX公司代偿62,000元信 | 买卖合同纠纷车 | 行股份有该客户委托XX公司偿还贷款。 | 2022.11.19 | 62,000 | \
             年2月10日到期 | 62,000—— | 本报告仅供您了解自己的信用货款使用 | 电费征 | \
             心信息主体申请设置防数许警示·联系电话：13800011416。 | 罚款√ | 章提前还款后月供不变 | 某某机构颁发的资格业务专章 | \
             该账户2015年05月不出单。征 | 金融大街360号12号楼2-单元1650室 | 该贷款由XX公司代偿86000元。 | X | \
             该贷款由XX公司代偿62.000元。",
        );
        are(
            Doubt::CutShort,
            Kind::Text,
            "甲市燃气有限责任公 | 税罚字[2017第69号 | 信息主体对信用报告内容提出了1笔异议且正在处理中 | \
             申请设置警示，联系电话：13322223538 | 人民路249号（原文化巷22号",
        );
    }

    #[test]
    fn words_of_closed_lists() {
        are(Doubt::Noise, Kind::Word, "国家机关、、企业");
    }

    #[test]
    fn words_behind_a_number_are_another_row() {
        for text in ["430104196608256863报送机构某某银行", "13812345678某某"] {
            assert!(has_words_behind(if text.len() > 20 { Kind::IdNumber } else { Kind::Phone }, text), "{text}");
        }
        for text in ["军字第0839892号", "430104196608256863", "11010*********63", "010-90000000转8001"] {
            assert!(!has_words_behind(Kind::IdNumber, text), "{text}");
        }
    }
}
