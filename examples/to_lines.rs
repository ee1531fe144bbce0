//! Turns any input into the line format: `cargo run --features xml,pdf --example to_lines FILE…`.

use zhengxin::input::{lines, read_many};
use zhengxin::{Error, ErrorKind, Limits};

fn main() -> Result<(), Error> {
    let mut files = Vec::new();
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name).map_err(|e| Error::new(ErrorKind::Io, &name, e.to_string()))?;
        files.push((name, bytes));
    }
    let document = read_many(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())), None, &Limits::default())?;
    #[allow(clippy::print_stdout, reason = "a program's output")]
    {
        print!("{}", lines::write(&document));
    }
    Ok(())
}
