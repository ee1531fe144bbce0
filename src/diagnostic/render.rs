//! Diagnostics as text for a terminal and as JSON.

use std::fmt::Write as _;

#[cfg(feature = "json")]
use serde_json::{Map, Value, json};

use crate::document::Document;

use super::{Diagnostic, Lang, Severity, Spot};

/// Whether the report may be quoted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Show {
    /// Only where things stand: fit for logs.
    #[default]
    Masked,
    /// With the report's own text: personal data.
    Full,
}

/// The places shown for one finding; a sum over many accounts has many.
const SPOTS: usize = 8;

/// A list for a terminal: one paragraph each, worst first as they come, with the text around the main place if
/// `show` allows and the document is given.
pub fn terminal(diagnostics: &[Diagnostic], document: Option<&Document>, lang: Lang, show: Show) -> String {
    let mut out = String::new();
    let words = Words { zh: lang == Lang::Zh };
    for d in diagnostics {
        let _ = writeln!(out, "{}[{}]: {}", words.severity(d.severity), d.code.name(), d.message(lang));
        for (i, spot) in d.spots.iter().take(SPOTS).enumerate() {
            let arrow = if i == 0 { "-->" } else { " = " };
            let page = if spot.page > 0 { words.page(spot.page) } else { String::new() };
            let mark = if spot.doubtful { words.doubtful() } else { "" };
            let quote = if show == Show::Full && !spot.raw.is_empty() { format!(" “{}”", one_line(&spot.raw)) } else { String::new() };
            let lines = if show == Show::Masked && spot.field.is_empty() { words.lines(spot) } else { String::new() };
            let what = format!("{}{quote}{lines}", spot.name());
            // A page alone is the whole place: nothing follows its colon.
            let (page, what) =
                if what.is_empty() { (page.trim_end_matches([':', '：', ' ']), "") } else { (page.as_str(), what.trim_start()) };
            let _ = writeln!(out, "  {arrow} {page}{what}{mark}");
            if i == 0 && show == Show::Full {
                around(&mut out, spot, document);
            }
        }
        if d.spots.len() > SPOTS {
            let _ = writeln!(out, "   {}", words.more(d.spots.len() - SPOTS));
        }
        for detail in &d.details {
            let value = if detail.personal && show == Show::Masked { "…" } else { &detail.value };
            let _ = writeln!(out, "   {}{value}", words.detail(detail.key));
        }
        if let Some(s) = &d.suggestion {
            let readings = (show == Show::Full).then(|| (s.to.as_str(), one_line(&s.from)));
            let _ = writeln!(out, "   {}{}", words.fits(readings), s.witnesses.join("; "));
        }
        let _ = writeln!(out, "   {}\n", d.advice(lang));
    }
    out
}

/// The words around a finding.
struct Words {
    /// Whether they are Chinese.
    zh: bool,
}

impl Words {
    fn severity(&self, severity: Severity) -> &'static str {
        match (self.zh, severity) {
            (false, severity) => severity.name(),
            (true, Severity::Note) => "说明",
            (true, Severity::Warning) => "警告",
            (true, Severity::Error) => "错误",
        }
    }

    fn page(&self, page: u32) -> String {
        if self.zh { format!("第 {page} 页：") } else { format!("page {page}: ") }
    }

    /// Which lines of the page, counted as in the quotation: what is left to find a place by where nothing is quoted.
    fn lines(&self, spot: &Spot) -> String {
        let Some(first) = spot.lines.iter().min() else { return String::new() };
        let last = spot.lines.iter().filter(|l| l.page == first.page).max().unwrap_or(first);
        let (first, last) = (u64::from(first.line) + 1, u64::from(last.line) + 1);
        match (self.zh, first == last) {
            (false, true) => format!(" (line {first})"),
            (false, false) => format!(" (lines {first} to {last})"),
            (true, true) => format!("（第 {first} 行）"),
            (true, false) => format!("（第 {first} 至 {last} 行）"),
        }
    }

    fn doubtful(&self) -> &'static str {
        if self.zh { "（存疑）" } else { " (doubtful)" }
    }

    fn more(&self, count: usize) -> String {
        if self.zh { format!("… 另有 {count} 处") } else { format!("… {count} more") }
    }

    /// The name of a detail, with its colon. The JSON forms keep the English ones, as keys.
    fn detail(&self, key: &str) -> String {
        let name = match key {
            "printed" => "印刷值",
            "counted" => "明细计数",
            "added" => "各行之和",
            "found" => "明细所得",
            "expected" => "应为",
            "read" => "读作",
            "months" => "月数",
            "page" | "pages" => "页",
            "part" => "部分",
            "reason" => "原因",
            "degrees" => "角度",
            "quarters" => "四分之一圈数",
            _ => key,
        };
        if self.zh { format!("{name}：") } else { format!("{key}: ") }
    }

    /// That another reading would fit: what it is, and what was read.
    fn fits(&self, readings: Option<(&str, String)>) -> String {
        match (self.zh, readings) {
            (false, Some((to, from))) => format!("“{to}” for “{from}” would fit: "),
            (false, None) => "another reading would fit: ".into(),
            (true, Some((to, from))) => format!("“{from}”若为“{to}”则相符："),
            (true, None) => "另有一种读法相符：".into(),
        }
    }
}

