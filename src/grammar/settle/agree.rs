//! Values that were read apart and say the same, and so confirm each other: noughts with each other, months of a grid with their neighbours.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::grid::RepaymentState;
use crate::model::types::Month;
use crate::model::{AnyField, AnyRecord, Field, Place, Report, State};

use super::{confirm, is_clean, repayment};

/// Names of numbers of one record that are nought together, or none of them is.
const NOUGHT_TOGETHER: &[&[&str]] = &[
    &["overdue_periods", "overdue_amount", "overdue_31_60", "overdue_61_90", "overdue_91_180", "overdue_180"],
    &["month_loan_institutions", "month_loan_queries"],
    &["month_card_institutions", "month_card_queries"],
];

/// A grid and one of its months.
type Slot = (&'static str, &'static str, Option<usize>, Month);

fn slot(place: &Place, month: Month) -> Slot {
    (place.section, place.part, place.record.number(), month)
}

/// What the months of all grids hold.
#[derive(Default)]
pub(super) struct Grids {
    states: FxHashMap<Slot, RepaymentState>,
    /// The months whose amount is nought.
    noughts: FxHashSet<Slot>,
    /// How often each digit stands alone where only a nought can: under a state without arrears.
    instead: [usize; 10],
}

impl Grids {
    /// The digits that the recogniser takes noughts for: what holds one of them may hold a nought.
    pub(super) fn confused(&self) -> Vec<char> {
        const OFTEN: usize = 4;
        let often = |n: usize| n >= OFTEN && n * 20 >= self.noughts.len();
        self.instead.iter().zip('0'..='9').filter(|(n, _)| often(**n)).map(|(_, digit)| digit).collect()
    }
}

/// Those of a report.
pub(super) fn grids(report: &Report) -> Grids {
    let mut out = Grids::default();
    report.visit(&mut |place, record| {
        let Some(month) = place.record.month() else { return };
        let (state, amount) = (record.labelled("状态").and_then(repayment), record.labelled("金额"));
        if let Some(state) = state {
            out.states.insert(slot(&place, month), state);
        }
        if amount.is_some_and(is_nought) {
            out.noughts.insert(slot(&place, month));
        }
        let quiet = state.is_some_and(|s| !s.is_arrears() && s != RepaymentState::Unknown);
        let raw = amount.and_then(|f| f.evidence()).map_or("", |at| at.raw.trim());
        if let (true, [digit @ b'1'..=b'9']) = (quiet, raw.as_bytes())
            && let Some(n) = out.instead.get_mut(usize::from(digit - b'0'))
        {
            *n += 1;
        }
    });
    out
}

fn is_nought(field: &dyn AnyField) -> bool {
    let amount = || field.as_any().downcast_ref::<Field<Decimal>>().and_then(Field::value).is_some_and(Decimal::is_zero);
    amount() || field.as_any().downcast_ref::<Field<i64>>().and_then(Field::value) == Some(&0)
}

/// In a repayment grid a nought and a state without arrears are read apart and say the same, which confirms the nought. The
/// state is confirmed where the months beside it, as far as they were read, have the same; without a nought both must. A nought is
/// confirmed among noughts too. The asterisk over a nought stands without neighbours: no other sign that goes with a nought looks like it.
/// One that was read as such needs none, for no other sign is taken for it.
pub(super) fn agree(place: &Place, month: Month, record: &mut dyn AnyRecord, grids: &Grids) {
    let [Some(state), amount] = [0, 1].map(|i| record.field(i)) else { return };
    let clean = |f: &dyn AnyField| f.evidence().is_some_and(is_clean);
    let own = repayment(state);
    let quiet = own.filter(|s| clean(state) && !s.is_arrears() && *s != RepaymentState::Unknown);
    let nought = amount.is_some_and(|f| is_nought(f) && clean(f));
    let lost = amount.is_none_or(|f| f.state() == State::NotPrinted);
    let months: Vec<Slot> = [-1, 1].into_iter().filter_map(|n| Some(slot(place, month.plus(n)?))).collect();
    let beside: Vec<RepaymentState> = months.iter().filter_map(|m| grids.states.get(m).copied()).collect();
    let steady = quiet.is_some_and(|own| beside.len() >= if nought { 1 } else { 2 } && beside.iter().all(|s| *s == own));
    // Under a state that was mended, or could not be read, the noughts on both sides tell.
    let among = months.iter().filter(|m| grids.noughts.contains(*m)).count() == 2 && own.is_none_or(|s| !s.is_arrears());
    let asterisk = state.evidence().is_some_and(|at| at.raw.trim() == "*");
    let starred = quiet == Some(RepaymentState::NothingDue) && (nought || asterisk);
    for (index, confirmed) in [(0, starred || steady && (nought || lost)), (1, nought && (quiet.is_some() || among))] {
        if let Some(at) = record.field_mut(index).and_then(AnyField::evidence_mut).filter(|_| confirmed) {
            confirm(at);
        }
    }
}

/// Noughts that were read apart and stand or fall together confirm each other: nothing overdue has neither periods nor a sum.
pub(super) fn noughts(record: &mut dyn AnyRecord) {
    let known = |s: &crate::model::FieldSpec| NOUGHT_TOGETHER.iter().any(|names| names.contains(&s.name));
    if !record.specs().iter().any(known) {
        return;
    }
    for names in NOUGHT_TOGETHER {
        let fields: Vec<usize> = (0..record.specs().len())
            .filter(|i| record.specs().get(*i).is_some_and(|s| names.contains(&s.name)))
            .filter(|i| record.field(*i).is_some_and(|f| f.state() == State::Value))
            .collect();
        let clear = |f: &dyn AnyField| is_nought(f) && f.evidence().is_some_and(is_clean);
        if fields.len() < 2 || !fields.iter().all(|i| record.field(*i).is_some_and(clear)) {
            continue;
        }
        for index in fields {
            if let Some(at) = record.field_mut(index).and_then(AnyField::evidence_mut) {
                confirm(at);
            }
        }
    }
}
