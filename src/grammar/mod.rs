//! The grammar: one production per section over rows and cells.
//!
//! [`parse`] cuts the rows into sections by their titles ([`outline`]), reads each section's rows as bands of labels,
//! titles and values ([`band`]), and applies the section's production. nom is used here and in `lexis` only, behind a
//! small vocabulary of combinators: `labels`, `title`, `values`, `skip`, `recovering`, `pair`, `one_pair`, `list`, `titled`, `joined`, `grid`.

pub(crate) mod account;
pub(crate) mod band;
pub(crate) mod bands;
pub(crate) mod brief;
pub(crate) mod column;
pub(crate) mod evidence;
mod further;
pub(crate) mod grid;
pub(crate) mod header;
pub(crate) mod heading;
mod left_over;
pub(crate) mod lines;
pub(crate) mod numbers;
mod outline;
pub(crate) mod pair;
mod paper;
mod paragraph;
pub(crate) mod person;
pub(crate) mod records;
pub(crate) mod running;
pub(crate) mod section;
pub(crate) mod settle;
mod sides;
pub(crate) mod strip;
pub(crate) mod summary;
mod texts;
pub(crate) mod told;
pub(crate) mod untitled;

use std::rc::Rc;

use crate::document::{LineId, LineSet};
use crate::layout::{Cell, Count, Counts, HALF_LINE, Layout, Row, Words};
use crate::lexis::text::key;
use crate::lexis::{Reading, Value, sentence};
use crate::model::record::each;
use crate::model::report::lacking;
use crate::model::types::Month;
use crate::model::{Edition, Report, Unparsed};
use crate::options::Options;

use band::Band;
use bands::{Bands, Context};
use outline::{Section, Stretch};
use section::Form;
use untitled::Untitled;

/// Where the lines of a section went, as far as they did not become fields.
#[derive(Default)]
pub(crate) struct Trace {
    /// Titles of sections and inside them.
    pub(crate) headings: Vec<LineId>,
    /// Labels.
    pub(crate) labels: Vec<LineId>,
    /// The notes at the report's end, and sentences that say that there is nothing.
    pub(crate) prose: Vec<LineId>,
    /// Sections whose title was not read.
    pub(crate) untitled: Vec<Untitled>,
    /// Parts that every report has and this one lacks.
    pub(crate) lacking: Vec<&'static str>,
}

/// More cells stand on no line of print: a page is about ninety characters wide, and a cell and its gap are two. So many are looked
/// through where the next ones are asked: on lines of any number of cells it would take the square of it.
const MOST_CELLS: usize = 45;

/// Of a line with so many more than that nothing is read.
const FULLEST: usize = 200;

/// Whether a line is a title of a report, of a section or of an account; `key` is its text in the form of [`key`].
fn is_title(text: &str, key: &str) -> bool {
    outline::is_title_key(key) || heading::account(&heading::Said::with_key(text, key)).is_some()
}

/// Whether a line is a title of a report, or a label of what stands in its sections.
pub(crate) fn is_heading(text: &str) -> bool {
    let key = key(text);
    untitled::is_label_of_section(&key) || is_title(text, &key)
}

/// The number that a title is printed with: of a chapter (`三、信贷交易信息明细`), a section (`（二）循环贷账户一`), an account (`账户3`). Titles
/// counted in digits may be of either level. So are the sentences of a list (`3.2015年…`), some of which may be printed without their mark.
fn counted(text: &str) -> Option<Count> {
    if outline::is_title(text) {
        let told = outline::ordinal(text);
        let (level, number) = told.unwrap_or((1, 0));
        let bare = told.is_none() && !text.contains(|c: char| c.is_numeric());
        return Some(Count { level, number, of: if bare { Counts::Words } else { Counts::Title } });
    }
    // `3.2015年5月8日…`, but not the end of an amount that a line begins with: `5，2009年11月到期`.
    let sentence = || {
        let text = text.trim();
        let (rest, number) = sentence::numbered(text).ok()?;
        let stopped = text.strip_suffix(rest).is_some_and(|number| number.ends_with(['.', '、']));
        let dated = rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) && rest.contains('年');
        number.filter(|_| stopped && dated).map(|number| Count { level: 2, number, of: Counts::Sentence })
    };
    let account = heading::account_number(&heading::Said::new(text));
    account.map(|number| Count { level: 2, number, of: Counts::Title }).or_else(sentence)
}