/// The neighbours of a place in the input, three lines on each side, the place itself marked.
fn around(out: &mut String, spot: &Spot, document: Option<&Document>) {
    let (Some(document), Some(first), Some(last)) = (document, spot.lines.iter().min(), spot.lines.iter().max()) else { return };
    let Some(page) = document.pages.get(first.page as usize) else { return };
    let from = (first.line as usize).saturating_sub(3);
    let to = if last.page == first.page { last.line as usize } else { first.line as usize };
    for (n, line) in page.lines.iter().enumerate().skip(from).take((to.saturating_sub(from) + 4).min(12)) {
        let here = spot.lines.iter().any(|l| l.page == first.page && l.line as usize == n);
        let _ = writeln!(out, "   {} {:>4} | {}", if here { ">" } else { " " }, n + 1, one_line(&line.text));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One JSON object a line: `code`, `severity`, `message`, `advice`, `places`, `details`, `suggestion`. Texts of the report
/// are in it only if `show` allows.
#[cfg(feature = "json")]
pub fn json_lines(diagnostics: &[Diagnostic], lang: Lang, show: Show) -> String {
    diagnostics.iter().map(|d| format!("{}\n", finding(d, lang, show))).collect()
}

/// One of [`json_lines`].
#[cfg(feature = "json")]
pub(crate) fn finding(d: &Diagnostic, lang: Lang, show: Show) -> Value {
    let full = show == Show::Full;
    let details: Map<String, Value> =
        d.details.iter().filter(|x| full || !x.personal).map(|x| (x.key.to_string(), x.value.clone().into())).collect();
    let suggestion = d.suggestion.as_ref().map(|s| {
        let (from, to) = if full { (Some(&s.from), Some(&s.to)) } else { (None, None) };
        json!({ "place": s.spot, "from": from, "to": to, "trust": "likely", "witnesses": s.witnesses })
    });
    json!({
        "code": d.code.name(), "severity": d.severity.name(), "message": d.message(lang), "advice": d.advice(lang),
        "places": d.spots.iter().map(|spot| place(spot, show)).collect::<Vec<_>>(), "details": details, "suggestion": suggestion,
    })
}

/// A place as an object.
#[cfg(feature = "json")]
pub(crate) fn place(spot: &Spot, show: Show) -> Map<String, Value> {
    let mut place = Map::new();
    let mut put = |key: &str, value: Value| place.insert(key.into(), value);
    put("section", spot.section.clone().into());
    put("record", spot.record.clone().into());
    put("field", spot.field.clone().into());
    put("page", spot.page.into());
    put("box", spot.place.rounded().to_vec().into());
    put("lines", spot.lines.iter().map(|l| vec![l.page, l.line]).collect());
    put("doubtful", spot.doubtful.into());
    if show == Show::Full {
        put("raw", spot.raw.clone().into());
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::document::{Line, LineId, Page, Rect};

    fn sample() -> (Diagnostic, Document) {
        let line = |t: &str| Line::new(t, Rect::default());
        let document =
            Document { pages: vec![Page { number: 1, lines: vec![line("出生日期"), line("1981.08.15")], ..Page::default() }] };
        let spot = Spot {
            section: "identity".into(),
            field: "出生日期".into(),
            page: 1,
            raw: "1981.08.15".into(),
            lines: vec![LineId { page: 0, line: 1 }],
            doubtful: true,
            ..Spot::default()
        };
        (Diagnostic::new(Code::IdBirthDate).at(spot).quoting("read", "19810815"), document)
    }

    #[test]
    fn the_terminal_form_quotes_only_when_asked() {
        let (d, document) = sample();
        let masked = terminal(std::slice::from_ref(&d), Some(&document), Lang::En, Show::Masked);
        assert!(!masked.contains("1981") && masked.contains("identity, 出生日期 (doubtful)"), "{masked}");
        let full = terminal(&[d], Some(&document), Lang::Zh, Show::Full);
        assert!(full.contains(">    2 | 1981.08.15") && full.contains("不一致") && full.contains("读作：19810815"), "{full}");
        let (page, lines) = (Diagnostic::new(Code::Skew).on_page(3), Diagnostic::new(Code::UnparsedLines).at(unread()));
        assert!(terminal(&[page], None, Lang::En, Show::Masked).contains("--> page 3\n"));
        let masked = terminal(std::slice::from_ref(&lines), None, Lang::En, Show::Masked);
        assert!(masked.contains("--> page 1: header (lines 2 to 3)\n"), "{masked}");
        let nameless = Spot { section: String::new(), ..unread() };
        let full = terminal(&[Diagnostic::new(Code::TitleLost).at(nameless)], None, Lang::En, Show::Full);
        assert!(full.contains("--> page 1: “张三”\n"), "{full}");
    }

    /// Two lines of the first page.
    fn unread() -> Spot {
        let lines = [1, 2].map(|line| LineId { page: 0, line }).to_vec();
        Spot { section: "header".into(), page: 1, raw: "张三".into(), lines, ..Spot::default() }
    }

    #[cfg(feature = "json")]
    #[test]
    fn json_lines_are_objects() {
        let (d, _) = sample();
        let text = json_lines(&[d], Lang::En, Show::Masked);
        let v: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!((v["code"].as_str(), v["places"][0]["page"].as_u64()), (Some("id-birth-date"), Some(1)));
        assert!(!text.contains("1981"));
    }
}
