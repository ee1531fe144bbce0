//! How sure a reading is, when all is read and mended: what its repairs and flags take, what its neighbours give.

mod agree;
mod built;
mod forms;
mod habits;
mod spelt;
mod turned;

use std::collections::BTreeSet;

use crate::grammar::numbers::NUMBER;
use crate::layout::{Cell, Row};
use crate::model::grid::RepaymentState;
use crate::model::{AnyField, AnyRecord, Evidence, Field, Flag, Kind, Place, Report, State, Trust};

use agree::{agree, grids, noughts};
use habits::{Habits, is_long};

/// How much of its doubt a value keeps that others, read apart from it, confirm.
const CONFIRMED: f32 = 0.2;

/// A recogniser that is as sure of a letter does not take it for another.
const SURE: f32 = 0.95;

/// What annotations, declarations and objections say: always whole sentences.
const SENTENCES: &[&str] = &["内容", "说明内容", "声明内容", "标注内容", "本人声明", "异议标注"];

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['。', '！', '？', '”', '…'])
}

/// What is known of how the lines of a report were read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reader {
    /// A recogniser read them, they are no text layer.
    recognised: bool,
    /// It doubts most of them, as a value is flagged that is so doubtful: it is wrong where it is sure, too.
    hazy: bool,
    /// It turned some upside down.
    turned: bool,
}

impl Reader {
    /// What the rows of a report, and what was read in them, tell.
    pub(crate) fn of<'r>(recognised: bool, rows: impl Iterator<Item = &'r Row> + Clone, report: &Report) -> Self {
        if !recognised {
            return Reader::default();
        }
        let turned = turned::has_turned_month(rows.clone()) || turned::has_turned_number(report);
        Reader { recognised, hazy: is_hazy(&mut rows.flat_map(|r| &r.cells)), turned }
    }
}

/// Whether a recogniser doubts most of the lines of words.
fn is_hazy(cells: &mut dyn Iterator<Item = &Cell>) -> bool {
    /// Fewer lines tell little.
    const FEWEST: usize = 20;
    const SURE: f32 = 0.9;
    /// Words have so many characters: scraps of fewer are always in doubt.
    const WORDS: usize = 4;
    let worded = |c: &&Cell| c.text.han() >= WORDS;
    let (all, doubtful) = cells.filter(worded).fold((0, 0), |(all, n), c| (all + 1, n + usize::from(c.confidence < SURE)));
    all >= FEWEST && doubtful * 2 > all
}

/// Lowers the confidence of every field by its repairs and flags, and raises it where something confirms the reading.
pub(crate) fn settle(report: &mut Report, reader: Reader) {
    // A text layer leaves no doubt that anything could confirm.
    if !reader.recognised {
        return report.visit_mut(&mut |_, record| settle_printed(record));
    }
    let grids = grids(report);
    let known = Known {
        reader,
        confused: grids.confused(),
        twice: spelt::twice(report),
        otherwise: built::otherwise(report),
        habits: Habits::of(report),
    };
    let mut before: Option<(Place, i64)> = None;
    report.visit_mut(&mut |place, record| {
        noughts(record);
        let number = parted(record, before.as_ref().filter(|b| (b.0.section, b.0.part) == (place.section, place.part)).map(|b| b.1));
        before = number.map(|n| (place, n));
        for index in 0..record.specs().len() {
            let label = record.specs().get(index).map_or("", |s| s.label);
            if let Some(field) = record.field_mut(index) {
                known.settle(&place, label, field);
            }
        }
        if let Some(month) = place.record.month() {
            agree(&place, month, record, &grids);
        }
    });
}

/// What a whole report tells of its values.
struct Known {
    reader: Reader,
    /// The digits that the recogniser takes noughts for.
    confused: Vec<char>,
    /// The texts that the report has in another spelling, too, and those that are not built as others that they are like.
    twice: BTreeSet<String>,
    otherwise: BTreeSet<String>,
    habits: Habits,
}

