use std::collections::{BTreeSet, HashSet};
use std::os::unix::fs::PermissionsExt as _;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::*;
use crate::domain::{
    AttendeeStatus, Book, Day, Event, EventId, Favour, FavourKind, FavourState, Group, GroupId, IntentWhy,
    NoteKind, Outcome, Person, PersonId, Record, Side, Size, Stamp,
};

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
fn notes_and_meetings_agree_with_their_events() {
    everywhere(|_, book| {
        for person in book.people() {
            let met = person.met.iter().map(|met| (&met.event, met.on));
            let notes = person.notes.iter().map(|note| (&note.event, note.at.map(Stamp::day)));
            for (id, day) in met.chain(notes).filter(|(id, _)| !id.is_empty()) {
                let event = book.event(id).unwrap();
                assert_eq!(day, event.date, "{} at {id}", person.name);
                let attendee = event.attendee_of(&person.id);
                let listed = attendee.is_some_and(|attendee| attendee.status == AttendeeStatus::Met);
                assert!(listed || event.attendees.is_empty(), "{} is not met at {id}", person.name);
            }
        }
    });
}

#[test]
fn there_is_enough_to_look_at() {
    let (_, book) = anchored();
    let favours: Vec<_> = book.favours().map(|(_, favour)| favour).collect();
    let count =
        |what: &str, found: usize, least: usize| assert!(found >= least, "{what}: {found} of {least}");
    count("people", book.people().len(), 45);
    count("notes", book.notes().count(), 180);
    count("lines", book.notes().filter(|(_, note)| !note.line.is_empty()).count(), 100);
    count("favours", favours.len(), 90);
    count("groups", book.groups().len(), 2);
    count("events with a list", book.events().filter(|event| event.attendees.len() >= 8).count(), 4);
    count(
        "lessons of talks",
        book.events().flat_map(|event| &event.talks).flat_map(|talk| &talk.lessons).count(),
        8,
    );
    for kind in NoteKind::ALL.iter().filter(|kind| **kind != NoteKind::Pitch) {
        count(kind.as_str(), book.notes().filter(|(_, note)| note.kind == *kind).count(), 10);
    }
    count("pitches", book.notes().filter(|(_, note)| note.kind == NoteKind::Pitch).count(), 1);
    count("private notes", book.notes().filter(|(_, note)| note.private).count(), 3);
    for side in Side::ALL {
        count(side.as_str(), favours.iter().filter(|favour| favour.side == *side).count(), 40);
        for state in FavourState::ALL {
            let found =
                favours.iter().filter(|favour| favour.side == *side && favour.state == *state).count();
            count(&format!("{side} {state}"), found, 1);
        }
    }
    for (kind, size) in FavourKind::ALL.iter().zip(Size::ALL.iter().cycle()) {
        count(kind.as_str(), favours.iter().filter(|favour| favour.kind == *kind).count(), 5);
        count(size.as_str(), favours.iter().filter(|favour| favour.size == *size).count(), 2);
    }
    for outcome in Outcome::ALL {
        count(
            outcome.as_str(),
            favours.iter().filter(|favour| favour.outcome.as_ref() == Some(outcome)).count(),
            1,
        );
    }
    let owed = |favour: &&&Favour| favour.side == Side::Receive && favour.state == FavourState::Done;
    count("thanks owed", favours.iter().filter(owed).count(), 10);
    count("chains", favours.iter().filter(|favour| !favour.through.is_empty()).count(), 4);
    count("values", favours.iter().filter(|favour| !favour.value.is_empty()).count(), 5);
}

