//! What is not as it should be, and what to do about it.

use std::path::PathBuf;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Hint,
    /// Something of the user's is not in use or may surprise.
    Warning,
    /// Something cannot be read or written.
    Failure,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Where.
    pub path: PathBuf,
    /// Line and column, from 1.
    pub at: Option<(usize, usize)>,
    /// How bad it is.
    pub severity: Severity,
    /// What.
    pub what: String,
    /// What to do about it.
    pub advice: String,
}
