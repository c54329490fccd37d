//! Every file reads whole, every reference resolves, and the copy is the owner's alone.

use std::collections::{BTreeSet, HashSet};
use std::os::unix::fs::PermissionsExt as _;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::*;
use crate::domain::{
    AttendeeStatus, Book, Day, Event, EventId, Favour, FavourKind, FavourState, Group, GroupId, IntentWhy,
    NoteKind, Outcome, Person, PersonId, Record, Side, Size, Stamp,
};

mod life;
mod moves;

/// Days and hours at which moving goes wrong first: the anchor, a leap day, the turn of a year, both ends of a day, the
/// hour that a change of clocks leaves out or repeats, and zones with odd offsets.
const NOWS: &[&str] = &[
    "2026-05-12T18:00:00+01:00[Europe/London]",
    "2025-01-01T00:00:00+00:00[Europe/London]",
    "2028-02-29T12:34:56.789+01:00[Europe/Berlin]",
    "2027-01-01T00:20:00+05:45[Asia/Kathmandu]",
    "2026-12-31T23:59:59+13:00[Pacific/Auckland]",
    "2027-03-28T02:10:00+01:00[Europe/London]",
    "2026-10-25T01:10:00+00:00[Europe/London]",
    "2030-07-04T09:07:00-10:00[Pacific/Honolulu]",
];

fn now(text: &str) -> Now {
    Now(text.parse().unwrap())
}

fn everywhere(check: impl Fn(&Now, &Book)) {
    for text in NOWS {
        println!("at {text}");
        let now = now(text);
        check(&now, &book(&now));
    }
}

fn read<T: DeserializeOwned>(path: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Holds every key and value of a file against what its record writes: a key that the record does not know, or reads
/// otherwise, shows.
fn is_known<T: DeserializeOwned + Serialize>(path: &str, text: &str) {
    let record: T = read(path, text);
    let written = toml::to_string(&record).unwrap();
    holds(path, &read(path, &written), &read(path, text));
}

fn holds(path: &str, whole: &toml::Value, part: &toml::Value) {
    match (whole, part) {
        (toml::Value::Table(whole), toml::Value::Table(part)) => {
            for (key, value) in part {
                let found = whole.get(key).unwrap_or_else(|| panic!("{path}: unknown key {key}"));
                holds(&format!("{path}: {key}"), found, value);
            }
        }
        (toml::Value::Array(whole), toml::Value::Array(part)) => {
            assert_eq!(whole.len(), part.len(), "{path}");
            whole.iter().zip(part).for_each(|(whole, part)| holds(path, whole, part));
        }
        _ => assert_eq!(whole, part, "{path}"),
    }
}

fn book(now: &Now) -> Book {
    let mut book = Book::default();
    for (path, text) in files(now) {
        let name = Path::new(path).file_stem().unwrap().to_str().unwrap();
        book.put(match path.split_once('/').map(|(folder, _)| folder) {
            None => Record::Me(std::sync::Arc::new(read(path, &text))),
            Some("people") => Person { id: PersonId::new(name), ..read(path, &text) }.into(),
            Some("events") => Event { id: EventId::new(name), ..read(path, &text) }.into(),
            Some("groups") => Group { id: GroupId::new(name), ..read(path, &text) }.into(),
            Some(folder) => panic!("no such folder: {folder}"),
        });
    }
    book
}

fn anchored() -> (Now, Book) {
    let now = now(NOWS[0]);
    let book = book(&now);
    (now, book)
}

#[test]
fn the_table_lists_the_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo");
    let mut found = BTreeSet::from(["me.toml".to_owned()]);
    for folder in ["people", "events", "groups"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            found.insert(format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap()));
        }
    }
    let listed: BTreeSet<_> = table::FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(listed, found);
    assert_eq!(listed.len(), table::FILES.len());
}

#[test]
fn no_file_has_a_key_that_its_record_does_not_know() {
    for (path, text) in files(&now(NOWS[2])) {
        match path.split_once('/').map(|(folder, _)| folder) {
            Some("events") => is_known::<Event>(path, &text),
            Some("groups") => is_known::<Group>(path, &text),
            _ => is_known::<Person>(path, &text),
        }
    }
}

