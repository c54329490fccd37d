//! Notes that come back, thanked for and told.

use super::*;
use crate::gifts::tests::{day, matcher};

fn id(id: &str) -> PersonId {
    PersonId::new(id)
}

const LESSON: &str = "a website needs no more than one page";

/// Ana taught me a lesson, privately or not; the others may care, each for a reason of their own.
fn book(private: bool) -> Book {
    let mut book = Book::default();
    let lesson = format!(
        "name = 'Ana Ruiz'\nneeds = ['website']\n[[note]]\nid = 'n1'\nat = 2026-05-01T10:00:00+01:00\nkind = 'lesson'\n\
         event = 'supper'\ntext = '{LESSON}'\nalso = ['eve']\nprivate = {private}\n"
    );
    let people = [
        ("ana", lesson.as_str()),
        ("bo", "name = 'Bo Lee'\nneeds = ['website']\n"),
        ("cy", "name = 'Cy Ode'\ntags = ['Web']\n"),
        ("di", "name = 'Di Fox'\nindustry = 'web'\n"),
        ("eve", "name = 'Eve Oak'\nneeds = ['website']\n"),
        ("flo", "name = 'Flo Elm'\nneeds = ['website']\nsteer_clear = ['websites']\n"),
        ("gus", "name = 'Gus Ash'\nneeds = ['a harp']\ntags = ['music', 'first-website']\n"),
    ];
    for (who, toml) in people {
        book.put(Person { id: id(who), ..toml::from_str(toml).unwrap() }.into());
    }
    book
}

fn cares(book: &Book, most: usize) -> Vec<String> {
    let offers = Offers::build(matcher(), book);
    let ana = book.person(&id("ana")).unwrap();
    let topics = ["web".to_owned()];
    let note = (ana.as_ref(), &ana.notes[0]);
    let found = who_cares(book, (matcher(), &offers), note, &topics, day("2026-05-12"), most);
    found.into_iter().map(|cares| cares.why).collect()
}

#[track_caller]
fn given<'a>(book: &'a Book, who: &str) -> &'a Favour {
    let [favour] = book.person(&id(who)).unwrap().favours.as_slice() else { panic!("one favour") };
    favour
}

#[test]
fn needs_come_before_tags_and_fields_and_some_are_left_out() {
    let all = ["Bo needs website", "Cy has the tag #Web", "Di works in web"];
    assert_eq!(cares(&book(false), 9), all);
    assert_eq!(cares(&book(false), 2), all[..2]);
    let mut book = book(false);
    let note = NoteId::new("n1");
    let here = (day("2026-05-12"), None);
    let told = share(&book, &mut IdMaker::new(1), (&id("ana"), &note), &id("bo"), here).unwrap();
    book.apply(&told);
    assert_eq!(cares(&book, 9), all[1..], "told once is enough");
}

#[test]
fn telling_is_a_gift_done_and_stands_once() {
    let mut book = book(false);
    let (ana, bo, note, event) = (id("ana"), id("bo"), NoteId::new("n1"), EventId::new("fair"));
    let mut ids = IdMaker::new(1);
    let before = book.clone();
    let change = share(&book, &mut ids, (&ana, &note), &bo, (day("2026-05-12"), Some(&event))).unwrap();
    book.apply(&change);
    let favour = given(&book, "bo");
    assert_eq!(
        (&favour.side, &favour.state, &favour.kind, favour.done, &favour.event),
        (&Side::Give, &FavourState::Done, &FavourKind::Advice, Some(day("2026-05-12")), &event)
    );
    assert_eq!(favour.what, format!("tell them: {LESSON}"));
    let again = share(&book, &mut ids, (&ana, &note), &bo, (day("2026-05-14"), None));
    assert_eq!(again.unwrap_err(), "you told Bo already on 12 May");
    let person = book.person(&ana).unwrap();
    let became = became(&book, &Told::of(&book), (person, &person.notes[0]), day("2026-05-14"));
    assert_eq!(became, "Bo was told");
    book.apply(&change.invert());
    assert_eq!(book, before, "one undo");
    let own = share(&book, &mut ids, (&ana, &note), &ana, (day("2026-05-14"), None));
    assert!(own.unwrap_err().starts_with("Ana said it"));
    let gone = share(&book, &mut ids, (&ana, &NoteId::new("n9")), &bo, (day("2026-05-14"), None));
    assert!(gone.unwrap_err().contains("not there any more"));
}

