//! The gate: what is shown before I ask somebody for something, and when it stays silent.
//!
//! It is never a lock. People asked for help say yes about twice as often as those who ask expect (Flynn and Lake, "If
//! You Need Help, Just Ask", Journal of Personality and Social Psychology 95, 2008), so one key or `--yes` asks anyway.

mod facts;
mod words;

use super::Push;
use crate::domain::{Book, Day, Favour, FavourId, PersonId};

pub use facts::Given;
pub(super) use facts::{asks_since, last_gift};
pub use words::GateLine;

/// From when on a gift is no longer fresh, and how many asks in a row are worth a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Whole days.
    pub fresh_days: u32,
    /// Asks of one person without a gift between, this one included.
    pub asks_in_a_row: u32,
}

/// Six weeks: a circle that meets every month has met once since, even when a date slips.
const FRESH_DAYS: u32 = 42;

/// Two asks may be one matter; the third is a habit.
const ASKS_IN_A_ROW: u32 = 3;

impl Default for Limits {
    fn default() -> Self {
        Self { fresh_days: FRESH_DAYS, asks_in_a_row: ASKS_IN_A_ROW }
    }
}

/// What the rule looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// How often I gave this person something; an introduction is a gift to both.
    pub gave: u32,
    /// Whole days since the last time; `None` when I never did or no day is known.
    pub gave_days: Option<u32>,
    /// How often they gave me something.
    pub got: u32,
    /// Whether the last gift between us was theirs, and neither thanks nor a gift of mine answered it.
    pub unanswered: bool,
    /// How many promises of mine to them are open.
    pub i_owe: u32,
    /// How often I asked them for something since my last gift to them.
    pub asks: u32,
    /// How often I pitched to them since then.
    pub pitches: u32,
}

/// What the rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Ask: there is nothing to say.
    Open,
    /// Show how things stand first.
    Ask(Why),
}

/// Why something is shown first: the first of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// I promised something and have not done it.
    Promised,
    /// They gave last, and I said no thanks for it.
    Unanswered,
    /// I never gave them anything.
    NeverGave,
    /// What I gave is long ago.
    LongAgo,
}

impl Why {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Promised => "promised",
            Self::Unanswered => "unanswered",
            Self::NeverGave => "never-gave",
            Self::LongAgo => "long-ago",
        }
    }
}

/// The rule: silent when I gave lately and owe nothing.
pub fn rule(facts: &Facts, limits: Limits) -> Gate {
    if facts.i_owe > 0 {
        return Gate::Ask(Why::Promised);
    }
    if facts.unanswered {
        return Gate::Ask(Why::Unanswered);
    }
    match facts.gave_days {
        Some(days) if days <= limits.fresh_days => Gate::Open,
        _ if facts.gave == 0 => Gate::Ask(Why::NeverGave),
        _ => Gate::Ask(Why::LongAgo),
    }
}

/// How things stand with somebody before I ask them for something.
#[derive(Debug, Clone, PartialEq)]
pub struct Before {
    /// Whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How they are called in a sentence: by the first name, where that is a name by itself.
    pub called: String,
    /// What for; one line may ask for several things.
    pub asks: Vec<String>,
    /// Why the gate is not open.
    pub why: Why,
    /// What the rule looked at.
    pub facts: Facts,
    /// What I gave, newest first.
    pub gave: Vec<Given>,
    /// What they gave, newest first.
    pub got: Vec<Given>,
    /// My open promises, the earliest due first.
    pub i_owe: Vec<Favour>,
    /// What I received and never said thanks for, newest first.
    pub thanks_owed: Vec<Given>,
    /// What they asked me for, still open.
    pub they_asked: Vec<Given>,
    /// What I asked since my last gift, newest first.
    pub asked: Vec<Given>,
    /// The first of those asks, by which a word about them is remembered.
    pub first_ask: Option<FavourId>,
    /// What not to talk about.
    pub avoid: Vec<String>,
}

/// How things stand with `person` before I ask for `asks`, as the records of `book` have it; `None` when the gate is
/// open, or when there is no such person.
pub fn before_asking(
    book: &Book,
    person: &PersonId,
    asks: &[String],
    today: Day,
    limits: Limits,
) -> Option<Before> {
    let before = facts::gather(book, book.person(person)?, asks, today);
    match rule(&before.facts, limits) {
        Gate::Open => None,
        Gate::Ask(why) => Some(Before { why, ..before }),
    }
}

impl Before {
    /// Under what a word about the asks in a row would be remembered, when one more is as many as are worth a word: what
    /// the gate has said need not be said again.
    pub fn about(&self, limits: Limits) -> Option<String> {
        let first = self.first_ask.as_ref()?;
        (self.facts.asks + 1 >= limits.asks_in_a_row).then(|| Push::about_asks(&self.person, first))
    }
}

#[cfg(test)]
mod tests;