impl Known {
    /// Flags a field and settles its confidence.
    fn settle(&self, place: &Place, label: &str, field: &mut dyn AnyField) {
        let (state, kind) = (field.state(), field.kind());
        let numbered = place.record.month().is_none();
        let unknown = field.is_unknown_word();
        let sign = repayment(field);
        let text = field.text().unwrap_or_default();
        let lacks_stop = || SENTENCES.contains(&label) && !ends_sentence(text);
        let cut = state == State::Value && (lacks_stop() || forms::is_cut(kind, text));
        let Some(at) = field.evidence_mut() else { return };
        untold(at);
        // A text layer's word is right, and the vocabulary incomplete; a recogniser's may be misread.
        if unknown {
            at.flag(Flag::UnknownWord);
        }
        if cut {
            at.flag(Flag::CutShort);
        }
        let misread = sign.is_some_and(|sign| is_rare(sign) && at.confidence < SURE || !has_state(place.section, sign));
        if misread
            || !self.confused.is_empty() && at.raw.contains(self.confused.as_slice())
            || state == State::Value && self.may_be_misread(kind, label, at)
        {
            at.flag(Flag::LookAlike);
        }
        // No other value has the shape of a dash or, standing alone, of a nought, and no misreading makes one word of a list another.
        if state == State::Dash || is_clean(at) && (is_word(kind, at) || numbered && is_lone_nought(kind, at)) {
            confirm(at);
        }
        lower(at, state);
    }

    /// Whether a value that reads as one may have been another.
    fn may_be_misread(&self, kind: Kind, label: &str, at: &Evidence) -> bool {
        self.reader.hazy && kind.is_free_text()
            || self.twice.contains(&at.text)
            || self.otherwise.contains(&at.text)
            || kind == Kind::Amount && is_digit(&at.raw)
            || kind == Kind::Count && is_long(&at.raw)
            || self.habits.are_broken(kind, label, at)
            || forms::is_odd(kind, label, &at.text)
            || self.reader.turned && turned::may_be_turned(kind, label, &at.raw)
    }
}

/// The same of a record of a text layer, which has every sign right that it tells.
fn settle_printed(record: &mut dyn AnyRecord) {
    for index in 0..record.specs().len() {
        let Some(field) = record.field_mut(index) else { continue };
        let state = field.state();
        let Some(at) = field.evidence_mut() else { continue };
        untold(at);
        if state == State::Dash {
            confirm(at);
        }
        lower(at, state);
    }
}

/// Flags a value with a character that the input could not tell, wherever it comes from.
fn untold(at: &mut Evidence) {
    if !at.raw.is_ascii() && at.raw.contains(char::REPLACEMENT_CHARACTER) {
        at.flag(Flag::Noise);
    }
}

fn is_word(kind: Kind, at: &Evidence) -> bool {
    kind == Kind::Word && at.text.chars().count() > 1
}

/// Whether a sum or a number is a nought and was read as nothing else: recognisers are as little sure of noughts as of any small
/// sign, and take letters for them, but hardly another digit.
fn is_lone_nought(kind: Kind, at: &Evidence) -> bool {
    matches!(kind, Kind::Amount | Kind::Count) && at.raw.trim() == "0"
}

/// Whether a sum is one digit, but no nought, as nobody lends or owes: a dash or a nought is read so.
fn is_digit(raw: &str) -> bool {
    matches!(raw.trim().as_bytes(), [b'1'..=b'9'])
}

/// Whether a state is a letter that few months have and that looks like one that many have: M, Z and D.
fn is_rare(state: RepaymentState) -> bool {
    matches!(state, RepaymentState::WithinMonth | RepaymentState::AssetsForDebt | RepaymentState::GuarantorPaid)
}

/// Whether accounts of a section have a state (A.33 to A.36, A.49): days of statements are moved of credit cards only, guarantors and assets
/// pay for loans only, a bill that is not paid becomes no bad debt, and a nought is the state of bills only.
fn has_state(section: &str, state: RepaymentState) -> bool {
    match state {
        RepaymentState::NoStatement => section == "credit_card",
        RepaymentState::WithinMonth | RepaymentState::AssetsForDebt | RepaymentState::GuarantorPaid => {
            !matches!(section, "credit_card" | "quasi_card" | "postpaid")
        }
        RepaymentState::Level(0) => section == "postpaid",
        RepaymentState::BadDebt | RepaymentState::NotOpened | RepaymentState::Level(7) => section != "postpaid",
        _ => true,
    }
}

