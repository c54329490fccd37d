//! The meter: how much of an event I stayed with people I knew.

use crate::domain::{AttendeeStatus, Book, Event, Person, PersonId};

/// Talks at one event, by whether I knew the person before, beside what the room offered.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Meter {
    /// Talks with people known before.
    pub known: u32,
    /// Talks with people first met here.
    pub new: u32,
    /// Share of the room that was known before, 0 to 1, when the room is known.
    pub room: Option<f64>,
}

impl Meter {
    /// All talks.
    pub fn talks(&self) -> u32 {
        self.known + self.new
    }

    /// `(talks with people known before / all talks) / (known attendees / all attendees)`.
    ///
    /// 1.0 is chance, below it is out of the comfort zone; Ingram and Morris measured 1.5 ("Do People Mix at Mixers?",
    /// Administrative Science Quarterly 52, 2007). Undefined without a talk or when nobody in the room was known.
    pub fn value(&self) -> Option<f64> {
        let room = self.room.filter(|room| *room > 0.0)?;
        (self.talks() > 0).then(|| f64::from(self.known) / f64::from(self.talks()) / room)
    }

    /// For a status line: "new 5 known 4 M 1.3"; only the counts where it is undefined.
    pub fn words(&self) -> String {
        let counts = format!("new {} known {}", self.new, self.known);
        self.value().map_or(counts.clone(), |value| format!("{counts} M {value:.1}"))
    }
}

/// The meter of `event`. A talk is an attendee met there; known is who was met before that day.
pub fn meter(event: &Event, book: &Book) -> Meter {
    let known = |id: &PersonId| book.person(id).is_some_and(|person| known_before(person, event));
    let mut meter = Meter::default();
    let mut in_room = 0_u32;
    for attendee in &event.attendees {
        let known = known(&attendee.person);
        in_room += u32::from(known);
        if attendee.status == AttendeeStatus::Met {
            *(if known { &mut meter.known } else { &mut meter.new }) += 1;
        }
    }
    let listed = u32::try_from(event.attendees.len()).unwrap_or(u32::MAX);
    // A list of only those I talked to is no list of the room.
    let is_list = listed > meter.talks();
    meter.room = event.room_known.or_else(|| is_list.then(|| f64::from(in_room) / f64::from(listed)));
    meter
}

/// Met, noted or owed something before the event's day, or met elsewhere without a date.
pub fn known_before(person: &Person, event: &Event) -> bool {
    let before = |day: crate::domain::Day| event.date.is_none_or(|date| day < date);
    match &person.met {
        Some(met) if met.event == event.id => false,
        Some(met) => met.on.is_none_or(before),
        None => {
            let note = person.notes.iter().filter_map(|note| note.at).any(|at| before(at.day()));
            let favour = person.favours.iter().filter_map(|favour| favour.on).any(before);
            // Somebody in my people of whom only a name is known was in them before the list was made.
            note || favour || (person.notes.is_empty() && person.favours.is_empty())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Attendee, Day, EventId, Met};

    #[test]
    fn the_mixer_of_the_study() {
        // 14 encounters, 7 of them with friends, a third of the room known.
        let meter = Meter { known: 7, new: 7, room: Some(1.0 / 3.0) };
        assert!((meter.value().unwrap() - 1.5).abs() < 1e-9);
        assert_eq!(meter.words(), "new 7 known 7 M 1.5");
    }

    #[test]
    fn counts_alone_where_it_is_undefined() {
        assert_eq!(Meter { known: 2, new: 3, room: None }.words(), "new 3 known 2");
        assert_eq!(Meter { known: 0, new: 3, room: Some(0.0) }.words(), "new 3 known 0");
        assert_eq!(Meter::default().value(), None);
    }

    #[test]
    fn known_is_who_was_met_before() {
        let day = |text: &str| Day(text.parse().unwrap());
        let mut book = Book::default();
        let mut event = Event { id: EventId::new("e"), date: Some(day("2026-05-12")), ..Event::default() };
        for (id, met, status) in [
            ("old", Met { event: EventId::new("x"), on: Some(day("2026-01-01")) }, AttendeeStatus::Met),
            ("new", Met { event: EventId::new("e"), on: Some(day("2026-05-12")) }, AttendeeStatus::Met),
            ("idle", Met { event: EventId::new("x"), on: Some(day("2026-01-01")) }, AttendeeStatus::Expected),
        ] {
            let person = Person { met: Some(met), ..Person::named(PersonId::new(id), id) };
            event.attendees.push(Attendee { person: person.id.clone(), status, ..Attendee::default() });
            book.put(person.into());
        }
        event.attendees.push(Attendee { name: "nobody".into(), ..Attendee::default() });
        let meter = meter(&event, &book);
        assert_eq!((meter.known, meter.new, meter.room), (1, 1, Some(0.5)));
    }
}