#[test]
fn every_file_is_a_record_of_this_schema() {
    let (_, book) = anchored();
    assert_eq!(1 + book.people().len() + book.events().len() + book.groups().len(), table::FILES.len());
    assert!(book.people().chain([book.me()]).all(|person| person.schema == 1 && !person.name.is_empty()));
    assert!(book.events().all(|event| event.schema == 1) && book.groups().all(|group| group.schema == 1));
    assert!(!book.me().goals.is_empty() && book.me().notes.is_empty() && book.me().favours.is_empty());
}

#[test]
fn every_word_is_a_known_one() {
    let (_, book) = anchored();
    for (_, note) in book.notes() {
        assert!(NoteKind::ALL.contains(&note.kind), "{}", note.kind);
    }
    for (_, favour) in book.favours() {
        assert!(FavourKind::ALL.contains(&favour.kind), "{}", favour.kind);
        assert!(FavourState::ALL.contains(&favour.state), "{}", favour.state);
        assert!(Side::ALL.contains(&favour.side) && Size::ALL.contains(&favour.size), "{}", favour.what);
        assert!(favour.outcome.iter().all(|outcome| Outcome::ALL.contains(outcome)), "{}", favour.what);
    }
    for event in book.events() {
        assert!(event.intents.iter().all(|intent| IntentWhy::ALL.contains(&intent.why) && intent.count > 0));
        assert!(event.attendees.iter().all(|attendee| AttendeeStatus::ALL.contains(&attendee.status)));
    }
}

#[test]
fn every_reference_resolves() {
    let (_, book) = anchored();
    let person =
        |id: &PersonId, from: &str| assert!(book.person(id).is_some(), "{from}: nobody is called {id}");
    let event = |id: &EventId, from: &str| {
        assert!(id.is_empty() || book.event(id).is_some(), "{from}: no event is called {id}");
    };
    for who in book.people() {
        let from = who.id.as_str();
        assert!(who.id.is_valid());
        assert!(!who.knows.contains(&who.id) && who.via != who.id, "{from} knows themselves");
        who.knows.iter().chain(Some(&who.via).filter(|id| !id.is_empty())).for_each(|id| person(id, from));
        who.met.iter().for_each(|met| event(&met.event, from));
        for note in &who.notes {
            event(&note.event, from);
            note.also.iter().for_each(|id| person(id, from));
        }
        for favour in &who.favours {
            event(&favour.event, from);
            favour.people.iter().for_each(|id| person(id, from));
            if let Some((other, id)) = favour.through.split_once('/') {
                let other = book.person(&PersonId::new(other)).unwrap_or_else(|| panic!("{from}: {other}"));
                assert!(
                    other.favours.iter().any(|found| found.id.as_str() == id),
                    "{from}: {}",
                    favour.through
                );
            } else {
                assert_eq!(favour.through, "", "{from}");
            }
        }
    }
    for event in book.events() {
        assert!(event.id.is_valid());
        assert!(event.group.is_empty() || book.group(&event.group).is_some(), "{}", event.id);
        let linked = event.attendees.iter().map(|attendee| &attendee.person).filter(|id| !id.is_empty());
        linked.for_each(|id| person(id, event.id.as_str()));
    }
}

#[test]
fn ids_are_unique_within_their_person() {
    let (_, book) = anchored();
    for person in book.people() {
        let notes = person.notes.iter().map(|note| note.id.as_str());
        let favours = person.favours.iter().map(|favour| favour.id.as_str());
        let ids: Vec<_> =
            notes.chain(favours).chain(person.follow_ups.iter().map(|one| one.id.as_str())).collect();
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "{}", person.id);
        assert!(ids.iter().all(|id| id.len() == 4), "{}", person.id);
    }
}

#[test]
fn it_is_the_same_every_time() {
    for text in NOWS {
        let now = now(text);
        assert!(files(&now).eq(files(&now)));
    }
    let anchor = now(NOWS[0]);
    for ((path, moved), (_, text)) in files(&anchor).zip(table::FILES) {
        assert_eq!(moved, *text, "{path} is not written as it would be moved");
    }
}

#[test]
fn it_is_written_for_the_owner_only_and_over_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("new/data");
    let now = now(NOWS[2]);
    make(&data, &now).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for (path, text) in files(&now) {
        let path = data.join(path);
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700), "{}", path.display());
        let mut found = String::new();
        std::io::Read::read_to_string(&mut std::fs::File::open(&path).unwrap(), &mut found).unwrap();
        assert_eq!(found, text);
    }
    assert_eq!(make(&data, &now).unwrap_err().kind(), io::ErrorKind::DirectoryNotEmpty);
}
