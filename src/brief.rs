//! Tonight's brief: whom of a list to meet, why, and what to talk about.
//!
//! Every guest gets reasons, each with a weight; the guest with most weight comes first. What I go for weighs in: a
//! reason that serves an intent which is not reached yet counts half as much again.

mod faces;
mod guests;
mod lessons;
mod needs;
mod reasons;
mod spoken;
mod talk;

use std::collections::HashSet;

use crate::domain::{AttendeeStatus, Book, Day, Event, EventId, IntentWhy, PersonId};
use crate::insight::{Progress, intents};
use crate::ledger::Points;
use crate::matching::{Matcher, Offers};

pub use faces::Faces;
pub use needs::fits;
pub use reasons::{Reason, ReasonKind};
pub use talk::{Lesson, Talk, question};

/// How many the brief names before it is asked for the rest.
pub const FIRST: usize = 10;

/// How many reasons are told of each.
pub const REASONS: usize = 4;

/// What a brief is made from.
#[derive(Debug, Clone, Copy)]
pub struct Room<'a> {
    /// Every record.
    pub book: &'a Book,
    /// Knows the trades.
    pub matcher: &'a Matcher,
    /// Everybody's offers, of the same book.
    pub offers: &'a Offers,
    /// How much favours count.
    pub points: &'a Points,
    /// The day on which it is read.
    pub today: Day,
}

/// Somebody who may be there.
#[derive(Debug, Clone, PartialEq)]
pub struct Guest {
    /// Their line of the list, from 0; none for somebody who is only likely to come.
    pub line: Option<usize>,
    /// Who it is, when it is one of my people.
    pub person: Option<PersonId>,
    /// What they are called.
    pub name: String,
    /// What they do.
    pub role: String,
    /// Where they work.
    pub company: String,
    /// Whether I knew them before.
    pub known: bool,
    /// Whether I marked them as wanted.
    pub wanted: bool,
    /// Why to meet them, the weightiest first; empty when nothing speaks for it.
    pub reasons: Vec<Reason>,
    /// The weights of the reasons together.
    pub weight: f32,
    /// What to talk about.
    pub talk: Talk,
}

/// The brief of one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// Which event.
    pub event: EventId,
    /// Everybody not met there yet, the weightiest first.
    pub guests: Vec<Guest>,
    /// How many have been met there already.
    pub met: usize,
    /// Whether there is no list, so that those I met where the same group met before are among the guests.
    pub likely: bool,
    /// How far I have come with what I go for.
    pub intents: Vec<Progress>,
}

impl Brief {
    /// Those to name first: at most [`FIRST`], all with a reason.
    pub fn first(&self) -> &[Guest] {
        let named = self.guests.iter().take_while(|guest| !guest.reasons.is_empty()).count();
        self.guests.get(..named.min(FIRST)).unwrap_or_default()
    }
}

/// The brief of `event`.
pub fn brief(event: &Event, room: &Room<'_>) -> Brief {
    let progress = intents(event, room.book, &fits(room));
    let (lines, likely) = guests::lines(event, room.book);
    let met = event.attendees.iter().filter(|attendee| attendee.status == AttendeeStatus::Met);
    let mut guests = reasons::guests(event, room, &lines, &open_intents(&progress));
    guests.sort_by(|one, other| {
        other
            .weight
            .total_cmp(&one.weight)
            .then_with(|| one.name.cmp(&other.name))
            .then(one.line.cmp(&other.line))
    });
    let mut brief = Brief { event: event.id.clone(), guests, met: met.count(), likely, intents: progress };
    let first = brief.first().len();
    if let Some(first) = brief.guests.get_mut(..first) {
        lessons::come_back(first, room);
    }
    brief
}

/// What I still look for.
fn open_intents(progress: &[Progress]) -> HashSet<IntentWhy> {
    progress.iter().filter(|intent| !intent.is_reached()).map(|intent| intent.why.clone()).collect()
}

#[cfg(test)]
mod tests;
