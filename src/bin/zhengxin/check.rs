//! `zhengxin check`

use zhengxin::check::verdict;
use zhengxin::diagnostic::render::{self, Show};

use crate::args::{Answer, CheckArgs};
use crate::failure::Failure;
use crate::parse::Read;
use crate::{input, output};

pub(crate) fn run(args: &CheckArgs) -> Result<u8, Failure> {
    let options = args.strictness.options();
    let mut read = Read::new(input::source(&args.inputs, &args.reading)?, &options);
    if read.document.is_none() {
        output::complain(
            "note: native JSON holds the report without its pages; what was found about these (missing pages, pages that need OCR) is not judged",
        );
    }
    let verdict = verdict(&read.report, &read.diagnostics, &options);
    let (lang, show) = (args.lang.lang(), if args.masked { Show::Masked } else { Show::Full });
    // Worst first; those of one severity stay in the order of the report.
    read.diagnostics.sort_by_key(|d| std::cmp::Reverse(d.severity));
    let text = match args.to {
        Answer::Json => verdict.json(&read.diagnostics, lang, show) + "\n",
        Answer::Text if read.diagnostics.is_empty() => verdict.text(lang),
        Answer::Text => {
            format!("{}\n{}", verdict.text(lang), render::terminal(&read.diagnostics, read.document.as_ref(), lang, show))
        }
    };
    // The status is the answer, also for those who read only its first line.
    output::or_closed(output::write(None, &text))?;
    Ok(verdict.exit_status())
}
