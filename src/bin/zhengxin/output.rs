//! Where results and complaints go.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Refuses to write where an input lies; to be asked before anything is written.
pub(crate) fn spare<'a>(inputs: &[PathBuf], outputs: impl IntoIterator<Item = &'a Path>) -> Result<(), Failure> {
    // What is not there cannot be overwritten.
    let inputs: HashSet<PathBuf> = inputs.iter().filter_map(|p| fs::canonicalize(p).ok()).collect();
    match outputs.into_iter().find(|path| fs::canonicalize(path).is_ok_and(|p| inputs.contains(&p))) {
        Some(path) => {
            Err(Failure::Usage(format!("{}: this is an input; nothing was written. Name another place for the output", path.display())))
        }
        None => Ok(()),
    }
}

/// Writes to a file, or to standard output without one.
pub(crate) fn write(file: Option<&Path>, text: &str) -> Result<(), Failure> {
    match file {
        Some(path) if path != Path::new("-") => to_file(path, text),
        _ => to_stdout(text),
    }
}

/// A reader that went away has enough of our output; what else there is to say is still said.
pub(crate) fn or_closed(written: Result<(), Failure>) -> Result<(), Failure> {
    match written {
        Err(Failure::Closed) => Ok(()),
        written => written,
    }
}

/// Writes a file whole or not at all; the folder must exist: a slip in its name makes no new one.
pub(crate) fn to_file(path: &Path, text: &str) -> Result<(), Failure> {
    let fail = |e| Failure::io(path.display().to_string(), e);
    // A pipe, a device, `/dev/stdout`: nothing to put in its place.
    if fs::metadata(path).is_ok_and(|m| !m.is_file()) {
        return fs::write(path, text).map_err(|e| if e.kind() == io::ErrorKind::BrokenPipe { Failure::Closed } else { fail(e) });
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => Failure::Usage(format!("{}: this folder is not there; make it first", folder.display())),
        _ => Failure::io(folder.display().to_string(), e),
    })?;
    file.write_all(text.as_bytes()).map_err(fail)?;
    file.persist(path).map_err(|e| fail(e.error))?;
    Ok(())
}

/// Makes a folder and those above it.
pub(crate) fn folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|e| Failure::io(path.display().to_string(), e))
}

/// One or more lines on standard error.
pub(crate) fn complain(text: &str) {
    // Nobody is left to tell if this fails.
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}

fn to_stdout(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Err(Failure::Closed),
        Err(e) => Err(Failure::io("standard output", e)),
    }
}
