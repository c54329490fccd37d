//! The meter: how much of an event I stayed with people I knew.

use std::collections::BTreeMap;

use super::evening::{STUDY, evenings};
use crate::domain::{AttendeeStatus, Book, Event, EventId, Person, PersonId};

/// How many events are looked back.
const BEFORE: usize = 3;

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

    /// What it says, beside the study's figure: "closer to friends than chance (1.0), less than the study's mixer (1.5)".
    pub fn reading(&self) -> String {
        let Some(value) = self.value() else {
            return match (self.talks(), self.room) {
                (0, _) => "no talk yet, so there is nothing to measure".into(),
                (_, None) => "who else was in the room is not known, so there are only counts".into(),
                (_, Some(_)) => "nobody in the room was known before, so there are only counts".into(),
            };
        };
        let study = format!("the study's mixer was {STUDY:.1}");
        if value < 0.95 {
            format!("out of the comfort zone: less with friends than chance (1.0); {study}")
        } else if value <= 1.05 {
            format!("as chance has it (1.0); {study}")
        } else if value < STUDY {
            format!("more with friends than chance (1.0); {study}")
        } else {
            format!("mostly with friends: chance is 1.0; {study}")
        }
    }
}

/// The meter of `event`. A talk is an attendee met there; known is who was met before that day. Myself, those who did not
/// come, whoever was deleted since and second lines of the same person are left out.
///
/// The share of the room is what was said of it, else that of the list, where there is one ([`Event::has_list`]): lines of my
/// own say nothing of the room.
pub fn meter(event: &Event, book: &Book) -> Meter {
    let mut meter = Meter::default();
    let (mut listed, mut familiar) = (0_u32, 0_u32);
    let mut count = |known: bool, met: bool| {
        listed += 1;
        familiar += u32::from(known);
        if met {
            *(if known { &mut meter.known } else { &mut meter.new }) += 1;
        }
    };
    let mut people: BTreeMap<&PersonId, bool> = BTreeMap::new();
    for attendee in &event.attendees {
        if attendee.status == AttendeeStatus::Absent || attendee.is(book.me()) {
            continue;
        }
        let met = attendee.status == AttendeeStatus::Met;
        match book.person(&attendee.person) {
            Some(person) => *people.entry(&person.id).or_default() |= met,
            None if attendee.person.is_empty() => count(false, met),
            // In the trash: nobody can say any more whether they were known.
            None => {}
        }
    }
    for (id, met) in people {
        count(book.person(id).is_some_and(|person| known_before(person, event)), met);
    }
    meter.room = event
        .room_known
        .filter(|share| (0.0..=1.0).contains(share))
        .or_else(|| event.has_list().then(|| f64::from(familiar) / f64::from(listed)));
    meter
}

