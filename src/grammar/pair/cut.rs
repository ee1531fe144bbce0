//! Cells that ran together over several columns, cut between their values.

use crate::document::Rect;
use crate::layout::Cell;
use crate::lexis::doubt::begins_with_province;
use crate::lexis::text::{is_han, words};
use crate::lexis::{phone, value};
use crate::model::field::Probe;
use crate::model::{AnyRecord, Kind};

/// Cells that ran together over several columns are cut where every part is a value of its column, as near to the
/// columns' border as that goes.
pub(super) fn divide(
    record: &dyn AnyRecord,
    fields: &[Option<usize>],
    heads: &[Rect],
    cells: &mut [Vec<Cell>],
    wide: Vec<(usize, usize, Cell)>,
) {
    let stand = if wide.is_empty() {
        Stand::Centred
    } else {
        stand(heads.iter().zip(&*cells).flat_map(|(h, cells)| cells.iter().map(move |c| (h, &c.place))))
    };
    for (first, count, cell) in wide {
        let kinds: Vec<Option<usize>> = (first..first + count).map(|i| fields.get(i).copied().flatten()).collect();
        let own = heads.get(first..first + count).unwrap_or_default();
        let mut parts = cut(record, &kinds, own, stand, &cell);
        let reads = |probe: Probe| matches!(probe, Probe::Clean | Probe::Dash);
        let value = |f: Option<usize>, text: &str| f.and_then(|f| record.field(f)).is_none_or(|f| reads(f.probe(text.trim())));
        // It may be one long value.
        if own.last().is_some_and(|last| is_short(&cell, last))
            && let (Some(part), Some(field)) = (parts.last(), kinds.last())
            && !value(*field, &part.text)
        {
            parts = vec![cell];
        }
        for (offset, part) in parts.into_iter().enumerate() {
            if let Some(column) = cells.get_mut(first + offset)
                && !part.text.trim().is_empty()
            {
                column.push(part);
                column.sort_by(|a, b| a.at().total_cmp(&b.at()));
            }
        }
    }
}

/// Whether a cell hardly reaches the middle of a head that it lies under: it begins where its own does.
fn is_short(cell: &Cell, head: &Rect) -> bool {
    /// So far, in its heights: less than the half of a Chinese character.
    const HARDLY: f64 = 0.3;
    cell.place.x1 < head.center_x() + HARDLY * cell.place.height()
}

/// How the cells of a table stand under their heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Centred,
    /// They begin where their heads begin.
    Left,
    /// They end where their heads end.
    Right,
}

/// How most cells stand that are shorter or longer than their heads, each given behind its own.
pub(super) fn stand<'c>(cells: impl Iterator<Item = (&'c Rect, &'c Rect)>) -> Stand {
    /// It is so much nearer to one of these places than to the others, in its heights.
    const CLEARLY: f64 = 0.2;
    let (mut left, mut right, mut centred) = (0, 0, 0);
    for (head, cell) in cells {
        let off = [(head.center_x() - cell.center_x()).abs(), (head.x0 - cell.x0).abs(), (head.x1 - cell.x1).abs()];
        let clear =
            |n: usize| off.iter().enumerate().all(|(i, o)| off.get(n).is_some_and(|own| i == n || own + CLEARLY * cell.height() < *o));
        match (0..off.len()).find(|n| clear(*n)) {
            Some(0) => centred += 1,
            Some(1) => left += 1,
            Some(2) => right += 1,
            _ => {}
        }
    }
    match () {
        () if left >= 2 && left > 2 * centred.max(right) => Stand::Left,
        () if right >= 2 && right > 2 * centred.max(left) => Stand::Right,
        () => Stand::Centred,
    }
}

/// The length of a text that stands in a row of cells so many times, one after the other: the cuts between are no guess.
/// Of digits alone none is told, nor of a word of one to three characters.
fn repeated(text: &str, times: usize) -> Option<usize> {
    const LEAST: usize = 4;
    let chars: Vec<char> = text.chars().collect();
    let length = chars.len().checked_div(times).filter(|n| times > 1 && *n >= LEAST && n * times == chars.len())?;
    let mut parts = chars.chunks(length);
    let first = parts.next().filter(|p| !p.iter().all(char::is_ascii_digit))?;
    parts.all(|p| p == first).then_some(length)
}

/// Whether a sign is how a ruling between two cells is read.
fn is_ruling(c: char) -> bool {
    matches!(c, '|' | '｜' | '│' | '┃' | '¦')
}

