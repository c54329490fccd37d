//! What is written comes back: whole as JSON, and as far as each format goes as vCard and CSV.

use proptest::prelude::*;

use super::format::whole;
use super::*;
use crate::domain::{AttendeeStatus, Favour, FavourState, IdMaker, Person};
use crate::exchange::{CardVersion, Options, Verdict, import, write_people_csv, write_vcards};

mod any;

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
    let files: Vec<_> = crate::demo::files(&now).collect();
    let mut records = Vec::new();
    for (path, text) in &files {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("me", ""));
        records.push((folder, name.trim_end_matches(".toml"), text.as_str()));
    }
    let book = any::of(&records);
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
    assert_eq!(taken_in(whole(&book).as_bytes()), book);
    let home = outgoing(&book, None, false);
    assert!(home.kept_home().is_some(), "the demo has something private");
    assert_eq!(taken_in(whole(&home.book).as_bytes()), home.book);
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

proptest! {
    // 80 books of up to 50 people: 2,000 people on average.
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_book_comes_back_whole_and_again_changes_nothing(book in any::book()) {
        let text = whole(&book);
        prop_assert_eq!(&taken_in(text.as_bytes()), &book);
        let home = outgoing(&book, None, false).book;
        prop_assert_eq!(&taken_in(whole(&home).as_bytes()), &home);
        // Into the store that it came from, nothing of it is new; nor of the part of it that may leave.
        for text in [text, whole(&home)] {
            let read = import(text.as_bytes(), None, &book, &Options::default(), &mut IdMaker::new(1)).unwrap();
            prop_assert!(read.is_idle(), "{:?}", read.rows().collect::<Vec<_>>());
        }
    }

    #[test]
    fn another_state_of_the_same_records_adds_and_takes_nothing(mine in any::book(), theirs in any::book()) {
        let text = whole(&theirs);
        let bring = |book: &Book| import(text.as_bytes(), None, book, &Options::default(), &mut IdMaker::new(1)).unwrap();
        let read = bring(&mine);
        let mut both = mine.clone();
        both.apply(&read.change(&both.clone()));
        for person in mine.people() {
            let after = both.person(&person.id).unwrap();
            let said = any::texts(after);
            prop_assert!(any::texts(person).iter().all(|text| said.contains(text)), "{person:?} {after:?}");
            prop_assert!(person.not_same.iter().all(|id| after.not_same.contains(id)));
        }
        for event in mine.events() {
            let after = both.event(&event.id).unwrap();
            prop_assert!(after.attendees.len() >= event.attendees.len() && after.name == event.name);
            let met = |event: &crate::domain::Event| {
                event.attendees.iter().filter(|guest| guest.status == AttendeeStatus::Met).count()
            };
            prop_assert!(met(after) >= met(event));
        }
        // Every entry of the same record is there, with what was done since.
        for person in theirs.people() {
            let Some(after) = both.person(&person.id) else { continue };
            for favour in &person.favours {
                let there = after.favours.iter().find(|one| one.id == favour.id).unwrap();
                let moved = |one: &Favour| [one.done, one.thanked, one.closed].into_iter().max().flatten();
                prop_assert!(moved(there) >= moved(favour), "{favour:?} {there:?}");
            }
            for note in &person.notes {
                let is = |one: &crate::domain::Note| {
                    // Without hour and event it is what a page says, and the words are all there is to it.
                    let only_words = note.at.is_none() && note.event.is_empty();
                    one.id == note.id
                        || (&one.text, &one.line) == (&note.text, &note.line)
                        || only_words && one.words() == note.words()
                };
                prop_assert!(after.notes.iter().any(is), "{note:?} {:?}", after.notes);
            }
        }
        let again = bring(&both);
        prop_assert!(again.is_idle(), "{:?} {:?} {:?}", again.rows().collect::<Vec<_>>(), again.said, again.change(&both));
        let mut undone = both;
        undone.apply(&read.change(&mine).invert());
        prop_assert_eq!(undone, mine);
    }
}

