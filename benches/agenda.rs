//! The agenda of 10,000 people, beside merely looking at each of their days once: `cargo bench --bench agenda`.
#![expect(clippy::print_stdout, reason = "a bench prints")]

use jiff::Span;
use jiff::civil::{Date, date};
use mingle::agenda::{Agenda, calendar};
use mingle::domain::{
    Book, Day, Favour, FavourId, FavourState, FollowUp, FollowUpId, Note, NoteId, Person, PersonId, Side,
    Stamp,
};

mod timing;

use timing::fastest;

/// A Friday.
const TODAY: Date = date(2026, 11, 20);
const CADENCES: &[&str] = &["", "3 months", "6 weeks", "none", "ambient", "every other week", "1 year"];
const FIELDS: &[&str] =
    &["food", "timber", "law", "print", "", "design", "care", "transport", "music", "energy"];

/// Somebody with four notes, three favours and a follow-up, spread over two years.
fn person(number: i64) -> Person {
    let ago = |days: i64| TODAY.saturating_sub(Span::new().days(days));
    let pick = |all: &[&'static str]| {
        usize::try_from(number).map_or("", |at| all.get(at % all.len()).copied().unwrap_or_default())
    };
    let mut person = Person::named(PersonId::new(&format!("person-{number:05}")), "Somebody");
    pick(CADENCES).clone_into(&mut person.cadence);
    pick(FIELDS).clone_into(&mut person.industry);
    person.knows = vec![PersonId::new(&format!("person-{:05}", number * 7 % 10_000))];
    for at in 0..4 {
        let day = ago((number * 13 + at * 97) % 730);
        person.notes.push(Note {
            id: NoteId::new(&format!("n{at}")),
            at: Some(Stamp { at: day.at(9, 0, 0, 0), offset: None }),
            ..Note::default()
        });
    }
    let states = [FavourState::Promised, FavourState::Done, FavourState::Thanked];
    for (at, state) in (0..).zip(states) {
        let side = if (number + at) % 2 == 0 { Side::Give } else { Side::Receive };
        person.favours.push(Favour {
            id: FavourId::new(&format!("f{at}")),
            side,
            state,
            what: "the deck".into(),
            due: Some(Day(ago(number % 60 - 30))),
            done: Some(Day(ago(number % 400))),
            ..Favour::default()
        });
    }
    person.follow_ups.push(FollowUp {
        id: FollowUpId::new("u"),
        due: Some(Day(ago(number % 90 - 45))),
        what: "ask how it went".into(),
        ..FollowUp::default()
    });
    person
}

/// The least that an agenda has to do: to see every day that stands in the records.
fn floor(book: &Book) -> Option<Day> {
    let days = book.people().flat_map(|person| {
        let notes = person.notes.iter().filter_map(|note| note.at.map(Stamp::day));
        let favours = person.favours.iter().flat_map(|favour| [favour.due, favour.done, favour.thanked]);
        notes.chain(favours.flatten()).chain(person.follow_ups.iter().filter_map(|todo| todo.due))
    });
    days.max()
}

fn main() {
    let people = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(10_000);
    let mut book = Book::default();
    for number in 0..people {
        book.put(person(number).into());
    }
    let today = Day(TODAY);
    let agenda = Agenda::of(&book, today, 30);
    println!("{people} people, {} things on the agenda of 30 days", agenda.items.len());
    let least = fastest(7, || floor(&book));
    for (what, took) in [
        ("every day once (floor)", least),
        ("the agenda of 30 days", fastest(7, || Agenda::of(&book, today, 30))),
        ("the agenda of a year", fastest(7, || Agenda::of(&book, today, 366))),
        ("its calendar", fastest(7, || calendar(&book, &agenda, 30))),
    ] {
        let times = took.as_secs_f64() / least.as_secs_f64();
        println!("{what:<24} {:8.2} ms  {times:6.1} times the floor", took.as_secs_f64() * 1000.0);
    }
}
