//! Who may be there: the list, else those met where the same group met before.

use std::collections::HashSet;

use crate::domain::{Attendee, AttendeeStatus, Book, Event};

/// How many events of a group are looked back.
const LOOKED_BACK: usize = 6;

/// A line of the list, or somebody likely to come.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Where on the list.
    pub(super) at: Option<usize>,
    pub(super) attendee: std::borrow::Cow<'a, Attendee>,
}

/// Everybody on the list who is still to be met, without myself, and nobody twice. Where there is no list
/// ([`Event::has_list`]), also those whom I met at the last events of the same group, and `true` if there are any.
pub(super) fn lines<'a>(event: &'a Event, book: &Book) -> (Vec<Line<'a>>, bool) {
    let is_open = |attendee: &Attendee| {
        !matches!(attendee.status, AttendeeStatus::Met | AttendeeStatus::Absent) && !attendee.is(book.me())
    };
    let mut seen = HashSet::new();
    // Somebody met stays met, also where a second line of the list says nothing of it.
    let met = event.attendees.iter().filter(|attendee| attendee.status == AttendeeStatus::Met);
    seen.extend(met.filter(|attendee| !attendee.person.is_empty()).map(|attendee| attendee.person.clone()));
    let open = event.attendees.iter().enumerate().filter(|(_, attendee)| is_open(attendee));
    let mut listed: Vec<Line<'a>> = open
        .filter(|(_, attendee)| attendee.person.is_empty() || seen.insert(attendee.person.clone()))
        .map(|(at, attendee)| Line { at: Some(at), attendee: std::borrow::Cow::Borrowed(attendee) })
        .collect();
    if event.has_list() || event.group.is_empty() {
        return (listed, false);
    }
    let mut before: Vec<_> = book
        .events()
        .filter(|other| other.group == event.group && other.id != event.id && other.date < event.date)
        .collect();
    before.sort_by_key(|other| std::cmp::Reverse(other.date));
    let wished = listed.len();
    for other in before.into_iter().take(LOOKED_BACK) {
        for attendee in other.attendees.iter().filter(|attendee| attendee.status == AttendeeStatus::Met) {
            let Some(person) = book.person(&attendee.person) else { continue };
            if seen.insert(person.id.clone()) {
                let attendee = Attendee {
                    name: person.name.clone(),
                    company: person.company.clone(),
                    role: person.role.clone(),
                    person: person.id.clone(),
                    ..Attendee::default()
                };
                listed.push(Line { at: None, attendee: std::borrow::Cow::Owned(attendee) });
            }
        }
    }
    let is_likely = listed.len() > wished;
    (listed, is_likely)
}