#[test]
fn what_became_of_a_record_elsewhere_comes_in_and_what_differs_is_named() {
    let mine: Book = any::of(&[
        (
            "people",
            "ana-1",
            "name = 'Ana Ruiz'\ncompany = 'Forno'\n[[note]]\nid = 'n1'\ntext = 'tall'\nline = 'Ana; tall; avoid x'\n[[favour]]\nid = 'f1'\nwhat = 'intro'\nstate = 'promised'\non = 2026-05-12",
        ),
        ("events", "fair-1", "name = 'Fair'\n[[attendee]]\nname = 'Tom'\nstatus = 'expected'"),
        ("groups", "guild-1", "name = 'Guild'\ndues = '10 EUR'"),
    ]);
    let theirs: Book = any::of(&[
        (
            "people",
            "ana-1",
            "name = 'Ana Ruiz'\ncompany = 'Forno Nero'\nrole = 'baker'\n[[note]]\nid = 'n1'\ntext = 'tall'\n[[favour]]\nid = 'f1'\nwhat = 'intro'\nstate = 'done'\non = 2026-05-12\ndone = 2026-05-14",
        ),
        (
            "events",
            "fair-1",
            "name = 'Fair'\nvenue = 'Old Fire Station'\n[[attendee]]\nname = 'Tom'\nstatus = 'met'",
        ),
        ("groups", "guild-1", "name = 'Guild'\ndues = '12 EUR'\nchapter = 'Soho'"),
    ]);
    let read =
        import(whole(&theirs).as_bytes(), None, &mine, &Options::default(), &mut IdMaker::new(1)).unwrap();
    let row = read.rows().next().unwrap();
    assert_eq!(row.verdict, Verdict::Updates);
    assert_eq!(row.reason, "Ana Ruiz (the same record): adds favour, role; yours stays: company");
    assert_eq!(read.events[0].reason, "adds venue, guest to the one you have");
    assert!(read.said.contains(&"Guild; yours stays: dues".to_owned()), "{:?}", read.said);
    assert!(read.said.contains(&"groups: 0 new, 1 updated, 0 same".to_owned()), "{:?}", read.said);
    let mut both = mine;
    both.apply(&read.change(&both.clone()));
    let ana = both.people().next().unwrap();
    assert_eq!((ana.notes.len(), ana.notes[0].line.as_str()), (1, "Ana; tall; avoid x"));
    assert_eq!(ana.favours[0].state, FavourState::Done);
}

#[test]
fn two_of_a_file_that_are_one_of_mine_both_come_in() {
    let mut book = Book::default();
    let guild = crate::domain::Group {
        id: crate::domain::GroupId::new("guild-1111"),
        schema: 1,
        name: "Guild".into(),
        ..crate::domain::Group::default()
    };
    book.put(guild.clone().into());
    let mut theirs = Book::default();
    // One is mine by its id, the other by its name.
    theirs.put(
        crate::domain::Group { name: "Old guild".into(), rhythm: "2 months".into(), ..guild.clone() }.into(),
    );
    theirs.put(
        crate::domain::Group {
            id: crate::domain::GroupId::new("guild-2222"),
            dues: "120 EUR".into(),
            ..guild
        }
        .into(),
    );
    let text = whole(&theirs);
    let bring =
        |book: &Book| import(text.as_bytes(), None, book, &Options::default(), &mut IdMaker::new(1)).unwrap();
    let before = book.clone();
    let first = bring(&book);
    book.apply(&first.change(&before));
    let mine = book.group(&crate::domain::GroupId::new("guild-1111")).unwrap();
    assert_eq!((mine.rhythm.as_str(), mine.dues.as_str()), ("2 months", "120 EUR"));
    assert!(bring(&book).is_idle());
    book.apply(&first.change(&before).invert());
    assert_eq!(book, before);
}
