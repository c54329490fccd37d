//! Which rows the list has, and in which order: made anew, or brought in step with a few people.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use super::{Filter, Row, Sort, Standing, face_in};
use crate::domain::{
    Attendee, AttendeeStatus, Book, Day, Event, EventId, Favour, FavourState, Person, PersonId, Side, Stamp,
};
use crate::insight::known_before;
use crate::search::Target;

/// Which list: of whom, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Those on the list of this event; `None` is everyone.
    pub(crate) event: Option<EventId>,
    pub(crate) sort: Sort,
    pub(crate) filter: Filter,
}

/// Where a row stands. Of two that stand alike the one that comes first in the book is first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Turn(Standing, Reverse<Option<(Day, Option<Stamp>)>>),
    Name(String),
    Company(bool, String, String),
}

impl Wanted {
    fn here<'b>(&self, book: &'b Book) -> Option<&'b Event> {
        book.event(self.event.as_ref()?).map(AsRef::as_ref)
    }

    /// How many rows there are to look at.
    pub(crate) fn len(&self, book: &Book) -> usize {
        self.here(book).map_or_else(|| book.people().len(), |event| event.attendees.len())
    }

    fn place(&self, book: &Book, row: &Row) -> Place {
        let face = || face_in(book, self.here(book), &row.target);
        match self.sort {
            Sort::Turn => Place::Turn(row.standing, Reverse(moment(book, row))),
            Sort::Name => Place::Name(face().name.to_lowercase()),
            Sort::Company => {
                let face = face();
                Place::Company(face.company.is_empty(), face.company.to_lowercase(), face.name.to_lowercase())
            }
        }
    }
}

/// The rows to show, in their order.
pub(crate) fn rows(book: &Book, wanted: &Wanted) -> Vec<Row> {
    let here = wanted.here(book);
    let mut rows: Vec<Row> =
        here.map_or_else(|| book.people().map(anyone).collect(), |event| on_list(book, event));
    rows.retain(|row| passes(book, here, row, wanted.filter));
    rows.sort_by_cached_key(|row| wanted.place(book, row));
    rows
}

/// Brings the rows of everyone in step with some people, as [`rows`] would make them.
pub(crate) fn follow(rows: &mut Vec<Row>, book: &Book, wanted: &Wanted, people: &[&PersonId]) {
    rows.retain(|row| !matches!(&row.target, Target::Person(id) if people.contains(&id)));
    for person in people.iter().filter_map(|id| book.person(id)) {
        let row = anyone(person);
        if !passes(book, None, &row, wanted.filter) {
            continue;
        }
        let place = (wanted.place(book, &row), Some(&person.id));
        let id = |row: &Row| match &row.target {
            Target::Person(id) => book.person(id).map(|person| &person.id),
            Target::Attendee(..) => None,
        };
        let at = rows.partition_point(|other| (wanted.place(book, other), id(other)) < place);
        // Whoever is named twice stands there already.
        if rows.get(at).is_none_or(|other| other.target != row.target) {
            rows.insert(at, row);
        }
    }
}

fn anyone(person: &Arc<Person>) -> Row {
    Row { target: Target::Person(person.id.clone()), standing: Standing::Listed, checked_in: None }
}

fn on_list(book: &Book, event: &Event) -> Vec<Row> {
    let row = |(at, attendee): (usize, &Attendee)| {
        let known = book.person(&attendee.person).is_some();
        let standing = match attendee.status {
            AttendeeStatus::Wanted => Standing::Wanted,
            AttendeeStatus::Met => Standing::Met,
            AttendeeStatus::Absent => Standing::Absent,
            AttendeeStatus::Expected | AttendeeStatus::Other(_) if known => Standing::Known,
            AttendeeStatus::Expected | AttendeeStatus::Other(_) => Standing::Listed,
        };
        let target = if known {
            Target::Person(attendee.person.clone())
        } else {
            Target::Attendee(event.id.clone(), at)
        };
        Row { target, standing, checked_in: attendee.at }
    };
    let mut seen = HashSet::new();
    let rows = event.attendees.iter().enumerate().map(row);
    // A person who stands on the list twice is one row.
    rows.filter(|row| match &row.target {
        Target::Person(id) => seen.insert(id.clone()),
        Target::Attendee(..) => true,
    })
    .collect()
}

fn passes(book: &Book, here: Option<&Event>, row: &Row, filter: Filter) -> bool {
    let person = match &row.target {
        Target::Person(id) => book.person(id),
        Target::Attendee(..) => None,
    };
    // As the meter counts them: whom I met here I did not know before.
    let known = || person.is_some_and(|person| here.is_none_or(|event| known_before(person, event)));
    match filter {
        Filter::All => true,
        Filter::Wanted => row.standing == Standing::Wanted,
        Filter::Met => row.standing == Standing::Met,
        Filter::Known => known(),
        Filter::New => !known(),
        Filter::Owed => person.is_some_and(|person| {
            let mine = |favour: &Favour| favour.side == Side::Give && favour.state == FavourState::Promised;
            person.favours.iter().any(mine)
        }),
    }
}

/// When they were last turned to: checked in here, else the last contact.
fn moment(book: &Book, row: &Row) -> Option<(Day, Option<Stamp>)> {
    let here = row.checked_in;
    match &row.target {
        Target::Person(id) if row.standing != Standing::Known => {
            let contact = book.person(id).and_then(|person| person.last_contact());
            here.map(Stamp::day).max(contact).map(|day| (day, here))
        }
        _ => None,
    }
}
