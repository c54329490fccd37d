//! The texts somebody is found by: the one list that the index and the explanation both read.

use std::fmt::Write as _;

use super::field::Field;
use crate::domain::{Attendee, Book, Day, Event, EventId, Person, PersonId};

/// A text about somebody.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece<'a> {
    /// Text as it is.
    Text(Field, &'a str),
    /// An event somebody was or is to be at.
    Event(&'a EventId),
    /// A day something happened on.
    Day(Day),
}

/// Hands `visit` everything that `person` is found by.
///
/// `about` are those whose notes name `person` as well; `lists` the events whose list they stand on.
pub(super) fn of_person<'a>(
    book: &'a Book,
    person: &'a Person,
    about: impl Iterator<Item = &'a Person>,
    lists: impl Iterator<Item = &'a EventId>,
    visit: &mut impl FnMut(Piece<'a>),
) {
    visit(Piece::Text(Field::First, &person.name));
    let one_line = [
        (Field::Company, &person.company),
        (Field::Role, &person.role),
        (Field::Industry, &person.industry),
        (Field::Face, &person.face),
    ];
    for (field, text) in one_line {
        if !text.is_empty() {
            visit(Piece::Text(field, text));
        }
    }
    let lists_of_text = [
        (Field::Tag, &person.tags),
        (Field::Need, &person.needs),
        (Field::Offer, &person.offers),
        (Field::Circle, &person.circles),
        (Field::SteerClear, &person.steer_clear),
        (Field::Email, &person.emails),
        (Field::Phone, &person.phones),
        (Field::Link, &person.links),
    ];
    for (field, texts) in lists_of_text {
        for text in texts {
            visit(Piece::Text(field, text));
        }
    }
    if let Some(via) = book.person(&person.via) {
        visit(Piece::Text(Field::Via, &via.name));
    } else if !person.via.is_empty() && !person.via.is_valid() {
        // No id but words that somebody wrote there.
        visit(Piece::Text(Field::Via, person.via.as_str()));
    }
    for known in person.knows.iter().filter_map(|id| book.person(id)) {
        visit(Piece::Text(Field::Knows, &known.name));
    }
    let mut seen: Vec<&EventId> = Vec::new();
    let mut event = |id: &'a EventId, visit: &mut dyn FnMut(Piece<'a>)| {
        if !id.is_empty() && !seen.contains(&id) {
            seen.push(id);
            visit(Piece::Event(id));
        }
    };
    if let Some(met) = &person.met {
        event(&met.event, visit);
        if let Some(day) = met.on {
            visit(Piece::Day(day));
        }
    }
    lists.for_each(|id| event(id, visit));
    for note in &person.notes {
        event(&note.event, visit);
        visit(Piece::Text(Field::Note, &note.text));
        if let Some(at) = note.at {
            visit(Piece::Day(at.day()));
        }
    }
    for other in about {
        for note in other.notes.iter().filter(|note| note.also.contains(&person.id)) {
            event(&note.event, visit);
            visit(Piece::Text(Field::Note, &note.text));
            if let Some(at) = note.at {
                visit(Piece::Day(at.day()));
            }
        }
    }
    for favour in &person.favours {
        event(&favour.event, visit);
        visit(Piece::Text(Field::Favour, &favour.what));
    }
    for follow_up in &person.follow_ups {
        visit(Piece::Text(Field::FollowUp, &follow_up.what));
    }
}

/// Hands `visit` everything that somebody on the list of `event` is found by.
pub(super) fn of_attendee<'a>(event: &'a EventId, attendee: &'a Attendee, visit: &mut impl FnMut(Piece<'a>)) {
    let texts = [
        (Field::First, &attendee.name),
        (Field::Company, &attendee.company),
        (Field::Role, &attendee.role),
        (Field::Email, &attendee.email),
        (Field::Why, &attendee.why),
    ];
    for (field, text) in texts {
        if !text.is_empty() {
            visit(Piece::Text(field, text));
        }
    }
    visit(Piece::Event(event));
}

/// The people whose names are shown with `person`.
pub(super) fn named(person: &Person) -> impl Iterator<Item = &PersonId> {
    person.knows.iter().chain([&person.via]).filter(|id| !id.is_empty())
}

/// Writes an event as one line: its name, venue, group and day in words.
pub(super) fn write_event(out: &mut String, book: &Book, event: &Event) {
    out.push_str(&event.name);
    let group = book.group(&event.group);
    let group_name = group.map_or("", |group| group.name.as_str());
    let chapter = group.map_or("", |group| group.chapter.as_str());
    for part in [event.venue.as_str(), group_name, chapter] {
        if !part.is_empty() {
            out.push_str(", ");
            out.push_str(part);
        }
    }
    if let Some(day) = event.date {
        out.push_str(", ");
        write_day(out, day);
    }
}

/// Writes a day in words, `12 May 2026`, so that each of its words can be searched for.
pub(super) fn write_day(out: &mut String, day: Day) {
    let month = usize::from(day.0.month().unsigned_abs()).checked_sub(1).and_then(|at| MONTHS.get(at));
    // Writing to a String cannot fail.
    let _ = write!(out, "{} {} {}", day.0.day(), month.copied().unwrap_or_default(), day.0.year());
}

/// The months in English, as the rest of the screen.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
