//! Pairs that are found, how sure they are and why; and pairs that are none.

use crate::domain::{Attendee, AttendeeStatus, Book, Event, EventId, Field, Note, NoteId, Person, PersonId};
use crate::doubles::{Strength, around, doubles, is_open, not_same};

/// A person from `key=value; ...`; the name comes first.
fn person(id: &str, text: &str) -> Person {
    let mut parts = text.split(" | ");
    let mut person = Person::named(PersonId::new(id), parts.next().unwrap());
    for (key, value) in parts.map(|part| part.split_once('=').unwrap()) {
        Field::of(key).unwrap().set(&mut person, value);
    }
    person
}

pub(super) fn book(people: &[&str]) -> Book {
    let mut book = Book::default();
    for (at, text) in people.iter().enumerate() {
        book.put(person(&format!("p-{at}"), text).into());
    }
    book
}

#[track_caller]
fn check(one: &str, other: &str, expect: Option<(Strength, &str)>) {
    for people in [[one, other], [other, one]] {
        let found = doubles(&book(&people));
        match expect {
            None => assert_eq!(found, [], "{one} / {other}"),
            Some((strength, why)) => {
                assert_eq!(found.len(), 1, "{one} / {other}");
                assert_eq!(found[0].strength, strength, "{one} / {other}: {}", found[0].why());
                assert!(found[0].why().contains(why), "{one} / {other}: {}", found[0].why());
            }
        }
    }
}

#[test]
fn by_address() {
    use Strength::{Perhaps, Sure};
    check("Ana Ruiz | emails=ana@x.example", "A. Ruiz | emails=ANA@x.example", Some((Sure, "ana@x.example")));
    check(
        "Ana Ruiz | phones=+44 20 7946 0018",
        "Ana | phones=020 7946 0018",
        Some((Sure, "the same number")),
    );
    check(
        "Ana | links=https://x.example/in/ana",
        "Anna | links=www.x.example/in/ana/",
        Some((Sure, "the same page")),
    );
    check("Ana Ruiz | emails=ana@x.example", "ana@x.example | emails=ana@x.example", Some((Sure, "no name")));
    check("Ana Ruiz | emails=us@x.example", "Tom Berg | emails=us@x.example", Some((Perhaps, "two names")));
    check("Ana Ruiz | emails=info@x.example", "Tom Berg | emails=info@x.example", None);
    check("Ana Ruiz | links=x.example", "Tom Berg | links=x.example", None);
    let desk = "company=Forno | phones=030 1234567";
    check(&format!("Ana Ruiz | {desk}"), &format!("Tom Berg | {desk}"), None);
}

#[test]
fn brother_and_sister_share_a_number_and_hardly_a_mailbox() {
    use Strength::{Likely, Perhaps, Sure};
    let home = "phones=0341 5550123";
    check(&format!("Paul Hale | {home}"), &format!("Paula Hale | {home}"), Some((Perhaps, "sounds like")));
    check(&format!("Bob Hale | {home}"), &format!("Robert Hale | {home}"), Some((Sure, "forms of one name")));
    let mail = "emails=hale@x.example";
    check(&format!("Paul Hale | {mail}"), &format!("Paula Hale | {mail}"), Some((Likely, "sounds like")));
    let house = "emails=office@x.example";
    check(&format!("Paul Hale | {house}"), &format!("Paula Hale | {house}"), Some((Perhaps, "sounds like")));
    // Married, at the same desk.
    let desk = "company=Forno | phones=030 1234567";
    check(&format!("Ana Ruiz | {desk}"), &format!("Ana Berg | {desk}"), Some((Perhaps, "two names")));
}

#[test]
fn titles_tell_apart_who_has_no_other_name() {
    use Strength::Sure;
    check("Mr Patel | company=Forno", "Mrs Patel | company=Forno", None);
    check("Tom Berg Jr. | company=Forno", "Tom Berg Sr. | company=Forno", None);
    check(
        "Mme Ana Ruiz | company=Forno",
        "Prof. Dr. Ana Ruiz | company=Forno",
        Some((Sure, "the same name")),
    );
}

#[test]
fn by_name_and_company() {
    use Strength::{Likely, Perhaps, Sure};
    check(
        "Ana Ruiz | company=Forno",
        "Ana Ruiz | company=Forno Ltd",
        Some((Sure, "the same name, both at Forno")),
    );
    check(
        "Ana Ruiz | company=Forno",
        "RUIZ, Ana | company=The Forno Bakery",
        Some((Sure, "in another order")),
    );
    check("José Müller | company=Kraft", "Jose Mueller | company=Kraft GmbH", Some((Sure, "the same name")));
    check("Katherine Hale | company=Forno", "Kathrin Hale | company=Forno", Some((Likely, "Kath")));
    check("Tom Meyer | company=Forno", "Tom Maier | company=Forno", Some((Likely, "sounds like")));
    check("Femi Okafor | company=Forno", "Femi Okator | company=Forno", Some((Likely, "spelt like")));
    check("Bob Hale | company=Forno", "Robert Hale | company=Forno", Some((Likely, "forms of one name")));
    check("A. Ruiz | company=Forno", "Ana Ruiz | company=Forno", Some((Likely, "A. may be Ana")));
    check(
        "Dr. Ana Ruiz | company=Forno",
        "Ana María Ruiz | company=Forno",
        Some((Likely, "part of the other")),
    );
    check("Ana | company=Forno", "Ana Ruiz | company=Forno", Some((Perhaps, "part of the other")));
    check("Ana Ruiz", "Ana Ruiz", Some((Likely, "no company is said")));
    check("Ana Ruiz | company=Forno", "ana ruiz", Some((Likely, "only one says a company")));
    check("王小明 | company=山田", "王小明 | company=山田", Some((Sure, "the same name")));
}

