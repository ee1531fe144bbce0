//! The reference page: every item with its source.

use super::segments::segments;
use super::table::Source;

/// Every item's code in the standard's order, and the reason for those that paper never holds.
pub fn items() -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
    segments().flat_map(|s| s.items).map(|item| match item.source {
        Source::Absent(why) => (item.code, Some(why)),
        _ => (item.code, None),
    })
}

/// The reference page in Markdown.
pub fn reference() -> String {
    let mut out = String::from(
        "# The official items and where they come from\n\n\
         Made from the tables in `src/view/items/segments/`; a test keeps it true. Sections and labels are those of the facts view; \
         `account` is each of `recovered`, `non_revolving`, `revolving_sub`, `revolving`, `credit_card`, `quasi_card`.\n\n\
         - A value is in the standard's form: numbers without commas, days `yyyy-mm-dd`, months `yyyy-mm`.\n\
         - *A.n*: the code of the printed name in that table. A name without a code stands as text in the extra `CODE_text`; so do a whole \
         institution name where the item is a code, and 长期 where it is a day.\n\
         - What is not printed, printed as `--` or unreadable is absent.\n\
         - The as-of row of an account is its latest performance (PD01B), unless …以后的最新还款记录 is printed; where it has a month's fields \
         it is the last month's performance (PD01C) as well.\n\
         - The sentences of the brief version give accounts (PD01) and liabilities (PD03) as far as they tell; a loan's tells no 账户类型 \
         (PD01AD01) unless it says 可循环使用. The claims and advances of the first generation are accounts too (C1).\n",
    );
    for segment in segments() {
        out.push_str(&format!(
            "\n## {} — `{}`\n\n| item | name | source |\n|---|---|---|\n",
            segment.path.replace('.', " / "),
            segment.section
        ));
        for item in segment.items {
            out.push_str(&format!("| {} | {} | {} |\n", item.code, item.name, source(item.source)));
        }
    }
    out
}

fn source(source: Source) -> String {
    match source {
        Source::Field(labels) => labels.join(" or "),
        Source::Code(labels, []) => format!("{}, always in the extra: its table is not known", labels.join(" or ")),
        Source::Code(labels, tables) => {
            let tables: Vec<&str> = tables.iter().map(|t| t.number).collect();
            format!("{}, *{}*", labels.join(" or "), tables.join(" or "))
        }
        Source::Institution(labels) => format!("{}, the code in quotation marks", labels.join(" or ")),
        Source::InstitutionKind(labels) => format!("{}, the kind before the code, *A.18*", labels.join(" or ")),
        Source::InstitutionName(labels) => format!("{}, the code in quotation marks or the whole name", labels.join(" or ")),
        Source::Made(how) => format!("made: {how}"),
        Source::Absent(why) => format!("none: {why}"),
    }
}