/// What layout is told of the words of a report.
pub(crate) const WORDS: Words = Words { is_heading, counted };

/// Whether a row is a title that is printed again on a further page, and says so: what stands below goes on from above it.
fn is_continued(row: &Row) -> bool {
    matches!(row.cells.as_slice(), [cell] if outline::continued(cell.key()).is_some_and(|title| is_title(title, title)))
}

/// Reads a laid out document.
pub(crate) fn parse(layout: &mut Layout, options: &Options) -> (Report, Trace) {
    let mut report = Report::default();
    let mut trace = Trace::default();
    let (rows, crowded): (Vec<Row>, Vec<Row>) = std::mem::take(&mut layout.rows).into_iter().partition(|r| r.cells.len() <= FULLEST);
    let (continued, rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(is_continued);
    trace.headings.extend(continued.iter().flat_map(|row| &row.cells).flat_map(|c| c.lines()));
    let is_brief = outline::is_brief(&rows);
    let rows = if is_brief { rows } else { sides::lifted(rows, layout.line_height) };
    let texts = if is_brief { LineSet::default() } else { texts::lines(&rows, layout.line_height) };
    let (mut stretches, untitled) = untitled::part(outline::outline(rows, is_brief, &texts));
    trace.untitled = untitled;
    if is_brief {
        let (parted, untitled) = brief::untitled::part(stretches);
        stretches = parted;
        trace.untitled.extend(untitled);
    }
    trace.lacking = lacking(stretches.iter().map(|s| section::id(s.section)), is_brief).collect();
    let line_height = is_brief.then(|| brief::line_height(&stretches)).flatten().unwrap_or(layout.line_height);
    let context = Context {
        line_height,
        fill: layout.fill,
        flush_right: layout.flush_right,
        heads_at: layout.heads_at,
        repairs: options.repairs,
        recognised: layout.recognised,
        // What stands above all sections is said of all.
        ten_thousands: above_all(&stretches).any(counts_ten_thousands),
        marks: Rc::new(std::mem::take(&mut layout.marks)),
        texts: Rc::new(texts),
        strips: strip::Comb::of(stretches.iter().map(|s| s.rows.as_slice())),
    };
    for stretch in &stretches {
        trace.headings.extend(stretch.heading.iter().flat_map(|c| c.lines()));
        if stretch.section == Section::Notes {
            trace.prose.extend(stretch.rows.iter().flat_map(|r| r.cells.iter().flat_map(|c| c.lines())));
            continue;
        }
        match is_brief.then(|| brief::read(stretch, &context, &mut report, &mut trace)) {
            Some(brief::Rest::Nothing) => {}
            Some(brief::Rest::Table(stretch)) => read(&stretch, &context, &mut report, &mut trace),
            None => read(stretch, &context, &mut report, &mut trace),
        }
    }
    trace.headings.extend(above_all(&stretches).flat_map(|r| &r.cells).filter(|c| names_report(c)).flat_map(|c| c.lines()));
    edition(&stretches, is_brief, &mut report);
    unparsed(&stretches, &mut report, &trace);
    left_over::flag_cut(&stretches, &mut report, context.recognised, context.line_height);
    paper::flag_behind(&stretches, &layout.gaps, &mut report);
    paper::flag_adrift(&layout.adrift, &mut report);
    paper::flag_cut(&stretches, &layout.cut, &mut report);
    let reader = settle::Reader::of(context.recognised, stretches.iter().flat_map(|s| &s.rows), &report);
    settle::settle(&mut report, reader);
    let crowds = crowded.iter().filter_map(|row| evidence::of(&row.cells));
    report.unparsed.extend(crowds.map(|at| Unparsed::new("page", "rows of print; so many cells have no room on a line", at)));
    (report, trace)
}

/// The rows above all sections.
fn above_all(stretches: &[Stretch]) -> impl Iterator<Item = &Row> {
    stretches.iter().filter(|s| s.section == Section::Header).flat_map(|s| &s.rows)
}

/// Whether a cell is the report's own title, or a vendor's number of the form over it: `附件2-1`.
fn names_report(cell: &Cell) -> bool {
    /// No such number has more signs.
    const LONGEST: usize = 5;
    let is_number = |number: &str| number.len() <= LONGEST && number.starts_with(|c: char| c.is_ascii_digit());
    cell.key().ends_with("个人信用报告") || cell.key().strip_prefix("附件").is_some_and(is_number)
}

/// Reads one section.
fn read(stretch: &Stretch, context: &Context, report: &mut Report, trace: &mut Trace) {
    let form = section::form(stretch.section);
    let apart = sides::without_sides(&stretch.rows, context.line_height);
    trace.headings.extend(apart.iter().flat_map(|(_, sides)| sides));
    let rows_of_bands = apart.as_ref().map_or(stretch.rows.as_slice(), |(rows, _)| rows);
    let bands = band::read(rows_of_bands, &form.vocabulary, form.headings, context);
    let mut grid = false;
    // A dash or `无` alone under a title.
    if let ([row], false) = (stretch.rows.as_slice(), stretch.heading.is_empty())
        && let [cell] = row.cells.as_slice()
        && outline::says_nothing(cell.key())
    {
        trace.prose.extend(cell.lines());
    }
    for band in &bands {
        if let (true, Band::Values(cells)) = (grid, band) {
            trace.labels.extend(grid_labels(cells, context.line_height));
            trace.labels.extend(grid::heads_again(cells, context.line_height).iter().flat_map(|c| c.lines()));
        }
        grid = matches!(band, Band::Title(t) if t.heading.is_grid());
        match band {
            Band::Labels(row) => {
                trace.labels.extend(row.columns.iter().filter(|c| c.label.is_some()).flat_map(|c| c.cells.iter().flat_map(|c| c.lines())))
            }
            Band::Title(row) if row.heading == heading::Heading::Empty => trace.prose.extend(row.cells.iter().flat_map(|c| c.lines())),
            Band::Title(row) => {
                trace.headings.extend(row.cells.iter().flat_map(|c| c.lines()));
                trace.labels.extend(row.heads.iter().flat_map(|c| c.lines()));
            }
            Band::Values(cells) => rows(cells, form, context.line_height, trace),
        }
    }
    let ten_thousands = context.ten_thousands || stretch.rows.iter().any(counts_ten_thousands);
    let own = Context { ten_thousands, marks: Rc::clone(&context.marks), texts: Rc::clone(&context.texts), ..*context };
    section::production(stretch, Bands::new(&bands, &own), report);
}

/// Whether a row says that sums are counted in ten thousands: `单位：万元`.
fn counts_ten_thousands(row: &Row) -> bool {
    row.cells.len() <= 2 && row.cells.iter().any(|c| c.text.contains('万')) && {
        let text = row.text();
        let said = heading::Said::new(&text);
        heading::unit(&said).is_some()
    }
}

/// The heads of rows among the values, and the dashes beside them: they say that the row has nothing there.
fn rows(cells: &[Cell], form: &Form, line_height: f64, trace: &mut Trace) {
    let mut heads: Vec<f64> = Vec::new();
    for head in cells.iter().filter(|c| (form.heads_row)(c.key())) {
        trace.labels.extend(head.lines());
        heads.push(head.at());
    }
    heads.sort_by(f64::total_cmp);
    let reach = HALF_LINE * line_height;
    let beside = |c: &&Cell| heads.get(heads.partition_point(|h| *h <= c.at() - reach)).is_some_and(|h| h - c.at() < reach);
    trace.prose.extend(cells.iter().filter(beside).filter(|c| crate::lexis::text::is_empty_mark(&c.text)).flat_map(|c| c.lines()));
}

/// A year and a month have no fewer signs.
const SHORTEST_MONTH: usize = 5;

/// The heads of a grid's columns and rows: the months in its first line, and the years.
fn grid_labels(cells: &[Cell], line_height: f64) -> Vec<LineId> {
    /// The months' numbers stand no lower than the first of them, in line heights: they may be on a leaning line.
    const FIRST_LINE: f64 = 1.2;
    let top = cells.iter().map(Cell::at).fold(f64::MAX, f64::min);
    let number = |c: &Cell| crate::lexis::value::squeeze(&c.text).parse::<i32>().ok();
    // Most cells of a grid are of one sign, and no head.
    let is_sign = |c: &Cell| matches!(c.text.as_bytes(), [only] if !only.is_ascii_digit());
    let is_head = |c: &&Cell| match number(c) {
        None if is_sign(c) => false,
        Some(1..=12) => c.at() - top < FIRST_LINE * line_height,
        Some(n) => grid::YEARS.contains(&n),
        // In a list each month is the head of its row; in other shapes a month or a year has its word with it.
        None if grid::month_number(&c.text).is_some() || grid::year(&crate::lexis::value::squeeze(&c.text)).is_some() => true,
        None => {
            matches!(c.text.trim(), "月" | "月份" | "状态" | "金额")
                || c.text.len() >= SHORTEST_MONTH && matches!(<Month as Value>::read(&c.text), Reading::Value(..))
        }
    };
    cells.iter().filter(is_head).flat_map(|c| c.lines()).collect()
}

/// Which print this is, and what tells it.
fn edition(stretches: &[Stretch], is_brief: bool, report: &mut Report) {
    let has = |s: Section| stretches.iter().any(|x| x.section == s);
    let said = report.header.edition.text().unwrap_or_default().to_string();
    let mut evidence = Vec::new();
    let first = first_generation(stretches, report);
    report.edition = if !first.is_empty() {
        evidence.extend(first);
        Edition::FirstGeneration
    } else if said.contains("机构") || said.contains("银行") {
        evidence.push(said);
        Edition::Institution
    } else if is_brief {
        evidence.push("信贷记录".into());
        Edition::Brief
    } else if said.contains("本人") {
        evidence.push(said);
        Edition::Personal
    } else if report.identity.gender_source.is_printed() || has(Section::InstitutionQuery) && has(Section::OwnQuery) {
        evidence.push("数据发生机构名称".into());
        Edition::Personal
    } else if has(Section::Score) || has(Section::Query) && has(Section::Detail) {
        evidence.push("查询记录".into());
        Edition::Institution
    } else {
        Edition::Unknown
    };
    report.edition_evidence = evidence.into();
}

/// What only the first generation prints: a label, or the titles of its sections.
fn first_generation(stretches: &[Stretch], report: &Report) -> Vec<String> {
    /// The time that it prints beside that of the report; a vendor's 查询时间 is on any.
    const ASKED: &str = "查询请求时间";
    let mut evidence = Vec::new();
    let header = stretches.iter().filter(|s| s.section == Section::Header).flat_map(|s| &s.rows);
    if report.header.request_time.is_printed() && header.flat_map(|row| &row.cells).any(|c| c.key().contains(ASKED)) {
        evidence.push(ASKED.to_string());
    }
    let own = |s: &&Stretch| {
        use Section as S;
        // The second generation names accounts (账户) where the first names loans and cards.
        let older = || s.heading.first().is_some_and(|c| ["未结清贷款", "未销户"].iter().any(|w| c.text.contains(w)));
        matches!(s.section, S::CreditCounts | S::SummaryGuarantee)
            || (S::DisposedDebt..=S::CardGuarantee).contains(&s.section)
            || (S::SummaryNonRevolving..=S::SummaryQuasiCard).contains(&s.section) && older()
    };
    let titles = stretches.iter().filter(own).filter_map(|s| s.heading.first());
    evidence.extend(titles.map(|c| c.key().to_string()));
    evidence
}

/// The lines of the sections that became neither field nor label nor title, row by row.
fn unparsed(stretches: &[Stretch], report: &mut Report, trace: &Trace) {
    let mut used = LineSet::default();
    used.extend(trace.headings.iter().chain(&trace.labels).chain(&trace.prose).copied());
    report.visit(&mut |_, record| {
        for (_, field) in each(record) {
            if let Some(at) = field.evidence() {
                used.extend(at.lines.iter().copied());
            }
        }
    });
    // Items that their section knows to be items, but could not read.
    let mut items = std::mem::take(&mut report.unparsed);
    used.extend(items.iter().flat_map(|i| i.at.lines.iter().copied()));
    for stretch in stretches {
        if stretch.section == Section::Notes {
            continue;
        }
        for row in &stretch.rows {
            let left: Vec<Cell> = row.cells.iter().filter(|c| !c.lines().any(|line| used.contains(line))).cloned().collect();
            if let Some(at) = evidence::of(&left) {
                used.extend(at.lines.iter().copied());
                items.push(Unparsed::new(section::id(stretch.section), section::expected(stretch.section), at));
            }
        }
    }
    report.unparsed = items;
}
