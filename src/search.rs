//! Finding anyone by whatever is remembered of them.

mod alike;
mod explain;
mod field;
mod finder;
mod fold;
mod index;
mod kin;
mod meet;
mod names;
mod pieces;
mod plain;
mod query;
mod roman;
mod slip;
mod words;
mod writer;

use std::ops::Range;

pub use alike::{Alike, Strength, bare_company, bare_name, same_company};
pub use finder::Finder;
pub use index::Index;
pub use kin::{Kin, NameWord, NameWords};
pub use plain::matches;

use crate::domain::{EventId, PersonId};

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

/// Somebody of whom most of what was typed is remembered, where nobody fits all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// Who, and what matched.
    pub hit: Hit,
    /// The words that nothing is known of with them, as they were typed.
    pub lacks: Vec<String>,
}

#[cfg(test)]
mod tests;