#[test]
fn the_event_of_today_runs_now() {
    everywhere(|now, book| {
        let event = book.event_on(&now.stamp()).expect("an event today");
        assert_eq!((event.date, event.name.as_str()), (Some(now.today()), "The Long Table"));
        let (start, end) = (event.start.unwrap(), event.end.unwrap());
        assert!(start.0 <= now.0.time() && now.stamp().at.time() <= end.0, "{start} to {end}");
        for attendee in &event.attendees {
            let at = attendee.at.inspect(|at| {
                assert!(
                    at.instant() <= now.0.timestamp() && at.day() == now.today(),
                    "{} met {at}",
                    attendee.name
                );
            });
            assert_eq!(at.is_some(), attendee.status == AttendeeStatus::Met, "{}", attendee.name);
        }
        let linked = event.attendees.iter().filter(|attendee| !attendee.person.is_empty()).count();
        let wanted = event.attendees.iter().filter(|attendee| attendee.status == AttendeeStatus::Wanted);
        assert!(wanted.clone().count() >= 3 && wanted.clone().all(|attendee| !attendee.why.is_empty()));
        assert!(event.attendees.len() >= 38 && (12..=20).contains(&linked), "{linked}");
        let days = |event: &Event| event.date.unwrap().0.since(now.today().0).unwrap().get_days();
        assert!(book.events().any(|event| (8..=12).contains(&days(event))), "one coming up");
        let past = book.events().filter(|event| days(event) < 0).collect::<Vec<_>>();
        assert!(past.len() >= 3 && past.iter().all(|event| event.mood.is_some() && event.hours.is_some()));
    });
}

#[test]
fn nothing_has_happened_in_the_future() {
    everywhere(|now, book| {
        let today = now.today();
        for (person, note) in book.notes() {
            let at = note.at.expect("a time");
            assert!(at.instant() <= now.0.timestamp(), "{}: {at}", person.name);
            assert_eq!(
                at.offset,
                Some(now.zone().to_offset(at.instant()).seconds()),
                "{}: {at}",
                person.name
            );
        }
        for (person, favour) in book.favours() {
            let told = format!("{}: {}", person.name, favour.what);
            let dates = [favour.on, favour.done, favour.thanked].into_iter().flatten().collect::<Vec<_>>();
            assert!(dates.is_sorted() && dates.iter().all(|day| *day <= today), "{told}");
            assert!(favour.closed.is_none_or(|day| day <= today && favour.on <= Some(day)), "{told}");
            assert_eq!(favour.done.is_some(), favour.counts(), "{told}");
            assert_eq!(favour.thanked.is_some(), favour.state == FavourState::Thanked, "{told}");
            let closed = matches!(favour.state, FavourState::Declined | FavourState::Dropped);
            assert_eq!(favour.closed.is_some(), closed, "{told}");
        }
        for person in book.people() {
            assert!(person.follow_ups.iter().all(|one| one.due.is_some() && one.done <= Some(today)));
            assert!(person.last_contact().is_none_or(|day| day <= today), "{}", person.name);
            assert!(person.notes.is_sorted_by_key(|note| note.at), "{}", person.name);
        }
    });
}

#[test]
fn some_promises_are_late_and_others_to_come() {
    everywhere(|now, book| {
        let today = now.today();
        for side in Side::ALL {
            let due: Vec<Day> = book
                .favours()
                .filter(|(_, favour)| favour.is_open() && favour.side == *side)
                .filter_map(|(_, favour)| favour.due)
                .collect();
            assert!(due.iter().filter(|day| **day < today).count() >= 2, "{side}");
            assert!(due.iter().filter(|day| **day > today).count() >= 4, "{side}");
        }
        let open = |day: &dyn Fn(Day) -> bool| {
            let all = book.people().flat_map(|person| &person.follow_ups).filter(|one| one.done.is_none());
            all.filter(|one| one.due.is_some_and(day)).count()
        };
        assert!(
            open(&|day| day < today) >= 3 && open(&|day| day == today) >= 2 && open(&|day| day > today) >= 10
        );
        assert!(book.people().flat_map(|person| &person.follow_ups).any(|one| one.done.is_some()));
        assert!(book.groups().all(|group| group.renews > Some(today)));
    });
}

