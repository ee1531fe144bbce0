//! `zhengxin redact`

use zhengxin::parse;
use zhengxin::view::redact::redact;

use crate::args::RedactArgs;
use crate::failure::Failure;
use crate::{input, output};

pub(crate) fn run(args: &RedactArgs) -> Result<u8, Failure> {
    output::spare(&input::files(&args.inputs, true)?, args.output.as_deref())?;
    let document = input::document(&args.inputs, &args.reading)?;
    let redacted = redact(&document, &parse(&document));
    output::write(args.output.as_deref(), &zhengxin::input::lines::write(&redacted))?;
    Ok(0)
}
