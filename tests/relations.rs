//! What must not change a report: the order of its lines, the unit, a turn of the page, words apart, scraps in the margins, page breaks.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;

use support::facts::{self, Fact};
use support::fixtures;
use support::paper::{at, in_fonts, in_signs, leaning, moved, quarter};
use zhengxin::{Document, Line, Page, Rect};

/// A fixture, a relation that it does not keep today, and why. A pair that is kept again must leave the list.
#[rustfmt::skip]
const KNOWN_FAILING: &[(&str, &str, &str)] = &[
    ("institution-05-ocr", "room around the text", "where a line is cut is measured by all it holds, as the boxes of many engines hold blanks too"),
];

type Change = fn(&Document) -> Document;

const RELATIONS: &[(&str, Change)] = &[
    ("lines in another order", shuffled),
    ("twice the resolution", |d| moved(d, |p| at(p.x * 2.0, p.y * 2.0), 2.0)),
    ("a third of the resolution", |d| moved(d, |p| at(p.x / 3.0, p.y / 3.0), 1.0 / 3.0)),
    ("shifted on the paper", |d| moved(d, |p| at(p.x + 9.0, p.y + 6.0), 1.0)),
    ("beside their page", |d| moved(d, |p| at(p.x + 5000.0, p.y - 9000.0), 1.0)),
    ("full-width digits", |d| spelt(d, |text| text.chars().map(|c| if c.is_ascii_digit() { wide(c) } else { c }).collect())),
    ("upright boxes", |d| leaning(d, 0.0, false)),
    ("boxes a little off", shaken),
    ("no confidence told", untold),
    ("empty boxes over the lines", |d| more(d, |l| Line { text: "\u{3000}".into(), ..l.clone() })),
    ("every line twice", |d| more(d, Line::clone)),
    ("every line found twice, a little off", |d| more(d, beside)),
    ("characters that are not seen", |d| spelt(d, |text| format!("\u{feff}{text}\u{200b}\0"))),
    ("room around the text", |d| spelt(d, |text| format!(" {text}\u{3000}"))),
    ("pages of unknown size", without_sizes),
    ("turned by a degree, upright boxes", |d| leaning(d, 1.0, false)),
    ("turned by a degree, polygons", |d| leaning(d, 1.0, true)),
    ("turned back by a degree, polygons", |d| leaning(d, -1.0, true)),
    ("a quarter turn, upright boxes", |d| quarter(d, false)),
    ("a quarter turn, polygons", |d| quarter(d, true)),
    ("words apart", words),
    ("parted where the font changes", in_fonts),
    ("every sign a line", in_signs),
    ("every sign apart", |d| spelt(d, |text| text.chars().flat_map(|c| [c, ' ']).collect())),
    ("scraps in the margins", scraps),
    ("heads and feet of several lines", headed),
    ("page breaks moved", broken),
    ("pages in reverse", |d| Document { pages: d.pages.iter().rev().cloned().collect() }),
];

#[test]
fn what_must_not_change_a_report_does_not() {
    let mut failing = BTreeSet::new();
    for f in fixtures::all() {
        let want = facts::read(&f.document);
        assert!(want.len() > 50, "{}: {} facts", f.name, want.len());
        for (name, change) in RELATIONS {
            // Pages without printed numbers have no order but the given one.
            let numbered = f.document.pages.iter().all(|p| p.lines.iter().any(|l| is_footer(&l.text)));
            if *name == "pages in reverse" && !numbered {
                continue;
            }
            // A recogniser knows no fonts.
            let sure = f.document.pages.iter().flat_map(|p| &p.lines).all(|l| l.confidence.is_none_or(|c| c >= 1.0));
            if *name == "parted where the font changes" && !sure {
                continue;
            }
            let different = facts::differences(&want, &facts::read(&change(&f.document)), 6);
            if !different.is_empty() {
                failing.insert((f.name.clone(), (*name).to_string()));
                if !KNOWN_FAILING.iter().any(|k| (k.0, k.1) == (f.name.as_str(), name)) {
                    println!("{}: {name}:\n  {}", f.name, different.join("\n  "));
                }
            }
        }
    }
    let known: BTreeSet<(String, String)> = KNOWN_FAILING.iter().map(|(f, r, _)| ((*f).to_string(), (*r).to_string())).collect();
    assert_eq!(failing, known, "left: failing today; right: the list of known failures");
}

