//! 个人基本信息 (grammar-notes/person.md).

use crate::model::person::{Identity, Mobile, Spouse};
use crate::model::{AnyRecord, FieldSpec, Record};

use super::band::LabelRow;
use super::bands::{Bands, Context, recovering};
use super::column::read_column;
use super::further::Further;
use super::numbers::NUMBER;
use super::pair::{Pair, fill, list, pair, placed};

/// The provenance printed under every field of the 本人版.
pub(crate) const SOURCE: &str = "数据发生机构名称";

/// identity := (pair sources? | beside)* mobiles*
pub(crate) fn identity(i: Bands<'_>, out: &mut Identity, mobiles: &mut Vec<Mobile>) {
    let mut above: Vec<(Option<&'static str>, f64)> = Vec::new();
    // Where the record is whose number stands alone above its table.
    let mut begun: Option<usize> = None;
    let mut all = Further::default();
    recovering(i, |i| {
        let (rest, pair) = pair(|r: &LabelRow| r.labels().next().is_some())(i)?;
        let row = pair.row;
        let numbers = row.has("手机号码") && row.labels().count() >= 2 && !row.labels().any(is_persons);
        let top = row.at;
        if pair.is_number() {
            begun = Some(mobiles.len());
            mobiles.extend(list::<Mobile>(pair, i.context));
        } else if let Some(base) = begun.take_if(|_| numbers) {
            Further::from(base).merge(mobiles, placed::<Mobile>(pair, i.context), top);
        } else if let (Some(base), true) = (mobiles.len().checked_sub(1), lacks(mobiles, row)) {
            // Of a single number each label may stand alone beside its value.
            Further::from(base).merge(mobiles, placed::<Mobile>(pair, i.context), top);
        } else if row.has(NUMBER) && !row.has("手机号码") && !mobiles.is_empty() {
            // A further table of the numbers, as their sources are printed in.
            all.merge(mobiles, placed::<Mobile>(pair, i.context), top);
        } else if row.has(NUMBER) || numbers {
            mobiles.extend(list::<Mobile>(pair, i.context));
        } else if row.labels().all(|l| l == SOURCE) {
            sources(out, &above, pair, i.context);
        } else if row.has(SOURCE) {
            beside(out, pair, i.context);
        } else {
            above = row.columns.iter().map(|c| (c.label, c.place.center_x())).collect();
            fill(out, pair, i.context);
        }
        Ok((rest, ()))
    });
}

/// Whether a label is one of the person's own table only, in which the first generation prints a number, too.
fn is_persons(label: &str) -> bool {
    let has = |specs: &[FieldSpec]| specs.iter().any(|s| s.label == label);
    has(Identity::FIELDS) && !has(Mobile::FIELDS)
}

/// Whether a row has one label, of what the last number, which has its place in the table, does not have yet.
fn lacks(mobiles: &[Mobile], row: &LabelRow) -> bool {
    let (Some(last), [column]) = (mobiles.last(), row.columns.as_slice()) else { return false };
    let index = Mobile::FIELDS.iter().position(|f| Some(f.label) == column.label);
    let free = index.and_then(|n| AnyRecord::field(last, n)).is_some_and(|f| f.evidence().is_none());
    last.number.is_printed() && free
}

/// The label above each source: the nearest. Where that gives one label to two of as many sources as labels, the columns of the two rows
/// are not the same, and their order tells; so it does in a text layer, which loses none, where a source has no label above it.
fn labels_above(above: &[(Option<&'static str>, f64)], heads: &[f64], recognised: bool) -> Vec<Option<&'static str>> {
    let pitch = heads.windows(2).filter_map(|w| if let [a, b] = w { Some(b - a) } else { None }).fold(f64::MAX, f64::min);
    // A label farther off than half a column is another column's, and the own one was lost.
    let near = |x: &f64| {
        let off = |n: &usize| above.get(*n).map_or(f64::MAX, |a| (a.1 - x).abs());
        (0..above.len()).min_by(|a, b| off(a).total_cmp(&off(b))).filter(|n| off(n) < 0.5 * pitch)
    };
    let nearest: Vec<Option<usize>> = heads.iter().map(near).collect();
    let shared = nearest.windows(2).any(|w| matches!(w, [Some(a), Some(b)] if a == b));
    let otherwise = shared || !recognised && nearest.iter().any(Option::is_none);
    if otherwise && above.len() == heads.len() && above.iter().all(|a| a.0.is_some()) {
        return above.iter().map(|a| a.0).collect();
    }
    nearest.into_iter().map(|n| above.get(n?)?.0).collect()
}

/// sources := "数据发生机构名称"+ values; each belongs to the field whose label stands above it
fn sources(out: &mut Identity, above: &[(Option<&'static str>, f64)], pair: Pair<'_>, context: &Context) {
    let heads: Vec<f64> = pair.row.columns.iter().map(|c| c.place.center_x()).collect();
    let columns = pair.row.columns.iter().zip(pair.columns.cells);
    for (label, (column, cells)) in labels_above(above, &heads, context.recognised).into_iter().zip(columns) {
        let Some(label) = label else { continue };
        let name = format!("{label}.{SOURCE}");
        if let Some(field) = out.labelled_mut(&name)
            && field.evidence().is_none()
        {
            read_column(field, &cells, column.flags(), context);
        }
    }
}

/// beside := (label "数据发生机构名称")+ values; each source belongs to the field whose label stands before it
fn beside(out: &mut Identity, pair: Pair<'_>, context: &Context) {
    let mut before: Option<&'static str> = None;
    for (column, cells) in pair.row.columns.iter().zip(pair.columns.cells) {
        let name = match column.label {
            // Of one field there is one source.
            Some(SOURCE) => before.take().map(|label| format!("{label}.{SOURCE}")),
            label => {
                before = label;
                label.map(str::to_string)
            }
        };
        if let Some(field) = name.and_then(|name| out.labelled_mut(&name))
            && field.evidence().is_none()
        {
            read_column(field, &cells, column.flags(), context);
        }
    }
}

/// spouse := pair sources?
pub(crate) fn spouse(i: Bands<'_>, out: &mut Option<Spouse>) {
    recovering(i, |i| {
        let (rest, pair) = pair(|r: &LabelRow| r.labels().next().is_some())(i)?;
        fill(out.get_or_insert_default(), pair, i.context);
        Ok((rest, ()))
    });
    if out.as_ref().is_some_and(AnyRecord::is_blank) {
        *out = None;
    }
}
