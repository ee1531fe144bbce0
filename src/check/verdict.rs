//! What a caller should do with a report.

use std::fmt;

#[cfg(feature = "json")]
use serde::{Serialize, Serializer};
#[cfg(feature = "json")]
use serde_json::{Map, Value, json};

#[cfg(feature = "json")]
use crate::diagnostic::render::{self, Show};
use crate::diagnostic::{Code, Diagnostic, Lang, Severity, Spot};
use crate::model::{Flag, Report, State, Trust};
use crate::options::Options;

/// What to do with a report: [`verdict()`] says it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// Whole, and nothing in it is doubtful.
    Accepted,
    /// A person should look at these values first, worst first.
    Review {
        /// The doubtful values.
        doubts: Vec<Doubt>,
    },
    /// A part of the report is not there, or the input is no report.
    Incomplete {
        /// What is missing, each code once.
        reasons: Vec<Code>,
        /// The doubtful values of what is there.
        doubts: Vec<Doubt>,
    },
}

/// A value to look at.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Doubt {
    /// Which.
    pub spot: Spot,
    /// Why: names of flags, repairs and codes.
    pub reasons: Vec<String>,
    /// How bad, for the order: greater is worse.
    rank: u32,
}

/// Judges a report by what it holds and what the checks (and the parser) found.
///
/// Give it all diagnostics of [`crate::parse_with`]: only they tell that the input is no credit report, or that pages are missing. Of a report
/// alone nothing is known but its own doubtful values; an empty one has none, and would be accepted.
///
/// ```
/// use zhengxin::check::{Verdict, verdict};
/// use zhengxin::{Document, Options, diagnostic::Code};
///
/// let options = Options::default();
/// let parsed = zhengxin::parse_with(&Document::default(), &options);
/// let decision = match verdict(&parsed.report, &parsed.diagnostics, &options) {
///     Verdict::Accepted => "usable",
///     Verdict::Incomplete { reasons, .. } if reasons.contains(&Code::NotACreditReport) => "not a credit report",
///     // What to look at, worst first: `verdict.doubts()`, each with its page and box in `doubt.spot`.
///     _ => "needs review",
/// };
/// assert_eq!(decision, "not a credit report");
/// ```
#[must_use]
pub fn verdict(report: &Report, diagnostics: &[Diagnostic], options: &Options) -> Verdict {
    let mut doubts = fields(report, options);
    for d in diagnostics.iter().filter(|d| d.severity >= Severity::Warning) {
        // A finding that blames no single value stands for itself; one that does shows as that value's state or flag. A part that
        // is not there at all is a reason, and nothing to look at.
        let absent = d.code.is_incomplete() && d.spots.is_empty();
        if !absent && !d.code.is_of_value() && !d.spots.iter().any(|s| s.doubtful) {
            let spot = d.spots.first().cloned().unwrap_or_default();
            doubts.push(Doubt { spot, reasons: vec![d.code.name().to_string()], rank: rank(2, 1.0) });
        }
    }
    doubts.sort_by_key(|d| std::cmp::Reverse(d.rank));
    let mut reasons: Vec<Code> = diagnostics.iter().map(|d| d.code).filter(|c| c.is_incomplete()).collect();
    reasons.sort_unstable();
    reasons.dedup();
    if !reasons.is_empty() {
        Verdict::Incomplete { reasons, doubts }
    } else if doubts.is_empty() {
        Verdict::Accepted
    } else {
        Verdict::Review { doubts }
    }
}

/// Class of doubt first, then how unsure the reading is.
fn rank(class: u32, confidence: f32) -> u32 {
    class * 1_000 + (999.0 - confidence.clamp(0.0, 1.0) * 999.0) as u32
}

fn fields(report: &Report, options: &Options) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    report.visit(&mut |place, record| {
        for (i, spec) in record.specs().iter().enumerate() {
            let Some(field) = record.field(i) else { continue };
            let Some(at) = field.evidence() else { continue };
            let guessed = at.repairs.iter().any(|r| r.trust >= Trust::Guess);
            if at.flags.is_empty() && !guessed && at.confidence >= options.flag_below {
                continue;
            }
            let class = match () {
                () if field.state() == State::Unreadable => 4,
                () if at.flags.contains(&Flag::Conflict) => 3,
                () if guessed || !at.flags.is_empty() => 1,
                () => 0,
            };
            let mut reasons: Vec<String> = at.doubts().map(str::to_string).collect();
            if reasons.is_empty() {
                reasons.push(Flag::LowConfidence.name().to_string());
            }
            doubts.push(Doubt { spot: Spot::field(&place, record, spec.name), reasons, rank: rank(class, at.confidence) });
        }
    });
    doubts
}

impl Verdict {
    /// The exit status of a program that judges a report: 0 accepted, 1 review, 3 incomplete (2 is for wrong usage).
    pub fn exit_status(&self) -> u8 {
        match self {
            Verdict::Accepted => 0,
            Verdict::Review { .. } => 1,
            Verdict::Incomplete { .. } => 3,
        }
    }

