//! The agenda, by tables of days.

mod items;
mod messages;
mod names;

use super::*;
use crate::domain::{Event, Group, Now, Person};

/// A day, as in the files.
fn day(text: &str) -> Day {
    Day(text.parse().unwrap())
}

/// Nine in the morning of a day, in Berlin.
fn morning(text: &str) -> Now {
    Now(format!("{text}T09:00:00[Europe/Berlin]").parse().unwrap())
}

/// A book of people, by id and the text of their file.
fn book(people: &[(&str, &str)]) -> Book {
    let mut book = Book::default();
    for (id, text) in people {
        let mut person: Person = toml::from_str(text).unwrap();
        person.id = PersonId::new(id);
        if person.name.is_empty() {
            (*id).clone_into(&mut person.name);
        }
        book.put(person.into());
    }
    book
}

fn put_event(book: &mut Book, id: &str, text: &str) {
    let mut event: Event = toml::from_str(text).unwrap();
    event.id = EventId::new(id);
    book.put(event.into());
}

fn put_group(book: &mut Book, id: &str, text: &str) {
    let mut group: Group = toml::from_str(text).unwrap();
    group.id = GroupId::new(id);
    book.put(group.into());
}

/// "heading kind day name: what | why", a line each.
fn lines(agenda: &Agenda) -> Vec<String> {
    let line = |item: &Item| {
        let day = item.day.map_or("-".to_owned(), |day| day.to_string());
        let (kind, head) = (item.kind.as_str(), item.heading.as_str());
        let tick = if item.tick == Tick::Open { "" } else { " [x]" };
        format!("{head} {kind} {day} {}: {} | {}{tick}", item.name, item.what, item.why)
    };
    agenda.items.iter().map(line).collect()
}
