//! The review page: one HTML file that shows each value at its place, for a person who has to judge a report.
//!
//! The pages are drawn from the lines (over page images, if given); each value has a box, coloured by its confidence. The
//! doubtful values stand first beside them. A click on a value goes to its box, a click on a box to its value. The file
//! holds no script and loads nothing. It holds the whole report: personal data.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::check::verdict;
use crate::diagnostic::{Diagnostic, Lang, Severity, Spot};
use crate::document::{Document, Page, Rect};
use crate::model::{Evidence, Report, State};
use crate::options::Options;

/// Gives the image of a page (its position in the input, from 1) as a `data:image/…` URL.
pub type Images<'a> = &'a dyn Fn(u32) -> Option<String>;

/// One printed field on its way to the page.
struct Value {
    section: String,
    record: String,
    label: &'static str,
    shown: String,
    class: &'static str,
    at: Evidence,
}

/// Which value a place is: section, record and label.
type Key = (String, String, String);

/// Writes the page. `report` and `diagnostics` are what [`crate::parse_with`] made of `document`; with `images`, the lines are drawn over
/// the pages' pictures.
pub fn write(report: &Report, document: &Document, diagnostics: &[Diagnostic], images: Option<Images<'_>>) -> String {
    let values = values(report);
    let ids: HashMap<Key, usize> =
        values.iter().enumerate().map(|(i, v)| ((v.section.clone(), v.record.clone(), v.label.to_string()), i)).collect();
    let mut out = String::from(HEAD);
    out.push_str("<nav><h1>Review</h1>\n");
    doubts(&mut out, report, diagnostics, &values, &ids);
    findings(&mut out, diagnostics, &ids);
    all(&mut out, &values);
    out.push_str("</nav>\n<main>\n");
    let mut on_page: HashMap<u32, Vec<usize>> = HashMap::new();
    for (i, v) in values.iter().enumerate() {
        on_page.entry(v.at.page).or_default().push(i);
    }
    for (n, page) in (1u32..).zip(&document.pages) {
        let boxes = on_page.get(&n).map(Vec::as_slice).unwrap_or_default();
        draw(&mut out, n, page, boxes.iter().filter_map(|i| Some((*i, values.get(*i)?))), images.and_then(|f| f(n)));
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn values(report: &Report) -> Vec<Value> {
    let mut values = Vec::new();
    report.visit(&mut |place, record| {
        for (spec, field) in record.fields() {
            let Some(at) = field.evidence() else { continue };
            let dash = field.state() == State::Dash;
            values.push(Value {
                section: place.id(),
                record: place.record.to_string(),
                label: spec.label,
                shown: if dash { "--".into() } else { at.text.clone() },
                class: class(at, field.state()),
                at: at.clone(),
            });
        }
    });
    values
}

/// Below these a value is coloured `bad`, `low` and `fair`: they are what a sure line keeps of its confidence behind a guess, a likely repair
/// and a label that was told by nearness. The second is [`Options::flag_below`] as it comes by default, too.
const BAD: f32 = 0.7;
const LOW: f32 = 0.9;
const FAIR: f32 = 0.97;

/// The colour of a value: `bad`, `low`, `fair`, `good`, and `dash` for what is printed empty.
fn class(at: &Evidence, state: State) -> &'static str {
    match state {
        State::Unreadable => "bad",
        _ if at.confidence < BAD => "bad",
        _ if at.confidence < LOW || !at.flags.is_empty() => "low",
        _ if at.confidence < FAIR => "fair",
        State::Dash => "dash",
        _ => "good",
    }
}

fn key(spot: &Spot) -> Key {
    (spot.section.clone(), spot.record.clone(), spot.field.clone())
}

/// The doubtful values, worst first, and the verdict over them.
fn doubts(out: &mut String, report: &Report, diagnostics: &[Diagnostic], values: &[Value], ids: &HashMap<Key, usize>) {
    // What was too low for the options of the reading is flagged already.
    let verdict = verdict(report, diagnostics, &Options { flag_below: 0.0, ..Options::default() });
    let _ = writeln!(out, "<p class=\"verdict {0}\">{0}</p>", verdict.name());
    let found: Vec<_> = verdict.doubts().iter().filter_map(|d| Some((d, *ids.get(&key(&d.spot))?))).collect();
    let _ = writeln!(out, "<h2>Doubtful values ({})</h2>\n<ol class=\"doubts\">", found.len());
    for (doubt, i) in found {
        let Some(v) = values.get(i) else { continue };
        let _ = write!(out, "<li>{}", link(i, v, true));
        let _ = writeln!(out, " <small>{}</small></li>", escape(&doubt.reasons.join(", ")));
    }
    out.push_str("</ol>\n");
}

fn findings(out: &mut String, diagnostics: &[Diagnostic], ids: &HashMap<Key, usize>) {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|d| std::cmp::Reverse(d.severity));
    let notes = sorted.iter().filter(|d| d.severity == Severity::Note).count();
    let _ = writeln!(out, "<h2>Findings ({}, of which {notes} notes)</h2>\n<ul class=\"findings\">", sorted.len());
    for d in sorted {
        let _ = write!(
            out,
            "<li class=\"{0}\"><b>{0}</b> <code>{1}</code> {2}<br>",
            d.severity.name(),
            d.code.name(),
            escape(d.message(Lang::En))
        );
        for spot in &d.spots {
            let name = escape(&spot.name());
            let mark = if spot.doubtful { " class=\"in-doubt\"" } else { "" };
            let _ = match ids.get(&key(spot)) {
                Some(i) => write!(out, "<a href=\"#b{i}\"{mark}>{name}</a> {} · ", quoted(&spot.raw)),
                None if spot.page > 0 => write!(out, "<a href=\"#p{}\">{name} page {0}</a> · ", spot.page),
                None => write!(out, "{name} · "),
            };
        }
        for detail in &d.details {
            let _ = write!(out, "{} {} · ", escape(detail.key), quoted(&detail.value));
        }
        if let Some(s) = &d.suggestion {
            let _ = write!(out, "<br>would fit as {}, for {}", quoted(&s.to), escape(&s.witnesses.join("; ")));
        }
        let _ = writeln!(out, "<br><small>{}</small></li>", escape(d.advice(Lang::En)));
    }
    out.push_str("</ul>\n");
}

