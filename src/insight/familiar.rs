//! Familiar faces: when I keep to people I know.

use super::known_before;
use crate::domain::{AttendeeStatus, Book, Event, EventId};

/// After so many in a row it is said.
const IN_A_ROW: usize = 3;

/// Whether the last three people met at `event` were all known before, by the time of their check-in.
pub fn keeps_to_friends(event: &Event, book: &Book) -> bool {
    let met = event.attendees.iter().filter(|attendee| attendee.status == AttendeeStatus::Met);
    // Those without a time came before; among equals the later line of the list is the later talk.
    let mut met: Vec<_> =
        met.filter_map(|attendee| Some((attendee.at, book.person(&attendee.person)?))).collect();
    met.sort_by_key(|(at, _)| *at);
    met.len() >= IN_A_ROW && met.iter().rev().take(IN_A_ROW).all(|(_, person)| known_before(person, event))
}

/// How many were met at an event.
pub fn met_at(event: &Event) -> usize {
    event.attendees.iter().filter(|attendee| attendee.status == AttendeeStatus::Met).count()
}

/// What is said then, once an event.
pub const FAMILIAR: &str = "three familiar faces in a row; the others came to meet somebody too";

/// Under which word it is kept that it was said at `event`.
pub fn familiar_flag(event: &EventId) -> String {
    format!("familiar/{event}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Attendee, Day, Met, Person, PersonId, Stamp};

    /// Whether it is said after these people in this order: `o` known before, `n` new, `w` only wanted.
    #[track_caller]
    fn check(talks: &str, expect: bool) {
        let day = |text: &str| Some(Day(text.parse().unwrap()));
        let mut book = Book::default();
        let mut event = Event { id: EventId::new("e"), date: day("2026-05-12"), ..Event::default() };
        for (minute, sign) in talks.chars().enumerate() {
            let (at, on) = if sign == 'n' { ("e", "2026-05-12") } else { ("x", "2026-01-01") };
            let id = PersonId::new(&format!("p{minute}"));
            let met = Met { event: EventId::new(at), on: day(on), ..Met::default() };
            book.put(Person { met: Some(met), ..Person::named(id.clone(), "P") }.into());
            let status = if sign == 'w' { AttendeeStatus::Wanted } else { AttendeeStatus::Met };
            let at = Stamp { at: format!("2026-05-12T08:{minute:02}:00").parse().unwrap(), offset: None };
            // The list is in another order than the talks.
            event.attendees.insert(0, Attendee { person: id, status, at: Some(at), ..Attendee::default() });
        }
        assert_eq!(keeps_to_friends(&event, &book), expect, "{talks}");
    }

    #[test]
    fn three_in_a_row() {
        check("", false);
        check("oo", false);
        check("ooo", true);
        check("nooo", true);
        check("oooon", false);
        check("oono", false);
        check("owowo", true);
        check("nnn", false);
    }
}
