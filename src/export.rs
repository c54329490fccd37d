//! What leaves: everybody or some, in the format that is asked for, with what stayed home said.

mod format;
pub mod records;
mod whose;

use std::collections::BTreeSet;

use crate::domain::{Book, Now, PersonId};
use crate::exchange::{Page, outgoing};

pub use format::Format;
pub use whose::was_at;

/// What to export.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// In which format.
    pub format: Format,
    /// Whom; everybody, with all events, groups and my own card, for `None`.
    pub keep: Option<BTreeSet<PersonId>>,
    /// Also private notes, topics to steer clear of and what may hold them.
    pub private: bool,
}

/// An export, ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// Itself.
    pub written: Written,
    /// How much is in it, in words: "26 people, 3 events, 1 group".
    pub count: String,
    /// What stayed home, in words; `None` when nothing did.
    pub home: Option<String>,
}

/// The text of an export.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// One file.
    Text(String),
    /// One table. Where it stands in a file, spreadsheets want a mark at its start to read letters beyond ASCII.
    Table(String),
    /// One file of JSON.
    Json(String),
    /// A folder of files.
    Pages(Vec<Page>),
}

/// Makes the export of `book` that is asked for; `now` goes into calendars.
pub fn export(book: &Book, choice: &Choice, now: &Now) -> Export {
    let out = outgoing(book, choice.keep.as_ref(), choice.private);
    let (written, count) = choice.format.write(&out.book, now);
    Export { written, count, home: out.kept_home(choice.format.has_notes(), choice.format.has_topics()) }
}

impl Written {
    /// As it stands in a file: a table in which a letter is beyond ASCII begins with a byte order mark, without which Excel
    /// takes it for the system's own encoding.
    pub fn into_file(self) -> String {
        match self {
            Self::Table(text) if !text.is_ascii() => format!("\u{feff}{text}"),
            other => other.into_text(),
        }
    }

    /// As one text; several pages stand in it one after the other.
    pub fn into_text(self) -> String {
        match self {
            Self::Text(text) | Self::Table(text) | Self::Json(text) => text,
            Self::Pages(pages) => pages.into_iter().map(|(_, text)| text).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
