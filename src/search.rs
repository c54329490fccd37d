//! Finding anyone by whatever is remembered of them.

use std::ops::Range;

use crate::domain::{Book, EventId, Key, PersonId};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// One of my people.
    Person(PersonId),
    /// Somebody on an event's list (by index) who is not one of my people yet.
    Attendee(EventId, usize),
}

/// A piece of text that the query was found in.
#[derive(Debug, Clone, PartialEq)]
pub struct Matched {
    /// Where it stands: `name`, `note`, `need`, `offer`, `company`, `role`, `tag`, `event`, `via`, ...
    pub field: &'static str,
    /// The text, cut around the match when it is long.
    pub text: String,
    /// Which bytes of `text` matched.
    pub spans: Vec<Range<usize>>,
}

/// Somebody found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Who.
    pub target: Target,
    /// Higher is better; comparable within one query only.
    pub score: i64,
    /// Why, the best first.
    pub matched: Vec<Matched>,
}

/// Everyone's text, folded for searching. Kept in step with the book record by record.
#[derive(Debug, Default)]
pub struct Index {}

impl Index {
    /// The index of a whole book.
    pub fn build(book: &Book) -> Self {
        let _ = book;
        Self::default()
    }

    /// Follows one record's change (put, replaced or taken out).
    pub fn update(&mut self, book: &Book, key: &Key) {
        let _ = (&self, book, key);
    }
}

/// A search while it is typed: remembers enough of the last query to narrow instead of starting over.
#[derive(Debug, Default)]
pub struct Finder {}

impl Finder {
    /// The best `limit` hits, best first. An empty query finds nobody.
    pub fn find(&mut self, index: &Index, book: &Book, query: &str, limit: usize) -> Vec<Hit> {
        let _ = (&self, index, book, query, limit);
        Vec::new()
    }
}
