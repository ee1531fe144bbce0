//! `zhengxin redact`

use zhengxin::diagnostic::Code;
use zhengxin::view::redact::redact;
use zhengxin::{Options, Parsed, parse_with, reports};

use crate::args::RedactArgs;
use crate::failure::Failure;
use crate::{input, output};

pub(crate) fn run(args: &RedactArgs) -> Result<u8, Failure> {
    output::spare(&input::files(&args.inputs, true)?, args.output.as_deref())?;
    let document = input::document(&args.inputs, &args.reading)?;
    let read = |number: usize| {
        let mut options = Options::default();
        options.report = Some(number);
        parse_with(&document, &options)
    };
    // A file may hold the reports of several persons.
    let parsed: Vec<Parsed> = (1..=reports(&document).max(1)).map(read).collect();
    let name = input::names(&args.inputs);
    // What is personal is known by the fields that it stands in.
    if parsed.iter().any(|p| p.diagnostics.iter().any(|d| d.code == Code::NotACreditReport)) {
        return Err(Failure::Usage(format!(
            "{name}: this is no credit report; what in it is personal cannot be told, so nothing was written"
        )));
    }
    let redacted = parsed.iter().fold(document.clone(), |document, parsed| redact(&document, &parsed.report));
    output::write(args.output.as_deref(), &zhengxin::input::lines::write(&redacted))?;
    let unread: usize = parsed.iter().map(|p| p.report.unparsed.len()).sum();
    if unread > 0 {
        output::complain(&format!("note: {name}: {unread} places could not be read; look through the result before you share it"));
    }
    Ok(0)
}
