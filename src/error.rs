//! What can go wrong at the door: bytes that are not the format, or more than a limit allows.
//!
//! Past the door nothing fails: [`crate::parse`] is total.

use std::fmt;

/// Why an input could not be turned into a [`crate::Document`].
///
/// The message names the place and says what to do; it never repeats text of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    place: String,
    message: String,
}

/// The kinds of [`Error`], for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes are not of the format (not JSON, not XML, not a PDF …).
    Syntax,
    /// The bytes are of the format, but not of the shape that was expected.
    Shape,
    /// No known format fits, or more than one does.
    UnknownFormat,
    /// A limit of [`crate::Limits`] was reached.
    Limit,
    /// The document is encrypted and no password opened it.
    Encrypted,
    /// There is nothing to read: no page, or no text on any page.
    Empty,
    /// A file could not be read, or a program could not be run: for programs that open files; this library opens none.
    Io,
}

/// The result of a way in.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of a kind, at a place (`page 3, line 7`, `byte 120`, or empty), with what happened and what to do.
    pub fn new(kind: ErrorKind, place: impl Into<String>, message: impl Into<String>) -> Self {
        Error { kind, place: place.into(), message: message.into() }
    }

    /// More of something than a limit allows: `more than 2000 pages`.
    #[cfg(any(feature = "json", feature = "pdf"))]
    pub(crate) fn limit(place: impl Into<String>, most: usize, what: &str) -> Self {
        Error::new(
            ErrorKind::Limit,
            place,
            format!("more than {most} {what}; split the input, or raise the limit in `Limits` or `PdfOptions`"),
        )
    }

    /// The kind, for programs.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What happened and what to do, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where it happened; empty where the whole input is meant.
    pub fn place(&self) -> &str {
        &self.place
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() { f.write_str(&self.message) } else { write!(f, "{}: {}", self.place, self.message) }
    }
}

impl std::error::Error for Error {}