/// No cells side by side have more characters; such a text is of a page that is no report's, and stays whole.
const MOST_CHARACTERS: usize = 256;

/// A cut that stands off its place by so many heights of the line counts as one against it, in the measure of [`worth`]; however far off it
/// stands, no more than that: where in the line the cells stood is a guess.
const UNIT: f64 = 2.0;
const MOST_OFF: f64 = 1.5;

/// The parts of a cell for some fields side by side, under these heads.
fn cut(record: &dyn AnyRecord, fields: &[Option<usize>], heads: &[Rect], stand: Stand, cell: &Cell) -> Vec<Cell> {
    let words: Vec<(usize, usize)> = words(&cell.text);
    if words.len() == fields.len() {
        return cell.slices(words);
    }
    if let Some(parts) =
        value::split_amounts(&cell.text).filter(|p| p.len() == fields.len() && cell.text.chars().all(|c| !c.is_whitespace()))
    {
        return cell.cut_into(parts.iter().map(|p| p.chars().count()));
    }
    if let Some(length) = repeated(&cell.text, fields.len()) {
        let certain = |part: Cell| Cell { part: cell.part, ..part };
        return cell.cut_into(std::iter::repeat_n(length, fields.len())).into_iter().map(certain).collect();
    }
    let length = cell.text.length();
    let ([first, rest @ ..], [head, heads @ ..]) = (fields, heads) else { return Vec::new() };
    let Some(next) = heads.first().filter(|_| length <= MOST_CHARACTERS) else { return vec![cell.clone()] };
    // Cells are centred under their heads: the first ends as far right of its head as it begins left of it. For the
    // last two the same holds from the right.
    let from_left = 2.0 * head.center_x() - cell.place.x0;
    let border = match stand {
        _ if is_short(cell, next) => next.x0,
        Stand::Left => next.x0,
        Stand::Right => head.x1,
        Stand::Centred if rest.len() == 1 => (from_left + 2.0 * next.center_x() - cell.place.x1) / 2.0,
        Stand::Centred => from_left,
    };
    let score = |n: usize| {
        let (left, right) = (cell.slice(0, n), cell.slice(n, length));
        let off = ((left.place.x1 - border).abs() / (cell.place.height().max(1.0) * UNIT)).min(MOST_OFF);
        cost(record, *first, rest, (&left.text, &right.text), off)
    };
    let scored = (1..length).map(|n| (n, score(n)));
    let Some((at, _)) = scored.min_by(|a, b| a.1.total_cmp(&b.1)) else { return vec![cell.clone()] };
    let ruling = |n: Option<usize>| n.and_then(|n| cell.text.chars().nth(n)).is_some_and(is_ruling);
    let left = at - usize::from(at > 1 && ruling(at.checked_sub(1)));
    let right = at + usize::from(at + 1 < length && ruling(Some(at)));
    let mut out = vec![cell.slice(0, left)];
    out.extend(cut(record, rest, heads, stand, &cell.slice(right, length)));
    out
}

/// What the signs at a cut say of it, in the measure of [`worth`]. Marks that are hardly ever within a value count as half of a value does:
/// a blank or a ruling, the eighteenth sign of a card's number, and against a cut before it, a mark that closes what stands before it.
const PARTED: f64 = 1.0;
const WHOLE_CARD: f64 = 1.0;
const BEFORE_CLOSING: f64 = 1.0;
/// An address begins with its province, but names of companies do, too.
const PROVINCE: f64 = 0.8;
/// Between two digits a date ends where its digits do, unless everything else says otherwise.
const WITHIN_DIGITS: f64 = 0.4;
/// What closes a word, and a change from Chinese to other writing, settle only what nothing else does.
const BEHIND_CLOSING: f64 = 0.3;
const WRITING_CHANGES: f64 = 0.2;