/// The meters of the last events before `event`, as far as they are defined, the last first.
pub fn meters(book: &Book, event: &Event) -> Vec<(EventId, f64)> {
    let Some(date) = event.date else { return Vec::new() };
    let before = evenings(book, date).into_iter().rev().filter(|evening| evening.event != event.id);
    before.filter_map(|evening| Some((evening.event, evening.meter.value()?))).take(BEFORE).collect()
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
    use crate::domain::{Attendee, Day, Met};

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
            (
                "old",
                Met { event: EventId::new("x"), on: Some(day("2026-01-01")), ..Met::default() },
                AttendeeStatus::Met,
            ),
            (
                "new",
                Met { event: EventId::new("e"), on: Some(day("2026-05-12")), ..Met::default() },
                AttendeeStatus::Met,
            ),
            (
                "idle",
                Met { event: EventId::new("x"), on: Some(day("2026-01-01")), ..Met::default() },
                AttendeeStatus::Expected,
            ),
        ] {
            let person = Person { met: Some(met), ..Person::named(PersonId::new(id), id) };
            event.attendees.push(Attendee { person: person.id.clone(), status, ..Attendee::default() });
            book.put(person.into());
        }
        event.attendees.push(Attendee { name: "nobody".into(), ..Attendee::default() });
        let meter = meter(&event, &book);
        assert_eq!((meter.known, meter.new, meter.room), (1, 1, Some(0.5)));
    }

    #[test]
    fn a_wish_of_mine_is_no_list_and_a_wish_among_guests_is() {
        let mut event = Event { id: EventId::new("e"), ..Event::default() };
        event.attendees.push(Attendee {
            name: "Eva".into(),
            status: AttendeeStatus::Met,
            ..Attendee::default()
        });
        event.attendees.push(Attendee {
            name: "Ben".into(),
            status: AttendeeStatus::Wanted,
            ..Attendee::default()
        });
        assert_eq!(meter(&event, &Book::default()).room, None);
        event.attendees[1].company = "Forno".into();
        assert_eq!(meter(&event, &Book::default()).room, Some(0.0));
    }

    /// An event from signs, one an attendee: `f`riend or `s`tranger, in capitals when met, `a` absent friend, `m` myself.
    fn room(signs: &str) -> (Book, Event) {
        let day = |text: &str| Some(Day(text.parse().unwrap()));
        let mut book = Book::default();
        book.put(crate::domain::Record::Me(std::sync::Arc::new(Person {
            emails: vec!["me@home.example".into()],
            ..Person::named(PersonId::default(), "Me Myself")
        })));
        let mut event = Event { id: EventId::new("e"), date: day("2026-05-12"), ..Event::default() };
        for (at, sign) in signs.chars().enumerate() {
            let met = sign.is_uppercase();
            let mut attendee = Attendee {
                name: format!("P{at}"),
                status: if met { AttendeeStatus::Met } else { AttendeeStatus::Expected },
                ..Attendee::default()
            };
            match sign {
                'm' => attendee.email = "ME@home.example".into(),
                's' => {}
                _ => {
                    let friend = matches!(sign, 'f' | 'F' | 'a');
                    let (at_event, on) = if friend { ("x", "2026-01-01") } else { ("e", "2026-05-12") };
                    let id = PersonId::new(&format!("p{at}"));
                    let met = Some(Met { event: EventId::new(at_event), on: day(on), ..Met::default() });
                    book.put(Person { met, ..Person::named(id.clone(), "P") }.into());
                    attendee.person = id;
                    if sign == 'a' {
                        attendee.status = AttendeeStatus::Absent;
                    }
                }
            }
            event.attendees.push(attendee);
        }
        book.put(event.clone().into());
        (book, event)
    }

    #[track_caller]
    fn check(signs: &str, expect: &str) {
        let (book, event) = room(signs);
        assert_eq!(meter(&event, &book).words(), expect, "{signs}");
    }

    #[test]
    fn rooms_and_talks_are_counted_as_defined() {
        // The study: 100 guests, a third known (33 of 99 without myself), 14 encounters, half of them with friends.
        let study = format!("m{}{}{}{}", "F".repeat(7), "f".repeat(26), "S".repeat(7), "s".repeat(59));
        check(&study, "new 7 known 7 M 1.5");
        check("FfSs", "new 1 known 1 M 1.0");
        check("FffffS", "new 1 known 1 M 0.6");
        check("Fss", "new 0 known 1 M 3.0");
        check("Sff", "new 1 known 0 M 0.0");
        check("FS", "new 1 known 1");
        check("ss", "new 0 known 0");
        check("Sss", "new 1 known 0");
        check("mFSsm", "new 1 known 1 M 1.5");
        check("aaaFSs", "new 1 known 1 M 1.5");
        check("", "new 0 known 0");
    }

    #[test]
    fn what_was_said_of_the_room_holds_without_a_list_and_nonsense_does_not() {
        let (book, mut event) = room("FFSS");
        for (share, expect) in [
            (0.5, "new 2 known 2 M 1.0"),
            (0.0, "new 2 known 2"),
            (7.0, "new 2 known 2"),
            (f64::NAN, "new 2 known 2"),
        ] {
            event.room_known = Some(share);
            assert_eq!(meter(&event, &book).words(), expect, "{share}");
        }
    }

    #[test]
    fn the_same_person_twice_on_the_list_is_one() {
        let (book, mut event) = room("Fss");
        let mut again = event.attendees[0].clone();
        again.status = AttendeeStatus::Expected;
        event.attendees.insert(0, again);
        assert_eq!(meter(&event, &book).words(), "new 0 known 1 M 3.0");
    }

    #[test]
    fn the_events_before_stand_beside_it() {
        let (mut book, event) = room("FfSs");
        for (id, date) in [("a", "2026-01-15"), ("b", "2026-02-01"), ("c", "2026-06-01")] {
            book.put(
                Event { id: EventId::new(id), date: Some(Day(date.parse().unwrap())), ..event.clone() }
                    .into(),
            );
        }
        book.put(
            Event {
                id: EventId::new("d"),
                date: Some(Day("2026-03-01".parse().unwrap())),
                ..Event::default()
            }
            .into(),
        );
        let before: Vec<String> = meters(&book, &event).iter().map(|(id, _)| id.to_string()).collect();
        assert_eq!(before, ["b", "a"], "the last first, the undefined and those after left out");
    }
}
