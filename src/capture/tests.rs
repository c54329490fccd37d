//! Lines against a small book: what they are understood as and what keeping them changes.

mod asking;
mod completed;
mod golden;
mod kept;
mod nasty;

use super::*;
use crate::domain::{Attendee, Event, Met, Person};

/// Everything a line is read against: Ana Ruiz and Tom Berg are at today's breakfast, Priya Shah stands only on its list,
/// Ana Kim and Zoë Müller are known from elsewhere.
struct World {
    book: Book,
    names: Names,
    now: Now,
    event: EventId,
    selected: PersonId,
}

impl World {
    fn new() -> Self {
        let mut book = Book::default();
        let event = EventId::new("breakfast");
        let mut ana = Person::named(PersonId::new("ana-ruiz"), "Ana Ruiz");
        ana.company = "Forno Nero".into();
        ana.tags = vec!["Food".into()];
        ana.met = Some(Met { event: event.clone(), on: day("2026-11-12"), ..Met::default() });
        let mut june = Person::named(PersonId::new("june-hale"), "June Hale");
        june.emails = vec!["june@hale.example".into()];
        let others = [
            ("ana-kim", "Ana Kim"),
            ("tom-berg", "Tom Berg"),
            ("zoe-muller", "Zoë Müller"),
            ("june-ray", "June Ray"),
        ];
        let others = others.map(|(id, name)| Person::named(PersonId::new(id), name));
        for person in others.into_iter().chain([ana, june]) {
            book.put(person.into());
        }
        let attendee = |name: &str, company: &str, person: &str| Attendee {
            name: name.into(),
            company: company.into(),
            person: PersonId::new(person),
            ..Attendee::default()
        };
        let mut priya = attendee("Priya Shah", "Loom", "");
        priya.role = "weaver".into();
        priya.email = "priya@loom.example".into();
        let attendees = vec![
            attendee("Ana Ruiz", "Forno Nero", "ana-ruiz"),
            attendee("Tom Berg", "Berg Web", "tom-berg"),
            priya,
            attendee("Lee Wong", "Wok", ""),
            attendee("Lee Chan", "Bao", ""),
        ];
        let date = day("2026-11-25");
        book.put(
            Event { id: event.clone(), name: "Breakfast".into(), date, attendees, ..Event::default() }.into(),
        );
        let now = Now("2026-11-25T08:42:10+00:00[UTC]".parse().unwrap());
        Self { names: Names::build(&book), book, now, event, selected: PersonId::new("ana-ruiz") }
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            book: &self.book,
            names: Some(&self.names),
            now: &self.now,
            event: Some(&self.event),
            selected: None,
        }
    }

    fn with_ana(&self) -> Scene<'_> {
        Scene { selected: Some(&self.selected), ..self.scene() }
    }
}

fn day(text: &str) -> Option<Day> {
    text.parse().ok().map(Day)
}
