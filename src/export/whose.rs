//! Who was at an event, as a filter of people asks.

use crate::domain::{Book, EventId, Person};

/// Whether `person` has to do with an event: I met them there, noted or gave something there, or they are on its list.
pub fn was_at(book: &Book, person: &Person, event: &EventId) -> bool {
    person.met.as_ref().is_some_and(|met| met.event == *event)
        || person.notes.iter().any(|note| note.event == *event)
        || person.favours.iter().any(|favour| favour.event == *event)
        || book.event(event).is_some_and(|event| event.attendee_of(&person.id).is_some())
}
