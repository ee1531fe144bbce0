//! `zhengxin check`

use zhengxin::check::verdict;
use zhengxin::diagnostic::render::{self, Show};
use zhengxin::parse_with;

use crate::args::CheckArgs;
use crate::failure::Failure;
use crate::{input, output};

pub(crate) fn run(args: &CheckArgs) -> Result<u8, Failure> {
    let document = input::document(&args.inputs, &args.reading)?;
    let options = args.strictness.options();
    let mut parsed = parse_with(&document, &options);
    let verdict = verdict(&parsed.report, &parsed.diagnostics, &options);
    let (lang, show) = (args.lang.lang(), if args.masked { Show::Masked } else { Show::Full });
    // Worst first; those of one severity stay in the order of the report.
    parsed.diagnostics.sort_by_key(|d| std::cmp::Reverse(d.severity));
    let mut text = verdict.text(lang);
    if !parsed.diagnostics.is_empty() {
        text.push('\n');
        text.push_str(&render::terminal(&parsed.diagnostics, Some(&document), lang, show));
    }
    match output::write(None, &text) {
        // The status is the answer, also for those who read only its first line.
        Ok(()) | Err(Failure::Closed) => Ok(verdict.exit_status()),
        Err(e) => Err(e),
    }
}