/// Two reports in one input are two reports.
#[test]
fn of_two_reports_each_is_read_by_itself() {
    let number = |document: &Document| zhengxin::parse(document).header.report_number.text().map(str::to_owned);
    let fixtures: Vec<_> = fixtures::all().into_iter().filter(|f| number(&f.document).is_some()).collect();
    let pairs = || fixtures.iter().zip(fixtures.iter().cycle().skip(1)).filter(|(a, b)| number(&a.document) != number(&b.document));
    assert!(pairs().count() > 5);
    let mut different = Vec::new();
    for (a, b) in pairs() {
        let pages = || a.document.pages.iter().chain(&b.document.pages).cloned();
        let both = Document { pages: pages().zip(1..).map(|(page, number)| Page { number, ..page }).collect() };
        for (n, one) in [(1, a), (2, b)] {
            let mut options = zhengxin::Options::default();
            options.report = Some(n);
            let got = facts::of(&zhengxin::parse_with(&both, &options).report);
            let more = facts::differences(&facts::read(&one.document), &got, 3);
            different.extend(more.into_iter().map(|fact| format!("{} + {}, report {n}: {fact}", a.name, b.name)));
        }
        let found = zhengxin::parse_with(&both, &zhengxin::Options::default()).diagnostics;
        assert!(found.iter().any(|d| d.code.name() == "several-reports"), "{} + {}", a.name, b.name);
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// Deleting a line of a text layer changes only records that it belonged to: its own section, or nothing.
#[test]
fn a_lost_line_costs_only_its_owner() {
    const KNOWN: &[(&str, usize)] = &[];
    let mut far = BTreeSet::new();
    for name in ["detailed-06", "drawn"] {
        let document = fixtures::get(name).document;
        let parsed = zhengxin::parse_with(&document, &zhengxin::Options::default());
        let want = facts::of(&parsed.report);
        // Values only: a lost label or title may cost its whole table, which is its owner.
        let owned: Vec<usize> = (0..parsed.ledger.len()).filter(|i| parsed.ledger[*i].fate == zhengxin::ledger::Fate::Field).collect();
        for n in 0..20 {
            let i = owned[n * owned.len() / 20];
            let entry = &parsed.ledger[i];
            let mut less = document.clone();
            less.pages[entry.page as usize - 1].lines.remove(entry.index as usize);
            let got = facts::read(&less);
            let target = entry.target.clone().unwrap_or_default();
            let owner = |f: &&Fact| {
                let record = f.1.split('/').next().unwrap_or_default();
                let section = f.0.trim_end_matches(".grid").split('.').next().unwrap_or_default();
                target.starts_with(section) && (record.is_empty() || target.contains(&format!(" {record}")))
            };
            let others = |s: &BTreeSet<Fact>| s.iter().filter(|f| !owner(f)).cloned().collect::<BTreeSet<_>>();
            let different = facts::differences(&others(&want), &others(&got), 4);
            if !different.is_empty() {
                println!("{name}: without line {i} ({target}):\n  {}", different.join("\n  "));
                far.insert((name.to_string(), i));
            }
            assert!(want.difference(&got).count() <= 60, "{name}: line {i} ({target}) took {} facts", want.difference(&got).count());
        }
    }
    let known: BTreeSet<(String, usize)> = KNOWN.iter().map(|(f, i)| ((*f).to_string(), *i)).collect();
    assert_eq!(far, known, "left: lines whose loss costs others today; right: those known");
}

/// Whatever line is lost, what is still told without a flag is right: what is left of a name, of a sentence, of a row or of a
/// table without its title says so, or stays unread.
#[test]
fn a_lost_line_tells_no_wrong_value() {
    /// Every so many lines are tried.
    const STEP: usize = 6;
    // Of values of several lines beside which no other cell stands, and of statements under a lost item, nothing tells.
    const UNTOLD: usize = 3;
    let mut wrong = Vec::new();
    let mut tried = 0;
    for name in ["brief-04-textlayer", "gen1-04-textlayer", "detailed-06", "drawn", "drawn-first"] {
        let document = fixtures::get(name).document;
        let want = facts::read(&document);
        for (page, n) in document.pages.iter().enumerate().flat_map(|(p, page)| (0..page.lines.len()).map(move |n| (p, n))).step_by(STEP) {
            let mut less = document.clone();
            let line = less.pages[page].lines.remove(n);
            let sure = facts::sure(&zhengxin::parse(&less));
            let new: Vec<String> = sure.difference(&want).map(facts::shown).collect();
            tried += 1;
            if !new.is_empty() {
                wrong.push(format!("{name}, page {} without {:?}: {new:?}", page + 1, line.text));
            }
        }
    }
    assert!(tried > 400, "{tried}");
    assert!(wrong.len() <= UNTOLD, "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a recogniser makes of rulings and specks at the ends of its lines is no part of a value, or the value says so.
#[test]
fn specks_beside_the_lines_tell_no_wrong_value() {
    const SPECKS: [char; 6] = ['|', '\'', '`', '~', '·', '-'];
    /// One line in so many has one.
    const STEP: usize = 7;
    // Within a sentence a dash or a point may be the writer's own.
    const UNTOLD: usize = 4;
    let mut wrong = Vec::new();
    let mut tried = 0;
    for name in ["institution-05-ocr", "detailed-03-ocr", "gen1-01-ocr"] {
        let document = fixtures::get(name).document;
        let want = facts::read(&document);
        for turn in 0..STEP {
            let mut specked = document.clone();
            for (n, line) in specked.pages.iter_mut().flat_map(|p| &mut p.lines).enumerate().filter(|(n, _)| n % STEP == turn) {
                let speck = SPECKS[n / STEP % SPECKS.len()];
                line.text = if n % 2 == 0 { format!("{speck}{}", line.text) } else { format!("{}{speck}", line.text) };
            }
            let sure = facts::sure(&zhengxin::parse(&specked));
            wrong.extend(sure.difference(&want).map(|fact| format!("{name}, turn {turn}: {}", facts::shown(fact))));
            tried += 1;
        }
    }
    assert!(tried >= STEP, "{tried}");
    assert!(wrong.len() <= UNTOLD, "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// An item of which every line is lost leaves its place empty, and the gap in the numbers is told.
#[test]
fn a_lost_item_keeps_its_place() {
    let mut document = fixtures::get("brief-04-textlayer").document;
    let before = zhengxin::parse(&document).brief.loans;
    let lines = &mut document.pages[1].lines;
    let at = |lines: &[Line], number: &str| lines.iter().position(|l| l.text.starts_with(number)).unwrap();
    let (from, to) = (at(lines, "9. "), at(lines, "10. "));
    assert!(to > from);
    lines.drain(from..to);
    let parsed = zhengxin::parse_with(&document, &zhengxin::Options::default());
    let loans = &parsed.report.brief.loans;
    assert_eq!(loans.len(), before.len());
    assert!(!loans[8].opened.is_printed() && before[8].opened.is_printed());
    for (n, (now, then)) in loans.iter().zip(&before).enumerate().filter(|(n, _)| *n != 8) {
        assert_eq!((now.opened.value(), now.amount.value()), (then.opened.value(), then.amount.value()), "{n}");
    }
    let gap = |d: &zhengxin::diagnostic::Diagnostic| d.code == zhengxin::diagnostic::Code::NumberGap;
    assert!(parsed.diagnostics.iter().any(gap));
}

/// Without a section's title its tables are still read, or left out; nothing is read as another's without a flag.
#[test]
fn a_lost_title_costs_at_most_its_own_section() {
    // Two kinds of accounts have the same labels; a table of two labels may belong to two sections; of three tables in a row
    // the first generation's titles alone tell which is which.
    const UNTOLD: &[&str] = &["循环贷账户一", "其他证件信息", "防欺诈警示", "异议信息提示", "报告说明", "呆账信息汇总"];
    for name in ["detailed-06", "gen1-04-textlayer", "drawn"] {
        let document = fixtures::get(name).document;
        let parsed = zhengxin::parse_with(&document, &zhengxin::Options::default());
        let want = facts::of(&parsed.report);
        let inside = |t: &str| t.starts_with("账户") || t.starts_with("授信协议1") || t.starts_with("截至") || t.contains(char::is_numeric);
        let titles = parsed.ledger.iter().filter(|e| e.fate == zhengxin::ledger::Fate::Heading);
        let mut lost = 0;
        for entry in titles {
            let mut less = document.clone();
            let line = less.pages[entry.page as usize - 1].lines.remove(entry.index as usize);
            if inside(&line.text) {
                continue;
            }
            let got = facts::of(&zhengxin::parse(&less));
            let added: Vec<&Fact> = got.difference(&want).collect();
            let untold = UNTOLD.iter().any(|t| line.text.contains(t));
            assert!(untold || added.is_empty(), "{name} without {}: {added:?}", line.text);
            lost += usize::from(!untold && want.difference(&got).count() > 5);
        }
        assert!(lost <= 1, "{name}: {lost} titles cost their section");
    }
}

/// The brief version's sections are told by their sentences and labels: without a title nothing is lost, and nothing is
/// read as another's.
#[test]
fn a_lost_title_of_the_brief_version_costs_nothing() {
    let document = fixtures::get("brief-04-textlayer").document;
    let parsed = zhengxin::parse_with(&document, &zhengxin::Options::default());
    let want = facts::of(&parsed.report);
    for entry in parsed.ledger.iter().filter(|e| e.fate == zhengxin::ledger::Fate::Heading) {
        let mut less = document.clone();
        let line = less.pages[entry.page as usize - 1].lines.remove(entry.index as usize);
        // What the heading of a group says stands nowhere else.
        if line.text.contains("明细如下") {
            continue;
        }
        let different = facts::differences(&want, &facts::of(&zhengxin::parse(&less)), 6);
        assert!(different.is_empty(), "without {}: {different:?}", line.text);
    }
}

/// Under a heading that is not theirs accounts are flagged: the heading between was lost.
#[test]
fn a_lost_heading_of_a_group_is_seen() {
    let mut document = fixtures::get("brief-04-textlayer").document;
    let is_never = |line: &Line| line.text.starts_with("从未逾期过的");
    let all: usize = document.pages.iter().map(|p| p.lines.iter().filter(|l| is_never(l)).count()).sum();
    assert!(all >= 2);
    for page in &mut document.pages {
        page.lines.retain(|l| !is_never(l));
    }
    let report = zhengxin::parse(&document);
    let mut flagged = 0;
    let lost = |at: Option<&zhengxin::model::Evidence>| at.is_some_and(|at| at.flags.contains(&zhengxin::model::Flag::LostLabel));
    for loan in &report.brief.loans {
        let late = loan.overdue_months.is_printed() || loan.state.text().is_some_and(|s| s == "呆账" || s == "司法追偿");
        assert_eq!(lost(loan.group.evidence()), !late, "{:?}", loan.sentence);
        flagged += usize::from(!late);
    }
    assert!(flagged > 3, "{flagged}");
}

fn is_footer(text: &str) -> bool {
    let t: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    t.starts_with('第') && t.contains('页') && t.contains('共')
}

/// The same numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

fn shuffled(document: &Document) -> Document {
    let (mut document, mut dice) = (document.clone(), Dice(7));
    for page in &mut document.pages {
        for i in (1..page.lines.len()).rev() {
            page.lines.swap(i, dice.below(i + 1));
        }
    }
    document
}

/// Lines with white space in them come word by word, as some engines give them.
fn words(document: &Document) -> Document {
    let mut document = document.clone();
    for page in &mut document.pages {
        page.lines = page.lines.iter().flat_map(split).collect();
    }
    document
}

fn split(line: &Line) -> Vec<Line> {
    let text = line.text.trim();
    if !text.contains(char::is_whitespace) || line.corners.is_some() {
        return vec![line.clone()];
    }
    let advance = |c: char| {
        if c == ' ' {
            0.4
        } else if (c as u32) < 0x2000 {
            0.55
        } else {
            1.0
        }
    };
    let total: f64 = text.chars().map(advance).sum();
    let unit = line.place.width() / total;
    let (mut out, mut x, mut word, mut from) = (Vec::new(), line.place.x0, String::new(), line.place.x0);
    for c in text.chars().chain([' ']) {
        if c.is_whitespace() {
            if !word.is_empty() {
                let place = Rect::new(from, line.place.y0, x.min(line.place.x1), line.place.y1);
                out.push(Line { text: std::mem::take(&mut word), place, ..line.clone() });
            }
            x += advance(c) * unit;
            from = x;
        } else {
            word.push(c);
            x += advance(c) * unit;
        }
    }
    out
}

/// A stamp's words, a watermark's scrap, a scanner's line, all where nothing is printed.
fn scraps(document: &Document) -> Document {
    let mut document = document.clone();
    for page in &mut document.pages {
        let low = page.lines.iter().map(|l| l.place.y1).fold(0.0, f64::max);
        let left = page.lines.iter().map(|l| l.place.x0).fold(f64::MAX, f64::min);
        let size = page.width / 75.0;
        let mut put = |text: &str, x: f64, y: f64| {
            let place = Rect::new(x, y, x + size * text.chars().count() as f64, y + size);
            if y + size < page.height && place.x1 < page.width {
                page.lines.push(Line::new(text, place));
            }
        };
        put("查询专用章", page.width * 0.7, low + 0.4 * (page.height - low));
        put("章", (left - 2.2 * size).max(0.0), page.height * 0.5);
    }
    document
}

/// Over and under the print of every page what a bank's own program prints there.
fn headed(document: &Document) -> Document {
    const HEAD: [&[(f64, &str)]; 4] = [
        &[(0.0, "某某银行信贷管理系统"), (0.8, "内部资料")],
        &[(0.3, "征信查询平台")],
        &[(0.0, "业务流水号：SX20230203000012"), (0.6, "打印日期：2023年02月03日")],
        &[(0.0, "打印人：系统管理员")],
    ];
    let mut document = document.clone();
    let lines = || document.pages.iter().flat_map(|p| &p.lines);
    let mut heights: Vec<f64> = lines().map(|l| l.place.height()).collect();
    heights.sort_by(f64::total_cmp);
    let height = heights[heights.len() / 2];
    let edge = |of: fn(&Rect) -> f64, f: fn(f64, f64) -> f64| lines().map(|l| of(&l.place)).reduce(f).unwrap();
    let (left, right) = (edge(|r| r.x0, f64::min), edge(|r| r.x1, f64::max));
    let (top, bottom) = (edge(|r| r.y0, f64::min), edge(|r| r.y1, f64::max));
    let confidence = lines().find_map(|l| l.confidence).map(|_| 0.98);
    for page in &mut document.pages {
        for (n, row) in HEAD.iter().enumerate() {
            for y in [top - height * 1.8 * (5 - n) as f64, bottom + height * 1.8 * (n + 1) as f64] {
                page.lines.extend(row.iter().map(|(x, text)| {
                    let x = left + x * (right - left);
                    let width: f64 = text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum();
                    let place = Rect::new(x, y, x + height * width, y + height);
                    Line { text: (*text).into(), place, confidence, ..Line::default() }
                }));
            }
        }
    }
    document
}

/// An ASCII sign as wide as a Chinese one.
fn wide(c: char) -> char {
    char::from_u32(u32::from(c) + 0xFEE0).unwrap()
}

/// Upright boxes of which every edge is up to a fourteenth of the line's height off, as detectors are.
fn shaken(document: &Document) -> Document {
    let mut document = document.clone();
    let mut state = 1u32;
    let mut step = |height: f64| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        height * (f64::from(state >> 16) / 65_536.0 - 0.5) / 7.0
    };
    for line in document.pages.iter_mut().flat_map(|p| &mut p.lines) {
        let (place, height) = (line.place, line.place.height());
        let [x0, y0, x1, y1] = [place.x0, place.y0, place.x1, place.y1].map(|edge| edge + step(height));
        (line.place, line.corners) = (Rect::new(x0, y0, x1, y1), None);
    }
    document
}

/// An engine that does not say how sure it is.
fn untold(document: &Document) -> Document {
    let mut document = document.clone();
    document.pages.iter_mut().flat_map(|p| &mut p.lines).for_each(|l| l.confidence = None);
    document
}

/// Each line's box holds something else too.
fn more(document: &Document, other: impl Fn(&Line) -> Line) -> Document {
    let mut document = document.clone();
    for page in &mut document.pages {
        page.lines.extend(page.lines.iter().map(&other).collect::<Vec<_>>());
    }
    document
}

/// A line that a detector found once more, a fifth of its height lower and farther right.
fn beside(line: &Line) -> Line {
    let off = line.place.height() / 5.0;
    let place = Rect::new(line.place.x0 + off, line.place.y0 + off, line.place.x1 + off, line.place.y1 + off);
    let corners = line.corners.map(|c| c.map(|p| at(p.x + off, p.y + off)));
    Line { place, corners, ..line.clone() }
}

fn spelt(document: &Document, spell: impl Fn(&str) -> String) -> Document {
    let mut document = document.clone();
    document.pages.iter_mut().flat_map(|p| &mut p.lines).for_each(|l| l.text = spell(&l.text));
    document
}

fn without_sizes(document: &Document) -> Document {
    let mut document = document.clone();
    document.pages.iter_mut().for_each(|p| (p.width, p.height) = (0.0, 0.0));
    document
}

/// Every page is cut in two below its middle, between two rows; the numbers at the foot go.
fn broken(document: &Document) -> Document {
    let mut pages = Vec::new();
    for page in &document.pages {
        let mut lines: Vec<Line> = page.lines.iter().filter(|l| !is_footer(&l.text)).cloned().collect();
        lines.sort_by(|a, b| a.place.y0.total_cmp(&b.place.y0));
        let mut reach = 0.0;
        let mut cut = None;
        for line in &lines {
            if line.place.y0 > reach && line.place.y0 > 0.55 * page.height && cut.is_none() {
                cut = Some(line.place.y0);
            }
            reach = line.place.y1.max(reach);
        }
        let cut = cut.unwrap_or(f64::MAX);
        let (upper, mut lower): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|l| l.place.y0 < cut);
        let up = cut - page.height * 0.06;
        for line in &mut lower {
            line.place = Rect::new(line.place.x0, line.place.y0 - up, line.place.x1, line.place.y1 - up);
            line.corners = line.corners.map(|c| c.map(|p| at(p.x, p.y - up)));
        }
        for lines in [upper, lower] {
            let number = u32::try_from(pages.len() + 1).unwrap();
            pages.push(Page { number, lines, ..page.clone() });
        }
    }
    Document { pages }
}