/// How badly a cut between two texts stands, for a field and the rest of them. `off` says how far it is from its place.
fn cost(record: &dyn AnyRecord, first: Option<usize>, rest: &[Option<usize>], (left, right): (&str, &str), off: f64) -> f64 {
    let mut s = off;
    s -= worth(record, first, left);
    s += strange(record, first, left);
    if let [only] = rest {
        s -= worth(record, *only, right);
        s += strange(record, *only, right);
    }
    // A border between Chinese and other writing is likelier than one inside either.
    let side = |c: Option<char>| c.map(is_han);
    let (last, next) = (left.chars().last(), right.chars().next());
    if side(last) != side(next) {
        s -= WRITING_CHANGES;
    }
    // So is one between words, or at the ruling between two cells, which was read as a sign.
    let blank = |c: Option<char>| c.is_some_and(|c| c.is_whitespace() || is_ruling(c));
    if blank(last) || blank(next) {
        s -= PARTED;
    }
    // A day may have one digit or two: a date ends where its digits end.
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_date = || matches!(kind_of(record, first), Some(Kind::Date | Kind::DateOrMonth | Kind::ExpiryDate | Kind::Month));
    if digit(last) && digit(next) && is_date() {
        s += WITHIN_DIGITS;
    }
    // An address begins with its province.
    if rest.first().is_some_and(|f| kind_of(record, *f) == Some(Kind::Address)) && begins_with_province(right) {
        s -= PROVINCE;
    }
    // The number of an identity card ends with its eighteenth sign.
    if kind_of(record, first) == Some(Kind::IdNumber) && is_card_number(left) {
        s -= WHOLE_CARD;
    }
    // What closes a word ends a cell, it never begins one.
    let closing = |c: Option<char>| f64::from(u8::from(c.is_some_and(|c| "”）)」".contains(c))));
    s + BEFORE_CLOSING * closing(next) - BEHIND_CLOSING * closing(last)
}

fn is_card_number(text: &str) -> bool {
    let text = text.trim();
    const SIGNS: usize = 18;
    text.len() == SIGNS && text.strip_suffix(['X', 'x']).unwrap_or(text).chars().all(|c| c.is_ascii_digit())
}

fn kind_of(record: &dyn AnyRecord, field: Option<usize>) -> Option<Kind> {
    field.and_then(|f| record.specs().get(f)).map(|f| f.kind)
}

/// How much a text is worth as a value of a field; of a column that is no field's anything is as good. A value to the letter outweighs all that
/// the signs at a cut say; one that must be mended, or that a list does not have, settles little.
fn worth(record: &dyn AnyRecord, field: Option<usize>, text: &str) -> f64 {
    const CLEAN: f64 = 2.0;
    const MENDED: f64 = 0.5;
    const UNKNOWN: f64 = 0.3;
    match field.and_then(|f| record.field(f)).map_or(Probe::Clean, |f| f.probe(text.trim())) {
        Probe::Clean | Probe::Dash => CLEAN,
        Probe::Mended(_) => MENDED,
        Probe::Unknown => UNKNOWN,
        Probe::Unreadable => 0.0,
    }
}

/// Free text is a value whatever it says; a number or a code with Chinese in it is hardly one, nor is a telephone number that
/// does not begin as they do, or that is too short or too long.
fn strange(record: &dyn AnyRecord, field: Option<usize>, text: &str) -> f64 {
    /// More than a mended value is worth, less than a whole one.
    const STRANGE: f64 = 0.6;
    /// So many letters and digits are a code's.
    const CODE: usize = 4;
    let odd = match kind_of(record, field) {
        Some(Kind::Phone) => !phone::is_whole(text),
        Some(Kind::Reference | Kind::IdNumber) => {
            let latin = text.chars().filter(char::is_ascii_alphanumeric).count();
            latin >= CODE && text.chars().any(is_han) && !text.contains('字')
        }
        _ => false,
    };
    f64::from(u8::from(odd)) * STRANGE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Record;
    use crate::model::header::Header;

    #[test]
    fn a_card_number_ends_with_its_last_sign() {
        let record = Header::default();
        let field = Header::position_of;
        let fields = [field("被查询者证件号码"), field("查询机构")];
        // The name begins far left of where a cell under its head would.
        let heads = [Rect::new(100.0, 0.0, 180.0, 10.0), Rect::new(256.0, 0.0, 307.0, 10.0)];
        let parts = |text: &str| {
            let cell = Cell::new(text, Rect::new(116.0, 20.0, 298.0, 30.0));
            cut(&record, &fields, &heads, Stand::Centred, &cell).iter().map(|c| c.text.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(parts("110105200001010001某某金融公司“甲乙”"), ["110105200001010001", "某某金融公司“甲乙”"]);
    }

    #[test]
    fn a_text_that_stands_twice_is_cut_in_the_middle() {
        assert_eq!(repeated("某市第一法院某市第一法院", 2), Some(6));
        assert_eq!(repeated("2014.05.082014.05.08", 2), Some(10));
        assert_eq!(repeated("某市第一法院某市第二法院", 2), None);
        assert_eq!(repeated("2014010120140101", 2), None, "a number may repeat itself");
        assert_eq!(repeated("人民币人民币", 2), None);
        assert_eq!(repeated("某市第一法院", 1), None);
        assert_eq!(repeated("", 0), None);
    }
}
