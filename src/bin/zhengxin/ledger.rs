//! `zhengxin ledger`

use zhengxin::parse_with;

use crate::args::LedgerArgs;
use crate::failure::Failure;
use crate::{input, output};

pub(crate) fn run(args: &LedgerArgs) -> Result<u8, Failure> {
    output::spare(&input::files(&args.inputs, true)?, args.output.as_deref())?;
    let document = input::document(&args.inputs, &args.reading)?;
    let parsed = parse_with(&document, &args.strictness.options());
    let mut text = String::new();
    for entry in &parsed.ledger {
        // Texts and numbers: nothing in it can fail.
        text.push_str(&serde_json::to_string(entry).unwrap_or_default());
        text.push('\n');
    }
    output::write(args.output.as_deref(), &text)?;
    Ok(0)
}