fn repayment(field: &dyn AnyField) -> Option<RepaymentState> {
    field.as_any().downcast_ref::<Field<RepaymentState>>()?.value().copied()
}

/// A number and a day that came as one text were cut rightly where the number goes on from the one `before` it, or begins the list: what
/// is left is a whole day. Gives the record's number.
fn parted(record: &mut dyn AnyRecord, before: Option<i64>) -> Option<i64> {
    let field = record.labelled(NUMBER)?;
    let number = *field.as_any().downcast_ref::<Field<i64>>()?.value()?;
    let cut = field.evidence().filter(|at| at.flags.contains(&Flag::SplitCell)).map(|at| at.lines.clone());
    if let Some(line) = cut.filter(|_| Some(number) == before.unwrap_or(0).checked_add(1)) {
        let days = |s: &crate::model::FieldSpec| matches!(s.kind, Kind::Date | Kind::DateOrMonth);
        let own = |f: &dyn AnyField| f.state() == State::Value && f.evidence().is_some_and(|at| at.lines == line && at.repairs.is_empty());
        let day = (0..record.specs().len()).find(|n| record.specs().get(*n).is_some_and(days) && record.field(*n).is_some_and(own));
        let Some(day) = day else { return Some(number) };
        let whole = |field: Option<&mut dyn AnyField>| {
            if let Some(at) = field.and_then(AnyField::evidence_mut) {
                at.flags.retain(|f| *f != Flag::SplitCell);
            }
        };
        whole(record.labelled_mut(NUMBER));
        whole(record.field_mut(day));
    }
    Some(number)
}

/// Whether a reading was not mended, but for what cannot change its meaning, and nothing about it is doubtful.
fn is_clean(at: &Evidence) -> bool {
    at.repairs.iter().all(|r| r.trust == Trust::Safe) && at.flags.is_empty()
}

fn confirm(at: &mut Evidence) {
    at.confidence = 1.0 - (1.0 - at.confidence) * CONFIRMED;
}

/// What is left of a value's confidence behind each repair, each doubt about where or what it is, and a label that was told by nearness, of
/// which hardly any is another one. With a guess, and with a doubt, a sure line stays below [`crate::Options::flag_below`] as it comes by default.
/// What could not be read is not trusted at all. ARCHITECTURE.md shows the same figures.
const LIKELY: f32 = 0.9;
const GUESS: f32 = 0.7;
const DOUBTFUL: f32 = 0.8;
const NEAR_LABEL: f32 = 0.97;
const UNREADABLE: f32 = 0.3;