#[test]
fn two_people_are_no_double() {
    check("Ana Ruiz | company=Forno", "Ana Ruiz | company=Tidewater", None);
    check("Ana Ruiz | company=Forno", "Tom Ruiz | company=Forno", None);
    check("Ana Ruiz | company=Forno", "Anna Ruis | company=Tidewater", None);
    check("Ana Ruiz | company=Studio 54", "Ana Ruiz | company=Studio 55", None);
    check("Ana Ruiz | company=House1260 Ltd", "Ana Ruiz | company=House2260 Ltd", None);
    check("Ana", "Ana", None);
    check("A. R. | company=Forno", "Ana Ruiz | company=Forno", None);
    check("Ana Ruiz", "Anna Ruis", None);
    check("Ana Ruiz | company=Berg Bakery", "Ana Ruiz | company=Berg Consulting", None);
    check(" | company=Forno", " | company=Forno", None);
    check("", "", None);
    check("👍", "👍", None);
}

#[test]
fn a_switchboard_or_a_ticket_mailbox_does_not_make_everybody_one() {
    let names = ["Ana Ruiz", "Tom Berg", "Priya Nair", "Femi Okafor", "Lena Hale", "Wei Ito", "Zoë Diaz"];
    let people: Vec<String> =
        names.iter().map(|name| format!("{name} | emails=us@x.example | phones=030 1234567 ")).collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    assert_eq!(doubles(&book(&people)), []);
}

#[test]
fn the_fuller_record_is_the_one_to_keep_and_the_surest_pair_comes_first() {
    let found = doubles(&book(&[
        "Ana | company=Forno",
        "Ana Ruiz | company=Forno | role=baker",
        "Tom Berg | emails=t@x.example",
        "Thomas Berg | emails=t@x.example | role=smith | needs=coal",
    ]));
    let pairs: Vec<_> = found.iter().map(|found| (found.keep.as_str(), found.other.as_str())).collect();
    assert_eq!(pairs, [("p-3", "p-2"), ("p-1", "p-0")]);
    // Of three records of one person those with more in common come first.
    let found = doubles(&book(&[
        "Ana Ruiz | emails=a@x.example",
        "Ana Ruiz | emails=a@x.example; b@x.example | phones=030 1234567",
        "Ana Ruiz | emails=b@x.example | phones=030 1234567",
    ]));
    let pairs: Vec<_> = found.iter().map(|found| (found.keep.as_str(), found.other.as_str())).collect();
    assert_eq!(pairs, [("p-1", "p-2"), ("p-1", "p-0"), ("p-2", "p-0")]);
}

#[test]
fn not_the_same_is_remembered() {
    let mut book = book(&["Ana Ruiz", "Ana Ruiz"]);
    let (one, other) = (PersonId::new("p-0"), PersonId::new("p-1"));
    assert!(is_open(&book, &other, &one));
    let change = not_same(&book, &other, &one);
    book.apply(&change);
    assert_eq!(doubles(&book), []);
    assert!(!is_open(&book, &one, &other));
    assert!(not_same(&book, &one, &other).is_idle(), "said already");
    book.apply(&change.invert());
    assert_eq!(doubles(&book).len(), 1);
    assert!(not_same(&book, &one, &PersonId::new("nobody")).is_idle());
}

#[test]
fn around_an_event_are_those_who_were_there() {
    let mut book = book(&["Ana Ruiz", "Ana Ruiz", "Tom Berg", "Tom Berg", "Wei Ito", "Wei Ito"]);
    let fair = EventId::new("fair");
    let mut event = Event { id: fair.clone(), ..Event::default() };
    event.attendees.push(Attendee {
        person: PersonId::new("p-1"),
        status: AttendeeStatus::Met,
        ..Attendee::default()
    });
    event.attendees.push(Attendee { person: PersonId::new("p-4"), ..Attendee::default() });
    book.put(event.into());
    let note = Note { id: NoteId::new("n"), event: fair.clone(), ..Note::default() };
    let edit = book.edit_person(&PersonId::new("p-2"), |person| person.notes.push(note)).unwrap();
    book.apply(&crate::domain::Change::new("note").with(edit));
    let found = around(&book, &fair);
    let pairs: Vec<_> = found.iter().map(|found| (found.keep.as_str(), found.other.as_str())).collect();
    assert_eq!(pairs, [("p-0", "p-1"), ("p-2", "p-3")]);
}

#[test]
fn hundreds_of_one_name_at_one_company_take_no_square() {
    let people: Vec<String> =
        (0..600).map(|_| "Ana Ruiz | company=Forno | emails=ana@x.example".to_owned()).collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let found = doubles(&book(&people)).len();
    assert!((599..600 * 17).contains(&found), "{found}");
}