    /// `accepted`, `review`, `incomplete`.
    pub fn name(&self) -> &'static str {
        match self {
            Verdict::Accepted => "accepted",
            Verdict::Review { .. } => "review",
            Verdict::Incomplete { .. } => "incomplete",
        }
    }

    /// The values to look at, worst first.
    pub fn doubts(&self) -> &[Doubt] {
        match self {
            Verdict::Accepted => &[],
            Verdict::Review { doubts } | Verdict::Incomplete { doubts, .. } => doubts,
        }
    }

    /// What is missing, each code once.
    pub fn missing(&self) -> &[Code] {
        match self {
            Verdict::Accepted | Verdict::Review { .. } => &[],
            Verdict::Incomplete { reasons, .. } => reasons,
        }
    }

    /// For a person: the word, what is missing, and where the doubtful values stand. Quotes nothing of the report.
    pub fn text(&self, lang: Lang) -> String {
        let (missing, look) = match lang {
            Lang::Zh => ("缺失", "待核对"),
            Lang::En => ("missing", "to look at"),
        };
        let mut out = format!("{}\n", self.word(lang));
        for code in self.missing() {
            out.push_str(&format!("{missing}: {} ({})\n", code.message(lang), code.name()));
        }
        for doubt in self.doubts() {
            let page = if doubt.spot.page > 0 { format!(" p{}", doubt.spot.page) } else { String::new() };
            let name = Some(doubt.spot.name()).filter(|n| !n.is_empty()).map_or(String::new(), |n| format!(" {n}"));
            out.push_str(&format!("{look}:{page}{name} [{}]\n", doubt.reasons.join(", ")));
        }
        out
    }

    /// For a program, one JSON object: `verdict` (its name), `missing` (`code`, `message`), `doubts` (each a place with its `reasons`, worst
    /// first) and `findings` (objects as in [`render::json_lines`]). Texts of the report are in it only if `show` allows.
    #[cfg(feature = "json")]
    pub fn json(&self, diagnostics: &[Diagnostic], lang: Lang, show: Show) -> String {
        let mut object = self.object(lang, show);
        object.insert("findings".into(), diagnostics.iter().map(|d| render::finding(d, lang, show)).collect());
        Value::from(object).to_string()
    }

    #[cfg(feature = "json")]
    fn object(&self, lang: Lang, show: Show) -> Map<String, Value> {
        let missing = self.missing().iter().map(|code| json!({ "code": code.name(), "message": code.message(lang) }));
        let mut object = Map::new();
        object.insert("verdict".into(), self.name().into());
        object.insert("missing".into(), missing.collect());
        object.insert("doubts".into(), self.doubts().iter().map(|doubt| doubt.object(show)).collect());
        object
    }

    fn word(&self, lang: Lang) -> &'static str {
        match (self, lang) {
            (_, Lang::En) => self.name(),
            (Verdict::Accepted, Lang::Zh) => "可采用",
            (Verdict::Review { .. }, Lang::Zh) => "需复核",
            (Verdict::Incomplete { .. }, Lang::Zh) => "不完整",
        }
    }
}

#[cfg(feature = "json")]
impl Doubt {
    fn object(&self, show: Show) -> Value {
        let mut object = render::place(&self.spot, show);
        object.insert("reasons".into(), self.reasons.clone().into());
        object.into()
    }
}

/// `verdict`, `missing` and `doubts` of [`Verdict::json`], in English and with the report's own text: personal data. What is fit for logs
/// is made there.
#[cfg(feature = "json")]
impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.object(Lang::En, Show::Full).serialize(s)
    }
}

/// One of the `doubts` of [`Verdict::json`], with the report's own text.
#[cfg(feature = "json")]
impl Serialize for Doubt {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.object(Show::Full).serialize(s)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_report_is_accepted_and_a_missing_page_is_not() {
        let (report, options) = (Report::default(), Options::default());
        assert_eq!(verdict(&report, &[], &options).exit_status(), 0);
        let missing = Diagnostic::new(Code::PageMissing).with("page", 3);
        let v = verdict(&report, &[missing], &options);
        assert_eq!((v.exit_status(), v.name()), (3, "incomplete"));
        assert!(v.text(Lang::Zh).contains("缺少") && v.doubts().is_empty(), "what is not there cannot be looked at");
        assert_eq!(verdict(&report, &[Diagnostic::new(Code::SummarySum)], &options).exit_status(), 1);
        assert_eq!(verdict(&report, &[Diagnostic::new(Code::Skew)], &options).exit_status(), 0, "notes do not count");
    }

    #[cfg(feature = "json")]
    #[test]
    fn as_json_it_is_one_object_that_quotes_only_when_asked() {
        let spot = |page, raw: &str| Spot { section: "header".into(), page, raw: raw.into(), ..Spot::default() };
        let found = [Diagnostic::new(Code::PageMissing).with("page", 3), Diagnostic::new(Code::SummarySum).at(spot(2, "张三"))];
        let verdict = verdict(&Report::default(), &found, &Options::default());
        let text = verdict.json(&found, Lang::En, Show::Masked);
        let object: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!((object["verdict"].as_str(), object["missing"][0]["code"].as_str()), (Some("incomplete"), Some("page-missing")));
        let doubt = &object["doubts"][0];
        assert_eq!((doubt["page"].as_u64(), doubt["reasons"][0].as_str()), (Some(2), Some("summary-sum")));
        assert!(object["findings"].as_array().is_some_and(|f| f.len() == 2) && !text.contains("张三"), "{text}");
        let full = verdict.json(&found, Lang::Zh, Show::Full);
        assert!(full.contains("张三") && full.contains("缺少"), "{full}");
        // What serde makes of each is what stands there.
        let all: Value = serde_json::from_str(&verdict.json(&found, Lang::En, Show::Full)).unwrap();
        let by_serde = serde_json::to_value((&verdict, verdict.doubts(), &found)).unwrap();
        assert_eq!((&by_serde[1], &by_serde[2]), (&all["doubts"], &all["findings"]));
        assert!(["verdict", "missing", "doubts"].iter().all(|key| by_serde[0][key] == all[key]) && by_serde[0].get("findings").is_none());
        assert_eq!(serde_json::to_value((Code::PageMissing, Severity::Warning)).unwrap(), json!(["page-missing", "warning"]));
    }
}