/// Lowers the confidence of a value by its repairs and flags.
fn lower(at: &mut Evidence, state: State) {
    let repairs = at.repairs.iter().map(|r| match r.trust {
        Trust::Safe => 1.0,
        Trust::Likely => LIKELY,
        Trust::Guess => GUESS,
    });
    let flags = at.flags.iter().map(|f| match f {
        Flag::NearLabel => NEAR_LABEL,
        Flag::LostLabel | Flag::SplitCell | Flag::Noise | Flag::LookAlike | Flag::Misplaced | Flag::CutShort => DOUBTFUL,
        _ => 1.0,
    });
    let share: f32 = repairs.chain(flags).product();
    at.confidence *= if state == State::Unreadable { UNREADABLE * share } else { share };
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::agree::Grids;
    use super::*;
    use crate::document::{Document, Line, Page, Rect};
    use crate::model::types::Month;

    /// A grid of three months with these states, every line as sure as 0.8.
    fn grid(states: [&str; 3]) -> Vec<(f32, f32)> {
        let line = |text: &str, x: f64, y: f64| {
            let place = Rect::new(x, y, x + 10.0 * text.chars().count() as f64, y + 20.0);
            Line { text: text.into(), place, confidence: Some(0.8), ..Line::default() }
        };
        let mut lines = vec![
            line("三 信贷交易信息明细", 400.0, 10.0),
            line("（五）贷记卡账户", 420.0, 50.0),
            line("账户1", 450.0, 90.0),
            line("2018年01月—2018年03月的还款记录", 350.0, 130.0),
        ];
        for month in 1..=12 {
            lines.push(line(&month.to_string(), 100.0 + 60.0 * f64::from(month), 160.0));
        }
        lines.push(line("2018", 50.0, 200.0));
        for (x, state) in [160.0, 220.0, 280.0].into_iter().zip(states) {
            lines.push(line(state, x, 190.0));
            lines.push(line("0", x, 220.0));
        }
        let page = Page { number: 1, width: 1000.0, height: 1400.0, lines, ..Page::default() };
        let report = crate::parse(&Document { pages: vec![page] });
        let grid = report.credit_cards.accounts[0].attachments.grid.clone().expect("a grid");
        let sure = |at: Option<&Evidence>| at.map_or(0.0, |at| at.confidence);
        grid.months.iter().map(|m| (sure(m.cell.state.evidence()), sure(m.cell.amount.evidence()))).collect()
    }

    /// A report of two lines, the second so.
    fn number(line: Line) -> Evidence {
        let title = Line::new("个人信用报告", Rect::new(400.0, 10.0, 600.0, 30.0));
        let page = Page { number: 1, width: 1000.0, height: 1400.0, lines: vec![title, line], ..Page::default() };
        crate::parse(&Document { pages: vec![page] }).header.report_number.evidence().expect("a number").clone()
    }

    #[test]
    fn what_the_input_could_not_tell_is_never_clean() {
        let place = Rect::new(50.0, 60.0, 400.0, 80.0);
        let clean = number(Line::new("报告编号：201506010000332123", place));
        assert!(clean.flags.is_empty() && clean.confidence == 1.0);
        let damaged = number(Line::new("报告编号：2015060100\u{fffd}332123", place));
        assert!(damaged.flags.contains(&Flag::Noise) && damaged.confidence < 0.9, "{:?} {}", damaged.flags, damaged.confidence);
        let hidden = Line { origin: crate::document::Origin::HiddenText, ..Line::new("报告编号：201506010000332123", place) };
        assert_eq!(number(hidden).confidence, 0.9);
    }

    #[test]
    fn a_state_that_accounts_of_its_kind_do_not_have() {
        let month = |section: &str, sign: char| {
            let at = Evidence { confidence: 1.0, ..Evidence::new(sign, 1, Rect::default(), Vec::new()) };
            let mut cell = crate::model::grid::GridCell::default();
            let state = RepaymentState::from_sign(sign).expect("a sign");
            cell.state = Field::Value { value: state, at: Box::new(at) };
            let months = vec![crate::model::grid::GridMonth { month: Month::new(2016, 10).expect("a month"), cell }];
            let grid = Some(crate::model::grid::Grid { months, ..Default::default() });
            let mut report = Report::default();
            let attachments = crate::model::account::Attachments { grid: grid.clone(), ..Default::default() };
            match section {
                "credit_card" => {
                    report.credit_cards.accounts.push(crate::model::account::CardAccount { attachments, ..Default::default() })
                }
                "revolving" => report.revolving.accounts.push(crate::model::account::LoanAccount { attachments, ..Default::default() }),
                _ => report.postpaid.push(crate::model::public::Postpaid { grid, ..Default::default() }),
            }
            settle(&mut report, Reader { recognised: true, ..Reader::default() });
            let mut flagged = false;
            report.visit_mut(&mut |_, record| {
                for n in 0..record.specs().len() {
                    flagged |= record.field(n).and_then(|f| f.evidence()).is_some_and(|at| at.flags.contains(&Flag::LookAlike));
                }
            });
            flagged
        };
        assert_eq!(['A', 'M', 'B', 'N'].map(|sign| month("credit_card", sign)), [false, true, false, false]);
        assert_eq!(['A', 'M', 'B', 'N'].map(|sign| month("revolving", sign)), [true, false, false, false]);
        assert_eq!(['A', '7', '6', '/', 'N', '0'].map(|sign| month("postpaid", sign)), [true, true, false, true, false, false]);
    }

    #[test]
    fn a_nought_and_its_state_confirm_each_other() {
        let near = |a: f32, b: f32| (a - b).abs() < 0.001;
        let steady = grid(["N", "N", "N"]);
        assert!(steady.iter().all(|(_, amount)| near(*amount, 0.96)), "{steady:?}");
        assert!(steady.iter().all(|(state, _)| near(*state, 0.96)), "{steady:?}");
        let broken = grid(["N", "A", "N"]);
        assert!(broken.iter().all(|(state, _)| near(*state, 0.8)), "only beside its own kind: {broken:?}");
        let starred = grid(["N", "*", "N"]).iter().map(|(state, _)| *state).collect::<Vec<_>>();
        assert!(matches!(starred[..], [a, b, c] if near(a, 0.8) && near(b, 0.96) && near(c, 0.8)), "{starred:?}");
    }

    #[test]
    fn an_asterisk_is_told_by_its_shape() {
        let place = Rect::new(0.0, 0.0, 10.0, 10.0);
        let read = |raw: &str| {
            let at = Evidence { confidence: 0.6, ..Evidence::new("*", 1, place, Vec::new()) };
            let at = Evidence { raw: raw.into(), ..at };
            let month = Month::new(2018, 1).expect("a month");
            let state = Field::Value { value: RepaymentState::NothingDue, at: Box::new(at) };
            let mut cell = crate::model::grid::GridCell { state, ..Default::default() };
            let grid = Place { section: "credit_card", part: "grid", record: crate::model::walk::RecordId::Month(1, month) };
            agree(&grid, month, &mut cell, &Grids::default());
            cell.state.evidence().map_or(0.0, |at| at.confidence)
        };
        assert!((read("*") - 0.92).abs() < 0.001, "without an amount beside it");
        assert_eq!(read("米"), 0.6, "what was read as another sign is as doubtful as before");
    }

    #[test]
    fn a_lone_nought_is_told_by_its_shape() {
        let read = |raw: &str, value: i64| {
            let place = Rect::new(0.0, 0.0, 10.0, 10.0);
            let at = Evidence { raw: raw.into(), confidence: 0.7, ..Evidence::new(raw, 1, place, Vec::new()) };
            let account = crate::model::account::LoanAccount {
                repaid_this_month: Field::Value { value: Decimal::from(value), at: Box::new(at) },
                ..Default::default()
            };
            let mut report = Report::default();
            report.non_revolving.accounts.push(account);
            settle(&mut report, Reader { recognised: true, ..Reader::default() });
            report.non_revolving.accounts[0].repaid_this_month.evidence().map_or(0.0, |at| at.confidence)
        };
        assert!((read("0", 0) - 0.94).abs() < 0.001, "{}", read("0", 0));
        assert!((read("1,200", 1200) - 0.7).abs() < 0.001, "another sum is as doubtful as its line");
    }

    #[test]
    fn noughts_that_stand_or_fall_together_confirm_each_other() {
        let read = |amount: i64| {
            let place = Rect::new(0.0, 0.0, 10.0, 10.0);
            let at = Evidence { confidence: 0.7, ..Evidence::new("", 1, place, Vec::new()) };
            let mut account = crate::model::account::LoanAccount {
                overdue_periods: Field::Value { value: 0, at: Box::new(at.clone()) },
                overdue_amount: Field::Value { value: Decimal::from(amount), at: Box::new(at) },
                ..Default::default()
            };
            noughts(&mut account);
            [account.overdue_periods.evidence(), account.overdue_amount.evidence()].map(|e| e.map_or(0.0, |e| e.confidence))
        };
        assert!(read(0).iter().all(|c| (c - 0.94).abs() < 0.001), "{:?}", read(0));
        assert_eq!(read(120), [0.7, 0.7], "a sum without periods is no confirmation of none");
    }
}
