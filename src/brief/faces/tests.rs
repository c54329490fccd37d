//! What stands beside everybody on a list, and that it is never of a record as it was.

use std::sync::LazyLock;

use super::super::{Room, fits};
use super::*;
use crate::domain::{Day, EventId, Record};
use crate::ledger::Points;
use crate::matching::{Offers, Thesaurus};

fn matcher() -> Arc<Matcher> {
    static MATCHER: LazyLock<Arc<Matcher>> = LazyLock::new(|| Arc::new(Matcher::new(Thesaurus::built_in())));
    MATCHER.clone()
}

fn me(needs: &[&str], offers: &[&str]) -> Record {
    let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let me = Person { needs: list(needs), offers: list(offers), ..Person::named(PersonId::default(), "Me") };
    Record::Me(Arc::new(me))
}

fn person(id: &str, text: &str) -> Person {
    let mut person: Person = toml::from_str(text).unwrap();
    person.id = PersonId::new(id);
    person
}

/// Ana and Tom are known, Tom met; Ravi and Kim are only names with titles; I stand on the list myself.
fn evening() -> (Book, Event) {
    let mut book = Book::default();
    book.put(me(&["a website", "flyers"], &["bookkeeping"]));
    book.put(person("ana", "name='Ana'\nneeds=['someone to do my books']\noffers=['catering']").into());
    book.put(person("tom", "name='Tom'\nrole='web designer'\nneeds=['a plumber']").into());
    let list = "date = 2026-05-12\n[[attendee]]\nname='Ana'\nperson='ana'\n[[attendee]]\nname='Tom'\nperson='tom'\n\
                role='web designer'\nstatus='met'\n[[attendee]]\nname='Ravi'\nrole='printer'\n[[attendee]]\nname='Kim'\n\
                [[attendee]]\nname='me'\nrole='printer'\n";
    let mut event: Event = toml::from_str(list).unwrap();
    event.id = EventId::new("tonight");
    (book, event)
}

/// What stands beside each line, `-` for nothing.
fn said(faces: &Faces, event: &Event, book: &Book) -> String {
    let words = event.attendees.iter().map(|attendee| faces.words(attendee, book).unwrap_or("-".into()));
    words.collect::<Vec<_>>().join(", ")
}

#[test]
fn what_they_have_for_me_comes_before_what_i_have_for_them() {
    let (mut book, event) = evening();
    let mut faces = Faces::of(matcher(), &event, &book);
    let expect = "from you: someone to do my books, for you: a website, for you: flyers, -, -";
    assert_eq!(said(&faces, &event, &book), expect);
    // Ana prints, too: that I need, and it comes first.
    book.put(
        person("ana", "name='Ana'\nneeds=['someone to do my books']\noffers=['flyers and posters']").into(),
    );
    assert!(faces.follow(&event, &book, 9));
    assert!(said(&faces, &event, &book).starts_with("for you: flyers, "), "{}", said(&faces, &event, &book));
}

#[test]
fn of_what_was_struck_out_nothing_is_said_even_before_it_is_read_anew() {
    let (mut book, mut event) = evening();
    let faces = Faces::of(matcher(), &event, &book);
    book.put(person("ana", "name='Ana'").into());
    event.attendees[1].role = "glazier".into();
    event.attendees.remove(2);
    assert_eq!(said(&faces, &event, &book), "-, -, -, -");
}

#[test]
fn a_list_that_is_too_long_waits_and_says_nothing_of_the_new() {
    let (mut book, mut event) = evening();
    let mut faces = Faces::new(matcher());
    assert!(!faces.follow(&event, &book, 2));
    assert_eq!(said(&faces, &event, &book), "-, -, -, -, -");
    assert!(faces.follow(&event, &book, 20));
    // My own card changed, and many came at once: the old needs are gone, the new ones are held against who is known.
    book.put(me(&["a caterer"], &[]));
    for at in 0..9 {
        event.attendees.push(Attendee { role: format!("printer {at}"), ..event.attendees[3].clone() });
    }
    assert!(!faces.follow(&event, &book, 3));
    assert!(said(&faces, &event, &book).starts_with("for you: a caterer, -, -, -"));
    assert!(faces.follow(&event, &book, 99));
    assert!(said(&faces, &event, &book).starts_with("for you: a caterer, -, -, -"));
}

/// Something that happens to the records or to the list.
type Change<'a> = &'a dyn Fn(&mut Book, &mut Event);

#[test]
fn kept_in_step_it_says_what_it_would_say_anew() {
    let (mut book, mut event) = evening();
    let mut faces = Faces::new(matcher());
    let steps: [Change<'_>; 7] = [
        &|_, _| {},
        &|book, _| book.put(person("tom", "name='Tom'\nneeds=['our tax return']").into()),
        &|book, _| book.put(me(&["a plumber", "catering"], &["bookkeeping", "tax advice"])),
        &|_, event| event.attendees.swap(0, 3),
        &|_, event| event.attendees[2].role = "plumber".into(),
        &|book, _| book.take(&crate::domain::Key::Person(PersonId::new("ana"))),
        &|book, _| book.put(me(&[], &["a plumber's van"])),
    ];
    for (at, step) in steps.iter().enumerate() {
        step(&mut book, &mut event);
        assert!(faces.follow(&event, &book, 99));
        let anew = Faces::of(matcher(), &event, &book);
        assert_eq!(said(&faces, &event, &book), said(&anew, &event, &book), "after step {at}");
    }
}

#[test]
fn who_counts_for_an_intent_is_who_fits() {
    let (mut book, mut event) = evening();
    book.put(
        person("ana", "name='Ana'\nrole='printer'\nneeds=['someone to do my books', 'headshots']").into(),
    );
    event.attendees[0].status = AttendeeStatus::Met;
    for card in [me(&["flyers"], &["bookkeeping"]), me(&["a website"], &["photography"]), me(&[], &[])] {
        book.put(card);
        let faces = Faces::of(matcher(), &event, &book);
        let matcher = matcher();
        let offers = Offers::build(&matcher, &book);
        let today = Day("2026-05-12".parse().unwrap());
        let room =
            Room { book: &book, matcher: &matcher, offers: &offers, points: &Points::default(), today };
        let fits = fits(&room);
        for person in book.people() {
            for why in [IntentWhy::Supplier, IntentWhy::Customer, IntentWhy::Expand] {
                assert_eq!(faces.fits(person, &why), Some(fits(person, &why)), "{} as {why:?}", person.name);
            }
        }
    }
    let (_, event) = evening();
    let faces = Faces::of(matcher(), &event, &book);
    assert_eq!(
        faces.fits(book.person(&PersonId::new("ana")).unwrap(), &IntentWhy::Supplier),
        None,
        "not met yet"
    );
}

#[test]
fn odd_cards_do_no_harm() {
    let (mut book, event) = evening();
    book.put(me(&["", " ", "\u{202e}x"], &["", "\u{0}"]));
    book.put(person("ana", "name=''\nneeds=['', ' ']\noffers=['', '  ']").into());
    let faces = Faces::of(matcher(), &event, &book);
    assert_eq!(said(&faces, &event, &book), "-, -, -, -, -");
}
