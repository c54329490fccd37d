//! On which days I was really in touch with whom: computed from the records, never stored.

use std::collections::HashMap;

use crate::domain::{AttendeeStatus, Book, Day, PersonId, Stamp};

/// The days of contact of everyone, up to a day.
///
/// Contact is a note on them (or one that names them too), a favour done or thanked for either way, the first meeting,
/// and every event where they were checked in. A promise, an ask or a follow-up is none: it is a plan.
pub(super) struct Contacts<'a>(HashMap<&'a PersonId, Vec<Day>>);

impl<'a> Contacts<'a> {
    pub(super) fn of(book: &'a Book, today: Day) -> Self {
        let mut days: HashMap<&PersonId, Vec<Day>> = HashMap::with_capacity(book.people().len());
        let mut add = |id: &'a PersonId, day: Option<Day>| {
            // A day ahead is a slip of the hand and resets nothing.
            if let Some(day) = day.filter(|day| *day <= today) {
                days.entry(id).or_default().push(day);
            }
        };
        for person in book.people() {
            add(&person.id, person.met.as_ref().and_then(|met| met.on));
            for note in &person.notes {
                let day = note.at.map(Stamp::day);
                add(&person.id, day);
                note.also.iter().for_each(|other| add(other, day));
            }
            for favour in person.favours.iter().filter(|favour| favour.counts()) {
                add(&person.id, favour.done);
                add(&person.id, favour.thanked);
            }
        }
        for event in book.events() {
            for attendee in &event.attendees {
                if attendee.status == AttendeeStatus::Met && !attendee.person.is_empty() {
                    add(&attendee.person, attendee.at.map(Stamp::day).or(event.date));
                }
            }
        }
        for days in days.values_mut() {
            days.sort_unstable();
            days.dedup();
        }
        Self(days)
    }

    /// Every day of contact, the earliest first.
    pub(super) fn days(&self, person: &PersonId) -> &[Day] {
        self.0.get(person).map_or(&[], Vec::as_slice)
    }
}
