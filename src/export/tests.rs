//! What is written comes back: whole as JSON, and as far as each format goes as vCard and CSV.

use proptest::prelude::*;

use super::format::whole;
use super::*;
use crate::domain::{IdMaker, Note, Person, Record};
use crate::exchange::{CardVersion, Options, import, write_people_csv, write_vcards};

/// An empty store's book once the bytes were imported into it.
fn taken_in(bytes: &[u8]) -> Book {
    let mut book = Book::default();
    let read = import(bytes, None, &book, &Options::default(), &mut IdMaker::new(1)).unwrap();
    assert_eq!((&read.refused, &read.problems), (&None, &Vec::<String>::new()));
    book.apply(&read.change(&book));
    book
}

fn demo() -> Book {
    let now = Now("2026-11-20T09:30:00+01:00[+01:00]".parse().unwrap());
    let mut book = Book::default();
    let id = |path: &str| path.rsplit('/').next().unwrap().trim_end_matches(".toml").to_owned();
    for (path, text) in crate::demo::files(&now) {
        if path == "me.toml" {
            book.put(Record::Me(std::sync::Arc::new(toml::from_str(&text).unwrap())));
        } else if path.starts_with("people/") {
            let person: Person = toml::from_str(&text).unwrap();
            book.put(Record::from(Person { id: PersonId::new(&id(path)), ..person }));
        } else if path.starts_with("events/") {
            let event: crate::domain::Event = toml::from_str(&text).unwrap();
            book.put(Record::from(crate::domain::Event {
                id: crate::domain::EventId::new(&id(path)),
                ..event
            }));
        } else if path.starts_with("groups/") {
            let group: crate::domain::Group = toml::from_str(&text).unwrap();
            book.put(Record::from(crate::domain::Group {
                id: crate::domain::GroupId::new(&id(path)),
                ..group
            }));
        }
    }
    assert!(book.people().len() > 20 && book.events().len() > 3, "the demo is not read any more");
    book
}

/// What every format of people carries of somebody, to compare by.
fn carried(person: &Person) -> Vec<String> {
    crate::domain::FIELDS.iter().map(|field| field.text(person)).collect()
}

#[test]
fn the_demo_comes_back_whole_as_json() {
    let book = demo();
    assert_eq!(taken_in(whole(&book).to_string().as_bytes()), book);
    let home = outgoing(&book, None, false);
    assert!(home.kept_home().is_some(), "the demo has something private");
    assert_eq!(taken_in(whole(&home.book).to_string().as_bytes()), home.book);
}

#[track_caller]
fn check_people(book: &Book, bytes: &[u8]) {
    let back = taken_in(bytes);
    let all = |book: &Book| {
        let mut all: Vec<_> = book.people().map(|person| carried(person)).collect();
        all.sort();
        all
    };
    assert_eq!(all(&back), all(book));
}

#[test]
fn the_demo_comes_back_as_far_as_a_card_or_a_table_goes() {
    let book = demo();
    check_people(&book, write_vcards(&book, CardVersion::Four).as_bytes());
    check_people(&book, write_vcards(&book, CardVersion::Three).as_bytes());
    check_people(&book, write_people_csv(&book).as_bytes());
    let notes = |book: &Book| {
        let mut all: Vec<String> = book
            .notes()
            .map(|(_, note)| note.text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect();
        all.sort();
        all
    };
    assert_eq!(notes(&taken_in(write_vcards(&book, CardVersion::Four).as_bytes())), notes(&book));
}

/// Somebody as people write them down, with the letters that formats stumble over.
fn person() -> impl Strategy<Value = Person> {
    let text = "[a-zé阮=+@,\"'\\\\:;#|<>\\[\\]-]{0,3}[a-zé阮]{1,6}";
    let list = || prop::collection::vec(text, 0..3);
    let note =
        ("[a-z;,\\\\\"' \n]{0,20}[a-z]", any::<bool>(), 0_i64..3000).prop_map(|(said, private, day)| Note {
            text: said.clone(),
            line: said,
            private,
            at: stamp(day),
            ..Note::default()
        });
    (text, text, list(), list(), prop::collection::vec(note, 0..3)).prop_map(
        |(name, role, needs, clear, notes)| Person {
            schema: 1,
            name,
            role,
            needs,
            steer_clear: clear,
            notes,
            ..Person::default()
        },
    )
}

fn stamp(day: i64) -> Option<crate::domain::Stamp> {
    let at = jiff::civil::date(2020, 1, 1).at(10, 0, 0, 0).checked_add(jiff::Span::new().days(day)).ok()?;
    Some(crate::domain::Stamp { at, offset: Some(7200) })
}

proptest! {
    // 20 books of up to 100 people: 2,000 people at most.
    #![proptest_config(ProptestConfig::with_cases(20))]
    #[test]
    fn anybody_comes_back_whole(people in prop::collection::vec(person(), 1..100)) {
        let mut book = Book::default();
        let mut ids = IdMaker::new(7);
        for person in people {
            let id = book.free_person_id(&person.name, &mut ids);
            let mut notes: Vec<Note> = Vec::new();
            for note in &person.notes {
                let id = ids.note(notes.iter().map(|note| &note.id));
                notes.push(Note { id, ..note.clone() });
            }
            book.put(Record::from(Person { id, notes, ..person }));
        }
        prop_assert_eq!(&taken_in(whole(&book).to_string().as_bytes()), &book);
        let home = outgoing(&book, None, false).book;
        prop_assert_eq!(&taken_in(whole(&home).to_string().as_bytes()), &home);
    }
}