/// Weekdays, months and seasons would be wrong after the move, and nothing may be said twice.
#[test]
fn texts_are_of_no_season_and_none_is_repeated() {
    let (_, book) = anchored();
    let notes = book.notes().map(|(_, note)| note.text.as_str());
    let mut texts: Vec<_> = notes.chain(book.favours().map(|(_, favour)| favour.what.as_str())).collect();
    texts.extend(book.people().flat_map(|person| &person.follow_ups).map(|one| one.what.as_str()));
    let mut seen = HashSet::new();
    for text in texts {
        assert!(text.len() > 3 && seen.insert(text), "twice: {text}");
    }
    let seasonal = "monday tuesday wednesday thursday friday saturday sunday january february april june july august \
        september october november december spring summer autumn winter christmas easter";
    let seasonal: HashSet<_> = seasonal.split_whitespace().collect();
    for (path, text) in table::FILES {
        let text = text.to_lowercase();
        let found = text.split(|ch: char| !ch.is_alphabetic()).find(|word| seasonal.contains(word));
        assert_eq!(found, None, "{path}");
    }
}

#[test]
fn nobody_real_is_reachable() {
    let (_, book) = anchored();
    for person in book.people().chain([book.me()]) {
        for phone in &person.phones {
            assert!(phone.starts_with("+44 20 7946 0") || phone.starts_with("+1 555 01"), "{phone}");
        }
        assert!(person.emails.iter().all(|email| email.contains('@') && email.ends_with(".example")));
        assert!(person.links.iter().all(|link| link.starts_with("https://") && link.ends_with(".example")));
    }
    let attendees = book.events().flat_map(|event| &event.attendees);
    assert!(
        attendees.clone().all(|attendee| attendee.email.is_empty() || attendee.email.ends_with(".example"))
    );
}

#[test]
fn linked_attendees_are_who_they_say() {
    let (_, book) = anchored();
    for event in book.events() {
        let mut seen = BTreeSet::new();
        for attendee in &event.attendees {
            assert!(seen.insert(&attendee.name), "{} twice at {}", attendee.name, event.id);
            if let Some(person) = book.person(&attendee.person) {
                assert_eq!((&attendee.name, &attendee.company), (&person.name, &person.company));
            } else {
                assert_ne!(attendee.status, AttendeeStatus::Met, "{} met at {}", attendee.name, event.id);
            }
        }
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

#[track_caller]
fn check(text: &str, at: &str, expect: &str) {
    assert_eq!(shift::shifted(text, &now(at)), expect);
}

#[test]
fn what_moves_and_what_stays() {
    let next_day = "2026-05-13T06:05:09+01:00[Europe/London]";
    check("# why\nmet = { on = 2026-05-11 } # then\n", next_day, "# why\nmet = { on = 2026-05-12 } # then\n");
    check(
        "text = \"on 2026-05-12\"\nodd = [1, {x = 2026-02-28}]\n",
        next_day,
        "text = \"on 2026-05-12\"\nodd = [1, {x = 2026-03-01}]\n",
    );
    check("at = 2026-05-10T23:50:00+01:00\n", next_day, "at = 2026-05-11T23:50:00+01:00\n");
    check("at = 2026-01-10T08:00:00Z\n", next_day, "at = 2026-01-11T08:00:00Z\n");
    check("at = 2026-05-12T17:30:00+01:00\n", next_day, "at = 2026-05-13T05:35:09+01:00\n");
    check(
        "date = 2026-05-12\nstart = 17:00:00\nend = 20:00:00\n",
        next_day,
        "date = 2026-05-13\nstart = 05:00:00\nend = 08:00:00\n",
    );
    check("date = 2026-05-11\nstart = 17:00:00\n", next_day, "date = 2026-05-12\nstart = 17:00:00\n");
    check(
        "at = 2026-05-12T17:00:00Z\n",
        "2026-05-13T00:30:00+01:00[Europe/London]",
        "at = 2026-05-13T00:00:00+01:00\n",
    );
    check("not [ toml 2026-05-12", next_day, "not [ toml 2026-05-12");
}