/// Every value, by section and record.
fn all(out: &mut String, values: &[Value]) {
    let _ = writeln!(out, "<h2>All values ({})</h2>", values.len());
    let (mut section, mut record): (Option<&str>, Option<&str>) = (None, None);
    for (i, v) in values.iter().enumerate() {
        if section != Some(v.section.as_str()) {
            out.push_str(if section.is_some() { "</ul></section>\n" } else { "" });
            let _ = writeln!(out, "<section><h3>{}</h3><ul>", escape(&v.section));
            (section, record) = (Some(v.section.as_str()), None);
        }
        if record != Some(v.record.as_str()) && !v.record.is_empty() {
            let _ = writeln!(out, "<li class=\"record\">{}</li>", escape(&v.record));
        }
        record = Some(v.record.as_str());
        let _ = writeln!(out, "<li id=\"v{i}\">{}</li>", link(i, v, false));
    }
    out.push_str(if section.is_some() { "</ul></section>\n" } else { "" });
}

fn link(i: usize, v: &Value, with_place: bool) -> String {
    let mut place = String::new();
    if with_place {
        place = format!("<span class=\"at\">{} {}</span> ", escape(&v.section), escape(&v.record));
    }
    format!(
        "{place}<a href=\"#b{i}\" title=\"page {}, confidence {:.2}\"><i class=\"{}\"></i>{}</a> <span class=\"value\">{}</span>",
        v.at.page,
        v.at.confidence,
        v.class,
        escape(v.label),
        escape(&v.shown)
    )
}

fn draw<'a>(out: &mut String, n: u32, page: &Page, values: impl Iterator<Item = (usize, &'a Value)>, image: Option<String>) {
    let around = page.lines.iter().map(|l| l.place).filter(Rect::is_finite).reduce(|a, b| a.union(&b)).unwrap_or_default();
    // An input that does not tell the page's size is drawn as far as its lines go.
    let width = if page.width > 0.0 { page.width } else { (around.x1 * 1.03).max(1.0) };
    let height = if page.height > 0.0 { page.height } else { (around.y1 * 1.03).max(1.0) };
    let image = image.filter(|url| url.starts_with("data:image/"));
    let _ = writeln!(
        out,
        "<figure id=\"p{n}\"><figcaption>page {n}</figcaption><svg viewBox=\"0 0 {width:.1} {height:.1}\" class=\"{}\">",
        if image.is_some() { "pictured" } else { "drawn" }
    );
    if let Some(url) = image {
        let _ = writeln!(out, "<image href=\"{}\" width=\"{width:.1}\" height=\"{height:.1}\"/>", escape(&url));
    }
    for line in page.lines.iter().filter(|l| l.place.is_finite() && !l.text.trim().is_empty()) {
        let r = &line.place;
        // The text takes the room that it has on paper, whatever the font.
        let size = (r.height() * 0.86).min(r.width() * 1.2).max(1.0);
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
            r.x0,
            r.y1 - r.height() * 0.16,
            r.width().max(1.0),
            escape(&line.text)
        );
    }
    for (i, v) in values.filter(|(_, v)| v.at.place.is_finite()) {
        let r = &v.at.place;
        let doubts: Vec<&str> = v.at.doubts().collect();
        let _ = writeln!(
            out,
            "<a href=\"#v{i}\"><rect id=\"b{i}\" class=\"{}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"><title>{} {} {}: {} ({:.2}) {}</title></rect></a>",
            v.class,
            r.x0 - 1.0,
            r.y0 - 1.0,
            r.width().max(1.0) + 2.0,
            r.height().max(1.0) + 2.0,
            escape(&v.section),
            escape(&v.record),
            escape(v.label),
            escape(&v.at.raw),
            v.at.confidence,
            escape(&doubts.join(", "))
        );
    }
    out.push_str("</svg></figure>\n");
}

fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<q>{}</q>", escape(text)) }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // A browser refuses other control characters.
            c if c.is_control() && c != '\n' && c != '\t' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// The policy forbids everything but the styles and images within the file.
const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="robots" content="noindex">
<title>Review of a credit report</title>
<style>
* { box-sizing: border-box }
body { margin: 0; height: 100vh; display: grid; grid-template-columns: minmax(22rem, 34%) 1fr; font: 13px/1.45 sans-serif; color: #1b1f24 }
nav, main { overflow: auto; height: 100vh; padding: 0 1rem 40vh }
nav { border-right: 1px solid #c9ced6; background: #fafbfc }
main { background: #777d86 }
h1 { font-size: 1.2rem; margin: .8rem 0 .3rem } h2 { font-size: 1rem; margin: 1.1rem 0 .3rem; border-bottom: 1px solid #c9ced6 }
h3 { font-size: .9rem; margin: .8rem 0 .1rem; color: #556 }
ul { list-style: none; margin: 0; padding: 0 } ol { margin: 0; padding-left: 1.8rem }
li { padding: .08rem .2rem; overflow-wrap: anywhere } li.record { margin-top: .3rem; font-weight: bold; color: #778 }
li, rect { scroll-margin: 30vh }
li:target { background: #ffe88a; outline: 2px solid #d9a400 }
a { color: #1a4f9c; text-decoration: none } a:hover { text-decoration: underline }
.value { font-weight: 600 } .at, small { color: #667 } q { quotes: "“" "”"; color: #333 }
i { display: inline-block; width: .6em; height: .6em; margin-right: .35em; border-radius: 50% }
i.good { background: #2c9a4b } i.fair { background: #a8b820 } i.low { background: #ef8a17 } i.bad { background: #d4232b } i.dash { background: #a4abb5 }
.verdict { display: inline-block; margin: 0; padding: .15rem .6rem; border-radius: 1rem; color: #fff; font-weight: bold }
.accepted { background: #2c9a4b } .review { background: #ef8a17 } .incomplete { background: #d4232b }
.findings li { margin: .3rem 0; padding-left: .5rem; border-left: 3px solid #a4abb5 }
.findings li.warning { border-color: #ef8a17 } .findings li.error { border-color: #d4232b }
.in-doubt { text-decoration: underline wavy #d4232b }
figure { margin: 1rem auto; max-width: 62rem } figcaption { color: #fff }
svg { display: block; width: 100%; background: #fff; box-shadow: 0 1px 6px #0006 }
text { fill: #14171b; font-family: sans-serif } .pictured text { fill: transparent }
rect { fill-opacity: .13; stroke-width: .6; stroke-opacity: .55; vector-effect: non-scaling-stroke; cursor: pointer }
rect:hover { fill-opacity: .4 }
rect.good { fill: #2c9a4b; stroke: #2c9a4b } rect.fair { fill: #a8b820; stroke: #a8b820 } rect.low { fill: #ef8a17; stroke: #ef8a17; fill-opacity: .3 }
rect.bad { fill: #d4232b; stroke: #d4232b; fill-opacity: .35 } rect.dash { fill: #a4abb5; stroke: #a4abb5 }
rect:target { fill: #ffd400; fill-opacity: .45; stroke: #c23; stroke-width: 3; stroke-opacity: 1; vector-effect: non-scaling-stroke }
@media print { body { display: block; height: auto } nav, main { height: auto; overflow: visible; background: none } }
</style>
</head>
<body>
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Line, LineId};
    use crate::model::{AnyField, Flag, Trust};

    #[test]
    fn values_and_places_link_both_ways_and_nothing_breaks_out() {
        let place = Rect::new(10.0, 10.0, 60.0, 20.0);
        let mut report = Report::default();
        let mut at = Evidence::new("<script>alert('1')</script>", 1, place, vec![LineId { page: 0, line: 0 }]);
        (at.confidence, at.flags) = (0.5, vec![Flag::LowConfidence]);
        report.header.name.read_from(at, Trust::Guess);
        let page = Page { number: 1, lines: vec![Line::new("a & <b>", place)], ..Page::default() };
        let hostile = |_| Some("javascript:alert(1)".to_string());
        let html = write(&report, &Document { pages: vec![page] }, &[], Some(&hostile));
        assert!(html.contains("href=\"#b0\"") && html.contains("id=\"b0\"") && html.contains("href=\"#v0\"") && html.contains("id=\"v0\""));
        assert!(html.contains("Doubtful values (1)") && html.contains("a &amp; &lt;b&gt;"));
        assert!(!html.contains("<script") && !html.contains("javascript:") && !html.contains("http://") && !html.contains("https://"));
    }
}