#[test]
fn what_was_promised_is_done_and_not_written_down_twice() {
    let mut book = book(false);
    let edit = book.edit_person(&id("bo"), |bo| {
        bo.favours.push(Favour {
            what: format!("Tell them: {LESSON}").replace("Tell", "tell"),
            ..Favour::default()
        });
    });
    book.apply(&Change::new("promise").with(edit.unwrap()));
    let told = share(
        &book,
        &mut IdMaker::new(1),
        (&id("ana"), &NoteId::new("n1")),
        &id("bo"),
        (day("2026-05-12"), None),
    );
    book.apply(&told.unwrap());
    assert_eq!(given(&book, "bo").state, FavourState::Done);
}

#[test]
fn thanks_are_a_favour_received_on_the_day_it_was_said() {
    let mut book = book(false);
    let (ana, note) = (id("ana"), NoteId::new("n1"));
    let mut ids = IdMaker::new(1);
    book.apply(&thank(&book, &mut ids, (&ana, &note), day("2026-05-12")).unwrap());
    let favour = given(&book, "ana");
    assert_eq!((&favour.side, &favour.state), (&Side::Receive, &FavourState::Thanked));
    assert_eq!((favour.done, favour.thanked), (Some(day("2026-05-01")), Some(day("2026-05-12"))));
    assert_eq!((favour.what.as_str(), favour.event.as_str()), (LESSON, "supper"));
    let again = thank(&book, &mut ids, (&ana, &note), day("2026-05-14"));
    assert_eq!(again.unwrap_err(), "Ana was thanked for it on 12 May");
    let back = book.edit_person(&ana, |ana| ana.favours[0].move_to(FavourState::Done, day("2026-05-13")));
    book.apply(&Change::new("no thanks yet").with(back.unwrap()));
    book.apply(&thank(&book, &mut ids, (&ana, &note), day("2026-05-15")).unwrap());
    assert_eq!(given(&book, "ana").thanked, Some(day("2026-05-15")), "the one that stands is thanked for");
}

#[test]
fn the_words_of_a_private_note_never_reach_the_ledger() {
    let mut book = book(true);
    let (ana, bo, note) = (id("ana"), id("bo"), NoteId::new("n1"));
    let mut ids = IdMaker::new(1);
    book.apply(&share(&book, &mut ids, (&ana, &note), &bo, (day("2026-05-12"), None)).unwrap());
    book.apply(&thank(&book, &mut ids, (&ana, &note), day("2026-05-12")).unwrap());
    assert_eq!(given(&book, "bo").what, "tell them: note ana/n1");
    assert_eq!(given(&book, "ana").what, "note ana/n1");
    // Nor is it forgotten what was told when it is private no longer.
    let edit = book.edit_note(&ana, &note, |note| note.private = false).unwrap();
    book.apply(&Change::new("open").with(edit));
    assert!(share(&book, &mut ids, (&ana, &note), &bo, (day("2026-05-12"), None)).is_err());
    let person = book.person(&ana).unwrap();
    let became = became(&book, &Told::of(&book), (person, &person.notes[0]), day("2026-05-14"));
    assert_eq!(became, "Ana was thanked · Bo was told");
}

#[test]
fn what_was_used_keeps_its_day_and_is_not_proposed() {
    let mut book = book(false);
    let (ana, note) = (id("ana"), NoteId::new("n1"));
    let lessons = |book: &Book| {
        let offers = Offers::build(matcher(), book);
        let bo = crate::gifts::at_hand(
            book,
            matcher(),
            &offers,
            &id("bo"),
            day("2026-05-12"),
            &crate::ledger::Points::default(),
        );
        let all = crate::gifts::for_everyone(
            book,
            matcher(),
            &offers,
            day("2026-05-12"),
            &crate::ledger::Points::default(),
            9,
        );
        bo.gifts.iter().chain(&all.gifts).filter(|gift| gift.kind.word() == "lesson").count()
    };
    assert!(lessons(&book) > 0);
    book.apply(&mark_used(&book, (&ana, &note), Some(day("2026-05-12"))).unwrap());
    assert_eq!(lessons(&book), 0);
    assert_eq!(mark_used(&book, (&ana, &note), Some(day("2026-06-01"))), None, "the first day stands");
    book.apply(&mark_used(&book, (&ana, &note), None).unwrap());
    assert!(lessons(&book) > 0);
    assert_eq!(mark_used(&book, (&ana, &note), None), None);
}
