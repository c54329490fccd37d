//! What is written comes back: whole as JSON, and as far as each format goes as vCard, CSV and Markdown.

use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;

use super::format::whole;
use super::*;
use crate::domain::{AttendeeStatus, Favour, FavourState, FieldKind, IdMaker, Person, Stamp};
use crate::exchange::{
    CardVersion, Options, Verdict, import, markdown_pages, write_people_csv, write_vcards,
};

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

/// What a format of people carries of somebody, to compare by. Lists of others come with blanks of every kind, so import
/// makes each a plain one; nothing that is there twice, or blank, is a value of its own.
fn carried(person: &Person, also: fn(&Person) -> Vec<String>) -> (String, Vec<String>) {
    let values = crate::domain::FIELDS.iter().map(|field| match &field.kind {
        FieldKind::Text(get, _) => vec![plain(get(person))],
        FieldKind::List(get, _) => {
            let mut seen = HashSet::new();
            let values = get(person).iter().map(|value| plain(value));
            // Two tags that only signs tell apart are one to every import.
            let bare = |value: &String| match field.key {
                "tags" => crate::domain::fold::bare(value).filter(|ch| ch.is_alphanumeric()).collect(),
                _ => value.clone(),
            };
            values.filter(|value| !value.is_empty() && seen.insert(bare(value))).collect()
        }
    });
    let mut all: Vec<String> = values.map(|values| format!("{values:?}")).collect();
    all.extend(also(person));
    (person.id.to_string(), all)
}

fn plain(text: &str) -> String {
    text.split(|ch: char| ch.is_whitespace() || ch == '\u{200b}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The notes of a card: their text, each once, and whether it is private.
fn card_notes(person: &Person) -> Vec<String> {
    let said = person.notes.iter().filter(|note| !note.text.trim().is_empty());
    let mut said: Vec<(String, bool)> =
        said.map(|note| (note.text.trim().replace("\r\n", "\n"), note.private)).collect();
    said.sort();
    said.dedup_by(|one, other| one.0 == other.0);
    said.into_iter().map(|said| format!("{said:?}")).collect()
}

/// What a page has besides fields: notes with their day and kind, what is to do, and the day we met.
fn page_entries(person: &Person) -> Vec<String> {
    let mut notes: Vec<String> = person
        .notes
        .iter()
        .map(|note| {
            (note.at.map(Stamp::day), note.kind.as_str().to_owned(), note.private, plain(note.words()))
        })
        .filter(|(.., words)| !words.is_empty())
        .map(|note| format!("{note:?}"))
        .collect();
    notes.sort();
    notes.dedup();
    let mut todo: Vec<String> = person
        .follow_ups
        .iter()
        .filter(|one| one.done.is_none())
        .map(|one| format!("{:?} {}", one.due, plain(&one.what)))
        .collect();
    todo.sort();
    todo.dedup();
    let met = format!("{:?}", person.met.as_ref().and_then(|met| met.on));
    notes.into_iter().chain(todo).chain([met]).collect()
}

fn no_more(_: &Person) -> Vec<String> {
    Vec::new()
}

#[test]
fn the_demo_comes_back_whole_as_json() {
    let book = demo();
    assert_eq!(taken_in(whole(&book).as_bytes()), book);
    let home = outgoing(&book, None, false);
    assert!(home.kept_home(true, true).is_some(), "the demo has something private");
    assert_eq!(taken_in(whole(&home.book).as_bytes()), home.book);
}

#[track_caller]
fn check_people(book: &Book, bytes: &[u8], also: fn(&Person) -> Vec<String>) {
    let back = taken_in(bytes);
    let all = |book: &Book| book.people().map(|person| carried(person, also)).collect::<BTreeMap<_, _>>();
    let (back, book_there) = (all(&back), all(book));
    for (id, there) in &book_there {
        assert_eq!(back.get(id), Some(there), "{id}");
    }
    assert_eq!(back.len(), book_there.len());
}

/// Into the store that it comes from, nothing of it is new.
#[track_caller]
fn adds_nothing(book: &Book, bytes: &[u8]) {
    let again = import(bytes, None, book, &Options::default(), &mut IdMaker::new(1)).unwrap();
    let learns: Vec<_> = again.rows().filter(|row| row.verdict != Verdict::Same).collect();
    assert!(again.is_idle() && learns.is_empty(), "{learns:?}");
}

/// The book as it comes back from all formats of people, each as far as it goes.
#[track_caller]
fn check_formats(book: &Book, also: fn(&Book, &[u8])) {
    if book.people().len() == 0 {
        return;
    }
    let check_people = |book: &Book, bytes: &[u8], carries| {
        check_people(book, bytes, carries);
        also(book, bytes);
    };
    for version in [CardVersion::Four, CardVersion::Three] {
        check_people(book, write_vcards(book, version).as_bytes(), card_notes);
    }
    check_people(book, write_people_csv(book).as_bytes(), no_more);
    // Obsidian allows fewer signs in a tag; what it takes is what a page carries.
    let mut tagged = Book::default();
    for person in book.people() {
        let mut person = Person::clone(person);
        let tag = |ch: char| if ch.is_alphanumeric() || matches!(ch, '_' | '/') { ch } else { '-' };
        person.tags = person.tags.iter().map(|text| text.trim().chars().map(tag).collect()).collect();
        tagged.put(crate::domain::Record::from(person));
    }
    let pages: String = markdown_pages(&tagged).into_iter().map(|(_, text)| text).collect();
    check_people(&tagged, pages.as_bytes(), page_entries);
}

#[test]
fn the_demo_comes_back_as_far_as_a_card_a_table_or_a_page_goes() {
    check_formats(&demo(), adds_nothing);
}

#[test]
fn two_thousand_people_come_back() {
    let book = any::crowd(2_000);
    assert_eq!(book.people().len(), 2_000);
    assert_eq!(taken_in(whole(&book).as_bytes()), book);
    check_formats(&book, |_, _| {});
}

proptest! {
    // Books of up to six people with all ties among them.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

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
    fn any_people_come_back_as_far_as_a_card_a_table_or_a_page_goes(book in any::book()) {
        check_formats(&book, adds_nothing);
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
fn two_of_a_file_stay_two_where_one_is_mine_by_its_id_and_the_other_is_called_as_mine() {
    let mut book = Book::default();
    let guild = crate::domain::Group {
        id: crate::domain::GroupId::new("guild-1111"),
        schema: 1,
        name: "Guild".into(),
        ..crate::domain::Group::default()
    };
    book.put(guild.clone().into());
    let mut theirs = Book::default();
    // One is mine by its id, the other has its name; were they made one, the same file would part them again once the first
    // had brought a chapter.
    theirs.put(
        crate::domain::Group { name: "Old guild".into(), chapter: "North".into(), ..guild.clone() }.into(),
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
    let group = |id: &str| book.group(&crate::domain::GroupId::new(id)).unwrap();
    assert_eq!((group("guild-1111").name.as_str(), group("guild-1111").chapter.as_str()), ("Guild", "North"));
    assert_eq!(group("guild-2222").dues, "120 EUR");
    assert!(bring(&book).is_idle());
    book.apply(&first.change(&before).invert());
    assert_eq!(book, before);
}
