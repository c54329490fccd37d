//! What becomes of an event's list of guests, each made when they are asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Attendee, Edit, Event, Record};

/// An edit of an event of which only the list of guests changes, and nobody leaves it.
///
/// A hundred thousand guests take several times the room of the list they came from; so none of them is there before it is
/// asked for.
#[derive(Debug, Clone)]
pub struct GuestsEdit<'a, N> {
    /// The event as it was.
    pub before: &'a Arc<Event>,
    /// Those on the list who change, as they are then, by their place on it.
    pub changed: &'a BTreeMap<usize, Attendee>,
    /// Who comes after them.
    pub new: N,
    /// About how many bytes the list then takes in the event's file.
    pub size: usize,
}

impl<N: Iterator<Item = Attendee>> GuestsEdit<'_, N> {
    /// Those from `from` up to `to` on the list as it was, as they are now.
    pub fn stay(&self, from: usize, to: usize) -> Vec<Attendee> {
        let was = self.before.attendees.get(from..to).unwrap_or_default();
        (from..).zip(was).map(|(at, was)| self.changed.get(&at).unwrap_or(was).clone()).collect()
    }

    /// All of it at once.
    pub fn edit(self) -> Edit {
        let mut attendees = self.stay(0, self.before.attendees.len());
        attendees.extend(self.new);
        let after = self.before.with_guests(attendees);
        Edit::replace(Record::Event(Arc::clone(self.before)), after)
    }
}

impl Event {
    /// The same event with these guests; the others are not copied for it.
    #[must_use]
    pub fn with_guests(&self, attendees: Vec<Attendee>) -> Self {
        // Without a rest, so that no field is forgotten.
        Self {
            attendees,
            id: self.id.clone(),
            schema: self.schema,
            name: self.name.clone(),
            date: self.date,
            start: self.start,
            end: self.end,
            venue: self.venue.clone(),
            group: self.group.clone(),
            intents: self.intents.clone(),
            cost: self.cost.clone(),
            hours: self.hours,
            mood: self.mood,
            room_known: self.room_known,
            calendar: self.calendar.clone(),
            talks: self.talks.clone(),
            conflicts: self.conflicts.clone(),
            unknown: self.unknown.clone(),
        }
    }
}
