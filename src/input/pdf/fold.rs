//! Characters that a text layer holds in place of those that are meant.
//!
//! Fonts with many glyphs share one between a character and its look-alikes; a program that asks the font backwards for the
//! character of a glyph may get a Kangxi radical (⽇ for 日) or a compatibility ideograph. Unicode's own folding (NFKC)
//! leaves some of them as they are, and makes 戶 of ⼾ where 户 is meant.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Adds a character to a text, folded.
pub(super) fn push(text: &mut String, c: char) {
    match c {
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => text.push(MEANT.get(&c).copied().unwrap_or(c)),
        // The same glyph as the em dash, in most Chinese fonts.
        '\u{2015}' => text.push('\u{2014}'),
        '\u{fb00}' => text.push_str("ff"),
        '\u{fb01}' => text.push_str("fi"),
        '\u{fb02}' => text.push_str("fl"),
        '\u{fb03}' => text.push_str("ffi"),
        '\u{fb04}' => text.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => text.push_str("st"),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => text.push(' '),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\0' => {}
        _ if c.is_control() => {}
        _ => text.push(c),
    }
}

static MEANT: LazyLock<HashMap<char, char>> = LazyLock::new(|| PAIRS.chars().step_by(2).zip(PAIRS.chars().skip(1).step_by(2)).collect());

/// Each character, followed by the one that is meant.
const PAIRS: &str = "⺂乛⺃乚⺅亻⺉刂⺋㔾⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺫罒⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺹耂⺺肀⺾艹⻁虎⻂衤⻃覀⻅见⻆角⻈讠\
    ⻉贝⻋车⻌辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟⼀一⼁丨⼂丶⼃丿⼄乙⼅亅\
    ⼆二⼇亠⼈人⼉儿⼊入⼋八⼌冂⼍冖⼎冫⼏几⼐凵⼑刀⼒力⼓勹⼔匕⼕匚⼖匸⼗十⼘卜⼙卩⼚厂⼛厶⼜又⼝口⼞囗⼟土⼠士⼡夂⼢夊⼣夕⼤大⼥女⼦子⼧宀⼨寸⼩小⼪尢⼫尸⼬屮⼭山\
    ⼮巛⼯工⼰己⼱巾⼲干⼳幺⼴广⼵廴⼶廾⼷弋⼸弓⼺彡⼻彳⼼心⼽戈⼾户⼿手⽀支⽁攴⽂文⽃斗⽄斤⽅方⽆无⽇日⽈曰⽉月⽊木⽋欠⽌止⽍歹⽎殳⽏毋⽐比⽑毛⽒氏⽓气⽔水⽕火⽖爪\
    ⽗父⽘爻⽙爿⽚片⽛牙⽜牛⽝犬⽞玄⽟玉⽠瓜⽡瓦⽢甘⽣生⽤用⽥田⽦疋⽧疒⽨癶⽩白⽪皮⽫皿⽬目⽭矛⽮矢⽯石⽰示⽱禸⽲禾⽳穴⽴立⽵竹⽶米⽷糸⽸缶⽹网⽺羊⽻羽⽼老⽽而⽾耒\
    ⽿耳⾀聿⾁肉⾂臣⾃自⾄至⾅臼⾆舌⾇舛⾈舟⾉艮⾊色⾋艸⾌虍⾍虫⾎血⾏行⾐衣⾑襾⾒見⾔言⾕谷⾖豆⾗豕⾘豸⾙貝⾚赤⾛走⾜足⾝身⾞車⾟辛⾠辰⾡辵⾢邑⾣酉⾤釆⾥里⾦金⾧長\
    ⾨門⾩阜⾪隶⾫隹⾬雨⾭靑⾮非⾯面⾰革⾱韋⾲韭⾳音⾴頁⾵風⾶飛⾷食⾸首⾹香⾺馬⾼高⾽髟⾾鬥⾿鬯⿀鬲⿁鬼⿂魚⿃鳥⿄鹵⿅鹿⿆麥⿇麻⿈黃⿉黍⿊黑⿋黹⿌黽⿍鼎⿎鼓⿏鼠⿐鼻\
    ⿑齊⿒齒⿓龍⿕龠豈豈更更車車賈賈串串句句金金喇喇奈奈洛洛烙烙珞珞落落酪酪駱駱欄欄爛爛蘭蘭嵐嵐郎郞來來勞勞櫓櫓爐爐盧盧老老蘆蘆路路露露魯魯鷺鷺弄弄磊磊賂賂雷雷壘壘\
    漏漏勒勒肋肋丹丹異異北北磻磻便便復復不不泌泌葉葉沈沈拾拾若若略略凉凉梁梁糧糧量量勵勵呂呂濾濾礪礪力力曆曆歷歷年年撚撚煉煉秊秊輦輦鍊鍊列列咽咽烈烈殮殮瑩瑩靈靈例例\
    醴醴隸隸了了僚僚尿尿料料燎燎暈暈阮阮類類律律慄慄栗栗隆隆利利吏吏履履易易李李梨梨泥泥理理裏裏里里隣隣林林淋淋狀狀炙炙什什刺刺拓拓洞洞暴暴輻輻行行見見兀兀嗀嗀隷隷\
    勉勉勤勤卑卑嘆嘆器器墨墨漢漢爫爫碑碑臭臭";

#[cfg(test)]
mod tests {
    #[test]
    fn radicals_and_ligatures_become_what_is_meant() {
        let mut text = String::new();
        "⼈⼾⺠⻓ﬁ―".chars().for_each(|c| super::push(&mut text, c));
        assert_eq!(text, "人户民长fi—");
    }
}
