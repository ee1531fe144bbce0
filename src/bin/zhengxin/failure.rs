//! Why the program stops: one line for the user, without text of the report.

use std::io;

use thiserror::Error;

/// The exit status of a bug of ours.
pub(crate) const INTERNAL: u8 = 2;

/// Why the program stops.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// A file cannot be opened, read or written.
    #[error("{name}: {}", reason(.source))]
    Io {
        /// The file, as the user named it.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// An input is not what it should be.
    #[error("{name}: {source}")]
    Input {
        /// The input, as the user named it.
        name: String,
        /// Why.
        source: zhengxin::Error,
    },
    /// Arguments that do not go together, or that lack something.
    #[error("{0}")]
    Usage(String),
    /// The OCR command did not do its work.
    #[error("{name}: {message}")]
    Ocr {
        /// The picture or page.
        name: String,
        /// Why.
        message: String,
    },
    /// The reader of our output went away.
    #[error("the output was closed")]
    Closed,
    /// A bug.
    #[error("internal error; please report it with the output of `zhengxin redact`")]
    Internal,
}

impl Failure {
    /// A failure of the file system, with the file's name.
    pub(crate) fn io(name: impl Into<String>, source: io::Error) -> Self {
        Failure::Io { name: name.into(), source }
    }

    /// An input that could not be read, with its name.
    pub(crate) fn input(name: impl Into<String>, source: zhengxin::Error) -> Self {
        Failure::Input { name: name.into(), source }
    }
}

/// The usual reasons without the operating system's number.
fn reason(e: &io::Error) -> String {
    match e.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::IsADirectory => "this is a folder; name a file".into(),
        io::ErrorKind::NotADirectory => "this is a file; name a folder".into(),
        io::ErrorKind::AlreadyExists => "there is something else of this name".into(),
        io::ErrorKind::StorageFull => "no space is left".into(),
        _ => e.to_string(),
    }
}
