//! Lists in, lists out: foreign bytes become drafts with a verdict and a reason for every row.

use crate::domain::{Book, Change, EventId, IdMaker};

/// What the user says about a file instead of having it looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Encoding label ("utf-8", "windows-1252", "utf-16le").
    pub encoding: Option<String>,
    /// Delimiter.
    pub delimiter: Option<char>,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Comes in.
    New,
    /// Stands there already.
    Same,
    /// Changes somebody who stands there.
    Updates,
    /// Comes in, but look at it.
    Doubtful,
    /// Stays out.
    Skipped,
}

/// A row and what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Line of the file, from 1.
    pub row: usize,
    /// Who it is.
    pub name: String,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// Where they work.
    pub company: String,
    /// What they do.
    pub role: String,
    /// What becomes of it.
    pub verdict: Verdict,
    /// Why, in words.
    pub reason: String,
}

/// A file as it was understood, and what importing it would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// One a row.
    pub rows: Vec<Row>,
    /// What was found by looking: "UTF-8, comma, header in line 4; name from First Name + Last Name".
    pub said: Vec<String>,
    /// What is wrong with the file, with the line.
    pub problems: Vec<String>,
    /// Idle when nothing is new.
    pub change: Change,
}

/// Why a file is no list at all.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotAList(pub String);

/// Reads an attendee list for an event.
pub fn attendees(
    bytes: &[u8],
    event: &EventId,
    book: &Book,
    options: &Options,
    ids: &mut IdMaker,
) -> Result<Import, NotAList> {
    let _ = (bytes, event, book, options, ids);
    Err(NotAList("no rows".into()))
}
