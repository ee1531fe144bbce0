//! The command line: `zhengxin parse`, `check`, `ledger`, `redact`, `batch`, `suite`.

mod args;
mod batch;
mod check;
mod failure;
mod input;
mod ledger;
mod manifest;
mod ocr;
mod output;
mod parse;
mod pictures;
mod process;
mod redact;
mod suite;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};
use crate::failure::{Failure, INTERNAL};

fn main() -> ExitCode {
    let args = Args::parse();
    // A bug of ours is one line for the user, not a backtrace.
    std::panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(|| run(&args))).unwrap_or(Err(Failure::Internal));
    match result {
        Ok(status) => ExitCode::from(status),
        // Whoever reads our output has enough of it: `zhengxin … | head`.
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&format!("error: {failure}"));
            ExitCode::from(if matches!(failure, Failure::Internal) { INTERNAL } else { 2 })
        }
    }
}

fn run(args: &Args) -> Result<u8, Failure> {
    match &args.command {
        Command::Parse(parse) => parse::run(parse),
        Command::Check(check) => check::run(check),
        Command::Ledger(ledger) => ledger::run(ledger),
        Command::Redact(redact) => redact::run(redact),
        Command::Batch(batch) => batch::run(batch),
        Command::Suite(suite) => suite::run(suite),
    }
}
