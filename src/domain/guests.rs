//! What becomes of an event's list of guests, each made when they are asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Attendee, Edit, Event, EventId, Record};

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
    /// Which event it is about.
    pub fn event(&self) -> &EventId {
        &self.before.id
    }

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
        let Self {
            id,
            schema,
            name,
            date,
            start,
            end,
            venue,
            group,
            intents,
            cost,
            hours,
            mood,
            room_known,
            calendar,
            attendees: _,
            talks,
            conflicts,
            unknown,
        } = self;
        Self {
            id: id.clone(),
            schema: *schema,
            name: name.clone(),
            date: *date,
            start: *start,
            end: *end,
            venue: venue.clone(),
            group: group.clone(),
            intents: intents.clone(),
            cost: cost.clone(),
            hours: *hours,
            mood: *mood,
            room_known: *room_known,
            calendar: calendar.clone(),
            attendees,
            talks: talks.clone(),
            conflicts: conflicts.clone(),
            unknown: unknown.clone(),
        }
    }
}
