//! The review after an event: one question at a time, each answered by one key, stopped and taken up again anywhere.
//!
//! What is still to be asked follows from the records, so an answer that is undone is asked again. Only what leaves no
//! trace in the records (left for later, read and gone on) is kept as a flag; who asks hands the flags in.

mod answer;
mod doubled;
mod evening;
mod given;
mod known;
mod loose;
mod named;
mod owed;
mod tomorrow;

use std::collections::BTreeMap;

use crate::brief::Room;
use crate::domain::{AttendeeStatus, Book, Event, EventId, Person};

pub use answer::{Act, Wrong};
pub use given::Given;
pub use named::{is_description, said};
pub use tomorrow::{Errand, tomorrow};

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Somebody has no name yet.
    Name,
    /// Two records may be one person.
    Double,
    /// A note says more than a note.
    Note,
    /// Somebody introduced us.
    Credit,
    /// Somebody helped.
    Thanks,
    /// A promise of mine has no day.
    Promise,
    /// How much of the room I knew.
    Room,
    /// How long I was there.
    Hours,
    /// How it was.
    Mood,
    /// Something I went for and did not reach.
    Intent,
    /// The meter.
    Meter,
    /// What is worth doing tomorrow.
    Tomorrow,
}

impl StepKind {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Double => "double",
            Self::Note => "note",
            Self::Credit => "credit",
            Self::Thanks => "thanks",
            Self::Promise => "promise",
            Self::Room => "room",
            Self::Hours => "hours",
            Self::Mood => "mood",
            Self::Intent => "intent",
            Self::Meter => "meter",
            Self::Tomorrow => "tomorrow",
        }
    }
}

/// One way to answer a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Its own key; the first answer of a step is Enter's too.
    pub key: char,
    /// In words: "this is Anselm Rook, baker".
    pub words: String,
    /// What has to be typed with it, when something has: "their name".
    pub takes: Option<&'static str>,
    /// What it does.
    pub act: Act,
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The same for the same question whenever it is asked: `name/tall-baker-k8y9`.
    pub id: String,
    /// What it is about.
    pub kind: StepKind,
    /// In words.
    pub question: String,
    /// What was written, or what there is to read, line by line.
    pub quote: Vec<String>,
    /// How it can be answered; never empty.
    pub answers: Vec<Answer>,
}

/// How a review stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Which event.
    pub event: EventId,
    /// What is still to be asked, in order.
    pub steps: Vec<Step>,
    /// How many steps were answered or left for later.
    pub done: usize,
    /// How many of those were left for later.
    pub later: usize,
}

impl Review {
    /// All steps, as far as it can be told now.
    pub fn total(&self) -> usize {
        self.done + self.steps.len()
    }
}

/// The flag of a step whose answer is in the records; where they do not show it any more, it was undone.
pub const DONE: &str = "done";
/// The flag of a step that was answered without a trace in the records.
pub const LEFT: &str = "left";
/// The flag of a step that was left for later.
pub const LATER: &str = "later";

/// The flag that an answer leaves.
pub fn settled(act: &Act) -> &'static str {
    if act.leaves_a_trace() { DONE } else { LEFT }
}

/// Under which word the flag of a step is kept.
pub fn flag(event: &EventId, step: &str) -> String {
    format!("review/{event}/{step}")
}

/// How the review of `event` stands: `seen` are the flags by their words, of which an empty one is none.
pub fn review(event: &Event, room: &Room<'_>, seen: &BTreeMap<String, String>) -> Review {
    let prefix = flag(&event.id, "");
    let mut flags: BTreeMap<&str, &str> = seen
        .range(prefix.clone()..)
        .take_while(|(word, _)| word.starts_with(&prefix))
        .filter(|(_, value)| !value.is_empty())
        .filter_map(|(word, value)| Some((word.strip_prefix(&prefix)?, value.as_str())))
        .collect();
    let is_open = |step: &Step| flags.get(step.id.as_str()).is_none_or(|flag| *flag == DONE);
    let steps: Vec<Step> = all(event, room).into_iter().filter(is_open).collect();
    for step in &steps {
        flags.remove(step.id.as_str());
    }
    let later = flags.values().filter(|value| **value == LATER).count();
    Review { event: event.id.clone(), steps, done: flags.len(), later }
}

/// Every question that the records leave open, in the order in which they are asked.
fn all(event: &Event, room: &Room<'_>) -> Vec<Step> {
    let here = people(event, room.book);
    let mut steps = named::steps(event, &here, room.book);
    steps.extend(doubled::steps(event, room));
    steps.extend(loose::steps(event, &here, room));
    steps.extend(owed::steps(event, &here, room));
    steps.extend(evening::steps(event, room));
    steps.extend(tomorrow::step(event, &here, room));
    steps
}

/// My people who were met or noted at `event`, those checked in first, in the order of the list.
pub(crate) fn people<'a>(event: &Event, book: &'a Book) -> Vec<&'a Person> {
    let met = event.attendees.iter().filter(|attendee| attendee.status == AttendeeStatus::Met);
    let mut people: Vec<&Person> = Vec::new();
    let listed = met.filter_map(|attendee| book.person(&attendee.person));
    let noted = book.people().filter(|person| {
        person.met.as_ref().is_some_and(|met| met.event == event.id)
            || person.notes.iter().any(|note| note.event == event.id)
    });
    for person in listed.chain(noted) {
        if !people.iter().any(|other| other.id == person.id) {
            people.push(person);
        }
    }
    people
}

#[cfg(test)]
mod tests;
